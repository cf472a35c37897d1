//! From what was read to rows, a batch at a time.

mod known;
mod links;
mod slugs;
mod versions;

use std::collections::{HashMap, HashSet};

use chrono::{Duration, NaiveDateTime};
use diesel::prelude::*;

use super::super::facts::Facts;
use super::super::{Entry, NewEntry, Status, descent, queries};
use super::life;
use super::{Imported, Published, Summary};
use crate::db::{CHUNK, Conn};
use crate::error::Result;
use crate::schema::{entries, entry_terms, revisions};
use crate::{attachments, audit, changes, members, places};

use known::{Known, elsewhere, is_path, known};
pub use links::{Naming, follow};
use slugs::slugs;
use versions::{revision, versions};

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
    source_hash: Option<String>,
    version: i64,
    created_at: NaiveDateTime,
    updated_at: NaiveDateTime,
    published_at: Option<NaiveDateTime>,
    facts: Option<String>,
    place: Option<&'a str>,
    contact_name: &'a str,
    contact_deputy: &'a str,
    deputy_id: Option<&'a str>,
    reviewed_at: Option<NaiveDateTime>,
    reviewed_by: Option<&'a str>,
    review_due: Option<NaiveDateTime>,
}

/// What storing some records did.
#[derive(Default)]
pub struct Stored {
    pub summary: Summary,
    /// What could not be kept of which record.
    pub notes: Vec<(usize, String)>,
    /// The slugs that entries asked for, and those they have.
    pub slugs: Vec<(String, String)>,
    /// Which record names other entries.
    pub naming: Vec<(usize, Naming)>,
}

/// Stores what was read: new sources become entries, published and owned by nobody, unless they say
/// otherwise; known ones get a new version when their content changed. No source id may occur twice in
/// `records`. An entry has at most `per_entry` files.
pub fn store(
    c: &mut Conn,
    now: NaiveDateTime,
    records: &[Imported],
    per_entry: i64,
) -> Result<Stored> {
    let known = known(c, records)?;
    let mut stored = Stored::default();
    let mut fresh = Vec::new();
    let mut changed = Vec::new();
    let mut claimed = Vec::new();
    let mut elsewhere = elsewhere(c, records, &known)?;
    for (at, record) in records.iter().enumerate() {
        let before = known.get(record.source_id.as_str());
        if let (Some(before), Some(asked)) = (before, &record.slug) {
            stored.slugs.push((asked.clone(), before.slug.clone()));
        }
        match before {
            None if elsewhere.contains_key(record.hash.as_str()) => {
                stored.summary.unchanged += 1;
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
                fresh.push((at, record));
            }
            Some(before) if before.hash().0 == record.hash => {
                if before.hash().1 != record.life.here() && claim(c, record, before)? {
                    claimed.push(before.id.clone());
                } else {
                    stored.summary.unchanged += 1;
                }
                // An import that was killed did not come to what they name.
                let naming = Naming::of(&before.id, record);
                stored.naming.extend(naming.map(|naming| (at, naming)));
            }
            Some(before) => changed.push((at, record, before)),
        }
    }
    stored.summary.new = fresh.len();
    let homes = homes(c, now, records, &mut stored.summary)?;
    let mut ids = insert(c, now, &fresh, &homes, &mut stored)?;
    let mut written = fresh;
    // What says what stands here already: the file of an export that comes home, for one.
    let mut same = HashSet::new();
    for (at, record, before) in changed {
        if !update(c, now, (at, record), before, &homes, &mut stored)? {
            same.insert(before.id.clone());
        }
        ids.push(before.id.clone());
        written.push((at, record));
    }
    for ((at, record), id) in written.iter().zip(&ids) {
        let brought = attachments::bring(c, now, id, &record.files, per_entry)?;
        if brought.new + brought.renamed > 0 {
            same.remove(id);
        }
        stored.summary.files += brought.new;
        stored.summary.files_left_out += brought.over.len();
        let naming = Naming::of(id, record);
        stored.naming.extend(naming.map(|naming| (*at, naming)));
    }
    ids.retain(|id| !same.contains(id));
    ids.append(&mut claimed);
    stored.summary.unchanged += same.len();
    stored.summary.updated = ids.len() - stored.summary.new;
    let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
    changes::record_all(c, changes::Kind::Entry, &ids, now)?;
    audit::record_all(c, now, None, "import", "entry", &ids)?;
    Ok(stored)
}

