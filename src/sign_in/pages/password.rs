//! Signing in with a password, and choosing one.

use actix_web::web::Query;
use actix_web::{HttpRequest, HttpResponse};

use super::{Next, agent, place, set_session, signed_in, write};
use crate::audit;
use crate::error::{Error, Result};
use crate::members::{self, PersonRow};
use crate::moderation;
use crate::sign_in::delay::{self, Try};
use crate::sign_in::notice::{self, Change};
use crate::sign_in::{password, sessions, views};
use crate::tokens;
use crate::web::{Ctx, FormData, Problems, see_other};

/// `GET /sign-in/password`
pub async fn sign_in_form(ctx: Ctx, query: Query<Next>) -> HttpResponse {
    let form = FormData::of([("next", query.next.as_str())]);
    views::password::sign_in(&ctx, &form, &Problems::default())
}

/// `POST /sign-in/password`: the same answer and the same work whether the password is wrong, there
/// is none, or nobody has the address.
pub async fn sign_in(ctx: Ctx, req: HttpRequest, form: FormData) -> Result<HttpResponse> {
    let mut problems = Problems::default();
    let email = members::email(&mut problems, &form);
    let typed = form.get("password").to_string();
    if typed.is_empty() {
        problems.add("password", "password-missing");
    }
    if !problems.none() {
        return Ok(views::password::sign_in(&ctx, &form, &problems));
    }
    // Somebody with several addresses is one account: guesses count together.
    let account = ctx.read(move |c| members::main_address(c, &email)).await?;
    let it = Try::password(&ctx.app.key, &account, &ctx.from);
    let found = guess(&ctx, it.clone(), &typed, move |c| {
        let person = members::find_at_door(c, &account)?.map(|p| p.id);
        // Looked for also when there is nobody: the same work.
        let kept = password::kept(c, person.as_deref().unwrap_or_default())?;
        Ok(person.zip(kept.map(|(hash, _)| hash)))
    })
    .await?;
    let now = ctx.app.clock.now();
    let Some(id) = found else {
        problems.add("password", "password-wrong");
        return Ok(views::password::sign_in(&ctx, &form, &problems));
    };
    let secret = tokens::random()?;
    let (new, agent, before) = (secret.clone(), agent(&req), ctx.session.clone());
    let shut_out = write(&ctx, move |c| {
        delay::right(c, now, &it)?;
        // Only who has proved who they are learns that they are suspended.
        if let Some(to) = moderation::shut_out(c, now, &id)? {
            return Ok(Some(to));
        }
        if let Some(before) = before {
            sessions::end(c, &before)?;
        }
        sessions::start(c, now, &id, &new, &agent, sessions::Method::Password)?;
        audit::record(c, now, Some(&id), "sign-in", "person", &id)?;
        Ok(None)
    })
    .await?;
    if let Some(to) = shut_out {
        return Ok(see_other(&to));
    }
    Ok(signed_in(&ctx, secret, &place(form.get("next"))))
}

/// Looks at a guess: `find` says whose password it would be and what is kept of it. Counted before,
/// so that no guess that comes too early is looked at, however many come at once. Whose it is, if it
/// was right.
async fn guess(
    ctx: &Ctx,
    it: Try,
    typed: &str,
    find: impl FnOnce(&mut crate::db::Conn) -> Result<Option<(String, String)>> + Send + 'static,
) -> Result<Option<String>> {
    let now = ctx.app.clock.now();
    let counted = it.clone();
    let found = write(ctx, move |c| {
        delay::count(c, now, &counted)?;
        find(c)
    })
    .await?;
    let (id, kept) = found.unzip();
    let right = password::is_right(&ctx.app, kept, typed).await?;
    if !right {
        write(ctx, move |c| {
            audit::record(c, now, None, "sign-in-refused", "account", it.account())
        })
        .await?;
    }
    Ok(id.filter(|_| right))
}

