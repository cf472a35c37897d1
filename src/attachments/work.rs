//! What is done behind the pages: reading texts, sweeping the store, looking whether all is there.

use chrono::Duration;

use super::receive::{self, Temporary};
use super::text::{self, Unreadable};
use super::{Attachment, queries};
use crate::app::App;
use crate::changes;
use crate::db::CHUNK;
use crate::error::{Error, Result};

/// Reads the text of a file, and has it found by search.
pub async fn read_file(app: &App, id: String) -> Result<()> {
    let asked = id.clone();
    let file = app.db.read(move |c| match queries::by_id(c, &asked) {
        Err(Error::NotFound) => Ok(None),
        found => found.map(Some),
    });
    // It may be gone by now, or read already.
    let Some(file) = file.await?.filter(|f| f.text_state == "pending") else {
        return Ok(());
    };
    let outcome = outcome(app, &file).await?;
    let now = app.clock.now();
    app.db
        .write(move |c| {
            queries::set_text(c, &id, &outcome)?;
            changes::record(c, changes::Kind::Entry, &file.entry_id, now)
        })
        .await?;
    app.wake();
    Ok(())
}

async fn outcome(app: &App, file: &Attachment) -> Result<text::Outcome> {
    let kind = file.kind()?;
    let (_temporary, mut copy) = Temporary::new(app)?;
    match app.files.copy_to(&file.hash, &mut copy).await {
        Ok(()) => {}
        Err(Error::NotFound) => return Ok(Err(Unreadable::Broken)),
        Err(e) => return Err(e),
    }
    let program = app.config.program.clone();
    tokio::task::spawn_blocking(move || text::read(&program, copy, kind))
        .await
        .map_err(Error::internal)?
}

/// How long a file lies in the store after nothing refers to it any more.
const KEPT: Duration = Duration::days(1);

/// Takes away what nothing refers to, and what a program that died left behind.
pub async fn sweep(app: &App) -> Result<()> {
    let on = app.clone();
    tokio::task::spawn_blocking(move || receive::sweep(&on))
        .await
        .map_err(Error::internal)??;
    loop {
        let limit = app.clock.now() - KEPT;
        let going = app.db.write(move |c| queries::mark_going(c, limit)).await?;
        if going.is_empty() {
            return Ok(());
        }
        for hash in going {
            app.files.remove(&hash).await?;
            app.db.write(move |c| queries::gone(c, &hash)).await?;
        }
    }
}

/// What a look at the store finds.
#[derive(Debug, PartialEq)]
pub struct Look {
    pub files: usize,
    /// Hashes of files that are missing, or are not what they were.
    pub broken: Vec<String>,
}

/// Reads every file that an attachment refers to.
pub fn look(app: &App) -> Result<Look> {
    wait_for(|| look_at_all(app))
}

/// Waits for work on a thread of its own: whoever asks may be in the middle of other work, or have
/// none.
pub fn wait_for<T: Send, F: Future<Output = Result<T>>>(
    work: impl FnOnce() -> F + Send,
) -> Result<T> {
    std::thread::scope(|scope| {
        let working = scope.spawn(|| {
            tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()?
                .block_on(work())
        });
        working
            .join()
            .map_err(|_| Error::internal("work on files failed"))?
    })
}

async fn look_at_all(app: &App) -> Result<Look> {
    let mut found = Look {
        files: 0,
        broken: Vec::new(),
    };
    let mut after = String::new();
    loop {
        let page = app
            .db
            .read_now(|c| queries::used(c, &after, CHUNK as i64))?;
        let Some(last) = page.last() else {
            return Ok(found);
        };
        after.clone_from(last);
        for hash in page {
            found.files += 1;
            if !app.files.is_whole(&hash).await? {
                found.broken.push(hash);
            }
        }
    }
}
