use std::collections::HashMap;

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::{Kind, Pace, Quiet};
use crate::clock;
use crate::db::{CHUNK, Conn};
use crate::error::Result;
use crate::schema::{
    follows as follows_table, notice_choices as choices, notice_settings as settings, notices,
    people, topics,
};
use crate::search::saved::{self, Standing};

#[derive(Queryable, Selectable, Debug, Clone, PartialEq)]
#[diesel(table_name = notices)]
pub struct NoticeRow {
    pub id: String,
    pub person_id: String,
    pub kind: String,
    pub subject_id: String,
    pub at: NaiveDateTime,
    pub told_at: Option<NaiveDateTime>,
}

/// What people chose, loaded for many at once.
#[derive(Default)]
pub struct Choices {
    paces: HashMap<(String, Kind), Pace>,
    quiet: HashMap<String, Quiet>,
    searches: HashMap<String, Standing>,
}

impl Choices {
    /// Two queries for every few hundred people.
    pub fn of(c: &mut Conn, people: &[String]) -> Result<Choices> {
        let mut all = Choices::default();
        for chunk in people.chunks(CHUNK) {
            for (person, kind, pace) in choices::table
                .filter(choices::person_id.eq_any(chunk))
                .select((choices::person_id, choices::kind, choices::pace))
                .load::<(String, String, String)>(c)?
            {
                if let (Some(kind), Some(pace)) = (Kind::named(&kind), Pace::named(&pace)) {
                    all.paces.insert((person, kind), pace);
                }
            }
            for (person, from, to, zone) in settings::table
                .filter(settings::person_id.eq_any(chunk))
                .select((
                    settings::person_id,
                    settings::quiet_from,
                    settings::quiet_to,
                    settings::zone,
                ))
                .load::<(String, i64, i64, String)>(c)?
            {
                let hour = |h: i64| u32::try_from(h).unwrap_or_default().min(23);
                let quiet = Quiet {
                    from: hour(from),
                    to: hour(to),
                    zone: clock::zone(&zone),
                };
                all.quiet.insert(person, quiet);
            }
        }
        Ok(all)
    }

    /// As `of`, with how the saved searches of these people stand.
    pub fn with_searches(c: &mut Conn, people: &[String]) -> Result<Choices> {
        Ok(Choices {
            searches: saved::standing(c, people)?,
            ..Choices::of(c, people)?
        })
    }

    pub fn pace(&self, person: &str, kind: Kind) -> Pace {
        let row = kind.row();
        match self.paces.get(&(person.to_string(), kind)) {
            Some(Pace::Off) if !row.may_be_off => row.pace,
            Some(pace) => *pace,
            None => row.pace,
        }
    }

    /// When a notice is wanted; none when the search it is about is no more.
    pub fn pace_of(&self, notice: &NoticeRow) -> Option<Pace> {
        match Kind::named(&notice.kind)? {
            Kind::Search => self.search_of(notice).map(|search| search.pace),
            kind => Some(self.pace(&notice.person_id, kind)),
        }
    }

    /// Whether its person knows already: they were here since (`here`), or, of what a search found,
    /// looked at it.
    pub fn is_seen(&self, notice: &NoticeRow, here: Option<NaiveDateTime>) -> bool {
        let seen = match Kind::named(&notice.kind) {
            Some(Kind::Search) => self.search_of(notice).map(|search| search.seen_at),
            _ => here,
        };
        seen.is_some_and(|seen| seen >= notice.at)
    }

    fn search_of(&self, notice: &NoticeRow) -> Option<&Standing> {
        self.searches.get(saved::search_of(&notice.subject_id))
    }

    pub fn quiet(&self, person: &str) -> Quiet {
        self.quiet.get(person).copied().unwrap_or_default()
    }
}

pub fn set_pace(c: &mut Conn, person: &str, kind: Kind, pace: Pace) -> Result<()> {
    diesel::insert_into(choices::table)
        .values((
            choices::person_id.eq(person),
            choices::kind.eq(kind.name()),
            choices::pace.eq(pace.name()),
        ))
        .on_conflict((choices::person_id, choices::kind))
        .do_update()
        .set(choices::pace.eq(pace.name()))
        .execute(c)?;
    Ok(())
}

