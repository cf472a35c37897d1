//! What is a person's own: what is kept of them, why, for how long, and how they see, take along and
//! erase it.

pub mod tables;
