//! Telling people what happened: what there is to tell, whom it is for, and when each of them wants to
//! hear of it.
//!
//! A writer calls `tell` in the transaction that makes something new: one job. The job looks for whom
//! it is for and gives each a row in `notices`. What somebody wants at once becomes a mail of its own;
//! the rest waits for that person's digest. Every mail is written when it leaves, from what is there
//! then and what its reader may see then.

pub mod letters;
pub mod pages;
mod queries;
pub mod quiet;
mod subjects;
pub mod telling;
mod views;

use chrono::{NaiveDateTime, Timelike};

use crate::db::Conn;
use crate::error::Result;
use crate::jobs::{self, Job};
use crate::members::Member;
use crate::rights::{Act, may};

pub use queries::{Choices, NoticeRow, follow, follows, unfollow};
pub use quiet::{Quiet, run_at};
pub use views::{follow_button, paces};

/// Where a mail's link to get less of it leads, with a key behind.
pub const LESS_ADDRESS: &str = "/notices/less/";

/// Something to tell of. The name is stored.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// An invitation to a meeting, and its changes. They have mails of their own.
    Meeting,
    /// A post in a topic somebody started or follows. Subject: the post.
    Reply,
    /// Subject: the topic.
    Topic,
    /// Something was published in the library. Subject: the entry.
    Entry,
    /// Something waits for an editor. Subject: the entry.
    Review,
    /// Somebody asks to join. Subject: the joining.
    Joining,
    /// An editor wants something else of one's text first. Subject: the entry.
    SentBack,
    /// Somebody proposes a change to an entry one looks after. Subject: the proposal.
    Proposal,
    /// What was decided about one's own proposal. Subject: the proposal.
    Answered,
    /// Somebody would give one an entry to look after. Subject: the entry.
    Offered,
    /// An editor published one's own text. Subject: the entry.
    Approved,
    /// One came to look after an entry. Subject: the entry.
    Given,
    /// Something was published that builds on an entry one looks after. Subject: what builds on it.
    Adopted,
    /// Something new fits a saved search. Each search has a pace of its own. Subject: the search and
    /// the entry, `{search}:{entry}`.
    Search,
    /// An offer of an entry came to nothing: who made it, or whom it was made to, left. Subject: the
    /// entry and whom it is for, `{entry}:{person}`.
    Lapsed,
}

/// When somebody wants to hear of it. The name is stored.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Pace {
    AtOnce,
    Daily,
    Weekly,
    Off,
}

/// A kind of notice and what holds for it until a person chooses.
pub struct Row {
    pub kind: Kind,
    pub name: &'static str,
    pub pace: Pace,
    pub may_be_off: bool,
}

const fn row(kind: Kind, name: &'static str, pace: Pace, may_be_off: bool) -> Row {
    Row {
        kind,
        name,
        pace,
        may_be_off,
    }
}

/// Every kind there is.
#[rustfmt::skip]
pub const KINDS: [Row; 15] = [
    row(Kind::Meeting, "meeting", Pace::AtOnce, false),
    row(Kind::Reply,   "reply",   Pace::AtOnce, true),
    row(Kind::Topic,   "topic",   Pace::Weekly, true),
    row(Kind::Entry,   "entry",   Pace::Weekly, true),
    row(Kind::Review,  "review",  Pace::AtOnce, true),
    row(Kind::Joining, "joining", Pace::Daily,  true),
    row(Kind::SentBack, "sent-back", Pace::AtOnce, true),
    row(Kind::Proposal, "proposal",  Pace::AtOnce, true),
    row(Kind::Answered, "answered",  Pace::AtOnce, true),
    row(Kind::Offered,  "offered",   Pace::AtOnce, true),
    row(Kind::Approved, "approved",  Pace::AtOnce, true),
    row(Kind::Given,    "given",     Pace::Daily,  true),
    row(Kind::Adopted,  "adopted",   Pace::AtOnce, true),
    row(Kind::Search,   "search",    Pace::AtOnce, false),
    row(Kind::Lapsed,   "lapsed",    Pace::AtOnce, true),
];

impl Kind {
    pub fn name(self) -> &'static str {
        self.row().name
    }

    pub fn named(name: &str) -> Option<Kind> {
        KINDS.iter().find(|r| r.name == name).map(|r| r.kind)
    }

    pub fn row(self) -> &'static Row {
        // The table has a row for each, in the order of the kinds.
        &KINDS[self as usize]
    }

    /// Whether somebody is ever told of this: what only some may act on concerns nobody else.
    pub fn concerns(self, who: &Member) -> bool {
        match self {
            Kind::Meeting => true,
            Kind::Reply | Kind::Topic => may(Some(who), Act::ReadNetwork),
            Kind::Entry
            | Kind::SentBack
            | Kind::Proposal
            | Kind::Answered
            | Kind::Offered
            | Kind::Approved
            | Kind::Given
            | Kind::Adopted
            | Kind::Search
            | Kind::Lapsed => true,
            Kind::Review => {
                crate::rights::reach(&who.roles, crate::rights::Action::PublishEntry)
                    == crate::rights::Reach::Network
            }
            Kind::Joining => {
                let organisation_id = who.organisation_id.as_deref();
                may(Some(who), Act::ApproveJoining { organisation_id })
            }
        }
    }
}

impl Pace {
    pub const ALL: [Pace; 4] = [Pace::AtOnce, Pace::Daily, Pace::Weekly, Pace::Off];

    pub fn name(self) -> &'static str {
        match self {
            Pace::AtOnce => "at-once",
            Pace::Daily => "daily",
            Pace::Weekly => "weekly",
            Pace::Off => "off",
        }
    }

    pub fn named(name: &str) -> Option<Pace> {
        Pace::ALL.into_iter().find(|p| p.name() == name)
    }
}

/// Queues, in the writer's transaction, that people are told of something: one job, however many they
/// are. `by` is who did it, and is not told. Told twice, a thing is told once, unless it had been told
/// before and comes up anew.
pub fn tell(
    c: &mut Conn,
    now: NaiveDateTime,
    kind: Kind,
    subject_id: &str,
    by: Option<&str>,
) -> Result<()> {
    let job = Job::Tell {
        what: kind.name().to_string(),
        subject_id: subject_id.to_string(),
        by: by.map(str::to_string),
        at: now,
    };
    jobs::enqueue(c, &job, now, None)
}

/// Looks at the waiting digests at the next full hour: every zone there is to choose begins its hours
/// then.
fn digests_next(c: &mut Conn, now: NaiveDateTime) -> Result<()> {
    let hour = now.date().and_hms_opt(now.hour(), 0, 0).unwrap_or(now);
    let at = hour + chrono::Duration::hours(1);
    jobs::enqueue(c, &Job::Digests, at, Some("digests-next"))
}

/// How long it is remembered what somebody was told.
pub const TOLD_DAYS: i64 = 90;

/// Forgets what was told long ago.
pub fn sweep(c: &mut Conn, now: NaiveDateTime) -> Result<usize> {
    queries::sweep(c, now - chrono::Duration::days(TOLD_DAYS))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_has_its_row() {
        for (i, row) in KINDS.iter().enumerate() {
            assert_eq!(row.kind as usize, i);
            assert_eq!(Kind::named(row.name), Some(row.kind));
        }
        assert!(KINDS.iter().all(|r| r.may_be_off || r.pace == Pace::AtOnce));
    }
}
