use actix_web::HttpResponse;
use maud::{Markup, html};

use super::NOTE_MAX;
use super::queries::Bookmark;
use crate::web::lang::{Value, content_language};
use crate::web::layout::{page_with_status, refused};
use crate::web::{Ctx, FormData, Page, Problems, dates, paging};

pub struct Shelf<'a> {
    pub bookmarks: Vec<Bookmark>,
    /// None: the address names something that is no page.
    pub page: Option<i64>,
    pub total: i64,
    /// The entry whose note was refused.
    pub about: Option<&'a str>,
    pub form: &'a FormData,
    pub problems: &'a Problems,
}

pub fn list(ctx: &Ctx, shelf: &Shelf) -> HttpResponse {
    let title = ctx.t("lists-shelf");
    let count = [("count", Value::from(shelf.total))];
    let address = |n| format!("/me/shelf?page={n}");
    let missing = paging::missing(ctx, shelf.page, shelf.total, paging::PER_PAGE, address);
    let status = paging::status(&missing);
    let body = html! {
        header.page-head { h1 { (title) } p.lead { (ctx.t("lists-shelf-lead")) } }
        @if let Some(missing) = missing {
            (missing)
        } @else if shelf.bookmarks.is_empty() {
            div.empty {
                h2 { (ctx.t("lists-shelf-empty")) }
                p { (ctx.t("lists-shelf-empty-text")) }
                div.actions { a.button href="/library" { (ctx.t("library-see-all")) } }
            }
        } @else {
            p.meta role="status" { (ctx.tv("library-count", &count)) }
            ul.list {
                @for bookmark in &shelf.bookmarks { (item(ctx, shelf, bookmark)) }
            }
            (paging::pager(ctx, shelf.page.unwrap_or(1), shelf.total, address))
        }
    };
    let frame = Page::new(title).under(ctx.t("nav-me"), "/me");
    if shelf.problems.none() {
        page_with_status(ctx, status, frame, body)
    } else {
        refused(ctx, frame, body)
    }
}

fn item(ctx: &Ctx, shelf: &Shelf, bookmark: &Bookmark) -> Markup {
    let at = format!("/me/shelf/{}", bookmark.entry_id);
    let name = bookmark.entry.as_ref().map(|e| e.title.as_str());
    let id = format!("note-{}", bookmark.entry_id);
    let about = shelf.about == Some(bookmark.entry_id.as_str());
    let problem = shelf.problems.of("note").filter(|_| about);
    let note = if about {
        shelf.form.get("note")
    } else {
        &bookmark.note
    };
    html! {
        li {
            @match &bookmark.entry {
                Some(entry) => {
                    h2 { a href=(format!("/library/{}", entry.slug)) lang=(entry.lang) { (entry.title) } }
                    p.meta {
                        (ctx.t(&format!("library-kind-{}", entry.kind)))
                        @if let Some(place) = entry.place() { " · " (place) }
                        @if entry.lang != ctx.lang.code() { " · " (content_language(ctx.lang, &entry.lang)) }
                        " · " span.nowrap { (ctx.tv("lists-shelf-since", &[("when", Value::from(dates::day_of(ctx.lang, bookmark.at)))])) }
                    }
                }
                None => {
                    h2 { (ctx.t("lists-shelf-gone")) }
                    p.meta { (ctx.t("lists-shelf-gone-text")) }
                }
            }
            @if !bookmark.note.is_empty() { p { (bookmark.note) } }
            details open[problem.is_some()] {
                summary { (ctx.t("lists-note")) @if let Some(name) = name { span.visually-hidden { ": " (name) } } }
                form.stack method="post" action=(format!("{at}/note")) {
                    (ctx.form_tokens())
                    input type="hidden" name="page" value=(shelf.page.unwrap_or(1));
                    div.field.invalid[problem.is_some()] {
                        label for=(id) { (ctx.t("lists-note")) }
                        @if let Some(problem) = problem {
                            p.error id=(format!("{id}-e")) { (problem.say(ctx.lang)) }
                        }
                        textarea id=(id) name="note" rows="3" data-maxlength=(NOTE_MAX)
                            aria-describedby=[problem.map(|_| format!("{id}-e"))] aria-invalid=[problem.map(|_| "true")] {
                            "\n" (note)
                        }
                    }
                    button.secondary { (ctx.t("save")) }
                }
            }
            form method="post" action=(format!("{at}/remove")) {
                (ctx.form_tokens())
                button.quiet.small {
                    (ctx.t("lists-shelf-remove"))
                    @if let Some(name) = name { span.visually-hidden { ": " (name) } }
                }
            }
        }
    }
}

pub fn on_entry(ctx: &Ctx, entry_id: &str, note: Option<&str>) -> Markup {
    html! {
        @match note {
            Some(note) => {
                p.no-print { a href="/me/shelf" { (ctx.t("lists-shelf-there")) } }
                @if !note.is_empty() { p.no-print { b { (ctx.t("lists-note")) ": " } (note) } }
            }
            None => {
                form.no-print method="post" action="/me/shelf" {
                    (ctx.form_tokens())
                    input type="hidden" name="entry" value=(entry_id);
                    button.secondary { (ctx.t("lists-shelf-put")) }
                }
            }
        }
    }
}
