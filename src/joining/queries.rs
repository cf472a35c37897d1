use chrono::NaiveDateTime;
use diesel::dsl::count_star;
use diesel::prelude::*;

use super::Reach;
use super::request::{Asking, Status};
use crate::db::{CHUNK, Conn};
use crate::error::Result;
use crate::schema::{
    consents, joinings, mails, not_duplicates, organisation_domains, organisations,
    other_addresses, people, person_details, person_roles,
};
use crate::web::paging::PER_PAGE;

#[derive(Queryable, Selectable, Debug, Clone, PartialEq)]
#[diesel(table_name = joinings)]
pub struct JoiningRow {
    pub id: String,
    pub email: String,
    pub name: String,
    pub title: String,
    pub lang: String,
    pub organisation_id: Option<String>,
    /// What the person wrote; once refused, why.
    pub message: String,
    pub status: String,
    pub created_at: NaiveDateTime,
    pub person_id: Option<String>,
}

/// Who has an address, as their own or as a further one.
pub struct Owner {
    pub id: String,
    pub active: bool,
    pub joined: bool,
}

pub fn owner_of(c: &mut Conn, email: &str) -> Result<Option<Owner>> {
    let Some(id) = crate::members::owner_of_address(c, email)? else {
        return Ok(None);
    };
    let (status, joined_at) = people::table
        .find(&id)
        .select((people::status, people::joined_at))
        .first::<(String, Option<NaiveDateTime>)>(c)?;
    Ok(Some(Owner {
        id,
        active: status == "active",
        joined: joined_at.is_some(),
    }))
}

pub fn has_joined(c: &mut Conn, id: &str) -> Result<bool> {
    Ok(people::table
        .find(id)
        .select(people::joined_at.is_not_null())
        .first(c)?)
}

/// The first time counts.
pub fn set_joined(c: &mut Conn, now: NaiveDateTime, id: &str) -> Result<()> {
    diesel::update(people::table.find(id).filter(people::joined_at.is_null()))
        .set(people::joined_at.eq(now))
        .execute(c)?;
    Ok(())
}

/// Roles of who invites, and the name of their organisation.
pub fn inviter(c: &mut Conn, id: &str) -> Result<(Vec<String>, Option<String>)> {
    let roles = person_roles::table
        .filter(person_roles::person_id.eq(id))
        .select(person_roles::role)
        .load(c)?;
    let organisation = people::table
        .inner_join(organisations::table)
        .filter(people::id.eq(id))
        .select(organisations::name)
        .first(c)
        .optional()?;
    Ok((roles, organisation))
}

/// Somebody who has not been here yet: id, name, address, organisation, when last invited.
#[derive(Queryable, Debug)]
pub struct Invited {
    pub id: String,
    pub name: String,
    pub email: String,
    pub organisation: Option<String>,
    pub told_at: Option<NaiveDateTime>,
}

macro_rules! not_here_yet {
    ($reach:expr) => {{
        let mut query = people::table
            .inner_join(person_details::table.on(person_details::person_id.eq(people::id)))
            .left_join(
                organisations::table.on(organisations::id.nullable().eq(people::organisation_id)),
            )
            .filter(people::status.eq("active"))
            .filter(people::joined_at.is_null())
            .into_boxed();
        if let Reach::Organisation(id) = $reach {
            query = query.filter(people::organisation_id.eq(id.clone().unwrap_or_default()));
        }
        query
    }};
}

/// Who was added and has not been here, by name: one page.
pub fn invited(c: &mut Conn, reach: &Reach, offset: i64) -> Result<Vec<Invited>> {
    let told = mails::table
        .filter(mails::person_id.eq(people::id))
        .filter(mails::kind.eq(crate::mail::Kind::Welcome.name()))
        .select(diesel::dsl::max(mails::created_at))
        .single_value();
    Ok(not_here_yet!(reach)
        .order((person_details::name, people::id))
        .offset(offset)
        .limit(PER_PAGE)
        .select((
            people::id,
            person_details::name,
            person_details::email,
            organisations::name.nullable(),
            told,
        ))
        .load(c)?)
}

pub fn count_invited(c: &mut Conn, reach: &Reach) -> Result<i64> {
    Ok(not_here_yet!(reach).select(count_star()).first(c)?)
}

/// Who was added at one moment and has not been here.
pub fn added_at(c: &mut Conn, at: NaiveDateTime) -> Result<Vec<String>> {
    Ok(people::table
        .filter(people::created_at.eq(at))
        .filter(people::status.eq("active"))
        .filter(people::joined_at.is_null())
        .order(people::id)
        .select(people::id)
        .load(c)?)
}

