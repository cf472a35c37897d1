use actix_web::HttpResponse;
use maud::{Markup, html};

use crate::search::suggest;
use crate::web::lang::Value;
use crate::web::{Ctx, Page, markdown, page};

/// A page of running text from the locale: a title, and Markdown under `page-<name>`.
pub fn text(ctx: &Ctx, name: &str) -> Markup {
    let values = [
        ("network", Value::from(ctx.network().to_string())),
        ("contact", Value::from(ctx.contact().to_string())),
    ];
    html! {
        header.page-head { h1 { (ctx.t(&format!("nav-{name}"))) } }
        div.prose { (markdown::html(&ctx.tv(&format!("page-{name}"), &values))) }
        @if name == "privacy" { p { a href="/privacy/retention" { (ctx.t("privacy-retention")) } } }
    }
}

/// Made by `.ci/notices`, checked by CI: a line per crate (name, version, licence, address, with tabs
/// between), then the licences' texts.
const NOTICES: &str = include_str!("../../assets/third-party-notices.txt");
const LICENCE: &str = include_str!("../../LICENSE");

/// Name, version, licence and address of everything the program is built from.
fn crates() -> impl Iterator<Item = (&'static str, &'static str, &'static str, &'static str)> {
    NOTICES.lines().map_while(|line| {
        let mut facts = line.split('\t');
        Some((facts.next()?, facts.next()?, facts.next()?, facts.next()?))
    })
}

/// Every licence's text, as plain text: too much for a page.
pub fn licence_texts() -> HttpResponse {
    HttpResponse::Ok()
        .content_type("text/plain; charset=utf-8")
        .body(NOTICES)
}

pub fn licences(ctx: &Ctx) -> HttpResponse {
    let body = html! {
        header.page-head {
            h1 { (ctx.t("nav-licences")) }
            p.lead { (ctx.t("licences-lead")) }
        }
        h2 { "AGPL-3.0-or-later" }
        details { summary { (ctx.t("licences-own")) } pre tabindex="0" { (LICENCE) } }
        h2 { (ctx.t("licences-others")) }
        p { a href="/about/licences.txt" { (ctx.t("licences-texts")) } }
        p { (ctx.t("search-lexicon-from")) }
        div.table-scroll tabindex="0" role="region" aria-label=(ctx.t("licences-others")) {
            table.data {
                thead { tr {
                    th scope="col" { (ctx.t("field-name")) }
                    th scope="col" { (ctx.t("licences-version")) }
                    th scope="col" { (ctx.t("licences-licence")) }
                } }
                tbody {
                    @for (name, version, licence, address) in crates() {
                        tr {
                            td {
                                @if address.starts_with("https://") { a href=(address) rel="noopener" { (name) } }
                                @else { (name) }
                            }
                            td { (version) }
                            td { (licence) }
                        }
                    }
                }
            }
        }
    };
    page(ctx, Page::new(ctx.t("nav-licences")), body)
}

/// A question to try, in the reader's own words.
fn try_out(words: String) -> Markup {
    let query = serde_urlencoded::to_string([("q", &words)]).unwrap_or_default();
    html! { a href=(format!("/search?{query}")) { (words) } }
}

pub fn front(
    ctx: &Ctx,
    asked: Option<Markup>,
    latest: Markup,
    coming: Markup,
    study: Option<Markup>,
) -> Markup {
    html! {
        section.hero {
            h1 { (ctx.tv("front-welcome", &[("network", Value::from(ctx.network().to_string()))])) }
            p.lead { (ctx.t("front-lead")) }
            form role="search" action="/search" {
                label for="q" { (ctx.t("front-search-label")) }
                div.search-row {
                    input type="search" id="q" name="q" maxlength="200" data-shortcut="/"
                        data-suggest=(suggest::views::field(ctx));
                    button { (ctx.t("search")) }
                }
            }
            p.hint {
                (ctx.t("front-try")) " "
                (try_out(ctx.t("front-try-1"))) ", " (try_out(ctx.t("front-try-2"))) " " (ctx.t("or")) " "
                (try_out(ctx.t("front-try-3")))
            }
        }
        @if let Some(asked) = asked { (asked) }
        @if let Some(study) = study { (study) }
        div.columns {
            section.section {
                div.section-head { h2 { (ctx.t("front-latest")) } a href="/library" { (ctx.t("see-all")) } }
                (latest)
            }
            aside.side {
                div.section-head { h2 { (ctx.t("front-coming")) } a href="/meetings" { (ctx.t("see-all")) } }
                (coming)
            }
        }
    }
}
