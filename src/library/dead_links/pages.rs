//! `/library/dead-links`: what leads nowhere, for those who look after it.

use actix_web::HttpResponse;
use actix_web::web::{Path, Query};

use super::{ignore, look_again, queries, tended, views};
use crate::error::{Error, Result};
use crate::library::pages::PageQuery;
use crate::web::{Ctx, FormData, paging, see_other};

/// `GET /library/dead-links`: of one's own entries; of everybody's for editors.
pub async fn list(ctx: Ctx, query: Query<PageQuery>) -> Result<HttpResponse> {
    let who = ctx.signed_in()?.clone();
    let page = query.number();
    let (rows, total, tried) = ctx
        .read(move |c| {
            let rows = queries::list(c, &who, paging::offset(page), paging::PER_PAGE)?;
            let total = queries::count(c, &who)?;
            Ok((rows, total, total > 0 || queries::any_tried(c, &who)?))
        })
        .await?;
    Ok(views::list(&ctx, &rows, page, total, tried))
}

/// `POST /library/{slug}/dead-links`: looks again, or no more.
pub async fn decide(ctx: Ctx, slug: Path<String>, form: FormData) -> Result<HttpResponse> {
    let who = ctx.signed_in()?.clone();
    let (me, at, link) = (who.clone(), slug.clone(), form.get("link").to_string());
    let which = link.clone();
    ctx.read(move |c| tended(c, &me, &at, &which)).await?;
    let again = match form.get("do") {
        "look" => true,
        "ignore" => false,
        _ => return Err(Error::BadRequest("form")),
    };
    let now = ctx.app.clock.now();
    let to = ctx
        .once(&form, move |c| {
            let done = if again {
                look_again(c, now, &who, &slug, &link)?;
                "links-look-again"
            } else {
                ignore(c, now, &who, &slug, &link)?;
                "links-ignored"
            };
            Ok(format!("/library/{slug}?done={done}"))
        })
        .await?;
    Ok(see_other(&to))
}
