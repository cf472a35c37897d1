//! Success factors across municipalities: a table from which every cell leads to its cases.

use std::collections::BTreeMap;

use actix_web::HttpResponse;

use super::facets::{Facet, NOWHERE};
use super::pages::{Pairs, get};
use super::views;
use crate::error::Result;
use crate::library::terms::Vocabulary;
use crate::places;
use crate::web::{Ctx, paging};

/// Municipalities on a page of the table.
pub const ROWS: i64 = 50;

/// A municipality's row, or that of what has none: counts by term, in the order of the columns.
pub struct MatrixRow {
    pub place: String,
    pub label: String,
    pub counts: Vec<i64>,
}

pub struct Matrix {
    /// Factors or reflections.
    pub facet: Facet,
    /// Names of terms.
    pub columns: Vec<String>,
    /// The wanted page.
    pub rows: Vec<MatrixRow>,
    /// Over all pages, by column.
    pub totals: Vec<i64>,
    /// None: the address names something that is no page.
    pub page: Option<i64>,
    /// How many rows there are in all.
    pub total: i64,
    /// The largest count of all.
    pub most: i64,
}

/// `GET /library/factors?of=reflection&page=`
pub async fn factors(ctx: Ctx, pairs: Pairs) -> Result<HttpResponse> {
    let facet = match get(&pairs, "of") {
        Some("reflection") => Facet::Reflection,
        _ => Facet::Factor,
    };
    let page = paging::asked(get(&pairs, "page"));
    let (app, who) = (ctx.app.clone(), ctx.member.clone());
    let counts = ctx
        .read(move |c| {
            let all = app.catalogue.at(c)?;
            Ok(all.pairs(who.as_ref(), Facet::Place, facet))
        })
        .await?;
    let vocabulary = facet.vocabulary().unwrap_or(Vocabulary::Factors);
    // One that is set aside is there as long as something has it.
    let columns: Vec<String> = ctx
        .terms
        .of(vocabulary)
        .iter()
        .filter(|t| !t.retired || counts.keys().any(|(_, term)| *term == t.name))
        .map(|t| t.name.clone())
        .collect();
    let mut by_place: BTreeMap<String, Vec<i64>> = BTreeMap::new();
    let mut totals = vec![0; columns.len()];
    for ((place, term), count) in counts {
        if let Some(column) = columns.iter().position(|c| *c == term) {
            let none = || vec![0; columns.len()];
            by_place.entry(place).or_insert_with(none)[column] = count;
            totals[column] += count;
        }
    }
    let mut rows: Vec<MatrixRow> = by_place
        .into_iter()
        .map(|(place, counts)| MatrixRow {
            label: views::name_of(&ctx, Facet::Place, &place),
            place,
            counts,
        })
        .collect();
    // What is from nowhere comes last.
    rows.sort_by_cached_key(|row| (row.place == NOWHERE, places::alphabetical(&row.label)));
    let total = rows.len() as i64;
    let most = rows
        .iter()
        .flat_map(|row| row.counts.iter().copied())
        .max()
        .unwrap_or(0);
    let rows: Vec<MatrixRow> = rows
        .into_iter()
        .skip(((page.unwrap_or(1) - 1) * ROWS) as usize)
        .take(ROWS as usize)
        .collect();
    Ok(views::factors(
        &ctx,
        &Matrix {
            facet,
            columns,
            rows,
            totals,
            page,
            total,
            most,
        },
    ))
}
