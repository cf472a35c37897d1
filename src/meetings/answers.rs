//! Answers to invitations. A seat is the organisation's; who sits in it is its own affair.

use chrono::NaiveDateTime;

use super::MeetingRow;
use super::queries::{self, Invitation};
use crate::db::Conn;
use crate::error::{Error, Result};

/// What somebody invited says. The name is stored.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Answer {
    Yes,
    Maybe,
    No,
}

impl Answer {
    pub const ALL: [Answer; 3] = [Answer::Yes, Answer::Maybe, Answer::No];

    pub fn name(self) -> &'static str {
        match self {
            Answer::Yes => "yes",
            Answer::Maybe => "maybe",
            Answer::No => "no",
        }
    }

    pub fn named(name: &str) -> Option<Answer> {
        Answer::ALL.into_iter().find(|a| a.name() == name)
    }
}

/// Why an answer cannot be taken.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Refusal {
    /// Others hold the organisation's seats: this many.
    OrganisationFull(i64),
    /// Others hold the meeting's seats: this many.
    MeetingFull(i64),
    Started,
    Cancelled,
}

/// Keeps an answer, in place of an earlier one; `Conflict` when `refusal` has a reason not to.
pub fn record_answer(
    c: &mut Conn,
    now: NaiveDateTime,
    invitation_id: &str,
    answer: Answer,
) -> Result<()> {
    let invitation = queries::invitation(c, invitation_id)?;
    let meeting = queries::get(c, &invitation.meeting_id)?;
    if refusal(c, now, &meeting, &invitation, answer)?.is_some() {
        return Err(Error::Conflict);
    }
    queries::set_answer(c, now, invitation_id, answer.name())
}

/// Why this answer could not be taken now, or none.
pub fn refusal(
    c: &mut Conn,
    now: NaiveDateTime,
    meeting: &MeetingRow,
    invitation: &Invitation,
    answer: Answer,
) -> Result<Option<Refusal>> {
    if let Some(closed) = closed(now, meeting) {
        return Ok(Some(closed));
    }
    if answer != Answer::Yes {
        return Ok(None);
    }
    if let Some(organisation) = invitation.organisation_id.as_deref() {
        let seats = queries::seats_of(c, organisation)?;
        if queries::count_yes(c, &meeting.id, Some(organisation), &invitation.id)? >= seats {
            return Ok(Some(Refusal::OrganisationFull(seats)));
        }
    }
    let taken = queries::count_yes(c, &meeting.id, None, &invitation.id)?;
    Ok((taken >= meeting.seats).then_some(Refusal::MeetingFull(meeting.seats)))
}

/// Why no answer at all can be taken any more, or none.
pub fn closed(now: NaiveDateTime, meeting: &MeetingRow) -> Option<Refusal> {
    if meeting.is_cancelled() {
        Some(Refusal::Cancelled)
    } else if meeting.starts_at() <= now {
        Some(Refusal::Started)
    } else {
        None
    }
}
