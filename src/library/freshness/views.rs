use actix_web::HttpResponse;
use chrono::NaiveDateTime;
use maud::{Markup, html};

use super::is_stale;
use crate::library::desk::{self, List};
use crate::library::{Entry, Outline};
use crate::rights::Act;
use crate::web::lang::Value;
use crate::web::{Ctx, Page, dates, layout};

fn stale_of(ctx: &Ctx, updated: NaiveDateTime, reviewed: Option<NaiveDateTime>) -> bool {
    let rules = &ctx.site.library;
    is_stale(rules, ctx.app.clock.now(), updated, reviewed)
}

fn months(ctx: &Ctx) -> [(&'static str, Value); 1] {
    let months = i64::from(ctx.site.library.stale_months());
    [("months", Value::from(months))]
}

/// In lists and results: that a text is old.
pub fn badge(ctx: &Ctx, updated: NaiveDateTime, reviewed: Option<NaiveDateTime>) -> Markup {
    html! {
        @if stale_of(ctx, updated, reviewed) {
            " " span.badge.warn { (ctx.tv("freshness-badge", &months(ctx))) }
        }
    }
}

/// On the entry's page, over the text: that it is old.
pub fn notice(ctx: &Ctx, entry: &Entry) -> Markup {
    html! {
        @if stale_of(ctx, entry.updated_at, entry.reviewed_at) {
            div.notice.warn { p { (ctx.tv("freshness-stale", &months(ctx))) } }
        }
    }
}

/// Last updated, last looked at, due: three different things. `by`: who looked at it last, for whom
/// names are shown.
pub fn lines(ctx: &Ctx, entry: &Outline, by: Option<&str>) -> Markup {
    let now = ctx.app.clock.now();
    let day = |at| dates::day_of(ctx.lang, at);
    html! {
        div { dt { (ctx.t("freshness-updated")) } dd { (day(entry.updated_at)) } }
        @if entry.status == "published" {
            div {
                dt { (ctx.t("freshness-reviewed")) }
                dd {
                    @match entry.reviewed_at {
                        Some(at) => { (day(at)) @if let Some(by) = by { ", " (by) } },
                        None => (ctx.t("freshness-never")),
                    }
                }
            }
            @if let Some(due) = entry.review_due {
                div {
                    dt { (ctx.t("freshness-review-due")) }
                    dd { (day(due)) @if due <= now { " " span.badge.warn { (ctx.t("freshness-is-due")) } } }
                }
            }
        }
    }
}

/// The button, for who looks after it.
pub fn button(ctx: &Ctx, entry: &Outline) -> Markup {
    html! {
        @if entry.status == "published" && ctx.may(Act::EditEntry(entry.rights())) {
            form.no-print method="post" action=(format!("/library/{}/still-true", entry.slug)) {
                (ctx.form_tokens())
                input type="hidden" name="version" value=(entry.version);
                button.secondary.small { (ctx.t("freshness-still-true")) }
            }
        }
    }
}

/// Where a mailed link leads.
pub fn link(ctx: &Ctx, key: &str, entry: &Entry) -> HttpResponse {
    let title = ctx.t("freshness-question");
    let body = html! {
        header.page-head {
            h1 { (title) }
            p.lead lang=(entry.lang) { (entry.title) }
            @if !entry.summary.is_empty() { p lang=(entry.lang) { (entry.summary) } }
        }
        dl.facts { (lines(ctx, &entry.outline(), None)) }
        form method="post" action=(format!("/still-true/{key}")) {
            (ctx.form_tokens())
            input type="hidden" name="version" value=(entry.version);
            div.form-actions {
                button { (ctx.t("freshness-still-true")) }
                a.button.secondary href=(format!("/library/{}", entry.slug)) { (ctx.t("freshness-read")) }
                a.button.quiet href=(format!("/library/{}/edit", entry.slug)) { (ctx.t("library-edit-do")) }
            }
        }
    };
    layout::page(ctx, Page::new(title), body)
}

fn item(ctx: &Ctx, entry: &Outline) -> Markup {
    let here = format!("/library/{}", entry.slug);
    html! {
        h2 { a href=(here) lang=(entry.lang) { (entry.title) } }
        dl.facts { (lines(ctx, entry, None)) }
        div.actions {
            (button(ctx, entry))
            a.button.quiet href=(format!("{here}/people")) { (ctx.t("freshness-people")) }
        }
    }
}

pub fn due(ctx: &Ctx, rows: &[Outline], page: i64, total: i64) -> HttpResponse {
    let list = List {
        here: "/library/due",
        title: ctx.t("freshness-due"),
        lead: ctx.t("freshness-due-lead"),
        empty: html! {
            h2 { (ctx.t("freshness-due-none")) }
            p { (ctx.t("freshness-due-none-text")) }
        },
        page,
        total,
    };
    desk::page(ctx, list, rows.iter().map(|entry| item(ctx, entry)))
}

pub fn ownerless(ctx: &Ctx, rows: &[Outline], page: i64, total: i64) -> HttpResponse {
    let list = List {
        here: "/library/ownerless",
        title: ctx.t("freshness-ownerless"),
        lead: ctx.t("freshness-ownerless-lead"),
        empty: html! {
            h2 { (ctx.t("freshness-ownerless-none")) }
            p { (ctx.t("freshness-ownerless-none-text")) }
        },
        page,
        total,
    };
    let day = |at| Value::from(dates::day_of(ctx.lang, at));
    let items = rows.iter().map(|entry| {
        html! {
            h2 { a href=(format!("/library/{}", entry.slug)) lang=(entry.lang) { (entry.title) } }
            p.meta { (ctx.tv("library-updated", &[("when", day(entry.updated_at))])) }
            p { a.button.secondary.small href=(format!("/library/{}/people", entry.slug)) { (ctx.t("freshness-find-owner")) } }
        }
    });
    desk::page(ctx, list, items)
}
