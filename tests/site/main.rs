//! Tests act as people, through the public door: HTTP, mail, the command line.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod house;
mod meetings;
mod sign_in;
mod study;
mod support;
