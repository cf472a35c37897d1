use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use maud::{Markup, html};

use super::deciding::PERIODS;
use super::letters::until;
use super::pages::{Appeal, Case, Names, OWN_PAGE, Own, QUEUE_PAGE, Queue};
use super::queries::MeasureRow;
use super::subjects::{Kind, Shown, Thing};
use super::{Measure, REASONS};
use crate::library::language::unlike;
use crate::web::fields::Choice;
use crate::web::lang::Value;
use crate::web::{Ctx, Fields, FormData, Page, Problems, dates, layout, markdown, page};

fn finish(ctx: &Ctx, frame: Page, problems: &Problems, body: Markup) -> HttpResponse {
    if problems.none() {
        page(ctx, frame, body)
    } else {
        layout::refused(ctx, frame, body)
    }
}

fn kind_of(ctx: &Ctx, kind: Kind) -> String {
    ctx.t(&format!("moderation-kind-{}", kind.name()))
}

fn name_of(ctx: &Ctx, names: &Names, id: Option<&str>) -> String {
    id.and_then(|id| names.get(id))
        .cloned()
        .unwrap_or_else(|| ctx.t("forum-former-member"))
}

/// Which thing a form is about: never all of it, a reader may have come by mistake.
fn about(ctx: &Ctx, thing: &Thing) -> Markup {
    html! {
        p.lead {
            (kind_of(ctx, thing.kind)) ": "
            span lang=[unlike(ctx.lang, &thing.title)] { (thing.title) }
        }
    }
}

pub fn report(
    ctx: &Ctx,
    thing: &Thing,
    before: bool,
    form: &FormData,
    problems: &Problems,
) -> HttpResponse {
    let f = Fields::new(ctx, form, problems);
    let reasons: Vec<Choice> = REASONS
        .iter()
        .map(|r| (r.to_string(), ctx.t(&format!("moderation-reason-{r}"))))
        .collect();
    let title = ctx.t("moderation-report-title");
    let body = html! {
        div.narrow {
            header.page-head { h1 { (title) } (about(ctx, thing)) }
            @if before {
                div.notice { p { (ctx.t("moderation-reported-before")) } }
                div.actions { a.button.secondary href=(thing.href) { (ctx.t("moderation-back")) } }
            } @else {
                p { (ctx.t("moderation-report-text")) }
                (f.summary())
                form.stack method="post" action="/moderation/report" {
                    (f.hidden())
                    input type="hidden" name="kind" value=(thing.kind.name());
                    input type="hidden" name="id" value=(thing.id);
                    (f.choices("reason", "moderation-why", &reasons, false))
                    (f.textarea("remark", "moderation-remark", 4, false))
                    div.form-actions {
                        button { (ctx.t("moderation-report-do")) }
                        a.button.quiet href=(thing.href) { (ctx.t("cancel")) }
                    }
                }
            }
        }
    };
    finish(ctx, Page::new(title), problems, body)
}

pub fn thanks(ctx: &Ctx) -> HttpResponse {
    let title = ctx.t("moderation-thanks");
    let body = html! {
        div.narrow {
            header.page-head { h1 { (title) } p.lead { (ctx.t("moderation-thanks-text")) } }
            div.actions { a.button.secondary href="/" { (ctx.t("to-front-page")) } }
        }
    };
    page(ctx, Page::new(title), body)
}

