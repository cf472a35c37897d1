//! `/suspended/{token}`: somebody who proved who they are and is not let in reads why, until when,
//! and appeals. The token is made by `shut_out`; without it nobody learns that anybody is suspended.

use actix_web::HttpResponse;
use actix_web::web::Path;
use chrono::NaiveDateTime;

use super::pages::{Own, own_of};
use super::{TEXT_MAX, deciding, queries, views};
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::members;
use crate::tokens::{self, Purpose};
use crate::web::{Ctx, FormData, Lang, Problems, see_other};

/// `GET /suspended/{token}`
pub async fn show(ctx: Ctx, token: Path<String>) -> Result<HttpResponse> {
    show_with(&ctx, &token, &FormData::default(), &Problems::default()).await
}

/// `POST /suspended/{token}`
pub async fn appeal(ctx: Ctx, token: Path<String>, form: FormData) -> Result<HttpResponse> {
    let token = token.into_inner();
    let at = token.clone();
    let mut problems = Problems::default();
    let text = problems.block(&form, "appeal", TEXT_MAX);
    let now = ctx.app.clock.now();
    if !problems.none() {
        return show_with(&ctx, &token, &form, &problems).await;
    }
    let to = ctx
        .once(&form, move |c| {
            let (person, own) = of(c, now, &token)?;
            deciding::appeal(c, now, &person, &own.row.id, &text)?;
            // The key itself is kept nowhere.
            Ok("?done=moderation-appealed".to_string())
        })
        .await?;
    Ok(see_other(&format!("/suspended/{at}{to}")))
}

async fn show_with(
    ctx: &Ctx,
    token: &str,
    form: &FormData,
    problems: &Problems,
) -> Result<HttpResponse> {
    let (now, secret) = (ctx.app.clock.now(), token.to_string());
    let (own, lang) = ctx
        .read(move |c| {
            let (person, own) = of(c, now, &secret)?;
            let lang = members::person_at_door(c, &person)?.lang;
            Ok((own, Lang::named(&lang).unwrap_or_default()))
        })
        .await?;
    let ctx = ctx.speaking(lang);
    Ok(views::suspended(&ctx, token, &own, form, problems))
}

/// Whom a token is for, and the suspension that holds. `LinkSpent` when none does any more: then
/// signing in works.
fn of(c: &mut Conn, now: NaiveDateTime, token: &str) -> Result<(String, Own)> {
    let person = tokens::peek(c, now, Purpose::Suspended, token)?;
    let row = queries::holding(c, now, &person)?
        .into_iter()
        .next()
        .ok_or(Error::LinkSpent)?;
    let own = own_of(c, vec![row])?.pop().ok_or(Error::LinkSpent)?;
    Ok((person, own))
}
