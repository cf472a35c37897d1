//! When a question as it was typed finds little or nothing: what it was taken for, and what there is
//! instead. Everything here is asked anew as the same asker: what they may not see is no alternative.

pub mod views;

use std::collections::BTreeMap;

use super::analysis::words;
use super::grammar;
use super::suggest::folded;
use super::{Answer, Filters, Question, Search};
use crate::db::Db;
use crate::error::Result;
use crate::places::{self, Place};

/// A word no entry has, and the word that was searched for in its place, as a hit spells it.
#[derive(Clone, Debug, PartialEq)]
pub struct Corrected {
    pub typed: String,
    pub meant: String,
}

/// Finds how the hits spell words that are known folded alone.
pub struct Spelling {
    /// Typed and meant, folded, and the spelling once it is found.
    wanted: Vec<(String, String, Option<String>)>,
}

impl Spelling {
    pub fn of(corrected: Vec<(String, String)>) -> Spelling {
        let wanted = corrected
            .into_iter()
            .map(|(typed, meant)| (typed, meant, None));
        Spelling {
            wanted: wanted.collect(),
        }
    }

    pub fn look_in(&mut self, text: &str) {
        if self.wanted.iter().all(|(.., found)| found.is_some()) {
            return;
        }
        for (word, place) in words(text) {
            for (_, meant, found) in &mut self.wanted {
                if found.is_none() && *meant == word {
                    *found = Some(text[place.clone()].to_lowercase());
                }
            }
        }
    }

    /// The words of a question that were found spelled otherwise. One that no hit shows is left out:
    /// there is nothing to point at.
    pub fn found(self, question: &str) -> Vec<Corrected> {
        let found: BTreeMap<String, String> = self
            .wanted
            .into_iter()
            .filter_map(|(typed, _, found)| Some((typed, found?)))
            .collect();
        let mut corrected: Vec<Corrected> = words(question)
            .into_iter()
            .filter_map(|(word, place)| {
                Some(Corrected {
                    meant: found.get(&word)?.clone(),
                    typed: question[place].to_string(),
                })
            })
            .collect();
        corrected.dedup();
        corrected
    }
}

/// A question with the words that were meant.
pub fn reworded(question: &str, corrected: &[Corrected]) -> String {
    let mut out = String::with_capacity(question.len());
    let mut from = 0;
    for (_, place) in words(question) {
        let meant = corrected
            .iter()
            .find(|c| c.typed == question[place.clone()]);
        if let Some(meant) = meant {
            out.push_str(&question[from..place.start]);
            out.push_str(&meant.meant);
            from = place.end;
        }
    }
    out.push_str(&question[from..]);
    out
}

/// What there is where a question finds nothing.
pub struct Instead {
    pub relaxed: Option<Relaxed>,
    pub near: Option<Near>,
    /// Areas with something to read, and how much.
    pub areas: Vec<(String, u64)>,
}

/// A question that asks for less, and finds something.
pub struct Relaxed {
    pub question: Question,
    pub answer: Answer,
    pub how: How,
}

