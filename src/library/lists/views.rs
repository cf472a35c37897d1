use actix_web::HttpResponse;
use maud::{Markup, html};

use super::super::Kind;
use super::super::export;
use super::super::queries::{Row, Shelf};
use super::super::views::{self as library, cards_of};
use super::answers::Answer;
use super::catalogue::Choice;
use super::facets::{Facet, Filter, NOWHERE, Sort};
use super::factors::{Matrix, MatrixRow, ROWS};
use super::feed;
use super::saved::SavedView;
use crate::members::Scope;
use crate::places::{self, Country};
use crate::rights::Act;
use crate::search::saved as searches;
use crate::web::lang::{CONTENT_LANGUAGES, Value, content_language};
use crate::web::layout::{page_with_status, refused};
use crate::web::{Ctx, Fields, FormData, Page, Problems, paging};

/// The list of published entries.
pub struct Published<'a> {
    pub filter: Filter,
    pub rows: Vec<Row>,
    pub answer: &'a Answer,
    pub saved: Vec<SavedView>,
    /// None: the address names something that is no page.
    pub page: Option<i64>,
    /// How many entries wait for review.
    pub waiting: i64,
    /// The form a view is kept with.
    pub form: &'a FormData,
    pub problems: &'a Problems,
}

pub fn published(ctx: &Ctx, list: &Published) -> HttpResponse {
    let total = list.answer.found.total;
    let count = ctx.tv("library-count", &[("count", Value::from(total))]);
    let address = |n| list.filter.address(n);
    let missing = paging::missing(ctx, list.page, total, paging::PER_PAGE, address);
    let status = paging::status(&missing);
    let body = html! {
        (head(ctx))
        (tabs(ctx, Shelf::Published, list.waiting))
        div.columns {
            aside.side aria-label=(ctx.t("library-filter")) {
                (list.answer.choices(|| narrow(ctx, list)))
                @if ctx.member.is_some() { (kept(ctx, list)) }
            }
            div {
                @if let Some(unknown) = &list.filter.unknown_place {
                    (unknown_place(ctx, &list.filter, unknown))
                }
                @if !list.filter.not_known.is_empty() { (not_known(ctx, &list.filter)) }
                (chips(ctx, list))
                @if let Some(missing) = missing {
                    (missing)
                } @else if list.rows.is_empty() {
                    (nothing(ctx, list))
                } @else {
                    p.meta role="status" { (count) }
                    (cards_of(ctx, &list.rows, 2))
                    (paging::pager(ctx, list.page.unwrap_or(1), total, address))
                }
                p.meta.no-print { a href=(feed::address_of(&list.filter, "")) type="application/atom+xml" { (ctx.t("lists-feed")) } }
                (export::pages::ways(ctx, &list.filter, total))
            }
        }
    };
    let frame = Page::new(ctx.t("nav-library")).with_feed(
        feed::offered(ctx, &list.filter),
        feed::address_of(&list.filter, ""),
    );
    if list.problems.none() {
        page_with_status(ctx, status, frame, body)
    } else {
        refused(ctx, frame, body)
    }
}

/// Why a municipality that was typed narrows nothing: it is none, or could be several.
pub fn said_of_place(ctx: &Ctx, typed: &str) -> String {
    let name = [("name", Value::from(typed.to_string()))];
    if places::is_of_several(typed) {
        ctx.tv("lists-place-several", &name)
    } else {
        ctx.tv("lists-place-unknown", &name)
    }
}

/// A municipality was typed that is none, or could be several: those it may be.
fn unknown_place(ctx: &Ctx, filter: &Filter, typed: &str) -> Markup {
    let said = said_of_place(ctx, typed);
    let near = places::nearest(typed);
    html! {
        div.notice.warn role="status" {
            p { (said) " " a href="/places" { (ctx.t("lists-places-all")) } }
            @if !near.is_empty() {
                p { (ctx.t("places-meant")) }
                ul.tags {
                    @for place in near {
                        @let narrowed = filter.clone().and(Facet::Place, place.code);
                        li { a.tag href=(narrowed.address(1)) lang=(place.country.lang()) { (places::views::in_full(ctx, place)) } }
                    }
                }
            }
        }
    }
}

