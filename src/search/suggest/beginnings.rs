//! What a word that is still being typed may be the beginning of.

use std::collections::BTreeSet;

use crate::search::vocabulary::{self, Vocabulary};

/// How a word may begin.
#[derive(Clone, Debug, PartialEq)]
pub struct Beginning {
    /// Folded.
    pub letters: String,
    /// How far it is from what was typed; another first letter counts once more.
    pub wrong: u8,
}

/// Beginnings one wrong word is taken for at most.
const MOST: usize = 16;

impl Beginning {
    pub fn typed(word: &str) -> Beginning {
        Beginning {
            letters: word.to_string(),
            wrong: 0,
        }
    }

    /// What a word that nothing begins with may have been meant for, of those that are `there`: the same
    /// with the marks of its letters, else one letter from it when it has five, two when it has nine and
    /// nothing is nearer.
    pub fn near(
        words: &[&Vocabulary],
        word: &str,
        mut there: impl FnMut(&str) -> tantivy::Result<bool>,
    ) -> tantivy::Result<Vec<Beginning>> {
        if !word.bytes().all(|b| b.is_ascii_lowercase()) {
            return Ok(Vec::new());
        }
        for step in vocabulary::steps(word) {
            let letters: BTreeSet<String> = words
                .iter()
                .flat_map(|words| words.beginnings(word, step))
                .map(|near| near.word)
                .collect();
            let mut found = Vec::new();
            for letters in letters {
                if found.len() < MOST && there(&letters)? {
                    let first = letters.as_bytes().first() != word.as_bytes().first();
                    found.push(Beginning {
                        wrong: step.distance + u8::from(first),
                        letters,
                    });
                }
            }
            if !found.is_empty() {
                found.sort_by_key(|b| b.wrong);
                return Ok(found);
            }
        }
        Ok(Vec::new())
    }
}
