use std::collections::HashMap;

use chrono::NaiveDateTime;
use diesel::dsl::count_star;
use diesel::prelude::*;

use crate::db::Conn;
use crate::error::{Error, Result};
use crate::library::indexing::{self, HitRow};
use crate::members::Scope;
use crate::schema::bookmarks;

/// An entry on the shelf.
#[derive(Debug, Clone)]
pub struct Bookmark {
    pub entry_id: String,
    pub note: String,
    pub at: NaiveDateTime,
    /// None: the person may not read it any more.
    pub entry: Option<HitRow>,
}

/// A page of a person's shelf, the last put there first, and how many there are.
pub fn list(
    c: &mut Conn,
    scope: &Scope,
    person_id: &str,
    limit: i64,
    offset: i64,
) -> Result<(Vec<Bookmark>, i64)> {
    let own = bookmarks::table.filter(bookmarks::person_id.eq(person_id));
    let total = own.select(count_star()).first(c)?;
    let rows: Vec<(String, String, NaiveDateTime)> = own
        .order((bookmarks::at.desc(), bookmarks::entry_id))
        .limit(limit)
        .offset(offset)
        .select((bookmarks::entry_id, bookmarks::note, bookmarks::at))
        .load(c)?;
    let ids: Vec<String> = rows.iter().map(|(id, _, _)| id.clone()).collect();
    let mut readable: HashMap<String, HitRow> = indexing::visible(c, scope, &ids)?
        .into_iter()
        .map(|row| (row.id.clone(), row))
        .collect();
    let shelf = rows.into_iter().map(|(entry_id, note, at)| Bookmark {
        entry: readable.remove(&entry_id),
        entry_id,
        note,
        at,
    });
    Ok((shelf.collect(), total))
}

/// The note on an entry; none when it is not on the shelf.
pub fn note(c: &mut Conn, person_id: &str, entry_id: &str) -> Result<Option<String>> {
    Ok(bookmarks::table
        .find((person_id, entry_id))
        .select(bookmarks::note)
        .first(c)
        .optional()?)
}

/// Puts an entry on the shelf. What is there already stays as it is.
pub fn put(c: &mut Conn, now: NaiveDateTime, person_id: &str, entry_id: &str) -> Result<()> {
    diesel::insert_into(bookmarks::table)
        .values((
            bookmarks::person_id.eq(person_id),
            bookmarks::entry_id.eq(entry_id),
            bookmarks::note.eq(""),
            bookmarks::at.eq(now),
        ))
        .on_conflict((bookmarks::person_id, bookmarks::entry_id))
        .do_nothing()
        .execute(c)?;
    Ok(())
}

/// `NotFound` when it is not on the person's shelf.
pub fn set_note(c: &mut Conn, person_id: &str, entry_id: &str, note: &str) -> Result<()> {
    let one = bookmarks::table.find((person_id, entry_id));
    match diesel::update(one)
        .set(bookmarks::note.eq(note))
        .execute(c)?
    {
        0 => Err(Error::NotFound),
        _ => Ok(()),
    }
}

/// `NotFound` when it is not on the person's shelf.
pub fn remove(c: &mut Conn, person_id: &str, entry_id: &str) -> Result<()> {
    match diesel::delete(bookmarks::table.find((person_id, entry_id))).execute(c)? {
        0 => Err(Error::NotFound),
        _ => Ok(()),
    }
}
