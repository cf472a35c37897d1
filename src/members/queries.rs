use std::collections::HashMap;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use diesel::dsl::{count_star, exists};
use diesel::prelude::*;

use super::profile::{Field, Sees, Visibility};
use super::{Member, NewPerson, Role};
use crate::db::{CHUNK, Conn};
use crate::error::Result;
use crate::schema::{
    organisations as org, other_addresses, people as people_table, person_details as details,
    person_roles, representatives as reps,
};
use crate::text;
use crate::web::lang::Lang;
use crate::web::paging::{PER_PAGE, offset};

/// A person with their details, as lists show them.
#[derive(Queryable, Debug, Clone, PartialEq)]
pub struct PersonRow {
    pub id: String,
    pub name: String,
    pub email: String,
    pub title: String,
    pub lang: String,
    pub organisation_id: Option<String>,
    pub organisation: Option<String>,
}

#[derive(Queryable, Selectable, Debug, Clone, PartialEq)]
#[diesel(table_name = org)]
pub struct OrganisationRow {
    pub id: String,
    pub name: String,
    pub kind: String,
    pub municipality: Option<String>,
    pub seats: i64,
}

/// Somebody who speaks for an organisation, in the order of turns.
#[derive(Queryable, Debug, Clone, PartialEq)]
pub struct Representative {
    pub organisation_id: String,
    pub person_id: String,
}

macro_rules! person_rows {
    () => {
        person_rows!(["active"])
    };
    ($statuses:expr) => {
        people_table::table
            .inner_join(details::table.on(details::person_id.eq(people_table::id)))
            .left_join(org::table.on(org::id.nullable().eq(people_table::organisation_id)))
            .filter(people_table::status.eq_any($statuses))
            .select((
                people_table::id,
                details::name,
                details::email,
                details::title,
                details::lang,
                people_table::organisation_id,
                org::name.nullable(),
            ))
    };
}

/// Active people, by name.
pub fn people(c: &mut Conn) -> Result<Vec<PersonRow>> {
    Ok(person_rows!()
        .order((details::name, people_table::id))
        .load(c)?)
}

pub fn person(c: &mut Conn, id: &str) -> Result<PersonRow> {
    Ok(person_rows!().filter(people_table::id.eq(id)).first(c)?)
}

/// Who has an address, as their own or as a further one. The same queries whoever has it, if anybody.
pub fn find_by_email(c: &mut Conn, email: &str) -> Result<Option<PersonRow>> {
    let id = owner_of_address(c, email)?.unwrap_or_default();
    Ok(person_rows!()
        .filter(people_table::id.eq(id))
        .first(c)
        .optional()?)
}

/// Who has an address, active or not.
pub fn owner_of_address(c: &mut Conn, email: &str) -> Result<Option<String>> {
    let own = details::table
        .filter(details::email.eq(email))
        .select(details::person_id)
        .first::<String>(c)
        .optional()?;
    let further = other_addresses::table
        .find(email)
        .select(other_addresses::person_id)
        .first::<String>(c)
        .optional()?;
    Ok(own.or(further))
}

/// The address by which somebody with this one is known; itself when nobody has it. The same queries
/// whoever has it.
pub fn main_address(c: &mut Conn, email: &str) -> Result<String> {
    let id = owner_of_address(c, email)?.unwrap_or_default();
    let main: Option<String> = details::table
        .find(id)
        .select(details::email)
        .first(c)
        .optional()?;
    Ok(main.unwrap_or_else(|| email.to_string()))
}

/// Who may knock: those who are suspended as well, for they shall learn why they are not let in.
const AT_DOOR: [&str; 2] = ["active", "suspended"];

/// As `person`, suspended ones too.
pub fn person_at_door(c: &mut Conn, id: &str) -> Result<PersonRow> {
    Ok(person_rows!(AT_DOOR)
        .filter(people_table::id.eq(id))
        .first(c)?)
}

/// As `find_by_email`, suspended ones too.
pub fn find_at_door(c: &mut Conn, email: &str) -> Result<Option<PersonRow>> {
    let id = owner_of_address(c, email)?.unwrap_or_default();
    Ok(person_rows!(AT_DOOR)
        .filter(people_table::id.eq(id))
        .first(c)
        .optional()?)
}

