use chrono::NaiveDateTime;
use diesel::prelude::*;

use crate::db::Conn;
use crate::error::Result;
use crate::library::Entry;
use crate::schema::{entries, revisions};

pub fn set_deleted_at(c: &mut Conn, id: &str, at: Option<NaiveDateTime>) -> Result<()> {
    diesel::update(entries::table.find(id))
        .set(entries::deleted_at.eq(at))
        .execute(c)?;
    Ok(())
}

/// What an entry was when it was deleted last.
pub fn last_deletion(c: &mut Conn, id: &str) -> Result<Option<String>> {
    Ok(revisions::table
        .filter(revisions::entry_id.eq(id))
        .filter(revisions::action.eq("deleted"))
        .order(revisions::version.desc())
        .select(revisions::facts)
        .first(c)
        .optional()?)
}

pub fn deleted_before(c: &mut Conn, before: NaiveDateTime) -> Result<Vec<String>> {
    Ok(entries::table
        .filter(entries::status.eq("deleted"))
        .filter(entries::deleted_at.le(before))
        .select(entries::id)
        .load(c)?)
}

/// What is in the bin, the latest first: everybody's, or one person's.
pub fn list(c: &mut Conn, of: Option<&str>, limit: i64) -> Result<Vec<Entry>> {
    let mut query = entries::table
        .filter(entries::status.eq("deleted"))
        .into_boxed();
    if let Some(person) = of {
        query = query.filter(entries::owner_id.eq(person.to_string()));
    }
    Ok(query
        .order((entries::deleted_at.desc(), entries::id))
        .limit(limit)
        .select(Entry::as_select())
        .load(c)?)
}
