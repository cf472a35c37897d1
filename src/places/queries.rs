use chrono::NaiveDateTime;
use diesel::prelude::*;

use crate::db::Conn;
use crate::error::Result;
use crate::library::{Status, in_audience};
use crate::meetings::PUBLISHED;
use crate::members::{OrganisationRow, Scope};
use crate::schema::{entries, meetings, organisations};

/// Names and languages of entries that say a municipality and have no code.
pub fn unplaced(c: &mut Conn) -> Result<Vec<(String, String)>> {
    Ok(entries::table
        .filter(entries::place.is_null())
        .filter(entries::municipality.is_not_null())
        .select((entries::municipality.assume_not_null(), entries::lang))
        .distinct()
        .load(c)?)
}

/// Gives the entries of one name and language their code; their ids.
pub fn set_place(c: &mut Conn, municipality: &str, lang: &str, code: &str) -> Result<Vec<String>> {
    let meant = entries::table
        .filter(entries::place.is_null())
        .filter(entries::municipality.eq(municipality))
        .filter(entries::lang.eq(lang));
    Ok(diesel::update(meant)
        .set(entries::place.eq(code))
        .returning(entries::id)
        .get_results(c)?)
}

/// Every organisation, by name.
pub fn organisations(c: &mut Conn) -> Result<Vec<OrganisationRow>> {
    Ok(organisations::table
        .order(organisations::name)
        .select(OrganisationRow::as_select())
        .load(c)?)
}

/// A meeting as a municipality's page shows it. Times are wall-clock times.
#[derive(Queryable, Debug, Clone, PartialEq)]
pub struct MeetingRow {
    pub id: String,
    pub title: String,
    pub place: String,
    pub starts_local: NaiveDateTime,
}

/// The latest meetings that were not called off and say where they are, coming ones included.
pub fn meetings(c: &mut Conn) -> Result<Vec<MeetingRow>> {
    Ok(meetings::table
        .filter(meetings::status.eq(PUBLISHED))
        .filter(meetings::place.ne(""))
        .order((meetings::starts_local.desc(), meetings::id))
        .limit(2000)
        .select((
            meetings::id,
            meetings::title,
            meetings::place,
            meetings::starts_local,
        ))
        .load(c)?)
}

/// Whom to ask about an entry, as the entry says it.
#[derive(Queryable, Selectable, Debug, Clone, PartialEq)]
#[diesel(table_name = entries)]
pub struct Contact {
    pub slug: String,
    pub title: String,
    pub lang: String,
    pub contact_role: String,
    pub contact_name: String,
    pub contact_deputy: String,
}

/// Entries that are asked for whom they name.
const MOST_ASKED: i64 = 1_000;

/// Whom the published entries of a place say to ask, as far as the viewer may read them: each role and
/// name once, by role, and at most `limit`. Who reads an entry reads that, too.
pub fn contacts(c: &mut Conn, scope: &Scope, code: &str, limit: usize) -> Result<Vec<Contact>> {
    let mut all: Vec<Contact> = entries::table
        .filter(entries::place.eq(code))
        .filter(entries::status.eq(Status::Published.name()))
        .filter(in_audience(scope))
        .filter(entries::contact_role.ne(""))
        .order((entries::contact_role, entries::contact_name, entries::slug))
        .limit(MOST_ASKED)
        .select(Contact::as_select())
        .load(c)?;
    all.dedup_by(|a, b| (&a.contact_role, &a.contact_name) == (&b.contact_role, &b.contact_name));
    all.truncate(limit);
    Ok(all)
}
