use chrono::NaiveDateTime;
use diesel::dsl::count_star;
use diesel::prelude::*;

use super::{Listed, NewProposal, Proposal};
use crate::db::{Backend, CHUNK, Conn};
use crate::error::Result;
use crate::library::queries::{in_audience, readable_by, tended_by};
use crate::library::steps::is_editor;
use crate::library::{Audience, Entry, Outline, Status};
use crate::members::{Member, Scope};
use crate::schema::{entries, proposals};

/// Waiting changes the editors' list shows.
const CHANGES: i64 = 50;

pub fn insert(
    c: &mut Conn,
    now: NaiveDateTime,
    id: &str,
    entry_id: &str,
    person_id: &str,
    new: &NewProposal,
) -> Result<()> {
    diesel::insert_into(proposals::table)
        .values((
            proposals::id.eq(id),
            proposals::entry_id.eq(entry_id),
            proposals::version.eq(new.version),
            proposals::person_id.eq(person_id),
            proposals::title.eq(&new.title),
            proposals::summary.eq(&new.summary),
            proposals::body.eq(&new.body),
            proposals::reason.eq(&new.reason),
            proposals::status.eq("open"),
            proposals::answer.eq(""),
            proposals::created_at.eq(now),
            proposals::facts.eq(&new.facts),
        ))
        .execute(c)?;
    Ok(())
}

/// Puts a change that waits in the place of an earlier one.
pub fn rewrite(c: &mut Conn, now: NaiveDateTime, id: &str, new: &NewProposal) -> Result<()> {
    diesel::update(proposals::table.find(id))
        .set((
            proposals::version.eq(new.version),
            proposals::title.eq(&new.title),
            proposals::summary.eq(&new.summary),
            proposals::body.eq(&new.body),
            proposals::reason.eq(&new.reason),
            proposals::created_at.eq(now),
            proposals::facts.eq(&new.facts),
            proposals::written.eq(proposals::written + 1),
        ))
        .execute(c)?;
    Ok(())
}

/// What a change that waits does with files.
pub fn set_files(c: &mut Conn, id: &str, files: Option<&str>) -> Result<()> {
    diesel::update(proposals::table.find(id))
        .set((
            proposals::files.eq(files),
            proposals::written.eq(proposals::written + 1),
        ))
        .execute(c)?;
    Ok(())
}

/// The changes of an entry that do something with files, and what.
pub fn with_files(c: &mut Conn, entry_id: &str) -> Result<Vec<(String, Option<String>)>> {
    Ok(proposals::table
        .filter(proposals::entry_id.eq(entry_id))
        .filter(proposals::files.is_not_null())
        .select((proposals::id, proposals::files))
        .load(c)?)
}

/// Everything somebody proposed.
pub fn all_of_person(c: &mut Conn, person_id: &str) -> Result<Vec<String>> {
    Ok(proposals::table
        .filter(proposals::person_id.eq(person_id))
        .select(proposals::id)
        .load(c)?)
}

/// The change of somebody that waits for another's eyes.
pub fn held_of(c: &mut Conn, entry_id: &str, person_id: &str) -> Result<Option<String>> {
    Ok(proposals::table
        .filter(proposals::entry_id.eq(entry_id))
        .filter(proposals::person_id.eq(person_id))
        .filter(proposals::status.eq("open"))
        .filter(proposals::reason.eq(""))
        .select(proposals::id)
        .first(c)
        .optional()?)
}

pub fn get(c: &mut Conn, id: &str) -> Result<Proposal> {
    Ok(proposals::table
        .find(id)
        .select(Proposal::as_select())
        .first(c)?)
}

/// The open proposal of somebody to an entry.
pub fn open_of(c: &mut Conn, entry_id: &str, person_id: &str) -> Result<Option<String>> {
    Ok(proposals::table
        .filter(proposals::entry_id.eq(entry_id))
        .filter(proposals::person_id.eq(person_id))
        .filter(proposals::status.eq("open"))
        .select(proposals::id)
        .first(c)
        .optional()?)
}

/// A page of the proposals to an entry, the newest first, and how many there are; only somebody's own
/// when `of` is given.
pub fn of_entry(
    c: &mut Conn,
    entry_id: &str,
    of: Option<&str>,
    offset: i64,
    limit: i64,
) -> Result<(Vec<Listed>, i64)> {
    let theirs = || {
        let all = proposals::table
            .filter(proposals::entry_id.eq(entry_id.to_string()))
            .into_boxed::<Backend>();
        match of {
            Some(person) => all.filter(proposals::person_id.eq(person.to_string())),
            None => all,
        }
    };
    let rows = theirs()
        .order((proposals::created_at.desc(), proposals::id.desc()))
        .offset(offset)
        .limit(limit)
        .select(Listed::as_select())
        .load(c)?;
    Ok((rows, theirs().select(count_star()).first(c)?))
}

/// The open proposals of everybody to an entry.
pub fn all_open_of(c: &mut Conn, entry_id: &str) -> Result<Vec<String>> {
    Ok(proposals::table
        .filter(proposals::entry_id.eq(entry_id))
        .filter(proposals::status.eq("open"))
        .order(proposals::id)
        .select(proposals::id)
        .load(c)?)
}

pub fn count_open(c: &mut Conn, entry_id: &str) -> Result<i64> {
    Ok(proposals::table
        .filter(proposals::entry_id.eq(entry_id))
        .filter(proposals::status.eq("open"))
        .select(count_star())
        .first(c)?)
}

