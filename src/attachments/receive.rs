//! Files on their way in: streamed to the disk as they come, within limits, and gone again unless they
//! are kept. Nothing of a request that is cut off stays.

use std::cell::RefCell;
use std::fs::File;
use std::io::{Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use actix_web::dev::ServiceRequest;
use actix_web::http::{Method, header};
use actix_web::web::Bytes;
use actix_web::{FromRequest, HttpMessage, HttpRequest};
use futures_util::StreamExt;
use sha2::{Digest, Sha256};
use tokio::sync::mpsc;

use super::kinds::Refused;
use crate::app::App;
use crate::config::FileLimits;
use crate::error::{Error, Result};
use crate::tokens;
use crate::web::FormData;
use crate::web::connections::Watched;

/// A file of our own for a while: it is removed when this is dropped.
#[derive(Debug)]
pub struct Temporary(PathBuf);

impl Temporary {
    /// Where one may be made; the folder is made when it is not there.
    pub fn new(app: &App) -> Result<(Temporary, File)> {
        let folder = folder(app);
        std::fs::create_dir_all(&folder)?;
        let path = folder.join(crate::app::new_id());
        let file = File::options()
            .read(true)
            .write(true)
            .create_new(true)
            .open(&path)?;
        Ok((Temporary(path), file))
    }

    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        // What cannot be removed now is removed by the sweep.
        let _ = std::fs::remove_file(&self.0);
    }
}

fn folder(app: &App) -> PathBuf {
    app.config.data.join("incoming")
}

/// What is older than this in the folder was left by a program that died.
const LEFT_BEHIND: Duration = Duration::from_secs(24 * 3600);

/// Removes what a program that died left behind: what came in, and what was half put into the store
/// where that is a folder (`<hash>#1`).
pub fn sweep(app: &App) -> Result<()> {
    sweep_folder(&folder(app), |_| true)?;
    let store = app.config.data.join("files");
    if store.is_dir() {
        for below in std::fs::read_dir(store)? {
            sweep_folder(&below?.path(), |name| name.contains('#'))?;
        }
    }
    Ok(())
}

