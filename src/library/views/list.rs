//! Entries as cards.

use maud::{Markup, html};

use super::super::freshness;
use super::super::queries::Row;
use super::{kind, status_badge};
use crate::web::lang::content_language;
use crate::web::{Ctx, dates};

/// Entries as cards under a heading of the second level.
pub fn cards(ctx: &Ctx, rows: &[Row]) -> Markup {
    html! {
        @if rows.is_empty() {
            p { (ctx.t("library-empty")) }
        } @else {
            (cards_of(ctx, rows, 3))
        }
    }
}

/// Entries as cards with headings of this level: 2 or 3.
pub fn cards_of(ctx: &Ctx, rows: &[Row], level: u8) -> Markup {
    html! {
        ul.cards {
            @for row in rows {
                @let link = html! { a href=(format!("/library/{}", row.slug)) lang=(row.lang) { (row.title) } };
                li.card {
                    @if level == 2 { h2 { (link) } } @else { h3 { (link) } }
                    p.meta {
                        @if row.status != "published" { (status_badge(ctx, &row.status)) " " }
                        (kind(ctx, &row.kind))
                        @if let Some(place) = row.place() { " · " (place) }
                        @if row.lang != ctx.lang.code() { " · " (content_language(ctx.lang, &row.lang)) }
                        " · " span.nowrap { (dates::day_of(ctx.lang, row.published_at.unwrap_or(row.updated_at))) }
                        @if row.status == "published" { (freshness::views::badge(ctx, row.updated_at, row.reviewed_at)) }
                    }
                    @if !row.summary.is_empty() { p lang=(row.lang) { (row.summary) } }
                }
            }
        }
    }
}
