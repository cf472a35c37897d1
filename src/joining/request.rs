//! Somebody asks to come in. Asking looks nothing up: known or not, it costs the same and is answered
//! the same. What it comes to is decided by a job, and told by mail alone.

use chrono::{Duration, NaiveDateTime};

use super::invitation::invite;
use super::queries::{self, JoiningRow};
use super::views;
use crate::app::{App, new_id};
use crate::audit;
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::jobs::{self, Job};
use crate::mail::{self, Kind, Letter};
use crate::members;
use crate::notices;
use crate::privacy::consents;
use crate::settings;
use crate::sign_in::{delay, link, sessions};
use crate::tokens::{self, Purpose};
use crate::web::throttle;
use crate::web::{FormData, Lang, Problems};

/// An address nobody confirms is forgotten after this, and so long does the link live.
pub const CONFIRM_DAYS: i64 = 7;
/// How long the link in a yes lives.
pub const APPROVED_HOURS: i64 = 24;

/// Where a request stands. The name is stored.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Status {
    Unconfirmed,
    /// The address is the asker's; somebody must say yes or no.
    Asked,
    Approved,
    Refused,
}

impl Status {
    pub fn name(self) -> &'static str {
        match self {
            Status::Unconfirmed => "unconfirmed",
            Status::Asked => "asked",
            Status::Approved => "approved",
            Status::Refused => "refused",
        }
    }
}

impl JoiningRow {
    pub fn is(&self, status: Status) -> bool {
        self.status == status.name()
    }

    pub fn lang(&self) -> Lang {
        Lang::named(&self.lang).unwrap_or_default()
    }
}

/// What somebody who asks says of themselves. Checked.
pub struct Asking {
    pub email: String,
    pub name: String,
    pub title: String,
    pub lang: Lang,
    pub organisation_id: Option<String>,
    pub message: String,
}

impl Asking {
    /// `organisations`: ids to choose from.
    pub fn parse(form: &FormData, lang: Lang, organisations: &[&str]) -> Result<Asking, Problems> {
        let mut problems = Problems::default();
        let name = problems.line(form, "name", 100);
        let email = members::email(&mut problems, form);
        let title = problems.optional_line(form, "title", 150);
        let organisation = problems.choice(form, "organisation", organisations);
        let message = problems.optional_block(form, "message", 2000);
        problems.or(Asking {
            email,
            name,
            title,
            lang,
            organisation_id: organisation.map(str::to_string),
            message,
        })
    }
}

/// Keeps the request. Counted before anything else.
pub fn ask(c: &mut Conn, app: &App, now: NaiveDateTime, asking: &Asking, from: &str) -> Result<()> {
    let digest = |what, of| app.key.digest(what, of);
    let place = delay::place(from);
    throttle::count(c, now, &digest("join-from", &place), &link::PER_PLACE)?;
    throttle::count(
        c,
        now,
        &digest("join-to", &asking.email),
        &link::PER_ADDRESS,
    )?;
    let joining = new_id();
    queries::insert_joining(c, now, &joining, asking)?;
    jobs::enqueue(c, &Job::Join { joining }, now, None)
}

/// The job behind `ask`: one mail. Who is here gets a link to sign in, who is invited gets their
/// invitation again, anybody else is asked to confirm the address. Somebody who was shut out hears
/// nothing.
pub async fn answer(app: &App, joining: String) -> Result<()> {
    let now = app.clock.now();
    let host = app.config.base_url.host().to_string();
    app.db
        .write(move |c| {
            let row = match queries::joining(c, &joining) {
                Ok(row) if row.is(Status::Unconfirmed) && row.person_id.is_none() => row,
                // Answered already.
                Ok(_) | Err(Error::NotFound) => return Ok(()),
                Err(e) => return Err(e),
            };
            let occasion = format!("join:{}", row.id);
            let Some(owner) = queries::owner_of(c, &row.email)? else {
                let person = new_id();
                queries::reserve_person(c, now, &row.id, &person)?;
                let kind = Kind::JoinConfirm;
                return mail::enqueue(c, now, &host, kind, &person, &row.id, &occasion);
            };
            queries::forget(c, &[(row.id, None)])?;
            if owner.active && owner.joined {
                mail::enqueue(c, now, &host, Kind::JoinKnown, &owner.id, "/", &occasion)
            } else if owner.active {
                invite(c, &host, now, &owner.id, None)
            } else {
                Ok(())
            }
        })
        .await
}

