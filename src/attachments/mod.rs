//! Files of entries: taken in within limits, known by their content, kept under its hash, served so that
//! nothing runs in our origin, and read so that search finds what is in them.

pub mod history;
pub mod kinds;
mod names;
pub mod pages;
mod pictures;
mod queries;
pub mod receive;
pub mod removed;
pub mod serving;
pub mod store;
pub mod text;
mod views;
pub mod work;

use std::collections::HashMap;
use std::path::PathBuf;

use chrono::NaiveDateTime;
use diesel::prelude::*;

use crate::app::App;
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::jobs::{self, Job};
use crate::library::{self, Entry, proposals};
use crate::members::Member;
use crate::rights::{Act, may};
use crate::schema::attachments;
use crate::web::Ctx;
use crate::{audit, changes, tokens};

use kinds::{Kind, Refused};
use receive::Received;

pub use views::{list as shown, waiting};

/// The longest description, in characters.
pub const TITLE_MAX: usize = 300;

/// A file of an entry.
#[derive(Queryable, Selectable, Insertable, Debug, Clone, PartialEq)]
#[diesel(table_name = attachments)]
pub struct Attachment {
    pub id: String,
    pub entry_id: String,
    /// Of the file; of a picture's smaller sizes where it is larger.
    pub hash: String,
    pub large_hash: Option<String>,
    pub small_hash: Option<String>,
    pub name: String,
    pub media_type: String,
    pub bytes: i64,
    /// What it is, in its writer's words; of a picture, what is seen on it.
    pub title: String,
    pub position: i64,
    pub width: Option<i64>,
    pub height: Option<i64>,
    /// `pending`, `ready`, `failed`, or `none` when there is no text in it.
    pub text_state: String,
    /// Why it failed, or `cut` when some was left out.
    pub text_reason: Option<String>,
    /// Pages, slides or sheets.
    pub pages: Option<i64>,
    pub version: i64,
    /// Who brought it, and when it came to its entry.
    pub added_by: Option<String>,
    pub added_at: NaiveDateTime,
    /// The change it waits with; none once it is its entry's.
    pub proposal_id: Option<String>,
    /// When it was taken off its entry, and whose wish that was.
    pub removed_at: Option<NaiveDateTime>,
    pub removed_by: Option<String>,
}

impl Attachment {
    /// Whether it was removed, and no change that waits would bring it back.
    fn is_removed(&self) -> bool {
        self.removed_at.is_some() && self.proposal_id.is_none()
    }

    /// Whether it may be called otherwise now. One that waits to come back may not: its history tells
    /// everybody of it by the name it was removed by.
    pub fn may_be_renamed(&self) -> bool {
        self.removed_at.is_none()
    }

    pub fn kind(&self) -> Result<Kind> {
        Kind::of_media_type(&self.media_type)
            .ok_or_else(|| Error::internal("a file of unknown kind"))
    }

    pub fn address(&self) -> String {
        format!("/files/{}/{}", self.id, self.plain_name())
    }

    /// Its name in plain letters, as files can be called everywhere.
    pub fn plain_name(&self) -> String {
        names::in_address(&self.name)
    }

    /// What it is called where there is room for one name.
    pub fn called(&self) -> &str {
        if self.title.is_empty() {
            &self.name
        } else {
            &self.title
        }
    }

    fn hashes(&self) -> Vec<&str> {
        let sizes = [&self.large_hash, &self.small_hash];
        std::iter::once(self.hash.as_str())
            .chain(sizes.into_iter().flatten().map(String::as_str))
            .collect()
    }
}

/// Whether the viewer may add files to the entry of that address.
pub async fn may_add(ctx: &Ctx, slug: String) -> Result<()> {
    let who = ctx.signed_in()?.clone();
    ctx.read(move |c| library::editable(c, &who, &slug).map(|_| ()))
        .await
}

/// The files of an entry, in their order. Whoever asks has seen to it that the viewer may read it.
pub fn of_entry(c: &mut Conn, entry_id: &str) -> Result<Vec<Attachment>> {
    queries::of_entry(c, entry_id)
}

/// A short mark of files in their order: another once one comes, goes, moves or is called otherwise.
pub fn mark(files: &[Attachment]) -> String {
    let all: Vec<String> = files
        .iter()
        .map(|file| format!("{} {}", file.id, file.version))
        .collect();
    tokens::hash(&all.join("\n"))
}

/// As `of_entry`, of several.
pub fn of_entries(c: &mut Conn, entries: &[&str]) -> Result<Vec<Attachment>> {
    queries::of_entries(c, entries)
}

