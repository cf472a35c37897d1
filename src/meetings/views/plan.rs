//! Forms of the organiser: a series, its preview, one meeting, calling off, notes.

use chrono::NaiveDate;
use maud::{Markup, html};

use super::{kind_label, note_links, when};
use crate::meetings::queries::Note;
use crate::meetings::series::Flag;
use crate::meetings::{Kind, MeetingRow, ZONES};
use crate::web::fields::Choice;
use crate::web::lang::{CONTENT_LANGUAGES, Value, content_language};
use crate::web::{Ctx, Fields, FormData, Problems, dates};

/// One computed day of a series.
pub struct Day {
    pub field: String,
    pub day: Option<NaiveDate>,
    pub flag: Option<Flag>,
}

fn kinds(ctx: &Ctx) -> Vec<Choice> {
    Kind::ALL
        .iter()
        .map(|k| (k.name().to_string(), kind_label(ctx.lang, k.name())))
        .collect()
}

fn zones() -> Vec<Choice> {
    ZONES
        .iter()
        .map(|z| (z.to_string(), z.to_string()))
        .collect()
}

/// What each meeting has, after title, kind and day.
fn hours_and_more(f: &Fields) -> Markup {
    html! {
        div.grid-2 {
            (f.input("time", "starts", "meetings-starts", true))
            (f.input("time", "ends", "meetings-ends", true))
        }
        (f.select("zone", "meetings-zone", &zones(), None, true))
        (f.input("text", "place", "meetings-place", true))
        (f.input("number", "seats", "meetings-seats", true))
        (f.input("text", "speakers", "meetings-speakers", false))
        (f.textarea("agenda", "meetings-agenda", 8, false))
    }
}

pub fn lay_out(ctx: &Ctx, form: &FormData, problems: &Problems) -> Markup {
    let f = Fields::new(ctx, form, problems);
    html! {
        header.page-head { h1 { (ctx.t("meetings-new")) } p.lead { (ctx.t("meetings-new-lead")) } }
        (f.summary())
        form.stack method="post" action="/meetings/preview" data-confirm-leave {
            (f.hidden())
            (f.input("text", "title", "meetings-series-title", true))
            (f.select("kind", "field-kind", &kinds(ctx), None, true))
            (f.input("date", "first", "meetings-first", true))
            div.grid-2 {
                (f.input("number", "count", "meetings-count", true))
                (f.input("number", "interval", "meetings-interval", true))
            }
            (hours_and_more(&f))
            div.form-actions {
                button { (ctx.t("meetings-see-days")) }
                a.button.quiet href="/meetings" { (ctx.t("cancel")) }
            }
        }
    }
}

const CARRIED: [&str; 12] = [
    "title", "kind", "first", "count", "interval", "starts", "ends", "zone", "place", "seats",
    "speakers", "agenda",
];

/// A typed hour as the language writes it; nonsense as it was typed.
fn hour(ctx: &Ctx, typed: &str) -> String {
    match dates::parse("2000-01-01", typed) {
        Some(at) => dates::time(ctx.lang, at),
        None => typed.to_string(),
    }
}

pub fn preview(ctx: &Ctx, form: &FormData, problems: &Problems, days: &[Day]) -> Markup {
    let f = Fields::new(ctx, form, problems);
    html! {
        header.page-head {
            h1 { (ctx.t("meetings-preview")) }
            p.lead {
                (ctx.tv("meetings-preview-lead", &[
                    ("title", Value::from(form.get("title").to_string())),
                    ("starts", Value::from(hour(ctx, form.get("starts")))),
                    ("ends", Value::from(hour(ctx, form.get("ends")))),
                ]))
            }
        }
        (f.summary())
        form.stack method="post" action="/meetings" data-confirm-leave {
            (f.hidden())
            @for name in CARRIED {
                input type="hidden" name=(name) value=(form.get(name));
            }
            @for (n, day) in days.iter().enumerate() {
                @let problem = problems.of(&day.field);
                div.field.short.invalid[problem.is_some()] {
                    label for=(day.field) {
                        (ctx.tv("meetings-nth", &[("n", Value::from(n as i64 + 1))]))
                    }
                    p.hint id=(format!("{}-h", day.field)) {
                        @if let Some(at) = day.day { (dates::long_date(ctx.lang, at)) }
                        @if let Some(flag) = day.flag {
                            " " span.badge.warn { (ctx.t(flag.key())) }
                        }
                    }
                    @if let Some(problem) = problem {
                        p.error id=(format!("{}-e", day.field)) { (problem.say(ctx.lang)) }
                    }
                    input type="date" id=(day.field) name=(day.field) required
                        value=(form.get(&day.field))
                        aria-describedby=(format!("{}-h", day.field))
                        aria-invalid=[problem.map(|_| "true")];
                }
            }
            p.hint { (ctx.t("meetings-preview-keep")) }
            div.form-actions {
                button { (ctx.tv("meetings-create", &[("count", Value::from(days.len() as i64))])) }
                button.secondary name="step" value="back" formaction="/meetings/preview" formnovalidate {
                    (ctx.t("meetings-back"))
                }
            }
        }
    }
}

