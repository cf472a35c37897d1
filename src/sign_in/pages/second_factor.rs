//! Showing a second factor, and getting one.

use actix_web::HttpResponse;
use actix_web::web::Query;

use super::{Next, place, set_session, signed_in, write};
use crate::audit;
use crate::error::{Error, Result};
use crate::members;
use crate::sign_in::delay::{self, Try};
use crate::sign_in::notice::{self, Change};
use crate::sign_in::second_factor::{self, Shown, Standing};
use crate::sign_in::{sessions, views};
use crate::tokens;
use crate::web::{Ctx, FormData, Problems, see_other};

/// `GET /sign-in/second-factor`: who has a second factor shows it, who has none gets one right here.
pub async fn show(ctx: Ctx, query: Query<Next>) -> Result<HttpResponse> {
    let next = place(&query.next);
    let standing = own_standing(&ctx).await?;
    if standing.is_fresh(ctx.app.clock.now()) {
        return Ok(see_other(&next));
    }
    let form = FormData::of([("next", next.as_str())]);
    if standing.has_any() {
        return Ok(views::second_factor::show(
            &ctx,
            &standing,
            &form,
            &Problems::default(),
        ));
    }
    ctx.proven()?;
    enrol_page(&ctx, &standing, &form, &Problems::default()).await
}

/// `POST /sign-in/second-factor`
pub async fn check(ctx: Ctx, form: FormData) -> Result<HttpResponse> {
    let standing = own_standing(&ctx).await?;
    let field = if form.has("recovery_code") {
        "recovery_code"
    } else {
        "code"
    };
    match show_code(&ctx, form.get(field)).await? {
        Some(secret) => Ok(signed_in(&ctx, secret, &place(form.get("next")))),
        None => {
            let mut problems = Problems::default();
            problems.add(field, "second-factor-wrong");
            Ok(views::second_factor::show(
                &ctx, &standing, &form, &problems,
            ))
        }
    }
}

/// Looks at a code somebody signed in typed. When it is right the session has shown a second factor
/// and goes on under the returned secret. `TooMany` when it came too early.
pub(super) async fn show_code(ctx: &Ctx, typed: &str) -> Result<Option<String>> {
    let id = ctx.signed_in()?.id.clone();
    let session = ctx.session.clone().ok_or(Error::SignInNeeded)?;
    let now = ctx.app.clock.now();
    let it = Try::code(&ctx.app.key, &id, &ctx.from);
    let (app, typed, secret) = (ctx.app.clone(), typed.to_string(), tokens::random()?);
    write(ctx, move |c| {
        delay::count(c, now, &it)?;
        let Some(shown) = second_factor::take(c, now, &id, &typed)? else {
            audit::record(c, now, Some(&id), "second-factor-refused", "person", &id)?;
            return Ok(None);
        };
        delay::right(c, now, &it)?;
        sessions::prove(c, &session, &secret, now)?;
        sessions::show_second_factor(c, &tokens::hash(&secret), now)?;
        audit::record(c, now, Some(&id), "second-factor-shown", "person", &id)?;
        if shown == Shown::Recovery {
            notice::changed(c, &app, now, &id, Change::RecoveryCodeUsed)?;
        }
        Ok(Some(secret))
    })
    .await
}

/// `GET /me/sign-in/second-factor`: for the first time, or in place of the one there is.
pub async fn enrol_form(ctx: Ctx) -> Result<HttpResponse> {
    let standing = second_factor::may_change(&ctx).await?;
    let form = FormData::of([("next", "/me/sign-in")]);
    enrol_page(&ctx, &standing, &form, &Problems::default()).await
}

