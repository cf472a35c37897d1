//! Lists of entries: the shelves with their filters, and entries as cards.

use actix_web::HttpResponse;
use maud::{Markup, html};

use super::super::queries::{Filter, Row, Shelf};
use super::super::terms::Vocabulary;
use super::super::{Kind, freshness};
use super::{kind, status_badge};
use crate::members::Scope;
use crate::rights::Act;
use crate::web::lang::{CONTENT_LANGUAGES, Value, content_language};
use crate::web::{Ctx, Page, dates, layout, paging};

pub struct List {
    pub shelf: Shelf,
    pub filter: Filter,
    pub rows: Vec<Row>,
    pub page: i64,
    pub total: i64,
    /// How many entries wait for review.
    pub waiting: i64,
    pub municipalities: Vec<String>,
}

pub fn list(ctx: &Ctx, list: &List) -> HttpResponse {
    let count = ctx.tv("library-count", &[("count", Value::from(list.total))]);
    let body = html! {
        header.page-head {
            h1 { (ctx.t("library-heading")) }
            p.lead { (ctx.t("library-lead")) }
            @if ctx.may(Act::WriteEntry) {
                div.actions { a.button href="/library/new" { (ctx.t("library-new")) } }
            }
        }
        (tabs(ctx, list))
        @if list.shelf == Shelf::Published { (filters(ctx, list)) }
        @if list.rows.is_empty() {
            (empty(ctx, list))
        } @else {
            p.meta role="status" { (count) }
            (cards_of(ctx, &list.rows, 2))
            (paging::pager(ctx, list.page, list.total, |n| address(list, n)))
        }
    };
    layout::page(ctx, Page::new(ctx.t("nav-library")), body)
}

fn tab_name(shelf: Shelf) -> &'static str {
    match shelf {
        Shelf::Published => "",
        Shelf::Mine => "mine",
        Shelf::Review => "review",
        Shelf::Archived => "archived",
    }
}

fn tabs(ctx: &Ctx, list: &List) -> Markup {
    let mut shelves = vec![(Shelf::Published, ctx.t("library-tab-published"))];
    if ctx.member.is_some() {
        shelves.push((Shelf::Mine, ctx.t("library-tab-mine")));
    }
    if Scope::of(ctx.member.as_ref()).editor {
        let waiting = [("count", Value::from(list.waiting))];
        shelves.push((Shelf::Review, ctx.tv("library-tab-review", &waiting)));
        shelves.push((Shelf::Archived, ctx.t("library-tab-archived")));
    }
    html! {
        @if shelves.len() > 1 {
            nav.tabs aria-label=(ctx.t("library-tabs")) {
                ul {
                    @for (shelf, label) in &shelves {
                        @let href = match tab_name(*shelf) {
                            "" => "/library".to_string(),
                            tab => format!("/library?tab={tab}"),
                        };
                        li { a href=(href) aria-current=[(*shelf == list.shelf).then_some("page")] { (label) } }
                    }
                    @if ctx.member.is_some() { li { a href="/library/due" { (ctx.t("freshness-desk")) } } }
                }
            }
        }
    }
}

fn filters(ctx: &Ctx, list: &List) -> Markup {
    let f = &list.filter;
    let kinds = Kind::ALL.map(|k| (k.name().to_string(), kind(ctx, k.name())));
    let languages = CONTENT_LANGUAGES.map(|l| (l.to_string(), content_language(ctx.lang, l)));
    // One that is set aside is still found by who followed a link to it.
    let areas = ctx
        .terms
        .choices(Vocabulary::Areas, ctx.lang, f.area.as_deref());
    let places: Vec<(String, String)> = list
        .municipalities
        .iter()
        .map(|m| (m.clone(), m.clone()))
        .collect();
    let select = |name: &str, label: String, choices: &[(String, String)], on: &Option<String>| {
        html! {
            div.field {
                label for=(name) { (label) }
                select id=(name) name=(name) {
                    option value="" { (ctx.t("all")) }
                    @for (value, shown) in choices {
                        option value=(value) selected[on.as_ref() == Some(value)] { (shown) }
                    }
                }
            }
        }
    };
    html! {
        form.filter action="/library" data-filter aria-label=(ctx.t("library-filter")) {
            (select("kind", ctx.t("field-kind"), &kinds, &f.kind))
            (select("municipality", ctx.t("field-municipality"), &places, &f.municipality))
            (select("area", ctx.t("library-area"), &areas, &f.area))
            (select("lang", ctx.t("field-lang"), &languages, &f.lang))
            button.secondary { (ctx.t("library-filter-do")) }
            @if *f != Filter::default() {
                a.button.quiet href="/library" { (ctx.t("library-filter-clear")) }
            }
        }
    }
}

/// The address of a page of the same list.
fn address(list: &List, page: i64) -> String {
    let f = &list.filter;
    let page = page.to_string();
    let pairs = [
        ("tab", Some(tab_name(list.shelf))),
        ("kind", f.kind.as_deref()),
        ("municipality", f.municipality.as_deref()),
        ("area", f.area.as_deref()),
        ("lang", f.lang.as_deref()),
        ("page", Some(page.as_str())),
    ];
    let given: Vec<(&str, &str)> = pairs
        .iter()
        .filter_map(|(name, value)| value.filter(|v| !v.is_empty()).map(|v| (*name, v)))
        .collect();
    let query = serde_urlencoded::to_string(given).unwrap_or_default();
    format!("/library?{query}")
}

fn empty(ctx: &Ctx, list: &List) -> Markup {
    let (title, text) = match list.shelf {
        Shelf::Mine => (
            ctx.t("library-empty-mine"),
            ctx.t("library-empty-mine-text"),
        ),
        Shelf::Review => (
            ctx.t("library-empty-review"),
            ctx.t("library-empty-review-text"),
        ),
        Shelf::Archived => (
            ctx.t("library-empty-archived"),
            ctx.t("library-empty-archived-text"),
        ),
        Shelf::Published if list.filter != Filter::default() || list.page > 1 => (
            ctx.t("library-empty-filter"),
            ctx.t("library-empty-filter-text"),
        ),
        Shelf::Published => (ctx.t("library-empty"), ctx.t("library-empty-text")),
    };
    html! {
        div.empty {
            h2 { (title) }
            p { (text) }
            div.actions {
                @if ctx.may(Act::WriteEntry) {
                    a.button href="/library/new" { (ctx.t("library-new")) }
                }
                @if list.shelf != Shelf::Published || list.filter != Filter::default() || list.page > 1 {
                    a.button.secondary href="/library" { (ctx.t("library-see-all")) }
                }
            }
        }
    }
}

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

fn cards_of(ctx: &Ctx, rows: &[Row], level: u8) -> Markup {
    html! {
        ul.cards {
            @for row in rows {
                @let link = html! { a href=(format!("/library/{}", row.slug)) lang=(row.lang) { (row.title) } };
                li.card {
                    @if level == 2 { h2 { (link) } } @else { h3 { (link) } }
                    p.meta {
                        @if row.status != "published" { (status_badge(ctx, &row.status)) " " }
                        (kind(ctx, &row.kind))
                        @if let Some(place) = &row.municipality { " · " (place) }
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
