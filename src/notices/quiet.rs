//! When a mail may go out: not in somebody's quiet hours. And when a digest is due.

use chrono::{Datelike, Duration, NaiveDateTime, NaiveTime, Timelike, Weekday};
use chrono_tz::Tz;

use crate::clock::{COPENHAGEN, to_instant, to_local};

/// The local hour a digest goes out.
pub const DIGEST_HOUR: u32 = 7;

/// Local hours in which somebody wants no mail: from the start of `from` to the start of `to`, over
/// midnight when `to` is the smaller. Equal: none.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Quiet {
    /// 0 to 23.
    pub from: u32,
    /// 0 to 23.
    pub to: u32,
    pub zone: Tz,
}

impl Default for Quiet {
    /// Nobody is silenced unasked.
    fn default() -> Quiet {
        Quiet {
            from: 0,
            to: 0,
            zone: COPENHAGEN,
        }
    }
}

impl Quiet {
    /// Whether a UTC instant lies in the quiet hours.
    pub fn is_quiet(&self, at: NaiveDateTime) -> bool {
        let hour = to_local(at, self.zone).hour();
        if self.from <= self.to {
            (self.from..self.to).contains(&hour)
        } else {
            hour >= self.from || hour < self.to
        }
    }

    /// The first instant from `at` on that is not quiet. UTC.
    pub fn open_from(&self, at: NaiveDateTime) -> NaiveDateTime {
        let mut open = at;
        // The one hour that is not quiet may be the one the spring change skips: then it is the next
        // day's.
        for _ in 0..3 {
            if !self.is_quiet(open) {
                break;
            }
            open = self.end_after(open);
        }
        open
    }

    /// When the quiet hours that `at` lies in end. UTC.
    fn end_after(&self, at: NaiveDateTime) -> NaiveDateTime {
        let local = to_local(at, self.zone);
        let mut day = local.date();
        if local.hour() >= self.to {
            day += Duration::days(1);
        }
        to_instant(day.and_time(at_hour(self.to)), self.zone).naive_utc()
    }
}

/// When a mail that is ready at `at` goes out. What is about today does not wait.
pub fn run_at(quiet: &Quiet, at: NaiveDateTime, about: Option<NaiveDateTime>) -> NaiveDateTime {
    let today = to_local(at, quiet.zone).date();
    match about {
        Some(about) if to_local(about, quiet.zone).date() == today => at,
        _ => quiet.open_from(at),
    }
}

/// The first time after `at` that a daily digest goes out in `zone`. UTC.
pub fn next_daily(at: NaiveDateTime, zone: Tz) -> NaiveDateTime {
    let day = to_local(at, zone).date();
    (0..=2)
        .map(|days| {
            to_instant(
                (day + Duration::days(days)).and_time(at_hour(DIGEST_HOUR)),
                zone,
            )
        })
        .map(|due| due.naive_utc())
        .find(|due| *due > at)
        .unwrap_or(at + Duration::days(1))
}

/// The first Monday after `at` that a weekly digest goes out in `zone`. UTC.
pub fn next_weekly(at: NaiveDateTime, zone: Tz) -> NaiveDateTime {
    let mut due = next_daily(at, zone);
    for _ in 0..7 {
        if to_local(due, zone).weekday() == Weekday::Mon {
            break;
        }
        due = next_daily(due, zone);
    }
    due
}

