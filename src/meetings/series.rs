//! The days of a series, and the days one would rather not meet on.

use chrono::{Datelike, Duration, Months, NaiveDate, Weekday};

/// Why a day deserves a second look. The name is part of a message key.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Flag {
    Weekend,
    Holiday,
    Past,
}

impl Flag {
    pub fn key(self) -> &'static str {
        match self {
            Flag::Weekend => "meetings-flag-weekend",
            Flag::Holiday => "meetings-flag-holiday",
            Flag::Past => "meetings-flag-past",
        }
    }
}

/// `count` days, `months` apart. The day of the month stays; where a month is too short, it is the
/// month's last. No day is moved otherwise: `flag` tells, a person decides.
pub fn dates(first: NaiveDate, count: u32, months: u32) -> Vec<NaiveDate> {
    (0..count)
        .filter_map(|n| first.checked_add_months(Months::new(n * months)))
        .collect()
}

/// What is to be said of a day, if anything.
pub fn flag(day: NaiveDate, today: NaiveDate) -> Option<Flag> {
    if day < today {
        Some(Flag::Past)
    } else if is_holiday(day) {
        Some(Flag::Holiday)
    } else if matches!(day.weekday(), Weekday::Sat | Weekday::Sun) {
        Some(Flag::Weekend)
    } else {
        None
    }
}

/// Danish public holidays, and the days offices are closed as if they were: Constitution Day,
/// Christmas Eve and New Year's Eve. (Great Prayer Day was one until 2023.)
pub fn is_holiday(day: NaiveDate) -> bool {
    let fixed = [(1, 1), (6, 5), (12, 24), (12, 25), (12, 26), (12, 31)];
    if fixed.contains(&(day.month(), day.day())) {
        return true;
    }
    easter(day.year()).is_some_and(|easter| {
        [-3, -2, 0, 1, 39, 49, 50]
            .into_iter()
            .any(|after| easter + Duration::days(after) == day)
            || (day.year() < 2024 && easter + Duration::days(26) == day)
    })
}

/// Easter Sunday by the Gregorian computus (Meeus, Jones, Butcher).
fn easter(year: i32) -> Option<NaiveDate> {
    let a = year % 19;
    let (b, c) = (year / 100, year % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 19 * l) / 433;
    let month = (h + l - 7 * m + 90) / 25;
    let day = (h + l - 7 * m + 33 * month + 19) % 32;
    NaiveDate::from_ymd_opt(year, month as u32, day as u32)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::{COPENHAGEN, to_instant, to_local};
    use chrono::NaiveTime;
    use proptest::prelude::*;

    fn day(y: i32, m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, d).unwrap()
    }

    #[test]
    fn a_quarter_later_is_the_same_day_of_the_month() {
        assert_eq!(
            dates(day(2026, 1, 31), 4, 3),
            [
                day(2026, 1, 31),
                day(2026, 4, 30),
                day(2026, 7, 31),
                day(2026, 10, 31)
            ]
        );
    }

    #[test]
    fn holidays_move_with_easter() {
        for (y, m, d) in [
            (2024, 3, 31),
            (2025, 4, 20),
            (2026, 4, 5),
            (2027, 3, 28),
            (2038, 4, 25),
        ] {
            assert_eq!(easter(y), Some(day(y, m, d)));
        }
        for holy in [
            day(2026, 4, 2),
            day(2026, 4, 3),
            day(2026, 4, 6),
            day(2026, 5, 14),
            day(2026, 5, 25),
            day(2026, 12, 25),
            day(2023, 5, 5),
        ] {
            assert_eq!(flag(holy, day(2020, 1, 1)), Some(Flag::Holiday), "{holy}");
        }
        // Great Prayer Day was abolished.
        assert_eq!(flag(day(2024, 4, 26), day(2020, 1, 1)), None);
        assert_eq!(flag(day(2026, 3, 7), day(2020, 1, 1)), Some(Flag::Weekend));
        assert_eq!(flag(day(2026, 3, 9), day(2026, 3, 10)), Some(Flag::Past));
    }

    proptest! {
        #[test]
        fn nine_stays_nine(start in 0i64..20_000, count in 1u32..9, months in 1u32..13) {
            let first = day(2000, 1, 1) + Duration::days(start);
            let nine = NaiveTime::from_hms_opt(9, 0, 0).unwrap();
            let days = dates(first, count, months);
            prop_assert_eq!(days.len(), count as usize);
            for d in &days {
                let local = d.and_time(nine);
                let utc = to_instant(local, COPENHAGEN).naive_utc();
                prop_assert_eq!(to_local(utc, COPENHAGEN), local);
            }
            prop_assert!(days.windows(2).all(|w| w[0] < w[1]));
        }
    }
}
