use std::collections::HashMap;

use chrono::NaiveDateTime;
use diesel::dsl::{count_star, exists, min};
use diesel::prelude::*;

use super::deciding::NewMeasure;
use super::{MODERATORS, Measure, NewReport, Reasons, Thing};
use crate::db::{CHUNK, Conn};
use crate::error::Result;
use crate::members::{Member, Role};
use crate::schema::{measures, people, person_roles, reports, sessions};

#[derive(Queryable, Selectable, Debug, Clone, PartialEq)]
#[diesel(table_name = measures)]
pub struct MeasureRow {
    pub id: String,
    pub person_id: String,
    pub kind: String,
    pub reason: String,
    pub subject_kind: Option<String>,
    pub subject_id: Option<String>,
    pub by_id: Option<String>,
    pub at: NaiveDateTime,
    pub ends_at: Option<NaiveDateTime>,
    pub lifted_at: Option<NaiveDateTime>,
    pub appeal: Option<String>,
    pub appealed_at: Option<NaiveDateTime>,
    pub answer: Option<String>,
    pub answered_at: Option<NaiveDateTime>,
}

impl MeasureRow {
    pub fn is_over(&self, now: NaiveDateTime) -> bool {
        self.lifted_at.is_some() || self.ends_at.is_some_and(|at| at <= now)
    }

    /// Once, and while there is something to undo.
    pub fn can_be_appealed(&self, now: NaiveDateTime) -> bool {
        self.appealed_at.is_none() && !self.is_over(now)
    }
}

#[derive(Queryable, Selectable, Debug, Clone, PartialEq)]
#[diesel(table_name = reports)]
pub struct ReportRow {
    pub id: String,
    pub reporter_id: Option<String>,
    pub reason: String,
    pub remark: String,
    pub status: String,
    pub created_at: NaiveDateTime,
}

const OPEN: &str = "open";

pub fn insert_report(
    c: &mut Conn,
    now: NaiveDateTime,
    reporter: &Member,
    thing: &Thing,
    new: &NewReport,
) -> Result<String> {
    let id = crate::app::new_id();
    diesel::insert_into(reports::table)
        .values((
            reports::id.eq(&id),
            reports::subject_kind.eq(thing.kind.name()),
            reports::subject_id.eq(&thing.id),
            reports::reporter_id.eq(&reporter.id),
            reports::reason.eq(new.reason),
            reports::remark.eq(&new.remark),
            reports::status.eq(OPEN),
            reports::created_at.eq(now),
        ))
        .execute(c)?;
    Ok(id)
}

pub fn has_reported(c: &mut Conn, reporter: &str, kind: &str, id: &str) -> Result<bool> {
    Ok(diesel::select(exists(
        reports::table
            .filter(reports::reporter_id.eq(reporter))
            .filter(reports::subject_kind.eq(kind))
            .filter(reports::subject_id.eq(id)),
    ))
    .get_result(c)?)
}

/// Things with open reports.
pub fn count_reported(c: &mut Conn) -> Result<i64> {
    let things: Vec<(String, String)> = reports::table
        .filter(reports::status.eq(OPEN))
        .select((reports::subject_kind, reports::subject_id))
        .distinct()
        .load(c)?;
    Ok(things.len() as i64)
}

/// A thing with open reports: kind, id, how many, since when.
pub type Reported = (String, String, i64, Option<NaiveDateTime>);

/// The longest waiting first.
pub fn reported(c: &mut Conn, limit: i64) -> Result<Vec<Reported>> {
    Ok(reports::table
        .filter(reports::status.eq(OPEN))
        .group_by((reports::subject_kind, reports::subject_id))
        .select((
            reports::subject_kind,
            reports::subject_id,
            count_star(),
            min(reports::created_at),
        ))
        .order((min(reports::created_at), reports::subject_id))
        .limit(limit)
        .load(c)?)
}

/// Reports of a thing, oldest first.
pub fn reports_of(c: &mut Conn, kind: &str, id: &str) -> Result<Vec<ReportRow>> {
    Ok(reports::table
        .filter(reports::subject_kind.eq(kind))
        .filter(reports::subject_id.eq(id))
        .order((reports::created_at, reports::id))
        .select(ReportRow::as_select())
        .load(c)?)
}

/// Closes what is open about a thing.
pub fn decide_reports(
    c: &mut Conn,
    now: NaiveDateTime,
    by: &str,
    kind: &str,
    id: &str,
    status: &str,
) -> Result<()> {
    diesel::update(
        reports::table
            .filter(reports::subject_kind.eq(kind))
            .filter(reports::subject_id.eq(id))
            .filter(reports::status.eq(OPEN)),
    )
    .set((
        reports::status.eq(status),
        reports::decided_at.eq(now),
        reports::decided_by.eq(by),
    ))
    .execute(c)?;
    Ok(())
}

