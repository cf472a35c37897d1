//! A question, matched. A word's lists of documents are read one after another into one score a
//! document; hits, their number and the counts of all filters come from the same scores, over what
//! the asker may see and nothing else.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BinaryHeap, HashSet};

use tantivy::schema::{IndexRecordOption, Value};
use tantivy::{DocAddress, DocId, DocSet, Searcher, TERMINATED, TantivyDocument, Term};

use super::columns::Sieve;
use super::index::Generation;
use super::question::{Asked, FACETS, Facet};
use super::signs::Signs;
use super::weights::{Weighed, Weights, Word};
use super::{DEEPEST, Question};

/// An entry in the asker's language.
const OWN_LANGUAGE: f32 = 1.1;

pub struct Matched {
    pub total: u64,
    /// Best first, from the offset on.
    pub hits: Vec<Match>,
    pub facets: Vec<Facet>,
}

pub struct Match {
    pub id: String,
    /// The version that was indexed, and its text.
    pub version: i64,
    pub text: String,
    pub score: f32,
}

/// `withdrawn`: ids the index may still hold and the asker must not see.
pub fn run(
    live: &Generation,
    asked: &Asked,
    question: &Question,
    withdrawn: &[String],
) -> tantivy::Result<Matched> {
    let searcher = live.reader.searcher();
    let mut weights = Weights::new(&searcher, &live.fields)?;
    let mut words = Vec::with_capacity(asked.words.len());
    for (word, same) in asked.words.iter().zip(&asked.synonyms) {
        words.push(weights.word(Signs::of(&searcher, &live.fields, word, same)?)?);
    }
    let keep = (question.offset + question.limit).min(DEEPEST);
    let columns = live.columns(&searcher)?;
    let mut found = Found::default();
    for (segment, columns) in columns.iter().enumerate() {
        let sieve = Sieve::new(
            columns,
            &question.scope,
            &question.filters,
            &question.prefer,
        )?;
        let scores = Scores::of(&searcher, segment, asked, &words)?;
        let hidden = places(live, &searcher, segment, withdrawn)?;
        found.take(&searcher, segment, scores, sieve, &hidden, keep);
    }
    found.finish(live, &searcher, question)
}

/// The documents of these ids.
fn places(
    live: &Generation,
    searcher: &Searcher,
    segment: usize,
    ids: &[String],
) -> tantivy::Result<HashSet<DocId>> {
    let mut found = HashSet::new();
    let index = searcher
        .segment_reader(segment as u32)
        .inverted_index(live.fields.id)?;
    for id in ids {
        let term = Term::from_field_text(live.fields.id, id);
        if let Some(mut list) = index.read_postings(&term, IndexRecordOption::Basic)? {
            while list.doc() != TERMINATED {
                found.insert(list.doc());
                list.advance();
            }
        }
    }
    Ok(found)
}

/// What the words of a question give each document of a segment.
struct Scores {
    of: Vec<Score>,
    /// Documents that have a word.
    met: Vec<DocId>,
    /// By how many of the words a document has, what its sum is multiplied by: more of the words
    /// first.
    share: Vec<f32>,
}

#[derive(Clone, Copy, Default)]
struct Score {
    sum: f32,
    words: u16,
    /// The word it was met by last; the first is 1.
    last: u16,
}

impl Scores {
    fn of(
        searcher: &Searcher,
        segment: usize,
        asked: &Asked,
        words: &[Word],
    ) -> tantivy::Result<Scores> {
        let documents = searcher.segment_reader(segment as u32).max_doc();
        let all = words.len().max(1) as f32;
        let mut scores = Scores {
            of: vec![Score::default(); documents as usize],
            met: Vec::new(),
            share: (0..=words.len()).map(|n| (n as f32 / all).sqrt()).collect(),
        };
        if asked.nothing {
            scores.share = vec![1.0, 1.0];
            for doc in 0..documents {
                scores.add(doc, 1, 1.0);
            }
        }
        for (word, number) in words.iter().zip(1..) {
            for term in &word.any {
                each(searcher, segment, term, |doc, score| {
                    scores.add(doc, number, score);
                })?;
            }
            for all in &word.together {
                for (doc, score) in having_all(searcher, segment, all)? {
                    scores.add(doc, number, score);
                }
            }
        }
        Ok(scores)
    }

