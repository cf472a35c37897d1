//! Tests act as people, through the public door: HTTP, mail, the command line.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod demo;
mod forum;
mod house;
mod processes;
mod sign_in;
mod support;
mod worksheets;
