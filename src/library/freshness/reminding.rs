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
#[derive(Clone)]
struct News {
    entry: Outline,
    due: NaiveDateTime,
    stage: Stage,
    /// The stage told last.
    before: i64,
}

/// Who looks after what is due, or soon, is asked about all of it in one mail, and the editors are told
/// of what nobody looked at.
async fn remind(app: &App, now: NaiveDateTime, host: &str) -> Result<()> {
    let mut news = app.db.read(move |c| news(c, now)).await?;
    // Somebody's own together: they are told of them at once.
    news.sort_by(|a, b| (&a.entry.owner_id, &a.entry.id).cmp(&(&b.entry.owner_id, &b.entry.id)));
    let mut piece: Vec<News> = Vec::new();
    let mut of_each = news
        .chunk_by(|a, b| a.entry.owner_id == b.entry.owner_id)
        .peekable();
    while let Some(of_one) = of_each.next() {
        piece.extend_from_slice(of_one);
        if piece.len() as i64 >= PIECE || of_each.peek().is_none() {
            let (told, host) = (std::mem::take(&mut piece), host.to_string());
            app.db.write(move |c| ask(c, now, &host, &told)).await?;
        }
    }
    Ok(())
}

fn news(c: &mut Conn, now: NaiveDateTime) -> Result<Vec<News>> {
    let mut all = Vec::new();
    let mut after = String::new();
    loop {
        let found = queries::due_before(c, now + BEFORE, &after, PIECE)?;
        let Some(last) = found.last().map(|(e, _)| e.id.clone()) else {
            return Ok(all);
        };
        after = last;
        all.extend(found.into_iter().filter_map(|(entry, told)| {
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
        }));
    }
}

/// Each of these people gets one mail, unless there is more than it can name.
fn ask(c: &mut Conn, now: NaiveDateTime, host: &str, news: &[News]) -> Result<()> {
    let people: Vec<String> = news
        .iter()
        .flat_map(|n| [n.entry.owner_id.clone(), n.entry.deputy_id.clone()])
        .flatten()
        .collect();
    let living: HashSet<String> = members::acting(c, &people)?
        .into_iter()
        .map(|m| m.id)
        .collect();
    let mut asked: BTreeMap<&String, Vec<String>> = BTreeMap::new();
    for n in news {
        queries::set_told(c, &n.entry.id, n.due, n.stage.number(), now)?;
        for (person, stage) in who_is_asked(&n.entry, n.stage, n.before, &living) {
            let subject = letters::subject(&n.entry.id, stage);
            asked.entry(person).or_default().push(subject);
        }
    }
    for (person, subjects) in asked {
        for (part, subjects) in subjects.chunks(letters::NAMED).enumerate() {
            let at = now.and_utc().timestamp_micros();
            let occasion = format!("still-true:{person}:{at}:{}:{part}", news[0].entry.id);
            let subject = subjects.join(letters::BETWEEN);
            let kind = mail::Kind::StillTrue;
            mail::enqueue(c, now, host, kind, person, &subject, &occasion)?;
        }
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
