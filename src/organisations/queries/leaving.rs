//! What somebody is and has in an organisation they leave.

use chrono::NaiveDateTime;
use diesel::dsl::{count_star, not};
use diesel::prelude::*;

use crate::db::{CHUNK, Conn};
use crate::error::Result;
use crate::schema::{
    attendance, entries, invitations, meetings, unit_members, units as units_table, worksheets,
};

/// What somebody owns of an organisation that others know of: all but drafts.
pub fn entries_left(c: &mut Conn, person_id: &str, organisation_id: &str) -> Result<Vec<String>> {
    Ok(entries::table
        .filter(entries::owner_id.eq(person_id))
        .filter(entries::organisation_id.eq(organisation_id))
        .filter(not(is_private()))
        .order(entries::id)
        .select(entries::id)
        .load(c)?)
}

/// As `Outline::is_private`: drafts, also those in the bin.
#[diesel::dsl::auto_type]
fn is_private() -> _ {
    let binned = entries::status
        .eq("deleted")
        .and(entries::published_at.is_null());
    entries::status.eq("draft").or(binned)
}

fn drafts(c: &mut Conn, person_id: &str, organisation_id: &str) -> Result<Vec<String>> {
    Ok(entries::table
        .filter(entries::owner_id.eq(person_id))
        .filter(entries::organisation_id.eq(organisation_id))
        .filter(is_private())
        .order(entries::id)
        .select(entries::id)
        .load(c)?)
}

pub fn count_drafts(c: &mut Conn, person_id: &str, organisation_id: &str) -> Result<i64> {
    Ok(drafts(c, person_id, organisation_id)?.len() as i64)
}

/// Entries nobody looks after any more.
pub fn leave_alone(c: &mut Conn, ids: &[String]) -> Result<()> {
    for chunk in ids.chunks(CHUNK) {
        diesel::update(entries::table.filter(entries::id.eq_any(chunk)))
            .set(entries::owner_id.eq(None::<String>))
            .execute(c)?;
    }
    Ok(())
}

/// Somebody's drafts become their new organisation's; their ids.
pub fn take_drafts(
    c: &mut Conn,
    person_id: &str,
    from: &str,
    to: Option<&str>,
) -> Result<Vec<String>> {
    let ids = drafts(c, person_id, from)?;
    for chunk in ids.chunks(CHUNK) {
        diesel::update(entries::table.filter(entries::id.eq_any(chunk)))
            .set(entries::organisation_id.eq(to))
            .execute(c)?;
    }
    Ok(ids)
}

/// Gives what somebody shared with their organisation alone a new owner. What they shared with the
/// network stays theirs.
pub fn hand_over_worksheets(
    c: &mut Conn,
    person_id: &str,
    organisation_id: &str,
    heir: Option<&str>,
) -> Result<()> {
    diesel::update(
        worksheets::table
            .filter(worksheets::owner_id.eq(person_id))
            .filter(worksheets::organisation_id.eq(organisation_id))
            .filter(worksheets::audience.eq("organisation")),
    )
    .set(worksheets::owner_id.eq(heir))
    .execute(c)?;
    Ok(())
}

pub fn count_worksheets_left(c: &mut Conn, person_id: &str, organisation_id: &str) -> Result<i64> {
    Ok(worksheets::table
        .filter(worksheets::owner_id.eq(person_id))
        .filter(worksheets::organisation_id.eq(organisation_id))
        .filter(worksheets::audience.eq("organisation"))
        .select(count_star())
        .first(c)?)
}

macro_rules! units_of {
    ($organisation:expr) => {
        units_table::table
            .filter(units_table::organisation_id.eq($organisation))
            .select(units_table::id)
    };
}

pub fn count_units_of(c: &mut Conn, person_id: &str, organisation_id: &str) -> Result<i64> {
    Ok(unit_members::table
        .filter(unit_members::person_id.eq(person_id))
        .filter(unit_members::unit_id.eq_any(units_of!(organisation_id)))
        .select(count_star())
        .first(c)?)
}

pub fn leave_units(c: &mut Conn, person_id: &str, organisation_id: &str) -> Result<()> {
    diesel::delete(
        unit_members::table
            .filter(unit_members::person_id.eq(person_id))
            .filter(unit_members::unit_id.eq_any(units_of!(organisation_id))),
    )
    .execute(c)?;
    Ok(())
}

pub fn count_attended(c: &mut Conn, person_id: &str) -> Result<i64> {
    Ok(attendance::table
        .filter(attendance::person_id.eq(person_id))
        .select(count_star())
        .first(c)?)
}

/// Invitations to meetings to come where somebody would sit for an organisation. `now` is local.
pub fn coming_invitations(
    c: &mut Conn,
    person_id: &str,
    organisation_id: &str,
    now: NaiveDateTime,
) -> Result<Vec<String>> {
    Ok(invitations::table
        .inner_join(meetings::table)
        .filter(invitations::person_id.eq(person_id))
        .filter(invitations::organisation_id.eq(organisation_id))
        .filter(meetings::starts_local.gt(now))
        .select(invitations::id)
        .load(c)?)
}

/// They sit for another organisation, or for themselves.
pub fn reseat(c: &mut Conn, ids: &[String], to: Option<&str>) -> Result<()> {
    for chunk in ids.chunks(CHUNK) {
        diesel::update(invitations::table.filter(invitations::id.eq_any(chunk)))
            .set(invitations::organisation_id.eq(to))
            .execute(c)?;
    }
    Ok(())
}
