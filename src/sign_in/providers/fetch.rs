//! What the protocol fetches from a provider: over https, within ten seconds, no redirect followed,
//! no more than a megabyte.

use std::sync::LazyLock;
use std::time::Duration;

use openidconnect::url::{Host, Url};
use openidconnect::{HttpRequest, HttpResponse};
use ureq::Agent;
use ureq::tls::{RootCerts, TlsConfig};

/// The longest one question may take.
const PATIENCE: Duration = Duration::from_secs(10);
/// Metadata, keys and tokens are a few thousand bytes.
const MOST_BYTES: u64 = 1024 * 1024;

#[derive(Debug, thiserror::Error)]
pub enum Failed {
    #[error("not https")]
    NotHttps,
    #[error("no answer in time")]
    Slow,
    #[error("answer too large")]
    TooLarge,
    #[error("certificate not trusted")]
    Certificate,
    #[error("cannot be reached")]
    Unreachable,
}

static AGENT: LazyLock<Agent> = LazyLock::new(|| {
    Agent::config_builder()
        .timeout_global(Some(PATIENCE))
        .max_redirects(0)
        .http_status_as_error(false)
        .max_idle_connections(0)
        // The certificates the machine trusts: a municipality may have its own authority.
        .tls_config(
            TlsConfig::builder()
                .root_certs(RootCerts::PlatformVerifier)
                .build(),
        )
        .build()
        .into()
});

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
    let (head, mut body) = AGENT.run(request).map_err(failed)?.into_parts();
    let bytes = body
        .with_config()
        .limit(MOST_BYTES)
        .read_to_vec()
        .map_err(failed)?;
    Ok(HttpResponse::from_parts(head, bytes))
}

fn failed(e: ureq::Error) -> Failed {
    match e {
        ureq::Error::Timeout(_) => Failed::Slow,
        ureq::Error::BodyExceedsLimit(_) => Failed::TooLarge,
        ureq::Error::Tls(_) | ureq::Error::Rustls(_) => Failed::Certificate,
        // The handshake's own failures come as failures to read or write.
        ureq::Error::Io(e) if e.kind() == std::io::ErrorKind::InvalidData => Failed::Certificate,
        _ => Failed::Unreachable,
    }
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
