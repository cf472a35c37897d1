//! Who was there. Kept for the person; the organisation they sat for is noted beside.

use chrono::NaiveDateTime;

use super::queries;
use crate::audit;
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::organisations;

/// Registers that these people came and those, ticked by mistake, did not. Others are left as they
/// are, so two people at the door do not undo each other. Doing it again changes nothing.
/// A representative whose turn it was has had it: it passes on, once for each meeting.
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
    let sits_for = queries::organisations_of(c, meeting_id, came)?;
    let seats: Vec<&str> = sits_for.values().flatten().map(String::as_str).collect();
    let turns = organisations::turns_to_pass(c, meeting_id, meeting.starts_local.date(), &seats)?;
    for person in came {
        let organisation = sits_for.get(person).ok_or(Error::NotFound)?;
        queries::insert_attendance(c, now, meeting_id, person, organisation.as_deref(), by)?;
    }
    queries::delete_attendance(c, meeting_id, did_not)?;
    for (organisation, person) in turns {
        if sits_for
            .get(&person)
            .is_some_and(|o| o.as_deref() == Some(&organisation))
        {
            organisations::pass_turn(c, &organisation, &person)?;
        }
    }
    audit::record(c, now, by, "register-attendance", "meeting", meeting_id)
}
