//! Entries by the beginnings of their titles' words, among what the asker may see.

use std::cmp::Reverse;
use std::collections::HashSet;

use tantivy::postings::TermInfo;
use tantivy::schema::{Field, IndexRecordOption, Value};
use tantivy::{
    DocAddress, DocId, DocSet, InvertedIndexReader, Searcher, SegmentReader, TERMINATED,
    TantivyDocument, Term,
};

use super::beginnings::Beginning;
use crate::members::Scope;
use crate::search::Filters;
use crate::search::columns::Sieve;
use crate::search::index::{FIRST, Generation};
use crate::search::matching::places;
use crate::search::vocabulary;

/// An open index as one asker may see it.
pub struct Titles<'a> {
    live: &'a Generation,
    searcher: &'a Searcher,
    segments: Vec<Segment<'a>>,
}

struct Segment<'a> {
    reader: &'a SegmentReader,
    may: Sieve<'a>,
    hidden: HashSet<DocId>,
}

/// The lower, the likelier: what is wrong, how long the title is, and when the entry was made.
type Rank = (u8, u8, Reverse<u64>);

/// Calls `f` with a view of the index. `withdrawn`: as `matching::run`.
pub fn with<T>(
    live: &Generation,
    scope: &Scope,
    withdrawn: &[String],
    f: impl FnOnce(&Titles) -> tantivy::Result<T>,
) -> tantivy::Result<T> {
    let searcher = live.reader.searcher();
    let columns = live.columns(&searcher)?;
    let mut segments = Vec::with_capacity(columns.len());
    for (number, columns) in columns.iter().enumerate() {
        segments.push(Segment {
            reader: searcher.segment_reader(number as u32),
            may: Sieve::new(columns, scope, &Filters::default(), "")?,
            hidden: places(live, &searcher, number, withdrawn)?,
        });
    }
    f(&Titles {
        live,
        searcher: &searcher,
        segments,
    })
}

