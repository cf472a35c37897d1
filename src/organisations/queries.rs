use std::collections::{HashMap, HashSet};

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use diesel::dsl::{count_star, max};
use diesel::prelude::*;

use super::NewOrganisation;
use super::inviting::NewAsked;
use super::representatives::Period;
use super::units::NewUnit;
use crate::db::{CHUNK, Conn};
use crate::error::{Error, Result};
use crate::members::{self, OrganisationRow, Role};
use crate::schema::{
    attendance, entries, invitations, joinings, meetings, organisation_domains as domains_table,
    organisations as org, people, person_details as details, person_roles, processes, providers,
    representatives as reps, unit_members, units as units_table, worksheets,
};
use crate::web::paging::{PER_PAGE, offset};

// Organisations

/// A page of organisations by name, and how many there are.
pub fn list(
    c: &mut Conn,
    kind: Option<&str>,
    page: i64,
) -> Result<(Vec<OrganisationRow>, i64)> {
    let mut total = org::table.select(count_star()).into_boxed();
    let mut rows = org::table
        .order(org::name)
        .select(OrganisationRow::as_select())
        .limit(PER_PAGE)
        .offset(offset(page))
        .into_boxed();
    if let Some(kind) = kind {
        total = total.filter(org::kind.eq(kind.to_string()));
        rows = rows.filter(org::kind.eq(kind.to_string()));
    }
    Ok((rows.load(c)?, total.first(c)?))
}

/// How many active people each of these organisations has.
pub fn counts(c: &mut Conn, ids: &[String]) -> Result<HashMap<String, i64>> {
    Ok(people::table
        .filter(people::status.eq("active"))
        .filter(people::organisation_id.eq_any(ids))
        .group_by(people::organisation_id)
        .select((people::organisation_id.assume_not_null(), count_star()))
        .load::<(String, i64)>(c)?
        .into_iter()
        .collect())
}

pub fn update(c: &mut Conn, id: &str, new: &NewOrganisation) -> Result<()> {
    diesel::update(org::table.find(id))
        .set((
            org::name.eq(&new.name),
            org::kind.eq(new.kind),
            org::municipality.eq(&new.municipality),
            org::seats.eq(new.seats),
        ))
        .execute(c)?;
    Ok(())
}

/// What belongs to an organisation and keeps it from being removed: a message key and how many.
pub fn belongings(c: &mut Conn, id: &str) -> Result<Vec<(&'static str, i64)>> {
    macro_rules! count {
        ($table:ident) => {
            $table::table
                .filter($table::organisation_id.eq(id))
                .select(count_star())
                .first::<i64>(c)?
        };
    }
    Ok(vec![
        ("organisations-has-people", count!(people)),
        ("organisations-has-units", count!(units_table)),
        ("organisations-has-representatives", count!(reps)),
        ("organisations-has-entries", count!(entries)),
        ("organisations-has-worksheets", count!(worksheets)),
        ("organisations-has-processes", count!(processes)),
        (
            "organisations-has-seats",
            count!(attendance) + count!(invitations),
        ),
        ("organisations-has-providers", count!(providers)),
        ("organisations-has-joinings", count!(joinings)),
    ])
}

/// With its mail domains; whatever else is left stops it.
pub fn delete(c: &mut Conn, id: &str) -> Result<()> {
    diesel::delete(domains_table::table.filter(domains_table::organisation_id.eq(id)))
        .execute(c)?;
    diesel::delete(org::table.find(id)).execute(c)?;
    Ok(())
}

// Its people

/// Somebody of an organisation, as who looks after them sees them.
#[derive(Queryable, Debug, Clone, PartialEq)]
pub struct Own {
    pub id: String,
    pub name: String,
    pub email: String,
    pub title: String,
    pub lang: String,
    pub version: i64,
}

macro_rules! own_people {
    ($organisation:expr) => {
        people::table
            .inner_join(details::table.on(details::person_id.eq(people::id)))
            .filter(people::organisation_id.eq($organisation))
            .filter(people::status.eq("active"))
    };
}

macro_rules! own_rows {
    ($organisation:expr) => {
        own_people!($organisation).select((
            people::id,
            details::name,
            details::email,
            details::title,
            details::lang,
            people::version,
        ))
    };
}

