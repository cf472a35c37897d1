//! The library's lists: entries by many facets at once with counts, the shelves of one's own and of the
//! editors, views that are kept, the matrix of success factors, and feeds.

mod answers;
pub mod catalogue;
mod facets;
mod factors;
pub mod feed;
pub mod pages;
pub mod saved;
mod views;

pub use catalogue::{Catalogue, Known};
pub use facets::{Facet, Filter, Sort};
pub use factors::factors;
pub use views::year_fields;
pub(super) use views::{not_known_lines, said_of_place};
