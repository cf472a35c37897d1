//! Somebody was added, and gets one link that shows them what they come into.

use chrono::{Duration, NaiveDateTime};

use super::{queries, views};
use crate::app::App;
use crate::audit;
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::mail::{self, Letter};
use crate::members::{self, PersonRow, Role};
use crate::privacy::consents;
use crate::settings;
use crate::sign_in::sessions;
use crate::tokens::{self, Purpose};
use crate::web::Lang;

/// How long an invitation's link lives.
pub const LINK_DAYS: i64 = 14;

/// Queues the mail that invites a person, in the caller's transaction. `by`: who invites. Asked for
/// again, it is sent again.
pub fn invite(
    c: &mut Conn,
    host: &str,
    now: NaiveDateTime,
    person_id: &str,
    by: Option<&str>,
) -> Result<()> {
    let occasion = format!("welcome:{person_id}:{}", crate::app::new_id());
    queue(c, host, now, person_id, by, &occasion)
}

fn queue(
    c: &mut Conn,
    host: &str,
    now: NaiveDateTime,
    person_id: &str,
    by: Option<&str>,
    occasion: &str,
) -> Result<()> {
    let by = by.unwrap_or_default();
    mail::enqueue(c, now, host, mail::Kind::Welcome, person_id, by, occasion)
}

/// The job after a list: an invitation for everybody who was added at that moment. Begun again, it
/// leaves nobody out and writes to nobody twice.
pub async fn invite_added(app: &App, job: i64, at: NaiveDateTime, by: String) -> Result<()> {
    let now = app.clock.now();
    let host = app.config.base_url.host().to_string();
    app.db
        .write(move |c| {
            for person in queries::added_at(c, at)? {
                let occasion = format!("welcome:{person}:{job}");
                queue(c, &host, now, &person, Some(&by), &occasion)?;
            }
            Ok(())
        })
        .await
}

/// Who invites, in terms that are not private.
pub enum Inviter {
    Network,
    Organisation(String),
}

/// What a mail or a page about coming in says.
pub struct Prepared {
    pub network: String,
    pub person: PersonRow,
    pub token: String,
    pub inviter: Inviter,
}

/// The mail itself, or none when the person is gone or was here already.
pub async fn letter(app: &App, person_id: &str, by: &str) -> Result<Option<Letter>> {
    let now = app.clock.now();
    let (id, by) = (person_id.to_string(), by.to_string());
    let otherwise = app.config.network_name.clone();
    let made = app
        .db
        .write(move |c| match prepare(c, now, &id, &by, otherwise) {
            Err(Error::NotFound) => Ok(None),
            other => other,
        })
        .await?;
    Ok(made.map(|prepared| views::letters::welcome(app, &prepared)))
}

fn prepare(
    c: &mut Conn,
    now: NaiveDateTime,
    id: &str,
    by: &str,
    network: String,
) -> Result<Option<Prepared>> {
    let person = members::person(c, id)?;
    if queries::has_joined(c, id)? {
        return Ok(None);
    }
    let (roles, organisation) = queries::inviter(c, by)?;
    let for_organisation = roles
        .iter()
        .any(|r| r == Role::OrganisationAdministrator.name())
        && !roles.iter().any(|r| r == Role::Administrator.name());
    Ok(Some(Prepared {
        network: settings::get(c, settings::NAME)?.unwrap_or(network),
        person,
        token: tokens::issue(c, now, Purpose::Join, id, Duration::days(LINK_DAYS))?,
        inviter: match organisation {
            Some(name) if for_organisation => Inviter::Organisation(name),
            _ => Inviter::Network,
        },
    }))
}

/// Whom a link invites. Nothing changes.
pub fn look(c: &mut Conn, now: NaiveDateTime, token: &str) -> Result<PersonRow> {
    let id = tokens::peek(c, now, Purpose::Join, token)?;
    still_invited(c, &id)
}

fn still_invited(c: &mut Conn, id: &str) -> Result<PersonRow> {
    let person = members::person(c, id).map_err(|e| match e {
        // Suspended or forgotten since the mail was sent.
        Error::NotFound => Error::LinkSpent,
        e => e,
    })?;
    if queries::has_joined(c, id)? {
        return Err(Error::LinkSpent);
    }
    Ok(person)
}

/// What the person checked and set right.
pub struct Checked {
    pub name: String,
    pub title: String,
    pub lang: Lang,
}

/// The person comes in: their details stand, what they agreed to is kept, a session known by
/// `secret` begins, and no other invitation of theirs opens anything any more.
pub fn accept(
    c: &mut Conn,
    now: NaiveDateTime,
    token: &str,
    checked: &Checked,
    secret: &str,
    agent: &str,
) -> Result<String> {
    let id = tokens::consume(c, now, Purpose::Join, token)?;
    still_invited(c, &id)?;
    tokens::revoke(c, now, Purpose::Join, &id)?;
    members::update_profile(c, &id, &checked.name, &checked.title, checked.lang)?;
    queries::set_joined(c, now, &id)?;
    consents::keep(c, now, &id, consents::Purpose::Membership)?;
    sessions::start(c, now, &id, secret, agent, sessions::Method::Link)?;
    audit::record(c, now, Some(&id), "join", "person", &id)?;
    Ok("/?done=joined".to_string())
}

/// The person has been here: by whatever way.
pub fn mark_joined(c: &mut Conn, now: NaiveDateTime, person_id: &str) -> Result<()> {
    queries::set_joined(c, now, person_id)
}
