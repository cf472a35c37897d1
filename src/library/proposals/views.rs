use std::collections::HashMap;

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use maud::{Markup, html};

use super::{Changes, Listed, Proposal, Waits};
use crate::attachments::{self, Attachment};
use crate::library::compare::fields::all_called;
use crate::library::compare::views::{self as compare_views, Row};
use crate::library::forms::{self, Editing};
use crate::library::{Entry, Outline, desk};
use crate::members;
use crate::web::lang::Value;
use crate::web::{Ctx, Fields, FormData, Page, Problems, dates, layout, paging};

pub struct Shown<'a> {
    pub entry: &'a Entry,
    pub proposal: &'a Proposal,
    /// What the entry says and what it would say.
    pub rows: &'a [Row],
    /// The entry has moved on in the same places: it must be worked in by hand.
    pub moved: bool,
    /// It has moved on elsewhere, and what would become of it has both.
    pub together: bool,
    /// The entry says all of it already.
    pub is_there: bool,
    /// Names of the fields that both changed.
    pub both: &'a [String],
    /// The viewer decides about it.
    pub decides: bool,
    pub own: bool,
    /// It is the viewer's to put in force.
    pub takes: bool,
    /// Only an editor may take it over.
    pub by_editor: bool,
    pub names: &'a HashMap<String, String>,
    /// Those that wait with it.
    pub files: &'a [Attachment],
}

fn below(ctx: &Ctx, title: String, entry: &Entry) -> Page {
    Page::new(title)
        .under(ctx.t("nav-library"), "/library")
        .under(&entry.title, format!("/library/{}", entry.slug))
}

pub fn form(ctx: &Ctx, entry: &Entry, editing: &Editing) -> HttpResponse {
    let (form, problems) = (editing.form, editing.problems);
    let here = format!("/library/{}", entry.slug);
    let title = ctx.t("proposals-propose");
    let f = Fields::new(ctx, form, problems);
    let body = html! {
        header.page-head {
            h1 { (title) }
            p.lead lang=(entry.lang) { (entry.title) }
            p { (ctx.t("proposals-lead")) }
        }
        (f.summary())
        form.stack method="post" action=(format!("{here}/propose")) data-confirm-leave=(if problems.none() { "" } else { "changed" }) {
            (f.hidden())
            input type="hidden" name="version" value=(form.get("version"));
            @for group in forms::text_groups(&f, editing) { (group) }
            details.asked open[!problems.none()] {
                summary { (ctx.t("proposals-facts")) }
                @for groups in forms::fact_groups(&f, editing) { (groups) }
                (f.input("text", "tags", "library-tags", false))
            }
            (f.textarea("reason", "proposals-reason", 4, true))
            div.form-actions {
                button { (ctx.t("proposals-send")) }
                a.button.quiet href=(here) { (ctx.t("cancel")) }
            }
        }
    };
    let frame = below(ctx, title, entry);
    if problems.none() {
        layout::page(ctx, frame, body)
    } else {
        layout::refused(ctx, frame, body)
    }
}

fn badge(ctx: &Ctx, is_change: bool, status: &str) -> Markup {
    let class = match status {
        "open" => "badge warn",
        "accepted" | "worked-in" => "badge ok",
        _ => "badge",
    };
    let said = match (is_change, status) {
        (true, "open") => ctx.t("proposals-change-open"),
        (true, "accepted") => ctx.t("proposals-change-accepted"),
        (true, "declined") => ctx.t("proposals-change-declined"),
        (true, "worked-in") => ctx.t("proposals-change-worked-in"),
        _ => ctx.t(&format!("proposals-status-{status}")),
    };
    html! { span class=(class) { (said) } }
}

fn name(ctx: &Ctx, names: &HashMap<String, String>, id: &str) -> String {
    members::shown_name(ctx, names, Some(id)).unwrap_or_default()
}

fn line(ctx: &Ctx, slug: &str, proposal: &Listed, names: &HashMap<String, String>) -> Markup {
    html! {
        h2 {
            a href=(format!("/library/{slug}/proposals/{}", proposal.id)) {
                (said_by(ctx, proposal.is_change, name(ctx, names, &proposal.person_id)))
            }
        }
        p.meta {
            (badge(ctx, proposal.is_change, &proposal.status)) " " (dates::day_of(ctx.lang, proposal.created_at))
        }
        @if !proposal.is_change { p.compared { (proposal.reason) } }
    }
}

/// Whose proposal it is, or whose change.
fn said_by(ctx: &Ctx, is_change: bool, name: String) -> String {
    let name = [("name", Value::from(name))];
    if is_change {
        ctx.tv("proposals-change-by", &name)
    } else {
        ctx.tv("proposals-by", &name)
    }
}

