use chrono::{Duration, NaiveDateTime};
use diesel::dsl::{count_star, exists};
use diesel::prelude::*;

use super::{NewProgramme, NewSitting, Part, Standing};
use crate::clock::{to_instant, zone};
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::schema::{enrolments, person_details, programmes, requirements, results, sittings};

#[derive(Queryable, Selectable, Debug, Clone, PartialEq)]
#[diesel(table_name = programmes)]
pub struct Programme {
    pub id: String,
    pub name: String,
    /// Markdown.
    pub description: String,
    pub ects: i64,
    pub version: i64,
}

/// What a programme asks for: `needed` meetings of a kind, or a part to pass.
#[derive(Queryable, Selectable, Debug, Clone, PartialEq)]
#[diesel(table_name = requirements)]
pub struct Requirement {
    pub programme_id: String,
    pub part: String,
    pub meeting_kind: Option<String>,
    pub needed: i64,
}

/// Wall-clock times in `zone`.
#[derive(Queryable, Selectable, Debug, Clone, PartialEq)]
#[diesel(table_name = sittings)]
pub struct Sitting {
    pub id: String,
    pub programme_id: String,
    pub starts_local: NaiveDateTime,
    pub register_by_local: NaiveDateTime,
    pub zone: String,
    pub place: String,
}

impl Sitting {
    /// Whether it lies ahead.
    pub fn is_coming(&self, now: NaiveDateTime) -> bool {
        to_instant(self.starts_local, zone(&self.zone)).naive_utc() > now
    }

    /// Whether the last minute to register has passed.
    pub fn is_closed(&self, now: NaiveDateTime) -> bool {
        to_instant(self.register_by_local, zone(&self.zone)).naive_utc() + Duration::minutes(1)
            <= now
    }
}

#[derive(Queryable, Selectable, Debug, Clone, PartialEq)]
#[diesel(table_name = results)]
pub struct ResultRow {
    pub programme_id: String,
    pub person_id: String,
    pub part: String,
    pub status: String,
}

pub fn insert_programme(
    c: &mut Conn,
    now: NaiveDateTime,
    id: &str,
    new: &NewProgramme,
) -> Result<()> {
    diesel::insert_into(programmes::table)
        .values((
            programmes::id.eq(id),
            programmes::name.eq(&new.name),
            programmes::description.eq(&new.description),
            programmes::ects.eq(new.ects),
            programmes::version.eq(1),
            programmes::created_at.eq(now),
        ))
        .execute(c)?;
    Ok(())
}

pub fn update_programme(c: &mut Conn, id: &str, version: i64, new: &NewProgramme) -> Result<()> {
    programme(c, id)?;
    let changed = diesel::update(
        programmes::table
            .filter(programmes::id.eq(id))
            .filter(programmes::version.eq(version)),
    )
    .set((
        programmes::name.eq(&new.name),
        programmes::description.eq(&new.description),
        programmes::ects.eq(new.ects),
        programmes::version.eq(programmes::version + 1),
    ))
    .execute(c)?;
    if changed == 1 {
        Ok(())
    } else {
        Err(Error::Conflict)
    }
}

pub fn programmes(c: &mut Conn) -> Result<Vec<Programme>> {
    Ok(programmes::table
        .order(programmes::name)
        .select(Programme::as_select())
        .load(c)?)
}

pub fn programme(c: &mut Conn, id: &str) -> Result<Programme> {
    Ok(programmes::table
        .find(id)
        .select(Programme::as_select())
        .first(c)?)
}

pub fn delete_requirements(c: &mut Conn, programme_id: &str) -> Result<()> {
    diesel::delete(requirements::table.filter(requirements::programme_id.eq(programme_id)))
        .execute(c)?;
    Ok(())
}

pub fn insert_requirement(
    c: &mut Conn,
    programme_id: &str,
    part: Part,
    position: i64,
    meeting_kind: Option<&str>,
    needed: i64,
) -> Result<()> {
    diesel::insert_into(requirements::table)
        .values((
            requirements::programme_id.eq(programme_id),
            requirements::part.eq(part.name()),
            requirements::position.eq(position),
            requirements::meeting_kind.eq(meeting_kind),
            requirements::needed.eq(needed),
        ))
        .execute(c)?;
    Ok(())
}

