use std::collections::HashMap;

use chrono::NaiveDateTime;
use diesel::dsl::{count_star, exists, max, not};
use diesel::prelude::*;

use super::kinds::Kind;
use super::text::{Text, Unreadable};
use super::{Attachment, FileText, Leaf};
use crate::db::{CHUNK, Conn};
use crate::error::{Error, Result};
use crate::schema::{attachments, blobs};

pub fn insert(c: &mut Conn, file: &Attachment) -> Result<()> {
    diesel::insert_into(attachments::table)
        .values((file, attachments::text_bytes.eq(0_i64)))
        .execute(c)?;
    Ok(())
}

/// Whether a file stands as its entry's: it neither waits with a change nor was removed.
#[diesel::dsl::auto_type]
fn is_entrys() -> _ {
    attachments::proposal_id
        .is_null()
        .and(attachments::removed_at.is_null())
}

/// Whether a file was removed, and no change that waits would bring it back.
#[diesel::dsl::auto_type]
pub fn is_removed() -> _ {
    attachments::proposal_id
        .is_null()
        .and(attachments::removed_at.is_not_null())
}

/// What the files of an entry hold that were removed and can be fetched back.
pub fn hashes_removed(c: &mut Conn, entry_id: &str) -> Result<Vec<String>> {
    Ok(attachments::table
        .filter(attachments::entry_id.eq(entry_id))
        .filter(attachments::removed_at.is_not_null())
        .select(attachments::hash)
        .load(c)?)
}

/// The files of an entry, in their order.
pub fn of_entry(c: &mut Conn, entry_id: &str) -> Result<Vec<Attachment>> {
    of_entries(c, &[entry_id])
}

/// The files of entries, those of each in their order.
pub fn of_entries(c: &mut Conn, entries: &[&str]) -> Result<Vec<Attachment>> {
    let mut all = Vec::new();
    for chunk in entries.chunks(CHUNK) {
        all.extend(
            attachments::table
                .filter(attachments::entry_id.eq_any(chunk))
                .filter(is_entrys())
                .order((attachments::position, attachments::id))
                .select(Attachment::as_select())
                .load::<Attachment>(c)?,
        );
    }
    Ok(all)
}

/// The files of an entry, those that wait to be, and those that were removed.
pub fn all_of_entry(c: &mut Conn, entry_id: &str) -> Result<Vec<Attachment>> {
    Ok(attachments::table
        .filter(attachments::entry_id.eq(entry_id))
        .select(Attachment::as_select())
        .load(c)?)
}

/// The files that wait with a change, in their order.
pub fn waiting_with(c: &mut Conn, proposal: &str) -> Result<Vec<Attachment>> {
    Ok(attachments::table
        .filter(attachments::proposal_id.eq(proposal))
        .order((attachments::position, attachments::id))
        .select(Attachment::as_select())
        .load(c)?)
}

/// A file stands as its entry's. `came`: for the first time, then.
pub fn admit(c: &mut Conn, id: &str, came: Option<NaiveDateTime>) -> Result<()> {
    diesel::update(attachments::table.find(id))
        .set((
            attachments::proposal_id.eq(None::<String>),
            attachments::removed_at.eq(None::<NaiveDateTime>),
            attachments::removed_by.eq(None::<String>),
            came.map(|at| attachments::added_at.eq(at)),
        ))
        .execute(c)?;
    Ok(())
}

/// How much the files of entries take, in bytes.
pub fn bytes_of(c: &mut Conn, entries: &[String]) -> Result<i64> {
    let mut all = 0;
    for chunk in entries.chunks(CHUNK) {
        let each: Vec<i64> = attachments::table
            .filter(attachments::entry_id.eq_any(chunk))
            .filter(is_entrys())
            .select(attachments::bytes)
            .load(c)?;
        all += each.iter().sum::<i64>();
    }
    Ok(all)
}

/// The files that are or were an entry's, in their order.
pub fn coming_and_going(c: &mut Conn, entry_id: &str) -> Result<Vec<Attachment>> {
    let was_its = attachments::removed_at.is_not_null();
    Ok(attachments::table
        .filter(attachments::entry_id.eq(entry_id))
        .filter(is_entrys().or(was_its))
        .order((attachments::position, attachments::id))
        .select(Attachment::as_select())
        .load(c)?)
}

pub fn by_id(c: &mut Conn, id: &str) -> Result<Attachment> {
    Ok(attachments::table
        .find(id)
        .select(Attachment::as_select())
        .first(c)?)
}

/// How many files an entry has, with those that wait.
pub fn count_of(c: &mut Conn, entry_id: &str) -> Result<i64> {
    Ok(attachments::table
        .filter(attachments::entry_id.eq(entry_id))
        .filter(not(is_removed()))
        .select(count_star())
        .first(c)?)
}

pub fn next_position(c: &mut Conn, entry_id: &str) -> Result<i64> {
    let last: Option<i64> = attachments::table
        .filter(attachments::entry_id.eq(entry_id))
        .select(max(attachments::position))
        .first(c)?;
    Ok(last.unwrap_or(0) + 1)
}

