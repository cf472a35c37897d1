//! Work that follows a change: queued in the change's own transaction, done after it, retried
//! until it succeeds or is shown to an administrator. Payloads are ids.

mod queries;
pub mod runner;

use chrono::{Duration, NaiveDateTime};
use serde::{Deserialize, Serialize};

use crate::app::App;
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::{
    attachments, joining, library, mail, meetings, moderation, notices, privacy, search, sign_in,
    tokens,
};

pub use queries::{JobRow, State, counts, list, retry};

/// Every kind of work. Stored as JSON, `kind` first.
#[derive(Serialize, Deserialize, Clone, Debug, PartialEq)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Job {
    /// Somebody asked for a sign-in link. `None` when nobody has that address: the same row, so
    /// that asking costs the same.
    SignIn {
        person_id: Option<String>,
        next: String,
    },
    /// Everybody invited to a meeting gets one mail: one job fans out to a mail each.
    Invite { meeting_id: String },
    /// Somebody wants everything about themselves as one archive.
    Export { export_id: String },
    /// Somebody is to be forgotten: their week to regret is over.
    Erase { person_id: String },
    /// People are told of something: `what` is a kind of notice, `by` is who did it.
    Tell {
        what: String,
        subject_id: String,
        by: Option<String>,
        at: NaiveDateTime,
    },
    /// Hand over the digests that are due.
    Digests,
    /// Somebody asks to join. The request says who.
    Join { joining: String },
    /// Everybody a list added at this moment gets one mail, in the name of `by`.
    InviteAdded { at: NaiveDateTime, by: String },
    /// Let those in again whose suspension is over.
    EndSuspensions,
    /// Ask whether entries are still true, and find owners for those without. Daily.
    Freshness,
    /// Read the links out of entries, and queue those that are due to be looked at. Daily.
    DeadLinks,
    /// Look whether the next link to a host still works.
    LookAtLink { host: String },
    /// Read the text of an attached file.
    ReadFile { attachment_id: String },
    /// Take away attached files that nothing refers to.
    SweepFiles,
    /// Look what of the latest changes fits a saved search, and tell of it.
    SavedSearches,
    /// Forget what has run out: tokens, sessions, form keys, counters.
    Sweep,
}

impl Job {
    fn kind(&self) -> &'static str {
        match self {
            Job::SignIn { .. } => "sign_in",
            Job::Invite { .. } => "invite",
            Job::Export { .. } => "export",
            Job::Erase { .. } => "erase",
            Job::Tell { .. } => "tell",
            Job::Digests => "digests",
            Job::Join { .. } => "join",
            Job::InviteAdded { .. } => "invite_added",
            Job::EndSuspensions => "end_suspensions",
            Job::Freshness => "freshness",
            Job::DeadLinks => "dead_links",
            Job::LookAtLink { .. } => LOOK_AT_LINK,
            Job::ReadFile { .. } => READ_FILE,
            Job::SweepFiles => SWEEP_FILES,
            Job::SavedSearches => "saved_searches",
            Job::Sweep => "sweep",
        }
    }
}

const READ_FILE: &str = "read_file";
const SWEEP_FILES: &str = "sweep_files";
const LOOK_AT_LINK: &str = "look_at_link";

/// What a worker does: reading files and asking other machines take long, and must keep no other work
/// waiting.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Lane {
    Quick,
    Files,
    Outside,
}

/// A worker that is silent this long has lost its job to another.
const LEASE: Duration = Duration::minutes(2);
/// Tries before a job is set aside for an administrator: about a day.
const TRIES: i64 = 12;

/// Queues a job in the caller's transaction. With `dedupe`, a job of that name already waiting stays
/// the only one.
pub fn enqueue(c: &mut Conn, job: &Job, run_at: NaiveDateTime, dedupe: Option<&str>) -> Result<()> {
    let payload = serde_json::to_string(job).map_err(Error::internal)?;
    queries::insert(c, job.kind(), &payload, run_at, dedupe)
}

/// Does the next job that is due. False when none is.
pub async fn run_one(app: &App) -> Result<bool> {
    run_in(app, Lane::Quick).await
}

