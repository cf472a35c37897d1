//! `/admin`: what waits for an administrator, and the way to everything they look after.

use actix_web::HttpResponse;
use actix_web::web::Query;
use maud::{Markup, html};
use serde::Deserialize;

use super::{guide, waiting};
use crate::error::Result;
use crate::members;
use crate::rights::Act;
use crate::web::lang::Value;
use crate::web::{Ctx, Page, page, paging};

/// Everything an administrator looks after: address and message key; `<key>-text` says what it is.
const PLACES: [(&str, &str); 12] = [
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

#[derive(Deserialize)]
pub struct ListQuery {
    page: Option<String>,
}

/// `GET /admin/people`
pub async fn people(ctx: Ctx, query: Query<ListQuery>) -> Result<HttpResponse> {
    ctx.require(Act::ManageNetwork)?;
    let (people, roles) = ctx
        .read(|c| Ok((members::people(c)?, members::all_roles(c)?)))
        .await?;
    let number = paging::number(query.page.as_deref());
    let shown = people
        .iter()
        .skip(paging::offset(number) as usize)
        .take(paging::PER_PAGE as usize);
    let title = ctx.t("admin-people");
    let body = html! {
        header.page-head {
            h1 { (title) " " span.count { "(" (people.len()) ")" } }
            div.actions { a.button href="/admin/people/new" { (ctx.t("admin-add-person")) } }
        }
        div.table-scroll tabindex="0" role="region" aria-label=(title) {
            table.data {
                thead { tr {
                    th scope="col" { (ctx.t("field-name")) }
                    th scope="col" { (ctx.t("field-organisation")) }
                    th scope="col" { (ctx.t("field-roles")) }
                } }
                tbody {
                    @for person in shown {
                        tr {
                            td { a href=(format!("/admin/people/{}", person.id)) { (person.name) } }
                            td { (person.organisation.as_deref().unwrap_or("–")) }
                            td {
                                @for (i, role) in roles.get(&person.id).into_iter().flatten().enumerate() {
                                    @if i > 0 { ", " }
                                    (ctx.t(&format!("role-{}", role.name())))
                                }
                            }
                        }
                    }
                }
            }
        }
        (paging::pager(&ctx, number, people.len() as i64, |n| format!("/admin/people?page={n}")))
    };
    let frame = Page::new(title).under(ctx.t("nav-admin"), "/admin");
    Ok(page(&ctx, frame, body))
}
