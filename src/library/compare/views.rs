use std::collections::HashMap;

use actix_web::HttpResponse;
use maud::{Markup, html};

use super::fields::{Field, called, in_form};
use super::queries::Outline;
use super::{Block, Comparison, Part, compare as compare_texts};
use crate::attachments::history::Step;
use crate::library::pages::{Event, facts};
use crate::library::queries::Revision;
use crate::library::{Audience, Entry, NewEntry, views as library};
use crate::rights::Act;
use crate::web::lang::Value;
use crate::web::{Ctx, Page, dates, layout, markdown, paging};

/// Both sides of a field, compared.
pub struct Row {
    pub name: String,
    pub label: String,
    pub typed: bool,
    pub comparison: Comparison,
}

/// Every field that either side has, in the order they are asked for.
pub fn rows(before: Vec<Field>, after: Vec<Field>) -> Vec<Row> {
    let mut new: HashMap<String, Field> = HashMap::new();
    let mut order: Vec<Field> = before.clone();
    for field in after {
        if before.iter().all(|b| b.name != field.name) {
            order.push(field.clone());
        }
        new.insert(field.name.clone(), field);
    }
    order.sort_by_key(|field| in_form(&field.name));
    let old: HashMap<String, Field> = before.into_iter().map(|f| (f.name.clone(), f)).collect();
    let text = |of: &HashMap<String, Field>, name: &str| {
        of.get(name).map_or_else(String::new, |f| f.text.clone())
    };
    order
        .into_iter()
        .map(|field| Row {
            comparison: compare_texts(&text(&old, &field.name), &text(&new, &field.name)),
            name: field.name,
            label: field.label,
            typed: field.typed,
        })
        .collect()
}

/// Those whose sides differ.
pub fn changed(rows: &[Row]) -> Vec<&Row> {
    rows.iter().filter(|r| !r.comparison.is_same()).collect()
}

