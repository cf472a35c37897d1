//! `/glossary`: what things are called in the neighbours' languages, for everybody to read and for
//! editors to keep.

use actix_web::HttpResponse;
use actix_web::http::header;
use actix_web::web::{Path, Query};
use chrono::NaiveDateTime;
use serde::Deserialize;

use super::table;
use super::{All, COLUMNS, Concept, NewConcept, views};
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::rights::Act;
use crate::text::{self, fold};
use crate::web::{Ctx, FormData, Lang, Problems, paging, see_other};

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Asked {
    q: String,
    letter: String,
    page: Option<String>,
}

/// Concepts on a page.
pub const PER_PAGE: i64 = 60;

/// `GET /glossary?q=&letter=&page=`
pub async fn list(ctx: Ctx, asked: Query<Asked>) -> Result<HttpResponse> {
    let All {
        mut concepts,
        removed,
    } = ctx.read(super::load).await?;
    let q = text::line(&asked.q, 100).unwrap_or_default();
    concepts.sort_by_cached_key(|one| ctx.lang.alphabetical(&one.head(ctx.lang).1.text));
    let mut letters: Vec<String> = concepts.iter().map(|c| letter(ctx.lang, c)).collect();
    letters.dedup();
    let found = |one: &Concept| {
        (q.is_empty() || says(one, &fold(&q)))
            && (asked.letter.is_empty() || letter(ctx.lang, one) == asked.letter)
    };
    concepts.retain(found);
    let page = paging::number(asked.page.as_deref());
    let total = concepts.len() as i64;
    let from = ((page - 1) * PER_PAGE).min(total) as usize;
    let shown = views::List {
        total,
        page,
        letter: &asked.letter,
        letters: &letters,
        concepts: concepts
            .split_off(from)
            .into_iter()
            .take(PER_PAGE as usize)
            .collect(),
        removed: &removed,
        q: &q,
    };
    Ok(views::list(&ctx, &shown))
}

/// Whether a concept has a piece of text (folded) in a form or a note.
fn says(concept: &Concept, piece: &str) -> bool {
    let forms = concept.forms.iter().flatten().map(|f| f.text.as_str());
    let notes = Lang::ALL.map(|lang| concept.note.own(lang));
    forms.chain(notes).any(|text| fold(text).contains(piece))
}

/// The letter a concept stands under; `#` for what begins with none.
pub fn letter(lang: Lang, concept: &Concept) -> String {
    let first = concept.head(lang).1.text.to_lowercase().chars().next();
    match first.filter(|c| c.is_alphabetic()) {
        Some(first) => lang.own_letter(first).to_uppercase().collect(),
        None => "#".to_string(),
    }
}

/// `GET /glossary/export`: as the table that is shipped.
pub async fn export(ctx: Ctx) -> Result<HttpResponse> {
    let all = ctx.read(super::load).await?;
    Ok(HttpResponse::Ok()
        .content_type("text/tab-separated-values; charset=utf-8")
        .insert_header((
            header::CONTENT_DISPOSITION,
            "attachment; filename=\"glossary.tsv\"",
        ))
        .body(table::write(&all.concepts)))
}

/// `GET /glossary/new?da=`: a word that was looked for in vain is there already.
pub async fn new_form(ctx: Ctx, given: Query<Vec<(String, String)>>) -> Result<HttpResponse> {
    ctx.require(Act::KeepGlossary)?;
    let mut form = FormData::default();
    for (code, word) in &given.0 {
        if COLUMNS.iter().any(|(known, _)| known == code) {
            form.set(&format!("forms_{code}"), word);
        }
    }
    Ok(views::form(&ctx, None, &form, &Problems::default(), false))
}

/// `POST /glossary`
pub async fn add(ctx: Ctx, form: FormData) -> Result<HttpResponse> {
    let who = ctx.require(Act::KeepGlossary)?.id.clone();
    let new = match NewConcept::parse(&form) {
        Ok(new) => new,
        Err(problems) => return Ok(views::form(&ctx, None, &form, &problems, false)),
    };
    let (now, lang) = (ctx.app.clock.now(), ctx.lang);
    let to = ctx
        .once(&form, move |c| {
            let name = super::add(c, now, &who, new)?;
            address(c, lang, &name)
        })
        .await?;
    Ok(see_other(&to))
}

/// Where a concept is read that was just written.
fn address(c: &mut Conn, lang: Lang, name: &str) -> Result<String> {
    let all = super::load(c)?;
    let concept = all.concepts.iter().find(|one| one.name == name);
    let letter = concept.map(|one| letter(lang, one)).unwrap_or_default();
    Ok(format!(
        "{}&done=glossary-saved#{}",
        views::address("", &letter, 1),
        views::anchor(name)
    ))
}

