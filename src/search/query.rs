//! A question, matched. Every segment is walked once: hits, their number and the counts of all
//! filters come from the same walk, over what the asker may see and nothing else.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BinaryHeap};

use tantivy::columnar::StrColumn;
use tantivy::query::{
    AllQuery, Bm25StatisticsProvider, BooleanQuery, BoostQuery, EnableScoring, Occur, Query,
    Scorer, TermQuery, TermSetQuery, Weight,
};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, DocSet, Searcher, SegmentReader, TERMINATED, Term};

use super::analysis::{Language, is_stop_word, parts, stem, words};
use super::index::{Fields, Generation};
use super::{DEEPEST, LONGEST_QUESTION, Question, glossary};
use crate::members::Scope;

/// Words of a question that are looked up; more add nothing.
const MOST_WORDS: usize = 32;

/// How much a match counts. Title, lead, body.
const STEM: [f32; 3] = [2.2, 1.4, 1.0];
/// Title, text.
const EXACT: [f32; 2] = [0.8, 0.4];
/// A word that means the same.
const SYNONYM: f32 = 0.4;
/// A part of a compound.
const PART: f32 = 0.3;
/// An entry in the asker's language.
const OWN_LANGUAGE: f32 = 1.1;

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

pub struct Matched {
    pub total: u64,
    /// Id and score, best first, from the offset on.
    pub hits: Vec<(String, f32)>,
    pub facets: Vec<Facet>,
}

/// `withdrawn`: ids the index may still hold and the asker must not see.
pub fn run(
    live: &Generation,
    asked: &Asked,
    question: &Question,
    withdrawn: &[String],
) -> tantivy::Result<Matched> {
    let searcher = live.reader.searcher();
    let statistics = Statistics::new(&searcher, &live.fields)?;
    let scoring = EnableScoring::Enabled {
        searcher: &searcher,
        statistics_provider: &statistics,
    };
    let plain = EnableScoring::disabled_from_searcher(&searcher);
    let walk = Walk {
        words: if asked.nothing {
            vec![AllQuery.weight(plain)?]
        } else {
            asked
                .words
                .iter()
                .zip(&asked.synonyms)
                .map(|(word, same)| about(&searcher, &live.fields, word, same)?.weight(scoring))
                .collect::<tantivy::Result<_>>()?
        },
        allowed: seen_by(&live.fields, &question.scope).weight(plain)?,
        withdrawn: TermSetQuery::new(
            withdrawn
                .iter()
                .map(|id| Term::from_field_text(live.fields.id, id)),
        )
        .weight(plain)?,
        question,
        keep: (question.offset + question.limit).min(DEEPEST),
    };
    let mut found = Found::default();
    for (segment, reader) in searcher.segment_readers().iter().enumerate() {
        walk.segment(segment, reader, &mut found)?;
    }
    found.finish(&searcher, question)
}

/// Everything that speaks of a word: its stem in each language, the word itself, its parts, what
/// means the same. A stem matches only documents of its language.
fn about(
    searcher: &Searcher,
    fields: &Fields,
    word: &str,
    same: &[glossary::Term],
) -> tantivy::Result<BooleanQuery> {
    let mut any: Vec<(Occur, Box<dyn Query>)> = Vec::new();
    for language in Language::ALL {
        let stemmed = stem(language, word);
        stemmed_in(fields, language, &stemmed, 1.0, &mut any);
        any.push(term(fields.stems(language).parts, &stemmed, PART));
        for part in parts(language, word) {
            stemmed_in(fields, language, &part, PART, &mut any);
        }
    }
    any.push(term(fields.exact_title, word, EXACT[0]));
    any.push(term(fields.exact_text, word, EXACT[1]));
    for part in halves(searcher, fields, word)? {
        any.push(term(fields.exact_title, &part, EXACT[0] * PART));
        any.push(term(fields.exact_text, &part, EXACT[1] * PART));
    }
    for (language, stems) in same {
        match stems.as_slice() {
            [one] => stemmed_in(fields, *language, one, SYNONYM, &mut any),
            many => {
                let all = many
                    .iter()
                    .map(|stemmed| {
                        let mut one = Vec::new();
                        stemmed_in(
                            fields,
                            *language,
                            stemmed,
                            SYNONYM / many.len() as f32,
                            &mut one,
                        );
                        (
                            Occur::Must,
                            Box::new(BooleanQuery::new(one)) as Box<dyn Query>,
                        )
                    })
                    .collect();
                any.push((Occur::Should, Box::new(BooleanQuery::new(all))));
            }
        }
    }
    Ok(BooleanQuery::new(any))
}

fn stemmed_in(
    fields: &Fields,
    language: Language,
    stemmed: &str,
    weight: f32,
    into: &mut Vec<(Occur, Box<dyn Query>)>,
) {
    let there = fields.stems(language);
    for (field, counts) in [there.title, there.lead, there.body].into_iter().zip(STEM) {
        into.push(term(field, stemmed, counts * weight));
    }
}

