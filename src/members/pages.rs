//! One's own page, the choice of language.

use actix_web::HttpResponse;

use super::{queries, views};
use crate::error::{Error, Result};
use crate::sign_in::link;
use crate::web::context::{LANG_COOKIE, cookie};
use crate::web::{Ctx, FormData, Lang, see_other};

/// `POST /language`: remembered in the profile, or for a visitor in a cookie.
pub async fn choose_language(ctx: Ctx, form: FormData) -> Result<HttpResponse> {
    let lang = Lang::named(form.get("lang")).ok_or(Error::BadRequest("form"))?;
    let mut res = see_other(link::local_path(form.get("back")).unwrap_or("/"));
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
    Ok(views::me(&ctx, &person))
}
