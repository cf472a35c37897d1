//! Who looks after an entry: its owner and deputy, and how it passes from one to another.

pub mod pages;
mod queries;

pub use queries::{by_ids, offered_of, offered_to};

use chrono::NaiveDateTime;

use super::freshness;
use super::queries as entries;
use super::steps::{Said, is_editor, write_revision};
use super::{Entry, Outline, Status, readable};
use crate::audit;
use crate::changes;
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::members::{self, Member};
use crate::notices;
use crate::rights::{Act, EntryRights, may};

/// Whether somebody can read what they would look after, once it is published.
fn could_read(who: &Member, rights: EntryRights) -> bool {
    let rights = EntryRights {
        status: Status::Published.name(),
        owner_id: None,
        ..rights
    };
    may(Some(who), Act::ReadEntry(rights))
}

/// Whether somebody decides who looks after an entry: its owner, or an editor.
fn may_appoint(who: &Member, entry: &Entry) -> bool {
    let own = entry.owner_id.as_deref() == Some(&who.id);
    let edits = may(Some(who), Act::EditEntry(entry.rights()));
    entry.status != Status::Deleted.name() && edits && (own || is_editor(Some(who)))
}

/// The entry, for who decides who looks after it.
fn appointing(c: &mut Conn, who: &Member, slug: &str) -> Result<Entry> {
    let entry = readable(c, Some(who), slug)?;
    if may_appoint(who, &entry) {
        Ok(entry)
    } else {
        Err(Error::Forbidden)
    }
}

/// Somebody active who could read the entry, and whom `who` may choose: an owner chooses among their
/// own organisation, where there is one.
fn chosen(c: &mut Conn, who: &Member, entry: &Entry, person: &str) -> Result<Member> {
    let found = members::acting(c, &[person.to_string()])?.pop();
    let near = |m: &Member| {
        let colleague = who.organisation_id.is_some() && m.organisation_id == who.organisation_id;
        is_editor(Some(who)) || colleague || m.id == who.id
    };
    found
        .filter(|m| could_read(m, entry.rights()) && near(m))
        .ok_or(Error::BadRequest("people-cannot"))
}

/// Names a deputy, or nobody.
pub fn set_deputy(
    c: &mut Conn,
    now: NaiveDateTime,
    who: &Member,
    slug: &str,
    person: Option<&str>,
) -> Result<()> {
    let entry = appointing(c, who, slug)?;
    let deputy = match person {
        Some(id) => Some(chosen(c, who, &entry, id)?.id),
        None => None,
    };
    if deputy.is_some() && deputy == entry.owner_id {
        return Err(Error::BadRequest("people-is-owner"));
    }
    queries::set_deputy(c, &entry.id, deputy.as_deref())?;
    audit::record(c, now, Some(&who.id), "set-deputy", "entry", &entry.id)
}

/// Offers an entry to somebody, who may take it; an earlier offer is taken back by it. `None`: only
/// that.
pub fn offer(
    c: &mut Conn,
    now: NaiveDateTime,
    who: &Member,
    slug: &str,
    person: Option<&str>,
) -> Result<()> {
    let entry = appointing(c, who, slug)?;
    queries::delete_offer(c, &entry.id)?;
    let Some(person) = person else {
        return Ok(());
    };
    let to = chosen(c, who, &entry, person)?;
    // What others cannot read yet, they cannot be asked about.
    if entry.status()? != Status::Published || entry.owner_id.as_ref() == Some(&to.id) {
        return Err(Error::BadRequest("people-cannot"));
    }
    queries::insert_offer(c, now, &entry.id, &to.id)?;
    audit::record(c, now, Some(&who.id), "offer", "entry", &entry.id)?;
    notices::tell(c, now, notices::Kind::Offered, &entry.id, Some(&who.id))
}

/// The one it was offered to says yes or no.
pub fn answer(c: &mut Conn, now: NaiveDateTime, who: &Member, slug: &str, yes: bool) -> Result<()> {
    let entry = readable(c, Some(who), slug)?;
    if queries::offered_to(c, &entry.id)?.as_deref() != Some(&who.id) {
        return Err(Error::NotFound);
    }
    if !yes {
        return queries::delete_offer(c, &entry.id);
    }
    // It may have left its readers since.
    if entry.status()? != Status::Published {
        return Err(Error::BadRequest("people-cannot"));
    }
    hand_over(c, now, &entry, &who.id, Some(&who.id))
}

