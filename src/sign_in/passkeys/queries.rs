use chrono::NaiveDateTime;
use diesel::prelude::*;
use webauthn_rs::prelude::Passkey;

use crate::db::Conn;
use crate::error::{Error, Result};
use crate::schema::passkeys;

#[derive(Queryable, Selectable, Debug, Clone)]
#[diesel(table_name = passkeys)]
pub struct PasskeyRow {
    /// A hash of the credential's id.
    pub id: String,
    pub person_id: String,
    pub name: String,
    /// The public half, with its counter, as JSON.
    pub credential: String,
    pub created_at: NaiveDateTime,
    pub used_at: Option<NaiveDateTime>,
}

/// A person's passkeys, oldest first.
pub fn of_person(c: &mut Conn, person_id: &str) -> Result<Vec<PasskeyRow>> {
    Ok(passkeys::table
        .filter(passkeys::person_id.eq(person_id))
        .order((passkeys::created_at, passkeys::id))
        .select(PasskeyRow::as_select())
        .load(c)?)
}

pub fn find(c: &mut Conn, id: &str) -> Result<Option<PasskeyRow>> {
    Ok(passkeys::table
        .find(id)
        .select(PasskeyRow::as_select())
        .first(c)
        .optional()?)
}

/// One of a person's own; `NotFound` for another's.
pub fn own(c: &mut Conn, person_id: &str, id: &str) -> Result<PasskeyRow> {
    find(c, id)?
        .filter(|row| row.person_id == person_id)
        .ok_or(Error::NotFound)
}

pub fn insert(
    c: &mut Conn,
    now: NaiveDateTime,
    id: &str,
    person_id: &str,
    name: &str,
    passkey: &Passkey,
) -> Result<()> {
    let credential = serde_json::to_string(passkey).map_err(Error::internal)?;
    diesel::insert_into(passkeys::table)
        .values((
            passkeys::id.eq(id),
            passkeys::person_id.eq(person_id),
            passkeys::name.eq(name),
            passkeys::credential.eq(credential),
            passkeys::created_at.eq(now),
        ))
        .execute(c)?;
    Ok(())
}

/// Keeps the counter a device sent: one that runs backwards betrays a copy.
pub fn used(c: &mut Conn, now: NaiveDateTime, id: &str, passkey: &Passkey) -> Result<()> {
    let credential = serde_json::to_string(passkey).map_err(Error::internal)?;
    diesel::update(passkeys::table.find(id))
        .set((
            passkeys::credential.eq(credential),
            passkeys::used_at.eq(now),
        ))
        .execute(c)?;
    Ok(())
}

/// Whether there was one to delete.
pub fn delete(c: &mut Conn, person_id: &str, id: &str) -> Result<bool> {
    let gone = diesel::delete(
        passkeys::table
            .filter(passkeys::id.eq(id))
            .filter(passkeys::person_id.eq(person_id)),
    )
    .execute(c)?;
    Ok(gone > 0)
}
