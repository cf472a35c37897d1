//! A password as a choice: what a good one is, how it is kept (argon2id), how one is compared.

use std::sync::atomic::Ordering;

use argon2::password_hash::{PasswordHash, PasswordHasher, PasswordVerifier, SaltString};
use argon2::{Algorithm, Argon2, Params, Version};
use chrono::NaiveDateTime;
use diesel::prelude::*;
use tokio::sync::Semaphore;
use zxcvbn::Score;
use zxcvbn::feedback::Warning;

use crate::app::App;
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::members::PersonRow;
use crate::schema::passwords;
use crate::text;

/// Characters a password has.
pub const SHORTEST: usize = 8;
pub const LONGEST: usize = 128;

/// What argon2id costs: 19 MiB, two passes, one lane.
const COST: (u32, u32, u32) = (19 * 1024, 2, 1);

/// Each comparison takes 19 MiB and a processor: two at a time, the others wait their turn.
static AT_ONCE: Semaphore = Semaphore::const_new(2);

/// Compared where there is no password, so that there being none takes as long. Nothing hashes to it.
const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$Zm9sZWRfYnlfbm9ib2R5$\
     AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// What is wrong with a new password: a message's key. `about`: what others know of the person.
pub fn weakness(password: &str, about: &[&str]) -> Option<&'static str> {
    let length = password.chars().count();
    if length < SHORTEST {
        return Some("password-too-short");
    }
    if length > LONGEST {
        return Some("password-too-long");
    }
    // Whole names and addresses, and their parts.
    let parts: Vec<&str> = about
        .iter()
        .flat_map(|text| text.split(|c: char| !c.is_alphanumeric()))
        .chain(about.iter().copied())
        .filter(|part| part.chars().count() > 2)
        .collect();
    let spelled: Vec<String> = parts
        .iter()
        .map(|p| text::slug(p))
        .filter(|p| p.len() > 2)
        .collect();
    let known: Vec<&str> = parts
        .iter()
        .copied()
        .chain(spelled.iter().map(String::as_str))
        .collect();
    let entropy = zxcvbn::zxcvbn(password, &known);
    if entropy.score() >= Score::Three {
        return None;
    }
    let lower = password.to_lowercase();
    // Also as an address would spell it: `faelles` for `Fælles`.
    let folded = text::slug(&lower);
    if parts.iter().any(|p| lower.contains(&p.to_lowercase()))
        || spelled.iter().any(|p| folded.contains(p.as_str()))
    {
        return Some("password-about-you");
    }
    Some(match entropy.feedback().and_then(|f| f.warning()) {
        Some(
            Warning::ThisIsATop10Password
            | Warning::ThisIsATop100Password
            | Warning::ThisIsACommonPassword
            | Warning::ThisIsSimilarToACommonlyUsedPassword,
        ) => "password-common",
        Some(
            Warning::StraightRowsOfKeysAreEasyToGuess
            | Warning::ShortKeyboardPatternsAreEasyToGuess
            | Warning::RepeatsLikeAaaAreEasyToGuess
            | Warning::RepeatsLikeAbcAbcAreOnlySlightlyHarderToGuess
            | Warning::SequencesLikeAbcAreEasyToGuess,
        ) => "password-pattern",
        Some(Warning::RecentYearsAreEasyToGuess | Warning::DatesAreOftenEasyToGuess) => {
            "password-date"
        }
        Some(
            Warning::AWordByItselfIsEasyToGuess
            | Warning::NamesAndSurnamesByThemselvesAreEasyToGuess
            | Warning::CommonNamesAndSurnamesAreEasyToGuess,
        ) => "password-word",
        None => "password-weak",
    })
}

/// `weakness` for a person, off the threads that answer.
pub async fn weakness_for(
    password: &str,
    person: &PersonRow,
    network: &str,
) -> Result<Option<&'static str>> {
    let password = password.to_string();
    let about = [
        person.name.clone(),
        person.email.clone(),
        person.organisation.clone().unwrap_or_default(),
        network.to_string(),
    ];
    working(move || {
        let about: Vec<&str> = about.iter().map(String::as_str).collect();
        Ok(weakness(&password, &about))
    })
    .await
}

