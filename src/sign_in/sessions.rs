//! Server-side sessions: a random id in a cookie, its hash in a row, so that each can be ended.

use chrono::{Duration, NaiveDateTime};
use diesel::prelude::*;

use crate::db::Conn;
use crate::error::{Error, Result};
use crate::members::{Member, Role};
use crate::schema::{people, person_details, person_roles, sessions, totp};
use crate::tokens;
use crate::web::lang::Lang;

/// How long a session lives.
pub const DAYS: i64 = 30;
/// How long a session lives that nobody uses.
pub const UNUSED_DAYS: i64 = 7;
/// The same for those who administer.
pub const UNUSED_HOURS_OF_ADMINISTRATORS: i64 = 12;
/// Use is noted no oftener than this: a page read is not a write. And no seldomer: a digest is for who
/// was not here since.
const NOTED_EACH: Duration = Duration::minutes(5);

#[derive(Queryable, Selectable, Debug, Clone)]
#[diesel(table_name = sessions)]
pub struct SessionRow {
    pub id_hash: String,
    /// What its owner ends it by: unlike the hash, it opens nothing and says nothing.
    pub handle: String,
    pub agent: String,
    pub method: String,
    pub created_at: NaiveDateTime,
    pub expires_at: NaiveDateTime,
    pub seen_at: Option<NaiveDateTime>,
    /// When a second factor was last shown in this session.
    pub second_factor_at: Option<NaiveDateTime>,
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
    crate::joining::mark_joined(c, now, person_id)?;
    been_here(c, person_id, now)
}

/// Digests and retention ask when somebody was last here.
fn been_here(c: &mut Conn, person_id: &str, now: NaiveDateTime) -> Result<()> {
    diesel::update(people::table.find(person_id))
        .set(people::seen_at.eq(now))
        .execute(c)?;
    Ok(())
}

/// Whose a session is, and how far it can be trusted.
pub struct Opened {
    pub member: Member,
    /// When the person last proved who they are.
    pub proven_at: NaiveDateTime,
    /// The person has an app for codes, and has not shown one in this session: nothing is open yet.
    pub owes_code: bool,
    /// It is time to note that the session is in use.
    pub note_use: bool,
}

/// Roles that act only in a session that has shown a second factor.
const NEED_SECOND_FACTOR: [Role; 2] = [Role::Administrator, Role::OrganisationAdministrator];

/// Whether the network demands a second factor of who has this role.
pub fn needs_second_factor(role: &Role) -> bool {
    NEED_SECOND_FACTOR.contains(role)
}

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
        (
            NaiveDateTime,
            Option<NaiveDateTime>,
            Option<NaiveDateTime>,
            Option<NaiveDateTime>,
            Option<NaiveDateTime>,
        ),
    );
    let rows: Vec<Row> = sessions::table
        .inner_join(people::table.on(people::id.eq(sessions::person_id)))
        .inner_join(person_details::table.on(person_details::person_id.eq(people::id)))
        .left_join(person_roles::table.on(person_roles::person_id.eq(people::id)))
        .left_join(totp::table.on(totp::person_id.eq(people::id)))
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
                sessions::seen_at,
                sessions::proven_at,
                totp::confirmed_at.nullable(),
                sessions::second_factor_at,
            ),
        ))
        .load(c)?;
    let all: Vec<Role> = rows
        .iter()
        .filter_map(|((.., role), _)| Role::named(role.as_deref()?))
        .collect();
    let has_shown = rows.iter().any(|(_, (.., at))| at.is_some());
    let has_app = rows.iter().any(|(_, (_, _, _, since, _))| since.is_some());
    let shown = !second_factor || has_shown;
    let administers = second_factor && all.iter().any(needs_second_factor);
    let (withheld, roles) = all
        .into_iter()
        .partition(|role| !shown && needs_second_factor(role));
    let Some(((id, name, organisation_id, lang, _), (created_at, seen_at, proven_at, ..))) =
        rows.into_iter().next()
    else {
        return Ok(None);
    };
    let seen_at = seen_at.unwrap_or(created_at);
    if seen_at + unused(administers) <= now {
        return Ok(None);
    }
    Ok(Some(Opened {
        member: Member {
            id,
            name,
            organisation_id,
            lang: Lang::named(&lang).unwrap_or_default(),
            roles,
            withheld,
        },
        proven_at: proven_at.unwrap_or(created_at),
        owes_code: has_app && !has_shown,
        note_use: seen_at + NOTED_EACH <= now,
    }))
}

