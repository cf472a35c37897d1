mod asked;
mod leaving;
mod own;
mod turns;
mod units;

pub use asked::*;
pub use leaving::*;
pub use own::*;
pub use turns::*;
pub use units::*;

use std::collections::HashMap;

use chrono::NaiveDateTime;
use diesel::dsl::count_star;
use diesel::prelude::*;

use super::NewOrganisation;
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::members::OrganisationRow;
use crate::members::profile::{Field, Sees, Viewer};
use crate::schema::{
    attendance, entries, invitations, joinings, organisation_domains as domains_table,
    organisations as org, people, processes, providers, representatives as reps,
    units as units_table, worksheets,
};
use crate::web::paging::{PER_PAGE, offset};

/// Somebody's own title, where the network may see it.
fn shown_title(visibility: &str, title: String) -> String {
    if Viewer::Network.may_see(&Sees::read(visibility), Field::Title) {
        title
    } else {
        String::new()
    }
}

/// A page of organisations by name, and how many there are.
pub fn list(c: &mut Conn, kind: Option<&str>, page: i64) -> Result<(Vec<OrganisationRow>, i64)> {
    let mut total = org::table.select(count_star()).into_boxed();
    let mut rows = org::table
        .order(org::name)
        .select(OrganisationRow::as_select())
        .limit(PER_PAGE)
        .offset(offset(page))
        .into_boxed();
    if let Some(kind) = kind {
        total = total.filter(org::kind.eq(kind.to_string()));
        rows = rows.filter(org::kind.eq(kind.to_string()));
    }
    Ok((rows.load(c)?, total.first(c)?))
}

/// How many active people each of these organisations has.
pub fn counts(c: &mut Conn, ids: &[String]) -> Result<HashMap<String, i64>> {
    Ok(people::table
        .filter(people::status.eq("active"))
        .filter(people::organisation_id.eq_any(ids))
        .group_by(people::organisation_id)
        .select((people::organisation_id.assume_not_null(), count_star()))
        .load::<(String, i64)>(c)?
        .into_iter()
        .collect())
}

pub fn update(c: &mut Conn, id: &str, new: &NewOrganisation) -> Result<()> {
    diesel::update(org::table.find(id))
        .set((
            org::name.eq(&new.name),
            org::kind.eq(new.kind),
            org::municipality.eq(&new.municipality),
            org::seats.eq(new.seats),
        ))
        .execute(c)?;
    Ok(())
}

/// What belongs to an organisation and keeps it from being removed: a message key and how many.
pub fn belongings(c: &mut Conn, id: &str) -> Result<Vec<(&'static str, i64)>> {
    macro_rules! count {
        ($table:ident) => {
            $table::table
                .filter($table::organisation_id.eq(id))
                .select(count_star())
                .first::<i64>(c)?
        };
    }
    // Who is decided about is only remembered.
    let waiting = joinings::table
        .filter(joinings::organisation_id.eq(id))
        .filter(joinings::status.eq_any(["asked", "invited"]))
        .select(count_star())
        .first::<i64>(c)?;
    Ok(vec![
        ("organisations-has-people", count!(people)),
        ("organisations-has-units", count!(units_table)),
        ("organisations-has-representatives", count!(reps)),
        ("organisations-has-entries", count!(entries)),
        ("organisations-has-worksheets", count!(worksheets)),
        ("organisations-has-processes", count!(processes)),
        (
            "organisations-has-seats",
            count!(attendance) + count!(invitations),
        ),
        ("organisations-has-providers", count!(providers)),
        ("organisations-has-joinings", waiting),
    ])
}

/// With its mail domains, and out of requests that are decided; whatever else is left stops it.
pub fn delete(c: &mut Conn, id: &str) -> Result<()> {
    diesel::delete(domains_table::table.filter(domains_table::organisation_id.eq(id)))
        .execute(c)?;
    diesel::update(joinings::table.filter(joinings::organisation_id.eq(id)))
        .set(joinings::organisation_id.eq(None::<String>))
        .execute(c)?;
    diesel::delete(org::table.find(id)).execute(c)?;
    Ok(())
}

pub fn domains(c: &mut Conn, organisation_id: &str) -> Result<Vec<String>> {
    Ok(domains_table::table
        .filter(domains_table::organisation_id.eq(organisation_id))
        .order(domains_table::domain)
        .select(domains_table::domain)
        .load(c)?)
}

pub fn insert_domain(
    c: &mut Conn,
    now: NaiveDateTime,
    organisation_id: &str,
    domain: &str,
) -> Result<()> {
    diesel::insert_into(domains_table::table)
        .values((
            domains_table::domain.eq(domain),
            domains_table::organisation_id.eq(organisation_id),
            domains_table::at.eq(now),
        ))
        .execute(c)?;
    Ok(())
}

pub fn delete_domain(c: &mut Conn, organisation_id: &str, domain: &str) -> Result<()> {
    let gone = diesel::delete(
        domains_table::table
            .find(domain)
            .filter(domains_table::organisation_id.eq(organisation_id)),
    )
    .execute(c)?;
    if gone == 0 {
        Err(Error::NotFound)
    } else {
        Ok(())
    }
}
