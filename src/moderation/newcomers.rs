//! Spam resistance: what a newcomer writes with a link in it, or very much at once, waits until a
//! moderator has looked.

use chrono::{DateTime, Duration, NaiveDateTime};
use unicode_normalization::UnicodeNormalization;

use super::{SINCE, queries};
use crate::db::Conn;
use crate::error::Result;
use crate::forum::{self, State};
use crate::members::{Member, Role};
use crate::settings;

/// Posts all can see, after which somebody is no newcomer.
const KNOWN_AFTER: usize = 3;
/// Posts all can see, after which nobody minds how much somebody writes.
const WELL_KNOWN_AFTER: usize = 10;
/// Posts a newcomer may write within `A_WHILE`.
const AT_ONCE: usize = 5;
const A_WHILE: Duration = Duration::hours(1);

/// Roles an organiser or administrator has given: who has one is trusted.
const TRUSTED: [Role; 6] = [
    Role::Organiser,
    Role::Teacher,
    Role::Editor,
    Role::Lead,
    Role::OrganisationAdministrator,
    Role::Administrator,
];

/// Whether what a member has just written is shown at once or held.
pub fn screen(c: &mut Conn, now: NaiveDateTime, member: &Member, texts: &[&str]) -> Result<State> {
    let trusted = |r: &Role| TRUSTED.contains(r);
    if member.roles.iter().chain(&member.withheld).any(trusted) {
        return Ok(State::Visible);
    }
    // Enough to see both: how many are visible, and how many were written in a short while.
    let newest = forum::newest_by(c, &member.id, 50)?;
    let visible = |since: NaiveDateTime| {
        let seen = newest.iter().filter(|(at, v)| *v && *at <= since);
        seen.count()
    };
    let links = texts.iter().any(|t| has_link(t)) && visible(now) < KNOWN_AFTER;
    // Of those who write very much, whoever was known before the rush is.
    let rush = newest.iter().filter(|(at, _)| *at > now - A_WHILE).count() >= AT_ONCE
        && visible(now - A_WHILE) < KNOWN_AFTER
        && visible(now) < WELL_KNOWN_AFTER;
    if !(links || rush) || was_here_before(c, &member.id)? {
        return Ok(State::Visible);
    }
    Ok(State::Held)
}

/// Whether somebody was in the network before it began to look at newcomers.
fn was_here_before(c: &mut Conn, person_id: &str) -> Result<bool> {
    let since = settings::get(c, SINCE)?
        .and_then(|at| DateTime::from_timestamp_micros(at.parse().ok()?))
        .map(|at| at.naive_utc());
    let came = queries::came(c, person_id)?;
    Ok(matches!((since, came), (Some(since), Some(came)) if came < since))
}

/// Whether a text leads elsewhere: an address with or without scheme, a bare domain, a mail address,
/// a Markdown link. Too strict rather than too lax: a moderator lets through what is harmless.
pub fn has_link(text: &str) -> bool {
    // Full-width and other look-alikes of letters and dots first.
    let text: String = text
        .nfkc()
        .map(|c| {
            if matches!(c, '。' | '․' | '‧') {
                '.'
            } else {
                c
            }
        })
        .collect();
    let lower = text.to_lowercase();
    let marks = ["://", "www.", "](", "]:", "href=", "mailto:"];
    if marks.iter().any(|m| lower.contains(m)) {
        return true;
    }
    text.split(|c: char| !(c.is_alphanumeric() || matches!(c, '.' | '-')))
        .any(|word| is_domain(word.trim_matches(['.', '-'])))
}

/// Danish abbreviations and file names that look like domains.
const NO_DOMAIN: [&str; 24] = [
    "eks", "lign", "fl", "kl", "stk", "pkt", "kap", "nr", "dvs", "mht", "pdf", "doc", "docx",
    "odt", "ods", "odp", "xls", "xlsx", "ppt", "pptx", "txt", "csv", "jpg", "png",
];
/// Endings that are meant as such even where a sentence could begin.
const COMMON: [&str; 14] = [
    "com", "net", "org", "info", "biz", "dk", "se", "no", "eu", "de", "ru", "cn", "io", "app",
];

/// `word` has letters, digits, dots and hyphens alone.
fn is_domain(word: &str) -> bool {
    let labels: Vec<&str> = word.split('.').collect();
    let [.., before, last] = labels.as_slice() else {
        return false;
    };
    if labels.len() == 4 && labels.iter().all(|l| l.parse::<u8>().is_ok()) {
        return true;
    }
    let lower = last.to_lowercase();
    let letters = last.chars().all(char::is_alphabetic) && last.chars().count() >= 2;
    if before.is_empty() || !(letters || lower.starts_with("xn--")) {
        return false;
    }
    // A full stop without a blank after it: `Det gik godt.Vi prøver igen`.
    let mut chars = last.chars();
    let sentence = chars.next().is_some_and(char::is_uppercase)
        && chars.all(char::is_lowercase)
        && !COMMON.contains(&lower.as_str());
    !sentence && !NO_DOMAIN.contains(&lower.as_str())
}

#[cfg(test)]
mod tests {
    use super::has_link;
    use proptest::prelude::*;

    #[test]
    fn links_in_every_dress_are_seen() {
        for link in [
            "Se https://evil.example/x",
            "se HTTP://EVIL",
            "www.evil",
            "Køb på evil.com nu",
            "evil.com.",
            "(evil.dk)",
            "Evil.Com",
            "t.me/pengenu",
            "skriv til a@evil.biz",
            "[tryk](evil)",
            "[tryk]: evil",
            "<a href=x>",
            "blå-bær.dk",
            "пример.рф",
            "evil．com",
            "evil。com",
            "evil.xn--p1ai",
            "93.184.216.34",
            "sub.evil.travel:8080/x",
            "a.b.c.shop?x=1",
        ] {
            assert!(has_link(link), "{link}");
        }
    }

    #[test]
    fn ordinary_danish_is_no_link() {
        for fine in [
            "",
            "Vi prøvede det i f.eks. Roskilde, bl.a. med forældre m.fl. og o.lign.",
            "Mødet er kl. 13.00 den 1.2.2026, d.v.s. i morgen...",
            "Det gik godt.Vi prøver igen. Hvem ellers?",
            "Se noter.docx og plan.pdf",
            "Pris: 1.200,50 kr. (10.000 i alt)",
            "Ja/nej - og/eller... osv.",
            "§ 3.2 og 4.1.2",
        ] {
            assert!(!has_link(fine), "{fine}");
        }
    }

    proptest! {
        #[test]
        fn a_domain_is_found_wherever_it_stands(
            before in "[^a-zA-Z0-9.\\-]{0,5}", name in "[a-z]{2,10}", after in "[^a-zA-Z0-9.\\-]{0,5}",
        ) {
            let before = before.replace(char::is_alphanumeric, " ");
            let after = after.replace(char::is_alphanumeric, " ");
            let text = format!("hej {before} {name}.com {after} hej");
            prop_assert!(has_link(&text), "{text}");
        }

        #[test]
        fn no_text_breaks_it(text in "\\PC{0,100}") {
            has_link(&text);
        }
    }
}
