//! The rows of what an entry was.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::super::life::{self, Life, Version};
use super::links::restated;
use crate::error::Result;
use crate::library::{NewEntry, Status, pages, queries};
use crate::schema::revisions;

#[derive(Insertable)]
#[diesel(table_name = revisions, treat_none_as_default_value = false)]
pub struct RevisionRow<'a> {
    entry_id: &'a str,
    pub version: i64,
    editor_id: Option<&'a str>,
    at: NaiveDateTime,
    action: &'a str,
    title: &'a str,
    summary: &'a str,
    body: &'a str,
    facts: String,
}

/// The versions a new entry has: those it had, and as the last what it says now, unless that is what the
/// last of them says.
pub fn versions<'a>(
    id: &'a str,
    now: NaiveDateTime,
    life: &'a Life,
    new: &'a NewEntry,
    status: Status,
) -> Result<Vec<RevisionRow<'a>>> {
    let had = |v: &'a Version| RevisionRow {
        entry_id: id,
        version: v.version,
        editor_id: life::id(&v.by),
        at: v.at,
        action: &v.action,
        title: &v.title,
        summary: &v.summary,
        body: &v.body,
        facts: v.facts.clone(),
    };
    let mut all: Vec<RevisionRow> = life.versions.iter().map(had).collect();
    let last = life.versions.last();
    let facts = queries::facts(new, status)?;
    match all.last_mut() {
        // It tells of the meeting the entry tells of.
        Some(is) if last.is_some_and(|last| says(last, new, &facts)) => {
            is.facts = restated(&is.facts, new)?;
        }
        _ => {
            let next = last.map_or(1, |last| last.version + 1);
            all.push(revision(id, next, now, new, facts));
        }
    }
    Ok(all)
}

/// Whether a version is what an entry says now. The meeting it tells of may not be here.
fn says(version: &Version, new: &NewEntry, facts: &str) -> bool {
    let of_content = |stored: &str| {
        let mut facts = pages::facts_of(stored);
        for name in pages::OF_ITS_MAKING.into_iter().chain(["meeting"]) {
            facts.remove(name);
        }
        facts
    };
    (&version.title, &version.summary, &version.body) == (&new.title, &new.summary, &new.body)
        && of_content(&version.facts) == of_content(facts)
}

pub fn revision<'a>(
    id: &'a str,
    version: i64,
    now: NaiveDateTime,
    new: &'a NewEntry,
    facts: String,
) -> RevisionRow<'a> {
    RevisionRow {
        entry_id: id,
        version,
        editor_id: None,
        at: now,
        action: "imported",
        title: &new.title,
        summary: &new.summary,
        body: &new.body,
        facts,
    }
}
