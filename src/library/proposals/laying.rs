//! What an entry would say with a proposal in it, also when it has moved on since: what was changed
//! apart comes together, as when two save at once.

use super::{Proposal, files};
use crate::db::Conn;
use crate::error::Result;
use crate::library::compare::merging::merge;
use crate::library::compare::restoring::content_of;
use crate::library::completeness::readable_by_others;
use crate::library::queries::{self as entries, Revision};
use crate::library::{BODY_MAX, Entry, NewEntry, SUMMARY_MAX, Status, TITLE_MAX, fields};

/// What the entry would say.
pub struct Laid {
    pub new: NewEntry,
    /// The entry says something else than when the proposal was written, and this has that too.
    pub together: bool,
    /// What others changed since in the same place: names of fields, as `compare::fields::Field`. The
    /// proposal's stands in `new`.
    pub both: Vec<String>,
    /// The entry says all of it already.
    pub is_there: bool,
    /// Put together it is none that could be saved.
    is_unfit: bool,
}

impl Laid {
    /// Whether somebody must work it in by hand.
    pub fn is_by_hand(&self) -> bool {
        self.is_unfit || !self.both.is_empty()
    }
}

/// The entry as it is now, with a proposal in it; none where that is of files alone.
pub fn lay(c: &mut Conn, entry: &Entry, proposal: &Proposal) -> Result<Option<Laid>> {
    let base = entries::revision(c, &entry.id, proposal.version)?;
    let Some((was, proposed)) = written(entry, &base, proposal)? else {
        return Ok(None);
    };
    let now = entry.content()?;
    let merged = merge(Some(&was), &now, proposed);
    let new = merged.new;
    // A text that another entry lent is not shown to more people by two who each knew half of it.
    let is_wider = [&was, &now]
        .iter()
        .any(|of| new.audience.is_wider_than(of.audience));
    let is_lent = new.facts.derived_from.is_some() && is_wider;
    let has_moved = now != was;
    Ok(Some(Laid {
        together: !(merged.taken.is_empty() && merged.together.is_empty()),
        both: merged.both,
        is_there: new.says_the_same(&now),
        is_unfit: has_moved && (is_lent || !is_fit(&new, entry.status()?)),
        new,
    }))
}

/// Whether a form would take it.
fn is_fit(new: &NewEntry, status: Status) -> bool {
    let within = |text: &str, max: usize| text.chars().count() <= max;
    let is_short = within(&new.title, TITLE_MAX)
        && within(&new.summary, SUMMARY_MAX)
        && within(&new.body, BODY_MAX);
    let is_whole = readable_by_others(new.kind, &new.summary, &new.body, &new.facts);
    is_short
        && !new.title.is_empty()
        && fields::are_fit(&new.facts)
        && (is_whole || status == Status::Draft)
}

/// What the entry said when a proposal was written, and what it would have said; none where the proposal
/// is of files alone and what it says stays. `base`: the version it was written over.
pub fn written(
    entry: &Entry,
    base: &Revision,
    proposal: &Proposal,
) -> Result<Option<(NewEntry, NewEntry)>> {
    let was = content_of(entry, base)?;
    let would_be = content_of(entry, &proposal.laid_over(base))?;
    let is_of_files = proposal.files.is_some() && would_be.says_the_same(&was);
    Ok((!is_of_files).then_some((was, would_be)))
}

/// Whether what a proposal was written over is another now, in the same places: the files it is about,
/// or what the entry says.
pub fn has_moved(
    c: &mut Conn,
    entry: &Entry,
    proposal: &Proposal,
    laid: Option<&Laid>,
) -> Result<bool> {
    let (_, files_moved) = files::as_of_now(c, entry, proposal)?;
    Ok(files_moved || laid.is_some_and(Laid::is_by_hand))
}