/// What the address says and nobody knows, so that the list is wider than it asks for.
fn not_known(ctx: &Ctx, filter: &Filter) -> Markup {
    html! {
        div.notice.warn role="status" {
            p { (ctx.t("lists-not-known")) }
            ul {
                @for (label, said) in not_known_lines(ctx, filter) {
                    li { (label) ": " b { (said) } }
                }
            }
            p { a href=(filter.address(1)) { (ctx.t("lists-not-known-remove")) } }
        }
    }
}

/// What is not known, each under what it was said of.
pub fn not_known_lines<'a>(
    ctx: &'a Ctx,
    filter: &'a Filter,
) -> impl Iterator<Item = (String, &'a str)> {
    filter.not_known.iter().map(|(name, said)| {
        let label = match name.as_str() {
            "from" | "to" | "year" => ctx.t("lists-period"),
            "tab" => ctx.t("library-tabs"),
            "sort" => ctx.t("lists-sort"),
            "municipality" => facet_label(ctx, Facet::Place),
            name => Facet::named(name).map_or_else(|| name.to_string(), |f| facet_label(ctx, f)),
        };
        (label, said.as_str())
    })
}

pub fn shelf(
    ctx: &Ctx,
    shelf: Shelf,
    rows: &[Row],
    number: Option<i64>,
    total: i64,
    waiting: i64,
    above: &Markup,
) -> HttpResponse {
    let count = ctx.tv("library-count", &[("count", Value::from(total))]);
    let tab = shelf.name();
    let address = |n| format!("/library?tab={tab}&page={n}");
    let missing = paging::missing(ctx, number, total, paging::PER_PAGE, address);
    let status = paging::status(&missing);
    let body = html! {
        (head(ctx))
        (tabs(ctx, shelf, waiting))
        (above)
        @if let Some(missing) = missing {
            (missing)
        } @else if rows.is_empty() {
            @if above.0.is_empty() { (empty_shelf(ctx, shelf)) }
        } @else {
            p.meta role="status" { (count) }
            (cards_of(ctx, rows, 2))
            (paging::pager(ctx, number.unwrap_or(1), total, address))
        }
    };
    page_with_status(ctx, status, Page::new(ctx.t("nav-library")), body)
}

fn head(ctx: &Ctx) -> Markup {
    html! {
        header.page-head {
            h1 { (ctx.t("library-heading")) }
            p.lead { (ctx.t("library-lead")) }
            nav.ways aria-label=(ctx.t("lists-ways")) {
                ul.tags {
                    li { a.tag href="/places" { (ctx.t("places-title")) } }
                    li { a.tag href="/library/factors" { (ctx.t("lists-factors-title")) } }
                    li { a.tag href="/collections" { (ctx.t("collections-title")) } }
                    li { a.tag href="/glossary" { (ctx.t("glossary-title")) } }
                    @if ctx.member.is_some() { li { a.tag href="/me/shelf" { (ctx.t("lists-shelf")) } } }
                }
            }
            @if ctx.may(Act::WriteEntry) {
                div.actions { a.button href="/library/new" { (ctx.t("library-new")) } }
            }
        }
    }
}

fn tabs(ctx: &Ctx, on: Shelf, waiting: i64) -> Markup {
    let mut shelves = vec![(Shelf::Published, ctx.t("library-tab-published"))];
    if ctx.member.is_some() {
        shelves.push((Shelf::Mine, ctx.t("library-tab-mine")));
    }
    if Scope::of(ctx.member.as_ref()).editor {
        let waiting = [("count", Value::from(waiting))];
        shelves.push((Shelf::Review, ctx.tv("library-tab-review", &waiting)));
        shelves.push((Shelf::Archived, ctx.t("library-tab-archived")));
    }
    html! {
        @if shelves.len() > 1 {
            nav.tabs aria-label=(ctx.t("library-tabs")) {
                ul {
                    @for (shelf, label) in &shelves {
                        @let href = match shelf.name() {
                            "" => "/library".to_string(),
                            tab => format!("/library?tab={tab}"),
                        };
                        li { a href=(href) aria-current=[(*shelf == on).then_some("page")] { (label) } }
                    }
                    @if ctx.member.is_some() { li { a href="/library/due" { (ctx.t("freshness-desk")) } } }
                }
            }
        }
    }
}

