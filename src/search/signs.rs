//! Which terms speak of a word, and how much each counts.

use std::collections::BTreeMap;

use tantivy::schema::Field;
use tantivy::{Searcher, Term};

use super::analysis::{Language, parts, stem};
use super::glossary;
use super::index::Fields;

/// How much a match counts. Title, lead, body.
const STEM: [f32; 3] = [2.2, 1.4, 1.0];
/// Title, text.
const EXACT: [f32; 2] = [0.8, 0.4];
/// A word that means the same.
const SYNONYM: f32 = 0.4;
/// A part of a compound.
const PART: f32 = 0.3;

/// Terms of fields, each with how much it counts: a document with one of them speaks of the word.
#[derive(Default)]
pub struct Terms(pub BTreeMap<(Field, String), f32>);

/// Everything that speaks of a word: its stem in each language, the word itself, its parts, what
/// means the same. A stem matches only documents of its language.
#[derive(Default)]
pub struct Signs {
    pub any: Terms,
    /// Synonyms of several words: a document has all of one's words, or it has none.
    pub together: Vec<Vec<Terms>>,
}

impl Signs {
    pub fn of(
        searcher: &Searcher,
        fields: &Fields,
        word: &str,
        same: &[glossary::Term],
    ) -> tantivy::Result<Signs> {
        let mut signs = Signs::default();
        for language in Language::ALL {
            let stemmed = stem(language, word);
            signs.any.stem(fields, language, &stemmed, 1.0);
            signs.any.add(fields.stems(language).parts, &stemmed, PART);
            for part in parts(language, word) {
                signs.any.stem(fields, language, &part, PART);
            }
        }
        signs.any.add(fields.exact_title, word, EXACT[0]);
        signs.any.add(fields.exact_text, word, EXACT[1]);
        for part in halves(searcher, fields, word)? {
            signs.any.add(fields.exact_title, &part, EXACT[0] * PART);
            signs.any.add(fields.exact_text, &part, EXACT[1] * PART);
        }
        for (language, stems) in same {
            if let [one] = stems.as_slice() {
                signs.any.stem(fields, *language, one, SYNONYM);
                continue;
            }
            let each = SYNONYM / stems.len() as f32;
            let all = stems.iter().map(|stemmed| {
                let mut one = Terms::default();
                one.stem(fields, *language, stemmed, each);
                one
            });
            signs.together.push(all.collect());
        }
        Ok(signs)
    }
}

impl Terms {
    fn stem(&mut self, fields: &Fields, language: Language, stemmed: &str, weight: f32) {
        let there = fields.stems(language);
        for (field, counts) in [there.title, there.lead, there.body].into_iter().zip(STEM) {
            self.add(field, stemmed, counts * weight);
        }
    }

    fn add(&mut self, field: Field, text: &str, weight: f32) {
        *self.0.entry((field, text.to_string())).or_default() += weight;
    }
}

/// A word the index does not have, as two words it has.
fn halves(searcher: &Searcher, fields: &Fields, word: &str) -> tantivy::Result<Vec<String>> {
    const SHORTEST: usize = 4;
    let frequency = |w: &str| searcher.doc_freq(&Term::from_field_text(fields.exact_text, w));
    if !word.is_ascii() || word.len() < 2 * SHORTEST || frequency(word)? > 0 {
        return Ok(Vec::new());
    }
    let mut best = (0, Vec::new());
    for at in SHORTEST..=word.len() - SHORTEST {
        let (first, second) = word.split_at(at);
        let known = frequency(second)?;
        if known == 0 {
            continue;
        }
        for first in [
            Some(first),
            first.strip_suffix('s'),
            first.strip_suffix('e'),
        ]
        .into_iter()
        .flatten()
        {
            let least = frequency(first)?.min(known);
            if first.len() >= SHORTEST && least > best.0 {
                best = (least, vec![first.to_string(), second.to_string()]);
            }
        }
    }
    Ok(best.1)
}
