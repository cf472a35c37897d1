//! Who changed an entry and when, and what it was before.

use actix_web::HttpResponse;
use maud::{Markup, html};

use super::super::Entry;
use super::super::pages::{Event, Facts};
use super::super::queries::Revision;
use crate::web::lang::Value;
use crate::web::{Ctx, Page, dates, layout, markdown, paging};

pub fn history(ctx: &Ctx, entry: &Entry, events: &[Event], page: i64, total: i64) -> HttpResponse {
    let here = format!("/library/{}", entry.slug);
    let body = html! {
        header.page-head {
            h1 { (ctx.t("library-history")) }
            p.lead lang=(entry.lang) { (entry.title) }
        }
        ol.timeline {
            @for event in events { (timeline_item(ctx, &here, event)) }
        }
        (paging::pager(ctx, page, total, |n| format!("{here}/history?page={n}")))
    };
    let frame = Page::new(ctx.t("library-history"))
        .under(ctx.t("nav-library"), "/library")
        .under(&entry.title, &here);
    layout::page(ctx, frame, body)
}

fn timeline_item(ctx: &Ctx, here: &str, event: &Event) -> Markup {
    let revision = &event.revision;
    let what = ctx.t(&format!("library-event-{}", revision.action));
    html! {
        li {
            time datetime=(revision.at.and_utc().to_rfc3339()) { (dates::moment(ctx.lang, revision.at)) }
            p {
                b { (what) } " "
                (event.editor.clone().unwrap_or_else(|| ctx.t("library-nobody")))
                @if event.readable {
                    " · "
                    a href=(format!("{here}/history/{}", revision.version)) {
                        (ctx.tv("library-version", &[("version", Value::from(revision.version))]))
                    }
                }
            }
            @if !event.changed.is_empty() {
                p.meta {
                    (ctx.t("library-changed")) " "
                    @for (i, field) in event.changed.iter().enumerate() {
                        @if i > 0 { ", " }
                        (ctx.t(&format!("library-changed-{field}")))
                    }
                }
            }
        }
    }
}

pub fn revision(
    ctx: &Ctx,
    entry: &Entry,
    revision: &Revision,
    facts: &Facts,
    editor: Option<&str>,
) -> HttpResponse {
    let here = format!("/library/{}", entry.slug);
    let lang = facts
        .get("lang")
        .and_then(|l| l.as_str())
        .unwrap_or(&entry.lang);
    let label = ctx.tv(
        "library-version",
        &[("version", Value::from(revision.version))],
    );
    let body = html! {
        header.page-head {
            h1 lang=(lang) { (revision.title) }
            @if !revision.summary.is_empty() { p.lead lang=(lang) { (revision.summary) } }
            p.meta {
                (ctx.t(&format!("library-event-{}", revision.action))) " "
                (editor.map_or_else(|| ctx.t("library-nobody"), str::to_string))
                ", " (dates::moment(ctx.lang, revision.at))
            }
        }
        @if revision.version != entry.version {
            div.notice {
                p { (ctx.t("library-old-version")) " " a href=(here) { (ctx.t("library-current")) } }
            }
        }
        article.prose lang=(lang) { (markdown::html(&revision.body)) }
    };
    let frame = Page::new(label)
        .under(ctx.t("nav-library"), "/library")
        .under(&entry.title, &here)
        .under(ctx.t("library-history"), format!("{here}/history"));
    layout::page(ctx, frame, body)
}
