//! How one signs in oneself, and where one is signed in.

use actix_web::HttpResponse;
use actix_web::web::Path;

use super::{password, second_factor, signed_out};
use crate::audit;
use crate::error::Result;
use crate::sign_in::{passkeys, sessions, views};
use crate::web::{Ctx, FormData, see_other};

/// `GET /me/sign-in`
pub async fn show(ctx: Ctx) -> Result<HttpResponse> {
    let (_, has_password) = password::own(&ctx).await?;
    let standing = second_factor::own_standing(&ctx).await?;
    let passkeys = passkeys::own(&ctx).await?;
    Ok(views::own::sign_in(&ctx, has_password, &standing, passkeys))
}

/// `GET /me/sessions`
pub async fn sessions(ctx: Ctx) -> Result<HttpResponse> {
    let id = ctx.signed_in()?.id.clone();
    let now = ctx.app.clock.now();
    let open = ctx.read(move |c| sessions::of_person(c, &id, now)).await?;
    Ok(views::own::sessions(&ctx, &open))
}

/// `POST /me/sessions/{handle}/end`
pub async fn end_session(ctx: Ctx, handle: Path<String>, form: FormData) -> Result<HttpResponse> {
    let id = ctx.signed_in()?.id.clone();
    let (handle, now) = (handle.into_inner(), ctx.app.clock.now());
    let this = ctx.session.clone().unwrap_or_default();
    let own = handle.clone();
    let is_this = ctx
        .read(move |c| Ok(sessions::row(c, &this)?.handle == own))
        .await?;
    let to = ctx
        .once(&form, move |c| {
            sessions::end_own(c, &id, &handle)?;
            audit::record(c, now, Some(&id), "session-ended", "person", &id)?;
            Ok("/me/sessions?done=session-ended".to_string())
        })
        .await?;
    Ok(if is_this {
        signed_out(&ctx)
    } else {
        see_other(&to)
    })
}
