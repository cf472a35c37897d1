//! Where terms stand in the index, and what each is worth.

use std::collections::HashMap;
use std::sync::Arc;

use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::{BlockSegmentPostings, TermInfo};
use tantivy::query::Bm25StatisticsProvider;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{Searcher, Term};

use super::analysis::Language;
use super::index::Fields;
use super::signs::{Sign, Signs, Text, Way};
use super::weights::Weights;
use super::why::How;

/// A term with its lists of documents.
pub struct Weighed {
    pub field: Field,
    pub text: Text,
    /// What its rarity and its kind of match are worth.
    worth: f32,
    /// How rare it is in the index, as BM25 has it.
    rarity: f32,
    /// See `Weights::floor`.
    floor: f32,
    lengths: Lengths,
    places: Places,
}

/// By a text's length as the index keeps it, what its count of a term is held against.
type Lengths = Arc<[f32; 256]>;

/// Where a term stands in each segment.
type Places = Arc<Vec<Option<TermInfo>>>;

/// A way in which a document may speak of a word, weighed: it has a term of each list. Without what is
/// nowhere in the index.
pub struct Weighted {
    pub how: How,
    pub all: Vec<Vec<Weighed>>,
}

/// A word of the question, weighed.
#[derive(Default)]
pub struct Word {
    pub ways: Vec<Weighted>,
    /// How rare the word itself is; when no entry has it, what speaks of it first.
    pub rarity: f32,
}

impl Weighed {
    /// What a text of a length gives that has the term so many times.
    pub fn score(&self, length: u8, times: u32) -> f32 {
        let times = times as f32;
        self.worth * (times / (times + self.lengths[usize::from(length)]) + self.floor)
    }

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
pub struct Weighing<'a> {
    searcher: &'a Searcher,
    fields: &'a Fields,
    weights: &'a Weights,
    asker: Language,
    documents: u64,
    lengths: HashMap<Field, Lengths>,
    places: HashMap<(Field, Text), Places>,
}