pub fn queue(ctx: &Ctx, queue: &Queue) -> HttpResponse {
    let title = ctx.t("nav-moderation");
    let nothing = queue.reported.is_empty() && queue.held.is_empty() && queue.appeals.is_empty();
    let body = html! {
        header.page-head { h1 { (title) } p.lead { (ctx.t("moderation-lead")) } }
        @if nothing {
            div.empty { h2 { (ctx.t("moderation-none")) } p { (ctx.t("moderation-none-text")) } }
        }
        @if !queue.appeals.is_empty() {
            section.section {
                h2 { (ctx.t("moderation-appeals")) " " span.count { "(" (queue.appeals.len()) ")" } }
                ul.list {
                    @for row in &queue.appeals {
                        li {
                            h3 {
                                a href=(format!("{QUEUE_PAGE}/appeals/{}", row.id)) {
                                    (name_of(ctx, &queue.names, Some(&row.person_id))) ": " (did(ctx, row))
                                }
                            }
                            @if let Some(at) = row.appealed_at {
                                p.meta { (ctx.tv("moderation-appealed-at", &[("when", Value::from(dates::moment(ctx.lang, at)))])) }
                            }
                        }
                    }
                }
            }
        }
        @if !queue.reported.is_empty() {
            section.section {
                h2 { (ctx.t("moderation-reports")) " " span.count { "(" (queue.reported.len()) ")" } }
                ul.list {
                    @for (kind, id, count, thing) in &queue.reported {
                        li {
                            h3 {
                                a href=(format!("{QUEUE_PAGE}/case/{}/{id}", kind.name())) {
                                    @match thing {
                                        Some(thing) => span lang=[unlike(ctx.lang, &thing.title)] { (thing.title) },
                                        None => (ctx.t("moderation-gone")),
                                    }
                                }
                            }
                            p.meta {
                                (kind_of(ctx, *kind))
                                @if let Some(thing) = thing {
                                    " · " (name_of(ctx, &queue.names, thing.author.as_deref()))
                                }
                                " · " (ctx.tv("moderation-report-count", &[("count", Value::from(*count))]))
                            }
                        }
                    }
                }
            }
        }
        @if !queue.held.is_empty() {
            section.section {
                h2 { (ctx.t("moderation-held-posts")) " " span.count { "(" (queue.held.len()) ")" } }
                p { (ctx.t("moderation-held-posts-text")) }
                ul.list {
                    @for thing in &queue.held {
                        li {
                            h3 {
                                a href=(format!("{QUEUE_PAGE}/case/post/{}", thing.id)) {
                                    span lang=[unlike(ctx.lang, &thing.title)] { (thing.title) }
                                }
                            }
                            p lang=[unlike(ctx.lang, &thing.text)] { (beginning(&thing.text)) }
                            p.meta { (name_of(ctx, &queue.names, thing.author.as_deref())) }
                        }
                    }
                }
            }
        }
        @if !queue.suspended.is_empty() {
            section.section {
                h2 { (ctx.t("moderation-suspended")) " " span.count { "(" (queue.suspended.len()) ")" } }
                ul.list {
                    @for row in &queue.suspended {
                        li {
                            h3 {
                                a href=(format!("{QUEUE_PAGE}/case/person/{}", row.person_id)) {
                                    (name_of(ctx, &queue.names, Some(&row.person_id)))
                                }
                            }
                            @if let Some(until) = until(ctx.lang, row) { p.meta { (until) } }
                        }
                    }
                }
            }
        }
    };
    page(ctx, Page::new(title), body)
}

/// The first words of a text.
fn beginning(text: &str) -> String {
    const LENGTH: usize = 200;
    let mut said: String = text.chars().take(LENGTH).collect();
    if text.chars().count() > LENGTH {
        said.push('…');
    }
    said
}

pub fn case(ctx: &Ctx, case: &Case, form: &FormData, problems: &Problems) -> HttpResponse {
    let f = Fields::new(ctx, form, problems);
    let thing = &case.thing;
    let here = format!("{QUEUE_PAGE}/case/{}/{}", thing.kind.name(), thing.id);
    let options: Vec<Choice> = case
        .options
        .iter()
        .map(|d| {
            let name = d.name();
            (
                name.to_string(),
                ctx.t(&format!("moderation-decision-{name}")),
            )
        })
        .collect();
    let periods: Vec<Choice> = PERIODS
        .iter()
        .map(|days| {
            let said = match days.parse::<i64>() {
                Ok(days) => ctx.tv("moderation-days", &[("count", Value::from(days))]),
                Err(_) => ctx.t("moderation-until-lifted"),
            };
            (days.to_string(), said)
        })
        .collect();
    let body = html! {
        header.page-head {
            h1 lang=[unlike(ctx.lang, &thing.title)] { (thing.title) }
            p.meta {
                (kind_of(ctx, thing.kind)) " · " (name_of(ctx, &case.names, thing.author.as_deref()))
                @match thing.shown {
                    Shown::Held => { " " span.badge.warn { (ctx.t("moderation-held")) } }
                    Shown::Hidden => { " " span.badge.warn { (ctx.t("moderation-hidden")) } }
                    Shown::Shown | Shown::Other => {}
                }
                " · " a href=(thing.href) { (ctx.t("moderation-where")) }
            }
        }
        @if !thing.text.is_empty() {
            div.panel { div.prose lang=[unlike(ctx.lang, &thing.text)] { (markdown::html(&thing.text)) } }
        }
        @if !case.reports.is_empty() {
            section.section {
                h2 { (ctx.t("moderation-reports")) }
                ul.list {
                    @for report in &case.reports {
                        li {
                            h3 { (ctx.t(&format!("moderation-reason-{}", report.reason))) }
                            @if !report.remark.is_empty() { p { (report.remark) } }
                            p.meta {
                                (name_of(ctx, &case.names, report.reporter_id.as_deref()))
                                " · " (dates::moment(ctx.lang, report.created_at))
                                @if report.status != "open" { " · " (ctx.t("moderation-closed")) }
                            }
                        }
                    }
                }
                p.hint { (ctx.t("moderation-reporter-hidden")) }
            }
        }
        @if !case.measures.is_empty() {
            section.section {
                h2 { (ctx.t("moderation-before")) }
                ul.list {
                    @for row in &case.measures {
                        li {
                            b { (did(ctx, row)) }
                            p { (row.reason) }
                            p.meta { (dates::moment(ctx.lang, row.at)) @if row.lifted_at.is_some() { " · " (ctx.t("moderation-lifted")) } }
                        }
                    }
                }
            }
        }
        section.section {
            h2 { (ctx.t("moderation-decide-title")) }
            @if options.is_empty() {
                p { (ctx.t("moderation-no-options")) }
            } @else {
                (f.summary())
                form.stack method="post" action=(here) data-confirm-leave {
                    (f.hidden())
                    (f.choices("decision", "moderation-decision", &options, false))
                    @if options.iter().any(|(name, _)| name == Measure::Suspend.name()) {
                        (f.select("days", "moderation-period", &periods, Some(&ctx.t("moderation-choose")), false))
                    }
                    (f.textarea("reason", "moderation-your-reason", 5, false))
                    div.form-actions {
                        button { (ctx.t("moderation-decide-do")) }
                        a.button.quiet href=(QUEUE_PAGE) { (ctx.t("cancel")) }
                    }
                }
            }
        }
    };
    let frame = Page::new(&thing.title).under(ctx.t("nav-moderation"), QUEUE_PAGE);
    finish(ctx, frame, problems, body)
}

