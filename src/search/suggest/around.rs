//! What is suggested beside entries, kept in memory for a minute: names of people, titles of meetings,
//! and questions asked on several days. Who may see each is asked of the database when it is shown: what
//! was hidden a second ago is not, what is new may take the minute.

use std::sync::{Arc, LazyLock, PoisonError, RwLock};

use chrono::{Duration, NaiveDateTime};

use super::names::Names;
use crate::db::Conn;
use crate::error::Result;
use crate::meetings;
use crate::members::profile::{self, Viewer};
use crate::places::{self, Country, Place};
use crate::search::analysis::words;
use crate::search::unanswered;

const AGE: Duration = Duration::minutes(1);

pub struct Around {
    read_at: NaiveDateTime,
    /// Whether visitors may know the name, and the id.
    people: Vec<(bool, String)>,
    people_names: Names,
    /// Ids.
    meetings: Vec<String>,
    meeting_titles: Names,
    /// As they were asked, the most frequent first.
    questions: Vec<String>,
    question_words: Names,
}

impl Around {
    fn read(c: &mut Conn, now: NaiveDateTime) -> Result<Around> {
        let people = profile::all_called(c)?;
        let people_names = Names::new(people.iter().map(|p| folded(&p.name)));
        let (meetings, titles): (Vec<_>, Vec<_>) = meetings::titles(c)?.into_iter().unzip();
        let mut questions = unanswered::popular(c, now)?;
        questions.retain(|q| unanswered::may_be_shown(q, &people_names));
        Ok(Around {
            read_at: now,
            meeting_titles: Names::new(titles.iter().map(|t| folded(t))),
            question_words: Names::new(questions.iter().map(|q| folded(q))),
            people: people
                .into_iter()
                .map(|person| (person.is_for(Viewer::Visitor), person.id))
                .collect(),
            people_names,
            meetings,
            questions,
        })
    }

    pub fn people_names(&self) -> &Names {
        &self.people_names
    }

    /// Ids of people whose names `viewer` may see.
    pub fn people(&self, typed: &[String], nearly: bool, viewer: Viewer) -> Vec<String> {
        let may = |n: usize| viewer == Viewer::Network || self.people[n].0;
        let found = self.people_names.find(typed, nearly, may).into_iter();
        found.map(|n| self.people[n].1.clone()).collect()
    }

    /// Ids of meetings, the newest first.
    pub fn meetings(&self, typed: &[String], nearly: bool) -> Vec<String> {
        let found = self.meeting_titles.find(typed, nearly, |_| true);
        found
            .into_iter()
            .map(|n| self.meetings[n].clone())
            .collect()
    }

    /// Questions; with nothing typed, all.
    pub fn questions(&self, typed: &[String]) -> impl Iterator<Item = &str> {
        let found = self.question_words.find(typed, false, |_| true).into_iter();
        found.map(|n| self.questions[n].as_str())
    }
}

/// The folded words of a text.
pub fn folded(text: &str) -> Vec<String> {
    words(text).into_iter().map(|(word, _)| word).collect()
}

#[derive(Default)]
pub struct Known(RwLock<Option<Arc<Around>>>);

impl Known {
    /// As it was read within the last minute.
    pub fn at(&self, c: &mut Conn, now: NaiveDateTime) -> Result<Arc<Around>> {
        let known = self
            .0
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone();
        if let Some(known) = known.filter(|k| now < k.read_at + AGE && now >= k.read_at) {
            return Ok(known);
        }
        let fresh = Arc::new(Around::read(c, now)?);
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Some(fresh.clone());
        Ok(fresh)
    }
}

/// Stands before a code among the words of places. Nobody types it: the letters of a country alone
/// begin no code.
const CODE: char = '#';

/// The word for a code as it is typed, or the beginning of one. None unless digits follow the letters.
fn code(letters: &str, number: &str) -> Option<String> {
    let is_number = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
    let country = Country::named(&letters.to_uppercase()).filter(|_| is_number)?;
    Some(format!("{CODE}{}{number}", country.code()))
}

static PLACES: LazyLock<Names> = LazyLock::new(|| {
    Names::new(places::all().iter().map(|place| {
        let names = std::iter::once(&place.name).chain(&place.others);
        let mut found: Vec<String> = names.flat_map(|name| folded(name)).collect();
        let loose: Vec<String> = found.iter().map(|word| places::loose(word)).collect();
        found.extend(loose);
        found.push(place.number().to_string());
        found.extend(code(place.country.code(), place.number()));
        found
    }))
});

/// Municipalities, those of the country `lang` is written in first among equals.
pub fn places(typed: &[String], nearly: bool, lang: &str) -> Vec<&'static Place> {
    let mut typed = with_codes(typed);
    if typed.len() > 1 {
        typed.retain(|word| !places::is_kind(word));
    }
    if typed.is_empty() {
        return Vec::new();
    }
    let all = places::all();
    let mut found = PLACES.find(&typed, nearly, |_| true);
    let own = |n: &usize| all[*n].country.lang() != lang;
    found.sort_by_key(own);
    found.into_iter().map(|n| &all[n]).collect()
}

/// Typed words with each code as one of them: `dk751`, `dk-751` and `dk 751` are the same.
fn with_codes(typed: &[String]) -> Vec<String> {
    let mut words: Vec<String> = Vec::with_capacity(typed.len());
    for word in typed {
        if let Some(code) = words.last().and_then(|before| code(before, word)) {
            words.pop();
            words.push(code);
            continue;
        }
        let whole = word.split_at_checked(2).and_then(|(l, n)| code(l, n));
        words.push(whole.unwrap_or_else(|| word.clone()));
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_municipality_is_suggested_for_whatever_it_is_called() {
        for (typed, code) in [
            ("Rosk", "DK-265"),
            ("kbh", "DK-101"),
            ("Københavns kommune", "DK-101"),
            ("265", "DK-265"),
            ("dk-751", "DK-751"),
            ("dk 751", "DK-751"),
            ("dk-75", "DK-756"),
            ("SE1280", "SE-1280"),
            ("malmo", "SE-1280"),
            ("Århus", "DK-751"),
            ("Copenh", "DK-101"),
            ("Gulborgsund", "DK-376"),
        ] {
            let found = places(&folded(typed), true, "da");
            assert_eq!(found.first().map(|p| p.code), Some(code), "{typed}");
        }
        assert!(places(&folded("tilsyn roskilde"), true, "da").is_empty());
    }

    #[test]
    fn the_letters_of_a_country_name_no_municipality() {
        for (typed, lang) in [("se", "sv"), ("no", "nb"), ("dk", "da"), ("DK-", "da")] {
            for place in places(&folded(typed), true, lang) {
                let names = std::iter::once(&place.name).chain(&place.others);
                let begins = |word: String| {
                    word.starts_with(typed) || places::loose(&word).starts_with(typed)
                };
                let mut words = names.flat_map(|name| folded(name));
                assert!(words.any(begins), "{typed}: {}", place.label);
            }
        }
        let swedish = places(&folded("no"), true, "sv");
        assert_eq!(swedish.first().map(|p| p.country), Some(Country::Sweden));
    }
}
