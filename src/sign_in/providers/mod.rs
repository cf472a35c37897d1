//! An organisation's own sign-in: OpenID Connect. Its word counts for its own people alone: an address
//! must be one the provider has verified, in a domain that is the organisation's, and must not be
//! somebody else's.

pub mod admin;
mod fetch;
pub mod pages;
pub mod protocol;
mod queries;
mod views;

use chrono::NaiveDateTime;
use openidconnect::url::Url;

use super::link::local_path;
use super::sessions::{self, Method};
use crate::app::{App, new_id};
use crate::audit;
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::members::{self, NewPerson, Role};
use crate::text;
use crate::web::lang::Lang;
use crate::web::{FormData, Problems};

pub use protocol::Proof;
pub use queries::ProviderRow;

/// An organisation has a sign-in or two, not a list.
const MOST: usize = 5;

/// Where somebody with this address is sent to sign in: the path that begins it at the provider of
/// the organisation their mail domain belongs to. Decided by the domain alone, never by whether
/// somebody has the address.
pub fn for_address(c: &mut Conn, email: &str, next: &str) -> Result<Option<String>> {
    let Some((_, domain)) = email.rsplit_once('@') else {
        return Ok(None);
    };
    let Some(organisation) = queries::organisation_of(c, domain)? else {
        return Ok(None);
    };
    let next = local_path(next).unwrap_or("/");
    let enabled: Vec<ProviderRow> = queries::of_organisation(c, &organisation)?
        .into_iter()
        .filter(|p| p.enabled)
        .collect();
    Ok(match enabled.as_slice() {
        [] => None,
        [one] => Some(begin_path(&one.id, next)),
        _ => {
            let query =
                serde_urlencoded::to_string([("of", organisation.as_str()), ("next", next)]);
            Some(format!("/sign-in/with?{}", query.unwrap_or_default()))
        }
    })
}

/// The path that begins a sign-in with a provider.
fn begin_path(provider: &str, next: &str) -> String {
    let query = serde_urlencoded::to_string([("next", next)]).unwrap_or_default();
    format!("/sign-in/with/{provider}?{query}")
}

/// Where providers send people back to: to be registered there.
pub fn callback(app: &App) -> String {
    app.config.base_url.url("/sign-in/callback")
}

/// A provider to be added or changed. Checked.
pub struct NewProvider {
    pub name: String,
    pub issuer: String,
    pub client_id: String,
    /// Empty: the one that is kept.
    pub client_secret: String,
    pub enabled: bool,
}

impl NewProvider {
    /// `before` is the provider as it is, when it is being changed.
    fn parse(
        app: &App,
        form: &FormData,
        before: Option<&ProviderRow>,
    ) -> std::result::Result<NewProvider, Problems> {
        let mut problems = Problems::default();
        let name = problems.line(form, "name", 100);
        let issuer = problems.line(form, "issuer", 300);
        let client_id = opaque(&mut problems, form, "client_id");
        let client_secret = opaque(&mut problems, form, "client_secret");
        let here = !app.config.base_url.is_secure();
        if problems.of("issuer").is_none() {
            let fine = Url::parse(&issuer).is_ok_and(|url| {
                fetch::may_ask(&url, here) && url.query().is_none() && url.fragment().is_none()
            });
            if !fine {
                problems.add("issuer", "providers-issuer-wrong");
            }
        }
        if client_id.is_empty() && problems.of("client_id").is_none() {
            problems.add("client_id", "invalid-missing");
        }
        // A secret kept for one place is never sent to another.
        let kept = before.is_some_and(|b| b.issuer == issuer && b.client_id == client_id);
        if client_secret.is_empty() && !kept && problems.of("client_secret").is_none() {
            problems.add(
                "client_secret",
                if before.is_some() {
                    "providers-secret-again"
                } else {
                    "invalid-missing"
                },
            );
        }
        problems.or(NewProvider {
            name,
            issuer,
            client_id,
            client_secret,
            enabled: form.has("enabled"),
        })
    }
}

/// What a provider gave out, kept to the letter: visible ASCII, or nothing.
fn opaque(problems: &mut Problems, form: &FormData, field: &str) -> String {
    let sent = form.get(field).trim();
    if sent.len() > 500 || !sent.bytes().all(|b| (0x20..0x7f).contains(&b)) {
        problems.add(field, "providers-not-plain");
        return String::new();
    }
    sent.to_string()
}

/// Adds a provider; its id. `Conflict` when there are enough.
fn add(
    c: &mut Conn,
    now: NaiveDateTime,
    actor: &str,
    organisation: &str,
    new: &NewProvider,
) -> Result<String> {
    queries::organisation(c, organisation)?;
    if queries::of_organisation(c, organisation)?.len() >= MOST {
        return Err(Error::Conflict);
    }
    let id = new_id();
    queries::insert(c, now, &id, organisation, new)?;
    audit::record(c, now, Some(actor), "add", "provider", &id)?;
    Ok(id)
}

/// Changes a provider; an empty secret keeps the one there is.
fn change(
    c: &mut Conn,
    now: NaiveDateTime,
    actor: &str,
    before: &ProviderRow,
    version: i64,
    new: &NewProvider,
) -> Result<()> {
    let secret = if new.client_secret.is_empty() {
        &before.client_secret
    } else {
        &new.client_secret
    };
    queries::update(c, &before.id, version, new, secret)?;
    audit::record(c, now, Some(actor), "save", "provider", &before.id)
}

