//! The demonstration network: an empty data folder is filled once with people, cases, meetings and
//! talk from `assets/demo`, and keeps what visitors do to it. A real network is never touched.

mod collections;
mod content;
mod files;
mod library;
mod meetings;
mod people;
mod talk;

use chrono::{Datelike, Duration, NaiveDate, NaiveDateTime, NaiveTime, Weekday};
use diesel::dsl::exists;
use diesel::prelude::*;

use crate::app::App;
use crate::clock::{COPENHAGEN, to_instant, to_local};
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::members;
use crate::schema::entries;
use crate::settings;
use crate::sign_in::link;
use crate::web::Lang;

use content::Content;
use files::Files;

/// Where the demonstration says its mails come from. Nothing is sent: mails are files.
pub const MAIL_FROM: &str = "arrangoer@faelles.example";
/// How long a printed sign-in link lives.
const LINK_HOURS: i64 = 24;

/// Fills an empty data folder with the demonstration network, once; lines to print, among them a
/// sign-in link for each role. A folder with a network that is no demonstration is refused.
pub async fn open(app: &App) -> Result<Vec<String>> {
    let now = app.clock.now();
    let content = Content::read()?;
    let is_filled = app.db.read(is_filled).await?;
    // Nothing refers to them yet: should the rest not come to be, they are swept away.
    let files = if is_filled {
        Files::default()
    } else {
        files::accept(app, &content).await?
    };
    let made = app
        .db
        .write(move |c| {
            if !self::is_filled(c)? {
                fill(c, now, &content, &files)?;
            }
            links(c, now, &content)
        })
        .await?;
    app.wake();
    let lang = Lang::Da;
    let mut lines = vec![lang.tv("demo-links", &[("hours", LINK_HOURS.into())])];
    for (role, token) in made {
        let label = lang.t(&format!("role-{role}"));
        let link = app.config.base_url.url(&format!("/sign-in/{token}"));
        lines.push(format!("  {label:<32}{link}"));
    }
    Ok(lines)
}

/// Whether this is the demonstration network already. A real one is refused.
fn is_filled(c: &mut Conn) -> Result<bool> {
    let filled = settings::get(c, settings::DEMO)?.is_some();
    if !filled {
        refuse_real_network(c)?;
    }
    Ok(filled)
}

fn refuse_real_network(c: &mut Conn) -> Result<()> {
    let any_entry: bool =
        diesel::select(exists(entries::table.select(entries::id))).get_result(c)?;
    if any_entry || members::count_people(c)? > 0 {
        return Err(Error::internal(
            "this folder holds a real network, and the demonstration would fill it with made-up \
             people: choose an empty folder with --data",
        ));
    }
    Ok(())
}

fn fill(c: &mut Conn, now: NaiveDateTime, content: &Content, files: &Files) -> Result<()> {
    let days = Days::of(now);
    let people = people::add(c, now, content)?;
    let meetings = meetings::add(c, now, &days, content, &people)?;
    library::add(c, now, &days, content, &people, &meetings)?;
    files::add(c, now, files)?;
    collections::add(c, now, content)?;
    talk::add(c, now, &days, content, &people)?;
    settings::set(c, settings::DEMO, &now.to_string())
}

/// Role and token of a fresh sign-in link for each person who has one.
fn links(c: &mut Conn, now: NaiveDateTime, content: &Content) -> Result<Vec<(String, String)>> {
    let mut made = Vec::new();
    for person in content.network.person.iter().filter(|p| p.demo_link) {
        // Whoever was removed or renamed since gets none.
        let Some(found) = members::find_by_email(c, &person.email)? else {
            continue;
        };
        let token = link::issue(c, now, &found.id, "/", Duration::hours(LINK_HOURS))?;
        let role = person.roles.first().cloned().unwrap_or_default();
        made.push((role, token));
    }
    Ok(made)
}

/// Days counted from today in Copenhagen.
struct Days(NaiveDate);

impl Days {
    fn of(now: NaiveDateTime) -> Days {
        Days(to_local(now, COPENHAGEN).date())
    }

    /// The working day nearest to `days` from today: nobody meets on a Saturday or Sunday.
    fn working_day(&self, days: i64) -> NaiveDate {
        let day = self.0 + Duration::days(days);
        match day.weekday() {
            Weekday::Sat => day - Duration::days(1),
            Weekday::Sun => day + Duration::days(1),
            _ => day,
        }
    }

    /// A time of day, `13:00`, on that working day; local.
    fn local(&self, days: i64, time: &str) -> Result<NaiveDateTime> {
        let time = NaiveTime::parse_from_str(time, "%H:%M")
            .map_err(|e| Error::internal(format!("demo: time {time}: {e}")))?;
        Ok(self.working_day(days).and_time(time))
    }
}

/// The UTC instant of a local time in Copenhagen.
fn instant(local: NaiveDateTime) -> NaiveDateTime {
    to_instant(local, COPENHAGEN).naive_utc()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_working_day_is_near_and_no_weekend(today in 0i32..20_000, days in -800i64..800) {
            let today = NaiveDate::from_num_days_from_ce_opt(730_000 + today).unwrap_or_default();
            let day = Days(today).working_day(days);
            prop_assert!(day.weekday().num_days_from_monday() < 5);
            prop_assert!((day - today).num_days().abs_diff(days) <= 1);
        }
    }
}
