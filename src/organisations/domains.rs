//! Mail domains: whose confirmed address ends in one belongs to the organisation that has it.

use chrono::NaiveDateTime;

use super::queries;
use crate::db::Conn;
use crate::error::{Error, Result};

/// How many one organisation may have.
pub const MOST: usize = 50;

/// Where anybody gets an address, and what is no organisation's alone.
const FOR_ANYBODY: [&str; 30] = [
    "gmail.com",
    "googlemail.com",
    "outlook.com",
    "outlook.dk",
    "live.com",
    "live.dk",
    "live.se",
    "live.no",
    "msn.com",
    "icloud.com",
    "me.com",
    "mac.com",
    "aol.com",
    "proton.me",
    "protonmail.com",
    "pm.me",
    "gmx.com",
    "gmx.net",
    "gmx.de",
    "mail.com",
    "mail.dk",
    "mail.ru",
    "zoho.com",
    "fastmail.com",
    "tutanota.com",
    "jubii.dk",
    "ofir.dk",
    "stofanet.dk",
    "tdcadsl.dk",
    "telia.com",
];

/// Names that are a public provider's in every country: `hotmail.dk`, `yahoo.co.uk`.
const PROVIDERS: [&str; 4] = ["hotmail", "yahoo", "ymail", "yandex"];

/// Endings under which anybody gets a domain.
const ENDINGS: [&str; 6] = ["co.uk", "org.uk", "com.au", "co.nz", "github.io", "web.app"];

/// A domain in the one form it is kept in; otherwise the message that says what is wrong.
pub fn parse(raw: &str) -> std::result::Result<String, &'static str> {
    let domain = raw.trim().trim_start_matches('@').to_ascii_lowercase();
    let labels: Vec<&str> = domain.split('.').collect();
    let label = |l: &str| {
        !l.is_empty()
            && l.len() <= 63
            && !l.starts_with('-')
            && !l.ends_with('-')
            && l.bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
    };
    let ending = labels.last().copied().unwrap_or_default();
    let fine = labels.len() >= 2
        && domain.len() <= 253
        && labels.iter().all(|l| label(l))
        && ending.len() >= 2
        && !ending
            .bytes()
            .any(|b| b.is_ascii_digit() && !ending.starts_with("xn--"));
    if !fine {
        return Err("organisations-domain-invalid");
    }
    let under = |known: &str| domain == known || domain.ends_with(&format!(".{known}"));
    let of_provider = PROVIDERS
        .iter()
        .any(|p| labels[..labels.len() - 1].contains(p));
    if of_provider || FOR_ANYBODY.iter().any(|d| under(d)) || ENDINGS.contains(&domain.as_str()) {
        return Err("organisations-domain-public");
    }
    Ok(domain)
}

/// The domains of an organisation, by name.
pub fn of(c: &mut Conn, organisation_id: &str) -> Result<Vec<String>> {
    queries::domains(c, organisation_id)
}

/// Gives an organisation a domain. A domain another has is refused (`is_unique_violation`); more
/// than `MOST` is a `Conflict`.
pub fn add(c: &mut Conn, now: NaiveDateTime, organisation_id: &str, domain: &str) -> Result<()> {
    if of(c, organisation_id)?.len() >= MOST {
        return Err(Error::Conflict);
    }
    queries::insert_domain(c, now, organisation_id, domain)
}

/// Takes a domain away; `NotFound` when the organisation does not have it.
pub fn remove(c: &mut Conn, organisation_id: &str, domain: &str) -> Result<()> {
    queries::delete_domain(c, organisation_id, domain)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_domain_is_one_organisations_and_nobody_elses() {
        assert_eq!(parse(" @Roskilde.DK "), Ok("roskilde.dk".to_string()));
        assert_eq!(parse("ballerup.kk.dk"), Ok("ballerup.kk.dk".to_string()));
        for public in [
            "gmail.com",
            "Hotmail.com",
            "hotmail.dk",
            "yahoo.co.uk",
            "yahoo.com",
            "live.dk",
            "x.icloud.com",
            "proton.me",
            "co.uk",
        ] {
            assert_eq!(
                parse(public),
                Err("organisations-domain-public"),
                "{public}"
            );
        }
        for wrong in [
            "", "dk", "a..dk", "-a.dk", "a_b.dk", "a b.dk", "10.0.0.1", "x@y.dk", "æ.dk", "a.dk.",
        ] {
            assert_eq!(parse(wrong), Err("organisations-domain-invalid"), "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn what_is_kept_stays_as_it_is(raw in "[@A-Za-z0-9.-]{0,40}") {
            if let Ok(domain) = parse(&raw) {
                prop_assert_eq!(parse(&domain), Ok(domain.clone()));
                prop_assert!(crate::text::email(&format!("navn@{domain}")).is_some(), "{}", domain);
            }
        }
    }
}
