//! Changes that wait: where the network wants it, what somebody changes of what is published waits for
//! another editor's eyes.

use std::collections::HashMap;

use chrono::NaiveDateTime;

use super::laying::written;
use super::{Decision, Listed, NewProposal, Proposal};
use super::{close_one, files, is_for_too_many, is_own_to_take, open, queries};
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::library::queries as entries;
use crate::library::{Entry, NewEntry, Outline, Status};
use crate::members::{self, Member, Scope};
use crate::settings;

/// Whether a change of an entry must wait for another's eyes before readers see it: of what is
/// published, where the network wants it.
pub fn must_wait(c: &mut Conn, entry: &Entry) -> Result<bool> {
    Ok(entry.status()? == Status::Published && settings::site(c)?.library.four_eyes)
}

/// Keeps a change that must wait; its id. It takes the place of an earlier one of the same person that
/// still waits; the files that wait with that stay with it. `OpenProposal` where something they proposed
/// with a reason is open: that is not to be lost for it.
pub fn hold(
    c: &mut Conn,
    now: NaiveDateTime,
    who: &Member,
    entry: &Entry,
    new: &NewEntry,
) -> Result<String> {
    let change = NewProposal::of(new, entry, entry.version, String::new())?;
    if let Some(id) = held_id(c, who, entry)? {
        queries::rewrite(c, now, &id, &change)?;
        return Ok(id);
    }
    if let Some(at) = open_proposal(c, who, entry)? {
        return Err(Error::OpenProposal(at));
    }
    open(c, now, who, &entry.id, &change)
}

/// Somebody wrote in an entry, and it holds at once: so does what they had waiting of files, and the
/// rest is taken back.
pub fn settle(c: &mut Conn, now: NaiveDateTime, who: &Member, entry: &Entry) -> Result<()> {
    let Some(id) = held_id(c, who, entry)? else {
        return Ok(());
    };
    let proposal = queries::get(c, &id)?;
    files::take_in(c, now, who, entry, &proposal)?;
    take_back(c, now, who, &id)
}

/// Somebody wrote what stands there already: nothing of theirs waits any more, apart from files; the id
/// of the change where some do.
pub fn undo(
    c: &mut Conn,
    now: NaiveDateTime,
    who: &Member,
    entry: &Entry,
) -> Result<Option<String>> {
    let Some(id) = held_id(c, who, entry)? else {
        return Ok(None);
    };
    if files::read(queries::get(c, &id)?.files.as_deref()).is_empty() {
        take_back(c, now, who, &id)?;
        return Ok(None);
    }
    hold(c, now, who, entry, &entry.content()?).map(Some)
}

/// Their own change waits no longer.
pub fn take_back(c: &mut Conn, now: NaiveDateTime, who: &Member, id: &str) -> Result<()> {
    close_one(c, now, who, id, Decision::Withdraw.status(), "")
}

/// The change of somebody's own that still waits: the entry as it would be, at the version it was
/// written over, and the change's id.
pub fn held(c: &mut Conn, who: &Member, entry: &Entry) -> Result<Option<(Entry, String)>> {
    let Some(id) = held_id(c, who, entry)? else {
        return Ok(None);
    };
    let proposal = queries::get(c, &id)?;
    let would_be = as_it_would_be(c, entry, &proposal)?;
    Ok(Some((would_be, id)))
}

fn as_it_would_be(c: &mut Conn, entry: &Entry, proposal: &Proposal) -> Result<Entry> {
    let base = entries::revision(c, &entry.id, proposal.version)?;
    let Some((_, mut new)) = written(entry, &base, proposal)? else {
        return Ok(entry.clone());
    };
    // For whom it is was not theirs to say then, and is not now.
    if !proposal.stored().contains_key("audience") {
        new.audience = entry.content()?.audience;
    }
    Ok(Entry {
        version: proposal.version,
        ..entry.holding(new)
    })
}

/// The id of the change of somebody's own that still waits.
pub fn held_id(c: &mut Conn, who: &Member, entry: &Entry) -> Result<Option<String>> {
    queries::held_of(c, &entry.id, &who.id)
}

/// A change of the viewer's own that waits.
pub struct Waits {
    pub id: String,
    /// It is theirs to put in force.
    pub takes: bool,
}

/// What an entry's page tells its viewer of their own change.
pub fn waits(c: &mut Conn, who: &Member, entry: &Entry, four_eyes: bool) -> Result<Option<Waits>> {
    let Some(id) = held_id(c, who, entry)? else {
        return Ok(None);
    };
    let proposal = queries::get(c, &id)?;
    let takes = is_own_to_take(who, entry, &proposal, four_eyes)
        && !is_for_too_many(who, entry, &proposal)?;
    Ok(Some(Waits { id, takes }))
}

/// The address of what somebody proposed with a reason, while it is open: they change nothing that must
/// wait beside it.
pub fn open_proposal(c: &mut Conn, who: &Member, entry: &Entry) -> Result<Option<String>> {
    if held_id(c, who, entry)?.is_some() {
        return Ok(None);
    }
    let open = queries::open_of(c, &entry.id, &who.id)?;
    Ok(open.map(|id| format!("/library/{}/proposals/{id}", entry.slug)))
}

/// Where somebody goes whose change waits.
pub fn waits_at(slug: &str, id: &str) -> String {
    format!("/library/{slug}/proposals/{id}?done=proposals-waits")
}

/// Others' changes that wait for the viewer's eyes, as editors see to them, with the names of who made
/// them.
#[derive(Default)]
pub struct Changes {
    pub rows: Vec<(Listed, Outline)>,
    pub names: HashMap<String, String>,
    pub total: i64,
}

/// The changes that have waited longest, to what the viewer may read; there are `total` of them.
pub fn changes(c: &mut Conn, scope: &Scope, total: i64) -> Result<Changes> {
    let rows = queries::changes(c, scope)?;
    Ok(Changes {
        names: members::names(c, rows.iter().map(|(p, _)| p.person_id.as_str()))?,
        total,
        rows,
    })
}

/// How many changes by others wait, to what the viewer may read.
pub fn count_changes(c: &mut Conn, scope: &Scope) -> Result<i64> {
    queries::count_changes(c, scope)
}
