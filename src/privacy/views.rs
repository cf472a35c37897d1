use actix_web::HttpResponse;
use chrono::{Duration, NaiveDateTime};
use maud::{DOCTYPE, Markup, PreEscaped, html};
use serde_json::Value as Json;

use super::consents::{ConsentRow, Purpose};
use super::erasure::{self, Contributions};
use super::export::{self, Everything, ExportRow};
use super::record;
use super::retention::CLASSES;
use super::tables::{Class, TABLES};
use crate::library::people::Tended;
use crate::search::unanswered::MONTHS;
use crate::web::fields::Choice;
use crate::web::lang::{Lang, Value};
use crate::web::{Ctx, Fields, FormData, Page, Problems, dates, layout, page};

pub fn own(
    ctx: &Ctx,
    exports: &[ExportRow],
    given: &[ConsentRow],
    problems: &Problems,
) -> HttpResponse {
    let form = FormData::default();
    let f = Fields::new(ctx, &form, problems);
    let body = html! {
        header.page-head {
            h1 { (ctx.t("privacy-own")) }
            p.lead { (ctx.t("privacy-own-lead")) }
        }
        (f.summary())
        section.section #export {
            h2 { (ctx.t("privacy-export")) }
            p.measure { (ctx.tv("privacy-export-text", &[("days", Value::from(export::DAYS))])) }
            @if !exports.is_empty() {
                ul.list {
                    @for row in exports { (archive_line(ctx, row)) }
                }
            }
            form method="post" action="/me/data/export" {
                (f.hidden())
                button { (ctx.t("privacy-export-do")) }
            }
        }
        section.section #consents {
            h2 { (ctx.t("privacy-consents")) }
            p.measure { (ctx.t("privacy-consents-text")) }
            ul.list {
                @for purpose in Purpose::ALL { (consent(ctx, purpose, given)) }
            }
        }
        section.section {
            div.section-head {
                h2 { (ctx.t("privacy-kept")) }
                a href="/privacy/retention" { (ctx.t("privacy-kept-all")) }
            }
            p.measure { (ctx.t("privacy-kept-text")) }
            dl.facts {
                @for class in Class::ALL {
                    div {
                        dt { (ctx.t(&format!("privacy-class-{}", class.name()))) }
                        dd { (ctx.t(&format!("privacy-data-{}", class.name()))) }
                    }
                }
            }
        }
        section.section {
            h2 { (ctx.t("privacy-erase")) }
            @if ctx.leaving.is_some() {
                p.measure { (ctx.t("privacy-erase-asked")) }
            } @else {
                p.measure { (ctx.tv("privacy-erase-short", &[("days", Value::from(erasure::DAYS))])) }
                div.actions { a.button.secondary href="/me/data/erase" { (ctx.t("privacy-erase-go")) } }
            }
        }
    };
    let frame = Page::new(ctx.t("privacy-own")).under(ctx.t("nav-me"), "/me");
    if problems.none() {
        page(ctx, frame, body)
    } else {
        layout::refused(ctx, frame, body)
    }
}

fn archive_line(ctx: &Ctx, row: &ExportRow) -> Markup {
    let asked = dates::moment(ctx.lang, row.asked_at);
    let until = dates::day_of(ctx.lang, row.asked_at + Duration::days(export::DAYS));
    html! {
        li {
            @if row.ready_at.is_some() {
                a href=(format!("/me/data/{}", row.id)) {
                    (ctx.tv("privacy-export-fetch", &[("when", Value::from(asked))]))
                }
                p.meta { (ctx.tv("privacy-export-until", &[("day", Value::from(until))])) }
            } @else {
                b { (ctx.tv("privacy-export-waits", &[("when", Value::from(asked))])) }
                p.meta { (ctx.t("privacy-export-waits-text")) }
            }
        }
    }
}

pub fn ask_membership(ctx: &Ctx) -> Markup {
    let network = [("network", Value::from(ctx.network().to_string()))];
    html! {
        section.notice aria-labelledby="membership" {
            h2.h3 id="membership" { (ctx.tv("privacy-ask-membership", &network)) }
            p {
                (ctx.t("privacy-ask-membership-text")) " "
                a href="/privacy" { (ctx.t("nav-privacy")) }
            }
            form.actions method="post" action="/me/data/consents" {
                (ctx.form_tokens())
                input type="hidden" name="purpose" value=(Purpose::Membership.name());
                button name="answer" value="give" { (ctx.t("privacy-ask-membership-yes")) }
                a.button.quiet href="/me/data" { (ctx.t("privacy-ask-membership-no")) }
            }
        }
    }
}