pub fn insert_joining(c: &mut Conn, now: NaiveDateTime, id: &str, asking: &Asking) -> Result<()> {
    diesel::insert_into(joinings::table)
        .values((
            joinings::id.eq(id),
            joinings::email.eq(&asking.email),
            joinings::name.eq(&asking.name),
            joinings::title.eq(&asking.title),
            joinings::lang.eq(asking.lang.code()),
            joinings::organisation_id.eq(&asking.organisation_id),
            joinings::message.eq(&asking.message),
            joinings::status.eq(Status::Unconfirmed.name()),
            joinings::created_at.eq(now),
        ))
        .execute(c)?;
    Ok(())
}

pub fn joining(c: &mut Conn, id: &str) -> Result<JoiningRow> {
    Ok(joinings::table
        .find(id)
        .select(JoiningRow::as_select())
        .first(c)?)
}

/// An id to queue mails for: nothing but the id is known.
pub fn reserve_person(c: &mut Conn, now: NaiveDateTime, joining: &str, id: &str) -> Result<()> {
    diesel::insert_into(people::table)
        .values((
            people::id.eq(id),
            people::status.eq("asking"),
            people::created_at.eq(now),
        ))
        .execute(c)?;
    diesel::update(joinings::table.find(joining))
        .set(joinings::person_id.eq(id))
        .execute(c)?;
    Ok(())
}

/// The person whose id was reserved comes in.
pub fn let_in(
    c: &mut Conn,
    now: NaiveDateTime,
    row: &JoiningRow,
    person_id: &str,
    organisation_id: Option<&str>,
) -> Result<()> {
    diesel::update(people::table.find(person_id))
        .set((
            people::status.eq("active"),
            people::organisation_id.eq(organisation_id),
            people::created_at.eq(now),
            people::joined_at.eq(now),
        ))
        .execute(c)?;
    diesel::insert_into(person_details::table)
        .values((
            person_details::person_id.eq(person_id),
            person_details::name.eq(&row.name),
            person_details::email.eq(&row.email),
            person_details::title.eq(&row.title),
            person_details::lang.eq(&row.lang),
        ))
        .execute(c)?;
    crate::members::refold(c, person_id)?;
    diesel::insert_into(person_roles::table)
        .values((
            person_roles::person_id.eq(person_id),
            person_roles::role.eq(crate::members::Role::Member.name()),
        ))
        .on_conflict_do_nothing()
        .execute(c)?;
    Ok(())
}

pub fn set_confirmed(c: &mut Conn, now: NaiveDateTime, id: &str, status: Status) -> Result<()> {
    let decided = (status != Status::Asked).then_some(now);
    diesel::update(joinings::table.find(id))
        .set((
            joinings::status.eq(status.name()),
            joinings::confirmed_at.eq(now),
            joinings::decided_at.eq(decided),
        ))
        .execute(c)?;
    Ok(())
}

pub fn set_decided(
    c: &mut Conn,
    now: NaiveDateTime,
    row: &JoiningRow,
    by: &str,
    status: Status,
    organisation_id: Option<&str>,
    message: &str,
) -> Result<()> {
    diesel::update(joinings::table.find(&row.id))
        .set((
            joinings::status.eq(status.name()),
            joinings::organisation_id.eq(organisation_id),
            joinings::message.eq(message),
            joinings::decided_at.eq(now),
            joinings::decided_by.eq(by),
        ))
        .execute(c)?;
    Ok(())
}

/// Open requests from one address other than `than`.
pub fn others_open(c: &mut Conn, email: &str, than: &str) -> Result<Vec<(String, Option<String>)>> {
    let open = [Status::Unconfirmed, Status::Asked].map(Status::name);
    Ok(joinings::table
        .filter(joinings::email.eq(email))
        .filter(joinings::id.ne(than))
        .filter(joinings::status.eq_any(open))
        .select((joinings::id, joinings::person_id))
        .load(c)?)
}

/// A request's id, and the id reserved for, or of, the person it is about.
pub type Ended = (String, Option<String>);