/// Whether moderators have had to do with a thing.
pub fn is_known(c: &mut Conn, kind: &str, id: &str) -> Result<bool> {
    let reported = reports::table
        .filter(reports::subject_kind.eq(kind))
        .filter(reports::subject_id.eq(id));
    if diesel::select(exists(reported)).get_result(c)? {
        return Ok(true);
    }
    let measured = measures::table.filter(
        measures::subject_kind
            .eq(kind)
            .and(measures::subject_id.eq(id)),
    );
    if diesel::select(exists(measured)).get_result(c)? {
        return Ok(true);
    }
    let person = measures::table.filter(measures::person_id.eq(id));
    Ok(kind == "person" && diesel::select(exists(person)).get_result(c)?)
}

pub fn insert_measure(
    c: &mut Conn,
    now: NaiveDateTime,
    by: &str,
    person: &str,
    thing: &Thing,
    new: &NewMeasure,
) -> Result<MeasureRow> {
    Ok(diesel::insert_into(measures::table)
        .values((
            measures::id.eq(crate::app::new_id()),
            measures::person_id.eq(person),
            measures::kind.eq(new.measure.name()),
            measures::reason.eq(&new.reason),
            measures::subject_kind.eq(thing.kind.name()),
            measures::subject_id.eq(&thing.id),
            measures::by_id.eq(by),
            measures::at.eq(now),
            measures::ends_at.eq(new.ends_at),
        ))
        .returning(MeasureRow::as_returning())
        .get_result(c)?)
}

pub fn measure(c: &mut Conn, id: &str) -> Result<MeasureRow> {
    Ok(measures::table
        .find(id)
        .select(MeasureRow::as_select())
        .first(c)?)
}

/// What was done about a person, newest first.
pub fn measures_of(c: &mut Conn, person: &str) -> Result<Vec<MeasureRow>> {
    Ok(measures::table
        .filter(measures::person_id.eq(person))
        .order((measures::at.desc(), measures::id.desc()))
        .select(MeasureRow::as_select())
        .load(c)?)
}

/// Suspensions that are not lifted, by when they end.
pub fn suspensions(c: &mut Conn, limit: i64) -> Result<Vec<MeasureRow>> {
    Ok(measures::table
        .filter(measures::kind.eq(Measure::Suspend.name()))
        .filter(measures::lifted_at.is_null())
        .order((measures::ends_at, measures::id))
        .limit(limit)
        .select(MeasureRow::as_select())
        .load(c)?)
}

/// Appeals nobody has answered, oldest first. Nobody decides about their own.
pub fn appeals(c: &mut Conn, moderator: &str, limit: i64) -> Result<Vec<MeasureRow>> {
    Ok(measures::table
        .filter(measures::appealed_at.is_not_null())
        .filter(measures::answered_at.is_null())
        .filter(measures::person_id.ne(moderator))
        .order((measures::appealed_at, measures::id))
        .limit(limit)
        .select(MeasureRow::as_select())
        .load(c)?)
}

pub fn count_appeals(c: &mut Conn, moderator: &str) -> Result<i64> {
    Ok(measures::table
        .filter(measures::appealed_at.is_not_null())
        .filter(measures::answered_at.is_null())
        .filter(measures::person_id.ne(moderator))
        .select(count_star())
        .first(c)?)
}

/// When a person saw each measure about them.
pub fn seen(c: &mut Conn, person: &str) -> Result<Vec<Option<NaiveDateTime>>> {
    Ok(measures::table
        .filter(measures::person_id.eq(person))
        .select(measures::seen_at)
        .load(c)?)
}

pub fn set_seen(c: &mut Conn, now: NaiveDateTime, person: &str) -> Result<()> {
    diesel::update(
        measures::table
            .filter(measures::person_id.eq(person))
            .filter(measures::seen_at.is_null()),
    )
    .set(measures::seen_at.eq(now))
    .execute(c)?;
    Ok(())
}

/// Files the one appeal there is. False when there was one already.
pub fn set_appeal(c: &mut Conn, now: NaiveDateTime, id: &str, text: &str) -> Result<bool> {
    let done = diesel::update(
        measures::table
            .filter(measures::id.eq(id))
            .filter(measures::appealed_at.is_null()),
    )
    .set((measures::appeal.eq(text), measures::appealed_at.eq(now)))
    .execute(c)?;
    Ok(done == 1)
}

/// Answers an appeal: news to the person. False when somebody answered before.
pub fn set_answer(
    c: &mut Conn,
    now: NaiveDateTime,
    id: &str,
    by: &str,
    text: &str,
) -> Result<bool> {
    let done = diesel::update(
        measures::table
            .filter(measures::id.eq(id))
            .filter(measures::appealed_at.is_not_null())
            .filter(measures::answered_at.is_null()),
    )
    .set((
        measures::answer.eq(text),
        measures::answered_at.eq(now),
        measures::answered_by.eq(by),
        measures::seen_at.eq(None::<NaiveDateTime>),
    ))
    .execute(c)?;
    Ok(done == 1)
}

pub fn set_lifted(c: &mut Conn, id: &str, now: NaiveDateTime) -> Result<()> {
    diesel::update(measures::table.find(id))
        .set(measures::lifted_at.eq(now))
        .execute(c)?;
    Ok(())
}

