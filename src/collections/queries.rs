use chrono::NaiveDateTime;
use diesel::dsl::{count_star, exists};
use diesel::prelude::*;

use super::NewCollection;
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::members::Scope;
use crate::schema::{collection_entries, collections};

#[derive(Queryable, Selectable, Debug, Clone, PartialEq)]
#[diesel(table_name = collections)]
pub struct Collection {
    pub id: String,
    pub slug: String,
    pub title: String,
    pub lang: String,
    /// Markdown.
    pub introduction: String,
    pub audience: String,
    pub version: i64,
    pub created_at: NaiveDateTime,
    pub updated_at: NaiveDateTime,
}

/// A page of the series a viewer may see, the last changed first, and how many there are.
pub fn list(
    c: &mut Conn,
    scope: &Scope,
    limit: i64,
    offset: i64,
) -> Result<(Vec<Collection>, i64)> {
    let audiences: &[&str] = if scope.person_id.is_some() {
        &["public", "network"]
    } else {
        &["public"]
    };
    let there = || collections::table.filter(collections::audience.eq_any(audiences));
    let total = there().select(count_star()).first(c)?;
    let rows = there()
        .order((collections::updated_at.desc(), collections::id))
        .limit(limit)
        .offset(offset)
        .select(Collection::as_select())
        .load(c)?;
    Ok((rows, total))
}

/// Every series, by slug.
pub fn all(c: &mut Conn) -> Result<Vec<Collection>> {
    Ok(collections::table
        .order(collections::slug)
        .select(Collection::as_select())
        .load(c)?)
}

pub fn find(c: &mut Conn, slug: &str) -> Result<Option<Collection>> {
    Ok(collections::table
        .filter(collections::slug.eq(slug))
        .select(Collection::as_select())
        .first(c)
        .optional()?)
}

pub fn by_slug(c: &mut Conn, slug: &str) -> Result<Collection> {
    find(c, slug)?.ok_or(Error::NotFound)
}

pub fn slug_taken(c: &mut Conn, slug: &str) -> Result<bool> {
    let known = collections::table.filter(collections::slug.eq(slug));
    Ok(diesel::select(exists(known)).get_result(c)?)
}

pub fn insert(
    c: &mut Conn,
    now: NaiveDateTime,
    id: &str,
    slug: &str,
    new: &NewCollection,
) -> Result<()> {
    diesel::insert_into(collections::table)
        .values((
            collections::id.eq(id),
            collections::slug.eq(slug),
            collections::title.eq(&new.title),
            collections::lang.eq(&new.lang),
            collections::introduction.eq(&new.introduction),
            collections::audience.eq(new.audience.name()),
            collections::version.eq(1),
            collections::created_at.eq(now),
            collections::updated_at.eq(now),
        ))
        .execute(c)?;
    Ok(())
}

/// `Conflict` when it is no longer at `version`.
pub fn update(
    c: &mut Conn,
    now: NaiveDateTime,
    id: &str,
    version: i64,
    new: &NewCollection,
) -> Result<()> {
    let then = collections::table
        .find(id)
        .filter(collections::version.eq(version));
    // A number nobody was given has no next one.
    let next = version.checked_add(1).ok_or(Error::Conflict)?;
    let changed = diesel::update(then)
        .set((
            collections::title.eq(&new.title),
            collections::lang.eq(&new.lang),
            collections::introduction.eq(&new.introduction),
            collections::audience.eq(new.audience.name()),
            collections::version.eq(next),
            collections::updated_at.eq(now),
        ))
        .execute(c)?;
    match changed {
        0 => Err(Error::Conflict),
        _ => Ok(()),
    }
}

pub fn touch(c: &mut Conn, now: NaiveDateTime, id: &str) -> Result<()> {
    diesel::update(collections::table.find(id))
        .set(collections::updated_at.eq(now))
        .execute(c)?;
    Ok(())
}

pub fn delete(c: &mut Conn, id: &str) -> Result<()> {
    clear(c, id)?;
    diesel::delete(collections::table.find(id)).execute(c)?;
    Ok(())
}

fn clear(c: &mut Conn, id: &str) -> Result<()> {
    let all = collection_entries::table.filter(collection_entries::collection_id.eq(id));
    diesel::delete(all).execute(c)?;
    Ok(())
}

/// Ids of a series' entries, in order, whoever may read them.
pub fn entries(c: &mut Conn, id: &str) -> Result<Vec<String>> {
    Ok(collection_entries::table
        .filter(collection_entries::collection_id.eq(id))
        .order((collection_entries::position, collection_entries::entry_id))
        .select(collection_entries::entry_id)
        .load(c)?)
}

/// Series and entry, for all entries of these series, in order.
pub fn entries_of(c: &mut Conn, ids: &[String]) -> Result<Vec<(String, String)>> {
    Ok(collection_entries::table
        .filter(collection_entries::collection_id.eq_any(ids.to_vec()))
        .order((
            collection_entries::collection_id,
            collection_entries::position,
        ))
        .select((
            collection_entries::collection_id,
            collection_entries::entry_id,
        ))
        .load(c)?)
}

pub fn set_entries(c: &mut Conn, id: &str, order: &[String]) -> Result<()> {
    clear(c, id)?;
    let rows: Vec<_> = (1i64..)
        .zip(order)
        .map(|(position, entry)| {
            (
                collection_entries::collection_id.eq(id),
                collection_entries::entry_id.eq(entry),
                collection_entries::position.eq(position),
            )
        })
        .collect();
    diesel::insert_into(collection_entries::table)
        .values(&rows)
        .execute(c)?;
    Ok(())
}

/// The series an entry is in, by title.
pub fn with_entry(c: &mut Conn, entry_id: &str) -> Result<Vec<Collection>> {
    let its = collection_entries::table
        .filter(collection_entries::entry_id.eq(entry_id))
        .select(collection_entries::collection_id);
    Ok(collections::table
        .filter(collections::id.eq_any(its))
        .order((collections::title, collections::id))
        .select(Collection::as_select())
        .load(c)?)
}

/// The entries of series, each series' in order: series and entry.
pub fn entries_in(c: &mut Conn, ids: &[&String]) -> Result<Vec<(String, String)>> {
    Ok(collection_entries::table
        .filter(collection_entries::collection_id.eq_any(ids))
        .order((
            collection_entries::collection_id,
            collection_entries::position,
        ))
        .select((
            collection_entries::collection_id,
            collection_entries::entry_id,
        ))
        .load(c)?)
}
