//! An organisation's mail domains. Its own administrators see them; who gives them away is the
//! network's administrators: a domain lets people in.

use actix_web::HttpResponse;
use actix_web::web::Path;

use super::{below, looks_after, show_or_refuse};
use crate::audit;
use crate::error::{Error, Result};
use crate::members;
use crate::organisations::{domains as mail_domains, views};
use crate::rights::Act;
use crate::web::{Ctx, FormData, Problems, see_other};

/// `GET /organisations/{id}/domains`
pub async fn domains(ctx: Ctx, id: Path<String>) -> Result<HttpResponse> {
    looks_after(&ctx, &id)?;
    if ctx.may(Act::ManageNetwork) {
        ctx.proven()?;
    }
    list_page(&ctx, &id, &FormData::default(), &Problems::default()).await
}

async fn list_page(
    ctx: &Ctx,
    id: &str,
    form: &FormData,
    problems: &Problems,
) -> Result<HttpResponse> {
    let id = id.to_string();
    let (row, all) = ctx
        .read(move |c| Ok((members::organisation(c, &id)?, mail_domains::of(c, &id)?)))
        .await?;
    let body = views::domains(ctx, &row, &all, form, problems);
    let frame = below(ctx, ctx.t("organisations-domains"), &row);
    Ok(show_or_refuse(ctx, !problems.none(), frame, body))
}

/// `POST /organisations/{id}/domains`
pub async fn add_domain(ctx: Ctx, id: Path<String>, form: FormData) -> Result<HttpResponse> {
    let actor = ctx.require(Act::ManageNetwork)?.id.clone();
    ctx.proven()?;
    let mut problems = Problems::default();
    let domain = match mail_domains::parse(form.get("domain")) {
        Ok(domain) => domain,
        Err(why) => {
            problems.add("domain", why);
            return list_page(&ctx, &id, &form, &problems).await;
        }
    };
    let now = ctx.app.clock.now();
    let of = id.to_string();
    let done = ctx
        .once(&form, move |c| {
            members::organisation(c, &of)?;
            mail_domains::add(c, now, &of, &domain)?;
            audit::record(c, now, Some(&actor), "add-domain", "organisation", &of)?;
            Ok(format!("/organisations/{of}/domains?done=saved"))
        })
        .await;
    match done {
        Err(e) if e.is_unique_violation() => problems.add("domain", "organisations-domain-taken"),
        Err(Error::Conflict) => problems.add("domain", "organisations-domain-too-many"),
        done => return Ok(see_other(&done?)),
    }
    list_page(&ctx, &id, &form, &problems).await
}

/// `POST /organisations/{id}/domains/{domain}/remove`
pub async fn remove_domain(
    ctx: Ctx,
    path: Path<(String, String)>,
    form: FormData,
) -> Result<HttpResponse> {
    let actor = ctx.require(Act::ManageNetwork)?.id.clone();
    ctx.proven()?;
    let (id, domain) = path.into_inner();
    let now = ctx.app.clock.now();
    let to = ctx
        .once(&form, move |c| {
            mail_domains::remove(c, &id, &domain)?;
            audit::record(c, now, Some(&actor), "remove-domain", "organisation", &id)?;
            Ok(format!("/organisations/{id}/domains?done=saved"))
        })
        .await?;
    Ok(see_other(&to))
}