/// To somebody who is here already: a link to sign in.
pub async fn known_letter(app: &App, person_id: &str) -> Result<Option<Letter>> {
    let now = app.clock.now();
    let id = person_id.to_string();
    let otherwise = app.config.network_name.clone();
    let made = app
        .db
        .write(move |c| match members::person(c, &id) {
            Ok(person) => {
                let ttl = Duration::minutes(link::LINK_MINUTES);
                let token = link::issue(c, now, &id, "/", ttl)?;
                let network = settings::get(c, settings::NAME)?.unwrap_or(otherwise);
                Ok(Some((person, token, network)))
            }
            Err(Error::NotFound) => Ok(None),
            Err(e) => Err(e),
        })
        .await?;
    Ok(made.map(|(person, token, network)| {
        let link = app.config.base_url.url(&format!("/sign-in/{token}"));
        views::letters::known(&person, &network, &link)
    }))
}

/// To somebody who asked: confirm the address, yes, or no. None when the request has moved on.
pub async fn letter(app: &App, kind: Kind, joining: &str) -> Result<Option<Letter>> {
    let now = app.clock.now();
    let id = joining.to_string();
    let otherwise = app.config.network_name.clone();
    let made = app
        .db
        .write(move |c| {
            let row = match queries::joining(c, &id) {
                Ok(row) => row,
                Err(Error::NotFound) => return Ok(None),
                Err(e) => return Err(e),
            };
            let path = match kind {
                Kind::JoinConfirm if row.is(Status::Unconfirmed) => {
                    let ttl = Duration::days(CONFIRM_DAYS);
                    let token = tokens::issue(c, now, Purpose::Confirm, &row.id, ttl)?;
                    format!("/join/{token}")
                }
                Kind::JoinApproved if row.is(Status::Approved) => {
                    let person = row.person_id.as_deref().unwrap_or_default();
                    let ttl = Duration::hours(APPROVED_HOURS);
                    format!("/sign-in/{}", link::issue(c, now, person, "/", ttl)?)
                }
                Kind::JoinRefused if row.is(Status::Refused) => "/about".to_string(),
                _ => return Ok(None),
            };
            let network = settings::get(c, settings::NAME)?.unwrap_or(otherwise);
            Ok(Some((row, path, network)))
        })
        .await?;
    Ok(made.map(|(row, path, network)| {
        let link = app.config.base_url.url(&path);
        views::letters::to_asker(kind, &row, &network, &link)
    }))
}

/// What a confirming link is about, and the organisation the address belongs to, if any. Nothing
/// changes.
pub fn look(c: &mut Conn, now: NaiveDateTime, token: &str) -> Result<(JoiningRow, Option<String>)> {
    let id = tokens::peek(c, now, Purpose::Confirm, token)?;
    let row = open(c, id)?;
    let organisation = organisation_of(c, &row.email)?;
    Ok((row, organisation))
}

fn open(c: &mut Conn, id: String) -> Result<JoiningRow> {
    match queries::joining(c, &id) {
        Ok(row) if row.is(Status::Unconfirmed) => Ok(row),
        Ok(_) | Err(Error::NotFound) => Err(Error::LinkSpent),
        Err(e) => Err(e),
    }
}

fn organisation_of(c: &mut Conn, email: &str) -> Result<Option<String>> {
    let domain = email.rsplit_once('@').map_or("", |(_, domain)| domain);
    queries::organisation_of_domain(c, domain)
}

/// Where somebody goes who must wait for a yes.
pub const WAITING: &str = "/join/waiting";

