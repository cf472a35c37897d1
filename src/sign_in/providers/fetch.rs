//! What the protocol fetches from a provider: over https, within ten seconds, no redirect followed,
//! no more than a megabyte.

use std::sync::LazyLock;
use std::time::Duration;

use openidconnect::url::{Host, Url};
use openidconnect::{HttpRequest, HttpResponse};
use ureq::Agent;

use crate::outside;

/// The longest one question may take.
const PATIENCE: Duration = Duration::from_secs(10);
/// Metadata, keys and tokens are a few thousand bytes.
const MOST_BYTES: u64 = 1024 * 1024;

#[derive(Debug, thiserror::Error)]
pub enum Failed {
    #[error("not https")]
    NotHttps,
    #[error(transparent)]
    Outside(outside::Failed),
}

impl From<ureq::Error> for Failed {
    fn from(e: ureq::Error) -> Failed {
        Failed::Outside(e.into())
    }
}

/// A provider may be inside a municipality's own network: it is an administrator who names it.
static AGENT: LazyLock<Agent> = LazyLock::new(|| outside::settings(PATIENCE).build().into());

/// Whether an address may be asked, or people sent there: https, or, when `here` (this network itself
/// is on this very machine alone), http on this machine.
pub fn may_ask(url: &Url, here: bool) -> bool {
    let local = match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(ip)) => ip.is_loopback(),
        Some(Host::Ipv6(ip)) => ip.is_loopback(),
        None => return false,
    };
    url.username().is_empty()
        && url.password().is_none()
        && (url.scheme() == "https" || (url.scheme() == "http" && local && here))
}

/// Asks once. Blocks: call it off the server's threads.
pub fn ask(request: HttpRequest, here: bool) -> Result<HttpResponse, Failed> {
    let url = Url::parse(&request.uri().to_string()).map_err(|_| Failed::NotHttps)?;
    if !may_ask(&url, here) {
        return Err(Failed::NotHttps);
    }
    let (head, mut body) = AGENT.run(request)?.into_parts();
    let bytes = body.with_config().limit(MOST_BYTES).read_to_vec()?;
    Ok(HttpResponse::from_parts(head, bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_http_is_asked_on_this_machine_alone() {
        let may = |url: &str, here| may_ask(&Url::parse(url).unwrap(), here);
        assert!(may("https://login.example", false));
        assert!(!may("http://login.example", true));
        assert!(may("http://127.0.0.1:9000", true));
        assert!(may("http://localhost:9000", true));
        assert!(!may("http://127.0.0.1:9000", false));
        assert!(!may("http://localhost.example:9000", true));
        assert!(!may("https://user:pass@login.example", false));
        assert!(!may("file:///etc/passwd", true));
    }
}