/// The named people, in no order. Ids nobody has are left out.
pub fn people_of(c: &mut Conn, ids: &[String]) -> Result<Vec<PersonRow>> {
    let mut all = Vec::with_capacity(ids.len());
    for chunk in ids.chunks(CHUNK) {
        all.extend(
            person_rows!()
                .filter(people_table::id.eq_any(chunk))
                .load::<PersonRow>(c)?,
        );
    }
    Ok(all)
}

/// Names of people by id, for showing who did what. One query for a whole page.
pub fn names<'a>(
    c: &mut Conn,
    ids: impl IntoIterator<Item = &'a str>,
) -> Result<HashMap<String, String>> {
    let mut wanted: Vec<&str> = ids.into_iter().collect();
    wanted.sort_unstable();
    wanted.dedup();
    let mut found = HashMap::new();
    for chunk in wanted.chunks(CHUNK) {
        found.extend(
            details::table
                .filter(details::person_id.eq_any(chunk))
                .select((details::person_id, details::name))
                .load::<(String, String)>(c)?,
        );
    }
    Ok(found)
}

/// Everybody there is a record of, also who asks to come in or has left.
pub fn count_people(c: &mut Conn) -> Result<i64> {
    Ok(people_table::table.select(count_star()).first(c)?)
}

/// Who is in the network now.
pub fn count_active(c: &mut Conn) -> Result<i64> {
    Ok(people_table::table
        .filter(people_table::status.eq("active"))
        .select(count_star())
        .first(c)?)
}

pub fn has_administrator(c: &mut Conn) -> Result<bool> {
    Ok(diesel::select(exists(
        person_roles::table.filter(person_roles::role.eq(Role::Administrator.name())),
    ))
    .get_result(c)?)
}

/// Whether somebody else, who can sign in, administers the network.
pub fn other_administrators(c: &mut Conn, than: &str) -> Result<bool> {
    Ok(diesel::select(exists(
        person_roles::table
            .inner_join(people_table::table)
            .filter(people_table::status.eq("active"))
            .filter(person_roles::role.eq(Role::Administrator.name()))
            .filter(person_roles::person_id.ne(than)),
    ))
    .get_result(c)?)
}

/// Active people by name, as administrators find them: every word is in name, title, what they help
/// with, or address. A page of them, and how many there are.
pub fn find(c: &mut Conn, words: &[String], page: i64) -> Result<(Vec<PersonRow>, i64)> {
    macro_rules! matching {
        ($rows:expr) => {{
            let mut rows = $rows.into_boxed();
            for word in words {
                let pattern = text::containing(word);
                rows = rows.filter(
                    details::folded
                        .like(pattern.clone())
                        .escape('\\')
                        .or(details::email.like(pattern).escape('\\')),
                );
            }
            rows
        }};
    }
    let total = matching!(
        people_table::table
            .inner_join(details::table.on(details::person_id.eq(people_table::id)))
            .filter(people_table::status.eq("active"))
            .select(count_star())
    )
    .first(c)?;
    let found = matching!(person_rows!())
        .order((details::name, people_table::id))
        .limit(PER_PAGE)
        .offset(offset(page))
        .load(c)?;
    Ok((found, total))
}

/// The version of what is kept of a person, for finding out whether somebody else was first.
pub fn version(c: &mut Conn, id: &str) -> Result<i64> {
    Ok(people_table::table
        .find(id)
        .select(people_table::version)
        .first(c)?)
}

/// Moves a person on from `version`; false when somebody else was first.
pub fn next_version(c: &mut Conn, id: &str, version: i64) -> Result<bool> {
    let moved = diesel::update(
        people_table::table
            .find(id)
            .filter(people_table::version.eq(version)),
    )
    .set(people_table::version.eq(version + 1))
    .execute(c)?;
    Ok(moved == 1)
}

/// Moves a person on to the next version: who has them open finds out.
pub fn touch(c: &mut Conn, id: &str) -> Result<()> {
    diesel::update(people_table::table.find(id))
        .set(people_table::version.eq(people_table::version + 1))
        .execute(c)?;
    Ok(())
}

/// Roles beyond member of these people.
pub fn roles_of(c: &mut Conn, ids: &[String]) -> Result<HashMap<String, Vec<Role>>> {
    let mut found: HashMap<String, Vec<Role>> = HashMap::new();
    for chunk in ids.chunks(CHUNK) {
        let rows = person_roles::table
            .filter(person_roles::person_id.eq_any(chunk))
            .select((person_roles::person_id, person_roles::role))
            .load::<(String, String)>(c)?;
        for (id, role) in rows {
            if let Some(role) = Role::named(&role).filter(|r| *r != Role::Member) {
                found.entry(id).or_default().push(role);
            }
        }
    }
    Ok(found)
}

