use actix_web::HttpResponse;
use actix_web::web::{Path, Query};

use super::super::proposals;
use super::super::queries::{self, Row, Shelf};
use super::answers::Asked;
use super::catalogue::Found;
use super::facets::Filter;
use super::{saved, views};
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::members::Scope;
use crate::rights::Act;
use crate::web::{Ctx, FormData, Problems, paging, see_other};

pub type Pairs = Query<Vec<(String, String)>>;

/// The first value of a name in an address.
pub fn get<'a>(pairs: &'a [(String, String)], name: &str) -> Option<&'a str> {
    pairs
        .iter()
        .find(|(n, _)| n == name)
        .map(|(_, v)| v.as_str())
}

/// `GET /library`: published entries by their facets, or another shelf (`tab`).
pub async fn list(ctx: Ctx, pairs: Pairs) -> Result<HttpResponse> {
    let page = paging::asked(get(&pairs, "page"));
    match get(&pairs, "tab")
        .and_then(Shelf::named)
        .unwrap_or_default()
    {
        Shelf::Published => {
            let filter = Filter::parse(&pairs, &ctx.terms);
            published(
                &ctx,
                filter,
                page,
                &FormData::default(),
                &Problems::default(),
            )
            .await
        }
        shelf => other(&ctx, shelf, page).await,
    }
}

async fn published(
    ctx: &Ctx,
    asked: Filter,
    page: Option<i64>,
    form: &FormData,
    problems: &Problems,
) -> Result<HttpResponse> {
    let (app, who) = (ctx.app.clone(), ctx.member.clone());
    let (lang, stamp) = (ctx.lang, ctx.site.terms.clone());
    let (filter, rows, answer, saved, waiting) = ctx
        .read(move |c| {
            let scope = Scope::of(who.as_ref());
            let filter = app.catalogue.settled(c, who.as_ref(), &asked)?;
            let asked = Asked {
                who: who.as_ref(),
                lang,
                terms: &stamp,
                filter: &filter,
                page: page.unwrap_or(1),
            };
            let answer = app.catalogue.answer(c, &asked)?;
            let rows = rows(c, &scope, &answer.found)?;
            let saved = match &who {
                Some(who) => saved::of(c, &who.id)?,
                None => Vec::new(),
            };
            let waiting = waiting(c, &scope)?.iter().sum::<i64>();
            Ok((filter, rows, answer, saved, waiting))
        })
        .await?;
    Ok(views::published(
        ctx,
        &views::Published {
            filter,
            rows,
            answer: &answer,
            saved,
            page,
            waiting,
            form,
            problems,
        },
    ))
}

/// The rows of a page, as the database has them now and lets the viewer see.
pub fn rows(c: &mut Conn, scope: &Scope, found: &Found) -> Result<Vec<Row>> {
    let ids: Vec<String> = found.page.iter().map(|item| item.id.clone()).collect();
    queries::cards(c, scope, &ids)
}

/// How many texts wait for the editors, and how many changes of what is published.
fn waiting(c: &mut Conn, scope: &Scope) -> Result<[i64; 2]> {
    if !scope.editor {
        return Ok([0, 0]);
    }
    Ok([
        queries::count(c, scope, Shelf::Review)?,
        proposals::count_changes(c, scope)?,
    ])
}

async fn other(ctx: &Ctx, shelf: Shelf, page: Option<i64>) -> Result<HttpResponse> {
    ctx.signed_in()?;
    let scope = Scope::of(ctx.member.as_ref());
    if matches!(shelf, Shelf::Review | Shelf::Archived) && !scope.editor {
        return Err(Error::Forbidden);
    }
    let (rows, total, waiting, changes) = ctx
        .read(move |c| {
            let offset = paging::offset(page.unwrap_or(1));
            let rows = queries::list(c, &scope, shelf, offset, paging::PER_PAGE)?;
            let [texts, held] = waiting(c, &scope)?;
            let total = match shelf {
                Shelf::Review => texts,
                _ => queries::count(c, &scope, shelf)?,
            };
            let changes = match shelf {
                Shelf::Review if page == Some(1) => proposals::changes(c, &scope, held)?,
                _ => proposals::Changes::default(),
            };
            Ok((rows, total, texts + held, changes))
        })
        .await?;
    let above = proposals::views::changes(ctx, &changes);
    Ok(views::shelf(
        ctx, shelf, &rows, page, total, waiting, &above,
    ))
}

/// `POST /library/views`: keeps a view under a name.
pub async fn save_view(ctx: Ctx, form: FormData) -> Result<HttpResponse> {
    let who = ctx.require(Act::OwnAccount)?.id.clone();
    let pairs: Vec<(String, String)> =
        serde_urlencoded::from_str(form.get("query")).map_err(|_| Error::BadRequest("form"))?;
    // Kept as it is understood, so that nothing is kept that could not be asked.
    let filter = Filter::parse(&pairs, &ctx.terms);
    let mut problems = Problems::default();
    let name = problems.line(&form, "name", saved::NAME_MAX);
    if saved::is_formula(&name) {
        problems.add("name", "lists-name-formula");
    }
    if !problems.none() {
        return published(&ctx, filter, Some(1), &form, &problems).await;
    }
    let now = ctx.app.clock.now();
    let (query, address) = (filter.query(), filter.address(1));
    let stored = ctx
        .once(&form, move |c| {
            saved::add(c, now, &who, &name, &query)?;
            let mark = if address.contains('?') { '&' } else { '?' };
            Ok(format!("{address}{mark}done=view-saved"))
        })
        .await;
    match stored {
        Ok(to) => Ok(see_other(&to)),
        Err(Error::Conflict) => {
            problems.add("name", "lists-too-many");
            published(&ctx, filter, Some(1), &form, &problems).await
        }
        Err(e) => Err(e),
    }
}

/// `POST /library/views/{id}/remove`
pub async fn remove_view(ctx: Ctx, id: Path<String>, form: FormData) -> Result<HttpResponse> {
    let who = ctx.require(Act::OwnAccount)?.id.clone();
    let to = ctx
        .once(&form, move |c| {
            saved::remove(c, &who, &id)?;
            Ok("/library?done=view-removed".to_string())
        })
        .await?;
    Ok(see_other(&to))
}
