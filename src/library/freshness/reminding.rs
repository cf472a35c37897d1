//! The daily work: who looks after an entry is asked, in time, when it is due, and when nothing
//! happened; what nobody looks after goes to the deputy, or to the editors.

use std::collections::{BTreeMap, HashSet};

use chrono::{Duration, NaiveDateTime};

use super::{BEFORE, Stage, first_due, letters, queries};
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
/// Entries asked about in one run. The others wait until tomorrow.
const AT_ONCE: usize = 2000;

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
    let mut after = String::new();
    loop {
        let (from, host) = (after, host.clone());
        let found = app.db.write(move |c| look_for_owners(c, now, &host, &from));
        let Some(last) = found.await? else { break };
        after = last;
    }
    remind(app, now, &host).await
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

/// Something to be told of an entry that is due, or soon.
struct News {
    entry: Outline,
    due: NaiveDateTime,
    stage: Stage,
    /// The stage told last.
    before: i64,
}

impl News {
    /// None when it is not due yet, or was told already.
    fn of(now: NaiveDateTime, (entry, told): (Outline, queries::Told)) -> Option<News> {
        let due = entry.review_due?;
        let stage = Stage::of(now, due)?;
        let before = told
            .filter(|(of, _)| *of == Some(due))
            .map_or(0, |(_, n)| n);
        (stage.number() > before).then_some(News {
            entry,
            due,
            stage,
            before,
        })
    }
}

/// Who looks after what is due, or soon, is asked about all of it in one mail, and the editors are told
/// of what nobody looked at. In one transaction: cut in two, it would be two mails to whoever looks
/// after something in both.
async fn remind(app: &App, now: NaiveDateTime, host: &str) -> Result<()> {
    let ids = app.db.read(move |c| to_tell(c, now)).await?;
    if ids.is_empty() {
        return Ok(());
    }
    let host = host.to_string();
    app.db.write(move |c| ask(c, now, &host, &ids)).await
}

/// The entries there is something to be told of, at most `AT_ONCE`.
fn to_tell(c: &mut Conn, now: NaiveDateTime) -> Result<Vec<String>> {
    let mut all = Vec::new();
    let mut after = String::new();
    while all.len() < AT_ONCE {
        let found = queries::due_before(c, now + BEFORE, &after, PIECE)?;
        let Some(last) = found.last().map(|(e, _)| e.id.clone()) else {
            break;
        };
        after = last;
        let news = found.into_iter().filter_map(|row| News::of(now, row));
        all.extend(news.map(|n| n.entry.id));
    }
    all.truncate(AT_ONCE);
    Ok(all)
}

/// Each person gets one mail about all of these entries that they are asked about, the longest due
/// first: it names as many as it can (`letters::NAMED`), says how many more there are, and leads to the
/// list of them.
fn ask(c: &mut Conn, now: NaiveDateTime, host: &str, ids: &[String]) -> Result<()> {
    // As they are now: one may have been looked at, or have passed on, since.
    let rows = queries::due_of(c, ids)?;
    let mut news: Vec<News> = rows
        .into_iter()
        .filter_map(|row| News::of(now, row))
        .collect();
    news.sort_by(|a, b| (a.due, &a.entry.id).cmp(&(b.due, &b.entry.id)));
    let people: Vec<String> = news
        .iter()
        .flat_map(|n| [n.entry.owner_id.clone(), n.entry.deputy_id.clone()])
        .flatten()
        .collect();
    let living: HashSet<String> = members::acting(c, &people)?
        .into_iter()
        .map(|m| m.id)
        .collect();
    let mut asked: BTreeMap<&String, Vec<(&String, Stage)>> = BTreeMap::new();
    for n in &news {
        queries::set_told(c, &n.entry.id, n.due, n.stage.number(), now)?;
        for (person, stage) in who_is_asked(&n.entry, n.stage, n.before, &living) {
            asked.entry(person).or_default().push((&n.entry.id, stage));
        }
    }
    let at = now.and_utc().timestamp_micros();
    for (person, about) in asked {
        let subject = letters::subject(&about);
        let occasion = format!("still-true:{person}:{at}");
        let kind = mail::Kind::StillTrue;
        mail::enqueue(c, now, host, kind, person, &subject, &occasion)?;
    }
    if news.iter().any(|n| n.stage == Stage::Overdue) {
        tell_editors(c, now, host, "overdue")?;
    }
    Ok(())
}

/// Whom an entry's stage is for, and as what they are told of it: its owner, or the deputy where there
/// is no owner; the deputy once nothing happened, and the owner then who has not been told that it is
/// due (`before`: the stage told last).
fn who_is_asked<'a>(
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
