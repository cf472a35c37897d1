//! The one writer. It reads the log from where the last commit stands, loads the current rows and
//! commits them together with where it came to: a crash replays harmlessly.

use std::collections::BTreeSet;
use std::sync::atomic::Ordering;
use std::sync::{Arc, PoisonError};

use tantivy::directory::error::LockError;
use tantivy::{Index, IndexWriter, TantivyError, Term};

use super::analysis::Analyser;
use super::index::{self, Building, Cursor, Fields, Generation};
use super::{Inner, failed, lock};
use crate::changes::{self, Kind};
use crate::db::{CHUNK, Db};
use crate::error::Result;
use crate::library::indexing::{self, IndexRow};

/// Changes one commit carries at most.
const BATCH: i64 = 2_000;
const WRITER_MEMORY: usize = 32 * 1024 * 1024;

/// What the writer keeps between two batches.
#[derive(Default)]
pub struct Writing {
    writer: Option<IndexWriter>,
    analyser: Analyser,
}

pub fn catch_up(inner: &Inner, db: &Db) -> Result<usize> {
    let mut writing = lock(&inner.writing);
    let done = tail(inner, &mut writing, db);
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
        return rebuild_with(inner, &mut writing.analyser, db, &mut |_, _| {});
    };
    if !of_this_database(&live, db)? {
        tracing::warn!("the index is ahead of the database, or of another: building it anew");
        writing.writer = None;
        return rebuild_with(inner, &mut writing.analyser, db, &mut |_, _| {});
    }
    let mut done = 0;
    loop {
        let from = lock(&live.cursor).change;
        let batch = db.read_now(|c| changes::since(c, from, BATCH))?;
        let Some(last) = batch.last() else {
            return Ok(done);
        };
        let next = Cursor::at(last.id, last.record_id.clone());
        let ids: Vec<String> = batch
            .iter()
            .filter(|c| c.kind == Kind::Entry.name())
            .map(|c| c.record_id.clone())
            .collect::<BTreeSet<_>>()
            .into_iter()
            .collect();
        if !ids.is_empty() && !index_records(&live, writing, db, &ids, &next)? {
            return Ok(done);
        }
        done += ids.len();
        // Changes of other kinds need no commit: read again after a restart, they cost nothing.
        *lock(&live.cursor) = next;
    }
}

/// False when another process holds the writer: then it does the work.
fn index_records(
    live: &Generation,
    writing: &mut Writing,
    db: &Db,
    ids: &[String],
    next: &Cursor,
) -> Result<bool> {
    let rows = db.read_now(|c| indexing::current(c, ids))?;
    if writing.writer.is_none() {
        writing.writer = match live.index.writer_with_num_threads(1, WRITER_MEMORY) {
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
            *lock(&live.cursor) = there;
            live.reader.reload().map_err(failed)?;
            return Ok(true);
        }
    }
    let Writing { writer, analyser } = writing;
    let Some(writer) = writer else {
        return Ok(false);
    };
    for id in ids {
        writer.delete_term(Term::from_field_text(live.fields.id, id));
    }
    for row in &rows {
        writer
            .add_document(index::document(&live.fields, analyser, row))
            .map_err(failed)?;
    }
    commit(writer, next)?;
    live.reader.reload().map_err(failed)?;
    Ok(true)
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
    rebuild_with(inner, &mut writing.analyser, db, progress)
}

/// Starts at the log's end, reads the table in pages, and swaps. What changes meanwhile comes after
/// that end, and is read by the next catching up.
fn rebuild_with(
    inner: &Inner,
    analyser: &mut Analyser,
    db: &Db,
    progress: &mut dyn FnMut(u64, u64),
) -> Result<usize> {
    let building = Building::begin(&inner.dir)?;
    match fill(&building, analyser, db, progress) {
        Ok(done) => {
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

fn fill(
    building: &Building,
    analyser: &mut Analyser,
    db: &Db,
    progress: &mut dyn FnMut(u64, u64),
) -> Result<usize> {
    let (schema, fields) = index::schema();
    let index = Index::create_in_dir(building.folder(), schema).map_err(failed)?;
    let mut writer: IndexWriter = index
        .writer_with_num_threads(1, WRITER_MEMORY)
        .map_err(failed)?;
    let (cursor, total) = db.read_now(|c| {
        let head = changes::head(c)?;
        let mark = indexing::change_mark(c, head)?.unwrap_or_default();
        Ok((Cursor::at(head, mark), indexing::count_published(c)?))
    })?;
    let total = total.unsigned_abs();
    let mut done = 0;
    let mut after = String::new();
    loop {
        let page = db.read_now(|c| indexing::published_after(c, &after, CHUNK as i64))?;
        let Some(last) = page.last() else {
            break;
        };
        after.clone_from(&last.id);
        add_all(&writer, &fields, analyser, &page)?;
        done += page.len();
        progress(done as u64, total.max(done as u64));
    }
    commit(&mut writer, &cursor)?;
    writer.wait_merging_threads().map_err(failed)?;
    Ok(done)
}

fn add_all(
    writer: &IndexWriter,
    fields: &Fields,
    analyser: &mut Analyser,
    rows: &[IndexRow],
) -> Result<()> {
    for row in rows {
        writer
            .add_document(index::document(fields, analyser, row))
            .map_err(failed)?;
    }
    Ok(())
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
            Ok(Some(generation)) => return serve(inner, Some(generation)),
            Ok(None) => {
                tracing::info!("the index is of another make: building it anew");
                break;
            }
            Err(e) => tracing::warn!(error = %e, "the index cannot be opened"),
        }
    }
    serve(inner, None);
}

/// Sums every file against what was written.
fn drop_damaged(inner: &Inner) {
    let Some(live) = live(inner) else {
        return;
    };
    match live.index.validate_checksum() {
        Ok(damaged) if damaged.is_empty() => {}
        Ok(damaged) => {
            tracing::warn!(
                files = damaged.len(),
                "the index is damaged: building it anew"
            );
            serve(inner, None);
        }
        Err(e) => {
            tracing::warn!(error = %e, "the index cannot be read: building it anew");
            serve(inner, None);
        }
    }
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
