use actix_web::HttpResponse;
use chrono::Duration;
use maud::{Markup, html};

use super::pages::{Event, Facts};
use super::queries::{Filter, MeetingRow, Revision, Row, Shelf};
use super::reading::Beside;
use super::terms::Vocabulary;
use super::{Entry, Kind, STALE_AFTER_DAYS, Step};
use crate::members::Scope;
use crate::moderation;
use crate::rights::Act;
use crate::web::lang::{CONTENT_LANGUAGES, Value, content_language};
use crate::web::{Ctx, Page, dates, layout, markdown, paging};

pub fn kind(ctx: &Ctx, name: &str) -> String {
    ctx.t(&format!("library-kind-{name}"))
}

pub fn area(ctx: &Ctx, name: &str) -> String {
    ctx.terms.label(Vocabulary::Areas, ctx.lang, name)
}

pub fn factor(ctx: &Ctx, name: &str) -> String {
    ctx.terms.label(Vocabulary::Factors, ctx.lang, name)
}

pub fn audience(ctx: &Ctx, name: &str) -> String {
    ctx.t(&format!("library-audience-{name}"))
}

fn status(ctx: &Ctx, name: &str) -> String {
    ctx.t(&format!("library-status-{}", name.replace('_', "-")))
}

fn status_badge(ctx: &Ctx, name: &str) -> Markup {
    let class = match name {
        "published" => "badge published",
        "in_review" => "badge warn",
        _ => "badge draft",
    };
    html! { span class=(class) { (status(ctx, name)) } }
}

pub struct List {
    pub shelf: Shelf,
    pub filter: Filter,
    pub rows: Vec<Row>,
    pub page: i64,
    pub total: i64,
    /// How many entries wait for review.
    pub waiting: i64,
    pub municipalities: Vec<String>,
}

pub fn list(ctx: &Ctx, list: &List) -> HttpResponse {
    let count = ctx.tv("library-count", &[("count", Value::from(list.total))]);
    let body = html! {
        header.page-head {
            h1 { (ctx.t("library-heading")) }
            p.lead { (ctx.t("library-lead")) }
            @if ctx.may(Act::WriteEntry) {
                div.actions { a.button href="/library/new" { (ctx.t("library-new")) } }
            }
        }
        (tabs(ctx, list))
        @if list.shelf == Shelf::Published { (filters(ctx, list)) }
        @if list.rows.is_empty() {
            (empty(ctx, list))
        } @else {
            p.meta role="status" { (count) }
            (cards_of(ctx, &list.rows, 2))
            (paging::pager(ctx, list.page, list.total, |n| address(list, n)))
        }
    };
    layout::page(ctx, Page::new(ctx.t("nav-library")), body)
}

fn tab_name(shelf: Shelf) -> &'static str {
    match shelf {
        Shelf::Published => "",
        Shelf::Mine => "mine",
        Shelf::Review => "review",
        Shelf::Archived => "archived",
    }
}

fn tabs(ctx: &Ctx, list: &List) -> Markup {
    let mut shelves = vec![(Shelf::Published, ctx.t("library-tab-published"))];
    if ctx.member.is_some() {
        shelves.push((Shelf::Mine, ctx.t("library-tab-mine")));
    }
    if Scope::of(ctx.member.as_ref()).editor {
        let waiting = [("count", Value::from(list.waiting))];
        shelves.push((Shelf::Review, ctx.tv("library-tab-review", &waiting)));
        shelves.push((Shelf::Archived, ctx.t("library-tab-archived")));
    }
    html! {
        @if shelves.len() > 1 {
            nav.tabs aria-label=(ctx.t("library-tabs")) {
                ul {
                    @for (shelf, label) in &shelves {
                        @let href = match tab_name(*shelf) {
                            "" => "/library".to_string(),
                            tab => format!("/library?tab={tab}"),
                        };
                        li { a href=(href) aria-current=[(*shelf == list.shelf).then_some("page")] { (label) } }
                    }
                }
            }
        }
    }
}

