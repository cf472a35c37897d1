//! The job that tells of what is new. It follows the log of changes behind the index, asks each saved
//! search about the entries that changed, and keeps and tells in one transaction what fits: whenever
//! it is interrupted, everything is told once. An index that is behind is not waited for: the job is
//! put off.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::TryLockError;

use chrono::{Duration, NaiveDateTime};

use super::{queries, subject};
use crate::app::App;
use crate::changes::{self, Kind};
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::jobs::{self, Job};
use crate::members::{self, Scope};
use crate::notices::{self, Pace};
use crate::search::{Question, Search};
use crate::settings;

/// Changes that are told of together, and kept in one write.
const BATCH: i64 = 200;
/// Saved searches held at a time.
const PIECE: i64 = 1_000;
/// How soon an index that is behind is looked at again, and one that cannot be written.
const SOON: Duration = Duration::seconds(2);
const LATER: Duration = Duration::seconds(30);
/// How long mails and other jobs may be kept waiting for the index.
const PATIENCE: std::time::Duration = std::time::Duration::from_secs(5);
/// The last change that was told of, as a setting.
const CURSOR: &str = "saved-searches.cursor";
const DEDUPE: &str = "saved-searches";

/// Something changed: whoever waits for it is told, once the index knows.
pub fn follow(c: &mut Conn, at: NaiveDateTime) -> Result<()> {
    jobs::enqueue(c, &Job::SavedSearches, at, Some(DEDUPE))
}

/// The job: so many changes, and the rest after the other work that is due.
pub async fn work(app: &App) -> Result<()> {
    let Some(news) = app.db.read(News::read).await? else {
        return Ok(());
    };
    if !news.entries.is_empty()
        && let Some(wait) = index_is_behind(app, news.until).await?
    {
        return put_off(app, wait).await;
    }
    let fits = match fits(app, &news).await {
        Err(Error::NoIndex(_)) => return put_off(app, LATER).await,
        fits => fits?,
    };
    let (now, host) = (app.clock.now(), app.config.base_url.host().to_string());
    app.db
        .write(move |c| tell(c, now, &host, &news, &fits))
        .await
}

/// Not a failure: nobody need look at it, and it is tried as long as it takes.
async fn put_off(app: &App, wait: Duration) -> Result<()> {
    let again = app.clock.now() + wait;
    app.db.write(move |c| follow(c, again)).await
}

/// What changed since it was last told of.
struct News {
    from: i64,
    until: i64,
    entries: Vec<String>,
    /// More may have changed since.
    more: bool,
}

impl News {
    /// None when nothing did.
    fn read(c: &mut Conn) -> Result<Option<News>> {
        let from = cursor(c)?;
        if !queries::any(c)? {
            let until = changes::head(c)?;
            return Ok((until > from).then_some(News {
                from,
                until,
                entries: Vec::new(),
                more: false,
            }));
        }
        let batch = changes::since(c, from, BATCH)?;
        let Some(last) = batch.last() else {
            return Ok(None);
        };
        let until = last.id;
        let more = batch.len() as i64 == BATCH;
        let entries: BTreeSet<String> = batch
            .into_iter()
            .filter(|change| change.kind == Kind::Entry.name())
            .map(|change| change.record_id)
            .collect();
        Ok(Some(News {
            from,
            until,
            entries: entries.into_iter().collect(),
            more,
        }))
    }
}

fn cursor(c: &mut Conn) -> Result<i64> {
    let stored = settings::get(c, CURSOR)?;
    Ok(stored.and_then(|s| s.parse().ok()).unwrap_or(0))
}

/// None when the index stands at that change or later; otherwise when to look again.
async fn index_is_behind(app: &App, until: i64) -> Result<Option<Duration>> {
    app.search.wake();
    let on = app.clone();
    let looking = tokio::task::spawn_blocking(move || wait_for_index(&on, until));
    // What takes longer is done all the same, and found the next time.
    match tokio::time::timeout(PATIENCE, looking).await {
        Ok(wait) => wait.map_err(Error::internal),
        Err(_) => Ok(Some(SOON)),
    }
}

/// As `index_is_behind`. Catches up where nobody else does.
fn wait_for_index(app: &App, until: i64) -> Option<Duration> {
    if stands_at(app, until) {
        return None;
    }
    // Whoever writes it may be building it anew.
    if is_being_written(&app.search) {
        return Some(SOON);
    }
    if let Err(e) = app.search.catch_up(&app.db) {
        tracing::warn!(error = %e, "saved searches wait for the index");
        return Some(LATER);
    }
    (!stands_at(app, until)).then_some(SOON)
}