/// An editor gives an entry an owner.
pub fn assign(
    c: &mut Conn,
    now: NaiveDateTime,
    who: &Member,
    slug: &str,
    person: &str,
) -> Result<()> {
    let entry = appointing(c, who, slug)?;
    if !is_editor(Some(who)) {
        return Err(Error::Forbidden);
    }
    let to = chosen(c, who, &entry, person)?;
    hand_over(c, now, &entry, &to.id, Some(&who.id))
}

/// Gives an entry to somebody, and takes back what was offered to others. Its text stays as it is; that
/// it passed on stands in its history.
fn hand_over(
    c: &mut Conn,
    now: NaiveDateTime,
    entry: &Entry,
    to: &str,
    by: Option<&str>,
) -> Result<()> {
    let deputy = entry.deputy_id.as_deref().filter(|d| *d != to);
    let next = entry.version + 1;
    queries::set_owner(c, &entry.id, next, to, deputy)?;
    let others = queries::offered_to(c, &entry.id)?.filter(|person| person != to);
    lapse(c, now, &entry.id, others.as_deref())?;
    freshness::has_owner(c, &entry.id)?;
    let content = (&entry.content()?, entry.status()?);
    let said = Said::default();
    write_revision(c, now, (&entry.id, next), by, "handed-over", content, said)?;
    changes::record(c, changes::Kind::Entry, &entry.id, now)?;
    audit::record(c, now, by, "hand-over", "entry", &entry.id)?;
    // Who took it themselves knows.
    notices::tell(c, now, notices::Kind::Given, &entry.id, by)
}

/// Entries whose owner leaves or has left, each with the deputy who takes it over, if there is one who
/// can. A draft is handed to nobody, and left out.
fn with_deputies(c: &mut Conn, owned: Vec<Outline>) -> Result<Vec<(Outline, Option<String>)>> {
    let ids: Vec<String> = owned.iter().filter_map(|e| e.deputy_id.clone()).collect();
    let living = members::acting(c, &ids)?;
    let shown = owned.into_iter().filter(|e| !e.is_private());
    Ok(shown
        .map(|entry| {
            let deputy = living.iter().find(|m| {
                let named = entry.deputy_id.as_deref() == Some(&m.id);
                named && entry.owner_id.as_deref() != Some(&m.id) && could_read(m, entry.rights())
            });
            let deputy = deputy.map(|m| m.id.clone());
            (entry, deputy)
        })
        .collect())
}

/// Each of these entries goes to its deputy, if there is one who can. What has none is given back.
pub fn to_deputies(c: &mut Conn, now: NaiveDateTime, owned: Vec<Outline>) -> Result<Vec<Outline>> {
    let mut left = Vec::new();
    for (entry, deputy) in with_deputies(c, owned)? {
        match deputy {
            Some(deputy) => pass_on(c, now, &entry.id, &deputy, None)?,
            None => left.push(entry),
        }
    }
    Ok(left)
}

/// Gives an entry to somebody, whoever decided it.
fn pass_on(c: &mut Conn, now: NaiveDateTime, id: &str, to: &str, by: Option<&str>) -> Result<()> {
    let entry = entries::by_id(c, id)?;
    hand_over(c, now, &entry, to, by)
}

/// Gives entries to who inherits them from somebody who leaves their organisation. `by`: who decided
/// that they leave.
pub fn inherit(
    c: &mut Conn,
    now: NaiveDateTime,
    ids: &[String],
    heir: &str,
    by: &str,
) -> Result<()> {
    ids.iter()
        .try_for_each(|id| pass_on(c, now, id, heir, Some(by)))
}

/// What somebody looks after that others know of, in numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Tended {
    pub all: i64,
    /// Those whose deputy takes over when they go.
    pub to_deputies: i64,
}

