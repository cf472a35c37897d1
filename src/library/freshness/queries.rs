use chrono::NaiveDateTime;
use diesel::dsl::count_star;
use diesel::prelude::*;

use crate::db::{Backend, CHUNK, Conn};
use crate::error::Result;
use crate::library::queries::tended_by;
use crate::library::{Outline, Status};
use crate::members::Member;
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
) -> Result<Vec<(Outline, Told)>> {
    Ok(entries::table
        .left_join(watch::table)
        .filter(entries::status.eq(Status::Published.name()))
        .filter(entries::review_due.le(before))
        .filter(entries::id.gt(after))
        .order(entries::id)
        .limit(limit)
        .select((Outline::as_select(), (watch::due, watch::stage).nullable()))
        .load(c)?)
}

/// As `due_before`, of these entries, whenever they are due and in no order.
pub fn due_of(c: &mut Conn, ids: &[String]) -> Result<Vec<(Outline, Told)>> {
    let mut all = Vec::with_capacity(ids.len());
    for chunk in ids.chunks(CHUNK) {
        all.extend(
            entries::table
                .left_join(watch::table)
                .filter(entries::status.eq(Status::Published.name()))
                .filter(entries::id.eq_any(chunk))
                .select((Outline::as_select(), (watch::due, watch::stage).nullable()))
                .load::<(Outline, Told)>(c)?,
        );
    }
    Ok(all)
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

/// Entries that others know of whose owner is nobody, or is none of these.
fn without_owner(there: &[&'static str]) -> entries::BoxedQuery<'static, Backend> {
    let there = people::table
        .filter(people::status.eq_any(there.to_vec()))
        .select(people::id.nullable());
    entries::table
        .filter(entries::status.eq_any(["published", "in_review"]))
        .filter(
            entries::owner_id
                .is_null()
                .or(entries::owner_id.ne_all(there)),
        )
        .into_boxed()
}

/// Those nobody will come back to, after `after` in the order of their ids: who is suspended is away for
/// a time, and keeps what they look after.
pub fn ownerless(c: &mut Conn, after: &str, limit: i64) -> Result<Vec<Outline>> {
    Ok(without_owner(&["active", "suspended"])
        .filter(entries::id.gt(after.to_string()))
        .order(entries::id)
        .limit(limit)
        .select(Outline::as_select())
        .load(c)?)
}

/// A page of those nobody looks after now that `who` may write in, and how many there are.
pub fn list_ownerless(
    c: &mut Conn,
    who: &Member,
    offset: i64,
    limit: i64,
) -> Result<(Vec<Outline>, i64)> {
    let theirs = || without_owner(&["active"]).filter(tended_by(who));
    let rows = theirs()
        .order(entries::id)
        .offset(offset)
        .limit(limit)
        .select(Outline::as_select())
        .load(c)?;
    Ok((rows, theirs().select(count_star()).first(c)?))
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

/// As if nobody had been told anything of it.
pub fn clear_told(c: &mut Conn, id: &str) -> Result<()> {
    diesel::update(watch::table.find(id))
        .set((
            watch::due.eq(None::<NaiveDateTime>),
            watch::stage.eq(0),
            watch::ownerless_at.eq(None::<NaiveDateTime>),
        ))
        .execute(c)?;
    Ok(())
}

/// What editors were told at an instant: entries overdue, or without an owner.
pub fn told_at(c: &mut Conn, at: NaiveDateTime, ownerless: bool) -> Result<Vec<Outline>> {
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
        .select(Outline::as_select())
        .load(c)?)
}

pub fn delete_of(c: &mut Conn, entry_id: &str) -> Result<()> {
    diesel::delete(watch::table.find(entry_id)).execute(c)?;
    Ok(())
}

/// A page of the published entries due before an instant that `who` may write in, the longest due
/// first, and how many there are.
pub fn list_due(
    c: &mut Conn,
    before: NaiveDateTime,
    who: &Member,
    offset: i64,
    limit: i64,
) -> Result<(Vec<Outline>, i64)> {
    let theirs = || {
        entries::table
            .filter(entries::status.eq(Status::Published.name()))
            .filter(entries::review_due.le(before))
            .filter(tended_by(who))
    };
    let rows = theirs()
        .order((entries::review_due, entries::id))
        .offset(offset)
        .limit(limit)
        .select(Outline::as_select())
        .load(c)?;
    Ok((rows, theirs().select(count_star()).first(c)?))
}