/// A page of an organisation's people by name, and how many there are.
pub fn own_people(c: &mut Conn, organisation_id: &str, page: i64) -> Result<(Vec<Own>, i64)> {
    let total = own_people!(organisation_id).select(count_star()).first(c)?;
    let found = own_rows!(organisation_id)
        .order((details::name, people::id))
        .limit(PER_PAGE)
        .offset(offset(page))
        .load(c)?;
    Ok((found, total))
}

/// Somebody of this organisation; `NotFound` when they are another's or nobody.
pub fn own_person(c: &mut Conn, organisation_id: &str, person_id: &str) -> Result<Own> {
    Ok(own_rows!(organisation_id)
        .filter(people::id.eq(person_id))
        .first(c)?)
}

/// The others of an organisation, id and name, by name.
pub fn others(
    c: &mut Conn,
    organisation_id: &str,
    than: &str,
) -> Result<Vec<(String, String)>> {
    Ok(own_people!(organisation_id)
        .filter(people::id.ne(than))
        .order((details::name, people::id))
        .select((people::id, details::name))
        .limit(CHUNK as i64)
        .load(c)?)
}

pub fn administrators(c: &mut Conn, organisation_id: &str) -> Result<Vec<String>> {
    Ok(own_people!(organisation_id)
        .inner_join(person_roles::table.on(person_roles::person_id.eq(people::id)))
        .filter(person_roles::role.eq(Role::OrganisationAdministrator.name()))
        .order((details::name, people::id))
        .select(people::id)
        .load(c)?)
}

/// Writes what somebody's organisation may change of them.
pub fn update_own(
    c: &mut Conn,
    person_id: &str,
    name: &str,
    title: &str,
    lang: &str,
) -> Result<()> {
    diesel::update(details::table.find(person_id))
        .set((
            details::name.eq(name),
            details::title.eq(title),
            details::lang.eq(lang),
        ))
        .execute(c)?;
    members::refold(c, person_id)
}

pub fn set_organisation(c: &mut Conn, person_id: &str, to: Option<&str>) -> Result<()> {
    diesel::update(people::table.find(person_id))
        .set((
            people::organisation_id.eq(to),
            people::version.eq(people::version + 1),
        ))
        .execute(c)?;
    Ok(())
}

// Units

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

