//! Full-text search over the library. The index follows the log of changes (`indexer`); who may see
//! what is part of every question (`matching`), and is asked again of the database when hits are loaded.

mod analysis;
pub mod asking;
mod columns;
mod compounds;
pub mod eval;
mod filters;
pub mod glossary;
mod grammar;
mod hits;
mod index;
mod indexer;
mod instead;
mod learned;
mod lexicon;
mod like;
mod matching;
mod meaning;
mod memory;
mod naming;
pub mod notes;
pub mod pages;
mod question;
pub mod saved;
mod signs;
mod snippet;
mod strict;
pub mod suggest;
pub mod unanswered;
mod views;
mod vocabulary;
mod weighing;
mod weights;
pub mod why;
mod without_index;

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, RwLock};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use crate::db::{Conn, Db};
use crate::error::{Error, Result};
use crate::library::indexing;
use crate::members::Scope;
use analysis::Language;
use hits::Rows;
use index::Generation;
use instead::{Corrected, Spelling};
use question::Asked;
use weights::Weights;

pub use filters::{FACETS, FILTERS, Facet, Filters, Sort, YEARS, years};
pub use hits::{Hit, InFile};
pub use like::{Alike, Like, Shared};
pub use snippet::Snippet;

/// The open index. Cheap to clone.
#[derive(Clone)]
pub struct Search(Arc<Inner>);

struct Inner {
    dir: PathBuf,
    live: RwLock<Option<Arc<Generation>>>,
    writing: Mutex<indexer::Writing>,
    /// The first catching up is done.
    ready: AtomicBool,
    /// Reading failed: the files must be looked at.
    suspect: AtomicBool,
    /// Why it had to be built anew, if it had.
    healed: Mutex<Option<&'static str>>,
    signal: Mutex<Signal>,
    signalled: Condvar,
    glossary: glossary::Known,
}

#[derive(Default)]
struct Signal {
    wake: bool,
    stop: bool,
}

/// How long the indexer waits before it looks for what other processes wrote.
const POLL: Duration = Duration::from_secs(1);
/// Longest wait before another try after a failure.
const LONGEST_PAUSE: Duration = Duration::from_secs(30);