/// The address is confirmed, and what the person agreed to kept. Whose mail domain is an
/// organisation's is its member at once, with a session known by `secret`; anybody else waits.
pub fn confirm(
    c: &mut Conn,
    now: NaiveDateTime,
    token: &str,
    secret: &str,
    agent: &str,
) -> Result<String> {
    let id = tokens::consume(c, now, Purpose::Confirm, token)?;
    let row = open(c, id)?;
    let person = row.person_id.as_deref().ok_or(Error::LinkSpent)?;
    // Somebody added the person while their mail was under way: their invitation is the way in.
    if queries::owner_of(c, &row.email)?.is_some() {
        return Err(Error::LinkSpent);
    }
    // The newest request counts: what the person asked before is theirs to replace.
    let earlier = queries::others_open(c, &row.email, &row.id)?;
    queries::forget(c, &earlier)?;
    consents::keep(c, now, person, consents::Purpose::Membership)?;
    let Some(organisation) = organisation_of(c, &row.email)? else {
        queries::set_confirmed(c, now, &row.id, Status::Asked)?;
        notices::tell(c, now, notices::Kind::Joining, &row.id, None)?;
        audit::record(c, now, None, "ask", "joining", &row.id)?;
        return Ok(WAITING.to_string());
    };
    queries::let_in(c, now, &row, person, Some(&organisation))?;
    queries::set_confirmed(c, now, &row.id, Status::Approved)?;
    sessions::start(c, now, person, secret, agent, sessions::Method::Link)?;
    audit::record(c, now, Some(person), "join", "person", person)?;
    Ok("/?done=joined".to_string())
}

/// The address is a person's by now: what was asked for it waits for nobody any more.
pub fn settle(
    c: &mut Conn,
    now: NaiveDateTime,
    email: &str,
    person_id: &str,
    organisation_id: Option<&str>,
) -> Result<()> {
    let open = queries::open_of(c, email, organisation_id)?;
    queries::set_settled(c, now, &open, person_id)
}

/// What became of a yes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Approved {
    LetIn,
    /// Somebody has the address by now: nobody comes in, and the request is closed.
    Known,
}

/// Somebody says yes. `Conflict` when the request was decided.
pub fn approve(
    c: &mut Conn,
    host: &str,
    now: NaiveDateTime,
    joining: &str,
    by: &str,
    organisation_id: Option<&str>,
) -> Result<Approved> {
    let (row, person) = undecided(c, joining)?;
    if let Some(owner) = queries::owner_of(c, &row.email)? {
        settle(c, now, &row.email, &owner.id, None)?;
        return Ok(Approved::Known);
    }
    queries::let_in(c, now, &row, &person, organisation_id)?;
    let (status, kept) = (Status::Approved, row.message.as_str());
    queries::set_decided(c, now, &row, by, status, organisation_id, kept)?;
    tell(c, host, now, Kind::JoinApproved, &row, &person)?;
    audit::record(c, now, Some(by), "approve", "joining", &row.id)?;
    audit::record(c, now, Some(by), "join", "person", &person)?;
    Ok(Approved::LetIn)
}

/// Somebody says no, and why: that is kept instead of what the person wrote.
pub fn refuse(
    c: &mut Conn,
    host: &str,
    now: NaiveDateTime,
    joining: &str,
    by: &str,
    reason: &str,
) -> Result<()> {
    let (row, person) = undecided(c, joining)?;
    let organisation = row.organisation_id.as_deref();
    queries::set_decided(c, now, &row, by, Status::Refused, organisation, reason)?;
    tell(c, host, now, Kind::JoinRefused, &row, &person)?;
    audit::record(c, now, Some(by), "refuse", "joining", &row.id)
}

fn undecided(c: &mut Conn, joining: &str) -> Result<(JoiningRow, String)> {
    let row = queries::joining(c, joining)?;
    match row.person_id.clone() {
        Some(person) if row.is(Status::Asked) => Ok((row, person)),
        _ => Err(Error::Conflict),
    }
}

fn tell(
    c: &mut Conn,
    host: &str,
    now: NaiveDateTime,
    kind: Kind,
    row: &JoiningRow,
    person: &str,
) -> Result<()> {
    let occasion = format!("{}:{}", kind.name(), row.id);
    mail::enqueue(c, now, host, kind, person, &row.id, &occasion)
}
