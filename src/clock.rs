//! The one source of "now". Tests hold a clock they can turn.

use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, Duration, NaiveDateTime, SubsecRound, TimeZone, Utc};
use chrono_tz::Tz;

/// The zone of every meeting that names no other.
pub const COPENHAGEN: Tz = chrono_tz::Europe::Copenhagen;

#[derive(Clone)]
pub enum Clock {
    System,
    Set(Arc<Mutex<NaiveDateTime>>),
}

impl Clock {
    /// A clock that stands at `utc` until it is moved.
    pub fn set(utc: NaiveDateTime) -> Clock {
        Clock::Set(Arc::new(Mutex::new(utc)))
    }

    /// UTC, whole microseconds: what both databases keep.
    pub fn now(&self) -> NaiveDateTime {
        match self {
            Clock::System => Utc::now().naive_utc().trunc_subsecs(6),
            Clock::Set(at) => *at.lock().unwrap_or_else(PoisonError::into_inner),
        }
    }

    /// Moves a set clock; the system's clock is left alone.
    pub fn advance(&self, by: Duration) {
        if let Clock::Set(at) = self {
            *at.lock().unwrap_or_else(PoisonError::into_inner) += by;
        }
    }
}

/// The wall clock in `zone` at a UTC instant.
pub fn to_local(utc: NaiveDateTime, zone: Tz) -> NaiveDateTime {
    zone.from_utc_datetime(&utc).naive_local()
}

/// The instant of a wall-clock time. A time the spring change skips is moved an hour on; of a time
/// the autumn change repeats, the first is meant.
pub fn to_instant(local: NaiveDateTime, zone: Tz) -> DateTime<Tz> {
    zone.from_local_datetime(&local)
        .earliest()
        .or_else(|| {
            zone.from_local_datetime(&(local + Duration::hours(1)))
                .earliest()
        })
        .unwrap_or_else(|| zone.from_utc_datetime(&local))
}

/// The zone named in a record; an unknown name falls back to Copenhagen.
pub fn zone(name: &str) -> Tz {
    name.parse().unwrap_or(COPENHAGEN)
}
