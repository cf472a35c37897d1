//! Bringing texts in from files: `.txt`, `.md`, `.html`, `.jsonl` and `.csv`.
//!
//! What was seen before is found by its source id and written over when its content differs, so an
//! import can be run again, also one that was killed in the middle. A file that cannot be read is
//! named and left out; all others come in.

mod addresses;
mod beside;
mod files;
mod life;
mod nesting;
mod parse;
mod plain;
mod series;
mod store;

use std::collections::{HashMap, HashSet};
use std::fmt;
use std::path::{Path, PathBuf};

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::terms::{self, Terms, Vocabulary};
use super::{NewEntry, Status, fields};
use crate::app::App;
use crate::attachments::Accepted;
use crate::audit;
use crate::db::Conn;
use crate::error::Result;
use crate::places;
use crate::schema::entries;

pub use parse::markdown_file;
pub use series::Series;
pub use store::store;

use addresses::Addresses;
use life::{Life, People, Someone, Version};
use series::{Found, Stands};
use store::{Naming, Stored};

/// Records that share a transaction.
const BATCH: usize = 200;
/// Text that shares a transaction, in bytes: large files make smaller batches.
const BATCH_BYTES: usize = 8 * 1024 * 1024;

/// Something read from a file, checked, ready to be stored.
#[derive(Clone, Debug, PartialEq)]
pub struct Imported {
    /// Where it comes from, the same at every import.
    pub source_id: String,
    /// SHA-256 of all that decides what is stored, whoever is here.
    pub hash: String,
    /// The address it asks for.
    pub slug: Option<String>,
    pub entry: NewEntry,
    pub published: Published,
    /// The files it names.
    pub attachments: Vec<Named>,
    /// Those of them that were taken in: they lie in the store.
    pub files: Vec<Accepted>,
    pub life: Life,
}

impl Imported {
    /// Takes in what it was before.
    fn remember(&mut self, versions: Vec<Version>) -> std::result::Result<(), String> {
        self.life.remember(versions)?;
        self.hash = parse::hash(&self.entry, self.published, &self.life);
        Ok(())
    }

    /// Everybody it names.
    fn people(&mut self) -> impl Iterator<Item = &mut Someone> {
        let files = self.attachments.iter_mut();
        let brought = files.filter_map(|file| file.added_by.as_mut());
        self.life.people().chain(brought)
    }

    /// As it is kept: who comes later changes what stands behind it, and not the content.
    fn kept_hash(&self) -> String {
        format!("{}{}", self.hash, self.life.here())
    }
}

/// A file that lies beside a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Named {
    /// From the folder of the text.
    pub file: String,
    pub name: String,
    pub title: String,
    /// When it came where it was exported, UTC, and by whom.
    pub added_at: Option<NaiveDateTime>,
    pub added_by: Option<Someone>,
}

/// When a text was published, as its source says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Published {
    Unknown,
    /// UTC.
    At(NaiveDateTime),
    /// Counted back from the import.
    DaysAgo(i64),
}

/// Why something was left out.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    pub file: String,
    /// The line of a `.jsonl` or a `.csv`, from 1.
    pub line: Option<u64>,
    pub why: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}:{line}: {}", self.file, self.why),
            None => write!(f, "{}: {}", self.file, self.why),
        }
    }
}

/// What an import did, in records.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Summary {
    pub new: usize,
    pub updated: usize,
    /// Of the updated: those a person had edited on the site since. The edit is in the history.
    pub written_over: usize,
    pub unchanged: usize,
    /// Named as problems.
    pub skipped: usize,
    /// Files that were attached.
    pub files: usize,
    /// Files that were named and not attached: each is a problem.
    pub files_left_out: usize,
    /// Texts from a place that is none we know: each is told as a problem.
    pub unplaced: usize,
    /// Texts whose owner is not here: each is told as a problem.
    pub unowned: usize,
    /// Organisations that were not here.
    pub organisations: usize,
    /// Series that were made or changed.
    pub series: usize,
    /// Words of vocabularies that were not here.
    pub words: usize,
    /// Files of other kinds found in folders.
    pub other_files: usize,
}

/// What `run` tells while it works.
pub enum Told<'a> {
    /// So much there is to read, in bytes.
    Found(u64),
    /// So much more was read, in bytes.
    Read(u64),
    Problem(&'a Problem),
}

