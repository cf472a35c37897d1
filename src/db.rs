//! The only place that knows which database it is. SQLite by default, PostgreSQL behind a feature.
//!
//! `read` runs beside everything else. `write` runs in one transaction, and writes run one after
//! another on both databases: on SQLite because it has one writer (IMMEDIATE, so that a write that
//! reads first is never refused as "locked"), on PostgreSQL by an advisory lock taken first. So a
//! rule that reads, decides and writes needs no further locking, and change ids appear in order.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use diesel::connection::{InstrumentationEvent, SimpleConnection};
use diesel::prelude::*;
use diesel::r2d2::{ConnectionManager, CustomizeConnection, Pool};
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

use crate::error::{Error, Result};

mod catalogue;

pub use catalogue::{
    Column, Table, clear, columns, each_row, insert_rows, rows_as_json, tables, tidy_up,
};

#[cfg(all(feature = "sqlite", feature = "postgres"))]
compile_error!("choose one database: --no-default-features --features postgres, or the default");
#[cfg(not(any(feature = "sqlite", feature = "postgres")))]
compile_error!("choose a database: the feature sqlite (default) or postgres");

#[cfg(feature = "sqlite")]
pub type Conn = SqliteConnection;
#[cfg(feature = "sqlite")]
pub type Backend = diesel::sqlite::Sqlite;
#[cfg(feature = "sqlite")]
pub const MIGRATIONS: EmbeddedMigrations = embed_migrations!("migrations/sqlite");

#[cfg(feature = "postgres")]
pub type Conn = PgConnection;
#[cfg(feature = "postgres")]
pub type Backend = diesel::pg::Pg;
#[cfg(feature = "postgres")]
pub const MIGRATIONS: EmbeddedMigrations = embed_migrations!("migrations/postgres");

/// Rows one statement may carry: SQLite binds at most 32,766 values.
pub const CHUNK: usize = 500;

#[derive(Clone)]
pub struct Db {
    inner: Arc<Inner>,
}

struct Inner {
    queries: Arc<AtomicU64>,
    readers: Pool<ConnectionManager<Conn>>,
    writer: Pool<ConnectionManager<Conn>>,
}

impl Db {
    /// Opens the database and brings its tables up to date.
    ///
    /// `url`: a `postgres://` address with the feature `postgres`; otherwise none, and the file is
    /// `faelles.sqlite` in `data`.
    pub fn open(data: &Path, url: Option<&str>) -> Result<Db> {
        let at = location(data, url)?;
        let mut first = Conn::establish(&at).map_err(|e| Error::Unavailable(e.to_string()))?;
        prepare(&mut first)?;
        migrate(data, &mut first)?;
        drop(first);
        let queries = Arc::new(AtomicU64::new(0));
        let pool = |size| {
            Pool::builder()
                .max_size(size)
                .min_idle(Some(1))
                .connection_timeout(Duration::from_secs(10))
                .test_on_check_out(cfg!(feature = "postgres"))
                .connection_customizer(Box::new(Prepare(queries.clone())))
                .build(ConnectionManager::<Conn>::new(&at))
        };
        Ok(Db {
            inner: Arc::new(Inner {
                readers: pool(4)?,
                // PostgreSQL queues writers on the lock; a few connections let them wait there.
                writer: pool(if cfg!(feature = "sqlite") { 1 } else { 4 })?,
                queries: queries.clone(),
            }),
        })
    }

    /// Runs queries on a worker thread. Nothing may be written.
    pub async fn read<T, F>(&self, f: F) -> Result<T>
    where
        F: FnOnce(&mut Conn) -> Result<T> + Send + 'static,
        T: Send + 'static,
    {
        let db = self.clone();
        off_thread(move || db.read_now(f)).await
    }

    /// Runs `f` in one write transaction on a worker thread: all of it is on disk when this
    /// returns `Ok`, none of it otherwise. No network call, no mail and no file inside.
    pub async fn write<T, F>(&self, f: F) -> Result<T>
    where
        F: FnOnce(&mut Conn) -> Result<T> + Send + 'static,
        T: Send + 'static,
    {
        let db = self.clone();
        off_thread(move || db.write_now(f)).await
    }

    /// Writes the database anew without what deleted rows left in it. Takes as long as the database
    /// is large; to be done rarely, and not inside a transaction.
    pub fn compact(&self) -> Result<()> {
        compact(&mut *self.inner.writer.get()?)
    }

