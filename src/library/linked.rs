//! Entries that entries name: methods, examples, the note before. What a reader may not read is
//! neither shown nor lost.

use std::collections::HashSet;

use diesel::prelude::*;

use super::facts::Facts;
use super::queries::{self, Row};
use super::{Kind, NewEntry, Status};
use crate::db::Conn;
use crate::error::Result;
use crate::members::{Member, Scope};
use crate::rights::{Act, EntryRights, may};
use crate::schema::entries;
use crate::web::Problems;

/// Entries a form offers to choose from, at most.
const OFFERED: i64 = 60;

/// An entry another one names.
#[derive(Queryable, Selectable, Debug, Clone, PartialEq)]
#[diesel(table_name = entries)]
pub struct Linked {
    pub slug: String,
    pub kind: String,
    pub title: String,
    pub lang: String,
    status: String,
    audience: String,
    owner_id: Option<String>,
    deputy_id: Option<String>,
    organisation_id: Option<String>,
}

impl Linked {
    fn is_readable(&self, who: Option<&Member>) -> bool {
        // What lies in the bin is on its way out.
        self.status != Status::Deleted.name()
            && may(
                who,
                Act::ReadEntry(EntryRights {
                    status: &self.status,
                    audience: &self.audience,
                    owner_id: self.owner_id.as_deref(),
                    deputy_id: self.deputy_id.as_deref(),
                    organisation_id: self.organisation_id.as_deref(),
                }),
            )
    }
}

/// The slugs an entry's facts name.
pub fn named(facts: &Facts) -> Vec<String> {
    let previous = Some(&facts.previous).filter(|s| !s.is_empty());
    facts
        .methods
        .iter()
        .chain(&facts.examples)
        .chain(previous)
        .cloned()
        .collect()
}

/// Takes out of some facts every entry they name beside these.
pub fn keep(facts: &mut Facts, slugs: &HashSet<String>) {
    facts.methods.retain(|slug| slugs.contains(slug));
    facts.examples.retain(|slug| slugs.contains(slug));
    if !slugs.contains(&facts.previous) {
        facts.previous.clear();
    }
}

/// Those of some entries that `who` may read. One query, or none.
pub fn readable(c: &mut Conn, who: Option<&Member>, slugs: &[String]) -> Result<Vec<Linked>> {
    let mut found = all(c, slugs)?;
    found.retain(|linked| linked.is_readable(who));
    Ok(found)
}

fn all(c: &mut Conn, slugs: &[String]) -> Result<Vec<Linked>> {
    if slugs.is_empty() {
        return Ok(Vec::new());
    }
    Ok(entries::table
        .filter(entries::slug.eq_any(slugs))
        .order((entries::title, entries::id))
        .select(Linked::as_select())
        .load(c)?)
}

/// What a form offers to choose from.
#[derive(Debug, Default)]
pub struct Offered {
    /// Slug, title and language, by title: the newest, and those that are chosen already.
    pub choices: Vec<(String, String, String)>,
    /// There are more than these.
    pub more: bool,
}

/// Entries of a kind to choose from, with those of `chosen` that `who` may read.
pub fn offered(
    c: &mut Conn,
    who: Option<&Member>,
    kind: Kind,
    chosen: &[String],
) -> Result<Offered> {
    let mut rows: Vec<Row> = queries::newest_of(c, &Scope::of(who), kind, OFFERED + 1)?;
    let more = rows.len() as i64 > OFFERED;
    rows.truncate(OFFERED as usize);
    let mut choices: Vec<(String, String, String)> = rows
        .into_iter()
        .map(|row| (row.slug, row.title, row.lang))
        .collect();
    let beside: Vec<String> = chosen
        .iter()
        .filter(|slug| choices.iter().all(|(s, _, _)| s != *slug))
        .cloned()
        .collect();
    let beside = readable(c, who, &beside)?;
    choices.extend(beside.into_iter().map(|l| (l.slug, l.title, l.lang)));
    choices.sort_by(|a, b| a.1.cmp(&b.1));
    Ok(Offered { choices, more })
}

/// Sees to it that an entry names only what its writer may read, of the right kind; and keeps what it
/// named before and the writer was not shown.
pub fn settle(
    c: &mut Conn,
    who: &Member,
    new: &mut NewEntry,
    before: Option<&Facts>,
    own_slug: Option<&str>,
) -> Result<Problems> {
    let mut slugs = named(&new.facts);
    slugs.extend(before.map(named).unwrap_or_default());
    let there = all(c, &slugs)?;
    let is_shown = |slug: &str, kind: Kind| {
        there
            .iter()
            .any(|l| l.slug == slug && l.kind == kind.name() && l.is_readable(Some(who)))
    };
    let is_kept = |slug: &str, before: &[String]| {
        before.iter().any(|s| s == slug) && there.iter().any(|l| l.slug == slug)
    };
    let mut problems = Problems::default();
    let none = Facts::default();
    let before = before.unwrap_or(&none);
    let mut many = |field: &str, kind: Kind, now: &mut Vec<String>, before: &[String]| {
        for slug in before {
            if is_kept(slug, before) && !is_shown(slug, kind) && !now.contains(slug) {
                now.push(slug.clone());
            }
        }
        let known = |slug: &String| is_shown(slug, kind) || is_kept(slug, before);
        if !now.iter().all(known) || own_slug.is_some_and(|own| now.iter().any(|s| s == own)) {
            problems.add(field, "facts-unknown-entry");
        }
    };
    many(
        "methods",
        Kind::Tool,
        &mut new.facts.methods,
        &before.methods,
    );
    many(
        "examples",
        Kind::Case,
        &mut new.facts.examples,
        &before.examples,
    );
    let listed = |slug: &String| -> Vec<String> {
        Some(slug.clone())
            .filter(|s| !s.is_empty())
            .into_iter()
            .collect()
    };
    let mut previous = listed(&new.facts.previous);
    let had = listed(&before.previous);
    let chosen = previous.first().cloned();
    many("previous", Kind::Note, &mut previous, &had);
    new.facts.previous = chosen.or(previous.into_iter().next()).unwrap_or_default();
    Ok(problems)
}
