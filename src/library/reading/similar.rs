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
use crate::search::{Like, Search, Shared};

/// An entry, and the tags and factors it shares with the other.
pub struct Similar {
    pub row: Row,
    pub tags: Vec<String>,
    pub factors: Vec<String>,
    pub same_tool: bool,
    pub same_area: bool,
}

/// How many are shown, and how many are looked at: what changed since it was indexed may fall away.
const SHOWN: usize = 3;
const LOOKED_AT: usize = 6;
/// What counts, and how much: a word somebody chose says more than one of six that all have.
const WEIGHTS: [(&str, u8); 3] = [("tag", 3), ("method", 3), ("factor", 1)];
/// One factor alone, of six, makes nothing alike.
const LEAST: u8 = 2;

pub fn to(
    c: &mut Conn,
    search: &Search,
    scope: &Scope,
    id: &str,
    area: Option<&str>,
) -> Result<Vec<Similar>> {
    let mine = shared(c, &[id.to_string()])?;
    if mine.is_empty() {
        return Ok(Vec::new());
    }
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
        id,
        shared: &mine,
        area,
        least: LEAST,
        most: LOOKED_AT,
    };
    let ids = search.like(c, scope, &like)?;
    // As they are now, and only what may be read now.
    let mut rows: BTreeMap<String, (Row, Option<String>)> = entries::table
        .filter(entries::id.eq_any(&ids))
        .filter(entries::status.concat("").eq(Status::Published.name()))
        .filter(in_audience(scope))
        .select((entries::id, Row::as_select(), entries::area))
        .load::<(String, Row, Option<String>)>(c)?
        .into_iter()
        .map(|(id, row, area)| (id, (row, area)))
        .collect();
    let theirs = shared(c, &ids)?;
    let similar = ids.iter().filter_map(|id| {
        let (row, its_area) = rows.remove(id)?;
        let of = |name: &str| {
            let both = theirs.iter().filter(|(entry, vocabulary, term)| {
                entry == id
                    && vocabulary == name
                    && mine
                        .iter()
                        .any(|m| m.vocabulary == *vocabulary && m.term == *term)
            });
            both.map(|(_, _, term)| term.clone()).collect::<Vec<_>>()
        };
        let similar = Similar {
            row,
            tags: of("tag"),
            factors: of("factor"),
            same_tool: !of("method").is_empty(),
            same_area: area.is_some() && its_area.as_deref() == area,
        };
        let alike = !similar.tags.is_empty() || similar.same_tool || !similar.factors.is_empty();
        alike.then_some(similar)
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
