//! The page of an entry.

use actix_web::HttpResponse;
use chrono::Duration;
use maud::{Markup, html};

use super::super::queries::MeetingRow;
use super::super::{Entry, STALE_AFTER_DAYS, Step};
use super::{area, audience, factor, kind, status_badge};
use crate::moderation;
use crate::rights::Act;
use crate::web::lang::{Value, content_language};
use crate::web::{Ctx, Page, dates, layout, markdown};

/// What other parts of the house add to an entry's page.
pub struct Around {
    /// Its place in series.
    pub series: Markup,
    /// The member's own shelf.
    pub shelf: Markup,
}

pub fn show(
    ctx: &Ctx,
    entry: &Entry,
    organisation: Option<&str>,
    owner: Option<&str>,
    meeting: Option<&MeetingRow>,
    around: &Around,
) -> HttpResponse {
    let stale = entry.updated_at < ctx.app.clock.now() - Duration::days(STALE_AFTER_DAYS);
    let updated = dates::day_of(ctx.lang, entry.updated_at);
    let body = html! {
        header.page-head {
            h1 lang=(entry.lang) { (entry.title) }
            @if !entry.summary.is_empty() { p.lead lang=(entry.lang) { (entry.summary) } }
            p.meta {
                @if entry.status != "published" { (status_badge(ctx, &entry.status)) " " }
                (kind(ctx, &entry.kind))
                " · " (ctx.tv("library-updated", &[("when", Value::from(updated))]))
            }
            (actions(ctx, entry))
        }
        @if stale {
            div.notice.warn { p { (ctx.t("library-stale")) } }
        }
        div.columns {
            div {
                @if entry.body.is_empty() {
                    p.hint { (ctx.t("library-no-body")) }
                }
                article.prose lang=(entry.lang) { (markdown::html(&entry.body)) }
                (around.series)
                @if entry.tags().next().is_some() {
                    ul.tags aria-label=(ctx.t("library-tags")) {
                        @for tag in entry.tags() {
                            li { a.tag href=(search_for(tag)) lang=(entry.lang) { (tag) } }
                        }
                    }
                }
            }
            aside.side aria-label=(ctx.t("library-facts")) {
                h2 { (ctx.t("library-facts")) }
                dl.facts {
                    @for (label, value) in facts(ctx, entry) {
                        div { dt { (label) } dd { (value) } }
                    }
                    @if let Some(name) = organisation {
                        div { dt { (ctx.t("field-organisation")) } dd { (name) } }
                    }
                    @if let Some(name) = owner {
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
                (around.shelf)
                @if entry.status == "published" {
                    p { (moderation::report_link(ctx, moderation::Kind::Entry, &entry.id, entry.owner_id.as_deref())) }
                }
            }
        }
    };
    let frame = Page::new(&entry.title).under(ctx.t("nav-library"), "/library");
    layout::page(ctx, frame, body)
}

fn search_for(tag: &str) -> String {
    let query = serde_urlencoded::to_string([("q", tag)]).unwrap_or_default();
    format!("/search?{query}")
}

/// The facts of an entry with their labels, those that are known.
pub fn facts(ctx: &Ctx, entry: &Entry) -> Vec<(String, String)> {
    let filled = |text: &str| (!text.is_empty()).then(|| text.to_string());
    let all = [
        (ctx.t("field-kind"), Some(kind(ctx, &entry.kind))),
        (ctx.t("field-municipality"), entry.municipality.clone()),
        (
            ctx.t("library-area"),
            entry.area.as_deref().map(|a| area(ctx, a)),
        ),
        (
            ctx.t("library-factor"),
            Some(entry.facts().factors)
                .filter(|all| !all.is_empty())
                .map(|all| {
                    let named: Vec<String> = all.iter().map(|f| factor(ctx, f)).collect();
                    named.join(", ")
                }),
        ),
        (
            ctx.t("field-lang"),
            Some(content_language(ctx.lang, &entry.lang)),
        ),
        (ctx.t("library-contact"), filled(&entry.contact_role)),
        (
            ctx.t("library-audience"),
            Some(audience(ctx, &entry.audience)),
        ),
    ];
    all.into_iter()
        .filter_map(|(label, value)| value.map(|v| (label, v)))
        .collect()
}

/// What the viewer may do with it.
fn actions(ctx: &Ctx, entry: &Entry) -> Markup {
    let who = ctx.member.as_ref();
    let edit = ctx.may(Act::EditEntry(entry.rights()));
    let steps: Vec<Step> = Step::ALL
        .into_iter()
        .filter(|s| s.is_open(who, entry))
        .collect();
    html! {
        @if who.is_some() {
            div.actions.no-print {
                @if edit {
                    a.button.secondary href=(format!("/library/{}/edit", entry.slug)) { (ctx.t("library-edit-do")) }
                }
                @for step in steps {
                    form method="post" action=(format!("/library/{}/step", entry.slug)) {
                        (ctx.form_tokens())
                        input type="hidden" name="version" value=(entry.version);
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
