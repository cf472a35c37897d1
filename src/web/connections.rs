//! Deadlines on connections. The server itself times only the head of a connection's first request;
//! a client that sends its second head a byte at a time, or takes forever to read an answer, would
//! hold its connection for good. Each connection is watched, and shut down when it overstays.

use std::any::Any;
use std::net::{Shutdown, TcpStream};
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::{Duration, Instant};

use actix_web::dev::Extensions;

use crate::config::Limits;

/// A connection's state, shared by its requests and the watchman.
#[derive(Clone)]
pub struct Watched(Arc<Connection>);

struct Connection {
    stream: TcpStream,
    state: Mutex<State>,
}

struct State {
    since: Instant,
    requests: usize,
}

/// A request under way; it ends when this is dropped.
pub struct Busy(Arc<Connection>);

impl Watched {
    pub fn begin(&self) -> Busy {
        self.0.change(1);
        Busy(self.0.clone())
    }

    /// A long body keeps coming: its time begins anew.
    pub fn goes_on(&self) {
        self.0.change(0);
    }
}

impl Drop for Busy {
    fn drop(&mut self) {
        self.0.change(-1);
    }
}

impl Connection {
    fn change(&self, by: isize) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.requests = state.requests.saturating_add_signed(by);
        state.since = Instant::now();
    }

    fn overstays(&self, now: Instant, limits: &Limits) -> bool {
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let limit = if state.requests > 0 {
            limits.busy
        } else {
            limits.idle
        };
        now.duration_since(state.since) > limit
    }
}

/// All connections of a server.
#[derive(Clone, Default)]
pub struct Watch(Arc<Mutex<Vec<Weak<Connection>>>>);

impl Watch {
    /// Starts the watchman; he goes when the server has gone.
    pub fn start(limits: Limits) -> Watch {
        let watch = Watch::default();
        let all = Arc::downgrade(&watch.0);
        let pause = (limits.idle / 4).min(Duration::from_secs(1));
        std::thread::spawn(move || {
            while let Some(all) = all.upgrade() {
                Watch(all).round(Instant::now(), &limits);
                std::thread::sleep(pause);
            }
        });
        watch
    }

    /// To be called for each new connection (`HttpServer::on_connect`).
    pub fn connected(&self, io: &dyn Any, data: &mut Extensions) {
        let Some(stream) = io
            .downcast_ref::<actix_web::rt::net::TcpStream>()
            .and_then(duplicate)
        else {
            return;
        };
        let connection = Arc::new(Connection {
            stream,
            state: Mutex::new(State {
                since: Instant::now(),
                requests: 0,
            }),
        });
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(Arc::downgrade(&connection));
        data.insert(Watched(connection));
    }

    fn round(&self, now: Instant, limits: &Limits) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.retain(|weak| match weak.upgrade() {
            Some(connection) => {
                if connection.overstays(now, limits) {
                    // Already closed is as good as closed now.
                    let _ = connection.stream.shutdown(Shutdown::Both);
                }
                true
            }
            None => false,
        });
    }
}

/// A second handle on the same socket, to shut it down by.
fn duplicate(stream: &actix_web::rt::net::TcpStream) -> Option<TcpStream> {
    use std::os::fd::AsFd;
    let fd = stream.as_fd().try_clone_to_owned().ok()?;
    Some(TcpStream::from(fd))
}
