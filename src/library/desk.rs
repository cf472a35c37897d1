//! The way between the pages where entries are looked after.

use maud::{Markup, html};

use crate::web::Ctx;

/// Tabs over what is due, what has no owner, what is proposed and what is in the bin. `on` is the
/// address of the page itself.
pub fn tabs(ctx: &Ctx, on: &str) -> Markup {
    let places = [
        ("/library/due", ctx.t("freshness-due")),
        ("/library/ownerless", ctx.t("freshness-ownerless")),
        ("/library/proposals", ctx.t("proposals-open")),
        ("/library/bin", ctx.t("bin-title")),
    ];
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
