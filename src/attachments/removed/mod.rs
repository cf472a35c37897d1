//! Files that were taken off their entry: nobody is served them, and for a month they can be fetched
//! back.

pub mod pages;
mod queries;

use chrono::{Duration, NaiveDateTime};

use super::pages::FULL;
use super::{Attachment, queries as files};
use crate::audit;
use crate::changes;
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::library::Entry;
use crate::library::bin::DAYS;
use crate::library::proposals::{files as held_files, held};
use crate::members::Member;

/// How many removed files of an entry are kept: they take none of its room, and lie in the store.
const MOST: usize = 20;

/// Takes a file off its entry: `who` does it, `by` wanted it. Of those that were removed before, too
/// many go for good, the oldest first.
pub fn remove(
    c: &mut Conn,
    now: NaiveDateTime,
    who: &Member,
    by: &str,
    file: &Attachment,
) -> Result<()> {
    queries::remove(c, now, &file.id, by)?;
    changes::record(c, changes::Kind::Entry, &file.entry_id, now)?;
    audit::record(c, now, Some(&who.id), "remove", "attachment", &file.id)?;
    for oldest in of_entry(c, now, &file.entry_id)?.iter().skip(MOST) {
        lapse(c, now, oldest)?;
    }
    Ok(())
}

/// A file waits no longer with a change: it goes, or back among the removed where it was one of those.
pub fn let_go(c: &mut Conn, now: NaiveDateTime, by: Option<&str>, file: &Attachment) -> Result<()> {
    if file.removed_at.is_some() {
        queries::set_waiting(c, &file.id, None)?;
    } else {
        super::take_away(c, now, file)?;
    }
    audit::record(c, now, by, "remove", "attachment", &file.id)
}

/// The files of an entry that can be fetched back, the last removed first.
fn of_entry(c: &mut Conn, now: NaiveDateTime, entry_id: &str) -> Result<Vec<Attachment>> {
    queries::of_entry(c, entry_id, limit(now))
}

/// What was removed before is past fetching back.
fn limit(now: NaiveDateTime) -> NaiveDateTime {
    now - Duration::days(DAYS)
}

/// Fetches a file back to where it stood; whether another must approve that first. `BadRequest` when
/// the entry has as many files as it may have, or the same one again.
fn fetch_back(
    c: &mut Conn,
    now: NaiveDateTime,
    who: &Member,
    entry: &Entry,
    id: &str,
    per_entry: i64,
) -> Result<bool> {
    let file = one_of(c, now, entry, id)?;
    let standing = files::of_entry(c, &entry.id)?;
    if standing.iter().any(|one| one.hash == file.hash) {
        return Err(Error::BadRequest("attachments-stands"));
    }
    if files::count_of(c, &entry.id)? >= per_entry {
        return Err(Error::BadRequest(FULL));
    }
    let waits = held::must_wait(c, entry)?;
    if waits {
        held_files::fetch_back(c, now, who, entry, &file)?;
    } else {
        files::admit(c, &file.id, None)?;
        changes::record(c, changes::Kind::Entry, &entry.id, now)?;
    }
    audit::record(c, now, Some(&who.id), "fetch-back", "attachment", &file.id)?;
    Ok(waits)
}

/// Takes a removed file away for good before its time, as when it told of somebody what it must not.
fn erase(c: &mut Conn, now: NaiveDateTime, who: &Member, entry: &Entry, id: &str) -> Result<()> {
    let file = one_of(c, now, entry, id)?;
    take_away(c, now, &file)?;
    let by = Some(who.id.as_str());
    audit::record(c, now, by, "delete-for-good", "attachment", &file.id)
}

/// A removed file is past fetching back: nobody took it away.
fn lapse(c: &mut Conn, now: NaiveDateTime, file: &Attachment) -> Result<()> {
    take_away(c, now, file)?;
    audit::record(c, now, None, "erase", "attachment", &file.id)
}

/// With what the changes of its entry call it.
fn take_away(c: &mut Conn, now: NaiveDateTime, file: &Attachment) -> Result<()> {
    super::take_away(c, now, file)?;
    held_files::erase_names(c, file)
}

/// A file that can be fetched back. `FileMoved` where another has done so.
fn one_of(c: &mut Conn, now: NaiveDateTime, entry: &Entry, id: &str) -> Result<Attachment> {
    let mut there = of_entry(c, now, &entry.id)?.into_iter();
    if let Some(file) = there.find(|file| file.id == id) {
        return Ok(file);
    }
    let file = super::still_of(c, &entry.id, id)?;
    let stands = |file: Attachment| file.proposal_id.is_none();
    Err(if file.is_some_and(stands) {
        super::moved(entry)
    } else {
        Error::NotFound
    })
}

/// A removed file waits with a change to come back.
pub fn wait(c: &mut Conn, file: &Attachment, proposal: &str) -> Result<()> {
    queries::set_waiting(c, &file.id, Some(proposal))
}

/// Takes away for good what was removed a month ago.
pub fn sweep(c: &mut Conn, now: NaiveDateTime) -> Result<()> {
    for file in queries::removed_before(c, limit(now))? {
        lapse(c, now, &file)?;
    }
    Ok(())
}
