//! Who asked, or was asked, and never came in is forgotten. The periods stand where the page that
//! states them reads them.

use chrono::{Duration, NaiveDateTime};

use super::queries::{self, Ended};
use crate::db::Conn;
use crate::error::Result;
use crate::privacy::retention::{INVITED_DAYS, JOINING_DAYS, UNCONFIRMED_DAYS};

/// Forgets what has run out, with all that was kept of people who never came in; how many requests.
/// The files of their mails (`mails_run_out`) go first.
pub fn sweep(c: &mut Conn, now: NaiveDateTime) -> Result<usize> {
    let old = run_out(c, now)?;
    queries::forget(c, &old)?;
    Ok(old.len())
}

/// The mails of what `sweep` forgets.
pub fn mails_run_out(c: &mut Conn, now: NaiveDateTime) -> Result<Vec<String>> {
    let old = run_out(c, now)?;
    queries::mails_of(c, &old)
}

fn run_out(c: &mut Conn, now: NaiveDateTime) -> Result<Vec<Ended>> {
    let ago = |days| now - Duration::days(days);
    let (unconfirmed, invited) = (ago(UNCONFIRMED_DAYS), ago(INVITED_DAYS));
    queries::old(c, unconfirmed, invited, ago(JOINING_DAYS))
}

/// Forgets every request from, and invitation to, these addresses.
pub fn forget_addresses(c: &mut Conn, emails: &[String]) -> Result<()> {
    let all = queries::of_addresses(c, emails)?;
    queries::forget(c, &all)
}

/// The mails of what `forget_addresses` forgets.
pub fn mails_of_addresses(c: &mut Conn, emails: &[String]) -> Result<Vec<String>> {
    let all = queries::of_addresses(c, emails)?;
    queries::mails_of(c, &all)
}
