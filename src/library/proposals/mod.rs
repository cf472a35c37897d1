//! Proposals: any member says how an entry could read instead; who looks after it decides.

pub mod files;
pub mod held;
mod laying;
pub mod pages;
mod queries;
pub mod views;

use std::collections::HashMap;

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::pages::{Facts as Stored, facts_of, may_read};
use super::queries::{self as entries, Revision};
use super::steps::{Said, is_editor, write_revision};
use super::{Audience, Entry, NewEntry, Status, descent, readable};
use crate::attachments;
use crate::audit;
use crate::changes;
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::members::{self, Member};
use crate::moderation;
use crate::notices;
use crate::rights::{Act, Action, EntryRights, Reach, may, reach};
use crate::schema::proposals;
use crate::settings;

use laying::{has_moved, lay};

pub use held::{Changes, Waits, changes, count_changes, held, held_id, waits, waits_at};

/// The longest reason, and the longest answer, in characters.
pub const REASON_MAX: usize = 2000;

/// A proposal as it is stored.
#[derive(Queryable, Selectable, Debug, Clone, PartialEq)]
#[diesel(table_name = proposals)]
pub struct Proposal {
    pub id: String,
    pub entry_id: String,
    /// The version of the entry it was written over.
    pub version: i64,
    pub person_id: String,
    pub title: String,
    pub summary: String,
    pub body: String,
    pub reason: String,
    /// `open`, `accepted`, `declined`, `withdrawn`, `worked-in` of a change that somebody worked in by
    /// hand, or `closed` when its entry left its readers.
    pub status: String,
    pub answer: String,
    pub decided_by: Option<String>,
    pub created_at: NaiveDateTime,
    pub decided_at: Option<NaiveDateTime>,
    /// What else the entry would say, as revisions keep it; none on what was proposed when only title,
    /// summary and text could be.
    pub facts: Option<String>,
    /// What a change that waits does with files; see `files::read`.
    pub files: Option<String>,
    /// How often it was written anew.
    pub written: i64,
}

impl Proposal {
    pub fn is_open(&self) -> bool {
        self.status == "open"
    }

    /// Whether it is a change by somebody who writes in the entry, which waits for another's eyes, and
    /// not somebody's wish: a wish says why.
    pub fn is_change(&self) -> bool {
        self.reason.is_empty()
    }

    /// What else than title, summary and text it would have otherwise. How far the entry has come is
    /// not decided here, and for whom it is only by who writes in it.
    fn stored(&self) -> Stored {
        let mut stored = self.facts.as_deref().map(facts_of).unwrap_or_default();
        stored.remove("status");
        if !self.is_change() {
            stored.remove("audience");
        }
        stored
    }

    /// What the entry would be, where it is `now`.
    fn laid_over(&self, now: &Revision) -> Revision {
        let mut facts = facts_of(&now.facts);
        facts.extend(self.stored());
        Revision {
            title: self.title.clone(),
            summary: self.summary.clone(),
            body: self.body.clone(),
            facts: serde_json::Value::Object(facts).to_string(),
            ..now.clone()
        }
    }
}

/// A proposal without its texts, which are long.
#[derive(Queryable, Selectable, Debug, Clone, PartialEq)]
#[diesel(table_name = proposals)]
pub struct Listed {
    pub id: String,
    pub person_id: String,
    pub reason: String,
    /// As in `Proposal`.
    pub status: String,
    pub answer: String,
    pub created_at: NaiveDateTime,
    /// As `Proposal::is_change`.
    #[diesel(select_expression = proposals::reason.eq(""))]
    #[diesel(select_expression_type = diesel::dsl::Eq<proposals::reason, &'static str>)]
    pub is_change: bool,
}

impl Listed {
    fn is_open(&self) -> bool {
        self.status == "open"
    }
}

/// What somebody proposes, checked.
#[derive(Clone, Debug)]
pub struct NewProposal {
    pub title: String,
    pub summary: String,
    pub body: String,
    /// All else that the entry would say, as revisions keep it.
    pub facts: String,
    /// Empty on a change that waits for another's eyes.
    pub reason: String,
    /// The version of the entry that was shown.
    pub version: i64,
}

impl NewProposal {
    fn of(new: &NewEntry, entry: &Entry, version: i64, reason: String) -> Result<NewProposal> {
        let mut facts = facts_of(&entries::facts(new, entry.status()?)?);
        // It is for whom it is then, unless just that is to change.
        if new.audience.name() == entry.audience {
            facts.remove("audience");
        }
        Ok(NewProposal {
            title: new.title.clone(),
            summary: new.summary.clone(),
            body: new.body.clone(),
            facts: serde_json::Value::Object(facts).to_string(),
            reason,
            version,
        })
    }
}

