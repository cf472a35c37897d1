//! The work: once a day links are read out of entries that changed, and those that are due are queued;
//! each host is then asked one link at a time, with a pause between.

use std::time::Duration;

use chrono::Duration as Days;

use super::{PAUSE, addresses, asking, enqueue, queries, settled};
use crate::app::App;
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::jobs::{self, Job};
use crate::outside;
use crate::settings;

/// Entries read in one transaction: others write in between.
const PIECE: i64 = 50;
/// The longest one question may take; a look is ten of them at most.
const PATIENCE: Duration = Duration::from_secs(8);

/// The daily job. Does nothing where the network does not want it.
pub async fn daily(app: &App) -> Result<()> {
    let now = app.clock.now();
    // First: whatever goes wrong today, tomorrow comes.
    app.db
        .write(move |c| {
            let tomorrow = now + Days::days(1);
            jobs::enqueue(c, &Job::DeadLinks, tomorrow, Some("dead-links-next"))
        })
        .await?;
    if !app.db.read(settings::site).await?.library.dead_links {
        return Ok(());
    }
    let own = app.config.base_url.origin().to_string();
    loop {
        let own = own.clone();
        if !app.db.write(move |c| read_some(c, now, &own)).await? {
            break;
        }
    }
    app.db
        .write(move |c| {
            queries::sweep(c)?;
            for host in queries::hosts_due(c, now)? {
                enqueue(c, &host, now)?;
            }
            Ok(())
        })
        .await
}

/// Reads the links out of some entries whose text is another than when they were read last; whether
/// there were any.
fn read_some(c: &mut Conn, now: chrono::NaiveDateTime, own: &str) -> Result<bool> {
    let found = queries::unread(c, PIECE)?;
    for entry in &found {
        queries::set_links(c, now, &entry.id, &addresses(entry, own))?;
        queries::set_read(c, &entry.id, entry.version)?;
    }
    Ok(!found.is_empty())
}

/// The job of one host: looks at the link that is due the longest, and leaves the next to a job after
/// the pause.
pub async fn look(app: &App, host: String) -> Result<()> {
    let now = app.clock.now();
    let of = host.clone();
    let (wanted, next, last) = app
        .db
        .read(move |c| {
            let wanted = settings::site(c)?.library.dead_links;
            Ok((
                wanted,
                queries::next_due(c, &of, now)?,
                queries::last_look(c, &of)?,
            ))
        })
        .await?;
    let Some(link) = next.filter(|_| wanted) else {
        return Ok(());
    };
    if let Some(free) = last.map(|at| at + PAUSE).filter(|free| now < *free) {
        return app.db.write(move |c| enqueue(c, &host, free)).await;
    }
    let (names, name) = (app.config.names.clone(), our_name(app));
    let address = link.address.clone();
    let outcome = tokio::task::spawn_blocking(move || {
        let agent = outside::public_agent(&names, PATIENCE);
        asking::look(&agent, &name, &address)
    })
    .await
    .map_err(Error::internal)?;
    let now = app.clock.now();
    app.db
        .write(move |c| {
            queries::set_settled(c, &settled(link, outcome, now))?;
            if queries::next_due(c, &host, now)?.is_some() {
                enqueue(c, &host, now + PAUSE)?;
            }
            Ok(())
        })
        .await
}

/// Who asks, and where whoever is asked can find out why.
fn our_name(app: &App) -> String {
    let about = app.config.base_url.url("/about");
    let version = env!("CARGO_PKG_VERSION");
    format!("faelles-links/{version} (+{about}; looks whether links still work)")
}
