use std::collections::HashMap;
use std::sync::Arc;

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use maud::{Markup, html};

use super::queries::Collection;
use super::{AUDIENCES, Neighbour, Standing};
use crate::library::Row;
use crate::library::indexing::HitRow;
use crate::library::lists::catalogue::Item;
use crate::rights::Act;
use crate::web::fields::Choice;
use crate::web::lang::{CONTENT_LANGUAGES, Value, content_language};
use crate::web::layout::{page_with_status, refused};
use crate::web::{Ctx, Fields, FormData, Page, Problems, markdown, page, paging};

pub fn list(
    ctx: &Ctx,
    collections: &[Collection],
    sizes: &HashMap<String, i64>,
    number: i64,
    total: i64,
) -> HttpResponse {
    let title = ctx.t("collections-title");
    let body = html! {
        header.page-head {
            h1 { (title) }
            p.lead { (ctx.t("collections-lead")) }
            @if ctx.may(Act::Curate) {
                div.actions { a.button href="/collections/new" { (ctx.t("collections-new")) } }
            }
        }
        @if collections.is_empty() {
            div.empty {
                h2 { (ctx.t("collections-empty")) }
                p { (ctx.t(if ctx.may(Act::Curate) { "collections-empty-editor" } else { "collections-empty-text" })) }
                div.actions {
                    @if ctx.may(Act::Curate) { a.button href="/collections/new" { (ctx.t("collections-new")) } }
                    @else { a.button.secondary href="/library" { (ctx.t("library-see-all")) } }
                }
            }
        } @else {
            ul.cards {
                @for one in collections {
                    @let count = sizes.get(&one.id).copied().unwrap_or(0);
                    li.card {
                        h2 { a href=(format!("/collections/{}", one.slug)) lang=(one.lang) { (one.title) } }
                        p.meta {
                            (ctx.tv("library-count", &[("count", Value::from(count))]))
                            @if one.audience != "public" { " · " (audience(ctx, &one.audience)) }
                            @if one.lang != ctx.lang.code() { " · " (content_language(ctx.lang, &one.lang)) }
                        }
                        @if !one.introduction.is_empty() {
                            p lang=(one.lang) { (beginning(&one.introduction)) }
                        }
                    }
                }
            }
            (paging::pager(ctx, number, total, |n| format!("/collections?page={n}")))
        }
    };
    let frame = Page::new(title).under(ctx.t("nav-library"), "/library");
    page(ctx, frame, body)
}

/// The first words of a text in Markdown.
fn beginning(text: &str) -> String {
    let plain = markdown::plain(text);
    if plain.chars().count() <= 200 {
        return plain;
    }
    let cut: String = plain.chars().take(200).collect();
    let whole = cut
        .rsplit_once(' ')
        .map_or(cut.as_str(), |(words, _)| words);
    format!("{whole} …")
}

fn audience(ctx: &Ctx, name: &str) -> String {
    ctx.t(&format!("library-audience-{name}"))
}

pub fn show(ctx: &Ctx, collection: &Collection, rows: &[Row]) -> HttpResponse {
    let here = format!("/collections/{}", collection.slug);
    let count = [("count", Value::from(rows.len() as i64))];
    let body = html! {
        header.page-head {
            h1 lang=(collection.lang) { (collection.title) }
            p.meta {
                (ctx.tv("collections-parts", &count))
                @if collection.audience != "public" { " · " (audience(ctx, &collection.audience)) }
            }
            @if ctx.may(Act::Curate) {
                div.actions.no-print {
                    a.button.secondary href=(format!("{here}/entries")) { (ctx.t("collections-arrange")) }
                    a.button.secondary href=(format!("{here}/edit")) { (ctx.t("collections-edit")) }
                    a.button.quiet href=(format!("{here}/remove")) { (ctx.t("collections-remove")) }
                }
            }
        }
        @if !collection.introduction.is_empty() {
            div.prose lang=(collection.lang) { (markdown::html(&collection.introduction)) }
        }
        section.section {
            h2 { (ctx.t("collections-entries")) }
            @if rows.is_empty() {
                div.empty {
                    h3 { (ctx.t("collections-none")) }
                    p { (ctx.t(if ctx.may(Act::Curate) { "collections-none-editor" } else { "collections-none-text" })) }
                    div.actions {
                        @if ctx.may(Act::Curate) { a.button href=(format!("{here}/entries")) { (ctx.t("collections-arrange")) } }
                        @else { a.button.secondary href="/collections" { (ctx.t("collections-all")) } }
                    }
                }
            } @else {
                ol.series {
                    @for row in rows {
                        li {
                            h3 { a href=(format!("/library/{}", row.slug)) lang=(row.lang) { (row.title) } }
                            p.meta {
                                (ctx.t(&format!("library-kind-{}", row.kind)))
                                @if let Some(place) = row.place() { " · " (place) }
                                @if row.lang != ctx.lang.code() { " · " (content_language(ctx.lang, &row.lang)) }
                            }
                            @if !row.summary.is_empty() { p lang=(row.lang) { (row.summary) } }
                        }
                    }
                }
            }
        }
    };
    let frame = Page::new(&collection.title)
        .under(ctx.t("nav-library"), "/library")
        .under(ctx.t("collections-title"), "/collections");
    page(ctx, frame, body)
}

