use chrono::NaiveDateTime;
use diesel::prelude::*;

use crate::db::{CHUNK, Conn};
use crate::error::Result;
use crate::library::Outline;
use crate::schema::{entries, offers, people, person_details};
use crate::text;

pub fn set_deputy(c: &mut Conn, id: &str, deputy: Option<&str>) -> Result<()> {
    diesel::update(entries::table.find(id))
        .set(entries::deputy_id.eq(deputy))
        .execute(c)?;
    Ok(())
}

pub fn set_owner(
    c: &mut Conn,
    id: &str,
    version: i64,
    owner: &str,
    deputy: Option<&str>,
) -> Result<()> {
    diesel::update(entries::table.find(id))
        .set((
            entries::version.eq(version),
            entries::owner_id.eq(owner),
            entries::deputy_id.eq(deputy),
        ))
        .execute(c)?;
    Ok(())
}

pub fn by_ids(c: &mut Conn, ids: &[String]) -> Result<Vec<Outline>> {
    let mut all = Vec::with_capacity(ids.len());
    for chunk in ids.chunks(CHUNK) {
        all.extend(
            entries::table
                .filter(entries::id.eq_any(chunk))
                .order(entries::id)
                .select(Outline::as_select())
                .load::<Outline>(c)?,
        );
    }
    Ok(all)
}

/// What somebody owns that others know of.
pub fn owned(c: &mut Conn, person: &str) -> Result<Vec<Outline>> {
    Ok(entries::table
        .filter(entries::owner_id.eq(person))
        .filter(entries::status.ne_all(["draft", "deleted"]))
        .order(entries::id)
        .select(Outline::as_select())
        .load(c)?)
}

pub fn insert_offer(c: &mut Conn, now: NaiveDateTime, entry: &str, person: &str) -> Result<()> {
    diesel::insert_into(offers::table)
        .values((
            offers::entry_id.eq(entry),
            offers::person_id.eq(person),
            offers::at.eq(now),
        ))
        .execute(c)?;
    Ok(())
}

pub fn delete_offer(c: &mut Conn, entry: &str) -> Result<()> {
    diesel::delete(offers::table.find(entry)).execute(c)?;
    Ok(())
}

/// Those of these entries that are offered, and to whom.
pub fn offers_of(c: &mut Conn, ids: &[String]) -> Result<Vec<(String, String)>> {
    let mut all = Vec::new();
    for chunk in ids.chunks(CHUNK) {
        all.extend(
            offers::table
                .filter(offers::entry_id.eq_any(chunk))
                .order(offers::entry_id)
                .select((offers::entry_id, offers::person_id))
                .load::<(String, String)>(c)?,
        );
    }
    Ok(all)
}

/// What is offered to somebody.
pub fn offered(c: &mut Conn, person: &str) -> Result<Vec<Outline>> {
    let theirs = offers::table.filter(offers::person_id.eq(person));
    Ok(entries::table
        .filter(entries::id.eq_any(theirs.select(offers::entry_id)))
        .order(entries::id)
        .select(Outline::as_select())
        .load(c)?)
}

/// Whom an entry is offered to.
pub fn offered_to(c: &mut Conn, entry: &str) -> Result<Option<String>> {
    Ok(offers::table
        .find(entry)
        .select(offers::person_id)
        .first(c)
        .optional()?)
}

/// Those of these entries that are offered to somebody.
pub fn offered_of(c: &mut Conn, person: &str, entries: &[&str]) -> Result<Vec<String>> {
    let mut all = Vec::new();
    for chunk in entries.chunks(CHUNK) {
        all.extend(
            offers::table
                .filter(offers::person_id.eq(person))
                .filter(offers::entry_id.eq_any(chunk))
                .select(offers::entry_id)
                .load::<String>(c)?,
        );
    }
    Ok(all)
}

/// Active people by name, whose name has all the words; of one organisation when given.
pub fn candidates(
    c: &mut Conn,
    words: &[String],
    organisation: Option<&str>,
    limit: i64,
) -> Result<Vec<(String, String)>> {
    let mut query = people::table
        .inner_join(person_details::table)
        .filter(people::status.eq("active"))
        .into_boxed();
    if let Some(organisation) = organisation {
        query = query.filter(people::organisation_id.eq(organisation.to_string()));
    }
    for word in words {
        query = query.filter(
            person_details::folded
                .like(text::containing(word))
                .escape('\\'),
        );
    }
    Ok(query
        .order((person_details::name, people::id))
        .limit(limit)
        .select((people::id, person_details::name))
        .load(c)?)
}
