use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::Name;
use crate::db::Conn;
use crate::error::Result;
use crate::schema::statements;
use crate::web::Lang;

/// A text as it is stored. An empty body: the built-in text stands, and was looked at.
#[derive(Queryable, Selectable, Debug, Clone, PartialEq)]
#[diesel(table_name = statements)]
pub struct Statement {
    pub name: String,
    pub lang: String,
    /// Markdown, or of the accessibility statement its fields as JSON.
    pub body: String,
    pub reviewed_at: NaiveDateTime,
    pub version: i64,
}

pub fn all(c: &mut Conn) -> Result<Vec<Statement>> {
    Ok(statements::table
        .order((statements::name, statements::lang))
        .select(Statement::as_select())
        .load(c)?)
}

pub fn of(c: &mut Conn, name: Name) -> Result<Vec<Statement>> {
    Ok(statements::table
        .filter(statements::name.eq(name.name()))
        .order(statements::lang)
        .select(Statement::as_select())
        .load(c)?)
}

pub fn get(c: &mut Conn, name: Name, lang: Lang) -> Result<Option<Statement>> {
    Ok(statements::table
        .find((name.name(), lang.code()))
        .select(Statement::as_select())
        .first(c)
        .optional()?)
}

pub fn put(
    c: &mut Conn,
    name: Name,
    lang: Lang,
    body: &str,
    now: NaiveDateTime,
    version: i64,
) -> Result<()> {
    diesel::insert_into(statements::table)
        .values((
            statements::name.eq(name.name()),
            statements::lang.eq(lang.code()),
            statements::body.eq(body),
            statements::reviewed_at.eq(now),
            statements::version.eq(version),
        ))
        .on_conflict((statements::name, statements::lang))
        .do_update()
        .set((
            statements::body.eq(body),
            statements::reviewed_at.eq(now),
            statements::version.eq(version),
        ))
        .execute(c)?;
    Ok(())
}

pub fn set_reviewed(c: &mut Conn, statement: &Statement, now: NaiveDateTime) -> Result<()> {
    diesel::update(statements::table.find((&statement.name, &statement.lang)))
        .set(statements::reviewed_at.eq(now))
        .execute(c)?;
    Ok(())
}
