//! The job that tells of what is new. It follows the log of changes behind the index, asks each saved
//! search about the entries that changed, and keeps and tells in one transaction what fits: whenever
//! it is interrupted, everything is told once.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Duration, NaiveDateTime};

use super::{queries, subject};
use crate::app::App;
use crate::changes::{self, Kind};
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::jobs::{self, Job};
use crate::members::{self, Scope};
use crate::notices::{self, Pace};
use crate::search::Question;
use crate::settings;

/// Changes that are told of together: a whole import is a few mails, not thousands.
const BATCH: i64 = 2_000;
/// Saved searches held at a time.
const PIECE: i64 = 1_000;
/// The last change that was told of, as a setting.
const CURSOR: &str = "saved-searches.cursor";
const DEDUPE: &str = "saved-searches";

/// Something changed: whoever waits for it is told, once the index knows.
pub fn follow(c: &mut Conn, at: NaiveDateTime) -> Result<()> {
    jobs::enqueue(c, &Job::SavedSearches, at, Some(DEDUPE))
}

/// The job.
pub async fn work(app: &App) -> Result<()> {
    while let Some(news) = app.db.read(News::read).await? {
        if !index_has(app, news.until).await? {
            // Another process is at it.
            let again = app.clock.now() + Duration::seconds(2);
            return app.db.write(move |c| follow(c, again)).await;
        }
        let fits = fits(app, &news).await?;
        let (now, host) = (app.clock.now(), app.config.base_url.host().to_string());
        app.db
            .write(move |c| tell(c, now, &host, &news, &fits))
            .await?;
    }
    Ok(())
}

/// What changed since it was last told of.
struct News {
    from: i64,
    until: i64,
    entries: Vec<String>,
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
            }));
        }
        let batch = changes::since(c, from, BATCH)?;
        let Some(last) = batch.last() else {
            return Ok(None);
        };
        let until = last.id;
        let entries: BTreeSet<String> = batch
            .into_iter()
            .filter(|change| change.kind == Kind::Entry.name())
            .map(|change| change.record_id)
            .collect();
        Ok(Some(News {
            from,
            until,
            entries: entries.into_iter().collect(),
        }))
    }
}

fn cursor(c: &mut Conn) -> Result<i64> {
    let stored = settings::get(c, CURSOR)?;
    Ok(stored.and_then(|s| s.parse().ok()).unwrap_or(0))
}

/// Whether the index stands at that change or later.
async fn index_has(app: &App, until: i64) -> Result<bool> {
    let app = app.clone();
    tokio::task::spawn_blocking(move || {
        app.search.catch_up(&app.db)?;
        app.search.refresh();
        Ok(app.search.position() >= Some(until))
    })
    .await
    .map_err(Error::internal)?
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
    let ids: BTreeSet<&String> = fits.iter().map(|(search, _)| search).collect();
    let ids: Vec<String> = ids.into_iter().cloned().collect();
    let searches = queries::these(c, &ids)?;
    let people: BTreeSet<&String> = searches.values().map(|s| &s.person_id).collect();
    let people: Vec<String> = people.into_iter().cloned().collect();
    let people = members::acting(c, &people)?;
    let people: BTreeMap<&str, _> = people.iter().map(|p| (p.id.as_str(), p)).collect();
    let entries = queries::entry_rows(c, &news.entries)?;
    let before = queries::found_before(c, &ids, &news.entries)?;
    let mut found = Vec::new();
    let mut told = Vec::new();
    for fit in fits {
        let (Some(search), Some(entry)) = (searches.get(&fit.0), entries.get(&fit.1)) else {
            continue;
        };
        let is_for = people
            .get(search.person_id.as_str())
            .is_some_and(|who| entry.is_for(who));
        if !is_for || search.knew(entry) || before.contains(fit) {
            continue;
        }
        if Pace::named(&search.pace) != Some(Pace::Off) {
            told.push((search.person_id.clone(), subject(&search.id, &entry.id)));
        }
        found.push(fit.clone());
    }
    queries::keep(c, now, &found)?;
    notices::telling::found(c, now, host, &told)
}
