use std::collections::HashMap;

use actix_web::HttpResponse;
use maud::{Markup, html};

use super::AuditRow;
use super::pages::{Asked, Shown};
use crate::clock::{COPENHAGEN, to_local};
use crate::web::lang::{Lang, Value};
use crate::web::{Ctx, Page, dates, page, paging};

pub fn list(ctx: &Ctx, asked: &Asked, shown: &Shown) -> HttpResponse {
    let query = asked.query();
    let body = html! {
        header.page-head {
            h1 { (ctx.t("audit-title")) }
            p.lead { (ctx.t("audit-lead")) }
        }
        (filter(ctx, asked, shown))
        @if shown.rows.is_empty() {
            div.empty {
                h2 { (ctx.t("audit-none")) }
                p { (ctx.t("audit-none-text")) }
                div.actions { a.button.secondary href="/admin/audit" { (ctx.t("audit-show-all")) } }
            }
        } @else {
            div.section-head {
                h2 { (ctx.tv("audit-found", &[("count", Value::from(shown.total))])) }
                @if !asked.is_all() { a href="/admin/audit" { (ctx.t("audit-show-all")) } }
            }
            div.table-scroll tabindex="0" role="region" aria-label=(ctx.t("audit-title")) {
                table.data {
                    thead { tr {
                        th scope="col" { (ctx.t("audit-when")) }
                        th scope="col" { (ctx.t("audit-who")) }
                        th scope="col" { (ctx.t("audit-did")) }
                        th scope="col" { (ctx.t("audit-what")) }
                        th scope="col" { (ctx.t("audit-origin")) }
                    } }
                    tbody { @for row in &shown.rows { (line(ctx, row, &shown.names)) } }
                }
            }
            (paging::pager(ctx, shown.page, shown.total, |n| format!("/admin/audit?{query}&page={n}")))
            section.section {
                h2 { (ctx.t("audit-export")) }
                p { (ctx.t("audit-export-text")) }
                div.actions {
                    a.button.secondary href=(format!("/admin/audit/export?{query}&format=csv")) { (ctx.t("audit-export-csv")) }
                    a.button.secondary href=(format!("/admin/audit/export?{query}&format=jsonl")) { (ctx.t("audit-export-jsonl")) }
                }
            }
        }
        section.section {
            h2 { (ctx.t("audit-head")) }
            p { (ctx.t("audit-head-text")) }
            dl.facts {
                div { dt { (ctx.t("audit-rows")) } dd { (shown.head.0) } }
                div { dt { (ctx.t("audit-head-name")) } dd { code { (shown.head.1) } } }
            }
        }
    };
    let frame = Page::new(ctx.t("audit-title")).under(ctx.t("nav-admin"), "/admin");
    page(ctx, frame, body)
}

fn filter(ctx: &Ctx, asked: &Asked, shown: &Shown) -> Markup {
    html! {
        form.filter action="/admin/audit" data-filter {
            div.field {
                label for="person" { (ctx.t("audit-who")) }
                input id="person" name="person" value=(asked.person) maxlength="100" autocomplete="off";
            }
            (choice(ctx, "action", "audit-did", &asked.action, &shown.actions, action))
            (choice(ctx, "kind", "audit-what", &asked.kind, &shown.kinds, kind))
            div.field {
                label for="from" { (ctx.t("audit-from")) }
                input type="date" id="from" name="from" value=(asked.from);
            }
            div.field {
                label for="to" { (ctx.t("audit-to")) }
                input type="date" id="to" name="to" value=(asked.to);
            }
            button.secondary { (ctx.t("audit-show")) }
        }
    }
}

fn choice(
    ctx: &Ctx,
    name: &str,
    label: &str,
    chosen: &str,
    stored: &[String],
    said: fn(Lang, &str) -> String,
) -> Markup {
    let mut choices: Vec<(String, &String)> =
        stored.iter().map(|s| (said(ctx.lang, s), s)).collect();
    choices.sort();
    html! {
        div.field {
            label for=(name) { (ctx.t(label)) }
            select id=(name) name=(name) {
                option value="" { (ctx.t("audit-any")) }
                @for (said, stored) in &choices {
                    option value=(stored) selected[stored.as_str() == chosen] { (said) }
                }
            }
        }
    }
}

fn line(ctx: &Ctx, row: &AuditRow, names: &HashMap<String, String>) -> Markup {
    html! {
        tr {
            td.nowrap {
                time datetime=(dates::machine(to_local(row.at, COPENHAGEN))) {
                    (dates::moment(ctx.lang, row.at))
                }
            }
            td {
                @match &row.actor_id {
                    None => (ctx.t("audit-program")),
                    Some(id) => a href=(format!("/admin/audit?person={id}")) { (name(ctx, names, id)) },
                }
            }
            td { (action(ctx.lang, &row.action)) }
            td { (subject(ctx, row, names)) }
            td.nowrap { @if row.origin.is_empty() { "–" } @else { (row.origin) } }
        }
    }
}

fn name(ctx: &Ctx, names: &HashMap<String, String>, id: &str) -> String {
    names
        .get(id)
        .cloned()
        .unwrap_or_else(|| ctx.t("forum-former-member"))
}

/// What it was done to: a person by name, the rest by kind and the end of its id.
fn subject(ctx: &Ctx, row: &AuditRow, names: &HashMap<String, String>) -> Markup {
    let id = row.subject_id.as_str();
    let kind = kind(ctx.lang, &row.subject_kind);
    let end: String = id
        .chars()
        .skip(id.chars().count().saturating_sub(6))
        .collect();
    html! {
        @if row.subject_kind == "person" { (kind) ": " (name(ctx, names, id)) }
        @else if id.is_empty() { (kind) }
        @else { (kind) " " span.meta title=(id) { (end) } }
    }
}

/// An action in words; one without words shows itself.
fn action(lang: Lang, stored: &str) -> String {
    lang.try_t(&format!("audit-action-{stored}"))
        .unwrap_or_else(|| stored.to_string())
}

fn kind(lang: Lang, stored: &str) -> String {
    lang.try_t(&format!("audit-kind-{stored}"))
        .unwrap_or_else(|| stored.to_string())
}