/// The organisations that records belong to, by name. Those that are not here are made, with nobody in
/// them.
fn homes(
    c: &mut Conn,
    now: NaiveDateTime,
    records: &[Imported],
    summary: &mut Summary,
) -> Result<HashMap<String, String>> {
    let named: HashSet<&String> = records
        .iter()
        .filter_map(|r| r.life.organisation.as_ref())
        .collect();
    if named.is_empty() {
        return Ok(HashMap::new());
    }
    let here = members::organisation_names(c)?;
    let mut homes: HashMap<String, String> = here.into_iter().map(|(id, n)| (n, id)).collect();
    for name in named {
        if homes.contains_key(name) {
            continue;
        }
        let kind = match places::named(name, "") {
            Some(_) => "municipality",
            None => "association",
        };
        let id = members::add_organisation(c, now, name, kind, None, 1)?;
        audit::record(c, now, None, "import", "organisation", &id)?;
        homes.insert(name.clone(), id);
        summary.organisations += 1;
    }
    Ok(homes)
}

fn insert(
    c: &mut Conn,
    now: NaiveDateTime,
    fresh: &[(usize, &Imported)],
    homes: &HashMap<String, String>,
    stored: &mut Stored,
) -> Result<Vec<String>> {
    let ids: Vec<String> = fresh.iter().map(|_| crate::app::new_id()).collect();
    let slugs = slugs(c, fresh, &ids)?;
    let mut contents = Vec::with_capacity(fresh.len());
    for ((at, record), slug) in fresh.iter().zip(&slugs) {
        if let Some(asked) = &record.slug {
            stored.slugs.push((asked.clone(), slug.clone()));
        }
        contents.push(content(c, (*at, record), homes, stored)?);
    }
    let mut rows = Vec::with_capacity(fresh.len());
    let mut history = Vec::new();
    let mut terms = Vec::new();
    for ((((_, record), new), slug), id) in fresh.iter().zip(&contents).zip(&slugs).zip(&ids) {
        let life = &record.life;
        let status = life.status.unwrap_or(Status::Published);
        let said = published_at(record.published, now);
        let at = said.unwrap_or(now);
        let versions = versions(id, now, life, new, status)?;
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
            organisation_id: new.organisation_id.as_deref(),
            owner_id: life::id(&life.owner),
            audience: new.audience.name(),
            status: status.name(),
            meeting_id: new.meeting_id.as_deref(),
            source_id: Some(&record.source_id),
            source_hash: Some(record.kept_hash()),
            version: versions.last().map_or(1, |v| v.version),
            created_at: life.created_at.unwrap_or(now),
            updated_at: life.updated_at.unwrap_or(at),
            published_at: match status {
                Status::Published => Some(at),
                _ => said,
            },
            facts: new.facts.stored(),
            place: new.place(),
            contact_name: &new.contact_name,
            contact_deputy: &new.contact_deputy,
            deputy_id: life::id(&life.deputy),
            reviewed_at: life.reviewed_at,
            reviewed_by: life::id(&life.reviewed_by),
            review_due: life.review_due,
        });
        terms.extend(queries::term_rows(id, new));
        history.extend(versions);
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
    for chunk in history.chunks(CHUNK) {
        diesel::insert_into(revisions::table)
            .values(chunk)
            .execute(c)?;
    }
    let heirs = fresh.iter().zip(&rows).zip(&contents);
    for (((at, _), row), new) in heirs.filter(|(_, new)| new.facts.derived_from.is_some()) {
        let mut new = new.clone();
        if !keep_descent(c, row.id, &mut new.facts, *at, stored)? {
            links::say(c, row.id, row.version, &new)?;
        }
    }
    Ok(ids)
}

/// What a record says, with the ids of what is here.
fn content(
    c: &mut Conn,
    (at, record): (usize, &Imported),
    homes: &HashMap<String, String>,
    stored: &mut Stored,
) -> Result<NewEntry> {
    let home = record.life.organisation.as_ref();
    let meeting = match &record.life.meeting {
        Some(id) => queries::meeting(c, id)?.map(|_| id.clone()),
        None => None,
    };
    if meeting.is_none() && record.life.meeting.is_some() {
        let why = "the meeting it tells of is not here: left out".to_string();
        stored.notes.push((at, why));
    }
    Ok(NewEntry {
        organisation_id: home.and_then(|name| homes.get(name).cloned()),
        meeting_id: meeting,
        ..record.entry.clone()
    })
}

/// Keeps what an entry builds on, or tells that it cannot be; whether it was kept.
fn keep_descent(
    c: &mut Conn,
    id: &str,
    facts: &mut Facts,
    at: usize,
    stored: &mut Stored,
) -> Result<bool> {
    let is_kept = descent::keep_or_drop(c, id, facts)?;
    if !is_kept {
        let why = "what it builds on leads back to itself: left out".to_string();
        stored.notes.push((at, why));
    }
    Ok(is_kept)
}

fn published_at(published: Published, now: NaiveDateTime) -> Option<NaiveDateTime> {
    match published {
        Published::Unknown => None,
        Published::At(at) => Some(at),
        Published::DaysAgo(days) => Some(now - Duration::days(days)),
    }
}

