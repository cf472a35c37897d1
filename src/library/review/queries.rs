use diesel::prelude::*;

use crate::db::Conn;
use crate::error::Result;
use crate::schema::revisions;

/// What was said when an entry last went to the editors or came back from them.
pub fn last_between(c: &mut Conn, entry_id: &str) -> Result<Option<String>> {
    Ok(revisions::table
        .filter(revisions::entry_id.eq(entry_id))
        .filter(revisions::action.eq_any(["review", "send-back", "publish"]))
        .order(revisions::version.desc())
        .select(revisions::facts)
        .first(c)
        .optional()?)
}

/// What was said with each time these entries were sent back: entry and facts, the latest last.
pub fn sent_back(c: &mut Conn, ids: &[&str]) -> Result<Vec<(String, String)>> {
    Ok(revisions::table
        .filter(revisions::entry_id.eq_any(ids))
        .filter(revisions::action.eq("send-back"))
        .order(revisions::version)
        .select((revisions::entry_id, revisions::facts))
        .load(c)?)
}
