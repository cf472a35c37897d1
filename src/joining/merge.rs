//! Two records that are one person become one: all that is the one's becomes the other's. What that
//! takes stands in the register of personal data, table by table.

use std::collections::BTreeMap;

use chrono::NaiveDateTime;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};

use crate::audit;
use crate::changes::{self, Kind};
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::members::profile::{Field, Sees};
use crate::members::{self, Role};
use crate::privacy::tables::{Class, Link, Merge, PersonColumn, TABLES};
use crate::schema::{
    entries, other_addresses, people, person_details, photos, posts, representatives, topics,
    unit_members, units,
};

/// What is the record's that goes.
#[derive(Debug, Default, PartialEq)]
pub struct Preview {
    /// How many rows of each kind become the other's.
    pub moves: BTreeMap<Class, i64>,
    /// How many end: sessions, passwords, waiting work.
    pub ends: i64,
}

/// What would happen to what is `other`'s: one query.
pub fn preview(c: &mut Conn, other: &str) -> Result<Preview> {
    #[derive(QueryableByName)]
    struct Counted {
        #[diesel(sql_type = BigInt)]
        place: i64,
        #[diesel(sql_type = BigInt)]
        count: i64,
    }
    let touched: Vec<&PersonColumn> = TABLES
        .iter()
        .filter(|t| t.merge != Merge::Stay && t.link != Link::Within)
        .collect();
    let parts: Vec<String> = touched
        .iter()
        .enumerate()
        .map(|(i, PersonColumn { table, column, .. })| {
            format!(
                "SELECT CAST({i} AS BIGINT) AS place, COUNT(*) AS count FROM {table} WHERE {column} = $1"
            )
        })
        .collect();
    let rows = diesel::sql_query(parts.join(" UNION ALL "))
        .bind::<Text, _>(other)
        .load::<Counted>(c)?;
    let mut preview = Preview::default();
    for row in rows.iter().filter(|r| r.count > 0) {
        let of = usize::try_from(row.place)
            .ok()
            .and_then(|i| touched.get(i))
            .ok_or_else(|| Error::internal("a place nobody asked about"))?;
        if of.merge == Merge::Delete {
            preview.ends += row.count;
        } else {
            *preview.moves.entry(of.class).or_default() += row.count;
        }
    }
    Ok(preview)
}

/// Makes `keep` of the two. `Conflict` when they are one record already; `NotFound` when one of them
/// is nobody active.
pub fn merge(c: &mut Conn, now: NaiveDateTime, keep: &str, other: &str, by: &str) -> Result<()> {
    if keep == other {
        return Err(Error::Conflict);
    }
    let kept = Identity::of(c, keep)?;
    let gone = Identity::of(c, other)?;
    tell_search(c, now, other)?;
    let organisation = kept
        .organisation_id
        .clone()
        .or(gone.organisation_id.clone());
    for identity in [&kept, &gone] {
        leave_behind(c, identity, organisation.as_deref())?;
    }
    let takes_photo = !has_photo(c, keep)? && has_photo(c, other)?;
    for column in TABLES {
        carry(c, column, keep, other)?;
    }
    // Both said to be two people, or to be somebody else: that was about records that were two.
    join(c, now, &kept, &gone, takes_photo)?;
    audit::record(c, now, Some(by), "merge", "person", keep)?;
    audit::record(c, now, Some(by), "merged-away", "person", other)
}

/// What identifies a person, and is joined by hand.
struct Identity {
    id: String,
    details: Details,
    organisation_id: Option<String>,
    created_at: NaiveDateTime,
    joined_at: Option<NaiveDateTime>,
    seen_at: Option<NaiveDateTime>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = person_details)]
struct Details {
    email: String,
    title: String,
    phone: String,
    help: String,
    speaks: String,
    visibility: String,
}

