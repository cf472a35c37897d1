use actix_web::HttpResponse;
use maud::{Markup, html};

use super::cite::Cited;
use super::similar::Similar;
use crate::library::terms::Vocabulary;
use crate::library::{Entry, views};
use crate::web::lang::{Value, language_in_sentence};
use crate::web::markdown::Heading;
use crate::web::{Ctx, Page, layout};

pub fn minutes(ctx: &Ctx, minutes: i64) -> Markup {
    html! {
        @if minutes > 0 {
            " · " span.nowrap { (ctx.tv("reading-minutes", &[("count", Value::from(minutes))])) }
        }
    }
}

/// The headings of the facts, which are ours, and then those of the text, which are its author's.
pub fn contents(ctx: &Ctx, entry: &Entry, facts: &[Heading], text: &[Heading]) -> Markup {
    let item = |heading: &Heading| html! { a href=(format!("#{}", heading.id)) { (heading.text) } };
    html! {
        details.contents.no-print open {
            summary { (ctx.t("reading-contents")) }
            nav aria-label=(ctx.t("reading-contents")) {
                ul {
                    @for heading in facts { li { (item(heading)) } }
                    @for heading in text.iter().filter(|h| h.level <= 3) {
                        li.sub[heading.level > 2] lang=(entry.lang) { (item(heading)) }
                    }
                }
            }
        }
    }
}

/// What can be done with a text beside reading it. What needs the browser's help is shown by it.
pub fn tools(ctx: &Ctx, entry: &Entry) -> Markup {
    let url = ctx
        .app
        .config
        .base_url
        .url(&format!("/library/{}", entry.slug));
    let mail = mail_to(&entry.title, &format!("{}\n\n{url}\n", entry.summary));
    html! {
        div.reading.no-print {
            div.read-aloud role="group" aria-label=(ctx.t("reading-aloud")) hidden
                data-read-aloud="main h1, main .page-head .lead, main section.fact, main figure.quote, main .prose"
                data-read-aloud-lang=(entry.lang)
                data-read-aloud-pause=(ctx.t("reading-pause")) data-read-aloud-on=(ctx.t("reading-go-on"))
                data-read-aloud-over=(ctx.t("reading-over")) {
                button.secondary.small type="button" data-do="play" { (ctx.t("reading-aloud")) }
                button.secondary.small type="button" data-do="pause" hidden { (ctx.t("reading-pause")) }
                button.secondary.small type="button" data-do="stop" hidden { (ctx.t("reading-stop")) }
                span.visually-hidden role="status" data-said {}
            }
            button.quiet.small type="button" data-print hidden { (ctx.t("reading-print")) }
            button.quiet.small type="button" data-copy=(url) data-copy-done=(ctx.t("reading-copied")) hidden {
                (ctx.t("reading-copy-link"))
            }
            a.button.quiet.small href=(mail) { (ctx.t("reading-mail")) }
            a.button.quiet.small href=(format!("/library/{}/cite", entry.slug)) { (ctx.t("reading-cite")) }
        }
    }
}

/// A `mailto:` address with subject and text.
fn mail_to(subject: &str, text: &str) -> String {
    let coded = |text: &str| {
        let mut out = String::new();
        for byte in text.bytes() {
            match byte {
                b if b.is_ascii_alphanumeric() || b"-._~".contains(&b) => out.push(b as char),
                b'\n' => out.push_str("%0D%0A"),
                b => out.push_str(&format!("%{b:02X}")),
            }
        }
        out
    };
    format!("mailto:?subject={}&body={}", coded(subject), coded(text))
}

