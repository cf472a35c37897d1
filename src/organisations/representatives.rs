//! Who speaks for an organisation, in which period and in what order. The turn is the first's whose
//! period covers the day; once they have sat at a meeting it passes to the next.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::queries;
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::members;
use crate::web::{FormData, Problems, dates};

pub use queries::Turn;

/// How many may speak for one organisation.
pub const MOST: usize = 20;

impl Turn {
    pub fn covers(&self, day: NaiveDate) -> bool {
        self.from_day.is_none_or(|from| from <= day) && self.to_day.is_none_or(|to| day <= to)
    }
}

/// A period in local days; open where there is no day.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Period {
    pub from: Option<NaiveDate>,
    pub to: Option<NaiveDate>,
}

impl Period {
    /// From the fields `from` and `to`.
    pub fn parse(problems: &mut Problems, form: &FormData) -> Period {
        let mut day = |field: &str| match form.get(field).trim() {
            "" => None,
            typed => {
                let at = dates::parse(typed, "12:00");
                if at.is_none() {
                    problems.add(field, "organisations-invalid-day");
                }
                at.map(|at| at.date())
            }
        };
        let (from, to) = (day("from"), day("to"));
        if let (Some(from), Some(to)) = (from, to)
            && to < from
        {
            problems.add("to", "organisations-period-backwards");
        }
        Period { from, to }
    }
}

/// Everybody who speaks for an organisation, has or will, in the order of turns.
pub fn of(c: &mut Conn, organisation_id: &str) -> Result<Vec<Turn>> {
    queries::turns(c, organisation_id)
}

/// Whose turn it is on a day, and who comes after.
pub fn now_and_next(turns: &[Turn], day: NaiveDate) -> (Option<&Turn>, Option<&Turn>) {
    let mut standing = turns.iter().filter(|t| t.covers(day));
    (standing.next(), standing.next())
}

/// Lets somebody of the organisation speak for it, last in the order. `NotFound` when they are
/// another's, `Conflict` when they do already, or enough others do.
pub fn add(c: &mut Conn, organisation_id: &str, person_id: &str, period: Period) -> Result<()> {
    queries::own_person(c, organisation_id, person_id)?;
    let turns = of(c, organisation_id)?;
    if turns.len() >= MOST || turns.iter().any(|t| t.person_id == person_id) {
        return Err(Error::Conflict);
    }
    queries::insert_turn(c, organisation_id, person_id, period)
}

/// Changes somebody's period; `NotFound` when they do not speak for the organisation.
pub fn set_period(
    c: &mut Conn,
    organisation_id: &str,
    person_id: &str,
    period: Period,
) -> Result<()> {
    queries::update_period(c, organisation_id, person_id, period)
}

/// Moves somebody one place up or down in the order; at the end of it nothing changes.
pub fn shift(c: &mut Conn, organisation_id: &str, person_id: &str, up: bool) -> Result<()> {
    let mut order = order(c, organisation_id)?;
    let at = position(&order, person_id)?;
    let with = if up { at.checked_sub(1) } else { Some(at + 1) };
    if let Some(with) = with.filter(|w| *w < order.len()) {
        order.swap(at, with);
    }
    queries::set_order(c, organisation_id, &order)
}

/// Somebody has had their turn: they come last.
pub fn pass_turn(c: &mut Conn, organisation_id: &str, person_id: &str) -> Result<()> {
    let mut order = order(c, organisation_id)?;
    let at = position(&order, person_id)?;
    let had = order.remove(at);
    order.push(had);
    queries::set_order(c, organisation_id, &order)
}

fn order(c: &mut Conn, organisation_id: &str) -> Result<Vec<String>> {
    let turns = of(c, organisation_id)?;
    Ok(turns.into_iter().map(|t| t.person_id).collect())
}

fn position(order: &[String], person_id: &str) -> Result<usize> {
    order
        .iter()
        .position(|id| id == person_id)
        .ok_or(Error::NotFound)
}

/// Whose turn it is, by organisation, at a meeting where nobody of it has been registered yet: once
/// they are, their turn is over. Asked before the door's list is written.
pub fn turns_to_pass(
    c: &mut Conn,
    meeting_id: &str,
    day: NaiveDate,
    seats: &[&str],
) -> Result<HashMap<String, String>> {
    let came = queries::organisations_at(c, meeting_id)?;
    let mut turns = HashMap::new();
    for r in members::representatives(c, day)? {
        let counts =
            seats.contains(&r.organisation_id.as_str()) && !came.contains(&r.organisation_id);
        if counts {
            turns.entry(r.organisation_id).or_insert(r.person_id);
        }
    }
    Ok(turns)
}

/// Ends somebody's speaking for the organisation; `NotFound` when they do not.
pub fn remove(c: &mut Conn, organisation_id: &str, person_id: &str) -> Result<()> {
    queries::delete_turn(c, organisation_id, person_id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(n: i64) -> NaiveDate {
        NaiveDate::default() + chrono::Duration::days(n)
    }

    proptest! {
        /// The turn is somebody's whose period covers the day, and nobody before them could take it.
        #[test]
        fn the_first_whose_period_covers_the_day_has_the_turn(
            periods in prop::collection::vec((prop::option::of(0i64..40), prop::option::of(0i64..40)), 0..6),
            at in 0i64..40,
        ) {
            let turns: Vec<Turn> = periods.iter().enumerate().map(|(i, (from, to))| Turn {
                person_id: i.to_string(),
                name: String::new(),
                title: String::new(),
                from_day: from.map(day),
                to_day: to.map(day),
            }).collect();
            let stands = |(from, to): &(Option<i64>, Option<i64>)| from.is_none_or(|f| f <= at) && to.is_none_or(|t| at <= t);
            let first = periods.iter().position(stands).map(|i| i.to_string());
            let (now, next) = now_and_next(&turns, day(at));
            prop_assert_eq!(now.map(|t| t.person_id.clone()), first);
            prop_assert_eq!(next.is_some(), periods.iter().filter(|p| stands(p)).count() > 1);
        }
    }
}
