//! The two jobs: giving each person what there is to tell, and handing over what is due.

use std::collections::BTreeSet;

use chrono::NaiveDateTime;

use super::queries::{self, Choices, NoticeRow};
use super::subjects::{self, Audience};
use super::{Kind, Pace, digests_next, quiet};
use crate::app::App;
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::mail;
use crate::members;

/// People dealt with in one transaction: others write in between.
const PIECE: usize = 200;

/// The job behind `tell`. Interrupted and begun again, it leaves nobody out and tells nobody twice.
pub async fn fan_out(
    app: &App,
    what: String,
    subject: String,
    by: Option<String>,
    at: NaiveDateTime,
) -> Result<()> {
    let kind = Kind::named(&what)
        .ok_or_else(|| Error::internal(format!("unknown kind of notice {what}")))?;
    let wanted = subject.clone();
    let audience = app
        .db
        .read(move |c| subjects::audience(c, kind, &wanted))
        .await?;
    let mut after = String::new();
    loop {
        let (subject, by, host) = (
            subject.clone(),
            by.clone(),
            app.config.base_url.host().to_string(),
        );
        let (from, now) = (after.clone(), app.clock.now());
        let these = match &audience {
            Audience::Everybody => None,
            Audience::These(ids) => Some(
                ids.iter()
                    .filter(|id| **id > from)
                    .take(PIECE)
                    .cloned()
                    .collect::<Vec<_>>(),
            ),
        };
        let last = app
            .db
            .write(move |c| {
                let people = match these {
                    Some(these) => these,
                    None => queries::members_after(c, &from, PIECE)?,
                };
                let last = people.last().cloned();
                let happened = Happened {
                    kind,
                    subject: &subject,
                    by: by.as_deref(),
                    at,
                };
                give(c, now, &host, &happened, people)?;
                Ok(last)
            })
            .await?;
        match last {
            Some(last) => after = last,
            None => break,
        }
    }
    app.db.write(move |c| digests_next_if_any(c, at)).await
}

/// Gives people what their saved searches found, in the transaction that found it: a person and a
/// subject each. What somebody wants at once is one mail, however much it is.
pub fn found(
    c: &mut Conn,
    now: NaiveDateTime,
    host: &str,
    told: &[(String, String)],
) -> Result<()> {
    if told.is_empty() {
        return Ok(());
    }
    queries::insert_own(c, now, Kind::Search, told)?;
    let people: BTreeSet<&String> = told.iter().map(|(person, _)| person).collect();
    let people: Vec<String> = people.into_iter().cloned().collect();
    for people in people.chunks(PIECE) {
        let choices = Choices::with_searches(c, people)?;
        let mut waiting = queries::waiting_for(c, people)?;
        waiting.retain(|n| is_found(n) && choices.pace_of(n) == Some(Pace::AtOnce));
        for person in people {
            let theirs = waiting.iter().filter(|n| n.person_id == *person);
            let ids: Vec<String> = theirs.map(|n| n.id.clone()).collect();
            if !ids.is_empty() {
                hand_over_together(c, now, host, &choices, person, &ids)?;
            }
        }
    }
    digests_next_if_any(c, now)
}

/// What a saved search found is told with what else it found, at whichever pace.
pub fn is_found(notice: &NoticeRow) -> bool {
    notice.kind == Kind::Search.name()
}

/// What is told, who did it, and when.
struct Happened<'a> {
    kind: Kind,
    subject: &'a str,
    by: Option<&'a str>,
    at: NaiveDateTime,
}

/// A row for each of these people whom it concerns and who wants to hear of it; and a mail for who
/// wants it at once.
fn give(
    c: &mut Conn,
    now: NaiveDateTime,
    host: &str,
    happened: &Happened,
    people: Vec<String>,
) -> Result<()> {
    let Happened {
        kind,
        subject,
        by,
        at,
    } = *happened;
    let choices = Choices::of(c, &people)?;
    let sieve = subjects::sieve(c, kind, subject)?;
    let mut meant = Vec::new();
    for member in members::acting(c, &people)? {
        let wanted = choices.pace(&member.id, kind) != Pace::Off;
        if Some(member.id.as_str()) != by
            && wanted
            && kind.concerns(&member)
            && sieve.lets(&member, kind)
        {
            meant.push(member.id);
        }
    }
    queries::insert(c, at, kind, subject, &meant)?;
    meant.retain(|id| choices.pace(id, kind) == Pace::AtOnce);
    if meant.is_empty() {
        return Ok(());
    }
    for notice in queries::waiting_of(c, kind, subject, &meant)? {
        hand_over(c, now, host, &choices, &notice)?;
    }
    Ok(())
}

