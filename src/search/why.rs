//! Why a hit was found: which of the ways that speak of a word it was met by.

use std::collections::BTreeMap;

use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::BlockSegmentPostings;
use tantivy::{DocAddress, Searcher};

use super::analysis::{Language, is_small, stem};
use super::index::Fields;
use super::meaning::{Sense, Source};
use super::question::Asked;
use super::weighing::{Weighed, Word};
use crate::text::fold;

/// In what way a document may speak of a word.
#[derive(Clone, Debug, PartialEq)]
pub enum How {
    Itself,
    /// Another word that it was likely meant for.
    Near,
    /// The parts of the word that was asked.
    Parts,
    /// Spelled as the neighbours do.
    Key,
    /// What means the same, in this language.
    Sense(Source, Language),
    /// What means the same as its parts.
    SensesOfParts,
}

impl How {
    /// The name the command line says.
    pub fn name(&self) -> &'static str {
        match self {
            How::Itself => "itself",
            How::Near => "near",
            How::Parts => "its-parts",
            How::Key => "spelling",
            How::Sense(Source::Glossary | Source::GlossaryForeign, _) => "glossary",
            How::Sense(Source::Form, _) => "form",
            How::Sense(Source::Lexicon, _) => "lexicon",
            How::Sense(Source::Foreign, _) => "foreign",
            How::Sense(Source::Together, _) => "parts-together",
            How::Sense(Source::Part, _) | How::SensesOfParts => "lexicon-part",
        }
    }
}

/// What kind of term a document has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Held {
    Exact,
    Stem(Language),
    /// Of a compound.
    Part(Language),
    Key,
}

impl Held {
    /// The name the command line says.
    pub fn name(self) -> String {
        match self {
            Held::Exact => "exact".to_string(),
            Held::Stem(language) => format!("stem {}", language.code()),
            Held::Part(language) => format!("part {}", language.code()),
            Held::Key => "key".to_string(),
        }
    }
}

/// One way in which a document was met.
#[derive(Clone, Debug, PartialEq)]
pub struct Reason {
    /// The word's place among `Asked::words`.
    pub word: usize,
    pub how: How,
    pub held: Held,
    pub term: String,
    /// What the term gave.
    pub score: f32,
    /// Of the ways that speak of the word, which it is.
    pub way: usize,
}

/// What a reason comes to, the nearest to the word first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// The word, in any form.
    Word,
    /// A form that is spelled otherwise: `fandt` for `finde`.
    Form,
    Typo,
    /// The word is part of a compound.
    Compound,
    /// As the neighbours spell it.
    Spelling,
    /// Another word of the same language, by glossary or lexicon.
    Synonym,
    Translation,
    /// What was asked is a compound, and this a part of it.
    Part,
    PartTranslation,
}

impl Kind {
    /// The name in the API and of its sentence.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Word => "word",
            Kind::Form => "form",
            Kind::Typo => "typo",
            Kind::Compound => "compound",
            Kind::Spelling => "spelling",
            Kind::Synonym => "synonym",
            Kind::Translation => "translation",
            Kind::Part => "part",
            Kind::PartTranslation => "part-translation",
        }
    }
}

impl Reason {
    pub fn kind(&self, asker: Language) -> Kind {
        match (&self.how, self.held) {
            (How::Itself, Held::Part(_)) => Kind::Compound,
            (How::Itself, _) => Kind::Word,
            (How::Near, _) => Kind::Typo,
            (How::Parts, _) => Kind::Part,
            (How::Key, _) => Kind::Spelling,
            (How::Sense(Source::Form, _), _) => Kind::Form,
            (How::Sense(Source::Together, language), _) if *language == asker => Kind::Part,
            (How::Sense(Source::Together, _), _) => Kind::PartTranslation,
            (How::Sense(Source::Foreign | Source::GlossaryForeign, _), _) => Kind::Translation,
            (How::Sense(_, language), _) if *language == asker => Kind::Synonym,
            (How::Sense(..), _) => Kind::Translation,
            (How::SensesOfParts, _) => Kind::PartTranslation,
        }
    }
}

