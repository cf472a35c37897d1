use std::collections::{HashMap, HashSet};

use chrono::NaiveDateTime;
use diesel::dsl::count_star;
use diesel::prelude::*;

use super::{MOST, search_of, subject};
use crate::db::{CHUNK, Conn};
use crate::error::{Error, Result};
use crate::library::indexing::{self, HitRow};
use crate::members::{Member, Scope};
use crate::notices::Pace;
use crate::places;
use crate::rights::{Act, EntryRights, may};
use crate::schema::{
    entries, people, person_details as details, saved_search_hits as hits,
    saved_searches as searches,
};
use crate::tokens;

#[derive(Queryable, Selectable, Debug, Clone, PartialEq)]
#[diesel(table_name = searches)]
pub struct SavedSearch {
    pub id: String,
    pub person_id: String,
    pub name: String,
    /// As the address of the search has it.
    pub query: String,
    /// See `Pace`.
    pub pace: String,
    known: Option<Vec<u8>>,
    pub saved_at: NaiveDateTime,
    /// When its person last looked at what it found.
    pub seen_at: NaiveDateTime,
    pub version: i64,
}

impl SavedSearch {
    /// What fitted already when this was saved.
    pub fn known(&self) -> Known {
        match &self.known {
            Some(known) => {
                let marks = known.chunks_exact(MARK);
                Known::These(marks.filter_map(|m| m.try_into().ok()).collect())
            }
            None => Known::Until(self.saved_at),
        }
    }
}

/// What is not new to a saved search.
pub enum Known {
    These(HashSet<Mark>),
    /// All that was published until then.
    Until(NaiveDateTime),
}

impl Known {
    pub fn has(&self, entry: &EntryRow, mark: &Mark) -> bool {
        match self {
            Known::These(marks) => marks.contains(mark),
            Known::Until(then) => entry.published_at.is_none_or(|at| at <= *then),
        }
    }
}

/// Bytes by which an entry is remembered: of a thousand, one in four million is taken for another.
const MARK: usize = 4;
pub type Mark = [u8; MARK];

pub fn mark_of(id: &str) -> Mark {
    let hash = tokens::hash(id);
    u32::from_str_radix(&hash[..2 * MARK], 16)
        .unwrap_or_default()
        .to_be_bytes()
}

/// What of these entries is remembered.
pub fn marks(ids: &[String]) -> Vec<u8> {
    ids.iter().flat_map(|id| mark_of(id)).collect()
}

/// A person's own, by name.
pub fn of(c: &mut Conn, person_id: &str) -> Result<Vec<SavedSearch>> {
    Ok(searches::table
        .filter(searches::person_id.eq(person_id))
        .order((searches::name, searches::id))
        .select(SavedSearch::as_select())
        .load(c)?)
}

/// `NotFound` when it is not the person's own.
pub fn get(c: &mut Conn, person_id: &str, id: &str) -> Result<SavedSearch> {
    Ok(searches::table
        .find(id)
        .filter(searches::person_id.eq(person_id))
        .select(SavedSearch::as_select())
        .first(c)?)
}

/// What a person's own search is called; none when there is no such.
pub fn name(c: &mut Conn, person_id: &str, id: &str) -> Result<Option<String>> {
    match get(c, person_id, id) {
        Ok(search) => Ok(Some(search.name)),
        Err(Error::NotFound) => Ok(None),
        Err(e) => Err(e),
    }
}

/// A search as it is saved.
pub struct New {
    pub name: String,
    pub query: String,
    pub pace: Pace,
    /// None: too much to remember.
    pub known: Option<Vec<u8>>,
}

