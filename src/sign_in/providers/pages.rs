//! Signing in with an organisation's own sign-in: there and back.

use actix_web::http::header;
use actix_web::web::{Path, Query};
use actix_web::{HttpRequest, HttpResponse};
use chrono::Duration;
use serde::{Deserialize, Serialize};

use super::protocol::{self, Brought, Party, Trouble};
use super::{ProviderRow, Refusal, Session, queries, views};
use crate::app::App;
use crate::audit;
use crate::error::{Error, Result};
use crate::moderation;
use crate::sign_in::ceremonies::{self, Kind};
use crate::sign_in::delay;
use crate::sign_in::link::local_path;
use crate::sign_in::pages::{agent, signed_in};
use crate::tokens;
use crate::web::throttle::{self, Rate};
use crate::web::{Ctx, Lang, see_other};

/// One office behind one address may ask this often: each time, the provider is asked too.
const PER_PLACE: Rate = Rate {
    limit: 120,
    window: Duration::hours(1),
};

#[derive(Deserialize, Default)]
pub struct Asked {
    #[serde(default)]
    of: String,
    #[serde(default)]
    next: String,
}

/// `GET /sign-in/with?of=…`: an organisation with several.
pub async fn choose(ctx: Ctx, query: Query<Asked>) -> Result<HttpResponse> {
    let of = query.of.clone();
    let (name, providers) = ctx
        .read(move |c| {
            Ok((
                queries::organisation(c, &of)?,
                queries::of_organisation(c, &of)?,
            ))
        })
        .await?;
    let enabled: Vec<ProviderRow> = providers.into_iter().filter(|p| p.enabled).collect();
    if enabled.is_empty() {
        return Err(Error::NotFound);
    }
    let next = local_path(&query.next).unwrap_or("/");
    Ok(views::choose(&ctx, &name, &enabled, next))
}

/// What is kept until the person is back. The ceremony's key is the `state`.
#[derive(Serialize, Deserialize)]
struct Kept {
    provider: String,
    nonce: String,
    verifier: String,
    next: String,
}

/// `GET /sign-in/with/{provider}`: on to the provider.
pub async fn begin(
    ctx: Ctx,
    req: HttpRequest,
    provider: Path<String>,
    query: Query<Asked>,
) -> Result<HttpResponse> {
    let now = ctx.app.clock.now();
    let next = local_path(&query.next).unwrap_or("/").to_string();
    let place = ctx
        .app
        .key
        .digest("provider-from", &delay::place(&ctx.from));
    let provider = ctx
        .app
        .db
        .write(move |c| {
            let provider = queries::enabled(c, &provider)?;
            throttle::count(c, now, &place, &PER_PLACE)?;
            Ok(provider)
        })
        .await?;
    let name = provider.name.clone();
    let party = party(&ctx.app, provider);
    let id = party.provider.id.clone();
    let (state, nonce) = (tokens::random()?, tokens::random()?);
    let sending = match off_thread(move || protocol::send(&party, state, nonce)).await? {
        Ok(sending) => sending,
        Err(trouble) => return Ok(views::trouble(&ctx, trouble, Some((&id, &name)), &next)),
    };
    let browser = ceremonies::browser(&ctx.app, &req)?;
    let kept = serde_json::to_string(&Kept {
        provider: id,
        nonce: sending.nonce,
        verifier: sending.verifier,
        next,
    })
    .map_err(Error::internal)?;
    let (secret, key) = (browser.clone(), sending.state);
    ctx.app
        .db
        .write(move |c| ceremonies::begin(c, now, Kind::Provider, (&secret, &key), None, &kept))
        .await?;
    // A page that goes on by itself, not a redirect: a browser that came here from our form follows
    // no redirect to another site (`form-action 'self'`).
    let mut res = views::on_the_way(&ctx, &name, &sending.address);
    let refresh = format!("0; url={}", sending.address);
    if let Ok(value) = header::HeaderValue::from_str(&refresh) {
        res.headers_mut().insert(header::REFRESH, value);
    }
    ceremonies::remember(&ctx.app, &mut res, &browser);
    Ok(res)
}

