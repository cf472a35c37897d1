//! Lists as they were last asked for: what was found, and the choices as they were drawn. Most readers
//! ask for the same few lists, and counting ten thousand entries by fifteen facets is most of the work.
//!
//! An answer holds until the catalogue is a newer one; what is shown of the entries themselves is read
//! from the database each time.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use maud::{Markup, PreEscaped};

use super::catalogue::{Catalogue, Found};
use super::facets::{Facet, Filter};
use crate::members::Member;
use crate::web::{Lang, paging};

/// What one reader is told when they ask for a page of a list.
pub struct Answer {
    pub found: Found,
    /// Titles and languages of tools the viewer may read, by slug.
    pub tools: HashMap<String, (String, String)>,
    choices: OnceLock<String>,
}

impl Answer {
    /// The choices, drawn by whoever needs them first.
    pub fn choices(&self, draw: impl FnOnce() -> Markup) -> PreEscaped<&str> {
        PreEscaped(self.choices.get_or_init(|| draw().into_string()))
    }
}

/// What the answer depends on beside the catalogue: everything the drawing reads.
pub struct Asked<'a> {
    /// Whole, with roles and organisation: what they may see hangs on them.
    pub who: Option<&'a Member>,
    pub lang: Lang,
    /// The stamp of the vocabularies' words.
    pub terms: &'a str,
    pub filter: &'a Filter,
    pub page: i64,
}

impl Asked<'_> {
    fn key(&self) -> String {
        let Asked {
            who,
            lang,
            terms,
            filter,
            page,
        } = self;
        format!("{who:?} {lang:?} {terms} {filter:?} {page}")
    }
}

/// Answers kept at once: some megabytes.
const KEPT: usize = 100;

#[derive(Default)]
pub struct Answers(Mutex<Kept>);

#[derive(Default)]
struct Kept {
    /// What all of them were read from.
    catalogue: Option<Arc<Catalogue>>,
    of: HashMap<String, Arc<Answer>>,
}

impl Kept {
    fn is_of(&self, catalogue: &Arc<Catalogue>) -> bool {
        let kept = self.catalogue.as_ref();
        kept.is_some_and(|kept| Arc::ptr_eq(kept, catalogue))
    }
}

impl Answers {
    pub fn to(&self, asked: &Asked, catalogue: &Arc<Catalogue>) -> Arc<Answer> {
        let key = asked.key();
        {
            let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            if !kept.is_of(catalogue) || kept.of.len() >= KEPT {
                *kept = Kept {
                    catalogue: Some(catalogue.clone()),
                    of: HashMap::new(),
                };
            }
            if let Some(answer) = kept.of.get(&key) {
                return answer.clone();
            }
        }
        let answer = Arc::new(answer(asked, catalogue));
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // Another thread may have gone on to a newer one.
        if kept.is_of(catalogue) {
            kept.of.insert(key, answer.clone());
        }
        answer
    }
}

fn answer(asked: &Asked, catalogue: &Arc<Catalogue>) -> Answer {
    let (offset, limit) = (paging::offset(asked.page), paging::PER_PAGE);
    let found = catalogue.find(
        asked.who,
        asked.filter,
        None,
        offset as usize,
        limit as usize,
    );
    let counted = found.choices(Facet::Method);
    let counted = counted.iter().map(|choice| choice.value.as_str());
    let slugs: Vec<&str> = counted.chain(asked.filter.of(Facet::Method)).collect();
    let tools = catalogue.titles(asked.who, &slugs);
    Answer {
        found,
        tools,
        choices: OnceLock::new(),
    }
}
