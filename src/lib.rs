//! The house, in reading order.
//!
//! ```text
//! main.rs      the command line            config.rs    every setting
//! app.rs       what every part shares      routes.rs    every URL, one line each, with its right
//! error.rs     what can go wrong           text.rs      what people type, checked once
//! db.rs        the one database alias      schema.rs    the tables
//! changes.rs   what changed, in order      tokens.rs    secrets in links
//! web/         layout, forms, sessions' form tokens, errors, static files, languages, server
//! rights/      the table of roles and rights
//! audit/       who did what, as a chain of hashes
//! sign_in/     links, passwords, passkeys, second factors, organisations' own sign-in, sessions
//! joining/     coming in: invitations, requests, lists; one person twice
//! members/     people, profiles, roles
//! organisations/  units, representatives, own people, mail domains
//! privacy/     my data: the register of what is kept, export, erasure, periods, consents
//! notices/     whom to tell what, and when; digests
//! moderation/  reports, measures, appeals, newcomers
//! admin/       what waits, settings, branding, statements, vocabularies, system
//! front/       the front page, about, licences
//! library/     entries: cases, tools, notes, portraits; revisions; lists; import and export
//! attachments/ files of entries: taken in, kept, served, read
//! places/      municipalities with their codes    collections/ series, in order
//! shelf/       a member's own bookmarks
//! meetings/    series, meetings, invitations, answers, calendar, attendance
//! study/       programmes, requirements, sittings, results
//! forum/       topics and posts
//! processes/   samskabt styring: framing, parties, rounds
//! worksheets/  SWOT
//! search/      analysis, questions and their grammar, index, indexer, matching, hits and why, pages;
//!              suggestions, saved searches, the glossary
//! mail/        the outbox and its transports
//! jobs/        queue, runner
//! outside.rs   asking machines elsewhere, and never those inside
//! demo/        the demonstration network   check.rs     is everything whole?
//! clock.rs     the one source of now       settings.rs  what the network knows of itself
//! dump.rs      everything as JSON Lines, and back
//! ```
//!
//! Each feature has the same rooms: `mod.rs` its types and rules (the only public door), `queries.rs`
//! its Diesel, `pages.rs` its handlers, `views.rs` its maud. A request goes route → page → rule →
//! query. A write is one transaction that records the change and queues what follows from it; after
//! it commits, the indexer and the runner are woken.

pub mod admin;
pub mod app;
pub mod attachments;
pub mod audit;
pub mod changes;
pub mod check;
pub mod clock;
pub mod collections;
pub mod config;
pub mod db;
pub mod demo;
pub mod dump;
pub mod error;
pub mod forum;
pub mod front;
pub mod jobs;
pub mod joining;
pub mod library;
pub mod mail;
pub mod meetings;
pub mod members;
pub mod moderation;
pub mod notices;
pub mod organisations;
pub mod outside;
pub mod places;
pub mod privacy;
pub mod processes;
pub mod rights;
pub mod routes;
pub mod schema;
pub mod search;
pub mod settings;
pub mod shelf;
pub mod sign_in;
pub mod study;
pub mod text;
pub mod tokens;
pub mod web;
pub mod worksheets;