/// What is kept of a password.
pub async fn hash(password: &str) -> Result<String> {
    let password = password.to_string();
    working(move || {
        let mut salt = [0u8; 16];
        getrandom::fill(&mut salt).map_err(Error::internal)?;
        let salt = SaltString::encode_b64(&salt).map_err(Error::internal)?;
        hasher()?
            .hash_password(password.as_bytes(), &salt)
            .map(|hash| hash.to_string())
            .map_err(Error::internal)
    })
    .await
}

/// Whether a password is the one kept. With none kept the same work is done, and it is not.
pub async fn is_right(app: &App, kept: Option<String>, password: &str) -> Result<bool> {
    // Longer than any that can be set: nothing that could be kept is like it. Cut, so that a long
    // one takes no longer.
    let password: String = password.chars().take(LONGEST + 1).collect();
    app.compared.fetch_add(1, Ordering::Relaxed);
    working(move || {
        let kept = PasswordHash::new(kept.as_deref().unwrap_or(NOBODY)).map_err(Error::internal)?;
        match hasher()?.verify_password(password.as_bytes(), &kept) {
            Ok(()) => Ok(true),
            Err(argon2::password_hash::Error::Password) => Ok(false),
            Err(e) => Err(Error::internal(e)),
        }
    })
    .await
}

fn hasher() -> Result<Argon2<'static>> {
    let (memory, passes, lanes) = COST;
    let params = Params::new(memory, passes, lanes, None).map_err(Error::internal)?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

/// Work that takes a processor for a while: on a thread of its own, few at a time.
async fn working<T: Send + 'static>(
    work: impl FnOnce() -> Result<T> + Send + 'static,
) -> Result<T> {
    let turn = AT_ONCE.acquire().await.map_err(Error::internal)?;
    // The turn ends with the work, also when nobody waits for it any more.
    tokio::task::spawn_blocking(move || {
        let done = work();
        drop(turn);
        done
    })
    .await
    .map_err(Error::internal)?
}

/// What is kept of a person's password, if they chose one, and since when.
pub fn kept(c: &mut Conn, person_id: &str) -> Result<Option<(String, NaiveDateTime)>> {
    Ok(passwords::table
        .find(person_id)
        .select((passwords::hash, passwords::changed_at))
        .first(c)
        .optional()?)
}

pub fn set(c: &mut Conn, now: NaiveDateTime, person_id: &str, hash: &str) -> Result<()> {
    let row = (passwords::hash.eq(hash), passwords::changed_at.eq(now));
    diesel::insert_into(passwords::table)
        .values((passwords::person_id.eq(person_id), row))
        .on_conflict(passwords::person_id)
        .do_update()
        .set(row)
        .execute(c)?;
    Ok(())
}

pub fn remove(c: &mut Conn, person_id: &str) -> Result<()> {
    diesel::delete(passwords::table.find(person_id)).execute(c)?;
    Ok(())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    const ABOUT: [&str; 5] = [
        "Karen Holm",
        "karen.holm@example.org",
        "Guldborgsund Kommune",
        "Fælles-skabet",
        "",
    ];

    #[test]
    fn a_weak_password_is_told_why() {
        for (password, why) in [
            ("kort", Some("password-too-short")),
            ("password1", Some("password-common")),
            ("abcdefgh", Some("password-pattern")),
            ("karenholm", Some("password-about-you")),
            ("Guldborgsund1", Some("password-about-you")),
            ("fire grønne heste i regnen", None),
            ("x7Kq-vmP2-zt9W", None),
        ] {
            assert_eq!(weakness(password, &ABOUT), why, "{password}");
        }
        assert_eq!(weakness(&"æ1".repeat(65), &[]), Some("password-too-long"));
    }

    #[actix_web::test]
    async fn a_password_is_kept_as_argon2id_says() {
        let kept = hash("fire grønne heste").await.unwrap();
        assert!(kept.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        assert_ne!(kept, hash("fire grønne heste").await.unwrap());
        // What stands in for nobody's costs the same.
        let (theirs, nobodys) = (
            PasswordHash::new(&kept).unwrap(),
            PasswordHash::new(NOBODY).unwrap(),
        );
        assert_eq!(theirs.params, nobodys.params);
        assert_eq!(theirs.algorithm, nobodys.algorithm);
        assert_eq!(theirs.hash.unwrap().len(), nobodys.hash.unwrap().len());
    }
}
