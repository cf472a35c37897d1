//! Signing in by a mailed link. A GET shows a button, only a POST signs in: mail scanners follow
//! links. Asking answers the same, and does the same work, whether or not somebody has the address.

use chrono::{Duration, NaiveDateTime};

use super::{delay, sessions};
use crate::app::App;
use crate::audit;
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::jobs::{self, Job};
use crate::mail::{self, Letter};
use crate::members;
use crate::moderation;
use crate::tokens::{self, Purpose};
use crate::web::lang::{Lang, Value};
use crate::web::throttle::{self, Rate};

/// How long a mailed link lives.
pub const LINK_MINUTES: i64 = 30;

/// One person, or one who tries another's address, may ask for a mail this often.
pub const PER_ADDRESS: Rate = Rate {
    limit: 5,
    window: Duration::minutes(15),
};
/// One office behind one address may ask for mails this often.
pub const PER_PLACE: Rate = Rate {
    limit: 60,
    window: Duration::hours(1),
};

/// The sign-in page that leads back to `target` afterwards.
pub fn address(target: &str) -> String {
    if target == "/" || target.starts_with("/sign-in") || local_path(target).is_none() {
        return "/sign-in".to_string();
    }
    leading("/sign-in", target)
}

/// A page that leads on to `next` once it is done.
pub fn leading(page: &str, next: &str) -> String {
    let query = serde_urlencoded::to_string([("next", next)]).unwrap_or_default();
    format!("{page}?{query}")
}

/// The sign-in page for somebody who wants a link mailed, whatever sign-in their domain has.
pub fn by_mail(next: &str) -> String {
    let next = local_path(next).unwrap_or("/");
    let query = serde_urlencoded::to_string([("way", MAIL), ("next", next)]).unwrap_or_default();
    format!("/sign-in?{query}")
}

/// The way that is mail and nothing else.
pub const MAIL: &str = "mail";

/// A path on this site, as a place to return to; anything that could lead elsewhere is none.
pub fn local_path(path: &str) -> Option<&str> {
    let fine = path.starts_with('/')
        && !path.starts_with("//")
        && path.len() <= 500
        && !path.contains('\\')
        && !path.chars().any(|c| c.is_control() || c.is_whitespace());
    fine.then_some(path)
}

/// Somebody asks for a link. Counted before anything is looked up.
pub fn ask(
    c: &mut Conn,
    app: &App,
    now: NaiveDateTime,
    email: &str,
    from: &str,
    next: &str,
) -> Result<()> {
    throttle::count(
        c,
        now,
        &app.key.digest("sign-in-from", &delay::place(from)),
        &PER_PLACE,
    )?;
    throttle::count(c, now, &app.key.digest("sign-in-to", email), &PER_ADDRESS)?;
    let person_id = members::find_at_door(c, email)?.map(|p| p.id);
    let next = local_path(next).unwrap_or("/").to_string();
    jobs::enqueue(c, &Job::SignIn { person_id, next }, now, None)
}

/// The job behind `ask`: puts the mail into the outbox, once for each time it was asked for.
pub async fn queue_mail(app: &App, job: i64, person_id: String, next: String) -> Result<()> {
    let now = app.clock.now();
    let host = app.config.base_url.host().to_string();
    app.db
        .write(move |c| {
            mail::enqueue(
                c,
                now,
                &host,
                mail::Kind::SignIn,
                &person_id,
                &next,
                &format!("sign-in:{job}:{person_id}"),
            )
        })
        .await
}

/// The mail itself. The token is made here, when it is sent, and is nowhere else in the clear.
pub async fn letter(app: &App, person_id: &str, next: &str) -> Result<Option<Letter>> {
    let now = app.clock.now();
    let (id, next) = (person_id.to_string(), next.to_string());
    let made = app
        .db
        .write(move |c| match members::person_at_door(c, &id) {
            Ok(person) => {
                let token = issue(c, now, &id, &next, Duration::minutes(LINK_MINUTES))?;
                Ok(Some((person, token)))
            }
            Err(Error::NotFound) => Ok(None),
            Err(e) => Err(e),
        })
        .await?;
    Ok(made.map(|(person, token)| {
        let lang = Lang::named(&person.lang).unwrap_or_default();
        let link = app.config.base_url.url(&format!("/sign-in/{token}"));
        super::views::sign_in_letter(app, lang, &person, &link)
    }))
}

/// A fresh link's token for a person, good for `ttl`; it leads to `next`.
pub fn issue(
    c: &mut Conn,
    now: NaiveDateTime,
    person_id: &str,
    next: &str,
    ttl: Duration,
) -> Result<String> {
    let subject = format!("{person_id} {next}");
    tokens::issue(c, now, Purpose::SignIn, &subject, ttl)
}

/// The session a link opens.
pub struct Opening {
    pub secret: String,
    pub agent: String,
    /// Who is signed in in this browser already, and the hash of their session.
    pub here: Option<(String, String)>,
}

/// Where a link's holder is sent when they are suspended: having the link proves who they are. It is
/// not used up. None: `redeem` decides.
pub fn shut_out(c: &mut Conn, now: NaiveDateTime, token: &str) -> Result<Option<String>> {
    match tokens::peek(c, now, Purpose::SignIn, token) {
        Ok(subject) => match subject.split_once(' ') {
            Some((person_id, _)) => moderation::shut_out(c, now, person_id),
            None => Ok(None),
        },
        Err(Error::LinkSpent) => Ok(None),
        Err(e) => Err(e),
    }
}

/// Uses a link up and starts a session; where to go then. In a browser where the person is signed in
/// already, their session goes on under the new secret: the link has proved who they are, and what
/// was shown before stays shown.
pub fn redeem(
    c: &mut Conn,
    app: &App,
    now: NaiveDateTime,
    token: &str,
    new: &Opening,
) -> Result<String> {
    let subject = tokens::consume(c, now, Purpose::SignIn, token)?;
    let (person_id, next) = subject.split_once(' ').ok_or(Error::LinkSpent)?;
    // Somebody suspended since the mail was sent is not let in.
    let person = members::person(c, person_id).map_err(|e| match e {
        Error::NotFound => Error::LinkSpent,
        e => e,
    })?;
    match &new.here {
        Some((who, session)) if who == person_id => {
            sessions::prove(c, session, &new.secret, now)?;
            audit::record(c, now, Some(person_id), "proof", "person", person_id)?;
        }
        other => {
            if let Some((_, session)) = other {
                sessions::end(c, session)?;
            }
            let method = sessions::Method::Link;
            sessions::start(c, now, person_id, &new.secret, &new.agent, method)?;
            audit::record(c, now, Some(person_id), "sign-in", "person", person_id)?;
        }
    }
    delay::forget_password(c, &app.key, &person.email)?;
    Ok(local_path(next).unwrap_or("/").to_string())
}

/// The minutes a link lives, for texts.
pub fn minutes() -> Value {
    Value::from(LINK_MINUTES)
}

/// While nobody administers the network: a one-time link to become the first who does. Links printed
/// earlier end.
pub async fn setup_note(app: &App) -> Result<Vec<String>> {
    let now = app.clock.now();
    let token = app
        .db
        .write(move |c| {
            if members::has_administrator(c)? {
                return Ok(None);
            }
            tokens::revoke(c, now, Purpose::Setup, "")?;
            tokens::issue(c, now, Purpose::Setup, "", Duration::hours(24)).map(Some)
        })
        .await?;
    Ok(token
        .map(|token| {
            let link = app.config.base_url.url(&format!("/setup/{token}"));
            format!("make the first administrator (one time, 24 hours): {link}")
        })
        .into_iter()
        .collect())
}
