//! Asking machines elsewhere: how long, how trusted, and, for addresses that people wrote, never one
//! inside a private network. A name is looked up first, every answer is checked, and the connection is
//! made to the address that was checked: a name cannot lead elsewhere a moment later.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use ureq::Agent;
use ureq::config::{Config, ConfigBuilder};
use ureq::http::Uri;
use ureq::tls::{RootCerts, TlsConfig};
use ureq::typestate::AgentScope;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};

/// Why a question got no answer.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Failed {
    #[error("no answer in time")]
    Slow,
    #[error("answer too large")]
    TooLarge,
    #[error("certificate not trusted")]
    Certificate,
    #[error("no such name")]
    NoSuchName,
    #[error("inside a private network")]
    Inside,
    #[error("cannot be reached")]
    Unreachable,
}

impl From<ureq::Error> for Failed {
    fn from(e: ureq::Error) -> Failed {
        match e {
            ureq::Error::Timeout(_) => Failed::Slow,
            ureq::Error::BodyExceedsLimit(_) => Failed::TooLarge,
            ureq::Error::Tls(_) | ureq::Error::Rustls(_) => Failed::Certificate,
            // The handshake's own failures come as failures to read or write.
            ureq::Error::Io(e) if e.kind() == std::io::ErrorKind::InvalidData => {
                Failed::Certificate
            }
            ureq::Error::HostNotFound => Failed::NoSuchName,
            ureq::Error::Other(e) => e.downcast_ref().copied().unwrap_or(Failed::Unreachable),
            _ => Failed::Unreachable,
        }
    }
}

/// What every question has in common: one after another, no redirect followed, no connection kept.
pub fn settings(patience: Duration) -> ConfigBuilder<AgentScope> {
    Agent::config_builder()
        .timeout_global(Some(patience))
        .max_redirects(0)
        .http_status_as_error(false)
        .max_idle_connections(0)
        // The certificates the machine trusts: a municipality may have its own authority.
        .tls_config(
            TlsConfig::builder()
                .root_certs(RootCerts::PlatformVerifier)
                .build(),
        )
}

/// Who asks addresses that people wrote: public ones alone, and through no proxy, for a proxy would
/// look up the name itself.
pub fn public_agent(names: &Names, patience: Duration) -> Agent {
    let patience = names.0.as_ref().map_or(patience, |p| p.patience);
    let config = settings(patience).proxy(None).build();
    Agent::with_parts(config, DefaultConnector::default(), names.clone())
}

/// How the names of other machines are found, for `public_agent`. A running program asks its machine;
/// there is no other in any setting.
#[derive(Clone, Debug, Default)]
pub struct Names(Option<Arc<Pretended>>);

#[derive(Debug)]
struct Pretended {
    names: HashMap<String, Vec<SocketAddr>>,
    open: Vec<SocketAddr>,
    patience: Duration,
}

impl Names {
    /// For tests: the only names there are, where they lead, which of these places may be asked
    /// although they are inside, and how long an answer is waited for.
    pub fn pretended(
        names: HashMap<String, Vec<SocketAddr>>,
        open: Vec<SocketAddr>,
        patience: Duration,
    ) -> Names {
        Names(Some(Arc::new(Pretended {
            names,
            open,
            patience,
        })))
    }

    fn look_up(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let host = uri.host().unwrap_or_default();
        let literal = host.trim_matches(['[', ']']).parse::<IpAddr>().is_ok();
        match &self.0 {
            Some(pretended) if !literal => {
                let found = pretended.names.get(host).into_iter().flatten();
                let mut all = self.empty();
                found.take(4).for_each(|at| all.push(*at));
                Ok(all)
            }
            _ => match DefaultResolver::default().resolve(uri, config, timeout) {
                // The machine's own words for a name that is not there differ.
                Err(ureq::Error::Io(_)) => Err(ureq::Error::HostNotFound),
                found => found,
            },
        }
    }

    fn may_ask(&self, at: &SocketAddr) -> bool {
        is_public(at.ip()) || self.0.as_ref().is_some_and(|p| p.open.contains(at))
    }
}

impl Resolver for Names {
    /// One answer inside spoils all: who gives such answers is not to be trusted with the next.
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let found = self.look_up(uri, config, timeout)?;
        if found.is_empty() {
            return Err(ureq::Error::HostNotFound);
        }
        if !found.iter().all(|at| self.may_ask(at)) {
            return Err(ureq::Error::Other(Box::new(Failed::Inside)));
        }
        Ok(found)
    }
}

/// Whether an address is one of the public internet: not private, of this machine, of this link, shared
/// behind a provider, for many at once, for examples, or set aside.
pub fn is_public(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => is_public_v4(ip),
        IpAddr::V6(ip) => is_public_v6(ip),
    }
}

