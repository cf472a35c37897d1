//! How people sign in, and the sessions that come of it.
//!
//! By a mailed link (`link`), a password (`password`), a passkey (`passkeys`) or their organisation's
//! own sign-in (`providers`). Who administers shows a second factor as well (`second_factor`). Wrong
//! guesses are slowed (`delay`).

pub mod ceremonies;
pub mod delay;
pub mod link;
pub mod notice;
pub mod pages;
pub mod passkeys;
pub mod password;
pub mod providers;
pub mod second_factor;
pub mod sessions;
mod views;

use chrono::NaiveDateTime;

use crate::db::Conn;
use crate::error::Result;
use crate::tokens::{self, Purpose};

/// Ends all that lets a person in without signing in anew: open sessions and links already mailed.
/// For when their address, their roles or their standing changed.
pub fn revoke_all(c: &mut Conn, now: NaiveDateTime, person_id: &str) -> Result<()> {
    sessions::end_all(c, person_id)?;
    tokens::revoke(c, now, Purpose::Join, person_id)?;
    tokens::revoke_of(c, now, Purpose::SignIn, person_id)
}
