//! The form an entry is written in, with its preview beside it, and the page that shows two texts
//! when two people wrote at once.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use chrono::NaiveDateTime;
use maud::{Markup, html};

use super::queries::MeetingRow;
use super::terms::Vocabulary;
use super::writing::may_publish_own;
use super::{Audience, BODY_MAX, Entry, Kind, Step, views};
use crate::places;
use crate::web::fields::Choice;
use crate::web::lang::{CONTENT_LANGUAGES, Value, content_language};
use crate::web::layout::{page_with_status, refused};
use crate::web::{Ctx, Fields, FormData, Page, Problems, dates, layout, markdown};

/// Who saved in between, and when.
pub struct Theirs {
    pub name: Option<String>,
    pub at: NaiveDateTime,
}

pub struct Editing<'a> {
    pub kind: Kind,
    /// None while it is new.
    pub entry: Option<&'a Entry>,
    pub form: &'a FormData,
    pub problems: &'a Problems,
    /// The name of the organisation the entry would be for.
    pub organisation: Option<String>,
    pub meetings: Vec<MeetingRow>,
    pub theirs: Option<Theirs>,
    pub title: String,
}

/// The form of an entry as it is stored.
pub fn filled(entry: &Entry) -> FormData {
    let text = |o: &Option<String>| o.clone().unwrap_or_default();
    FormData::of([
        ("kind", entry.kind.clone()),
        ("title", entry.title.clone()),
        ("summary", entry.summary.clone()),
        ("body", entry.body.clone()),
        ("lang", entry.lang.clone()),
        ("municipality", text(&entry.municipality)),
        ("area", text(&entry.area)),
        (
            "success_factor",
            entry.facts().factors.into_iter().next().unwrap_or_default(),
        ),
        ("tags", entry.tags().collect::<Vec<_>>().join(", ")),
        ("contact_role", entry.contact_role.clone()),
        ("audience", entry.audience.clone()),
        ("meeting", text(&entry.meeting_id)),
        ("version", entry.version.to_string()),
    ])
}

/// The text of a form as readers will see it; what is wrong with it, when it cannot be shown.
pub fn rendered(ctx: &Ctx, form: &FormData) -> Markup {
    let mut problems = Problems::default();
    let body = problems.optional_block(form, "body", BODY_MAX);
    match problems.of("body") {
        Some(problem) => html! { p.error { (problem.say(ctx.lang)) } },
        None => markdown::html(&body),
    }
}

pub fn choose_kind(ctx: &Ctx) -> HttpResponse {
    let body = html! {
        header.page-head { h1 { (ctx.t("library-new")) } p.lead { (ctx.t("library-new-lead")) } }
        ul.cards {
            @for kind in Kind::ALL {
                li.card {
                    h2 { a href=(format!("/library/new?kind={}", kind.name())) { (views::kind(ctx, kind.name())) } }
                    p { (ctx.t(&format!("library-kind-{}-text", kind.name()))) }
                }
            }
        }
    };
    let frame = Page::new(ctx.t("library-new")).under(ctx.t("nav-library"), "/library");
    layout::page(ctx, frame, body)
}

pub fn page(ctx: &Ctx, editing: &Editing) -> HttpResponse {
    let kind = views::kind(ctx, editing.kind.name());
    let heading = match editing.entry {
        Some(_) => ctx.t("library-edit"),
        None => ctx.tv(
            "library-new-of",
            &[("kind", Value::from(kind.to_lowercase()))],
        ),
    };
    let f = Fields::new(ctx, editing.form, editing.problems);
    let body = html! {
        header.page-head { h1 { (heading) } }
        @if let Some(theirs) = &editing.theirs {
            (conflict_notice(ctx, theirs))
        }
        (f.summary())
        div.split {
            (form(&f, editing))
            section.preview tabindex="0" aria-label=(ctx.t("library-preview")) {
                @match (&editing.theirs, editing.entry) {
                    (Some(_), Some(entry)) => (their_text(ctx, entry)),
                    _ => (preview(ctx, editing)),
                }
            }
        }
    };
    let mut frame = Page::new(heading).under(ctx.t("nav-library"), "/library");
    if let Some(entry) = editing.entry {
        frame = frame.under(&entry.title, format!("/library/{}", entry.slug));
    }
    if editing.theirs.is_some() {
        page_with_status(ctx, StatusCode::CONFLICT, frame, body)
    } else if editing.problems.none() {
        layout::page(ctx, frame, body)
    } else {
        refused(ctx, frame, body)
    }
}

fn preview(ctx: &Ctx, editing: &Editing) -> Markup {
    html! {
        h2 { (ctx.t("library-preview")) }
        @if !editing.title.is_empty() {
            p lang=(editing.form.get("lang")) { b { (editing.title) } }
        }
        @if editing.form.get("body").is_empty() {
            p.hint { (ctx.t("library-preview-empty")) }
        }
        div.prose id="preview-text" lang=(editing.form.get("lang")) { (rendered(ctx, editing.form)) }
    }
}

fn conflict_notice(ctx: &Ctx, theirs: &Theirs) -> Markup {
    let name = theirs
        .name
        .clone()
        .unwrap_or_else(|| ctx.t("library-nobody"));
    let values = [
        ("name", Value::from(name)),
        ("when", Value::from(dates::moment(ctx.lang, theirs.at))),
    ];
    html! {
        div.notice.warn role="alert" {
            p { b { (ctx.tv("library-conflict", &values)) } }
            p { (ctx.t("library-conflict-text")) }
        }
    }
}

