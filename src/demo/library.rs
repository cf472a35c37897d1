//! The library's entries.

use std::collections::HashMap;

use chrono::{Duration, NaiveDateTime};
use diesel::prelude::*;

use super::Days;
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
    days: &Days,
    content: &Content,
    people: &People,
    meetings: &HashMap<String, String>,
) -> Result<()> {
    for (name, text) in &content.entries {
        let read = markdown_file(name, &dated(days, text)).map_err(Error::internal)?;
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

/// What is due on a day counted from today, as days are counted everywhere here, is due on its date. It
/// stands in a comment: the texts can be imported as they are.
fn dated(days: &Days, text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.lines() {
        let due = line.trim_start().strip_prefix("# due: ");
        match due.and_then(|days| days.parse().ok()) {
            Some(count) => {
                let indent = &line[..line.len() - line.trim_start().len()];
                out.push_str(&format!("{indent}due: '{}'", days.working_day(count)));
            }
            None => out.push_str(line),
        }
        out.push('\n');
    }
    out
}
