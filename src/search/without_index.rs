//! Answers while there is no index: from the database alone, slower and plainer. Titles, summaries and
//! tags are looked through, newest first, for a bounded time.

use std::time::{Duration, Instant};

use super::analysis::{Language, stem};
use super::columns::meet;
use super::filters::FILTERS;
use super::glossary::Glossary;
use super::matching::Made;
use super::question::{Alternative, Asked};
use super::snippet::{self, Marks};
use super::why::{Held, How, Reason};
use super::{Answer, Facet, Filters, Hit, Question, Sort};
use crate::db::{CHUNK, Conn};
use crate::error::Result;
use crate::library::indexing::{self, PlainRow};
use crate::text::fold;

/// How long entries are looked through: what was not reached then is not found.
const LONGEST: Duration = Duration::from_secs(1);
/// What a word in the title counts, where one elsewhere counts 1.
const IN_TITLE: f32 = 2.0;

pub fn ask(c: &mut Conn, question: &Question) -> Result<Answer> {
    let started = Instant::now();
    let asked = Asked::new(
        &question.text,
        Language::of(&question.prefer),
        Glossary::shipped(),
    );
    let mut found = look_through(c, question, &asked)?;
    // The newest first among those that count alike: in that order they were read.
    if question.sort == Sort::Relevance {
        found.sort_by(|a, b| b.0.total_cmp(&a.0));
    }
    let total = found.len() as u64;
    let page = found.into_iter().skip(question.offset).take(question.limit);
    let (scores, ids): (Vec<f32>, Vec<String>) = page.unzip();
    let mut rows = indexing::visible(c, &question.scope, &ids)?;
    let all: Vec<&String> = ids.iter().collect();
    let mut texts = indexing::beginnings(c, &all, snippet::REACH)?;
    let reasons = as_asked(&asked);
    let mut hits = Vec::with_capacity(rows.len());
    for (id, score) in ids.iter().zip(scores) {
        let Some(at) = rows.iter().position(|row| row.id == *id) else {
            continue;
        };
        let row = rows.swap_remove(at);
        let (summary, body) = texts.remove(id).unwrap_or_default();
        let mut marks = Marks::new(&row.lang, asked.asker, &reasons);
        hits.push(Hit {
            snippet: snippet::of(&snippet::plain(&summary, &body), &mut marks).0,
            title: snippet::whole(&row.title, &mut marks),
            score,
            made: Made {
                words: score,
                own: 1.0,
                share: 1.0,
            },
            row,
            files: Vec::new(),
            of_file: false,
            why: Vec::new(),
            reasons: Vec::new(),
        });
    }
    Ok(Answer {
        total,
        took: started.elapsed(),
        hits,
        facets: chosen(&question.filters),
        from_database: true,
        met: asked.things(),
        things: asked.things(),
        loosened: false,
        corrected: Vec::new(),
        asked: asked.typed,
        slots: asked.slots,
    })
}

/// What each entry that may be read and has a word of the question counts, and its id.
fn look_through(c: &mut Conn, question: &Question, asked: &Asked) -> Result<Vec<(f32, String)>> {
    let started = Instant::now();
    let mut found = Vec::new();
    let mut before = None;
    loop {
        let rows = indexing::newest(c, &question.scope, before.as_deref(), CHUNK as i64)?;
        let Some(last) = rows.last() else {
            return Ok(found);
        };
        before = Some(last.id.clone());
        for row in rows {
            let score = score(&row, asked);
            if score > 0.0 && passes(&row, &question.filters) {
                found.push((score, row.id));
            }
        }
        if started.elapsed() > LONGEST {
            return Ok(found);
        }
    }
}

fn score(row: &PlainRow, asked: &Asked) -> f32 {
    let title = fold(&row.title);
    let rest = fold(&format!("{} {}", row.summary, row.tags));
    let has = |phrase: &[String]| {
        let phrase = phrase.join(" ");
        title.contains(&phrase) || rest.contains(&phrase)
    };
    let met = |alternative: &Alternative| match alternative {
        Alternative::Phrase(phrase) => has(phrase),
        Alternative::Word(word) => has(std::slice::from_ref(word)),
    };
    let demanded = asked.demands.iter().all(|demand| demand.iter().any(met));
    if !demanded || asked.without.iter().any(|phrase| has(phrase)) {
        return 0.0;
    }
    if asked.nothing {
        return 1.0;
    }
    let counts = asked.words.iter().map(|word| {
        if title.contains(word.as_str()) {
            IN_TITLE
        } else if rest.contains(word.as_str()) {
            1.0
        } else {
            0.0
        }
    });
    counts.sum()
}

fn passes(row: &PlainRow, filters: &Filters) -> bool {
    FILTERS.iter().all(|filter| {
        let mut values = filters.of(filter).peekable();
        values.peek().is_none() || values.any(|value| has(row, filter, value))
    })
}

fn has(row: &PlainRow, filter: &str, value: &str) -> bool {
    match filter {
        "kind" => row.kind == value,
        "municipality" => row.place_or_name() == Some(value),
        "lang" => row.lang == value,
        "area" => row.area.as_deref() == Some(value),
        "year" => meet(&row.years(), value),
        _ => row.tags.lines().any(|tag| fold(tag) == value),
    }
}

/// The words as they were asked, and their stems, so that they are marked.
fn as_asked(asked: &Asked) -> Vec<Reason> {
    let words = asked.words.iter().enumerate();
    words
        .flat_map(|(word, text)| {
            let reason = move |held, term| Reason {
                word,
                how: How::Itself,
                held,
                term,
                score: 0.0,
                way: 0,
            };
            let stems = Language::ALL.map(|l| reason(Held::Stem(l), stem(l, text)));
            std::iter::once(reason(Held::Exact, text.clone())).chain(stems)
        })
        .collect()
}

/// Nothing is counted; what was chosen can be taken back.
fn chosen(filters: &Filters) -> Vec<Facet> {
    let names = super::FACETS
        .into_iter()
        .filter(|name| filters.of(name).next().is_some());
    let none = |name| Facet {
        name,
        values: Vec::new(),
    };
    names.map(none).collect()
}
