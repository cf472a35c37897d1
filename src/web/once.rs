//! A form sent twice (a double click, a reload, a lost answer) has one effect: the first answer is
//! remembered under the form's own key and given again.

use chrono::{Duration, NaiveDateTime};
use diesel::prelude::*;

use crate::db::Conn;
use crate::error::{Error, Result};
use crate::schema::once;
use crate::sign_in::sessions::DAYS as SESSION_DAYS;

/// A form that was sent, as it is told apart from others.
pub struct Sent {
    /// Hash of the page's form key and the address the form went to: a key accepted for one address
    /// is nothing at another.
    pub key: String,
    /// A person, or visitors.
    pub scope: String,
    /// Hash of what was filled in: the same key with other content is another form.
    pub content: String,
}

/// Runs `act` unless this form was already accepted; either way where to go next. Runs in the
/// caller's transaction, so key and effect are kept together.
///
/// `StaleForm` when the key was used with other content: a page brought back from the browser's
/// memory and changed. What was typed is given back, never silently dropped.
pub fn act(
    c: &mut Conn,
    now: NaiveDateTime,
    sent: &Sent,
    act: impl FnOnce(&mut Conn) -> Result<String>,
) -> Result<String> {
    let before = once::table
        .find((&sent.key, &sent.scope))
        .select((once::location, once::content))
        .first::<(String, String)>(c)
        .optional()?;
    if let Some((location, content)) = before {
        if content != sent.content {
            return Err(Error::StaleForm("key"));
        }
        return Ok(location);
    }
    let location = act(c)?;
    diesel::insert_into(once::table)
        .values((
            once::key.eq(&sent.key),
            once::scope.eq(&sent.scope),
            once::content.eq(&sent.content),
            once::location.eq(&location),
            once::at.eq(now),
        ))
        .execute(c)?;
    Ok(location)
}

/// A key is remembered as long as a session lives, and so any page with a form on it.
pub fn sweep(c: &mut Conn, now: NaiveDateTime) -> Result<usize> {
    Ok(
        diesel::delete(once::table.filter(once::at.lt(now - Duration::days(SESSION_DAYS + 1))))
            .execute(c)?,
    )
}