pub fn add_role(c: &mut Conn, id: &str, role: Role) -> Result<()> {
    diesel::insert_into(person_roles::table)
        .values((
            person_roles::person_id.eq(id),
            person_roles::role.eq(role.name()),
        ))
        .on_conflict_do_nothing()
        .execute(c)?;
    Ok(())
}

pub fn remove_role(c: &mut Conn, id: &str, role: Role) -> Result<()> {
    diesel::delete(
        person_roles::table
            .filter(person_roles::person_id.eq(id))
            .filter(person_roles::role.eq(role.name())),
    )
    .execute(c)?;
    Ok(())
}

pub fn roles(c: &mut Conn, id: &str) -> Result<Vec<Role>> {
    Ok(person_roles::table
        .filter(person_roles::person_id.eq(id))
        .select(person_roles::role)
        .load::<String>(c)?
        .iter()
        .filter_map(|r| Role::named(r))
        .collect())
}

/// Every person's roles beyond member, by person.
pub fn all_roles(c: &mut Conn) -> Result<HashMap<String, Vec<Role>>> {
    let mut all: HashMap<String, Vec<Role>> = HashMap::new();
    for (id, role) in person_roles::table
        .select((person_roles::person_id, person_roles::role))
        .load::<(String, String)>(c)?
    {
        if let Some(role) = Role::named(&role).filter(|r| *r != Role::Member) {
            all.entry(id).or_default().push(role);
        }
    }
    Ok(all)
}

pub fn insert_person(c: &mut Conn, now: NaiveDateTime, id: &str, new: &NewPerson) -> Result<()> {
    diesel::insert_into(people_table::table)
        .values((
            people_table::id.eq(id),
            people_table::organisation_id.eq(&new.organisation_id),
            people_table::status.eq("active"),
            people_table::created_at.eq(now),
        ))
        .execute(c)?;
    diesel::insert_into(details::table)
        .values((
            details::person_id.eq(id),
            details::name.eq(&new.name),
            details::email.eq(&new.email),
            details::title.eq(&new.title),
            details::lang.eq(new.lang.code()),
        ))
        .execute(c)?;
    refold(c, id)
}

pub fn update_person(c: &mut Conn, id: &str, new: &NewPerson) -> Result<()> {
    diesel::update(people_table::table.find(id))
        .set(people_table::organisation_id.eq(&new.organisation_id))
        .execute(c)?;
    diesel::update(details::table.find(id))
        .set((
            details::name.eq(&new.name),
            details::email.eq(&new.email),
            details::title.eq(&new.title),
            details::lang.eq(new.lang.code()),
        ))
        .execute(c)?;
    touch(c, id)?;
    refold(c, id)
}

/// Keeps what a person is found by in step with what they write of themselves: called after every
/// write of name, title, help or visibility. What is hidden is not found either.
pub fn refold(c: &mut Conn, id: &str) -> Result<()> {
    let (name, title, help, visibility) = details::table
        .find(id)
        .select((
            details::name,
            details::title,
            details::help,
            details::visibility,
        ))
        .first::<(String, String, String, String)>(c)?;
    let sees = Sees::read(&visibility);
    let shown = |field, text| {
        if sees.of(field) == Visibility::Hidden {
            ""
        } else {
            text
        }
    };
    let folded = super::folded(
        &name,
        shown(Field::Title, &title),
        shown(Field::Help, &help),
    );
    diesel::update(details::table.find(id))
        .set(details::folded.eq(folded))
        .execute(c)?;
    Ok(())
}

/// Who cannot be found yet.
pub fn unfolded(c: &mut Conn) -> Result<Vec<String>> {
    Ok(details::table
        .filter(details::folded.eq(""))
        .filter(details::name.ne(""))
        .select(details::person_id)
        .load(c)?)
}

/// Active people as the rules see them, with all their roles: for asking what somebody may while
/// they are not here. In no order; who is not active is left out.
pub fn acting(c: &mut Conn, ids: &[String]) -> Result<Vec<Member>> {
    let mut all = Vec::with_capacity(ids.len());
    for chunk in ids.chunks(CHUNK) {
        let mut roles: HashMap<String, Vec<Role>> = HashMap::new();
        for (id, role) in person_roles::table
            .filter(person_roles::person_id.eq_any(chunk))
            .select((person_roles::person_id, person_roles::role))
            .load::<(String, String)>(c)?
        {
            roles.entry(id).or_default().extend(Role::named(&role));
        }
        let rows = person_rows!()
            .filter(people_table::id.eq_any(chunk))
            .load::<PersonRow>(c)?;
        all.extend(rows.into_iter().map(|p| Member {
            roles: roles.remove(&p.id).unwrap_or_default(),
            withheld: Vec::new(),
            lang: Lang::named(&p.lang).unwrap_or_default(),
            organisation_id: p.organisation_id,
            name: p.name,
            id: p.id,
        }));
    }
    Ok(all)
}

