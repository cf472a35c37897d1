use std::collections::HashMap;

use chrono::{Duration, NaiveDateTime};
use diesel::dsl::count_star;
use diesel::prelude::*;

use super::{CANCELLED, Kind, NewMeeting, PUBLISHED};
use crate::clock::{COPENHAGEN, to_local};
use crate::db::{CHUNK, Conn};
use crate::error::{Error, Result};
use crate::library;
use crate::rights::EntryRights;
use crate::schema::{
    attendance, entries, invitations, meetings, organisations, people, person_details, series,
};

/// A meeting. Times are wall-clock times in `zone`.
#[derive(Queryable, Selectable, Debug, Clone, PartialEq)]
#[diesel(table_name = meetings)]
pub struct MeetingRow {
    pub id: String,
    pub series_id: String,
    pub kind: String,
    pub title: String,
    pub starts_local: NaiveDateTime,
    pub ends_local: NaiveDateTime,
    pub zone: String,
    pub place: String,
    pub speakers: String,
    pub agenda: String,
    pub seats: i64,
    pub status: String,
    /// Raised by what a calendar must know: a new time or place, a cancellation.
    pub sequence: i64,
    pub version: i64,
}

#[derive(Queryable, Selectable, Debug, Clone, PartialEq)]
#[diesel(table_name = invitations)]
pub struct Invitation {
    pub id: String,
    pub meeting_id: String,
    pub person_id: String,
    pub organisation_id: Option<String>,
    pub answer: Option<String>,
}

/// An invitation or an attendance, with the names a list shows.
#[derive(Queryable, Debug, Clone, PartialEq)]
pub struct Guest {
    pub person_id: String,
    pub name: String,
    pub organisation: Option<String>,
    pub answer: Option<String>,
}

/// The note of a meeting, and what decides who may read it.
#[derive(Queryable, Debug, Clone, PartialEq)]
pub struct Note {
    pub slug: String,
    pub title: String,
    /// The language it is written in.
    pub lang: String,
    pub status: String,
    pub audience: String,
    pub owner_id: Option<String>,
    pub organisation_id: Option<String>,
}

impl Note {
    pub fn rights(&self) -> EntryRights<'_> {
        EntryRights {
            status: &self.status,
            audience: &self.audience,
            owner_id: self.owner_id.as_deref(),
            deputy_id: None,
            organisation_id: self.organisation_id.as_deref(),
        }
    }
}

pub fn insert_series(
    c: &mut Conn,
    now: NaiveDateTime,
    id: &str,
    title: &str,
    kind: Kind,
) -> Result<()> {
    diesel::insert_into(series::table)
        .values((
            series::id.eq(id),
            series::title.eq(title),
            series::kind.eq(kind.name()),
            series::created_at.eq(now),
        ))
        .execute(c)?;
    Ok(())
}

pub fn insert(
    c: &mut Conn,
    now: NaiveDateTime,
    id: &str,
    series_id: &str,
    new: &NewMeeting,
) -> Result<()> {
    diesel::insert_into(meetings::table)
        .values((
            (
                meetings::id.eq(id),
                meetings::series_id.eq(series_id),
                meetings::kind.eq(new.kind.name()),
                meetings::title.eq(&new.title),
                meetings::starts_local.eq(new.starts_local),
                meetings::ends_local.eq(new.ends_local),
                meetings::zone.eq(&new.zone),
                meetings::place.eq(&new.place),
            ),
            meetings::speakers.eq(&new.speakers),
            meetings::agenda.eq(&new.agenda),
            meetings::seats.eq(new.seats),
            meetings::status.eq(PUBLISHED),
            meetings::sequence.eq(0),
            meetings::version.eq(1),
            meetings::created_at.eq(now),
            meetings::updated_at.eq(now),
        ))
        .execute(c)?;
    Ok(())
}

/// One meeting; `NotFound` when there is none of that id.
pub fn get(c: &mut Conn, id: &str) -> Result<MeetingRow> {
    Ok(meetings::table
        .find(id)
        .select(MeetingRow::as_select())
        .first(c)?)
}

pub fn series_title(c: &mut Conn, id: &str) -> Result<String> {
    Ok(series::table.find(id).select(series::title).first(c)?)
}

/// Where "past" ends. Wall clocks differ by a few hours between the zones: outside a day around
/// Copenhagen's clock the column itself decides, within it each meeting's own zone does.
struct Border {
    before: NaiveDateTime,
    after: NaiveDateTime,
    /// Within that day and not over yet; and over.
    open: Vec<String>,
    over: Vec<String>,
}

