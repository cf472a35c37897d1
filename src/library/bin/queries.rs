use chrono::NaiveDateTime;
use diesel::dsl::count_star;
use diesel::prelude::*;

use crate::db::{Backend, Conn};
use crate::error::Result;
use crate::library::Outline;
use crate::library::queries::readable_by;
use crate::library::steps::is_editor;
use crate::members::Member;
use crate::schema::{entries, revisions};

pub fn set_deleted_at(c: &mut Conn, id: &str, at: Option<NaiveDateTime>) -> Result<()> {
    diesel::update(entries::table.find(id))
        .set(entries::deleted_at.eq(at))
        .execute(c)?;
    Ok(())
}

/// What an entry was when it was deleted last.
pub fn last_deletion(c: &mut Conn, id: &str) -> Result<Option<String>> {
    Ok(revisions::table
        .filter(revisions::entry_id.eq(id))
        .filter(revisions::action.eq("deleted"))
        .order(revisions::version.desc())
        .select(revisions::facts)
        .first(c)
        .optional()?)
}

/// When an entry first came before its readers, as its history says.
pub fn first_published(c: &mut Conn, id: &str) -> Result<Option<NaiveDateTime>> {
    // As `queries::facts` writes it; in what people typed, quotation marks have a backslash.
    let published = r#"%"status":"published"%"#;
    Ok(revisions::table
        .filter(revisions::entry_id.eq(id))
        .filter(revisions::facts.like(published))
        .order(revisions::version)
        .select(revisions::at)
        .first(c)
        .optional()?)
}

pub fn deleted_before(c: &mut Conn, before: NaiveDateTime) -> Result<Vec<String>> {
    Ok(entries::table
        .filter(entries::status.eq("deleted"))
        .filter(entries::deleted_at.le(before))
        .select(entries::id)
        .load(c)?)
}

/// A page of what is in the bin that `who` may bring back, the latest first, and how much there is.
pub fn list(c: &mut Conn, who: &Member, offset: i64, limit: i64) -> Result<(Vec<Outline>, i64)> {
    let theirs = || {
        let deleted = entries::table
            .filter(entries::status.eq("deleted"))
            .into_boxed::<Backend>();
        if is_editor(Some(who)) {
            deleted.filter(readable_by(who))
        } else {
            deleted.filter(entries::owner_id.eq(who.id.clone()))
        }
    };
    let rows = theirs()
        .order((entries::deleted_at.desc(), entries::id))
        .offset(offset)
        .limit(limit)
        .select(Outline::as_select())
        .load(c)?;
    Ok((rows, theirs().select(count_star()).first(c)?))
}
