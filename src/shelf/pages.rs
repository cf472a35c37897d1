//! `/me/shelf`

use actix_web::HttpResponse;
use actix_web::web::Path;

use super::{NOTE_MAX, queries, views};
use crate::error::{Error, Result};
use crate::library;
use crate::library::lists::pages::{Pairs, get};
use crate::members::Scope;
use crate::rights::{Act, may};
use crate::web::paging::{self, PER_PAGE};
use crate::web::{Ctx, FormData, Problems, see_other};

/// `GET /me/shelf?page=`
pub async fn list(ctx: Ctx, pairs: Pairs) -> Result<HttpResponse> {
    let page = paging::asked(get(&pairs, "page"));
    shelf(&ctx, page, None, &FormData::default(), &Problems::default()).await
}

/// The shelf; with a form that was refused, of the entry it was about.
async fn shelf(
    ctx: &Ctx,
    page: Option<i64>,
    about: Option<&str>,
    form: &FormData,
    problems: &Problems,
) -> Result<HttpResponse> {
    let who = ctx.require(Act::OwnAccount)?.clone();
    let (bookmarks, total) = ctx
        .read(move |c| {
            let scope = Scope::of(Some(&who));
            queries::list(
                c,
                &scope,
                &who.id,
                PER_PAGE,
                paging::offset(page.unwrap_or(1)),
            )
        })
        .await?;
    Ok(views::list(
        ctx,
        &views::Shelf {
            bookmarks,
            page,
            total,
            about,
            form,
            problems,
        },
    ))
}

/// `POST /me/shelf`: puts an entry (`entry`, its id) there.
pub async fn put(ctx: Ctx, form: FormData) -> Result<HttpResponse> {
    let who = ctx.require(Act::OwnAccount)?.clone();
    let now = ctx.app.clock.now();
    let id = form.get("entry").to_string();
    let to = ctx
        .once(&form, move |c| {
            let entry = library::entry(c, &id)?;
            if entry.status != "published" || !may(Some(&who), Act::ReadEntry(entry.rights())) {
                return Err(Error::NotFound);
            }
            queries::put(c, now, &who.id, &id)?;
            Ok(format!("/library/{}?done=shelf-put", entry.slug))
        })
        .await?;
    Ok(see_other(&to))
}

/// `POST /me/shelf/{entry}/note`
pub async fn note(ctx: Ctx, entry: Path<String>, form: FormData) -> Result<HttpResponse> {
    let who = ctx.require(Act::OwnAccount)?.id.clone();
    let page = paging::number(Some(form.get("page")));
    let mut problems = Problems::default();
    let note = problems.optional_block(&form, "note", NOTE_MAX);
    if !problems.none() {
        return shelf(&ctx, Some(page), Some(&entry), &form, &problems).await;
    }
    let to = ctx
        .once(&form, move |c| {
            queries::set_note(c, &who, &entry, &note)?;
            Ok(format!("/me/shelf?page={page}&done=saved"))
        })
        .await?;
    Ok(see_other(&to))
}

/// `POST /me/shelf/{entry}/remove`
pub async fn remove(ctx: Ctx, entry: Path<String>, form: FormData) -> Result<HttpResponse> {
    let who = ctx.require(Act::OwnAccount)?.id.clone();
    let to = ctx
        .once(&form, move |c| {
            queries::remove(c, &who, &entry)?;
            Ok("/me/shelf?done=shelf-removed".to_string())
        })
        .await?;
    Ok(see_other(&to))
}
