//! `/organisations/{id}/sign-in`: an organisation's administrators keep its own sign-in.

use actix_web::HttpResponse;
use actix_web::web::Path;

use super::pages::{off_thread, party};
use super::{NewProvider, ProviderRow, protocol, queries, views};
use crate::error::{Error, Result};
use crate::rights::Act;
use crate::web::{Ctx, FormData, Problems, see_other};

/// `GET /organisations/{id}/sign-in`
pub async fn list(ctx: Ctx, id: Path<String>) -> Result<HttpResponse> {
    let (id, name) = organisation(&ctx, id.into_inner()).await?;
    let of = id.clone();
    let (providers, domains) = ctx
        .read(move |c| {
            Ok((
                queries::of_organisation(c, &of)?,
                queries::domains_of(c, &of)?,
            ))
        })
        .await?;
    Ok(views::list(&ctx, (&id, &name), &providers, &domains))
}

/// `GET /organisations/{id}/sign-in/new`
pub async fn add_form(ctx: Ctx, id: Path<String>) -> Result<HttpResponse> {
    let (id, name) = organisation(&ctx, id.into_inner()).await?;
    ctx.proven()?;
    let form = FormData::of([("enabled", "yes")]);
    Ok(views::edit(
        &ctx,
        (&id, &name),
        None,
        &form,
        &Problems::default(),
    ))
}

/// `POST /organisations/{id}/sign-in`
pub async fn add(ctx: Ctx, id: Path<String>, form: FormData) -> Result<HttpResponse> {
    let (id, name) = organisation(&ctx, id.into_inner()).await?;
    ctx.proven()?;
    let new = match NewProvider::parse(&ctx.app, &form, None) {
        Ok(new) => new,
        Err(problems) => return Ok(views::edit(&ctx, (&id, &name), None, &form, &problems)),
    };
    let (now, actor) = (ctx.app.clock.now(), ctx.signed_in()?.id.clone());
    let of = id.clone();
    let added = ctx
        .once(&form, move |c| {
            let provider = super::add(c, now, &actor, &of, &new)?;
            Ok(format!(
                "/organisations/{of}/sign-in/{provider}?done=provider-added"
            ))
        })
        .await;
    match added {
        Ok(to) => Ok(see_other(&to)),
        Err(Error::Conflict) => {
            let mut problems = Problems::default();
            problems.add("name", "providers-enough");
            Ok(views::edit(&ctx, (&id, &name), None, &form, &problems))
        }
        Err(e) => Err(e),
    }
}

/// `GET /organisations/{id}/sign-in/{provider}`
pub async fn edit_form(ctx: Ctx, path: Path<(String, String)>) -> Result<HttpResponse> {
    let (id, name, provider) = provider(&ctx, path.into_inner()).await?;
    ctx.proven()?;
    let version = provider.version.to_string();
    let mut form = FormData::of([
        ("name", provider.name.as_str()),
        ("issuer", provider.issuer.as_str()),
        ("client_id", provider.client_id.as_str()),
        ("version", version.as_str()),
    ]);
    if provider.enabled {
        form.push("enabled", "yes");
    }
    let problems = Problems::default();
    Ok(views::edit(
        &ctx,
        (&id, &name),
        Some(&provider),
        &form,
        &problems,
    ))
}

/// `POST /organisations/{id}/sign-in/{provider}`
pub async fn change(
    ctx: Ctx,
    path: Path<(String, String)>,
    form: FormData,
) -> Result<HttpResponse> {
    let (id, name, before) = provider(&ctx, path.into_inner()).await?;
    ctx.proven()?;
    let new = match NewProvider::parse(&ctx.app, &form, Some(&before)) {
        Ok(new) => new,
        Err(problems) => {
            return Ok(views::edit(
                &ctx,
                (&id, &name),
                Some(&before),
                &form,
                &problems,
            ));
        }
    };
    let version = form.get("version").parse().unwrap_or(0);
    let (now, actor) = (ctx.app.clock.now(), ctx.signed_in()?.id.clone());
    let to = ctx
        .once(&form, move |c| {
            let before = queries::own(c, &id, &before.id)?;
            super::change(c, now, &actor, &before, version, &new)?;
            Ok(format!(
                "/organisations/{id}/sign-in/{}?done=saved",
                before.id
            ))
        })
        .await?;
    Ok(see_other(&to))
}

/// `POST /organisations/{id}/sign-in/{provider}/try`: asks the provider who it is and whether it
/// knows us. Changes nothing.
pub async fn try_out(ctx: Ctx, path: Path<(String, String)>) -> Result<HttpResponse> {
    let (id, name, provider) = provider(&ctx, path.into_inner()).await?;
    ctx.proven()?;
    let with = party(&ctx.app, provider.clone());
    let found = off_thread(move || protocol::probe(&with)).await?;
    Ok(views::tried(&ctx, (&id, &name), &provider, &found))
}

/// `GET /organisations/{id}/sign-in/{provider}/remove`
pub async fn remove_form(ctx: Ctx, path: Path<(String, String)>) -> Result<HttpResponse> {
    let (id, name, provider) = provider(&ctx, path.into_inner()).await?;
    ctx.proven()?;
    Ok(views::remove(&ctx, (&id, &name), &provider))
}

/// `POST /organisations/{id}/sign-in/{provider}/remove`
pub async fn remove(
    ctx: Ctx,
    path: Path<(String, String)>,
    form: FormData,
) -> Result<HttpResponse> {
    let (id, provider) = path.into_inner();
    let (id, _) = organisation(&ctx, id).await?;
    ctx.proven()?;
    let (now, actor) = (ctx.app.clock.now(), ctx.signed_in()?.id.clone());
    let to = ctx
        .once(&form, move |c| {
            super::remove(c, now, &actor, &id, &provider)?;
            Ok(format!("/organisations/{id}/sign-in?done=provider-removed"))
        })
        .await?;
    Ok(see_other(&to))
}

/// An organisation whose sign-in the viewer keeps, with its name.
async fn organisation(ctx: &Ctx, id: String) -> Result<(String, String)> {
    let of = id.clone();
    let name = ctx.read(move |c| queries::organisation(c, &of)).await?;
    let act = Act::ManageOrganisation {
        organisation_id: &id,
    };
    match ctx.require(act) {
        // Another organisation's is not there, as everywhere.
        Err(Error::Forbidden) => Err(Error::NotFound),
        allowed => allowed.map(|_| (id.clone(), name)),
    }
}

async fn provider(
    ctx: &Ctx,
    (id, provider): (String, String),
) -> Result<(String, String, ProviderRow)> {
    let (id, name) = organisation(ctx, id).await?;
    let of = id.clone();
    let provider = ctx.read(move |c| queries::own(c, &of, &provider)).await?;
    Ok((id, name, provider))
}