    /// How many queries were sent since it was opened.
    pub fn queries(&self) -> u64 {
        self.inner.queries.load(Ordering::Relaxed)
    }

    /// As `read`, on this thread.
    pub fn read_now<T>(&self, f: impl FnOnce(&mut Conn) -> Result<T>) -> Result<T> {
        f(&mut *self.inner.readers.get()?)
    }

    /// As `read`, on this thread, and every query sees the database as it is now, whatever is
    /// written meanwhile.
    pub fn snapshot<T>(&self, f: impl FnOnce(&mut Conn) -> Result<T>) -> Result<T> {
        snapshot(&mut *self.inner.readers.get()?, f)
    }

    /// As `write`, on this thread.
    pub fn write_now<T>(&self, f: impl FnOnce(&mut Conn) -> Result<T>) -> Result<T> {
        // SQLite ends the transaction itself when the disk is full; rolling back then fails too, and
        // diesel would report that instead of what happened.
        let mut first = None;
        let done = transaction(&mut *self.inner.writer.get()?, |c| {
            f(c).map_err(|e| {
                let again = Error::internal(&e);
                first = Some(e);
                again
            })
        });
        done.map_err(|e| first.unwrap_or(e))
    }
}

async fn off_thread<T: Send + 'static>(
    f: impl FnOnce() -> Result<T> + Send + 'static,
) -> Result<T> {
    tokio::task::spawn_blocking(f)
        .await
        .map_err(|e| Error::internal(format!("database worker: {e}")))?
}

/// Makes a connection ready, and lets it count what is asked of it.
#[derive(Debug)]
struct Prepare(Arc<AtomicU64>);

impl CustomizeConnection<Conn, diesel::r2d2::Error> for Prepare {
    fn on_acquire(&self, c: &mut Conn) -> std::result::Result<(), diesel::r2d2::Error> {
        prepare(c).map_err(diesel::r2d2::Error::QueryError)?;
        let queries = self.0.clone();
        c.set_instrumentation(move |event: InstrumentationEvent<'_>| {
            if matches!(event, InstrumentationEvent::StartQuery { .. }) {
                queries.fetch_add(1, Ordering::Relaxed);
            }
        });
        Ok(())
    }
}

/// Whether a data folder was used before: on SQLite it has the database in it.
pub fn is_there(data: &Path) -> bool {
    if cfg!(feature = "sqlite") {
        data.join("faelles.sqlite").is_file()
    } else {
        data.is_dir()
    }
}

#[cfg(feature = "sqlite")]
fn location(data: &Path, url: Option<&str>) -> Result<String> {
    if url.is_some() {
        return Err(Error::internal(
            "this program was built for SQLite; build with --no-default-features --features postgres to use a database URL",
        ));
    }
    let file = data.join("faelles.sqlite");
    file.to_str()
        .map(str::to_string)
        .ok_or_else(|| Error::internal("the data folder's path is not valid Unicode"))
}

#[cfg(feature = "postgres")]
fn location(_data: &Path, url: Option<&str>) -> Result<String> {
    url.map(str::to_string).ok_or_else(|| {
        Error::internal("this program was built for PostgreSQL: set --database postgres://…")
    })
}

#[cfg(feature = "sqlite")]
fn prepare(c: &mut Conn) -> QueryResult<()> {
    // busy_timeout first: switching to WAL itself may have to wait.
    c.batch_execute(
        "PRAGMA busy_timeout = 10000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; \
         PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -8000; \
         PRAGMA secure_delete = ON;",
    )
}

#[cfg(feature = "postgres")]
fn prepare(c: &mut Conn) -> QueryResult<()> {
    c.batch_execute("SET TIME ZONE 'UTC'; SET lock_timeout = '10s'; SET statement_timeout = '60s';")
}

/// Brings the tables up to date. Processes that start at the same moment take turns.
#[cfg(feature = "sqlite")]
fn migrate(data: &Path, c: &mut Conn) -> Result<()> {
    let turn = std::fs::File::create(data.join("migrating"))?;
    turn.lock()?;
    c.run_pending_migrations(MIGRATIONS)
        .map_err(Error::internal)?;
    Ok(())
}

