use chrono::NaiveDateTime;
use diesel::dsl::count_star;
use diesel::prelude::*;

use super::{NewProposal, Proposal};
use crate::db::{CHUNK, Conn};
use crate::error::Result;
use crate::library::Entry;
use crate::schema::{entries, proposals};

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
        ))
        .execute(c)?;
    Ok(())
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

/// The proposals to an entry, the newest first; only somebody's own when `of` is given.
pub fn of_entry(
    c: &mut Conn,
    entry_id: &str,
    of: Option<&str>,
    limit: i64,
) -> Result<Vec<Proposal>> {
    let mut query = proposals::table
        .filter(proposals::entry_id.eq(entry_id))
        .into_boxed();
    if let Some(person) = of {
        query = query.filter(proposals::person_id.eq(person.to_string()));
    }
    Ok(query
        .order((proposals::created_at.desc(), proposals::id.desc()))
        .limit(limit)
        .select(Proposal::as_select())
        .load(c)?)
}

pub fn count_open(c: &mut Conn, entry_id: &str) -> Result<i64> {
    Ok(proposals::table
        .filter(proposals::entry_id.eq(entry_id))
        .filter(proposals::status.eq("open"))
        .select(count_star())
        .first(c)?)
}

/// Open proposals with their entries, the oldest first: those of everybody's (for editors), or those
/// somebody made or has to decide.
pub fn open(c: &mut Conn, of: Option<&str>, limit: i64) -> Result<Vec<(Proposal, Entry)>> {
    let mut query = proposals::table
        .inner_join(entries::table)
        .filter(proposals::status.eq("open"))
        .filter(entries::status.ne("deleted"))
        .into_boxed();
    if let Some(person) = of {
        query = query.filter(
            proposals::person_id
                .eq(person.to_string())
                .nullable()
                .or(entries::owner_id.eq(person.to_string()))
                .or(entries::deputy_id.eq(person.to_string())),
        );
    }
    Ok(query
        .order((proposals::created_at, proposals::id))
        .limit(limit)
        .select((Proposal::as_select(), Entry::as_select()))
        .load(c)?)
}

pub fn with_entries(c: &mut Conn, ids: &[&str]) -> Result<Vec<(Proposal, Entry)>> {
    let mut rows = Vec::new();
    for chunk in ids.chunks(CHUNK) {
        rows.extend(
            proposals::table
                .inner_join(entries::table)
                .filter(proposals::id.eq_any(chunk))
                .select((Proposal::as_select(), Entry::as_select()))
                .load::<(Proposal, Entry)>(c)?,
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
