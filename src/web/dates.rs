//! Dates and times as people write them in each language.

use chrono::{Datelike, NaiveDate, NaiveDateTime, Timelike};

use super::lang::Lang;
use crate::clock::{COPENHAGEN, to_local};

/// One row for each language, in the order of `Lang::ALL`.
#[rustfmt::skip]
const MONTHS: [[&str; 12]; Lang::ALL.len()] = [
    ["januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september", "oktober", "november", "december"],
    ["januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november", "december"],
    ["januar", "februar", "mars", "april", "mai", "juni", "juli", "august", "september", "oktober", "november", "desember"],
    ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"],
];

#[rustfmt::skip]
const DAYS: [[&str; 7]; Lang::ALL.len()] = [
    ["mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"],
    ["måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag"],
    ["mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"],
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
];

fn month(lang: Lang, date: NaiveDate) -> &'static str {
    MONTHS[lang as usize][date.month0() as usize]
}

/// `5. oktober 2023`, `5 oktober 2023` in Swedish, `5 October 2023`.
pub fn date(lang: Lang, at: NaiveDate) -> String {
    let month = month(lang, at);
    match lang {
        Lang::Da | Lang::Nb => format!("{}. {month} {}", at.day(), at.year()),
        Lang::Sv | Lang::En => format!("{} {month} {}", at.day(), at.year()),
    }
}

/// `tirsdag den 5. oktober 2023`, `Tuesday 5 October 2023`.
pub fn long_date(lang: Lang, at: NaiveDate) -> String {
    let day = DAYS[lang as usize][at.weekday().num_days_from_monday() as usize];
    match lang {
        Lang::Da => format!("{day} den {}", date(lang, at)),
        Lang::Sv | Lang::Nb | Lang::En => format!("{day} {}", date(lang, at)),
    }
}

/// `13.00` in the Nordic languages, `13:00` in English.
pub fn time(lang: Lang, at: NaiveDateTime) -> String {
    let mark = match lang {
        Lang::Da | Lang::Sv | Lang::Nb => '.',
        Lang::En => ':',
    };
    format!("{:02}{mark}{:02}", at.hour(), at.minute())
}

/// A day and what time of it: `tirsdag den 5. oktober 2023 kl. 13.00`, `Tuesday 5 October 2023, 13:00`.
fn day_and_time(lang: Lang, day: String, time: String) -> String {
    match lang {
        Lang::Da | Lang::Sv | Lang::Nb => format!("{day} kl. {time}"),
        Lang::En => format!("{day}, {time}"),
    }
}

/// Day and hours of something local: `tirsdag den 5. oktober 2023 kl. 13.00–16.00`.
pub fn span(lang: Lang, from: NaiveDateTime, to: NaiveDateTime) -> String {
    let hours = format!("{}–{}", time(lang, from), time(lang, to));
    day_and_time(lang, long_date(lang, from.date()), hours)
}

/// The day of a UTC instant, in Copenhagen.
pub fn day_of(lang: Lang, utc: NaiveDateTime) -> String {
    date(lang, to_local(utc, COPENHAGEN).date())
}

/// Day and time of a UTC instant, in Copenhagen.
pub fn moment(lang: Lang, utc: NaiveDateTime) -> String {
    let local = to_local(utc, COPENHAGEN);
    day_and_time(lang, date(lang, local.date()), time(lang, local))
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
