//! The one writer. It reads the log from where the last commit stands, loads the current rows and
//! commits them together with where it came to: a crash replays harmlessly.

use std::collections::BTreeSet;
use std::panic::AssertUnwindSafe;
use std::sync::atomic::Ordering;
use std::sync::{Arc, PoisonError, mpsc};

use tantivy::directory::error::LockError;
use tantivy::merge_policy::NoMergePolicy;
use tantivy::{Index, IndexWriter, TantivyError, Term};

use super::analysis::{Analyser, Language};
use super::index::{self, Building, Cursor, Fields, Generation};
use super::learned::Learner;
use super::{Inner, failed, lock};
use crate::changes::{self, Kind};
use crate::db::{CHUNK, Db};
use crate::error::{Error, Result};
use crate::library::indexing::{self, IndexRow};

/// Changes one commit carries at most.
const BATCH: i64 = 2_000;
const WRITER_MEMORY: usize = 32 * 1024 * 1024;
/// Text that is held at a time, in bytes, about: one entry may be larger.
const PAGE_BYTES: i64 = 8 * 1024 * 1024;

/// Entries one thread analyses at a time.
const SHARE: usize = 16;
/// Threads that analyse, at most: one thread writes what they made.
const MOST_ANALYSERS: usize = 4;

/// What the writer keeps between two batches.
pub struct Writing {
    writer: Option<IndexWriter>,
    /// One a thread.
    analysers: Vec<Analyser>,
}

impl Default for Writing {
    fn default() -> Writing {
        Writing {
            writer: None,
            analysers: analysers(),
        }
    }
}

fn analysers() -> Vec<Analyser> {
    let threads = std::thread::available_parallelism().map_or(1, |n| n.get());
    let each = std::iter::repeat_with(Analyser::default);
    each.take(threads.min(MOST_ANALYSERS)).collect()
}

pub fn catch_up(inner: &Inner, db: &Db) -> Result<usize> {
    let mut writing = lock(&inner.writing);
    // A damaged file may make the writer panic, as it may the reader: the indexer goes on and heals.
    let tail = AssertUnwindSafe(|| tail(inner, &mut writing, db));
    let done = std::panic::catch_unwind(tail)
        .unwrap_or_else(|_| Err(Error::internal("indexing panicked")));
    if done.is_err() {
        // After a failure a writer is of no use; the next try gets a new one.
        writing.writer = None;
        inner.suspect.store(true, Ordering::Release);
    }
    done
}

/// Gives the writer back.
pub fn close(inner: &Inner) {
    lock(&inner.writing).writer = None;
}

fn tail(inner: &Inner, writing: &mut Writing, db: &Db) -> Result<usize> {
    let served = live(inner).map(|l| l.name.clone());
    if index::current(&inner.dir) != served {
        writing.writer = None;
        refresh(inner);
    }
    if inner.suspect.swap(false, Ordering::AcqRel) {
        drop_damaged(inner);
    }
    let Some(live) = live(inner).filter(|l| whole(l)) else {
        writing.writer = None;
        return rebuild_with(inner, writing, db, &mut |_, _| {});
    };
    if !of_this_database(&live, db)? {
        tracing::warn!("the index is ahead of the database, or of another: building it anew");
        *lock(&inner.healed) = Some("index was of another state of the database");
        writing.writer = None;
        return rebuild_with(inner, writing, db, &mut |_, _| {});
    }
    let mut done = 0;
    loop {
        let from = lock(&live.cursor).change;
        let batch = db.read_now(|c| changes::since(c, from, BATCH))?;
        let Some(last) = batch.last() else {
            return Ok(done);
        };
        let mark = db.read_now(|c| indexing::change_mark(c, last.id))?;
        let next = Cursor::at(&live.learned, last.id, mark.unwrap_or_default());
        let ids: Vec<String> = batch
            .iter()
            .filter(|c| c.kind == Kind::Entry.name())
            .map(|c| c.record_id.clone())
            .collect::<BTreeSet<_>>()
            .into_iter()
            .collect();
        if !ids.is_empty() {
            if !index_records(inner, &live, writing, db, &ids, next)? {
                return Ok(done);
            }
        } else {
            // Changes of other kinds need no commit: read again after a restart, they cost nothing.
            *lock(&live.cursor) = next;
        }
        done += ids.len();
    }
}

