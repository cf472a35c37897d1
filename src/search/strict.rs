//! What a question demands and what it does not want: phrases, alternatives, words with a minus, tags.

use tantivy::query::{EnableScoring, PhraseQuery, Query, TermQuery};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet, Searcher, TERMINATED, Term};

use super::analysis::{Language, is_small, stem};
use super::filters::Filters;
use super::index::Fields;
use super::question::{Alternative, Asked};

/// The documents of a segment that have what is demanded and not what is unwanted.
pub struct Strict {
    /// By document.
    passes: Vec<bool>,
    /// Something is demanded, so that these are all there are.
    demands: bool,
}

impl Strict {
    /// None where nothing is demanded and everything wanted. `having`: by the question's words, the
    /// documents that speak of them, of those that are among its alternatives. `filters`: of their tags
    /// a document has one.
    pub fn of(
        searcher: &Searcher,
        fields: &Fields,
        segment: usize,
        asked: &Asked,
        filters: &Filters,
        having: &[Vec<DocId>],
    ) -> tantivy::Result<Option<Strict>> {
        let tags: Vec<&str> = filters.of("tag").collect();
        if asked.demands.is_empty() && asked.without.is_empty() && tags.is_empty() {
            return Ok(None);
        }
        let documents = searcher.segment_reader(segment as u32).max_doc() as usize;
        let mut passes = vec![true; documents];
        for demand in &asked.demands {
            let mut has = vec![false; documents];
            for alternative in demand {
                let phrase = match alternative {
                    Alternative::Phrase(phrase) => phrase.as_slice(),
                    Alternative::Word(word) => {
                        if let Some(at) = asked.words.iter().position(|w| w == word) {
                            mark(&mut has, having[at].iter().copied(), true);
                            continue;
                        }
                        // It says nothing by itself, and is taken as it stands.
                        std::slice::from_ref(word)
                    }
                };
                mark(
                    &mut has,
                    with_phrase(searcher, fields, segment, phrase)?,
                    true,
                );
            }
            both(&mut passes, &has);
        }
        if !tags.is_empty() {
            let mut has = vec![false; documents];
            for tag in tags {
                let term = Term::from_field_text(fields.tag, tag);
                mark(&mut has, with_term(searcher, segment, term)?, true);
            }
            both(&mut passes, &has);
        }
        for phrase in &asked.without {
            mark(
                &mut passes,
                with_phrase(searcher, fields, segment, phrase)?,
                false,
            );
            if let [word] = phrase.as_slice() {
                for term in forms(fields, word) {
                    mark(&mut passes, with_term(searcher, segment, term)?, false);
                }
            }
        }
        Ok(Some(Strict {
            passes,
            demands: !asked.demands.is_empty(),
        }))
    }

    /// Those of the documents that pass; where something is demanded, all that do.
    pub fn sift(&self, met: &mut Vec<DocId>) {
        if self.demands {
            let passing = self.passes.iter().zip(0..).filter(|(passes, _)| **passes);
            *met = passing.map(|(_, doc)| doc).collect();
        } else {
            met.retain(|doc| self.passes[*doc as usize]);
        }
    }
}

fn mark(of: &mut [bool], documents: impl IntoIterator<Item = DocId>, as_what: bool) {
    for doc in documents {
        of[doc as usize] = as_what;
    }
}

fn both(passes: &mut [bool], has: &[bool]) {
    for (passes, has) in passes.iter_mut().zip(has) {
        *passes &= has;
    }
}

/// A word in its other forms, in the entries of each language.
fn forms(fields: &Fields, word: &str) -> Vec<Term> {
    // A word that is in every text leaves out only itself.
    let languages = Language::ALL.into_iter().filter(|l| !is_small(*l, word));
    languages
        .map(|l| Term::from_field_text(fields.stems(l).words, &stem(l, word)))
        .collect()
}

fn with_phrase(
    searcher: &Searcher,
    fields: &Fields,
    segment: usize,
    phrase: &[String],
) -> tantivy::Result<Vec<DocId>> {
    let terms: Vec<Term> = phrase
        .iter()
        .map(|word| Term::from_field_text(fields.exact, word))
        .collect();
    match terms.as_slice() {
        [] => Ok(Vec::new()),
        [term] => with_term(searcher, segment, term.clone()),
        _ => found(searcher, segment, &PhraseQuery::new(terms)),
    }
}

fn with_term(searcher: &Searcher, segment: usize, term: Term) -> tantivy::Result<Vec<DocId>> {
    found(
        searcher,
        segment,
        &TermQuery::new(term, IndexRecordOption::Basic),
    )
}

fn found(searcher: &Searcher, segment: usize, query: &dyn Query) -> tantivy::Result<Vec<DocId>> {
    let weight = query.weight(EnableScoring::disabled_from_searcher(searcher))?;
    let mut documents = weight.scorer(searcher.segment_reader(segment as u32), 1.0)?;
    let mut found = Vec::new();
    while documents.doc() != TERMINATED {
        found.push(documents.doc());
        documents.advance();
    }
    Ok(found)
}