impl Tended {
    /// Those nobody would look after.
    pub fn alone(self) -> i64 {
        self.all - self.to_deputies
    }
}

/// Of everything somebody looks after.
pub fn tended(c: &mut Conn, person_id: &str) -> Result<Tended> {
    let owned = queries::owned(c, person_id)?;
    count(c, owned)
}

/// Of these entries.
pub fn tended_of(c: &mut Conn, ids: &[String]) -> Result<Tended> {
    let owned = queries::by_ids(c, ids)?;
    count(c, owned)
}

fn count(c: &mut Conn, owned: Vec<Outline>) -> Result<Tended> {
    let all = with_deputies(c, owned)?;
    Ok(Tended {
        all: all.len() as i64,
        to_deputies: all.iter().filter(|(_, deputy)| deputy.is_some()).count() as i64,
    })
}

/// Somebody who is about to be forgotten gives what no deputy would take over to a colleague who can
/// read it, in one step.
pub fn hand_on(c: &mut Conn, now: NaiveDateTime, who: &Member, heir: &str) -> Result<()> {
    let colleague = |m: &Member| {
        who.organisation_id.is_some() && m.organisation_id == who.organisation_id && m.id != who.id
    };
    let to = members::acting(c, &[heir.to_string()])?
        .pop()
        .filter(colleague)
        .ok_or(Error::BadRequest("people-cannot"))?;
    let owned = queries::owned(c, &who.id)?;
    for (entry, deputy) in with_deputies(c, owned)? {
        if deputy.is_none() && could_read(&to, entry.rights()) {
            pass_on(c, now, &entry.id, &to.id, Some(&who.id))?;
        }
    }
    Ok(())
}

/// As `to_deputies`, of entries by their ids.
pub fn ids_to_deputies(c: &mut Conn, now: NaiveDateTime, ids: &[String]) -> Result<Vec<String>> {
    let owned = queries::by_ids(c, ids)?;
    let left = to_deputies(c, now, owned)?;
    Ok(left.into_iter().map(|e| e.id).collect())
}

/// Somebody is forgotten: what others know of goes to the deputies. What has none keeps its owner, who
/// is nobody any more, and is on the editors' list.
pub fn leaves(c: &mut Conn, now: NaiveDateTime, person_id: &str) -> Result<()> {
    let owned = queries::owned(c, person_id)?;
    to_deputies(c, now, owned)?;
    Ok(())
}

/// Takes back what was offered of these entries, whose owner leaves.
pub fn take_back_offers(c: &mut Conn, now: NaiveDateTime, ids: &[String]) -> Result<()> {
    for (entry, person) in queries::offers_of(c, ids)? {
        lapse(c, now, &entry, Some(&person))?;
    }
    Ok(())
}

/// Somebody is about to be forgotten, or has moved: what is offered to them that they could not read
/// as they are now is offered no more.
pub fn lose_offers(c: &mut Conn, now: NaiveDateTime, person_id: &str, all: bool) -> Result<()> {
    let person = members::acting(c, &[person_id.to_string()])?.pop();
    for entry in queries::offered(c, person_id)? {
        let stays = person.as_ref().filter(|_| !all);
        if !stays.is_some_and(|m| could_read(m, entry.rights())) {
            lapse(c, now, &entry.id, entry.owner_id.as_deref())?;
        }
    }
    Ok(())
}

/// An offer ends without an answer; `left` is told, whom it was made to or whose entry it is.
fn lapse(c: &mut Conn, now: NaiveDateTime, entry: &str, left: Option<&str>) -> Result<()> {
    queries::delete_offer(c, entry)?;
    match left {
        Some(left) => {
            let subject = format!("{entry}:{left}");
            notices::tell(c, now, notices::Kind::Lapsed, &subject, None)
        }
        None => Ok(()),
    }
}

/// The entry a notice of an offer that lapsed is about, and whom it is for.
pub fn lapsed(subject: &str) -> (&str, &str) {
    subject.split_once(':').unwrap_or((subject, ""))
}

/// Takes an offer of an entry away with it.
pub fn erase(c: &mut Conn, entry_id: &str) -> Result<()> {
    queries::delete_offer(c, entry_id)
}
