//! What every page needs: the request's context, forms and their errors, layout, languages.

pub mod around;
pub mod connections;
pub mod context;
pub mod dates;
pub mod fields;
pub mod form;
pub mod health;
pub mod lang;
pub mod layout;
pub mod markdown;
pub mod once;
pub mod paging;
pub mod problem;
pub mod secret;
pub mod server;
pub mod statics;
pub mod throttle;

pub use context::Ctx;
pub use fields::Fields;
pub use form::{FormData, Problems};
pub use lang::{Lang, Words};
pub use layout::{Page, page, see_other};