fn unused(administers: bool) -> Duration {
    if administers {
        Duration::hours(UNUSED_HOURS_OF_ADMINISTRATORS)
    } else {
        Duration::days(UNUSED_DAYS)
    }
}

/// The session is in use, and its person here.
pub fn note_use(c: &mut Conn, id_hash: &str, person_id: &str, now: NaiveDateTime) -> Result<()> {
    diesel::update(sessions::table.find(id_hash))
        .set(sessions::seen_at.eq(now))
        .execute(c)?;
    been_here(c, person_id, now)
}

/// A session's own row.
pub fn row(c: &mut Conn, id_hash: &str) -> Result<SessionRow> {
    Ok(sessions::table
        .find(id_hash)
        .select(SessionRow::as_select())
        .first(c)?)
}

/// A second factor was shown in this session: it may act with all its person's roles.
pub fn show_second_factor(c: &mut Conn, id_hash: &str, now: NaiveDateTime) -> Result<()> {
    diesel::update(sessions::table.find(id_hash))
        .set(sessions::second_factor_at.eq(now))
        .execute(c)?;
    Ok(())
}

/// The person proved once more who they are. The session goes on under a new `secret`; the one it
/// had opens nothing any more. `SignInNeeded` when it has ended meanwhile.
pub fn prove(c: &mut Conn, id_hash: &str, secret: &str, now: NaiveDateTime) -> Result<()> {
    let renewed = diesel::update(sessions::table.find(id_hash))
        .set((
            sessions::id_hash.eq(tokens::hash(secret)),
            sessions::proven_at.eq(now),
            sessions::seen_at.eq(now),
        ))
        .execute(c)?;
    if renewed == 0 {
        return Err(Error::SignInNeeded);
    }
    Ok(())
}

/// A person's open sessions, newest first.
pub fn of_person(c: &mut Conn, person_id: &str, now: NaiveDateTime) -> Result<Vec<SessionRow>> {
    let in_use = sessions::seen_at
        .gt(now - Duration::days(UNUSED_DAYS))
        .or(sessions::seen_at.is_null());
    Ok(sessions::table
        .filter(sessions::person_id.eq(person_id))
        .filter(sessions::expires_at.gt(now))
        .filter(in_use)
        .order(sessions::created_at.desc())
        .select(SessionRow::as_select())
        .load(c)?)
}

pub fn end(c: &mut Conn, id_hash: &str) -> Result<()> {
    diesel::delete(sessions::table.find(id_hash)).execute(c)?;
    Ok(())
}

/// Ends one of a person's own sessions, by its handle.
pub fn end_own(c: &mut Conn, person_id: &str, handle: &str) -> Result<()> {
    let own = sessions::table
        .filter(sessions::person_id.eq(person_id))
        .filter(sessions::handle.eq(handle))
        .filter(sessions::handle.ne(""));
    if diesel::delete(own).execute(c)? == 0 {
        return Err(Error::NotFound);
    }
    Ok(())
}

/// Ends all of a person's sessions but one.
pub fn end_others(c: &mut Conn, person_id: &str, id_hash: &str) -> Result<()> {
    let others = sessions::table
        .filter(sessions::person_id.eq(person_id))
        .filter(sessions::id_hash.ne(id_hash));
    diesel::delete(others).execute(c)?;
    Ok(())
}

/// Signs a person out everywhere.
pub fn end_all(c: &mut Conn, person_id: &str) -> Result<()> {
    diesel::delete(sessions::table.filter(sessions::person_id.eq(person_id))).execute(c)?;
    Ok(())
}

pub fn sweep(c: &mut Conn, now: NaiveDateTime) -> Result<usize> {
    let over = sessions::expires_at.lt(now).or(sessions::seen_at
        .lt(now - Duration::days(UNUSED_DAYS))
        .assume_not_null());
    Ok(diesel::delete(sessions::table.filter(over)).execute(c)?)
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