/// Says of a word that is one letter from what was asked, and also means the same, that it means the
/// same: `tilsyn` for a Swede's `tillsyn`. What is of one document; `senses`: what each word asked means.
pub fn prefer_meanings(reasons: &mut [Reason], senses: &[Vec<Sense>]) {
    for (word, senses) in senses.iter().enumerate() {
        let is_near = |r: &Reason| r.word == word && r.how == How::Near;
        // A document has stems of its own language alone, and they say which that is.
        let meant = reasons.iter().filter(|r| is_near(r)).find_map(|r| {
            let (Held::Stem(language) | Held::Part(language)) = r.held else {
                return None;
            };
            let means = |s: &&Sense| s.language == language && s.is_said_by(&r.term);
            senses.iter().find(means)
        });
        let Some(sense) = meant else {
            continue;
        };
        for reason in reasons.iter_mut().filter(|r| is_near(r)) {
            let is_said = match reason.held {
                Held::Exact => sense.is_said_by(&stem(sense.language, &reason.term)),
                _ => sense.is_said_by(&reason.term),
            };
            if is_said {
                reason.how = How::Sense(sense.source, sense.language);
            }
        }
    }
}

/// Which of a document's reasons are counted: of each thing that is asked for, those of the way that
/// gives most. `slots`: see `Asked::slots`.
pub fn counted(reasons: &[Reason], slots: &[u16]) -> Vec<bool> {
    let mut sums: BTreeMap<(usize, usize), f32> = BTreeMap::new();
    for reason in reasons {
        *sums.entry((reason.word, reason.way)).or_default() += reason.score;
    }
    let mut best: BTreeMap<u16, (f32, (usize, usize))> = BTreeMap::new();
    for (way, sum) in sums {
        let known = best.entry(slots[way.0]).or_insert((sum, way));
        if sum > known.0 {
            *known = (sum, way);
        }
    }
    let is_best = |r: &Reason| best[&slots[r.word]].1 == (r.word, r.way);
    reasons.iter().map(is_best).collect()
}

/// For each of some documents, every way it was met by.
pub fn reasons(
    searcher: &Searcher,
    fields: &Fields,
    words: &[Word],
    documents: &[DocAddress],
) -> tantivy::Result<Vec<Vec<Reason>>> {
    let mut all: Vec<Vec<Reason>> = vec![Vec::new(); documents.len()];
    // In the order in which lists are read.
    let mut order: Vec<usize> = (0..documents.len()).collect();
    order.sort_by_key(|at| (documents[*at].segment_ord, documents[*at].doc_id));
    for (word, its) in words.iter().enumerate() {
        for (number, way) in its.ways.iter().enumerate() {
            // By document, how many of the lists it is in, and where in `all` the way's reasons begin.
            let mut lists = vec![0; documents.len()];
            let begin: Vec<usize> = all.iter().map(Vec::len).collect();
            for list in &way.all {
                let before: Vec<usize> = all.iter().map(Vec::len).collect();
                for term in list {
                    let held = held(fields, term);
                    each(searcher, documents, &order, term, |at, score| {
                        all[at].push(Reason {
                            word,
                            how: way.how.clone(),
                            held,
                            term: term.text.to_string(),
                            score,
                            way: number,
                        });
                    })?;
                }
                for (at, lists) in lists.iter_mut().enumerate() {
                    *lists += usize::from(all[at].len() > before[at]);
                }
            }
            for (at, lists) in lists.into_iter().enumerate() {
                if lists < way.all.len() {
                    all[at].truncate(begin[at]);
                }
            }
        }
    }
    Ok(all)
}

/// A term's list in the segment that is being read.
struct Open {
    segment: u32,
    postings: Option<BlockSegmentPostings>,
    lengths: FieldNormReader,
}