/// Requests nobody answered their confirmation of, invitations nobody answered, and requests that
/// were decided, or wait for it, since before the given times.
pub fn old(
    c: &mut Conn,
    unconfirmed: NaiveDateTime,
    invited: NaiveDateTime,
    decided: NaiveDateTime,
) -> Result<Vec<Ended>> {
    let since = |status: &'static str, at: NaiveDateTime| {
        joinings::status.eq(status).and(joinings::created_at.lt(at))
    };
    Ok(joinings::table
        .filter(
            since(Status::Unconfirmed.name(), unconfirmed)
                .or(since("invited", invited))
                .or(since(Status::Asked.name(), decided))
                .or(joinings::decided_at
                    .is_not_null()
                    .and(joinings::decided_at.lt(decided).assume_not_null())),
        )
        .select((joinings::id, joinings::person_id))
        .load(c)?)
}

/// The status of a joining that began with an organisation asking; see `organisations`.
const INVITED: &str = "invited";

/// What is open for an address: requests, and the asking of the organisation its owner belongs to.
/// Another organisation's stands: it cannot be told that the address has become somebody's, and a yes
/// to it moves them.
pub fn open_of(
    c: &mut Conn,
    email: &str,
    organisation_id: Option<&str>,
) -> Result<Vec<(String, Option<String>)>> {
    let requests = joinings::status.eq_any([Status::Unconfirmed, Status::Asked].map(Status::name));
    let own = joinings::status.eq(INVITED).and(
        joinings::organisation_id.is_not_null().and(
            joinings::organisation_id
                .assume_not_null()
                .eq(organisation_id.unwrap_or_default()),
        ),
    );
    Ok(joinings::table
        .filter(joinings::email.eq(email))
        .filter(requests.or(own))
        .select((joinings::id, joinings::person_id))
        .load(c)?)
}

/// Closes these as answered with a yes: they are `person_id`'s. What was agreed to while asking is
/// theirs too; the ids that were reserved meanwhile go.
pub fn set_settled(
    c: &mut Conn,
    now: NaiveDateTime,
    open: &[(String, Option<String>)],
    person_id: &str,
) -> Result<()> {
    for chunk in open.chunks(CHUNK) {
        let ids: Vec<&str> = chunk.iter().map(|(id, _)| id.as_str()).collect();
        diesel::update(joinings::table.filter(joinings::id.eq_any(ids)))
            .set((
                joinings::status.eq(Status::Approved.name()),
                joinings::decided_at.eq(now),
                joinings::person_id.eq(person_id),
            ))
            .execute(c)?;
        let never = never_in(c, chunk)?;
        diesel::update(consents::table.filter(consents::person_id.eq_any(&never)))
            .set(consents::person_id.eq(person_id))
            .execute(c)?;
        forget_reserved(c, &never)?;
    }
    Ok(())
}

/// Every request from, and invitation to, these addresses.
pub fn of_addresses(c: &mut Conn, emails: &[String]) -> Result<Vec<Ended>> {
    let mut all = Vec::new();
    for chunk in emails.chunks(CHUNK) {
        all.extend(
            joinings::table
                .filter(joinings::email.eq_any(chunk))
                .select((joinings::id, joinings::person_id))
                .load::<Ended>(c)?,
        );
    }
    Ok(all)
}

/// Those of the ids reserved by requests whose people never came in.
fn never_in(c: &mut Conn, requests: &[Ended]) -> Result<Vec<String>> {
    let reserved: Vec<&str> = requests.iter().filter_map(|(_, p)| p.as_deref()).collect();
    Ok(people::table
        .filter(people::id.eq_any(reserved))
        .filter(people::status.eq("asking"))
        .select(people::id)
        .load(c)?)
}

/// Mails about requests, whoever they were written to, and all to people who never came in.
pub fn mails_of(c: &mut Conn, requests: &[Ended]) -> Result<Vec<String>> {
    let mut all = Vec::new();
    for chunk in requests.chunks(CHUNK) {
        let ids: Vec<&str> = chunk.iter().map(|(id, _)| id.as_str()).collect();
        let never = never_in(c, chunk)?;
        all.extend(
            mails::table
                .filter(mails::subject_id.eq_any(ids))
                .select(mails::id)
                .load::<String>(c)?,
        );
        all.extend(
            mails::table
                .filter(mails::person_id.eq_any(never))
                .select(mails::id)
                .load::<String>(c)?,
        );
    }
    Ok(all)
}

/// Forgets requests with their mails, and the ids that were reserved for people who never came in.
pub fn forget(c: &mut Conn, requests: &[Ended]) -> Result<()> {
    for chunk in requests.chunks(CHUNK) {
        let ids: Vec<&str> = chunk.iter().map(|(id, _)| id.as_str()).collect();
        let never = never_in(c, chunk)?;
        diesel::delete(joinings::table.filter(joinings::id.eq_any(&ids))).execute(c)?;
        diesel::delete(mails::table.filter(mails::subject_id.eq_any(&ids))).execute(c)?;
        diesel::delete(mails::table.filter(mails::person_id.eq_any(&never))).execute(c)?;
        diesel::delete(consents::table.filter(consents::person_id.eq_any(&never))).execute(c)?;
        diesel::delete(people::table.filter(people::id.eq_any(&never))).execute(c)?;
    }
    Ok(())
}

