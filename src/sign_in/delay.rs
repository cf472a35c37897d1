//! Growing delay after wrong passwords and codes, for the account (whether or not there is one) and
//! for the place they come from. A guess that comes too early is not looked at.
//!
//! A try is counted before it is looked at, and given back when it was right: however many come at
//! once, no more are looked at than the delay lets through.

use chrono::{Duration, NaiveDateTime};
use diesel::prelude::*;

use crate::db::Conn;
use crate::error::{Error, Result};
use crate::schema::delays;
use crate::web::secret::ServerKey;

/// How wrong tries at one thing are slowed.
struct Pace {
    /// Wrong tries that cost nothing.
    free: i64,
    /// Wrong tries after which a day has to pass before each further one.
    most: i64,
    /// Wrong tries are forgiven one by one, each after this; none for an account.
    forgiven: Option<Duration>,
}

/// Of a thousand guesses in a day at one account, twenty are looked at, wherever they come from.
const ACCOUNT: Pace = Pace {
    free: 3,
    most: 20,
    forgiven: None,
};

/// Many people sit behind one office's address and mistype now and then.
const PLACE: Pace = Pace {
    free: 6,
    most: i64::MAX,
    forgiven: Some(Duration::hours(1)),
};

const LONGEST: Duration = Duration::hours(1);
const A_DAY: Duration = Duration::days(1);
/// An account's wrong tries are forgotten when none was made for this long.
const REMEMBERED: Duration = Duration::days(30);

/// One try, counted.
#[derive(Clone, Debug)]
pub struct Try {
    account: String,
    place: String,
}

impl Try {
    /// A try at the password of an address.
    pub fn password(key: &ServerKey, email: &str, from: &str) -> Try {
        Try::at(key, "delay-password", email, from)
    }

    /// A try at the codes of a person.
    pub fn code(key: &ServerKey, person_id: &str, from: &str) -> Try {
        Try::at(key, "delay-code", person_id, from)
    }

    fn at(key: &ServerKey, what: &str, account: &str, from: &str) -> Try {
        Try {
            account: key.digest(what, account),
            place: key.digest("delay-from", &place(from)),
        }
    }

    /// A name for the account that says nothing of whose it is.
    pub fn account(&self) -> &str {
        &self.account
    }
}

/// Counts a try. `TooMany` with the seconds to wait when it comes too early: it is not counted then,
/// and must not be looked at.
pub fn count(c: &mut Conn, now: NaiveDateTime, it: &Try) -> Result<()> {
    let account = failures(c, now, &it.account, &ACCOUNT)?;
    let place = failures(c, now, &it.place, &PLACE)?;
    set(c, now, &it.account, account + 1, &ACCOUNT)?;
    set(c, now, &it.place, place + 1, &PLACE)
}

/// The try was right: the account's wrong ones are forgotten, and the place is given this one back.
pub fn right(c: &mut Conn, now: NaiveDateTime, it: &Try) -> Result<()> {
    forget(c, &it.account)?;
    let found = find(c, &it.place)?;
    match found.map(|f| f.failures) {
        Some(1) => forget(c, &it.place),
        Some(failures) => set(c, now, &it.place, failures - 1, &PLACE),
        None => Ok(()),
    }
}

/// The person came in another way that is theirs alone: wrong passwords at their address are
/// forgotten.
pub fn forget_password(c: &mut Conn, key: &ServerKey, email: &str) -> Result<()> {
    forget(c, &key.digest("delay-password", email))
}

#[derive(Queryable)]
struct Found {
    failures: i64,
    failed_at: NaiveDateTime,
    open_at: NaiveDateTime,
}

fn find(c: &mut Conn, key: &str) -> Result<Option<Found>> {
    Ok(delays::table
        .find(key)
        .select((delays::failures, delays::failed_at, delays::open_at))
        .first(c)
        .optional()?)
}

/// The wrong tries that still count; `TooMany` when it is too early for another.
fn failures(c: &mut Conn, now: NaiveDateTime, key: &str, pace: &Pace) -> Result<i64> {
    let Some(found) = find(c, key)? else {
        return Ok(0);
    };
    if found.open_at > now {
        // Whole seconds, never fewer than there are left.
        let left = (found.open_at - now).num_milliseconds();
        return Err(Error::TooMany((left + 999) / 1000));
    }
    let since = now - found.failed_at;
    Ok(match pace.forgiven {
        Some(each) => (found.failures - since.num_seconds() / each.num_seconds()).max(0),
        None if since > REMEMBERED => 0,
        None => found.failures,
    })
}

fn set(c: &mut Conn, now: NaiveDateTime, key: &str, failures: i64, pace: &Pace) -> Result<()> {
    let row = (
        delays::failures.eq(failures),
        delays::failed_at.eq(now),
        delays::open_at.eq(now + wait(failures, pace)),
    );
    diesel::insert_into(delays::table)
        .values((delays::key.eq(key), row))
        .on_conflict(delays::key)
        .do_update()
        .set(row)
        .execute(c)?;
    Ok(())
}

/// How long to wait after so many wrong tries.
fn wait(failures: i64, pace: &Pace) -> Duration {
    if failures >= pace.most {
        return A_DAY;
    }
    match failures - pace.free {
        ..=0 => Duration::zero(),
        n => LONGEST.min(Duration::seconds(1 << (n - 1).min(12))),
    }
}

fn forget(c: &mut Conn, key: &str) -> Result<()> {
    diesel::delete(delays::table.find(key)).execute(c)?;
    Ok(())
}

/// Whoever has one IPv6 address has as many as they like: the network is the place.
pub fn place(from: &str) -> String {
    match from.parse() {
        Ok(std::net::IpAddr::V6(a)) => match a.to_ipv4_mapped() {
            Some(a) => a.to_string(),
            None => format!("{:x?}", &a.segments()[..4]),
        },
        _ => from.to_string(),
    }
}

pub fn sweep(c: &mut Conn, now: NaiveDateTime) -> Result<usize> {
    Ok(diesel::delete(delays::table.filter(delays::failed_at.lt(now - REMEMBERED))).execute(c)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wait_doubles_up_to_an_hour_and_then_is_a_day() {
        let seconds: Vec<i64> = (1..=21).map(|n| wait(n, &ACCOUNT).num_seconds()).collect();
        assert_eq!(seconds[..8], [0, 0, 0, 1, 2, 4, 8, 16]);
        assert_eq!(seconds[14..19], [2048, 3600, 3600, 3600, 3600]);
        assert_eq!(seconds[19..], [86_400, 86_400]);
        assert_eq!(wait(i64::MAX - 1, &PLACE), LONGEST);
    }

    #[test]
    fn one_network_of_ipv6_is_one_place() {
        assert_eq!(place("2001:db8:1:2::1"), place("2001:db8:1:2:ffff::9"));
        assert_ne!(place("2001:db8:1:2::1"), place("2001:db8:1:3::1"));
        assert_eq!(place("::ffff:10.0.0.1"), "10.0.0.1");
    }
}
