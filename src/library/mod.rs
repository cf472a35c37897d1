//! Entries: cases, tools, notes and portraits.

use maud::{Markup, html};

use crate::error::Result;
use crate::web::Ctx;

/// The newest entries a viewer may see, as cards for the front page.
pub async fn latest_view(_ctx: &Ctx, _count: i64) -> Result<Markup> {
    Ok(html! {})
}