fn border(c: &mut Conn, now: NaiveDateTime) -> Result<Border> {
    let local = to_local(now, COPENHAGEN);
    let (before, after) = (local - Duration::days(1), local + Duration::days(1));
    let near: Vec<MeetingRow> = meetings::table
        .filter(meetings::ends_local.gt(before))
        .filter(meetings::ends_local.le(after))
        .limit(CHUNK as i64)
        .select(MeetingRow::as_select())
        .load(c)?;
    let ids = |rows: Vec<MeetingRow>| rows.into_iter().map(|m| m.id).collect();
    let (over, open) = near.into_iter().partition(|m| m.ends_at() <= now);
    Ok(Border {
        before,
        after,
        open: ids(open),
        over: ids(over),
    })
}

/// Meetings that have not ended, the nearest first, and how many there are.
pub fn coming(
    c: &mut Conn,
    now: NaiveDateTime,
    offset: i64,
    limit: i64,
) -> Result<(Vec<MeetingRow>, i64)> {
    let border = border(c, now)?;
    let ahead = meetings::ends_local
        .gt(border.after)
        .or(meetings::id.eq_any(border.open));
    let total = meetings::table
        .filter(ahead.clone())
        .select(count_star())
        .first(c)?;
    let rows = meetings::table
        .filter(ahead)
        .order((meetings::starts_local, meetings::id))
        .offset(offset)
        .limit(limit)
        .select(MeetingRow::as_select())
        .load(c)?;
    Ok((rows, total))
}

/// Meetings that have ended, the latest first, and how many there are.
pub fn past(
    c: &mut Conn,
    now: NaiveDateTime,
    offset: i64,
    limit: i64,
) -> Result<(Vec<MeetingRow>, i64)> {
    let border = border(c, now)?;
    let behind = meetings::ends_local
        .le(border.before)
        .or(meetings::id.eq_any(border.over));
    let total = meetings::table
        .filter(behind.clone())
        .select(count_star())
        .first(c)?;
    let rows = meetings::table
        .filter(behind)
        .order((meetings::starts_local.desc(), meetings::id.desc()))
        .offset(offset)
        .limit(limit)
        .select(MeetingRow::as_select())
        .load(c)?;
    Ok((rows, total))
}

/// Ids and titles of the newest meetings that were not called off.
pub fn titles(c: &mut Conn) -> Result<Vec<(String, String)>> {
    Ok(meetings::table
        .filter(meetings::status.eq(PUBLISHED))
        .order((meetings::starts_local.desc(), meetings::id.desc()))
        .limit(TITLES)
        .select((meetings::id, meetings::title))
        .load(c)?)
}

/// Those of these meetings that were not called off.
pub fn of_ids(c: &mut Conn, ids: &[String]) -> Result<Vec<MeetingRow>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    Ok(meetings::table
        .filter(meetings::id.eq_any(ids))
        .filter(meetings::status.eq(PUBLISHED))
        .select(MeetingRow::as_select())
        .load(c)?)
}

/// Meetings whose titles are looked through.
const TITLES: i64 = 2000;

/// Coming meetings of some kinds that still take place: what would count.
pub fn coming_of_kinds(
    c: &mut Conn,
    now: NaiveDateTime,
    kinds: &[String],
    limit: i64,
) -> Result<Vec<MeetingRow>> {
    let border = border(c, now)?;
    Ok(meetings::table
        .filter(
            meetings::ends_local
                .gt(border.after)
                .or(meetings::id.eq_any(border.open)),
        )
        .filter(meetings::status.ne(CANCELLED))
        .filter(meetings::kind.eq_any(kinds))
        .order((meetings::starts_local, meetings::id))
        .limit(limit)
        .select(MeetingRow::as_select())
        .load(c)?)
}

/// Meetings of some kinds that were held with these people there: person and meeting, oldest first.
/// The person's, whatever organisation they sat for.
pub fn held_of_kind(
    c: &mut Conn,
    now: NaiveDateTime,
    people: &[String],
    kinds: &[String],
) -> Result<Vec<(String, MeetingRow)>> {
    let mut all = Vec::new();
    for chunk in people.chunks(CHUNK) {
        all.extend(
            attendance::table
                .inner_join(meetings::table)
                .filter(attendance::person_id.eq_any(chunk))
                .filter(meetings::kind.eq_any(kinds))
                .filter(meetings::status.ne(CANCELLED))
                .filter(meetings::starts_local.le(to_local(now, COPENHAGEN) + Duration::days(1)))
                .order((meetings::starts_local, meetings::id))
                .select((attendance::person_id, MeetingRow::as_select()))
                .load::<(String, MeetingRow)>(c)?,
        );
    }
    // A day's slack above, for zones ahead of ours; exactly here.
    all.retain(|(_, meeting)| meeting.door_is_open(now));
    Ok(all)
}

