//! `/library/{slug}/people`: who looks after an entry.

use std::collections::HashMap;

use actix_web::HttpResponse;
use actix_web::web::{Path, Query};
use maud::{Markup, html};
use serde::Deserialize;

use super::{answer, appointing, assign, may_appoint, offer, queries, set_deputy};
use crate::error::{Error, Result};
use crate::library::Entry;
use crate::library::pages::entry_at;
use crate::library::steps::is_editor;
use crate::members;
use crate::rights::{Act, may};
use crate::web::lang::Value;
use crate::web::{Ctx, FormData, Page, layout, see_other};

/// People one search shows.
const FOUND_MAX: i64 = 20;

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Search {
    q: String,
}

/// `GET /library/{slug}/people`: for who decides it; for editors among everybody.
pub async fn form(ctx: Ctx, slug: Path<String>, search: Query<Search>) -> Result<HttpResponse> {
    let who = ctx.signed_in()?.clone();
    let words: Vec<String> = members::words(&search.q).take(5).collect();
    let (entry, offered, names, found) = ctx
        .read(move |c| {
            let entry = appointing(c, &who, &slug)?;
            let offered = queries::offered_to(c, &entry.id)?;
            let ids = [&entry.owner_id, &entry.deputy_id, &offered];
            let names = members::names(c, ids.into_iter().flatten().map(String::as_str))?;
            let own = who.organisation_id.as_deref();
            let found = match (is_editor(Some(&who)), own) {
                (true, _) if !words.is_empty() => queries::candidates(c, &words, None, FOUND_MAX)?,
                (true, _) => {
                    let of = entry.organisation_id.as_deref().or(own);
                    queries::candidates(c, &words, of, FOUND_MAX)?
                }
                (false, Some(own)) => queries::candidates(c, &words, Some(own), FOUND_MAX)?,
                (false, None) => Vec::new(),
            };
            Ok((entry, offered, names, found))
        })
        .await?;
    Ok(show(
        &ctx,
        &entry,
        offered.as_deref(),
        &names,
        &found,
        &search.q,
    ))
}

/// `POST /library/{slug}/people`
pub async fn decide(ctx: Ctx, slug: Path<String>, form: FormData) -> Result<HttpResponse> {
    let who = ctx.signed_in()?.clone();
    let (me, at) = (who.clone(), slug.clone());
    ctx.read(move |c| appointing(c, &me, &at)).await?;
    let (what, person) = (form.get("do").to_string(), form.get("person").to_string());
    let now = ctx.app.clock.now();
    let to = ctx
        .once(&form, move |c| {
            let done = match what.as_str() {
                "deputy" => {
                    set_deputy(c, now, &who, &slug, Some(&person))?;
                    "freshness-deputy"
                }
                "no-deputy" => {
                    set_deputy(c, now, &who, &slug, None)?;
                    "freshness-deputy"
                }
                "offer" => {
                    offer(c, now, &who, &slug, Some(&person))?;
                    "freshness-offered"
                }
                "no-offer" => {
                    offer(c, now, &who, &slug, None)?;
                    "freshness-not-offered"
                }
                "assign" => {
                    assign(c, now, &who, &slug, &person)?;
                    "freshness-assigned"
                }
                _ => return Err(Error::BadRequest("form")),
            };
            let entry = super::super::queries::by_slug(c, &slug)?;
            // Who gave it away decides no more.
            let back = if may_appoint(&who, &entry) {
                format!("/library/{slug}/people")
            } else {
                format!("/library/{slug}")
            };
            Ok(format!("{back}?done={done}"))
        })
        .await?;
    Ok(see_other(&to))
}

/// `POST /library/{slug}/take-over`: the one it was offered to answers.
pub async fn take_over(ctx: Ctx, slug: Path<String>, form: FormData) -> Result<HttpResponse> {
    let (who, _) = entry_at(&ctx, &slug).await?;
    let yes = match form.get("do") {
        "yes" => true,
        "no" => false,
        _ => return Err(Error::BadRequest("form")),
    };
    let now = ctx.app.clock.now();
    let to = ctx
        .once(&form, move |c| {
            answer(c, now, &who, &slug, yes)?;
            let done = if yes {
                "freshness-taken"
            } else {
                "freshness-not-taken"
            };
            Ok(format!("/library/{slug}?done={done}"))
        })
        .await?;
    Ok(see_other(&to))
}

