//! How an error looks: a page with a way on for a person, `application/problem+json` for the API.

use actix_web::body::BoxBody;
use actix_web::dev::ServiceResponse;
use actix_web::http::{StatusCode, header};
use actix_web::{HttpResponse, ResponseError};
use maud::{Markup, html};

use super::context::Ctx;
use super::form::FormData;
use super::lang::Value;
use super::layout::{Page, page_with_status, see_other};
use crate::error::Error;

impl ResponseError for Error {
    fn status_code(&self) -> StatusCode {
        self.status()
    }

    /// Only the bare status: the middleware knows the viewer's language and writes the page.
    fn error_response(&self) -> HttpResponse<BoxBody> {
        HttpResponse::new(self.status())
    }
}

/// The error a response stands for, ours or the framework's own. None for a finished page.
pub fn of(res: &ServiceResponse<BoxBody>) -> Option<Error> {
    let error = res.response().error()?;
    Some(match error.as_error::<Error>() {
        Some(ours) => copy(ours),
        None => of_status(res.status()).unwrap_or_else(|| Error::internal(error)),
    })
}

fn of_status(status: StatusCode) -> Option<Error> {
    match status {
        StatusCode::NOT_FOUND => Some(Error::NotFound),
        StatusCode::PAYLOAD_TOO_LARGE => Some(Error::TooLarge),
        s if s.is_client_error() => Some(Error::BadRequest("request")),
        _ => None,
    }
}

/// Responses keep their error borrowed; pages are made from a copy.
fn copy(error: &Error) -> Error {
    match error {
        Error::NotFound => Error::NotFound,
        Error::Forbidden => Error::Forbidden,
        Error::OwnText => Error::OwnText,
        Error::OwnProposal => Error::OwnProposal,
        Error::OpenProposal(at) => Error::OpenProposal(at.clone()),
        Error::SignInNeeded => Error::SignInNeeded,
        Error::SecondFactorNeeded => Error::SecondFactorNeeded,
        Error::ProofNeeded => Error::ProofNeeded,
        Error::ReadOnly => Error::ReadOnly,
        Error::LinkSpent => Error::LinkSpent,
        Error::StaleForm(w) => Error::StaleForm(w),
        Error::BadRequest(w) => Error::BadRequest(w),
        Error::NotUnderstood(w) => Error::NotUnderstood(w.clone()),
        Error::Conflict => Error::Conflict,
        Error::InBin => Error::InBin,
        Error::FileMoved(at) => Error::FileMoved(at.clone()),
        Error::TooLarge => Error::TooLarge,
        Error::Timeout => Error::Timeout,
        Error::TooMany(s) => Error::TooMany(*s),
        Error::StorageFull => Error::StorageFull,
        Error::Unavailable(w) => Error::Unavailable(w.clone()),
        Error::NoIndex(w) => Error::NoIndex(w.clone()),
        Error::Database(e) => Error::Internal(e.to_string()),
        Error::Internal(w) => Error::Internal(w.clone()),
    }
}

/// Seconds after which what was not ready is worth another try.
const SOON: i64 = 5;

/// The answer to a failed request. `typed` is the form that came with it, if one did.
pub fn respond(ctx: &Ctx, error: &Error, typed: Option<&FormData>) -> HttpResponse<BoxBody> {
    // Where one more step is all that is missing, the way leads there at once.
    let step = match error {
        Error::SecondFactorNeeded => Some("/sign-in/second-factor"),
        Error::ProofNeeded => Some("/sign-in/confirm"),
        _ => None,
    };
    if let Some(page) = step.filter(|_| ctx.is_get && !ctx.path.starts_with("/api/")) {
        return see_other(&on_to(page, ctx));
    }
    let mut res = if ctx.path.starts_with("/api/") {
        json(ctx, error)
    } else {
        person(ctx, error, typed)
    };
    let wait = match error {
        Error::TooMany(seconds) => Some(*seconds),
        Error::Unavailable(_) | Error::NoIndex(_) => Some(SOON),
        _ => None,
    };
    if let Some(seconds) = wait {
        res.headers_mut()
            .insert(header::RETRY_AFTER, header::HeaderValue::from(seconds));
    }
    res
}

fn json(ctx: &Ctx, error: &Error) -> HttpResponse<BoxBody> {
    HttpResponse::build(error.status())
        .content_type("application/problem+json")
        .json(serde_json::json!({
            "type": "about:blank",
            "title": ctx.t(&format!("problem-{}", error.code())),
            "status": error.status().as_u16(),
            "code": error.code(),
            "detail": detail(ctx, error),
            "request_id": ctx.request_id,
        }))
}

