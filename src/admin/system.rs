//! `/admin/system`: what runs, where it stands, and whether everything is whole.

use actix_web::HttpResponse;
use chrono::NaiveDateTime;
use maud::html;

use crate::changes;
use crate::check::{self, Line};
use crate::config::MailTransport;
use crate::db;
use crate::error::{Error, Result};
use crate::mail;
use crate::rights::Act;
use crate::web::lang::Value;
use crate::web::{Ctx, Lang, Page, dates, page};

/// What the database says of the system.
struct Facts {
    size: i64,
    head: i64,
    last_sent: Option<NaiveDateTime>,
}

/// `GET /admin/system`
pub async fn show(ctx: Ctx) -> Result<HttpResponse> {
    ctx.require(Act::Administer)?;
    system(&ctx, None).await
}

/// `POST /admin/system/check`: looks at everything, as `faelles check` does. Reads alone, so it is
/// answered at once and works while nothing can be written.
pub async fn look(ctx: Ctx) -> Result<HttpResponse> {
    ctx.require(Act::Administer)?;
    let app = ctx.app.clone();
    let lines = tokio::task::spawn_blocking(move || check::run_within(&app))
        .await
        .map_err(Error::internal)??;
    system(&ctx, Some(&lines)).await
}

async fn system(ctx: &Ctx, checked: Option<&[Line]>) -> Result<HttpResponse> {
    let facts = ctx
        .read(|c| {
            Ok(Facts {
                size: db::size(c)?,
                head: changes::head(c)?,
                last_sent: mail::last_sent(c)?,
            })
        })
        .await?;
    let title = ctx.t("admin-place-system");
    let body = html! {
        header.page-head { h1 { (title) } p.lead { (ctx.t("admin-system-lead")) } }
        section.section {
            h2 { (ctx.t("admin-health")) }
            p { (ctx.t("admin-health-text")) }
            @if let Some(lines) = checked { (report(ctx, lines)) }
            form method="post" action="/admin/system/check" data-resubmit {
                (ctx.form_tokens())
                button.secondary { (ctx.t("admin-health-check")) }
            }
        }
        section.section {
            h2 { (ctx.t("admin-system-facts")) }
            dl.facts {
                @for (label, value) in rows(ctx, &facts) {
                    div { dt { (label) } dd { (value) } }
                }
            }
        }
    };
    let frame = Page::new(title).under(ctx.t("nav-admin"), "/admin");
    Ok(page(ctx, frame, body))
}

fn report(ctx: &Ctx, lines: &[Line]) -> maud::Markup {
    let whole = check::is_whole(lines);
    let tone = if whole { "notice ok" } else { "notice error" };
    html! {
        div class=(tone) role="status" {
            p {
                b {
                    @if whole { (ctx.t("admin-health-whole")) } @else { (ctx.t("admin-health-broken")) }
                }
            }
            ul {
                @for line in lines {
                    li {
                        @match line.state {
                            check::State::Ok => span.badge.ok { (ctx.t("admin-health-ok")) },
                            check::State::Warning => span.badge.warn { (ctx.t("admin-health-waits")) },
                            check::State::Broken => span.badge.error { (ctx.t("admin-health-bad")) },
                        }
                        " " span lang="en" { (line.text) }
                    }
                }
            }
        }
    }
}

fn rows(ctx: &Ctx, facts: &Facts) -> Vec<(String, String)> {
    let app = &ctx.app;
    let transport = match app.config.mail {
        MailTransport::File => ctx.t("admin-transport-file"),
        MailTransport::Smtp => ctx.t("admin-transport-smtp"),
        MailTransport::Memory => ctx.t("admin-transport-memory"),
    };
    let index = match app.search.position() {
        Some(at) => ctx.tv(
            "admin-system-index-at",
            &[("at", Value::from(at)), ("head", Value::from(facts.head))],
        ),
        None => ctx.t("admin-system-index-none"),
    };
    let sent = facts
        .last_sent
        .map_or_else(|| ctx.t("admin-never"), |at| dates::moment(ctx.lang, at));
    vec![
        (
            ctx.t("admin-system-version"),
            format!("fælles {}", env!("CARGO_PKG_VERSION")),
        ),
        (
            ctx.t("admin-system-started"),
            dates::moment(ctx.lang, app.started_at),
        ),
        (ctx.t("admin-system-node"), app.node.clone()),
        (
            ctx.t("admin-system-database"),
            format!("{}, {}", db::KIND, megabytes(ctx.lang, facts.size)),
        ),
        (ctx.t("admin-system-index"), index),
        (ctx.t("admin-system-mail"), transport),
        (ctx.t("admin-system-last-sent"), sent),
        (
            ctx.t("admin-system-data"),
            app.config.data.display().to_string(),
        ),
    ]
}

fn megabytes(lang: Lang, bytes: i64) -> String {
    lang.decimal(format!("{:.1} MB", bytes as f64 / 1_000_000.0))
}
