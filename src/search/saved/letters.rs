//! What a mail says of saved searches: each with what it found, and the way to change or stop it.

use std::collections::HashSet;

use maud::{Markup, html};

use super::{ADDRESS, Told};
use crate::config::BaseUrl;
use crate::notices::LESS_ADDRESS;
use crate::web::lang::{Lang, Value};

/// Entries a mail names of one search; the rest are on its page.
const NAMED: usize = 10;

/// Of a mail about saved searches alone.
pub fn subject_and_lead(lang: Lang, found: &[Told]) -> (String, String) {
    // What fits two searches is one entry.
    let entries: HashSet<&str> = found.iter().map(|told| told.slug.as_str()).collect();
    let count = Value::from(entries.len() as i64);
    match by_search(found).as_slice() {
        [(search, _)] => {
            let values = [("count", count), ("name", search.search.clone().into())];
            (
                lang.tv("saved-searches-mail-subject-one", &values),
                lang.t("saved-searches-mail-lead-one"),
            )
        }
        _ => (
            lang.tv("saved-searches-mail-subject", &[("count", count)]),
            lang.t("saved-searches-mail-lead"),
        ),
    }
}

/// The searches in the order of their names, each with what it found.
fn by_search(found: &[Told]) -> Vec<(&Told, Vec<&Told>)> {
    let mut all: Vec<(&Told, Vec<&Told>)> = Vec::new();
    for told in found {
        match all.iter_mut().find(|(s, _)| s.search_id == told.search_id) {
            Some((_, theirs)) => theirs.push(told),
            None => all.push((told, vec![told])),
        }
    }
    all.sort_by(|(a, _), (b, _)| (&a.search, &a.search_id).cmp(&(&b.search, &b.search_id)));
    all
}

/// The part about saved searches, text and HTML; empty when nothing was found. `stops`: of searches
/// that have one, the key to get no more mails about each.
pub fn section(
    lang: Lang,
    base: &BaseUrl,
    found: &[Told],
    stops: &[(String, String)],
) -> (String, Markup) {
    if found.is_empty() {
        return (String::new(), Markup::default());
    }
    let parts: Vec<Part> = by_search(found)
        .into_iter()
        .map(|(search, theirs)| Part::of(lang, base, search, &theirs, stops))
        .collect();
    let heading = lang.t("notices-kind-search");
    let mut text = format!("\n{heading}\n");
    for part in &parts {
        text.push_str(&format!("\n{}\n", part.name));
        for (line, link) in &part.lines {
            text.push_str(&format!("- {line}\n  {link}\n"));
        }
        for (label, link) in &part.ways {
            text.push_str(&format!("{label}: {link}\n"));
        }
    }
    let html = html! {
        h2 { (heading) }
        @for part in &parts {
            h3 { (part.name) }
            ul { @for (line, link) in &part.lines { li { a href=(link) { (line) } } } }
            @for (label, link) in &part.ways { p { a href=(link) { (label) } } }
        }
    };
    (text, html)
}

/// One search in a mail.
struct Part {
    name: String,
    /// What it found: words and address.
    lines: Vec<(String, String)>,
    /// What can be done about it: words and address.
    ways: Vec<(String, String)>,
}

impl Part {
    fn of(
        lang: Lang,
        base: &BaseUrl,
        search: &Told,
        found: &[&Told],
        stops: &[(String, String)],
    ) -> Part {
        let line = |told: &&Told| {
            let line = match &told.place {
                Some(place) => format!("{}, {place}", told.title),
                None => told.title.clone(),
            };
            (line, base.url(&format!("/library/{}", told.slug)))
        };
        let own = base.url(&format!("{ADDRESS}/{}", search.search_id));
        let mut ways = Vec::new();
        let rest = found.len().saturating_sub(NAMED);
        if rest > 0 {
            let count = [("count", Value::from(rest as i64))];
            ways.push((lang.tv("saved-searches-mail-more", &count), own.clone()));
        }
        ways.push((lang.t("saved-searches-mail-change"), own));
        if let Some((_, key)) = stops.iter().find(|(id, _)| *id == search.search_id) {
            let stop = base.url(&format!("{LESS_ADDRESS}{key}"));
            ways.push((lang.t("saved-searches-mail-stop"), stop));
        }
        Part {
            name: lang.tv(
                "saved-searches-quoted",
                &[("name", search.search.clone().into())],
            ),
            lines: found.iter().take(NAMED).map(line).collect(),
            ways,
        }
    }
}