pub fn of_entry(
    ctx: &Ctx,
    entry: &Entry,
    proposals: &[Listed],
    names: &HashMap<String, String>,
    page: i64,
    total: i64,
) -> HttpResponse {
    let title = ctx.t("proposals-title");
    let here = format!("/library/{}/proposals", entry.slug);
    let body = html! {
        header.page-head { h1 { (title) } p.lead lang=(entry.lang) { (entry.title) } }
        @if proposals.is_empty() {
            div.empty {
                h2 { (ctx.t("proposals-none")) }
                p { (ctx.t("proposals-none-text")) }
                div.actions { a.button href=(format!("/library/{}/propose", entry.slug)) { (ctx.t("proposals-propose")) } }
            }
        } @else {
            ul.list { @for p in proposals { li { div { (line(ctx, &entry.slug, p, names)) } } } }
            (paging::pager(ctx, page, total, |n| format!("{here}?page={n}")))
        }
    };
    layout::page(ctx, below(ctx, title, entry), body)
}

pub fn list(
    ctx: &Ctx,
    rows: &[(Listed, Outline)],
    names: &HashMap<String, String>,
    page: i64,
    total: i64,
) -> HttpResponse {
    let list = desk::List {
        here: "/library/proposals",
        title: ctx.t("proposals-open"),
        lead: String::new(),
        empty: html! {
            h2 { (ctx.t("proposals-none-open")) }
            p { (ctx.t("proposals-none-text")) }
        },
        page,
        total,
    };
    let items = rows.iter().map(|(proposal, entry)| {
        html! {
            p lang=(entry.lang) { (entry.title) }
            (line(ctx, &entry.slug, proposal, names))
        }
    });
    desk::page(ctx, list, items)
}

pub fn show(
    ctx: &Ctx,
    shown: &Shown,
    form: &FormData,
    problems: &Problems,
    status: Option<StatusCode>,
) -> HttpResponse {
    let (entry, proposal) = (shown.entry, shown.proposal);
    let here = format!("/library/{}", entry.slug);
    let by = name(ctx, shown.names, &proposal.person_id);
    let title = if proposal.is_change() && !proposal.is_open() {
        ctx.tv("proposals-change-decided", &[("name", Value::from(by))])
    } else {
        said_by(ctx, proposal.is_change(), by)
    };
    let f = Fields::new(ctx, form, problems);
    let body = html! {
        header.page-head {
            h1 { (title) }
            p.lead lang=(entry.lang) { (entry.title) }
            p.meta { (badge(ctx, proposal.is_change(), &proposal.status)) " " (dates::moment(ctx.lang, proposal.created_at)) }
        }
        (f.summary())
        @if proposal.is_open() && (shown.moved || shown.together) {
            div.notice.warn role=[status.map(|_| "alert")] {
                @if shown.moved {
                    p { b { (ctx.t("proposals-moved")) } }
                    @if !shown.both.is_empty() {
                        p { (ctx.tv("proposals-both", &[("fields", Value::from(all_called(ctx, shown.both)))])) }
                    }
                    p { (ctx.t("proposals-moved-text")) }
                } @else {
                    p { b { (ctx.t("proposals-together")) } }
                    p { (ctx.t("proposals-together-text")) }
                }
                @if proposal.version != entry.version {
                    p { a href=(format!("{here}/compare?from={}&to={}", proposal.version, entry.version)) { (ctx.t("proposals-moved-see")) } }
                }
            }
        } @else if status.is_some() {
            div.notice.warn role="alert" { p { (ctx.t("proposals-conflict")) } }
        }
        @if proposal.is_open() && shown.is_there { div.notice { p { (ctx.t("proposals-there")) } } }
        @if proposal.is_change() {
            @if proposal.is_open() {
                div.notice { p { (ctx.t(if shown.own { waits_own(shown.takes) } else { "proposals-waits-text" })) } }
            }
        } @else {
            section.section {
                h2 { (ctx.t("proposals-reason")) }
                p.compared { (proposal.reason) }
            }
        }
        (decided(ctx, shown))
        @if !proposal.answer.is_empty() {
            section.section {
                h2 { (ctx.t("proposals-answer")) }
                p.compared { (proposal.answer) }
            }
        }
        (compare_views::in_line(ctx, entry, &compare_views::changed(shown.rows)))
        (attachments::waiting(ctx, entry, shown.files))
        @if proposal.is_open() && (shown.decides || shown.own) {
            form.stack.section.no-print method="post" action=(format!("{here}/proposals/{}", proposal.id)) {
                (f.hidden())
                input type="hidden" name="version" value=(entry.version);
                input type="hidden" name="written" value=(proposal.written);
                @if shown.decides {
                    (f.textarea("answer", "proposals-answer", 4, false))
                    @if shown.by_editor { p.hint { (ctx.t("proposals-by-editor")) } }
                    div.form-actions {
                        @if shown.moved {
                            a.button href=(format!("{here}/edit")) { (ctx.t("proposals-by-hand")) }
                            @if !(shown.by_editor && proposal.is_change()) {
                                button.secondary name="do" value="worked-in" { (ctx.t("proposals-worked-in")) }
                            }
                        } @else if !shown.by_editor {
                            @let accept = if proposal.is_change() { "proposals-approve" } else { "proposals-accept" };
                            button name="do" value="accept" { (ctx.t(accept)) }
                        }
                        button.secondary name="do" value="decline" { (ctx.t("proposals-decline")) }
                    }
                } @else {
                    div.form-actions {
                        @if shown.takes && shown.moved {
                            a.button href=(format!("{here}/edit")) { (ctx.t("proposals-by-hand")) }
                        } @else if shown.takes {
                            button name="do" value="accept" { (ctx.t("proposals-take")) }
                        }
                        button.secondary name="do" value="withdraw" { (ctx.t("proposals-withdraw")) }
                    }
                }
            }
        }
        p.section.no-print { a href=(here) { (ctx.t("proposals-to-entry")) } }
    };
    let frame =
        below(ctx, title, entry).under(ctx.t("proposals-title"), format!("{here}/proposals"));
    match status {
        Some(status) => layout::page_with_status(ctx, status, frame, body),
        None if problems.none() => layout::page(ctx, frame, body),
        None => layout::refused(ctx, frame, body),
    }
}

