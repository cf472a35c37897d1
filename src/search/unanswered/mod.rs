//! What is asked for, counted: questions that nobody has answered, for the editors, and questions that
//! come again and again, for whoever types the same.
//!
//! Nothing says who asked: a row is a question, a month, on how many days and how often it was asked,
//! and its first and last day. No person, no address, no session, no hour. Counting waits in memory and is
//! written about once a minute by the runner, so that a search costs no write and a full disk stops
//! none; what was not written when the program dies is lost, and nobody misses it.
//!
//! A question can itself say something of somebody. So what looks like an address or a long number is
//! not counted, and neither is a question that is a member's name. What is left is shown to editors alone, who
//! can take it away. To others a question is suggested only when
//!
//! - it was asked on at least three days of the last months: one person's afternoon is not enough, and
//!   how often does not count, since that is one person's to decide;
//! - it has no digit, is short, and no word of it is a word of any member's name;
//! - one entry that this asker may read has all of its words: it then says nothing that the entry does
//!   not, and a question about what is closed is suggested to nobody outside.
//!
//! Whoever would fill the table gets a small part of it: a day takes so many new questions and no more,
//! fewer from visitors than from members, whose questions then still find room.

pub mod pages;
mod queries;
mod views;

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::Mutex;

use chrono::{Datelike, Duration, NaiveDate, NaiveDateTime, NaiveTime};

use super::lock;
use super::suggest::{self, Names};
use crate::app::App;
use crate::clock::{COPENHAGEN, to_local};
use crate::db::Conn;
use crate::error::Result;
use crate::settings;

pub use queries::Asked;

/// Longest question that is counted, in characters.
const LONGEST: usize = 200;
/// Digits a counted question may have: years and numbers of paragraphs, not of telephones.
const MOST_DIGITS: usize = 5;
/// New questions of a day, and how many of these visitors' may make.
const DAY: i64 = 500;
const DAY_OF_VISITORS: i64 = 200;
/// Questions held in memory.
const HELD: usize = 300;
/// How long counting waits before it is written.
const WAIT: Duration = Duration::minutes(1);
/// How long a question is kept, in months.
pub const MONTHS: i32 = 12;
/// On how many days a question was asked before others see it, within how many months, and how many
/// are looked at.
const POPULAR_DAYS: i64 = 3;
const POPULAR_MONTHS: i32 = 3;
const POPULAR: i64 = 200;
/// Longest question others see, in characters.
const POPULAR_LONGEST: usize = 60;

/// Questions that were asked and are not written yet.
#[derive(Default)]
pub struct Tally(Mutex<Waiting>);

#[derive(Default)]
struct Waiting {
    /// By their folded words.
    questions: HashMap<String, Counted>,
    written_at: Option<NaiveDateTime>,
}

/// How often a question was asked.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Counted {
    /// As it was written first.
    text: String,
    asked: i64,
    unanswered: i64,
    by_member: bool,
}

impl Tally {
    /// Counts a question. Never waits for anything.
    pub fn note(&self, text: &str, answered: bool, by_member: bool) {
        let folded = folded(text);
        if !is_counted(text, &folded) {
            return;
        }
        let mut waiting = lock(&self.0);
        let full = waiting.questions.len() >= HELD;
        let counted = match waiting.questions.entry(folded) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(_) if full => return,
            Entry::Vacant(new) => new.insert(Counted {
                text: text.to_string(),
                ..Counted::default()
            }),
        };
        counted.asked += 1;
        counted.unanswered += i64::from(!answered);
        counted.by_member |= by_member;
    }

    /// What waits, when it is time to write it.
    fn take(&self, now: NaiveDateTime, at_once: bool) -> HashMap<String, Counted> {
        let mut waiting = lock(&self.0);
        let due = waiting.written_at.is_none_or(|at| at + WAIT <= now);
        if waiting.questions.is_empty() || !(due || at_once) {
            return HashMap::new();
        }
        waiting.written_at = Some(now);
        std::mem::take(&mut waiting.questions)
    }
}

/// A question's folded words: by these it is the same question.
fn folded(text: &str) -> String {
    suggest::folded(text).join(" ")
}

fn is_counted(text: &str, folded: &str) -> bool {
    folded.len() > 1
        && text.chars().count() <= LONGEST
        && !text.contains('@')
        && text.chars().filter(char::is_ascii_digit).count() <= MOST_DIGITS
}

/// Whether a question has a member's name in it: two of its words, or all it is.
fn names_somebody(folded: &str, names: &Names) -> bool {
    let words: Vec<&str> = folded.split(' ').collect();
    let mut shared: HashMap<usize, usize> = HashMap::new();
    for word in &words {
        for person in names.having(word) {
            *shared.entry(person).or_default() += 1;
        }
    }
    shared
        .iter()
        .any(|(person, count)| *count >= 2 || names.length(*person) == 1)
}