/// Whether somebody in this process has the index to write.
fn is_being_written(search: &Search) -> bool {
    matches!(search.0.writing.try_lock(), Err(TryLockError::WouldBlock))
}

fn stands_at(app: &App, change: i64) -> bool {
    app.search.refresh();
    app.search.position() >= Some(change)
}

/// A search, and an entry that answers it as far as the index knows.
type Fit = (String, String);

async fn fits(app: &App, news: &News) -> Result<Vec<Fit>> {
    let mut all = Vec::new();
    let mut after = String::new();
    while !news.entries.is_empty() {
        let from = after.clone();
        let asking = app
            .db
            .read(move |c| queries::asking(c, &from, PIECE))
            .await?;
        let Some(last) = asking.last() else {
            break;
        };
        after.clone_from(&last.id);
        let (on, only) = (app.clone(), news.entries.clone());
        let found = tokio::task::spawn_blocking(move || ask(&on, asking, only)).await;
        all.extend(found.map_err(Error::internal)??);
    }
    // Each search's together, in the order they were found in.
    all.sort_by(|(a, _): &Fit, (b, _)| a.cmp(b));
    Ok(all)
}

/// Asks about `only`. The same question is asked once for all who may see the same.
fn ask(app: &App, asking: Vec<queries::Asking>, only: Vec<String>) -> Result<Vec<Fit>> {
    let mut same: BTreeMap<(String, String, Option<String>), Vec<queries::Asking>> =
        BTreeMap::new();
    for one in asking {
        let key = (
            one.query.clone(),
            one.lang.clone(),
            one.organisation_id.clone(),
        );
        same.entry(key).or_default().push(one);
    }
    let mut fits = Vec::new();
    for ((query, prefer, organisation_id), who) in same {
        let question = Question {
            // What is told is asked of each one's own rights; what is one's own is not told.
            scope: Scope {
                person_id: who.first().map(|one| one.person_id.clone()),
                organisation_id,
                editor: false,
            },
            prefer,
            limit: only.len(),
            only: only.clone(),
            whole: true,
            ..super::question(&query)
        };
        // A filter that is no more must not turn a narrow question into a wide one.
        if super::query(&question) != query {
            continue;
        }
        for id in app.search.ids(&app.db, &question)? {
            fits.extend(who.iter().map(|one| (one.id.clone(), id.clone())));
        }
    }
    Ok(fits)
}

/// Keeps what is new of what fits, and tells who wants to hear of it, by the rights they have now.
fn tell(c: &mut Conn, now: NaiveDateTime, host: &str, news: &News, fits: &[Fit]) -> Result<()> {
    if cursor(c)? != news.from {
        // Another worker was faster.
        return Ok(());
    }
    settings::set(c, CURSOR, &news.until.to_string())?;
    if news.more {
        follow(c, now)?;
    }
    let ids: BTreeSet<&String> = fits.iter().map(|(search, _)| search).collect();
    let ids: Vec<String> = ids.into_iter().cloned().collect();
    let searches = queries::these(c, &ids)?;
    let people: BTreeSet<&String> = searches.values().map(|s| &s.person_id).collect();
    let people: Vec<String> = people.into_iter().cloned().collect();
    let people = members::acting(c, &people)?;
    let people: BTreeMap<&str, _> = people.iter().map(|p| (p.id.as_str(), p)).collect();
    let entries = queries::entry_rows(c, &news.entries)?;
    let before = queries::found_before(c, &ids, &news.entries)?;
    let marks: HashMap<&str, queries::Mark> = entries
        .keys()
        .map(|id| (id.as_str(), queries::mark_of(id)))
        .collect();
    let mut found = Vec::new();
    let mut told = Vec::new();
    for theirs in fits.chunk_by(|(a, _), (b, _)| a == b) {
        let search = theirs.first().and_then(|(id, _)| searches.get(id));
        let Some(search) = search else {
            continue;
        };
        let Some(who) = people.get(search.person_id.as_str()) else {
            continue;
        };
        let known = search.known();
        for fit in theirs {
            let (Some(entry), Some(mark)) = (entries.get(&fit.1), marks.get(fit.1.as_str())) else {
                continue;
            };
            if !entry.is_for(who) || known.has(entry, mark) || before.contains(fit) {
                continue;
            }
            if Pace::named(&search.pace) != Some(Pace::Off) {
                told.push((search.person_id.clone(), subject(&search.id, &entry.id)));
            }
            found.push(fit.clone());
        }
    }
    queries::keep(c, now, &found)?;
    notices::telling::found(c, now, host, &told)
}
