//! The library's pages: its lists, an entry, its history; and the words they share.

mod entry;
mod list;
mod sections;

use maud::{Markup, html};

use super::terms::Vocabulary;
use crate::web::Ctx;

pub use entry::{Beside, about, completeness, glance, readers, show, tags};
pub use list::{cards, cards_of};
pub use sections::{Named, host, sections, told};

pub fn kind(ctx: &Ctx, name: &str) -> String {
    ctx.t(&format!("library-kind-{name}"))
}

pub fn area(ctx: &Ctx, name: &str) -> String {
    ctx.terms.label(Vocabulary::Areas, ctx.lang, name)
}

pub fn audience(ctx: &Ctx, name: &str) -> String {
    ctx.t(&format!("library-audience-{name}"))
}

fn status(ctx: &Ctx, name: &str) -> String {
    ctx.t(&format!("library-status-{}", name.replace('_', "-")))
}

fn status_badge(ctx: &Ctx, name: &str) -> Markup {
    let class = match name {
        "published" => "badge published",
        "in_review" => "badge warn",
        _ => "badge draft",
    };
    html! { span class=(class) { (status(ctx, name)) } }
}
