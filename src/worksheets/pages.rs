//! `/worksheets`: the list, one sheet, filling it in.

use actix_web::HttpResponse;
use actix_web::web::{Path, Query};
use serde::Deserialize;

use super::queries::WorksheetRow;
use super::{Content, Template, from_json, queries, views};
use crate::error::{Error, Result};
use crate::members;
use crate::rights::Act;
use crate::web::paging::{self, PER_PAGE};
use crate::web::{Ctx, FormData, Problems, see_other};

#[derive(Deserialize, Default)]
pub struct Paged {
    page: Option<String>,
}

#[derive(Deserialize)]
pub struct OfKind {
    kind: Option<String>,
}

/// `GET /worksheets`
pub async fn list(ctx: Ctx, query: Query<Paged>) -> Result<HttpResponse> {
    let member = ctx.require(Act::FillWorksheet)?.clone();
    let page = paging::number(query.page.as_deref());
    let (sheets, total, names) = ctx
        .read(move |c| {
            let sheets = queries::list(c, &member, PER_PAGE, paging::offset(page))?;
            let names = members::names(c, sheets.iter().filter_map(|s| s.owner_id.as_deref()))?;
            Ok((sheets, queries::count(c, &member)?, names))
        })
        .await?;
    if sheets.is_empty() && page > 1 {
        return Err(Error::NotFound);
    }
    Ok(views::list(&ctx, &sheets, page, total, &names))
}

/// `GET /worksheets/new?kind=swot`
pub async fn new_form(ctx: Ctx, query: Query<OfKind>) -> Result<HttpResponse> {
    ctx.require(Act::FillWorksheet)?;
    let name = query.kind.as_deref().unwrap_or("swot");
    let template = Template::named(name).ok_or(Error::NotFound)?;
    let form = FormData::of([("audience", "network")]);
    Ok(views::new(&ctx, template, &form, &Problems::default()))
}

/// `POST /worksheets`
pub async fn create(ctx: Ctx, form: FormData) -> Result<HttpResponse> {
    let member = ctx.require(Act::FillWorksheet)?.clone();
    let template = Template::named(form.get("kind")).ok_or(Error::NotFound)?;
    let (content, audience) = match (
        Content::parse(template, &form),
        super::audience(&member, &form),
    ) {
        (Ok(content), Ok(audience)) => (content, audience),
        (Err(problems), _) | (_, Err(problems)) => {
            return Ok(views::new(&ctx, template, &form, &problems));
        }
    };
    let now = ctx.app.clock.now();
    let to = ctx
        .once(&form, move |c| {
            let organisation = member.organisation_id.as_deref();
            let id = super::create(
                c,
                now,
                &member.id,
                organisation,
                template,
                audience,
                &content,
            )?;
            Ok(format!("/worksheets/{id}?done=saved"))
        })
        .await?;
    Ok(see_other(&to))
}

/// `GET /worksheets/{id}`
pub async fn show(ctx: Ctx, id: Path<String>) -> Result<HttpResponse> {
    let member = ctx.require(Act::FillWorksheet)?.clone();
    let (sheet, names) = ctx
        .read(move |c| {
            let sheet = super::load(c, &member, &id)?;
            let names = members::names(c, sheet.owner_id.as_deref())?;
            Ok((sheet, names))
        })
        .await?;
    let template = template_of(&sheet)?;
    let cells = from_json(&sheet.cells)?;
    Ok(views::show(&ctx, template, &sheet, &cells, &names))
}

/// `GET /worksheets/{id}/edit`
pub async fn edit_form(ctx: Ctx, id: Path<String>) -> Result<HttpResponse> {
    let sheet = load(&ctx, id.into_inner()).await?;
    let template = template_of(&sheet)?;
    let cells = from_json(&sheet.cells)?;
    let mut form = FormData::of([("title", sheet.title.clone())]);
    form.set("version", sheet.version.to_string());
    for cell in template.cells {
        let lines = cells.get(*cell).map(|l| l.join("\n")).unwrap_or_default();
        form.set(cell, lines);
    }
    Ok(views::edit(
        &ctx,
        template,
        &sheet,
        &form,
        &Problems::default(),
    ))
}

/// `POST /worksheets/{id}`: saves over the version the editor saw. When somebody saved in between,
/// both texts come back and nothing is written.
pub async fn change(ctx: Ctx, id: Path<String>, form: FormData) -> Result<HttpResponse> {
    let sheet = load(&ctx, id.into_inner()).await?;
    let template = template_of(&sheet)?;
    let content = match Content::parse(template, &form) {
        Ok(content) => content,
        Err(problems) => return Ok(views::edit(&ctx, template, &sheet, &form, &problems)),
    };
    let version = form.version()?;
    let member = ctx.require(Act::FillWorksheet)?.clone();
    let now = ctx.app.clock.now();
    let id = sheet.id.clone();
    let saved = ctx
        .once(&form, move |c| {
            super::change(c, now, &member, &id, version, &content)?;
            Ok(format!("/worksheets/{id}?done=saved"))
        })
        .await;
    match saved {
        Ok(to) => Ok(see_other(&to)),
        Err(Error::Conflict) => {
            let theirs = load(&ctx, sheet.id).await?;
            let cells = from_json(&theirs.cells)?;
            let mut mine = form;
            mine.set("version", theirs.version.to_string());
            Ok(views::conflict(&ctx, template, &theirs, &cells, &mine))
        }
        Err(e) => Err(e),
    }
}

async fn load(ctx: &Ctx, id: String) -> Result<WorksheetRow> {
    let member = ctx.require(Act::FillWorksheet)?.clone();
    ctx.read(move |c| super::load(c, &member, &id)).await
}

fn template_of(sheet: &WorksheetRow) -> Result<&'static Template> {
    Template::named(&sheet.kind)
        .ok_or_else(|| Error::internal(format!("unknown kind of worksheet {}", sheet.kind)))
}
