//! Handlers, by who comes: visitors; who approves; who looks after the network's people.

mod coming;
mod deciding;
mod doubles;
mod listed;

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse};
use serde::Deserialize;

pub use coming::{ask, ask_form, confirm, confirm_form, sent, waiting, welcome, welcome_form};
pub use deciding::{approve, invite_again, invited, list, refuse};
pub use doubles::{duplicates, merge, merge_form, two_people};
pub use listed::{import_do, import_form, import_preview};

use crate::sign_in::sessions;
use crate::web::context::{cookie, session_cookie};
use crate::web::{Ctx, see_other};

#[derive(Deserialize)]
pub struct PageNumber {
    page: Option<String>,
}

fn agent(req: &HttpRequest) -> String {
    req.headers()
        .get(header::USER_AGENT)
        .and_then(|v| v.to_str().ok())
        .map(sessions::describe_agent)
        .unwrap_or_default()
}

/// Goes on, signed in.
fn signed_in(ctx: &Ctx, secret: String, to: &str) -> HttpResponse {
    let mut res = see_other(to);
    let cookie = cookie(&ctx.app, session_cookie(&ctx.app), secret, sessions::DAYS);
    // The name and value are ours: plain ASCII.
    let _ = res.add_cookie(&cookie);
    res
}
