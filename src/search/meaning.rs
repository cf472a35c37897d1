//! What a word means: by the glossary, by the lexicon, and where neither knows it, what its parts mean.

use std::collections::HashSet;
use std::sync::Arc;

use super::analysis::{Language, is_small, stem};
use super::glossary::{self, Glossary};
use super::lexicon::{self, Meaning};
use super::{compounds, memory};
use crate::text::fold;

/// A word's meaning in one language.
#[derive(Clone, Debug, PartialEq)]
pub struct Sense {
    pub language: Language,
    /// For each word of the term, the stems it may have.
    pub stems: Vec<Vec<String>>,
    pub source: Source,
    /// How sure it is, up to 1.
    pub weight: f32,
}

/// Where a meaning comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// Of the asker's language, or only of another.
    Glossary,
    GlossaryForeign,
    /// Another form of the same word.
    Form,
    /// Of the asker's language, or of another.
    Lexicon,
    Foreign,
    /// Of one of the word's parts.
    Part,
    /// All the word's parts, as they are or translated.
    Together,
}

impl Source {
    /// Whether it says what parts of the word mean, which does not make it a word that is known.
    pub fn is_of_parts(self) -> bool {
        matches!(self, Source::Part | Source::Together)
    }
}

/// Translations of a word kept for each language.
const MOST_TRANSLATIONS: usize = 3;
/// Of a compound's part.
const MOST_OF_A_PART: usize = 2;

/// What words mean apart from their neighbours, by the asker's language and the folded word.
pub type Known = memory::Memory<(Language, String), Vec<Sense>>;

/// What a folded word means. `terms`: what the glossary says where it stands in a question.
pub fn means(
    asker: Language,
    glossary: &Glossary,
    word: &str,
    terms: Vec<glossary::Term>,
) -> Vec<Sense> {
    let mut senses: Vec<Sense> = terms.iter().filter_map(Sense::of_its_parts).collect();
    let is_theirs = lexicon::knows(asker, word) || glossary.has(asker, word);
    senses.extend(terms.into_iter().map(|term| match is_theirs {
        true => Sense::of_glossary(term),
        false => Sense {
            source: Source::GlossaryForeign,
            ..Sense::of_glossary(term)
        },
    }));
    senses.extend(apart(asker, glossary, word).iter().cloned());
    senses
}

/// What a folded word means that was asked for by another's letters.
pub fn means_alone(asker: Language, glossary: &Glossary, word: &str) -> Vec<Sense> {
    let terms = glossary.synonyms(&[word.to_string()]).concat();
    means(asker, glossary, word, terms)
}

/// What a folded word means by the lexicon; where that does not know it, what its parts mean.
fn apart(asker: Language, glossary: &Glossary, word: &str) -> Arc<Vec<Sense>> {
    glossary
        .known
        .of((asker, word.to_string()), |(asker, word)| {
            let known = by_lexicon(*asker, word);
            if known.is_empty() {
                by_parts(*asker, glossary, word)
            } else {
                known
            }
        })
}

fn by_lexicon(asker: Language, word: &str) -> Vec<Sense> {
    if let Some(meaning) = lexicon::meaning(asker, word) {
        return senses(asker, meaning, Source::Lexicon, MOST_TRANSLATIONS);
    }
    let others = Language::ALL.into_iter().filter(|l| *l != asker);
    others
        .filter_map(|l| Some((l, lexicon::meaning(l, word)?)))
        .flat_map(|(l, meaning)| senses(l, meaning, Source::Foreign, MOST_TRANSLATIONS))
        .collect()
}

fn by_parts(asker: Language, glossary: &Glossary, word: &str) -> Vec<Sense> {
    let split = |language| compounds::split(language, word);
    let Some((language, parts)) = compounds::likeliest(asker, word, split).into_iter().next()
    else {
        return Vec::new();
    };
    let meant: Vec<Vec<Sense>> = parts
        .iter()
        .map(|part| of_part(language, glossary, part))
        .collect();
    let mut found = Vec::new();
    for into in Language::ALL {
        let stems = |(part, senses): (&String, &Vec<Sense>)| -> Vec<String> {
            let own = (into == language).then(|| stem(language, part));
            let said = senses.iter().filter(|s| s.language == into);
            once_each(own.into_iter().chain(said.flat_map(|s| s.stems.concat())))
        };
        let all: Vec<Vec<String>> = parts.iter().zip(&meant).map(stems).collect();
        if all.iter().all(|stems| !stems.is_empty()) {
            found.push(together(into, all));
        }
    }
    found.extend(meant.into_iter().flatten());
    found
}