fn sweep_folder(folder: &Path, is_left: impl Fn(&str) -> bool) -> Result<()> {
    if !folder.is_dir() {
        return Ok(());
    }
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let age = entry.metadata()?.modified()?.elapsed().unwrap_or_default();
        if age > LEFT_BEHIND && entry.file_name().to_str().is_some_and(&is_left) {
            std::fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}

/// A file that has come in whole, or why it did not.
#[derive(Debug)]
pub struct Received {
    /// As the browser named it.
    pub name: String,
    pub bytes: u64,
    /// SHA-256 of its content.
    pub hash: String,
    pub file: std::result::Result<Temporary, Refused>,
}

/// As if it had been sent, of what lies here already. No more of it is read than may be kept.
pub fn local(app: &App, name: &str, from: impl Read) -> Result<Received> {
    let limits = &app.config.files;
    let most = limits.media.max(limits.file);
    let (temporary, mut file) = Temporary::new(app)?;
    let bytes = std::io::copy(&mut from.take(most + 1), &mut file)?;
    file.rewind()?;
    Ok(Received {
        name: name.to_string(),
        bytes,
        hash: tokens::hash_file(&mut file)?,
        file: if bytes > most {
            Err(Refused::TooLarge)
        } else {
            Ok(temporary)
        },
    })
}

/// The files of a request, for its handler to take.
#[derive(Clone, Default)]
pub struct Incoming(Rc<RefCell<Vec<Received>>>);

impl Incoming {
    pub fn take(&self) -> Vec<Received> {
        self.0.take()
    }
}

impl FromRequest for Incoming {
    type Error = Error;
    type Future = std::future::Ready<Result<Incoming>>;

    fn from_request(req: &HttpRequest, _: &mut actix_web::dev::Payload) -> Self::Future {
        let there = req.extensions().get::<Incoming>().cloned();
        std::future::ready(Ok(there.unwrap_or_default()))
    }
}

/// The entry whose files a request brings, by its address; none of any other request.
pub fn entry_of(req: &ServiceRequest) -> Option<&str> {
    let multipart = req
        .headers()
        .get(header::CONTENT_TYPE)
        .and_then(|v| v.to_str().ok())
        .is_some_and(|v| v.starts_with("multipart/form-data"));
    let slug = req
        .path()
        .strip_prefix("/library/")?
        .strip_suffix("/files")?;
    (req.method() == Method::POST && multipart && !slug.contains('/')).then_some(slug)
}

/// What one request may bring, beside its files.
const FIELDS: usize = 20;
const FIELD: usize = 4096;
/// What a sender must bring in each span of `Limits::body`, in bytes.
const PACE: u64 = 64 * 1024;
/// What is written at a time.
const WRITE: usize = 512 * 1024;
/// What the reader of the form is handed at a time.
const PIECE: usize = 32 * 1024;
/// What it may be handed without finding a part, or a piece of one, in it: it keeps all of that.
const FRUITLESS: usize = 256 * 1024;

/// Bytes the reader of the form was handed since it last found something in them.
#[derive(Clone, Default)]
struct Fruitless(Arc<AtomicUsize>);

impl Fruitless {
    fn hand(&self, bytes: usize) -> bool {
        self.0.fetch_add(bytes, Ordering::Relaxed) + bytes <= FRUITLESS
    }

    fn found(&self) {
        self.0.store(0, Ordering::Relaxed);
    }

    async fn piece_of(&self, part: &mut multer::Field<'_>) -> Result<Option<Bytes>> {
        let piece = part.chunk().await.map_err(why)?;
        self.found();
        Ok(piece)
    }
}

/// Reads the form: `checked` is asked once what came before the first file is there.
pub async fn read(
    app: &App,
    req: &mut ServiceRequest,
    checked: impl Fn(&FormData) -> Result<()>,
) -> Result<(FormData, Incoming)> {
    let limits = app.config.files;
    let boundary = req
        .headers()
        .get(header::CONTENT_TYPE)
        .and_then(|v| v.to_str().ok())
        .and_then(|v| multer::parse_boundary(v).ok())
        .ok_or(Error::BadRequest("form"))?;
    // A form of many files, or of one film.
    let most = limits.media.max(limits.file * 4) + WRITE as u64;
    let announced = req
        .headers()
        .get(header::CONTENT_LENGTH)
        .and_then(|v| v.to_str().ok())
        .and_then(|v| v.parse::<u64>().ok());
    if announced.is_some_and(|n| n > most) {
        return Err(Error::TooLarge);
    }
    let fruitless = Fruitless::default();
    let body = pump(app, req, most, fruitless.clone());
    let mut parts = multer::Multipart::new(body, boundary);
    let mut form = FormData::default();
    let mut received: Vec<Received> = Vec::new();
    let mut fields = 0;
    while let Some(part) = parts.next_field().await.map_err(why)? {
        fruitless.found();
        let name = part.name().unwrap_or_default().to_string();
        match part.file_name().map(str::to_string) {
            None => {
                fields += 1;
                if fields > FIELDS {
                    return Err(Error::BadRequest("form"));
                }
                form.push(&name, text(part, &fruitless).await?);
            }
            Some(file_name) => {
                if received.is_empty() {
                    checked(&form)?;
                }
                if received.len() >= 100 {
                    return Err(Error::BadRequest("form"));
                }
                let file = keep(app, part, file_name, &limits, &fruitless).await?;
                // A browser sends an empty part for a field that was left empty.
                if file.bytes > 0 || !file.name.is_empty() {
                    form.push("file", format!("{} {}", file.hash, file.name));
                    received.push(file);
                }
            }
        }
    }
    checked(&form)?;
    Ok((form, Incoming(Rc::new(RefCell::new(received)))))
}

/// Hands the body over piece by piece, as long as it keeps coming.
fn pump(
    app: &App,
    req: &mut ServiceRequest,
    most: u64,
    fruitless: Fruitless,
) -> impl futures_util::Stream<Item = std::io::Result<Bytes>> + Send + 'static {
    let watched = req.conn_data::<Watched>().cloned();
    let span = app.config.limits.body;
    let mut payload = req.take_payload();
    let (to, from) = mpsc::channel::<std::io::Result<Bytes>>(4);
    actix_web::rt::spawn(async move {
        let failed = |kind: std::io::ErrorKind| Err(std::io::Error::from(kind));
        let (mut total, mut counted, mut until) = (0u64, 0u64, Instant::now() + span);
        loop {
            let left = until.saturating_duration_since(Instant::now());
            let piece = match tokio::time::timeout(left, payload.next()).await {
                Err(_) => failed(std::io::ErrorKind::TimedOut),
                Ok(None) => return,
                Ok(Some(Err(_))) => failed(std::io::ErrorKind::UnexpectedEof),
                Ok(Some(Ok(bytes))) => {
                    total += bytes.len() as u64;
                    if total > most {
                        failed(std::io::ErrorKind::FileTooLarge)
                    } else {
                        Ok(bytes)
                    }
                }
            };
            if total - counted >= PACE {
                counted = total;
                until = Instant::now() + span;
                if let Some(watched) = &watched {
                    watched.goes_on();
                }
            }
            let over = piece.is_err();
            let pieces: Vec<_> = match piece {
                Ok(mut bytes) => std::iter::from_fn(|| {
                    let next = bytes.split_to(bytes.len().min(PIECE));
                    (!next.is_empty()).then_some(Ok(next))
                })
                .collect(),
                failed => vec![failed],
            };
            for piece in pieces {
                // Nobody listens any more: the form was refused.
                if to.send(piece).await.is_err() {
                    return;
                }
            }
            if over {
                return;
            }
        }
    });
    futures_util::stream::unfold((from, fruitless), |(mut from, fruitless)| async move {
        let piece = from.recv().await?;
        let piece = match piece {
            Ok(bytes) if !fruitless.hand(bytes.len()) => {
                Err(std::io::Error::from(std::io::ErrorKind::InvalidData))
            }
            piece => piece,
        };
        Some((piece, (from, fruitless)))
    })
}