/// What a facet is called.
fn facet_label(ctx: &Ctx, facet: Facet) -> String {
    match facet {
        Facet::Kind => ctx.t("field-kind"),
        Facet::Area => ctx.t("library-area"),
        Facet::Place => ctx.t("field-municipality"),
        Facet::Lang => ctx.t("field-lang"),
        facet => ctx.t(&format!("lists-facet-{}", facet.name())),
    }
}

/// What a value is called, and the language of that name when it is not the page's. None: its name
/// is not for the viewer to know.
fn value_label(ctx: &Ctx, list: &Published, facet: Facet, choice: &Choice) -> Option<Label> {
    let value = choice.value.as_str();
    let label = match facet {
        Facet::Method => {
            let (title, lang) = list.answer.tools.get(value)?;
            let lang = (lang != ctx.lang.code()).then(|| lang.clone());
            return Some((title.clone(), lang));
        }
        Facet::Tag if choice.count > 0 => choice.written.clone(),
        facet => name_of(ctx, facet, value),
    };
    Some((label, None))
}

/// What a value is called wherever no list is at hand: tools and tags as they stand in addresses.
pub fn name_of(ctx: &Ctx, facet: Facet, value: &str) -> String {
    match facet {
        Facet::Kind => library::kind(ctx, value),
        Facet::Lang => content_language(ctx.lang, value),
        Facet::Evaluated => ctx.t(&format!("lists-evaluated-{value}")),
        Facet::Country => country(ctx, value),
        Facet::Place if value == NOWHERE => ctx.t("lists-nowhere"),
        Facet::Place => places::get(value).map_or_else(|| value.to_string(), |p| p.label.clone()),
        facet => match facet.vocabulary() {
            Some(vocabulary) => ctx.terms.label(vocabulary, ctx.lang, value),
            None => value.to_string(),
        },
    }
}

/// A text, and its language when that is not the page's.
type Label = (String, Option<String>);

fn country(ctx: &Ctx, code: &str) -> String {
    match Country::named(code) {
        Some(country) => places::views::country(ctx, country),
        None => code.to_string(),
    }
}

/// Choices shown of a facet whose values nobody could look through.
const SHOWN: usize = 12;

/// What can be chosen in a facet, in the order it is shown in, and whether some are left out.
fn choices(ctx: &Ctx, list: &Published, facet: Facet) -> (Vec<(Choice, Label)>, bool) {
    let mut all = list.answer.found.choices(facet);
    for value in list.filter.of(facet) {
        if all.iter().all(|c| c.value != value) {
            all.push(Choice {
                value: value.to_string(),
                written: value.to_string(),
                count: 0,
            });
        }
    }
    let order: Option<Vec<&str>> = match facet {
        Facet::Kind => Some(Kind::ALL.map(Kind::name).to_vec()),
        Facet::Country => Some(Country::ALL.map(Country::code).to_vec()),
        Facet::Lang => Some(CONTENT_LANGUAGES.to_vec()),
        Facet::Evaluated => Some(vec!["yes", "no"]),
        facet => facet.vocabulary().map(|vocabulary| {
            let terms = ctx.terms.of(vocabulary).iter();
            terms.map(|t| t.name.as_str()).collect()
        }),
    };
    let mut cut = false;
    match order {
        Some(order) => {
            all.sort_by_key(|c| order.iter().position(|o| *o == c.value));
        }
        None => {
            let chosen = |c: &Choice| list.filter.has(facet, &c.value);
            let mut others = 0;
            let before = all.len();
            all.retain(|c| {
                others += usize::from(!chosen(c));
                chosen(c) || others <= SHOWN
            });
            cut = all.len() < before;
        }
    }
    let labelled = all.into_iter().filter_map(|choice| {
        let label = value_label(ctx, list, facet, &choice)?;
        Some((choice, label))
    });
    (labelled.collect(), cut)
}

