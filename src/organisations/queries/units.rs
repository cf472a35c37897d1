//! Units and who is in them.

use std::collections::HashMap;

use chrono::NaiveDateTime;
use diesel::dsl::count_star;
use diesel::prelude::*;

use super::shown_title;
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::organisations::units::NewUnit;
use crate::schema::{people, person_details as details, unit_members, units as units_table};

/// A part of an organisation.
#[derive(Queryable, Debug, Clone, PartialEq)]
pub struct Unit {
    pub id: String,
    pub parent_id: Option<String>,
    pub kind: String,
    pub name: String,
}

/// Somebody in a unit, and what they are there.
#[derive(Queryable, Debug, Clone, PartialEq)]
pub struct UnitMember {
    pub person_id: String,
    pub name: String,
    pub title: String,
    pub role: String,
}

const UNIT: (
    units_table::id,
    units_table::parent_id,
    units_table::kind,
    units_table::name,
) = (
    units_table::id,
    units_table::parent_id,
    units_table::kind,
    units_table::name,
);

pub fn units(c: &mut Conn, organisation_id: &str) -> Result<Vec<Unit>> {
    Ok(units_table::table
        .filter(units_table::organisation_id.eq(organisation_id))
        .order((units_table::name, units_table::id))
        .select(UNIT)
        .load(c)?)
}

pub fn unit(c: &mut Conn, organisation_id: &str, id: &str) -> Result<Unit> {
    Ok(units_table::table
        .find(id)
        .filter(units_table::organisation_id.eq(organisation_id))
        .select(UNIT)
        .first(c)?)
}

pub fn insert_unit(
    c: &mut Conn,
    now: NaiveDateTime,
    organisation_id: &str,
    id: &str,
    new: &NewUnit,
) -> Result<()> {
    diesel::insert_into(units_table::table)
        .values((
            units_table::id.eq(id),
            units_table::organisation_id.eq(organisation_id),
            units_table::parent_id.eq(&new.parent_id),
            units_table::kind.eq(new.kind),
            units_table::name.eq(&new.name),
            units_table::created_at.eq(now),
        ))
        .execute(c)?;
    Ok(())
}

pub fn update_unit(c: &mut Conn, id: &str, new: &NewUnit) -> Result<()> {
    diesel::update(units_table::table.find(id))
        .set((
            units_table::parent_id.eq(&new.parent_id),
            units_table::kind.eq(new.kind),
            units_table::name.eq(&new.name),
        ))
        .execute(c)?;
    Ok(())
}

pub fn delete_unit(c: &mut Conn, id: &str) -> Result<()> {
    diesel::delete(units_table::table.find(id)).execute(c)?;
    Ok(())
}

/// Who is in a unit, by name. Without a title there, their own, where they show it.
pub fn unit_members(c: &mut Conn, unit_id: &str) -> Result<Vec<UnitMember>> {
    let rows: Vec<(UnitMember, String, String)> = unit_members::table
        .inner_join(people::table.on(people::id.eq(unit_members::person_id)))
        .inner_join(details::table.on(details::person_id.eq(people::id)))
        .filter(unit_members::unit_id.eq(unit_id))
        .filter(people::status.eq("active"))
        .order((details::name, people::id))
        .select((
            (
                people::id,
                details::name,
                unit_members::title,
                unit_members::role,
            ),
            details::title,
            details::visibility,
        ))
        .load(c)?;
    Ok(rows
        .into_iter()
        .map(|(mut member, own, visibility)| {
            if member.title.is_empty() {
                member.title = shown_title(&visibility, own);
            }
            member
        })
        .collect())
}

/// Everybody in it, whether they can sign in or not.
pub fn count_unit_members(c: &mut Conn, unit_id: &str) -> Result<i64> {
    Ok(unit_members::table
        .filter(unit_members::unit_id.eq(unit_id))
        .select(count_star())
        .first(c)?)
}

/// How many are in each unit of an organisation.
pub fn unit_sizes(c: &mut Conn, organisation_id: &str) -> Result<HashMap<String, i64>> {
    Ok(unit_members::table
        .inner_join(units_table::table.on(units_table::id.eq(unit_members::unit_id)))
        .inner_join(people::table.on(people::id.eq(unit_members::person_id)))
        .filter(units_table::organisation_id.eq(organisation_id))
        .filter(people::status.eq("active"))
        .group_by(unit_members::unit_id)
        .select((unit_members::unit_id, count_star()))
        .load::<(String, i64)>(c)?
        .into_iter()
        .collect())
}

pub fn put_unit_member(
    c: &mut Conn,
    unit_id: &str,
    person_id: &str,
    title: &str,
    role: &str,
) -> Result<()> {
    let is = (unit_members::title.eq(title), unit_members::role.eq(role));
    diesel::insert_into(unit_members::table)
        .values((
            unit_members::unit_id.eq(unit_id),
            unit_members::person_id.eq(person_id),
            is,
        ))
        .on_conflict((unit_members::unit_id, unit_members::person_id))
        .do_update()
        .set(is)
        .execute(c)?;
    Ok(())
}

pub fn delete_unit_member(c: &mut Conn, unit_id: &str, person_id: &str) -> Result<()> {
    let gone = diesel::delete(unit_members::table.find((unit_id, person_id))).execute(c)?;
    if gone == 0 {
        Err(Error::NotFound)
    } else {
        Ok(())
    }
}
