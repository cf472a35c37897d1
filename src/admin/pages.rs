//! `/admin`: what waits for an administrator, and the way to everything they look after.

use actix_web::HttpResponse;
use maud::{Markup, html};

use super::{guide, waiting};
use crate::error::Result;
use crate::rights::Act;
use crate::web::lang::Value;
use crate::web::{Ctx, Page, page};

/// Everything an administrator looks after: address and message key; `<key>-text` says what it is.
const PLACES: [(&str, &str); 13] = [
    ("/admin/people", "admin-place-people"),
    ("/admin/organisations", "admin-place-organisations"),
    ("/joining", "admin-place-joining"),
    ("/moderation", "admin-place-moderation"),
    ("/admin/audit", "admin-place-audit"),
    ("/admin/mail", "admin-place-mail"),
    ("/admin/jobs", "admin-place-jobs"),
    ("/admin/settings", "admin-place-settings"),
    ("/admin/branding", "admin-place-branding"),
    ("/admin/statements", "admin-place-statements"),
    ("/admin/privacy/record", "admin-place-record"),
    ("/admin/vocabularies", "admin-place-vocabularies"),
    ("/admin/system", "admin-place-system"),
];

/// A place is shown when there is such an address.
fn places() -> impl Iterator<Item = (&'static str, &'static str)> {
    let there = crate::routes::all();
    PLACES
        .into_iter()
        .filter(move |(href, _)| there.iter().any(|a| a.path == *href))
}

/// `GET /admin`
pub async fn overview(ctx: Ctx) -> Result<HttpResponse> {
    let me = ctx.require(Act::Administer)?.id.clone();
    let now = ctx.app.clock.now();
    let (waiting, state) = ctx
        .read(move |c| Ok((waiting::all(c, now)?, guide::state(c, &me)?)))
        .await?;
    let steps = guide::Steps::of(&ctx, state);
    let body = html! {
        header.page-head { h1 { (ctx.t("nav-admin")) } }
        section.section {
            h2 { (ctx.t("admin-waiting")) }
            @if waiting.is_empty() {
                div.notice.ok { p { (ctx.t("admin-waiting-none")) } }
            } @else {
                ul.list {
                    @for (key, count, href) in &waiting {
                        li { a href=(href) { (ctx.tv(key, &[("count", Value::from(*count))])) } }
                    }
                }
            }
        }
        @if steps.is_shown() { (guide::on_overview(&ctx, &steps)) }
        section.section {
            h2 { (ctx.t("admin-places")) }
            ul.cards {
                @for (href, key) in places() { (place(&ctx, href, key)) }
            }
            @if !steps.is_shown() {
                p.meta { a href="/admin/start" { (ctx.t("admin-guide-title")) } }
            }
        }
    };
    Ok(page(&ctx, Page::new(ctx.t("nav-admin")), body))
}

fn place(ctx: &Ctx, href: &str, key: &str) -> Markup {
    html! {
        li.card {
            h3 { a href=(href) { (ctx.t(key)) } }
            p { (ctx.t(&format!("{key}-text"))) }
        }
    }
}