/// Keeps a search; its id. `Conflict` when there are too many; a name another of the person's has is
/// refused (`is_unique_violation`).
pub fn add(c: &mut Conn, now: NaiveDateTime, person_id: &str, new: &New) -> Result<String> {
    let own = searches::table.filter(searches::person_id.eq(person_id));
    if own.select(count_star()).first::<i64>(c)? >= MOST {
        return Err(Error::Conflict);
    }
    let id = crate::app::new_id();
    diesel::insert_into(searches::table)
        .values((
            searches::id.eq(&id),
            searches::person_id.eq(person_id),
            searches::name.eq(&new.name),
            searches::query.eq(&new.query),
            searches::pace.eq(new.pace.name()),
            searches::known.eq(&new.known),
            searches::saved_at.eq(now),
            searches::seen_at.eq(now),
            searches::version.eq(1),
        ))
        .execute(c)?;
    Ok(id)
}

/// `NotFound` when it is not the person's own, `Conflict` when it was changed since `version`; a name
/// another of the person's has is refused (`is_unique_violation`).
pub fn change(
    c: &mut Conn,
    person_id: &str,
    id: &str,
    version: i64,
    (name, pace): (&str, Pace),
) -> Result<()> {
    get(c, person_id, id)?;
    let changed = diesel::update(
        searches::table
            .find(id)
            .filter(searches::version.eq(version)),
    )
    .set((
        searches::name.eq(name),
        searches::pace.eq(pace.name()),
        searches::version.eq(version + 1),
    ))
    .execute(c)?;
    if changed == 1 {
        Ok(())
    } else {
        Err(Error::Conflict)
    }
}

/// With what it found. `NotFound` when it is not the person's own.
pub fn remove(c: &mut Conn, person_id: &str, id: &str) -> Result<()> {
    let own = searches::table
        .find(id)
        .filter(searches::person_id.eq(person_id));
    match diesel::delete(own).execute(c)? {
        0 => Err(Error::NotFound),
        _ => Ok(()),
    }
}

/// No more mails about one of a person's searches.
pub fn stop(c: &mut Conn, person_id: &str, id: &str) -> Result<()> {
    let own = searches::table.filter(searches::person_id.eq(person_id));
    diesel::update(own.filter(searches::id.eq(id)))
        .set(searches::pace.eq(Pace::Off.name()))
        .execute(c)?;
    Ok(())
}

/// No more mails about those of a person's searches that come at one of these paces.
pub fn stop_all(c: &mut Conn, person_id: &str, paces: &[Pace]) -> Result<()> {
    let own = searches::table.filter(searches::person_id.eq(person_id));
    diesel::update(own.filter(searches::pace.eq_any(paces.iter().map(|p| p.name()))))
        .set(searches::pace.eq(Pace::Off.name()))
        .execute(c)?;
    Ok(())
}

/// What holds for a search's notices.
#[derive(Clone, Copy, Debug)]
pub struct Standing {
    pub pace: Pace,
    pub seen_at: NaiveDateTime,
}

/// By id, how all searches of these people stand.
pub fn standing(c: &mut Conn, people: &[String]) -> Result<HashMap<String, Standing>> {
    let mut all = HashMap::new();
    for chunk in people.chunks(CHUNK) {
        let rows: Vec<(String, String, NaiveDateTime)> = searches::table
            .filter(searches::person_id.eq_any(chunk))
            .select((searches::id, searches::pace, searches::seen_at))
            .load(c)?;
        all.extend(rows.into_iter().filter_map(|(id, pace, seen_at)| {
            let pace = Pace::named(&pace)?;
            Some((id, Standing { pace, seen_at }))
        }));
    }
    Ok(all)
}

pub fn any(c: &mut Conn) -> Result<bool> {
    Ok(diesel::select(diesel::dsl::exists(searches::table.select(searches::id))).get_result(c)?)
}

/// A search that is asked, and for whom.
#[derive(Queryable)]
pub struct Asking {
    pub id: String,
    pub query: String,
    pub person_id: String,
    pub organisation_id: Option<String>,
    pub lang: String,
}

