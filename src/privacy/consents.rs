//! What somebody agreed to: per purpose, with the version of the text they saw, and when.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use crate::audit;
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::schema::{consents, person_details, photos};

/// What a person may agree to. The name is stored; its texts are `privacy-consent-<name>` and
/// `…-text`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Purpose {
    /// Being in the network. Cannot be withdrawn without leaving it.
    Membership,
    /// Fields of the profile that everybody may see.
    PublicProfile,
    Photo,
}

impl Purpose {
    pub const ALL: [Purpose; 3] = [Purpose::Membership, Purpose::PublicProfile, Purpose::Photo];

    pub fn name(self) -> &'static str {
        match self {
            Purpose::Membership => "membership",
            Purpose::PublicProfile => "public-profile",
            Purpose::Photo => "photo",
        }
    }

    pub fn named(name: &str) -> Option<Purpose> {
        Purpose::ALL.into_iter().find(|p| p.name() == name)
    }

    /// The version of the text agreed to. Raised when its meaning changes: consent is then asked for
    /// again.
    pub fn version(self) -> i64 {
        1
    }

    pub fn can_be_withdrawn(self) -> bool {
        self != Purpose::Membership
    }
}

#[derive(Queryable, Selectable, Debug, Clone, PartialEq)]
#[diesel(table_name = consents)]
pub struct ConsentRow {
    pub purpose: String,
    pub version: i64,
    pub given_at: NaiveDateTime,
    pub withdrawn_at: Option<NaiveDateTime>,
}

/// A person agrees. Giving what is given changes nothing.
pub fn give(c: &mut Conn, now: NaiveDateTime, person_id: &str, purpose: Purpose) -> Result<()> {
    if !keep(c, now, person_id, purpose)? {
        return Ok(());
    }
    audit::record(c, now, Some(person_id), "give-consent", "person", person_id)
}

/// Keeps that a person agrees, as a part of something that is recorded itself; whether that is new.
pub fn keep(c: &mut Conn, now: NaiveDateTime, person_id: &str, purpose: Purpose) -> Result<bool> {
    if has(c, person_id, purpose)? {
        return Ok(false);
    }
    diesel::insert_into(consents::table)
        .values((
            consents::id.eq(crate::app::new_id()),
            consents::person_id.eq(person_id),
            consents::purpose.eq(purpose.name()),
            consents::version.eq(purpose.version()),
            consents::given_at.eq(now),
        ))
        .execute(c)?;
    Ok(true)
}

/// Takes consent back, and what was shown on the strength of it with it: the photo goes, public
/// fields are the network's alone. `Conflict` for what cannot be withdrawn.
pub fn withdraw(c: &mut Conn, now: NaiveDateTime, person_id: &str, purpose: Purpose) -> Result<()> {
    if !purpose.can_be_withdrawn() {
        return Err(Error::Conflict);
    }
    diesel::update(
        consents::table
            .filter(consents::person_id.eq(person_id))
            .filter(consents::purpose.eq(purpose.name()))
            .filter(consents::withdrawn_at.is_null()),
    )
    .set(consents::withdrawn_at.eq(now))
    .execute(c)?;
    match purpose {
        Purpose::Photo => {
            diesel::delete(photos::table.find(person_id)).execute(c)?;
        }
        Purpose::PublicProfile => hide_public_fields(c, person_id)?,
        Purpose::Membership => {}
    }
    audit::record(
        c,
        now,
        Some(person_id),
        "withdraw-consent",
        "person",
        person_id,
    )
}

/// Keeps consent in step with what a person does: showing something, with the words beside it that
/// say so, gives it; no longer showing it takes it back.
pub fn follow(
    c: &mut Conn,
    now: NaiveDateTime,
    person_id: &str,
    purpose: Purpose,
    shows: bool,
) -> Result<()> {
    if shows {
        give(c, now, person_id, purpose)
    } else if has(c, person_id, purpose)? {
        withdraw(c, now, person_id, purpose)
    } else {
        Ok(())
    }
}

/// Whether a person agrees to the text as it stands now.
pub fn has(c: &mut Conn, person_id: &str, purpose: Purpose) -> Result<bool> {
    Ok(diesel::select(diesel::dsl::exists(
        consents::table
            .filter(consents::person_id.eq(person_id))
            .filter(consents::purpose.eq(purpose.name()))
            .filter(consents::version.eq(purpose.version()))
            .filter(consents::withdrawn_at.is_null()),
    ))
    .get_result(c)?)
}

/// Everything a person ever agreed to, newest first.
pub fn of_person(c: &mut Conn, person_id: &str) -> Result<Vec<ConsentRow>> {
    Ok(consents::table
        .filter(consents::person_id.eq(person_id))
        .order((consents::given_at.desc(), consents::id.desc()))
        .select(ConsentRow::as_select())
        .load(c)?)
}

fn hide_public_fields(c: &mut Conn, person_id: &str) -> Result<()> {
    let Some(kept) = person_details::table
        .find(person_id)
        .select(person_details::visibility)
        .first::<String>(c)
        .optional()?
    else {
        return Ok(());
    };
    let mut fields: serde_json::Map<String, serde_json::Value> =
        serde_json::from_str(&kept).unwrap_or_default();
    for (_, seen_by) in fields.iter_mut().filter(|(_, by)| *by == "public") {
        *seen_by = "network".into();
    }
    let fields = serde_json::Value::Object(fields).to_string();
    diesel::update(person_details::table.find(person_id))
        .set(person_details::visibility.eq(fields))
        .execute(c)?;
    Ok(())
}
