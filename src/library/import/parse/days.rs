//! Days, as people and programs write them.

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, SubsecRound};
use serde_json::{Map, Value};

use super::super::{Published, plain};
use super::said;

pub fn published(fields: &Map<String, Value>) -> Result<Published, String> {
    let at = said(fields, "published_at");
    if !at.is_empty() {
        return moment(&at)
            .map(Published::At)
            .ok_or_else(|| format!("published_at \"{at}\" is not a date"));
    }
    match fields.get("published_days_ago") {
        None | Some(Value::Null) => Ok(Published::Unknown),
        Some(days) => days
            .as_i64()
            .filter(|d| (0..=36_500).contains(d))
            .map(Published::DaysAgo)
            .ok_or_else(|| "published_days_ago is not a number of days".to_string()),
    }
}

/// A moment in a field; none when nothing is said there.
pub fn day(fields: &Map<String, Value>, name: &str) -> Result<Option<NaiveDateTime>, String> {
    match fields.get(name) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(raw)) if raw.trim().is_empty() => Ok(None),
        Some(Value::String(raw)) => match moment(raw) {
            Some(at) => Ok(Some(at)),
            None => Err(format!("{name} \"{}\" is not a date", plain::cut(raw, 60))),
        },
        Some(_) => Err(format!("{name} is not a date")),
    }
}

/// `2023-10-05`, `2023-10-05T12:00:00`, with or without a zone; UTC when it names none.
fn moment(raw: &str) -> Option<NaiveDateTime> {
    let raw = raw.trim();
    let at = if let Ok(day) = NaiveDate::parse_from_str(raw, "%Y-%m-%d") {
        // Noon: the same day in every zone of ours.
        day.and_hms_opt(12, 0, 0)
    } else if let Ok(at) = DateTime::parse_from_rfc3339(raw) {
        Some(at.naive_utc())
    } else {
        [
            "%Y-%m-%dT%H:%M:%S%.f",
            "%Y-%m-%d %H:%M:%S%.f",
            "%Y-%m-%d %H:%M",
        ]
        .iter()
        .find_map(|form| NaiveDateTime::parse_from_str(raw, form).ok())
    };
    at.map(|at| at.trunc_subsecs(6))
        .filter(|at| (1900..2200).contains(&at.year()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_as_people_write_them() {
        let day = |raw| moment(raw).map(|m| m.to_string());
        assert_eq!(day("2023-10-05").as_deref(), Some("2023-10-05 12:00:00"));
        assert_eq!(
            day("2023-10-05T14:00:00+02:00").as_deref(),
            Some("2023-10-05 12:00:00")
        );
        assert_eq!(day("2023-13-05"), None);
        assert_eq!(day("9999-01-01"), None);
    }
}