pub fn set_quiet(c: &mut Conn, person: &str, quiet: &Quiet) -> Result<()> {
    let values = (
        settings::quiet_from.eq(i64::from(quiet.from)),
        settings::quiet_to.eq(i64::from(quiet.to)),
        settings::zone.eq(quiet.zone.name()),
    );
    diesel::insert_into(settings::table)
        .values((settings::person_id.eq(person), values))
        .on_conflict(settings::person_id)
        .do_update()
        .set(values)
        .execute(c)?;
    Ok(())
}

/// Active people after `after`, by id: a piece of everybody.
pub fn members_after(c: &mut Conn, after: &str, limit: usize) -> Result<Vec<String>> {
    Ok(people::table
        .filter(people::status.eq("active"))
        .filter(people::id.gt(after))
        .order(people::id)
        .limit(limit as i64)
        .select(people::id)
        .load(c)?)
}

/// Who follows the topic, each once.
pub fn followers(c: &mut Conn, topic: &str) -> Result<Vec<String>> {
    Ok(follows_table::table
        .filter(follows_table::topic_id.eq(topic))
        .order(follows_table::person_id)
        .select(follows_table::person_id)
        .load(c)?)
}

pub fn follow(c: &mut Conn, now: NaiveDateTime, person: &str, topic: &str) -> Result<()> {
    diesel::insert_into(follows_table::table)
        .values((
            follows_table::person_id.eq(person),
            follows_table::topic_id.eq(topic),
            follows_table::at.eq(now),
        ))
        .on_conflict_do_nothing()
        .execute(c)?;
    Ok(())
}

pub fn unfollow(c: &mut Conn, person: &str, topic: &str) -> Result<()> {
    diesel::delete(follows_table::table.find((person, topic))).execute(c)?;
    Ok(())
}

pub fn follows(c: &mut Conn, person: &str, topic: &str) -> Result<bool> {
    Ok(diesel::select(diesel::dsl::exists(
        follows_table::table.find((person, topic)),
    ))
    .get_result(c)?)
}

/// The topics a person follows: id and title, the latest followed first.
pub fn followed(c: &mut Conn, person: &str, limit: i64) -> Result<Vec<(String, String)>> {
    Ok(follows_table::table
        .inner_join(topics::table)
        .filter(follows_table::person_id.eq(person))
        .filter(topics::state.eq("visible"))
        .order(follows_table::at.desc())
        .limit(limit)
        .select((topics::id, topics::title))
        .load(c)?)
}

/// Something somebody is to be told of.
#[derive(Insertable)]
#[diesel(table_name = notices, treat_none_as_default_value = false)]
struct New<'a> {
    id: String,
    person_id: &'a str,
    kind: &'static str,
    subject_id: &'a str,
    at: NaiveDateTime,
}

impl<'a> New<'a> {
    fn of(now: NaiveDateTime, kind: Kind, person_id: &'a str, subject_id: &'a str) -> New<'a> {
        New {
            id: crate::app::new_id(),
            person_id,
            kind: kind.name(),
            subject_id,
            at: now,
        }
    }
}

/// Gives people something to be told of. Who was told of it before is told anew.
pub fn insert(
    c: &mut Conn,
    now: NaiveDateTime,
    kind: Kind,
    subject: &str,
    people: &[String],
) -> Result<()> {
    for chunk in people.chunks(CHUNK) {
        let known: Vec<String> = notices::table
            .filter(notices::person_id.eq_any(chunk))
            .filter(notices::kind.eq(kind.name()))
            .filter(notices::subject_id.eq(subject))
            .select(notices::person_id)
            .load(c)?;
        diesel::update(
            notices::table
                .filter(notices::person_id.eq_any(&known))
                .filter(notices::kind.eq(kind.name()))
                .filter(notices::subject_id.eq(subject))
                .filter(notices::told_at.is_not_null())
                // Begun again, a fan-out is no new occasion.
                .filter(notices::at.lt(now)),
        )
        .set((
            notices::at.eq(now),
            notices::told_at.eq(None::<NaiveDateTime>),
        ))
        .execute(c)?;
        let rows: Vec<_> = chunk
            .iter()
            .filter(|person| !known.contains(person))
            .map(|person| New::of(now, kind, person, subject))
            .collect();
        if !rows.is_empty() {
            diesel::insert_into(notices::table)
                .values(rows)
                .execute(c)?;
        }
    }
    Ok(())
}

