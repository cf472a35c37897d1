//! Files of a change that waits: those it would add wait with it, seen by who sees the change; those it
//! would rename or take off stay as they are until it is approved.

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

use super::{Proposal, held, queries};
use crate::attachments::{self, Accepted, Attachment, removed};
use crate::changes;
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::library::Entry;
use crate::library::compare::restoring::content_of;
use crate::library::queries as entries;
use crate::members::Member;

/// What a file is called, and what is said of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Called {
    pub name: String,
    pub title: String,
}

impl Called {
    fn of(file: &Attachment) -> Called {
        Called {
            name: file.name.clone(),
            title: file.title.clone(),
        }
    }

    /// Of a file that was erased: not even its name is kept.
    fn erased() -> Called {
        Called {
            name: "…".to_string(),
            title: String::new(),
        }
    }

    /// As one line of a comparison.
    fn line(&self) -> String {
        match self.title.as_str() {
            "" => self.name.clone(),
            title => format!("{} – {title}", self.name),
        }
    }
}

/// What a change does with a file: without `before` it adds it, without `after` it takes it off.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileChange {
    /// The attachment's.
    pub id: String,
    pub before: Option<Called>,
    pub after: Option<Called>,
}

impl FileChange {
    fn that_adds(file: &Attachment) -> FileChange {
        FileChange {
            id: file.id.clone(),
            before: None,
            after: Some(Called::of(file)),
        }
    }

    fn of_erased(self) -> FileChange {
        FileChange {
            before: self.before.map(|_| Called::erased()),
            after: self.after.map(|_| Called::erased()),
            ..self
        }
    }

    /// Whether the file is called otherwise now than when the change was made, and than it would be.
    fn has_moved(&self, file: &Attachment) -> bool {
        let now = Called::of(file);
        let was_other = self.before.as_ref().is_some_and(|before| *before != now);
        was_other && self.after.as_ref() != Some(&now)
    }
}

/// As they are stored; what cannot be read counts as none.
pub fn read(stored: Option<&str>) -> Vec<FileChange> {
    stored
        .and_then(|all| serde_json::from_str(all).ok())
        .unwrap_or_default()
}

fn write(c: &mut Conn, id: &str, files: &[FileChange]) -> Result<()> {
    let stored = match files {
        [] => None,
        files => Some(serde_json::to_string(files).map_err(Error::internal)?),
    };
    queries::set_files(c, id, stored.as_deref())
}

/// The files that a change is about, one a line, as they are and as they would be.
pub fn lines(files: &[FileChange]) -> (String, String) {
    let said = |called: fn(&FileChange) -> Option<&Called>| -> String {
        let lines: Vec<String> = files.iter().filter_map(called).map(Called::line).collect();
        lines.join("\n")
    };
    (said(|f| f.before.as_ref()), said(|f| f.after.as_ref()))
}

/// Of a change that waits: its files as those are called now, and whether somebody has called one
/// otherwise meanwhile, or taken off one it would rename. What has gone is as it was.
pub fn as_of_now(
    c: &mut Conn,
    entry: &Entry,
    proposal: &Proposal,
) -> Result<(Vec<FileChange>, bool)> {
    let mut all = read(proposal.files.as_deref());
    if !proposal.is_open() || all.is_empty() {
        return Ok((all, false));
    }
    let there = attachments::of_entry(c, &entry.id)?;
    let is_gone = |change: &FileChange| {
        let renames = change.before.is_some() && change.after.is_some();
        renames && there.iter().all(|file| file.id != change.id)
    };
    let mut moved = all.iter().any(is_gone);
    for file in there {
        if let Some(change) = all.iter_mut().find(|change| change.id == file.id) {
            moved |= change.has_moved(&file);
            change.before = Some(Called::of(&file));
        }
    }
    Ok((all, moved))
}

/// What somebody has waiting of files, at an entry.
#[derive(Default)]
pub struct Waiting {
    /// What is done with the entry's files holds only when another has approved it.
    pub holds: bool,
    /// What they proposed and nobody has decided, where it stands in the way of that.
    pub in_the_way: Option<String>,
    /// The change of theirs that waits.
    pub change: Option<String>,
    pub changes: Vec<FileChange>,
    /// The files it would add.
    pub added: Vec<Attachment>,
}

impl Waiting {
    /// What would become of a file of the entry.
    pub fn of(&self, id: &str) -> Option<&FileChange> {
        self.changes.iter().find(|change| change.id == id)
    }
}

pub fn waiting(c: &mut Conn, who: &Member, entry: &Entry) -> Result<Waiting> {
    let holds = held::must_wait(c, entry)?;
    let Some(id) = held::held_id(c, who, entry)? else {
        return Ok(Waiting {
            holds,
            in_the_way: if holds {
                held::open_proposal(c, who, entry)?
            } else {
                None
            },
            ..Waiting::default()
        });
    };
    Ok(Waiting {
        holds,
        changes: read(queries::get(c, &id)?.files.as_deref()),
        added: attachments::waiting_with(c, &id)?,
        change: Some(id),
        in_the_way: None,
    })
}

/// The change of somebody's own that waits; a new one where there is none.
fn opened(
    c: &mut Conn,
    now: NaiveDateTime,
    who: &Member,
    entry: &Entry,
) -> Result<(String, Vec<FileChange>)> {
    let id = match held::held_id(c, who, entry)? {
        Some(id) => id,
        None => held::hold(c, now, who, entry, &entry.content()?)?,
    };
    let files = read(queries::get(c, &id)?.files.as_deref());
    Ok((id, files))
}

