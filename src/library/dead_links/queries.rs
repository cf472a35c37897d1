use std::collections::{BTreeSet, HashMap};

use chrono::NaiveDateTime;
use diesel::dsl::{count_star, max};
use diesel::prelude::*;

use super::{DEAD, Dead, Link};
use crate::db::{Backend, Conn};
use crate::error::Result;
use crate::library::queries::tended_by;
use crate::library::{Entry, Outline, Status};
use crate::members::Member;
use crate::schema::{entries, entry_links, link_readings, links};

/// Published entries whose links were not read at their version.
pub fn unread(c: &mut Conn, limit: i64) -> Result<Vec<Entry>> {
    Ok(entries::table
        .left_join(link_readings::table)
        .filter(entries::status.eq(Status::Published.name()))
        .filter(
            link_readings::version
                .nullable()
                .is_null()
                .or(link_readings::version
                    .nullable()
                    .ne(entries::version.nullable())),
        )
        .order(entries::id)
        .limit(limit)
        .select(Entry::as_select())
        .load(c)?)
}

pub fn set_read(c: &mut Conn, entry_id: &str, version: i64) -> Result<()> {
    diesel::insert_into(link_readings::table)
        .values((
            link_readings::entry_id.eq(entry_id),
            link_readings::version.eq(version),
        ))
        .on_conflict(link_readings::entry_id)
        .do_update()
        .set(link_readings::version.eq(version))
        .execute(c)?;
    Ok(())
}

/// An entry leads to these addresses and no others. What is new is due at once.
pub fn set_links(
    c: &mut Conn,
    now: NaiveDateTime,
    entry_id: &str,
    addresses: &BTreeSet<String>,
) -> Result<()> {
    let new: Vec<_> = addresses
        .iter()
        .map(|address| {
            (
                links::id.eq(crate::app::new_id()),
                links::address.eq(address),
                links::host.eq(host(address)),
                links::due_at.eq(now),
                links::outcome.eq(""),
                links::failures.eq(0),
            )
        })
        .collect();
    diesel::insert_into(links::table)
        .values(&new)
        .on_conflict(links::address)
        .do_nothing()
        .execute(c)?;
    let ids: Vec<String> = links::table
        .filter(links::address.eq_any(addresses))
        .select(links::id)
        .load(c)?;
    diesel::delete(
        entry_links::table
            .filter(entry_links::entry_id.eq(entry_id))
            .filter(entry_links::link_id.ne_all(&ids)),
    )
    .execute(c)?;
    let rows: Vec<_> = ids
        .iter()
        .map(|id| {
            (
                entry_links::entry_id.eq(entry_id),
                entry_links::link_id.eq(id),
                entry_links::ignored.eq(false),
            )
        })
        .collect();
    diesel::insert_into(entry_links::table)
        .values(&rows)
        .on_conflict((entry_links::entry_id, entry_links::link_id))
        .do_nothing()
        .execute(c)?;
    Ok(())
}

fn host(address: &str) -> &str {
    let after = address.split_once("://").map_or(address, |(_, rest)| rest);
    after.split(['/', '?']).next().unwrap_or_default()
}

/// Links that no entry has any more.
pub fn sweep(c: &mut Conn) -> Result<()> {
    diesel::delete(
        links::table.filter(links::id.ne_all(entry_links::table.select(entry_links::link_id))),
    )
    .execute(c)?;
    Ok(())
}

/// Links of what is published that somebody wants to hear of, due at an instant.
fn due(now: NaiveDateTime) -> links::BoxedQuery<'static, Backend> {
    let wanted = entry_links::table
        .inner_join(entries::table)
        .filter(entries::status.eq(Status::Published.name()))
        .filter(entry_links::ignored.eq(false))
        .select(entry_links::link_id);
    links::table
        .filter(links::due_at.le(now))
        .filter(links::id.eq_any(wanted))
        .into_boxed()
}

pub fn hosts_due(c: &mut Conn, now: NaiveDateTime) -> Result<Vec<String>> {
    Ok(due(now)
        .select(links::host)
        .distinct()
        .order(links::host)
        .load(c)?)
}

pub fn next_due(c: &mut Conn, host: &str, now: NaiveDateTime) -> Result<Option<Link>> {
    Ok(due(now)
        .filter(links::host.eq(host.to_string()))
        .order((links::due_at, links::id))
        .select(Link::as_select())
        .first(c)
        .optional()?)
}

