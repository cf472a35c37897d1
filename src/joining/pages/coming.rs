//! Visitors: asking, confirming, and coming in by an invitation.

use actix_web::web::Path;
use actix_web::{HttpRequest, HttpResponse};

use super::{agent, signed_in};
use crate::error::Result;
use crate::joining::invitation::{self, Checked};
use crate::joining::request::{self, Asking};
use crate::joining::views::coming as views;
use crate::members;
use crate::web::fields::Choice;
use crate::web::{Ctx, FormData, Lang, Problems, see_other};

/// `GET /join`
pub async fn ask_form(ctx: Ctx) -> Result<HttpResponse> {
    let organisations = organisations(&ctx).await?;
    let (form, problems) = (FormData::default(), Problems::default());
    Ok(views::ask(&ctx, &organisations, &form, &problems))
}

/// `POST /join`: the same answer whoever asks.
pub async fn ask(ctx: Ctx, form: FormData) -> Result<HttpResponse> {
    let organisations = organisations(&ctx).await?;
    let ids: Vec<&str> = organisations.iter().map(|(id, _)| id.as_str()).collect();
    let asking = match Asking::parse(&form, ctx.lang, &ids) {
        Ok(asking) => asking,
        Err(problems) => return Ok(views::ask(&ctx, &organisations, &form, &problems)),
    };
    let (app, from) = (ctx.app.clone(), ctx.from.clone());
    let now = app.clock.now();
    let to = ctx
        .once(&form, move |c| {
            request::ask(c, &app, now, &asking, &from)?;
            Ok("/join/sent".to_string())
        })
        .await?;
    Ok(see_other(&to))
}

async fn organisations(ctx: &Ctx) -> Result<Vec<Choice>> {
    let all = ctx.read(members::organisations).await?;
    Ok(all.into_iter().map(|o| (o.id, o.name)).collect())
}

/// `GET /join/sent`
pub async fn sent(ctx: Ctx) -> HttpResponse {
    views::sent(&ctx)
}

/// `GET /join/waiting`
pub async fn waiting(ctx: Ctx) -> HttpResponse {
    views::waiting(&ctx)
}

/// `GET /join/{token}`: looks, and changes nothing.
pub async fn confirm_form(ctx: Ctx, token: Path<String>) -> Result<HttpResponse> {
    confirm_page(&ctx, &token, &FormData::default(), &Problems::default()).await
}

async fn confirm_page(
    ctx: &Ctx,
    token: &str,
    form: &FormData,
    problems: &Problems,
) -> Result<HttpResponse> {
    let now = ctx.app.clock.now();
    let secret = token.to_string();
    let (row, organisation) = ctx
        .read(move |c| {
            let (row, organisation) = request::look(c, now, &secret)?;
            let names = members::organisation_names(c)?;
            Ok((row, organisation.and_then(|id| names.get(&id).cloned())))
        })
        .await?;
    let ctx = ctx.speaking(row.lang());
    let organisation = organisation.as_deref();
    Ok(views::confirm(
        &ctx,
        token,
        &row,
        organisation,
        form,
        problems,
    ))
}

/// `POST /join/{token}`
pub async fn confirm(
    ctx: Ctx,
    req: HttpRequest,
    token: Path<String>,
    form: FormData,
) -> Result<HttpResponse> {
    let problems = agreed(&form);
    if !problems.none() {
        return confirm_page(&ctx, &token, &form, &problems).await;
    }
    let now = ctx.app.clock.now();
    let token = token.into_inner();
    // Derived from the link, so that a double click's second answer carries the same session.
    let secret = ctx.app.key.digest("session", &token);
    let (kept, agent) = (secret.clone(), agent(&req));
    let to = ctx
        .once(&form, move |c| {
            request::confirm(c, now, &token, &kept, &agent)
        })
        .await?;
    Ok(if to == request::WAITING {
        see_other(&to)
    } else {
        signed_in(&ctx, secret, &to)
    })
}

fn agreed(form: &FormData) -> Problems {
    let mut problems = Problems::default();
    if form.get("terms") != "yes" {
        problems.add("terms", "joining-terms-needed");
    }
    problems
}

/// `GET /welcome/{token}`: looks, and changes nothing.
pub async fn welcome_form(ctx: Ctx, token: Path<String>) -> Result<HttpResponse> {
    welcome_page(&ctx, &token, None, &Problems::default()).await
}

async fn welcome_page(
    ctx: &Ctx,
    token: &str,
    typed: Option<&FormData>,
    problems: &Problems,
) -> Result<HttpResponse> {
    let now = ctx.app.clock.now();
    let secret = token.to_string();
    let person = ctx.read(move |c| invitation::look(c, now, &secret)).await?;
    let ctx = ctx.speaking(Lang::named(&person.lang).unwrap_or_default());
    let stored = FormData::of([
        ("name", person.name.as_str()),
        ("title", person.title.as_str()),
        ("lang", person.lang.as_str()),
    ]);
    let form = typed.unwrap_or(&stored);
    Ok(views::welcome(&ctx, token, &person, form, problems))
}

/// `POST /welcome/{token}`
pub async fn welcome(
    ctx: Ctx,
    req: HttpRequest,
    token: Path<String>,
    form: FormData,
) -> Result<HttpResponse> {
    let mut problems = agreed(&form);
    let checked = Checked {
        name: problems.line(&form, "name", 100),
        title: problems.optional_line(&form, "title", 150),
        lang: Lang::named(form.get("lang")).unwrap_or_default(),
    };
    if Lang::named(form.get("lang")).is_none() {
        problems.add("lang", "invalid-choice");
    }
    if !problems.none() {
        return welcome_page(&ctx, &token, Some(&form), &problems).await;
    }
    let now = ctx.app.clock.now();
    let token = token.into_inner();
    let secret = ctx.app.key.digest("session", &token);
    let (kept, agent) = (secret.clone(), agent(&req));
    let to = ctx
        .once(&form, move |c| {
            invitation::accept(c, now, &token, &checked, &kept, &agent)
        })
        .await?;
    Ok(signed_in(&ctx, secret, &to))
}