#[derive(Deserialize, Default)]
pub struct Answer {
    #[serde(default)]
    state: String,
    code: Option<String>,
    error: Option<String>,
    iss: Option<String>,
}

/// `GET /sign-in/callback`: back from the provider.
pub async fn callback(ctx: Ctx, req: HttpRequest, answer: Query<Answer>) -> Result<HttpResponse> {
    let now = ctx.app.clock.now();
    let browser = ceremonies::known_browser(&ctx.app, &req).unwrap_or_default();
    let (secret, state) = (browser.clone(), answer.state.clone());
    let begun = ctx
        .app
        .db
        .write(move |c| ceremonies::take(c, now, Kind::Provider, (&secret, &state)))
        .await?;
    let Some(begun) = begun else {
        return Ok(views::refused(&ctx, "state", None, "/"));
    };
    let kept: Kept = serde_json::from_str(&begun.state).map_err(Error::internal)?;
    let id = kept.provider.clone();
    let provider = match ctx.read(move |c| queries::enabled(c, &id)).await {
        Ok(provider) => provider,
        // Removed or turned off in between.
        Err(Error::NotFound) => return Ok(views::refused(&ctx, "state", None, &kept.next)),
        Err(e) => return Err(e),
    };
    let name = provider.name.clone();
    let id = provider.id.clone();
    let again = Some((id.as_str(), name.as_str()));
    if let Some(error) = &answer.error {
        let why = if error == "access_denied" {
            "denied"
        } else {
            "error"
        };
        return Ok(views::refused(&ctx, why, again, &kept.next));
    }
    let brought = Brought {
        code: answer.code.clone().unwrap_or_default(),
        issuer: answer.iss.clone(),
        nonce: kept.nonce,
        verifier: kept.verifier,
    };
    let party = party(&ctx.app, provider.clone());
    let proof = match off_thread(move || protocol::receive(&party, brought)).await? {
        Ok(proof) => proof,
        Err(trouble) => {
            tracing::warn!(provider = id, trouble = trouble.name(), "sign-in refused");
            return Ok(views::trouble(&ctx, trouble, again, &kept.next));
        }
    };
    let secret = ctx
        .app
        .key
        .digest("session", &format!("provider {browser} {}", answer.state));
    let (cookie, agent) = (secret.clone(), agent(&req));
    let before = ctx.session.clone();
    let lang: Lang = ctx.lang;
    let origin = audit::coarse(&ctx.from);
    let (outcome, shut_out) = ctx
        .app
        .db
        .write(move |c| {
            let session = Session {
                secret: &secret,
                agent: &agent,
                instead_of: before.as_deref(),
                lang,
            };
            audit::coming_from(&origin, || {
                let done = super::come_in(c, now, &provider, &proof, &session)?;
                // Only who has proved who they are learns that they are suspended.
                let shut_out = match &done {
                    Err(Refusal::Suspended(id)) => moderation::shut_out(c, now, id)?,
                    _ => None,
                };
                Ok((done, shut_out))
            })
        })
        .await?;
    if let Some(to) = shut_out {
        return Ok(see_other(&to));
    }
    Ok(match outcome {
        Ok(()) => signed_in(&ctx, cookie, local_path(&kept.next).unwrap_or("/")),
        Err(why) => views::refused(&ctx, why.name(), again, &kept.next),
    })
}

/// A conversation with a provider, from here and now.
pub fn party(app: &App, provider: ProviderRow) -> Party {
    Party {
        provider,
        callback: super::callback(app),
        here: !app.config.base_url.is_secure(),
        now: app.clock.now(),
    }
}

/// Speaks with a provider without holding up anybody else.
pub async fn off_thread<T: Send + 'static>(
    speak: impl FnOnce() -> std::result::Result<T, Trouble> + Send + 'static,
) -> Result<std::result::Result<T, Trouble>> {
    tokio::task::spawn_blocking(speak)
        .await
        .map_err(|e| Error::internal(format!("provider worker: {e}")))
}
