//! Signing in and out.

pub mod confirm;
pub mod own;
pub mod password;
pub mod second_factor;

use actix_web::http::header;
use actix_web::web::{Path, Query};
use actix_web::{HttpRequest, HttpResponse};
use serde::Deserialize;

use super::{link, providers, sessions, views};
use crate::audit;
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::members::{self, NewPerson, Role};
use crate::tokens::{self, Purpose};
use crate::web::context::{cookie, session_cookie};
use crate::web::{Ctx, FormData, Problems, see_other};

/// Where to go afterwards.
#[derive(Deserialize, Default)]
pub struct Next {
    #[serde(default)]
    next: String,
    #[serde(default)]
    way: String,
}

/// A place on this site to go on to; the front page when none, or none of ours, was named.
fn place(next: &str) -> String {
    link::local_path(next).unwrap_or("/").to_string()
}

/// Writes as this request does, and wakes what follows. For forms that hold a secret, or must count
/// a try also when it is refused: they are not remembered as `Ctx::once` does.
async fn write<T, F>(ctx: &Ctx, f: F) -> Result<T>
where
    F: FnOnce(&mut Conn) -> Result<T> + Send + 'static,
    T: Send + 'static,
{
    let origin = audit::coarse(&ctx.from);
    let done = ctx
        .app
        .db
        .write(move |c| audit::coming_from(&origin, || f(c)))
        .await?;
    ctx.app.wake();
    Ok(done)
}

/// `GET /sign-in`
pub async fn sign_in_form(ctx: Ctx, query: Query<Next>) -> HttpResponse {
    let form = FormData::of([("next", query.next.as_str()), ("way", &query.way)]);
    views::sign_in(&ctx, &form, &Problems::default(), false)
}

/// `POST /sign-in`: an address, and how to go on with it. The answer is the same whoever has it.
pub async fn ask_for_link(ctx: Ctx, form: FormData) -> Result<HttpResponse> {
    let mut problems = Problems::default();
    let email = members::email(&mut problems, &form);
    if !problems.none() {
        return Ok(views::sign_in(&ctx, &form, &problems, true));
    }
    if form.get("do") == "password" {
        return Ok(views::password::sign_in(&ctx, &form, &problems));
    }
    let next = form.get("next").to_string();
    let (asked, back) = (email.clone(), place(&next));
    // A mailed link is always a way in: a provider may be out of order, or not know everybody.
    let provider = match form.get("way") {
        link::MAIL => None,
        _ => {
            ctx.read(move |c| providers::for_address(c, &asked, &back))
                .await?
        }
    };
    if let Some(path) = provider {
        return Ok(see_other(&path));
    }
    let app = ctx.app.clone();
    let now = app.clock.now();
    let from = ctx.from.clone();
    let to = ctx
        .once(&form, move |c| {
            link::ask(c, &app, now, &email, &from, &next)?;
            Ok("/sign-in/sent".to_string())
        })
        .await?;
    Ok(see_other(&to))
}

/// `GET /sign-in/sent`
pub async fn link_sent(ctx: Ctx) -> HttpResponse {
    views::link_sent(&ctx)
}

/// `GET /sign-in/{token}`: looks, and changes nothing.
pub async fn use_link_form(ctx: Ctx, token: Path<String>) -> Result<HttpResponse> {
    let now = ctx.app.clock.now();
    let secret = token.clone();
    ctx.read(move |c| tokens::peek(c, now, Purpose::SignIn, &secret))
        .await?;
    Ok(views::use_link(&ctx, &token))
}

/// `POST /sign-in/{token}`
pub async fn use_link(
    ctx: Ctx,
    req: HttpRequest,
    token: Path<String>,
    form: FormData,
) -> Result<HttpResponse> {
    let now = ctx.app.clock.now();
    let token = token.into_inner();
    let held = token.clone();
    if let Some(to) = ctx.write(move |c| link::shut_out(c, now, &held)).await? {
        return Ok(see_other(&to));
    }
    // Derived from the link, so that a double click's second answer carries the same session.
    let secret = ctx.app.key.digest("session", &token);
    let agent = agent(&req);
    let new = link::Opening {
        secret: secret.clone(),
        agent,
        here: ctx
            .member
            .as_ref()
            .map(|m| m.id.clone())
            .zip(ctx.session.clone()),
    };
    let app = ctx.app.clone();
    let to = ctx
        .once(&form, move |c| link::redeem(c, &app, now, &token, &new))
        .await?;
    Ok(signed_in(&ctx, secret, &to))
}