pub fn update(
    c: &mut Conn,
    now: NaiveDateTime,
    id: &str,
    version: i64,
    sequence: i64,
    new: &NewMeeting,
) -> Result<()> {
    let changed = diesel::update(
        meetings::table
            .filter(meetings::id.eq(id))
            .filter(meetings::version.eq(version)),
    )
    .set((
        (
            meetings::kind.eq(new.kind.name()),
            meetings::title.eq(&new.title),
            meetings::starts_local.eq(new.starts_local),
            meetings::ends_local.eq(new.ends_local),
            meetings::zone.eq(&new.zone),
            meetings::place.eq(&new.place),
        ),
        meetings::speakers.eq(&new.speakers),
        meetings::agenda.eq(&new.agenda),
        meetings::seats.eq(new.seats),
        meetings::sequence.eq(sequence),
        meetings::version.eq(meetings::version + 1),
        meetings::updated_at.eq(now),
    ))
    .execute(c)?;
    if changed == 1 {
        Ok(())
    } else {
        Err(Error::Conflict)
    }
}

pub fn cancel(c: &mut Conn, now: NaiveDateTime, id: &str) -> Result<()> {
    diesel::update(meetings::table.find(id))
        .set((
            meetings::status.eq(CANCELLED),
            meetings::sequence.eq(meetings::sequence + 1),
            meetings::version.eq(meetings::version + 1),
            meetings::updated_at.eq(now),
        ))
        .execute(c)?;
    Ok(())
}

/// A second invitation of the same person to the same meeting is none; true when it is new.
pub fn insert_invitation(
    c: &mut Conn,
    now: NaiveDateTime,
    meeting_id: &str,
    person_id: &str,
    organisation_id: Option<&str>,
) -> Result<bool> {
    let added = diesel::insert_into(invitations::table)
        .values((
            invitations::id.eq(crate::app::new_id()),
            invitations::meeting_id.eq(meeting_id),
            invitations::person_id.eq(person_id),
            invitations::organisation_id.eq(organisation_id),
            invitations::invited_at.eq(now),
        ))
        .on_conflict((invitations::meeting_id, invitations::person_id))
        .do_nothing()
        .execute(c)?;
    Ok(added == 1)
}

pub fn invitation(c: &mut Conn, id: &str) -> Result<Invitation> {
    Ok(invitations::table
        .find(id)
        .select(Invitation::as_select())
        .first(c)?)
}

pub fn invitation_of(
    c: &mut Conn,
    meeting_id: &str,
    person_id: &str,
) -> Result<Option<Invitation>> {
    Ok(invitations::table
        .filter(invitations::meeting_id.eq(meeting_id))
        .filter(invitations::person_id.eq(person_id))
        .select(Invitation::as_select())
        .first(c)
        .optional()?)
}

/// Everybody invited to a meeting.
pub fn invitations_to(c: &mut Conn, meeting_id: &str) -> Result<Vec<Invitation>> {
    Ok(invitations::table
        .filter(invitations::meeting_id.eq(meeting_id))
        .order(invitations::id)
        .select(Invitation::as_select())
        .load(c)?)
}

pub fn set_answer(c: &mut Conn, now: NaiveDateTime, id: &str, answer: &str) -> Result<()> {
    diesel::update(invitations::table.find(id))
        .set((
            invitations::answer.eq(answer),
            invitations::answered_at.eq(now),
        ))
        .execute(c)?;
    Ok(())
}

/// How many others than `except` said yes: in all, or of one organisation.
pub fn count_yes(
    c: &mut Conn,
    meeting_id: &str,
    organisation_id: Option<&str>,
    except: &str,
) -> Result<i64> {
    let mut query = invitations::table
        .filter(invitations::meeting_id.eq(meeting_id))
        .filter(invitations::answer.eq("yes"))
        .filter(invitations::id.ne(except))
        .select(count_star())
        .into_boxed();
    if let Some(organisation) = organisation_id {
        query = query.filter(invitations::organisation_id.eq(organisation.to_string()));
    }
    Ok(query.first(c)?)
}

