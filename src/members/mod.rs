//! People, organisations and roles; who is signed in and what they may.

pub mod admin;
pub mod pages;
pub mod profile;
mod queries;
mod views;

use std::collections::HashMap;

use chrono::NaiveDateTime;

use crate::db::Conn;
use crate::error::{Error, Result};
use crate::text;
use crate::web::lang::Lang;
use crate::web::{Ctx, FormData, Problems};

pub use queries::acting;
pub use queries::{
    OrganisationRow, PersonRow, Representative, add_role, all_roles, count_active, count_people,
    find_at_door, find_by_email, has_administrator, main_address, names, next_version,
    organisation, organisation_names, organisations, owner_of_address, people, people_of, person,
    person_at_door, refold, remove_role, representatives, roles, roles_of, update_profile, version,
};

/// What a person does in the network. Everybody signed in is a member; the others add to that.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Role {
    Member,
    Student,
    Organiser,
    Teacher,
    Editor,
    /// Leads processes: *tovholder*.
    Lead,
    /// Looks after the people of their own organisation.
    OrganisationAdministrator,
    Administrator,
}

impl Role {
    pub const ALL: [Role; 8] = [
        Role::Member,
        Role::Student,
        Role::Organiser,
        Role::Teacher,
        Role::Editor,
        Role::Lead,
        Role::OrganisationAdministrator,
        Role::Administrator,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Role::Member => "member",
            Role::Student => "student",
            Role::Organiser => "organiser",
            Role::Teacher => "teacher",
            Role::Editor => "editor",
            Role::Lead => "lead",
            Role::OrganisationAdministrator => "organisation-administrator",
            Role::Administrator => "administrator",
        }
    }

    pub fn named(name: &str) -> Option<Role> {
        Role::ALL.into_iter().find(|r| r.name() == name)
    }
}

pub const ORGANISATION_KINDS: [&str; 7] = [
    "municipality",
    "region",
    "association",
    "citizen_group",
    "company",
    "school",
    "state",
];

/// The signed-in person, as every rule needs them.
#[derive(Clone, Debug, PartialEq)]
pub struct Member {
    pub id: String,
    pub name: String,
    pub organisation_id: Option<String>,
    pub lang: Lang,
    /// What they may act as in this session.
    pub roles: Vec<Role>,
    /// What they could act as once they have shown a second factor.
    pub withheld: Vec<Role>,
}

impl Member {
    pub fn is(&self, role: Role) -> bool {
        self.roles.contains(&role)
    }
}

/// Who is looking, as queries need it to show nobody what is not theirs.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scope {
    pub person_id: Option<String>,
    pub organisation_id: Option<String>,
    pub editor: bool,
}

impl Scope {
    pub fn of(member: Option<&Member>) -> Scope {
        member.map_or_else(Scope::default, |m| Scope {
            person_id: Some(m.id.clone()),
            organisation_id: m.organisation_id.clone(),
            editor: m.is(Role::Editor) || m.is(Role::Administrator),
        })
    }
}

/// A person to be added or changed. Checked.
#[derive(Clone, Debug)]
pub struct NewPerson {
    pub name: String,
    pub email: String,
    pub title: String,
    pub lang: Lang,
    pub organisation_id: Option<String>,
    pub roles: Vec<Role>,
    pub represents: Vec<String>,
}

impl NewPerson {
    pub fn parse(form: &FormData) -> std::result::Result<NewPerson, Problems> {
        let mut problems = Problems::default();
        let name = problems.line(form, "name", 100);
        let email = email(&mut problems, form);
        let title = problems.optional_line(form, "title", 150);
        let organisation = form.get("organisation");
        let mut roles = vec![Role::Member];
        for sent in form.all("roles") {
            match Role::named(sent) {
                Some(Role::Member) => {}
                Some(role) => roles.push(role),
                None => problems.add("roles", "invalid-choice"),
            }
        }
        problems.or(NewPerson {
            name,
            email,
            title,
            lang: Lang::named(form.get("lang")).unwrap_or_default(),
            organisation_id: (!organisation.is_empty()).then(|| organisation.to_string()),
            roles,
            represents: form.all("represents").map(str::to_string).collect(),
        })
    }
}

