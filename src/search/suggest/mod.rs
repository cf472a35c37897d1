//! Suggestions while somebody types: entries by their titles, municipalities, meetings, people, and
//! questions that are often asked. Whatever is suggested, the asker may see: entries are matched by the
//! same sieve as a search and read from the database, or taken as they were read a moment ago while the
//! log of changes tells of none (`kept`), and their rights are looked at once more; names and titles that
//! are kept in memory are read again as well before they are shown.
//!
//! What a person asked last is kept by their own browser and never comes here (`assets/static/site.js`).

mod around;
mod beginnings;
mod kept;
mod names;
pub mod pages;
mod titles;
pub mod views;

use std::collections::HashMap;

use super::analysis::{Language, is_stop_word};
use super::index::Generation;
use super::{Search, lock};
use crate::app::App;
use crate::db::Db;
use crate::error::{Error, Result};
use crate::library::indexing::{self, HitRow};
use crate::meetings::{self, MeetingRow};
use crate::members::Scope;
use crate::members::profile::{self, Profile, Viewer};
use crate::places::Place;
use titles::Titles;

pub use around::{Around, Known, folded};
pub use kept::Kept;
pub use names::Names;

/// Words of what is typed that count.
const MOST_WORDS: usize = 8;
/// Letters that must be typed before anything is suggested.
const LEAST: usize = 2;
/// Suggestions of each kind.
const ENTRIES: usize = 5;
const FEW: usize = 3;
/// Candidates of which some may turn out to be nobody's to see.
const CANDIDATES: usize = 10;
/// Questions shown when nothing is typed.
const POPULAR: usize = 5;

/// Who types.
#[derive(Clone, Debug)]
pub struct Asker {
    pub scope: Scope,
    pub viewer: Viewer,
    /// Of the interface.
    pub lang: String,
}

/// What may have been meant.
#[derive(Default)]
pub struct Suggestions {
    pub entries: Vec<HitRow>,
    pub questions: Vec<String>,
    pub places: Vec<&'static Place>,
    pub meetings: Vec<MeetingRow>,
    pub people: Vec<Profile>,
}

/// What somebody who has typed this far may mean. Blocks.
pub fn to(app: &App, asker: &Asker, text: &str) -> Result<Suggestions> {
    let now = app.clock.now();
    let around = app.db.read_now(|c| app.suggestions.at(c, now))?;
    let typed = typed(text);
    if typed.is_empty() && !text.trim().is_empty() {
        return Ok(Suggestions::default());
    }
    let same = folded(text);
    let questions: Vec<&str> = around
        .questions(&typed)
        .filter(|question| folded(question) != same)
        .take(CANDIDATES)
        .collect();
    let most = if typed.is_empty() { POPULAR } else { FEW };
    let questions = app
        .search
        .of_the_library(&app.db, &asker.scope, &questions, most)?;
    if typed.is_empty() {
        return Ok(Suggestions {
            questions,
            ..Suggestions::default()
        });
    }
    let entries = entries(app, asker, text)?;
    let mut beside = Beside::of(&around, asker, &typed, false);
    // What is written somewhere is meant as it is written.
    if entries.is_empty()
        && beside.is_empty()
        && !app.search.knows(&app.db, &asker.scope, &typed)?
    {
        beside = Beside::of(&around, asker, &typed, true);
    }
    let (people, meetings) = app.db.read_now(|c| {
        let people = profile::of_ids(c, &beside.people, asker.viewer)?;
        let meetings = meetings::of_ids(c, &beside.meetings)?;
        Ok((
            ordered(people, &beside.people, |p| &p.id)
                .take(FEW)
                .collect(),
            ordered(meetings, &beside.meetings, |m| &m.id)
                .take(FEW)
                .collect(),
        ))
    })?;
    Ok(Suggestions {
        entries,
        questions,
        places: beside.places,
        meetings,
        people,
    })
}

/// Entries whose titles have all the words; where none has, those that have
/// what was typed before the small words and the one just begun: `tilsyn i d`.
fn entries(app: &App, asker: &Asker, text: &str) -> Result<Vec<HitRow>> {
    let ask = |text: &str| app.search.suggest(&app.db, &asker.scope, text, ENTRIES);
    let found = ask(text)?;
    let words = folded(text);
    let language = Language::of(&asker.lang);
    let mut telling = words.clone();
    telling.retain(|word| !is_stop_word(language, word));
    if !found.is_empty() || words.len() < 2 || telling.is_empty() {
        return Ok(found);
    }
    if telling.len() < words.len() {
        let found = ask(&telling.join(" "))?;
        if !found.is_empty() {
            return Ok(found);
        }
    }
    // One that is as good as typed is meant.
    let letters = text.split_whitespace().last();
    let letters = letters.map_or(0, |last| last.chars().count());
    let just_begun = telling.len() > 1 && telling.last() == words.last();
    match telling.pop() {
        Some(_) if just_begun && letters <= LEAST => ask(&telling.join(" ")),
        _ => Ok(Vec::new()),
    }
}