    fn add(&mut self, doc: DocId, word: u16, score: f32) {
        let its = &mut self.of[doc as usize];
        if its.last == 0 {
            self.met.push(doc);
        }
        if its.last != word {
            its.last = word;
            its.words += 1;
        }
        its.sum += score;
    }
}

/// Calls `f` with every document that has a term, and what the term gives it.
fn each(
    searcher: &Searcher,
    segment: usize,
    term: &Weighed,
    mut f: impl FnMut(DocId, f32),
) -> tantivy::Result<()> {
    let Some(mut postings) = term.postings(searcher, segment)? else {
        return Ok(());
    };
    let lengths = searcher
        .segment_reader(segment as u32)
        .get_fieldnorms_reader(term.field)?;
    while postings.block_len() > 0 {
        for (doc, times) in postings.docs().iter().zip(postings.freqs()) {
            f(*doc, term.worth.score(lengths.fieldnorm_id(*doc), *times));
        }
        postings.advance();
    }
    Ok(())
}

/// The documents that have a term of each list, and what those give together.
fn having_all(
    searcher: &Searcher,
    segment: usize,
    lists: &[Vec<Weighed>],
) -> tantivy::Result<Vec<(DocId, f32)>> {
    let mut both: Option<Vec<(DocId, f32)>> = None;
    for terms in lists {
        let mut these: Vec<(DocId, f32)> = Vec::new();
        for term in terms {
            each(searcher, segment, term, |doc, score| {
                these.push((doc, score))
            })?;
        }
        // Runs in order, one a term: the stable sort merges them.
        these.sort_by_key(|(doc, _)| *doc);
        these.dedup_by(|later, first| {
            let same = later.0 == first.0;
            if same {
                first.1 += later.1;
            }
            same
        });
        both = Some(match both {
            None => these,
            Some(before) => common(&before, &these),
        });
    }
    Ok(both.unwrap_or_default())
}

/// What is in both of two lists in order, summed.
fn common(a: &[(DocId, f32)], b: &[(DocId, f32)]) -> Vec<(DocId, f32)> {
    let mut out = Vec::new();
    let mut rest = b.iter().peekable();
    for (doc, score) in a {
        while rest.next_if(|(other, _)| other < doc).is_some() {}
        if let Some((_, other)) = rest.next_if(|(other, _)| other == doc) {
            out.push((*doc, score + other));
        }
    }
    out
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
    /// Adds what one segment has.
    fn take(
        &mut self,
        searcher: &Searcher,
        segment: usize,
        scores: Scores,
        mut sieve: Sieve,
        hidden: &HashSet<DocId>,
        most: usize,
    ) {
        let reader = searcher.segment_reader(segment as u32);
        for doc in &scores.met {
            let doc = *doc;
            if reader.is_deleted(doc) || !sieve.may_see(doc) || hidden.contains(&doc) {
                continue;
            }
            if !sieve.count(doc) {
                continue;
            }
            self.total += 1;
            let its = scores.of[doc as usize];
            let mut score = its.sum * scores.share[its.words as usize];
            if sieve.is_preferred(doc) {
                score *= OWN_LANGUAGE;
            }
            self.keep(
                Best {
                    score,
                    segment,
                    doc,
                },
                most,
            );
        }
        for (counts, counted) in self.counts.iter_mut().zip(sieve.counted()) {
            for (value, count) in counted {
                *counts.entry(value.to_string()).or_default() += count;
            }
        }
    }

    fn keep(&mut self, hit: Best, most: usize) {
        if self.best.len() < most {
            self.best.push(hit);
        } else if let Some(mut worst) = self.best.peek_mut()
            && hit < *worst
        {
            *worst = hit;
        }
    }

    fn finish(
        self,
        live: &Generation,
        searcher: &Searcher,
        question: &Question,
    ) -> tantivy::Result<Matched> {
        let mut hits = Vec::new();
        for best in self
            .best
            .into_sorted_vec()
            .into_iter()
            .skip(question.offset)
        {
            let kept: TantivyDocument =
                searcher.doc(DocAddress::new(best.segment as u32, best.doc))?;
            // From what is stored: finding a name in a column of names costs many times more.
            let text = |field| {
                let value = kept.get_first(field).and_then(|v| v.as_str());
                value.unwrap_or_default().to_string()
            };
            let version = kept.get_first(live.fields.version);
            hits.push(Match {
                id: text(live.fields.id),
                version: version.and_then(|v| v.as_i64()).unwrap_or(0),
                text: text(live.fields.text),
                score: best.score,
            });
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