fn consent(ctx: &Ctx, purpose: Purpose, given: &[ConsentRow]) -> Markup {
    let latest = given.iter().find(|r| r.purpose == purpose.name());
    let open = latest.is_some_and(|r| r.withdrawn_at.is_none() && r.version == purpose.version());
    let label = ctx.t(&format!("privacy-consent-{}", purpose.name()));
    html! {
        li {
            h3 {
                (label) " "
                @if open { span.badge.ok { (ctx.t("privacy-consent-yes")) } }
                @else if purpose.can_be_withdrawn() { span.badge { (ctx.t("privacy-consent-no")) } }
            }
            p { (ctx.t(&format!("privacy-consent-{}-text", purpose.name()))) }
            @if let Some(row) = latest {
                p.meta {
                    (ctx.tv("privacy-consent-given", &[
                        ("when", Value::from(dates::moment(ctx.lang, row.given_at))),
                        ("version", Value::from(row.version)),
                    ]))
                    @if let Some(at) = row.withdrawn_at {
                        " " (ctx.tv("privacy-consent-withdrawn", &[("when", Value::from(dates::moment(ctx.lang, at)))]))
                    }
                }
            }
            @if purpose.can_be_withdrawn() || !open {
                form method="post" action="/me/data/consents" {
                    (ctx.form_tokens())
                    input type="hidden" name="purpose" value=(purpose.name());
                    @if open {
                        button.secondary.small name="answer" value="withdraw" {
                            (ctx.t("privacy-consent-withdraw")) span.visually-hidden { ": " (label) }
                        }
                    } @else {
                        button.secondary.small name="answer" value="give" {
                            (ctx.t("privacy-consent-give")) span.visually-hidden { ": " (label) }
                        }
                    }
                }
            }
        }
    }
}

/// What somebody looks after in the library, and who could when they are gone: id and name.
pub struct Left {
    pub tended: Tended,
    pub heirs: Vec<Choice>,
}

pub fn erase(
    ctx: &Ctx,
    last: bool,
    left: &Left,
    form: &FormData,
    problems: &Problems,
) -> HttpResponse {
    let f = Fields::new(ctx, form, problems);
    let choices: Vec<_> = Contributions::ALL
        .iter()
        .map(|c| {
            let label = ctx.t(&format!("privacy-contributions-{}", c.name()));
            (c.name().to_string(), label)
        })
        .collect();
    let sure = [("yes".to_string(), ctx.t("privacy-erase-sure-yes"))];
    let body = html! {
        header.page-head {
            h1 { (ctx.t("privacy-erase")) }
            p.lead { (ctx.tv("privacy-erase-lead", &[("days", Value::from(erasure::DAYS))])) }
        }
        @if last {
            div.notice.warn {
                p { (ctx.t("privacy-erase-last")) }
                p { a href="/admin" { (ctx.t("nav-admin")) } }
            }
        } @else if ctx.leaving.is_some() {
            div.notice { p { (ctx.t("privacy-erase-asked")) } }
        }
        section.section {
            h2 { (ctx.t("privacy-erase-goes")) }
            ul { @for key in ["details", "sign-in", "notices", "meetings", "drafts", "named"] {
                li { (ctx.t(&format!("privacy-erase-goes-{key}"))) }
            } }
            h2 { (ctx.t("privacy-erase-stays")) }
            ul { @for key in ["exams", "audit", "attendance", "processes", "mails", "backups"] {
                li { (ctx.t(&format!("privacy-erase-stays-{key}"))) }
            } }
        }
        @if !last && ctx.leaving.is_none() {
            (f.summary())
            form.stack method="post" action="/me/data/erase" {
                (f.hidden())
                (f.choices("contributions", "privacy-contributions", &choices, false))
                (hand_on(&f, left))
                (f.choices("sure", "privacy-erase-sure", &sure, true))
                div.form-actions {
                    button.danger { (ctx.t("privacy-erase-do")) }
                    a.button.quiet href="/me/data" { (ctx.t("cancel")) }
                }
            }
        }
    };
    let frame = Page::new(ctx.t("privacy-erase"))
        .under(ctx.t("nav-me"), "/me")
        .under(ctx.t("privacy-own"), "/me/data");
    if problems.none() && !(last && form.has("sure")) {
        page(ctx, frame, body)
    } else {
        layout::refused(ctx, frame, body)
    }
}

/// Who takes over what they look after; without anybody to ask, what becomes of it.
fn hand_on(f: &Fields, left: &Left) -> Markup {
    let counted = |key: &str, n: i64| f.ctx.tv(key, &[("count", Value::from(n))]);
    let (to_deputies, alone) = (left.tended.to_deputies, left.tended.alone());
    html! {
        @if left.tended.all > 0 {
            div.notice {
                p { (counted("freshness-leaving-tended", left.tended.all)) }
                @if to_deputies > 0 { p { (counted("freshness-leaving-deputies", to_deputies)) } }
                @if alone > 0 { p { (counted("freshness-leaving-alone", alone)) } }
                @if alone > 0 && left.heirs.is_empty() { p { (f.ctx.t("freshness-leaving-by-hand")) } }
            }
        }
        @if alone > 0 && !left.heirs.is_empty() {
            (f.select("heir", "freshness-leaving-heir", &left.heirs, Some(&f.ctx.t("freshness-leaving-nobody")), false))
        }
    }
}

