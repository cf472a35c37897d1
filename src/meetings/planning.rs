//! Checking what an organiser typed about meetings.

use chrono::{NaiveDate, NaiveDateTime};

use super::{Kind, MeetingRow, NewMeeting, NewSeries, ZONES, series};
use crate::web::{FormData, Problems, dates};

/// What is the same for each meeting of a series.
struct Common {
    kind: Kind,
    title: String,
    /// On an arbitrary day: only the hours matter.
    starts: NaiveDateTime,
    ends: NaiveDateTime,
    zone: String,
    place: String,
    speakers: String,
    agenda: String,
    seats: i64,
}

fn common(problems: &mut Problems, form: &FormData) -> Common {
    let title = problems.line(form, "title", 150);
    let kind = Kind::named(form.get("kind"));
    if kind.is_none() {
        problems.add("kind", "invalid-choice");
    }
    let mut hour = |field: &'static str| {
        let at = dates::parse("2000-01-01", form.get(field));
        if at.is_none() {
            problems.add(field, "meetings-invalid-time");
        }
        at.unwrap_or_default()
    };
    let (starts, ends) = (hour("starts"), hour("ends"));
    if problems.of("starts").is_none() && problems.of("ends").is_none() && ends <= starts {
        problems.add("ends", "meetings-ends-before");
    }
    let zone = problems.choice(form, "zone", &ZONES).unwrap_or(ZONES[0]);
    Common {
        kind: kind.unwrap_or(Kind::Network),
        title,
        starts,
        ends,
        zone: zone.to_string(),
        place: problems.line(form, "place", 200),
        seats: problems.number(form, "seats", 1, 10_000),
        speakers: problems.optional_line(form, "speakers", 300),
        agenda: problems.optional_block(form, "agenda", 20_000),
    }
}

fn day(problems: &mut Problems, form: &FormData, field: &str) -> NaiveDate {
    match dates::parse(form.get(field), "12:00") {
        Some(at) => at.date(),
        None => {
            problems.add(field, "meetings-invalid-day");
            NaiveDate::default()
        }
    }
}

/// The field of the `n`th day of a series, from 1.
pub fn day_field(n: usize) -> String {
    format!("day-{n}")
}

/// A series as first laid out: its days are computed.
pub fn lay_out(form: &FormData) -> std::result::Result<NewSeries, Problems> {
    let mut problems = Problems::default();
    let common = common(&mut problems, form);
    let first = day(&mut problems, form, "first");
    let count = problems.number(form, "count", 1, 8);
    let months = problems.number(form, "interval", 1, 12);
    let days = series::dates(first, count as u32, months as u32);
    problems.or(of_days(common, days))
}

/// A series with the days as the organiser settled them.
pub fn settled(form: &FormData) -> std::result::Result<NewSeries, Problems> {
    let mut problems = Problems::default();
    let common = common(&mut problems, form);
    let mut days = Vec::new();
    let mut n = 1;
    while n <= 8 && form.has(&day_field(n)) {
        days.push(day(&mut problems, form, &day_field(n)));
        n += 1;
    }
    if days.is_empty() {
        problems.add("first", "meetings-invalid-day");
    }
    problems.or(of_days(common, days))
}

fn of_days(common: Common, days: Vec<NaiveDate>) -> NewSeries {
    NewSeries {
        title: common.title,
        kind: common.kind,
        days,
        starts: common.starts.time(),
        ends: common.ends.time(),
        zone: common.zone,
        place: common.place,
        speakers: common.speakers,
        agenda: common.agenda,
        seats: common.seats,
    }
}

/// One meeting, changed: the version it was shown at, and what it shall be.
pub fn changed(form: &FormData) -> std::result::Result<(i64, NewMeeting), Problems> {
    let mut problems = Problems::default();
    let common = common(&mut problems, form);
    let on = day(&mut problems, form, "day");
    let version = form.get("version").parse().unwrap_or(0);
    problems.or((
        version,
        NewMeeting {
            kind: common.kind,
            title: common.title,
            starts_local: on.and_time(common.starts.time()),
            ends_local: on.and_time(common.ends.time()),
            zone: common.zone,
            place: common.place,
            speakers: common.speakers,
            agenda: common.agenda,
            seats: common.seats,
        },
    ))
}

/// A new series' form as it is first shown.
pub fn blank() -> FormData {
    FormData::of([
        ("kind", "network"),
        ("count", "4"),
        ("interval", "3"),
        ("starts", "09:00"),
        ("ends", "12:00"),
        ("zone", ZONES[0]),
        ("seats", "40"),
    ])
}

/// A meeting's form filled in.
pub fn filled(meeting: &MeetingRow) -> FormData {
    FormData::of([
        ("title", meeting.title.clone()),
        ("kind", meeting.kind.clone()),
        ("day", meeting.starts_local.format("%Y-%m-%d").to_string()),
        ("starts", meeting.starts_local.format("%H:%M").to_string()),
        ("ends", meeting.ends_local.format("%H:%M").to_string()),
        ("zone", meeting.zone.clone()),
        ("place", meeting.place.clone()),
        ("seats", meeting.seats.to_string()),
        ("speakers", meeting.speakers.clone()),
        ("agenda", meeting.agenda.clone()),
        ("version", meeting.version.to_string()),
        ("tell", "yes".to_string()),
    ])
}