/// How much the files of some entries take, in bytes.
pub fn bytes_of(c: &mut Conn, entries: &[String]) -> Result<i64> {
    queries::bytes_of(c, entries)
}

/// A file that was not removed.
fn there(c: &mut Conn, id: &str) -> Result<Attachment> {
    let file = queries::by_id(c, id)?;
    if file.is_removed() {
        return Err(Error::NotFound);
    }
    Ok(file)
}

/// A file and its entry, when `who` may read that; of one that waits, when they see the change it waits
/// with. Otherwise, as if there were none.
pub fn readable(c: &mut Conn, who: Option<&Member>, id: &str) -> Result<(Attachment, Entry)> {
    let file = there(c, id)?;
    let entry = library::entry(c, &file.entry_id)?;
    if let Some(proposal) = &file.proposal_id {
        let who = who.ok_or(Error::NotFound)?;
        proposals::seen(c, who, &entry.slug, proposal)?;
        return Ok((file, entry));
    }
    if may(who, Act::ReadEntry(entry.rights())) {
        Ok((file, entry))
    } else {
        Err(Error::NotFound)
    }
}

/// What search finds entries by in their files; none for those without.
pub fn words(c: &mut Conn, entries: &[String]) -> Result<HashMap<String, String>> {
    queries::words(c, entries)
}

/// What was read in a file.
#[derive(Clone, Debug)]
pub struct FileText {
    pub id: String,
    pub entry_id: String,
    pub name: String,
    /// What it consists of; none where it has no pages.
    pub leaf: Option<Leaf>,
    text: String,
}

impl FileText {
    /// Its pages; all of it where it has none.
    pub fn leaves(&self) -> impl Iterator<Item = &str> {
        self.text.split(text::PAGE)
    }
}

/// What a file consists of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leaf {
    Page,
    Slide,
    Sheet,
}

impl Leaf {
    fn of(kind: Kind) -> Option<Leaf> {
        match kind {
            Kind::Pdf => Some(Leaf::Page),
            Kind::Pptx | Kind::Odp => Some(Leaf::Slide),
            Kind::Xlsx => Some(Leaf::Sheet),
            _ => None,
        }
    }

    pub fn name(self) -> &'static str {
        match self {
            Leaf::Page => "page",
            Leaf::Slide => "slide",
            Leaf::Sheet => "sheet",
        }
    }
}

/// The texts of the files of some entries, as far as they come to `most` bytes. Whoever asks has seen
/// to it that the viewer may read those.
pub fn texts(c: &mut Conn, entries: &[&str], most: i64) -> Result<Vec<FileText>> {
    queries::texts(c, entries, most)
}

/// How large `words` is, in bytes, about.
pub fn sizes(c: &mut Conn, entries: &[String]) -> Result<HashMap<String, i64>> {
    queries::sizes(c, entries)
}

/// A file that was accepted, and lies in the store under `hash` and those of its sizes.
#[derive(Clone, Debug, PartialEq)]
pub struct Accepted {
    kind: Kind,
    name: String,
    /// As `Attachment::title`.
    title: String,
    /// The file and its smaller sizes: hash and bytes.
    whole: (String, i64),
    large: Option<(String, i64)>,
    small: Option<(String, i64)>,
    width: Option<i64>,
    height: Option<i64>,
    /// Where it came from elsewhere: who brought it there, and when.
    brought: Option<(Option<String>, NaiveDateTime)>,
}

impl Accepted {
    /// With a description.
    pub fn described(self, title: String) -> Accepted {
        Accepted { title, ..self }
    }

    /// As it was brought elsewhere, by somebody who is here, then.
    pub fn brought(self, by: Option<String>, at: NaiveDateTime) -> Accepted {
        let brought = Some((by, at));
        Accepted { brought, ..self }
    }

    /// All that decides what is shown of it.
    pub fn said(&self) -> [&str; 3] {
        [&self.whole.0, &self.name, &self.title]
    }

