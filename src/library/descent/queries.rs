use diesel::prelude::*;

use super::{BREADTH, Heir, Relative};
use crate::db::Conn;
use crate::error::Result;
use crate::library::Status;
use crate::library::queries::in_audience;
use crate::members::Scope;
use crate::schema::{descents, entries, organisations};

pub fn forget(c: &mut Conn, entry_id: &str) -> Result<()> {
    diesel::delete(descents::table.find(entry_id)).execute(c)?;
    Ok(())
}

pub fn insert(c: &mut Conn, entry_id: &str, origin: &str, relation: &str) -> Result<()> {
    diesel::insert_into(descents::table)
        .values((
            descents::entry_id.eq(entry_id),
            descents::origin.eq(origin),
            descents::relation.eq(relation),
        ))
        .execute(c)?;
    Ok(())
}

/// The entry of an address, with the address of what it builds on itself.
pub fn step_up(c: &mut Conn, slug: &str) -> Result<Option<(String, Option<String>)>> {
    Ok(entries::table
        .left_join(descents::table)
        .filter(entries::slug.eq(slug))
        .select((entries::id, descents::origin.nullable()))
        .first(c)
        .optional()?)
}

/// As they are stored.
pub fn facts_of(c: &mut Conn, entry_id: &str) -> Result<Option<String>> {
    Ok(entries::table
        .find(entry_id)
        .select(entries::facts)
        .first(c)?)
}

pub fn by_slug(c: &mut Conn, slug: &str) -> Result<Option<Relative>> {
    Ok(entries::table
        .filter(entries::slug.eq(slug))
        .select(Relative::as_select())
        .first(c)
        .optional()?)
}

/// Published entries that build on these addresses and that a viewer may read: the oldest first, one
/// more than a generation shows. Each with what it builds on, and how.
pub fn built_on(c: &mut Conn, scope: &Scope, slugs: &[String]) -> Result<Vec<Heir>> {
    let those = descents::table
        .filter(descents::origin.eq_any(slugs))
        .select(descents::entry_id);
    let own = descents::table.filter(descents::entry_id.eq(entries::id));
    Ok(entries::table
        .filter(entries::id.eq_any(those))
        .filter(entries::status.concat("").eq(Status::Published.name()))
        .filter(in_audience(scope))
        .order((entries::published_at, entries::id))
        .limit(BREADTH + 1)
        .select((
            Relative::as_select(),
            own.select(descents::origin).single_value(),
            own.select(descents::relation).single_value(),
        ))
        .load(c)?)
}

/// Everything that builds on an address: id and facts as they are stored.
pub fn facts_of_heirs(c: &mut Conn, slug: &str) -> Result<Vec<(String, Option<String>)>> {
    Ok(descents::table
        .inner_join(entries::table)
        .filter(descents::origin.eq(slug))
        .select((entries::id, entries::facts))
        .load(c)?)
}

pub fn set_facts(c: &mut Conn, id: &str, facts: Option<String>) -> Result<()> {
    diesel::update(entries::table.find(id))
        .set(entries::facts.eq(facts))
        .execute(c)?;
    Ok(())
}

pub fn rename(c: &mut Conn, from: &str, to: &str) -> Result<()> {
    diesel::update(descents::table.filter(descents::origin.eq(from)))
        .set(descents::origin.eq(to))
        .execute(c)?;
    Ok(())
}

pub fn forget_origin(c: &mut Conn, slug: &str) -> Result<()> {
    diesel::delete(descents::table.filter(descents::origin.eq(slug))).execute(c)?;
    Ok(())
}

/// Owner and deputy of what an entry builds on, by id.
pub fn keepers(c: &mut Conn, entry_id: &str) -> Result<Vec<String>> {
    let found: Option<(Option<String>, Option<String>)> = descents::table
        .inner_join(entries::table.on(entries::slug.eq(descents::origin)))
        .filter(descents::entry_id.eq(entry_id))
        .select((entries::owner_id, entries::deputy_id))
        .first(c)
        .optional()?;
    let mut keepers: Vec<String> = found
        .into_iter()
        .flat_map(|(owner, deputy)| [owner, deputy])
        .flatten()
        .collect();
    keepers.sort();
    Ok(keepers)
}

/// Where an organisation is at home.
pub fn home(c: &mut Conn, organisation_id: &str) -> Result<Option<String>> {
    Ok(organisations::table
        .find(organisation_id)
        .select(organisations::municipality)
        .first::<Option<String>>(c)
        .optional()?
        .flatten())
}
