//! Editors and what waits for them: sending a text back with a reason its owner sees.

pub mod pages;
mod queries;

use std::collections::HashMap;

use chrono::NaiveDateTime;

use super::steps::{Eyes, Said, Step, write_revision};
use super::{Entry, Status, readable};
use crate::audit;
use crate::changes;
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::members::Member;
use crate::notices;

/// The longest reason, in characters.
pub const REASON_MAX: usize = 2000;

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
