//! "Still true": from the entry's page, or by a mailed link; what is due, and what has no owner.

use actix_web::HttpResponse;
use actix_web::web::{Path, Query};

use super::{BEFORE, queries, still_true, views};
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::library::pages::{PageQuery, entry_at};
use crate::library::{Entry, queries as entries};
use crate::members::{self, Member};
use crate::rights::{Act, may};
use crate::tokens::{self, Purpose};
use crate::web::{Ctx, FormData, paging, see_other};

/// `POST /library/{slug}/still-true`
pub async fn confirm(ctx: Ctx, slug: Path<String>, form: FormData) -> Result<HttpResponse> {
    let (who, _) = entry_at(&ctx, &slug).await?;
    let version = form.version()?;
    let now = ctx.app.clock.now();
    let to = ctx
        .once(&form, move |c| {
            still_true(c, now, &who, &slug, version)?;
            Ok(format!("/library/{slug}?done=freshness-reviewed"))
        })
        .await?;
    Ok(see_other(&to))
}

/// Whom a mailed link was for and what it is about, as both are now. `LinkSpent` when either is gone
/// or no longer the other's.
fn opened(c: &mut Conn, now: chrono::NaiveDateTime, key: &str) -> Result<(Member, Entry)> {
    let subject = tokens::peek(c, now, Purpose::StillTrue, key)?;
    let (person, entry) = subject.split_once(' ').ok_or(Error::LinkSpent)?;
    let who = members::acting(c, &[person.to_string()])?
        .pop()
        .ok_or(Error::LinkSpent)?;
    let entry = match entries::by_id(c, entry) {
        Err(Error::NotFound) => return Err(Error::LinkSpent),
        entry => entry?,
    };
    let theirs = may(Some(&who), Act::EditEntry(entry.rights()));
    if theirs && entry.status == "published" {
        Ok((who, entry))
    } else {
        Err(Error::LinkSpent)
    }
}

/// `GET /still-true/{token}`: a page with a button; opening it does nothing, for mail programs open
/// links by themselves.
pub async fn link_form(ctx: Ctx, key: Path<String>) -> Result<HttpResponse> {
    let now = ctx.app.clock.now();
    let token = key.clone();
    let (who, entry) = ctx.read(move |c| opened(c, now, &token)).await?;
    Ok(views::link(&ctx.speaking(who.lang), &key, &entry))
}

/// `POST /still-true/{token}`
pub async fn link(ctx: Ctx, key: Path<String>, form: FormData) -> Result<HttpResponse> {
    let now = ctx.app.clock.now();
    let version = form.version()?;
    let to = ctx
        .once(&form, move |c| {
            let (who, entry) = opened(c, now, &key)?;
            still_true(c, now, &who, &entry.slug, version)?;
            Ok(format!("/still-true/{key}?done=freshness-reviewed"))
        })
        .await?;
    Ok(see_other(&to))
}

/// `GET /library/due`: one's own; everybody's for editors.
pub async fn due(ctx: Ctx, query: Query<PageQuery>) -> Result<HttpResponse> {
    let who = ctx.signed_in()?.clone();
    let before = ctx.app.clock.now() + BEFORE;
    let page = query.number();
    let (rows, total) = ctx
        .read(move |c| queries::list_due(c, before, &who, paging::offset(page), paging::PER_PAGE))
        .await?;
    Ok(views::due(&ctx, &rows, page, total))
}

/// `GET /library/ownerless`: as far as the viewer may write in them.
pub async fn ownerless(ctx: Ctx, query: Query<PageQuery>) -> Result<HttpResponse> {
    let who = ctx.signed_in()?.clone();
    let page = query.number();
    let (rows, total) = ctx
        .read(move |c| queries::list_ownerless(c, &who, paging::offset(page), paging::PER_PAGE))
        .await?;
    Ok(views::ownerless(&ctx, &rows, page, total))
}