/// A page of the searches of everybody who is active, in the order of their ids.
pub fn asking(c: &mut Conn, after: &str, limit: i64) -> Result<Vec<Asking>> {
    Ok(searches::table
        .inner_join(people::table)
        .inner_join(details::table.on(details::person_id.eq(searches::person_id)))
        .filter(searches::id.gt(after))
        .filter(people::status.eq("active"))
        .order(searches::id)
        .limit(limit)
        .select((
            searches::id,
            searches::query,
            searches::person_id,
            people::organisation_id,
            details::lang,
        ))
        .load(c)?)
}

/// By id.
pub fn these(c: &mut Conn, ids: &[String]) -> Result<HashMap<String, SavedSearch>> {
    let mut all = HashMap::new();
    for chunk in ids.chunks(CHUNK) {
        let rows: Vec<SavedSearch> = searches::table
            .filter(searches::id.eq_any(chunk))
            .select(SavedSearch::as_select())
            .load(c)?;
        all.extend(rows.into_iter().map(|row| (row.id.clone(), row)));
    }
    Ok(all)
}

/// What decides whether an entry is told of.
#[derive(Queryable, Selectable)]
#[diesel(table_name = entries)]
pub struct EntryRow {
    pub id: String,
    status: String,
    audience: String,
    owner_id: Option<String>,
    organisation_id: Option<String>,
    published_at: Option<NaiveDateTime>,
}

impl EntryRow {
    /// Whether somebody is told of it: they may read it, and have not made it themselves.
    pub fn is_for(&self, who: &Member) -> bool {
        let rights = EntryRights {
            status: &self.status,
            audience: &self.audience,
            owner_id: self.owner_id.as_deref(),
            // Whoever looks after it beside the owner reads what the others read.
            deputy_id: None,
            organisation_id: self.organisation_id.as_deref(),
        };
        self.status == "published"
            && self.owner_id.as_ref() != Some(&who.id)
            && may(Some(who), Act::ReadEntry(rights))
    }
}

pub fn entry_rows(c: &mut Conn, ids: &[String]) -> Result<HashMap<String, EntryRow>> {
    let mut all = HashMap::new();
    for chunk in ids.chunks(CHUNK) {
        let rows: Vec<EntryRow> = entries::table
            .filter(entries::id.eq_any(chunk))
            .select(EntryRow::as_select())
            .load(c)?;
        all.extend(rows.into_iter().map(|row| (row.id.clone(), row)));
    }
    Ok(all)
}

/// Which of these searches have found which of these entries before.
pub fn found_before(
    c: &mut Conn,
    searches: &[String],
    entries: &[String],
) -> Result<HashSet<(String, String)>> {
    let mut all = HashSet::new();
    for searches in searches.chunks(CHUNK) {
        for entries in entries.chunks(CHUNK) {
            let rows: Vec<(String, String)> = hits::table
                .filter(hits::search_id.eq_any(searches))
                .filter(hits::entry_id.eq_any(entries))
                .select((hits::search_id, hits::entry_id))
                .load(c)?;
            all.extend(rows);
        }
    }
    Ok(all)
}

/// Keeps what was found: a search and an entry each.
pub fn keep(c: &mut Conn, now: NaiveDateTime, found: &[(String, String)]) -> Result<()> {
    for chunk in found.chunks(CHUNK) {
        let rows: Vec<_> = chunk
            .iter()
            .map(|(search, entry)| {
                (
                    hits::search_id.eq(search),
                    hits::entry_id.eq(entry),
                    hits::at.eq(now),
                )
            })
            .collect();
        diesel::insert_into(hits::table)
            .values(rows)
            .on_conflict((hits::search_id, hits::entry_id))
            .do_nothing()
            .execute(c)?;
    }
    Ok(())
}

/// Forgets that an entry was found: it goes itself.
pub fn erase(c: &mut Conn, entry_id: &str) -> Result<()> {
    diesel::delete(hits::table.filter(hits::entry_id.eq(entry_id))).execute(c)?;
    Ok(())
}

/// What was found last is looked through; what lies further back is found by searching.
const LAST: i64 = 500;

