//! Server-side sessions: a random id in a cookie, its hash in a row, so that each can be ended.

use chrono::{Duration, NaiveDateTime};
use diesel::prelude::*;

use crate::db::Conn;
use crate::error::Result;
use crate::members::{Member, Role};
use crate::schema::{people, person_details, person_roles, sessions};
use crate::tokens;
use crate::web::lang::Lang;

/// How long a session lives.
pub const DAYS: i64 = 30;

#[derive(Queryable, Selectable, Debug, Clone)]
#[diesel(table_name = sessions)]
pub struct SessionRow {
    pub id_hash: String,
    pub agent: String,
    pub created_at: NaiveDateTime,
    pub expires_at: NaiveDateTime,
}

/// How somebody showed who they are. The name is stored.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Method {
    /// By a link mailed to their address.
    Link,
    Password,
    /// Something they have, opened by something they know or are: two factors at once.
    Passkey,
    /// By their organisation's own sign-in.
    Provider,
}

impl Method {
    pub const ALL: [Method; 4] = [
        Method::Link,
        Method::Password,
        Method::Passkey,
        Method::Provider,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Method::Link => "link",
            Method::Password => "password",
            Method::Passkey => "passkey",
            Method::Provider => "provider",
        }
    }
}

/// Starts a session known by `secret`. Starting it again changes nothing.
pub fn start(
    c: &mut Conn,
    now: NaiveDateTime,
    person_id: &str,
    secret: &str,
    agent: &str,
    method: Method,
) -> Result<()> {
    let two_factors = (method == Method::Passkey).then_some(now);
    diesel::insert_into(sessions::table)
        .values((
            sessions::id_hash.eq(tokens::hash(secret)),
            sessions::person_id.eq(person_id),
            sessions::agent.eq(agent),
            sessions::created_at.eq(now),
            sessions::handle.eq(crate::app::new_id()),
            sessions::method.eq(method.name()),
            sessions::seen_at.eq(now),
            sessions::proven_at.eq(now),
            sessions::second_factor_at.eq(two_factors),
            sessions::expires_at.eq(now + Duration::days(DAYS)),
        ))
        .on_conflict_do_nothing()
        .execute(c)?;
    // Whoever signs in is here, by whatever way they came.
    crate::joining::mark_joined(c, now, person_id)
}

/// Whose a session is, and how far it can be trusted.
pub struct Opened {
    pub member: Member,
    /// When the person last proved who they are.
    pub proven_at: NaiveDateTime,
}

/// Roles that act only in a session that has shown a second factor.
const NEED_SECOND_FACTOR: [Role; 2] = [Role::Administrator, Role::OrganisationAdministrator];

/// Who a session belongs to: one query, a row per role. Without `second_factor` the network demands
/// none, as a demonstration does.
pub fn open(
    c: &mut Conn,
    id_hash: &str,
    now: NaiveDateTime,
    second_factor: bool,
) -> Result<Option<Opened>> {
    type Row = (
        (String, String, Option<String>, String, Option<String>),
        (NaiveDateTime, Option<NaiveDateTime>, Option<NaiveDateTime>),
    );
    let rows: Vec<Row> = sessions::table
        .inner_join(people::table.on(people::id.eq(sessions::person_id)))
        .inner_join(person_details::table.on(person_details::person_id.eq(people::id)))
        .left_join(person_roles::table.on(person_roles::person_id.eq(people::id)))
        .filter(sessions::id_hash.eq(id_hash))
        .filter(sessions::expires_at.gt(now))
        .filter(people::status.eq("active"))
        .select((
            (
                people::id,
                person_details::name,
                people::organisation_id,
                person_details::lang,
                person_roles::role.nullable(),
            ),
            (
                sessions::created_at,
                sessions::proven_at,
                sessions::second_factor_at,
            ),
        ))
        .load(c)?;
    let all = rows
        .iter()
        .filter_map(|((.., role), _)| Role::named(role.as_deref()?));
    let shown = !second_factor || rows.iter().any(|(_, (.., at))| at.is_some());
    let (withheld, roles) = all.partition(|role| !shown && NEED_SECOND_FACTOR.contains(role));
    Ok(rows.into_iter().next().map(
        |((id, name, organisation_id, lang, _), (created_at, proven_at, _))| Opened {
            member: Member {
                id,
                name,
                organisation_id,
                lang: Lang::named(&lang).unwrap_or_default(),
                roles,
                withheld,
            },
            proven_at: proven_at.unwrap_or(created_at),
        },
    ))
}

/// The person has shown a second factor: their open sessions may act with all their roles.
pub fn show_second_factor(c: &mut Conn, person_id: &str, now: NaiveDateTime) -> Result<()> {
    diesel::update(sessions::table.filter(sessions::person_id.eq(person_id)))
        .set(sessions::second_factor_at.eq(now))
        .execute(c)?;
    Ok(())
}

/// A person's open sessions, newest first.
pub fn of_person(c: &mut Conn, person_id: &str, now: NaiveDateTime) -> Result<Vec<SessionRow>> {
    Ok(sessions::table
        .filter(sessions::person_id.eq(person_id))
        .filter(sessions::expires_at.gt(now))
        .order(sessions::created_at.desc())
        .select(SessionRow::as_select())
        .load(c)?)
}

pub fn end(c: &mut Conn, id_hash: &str) -> Result<()> {
    diesel::delete(sessions::table.find(id_hash)).execute(c)?;
    Ok(())
}

/// Signs a person out everywhere.
pub fn end_all(c: &mut Conn, person_id: &str) -> Result<()> {
    diesel::delete(sessions::table.filter(sessions::person_id.eq(person_id))).execute(c)?;
    Ok(())
}

pub fn sweep(c: &mut Conn, now: NaiveDateTime) -> Result<usize> {
    Ok(diesel::delete(sessions::table.filter(sessions::expires_at.lt(now))).execute(c)?)
}

/// What a browser says of itself, in words a person knows, and no more than that.
pub fn describe_agent(header: &str) -> String {
    let browser = [
        ("Edg", "Edge"),
        ("Firefox", "Firefox"),
        ("Chrom", "Chrome"),
        ("Safari", "Safari"),
    ];
    let system = [
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Android", "Android"),
        ("Windows", "Windows"),
        ("Mac OS", "Mac"),
        ("Linux", "Linux"),
    ];
    let find = |among: &[(&str, &'static str)]| {
        among
            .iter()
            .find(|(mark, _)| header.contains(mark))
            .map(|(_, name)| *name)
    };
    match (find(&browser), find(&system)) {
        (Some(b), Some(s)) => format!("{b}, {s}"),
        (Some(one), None) | (None, Some(one)) => one.to_string(),
        (None, None) => String::new(),
    }
}
