use actix_web::http::StatusCode;
use maud::{Markup, html};

use super::asking::Understood;
use super::filters::{Facet, Filters, Sort, TO};
use super::instead::{self, Instead};
use super::naming;
use super::notes::Note;
use super::why::{Place, Why};
use super::{Answer, FILTERS, Hit, InFile, LONGEST_QUESTION, Question, saved, suggest};
use crate::library::{freshness, lists};
use crate::text::Refused;
use crate::web::form::Problem;
use crate::web::lang::{Lang, Value, content_language, language_in_sentence};
use crate::web::{Ctx, paging};

/// Values of one filter that are shown; the rest are reached by asking more closely.
const SHOWN: usize = 12;

pub fn results(
    ctx: &Ctx,
    understood: &Understood,
    question: &Question,
    answer: &Answer,
    instead: Option<&Instead>,
    number: Option<i64>,
) -> (StatusCode, Markup) {
    let nothing_asked = question.is_empty();
    let total = answer.total.min(super::DEEPEST as u64) as i64;
    let here = |n| address(&question.text, &question.filters, question.sort, n);
    // Where nothing is found that is said, whatever the page.
    let missing = if nothing_asked || total == 0 {
        None
    } else {
        paging::missing(ctx, number, total, paging::PER_PAGE, here)
    };
    let status = paging::status(&missing);
    let body = html! {
        header.page-head {
            h1 { (ctx.t("search-heading")) }
            (form(ctx, understood, question, None))
            @if !nothing_asked {
                (chips(ctx, question))
                details.how { summary { (ctx.t("search-help-precise")) } (precisely(ctx)) }
            }
        }
        @if answer.from_database {
            div.notice.warn role="status" { p { (ctx.t("search-without-index")) } }
        }
        @if nothing_asked {
            (welcome(ctx, answer))
        } @else if answer.total == 0 {
            (nothing_found(ctx, question))
            @if let Some(instead) = instead { (instead::views::below(ctx, instead)) }
        } @else {
            div.columns {
                aside.side { (facets(ctx, question, &answer.facets)) }
                div {
                    div.results-head {
                        p.meta role="status" {
                            (ctx.tv("search-count", &[("count", Value::from(answer.total))]))
                        }
                        (own_language(ctx, question))
                        (orders(ctx, question))
                    }
                    (instead::views::above(ctx, question, answer))
                    @if let Some(missing) = missing {
                        (missing)
                    } @else {
                        @if question.sort != Sort::default() && question.text.contains(' ') {
                            p.hint { (ctx.t("search-sort-hint")) }
                        }
                        ol.results start=(question.offset + 1) { @for hit in &answer.hits { (result(ctx, hit, 2)) } }
                        (paging::pager(ctx, number.unwrap_or(1), total, here))
                    }
                }
            }
        }
        @if !nothing_asked { (saved::views::offer(ctx, question)) }
    };
    (status, body)
}

/// A question that is not looked for. What was typed is not shown again.
pub fn refused(ctx: &Ctx, problem: &Problem) -> Markup {
    html! {
        header.page-head {
            h1 { (ctx.t("search-heading")) }
            (form(ctx, &Understood::default(), &Question::default(), Some(problem)))
        }
    }
}

fn form(
    ctx: &Ctx,
    understood: &Understood,
    question: &Question,
    problem: Option<&Problem>,
) -> Markup {
    let errors = understood.notes.iter().filter(|note| note.is_error());
    let errors = errors.count();
    let wrong = problem.is_some() || errors > 0;
    let described = match problem {
        Some(_) => Some("q-e"),
        None => (!understood.notes.is_empty()).then_some("q-n"),
    };
    html! {
        form.measure role="search" action="/search" aria-label=(ctx.t("search-heading")) {
            label for="q" { (ctx.t("search-field")) }
            div.search-row {
                input type="search" id="q" name="q" value=(understood.shown) maxlength=(LONGEST_QUESTION)
                    data-shortcut="/" title=(ctx.t("search-shortcut"))
                    data-suggest=(suggest::views::field(ctx))
                    aria-invalid=[wrong.then_some("true")] aria-describedby=[described];
                button { (ctx.t("search")) }
            }
            @if let Some(problem) = problem {
                p.error id="q-e" { (said_of_question(ctx, problem)) }
            }
            (kept(question))
        }
        @if !understood.notes.is_empty() {
            div.notice.warn id="q-n" {
                @for said in &understood.notes { (note(ctx, question, said)) }
                @if errors > 0 && !question.is_empty() {
                    p { (ctx.tv("search-note-left-out", &[("count", Value::from(errors as u64))])) }
                }
            }
        }
    }
}