impl Titles<'_> {
    /// Ids of the entries whose titles have every typed word (folded) at the beginning of one of
    /// theirs, the likeliest first, at most `most`.
    pub fn beginning_with(&self, typed: &[String], most: usize) -> tantivy::Result<Vec<String>> {
        let mut words = Vec::with_capacity(typed.len());
        for word in typed {
            let beginnings = self.beginnings(word)?;
            if beginnings.is_empty() {
                return Ok(Vec::new());
            }
            words.push(beginnings);
        }
        let mut best: Vec<(Rank, DocAddress)> = Vec::new();
        for (number, segment) in self.segments.iter().enumerate() {
            let here = segment.best(self.live.fields.titles, &words, most)?;
            let placed = |(rank, doc)| (rank, DocAddress::new(number as u32, doc));
            best.extend(here.into_iter().map(placed));
        }
        best.sort_by_key(|(rank, _)| *rank);
        best.truncate(most);
        let mut ids = Vec::with_capacity(best.len());
        for (_, address) in best {
            let kept: TantivyDocument = self.searcher.doc(address)?;
            let id = kept.get_first(self.live.fields.id);
            ids.extend(id.and_then(|v| v.as_str()).map(str::to_string));
        }
        Ok(ids)
    }

    /// Whether one entry has all of these words (folded).
    pub fn has_together(&self, words: &[String]) -> tantivy::Result<bool> {
        for segment in &self.segments {
            if segment.has_all(self.live.fields.exact, words)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// A whole word of an entry that begins so, the first in order.
    pub fn word_beginning(&self, beginning: &str) -> tantivy::Result<Option<String>> {
        for segment in &self.segments {
            let found = segment.word_beginning(self.live.fields.exact, beginning)?;
            if found.is_some() {
                return Ok(found);
            }
        }
        Ok(None)
    }

    /// What a typed word may be the beginning of. One that begins any word the asker may read is taken
    /// as it was typed.
    fn beginnings(&self, word: &str) -> tantivy::Result<Vec<Beginning>> {
        let titles = self.live.fields.titles;
        if self.is_there(titles, word)? {
            return Ok(vec![Beginning::typed(word)]);
        }
        if vocabulary::steps(word).next().is_none()
            || self.is_there(self.live.fields.exact, word)?
        {
            return Ok(Vec::new());
        }
        let words = self.live.title_words(self.searcher)?;
        let words: Vec<_> = words.iter().map(AsRef::as_ref).collect();
        Beginning::near(&words, word, |letters| self.is_there(titles, letters))
    }

    fn is_there(&self, field: Field, beginning: &str) -> tantivy::Result<bool> {
        for segment in &self.segments {
            if segment.word_beginning(field, beginning)?.is_some() {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

impl Segment<'_> {
    fn may_see(&self, doc: DocId) -> bool {
        !self.reader.is_deleted(doc) && self.may.may_see(doc) && !self.hidden.contains(&doc)
    }

    /// The first word that begins so and that stands in a document the asker may see.
    fn word_beginning(&self, field: Field, beginning: &str) -> tantivy::Result<Option<String>> {
        let index = self.reader.inverted_index(field)?;
        let mut found = None;
        each_term(&index, beginning, |word, term| {
            each_doc(&index, term, |doc| {
                if self.may_see(doc) {
                    found = Some(String::from_utf8_lossy(word).into_owned());
                }
                found.is_none()
            })?;
            Ok(found.is_none())
        })?;
        Ok(found)
    }

    /// The likeliest documents. `words`: what each typed word may be the beginning of.
    fn best(
        &self,
        field: Field,
        words: &[Vec<Beginning>],
        most: usize,
    ) -> tantivy::Result<Vec<(Rank, DocId)>> {
        let (met, costs) = self.meeting(field, words)?;
        let lengths = self.reader.get_fieldnorms_reader(field)?;
        let ids = self.reader.fast_fields().str("id")?;
        let mut best: Vec<(Rank, DocId)> = Vec::with_capacity(most + 1);
        for doc in met {
            let cost = costs[doc as usize];
            // Most are worse than what is kept already: no more is looked up for them.
            let full = best.len() == most;
            let worse = full && best.last().is_some_and(|(last, _)| cost > last.0);
            if worse || !self.may_see(doc) {
                continue;
            }
            // Ids are in the order of time, and so are their numbers here.
            let made = ids.as_ref().and_then(|c| c.term_ords(doc).next());
            let rank = (
                cost,
                lengths.fieldnorm_id(doc),
                Reverse(made.unwrap_or_default()),
            );
            let at = best.partition_point(|(other, _)| *other < rank);
            if at < most {
                best.truncate(most - 1);
                best.insert(at, (rank, doc));
            }
        }
        Ok(best)
    }

    /// The documents that have all words, and what each costs: by sixteens for what is wrong, eight
    /// unless it begins with the first, and one for each word (up to seven) that only begins so.
    fn meeting(
        &self,
        field: Field,
        words: &[Vec<Beginning>],
    ) -> tantivy::Result<(Vec<DocId>, Vec<u8>)> {
        let index = self.reader.inverted_index(field)?;
        let documents = self.reader.max_doc() as usize;
        let mut counts = vec![0u8; documents];
        let mut costs = vec![0u8; documents];
        let mut met = Vec::new();
        for (count, beginnings) in (0u8..).zip(words) {
            for Beginning { letters, wrong } in beginnings {
                each_term(&index, letters, |word, term| {
                    let whole = word.len() == letters.len();
                    each_doc(&index, term, |doc| {
                        let at = doc as usize;
                        if counts[at] == count {
                            counts[at] += 1;
                            let begun = u8::from(!whole && costs[at] & 7 < 7);
                            costs[at] = costs[at].saturating_add(wrong * 16 + begun);
                            if count == 0 {
                                costs[at] = costs[at].saturating_add(8);
                                met.push(doc);
                            }
                        }
                        true
                    })?;
                    Ok(true)
                })?;
            }
        }
        met.retain(|doc| counts[*doc as usize] as usize == words.len());
        for Beginning { letters, .. } in words.iter().take(1).flatten() {
            each_term(&index, &format!("{FIRST}{letters}"), |_, term| {
                each_doc(&index, term, |doc| {
                    costs[doc as usize] &= !8;
                    true
                })?;
                Ok(true)
            })?;
        }
        Ok((met, costs))
    }

    fn has_all(&self, field: Field, words: &[String]) -> tantivy::Result<bool> {
        let index = self.reader.inverted_index(field)?;
        let mut lists = Vec::with_capacity(words.len());
        for word in words {
            let term = Term::from_field_text(field, word);
            match index.read_postings(&term, IndexRecordOption::Basic)? {
                Some(list) => lists.push(list),
                None => return Ok(false),
            }
        }
        lists.sort_by_key(DocSet::size_hint);
        let Some((rarest, others)) = lists.split_first_mut() else {
            return Ok(false);
        };
        while rarest.doc() != TERMINATED {
            let doc = rarest.doc();
            let all = others
                .iter_mut()
                .all(|list| list.doc() <= doc && list.seek(doc) == doc);
            if all && self.may_see(doc) {
                return Ok(true);
            }
            rarest.advance();
        }
        Ok(false)
    }
}

/// Calls `f` with every term that begins so until it says false.
fn each_term(
    index: &InvertedIndexReader,
    beginning: &str,
    mut f: impl FnMut(&[u8], &TermInfo) -> tantivy::Result<bool>,
) -> tantivy::Result<()> {
    // No letter comes after that sign.
    let end = format!("{beginning}\u{10FFFF}");
    let terms = index.terms().range().ge(beginning).lt(end);
    let mut terms = terms.into_stream()?;
    while terms.advance() {
        if !f(terms.key(), terms.value())? {
            break;
        }
    }
    Ok(())
}

/// Calls `f` with every document of a term until it says false.
fn each_doc(
    index: &InvertedIndexReader,
    term: &TermInfo,
    mut f: impl FnMut(DocId) -> bool,
) -> tantivy::Result<()> {
    let mut postings = index.read_block_postings_from_terminfo(term, IndexRecordOption::Basic)?;
    while postings.block_len() > 0 {
        for doc in postings.docs() {
            if !f(*doc) {
                return Ok(());
            }
        }
        postings.advance();
    }
    Ok(())
}