fn detail(ctx: &Ctx, error: &Error) -> String {
    let minutes = match error {
        Error::TooMany(seconds) => (seconds + 59) / 60,
        _ => 0,
    };
    if let Error::NotUnderstood(why) = error {
        return why.clone();
    }
    if let Error::BadRequest(what) = error
        && let Some(text) = ctx.lang.try_t(&format!("problem-bad-request-{what}"))
    {
        return text;
    }
    ctx.tv(
        &format!("problem-{}-text", error.code()),
        &[("minutes", Value::from(minutes))],
    )
}

fn person(ctx: &Ctx, error: &Error, typed: Option<&FormData>) -> HttpResponse<BoxBody> {
    let title = ctx.t(&format!("problem-{}", error.code()));
    // Nothing is wrong when somebody must sign in, or comes by an old link: no number to alarm them.
    let is_everyday = matches!(
        error,
        Error::SignInNeeded
            | Error::SecondFactorNeeded
            | Error::ProofNeeded
            | Error::ReadOnly
            | Error::LinkSpent
    );
    let body = html! {
        div.error-page {
            @if !is_everyday { p.code { (error.status().as_u16()) } }
            h1 { (title) }
            p.lead { (detail(ctx, error)) }
            div.actions {
                @match error {
                    Error::SignInNeeded => {
                        a.button href=(crate::sign_in::link::address(&ctx.target)) { (ctx.t("sign-in")) }
                    }
                    Error::SecondFactorNeeded => {
                        a.button href=(on_to("/sign-in/second-factor", ctx)) { (ctx.t("problem-show-second-factor")) }
                    }
                    Error::ProofNeeded => {
                        a.button href=(on_to("/sign-in/confirm", ctx)) { (ctx.t("problem-prove")) }
                    }
                    Error::NoIndex(_) => {
                        a.button href=(ctx.target) { (ctx.t("search-again")) }
                        a.button.secondary href="/library" { (ctx.t("search-browse-all")) }
                    }
                    // A mailed link is the way in that no wrong guess closes.
                    Error::TooMany(_) if ctx.path == "/sign-in/password" => {
                        a.button href="/sign-in" { (ctx.t("problem-new-link")) }
                    }
                    Error::OpenProposal(at) => a.button href=(at) { (ctx.t("proposals-own-see")) },
                    Error::FileMoved(at) => a.button href=(at) { (ctx.t("problem-file-moved-see")) },
                    Error::LinkSpent => a.button href="/sign-in" { (ctx.t("problem-new-link")) },
                    _ => {}
                }
                a.button.secondary href="/" { (ctx.t("to-front-page")) }
                a.button.quiet href="/search" { (ctx.t("search")) }
            }
            @if let Some(typed) = typed { (kept(ctx, typed)) }
            @if error.status().is_server_error() || matches!(error, Error::StaleForm(_) | Error::BadRequest(_)) {
                p.meta { (ctx.t("request-id")) " " code { (ctx.request_id) } }
            }
        }
    };
    page_with_status(ctx, error.status(), Page::new(title), body)
}

/// The page that asks for more, and leads back here. What was sent by POST cannot be gone back to.
fn on_to(page: &str, ctx: &Ctx) -> String {
    let next = if ctx.is_get { ctx.target.as_str() } else { "/" };
    let query = serde_urlencoded::to_string([("next", next)]).unwrap_or_default();
    format!("{page}?{query}")
}

/// What somebody wrote into a form that could not be accepted, to be copied: a session may end while
/// a long text is written.
fn kept(ctx: &Ctx, typed: &FormData) -> Markup {
    let texts: Vec<&str> = typed
        .names()
        .filter(|name| {
            !matches!(
                *name,
                "token"
                    | "once"
                    | "version"
                    | "back"
                    | "next"
                    | "do"
                    | "draft"
                    | "ceremony"
                    | "credential"
            )
        })
        // A secret is not shown, not even to the one who typed it.
        .filter(|name| {
            !["password", "code", "secret"]
                .iter()
                .any(|s| name.contains(s))
        })
        .map(|name| (name, typed.get(name)))
        // What is chosen is short, and chosen again; what is written is kept, however short.
        .filter(|(name, text)| {
            let is_written = ["title", "summary", "body", "reason", "answer", "note"];
            let length = text.trim().chars().count();
            length > 20 || (length > 0 && is_written.contains(name))
        })
        .map(|(_, text)| text)
        .collect();
    html! {
        @if !texts.is_empty() {
            section.section {
                h2 { (ctx.t("problem-typed")) }
                @for text in texts {
                    pre tabindex="0" { (text) }
                }
            }
        }
    }
}
