//! The daily work: who looks after an entry is asked, in time, when it is due, and when nothing
//! happened; what nobody looks after goes to the deputy, or to the editors.

use std::collections::HashSet;

use chrono::{Duration, NaiveDateTime};

use super::{BEFORE, Stage, first_due, queries};
use crate::app::App;
use crate::db::Conn;
use crate::error::Result;
use crate::jobs::{self, Job};
use crate::library::proposals::editors;
use crate::library::{Outline, people};
use crate::mail;
use crate::members;
use crate::settings;

/// Entries dealt with in one transaction: others write in between.
const PIECE: i64 = 200;

/// The job. Run twice, it tells nobody twice; a day left out is made up for.
pub async fn work(app: &App) -> Result<()> {
    let now = app.clock.now();
    let host = app.config.base_url.host().to_string();
    // First: whatever goes wrong today, tomorrow comes.
    app.db
        .write(move |c| {
            let tomorrow = now + Duration::days(1);
            jobs::enqueue(c, &Job::Freshness, tomorrow, Some("freshness-next"))
        })
        .await?;
    while app.db.write(move |c| give_days(c, now)).await? {}
    for step in [look_for_owners, remind] {
        let mut after = String::new();
        loop {
            let (from, host) = (after, host.clone());
            let found = app.db.write(move |c| step(c, now, &host, &from)).await?;
            let Some(last) = found else { break };
            after = last;
        }
    }
    Ok(())
}

/// What is published and has no day to be looked at gets one; whether there may be more.
fn give_days(c: &mut Conn, now: NaiveDateTime) -> Result<bool> {
    let rules = settings::site(c)?.library;
    let rows = queries::without_due(c, PIECE)?;
    for (id, since) in &rows {
        queries::set_due(c, id, first_due(&rules, now, *since, id))?;
    }
    Ok(!rows.is_empty())
}

/// A page of entries without a living owner: the deputy takes over; what has none is remembered, and
/// the editors are told. The last one's id; none when there is no more.
fn look_for_owners(
    c: &mut Conn,
    now: NaiveDateTime,
    host: &str,
    after: &str,
) -> Result<Option<String>> {
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
    if new {
        tell_editors(c, now, host, "ownerless")?;
    }
    Ok(Some(last))
}

/// A page of entries that are due, or soon: who looks after each is asked, and the editors are told of
/// what nobody looked at. The last one's id; none when there is no more.
fn remind(c: &mut Conn, now: NaiveDateTime, host: &str, after: &str) -> Result<Option<String>> {
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
        for (person, stage) in asked(entry, stage, before, &living) {
            let subject = format!("{}:{}", entry.id, stage.number());
            let day = due.and_utc().timestamp();
            let occasion = format!("still-true:{subject}:{day}:{person}");
            let kind = mail::Kind::StillTrue;
            mail::enqueue(c, now, host, kind, person, &subject, &occasion)?;
        }
        overdue |= stage == Stage::Overdue;
    }
    if overdue {
        tell_editors(c, now, host, "overdue")?;
    }
    Ok(Some(last))
}

/// Whom an entry's stage is for, and as what they are told of it: its owner, or the deputy where there
/// is no owner; the deputy once nothing happened, and the owner then who has not been told that it is
/// due (`before`: the stage told last).
fn asked<'a>(
    entry: &'a Outline,
    stage: Stage,
    before: i64,
    living: &HashSet<String>,
) -> Vec<(&'a String, Stage)> {
    let alive = |id: &'a Option<String>| id.as_ref().filter(|id| living.contains(*id));
    let (owner, deputy) = (alive(&entry.owner_id), alive(&entry.deputy_id));
    let (first, then) = match stage {
        Stage::Before | Stage::Due => (owner.or(deputy), None),
        Stage::Overdue => (owner.filter(|_| before < Stage::Due.number()), deputy),
    };
    let first = first.map(|person| (person, stage.min(Stage::Due)));
    first.into_iter().chain(then.map(|d| (d, stage))).collect()
}

/// One mail to each editor, about all that came today: asked for twice in a run, it is the same mail.
fn tell_editors(c: &mut Conn, now: NaiveDateTime, host: &str, what: &str) -> Result<()> {
    let subject = format!("{what}:{}", now.and_utc().timestamp_micros());
    for person in editors(c)? {
        let occasion = format!("library-desk:{subject}:{person}");
        let kind = mail::Kind::LibraryDesk;
        mail::enqueue(c, now, host, kind, &person, &subject, &occasion)?;
    }
    Ok(())
}