pub fn form(
    ctx: &Ctx,
    of: Option<&Collection>,
    form: &FormData,
    problems: &Problems,
    conflict: bool,
) -> HttpResponse {
    let f = Fields::new(ctx, form, problems);
    let (title, action, back) = match of {
        Some(one) => (
            ctx.t("collections-edit"),
            format!("/collections/{}/edit", one.slug),
            format!("/collections/{}", one.slug),
        ),
        None => (
            ctx.t("collections-new"),
            "/collections".to_string(),
            "/collections".to_string(),
        ),
    };
    let languages: Vec<Choice> = CONTENT_LANGUAGES
        .iter()
        .map(|l| (l.to_string(), content_language(ctx.lang, l)))
        .collect();
    let audiences: Vec<Choice> = AUDIENCES
        .iter()
        .map(|a| (a.name().to_string(), audience(ctx, a.name())))
        .collect();
    let body = html! {
        header.page-head { h1 { (title) } }
        @if let Some(stored) = of.filter(|_| conflict) {
            div.notice.warn role="alert" { p { (ctx.t("collections-conflict")) } }
            section.panel lang=(stored.lang) {
                h2 { (stored.title) }
                div.prose { (markdown::html_below(2, &stored.introduction)) }
            }
        }
        (f.summary())
        form.stack method="post" action=(action) data-confirm-leave {
            (f.hidden())
            @if of.is_some() { input type="hidden" name="version" value=(form.get("version")); }
            (f.input("text", "title", "collections-name", true))
            (f.textarea("introduction", "collections-introduction", 8, false))
            (f.select("lang", "field-lang", &languages, None, true))
            (f.choices("audience", "library-audience", &audiences, false))
            div.form-actions { button { (ctx.t("save")) } a.button.quiet href=(back) { (ctx.t("cancel")) } }
        }
    };
    let mut frame = Page::new(title)
        .under(ctx.t("nav-library"), "/library")
        .under(ctx.t("collections-title"), "/collections");
    if let Some(one) = of {
        frame = frame.under(&one.title, format!("/collections/{}", one.slug));
    }
    if conflict {
        page_with_status(ctx, StatusCode::CONFLICT, frame, body)
    } else if problems.none() {
        page(ctx, frame, body)
    } else {
        refused(ctx, frame, body)
    }
}

/// A series on its editor's desk.
pub struct Arranged {
    pub collection: Collection,
    /// In order: none for one the editor may not read.
    pub entries: Vec<(Option<HitRow>, String)>,
    pub offered: Vec<Arc<Item>>,
}