/// A question is not kept, as what is typed elsewhere is.
fn said_of_question(ctx: &Ctx, problem: &Problem) -> String {
    match problem {
        Problem::Text(Refused::Cpr) => ctx.t("problem-bad-request-cpr"),
        _ => problem.say(ctx.lang),
    }
}

/// What a form asks on with: filters and the order.
fn kept(question: &Question) -> Markup {
    html! {
        @for (filter, value) in question.filters.pairs() {
            input type="hidden" name=(filter) value=(value);
        }
        @if question.sort != Sort::default() {
            input type="hidden" name="sort" value=(question.sort.name());
        }
    }
}

/// Something the asker should know about the question, with a way on.
fn note(ctx: &Ctx, question: &Question, note: &Note) -> Markup {
    let choice = |filter: &str, value: &str| {
        html! {
            li {
                a.tag href=(same(question, &question.filters.clone().and(filter, value))) {
                    (value_label(ctx, filter, value))
                }
            }
        }
    };
    let (filter, offered) = note.offered();
    html! {
        p {
            (note.say(ctx.lang))
            @if let Some(lead) = note.lead(ctx.lang) { " " (lead) }
        }
        @if !offered.is_empty() {
            ul.tags { @for value in offered { (choice(filter, value)) } }
        } @else if filter == "municipality" {
            p { a href="/places" { (ctx.t("search-note-places")) } }
        }
    }
}

/// What the results are narrowed to, each with a way to take it back.
fn chips(ctx: &Ctx, question: &Question) -> Markup {
    html! {
        @if question.filters.any() {
            nav.chips aria-label=(ctx.t("lists-chosen")) {
                ul.tags {
                    @for (filter, value) in question.filters.pairs() {
                        li {
                            a.tag href=(same(question, &question.filters.without(filter, value))) {
                                span.visually-hidden { (ctx.t("lists-remove")) " " }
                                (facet_label(ctx, filter)) ": " (value_label(ctx, filter, value))
                                span aria-hidden="true" { " ×" }
                            }
                        }
                    }
                    @if question.filters.pairs().count() > 1 {
                        li { a href=(same(question, &Filters::default())) { (ctx.t("search-all-filters-off")) } }
                    }
                }
            }
        }
    }
}

