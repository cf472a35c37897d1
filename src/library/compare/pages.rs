//! Comparing two revisions, and bringing one back.

use std::collections::HashMap;

use actix_web::HttpResponse;
use actix_web::web::{Path, Query};
use serde::Deserialize;

use super::queries::{self as outlines, Outline};
use super::restoring::{self, Restored};
use super::views;
use crate::error::{Error, Result};
use crate::library::pages::{could, facts_of, may_read};
use crate::library::{proposals, queries, readable};
use crate::members;
use crate::rights::Act;
use crate::web::{Ctx, FormData, see_other};

/// Revisions that can be chosen from a list on the page; older ones by their address.
const CHOICES: i64 = 200;

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Which {
    from: String,
    to: String,
    view: String,
}

/// `GET /library/{slug}/compare?from=2&to=5`: whichever order they come in, the older stands first.
pub async fn compare(ctx: Ctx, slug: Path<String>, which: Query<Which>) -> Result<HttpResponse> {
    let who = ctx.member.clone();
    let (from, to) = (which.from.parse().ok(), which.to.parse().ok());
    let (entry, choices, before, after, titles, names) = ctx
        .read(move |c| {
            let entry = readable(c, who.as_ref(), &slug)?;
            if who.is_none() {
                return Err(Error::SignInNeeded);
            }
            let mut choices = outlines::outlines(c, &entry.id, CHOICES)?;
            choices.retain(|o: &Outline| {
                let by = o.editor_id.as_deref();
                could(
                    who.as_ref(),
                    Act::ReadEntry,
                    &entry,
                    by,
                    &facts_of(&o.facts),
                )
            });
            let newest = choices.first().map_or(entry.version, |o| o.version);
            let to: i64 = to.unwrap_or(newest);
            let next = choices.iter().find(|o| o.version < to);
            let from: i64 = from.unwrap_or_else(|| next.map_or(to, |o| o.version));
            let before = queries::revision(c, &entry.id, from.min(to))?;
            let after = queries::revision(c, &entry.id, from.max(to))?;
            for revision in [&before, &after] {
                if !may_read(who.as_ref(), &entry, revision) {
                    return Err(Error::NotFound);
                }
            }
            let editors = [&before, &after].map(|r| r.editor_id.clone());
            let names = members::names(c, editors.iter().flatten().map(String::as_str))?;
            let titles = super::fields::titles(c, who.as_ref(), [&before, &after])?;
            Ok((entry, choices, before, after, titles, names))
        })
        .await?;
    let side = which.view == "side";
    let texts = (
        super::fields::fields(&ctx, &before, &titles),
        super::fields::fields(&ctx, &after, &titles),
    );
    // Comparing takes a moment when texts are long.
    let rows = tokio::task::spawn_blocking(move || views::rows(texts.0, texts.1))
        .await
        .map_err(Error::internal)?;
    let name = |id: &Option<String>| named(&ctx, &names, id.as_deref());
    let (by_before, by_after) = (name(&before.editor_id), name(&after.editor_id));
    let wider = restoring::wider_audience(ctx.member.as_ref(), &entry, &before)?;
    Ok(views::compare(
        &ctx,
        &views::Compared {
            entry: &entry,
            before: (&before, by_before),
            after: (&after, by_after),
            choices: &choices,
            rows: &rows,
            side,
            wider,
        },
    ))
}

fn named(ctx: &Ctx, names: &HashMap<String, String>, id: Option<&str>) -> String {
    members::shown_name(ctx, names, id).unwrap_or_else(|| ctx.t("library-nobody"))
}

/// `POST /library/{slug}/history/{version}/restore`
pub async fn restore(ctx: Ctx, path: Path<(String, i64)>, form: FormData) -> Result<HttpResponse> {
    let who = ctx.signed_in()?.clone();
    let (slug, version) = path.into_inner();
    let at: i64 = form.version()?;
    let now = ctx.app.clock.now();
    let to = ctx
        .once(&form, move |c| {
            Ok(
                match restoring::restore(c, now, &who, &slug, at, version)? {
                    Restored::Waits(id) => proposals::waits_at(&slug, &id),
                    Restored::Written => format!("/library/{slug}?done=compare-restored"),
                    Restored::Same => format!("/library/{slug}?done=compare-restored-same"),
                },
            )
        })
        .await?;
    Ok(see_other(&to))
}
