//! What an entry tells beside its free text, section by section, in the order a practitioner reads.

use maud::{Markup, html};

use super::super::descent::{self, From};
use super::super::facts::{Agreed, Facts, Link, Video};
use super::super::linked::Linked;
use super::super::video::Player;
use super::super::{Kind, NewEntry};
use crate::web::lang::Value;
use crate::web::{Ctx, dates, markdown};
use crate::worksheets;

/// What an entry's facts name, as far as it may be shown; nothing of it in a preview.
#[derive(Default)]
pub struct Named {
    /// The entries it names.
    pub linked: Vec<Linked>,
    /// What it builds on.
    pub from: Option<From>,
    /// Its video, where the page may play it.
    pub player: Option<Player>,
}

/// Everything an entry's facts tell in sentences.
pub fn sections(ctx: &Ctx, entry: &NewEntry, named: &Named) -> Markup {
    let facts = &entry.facts;
    let lang = entry.lang.as_str();
    let linked = &named.linked;
    html! {
        @match entry.kind {
            Kind::Case => (case(ctx, facts, lang, linked)),
            Kind::Tool => (tool(ctx, facts, lang, linked)),
            Kind::Note => (note(ctx, facts, lang, linked)),
            Kind::Portrait => (portrait(facts, lang)),
        }
        (descent::views::answers(ctx, entry, named.from.as_ref()))
        @if let Some(video) = &facts.video { (self::video(ctx, video, lang, named.player.as_ref())) }
        (links(ctx, &facts.links, lang))
    }
}

fn case(ctx: &Ctx, facts: &Facts, lang: &str, linked: &[Linked]) -> Markup {
    html! {
        (told("", ctx.t("facts-problem"), &facts.problem, lang))
        (told("core", ctx.t("facts-core"), &facts.core, lang))
        (told("", ctx.t("facts-done"), &facts.done, lang))
        (results(ctx, facts, lang))
        (told("not-worked", ctx.t("facts-not-worked"), &facts.not_worked, lang))
        (advice(ctx, &facts.advice, lang))
        (entries(ctx.t("facts-methods"), &facts.methods, linked))
    }
}

fn results(ctx: &Ctx, facts: &Facts, lang: &str) -> Markup {
    let all = [
        (ctx.t("facts-for-citizens"), &facts.for_citizens),
        (ctx.t("facts-for-work"), &facts.for_work),
        (ctx.t("facts-for-environment"), &facts.for_environment),
    ];
    html! {
        @if all.iter().any(|(_, text)| !text.is_empty()) {
            section.fact {
                h2 { (ctx.t("facts-results")) }
                @for (label, text) in all.iter().filter(|(_, text)| !text.is_empty()) {
                    h3 { (label) }
                    div lang=(lang) { (plain(text)) }
                }
            }
        }
    }
}

fn advice(ctx: &Ctx, all: &[String], lang: &str) -> Markup {
    let title = [("count", Value::from(all.len() as i64))];
    html! {
        @if !all.is_empty() {
            section.fact.advice {
                h2 { (ctx.tv("facts-advice-title", &title)) }
                ol lang=(lang) { @for piece in all { li { (plain(piece)) } } }
            }
        }
    }
}

fn tool(ctx: &Ctx, facts: &Facts, lang: &str, linked: &[Linked]) -> Markup {
    html! {
        (told("core", ctx.t("facts-gain"), &facts.gain, lang))
        (told("", ctx.t("facts-how"), &facts.how, lang))
        @if worksheets::Template::named(&facts.worksheet).is_some() {
            p.no-print {
                a.button.secondary href=(format!("/worksheets/new?kind={}", facts.worksheet)) {
                    (ctx.t("facts-worksheet-do"))
                }
            }
        }
        (told("", ctx.t("facts-strengths"), &facts.strengths, lang))
        (told("not-worked", ctx.t("facts-weaknesses"), &facts.weaknesses, lang))
        (entries(ctx.t("facts-examples"), &facts.examples, linked))
        (told("", ctx.t("facts-origin"), &facts.origin, lang))
    }
}