pub fn entries(ctx: &Ctx, arranged: &Arranged, asked: &str) -> HttpResponse {
    let collection = &arranged.collection;
    let here = format!("/collections/{}", collection.slug);
    let action = format!("{here}/entries");
    let last = arranged.entries.len();
    let name = |row: &Option<HitRow>| match row {
        Some(row) => row.title.clone(),
        None => ctx.t("collections-hidden"),
    };
    let button = |what: &str, label: String, name: &str, quiet: bool| {
        html! {
            button.small.secondary[!quiet].quiet[quiet] name="do" value=(what) {
                (label) span.visually-hidden { ": " (name) }
            }
        }
    };
    let body = html! {
        header.page-head {
            h1 { (ctx.t("collections-arrange")) }
            p.lead lang=(collection.lang) { (collection.title) }
            div.actions { a.button.secondary href=(here) { (ctx.t("collections-see")) } }
        }
        section.section {
            h2 { (ctx.t("collections-order")) }
            @if arranged.entries.is_empty() {
                p.hint { (ctx.t("collections-none-editor")) }
            } @else {
                ol.series {
                    @for (at, (row, id)) in (1..).zip(&arranged.entries) {
                        @let title = name(row);
                        li {
                            h3 lang=[row.as_ref().map(|r| r.lang.as_str())] { (title) }
                            form.actions method="post" action=(action) {
                                (ctx.form_tokens())
                                input type="hidden" name="entry" value=(id);
                                @if at > 1 { (button("up", ctx.t("collections-up"), &title, false)) }
                                @if at < last { (button("down", ctx.t("collections-down"), &title, false)) }
                                (button("remove", ctx.t("collections-take-out"), &title, true))
                            }
                        }
                    }
                }
            }
        }
        section.section {
            h2 { (ctx.t("collections-add")) }
            form.filter role="search" action=(action) aria-label=(ctx.t("collections-find")) {
                div.field {
                    label for="q" { (ctx.t("collections-find")) }
                    input type="search" id="q" name="q" value=(asked) maxlength="100";
                }
                button.secondary { (ctx.t("search")) }
            }
            @if !asked.is_empty() && arranged.offered.is_empty() {
                div.empty {
                    h3 { (ctx.t("collections-not-found")) }
                    p { (ctx.t("collections-not-found-text")) }
                }
            }
            @if !arranged.offered.is_empty() {
                ul.list {
                    @for item in &arranged.offered {
                        li {
                            h3 { a href=(format!("/library/{}", item.slug)) lang=(item.lang) { (item.title) } }
                            form method="post" action=(action) {
                                (ctx.form_tokens())
                                input type="hidden" name="entry" value=(item.id);
                                (button("add", ctx.t("collections-add-do"), &item.title, false))
                            }
                        }
                    }
                }
            }
        }
    };
    let frame = Page::new(ctx.t("collections-arrange"))
        .under(ctx.t("nav-library"), "/library")
        .under(ctx.t("collections-title"), "/collections")
        .under(&collection.title, here);
    page(ctx, frame, body)
}

pub fn remove(ctx: &Ctx, collection: &Collection) -> HttpResponse {
    let here = format!("/collections/{}", collection.slug);
    let body = html! {
        header.page-head {
            h1 { (ctx.t("collections-remove")) }
            p.lead lang=(collection.lang) { (collection.title) }
        }
        p { (ctx.t("collections-remove-text")) }
        form method="post" action=(format!("{here}/remove")) {
            (ctx.form_tokens())
            div.form-actions {
                button.danger { (ctx.t("collections-remove-do")) }
                a.button.quiet href=(here) { (ctx.t("cancel")) }
            }
        }
    };
    let frame = Page::new(ctx.t("collections-remove"))
        .under(ctx.t("collections-title"), "/collections")
        .under(&collection.title, here);
    page(ctx, frame, body)
}

/// Where an entry stands in its series, with the ways on.
pub fn on_entry(ctx: &Ctx, standings: &[Standing]) -> Markup {
    html! {
        @for standing in standings {
            @let values = [
                ("number", Value::from(standing.number as i64)),
                ("of", Value::from(standing.of as i64)),
            ];
            nav.part.panel aria-label=(ctx.tv("collections-nav", &[("title", Value::from(standing.title.clone()))])) {
                p {
                    (ctx.tv("collections-part", &values)) " "
                    a href=(format!("/collections/{}", standing.slug)) lang=(standing.lang) { (standing.title) }
                }
                @if standing.previous.is_some() || standing.next.is_some() {
                    ul {
                        @if let Some(one) = &standing.previous { li { (way(ctx.t("collections-previous"), "prev", one)) } }
                        @if let Some(one) = &standing.next { li { (way(ctx.t("collections-next"), "next", one)) } }
                    }
                }
            }
        }
    }
}

fn way(label: String, rel: &str, to: &Neighbour) -> Markup {
    html! {
        (label) ": " a rel=(rel) href=(format!("/library/{}", to.slug)) lang=(to.lang) { (to.title) }
    }
}
