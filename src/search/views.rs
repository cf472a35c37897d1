use maud::{Markup, html};

use super::question::FACETS;
use super::saved;
use super::{Answer, Facet, Filters, Hit, LONGEST_QUESTION, Question};
use crate::library::freshness;
use crate::library::terms::Vocabulary;
use crate::web::form::Problem;
use crate::web::lang::{Value, content_language};
use crate::web::{Ctx, paging};

/// Values of one filter that are shown; the rest are reached by asking more closely.
const SHOWN: usize = 12;

pub fn results(ctx: &Ctx, question: &Question, answer: &Answer, number: i64) -> Markup {
    let nothing_asked = question.text.is_empty() && !question.filters.any();
    html! {
        header.page-head {
            h1 { (ctx.t("search-heading")) }
            (form(ctx, &question.text, &question.filters, None))
            @if !nothing_asked { (saved::views::offer(ctx, question)) }
        }
        @if nothing_asked {
            (welcome(ctx, answer))
        } @else if answer.total == 0 {
            (nothing_found(ctx, question, &answer.facets))
        } @else {
            div.columns {
                aside.side { (facets(ctx, question, &answer.facets)) }
                div {
                    p.meta role="status" {
                        (ctx.tv("search-count", &[("count", Value::from(answer.total))]))
                    }
                    @if answer.hits.is_empty() {
                        div.empty {
                            h2 { (ctx.t("search-past-end")) }
                            div.actions { a.button href=(address(&question.text, &question.filters, 1)) { (ctx.t("search-first-page")) } }
                        }
                    }
                    ol.results start=(question.offset + 1) { @for hit in &answer.hits { (result(ctx, hit)) } }
                    (paging::pager(ctx, number, answer.total.min(super::DEEPEST as u64) as i64, |n| {
                        address(&question.text, &question.filters, n)
                    }))
                }
            }
        }
    }
}

/// A question that is not looked for. What was typed is not shown again.
pub fn refused(ctx: &Ctx, filters: &Filters, problem: &Problem) -> Markup {
    html! {
        header.page-head {
            h1 { (ctx.t("search-heading")) }
            (form(ctx, "", filters, Some(problem)))
        }
    }
}

fn form(ctx: &Ctx, text: &str, filters: &Filters, problem: Option<&Problem>) -> Markup {
    html! {
        form.measure role="search" action="/search" {
            label for="q" { (ctx.t("search-field")) }
            div.search-row {
                input type="search" id="q" name="q" value=(text) maxlength=(LONGEST_QUESTION)
                    data-shortcut="/" title=(ctx.t("search-shortcut"))
                    aria-invalid=[problem.map(|_| "true")] aria-describedby=[problem.map(|_| "q-e")];
                button { (ctx.t("search")) }
            }
            @if let Some(problem) = problem {
                p.error id="q-e" { (problem.say(ctx.lang)) }
            }
            @for facet in FACETS {
                @if let Some(value) = filters.get(facet) {
                    input type="hidden" name=(facet) value=(value);
                }
            }
        }
    }
}

/// Before anything is asked: how to ask, and ways in without asking.
fn welcome(ctx: &Ctx, answer: &Answer) -> Markup {
    html! {
        div.panel {
            h2 { (ctx.t("search-help")) }
            ul {
                li { (ctx.t("search-help-words")) }
                li { (ctx.t("search-help-languages")) }
                li { (ctx.t("search-help-letters")) }
            }
        }
        @if answer.total > 0 {
            section.section {
                div.section-head {
                    h2 { (ctx.t("search-browse")) }
                    a href="/library" { (ctx.t("see-all")) }
                }
                @for facet in &answer.facets {
                    @if !facet.values.is_empty() {
                        h3 { (facet_label(ctx, facet.name)) }
                        ul.tags {
                            @for (value, count) in facet.values.iter().take(SHOWN) {
                                li {
                                    a.tag href=(address("", &with(&Filters::default(), facet.name, Some(value)), 1)) {
                                        (value_label(ctx, facet.name, value)) " (" (count) ")"
                                    }
                                }
                            }
                        }
                    }
                }
            }
        } @else {
            div.empty {
                h2 { (ctx.t("search-library-empty")) }
                p { (ctx.t("search-library-empty-text")) }
                div.actions { a.button href="/library" { (ctx.t("nav-library")) } }
            }
        }
    }
}