/// What is found in memory, to be read again before it is shown.
struct Beside {
    places: Vec<&'static Place>,
    /// Ids.
    people: Vec<String>,
    meetings: Vec<String>,
}

impl Beside {
    fn of(around: &Around, asker: &Asker, typed: &[String], nearly: bool) -> Beside {
        let mut places = around::places(typed, nearly, &asker.lang);
        let mut people = around.people(typed, nearly, asker.viewer);
        let mut meetings = around.meetings(typed, nearly);
        places.truncate(FEW);
        people.truncate(CANDIDATES);
        meetings.truncate(CANDIDATES);
        Beside {
            places,
            people,
            meetings,
        }
    }

    fn is_empty(&self) -> bool {
        self.places.is_empty() && self.people.is_empty() && self.meetings.is_empty()
    }
}

/// Rows in the order of `ids`, those that are there.
fn ordered<T>(rows: Vec<T>, ids: &[String], id: impl Fn(&T) -> &String) -> impl Iterator<Item = T> {
    let mut rows: HashMap<String, T> = rows.into_iter().map(|r| (id(&r).clone(), r)).collect();
    ids.iter().filter_map(move |id| rows.remove(id))
}

/// The folded words of what is typed; none while it is too short to mean anything.
fn typed(text: &str) -> Vec<String> {
    let mut typed = folded(text);
    typed.dedup();
    typed.truncate(MOST_WORDS);
    if typed.iter().map(String::len).sum::<usize>() < LEAST {
        typed.clear();
    }
    typed
}

impl Search {
    /// Entries whose titles have every word of `text` at the beginning of one of theirs, as somebody
    /// may see them: the likeliest first, at most `limit`. None while there is no index.
    pub fn suggest(&self, db: &Db, scope: &Scope, text: &str, limit: usize) -> Result<Vec<HitRow>> {
        let typed = typed(text);
        if typed.is_empty() {
            return Ok(Vec::new());
        }
        let Some(live) = self.live() else {
            return Ok(Vec::new());
        };
        // As in `ask`: the position first.
        let position = lock(&live.cursor).change;
        let since = lock(&live.kept).since(position);
        let (changes, withdrawn) = db.read_now(|c| {
            let changes = indexing::changes_since(c, since)?;
            Ok((changes, indexing::withdrawn_since(c, scope, position)?))
        })?;
        let upto = {
            let mut kept = lock(&live.kept);
            kept.changed(&changes);
            kept.upto()
        };
        let found = self.titles(&live, scope, &withdrawn, |titles| {
            titles.beginning_with(&typed, limit)
        })?;
        let ids = found.unwrap_or_default();
        let (mut rows, others) = lock(&live.kept).of(scope, &ids);
        if !others.is_empty() {
            let read = db.read_now(|c| indexing::visible(c, scope, &others))?;
            lock(&live.kept).keep(upto, &read);
            rows.extend(read);
        }
        Ok(ordered(rows, &ids, |row| &row.id).collect())
    }

    /// Whether any of these words (folded) begins one that somebody may read in an entry.
    fn knows(&self, db: &Db, scope: &Scope, words: &[String]) -> Result<bool> {
        let found = self.among_titles(db, scope, |titles| {
            for word in words {
                if titles.word_beginning(word)?.is_some() {
                    return Ok(true);
                }
            }
            Ok(false)
        })?;
        Ok(found.unwrap_or_default())
    }

    /// Those questions, at most `most`, all of whose words one entry has that somebody may see.
    fn of_the_library(
        &self,
        db: &Db,
        scope: &Scope,
        questions: &[&str],
        most: usize,
    ) -> Result<Vec<String>> {
        if questions.is_empty() {
            return Ok(Vec::new());
        }
        let found = self.among_titles(db, scope, |titles| {
            let mut found = Vec::new();
            for question in questions {
                if found.len() < most && titles.has_together(&folded(question))? {
                    found.push(question.to_string());
                }
            }
            Ok(found)
        })?;
        Ok(found.unwrap_or_default())
    }

    /// None while there is no index that can be read: suggestions are something extra, and no page
    /// fails for want of them.
    pub(super) fn among_titles<T>(
        &self,
        db: &Db,
        scope: &Scope,
        f: impl FnOnce(&Titles) -> tantivy::Result<T>,
    ) -> Result<Option<T>> {
        let Some(live) = self.live() else {
            return Ok(None);
        };
        // As in `ask`: the position first.
        let position = lock(&live.cursor).change;
        let withdrawn = db.read_now(|c| indexing::withdrawn_since(c, scope, position))?;
        self.titles(&live, scope, &withdrawn, f)
    }

    fn titles<T>(
        &self,
        live: &Generation,
        scope: &Scope,
        withdrawn: &[String],
        f: impl FnOnce(&Titles) -> tantivy::Result<T>,
    ) -> Result<Option<T>> {
        match self.reading(|| titles::with(live, scope, withdrawn, f)) {
            Err(Error::NoIndex(_)) => Ok(None),
            read => read.map(Some),
        }
    }
}