/// Who is in a unit, by name. Without a title there, their own.
pub fn unit_members(c: &mut Conn, unit_id: &str) -> Result<Vec<UnitMember>> {
    let rows: Vec<(UnitMember, String)> = unit_members::table
        .inner_join(people::table.on(people::id.eq(unit_members::person_id)))
        .inner_join(details::table.on(details::person_id.eq(people::id)))
        .filter(unit_members::unit_id.eq(unit_id))
        .filter(people::status.eq("active"))
        .order((details::name, people::id))
        .select((
            (people::id, details::name, unit_members::title, unit_members::role),
            details::title,
        ))
        .load(c)?;
    Ok(rows
        .into_iter()
        .map(|(mut member, own)| {
            if member.title.is_empty() {
                member.title = own;
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
    if gone == 0 { Err(Error::NotFound) } else { Ok(()) }
}

// Representatives

/// Somebody who speaks for an organisation, and from when to when.
#[derive(Debug, Clone, PartialEq)]
pub struct Turn {
    pub person_id: String,
    pub name: String,
    pub title: String,
    pub from_day: Option<NaiveDate>,
    pub to_day: Option<NaiveDate>,
}

type TurnRow = (
    String,
    String,
    String,
    Option<NaiveDateTime>,
    Option<NaiveDateTime>,
);

pub fn turns(c: &mut Conn, organisation_id: &str) -> Result<Vec<Turn>> {
    Ok(reps::table
        .inner_join(people::table.on(people::id.eq(reps::person_id)))
        .inner_join(details::table.on(details::person_id.eq(people::id)))
        .filter(reps::organisation_id.eq(organisation_id))
        .filter(people::status.eq("active"))
        .order((reps::turn, reps::person_id))
        .select((
            people::id,
            details::name,
            details::title,
            reps::from_day,
            reps::to_day,
        ))
        .load::<TurnRow>(c)?
        .into_iter()
        .map(|(person_id, name, title, from, to)| Turn {
            person_id,
            name,
            title,
            from_day: from.map(|at| at.date()),
            to_day: to.map(|at| at.date()),
        })
        .collect())
}

fn midnight(day: Option<NaiveDate>) -> Option<NaiveDateTime> {
    day.map(|d| d.and_time(NaiveTime::MIN))
}

pub fn insert_turn(
    c: &mut Conn,
    organisation_id: &str,
    person_id: &str,
    period: Period,
) -> Result<()> {
    let last: Option<i64> = reps::table
        .filter(reps::organisation_id.eq(organisation_id))
        .select(max(reps::turn))
        .first(c)?;
    diesel::insert_into(reps::table)
        .values((
            reps::organisation_id.eq(organisation_id),
            reps::person_id.eq(person_id),
            reps::turn.eq(last.unwrap_or(0) + 1),
            reps::from_day.eq(midnight(period.from)),
            reps::to_day.eq(midnight(period.to)),
        ))
        .execute(c)?;
    Ok(())
}

pub fn update_period(
    c: &mut Conn,
    organisation_id: &str,
    person_id: &str,
    period: Period,
) -> Result<()> {
    let changed = diesel::update(reps::table.find((organisation_id, person_id)))
        .set((
            reps::from_day.eq(midnight(period.from)),
            reps::to_day.eq(midnight(period.to)),
        ))
        .execute(c)?;
    if changed == 0 { Err(Error::NotFound) } else { Ok(()) }
}

/// Writes the order of turns down, from 1.
pub fn set_order(c: &mut Conn, organisation_id: &str, order: &[String]) -> Result<()> {
    for (turn, person) in (1i64..).zip(order) {
        diesel::update(reps::table.find((organisation_id, person)))
            .set(reps::turn.eq(turn))
            .execute(c)?;
    }
    Ok(())
}

pub fn delete_turn(c: &mut Conn, organisation_id: &str, person_id: &str) -> Result<()> {
    let gone = diesel::delete(reps::table.find((organisation_id, person_id))).execute(c)?;
    if gone == 0 { Err(Error::NotFound) } else { Ok(()) }
}

/// The organisations somebody is registered as having sat for at a meeting.
pub fn organisations_at(c: &mut Conn, meeting_id: &str) -> Result<HashSet<String>> {
    Ok(attendance::table
        .filter(attendance::meeting_id.eq(meeting_id))
        .filter(attendance::organisation_id.is_not_null())
        .select(attendance::organisation_id.assume_not_null())
        .distinct()
        .load::<String>(c)?
        .into_iter()
        .collect())
}

// Mail domains

pub fn domains(c: &mut Conn, organisation_id: &str) -> Result<Vec<String>> {
    Ok(domains_table::table
        .filter(domains_table::organisation_id.eq(organisation_id))
        .order(domains_table::domain)
        .select(domains_table::domain)
        .load(c)?)
}

pub fn insert_domain(
    c: &mut Conn,
    now: NaiveDateTime,
    organisation_id: &str,
    domain: &str,
) -> Result<()> {
    diesel::insert_into(domains_table::table)
        .values((
            domains_table::domain.eq(domain),
            domains_table::organisation_id.eq(organisation_id),
            domains_table::at.eq(now),
        ))
        .execute(c)?;
    Ok(())
}

pub fn delete_domain(c: &mut Conn, organisation_id: &str, domain: &str) -> Result<()> {
    let gone = diesel::delete(
        domains_table::table
            .find(domain)
            .filter(domains_table::organisation_id.eq(organisation_id)),
    )
    .execute(c)?;
    if gone == 0 { Err(Error::NotFound) } else { Ok(()) }
}

// Leaving

/// What somebody owns of an organisation that others know of: all but drafts.
pub fn entries_left(
    c: &mut Conn,
    person_id: &str,
    organisation_id: &str,
) -> Result<Vec<String>> {
    Ok(entries::table
        .filter(entries::owner_id.eq(person_id))
        .filter(entries::organisation_id.eq(organisation_id))
        .filter(entries::status.ne("draft"))
        .order(entries::id)
        .select(entries::id)
        .load(c)?)
}

fn drafts(c: &mut Conn, person_id: &str, organisation_id: &str) -> Result<Vec<String>> {
    Ok(entries::table
        .filter(entries::owner_id.eq(person_id))
        .filter(entries::organisation_id.eq(organisation_id))
        .filter(entries::status.eq("draft"))
        .order(entries::id)
        .select(entries::id)
        .load(c)?)
}

pub fn count_drafts(c: &mut Conn, person_id: &str, organisation_id: &str) -> Result<i64> {
    Ok(drafts(c, person_id, organisation_id)?.len() as i64)
}

/// Gives entries a new owner.
pub fn hand_over(c: &mut Conn, ids: &[String], heir: Option<&str>) -> Result<()> {
    for chunk in ids.chunks(CHUNK) {
        diesel::update(entries::table.filter(entries::id.eq_any(chunk)))
            .set(entries::owner_id.eq(heir))
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

// Asked in

/// Somebody asked into an organisation, as who asked typed them.
#[derive(Queryable, Debug, Clone, PartialEq)]
pub struct Asked {
    pub id: String,
    pub name: String,
    pub email: String,
    pub title: String,
    pub lang: String,
    pub at: NaiveDateTime,
    pub organisation_id: String,
}

/// The status of a joining that began with an organisation asking.
const INVITED: &str = "invited";

macro_rules! asked_rows {
    () => {
        joinings::table
            .filter(joinings::status.eq(INVITED))
            .filter(joinings::organisation_id.is_not_null())
            .select((
                joinings::id,
                joinings::name,
                joinings::email,
                joinings::title,
                joinings::lang,
                joinings::created_at,
                joinings::organisation_id.assume_not_null(),
            ))
    };
}

pub fn asked_of(c: &mut Conn, organisation_id: &str) -> Result<Vec<Asked>> {
    Ok(asked_rows!()
        .filter(joinings::organisation_id.eq(organisation_id))
        .order((joinings::created_at.desc(), joinings::id))
        .limit(CHUNK as i64)
        .load(c)?)
}

pub fn asked(c: &mut Conn, id: &str) -> Result<Option<Asked>> {
    Ok(asked_rows!()
        .filter(joinings::id.eq(id))
        .first(c)
        .optional()?)
}

pub fn asked_by_email(
    c: &mut Conn,
    organisation_id: &str,
    email: &str,
) -> Result<Option<String>> {
    Ok(joinings::table
        .filter(joinings::status.eq(INVITED))
        .filter(joinings::organisation_id.eq(organisation_id))
        .filter(joinings::email.eq(email))
        .select(joinings::id)
        .first(c)
        .optional()?)
}

pub fn insert_asked(
    c: &mut Conn,
    now: NaiveDateTime,
    organisation_id: &str,
    id: &str,
    new: &NewAsked,
) -> Result<()> {
    diesel::insert_into(joinings::table)
        .values((
            joinings::id.eq(id),
            joinings::email.eq(&new.email),
            joinings::name.eq(&new.name),
            joinings::title.eq(&new.title),
            joinings::lang.eq(new.lang.code()),
            joinings::organisation_id.eq(organisation_id),
            joinings::message.eq(""),
            joinings::status.eq(INVITED),
            joinings::created_at.eq(now),
        ))
        .execute(c)?;
    Ok(())
}

pub fn delete_asked(c: &mut Conn, organisation_id: &str, id: &str) -> Result<()> {
    let gone = diesel::delete(
        joinings::table
            .find(id)
            .filter(joinings::organisation_id.eq(organisation_id))
            .filter(joinings::status.eq(INVITED)),
    )
    .execute(c)?;
    if gone == 0 { Err(Error::NotFound) } else { Ok(()) }
}

pub fn settle_asked(
    c: &mut Conn,
    now: NaiveDateTime,
    id: &str,
    status: &str,
    person_id: Option<&str>,
) -> Result<()> {
    diesel::update(joinings::table.find(id))
        .set((
            joinings::status.eq(status),
            joinings::confirmed_at.eq(now),
            joinings::decided_at.eq(now),
            joinings::person_id.eq(person_id),
        ))
        .execute(c)?;
    Ok(())
}

/// Whose an address is, as main or further address: id and status.
pub fn holder(c: &mut Conn, email: &str) -> Result<Option<(String, String)>> {
    use crate::schema::other_addresses as other;
    let main = people::table
        .inner_join(details::table.on(details::person_id.eq(people::id)))
        .filter(details::email.eq(email))
        .select((people::id, people::status))
        .first(c)
        .optional()?;
    if main.is_some() {
        return Ok(main);
    }
    Ok(people::table
        .inner_join(other::table.on(other::person_id.eq(people::id)))
        .filter(other::email.eq(email))
        .select((people::id, people::status))
        .first(c)
        .optional()?)
}

/// Whether an address is already one of this organisation's people's.
pub fn is_own_address(c: &mut Conn, organisation_id: &str, email: &str) -> Result<bool> {
    let Some((id, _)) = holder(c, email)? else {
        return Ok(false);
    };
    match own_person(c, organisation_id, &id) {
        Ok(_) => Ok(true),
        Err(Error::NotFound) => Ok(false),
        Err(e) => Err(e),
    }
}