fn narrow(ctx: &Ctx, list: &Published) -> Markup {
    let filter = &list.filter;
    html! {
        details.fold {
            summary { (ctx.t("lists-narrow")) }
            form.picks action="/library" data-filter aria-label=(ctx.t("library-filter")) {
                div.field {
                    label for="sort" { (ctx.t("lists-sort")) }
                    select id="sort" name="sort" {
                        @for sort in Sort::ALL {
                            option value=(sort.name()) selected[sort == filter.sort] {
                                (ctx.t(&format!("lists-sort-{}", sort.name())))
                            }
                        }
                    }
                }
                @for facet in Facet::ALL {
                    (group(ctx, list, facet))
                    @if facet == Facet::Place { (other_place(ctx, list)) }
                    @if facet == Facet::Stage { (years(ctx, filter)) }
                }
                div.form-actions {
                    button { (ctx.t("library-filter-do")) }
                    @if filter.narrows() {
                        a.button.quiet href="/library" { (ctx.t("library-filter-clear")) }
                    }
                }
            }
        }
    }
}

fn group(ctx: &Ctx, list: &Published, facet: Facet) -> Markup {
    let (choices, cut) = choices(ctx, list, facet);
    let chosen = list.filter.of(facet).count();
    let label = facet_label(ctx, facet);
    html! {
        @if !choices.is_empty() {
            details open[chosen > 0 || matches!(facet, Facet::Kind | Facet::Area)] {
                summary { (label) @if chosen > 0 { " " span.count { "(" (chosen) ")" } } }
                fieldset {
                    legend.visually-hidden { (label) }
                    @for (choice, (name, lang)) in &choices {
                        label {
                            input type="checkbox" name=(facet.name()) value=(choice.value)
                                checked[list.filter.has(facet, &choice.value)];
                            span lang=[lang.as_deref()] { (name) }
                            " " span.count { (choice.count) }
                        }
                    }
                    @if cut { p.hint { (ctx.t("lists-cut")) } }
                }
            }
        }
    }
}

fn other_place(ctx: &Ctx, list: &Published) -> Markup {
    html! {
        div.field {
            label for="where" { (ctx.t("lists-where")) }
            p.hint id="where-h" { (ctx.t("lists-where-hint")) }
            input type="text" id="where" name="where" maxlength="100" autocomplete="off" aria-describedby="where-h"
                value=(list.filter.unknown_place.as_deref().unwrap_or_default());
        }
    }
}

fn years(ctx: &Ctx, filter: &Filter) -> Markup {
    html! {
        details open[filter.from.is_some() || filter.to.is_some()] {
            summary { (ctx.t("lists-period")) }
            (year_fields(ctx, filter.from, filter.to))
        }
    }
}

/// Two fields for the first and the last year, `from` and `to`.
pub fn year_fields(ctx: &Ctx, from: Option<i64>, to: Option<i64>) -> Markup {
    let field = |name: &str, label: String, year: Option<i64>| {
        html! {
            div.field {
                label for=(name) { (label) }
                input type="number" id=(name) name=(name) min="1900" max="2200" inputmode="numeric"
                    value=(year.map(|y| y.to_string()).unwrap_or_default());
            }
        }
    };
    html! {
        fieldset.years {
            legend.visually-hidden { (ctx.t("lists-period")) }
            (field("from", ctx.t("lists-from"), from))
            (field("to", ctx.t("lists-to"), to))
        }
    }
}