/// A panic elsewhere does not make what a lock guards wrong here: every guarded value is whole
/// between two statements.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Search {
    /// Opens the index in `dir`. One that is missing, damaged or of another make is made anew by
    /// the first `catch_up`.
    pub fn open(dir: &Path) -> Result<Search> {
        let search = Search(Arc::new(Inner {
            dir: dir.to_path_buf(),
            live: RwLock::default(),
            writing: Mutex::default(),
            ready: AtomicBool::new(false),
            suspect: AtomicBool::new(true),
            healed: Mutex::default(),
            signal: Mutex::default(),
            signalled: Condvar::new(),
            glossary: glossary::Known::default(),
        }));
        search.refresh();
        Ok(search)
    }

    /// Tells the indexer that something changed.
    pub fn wake(&self) {
        lock(&self.0.signal).wake = true;
        self.0.signalled.notify_one();
    }

    /// Whether everything that was there at the start can be found.
    pub fn is_ready(&self) -> bool {
        self.0.ready.load(Ordering::Acquire) && self.live().is_some()
    }

    /// Indexes everything that changed since the last commit; how many records. Does nothing when
    /// another process is at it.
    pub fn catch_up(&self, db: &Db) -> Result<usize> {
        let done = indexer::catch_up(&self.0, db)?;
        self.0.ready.store(true, Ordering::Release);
        Ok(done)
    }

    /// Gives the right to write back: a process that only came by must not keep it from the server.
    pub fn let_go(&self) {
        indexer::close(&self.0);
    }

    /// What was wrong with the index that this process found and built anew.
    pub fn healed(&self) -> Option<&'static str> {
        *lock(&self.0.healed)
    }

    /// Builds the index anew beside the one that is served, then swaps. `progress` is told how many
    /// of how many entries are done. A running server takes the new one within a second.
    pub fn rebuild(&self, db: &Db, progress: &mut dyn FnMut(u64, u64)) -> Result<usize> {
        indexer::rebuild(&self.0, db, progress)
    }

    /// Starts the indexer thread.
    pub fn start(&self, db: Db) -> JoinHandle<()> {
        let search = self.clone();
        std::thread::spawn(move || search.run(&db))
    }

    /// Asks the indexer to end after what it is doing.
    pub fn stop(&self) {
        lock(&self.0.signal).stop = true;
        self.0.signalled.notify_one();
    }

    fn run(&self, db: &Db) {
        // A killed `reindex` leaves a whole folder behind. Where it cannot be removed nothing can be
        // written either, and that is said below.
        let _ = index::remove_old(&self.0.dir);
        let mut pause = POLL;
        let mut warm = false;
        loop {
            match self.catch_up(db) {
                Ok(_) => {
                    if !std::mem::replace(&mut warm, true) {
                        self.warm(db);
                    }
                    if pause > POLL {
                        tracing::info!("indexing works again");
                    }
                    pause = POLL;
                }
                Err(e) => {
                    if pause == POLL {
                        tracing::error!(error = %e, "indexing failed; trying again until it works");
                    }
                    pause = (pause * 2).min(LONGEST_PAUSE);
                }
            }
            if self.wait(pause) {
                indexer::close(&self.0);
                return;
            }
        }
    }

    /// Reads once what the first question would wait a second for: the lexicon, the glossary, and the words
    /// of the index, which only a slip of the pen asks for.
    fn warm(&self, db: &Db) {
        let question = Question {
            text: "samarbejdqe med borgere".to_string(),
            limit: 1,
            ..Question::default()
        };
        // What fails here is said to who asks.
        let _ = self.ask(db, &question);
    }

    /// Waits for a signal or the time; true when it is time to end. After a failure only the time
    /// counts: work that cannot be done is not tried faster because there is more of it.
    fn wait(&self, pause: Duration) -> bool {
        let until = Instant::now() + pause;
        let mut signal = lock(&self.0.signal);
        loop {
            if signal.stop {
                return true;
            }
            let left = until.saturating_duration_since(Instant::now());
            if left.is_zero() || (signal.wake && pause == POLL) {
                signal.wake = false;
                return false;
            }
            signal = self
                .0
                .signalled
                .wait_timeout(signal, left)
                .unwrap_or_else(PoisonError::into_inner)
                .0;
        }
    }

    /// Reads what is on disk now, as another process may have written it.
    pub fn refresh(&self) {
        indexer::refresh(&self.0);
    }

    /// Id and version of every entry in the index, as often as they are there.
    pub fn contents(&self) -> Result<Vec<(String, i64)>> {
        let live = self.live().ok_or_else(not_built)?;
        live.contents().map_err(failed)
    }

    /// The last change that is in the index.
    pub fn position(&self) -> Option<i64> {
        Some(lock(&self.live()?.cursor).change)
    }

    fn live(&self) -> Option<Arc<Generation>> {
        self.0
            .live
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// Answers a question with what the asker may see; while there is no index that can be read, from
    /// the database.
    pub fn ask(&self, db: &Db, question: &Question) -> Result<Answer> {
        let answer = match self.live() {
            Some(live) => self.ask_index(&live, db, question),
            None => Err(not_built()),
        };
        match answer {
            Err(Error::NoIndex(_)) => db.read_now(|c| without_index::ask(c, question)),
            answer => answer,
        }
    }

    /// The database is held only while it is asked: matching and cutting pieces of text are the
    /// processor's work.
    fn ask_index(&self, live: &Generation, db: &Db, question: &Question) -> Result<Answer> {
        let started = Instant::now();
        // The position first: what is read after it is at least that new.
        let position = lock(&live.cursor).change;
        let (withdrawn, glossary) = db.read_now(|c| {
            let withdrawn = indexing::withdrawn_since(c, &question.scope, position)?;
            Ok((withdrawn, self.0.glossary.now(c)?))
        })?;
        let mut asked = Asked::new(&question.text, Language::of(&question.prefer), &glossary);
        let demanding = !asked.demands.is_empty();
        let (matched, reasons) = self.reading(|| {
            let used = &Weights::USED;
            let matched = matching::run_or_loosen(live, &mut asked, question, &withdrawn, used)?;
            let mut reasons = matched.reasons(live)?;
            for reasons in &mut reasons {
                why::prefer_meanings(reasons, &asked.senses);
            }
            Ok((matched, reasons))
        })?;
        let shown = matched.hits.len();
        let rows = db.read_now(|c| Rows::read(c, &question.scope, &matched.hits, &asked))?;
        let hits = rows.hits(&asked, matched.hits, reasons);
        let mut spelling = Spelling::of(matched.corrected);
        for hit in &hits {
            spelling.look_in(&hit.row.title);
            spelling.look_in(&hit.snippet.text());
        }
        Ok(Answer {
            total: matched.total - (shown - hits.len()) as u64,
            met: matched.met,
            things: asked.things(),
            loosened: demanding && asked.demands.is_empty() && !hits.is_empty(),
            corrected: spelling.found(&question.text),
            took: started.elapsed(),
            hits,
            facets: matched.facets,
            asked: asked.typed,
            slots: asked.slots,
            from_database: false,
        })
    }

    /// Ids of the entries that answer a question as far as the index knows: whoever tells of them asks
    /// the database what may be told.
    pub(crate) fn ids(&self, db: &Db, question: &Question) -> Result<Vec<String>> {
        let live = self.live().ok_or_else(not_built)?;
        let glossary = db.read_now(|c| self.0.glossary.now(c))?;
        let asked = Asked::new(&question.text, Language::of(&question.prefer), &glossary);
        let matched =
            self.reading(|| matching::run(&live, &asked, question, &[], &Weights::USED))?;
        Ok(matched.hits.into_iter().map(|hit| hit.id).collect())
    }

    /// Entries like another that somebody may see, the most like first. None while there is no index.
    pub fn like(&self, c: &mut Conn, scope: &Scope, like: &Like) -> Result<Vec<Alike>> {
        let Some(live) = self.live() else {
            return Ok(Vec::new());
        };
        let position = lock(&live.cursor).change;
        let withdrawn = indexing::withdrawn_since(c, scope, position)?;
        let glossary = self.0.glossary.now(c)?;
        let found = self.reading(|| {
            let rare = like::rare_words(&live, like, &glossary)?;
            like::run(&live, like, &rare, scope, &withdrawn)
        });
        match found {
            Err(Error::NoIndex(_)) => Ok(Vec::new()),
            found => found,
        }
    }

    /// Reads the index. A damaged file may make the reader panic; the damage is the index's, and it
    /// heals.
    fn reading<T>(&self, read: impl FnOnce() -> tantivy::Result<T>) -> Result<T> {
        std::panic::catch_unwind(std::panic::AssertUnwindSafe(read))
            .map_err(|_| "reading the index panicked".to_string())
            .and_then(|r| r.map_err(|e| e.to_string()))
            .map_err(|e| {
                self.0.suspect.store(true, Ordering::Release);
                self.wake();
                Error::NoIndex(e)
            })
    }
}

