//! What is asked: words, filters, and what the words may mean.

use super::analysis::{is_stop_word, words};
use super::{LONGEST_QUESTION, glossary};

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

/// A question's words, analysed.
#[derive(Debug, Default)]
pub struct Asked {
    /// Folded.
    pub words: Vec<String>,
    /// For each word, what means the same.
    pub synonyms: Vec<Vec<glossary::Term>>,
    /// Nothing was asked: everything matches.
    pub nothing: bool,
}

impl Asked {
    pub fn new(text: &str) -> Asked {
        let text: String = text.chars().take(LONGEST_QUESTION).collect();
        let mut all: Vec<String> = Vec::new();
        for (word, _) in words(&text) {
            if all.len() < MOST_WORDS && !all.contains(&word) {
                all.push(word);
            }
        }
        let synonyms = glossary::synonyms(&all);
        let counts: Vec<bool> = all.iter().map(|w| !is_stop_word(w)).collect();
        // Who asks only small words means them.
        let any = counts.contains(&true);
        let (words, synonyms) = all
            .into_iter()
            .zip(synonyms)
            .zip(counts)
            .filter(|(_, counts)| *counts || !any)
            .map(|(word, _)| word)
            .unzip();
        Asked {
            words,
            synonyms,
            nothing: text.trim().is_empty(),
        }
    }
}
