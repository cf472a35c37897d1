use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::NewProvider;
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::schema::{
    identities, organisation_domains as domains, organisations, other_addresses, people,
    person_details as details, providers,
};

/// An organisation's own sign-in. Has the secret in it: never shown, never logged.
#[derive(Queryable, Selectable, Clone)]
#[diesel(table_name = providers)]
pub struct ProviderRow {
    pub id: String,
    pub organisation_id: String,
    pub name: String,
    pub issuer: String,
    pub client_id: String,
    pub client_secret: String,
    pub enabled: bool,
    pub version: i64,
}

/// Somebody an address or identity belongs to.
#[derive(Queryable, Debug, Clone)]
pub struct Owner {
    pub id: String,
    pub organisation_id: Option<String>,
    pub status: String,
}

/// The name of an organisation; `NotFound`.
pub fn organisation(c: &mut Conn, id: &str) -> Result<String> {
    Ok(organisations::table
        .find(id)
        .select(organisations::name)
        .first(c)?)
}

/// The organisation whose people have addresses in a domain.
pub fn organisation_of(c: &mut Conn, domain: &str) -> Result<Option<String>> {
    Ok(domains::table
        .find(domain)
        .select(domains::organisation_id)
        .first(c)
        .optional()?)
}

pub fn domains_of(c: &mut Conn, organisation_id: &str) -> Result<Vec<String>> {
    Ok(domains::table
        .filter(domains::organisation_id.eq(organisation_id))
        .order(domains::domain)
        .select(domains::domain)
        .load(c)?)
}

/// An organisation's providers, oldest first.
pub fn of_organisation(c: &mut Conn, organisation_id: &str) -> Result<Vec<ProviderRow>> {
    Ok(providers::table
        .filter(providers::organisation_id.eq(organisation_id))
        .order((providers::created_at, providers::id))
        .select(ProviderRow::as_select())
        .load(c)?)
}

/// One of an organisation's own; `NotFound` for another's.
pub fn own(c: &mut Conn, organisation_id: &str, id: &str) -> Result<ProviderRow> {
    Ok(providers::table
        .find(id)
        .filter(providers::organisation_id.eq(organisation_id))
        .select(ProviderRow::as_select())
        .first(c)?)
}

/// One that people may sign in with just now; `NotFound`.
pub fn enabled(c: &mut Conn, id: &str) -> Result<ProviderRow> {
    Ok(providers::table
        .find(id)
        .filter(providers::enabled.eq(true))
        .select(ProviderRow::as_select())
        .first(c)?)
}

pub fn insert(
    c: &mut Conn,
    now: NaiveDateTime,
    id: &str,
    organisation_id: &str,
    new: &NewProvider,
) -> Result<()> {
    diesel::insert_into(providers::table)
        .values((
            providers::id.eq(id),
            providers::organisation_id.eq(organisation_id),
            providers::name.eq(&new.name),
            providers::issuer.eq(&new.issuer),
            providers::client_id.eq(&new.client_id),
            providers::client_secret.eq(&new.client_secret),
            providers::enabled.eq(new.enabled),
            providers::version.eq(1),
            providers::created_at.eq(now),
        ))
        .execute(c)?;
    Ok(())
}

/// `Conflict` when somebody else changed it in between.
pub fn update(c: &mut Conn, id: &str, version: i64, new: &NewProvider, secret: &str) -> Result<()> {
    let changed = diesel::update(
        providers::table
            .find(id)
            .filter(providers::version.eq(version)),
    )
    .set((
        providers::name.eq(&new.name),
        providers::issuer.eq(&new.issuer),
        providers::client_id.eq(&new.client_id),
        providers::client_secret.eq(secret),
        providers::enabled.eq(new.enabled),
        providers::version.eq(version + 1),
    ))
    .execute(c)?;
    if changed == 0 {
        return Err(Error::Conflict);
    }
    Ok(())
}

pub fn delete(c: &mut Conn, id: &str) -> Result<()> {
    diesel::delete(providers::table.find(id)).execute(c)?;
    Ok(())
}

/// Whom a provider's subject is, of whatever status.
pub fn by_identity(c: &mut Conn, issuer: &str, subject: &str) -> Result<Option<Owner>> {
    Ok(identities::table
        .inner_join(people::table)
        .filter(identities::issuer.eq(issuer))
        .filter(identities::subject.eq(subject))
        .select((people::id, people::organisation_id, people::status))
        .first(c)
        .optional()?)
}

/// Whose an address is, first or further, of whatever status.
pub fn by_address(c: &mut Conn, email: &str) -> Result<Option<Owner>> {
    let first = details::table
        .inner_join(people::table.on(people::id.eq(details::person_id)))
        .filter(details::email.eq(email))
        .select((people::id, people::organisation_id, people::status))
        .first(c)
        .optional()?;
    if first.is_some() {
        return Ok(first);
    }
    Ok(other_addresses::table
        .inner_join(people::table)
        .filter(other_addresses::email.eq(email))
        .select((people::id, people::organisation_id, people::status))
        .first(c)
        .optional()?)
}

/// Whether a provider knows this person under some subject.
pub fn knows(c: &mut Conn, issuer: &str, person_id: &str) -> Result<bool> {
    Ok(diesel::select(diesel::dsl::exists(
        identities::table
            .filter(identities::issuer.eq(issuer))
            .filter(identities::person_id.eq(person_id)),
    ))
    .get_result(c)?)
}

/// A person is known by a provider's subject from now on.
pub fn link(
    c: &mut Conn,
    now: NaiveDateTime,
    issuer: &str,
    subject: &str,
    person_id: &str,
) -> Result<()> {
    diesel::insert_into(identities::table)
        .values((
            identities::issuer.eq(issuer),
            identities::subject.eq(subject),
            identities::person_id.eq(person_id),
            identities::created_at.eq(now),
        ))
        .execute(c)?;
    Ok(())
}

pub fn used(c: &mut Conn, now: NaiveDateTime, issuer: &str, subject: &str) -> Result<()> {
    diesel::update(identities::table.find((issuer, subject)))
        .set(identities::used_at.eq(now))
        .execute(c)?;
    Ok(())
}

/// Somebody invited, who now has been here.
pub fn has_joined(c: &mut Conn, now: NaiveDateTime, person_id: &str) -> Result<()> {
    diesel::update(
        people::table
            .find(person_id)
            .filter(people::joined_at.is_null()),
    )
    .set(people::joined_at.eq(now))
    .execute(c)?;
    Ok(())
}