/// `Conflict` when it is no longer at `version`.
pub fn rename(c: &mut Conn, id: &str, version: i64, name: &str, title: &str) -> Result<()> {
    let changed = diesel::update(
        attachments::table
            .find(id)
            .filter(attachments::version.eq(version)),
    )
    .set((
        attachments::name.eq(name),
        attachments::title.eq(title),
        attachments::version.eq(version + 1),
    ))
    .execute(c)?;
    if changed == 1 {
        Ok(())
    } else {
        Err(Error::Conflict)
    }
}

pub fn set_position(c: &mut Conn, id: &str, position: i64) -> Result<()> {
    diesel::update(attachments::table.find(id))
        .set(attachments::position.eq(position))
        .execute(c)?;
    Ok(())
}

pub fn delete(c: &mut Conn, id: &str) -> Result<()> {
    diesel::delete(attachments::table.find(id)).execute(c)?;
    Ok(())
}

/// The text that was read out of a file; none when none was.
pub fn text(c: &mut Conn, id: &str) -> Result<Option<String>> {
    Ok(attachments::table
        .find(id)
        .select(attachments::text)
        .first(c)?)
}

pub fn set_text(
    c: &mut Conn,
    id: &str,
    outcome: &std::result::Result<Text, Unreadable>,
) -> Result<()> {
    let (state, reason, text, pages) = match outcome {
        Ok(text) if text.text.is_empty() => ("none", None, None, text.pages),
        Ok(text) => (
            "ready",
            text.cut.then_some("cut"),
            Some(text.text.as_str()),
            text.pages,
        ),
        Err(why) => ("failed", Some(why.name()), None, None),
    };
    diesel::update(attachments::table.find(id))
        .set((
            attachments::text_state.eq(state),
            attachments::text_reason.eq(reason),
            attachments::text.eq(text),
            attachments::text_bytes.eq(text.map_or(0, |t| t.len() as i64)),
            attachments::pages.eq(pages),
        ))
        .execute(c)?;
    Ok(())
}

pub fn set_pending(c: &mut Conn, id: &str) -> Result<()> {
    diesel::update(attachments::table.find(id))
        .set((
            attachments::text_state.eq("pending"),
            attachments::text_reason.eq(None::<String>),
        ))
        .execute(c)?;
    Ok(())
}

/// By entry, names, descriptions and texts of its files, each kind of them joined.
pub fn words(c: &mut Conn, entries: &[String]) -> Result<HashMap<String, String>> {
    let mut all: HashMap<String, String> = HashMap::new();
    for chunk in entries.chunks(CHUNK) {
        let rows: Vec<(String, String, String, Option<String>)> = attachments::table
            .filter(attachments::entry_id.eq_any(chunk))
            .filter(is_entrys())
            .order((
                attachments::entry_id,
                attachments::position,
                attachments::id,
            ))
            .select((
                attachments::entry_id,
                attachments::name,
                attachments::title,
                attachments::text,
            ))
            .load(c)?;
        for (entry, name, title, text) in rows {
            let words = all.entry(entry).or_default();
            for part in [name.as_str(), &title, text.as_deref().unwrap_or_default()] {
                words.push_str(part);
                words.push('\n');
            }
        }
    }
    Ok(all)
}

/// What was read in the files of some entries: those of the first entries first, until it is `most`
/// bytes.
pub fn texts(c: &mut Conn, entries: &[&str], most: i64) -> Result<Vec<FileText>> {
    let mut read: Vec<(String, String, i64)> = attachments::table
        .filter(attachments::entry_id.eq_any(entries))
        .filter(is_entrys())
        .filter(attachments::text_bytes.gt(0))
        .order((attachments::position, attachments::id))
        .select((
            attachments::id,
            attachments::entry_id,
            attachments::text_bytes,
        ))
        .load(c)?;
    read.sort_by_key(|(_, entry, _)| entries.iter().position(|e| e == entry));
    let mut sum = 0;
    let fits = |bytes: i64| {
        sum += bytes;
        sum <= most
    };
    let ids: Vec<String> = read
        .into_iter()
        .map(|(id, _, bytes)| (id, bytes))
        .scan(fits, |fits, (id, bytes)| Some(fits(bytes).then_some(id)))
        .flatten()
        .collect();
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let rows: Vec<(String, String, String, String, Option<String>)> = attachments::table
        .filter(attachments::id.eq_any(&ids))
        .order((attachments::position, attachments::id))
        .select((
            attachments::id,
            attachments::entry_id,
            attachments::name,
            attachments::media_type,
            attachments::text,
        ))
        .load(c)?;
    Ok(rows
        .into_iter()
        .map(|(id, entry_id, name, media_type, text)| FileText {
            id,
            entry_id,
            name,
            leaf: Kind::of_media_type(&media_type).and_then(Leaf::of),
            text: text.unwrap_or_default(),
        })
        .collect())
}

