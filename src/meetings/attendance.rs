//! Who was there. Kept for the person; the organisation they sat for is noted beside.

use chrono::NaiveDateTime;

use super::queries;
use crate::audit;
use crate::db::Conn;
use crate::error::{Error, Result};

/// Registers that these people came and those, ticked by mistake, did not. Others are left as they
/// are, so two people at the door do not undo each other. Doing it again changes nothing.
/// `Conflict` before the meeting's day and when it was cancelled.
pub fn record_attendance(
    c: &mut Conn,
    now: NaiveDateTime,
    by: Option<&str>,
    meeting_id: &str,
    came: &[String],
    did_not: &[String],
) -> Result<()> {
    let meeting = queries::get(c, meeting_id)?;
    if meeting.is_cancelled() || !meeting.door_is_open(now) {
        return Err(Error::Conflict);
    }
    let organisations = queries::organisations_of(c, meeting_id, came)?;
    for person in came {
        let organisation = organisations.get(person).ok_or(Error::NotFound)?;
        queries::insert_attendance(c, now, meeting_id, person, organisation.as_deref(), by)?;
    }
    queries::delete_attendance(c, meeting_id, did_not)?;
    audit::record(c, now, by, "register-attendance", "meeting", meeting_id)
}