fn at_hour(hour: u32) -> NaiveTime {
    NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or(NaiveTime::MIN)
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;
    use proptest::prelude::*;

    fn utc(y: i32, m: u32, d: u32, h: u32, min: u32) -> NaiveDateTime {
        NaiveDate::from_ymd_opt(y, m, d)
            .unwrap()
            .and_hms_opt(h, min, 0)
            .unwrap()
    }

    fn night(from: u32, to: u32) -> Quiet {
        Quiet {
            from,
            to,
            zone: COPENHAGEN,
        }
    }

    #[test]
    fn quiet_over_midnight_ends_in_the_morning() {
        let quiet = night(21, 7);
        // 22:30 in winter, 21:30 UTC.
        assert_eq!(
            quiet.open_from(utc(2026, 3, 2, 21, 30)),
            utc(2026, 3, 3, 6, 0)
        );
        assert_eq!(
            quiet.open_from(utc(2026, 3, 3, 3, 0)),
            utc(2026, 3, 3, 6, 0)
        );
        assert_eq!(
            quiet.open_from(utc(2026, 3, 3, 6, 0)),
            utc(2026, 3, 3, 6, 0)
        );
        assert!(!night(0, 0).is_quiet(utc(2026, 3, 3, 0, 0)));
        assert!(!night(9, 9).is_quiet(utc(2026, 3, 3, 8, 0)));
    }

    #[test]
    fn the_nights_the_clock_is_changed_end_at_the_same_local_hour() {
        // Summer time begins on 29 March 2026: 7 in the morning is 5 UTC.
        assert_eq!(
            night(21, 7).open_from(utc(2026, 3, 28, 22, 0)),
            utc(2026, 3, 29, 5, 0)
        );
        // It ends on 25 October 2026: 7 in the morning is 6 UTC.
        assert_eq!(
            night(21, 7).open_from(utc(2026, 10, 24, 22, 0)),
            utc(2026, 10, 25, 6, 0)
        );
        // An end the spring skips: 2 o'clock is not there, 3 o'clock is at 1 UTC.
        assert_eq!(
            night(21, 2).open_from(utc(2026, 3, 29, 0, 30)),
            utc(2026, 3, 29, 1, 0)
        );
    }

    #[test]
    fn the_only_hour_that_is_not_quiet_may_be_skipped() {
        // 2 to 3 o'clock is not there on 29 March 2026; on the 30th it begins at 0 UTC.
        let open = night(3, 2).open_from(utc(2026, 3, 28, 12, 0));
        assert_eq!(open, utc(2026, 3, 30, 0, 0));
    }

    #[test]
    fn digests_go_out_at_seven_and_on_mondays() {
        // Monday 2 March 2026, 10 o'clock.
        let at = utc(2026, 3, 2, 9, 0);
        assert_eq!(next_daily(at, COPENHAGEN), utc(2026, 3, 3, 6, 0));
        assert_eq!(next_weekly(at, COPENHAGEN), utc(2026, 3, 9, 6, 0));
        // Monday before seven is the same day's.
        assert_eq!(
            next_weekly(utc(2026, 3, 9, 5, 59), COPENHAGEN),
            utc(2026, 3, 9, 6, 0)
        );
        // Over the spring change.
        assert_eq!(
            next_weekly(utc(2026, 3, 27, 12, 0), COPENHAGEN),
            utc(2026, 3, 30, 5, 0)
        );
    }

    #[test]
    fn what_is_about_today_does_not_wait() {
        let quiet = night(6, 12);
        let now = utc(2026, 3, 2, 7, 0);
        assert_eq!(run_at(&quiet, now, Some(utc(2026, 3, 2, 20, 0))), now);
        assert_eq!(
            run_at(&quiet, now, Some(utc(2026, 3, 3, 9, 0))),
            utc(2026, 3, 2, 11, 0)
        );
    }

    fn zones() -> impl Strategy<Value = Tz> {
        prop::sample::select(
            crate::meetings::ZONES
                .iter()
                .map(|name| crate::clock::zone(name))
                .collect::<Vec<_>>(),
        )
    }

    proptest! {
        #[test]
        fn the_next_hour_that_is_not_quiet_is_the_first(
            minute in 0i64..2 * 366 * 24 * 60, from in 0u32..24, to in 0u32..24, zone in zones(),
        ) {
            let quiet = Quiet { from, to, zone };
            let at = utc(2026, 1, 1, 0, 0) + Duration::minutes(minute);
            let open = quiet.open_from(at);
            prop_assert!(!quiet.is_quiet(open), "{at} {open}");
            prop_assert!(open >= at && open - at <= Duration::hours(48));
            let mut between = at;
            while between < open {
                prop_assert!(quiet.is_quiet(between), "{between} is before {open}");
                between += Duration::minutes(15);
            }
        }

        #[test]
        fn a_digest_is_due_within_a_day_and_a_week(
            minute in 0i64..2 * 366 * 24 * 60, zone in zones(),
        ) {
            let at = utc(2026, 1, 1, 0, 0) + Duration::minutes(minute);
            let (day, week) = (next_daily(at, zone), next_weekly(at, zone));
            prop_assert!(day > at && day - at <= Duration::hours(25));
            prop_assert!(week >= day && week - at <= Duration::hours(7 * 24 + 1));
            prop_assert_eq!(to_local(day, zone).hour(), DIGEST_HOUR);
            prop_assert_eq!(to_local(week, zone).weekday(), Weekday::Mon);
        }
    }
}