/// Whether an entry was last changed by a person, not by an import.
fn edited_since(c: &mut Conn, entry: &Entry) -> Result<bool> {
    let editor: Option<Option<String>> = revisions::table
        .find((&entry.id, entry.version))
        .select(revisions::editor_id)
        .first(c)
        .optional()?;
    Ok(editor.flatten().is_some())
}

/// Gives an entry whose file is the same to those it names that have come since, where it has nobody
/// else; whether it did. Its content may be another here by now: it stays.
fn claim(c: &mut Conn, record: &Imported, before: &Known) -> Result<bool> {
    let row = || entries::table.find(&before.id);
    let was: (Option<String>, Option<String>) = row()
        .select((entries::owner_id, entries::deputy_id))
        .first(c)?;
    let here = before.hash().1;
    let came = |name: &str, who| life::id(who).filter(|_| !here.contains(name));
    let (owner, deputy) = (was.0.as_deref(), was.1.as_deref());
    let owner_is = owner.or(came("+owner", &record.life.owner));
    let deputy_is = deputy.or(came("+deputy", &record.life.deputy));
    diesel::update(row())
        .set((
            entries::source_hash.eq(record.kept_hash()),
            entries::owner_id.eq(owner_is),
            entries::deputy_id.eq(deputy_is),
        ))
        .execute(c)?;
    Ok((owner_is, deputy_is) != (owner, deputy))
}

/// Writes a known entry over; whether anything of it is another by that. Whose it is, when it is to be
/// looked at and which meeting it tells of is taken over where nobody has said so here; its content,
/// when it is another, becomes the next version.
fn update(
    c: &mut Conn,
    now: NaiveDateTime,
    (at, record): (usize, &Imported),
    before: &Known,
    homes: &HashMap<String, String>,
    stored: &mut Stored,
) -> Result<bool> {
    let entry = queries::by_id(c, &before.id)?;
    let (status, was) = (entry.status()?, entry.content()?);
    let told = content(c, (at, record), homes, stored)?;
    let mut new = NewEntry {
        // Who restricted an entry here knows more than its source does.
        audience: was.audience.narrower(told.audience),
        organisation_id: was.organisation_id.clone().or(told.organisation_id.clone()),
        meeting_id: was.meeting_id.clone().or(told.meeting_id.clone()),
        place: told.place().map(str::to_string),
        ..told
    };
    let life = &record.life;
    let published = match status {
        Status::Published => published_at(record.published, now).or(entry.published_at),
        _ => entry.published_at,
    };
    if !before.has_file_of_its_own(record) {
        diesel::update(entries::table.find(&before.id))
            .set((
                entries::source_id.eq(&record.source_id),
                entries::source_hash.eq(record.kept_hash()),
            ))
            .execute(c)?;
    }
    let beside = Entry {
        published_at: published,
        organisation_id: new.organisation_id.clone(),
        owner_id: came(&entry.owner_id, &life.owner),
        deputy_id: came(&entry.deputy_id, &life.deputy),
        review_due: entry.review_due.or(life.review_due),
        ..entry.clone()
    };
    diesel::update(entries::table.find(&before.id))
        .set((
            entries::published_at.eq(beside.published_at),
            entries::organisation_id.eq(&beside.organisation_id),
            entries::owner_id.eq(&beside.owner_id),
            entries::deputy_id.eq(&beside.deputy_id),
            entries::review_due.eq(beside.review_due),
        ))
        .execute(c)?;
    keep_descent(c, &before.id, &mut new.facts, at, stored)?;
    // Whose it is stands in no version, and the meeting is no work of anybody's.
    let same = NewEntry {
        organisation_id: new.organisation_id.clone(),
        meeting_id: new.meeting_id.clone(),
        ..was
    };
    if same == new {
        links::say(c, &before.id, entry.version, &new)?;
        return Ok(beside != entry || same.meeting_id != entry.meeting_id);
    }
    stored.summary.written_over += usize::from(edited_since(c, &entry)?);
    let version = entry.version + 1;
    diesel::update(entries::table.find(&before.id))
        .set(entries::kind.eq(new.kind.name()))
        .execute(c)?;
    queries::overwrite(c, now, &before.id, version, &new)?;
    queries::set_terms(c, &before.id, &new)?;
    let facts = queries::facts(&new, status)?;
    diesel::insert_into(revisions::table)
        .values(revision(&before.id, version, now, &new, facts))
        .execute(c)?;
    Ok(true)
}

/// Who an entry has, or else whom its file names.
fn came(has: &Option<String>, told: &Option<life::Someone>) -> Option<String> {
    let told = life::id(told).map(str::to_string);
    has.clone().or(told)
}
