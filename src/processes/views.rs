use std::collections::HashMap;

use actix_web::HttpResponse;
use chrono::NaiveDate;
use maud::{Markup, html};

use super::queries::{PartyRow, ProcessRow, RoundRow, VoiceRow};
use super::{APPROACHES, MED, PARTIES_MAX, PARTS, PARTY_KINDS, party_field};
use crate::library::language::unlike;
use crate::library::terms::Vocabulary;
use crate::members::OrganisationRow;
use crate::rights::Act;
use crate::web::fields::Choice;
use crate::web::lang::Value;
use crate::web::{Ctx, Fields, FormData, Page, Problems, dates, layout, markdown, page, paging};

/// A process with all that belongs to it.
pub struct Shown {
    pub process: ProcessRow,
    pub parties: Vec<PartyRow>,
    pub rounds: Vec<RoundRow>,
    pub voices: Vec<VoiceRow>,
    pub lead: Option<String>,
    pub organisation: Option<String>,
    /// The day in Copenhagen.
    pub today: NaiveDate,
}

impl Shown {
    /// What one must be allowed to lead this process.
    pub fn leading(&self) -> Act<'_> {
        Act::GuideProcess {
            lead_id: self.process.lead_id.as_deref(),
        }
    }

    fn never_heard(&self) -> impl Iterator<Item = &PartyRow> {
        self.parties
            .iter()
            .filter(|p| !self.voices.iter().any(|v| v.party_id == p.id))
    }
}

pub fn kind(ctx: &Ctx, kind: &str) -> String {
    ctx.t(&format!("processes-kind-{kind}"))
}

fn area(ctx: &Ctx, area: &str) -> String {
    ctx.terms.label(Vocabulary::Areas, ctx.lang, area)
}

pub fn list(
    ctx: &Ctx,
    processes: &[ProcessRow],
    at: i64,
    total: i64,
    never_heard: &HashMap<String, i64>,
    organisations: &HashMap<String, String>,
) -> HttpResponse {
    let may_lead = ctx.may(Act::LeadProcess);
    let begin = html! {
        div.actions { a.button href="/processes/new" { (ctx.t("processes-new")) } }
    };
    let body = html! {
        header.page-head {
            h1 { (ctx.t("nav-processes")) }
            p.lead { (ctx.t("processes-lead")) }
            @if may_lead && !processes.is_empty() { (begin) }
        }
        @if processes.is_empty() {
            div.empty {
                h2 { (ctx.t("processes-none")) }
                @if may_lead {
                    p { (ctx.t("processes-none-text")) }
                    (begin)
                } @else {
                    p { (ctx.t("processes-none-ask")) }
                    div.actions { a.button.secondary href="/forum/new" { (ctx.t("processes-none-forum")) } }
                }
            }
        } @else {
            h2.visually-hidden { (ctx.t("nav-processes")) }
            ul.list {
                @for process in processes {
                    li {
                        h3 { a href=(format!("/processes/{}", process.id)) { (process.title) } }
                        p.meta {
                            @if let Some(name) = process.organisation_id.as_ref().and_then(|id| organisations.get(id)) {
                                (name) " · "
                            }
                            (area(ctx, &process.area))
                        }
                        @if let Some(count) = never_heard.get(&process.id) {
                            p { span.badge.warn { (ctx.tv("processes-parties-not-heard", &[("count", Value::from(*count))])) } }
                        }
                    }
                }
            }
            (paging::pager(ctx, at, total, |n| format!("/processes?page={n}")))
        }
    };
    page(ctx, Page::new(ctx.t("nav-processes")), body)
}

fn choices(ctx: &Ctx, names: &[&str], prefix: &str) -> Vec<Choice> {
    names
        .iter()
        .map(|n| (n.to_string(), ctx.t(&format!("{prefix}-{n}"))))
        .collect()
}

pub fn new(
    ctx: &Ctx,
    organisations: &[OrganisationRow],
    form: &FormData,
    problems: &Problems,
) -> HttpResponse {
    let f = Fields::new(ctx, form, problems);
    let choose = ctx.t("processes-choose");
    let choose = Some(choose.as_str());
    let organisations: Vec<Choice> = organisations
        .iter()
        .map(|o| (o.id.clone(), o.name.clone()))
        .collect();
    let areas = ctx.terms.choices(Vocabulary::Areas, ctx.lang, None);
    let approaches = choices(ctx, &APPROACHES, "processes-approach");
    let kinds = choices(ctx, &PARTY_KINDS, "processes-kind");
    let parts = choices(ctx, &PARTS, "processes-part");
    let body = html! {
        header.page-head {
            h1 { (ctx.t("processes-new")) }
            p.lead { (ctx.t("processes-new-lead")) }
        }
        (f.summary())
        form.stack method="post" action="/processes" data-confirm-leave {
            (f.hidden())
            h2 { (ctx.t("processes-framing")) }
            (f.input("text", "title", "processes-title", true))
            div.grid-2 {
                (f.select("area", "processes-area", &areas, choose, true))
                (f.select("organisation", "field-organisation", &organisations, Some(&ctx.t("none")), false))
            }
            (f.textarea("question", "processes-question", 3, true))
            (f.choices("approach", "processes-approach", &approaches, false))
            (f.textarea("commission", "processes-commission", 8, true))
            (f.textarea("backing", "processes-backing", 4, true))
            h2 { (ctx.t("processes-parties")) }
            p { (ctx.t("processes-parties-text")) }
            @for row in 1..=PARTIES_MAX {
                fieldset {
                    legend { (ctx.tv("processes-party", &[("number", Value::from(row as i64))])) }
                    div.grid-2 {
                        (f.input("text", &party_field(row, "name"), "processes-party-name", false))
                        (f.select(&party_field(row, "kind"), "processes-party-kind", &kinds, choose, false))
                        (f.select(&party_field(row, "part"), "processes-party-part", &parts, choose, false))
                        (f.input("text", &party_field(row, "task"), "processes-party-task", false))
                    }
                }
            }
            div.form-actions {
                button { (ctx.t("processes-new-do")) }
                a.button.quiet href="/processes" { (ctx.t("cancel")) }
            }
        }
    };
    let frame = Page::new(ctx.t("processes-new")).under(ctx.t("nav-processes"), "/processes");
    if problems.none() {
        page(ctx, frame, body)
    } else {
        layout::refused(ctx, frame, body)
    }
}

