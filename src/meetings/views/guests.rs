//! Invitations with their answers, and the door list.

use std::collections::HashSet;

use maud::{Markup, html};

use super::{answer_label, when};
use crate::meetings::invitations::{Table, Tally};
use crate::meetings::queries::Guest;
use crate::meetings::{Answer, MeetingRow, answers};
use crate::members::PersonRow;
use crate::web::fields::Choice;
use crate::web::lang::Value;
use crate::web::{Ctx, Fields, FormData, Problems};

pub fn invitations(
    ctx: &Ctx,
    meeting: &MeetingRow,
    tables: &[Table],
    people: &[PersonRow],
    form: &FormData,
    problems: &Problems,
) -> Markup {
    let closed = answers::closed(ctx.app.clock.now(), meeting).is_some();
    html! {
        header.page-head {
            h1 { (ctx.t("meetings-invitations")) }
            p.lead { (meeting.title) ", " (when(ctx.lang, meeting)) }
        }
        @if !closed { (invite_form(ctx, meeting, tables, people, form, problems)) }
        section.section {
            h2 { (ctx.t("meetings-answers")) }
            @if tables.is_empty() {
                div.empty {
                    h3 { (ctx.t("meetings-nobody-invited")) }
                    p { (ctx.t("meetings-nobody-invited-text")) }
                }
            } @else {
                (answer_list(ctx, meeting, tables))
            }
        }
    }
}

fn invite_form(
    ctx: &Ctx,
    meeting: &MeetingRow,
    tables: &[Table],
    people: &[PersonRow],
    form: &FormData,
    problems: &Problems,
) -> Markup {
    let f = Fields::new(ctx, form, problems);
    let whom: Vec<Choice> = ["representatives", "everybody", "chosen"]
        .iter()
        .map(|w| (w.to_string(), ctx.t(&format!("meetings-whom-{w}"))))
        .collect();
    let invited: HashSet<&str> = tables
        .iter()
        .flat_map(|t| &t.guests)
        .map(|g| g.person_id.as_str())
        .collect();
    let others: Vec<Choice> = people
        .iter()
        .filter(|p| !invited.contains(p.id.as_str()))
        .map(|p| (p.id.clone(), with_organisation(p)))
        .collect();
    html! {
        (f.summary())
        form.stack method="post" action=(format!("/meetings/{}/invitations", meeting.id)) {
            (f.hidden())
            (f.choices("whom", "meetings-whom", &whom, false))
            @if !others.is_empty() {
                details open[form.get("whom") == "chosen"] {
                    summary { (ctx.tv("meetings-choose-people", &[("count", Value::from(others.len() as i64))])) }
                    (f.choices("people", "meetings-people", &others, true))
                }
            }
            div.form-actions { button { (ctx.t("meetings-invite")) } }
        }
    }
}

fn with_organisation(person: &PersonRow) -> String {
    match &person.organisation {
        Some(organisation) => format!("{}, {organisation}", person.name),
        None => person.name.clone(),
    }
}