/// What a part of a language's compound means, in one word.
fn of_part(language: Language, glossary: &Glossary, part: &str) -> Vec<Sense> {
    let mut found: Vec<Sense> = glossary
        .terms(language, part)
        .into_iter()
        .filter(|(_, stems)| stems.len() == 1)
        .map(|term| Sense {
            source: Source::Part,
            ..Sense::of_glossary(term)
        })
        .collect();
    // What the glossary says already is not said again.
    let said: Vec<(Language, String)> = found
        .iter()
        .flat_map(|sense| {
            sense
                .stems
                .concat()
                .into_iter()
                .map(|s| (sense.language, s))
        })
        .collect();
    if let Some(meaning) = lexicon::meaning(language, part) {
        let others = senses(language, meaning, Source::Part, MOST_OF_A_PART);
        let is_new = |s: &Sense| {
            s.stems
                .concat()
                .into_iter()
                .all(|stem| !said.contains(&(s.language, stem)))
        };
        found.extend(others.into_iter().filter(is_new));
    }
    found
}

fn once_each(stems: impl Iterator<Item = String>) -> Vec<String> {
    let mut seen = HashSet::new();
    stems.filter(|stem| seen.insert(stem.clone())).collect()
}

/// All parts of a compound.
fn together(language: Language, stems: Vec<Vec<String>>) -> Sense {
    Sense {
        language,
        stems,
        source: Source::Together,
        weight: 1.0,
    }
}

fn senses(from: Language, meaning: Meaning, source: Source, most: usize) -> Vec<Sense> {
    let mut found = Vec::new();
    if source != Source::Part && !meaning.forms.is_empty() {
        found.push(Sense {
            language: from,
            stems: vec![meaning.forms],
            source: Source::Form,
            weight: 1.0,
        });
    }
    for language in Language::ALL {
        let into = meaning
            .translations
            .iter()
            .filter(|t| t.language == language && !is_small(language, &fold(&t.word)));
        found.extend(into.take(most).map(|t| Sense {
            language,
            stems: vec![lexicon::stems(language, &t.word)],
            source,
            weight: t.weight,
        }));
    }
    found
}

impl Sense {
    /// Whether one word says it, and a stem is that word's.
    pub fn is_said_by(&self, stemmed: &str) -> bool {
        let said = |stems: &Vec<String>| stems.iter().any(|s| s == stemmed);
        matches!(self.stems.as_slice(), [stems] if !self.source.is_of_parts() && said(stems))
    }

    fn of_glossary((language, stems): glossary::Term) -> Sense {
        Sense {
            language,
            stems: stems.into_iter().map(|s| vec![s]).collect(),
            source: Source::Glossary,
            weight: 1.0,
        }
    }

    /// What the glossary says in one word, a text may say in several: `inddrage medarbejdere`.
    fn of_its_parts((language, stems): &glossary::Term) -> Option<Sense> {
        let [one] = stems.as_slice() else {
            return None;
        };
        let parts = compounds::split(*language, &fold(one));
        let stems = |part: &String| vec![stem(*language, part)];
        (!parts.is_empty()).then(|| together(*language, parts.iter().map(stems).collect()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn says(senses: &[Sense], language: Language, words: &[&str]) -> bool {
        let stems: Vec<String> = words.iter().map(|w| stem(language, &fold(w))).collect();
        let has = |s: &Sense| {
            s.language == language
                && s.stems.len() == stems.len()
                && s.stems
                    .iter()
                    .zip(&stems)
                    .all(|(all, one)| all.contains(one))
        };
        senses.iter().any(has)
    }

    fn of(asker: Language, word: &str) -> Vec<Sense> {
        means_alone(asker, Glossary::shipped(), &fold(word))
    }

    #[test]
    fn a_neighbours_compound_is_taken_apart_as_theirs_whoever_asks() {
        for asker in [Language::Danish, Language::Swedish, Language::Norwegian] {
            for (word, parts) in [
                ("budsjettprosess", ["budget", "proces"]),
                ("arbeidsmiljøutvalg", ["arbejdsmiljø", "udvalg"]),
                ("foreldremedvirkning", ["forældre", "inddragelse"]),
            ] {
                let found = of(asker, word);
                assert!(
                    says(&found, Language::Danish, &parts),
                    "{asker:?} {word}: {found:?}"
                );
            }
        }
    }

    #[test]
    fn no_way_to_say_a_word_has_the_same_stem_twice() {
        for word in [
            "metodemøde",
            "procesmøde",
            "budsjettprosess",
            "forældreinddragelse",
            "æblemost",
        ] {
            for sense in of(Language::Danish, word) {
                for stems in &sense.stems {
                    let once = once_each(stems.iter().cloned());
                    assert_eq!(&once, stems, "{word}");
                }
            }
        }
    }

    #[test]
    fn parts_mean_what_the_glossary_says_too() {
        let found = of(Language::Danish, "forældreinddragelse");
        for (language, parts) in [
            (Language::Swedish, ["förälder", "delaktighet"]),
            (Language::Norwegian, ["foreldre", "medvirkning"]),
            (Language::Danish, ["forældre", "inddragelse"]),
        ] {
            assert!(says(&found, language, &parts), "{language:?}: {found:?}");
        }
    }
}
