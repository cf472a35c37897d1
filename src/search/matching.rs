//! A question, matched. A word's lists of documents are read one after another into one score a
//! document; hits, their number and the counts of all filters come from the same scores, over what
//! the asker may see and nothing else.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BinaryHeap, HashSet};

use tantivy::schema::{IndexRecordOption, Value};
use tantivy::{DocAddress, DocId, DocSet, Searcher, TERMINATED, TantivyDocument, Term};

use super::columns::Sieve;
use super::index::Generation;
use super::question::{Asked, FACETS, Facet, Sense, meanings};
use super::signs::Maker;
use super::weighing::{Weighed, Weighing, Weighted};
use super::weights::Weights;
use super::{DEEPEST, Question, vocabulary};

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
    weights: &Weights,
) -> tantivy::Result<Matched> {
    let searcher = live.reader.searcher();
    let columns = live.columns(&searcher)?;
    let sieve = |columns| {
        Sieve::new(
            columns,
            &question.scope,
            &question.filters,
            &question.prefer,
        )
    };
    let near = Near {
        live,
        searcher: &searcher,
        may: columns.iter().map(|c| sieve(c)).collect::<Result<_, _>>()?,
        weights,
    };
    let maker = Maker {
        fields: &live.fields,
        weights,
        asker: asked.asker,
    };
    let mut weighing = Weighing::new(&searcher, &live.fields, weights)?;
    let mut words = Vec::with_capacity(asked.words.len());
    for (word, senses) in asked.words.iter().zip(&asked.senses) {
        let near = near.words(word)?;
        let mut senses = senses.clone();
        // What it was most likely meant for means something in the other languages, too.
        if let Some((meant, weight)) = near.first() {
            senses.extend(meanings(asked.asker, meant).into_iter().map(|sense| Sense {
                weight: sense.weight * weight,
                ..sense
            }));
        }
        words.push(weighing.signs(&maker.word(word, &senses, &near))?);
    }
    let pairs = weighing.signs(&maker.pairs(asked))?;
    let keep = (question.offset + question.limit).min(DEEPEST);
    let mut found = Found {
        most: keep,
        own: 1.0 + weights.own_language,
        ..Found::default()
    };
    for (segment, columns) in columns.iter().enumerate() {
        let only = places(live, &searcher, segment, &question.only)?;
        if only.is_empty() && !question.only.is_empty() {
            continue;
        }
        let mut scores = Scores::of(&searcher, segment, asked, &words, &pairs, weights)?;
        if question.whole {
            scores.keep_whole(words.len());
        }
        let hidden = places(live, &searcher, segment, withdrawn)?;
        found.take(&searcher, segment, scores, sieve(columns)?, &|doc| {
            hidden.contains(&doc) || (!question.only.is_empty() && !only.contains(&doc))
        });
    }
    found.finish(live, &searcher, question)
}

/// Finds what a word typed wrong was meant for, among what the asker may see.
struct Near<'a> {
    live: &'a Generation,
    searcher: &'a Searcher,
    /// By segment.
    may: Vec<Sieve<'a>>,
    weights: &'a Weights,
}

/// Words a wrong one is taken for at most.
const MOST_NEAR: usize = 4;

impl Near<'_> {
    /// What a word may have been meant for, each with its weight; nothing for a word that is there.
    fn words(&self, word: &str) -> tantivy::Result<Vec<(String, f32)>> {
        if !word.bytes().all(|b| b.is_ascii_lowercase())
            || vocabulary::distances(word).is_empty()
            || self.is_there(word)?
        {
            return Ok(Vec::new());
        }
        let all = self.live.vocabulary(self.searcher)?;
        for distance in vocabulary::distances(word) {
            let mut found: BTreeMap<String, u32> = BTreeMap::new();
            for vocabulary in &all {
                for near in vocabulary.near(word, *distance) {
                    *found.entry(near.word).or_default() += near.documents;
                }
            }
            // The most frequent first, before them those that begin as they were typed.
            let begins = |w: &str| w.as_bytes().first() == word.as_bytes().first();
            let mut found: Vec<(String, u32)> = found.into_iter().collect();
            found.sort_by_key(|(w, n)| (!begins(w), std::cmp::Reverse(*n)));
            let mut near = Vec::new();
            for (other, _) in found {
                if near.len() == MOST_NEAR {
                    break;
                }
                if self.is_there(&other)? {
                    let weight = if begins(&other) {
                        self.weights.typo
                    } else {
                        self.weights.typo_first
                    };
                    near.push((other, weight / f32::from(*distance)));
                }
            }
            if !near.is_empty() {
                return Ok(near);
            }
        }
        Ok(Vec::new())
    }

    /// Whether a document that the asker may see has a word.
    fn is_there(&self, word: &str) -> tantivy::Result<bool> {
        let field = self.live.fields.exact;
        let term = Term::from_field_text(field, word);
        for (segment, sieve) in self.may.iter().enumerate() {
            let reader = self.searcher.segment_reader(segment as u32);
            let index = reader.inverted_index(field)?;
            let Some(mut list) = index.read_postings(&term, IndexRecordOption::Basic)? else {
                continue;
            };
            while list.doc() != TERMINATED {
                if !reader.is_deleted(list.doc()) && sieve.may_see(list.doc()) {
                    return Ok(true);
                }
                list.advance();
            }
        }
        Ok(false)
    }
}