/// Measures of a kind on a thing that stand.
pub fn standing(c: &mut Conn, measure: Measure, kind: &str, id: &str) -> Result<Vec<MeasureRow>> {
    Ok(measures::table
        .filter(measures::kind.eq(measure.name()))
        .filter(measures::subject_kind.eq(kind))
        .filter(measures::subject_id.eq(id))
        .filter(measures::lifted_at.is_null())
        .select(MeasureRow::as_select())
        .load(c)?)
}

/// Whether a moderator has hidden a thing.
pub fn is_hidden(c: &mut Conn, kind: &str, id: &str) -> Result<bool> {
    Ok(!standing(c, Measure::Hide, kind, id)?.is_empty())
}

/// Why things are hidden.
pub fn reasons(c: &mut Conn, asked: &[(&str, &str)]) -> Result<Reasons> {
    let mut found = HashMap::new();
    for chunk in asked.chunks(CHUNK) {
        let ids: Vec<&str> = chunk.iter().map(|(_, id)| *id).collect();
        let rows: Vec<(Option<String>, Option<String>, String)> = measures::table
            .filter(measures::kind.eq(Measure::Hide.name()))
            .filter(measures::subject_id.eq_any(ids))
            .filter(measures::lifted_at.is_null())
            .order((measures::at, measures::id))
            .select((
                measures::subject_kind,
                measures::subject_id,
                measures::reason,
            ))
            .load(c)?;
        for (kind, id, reason) in rows {
            if let (Some(kind), Some(id)) = (kind, id) {
                found.insert((kind, id), reason);
            }
        }
    }
    Ok(found)
}

/// Suspensions of a person that hold now.
pub fn holding(c: &mut Conn, now: NaiveDateTime, person: &str) -> Result<Vec<MeasureRow>> {
    Ok(measures::table
        .filter(measures::kind.eq(Measure::Suspend.name()))
        .filter(measures::person_id.eq(person))
        .filter(measures::lifted_at.is_null())
        .filter(measures::ends_at.is_null().or(measures::ends_at.gt(now)))
        .order((measures::at.desc(), measures::id.desc()))
        .select(MeasureRow::as_select())
        .load(c)?)
}

/// Suspensions whose time is over: measure and person.
pub fn due(c: &mut Conn, now: NaiveDateTime) -> Result<Vec<(String, String)>> {
    Ok(measures::table
        .filter(measures::kind.eq(Measure::Suspend.name()))
        .filter(measures::lifted_at.is_null())
        .filter(measures::ends_at.le(now))
        .select((measures::id, measures::person_id))
        .load(c)?)
}

pub fn status(c: &mut Conn, person: &str) -> Result<Option<String>> {
    Ok(people::table
        .find(person)
        .select(people::status)
        .first(c)
        .optional()?)
}

/// When a person was added.
pub fn came(c: &mut Conn, person: &str) -> Result<Option<NaiveDateTime>> {
    Ok(people::table
        .find(person)
        .select(people::created_at)
        .first(c)
        .optional()?)
}

/// Shuts a person out, and ends their sessions. False when they are not a member any more.
pub fn shut(c: &mut Conn, person: &str) -> Result<bool> {
    let done = diesel::update(
        people::table
            .filter(people::id.eq(person))
            .filter(people::status.eq_any(["active", "suspended"])),
    )
    .set(people::status.eq("suspended"))
    .execute(c)?;
    diesel::delete(sessions::table.filter(sessions::person_id.eq(person))).execute(c)?;
    Ok(done == 1)
}

/// Lets a person in again, unless another suspension holds.
pub fn let_back(c: &mut Conn, now: NaiveDateTime, person: &str) -> Result<()> {
    if holding(c, now, person)?.is_empty() {
        diesel::update(
            people::table
                .filter(people::id.eq(person))
                .filter(people::status.eq("suspended")),
        )
        .set(people::status.eq("active"))
        .execute(c)?;
    }
    Ok(())
}

pub fn is_administrator(c: &mut Conn, person: &str) -> Result<bool> {
    Ok(diesel::select(exists(
        person_roles::table.find((person, Role::Administrator.name())),
    ))
    .get_result(c)?)
}

/// Whether an active moderator other than these two could decide; about an administrator, only
/// another administrator.
pub fn has_other_moderator(c: &mut Conn, than: &str, about: &str) -> Result<bool> {
    let mut roles: Vec<&str> = MODERATORS.iter().map(|r| r.name()).collect();
    if is_administrator(c, about)? {
        roles = vec![Role::Administrator.name()];
    }
    let others = person_roles::table
        .inner_join(people::table.on(people::id.eq(person_roles::person_id)))
        .filter(people::status.eq("active"))
        .filter(person_roles::role.eq_any(roles))
        .filter(person_roles::person_id.ne_all([than, about]));
    Ok(diesel::select(exists(others)).get_result(c)?)
}

/// Of these people, who are administrators.
pub fn administrators(c: &mut Conn, among: &[String]) -> Result<Vec<String>> {
    Ok(person_roles::table
        .filter(person_roles::role.eq(Role::Administrator.name()))
        .filter(person_roles::person_id.eq_any(among))
        .select(person_roles::person_id)
        .load(c)?)
}
