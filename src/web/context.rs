//! Who asks, in which language, by which request: loaded once by the middleware, handed to handlers.

use std::future::{Ready, ready};
use std::ops::Deref;
use std::rc::Rc;
use std::sync::Arc;

use actix_web::cookie::Cookie;
use actix_web::dev::{Payload, ServiceRequest};
use actix_web::http::Method;
use actix_web::http::header::{AcceptLanguage, Header, Quality};
use actix_web::{FromRequest, HttpMessage, HttpRequest};
use chrono::{Duration, NaiveDateTime};
use maud::{Markup, html};

use super::lang::{Lang, Value};
use super::once;
use crate::app::App;
use crate::audit;
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::joining;
use crate::library::terms::Terms;
use crate::members::Member;
use crate::moderation::{self, Waiting};
use crate::privacy;
use crate::rights::{Act, Action, may, may_enter};
use crate::settings::{self, Site};
use crate::sign_in::sessions;
use crate::tokens;
use crate::web::FormData;

/// How long a proof of who one is lasts for dangerous acts.
const PROOF_MINUTES: i64 = 15;

/// The language a visitor chose; a signed-in person's is in their profile.
pub const LANG_COOKIE: &str = "lang";

/// One request's context. Cheap to clone.
#[derive(Clone)]
pub struct Ctx(Rc<Request>);

#[derive(Clone)]
pub struct Request {
    pub app: App,
    pub member: Option<Member>,
    pub lang: Lang,
    /// The language is the viewer's own choice, not the default.
    lang_chosen: bool,
    /// Hash of the session's id, when signed in.
    pub session: Option<String>,
    /// When the signed-in person last proved who they are.
    proven_at: Option<NaiveDateTime>,
    /// The signed-in person has yet to show the second factor they chose to have.
    pub owes_code: bool,
    pub site: Site,
    /// When the signed-in person will be forgotten, on pages of their own account.
    pub leaving: Option<NaiveDateTime>,
    /// The library's vocabularies.
    pub terms: Arc<Terms>,
    /// What waits for the signed-in person.
    pub waiting: Waiting,
    pub is_get: bool,
    /// Path and query, as asked for.
    pub target: String,
    pub path: String,
    pub request_id: String,
    /// The nearest address not behind a trusted proxy.
    pub from: String,
    /// How many requests to join wait for this person.
    pub asking: i64,
    /// What the last page did, to be said on this one: a key under `done-`.
    pub done: Option<String>,
}

impl Deref for Ctx {
    type Target = Request;

    fn deref(&self) -> &Request {
        &self.0
    }
}

impl Ctx {
    /// Reads settings, cookies and session: three queries when signed in, one otherwise; one more for
    /// who approves requests to join.
    pub async fn load(app: &App, req: &ServiceRequest, request_id: String) -> Result<Ctx> {
        let cookie = req
            .cookie(session_cookie(app))
            .map(|c| tokens::hash(c.value()));
        let now = app.clock.now();
        let hash = cookie.clone();
        let own = req.path() == "/me" || req.path().starts_with("/me/");
        let known = app.clone();
        let (site, terms, opened, leaving, asking, waiting) = app
            .db
            .read(move |c| {
                let site = settings::site(c)?;
                let terms = known.terms.at(c, &site.terms)?;
                let opened = match hash {
                    Some(hash) => sessions::open(c, &hash, now, !site.demo)?,
                    None => None,
                };
                let leaving = match &opened {
                    Some(opened) if own => privacy::erasure::due(c, &opened.member.id)?,
                    _ => None,
                };
                let asking = match &opened {
                    Some(opened) => joining::waiting(c, &opened.member)?,
                    None => 0,
                };
                let waiting = match &opened {
                    Some(o) => moderation::waiting(c, &o.member)?,
                    None => Waiting::default(),
                };
                Ok((site, terms, opened, leaving, asking, waiting))
            })
            .await?;
        if let (Some(hash), Some(opened)) = (cookie.clone(), &opened)
            && opened.note_use
        {
            note_use(app, &site, hash, opened.member.id.clone(), now).await;
        }
        let owes_code = opened.as_ref().is_some_and(|o| o.owes_code);
        let (member, proven_at) = opened.map(|o| (o.member, o.proven_at)).unzip();
        let chosen = member
            .as_ref()
            .map(|m| m.lang)
            .or_else(|| chosen_language(req));
        let query: Vec<(String, String)> =
            serde_urlencoded::from_str(req.query_string()).unwrap_or_default();
        Ok(Ctx(Rc::new(Request {
            app: app.clone(),
            session: member.as_ref().and(cookie),
            member,
            proven_at,
            owes_code,
            site,
            leaving,
            terms,
            waiting,
            is_get: req.method() == Method::GET,
            lang: chosen.unwrap_or_else(|| program_language(req)),
            lang_chosen: chosen.is_some(),
            target: req.uri().to_string(),
            path: req.path().to_string(),
            request_id,
            from: from_address(req, app.config.trusted_proxies),
            asking,
            done: query
                .into_iter()
                .find(|(name, _)| name == "done")
                .map(|(_, value)| value),
        })))
    }

