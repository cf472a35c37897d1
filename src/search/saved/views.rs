use std::collections::HashMap;

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use chrono::NaiveDateTime;
use maud::{Markup, html};

use super::queries::SavedSearch;
use super::{ADDRESS, query, question};
use crate::library::indexing::HitRow;
use crate::library::lists::feed;
use crate::library::lists::saved::SavedView;
use crate::notices::paces;
use crate::search::Question;
use crate::search::views::value_label;
use crate::web::lang::{Value, content_language};
use crate::web::{Ctx, Fields, FormData, Page, Problems, dates, layout, page, paging};

/// What a question asks, in words.
pub fn described(ctx: &Ctx, question: &Question) -> String {
    let mut parts: Vec<String> = Vec::new();
    if !question.text.is_empty() {
        let quoted = [("name", Value::from(question.text.clone()))];
        parts.push(ctx.tv("saved-searches-quoted", &quoted));
    }
    let chosen = question.filters.pairs();
    parts.extend(chosen.map(|(filter, value)| value_label(ctx, filter, value)));
    parts.join(", ")
}

/// On the page of a search: how to hear of what comes.
pub fn offer(ctx: &Ctx, question: &Question) -> Markup {
    let save = format!("{ADDRESS}/new?{}", query(question));
    html! {
        nav.ways.no-print aria-label=(ctx.t("saved-searches-follow")) {
            ul.tags {
                li { a.tag href=(save) { (ctx.t("saved-searches-offer")) } }
                li {
                    a.tag href=(feed_of(ctx, question).1) type="application/atom+xml" {
                        (ctx.t("saved-searches-feed"))
                    }
                }
                @if ctx.member.is_some() {
                    li { a.tag href=(ADDRESS) { (ctx.t("saved-searches-title")) } }
                }
            }
            p.hint { (ctx.t("saved-searches-feed-public")) }
        }
    }
}

/// The feed of a search: what it is called, and where it is.
fn feed_of(ctx: &Ctx, question: &Question) -> (String, String) {
    let described = described(ctx, question);
    (
        format!("{}: {described}", ctx.t("saved-searches-feed")),
        feed::address_of_search(question),
    )
}

/// The page of a search, which can be followed as a feed.
pub fn with_feed(ctx: &Ctx, question: &Question, frame: Page) -> Page {
    if question.is_empty() {
        return frame;
    }
    let (title, address) = feed_of(ctx, question);
    frame.with_feed(title, address)
}

pub fn list(
    ctx: &Ctx,
    searches: &[SavedSearch],
    unseen: &HashMap<String, i64>,
    kept: &[SavedView],
) -> HttpResponse {
    let title = ctx.t("saved-searches-title");
    let body = html! {
        header.page-head { h1 { (title) } p.lead { (ctx.t("saved-searches-lead")) } }
        @if searches.is_empty() {
            div.empty {
                h2 { (ctx.t("saved-searches-none")) }
                p { (ctx.t("saved-searches-none-text")) }
                div.actions { a.button href="/search" { (ctx.t("saved-searches-to-search")) } }
            }
        } @else {
            ul.list {
                @for search in searches { (listed(ctx, search, unseen.get(&search.id).copied())) }
            }
        }
        section.section {
            div.section-head {
                h2 { (ctx.t("lists-saved")) }
                a href="/library" { (ctx.t("library-see-all")) }
            }
            @if kept.is_empty() {
                p.hint { (ctx.t("lists-saved-none")) }
            } @else {
                ul.kept {
                    @for view in kept {
                        li {
                            a href=(format!("/library?{}", view.query)) { (view.name) }
                            (remove(ctx, &format!("/library/views/{}/remove", view.id), &view.name))
                        }
                    }
                }
            }
        }
    };
    page(ctx, Page::new(title).under(ctx.t("nav-me"), "/me"), body)
}

fn listed(ctx: &Ctx, search: &SavedSearch, unseen: Option<i64>) -> Markup {
    html! {
        li {
            h2 {
                a href=(format!("{ADDRESS}/{}", search.id)) { (search.name) }
                @if let Some(count) = unseen {
                    " " span.badge.ok { (ctx.tv("saved-searches-new", &[("count", Value::from(count))])) }
                }
            }
            p.meta {
                (described(ctx, &question(&search.query)))
                " · " (ctx.t("saved-searches-pace")) ": "
                (pace_of(ctx, search))
            }
            div.actions {
                a.button.small.secondary href=(format!("/search?{}", search.query)) {
                    (ctx.t("saved-searches-ask"))
                    span.visually-hidden { ": " (search.name) }
                }
                (remove(ctx, &format!("{ADDRESS}/{}/remove", search.id), &search.name))
            }
        }
    }
}

fn pace_of(ctx: &Ctx, search: &SavedSearch) -> String {
    ctx.t(&format!("notices-pace-{}", search.pace))
        .to_lowercase()
}

fn remove(ctx: &Ctx, address: &str, name: &str) -> Markup {
    html! {
        form method="post" action=(address) {
            (ctx.form_tokens())
            button.quiet.small {
                (ctx.t("lists-saved-remove"))
                span.visually-hidden { ": " (name) }
            }
        }
    }
}

