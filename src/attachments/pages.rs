//! `/library/{slug}/files`: what an entry's editors do with its files; `/files/{id}/text`: their text.

use actix_web::HttpResponse;
use actix_web::web::{Path, Query};
use serde::Deserialize;

use super::kinds::Refused;
use super::receive::Incoming;
use super::{Accepted, Attachment, TITLE_MAX, names, queries, readable, views};
use crate::error::{Error, Result};
use crate::library::{self, Entry};
use crate::web::{Ctx, FormData, Problems, paging, see_other};

/// What became of files that were sent.
#[derive(Default)]
pub struct Outcome {
    pub added: Vec<String>,
    pub refused: Vec<(String, Refused)>,
}

impl Outcome {
    /// That these were too many after all.
    fn leave_out<'a>(&mut self, files: impl Iterator<Item = &'a Accepted>) {
        for file in files {
            self.added.retain(|name| *name != file.name);
            self.refused.push((file.name.clone(), Refused::TooMany));
        }
    }
}

/// Said when somebody else filled the entry meanwhile.
const FULL: &str = "attachments-full";

/// `GET /library/{slug}/files`
pub async fn list(ctx: Ctx, slug: Path<String>) -> Result<HttpResponse> {
    let (entry, files) = of_entry(&ctx, slug.into_inner()).await?;
    Ok(views::page(&ctx, &entry, &files, &Outcome::default()))
}

async fn of_entry(ctx: &Ctx, slug: String) -> Result<(Entry, Vec<Attachment>)> {
    let who = ctx.signed_in()?.clone();
    ctx.read(move |c| {
        let entry = library::editable(c, &who, &slug)?;
        let files = queries::of_entry(c, &entry.id)?;
        Ok((entry, files))
    })
    .await
}

/// `POST /library/{slug}/files`: each file for itself. What is refused is told beside what was added.
pub async fn add(
    ctx: Ctx,
    slug: Path<String>,
    form: FormData,
    incoming: Incoming,
) -> Result<HttpResponse> {
    let slug = slug.into_inner();
    let (entry, before) = of_entry(&ctx, slug.clone()).await?;
    let mut outcome = Outcome::default();
    let mut accepted = Vec::new();
    let received = incoming.take();
    let nothing = received.is_empty();
    let room = ctx.app.config.files.per_entry - before.len() as i64;
    for file in received {
        let name = names::told(&file.name);
        if accepted.len() as i64 >= room.max(0) {
            outcome.refused.push((name, Refused::TooMany));
            continue;
        }
        match super::accept(&ctx.app, file).await? {
            Ok(file) => {
                outcome.added.push(file.name.clone());
                accepted.push(file);
            }
            Err(why) => outcome.refused.push((name, why)),
        }
    }
    if nothing {
        outcome.refused.push((String::new(), Refused::Empty));
    }
    if !accepted.is_empty() {
        let sent = accepted.clone();
        let who = ctx.signed_in()?.clone();
        let (now, most) = (ctx.app.clock.now(), ctx.app.config.files.per_entry);
        let to = ctx
            .once(&form, move |c| {
                let entry = library::editable(c, &who, &slug)?;
                let over = super::attach(c, now, Some(&who.id), &entry.id, &accepted, most)?;
                let done = if over.is_empty() {
                    "attachments-added"
                } else {
                    FULL
                };
                Ok(format!("/library/{slug}/files?done={done}"))
            })
            .await?;
        if to.ends_with(FULL) {
            let (_, files) = of_entry(&ctx, entry.slug.clone()).await?;
            outcome.leave_out(sent.iter().filter(|s| !s.is_among(&files)));
        }
        if outcome.refused.is_empty() {
            return Ok(see_other(&to));
        }
    }
    let (_, files) = of_entry(&ctx, entry.slug.clone()).await?;
    Ok(views::page(&ctx, &entry, &files, &outcome))
}