/// What a failure of reading the form is.
fn why(e: multer::Error) -> Error {
    let multer::Error::StreamReadFailed(cause) = &e else {
        return Error::BadRequest("form");
    };
    match cause.downcast_ref::<std::io::Error>().map(|e| e.kind()) {
        Some(std::io::ErrorKind::TimedOut) => Error::Timeout,
        Some(std::io::ErrorKind::FileTooLarge) => Error::TooLarge,
        _ => Error::BadRequest("body"),
    }
}

async fn text(mut part: multer::Field<'_>, fruitless: &Fruitless) -> Result<String> {
    let mut bytes = Vec::new();
    while let Some(piece) = fruitless.piece_of(&mut part).await? {
        bytes.extend_from_slice(&piece);
        if bytes.len() > FIELD {
            return Err(Error::BadRequest("form"));
        }
    }
    let text = String::from_utf8(bytes).map_err(|_| Error::BadRequest("encoding"))?;
    if text.contains('\0') {
        return Err(Error::BadRequest("nul"));
    }
    Ok(text)
}

/// Writes one file to the disk. What is larger than any file may be is read on, and thrown away, so
/// that the others come in and its sender is told.
async fn keep(
    app: &App,
    mut part: multer::Field<'_>,
    name: String,
    limits: &FileLimits,
    fruitless: &Fruitless,
) -> Result<Received> {
    let (temporary, file) = Temporary::new(app)?;
    let mut writing = Writing {
        file,
        hasher: Sha256::new(),
    };
    let most = limits.media.max(limits.file);
    let mut waiting = Vec::with_capacity(WRITE);
    let mut bytes = 0u64;
    while let Some(piece) = fruitless.piece_of(&mut part).await? {
        bytes += piece.len() as u64;
        if bytes > most {
            continue;
        }
        waiting.extend_from_slice(&piece);
        if waiting.len() >= WRITE {
            writing = writing.take(std::mem::take(&mut waiting)).await?;
        }
    }
    if bytes > most {
        return Ok(Received {
            name,
            bytes,
            hash: String::new(),
            file: Err(Refused::TooLarge),
        });
    }
    let done = writing.take(waiting).await?;
    Ok(Received {
        name,
        bytes,
        hash: tokens::hex(&done.hasher.finalize()),
        file: Ok(temporary),
    })
}

struct Writing {
    file: File,
    hasher: Sha256,
}

impl Writing {
    /// Away from the thread that serves others.
    async fn take(mut self, bytes: Vec<u8>) -> Result<Writing> {
        tokio::task::spawn_blocking(move || {
            self.file.write_all(&bytes)?;
            self.hasher.update(&bytes);
            Ok(self)
        })
        .await
        .map_err(Error::internal)?
    }
}