/// The form that keeps a question.
pub fn new(ctx: &Ctx, asked: &Question, form: &FormData, problems: &Problems) -> HttpResponse {
    let title = ctx.t("saved-searches-new-title");
    let f = Fields::new(ctx, form, problems);
    let to_search = format!("/search?{}", query(asked));
    let body = html! {
        header.page-head {
            h1 { (title) }
            p.lead { (described(ctx, asked)) }
            p { (ctx.t("saved-searches-new-text")) }
        }
        (f.summary())
        form.stack method="post" action=(ADDRESS) {
            (f.hidden())
            input type="hidden" name="query" value=(query(asked));
            (fields(&f))
            div.form-actions {
                button { (ctx.t("saved-searches-do")) }
                a.button.quiet href=(to_search) { (ctx.t("cancel")) }
            }
        }
    };
    let frame = Page::new(title).under(ctx.t("search"), to_search);
    framed(ctx, problems, frame, body)
}

fn fields(f: &Fields) -> Markup {
    html! {
        (f.input("text", "name", "saved-searches-name", true))
        (f.select("pace", "saved-searches-pace", &paces(f.ctx), None, true))
    }
}

fn framed(ctx: &Ctx, problems: &Problems, frame: Page, body: Markup) -> HttpResponse {
    if problems.none() {
        page(ctx, frame, body)
    } else {
        layout::refused(ctx, frame, body)
    }
}

/// One search and what it found.
pub struct One<'a> {
    pub search: &'a SavedSearch,
    pub asked: &'a Question,
    /// The latest first.
    pub found: &'a [(NaiveDateTime, HitRow)],
    pub page: i64,
    pub form: &'a FormData,
    pub problems: &'a Problems,
    /// It was changed since the form was filled in.
    pub conflict: bool,
}

pub fn one(ctx: &Ctx, one: &One) -> HttpResponse {
    let search = one.search;
    let at = format!("{ADDRESS}/{}", search.id);
    let f = Fields::new(ctx, one.form, one.problems);
    let stored = [
        ("name", Value::from(search.name.clone())),
        ("pace", pace_of(ctx, search).into()),
    ];
    let total = one.found.len() as i64;
    let shown = one.found.iter().skip(paging::offset(one.page) as usize);
    let body = html! {
        header.page-head {
            h1 { (search.name) }
            p.lead { (described(ctx, one.asked)) }
            div.actions { a.button href=(format!("/search?{}", search.query)) { (ctx.t("saved-searches-ask")) } }
        }
        @if one.conflict {
            div.notice.warn role="alert" { p { (ctx.tv("saved-searches-conflict", &stored)) } }
        }
        (f.summary())
        div.columns {
            div {
                h2 { (ctx.t("saved-searches-found")) }
                @if one.found.is_empty() {
                    div.empty {
                        p { (ctx.t("saved-searches-found-none")) }
                        div.actions {
                            a.button.secondary href=(format!("/search?{}", search.query)) { (ctx.t("saved-searches-before")) }
                        }
                    }
                } @else {
                    ul.list {
                        @for (at, entry) in shown.take(paging::PER_PAGE as usize) {
                            (hit(ctx, *at, entry, *at > search.seen_at))
                        }
                    }
                    (paging::pager(ctx, one.page, total, |n| format!("{at}?page={n}")))
                }
            }
            aside.side aria-label=(ctx.t("saved-searches-change")) {
                h2 { (ctx.t("saved-searches-change")) }
                form.stack method="post" action=(at) {
                    (f.hidden())
                    input type="hidden" name="version" value=(one.form.get("version"));
                    (fields(&f))
                    button.secondary { (ctx.t("save")) }
                }
                (remove(ctx, &format!("{at}/remove"), &search.name))
                p.hint { (ctx.tv("saved-searches-since", &[("when", dates::day_of(ctx.lang, search.saved_at).into())])) }
            }
        }
    };
    let frame = Page::new(search.name.clone())
        .under(ctx.t("nav-me"), "/me")
        .under(ctx.t("saved-searches-title"), ADDRESS);
    if one.conflict {
        layout::page_with_status(ctx, StatusCode::CONFLICT, frame, body)
    } else {
        framed(ctx, one.problems, frame, body)
    }
}

fn hit(ctx: &Ctx, at: NaiveDateTime, entry: &HitRow, is_new: bool) -> Markup {
    html! {
        li {
            h3 {
                a href=(format!("/library/{}", entry.slug)) lang=(entry.lang) { (entry.title) }
                @if is_new { " " span.badge.ok { (ctx.t("saved-searches-is-new")) } }
            }
            p.meta {
                (ctx.t(&format!("library-kind-{}", entry.kind)))
                @if let Some(place) = entry.place() { " · " (place) }
                @if entry.lang != ctx.lang.code() { " · " (content_language(ctx.lang, &entry.lang)) }
                " · " (dates::day_of(ctx.lang, at))
            }
        }
    }
}
