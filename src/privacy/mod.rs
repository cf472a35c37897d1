//! What is a person's own: what is kept of them, why, for how long, and how they see, take along and
//! erase it. `tables` is the register all of it is made from.

pub mod consents;
pub mod erasure;
pub mod export;
mod letters;
pub mod pages;
mod queries;
pub mod record;
pub mod retention;
pub mod tables;
mod views;

pub use letters::letter;
pub use pages::membership_view;
