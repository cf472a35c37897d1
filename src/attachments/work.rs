//! What is done behind the pages: reading texts, sweeping the store, looking whether all is there.

use chrono::{Duration, NaiveDateTime};

use super::receive::{self, Temporary};
use super::text::{self, Unreadable};
use super::{Attachment, queries};
use crate::app::App;
use crate::changes;
use crate::db::{CHUNK, Conn};
use crate::error::{Error, Result};

/// Reads the text of a file, and has it found by search.
pub async fn read_file(app: &App, id: String) -> Result<()> {
    let asked = id.clone();
    let file = app.db.read(move |c| match queries::by_id(c, &asked) {
        Err(Error::NotFound) => Ok(None),
        found => found.map(Some),
    });
    // It may be gone by now, or read already.
    let Some(file) = file.await?.filter(is_to_be_read) else {
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

/// One that was given up is read after all when an administrator says so.
fn is_to_be_read(file: &Attachment) -> bool {
    file.text_state == "pending" || file.text_reason.as_deref() == Some(Unreadable::GivenUp.name())
}

/// Says of a file whose reading was set aside after its last try that its text was not read.
pub fn give_up(c: &mut Conn, now: NaiveDateTime, id: &str) -> Result<()> {
    let file = match queries::by_id(c, id) {
        Err(Error::NotFound) => return Ok(()),
        found => found?,
    };
    if is_to_be_read(&file) {
        queries::set_text(c, id, &Err(Unreadable::GivenUp))?;
        changes::record(c, changes::Kind::Entry, &file.entry_id, now)?;
    }
    Ok(())
}

async fn outcome(app: &App, file: &Attachment) -> Result<text::Outcome> {
    let kind = file.kind()?;
    let (_temporary, copy) = Temporary::new(app)?;
    match app.files.copy_to(&file.hash, &copy).await {
        // It may lie with another node, or come back with its disk.
        Err(Error::NotFound) => {
            return Err(Error::internal(format!(
                "{} is not in the store",
                file.hash
            )));
        }
        copied => copied?,
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
            // Another node may be through with it, and somebody have brought it anew.
            let asked = hash.clone();
            if !app.db.write(move |c| queries::is_going(c, &asked)).await? {
                continue;
            }
            app.files.remove(&hash).await?;
            app.db.write(move |c| queries::gone(c, &hash)).await?;
        }
    }
}

/// How closely a look at the store is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Closeness {
    /// That files are there, and as long as they should be.
    Lengths,
    /// Every byte of them.
    Content,
}

/// What a look at the store finds.
#[derive(Debug, PartialEq)]
pub struct Look {
    pub files: usize,
    /// Hashes of files that are missing, or are not what they were.
    pub broken: Vec<String>,
}

/// Looks at every file that an attachment refers to.
pub fn look(app: &App, closeness: Closeness) -> Result<Look> {
    wait_for(|| look_at_all(app, closeness))
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

async fn look_at_all(app: &App, closeness: Closeness) -> Result<Look> {
    let mut found = Look {
        files: 0,
        broken: Vec::new(),
    };
    let mut after = String::new();
    loop {
        let page = app
            .db
            .read_now(|c| queries::used(c, &after, CHUNK as i64))?;
        let Some((last, _)) = page.last() else {
            return Ok(found);
        };
        after.clone_from(last);
        for (hash, bytes) in page {
            found.files += 1;
            let is_right = match closeness {
                Closeness::Lengths => app.files.length(&hash).await? == Some(bytes as u64),
                Closeness::Content => app.files.is_whole(&hash).await?,
            };
            if !is_right {
                found.broken.push(hash);
            }
        }
    }
}
