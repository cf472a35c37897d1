use chrono::NaiveDateTime;
use diesel::dsl::count_star;
use diesel::prelude::*;

use crate::db::{Backend, Conn};
use crate::error::Result;
use crate::members::Member;
use crate::schema::worksheets;

#[derive(Queryable, Selectable, Insertable, Debug, Clone, PartialEq)]
#[diesel(table_name = worksheets)]
pub struct WorksheetRow {
    pub id: String,
    pub kind: String,
    pub title: String,
    /// JSON: an object from cell name to a list of lines.
    pub cells: String,
    pub owner_id: Option<String>,
    pub organisation_id: Option<String>,
    pub audience: String,
    pub version: i64,
    pub created_at: NaiveDateTime,
    pub updated_at: NaiveDateTime,
}

/// What `super::load` lets a member see, as a query.
fn seen_by(member: &Member) -> worksheets::BoxedQuery<'static, Backend> {
    let mut seen = worksheets::table
        .filter(worksheets::audience.eq("network"))
        .or_filter(worksheets::owner_id.eq(member.id.clone()))
        .into_boxed();
    if let Some(organisation) = member.organisation_id.clone() {
        seen = seen.or_filter(
            worksheets::audience
                .eq("organisation")
                .and(worksheets::organisation_id.eq(organisation)),
        );
    }
    seen
}

pub fn count(c: &mut Conn, member: &Member) -> Result<i64> {
    Ok(seen_by(member).select(count_star()).first(c)?)
}

/// The worksheets a member may see, the latest changed first.
pub fn list(c: &mut Conn, member: &Member, limit: i64, offset: i64) -> Result<Vec<WorksheetRow>> {
    Ok(seen_by(member)
        .order((worksheets::updated_at.desc(), worksheets::id.desc()))
        .limit(limit)
        .offset(offset)
        .select(WorksheetRow::as_select())
        .load(c)?)
}

pub fn worksheet(c: &mut Conn, id: &str) -> Result<WorksheetRow> {
    Ok(worksheets::table
        .find(id)
        .select(WorksheetRow::as_select())
        .first(c)?)
}

pub fn insert(c: &mut Conn, row: &WorksheetRow) -> Result<()> {
    diesel::insert_into(worksheets::table)
        .values(row)
        .execute(c)?;
    Ok(())
}

/// Whether it was still at `version`, and so is changed now.
pub fn update(
    c: &mut Conn,
    now: NaiveDateTime,
    id: &str,
    version: i64,
    title: &str,
    cells: &str,
) -> Result<bool> {
    let changed = diesel::update(
        worksheets::table
            .find(id)
            .filter(worksheets::version.eq(version)),
    )
    .set((
        worksheets::title.eq(title),
        worksheets::cells.eq(cells),
        worksheets::version.eq(worksheets::version + 1),
        worksheets::updated_at.eq(now),
    ))
    .execute(c)?;
    Ok(changed == 1)
}
