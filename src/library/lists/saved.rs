//! Views a member keeps: a name for an address of the list.

use chrono::NaiveDateTime;
use diesel::dsl::count_star;
use diesel::prelude::*;

use crate::db::Conn;
use crate::error::{Error, Result};
use crate::schema::saved_views;

/// The longest name, in characters.
pub const NAME_MAX: usize = 80;
/// More than this nobody finds anything in.
const MOST: i64 = 50;

#[derive(Queryable, Selectable, Debug, Clone, PartialEq)]
#[diesel(table_name = saved_views)]
pub struct SavedView {
    pub id: String,
    pub name: String,
    /// As `Filter::query` writes it.
    pub query: String,
}

/// Whether a spreadsheet that opens a list of names would take this one for something to compute.
pub fn is_formula(name: &str) -> bool {
    name.starts_with(['=', '+', '-', '@'])
}

/// A person's own, by name.
pub fn of(c: &mut Conn, person_id: &str) -> Result<Vec<SavedView>> {
    Ok(saved_views::table
        .filter(saved_views::person_id.eq(person_id))
        .order((saved_views::name, saved_views::id))
        .select(SavedView::as_select())
        .load(c)?)
}

/// Keeps a view; one of the same name is another view from now on. `Conflict` when there are too many.
pub fn add(
    c: &mut Conn,
    now: NaiveDateTime,
    person_id: &str,
    name: &str,
    query: &str,
) -> Result<()> {
    let own = saved_views::table.filter(saved_views::person_id.eq(person_id));
    let known = diesel::update(own.filter(saved_views::name.eq(name)))
        .set(saved_views::query.eq(query))
        .execute(c)?;
    if known > 0 {
        return Ok(());
    }
    if own.select(count_star()).first::<i64>(c)? >= MOST {
        return Err(Error::Conflict);
    }
    diesel::insert_into(saved_views::table)
        .values((
            saved_views::id.eq(crate::app::new_id()),
            saved_views::person_id.eq(person_id),
            saved_views::name.eq(name),
            saved_views::query.eq(query),
            saved_views::created_at.eq(now),
        ))
        .execute(c)?;
    Ok(())
}

/// `NotFound` when it is not the person's own.
pub fn remove(c: &mut Conn, person_id: &str, id: &str) -> Result<()> {
    let own = saved_views::table
        .find(id)
        .filter(saved_views::person_id.eq(person_id));
    match diesel::delete(own).execute(c)? {
        0 => Err(Error::NotFound),
        _ => Ok(()),
    }
}
