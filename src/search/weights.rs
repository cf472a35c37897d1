//! Where terms stand in the index, and what each is worth.

use std::collections::HashMap;
use std::sync::Arc;

use tantivy::postings::{BlockSegmentPostings, TermInfo};
use tantivy::query::{Bm25StatisticsProvider, Bm25Weight};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{Searcher, Term};

use super::analysis::Language;
use super::index::Fields;
use super::signs::{Signs, Terms};

/// A term with its lists of documents.
pub struct Weighed {
    pub field: Field,
    pub worth: Bm25Weight,
    places: Places,
}

/// Where a term stands in each segment.
type Places = Arc<Vec<Option<TermInfo>>>;

/// `Signs`, weighed; without what is nowhere in the index.
pub struct Word {
    pub any: Vec<Weighed>,
    pub together: Vec<Vec<Vec<Weighed>>>,
}

impl Weighed {
    /// Its documents in a segment.
    pub fn postings(
        &self,
        searcher: &Searcher,
        segment: usize,
    ) -> tantivy::Result<Option<BlockSegmentPostings>> {
        let Some(place) = &self.places[segment] else {
            return Ok(None);
        };
        let index = searcher
            .segment_reader(segment as u32)
            .inverted_index(self.field)?;
        Ok(Some(index.read_block_postings_from_terminfo(
            place,
            IndexRecordOption::WithFreqs,
        )?))
    }
}

/// Word weights over the whole index; lengths compared within a language. Without the second, a
/// language with few entries would look as if all its texts were far too long.
pub struct Weights<'a> {
    searcher: &'a Searcher,
    documents: u64,
    /// For each field of a language: the fields beside it, and in how many documents that language is.
    kin: HashMap<Field, ([Field; 3], u64)>,
    /// Mean length of a field's texts.
    lengths: HashMap<Field, f32>,
    places: HashMap<(Field, String), Places>,
}

impl<'a> Weights<'a> {
    pub fn new(searcher: &'a Searcher, fields: &Fields) -> tantivy::Result<Weights<'a>> {
        let mut kin = HashMap::new();
        for language in Language::ALL {
            let codes: &[&str] = match language {
                Language::Danish => &["da"],
                Language::Swedish => &["sv"],
                Language::Norwegian => &["nb", "nn"],
                Language::English => &["en"],
            };
            let mut documents = 0;
            for code in codes {
                documents += searcher.doc_freq(&Term::from_field_text(fields.lang, code))?;
            }
            let there = fields.stems(language);
            let beside = [there.title, there.lead, there.body];
            for field in beside.into_iter().chain([there.parts]) {
                kin.insert(field, (beside, documents.max(1)));
            }
        }
        Ok(Weights {
            searcher,
            documents: searcher.total_num_docs()?,
            kin,
            lengths: HashMap::new(),
            places: HashMap::new(),
        })
    }

    pub fn word(&mut self, signs: Signs) -> tantivy::Result<Word> {
        let any = self.terms(signs.any)?;
        let mut together = Vec::new();
        for all in signs.together {
            let mut weighed = Vec::with_capacity(all.len());
            for one in all {
                weighed.push(self.terms(one)?);
            }
            if weighed.iter().all(|one| !one.is_empty()) {
                together.push(weighed);
            }
        }
        Ok(Word { any, together })
    }

    fn terms(&mut self, terms: Terms) -> tantivy::Result<Vec<Weighed>> {
        let mut weighed = Vec::new();
        for ((field, text), counts) in terms.0 {
            let places = self.places(field, &text)?;
            let mut frequency = documents(&places);
            if frequency == 0 {
                continue;
            }
            // A word that is common in texts is common, however rare it is in titles.
            let beside = self.kin.get(&field).map(|(fields, _)| *fields);
            for kin in beside.into_iter().flatten() {
                frequency = frequency.max(documents(&self.places(kin, &text)?));
            }
            let length = self.length(field)?;
            let worth = Bm25Weight::for_one_term_without_explain(frequency, self.documents, length);
            weighed.push(Weighed {
                field,
                worth: worth.boost_by(counts),
                places,
            });
        }
        Ok(weighed)
    }

    fn places(&mut self, field: Field, text: &str) -> tantivy::Result<Places> {
        let key = (field, text.to_string());
        if let Some(known) = self.places.get(&key) {
            return Ok(known.clone());
        }
        let term = Term::from_field_text(field, text);
        let mut places = Vec::new();
        for reader in self.searcher.segment_readers() {
            places.push(reader.inverted_index(field)?.get_term_info(&term)?);
        }
        let places = Arc::new(places);
        self.places.insert(key, places.clone());
        Ok(places)
    }

    fn length(&mut self, field: Field) -> tantivy::Result<f32> {
        if let Some(known) = self.lengths.get(&field) {
            return Ok(*known);
        }
        let documents = self.kin.get(&field).map_or(self.documents, |(_, of)| *of);
        let length = self.searcher.total_num_tokens(field)? as f32 / documents.max(1) as f32;
        self.lengths.insert(field, length);
        Ok(length)
    }
}

fn documents(places: &[Option<TermInfo>]) -> u64 {
    places
        .iter()
        .flatten()
        .map(|place| u64::from(place.doc_freq))
        .sum()
}
