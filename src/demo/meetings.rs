//! Meetings, who came, and the programmes they count toward, straight into the tables: what was is
//! told here as it was, without inviting anybody.

use std::collections::HashMap;

use chrono::{Duration, NaiveDateTime};
use diesel::prelude::*;

use super::content::{Content, Meeting, Programme};
use super::people::People;
use super::{Days, instant};
use crate::app::new_id;
use crate::changes;
use crate::clock::COPENHAGEN;
use crate::db::Conn;
use crate::error::Result;
use crate::meetings::PUBLISHED;
use crate::schema::{
    attendance, enrolments, invitations, meetings, programmes, requirements, results, series,
    sittings,
};

/// Adds meetings and programmes; the meeting each note tells of, by the note's source id.
pub fn add(
    c: &mut Conn,
    now: NaiveDateTime,
    days: &Days,
    content: &Content,
    people: &People,
) -> Result<HashMap<String, String>> {
    let mut notes = HashMap::new();
    let mut known: HashMap<&str, String> = HashMap::new();
    for meeting in &content.network.meeting {
        let series_id = match known.get(meeting.series.as_str()) {
            Some(id) => id.clone(),
            None => {
                let id = add_series(c, now, meeting)?;
                known.insert(&meeting.series, id.clone());
                id
            }
        };
        let id = add_meeting(c, now, days, meeting, &series_id)?;
        add_people(c, now, days, meeting, &id, content, people)?;
        if let Some(note) = &meeting.notes {
            notes.insert(note.clone(), id);
        }
    }
    for programme in &content.network.programme {
        add_programme(c, now, days, programme, people)?;
    }
    Ok(notes)
}

fn add_series(c: &mut Conn, now: NaiveDateTime, meeting: &Meeting) -> Result<String> {
    let id = new_id();
    diesel::insert_into(series::table)
        .values((
            series::id.eq(&id),
            series::title.eq(&meeting.series),
            series::kind.eq(&meeting.kind),
            series::created_at.eq(now),
        ))
        .execute(c)?;
    Ok(id)
}

fn add_meeting(
    c: &mut Conn,
    now: NaiveDateTime,
    days: &Days,
    meeting: &Meeting,
    series_id: &str,
) -> Result<String> {
    let id = new_id();
    diesel::insert_into(meetings::table)
        .values((
            meetings::id.eq(&id),
            meetings::series_id.eq(series_id),
            meetings::kind.eq(&meeting.kind),
            meetings::title.eq(&meeting.title),
            meetings::starts_local.eq(days.local(meeting.days, &meeting.starts)?),
            meetings::ends_local.eq(days.local(meeting.days, &meeting.ends)?),
            meetings::zone.eq(COPENHAGEN.name()),
            meetings::place.eq(&meeting.place),
            meetings::speakers.eq(&meeting.speakers),
            meetings::agenda.eq(meeting.agenda.trim()),
            meetings::seats.eq(meeting.seats),
            meetings::status.eq(PUBLISHED),
            meetings::sequence.eq(0),
            meetings::version.eq(1),
            meetings::created_at.eq(now),
            meetings::updated_at.eq(now),
        ))
        .execute(c)?;
    changes::record(c, changes::Kind::Meeting, &id, now)?;
    Ok(id)
}

/// Whoever came was invited and had said yes. To a meeting that comes, everybody who speaks for an
/// organisation is invited; to a module those who answered.
fn add_people(
    c: &mut Conn,
    now: NaiveDateTime,
    days: &Days,
    meeting: &Meeting,
    id: &str,
    content: &Content,
    people: &People,
) -> Result<()> {
    let ends = instant(days.local(meeting.days, &meeting.ends)?);
    let invited_at = now.min(ends) - Duration::days(28);
    for person in &content.network.person {
        let came = meeting.attended.contains(&person.key);
        let answer = match meeting.answers.get(&person.key) {
            Some(answer) => Some(answer.as_str()),
            None if came => Some("yes"),
            None => None,
        };
        let asked = meeting.days >= 0 && meeting.kind != "module" && !person.represents.is_empty();
        if answer.is_none() && !asked {
            continue;
        }
        let seat = people.seat_of(&person.key);
        diesel::insert_into(invitations::table)
            .values((
                invitations::id.eq(new_id()),
                invitations::meeting_id.eq(id),
                invitations::person_id.eq(people.id(&person.key)?),
                invitations::organisation_id.eq(seat),
                invitations::answer.eq(answer),
                invitations::answered_at.eq(answer.map(|_| invited_at + Duration::days(3))),
                invitations::invited_at.eq(invited_at),
            ))
            .execute(c)?;
        if came {
            diesel::insert_into(attendance::table)
                .values((
                    attendance::meeting_id.eq(id),
                    attendance::person_id.eq(people.id(&person.key)?),
                    attendance::organisation_id.eq(seat),
                    attendance::registered_by.eq(people.id("organiser")?),
                    attendance::at.eq(ends),
                ))
                .execute(c)?;
        }
    }
    Ok(())
}

fn add_programme(
    c: &mut Conn,
    now: NaiveDateTime,
    days: &Days,
    programme: &Programme,
    people: &People,
) -> Result<()> {
    let id = new_id();
    diesel::insert_into(programmes::table)
        .values((
            programmes::id.eq(&id),
            programmes::name.eq(&programme.name),
            programmes::description.eq(programme.description.trim()),
            programmes::ects.eq(programme.ects),
            programmes::version.eq(1),
            programmes::created_at.eq(now),
        ))
        .execute(c)?;
    for (position, requirement) in (1i64..).zip(&programme.requirement) {
        diesel::insert_into(requirements::table)
            .values((
                requirements::programme_id.eq(&id),
                requirements::part.eq(&requirement.part),
                requirements::position.eq(position),
                requirements::meeting_kind.eq(&requirement.meeting_kind),
                requirements::needed.eq(requirement.count),
            ))
            .execute(c)?;
    }
    for sitting in &programme.sitting {
        diesel::insert_into(sittings::table)
            .values((
                sittings::id.eq(new_id()),
                sittings::programme_id.eq(&id),
                sittings::starts_local.eq(days.local(sitting.days, &sitting.starts)?),
                sittings::register_by_local.eq(days.local(sitting.register_by_days, "23:59")?),
                sittings::zone.eq(COPENHAGEN.name()),
                sittings::place.eq(&sitting.place),
            ))
            .execute(c)?;
    }
    // Everybody began before the first meeting that is told of.
    let enrolled = now - Duration::days(380);
    for student in &programme.student {
        let person_id = people.id(&student.person)?;
        diesel::insert_into(enrolments::table)
            .values((
                enrolments::programme_id.eq(&id),
                enrolments::person_id.eq(person_id),
                enrolments::at.eq(enrolled),
            ))
            .execute(c)?;
        if let Some(status) = &student.written {
            let passed = status == "passed";
            diesel::insert_into(results::table)
                .values((
                    results::programme_id.eq(&id),
                    results::person_id.eq(person_id),
                    results::part.eq("written"),
                    results::status.eq(status),
                    results::recorded_by.eq(if passed {
                        Some(people.id("teacher")?)
                    } else {
                        None
                    }),
                    results::at.eq(now - Duration::days(20)),
                ))
                .execute(c)?;
        }
    }
    Ok(())
}