/// How to ask precisely, with examples in the reader's words.
fn precisely(ctx: &Ctx) -> Markup {
    html! {
        ul {
            li { (ctx.t("search-help-phrase")) }
            li { (ctx.t("search-help-without")) }
            li { (ctx.t("search-help-or")) }
            li { (ctx.t("search-help-filters")) }
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
                li { (ctx.t("search-help-languages")) " " a href="/glossary" { (ctx.t("glossary-see")) } }
                li { (ctx.t("search-help-letters")) }
            }
            h3 { (ctx.t("search-help-precise")) }
            (precisely(ctx))
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
                                    a.tag href=(address("", &Filters::default().and(facet.name, value), Sort::default(), 1)) {
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

fn nothing_found(ctx: &Ctx, question: &Question) -> Markup {
    let forum = format!(
        "/forum/new?{}",
        serde_urlencoded::to_string([("title", &question.text)]).unwrap_or_default()
    );
    let chosen = |filter: &&str| question.filters.of(filter).next().is_some();
    html! {
        div.empty {
            h2 {
                @if question.text.is_empty() { (ctx.t("search-nothing-here")) }
                @else { (ctx.tv("search-nothing", &[("q", question.text.clone().into())])) }
            }
            @if question.filters.any() {
                p { (ctx.t("search-nothing-filters")) }
                ul.tags {
                    @for filter in FILTERS.into_iter().filter(chosen) {
                        @let labels: Vec<String> = question.filters.of(filter).map(|v| value_label(ctx, filter, v)).collect();
                        li {
                            a.tag href=(same(question, &question.filters.clear_of(filter))) {
                                (ctx.tv("search-without", &[("value", labels.join(", ").into())]))
                            }
                        }
                    }
                }
                @if !question.text.is_empty() {
                    div.actions {
                        a.button href=(same(question, &Filters::default())) { (ctx.t("search-all-filters-off")) }
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
        details.fold {
            summary { (ctx.t("search-narrow")) }
            nav.facets aria-label=(ctx.t("search-narrow-label")) {
                @for facet in found { (choices(ctx, question, facet)) }
            }
        }
    }
}

/// The values of a filter: those that are chosen, and those that can be.
fn choices(ctx: &Ctx, question: &Question, facet: &Facet) -> Markup {
    let name = facet.name;
    let chosen: Vec<&str> = question.filters.of(name).collect();
    let open = facet
        .values
        .iter()
        .filter(|(value, _)| !chosen.contains(&value.as_str()));
    html! {
        @if !facet.values.is_empty() || !chosen.is_empty() {
            details open {
                summary { (facet_label(ctx, name)) }
                ul {
                    @for value in &chosen {
                        li {
                            a.facet.on href=(same(question, &question.filters.without(name, value))) {
                                (value_label(ctx, name, value)) " "
                                span.visually-hidden { (ctx.t("search-remove")) }
                            }
                        }
                    }
                    @for (value, count) in open.take(SHOWN) {
                        li {
                            a.facet href=(same(question, &question.filters.clone().and(name, value))) {
                                (value_label(ctx, name, value)) " "
                                span.count { (count) }
                            }
                        }
                    }
                }
                @if name == "year" { (period(ctx, question, &chosen)) }
            }
        }
    }
}

/// A first and a last year, in place of the years that are chosen.
fn period(ctx: &Ctx, question: &Question, chosen: &[&str]) -> Markup {
    let (from, to) = match chosen {
        [one] => one.split_once(TO).unwrap_or((one, one)),
        _ => ("", ""),
    };
    let rest = Question {
        filters: question.filters.clear_of("year"),
        ..question.clone()
    };
    html! {
        form action="/search" {
            @if !question.text.is_empty() { input type="hidden" name="q" value=(question.text); }
            (kept(&rest))
            (lists::year_fields(ctx, from.parse().ok(), to.parse().ok()))
            button.secondary.small { (ctx.t("search-years-show")) }
        }
    }
}

/// One click to the reader's own language alone, and one back.
fn own_language(ctx: &Ctx, question: &Question) -> Markup {
    // Bokmål and nynorsk are read as one.
    let own: &[&str] = match ctx.lang {
        Lang::Nb => &["nb", "nn"],
        other => &[other.code()],
    };
    let all = question.filters.clear_of("lang");
    let alone = own
        .iter()
        .fold(all.clone(), |filters, code| filters.and("lang", code));
    html! {
        @if question.filters == alone {
            a href=(same(question, &all)) { (ctx.t("search-every-language")) }
        } @else {
            a href=(same(question, &alone)) { (ctx.t("search-own-language")) }
        }
    }
}

fn orders(ctx: &Ctx, question: &Question) -> Markup {
    html! {
        nav.orders aria-label=(ctx.t("search-sort")) {
            span.meta aria-hidden="true" { (ctx.t("search-sort")) }
            ul {
                @for sort in Sort::ALL {
                    @let current = (sort == question.sort).then_some("true");
                    li {
                        a href=(address(&question.text, &question.filters, sort, 1)) aria-current=[current] {
                            (ctx.t(&format!("search-sort-{}", sort.name())))
                        }
                    }
                }
            }
        }
    }
}

/// A result, its title a heading of this level.
pub fn result(ctx: &Ctx, hit: &Hit, level: u8) -> Markup {
    let row = &hit.row;
    // Said only where it is not the page's own language.
    let lang = (row.lang != ctx.lang.code()).then_some(row.lang.as_str());
    let title = html! { a href={ "/library/" (row.slug) } lang=[lang] { (hit.title) } };
    let why: Vec<String> = hit.why.iter().filter_map(|why| reason(ctx, why)).collect();
    html! {
        li.result {
            @if level == 2 { h2 { (title) } } @else { h3 { (title) } }
            p.snippet lang=[lang] { (hit.snippet) }
            (in_files(ctx, hit))
            @if !why.is_empty() {
                p.meta.why { (ctx.tv("search-why", &[("reasons", why.join("; ").into())])) }
            }
            p.meta {
                (value_label(ctx, "kind", &row.kind))
                @if let Some(place) = row.place() { " · " (place) }
                @if lang.is_some() {
                    " " span.badge { (content_language(ctx.lang, &row.lang)) }
                }
                (freshness::views::badge(ctx, row.updated_at, row.reviewed_at))
            }
        }
    }
}

/// Which files have what was asked: the one that is shown, and how many more.
fn in_files(ctx: &Ctx, hit: &Hit) -> Markup {
    html! {
        @if let Some((first, others)) = hit.files.split_first() {
            p.meta {
                @if hit.of_file { (ctx.t("search-in-file")) } @else { (ctx.t("search-also-in-file")) }
                " " a href=(first.address()) { (file_label(ctx, first)) }
                @if !others.is_empty() {
                    " " (ctx.tv("search-in-more-files", &[("count", Value::from(others.len() as i64))]))
                }
            }
        }
    }
}

fn file_label(ctx: &Ctx, file: &InFile) -> String {
    match file.leaf {
        Some((leaf, number)) => ctx.tv(
            &format!("search-in-{}", leaf.name()),
            &[
                ("file", file.name.clone().into()),
                ("number", Value::from(number as i64)),
            ],
        ),
        None => file.name.clone(),
    }
}

/// Why a word was found, in words; none where what was found stands too far inside to be shown.
fn reason(ctx: &Ctx, why: &Why) -> Option<String> {
    let (found, place) = why.found.as_ref()?;
    let placed = match place {
        Place::Title => "search-why-in-title",
        Place::Tags => "search-why-in-tags",
        Place::Text | Place::File => "search-why-in-text",
    };
    let language = why
        .language
        .map_or_else(String::new, |l| language_in_sentence(ctx.lang, l.code()));
    Some(ctx.tv(
        &format!("search-why-{}", why.kind.name()),
        &[
            (
                "found",
                ctx.tv(placed, &[("found", found.clone().into())]).into(),
            ),
            ("word", why.word.clone().into()),
            ("language", language.into()),
        ],
    ))
}

fn facet_label(ctx: &Ctx, facet: &str) -> String {
    ctx.t(&format!("search-by-{facet}"))
}

/// A stored value in words.
pub fn value_label(ctx: &Ctx, facet: &str, value: &str) -> String {
    naming::value_label(ctx.lang, &ctx.terms, facet, value)
}

/// The same question, narrowed otherwise.
fn same(question: &Question, filters: &Filters) -> String {
    address(&question.text, filters, question.sort, 1)
}

/// The address of a search: the same question is always the same address.
pub fn address(text: &str, filters: &Filters, sort: Sort, page: i64) -> String {
    let mut pairs = Vec::new();
    if !text.is_empty() {
        pairs.push(("q", text.to_string()));
    }
    pairs.extend(filters.pairs().map(|(f, v)| (f, v.to_string())));
    if sort != Sort::default() {
        pairs.push(("sort", sort.name().to_string()));
    }
    if page > 1 {
        pairs.push(("page", page.to_string()));
    }
    match serde_urlencoded::to_string(pairs) {
        Ok(query) if !query.is_empty() => format!("/search?{query}"),
        _ => "/search".to_string(),
    }
}
