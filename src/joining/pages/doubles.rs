//! One person twice: found, told apart, made one.

use actix_web::HttpResponse;
use actix_web::web::Query;
use serde::Deserialize;

use crate::audit;
use crate::error::{Error, Result};
use crate::joining::views::doubles as views;
use crate::joining::{duplicates as finding, merge as merging, queries};
use crate::rights::Act;
use crate::web::{Ctx, FormData, see_other};

/// `GET /admin/people/duplicates`
pub async fn duplicates(ctx: Ctx) -> Result<HttpResponse> {
    ctx.require(Act::ManageNetwork)?;
    let pairs = ctx.read(finding::likely).await?;
    Ok(views::pairs(&ctx, &pairs))
}

/// `POST /admin/people/duplicates`: these are two people.
pub async fn two_people(ctx: Ctx, form: FormData) -> Result<HttpResponse> {
    let by = ctx.require(Act::ManageNetwork)?.id.clone();
    let (first, second) = finding::in_order(form.get("first"), form.get("second"));
    let now = ctx.app.clock.now();
    let to = ctx
        .once(&form, move |c| {
            for id in [&first, &second] {
                queries::compared(c, id)?;
            }
            queries::insert_not_duplicates(c, now, &first, &second)?;
            audit::record(c, now, Some(&by), "two-people", "person", &first)?;
            Ok("/admin/people/duplicates?done=saved".to_string())
        })
        .await?;
    Ok(see_other(&to))
}

#[derive(Deserialize)]
pub struct Two {
    keep: Option<String>,
    other: Option<String>,
}

/// `GET /admin/people/merge?keep=&other=`: what would move. Nothing does.
pub async fn merge_form(ctx: Ctx, query: Query<Two>) -> Result<HttpResponse> {
    ctx.require(Act::ManageNetwork)?;
    ctx.proven()?;
    let Two { keep, other } = query.into_inner();
    let (keep, other) = keep.zip(other).ok_or(Error::NotFound)?;
    if keep == other {
        return Err(Error::NotFound);
    }
    let (kept, gone, preview) = ctx
        .read(move |c| {
            let kept = queries::compared(c, &keep)?;
            let gone = queries::compared(c, &other)?;
            Ok((kept, gone, merging::preview(c, &other)?))
        })
        .await?;
    Ok(views::merge(&ctx, &kept, &gone, &preview))
}

/// `POST /admin/people/merge`
pub async fn merge(ctx: Ctx, form: FormData) -> Result<HttpResponse> {
    let by = ctx.require(Act::ManageNetwork)?.id.clone();
    ctx.proven()?;
    let (keep, other) = (form.get("keep").to_string(), form.get("other").to_string());
    // One's own record would go while one stands in it: the other way round it can be done.
    if other == by {
        return Err(Error::Conflict);
    }
    let now = ctx.app.clock.now();
    let to = ctx
        .once(&form, move |c| {
            merging::merge(c, now, &keep, &other, &by)?;
            Ok("/admin/people/duplicates?done=joining-merged".to_string())
        })
        .await?;
    Ok(see_other(&to))
}
