//! How often something may be tried. Counted in the database, so that all nodes count together and a
//! restart forgives nothing; keys are keyed hashes.

use chrono::{Duration, NaiveDateTime};
use diesel::prelude::*;

use crate::db::Conn;
use crate::error::{Error, Result};
use crate::schema::throttle;

/// At most `limit` tries in each `window`.
pub struct Rate {
    pub limit: i64,
    pub window: Duration,
}

/// Counts one try; `TooMany` with the seconds to wait when there were enough already.
pub fn count(c: &mut Conn, now: NaiveDateTime, key: &str, rate: &Rate) -> Result<()> {
    let found = throttle::table
        .find(key)
        .select((throttle::window_start, throttle::count))
        .first::<(NaiveDateTime, i64)>(c)
        .optional()?;
    let (start, tries) = match found {
        Some((start, tries)) if start + rate.window > now => (start, tries),
        _ => (now, 0),
    };
    if tries >= rate.limit {
        return Err(Error::TooMany(
            (start + rate.window - now).num_seconds().max(1),
        ));
    }
    diesel::insert_into(throttle::table)
        .values((
            throttle::key.eq(key),
            throttle::window_start.eq(start),
            throttle::count.eq(tries + 1),
        ))
        .on_conflict(throttle::key)
        .do_update()
        .set((
            throttle::window_start.eq(start),
            throttle::count.eq(tries + 1),
        ))
        .execute(c)?;
    Ok(())
}

pub fn sweep(c: &mut Conn, now: NaiveDateTime) -> Result<usize> {
    Ok(
        diesel::delete(throttle::table.filter(throttle::window_start.lt(now - Duration::days(1))))
            .execute(c)?,
    )
}
