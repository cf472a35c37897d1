use actix_web::HttpResponse;
use maud::{Markup, html};

use super::{From, Line, Node, Source, is_usable};
use crate::library::facts::{Facts, RELATIONS};
use crate::library::views::{host, told};
use crate::library::{Entry, NewEntry};
use crate::web::fields::Choice;
use crate::web::layout::{page, refused};
use crate::web::{Ctx, Fields, FormData, Page, Problems};

/// One thing of a line, named and led to.
fn named(ctx: &Ctx, source: &Source) -> Markup {
    html! {
        @match source {
            Source::Entry(entry) => {
                a href=(format!("/library/{}", entry.slug)) lang=(entry.lang) { (entry.title) }
                @if let Some(place) = entry.place() { ", " (place) }
            },
            Source::Elsewhere(title, address) if address.is_empty() => span { (title) },
            Source::Elsewhere(title, address) => {
                a href=(address) rel="noopener noreferrer external" { (title) }
                " " span.meta { "(" (host(address)) ")" }
            },
            Source::Gone => span.meta { (ctx.t("descent-gone")) },
        }
    }
}

/// What it comes from, in a sentence.
pub fn origin(ctx: &Ctx, from: Option<&From>) -> Markup {
    html! {
        @if let Some(from) = from {
            p.descent-origin {
                (ctx.t(&format!("descent-from-{}", from.relation))) " "
                (named(ctx, &from.source))
            }
        }
    }
}

/// What the place that took it over knew, kept and changed.
pub fn answers(ctx: &Ctx, entry: &NewEntry, from: Option<&From>) -> Markup {
    let Facts {
        knew,
        kept,
        changed,
        ..
    } = &entry.facts;
    let lang = entry.lang.as_str();
    html! {
        (told("", ctx.t("descent-knew"), knew, lang))
        (told("core", ctx.t("descent-kept"), kept, lang))
        (told("", ctx.t("descent-changed"), changed, lang))
        @if let Some(from) = from {
            section.fact {
                h2 { (ctx.t("descent-builds-on")) }
                (origin(ctx, Some(from)))
            }
        }
    }
}

/// What others made of an entry, and the line it stands in.
pub fn line(ctx: &Ctx, entry: &Entry, line: &Line) -> Markup {
    html! {
        @if !line.heirs.is_empty() {
            section.section {
                h2 id="heirs-title" { (ctx.t("descent-heirs")) }
                ul {
                    @for heir in &line.heirs {
                        li { (named(ctx, &heir.source)) " " (relation(ctx, &heir.relation)) }
                    }
                }
                @if line.more { p.hint { (ctx.t("descent-more")) } }
            }
        }
        @if line.is_drawn() {
            section.section {
                h2 id="line-title" { (ctx.t("descent-line")) }
                p.hint { (ctx.t("descent-line-text")) }
                (drawn(ctx, entry, line))
            }
        }
    }
}

fn relation(ctx: &Ctx, name: &str) -> Markup {
    html! { span.badge { (ctx.t(&format!("descent-is-{name}"))) } }
}

/// A picture and a text at once: every generation is a list inside the one it comes from.
fn drawn(ctx: &Ctx, entry: &Entry, line: &Line) -> Markup {
    let mut inner = html! {
        strong aria-current="true" lang=(entry.lang) { (entry.title) }
        @if let Some(place) = entry.place_label() { ", " (place) }
        (below(ctx, &line.heirs))
    };
    // From the entry up to the oldest: each is wrapped in the one it comes from.
    for from in &line.ancestors {
        inner = html! {
            (named(ctx, &from.source))
            ul { li { (relation(ctx, &from.relation)) " " (inner) } }
        };
    }
    html! { ul.descent aria-labelledby="line-title" { li { (inner) } } }
}

fn below(ctx: &Ctx, heirs: &[Node]) -> Markup {
    html! {
        @if !heirs.is_empty() {
            ul {
                @for heir in heirs {
                    li {
                        (relation(ctx, &heir.relation)) " "
                        (named(ctx, &heir.source))
                        (below(ctx, &heir.heirs))
                    }
                }
            }
        }
    }
}

/// The way to one's own draft, for who can take the entry over.
pub fn use_link(ctx: &Ctx, entry: &Entry) -> Markup {
    html! {
        @if is_usable(ctx.member.as_ref(), entry) {
            a.button href=(format!("/library/{}/use", entry.slug)) { (ctx.t("descent-use")) }
        }
    }
}

/// The words for how one thing came from another.
pub fn relations(ctx: &Ctx) -> Vec<Choice> {
    RELATIONS
        .iter()
        .map(|r| (r.to_string(), ctx.t(&format!("descent-relation-{r}"))))
        .collect()
}

pub fn form(ctx: &Ctx, entry: &Entry, form: &FormData, problems: &Problems) -> HttpResponse {
    let f = Fields::new(ctx, form, problems);
    let here = format!("/library/{}", entry.slug);
    let title = ctx.t("descent-use");
    let body = html! {
        header.page-head {
            h1 { (title) }
            p.lead lang=(entry.lang) { (entry.title) }
            p { (ctx.t("descent-use-text")) }
        }
        (f.summary())
        form.stack.measure method="post" action=(format!("{here}/use")) {
            (f.hidden())
            (f.choices("relation", "field-relation", &relations(ctx), false))
            (f.input("text", "title", "library-title", true))
            (f.textarea("knew", "facts-knew", 4, false))
            (f.textarea("kept", "facts-kept", 4, false))
            (f.textarea("changed", "facts-changed", 4, false))
            p.hint { (ctx.t("descent-left-out")) }
            div.form-actions {
                button { (ctx.t("descent-do")) }
                a.button.quiet href=(here) { (ctx.t("cancel")) }
            }
        }
    };
    let frame = Page::new(title)
        .under(ctx.t("nav-library"), "/library")
        .under(&entry.title, &here);
    if problems.none() {
        page(ctx, frame, body)
    } else {
        refused(ctx, frame, body)
    }
}
