//! `/sign-in/passkey` and `/me/passkeys`. A script asks for the options, hands them to the browser,
//! and sends what it answers as a form: whatever goes wrong is an ordinary page.

use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};
use actix_web::{HttpRequest, HttpResponse};
use chrono::Duration;
use serde::Deserialize;
use serde_json::{Value as Json, json};
use webauthn_rs::prelude::Webauthn;

use super::{Coming, queries, relying_party, views};
use crate::error::{Error, Result};
use crate::rights::Act;
use crate::sign_in::notice::{self, Change};
use crate::sign_in::pages::{agent, signed_in};
use crate::sign_in::{ceremonies, delay, link, second_factor, sessions};
use crate::tokens;
use crate::web::throttle::{self, Rate};
use crate::web::{Ctx, FormData, Problems, see_other};

/// One office behind one address may ask this often. Each page with a passkey field asks once.
const PER_PLACE: Rate = Rate {
    limit: 600,
    window: Duration::hours(1),
};

/// Where somebody goes whose passkey was not taken.
const NOT_TAKEN: &str = "/sign-in/passkey?";

/// `POST /sign-in/passkey/options`: what the browser is to ask its passkeys.
pub async fn use_options(ctx: Ctx, req: HttpRequest) -> Result<HttpResponse> {
    let party = party(&ctx)?;
    let browser = ceremonies::browser(&ctx.app, &req)?;
    let key = tokens::random()?;
    let now = ctx.app.clock.now();
    let place = ctx.app.key.digest("passkey-from", &delay::place(&ctx.from));
    let person = ctx.member.as_ref().map(|m| m.id.clone());
    let at = (browser.clone(), key.clone());
    let asked = ctx
        .app
        .db
        .write(move |c| {
            throttle::count(c, now, &place, &PER_PLACE)?;
            let at = (at.0.as_str(), at.1.as_str());
            super::begin_using(c, now, &party, person.as_deref(), at)
        })
        .await?;
    Ok(options(&ctx, &browser, &key, asked))
}

/// `POST /sign-in/passkey`
pub async fn use_passkey(ctx: Ctx, req: HttpRequest, form: FormData) -> Result<HttpResponse> {
    let party = party(&ctx)?;
    let now = ctx.app.clock.now();
    let browser = ceremonies::known_browser(&ctx.app, &req).unwrap_or_default();
    let key = form.get("ceremony").to_string();
    // Derived from the ceremony, so that a double click's second answer carries the same session.
    let secret = ctx
        .app
        .key
        .digest("session", &format!("passkey {browser} {key}"));
    let (kept, agent) = (secret.clone(), agent(&req));
    let next = link::local_path(form.get("next"))
        .unwrap_or("/")
        .to_string();
    let sent = form.get("credential").to_string();
    let already = ctx
        .member
        .as_ref()
        .map(|m| m.id.clone())
        .zip(ctx.session.clone());
    let to = ctx
        .once(&form, move |c| {
            let coming = Coming {
                already: already.as_ref().map(|(p, s)| (p.as_str(), s.as_str())),
                secret: &kept,
                agent: &agent,
            };
            let outcome = super::sign_in(c, now, &party, (&browser, &key), &sent, &coming)?;
            Ok(match outcome {
                Ok(()) => next,
                Err(why) => not_taken(why, &next),
            })
        })
        .await?;
    if to.starts_with(NOT_TAKEN) {
        return Ok(see_other(&to));
    }
    Ok(signed_in(&ctx, secret, &to))
}

fn not_taken(why: &str, next: &str) -> String {
    let query = serde_urlencoded::to_string([("why", why), ("next", next)]).unwrap_or_default();
    format!("{NOT_TAKEN}{query}")
}

#[derive(Deserialize)]
pub struct NotTaken {
    #[serde(default)]
    why: String,
    #[serde(default)]
    next: String,
}

/// `GET /sign-in/passkey`: what to do when a passkey was not taken.
pub async fn not_taken_page(ctx: Ctx, query: Query<NotTaken>) -> HttpResponse {
    views::not_taken(
        &ctx,
        &query.why,
        link::local_path(&query.next).unwrap_or("/"),
    )
}

/// `GET /me/passkeys/new`
pub async fn add_form(ctx: Ctx) -> Result<HttpResponse> {
    ctx.require(Act::OwnAccount)?;
    second_factor::may_change(&ctx).await?;
    party(&ctx)?;
    Ok(views::add(&ctx, &FormData::default(), &Problems::default()))
}

