//! A question, matched. A word's lists of documents are read one after another into one score a
//! document; hits, their number and the counts of all filters come from the same scores, over what
//! the asker may see and nothing else.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BinaryHeap, HashSet};

use tantivy::schema::{IndexRecordOption, Value};
use tantivy::{DocAddress, DocId, DocSet, Searcher, TERMINATED, TantivyDocument, Term};

use super::columns::{self, Sieve};
use super::filters::{FACETS, Facet, Sort};
use super::index::Generation;
use super::meaning::{Sense, Source, means_alone};
use super::question::Asked;
use super::signs::Maker;
use super::strict::Strict;
use super::weighing::{Weighed, Weighing, Word};
use super::weights::Weights;
use super::why::{self, Reason};
use super::{DEEPEST, Question, lexicon, vocabulary};

pub struct Matched {
    pub total: u64,
    /// Most of what is asked for that one of them has: see `Asked::things`.
    pub met: usize,
    /// Words nobody has and nothing means, and what each was taken for first.
    pub corrected: Vec<(String, String)>,
    /// Best first, from the offset on.
    pub hits: Vec<Match>,
    pub facets: Vec<Facet>,
    searcher: Searcher,
    /// The ways that speak of each word, as they were looked for.
    words: Vec<Word>,
}

impl Matched {
    /// For each hit, why it is one.
    pub fn reasons(&self, live: &Generation) -> tantivy::Result<Vec<Vec<Reason>>> {
        let places: Vec<DocAddress> = self.hits.iter().map(|hit| hit.place).collect();
        why::reasons(&self.searcher, &live.fields, &self.words, &places)
    }
}

/// What a score is the product of.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Made {
    /// What the words gave, and what it gave that they stand side by side.
    pub words: f32,
    /// For the asker's language, or 1.
    pub own: f32,
    /// For the share of the question that is there.
    pub share: f32,
}

pub struct Match {
    pub id: String,
    /// The version that was indexed, and its text.
    pub version: i64,
    pub text: String,
    pub score: f32,
    pub made: Made,
    place: DocAddress,
}

/// As `run`. Where nothing has what is demanded, what has its words; then `asked` demands nothing any
/// more. Of a question that is narrowed otherwise, that may be what is too much.
pub fn run_or_loosen(
    live: &Generation,
    asked: &mut Asked,
    question: &Question,
    withdrawn: &[String],
    weights: &Weights,
) -> tantivy::Result<Matched> {
    let matched = run(live, asked, question, withdrawn, weights)?;
    let narrowed = question.filters.any() || question.whole || !question.only.is_empty();
    if matched.total == 0 && !narrowed && asked.loosen() {
        return run(live, asked, question, withdrawn, weights);
    }
    Ok(matched)
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
    let segments = 0..searcher.segment_readers().len();
    let near = Near {
        live,
        searcher: &searcher,
        hidden: segments
            .map(|segment| places(live, &searcher, segment, withdrawn))
            .collect::<Result<_, _>>()?,
        may: columns.iter().map(|c| sieve(c)).collect::<Result<_, _>>()?,
        weights,
    };
    let maker = Maker {
        fields: &live.fields,
        learned: &live.learned,
        weights,
        asker: asked.asker,
    };
    let mut weighing = Weighing::new(&searcher, &live.fields, weights, asked.asker)?;
    let mut words = Vec::with_capacity(asked.words.len());
    let mut corrected = Vec::new();
    for (word, senses) in asked.words.iter().zip(&asked.senses) {
        let near = near.words(word, lexicon::knows(asked.asker, word))?;
        let mut senses = senses.clone();
        // What it was most likely meant for means something in the other languages, too.
        if let Some((meant, weight)) = near.first() {
            let is_unknown = senses.iter().all(|s| s.source.is_of_parts());
            if is_unknown {
                corrected.push((word.clone(), meant.clone()));
            }
            // Of a word that is known, what its neighbour means in another language is a guess at a guess:
            // `skole`, `skola`, `skulle`.
            let is_guess =
                |s: &Sense| matches!(s.source, Source::Foreign | Source::GlossaryForeign);
            let counts = |s: &&Sense| is_unknown || !is_guess(s);
            let meant = means_alone(asked.asker, asked.glossary, meant);
            senses.extend(meant.iter().filter(counts).map(|sense| Sense {
                weight: sense.weight * weight,
                ..sense.clone()
            }));
        }
        words.push(weighing.signs(&maker.word(word, &senses, &near))?);
    }
    let pairs = weighing.signs(&maker.pairs(asked))?;
    let shares = shares(asked, &words, weights);
    let keep = (question.offset + question.limit).min(DEEPEST);
    let mut found = Found {
        most: keep,
        own: 1.0 + weights.own_language,
        sort: question.sort,
        share: weights.share,
        ..Found::default()
    };
    for (segment, columns) in columns.iter().enumerate() {
        let only = places(live, &searcher, segment, &question.only)?;
        if only.is_empty() && !question.only.is_empty() {
            continue;
        }
        let mut scores = Scores::of(&searcher, segment, asked, &words, &pairs, &shares)?;
        let fields = &live.fields;
        let filters = &question.filters;
        let strict = Strict::of(&searcher, fields, segment, asked, filters, &scores.having)?;
        if let Some(strict) = strict {
            strict.sift(&mut scores.met);
        }
        if question.whole {
            scores.keep_whole(asked.things());
        }
        let hidden = &near.hidden[segment];
        found.take(&searcher, segment, scores, sieve(columns)?, &|doc| {
            hidden.contains(&doc) || (!question.only.is_empty() && !only.contains(&doc))
        });
    }
    let (hits, facets) = found.finish(live, &searcher, question)?;
    Ok(Matched {
        total: found.total,
        met: found.met.into(),
        corrected,
        hits,
        facets,
        searcher,
        words,
    })
}

