//! How people sign in, and the sessions that come of it.

pub mod link;
pub mod pages;
pub mod passkeys;
pub mod providers;
pub mod sessions;
mod views;

use chrono::NaiveDateTime;

use crate::db::Conn;
use crate::error::Result;
use crate::tokens::{self, Purpose};

/// Ends every session of a person and makes every sign-in link sent to them useless: after their
/// address has changed, or when they may no longer come in.
pub fn revoke_all(c: &mut Conn, now: NaiveDateTime, person_id: &str) -> Result<()> {
    sessions::end_all(c, person_id)?;
    tokens::revoke_beginning(c, now, Purpose::SignIn, &format!("{person_id} "))
}
