use std::collections::HashMap;

use chrono::NaiveDateTime;
use diesel::dsl::{count_star, exists, max, not};
use diesel::prelude::*;

use super::{NewParty, NewProcess, NewRound};
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::schema::{
    process_parties as parties, process_rounds as rounds, processes, round_voices as voices,
};

#[derive(Queryable, Selectable, Debug, Clone, PartialEq)]
#[diesel(table_name = processes)]
pub struct ProcessRow {
    pub id: String,
    pub title: String,
    pub area: String,
    pub question: String,
    pub commission: String,
    pub approach: String,
    pub backing: String,
    pub organisation_id: Option<String>,
    pub lead_id: Option<String>,
    pub updated_at: NaiveDateTime,
}

#[derive(Queryable, Selectable, Debug, Clone, PartialEq)]
#[diesel(table_name = parties)]
pub struct PartyRow {
    pub id: String,
    pub name: String,
    pub kind: String,
    pub part: String,
    pub task: String,
}

#[derive(Queryable, Selectable, Debug, Clone, PartialEq)]
#[diesel(table_name = rounds)]
pub struct RoundRow {
    pub id: String,
    pub title: String,
    pub proposal: String,
    /// Midnight of a calendar day; no zone.
    pub held_on: NaiveDateTime,
}

#[derive(Queryable, Selectable, Debug, Clone, PartialEq)]
#[diesel(table_name = voices)]
pub struct VoiceRow {
    pub round_id: String,
    pub party_id: String,
    pub said: String,
}

pub fn count(c: &mut Conn) -> Result<i64> {
    Ok(processes::table.select(count_star()).first(c)?)
}

/// Processes, the one something happened in last, first.
pub fn list(c: &mut Conn, limit: i64, offset: i64) -> Result<Vec<ProcessRow>> {
    Ok(processes::table
        .order((processes::updated_at.desc(), processes::id.desc()))
        .limit(limit)
        .offset(offset)
        .select(ProcessRow::as_select())
        .load(c)?)
}

/// How many parties of each process were never heard; none of them is left out of the map as 0.
pub fn never_heard(c: &mut Conn, ids: &[String]) -> Result<HashMap<String, i64>> {
    Ok(parties::table
        .filter(parties::process_id.eq_any(ids))
        .filter(not(exists(
            voices::table.filter(voices::party_id.eq(parties::id)),
        )))
        .group_by(parties::process_id)
        .select((parties::process_id, count_star()))
        .load::<(String, i64)>(c)?
        .into_iter()
        .collect())
}

pub fn process(c: &mut Conn, id: &str) -> Result<ProcessRow> {
    Ok(processes::table
        .find(id)
        .select(ProcessRow::as_select())
        .first(c)?)
}

pub fn parties_of(c: &mut Conn, process: &str) -> Result<Vec<PartyRow>> {
    Ok(parties::table
        .filter(parties::process_id.eq(process))
        .order(parties::position)
        .select(PartyRow::as_select())
        .load(c)?)
}

pub fn rounds_of(c: &mut Conn, process: &str) -> Result<Vec<RoundRow>> {
    Ok(rounds::table
        .filter(rounds::process_id.eq(process))
        .order(rounds::position)
        .select(RoundRow::as_select())
        .load(c)?)
}

pub fn voices_of(c: &mut Conn, process: &str) -> Result<Vec<VoiceRow>> {
    Ok(voices::table
        .inner_join(rounds::table)
        .filter(rounds::process_id.eq(process))
        .select(VoiceRow::as_select())
        .load(c)?)
}

pub fn insert(
    c: &mut Conn,
    now: NaiveDateTime,
    id: &str,
    lead: &str,
    new: &NewProcess,
) -> Result<()> {
    diesel::insert_into(processes::table)
        .values((
            processes::id.eq(id),
            processes::title.eq(&new.title),
            processes::area.eq(&new.area),
            processes::question.eq(&new.question),
            processes::commission.eq(&new.commission),
            processes::approach.eq(&new.approach),
            processes::backing.eq(&new.backing),
            processes::organisation_id.eq(&new.organisation_id),
            processes::lead_id.eq(lead),
            processes::version.eq(1),
            processes::created_at.eq(now),
            processes::updated_at.eq(now),
        ))
        .execute(c)?;
    Ok(())
}

/// Adds parties in their order; their ids.
pub fn insert_parties(c: &mut Conn, process: &str, new: &[NewParty]) -> Result<Vec<String>> {
    let mut ids = Vec::with_capacity(new.len());
    for (position, party) in (1i64..).zip(new) {
        let id = crate::app::new_id();
        diesel::insert_into(parties::table)
            .values((
                parties::id.eq(&id),
                parties::process_id.eq(process),
                parties::name.eq(&party.name),
                parties::kind.eq(&party.kind),
                parties::part.eq(&party.part),
                parties::task.eq(&party.task),
                parties::position.eq(position),
            ))
            .execute(c)?;
        ids.push(id);
    }
    Ok(ids)
}

/// Something happened in the process. `NotFound` when there is none.
pub fn touch(c: &mut Conn, now: NaiveDateTime, id: &str) -> Result<()> {
    let touched = diesel::update(processes::table.find(id))
        .set((
            processes::version.eq(processes::version + 1),
            processes::updated_at.eq(now),
        ))
        .execute(c)?;
    if touched == 1 {
        Ok(())
    } else {
        Err(Error::NotFound)
    }
}

/// Adds a round after the others; its id.
pub fn insert_round(c: &mut Conn, process: &str, new: &NewRound) -> Result<String> {
    let last: Option<i64> = rounds::table
        .filter(rounds::process_id.eq(process))
        .select(max(rounds::position))
        .first(c)?;
    let id = crate::app::new_id();
    diesel::insert_into(rounds::table)
        .values((
            rounds::id.eq(&id),
            rounds::process_id.eq(process),
            rounds::title.eq(&new.title),
            rounds::proposal.eq(&new.proposal),
            rounds::held_on.eq(new.held_on.and_time(chrono::NaiveTime::MIN)),
            rounds::position.eq(last.unwrap_or(0) + 1),
        ))
        .execute(c)?;
    Ok(id)
}

/// The process that both a round and a party belong to.
pub fn process_of(c: &mut Conn, round: &str, party: &str) -> Result<Option<String>> {
    let of_round: Option<String> = rounds::table
        .find(round)
        .select(rounds::process_id)
        .first(c)
        .optional()?;
    let of_party: Option<String> = parties::table
        .find(party)
        .select(parties::process_id)
        .first(c)
        .optional()?;
    Ok(of_round.filter(|p| Some(p) == of_party.as_ref()))
}

pub fn said(c: &mut Conn, round: &str, party: &str) -> Result<Option<String>> {
    Ok(voices::table
        .find((round, party))
        .select(voices::said)
        .first(c)
        .optional()?)
}

pub fn upsert_voice(
    c: &mut Conn,
    now: NaiveDateTime,
    round: &str,
    party: &str,
    said: &str,
) -> Result<()> {
    diesel::insert_into(voices::table)
        .values((
            voices::round_id.eq(round),
            voices::party_id.eq(party),
            voices::said.eq(said),
            voices::at.eq(now),
        ))
        .on_conflict((voices::round_id, voices::party_id))
        .do_update()
        .set((voices::said.eq(said), voices::at.eq(now)))
        .execute(c)?;
    Ok(())
}
