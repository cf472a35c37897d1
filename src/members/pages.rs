//! Signing in and out, one's own page, the choice of language.

use actix_web::http::header;
use actix_web::web::{Path, Query};
use actix_web::{HttpRequest, HttpResponse};
use serde::Deserialize;

use super::{Role, queries, sessions, sign_in, views};
use crate::error::{Error, Result};
use crate::tokens::{self, Purpose};
use crate::web::context::{LANG_COOKIE, cookie, session_cookie};
use crate::web::{Ctx, FormData, Lang, Page, Problems, layout, page, see_other};

#[derive(Deserialize, Default)]
pub struct Next {
    #[serde(default)]
    next: String,
}

/// `GET /sign-in`
pub async fn sign_in_form(ctx: Ctx, query: Query<Next>) -> HttpResponse {
    let form = FormData::of([("next", query.next.as_str())]);
    views::sign_in(&ctx, &form, &Problems::default(), false)
}

/// `POST /sign-in`
pub async fn ask_for_link(ctx: Ctx, form: FormData) -> Result<HttpResponse> {
    let mut problems = Problems::default();
    let email = super::email(&mut problems, &form);
    if !problems.none() {
        return Ok(views::sign_in(&ctx, &form, &problems, true));
    }
    let app = ctx.app.clone();
    let now = app.clock.now();
    let from = ctx.from.clone();
    let next = form.get("next").to_string();
    let to = ctx
        .once(&form, move |c| {
            sign_in::ask(c, &app, now, &email, &from, &next)?;
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
    // Derived from the link, so that a double click's second answer carries the same session.
    let secret = ctx.app.key.digest("session", &token);
    let agent = agent(&req);
    let kept = secret.clone();
    let to = ctx
        .once(&form, move |c| {
            sign_in::redeem(c, now, &token, &kept, &agent)
        })
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
    let new = match super::NewPerson::parse(&form) {
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
            if queries::has_administrator(c)? {
                return Err(Error::LinkSpent);
            }
            let id = super::add_person(c, now, &new)?;
            sessions::start(c, now, &id, &kept, &agent)?;
            queries::audit(c, now, Some(&id), "setup", "person", &id)?;
            Ok("/admin?done=welcome".to_string())
        })
        .await?;
    Ok(signed_in(&ctx, secret, &to))
}

fn agent(req: &HttpRequest) -> String {
    req.headers()
        .get(header::USER_AGENT)
        .and_then(|v| v.to_str().ok())
        .map(sessions::describe_agent)
        .unwrap_or_default()
}

fn signed_in(ctx: &Ctx, secret: String, to: &str) -> HttpResponse {
    let mut res = see_other(to);
    let cookie = cookie(&ctx.app, session_cookie(&ctx.app), secret, sessions::DAYS);
    // The name and value are ours: plain ASCII.
    let _ = res.add_cookie(&cookie);
    res
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
    ctx.app
        .db
        .write(move |c| {
            sessions::end_all(c, &id)?;
            queries::audit(c, now, Some(&id), "sign-out-everywhere", "person", &id)
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

/// `POST /language`: remembered in the profile, or for a visitor in a cookie.
pub async fn choose_language(ctx: Ctx, form: FormData) -> Result<HttpResponse> {
    let lang = Lang::named(form.get("lang")).ok_or(Error::BadRequest("form"))?;
    let mut res = see_other(sign_in::local_path(form.get("back")).unwrap_or("/"));
    if let Some(id) = ctx.member.as_ref().map(|m| m.id.clone()) {
        ctx.app
            .db
            .write(move |c| queries::update_language(c, &id, lang))
            .await?;
    }
    let _ = res.add_cookie(&cookie(&ctx.app, LANG_COOKIE, lang.code().to_string(), 365));
    Ok(res)
}

/// `GET /me`
pub async fn me(ctx: Ctx) -> Result<HttpResponse> {
    let id = ctx.signed_in()?.id.clone();
    let person = ctx.read(move |c| queries::person(c, &id)).await?;
    let form = FormData::of([
        ("name", person.name.as_str()),
        ("title", person.title.as_str()),
        ("lang", person.lang.as_str()),
    ]);
    show_me(&ctx, &form, &Problems::default()).await
}

/// `POST /me`
pub async fn change_me(ctx: Ctx, form: FormData) -> Result<HttpResponse> {
    let id = ctx.signed_in()?.id.clone();
    let mut problems = Problems::default();
    let name = problems.line(&form, "name", 100);
    let title = problems.optional_line(&form, "title", 150);
    let lang = Lang::named(form.get("lang"));
    if lang.is_none() {
        problems.add("lang", "invalid-choice");
    }
    let Some(lang) = lang.filter(|_| problems.none()) else {
        return show_me(&ctx, &form, &problems).await;
    };
    let to = ctx
        .once(&form, move |c| {
            super::change_profile(c, &id, &name, &title, lang)?;
            Ok("/me?done=saved".to_string())
        })
        .await?;
    Ok(see_other(&to))
}

async fn show_me(ctx: &Ctx, form: &FormData, problems: &Problems) -> Result<HttpResponse> {
    let id = ctx.signed_in()?.id.clone();
    let now = ctx.app.clock.now();
    let (person, open) = ctx
        .read(move |c| Ok((queries::person(c, &id)?, sessions::of_person(c, &id, now)?)))
        .await?;
    Ok(views::me(ctx, &person, &open, form, problems))
}

/// `GET /about`
pub async fn about(ctx: Ctx) -> HttpResponse {
    page(
        &ctx,
        Page::new(ctx.t("nav-about")),
        views::text(&ctx, "about"),
    )
}

/// `GET /privacy`
pub async fn privacy(ctx: Ctx) -> HttpResponse {
    page(
        &ctx,
        Page::new(ctx.t("nav-privacy")),
        views::text(&ctx, "privacy"),
    )
}

/// `GET /was`: where Danish public sites keep their accessibility statement.
pub async fn accessibility(ctx: Ctx) -> HttpResponse {
    page(
        &ctx,
        Page::new(ctx.t("nav-accessibility")),
        views::text(&ctx, "accessibility"),
    )
}

/// `GET /about/licences`
pub async fn licences(ctx: Ctx) -> HttpResponse {
    views::licences(&ctx)
}

/// `GET /about/licences.txt`
pub async fn licence_texts() -> HttpResponse {
    views::licence_texts()
}

/// `GET /`: what is new, and what each person does next. The parts are the features' own.
pub async fn front(ctx: Ctx) -> Result<HttpResponse> {
    let latest = crate::library::latest_view(&ctx, 6).await?;
    let coming = crate::meetings::coming_view(&ctx, 3).await?;
    let study = match &ctx.member {
        Some(member) if member.is(Role::Student) => Some(crate::study::own_view(&ctx).await?),
        _ => None,
    };
    Ok(layout::page(
        &ctx,
        Page::new(ctx.t("front-title")).with_search(),
        views::front(&ctx, latest, coming, study),
    ))
}
