//! One's own page, the choice of language.

use actix_web::HttpResponse;

use super::{queries, views};
use crate::error::{Error, Result};
use crate::sign_in::link;
use crate::web::context::{LANG_COOKIE, cookie};
use crate::web::{Ctx, FormData, Lang, Problems, see_other};

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
    let person = ctx.read(move |c| queries::person(c, &id)).await?;
    Ok(views::me(ctx, &person, form, problems))
}