/// A page of open proposals with their entries, the oldest first, and how many there are: for editors
/// those to what they may read, for others what they proposed or have to decide.
pub fn open(
    c: &mut Conn,
    who: &Member,
    offset: i64,
    limit: i64,
) -> Result<(Vec<(Listed, Outline)>, i64)> {
    let readable = || {
        entries::table
            .filter(entries::status.ne("deleted"))
            .filter(readable_by(who))
            .into_boxed::<Backend>()
    };
    let theirs = || {
        let open = proposals::table
            .filter(proposals::status.eq("open"))
            .filter(proposals::entry_id.eq_any(readable().select(entries::id)))
            .into_boxed::<Backend>();
        if is_editor(Some(who)) {
            return open;
        }
        let looked_after = readable().filter(tended_by(who)).select(entries::id);
        open.filter(
            proposals::person_id
                .eq(who.id.clone())
                .or(proposals::entry_id.eq_any(looked_after)),
        )
    };
    let page: Vec<String> = theirs()
        .order((proposals::created_at, proposals::id))
        .offset(offset)
        .limit(limit)
        .select(proposals::id)
        .load(c)?;
    let ids: Vec<&str> = page.iter().map(String::as_str).collect();
    let mut rows = with_entries(c, &ids)?;
    rows.sort_by(|(a, _), (b, _)| (a.created_at, &a.id).cmp(&(b.created_at, &b.id)));
    Ok((rows, theirs().select(count_star()).first(c)?))
}

/// Those of some entries that not everybody can read who reads `entry`.
pub fn for_fewer(c: &mut Conn, slugs: &[String], entry: &Entry) -> Result<Vec<String>> {
    if slugs.is_empty() {
        return Ok(Vec::new());
    }
    let mut rows: Vec<(String, String, String, Option<String>)> = entries::table
        .filter(entries::slug.eq_any(slugs))
        .select((
            entries::slug,
            entries::status,
            entries::audience,
            entries::organisation_id,
        ))
        .load(c)?;
    rows.retain(|(_, status, audience, organisation_id)| {
        let is_fewer = Audience::named(audience) > Audience::named(&entry.audience);
        let is_anothers =
            audience == Audience::Organisation.name() && *organisation_id != entry.organisation_id;
        status != Status::Published.name() || is_fewer || is_anothers
    });
    Ok(rows.into_iter().map(|(slug, _, _, _)| slug).collect())
}

#[diesel::dsl::auto_type]
fn is_waiting_change() -> _ {
    proposals::status.eq("open").and(proposals::reason.eq(""))
}

/// Of `scope`: empty where nobody is signed in.
fn viewer(scope: &Scope) -> String {
    scope.person_id.clone().unwrap_or_default()
}

/// Published entries the viewer may see.
fn published(scope: &Scope) -> entries::BoxedQuery<'static, Backend> {
    entries::table
        .filter(entries::status.eq("published"))
        .filter(in_audience(scope))
        .into_boxed()
}

/// Changes by others that wait for the viewer's eyes, the oldest first.
pub fn changes(c: &mut Conn, scope: &Scope) -> Result<Vec<(Listed, Outline)>> {
    Ok(proposals::table
        .inner_join(entries::table)
        .filter(is_waiting_change())
        .filter(proposals::person_id.ne(viewer(scope)))
        .filter(proposals::entry_id.eq_any(published(scope).select(entries::id)))
        .order((proposals::created_at, proposals::id))
        .limit(CHANGES)
        .select((Listed::as_select(), Outline::as_select()))
        .load(c)?)
}

pub fn count_changes(c: &mut Conn, scope: &Scope) -> Result<i64> {
    Ok(proposals::table
        .filter(is_waiting_change())
        .filter(proposals::person_id.ne(viewer(scope)))
        .filter(proposals::entry_id.eq_any(published(scope).select(entries::id)))
        .select(count_star())
        .first(c)?)
}

/// Changes by others than `who` that wait, of an entry.
pub fn count_others(c: &mut Conn, entry_id: &str, who: &str) -> Result<i64> {
    Ok(proposals::table
        .filter(is_waiting_change())
        .filter(proposals::person_id.ne(who))
        .filter(proposals::entry_id.eq(entry_id))
        .select(count_star())
        .first(c)?)
}

/// Who decided these proposals, by id.
pub fn deciders(c: &mut Conn, ids: &[&str]) -> Result<Vec<(String, Option<String>)>> {
    Ok(proposals::table
        .filter(proposals::id.eq_any(ids))
        .select((proposals::id, proposals::decided_by))
        .load(c)?)
}

pub fn with_entries(c: &mut Conn, ids: &[&str]) -> Result<Vec<(Listed, Outline)>> {
    let mut rows = Vec::new();
    for chunk in ids.chunks(CHUNK) {
        rows.extend(
            proposals::table
                .inner_join(entries::table)
                .filter(proposals::id.eq_any(chunk))
                .select((Listed::as_select(), Outline::as_select()))
                .load::<(Listed, Outline)>(c)?,
        );
    }
    Ok(rows)
}

pub fn decide(
    c: &mut Conn,
    now: NaiveDateTime,
    id: &str,
    status: &str,
    answer: &str,
    by: &str,
) -> Result<()> {
    diesel::update(proposals::table.find(id))
        .set((
            proposals::status.eq(status),
            proposals::answer.eq(answer),
            proposals::decided_by.eq(by),
            proposals::decided_at.eq(now),
        ))
        .execute(c)?;
    Ok(())
}

pub fn delete_of(c: &mut Conn, entry_id: &str) -> Result<()> {
    diesel::delete(proposals::table.filter(proposals::entry_id.eq(entry_id))).execute(c)?;
    Ok(())
}
