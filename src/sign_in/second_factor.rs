//! The second factor: codes of the moment from an app (TOTP), and ten recovery codes for when it is
//! not at hand. A passkey counts as one as well (`passkeys`).

use chrono::{Duration, NaiveDateTime};
use diesel::prelude::*;
use totp_rs::{Builder, Totp};

use super::notice::{self, Change};
use super::{passkeys as keys, sessions};
use crate::app::App;
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::members;
use crate::schema::{passkeys, recovery_codes, totp};
use crate::tokens;
use crate::web::Ctx;

/// Seconds a code of the moment stands for.
const STEP: u64 = 30;
/// Bytes of the secret an app keeps.
const SECRET_BYTES: usize = 20;
pub const RECOVERY_CODES: usize = 10;
/// Bits of a recovery code's parts; 120 altogether, so that a plain hash keeps it.
const RECOVERY_GROUPS: usize = 6;
const GROUP: usize = 4;
/// How long a second factor that was shown is enough to change it.
const FRESH: Duration = Duration::minutes(15);

/// What a person has shown and can show.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Standing {
    /// Since when codes from an app are taken.
    pub app_since: Option<NaiveDateTime>,
    pub passkeys: i64,
    pub recovery_codes_left: i64,
    /// When a second factor was last shown in this session.
    pub shown_at: Option<NaiveDateTime>,
}

impl Standing {
    pub fn has_any(&self) -> bool {
        self.app_since.is_some() || self.passkeys > 0
    }

    /// Shown so lately that it need not be shown again.
    pub fn is_fresh(&self, now: NaiveDateTime) -> bool {
        self.shown_at.is_some_and(|at| at + FRESH > now)
    }
}

/// How the signed-in person stands, in this session.
pub fn standing(c: &mut Conn, person_id: &str, session: &str) -> Result<Standing> {
    Ok(Standing {
        app_since: totp::table
            .find(person_id)
            .select(totp::confirmed_at)
            .first::<Option<NaiveDateTime>>(c)
            .optional()?
            .flatten(),
        passkeys: passkeys::table
            .filter(passkeys::person_id.eq(person_id))
            .count()
            .get_result(c)?,
        recovery_codes_left: recovery_codes::table
            .filter(recovery_codes::person_id.eq(person_id))
            .filter(recovery_codes::used_at.is_null())
            .count()
            .get_result(c)?,
        shown_at: sessions::row(c, session)?.second_factor_at,
    })
}

/// Before a second factor is added, replaced or taken away: whoever has one shows it first, and so
/// a mailed link alone never replaces one. Everybody has proved lately who they are.
pub async fn may_change(ctx: &Ctx) -> Result<Standing> {
    let id = ctx.signed_in()?.id.clone();
    let session = ctx.session.clone().ok_or(Error::SignInNeeded)?;
    let now = ctx.app.clock.now();
    let standing = ctx.read(move |c| standing(c, &id, &session)).await?;
    if standing.has_any() && !standing.is_fresh(now) {
        return Err(Error::SecondFactorNeeded);
    }
    ctx.proven()?;
    Ok(standing)
}

/// The secret this session would enrol: made from the session's own, so that looking at the page
/// keeps nothing. Another session has another.
pub fn offered(app: &App, session: &str) -> [u8; SECRET_BYTES] {
    let digest = app.key.digest("totp", session);
    let mut secret = [0; SECRET_BYTES];
    for (byte, pair) in secret.iter_mut().zip(digest.as_bytes().chunks(2)) {
        let hex = |b: u8| (b as char).to_digit(16).unwrap_or_default() as u8;
        *byte = pair.iter().fold(0, |all, b| all * 16 + hex(*b));
    }
    secret
}

/// A secret with what an app shows beside it.
pub fn totp(secret: &[u8], network: &str, email: &str) -> Result<Totp> {
    // The two are parted by a colon in the address an app reads.
    let clean = |text: &str| text.replace(':', " ");
    Builder::new()
        .with_secret(secret)
        .with_issuer(Some(clean(network)))
        .with_account_name(clean(email))
        .build()
        .map_err(Error::internal)
}

/// The time step a code is right for, if it is: the one under way, the one before or after.
pub fn step(totp: &Totp, now: NaiveDateTime, typed: &str) -> Option<i64> {
    let digits: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
    if digits.len() != 6 || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let at = u64::try_from(now.and_utc().timestamp()).ok()?;
    totp.check(&digits, at).map(|step| step as i64)
}

/// The time step under way.
fn current_step(now: NaiveDateTime) -> i64 {
    now.and_utc().timestamp() / STEP as i64
}

/// Keeps the app's secret, in place of any before, and makes new recovery codes: they are returned
/// and not kept in the clear.
pub fn enrol(
    c: &mut Conn,
    now: NaiveDateTime,
    person_id: &str,
    totp_made: &Totp,
    taken: i64,
) -> Result<Vec<String>> {
    let row = (
        totp::secret.eq(totp_made.secret().to_base32()),
        totp::confirmed_at.eq(Some(now)),
        totp::last_step.eq(taken.max(current_step(now) - 1)),
    );
    diesel::insert_into(totp::table)
        .values((totp::person_id.eq(person_id), row.clone()))
        .on_conflict(totp::person_id)
        .do_update()
        .set(row)
        .execute(c)?;
    make_recovery_codes(c, person_id)
}

