//! Tests act as people, through the public door: HTTP, mail, the command line.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod admin;
mod asvs;
mod attachments;
mod audit;
mod demo;
mod durability;
mod forum;
mod house;
mod import;
mod joining;
mod kill;
mod library;
mod limits;
mod meetings;
mod moderation;
mod notices;
mod organisations;
mod outbox;
mod passkeys;
mod passwords;
mod privacy;
mod processes;
mod profile;
mod providers;
mod reading;
mod rights;
mod search;
mod second_factor;
mod serving;
mod sessions;
mod sign_in;
mod study;
mod support;
mod worksheets;
