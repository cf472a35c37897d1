//! The steps of an entry's life: from draft to the editors, to readers, into the archive and back.

use chrono::NaiveDateTime;

use super::{Entry, Status, queries, readable};
use crate::audit;
use crate::changes;
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::members::Member;
use crate::moderation;
use crate::notices;
use crate::rights::{Act, may};

/// A step in an entry's life that leaves its text alone.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Step {
    /// To the editors.
    SendToReview,
    /// Back to its owner's desk.
    TakeBack,
    Publish,
    Archive,
    /// Out of the archive, to readers again.
    Unarchive,
}

impl Step {
    pub const ALL: [Step; 5] = [
        Step::SendToReview,
        Step::TakeBack,
        Step::Publish,
        Step::Archive,
        Step::Unarchive,
    ];

    /// The value of its button, and what a revision calls it.
    pub fn name(self) -> &'static str {
        match self {
            Step::SendToReview => "review",
            Step::TakeBack => "take-back",
            Step::Publish => "publish",
            Step::Archive => "archive",
            Step::Unarchive => "unarchive",
        }
    }

    pub fn named(name: &str) -> Option<Step> {
        Step::ALL.into_iter().find(|s| s.name() == name)
    }

    fn leads_to(self) -> Status {
        match self {
            Step::SendToReview => Status::InReview,
            Step::TakeBack => Status::Draft,
            Step::Publish | Step::Unarchive => Status::Published,
            Step::Archive => Status::Archived,
        }
    }

    /// Whether an entry in this state, by this person, can take the step.
    pub fn is_open(self, who: Option<&Member>, entry: &Entry) -> bool {
        let publish = || may(who, Act::PublishEntry(entry.rights()));
        let edit = || may(who, Act::EditEntry(entry.rights()));
        match (self, entry.status.as_str()) {
            (Step::SendToReview, "draft") => edit() && !publish(),
            (Step::TakeBack, "in_review") => edit(),
            (Step::Publish, "draft" | "in_review") => publish(),
            (Step::Archive, "published") => edit(),
            (Step::Unarchive, "archived") => publish(),
            // Who may not publish brings it back through the editors.
            (Step::SendToReview, "archived") => edit() && !publish(),
            _ => false,
        }
    }
}

/// Takes a step. `Conflict` when the entry is no longer at `version`, `BadRequest` when a text that
/// others shall read is not there yet.
pub fn take(
    c: &mut Conn,
    now: NaiveDateTime,
    who: &Member,
    slug: &str,
    version: i64,
    step: Step,
) -> Result<Entry> {
    let entry = readable(c, Some(who), slug)?;
    if entry.version != version {
        return Err(Error::Conflict);
    }
    if !step.is_open(Some(who), &entry) {
        return Err(Error::Forbidden);
    }
    let status = step.leads_to();
    let for_others = matches!(status, Status::InReview | Status::Published);
    if for_others && (entry.summary.is_empty() || entry.body.is_empty()) {
        return Err(Error::BadRequest("entry-incomplete"));
    }
    if for_others && moderation::is_hidden(c, "entry", &entry.id)? {
        return Err(Error::BadRequest("entry-hidden"));
    }
    let published_at = match status {
        Status::Published => entry.published_at.or(Some(now)),
        _ => entry.published_at,
    };
    let next = version + 1;
    queries::set_status(c, &entry.id, next, status, published_at)?;
    let content = entry.content()?;
    queries::insert_revision(
        c,
        now,
        &entry.id,
        next,
        Some(&who.id),
        step.name(),
        &content,
        status,
    )?;
    changes::record(c, changes::Kind::Entry, &entry.id, now)?;
    audit::record(c, now, Some(&who.id), step.name(), "entry", &entry.id)?;
    let first = entry.published_at.is_none();
    tell_of(c, now, &entry.id, status, first, Some(&who.id))?;
    queries::by_slug(c, slug)
}

/// Tells the editors what waits for them, and readers what is new: an entry comes out once.
pub(super) fn tell_of(
    c: &mut Conn,
    now: NaiveDateTime,
    id: &str,
    status: Status,
    first: bool,
    by: Option<&str>,
) -> Result<()> {
    match status {
        Status::InReview => notices::tell(c, now, notices::Kind::Review, id, by),
        Status::Published if first => notices::tell(c, now, notices::Kind::Entry, id, by),
        _ => Ok(()),
    }
}
