//! `/library/{slug}/files`: what an entry's editors do with its files; `/files/{id}/text`: their text.

use actix_web::HttpResponse;
use actix_web::web::{Path, Query};
use serde::Deserialize;

use super::kinds::Refused;
use super::receive::Incoming;
use super::removed::{self, pages::Removed};
use super::{Accepted, Attachment, TITLE_MAX, names, queries, readable, views};
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::library::proposals::files::{self as held_files, Called, Waiting};
use crate::library::proposals::held;
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

/// Said when there is no room for a file, as when somebody else filled the entry meanwhile.
pub const FULL: &str = "attachments-full";
/// Said of what readers see when another has approved it.
pub const WAITS: &str = "attachments-waits";

/// `GET /library/{slug}/files`
pub async fn list(ctx: Ctx, slug: Path<String>) -> Result<HttpResponse> {
    let seen = of_entry(&ctx, slug.into_inner()).await?;
    Ok(views::page(&ctx, &seen, &Outcome::default()))
}

/// An entry's files, as one who writes in it sees them.
pub struct Seen {
    pub entry: Entry,
    pub files: Vec<Attachment>,
    pub waiting: Waiting,
    /// How many files there are, with those that wait.
    pub count: i64,
    pub removed: Removed,
}

async fn of_entry(ctx: &Ctx, slug: String) -> Result<Seen> {
    let who = ctx.signed_in()?.clone();
    let now = ctx.app.clock.now();
    ctx.read(move |c| {
        let entry = library::editable(c, &who, &slug)?;
        Ok(Seen {
            files: queries::of_entry(c, &entry.id)?,
            waiting: held_files::waiting(c, &who, &entry)?,
            count: queries::count_of(c, &entry.id)?,
            removed: Removed::of(c, now, &entry.id)?,
            entry,
        })
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
    let before = of_entry(&ctx, slug.clone()).await?;
    let mut outcome = Outcome::default();
    let mut accepted = Vec::new();
    let received = incoming.take();
    let nothing = received.is_empty();
    let room = ctx.app.config.files.per_entry - before.count;
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
                let waits = held::must_wait(c, &entry)?;
                let over = if waits {
                    held_files::add(c, now, &who, &entry, &accepted, most)?
                } else {
                    super::attach(c, now, Some(&who.id), &entry.id, &accepted, most)?
                };
                let done = match waits {
                    _ if !over.is_empty() => FULL,
                    true => WAITS,
                    false => "attachments-added",
                };
                Ok(format!("/library/{slug}/files?done={done}"))
            })
            .await?;
        if to.ends_with(FULL) {
            let now = of_entry(&ctx, before.entry.slug.clone()).await?;
            let there = |s: &Accepted| s.is_among(&now.files) || s.is_among(&now.waiting.added);
            outcome.leave_out(sent.iter().filter(|s| !there(s)));
        }
        if outcome.refused.is_empty() {
            return Ok(see_other(&to));
        }
    }
    let seen = of_entry(&ctx, before.entry.slug).await?;
    Ok(views::page(&ctx, &seen, &outcome))
}

/// `GET /library/{slug}/files/{id}`
pub async fn edit_form(ctx: Ctx, path: Path<(String, String)>) -> Result<HttpResponse> {
    let (slug, id) = path.into_inner();
    let (file, entry) = editable(&ctx, slug.clone(), id).await?;
    if !file.may_be_renamed() {
        return Err(Error::NotFound);
    }
    let waiting = of_entry(&ctx, slug).await?.waiting;
    let would_be = waiting
        .of(&file.id)
        .and_then(|change| change.after.as_ref());
    let (name, title) = would_be.map_or((&file.name, &file.title), |to| (&to.name, &to.title));
    let form = FormData::of([
        ("name", name.clone()),
        ("title", title.clone()),
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
    if matches!(what.as_str(), "up" | "down" | "again" | "leave") {
        let to = ctx
            .once(&form, move |c| {
                let (file, entry) = super::editable(c, &who, &slug, &id)?;
                if what == "again" {
                    super::read_again(c, now, &file)?;
                    return Ok(format!("{back}?done=attachments-again"));
                }
                if what == "leave" {
                    held_files::leave(c, now, &who, &entry, &file)?;
                    return Ok(format!("{back}?done=attachments-left"));
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
            let (file, entry) = super::editable(c, &who, &slug, &id)?;
            if !waits(c, &entry, &file)? {
                super::rename(c, now, &who, &file, version, &name, &title)?;
                return Ok(format!("{back}?done=saved"));
            }
            if file.version != version {
                return Err(Error::Conflict);
            }
            let to = Called { name, title };
            held_files::change(c, now, &who, &entry, &file, Some(to))?;
            Ok(format!("{back}?done={WAITS}"))
        })
        .await?;
    Ok(see_other(&to))
}

/// Whether what becomes of a file is for a change that waits to say.
fn waits(c: &mut Conn, entry: &Entry, file: &Attachment) -> Result<bool> {
    Ok(file.proposal_id.is_some() || held::must_wait(c, entry)?)
}

/// `GET /library/{slug}/files/{id}/remove`
pub async fn remove_form(ctx: Ctx, path: Path<(String, String)>) -> Result<HttpResponse> {
    let (slug, id) = path.into_inner();
    let (file, entry) = editable(&ctx, slug.clone(), id).await?;
    let holds = of_entry(&ctx, slug).await?.waiting.holds;
    let waits = holds && file.proposal_id.is_none();
    Ok(views::remove(&ctx, &entry, &file, waits))
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
            let (file, entry) = super::editable(c, &who, &slug, &id)?;
            if waits(c, &entry, &file)? {
                held_files::change(c, now, &who, &entry, &file, None)?;
                let done = if file.proposal_id.is_some() {
                    "attachments-let-go"
                } else {
                    WAITS
                };
                return Ok(format!("/library/{slug}/files?done={done}"));
            }
            removed::remove(c, now, &who, &who.id, &file)?;
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