#[derive(Clone, Debug, PartialEq)]
pub enum How {
    /// These filters were left out, each with its values.
    Without(Vec<(&'static str, Vec<String>)>),
    /// Words that nobody has, by how they begin.
    Beginnings,
}

/// Municipalities in the neighbourhood of one, with what they have.
pub struct Near {
    pub place: &'static Place,
    /// Of the same region, *län* or *fylke*; otherwise of the same country.
    pub same_county: bool,
    /// As they are filtered by, and how many results.
    pub found: Vec<(String, u64)>,
    /// What the results are of; empty: of nothing in particular.
    pub text: String,
}

/// The filters, what says least of what is wanted first; a place is what people mean most.
const LEAST_MEANT_FIRST: [&str; 6] = ["lang", "year", "kind", "tag", "area", "municipality"];
/// Results shown of a question that asks for less.
const SHOWN: usize = 5;
/// Municipalities and areas shown.
const MOST: usize = 8;

impl Search {
    /// What there is instead of the nothing that `answer` holds.
    pub fn instead(&self, db: &Db, question: &Question, answer: &Answer) -> Result<Instead> {
        let everything = Question {
            text: String::new(),
            filters: Filters::default(),
            limit: 0,
            offset: 0,
            ..question.clone()
        };
        let everything = self.ask(db, &everything)?;
        Ok(Instead {
            relaxed: self.relaxed(db, question)?,
            near: near(question, answer, &everything),
            areas: values(&everything, "area").take(MOST).collect(),
        })
    }

    fn relaxed(&self, db: &Db, question: &Question) -> Result<Option<Relaxed>> {
        let less = |text: &str, filters: Filters, how: How| -> Result<Option<Relaxed>> {
            let question = Question {
                text: text.to_string(),
                filters,
                limit: SHOWN,
                offset: 0,
                ..question.clone()
            };
            let answer = self.ask(db, &question)?;
            Ok((answer.total > 0).then_some(Relaxed {
                question,
                answer,
                how,
            }))
        };
        let chosen: Vec<(&'static str, Vec<String>)> = LEAST_MEANT_FIRST
            .into_iter()
            .map(|filter| {
                (
                    filter,
                    question.filters.of(filter).map(str::to_string).collect(),
                )
            })
            .filter(|(_, values): &(_, Vec<String>)| !values.is_empty())
            .collect();
        for one in &chosen {
            let filters = question.filters.clear_of(one.0);
            let found = less(&question.text, filters, How::Without(vec![one.clone()]))?;
            if found.is_some() {
                return Ok(found);
            }
        }
        if question.text.is_empty() {
            return Ok(None);
        }
        if chosen.len() > 1 {
            let found = less(&question.text, Filters::default(), How::Without(chosen))?;
            if found.is_some() {
                return Ok(found);
            }
        }
        let Some(text) = self.by_beginnings(db, question)? else {
            return Ok(None);
        };
        let mut found = less(&text, Filters::default(), How::Beginnings)?;
        if let Some(relaxed) = &mut found {
            relaxed.question.text = spelled(&text, &relaxed.answer);
        }
        Ok(found)
    }

    /// A question of words that begin as those that were asked.
    fn by_beginnings(&self, db: &Db, question: &Question) -> Result<Option<String>> {
        let pieces = grammar::read(&question.text).all;
        let (unwanted, wanted): (Vec<_>, Vec<_>) = pieces.into_iter().partition(|p| p.minus);
        let asked: Vec<String> = wanted.iter().flat_map(|p| folded(p.typed)).collect();
        let found = self.among_titles(db, &question.scope, |titles| {
            let mut found = Vec::new();
            for word in asked.iter().take(MOST) {
                for length in (shortest(word)..word.len()).rev() {
                    // A letter of another script is several bytes.
                    let Some(beginning) = word.get(..length) else {
                        continue;
                    };
                    if let Some(word) = titles.word_beginning(beginning)? {
                        found.push(word);
                        break;
                    }
                }
            }
            Ok(found)
        })?;
        let mut found = found.unwrap_or_default();
        if found.is_empty() {
            return Ok(None);
        }
        // What is not wanted is not wanted here either.
        found.extend(unwanted.iter().map(|p| p.typed.to_string()));
        Ok(Some(found.join(" ")))
    }
}

/// A question of folded words, as what it finds writes them.
fn spelled(question: &str, answer: &Answer) -> String {
    let folded = words(question).into_iter().map(|(word, _)| word);
    let mut spelling = Spelling::of(folded.map(|word| (word.clone(), word)).collect());
    for hit in &answer.hits {
        spelling.look_in(&hit.row.title);
        spelling.look_in(&hit.snippet.text());
    }
    reworded(question, &spelling.found(question))
}

/// How much of a word another must begin with to have to do with it: most of it, and five letters.
fn shortest(word: &str) -> usize {
    (word.len() * 3).div_ceil(5).max(5)
}

/// The values of a filter that lead to something, most first.
fn values<'a>(answer: &'a Answer, facet: &str) -> impl Iterator<Item = (String, u64)> + use<'a> {
    let found = answer.facets.iter().find(|f| f.name == facet);
    found.into_iter().flat_map(|f| f.values.iter().cloned())
}

/// Around the municipality that was chosen or is named in the question.
fn near(question: &Question, answer: &Answer, everything: &Answer) -> Option<Near> {
    let lang = &question.prefer;
    let named = |name: &str| places::get(name).or_else(|| places::named(name, lang));
    let place = match question.filters.of("municipality").next() {
        Some(chosen) => named(chosen),
        None => places::named(&question.text, lang).or(places::within(&question.text, lang)),
    }?;
    let around = |answer: &Answer, same_county: bool| {
        let is_near = |(name, _): &(String, u64)| {
            named(name).is_some_and(|p| {
                let near = if same_county {
                    p.county == place.county
                } else {
                    p.country == place.country
                };
                near && p.code != place.code
            })
        };
        let found: Vec<_> = values(answer, "municipality")
            .filter(is_near)
            .take(MOST)
            .collect();
        found
    };
    // What was asked for nearby, then further away; then whatever there is nearby.
    let tries = [
        (answer, true, question.text.as_str()),
        (answer, false, question.text.as_str()),
        (everything, true, ""),
        (everything, false, ""),
    ];
    tries.into_iter().find_map(|(answer, same_county, text)| {
        let found = around(answer, same_county);
        (!found.is_empty()).then(|| Near {
            place,
            same_county,
            found,
            text: text.to_string(),
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_correction_is_said_as_the_hits_spell_it() {
        let mut spelling = Spelling::of(vec![
            ("boernehvae".to_string(), "boernehave".to_string()),
            ("tilsny".to_string(), "tilsyn".to_string()),
        ]);
        spelling.look_in("Børnehaven og Børnehave");
        let question = "Tilsny i Børnehvae!";
        let corrected = spelling.found(question);
        assert_eq!(
            corrected,
            [Corrected {
                typed: "Børnehvae".to_string(),
                meant: "børnehave".to_string()
            }]
        );
        assert_eq!(reworded(question, &corrected), "Tilsny i børnehave!");
        assert_eq!(reworded("", &[]), "");
    }
}