/// What is chosen, each with a way to take it back.
fn chips(ctx: &Ctx, list: &Published) -> Markup {
    let filter = &list.filter;
    let mut chips: Vec<(String, Label, String)> = Vec::new();
    for (facet, value) in filter.chosen() {
        let counted = list.answer.found.choices(facet);
        let choice = counted.into_iter().find(|c| c.value == value);
        let choice = choice.unwrap_or_else(|| Choice {
            value: value.to_string(),
            written: value.to_string(),
            count: 0,
        });
        // What the viewer may not know by name stands as they wrote it.
        let label = value_label(ctx, list, facet, &choice).unwrap_or((value.to_string(), None));
        chips.push((
            facet_label(ctx, facet),
            label,
            filter.without(facet, value).address(1),
        ));
    }
    if let Some(years) = filter.years() {
        let address = filter.without_years().address(1);
        chips.push((ctx.t("lists-period"), (years, None), address));
    }
    html! {
        @if !chips.is_empty() {
            nav.chips aria-label=(ctx.t("lists-chosen")) {
                ul.tags {
                    @for (facet, (label, lang), address) in &chips {
                        li {
                            a.tag href=(address) {
                                span.visually-hidden { (ctx.t("lists-remove")) " " (facet) ": " }
                                span lang=[lang.as_deref()] { (label) }
                                span aria-hidden="true" { " ×" }
                            }
                        }
                    }
                    @if chips.len() > 1 {
                        li { a href="/library" { (ctx.t("library-filter-clear")) } }
                    }
                }
            }
        }
    }
}

/// The views the member keeps, and the form to keep this one.
fn kept(ctx: &Ctx, list: &Published) -> Markup {
    let f = Fields::new(ctx, list.form, list.problems);
    let here = list.filter.query();
    html! {
        section.section.no-print {
            h2 { (ctx.t("lists-saved")) }
            @if list.saved.is_empty() {
                p.hint { (ctx.t("lists-saved-none")) }
            } @else {
                ul.kept {
                    @for view in &list.saved {
                        li {
                            a href=(format!("/library?{}", view.query)) aria-current=[(view.query == here).then_some("true")] { (view.name) }
                            form method="post" action=(format!("/library/views/{}/remove", view.id)) {
                                (ctx.form_tokens())
                                button.quiet.small {
                                    (ctx.t("lists-saved-remove"))
                                    span.visually-hidden { " " (view.name) }
                                }
                            }
                        }
                    }
                }
            }
            @if !here.is_empty() {
                (f.summary())
                form.stack method="post" action="/library/views" {
                    (f.hidden())
                    input type="hidden" name="query" value=(here);
                    (f.input("text", "name", "lists-saved-name", true))
                    button.secondary { (ctx.t("lists-saved-do")) }
                }
            }
            p.meta { a href=(searches::ADDRESS) { (ctx.t("saved-searches-see")) } }
        }
    }
}

fn nothing(ctx: &Ctx, list: &Published) -> Markup {
    let narrowed = list.filter.narrows();
    let (title, text) = if narrowed {
        (
            ctx.t("library-empty-filter"),
            ctx.t("library-empty-filter-text"),
        )
    } else {
        (ctx.t("library-empty"), ctx.t("library-empty-text"))
    };
    empty(ctx, title, text, narrowed)
}

fn empty_shelf(ctx: &Ctx, shelf: Shelf) -> Markup {
    let tab = shelf.name();
    let title = ctx.t(&format!("library-empty-{tab}"));
    let text = ctx.t(&format!("library-empty-{tab}-text"));
    empty(ctx, title, text, true)
}

fn empty(ctx: &Ctx, title: String, text: String, see_all: bool) -> Markup {
    html! {
        div.empty {
            h2 { (title) }
            p { (text) }
            div.actions {
                @if ctx.may(Act::WriteEntry) {
                    a.button href="/library/new" { (ctx.t("library-new")) }
                }
                @if see_all {
                    a.button.secondary href="/library" { (ctx.t("library-see-all")) }
                }
            }
        }
    }
}

