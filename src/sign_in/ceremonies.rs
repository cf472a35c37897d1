//! What the server remembers between the two halves of a sign-in or a registration. A ceremony is
//! found by a key that travels (in a form, or as OpenID Connect's `state`) and a secret in the cookie
//! of the browser that began it: neither is enough alone. Each is used once, whatever comes of it.

use actix_web::cookie::Cookie;
use actix_web::cookie::time::Duration as CookieTime;
use actix_web::{HttpRequest, HttpResponse};
use chrono::{Duration, NaiveDateTime};
use diesel::prelude::*;

use crate::app::App;
use crate::db::Conn;
use crate::error::Result;
use crate::schema::ceremonies;
use crate::tokens;
use crate::web::context::cookie;

/// What is under way. One kind's second half cannot end another kind's first.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    PasskeyAdd,
    PasskeyUse,
    Provider,
}

impl Kind {
    fn name(self) -> &'static str {
        match self {
            Kind::PasskeyAdd => "passkey-add",
            Kind::PasskeyUse => "passkey-use",
            Kind::Provider => "provider",
        }
    }

    /// How long the person has.
    fn lifetime(self) -> Duration {
        match self {
            Kind::PasskeyAdd | Kind::PasskeyUse => Duration::minutes(5),
            Kind::Provider => Duration::minutes(10),
        }
    }
}

/// A ceremony's first half, as its second half finds it.
#[derive(Queryable, Debug)]
pub struct Begun {
    /// Who was signed in when it began.
    pub person_id: Option<String>,
    pub state: String,
}

/// The longest a ceremony lives: so long the browser keeps its secret.
const COOKIE_MINUTES: i64 = 10;

/// The browser's own secret: the one it sent, or a new one. Several ceremonies, one in each tab, may
/// be under way with it.
pub fn browser(app: &App, req: &HttpRequest) -> Result<String> {
    match known_browser(app, req) {
        Some(secret) => Ok(secret),
        None => tokens::random(),
    }
}

/// The browser's secret, when it sent one.
pub fn known_browser(app: &App, req: &HttpRequest) -> Option<String> {
    let sent = req.cookie(cookie_name(app))?;
    let fine = sent.value().len() == 32 && sent.value().bytes().all(|b| b.is_ascii_hexdigit());
    fine.then(|| sent.value().to_string())
}

/// Lets the browser keep its secret for as long as a ceremony lives.
pub fn remember(app: &App, res: &mut HttpResponse, secret: &str) {
    let mut kept: Cookie = cookie(app, cookie_name(app), secret.to_string(), 1);
    kept.set_max_age(CookieTime::minutes(COOKIE_MINUTES));
    // The name and value are ours: plain ASCII.
    let _ = res.add_cookie(&kept);
}

fn cookie_name(app: &App) -> &'static str {
    if app.config.base_url.is_secure() {
        "__Host-ceremony"
    } else {
        "ceremony"
    }
}

/// Remembers a first half.
pub fn begin(
    c: &mut Conn,
    now: NaiveDateTime,
    kind: Kind,
    (browser, key): (&str, &str),
    person_id: Option<&str>,
    state: &str,
) -> Result<()> {
    diesel::insert_into(ceremonies::table)
        .values((
            ceremonies::hash.eq(hash(browser, key)),
            ceremonies::kind.eq(kind.name()),
            ceremonies::person_id.eq(person_id),
            ceremonies::state.eq(state),
            ceremonies::created_at.eq(now),
            ceremonies::expires_at.eq(now + kind.lifetime()),
        ))
        .execute(c)?;
    Ok(())
}

/// The first half, which is used up by this; none when it is unknown, used, too old, or begun in
/// another browser.
pub fn take(
    c: &mut Conn,
    now: NaiveDateTime,
    kind: Kind,
    (browser, key): (&str, &str),
) -> Result<Option<Begun>> {
    let hash = hash(browser, key);
    let found = ceremonies::table
        .filter(ceremonies::hash.eq(&hash))
        .filter(ceremonies::kind.eq(kind.name()))
        .filter(ceremonies::expires_at.gt(now))
        .select((ceremonies::person_id, ceremonies::state))
        .first(c)
        .optional()?;
    diesel::delete(ceremonies::table.find(&hash)).execute(c)?;
    Ok(found)
}

fn hash(browser: &str, key: &str) -> String {
    tokens::hash(&format!("{browser} {key}"))
}

/// Forgets what was never ended.
pub fn sweep(c: &mut Conn, now: NaiveDateTime) -> Result<usize> {
    Ok(diesel::delete(ceremonies::table.filter(ceremonies::expires_at.lt(now))).execute(c)?)
}