fn note(ctx: &Ctx, facts: &Facts, lang: &str, linked: &[Linked]) -> Markup {
    let previous: Vec<String> = Some(facts.previous.clone())
        .filter(|s| !s.is_empty())
        .into_iter()
        .collect();
    html! {
        (entries(ctx.t("facts-previous"), &previous, linked))
        (told("", ctx.t("facts-agenda"), &facts.agenda, lang))
        (told("", ctx.t("facts-present"), &facts.present, lang))
        @if !facts.decisions.is_empty() {
            section.fact.core {
                h2 { (ctx.t("facts-decisions")) }
                ol lang=(lang) { @for decision in &facts.decisions { li { (decision) } } }
            }
        }
        (actions(ctx, &facts.actions, lang))
    }
}

fn actions(ctx: &Ctx, all: &[Agreed], lang: &str) -> Markup {
    let any_due = all.iter().any(|action| !action.due.is_empty());
    html! {
        @if !all.is_empty() {
            section.fact {
                h2 id="actions-title" { (ctx.t("facts-actions")) }
                div.table-scroll tabindex="0" role="region" aria-labelledby="actions-title" {
                    table.data {
                        thead { tr {
                            th scope="col" { (ctx.t("facts-actions-what")) }
                            th scope="col" { (ctx.t("facts-actions-owner")) }
                            @if any_due { th scope="col" { (ctx.t("facts-actions-due")) } }
                        } }
                        tbody {
                            @for action in all {
                                tr {
                                    td lang=(lang) { (action.what) }
                                    td lang=(lang) { (action.owner) }
                                    @if any_due { td { (day(ctx, &action.due)) } }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn day(ctx: &Ctx, day: &str) -> Markup {
    html! {
        @match chrono::NaiveDate::parse_from_str(day, "%Y-%m-%d") {
            Ok(date) => time.nowrap datetime=(day) { (dates::date(ctx.lang, date)) },
            Err(_) => (day),
        }
    }
}

fn portrait(facts: &Facts, lang: &str) -> Markup {
    let of: Vec<&str> = [&facts.person_role, &facts.person_organisation]
        .into_iter()
        .map(String::as_str)
        .filter(|s| !s.is_empty())
        .collect();
    html! {
        @if !facts.quote.is_empty() {
            figure.quote lang=(lang) {
                blockquote { (plain(&facts.quote)) }
                @if !of.is_empty() { figcaption { (of.join(", ")) } }
            }
        }
    }
}

/// A video: what is said in it stands here. Nothing of it is loaded from elsewhere until a reader
/// presses the button, which is there with JavaScript alone.
fn video(ctx: &Ctx, video: &Video, lang: &str, player: Option<&Player>) -> Markup {
    let title = match video.title.as_str() {
        "" => ctx.t("facts-video"),
        title => title.to_string(),
    };
    html! {
        section.fact {
            h2 { (ctx.t("facts-video")) }
            @if !video.title.is_empty() { h3 lang=(lang) { (video.title) } }
            @if !video.speakers.is_empty() {
                p { (ctx.t("facts-video-speakers")) ": " span lang=(lang) { (video.speakers) } }
            }
            @if !video.address.is_empty() {
                p {
                    a href=(video.address) rel="noopener noreferrer external" {
                        (ctx.tv("facts-video-go", &[("host", Value::from(host(&video.address).to_string()))]))
                    }
                }
                @if let Some(player) = player {
                    @let host = [("host", Value::from(player.host.clone()))];
                    div.player.no-print data-player=(player.address) data-player-title=(title) hidden {
                        button type="button" { (ctx.t("video-play")) }
                        p.hint { (ctx.tv("video-play-text", &host)) }
                    }
                }
                p.hint { (ctx.t("facts-video-outside")) }
            }
            @if !video.transcript.is_empty() {
                h3 { (ctx.t("facts-video-transcript")) }
                div.transcript lang=(lang) { (plain(&video.transcript)) }
            }
        }
    }
}

pub fn host(address: &str) -> &str {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    rest.split(['/', '?', '#']).next().unwrap_or(rest)
}

fn links(ctx: &Ctx, all: &[Link], lang: &str) -> Markup {
    html! {
        @if !all.is_empty() {
            section.fact {
                h2 { (ctx.t("facts-links")) }
                ul {
                    @for link in all {
                        li {
                            a href=(link.address) rel="noopener noreferrer external" {
                                @if link.label.is_empty() { (link.address) } @else { span lang=(lang) { (link.label) } }
                            }
                            @if !link.label.is_empty() { " " span.meta { "(" (host(&link.address)) ")" } }
                        }
                    }
                }
            }
        }
    }
}

/// Entries by their slugs, in their order; those that may not be shown are not there.
fn entries(title: String, slugs: &[String], linked: &[Linked]) -> Markup {
    let shown: Vec<&Linked> = slugs
        .iter()
        .filter_map(|slug| linked.iter().find(|l| l.slug == *slug))
        .collect();
    html! {
        @if !shown.is_empty() {
            section.fact {
                h2 { (title) }
                ul {
                    @for entry in shown {
                        li { a href=(format!("/library/{}", entry.slug)) lang=(entry.lang) { (entry.title) } }
                    }
                }
            }
        }
    }
}

/// A text under its heading, when there is one.
pub fn told(class: &str, title: String, text: &str, lang: &str) -> Markup {
    html! {
        @if !text.is_empty() {
            section class=(format!("fact {class}").trim_end()) {
                h2 { (title) }
                div lang=(lang) { (plain(text)) }
            }
        }
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Line {
    Said,
    Point,
    Numbered,
}

/// A fact's text as Markdown. Lines stay lines, and those that people mark with dashes, dots or numbers
/// are lists, blank lines around them or not; a year at the beginning is no number of a list.
pub fn plain(text: &str) -> Markup {
    let mut source = String::with_capacity(text.len() + 16);
    let mut before = None;
    let mut gap = false;
    for line in text.lines().map(str::trim) {
        if line.is_empty() {
            gap = true;
            continue;
        }
        let (sort, number, said) = sorted(line);
        // One list, however much room its writer left in it.
        let same = before == Some(sort);
        if !same || (gap && sort == Line::Said) {
            source.push('\n');
        }
        before = Some(sort);
        gap = false;
        match sort {
            Line::Point => source.push_str("- "),
            Line::Numbered => source.push_str(&format!("{number}. ")),
            Line::Said => {}
        }
        let digits = said.len() - said.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        if sort == Line::Said && digits > 0 && said[digits..].starts_with(['.', ')']) {
            source.push_str(&said[..digits]);
            source.push('\\');
            source.push_str(&said[digits..]);
        } else {
            source.push_str(said);
        }
        source.push('\n');
    }
    markdown::html_by_line(2, &source)
}

fn sorted(line: &str) -> (Line, u32, &str) {
    if let Some(said) = ["- ", "* ", "• "].iter().find_map(|m| line.strip_prefix(m)) {
        return (Line::Point, 0, said);
    }
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = &line[..line.len() - rest.len()];
    let said = rest.strip_prefix(". ").or(rest.strip_prefix(") "));
    match (said, digits.parse()) {
        (Some(said), Ok(number)) if digits.len() <= 2 => (Line::Numbered, number, said),
        _ => (Line::Said, 0, line),
    }
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn a_fact_is_markdown_and_marked_lines_are_lists() {
        let shown = plain(
            "Vi **gjorde**:\n- et\n- <b>to</b>\nOg mere\nher\n\n1. først\n2. så\n\n2023. Et år",
        )
        .into_string();
        assert_eq!(
            shown,
            "<p>Vi <strong>gjorde</strong>:</p>\n<ul>\n<li>et</li>\n<li>&lt;b&gt;to&lt;/b&gt;</li>\n</ul>\n\
             <p>Og mere<br>\nher</p>\n<ol>\n<li>først</li>\n<li>så</li>\n</ol>\n<p>2023. Et år</p>\n"
        );
        assert_eq!(
            plain("• [x](javascript:a)\n\n• b").into_string(),
            "<ul>\n<li>x</li>\n<li>b</li>\n</ul>\n"
        );
    }
}