pub fn similar(ctx: &Ctx, entry: &Entry, all: &[Similar]) -> Markup {
    html! {
        @if !all.is_empty() {
            section.section.no-print aria-labelledby="similar" {
                h2 id="similar" { (ctx.t("reading-similar")) }
                p.hint { (ctx.t("reading-similar-why")) }
                ul.cards {
                    @for one in all {
                        li.card {
                            h3 { a href=(format!("/library/{}", one.row.slug)) lang=(one.row.lang) { (one.row.title) } }
                            p.meta {
                                (views::kind(ctx, &one.row.kind))
                                @if let Some(place) = one.row.place() { " · " (place) }
                                @if one.row.lang != ctx.lang.code() {
                                    " · " (ctx.tv("reading-in-language", &[("language", language_in_sentence(ctx.lang, &one.row.lang).into())]))
                                }
                            }
                            p.meta { (shared(ctx, entry, one)) }
                        }
                    }
                }
            }
        }
    }
}

/// What the two have in common, in words: `samme emneord: tilsyn; samme område: Dagtilbud`.
fn shared(ctx: &Ctx, entry: &Entry, one: &Similar) -> Markup {
    // An entry's own words are in its language, the network's in the reader's.
    let own = |words: &[String]| {
        words
            .iter()
            .map(|w| (w.clone(), entry.lang.clone()))
            .collect()
    };
    let ours = |vocabulary, words: &[String]| {
        let label = |w: &String| ctx.terms.label(vocabulary, ctx.lang, w);
        let lang = ctx.lang.code().to_string();
        words.iter().map(|w| (label(w), lang.clone())).collect()
    };
    let tools = one
        .methods
        .iter()
        .map(|t| (t.title.clone(), t.lang.clone()));
    // What a neighbour says otherwise is the same word in the neighbour's language.
    let words = match one.row.lang == entry.lang {
        true => ctx.t("reading-same-words"),
        false => {
            let language = language_in_sentence(ctx.lang, &one.row.lang);
            let values = [("language", language.into())];
            ctx.tv("reading-same-words-across", &values)
        }
    };
    let parts: [(String, Vec<(String, String)>); 5] = [
        (ctx.t("reading-same-tags"), own(&one.tags)),
        (ctx.t("reading-same-tool"), tools.collect()),
        (
            ctx.t("reading-same-factors"),
            ours(Vocabulary::Factors, &one.factors),
        ),
        (
            ctx.t("reading-same-area"),
            ours(Vocabulary::Areas, one.area.as_slice()),
        ),
        (words, own(&one.words)),
    ];
    let told = parts.iter().filter(|(_, words)| !words.is_empty());
    html! {
        @for (at, (what, words)) in told.enumerate() {
            @if at > 0 { "; " }
            (what) ": "
            @for (at, (word, lang)) in words.iter().enumerate() {
                @if at > 0 { ", " }
                span lang=[(lang != ctx.lang.code()).then_some(lang)] { (word) }
            }
        }
    }
}

pub fn cite(ctx: &Ctx, entry: &Entry, cited: &Cited) -> HttpResponse {
    let here = format!("/library/{}", entry.slug);
    let title = ctx.t("reading-cite-title");
    let copy = |text: &str| {
        html! {
            button.secondary.small type="button" data-copy=(text) data-copy-done=(ctx.t("reading-copied")) hidden {
                (ctx.t("reading-copy"))
            }
        }
    };
    let body = html! {
        header.page-head {
            h1 { (title) }
            p.lead lang=(entry.lang) { (entry.title) }
        }
        section.section {
            h2 { (ctx.t("reading-cite-plain")) }
            p.panel { (cited.plain) }
            div.actions { (copy(&cited.plain)) }
        }
        section.section {
            h2 { (ctx.t("reading-cite-bibtex")) }
            pre tabindex="0" { (cited.bibtex) }
            div.actions {
                (copy(&cited.bibtex))
                a.button.secondary.small href=(format!("{here}/cite?format=bib")) { (ctx.t("reading-cite-file")) }
            }
        }
        p.hint { (ctx.t("reading-cite-hint")) }
    };
    let frame = Page::new(title)
        .under(ctx.t("nav-library"), "/library")
        .under(&entry.title, &here);
    layout::page(ctx, frame, body)
}
