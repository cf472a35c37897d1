//! Calendar files (RFC 5545, RFC 5546): what mail programs put into people's calendars.

use std::fmt::Write;

use chrono::{DateTime, Datelike, Duration, NaiveDate, NaiveDateTime, Offset, TimeZone, Weekday};
use chrono_tz::{OffsetComponents, OffsetName, Tz};
use icalendar::{Calendar, CalendarDateTime, Component, Event, EventLike, EventStatus, Property};

use super::{Answer, MeetingRow};

/// Whom a calendar file is for, and who sends it.
pub struct Parties<'a> {
    pub host: &'a str,
    pub organiser_name: &'a str,
    pub organiser_email: &'a str,
    /// The one invited; none in a file that anybody may fetch.
    pub attendee: Option<Attendee<'a>>,
}

pub struct Attendee<'a> {
    pub name: &'a str,
    pub email: &'a str,
    /// What they have answered so far.
    pub answer: Option<Answer>,
}

fn participation(answer: Option<Answer>) -> &'static str {
    match answer {
        Some(Answer::Yes) => "ACCEPTED",
        Some(Answer::Maybe) => "TENTATIVE",
        Some(Answer::No) => "DECLINED",
        None => "NEEDS-ACTION",
    }
}

/// An iCalendar text: CRLF, lines of at most 75 octets. `method` is `REQUEST`, `CANCEL` or
/// `PUBLISH`; `stamp` is UTC.
pub fn ics(
    meeting: &MeetingRow,
    method: &str,
    parties: &Parties,
    description: &str,
    url: &str,
    stamp: NaiveDateTime,
) -> String {
    let at = |local: NaiveDateTime| CalendarDateTime::WithTimezone {
        date_time: local,
        tzid: meeting.tz().name().to_string(),
    };
    let mut event = Event::new();
    event
        .uid(&format!("{}@{}", meeting.id, parties.host))
        .timestamp(stamp.and_utc())
        .starts(at(meeting.starts_local))
        .ends(at(meeting.ends_local))
        .summary(&plain(&meeting.title))
        .location(&plain(&meeting.place))
        .sequence(u32::try_from(meeting.sequence).unwrap_or(u32::MAX))
        .url(url)
        .append_property(
            Property::new("ORGANIZER", format!("mailto:{}", parties.organiser_email))
                .add_parameter("CN", &name(parties.organiser_name))
                .done(),
        );
    if !description.is_empty() {
        event.description(&plain(description));
    }
    event.status(if meeting.is_cancelled() {
        EventStatus::Cancelled
    } else {
        EventStatus::Confirmed
    });
    if let Some(attendee) = &parties.attendee {
        // The link in the mail is the answer: nobody reads what a calendar program would send back.
        event.append_property(
            Property::new("ATTENDEE", format!("mailto:{}", attendee.email))
                .add_parameter("CN", &name(attendee.name))
                .add_parameter("ROLE", "REQ-PARTICIPANT")
                .add_parameter("PARTSTAT", participation(attendee.answer))
                .add_parameter("RSVP", "FALSE")
                .done(),
        );
    }
    let mut calendar = Calendar::empty();
    for (key, value) in [
        ("VERSION", "2.0"),
        ("PRODID", "-//faelles//meetings//DA"),
        ("CALSCALE", "GREGORIAN"),
        ("METHOD", method),
    ] {
        calendar.append_property((key, value));
    }
    calendar.push(event);
    // The crate writes TZID and no zone, and would stamp a zone like an event; Outlook refuses a
    // file without one. It consists of our own short lines alone.
    fold(&calendar.to_string()).replacen(
        "BEGIN:VEVENT\r\n",
        &format!(
            "{}BEGIN:VEVENT\r\n",
            timezone(meeting.tz(), meeting.starts_local.year())
        ),
        1,
    )
}

/// Folds anew at 75 octets: the crate forgets the leading space of a last piece and makes it 76.
fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 40);
    for line in text.replace("\r\n ", "").split_inclusive("\r\n") {
        let mut octets = 0;
        for c in line.trim_end_matches("\r\n").chars() {
            if octets + c.len_utf8() > 75 {
                out.push_str("\r\n ");
                octets = 1;
            }
            out.push(c);
            octets += c.len_utf8();
        }
        out.push_str("\r\n");
    }
    out
}

/// Text without what could end a line or hide in one; line breaks stay and are escaped later.
fn plain(text: &str) -> String {
    text.replace("\r\n", "\n")
        .chars()
        .map(|c| if c.is_control() && c != '\n' { ' ' } else { c })
        .collect()
}

