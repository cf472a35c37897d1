//! `/library/bin`, and the two ways: in and out.

use actix_web::HttpResponse;
use actix_web::web::{Path, Query};
use chrono::Duration;
use maud::{Markup, html};

use super::{DAYS, delete, may_delete, queries, restore};
use crate::error::{Error, Result};
use crate::library::pages::{PageQuery, entry_at};
use crate::library::{Entry, Outline, desk, readable};
use crate::web::lang::Value;
use crate::web::{Ctx, FormData, Page, dates, layout, paging, see_other};

/// `GET /library/bin`: one's own; everybody's for editors, as far as they may read them.
pub async fn list(ctx: Ctx, query: Query<PageQuery>) -> Result<HttpResponse> {
    let who = ctx.signed_in()?.clone();
    let page = query.number();
    let (rows, total) = ctx
        .read(move |c| queries::list(c, &who, paging::offset(page), paging::PER_PAGE))
        .await?;
    let list = desk::List {
        here: "/library/bin",
        title: ctx.t("bin-title"),
        lead: ctx.tv("bin-lead", &[("days", Value::from(DAYS))]),
        empty: html! {
            h2 { (ctx.t("bin-empty")) }
            p { (ctx.t("bin-empty-text")) }
        },
        page,
        total,
    };
    let items = rows.iter().map(|entry| {
        html! {
            h2 { a href=(format!("/library/{}", entry.slug)) lang=(entry.lang) { (entry.title) } }
            (until(&ctx, entry))
            (restore_button(&ctx, entry))
        }
    });
    Ok(desk::page(&ctx, list, items))
}

fn until(ctx: &Ctx, entry: &Outline) -> Markup {
    html! {
        @if let Some(at) = entry.deleted_at {
            p.meta {
                (ctx.tv("bin-until", &[
                    ("when", Value::from(dates::day_of(ctx.lang, at))),
                    ("until", Value::from(dates::day_of(ctx.lang, at + Duration::days(DAYS)))),
                ]))
            }
        }
    }
}

fn restore_button(ctx: &Ctx, entry: &Outline) -> Markup {
    html! {
        form.no-print method="post" action=(format!("/library/{}/undelete", entry.slug)) {
            (ctx.form_tokens())
            input type="hidden" name="version" value=(entry.version);
            button.secondary { (ctx.t("bin-restore")) }
        }
    }
}

/// On an entry's page: that it is in the bin, and the way out; or the way in.
pub fn on_entry(ctx: &Ctx, entry: &Entry) -> Markup {
    let who = ctx.member.as_ref();
    html! {
        @if may_delete(who, entry) {
            @if entry.status == "deleted" {
                @let outline = entry.outline();
                div.notice.warn { p { b { (ctx.t("bin-is-in")) } } (until(ctx, &outline)) (restore_button(ctx, &outline)) }
            } @else {
                p.no-print { a href=(format!("/library/{}/delete", entry.slug)) { (ctx.t("bin-delete")) } }
            }
        }
    }
}

/// `GET /library/{slug}/delete`
pub async fn delete_form(ctx: Ctx, slug: Path<String>) -> Result<HttpResponse> {
    let who = ctx.member.clone();
    let entry = ctx.read(move |c| readable(c, who.as_ref(), &slug)).await?;
    if entry.status == "deleted" || !may_delete(ctx.member.as_ref(), &entry) {
        return Err(Error::NotFound);
    }
    let here = format!("/library/{}", entry.slug);
    let title = ctx.t("bin-delete");
    let body = html! {
        header.page-head {
            h1 { (title) }
            p.lead lang=(entry.lang) { (entry.title) }
            p { (ctx.tv("bin-delete-text", &[("days", Value::from(DAYS))])) }
        }
        form method="post" action=(format!("{here}/delete")) {
            (ctx.form_tokens())
            input type="hidden" name="version" value=(entry.version);
            div.form-actions {
                button.danger { (ctx.t("bin-delete-do")) }
                a.button.quiet href=(here) { (ctx.t("cancel")) }
            }
        }
    };
    let frame = Page::new(title)
        .under(ctx.t("nav-library"), "/library")
        .under(&entry.title, &here);
    Ok(layout::page(&ctx, frame, body))
}

/// `POST /library/{slug}/delete`
pub async fn put_in(ctx: Ctx, slug: Path<String>, form: FormData) -> Result<HttpResponse> {
    let (who, _) = entry_at(&ctx, &slug).await?;
    let version = form.version()?;
    let now = ctx.app.clock.now();
    let to = ctx
        .once(&form, move |c| {
            delete(c, now, &who, &slug, version)?;
            Ok("/library/bin?done=library-deleted".to_string())
        })
        .await?;
    Ok(see_other(&to))
}

/// `POST /library/{slug}/undelete`
pub async fn take_out(ctx: Ctx, slug: Path<String>, form: FormData) -> Result<HttpResponse> {
    let (who, entry) = entry_at(&ctx, &slug).await?;
    if entry.status != "deleted" {
        return Err(Error::NotFound);
    }
    let version = form.version()?;
    let now = ctx.app.clock.now();
    let to = ctx
        .once(&form, move |c| {
            restore(c, now, &who, &slug, version)?;
            let after = super::super::queries::by_slug(c, &slug)?;
            // A draft is its owner's alone.
            let seen =
                crate::rights::may(Some(&who), crate::rights::Act::ReadEntry(after.rights()));
            Ok(if seen {
                format!("/library/{slug}?done=bin-restored")
            } else {
                "/library/bin?done=bin-restored".to_string()
            })
        })
        .await?;
    Ok(see_other(&to))
}
