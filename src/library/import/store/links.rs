//! What entries say of each other, when all of them are here. An entry and its current version say the
//! same: what is proposed later is held against that version.

use chrono::NaiveDateTime;
use diesel::prelude::*;
use serde_json::Value;

use super::super::Imported;
use super::super::addresses::Addresses;
use super::edited_since;
use crate::changes;
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::library::facts::Facts;
use crate::library::pages::facts_of;
use crate::library::{NewEntry, descent, queries};
use crate::schema::{entries, revisions};

/// An entry that names others, with what its file says of them.
pub struct Naming {
    id: String,
    methods: Vec<String>,
    examples: Vec<String>,
    previous: String,
    origin: String,
    /// The last version its file tells of.
    version: i64,
}

impl Naming {
    /// None when it names nothing.
    pub fn of(id: &str, record: &Imported) -> Option<Naming> {
        let facts = &record.entry.facts;
        let naming = Naming {
            id: id.to_string(),
            methods: facts.methods.clone(),
            examples: facts.examples.clone(),
            previous: facts.previous.clone(),
            origin: descent::origin(facts).unwrap_or_default().to_string(),
            version: record.life.versions.last().map_or(1, |v| v.version),
        };
        let names_any = naming.slugs().next().is_some();
        names_any.then_some(naming)
    }

    pub fn slugs(&self) -> impl Iterator<Item = &String> {
        let many = self.methods.iter().chain(&self.examples);
        let all = many.chain([&self.previous, &self.origin]);
        all.filter(|slug| !slug.is_empty())
    }

    /// Puts in what others are called here, where the facts still say what the file says.
    fn follow(&self, facts: &mut Facts, addresses: &Addresses) {
        let origin = facts.derived_from.as_mut().map(|o| &mut o.entry);
        let one = [(&mut facts.previous, &self.previous)];
        let pairs = (facts.methods.iter_mut().zip(&self.methods))
            .chain(facts.examples.iter_mut().zip(&self.examples))
            .chain(one)
            .chain(origin.map(|origin| (origin, &self.origin)));
        for (said, told) in pairs {
            if *said == *told {
                *said = addresses.here(told).to_string();
            }
        }
    }
}

/// Lets entries name others by the slugs those have here. What a person edited since stays.
pub fn follow(
    c: &mut Conn,
    now: NaiveDateTime,
    all: &[&Naming],
    addresses: &Addresses,
) -> Result<()> {
    let mut moved = Vec::new();
    for naming in all {
        let id = naming.id.as_str();
        let entry = queries::by_id(c, id)?;
        let mut new = entry.content()?;
        naming.follow(&mut new.facts, addresses);
        if new.facts == entry.facts() || entry.version > naming.version && edited_since(c, &entry)?
        {
            continue;
        }
        descent::keep_or_drop(c, id, &mut new.facts)?;
        queries::set_terms(c, id, &new)?;
        say(c, id, entry.version, &new)?;
        moved.push(id);
    }
    changes::record_all(c, changes::Kind::Entry, &moved, now)
}

/// Lets an entry and its current version say these facts, and that it tells of this meeting.
pub fn say(c: &mut Conn, id: &str, version: i64, new: &NewEntry) -> Result<()> {
    diesel::update(entries::table.find(id))
        .set((
            entries::facts.eq(new.facts.stored()),
            entries::meeting_id.eq(&new.meeting_id),
        ))
        .execute(c)?;
    let row = || revisions::table.find((id, version));
    let stored: Option<String> = row().select(revisions::facts).first(c).optional()?;
    let Some(stored) = stored else {
        return Ok(());
    };
    diesel::update(row())
        .set(revisions::facts.eq(restated(&stored, new)?))
        .execute(c)?;
    Ok(())
}

/// What a version says beside its texts, with these facts and this meeting.
pub fn restated(stored: &str, new: &NewEntry) -> Result<String> {
    let mut said = facts_of(stored);
    let facts = serde_json::to_value(&new.facts).map_err(Error::internal)?;
    said.insert("facts".to_string(), facts);
    let meeting = Value::from(new.meeting_id.clone());
    said.insert("meeting".to_string(), meeting);
    Ok(Value::Object(said).to_string())
}