/// What a search found that its person may read now, the latest first.
pub fn found(c: &mut Conn, scope: &Scope, id: &str) -> Result<Vec<(NaiveDateTime, HitRow)>> {
    let rows: Vec<(String, NaiveDateTime)> = hits::table
        .filter(hits::search_id.eq(id))
        .order((hits::at.desc(), hits::entry_id.desc()))
        .limit(LAST)
        .select((hits::entry_id, hits::at))
        .load(c)?;
    let ids: Vec<String> = rows.iter().map(|(id, _)| id.clone()).collect();
    let mut readable: HashMap<String, HitRow> = indexing::visible(c, scope, &ids)?
        .into_iter()
        .map(|row| (row.id.clone(), row))
        .collect();
    Ok(rows
        .into_iter()
        .filter_map(|(id, at)| Some((at, readable.remove(&id)?)))
        .collect())
}

/// By search, how much a person has not looked at of what their searches found.
pub fn unseen(c: &mut Conn, scope: &Scope, person_id: &str) -> Result<HashMap<String, i64>> {
    let rows: Vec<(String, String)> = hits::table
        .inner_join(searches::table)
        .filter(searches::person_id.eq(person_id))
        .filter(hits::at.gt(searches::seen_at))
        .order(hits::at.desc())
        .limit(LAST)
        .select((hits::search_id, hits::entry_id))
        .load(c)?;
    let ids: Vec<String> = rows.iter().map(|(_, entry)| entry.clone()).collect();
    let readable: HashSet<String> = indexing::visible(c, scope, &ids)?
        .into_iter()
        .map(|row| row.id)
        .collect();
    let mut counts = HashMap::new();
    for (search, _) in rows.into_iter().filter(|(_, e)| readable.contains(e)) {
        *counts.entry(search).or_default() += 1;
    }
    Ok(counts)
}

/// The person has what it found before them now.
pub fn set_seen(c: &mut Conn, now: NaiveDateTime, id: &str) -> Result<()> {
    diesel::update(searches::table.find(id))
        .set(searches::seen_at.eq(now))
        .execute(c)?;
    Ok(())
}

/// Something a notice tells of.
#[derive(Clone, Debug, PartialEq)]
pub struct Told {
    /// The notice's.
    pub subject: String,
    pub search_id: String,
    pub search: String,
    pub slug: String,
    pub title: String,
    pub place: Option<String>,
}

/// What notices of these subjects can still tell `reader`: what is theirs, and what they may read.
pub fn told(c: &mut Conn, reader: &Member, subjects: &[&str]) -> Result<Vec<Told>> {
    let mut all = Vec::new();
    for chunk in subjects.chunks(CHUNK) {
        let of: HashSet<&str> = chunk.iter().map(|s| search_of(s)).collect();
        let about = chunk.iter().filter_map(|s| s.split_once(':'));
        let about: HashSet<&str> = about.map(|(_, entry)| entry).collect();
        type Named = (String, String, Option<String>, Option<String>);
        type Row = ((String, String), Named, EntryRow);
        let rows: Vec<Row> = hits::table
            .inner_join(searches::table)
            .inner_join(entries::table)
            .filter(hits::search_id.eq_any(of))
            .filter(hits::entry_id.eq_any(about))
            .filter(searches::person_id.eq(&reader.id))
            .select((
                (searches::id, searches::name),
                (
                    entries::slug,
                    entries::title,
                    entries::municipality,
                    entries::place,
                ),
                EntryRow::as_select(),
            ))
            .load(c)?;
        for ((search_id, search), (slug, title, name, code), entry) in rows {
            if entry.is_for(reader) {
                all.push(Told {
                    subject: subject(&search_id, &entry.id),
                    search_id,
                    search,
                    slug,
                    title,
                    place: places::label(name.as_deref(), code.as_deref()).map(str::to_string),
                });
            }
        }
    }
    Ok(all)
}