pub fn seats_of(c: &mut Conn, organisation_id: &str) -> Result<i64> {
    Ok(organisations::table
        .find(organisation_id)
        .select(organisations::seats)
        .first(c)?)
}

/// Everybody invited, by organisation and name.
pub fn guests(c: &mut Conn, meeting_id: &str) -> Result<Vec<Guest>> {
    Ok(invitations::table
        .inner_join(person_details::table.on(person_details::person_id.eq(invitations::person_id)))
        .left_join(
            organisations::table.on(organisations::id
                .nullable()
                .eq(invitations::organisation_id)),
        )
        .filter(invitations::meeting_id.eq(meeting_id))
        .order((
            organisations::name.asc(),
            person_details::name.asc(),
            invitations::id.asc(),
        ))
        .select((
            invitations::person_id,
            person_details::name,
            organisations::name.nullable(),
            invitations::answer,
        ))
        .load(c)?)
}

/// Everybody who was there, by name. Who has left the network since has an empty one.
pub fn present(c: &mut Conn, meeting_id: &str) -> Result<Vec<Guest>> {
    Ok(attendance::table
        .left_join(person_details::table.on(person_details::person_id.eq(attendance::person_id)))
        .left_join(
            organisations::table.on(organisations::id.nullable().eq(attendance::organisation_id)),
        )
        .filter(attendance::meeting_id.eq(meeting_id))
        .order((person_details::name, attendance::person_id))
        .select((
            attendance::person_id,
            diesel::dsl::sql::<diesel::sql_types::Text>("coalesce(person_details.name, '')"),
            organisations::name.nullable(),
            diesel::dsl::sql::<diesel::sql_types::Nullable<diesel::sql_types::Text>>(
                "CAST(NULL AS TEXT)",
            ),
        ))
        .load(c)?)
}

/// Organisations people sat for: from the invitation, else their own.
pub fn organisations_of(
    c: &mut Conn,
    meeting_id: &str,
    wanted: &[String],
) -> Result<HashMap<String, Option<String>>> {
    let mut found: HashMap<String, Option<String>> = HashMap::new();
    for chunk in wanted.chunks(CHUNK) {
        found.extend(
            people::table
                .filter(people::id.eq_any(chunk))
                .select((people::id, people::organisation_id))
                .load::<(String, Option<String>)>(c)?,
        );
        found.extend(
            invitations::table
                .filter(invitations::meeting_id.eq(meeting_id))
                .filter(invitations::person_id.eq_any(chunk))
                .select((invitations::person_id, invitations::organisation_id))
                .load::<(String, Option<String>)>(c)?,
        );
    }
    Ok(found)
}

/// Registered twice is registered once; the first keeps who registered and when.
pub fn insert_attendance(
    c: &mut Conn,
    now: NaiveDateTime,
    meeting_id: &str,
    person_id: &str,
    organisation_id: Option<&str>,
    by: Option<&str>,
) -> Result<()> {
    diesel::insert_into(attendance::table)
        .values((
            attendance::meeting_id.eq(meeting_id),
            attendance::person_id.eq(person_id),
            attendance::organisation_id.eq(organisation_id),
            attendance::registered_by.eq(by),
            attendance::at.eq(now),
        ))
        .on_conflict((attendance::meeting_id, attendance::person_id))
        .do_nothing()
        .execute(c)?;
    Ok(())
}

pub fn delete_attendance(c: &mut Conn, meeting_id: &str, people: &[String]) -> Result<()> {
    for chunk in people.chunks(CHUNK) {
        diesel::delete(
            attendance::table
                .filter(attendance::meeting_id.eq(meeting_id))
                .filter(attendance::person_id.eq_any(chunk)),
        )
        .execute(c)?;
    }
    Ok(())
}

/// The notes of a meeting that are published, to whomever; the oldest first.
pub fn published_notes(c: &mut Conn, meeting_id: &str) -> Result<Vec<Note>> {
    Ok(entries::table
        .filter(entries::meeting_id.eq(meeting_id))
        .filter(entries::kind.eq(library::Kind::Note.name()))
        .filter(entries::status.eq(library::Status::Published.name()))
        .order((entries::created_at, entries::id))
        .limit(20)
        .select((
            entries::slug,
            entries::title,
            entries::lang,
            entries::status,
            entries::audience,
            entries::owner_id,
            entries::organisation_id,
        ))
        .load(c)?)
}