/// Gives people something of their own to be told of: a person and a subject each.
pub fn insert_own(
    c: &mut Conn,
    now: NaiveDateTime,
    kind: Kind,
    told: &[(String, String)],
) -> Result<()> {
    for chunk in told.chunks(CHUNK) {
        let rows: Vec<_> = chunk
            .iter()
            .map(|(person, subject)| New::of(now, kind, person, subject))
            .collect();
        diesel::insert_into(notices::table)
            .values(rows)
            .on_conflict_do_nothing()
            .execute(c)?;
    }
    Ok(())
}

/// What these people have not been told of one thing.
pub fn waiting_of(
    c: &mut Conn,
    kind: Kind,
    subject: &str,
    people: &[String],
) -> Result<Vec<NoticeRow>> {
    Ok(notices::table
        .filter(notices::person_id.eq_any(people))
        .filter(notices::kind.eq(kind.name()))
        .filter(notices::subject_id.eq(subject))
        .filter(notices::told_at.is_null())
        .order(notices::id)
        .select(NoticeRow::as_select())
        .load(c)?)
}

/// People for whom something waits, after `after`, by id.
pub fn who_waits(c: &mut Conn, after: &str, limit: usize) -> Result<Vec<String>> {
    Ok(notices::table
        .filter(notices::told_at.is_null())
        .filter(notices::person_id.gt(after))
        .distinct()
        .order(notices::person_id)
        .limit(limit as i64)
        .select(notices::person_id)
        .load(c)?)
}

pub fn any_waiting(c: &mut Conn) -> Result<bool> {
    Ok(diesel::select(diesel::dsl::exists(
        notices::table.filter(notices::told_at.is_null()),
    ))
    .get_result(c)?)
}

/// Everything that waits for these people.
pub fn waiting_for(c: &mut Conn, people: &[String]) -> Result<Vec<NoticeRow>> {
    Ok(notices::table
        .filter(notices::told_at.is_null())
        .filter(notices::person_id.eq_any(people))
        .order((notices::person_id, notices::at, notices::id))
        .select(NoticeRow::as_select())
        .load(c)?)
}

/// When each of these people was last here, of those who are active.
pub fn here_last(c: &mut Conn, ids: &[String]) -> Result<HashMap<String, Option<NaiveDateTime>>> {
    Ok(people::table
        .filter(people::id.eq_any(ids))
        .filter(people::status.eq("active"))
        .select((people::id, people::seen_at))
        .load::<(String, Option<NaiveDateTime>)>(c)?
        .into_iter()
        .collect())
}

pub fn get(c: &mut Conn, id: &str) -> Result<NoticeRow> {
    Ok(notices::table
        .find(id)
        .select(NoticeRow::as_select())
        .first(c)?)
}

/// What one digest tells: handed over at that instant.
pub fn of_digest(c: &mut Conn, person: &str, told_at: NaiveDateTime) -> Result<Vec<NoticeRow>> {
    Ok(notices::table
        .filter(notices::person_id.eq(person))
        .filter(notices::told_at.eq(told_at))
        .order((notices::at, notices::id))
        .select(NoticeRow::as_select())
        .load(c)?)
}

pub fn set_told(c: &mut Conn, ids: &[String], at: Option<NaiveDateTime>) -> Result<()> {
    for chunk in ids.chunks(CHUNK) {
        diesel::update(notices::table.filter(notices::id.eq_any(chunk)))
            .set(notices::told_at.eq(at))
            .execute(c)?;
    }
    Ok(())
}

pub fn delete(c: &mut Conn, ids: &[String]) -> Result<()> {
    for chunk in ids.chunks(CHUNK) {
        diesel::delete(notices::table.filter(notices::id.eq_any(chunk))).execute(c)?;
    }
    Ok(())
}

/// Forgets what was told before `before`.
pub fn sweep(c: &mut Conn, before: NaiveDateTime) -> Result<usize> {
    Ok(diesel::delete(notices::table.filter(notices::told_at.lt(before))).execute(c)?)
}