/// Takes a provider away. Whom it has let in stay members, and sign in another way.
fn remove(
    c: &mut Conn,
    now: NaiveDateTime,
    actor: &str,
    organisation: &str,
    id: &str,
) -> Result<()> {
    let provider = queries::own(c, organisation, id)?;
    queries::delete(c, &provider.id)?;
    audit::record(c, now, Some(actor), "remove", "provider", id)
}

/// Why somebody whom the provider knows is not let in.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Refusal {
    /// The provider vouches for no address.
    Unverified,
    /// The address is in no domain of the organisation's.
    UnknownDomain,
    /// The person belongs to another organisation, or to none.
    Elsewhere,
    /// The person is gone.
    Closed,
    /// The person (by id) is suspended, and has proved who they are.
    Suspended(String),
}

impl Refusal {
    /// The end of its message key.
    pub fn name(&self) -> &'static str {
        match self {
            Refusal::Unverified => "unverified",
            Refusal::UnknownDomain => "unknown-domain",
            Refusal::Elsewhere => "elsewhere",
            Refusal::Closed | Refusal::Suspended(_) => "closed",
        }
    }
}

/// The session that begins when a provider's word is taken.
pub struct Session<'a> {
    pub secret: &'a str,
    pub agent: &'a str,
    /// The hash of the session it replaces.
    pub instead_of: Option<&'a str>,
    /// The language of somebody new.
    pub lang: Lang,
}

/// Lets somebody in on a provider's word, or says why not. Whoever is new becomes a member of the
/// provider's organisation.
pub fn come_in(
    c: &mut Conn,
    now: NaiveDateTime,
    provider: &ProviderRow,
    proof: &Proof,
    session: &Session,
) -> Result<std::result::Result<(), Refusal>> {
    let person = match whose(c, now, provider, proof, session.lang)? {
        Ok(person) => person,
        Err(why) => {
            audit::record(c, now, None, "sign-in-refused", "provider", &provider.id)?;
            return Ok(Err(why));
        }
    };
    queries::used(c, now, &provider.issuer, &proof.subject)?;
    queries::has_joined(c, now, &person)?;
    if let Some(before) = session.instead_of {
        sessions::end(c, before)?;
    }
    sessions::start(
        c,
        now,
        &person,
        session.secret,
        session.agent,
        Method::Provider,
    )?;
    audit::record(c, now, Some(&person), "sign-in", "provider", &provider.id)?;
    Ok(Ok(()))
}

fn whose(
    c: &mut Conn,
    now: NaiveDateTime,
    provider: &ProviderRow,
    proof: &Proof,
    lang: Lang,
) -> Result<std::result::Result<String, Refusal>> {
    let organisation = provider.organisation_id.as_str();
    let fits = |owner: &queries::Owner| {
        if owner.status == "suspended" {
            Err(Refusal::Suspended(owner.id.clone()))
        } else if owner.status != "active" {
            Err(Refusal::Closed)
        } else if owner.organisation_id.as_deref() != Some(organisation) {
            // Moved since, or never here: this provider does not speak for them.
            Err(Refusal::Elsewhere)
        } else {
            Ok(owner.id.clone())
        }
    };
    if let Some(owner) = queries::by_identity(c, &provider.issuer, &proof.subject)? {
        return Ok(fits(&owner));
    }
    let Some(email) = proof.email.as_deref().and_then(text::email) else {
        return Ok(Err(Refusal::Unverified));
    };
    let domain = email.rsplit_once('@').map_or("", |(_, domain)| domain);
    if queries::organisation_of(c, domain)?.as_deref() != Some(organisation) {
        return Ok(Err(Refusal::UnknownDomain));
    }
    let person = match queries::by_address(c, &email)? {
        Some(owner) => match fits(&owner) {
            // The provider has given somebody else the address of one it knows already.
            Ok(id) if queries::knows(c, &provider.issuer, &id)? => {
                return Ok(Err(Refusal::Elsewhere));
            }
            Ok(id) => id,
            Err(why) => return Ok(Err(why)),
        },
        None => {
            let new = newcomer(provider, proof, email, lang);
            let id = members::add_person(c, now, &new)?;
            audit::record(c, now, Some(&id), "join", "person", &id)?;
            id
        }
    };
    queries::link(c, now, &provider.issuer, &proof.subject, &person)?;
    audit::record(c, now, Some(&person), "link", "provider", &provider.id)?;
    Ok(Ok(person))
}

fn newcomer(provider: &ProviderRow, proof: &Proof, email: String, lang: Lang) -> NewPerson {
    // A name that could not be kept (too long, a number in it) gives way to the address's first half.
    let name = proof
        .name
        .as_deref()
        .and_then(|n| text::required(text::line(n, 100)).ok());
    let local = || {
        let local = email.split('@').next().unwrap_or_default();
        text::required(text::line(local, 100)).unwrap_or_else(|_| "?".to_string())
    };
    NewPerson {
        name: name.unwrap_or_else(local),
        title: String::new(),
        lang,
        organisation_id: Some(provider.organisation_id.clone()),
        roles: vec![Role::Member],
        represents: Vec::new(),
        email,
    }
}
