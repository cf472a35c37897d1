//! Staying true: when an entry was last changed, last looked at, and when it is due to be looked at
//! again. Who looks after it is asked in time; one word from them is enough.

pub mod letters;
pub mod pages;
mod queries;
pub mod reminding;
pub mod views;

use chrono::{Duration, Months, NaiveDateTime};

use super::steps::{Said, write_revision};
use super::{Outline, Status, expected};
use crate::audit;
use crate::changes;
use crate::db::Conn;
use crate::error::Result;
use crate::members::Member;
use crate::rights::{Act, may};
use crate::settings::{self, Library};

/// How long before an entry is due its owner is asked.
pub const BEFORE: Duration = Duration::days(14);
/// How long after it was due others are told.
pub const AFTER: Duration = Duration::days(14);
/// What was published before anybody kept a day for it is given so long at least.
const GRACE: Duration = Duration::days(30);
/// And over so many days they are spread: nobody is asked about everything at once.
const SPREAD: u32 = 180;

/// Whether nobody has changed an entry, nor found it still true, for as long as the network wants it
/// said.
pub fn is_stale(
    rules: &Library,
    now: NaiveDateTime,
    updated_at: NaiveDateTime,
    reviewed_at: Option<NaiveDateTime>,
) -> bool {
    let latest = reviewed_at.map_or(updated_at, |at| at.max(updated_at));
    now.checked_sub_months(Months::new(rules.stale_months()))
        .is_some_and(|limit| latest < limit)
}

/// When what is found true now should be looked at again.
fn next_due(rules: &Library, now: NaiveDateTime) -> NaiveDateTime {
    now.checked_add_months(Months::new(rules.due_months()))
        .unwrap_or(now)
}

/// As `next_due`, of what was published at `since` before anybody kept a day for it. What should have
/// been looked at long ago is spread over the coming months, each entry at a day of its own.
fn first_due(rules: &Library, now: NaiveDateTime, since: NaiveDateTime, id: &str) -> NaiveDateTime {
    let soonest = now + GRACE;
    let due = next_due(rules, since);
    if due >= soonest {
        return due;
    }
    let mixed = id
        .bytes()
        .fold(0u32, |sum, b| sum.wrapping_mul(31).wrapping_add(b.into()));
    soonest + Duration::days((mixed % SPREAD).into())
}

/// An entry comes before its readers: it gets a day to be looked at again, unless it has one to come.
pub fn on_published(c: &mut Conn, now: NaiveDateTime, id: &str) -> Result<()> {
    let rules = settings::site(c)?.library;
    queries::set_due_if_past(c, id, now, next_due(&rules, now))
}

/// Somebody who looks after a published entry finds it still true: recorded with who and when, and
/// it is due anew. `Conflict` when it is no longer at `version`.
pub fn still_true(
    c: &mut Conn,
    now: NaiveDateTime,
    who: &Member,
    slug: &str,
    version: i64,
) -> Result<()> {
    let entry = expected(c, who, slug, version, |entry| {
        entry.status == Status::Published.name() && may(Some(who), Act::EditEntry(entry.rights()))
    })?;
    let rules = settings::site(c)?.library;
    let next = version + 1;
    queries::set_reviewed(c, &entry.id, next, now, &who.id, next_due(&rules, now))?;
    let content = (&entry.content()?, Status::Published);
    let by = Some(who.id.as_str());
    write_revision(
        c,
        now,
        (&entry.id, next),
        by,
        "reviewed",
        content,
        Said::default(),
    )?;
    changes::record(c, changes::Kind::Entry, &entry.id, now)?;
    audit::record(c, now, by, "still-true", "entry", &entry.id)
}

/// How far past its day an entry is; none before the first reminder.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Stage {
    /// Soon due.
    Before,
    Due,
    /// Due, and nothing happened.
    Overdue,
}

impl Stage {
    pub fn of(now: NaiveDateTime, due: NaiveDateTime) -> Option<Stage> {
        if now >= due + AFTER {
            Some(Stage::Overdue)
        } else if now >= due {
            Some(Stage::Due)
        } else if now >= due - BEFORE {
            Some(Stage::Before)
        } else {
            None
        }
    }

    fn number(self) -> i64 {
        match self {
            Stage::Before => 1,
            Stage::Due => 2,
            Stage::Overdue => 3,
        }
    }
}

/// Somebody else looks after an entry: they are asked about it as if nobody had been, and should that
/// end, it is told anew.
pub fn has_owner(c: &mut Conn, entry_id: &str) -> Result<()> {
    queries::clear_told(c, entry_id)
}

/// Takes what is remembered of an entry's reminders away with it.
pub fn erase(c: &mut Conn, entry_id: &str) -> Result<()> {
    queries::delete_of(c, entry_id)
}

/// Whether an entry is one that is to be looked at.
fn is_due(entry: &Outline, now: NaiveDateTime) -> bool {
    entry.status == Status::Published.name()
        && entry.review_due.is_some_and(|due| now >= due - BEFORE)
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;
    use proptest::prelude::*;

    fn day(n: i64) -> NaiveDateTime {
        let start = NaiveDate::from_ymd_opt(2026, 1, 1).unwrap_or_default();
        start.and_time(chrono::NaiveTime::MIN) + Duration::days(n)
    }

    proptest! {
        #[test]
        fn the_stages_come_in_order(due in 0i64..2000, at in 0i64..2000, later in 0i64..500) {
            let (one, two) = (Stage::of(day(at), day(due)), Stage::of(day(at + later), day(due)));
            prop_assert!(one <= two);
            prop_assert_eq!(one.is_none(), at < due - 14);
            prop_assert_eq!(one == Some(Stage::Overdue), at >= due + 14);
        }

        #[test]
        fn what_is_long_due_is_spread_and_the_rest_keeps_its_day(since in 0i64..4000, id in "[0-9a-f]{32}") {
            let rules = Library::default();
            let (now, since) = (day(4000), day(since));
            let due = first_due(&rules, now, since, &id);
            prop_assert!(due >= now + GRACE);
            prop_assert!(due == next_due(&rules, since) || due < now + GRACE + Duration::days(SPREAD.into()));
            prop_assert_eq!(due, first_due(&rules, now, since, &id));
        }

        #[test]
        fn what_was_looked_at_lately_is_not_old(updated in 0i64..3000, since in 0i64..300) {
            let rules = Library::default();
            let now = day(4000);
            prop_assert!(!is_stale(&rules, now, day(updated), Some(day(4000 - since))));
            prop_assert_eq!(is_stale(&rules, now, day(updated), None), updated < 4000 - 365);
        }
    }
}
