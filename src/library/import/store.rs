//! From what was read to rows, a batch at a time.

use std::collections::{HashMap, HashSet};

use chrono::{Duration, NaiveDateTime};
use diesel::prelude::*;

use super::super::{Audience, NewEntry, RESERVED_SLUGS, Status, descent, queries};
use super::{Imported, Published, Summary, parse};
use crate::db::{CHUNK, Conn};
use crate::error::{Error, Result};
use crate::schema::{entries, entry_terms, revisions};
use crate::text;
use crate::{attachments, audit, changes};

#[derive(Insertable)]
#[diesel(table_name = entries, treat_none_as_default_value = false)]
struct EntryRow<'a> {
    id: &'a str,
    slug: &'a str,
    kind: &'a str,
    title: &'a str,
    summary: &'a str,
    body: &'a str,
    lang: &'a str,
    municipality: Option<&'a str>,
    area: Option<&'a str>,
    tags: String,
    contact_role: &'a str,
    organisation_id: Option<&'a str>,
    owner_id: Option<&'a str>,
    audience: &'a str,
    status: &'a str,
    meeting_id: Option<&'a str>,
    source_id: Option<&'a str>,
    source_hash: Option<&'a str>,
    version: i64,
    created_at: NaiveDateTime,
    updated_at: NaiveDateTime,
    published_at: Option<NaiveDateTime>,
    facts: Option<String>,
    place: Option<&'a str>,
    contact_name: &'a str,
    contact_deputy: &'a str,
}

#[derive(Insertable)]
#[diesel(table_name = revisions, treat_none_as_default_value = false)]
struct RevisionRow<'a> {
    entry_id: &'a str,
    version: i64,
    editor_id: Option<&'a str>,
    at: NaiveDateTime,
    action: &'a str,
    title: &'a str,
    summary: &'a str,
    body: &'a str,
    facts: String,
}

/// What is known of a source that was imported before.
#[derive(Queryable)]
struct Known {
    source_id: Option<String>,
    id: String,
    hash: Option<String>,
    version: i64,
    status: String,
    audience: String,
    published_at: Option<NaiveDateTime>,
}

/// Stores what was read: new sources become entries, published and owned by nobody; known ones get
/// a new version when their content changed. No source id may occur twice in `records`.
/// An entry has at most `per_entry` files.
pub fn store(
    c: &mut Conn,
    now: NaiveDateTime,
    records: &[Imported],
    per_entry: i64,
) -> Result<Summary> {
    let known = known(c, records)?;
    let mut summary = Summary::default();
    let mut fresh = Vec::new();
    let mut changed = Vec::new();
    let mut elsewhere = elsewhere(c, records, &known)?;
    for record in records {
        match known.get(record.source_id.as_str()) {
            None if elsewhere.contains_key(record.hash.as_str()) => {
                summary.unchanged += 1;
                if let Some(id) = elsewhere[record.hash.as_str()].clone() {
                    diesel::update(entries::table.find(id))
                        .set(entries::source_id.eq(&record.source_id))
                        .execute(c)?;
                }
            }
            None => {
                if is_path(&record.source_id) {
                    elsewhere.insert(&record.hash, None);
                }
                fresh.push(record);
            }
            Some(before) if before.hash.as_deref() == Some(record.hash.as_str()) => {
                summary.unchanged += 1;
            }
            Some(before) => changed.push((record, before)),
        }
    }
    summary.new = fresh.len();
    summary.updated = changed.len();
    summary.written_over = edited_since(c, &changed)?;
    let mut ids = insert(c, now, &fresh)?;
    let mut stored = fresh;
    for (record, before) in changed {
        update(c, now, record, before)?;
        ids.push(before.id.clone());
        stored.push(record);
    }
    for (record, id) in stored.iter().zip(&ids) {
        let (new, over) = attachments::bring(c, now, id, &record.files, per_entry)?;
        summary.files += new;
        summary.files_left_out += over.len();
    }
    let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
    changes::record_all(c, changes::Kind::Entry, &ids, now)?;
    audit::record_all(c, now, None, "import", "entry", &ids)?;
    Ok(summary)
}

