//! Organisations and people.

use std::collections::HashMap;

use chrono::NaiveDateTime;

use super::content::{Content, Organisation};
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::joining;
use crate::members::{self, NewPerson};
use crate::organisations::representatives::{self, Period};
use crate::organisations::units::{self, NewUnit};
use crate::organisations::{domains, today};
use crate::privacy::consents;
use crate::web::{FormData, Lang};

/// The ids behind the keys of `network.toml`.
pub struct People {
    people: HashMap<String, String>,
    organisations: HashMap<String, String>,
    /// Municipality organisations by the municipality's name.
    municipalities: HashMap<String, String>,
    /// The organisation whose seat each person takes, by the person's key: the first they speak
    /// for, else their own.
    seats: HashMap<String, String>,
}

impl People {
    pub fn id(&self, key: &str) -> Result<&str> {
        find(&self.people, key)
    }

    pub fn organisation(&self, key: &str) -> Result<&str> {
        find(&self.organisations, key)
    }

    pub fn municipality(&self, name: &str) -> Option<&str> {
        self.municipalities.get(name).map(String::as_str)
    }

    /// The organisation whose seat a person takes.
    pub fn seat_of(&self, key: &str) -> Option<&str> {
        self.seats.get(key).map(String::as_str)
    }
}

fn find<'a>(among: &'a HashMap<String, String>, key: &str) -> Result<&'a str> {
    among
        .get(key)
        .map(String::as_str)
        .ok_or_else(|| Error::internal(format!("demo: nobody is called {key}")))
}

pub fn add(c: &mut Conn, now: NaiveDateTime, content: &Content) -> Result<People> {
    let mut added = People {
        people: HashMap::new(),
        organisations: HashMap::new(),
        municipalities: HashMap::new(),
        seats: HashMap::new(),
    };
    for new in &content.network.organisation {
        let municipality = new.municipality.as_deref();
        let id = members::add_organisation(c, now, &new.name, &new.kind, municipality, new.seats)?;
        if let ("municipality", Some(name)) = (new.kind.as_str(), municipality) {
            added.municipalities.insert(name.to_string(), id.clone());
        }
        added.organisations.insert(new.key.clone(), id);
    }
    for new in &content.network.person {
        let mut form = FormData::of([
            ("name", new.name.as_str()),
            ("email", &new.email),
            ("title", &new.title),
            ("organisation", added.organisation(&new.organisation)?),
        ]);
        // The interface is not in Swedish yet: who writes Swedish reads the Danish one.
        form.set("lang", Lang::named(&new.lang).unwrap_or_default().code());
        for role in &new.roles {
            form.push("roles", role);
        }
        for key in &new.represents {
            form.push("represents", added.organisation(key)?);
        }
        let person = NewPerson::parse(&form)
            .map_err(|p| Error::internal(format!("demo: {}: {p:?}", new.key)))?;
        let seat = person
            .represents
            .first()
            .or(person.organisation_id.as_ref());
        if let Some(seat) = seat {
            added.seats.insert(new.key.clone(), seat.clone());
        }
        let id = members::add_person(c, now, &person)?;
        joining::mark_joined(c, now, &id)?;
        consents::keep(c, now, &id, consents::Purpose::Membership)?;
        added.people.insert(new.key.clone(), id);
    }
    for new in &content.network.organisation {
        furnish(c, now, &added, new)?;
    }
    Ok(added)
}

/// What is inside an organisation: its units and who is in them, its mail domains, the periods of
/// those who speak for it.
fn furnish(c: &mut Conn, now: NaiveDateTime, added: &People, of: &Organisation) -> Result<()> {
    let organisation = added.organisation(&of.key)?;
    for domain in &of.domains {
        domains::add(c, now, organisation, domain)?;
    }
    let mut made: HashMap<&str, String> = HashMap::new();
    for new in &of.unit {
        let mut form = FormData::of([("name", new.name.as_str()), ("kind", &new.kind)]);
        if let Some(parent) = &new.parent {
            form.set(
                "parent",
                made.get(parent.as_str()).cloned().unwrap_or_default(),
            );
        }
        let unit = NewUnit::parse(&form)
            .map_err(|p| Error::internal(format!("demo: {}: {p:?}", new.key)))?;
        let id = units::add(c, now, organisation, &unit)?;
        for m in &new.member {
            let person = added.id(&m.person)?;
            units::set_member(c, organisation, &id, person, &m.title, &m.role)?;
        }
        made.insert(&new.key, id);
    }
    let day = |n: Option<i64>| n.map(|n| today(now) + chrono::Duration::days(n));
    for p in &of.period {
        let period = Period {
            from: day(p.from),
            to: day(p.to),
        };
        representatives::set_period(c, organisation, added.id(&p.person)?, period)?;
    }
    Ok(())
}