pub fn show(ctx: &Ctx, shown: &Shown, form: &FormData, problems: &Problems) -> HttpResponse {
    let process = &shown.process;
    let f = Fields::new(ctx, form, problems);
    let leads = ctx.may(shown.leading());
    let body = html! {
        header.page-head {
            h1 { (process.title) }
            p.lead lang=[unlike(ctx.lang, &process.question)] { (process.question) }
            @if leads {
                div.actions {
                    a.button href="#lead" { (ctx.t("processes-to-lead")) }
                }
            }
        }
        @for party in shown.never_heard() {
            div.notice.warn { p { (not_yet(ctx, party)) } }
        }
        section.section {
            h2 { (ctx.t("processes-heard")) }
            (heard(ctx, shown))
        }
        div.columns {
            div {
                section.section {
                    h2 { (ctx.t("processes-rounds")) }
                    (rounds(ctx, shown))
                }
                section.section {
                    h2 { (ctx.t("processes-commission")) }
                    div.prose lang=[unlike(ctx.lang, &process.commission)] { (markdown::html_below(2, &process.commission)) }
                    h2 { (ctx.t("processes-backing")) }
                    div.prose lang=[unlike(ctx.lang, &process.backing)] { (markdown::html_below(2, &process.backing)) }
                }
            }
            aside.side {
                (facts(ctx, shown))
                (parties(ctx, shown))
                (method(ctx))
            }
        }
        @if leads { (lead_forms(&f, shown)) }
    };
    let frame = Page::new(&process.title).under(ctx.t("nav-processes"), "/processes");
    if problems.none() {
        page(ctx, frame, body)
    } else {
        layout::refused(ctx, frame, body)
    }
}

/// That a party has not been heard in any round so far, in words.
fn not_yet(ctx: &Ctx, party: &PartyRow) -> String {
    let name = [("name", Value::from(party.name.clone()))];
    if party.kind == MED {
        ctx.tv("processes-not-discussed-yet", &name)
    } else {
        ctx.tv("processes-not-heard-yet", &name)
    }
}

fn facts(ctx: &Ctx, shown: &Shown) -> Markup {
    let process = &shown.process;
    html! {
        h2 { (ctx.t("processes-framing")) }
        dl.facts {
            @if let Some(organisation) = &shown.organisation {
                div { dt { (ctx.t("field-organisation")) } dd { (organisation) } }
            }
            div { dt { (ctx.t("processes-area")) } dd { (area(ctx, &process.area)) } }
            div { dt { (ctx.t("processes-approach")) } dd { (ctx.t(&format!("processes-approach-{}", process.approach))) } }
            @if let Some(lead) = &shown.lead {
                div { dt { (ctx.t("processes-lead-person")) } dd { (lead) } }
            }
        }
    }
}

fn parties(ctx: &Ctx, shown: &Shown) -> Markup {
    html! {
        h2 { (ctx.t("processes-parties")) }
        dl.facts {
            @for party in &shown.parties {
                div {
                    dt { (party.name) }
                    dd {
                        (kind(ctx, &party.kind)) ": " (ctx.t(&format!("processes-part-{}", party.part)))
                        @if !party.task.is_empty() { p.meta { (party.task) } }
                    }
                }
            }
        }
    }
}

/// The six steps of the method, as orientation.
fn method(ctx: &Ctx) -> Markup {
    html! {
        details {
            summary { (ctx.t("processes-steps")) }
            ol { @for step in 1..=6 { li { (ctx.t(&format!("processes-step-{step}"))) } } }
        }
    }
}

