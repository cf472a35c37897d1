use chrono::NaiveDateTime;
use diesel::dsl::{count_star, exists};
use diesel::prelude::*;

use crate::db::{CHUNK, Conn};
use crate::error::Result;
use crate::schema::{audit, person_details};

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
pub fn insert(c: &mut Conn, rows: &[AuditRow]) -> Result<()> {
    diesel::insert_into(audit::table).values(rows).execute(c)?;
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

/// Which rows are asked for. None: all.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filter {
    /// Done by one of these.
    pub actors: Option<Vec<String>>,
    pub action: Option<String>,
    pub kind: Option<String>,
    /// From this instant, included.
    pub from: Option<NaiveDateTime>,
    /// To this instant, not included.
    pub to: Option<NaiveDateTime>,
}

macro_rules! rows {
    ($filter:expr) => {{
        let filter: &Filter = $filter;
        let mut rows = audit::table.into_boxed();
        if let Some(actors) = &filter.actors {
            rows = rows.filter(audit::actor_id.eq_any(actors));
        }
        if let Some(action) = &filter.action {
            rows = rows.filter(audit::action.eq(action));
        }
        if let Some(kind) = &filter.kind {
            rows = rows.filter(audit::subject_kind.eq(kind));
        }
        if let Some(from) = filter.from {
            rows = rows.filter(audit::at.ge(from));
        }
        if let Some(to) = filter.to {
            rows = rows.filter(audit::at.lt(to));
        }
        rows
    }};
}

pub fn count(c: &mut Conn, filter: &Filter) -> Result<i64> {
    Ok(rows!(filter).select(count_star()).first(c)?)
}

/// Newest first.
pub fn list(c: &mut Conn, filter: &Filter, limit: i64, offset: i64) -> Result<Vec<AuditRow>> {
    Ok(rows!(filter)
        .order(audit::id.desc())
        .limit(limit)
        .offset(offset)
        .select(AuditRow::as_select())
        .load(c)?)
}

/// The next rows of a filter before an id, newest first.
pub fn before(c: &mut Conn, filter: &Filter, id: i64) -> Result<Vec<AuditRow>> {
    Ok(rows!(filter)
        .filter(audit::id.lt(id))
        .order(audit::id.desc())
        .limit(CHUNK as i64)
        .select(AuditRow::as_select())
        .load(c)?)
}

/// Every action and every kind of subject there is a row of.
pub fn words(c: &mut Conn) -> Result<(Vec<String>, Vec<String>)> {
    Ok((
        audit::table.select(audit::action).distinct().load(c)?,
        audit::table
            .select(audit::subject_kind)
            .distinct()
            .load(c)?,
    ))
}

/// Whether a person's reading of something has been recorded since.
pub fn was_read(
    c: &mut Conn,
    actor: &str,
    kind: &str,
    id: &str,
    since: NaiveDateTime,
) -> Result<bool> {
    Ok(diesel::select(exists(
        audit::table
            .filter(audit::actor_id.eq(actor))
            .filter(audit::action.eq("read"))
            .filter(audit::subject_kind.eq(kind))
            .filter(audit::subject_id.eq(id))
            .filter(audit::at.gt(since)),
    ))
    .get_result(c)?)
}

/// Ids and names of everybody who has one.
pub fn everybody(c: &mut Conn) -> Result<Vec<(String, String)>> {
    Ok(person_details::table
        .select((person_details::person_id, person_details::name))
        .order((person_details::name, person_details::person_id))
        .load(c)?)
}
