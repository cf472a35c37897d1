//! `/admin/mail`: what was sent, what waits, and what a person must decide.

use actix_web::HttpResponse;
use actix_web::web::{Path, Query};
use serde::Deserialize;

use super::{Status, queries, reading, views};
use crate::audit;
use crate::error::Result;
use crate::members;
use crate::rights::Act;
use crate::web::{Ctx, FormData, see_other};

#[derive(Deserialize)]
pub struct Filter {
    status: Option<String>,
}

/// `GET /admin/mail?status=`
pub async fn list(ctx: Ctx, query: Query<Filter>) -> Result<HttpResponse> {
    ctx.require(Act::Administer)?;
    let status = Status::ALL
        .into_iter()
        .find(|s| Some(s.name()) == query.status.as_deref());
    let (rows, counts, names) = ctx
        .read(move |c| {
            let rows = queries::latest(c, status.map(Status::name), 200)?;
            let names = members::names(c, rows.iter().map(|r| r.person_id.as_str()))?;
            Ok((rows, queries::counts(c)?, names))
        })
        .await?;
    Ok(views::list(&ctx, status, &rows, &counts, &names))
}

/// `GET /admin/mail/{id}`
pub async fn show(ctx: Ctx, id: Path<String>) -> Result<HttpResponse> {
    ctx.require(Act::Administer)?;
    let id = id.into_inner();
    let (row, names) = ctx
        .read(move |c| {
            let row = queries::get(c, &id)?;
            let names = members::names(c, [row.person_id.as_str()])?;
            Ok((row, names))
        })
        .await?;
    audit::reading(&ctx, "mail", &row.id).await?;
    let kept = ctx.app.mail.kept(&row.id);
    let readable = kept.and_then(|bytes| reading::read(&bytes));
    Ok(views::show(&ctx, &row, &names, readable.as_ref()))
}

/// `POST /admin/mail/{id}/sent`: an undecided mail did arrive.
pub async fn decide_sent(ctx: Ctx, id: Path<String>, form: FormData) -> Result<HttpResponse> {
    decide(ctx, id.into_inner(), form, true).await
}

/// `POST /admin/mail/{id}/again`: an undecided or failed mail is sent again.
pub async fn send_again(ctx: Ctx, id: Path<String>, form: FormData) -> Result<HttpResponse> {
    decide(ctx, id.into_inner(), form, false).await
}

async fn decide(ctx: Ctx, id: String, form: FormData, arrived: bool) -> Result<HttpResponse> {
    let actor = ctx.require(Act::Administer)?.id.clone();
    let now = ctx.app.clock.now();
    let to = ctx
        .once(&form, move |c| {
            queries::get(c, &id)?;
            let action = if arrived {
                queries::decide_sent(c, &id, now)?;
                "mail-decided-sent"
            } else {
                queries::send_again(c, &id, now)?;
                "mail-sent-again"
            };
            audit::record(c, now, Some(&actor), action, "mail", &id)?;
            Ok(format!("/admin/mail/{id}?done=saved"))
        })
        .await?;
    Ok(see_other(&to))
}