/// When a host was asked last.
pub fn last_look(c: &mut Conn, host: &str) -> Result<Option<NaiveDateTime>> {
    Ok(links::table
        .filter(links::host.eq(host))
        .select(max(links::looked_at))
        .first(c)?)
}

pub fn set_settled(c: &mut Conn, link: &Link) -> Result<()> {
    diesel::update(links::table.find(&link.id))
        .set((
            links::due_at.eq(link.due_at),
            links::looked_at.eq(link.looked_at),
            links::outcome.eq(&link.outcome),
            links::failures.eq(link.failures),
            links::failed_since.eq(link.failed_since),
            links::counted_at.eq(link.counted_at),
        ))
        .execute(c)?;
    Ok(())
}

pub fn set_due(c: &mut Conn, id: &str, at: NaiveDateTime) -> Result<()> {
    diesel::update(links::table.find(id))
        .set(links::due_at.eq(at))
        .execute(c)?;
    Ok(())
}

pub fn set_ignored(c: &mut Conn, entry_id: &str, link_id: &str) -> Result<()> {
    diesel::update(entry_links::table.find((entry_id, link_id)))
        .set(entry_links::ignored.eq(true))
        .execute(c)?;
    Ok(())
}

pub fn link_of(c: &mut Conn, entry_id: &str, link_id: &str) -> Result<Link> {
    Ok(entry_links::table
        .inner_join(links::table)
        .filter(entry_links::entry_id.eq(entry_id))
        .filter(entry_links::link_id.eq(link_id))
        .select(Link::as_select())
        .first(c)?)
}

#[diesel::dsl::auto_type(no_type_alias)]
fn dead() -> _ {
    let failures: i64 = DEAD;
    entry_links::table
        .inner_join(links::table)
        .filter(entry_links::ignored.eq(false))
        .filter(links::failures.ge(failures))
}

/// The dead links of an entry, the longest dead first.
pub fn dead_of(c: &mut Conn, entry_id: &str) -> Result<Vec<Link>> {
    Ok(dead()
        .filter(entry_links::entry_id.eq(entry_id))
        .order((links::failed_since, links::id))
        .select(Link::as_select())
        .load(c)?)
}

/// The ids of published entries that somebody looks after.
fn tended(who: &Member) -> entries::BoxedQuery<'static, Backend, diesel::sql_types::Text> {
    entries::table
        .filter(entries::status.eq(Status::Published.name()))
        .filter(tended_by(who))
        .select(entries::id)
        .into_boxed()
}

/// A page of the dead links of entries that somebody looks after, the longest dead first.
pub fn list(c: &mut Conn, who: &Member, offset: i64, limit: i64) -> Result<Vec<Dead>> {
    let rows: Vec<(String, Link)> = dead()
        .filter(entry_links::entry_id.eq_any(tended(who)))
        .order((links::failed_since, links::id, entry_links::entry_id))
        .offset(offset)
        .limit(limit)
        .select((entry_links::entry_id, Link::as_select()))
        .load(c)?;
    let ids: Vec<&String> = rows.iter().map(|(id, _)| id).collect();
    let found: Vec<Outline> = entries::table
        .filter(entries::id.eq_any(ids))
        .select(Outline::as_select())
        .load(c)?;
    let found: HashMap<String, Outline> = found.into_iter().map(|e| (e.id.clone(), e)).collect();
    Ok(rows
        .into_iter()
        .filter_map(|(id, link)| {
            Some(Dead {
                entry: found.get(&id)?.clone(),
                link,
            })
        })
        .collect())
}

/// Whether any link of the entries that somebody looks after was ever tried.
pub fn any_tried(c: &mut Conn, who: &Member) -> Result<bool> {
    let tried = entry_links::table
        .inner_join(links::table)
        .filter(links::looked_at.is_not_null())
        .filter(entry_links::entry_id.eq_any(tended(who)))
        .select(links::id);
    Ok(tried.first::<String>(c).optional()?.is_some())
}

pub fn count(c: &mut Conn, who: &Member) -> Result<i64> {
    Ok(dead()
        .filter(entry_links::entry_id.eq_any(tended(who)))
        .select(count_star())
        .first(c)?)
}

pub fn forget(c: &mut Conn, entry_id: &str) -> Result<()> {
    diesel::delete(entry_links::table.filter(entry_links::entry_id.eq(entry_id))).execute(c)?;
    diesel::delete(link_readings::table.find(entry_id)).execute(c)?;
    Ok(())
}
