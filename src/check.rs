//! Is everything whole? Database, index, mails, jobs: one line each.

use std::collections::BTreeMap;
use std::time::Duration;

use chrono::NaiveDateTime;

use crate::app::{App, DataLock};
use crate::db::{self, CHUNK, Conn};
use crate::error::Result;
use crate::library::indexing;
use crate::{changes, jobs, mail};

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum State {
    Ok,
    /// Waits for a person; nothing is broken.
    Warning,
    Broken,
}

/// One line of the report.
#[derive(Clone, PartialEq, Debug)]
pub struct Line {
    pub state: State,
    pub text: String,
}

/// How long a running server may take to come to the log's end.
const PATIENCE: Duration = Duration::from_secs(15);

/// Looks at everything. When nobody serves the folder, what has changed is indexed first.
pub fn run(app: &App) -> Result<Vec<Line>> {
    let head = app.db.read_now(changes::head)?;
    match DataLock::take(&app.config.data)? {
        Some(_lock) => {
            if let Err(e) = app.search.catch_up(&app.db) {
                tracing::warn!(error = %e, "the index cannot catch up");
            }
        }
        None => wait_for_server(app, head)?,
    }
    look(app, head)
}

/// As `run`, at things as they stand. The index must have come to the change `head`: what others
/// write meanwhile is not held against it.
fn look(app: &App, head: i64) -> Result<Vec<Line>> {
    let mut lines = app.db.read_now(database)?;
    lines.extend(app.db.read_now(|c| index(app, c, head))?);
    let now = app.clock.now();
    lines.extend(app.db.read_now(|c| mails(c, now))?);
    lines.extend(app.db.read_now(work)?);
    Ok(lines)
}

/// Whether nothing is broken.
pub fn is_whole(lines: &[Line]) -> bool {
    lines.iter().all(|l| l.state != State::Broken)
}

fn line(state: State, text: impl Into<String>) -> Line {
    Line {
        state,
        text: text.into(),
    }
}

fn wait_for_server(app: &App, head: i64) -> Result<()> {
    let step = Duration::from_millis(100);
    let mut waited = Duration::ZERO;
    while waited < PATIENCE {
        app.search.refresh();
        if let Some(position) = app.search.position()
            && app.db.read_now(|c| indexing::pending(c, position, head))? == 0
        {
            break;
        }
        std::thread::sleep(step);
        waited += step;
    }
    Ok(())
}

fn database(c: &mut Conn) -> Result<Vec<Line>> {
    let said = db::integrity(c)?;
    if said.is_empty() {
        return Ok(vec![line(State::Ok, "database is whole")]);
    }
    Ok(said
        .into_iter()
        .map(|s| line(State::Broken, format!("database: {s}")))
        .collect())
}

fn index(app: &App, c: &mut Conn, head: i64) -> Result<Vec<Line>> {
    let Some(position) = app.search.position() else {
        return Ok(vec![line(
            State::Broken,
            "index is missing: start the server, or run `faelles reindex`",
        )]);
    };
    let mut lines = Vec::new();
    let behind = indexing::pending(c, position, head)?;
    lines.push(if behind == 0 {
        line(State::Ok, "index is at the end of the log of changes")
    } else {
        line(
            State::Broken,
            format!("index is {behind} changes behind the log"),
        )
    });
    let indexed = match app.search.contents() {
        Ok(indexed) => indexed,
        Err(e) => {
            lines.push(line(State::Broken, format!("index cannot be read: {e}")));
            return Ok(lines);
        }
    };
    let mut wrong = differences(c, indexed)?;
    if !wrong.is_empty() {
        let moving = indexing::changed_since(c, position)?;
        wrong.retain(|id| !moving.contains(id));
    }
    lines.push(match wrong.as_slice() {
        [] => line(State::Ok, "index equals the database"),
        many => line(
            State::Broken,
            format!(
                "index differs from the database in {} entries, first {}: run `faelles reindex`",
                many.len(),
                many[0]
            ),
        ),
    });
    Ok(lines)
}

/// Ids that are in one alone, in the index twice, or there in another version.
fn differences(c: &mut Conn, indexed: Vec<(String, i64)>) -> Result<Vec<String>> {
    let mut there: BTreeMap<String, Vec<i64>> = BTreeMap::new();
    for (id, version) in indexed {
        there.entry(id).or_default().push(version);
    }
    let mut wrong = Vec::new();
    let mut after = String::new();
    loop {
        let page = indexing::published_versions(c, &after, CHUNK as i64)?;
        let Some((last, _)) = page.last() else {
            break;
        };
        after.clone_from(last);
        for (id, version) in page {
            if there.remove(&id) != Some(vec![version]) {
                wrong.push(id);
            }
        }
    }
    wrong.extend(there.into_keys());
    Ok(wrong)
}

fn mails(c: &mut Conn, now: NaiveDateTime) -> Result<Vec<Line>> {
    let counts: BTreeMap<String, i64> = mail::counts(c)?.into_iter().collect();
    let count = |status: mail::Status| counts.get(status.name()).copied().unwrap_or(0);
    let mut lines = Vec::new();
    let undecided = count(mail::Status::Undecided);
    if undecided > 0 {
        lines.push(line(
            State::Warning,
            format!("{undecided} mails wait for an administrator's decision at /admin/mail"),
        ));
    }
    let failed = count(mail::Status::Failed);
    if failed > 0 {
        lines.push(line(
            State::Warning,
            format!("{failed} mails were refused for good: see /admin/mail"),
        ));
    }
    let stale = mail::count_stale(c, now - chrono::Duration::minutes(30))?;
    if stale > 0 {
        lines.push(line(
            State::Broken,
            format!("{stale} mails have been under way for more than half an hour"),
        ));
    }
    if lines.is_empty() {
        lines.push(line(State::Ok, "outbox is in order"));
    }
    Ok(lines)
}

fn work(c: &mut Conn) -> Result<Vec<Line>> {
    let failed = jobs::failed(c)?.len();
    Ok(vec![if failed == 0 {
        line(State::Ok, "no work has failed")
    } else {
        line(
            State::Broken,
            format!("{failed} jobs failed for good: see /admin"),
        )
    }])
}
