//! Who speaks for an organisation, and when.

use std::collections::HashSet;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use diesel::dsl::max;
use diesel::prelude::*;

use super::shown_title;
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::organisations::representatives::Period;
use crate::schema::{attendance, people, person_details as details, representatives as reps};

/// Somebody who speaks for an organisation, and from when to when.
#[derive(Debug, Clone, PartialEq)]
pub struct Turn {
    pub person_id: String,
    pub name: String,
    /// As the network may see it.
    pub title: String,
    pub from_day: Option<NaiveDate>,
    pub to_day: Option<NaiveDate>,
}

type TurnRow = (
    String,
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
            details::visibility,
            reps::from_day,
            reps::to_day,
        ))
        .load::<TurnRow>(c)?
        .into_iter()
        .map(|(person_id, name, title, visibility, from, to)| Turn {
            person_id,
            name,
            title: shown_title(&visibility, title),
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
    if changed == 0 {
        Err(Error::NotFound)
    } else {
        Ok(())
    }
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
    if gone == 0 {
        Err(Error::NotFound)
    } else {
        Ok(())
    }
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