/// Whether others than editors may see a question, as far as that hangs on its words.
pub fn may_be_shown(text: &str, names: &Names) -> bool {
    text.chars().count() <= POPULAR_LONGEST
        && !text.chars().any(char::is_numeric)
        && !suggest::folded(text)
            .iter()
            .any(|word| names.has_word(word))
}

/// Writes what waits, when it is time. Whatever goes wrong, searching goes on without it.
pub async fn keep(app: &App, at_once: bool) {
    let now = app.clock.now();
    let waiting = app.questions.take(now, at_once);
    if waiting.is_empty() {
        return;
    }
    let on = app.clone();
    let kept = app
        .db
        .write(move |c| {
            if settings::site(c)?.read_only {
                return Ok(());
            }
            let around = on.suggestions.at(c, now)?;
            count(c, now, waiting, around.people_names())
        })
        .await;
    if let Err(e) = kept {
        tracing::warn!(error = %e, "questions not counted");
    }
}

fn count(
    c: &mut Conn,
    now: NaiveDateTime,
    waiting: HashMap<String, Counted>,
    names: &Names,
) -> Result<()> {
    let day = to_local(now, COPENHAGEN).date();
    let mut new = queries::begun_on(c, midnight(day))?;
    for (folded, counted) in waiting {
        if names_somebody(&folded, names) {
            continue;
        }
        let room = if counted.by_member {
            DAY
        } else {
            DAY_OF_VISITORS
        };
        if queries::add(c, &folded, &month(day, 0), midnight(day), &counted)? {
            continue;
        }
        if new < room {
            queries::insert(c, &folded, &month(day, 0), midnight(day), &counted)?;
            new += 1;
        }
    }
    Ok(())
}

fn midnight(day: NaiveDate) -> NaiveDateTime {
    day.and_time(NaiveTime::MIN)
}

/// The month so many before a day's, as it is stored: `2026-03`.
fn month(day: NaiveDate, before: i32) -> String {
    let months = day.year() * 12 + day.month0() as i32 - before;
    format!(
        "{:04}-{:02}",
        months.div_euclid(12),
        months.rem_euclid(12) + 1
    )
}

/// Questions asked on several days of the last months, the most frequent first.
pub fn popular(c: &mut Conn, now: NaiveDateTime) -> Result<Vec<String>> {
    queries::popular(
        c,
        &month(now.date(), POPULAR_MONTHS - 1),
        POPULAR_DAYS,
        POPULAR,
    )
}

/// Forgets what is older than a year.
pub fn sweep(c: &mut Conn, now: NaiveDateTime) -> Result<usize> {
    queries::forget_before(c, &month(now.date(), MONTHS))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names() -> Names {
        let all = ["karen holm", "per skov jensen", "madonna"];
        Names::new(
            all.iter()
                .map(|n| n.split(' ').map(str::to_string).collect()),
        )
    }

    #[test]
    fn what_may_say_something_of_somebody_is_not_counted() {
        for (text, counted) in [
            ("tilsyn i 2024", true),
            ("§ 152 serviceloven", true),
            ("karen@example.org", false),
            ("ring 54 73 15 00", false),
            ("a", false),
            ("?!", false),
        ] {
            assert_eq!(is_counted(text, &folded(text)), counted, "{text}");
        }
        for (text, somebody) in [
            ("Karen Holm", true),
            ("mail til Karen Holm", true),
            ("Per Jensen", true),
            ("Madonna", true),
            ("skov", false),
            ("skov og natur", false),
            ("Karen Skov", false),
        ] {
            assert_eq!(names_somebody(&folded(text), &names()), somebody, "{text}");
        }
    }

    #[test]
    fn others_see_no_number_and_no_word_of_a_name() {
        for (text, shown) in [
            ("tilsyn i dagtilbud", true),
            ("tilsyn 2024", false),
            ("skov og natur", false),
            (&"ord ".repeat(20), false),
        ] {
            assert_eq!(may_be_shown(text, &names()), shown, "{text}");
        }
    }

    #[test]
    fn months_are_counted_back_over_new_year() {
        let day = NaiveDate::from_ymd_opt(2026, 2, 28).unwrap_or_default();
        assert_eq!(month(day, 0), "2026-02");
        assert_eq!(month(day, 2), "2025-12");
        assert_eq!(month(day, 12), "2025-02");
    }

    #[test]
    fn a_robot_fills_no_memory() {
        let tally = Tally::default();
        for n in 0..HELD * 2 {
            tally.note(&format!("xyz {n}"), false, false);
        }
        tally.note("xyz 0", true, true);
        let taken = tally.take(NaiveDateTime::default(), false);
        assert_eq!(taken.len(), HELD);
        let first = &taken["xyz 0"];
        assert_eq!(
            (first.asked, first.unanswered, first.by_member),
            (2, 1, true)
        );
        tally.note("xyz", false, false);
        assert!(tally.take(NaiveDateTime::default(), false).is_empty());
        assert_eq!(tally.take(NaiveDateTime::default(), true).len(), 1);
    }
}
