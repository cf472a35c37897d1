use chrono::NaiveDateTime;
use diesel::prelude::*;

use crate::db::{CHUNK, Conn};
use crate::error::Result;
use crate::schema::audit;

#[derive(Queryable, Selectable, Insertable, Debug, Clone, PartialEq)]
#[diesel(table_name = audit)]
pub struct AuditRow {
    pub id: i64,
    pub at: NaiveDateTime,
    pub actor_id: Option<String>,
    pub action: String,
    pub subject_kind: String,
    pub subject_id: String,
    /// Where it came from, coarsely. Empty: the program itself.
    pub origin: String,
    pub hash: String,
}

/// Id and hash of the newest row.
pub fn last(c: &mut Conn) -> Result<Option<(i64, String)>> {
    Ok(audit::table
        .order(audit::id.desc())
        .select((audit::id, audit::hash))
        .first(c)
        .optional()?)
}

/// The id is the chain's, not the database's: writes happen one after another.
pub fn insert(c: &mut Conn, row: &AuditRow) -> Result<()> {
    diesel::insert_into(audit::table).values(row).execute(c)?;
    Ok(())
}

/// Rows there are, and none of them has a hash.
pub fn is_unlinked(c: &mut Conn) -> Result<bool> {
    let first: Option<String> = audit::table
        .order(audit::id)
        .select(audit::hash)
        .first(c)
        .optional()?;
    if first.as_deref() != Some("") {
        return Ok(false);
    }
    let linked = audit::table.filter(audit::hash.ne("")).limit(1);
    Ok(!diesel::select(diesel::dsl::exists(linked)).get_result::<bool>(c)?)
}

/// The next rows after an id, in order.
pub fn page(c: &mut Conn, after: i64) -> Result<Vec<AuditRow>> {
    Ok(audit::table
        .filter(audit::id.gt(after))
        .order(audit::id)
        .limit(CHUNK as i64)
        .select(AuditRow::as_select())
        .load(c)?)
}

pub fn set_hash(c: &mut Conn, id: i64, hash: &str) -> Result<()> {
    diesel::update(audit::table.find(id))
        .set(audit::hash.eq(hash))
        .execute(c)?;
    Ok(())
}