pub fn edit(
    ctx: &Ctx,
    meeting: &MeetingRow,
    form: &FormData,
    problems: &Problems,
    invited: bool,
    conflict: bool,
) -> Markup {
    let f = Fields::new(ctx, form, problems);
    let tell = [("yes".to_string(), ctx.t("meetings-tell-yes"))];
    html! {
        header.page-head { h1 { (ctx.t("meetings-edit")) } }
        @if conflict { (conflict_notice(ctx, meeting)) }
        (f.summary())
        form.stack method="post" action=(format!("/meetings/{}/edit", meeting.id)) data-confirm-leave {
            (f.hidden())
            input type="hidden" name="version" value=(form.get("version"));
            (f.input("text", "title", "meetings-title", true))
            (f.select("kind", "field-kind", &kinds(ctx), None, true))
            (f.input("date", "day", "meetings-day", true))
            (hours_and_more(&f))
            @if invited { (f.choices("tell", "meetings-tell", &tell, true)) }
            div.form-actions {
                button { (ctx.t("save")) }
                a.button.quiet href=(format!("/meetings/{}", meeting.id)) { (ctx.t("cancel")) }
            }
        }
    }
}

/// Above a form whose meeting somebody changed meanwhile: what is stored now.
fn conflict_notice(ctx: &Ctx, stored: &MeetingRow) -> Markup {
    let facts = [
        ("meetings-title", &stored.title),
        ("meetings-when", &when(ctx.lang, stored)),
        ("meetings-place", &stored.place),
        ("meetings-seats", &stored.seats.to_string()),
        ("meetings-speakers", &stored.speakers),
    ]
    .map(|(label, value)| (ctx.t(label), value.clone()));
    html! {
        div.notice.warn role="alert" {
            @if stored.is_cancelled() { p { b { (ctx.t("meetings-cancelled-text")) } } }
            p { (ctx.t("meetings-conflict")) }
        }
        section.panel {
            h2 { (ctx.t("meetings-stored")) }
            dl.facts {
                @for (label, value) in &facts { div { dt { (label) } dd { (value) } } }
            }
            @if !stored.agenda.is_empty() {
                h3 { (ctx.t("meetings-agenda")) }
                pre tabindex="0" { (stored.agenda) }
            }
        }
    }
}

pub fn cancel(ctx: &Ctx, meeting: &MeetingRow, invited: i64) -> Markup {
    html! {
        header.page-head {
            h1 { (ctx.t("meetings-cancel")) }
            p.lead { (meeting.title) ", " (when(ctx.lang, meeting)) }
        }
        @if meeting.is_cancelled() {
            div.notice.warn { p { (ctx.t("meetings-cancelled-text")) } }
        } @else {
            p { (ctx.tv("meetings-cancel-text", &[("count", Value::from(invited))])) }
            form method="post" action=(format!("/meetings/{}/cancel", meeting.id)) {
                (ctx.form_tokens())
                div.form-actions {
                    button.danger { (ctx.t("meetings-cancel-do")) }
                    a.button.quiet href=(format!("/meetings/{}", meeting.id)) { (ctx.t("meetings-keep")) }
                }
            }
        }
    }
}

/// The form for notes; `others` were published meanwhile.
pub fn notes(
    ctx: &Ctx,
    meeting: &MeetingRow,
    form: &FormData,
    problems: &Problems,
    others: &[Note],
) -> Markup {
    let f = Fields::new(ctx, form, problems);
    let languages: Vec<Choice> = CONTENT_LANGUAGES
        .iter()
        .map(|l| (l.to_string(), content_language(ctx.lang, l)))
        .collect();
    let audiences: Vec<Choice> = ["public", "network"]
        .iter()
        .map(|a| (a.to_string(), ctx.t(&format!("meetings-audience-{a}"))))
        .collect();
    html! {
        header.page-head { h1 { (ctx.t("meetings-notes-write")) } p.lead { (ctx.t("meetings-notes-lead")) } }
        @if !others.is_empty() {
            div.notice.warn role="alert" {
                p { (ctx.t("meetings-notes-meanwhile")) }
                (note_links(ctx, others))
            }
        }
        (f.summary())
        form.stack method="post" action=(format!("/meetings/{}/notes", meeting.id)) data-confirm-leave {
            (f.hidden())
            (f.input("text", "title", "meetings-notes-title", true))
            (f.textarea("summary", "meetings-notes-summary", 3, true))
            (f.textarea("body", "meetings-notes-body", 18, true))
            (f.select("lang", "field-lang", &languages, None, true))
            (f.choices("audience", "meetings-audience", &audiences, false))
            div.form-actions {
                button { (ctx.t("meetings-notes-publish")) }
                a.button.quiet href=(format!("/meetings/{}", meeting.id)) { (ctx.t("cancel")) }
            }
        }
    }
}

pub fn notes_exist(ctx: &Ctx, notes: &[Note]) -> Markup {
    html! {
        header.page-head { h1 { (ctx.t("meetings-notes")) } }
        p { (ctx.t("meetings-notes-exist")) }
        (note_links(ctx, notes))
    }
}