fn known(c: &mut Conn, records: &[Imported]) -> Result<HashMap<String, Known>> {
    let ids: Vec<&str> = records.iter().map(|r| r.source_id.as_str()).collect();
    let mut known = HashMap::with_capacity(ids.len());
    for chunk in ids.chunks(CHUNK) {
        let rows: Vec<Known> = entries::table
            .filter(entries::source_id.eq_any(chunk))
            .select((
                entries::source_id,
                entries::id,
                entries::source_hash,
                entries::version,
                entries::status,
                entries::audience,
                entries::published_at,
            ))
            .load(c)?;
        for row in rows {
            if let Some(source) = row.source_id.clone() {
                known.insert(source, row);
            }
        }
    }
    Ok(known)
}

/// A source that is known by where its file lies, for want of an id of its own.
fn is_path(source_id: &str) -> bool {
    source_id.starts_with("file:")
}

/// Files that were moved or copied: content that is here already under another path. By content
/// hash, the entry that takes the new path over, or none when it still lies at its old one as well.
fn elsewhere<'a>(
    c: &mut Conn,
    records: &'a [Imported],
    known: &HashMap<String, Known>,
) -> Result<HashMap<&'a str, Option<String>>> {
    let unknown: HashMap<&str, &Imported> = records
        .iter()
        .filter(|r| is_path(&r.source_id) && !known.contains_key(&r.source_id))
        .map(|r| (r.hash.as_str(), r))
        .collect();
    let hashes: Vec<&str> = unknown.keys().copied().collect();
    let here: HashSet<&str> = records.iter().map(|r| r.source_id.as_str()).collect();
    let mut found = HashMap::new();
    for chunk in hashes.chunks(CHUNK) {
        let rows: Vec<(Option<String>, Option<String>, String)> = entries::table
            .filter(entries::source_hash.eq_any(chunk))
            .filter(entries::source_id.like("file:%"))
            .select((entries::source_hash, entries::source_id, entries::id))
            .load(c)?;
        for (hash, source, id) in rows {
            let (Some(hash), Some(source)) = (hash, source) else {
                continue;
            };
            if let Some(record) = unknown.get(hash.as_str()) {
                let moved = !here.contains(source.as_str());
                found.insert(record.hash.as_str(), moved.then_some(id));
            }
        }
    }
    Ok(found)
}

fn insert(c: &mut Conn, now: NaiveDateTime, fresh: &[&Imported]) -> Result<Vec<String>> {
    let ids: Vec<String> = fresh.iter().map(|_| crate::app::new_id()).collect();
    let slugs = slugs(c, fresh, &ids)?;
    let mut rows = Vec::with_capacity(fresh.len());
    let mut first = Vec::with_capacity(fresh.len());
    let mut terms = Vec::new();
    for ((record, slug), id) in fresh.iter().zip(&slugs).zip(&ids) {
        let new = &record.entry;
        let said = published_at(record.published, now);
        let at = said.unwrap_or(now);
        rows.push(EntryRow {
            id,
            slug,
            kind: new.kind.name(),
            title: &new.title,
            summary: &new.summary,
            body: &new.body,
            lang: &new.lang,
            municipality: new.municipality.as_deref(),
            area: new.area.as_deref(),
            tags: new.tags.join("\n"),
            contact_role: &new.contact_role,
            organisation_id: None,
            owner_id: None,
            audience: new.audience.name(),
            status: Status::Published.name(),
            meeting_id: None,
            source_id: Some(&record.source_id),
            source_hash: Some(&record.hash),
            version: 1,
            created_at: now,
            updated_at: at,
            published_at: Some(at),
            facts: new.facts.stored(),
            place: new.place(),
            contact_name: &new.contact_name,
            contact_deputy: &new.contact_deputy,
        });
        terms.extend(queries::term_rows(id, new));
        first.push(revision(id, 1, now, new, Status::Published)?);
    }
    for chunk in rows.chunks(CHUNK) {
        diesel::insert_into(entries::table)
            .values(chunk)
            .execute(c)?;
    }
    for chunk in terms.chunks(CHUNK) {
        diesel::insert_into(entry_terms::table)
            .values(chunk)
            .execute(c)?;
    }
    for (record, id) in fresh.iter().zip(&ids) {
        if record.entry.facts.derived_from.is_some() {
            descent::keep_or_drop(c, id, &record.entry.facts)?;
        }
    }
    for chunk in first.chunks(CHUNK) {
        diesel::insert_into(revisions::table)
            .values(chunk)
            .execute(c)?;
    }
    Ok(ids)
}

fn published_at(published: Published, now: NaiveDateTime) -> Option<NaiveDateTime> {
    match published {
        Published::Unknown => None,
        Published::At(at) => Some(at),
        Published::DaysAgo(days) => Some(now - Duration::days(days)),
    }
}