    /// As a file of an entry, brought `by` somebody now.
    fn attached(
        &self,
        now: NaiveDateTime,
        by: Option<&str>,
        (entry_id, proposal): (&str, Option<&str>),
        position: i64,
    ) -> Attachment {
        let here = (by.map(str::to_string), now);
        let (added_by, added_at) = self.brought.clone().unwrap_or(here);
        let of = |blob: &Option<(String, i64)>| blob.as_ref().map(|(hash, _)| hash.clone());
        let state = if self.kind.has_text() {
            "pending"
        } else {
            "none"
        };
        Attachment {
            id: crate::app::new_id(),
            entry_id: entry_id.to_string(),
            hash: self.whole.0.clone(),
            large_hash: of(&self.large),
            small_hash: of(&self.small),
            name: self.name.clone(),
            media_type: self.kind.media_type().to_string(),
            bytes: self.whole.1,
            title: self.title.clone(),
            position,
            width: self.width,
            height: self.height,
            text_state: state.to_string(),
            text_reason: None,
            pages: None,
            version: 1,
            added_by,
            added_at,
            proposal_id: proposal.map(str::to_string),
            removed_at: None,
            removed_by: None,
        }
    }

    fn is_among(&self, files: &[Attachment]) -> bool {
        files.iter().any(|file| file.hash == self.whole.0)
    }

    fn blobs(&self) -> impl Iterator<Item = &(String, i64)> {
        std::iter::once(&self.whole)
            .chain(&self.large)
            .chain(&self.small)
    }
}

/// Looks at a file that came in, and puts it into the store when it is one that may be attached.
/// Nothing refers to it yet: unless something does within a day, it is swept away.
pub async fn accept(
    app: &App,
    received: Received,
) -> Result<std::result::Result<Accepted, Refused>> {
    let temporary = match received.file {
        Ok(temporary) => temporary,
        Err(why) => return Ok(Err(why)),
    };
    let path = temporary.path().to_path_buf();
    let opened = path.clone();
    let sniffed =
        tokio::task::spawn_blocking(move || kinds::sniff(&mut std::fs::File::open(opened)?))
            .await
            .map_err(Error::internal)??;
    let kind = match sniffed {
        Ok(kind) => kind,
        Err(why) => return Ok(Err(why)),
    };
    let most = if kind.is_media() {
        app.config.files.media
    } else {
        app.config.files.file
    };
    if received.bytes > most {
        return Ok(Err(Refused::TooLarge));
    }
    if kind.is_picture() {
        return keep_picture(app, path, kind, &received.name).await;
    }
    let Ok(name) = names::clean(&received.name, kind) else {
        return Ok(Err(Refused::CprInName));
    };
    let bytes = received.bytes as i64;
    reserve(app, &received.hash, bytes).await?;
    app.files.put(&received.hash, &path).await?;
    Ok(Ok(Accepted {
        kind,
        name,
        title: String::new(),
        whole: (received.hash, bytes),
        large: None,
        small: None,
        width: None,
        height: None,
        brought: None,
    }))
}

/// Draws a picture anew, and keeps that, by a name that says what it has become.
async fn keep_picture(
    app: &App,
    path: PathBuf,
    kind: Kind,
    name: &str,
) -> Result<std::result::Result<Accepted, Refused>> {
    let picture = match pictures::from_file(path, kind).await? {
        Ok(picture) => picture,
        Err(why) => return Ok(Err(why)),
    };
    let raw = match name.rsplit_once('.') {
        Some((stem, ending)) if kind.may_end(&ending.to_lowercase()) => stem,
        _ => name,
    };
    let Ok(name) = names::clean(raw, picture.kind) else {
        return Ok(Err(Refused::CprInName));
    };
    Ok(Ok(Accepted {
        kind: picture.kind,
        name,
        title: String::new(),
        whole: keep(app, picture.whole).await?,
        large: keep_size(app, picture.large).await?,
        small: keep_size(app, picture.small).await?,
        width: Some(picture.width.into()),
        height: Some(picture.height.into()),
        brought: None,
    }))
}

async fn keep_size(app: &App, bytes: Option<Vec<u8>>) -> Result<Option<(String, i64)>> {
    match bytes {
        Some(bytes) => keep(app, bytes).await.map(Some),
        None => Ok(None),
    }
}

/// As `accept`, of a file on this machine; waits for it. Its name is the one it is called by here.
pub fn accept_local(
    app: &App,
    name: &str,
    file: std::fs::File,
) -> Result<std::result::Result<Accepted, Refused>> {
    let received = receive::local(app, name, file)?;
    work::wait_for(|| accept(app, received))
}

async fn keep(app: &App, bytes: Vec<u8>) -> Result<(String, i64)> {
    let hash = crate::tokens::hash_bytes(&bytes);
    let length = bytes.len() as i64;
    reserve(app, &hash, length).await?;
    app.files.put_bytes(&hash, bytes).await?;
    Ok((hash, length))
}

