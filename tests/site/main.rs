//! Tests act as people, through the public door: HTTP, mail, the command line.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod admin;
mod demo;
mod durability;
mod forum;
mod house;
mod import;
mod kill;
mod library;
mod limits;
mod meetings;
mod outbox;
mod processes;
mod rights;
mod search;
mod serving;
mod sign_in;
mod study;
mod support;
mod worksheets;
