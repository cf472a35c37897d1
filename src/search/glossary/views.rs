use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use maud::{Markup, html};

use super::pages::{PER_PAGE, letter};
use super::table::Broken;
use super::{COLUMNS, Concept, FORMS_MAX, is_shipped};
use crate::rights::Act;
use crate::web::lang::{Value, content_language};
use crate::web::layout::{page_with_status, refused};
use crate::web::{Ctx, Fields, FormData, Lang, Page, Problems, page, paging};

/// A part of the glossary, as it was asked for.
pub struct List<'a> {
    pub q: &'a str,
    pub letter: &'a str,
    /// Those that something begins with.
    pub letters: &'a [String],
    pub concepts: Vec<Concept>,
    pub total: i64,
    pub page: i64,
    pub removed: &'a [Concept],
}

/// The address of a part of the glossary.
pub fn address(q: &str, letter: &str, page: i64) -> String {
    let page = page.to_string();
    let pairs = [("q", q), ("letter", letter), ("page", &page)];
    let asked = pairs
        .into_iter()
        .filter(|(name, value)| !value.is_empty() && (*name, *value) != ("page", "1"));
    let query = serde_urlencoded::to_string(asked.collect::<Vec<_>>()).unwrap_or_default();
    format!("/glossary?{query}")
}

/// Where on the page a concept stands.
pub fn anchor(name: &str) -> String {
    format!("c-{name}")
}

pub fn list(ctx: &Ctx, list: &List) -> HttpResponse {
    let keeps = ctx.may(Act::KeepGlossary);
    let count = ctx.tv("glossary-count", &[("count", Value::from(list.total))]);
    let body = html! {
        (head(ctx, list, keeps))
        @if list.concepts.is_empty() {
            (nothing(ctx, list, keeps))
        } @else {
            p.meta role="status" { (count) }
            @for group in list.concepts.chunk_by(|a, b| letter(ctx.lang, a) == letter(ctx.lang, b)) {
                section.section {
                    h2 { (letter(ctx.lang, &group[0])) }
                    ul.list { @for one in group { (concept(ctx, one, keeps)) } }
                }
            }
            (paging::pager_of(ctx, list.page, list.total, PER_PAGE, |n| address(list.q, list.letter, n)))
        }
        @if keeps { (removed(ctx, list.removed)) }
    };
    let frame = Page::new(ctx.t("glossary-title")).under(ctx.t("nav-library"), "/library");
    page(ctx, frame, body)
}

fn head(ctx: &Ctx, list: &List, keeps: bool) -> Markup {
    html! {
        header.page-head {
            h1 { (ctx.t("glossary-heading")) }
            p.lead { (ctx.t("glossary-lead")) }
            form.filter role="search" action="/glossary" aria-label=(ctx.t("glossary-find-label")) {
                div.field {
                    label for="q" { (ctx.t("glossary-find")) }
                    input type="search" id="q" name="q" value=(list.q) maxlength="100";
                }
                button.secondary { (ctx.t("search")) }
            }
            div.actions {
                @if keeps {
                    a.button href="/glossary/new" { (ctx.t("glossary-new")) }
                    a.button.secondary href="/glossary/import" { (ctx.t("glossary-import")) }
                }
                a.button.quiet href="/glossary/export" { (ctx.t("glossary-export")) }
            }
            @if list.letters.len() > 1 {
                nav.ways aria-label=(ctx.t("glossary-letters")) {
                    ul.tags {
                        li { a.tag href="/glossary" aria-current=[(list.letter.is_empty() && list.q.is_empty()).then_some("page")] { (ctx.t("glossary-all")) } }
                        @for letter in list.letters {
                            li { a.tag href=(address("", letter, 1)) aria-current=[(letter == list.letter).then_some("page")] { (letter) } }
                        }
                    }
                }
            }
        }
    }
}

fn nothing(ctx: &Ctx, list: &List, keeps: bool) -> Markup {
    let with = |at: &str, name: &str| {
        let query = serde_urlencoded::to_string([(name, list.q)]).unwrap_or_default();
        format!("{at}?{query}")
    };
    html! {
        div.empty {
            @if list.q.is_empty() {
                h2 { (ctx.t("glossary-none")) }
                p { (ctx.t("glossary-none-text")) }
                div.actions { a.button href="/glossary" { (ctx.t("glossary-see-all")) } }
            } @else {
                h2 { (ctx.tv("glossary-not-found", &[("q", list.q.to_string().into())])) }
                p { (ctx.t("glossary-not-found-text")) }
                div.actions {
                    a.button href=(with("/search", "q")) { (ctx.t("glossary-search-library")) }
                    @if keeps { a.button.secondary href=(with("/glossary/new", "da")) { (ctx.t("glossary-new-this")) } }
                    a.button.quiet href="/glossary" { (ctx.t("glossary-see-all")) }
                }
            }
        }
    }
}

