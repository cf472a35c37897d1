//! The bin: what was deleted waits a month, and comes back as what it was.

pub mod pages;
mod queries;

use chrono::{Duration, NaiveDateTime};

use super::steps::{Said, is_editor, write_revision};
use super::{Entry, Status, expected, pages as library, proposals};
use crate::audit;
use crate::changes;
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::members::Member;
use crate::moderation;
use crate::rights::{Act, may};

/// How long what is in the bin can be brought back.
pub const DAYS: i64 = 30;

/// Whether somebody may delete an entry, and bring it back: its owner, and editors.
pub fn may_delete(who: Option<&Member>, entry: &Entry) -> bool {
    let own = who.is_some_and(|m| entry.owner_id.as_deref() == Some(&m.id));
    may(who, Act::EditEntry(entry.rights())) && (own || is_editor(who))
}

/// Puts an entry into the bin. `Conflict` when it is no longer at `version`.
pub fn delete(
    c: &mut Conn,
    now: NaiveDateTime,
    who: &Member,
    slug: &str,
    version: i64,
) -> Result<()> {
    let entry = expected(c, who, slug, version, |entry| {
        entry.status != Status::Deleted.name() && may_delete(Some(who), entry)
    })?;
    // What a moderator hid stays where the case about it looks for it.
    if moderation::is_hidden(c, "entry", &entry.id)? {
        return Err(Error::BadRequest("entry-hidden"));
    }
    // The revision keeps what the entry was: so it comes back, and so it is judged who may read it.
    let was = entry.status()?;
    // A draft is its owner's alone, in the bin too: as if it had never been published.
    let published_at = entry.published_at.filter(|_| was != Status::Draft);
    proposals::close(c, now, who, &entry.id)?;
    let to = (Status::Deleted, was);
    go(c, now, who, &entry, to, published_at, "deleted")
}

/// Takes an entry out of the bin, as what it was before.
pub fn restore(
    c: &mut Conn,
    now: NaiveDateTime,
    who: &Member,
    slug: &str,
    version: i64,
) -> Result<()> {
    let entry = expected(c, who, slug, version, |entry| {
        entry.status == Status::Deleted.name() && may_delete(Some(who), entry)
    })?;
    let before = queries::last_deletion(c, &entry.id)?;
    let before = before.as_deref().map(library::facts_of).unwrap_or_default();
    let status = before
        .get("status")
        .and_then(|s| s.as_str())
        .and_then(Status::named)
        .filter(|s| *s != Status::Deleted)
        .unwrap_or(Status::Draft);
    let published_at = match entry.published_at {
        None => queries::first_published(c, &entry.id)?,
        at => at,
    };
    let to = (status, status);
    go(c, now, who, &entry, to, published_at, "undeleted")
}

fn go(
    c: &mut Conn,
    now: NaiveDateTime,
    who: &Member,
    entry: &Entry,
    (status, said): (Status, Status),
    published_at: Option<NaiveDateTime>,
    action: &str,
) -> Result<()> {
    let next = entry.version + 1;
    super::queries::set_status(c, &entry.id, next, status, published_at)?;
    let deleted_at = (status == Status::Deleted).then_some(now);
    queries::set_deleted_at(c, &entry.id, deleted_at)?;
    let content = (&entry.content()?, said);
    let by = Some(who.id.as_str());
    write_revision(
        c,
        now,
        (&entry.id, next),
        by,
        action,
        content,
        Said::default(),
    )?;
    changes::record(c, changes::Kind::Entry, &entry.id, now)?;
    audit::record(c, now, by, action, "entry", &entry.id)
}

/// Erases for good what has been in the bin for a month.
pub fn sweep(c: &mut Conn, now: NaiveDateTime) -> Result<()> {
    for id in queries::deleted_before(c, now - Duration::days(DAYS))? {
        super::erase(c, now, &id)?;
        audit::record(c, now, None, "erase", "entry", &id)?;
    }
    Ok(())
}