/// What was done, in a few words.
fn did(ctx: &Ctx, row: &MeasureRow) -> String {
    ctx.t(&format!("moderation-measure-{}", row.kind))
}

pub fn appeal_case(
    ctx: &Ctx,
    appeal: &Appeal,
    form: &FormData,
    problems: &Problems,
) -> HttpResponse {
    let f = Fields::new(ctx, form, problems);
    let row = &appeal.row;
    let name = appeal
        .name
        .clone()
        .unwrap_or_else(|| ctx.t("forum-former-member"));
    let title = ctx.tv("moderation-appeal-of", &[("name", Value::from(name))]);
    let outcomes: Vec<Choice> = ["keep", "lift"]
        .iter()
        .map(|o| (o.to_string(), ctx.t(&format!("moderation-outcome-{o}"))))
        .collect();
    let body = html! {
        header.page-head { h1 { (title) } }
        (facts(ctx, row, appeal.thing.as_ref(), None))
        section.section {
            h2 { (ctx.t("moderation-appeal")) }
            blockquote { (lines(row.appeal.as_deref().unwrap_or_default())) }
        }
        @if let Some(answer) = &row.answer {
            section.section { h2 { (ctx.t("moderation-answer")) } (lines(answer)) }
        } @else if !appeal.may_answer {
            div.notice { p { (ctx.t("moderation-another-answers")) } }
        } @else {
            section.section {
                h2 { (ctx.t("moderation-answer")) }
                (f.summary())
                form.stack method="post" action=(format!("{QUEUE_PAGE}/appeals/{}", row.id)) data-confirm-leave {
                    (f.hidden())
                    (f.choices("outcome", "moderation-outcome", &outcomes, false))
                    (f.textarea("answer", "moderation-your-answer", 5, true))
                    div.form-actions {
                        button { (ctx.t("moderation-answer-do")) }
                        a.button.quiet href=(QUEUE_PAGE) { (ctx.t("cancel")) }
                    }
                }
            }
        }
    };
    let frame = Page::new(title).under(ctx.t("nav-moderation"), QUEUE_PAGE);
    finish(ctx, frame, problems, body)
}

/// Plain text as it was typed.
fn lines(text: &str) -> Markup {
    html! { @for line in text.lines().filter(|l| !l.trim().is_empty()) { p { (line) } } }
}

/// What was done, about what, why and until when. `by` is the role that decided.
fn facts(ctx: &Ctx, row: &MeasureRow, thing: Option<&Thing>, by: Option<String>) -> Markup {
    html! {
        dl.facts {
            div { dt { (ctx.t("moderation-fact-what")) } dd { (did(ctx, row)) } }
            div { dt { (ctx.t("moderation-fact-when")) } dd { (dates::moment(ctx.lang, row.at)) } }
            @if let Some(thing) = thing.filter(|t| t.kind != Kind::Person) {
                div {
                    dt { (kind_of(ctx, thing.kind)) }
                    dd { a href=(thing.href) lang=[unlike(ctx.lang, &thing.title)] { (thing.title) } }
                }
            }
            @if let Some(by) = by { div { dt { (ctx.t("moderation-fact-by")) } dd { (by) } } }
            div { dt { (ctx.t("moderation-reason")) } dd { (lines(&row.reason)) } }
            @if let Some(until) = until(ctx.lang, row) {
                div { dt { (ctx.t("moderation-fact-until")) } dd { (until) } }
            }
        }
    }
}

