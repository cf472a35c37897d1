//! A form sent twice (a double click, a reload, a lost answer) has one effect: the first answer is
//! remembered under the form's own key and given again.

use chrono::{Duration, NaiveDateTime};
use diesel::prelude::*;

use crate::db::Conn;
use crate::error::Result;
use crate::schema::once;

/// Runs `act` unless this key was already accepted in this scope (a person, or visitors); either way
/// where to go next. Runs in the caller's transaction, so key and effect are kept together.
pub fn act(
    c: &mut Conn,
    now: NaiveDateTime,
    scope: &str,
    key: &str,
    act: impl FnOnce(&mut Conn) -> Result<String>,
) -> Result<String> {
    let before = once::table
        .find((key, scope))
        .select(once::location)
        .first::<String>(c)
        .optional()?;
    if let Some(location) = before {
        return Ok(location);
    }
    let location = act(c)?;
    diesel::insert_into(once::table)
        .values((
            once::key.eq(key),
            once::scope.eq(scope),
            once::location.eq(&location),
            once::at.eq(now),
        ))
        .execute(c)?;
    Ok(location)
}

/// A key is remembered for two days, longer than a visitor's form token lives.
pub fn sweep(c: &mut Conn, now: NaiveDateTime) -> Result<usize> {
    Ok(diesel::delete(once::table.filter(once::at.lt(now - Duration::days(2)))).execute(c)?)
}