fn forget_reserved(c: &mut Conn, ids: &[String]) -> Result<()> {
    diesel::delete(mails::table.filter(mails::person_id.eq_any(ids))).execute(c)?;
    diesel::delete(consents::table.filter(consents::person_id.eq_any(ids))).execute(c)?;
    diesel::delete(people::table.filter(people::id.eq_any(ids))).execute(c)?;
    Ok(())
}

/// The organisation to which addresses of a domain belong.
pub fn organisation_of_domain(c: &mut Conn, domain: &str) -> Result<Option<String>> {
    Ok(organisation_domains::table
        .find(domain)
        .select(organisation_domains::organisation_id)
        .first(c)
        .optional()?)
}

macro_rules! asked {
    ($reach:expr) => {{
        let mut query = joinings::table
            .filter(joinings::status.eq(Status::Asked.name()))
            .into_boxed();
        if let Reach::Organisation(id) = $reach {
            query = query.filter(joinings::organisation_id.eq(id.clone().unwrap_or_default()));
        }
        query
    }};
}

/// Requests that wait for a decision, oldest first: one page.
pub fn asked(c: &mut Conn, reach: &Reach, offset: i64) -> Result<Vec<JoiningRow>> {
    Ok(asked!(reach)
        .order((joinings::created_at, joinings::id))
        .offset(offset)
        .limit(PER_PAGE)
        .select(JoiningRow::as_select())
        .load(c)?)
}

pub fn count_asked(c: &mut Conn, reach: &Reach) -> Result<i64> {
    Ok(asked!(reach).select(count_star()).first(c)?)
}

/// Whose each of these addresses is: address, person, their organisation's name and id.
pub type Known = (String, String, Option<String>);

pub fn known_addresses(c: &mut Conn, emails: &[String]) -> Result<Vec<Known>> {
    let mut all = Vec::new();
    for chunk in emails.chunks(CHUNK) {
        all.extend(
            person_details::table
                .inner_join(people::table)
                .filter(person_details::email.eq_any(chunk))
                .select((person_details::email, people::id, people::organisation_id))
                .load::<Known>(c)?,
        );
        all.extend(
            other_addresses::table
                .inner_join(people::table)
                .filter(other_addresses::email.eq_any(chunk))
                .select((other_addresses::email, people::id, people::organisation_id))
                .load::<Known>(c)?,
        );
    }
    Ok(all)
}

/// An active person, as far as two are compared.
#[derive(Queryable, Debug, Clone, PartialEq)]
pub struct Compared {
    pub id: String,
    pub name: String,
    pub email: String,
    pub phone: String,
    pub title: String,
    pub organisation_id: Option<String>,
    pub organisation: Option<String>,
}

macro_rules! compared {
    () => {
        people::table
            .inner_join(person_details::table.on(person_details::person_id.eq(people::id)))
            .left_join(
                organisations::table.on(organisations::id.nullable().eq(people::organisation_id)),
            )
            .filter(people::status.eq("active"))
            .select((
                people::id,
                person_details::name,
                person_details::email,
                person_details::phone,
                person_details::title,
                people::organisation_id,
                organisations::name.nullable(),
            ))
    };
}

pub fn everybody_compared(c: &mut Conn) -> Result<Vec<Compared>> {
    Ok(compared!().order(people::id).load(c)?)
}

pub fn compared(c: &mut Conn, id: &str) -> Result<Compared> {
    Ok(compared!().filter(people::id.eq(id)).first(c)?)
}

pub fn not_duplicates(c: &mut Conn) -> Result<Vec<(String, String)>> {
    Ok(not_duplicates::table
        .select((not_duplicates::first_id, not_duplicates::second_id))
        .load(c)?)
}

pub fn insert_not_duplicates(
    c: &mut Conn,
    now: NaiveDateTime,
    first: &str,
    second: &str,
) -> Result<()> {
    diesel::insert_into(not_duplicates::table)
        .values((
            not_duplicates::first_id.eq(first),
            not_duplicates::second_id.eq(second),
            not_duplicates::at.eq(now),
        ))
        .on_conflict_do_nothing()
        .execute(c)?;
    Ok(())
}