/// Calls `f` with the place of every one of the documents that has a term, and what that gives it.
fn each(
    searcher: &Searcher,
    documents: &[DocAddress],
    order: &[usize],
    term: &Weighed,
    mut f: impl FnMut(usize, f32),
) -> tantivy::Result<()> {
    let mut open: Option<Open> = None;
    for at in order {
        let DocAddress {
            segment_ord,
            doc_id,
        } = documents[*at];
        if open.as_ref().is_none_or(|open| open.segment != segment_ord) {
            let reader = searcher.segment_reader(segment_ord);
            open = Some(Open {
                segment: segment_ord,
                postings: term.postings(searcher, segment_ord as usize)?,
                lengths: reader.get_fieldnorms_reader(term.field)?,
            });
        }
        let Some(Open {
            postings: Some(postings),
            lengths,
            ..
        }) = &mut open
        else {
            continue;
        };
        let place = postings.seek(doc_id);
        if postings.docs().get(place) == Some(&doc_id) {
            let times = postings.freqs().get(place).copied().unwrap_or(1);
            f(*at, term.score(lengths.fieldnorm_id(doc_id), times));
        }
    }
    Ok(())
}

fn held(fields: &Fields, term: &Weighed) -> Held {
    if term.field == fields.exact {
        return Held::Exact;
    }
    for language in Language::ALL {
        let stems = fields.stems(language);
        if term.field == stems.words {
            return Held::Stem(language);
        }
        if term.field == stems.parts {
            return Held::Part(language);
        }
    }
    Held::Key
}

/// Where in an entry a word was met.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    Title,
    Text,
    Tags,
    File,
}

impl Place {
    pub fn name(self) -> &'static str {
        match self {
            Place::Title => "title",
            Place::Text => "text",
            Place::Tags => "tags",
            Place::File => "file",
        }
    }
}

/// A word that was met otherwise than as it was asked.
#[derive(Clone, Debug, PartialEq)]
pub struct Why {
    /// As it was typed.
    pub word: String,
    pub kind: Kind,
    /// The language of what was found.
    pub language: Option<Language>,
    /// What stands in the entry, and where; none where it stands too far inside.
    pub found: Option<(String, Place)>,
}

/// Words that were met: which word of the question each speaks of, how nearly, where it stands, and
/// how it is written there.
pub type Met = Vec<(usize, Kind, Place, String)>;

/// For each word of the question that was not met as it was asked, the nearest way it was.
pub fn explain(asked: &Asked, reasons: &[Reason], met: &Met) -> Vec<Why> {
    let mut all = Vec::new();
    for (word, typed) in asked.typed.iter().enumerate() {
        let its = reasons.iter().filter(|r| r.word == word);
        let Some(nearest) = its.min_by_key(|r| r.kind(asked.asker)) else {
            continue;
        };
        let kind = nearest.kind(asked.asker);
        if kind == Kind::Word {
            continue;
        }
        let found = shown(asked.asker, met, reasons, nearest);
        all.push(Why {
            word: typed.clone(),
            kind,
            language: match (&nearest.how, nearest.held) {
                (How::Sense(_, language), _) => Some(*language),
                (_, Held::Stem(language) | Held::Part(language)) => Some(language),
                _ => None,
            },
            found: found.map(|m| (m.3.clone(), m.2)),
        });
    }
    all
}

/// What to show of where a word was met: not a small word of several, and the title first. One place in a
/// text speaks of one word alone; where it has another's by the same term, it is shown for both.
fn shown<'m>(
    asker: Language,
    met: &'m Met,
    reasons: &[Reason],
    nearest: &Reason,
) -> Option<&'m (usize, Kind, Place, String)> {
    let is_small = |text: &str| Language::ALL.into_iter().any(|l| is_small(l, &fold(text)));
    let its = met
        .iter()
        .filter(|m| (m.0, m.1) == (nearest.word, nearest.kind(asker)));
    let by_term = |m: &&(usize, Kind, Place, String)| {
        let same = |r: &Reason| (r.word, r.kind(asker)) == (m.0, m.1) && r.term == nearest.term;
        reasons.iter().any(same)
    };
    its.min_by_key(|m| (is_small(&m.3), m.2))
        .or_else(|| met.iter().filter(by_term).min_by_key(|m| m.2))
}
