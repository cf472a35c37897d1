//! The people of one organisation.

use diesel::dsl::count_star;
use diesel::prelude::*;

use super::shown_title;
use crate::db::{CHUNK, Conn};
use crate::error::Result;
use crate::members::{self, Role};
use crate::schema::{people, person_details as details, person_roles};
use crate::web::paging::{PER_PAGE, offset};

/// Somebody of an organisation, as who looks after them sees them.
#[derive(Queryable, Debug, Clone, PartialEq)]
pub struct Own {
    pub id: String,
    pub name: String,
    pub email: String,
    pub title: String,
    pub lang: String,
    pub version: i64,
    visibility: String,
}

impl Own {
    /// Their title as everybody else in the network may see it.
    pub fn shown_title(&self) -> String {
        shown_title(&self.visibility, self.title.clone())
    }
}

macro_rules! own_people {
    ($organisation:expr) => {
        people::table
            .inner_join(details::table.on(details::person_id.eq(people::id)))
            .filter(people::organisation_id.eq($organisation))
            .filter(people::status.eq("active"))
    };
}

macro_rules! own_rows {
    ($organisation:expr) => {
        own_people!($organisation).select((
            people::id,
            details::name,
            details::email,
            details::title,
            details::lang,
            people::version,
            details::visibility,
        ))
    };
}

/// A page of an organisation's people by name, and how many there are.
pub fn own_people(c: &mut Conn, organisation_id: &str, page: i64) -> Result<(Vec<Own>, i64)> {
    let total = own_people!(organisation_id).select(count_star()).first(c)?;
    let found = own_rows!(organisation_id)
        .order((details::name, people::id))
        .limit(PER_PAGE)
        .offset(offset(page))
        .load(c)?;
    Ok((found, total))
}

/// Somebody of this organisation; `NotFound` when they are another's or nobody.
pub fn own_person(c: &mut Conn, organisation_id: &str, person_id: &str) -> Result<Own> {
    Ok(own_rows!(organisation_id)
        .filter(people::id.eq(person_id))
        .first(c)?)
}

/// The others of an organisation, id and name, by name.
pub fn others(c: &mut Conn, organisation_id: &str, than: &str) -> Result<Vec<(String, String)>> {
    Ok(own_people!(organisation_id)
        .filter(people::id.ne(than))
        .order((details::name, people::id))
        .select((people::id, details::name))
        .limit(CHUNK as i64)
        .load(c)?)
}

pub fn administrators(c: &mut Conn, organisation_id: &str) -> Result<Vec<String>> {
    Ok(own_people!(organisation_id)
        .inner_join(person_roles::table.on(person_roles::person_id.eq(people::id)))
        .filter(person_roles::role.eq(Role::OrganisationAdministrator.name()))
        .order((details::name, people::id))
        .select(people::id)
        .load(c)?)
}

/// Writes what somebody's organisation may change of them.
pub fn update_own(
    c: &mut Conn,
    person_id: &str,
    name: &str,
    title: &str,
    lang: &str,
) -> Result<()> {
    diesel::update(details::table.find(person_id))
        .set((
            details::name.eq(name),
            details::title.eq(title),
            details::lang.eq(lang),
        ))
        .execute(c)?;
    members::refold(c, person_id)
}

pub fn set_organisation(c: &mut Conn, person_id: &str, to: Option<&str>) -> Result<()> {
    diesel::update(people::table.find(person_id))
        .set((
            people::organisation_id.eq(to),
            people::version.eq(people::version + 1),
        ))
        .execute(c)?;
    Ok(())
}
