use std::collections::BTreeMap;

use chrono::NaiveDateTime;
use diesel::prelude::*;
use diesel::sql_types::Text;

use super::tables::{Link, PersonColumn};
use crate::db::{CHUNK, Conn};
use crate::error::{Error, Result};
use crate::schema::{
    entries, erasures, exports, mails, meetings, organisations, other_addresses, people,
    person_details, person_roles, photos, processes, programmes, topics, units, worksheets,
};

/// A person as export, erasure and letters need them.
#[derive(Queryable, Debug, Clone, PartialEq)]
pub struct Subject {
    pub id: String,
    pub name: String,
    pub email: String,
    pub lang: String,
}

pub fn subject(c: &mut Conn, id: &str) -> Result<Option<Subject>> {
    Ok(person_details::table
        .find(id)
        .select((
            person_details::person_id,
            person_details::name,
            person_details::email,
            person_details::lang,
        ))
        .first(c)
        .optional()?)
}

/// Every address that is a person's.
pub fn addresses(c: &mut Conn, subject: &Subject) -> Result<Vec<String>> {
    let mut all: Vec<String> = other_addresses::table
        .filter(other_addresses::person_id.eq(&subject.id))
        .select(other_addresses::email)
        .load(c)?;
    all.push(subject.email.clone());
    Ok(all)
}

/// Whether somebody else bears the same name.
pub fn is_shared(c: &mut Conn, subject: &Subject) -> Result<bool> {
    Ok(diesel::select(diesel::dsl::exists(
        person_details::table
            .filter(person_details::name.eq(&subject.name))
            .filter(person_details::person_id.ne(&subject.id)),
    ))
    .get_result(c)?)
}

pub fn is_last_administrator(c: &mut Conn, id: &str) -> Result<bool> {
    let administrators: Vec<String> = person_roles::table
        .inner_join(people::table.on(people::id.eq(person_roles::person_id)))
        .filter(person_roles::role.eq("administrator"))
        .filter(people::status.eq("active"))
        .select(person_roles::person_id)
        .limit(2)
        .load(c)?;
    Ok(administrators == [id])
}

/// The condition under which a row names the person `$1` in a registered column.
pub fn names_person(row: &PersonColumn) -> String {
    match row.link {
        Link::Reference | Link::Id => format!("\"{}\" = $1", row.column),
        // Ids are hexadecimal: nothing in them is a wildcard.
        Link::Within => format!("\"{}\" LIKE '%' || $1 || '%'", row.column),
    }
}

#[derive(Queryable, Selectable, Debug, Clone, PartialEq)]
#[diesel(table_name = exports)]
pub struct ExportRow {
    pub id: String,
    pub person_id: String,
    pub asked_at: NaiveDateTime,
    pub ready_at: Option<NaiveDateTime>,
}

pub fn insert_export(c: &mut Conn, now: NaiveDateTime, id: &str, person_id: &str) -> Result<()> {
    diesel::insert_into(exports::table)
        .values((
            exports::id.eq(id),
            exports::person_id.eq(person_id),
            exports::asked_at.eq(now),
        ))
        .execute(c)?;
    Ok(())
}

pub fn export(c: &mut Conn, id: &str) -> Result<Option<ExportRow>> {
    Ok(exports::table
        .find(id)
        .select(ExportRow::as_select())
        .first(c)
        .optional()?)
}

/// A person's archives asked for after `since`, newest first.
pub fn exports_of(c: &mut Conn, person_id: &str, since: NaiveDateTime) -> Result<Vec<ExportRow>> {
    Ok(exports::table
        .filter(exports::person_id.eq(person_id))
        .filter(exports::asked_at.gt(since))
        .order(exports::asked_at.desc())
        .select(ExportRow::as_select())
        .load(c)?)
}

/// The archive itself; `NotFound` unless it is this person's, ready, and asked for after `since`.
pub fn archive(c: &mut Conn, person_id: &str, id: &str, since: NaiveDateTime) -> Result<Vec<u8>> {
    exports::table
        .find(id)
        .filter(exports::person_id.eq(person_id))
        .filter(exports::asked_at.gt(since))
        .select(exports::archive)
        .first::<Option<Vec<u8>>>(c)
        .optional()?
        .flatten()
        .ok_or(Error::NotFound)
}

/// False when the request is gone meanwhile.
pub fn fill_export(c: &mut Conn, now: NaiveDateTime, id: &str, archive: &[u8]) -> Result<bool> {
    let changed = diesel::update(exports::table.find(id))
        .set((exports::ready_at.eq(now), exports::archive.eq(archive)))
        .execute(c)?;
    Ok(changed == 1)
}

