//! How people sign in, and the sessions that come of it.

pub mod ceremonies;
pub mod link;
pub mod pages;
pub mod passkeys;
pub mod providers;
pub mod sessions;
mod views;
