//! `/collections`

use std::collections::{HashMap, HashSet};

use actix_web::HttpResponse;
use actix_web::web::Path;

use super::{Move, NewCollection, queries, readable, views};
use crate::error::{Error, Result};
use crate::library;
use crate::library::lists::pages::{Pairs, get};
use crate::members::Scope;
use crate::rights::Act;
use crate::text;
use crate::web::paging::{self, PER_PAGE};
use crate::web::{Ctx, FormData, Problems, see_other};

/// `GET /collections`
pub async fn list(ctx: Ctx, pairs: Pairs) -> Result<HttpResponse> {
    let page = paging::number(get(&pairs, "page"));
    let (app, who) = (ctx.app.clone(), ctx.member.clone());
    let scope = Scope::of(who.as_ref());
    let (collections, total, sizes) = ctx
        .read(move |c| {
            let (all, total) = queries::list(c, &scope, PER_PAGE, paging::offset(page))?;
            let ids: Vec<String> = all.iter().map(|one| one.id.clone()).collect();
            let members = queries::entries_of(c, &ids)?;
            let entries: HashSet<String> = members.iter().map(|(_, e)| e.clone()).collect();
            let shown = app.catalogue.at(c)?.readable(who.as_ref(), &entries);
            let mut sizes: HashMap<String, i64> = HashMap::new();
            for (of, entry) in members {
                if shown.contains(&entry) {
                    *sizes.entry(of).or_default() += 1;
                }
            }
            Ok((all, total, sizes))
        })
        .await?;
    if collections.is_empty() && page > 1 {
        return Err(Error::NotFound);
    }
    Ok(views::list(&ctx, &collections, &sizes, page, total))
}

/// `GET /collections/{slug}`
pub async fn show(ctx: Ctx, slug: Path<String>) -> Result<HttpResponse> {
    let who = ctx.member.clone();
    let (collection, rows) = ctx
        .read(move |c| {
            let collection = readable(c, who.as_ref(), &slug)?;
            let ids = queries::entries(c, &collection.id)?;
            let rows = library::readable_rows(c, &Scope::of(who.as_ref()), &ids)?;
            Ok((collection, rows))
        })
        .await?;
    Ok(views::show(&ctx, &collection, &rows))
}

/// `GET /collections/new`
pub async fn new_form(ctx: Ctx) -> Result<HttpResponse> {
    ctx.require(Act::Curate)?;
    let form = FormData::of([("lang", ctx.lang.code()), ("audience", "public")]);
    Ok(views::form(&ctx, None, &form, &Problems::default(), false))
}

/// `POST /collections`
pub async fn create(ctx: Ctx, form: FormData) -> Result<HttpResponse> {
    let who = ctx.require(Act::Curate)?.id.clone();
    let new = match NewCollection::parse(&form) {
        Ok(new) => new,
        Err(problems) => return Ok(views::form(&ctx, None, &form, &problems, false)),
    };
    let now = ctx.app.clock.now();
    let to = ctx
        .once(&form, move |c| {
            let slug = super::create(c, now, Some(&who), &new)?;
            Ok(format!("/collections/{slug}/entries?done=saved"))
        })
        .await?;
    Ok(see_other(&to))
}

async fn found(ctx: &Ctx, slug: &str) -> Result<queries::Collection> {
    let (who, slug) = (ctx.member.clone(), slug.to_string());
    ctx.read(move |c| readable(c, who.as_ref(), &slug)).await
}

/// `GET /collections/{slug}/edit`
pub async fn edit_form(ctx: Ctx, slug: Path<String>) -> Result<HttpResponse> {
    ctx.require(Act::Curate)?;
    let collection = found(&ctx, &slug).await?;
    let form = FormData::of([
        ("title", collection.title.clone()),
        ("lang", collection.lang.clone()),
        ("introduction", collection.introduction.clone()),
        ("audience", collection.audience.clone()),
        ("version", collection.version.to_string()),
    ]);
    let problems = Problems::default();
    Ok(views::form(
        &ctx,
        Some(&collection),
        &form,
        &problems,
        false,
    ))
}

