//! Municipalities as real places: the register of Denmark's, Sweden's and Norway's with their official
//! codes, what the network has from each, and whom to ask there.

mod finding;
pub mod pages;
mod queries;
mod register;
pub mod views;

use chrono::NaiveDateTime;

use crate::changes;
use crate::db::Conn;
use crate::error::Result;
use crate::members::OrganisationRow;
use crate::web::{FormData, Problems};

pub use finding::{find, is_larger, is_of_several, nearest};
pub use register::{Country, Place, all, alphabetical, get, is_kind, loose, named, within};

/// Where something is, as a form says it.
#[derive(Default)]
pub struct Said {
    /// The municipality's own name, or what is larger than one.
    pub name: Option<String>,
    pub code: Option<String>,
}

impl Said {
    /// Reads `municipality`, written in `lang`, and of several it could mean the one that was chosen
    /// (`municipality_code`). What is none is refused, unless it stood there `before`, as name and
    /// code.
    pub fn read(
        form: &FormData,
        lang: &str,
        before: Option<(&str, Option<&str>)>,
        problems: &mut Problems,
    ) -> Said {
        let typed = problems.optional_line(form, "municipality", 100);
        if typed.is_empty() {
            return Said::default();
        }
        let chosen = form.get("municipality_code");
        let chosen = nearest(&typed).into_iter().find(|p| p.code == chosen);
        let place = chosen.or_else(|| named(&typed, lang));
        // The code belongs to the name: under another name it is another place.
        let stood = before.filter(|(name, _)| chosen.is_none() && *name == typed);
        if place.is_none() && stood.is_none() && !is_larger(&typed) {
            let why = if is_of_several(&typed) {
                "places-several"
            } else {
                "places-unknown"
            };
            problems.add("municipality", why);
        }
        let code = stood.and_then(|(_, code)| code);
        Said {
            code: code.or(place.map(|p| p.code)).map(str::to_string),
            name: Some(place.map_or(typed, |p| p.name.to_string())),
        }
    }

    /// The name, with the county where several are called so.
    pub fn label(self) -> Option<String> {
        label(self.name.as_deref(), self.code.as_deref()).map(str::to_string)
    }
}

/// A municipality as readers see it: the name it goes by, with its county where several are called so.
pub fn label<'a>(name: Option<&'a str>, code: Option<&str>) -> Option<&'a str> {
    let place = code.and_then(get);
    match place.filter(|p| name.is_none_or(|name| p.name == name)) {
        Some(place) => Some(&place.label),
        None => name,
    }
}

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
