//! Leaving an organisation, for another or for none. What somebody attended stays theirs, and stays
//! counted for the organisation they sat for. What they wrote for the organisation stays with it and
//! gets a new owner; a draft nobody else has seen goes along. What they were in it ends.

use chrono::NaiveDateTime;

use super::{queries, representatives, today};
use crate::changes;
use crate::clock::{COPENHAGEN, to_local};
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::library::{self, people::Tended};
use crate::members::{self, Role};

/// What a person's leaving does, in numbers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Consequences {
    /// Entries that stay behind with a new owner.
    pub entries: Tended,
    /// Worksheets of the organisation's that stay behind with a new owner.
    pub worksheets: i64,
    /// Drafts that go along.
    pub drafts: i64,
    /// Units they leave.
    pub units: i64,
    /// Whether they stop speaking for the organisation, and administering it.
    pub represents: bool,
    pub administers: bool,
    /// Meetings they were at, which stay theirs.
    pub attended: i64,
    /// Invitations to come for which they no longer take the organisation's seat.
    pub invitations: i64,
}

/// What would happen if this person left `organisation_id`.
pub fn consequences(
    c: &mut Conn,
    now: NaiveDateTime,
    person_id: &str,
    organisation_id: &str,
) -> Result<Consequences> {
    let turns = representatives::of(c, organisation_id)?;
    let roles = members::roles(c, person_id)?;
    let left = queries::entries_left(c, person_id, organisation_id)?;
    Ok(Consequences {
        entries: library::people::tended_of(c, &left)?,
        worksheets: queries::count_worksheets_left(c, person_id, organisation_id)?,
        drafts: queries::count_drafts(c, person_id, organisation_id)?,
        units: queries::count_units_of(c, person_id, organisation_id)?,
        represents: turns.iter().any(|t| t.person_id == person_id),
        administers: roles.contains(&Role::OrganisationAdministrator),
        attended: queries::count_attended(c, person_id)?,
        invitations: queries::coming_invitations(c, person_id, organisation_id, local(now))?.len()
            as i64,
    })
}

/// Who could own what stays behind: the others of the organisation, by name. At most 500.
pub fn heirs(c: &mut Conn, organisation_id: &str, leaving: &str) -> Result<Vec<(String, String)>> {
    queries::others(c, organisation_id, leaving)
}

/// Who owns it when nobody is chosen: who speaks for the organisation first today, else who
/// administers it, and is of it; else nobody, and only editors see to it.
pub fn natural_heir(
    c: &mut Conn,
    now: NaiveDateTime,
    organisation_id: &str,
    leaving: &str,
) -> Result<Option<String>> {
    let day = today(now);
    let turns = representatives::of(c, organisation_id)?;
    for turn in turns
        .iter()
        .filter(|t| t.covers(day) && t.person_id != leaving)
    {
        match queries::own_person(c, organisation_id, &turn.person_id) {
            Ok(own) => return Ok(Some(own.id)),
            // Somebody of another organisation may speak for this one.
            Err(Error::NotFound) => {}
            Err(e) => return Err(e),
        }
    }
    let administrators = queries::administrators(c, organisation_id)?;
    Ok(administrators.into_iter().find(|id| id != leaving))
}

/// Moves a person to an organisation, or to none. `heir` becomes the owner of what stays behind; who
/// is not of the organisation they leave is `NotFound`. `by`: who moves them.
pub fn move_person(
    c: &mut Conn,
    now: NaiveDateTime,
    by: &str,
    person_id: &str,
    to: Option<&str>,
    heir: Option<&str>,
) -> Result<()> {
    let person = members::person(c, person_id)?;
    if person.organisation_id.as_deref() == to {
        return Err(Error::Conflict);
    }
    if let Some(to) = to {
        members::organisation(c, to)?;
    }
    if let Some(from) = &person.organisation_id {
        if let Some(heir) = heir {
            queries::own_person(c, from, heir)?;
            if heir == person_id {
                return Err(Error::NotFound);
            }
        }
        leave(c, now, by, person_id, from, to, heir)?;
    }
    // Administering goes with the organisation, never along to the next one.
    members::remove_role(c, person_id, Role::OrganisationAdministrator)?;
    queries::set_organisation(c, person_id, to)?;
    library::people::lose_offers(c, now, person_id, false)
}

fn leave(
    c: &mut Conn,
    now: NaiveDateTime,
    by: &str,
    person_id: &str,
    from: &str,
    to: Option<&str>,
    heir: Option<&str>,
) -> Result<()> {
    let left = queries::entries_left(c, person_id, from)?;
    // Who has looked after it beside them goes before whoever inherits.
    let left = library::people::ids_to_deputies(c, now, &left)?;
    match heir {
        Some(heir) => library::people::inherit(c, now, &left, heir, by)?,
        None => {
            queries::leave_alone(c, &left)?;
            library::people::take_back_offers(c, now, &left)?;
            let ids: Vec<&str> = left.iter().map(String::as_str).collect();
            changes::record_all(c, changes::Kind::Entry, &ids, now)?;
        }
    }
    queries::hand_over_worksheets(c, person_id, from, heir)?;
    for draft in queries::take_drafts(c, person_id, from, to)? {
        changes::record(c, changes::Kind::Entry, &draft, now)?;
    }
    queries::leave_units(c, person_id, from)?;
    match representatives::remove(c, from, person_id) {
        Ok(()) | Err(Error::NotFound) => {}
        Err(e) => return Err(e),
    }
    let coming = queries::coming_invitations(c, person_id, from, local(now))?;
    queries::reseat(c, &coming, to)
}

fn local(now: NaiveDateTime) -> NaiveDateTime {
    to_local(now, COPENHAGEN)
}