/// Who decided, and when.
fn decided(ctx: &Ctx, shown: &Shown) -> Markup {
    let proposal = shown.proposal;
    let key = match proposal.status.as_str() {
        "accepted" if proposal.is_change() => "proposals-approved-by",
        "accepted" | "declined" | "worked-in" => "proposals-decided-by",
        _ => return html! {},
    };
    html! {
        // Who put their own in force was asked by nobody.
        @if let (Some(by), Some(at)) = (proposal.decided_by.as_ref().filter(|by| **by != proposal.person_id), proposal.decided_at) {
            @let said = [
                ("name", Value::from(name(ctx, shown.names, by))),
                ("when", Value::from(dates::moment(ctx.lang, at))),
            ];
            p.meta { (ctx.tv(key, &said)) }
        }
    }
}

/// Above the texts that wait for the editors: the changes that do.
pub fn changes(ctx: &Ctx, changes: &Changes) -> Markup {
    html! {
        @if !changes.rows.is_empty() {
            section.section {
                h2 { (ctx.t("proposals-changes")) }
                ul.list {
                    @for (change, entry) in &changes.rows {
                        li {
                            div {
                                h3 {
                                    a href=(format!("/library/{}/proposals/{}", entry.slug, change.id)) lang=(entry.lang) { (entry.title) }
                                }
                                p.meta {
                                    (said_by(ctx, true, name(ctx, &changes.names, &change.person_id)))
                                    " · " (dates::day_of(ctx.lang, change.created_at))
                                }
                            }
                        }
                    }
                }
                @if changes.total > changes.rows.len() as i64 {
                    p { a href="/library/proposals" { (ctx.t("proposals-changes-all")) } }
                }
            }
        }
    }
}

/// What its author is told of a change that waits. `takes`: it is theirs to put in force.
fn waits_own(takes: bool) -> &'static str {
    if takes {
        "proposals-waits-no-more"
    } else {
        "proposals-waits-own"
    }
}

/// On an entry's page, for its author: a change of theirs waits for another's eyes.
pub fn waits(ctx: &Ctx, entry: &Entry, change: Option<&Waits>) -> Markup {
    html! {
        @if let Some(change) = change {
            div.notice.no-print {
                p { (ctx.t(waits_own(change.takes))) }
                p { a href=(format!("/library/{}/proposals/{}", entry.slug, change.id)) { (ctx.t("proposals-waits-see")) } }
            }
        }
    }
}

/// On an entry's page: the way to propose, and what waits.
pub fn on_entry(ctx: &Ctx, entry: &Entry, waiting: i64) -> Markup {
    let here = format!("/library/{}", entry.slug);
    let wanted = ctx
        .member
        .as_ref()
        .is_some_and(|m| super::is_wanted(m, entry));
    html! {
        @if waiting > 0 {
            p.no-print { a href=(format!("{here}/proposals")) { (ctx.tv("proposals-waiting", &[("count", Value::from(waiting))])) } }
        }
        @if wanted { p.no-print { a href=(format!("{here}/propose")) { (ctx.t("proposals-propose")) } } }
    }
}
