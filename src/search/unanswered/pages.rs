//! `/library/unanswered`: what is asked for and not there.

use actix_web::HttpResponse;
use actix_web::web::Query;

use super::{queries, views};
use crate::error::{Error, Result};
use crate::library::pages::PageQuery;
use crate::rights::Act;
use crate::web::{Ctx, FormData, paging, see_other};

/// `GET /library/unanswered`
pub async fn list(ctx: Ctx, query: Query<PageQuery>) -> Result<HttpResponse> {
    ctx.require(Act::Curate)?;
    let page = query.number();
    let (rows, total) = ctx
        .read(move |c| {
            let rows = queries::list(c, paging::offset(page), paging::PER_PAGE)?;
            Ok((rows, queries::count(c)?))
        })
        .await?;
    Ok(views::list(&ctx, &rows, page, total))
}

/// `POST /library/unanswered`: it has an answer now, or is none to answer.
pub async fn decide(ctx: Ctx, form: FormData) -> Result<HttpResponse> {
    ctx.require(Act::Curate)?;
    let (decide, done): (fn(&mut _, &_) -> _, _) = match form.get("do") {
        "answered" => (queries::settle, "unanswered-settled"),
        "remove" => (queries::remove, "unanswered-removed"),
        _ => return Err(Error::BadRequest("form")),
    };
    let question = form.get("question").to_string();
    let to = ctx
        .once(&form, move |c| {
            decide(c, &question)?;
            Ok(format!("/library/unanswered?done={done}"))
        })
        .await?;
    Ok(see_other(&to))
}
