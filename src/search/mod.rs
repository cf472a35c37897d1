//! Full-text search over the library. The index follows the log of changes (`indexer`); who may see
//! what is part of every question (`matching`), and is asked again of the database when hits are loaded.

mod analysis;
mod columns;
mod compounds;
pub mod eval;
mod glossary;
mod index;
mod indexer;
mod lexicon;
mod like;
mod matching;
pub mod pages;
mod question;
pub mod saved;
mod signs;
mod snippet;
mod views;
mod vocabulary;
mod weighing;
mod weights;

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, RwLock};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use crate::db::{Conn, Db};
use crate::error::{Error, Result};
use crate::library::indexing::{self, HitRow};
use crate::members::Scope;
use analysis::Language;
use index::Generation;
use question::Asked;
use snippet::Snippets;
use weights::Weights;

pub use like::{Like, Shared};
pub use question::{Facet, Filters};
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
        let mut pause = POLL;
        loop {
            match self.catch_up(db) {
                Ok(_) => {
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

    /// Answers a question with what the asker may see. The database is held only while it is asked:
    /// matching and cutting pieces of text are the processor's work.
    pub fn ask(&self, db: &Db, question: &Question) -> Result<Answer> {
        let started = Instant::now();
        let live = self.live().ok_or_else(not_built)?;
        // The position first: what is read after it is at least that new.
        let position = lock(&live.cursor).change;
        let withdrawn = db.read_now(|c| indexing::withdrawn_since(c, &question.scope, position))?;
        let asked = Asked::new(&question.text, Language::of(&question.prefer));
        let matched =
            self.reading(|| matching::run(&live, &asked, question, &withdrawn, &Weights::USED))?;
        let ids: Vec<String> = matched.hits.iter().map(|hit| hit.id.clone()).collect();
        let indexed: HashMap<&String, i64> =
            matched.hits.iter().map(|h| (&h.id, h.version)).collect();
        let (rows, mut newer) = db.read_now(|c| {
            let rows = indexing::visible(c, &question.scope, &ids)?;
            let changed: Vec<&String> = rows
                .iter()
                .filter(|row| indexed.get(&row.id) != Some(&row.version))
                .map(|row| &row.id)
                .collect();
            let newer = indexing::beginnings(c, &changed, snippet::REACH)?;
            Ok((rows, newer))
        })?;
        let mut rows: HashMap<String, HitRow> =
            rows.into_iter().map(|r| (r.id.clone(), r)).collect();
        let mut snippets = Snippets::new(&asked);
        let mut hits = Vec::with_capacity(ids.len());
        for found in matched.hits {
            let Some(row) = rows.remove(&found.id) else {
                continue;
            };
            // What was written since it was indexed is shown as it is now.
            let text = match newer.remove(&row.id) {
                Some((summary, body)) => snippet::plain(&summary, &body),
                None => found.text,
            };
            hits.push(Hit {
                snippet: snippets.of(&text, &row.lang),
                score: found.score,
                row,
            });
        }
        Ok(Answer {
            total: matched.total - (ids.len() - hits.len()) as u64,
            took: started.elapsed(),
            hits,
            facets: matched.facets,
        })
    }

    /// Ids of the entries that answer a question as far as the index knows: whoever tells of them asks
    /// the database what may be told.
    fn ids(&self, question: &Question) -> Result<Vec<String>> {
        let live = self.live().ok_or_else(not_built)?;
        let asked = Asked::new(&question.text, Language::of(&question.prefer));
        let matched =
            self.reading(|| matching::run(&live, &asked, question, &[], &Weights::USED))?;
        Ok(matched.hits.into_iter().map(|hit| hit.id).collect())
    }

    /// Ids of entries like another that somebody may see, the most like first. None while there is
    /// no index.
    pub fn like(&self, c: &mut Conn, scope: &Scope, like: &Like) -> Result<Vec<String>> {
        let Some(live) = self.live() else {
            return Ok(Vec::new());
        };
        let position = lock(&live.cursor).change;
        let withdrawn = indexing::withdrawn_since(c, scope, position)?;
        self.reading(|| like::run(&live, like, scope, &withdrawn))
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
/// Results one can leaf through.
pub const DEEPEST: usize = 10_000;

/// What somebody asks.
#[derive(Clone, Debug, Default)]
pub struct Question {
    pub text: String,
    pub filters: Filters,
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

#[derive(Debug)]
pub struct Answer {
    pub total: u64,
    pub took: Duration,
    /// Best first.
    pub hits: Vec<Hit>,
    pub facets: Vec<Facet>,
}

#[derive(Debug)]
pub struct Hit {
    pub row: HitRow,
    pub score: f32,
    pub snippet: Snippet,
}
