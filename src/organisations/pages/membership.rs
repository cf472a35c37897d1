//! Answering an organisation that asks one in, by the link in its mail.

use actix_web::HttpResponse;
use actix_web::web::Path;

use crate::error::{Error, Result};
use crate::organisations::{inviting, views};
use crate::web::{Ctx, FormData, Lang, Page, page, see_other};

/// `GET /membership/{token}`: looks, and changes nothing.
pub async fn offer(ctx: Ctx, token: Path<String>) -> Result<HttpResponse> {
    let (now, secret) = (ctx.app.clock.now(), token.to_string());
    let offer = ctx.read(move |c| inviting::offer(c, now, &secret)).await?;
    let ctx = ctx.speaking(Lang::named(&offer.asked.lang).unwrap_or_default());
    let frame = Page::new(ctx.t("organisations-offer"));
    Ok(page(&ctx, frame, views::offer(&ctx, &offer, &token)))
}

/// `POST /membership/{token}`
pub async fn answer_offer(ctx: Ctx, token: Path<String>, form: FormData) -> Result<HttpResponse> {
    let now = ctx.app.clock.now();
    let secret = token.into_inner();
    let yes = match form.get("do") {
        "yes" => true,
        "no" => false,
        _ => return Err(Error::BadRequest("form")),
    };
    // Who is signed in is where they go on.
    let inside = if ctx.member.is_some() {
        "/"
    } else {
        "/sign-in"
    };
    let to = ctx
        .once(&form, move |c| {
            if yes {
                inviting::accept(c, now, &secret)?;
                Ok(format!("{inside}?done=organisations-joined"))
            } else {
                inviting::decline(c, now, &secret)?;
                Ok("/?done=organisations-declined".to_string())
            }
        })
        .await?;
    Ok(see_other(&to))
}