/// Takes the app away, and with it the recovery codes that stand in for it.
pub fn remove(c: &mut Conn, person_id: &str) -> Result<()> {
    diesel::delete(totp::table.find(person_id)).execute(c)?;
    diesel::delete(recovery_codes::table.filter(recovery_codes::person_id.eq(person_id)))
        .execute(c)?;
    Ok(())
}

/// Somebody has lost what they showed, and whoever runs the program has made sure that it is they:
/// codes, recovery codes and passkeys go, sessions end, and a mail tells them. `NotFound` when nobody
/// has the address.
pub fn reset(c: &mut Conn, app: &App, now: NaiveDateTime, email: &str) -> Result<()> {
    let person = members::find_by_email(c, email)?.ok_or(Error::NotFound)?;
    remove(c, &person.id)?;
    keys::remove_all(c, &person.id)?;
    super::revoke_all(c, now, &person.id)?;
    notice::changed(c, app, now, &person.id, Change::SecondFactorRemoved)
}

/// Ten new codes in place of those before.
pub fn make_recovery_codes(c: &mut Conn, person_id: &str) -> Result<Vec<String>> {
    diesel::delete(recovery_codes::table.filter(recovery_codes::person_id.eq(person_id)))
        .execute(c)?;
    let mut made = Vec::with_capacity(RECOVERY_CODES);
    for _ in 0..RECOVERY_CODES {
        let code = recovery_code()?;
        diesel::insert_into(recovery_codes::table)
            .values((
                recovery_codes::hash.eq(recovery_hash(person_id, &code)),
                recovery_codes::person_id.eq(person_id),
            ))
            .execute(c)?;
        made.push(code);
    }
    Ok(made)
}

/// Which kind of code was right.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Shown {
    App,
    Recovery,
}

/// Looks at a code, and uses it up when it is right: none is taken twice.
pub fn take(
    c: &mut Conn,
    now: NaiveDateTime,
    person_id: &str,
    typed: &str,
) -> Result<Option<Shown>> {
    if take_from_app(c, now, person_id, typed)? {
        return Ok(Some(Shown::App));
    }
    let used = diesel::update(
        recovery_codes::table
            .find(recovery_hash(person_id, typed))
            .filter(recovery_codes::person_id.eq(person_id))
            .filter(recovery_codes::used_at.is_null()),
    )
    .set(recovery_codes::used_at.eq(now))
    .execute(c)?;
    Ok((used > 0).then_some(Shown::Recovery))
}

fn take_from_app(c: &mut Conn, now: NaiveDateTime, person_id: &str, typed: &str) -> Result<bool> {
    let kept: Option<(String, i64)> = totp::table
        .find(person_id)
        .filter(totp::confirmed_at.is_not_null())
        .select((totp::secret, totp::last_step))
        .first(c)
        .optional()?;
    let Some((secret, last)) = kept else {
        return Ok(false);
    };
    let secret = totp_rs::Secret::try_from_base32(&secret).map_err(Error::internal)?;
    let Some(step) = step(&totp(&secret, "", "")?, now, typed) else {
        return Ok(false);
    };
    if step <= last {
        return Ok(false);
    }
    diesel::update(totp::table.find(person_id))
        .set(totp::last_step.eq(step))
        .execute(c)?;
    Ok(true)
}

/// `k7dm-q2rx-…`: digits and letters that are not mistaken for one another.
fn recovery_code() -> Result<String> {
    const SIGNS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
    let mut bytes = [0u8; RECOVERY_GROUPS * GROUP];
    getrandom::fill(&mut bytes).map_err(Error::internal)?;
    let signs: Vec<char> = bytes
        .iter()
        .map(|b| SIGNS[usize::from(b % 32)] as char)
        .collect();
    Ok(signs
        .chunks(GROUP)
        .map(|group| group.iter().collect::<String>())
        .collect::<Vec<_>>()
        .join("-"))
}

/// However it is typed: capitals, blanks and hyphens do not matter.
fn recovery_hash(person_id: &str, typed: &str) -> String {
    let plain: String = typed
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect();
    tokens::hash(&format!("recovery {person_id} {plain}"))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> NaiveDateTime {
        chrono::DateTime::from_timestamp(seconds, 0)
            .unwrap()
            .naive_utc()
    }

    #[test]
    fn a_code_holds_for_its_step_and_its_neighbours() {
        // RFC 6238's own secret and one of its times: the last six of 89005924.
        let totp = totp(b"12345678901234567890", "Net", "a@b.example").unwrap();
        let its = 1_234_567_890 / 30;
        assert_eq!(step(&totp, at(1_234_567_890), "005924"), Some(its));
        assert_eq!(step(&totp, at(1_234_567_890), " 005 924 "), Some(its));
        assert_eq!(step(&totp, at(1_234_567_890 + 30), "005924"), Some(its));
        assert_eq!(step(&totp, at(1_234_567_890 - 30), "005924"), Some(its));
        for off in [-60, 60] {
            assert_eq!(step(&totp, at(1_234_567_890 + off), "005924"), None);
        }
        for wrong in ["", "5924", "0059245", "abcdef", "００５９２４"] {
            assert_eq!(step(&totp, at(1_234_567_890), wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_recovery_code_is_long_and_read_however_it_is_typed() {
        let code = recovery_code().unwrap();
        assert_eq!(code.len(), RECOVERY_GROUPS * (GROUP + 1) - 1);
        let typed = code.to_uppercase().replace('-', " ");
        assert_eq!(recovery_hash("p", &code), recovery_hash("p", &typed));
        assert_ne!(recovery_hash("p", &code), recovery_hash("q", &code));
    }
}
