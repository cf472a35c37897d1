//! Entries that are like another: those that share tags, tools, factors, area and rare words with it,
//! the most first. What the viewer may not read is not among them, nor in why they are.

use std::collections::BTreeMap;

use diesel::prelude::*;

use crate::db::Conn;
use crate::error::Result;
use crate::library::linked::{self, Linked};
use crate::library::queries::{Row, in_audience};
use crate::library::{Entry, Status};
use crate::members::{Member, Scope};
use crate::schema::{entries, entry_terms};
use crate::search::{Like, Search, Shared};
use crate::text::fold;

/// An entry, and what it shares with the other.
pub struct Similar {
    pub row: Row,
    pub tags: Vec<String>,
    pub methods: Vec<Linked>,
    pub factors: Vec<String>,
    /// The area, when it is the same.
    pub area: Option<String>,
    /// Words as the other writes them.
    pub words: Vec<String>,
}

/// How many are shown, and how many are looked at: what changed since it was indexed may fall away.
const SHOWN: usize = 3;
const LOOKED_AT: usize = 6;
/// Shared words that are named.
const WORDS: usize = 4;
/// What counts, and how much, in hundredths: a word somebody chose says more than one of six that all
/// have.
const WEIGHTS: [(&str, u32); 3] = [("tag", 300), ("method", 300), ("factor", 100)];
/// One factor alone, of six, makes nothing alike.
const LEAST: u32 = 200;

pub fn to(
    c: &mut Conn,
    search: &Search,
    who: Option<&Member>,
    entry: &Entry,
) -> Result<Vec<Similar>> {
    let scope = Scope::of(who);
    let own = std::slice::from_ref(&entry.id);
    let mut mine = shared(c, own)?;
    let methods: Vec<String> = mine
        .iter()
        .filter(|(_, vocabulary, _)| vocabulary == "method")
        .map(|(_, _, slug)| slug.clone())
        .collect();
    let tools = linked::readable(c, who, &methods)?;
    // A tool that is hidden from the viewer makes nothing alike for them.
    mine.retain(|(_, vocabulary, term)| {
        vocabulary != "method" || tools.iter().any(|tool| tool.slug == *term)
    });
    let mine: Vec<Shared> = mine
        .into_iter()
        .filter_map(|(_, vocabulary, term)| {
            let (_, weight) = WEIGHTS.iter().find(|(name, _)| *name == vocabulary)?;
            Some(Shared {
                vocabulary,
                term,
                weight: *weight,
            })
        })
        .collect();
    let like = Like {
        id: &entry.id,
        shared: &mine,
        area: entry.area.as_deref(),
        text: &format!("{} {}", entry.title, entry.summary),
        lang: &entry.lang,
        least: LEAST,
        most: LOOKED_AT,
    };
    let found = search.like(c, &scope, &like)?;
    let ids: Vec<String> = found.iter().map(|alike| alike.id.clone()).collect();
    // As they are now, and only what may be read now.
    let mut rows: BTreeMap<String, (Row, Option<String>)> = entries::table
        .filter(entries::id.eq_any(&ids))
        .filter(entries::status.concat("").eq(Status::Published.name()))
        .filter(in_audience(&scope))
        .select((entries::id, Row::as_select(), entries::area))
        .load::<(String, Row, Option<String>)>(c)?
        .into_iter()
        .map(|(id, row, area)| (id, (row, area)))
        .collect();
    let theirs = shared(c, &ids)?;
    let similar = found.into_iter().filter_map(|alike| {
        let (row, area) = rows.remove(&alike.id)?;
        let both: Vec<&(String, String, String)> = theirs
            .iter()
            .filter(|(id, vocabulary, term)| {
                let same = |m: &Shared| m.vocabulary == *vocabulary && m.term == *term;
                *id == alike.id && mine.iter().any(same)
            })
            .collect();
        let of = |name: &str| {
            let terms = both.iter().filter(|(_, vocabulary, _)| vocabulary == name);
            terms.map(|(_, _, term)| term.clone()).collect::<Vec<_>>()
        };
        let (tags, methods) = (of("tag"), of("method"));
        // What is said as a tag is not said again.
        let is_tag = |word: &String| tags.iter().any(|tag| fold(tag) == fold(word));
        let words = alike.words.into_iter().filter(|w| !is_tag(w));
        let words = words.take(WORDS).collect();
        let similar = Similar {
            row,
            tags,
            factors: of("factor"),
            methods: tools
                .iter()
                .filter(|tool| methods.contains(&tool.slug))
                .cloned()
                .collect(),
            area: area.filter(|area| entry.area.as_ref() == Some(area)),
            words,
        };
        (!both.is_empty() || !similar.words.is_empty()).then_some(similar)
    });
    Ok(similar.take(SHOWN).collect())
}

/// The terms of entries that make them alike: entry, vocabulary, term, in order.
fn shared(c: &mut Conn, ids: &[String]) -> Result<Vec<(String, String, String)>> {
    Ok(entry_terms::table
        .filter(entry_terms::entry_id.eq_any(ids))
        .filter(entry_terms::vocabulary.eq_any(WEIGHTS.map(|(name, _)| name)))
        .order((
            entry_terms::entry_id,
            entry_terms::vocabulary,
            entry_terms::term,
        ))
        .select((
            entry_terms::entry_id,
            entry_terms::vocabulary,
            entry_terms::term,
        ))
        .load(c)?)
}