pub struct Compared<'a> {
    pub entry: &'a Entry,
    pub before: (&'a Revision, String),
    pub after: (&'a Revision, String),
    pub choices: &'a [Outline],
    pub rows: &'a [Row],
    pub side: bool,
    /// For whom it would be when the first of them is brought back, where that is for more than now.
    pub wider: Option<Audience>,
}

fn version(ctx: &Ctx, number: i64) -> String {
    ctx.tv("library-version", &[("version", Value::from(number))])
}

pub fn compare(ctx: &Ctx, compared: &Compared) -> HttpResponse {
    let Compared { entry, side, .. } = compared;
    let here = format!("/library/{}", entry.slug);
    let (before, after) = (compared.before.0, compared.after.0);
    let changed = changed(compared.rows);
    let title = ctx.tv(
        "compare-title",
        &[
            ("from", Value::from(before.version)),
            ("to", Value::from(after.version)),
        ],
    );
    let body = html! {
        header.page-head {
            h1 { (title) }
            p.lead lang=(entry.lang) { (entry.title) }
        }
        (which(ctx, compared))
        (tabs(ctx, compared))
        @if before.version == after.version {
            div.notice { p { (ctx.t("compare-one")) } }
        } @else if changed.is_empty() {
            div.notice { p { (ctx.t("compare-same")) } }
        } @else {
            p.meta role="status" {
                (ctx.tv("compare-count", &[("count", Value::from(changed.len() as i64))]))
                ": "
                @for (i, row) in changed.iter().enumerate() {
                    @if i > 0 { ", " }
                    a href={ "#" (anchor(row)) } { (row.label) }
                }
            }
            (legend(ctx))
        }
        @if changed.iter().any(|r| r.comparison.coarse) {
            div.notice.warn { p { (ctx.t("compare-coarse")) } }
        }
        @if *side { (side_by_side(ctx, compared, &changed)) } @else { (in_line(ctx, entry, &changed)) }
        div.actions.no-print {
            @if before.version != entry.version { (restore_button(ctx, entry, before.version, compared.wider)) }
            a.button.quiet href={ (here) "/history" } { (ctx.t("library-history")) }
        }
        @if before.version != entry.version { (restore_hint(ctx, entry, compared.wider)) }
    };
    let frame = Page::new(title)
        .under(ctx.t("nav-library"), "/library")
        .under(&entry.title, &here)
        .under(ctx.t("library-history"), format!("{here}/history"));
    layout::page(ctx, frame, body)
}

/// How changes are shown.
pub fn legend(ctx: &Ctx) -> Markup {
    html! {
        p.hint {
            (ctx.t("compare-legend")) " "
            del { (ctx.t("compare-gone-sample")) } " " ins { (ctx.t("compare-new-sample")) }
        }
    }
}

fn anchor(row: &Row) -> String {
    format!("f-{}", row.name.replace(['.', '_'], "-"))
}

/// Choosing two others.
fn which(ctx: &Ctx, compared: &Compared) -> Markup {
    let select = |name: &str, label: String, on: i64| {
        html! {
            div.field {
                label for=(name) { (label) }
                select id=(name) name=(name) {
                    @if compared.choices.iter().all(|o| o.version != on) {
                        option value=(on) selected { (version(ctx, on)) }
                    }
                    @for o in compared.choices {
                        option value=(o.version) selected[o.version == on] {
                            (version(ctx, o.version)) ", " (dates::day_of(ctx.lang, o.at))
                        }
                    }
                }
            }
        }
    };
    html! {
        form.filter.long.no-print action=(format!("/library/{}/compare", compared.entry.slug)) aria-label=(ctx.t("compare-choose")) {
            (select("from", ctx.t("compare-from"), compared.before.0.version))
            (select("to", ctx.t("compare-to"), compared.after.0.version))
            @if compared.side { input type="hidden" name="view" value="side"; }
            button.secondary { (ctx.t("compare-do")) }
        }
    }
}

fn tabs(ctx: &Ctx, compared: &Compared) -> Markup {
    let address = |view: &str| {
        format!(
            "/library/{}/compare?from={}&to={}{view}",
            compared.entry.slug, compared.before.0.version, compared.after.0.version
        )
    };
    html! {
        nav.tabs aria-label=(ctx.t("compare-views")) {
            ul {
                li { a href=(address("")) aria-current=[(!compared.side).then_some("page")] { (ctx.t("compare-inline")) } }
                li { a href=(address("&view=side")) aria-current=[compared.side.then_some("page")] { (ctx.t("compare-side")) } }
            }
        }
    }
}

/// What changed, field by field.
pub fn in_line(ctx: &Ctx, entry: &Entry, changed: &[&Row]) -> Markup {
    html! {
        @for row in changed {
            section.section id=(anchor(row)) {
                h2 { (row.label) }
                div.compared lang=[row.typed.then_some(entry.lang.as_str())] {
                    (inline(ctx, &row.comparison))
                }
            }
        }
    }
}

/// One text with what was taken out and put in where it stood.
fn inline(ctx: &Ctx, comparison: &Comparison) -> Markup {
    html! {
        @for block in &comparison.blocks {
            @for part in &block.parts { (part_of(ctx, part)) }
        }
    }
}

fn side_by_side(ctx: &Ctx, compared: &Compared, changed: &[&Row]) -> Markup {
    let head = |revision: &Revision, by: &str| {
        html! {
            (version(ctx, revision.version)) br;
            span.meta { (by) ", " (dates::moment(ctx.lang, revision.at)) }
        }
    };
    html! {
        @for row in changed {
            section.section id=(anchor(row)) {
                h2 { (row.label) }
                div.table-scroll tabindex="0" role="region" aria-label=(row.label) {
                    table.data.compared-pair {
                        thead { tr {
                            th scope="col" { (head(compared.before.0, &compared.before.1)) }
                            th scope="col" { (head(compared.after.0, &compared.after.1)) }
                        } }
                        tbody lang=[row.typed.then_some(compared.entry.lang.as_str())] {
                            @for block in &row.comparison.blocks {
                                tr {
                                    td { (one_side(ctx, block, true)) }
                                    td { (one_side(ctx, block, false)) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn one_side(ctx: &Ctx, block: &Block, old: bool) -> Markup {
    html! {
        div.compared {
            @for part in &block.parts {
                @match part {
                    Part::New(_) if old => {}
                    Part::Gone(_) if !old => {}
                    part => (part_of(ctx, part)),
                }
            }
        }
    }
}

/// Whoever does not see colours hears where something begins and ends.
fn part_of(ctx: &Ctx, part: &Part) -> Markup {
    let heard = |key: &str| html! { span.visually-hidden { " [" (ctx.t(key)) " " } };
    let end = html! { span.visually-hidden { "] " } };
    match part {
        Part::Same(text) => html! { (text) },
        Part::Gone(text) => html! { del { (heard("compare-gone")) (shown(ctx, text)) (end) } },
        Part::New(text) => html! { ins { (heard("compare-new")) (shown(ctx, text)) (end) } },
    }
}

/// A change of nothing but white space shows too.
fn shown(ctx: &Ctx, text: &str) -> Markup {
    html! {
        @if text.trim().is_empty() {
            span aria-hidden="true" { @if text.contains('\n') { "¶" } @else { "␣" } }
            span.visually-hidden { (ctx.t("compare-blank")) }
        }
        (text)
    }
}

fn restore_button(ctx: &Ctx, entry: &Entry, version: i64, wider: Option<Audience>) -> Markup {
    html! {
        @if ctx.may(Act::EditEntry(entry.rights())) {
            form method="post" action=(format!("/library/{}/history/{version}/restore", entry.slug)) {
                (ctx.form_tokens())
                input type="hidden" name="version" value=(entry.version);
                button.secondary aria-describedby=[wider.map(|_| WIDER)] {
                    (ctx.tv("compare-restore", &[("version", Value::from(version))]))
                }
            }
        }
    }
}

/// The id of what is said of the button.
const WIDER: &str = "restore-audience";

/// Under the button: who gets to see it by that.
fn restore_hint(ctx: &Ctx, entry: &Entry, wider: Option<Audience>) -> Markup {
    html! {
        @if let Some(audience) = wider.filter(|_| ctx.may(Act::EditEntry(entry.rights()))) {
            @let label = ctx.t(&format!("library-audience-{}", audience.name()));
            p.hint.no-print id=(WIDER) { (ctx.tv("compare-restore-audience", &[("audience", Value::from(label))])) }
        }
    }
}

/// A page of the history; two of it can be chosen to be compared.
pub fn history(ctx: &Ctx, entry: &Entry, events: &[Event], page: i64, total: i64) -> HttpResponse {
    let here = format!("/library/{}", entry.slug);
    let readable: Vec<i64> = events
        .iter()
        .filter(|e| e.readable)
        .map(|e| e.revision.version)
        .collect();
    let timeline = html! {
        ol.timeline {
            @for event in events {
                @for (step, who) in &event.files { (files_item(ctx, step, who.as_deref())) }
                (timeline_item(ctx, &here, event, &readable))
            }
        }
    };
    let body = html! {
        header.page-head {
            h1 { (ctx.t("library-history")) }
            p.lead lang=(entry.lang) { (entry.title) }
        }
        @if readable.len() > 1 {
            form action=(format!("{here}/compare")) aria-label=(ctx.t("compare-choose")) {
                p.hint { (ctx.t("compare-hint")) }
                (timeline)
                div.form-actions { button.secondary { (ctx.t("compare-do-chosen")) } }
            }
        } @else {
            (timeline)
        }
        (paging::pager(ctx, page, total, |n| format!("{here}/history?page={n}")))
    };
    let frame = Page::new(ctx.t("library-history"))
        .under(ctx.t("nav-library"), "/library")
        .under(&entry.title, &here);
    layout::page(ctx, frame, body)
}

/// Files that came or were removed.
fn files_item(ctx: &Ctx, step: &Step, who: Option<&str>) -> Markup {
    let count = [("count", Value::from(step.names.len() as i64))];
    let what = if step.removed {
        "attachments-event-removed"
    } else {
        "attachments-event-came"
    };
    html! {
        li {
            time datetime=(step.at.and_utc().to_rfc3339()) { (dates::moment(ctx.lang, step.at)) }
            p {
                b { (ctx.tv(what, &count)) } " "
                (who.map_or_else(|| ctx.t("library-nobody"), str::to_string))
            }
            p.meta {
                @for (i, name) in step.names.iter().enumerate() {
                    @if i > 0 { " · " }
                    bdi { (name) }
                }
            }
        }
    }
}

fn timeline_item(ctx: &Ctx, here: &str, event: &Event, readable: &[i64]) -> Markup {
    let revision = &event.revision;
    let what = ctx.t(&format!("library-event-{}", revision.action));
    let said = facts(revision);
    let number = revision.version;
    html! {
        li {
            time datetime=(revision.at.and_utc().to_rfc3339()) { (dates::moment(ctx.lang, revision.at)) }
            p {
                b { (what) } " "
                (event.editor.clone().unwrap_or_else(|| ctx.t("library-nobody")))
                @if event.readable {
                    " · "
                    a href=(format!("{here}/history/{number}")) { (version(ctx, number)) }
                }
            }
            @if let Some(name) = &event.approver {
                p.meta { (ctx.tv("review-approved-by", &[("name", Value::from(name.clone()))])) }
            }
            @if let Some(about) = event.about {
                p.meta {
                    (ctx.t("review-sent-back-of")) " "
                    a href=(format!("{here}/history/{about}")) { (version(ctx, about)) }
                }
            }
            @if event.readable {
                @if let Some(from) = said.get("restored").and_then(|v| v.as_i64()) {
                    p.meta { (ctx.tv("compare-restored-from", &[("version", Value::from(from))])) }
                }
                @if let Some(reason) = said.get("reason").and_then(|v| v.as_str()) {
                    p { (ctx.t("review-reason-said")) " " q { (reason) } }
                }
            }
            @if !event.changed.is_empty() {
                p.meta {
                    (ctx.t("library-changed")) " "
                    @for (i, field) in event.changed.iter().enumerate() {
                        @if i > 0 { " · " }
                        (called(ctx, field))
                    }
                }
            }
            @if event.readable && readable.len() > 1 {
                div.choices.inline.no-print {
                    @for (name, key, on) in [("from", "compare-pick-from", readable.get(1)), ("to", "compare-pick-to", readable.first())] {
                        label {
                            input type="radio" name=(name) value=(number) checked[on == Some(&number)]
                                aria-label=(ctx.tv(&format!("{key}-label"), &[("version", Value::from(number))]));
                            " " (ctx.t(key))
                        }
                    }
                }
            }
        }
    }
}

/// One revision, told as the living page tells it. `content`: what it says, and what it names that
/// the viewer may see.
pub fn revision(
    ctx: &Ctx,
    entry: &Entry,
    revision: &Revision,
    (content, named): (&NewEntry, &library::Named),
    editor: Option<&str>,
    wider: Option<Audience>,
) -> HttpResponse {
    let here = format!("/library/{}", entry.slug);
    let lang = content.lang.as_str();
    let label = version(ctx, revision.version);
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
            div.actions.no-print {
                a.button.secondary href=(format!("{here}/compare?from={}&to={}", revision.version, entry.version)) {
                    (ctx.t("compare-with-current"))
                }
                (restore_button(ctx, entry, revision.version, wider))
            }
            (restore_hint(ctx, entry, wider))
        }
        div.columns.entry {
            (library::glance(ctx, content, None))
            div {
                (library::sections(ctx, content, named))
                @if !revision.body.is_empty() {
                    article.prose lang=(lang) { (markdown::html(&revision.body)) }
                }
                (library::tags(ctx, content))
            }
            (library::about(ctx, &library::readers(ctx, content), &html! {}))
        }
    };
    let frame = Page::new(label)
        .under(ctx.t("nav-library"), "/library")
        .under(&entry.title, &here)
        .under(ctx.t("library-history"), format!("{here}/history"))
        .framing(named.player.as_ref().map(|p| p.host.clone()));
    layout::page(ctx, frame, body)
}
