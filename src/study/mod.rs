//! Programmes, their requirements, sittings and results.

use maud::{Markup, html};

use crate::error::Result;
use crate::web::Ctx;

/// A student's own way so far, for the front page.
pub async fn own_view(_ctx: &Ctx) -> Result<Markup> {
    Ok(html! {})
}