/// Finds what a word typed wrong was meant for, among what the asker may see.
struct Near<'a> {
    live: &'a Generation,
    searcher: &'a Searcher,
    /// By segment.
    may: Vec<Sieve<'a>>,
    /// By segment, what the asker may see no more.
    hidden: Vec<HashSet<DocId>>,
    weights: &'a Weights,
}

/// Words a wrong one is taken for at most.
const MOST_NEAR: usize = 4;

impl Near<'_> {
    /// What a word may have been meant for, each with its weight; nothing for a word that is there. What
    /// the asker's language knows was meant as it was typed, or typed without its marks: `aldre`, `ældre`.
    fn words(&self, word: &str, is_known: bool) -> tantivy::Result<Vec<(String, f32)>> {
        let steps = vocabulary::steps(word);
        let mut steps = steps
            .filter(|step| !is_known || step.distance == 0)
            .peekable();
        if !word.bytes().all(|b| b.is_ascii_lowercase())
            || steps.peek().is_none()
            || self.is_there(word)?
        {
            return Ok(Vec::new());
        }
        let all = self.live.vocabulary(self.searcher)?;
        for step in steps {
            let mut found: BTreeMap<String, u32> = BTreeMap::new();
            for vocabulary in &all {
                for near in vocabulary.near(word, step) {
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
                    near.push((other, weight / f32::from(step.distance.max(1))));
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
                let seen = sieve.may_see(list.doc()) && !self.hidden[segment].contains(&list.doc());
                if seen && !reader.is_deleted(list.doc()) {
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
struct Scores<'a> {
    of: Vec<Score>,
    /// Documents that have a word.
    met: Vec<DocId>,
    /// For each word that is among alternatives, the documents that have it.
    having: Vec<Vec<DocId>>,
    /// What share of the question each thing that is asked for is.
    share: &'a [f32],
}

#[derive(Clone, Copy, Default)]
struct Score {
    /// Of the words before `last`.
    sum: f32,
    /// The best way so far in which it speaks of that word, and the one that is being read.
    best: f32,
    now: f32,
    /// Of the things that are asked for, those it has, a bit each.
    things: u32,
    /// The way it was met by last.
    way: u16,
}

impl Score {
    fn total(&self) -> f32 {
        self.sum + self.best.max(self.now)
    }

    /// How many things that are asked for it has.
    fn things(&self) -> u16 {
        self.things.count_ones() as u16
    }

    /// What share of the question those are, given the share of each.
    fn share(&self, of: &[f32]) -> f32 {
        let has = |thing: &usize| self.things & (1 << thing) != 0;
        (0..of.len()).filter(has).map(|thing| of[thing]).sum()
    }
}

/// What share of a question each thing is that is asked for: alternatives are one, and as much as the
/// most important of them.
fn shares(asked: &Asked, words: &[Word], weights: &Weights) -> Vec<f32> {
    if asked.nothing {
        return vec![1.0];
    }
    let mut shares = vec![0.0f32; asked.things()];
    for (word, slot) in words.iter().zip(&asked.slots) {
        let share = &mut shares[usize::from(*slot) - 1];
        *share = share.max(word.rarity.powf(weights.share_rare));
    }
    let all: f32 = shares.iter().sum();
    shares.iter().map(|share| share / all).collect()
}

impl<'a> Scores<'a> {
    fn of(
        searcher: &Searcher,
        segment: usize,
        asked: &Asked,
        words: &[Word],
        pairs: &Word,
        share: &'a [f32],
    ) -> tantivy::Result<Scores<'a>> {
        let documents = searcher.segment_reader(segment as u32).max_doc();
        let mut scores = Scores {
            of: vec![Score::default(); documents as usize],
            met: Vec::new(),
            having: Vec::new(),
            share,
        };
        if asked.nothing {
            for doc in 0..documents {
                scores.add(doc, (1, 1), 1.0);
            }
        }
        let mut having = vec![Vec::new(); words.len()];
        let mut number = 0;
        for (at, word) in words.iter().enumerate() {
            let is_choice = asked.is_choice(at);
            let mut add = |doc, number, score| {
                scores.add(doc, (asked.slots[at], number), score);
                if is_choice {
                    having[at].push(doc);
                }
            };
            for way in &word.ways {
                number += 1;
                match way.all.as_slice() {
                    [any] => {
                        for term in any {
                            each(searcher, segment, term, |doc, score| {
                                add(doc, number, score)
                            })?;
                        }
                    }
                    all => {
                        for (doc, score) in having_all(searcher, segment, all)? {
                            add(doc, number, score);
                        }
                    }
                }
            }
        }
        scores.having = having;
        for term in pairs.ways.iter().flat_map(|pair| &pair.all).flatten() {
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
        met.retain(|doc| usize::from(of[*doc as usize].things()) >= words);
    }

    /// `thing`: the number of what is asked for, from 1; they come in order.
    fn add(&mut self, doc: DocId, (thing, way): (u16, u16), score: f32) {
        let its = &mut self.of[doc as usize];
        let bit = 1 << (thing - 1);
        if its.things == 0 {
            self.met.push(doc);
        }
        if its.things & bit == 0 {
            its.sum += its.best.max(its.now);
            (its.best, its.now) = (0.0, 0.0);
            its.things |= bit;
            its.way = way;
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

/// More minutes than there are.
const TIMES: f64 = 4_294_967_296.0;

#[derive(PartialEq)]
struct Best {
    /// What it comes by.
    rank: f64,
    score: f32,
    made: Made,
    segment: usize,
    doc: DocId,
}

impl Eq for Best {}

/// The worst is the greatest, so that a heap gives it up first.
impl Ord for Best {
    fn cmp(&self, other: &Best) -> Ordering {
        other
            .rank
            .total_cmp(&self.rank)
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
    sort: Sort,
    /// To what power the share of the question counts that a document has.
    share: f32,
    total: u64,
    /// Most words one of them has.
    met: u16,
    best: BinaryHeap<Best>,
    counts: [BTreeMap<String, u64>; FACETS.len()],
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
            self.met = self.met.max(its.things());
            let mut made = Made {
                words: its.total(),
                own: if sieve.is_preferred(doc) {
                    self.own
                } else {
                    1.0
                },
                share: 1.0,
            };
            let mut score = made.words * made.own;
            // What is not good enough with all the words is not looked at closer.
            if self.sort == Sort::Relevance && self.is_too_low(score) {
                continue;
            }
            made.share = its.share(scores.share).powf(self.share);
            score *= made.share;
            let rank = match self.sort {
                Sort::Relevance => f64::from(score),
                sort => f64::from(its.things()) * TIMES + f64::from(sieve.time(doc, sort)),
            };
            self.keep(Best {
                rank,
                score,
                made,
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

    fn is_too_low(&self, score: f32) -> bool {
        self.best.len() == self.most && self.best.peek().is_none_or(|b| b.score > score)
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
        &mut self,
        live: &Generation,
        searcher: &Searcher,
        question: &Question,
    ) -> tantivy::Result<(Vec<Match>, Vec<Facet>)> {
        let mut hits = Vec::new();
        let best = std::mem::take(&mut self.best).into_sorted_vec();
        for best in best.into_iter().skip(question.offset) {
            let place = DocAddress::new(best.segment as u32, best.doc);
            let kept: TantivyDocument = searcher.doc(place)?;
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
                made: best.made,
                place,
            });
        }
        let counts = std::mem::take(&mut self.counts);
        let facets = FACETS.into_iter().zip(counts).map(|(name, counts)| Facet {
            name,
            values: columns::shown(name, counts),
        });
        Ok((hits, facets.collect()))
    }
}