/// The address field of a form.
pub fn email(problems: &mut Problems, form: &FormData) -> String {
    match text::email(form.get("email")) {
        Some(email) => email,
        None => {
            problems.add("email", "invalid-email");
            String::new()
        }
    }
}

/// What somebody is called, none when it is nobody: who has left the network has no name any more.
pub fn shown_name(ctx: &Ctx, names: &HashMap<String, String>, id: Option<&str>) -> Option<String> {
    let name = |id| names.get(id).cloned();
    id.map(|id| name(id).unwrap_or_else(|| ctx.t("privacy-former-member")))
}

/// Adds a person; their id. Who asked to come in from that address need not wait any more. A second person with one address is refused (`is_unique_violation`).
pub fn add_person(c: &mut Conn, now: NaiveDateTime, new: &NewPerson) -> Result<String> {
    let id = crate::app::new_id();
    address_is_free(c, &id, &new.email)?;
    queries::insert_person(c, now, &id, new)?;
    queries::set_roles(c, &id, &new.roles)?;
    queries::set_represents(c, &id, &new.represents)?;
    crate::joining::settle(c, now, &new.email, &id, new.organisation_id.as_deref())?;
    Ok(id)
}

/// As `change_person`, when nobody else changed them since `version`; `Conflict` otherwise.
pub fn change_person_at(c: &mut Conn, id: &str, version: i64, new: &NewPerson) -> Result<()> {
    if !queries::next_version(c, id, version)? {
        return Err(Error::Conflict);
    }
    change_person(c, id, new)
}

/// An address that is somebody else's further one is as taken as their own: the same refusal.
fn address_is_free(c: &mut Conn, id: &str, email: &str) -> Result<()> {
    match queries::owner_of_address(c, email)? {
        Some(owner) if owner != id => {
            let kind = diesel::result::DatabaseErrorKind::UniqueViolation;
            let what = Box::new("other_addresses.email".to_string());
            Err(diesel::result::Error::DatabaseError(kind, what).into())
        }
        _ => Ok(()),
    }
}

/// Changes a person's details, roles and whom they speak for.
pub fn change_person(c: &mut Conn, id: &str, new: &NewPerson) -> Result<()> {
    address_is_free(c, id, &new.email)?;
    queries::update_person(c, id, new)?;
    queries::set_roles(c, id, &new.roles)?;
    queries::set_represents(c, id, &new.represents)
}

/// Adds an organisation; its id. Names are unique.
pub fn add_organisation(
    c: &mut Conn,
    now: NaiveDateTime,
    name: &str,
    kind: &str,
    municipality: Option<&str>,
    seats: i64,
) -> Result<String> {
    let id = crate::app::new_id();
    queries::insert_organisation(c, now, &id, name, kind, municipality, seats)?;
    Ok(id)
}

/// The language somebody reads, on pages and in mails.
pub fn change_language(c: &mut Conn, id: &str, lang: Lang) -> Result<()> {
    queries::update_language(c, id, lang)
}

/// What is kept for finding a person by: words folded as `text::fold` does, with blanks between.
pub fn folded(name: &str, title: &str, help: &str) -> String {
    let mut all = String::new();
    for word in [name, title, help].into_iter().flat_map(words) {
        all.push_str(&word);
        all.push(' ');
    }
    all.trim_end().to_string()
}

/// The words of a text, folded.
pub fn words(text: &str) -> impl Iterator<Item = String> {
    text.split_whitespace().map(text::fold)
}

/// Fills in what people are found by, for those who were there before it was kept.
pub fn fold_missing(c: &mut Conn) -> Result<()> {
    for id in queries::unfolded(c)? {
        queries::refold(c, &id)?;
    }
    Ok(())
}

/// The last administrator cannot stop being one: nobody could undo it.
pub fn keeps_an_administrator(c: &mut Conn, id: &str, roles: &[Role]) -> Result<()> {
    let stays = roles.contains(&Role::Administrator) || queries::other_administrators(c, id)?;
    if stays { Ok(()) } else { Err(Error::Conflict) }
}