/// Who was heard in which round, every cell in words.
fn heard(ctx: &Ctx, shown: &Shown) -> Markup {
    html! {
        @if shown.rounds.is_empty() {
            p { (ctx.t("processes-no-rounds")) }
        } @else {
            div.table-scroll tabindex="0" role="region" aria-label=(ctx.t("processes-heard")) {
                table.data {
                    caption { (ctx.t("processes-heard-caption")) }
                    thead {
                        tr {
                            th scope="col" { (ctx.t("processes-party-name")) }
                            @for (number, round) in (1i64..).zip(&shown.rounds) {
                                th scope="col" {
                                    a href=(format!("#round-{}", round.id)) {
                                        (ctx.tv("processes-round-number", &[("number", Value::from(number))]))
                                    }
                                }
                            }
                        }
                    }
                    tbody {
                        @for party in &shown.parties {
                            tr {
                                th scope="row" { (party.name) }
                                @for round in &shown.rounds { td { (cell(ctx, shown, party, round)) } }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn cell(ctx: &Ctx, shown: &Shown, party: &PartyRow, round: &RoundRow) -> Markup {
    let med = party.kind == MED;
    let spoke = shown
        .voices
        .iter()
        .any(|v| v.round_id == round.id && v.party_id == party.id);
    html! {
        @if spoke {
            span.badge.ok { @if med { (ctx.t("processes-cell-discussed")) } @else { (ctx.t("processes-cell-heard")) } }
        } @else if round.held_on.date() > shown.today {
            span.meta { (ctx.t("processes-cell-to-come")) }
        } @else {
            span.meta { @if med { (ctx.t("processes-cell-not-discussed")) } @else { (ctx.t("processes-cell-not-heard")) } }
        }
    }
}

/// Each round with its version of the proposal and what was said about it.
fn rounds(ctx: &Ctx, shown: &Shown) -> Markup {
    html! {
        @if shown.rounds.is_empty() {
            p { (ctx.t("processes-no-rounds-text")) }
        } @else {
            ol.timeline {
                @for (number, round) in (1i64..).zip(&shown.rounds) {
                    li id=(format!("round-{}", round.id)) {
                        time datetime=(round.held_on.format("%Y-%m-%d")) {
                            (dates::date(ctx.lang, round.held_on.date()))
                            @if round.held_on.date() > shown.today { " · " (ctx.t("processes-cell-to-come")) }
                        }
                        h3 {
                            (ctx.tv("processes-round-number", &[("number", Value::from(number))]))
                            ": " (round.title)
                        }
                        div.prose lang=[unlike(ctx.lang, &round.proposal)] { (markdown::html_below(3, &round.proposal)) }
                        (said(ctx, shown, round))
                    }
                }
            }
        }
    }
}

fn said(ctx: &Ctx, shown: &Shown, round: &RoundRow) -> Markup {
    let voices: Vec<(&PartyRow, &VoiceRow)> = shown
        .parties
        .iter()
        .filter_map(|party| {
            let voice = shown
                .voices
                .iter()
                .find(|v| v.round_id == round.id && v.party_id == party.id)?;
            Some((party, voice))
        })
        .collect();
    html! {
        @if !voices.is_empty() {
            dl.facts {
                @for (party, voice) in voices {
                    div {
                        dt { (party.name) }
                        dd {
                            @if party.kind == MED { (ctx.t("processes-discussion")) } @else { (ctx.t("processes-voice")) }
                            @if !voice.said.is_empty() { div.prose lang=[unlike(ctx.lang, &voice.said)] { (markdown::html_below(3, &voice.said)) } }
                        }
                    }
                }
            }
        }
    }
}

fn lead_forms(f: &Fields, shown: &Shown) -> Markup {
    let ctx = f.ctx;
    let here = format!("/processes/{}", shown.process.id);
    let choose = ctx.t("processes-choose");
    let choose = Some(choose.as_str());
    let rounds: Vec<Choice> = (1i64..)
        .zip(&shown.rounds)
        .filter(|(_, r)| r.held_on.date() <= shown.today)
        .map(|(number, r)| (r.id.clone(), format!("{number}. {}", r.title)))
        .collect();
    let parties: Vec<Choice> = shown
        .parties
        .iter()
        .map(|p| (p.id.clone(), p.name.clone()))
        .collect();
    html! {
        section.section #lead {
            h2 { (ctx.t("processes-to-lead")) }
            (f.summary())
                form.stack method="post" action=(format!("{here}/voices")) data-confirm-leave {
                    h3 { (ctx.t("processes-record")) }
                    (f.hidden())
                    @if rounds.is_empty() {
                        p { (ctx.t("processes-record-none")) }
                    } @else {
                        (f.select("round", "processes-round", &rounds, choose, true))
                        (f.select("party", "processes-party-name", &parties, choose, true))
                        (f.textarea("said", "processes-said", 6, true))
                        div.form-actions { button { (ctx.t("processes-record-do")) } }
                    }
                }
                form.stack method="post" action=(format!("{here}/rounds")) data-confirm-leave {
                    h3 { (ctx.t("processes-add-round")) }
                    (f.hidden())
                    (f.input("text", "title", "processes-round-title", true))
                    (f.input("date", "held_on", "processes-held-on", true))
                    (f.textarea("proposal", "processes-proposal", 6, true))
                    div.form-actions { button { (ctx.t("processes-add-round")) } }
                }
        }
    }
}
