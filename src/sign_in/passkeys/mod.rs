//! Passkeys (WebAuthn): signing in by what a device or a key holds, opened there by a fingerprint, a
//! face or a PIN. A passkey is found by the device itself: nobody types an address, and the page tells
//! nobody who has an account. It counts as a second factor.

pub mod pages;
mod queries;
mod views;

use chrono::NaiveDateTime;
use maud::Markup;
use serde_json::Value as Json;
use webauthn_rs::prelude::{
    DiscoverableAuthentication, Passkey, PasskeyRegistration, PublicKeyCredential,
    RegisterPublicKeyCredential, Url, Uuid, Webauthn, WebauthnBuilder,
};

use super::ceremonies::{self, Kind};
use super::sessions::{self, Method};
use crate::app::App;
use crate::audit;
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::members;
use crate::tokens;
use crate::web::Ctx;

pub use queries::PasskeyRow;

/// Nobody has more devices than this.
const MOST: usize = 20;

/// The part of a page that offers a passkey; leads to `next` afterwards. For a visitor it signs in;
/// for somebody signed in it shows, with their own passkey, a second factor and fresh proof.
pub fn offer(ctx: &Ctx, next: &str) -> Markup {
    views::offer(ctx, next)
}

/// The part of one's own sign-in page that lists passkeys and adds one.
pub async fn own(ctx: &Ctx) -> Result<Markup> {
    let id = ctx.signed_in()?.id.clone();
    let passkeys = ctx.read(move |c| queries::of_person(c, &id)).await?;
    Ok(views::own(ctx, &passkeys))
}

/// Takes all of a person's passkeys away.
pub fn remove_all(c: &mut Conn, person_id: &str) -> Result<()> {
    for passkey in queries::of_person(c, person_id)? {
        queries::delete(c, person_id, &passkey.id)?;
    }
    Ok(())
}

/// Whether a person has a passkey: a second factor to show.
pub fn has(c: &mut Conn, person_id: &str) -> Result<bool> {
    Ok(!queries::of_person(c, person_id)?.is_empty())
}

/// Whether passkeys work at the address people use: they belong to a name, never to a number.
pub fn possible(app: &App) -> bool {
    relying_party(app, "").is_some()
}

/// Who asks for passkeys: this network, at its own address alone.
fn relying_party(app: &App, name: &str) -> Option<Webauthn> {
    let origin = Url::parse(app.config.base_url.origin()).ok()?;
    let host = origin.domain()?.to_string();
    WebauthnBuilder::new(&host, &origin)
        .ok()?
        .rp_name(name)
        .build()
        .ok()
}

/// What one browser does at one time: its secret, and the ceremony's key.
type Where<'a> = (&'a str, &'a str);

/// Begins adding a passkey; what the browser is asked for. `Conflict` when there are enough.
fn begin_adding(
    c: &mut Conn,
    now: NaiveDateTime,
    party: &Webauthn,
    person_id: &str,
    at: Where,
) -> Result<Json> {
    let person = members::person(c, person_id)?;
    let known = queries::of_person(c, person_id)?;
    if known.len() >= MOST {
        return Err(Error::Conflict);
    }
    let mut ids = Vec::with_capacity(known.len());
    for row in &known {
        ids.push(row.passkey()?.cred_id().clone());
    }
    let (asked, state) = party
        .start_passkey_registration(handle(person_id)?, &person.email, &person.name, Some(ids))
        .map_err(Error::internal)?;
    let state = serde_json::to_string(&state).map_err(Error::internal)?;
    ceremonies::begin(c, now, Kind::PasskeyAdd, at, Some(person_id), &state)?;
    let mut asked = serde_json::to_value(asked).map_err(Error::internal)?;
    // Kept on the device with the person's handle, so that it can be found without an address.
    let selection = &mut asked["publicKey"]["authenticatorSelection"];
    selection["residentKey"] = Json::from("required");
    selection["requireResidentKey"] = Json::from(true);
    Ok(asked)
}

/// What came of a ceremony's second half: done, or the key of what to say.
type Outcome = std::result::Result<(), &'static str>;

/// Adds the passkey that the browser made.
fn add(
    c: &mut Conn,
    now: NaiveDateTime,
    party: &Webauthn,
    (person_id, name): (&str, &str),
    at: Where,
    sent: &str,
) -> Result<Outcome> {
    let begun = ceremonies::take(c, now, Kind::PasskeyAdd, at)?;
    let Some(begun) = begun.filter(|b| b.person_id.as_deref() == Some(person_id)) else {
        return Ok(Err("expired"));
    };
    let state: PasskeyRegistration = serde_json::from_str(&begun.state).map_err(Error::internal)?;
    let Ok(made) = serde_json::from_str::<RegisterPublicKeyCredential>(sent) else {
        return Ok(Err("unread"));
    };
    let Ok(passkey) = party.finish_passkey_registration(&made, &state) else {
        return Ok(Err("unread"));
    };
    let id = row_id(passkey.cred_id().as_ref());
    if queries::find(c, &id)?.is_some() {
        return Ok(Err("known"));
    }
    if queries::of_person(c, person_id)?.len() >= MOST {
        return Err(Error::Conflict);
    }
    queries::insert(c, now, &id, person_id, name, &passkey)?;
    Ok(Ok(()))
}