fn filters(ctx: &Ctx, list: &List) -> Markup {
    let f = &list.filter;
    let kinds = Kind::ALL.map(|k| (k.name().to_string(), kind(ctx, k.name())));
    let languages = CONTENT_LANGUAGES.map(|l| (l.to_string(), content_language(ctx.lang, l)));
    // One that is set aside is still found by who followed a link to it.
    let areas = ctx
        .terms
        .choices(Vocabulary::Areas, ctx.lang, f.area.as_deref());
    let places: Vec<(String, String)> = list
        .municipalities
        .iter()
        .map(|m| (m.clone(), m.clone()))
        .collect();
    let select = |name: &str, label: String, choices: &[(String, String)], on: &Option<String>| {
        html! {
            div.field {
                label for=(name) { (label) }
                select id=(name) name=(name) {
                    option value="" { (ctx.t("all")) }
                    @for (value, shown) in choices {
                        option value=(value) selected[on.as_ref() == Some(value)] { (shown) }
                    }
                }
            }
        }
    };
    html! {
        form.filter action="/library" data-filter aria-label=(ctx.t("library-filter")) {
            (select("kind", ctx.t("field-kind"), &kinds, &f.kind))
            (select("municipality", ctx.t("field-municipality"), &places, &f.municipality))
            (select("area", ctx.t("library-area"), &areas, &f.area))
            (select("lang", ctx.t("field-lang"), &languages, &f.lang))
            button.secondary { (ctx.t("library-filter-do")) }
            @if *f != Filter::default() {
                a.button.quiet href="/library" { (ctx.t("library-filter-clear")) }
            }
        }
    }
}

/// The address of a page of the same list.
fn address(list: &List, page: i64) -> String {
    let f = &list.filter;
    let page = page.to_string();
    let pairs = [
        ("tab", Some(tab_name(list.shelf))),
        ("kind", f.kind.as_deref()),
        ("municipality", f.municipality.as_deref()),
        ("area", f.area.as_deref()),
        ("lang", f.lang.as_deref()),
        ("page", Some(page.as_str())),
    ];
    let given: Vec<(&str, &str)> = pairs
        .iter()
        .filter_map(|(name, value)| value.filter(|v| !v.is_empty()).map(|v| (*name, v)))
        .collect();
    let query = serde_urlencoded::to_string(given).unwrap_or_default();
    format!("/library?{query}")
}

fn empty(ctx: &Ctx, list: &List) -> Markup {
    let (title, text) = match list.shelf {
        Shelf::Mine => (
            ctx.t("library-empty-mine"),
            ctx.t("library-empty-mine-text"),
        ),
        Shelf::Review => (
            ctx.t("library-empty-review"),
            ctx.t("library-empty-review-text"),
        ),
        Shelf::Archived => (
            ctx.t("library-empty-archived"),
            ctx.t("library-empty-archived-text"),
        ),
        Shelf::Published if list.filter != Filter::default() || list.page > 1 => (
            ctx.t("library-empty-filter"),
            ctx.t("library-empty-filter-text"),
        ),
        Shelf::Published => (ctx.t("library-empty"), ctx.t("library-empty-text")),
    };
    html! {
        div.empty {
            h2 { (title) }
            p { (text) }
            div.actions {
                @if ctx.may(Act::WriteEntry) {
                    a.button href="/library/new" { (ctx.t("library-new")) }
                }
                @if list.shelf != Shelf::Published || list.filter != Filter::default() || list.page > 1 {
                    a.button.secondary href="/library" { (ctx.t("library-see-all")) }
                }
            }
        }
    }
}

/// Entries as cards under a heading of the second level.
pub fn cards(ctx: &Ctx, rows: &[Row]) -> Markup {
    html! {
        @if rows.is_empty() {
            p { (ctx.t("library-empty")) }
        } @else {
            (cards_of(ctx, rows, 3))
        }
    }
}

