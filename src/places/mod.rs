//! Municipalities as real places: the register of Denmark's, Sweden's and Norway's with their official
//! codes, what the network has from each, and whom to ask there.

pub mod pages;
mod queries;
mod register;
pub mod views;

use chrono::NaiveDateTime;

use crate::changes;
use crate::db::Conn;
use crate::error::Result;
use crate::members::OrganisationRow;

pub use register::{Country, Place, all, alphabetical, find, get, loose, named, within};

/// Where an organisation is: the municipality it says, or the one it is called after.
pub fn of_organisation(organisation: &OrganisationRow) -> Option<&'static Place> {
    match organisation.municipality.as_deref() {
        Some(said) => named(said, "da"),
        None if organisation.kind == "municipality" => named(&organisation.name, ""),
        None => None,
    }
}

/// Gives entries that were there before places were known theirs, as when they are written. What
/// cannot be found stays a name without a code.
pub fn fill_missing(c: &mut Conn, now: NaiveDateTime) -> Result<()> {
    for (municipality, lang) in queries::unplaced(c)? {
        let Some(place) = named(&municipality, &lang) else {
            continue;
        };
        let ids = queries::set_place(c, &municipality, &lang, place.code)?;
        let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
        changes::record_all(c, changes::Kind::Entry, &ids, now)?;
    }
    Ok(())
}