fn term(field: Field, text: &str, weight: f32) -> (Occur, Box<dyn Query>) {
    let query = TermQuery::new(
        Term::from_field_text(field, text),
        IndexRecordOption::WithFreqs,
    );
    (
        Occur::Should,
        Box::new(BoostQuery::new(Box::new(query), weight)),
    )
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

fn seen_by(fields: &Fields, scope: &Scope) -> BooleanQuery {
    let mut may = vec!["public".to_string()];
    if let Some(person) = &scope.person_id {
        may.push("network".to_string());
        may.push(format!("own:{person}"));
        if let Some(organisation) = &scope.organisation_id {
            may.push(format!("org:{organisation}"));
        }
    }
    BooleanQuery::new_multiterms_query(
        may.iter()
            .map(|m| Term::from_field_text(fields.seen_by, m))
            .collect(),
    )
}

/// Word weights over the whole index; lengths compared within a language. Without the second, a
/// language with few entries would look as if all its texts were far too long.
struct Statistics<'a> {
    searcher: &'a Searcher,
    /// For each field of a language: the fields beside it, and in how many documents that language is.
    kin: BTreeMap<u32, ([Field; 3], u64)>,
}

impl<'a> Statistics<'a> {
    fn new(searcher: &'a Searcher, fields: &Fields) -> tantivy::Result<Statistics<'a>> {
        let mut kin = BTreeMap::new();
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
            for field in [there.title, there.lead, there.body, there.parts] {
                kin.insert(
                    field.field_id(),
                    ([there.title, there.lead, there.body], documents.max(1)),
                );
            }
        }
        Ok(Statistics { searcher, kin })
    }
}

impl Bm25StatisticsProvider for Statistics<'_> {
    fn total_num_tokens(&self, field: Field) -> tantivy::Result<u64> {
        let tokens = self.searcher.total_num_tokens(field)?;
        let all = self.total_num_docs()?;
        Ok(match self.kin.get(&field.field_id()) {
            Some((_, documents)) => (tokens as f64 * all as f64 / *documents as f64) as u64,
            None => tokens,
        })
    }

    fn total_num_docs(&self) -> tantivy::Result<u64> {
        self.searcher.total_num_docs()
    }

    /// A word that is common in texts is common, however rare it is in titles.
    fn doc_freq(&self, term: &Term) -> tantivy::Result<u64> {
        let mut most = self.searcher.doc_freq(term)?;
        if let Some((fields, _)) = self.kin.get(&term.field().field_id())
            && let Some(text) = term.value().as_str()
        {
            for field in fields {
                most = most.max(
                    self.searcher
                        .doc_freq(&Term::from_field_text(*field, text))?,
                );
            }
        }
        Ok(most)
    }
}

struct Walk<'a> {
    words: Vec<Box<dyn Weight>>,
    allowed: Box<dyn Weight>,
    withdrawn: Box<dyn Weight>,
    question: &'a Question,
    keep: usize,
}

impl Walk<'_> {
    fn segment(
        &self,
        segment: usize,
        reader: &SegmentReader,
        found: &mut Found,
    ) -> tantivy::Result<()> {
        let mut words = Vec::with_capacity(self.words.len());
        for word in &self.words {
            let scorer = word.scorer(reader, 1.0)?;
            if scorer.doc() != TERMINATED {
                words.push(scorer);
            }
        }
        let mut allowed = self.allowed.scorer(reader, 1.0)?;
        let mut withdrawn = self.withdrawn.scorer(reader, 1.0)?;
        let mut columns = Columns::open(reader, &self.question.filters)?;
        let own = columns.ordinal("lang", &self.question.prefer)?;
        while let Some(doc) = words
            .iter()
            .map(|w| w.doc())
            .min()
            .filter(|d| *d != TERMINATED)
        {
            let (mut sum, mut matched) = (0.0, 0);
            let counts = !reader.is_deleted(doc)
                && reaches(allowed.as_mut(), doc)
                && !reaches(withdrawn.as_mut(), doc);
            for word in &mut words {
                if word.doc() == doc {
                    if counts {
                        sum += word.score();
                        matched += 1;
                    }
                    word.advance();
                }
            }
            if !counts || !columns.count(doc) {
                continue;
            }
            found.total += 1;
            // More of the words first: the share that matches weighs the sum.
            let mut score = sum * (matched as f32 / self.words.len() as f32).sqrt();
            if own.is_some() && columns.ordinals[2] == own {
                score *= OWN_LANGUAGE;
            }
            found.keep(
                Best {
                    score,
                    segment,
                    doc,
                },
                self.keep,
            );
        }
        columns.finish(found)
    }
}

/// Moves a list forward to a document; whether it has it.
fn reaches(list: &mut dyn Scorer, doc: DocId) -> bool {
    if list.doc() < doc {
        list.seek(doc);
    }
    list.doc() == doc
}

/// A segment's filters: their columns, the chosen values, and how often each value was met.
struct Columns {
    columns: Vec<Option<StrColumn>>,
    /// The chosen value's number here; `Some(None)` when the segment does not have it.
    chosen: Vec<Option<Option<u64>>>,
    counts: Vec<Vec<u64>>,
    /// Of the last document counted.
    ordinals: [Option<u64>; 4],
}

