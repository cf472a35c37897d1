//! The running forum: what every part shares.

use std::fs::{File, TryLockError};
use std::ops::Deref;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use chrono::NaiveDateTime;
use tokio::sync::Notify;

use crate::attachments::store::Files;
use crate::clock::Clock;
use crate::config::Config;
use crate::db::Db;
use crate::error::{Error, Result};
use crate::library::{lists, terms};
use crate::mail::{self, Mailer};
use crate::search::{Search, suggest, unanswered};
use crate::web::secret::ServerKey;
use crate::{audit, jobs, library, members, moderation, places, settings, tokens};

#[derive(Clone)]
pub struct App(Arc<Parts>);

pub struct Parts {
    pub config: Config,
    pub clock: Clock,
    pub db: Db,
    pub search: Search,
    pub mail: Mailer,
    pub files: Files,
    pub key: ServerKey,
    /// This data folder's own name among the nodes of a network: what it holds a lease on is marked
    /// with it, so that after a crash its own unfinished work is known from that of others.
    pub node: String,
    /// How many passwords were compared since the start: what guessing costs the server.
    pub compared: AtomicU64,
    /// Told after each write that queued work; the runner listens.
    pub wake: Notify,
    pub terms: terms::Known,
    pub catalogue: lists::Known,
    pub name: settings::KnownName,
    pub suggestions: suggest::Known,
    pub questions: unanswered::Tally,
    pub started_at: NaiveDateTime,
}

impl Deref for App {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}

impl App {
    /// Opens database, index and outbox in the data folder, making what is missing.
    pub fn open(config: Config, clock: Clock) -> Result<App> {
        private_folder(&config.data)?;
        let db = Db::open(&config.data, config.database.as_deref())?;
        let key = db.write_now(|c| {
            audit::begin(c)?;
            members::fold_missing(c)?;
            moderation::begin(c, clock.now())?;
            places::fill_missing(c, clock.now())?;
            library::fill_missing_tags(c, clock.now())?;
            settings::server_key(c)
        })?;
        let search = Search::open(&config.data.join("index"))?;
        let mail = Mailer::open(&config)?;
        let files = Files::open(&config)?;
        let node = node(&config.data)?;
        let started_at = clock.now();
        Ok(App(Arc::new(Parts {
            config,
            clock,
            db,
            search,
            mail,
            files,
            key,
            node,
            compared: AtomicU64::new(0),
            wake: Notify::new(),
            terms: terms::Known::default(),
            catalogue: lists::Known::default(),
            name: settings::KnownName::default(),
            suggestions: suggest::Known::default(),
            questions: unanswered::Tally::default(),
            started_at,
        })))
    }

    /// The network's name as mails say it.
    pub fn network(&self) -> String {
        self.name.or(&self.config)
    }

    /// Tells runner and indexer that a write may have left them something to do.
    pub fn wake(&self) {
        self.wake.notify_one();
        self.search.wake();
    }

    /// A new lease for this node to hold.
    pub fn lease(&self) -> Result<String> {
        Ok(format!("{}:{}", self.node, tokens::random()?))
    }

    /// Does everything that is due now: jobs, mails, indexing. For commands and tests, where no
    /// runner is started.
    pub async fn drain(&self) -> Result<()> {
        while jobs::run_one(self).await?
            || jobs::run_in(self, jobs::Lane::Files).await?
            || jobs::run_in(self, jobs::Lane::Outside).await?
            || mail::deliver_one(self).await?
        {}
        unanswered::keep(self, true).await;
        let app = self.clone();
        tokio::task::spawn_blocking(move || app.search.catch_up(&app.db))
            .await
            .map_err(Error::internal)??;
        Ok(())
    }
}

/// Makes a folder that its owner alone may look into: mails and sessions are in it.
fn private_folder(path: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    std::fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(path)
}

/// The node's name, made on the folder's first use.
fn node(data: &Path) -> Result<String> {
    let path = data.join("node");
    match std::fs::read_to_string(&path) {
        Ok(name) if name.len() == 32 => Ok(name),
        _ => {
            let name = tokens::random()?;
            let part = data.join(format!("node.{name}"));
            std::fs::write(&part, &name)?;
            std::fs::rename(&part, &path)?;
            // Another process may have named it at the same moment: the file decides.
            Ok(std::fs::read_to_string(&path)?)
        }
    }
}

/// A new opaque id: UUIDv7 as 32 hexadecimal digits, so that newer sorts after older.
pub fn new_id() -> String {
    uuid::Uuid::now_v7().simple().to_string()
}

/// The right to serve a data folder. Given back when dropped, also by `kill -9`.
pub struct DataLock(#[allow(dead_code)] File);

impl DataLock {
    /// None when another process serves this folder.
    pub fn take(data: &Path) -> Result<Option<DataLock>> {
        private_folder(data)
            .map_err(|e| Error::internal(format!("data folder {}: {e}", data.display())))?;
        let path = data.join("lock");
        let file = File::options()
            .create(true)
            .truncate(false)
            .write(true)
            .open(&path)
            .map_err(|e| Error::internal(format!("{}: {e}", path.display())))?;
        match file.try_lock() {
            Ok(()) => Ok(Some(DataLock(file))),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(e)) => Err(e.into()),
        }
    }
}