/// `POST /me/passkeys/options`: what the browser is to make. 422 when the name will not do: then the
/// form is sent as it is, and comes back with what is wrong beside the field.
pub async fn add_options(ctx: Ctx, req: HttpRequest, form: FormData) -> Result<HttpResponse> {
    let person = ctx.require(Act::OwnAccount)?.id.clone();
    second_factor::may_change(&ctx).await?;
    let party = party(&ctx)?;
    if name(&form).is_err() {
        return Ok(HttpResponse::UnprocessableEntity().finish());
    }
    let browser = ceremonies::browser(&ctx.app, &req)?;
    let key = tokens::random()?;
    let now = ctx.app.clock.now();
    let place = ctx.app.key.digest("passkey-from", &delay::place(&ctx.from));
    let at = (browser.clone(), key.clone());
    let asked = ctx
        .app
        .db
        .write(move |c| {
            throttle::count(c, now, &place, &PER_PLACE)?;
            super::begin_adding(c, now, &party, &person, (&at.0, &at.1))
        })
        .await;
    match asked {
        Ok(asked) => Ok(options(&ctx, &browser, &key, asked)),
        Err(Error::Conflict) => Ok(HttpResponse::build(StatusCode::UNPROCESSABLE_ENTITY).finish()),
        Err(e) => Err(e),
    }
}

/// `POST /me/passkeys`
pub async fn add(ctx: Ctx, req: HttpRequest, form: FormData) -> Result<HttpResponse> {
    let person = ctx.require(Act::OwnAccount)?.id.clone();
    second_factor::may_change(&ctx).await?;
    let party = party(&ctx)?;
    let name = match name(&form) {
        Ok(name) => name,
        Err(problems) => return Ok(views::add(&ctx, &form, &problems)),
    };
    let now = ctx.app.clock.now();
    let browser = ceremonies::known_browser(&ctx.app, &req).unwrap_or_default();
    let key = form.get("ceremony").to_string();
    let sent = form.get("credential").to_string();
    let app = ctx.app.clone();
    let session = ctx.session.clone().ok_or(Error::SignInNeeded)?;
    let saved = ctx
        .once(&form, move |c| {
            let at = (browser.as_str(), key.as_str());
            if let Err(why) = super::add(c, now, &party, (&person, &name), at, &sent)? {
                return Ok(format!("/me/passkeys/new?why={why}"));
            }
            // Making one has shown it.
            sessions::show_second_factor(c, &session, now)?;
            notice::changed(c, &app, now, &person, Change::PasskeyAdded)?;
            Ok("/me/sign-in?done=passkey-added".to_string())
        })
        .await;
    match saved {
        Ok(to) => Ok(match to.strip_prefix("/me/passkeys/new?why=") {
            Some(why) => {
                let mut problems = Problems::default();
                problems.add("name", not_added(why));
                views::add(&ctx, &form, &problems)
            }
            None => see_other(&to),
        }),
        Err(Error::Conflict) => {
            let mut problems = Problems::default();
            problems.add("name", "passkeys-enough");
            Ok(views::add(&ctx, &form, &problems))
        }
        Err(e) => Err(e),
    }
}

fn not_added(why: &str) -> &'static str {
    match why {
        "expired" => "passkeys-add-expired",
        "known" => "passkeys-add-known",
        _ => "passkeys-add-unread",
    }
}

fn name(form: &FormData) -> std::result::Result<String, Problems> {
    let mut problems = Problems::default();
    let name = problems.line(form, "name", 60);
    problems.or(name)
}

/// `GET /me/passkeys/{id}/remove`
pub async fn remove_form(ctx: Ctx, id: Path<String>) -> Result<HttpResponse> {
    let person = ctx.require(Act::OwnAccount)?.id.clone();
    second_factor::may_change(&ctx).await?;
    let passkey = ctx.read(move |c| queries::own(c, &person, &id)).await?;
    Ok(views::remove(&ctx, &passkey))
}

/// `POST /me/passkeys/{id}/remove`
pub async fn remove(ctx: Ctx, id: Path<String>, form: FormData) -> Result<HttpResponse> {
    let person = ctx.require(Act::OwnAccount)?.id.clone();
    second_factor::may_change(&ctx).await?;
    let now = ctx.app.clock.now();
    let app = ctx.app.clone();
    let to = ctx
        .once(&form, move |c| {
            super::remove(c, &person, &id)?;
            notice::changed(c, &app, now, &person, Change::PasskeyRemoved)?;
            Ok("/me/sign-in?done=passkey-removed".to_string())
        })
        .await?;
    Ok(see_other(&to))
}

fn party(ctx: &Ctx) -> Result<Webauthn> {
    relying_party(&ctx.app, ctx.network()).ok_or(Error::NotFound)
}

fn options(ctx: &Ctx, browser: &str, key: &str, mut asked: Json) -> HttpResponse {
    let mut res = HttpResponse::Ok().json(json!({
        "ceremony": key,
        "publicKey": asked["publicKey"].take(),
    }));
    ceremonies::remember(&ctx.app, &mut res, browser);
    res
}
