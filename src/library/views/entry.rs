//! The page of an entry.

use actix_web::HttpResponse;
use maud::{Markup, html};

use super::super::beside::Around;
use super::super::completeness::{self, Completeness};
use super::super::descent::{self, Line};
use super::super::queries::MeetingRow;
use super::super::steps::Eyes;
use super::super::terms::Vocabulary;
use super::super::{Entry, NewEntry, Step, freshness, reading};
use super::sections::Named;
use super::{area, audience, kind, status_badge};
use crate::rights::Act;
use crate::web::lang::{Value, content_language};
use crate::web::{Ctx, Page, dates, layout};
use crate::{moderation, places};

/// What stands beside an entry's text.
pub struct Beside<'a> {
    pub organisation: Option<&'a str>,
    pub owner: Option<&'a str>,
    pub meeting: Option<&'a MeetingRow>,
    pub named: &'a Named,
    /// Where it comes from and what came of it.
    pub line: &'a Line,
}

pub fn show(
    ctx: &Ctx,
    entry: &Entry,
    content: &NewEntry,
    beside: &Beside,
    around: &Around,
    aids: &reading::Beside,
) -> HttpResponse {
    let updated = dates::day_of(ctx.lang, entry.updated_at);
    let edit = ctx.may(Act::EditEntry(entry.rights()));
    let here = format!("/library/{}", entry.slug);
    let body = html! {
        header.page-head {
            h1 lang=(entry.lang) { (entry.title) }
            @if !entry.summary.is_empty() { p.lead lang=(entry.lang) { (entry.summary) } }
            p.meta {
                @if entry.status != "published" { (status_badge(ctx, &entry.status)) " " }
                (kind(ctx, &entry.kind))
                " · " (ctx.tv("library-updated", &[("when", Value::from(updated))]))
                (aids.minutes)
            }
            (descent::views::origin(ctx, beside.named.from.as_ref()))
            (actions(ctx, entry, around.eyes, &aids.files_mark))
            (aids.tools)
        }
        @if around.eyes.want_another(ctx.member.as_ref(), entry) {
            div.notice.no-print { p { (ctx.t("review-another")) } }
        }
        (around.above)
        (freshness::views::notice(ctx, entry))
        @if edit {
            (completeness(ctx, &completeness::of(content), &format!("{here}/edit")))
        }
        div.columns.entry {
            (glance(ctx, content, beside.meeting))
            div {
                @if entry.body.is_empty() && !completeness::has_key_facts(content.kind, &content.facts) {
                    p.hint { (ctx.t("library-no-body")) }
                }
                (aids.contents)
                (aids.sections)
                @if !entry.body.is_empty() {
                    article.prose lang=(entry.lang) { (aids.body) }
                }
                (aids.files)
                (descent::views::line(ctx, entry, beside.line))
                (around.series)
                (tags(ctx, content))
            }
            (about(ctx, &html! {
                (whose(ctx, entry, beside))
                (readers(ctx, content))
                (freshness::views::lines(ctx, &entry.outline(), around.reviewer.as_deref()))
            }, &html! {
                (around.shelf)
                (around.below)
                @if entry.status == "published" {
                    p.no-print { (moderation::report_link(ctx, moderation::Kind::Entry, &entry.id, entry.owner_id.as_deref())) }
                }
            }))
        }
        (aids.similar)
    };
    let frame = Page::new(&entry.title)
        .under(ctx.t("nav-library"), "/library")
        .framing(beside.named.player.as_ref().map(|p| p.host.clone()));
    layout::page(ctx, frame, body)
}

/// Its tags, each leading to what else has it.
pub fn tags(ctx: &Ctx, entry: &NewEntry) -> Markup {
    html! {
        @if !entry.tags.is_empty() {
            ul.tags aria-label=(ctx.t("library-tags")) {
                @for tag in &entry.tags {
                    li { a.tag href=(search_for(tag)) lang=(entry.lang) { (tag) } }
                }
            }
        }
    }
}

/// Its facts at a glance and whom to ask: before the text for who reads on a phone, and beside it where
/// there is room.
pub fn glance(ctx: &Ctx, entry: &NewEntry, meeting: Option<&MeetingRow>) -> Markup {
    html! {
        aside.side aria-label=(ctx.t("library-facts")) {
            h2 { (ctx.t("library-facts")) }
            dl.facts {
                (lines(&facts(ctx, entry)))
                @if let Some(meeting) = meeting {
                    div {
                        dt { (ctx.t("library-meeting")) }
                        dd {
                            a href=(format!("/meetings/{}", meeting.id)) { (meeting.title) }
                            ", " (dates::date(ctx.lang, meeting.starts_local.date()))
                        }
                    }
                }
            }
            (contact(ctx, entry))
        }
    }
}