fn cards_of(ctx: &Ctx, rows: &[Row], level: u8) -> Markup {
    html! {
        ul.cards {
            @for row in rows {
                @let link = html! { a href=(format!("/library/{}", row.slug)) lang=(row.lang) { (row.title) } };
                li.card {
                    @if level == 2 { h2 { (link) } } @else { h3 { (link) } }
                    p.meta {
                        @if row.status != "published" { (status_badge(ctx, &row.status)) " " }
                        (kind(ctx, &row.kind))
                        @if let Some(place) = &row.municipality { " · " (place) }
                        @if row.lang != ctx.lang.code() { " · " (content_language(ctx.lang, &row.lang)) }
                        " · " span.nowrap { (dates::day_of(ctx.lang, row.published_at.unwrap_or(row.updated_at))) }
                    }
                    @if !row.summary.is_empty() { p lang=(row.lang) { (row.summary) } }
                }
            }
        }
    }
}

pub fn show(
    ctx: &Ctx,
    beside: &Beside,
    entry: &Entry,
    organisation: Option<&str>,
    owner: Option<&str>,
    meeting: Option<&MeetingRow>,
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
                (beside.minutes)
            }
            (actions(ctx, entry))
            (beside.tools)
        }
        @if stale {
            div.notice.warn { p { (ctx.t("library-stale")) } }
        }
        div.columns {
            div {
                @if entry.body.is_empty() {
                    p.hint { (ctx.t("library-no-body")) }
                }
                (beside.contents)
                article.prose lang=(entry.lang) { (beside.body) }
                (beside.files)
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
                @if entry.status == "published" {
                    p { (moderation::report_link(ctx, moderation::Kind::Entry, &entry.id, entry.owner_id.as_deref())) }
                }
            }
        }
        (beside.similar)
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

pub fn history(ctx: &Ctx, entry: &Entry, events: &[Event], page: i64, total: i64) -> HttpResponse {
    let here = format!("/library/{}", entry.slug);
    let body = html! {
        header.page-head {
            h1 { (ctx.t("library-history")) }
            p.lead lang=(entry.lang) { (entry.title) }
        }
        ol.timeline {
            @for event in events { (timeline_item(ctx, &here, event)) }
        }
        (paging::pager(ctx, page, total, |n| format!("{here}/history?page={n}")))
    };
    let frame = Page::new(ctx.t("library-history"))
        .under(ctx.t("nav-library"), "/library")
        .under(&entry.title, &here);
    layout::page(ctx, frame, body)
}

fn timeline_item(ctx: &Ctx, here: &str, event: &Event) -> Markup {
    let revision = &event.revision;
    let what = ctx.t(&format!("library-event-{}", revision.action));
    html! {
        li {
            time datetime=(revision.at.and_utc().to_rfc3339()) { (dates::moment(ctx.lang, revision.at)) }
            p {
                b { (what) } " "
                (event.editor.clone().unwrap_or_else(|| ctx.t("library-nobody")))
                @if event.readable {
                    " · "
                    a href=(format!("{here}/history/{}", revision.version)) {
                        (ctx.tv("library-version", &[("version", Value::from(revision.version))]))
                    }
                }
            }
            @if !event.changed.is_empty() {
                p.meta {
                    (ctx.t("library-changed")) " "
                    @for (i, field) in event.changed.iter().enumerate() {
                        @if i > 0 { ", " }
                        (ctx.t(&format!("library-changed-{field}")))
                    }
                }
            }
        }
    }
}

pub fn revision(
    ctx: &Ctx,
    entry: &Entry,
    revision: &Revision,
    facts: &Facts,
    editor: Option<&str>,
) -> HttpResponse {
    let here = format!("/library/{}", entry.slug);
    let lang = facts
        .get("lang")
        .and_then(|l| l.as_str())
        .unwrap_or(&entry.lang);
    let label = ctx.tv(
        "library-version",
        &[("version", Value::from(revision.version))],
    );
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
        }
        article.prose lang=(lang) { (markdown::html(&revision.body)) }
    };
    let frame = Page::new(label)
        .under(ctx.t("nav-library"), "/library")
        .under(&entry.title, &here)
        .under(ctx.t("library-history"), format!("{here}/history"));
    layout::page(ctx, frame, body)
}
