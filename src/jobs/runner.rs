//! The loop that does jobs and sends mail, woken by writes and once a second for what other nodes
//! or the clock made due.

use std::time::Duration;

use tokio::sync::watch;

use crate::app::App;
use crate::error::Result;
use crate::jobs::Lane;
use crate::search::unanswered;
use crate::{jobs, mail};

/// Takes back what this node left half done when it last stopped. One process serves a data folder
/// (it is locked), so every lease of this node's is a dead one's.
pub async fn recover(app: &App) -> Result<()> {
    let now = app.clock.now();
    let node = app.node.clone();
    app.db
        .write(move |c| super::queries::release_of(c, &node))
        .await?;
    mail::settle(app, mail::Left::OfNode(app.node.clone())).await?;
    app.db
        .write(move |c| {
            jobs::enqueue(c, &jobs::Job::Sweep, now, Some("sweep-next"))?;
            jobs::enqueue(c, &jobs::Job::Freshness, now, Some("freshness-next"))?;
            jobs::enqueue(c, &jobs::Job::DeadLinks, now, Some("dead-links-next"))
        })
        .await
}

/// Runs until `stop` turns true; what is under way is finished first.
pub async fn run(app: App, stop: watch::Receiver<bool>) {
    let beside = [Lane::Files, Lane::Outside]
        .map(|lane| tokio::spawn(work_in(lane, app.clone(), stop.clone())));
    work(app.clone(), stop).await;
    unanswered::keep(&app, true).await;
    for lane in beside {
        // It says itself what goes wrong.
        let _ = lane.await;
    }
}

/// Does what takes long one after another, beside all other work.
async fn work_in(lane: Lane, app: App, mut stop: watch::Receiver<bool>) {
    while !*stop.borrow() {
        // On a task of its own, as in `work`.
        let on = app.clone();
        match tokio::spawn(async move { jobs::run_in(&on, lane).await }).await {
            Ok(Ok(true)) => continue,
            Ok(Ok(false)) => {}
            Ok(Err(e)) => tracing::error!(error = %e, ?lane, "jobs: trying again in a moment"),
            Err(e) => {
                tracing::error!(error = %e, ?lane, "jobs: a worker broke; its work waits for its lease")
            }
        }
        tokio::select! {
            _ = tokio::time::sleep(Duration::from_secs(1)) => {}
            _ = stop.changed() => {}
        }
    }
}

async fn work(app: App, mut stop: watch::Receiver<bool>) {
    while !*stop.borrow() {
        // On a task of its own: whatever one mail or job does to its worker, the next is still done.
        let (on, until) = (app.clone(), stop.clone());
        match tokio::spawn(async move { round(&on, &until).await }).await {
            Ok(Ok(())) => {}
            Ok(Err(e)) => tracing::error!(error = %e, "jobs: trying again in a moment"),
            Err(e) => {
                tracing::error!(error = %e, "jobs: a worker broke; its work waits for its lease")
            }
        }
        tokio::select! {
            _ = app.wake.notified() => {}
            _ = tokio::time::sleep(Duration::from_secs(1)) => {}
            _ = stop.changed() => {}
        }
    }
}

/// Jobs and mails in turn, so that a blast of mails keeps no job waiting.
async fn round(app: &App, stop: &watch::Receiver<bool>) -> Result<()> {
    unanswered::keep(app, false).await;
    while !*stop.borrow() {
        let worked = jobs::run_one(app).await?;
        let sent = mail::deliver_one(app).await?;
        if !worked && !sent {
            break;
        }
    }
    Ok(())
}