/// What is said of the entry itself, and what one can do with it: after the text, and under the facts
/// where there is room.
pub fn about(ctx: &Ctx, said: &Markup, below: &Markup) -> Markup {
    html! {
        aside.side aria-labelledby="about-entry" {
            h2 id="about-entry" { (ctx.t("library-about-entry")) }
            dl.facts { (said) }
            (below)
        }
    }
}

/// Labels with what they say, for a list of facts.
pub fn lines(all: &[(String, Markup)]) -> Markup {
    html! { @for (label, value) in all { div { dt { (label) } dd { (value) } } } }
}

/// Which language it is in, and for whom it is.
pub fn readers(ctx: &Ctx, entry: &NewEntry) -> Markup {
    let language = content_language(ctx.lang, &entry.lang);
    let readers = audience(ctx, entry.audience.name());
    lines(&[
        (ctx.t("field-lang"), html! { (language) }),
        (ctx.t("library-audience"), html! { (readers) }),
    ])
}

/// Whose it is.
fn whose(ctx: &Ctx, entry: &Entry, beside: &Beside) -> Markup {
    html! {
        @if let Some(name) = beside.organisation {
            div { dt { (ctx.t("field-organisation")) } dd { (name) } }
        }
        @if let Some(name) = beside.owner {
            div {
                dt { (ctx.t("library-owner")) }
                dd {
                    @match entry.owner_id.as_ref().filter(|_| ctx.may(Act::ReadNetwork)) {
                        Some(id) => a href=(format!("/people/{id}")) { (name) },
                        None => (name),
                    }
                }
            }
        }
    }
}

fn search_for(tag: &str) -> String {
    let query = serde_urlencoded::to_string([("q", tag)]).unwrap_or_default();
    format!("/search?{query}")
}

/// How complete an entry is, for who writes in it; each thing that is missing leads to its field in
/// the form at `form` (empty: on this page).
pub fn completeness(ctx: &Ctx, state: &Completeness, form: &str) -> Markup {
    let counts = [
        ("filled", Value::from(state.filled as i64)),
        ("of", Value::from(state.of as i64)),
    ];
    html! {
        details.completeness.no-print {
            summary {
                @let class = match state.level {
                    completeness::Level::Complete => "badge ok",
                    completeness::Level::Partial => "badge warn",
                    completeness::Level::Stub => "badge draft",
                };
                span class=(class) { (ctx.t(&format!("facts-level-{}", state.level.name()))) } " "
                (ctx.tv("facts-filled", &counts))
            }
            @if state.missing.is_empty() {
                p { (ctx.t("facts-nothing-missing")) }
            } @else {
                p { (ctx.t("facts-missing")) }
                ul {
                    @for field in &state.missing {
                        li {
                            a href=(format!("{form}#{field}")) {
                                (ctx.t(&format!("facts-missing-{}", field.replace('_', "-"))))
                            }
                        }
                    }
                }
            }
        }
    }
}

