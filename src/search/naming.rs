//! What filters and their values are called, in each language of the interface.

use std::sync::LazyLock;

use super::filters::{FILTERS, TO};
use crate::library::terms::{Terms, Vocabulary};
use crate::places;
use crate::text::fold;
use crate::web::Lang;
use crate::web::lang::content_language;

/// The names of filters, folded: those of addresses, and those of every language.
static NAMES: LazyLock<Vec<(String, &'static str)>> = LazyLock::new(|| {
    let mut names: Vec<(String, &'static str)> = FILTERS.map(|f| (f.to_string(), f)).to_vec();
    for filter in FILTERS {
        for lang in Lang::ALL {
            let called = lang.t(&format!("search-word-{filter}"));
            names.extend(called.split('|').map(|name| (fold(name), filter)));
        }
    }
    names
});

/// The filter of a name, also as it is written by who leaves the marks out: `omrade`.
pub fn named(name: &str) -> Option<&'static str> {
    let name = fold(name);
    let same = NAMES.iter().find(|(n, _)| *n == name);
    let alike = || NAMES.iter().find(|(n, _)| places::loose(n) == name);
    same.or_else(alike).map(|(_, filter)| *filter)
}

/// How a filter is called in a language.
pub fn called(lang: Lang, filter: &str) -> String {
    let names = lang.t(&format!("search-word-{filter}"));
    names.split('|').next().unwrap_or_default().to_string()
}

/// A value of a filter, as it is kept, in words.
pub fn value_label(lang: Lang, terms: &Terms, filter: &str, value: &str) -> String {
    match filter {
        "lang" => content_language(lang, value),
        "area" => terms.label(Vocabulary::Areas, lang, value),
        "municipality" => places::get(value).map_or_else(|| value.to_string(), |p| p.label.clone()),
        "year" => value.replace(TO, "–"),
        "kind" => lang
            .try_t(&format!("library-kind-{value}"))
            .unwrap_or_else(|| value.to_string()),
        _ => value.to_string(),
    }
}
