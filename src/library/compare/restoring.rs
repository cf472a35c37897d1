//! Bringing an earlier text back, as a new revision on top: nothing in between is lost.

use chrono::NaiveDateTime;

use crate::audit;
use crate::changes;
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::library::completeness::readable_by_others;
use crate::library::facts::Facts;
use crate::library::pages::{facts_of, may_read};
use crate::library::proposals::held;
use crate::library::queries::{self, Revision};
use crate::library::steps::{self, Said};
use crate::library::{Audience, Entry, NewEntry, Status, editable};
use crate::members::Member;

/// What became of a revision that was brought back.
pub enum Restored {
    Written,
    /// Another must approve it first: the id of the change that waits.
    Waits(String),
    /// It says what the entry says.
    Same,
}

/// Writes the text and facts of revision `version` over. `Conflict` when the entry is no longer at
/// `at`; `NotFound` for a revision `who` may not read. Whom the entry is for is never widened by it,
/// unless `who` may publish.
pub fn restore(
    c: &mut Conn,
    now: NaiveDateTime,
    who: &Member,
    slug: &str,
    at: i64,
    version: i64,
) -> Result<Restored> {
    let entry = editable(c, who, slug)?;
    if entry.version != at {
        return Err(Error::Conflict);
    }
    let revision = queries::revision(c, &entry.id, version)?;
    if !may_read(Some(who), &entry, &revision) {
        return Err(Error::NotFound);
    }
    let mut new = content_of(&entry, &revision)?;
    if let Some(id) = &new.meeting_id
        && queries::meeting(c, id)?.is_none()
    {
        new.meeting_id = None;
    }
    new.audience = audience(who, &entry, &new)?;
    let status = entry.status()?;
    if status != Status::Draft && !readable_by_others(new.kind, &new.summary, &new.body, &new.facts)
    {
        return Err(Error::BadRequest("entry-incomplete"));
    }
    if new.says_the_same(&entry.content()?) {
        return Ok(Restored::Same);
    }
    if held::must_wait(c, &entry)? {
        return held::hold(c, now, who, &entry, &new).map(Restored::Waits);
    }
    held::settle(c, now, who, &entry)?;
    let next = entry.version + 1;
    queries::update(c, now, &entry.id, next, &new)?;
    let said = Said {
        restored: Some(version),
        ..Said::default()
    };
    let by = Some(who.id.as_str());
    steps::write_revision(
        c,
        now,
        (&entry.id, next),
        by,
        "restored",
        (&new, status),
        said,
    )?;
    changes::record(c, changes::Kind::Entry, &entry.id, now)?;
    audit::record(c, now, by, "restore", "entry", &entry.id)?;
    Ok(Restored::Written)
}

/// For whom the entry is when it is brought back as `new`.
fn audience(who: &Member, entry: &Entry, new: &NewEntry) -> Result<Audience> {
    let needs_organisation =
        new.audience == Audience::Organisation && entry.organisation_id.is_none();
    if needs_organisation || !new.is_for_no_more_than(entry, who)? {
        return Ok(entry.content()?.audience);
    }
    Ok(new.audience)
}

/// For whom a published entry would be, were a revision brought back by `who`, where that is for more
/// than now.
pub fn wider_audience(
    who: Option<&Member>,
    entry: &Entry,
    revision: &Revision,
) -> Result<Option<Audience>> {
    let Some(who) = who.filter(|_| entry.status == Status::Published.name()) else {
        return Ok(None);
    };
    let (now, then) = (entry.content()?, content_of(entry, revision)?);
    let then = audience(who, entry, &then)?;
    Ok(Some(then).filter(|then| then.is_wider_than(now.audience)))
}

/// The entry as it was at a revision.
pub fn entry_at(entry: &Entry, revision: &Revision) -> Result<Entry> {
    Ok(entry.holding(content_of(entry, revision)?))
}

/// An entry that says this, as a revision beside the one it has `now`.
pub fn as_revision(new: &NewEntry, now: &Revision, status: Status) -> Result<Revision> {
    Ok(Revision {
        title: new.title.clone(),
        summary: new.summary.clone(),
        body: new.body.clone(),
        facts: queries::facts(new, status)?,
        ..now.clone()
    })
}

/// What the entry was at a revision, where it belongs now.
pub fn content_of(entry: &Entry, revision: &Revision) -> Result<NewEntry> {
    let stored = facts_of(&revision.facts);
    let text = |name: &str| {
        stored
            .get(name)
            .and_then(|v| v.as_str())
            .map(str::to_string)
    };
    let mut new = entry.content()?;
    new.title.clone_from(&revision.title);
    new.summary.clone_from(&revision.summary);
    new.body.clone_from(&revision.body);
    new.lang = text("lang").unwrap_or(new.lang);
    new.municipality = text("municipality");
    new.place = text("place");
    new.area = text("area");
    new.contact_role = text("contact_role").unwrap_or_default();
    new.contact_name = text("contact_name").unwrap_or_default();
    new.contact_deputy = text("contact_deputy").unwrap_or_default();
    new.meeting_id = text("meeting");
    if let Some(tags) = stored.get("tags").and_then(|v| v.as_array()) {
        new.tags = tags
            .iter()
            .filter_map(|t| t.as_str().map(str::to_string))
            .collect();
    }
    new.facts = match (stored.get("facts"), text("success_factor")) {
        (Some(facts), _) => Facts::read(Some(&facts.to_string())),
        // Before there were more facts, there was one factor.
        (None, Some(factor)) => Facts {
            factors: vec![factor],
            ..Facts::default()
        },
        (None, None) => Facts::default(),
    };
    if let Some(audience) = text("audience").as_deref().and_then(Audience::named) {
        new.audience = audience;
    }
    Ok(new)
}