fn show(
    ctx: &Ctx,
    entry: &Entry,
    offered: Option<&str>,
    names: &HashMap<String, String>,
    found: &[(String, String)],
    q: &str,
) -> HttpResponse {
    let here = format!("/library/{}", entry.slug);
    let title = ctx.t("freshness-people");
    let name = |id: Option<&str>| {
        members::shown_name(ctx, names, id).unwrap_or_else(|| ctx.t("freshness-nobody"))
    };
    let editor = is_editor(ctx.member.as_ref());
    let published = entry.status == "published";
    let body = html! {
        header.page-head {
            h1 { (title) }
            p.lead lang=(entry.lang) { (entry.title) }
            p { (ctx.t("freshness-people-lead")) }
        }
        dl.facts {
            div { dt { (ctx.t("freshness-owner")) } dd { (name(entry.owner_id.as_deref())) } }
            div { dt { (ctx.t("freshness-deputy-is")) } dd { (name(entry.deputy_id.as_deref())) } }
            @if offered.is_some() {
                div { dt { (ctx.t("freshness-offered-to")) } dd { (name(offered)) } }
            }
        }
        div.actions {
            @if entry.deputy_id.is_some() { (one(ctx, &here, "no-deputy", "", ctx.t("freshness-no-deputy"))) }
            @if offered.is_some() { (one(ctx, &here, "no-offer", "", ctx.t("freshness-no-offer"))) }
        }
        form.filter action=(format!("{here}/people")) role="search" aria-label=(ctx.t("freshness-find")) {
            div.field {
                label for="q" { (ctx.t("freshness-find")) }
                input type="search" id="q" name="q" value=(q) maxlength="100";
            }
            button.secondary { (ctx.t("search")) }
        }
        @if found.is_empty() {
            p { (ctx.t("freshness-found-none")) }
        } @else {
            ul.list {
                @for (id, name) in found {
                    li { div {
                        h2 { (name) }
                        div.actions {
                            @if entry.owner_id.as_ref() != Some(id) {
                                @if entry.deputy_id.as_ref() != Some(id) {
                                    (one(ctx, &here, "deputy", id, ctx.tv("freshness-make-deputy", &[("name", Value::from(name.clone()))])))
                                }
                                @if published && offered != Some(id.as_str()) {
                                    (one(ctx, &here, "offer", id, ctx.tv("freshness-offer", &[("name", Value::from(name.clone()))])))
                                }
                                @if editor {
                                    (one(ctx, &here, "assign", id, ctx.tv("freshness-assign", &[("name", Value::from(name.clone()))])))
                                }
                            }
                        }
                    } }
                }
            }
        }
    };
    let frame = Page::new(title)
        .under(ctx.t("nav-library"), "/library")
        .under(&entry.title, &here);
    layout::page(ctx, frame, body)
}

fn one(ctx: &Ctx, here: &str, what: &str, person: &str, label: String) -> Markup {
    html! {
        form method="post" action=(format!("{here}/people")) {
            (ctx.form_tokens())
            input type="hidden" name="person" value=(person);
            button.secondary.small name="do" value=(what) { (label) }
        }
    }
}

/// On an entry's page: it was offered to the viewer; the way to who looks after it.
pub fn on_entry(ctx: &Ctx, entry: &Entry, offered: bool) -> Markup {
    let here = format!("/library/{}", entry.slug);
    html! {
        @if offered {
            div.notice {
                p { (ctx.t("freshness-you-are-offered")) }
                form.actions method="post" action=(format!("{here}/take-over")) {
                    (ctx.form_tokens())
                    button name="do" value="yes" { (ctx.t("freshness-take")) }
                    button.secondary name="do" value="no" { (ctx.t("freshness-not-take")) }
                }
            }
        }
        @if ctx.member.as_ref().is_some_and(|m| may_appoint(m, entry)) {
            p.no-print { a href=(format!("{here}/people")) { (ctx.t("freshness-people")) } }
        }
    }
}

/// What the entry's page needs to know of it: who looked at it last, and whether it is offered to the
/// viewer.
pub fn told_on_entry(
    c: &mut crate::db::Conn,
    who: Option<&members::Member>,
    entry: &Entry,
) -> Result<(Option<String>, bool)> {
    let Some(who) = who.filter(|w| may(Some(w), Act::ReadNetwork)) else {
        return Ok((None, false));
    };
    let by = match &entry.reviewed_by {
        Some(id) => members::names(c, [id.as_str()])?.remove(id),
        None => None,
    };
    let offered = queries::offered_to(c, &entry.id)?.as_deref() == Some(&who.id);
    Ok((by, offered))
}