/// `POST /me/sign-in/second-factor`: a code shows that the app has the secret. The recovery codes
/// are on the answer itself, and nowhere else ever.
pub async fn enrol(ctx: Ctx, form: FormData) -> Result<HttpResponse> {
    let standing = second_factor::may_change(&ctx).await?;
    let id = ctx.signed_in()?.id.clone();
    let session = ctx.session.clone().ok_or(Error::SignInNeeded)?;
    let now = ctx.app.clock.now();
    let totp = second_factor::totp(&second_factor::offered(&ctx.app, &session), "", "")?;
    let Some(step) = second_factor::step(&totp, now, form.get("code")) else {
        let mut problems = Problems::default();
        problems.add("code", "second-factor-wrong");
        return enrol_page(&ctx, &standing, &form, &problems).await;
    };
    let (app, secret) = (ctx.app.clone(), tokens::random()?);
    let new = tokens::hash(&secret);
    let (fresh, kept) = (secret.clone(), new.clone());
    let codes = write(&ctx, move |c| {
        let codes = second_factor::enrol(c, now, &id, &totp, step)?;
        sessions::prove(c, &session, &fresh, now)?;
        sessions::show_second_factor(c, &kept, now)?;
        sessions::end_others(c, &id, &kept)?;
        notice::changed(c, &app, now, &id, Change::SecondFactorSet)?;
        Ok(codes)
    })
    .await?;
    let ctx = ctx.in_session(new);
    let mut res = views::second_factor::recovery_codes(&ctx, &codes, &place(form.get("next")));
    set_session(&ctx, &mut res, secret);
    Ok(res)
}

/// `POST /me/sign-in/recovery-codes`: ten new ones in place of those before.
pub async fn make_codes(ctx: Ctx) -> Result<HttpResponse> {
    let standing = second_factor::may_change(&ctx).await?;
    if standing.app_since.is_none() {
        return Err(Error::NotFound);
    }
    let id = ctx.signed_in()?.id.clone();
    let (app, now) = (ctx.app.clone(), ctx.app.clock.now());
    let codes = write(&ctx, move |c| {
        notice::changed(c, &app, now, &id, Change::RecoveryCodesMade)?;
        second_factor::make_recovery_codes(c, &id)
    })
    .await?;
    Ok(views::second_factor::recovery_codes(
        &ctx,
        &codes,
        "/me/sign-in",
    ))
}

/// `POST /me/sign-in/second-factor/remove`. Whoever administers and has no passkey is asked for a
/// new one before they next do.
pub async fn remove(ctx: Ctx, form: FormData) -> Result<HttpResponse> {
    second_factor::may_change(&ctx).await?;
    let id = ctx.signed_in()?.id.clone();
    let session = ctx.session.clone().ok_or(Error::SignInNeeded)?;
    let (app, now) = (ctx.app.clone(), ctx.app.clock.now());
    let to = ctx
        .once(&form, move |c| {
            second_factor::remove(c, &id)?;
            sessions::end_others(c, &id, &session)?;
            notice::changed(c, &app, now, &id, Change::SecondFactorRemoved)?;
            Ok("/me/sign-in?done=second-factor-removed".to_string())
        })
        .await?;
    Ok(see_other(&to))
}

pub(super) async fn own_standing(ctx: &Ctx) -> Result<Standing> {
    let id = ctx.signed_in()?.id.clone();
    let session = ctx.session.clone().ok_or(Error::SignInNeeded)?;
    ctx.read(move |c| second_factor::standing(c, &id, &session))
        .await
}

async fn enrol_page(
    ctx: &Ctx,
    standing: &Standing,
    form: &FormData,
    problems: &Problems,
) -> Result<HttpResponse> {
    let id = ctx.signed_in()?.id.clone();
    let session = ctx.session.clone().ok_or(Error::SignInNeeded)?;
    let person = ctx.read(move |c| members::person(c, &id)).await?;
    let secret = second_factor::offered(&ctx.app, &session);
    let totp = second_factor::totp(&secret, ctx.network(), &person.email)?;
    let url = totp.to_url().map_err(Error::internal)?;
    let key = totp.secret().to_base32();
    views::second_factor::enrol(ctx, standing, &url, &key, form, problems)
}