/// A name as a parameter's value: the crate does not escape these.
fn name(text: &str) -> String {
    let clean: String = text
        .chars()
        .map(|c| match c {
            '"' => '\'',
            '\u{2028}' | '\u{2029}' => ' ',
            c if c.is_control() => ' ',
            c => c,
        })
        .collect();
    clean.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// One change of a zone's offset from UTC.
struct Transition {
    at: DateTime<Tz>,
    from: i32,
}

impl Transition {
    fn to(&self) -> i32 {
        self.at.offset().fix().local_minus_utc()
    }

    fn is_daylight(&self) -> bool {
        !self.at.offset().dst_offset().is_zero()
    }

    /// The wall clock just before it is moved, which is what DTSTART names.
    fn onset(&self) -> NaiveDateTime {
        self.at.naive_utc() + Duration::seconds(i64::from(self.from))
    }
}

/// A VTIMEZONE that is right in `year` and the years beside it: by a yearly rule where the zone
/// follows one (the last Sunday of a month, as in Europe), else by the changes themselves.
fn timezone(zone: Tz, year: i32) -> String {
    let mut out = format!("BEGIN:VTIMEZONE\r\nTZID:{}\r\n", zone.name());
    let around: Vec<Transition> = (year - 1..=year + 1)
        .flat_map(|y| transitions(zone, y))
        .collect();
    if around.is_empty() {
        let at = zone.from_utc_datetime(&NaiveDateTime::new(first_of(year), Default::default()));
        let offset = at.offset().fix().local_minus_utc();
        let name = at.offset().abbreviation().unwrap_or("UTC").to_string();
        observance(
            &mut out,
            false,
            first_of(1970).into(),
            offset,
            offset,
            &name,
            "",
        );
    } else if around.len() == 6 && around.iter().all(|t| is_last_sunday(t.onset().date())) {
        for t in &around[2..4] {
            let onset = t.onset();
            let month = onset.month();
            let first = last_sunday(1970, month).and_time(onset.time());
            let rule = format!("RRULE:FREQ=YEARLY;BYMONTH={month};BYDAY=-1SU\r\n");
            let name = t.at.offset().abbreviation().unwrap_or("").to_string();
            observance(
                &mut out,
                t.is_daylight(),
                first,
                t.from,
                t.to(),
                &name,
                &rule,
            );
        }
    } else {
        for t in &around {
            let name = t.at.offset().abbreviation().unwrap_or("").to_string();
            observance(
                &mut out,
                t.is_daylight(),
                t.onset(),
                t.from,
                t.to(),
                &name,
                "",
            );
        }
    }
    out.push_str("END:VTIMEZONE\r\n");
    out
}

fn observance(
    out: &mut String,
    daylight: bool,
    onset: NaiveDateTime,
    from: i32,
    to: i32,
    name: &str,
    rule: &str,
) {
    let kind = if daylight { "DAYLIGHT" } else { "STANDARD" };
    // Writing to a String cannot fail.
    let _ = write!(
        out,
        "BEGIN:{kind}\r\nDTSTART:{}\r\nTZOFFSETFROM:{}\r\nTZOFFSETTO:{}\r\nTZNAME:{name}\r\n{rule}END:{kind}\r\n",
        onset.format("%Y%m%dT%H%M%S"),
        offset(from),
        offset(to),
    );
}

fn offset(seconds: i32) -> String {
    let sign = if seconds < 0 { '-' } else { '+' };
    let minutes = seconds.abs() / 60;
    format!("{sign}{:02}{:02}", minutes / 60, minutes % 60)
}

/// The zone's changes in a year (UTC), in order: by day, then halved down to the second.
fn transitions(zone: Tz, year: i32) -> Vec<Transition> {
    let shift = |at: NaiveDateTime| zone.offset_from_utc_datetime(&at).fix().local_minus_utc();
    let mut found = Vec::new();
    let mut day: NaiveDateTime = first_of(year).into();
    while day.year() == year {
        let next = day + Duration::days(1);
        let before = shift(day);
        if before != shift(next) {
            let (mut low, mut high) = (day, next);
            while high - low > Duration::seconds(1) {
                let middle = low + (high - low) / 2;
                if shift(middle) == before {
                    low = middle;
                } else {
                    high = middle;
                }
            }
            // Halving leaves fractions; changes happen on whole minutes.
            let at = round_to_minute(high);
            found.push(Transition {
                at: zone.from_utc_datetime(&at),
                from: before,
            });
        }
        day = next;
    }
    found
}

fn round_to_minute(at: NaiveDateTime) -> NaiveDateTime {
    let seconds = at.and_utc().timestamp();
    let rounded = (seconds + 30).div_euclid(60) * 60;
    at + Duration::seconds(rounded - seconds)
        - Duration::nanoseconds(i64::from(at.and_utc().timestamp_subsec_nanos()))
}

fn first_of(year: i32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or(NaiveDate::MIN)
}

fn is_last_sunday(day: NaiveDate) -> bool {
    day.weekday() == Weekday::Sun && (day + Duration::days(7)).month() != day.month()
}

fn last_sunday(year: i32, month: u32) -> NaiveDate {
    (1..=31)
        .rev()
        .filter_map(|d| NaiveDate::from_ymd_opt(year, month, d))
        .find(|d| d.weekday() == Weekday::Sun)
        .unwrap_or(NaiveDate::MIN)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn meeting(title: &str, place: &str, starts: NaiveDateTime, zone: &str) -> MeetingRow {
        MeetingRow {
            id: "m1".to_string(),
            series_id: "s1".to_string(),
            kind: "network".to_string(),
            title: title.to_string(),
            starts_local: starts,
            ends_local: starts + Duration::hours(3),
            zone: zone.to_string(),
            place: place.to_string(),
            speakers: String::new(),
            agenda: String::new(),
            seats: 10,
            status: "published".to_string(),
            sequence: 2,
            version: 1,
        }
    }

    fn nine(y: i32, m: u32, d: u32) -> NaiveDateTime {
        NaiveDate::from_ymd_opt(y, m, d)
            .unwrap()
            .and_hms_opt(9, 0, 0)
            .unwrap()
    }

    fn write(meeting: &MeetingRow, attendee: &str, description: &str) -> String {
        let parties = Parties {
            host: "example.org",
            organiser_name: "Netværket",
            organiser_email: "net@example.org",
            attendee: Some(Attendee {
                name: attendee,
                email: "karen@example.org",
                answer: None,
            }),
        };
        ics(
            meeting,
            "REQUEST",
            &parties,
            description,
            "https://example.org/meetings/m1",
            nine(2026, 1, 1),
        )
    }

    #[test]
    fn europe_is_told_by_its_yearly_rule() {
        let out = timezone(crate::clock::COPENHAGEN, 2026);
        assert_eq!(
            out.replace("\r\n", "\n"),
            "BEGIN:VTIMEZONE\nTZID:Europe/Copenhagen\n\
             BEGIN:DAYLIGHT\nDTSTART:19700329T020000\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0200\nTZNAME:CEST\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\nEND:DAYLIGHT\n\
             BEGIN:STANDARD\nDTSTART:19701025T030000\nTZOFFSETFROM:+0200\nTZOFFSETTO:+0100\nTZNAME:CET\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\nEND:STANDARD\n\
             END:VTIMEZONE\n"
        );
    }

    #[test]
    fn every_zone_we_offer_has_its_offsets() {
        for zone in super::super::ZONES {
            let out = timezone(zone.parse().unwrap(), 2026);
            assert!(
                out.contains("BEGIN:STANDARD") && out.contains("TZOFFSETTO:"),
                "{out}"
            );
        }
        let still = timezone(chrono_tz::Atlantic::Reykjavik, 2026);
        assert!(still.contains("TZOFFSETTO:+0000") && !still.contains("DAYLIGHT"));
        // Greenland changes on a Saturday evening: no simple rule, so the days themselves.
        let nuuk = timezone(chrono_tz::America::Nuuk, 2026);
        assert!(
            nuuk.contains("DTSTART:20260328T") && !nuuk.contains("RRULE"),
            "{nuuk}"
        );
    }

    proptest! {
        #[test]
        fn nothing_written_by_people_makes_a_line(
            title in "(\\PC|[\"\\r\\n;:,\\\\😀]){0,120}",
            place in "(\\PC|[\"\\r\\n;:,\\\\😀]){0,120}",
            who in "(\\PC|[\"\\r\\n\\t\u{0};:,\\\\^😀]){0,120}",
            agenda in "(.|\\n){0,300}",
        ) {
            let honest = write(&meeting("T", "P", nine(2026, 6, 1), "Europe/Copenhagen"), "K", "A");
            let out = write(&meeting(&title, &place, nine(2026, 6, 1), "Europe/Copenhagen"), &who, &format!("A{agenda}"));
            for line in out.split("\r\n") {
                prop_assert!(line.len() <= 75, "{} octets: {}", line.len(), line);
                prop_assert!(!line.contains(['\r', '\n']));
            }
            // The same properties in the same order, whatever people wrote.
            let keys = |text: &str| -> Vec<String> {
                text.replace("\r\n ", "").split("\r\n")
                    .map(|l| l.split([':', ';']).next().unwrap_or_default().to_string())
                    .collect()
            };
            prop_assert_eq!(keys(&honest), keys(&out));
            let parsed: Calendar = out.parse().map_err(TestCaseError::fail)?;
            let event = parsed.components.iter().find_map(|c| c.as_event()).unwrap();
            prop_assert_eq!(event.get_summary().unwrap_or_default(), plain(&title));
            prop_assert_eq!(event.get_location().unwrap_or_default(), plain(&place));
        }

        #[test]
        fn the_hour_and_the_instant_survive(day in 0i64..3650, hour in 0u32..24, zone in 0usize..8) {
            let name = super::super::ZONES[zone];
            let starts = nine(2024, 1, 1).date().and_hms_opt(hour, 0, 0).unwrap() + Duration::days(day);
            let m = meeting("T", "P", starts, name);
            let parsed: Calendar = write(&m, "K", "").parse().map_err(TestCaseError::fail)?;
            let event = parsed.components.iter().find_map(|c| c.as_event()).unwrap();
            match event.get_start() {
                Some(icalendar::DatePerhapsTime::DateTime(CalendarDateTime::WithTimezone { date_time, tzid })) => {
                    prop_assert_eq!(date_time, starts);
                    prop_assert_eq!(tzid, name);
                }
                other => prop_assert!(false, "{:?}", other),
            }
        }
    }
}