/// Whether somebody may propose a change: any member, to what is published and they can read.
pub fn is_wanted(who: &Member, entry: &Entry) -> bool {
    entry.status == Status::Published.name()
        && may(Some(who), Act::WriteEntry)
        && may(Some(who), Act::ReadEntry(entry.rights()))
}

/// Sends a proposal; its id. Somebody has one open proposal to an entry at a time: `Conflict` for
/// another.
pub fn propose(
    c: &mut Conn,
    now: NaiveDateTime,
    who: &Member,
    slug: &str,
    new: &NewProposal,
) -> Result<String> {
    let entry = readable(c, Some(who), slug)?;
    if !is_wanted(who, &entry) {
        return Err(Error::Forbidden);
    }
    if queries::open_of(c, &entry.id, &who.id)?.is_some() {
        return Err(Error::Conflict);
    }
    // It is shown beside what it was written over: only a revision the proposer may read.
    let over = entries::revision(c, &entry.id, new.version);
    let seen = over.is_ok_and(|revision| may_read(Some(who), &entry, &revision));
    if !seen {
        return Err(Error::Conflict);
    }
    open(c, now, who, &entry.id, new)
}

fn open(
    c: &mut Conn,
    now: NaiveDateTime,
    who: &Member,
    entry_id: &str,
    new: &NewProposal,
) -> Result<String> {
    let id = crate::app::new_id();
    queries::insert(c, now, &id, entry_id, &who.id, new)?;
    audit::record(c, now, Some(&who.id), "propose", "entry", entry_id)?;
    notices::tell(c, now, notices::Kind::Proposal, &id, Some(&who.id))?;
    Ok(id)
}

/// The entry and the proposal of an address, for who proposed it and who may decide. Otherwise as if
/// there were none. Who proposed it sees what became of it also when the entry has left its readers.
pub fn seen(c: &mut Conn, who: &Member, slug: &str, id: &str) -> Result<(Entry, Proposal)> {
    let entry = entries::by_slug(c, slug)?;
    let proposal = queries::get(c, id)?;
    let own = proposal.person_id == who.id;
    let concerned = if may(Some(who), Act::ReadEntry(entry.rights())) {
        own || may_decide(who, entry.rights())
    } else {
        own && was_theirs_to_read(who, &proposal.status, entry.rights())
            && !moderation::is_hidden(c, "entry", &entry.id)?
    };
    if proposal.entry_id == entry.id && concerned {
        Ok((entry, proposal))
    } else {
        Err(Error::NotFound)
    }
}

/// Who looks after an entry decides what is proposed to it.
pub fn may_decide(who: &Member, entry: EntryRights) -> bool {
    entry.status != Status::Deleted.name() && may(Some(who), Act::EditEntry(entry))
}

/// Whether it is somebody's own change that waits for eyes the network wants no longer: they may put it
/// in force, unless it is for too many.
pub fn is_own_to_take(who: &Member, entry: &Entry, proposal: &Proposal, four_eyes: bool) -> bool {
    let own = proposal.person_id == who.id;
    own && proposal.is_change() && !four_eyes && may_decide(who, entry.rights())
}

/// Whether a proposal would show its entry to more people than `who` may show it to, whoever made it.
pub fn is_for_too_many(who: &Member, entry: &Entry, proposal: &Proposal) -> Result<bool> {
    let mut new = entry.content()?;
    let stored = proposal.stored();
    let audience = stored.get("audience").and_then(|a| a.as_str());
    new.audience = audience.and_then(Audience::named).unwrap_or(new.audience);
    Ok(!new.is_for_no_more_than(entry, who)?)
}

/// Whether somebody could read the entry of a proposal until that was closed with it.
fn was_theirs_to_read(who: &Member, proposal_status: &str, entry: EntryRights) -> bool {
    let left = [Status::Archived.name(), Status::Deleted.name()].contains(&entry.status);
    let before = EntryRights {
        status: Status::Published.name(),
        ..entry
    };
    proposal_status == CLOSED && left && may(Some(who), Act::ReadEntry(before))
}

/// The status of a proposal nobody decides any more.
const CLOSED: &str = "closed";
/// The status of a change that somebody worked in by hand: nobody approved it as it was.
const WORKED_IN: &str = "worked-in";

/// An entry leaves its readers: nobody will decide what is proposed to it, and who proposed is told.
pub fn close(c: &mut Conn, now: NaiveDateTime, who: &Member, entry_id: &str) -> Result<()> {
    for id in queries::all_open_of(c, entry_id)? {
        close_one(c, now, who, &id, CLOSED, "")?;
        notices::tell(c, now, notices::Kind::Answered, &id, Some(&who.id))?;
    }
    Ok(())
}