/// `GET /setup/{token}`
pub async fn setup_form(ctx: Ctx, token: Path<String>) -> Result<HttpResponse> {
    let now = ctx.app.clock.now();
    let secret = token.clone();
    ctx.read(move |c| tokens::peek(c, now, Purpose::Setup, &secret))
        .await?;
    Ok(views::setup(
        &ctx,
        &token,
        &FormData::default(),
        &Problems::default(),
    ))
}

/// `POST /setup/{token}`: makes the first administrator and signs them in.
pub async fn setup(
    ctx: Ctx,
    req: HttpRequest,
    token: Path<String>,
    form: FormData,
) -> Result<HttpResponse> {
    let now = ctx.app.clock.now();
    let token = token.into_inner();
    let new = match NewPerson::parse(&form) {
        Ok(mut new) => {
            new.lang = ctx.lang;
            new.roles = vec![Role::Member, Role::Administrator];
            new.organisation_id = None;
            new.represents.clear();
            new
        }
        Err(problems) => return Ok(views::setup(&ctx, &token, &form, &problems)),
    };
    let secret = ctx.app.key.digest("session", &token);
    let (kept, agent) = (secret.clone(), agent(&req));
    let to = ctx
        .once(&form, move |c| {
            tokens::consume(c, now, Purpose::Setup, &token)?;
            if members::has_administrator(c)? {
                return Err(Error::LinkSpent);
            }
            let id = members::add_person(c, now, &new)?;
            sessions::start(c, now, &id, &kept, &agent, sessions::Method::Link)?;
            audit::record(c, now, Some(&id), "setup", "person", &id)?;
            Ok(link::leading(
                "/sign-in/second-factor",
                "/admin?done=welcome",
            ))
        })
        .await?;
    Ok(signed_in(&ctx, secret, &to))
}

pub(super) fn agent(req: &HttpRequest) -> String {
    req.headers()
        .get(header::USER_AGENT)
        .and_then(|v| v.to_str().ok())
        .map(sessions::describe_agent)
        .unwrap_or_default()
}

pub(super) fn signed_in(ctx: &Ctx, secret: String, to: &str) -> HttpResponse {
    let mut res = see_other(to);
    set_session(ctx, &mut res, secret);
    res
}

fn set_session(ctx: &Ctx, res: &mut HttpResponse, secret: String) {
    let cookie = cookie(&ctx.app, session_cookie(&ctx.app), secret, sessions::DAYS);
    // The name and value are ours: plain ASCII.
    let _ = res.add_cookie(&cookie);
}

/// `POST /sign-out`
pub async fn sign_out(ctx: Ctx) -> Result<HttpResponse> {
    if let Some(session) = ctx.session.clone() {
        ctx.app
            .db
            .write(move |c| sessions::end(c, &session))
            .await?;
    }
    Ok(signed_out(&ctx))
}

/// `POST /sign-out-everywhere`
pub async fn sign_out_everywhere(ctx: Ctx) -> Result<HttpResponse> {
    let id = ctx.signed_in()?.id.clone();
    let now = ctx.app.clock.now();
    ctx.write(move |c| {
        sessions::end_all(c, &id)?;
        audit::record(c, now, Some(&id), "sign-out-everywhere", "person", &id)
    })
    .await?;
    Ok(signed_out(&ctx))
}

fn signed_out(ctx: &Ctx) -> HttpResponse {
    let mut res = see_other("/?done=signed-out");
    let mut gone = cookie(&ctx.app, session_cookie(&ctx.app), String::new(), 0);
    gone.make_removal();
    let _ = res.add_cookie(&gone);
    res
}