fn answer_list(ctx: &Ctx, meeting: &MeetingRow, tables: &[Table]) -> Markup {
    let mut all = Tally::default();
    for guest in tables.iter().flat_map(|t| &t.guests) {
        all.add(guest.answer.as_deref());
    }
    let stat = |count: i64, label: String| {
        html! { li.stat { b { (count) } " " span { (label) } } }
    };
    html! {
        ul.numbers {
            (stat(all.yes, answer_label(ctx.lang, Answer::Yes)))
            (stat(all.maybe, answer_label(ctx.lang, Answer::Maybe)))
            (stat(all.no, answer_label(ctx.lang, Answer::No)))
            (stat(all.none, ctx.t("meetings-answer-none")))
        }
        p.meta {
            (ctx.tv("meetings-seats-taken", &[
                ("taken", Value::from(all.yes)),
                ("left", Value::from((meeting.seats - all.yes).max(0))),
            ]))
        }
        div.table-scroll tabindex="0" role="region" aria-label=(ctx.t("meetings-answers")) {
            table.data {
                caption { (ctx.t("meetings-answers-caption")) }
                thead {
                    tr {
                        th scope="col" { (ctx.t("field-organisation")) }
                        th scope="col" { (ctx.t("meetings-organisation-seats")) }
                        th scope="col" { (ctx.t("field-name")) }
                        th scope="col" { (ctx.t("meetings-answer")) }
                    }
                }
                @for table in tables {
                    tbody {
                        @for (n, guest) in table.guests.iter().enumerate() {
                            tr {
                                @if n == 0 {
                                    th scope="rowgroup" rowspan=(table.guests.len()) {
                                        @match &table.organisation {
                                            Some(name) => (name),
                                            None => (ctx.t("meetings-no-organisation")),
                                        }
                                    }
                                    td rowspan=(table.guests.len()) {
                                        @match table.seats {
                                            Some(seats) => (ctx.tv("meetings-of", &[
                                                ("count", Value::from(table.tally.yes)),
                                                ("of", Value::from(seats)),
                                            ])),
                                            None => (table.tally.yes),
                                        }
                                    }
                                }
                                td { (guest.name) }
                                td { (answer_badge(ctx, guest)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn answer_badge(ctx: &Ctx, guest: &Guest) -> Markup {
    match guest.answer.as_deref().and_then(Answer::named) {
        Some(Answer::Yes) => {
            html! { span.badge.ok { (answer_label(ctx.lang, Answer::Yes)) } }
        }
        Some(Answer::Maybe) => {
            html! { span.badge.warn { (answer_label(ctx.lang, Answer::Maybe)) } }
        }
        Some(Answer::No) => html! { span.badge { (answer_label(ctx.lang, Answer::No)) } },
        None => html! { span.meta { (ctx.t("meetings-answer-none")) } },
    }
}

pub fn attendance(
    ctx: &Ctx,
    meeting: &MeetingRow,
    open: bool,
    invited: &[Guest],
    present: &[Guest],
    people: &[PersonRow],
) -> Markup {
    let present_ids: HashSet<&str> = present.iter().map(|p| p.person_id.as_str()).collect();
    let invited_ids: HashSet<&str> = invited.iter().map(|p| p.person_id.as_str()).collect();
    let came = |id: &str| present_ids.contains(id);
    let is_invited = |id: &str| invited_ids.contains(id);
    let mut listed: Vec<&Guest> = invited
        .iter()
        .chain(present.iter().filter(|p| !is_invited(&p.person_id)))
        .collect();
    listed.sort_by_cached_key(|g| g.name.to_lowercase());
    let others: Vec<Choice> = people
        .iter()
        .filter(|p| !is_invited(&p.id) && !came(&p.id))
        .map(|p| (p.id.clone(), with_organisation(p)))
        .collect();
    let (form, problems) = (FormData::default(), Problems::default());
    let f = Fields::new(ctx, &form, &problems);
    html! {
        header.page-head {
            h1 { (ctx.t("meetings-attendance")) }
            p.lead { (meeting.title) ", " (when(ctx.lang, meeting)) }
            p.meta { (ctx.tv("meetings-present-count", &[("count", Value::from(present.len() as i64))])) }
        }
        @if !open {
            div.notice.warn {
                p { (ctx.t(if meeting.is_cancelled() { "meetings-cancelled-text" } else { "meetings-door-closed" })) }
            }
        } @else {
            form.stack method="post" action=(format!("/meetings/{}/attendance", meeting.id)) {
                (f.hidden())
                @if listed.is_empty() {
                    p { (ctx.t("meetings-door-empty")) }
                } @else {
                    ul.attendance {
                        // Somebody who has left the network was there still.
                        @for _ in listed.iter().filter(|g| g.name.is_empty()) {
                            li { span { b { (ctx.t("privacy-former-member")) } } }
                        }
                        @for guest in listed.iter().filter(|g| !g.name.is_empty()) {
                            li {
                                @if came(&guest.person_id) {
                                    input type="hidden" name="was" value=(guest.person_id);
                                }
                                label {
                                    input type="checkbox" name="came" value=(guest.person_id)
                                        checked[came(&guest.person_id)];
                                    span {
                                        b { (guest.name) }
                                        @if let Some(organisation) = &guest.organisation {
                                            " " span.meta { (organisation) }
                                        }
                                        @if let Some(answer) = guest.answer.as_deref().and_then(Answer::named) {
                                            " " span.meta { (answer_label(ctx.lang, answer)) }
                                        }
                                    }
                                }
                            }
                        }
                    }
                }
                @if !others.is_empty() {
                    (f.select("add", "meetings-door-add", &others, Some(&ctx.t("none")), false))
                }
                div.form-actions { button { (ctx.t("save")) } }
            }
        }
    }
}