fn not_built() -> Error {
    Error::NoIndex("being built".to_string())
}

fn failed(e: tantivy::TantivyError) -> Error {
    match e {
        tantivy::TantivyError::IoError(e) if e.kind() == std::io::ErrorKind::StorageFull => {
            Error::StorageFull
        }
        e => Error::NoIndex(e.to_string()),
    }
}

/// Longest question, in characters; what is longer is cut.
pub const LONGEST_QUESTION: usize = 500;

/// As much of a question as is looked for.
pub fn cut(question: &str) -> &str {
    let end = question.char_indices().nth(LONGEST_QUESTION);
    &question[..end.map_or(question.len(), |(at, _)| at)]
}

/// Results one can leaf through.
pub const DEEPEST: usize = 10_000;

/// What somebody asks.
#[derive(Clone, Debug, Default)]
pub struct Question {
    /// Words, phrases, and what is not wanted, as `grammar` reads them; the filters are taken out.
    pub text: String,
    pub filters: Filters,
    pub sort: Sort,
    pub scope: Scope,
    /// The asker's language: entries in it come slightly first.
    pub prefer: String,
    pub limit: usize,
    pub offset: usize,
    /// Ids of the only entries that may be found; empty: all.
    pub only: Vec<String>,
    /// Only what has every word, in one of the ways there are.
    pub whole: bool,
}

impl Question {
    /// Neither words nor filters: everything answers it.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty() && !self.filters.any()
    }
}

#[derive(Debug)]
pub struct Answer {
    pub total: u64,
    /// Most of what is asked for that one result has, and how much is: alternatives are one thing.
    pub met: usize,
    pub things: usize,
    /// Nothing has the phrases or alternatives that were asked for: these have their words.
    pub loosened: bool,
    /// Words no entry has, and what was searched for in their place.
    pub corrected: Vec<Corrected>,
    pub took: Duration,
    /// Best first.
    pub hits: Vec<Hit>,
    pub facets: Vec<Facet>,
    /// The words that were looked for, as they were typed, and which thing asked for each is of.
    pub asked: Vec<String>,
    pub slots: Vec<u16>,
    /// There was no index to read: only titles, summaries and tags were looked through, and nothing
    /// is counted by filter.
    pub from_database: bool,
}
