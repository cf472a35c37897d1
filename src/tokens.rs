//! Secrets that travel in links: 128 random bits, stored hashed, bound to one purpose, short-lived.

use chrono::{Duration, NaiveDateTime};
use diesel::prelude::*;
use sha2::{Digest, Sha256};

use crate::db::Conn;
use crate::error::{Error, Result};
use crate::schema::tokens;

/// What a link is good for. A token of one purpose opens nothing of another.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Purpose {
    /// Subject: a person. Used once.
    SignIn,
    /// Subject: none. Used once, makes the first administrator.
    Setup,
    /// Subject: an invitation. May be used again to change the answer.
    Answer,
    /// Subject: a person who is to be forgotten. Used once, and they stay.
    Regret,
    /// Subject: a person and what they get less of, `{person} {kind}`. May be used again.
    Less,
    /// Subject: an organisation's invitation to become one of its people. Used once.
    Membership,
    /// Subject: a person who was added and comes in. Used once.
    Join,
    /// Subject: a request to join, whose address it confirms. Used once.
    Confirm,
    /// Subject: a suspended person who has proved who they are. May be used again.
    Suspended,
    /// Subject: a person and an entry they look after, `{person} {entry}`. May be used again.
    StillTrue,
}

impl Purpose {
    fn name(self) -> &'static str {
        match self {
            Purpose::SignIn => "sign-in",
            Purpose::Setup => "setup",
            Purpose::Answer => "answer",
            Purpose::Regret => "regret",
            Purpose::Less => "less",
            Purpose::Membership => "membership",
            Purpose::Join => "join",
            Purpose::Confirm => "confirm",
            Purpose::Suspended => "suspended",
            Purpose::StillTrue => "still-true",
        }
    }
}

/// 128 bits from the operating system, as 32 hexadecimal digits.
pub fn random() -> Result<String> {
    let mut bytes = [0u8; 16];
    getrandom::fill(&mut bytes).map_err(Error::internal)?;
    Ok(hex(&bytes))
}

pub fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes
        .iter()
        .fold(String::with_capacity(bytes.len() * 2), |mut s, b| {
            let _ = write!(s, "{b:02x}");
            s
        })
}

/// What is stored instead of a secret.
pub fn hash(secret: &str) -> String {
    hash_bytes(secret.as_bytes())
}

pub fn hash_bytes(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// As `hash_bytes`, of all there is to read.
pub fn hash_file(from: &mut impl std::io::Read) -> std::io::Result<String> {
    let mut hasher = Sha256::new();
    std::io::copy(from, &mut hasher)?;
    Ok(hex(&hasher.finalize()))
}

/// Makes a token for `subject` that lives `ttl`; the secret is returned and not kept.
pub fn issue(
    c: &mut Conn,
    now: NaiveDateTime,
    purpose: Purpose,
    subject: &str,
    ttl: Duration,
) -> Result<String> {
    let secret = random()?;
    diesel::insert_into(tokens::table)
        .values((
            tokens::hash.eq(hash(&secret)),
            tokens::purpose.eq(purpose.name()),
            tokens::subject.eq(subject),
            tokens::created_at.eq(now),
            tokens::expires_at.eq(now + ttl),
        ))
        .execute(c)?;
    Ok(secret)
}

/// Whom or what the token is for; `LinkSpent` when it is unknown, used, too old, or of another purpose.
pub fn peek(c: &mut Conn, now: NaiveDateTime, purpose: Purpose, secret: &str) -> Result<String> {
    tokens::table
        .filter(tokens::hash.eq(hash(secret)))
        .filter(tokens::purpose.eq(purpose.name()))
        .filter(tokens::expires_at.gt(now))
        .filter(tokens::used_at.is_null())
        .select(tokens::subject)
        .first(c)
        .optional()?
        .ok_or(Error::LinkSpent)
}

/// As `peek`, and the token is used up.
pub fn consume(c: &mut Conn, now: NaiveDateTime, purpose: Purpose, secret: &str) -> Result<String> {
    let subject = peek(c, now, purpose, secret)?;
    diesel::update(tokens::table.filter(tokens::hash.eq(hash(secret))))
        .set(tokens::used_at.eq(now))
        .execute(c)?;
    Ok(subject)
}

/// Makes every open token of a purpose and subject useless.
pub fn revoke(c: &mut Conn, now: NaiveDateTime, purpose: Purpose, subject: &str) -> Result<()> {
    diesel::update(
        tokens::table
            .filter(tokens::purpose.eq(purpose.name()))
            .filter(tokens::subject.eq(subject))
            .filter(tokens::used_at.is_null()),
    )
    .set(tokens::used_at.eq(now))
    .execute(c)?;
    Ok(())
}

/// Makes every open token of a purpose useless whose subject begins with this person.
pub fn revoke_of(
    c: &mut Conn,
    now: NaiveDateTime,
    purpose: Purpose,
    person_id: &str,
) -> Result<()> {
    // An id is hexadecimal digits: nothing in it is a pattern.
    let theirs = tokens::subject
        .eq(person_id)
        .or(tokens::subject.like(format!("{person_id} %")));
    diesel::update(
        tokens::table
            .filter(tokens::purpose.eq(purpose.name()))
            .filter(tokens::used_at.is_null())
            .filter(theirs),
    )
    .set(tokens::used_at.eq(now))
    .execute(c)?;
    Ok(())
}

/// Forgets what ran out more than a day ago.
pub fn sweep(c: &mut Conn, now: NaiveDateTime) -> Result<usize> {
    Ok(
        diesel::delete(tokens::table.filter(tokens::expires_at.lt(now - Duration::days(1))))
            .execute(c)?,
    )
}