fn concept(ctx: &Ctx, one: &Concept, keeps: bool) -> Markup {
    let (lang, head) = one.head(ctx.lang);
    let search = serde_urlencoded::to_string([("q", &head.text)]).unwrap_or_default();
    let edit = format!("/glossary/{}/edit", one.name);
    html! {
        li.concept id=(anchor(&one.name)) {
            h3 lang=(lang) { (head.text) }
            @if let Some((lang, note)) = one.note.says(ctx.lang) { p lang=(lang.code()) { (note) } }
            dl.facts {
                @for ((code, _), forms) in COLUMNS.iter().zip(&one.forms) {
                    // Its own word alone is said already.
                    @if !forms.is_empty() && (*code != lang || forms.len() > 1) {
                        div {
                            dt { (content_language(ctx.lang, code)) }
                            dd lang=(code) {
                                @for (at, form) in forms.iter().enumerate() {
                                    @if at > 0 { ", " }
                                    (form.text)
                                    @if form.uncertain { " " span.meta lang=(ctx.lang.code()) { (ctx.t("glossary-uncertain")) } }
                                }
                            }
                        }
                    }
                }
            }
            @if let Some((lang, beware)) = one.beware.says(ctx.lang) {
                p { b { (ctx.t("glossary-beware")) } " " span lang=(lang.code()) { (beware) } }
            }
            p.meta.no-print {
                a href=(format!("/search?{search}")) {
                    (ctx.t("glossary-try")) span.visually-hidden { ": " span lang=(lang) { (head.text) } }
                }
                @if keeps {
                    " · " a href=(edit) { (ctx.t("glossary-edit")) span.visually-hidden { ": " span lang=(lang) { (head.text) } } }
                    @if one.version > 0 {
                        " · " (ctx.t(if is_shipped(&one.name) { "glossary-changed-here" } else { "glossary-added-here" }))
                    }
                }
            }
        }
    }
}

/// Shipped concepts that are kept out, with the way back.
fn removed(ctx: &Ctx, all: &[Concept]) -> Markup {
    html! {
        @if !all.is_empty() {
            section.section {
                h2 { (ctx.t("glossary-removed")) }
                p.hint { (ctx.t("glossary-removed-text")) }
                ul.list {
                    @for one in all {
                        @let (lang, head) = one.head(ctx.lang);
                        li {
                            h3 lang=(lang) { (head.text) }
                            (reset_button(ctx, one))
                        }
                    }
                }
            }
        }
    }
}

fn reset_button(ctx: &Ctx, one: &Concept) -> Markup {
    html! {
        form method="post" action=(format!("/glossary/{}/reset", one.name)) {
            (ctx.form_tokens())
            input type="hidden" name="version" value=(one.version);
            button.secondary.small {
                (ctx.t("glossary-reset")) span.visually-hidden { ": " (one.head(ctx.lang).1.text) }
            }
        }
    }
}