impl<'a> Weighing<'a> {
    pub fn new(
        searcher: &'a Searcher,
        fields: &'a Fields,
        weights: &'a Weights,
        asker: Language,
    ) -> tantivy::Result<Weighing<'a>> {
        Ok(Weighing {
            searcher,
            fields,
            weights,
            asker,
            documents: searcher.total_num_docs()?,
            lengths: HashMap::new(),
            places: HashMap::new(),
        })
    }

    pub fn signs(&mut self, signs: &Signs) -> tantivy::Result<Word> {
        let cap = self.own_rarity(signs)? * self.weights.rarer;
        let mut word = Word::default();
        let mut read: HashMap<(Field, &Text), f32> = HashMap::new();
        let mut itself = false;
        for (number, way) in signs.ways.iter().enumerate() {
            // A list that another way reads and gives as much for cannot make this one the best.
            let any = way.all.len() == 1;
            let weighed = self.way(way, cap, |sign| {
                let known = read.get(&(sign.field, &sign.text));
                any && known.is_some_and(|weight| *weight >= sign.weight)
            })?;
            for sign in way.all.iter().flatten().filter(|_| any) {
                let weight = read.entry((sign.field, &sign.text)).or_default();
                *weight = weight.max(sign.weight);
            }
            if weighed.all.iter().any(|terms| terms.is_empty()) {
                continue;
            }
            // The first way is the word itself. When no entry has it, the rarest of what speaks of it
            // says how much it matters: not one of its parts, which may be any word.
            if !itself {
                let terms = weighed.all.iter().flatten();
                let rarity = terms.map(|t| t.rarity).fold(f32::INFINITY, f32::min);
                word.rarity = word.rarity.max(rarity);
                itself = number == 0;
            }
            word.ways.push(weighed);
        }
        Ok(word)
    }

    /// How rare the word itself is, or where it is nowhere what it was likely meant for: as it stands or in
    /// the asker's language. No limit where that is nowhere, too.
    fn own_rarity(&mut self, signs: &Signs) -> tantivy::Result<f32> {
        let own = self.fields.stems(self.asker).words;
        let mut rarest = f32::INFINITY;
        for sign in signs
            .ways
            .iter()
            .filter(|way| way.how == How::Itself)
            // The likeliest of what it was meant for comes first.
            .chain(signs.ways.iter().find(|way| way.how == How::Near))
            .flat_map(|way| way.all.iter().flatten())
        {
            if (sign.field == own || sign.field == self.fields.exact)
                && let Some(rarity) = self.rarity(sign)?
            {
                rarest = rarest.min(rarity);
            }
        }
        Ok(rarest)
    }

    fn way(
        &mut self,
        way: &Way,
        cap: f32,
        again: impl Fn(&Sign) -> bool,
    ) -> tantivy::Result<Weighted> {
        let mut all = Vec::with_capacity(way.all.len());
        for one in &way.all {
            let mut terms = Vec::with_capacity(one.len());
            for (at, sign) in one.iter().enumerate() {
                if !again(sign) && !is_said(one, at) {
                    terms.extend(self.term(sign, cap)?);
                }
            }
            all.push(terms);
        }
        Ok(Weighted {
            how: way.how.clone(),
            all,
        })
    }

    fn term(&mut self, sign: &Sign, cap: f32) -> tantivy::Result<Option<Weighed>> {
        let Some(mut rarity) = self.rarity(sign)? else {
            return Ok(None);
        };
        if self.is_of_others(sign.field) {
            rarity = rarity.min(cap);
        }
        let places = self.places(sign.field, &sign.text)?;
        Ok(Some(Weighed {
            field: sign.field,
            text: sign.text.clone(),
            worth: sign.weight * rarity.powf(self.weights.rare) * (1.0 + self.weights.often),
            rarity,
            floor: self.weights.floor,
            lengths: self.length(sign.field)?,
            places,
        }))
    }

    /// How rare a term is in the index, as BM25 has it; none where it is nowhere.
    fn rarity(&mut self, sign: &Sign) -> tantivy::Result<Option<f32>> {
        let mut frequency = documents(&self.places(sign.field, &sign.text)?);
        if frequency == 0 {
            return Ok(None);
        }
        // A word that is common by itself is common, however rare it is in compounds.
        if let Some(words) = self.beside(sign.field) {
            frequency = frequency.max(documents(&self.places(words, &sign.text)?));
        }
        let (all, having) = (self.documents as f32, frequency as f32);
        Ok(Some((1.0 + (all - having + 0.5) / (having + 0.5)).ln()))
    }

    /// Whether a field holds another language's words than the asker's.
    fn is_of_others(&self, field: Field) -> bool {
        Language::ALL.into_iter().any(|language| {
            let stems = self.fields.stems(language);
            language != self.asker && (field == stems.words || field == stems.parts)
        })
    }

    /// The words of the language whose parts a field holds.
    fn beside(&self, field: Field) -> Option<Field> {
        Language::ALL
            .into_iter()
            .map(|l| self.fields.stems(l))
            .find(|stems| stems.parts == field)
            .map(|stems| stems.words)
    }

    fn places(&mut self, field: Field, text: &Text) -> tantivy::Result<Places> {
        let key = (field, text.clone());
        if let Some(known) = self.places.get(&key) {
            return Ok(known.clone());
        }
        let term = text.term(field);
        let mut places = Vec::new();
        for reader in self.searcher.segment_readers() {
            places.push(reader.inverted_index(field)?.get_term_info(&term)?);
        }
        let places = Arc::new(places);
        self.places.insert(key, places.clone());
        Ok(places)
    }

    fn length(&mut self, field: Field) -> tantivy::Result<Lengths> {
        if let Some(known) = self.lengths.get(&field) {
            return Ok(known.clone());
        }
        let (b, k) = (self.weights.length, self.weights.often);
        let longest = self.weights.longest;
        let lengths: Lengths = if field == self.fields.pairs {
            Arc::new([k; 256])
        } else {
            let documents = self.written_in(field)?.max(1);
            let mean = (self.searcher.total_num_tokens(field)? as f32 / documents as f32).max(1.0);
            Arc::new(std::array::from_fn(|id| {
                let length = FieldNormReader::id_to_fieldnorm(id as u8) as f32;
                k * (1.0 - b + b * (length / mean).min(longest))
            }))
        };
        self.lengths.insert(field, lengths.clone());
        Ok(lengths)
    }

    /// How many documents a field is of: those of its language, or all.
    fn written_in(&self, field: Field) -> tantivy::Result<u64> {
        let language = Language::ALL.into_iter().find(|l| {
            let stems = self.fields.stems(*l);
            field == stems.words || field == stems.parts
        });
        let codes: &[&str] = match language {
            None => return Ok(self.documents),
            Some(Language::Danish) => &["da"],
            Some(Language::Swedish) => &["sv"],
            Some(Language::Norwegian) => &["nb", "nn"],
            Some(Language::English) => &["en"],
        };
        let mut documents = 0;
        for code in codes {
            documents += self
                .searcher
                .doc_freq(&Term::from_field_text(self.fields.lang, code))?;
        }
        Ok(documents)
    }
}

/// Whether a list says the same elsewhere, and better: nothing is counted twice.
fn is_said(list: &[Sign], at: usize) -> bool {
    let one = &list[at];
    let better = |(place, other): (usize, &Sign)| {
        let same = place != at && other.field == one.field && other.text == one.text;
        same && (other.weight, at) > (one.weight, place)
    };
    list.iter().enumerate().any(better)
}

fn documents(places: &[Option<TermInfo>]) -> u64 {
    places
        .iter()
        .flatten()
        .map(|place| u64::from(place.doc_freq))
        .sum()
}
