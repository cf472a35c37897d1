use chrono::NaiveDateTime;
use diesel::prelude::*;

use crate::db::Conn;
use crate::error::Result;
use crate::schema::revisions;

/// A revision without its text: what decides who may read it, and what it is called.
#[derive(Queryable, Debug, Clone, PartialEq)]
pub struct Outline {
    pub version: i64,
    pub at: NaiveDateTime,
    pub action: String,
    pub editor_id: Option<String>,
    pub facts: String,
}

/// The newest first.
pub fn outlines(c: &mut Conn, entry_id: &str, limit: i64) -> Result<Vec<Outline>> {
    Ok(revisions::table
        .filter(revisions::entry_id.eq(entry_id))
        .order(revisions::version.desc())
        .limit(limit)
        .select((
            revisions::version,
            revisions::at,
            revisions::action,
            revisions::editor_id,
            revisions::facts,
        ))
        .load(c)?)
}