async fn reserve(app: &App, hash: &str, bytes: i64) -> Result<()> {
    let (now, hash) = (app.clock.now(), hash.to_string());
    app.db
        .write(move |c| queries::reserve(c, now, &hash, bytes))
        .await
}

/// Attaches accepted files to an entry, behind those it has: as many as there is room for. The names
/// of those that are too many.
pub fn attach(
    c: &mut Conn,
    now: NaiveDateTime,
    by: Option<&str>,
    entry_id: &str,
    files: &[Accepted],
    per_entry: i64,
) -> Result<Vec<String>> {
    let (_, too_many) = put(c, now, by, (entry_id, None), files, per_entry)?;
    changes::record(c, changes::Kind::Entry, entry_id, now)?;
    Ok(too_many)
}

/// As `attach`, of files that wait with a change: which they became, and the names of those that are too
/// many.
pub fn wait(
    c: &mut Conn,
    now: NaiveDateTime,
    who: &Member,
    (entry_id, proposal): (&str, &str),
    files: &[Accepted],
    per_entry: i64,
) -> Result<(Vec<Attachment>, Vec<String>)> {
    let by = Some(who.id.as_str());
    put(c, now, by, (entry_id, Some(proposal)), files, per_entry)
}

fn put(
    c: &mut Conn,
    now: NaiveDateTime,
    by: Option<&str>,
    of: (&str, Option<&str>),
    files: &[Accepted],
    per_entry: i64,
) -> Result<(Vec<Attachment>, Vec<String>)> {
    let (entry_id, _) = of;
    let mut room = per_entry - queries::count_of(c, entry_id)?;
    let mut position = queries::next_position(c, entry_id)?;
    let (mut there, mut too_many) = (Vec::new(), Vec::new());
    for file in files {
        if room <= 0 {
            too_many.push(file.name.clone());
            continue;
        }
        let hashes: Vec<&str> = file.blobs().map(|(hash, _)| hash.as_str()).collect();
        queries::set_used(c, &hashes)?;
        let row = file.attached(now, by, of, position);
        queries::insert(c, &row)?;
        if file.kind.has_text() {
            enqueue_reading(c, now, &row.id)?;
        }
        audit::record(c, now, by, "add", "attachment", &row.id)?;
        there.push(row);
        position += 1;
        room -= 1;
    }
    Ok((there, too_many))
}

/// The files that wait with a change, in their order.
pub fn waiting_with(c: &mut Conn, proposal: &str) -> Result<Vec<Attachment>> {
    queries::waiting_with(c, proposal)
}

/// A file that waited is its entry's from now on. One that the entry was given meanwhile, as by an
/// import, does not stand there twice: it keeps its name, and is described as this where it was not.
pub fn admit(c: &mut Conn, now: NaiveDateTime, who: &Member, file: &Attachment) -> Result<()> {
    let there = queries::of_entry(c, &file.entry_id)?;
    if let Some(same) = there.iter().find(|one| one.hash == file.hash) {
        if same.title.is_empty() && !file.title.is_empty() {
            rename(c, now, who, same, same.version, &same.name, &file.title)?;
        }
        return removed::let_go(c, now, Some(&who.id), file);
    }
    let came = file.removed_at.is_none().then_some(now);
    queries::admit(c, &file.id, came)?;
    audit::record(c, now, Some(&who.id), "approve", "attachment", &file.id)
}

/// The files that still wait with a change go: it was not approved, or whose it was is forgotten.
pub fn refuse(c: &mut Conn, now: NaiveDateTime, by: Option<&str>, proposal: &str) -> Result<()> {
    for file in queries::waiting_with(c, proposal)? {
        removed::let_go(c, now, by, &file)?;
    }
    Ok(())
}

/// The file, when it is one of the entry still.
pub fn still_of(c: &mut Conn, entry_id: &str, id: &str) -> Result<Option<Attachment>> {
    match there(c, id) {
        Ok(file) => Ok(Some(file).filter(|f| f.entry_id == entry_id)),
        Err(Error::NotFound) => Ok(None),
        Err(e) => Err(e),
    }
}

/// What became of files that were brought to an entry.
#[derive(Default)]
pub struct Brought {
    pub new: usize,
    pub renamed: usize,
    /// The names of those that are too many.
    pub over: Vec<String>,
}