/// A photo's media type and bytes.
pub fn photo(c: &mut Conn, person_id: &str) -> Result<Option<(String, Vec<u8>)>> {
    Ok(photos::table
        .find(person_id)
        .select((photos::media_type, photos::bytes))
        .first(c)
        .optional()?)
}

/// What the things are called that these ids are of. Ids of people are left out.
pub fn titles(c: &mut Conn, ids: &[String]) -> Result<BTreeMap<String, String>> {
    let mut all = BTreeMap::new();
    for ids in ids.chunks(CHUNK) {
        macro_rules! named {
            ($table:ident, $name:ident) => {
                all.extend(
                    $table::table
                        .filter($table::id.eq_any(ids))
                        .select(($table::id, $table::$name))
                        .load::<(String, String)>(c)?,
                );
            };
        }
        named!(organisations, name);
        named!(units, name);
        named!(meetings, title);
        named!(programmes, name);
        named!(topics, title);
        named!(entries, title);
        named!(processes, title);
        named!(worksheets, title);
    }
    Ok(all)
}

#[derive(Queryable, Selectable, Debug, Clone, PartialEq)]
#[diesel(table_name = erasures)]
pub struct ErasureRow {
    pub person_id: String,
    pub contributions: String,
    pub asked_at: NaiveDateTime,
    pub due_at: NaiveDateTime,
    pub done_at: Option<NaiveDateTime>,
}

pub fn erasure(c: &mut Conn, person_id: &str) -> Result<Option<ErasureRow>> {
    Ok(erasures::table
        .find(person_id)
        .select(ErasureRow::as_select())
        .first(c)
        .optional()?)
}

/// False when it was asked for already.
pub fn insert_erasure(c: &mut Conn, row: &ErasureRow) -> Result<bool> {
    let inserted = diesel::insert_into(erasures::table)
        .values((
            erasures::person_id.eq(&row.person_id),
            erasures::contributions.eq(&row.contributions),
            erasures::asked_at.eq(row.asked_at),
            erasures::due_at.eq(row.due_at),
        ))
        .on_conflict(erasures::person_id)
        .do_nothing()
        .execute(c)?;
    Ok(inserted == 1)
}

/// False when there was none, or it is carried out.
pub fn delete_erasure(c: &mut Conn, person_id: &str) -> Result<bool> {
    let deleted = diesel::delete(
        erasures::table
            .filter(erasures::person_id.eq(person_id))
            .filter(erasures::done_at.is_null()),
    )
    .execute(c)?;
    Ok(deleted == 1)
}

pub fn finish_erasure(c: &mut Conn, now: NaiveDateTime, person_id: &str) -> Result<()> {
    diesel::update(erasures::table.find(person_id))
        .set(erasures::done_at.eq(now))
        .execute(c)?;
    Ok(())
}

pub fn mail_ids(c: &mut Conn, person_id: &str) -> Result<Vec<String>> {
    Ok(mails::table
        .filter(
            mails::person_id
                .eq(person_id)
                .or(mails::subject_id.eq(person_id)),
        )
        .select(mails::id)
        .load(c)?)
}

pub fn mail_status(c: &mut Conn, dedupe: &str) -> Result<Option<String>> {
    Ok(mails::table
        .filter(mails::dedupe.eq(dedupe))
        .select(mails::status)
        .first(c)
        .optional()?)
}

/// Runs SQL whose names come from the register, with one value bound.
pub fn execute(c: &mut Conn, sql: &str, value: &str) -> Result<usize> {
    Ok(diesel::sql_query(sql).bind::<Text, _>(value).execute(c)?)
}

pub fn execute_two(c: &mut Conn, sql: &str, first: &str, second: &str) -> Result<usize> {
    Ok(diesel::sql_query(sql)
        .bind::<Text, _>(first)
        .bind::<Text, _>(second)
        .execute(c)?)
}

/// One column of text, called `value`.
pub fn texts(c: &mut Conn, sql: &str, value: &str) -> Result<Vec<String>> {
    #[derive(QueryableByName)]
    struct Row {
        #[diesel(sql_type = Text)]
        value: String,
    }
    Ok(diesel::sql_query(sql)
        .bind::<Text, _>(value)
        .load::<Row>(c)?
        .into_iter()
        .map(|row| row.value)
        .collect())
}
