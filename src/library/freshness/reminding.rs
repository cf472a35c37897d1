//! The daily work: who looks after an entry is asked, in time, when it is due, and when nothing
//! happened; what nobody looks after goes to the deputy, or to the editors.

use std::collections::HashSet;

use chrono::{Duration, NaiveDateTime};

use super::{BEFORE, GRACE, Stage, next_due, queries};
use crate::app::App;
use crate::db::Conn;
use crate::error::Result;
use crate::jobs::{self, Job};
use crate::library::proposals::editors;
use crate::library::{Entry, people};
use crate::mail;
use crate::members;
use crate::settings;

/// Entries dealt with in one transaction: others write in between.
const PIECE: i64 = 200;

/// The job. Run twice, it tells nobody twice; a day left out is made up for.
pub async fn work(app: &App) -> Result<()> {
    let now = app.clock.now();
    let host = app.config.base_url.host().to_string();
    while app.db.write(move |c| give_days(c, now)).await? {}
    let mut after = String::new();
    let mut ownerless = false;
    loop {
        let from = after.clone();
        let found = app
            .db
            .write(move |c| look_for_owners(c, now, &from))
            .await?;
        let Some((last, new)) = found else { break };
        (after, ownerless) = (last, ownerless || new);
    }
    let mut after = String::new();
    let mut overdue = false;
    loop {
        let (from, host) = (after.clone(), host.clone());
        let found = app.db.write(move |c| remind(c, now, &host, &from)).await?;
        let Some((last, new)) = found else { break };
        (after, overdue) = (last, overdue || new);
    }
    app.db
        .write(move |c| {
            for (what, any) in [("ownerless", ownerless), ("overdue", overdue)] {
                if any {
                    tell_editors(c, now, &host, what)?;
                }
            }
            let tomorrow = now + Duration::days(1);
            jobs::enqueue(c, &Job::Freshness, tomorrow, Some("freshness-next"))
        })
        .await
}

/// What is published and has no day to be looked at gets one; whether there may be more.
fn give_days(c: &mut Conn, now: NaiveDateTime) -> Result<bool> {
    let rules = settings::site(c)?.library;
    let rows = queries::without_due(c, PIECE)?;
    for (id, since) in &rows {
        // Nobody is asked about everything on one day because nothing had a day before.
        queries::set_due(c, id, next_due(&rules, *since).max(now + GRACE))?;
    }
    Ok(!rows.is_empty())
}

/// A page of entries without a living owner: the deputy takes over; what has none is remembered.
/// The last one's id, and whether any was new to the editors; none when there is no more.
fn look_for_owners(
    c: &mut Conn,
    now: NaiveDateTime,
    after: &str,
) -> Result<Option<(String, bool)>> {
    let found = queries::ownerless(c, after, PIECE)?;
    let Some(last) = found.last().map(|e| e.id.clone()) else {
        return Ok(None);
    };
    let left = people::to_deputies(c, now, found)?;
    let ids: Vec<String> = left.iter().map(|e| e.id.clone()).collect();
    let told: HashSet<String> = queries::told_ownerless(c, &ids)?.into_iter().collect();
    let mut new = false;
    for id in ids.iter().filter(|id| !told.contains(*id)) {
        queries::set_ownerless(c, id, now)?;
        new = true;
    }
    Ok(Some((last, new)))
}

fn remind(
    c: &mut Conn,
    now: NaiveDateTime,
    host: &str,
    after: &str,
) -> Result<Option<(String, bool)>> {
    let found = queries::due_before(c, now + BEFORE, after, PIECE)?;
    let Some(last) = found.last().map(|(e, _)| e.id.clone()) else {
        return Ok(None);
    };
    let people: Vec<String> = found
        .iter()
        .flat_map(|(e, _)| [e.owner_id.clone(), e.deputy_id.clone()])
        .flatten()
        .collect();
    let living: HashSet<String> = members::acting(c, &people)?
        .into_iter()
        .map(|m| m.id)
        .collect();
    let mut overdue = false;
    for (entry, told) in &found {
        let Some(due) = entry.review_due else {
            continue;
        };
        let Some(stage) = Stage::of(now, due) else {
            continue;
        };
        let before = told
            .filter(|(of, _)| *of == Some(due))
            .map_or(0, |(_, n)| n);
        if stage.number() <= before {
            continue;
        }
        queries::set_told(c, &entry.id, due, stage.number(), now)?;
        if let Some(person) = asked(entry, stage, &living) {
            let subject = format!("{}:{}", entry.id, stage.number());
            let day = due.and_utc().timestamp();
            let occasion = format!("still-true:{subject}:{day}:{person}");
            let kind = mail::Kind::StillTrue;
            mail::enqueue(c, now, host, kind, person, &subject, &occasion)?;
        }
        overdue |= stage == Stage::Overdue;
    }
    Ok(Some((last, overdue)))
}

/// Whom an entry's stage is for: its owner, or the deputy where there is no owner; the deputy once
/// nothing happened.
fn asked<'a>(entry: &'a Entry, stage: Stage, living: &HashSet<String>) -> Option<&'a String> {
    let alive = |id: &'a Option<String>| id.as_ref().filter(|id| living.contains(*id));
    let (owner, deputy) = (alive(&entry.owner_id), alive(&entry.deputy_id));
    match stage {
        Stage::Before | Stage::Due => owner.or(deputy),
        Stage::Overdue => deputy,
    }
}

/// One mail to each editor, about all that came today.
fn tell_editors(c: &mut Conn, now: NaiveDateTime, host: &str, what: &str) -> Result<()> {
    let subject = format!("{what}:{}", now.and_utc().timestamp_micros());
    for person in editors(c)? {
        let occasion = format!("library-desk:{subject}:{person}");
        let kind = mail::Kind::LibraryDesk;
        mail::enqueue(c, now, host, kind, &person, &subject, &occasion)?;
    }
    Ok(())
}
