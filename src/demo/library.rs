//! The library's entries.

use std::collections::HashMap;

use chrono::{Duration, NaiveDateTime};
use diesel::prelude::*;
use serde::Deserialize;

use super::content::Content;
use super::people::People;
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::library::{self, Audience, Kind, NewEntry, Status};
use crate::schema::entries;
use crate::text;

/// Adds every entry. `meetings`: the meeting each note tells of, by the note's source id.
pub fn add(
    c: &mut Conn,
    now: NaiveDateTime,
    content: &Content,
    people: &People,
    meetings: &HashMap<String, String>,
) -> Result<()> {
    for (name, text) in &content.entries {
        let read = markdown_file(name, text)?;
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
        let published = now - Duration::days(read.published_days_ago);
        let created = library::create(c, published, Some(owner), &new, Status::Published)?;
        diesel::update(entries::table.find(&created.id))
            .set(entries::source_id.eq(&read.source_id))
            .execute(c)?;
    }
    Ok(())
}

/// An entry as a file holds it.
struct Read {
    source_id: String,
    published_days_ago: i64,
    entry: NewEntry,
}

/// Reads one Markdown file with its facts in front, between two lines of `---`.
fn markdown_file(name: &str, raw: &str) -> Result<Read> {
    #[derive(Deserialize)]
    struct Facts {
        id: String,
        kind: String,
        lang: String,
        title: String,
        summary: String,
        municipality: Option<String>,
        area: Option<String>,
        success_factor: Option<String>,
        audience: String,
        contact_role: String,
        tags: Vec<String>,
        published_days_ago: i64,
    }
    let wrong = |what: String| Error::internal(format!("demo: {name}: {what}"));
    let (facts, body) = raw
        .strip_prefix("---\n")
        .and_then(|rest| rest.split_once("\n---\n"))
        .ok_or_else(|| wrong("no facts in front".to_string()))?;
    let facts: Facts = serde_yaml_ng::from_str(facts).map_err(|e| wrong(e.to_string()))?;
    let line = |raw: &str, max| {
        text::required(text::line(raw, max)).map_err(|why| wrong(format!("{raw}: {why:?}")))
    };
    Ok(Read {
        entry: NewEntry {
            kind: Kind::named(&facts.kind).ok_or_else(|| wrong(facts.kind.clone()))?,
            title: line(&facts.title, 200)?,
            summary: line(&facts.summary, 500)?,
            body: text::block(body, 200_000).map_err(|why| wrong(format!("{why:?}")))?,
            lang: facts.lang,
            municipality: facts.municipality,
            area: facts.area,
            success_factor: facts.success_factor,
            tags: facts.tags,
            contact_role: line(&facts.contact_role, 200)?,
            audience: Audience::named(&facts.audience)
                .ok_or_else(|| wrong(facts.audience.clone()))?,
            organisation_id: None,
            meeting_id: None,
        },
        source_id: facts.id,
        published_days_ago: facts.published_days_ago,
    })
}
