//! Passkeys (WebAuthn): signing in by what a device or a key holds.

use maud::{Markup, html};

use crate::web::Ctx;

/// The part of the sign-in page that offers a passkey; leads to `next` afterwards.
pub fn offer(_ctx: &Ctx, _next: &str) -> Markup {
    html! {}
}

/// The part of one's own sign-in page that lists passkeys and adds one.
pub async fn own(_ctx: &Ctx) -> crate::error::Result<Markup> {
    Ok(html! {})
}
