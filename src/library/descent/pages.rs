//! Taking an entry over.

use actix_web::HttpResponse;
use actix_web::web::Path;

use super::using::{self, Use};
use super::{is_usable, views};
use crate::error::{Error, Result};
use crate::library::{Entry, readable};
use crate::rights::Act;
use crate::web::{Ctx, FormData, Problems, see_other};

/// The entry of an address, when the viewer can take it over.
async fn usable(ctx: &Ctx, slug: &str) -> Result<Entry> {
    ctx.require(Act::WriteEntry)?;
    let (who, slug) = (ctx.member.clone(), slug.to_string());
    ctx.read(move |c| {
        let entry = readable(c, who.as_ref(), &slug)?;
        if is_usable(who.as_ref(), &entry) {
            Ok(entry)
        } else {
            Err(Error::Forbidden)
        }
    })
    .await
}

/// `GET /library/{slug}/use`
pub async fn form(ctx: Ctx, slug: Path<String>) -> Result<HttpResponse> {
    let entry = usable(&ctx, &slug).await?;
    let core = entry.facts().core;
    let form = FormData::of([
        ("relation", "adapted"),
        ("title", &entry.title),
        ("kept", &core),
    ]);
    Ok(views::form(&ctx, &entry, &form, &Problems::default()))
}

/// `POST /library/{slug}/use`: makes the draft, and opens it.
pub async fn take_over(ctx: Ctx, slug: Path<String>, form: FormData) -> Result<HttpResponse> {
    let entry = usable(&ctx, &slug).await?;
    let who = ctx.signed_in()?.clone();
    let taken = match Use::parse(&form, ctx.lang.code()) {
        Ok(taken) => taken,
        Err(problems) => return Ok(views::form(&ctx, &entry, &form, &problems)),
    };
    let now = ctx.app.clock.now();
    let to = ctx
        .once(&form, move |c| {
            let made = using::take_over(c, now, &who, &slug, &taken)?;
            Ok(format!("/library/{made}/edit?done=descent-taken"))
        })
        .await?;
    Ok(see_other(&to))
}
