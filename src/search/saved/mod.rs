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

use super::{Filters, Question, Sort, pages as asking};
use crate::text;

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

/// The question that stands in the address of a search, whose filters were understood already: a value
/// that is no more is met by nothing.
pub fn question(query: &str) -> Question {
    let pairs = Query(serde_urlencoded::from_str(query).unwrap_or_default());
    let mut filters = Filters::default();
    for (filter, value) in asking::clicked(&pairs) {
        filters.choose(filter, &text::line(&value, 100).unwrap_or_default());
    }
    Question {
        text: asking::typed(&pairs).unwrap_or_default(),
        filters,
        ..Question::default()
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
