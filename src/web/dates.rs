//! Dates and times as people write them in each language.

use chrono::{Datelike, NaiveDate, NaiveDateTime, Timelike};

use super::lang::Lang;
use crate::clock::{COPENHAGEN, to_local};

const MONTHS: [[&str; 12]; 2] = [
    [
        "januar",
        "februar",
        "marts",
        "april",
        "maj",
        "juni",
        "juli",
        "august",
        "september",
        "oktober",
        "november",
        "december",
    ],
    [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
];

const DAYS: [[&str; 7]; 2] = [
    [
        "mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag",
    ],
    [
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
    ],
];

fn row(lang: Lang) -> usize {
    match lang {
        Lang::Da => 0,
        Lang::En => 1,
    }
}

fn month(lang: Lang, date: NaiveDate) -> &'static str {
    MONTHS[row(lang)][date.month0() as usize]
}

/// `5. oktober 2023`, `5 October 2023`.
pub fn date(lang: Lang, at: NaiveDate) -> String {
    let month = month(lang, at);
    match lang {
        Lang::Da => format!("{}. {month} {}", at.day(), at.year()),
        Lang::En => format!("{} {month} {}", at.day(), at.year()),
    }
}

/// `tirsdag den 5. oktober 2023`, `Tuesday 5 October 2023`.
pub fn long_date(lang: Lang, at: NaiveDate) -> String {
    let day = DAYS[row(lang)][at.weekday().num_days_from_monday() as usize];
    match lang {
        Lang::Da => format!("{day} den {}", date(lang, at)),
        Lang::En => format!("{day} {}", date(lang, at)),
    }
}

/// `13.00` in Danish, `13:00` in English.
pub fn time(lang: Lang, at: NaiveDateTime) -> String {
    let mark = match lang {
        Lang::Da => '.',
        Lang::En => ':',
    };
    format!("{:02}{mark}{:02}", at.hour(), at.minute())
}

/// Day and hours of something local: `tirsdag den 5. oktober 2023 kl. 13.00–16.00`.
pub fn span(lang: Lang, from: NaiveDateTime, to: NaiveDateTime) -> String {
    let hours = format!("{}–{}", time(lang, from), time(lang, to));
    match lang {
        Lang::Da => format!("{} kl. {hours}", long_date(lang, from.date())),
        Lang::En => format!("{}, {hours}", long_date(lang, from.date())),
    }
}

/// The day of a UTC instant, in Copenhagen.
pub fn day_of(lang: Lang, utc: NaiveDateTime) -> String {
    date(lang, to_local(utc, COPENHAGEN).date())
}

/// Day and time of a UTC instant, in Copenhagen.
pub fn moment(lang: Lang, utc: NaiveDateTime) -> String {
    let local = to_local(utc, COPENHAGEN);
    let time = time(lang, local);
    match lang {
        Lang::Da => format!("{} kl. {time}", date(lang, local.date())),
        Lang::En => format!("{}, {time}", date(lang, local.date())),
    }
}

/// Three letters of the month, for the little calendar leaf.
pub fn short_month(lang: Lang, at: NaiveDate) -> String {
    month(lang, at).chars().take(3).collect()
}

/// For `<time datetime>`: local date and time.
pub fn machine(at: NaiveDateTime) -> String {
    at.format("%Y-%m-%dT%H:%M").to_string()
}

/// Reads `2026-02-03` and `13:00`, as date and time inputs send them.
pub fn parse(date: &str, time: &str) -> Option<NaiveDateTime> {
    let date = NaiveDate::parse_from_str(date.trim(), "%Y-%m-%d").ok()?;
    let time = chrono::NaiveTime::parse_from_str(time.trim(), "%H:%M").ok()?;
    (2000..2100)
        .contains(&date.year())
        .then(|| date.and_time(time))
}
