//! What changed, in order. Search (and later feeds and webhooks) read it; nothing else tells them.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use crate::db::Conn;
use crate::error::Result;
use crate::schema::changes;
use crate::search::saved::fitting;

/// What a change is about. The name is stored.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    Entry,
    Meeting,
    Topic,
}

impl Kind {
    pub fn name(self) -> &'static str {
        match self {
            Kind::Entry => "entry",
            Kind::Meeting => "meeting",
            Kind::Topic => "topic",
        }
    }
}

#[derive(Queryable, Selectable, Debug, Clone, PartialEq)]
#[diesel(table_name = changes)]
pub struct Change {
    pub id: i64,
    pub kind: String,
    pub record_id: String,
}

/// Notes that a record changed, in the caller's transaction. Writes run one at a time on both
/// databases (see `Db::write`), so ids become visible in order and a reader never skips one.
pub fn record(c: &mut Conn, kind: Kind, record_id: &str, now: NaiveDateTime) -> Result<()> {
    diesel::insert_into(changes::table)
        .values((
            changes::kind.eq(kind.name()),
            changes::record_id.eq(record_id),
            changes::at.eq(now),
        ))
        .execute(c)?;
    followed(c, kind, now)
}

/// Whoever keeps a search hears of what is new.
fn followed(c: &mut Conn, kind: Kind, now: NaiveDateTime) -> Result<()> {
    match kind {
        Kind::Entry => fitting::follow(c, now),
        Kind::Meeting | Kind::Topic => Ok(()),
    }
}

/// As `record`, for many records of one kind.
pub fn record_all(c: &mut Conn, kind: Kind, ids: &[&str], now: NaiveDateTime) -> Result<()> {
    for chunk in ids.chunks(crate::db::CHUNK) {
        let rows: Vec<_> = chunk
            .iter()
            .map(|id| {
                (
                    changes::kind.eq(kind.name()),
                    changes::record_id.eq(*id),
                    changes::at.eq(now),
                )
            })
            .collect();
        diesel::insert_into(changes::table)
            .values(&rows)
            .execute(c)?;
    }
    followed(c, kind, now)
}

/// At most `limit` changes after `cursor`, oldest first.
pub fn since(c: &mut Conn, cursor: i64, limit: i64) -> Result<Vec<Change>> {
    Ok(changes::table
        .filter(changes::id.gt(cursor))
        .order(changes::id)
        .limit(limit)
        .select(Change::as_select())
        .load(c)?)
}

/// The newest change's id, 0 when nothing ever changed.
pub fn head(c: &mut Conn) -> Result<i64> {
    Ok(changes::table
        .select(diesel::dsl::max(changes::id))
        .first::<Option<i64>>(c)?
        .unwrap_or(0))
}