/// Keeps what is to be done with files; a change that does nothing any more is taken back.
fn keep(
    c: &mut Conn,
    now: NaiveDateTime,
    who: &Member,
    entry: &Entry,
    id: &str,
    files: &[FileChange],
) -> Result<()> {
    write(c, id, files)?;
    let proposal = queries::get(c, id)?;
    let base = entries::revision(c, &entry.id, proposal.version)?;
    let would_be = content_of(entry, &proposal.laid_over(&base))?;
    if files.is_empty() && would_be.says_the_same(&content_of(entry, &base)?) {
        held::take_back(c, now, who, id)?;
    }
    Ok(())
}

/// Adds files to somebody's change; the names of those that are too many.
pub fn add(
    c: &mut Conn,
    now: NaiveDateTime,
    who: &Member,
    entry: &Entry,
    accepted: &[Accepted],
    per_entry: i64,
) -> Result<Vec<String>> {
    let (id, mut files) = opened(c, now, who, entry)?;
    let at = (entry.id.as_str(), id.as_str());
    let (added, too_many) = attachments::wait(c, now, who, at, accepted, per_entry)?;
    files.extend(added.iter().map(FileChange::that_adds));
    keep(c, now, who, entry, &id, &files)?;
    Ok(too_many)
}

/// Has somebody's change bring a file back that was removed.
pub fn fetch_back(
    c: &mut Conn,
    now: NaiveDateTime,
    who: &Member,
    entry: &Entry,
    file: &Attachment,
) -> Result<()> {
    let (id, mut files) = opened(c, now, who, entry)?;
    removed::wait(c, file, &id)?;
    files.push(FileChange::that_adds(file));
    keep(c, now, who, entry, &id, &files)
}

/// What somebody would have become of a file: another name and description; none to take it off. One
/// that only waits is changed, or goes, at once. `NotFound` where one that was removed would be renamed
/// before it is back.
pub fn change(
    c: &mut Conn,
    now: NaiveDateTime,
    who: &Member,
    entry: &Entry,
    file: &Attachment,
    after: Option<Called>,
) -> Result<()> {
    if after.is_some() && !file.may_be_renamed() {
        return Err(Error::NotFound);
    }
    let before = file.proposal_id.is_none().then(|| Called::of(file));
    let does_nothing = before == after;
    if does_nothing && held::held_id(c, who, entry)?.is_none() {
        return Ok(());
    }
    let (id, mut files) = opened(c, now, who, entry)?;
    match (&file.proposal_id, &after) {
        (Some(_), Some(to)) => {
            attachments::rename(c, now, who, file, file.version, &to.name, &to.title)?;
        }
        (Some(_), None) => removed::let_go(c, now, Some(&who.id), file)?,
        (None, _) => {}
    }
    files.retain(|f| f.id != file.id);
    if !does_nothing {
        let id = file.id.clone();
        files.push(FileChange { id, before, after });
    }
    keep(c, now, who, entry, &id, &files)
}

/// Somebody lets a file be as it is after all.
pub fn leave(
    c: &mut Conn,
    now: NaiveDateTime,
    who: &Member,
    entry: &Entry,
    file: &Attachment,
) -> Result<()> {
    let as_it_is = file.proposal_id.is_none().then(|| Called::of(file));
    change(c, now, who, entry, file, as_it_is)
}

/// What a change does with files is done. A file that has gone since, or is called otherwise, is left
/// as it is.
pub fn take_in(
    c: &mut Conn,
    now: NaiveDateTime,
    who: &Member,
    entry: &Entry,
    proposal: &Proposal,
) -> Result<()> {
    let all = read(proposal.files.as_deref());
    for change in &all {
        let Some(file) = attachments::still_of(c, &entry.id, &change.id)? else {
            continue;
        };
        let is_anothers = file
            .proposal_id
            .as_ref()
            .is_some_and(|of| *of != proposal.id);
        if is_anothers || change.has_moved(&file) {
            continue;
        }
        match (&change.before, &change.after) {
            (None, _) => attachments::admit(c, now, who, &file)?,
            (Some(_), None) => removed::remove(c, now, who, &proposal.person_id, &file)?,
            (Some(_), Some(to)) => {
                attachments::rename(c, now, who, &file, file.version, &to.name, &to.title)?;
            }
        }
    }
    if all.is_empty() {
        return Ok(());
    }
    changes::record(c, changes::Kind::Entry, &entry.id, now)
}

/// A file was erased: what the changes of its entry, also those decided long ago, call it goes too.
pub fn erase_names(c: &mut Conn, file: &Attachment) -> Result<()> {
    for (id, stored) in queries::with_files(c, &file.entry_id)? {
        let (of_it, others): (Vec<_>, Vec<_>) = read(stored.as_deref())
            .into_iter()
            .partition(|change| change.id == file.id);
        if !of_it.is_empty() {
            let erased = of_it.into_iter().map(FileChange::of_erased);
            let all: Vec<FileChange> = others.into_iter().chain(erased).collect();
            write(c, &id, &all)?;
        }
    }
    Ok(())
}

/// Before somebody is forgotten, and their changes with them: the files that wait with those go.
pub fn forget(c: &mut Conn, now: NaiveDateTime, person_id: &str) -> Result<()> {
    for id in queries::all_of_person(c, person_id)? {
        attachments::refuse(c, now, None, &id)?;
    }
    Ok(())
}
