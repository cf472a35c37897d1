//! Organisations: the tree of units inside one, who speaks for it and when, its own people, and the
//! mail domains that are its.
//!
//! Everybody in the network sees an organisation. Its own administrators look after its units,
//! representatives and people, and to them another organisation's are not there; what reaches
//! further (which organisations there are, their seats and mail domains) is the administrators'.

pub mod domains;
pub mod inviting;
pub mod moving;
pub mod pages;
mod queries;
pub mod representatives;
pub mod units;
mod views;

use chrono::NaiveDateTime;

use crate::clock::{COPENHAGEN, to_local};
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::members::{ORGANISATION_KINDS, OrganisationRow};
use crate::places;
use crate::tokens;
use crate::web::{FormData, Problems};

pub use representatives::{pass_turn, turns_to_pass};
pub use views::conflict;

/// An organisation as it is to be. Checked.
#[derive(Clone, Debug)]
pub struct NewOrganisation {
    pub name: String,
    pub kind: &'static str,
    pub municipality: Option<String>,
    /// How many may sit for it at a meeting.
    pub seats: i64,
}

impl NewOrganisation {
    /// `before`: the organisation as it stands, when it is there.
    pub fn parse(
        form: &FormData,
        before: Option<&OrganisationRow>,
    ) -> std::result::Result<NewOrganisation, Problems> {
        let mut problems = Problems::default();
        let name = problems.line(form, "name", 150);
        let kind = problems.choice(form, "kind", &ORGANISATION_KINDS);
        if kind.is_none() && form.get("kind").is_empty() {
            problems.add("kind", "invalid-choice");
        }
        let stood = before.and_then(|o| Some((o.municipality.as_deref()?, None)));
        let home = places::Said::read(form, "da", stood, &mut problems);
        let seats = problems.number(form, "seats", 1, 50);
        problems.or(NewOrganisation {
            name,
            kind: kind.unwrap_or(ORGANISATION_KINDS[0]),
            // An organisation keeps no code: the label alone tells one from others of its name.
            municipality: home.label(),
            seats,
        })
    }
}

/// What an organisation was when a form was opened, for finding out whether somebody else was first.
pub fn mark(row: &OrganisationRow) -> String {
    tokens::hash(&format!("{row:?}"))
}

/// Changes an organisation that is still as `mark` says; `Conflict` when somebody else was first.
/// Names are unique (`is_unique_violation`).
pub fn change(c: &mut Conn, id: &str, mark_then: &str, new: &NewOrganisation) -> Result<()> {
    if mark(&crate::members::organisation(c, id)?) != mark_then {
        return Err(Error::Conflict);
    }
    queries::update(c, id, new)
}

/// Removes an organisation nothing belongs to; `Conflict` when something does, `NotFound` when it is
/// not there.
pub fn remove(c: &mut Conn, id: &str) -> Result<()> {
    crate::members::organisation(c, id)?;
    if queries::belongings(c, id)?.iter().any(|(_, n)| *n > 0) {
        return Err(Error::Conflict);
    }
    queries::delete(c, id)
}

/// Today, where the network is.
pub fn today(now: NaiveDateTime) -> chrono::NaiveDate {
    to_local(now, COPENHAGEN).date()
}
