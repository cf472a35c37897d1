//! The library's entries.

use std::collections::HashMap;

use chrono::{Duration, NaiveDateTime};
use diesel::prelude::*;

use super::content::Content;
use super::people::People;
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::library::import::{Published, markdown_file};
use crate::library::{self, Status};
use crate::schema::entries;

/// Adds every entry. `meetings`: the meeting each note tells of, by the note's source id.
pub fn add(
    c: &mut Conn,
    now: NaiveDateTime,
    content: &Content,
    people: &People,
    meetings: &HashMap<String, String>,
) -> Result<()> {
    for (name, text) in &content.entries {
        let read = markdown_file(name, text).map_err(Error::internal)?;
        let mut new = read.entry;
        let home = new.municipality.as_deref();
        new.organisation_id = home
            .and_then(|m| people.municipality(m))
            .map(str::to_string);
        new.meeting_id = meetings.get(&read.source_id).cloned();
        let owner = people.id(if new.lang == "sv" {
            "editor-sv"
        } else {
            "editor"
        })?;
        let published = match read.published {
            Published::DaysAgo(days) => now - Duration::days(days),
            Published::At(at) => at,
            Published::Unknown => now,
        };
        let created = library::create(c, published, Some(owner), &new, Status::Published)?;
        diesel::update(entries::table.find(&created.id))
            .set((
                entries::source_id.eq(&read.source_id),
                entries::source_hash.eq(&read.hash),
            ))
            .execute(c)?;
    }
    Ok(())
}