/// Address and length of the prefixes that the IANA set aside (RFC 6890 and its register).
const NOT_PUBLIC_V4: [([u8; 4], u32); 15] = [
    ([0, 0, 0, 0], 8),
    ([10, 0, 0, 0], 8),
    ([100, 64, 0, 0], 10),
    ([127, 0, 0, 0], 8),
    ([169, 254, 0, 0], 16),
    ([172, 16, 0, 0], 12),
    ([192, 0, 0, 0], 24),
    ([192, 0, 2, 0], 24),
    ([192, 88, 99, 0], 24),
    ([192, 168, 0, 0], 16),
    ([198, 18, 0, 0], 15),
    ([198, 51, 100, 0], 24),
    ([203, 0, 113, 0], 24),
    ([224, 0, 0, 0], 4),
    ([240, 0, 0, 0], 4),
];

fn is_public_v4(ip: Ipv4Addr) -> bool {
    let within = |(net, length): &([u8; 4], u32)| {
        (u32::from(ip) ^ u32::from_be_bytes(*net)) >> (32 - length) == 0
    };
    !NOT_PUBLIC_V4.iter().any(within)
}

/// Of what is handed out (2000::/3), all but what is for protocols, examples and tunnels: a tunnel's
/// address hides another.
fn is_public_v6(ip: Ipv6Addr) -> bool {
    let s = ip.segments();
    // Where there is no old internet, its addresses are written into new ones by this prefix.
    if s[..6] == [0x64, 0xff9b, 0, 0, 0, 0] {
        let [.., a, b, c, d] = ip.octets();
        return is_public_v4(Ipv4Addr::new(a, b, c, d));
    }
    let handed_out = s[0] & 0xe000 == 0x2000;
    let for_protocols = s[0] == 0x2001 && s[1] < 0x200;
    let for_examples = (s[0] == 0x2001 && s[1] == 0xdb8) || (s[0] == 0x3fff && s[1] < 0x1000);
    let tunnel = s[0] == 0x2002;
    handed_out && !for_protocols && !for_examples && !tunnel
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_inside_is_not_asked() {
        for inside in [
            "0.0.0.0",
            "0.1.2.3",
            "10.0.0.1",
            "10.255.255.255",
            "100.64.0.1",
            "100.127.255.255",
            "127.0.0.1",
            "127.255.0.9",
            "169.254.169.254",
            "172.16.0.1",
            "172.31.255.255",
            "192.0.0.8",
            "192.0.2.1",
            "192.88.99.1",
            "192.168.1.1",
            "198.18.0.1",
            "198.19.255.255",
            "198.51.100.7",
            "203.0.113.9",
            "224.0.0.1",
            "239.255.255.255",
            "240.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::7f00:1",
            "::ffff:127.0.0.1",
            "::ffff:8.8.8.8",
            "64:ff9b::7f00:1",
            "64:ff9b::a00:1",
            "64:ff9b:1::808:808",
            "100::1",
            "2001::1",
            "2001:20::1",
            "2001:db8::1",
            "2002:7f00:1::",
            "3fff::1",
            "4000::1",
            "5f00::1",
            "fc00::1",
            "fd12:3456::1",
            "fe80::1",
            "fec0::1",
            "ff02::1",
        ] {
            assert!(!is_public(inside.parse().unwrap()), "{inside}");
        }
        for outside in [
            "1.1.1.1",
            "8.8.8.8",
            "9.255.255.255",
            "11.0.0.0",
            "100.63.255.255",
            "100.128.0.0",
            "126.255.255.255",
            "128.0.0.0",
            "172.15.255.255",
            "172.32.0.0",
            "192.167.255.255",
            "192.169.0.0",
            "198.17.255.255",
            "198.20.0.0",
            "223.255.255.255",
            "2001:4860:4860::8888",
            "2a00:1450::1",
            "64:ff9b::808:808",
        ] {
            assert!(is_public(outside.parse().unwrap()), "{outside}");
        }
    }

    proptest! {
        /// What the standard library calls private, of this link and so on is never public.
        #[test]
        fn the_standard_library_agrees(bits in any::<u32>()) {
            let ip = Ipv4Addr::from(bits);
            let inside = ip.is_private() || ip.is_loopback() || ip.is_link_local()
                || ip.is_multicast() || ip.is_broadcast() || ip.is_documentation()
                || ip.is_unspecified();
            prop_assert!(!(inside && is_public(IpAddr::V4(ip))));
            // However an old address is written as a new one, it leads nowhere inside.
            let mapped = IpAddr::V6(ip.to_ipv6_mapped());
            prop_assert!(!is_public(mapped) && !is_public(IpAddr::V6(ip.to_ipv6_compatible())));
        }

        #[test]
        fn only_what_is_handed_out_is_public(bits in any::<u128>()) {
            let ip = Ipv6Addr::from(bits);
            let local = ip.is_unique_local() || ip.is_unicast_link_local() || ip.is_multicast();
            prop_assert!(!(local && is_public(IpAddr::V6(ip))));
        }
    }
}