/// What is stored now, as it was typed, so that pieces can be copied.
fn their_text(ctx: &Ctx, entry: &Entry) -> Markup {
    html! {
        h2 { (ctx.t("library-conflict-theirs")) }
        div lang=(entry.lang) {
            h3 { (entry.title) }
            @if !entry.summary.is_empty() { p { (entry.summary) } }
            pre tabindex="0" { (entry.body) }
        }
        dl.facts {
            @for (label, value) in views::facts(ctx, entry) {
                div { dt { (label) } dd { (value) } }
            }
        }
    }
}

fn form(f: &Fields, editing: &Editing) -> Markup {
    let ctx = f.ctx;
    let action = match editing.entry {
        Some(entry) => format!("/library/{}/edit", entry.slug),
        None => "/library".to_string(),
    };
    let stored = editing.entry.map(filled);
    let unsaved = match &stored {
        Some(stored) => stored.get("body") != f.form.get("body") || !f.problems.none(),
        None => !f.form.get("title").is_empty() || !f.form.get("body").is_empty(),
    };
    let had_area = editing.entry.and_then(|e| e.area.as_deref());
    let had_factor = editing
        .entry
        .and_then(|e| e.facts().factors.into_iter().next());
    let areas = ctx.terms.choices(Vocabulary::Areas, ctx.lang, had_area);
    let factors = ctx
        .terms
        .choices(Vocabulary::Factors, ctx.lang, had_factor.as_deref());
    let back = editing
        .entry
        .map_or("/library".to_string(), |e| format!("/library/{}", e.slug));
    html! {
        form.stack method="post" action=(action)
            data-confirm-leave=(if unsaved { "changed" } else { "" }) {
            (f.hidden())
            input type="hidden" name="kind" value=(editing.kind.name());
            @if editing.entry.is_some() {
                input type="hidden" name="version" value=(f.form.get("version"));
            }
            (f.input("text", "title", "library-title", true))
            (f.textarea("summary", "library-summary", 3, false))
            (body_field(f))
            div.grid-2 {
                (f.select("lang", "field-lang", &languages(ctx), None, true))
                (f.suggested("municipality", "field-municipality", places::views::OPTIONS))
                (places::views::options())
            }
            (f.select("area", "library-area", &areas, Some(&ctx.t("none")), false))
            @if editing.kind == Kind::Case {
                (f.select("success_factor", "library-factor", &factors, Some(&ctx.t("none")), false))
            }
            @if !editing.meetings.is_empty() {
                (f.select("meeting", "library-meeting", &meetings(ctx, &editing.meetings), Some(&ctx.t("none")), false))
            }
            (f.input("text", "tags", "library-tags", false))
            (f.input("text", "contact_role", "library-contact", false))
            (f.choices("audience", "library-audience", &audiences(ctx, editing.organisation.as_deref()), false))
            div.form-actions {
                (buttons(ctx, editing))
                a.button.quiet href=(back) { (ctx.t("cancel")) }
            }
        }
    }
}

fn body_field(f: &Fields) -> Markup {
    let problem = f.problems.of("body");
    html! {
        div.field.invalid[problem.is_some()] {
            label for="body" { (f.ctx.t("library-body")) }
            p.hint id="body-h" { (f.ctx.t("library-body-hint")) }
            @if let Some(problem) = problem {
                p.error id="body-e" { (problem.say(f.ctx.lang)) }
            }
            textarea id="body" name="body" rows="18"
                aria-describedby=(if problem.is_some() { "body-h body-e" } else { "body-h" })
                aria-invalid=[problem.map(|_| "true")]
                data-preview="/library/preview" data-preview-target="preview-text" {
                // A leading line break is eaten by the browser: give it one.
                "\n" (f.form.get("body"))
            }
        }
    }
}

/// The first is what Enter in a field does: keeping, never publishing.
fn buttons(ctx: &Ctx, editing: &Editing) -> Markup {
    let who = ctx.member.as_ref();
    let (publish, review) = match editing.entry {
        Some(entry) => (
            Step::Publish.is_open(who, entry),
            Step::SendToReview.is_open(who, entry),
        ),
        None => {
            let publish = who.is_some_and(may_publish_own);
            (publish, !publish)
        }
    };
    let is_draft = editing.entry.is_none_or(|e| e.status == "draft");
    html! {
        @if editing.theirs.is_some() {
            button name="do" value="save" { (ctx.t("library-save-over")) }
        } @else {
            button.secondary[publish || review] name="do" value="save" {
                @if is_draft { (ctx.t("library-save-draft")) } @else { (ctx.t("library-save")) }
            }
            @if review { button name="do" value="review" { (ctx.t("library-do-review")) } }
            @if publish { button name="do" value="publish" { (ctx.t("library-do-publish")) } }
        }
        button.secondary name="do" value="preview" { (ctx.t("library-do-preview")) }
    }
}

fn languages(ctx: &Ctx) -> Vec<Choice> {
    CONTENT_LANGUAGES
        .iter()
        .map(|l| (l.to_string(), content_language(ctx.lang, l)))
        .collect()
}

fn meetings(ctx: &Ctx, all: &[MeetingRow]) -> Vec<Choice> {
    all.iter()
        .map(|m| {
            let day = dates::date(ctx.lang, m.starts_local.date());
            (m.id.clone(), format!("{} – {day}", m.title))
        })
        .collect()
}

fn audiences(ctx: &Ctx, organisation: Option<&str>) -> Vec<Choice> {
    Audience::ALL
        .iter()
        .filter(|a| **a != Audience::Organisation || organisation.is_some())
        .map(|a| {
            let label = match organisation.filter(|_| *a == Audience::Organisation) {
                Some(name) => ctx.tv(
                    "library-audience-only",
                    &[("name", Value::from(name.to_string()))],
                ),
                None => views::audience(ctx, a.name()),
            };
            (a.name().to_string(), label)
        })
        .collect()
}