impl Identity {
    fn of(c: &mut Conn, id: &str) -> Result<Identity> {
        let (organisation_id, created_at, joined_at, seen_at) = people::table
            .find(id)
            .filter(people::status.eq("active"))
            .select((
                people::organisation_id,
                people::created_at,
                people::joined_at,
                people::seen_at,
            ))
            .first(c)?;
        Ok(Identity {
            id: id.to_string(),
            details: person_details::table
                .find(id)
                .select(Details::as_select())
                .first(c)?,
            organisation_id,
            created_at,
            joined_at,
            seen_at,
        })
    }
}

/// What somebody is in an organisation the joined record does not belong to ends, as it does when
/// somebody moves: departments, speaking for it, and administering it.
fn leave_behind(c: &mut Conn, identity: &Identity, organisation: Option<&str>) -> Result<()> {
    if identity.organisation_id.as_deref() == organisation {
        return Ok(());
    }
    let id = &identity.id;
    members::remove_role(c, id, Role::OrganisationAdministrator)?;
    let Some(left) = &identity.organisation_id else {
        return Ok(());
    };
    let within = units::table
        .filter(units::organisation_id.eq(left))
        .select(units::id);
    diesel::delete(
        unit_members::table
            .filter(unit_members::person_id.eq(id))
            .filter(unit_members::unit_id.eq_any(within)),
    )
    .execute(c)?;
    diesel::delete(representatives::table.find((left, id))).execute(c)?;
    Ok(())
}

fn has_photo(c: &mut Conn, id: &str) -> Result<bool> {
    let photo = photos::table.find(id);
    Ok(diesel::select(diesel::dsl::exists(photo)).get_result(c)?)
}

/// Everything search shows with a person's name is looked at anew.
fn tell_search(c: &mut Conn, now: NaiveDateTime, other: &str) -> Result<()> {
    let owned: Vec<String> = entries::table
        .filter(entries::owner_id.eq(other))
        .select(entries::id)
        .load(c)?;
    let mut written: Vec<String> = topics::table
        .filter(topics::author_id.eq(other))
        .select(topics::id)
        .load(c)?;
    written.extend(
        posts::table
            .filter(posts::author_id.eq(other))
            .select(posts::topic_id)
            .load::<String>(c)?,
    );
    written.sort_unstable();
    written.dedup();
    let ids = |all: &[String]| all.to_vec();
    for (kind, all) in [(Kind::Entry, ids(&owned)), (Kind::Topic, ids(&written))] {
        let all: Vec<&str> = all.iter().map(String::as_str).collect();
        changes::record_all(c, kind, &all, now)?;
    }
    Ok(())
}

/// One column of the register. Names of tables and columns are the program's own, ids are bound.
fn carry(c: &mut Conn, column: &PersonColumn, keep: &str, other: &str) -> Result<()> {
    let PersonColumn {
        table, column: id, ..
    } = column;
    match (column.merge, column.link) {
        (Merge::Stay, _) => Ok(()),
        (Merge::Delete, Link::Within) => {
            let within = format!("%{other}%");
            run(
                c,
                &format!("DELETE FROM {table} WHERE {id} LIKE $1"),
                &[&within],
            )
        }
        (Merge::Delete, _) => run(c, &format!("DELETE FROM {table} WHERE {id} = $1"), &[other]),
        (_, Link::Within) => Err(Error::internal("an id within a text cannot be moved")),
        (Merge::Move, _) => take(c, table, id, keep, other),
        (Merge::Unique { with, prefer }, _) => {
            // Of two rows where one may be, the kept person's goes only for a better one.
            if let Some(better) = prefer {
                let twin = twin(table, id, with, &format!(" AND ({better})"));
                let worse =
                    format!("DELETE FROM {table} WHERE {id} = $1 AND NOT ({better}) AND {twin}");
                run(c, &worse, &[keep, other])?;
            }
            let twin = twin(table, id, with, "");
            run(
                c,
                &format!("DELETE FROM {table} WHERE {id} = $1 AND {twin}"),
                &[other, keep],
            )?;
            take(c, table, id, keep, other)
        }
    }
}

