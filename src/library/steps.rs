//! The steps of an entry's life: from draft to the editors, to readers, into the archive and back.

use chrono::NaiveDateTime;

use super::{
    Entry, NewEntry, Status, completeness, descent, freshness, pages, proposals, queries, readable,
    review,
};
use crate::audit;
use crate::changes;
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::members::Member;
use crate::moderation;
use crate::notices;
use crate::rights::{Act, Action, Reach, may, reach};
use crate::settings;

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
    /// From the editors back to its owner, with a reason: see `review`.
    SendBack,
}

impl Step {
    pub const ALL: [Step; 6] = [
        Step::SendToReview,
        Step::TakeBack,
        Step::Publish,
        Step::Archive,
        Step::Unarchive,
        Step::SendBack,
    ];

    /// The value of its button, and what a revision calls it.
    pub fn name(self) -> &'static str {
        match self {
            Step::SendToReview => "review",
            Step::TakeBack => "take-back",
            Step::Publish => "publish",
            Step::Archive => "archive",
            Step::Unarchive => "unarchive",
            Step::SendBack => "send-back",
        }
    }

    pub fn named(name: &str) -> Option<Step> {
        Step::ALL.into_iter().find(|s| s.name() == name)
    }

    fn leads_to(self) -> Status {
        match self {
            Step::SendToReview => Status::InReview,
            Step::TakeBack | Step::SendBack => Status::Draft,
            Step::Publish | Step::Unarchive => Status::Published,
            Step::Archive => Status::Archived,
        }
    }

    /// Whether an entry in this state, by this person, can take the step.
    pub fn is_open(self, who: Option<&Member>, entry: &Entry, eyes: Eyes) -> bool {
        let own = owns(who, entry);
        let may_publish = || may(who, Act::PublishEntry(entry.rights()));
        let publish = || may_publish() && eyes.are_anothers(who, entry);
        let edit = || may(who, Act::EditEntry(entry.rights()));
        match (self, entry.status.as_str()) {
            (Step::SendToReview, "draft") => edit() && !publish(),
            (Step::TakeBack, "in_review") => own,
            (Step::SendBack, "in_review") => may_publish() && is_editor(who) && !own,
            (Step::Publish, "draft" | "in_review") => publish(),
            (Step::Archive, "published") => edit(),
            (Step::Unarchive, "archived") => publish(),
            // Who may not publish brings it back through the editors.
            (Step::SendToReview, "archived") => edit() && !publish(),
            _ => false,
        }
    }

    /// Whether the step puts a text before its readers.
    pub fn is_approval(self) -> bool {
        matches!(self, Step::Publish | Step::Unarchive)
    }
}

/// Whether somebody may publish what others wrote.
pub fn is_editor(who: Option<&Member>) -> bool {
    who.is_some_and(|m| reach(&m.roles, Action::PublishEntry) == Reach::Network)
}

fn owns(who: Option<&Member>, entry: &Entry) -> bool {
    who.is_some_and(|m| entry.owner_id.as_deref() == Some(&m.id))
}

/// Whose eyes are wanted on a text before its readers'.
#[derive(Clone, Copy, Default, Debug)]
pub struct Eyes {
    /// The network wants another editor's than those of its owner and of who wrote last.
    pub four: bool,
    /// Who asks wrote last.
    pub wrote_last: bool,
}

impl Eyes {
    /// Of `who` on an entry. One query where another's are wanted.
    pub fn of(c: &mut Conn, four: bool, who: Option<&Member>, entry: &Entry) -> Result<Eyes> {
        let wrote_last = match who.filter(|_| four) {
            Some(who) => queries::last_writer(c, &entry.id)?.as_deref() == Some(&who.id),
            None => false,
        };
        Ok(Eyes { four, wrote_last })
    }

    /// Whether they are as wanted: nobody approves their own text.
    fn are_anothers(self, who: Option<&Member>, entry: &Entry) -> bool {
        !self.four || (is_editor(who) && !owns(who, entry) && !self.wrote_last)
    }

    /// Whether somebody who publishes elsewhere must leave this text to another.
    pub fn want_another(self, who: Option<&Member>, entry: &Entry) -> bool {
        let waits = ["draft", "in_review", "archived"].contains(&entry.status.as_str());
        waits && may(who, Act::PublishEntry(entry.rights())) && !self.are_anothers(who, entry)
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
    let four_eyes = settings::site(c)?.library.four_eyes;
    let eyes = Eyes::of(c, four_eyes, Some(who), &entry)?;
    if step.is_approval() && eyes.want_another(Some(who), &entry) {
        return Err(Error::OwnText);
    }
    // Sending back takes a reason, which no step carries.
    if step == Step::SendBack || !step.is_open(Some(who), &entry, eyes) {
        return Err(Error::Forbidden);
    }
    let status = step.leads_to();
    let for_others = matches!(status, Status::InReview | Status::Published);
    let content = entry.content()?;
    if for_others
        && !completeness::readable_by_others(
            content.kind,
            &content.summary,
            &content.body,
            &content.facts,
        )
    {
        return Err(Error::BadRequest("entry-incomplete"));
    }
    if for_others && moderation::is_hidden(c, "entry", &entry.id)? {
        return Err(Error::BadRequest("entry-hidden"));
    }
    if status == Status::InReview {
        review::can_be_approved(c, &who.id, &entry)?;
    }
    let published_at = match status {
        Status::Published => entry.published_at.or(Some(now)),
        _ => entry.published_at,
    };
    let next = version + 1;
    queries::set_status(c, &entry.id, next, status, published_at)?;
    if status == Status::Published {
        freshness::on_published(c, now, &entry.id)?;
    }
    if step == Step::Archive {
        proposals::close(c, now, who, &entry.id)?;
    }
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
    if step == Step::Publish {
        notices::tell(c, now, notices::Kind::Approved, &entry.id, Some(&who.id))?;
    }
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
        Status::Published if first => {
            descent::tell(c, now, id, by)?;
            notices::tell(c, now, notices::Kind::Entry, id, by)
        }
        _ => Ok(()),
    }
}

/// What a revision says of its own making.
#[derive(Default)]
pub struct Said<'a> {
    /// Why somebody decided as they did; for whom it concerns.
    pub reason: Option<&'a str>,
    /// The revision it brought back.
    pub restored: Option<i64>,
    /// The proposal it took over.
    pub proposal: Option<&'a str>,
}

/// Keeps what an entry is at a version (`at`: id and version), and what is said of how it came to be.
pub fn write_revision(
    c: &mut Conn,
    now: NaiveDateTime,
    at: (&str, i64),
    editor: Option<&str>,
    action: &str,
    content: (&NewEntry, Status),
    said: Said,
) -> Result<()> {
    let (entry_id, version) = at;
    let (new, status) = content;
    let mut facts = pages::facts_of(&queries::facts(new, status)?);
    let mut say = |name: &str, value: Option<serde_json::Value>| {
        if let Some(value) = value {
            facts.insert(name.to_string(), value);
        }
    };
    say("reason", said.reason.map(Into::into));
    say("restored", said.restored.map(Into::into));
    say("proposal", said.proposal.map(Into::into));
    let facts = serde_json::Value::Object(facts).to_string();
    queries::insert_revision_with(c, now, (entry_id, version), editor, action, new, facts)
}