fn role(ctx: &Ctx, own: &Own) -> String {
    if own.by_administrator {
        ctx.t("role-administrator")
    } else {
        ctx.t("moderation-role")
    }
}

/// How it stands now: in force, over, lifted.
fn standing(ctx: &Ctx, row: &MeasureRow) -> Markup {
    html! {
        @if row.lifted_at.is_some() && row.ends_at.is_none_or(|end| row.lifted_at < Some(end)) {
            span.badge.ok { (ctx.t("moderation-lifted")) }
        } @else if row.is_over(ctx.app.clock.now()) {
            span.badge { (ctx.t("moderation-over")) }
        } @else {
            span.badge.warn { (ctx.t("moderation-standing")) }
        }
    }
}

/// The appeal and its answer, as far as they have come.
fn exchange(row: &MeasureRow, ctx: &Ctx) -> Markup {
    html! {
        @if let Some(appeal) = &row.appeal {
            h3 { (ctx.t("moderation-your-appeal")) }
            blockquote { (lines(appeal)) }
            h3 { (ctx.t("moderation-answer")) }
            @match &row.answer {
                Some(answer) => (lines(answer)),
                None => p { (ctx.t("moderation-answer-waits")) },
            }
        }
    }
}

pub fn own(ctx: &Ctx, all: &[Own]) -> HttpResponse {
    let title = ctx.t("moderation-own");
    let now = ctx.app.clock.now();
    let body = html! {
        header.page-head { h1 { (title) } p.lead { (ctx.t("moderation-own-lead")) } }
        @if all.is_empty() {
            div.empty {
                h2 { (ctx.t("moderation-own-none")) }
                p { (ctx.t("moderation-own-none-text")) }
                div.actions { a.button.secondary href="/me" { (ctx.t("nav-me")) } }
            }
        }
        @for own in all {
            section.section {
                h2 { (did(ctx, &own.row)) " " (standing(ctx, &own.row)) }
                (facts(ctx, &own.row, own.thing.as_ref(), Some(role(ctx, own))))
                (exchange(&own.row, ctx))
                @if own.row.can_be_appealed(now) {
                    div.actions { a.button.secondary href=(format!("{OWN_PAGE}/{}", own.row.id)) { (ctx.t("moderation-appeal-do")) } }
                }
            }
        }
    };
    page(ctx, Page::new(title).under(ctx.t("nav-me"), "/me"), body)
}

fn appeal_form(ctx: &Ctx, action: &str, form: &FormData, problems: &Problems) -> Markup {
    let f = Fields::new(ctx, form, problems);
    html! {
        section.section {
            h2 { (ctx.t("moderation-appeal-do")) }
            p { (ctx.t("moderation-appeal-text")) }
            (f.summary())
            form.stack method="post" action=(action) data-confirm-leave {
                (f.hidden())
                (f.textarea("appeal", "moderation-appeal", 6, true))
                div.form-actions { button { (ctx.t("moderation-appeal-send")) } }
            }
        }
    }
}

pub fn own_one(ctx: &Ctx, own: &Own, form: &FormData, problems: &Problems) -> HttpResponse {
    let title = did(ctx, &own.row);
    let body = html! {
        header.page-head { h1 { (title) } p.meta { (standing(ctx, &own.row)) } }
        (facts(ctx, &own.row, own.thing.as_ref(), Some(role(ctx, own))))
        @if own.row.appeal.is_some() {
            section.section { h2 { (ctx.t("moderation-appeal")) } (exchange(&own.row, ctx)) }
        } @else if own.row.can_be_appealed(ctx.app.clock.now()) {
            (appeal_form(ctx, &format!("{OWN_PAGE}/{}", own.row.id), form, problems))
        }
    };
    let frame = Page::new(title)
        .under(ctx.t("nav-me"), "/me")
        .under(ctx.t("moderation-own"), OWN_PAGE);
    finish(ctx, frame, problems, body)
}

pub fn suspended(
    ctx: &Ctx,
    token: &str,
    own: &Own,
    form: &FormData,
    problems: &Problems,
) -> HttpResponse {
    let title = ctx.t("moderation-suspended-title");
    let mut shown = own.row.clone();
    // What it was about can only be seen by whoever is let in.
    shown.subject_id = None;
    let body = html! {
        div.narrow {
            header.page-head { h1 { (title) } p.lead { (ctx.t("moderation-suspended-lead")) } }
            (facts(ctx, &shown, None, Some(role(ctx, own))))
            @if own.row.appeal.is_some() {
                section.section { h2 { (ctx.t("moderation-appeal")) } (exchange(&own.row, ctx)) }
            } @else {
                (appeal_form(ctx, &format!("/suspended/{token}"), form, problems))
            }
        }
    };
    let status = if problems.none() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    layout::page_with_status(ctx, status, Page::new(title), body)
}