/// The condition that person `$2` has a row in the same place, and `more` holds for it.
fn twin(table: &str, id: &str, with: &[&str], more: &str) -> String {
    if with.is_empty() {
        return format!("EXISTS (SELECT 1 FROM {table} WHERE {id} = $2{more})");
    }
    let with = with.join(", ");
    format!("({with}) IN (SELECT {with} FROM {table} WHERE {id} = $2{more})")
}

fn take(c: &mut Conn, table: &str, id: &str, keep: &str, other: &str) -> Result<()> {
    run(
        c,
        &format!("UPDATE {table} SET {id} = $1 WHERE {id} = $2"),
        &[keep, other],
    )
}

/// Both databases read `$1`, `$2` in the order in which they first stand in the statement.
fn run(c: &mut Conn, sql: &str, values: &[&str]) -> Result<()> {
    let mut query = diesel::sql_query(sql).into_boxed::<crate::db::Backend>();
    for value in values {
        query = query.bind::<Text, _>(value.to_string());
    }
    query.execute(c)?;
    Ok(())
}

/// The record that goes keeps its opaque id, which the audit chain names; its address becomes a
/// further one of the person's, and what the kept record does not say is taken from it.
fn join(
    c: &mut Conn,
    now: NaiveDateTime,
    kept: &Identity,
    gone: &Identity,
    takes_photo: bool,
) -> Result<()> {
    diesel::delete(person_details::table.find(&gone.id)).execute(c)?;
    diesel::update(people::table.find(&gone.id))
        .set((
            people::status.eq("merged"),
            people::organisation_id.eq(None::<String>),
        ))
        .execute(c)?;
    diesel::insert_into(other_addresses::table)
        .values((
            other_addresses::email.eq(&gone.details.email),
            other_addresses::person_id.eq(&kept.id),
            other_addresses::at.eq(now),
        ))
        .execute(c)?;
    let organisation = kept
        .organisation_id
        .as_ref()
        .or(gone.organisation_id.as_ref());
    diesel::update(people::table.find(&kept.id))
        .set((
            people::organisation_id.eq(organisation),
            people::created_at.eq(kept.created_at.min(gone.created_at)),
            people::joined_at.eq(earliest(kept.joined_at, gone.joined_at)),
            people::seen_at.eq(kept.seen_at.max(gone.seen_at)),
            people::version.eq(people::version + 1),
        ))
        .execute(c)?;
    let (a, b) = (&kept.details, &gone.details);
    let (theirs, mut sees) = (Sees::read(&b.visibility), Sees::read(&a.visibility));
    // What is taken is shown to nobody whom either record hid it from.
    let mut take = |field, taken: bool| {
        if taken {
            sees.set(field, sees.of(field).max(theirs.of(field)));
        }
    };
    let mut said = |field, a: &str, b: &str| {
        let taken = a.is_empty() && !b.is_empty();
        take(field, taken);
        if taken { b } else { a }.to_string()
    };
    let title = said(Field::Title, &a.title, &b.title);
    let help = said(Field::Help, &a.help, &b.help);
    let phone = said(Field::Phone, &a.phone, &b.phone);
    let speaks = said(Field::Speaks, &a.speaks, &b.speaks);
    take(Field::Photo, takes_photo);
    let takes_organisation = kept.organisation_id.is_none() && gone.organisation_id.is_some();
    take(Field::Organisation, takes_organisation);
    diesel::update(person_details::table.find(&kept.id))
        .set((
            person_details::title.eq(title),
            person_details::help.eq(help),
            person_details::phone.eq(phone),
            person_details::speaks.eq(speaks),
            person_details::visibility.eq(sees.stored()),
        ))
        .execute(c)?;
    members::refold(c, &kept.id)
}

fn earliest(a: Option<NaiveDateTime>, b: Option<NaiveDateTime>) -> Option<NaiveDateTime> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (one, other) => one.or(other),
    }
}
