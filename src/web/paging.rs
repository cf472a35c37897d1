//! Lists in pages: `?page=2`.

use maud::{Markup, html};

use super::context::Ctx;
use super::lang::Value;

pub const PER_PAGE: i64 = 20;

/// A page number from a query string: 1 and up; nonsense is page 1.
pub fn number(raw: Option<&str>) -> i64 {
    raw.and_then(|p| p.parse().ok())
        .filter(|p| (1..=10_000).contains(p))
        .unwrap_or(1)
}

pub fn offset(page: i64) -> i64 {
    (page - 1) * PER_PAGE
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
    let pages = (total + per_page - 1) / per_page;
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
