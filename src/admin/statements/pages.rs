//! `/admin/statements`: writing the texts and looking at them once a year.

use actix_web::HttpResponse;
use actix_web::web::{Path, Query};
use serde::Deserialize;

use super::views::{self, Editing};
use super::{Accessibility, Name, Statement, TEXT_MAX, overdue, queries, reviewed};
use crate::error::{Error, Result};
use crate::rights::Act;
use crate::web::{Ctx, FormData, Lang, Problems, see_other};

/// `GET /admin/statements`
pub async fn list(ctx: Ctx) -> Result<HttpResponse> {
    ctx.require(Act::Administer)?;
    let now = ctx.app.clock.now();
    let (all, overdue) = ctx
        .read(move |c| Ok((queries::all(c)?, overdue(c, now)?)))
        .await?;
    Ok(views::list(&ctx, &all, &overdue))
}

#[derive(Deserialize)]
pub struct InLanguage {
    lang: Option<String>,
}

/// `GET /admin/statements/{name}?lang=`
pub async fn form(ctx: Ctx, name: Path<String>, query: Query<InLanguage>) -> Result<HttpResponse> {
    ctx.require(Act::Administer)?;
    let name = Name::named(&name).ok_or(Error::NotFound)?;
    let lang = query
        .lang
        .as_deref()
        .and_then(Lang::named)
        .unwrap_or(ctx.lang);
    let all = ctx.read(move |c| queries::of(c, name)).await?;
    let own = all.iter().find(|s| s.lang == lang.code());
    // A language that has nothing yet begins with what stands in the other.
    let written = |s: &&Statement| !s.body.is_empty();
    let from = own.filter(written).or_else(|| all.iter().find(written));
    let mut form = match name {
        Name::Accessibility => views::filled(&ctx, lang, from),
        Name::Privacy => FormData::of([(
            "text",
            from.map_or_else(
                || views::built_in(&ctx, lang, "privacy"),
                |s| s.body.clone(),
            ),
        )]),
    };
    form.set("version", own.map_or(0, |s| s.version).to_string());
    form.set("lang", lang.code());
    let editing = Editing {
        name,
        lang,
        form: &form,
        problems: &Problems::default(),
        theirs: None,
        preview: false,
    };
    Ok(views::edit(&ctx, &editing))
}

/// `POST /admin/statements/{name}`: saves, or shows what it will look like.
pub async fn save(ctx: Ctx, name: Path<String>, mut form: FormData) -> Result<HttpResponse> {
    let actor = ctx.require(Act::Administer)?.id.clone();
    let name = Name::named(&name).ok_or(Error::NotFound)?;
    let lang = Lang::named(form.get("lang")).ok_or(Error::BadRequest("form"))?;
    let version = form.version()?;
    let parsed = match name {
        Name::Accessibility => Accessibility::parse(&form)
            .and_then(|a| serde_json::to_string(&a).map_err(|_| Problems::default())),
        Name::Privacy => {
            let mut problems = Problems::default();
            let text = problems.block(&form, "text", TEXT_MAX);
            problems.or(text)
        }
    };
    let show = |form: &FormData, problems: &Problems, theirs: Option<&Statement>| {
        let editing = Editing {
            name,
            lang,
            form,
            problems,
            theirs,
            preview: form.get("do") == "preview",
        };
        views::edit(&ctx, &editing)
    };
    let body = match parsed {
        Ok(_) if form.get("do") == "preview" => {
            return Ok(show(&form, &Problems::default(), None));
        }
        Ok(body) => body,
        Err(problems) => return Ok(show(&form, &problems, None)),
    };
    let now = ctx.app.clock.now();
    let saved = ctx
        .once(&form, move |c| {
            super::save(c, now, &actor, name, lang, version, &body)?;
            Ok("/admin/statements?done=saved".to_string())
        })
        .await;
    match saved {
        Ok(to) => Ok(see_other(&to)),
        Err(Error::Conflict) => {
            let theirs = ctx.read(move |c| queries::get(c, name, lang)).await?;
            let there = theirs.as_ref().map_or(0, |s| s.version);
            form.set("version", there.to_string());
            Ok(show(&form, &Problems::default(), theirs.as_ref()))
        }
        Err(e) => Err(e),
    }
}

/// `POST /admin/statements/{name}/reviewed`
pub async fn mark_reviewed(ctx: Ctx, name: Path<String>, form: FormData) -> Result<HttpResponse> {
    let actor = ctx.require(Act::Administer)?.id.clone();
    let name = Name::named(&name).ok_or(Error::NotFound)?;
    let now = ctx.app.clock.now();
    let to = ctx
        .once(&form, move |c| {
            reviewed(c, now, &actor, name)?;
            Ok("/admin/statements?done=admin-reviewed".to_string())
        })
        .await?;
    Ok(see_other(&to))
}
