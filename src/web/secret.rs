//! Keyed hashes: form tokens, and names for things that must not be stored in the clear.

use chrono::NaiveDateTime;
use hmac::{Hmac, Mac};
use sha2::Sha256;

use crate::error::Result;
use crate::tokens::{self, hex};

#[derive(Clone)]
pub struct ServerKey(Hmac<Sha256>);

impl ServerKey {
    pub fn new(secret: &str) -> ServerKey {
        // HMAC takes keys of any length: this cannot fail.
        #[allow(clippy::expect_used)]
        ServerKey(Hmac::new_from_slice(secret.as_bytes()).expect("any key length"))
    }

    /// A keyed hash of `text` within `purpose`, 64 hexadecimal digits.
    pub fn digest(&self, purpose: &str, text: &str) -> String {
        hex(&self.mac(purpose, text).finalize().into_bytes())
    }

    fn mac(&self, purpose: &str, text: &str) -> Hmac<Sha256> {
        let mut mac = self.0.clone();
        mac.update(purpose.as_bytes());
        mac.update(&[0]);
        mac.update(text.as_bytes());
        mac
    }

    /// A form token for a session; for a visitor without one, a token of the day. Salted, so that no
    /// two pages carry the same: a secret that repeats in compressed pages can be guessed from their
    /// lengths.
    pub fn form_token(&self, session: Option<&str>, now: NaiveDateTime) -> Result<String> {
        let salt = tokens::random()?;
        let digest = match session {
            Some(session) => self.digest("form", &format!("{salt} {session}")),
            None => self.digest("visitor-form", &format!("{salt} {}", now.date())),
        };
        Ok(format!("{salt}{digest}"))
    }

    /// A visitor's token holds over midnight, until the end of the next day.
    pub fn is_form_token(&self, session: Option<&str>, now: NaiveDateTime, token: &str) -> bool {
        let Some((salt, digest)) = token.split_at_checked(32) else {
            return false;
        };
        let good = |text: &str, purpose: &str| {
            let mut bytes = [0u8; 32];
            decode_hex(digest, &mut bytes)
                && self
                    .mac(purpose, &format!("{salt} {text}"))
                    .verify_slice(&bytes)
                    .is_ok()
        };
        match session {
            Some(session) => good(session, "form"),
            None => [now.date(), now.date() - chrono::Duration::days(1)]
                .iter()
                .any(|day| good(&day.to_string(), "visitor-form")),
        }
    }
}

fn decode_hex(text: &str, out: &mut [u8]) -> bool {
    text.len() == out.len() * 2
        && text.is_ascii()
        && out.iter_mut().enumerate().all(|(i, byte)| {
            u8::from_str_radix(&text[i * 2..i * 2 + 2], 16)
                .map(|b| *byte = b)
                .is_ok()
        })
}
