//! Series of meetings, invitations, answers, attendance.

pub mod invitations;

use maud::{Markup, html};

use crate::error::Result;
use crate::web::Ctx;

/// The next meetings, for the front page.
pub async fn coming_view(_ctx: &Ctx, _count: i64) -> Result<Markup> {
    Ok(html! {})
}
