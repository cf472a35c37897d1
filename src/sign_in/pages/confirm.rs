//! Confirming that it is you, before something dangerous.

use actix_web::HttpResponse;
use actix_web::web::Query;

use super::{Next, password, place, second_factor, signed_in, write};
use crate::audit;
use crate::error::{Error, Result};
use crate::members::PersonRow;
use crate::sign_in::second_factor::Standing;
use crate::sign_in::{link, providers, sessions, views};
use crate::tokens;
use crate::web::{Ctx, FormData, Problems, see_other};

/// `GET /sign-in/confirm`
pub async fn form(ctx: Ctx, query: Query<Next>) -> Result<HttpResponse> {
    let next = place(&query.next);
    if ctx.proven().is_ok() {
        return Ok(see_other(&next));
    }
    let form = FormData::of([("next", next.as_str())]);
    let ways = ways(&ctx, &next).await?;
    Ok(views::confirm::form(
        &ctx,
        &ways,
        &form,
        &Problems::default(),
    ))
}

/// How the signed-in person can prove who they are.
pub struct Ways {
    pub person: PersonRow,
    pub has_password: bool,
    pub standing: Standing,
    /// Where their organisation's own sign-in begins.
    pub provider: Option<String>,
}

async fn ways(ctx: &Ctx, next: &str) -> Result<Ways> {
    let (person, has_password) = password::own(ctx).await?;
    let standing = second_factor::own_standing(ctx).await?;
    let (email, next) = (person.email.clone(), next.to_string());
    let provider = ctx
        .read(move |c| providers::for_address(c, &email, &next))
        .await?;
    Ok(Ways {
        person,
        has_password,
        standing,
        provider,
    })
}

/// `POST /sign-in/confirm`: by the password, a code, or a link to be mailed.
pub async fn confirm(ctx: Ctx, form: FormData) -> Result<HttpResponse> {
    let next = place(form.get("next"));
    let ways = ways(&ctx, &next).await?;
    let mut problems = Problems::default();
    match form.get("do") {
        "password" => {
            if password::is_own(&ctx, &ways.person, form.get("password")).await? {
                let secret = prove(&ctx).await?;
                return Ok(signed_in(&ctx, secret, &next));
            }
            problems.add("password", "password-current-wrong");
        }
        "code" => match second_factor::show_code(&ctx, form.get("code")).await? {
            Some(secret) => return Ok(signed_in(&ctx, secret, &next)),
            None => problems.add("code", "second-factor-wrong"),
        },
        "link" => return mail_link(&ctx, &form, ways, next).await,
        _ => return Err(Error::BadRequest("form")),
    }
    Ok(views::confirm::form(&ctx, &ways, &form, &problems))
}

/// The session goes on under the returned secret.
async fn prove(ctx: &Ctx) -> Result<String> {
    let id = ctx.signed_in()?.id.clone();
    let session = ctx.session.clone().ok_or(Error::SignInNeeded)?;
    let (now, secret) = (ctx.app.clock.now(), tokens::random()?);
    write(ctx, move |c| {
        sessions::prove(c, &session, &secret, now)?;
        audit::record(c, now, Some(&id), "proof", "person", &id)?;
        Ok(secret)
    })
    .await
}

async fn mail_link(ctx: &Ctx, form: &FormData, ways: Ways, next: String) -> Result<HttpResponse> {
    let (app, now, from) = (ctx.app.clone(), ctx.app.clock.now(), ctx.from.clone());
    let to = ctx
        .once(form, move |c| {
            link::ask(c, &app, now, &ways.person.email, &from, &next)?;
            Ok("/sign-in/sent".to_string())
        })
        .await?;
    Ok(see_other(&to))
}