pub fn leaving(ctx: &Ctx, day: NaiveDateTime) -> Markup {
    let day = dates::day_of(ctx.lang, day);
    html! {
        div.flash.warn role="status" {
            p { (ctx.tv("privacy-leaving", &[("day", Value::from(day))])) }
            form method="post" action="/me/data/regret" {
                (ctx.form_tokens())
                button.small { (ctx.t("privacy-regret-do")) }
            }
        }
    }
}

pub fn regret(ctx: &Ctx, token: &str) -> HttpResponse {
    let body = html! {
        div.narrow {
            header.page-head {
                h1 { (ctx.t("privacy-regret")) }
                p.lead { (ctx.t("privacy-regret-text")) }
            }
            form.stack method="post" action=(format!("/privacy/regret/{token}")) {
                (ctx.form_tokens())
                div.form-actions { button { (ctx.t("privacy-regret-do")) } }
            }
        }
    };
    page(ctx, Page::new(ctx.t("privacy-regret")), body)
}

pub fn retention(ctx: &Ctx) -> HttpResponse {
    let title = ctx.t("privacy-retention");
    let body = html! {
        header.page-head {
            h1 { (title) }
            p.lead { (ctx.t("privacy-retention-lead")) }
        }
        div.table-scroll tabindex="0" role="region" aria-label=(title) {
            table.data {
                thead { tr {
                    th scope="col" { (ctx.t("privacy-retention-what")) }
                    th scope="col" { (ctx.t("privacy-record-period")) }
                    th scope="col" { (ctx.t("privacy-record-purpose")) }
                    th scope="col" { (ctx.t("privacy-record-data")) }
                } }
                tbody {
                    @for retention in &CLASSES {
                        @let name = retention.class.name();
                        tr {
                            th scope="row" { (ctx.t(&format!("privacy-class-{name}"))) }
                            td { (record::period(ctx.lang, retention)) }
                            td { (ctx.t(&format!("privacy-purpose-{name}"))) }
                            td { (ctx.t(&format!("privacy-data-{name}"))) }
                        }
                    }
                }
            }
        }
        section.section {
            h2 { (ctx.t("privacy-retention-more")) }
            p.measure { (ctx.t("privacy-retention-audit")) }
            p.measure { (ctx.t("privacy-retention-backups")) }
            p.measure { (ctx.tv("unanswered-kept", &[("months", MONTHS.into())])) }
            @if ctx.member.is_some() { p { a href="/me/data" { (ctx.t("privacy-own")) } } }
        }
    };
    page(
        ctx,
        Page::new(title).under(ctx.t("nav-privacy"), "/privacy"),
        body,
    )
}

pub fn record(ctx: &Ctx) -> HttpResponse {
    let title = ctx.t("privacy-record");
    let contact = &ctx.app.config.mail_from;
    let body = html! {
        header.page-head {
            h1 { (title) }
            p.lead { (ctx.t("privacy-record-lead")) }
            div.actions {
                a.button.secondary href="/admin/privacy/record.csv" { (ctx.t("privacy-record-csv")) }
                a.button.secondary href="/admin/privacy/record.json" { (ctx.t("privacy-record-json")) }
            }
        }
        dl.facts {
            div { dt { (ctx.t("privacy-record-controller")) } dd { (ctx.network()) } }
            div { dt { (ctx.t("privacy-record-contact")) } dd { (contact) } }
            div { dt { (ctx.t("privacy-record-transfers")) } dd { (ctx.t("privacy-record-transfers-text")) } }
        }
        section.section {
            h2 { (ctx.t("privacy-record-activities")) }
            @for a in record::activities(ctx.lang) {
                article.panel {
                    h3 { (a.name) }
                    dl.facts {
                        div { dt { (ctx.t("privacy-record-purpose")) } dd { (a.purpose) } }
                        div { dt { (ctx.t("privacy-record-basis")) } dd { (a.basis) } }
                        div { dt { (ctx.t("privacy-record-people")) } dd { (a.people) } }
                        div { dt { (ctx.t("privacy-record-data")) } dd { (a.data) } }
                        div { dt { (ctx.t("privacy-record-recipients")) } dd { (a.recipients) } }
                        div { dt { (ctx.t("privacy-record-period")) } dd { (a.period) } }
                    }
                    details {
                        summary { (ctx.tv("privacy-record-columns", &[("count", Value::from(a.columns.len() as i64))])) }
                        p.meta {
                            @for (i, column) in a.columns.iter().enumerate() {
                                @if i > 0 { ", " }
                                // A long name may break at its dot.
                                @match column.split_once('.') {
                                    Some((table, name)) => { (table) "." wbr; (name) }
                                    None => (column),
                                }
                            }
                        }
                    }
                }
            }
        }
        section.section {
            h2 { (ctx.t("privacy-record-security")) }
            ul { @for measure in record::measures(ctx.lang) { li { (measure) } } }
        }
    };
    page(
        ctx,
        Page::new(title).under(ctx.t("nav-admin"), "/admin"),
        body,
    )
}