/// Removes one of a person's own passkeys.
fn remove(c: &mut Conn, person_id: &str, id: &str) -> Result<()> {
    if queries::delete(c, person_id, id)? {
        Ok(())
    } else {
        Err(Error::NotFound)
    }
}

/// Begins a sign-in, or a proof by somebody signed in; what the browser is asked for.
fn begin_using(
    c: &mut Conn,
    now: NaiveDateTime,
    party: &Webauthn,
    person_id: Option<&str>,
    at: Where,
) -> Result<Json> {
    let (asked, state) = party
        .start_discoverable_authentication()
        .map_err(Error::internal)?;
    let state = serde_json::to_string(&state).map_err(Error::internal)?;
    ceremonies::begin(c, now, Kind::PasskeyUse, at, person_id, &state)?;
    let mut asked = serde_json::to_value(asked).map_err(Error::internal)?;
    if let Some(all) = asked.as_object_mut() {
        // Whether it waits in the address field or is asked for outright is the page's choice.
        all.remove("mediation");
    }
    Ok(asked)
}

/// Who uses a passkey, and what session begins then.
struct Coming<'a> {
    /// Who is signed in already, and the hash of that session: it must be the same person, and the
    /// session is replaced.
    already: Option<(&'a str, &'a str)>,
    /// The new session's secret.
    secret: &'a str,
    agent: &'a str,
}

/// Ends a sign-in: a session begins that has shown two factors.
fn sign_in(
    c: &mut Conn,
    now: NaiveDateTime,
    party: &Webauthn,
    at: Where,
    sent: &str,
    coming: &Coming,
) -> Result<Outcome> {
    let already = coming.already.map(|(person, _)| person);
    let begun = ceremonies::take(c, now, Kind::PasskeyUse, at)?;
    let Some(begun) = begun.filter(|b| b.person_id.as_deref() == already) else {
        return Ok(Err("expired"));
    };
    let state: DiscoverableAuthentication =
        serde_json::from_str(&begun.state).map_err(Error::internal)?;
    let Ok(shown) = serde_json::from_str::<PublicKeyCredential>(sent) else {
        return Ok(Err("unread"));
    };
    let Some(row) = queries::find(c, &row_id(shown.get_credential_id()))? else {
        return Ok(Err("unknown"));
    };
    // The device says whose it is; what it says must be what was stored.
    if shown.get_user_unique_id() != Some(handle(&row.person_id)?.as_bytes().as_slice()) {
        return Ok(Err("unknown"));
    }
    let mut passkey = row.passkey()?;
    let Ok(proof) = party.finish_discoverable_authentication_v2(&shown, state, &passkey) else {
        return Ok(Err("unread"));
    };
    if !proof.user_verified() {
        return Ok(Err("unread"));
    }
    // Somebody suspended or erased is told no more than a stranger is.
    match members::person(c, &row.person_id) {
        Ok(_) => {}
        Err(Error::NotFound) => return Ok(Err("unknown")),
        Err(e) => return Err(e),
    }
    if already.is_some_and(|id| id != row.person_id) {
        return Ok(Err("another"));
    }
    passkey.update_credential(&proof);
    queries::used(c, now, &row.id, &passkey)?;
    if let Some((_, session)) = coming.already {
        sessions::end(c, session)?;
    }
    let person = row.person_id.as_str();
    sessions::start(c, now, person, coming.secret, coming.agent, Method::Passkey)?;
    let action = if already.is_some() {
        "prove"
    } else {
        "sign-in"
    };
    audit::record(c, now, Some(person), action, "passkey", &row.id)?;
    Ok(Ok(()))
}

/// What devices know a person by: their opaque id.
fn handle(person_id: &str) -> Result<Uuid> {
    Uuid::parse_str(person_id).map_err(Error::internal)
}

/// A passkey's row is found by a hash of the credential's id, of whatever length that is.
fn row_id(credential_id: &[u8]) -> String {
    tokens::hash(&tokens::hex(credential_id))
}

impl PasskeyRow {
    fn passkey(&self) -> Result<Passkey> {
        serde_json::from_str(&self.credential).map_err(Error::internal)
    }
}