/// As `attach`, of files an entry may have already: those it keeps, called as they are called now.
/// No file is taken off, and what somebody took off comes back by their hand alone.
pub fn bring(
    c: &mut Conn,
    now: NaiveDateTime,
    entry_id: &str,
    files: &[Accepted],
    per_entry: i64,
) -> Result<Brought> {
    let mut there = queries::of_entry(c, entry_id)?;
    let removed = queries::hashes_removed(c, entry_id)?;
    let mut brought = Brought::default();
    let mut new = Vec::new();
    for file in files {
        let Some(at) = there.iter().position(|f| f.hash == file.whole.0) else {
            if !removed.contains(&file.whole.0) {
                new.push(file.clone());
            }
            continue;
        };
        let old = there.remove(at);
        if (&old.name, &old.title) != (&file.name, &file.title) {
            queries::rename(c, &old.id, old.version, &file.name, &file.title)?;
            brought.renamed += 1;
        }
    }
    if !new.is_empty() {
        brought.over = attach(c, now, None, entry_id, &new, per_entry)?;
        brought.new = new.len() - brought.over.len();
    }
    Ok(brought)
}

fn enqueue_reading(c: &mut Conn, now: NaiveDateTime, id: &str) -> Result<()> {
    let job = Job::ReadFile {
        attachment_id: id.to_string(),
    };
    jobs::enqueue(c, &job, now, Some(&format!("read-file {id}")))
}

/// The file of an entry that `who` may write in; of those that wait, one of their own. `FileMoved` where
/// it was taken off.
fn editable(c: &mut Conn, who: &Member, slug: &str, id: &str) -> Result<(Attachment, Entry)> {
    let entry = library::editable(c, who, slug)?;
    let file = queries::by_id(c, id)?;
    if file.is_removed() && file.entry_id == entry.id {
        return Err(moved(&entry));
    }
    let own = match &file.proposal_id {
        Some(_) => proposals::held_id(c, who, &entry)? == file.proposal_id,
        None => true,
    };
    if file.entry_id == entry.id && own {
        Ok((file, entry))
    } else {
        Err(Error::NotFound)
    }
}

/// Somebody else was faster with a file of this entry.
fn moved(entry: &Entry) -> Error {
    Error::FileMoved(format!("/library/{}/files", entry.slug))
}

/// Names and describes a file. `Conflict` when it is no longer at `version`.
pub fn rename(
    c: &mut Conn,
    now: NaiveDateTime,
    who: &Member,
    file: &Attachment,
    version: i64,
    name: &str,
    title: &str,
) -> Result<()> {
    queries::rename(c, &file.id, version, name, title)?;
    changes::record(c, changes::Kind::Entry, &file.entry_id, now)?;
    audit::record(c, now, Some(&who.id), "change", "attachment", &file.id)
}

/// Moves a file one place up or down among its entry's.
fn shift(c: &mut Conn, file: &Attachment, up: bool) -> Result<()> {
    let mut all = queries::of_entry(c, &file.entry_id)?;
    let Some(at) = all.iter().position(|f| f.id == file.id) else {
        return Err(Error::NotFound);
    };
    let to = if up { at.checked_sub(1) } else { Some(at + 1) };
    if let Some(to) = to.filter(|to| *to < all.len()) {
        all.swap(at, to);
        for (position, file) in (1..).zip(&all) {
            queries::set_position(c, &file.id, position)?;
        }
    }
    Ok(())
}

/// Tries once more to read the text of a file.
fn read_again(c: &mut Conn, now: NaiveDateTime, file: &Attachment) -> Result<()> {
    if file.kind()?.has_text() && file.text_state != "pending" {
        queries::set_pending(c, &file.id)?;
        enqueue_reading(c, now, &file.id)?;
    }
    Ok(())
}

/// Takes a file away for good. What lies in the store goes a day later, unless another refers to it.
fn take_away(c: &mut Conn, now: NaiveDateTime, file: &Attachment) -> Result<()> {
    queries::delete(c, &file.id)?;
    queries::release(c, now, &file.hashes())
}

/// Hashes of every file the store must have: those that are referred to.
pub fn kept(c: &mut Conn) -> Result<Vec<String>> {
    queries::kept(c)
}

/// Forgets files that nothing refers to: they did not come along.
pub fn keep_used(c: &mut Conn) -> Result<()> {
    queries::keep_used(c)
}

/// Takes all files of an entry that is erased away, also those that wait or were removed.
pub fn forget(c: &mut Conn, now: NaiveDateTime, entry_id: &str) -> Result<()> {
    for file in queries::all_of_entry(c, entry_id)? {
        take_away(c, now, &file)?;
    }
    Ok(())
}
