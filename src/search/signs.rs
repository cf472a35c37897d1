//! Which terms speak of a word, and how much each counts.

use tantivy::Term;
use tantivy::schema::Field;

use super::analysis::{Language, is_small, key, pair, stem};
use super::index::Fields;
use super::learned::Learned;
use super::lexicon;
use super::meaning::{Sense, Source};
use super::question::Asked;
use super::weights::Weights;
use super::why::How;
use crate::text::fold;

/// What a field holds.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Text {
    Word(String),
    Pair(u64),
}

impl Text {
    pub fn term(&self, field: Field) -> Term {
        match self {
            Text::Word(word) => Term::from_field_text(field, word),
            Text::Pair(pair) => Term::from_field_u64(field, *pair),
        }
    }
}

impl std::fmt::Display for Text {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        match self {
            Text::Word(word) => f.write_str(word),
            Text::Pair(pair) => write!(f, "{pair:x}"),
        }
    }
}

pub struct Sign {
    pub field: Field,
    pub text: Text,
    pub weight: f32,
}

/// One way in which a document may speak of a word: it has one of each list.
pub struct Way {
    pub how: How,
    pub all: Vec<Vec<Sign>>,
}

/// Everything that speaks of a word: its stem in each language, the word itself, its parts, what
/// means the same. The best way counts. A stem matches only documents of its language.
#[derive(Default)]
pub struct Signs {
    pub ways: Vec<Way>,
}

/// What ways are made with.
pub struct Maker<'a> {
    pub fields: &'a Fields,
    pub learned: &'a Learned,
    pub weights: &'a Weights,
    pub asker: Language,
}

impl Maker<'_> {
    /// `near`: words of the index that it may have been meant for, each with its weight.
    pub fn word(&self, word: &str, senses: &[Sense], near: &[(String, f32)]) -> Signs {
        let mut signs = Signs::default();
        signs.add(How::Itself, self.itself(word, 1.0, senses));
        for (other, weight) in near {
            signs.add(How::Near, self.itself(other, *weight, senses));
        }
        signs.add(How::Parts, self.its_parts(word));
        // A word whose neighbours the lexicon knows needs no guessing, and the lists are long.
        if senses.is_empty() {
            signs.add(How::Key, self.its_key(word));
        }
        for sense in senses.iter().filter(|s| s.source != Source::Part) {
            signs.ways.push(self.sense(sense));
        }
        let of_parts = senses.iter().filter(|s| s.source == Source::Part);
        signs.add(
            How::SensesOfParts,
            of_parts
                .flat_map(|sense| self.sense(sense).all)
                .flatten()
                .collect(),
        );
        signs
    }

    /// Words of a question that stand side by side.
    pub fn pairs(&self, asked: &Asked) -> Signs {
        let mut signs = Signs::default();
        for both in asked.words.windows(2) {
            for language in Language::ALL {
                let text = pair(
                    language,
                    &stem(language, &both[0]),
                    &stem(language, &both[1]),
                );
                let sign = Sign {
                    field: self.fields.pairs,
                    text: Text::Pair(text),
                    weight: self.weights.pair,
                };
                signs.add(How::Itself, vec![sign]);
            }
        }
        signs
    }

    fn itself(&self, word: &str, weight: f32, senses: &[Sense]) -> Vec<Sign> {
        let mut terms = vec![sign(self.fields.exact, word, self.weights.exact * weight)];
        let own = stem(self.asker, word);
        let is_theirs = lexicon::knows(self.asker, word);
        for language in Language::ALL {
            let stemmed = stem(language, word);
            // What only the asker's language has as a word stems as some other word there, where it means
            // something else.
            let is_said = senses.iter().any(|s| s.language == language);
            let is_foreign = language != self.asker && !lexicon::knows(language, word);
            if is_theirs && is_foreign && is_said {
                continue;
            }
            let share = match language == self.asker {
                true => 1.0,
                // `rolig` is quiet to a Dane and funny to a Swede.
                false if lexicon::are_strangers(self.asker, &own, language, &stemmed) => continue,
                false => self.weights.foreign,
            };
            self.stem(
                &mut terms,
                language,
                &stemmed,
                self.weights.stem * weight * share,
            );
        }
        terms
    }

    /// A stem as a word and as a part of compounds.
    fn stem(&self, terms: &mut Vec<Sign>, language: Language, stemmed: &str, weight: f32) {
        let there = self.fields.stems(language);
        terms.push(sign(there.words, stemmed, weight));
        terms.push(sign(there.parts, stemmed, weight * self.weights.part));
    }

    fn its_parts(&self, word: &str) -> Vec<Sign> {
        let apart = self.learned.parts_asked(self.asker, word);
        let mut terms = Vec::new();
        for (language, parts) in apart.iter() {
            let there = self.fields.stems(*language).words;
            terms.extend(parts.iter().map(|p| sign(there, p, self.weights.part)));
        }
        terms
    }

    fn its_key(&self, word: &str) -> Vec<Sign> {
        if lexicon::has_false_friend(self.asker, word) {
            return Vec::new();
        }
        let mut keys: Vec<String> = Language::ALL
            .into_iter()
            .filter_map(|l| key(&stem(l, word)))
            .collect();
        keys.sort();
        keys.dedup();
        keys.iter()
            .map(|k| sign(self.fields.keys, k, self.weights.key))
            .collect()
    }

    fn sense(&self, sense: &Sense) -> Way {
        let weights = self.weights;
        let weight = sense.weight
            * match sense.source {
                Source::Glossary | Source::GlossaryForeign => weights.glossary,
                Source::Form => weights.form,
                Source::Lexicon => weights.translation,
                Source::Foreign => weights.translation * weights.translated_foreign,
                Source::Part => weights.translated_part,
                Source::Together => weights.together,
            }
            / sense.stems.len() as f32;
        // Of several words, a small one is there beside the others: `på tvers`. No part of one is small.
        let has_small = sense.stems.len() > 1 && sense.source != Source::Together;
        let all = sense.stems.iter().map(|stems| {
            let mut terms = Vec::new();
            let says = |s: &&String| has_small || !is_small(sense.language, &fold(s));
            for stemmed in stems.iter().filter(says) {
                self.stem(&mut terms, sense.language, stemmed, weight);
            }
            terms
        });
        Way {
            how: How::Sense(sense.source, sense.language),
            all: all.collect(),
        }
    }
}

impl Signs {
    fn add(&mut self, how: How, terms: Vec<Sign>) {
        if !terms.is_empty() {
            let all = vec![terms];
            self.ways.push(Way { how, all });
        }
    }
}

fn sign(field: Field, word: &str, weight: f32) -> Sign {
    Sign {
        field,
        text: Text::Word(word.to_string()),
        weight,
    }
}
