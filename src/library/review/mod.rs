//! Editors and what waits for them: sending a text back with a reason its owner sees.

pub mod pages;
mod queries;

use std::collections::HashMap;

use chrono::NaiveDateTime;

use super::steps::{Eyes, Said, Step, write_revision};
use super::{Audience, Entry, Status, proposals, readable};
use crate::audit;
use crate::changes;
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::members::{self, Member};
use crate::notices;
use crate::web::Problems;

/// The longest reason, in characters.
pub const REASON_MAX: usize = 2000;

/// Why a text cannot go to the editors: what `BadRequest` calls it.
const NOBODY_APPROVES: &str = "review-nobody";
const FOR_NOBODY: &str = "review-no-readers";

/// Why nobody but its `authors` could approve a text, if so: it is for an organisation that has no other
/// editor, or for none at all.
pub fn hindrance(
    c: &mut Conn,
    authors: &[&str],
    audience: Audience,
    organisation_id: Option<&str>,
) -> Result<Option<&'static str>> {
    if audience != Audience::Organisation {
        return Ok(None);
    }
    if organisation_id.is_none() {
        return Ok(Some(FOR_NOBODY));
    }
    let editors = proposals::editors(c)?;
    let another = members::acting(c, &editors)?.into_iter().any(|editor| {
        editor.organisation_id.as_deref() == organisation_id
            && !authors.contains(&editor.id.as_str())
    });
    Ok((!another).then_some(NOBODY_APPROVES))
}

/// As `hindrance`, of an entry that `who` would send.
pub fn hindrance_of(c: &mut Conn, who: &str, entry: &Entry) -> Result<Option<&'static str>> {
    let authors: Vec<&str> = [who].into_iter().chain(entry.owner_id.as_deref()).collect();
    let audience = entry.content()?.audience;
    hindrance(c, &authors, audience, entry.organisation_id.as_deref())
}

/// `BadRequest` when nobody but `who` and its owner could approve an entry.
pub fn can_be_approved(c: &mut Conn, who: &str, entry: &Entry) -> Result<()> {
    match hindrance_of(c, who, entry)? {
        Some(why) => Err(Error::BadRequest(why)),
        None => Ok(()),
    }
}

/// What a form says of such a refusal.
pub fn problems(refused: &Error) -> Option<Problems> {
    let why = match refused {
        Error::BadRequest(NOBODY_APPROVES) => "problem-bad-request-review-nobody",
        Error::BadRequest(FOR_NOBODY) => "problem-bad-request-review-no-readers",
        _ => return None,
    };
    let mut problems = Problems::default();
    problems.add("audience", why);
    Some(problems)
}

/// Sends a text that waits for the editors back to its owner's desk. `Conflict` when it is no longer
/// at `version`.
pub fn send_back(
    c: &mut Conn,
    now: NaiveDateTime,
    who: &Member,
    slug: &str,
    version: i64,
    reason: &str,
) -> Result<()> {
    let entry = readable(c, Some(who), slug)?;
    if entry.version != version {
        return Err(Error::Conflict);
    }
    if !Step::SendBack.is_open(Some(who), &entry, Eyes::default()) {
        return Err(Error::Forbidden);
    }
    let (next, to) = (version + 1, Status::Draft);
    super::queries::set_status(c, &entry.id, next, to, entry.published_at)?;
    let said = Said {
        reason: Some(reason),
        ..Said::default()
    };
    let by = Some(who.id.as_str());
    let (content, step) = (entry.content()?, Step::SendBack.name());
    write_revision(c, now, (&entry.id, next), by, step, (&content, to), said)?;
    changes::record(c, changes::Kind::Entry, &entry.id, now)?;
    audit::record(c, now, by, step, "entry", &entry.id)?;
    notices::tell(c, now, notices::Kind::SentBack, &entry.id, by)
}

/// Why a draft came back, unless it has gone to the editors again since.
pub fn reason_of(c: &mut Conn, entry: &Entry) -> Result<Option<String>> {
    if entry.status()? != Status::Draft {
        return Ok(None);
    }
    let last = queries::last_between(c, &entry.id)?;
    Ok(last.and_then(|facts| reason_in(&facts)))
}

fn reason_in(facts: &str) -> Option<String> {
    let said = super::pages::facts_of(facts);
    said.get("reason")
        .and_then(|r| r.as_str())
        .map(str::to_string)
}

/// Why each of these entries was sent back last, by id.
pub fn reasons(c: &mut Conn, ids: &[&str]) -> Result<HashMap<String, String>> {
    let all = queries::sent_back(c, ids)?.into_iter();
    Ok(all
        .filter_map(|(id, facts)| Some((id, reason_in(&facts)?)))
        .collect())
}