/// The documents of these ids.
pub fn places(
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
    /// Of the words before `last`.
    sum: f32,
    /// The best way so far in which it speaks of that word, and the one that is being read.
    best: f32,
    now: f32,
    words: u16,
    /// The word it was met by last, and the way; the first are 1.
    last: u16,
    way: u16,
}

impl Score {
    fn total(&self) -> f32 {
        self.sum + self.best.max(self.now)
    }
}

impl Scores {
    fn of(
        searcher: &Searcher,
        segment: usize,
        asked: &Asked,
        words: &[Vec<Weighted>],
        pairs: &[Weighted],
        weights: &Weights,
    ) -> tantivy::Result<Scores> {
        let documents = searcher.segment_reader(segment as u32).max_doc();
        let all = words.len().max(1) as f32;
        let share = |n: usize| (n as f32 / all).powf(weights.share);
        let mut scores = Scores {
            of: vec![Score::default(); documents as usize],
            met: Vec::new(),
            share: (0..=words.len()).map(share).collect(),
        };
        if asked.nothing {
            scores.share = vec![1.0, 1.0];
            for doc in 0..documents {
                scores.add(doc, (1, 1), 1.0);
            }
        }
        for (ways, word) in words.iter().zip(1..) {
            for (way, number) in ways.iter().zip(1..) {
                match way.as_slice() {
                    [any] => {
                        for term in any {
                            each(searcher, segment, term, |doc, score| {
                                scores.add(doc, (word, number), score);
                            })?;
                        }
                    }
                    all => {
                        for (doc, score) in having_all(searcher, segment, all)? {
                            scores.add(doc, (word, number), score);
                        }
                    }
                }
            }
        }
        for term in pairs.iter().flatten().flatten() {
            each(searcher, segment, term, |doc, score| {
                // Who has two words side by side has both.
                scores.of[doc as usize].sum += score;
            })?;
        }
        Ok(scores)
    }

    /// Leaves only the documents that have all of so many words.
    fn keep_whole(&mut self, words: usize) {
        let Scores { of, met, .. } = self;
        met.retain(|doc| usize::from(of[*doc as usize].words) >= words);
    }

    fn add(&mut self, doc: DocId, (word, way): (u16, u16), score: f32) {
        let its = &mut self.of[doc as usize];
        if its.last == 0 {
            self.met.push(doc);
        }
        if its.last != word {
            its.sum += its.best.max(its.now);
            (its.best, its.now) = (0.0, 0.0);
            (its.last, its.way) = (word, way);
            its.words += 1;
        } else if its.way != way {
            its.best = its.best.max(its.now);
            its.now = 0.0;
            its.way = way;
        }
        its.now += score;
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
        // Pairs are not counted: their lists have no frequencies.
        let times = postings.freqs();
        for (at, doc) in postings.docs().iter().enumerate() {
            let times = times.get(at).copied().unwrap_or(1);
            f(*doc, term.score(lengths.fieldnorm_id(*doc), times));
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
    /// Hits to keep.
    most: usize,
    /// What the score of an entry in the asker's language is multiplied by.
    own: f32,
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
        hidden: &dyn Fn(DocId) -> bool,
    ) {
        let reader = searcher.segment_reader(segment as u32);
        for doc in &scores.met {
            let doc = *doc;
            if reader.is_deleted(doc) || !sieve.may_see(doc) || hidden(doc) {
                continue;
            }
            if !sieve.count(doc) {
                continue;
            }
            self.total += 1;
            let its = scores.of[doc as usize];
            let mut score = its.total() * scores.share[its.words as usize];
            if sieve.is_preferred(doc) {
                score *= self.own;
            }
            self.keep(Best {
                score,
                segment,
                doc,
            });
        }
        for (counts, counted) in self.counts.iter_mut().zip(sieve.counted()) {
            for (value, count) in counted {
                *counts.entry(value.to_string()).or_default() += count;
            }
        }
    }

    fn keep(&mut self, hit: Best) {
        if self.best.len() < self.most {
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
