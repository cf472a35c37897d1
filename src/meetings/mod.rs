//! Series of meetings, invitations, answers, attendance.
//!
//! A seat belongs to an organisation, attendance to a person: representatives take turns, but what
//! counts towards an exam follows whoever sat there.

pub mod answers;
pub mod attendance;
mod calendar;
pub mod invitations;
pub mod pages;
mod planning;
mod queries;
pub mod series;
mod views;

use chrono::{Duration, NaiveDate, NaiveDateTime, NaiveTime};
use maud::Markup;

use crate::app::new_id;
use crate::changes;
use crate::clock::{self, to_instant};
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::jobs::{self, Job};
use crate::web::Ctx;

pub use answers::{Answer, Refusal, record_answer};
pub use attendance::record_attendance;
pub use invitations::invite;
pub use queries::{MeetingRow, coming_of_kinds, get, held_of_kind, of_ids, titles};

/// What a meeting is. The name is stored, and is what a programme's rule asks for.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Kind {
    Network,
    Workshop,
    Module,
}

impl Kind {
    pub const ALL: [Kind; 3] = [Kind::Network, Kind::Workshop, Kind::Module];

    pub fn name(self) -> &'static str {
        match self {
            Kind::Network => "network",
            Kind::Workshop => "workshop",
            Kind::Module => "module",
        }
    }

    pub fn named(name: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|k| k.name() == name)
    }
}

/// Stored as the meeting's status once it is called off.
const CANCELLED: &str = "cancelled";
/// Stored as the meeting's status from the start: a planned meeting is known to everybody.
pub const PUBLISHED: &str = "published";

/// Zones a meeting may be held in: where the network's members are.
pub const ZONES: [&str; 8] = [
    "Europe/Copenhagen",
    "Europe/Stockholm",
    "Europe/Oslo",
    "Europe/Helsinki",
    "Atlantic/Reykjavik",
    "Atlantic/Faroe",
    "America/Nuuk",
    "Europe/London",
];

/// What an organiser decides about one meeting. Checked. Times are wall-clock times in `zone`.
#[derive(Clone, Debug, PartialEq)]
pub struct NewMeeting {
    pub kind: Kind,
    pub title: String,
    pub starts_local: NaiveDateTime,
    pub ends_local: NaiveDateTime,
    /// An IANA name, one of `ZONES`.
    pub zone: String,
    pub place: String,
    pub speakers: String,
    /// Markdown.
    pub agenda: String,
    /// How many may sit in the room, over all organisations.
    pub seats: i64,
}

/// A series: meetings at the same hours on several days.
#[derive(Clone, Debug, PartialEq)]
pub struct NewSeries {
    pub title: String,
    pub kind: Kind,
    /// Local days, one for each meeting; see `series::dates`.
    pub days: Vec<NaiveDate>,
    pub starts: NaiveTime,
    pub ends: NaiveTime,
    /// An IANA name, one of `ZONES`.
    pub zone: String,
    pub place: String,
    pub speakers: String,
    /// Markdown.
    pub agenda: String,
    pub seats: i64,
}

/// Makes a series and its meetings; the meetings' ids in the order of `days`. Each starts at the
/// same wall-clock hour, whatever summer time does.
pub fn create_series(c: &mut Conn, now: NaiveDateTime, new: &NewSeries) -> Result<Vec<String>> {
    let series = new_id();
    queries::insert_series(c, now, &series, &new.title, new.kind)?;
    let mut ids = Vec::with_capacity(new.days.len());
    for day in &new.days {
        let meeting = NewMeeting {
            kind: new.kind,
            title: new.title.clone(),
            starts_local: day.and_time(new.starts),
            ends_local: day.and_time(new.ends),
            zone: new.zone.clone(),
            place: new.place.clone(),
            speakers: new.speakers.clone(),
            agenda: new.agenda.clone(),
            seats: new.seats,
        };
        ids.push(add_to_series(c, now, &series, &meeting)?);
    }
    Ok(ids)
}