/// Puts a mail about one thing into the outbox.
fn hand_over(
    c: &mut Conn,
    now: NaiveDateTime,
    host: &str,
    choices: &Choices,
    notice: &NoticeRow,
) -> Result<()> {
    queries::set_told(c, std::slice::from_ref(&notice.id), Some(now))?;
    let run_at = quiet::run_at(&choices.quiet(&notice.person_id), now, None);
    // Told anew, it is another occasion.
    let occasion = format!("notice:{}:{}", notice.id, micros(notice.at));
    let letter = mail::Occasion {
        kind: mail::Kind::Notice,
        person_id: &notice.person_id,
        subject_id: &notice.id,
        dedupe: &occasion,
    };
    mail::enqueue_at(c, now, run_at, host, &letter)
}

fn digests_next_if_any(c: &mut Conn, now: NaiveDateTime) -> Result<()> {
    if queries::any_waiting(c)? {
        digests_next(c, now)?;
    }
    Ok(())
}

/// The job that hands over what is due, once an hour as long as something waits.
pub async fn digests(app: &App) -> Result<()> {
    let mut after = String::new();
    loop {
        let host = app.config.base_url.host().to_string();
        let (from, now) = (after.clone(), app.clock.now());
        let last = app
            .db
            .write(move |c| {
                let people = queries::who_waits(c, &from, PIECE)?;
                for_these(c, now, &host, &people)?;
                Ok(people.last().cloned())
            })
            .await?;
        match last {
            Some(last) => after = last,
            None => break,
        }
    }
    let now = app.clock.now();
    app.db.write(move |c| digests_next_if_any(c, now)).await
}

fn for_these(c: &mut Conn, now: NaiveDateTime, host: &str, people: &[String]) -> Result<()> {
    let choices = Choices::with_searches(c, people)?;
    let here = queries::here_last(c, people)?;
    let waiting = queries::waiting_for(c, people)?;
    let mut no_longer = Vec::new();
    for person in people {
        let mut due = Vec::new();
        for notice in waiting.iter().filter(|n| n.person_id == *person) {
            let pace = choices.pace_of(notice);
            let zone = choices.quiet(person).zone;
            let is_due = match pace {
                _ if !here.contains_key(person) => None,
                None | Some(Pace::Off) => None,
                Some(Pace::AtOnce) if is_found(notice) => Some(true),
                Some(Pace::AtOnce) => {
                    // Chosen after it had begun to wait.
                    hand_over(c, now, host, &choices, notice)?;
                    Some(false)
                }
                Some(Pace::Daily) => Some(quiet::next_daily(notice.at, zone) <= now),
                Some(Pace::Weekly) => Some(quiet::next_weekly(notice.at, zone) <= now),
            };
            match is_due {
                None => no_longer.push(notice.id.clone()),
                Some(true) => due.push(notice),
                Some(false) => {}
            }
        }
        if due.is_empty() {
            continue;
        }
        let ids: Vec<String> = due.iter().map(|n| n.id.clone()).collect();
        let seen = here.get(person).copied().flatten();
        if due.iter().all(|n| choices.is_seen(n, seen)) {
            queries::set_told(c, &ids, Some(now))?;
        } else {
            hand_over_together(c, now, host, &choices, person, &ids)?;
        }
    }
    queries::delete(c, &no_longer)
}

/// Puts one mail about all of this into the outbox.
fn hand_over_together(
    c: &mut Conn,
    now: NaiveDateTime,
    host: &str,
    choices: &Choices,
    person: &str,
    notices: &[String],
) -> Result<()> {
    queries::set_told(c, notices, Some(now))?;
    let run_at = quiet::run_at(&choices.quiet(person), now, None);
    let subject = micros(now).to_string();
    let letter = mail::Occasion {
        kind: mail::Kind::Digest,
        person_id: person,
        subject_id: &subject,
        dedupe: &format!("digest:{person}:{subject}"),
    };
    mail::enqueue_at(c, now, run_at, host, &letter)
}

fn micros(at: NaiveDateTime) -> i64 {
    at.and_utc().timestamp_micros()
}