#[cfg(feature = "postgres")]
fn migrate(_data: &Path, c: &mut Conn) -> Result<()> {
    // A long migration of another node is waited for.
    c.batch_execute("SET lock_timeout = 0; SET statement_timeout = 0")?;
    let turn = |c: &mut Conn, verb: &str| {
        diesel::sql_query(format!("SELECT {verb}($1)"))
            .bind::<diesel::sql_types::BigInt, _>(WRITE_LOCK + 1)
            .execute(c)
    };
    turn(c, "pg_advisory_lock")?;
    let done = c.run_pending_migrations(MIGRATIONS).map(|_| ());
    turn(c, "pg_advisory_unlock")?;
    done.map_err(Error::internal)
}

#[cfg(feature = "sqlite")]
fn transaction<T>(c: &mut Conn, f: impl FnOnce(&mut Conn) -> Result<T>) -> Result<T> {
    c.immediate_transaction(f)
}

/// The house's number among PostgreSQL's advisory locks.
#[cfg(feature = "postgres")]
const WRITE_LOCK: i64 = 0x6661_656c_6c65;

#[cfg(feature = "postgres")]
fn transaction<T>(c: &mut Conn, f: impl FnOnce(&mut Conn) -> Result<T>) -> Result<T> {
    c.transaction(|c| {
        diesel::sql_query("SELECT pg_advisory_xact_lock($1)")
            .bind::<diesel::sql_types::BigInt, _>(WRITE_LOCK)
            .execute(c)?;
        f(c)
    })
}

/// The log is emptied before and after: old pages are in it. What is sorted out meanwhile goes into a
/// file, not into memory.
#[cfg(feature = "sqlite")]
fn compact(c: &mut Conn) -> Result<()> {
    Ok(c.batch_execute(
        "PRAGMA temp_store = DEFAULT; PRAGMA wal_checkpoint(TRUNCATE); VACUUM; \
         PRAGMA wal_checkpoint(TRUNCATE); PRAGMA temp_store = MEMORY;",
    )?)
}

#[cfg(feature = "postgres")]
fn compact(c: &mut Conn) -> Result<()> {
    c.batch_execute("SET statement_timeout = 0")?;
    let done = c.batch_execute("VACUUM");
    c.batch_execute("SET statement_timeout = '60s'")?;
    Ok(done?)
}

/// The database's name, for people.
pub const KIND: &str = if cfg!(feature = "sqlite") {
    "SQLite"
} else {
    "PostgreSQL"
};

/// How large the database is, in bytes.
pub fn size(c: &mut Conn) -> Result<i64> {
    #[derive(QueryableByName)]
    struct Row {
        #[diesel(sql_type = diesel::sql_types::BigInt)]
        size: i64,
    }
    let query = if cfg!(feature = "sqlite") {
        "SELECT page_count * page_size AS size FROM pragma_page_count(), pragma_page_size()"
    } else {
        "SELECT pg_database_size(current_database()) AS size"
    };
    Ok(diesel::sql_query(query).get_result::<Row>(c)?.size)
}

/// What the database says of its own state: nothing when it is whole.
#[cfg(feature = "sqlite")]
pub fn integrity(c: &mut Conn) -> Result<Vec<String>> {
    #[derive(QueryableByName)]
    struct Row {
        #[diesel(sql_type = diesel::sql_types::Text)]
        integrity_check: String,
    }
    #[derive(QueryableByName)]
    struct Broken {
        #[diesel(sql_type = diesel::sql_types::Text)]
        table: String,
    }
    let mut said: Vec<String> = diesel::sql_query("PRAGMA integrity_check")
        .load::<Row>(c)?
        .into_iter()
        .map(|r| r.integrity_check)
        .filter(|s| s != "ok")
        .collect();
    said.extend(
        diesel::sql_query("PRAGMA foreign_key_check")
            .load::<Broken>(c)?
            .into_iter()
            .map(|b| format!("a row in {} points to nothing", b.table)),
    );
    Ok(said)
}

#[cfg(feature = "sqlite")]
fn snapshot<T>(c: &mut Conn, f: impl FnOnce(&mut Conn) -> Result<T>) -> Result<T> {
    c.transaction(f)
}

#[cfg(feature = "postgres")]
fn snapshot<T>(c: &mut Conn, f: impl FnOnce(&mut Conn) -> Result<T>) -> Result<T> {
    c.build_transaction().repeatable_read().run(f)
}

/// PostgreSQL enforces its constraints and sums its pages itself; that it answers is what we ask.
#[cfg(feature = "postgres")]
pub fn integrity(c: &mut Conn) -> Result<Vec<String>> {
    diesel::sql_query("SELECT 1").execute(c)?;
    Ok(Vec::new())
}