/// Imports files and folders, in order. `Err` only when the database cannot be written; what was
/// stored until then stays, and the same import can be run again.
pub fn run(app: &App, paths: &[PathBuf], progress: &mut dyn FnMut(Told)) -> Result<Summary> {
    let (files, other_files) = files::find(paths);
    let total = files
        .iter()
        .map(|f| f.as_ref().map_or(0, |f| f.bytes))
        .sum();
    progress(Told::Found(total));
    let (terms, is_new) = app.db.read_now(|c| {
        let any = diesel::select(diesel::dsl::exists(entries::table.select(entries::id)))
            .get_result::<bool>(c)?;
        Ok((terms::load(c)?, !any))
    })?;
    let mut run = Run {
        app,
        terms,
        is_new,
        summary: Summary {
            other_files,
            ..Summary::default()
        },
        seen: HashMap::new(),
        beside: HashSet::new(),
        people: People::default(),
        strangers: HashSet::new(),
        found: Found::default(),
        addresses: Addresses::default(),
        naming: Vec::new(),
        batch: Vec::new(),
        batch_bytes: 0,
        progress,
    };
    for file in files {
        match file {
            Ok(file) => {
                files::read(&file, &mut |read| run.take(read))?;
            }
            Err(problem) => run.leave_out(&problem),
        }
    }
    run.flush()?;
    run.put_together()?;
    let mut summary = run.summary;
    // What lies in a folder beside its texts is no file of another kind.
    summary.other_files = summary.other_files.saturating_sub(run.beside.len());
    // A running server follows by itself.
    if summary.new + summary.updated > 0 {
        // What is in is in, whether it can be found already or not.
        if let Err(e) = app.search.catch_up(&app.db) {
            tracing::warn!("what came in is found as soon as the index follows: {e}");
        }
        app.search.let_go();
    }
    Ok(summary)
}

/// What a file gives, piece by piece.
enum Piece {
    Record {
        record: Box<Imported>,
        file: String,
        line: Option<u64>,
    },
    Series {
        series: Box<Series>,
        file: String,
        line: Option<u64>,
    },
    Words {
        words: parse::Words,
        file: String,
        line: Option<u64>,
    },
    Problem(Problem),
    /// Bytes read.
    Bytes(u64),
}

struct Run<'a> {
    app: &'a App,
    terms: Terms,
    /// The library had no entries when it began.
    is_new: bool,
    summary: Summary,
    /// Content by source id, both as digests: one id stands for one text within an import.
    seen: HashMap<[u8; 16], [u8; 16]>,
    /// Files that texts name.
    beside: HashSet<PathBuf>,
    people: People,
    /// Who is named and not here, and was told of.
    strangers: HashSet<String>,
    found: Found,
    addresses: Addresses,
    /// Entries that name others, each with the file and the line it stands in.
    naming: Vec<(Naming, String, Option<u64>)>,
    /// Each with the file and the line it stands in.
    batch: Vec<(Imported, String, Option<u64>)>,
    batch_bytes: usize,
    progress: &'a mut dyn FnMut(Told),
}

