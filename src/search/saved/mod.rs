//! Questions a member keeps, and hearing of it when something new fits.
//!
//! A job follows the log of changes: it asks each saved search about what changed, and about nothing
//! else (`fitting`). What fits is kept, once for each search, and told through the house's notices at
//! the search's own pace. A mail is written when it leaves, by what its reader may see then (`letters`).

pub mod fitting;
pub mod letters;
pub mod pages;
mod queries;
pub mod views;

use actix_web::web::Query;

use super::filters::years;
use super::{Filters, Question, Sort, cut, pages as asking};
use crate::library::Kind;
use crate::text;
use crate::web::lang::CONTENT_LANGUAGES;

pub use queries::{Standing, Told, erase, name, standing, stop, stop_all, told};

/// The longest name, in characters.
const NAME_MAX: usize = 80;
/// Searches one person may keep: more than this nobody finds anything in.
const MOST: i64 = 50;
/// What fitted already when a search was saved is remembered up to so many entries. Of a wider one,
/// everything that was published before counts as known.
const MOST_KNOWN: usize = 1_000;

/// The address of a person's saved searches.
pub const ADDRESS: &str = "/me/searches";

/// The question that stands in the address of a search, whose filters were understood already: an area
/// that is no more is met by nothing, what never was a value is left out.
pub fn question(query: &str) -> Question {
    let pairs = Query(serde_urlencoded::from_str(query).unwrap_or_default());
    let mut filters = Filters::default();
    for (filter, value) in asking::clicked(&pairs) {
        let value = text::line(&value, 100).unwrap_or_default();
        if can_be(filter, &value) {
            filters.choose(filter, &value);
        }
    }
    Question {
        text: cut(&asking::typed(&pairs).unwrap_or_default()).to_string(),
        filters,
        ..Question::default()
    }
}

fn can_be(filter: &str, value: &str) -> bool {
    match filter {
        "kind" => Kind::ALL.iter().any(|kind| kind.name() == value),
        "lang" => CONTENT_LANGUAGES.contains(&value),
        "year" => years(value).is_some(),
        _ => !value.is_empty(),
    }
}

/// How a question stands in an address, without the page's: the same question is always the same.
pub fn query(question: &Question) -> String {
    let address = super::views::address(&question.text, &question.filters, Sort::default(), 1);
    address
        .split_once('?')
        .map_or_else(String::new, |(_, query)| query.to_string())
}

/// What a notice is about: a search and what was found for it.
fn subject(search_id: &str, entry_id: &str) -> String {
    format!("{search_id}:{entry_id}")
}

/// The search a notice is about.
pub fn search_of(subject: &str) -> &str {
    subject
        .split_once(':')
        .map_or(subject, |(search, _)| search)
}
