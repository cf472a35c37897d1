use chrono::NaiveDateTime;
use diesel::dsl::{count_star, max, sql};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool};

use super::Counted;
use crate::db::Conn;
use crate::error::Result;
use crate::schema::questions;

/// A question over all its months.
#[derive(Queryable, Debug, Clone, PartialEq)]
pub struct Asked {
    pub folded: String,
    pub text: Option<String>,
    /// How often it had no answer.
    pub unanswered: i64,
    /// On how many days it was asked.
    pub days: i64,
    pub last_day: Option<NaiveDateTime>,
}

/// Adds to a question that is known of this month; false when it is not.
pub fn add(
    c: &mut Conn,
    folded: &str,
    month: &str,
    day: NaiveDateTime,
    counted: &Counted,
) -> Result<bool> {
    let last: Option<NaiveDateTime> = questions::table
        .find((folded, month))
        .select(questions::last_day)
        .first(c)
        .optional()?;
    let Some(last) = last else {
        return Ok(false);
    };
    diesel::update(questions::table.find((folded, month)))
        .set((
            questions::asked.eq(questions::asked + counted.asked),
            questions::unanswered.eq(questions::unanswered + counted.unanswered),
            questions::days.eq(questions::days + i64::from(last < day)),
            questions::last_day.eq(last.max(day)),
        ))
        .execute(c)?;
    Ok(true)
}

pub fn insert(
    c: &mut Conn,
    folded: &str,
    month: &str,
    day: NaiveDateTime,
    counted: &Counted,
) -> Result<()> {
    diesel::insert_into(questions::table)
        .values((
            questions::folded.eq(folded),
            questions::month.eq(month),
            questions::text.eq(&counted.text),
            questions::asked.eq(counted.asked),
            questions::unanswered.eq(counted.unanswered),
            questions::days.eq(1),
            questions::first_day.eq(day),
            questions::last_day.eq(day),
        ))
        .execute(c)?;
    Ok(())
}

/// How many rows a day began.
pub fn begun_on(c: &mut Conn, day: NaiveDateTime) -> Result<i64> {
    Ok(questions::table
        .filter(questions::first_day.eq(day))
        .select(count_star())
        .first(c)?)
}

/// Questions that had no answer, those asked on most days first.
pub fn list(c: &mut Conn, offset: i64, limit: i64) -> Result<Vec<Asked>> {
    Ok(questions::table
        .filter(questions::unanswered.gt(0))
        .group_by(questions::folded)
        .select((
            questions::folded,
            max(questions::text),
            // The sum of whole numbers is a whole number; PostgreSQL says a larger kind of it.
            sql::<BigInt>("CAST(SUM(unanswered) AS BIGINT)"),
            sql::<BigInt>("CAST(SUM(days) AS BIGINT)"),
            max(questions::last_day),
        ))
        .order((
            sql::<BigInt>("SUM(days) DESC"),
            max(questions::last_day).desc(),
            questions::folded,
        ))
        .offset(offset)
        .limit(limit)
        .load(c)?)
}

pub fn count(c: &mut Conn) -> Result<i64> {
    Ok(questions::table
        .filter(questions::unanswered.gt(0))
        .select(diesel::dsl::count(questions::folded).aggregate_distinct())
        .first(c)?)
}

/// Questions that were asked on at least `days` days since a month began, those of most days first.
/// One that was never answered is no help to anybody.
pub fn popular(c: &mut Conn, since: &str, days: i64, limit: i64) -> Result<Vec<String>> {
    let texts: Vec<Option<String>> = questions::table
        .filter(questions::month.ge(since))
        .filter(questions::asked.gt(questions::unanswered))
        .group_by(questions::folded)
        .having(sql::<Bool>("SUM(days) >= ").bind::<BigInt, _>(days))
        .select(max(questions::text))
        .order((sql::<BigInt>("SUM(days) DESC"), questions::folded))
        .limit(limit)
        .load(c)?;
    Ok(texts.into_iter().flatten().collect())
}

/// An editor has seen to it: it is listed again when it is asked in vain again.
pub fn settle(c: &mut Conn, folded: &str) -> Result<()> {
    diesel::update(questions::table.filter(questions::folded.eq(folded)))
        .set(questions::unanswered.eq(0))
        .execute(c)?;
    Ok(())
}

/// Takes a question away, with all that was counted of it.
pub fn remove(c: &mut Conn, folded: &str) -> Result<()> {
    diesel::delete(questions::table.filter(questions::folded.eq(folded))).execute(c)?;
    Ok(())
}

pub fn forget_before(c: &mut Conn, month: &str) -> Result<usize> {
    Ok(diesel::delete(questions::table.filter(questions::month.lt(month))).execute(c)?)
}
