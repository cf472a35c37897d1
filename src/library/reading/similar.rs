//! Entries that are like another: those that share tags, tools, factors and area with it, the most
//! first. What the viewer may not read is not among them.

use std::collections::BTreeMap;

use diesel::prelude::*;

use crate::db::Conn;
use crate::error::Result;
use crate::library::Status;
use crate::library::queries::{Row, in_audience};
use crate::members::Scope;
use crate::schema::{entries, entry_terms};

/// An entry, and the tags and factors it shares with the other.
pub struct Similar {
    pub row: Row,
    pub tags: Vec<String>,
    pub factors: Vec<String>,
    pub same_tool: bool,
    pub same_area: bool,
}

/// How many are shown.
const SHOWN: usize = 3;
/// Entries that are looked at, the newest.
const LOOKED_AT: i64 = 200;
/// What counts, and how much: a word somebody chose says more than one of six that all have.
const WEIGHTS: [(&str, usize); 3] = [("tag", 3), ("method", 3), ("factor", 1)];

/// What an entry has in common with the other: how much, which terms, and whether the area.
#[derive(Default)]
struct Common {
    score: usize,
    terms: Vec<(String, String)>,
    same_area: bool,
}

pub fn to(c: &mut Conn, scope: &Scope, id: &str, area: Option<&str>) -> Result<Vec<Similar>> {
    let vocabularies = WEIGHTS.map(|(name, _)| name);
    let mine: Vec<(String, String)> = entry_terms::table
        .filter(entry_terms::entry_id.eq(id))
        .filter(entry_terms::vocabulary.eq_any(vocabularies))
        .select((entry_terms::vocabulary, entry_terms::term))
        .load(c)?;
    if mine.is_empty() {
        return Ok(Vec::new());
    }
    let terms: Vec<&String> = mine.iter().map(|(_, term)| term).collect();
    // What the viewer may read comes first: of the rest, nothing is even counted.
    let shares = entry_terms::table
        .filter(entry_terms::vocabulary.eq_any(vocabularies))
        .filter(entry_terms::term.eq_any(terms.clone()))
        .select(entry_terms::entry_id);
    let areas: BTreeMap<String, Option<String>> = entries::table
        .filter(entries::id.eq_any(shares))
        .filter(entries::id.ne(id))
        .filter(entries::status.concat("").eq(Status::Published.name()))
        .filter(in_audience(scope))
        .order((entries::published_at.desc(), entries::id))
        .limit(LOOKED_AT)
        .select((entries::id, entries::area))
        .load::<(String, Option<String>)>(c)?
        .into_iter()
        .collect();
    let shared: Vec<(String, String, String)> = entry_terms::table
        .filter(entry_terms::entry_id.eq_any(areas.keys()))
        .filter(entry_terms::vocabulary.eq_any(vocabularies))
        .filter(entry_terms::term.eq_any(terms))
        .select((
            entry_terms::entry_id,
            entry_terms::vocabulary,
            entry_terms::term,
        ))
        .load(c)?;
    let mut found: BTreeMap<String, Common> = BTreeMap::new();
    for (entry, vocabulary, term) in shared {
        let both = (vocabulary, term);
        if !mine.contains(&both) {
            continue;
        }
        let its_area = areas.get(&entry).and_then(Option::as_deref);
        let same_area = area.is_some() && its_area == area;
        let common = found.entry(entry).or_insert_with(|| Common {
            score: usize::from(same_area),
            same_area,
            ..Common::default()
        });
        common.score += WEIGHTS
            .iter()
            .find(|(name, _)| *name == both.0)
            .map_or(0, |(_, weight)| *weight);
        common.terms.push(both);
    }
    // One factor alone, of six, makes nothing alike.
    found.retain(|_, common| common.score > 1);
    for common in found.values_mut() {
        common.terms.sort_unstable();
    }
    let mut best: Vec<(String, Common)> = found.into_iter().collect();
    best.sort_by(|(a, x), (b, y)| y.score.cmp(&x.score).then(b.cmp(a)));
    best.truncate(SHOWN);
    let ids: Vec<&String> = best.iter().map(|(id, _)| id).collect();
    let mut rows: BTreeMap<String, Row> = entries::table
        .filter(entries::id.eq_any(ids))
        .select((entries::id, Row::as_select()))
        .load::<(String, Row)>(c)?
        .into_iter()
        .collect();
    let similar = best.into_iter().filter_map(|(id, common)| {
        let of = |name: &str| {
            let mine = common
                .terms
                .iter()
                .filter(|(vocabulary, _)| vocabulary == name);
            mine.map(|(_, term)| term.clone()).collect::<Vec<_>>()
        };
        Some(Similar {
            row: rows.remove(&id)?,
            tags: of("tag"),
            factors: of("factor"),
            same_tool: !of("method").is_empty(),
            same_area: common.same_area,
        })
    });
    Ok(similar.collect())
}
