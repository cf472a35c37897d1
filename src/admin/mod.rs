//! Administration: what waits, settings, texts.

pub mod pages;