/// Nobody decides it any more; the files that still wait with it go.
fn close_one(
    c: &mut Conn,
    now: NaiveDateTime,
    who: &Member,
    id: &str,
    status: &str,
    answer: &str,
) -> Result<()> {
    queries::decide(c, now, id, status, answer, &who.id)?;
    attachments::refuse(c, now, Some(&who.id), id)?;
    let action = match status {
        WORKED_IN => Decision::WorkedIn.status(),
        status => status,
    };
    audit::record(c, now, Some(&who.id), action, "proposal", id)
}

/// What is decided about a proposal.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Decision {
    /// Its text becomes the entry's.
    Accept,
    /// It was worked into the entry by hand.
    WorkedIn,
    Decline,
    /// Its proposer takes it back.
    Withdraw,
}

impl Decision {
    pub fn named(name: &str) -> Option<Decision> {
        Some(match name {
            "accept" => Decision::Accept,
            "worked-in" => Decision::WorkedIn,
            "decline" => Decision::Decline,
            "withdraw" => Decision::Withdraw,
            _ => return None,
        })
    }

    fn status(self) -> &'static str {
        match self {
            Decision::Accept | Decision::WorkedIn => "accepted",
            Decision::Decline => "declined",
            Decision::Withdraw => "withdrawn",
        }
    }
}

/// What a decider had before them: the entry's version, and how often the proposal was written.
#[derive(Clone, Copy, Debug)]
pub struct Before {
    pub version: i64,
    pub written: i64,
}

/// Decides. `Conflict` when somebody wrote in the entry or in the proposal since it was shown, when others
/// have changed the same in the entry since the proposal was written, or when it is decided already.
/// Nobody decides their own, apart from taking it back, or in where it need not wait any more:
/// `OwnProposal`.
pub fn decide(
    c: &mut Conn,
    now: NaiveDateTime,
    who: &Member,
    (slug, id): (&str, &str),
    before: Before,
    decision: Decision,
    answer: &str,
) -> Result<()> {
    let (entry, proposal) = seen(c, who, slug, id)?;
    let own = proposal.person_id == who.id;
    let four_eyes = settings::site(c)?.library.four_eyes;
    let goes_in = decision == Decision::Accept && is_own_to_take(who, &entry, &proposal, four_eyes);
    if own && decision != Decision::Withdraw && !goes_in {
        return Err(Error::OwnProposal);
    }
    if !own && (decision == Decision::Withdraw || !may_decide(who, entry.rights())) {
        return Err(Error::Forbidden);
    }
    let is_worked_in = decision == Decision::WorkedIn && proposal.is_change();
    // Who cannot approve a change cannot say that it is in the entry either.
    if is_worked_in && four_eyes && !is_editor(Some(who)) {
        return Err(Error::Forbidden);
    }
    let seen_as_is = own || proposal.written == before.written;
    if !proposal.is_open() || !seen_as_is {
        return Err(Error::Conflict);
    }
    if decision == Decision::Accept {
        accept(c, now, who, &entry, &proposal, before.version)?;
    }
    if decision == Decision::Accept || is_worked_in {
        files::take_in(c, now, who, &entry, &proposal)?;
    }
    let status = if is_worked_in {
        WORKED_IN
    } else {
        decision.status()
    };
    close_one(c, now, who, id, status, answer)?;
    if decision == Decision::Withdraw {
        return Ok(());
    }
    notices::tell(c, now, notices::Kind::Answered, id, Some(&who.id))
}

/// The proposer is the revision's author; who took it over stands in the log. `Forbidden` where `who`
/// could not have written it.
fn accept(
    c: &mut Conn,
    now: NaiveDateTime,
    who: &Member,
    entry: &Entry,
    proposal: &Proposal,
    version: i64,
) -> Result<()> {
    let laid = lay(c, entry, proposal)?;
    if entry.version != version || has_moved(c, entry, proposal, laid.as_ref())? {
        return Err(Error::Conflict);
    }
    let status = entry.status()?;
    // Where the network wants an editor's eyes on what is published, its owner's are not enough.
    let published = status == Status::Published;
    if published && settings::site(c)?.library.four_eyes && !is_editor(Some(who)) {
        return Err(Error::Forbidden);
    }
    let Some(laid) = laid.filter(|laid| !laid.is_there) else {
        return Ok(());
    };
    if is_for_too_many(who, entry, proposal)? {
        return Err(Error::Forbidden);
    }
    let new = laid.new;
    let next = version + 1;
    entries::update(c, now, &entry.id, next, &new)?;
    let said = Said {
        proposal: Some(&proposal.id),
        ..Said::default()
    };
    let by = Some(proposal.person_id.as_str());
    write_revision(
        c,
        now,
        (&entry.id, next),
        by,
        "proposal",
        (&new, status),
        said,
    )?;
    changes::record(c, changes::Kind::Entry, &entry.id, now)?;
    audit::record(c, now, Some(&who.id), "change", "entry", &entry.id)?;
    descent::tell_if_new(c, now, entry, &new, &proposal.person_id)
}

