//! Is everything whole? Database, index, mails, jobs: one line each.

use std::collections::BTreeMap;
use std::time::Duration;

use chrono::NaiveDateTime;
use diesel::dsl::count_star;
use diesel::prelude::*;

use crate::app::App;
use crate::attachments::work::Closeness;
use crate::db::{self, CHUNK, Conn};
use crate::error::Result;
use crate::library::indexing;
use crate::schema::{jobs, mails};
use crate::{attachments, audit, changes, mail};

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

/// What is due this long ago is overdue: somebody should have done it.
const OVERDUE: chrono::Duration = chrono::Duration::hours(1);

/// Looks at everything. What has changed is indexed first: by this process when nobody else is at
/// it. The folder is not locked meanwhile, so that a server can start beside it.
pub fn run(app: &App) -> Result<Vec<Line>> {
    run_with(app, None)
}

/// As `run`. `kept` is a head of the audit written down earlier: it must still be in the chain.
pub fn run_with(app: &App, kept: Option<&str>) -> Result<Vec<Line>> {
    let head = app.db.read_now(changes::head)?;
    let caught_up = app.search.catch_up(&app.db);
    app.search.let_go();
    match caught_up {
        Ok(_) => wait_for_server(app, head)?,
        Err(e) => tracing::warn!(error = %e, "the index cannot catch up"),
    }
    look(app, head, kept, Closeness::Content)
}

/// As `run`, for a server that looks at itself: it keeps the right to index, and does not read every
/// file to its end while somebody waits.
pub fn run_within(app: &App) -> Result<Vec<Line>> {
    let head = app.db.read_now(changes::head)?;
    if let Err(e) = app.search.catch_up(&app.db) {
        tracing::warn!(error = %e, "the index cannot catch up");
    }
    look(app, head, None, Closeness::Lengths)
}

/// As `run_with`, at things as they stand. The index must have come to the change `head`: what others
/// write meanwhile is not held against it.
fn look(app: &App, head: i64, kept: Option<&str>, closeness: Closeness) -> Result<Vec<Line>> {
    let mut lines = app.db.read_now(database)?;
    lines.extend(app.db.read_now(|c| index(app, c, head))?);
    let now = app.clock.now();
    lines.extend(app.db.read_now(|c| mails(c, now))?);
    lines.extend(app.db.read_now(|c| work(c, now))?);
    lines.extend(app.db.read_now(|c| chain(c, kept))?);
    lines.push(files(app, closeness));
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
            "index is missing or cannot be used: see that faelles can write in its folder, then start the server, or run `faelles reindex`",
        )]);
    };
    let mut lines = Vec::new();
    if let Some(why) = app.search.healed() {
        lines.push(line(
            State::Warning,
            format!("{why} and has been rebuilt: look at the disk and the log"),
        ));
    }
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
    let overdue = overdue_mails(c, now)?;
    if overdue > 0 {
        lines.push(line(
            State::Broken,
            format!("{overdue} mails have been due for more than an hour: does the server run?"),
        ));
    }
    let late = late_mails(c, now)?;
    if late > 0 {
        lines.push(line(
            State::Warning,
            format!(
                "{late} mails have been tried in vain for more than an hour: see /admin/mail and the mail server"
            ),
        ));
    }
    if lines.is_empty() {
        lines.push(line(State::Ok, "outbox is in order"));
    }
    Ok(lines)
}

/// Mails nobody has taken though they should have been sent.
fn overdue_mails(c: &mut Conn, now: NaiveDateTime) -> Result<i64> {
    Ok(mails::table
        .filter(mails::status.eq(mail::Status::Queued.name()))
        .filter(mails::run_at.lt(now - OVERDUE))
        .select(count_star())
        .first(c)?)
}

/// Mails that were tried, and wait to be tried again.
fn late_mails(c: &mut Conn, now: NaiveDateTime) -> Result<i64> {
    Ok(mails::table
        .filter(mails::status.eq(mail::Status::Queued.name()))
        .filter(mails::run_at.ge(now - OVERDUE))
        .filter(mails::attempts.gt(0))
        .filter(mails::created_at.lt(now - OVERDUE))
        .select(count_star())
        .first(c)?)
}

fn work(c: &mut Conn, now: NaiveDateTime) -> Result<Vec<Line>> {
    let failed: i64 = jobs::table
        .filter(jobs::failed_at.is_not_null())
        .select(count_star())
        .first(c)?;
    let overdue: i64 = jobs::table
        .filter(jobs::failed_at.is_null())
        .filter(jobs::run_at.lt(now - OVERDUE))
        .filter(jobs::leased_until.is_null().or(jobs::leased_until.lt(now)))
        .select(count_star())
        .first(c)?;
    let under_way: i64 = jobs::table
        .filter(jobs::failed_at.is_null())
        .filter(jobs::leased_until.ge(now))
        .select(count_star())
        .first(c)?;
    let mut lines = Vec::new();
    if failed > 0 {
        lines.push(line(
            State::Broken,
            format!("{failed} jobs failed for good: see /admin"),
        ));
    }
    if overdue > 0 {
        lines.push(line(
            State::Broken,
            format!("{overdue} jobs have been due for more than an hour: does the server run?"),
        ));
    }
    if under_way > 0 {
        lines.push(line(State::Ok, format!("{under_way} jobs are being done")));
    }
    if failed == 0 && overdue == 0 {
        lines.push(line(State::Ok, "no work has failed, none is overdue"));
    }
    Ok(lines)
}

/// The files of entries: each there, and what it was.
fn files(app: &App, closeness: Closeness) -> Line {
    let look = match attachments::work::look(app, closeness) {
        Ok(look) => look,
        Err(e) => {
            return line(
                State::Broken,
                format!("attached files cannot be looked at: {e}"),
            );
        }
    };
    match look.broken.first() {
        None => line(
            State::Ok,
            match closeness {
                Closeness::Content => format!("{} attached files are whole", look.files),
                Closeness::Lengths => format!(
                    "{} attached files are there, as long as they should be; `faelles check` reads them",
                    look.files
                ),
            },
        ),
        Some(first) => line(
            State::Broken,
            format!(
                "{} attached files are missing or damaged, first {first}",
                look.broken.len()
            ),
        ),
    }
}

/// The chain of who did what, from its beginning.
fn chain(c: &mut Conn, kept: Option<&str>) -> Result<Vec<Line>> {
    let kept = kept.map(|head| head.trim().to_lowercase());
    let walk = audit::walk(c, kept.as_deref())?;
    let rows = thousands(walk.rows);
    let mut lines = Vec::new();
    if let Some(id) = walk.broken_at {
        lines.push(line(
            State::Broken,
            format!(
                "audit: row {id} does not follow from the row before it: a row was altered, removed, moved or put in"
            ),
        ));
    }
    if !walk.met {
        lines.push(line(
            State::Broken,
            "audit: the head that was kept is not in the chain: its end was cut off, or the chain was made anew",
        ));
    }
    if lines.is_empty() && walk.rows == 0 {
        lines.push(line(State::Ok, "audit: no rows yet"));
    } else if lines.is_empty() {
        let head = walk.head;
        lines.push(line(State::Ok, format!("audit: {rows} rows, head {head}")));
    }
    Ok(lines)
}

/// `1234567` as `1,234,567`.
fn thousands(number: i64) -> String {
    let digits = number.to_string();
    let mut said = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            said.push(',');
        }
        said.push(digit);
    }
    said
}