pub fn form(
    ctx: &Ctx,
    of: Option<&Concept>,
    form: &FormData,
    problems: &Problems,
    conflict: bool,
) -> HttpResponse {
    let f = Fields::new(ctx, form, problems);
    let (title, action) = match of {
        Some(one) => (
            ctx.tv(
                "glossary-edit-title",
                &[("word", one.head(ctx.lang).1.text.clone().into())],
            ),
            format!("/glossary/{}/edit", one.name),
        ),
        None => (ctx.t("glossary-new"), "/glossary".to_string()),
    };
    let body = html! {
        header.page-head {
            h1 { (title) }
            p.lead { (ctx.tv("glossary-form-lead", &[("max", Value::from(FORMS_MAX as i64))])) }
        }
        @if let Some(stored) = of.filter(|_| conflict) {
            div.notice.warn role="alert" { p { (ctx.t("glossary-conflict")) } }
            ul.list.panel { (concept(ctx, stored, false)) }
        }
        (f.summary())
        form.stack method="post" action=(action) data-confirm-leave {
            (f.hidden())
            @if of.is_some() { input type="hidden" name="version" value=(form.get("version")); }
            @for (code, _) in COLUMNS { (fields(ctx, &f, code)) }
            div.form-actions { button { (ctx.t("save")) } a.button.quiet href="/glossary" { (ctx.t("cancel")) } }
        }
        @if let Some(one) = of {
            section.section {
                h2 { (ctx.t("glossary-remove")) }
                div.actions {
                    a.button.danger href=(format!("/glossary/{}/remove", one.name)) { (ctx.t("glossary-remove")) }
                    @if one.version > 0 && is_shipped(&one.name) { (reset_button(ctx, one)) }
                }
            }
        }
    };
    let frame = below(ctx, title);
    if conflict {
        page_with_status(ctx, StatusCode::CONFLICT, frame, body)
    } else if problems.none() {
        page(ctx, frame, body)
    } else {
        refused(ctx, frame, body)
    }
}

fn below(ctx: &Ctx, title: String) -> Page {
    Page::new(title)
        .under(ctx.t("nav-library"), "/library")
        .under(ctx.t("glossary-title"), "/glossary")
}

/// What a language says: its forms, and where its readers have the whole site in it, what it is and
/// what to beware of.
fn fields(ctx: &Ctx, f: &Fields, code: &str) -> Markup {
    let label = |what: &str| format!("glossary-{what}-{code}");
    html! {
        fieldset {
            legend { (content_language(ctx.lang, code)) }
            (f.textarea(&format!("forms_{code}"), &label("forms"), 3, false))
            @if Lang::named(code).is_some() {
                (f.textarea(&format!("note_{code}"), &label("note"), 2, false))
                (f.textarea(&format!("beware_{code}"), &label("beware"), 2, false))
            }
        }
    }
}

pub fn remove(ctx: &Ctx, one: &Concept) -> HttpResponse {
    let here = format!("/glossary/{}", one.name);
    let (lang, head) = one.head(ctx.lang);
    let shipped = is_shipped(&one.name);
    let body = html! {
        header.page-head {
            h1 { (ctx.t("glossary-remove")) }
            p.lead lang=(lang) { (head.text) }
        }
        p { (ctx.t(if shipped { "glossary-remove-shipped" } else { "glossary-remove-own" })) }
        form method="post" action=(format!("{here}/remove")) {
            (ctx.form_tokens())
            input type="hidden" name="version" value=(one.version);
            div.form-actions {
                button.danger { (ctx.t("glossary-remove")) }
                a.button.quiet href=(format!("{here}/edit")) { (ctx.t("cancel")) }
            }
        }
    };
    page(ctx, below(ctx, ctx.t("glossary-remove")), body)
}

/// Broken lines that are named.
const NAMED: usize = 20;

pub fn import(ctx: &Ctx, form: &FormData, broken: &[Broken]) -> HttpResponse {
    let problems = Problems::default();
    let f = Fields::new(ctx, form, &problems);
    let title = ctx.t("glossary-import");
    let body = html! {
        header.page-head { h1 { (title) } p.lead { (ctx.t("glossary-import-lead")) } }
        @if !broken.is_empty() {
            div.error-summary role="alert" tabindex="-1" {
                h2 { (ctx.t("glossary-import-broken")) }
                ul {
                    @for one in broken.iter().take(NAMED) {
                        li { (ctx.tv("glossary-import-line", &[("line", Value::from(one.line as i64))])) " " (one.why.say(ctx.lang)) }
                    }
                }
                @if broken.len() > NAMED {
                    p { (ctx.tv("glossary-import-more", &[("count", Value::from((broken.len() - NAMED) as i64))])) }
                }
            }
        }
        form.stack method="post" action="/glossary/import" enctype="multipart/form-data" {
            (f.hidden())
            div.field {
                label for="file" { (ctx.t("glossary-import-file")) }
                input type="file" id="file" name="file" accept=".tsv,.txt,text/tab-separated-values";
            }
            (f.textarea("table", "glossary-import-table", 10, false))
            div.form-actions { button { (title) } a.button.quiet href="/glossary" { (ctx.t("cancel")) } }
        }
    };
    if broken.is_empty() {
        page(ctx, below(ctx, title), body)
    } else {
        refused(ctx, below(ctx, title), body)
    }
}