/// Makes one meeting, in a series of its own that bears `series_title`; its id.
pub fn create_meeting(
    c: &mut Conn,
    now: NaiveDateTime,
    series_title: &str,
    new: &NewMeeting,
) -> Result<String> {
    let series = new_id();
    queries::insert_series(c, now, &series, series_title, new.kind)?;
    add_to_series(c, now, &series, new)
}

fn add_to_series(
    c: &mut Conn,
    now: NaiveDateTime,
    series: &str,
    new: &NewMeeting,
) -> Result<String> {
    let id = new_id();
    queries::insert(c, now, &id, series, new)?;
    changes::record(c, changes::Kind::Meeting, &id, now)?;
    Ok(id)
}

/// Changes a meeting that is still at `version`; `Conflict` when somebody else was first. A new time
/// or place raises the calendar sequence. With `tell`, those invited get the update by mail.
pub fn change(
    c: &mut Conn,
    now: NaiveDateTime,
    id: &str,
    version: i64,
    new: &NewMeeting,
    tell: bool,
) -> Result<()> {
    let old = queries::get(c, id)?;
    if old.is_cancelled() {
        return Err(Error::Conflict);
    }
    let moved = old.starts_local != new.starts_local
        || old.ends_local != new.ends_local
        || old.zone != new.zone
        || old.place != new.place;
    let sequence = old.sequence + i64::from(moved);
    queries::update(c, now, id, version, sequence, new)?;
    changes::record(c, changes::Kind::Meeting, id, now)?;
    if moved && tell {
        tell_invited(c, now, id)?;
    }
    Ok(())
}

/// Calls a meeting off and tells those invited. Doing it again changes nothing.
pub fn cancel(c: &mut Conn, now: NaiveDateTime, id: &str) -> Result<()> {
    if queries::get(c, id)?.is_cancelled() {
        return Ok(());
    }
    queries::cancel(c, now, id)?;
    changes::record(c, changes::Kind::Meeting, id, now)?;
    tell_invited(c, now, id)
}

/// Queues the one job that gives everybody invited a mail about the meeting as it is now.
fn tell_invited(c: &mut Conn, now: NaiveDateTime, id: &str) -> Result<()> {
    let job = Job::Invite {
        meeting_id: id.to_string(),
    };
    jobs::enqueue(c, &job, now, Some(&format!("invite:{id}")))
}

impl MeetingRow {
    pub fn is_cancelled(&self) -> bool {
        self.status == CANCELLED
    }

    pub fn tz(&self) -> chrono_tz::Tz {
        clock::zone(&self.zone)
    }

    /// UTC.
    pub fn starts_at(&self) -> NaiveDateTime {
        to_instant(self.starts_local, self.tz()).naive_utc()
    }

    /// UTC.
    pub fn ends_at(&self) -> NaiveDateTime {
        to_instant(self.ends_local, self.tz()).naive_utc()
    }

    /// From the start of its own day on, people can be registered as present.
    pub fn door_is_open(&self, now: NaiveDateTime) -> bool {
        clock::to_local(now, self.tz()).date() >= self.starts_local.date()
    }

    /// Until when a mailed link may be used: the day after the meeting, wherever it was moved. UTC.
    fn link_ends_at(&self) -> NaiveDateTime {
        self.ends_at() + Duration::days(1)
    }

    /// How long the key of a link is kept: much longer than it may be used, since the meeting may be
    /// moved to a later day without a new mail.
    fn link_lives(&self, now: NaiveDateTime) -> Duration {
        self.link_ends_at() - now + Duration::days(365)
    }
}

/// The next meetings, for the front page.
pub async fn coming_view(ctx: &Ctx, count: i64) -> Result<Markup> {
    let now = ctx.app.clock.now();
    let (rows, _) = ctx.read(move |c| queries::coming(c, now, 0, count)).await?;
    Ok(views::coming(ctx, &rows))
}

/// The name of a kind of meeting, for people.
pub use views::{kind_label, when};
