//! What is asked: words, filters, and what the words may mean.

use super::analysis::{Language, is_small, is_stop_word, words};
use super::glossary::{self, Glossary};
use super::lexicon::Meaning;
use super::{LONGEST_QUESTION, compounds, lexicon};
use crate::text::fold;

/// Words of a question that are looked up; more add nothing.
const MOST_WORDS: usize = 32;

/// The filters, by their names in addresses.
pub const FACETS: [&str; 4] = ["kind", "municipality", "lang", "area"];

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filters {
    pub kind: Option<String>,
    pub municipality: Option<String>,
    pub lang: Option<String>,
    pub area: Option<String>,
}

impl Filters {
    pub fn get(&self, facet: &str) -> Option<&str> {
        match facet {
            "kind" => self.kind.as_deref(),
            "municipality" => self.municipality.as_deref(),
            "lang" => self.lang.as_deref(),
            "area" => self.area.as_deref(),
            _ => None,
        }
    }

    pub fn any(&self) -> bool {
        FACETS.iter().any(|f| self.get(f).is_some())
    }
}

/// A filter's values with the number of results each would leave, most first.
#[derive(Clone, Debug, PartialEq)]
pub struct Facet {
    pub name: &'static str,
    pub values: Vec<(String, u64)>,
}

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
    Glossary,
    /// Another form of the same word.
    Form,
    /// Of the asker's language, or of another.
    Lexicon,
    Foreign,
    /// Of one of the word's parts.
    Part,
}

/// A question's words, analysed.
#[derive(Debug, Default)]
pub struct Asked {
    /// Folded.
    pub words: Vec<String>,
    /// For each word, what means the same.
    pub senses: Vec<Vec<Sense>>,
    /// Nothing was asked: everything matches.
    pub nothing: bool,
    pub asker: Language,
}

impl Asked {
    pub fn new(text: &str, asker: Language, glossary: &Glossary) -> Asked {
        let text: String = text.chars().take(LONGEST_QUESTION).collect();
        let mut all: Vec<String> = Vec::new();
        for (word, _) in words(&text) {
            if all.len() < MOST_WORDS && !all.contains(&word) {
                all.push(word);
            }
        }
        let synonyms = glossary.synonyms(&all);
        let counts: Vec<bool> = all.iter().map(|w| !is_stop_word(asker, w)).collect();
        // Who asks only small words means them.
        let any = counts.contains(&true);
        let (words, senses) = all
            .into_iter()
            .zip(synonyms)
            .zip(counts)
            .filter(|(_, counts)| *counts || !any)
            .map(|((word, terms), _)| {
                let mut senses: Vec<Sense> = terms.into_iter().map(Sense::of_glossary).collect();
                senses.extend(meanings(asker, &word));
                (word, senses)
            })
            .unzip();
        Asked {
            words,
            senses,
            nothing: text.trim().is_empty(),
            asker,
        }
    }
}

impl Sense {
    fn of_glossary((language, stems): glossary::Term) -> Sense {
        Sense {
            language,
            stems: stems.into_iter().map(|s| vec![s]).collect(),
            source: Source::Glossary,
            weight: 1.0,
        }
    }
}

/// Translations of a word kept for each language.
const MOST_TRANSLATIONS: usize = 3;
/// Of a compound's part.
const MOST_OF_A_PART: usize = 2;

/// What a folded word means by the lexicon; where that does not know it, what its parts mean.
pub fn meanings(asker: Language, word: &str) -> Vec<Sense> {
    if let Some(meaning) = lexicon::meaning(asker, word) {
        return senses(asker, meaning, Source::Lexicon, MOST_TRANSLATIONS);
    }
    let others = Language::ALL.into_iter().filter(|l| *l != asker);
    let foreign: Vec<Sense> = others
        .filter_map(|l| Some((l, lexicon::meaning(l, word)?)))
        .flat_map(|(l, meaning)| senses(l, meaning, Source::Foreign, MOST_TRANSLATIONS))
        .collect();
    if !foreign.is_empty() {
        return foreign;
    }
    let languages = std::iter::once(asker).chain(Language::ALL);
    for language in languages {
        let parts = compounds::split(language, word);
        if !parts.is_empty() {
            return parts
                .iter()
                .filter_map(|part| lexicon::meaning(language, part))
                .flat_map(|meaning| senses(language, meaning, Source::Part, MOST_OF_A_PART))
                .collect();
        }
    }
    Vec::new()
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
