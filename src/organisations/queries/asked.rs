//! Those an organisation has asked in.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::own_person;
use crate::db::{CHUNK, Conn};
use crate::error::{Error, Result};
use crate::organisations::inviting::NewAsked;
use crate::schema::{joinings, other_addresses as other, people, person_details as details};

/// Somebody asked into an organisation, as who asked typed them.
#[derive(Queryable, Debug, Clone, PartialEq)]
pub struct Asked {
    pub id: String,
    pub name: String,
    pub email: String,
    pub title: String,
    pub lang: String,
    pub at: NaiveDateTime,
    pub organisation_id: String,
}

/// The status of a joining that began with an organisation asking.
const INVITED: &str = "invited";

macro_rules! asked_rows {
    () => {
        joinings::table
            .filter(joinings::status.eq(INVITED))
            .filter(joinings::organisation_id.is_not_null())
            .select((
                joinings::id,
                joinings::name,
                joinings::email,
                joinings::title,
                joinings::lang,
                joinings::created_at,
                joinings::organisation_id.assume_not_null(),
            ))
    };
}

pub fn asked_of(c: &mut Conn, organisation_id: &str) -> Result<Vec<Asked>> {
    Ok(asked_rows!()
        .filter(joinings::organisation_id.eq(organisation_id))
        .order((joinings::created_at.desc(), joinings::id))
        .limit(CHUNK as i64)
        .load(c)?)
}

pub fn asked(c: &mut Conn, id: &str) -> Result<Option<Asked>> {
    Ok(asked_rows!()
        .filter(joinings::id.eq(id))
        .first(c)
        .optional()?)
}

pub fn asked_by_email(c: &mut Conn, organisation_id: &str, email: &str) -> Result<Option<String>> {
    Ok(joinings::table
        .filter(joinings::status.eq(INVITED))
        .filter(joinings::organisation_id.eq(organisation_id))
        .filter(joinings::email.eq(email))
        .select(joinings::id)
        .first(c)
        .optional()?)
}

pub fn insert_asked(
    c: &mut Conn,
    now: NaiveDateTime,
    organisation_id: &str,
    id: &str,
    new: &NewAsked,
) -> Result<()> {
    diesel::insert_into(joinings::table)
        .values((
            joinings::id.eq(id),
            joinings::email.eq(&new.email),
            joinings::name.eq(&new.name),
            joinings::title.eq(&new.title),
            joinings::lang.eq(new.lang.code()),
            joinings::organisation_id.eq(organisation_id),
            joinings::message.eq(""),
            joinings::status.eq(INVITED),
            joinings::created_at.eq(now),
        ))
        .execute(c)?;
    Ok(())
}

pub fn delete_asked(c: &mut Conn, organisation_id: &str, id: &str) -> Result<()> {
    let gone = diesel::delete(
        joinings::table
            .find(id)
            .filter(joinings::organisation_id.eq(organisation_id))
            .filter(joinings::status.eq(INVITED)),
    )
    .execute(c)?;
    if gone == 0 {
        Err(Error::NotFound)
    } else {
        Ok(())
    }
}

pub fn settle_asked(
    c: &mut Conn,
    now: NaiveDateTime,
    id: &str,
    status: &str,
    person_id: Option<&str>,
) -> Result<()> {
    diesel::update(joinings::table.find(id))
        .set((
            joinings::status.eq(status),
            joinings::confirmed_at.eq(now),
            joinings::decided_at.eq(now),
            joinings::person_id.eq(person_id),
        ))
        .execute(c)?;
    Ok(())
}

/// Whose an address is, as main or further address: id and status.
pub fn holder(c: &mut Conn, email: &str) -> Result<Option<(String, String)>> {
    let main = people::table
        .inner_join(details::table.on(details::person_id.eq(people::id)))
        .filter(details::email.eq(email))
        .select((people::id, people::status))
        .first(c)
        .optional()?;
    if main.is_some() {
        return Ok(main);
    }
    Ok(people::table
        .inner_join(other::table.on(other::person_id.eq(people::id)))
        .filter(other::email.eq(email))
        .select((people::id, people::status))
        .first(c)
        .optional()?)
}

/// Whether an address is already one of this organisation's people's.
pub fn is_own_address(c: &mut Conn, organisation_id: &str, email: &str) -> Result<bool> {
    let Some((id, _)) = holder(c, email)? else {
        return Ok(false);
    };
    match own_person(c, organisation_id, &id) {
        Ok(_) => Ok(true),
        Err(Error::NotFound) => Ok(false),
        Err(e) => Err(e),
    }
}