/// The archive to read: a document of its own that needs nothing else.
pub fn archive(all: &Everything, network: &str, now: NaiveDateTime) -> String {
    let lang = all.lang;
    let title = lang.tv(
        "privacy-archive-title",
        &[("name", Value::from(all.subject.name.clone()))],
    );
    html! {
        (DOCTYPE)
        html lang=(lang.code()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (title) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                h1 { (title) }
                p {
                    (lang.tv("privacy-archive-lead", &[
                        ("network", Value::from(network.to_string())),
                        ("when", Value::from(dates::moment(lang, now))),
                    ]))
                }
                @if all.photo.is_some() { p { (lang.t("privacy-archive-photo")) } }
                @for class in Class::ALL {
                    @let name = class.name();
                    section {
                        h2 { (lang.t(&format!("privacy-class-{name}"))) }
                        p { (lang.t(&format!("privacy-purpose-{name}"))) }
                        @if all.parts.iter().filter(|p| p.of.class == class).all(|p| p.rows.is_empty()) {
                            p { (lang.t("privacy-archive-nothing")) }
                        }
                        @for part in all.parts.iter().filter(|p| p.of.class == class && !p.rows.is_empty()) {
                            h3 { (table_label(lang, part.of.table, part.of.column)) }
                            @for row in &part.rows { (row_of(all, row)) }
                        }
                    }
                }
                section {
                    h2 { (lang.t("privacy-archive-withheld")) }
                    p { (lang.t("privacy-archive-withheld-text")) }
                    ul {
                        @for row in TABLES.iter().filter(|r| !r.withheld.is_empty()) {
                            li { (table_label(lang, row.table, row.column)) ": " (row.withheld.join(", ")) }
                        }
                    }
                }
            }
        }
    }
    .into_string()
}

/// For a file on somebody's own machine, where no other stylesheet is.
const STYLE: &str = "body{font:1rem/1.5 system-ui,sans-serif;max-width:50rem;margin:2rem auto;\
padding:0 1rem;color:#231a20;background:#fff}h2{margin-top:2.5rem;border-bottom:2px solid #742a58}\
dl{margin:0 0 1rem;padding:.5rem 1rem;border:1px solid #84757e;border-radius:.3rem}\
dl div{display:flex;flex-wrap:wrap;gap:0 1rem;padding:.15rem 0}dt{flex:0 0 12rem;font-weight:600}\
dd{flex:1 1 20rem;margin:0;white-space:pre-wrap;overflow-wrap:anywhere}";

fn table_label(lang: Lang, table: &str, column: &str) -> String {
    let key = format!("privacy-table-{table}-{column}").replace('_', "-");
    lang.try_t(&key)
        .unwrap_or_else(|| format!("{table}, {column}"))
}

fn row_of(all: &Everything, row: &Json) -> Markup {
    let fields = row.as_object().into_iter().flatten();
    html! {
        dl {
            @for (name, value) in fields.filter(|(_, v)| !v.is_null() && *v != "") {
                div {
                    dt { (column_label(all.lang, name)) }
                    dd { (shown(all, name, value)) }
                }
            }
        }
    }
}

fn column_label(lang: Lang, column: &str) -> String {
    let key = format!("privacy-column-{}", column.replace('_', "-"));
    lang.try_t(&key).unwrap_or_else(|| column.to_string())
}

fn shown(all: &Everything, column: &str, value: &Json) -> String {
    let Json::String(text) = value else {
        return value.to_string();
    };
    if let Some(name) = all.names.get(text) {
        return name.clone();
    }
    let instant = ["%Y-%m-%d %H:%M:%S%.f", "%Y-%m-%dT%H:%M:%S%.f"]
        .iter()
        .find_map(|form| NaiveDateTime::parse_from_str(text, form).ok());
    match instant {
        // A day is a day wherever one is.
        Some(at) if column.ends_with("_day") => dates::date(all.lang, at.date()),
        Some(at) => dates::moment(all.lang, at),
        None => text.clone(),
    }
}