/// The facts of an entry at a glance with their labels, those that are known.
pub fn facts(ctx: &Ctx, entry: &NewEntry) -> Vec<(String, Markup)> {
    let facts = &entry.facts;
    let mut all: Vec<(String, Markup)> = Vec::new();
    let mut add = |label: String, value: String| {
        if !value.is_empty() {
            all.push((label, html! { (value) }));
        }
    };
    let one = |vocabulary: Vocabulary, name: &str| match name {
        "" => String::new(),
        name => ctx.terms.label(vocabulary, ctx.lang, name),
    };
    let many = |vocabulary: Vocabulary, names: &[String]| {
        let named: Vec<String> = names
            .iter()
            .map(|name| ctx.terms.label(vocabulary, ctx.lang, name))
            .collect();
        named.join(", ")
    };
    let word = |field: &str, name: &str| match name {
        "" => String::new(),
        name => ctx.t(&format!("facts-{field}-{name}")),
    };
    add(ctx.t("field-kind"), kind(ctx, entry.kind.name()));
    add(
        ctx.t("field-municipality"),
        places::label(entry.municipality.as_deref(), entry.place.as_deref())
            .unwrap_or_default()
            .to_string(),
    );
    add(
        ctx.t("library-area"),
        entry
            .area
            .as_deref()
            .map(|a| area(ctx, a))
            .unwrap_or_default(),
    );
    add(
        ctx.t("facts-parties"),
        many(Vocabulary::Parties, &facts.parties),
    );
    add(
        ctx.t("facts-started-by"),
        one(Vocabulary::Starters, &facts.started_by),
    );
    add(
        ctx.t("facts-degree"),
        one(Vocabulary::Degrees, &facts.degree),
    );
    add(
        ctx.t("facts-period"),
        period(ctx, facts.from_year, facts.to_year),
    );
    add(ctx.t("facts-stage"), one(Vocabulary::Stages, &facts.stage));
    add(
        ctx.t("library-factor"),
        many(Vocabulary::Factors, &facts.factors),
    );
    add(
        ctx.t("facts-reflections"),
        many(Vocabulary::Reflections, &facts.reflections),
    );
    add(
        ctx.t("facts-evaluated"),
        word("evaluated", &facts.evaluated),
    );
    add(ctx.t("facts-steps"), many(Vocabulary::Steps, &facts.steps));
    add(
        ctx.t("facts-note-stage"),
        word("note-stage", &facts.note_stage),
    );
    for (label, text) in [
        (ctx.t("facts-participants"), &facts.participants),
        (ctx.t("facts-time"), &facts.time),
        (ctx.t("facts-person-role"), &facts.person_role),
        (
            ctx.t("facts-person-organisation"),
            &facts.person_organisation,
        ),
    ] {
        if !text.is_empty() {
            all.push((label, html! { span lang=(entry.lang) { (text) } }));
        }
    }
    all
}

/// `2020–2022`, or when it began and goes on.
fn period(ctx: &Ctx, from: i64, to: i64) -> String {
    match (from, to) {
        (0, 0) => String::new(),
        (0, to) => ctx.tv("facts-until", &[("year", Value::from(to.to_string()))]),
        (from, 0) => ctx.tv("facts-since", &[("year", Value::from(from.to_string()))]),
        (from, to) if from == to => from.to_string(),
        (from, to) => format!("{from}–{to}"),
    }
}

/// Whom to ask, and who answers when that one is away.
fn contact(ctx: &Ctx, entry: &NewEntry) -> Markup {
    let all = [
        (ctx.t("facts-contact-role"), &entry.contact_role),
        (ctx.t("facts-contact-name"), &entry.contact_name),
        (ctx.t("facts-contact-deputy"), &entry.contact_deputy),
    ];
    html! {
        @if all.iter().any(|(_, text)| !text.is_empty()) {
            h2 { (ctx.t("library-contact")) }
            dl.facts {
                @for (label, text) in all.iter().filter(|(_, text)| !text.is_empty()) {
                    div { dt { (label) } dd lang=(entry.lang) { (text) } }
                }
            }
        }
    }
}

/// What the viewer may do with it. Who approves it for another says which files they saw.
fn actions(ctx: &Ctx, entry: &Entry, eyes: Eyes, files_mark: &str) -> Markup {
    let who = ctx.member.as_ref();
    let edit = ctx.may(Act::EditEntry(entry.rights()));
    let steps: Vec<Step> = Step::ALL
        .into_iter()
        .filter(|s| *s != Step::SendBack && s.is_open(who, entry, eyes))
        .collect();
    html! {
        @if who.is_some() {
            div.actions.no-print {
                (descent::views::use_link(ctx, entry))
                @if edit {
                    a.button.secondary href=(format!("/library/{}/edit", entry.slug)) { (ctx.t("library-edit-do")) }
                }
                @for step in steps {
                    form method="post" action=(format!("/library/{}/step", entry.slug)) {
                        (ctx.form_tokens())
                        input type="hidden" name="version" value=(entry.version);
                        @if eyes.four && step.is_approval() {
                            input type="hidden" name="files" value=(files_mark);
                        }
                        button.secondary[step == Step::TakeBack || step == Step::Archive] name="do" value=(step.name()) {
                            (ctx.t(&format!("library-do-{}", step.name())))
                        }
                    }
                }
                a.button.quiet href=(format!("/library/{}/history", entry.slug)) { (ctx.t("library-history")) }
            }
        }
    }
}