/// What programmes ask for, in order.
pub fn requirements(c: &mut Conn, programme_ids: &[String]) -> Result<Vec<Requirement>> {
    Ok(requirements::table
        .filter(requirements::programme_id.eq_any(programme_ids))
        .order((requirements::programme_id, requirements::position))
        .select(Requirement::as_select())
        .load(c)?)
}

pub fn insert_sitting(c: &mut Conn, id: &str, programme_id: &str, new: &NewSitting) -> Result<()> {
    diesel::insert_into(sittings::table)
        .values((
            sittings::id.eq(id),
            sittings::programme_id.eq(programme_id),
            sittings::starts_local.eq(new.starts_local),
            sittings::register_by_local.eq(new.register_by_local),
            sittings::zone.eq(&new.zone),
            sittings::place.eq(&new.place),
        ))
        .execute(c)?;
    Ok(())
}

/// All sittings of some programmes, the earliest first.
pub fn sittings(c: &mut Conn, programme_ids: &[String]) -> Result<Vec<Sitting>> {
    Ok(sittings::table
        .filter(sittings::programme_id.eq_any(programme_ids))
        .order((sittings::starts_local, sittings::id))
        .select(Sitting::as_select())
        .load(c)?)
}

pub fn delete_sitting(c: &mut Conn, programme_id: &str, id: &str) -> Result<()> {
    diesel::delete(
        sittings::table
            .filter(sittings::id.eq(id))
            .filter(sittings::programme_id.eq(programme_id)),
    )
    .execute(c)?;
    Ok(())
}

pub fn insert_enrolment(
    c: &mut Conn,
    now: NaiveDateTime,
    programme_id: &str,
    person_id: &str,
) -> Result<()> {
    diesel::insert_into(enrolments::table)
        .values((
            enrolments::programme_id.eq(programme_id),
            enrolments::person_id.eq(person_id),
            enrolments::at.eq(now),
        ))
        .on_conflict((enrolments::programme_id, enrolments::person_id))
        .do_nothing()
        .execute(c)?;
    Ok(())
}

pub fn is_enrolled(c: &mut Conn, programme_id: &str, person_id: &str) -> Result<bool> {
    Ok(diesel::select(exists(enrolments::table.find((programme_id, person_id)))).get_result(c)?)
}

/// The programmes a person is enrolled in.
pub fn enrolled_in(c: &mut Conn, person_id: &str) -> Result<Vec<String>> {
    Ok(enrolments::table
        .filter(enrolments::person_id.eq(person_id))
        .select(enrolments::programme_id)
        .load(c)?)
}

/// One page of a programme's students (id, name), by name, and how many there are.
pub fn students(
    c: &mut Conn,
    programme_id: &str,
    offset: i64,
    limit: i64,
) -> Result<(Vec<(String, String)>, i64)> {
    let total = enrolments::table
        .filter(enrolments::programme_id.eq(programme_id))
        .select(count_star())
        .first(c)?;
    let rows = enrolments::table
        .inner_join(person_details::table.on(person_details::person_id.eq(enrolments::person_id)))
        .filter(enrolments::programme_id.eq(programme_id))
        .order((person_details::name, enrolments::person_id))
        .offset(offset)
        .limit(limit)
        .select((enrolments::person_id, person_details::name))
        .load(c)?;
    Ok((rows, total))
}

pub fn results(
    c: &mut Conn,
    programme_ids: &[String],
    people: &[String],
) -> Result<Vec<ResultRow>> {
    Ok(results::table
        .filter(results::programme_id.eq_any(programme_ids))
        .filter(results::person_id.eq_any(people))
        .select(ResultRow::as_select())
        .load(c)?)
}

pub fn set_result(
    c: &mut Conn,
    now: NaiveDateTime,
    by: Option<&str>,
    programme_id: &str,
    person_id: &str,
    part: Part,
    standing: Standing,
) -> Result<()> {
    diesel::insert_into(results::table)
        .values((
            results::programme_id.eq(programme_id),
            results::person_id.eq(person_id),
            results::part.eq(part.name()),
            results::status.eq(standing.name()),
            results::recorded_by.eq(by),
            results::at.eq(now),
        ))
        .on_conflict((results::programme_id, results::person_id, results::part))
        .do_update()
        .set((
            results::status.eq(standing.name()),
            results::recorded_by.eq(by),
            results::at.eq(now),
        ))
        .execute(c)?;
    Ok(())
}
