//! Coming in: by invitation, by asking, by a list. And two records of one person made one.
//!
//! Somebody who asks has no record until they are let in: an opaque id in `people` with the status
//! "asking", so that mails can be queued for them, and what they wrote in `joinings` alone.

mod duplicates;
mod forgetting;
mod import;
mod invitation;
mod merge;
pub mod pages;
mod queries;
mod request;
mod views;

use crate::db::Conn;
use crate::error::Result;
use crate::members::Member;
use crate::rights::{Act, may};

pub use forgetting::{forget_addresses, mails_of_addresses, mails_run_out, sweep};
pub use invitation::{invite, invite_added, letter as welcome_letter, mark_joined};
pub use merge::merge;

/// Tables in text, as spreadsheets save them.
pub mod table {
    pub use super::import::{delimiter, rows};
}
pub use request::{answer, known_letter, letter as request_letter, settle};

/// Whose requests and invitations somebody looks after.
#[derive(Clone, Debug, PartialEq)]
enum Reach {
    Network,
    /// One organisation's; none: nobody's.
    Organisation(Option<String>),
}

impl Reach {
    fn of(member: &Member, everywhere: Act) -> Reach {
        if may(Some(member), everywhere) {
            Reach::Network
        } else {
            Reach::Organisation(member.organisation_id.clone())
        }
    }
}

/// How many requests wait for this person's yes or no.
pub fn waiting(c: &mut Conn, member: &Member) -> Result<i64> {
    let near = Act::ApproveJoining {
        organisation_id: member.organisation_id.as_deref(),
    };
    let everywhere = Act::ApproveJoining {
        organisation_id: None,
    };
    if !may(Some(member), near) {
        return Ok(0);
    }
    queries::count_asked(c, &Reach::of(member, everywhere))
}