fn revision<'a>(
    id: &'a str,
    version: i64,
    now: NaiveDateTime,
    new: &'a NewEntry,
    status: Status,
) -> Result<RevisionRow<'a>> {
    Ok(RevisionRow {
        entry_id: id,
        version,
        editor_id: None,
        at: now,
        action: "imported",
        title: &new.title,
        summary: &new.summary,
        body: &new.body,
        facts: queries::facts(new, status)?,
    })
}

/// A slug for each: the one it asks for, or the title's. Where that is taken, a piece of the source's digest follows, so that an
/// import that starts over gives the same addresses; where that is taken too, by an entry whose
/// source has moved since, a piece of the entry's own id.
fn slugs(c: &mut Conn, fresh: &[&Imported], ids: &[String]) -> Result<Vec<String>> {
    let wanted: Vec<[String; 2]> = fresh
        .iter()
        .map(|record| {
            let own = || text::slug(&record.entry.title);
            let slug = record.slug.clone().unwrap_or_else(own);
            let digest = parse::sha256(&[&record.source_id]);
            let longer = format!("{slug}-{}", &digest[..12]);
            [slug, longer]
        })
        .collect();
    let mut taken: HashSet<String> = RESERVED_SLUGS.iter().map(|s| s.to_string()).collect();
    for chunk in wanted.as_flattened().chunks(CHUNK) {
        taken.extend(
            entries::table
                .filter(entries::slug.eq_any(chunk))
                .select(entries::slug)
                .load::<String>(c)?,
        );
    }
    Ok(wanted
        .into_iter()
        .zip(ids)
        .map(|([slug, longer], id)| {
            let own = format!("{slug}-{}", &id[id.len() - 12..]);
            let free = [slug, longer]
                .into_iter()
                .find(|candidate| taken.insert(candidate.clone()));
            free.unwrap_or(own)
        })
        .collect())
}

/// How many of the entries were last changed by a person, not by an import.
fn edited_since(c: &mut Conn, changed: &[(&Imported, &Known)]) -> Result<usize> {
    let ids: Vec<&str> = changed.iter().map(|(_, k)| k.id.as_str()).collect();
    let mut count = 0;
    for chunk in ids.chunks(CHUNK) {
        count += revisions::table
            .inner_join(entries::table)
            .filter(entries::id.eq_any(chunk))
            .filter(revisions::version.eq(entries::version))
            .filter(revisions::editor_id.is_not_null())
            .count()
            .get_result::<i64>(c)?;
    }
    Ok(usize::try_from(count).unwrap_or_default())
}

fn update(c: &mut Conn, now: NaiveDateTime, record: &Imported, before: &Known) -> Result<()> {
    let stored = Audience::named(&before.audience)
        .ok_or_else(|| Error::internal("an entry for an unknown audience"))?;
    // Who restricted an entry here knows more than its source does.
    let new = &NewEntry {
        audience: stored.narrower(record.entry.audience),
        ..record.entry.clone()
    };
    let version = before.version + 1;
    let status = Status::named(&before.status)
        .ok_or_else(|| Error::internal("an entry of unknown status"))?;
    let published = match status {
        Status::Published => published_at(record.published, now).or(before.published_at),
        _ => before.published_at,
    };
    diesel::update(entries::table.find(&before.id))
        .set((
            (
                entries::kind.eq(new.kind.name()),
                entries::title.eq(&new.title),
                entries::summary.eq(&new.summary),
                entries::body.eq(&new.body),
                entries::lang.eq(&new.lang),
                entries::municipality.eq(&new.municipality),
                entries::area.eq(&new.area),
                entries::place.eq(new.place()),
            ),
            (
                entries::tags.eq(new.tags.join("\n")),
                entries::contact_role.eq(&new.contact_role),
                entries::audience.eq(new.audience.name()),
                entries::source_hash.eq(&record.hash),
                entries::version.eq(version),
                entries::updated_at.eq(now),
                entries::published_at.eq(published),
                entries::facts.eq(new.facts.stored()),
                entries::contact_name.eq(&new.contact_name),
                entries::contact_deputy.eq(&new.contact_deputy),
            ),
        ))
        .execute(c)?;
    queries::set_terms(c, &before.id, new)?;
    descent::keep_or_drop(c, &before.id, &new.facts)?;
    diesel::insert_into(revisions::table)
        .values(revision(&before.id, version, now, new, status)?)
        .execute(c)?;
    Ok(())
}