    /// A context without cookies, for a request that failed before one could be loaded.
    pub fn bare(app: &App, req: &ServiceRequest, request_id: String) -> Ctx {
        Ctx(Rc::new(Request {
            app: app.clone(),
            member: None,
            session: None,
            proven_at: None,
            owes_code: false,
            site: Site::default(),
            leaving: None,
            terms: app.terms.last(),
            waiting: Waiting::default(),
            is_get: req.method() == Method::GET,
            lang: chosen_language(req).unwrap_or_else(|| program_language(req)),
            lang_chosen: false,
            target: req.uri().to_string(),
            path: req.path().to_string(),
            request_id,
            from: String::new(),
            asking: 0,
            done: None,
        }))
    }

    /// The same request in the language of somebody we know without a session (by a mailed link),
    /// unless the viewer chose one.
    pub fn speaking(&self, lang: Lang) -> Ctx {
        if self.lang_chosen {
            return self.clone();
        }
        let mut request = Request::clone(&self.0);
        request.lang = lang;
        Ctx(Rc::new(request))
    }

    /// The same request in the session that has just taken its own one's place: forms on the answer
    /// are that session's.
    pub fn in_session(&self, id_hash: String) -> Ctx {
        let mut request = Request::clone(&self.0);
        request.session = Some(id_hash);
        Ctx(Rc::new(request))
    }

    pub fn t(&self, key: &str) -> String {
        self.lang.t(key)
    }

    pub fn tv(&self, key: &str, values: &[(&'static str, Value)]) -> String {
        self.lang.tv(key, values)
    }

    /// Whether the viewer may; see `rights`.
    pub fn may(&self, act: Act) -> bool {
        may(self.member.as_ref(), act)
    }

    /// The signed-in person, who may; otherwise the error that says what is missing.
    pub fn require(&self, act: Act) -> Result<&Member> {
        self.allow(|who| may(who, act))?;
        self.signed_in()
    }

    /// Whether the viewer may come to an address of this kind at all.
    pub fn enter(&self, action: Action) -> Result<()> {
        self.allow(|who| may_enter(who, action))
    }

    fn allow(&self, may: impl Fn(Option<&Member>) -> bool) -> Result<()> {
        let who = self.member.as_ref();
        if may(who) {
            return Ok(());
        }
        let Some(member) = who else {
            return Err(Error::SignInNeeded);
        };
        let mut shown = member.clone();
        shown.roles.append(&mut shown.withheld);
        Err(if may(Some(&shown)) {
            Error::SecondFactorNeeded
        } else {
            Error::Forbidden
        })
    }

    /// Before a dangerous act: the person has proved who they are within the last quarter of an hour.
    pub fn proven(&self) -> Result<()> {
        let limit = self.app.clock.now() - Duration::minutes(PROOF_MINUTES);
        match self.proven_at {
            Some(at) if at > limit => Ok(()),
            Some(_) => Err(Error::ProofNeeded),
            None => Err(Error::SignInNeeded),
        }
    }

    /// The network's name: the administrator's word, or the configuration's.
    pub fn network(&self) -> &str {
        self.site
            .name
            .as_deref()
            .unwrap_or(&self.app.config.network_name)
    }

    /// The address people are told to write to.
    pub fn contact(&self) -> &str {
        self.site
            .contact
            .as_deref()
            .unwrap_or(&self.app.config.mail_from)
    }

    /// The signed-in person.
    pub fn signed_in(&self) -> Result<&Member> {
        self.member.as_ref().ok_or(Error::SignInNeeded)
    }

    /// Runs queries.
    pub async fn read<T, F>(&self, f: F) -> Result<T>
    where
        F: FnOnce(&mut Conn) -> Result<T> + Send + 'static,
        T: Send + 'static,
    {
        self.app.db.read(f).await
    }

    /// Carries out an accepted form once: `f` writes, and returns the address to go to. Sent again,
    /// the form does nothing and leads to the same address. Follow-up work is woken.
    pub async fn once<F>(&self, form: &FormData, f: F) -> Result<String>
    where
        F: FnOnce(&mut Conn) -> Result<String> + Send + 'static,
    {
        let key = form.get("once");
        if key.len() != 32 || !key.bytes().all(|b| b.is_ascii_hexdigit()) {
            return Err(Error::StaleForm("no form key"));
        }
        let sent = once::Sent {
            key: tokens::hash(&format!("{} {key}", self.path)),
            scope: self
                .member
                .as_ref()
                .map_or_else(|| "visitor".to_string(), |m| m.id.clone()),
            content: form.content_hash(),
        };
        let now = self.app.clock.now();
        self.write(move |c| once::act(c, now, &sent, f)).await
    }

    /// A write in this request's name: what it records says where it came from. Follow-up work is
    /// woken. An accepted form is `once`.
    pub async fn write<T, F>(&self, f: F) -> Result<T>
    where
        F: FnOnce(&mut Conn) -> Result<T> + Send + 'static,
        T: Send + 'static,
    {
        let origin = audit::coarse(&self.from);
        let done = self
            .app
            .db
            .write(move |c| audit::coming_from(&origin, || f(c)))
            .await?;
        self.app.wake();
        Ok(done)
    }

    /// The hidden fields of every POST form.
    pub fn form_tokens(&self) -> Markup {
        // Without randomness nothing can be sent safely: empty ones are refused when they come back.
        let once = tokens::random().unwrap_or_default();
        let token = self
            .app
            .key
            .form_token(self.session.as_deref(), self.app.clock.now())
            .unwrap_or_default();
        html! {
            input type="hidden" name="token" value=(token);
            input type="hidden" name="once" value=(once);
        }
    }
}

impl FromRequest for Ctx {
    type Error = Error;
    type Future = Ready<Result<Ctx>>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(
            req.extensions()
                .get::<Ctx>()
                .cloned()
                .ok_or_else(|| Error::internal("no context on this route")),
        )
    }
}

/// A page is shown also when the database can only be read just now.
async fn note_use(app: &App, site: &Site, session: String, person: String, now: NaiveDateTime) {
    if site.read_only {
        return;
    }
    let noted = app
        .db
        .write(move |c| sessions::note_use(c, &session, &person, now))
        .await;
    if let Err(e) = noted {
        tracing::debug!(error = %e, "use of a session not noted");
    }
}

fn chosen_language(req: &ServiceRequest) -> Option<Lang> {
    Lang::named(req.cookie(LANG_COOKIE)?.value())
}

/// The language where none was chosen: the first that a program's request asks for and there is here. People
/// choose theirs on the page, whatever their browser was set up with.
fn program_language(req: &ServiceRequest) -> Lang {
    if !req.path().starts_with("/api/") {
        return Lang::default();
    }
    let asked = AcceptLanguage::parse(req).map_or_else(|_| Vec::new(), |asked| asked.0);
    let mut asked: Vec<_> = asked
        .iter()
        .filter(|one| one.quality > Quality::ZERO)
        .collect();
    // As they stand where they are asked for alike.
    asked.sort_by_key(|one| std::cmp::Reverse(one.quality));
    asked
        .iter()
        .find_map(|one| match one.item.item()?.primary_language() {
            "nn" | "no" => Some(Lang::Nb),
            code => Lang::named(code),
        })
        .unwrap_or_default()
}

/// `__Host-` binds the cookie to this host and to https; plain http (loopback) cannot carry it.
pub fn session_cookie(app: &App) -> &'static str {
    if app.config.base_url.is_secure() {
        "__Host-session"
    } else {
        "session"
    }
}