/// By entry, how large `words` is, in bytes, about.
pub fn sizes(c: &mut Conn, entries: &[String]) -> Result<HashMap<String, i64>> {
    let mut all: HashMap<String, i64> = HashMap::new();
    for chunk in entries.chunks(CHUNK) {
        let rows: Vec<(String, i64)> = attachments::table
            .filter(attachments::entry_id.eq_any(chunk))
            .filter(is_entrys())
            .select((attachments::entry_id, attachments::text_bytes))
            .load(c)?;
        for (entry, bytes) in rows {
            *all.entry(entry).or_default() += bytes;
        }
    }
    Ok(all)
}

/// Hashes of every file that is referred to.
pub fn kept(c: &mut Conn) -> Result<Vec<String>> {
    Ok(blobs::table
        .filter(blobs::unused_since.is_null())
        .order(blobs::hash)
        .select(blobs::hash)
        .load(c)?)
}

pub fn keep_used(c: &mut Conn) -> Result<()> {
    diesel::delete(blobs::table.filter(blobs::unused_since.is_not_null())).execute(c)?;
    Ok(())
}

/// Says that a file is about to be put into the store. `Unavailable` while one of the same content is
/// being taken away.
pub fn reserve(c: &mut Conn, now: NaiveDateTime, hash: &str, bytes: i64) -> Result<()> {
    let there: Option<(Option<NaiveDateTime>, bool)> = blobs::table
        .find(hash)
        .select((blobs::unused_since, blobs::going))
        .first(c)
        .optional()?;
    match there {
        Some((_, true)) => Err(Error::Unavailable("the same file is being removed".into())),
        Some((None, _)) => Ok(()),
        Some((Some(_), _)) => set_unused(c, &[hash], Some(now)),
        None => {
            diesel::insert_into(blobs::table)
                .values((
                    blobs::hash.eq(hash),
                    blobs::bytes.eq(bytes),
                    blobs::unused_since.eq(now),
                    blobs::going.eq(false),
                ))
                .execute(c)?;
            Ok(())
        }
    }
}

/// Says that files are referred to. `Unavailable` when one is not there any more.
pub fn set_used(c: &mut Conn, hashes: &[&str]) -> Result<()> {
    let there: i64 = blobs::table
        .filter(blobs::hash.eq_any(hashes))
        .filter(not(blobs::going))
        .select(count_star())
        .first(c)?;
    let mut distinct = hashes.to_vec();
    distinct.sort_unstable();
    distinct.dedup();
    if there != distinct.len() as i64 {
        return Err(Error::Unavailable("a file went while it came".into()));
    }
    set_unused(c, hashes, None)
}

fn set_unused(c: &mut Conn, hashes: &[&str], since: Option<NaiveDateTime>) -> Result<()> {
    diesel::update(blobs::table.filter(blobs::hash.eq_any(hashes)))
        .set(blobs::unused_since.eq(since))
        .execute(c)?;
    Ok(())
}

/// Of these files, notes from when on nothing refers to them.
pub fn release(c: &mut Conn, now: NaiveDateTime, hashes: &[&str]) -> Result<()> {
    let mut free = Vec::new();
    for hash in hashes {
        let used = attachments::table.filter(
            attachments::hash
                .eq(*hash)
                .nullable()
                .or(attachments::large_hash.eq(*hash))
                .or(attachments::small_hash.eq(*hash)),
        );
        if !diesel::select(exists(used)).get_result::<bool>(c)? {
            free.push(*hash);
        }
    }
    set_unused(c, &free, Some(now))
}

/// Marks the files that nothing has referred to since before `limit`, and those that were marked
/// before: at most 100.
pub fn mark_going(c: &mut Conn, limit: NaiveDateTime) -> Result<Vec<String>> {
    let hashes: Vec<String> = blobs::table
        .filter(blobs::going.or(blobs::unused_since.lt(limit).assume_not_null()))
        .order(blobs::hash)
        .limit(100)
        .select(blobs::hash)
        .load(c)?;
    diesel::update(blobs::table.filter(blobs::hash.eq_any(&hashes)))
        .set(blobs::going.eq(true))
        .execute(c)?;
    Ok(hashes)
}

/// Whether a file that was marked is still to go.
pub fn is_going(c: &mut Conn, hash: &str) -> Result<bool> {
    let still = diesel::update(blobs::table.find(hash).filter(blobs::going))
        .set(blobs::going.eq(true))
        .execute(c)?;
    Ok(still == 1)
}

pub fn gone(c: &mut Conn, hash: &str) -> Result<()> {
    diesel::delete(blobs::table.find(hash).filter(blobs::going)).execute(c)?;
    Ok(())
}

/// A page of the files that attachments refer to, after `after` (empty: from the start), and how long
/// they are, in bytes.
pub fn used(c: &mut Conn, after: &str, limit: i64) -> Result<Vec<(String, i64)>> {
    Ok(blobs::table
        .filter(blobs::unused_since.is_null())
        .filter(blobs::hash.gt(after))
        .order(blobs::hash)
        .limit(limit)
        .select((blobs::hash, blobs::bytes))
        .load(c)?)
}

/// How long a file in the store is, in bytes.
pub fn length(c: &mut Conn, hash: &str) -> Result<i64> {
    Ok(blobs::table.find(hash).select(blobs::bytes).first(c)?)
}