impl Columns {
    fn open(reader: &SegmentReader, filters: &Filters) -> tantivy::Result<Columns> {
        let mut columns = Vec::new();
        let mut counts = Vec::new();
        for facet in FACETS {
            let column = reader.fast_fields().str(facet)?;
            counts.push(vec![0; column.as_ref().map_or(0, |c| c.num_terms())]);
            columns.push(column);
        }
        let mut all = Columns {
            columns,
            chosen: Vec::new(),
            counts,
            ordinals: [None; 4],
        };
        for facet in FACETS {
            let chosen = match filters.get(facet) {
                Some(value) => Some(all.ordinal(facet, value)?),
                None => None,
            };
            all.chosen.push(chosen);
        }
        Ok(all)
    }

    fn ordinal(&self, facet: &str, value: &str) -> tantivy::Result<Option<u64>> {
        let at = FACETS.iter().position(|f| *f == facet);
        match at.and_then(|at| self.columns[at].as_ref()) {
            Some(column) => Ok(column.dictionary().term_ord(value)?),
            None => Ok(None),
        }
    }

    /// Counts a document in each filter under the others; whether it passes all.
    fn count(&mut self, doc: DocId) -> bool {
        let mut refused = 0;
        let mut by = 0;
        for (at, column) in self.columns.iter().enumerate() {
            let ordinal = column.as_ref().and_then(|c| c.term_ords(doc).next());
            self.ordinals[at] = ordinal;
            if let Some(chosen) = self.chosen[at]
                && (chosen.is_none() || chosen != ordinal)
            {
                refused += 1;
                by = at;
            }
        }
        for (at, ordinal) in self.ordinals.iter().enumerate() {
            if (refused == 0 || (refused == 1 && by == at))
                && let Some(ordinal) = ordinal
                && let Some(count) = self.counts[at].get_mut(*ordinal as usize)
            {
                *count += 1;
            }
        }
        refused == 0
    }

    fn finish(self, found: &mut Found) -> tantivy::Result<()> {
        for (at, column) in self.columns.iter().enumerate() {
            let Some(column) = column else {
                continue;
            };
            for (ordinal, count) in self.counts[at].iter().enumerate() {
                if *count > 0 {
                    let mut value = String::new();
                    column.ord_to_str(ordinal as u64, &mut value)?;
                    *found.counts[at].entry(value).or_default() += count;
                }
            }
        }
        Ok(())
    }
}

#[derive(PartialEq)]
struct Best {
    score: f32,
    segment: usize,
    doc: DocId,
}

impl Eq for Best {}

/// The worst is the greatest, so that a heap gives it up first.
impl Ord for Best {
    fn cmp(&self, other: &Best) -> Ordering {
        other
            .score
            .total_cmp(&self.score)
            .then(self.segment.cmp(&other.segment))
            .then(self.doc.cmp(&other.doc))
    }
}

impl PartialOrd for Best {
    fn partial_cmp(&self, other: &Best) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

#[derive(Default)]
struct Found {
    total: u64,
    best: BinaryHeap<Best>,
    counts: [BTreeMap<String, u64>; 4],
}

impl Found {
    fn keep(&mut self, hit: Best, most: usize) {
        self.best.push(hit);
        if self.best.len() > most {
            self.best.pop();
        }
    }

    fn finish(self, searcher: &Searcher, question: &Question) -> tantivy::Result<Matched> {
        let mut hits = Vec::new();
        for hit in self
            .best
            .into_sorted_vec()
            .into_iter()
            .skip(question.offset)
        {
            let reader = searcher.segment_reader(hit.segment as u32);
            let mut id = String::new();
            if let Some(column) = reader.fast_fields().str("id")?
                && let Some(ordinal) = column.term_ords(hit.doc).next()
            {
                column.ord_to_str(ordinal, &mut id)?;
            }
            hits.push((id, hit.score));
        }
        let facets = FACETS
            .into_iter()
            .zip(self.counts)
            .map(|(name, counts)| {
                let mut values: Vec<(String, u64)> = counts.into_iter().collect();
                values.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
                Facet { name, values }
            })
            .collect();
        Ok(Matched {
            total: self.total,
            hits,
            facets,
        })
    }
}

/// Id and version of every document.
pub fn contents(live: &Generation) -> tantivy::Result<Vec<(String, i64)>> {
    let searcher = live.reader.searcher();
    let mut all = Vec::new();
    for reader in searcher.segment_readers() {
        let ids = reader.fast_fields().str("id")?;
        let versions = reader.fast_fields().i64("version")?;
        for doc in reader.doc_ids_alive() {
            let mut id = String::new();
            if let Some(column) = &ids
                && let Some(ordinal) = column.term_ords(doc).next()
            {
                column.ord_to_str(ordinal, &mut id)?;
            }
            all.push((id, versions.first(doc).unwrap_or(0)));
        }
    }
    Ok(all)
}