fn nothing_found(ctx: &Ctx, question: &Question, found: &[Facet]) -> Markup {
    let forum = format!(
        "/forum/new?{}",
        serde_urlencoded::to_string([("title", &question.text)]).unwrap_or_default()
    );
    html! {
        div.empty {
            h2 {
                @if question.text.is_empty() { (ctx.t("search-nothing-here")) }
                @else { (ctx.tv("search-nothing", &[("q", question.text.clone().into())])) }
            }
            @if question.filters.any() {
                p { (ctx.t("search-nothing-filters")) }
                ul.tags {
                    @for facet in FACETS {
                        @if let Some(value) = question.filters.get(facet) {
                            @let left: u64 = found.iter().filter(|f| f.name == facet).flat_map(|f| &f.values).map(|(_, n)| n).sum();
                            li {
                                a.tag href=(address(&question.text, &with(&question.filters, facet, None), 1)) {
                                    (ctx.tv("search-without", &[("value", value_label(ctx, facet, value).into())]))
                                    @if left > 0 { " (" (left) ")" }
                                }
                            }
                        }
                    }
                }
                @if !question.text.is_empty() {
                    div.actions {
                        a.button href=(address(&question.text, &Filters::default(), 1)) { (ctx.t("search-all-filters-off")) }
                    }
                }
            }
            p { (ctx.t("search-try")) }
            ul {
                li { (ctx.t("search-try-fewer")) }
                li { (ctx.t("search-try-other")) }
                li { (ctx.t("search-try-spelling")) }
            }
            div.actions {
                @if !question.text.is_empty() {
                    a.button.secondary href=(forum) { (ctx.t("search-ask-forum")) }
                }
                a.button.quiet href="/library" { (ctx.t("search-browse-all")) }
            }
        }
    }
}

fn facets(ctx: &Ctx, question: &Question, found: &[Facet]) -> Markup {
    html! {
        details.fold open[question.filters.any()] {
            summary { (ctx.t("search-narrow")) }
            nav.facets aria-label=(ctx.t("search-narrow-label")) {
                @for facet in found {
                    @let chosen = question.filters.get(facet.name);
                    @if !facet.values.is_empty() || chosen.is_some() {
                        details open {
                            summary { (facet_label(ctx, facet.name)) }
                            ul {
                                @if let Some(value) = chosen {
                                    li {
                                        a.facet.on href=(address(&question.text, &with(&question.filters, facet.name, None), 1)) {
                                            (value_label(ctx, facet.name, value)) " "
                                            span.visually-hidden { (ctx.t("search-remove")) }
                                        }
                                    }
                                }
                                @for (value, count) in facet.values.iter().filter(|(v, _)| Some(v.as_str()) != chosen).take(SHOWN) {
                                    li {
                                        a.facet href=(address(&question.text, &with(&question.filters, facet.name, Some(value)), 1)) {
                                            (value_label(ctx, facet.name, value)) " "
                                            span.count { (count) }
                                        }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn result(ctx: &Ctx, hit: &Hit) -> Markup {
    let row = &hit.row;
    // Said only where it is not the page's own language.
    let lang = (row.lang != ctx.lang.code()).then_some(row.lang.as_str());
    html! {
        li.result {
            h2 { a href={ "/library/" (row.slug) } lang=[lang] { (row.title) } }
            p.snippet lang=[lang] { (hit.snippet) }
            p.meta {
                (value_label(ctx, "kind", &row.kind))
                @if let Some(municipality) = &row.municipality { " · " (municipality) }
                @if lang.is_some() {
                    " " span.badge { (content_language(ctx.lang, &row.lang)) }
                }
                (freshness::views::badge(ctx, row.updated_at, row.reviewed_at))
            }
        }
    }
}

fn facet_label(ctx: &Ctx, facet: &str) -> String {
    ctx.t(&format!("search-by-{facet}"))
}

/// A stored value in words.
pub(super) fn value_label(ctx: &Ctx, facet: &str, value: &str) -> String {
    match facet {
        "lang" => content_language(ctx.lang, value),
        "area" => ctx.terms.label(Vocabulary::Areas, ctx.lang, value),
        "kind" => ctx
            .lang
            .try_t(&format!("library-{facet}-{value}"))
            .unwrap_or_else(|| value.to_string()),
        _ => value.to_string(),
    }
}

fn with(filters: &Filters, facet: &str, value: Option<&str>) -> Filters {
    let mut changed = filters.clone();
    let value = value.map(str::to_string);
    match facet {
        "kind" => changed.kind = value,
        "municipality" => changed.municipality = value,
        "lang" => changed.lang = value,
        "area" => changed.area = value,
        _ => {}
    }
    changed
}

/// The address of a search: the same question is always the same address.
pub fn address(text: &str, filters: &Filters, page: i64) -> String {
    let mut pairs = Vec::new();
    if !text.is_empty() {
        pairs.push(("q", text.to_string()));
    }
    for facet in FACETS {
        if let Some(value) = filters.get(facet) {
            pairs.push((facet, value.to_string()));
        }
    }
    if page > 1 {
        pairs.push(("page", page.to_string()));
    }
    match serde_urlencoded::to_string(pairs) {
        Ok(query) if !query.is_empty() => format!("/search?{query}"),
        _ => "/search".to_string(),
    }
}