impl Run<'_> {
    fn take(&mut self, piece: Piece) -> Result<()> {
        match piece {
            Piece::Bytes(n) => (self.progress)(Told::Read(n)),
            Piece::Problem(problem) => self.leave_out(&problem),
            Piece::Series { series, file, line } => self.take_series(*series, file, line),
            Piece::Words { words, file, line } => self.take_words(words, &file, line)?,
            Piece::Record { record, file, line } => self.take_record(*record, file, line)?,
        }
        Ok(())
    }

    /// Stored at once: entries of the same import carry these words.
    fn take_words(&mut self, told: parse::Words, file: &str, line: Option<u64>) -> Result<()> {
        let (now, new) = (self.app.clock.now(), self.is_new);
        let (vocabulary, given) = told;
        let brought = self.app.db.write_now(|c| {
            let brought = terms::bring(c, vocabulary, given, new)?;
            for name in &brought.added {
                audit::record(c, now, None, "import", vocabulary.name(), name)?;
            }
            Ok(brought)
        })?;
        self.summary.words += brought.added.len();
        let name = vocabulary.name();
        let mut told: Vec<String> = Vec::new();
        for (theirs, danish) in &brought.taken {
            self.summary.skipped += 1;
            told.push(format!(
                "another {name} is called \"{danish}\" here: \"{theirs}\" is left out, and so are entries that carry it"
            ));
        }
        for (here, there) in &brought.otherwise {
            told.push(format!(
                "the {name} \"{there}\" is called \"{here}\" here: left so"
            ));
        }
        if brought.over > 0 {
            self.summary.skipped += brought.over;
            let (over, most) = (brought.over, terms::TERMS_MAX);
            told.push(format!(
                "a vocabulary has at most {most} terms: {over} left out"
            ));
        }
        for why in told {
            let file = file.to_string();
            (self.progress)(Told::Problem(&Problem { file, line, why }));
        }
        self.terms = self.app.db.read_now(terms::load)?;
        Ok(())
    }

    fn take_series(&mut self, series: Series, file: String, line: Option<u64>) {
        let is_other = |(told, ..): &(Series, String, Option<u64>)| {
            told.slug == series.slug && *told != series
        };
        if self.found.series.iter().any(is_other) {
            let slug = &series.slug;
            let why = format!("another series of this import is called \"{slug}\"");
            self.leave_out(&Problem { file, line, why });
        } else {
            self.found.series.push((series, file, line));
        }
    }

    fn take_record(&mut self, mut record: Imported, file: String, line: Option<u64>) -> Result<()> {
        let area = record.entry.area.as_deref();
        let area = area.and_then(|area| self.terms.meant(Vocabulary::Areas, area));
        if let Some(area) = area {
            record.entry.area = Some(area.name.clone());
        }
        if let Some(why) = self.unknown_term(&record.entry) {
            self.leave_out(&Problem { file, line, why });
            return Ok(());
        }
        self.people.recognise(&self.app.db, record.people())?;
        if let Some(why) = is_nobodys_draft(&record.life) {
            self.leave_out(&Problem { file, line, why });
            return Ok(());
        }
        self.say_unplaced(&record.entry, &file, line);
        self.take_files(&mut record, &file, line)?;
        let content = parse::digest(&record.hash);
        match self.seen.insert(parse::digest(&record.source_id), content) {
            None => {
                self.say_strangers(&mut record, &file, line);
                self.note_series(&record, &file, line);
                self.batch_bytes += record.entry.body.len() + record.life.bytes();
                self.batch.push((record, file, line));
                if self.batch.len() >= BATCH || self.batch_bytes >= BATCH_BYTES {
                    self.flush()?;
                }
            }
            Some(before) if before == content => self.summary.unchanged += 1,
            Some(before) => {
                self.seen.insert(parse::digest(&record.source_id), before);
                let id = &record.source_id;
                let why = format!("another text of this import has the id \"{id}\"");
                self.leave_out(&Problem { file, line, why });
            }
        }
        Ok(())
    }

    /// Who is named and not here is told of: an owner with every entry, others once.
    fn say_strangers(&mut self, record: &mut Imported, file: &str, line: Option<u64>) {
        let mut why = Vec::new();
        if let Some(owner) = &record.life.owner {
            let shown = &owner.shown;
            if owner.id.is_none() {
                self.summary.unowned += 1;
                why.push(format!("its owner \"{shown}\" is not here: it has none"));
                self.strangers.insert(shown.clone());
            }
        }
        for someone in record.people().filter(|s| s.id.is_none()) {
            if self.strangers.insert(someone.shown.clone()) {
                let shown = &someone.shown;
                why.push(format!(
                    "\"{shown}\" is not here: left out where they are named"
                ));
            }
        }
        for why in why {
            let file = file.to_string();
            (self.progress)(Told::Problem(&Problem { file, line, why }));
        }
    }

    fn note_series(&mut self, record: &Imported, file: &str, line: Option<u64>) {
        let Some(slug) = &record.slug else {
            return;
        };
        for (series, place) in &record.life.series {
            self.found.stands.push(Stands {
                series: series.clone(),
                place: *place,
                entry: slug.clone(),
                file: file.to_string(),
                line,
            });
        }
    }

    /// What is wrong when an entry is ordered by a word the network has not.
    fn unknown_term(&self, entry: &NewEntry) -> Option<String> {
        let area = entry
            .area
            .iter()
            .map(|a| ("area", Vocabulary::Areas, a.clone()));
        let unknown = area
            .chain(fields::terms(&entry.facts))
            .find(|(_, vocabulary, term)| self.terms.get(*vocabulary, term).is_none());
        unknown.map(|(name, _, term)| format!("\"{term}\" is not a known {name}"))
    }

    /// A municipality nobody knows comes in as it is written, without a page of its own.
    fn say_unplaced(&mut self, entry: &NewEntry, file: &str, line: Option<u64>) {
        let Some(name) = entry.municipality.as_deref() else {
            return;
        };
        if entry.place().is_some() || places::is_larger(name) {
            return;
        }
        let near: Vec<&str> = places::nearest(name)
            .iter()
            .map(|p| p.label.as_str())
            .collect();
        let meant = match near.as_slice() {
            [] => String::new(),
            near => format!(" (one of {}?)", near.join(", ")),
        };
        self.summary.unplaced += 1;
        (self.progress)(Told::Problem(&Problem {
            file: file.to_string(),
            line,
            why: format!("\"{name}\" is not a municipality we know{meant}: kept as it is written"),
        }));
    }

    /// Takes in the files a text names. Whoever changes one of them has changed the text.
    fn take_files(&mut self, record: &mut Imported, file: &str, line: Option<u64>) -> Result<()> {
        let taken = beside::take(self.app, Path::new(file), &record.attachments)?;
        self.beside.extend(taken.paths);
        for why in taken.problems {
            self.summary.files_left_out += 1;
            let file = file.to_string();
            (self.progress)(Told::Problem(&Problem { file, line, why }));
        }
        if !taken.files.is_empty() {
            let said = taken.files.iter().flat_map(Accepted::said);
            let all: Vec<&str> = std::iter::once(record.hash.as_str()).chain(said).collect();
            record.hash = parse::sha256(&all);
        }
        record.files = taken.files;
        Ok(())
    }

    fn leave_out(&mut self, problem: &Problem) {
        self.summary.skipped += 1;
        (self.progress)(Told::Problem(problem));
    }

    fn flush(&mut self) -> Result<()> {
        if self.batch.is_empty() {
            return Ok(());
        }
        let batch = std::mem::take(&mut self.batch);
        self.batch_bytes = 0;
        let mut records = Vec::with_capacity(batch.len());
        let mut places = Vec::with_capacity(batch.len());
        for (record, file, line) in batch {
            records.push(record);
            places.push((file, line));
        }
        let now = self.app.clock.now();
        let per_entry = self.app.config.files.per_entry;
        let Stored {
            summary: did,
            notes,
            slugs,
            naming,
        } = self
            .app
            .db
            .write_now(|c| store(c, now, &records, per_entry))?;
        self.summary.new += did.new;
        self.summary.updated += did.updated;
        self.summary.written_over += did.written_over;
        self.summary.unchanged += did.unchanged;
        self.summary.files += did.files;
        self.summary.files_left_out += did.files_left_out;
        self.summary.organisations += did.organisations;
        for (asked, here) in slugs {
            self.addresses.learn(asked, here);
        }
        for (at, naming) in naming {
            let (file, line) = places[at].clone();
            self.naming.push((naming, file, line));
        }
        for (at, why) in notes {
            let (file, line) = places[at].clone();
            (self.progress)(Told::Problem(&Problem { file, line, why }));
        }
        Ok(())
    }

    /// When all entries are here: what they say of each other, and the series they stand in.
    fn put_together(&mut self) -> Result<()> {
        let now = self.app.clock.now();
        let found = std::mem::take(&mut self.found);
        let mut problems = Vec::new();
        let addresses = &self.addresses;
        let mut moved = Vec::new();
        for (naming, file, line) in &self.naming {
            let doubts = naming.slugs().filter_map(|slug| addresses.doubt(slug));
            problems.extend(doubts.map(|why| Problem {
                file: file.clone(),
                line: *line,
                why,
            }));
            if naming.slugs().any(|slug| addresses.is_renamed(slug)) {
                moved.push(naming);
            }
        }
        for some in moved.chunks(BATCH) {
            let follow = |c: &mut Conn| store::follow(c, now, some, addresses);
            self.app.db.write_now(follow)?;
        }
        let store = |c: &mut Conn| found.store(c, now, addresses, &mut problems);
        self.summary.series = self.app.db.write_now(store)?;
        for problem in &problems {
            (self.progress)(Told::Problem(problem));
        }
        Ok(())
    }
}

/// Why a draft cannot come in: nobody but its owner may read it.
fn is_nobodys_draft(life: &Life) -> Option<String> {
    let is_draft = life.status == Some(Status::Draft);
    if !is_draft || life::id(&life.owner).is_some() {
        return None;
    }
    let owner = life.owner.as_ref().map_or("nobody", |o| o.shown.as_str());
    Some(format!(
        "a draft is for its owner alone, and \"{owner}\" is not here"
    ))
}