/// False when another process holds the writer, which then does the work, or it is time to end.
fn index_records(
    inner: &Inner,
    live: &Generation,
    writing: &mut Writing,
    db: &Db,
    ids: &[String],
    next: Cursor,
) -> Result<bool> {
    if writing.writer.is_none() {
        writing.writer = match writer(&live.index) {
            Ok(writer) => Some(writer),
            Err(TantivyError::LockFailure(LockError::LockBusy, _)) => {
                live.reader.reload().map_err(failed)?;
                return Ok(false);
            }
            Err(e) => return Err(failed(e)),
        };
        // Somebody else may have committed since this process last looked.
        if let Some(there) = index::committed(&live.index).map_err(failed)?
            && there.change > next.change
        {
            live.reader.reload().map_err(failed)?;
            *lock(&live.cursor) = there;
            return Ok(true);
        }
    }
    let Writing { writer, analysers } = writing;
    let Some(writer) = writer else {
        return Ok(false);
    };
    for id in ids {
        writer.delete_term(Term::from_field_text(live.fields.id, id));
    }
    for analyser in analysers.iter_mut() {
        analyser.knowing(&live.learned);
    }
    let sizes = db.read_now(|c| indexing::sizes(c, ids))?;
    for page in pages(&sizes) {
        if stopping(inner) {
            // Nothing is committed: the next process begins this batch anew.
            writer.rollback().map_err(failed)?;
            return Ok(false);
        }
        let rows = db.read_now(|c| indexing::current(c, &page))?;
        add_all(writer, &live.fields, analysers, &rows)?;
    }
    commit(writer, &next)?;
    live.reader.reload().map_err(failed)?;
    // After the reader: who asks must not think more is in what is read than is.
    *lock(&live.cursor) = next;
    Ok(true)
}

fn stopping(inner: &Inner) -> bool {
    lock(&inner.signal).stop
}

/// Ids with their texts' sizes, parted into what is loaded at once.
fn pages(sizes: &[(String, i64)]) -> Vec<Vec<String>> {
    let mut pages: Vec<Vec<String>> = Vec::new();
    let mut bytes = 0;
    for (id, size) in sizes {
        match pages.last_mut() {
            Some(page) if bytes + size <= PAGE_BYTES && page.len() < CHUNK => {
                page.push(id.clone());
                bytes += size;
            }
            _ => {
                pages.push(vec![id.clone()]);
                bytes = *size;
            }
        }
    }
    pages
}

pub fn writer(index: &Index) -> tantivy::Result<IndexWriter> {
    index.writer_with_num_threads(1, WRITER_MEMORY)
}

/// As `writer`, for a whole index: merging waits for `finish`.
pub fn filler(index: &Index) -> tantivy::Result<IndexWriter> {
    let writer = writer(index)?;
    writer.set_merge_policy(Box::new(NoMergePolicy));
    Ok(writer)
}

/// Commits a whole index, as one segment: each segment's terms are looked up on their own.
pub fn finish(writer: &mut IndexWriter, cursor: &Cursor) -> Result<()> {
    commit(writer, cursor)?;
    let segments = writer.index().searchable_segment_ids().map_err(failed)?;
    if segments.len() > 1 {
        writer.merge(&segments).wait().map_err(failed)?;
    }
    Ok(())
}

fn commit(writer: &mut IndexWriter, cursor: &Cursor) -> Result<()> {
    let payload = cursor.payload()?;
    let mut prepared = writer.prepare_commit().map_err(failed)?;
    prepared.set_payload(&payload);
    prepared.commit().map_err(failed)?;
    Ok(())
}

pub fn rebuild(inner: &Inner, db: &Db, progress: &mut dyn FnMut(u64, u64)) -> Result<usize> {
    let mut writing = lock(&inner.writing);
    writing.writer = None;
    rebuild_with(inner, &mut writing, db, progress)
}

/// Starts at the log's end, reads the table in pages, and swaps. What changes meanwhile comes after
/// that end, and is read by the next catching up.
fn rebuild_with(
    inner: &Inner,
    writing: &mut Writing,
    db: &Db,
    progress: &mut dyn FnMut(u64, u64),
) -> Result<usize> {
    let building = Building::begin(&inner.dir)?;
    let filled = fill(inner, &building, &mut writing.analysers, db, progress);
    // What a whole library's words became is not held on to.
    writing.analysers = analysers();
    match filled {
        Ok(None) => {
            building.abandon();
            Ok(0)
        }
        Ok(Some(done)) => {
            building.finish()?;
            refresh(inner);
            index::remove_old(&inner.dir)?;
            Ok(done)
        }
        Err(e) => {
            building.abandon();
            Err(e)
        }
    }
}

/// None when it is time to end: what is built so far is of no use.
fn fill(
    inner: &Inner,
    building: &Building,
    analysers: &mut [Analyser],
    db: &Db,
    progress: &mut dyn FnMut(u64, u64),
) -> Result<Option<usize>> {
    let (head, mark, total) = db.read_now(|c| {
        let head = changes::head(c)?;
        let mark = indexing::change_mark(c, head)?.unwrap_or_default();
        Ok((head, mark, indexing::count_published(c)?))
    })?;
    let mut learner = Learner::default();
    let mut learn = |rows: Vec<IndexRow>| {
        for row in &rows {
            learner.read(Language::of(&row.plain.lang), &index::learned_from(row));
        }
        Ok(())
    };
    if !each_page(inner, db, &mut learn)? {
        return Ok(None);
    }
    let learned = Arc::new(learner.write(&building.folder())?);
    for analyser in analysers.iter_mut() {
        analyser.knowing(&learned);
    }
    let (schema, fields) = index::schema();
    let index = Index::create_in_dir(building.folder(), schema).map_err(failed)?;
    let mut writer = filler(&index).map_err(failed)?;
    let total = total.unsigned_abs();
    let mut done = 0;
    let mut add = |rows: Vec<IndexRow>| {
        add_all(&writer, &fields, analysers, &rows)?;
        done += rows.len();
        progress(done as u64, total.max(done as u64));
        Ok(())
    };
    if !each_page(inner, db, &mut add)? {
        return Ok(None);
    }
    finish(&mut writer, &Cursor::at(&learned, head, mark))?;
    writer.wait_merging_threads().map_err(failed)?;
    Ok(Some(done))
}