async fn found(ctx: &Ctx, name: &str) -> Result<Concept> {
    let all = ctx.read(super::load).await?;
    let mut all = all.concepts.into_iter();
    all.find(|one| one.name == name).ok_or(Error::NotFound)
}

/// `GET /glossary/{name}/edit`
pub async fn edit_form(ctx: Ctx, name: Path<String>) -> Result<HttpResponse> {
    ctx.require(Act::KeepGlossary)?;
    let concept = found(&ctx, &name).await?;
    let mut form = FormData::default();
    for ((code, _), forms) in COLUMNS.iter().zip(&concept.forms) {
        let lines: Vec<String> = forms.iter().map(|f| f.written()).collect();
        form.set(&format!("forms_{code}"), lines.join("\n"));
    }
    for lang in Lang::ALL {
        form.set(&format!("note_{}", lang.code()), concept.note.own(lang));
        form.set(&format!("beware_{}", lang.code()), concept.beware.own(lang));
    }
    form.set("version", concept.version.to_string());
    let problems = Problems::default();
    Ok(views::form(&ctx, Some(&concept), &form, &problems, false))
}

/// `POST /glossary/{name}/edit`
pub async fn change(ctx: Ctx, name: Path<String>, mut form: FormData) -> Result<HttpResponse> {
    let who = ctx.require(Act::KeepGlossary)?.id.clone();
    let concept = found(&ctx, &name).await?;
    let new = match NewConcept::parse(&form) {
        Ok(new) => new,
        Err(problems) => return Ok(views::form(&ctx, Some(&concept), &form, &problems, false)),
    };
    let (version, now, lang) = (form.version()?, ctx.app.clock.now(), ctx.lang);
    let saved = ctx
        .once(&form, move |c| {
            super::change(c, now, &who, &name, version, new)?;
            address(c, lang, &name)
        })
        .await;
    match saved {
        Ok(to) => Ok(see_other(&to)),
        Err(Error::Conflict) => {
            // What was typed stays, and is saved over the other when it is sent again.
            let stored = found(&ctx, &concept.name).await?;
            form.set("version", stored.version.to_string());
            let problems = Problems::default();
            Ok(views::form(&ctx, Some(&stored), &form, &problems, true))
        }
        Err(e) => Err(e),
    }
}

/// `GET /glossary/{name}/remove`
pub async fn remove_form(ctx: Ctx, name: Path<String>) -> Result<HttpResponse> {
    ctx.require(Act::KeepGlossary)?;
    let concept = found(&ctx, &name).await?;
    Ok(views::remove(&ctx, &concept))
}

/// `POST /glossary/{name}/remove`
pub async fn remove(ctx: Ctx, name: Path<String>, form: FormData) -> Result<HttpResponse> {
    decide(ctx, name, form, "glossary-removed", super::remove).await
}

/// `POST /glossary/{name}/reset`: as it is shipped.
pub async fn reset(ctx: Ctx, name: Path<String>, form: FormData) -> Result<HttpResponse> {
    decide(ctx, name, form, "glossary-reset", super::reset).await
}

type Decision = fn(&mut Conn, NaiveDateTime, &str, &str, i64) -> Result<()>;

async fn decide(
    ctx: Ctx,
    name: Path<String>,
    form: FormData,
    done: &'static str,
    decision: Decision,
) -> Result<HttpResponse> {
    let who = ctx.require(Act::KeepGlossary)?.id.clone();
    let (version, now) = (form.version()?, ctx.app.clock.now());
    let to = ctx
        .once(&form, move |c| {
            decision(c, now, &who, &name, version)?;
            Ok(format!("/glossary?done={done}"))
        })
        .await?;
    Ok(see_other(&to))
}

/// `GET /glossary/import`
pub async fn import_form(ctx: Ctx) -> Result<HttpResponse> {
    ctx.require(Act::KeepGlossary)?;
    Ok(views::import(&ctx, &FormData::default(), &[]))
}

/// `POST /glossary/import`: a file, or lines put in. All of it, or nothing.
pub async fn import(ctx: Ctx, form: FormData) -> Result<HttpResponse> {
    let who = ctx.require(Act::KeepGlossary)?.id.clone();
    let table = match form.file("file") {
        Some(file) => {
            String::from_utf8(file.bytes.to_vec()).map_err(|_| Error::BadRequest("encoding"))?
        }
        None => form.get("table").to_string(),
    };
    let lines = match table::read(&table) {
        Ok(lines) => lines,
        Err(broken) => return Ok(views::import(&ctx, &form, &broken)),
    };
    let now = ctx.app.clock.now();
    let to = ctx
        .once(&form, move |c| {
            let changed = super::import(c, now, &who, lines)?;
            let done = if changed == 0 { "same" } else { "imported" };
            Ok(format!("/glossary?done=glossary-{done}"))
        })
        .await?;
    Ok(see_other(&to))
}