/// `GET /library/{slug}/files/{id}`
pub async fn edit_form(ctx: Ctx, path: Path<(String, String)>) -> Result<HttpResponse> {
    let (slug, id) = path.into_inner();
    let (file, entry) = editable(&ctx, slug, id).await?;
    let form = FormData::of([
        ("name", file.name.clone()),
        ("title", file.title.clone()),
        ("version", file.version.to_string()),
    ]);
    Ok(views::edit(
        &ctx,
        &entry,
        &file,
        &form,
        &Problems::default(),
    ))
}

async fn editable(ctx: &Ctx, slug: String, id: String) -> Result<(Attachment, Entry)> {
    let who = ctx.signed_in()?.clone();
    ctx.read(move |c| super::editable(c, &who, &slug, &id))
        .await
}

/// `POST /library/{slug}/files/{id}`: a new name and description, another place, another try.
pub async fn change(
    ctx: Ctx,
    path: Path<(String, String)>,
    form: FormData,
) -> Result<HttpResponse> {
    let (slug, id) = path.into_inner();
    let (file, entry) = editable(&ctx, slug.clone(), id.clone()).await?;
    let who = ctx.signed_in()?.clone();
    let now = ctx.app.clock.now();
    let back = format!("/library/{slug}/files");
    let what = form.get("do").to_string();
    if matches!(what.as_str(), "up" | "down" | "again") {
        let to = ctx
            .once(&form, move |c| {
                let (file, _) = super::editable(c, &who, &slug, &id)?;
                if what == "again" {
                    super::read_again(c, now, &file)?;
                    return Ok(format!("{back}?done=attachments-again"));
                }
                super::shift(c, &file, what == "up")?;
                Ok(format!("{back}?done=attachments-moved"))
            })
            .await?;
        return Ok(see_other(&to));
    }
    let mut problems = Problems::default();
    let title = problems.optional_line(&form, "title", TITLE_MAX);
    let raw = problems.line(&form, "name", 300);
    let name = problems.keep("name", names::clean(&raw, file.kind()?));
    let version = form.version()?;
    if !problems.none() {
        return Ok(views::edit(&ctx, &entry, &file, &form, &problems));
    }
    let to = ctx
        .once(&form, move |c| {
            let (file, _) = super::editable(c, &who, &slug, &id)?;
            super::rename(c, now, &who, &file, version, &name, &title)?;
            Ok(format!("{back}?done=saved"))
        })
        .await?;
    Ok(see_other(&to))
}

/// `GET /library/{slug}/files/{id}/remove`
pub async fn remove_form(ctx: Ctx, path: Path<(String, String)>) -> Result<HttpResponse> {
    let (slug, id) = path.into_inner();
    let (file, entry) = editable(&ctx, slug, id).await?;
    Ok(views::remove(&ctx, &entry, &file))
}

/// `POST /library/{slug}/files/{id}/remove`
pub async fn remove(
    ctx: Ctx,
    path: Path<(String, String)>,
    form: FormData,
) -> Result<HttpResponse> {
    let (slug, id) = path.into_inner();
    let who = ctx.signed_in()?.clone();
    let now = ctx.app.clock.now();
    let to = ctx
        .once(&form, move |c| {
            let (file, _) = super::editable(c, &who, &slug, &id)?;
            super::remove(c, now, &who, &file)?;
            Ok(format!("/library/{slug}/files?done=attachments-removed"))
        })
        .await?;
    Ok(see_other(&to))
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct PageQuery {
    page: Option<String>,
    leaf: Option<String>,
}

/// `GET /files/{id}/text`: what was read in a document, for those who cannot or will not open it.
pub async fn text(ctx: Ctx, id: Path<String>, query: Query<PageQuery>) -> Result<HttpResponse> {
    let id = id.into_inner();
    let who = ctx.member.clone();
    let (file, entry, text) = ctx
        .read(move |c| {
            let (file, entry) = readable(c, who.as_ref(), &id)?;
            let text = queries::text(c, &id)?;
            Ok((file, entry, text.unwrap_or_default()))
        })
        .await?;
    if !file.kind()?.has_text() {
        return Err(Error::NotFound);
    }
    let at = paging::number(query.page.as_deref());
    let leaf = query.leaf.as_deref().and_then(|said| said.parse().ok());
    Ok(views::text(&ctx, &entry, &file, &text, at, leaf))
}