/// Whether the signed-in person's own password was typed. `TooMany` when it came too early.
pub(super) async fn is_own(ctx: &Ctx, person: &PersonRow, typed: &str) -> Result<bool> {
    let it = Try::password(&ctx.app.key, &person.email, &ctx.from);
    let id = person.id.clone();
    let right = guess(ctx, it.clone(), typed, move |c| {
        Ok(password::kept(c, &id)?.map(|(hash, _)| (id, hash)))
    })
    .await?;
    let now = ctx.app.clock.now();
    if right.is_some() {
        write(ctx, move |c| delay::right(c, now, &it)).await?;
    }
    Ok(right.is_some())
}

/// `GET /me/sign-in/password`
pub async fn own_form(ctx: Ctx) -> Result<HttpResponse> {
    let (person, has) = own(&ctx).await?;
    let asks = asks_for_current(&ctx, has)?;
    let (form, problems) = (FormData::default(), Problems::default());
    Ok(views::password::choose(
        &ctx, &person, has, asks, &form, &problems,
    ))
}

/// `POST /me/sign-in/password`
pub async fn set(ctx: Ctx, form: FormData) -> Result<HttpResponse> {
    let (person, has) = own(&ctx).await?;
    let asks = asks_for_current(&ctx, has)?;
    let new = form.get("password");
    let mut problems = Problems::default();
    if new.is_empty() {
        problems.add("password", "password-missing");
    } else if let Some(why) = password::weakness_for(new, &person, ctx.network()).await? {
        problems.add("password", why);
    }
    if asks && problems.none() && !is_own(&ctx, &person, form.get("current_password")).await? {
        problems.add("current_password", "password-current-wrong");
    }
    if !problems.none() {
        return Ok(views::password::choose(
            &ctx, &person, has, asks, &form, &problems,
        ));
    }
    let hash = password::hash(new).await?;
    let session = ctx.session.clone().ok_or(Error::SignInNeeded)?;
    let now = ctx.app.clock.now();
    let (app, secret) = (ctx.app.clone(), tokens::random()?);
    let fresh = secret.clone();
    write(&ctx, move |c| {
        password::set(c, now, &person.id, &hash)?;
        let kept = if asks {
            sessions::prove(c, &session, &fresh, now)?;
            tokens::hash(&fresh)
        } else {
            session
        };
        sessions::end_others(c, &person.id, &kept)?;
        notice::changed(c, &app, now, &person.id, Change::PasswordSet)
    })
    .await?;
    let mut res = see_other("/me/sign-in?done=password-saved");
    if asks {
        set_session(&ctx, &mut res, secret);
    }
    Ok(res)
}

/// `POST /me/sign-in/password/remove`
pub async fn remove(ctx: Ctx, form: FormData) -> Result<HttpResponse> {
    let id = ctx.signed_in()?.id.clone();
    ctx.proven()?;
    let (app, now) = (ctx.app.clone(), ctx.app.clock.now());
    let session = ctx.session.clone().ok_or(Error::SignInNeeded)?;
    let to = ctx
        .once(&form, move |c| {
            password::remove(c, &id)?;
            sessions::end_others(c, &id, &session)?;
            notice::changed(c, &app, now, &id, Change::PasswordRemoved)?;
            Ok("/me/sign-in?done=password-removed".to_string())
        })
        .await?;
    Ok(see_other(&to))
}

/// The signed-in person, and whether they have a password.
pub(super) async fn own(ctx: &Ctx) -> Result<(PersonRow, bool)> {
    let id = ctx.signed_in()?.id.clone();
    ctx.read(move |c| Ok((members::person(c, &id)?, password::kept(c, &id)?.is_some())))
        .await
}

/// Who has proved lately who they are need not type the password they have, and may have forgotten.
fn asks_for_current(ctx: &Ctx, has: bool) -> Result<bool> {
    if has {
        return Ok(ctx.proven().is_err());
    }
    ctx.proven()?;
    Ok(false)
}
