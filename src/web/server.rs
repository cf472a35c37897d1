//! The HTTP server: starts, tells where it listens, and stops when asked, finishing what is under way.

use std::time::Duration;

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceFactory, ServiceRequest, ServiceResponse};
use actix_web::middleware::{Compress, from_fn};
use actix_web::web::Data;
use actix_web::{App as Actix, HttpServer};
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;

use super::around::around;
use super::connections::Watch;
use super::statics;
use crate::app::App;
use crate::error::{Error, Result};
use crate::{jobs, routes};

/// Everything between a request and its answer. Tests use the very same.
pub fn service(
    app: App,
) -> Actix<
    impl ServiceFactory<
        ServiceRequest,
        Config = (),
        Response = ServiceResponse<impl MessageBody>,
        Error = actix_web::Error,
        InitError = (),
    >,
> {
    Actix::new()
        .app_data(Data::new(app))
        .configure(routes::configure)
        .wrap(from_fn(around))
        .wrap(Compress::default())
}

/// Serves until `stop` is there, then finishes requests and jobs under way. `started` is told the
/// address once it listens.
pub async fn serve(
    app: App,
    stop: impl Future<Output = ()> + 'static,
    started: impl FnOnce(std::net::SocketAddr),
) -> Result<()> {
    jobs::runner::recover(&app).await?;
    // Hashes every file once, before the first visitor waits for it.
    statics::address("site.css");
    let watch = Watch::start(app.config.limits);
    let handed = app.clone();
    let workers = std::thread::available_parallelism().map_or(2, |n| n.get().clamp(2, 8));
    let server = HttpServer::new(move || service(handed.clone()))
        .on_connect(move |io, data| watch.connected(io, data))
        .client_request_timeout(Duration::from_secs(10))
        .client_disconnect_timeout(Duration::from_secs(5))
        .keep_alive(Duration::from_secs(20))
        .workers(workers)
        .max_connections(connections_per_worker(workers))
        .shutdown_timeout(20)
        .disable_signals()
        .bind(app.config.listen)
        .map_err(|e| Error::internal(format!("cannot listen on {}: {e}", app.config.listen)))?;
    let at = server.addrs().first().copied().unwrap_or(app.config.listen);
    let (stopping, stopped) = watch::channel(false);
    let runner = tokio::spawn(jobs::runner::run(app.clone(), stopped));
    let indexer = app.search.start(app.db.clone());
    let server = server.run();
    let handle = server.handle();
    actix_web::rt::spawn(async move {
        stop.await;
        tracing::info!("stopping: finishing what is under way");
        handle.stop(true).await;
    });
    started(at);
    server.await?;
    // Receivers may be gone; then the runner already is.
    let _ = stopping.send(true);
    runner.await.map_err(Error::internal)?;
    app.search.stop();
    tokio::task::spawn_blocking(move || indexer.join())
        .await
        .map_err(Error::internal)?
        .map_err(|_| Error::internal("the indexer panicked"))?;
    tracing::info!("stopped");
    Ok(())
}

/// As many connections as leave file descriptors for the database, the index and mails: each takes
/// two, its own and its watchman's.
fn connections_per_worker(workers: usize) -> usize {
    let limits = std::fs::read_to_string("/proc/self/limits").unwrap_or_default();
    let open_files = limits
        .lines()
        .find_map(|l| l.strip_prefix("Max open files"))
        .and_then(|l| l.split_whitespace().next()?.parse::<usize>().ok())
        .unwrap_or(1024);
    (open_files.saturating_sub(256) / 2 / workers).clamp(64, 4096)
}

/// SIGINT (Ctrl-C) or SIGTERM. Listens from when it is called, not from when it is awaited: a signal
/// that comes while the program starts is heard.
pub fn asked_to_stop() -> impl Future<Output = ()> {
    let int = signal(SignalKind::interrupt());
    let term = signal(SignalKind::terminate());
    async move {
        let (Ok(mut int), Ok(mut term)) = (int, term) else {
            return std::future::pending().await;
        };
        tokio::select! {
            _ = int.recv() => {}
            _ = term.recv() => {}
        }
    }
}