pub fn factors(ctx: &Ctx, matrix: &Matrix) -> HttpResponse {
    let name = matrix.facet.name();
    let title = ctx.t("lists-factors-title");
    let href = |of: &str, number: i64| match (of, number) {
        ("factor", 1) => "/library/factors".to_string(),
        ("factor", n) => format!("/library/factors?page={n}"),
        (of, 1) => format!("/library/factors?of={of}"),
        (of, n) => format!("/library/factors?of={of}&page={n}"),
    };
    let missing = paging::missing(ctx, matrix.page, matrix.total, ROWS, |n| href(name, n));
    let status = paging::status(&missing);
    let body = html! {
        header.page-head {
            h1 { (title) }
            p.lead { (ctx.t("lists-factors-lead")) }
        }
        nav.tabs aria-label=(ctx.t("lists-factors-of")) {
            ul {
                @for of in [Facet::Factor, Facet::Reflection] {
                    li {
                        a href=(href(of.name(), 1)) aria-current=[(of == matrix.facet).then_some("page")] {
                            (ctx.t(&format!("lists-factors-{}", of.name())))
                        }
                    }
                }
            }
        }
        @if let Some(missing) = missing {
            (missing)
        } @else if matrix.rows.is_empty() {
            div.empty {
                h2 { (ctx.t("lists-factors-empty")) }
                p { (ctx.t("lists-factors-empty-text")) }
                div.actions { a.button.secondary href="/library?kind=case" { (ctx.t("lists-factors-cases")) } }
            }
        } @else {
            div.table-scroll tabindex="0" role="region" aria-label=(title) {
                table.data.matrix {
                    caption { (ctx.t(&format!("lists-factors-caption-{name}"))) }
                    thead {
                        tr {
                            th scope="col" { (ctx.t("field-municipality")) }
                            @for term in &matrix.columns {
                                th scope="col" { (term_label(ctx, matrix, term)) }
                            }
                        }
                    }
                    tbody {
                        @for row in &matrix.rows { (matrix_row(ctx, matrix, row)) }
                    }
                    tfoot {
                        tr {
                            th scope="row" { (ctx.t("lists-factors-total")) }
                            @for (term, total) in matrix.columns.iter().zip(&matrix.totals) {
                                td.num {
                                    @if *total > 0 {
                                        a href=(Filter::only(matrix.facet, term).address(1)) {
                                            (total)
                                            span.visually-hidden { ": " (term_label(ctx, matrix, term)) }
                                        }
                                    } @else { "0" }
                                }
                            }
                        }
                    }
                }
            }
            p.hint { (ctx.t("lists-factors-hint")) }
            (paging::pager_of(ctx, matrix.page.unwrap_or(1), matrix.total, ROWS, |n| href(name, n)))
        }
    };
    let frame = Page::new(title).under(ctx.t("nav-library"), "/library");
    page_with_status(ctx, status, frame, body)
}

fn term_label(ctx: &Ctx, matrix: &Matrix, term: &str) -> String {
    match matrix.facet.vocabulary() {
        Some(vocabulary) => ctx.terms.label(vocabulary, ctx.lang, term),
        None => term.to_string(),
    }
}

fn matrix_row(ctx: &Ctx, matrix: &Matrix, row: &MatrixRow) -> Markup {
    let place = places::get(&row.place);
    html! {
        tr {
            th scope="row" {
                @match place {
                    Some(place) => a href=(format!("/places/{}", place.code)) lang=(place.country.lang()) { (row.label) },
                    None => (row.label),
                }
            }
            @for (term, count) in matrix.columns.iter().zip(&row.counts) {
                @if *count > 0 {
                    @let cases = Filter::only(Facet::Place, &row.place).and(matrix.facet, term);
                    td class=(format!("num heat-{}", heat(*count, matrix.most))) {
                        a href=(cases.address(1)) {
                            (count)
                            span.visually-hidden { ": " (row.label) ", " (term_label(ctx, matrix, term)) }
                        }
                    }
                } @else {
                    td.num { "0" }
                }
            }
        }
    }
}

/// One of four shades, so that the largest count has the darkest.
fn heat(count: i64, most: i64) -> i64 {
    ((count * 4 + most - 1) / most.max(1)).clamp(1, 4)
}
