//! The tree inside an organisation: departments, institutions, MED committees, and who is in them.

use chrono::NaiveDateTime;

use super::queries;
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::web::{FormData, Problems};

pub use queries::{Unit, UnitMember};

pub const KINDS: [&str; 3] = ["department", "institution", "med-committee"];

/// What somebody is in a unit.
pub const ROLES: [&str; 7] = [
    "member",
    "leader",
    "chair",
    "deputy-chair",
    "secretary",
    "working-environment",
    "staff-representative",
];

/// Levels a tree may have.
pub const DEPTH: usize = 6;
/// Units an organisation may have: a page shows them all.
pub const MOST: usize = 300;
/// People one unit may have.
pub const MOST_MEMBERS: i64 = 200;

/// A unit as it is to be. Checked, apart from its place in the tree: see `refusal`.
#[derive(Clone, Debug)]
pub struct NewUnit {
    pub name: String,
    pub kind: &'static str,
    pub parent_id: Option<String>,
}

impl NewUnit {
    pub fn parse(form: &FormData) -> std::result::Result<NewUnit, Problems> {
        let mut problems = Problems::default();
        let name = problems.line(form, "name", 150);
        let kind = KINDS.into_iter().find(|k| *k == form.get("kind"));
        if kind.is_none() {
            problems.add("kind", "invalid-choice");
        }
        let parent = form.get("parent");
        problems.or(NewUnit {
            name,
            kind: kind.unwrap_or(KINDS[0]),
            parent_id: (!parent.is_empty()).then(|| parent.to_string()),
        })
    }
}

/// Why a unit (none: a new one) cannot be so in this tree: field and message. None when it can.
pub fn refusal(
    all: &[Unit],
    id: Option<&str>,
    new: &NewUnit,
) -> Option<(&'static str, &'static str)> {
    let parent = new.parent_id.as_deref();
    if parent.is_some_and(|p| !all.iter().any(|u| u.id == p)) {
        return Some(("parent", "invalid-choice"));
    }
    let above = parent.map_or_else(Vec::new, |p| path(all, p));
    if id.is_some_and(|id| above.iter().any(|u| u.id == id)) {
        return Some(("parent", "organisations-unit-cycle"));
    }
    let height = id.map_or(1, |id| height(all, id));
    if above.len() + height > DEPTH {
        return Some(("parent", "organisations-unit-too-deep"));
    }
    if id.is_none() && all.len() >= MOST {
        return Some(("name", "organisations-unit-too-many"));
    }
    let taken = all.iter().any(|u| {
        u.parent_id.as_deref() == parent && Some(u.id.as_str()) != id && u.name == new.name
    });
    taken.then_some(("name", "organisations-unit-name-taken"))
}

/// The units from the top down to this one. Ends also where the tree, against all rules, does not.
pub fn path<'a>(all: &'a [Unit], id: &str) -> Vec<&'a Unit> {
    let mut found: Vec<&Unit> = Vec::new();
    let mut at = all.iter().find(|u| u.id == id);
    while let Some(unit) = at.filter(|_| found.len() <= all.len()) {
        found.push(unit);
        at = unit
            .parent_id
            .as_deref()
            .and_then(|p| all.iter().find(|u| u.id == p));
    }
    found.reverse();
    found
}

/// Levels of the part of the tree that hangs on a unit, itself included.
fn height(all: &[Unit], id: &str) -> usize {
    let deepest = all
        .iter()
        .map(|u| path(all, &u.id))
        .filter_map(|path| {
            let at = path.iter().position(|u| u.id == id)?;
            Some(path.len() - at)
        })
        .max();
    deepest.unwrap_or(1)
}

/// The tree of an organisation, by name.
pub fn all(c: &mut Conn, organisation_id: &str) -> Result<Vec<Unit>> {
    queries::units(c, organisation_id)
}

/// A unit of this organisation; `NotFound` when it is another's.
pub fn one(c: &mut Conn, organisation_id: &str, id: &str) -> Result<Unit> {
    queries::unit(c, organisation_id, id)
}

/// Adds a unit; its id. `Conflict` when `refusal` has a reason.
pub fn add(
    c: &mut Conn,
    now: NaiveDateTime,
    organisation_id: &str,
    new: &NewUnit,
) -> Result<String> {
    if refusal(&all(c, organisation_id)?, None, new).is_some() {
        return Err(Error::Conflict);
    }
    let id = crate::app::new_id();
    queries::insert_unit(c, now, organisation_id, &id, new)?;
    Ok(id)
}

/// Renames or moves a unit. `Conflict` when `refusal` has a reason.
pub fn change(c: &mut Conn, organisation_id: &str, id: &str, new: &NewUnit) -> Result<()> {
    one(c, organisation_id, id)?;
    if refusal(&all(c, organisation_id)?, Some(id), new).is_some() {
        return Err(Error::Conflict);
    }
    queries::update_unit(c, id, new)
}

/// Removes a unit with nobody in it and nothing below it; `Conflict` otherwise.
pub fn remove(c: &mut Conn, organisation_id: &str, id: &str) -> Result<()> {
    one(c, organisation_id, id)?;
    let below = all(c, organisation_id)?
        .iter()
        .any(|u| u.parent_id.as_deref() == Some(id));
    if below || queries::count_unit_members(c, id)? > 0 {
        return Err(Error::Conflict);
    }
    queries::delete_unit(c, id)
}

/// Puts somebody of the organisation into a unit, or changes what they are there. `NotFound` when
/// person or unit is another organisation's, `Conflict` when the unit is full.
pub fn set_member(
    c: &mut Conn,
    organisation_id: &str,
    unit_id: &str,
    person_id: &str,
    title: &str,
    role: &str,
) -> Result<()> {
    one(c, organisation_id, unit_id)?;
    queries::own_person(c, organisation_id, person_id)?;
    let there = queries::unit_members(c, unit_id)?;
    if there.len() as i64 >= MOST_MEMBERS && !there.iter().any(|m| m.person_id == person_id) {
        return Err(Error::Conflict);
    }
    queries::put_unit_member(c, unit_id, person_id, title, role)
}

/// Takes somebody out of a unit; `NotFound` when they are not in it.
pub fn remove_member(
    c: &mut Conn,
    organisation_id: &str,
    unit_id: &str,
    person_id: &str,
) -> Result<()> {
    one(c, organisation_id, unit_id)?;
    queries::delete_unit_member(c, unit_id, person_id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn unit(id: usize, parent: Option<usize>) -> Unit {
        Unit {
            id: id.to_string(),
            parent_id: parent.map(|p| p.to_string()),
            kind: KINDS[0].to_string(),
            name: format!("Enhed {id}"),
        }
    }

    proptest! {
        /// Whatever is tried, what is not refused leaves a tree: every unit leads to the top in few
        /// enough steps.
        #[test]
        fn a_tree_stays_a_tree(tries in prop::collection::vec((0usize..12, prop::option::of(0usize..12)), 0..80)) {
            let mut all: Vec<Unit> = (0..12).map(|i| unit(i, None)).collect();
            for (id, parent) in tries {
                let new = NewUnit {
                    name: all[id].name.clone(),
                    kind: KINDS[0],
                    parent_id: parent.map(|p| p.to_string()),
                };
                if refusal(&all, Some(&id.to_string()), &new).is_none() {
                    all[id].parent_id = new.parent_id;
                }
                for u in &all {
                    let path = path(&all, &u.id);
                    prop_assert!(path.len() <= DEPTH && path[0].parent_id.is_none());
                }
            }
        }
    }
}