/// Reads everything that is published, in pages; false when it was time to end before.
fn each_page(
    inner: &Inner,
    db: &Db,
    take: &mut dyn FnMut(Vec<IndexRow>) -> Result<()>,
) -> Result<bool> {
    let mut after = String::new();
    loop {
        let sizes = db.read_now(|c| indexing::published_sizes(c, &after, CHUNK as i64))?;
        let Some((last, _)) = sizes.last() else {
            return Ok(true);
        };
        after.clone_from(last);
        for page in pages(&sizes) {
            if stopping(inner) {
                return Ok(false);
            }
            take(db.read_now(|c| indexing::current(c, &page))?)?;
        }
    }
}

/// Adds entries in their order. Each analyser works in a thread of its own.
pub fn add_all(
    writer: &IndexWriter,
    fields: &Fields,
    analysers: &mut [Analyser],
    rows: &[IndexRow],
) -> Result<()> {
    let shares = rows.chunks(SHARE).len();
    let threads = analysers.len().min(shares);
    std::thread::scope(|scope| {
        let made: Vec<_> = analysers[..threads]
            .iter_mut()
            .enumerate()
            .map(|(n, analyser)| {
                let (send, receive) = mpsc::channel();
                scope.spawn(move || {
                    for share in rows.chunks(SHARE).skip(n).step_by(threads) {
                        let documents = share
                            .iter()
                            .map(|row| index::document(fields, analyser, row));
                        // Nobody takes them any more: the writer failed.
                        if send.send(documents.collect::<Vec<_>>()).is_err() {
                            return;
                        }
                    }
                });
                receive
            })
            .collect();
        for share in 0..shares {
            let documents = made[share % threads]
                .recv()
                .map_err(|_| Error::internal("a text could not be analysed"))?;
            for document in documents {
                writer.add_document(document).map_err(failed)?;
            }
        }
        Ok(())
    })
}

fn live(inner: &Inner) -> Option<Arc<Generation>> {
    inner
        .live
        .read()
        .unwrap_or_else(PoisonError::into_inner)
        .clone()
}

fn serve(inner: &Inner, generation: Option<Generation>) {
    *inner.live.write().unwrap_or_else(PoisonError::into_inner) = generation.map(Arc::new);
}

/// Takes the generation that `CURRENT` names, and its newest commit.
pub fn refresh(inner: &Inner) {
    let mut unopened = false;
    // The name may change between reading it and opening what it names: then once more.
    for _ in 0..2 {
        let Some(name) = index::current(&inner.dir) else {
            break;
        };
        if let Some(live) = live(inner)
            && live.name == name
        {
            if let (Ok(Some(cursor)), Ok(())) =
                (index::committed(&live.index), live.reader.reload())
            {
                let mut known = lock(&live.cursor);
                if cursor.change > known.change {
                    *known = cursor;
                }
                return;
            }
            break;
        }
        match Generation::open(&inner.dir, &name) {
            Ok(Some(generation)) => {
                serve(inner, Some(generation));
                return;
            }
            Ok(None) => {
                tracing::info!("the index is of another make: building it anew");
                unopened = false;
                break;
            }
            Err(e) => {
                tracing::warn!(error = %e, "the index cannot be opened");
                unopened = true;
            }
        }
    }
    if unopened {
        damaged(inner);
    }
    serve(inner, None);
}

/// Sums every file against what was written. Twice before it is called damaged: another process may
/// merge files meanwhile, and remove those it merged.
fn drop_damaged(inner: &Inner) {
    let Some(live) = live(inner) else {
        return;
    };
    for last in [false, true] {
        let why = match live.index.validate_checksum() {
            Ok(damaged) if damaged.is_empty() => return,
            Ok(damaged) => format!("{} files", damaged.len()),
            Err(e) => e.to_string(),
        };
        if last {
            tracing::warn!(why, "the index is damaged: building it anew");
            damaged(inner);
            serve(inner, None);
        }
    }
}

fn damaged(inner: &Inner) {
    *lock(&inner.healed) = Some("index was damaged");
}

/// Whether its folder is still there: another may have removed it.
fn whole(live: &Generation) -> bool {
    index::committed(&live.index).is_ok()
}

fn of_this_database(live: &Generation, db: &Db) -> Result<bool> {
    let cursor = lock(&live.cursor).clone();
    if cursor.change == 0 {
        return Ok(true);
    }
    let mark = db.read_now(|c| indexing::change_mark(c, cursor.change))?;
    Ok(mark == Some(cursor.mark))
}
