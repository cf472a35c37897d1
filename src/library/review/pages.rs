//! `/library/{slug}/send-back`

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::Path;
use maud::{Markup, html};

use super::{REASON_MAX, send_back};
use crate::error::{Error, Result};
use crate::library::steps::{Eyes, Step};
use crate::library::{Entry, readable};
use crate::web::{Ctx, Fields, FormData, Page, Problems, layout, see_other};

/// `GET /library/{slug}/send-back`
pub async fn form(ctx: Ctx, slug: Path<String>) -> Result<HttpResponse> {
    let entry = waiting(&ctx, &slug).await?;
    let form = FormData::of([("version", entry.version.to_string())]);
    Ok(show(&ctx, &entry, &form, &Problems::default(), None))
}

async fn waiting(ctx: &Ctx, slug: &str) -> Result<Entry> {
    let (who, slug) = (ctx.member.clone(), slug.to_string());
    let entry = ctx.read(move |c| readable(c, who.as_ref(), &slug)).await?;
    if Step::SendBack.is_open(ctx.member.as_ref(), &entry, Eyes::default()) {
        Ok(entry)
    } else {
        Err(Error::NotFound)
    }
}

/// `POST /library/{slug}/send-back`
pub async fn send(ctx: Ctx, slug: Path<String>, mut form: FormData) -> Result<HttpResponse> {
    let who = ctx.signed_in()?.clone();
    let entry = waiting(&ctx, &slug).await?;
    let version = form.version()?;
    let mut problems = Problems::default();
    let reason = problems.block(&form, "reason", REASON_MAX);
    if !problems.none() {
        return Ok(show(&ctx, &entry, &form, &problems, None));
    }
    let now = ctx.app.clock.now();
    let at = slug.clone();
    let sent = ctx
        .once(&form, move |c| {
            send_back(c, now, &who, &at, version, &reason)?;
            Ok("/library?tab=review&done=review-sent-back".to_string())
        })
        .await;
    match sent {
        // Somebody wrote in it meanwhile: the reason stays, for the text as it is now.
        Err(Error::Conflict) => {
            let entry = waiting(&ctx, &slug).await?;
            form.set("version", entry.version.to_string());
            let status = Some(StatusCode::CONFLICT);
            Ok(show(&ctx, &entry, &form, &problems, status))
        }
        sent => Ok(see_other(&sent?)),
    }
}

fn show(
    ctx: &Ctx,
    entry: &Entry,
    form: &FormData,
    problems: &Problems,
    status: Option<StatusCode>,
) -> HttpResponse {
    let here = format!("/library/{}", entry.slug);
    let title = ctx.t("review-send-back");
    let f = Fields::new(ctx, form, problems);
    let body = html! {
        header.page-head {
            h1 { (title) }
            p.lead lang=(entry.lang) { (entry.title) }
        }
        @if status.is_some() {
            div.notice.warn role="alert" {
                p { (ctx.t("review-conflict")) }
                p { a href=(here) { (ctx.t("review-conflict-see")) } }
            }
        }
        (f.summary())
        form.stack method="post" action=(format!("{here}/send-back")) {
            (f.hidden())
            input type="hidden" name="version" value=(form.get("version"));
            (f.textarea("reason", "review-reason", 6, true))
            div.form-actions {
                button { (title) }
                a.button.quiet href=(here) { (ctx.t("cancel")) }
            }
        }
    };
    let frame = Page::new(title)
        .under(ctx.t("nav-library"), "/library")
        .under(&entry.title, &here);
    match status {
        Some(status) => layout::page_with_status(ctx, status, frame, body),
        None if problems.none() => layout::page(ctx, frame, body),
        None => layout::refused(ctx, frame, body),
    }
}

/// On an entry's page: why it came back; or the way to send it back.
pub fn on_entry(ctx: &Ctx, entry: &Entry, reason: Option<&str>) -> Markup {
    html! {
        @if let Some(reason) = reason {
            div.notice.warn {
                p { b { (ctx.t("review-came-back")) } }
                p.compared { (reason) }
            }
        }
        @if Step::SendBack.is_open(ctx.member.as_ref(), entry, Eyes::default()) {
            p.no-print { a.button.secondary href=(format!("/library/{}/send-back", entry.slug)) { (ctx.t("review-send-back")) } }
        }
    }
}