/// What a notice says of a proposal.
pub struct Told {
    pub id: String,
    pub slug: String,
    /// The entry's.
    pub title: String,
    /// Who proposed it; none on an answer to the reader.
    pub author: Option<String>,
    /// As `Proposal::is_change`, and its status.
    pub is_change: bool,
    pub status: String,
    /// What was answered, where something was.
    pub answer: Option<String>,
}

/// Of these proposals, those that still wait for the reader; or, `answered`, the reader's own that are
/// decided, of entries they may still read, or could until the proposal was closed.
pub fn told(c: &mut Conn, reader: &Member, answered: bool, ids: &[&str]) -> Result<Vec<Told>> {
    let mut rows = queries::with_entries(c, ids)?;
    rows.retain(|(proposal, entry)| {
        let own = proposal.person_id == reader.id;
        let rights = entry.rights();
        let reads = may(Some(reader), Act::ReadEntry(rights));
        if answered {
            let read = reads || was_theirs_to_read(reader, &proposal.status, rights);
            own && !proposal.is_open() && read
        } else {
            !own && proposal.is_open() && reads && may_decide(reader, rights)
        }
    });
    let names = members::names(c, rows.iter().map(|(p, _)| p.person_id.as_str()))?;
    Ok(rows
        .into_iter()
        .map(|(proposal, entry)| Told {
            author: names
                .get(&proposal.person_id)
                .filter(|_| !answered)
                .cloned(),
            id: proposal.id,
            slug: entry.slug,
            title: entry.title,
            is_change: proposal.is_change,
            status: proposal.status,
            answer: Some(proposal.answer).filter(|a| !a.is_empty()),
        })
        .collect())
}

/// Who is told of a proposal, in the order of their ids: owner and deputy; without either, and where
/// another's eyes are wanted, the editors. Not who made it.
pub fn deciders(c: &mut Conn, id: &str) -> Result<Vec<String>> {
    let Some((proposal, entry)) = queries::with_entries(c, &[id])?.pop() else {
        return Ok(Vec::new());
    };
    let own: Vec<String> = entry.owner_id.into_iter().chain(entry.deputy_id).collect();
    let living = members::acting(c, &own)?.into_iter().map(|m| m.id);
    let mut told: Vec<String> = living.filter(|id| *id != proposal.person_id).collect();
    let four_eyes = settings::site(c)?.library.four_eyes;
    if told.is_empty() || four_eyes || proposal.is_change {
        told.extend(editors(c)?);
        told.retain(|id| *id != proposal.person_id);
    }
    told.sort();
    told.dedup();
    Ok(told)
}

/// Everybody who edits the library: who publishes what others wrote.
pub fn editors(c: &mut Conn) -> Result<Vec<String>> {
    let mut editors: Vec<String> = members::all_roles(c)?
        .into_iter()
        .filter(|(_, roles)| reach(roles, Action::PublishEntry) == Reach::Network)
        .map(|(id, _)| id)
        .collect();
    editors.sort();
    Ok(editors)
}

pub fn proposer(c: &mut Conn, id: &str) -> Result<Vec<String>> {
    match queries::get(c, id) {
        Ok(proposal) => Ok(vec![proposal.person_id]),
        Err(Error::NotFound) => Ok(Vec::new()),
        Err(e) => Err(e),
    }
}

/// How many proposals to an entry wait for somebody.
pub fn waiting(c: &mut Conn, who: &Member, entry: &Entry) -> Result<i64> {
    if may_decide(who, entry.rights()) {
        queries::count_open(c, &entry.id)
    } else {
        Ok(0)
    }
}

/// How many changes by others of what is published wait for another's eyes, for somebody who writes in
/// it.
pub fn others_waiting(c: &mut Conn, who: &Member, entry: &Entry) -> Result<i64> {
    if entry.status == Status::Published.name() && may_decide(who, entry.rights()) {
        queries::count_others(c, &entry.id, &who.id)
    } else {
        Ok(0)
    }
}

/// Who approved what these revisions took over: people's ids by those of the proposals.
pub fn approvers(c: &mut Conn, revisions: &[Revision]) -> Result<HashMap<String, String>> {
    let ids: Vec<String> = revisions.iter().filter_map(taken_over).collect();
    let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
    let decided = queries::deciders(c, &ids)?.into_iter();
    Ok(decided.filter_map(|(id, by)| Some((id, by?))).collect())
}

/// The proposal a revision took over.
pub fn taken_over(revision: &Revision) -> Option<String> {
    let said = facts_of(&revision.facts);
    let id = said.get("proposal")?.as_str()?;
    Some(id.to_string())
}

/// Takes the proposals to an entry away with it.
pub fn erase(c: &mut Conn, entry_id: &str) -> Result<()> {
    queries::delete_of(c, entry_id)
}