/// A cookie as strict as this site's address allows.
pub fn cookie(app: &App, name: &'static str, value: String, days: i64) -> Cookie<'static> {
    Cookie::build(name, value)
        .path("/")
        .http_only(true)
        .secure(app.config.base_url.is_secure())
        .same_site(actix_web::cookie::SameSite::Lax)
        .max_age(actix_web::cookie::time::Duration::days(days))
        .finish()
}

/// Counting trusted proxies from the right of `X-Forwarded-For`: what stands further left, anybody
/// may have written.
fn from_address(req: &ServiceRequest, trusted: usize) -> String {
    let peer = req
        .peer_addr()
        .map(|a| a.ip().to_string())
        .unwrap_or_default();
    if trusted == 0 {
        return peer;
    }
    let forwarded: Vec<&str> = req
        .headers()
        .get_all("x-forwarded-for")
        .filter_map(|v| v.to_str().ok())
        .flat_map(|v| v.split(','))
        .map(str::trim)
        .collect();
    // Counted before it is read: what cannot be read is still what a trusted proxy wrote.
    let said = forwarded
        .len()
        .checked_sub(trusted)
        .and_then(|i| address(forwarded[i]));
    said.map_or(peer, |ip| ip.to_string())
}

/// An address, with or without a port.
fn address(text: &str) -> Option<std::net::IpAddr> {
    text.parse().ok().or_else(|| {
        text.parse::<std::net::SocketAddr>()
            .ok()
            .map(|socket| socket.ip())
    })
}

#[cfg(test)]
mod tests {
    use super::address;

    #[test]
    fn a_proxy_may_write_a_port() {
        for (text, ip) in [
            ("203.0.113.5", Some("203.0.113.5")),
            ("203.0.113.5:51234", Some("203.0.113.5")),
            ("[2001:db8::1]:443", Some("2001:db8::1")),
            ("unknown", None),
        ] {
            assert_eq!(address(text).map(|a| a.to_string()).as_deref(), ip);
        }
    }
}
