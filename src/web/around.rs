//! What happens around every request: an id, the body read within limits, the form's origin checked,
//! the context loaded, errors turned into pages, headers set.

use std::sync::LazyLock;

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::{Method, header};
use actix_web::middleware::Next;
use actix_web::web::{Bytes, BytesMut, Data};
use actix_web::{HttpMessage, HttpResponse};
use futures_util::StreamExt;
use tracing::Instrument;

use super::connections::Watched;
use super::context::Ctx;
use super::form::FormData;
use super::problem;
use crate::app::App;
use crate::attachments::{self, receive};
use crate::error::{Error, Result};
use crate::rights::Action;

/// The largest body a form may have: the longest entry, percent-encoded, with room.
const BODY_LIMIT: usize = 2 * 1024 * 1024;
/// A photo with room for what the form sends around it.
const PHOTO_LIMIT: usize = 5 * 1024 * 1024 + 64 * 1024;
/// Nobody types an address longer than this.
const TARGET_LIMIT: usize = 8 * 1024;

pub async fn around(
    mut req: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> std::result::Result<ServiceResponse<BoxBody>, actix_web::Error> {
    let request_id = crate::app::new_id();
    // HEAD is GET whose body the server leaves out when it writes the answer.
    if req.method() == Method::HEAD {
        req.head_mut().method = Method::GET;
    }
    let span = tracing::info_span!(
        "request",
        id = request_id,
        method = %req.method(),
        path = span_path(req.path()),
    );
    let watched = req.conn_data::<Watched>().cloned();
    let _busy = watched.as_ref().map(Watched::begin);
    handle(req, next, request_id).instrument(span).await
}

async fn handle(
    mut req: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
    request_id: String,
) -> std::result::Result<ServiceResponse<BoxBody>, actix_web::Error> {
    let Some(app) = req.app_data::<Data<App>>().map(|a| a.get_ref().clone()) else {
        return Ok(req.into_response(HttpResponse::InternalServerError().finish()));
    };
    let started = std::time::Instant::now();
    let left_unread = receive::entry_of(&req).is_some();
    let mut res = match admit(&app, &mut req, &request_id).await {
        Ok(()) => next.call(req).await?.map_into_boxed_body(),
        Err(e) => {
            let (req, _) = req.into_parts();
            // Of files that are refused, the rest of the body was not read either.
            let close = matches!(e, Error::TooLarge | Error::Timeout) || left_unread;
            let mut res = ServiceResponse::from_err(e, req);
            if close {
                // What is left of the body is not read: the connection cannot be used again.
                res.response_mut()
                    .head_mut()
                    .set_connection_type(actix_web::http::ConnectionType::Close);
            }
            res
        }
    };
    if let Some(error) = problem::of(&res) {
        let ctx = res.request().extensions().get::<Ctx>().cloned();
        if let Some(ctx) = ctx {
            let typed = res.request().extensions().get::<FormData>().cloned();
            let response = problem::respond(&ctx, &error, typed.as_ref());
            let close =
                res.response().head().connection_type() == actix_web::http::ConnectionType::Close;
            res = res.into_response(response);
            if close {
                res.response_mut()
                    .head_mut()
                    .set_connection_type(actix_web::http::ConnectionType::Close);
            }
        }
        if error.status().is_server_error() {
            tracing::error!(error = %error, "request failed");
        }
    }
    set_headers(&app, &mut res, &request_id);
    tracing::info!(
        status = res.status().as_u16(),
        ms = started.elapsed().as_millis() as u64,
        "answered"
    );
    Ok(res)
}

/// Loads the context, reads the body and checks where the form comes from.
async fn admit(app: &App, req: &mut ServiceRequest, request_id: &str) -> Result<()> {
    let bare = Ctx::bare(app, req, request_id.to_string());
    req.extensions_mut().insert(bare);
    let target = req.uri().to_string();
    if target.len() > TARGET_LIMIT {
        return Err(Error::BadRequest("address"));
    }
    // PostgreSQL refuses a NUL in any text; nobody means one.
    if target.contains("%00") {
        return Err(Error::BadRequest("nul"));
    }
    if super::statics::is_static(req.path()) || super::health::is_health(req.path()) {
        return Ok(());
    }
    let changes = !matches!(*req.method(), Method::GET | Method::OPTIONS);
    if let Some(slug) = receive::entry_of(req).map(str::to_string) {
        return admit_files(app, req, request_id, slug).await;
    }
    let body = read_body(app, req, body_limit(changes, req.path())).await?;
    let ctx = Ctx::load(app, req, request_id.to_string()).await?;
    req.extensions_mut().insert(ctx.clone());
    if ctx.owes_code && !goes_on_without_code(req.path()) {
        return Err(Error::SecondFactorNeeded);
    }
    if changes {
        let form = read_form(req, body).await?;
        req.extensions_mut().insert(form.clone());
        if !is_one_click(req) {
            check_origin(app, req, &ctx, &form)?;
        }
        if ctx.site.read_only && !goes_on_read_only(req.path()) {
            return Err(Error::ReadOnly);
        }
    }
    Ok(())
}

/// What works before somebody who chose to have a second factor has shown it: showing it, going
/// away again, and choosing a language.
fn goes_on_without_code(path: &str) -> bool {
    const AT: [&str; 8] = [
        "/sign-in/second-factor",
        "/sign-in/passkey",
        "/sign-in/passkey/options",
        "/sign-out",
        "/sign-out-everywhere",
        "/language",
        "/brand.css",
        "/brand.png",
    ];
    AT.contains(&path)
}

/// Files are let in only from who may attach them: nothing is read from others.
async fn admit_files(
    app: &App,
    req: &mut ServiceRequest,
    request_id: &str,
    slug: String,
) -> Result<()> {
    let ctx = Ctx::load(app, req, request_id.to_string()).await?;
    req.extensions_mut().insert(ctx.clone());
    if ctx.owes_code {
        return Err(Error::SecondFactorNeeded);
    }
    if ctx.site.read_only {
        return Err(Error::ReadOnly);
    }
    ctx.enter(Action::EditEntry)?;
    attachments::may_add(&ctx, slug).await?;
    let heads = req.headers().clone();
    let checked = |form: &FormData| check_heads_and_token(app, &heads, &ctx, form);
    let (form, files) = receive::read(app, req, checked).await?;
    req.extensions_mut().insert(form);
    req.extensions_mut().insert(files);
    Ok(())
}

/// What works while the network can only be read: coming and going, choosing a language, looking,
/// and ending that state.
fn goes_on_read_only(path: &str) -> bool {
    const BELOW: [&str; 2] = ["/sign-in/", "/setup/"];
    const AT: [&str; 7] = [
        "/sign-in",
        "/sign-out",
        "/sign-out-everywhere",
        "/language",
        "/library/preview",
        "/admin/settings/read-only",
        "/admin/system/check",
    ];
    AT.contains(&path) || BELOW.iter().any(|b| path.starts_with(b))
}

fn body_limit(changes: bool, path: &str) -> usize {
    match path {
        _ if !changes => 0,
        crate::members::profile::PHOTO_ADDRESS | crate::admin::logo::ADDRESS => PHOTO_LIMIT,
        _ => BODY_LIMIT,
    }
}

async fn read_form(req: &ServiceRequest, body: Bytes) -> Result<FormData> {
    let boundary = req
        .headers()
        .get(header::CONTENT_TYPE)
        .and_then(|v| v.to_str().ok())
        .and_then(|v| multer::parse_boundary(v).ok());
    match boundary {
        Some(boundary) => FormData::parse_multipart(body, &boundary).await,
        None => FormData::parse(&body),
    }
}

/// The one address that takes a form from elsewhere: a reader's mail server presses "less" for them
/// (RFC 8058). What it may do is in the key in the address.
fn is_one_click(req: &ServiceRequest) -> bool {
    req.method() == Method::POST
        && req
            .path()
            .strip_prefix(crate::notices::LESS_ADDRESS)
            .is_some_and(|key| key.len() == 32 && key.bytes().all(|b| b.is_ascii_hexdigit()))
}

/// The whole body, or an error once it is too large or too slow. Nothing is kept of a refused one.
async fn read_body(app: &App, req: &mut ServiceRequest, limit: usize) -> Result<Bytes> {
    let announced = req
        .headers()
        .get(header::CONTENT_LENGTH)
        .and_then(|v| v.to_str().ok())
        .and_then(|v| v.parse::<usize>().ok());
    if announced.is_some_and(|n| n > limit) {
        return Err(Error::TooLarge);
    }
    let mut payload = req.take_payload();
    let all = async {
        let mut body = BytesMut::new();
        while let Some(chunk) = payload.next().await {
            let chunk = chunk.map_err(|_| Error::BadRequest("body"))?;
            if body.len() + chunk.len() > limit {
                return Err(Error::TooLarge);
            }
            body.extend_from_slice(&chunk);
        }
        Ok(body.freeze())
    };
    tokio::time::timeout(app.config.limits.body, all)
        .await
        .map_err(|_| Error::Timeout)?
}

/// A form is accepted from our own pages alone: by the browser's word (`Origin`, `Sec-Fetch-Site`)
/// and by the token that only our pages carry.
fn check_origin(app: &App, req: &ServiceRequest, ctx: &Ctx, form: &FormData) -> Result<()> {
    check_heads_and_token(app, req.headers(), ctx, form)
}

fn check_heads_and_token(
    app: &App,
    heads: &header::HeaderMap,
    ctx: &Ctx,
    form: &FormData,
) -> Result<()> {
    let head = |name: &str| heads.get(name).and_then(|v| v.to_str().ok());
    if let Some(origin) = head("origin")
        && !app.config.base_url.is_own_origin(origin)
    {
        return Err(Error::StaleForm("origin"));
    }
    if let Some(site) = head("sec-fetch-site")
        && !matches!(site, "same-origin" | "none")
    {
        return Err(Error::StaleForm("site"));
    }
    let good = app
        .key
        .is_form_token(ctx.session.as_deref(), app.clock.now(), form.get("token"));
    if good {
        Ok(())
    } else {
        Err(Error::StaleForm("token"))
    }
}

/// Nothing runs that is not ours; nothing leaks to where a link leads.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; \
     media-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// As every page's, and it may show a frame from one host.
pub fn policy_framing(host: &str) -> String {
    format!("{POLICY}; frame-src https://{host}")
}

fn set_headers(app: &App, res: &mut ServiceResponse<BoxBody>, request_id: &str) {
    let private = !res.headers().contains_key(header::CACHE_CONTROL);
    // A file somebody attached has a stricter one of its own, a page with a player its own.
    let policy = !res.headers().contains_key(header::CONTENT_SECURITY_POLICY);
    let headers = res.headers_mut();
    let mut set = |name: &'static str, value: &str| {
        if let Ok(value) = header::HeaderValue::from_str(value) {
            headers.insert(header::HeaderName::from_static(name), value);
        }
    };
    if policy {
        set("content-security-policy", POLICY);
    }
    set("x-content-type-options", "nosniff");
    set("referrer-policy", "same-origin");
    set("cross-origin-opener-policy", "same-origin");
    set("cross-origin-resource-policy", "same-origin");
    set("x-frame-options", "DENY");
    set(
        "permissions-policy",
        "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    );
    set("x-request-id", request_id);
    if app.config.base_url.is_secure() {
        set("strict-transport-security", "max-age=31536000");
    }
    if private {
        set("cache-control", "no-store");
    }
}

/// Where secrets stand in paths: what comes before them.
static BEFORE_SECRETS: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    crate::routes::all()
        .iter()
        .filter_map(|address| address.path.split_once("{token}"))
        .map(|(before, _)| before)
        .collect()
});

/// A secret in a path is not for the log.
fn span_path(path: &str) -> &str {
    BEFORE_SECRETS
        .iter()
        .find(|before| path.starts_with(**before))
        .map_or(path, |before| before)
}

#[cfg(test)]
mod tests {
    use super::span_path;

    #[test]
    fn no_key_in_an_address_is_logged() {
        for secret in ["sign-in", "welcome", "join", "membership", "suspended"] {
            assert_eq!(span_path(&format!("/{secret}/0af3")), format!("/{secret}/"));
        }
        assert_eq!(span_path("/privacy/regret/0af3"), "/privacy/regret/");
        assert_eq!(span_path("/library/havnen"), "/library/havnen");
    }
}
