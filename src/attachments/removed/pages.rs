//! On an entry's page of files: those that were removed, and the way back.

use std::collections::HashMap;

use actix_web::HttpResponse;
use actix_web::web::Path;
use chrono::{Duration, NaiveDateTime};
use maud::{Markup, html};

use super::{DAYS, MOST, of_entry, one_of};
use crate::attachments::pages::WAITS;
use crate::attachments::{Attachment, views};
use crate::db::Conn;
use crate::error::Result;
use crate::library::{self, Entry};
use crate::members;
use crate::web::lang::Value;
use crate::web::{Ctx, FormData, dates, see_other};

/// Files that can be fetched back, and the names of who removed them.
pub struct Removed {
    files: Vec<Attachment>,
    names: HashMap<String, String>,
}

impl Removed {
    pub fn of(c: &mut Conn, now: NaiveDateTime, entry_id: &str) -> Result<Removed> {
        let files = of_entry(c, now, entry_id)?;
        let by = files.iter().filter_map(|file| file.removed_by.as_deref());
        let names = members::names(c, by)?;
        Ok(Removed { files, names })
    }
}

/// `may_come`: files can be brought to the entry.
pub fn section(ctx: &Ctx, entry: &Entry, removed: &Removed, may_come: bool) -> Markup {
    let most = [("count", Value::from(MOST as i64))];
    html! {
        @if !removed.files.is_empty() {
            section.section {
                h2 { (ctx.t("attachments-removed")) }
                p.hint { (ctx.tv("attachments-removed-hint", &most)) }
                ul.list.attachments {
                    @for file in &removed.files {
                        li {
                            div {
                                h3 lang=(entry.lang) { (file.called()) }
                                p.meta {
                                    @if !file.title.is_empty() { (file.name) ", " }
                                    (views::facts(ctx, file))
                                }
                                (when(ctx, file, &removed.names))
                                div.actions {
                                    @if may_come { (button(ctx, entry, file)) }
                                    a.button.quiet.small href=(format!("{}/erase", address(entry, &file.id))) {
                                        (ctx.t("attachments-erase")) " " span.visually-hidden lang=(entry.lang) { (file.called()) }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn when(ctx: &Ctx, file: &Attachment, names: &HashMap<String, String>) -> Markup {
    let name = members::shown_name(ctx, names, file.removed_by.as_deref());
    html! {
        @if let Some(at) = file.removed_at {
            p.meta {
                (ctx.tv("attachments-removed-when", &[
                    ("when", Value::from(dates::day_of(ctx.lang, at))),
                    ("name", Value::from(name.unwrap_or_default())),
                    ("until", Value::from(dates::day_of(ctx.lang, at + Duration::days(DAYS)))),
                ]))
            }
        }
    }
}

fn button(ctx: &Ctx, entry: &Entry, file: &Attachment) -> Markup {
    html! {
        form method="post" action=(format!("{}/fetch-back", address(entry, &file.id))) {
            (ctx.form_tokens())
            button.secondary.small {
                (ctx.t("attachments-fetch-back")) " " span.visually-hidden lang=(entry.lang) { (file.called()) }
            }
        }
    }
}

fn address(entry: &Entry, id: &str) -> String {
    format!("/library/{}/files/{id}", entry.slug)
}

/// `GET /library/{slug}/files/{id}/erase`
pub async fn erase_form(ctx: Ctx, path: Path<(String, String)>) -> Result<HttpResponse> {
    let (slug, id) = path.into_inner();
    let who = ctx.signed_in()?.clone();
    let now = ctx.app.clock.now();
    let (entry, file) = ctx
        .read(move |c| {
            let entry = library::editable(c, &who, &slug)?;
            let file = one_of(c, now, &entry, &id)?;
            Ok((entry, file))
        })
        .await?;
    let body = html! {
        p { (ctx.t("attachments-erase-text")) }
    };
    let action = format!("{}/erase", address(&entry, &file.id));
    Ok(views::confirm(
        &ctx,
        &entry,
        &file,
        &action,
        "attachments-erase",
        body,
    ))
}

/// `POST /library/{slug}/files/{id}/erase`
pub async fn erase(ctx: Ctx, path: Path<(String, String)>, form: FormData) -> Result<HttpResponse> {
    let (slug, id) = path.into_inner();
    let who = ctx.signed_in()?.clone();
    let now = ctx.app.clock.now();
    let to = ctx
        .once(&form, move |c| {
            let entry = library::editable(c, &who, &slug)?;
            super::erase(c, now, &who, &entry, &id)?;
            Ok(format!("/library/{slug}/files?done=attachments-erased"))
        })
        .await?;
    Ok(see_other(&to))
}

/// `POST /library/{slug}/files/{id}/fetch-back`
pub async fn fetch_back(
    ctx: Ctx,
    path: Path<(String, String)>,
    form: FormData,
) -> Result<HttpResponse> {
    let (slug, id) = path.into_inner();
    let who = ctx.signed_in()?.clone();
    let (now, most) = (ctx.app.clock.now(), ctx.app.config.files.per_entry);
    let to = ctx
        .once(&form, move |c| {
            let entry = library::editable(c, &who, &slug)?;
            let waits = super::fetch_back(c, now, &who, &entry, &id, most)?;
            let done = if waits {
                WAITS
            } else {
                "attachments-fetched-back"
            };
            Ok(format!("/library/{slug}/files?done={done}"))
        })
        .await?;
    Ok(see_other(&to))
}
