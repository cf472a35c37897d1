use chrono::NaiveDateTime;
use diesel::prelude::*;

use crate::db::{CHUNK, Conn};
use crate::error::Result;
use crate::library::{Entry, Status};
use crate::schema::{entries, people, review_watch as watch};

pub fn set_due_if_past(
    c: &mut Conn,
    id: &str,
    now: NaiveDateTime,
    due: NaiveDateTime,
) -> Result<()> {
    diesel::update(
        entries::table.find(id).filter(
            entries::review_due
                .is_null()
                .or(entries::review_due.le(now)),
        ),
    )
    .set(entries::review_due.eq(due))
    .execute(c)?;
    Ok(())
}

pub fn set_reviewed(
    c: &mut Conn,
    id: &str,
    version: i64,
    now: NaiveDateTime,
    by: &str,
    due: NaiveDateTime,
) -> Result<()> {
    diesel::update(entries::table.find(id))
        .set((
            entries::version.eq(version),
            entries::reviewed_at.eq(now),
            entries::reviewed_by.eq(by),
            entries::review_due.eq(due),
        ))
        .execute(c)?;
    Ok(())
}

/// Published entries without a day: id, and since when they are published.
pub fn without_due(c: &mut Conn, limit: i64) -> Result<Vec<(String, NaiveDateTime)>> {
    let rows: Vec<(String, Option<NaiveDateTime>, NaiveDateTime)> = entries::table
        .filter(entries::status.eq(Status::Published.name()))
        .filter(entries::review_due.is_null())
        .limit(limit)
        .select((entries::id, entries::published_at, entries::updated_at))
        .load(c)?;
    Ok(rows
        .into_iter()
        .map(|(id, published, updated)| (id, published.unwrap_or(updated).max(updated)))
        .collect())
}

pub fn set_due(c: &mut Conn, id: &str, due: NaiveDateTime) -> Result<()> {
    diesel::update(entries::table.find(id))
        .set(entries::review_due.eq(due))
        .execute(c)?;
    Ok(())
}

/// What was told of an entry: for which day, and how far.
pub type Told = Option<(Option<NaiveDateTime>, i64)>;

/// A page of published entries due before an instant, in the order of their ids, with what was told of
/// each.
pub fn due_before(
    c: &mut Conn,
    before: NaiveDateTime,
    after: &str,
    limit: i64,
) -> Result<Vec<(Entry, Told)>> {
    Ok(entries::table
        .left_join(watch::table)
        .filter(entries::status.eq(Status::Published.name()))
        .filter(entries::review_due.le(before))
        .filter(entries::id.gt(after))
        .order(entries::id)
        .limit(limit)
        .select((Entry::as_select(), (watch::due, watch::stage).nullable()))
        .load(c)?)
}

pub fn set_told(
    c: &mut Conn,
    id: &str,
    due: NaiveDateTime,
    stage: i64,
    now: NaiveDateTime,
) -> Result<()> {
    diesel::insert_into(watch::table)
        .values((
            watch::entry_id.eq(id),
            watch::due.eq(due),
            watch::stage.eq(stage),
            watch::told_at.eq(now),
        ))
        .on_conflict(watch::entry_id)
        .do_update()
        .set((
            watch::due.eq(due),
            watch::stage.eq(stage),
            watch::told_at.eq(now),
        ))
        .execute(c)?;
    Ok(())
}

/// Entries that others know of whose owner is nobody, or is not active, after `after` in the order of
/// their ids.
pub fn ownerless(c: &mut Conn, after: &str, limit: i64) -> Result<Vec<Entry>> {
    Ok(entries::table
        .left_join(people::table)
        .filter(entries::status.eq_any(["published", "in_review"]))
        .filter(
            entries::owner_id
                .is_null()
                .or(people::status.nullable().ne("active").assume_not_null()),
        )
        .filter(entries::id.gt(after))
        .order(entries::id)
        .limit(limit)
        .select(Entry::as_select())
        .load(c)?)
}

/// Those of `ids` that editors were told of already.
pub fn told_ownerless(c: &mut Conn, ids: &[String]) -> Result<Vec<String>> {
    let mut told = Vec::new();
    for chunk in ids.chunks(CHUNK) {
        told.extend(
            watch::table
                .filter(watch::entry_id.eq_any(chunk))
                .filter(watch::ownerless_at.is_not_null())
                .select(watch::entry_id)
                .load::<String>(c)?,
        );
    }
    Ok(told)
}

pub fn set_ownerless(c: &mut Conn, id: &str, at: NaiveDateTime) -> Result<()> {
    diesel::insert_into(watch::table)
        .values((
            watch::entry_id.eq(id),
            watch::stage.eq(0),
            watch::ownerless_at.eq(at),
        ))
        .on_conflict(watch::entry_id)
        .do_update()
        .set(watch::ownerless_at.eq(at))
        .execute(c)?;
    Ok(())
}

/// Somebody owns it again: should that end, it is told anew.
pub fn clear_ownerless(c: &mut Conn, id: &str) -> Result<()> {
    diesel::update(watch::table.find(id))
        .set(watch::ownerless_at.eq(None::<NaiveDateTime>))
        .execute(c)?;
    Ok(())
}

/// What editors were told at an instant: entries overdue, or without an owner.
pub fn told_at(c: &mut Conn, at: NaiveDateTime, ownerless: bool) -> Result<Vec<Entry>> {
    let mut query = entries::table
        .inner_join(watch::table)
        .filter(entries::status.ne("deleted"))
        .into_boxed();
    query = if ownerless {
        query.filter(watch::ownerless_at.eq(at))
    } else {
        query
            .filter(watch::told_at.eq(at))
            .filter(watch::stage.eq(3))
    };
    Ok(query
        .order(entries::title)
        .limit(500)
        .select(Entry::as_select())
        .load(c)?)
}

pub fn delete_of(c: &mut Conn, entry_id: &str) -> Result<()> {
    diesel::delete(watch::table.find(entry_id)).execute(c)?;
    Ok(())
}

/// Published entries due before an instant, the longest due first: everybody's, or those somebody
/// owns or is deputy of.
pub fn list_due(
    c: &mut Conn,
    before: NaiveDateTime,
    of: Option<&str>,
    limit: i64,
) -> Result<Vec<Entry>> {
    let mut query = entries::table
        .filter(entries::status.eq(Status::Published.name()))
        .filter(entries::review_due.le(before))
        .into_boxed();
    if let Some(person) = of {
        query = query.filter(
            entries::owner_id
                .eq(person.to_string())
                .or(entries::deputy_id.eq(person.to_string())),
        );
    }
    Ok(query
        .order((entries::review_due, entries::id))
        .limit(limit)
        .select(Entry::as_select())
        .load(c)?)
}