/// `POST /collections/{slug}/edit`
pub async fn change(ctx: Ctx, slug: Path<String>, mut form: FormData) -> Result<HttpResponse> {
    let who = ctx.require(Act::Curate)?.id.clone();
    let collection = found(&ctx, &slug).await?;
    let new = match NewCollection::parse(&form) {
        Ok(new) => new,
        Err(problems) => {
            return Ok(views::form(
                &ctx,
                Some(&collection),
                &form,
                &problems,
                false,
            ));
        }
    };
    let version = form.version()?;
    let now = ctx.app.clock.now();
    let saved = ctx
        .once(&form, move |c| {
            super::change(c, now, &who, &slug, version, &new)?;
            Ok(format!("/collections/{slug}?done=saved"))
        })
        .await;
    match saved {
        Ok(to) => Ok(see_other(&to)),
        Err(Error::Conflict) => {
            // What was typed stays, and is saved over the other when it is sent again.
            let stored = found(&ctx, &collection.slug).await?;
            form.set("version", stored.version.to_string());
            let problems = Problems::default();
            Ok(views::form(&ctx, Some(&stored), &form, &problems, true))
        }
        Err(e) => Err(e),
    }
}

/// Entries offered to be put into a series.
const OFFERED: usize = 15;

/// `GET /collections/{slug}/entries?q=`: the order, and what could be added.
pub async fn entries(ctx: Ctx, slug: Path<String>, pairs: Pairs) -> Result<HttpResponse> {
    ctx.require(Act::Curate)?;
    let asked = text::line(get(&pairs, "q").unwrap_or_default(), 100).unwrap_or_default();
    let (app, who, typed) = (ctx.app.clone(), ctx.member.clone(), asked.clone());
    let arranged = ctx
        .read(move |c| {
            let collection = readable(c, who.as_ref(), &slug)?;
            let ids = queries::entries(c, &collection.id)?;
            let mut rows: HashMap<String, library::indexing::HitRow> = HashMap::new();
            for row in library::indexing::visible(c, &Scope::of(who.as_ref()), &ids)? {
                rows.insert(row.id.clone(), row);
            }
            let offered = if typed.is_empty() {
                Vec::new()
            } else {
                let all = app.catalogue.at(c)?;
                all.titled(who.as_ref(), &typed, OFFERED + ids.len())
                    .into_iter()
                    .filter(|item| !ids.contains(&item.id))
                    .take(OFFERED)
                    .collect()
            };
            let entries = ids.into_iter().map(|id| (rows.remove(&id), id)).collect();
            Ok(views::Arranged {
                collection,
                entries,
                offered,
            })
        })
        .await?;
    Ok(views::entries(&ctx, &arranged, &asked))
}

/// `POST /collections/{slug}/entries`: adds, moves or takes out one (`do`, `entry`).
pub async fn change_entries(ctx: Ctx, slug: Path<String>, form: FormData) -> Result<HttpResponse> {
    let who = ctx.require(Act::Curate)?.clone();
    let what = Move::named(form.get("do")).ok_or(Error::BadRequest("form"))?;
    let (entry, now) = (form.get("entry").to_string(), ctx.app.clock.now());
    let to = ctx
        .once(&form, move |c| {
            super::arrange(c, now, &who, &slug, &entry, what)?;
            Ok(format!("/collections/{slug}/entries?done=saved"))
        })
        .await?;
    Ok(see_other(&to))
}

/// `GET /collections/{slug}/remove`
pub async fn remove_form(ctx: Ctx, slug: Path<String>) -> Result<HttpResponse> {
    ctx.require(Act::Curate)?;
    let collection = found(&ctx, &slug).await?;
    Ok(views::remove(&ctx, &collection))
}

/// `POST /collections/{slug}/remove`
pub async fn remove(ctx: Ctx, slug: Path<String>, form: FormData) -> Result<HttpResponse> {
    let who = ctx.require(Act::Curate)?.id.clone();
    let now = ctx.app.clock.now();
    let to = ctx
        .once(&form, move |c| {
            super::remove(c, now, &who, &slug)?;
            Ok("/collections?done=collection-removed".to_string())
        })
        .await?;
    Ok(see_other(&to))
}