/// What somebody says of themselves when they come in.
pub fn update_profile(c: &mut Conn, id: &str, name: &str, title: &str, lang: Lang) -> Result<()> {
    diesel::update(details::table.find(id))
        .set((
            details::name.eq(name),
            details::title.eq(title),
            details::lang.eq(lang.code()),
        ))
        .execute(c)?;
    touch(c, id)?;
    refold(c, id)
}

pub fn update_language(c: &mut Conn, id: &str, lang: Lang) -> Result<()> {
    diesel::update(details::table.find(id))
        .set(details::lang.eq(lang.code()))
        .execute(c)?;
    Ok(())
}

pub fn set_roles(c: &mut Conn, id: &str, roles: &[Role]) -> Result<()> {
    diesel::delete(person_roles::table.filter(person_roles::person_id.eq(id))).execute(c)?;
    for role in roles {
        add_role(c, id, *role)?;
    }
    Ok(())
}

/// New representatives come last in the order of turns; who stays keeps the place.
pub fn set_represents(c: &mut Conn, id: &str, organisations: &[String]) -> Result<()> {
    diesel::delete(
        reps::table
            .filter(reps::person_id.eq(id))
            .filter(reps::organisation_id.ne_all(organisations)),
    )
    .execute(c)?;
    for organisation in organisations {
        let last: Option<i64> = reps::table
            .filter(reps::organisation_id.eq(organisation))
            .select(diesel::dsl::max(reps::turn))
            .first(c)?;
        diesel::insert_into(reps::table)
            .values((
                reps::organisation_id.eq(organisation),
                reps::person_id.eq(id),
                reps::turn.eq(last.unwrap_or(0) + 1),
            ))
            .on_conflict_do_nothing()
            .execute(c)?;
    }
    Ok(())
}

/// Everybody who speaks for an organisation on a local day, by organisation and turn. Who is suspended
/// speaks for nobody meanwhile.
pub fn representatives(c: &mut Conn, day: NaiveDate) -> Result<Vec<Representative>> {
    let day = day.and_time(NaiveTime::MIN);
    Ok(reps::table
        .inner_join(people_table::table.on(people_table::id.eq(reps::person_id)))
        .filter(people_table::status.eq("active"))
        .filter(reps::from_day.is_null().or(reps::from_day.le(day)))
        .filter(reps::to_day.is_null().or(reps::to_day.ge(day)))
        .order((reps::organisation_id, reps::turn, reps::person_id))
        .select((reps::organisation_id, reps::person_id))
        .load(c)?)
}

pub fn represented_by(c: &mut Conn, id: &str) -> Result<Vec<String>> {
    Ok(reps::table
        .filter(reps::person_id.eq(id))
        .select(reps::organisation_id)
        .load(c)?)
}

pub fn organisations(c: &mut Conn) -> Result<Vec<OrganisationRow>> {
    Ok(org::table
        .order(org::name)
        .select(OrganisationRow::as_select())
        .load(c)?)
}

pub fn organisation(c: &mut Conn, id: &str) -> Result<OrganisationRow> {
    Ok(org::table
        .find(id)
        .select(OrganisationRow::as_select())
        .first(c)?)
}

pub fn organisation_names(c: &mut Conn) -> Result<HashMap<String, String>> {
    Ok(org::table
        .select((org::id, org::name))
        .load::<(String, String)>(c)?
        .into_iter()
        .collect())
}

pub fn insert_organisation(
    c: &mut Conn,
    now: NaiveDateTime,
    id: &str,
    name: &str,
    kind: &str,
    municipality: Option<&str>,
    seats: i64,
) -> Result<()> {
    diesel::insert_into(org::table)
        .values((
            org::id.eq(id),
            org::name.eq(name),
            org::kind.eq(kind),
            org::municipality.eq(municipality),
            org::seats.eq(seats),
            org::created_at.eq(now),
        ))
        .execute(c)?;
    Ok(())
}
