//! The pages where entries are looked after: their lists look alike, and lead to one another.

use actix_web::HttpResponse;
use maud::{Markup, html};

use crate::rights::Act;
use crate::web::{Ctx, Page, layout, paging};

/// A list of what is looked after.
pub struct List {
    /// The address of the page itself.
    pub here: &'static str,
    pub title: String,
    /// What it is about; may be empty.
    pub lead: String,
    /// What is said when there is nothing.
    pub empty: Markup,
    pub page: i64,
    pub total: i64,
}

/// A page of a list, each item a list item's content.
pub fn page(ctx: &Ctx, list: List, items: impl Iterator<Item = Markup>) -> HttpResponse {
    let body = html! {
        header.page-head {
            h1 { (list.title) }
            @if !list.lead.is_empty() { p.lead { (list.lead) } }
        }
        (tabs(ctx, list.here))
        @if list.total == 0 {
            div.empty {
                (list.empty)
                div.actions { a.button.secondary href="/library" { (ctx.t("library-see-all")) } }
            }
        } @else {
            ul.list { @for item in items { li { div { (item) } } } }
            (paging::pager(ctx, list.page, list.total, |n| format!("{}?page={n}", list.here)))
        }
    };
    let frame = Page::new(list.title).under(ctx.t("nav-library"), "/library");
    layout::page(ctx, frame, body)
}

/// Tabs over what is due, what has no owner, what is proposed, which links are dead, what is in the bin
/// and what was asked in vain. `on` is the address of the page itself.
fn tabs(ctx: &Ctx, on: &str) -> Markup {
    let mut places = vec![
        ("/library/due", ctx.t("freshness-due")),
        ("/library/ownerless", ctx.t("freshness-ownerless")),
        ("/library/proposals", ctx.t("proposals-open")),
        ("/library/dead-links", ctx.t("links-dead")),
        ("/library/bin", ctx.t("bin-title")),
    ];
    if ctx.may(Act::Curate) {
        places.push(("/library/unanswered", ctx.t("unanswered-title")));
    }
    html! {
        nav.tabs aria-label=(ctx.t("freshness-desk")) {
            ul {
                @for (href, label) in &places {
                    li { a href=(href) aria-current=[(*href == on).then_some("page")] { (label) } }
                }
            }
        }
    }
}
