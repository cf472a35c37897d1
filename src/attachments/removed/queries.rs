use chrono::NaiveDateTime;
use diesel::prelude::*;

use crate::attachments::Attachment;
use crate::attachments::queries::is_removed;
use crate::db::Conn;
use crate::error::Result;
use crate::schema::attachments;

pub fn remove(c: &mut Conn, now: NaiveDateTime, id: &str, by: &str) -> Result<()> {
    diesel::update(attachments::table.find(id))
        .set((
            attachments::removed_at.eq(now),
            attachments::removed_by.eq(by),
        ))
        .execute(c)?;
    Ok(())
}

/// Which change a removed file waits with to come back.
pub fn set_waiting(c: &mut Conn, id: &str, proposal: Option<&str>) -> Result<()> {
    diesel::update(attachments::table.find(id))
        .set(attachments::proposal_id.eq(proposal))
        .execute(c)?;
    Ok(())
}

/// The files that were removed from an entry after `limit`, the last first.
pub fn of_entry(c: &mut Conn, entry_id: &str, limit: NaiveDateTime) -> Result<Vec<Attachment>> {
    Ok(attachments::table
        .filter(attachments::entry_id.eq(entry_id))
        .filter(is_removed())
        .filter(attachments::removed_at.gt(limit))
        .order((attachments::removed_at.desc(), attachments::id))
        .select(Attachment::as_select())
        .load(c)?)
}

pub fn removed_before(c: &mut Conn, limit: NaiveDateTime) -> Result<Vec<Attachment>> {
    Ok(attachments::table
        .filter(is_removed())
        .filter(attachments::removed_at.le(limit))
        .select(Attachment::as_select())
        .load(c)?)
}
