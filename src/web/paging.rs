//! Lists in pages: `?page=2`.

use actix_web::http::StatusCode;
use maud::{Markup, html};

use super::context::Ctx;
use super::lang::Value;

pub const PER_PAGE: i64 = 20;

/// A page number from a query string: 1 and up; nonsense is page 1.
pub fn number(raw: Option<&str>) -> i64 {
    asked(raw).unwrap_or(1)
}

/// As `number`, for a list that says so (`missing`) where an address names no page: none for nonsense.
pub fn asked(raw: Option<&str>) -> Option<i64> {
    match raw.unwrap_or_default() {
        "" => Some(1),
        said => said.parse().ok().filter(|p| (1..=10_000).contains(p)),
    }
}

/// How many pages a list has: an empty one has one, which says so.
fn pages(total: i64, per_page: i64) -> i64 {
    ((total + per_page - 1) / per_page).max(1)
}

/// What stands in a list's place when its address names a page it has not; none when it has it.
pub fn missing(
    ctx: &Ctx,
    asked: Option<i64>,
    total: i64,
    per_page: i64,
    href: impl Fn(i64) -> String,
) -> Option<Markup> {
    let pages = pages(total, per_page);
    if asked.is_some_and(|page| page <= pages) {
        return None;
    }
    let count = [("pages", Value::from(pages))];
    Some(html! {
        div.empty {
            h2 { (ctx.t("pager-missing")) }
            p { (ctx.tv("pager-missing-text", &count)) }
            div.actions {
                a.button href=(href(pages)) { (ctx.t("pager-last")) }
                @if pages > 1 { a.button.secondary href=(href(1)) { (ctx.t("pager-first")) } }
            }
        }
    })
}

pub fn offset(page: i64) -> i64 {
    (page - 1) * PER_PAGE
}

/// The status of a list that has the page it was asked for, or has it not.
pub fn status(missing: &Option<Markup>) -> StatusCode {
    match missing {
        Some(_) => StatusCode::NOT_FOUND,
        None => StatusCode::OK,
    }
}

/// Links to the neighbours; nothing when one page holds all. `href` makes a page's address.
pub fn pager(ctx: &Ctx, page: i64, total: i64, href: impl Fn(i64) -> String) -> Markup {
    pager_of(ctx, page, total, PER_PAGE, href)
}

/// As `pager`, for a list with `per_page` items on a page.
pub fn pager_of(
    ctx: &Ctx,
    page: i64,
    total: i64,
    per_page: i64,
    href: impl Fn(i64) -> String,
) -> Markup {
    let pages = pages(total, per_page);
    html! {
        @if pages > 1 {
            nav.pager aria-label=(ctx.t("pager-label")) {
                @if page > 1 { a rel="prev" href=(href(page - 1)) { (ctx.t("pager-previous")) } }
                span { (ctx.tv("pager-of", &[("page", Value::from(page)), ("pages", Value::from(pages))])) }
                @if page < pages { a rel="next" href=(href(page + 1)) { (ctx.t("pager-next")) } }
            }
        }
    }
}
