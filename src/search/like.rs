//! Entries that share terms with another: the terms' lists, counted over what the asker may see.

use std::collections::HashSet;

use tantivy::schema::{IndexRecordOption, Value};
use tantivy::{DocAddress, Searcher, TantivyDocument, Term};

use super::columns::Sieve;
use super::filters::Filters;
use super::index::Generation;
use super::matching::places;
use crate::library::indexing::term_line;
use crate::members::Scope;

/// What an entry is looked up by, and how much it counts when another has it too.
pub struct Shared {
    pub vocabulary: String,
    pub term: String,
    pub weight: u8,
}

/// Ids of those that share most, the newest first among equals; at most `most`, none that shares less
/// than `least`. `area`: worth one more when it is the same.
pub struct Like<'a> {
    pub id: &'a str,
    pub shared: &'a [Shared],
    pub area: Option<&'a str>,
    pub least: u8,
    pub most: usize,
}

pub fn run(
    live: &Generation,
    like: &Like,
    scope: &Scope,
    withdrawn: &[String],
) -> tantivy::Result<Vec<String>> {
    let searcher = live.reader.searcher();
    let columns = live.columns(&searcher)?;
    let mut best: Vec<(u8, DocAddress)> = Vec::new();
    let mut hidden_ids = withdrawn.to_vec();
    hidden_ids.push(like.id.to_string());
    for (segment, columns) in columns.iter().enumerate() {
        let sieve = Sieve::new(columns, scope, &Filters::default(), "")?;
        let hidden = places(live, &searcher, segment, &hidden_ids)?;
        let (met, scores) = counted(live, &searcher, segment, like)?;
        let mut here: Vec<(u8, u64, u32)> = Vec::new();
        let reader = searcher.segment_reader(segment as u32);
        let ids = reader.fast_fields().str("id")?;
        for doc in met {
            let score = scores[doc as usize]
                .saturating_add(u8::from(like.area.is_some_and(|a| columns.is_in(doc, a))));
            let enough = here.len() < like.most || here.last().is_some_and(|l| score >= l.0);
            if score < like.least
                || !enough
                || reader.is_deleted(doc)
                || !sieve.may_see(doc)
                || hidden.contains(&doc)
            {
                continue;
            }
            // Ids are in the order of time, and so are their numbers here.
            let made = ids.as_ref().and_then(|c| c.term_ords(doc).next());
            let found = (score, made.unwrap_or(0), doc);
            let at = here.partition_point(|other| *other > found);
            if at < like.most {
                here.insert(at, found);
                here.truncate(like.most);
            }
        }
        best.extend(
            here.into_iter()
                .map(|(score, _, doc)| (score, DocAddress::new(segment as u32, doc))),
        );
    }
    named(live, &searcher, best, like.most)
}

/// The documents of a segment that share a term, and how much each shares.
fn counted(
    live: &Generation,
    searcher: &Searcher,
    segment: usize,
    like: &Like,
) -> tantivy::Result<(Vec<u32>, Vec<u8>)> {
    let reader = searcher.segment_reader(segment as u32);
    let index = reader.inverted_index(live.fields.terms)?;
    let mut scores = vec![0u8; reader.max_doc() as usize];
    let mut met = Vec::new();
    for shared in like.shared {
        let line = term_line(&shared.vocabulary, &shared.term);
        let term = Term::from_field_text(live.fields.terms, &line);
        let Some(info) = index.get_term_info(&term)? else {
            continue;
        };
        let mut postings =
            index.read_block_postings_from_terminfo(&info, IndexRecordOption::Basic)?;
        while postings.block_len() > 0 {
            for doc in postings.docs() {
                let score = &mut scores[*doc as usize];
                if *score == 0 {
                    met.push(*doc);
                }
                *score = score.saturating_add(shared.weight);
            }
            postings.advance();
        }
    }
    Ok((met, scores))
}

/// The best of all segments, by their ids.
fn named(
    live: &Generation,
    searcher: &Searcher,
    mut best: Vec<(u8, DocAddress)>,
    most: usize,
) -> tantivy::Result<Vec<String>> {
    best.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
    let least = best.get(most.saturating_sub(1)).map_or(0, |last| last.0);
    let mut named: Vec<(u8, String)> = Vec::new();
    let mut seen = HashSet::new();
    for (score, address) in best.into_iter().take_while(|(score, _)| *score >= least) {
        let kept: TantivyDocument = searcher.doc(address)?;
        let id = kept.get_first(live.fields.id).and_then(|v| v.as_str());
        let id = id.unwrap_or_default().to_string();
        if seen.insert(id.clone()) {
            named.push((score, id));
        }
    }
    named.sort_by(|a, b| b.cmp(a));
    named.truncate(most);
    Ok(named.into_iter().map(|(_, id)| id).collect())
}