/// As `run_one`, of those in a lane.
pub async fn run_in(app: &App, lane: Lane) -> Result<bool> {
    let Some(leased) = lease_one(app, lane).await? else {
        return Ok(false);
    };
    let outcome = match serde_json::from_str::<Job>(&leased.payload) {
        Ok(job) => work(app, leased.id, job).await,
        Err(e) => Err(Error::internal(format!("payload: {e}"))),
    };
    settle(app, leased, outcome).await?;
    Ok(true)
}

async fn lease_one(app: &App, lane: Lane) -> Result<Option<JobRow>> {
    let now = app.clock.now();
    // Looking costs no write: most ticks find nothing.
    if !app.db.read(move |c| queries::any_due(c, now, lane)).await? {
        return Ok(None);
    }
    let lease = app.lease()?;
    app.db
        .write(move |c| queries::lease(c, now, now + LEASE, &lease, lane))
        .await
}

async fn work(app: &App, id: i64, job: Job) -> Result<()> {
    match job {
        Job::SignIn {
            person_id: None, ..
        } => Ok(()),
        Job::SignIn {
            person_id: Some(person_id),
            next,
        } => sign_in::link::queue_mail(app, id, person_id, next).await,
        Job::Invite { meeting_id } => meetings::invitations::fan_out(app, meeting_id).await,
        Job::Export { export_id } => privacy::export::make(app, export_id).await,
        Job::Erase { person_id } => privacy::erasure::work(app, person_id).await,
        Job::Tell {
            what,
            subject_id,
            by,
            at,
        } => notices::telling::fan_out(app, what, subject_id, by, at).await,
        Job::Digests => notices::telling::digests(app).await,
        Job::Join { joining } => joining::answer(app, joining).await,
        Job::InviteAdded { at, by } => joining::invite_added(app, id, at, by).await,
        Job::EndSuspensions => moderation::end_suspensions(app).await,
        Job::Freshness => library::freshness::reminding::work(app).await,
        Job::DeadLinks => library::dead_links::work::daily(app).await,
        Job::LookAtLink { host } => library::dead_links::work::look(app, host).await,
        Job::ReadFile { attachment_id } => attachments::work::read_file(app, attachment_id).await,
        Job::SweepFiles => attachments::work::sweep(app).await,
        Job::SavedSearches => search::saved::fitting::work(app).await,
        Job::Sweep => sweep(app).await,
    }
}

async fn settle(app: &App, job: JobRow, outcome: Result<()>) -> Result<()> {
    let now = app.clock.now();
    match outcome {
        Ok(()) => app.db.write(move |c| queries::finish(c, &job)).await,
        Err(e) => {
            tracing::warn!(job = job.id, kind = job.kind, error = %e, "job failed");
            let again = (job.attempts < TRIES)
                .then(|| now + Duration::seconds(5 << job.attempts.clamp(0, 13)));
            let why = e.to_string();
            app.db
                .write(move |c| {
                    if again.is_none() {
                        set_aside(c, now, &job)?;
                    }
                    queries::fail(c, &job, now, again, &why)
                })
                .await
        }
    }
}

/// Tells those who wait for a job that it is not tried again.
fn set_aside(c: &mut Conn, now: NaiveDateTime, job: &JobRow) -> Result<()> {
    match serde_json::from_str(&job.payload) {
        Ok(Job::ReadFile { attachment_id }) => attachments::work::give_up(c, now, &attachment_id),
        _ => Ok(()),
    }
}

async fn sweep(app: &App) -> Result<()> {
    let now = app.clock.now();
    let host = app.config.base_url.host().to_string();
    // First: whatever goes wrong now, the next time comes.
    app.db
        .write(move |c| enqueue(c, &Job::Sweep, now + Duration::hours(6), Some("sweep-next")))
        .await?;
    app.db
        .write(move |c| {
            tokens::sweep(c, now)?;
            sign_in::sessions::sweep(c, now)?;
            sign_in::delay::sweep(c, now)?;
            sign_in::ceremonies::sweep(c, now)?;
            crate::web::once::sweep(c, now)?;
            crate::web::throttle::sweep(c, now)?;
            crate::admin::statements::remind(c, now, &host)?;
            notices::sweep(c, now)?;
            library::bin::sweep(c, now)?;
            attachments::removed::sweep(c, now)?;
            search::unanswered::sweep(c, now)?;
            enqueue(c, &Job::SweepFiles, now, Some("sweep-files"))
        })
        .await?;
    privacy::retention::sweep(app).await?;
    mail::settle(app, mail::Left::Before(now - Duration::minutes(10))).await
}
