//! How a mail leaves: as a file, by SMTP, or into memory.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use lettre::message::Message;
use lettre::transport::smtp::PoolConfig;
use lettre::{AsyncSmtpTransport, AsyncTransport, Tokio1Executor};

use crate::config::{Config, MailTransport};
use crate::error::{Error, Result};

pub enum Mailer {
    /// `.eml` files in this folder, named by the mail's id.
    File(PathBuf),
    Smtp(AsyncSmtpTransport<Tokio1Executor>),
    /// Id and bytes of what was sent.
    Memory(Mutex<Vec<(String, Vec<u8>)>>),
}

/// What became of a message that was handed over.
#[derive(Debug, PartialEq)]
pub enum Outcome {
    Sent,
    /// The server said no for good (5xx).
    Refused(String),
    /// The server said not now (4xx).
    Later(String),
    /// The conversation broke off: the server may have it.
    Unknown(String),
}

impl Mailer {
    pub fn open(config: &Config) -> Result<Mailer> {
        match config.mail {
            MailTransport::File => {
                let dir = config.data.join("mail");
                fs::create_dir_all(&dir)?;
                Ok(Mailer::File(dir))
            }
            MailTransport::Smtp => {
                let url = config.smtp_url.as_deref().unwrap_or_default();
                let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(url)
                    .map_err(|e| Error::internal(format!("SMTP address: {e}")))?
                    .timeout(Some(Duration::from_secs(20)))
                    .pool_config(
                        PoolConfig::new()
                            .max_size(4)
                            .idle_timeout(Duration::from_secs(20)),
                    )
                    .build();
                Ok(Mailer::Smtp(transport))
            }
            MailTransport::Memory => Ok(Mailer::Memory(Mutex::new(Vec::new()))),
        }
    }

    /// Whether a message could be handed over now; if not, why.
    pub async fn reachable(&self) -> std::result::Result<(), String> {
        let Mailer::Smtp(smtp) = self else {
            return Ok(());
        };
        match tokio::time::timeout(Duration::from_secs(30), smtp.test_connection()).await {
            Ok(Ok(true)) => Ok(()),
            Ok(Ok(false)) => Err("the mail server does not answer".to_string()),
            Ok(Err(e)) => Err(format!("mail server: {e}")),
            Err(_) => Err("the mail server did not answer in time".to_string()),
        }
    }

    pub async fn send(&self, id: &str, message: Message) -> Outcome {
        match self {
            Mailer::File(dir) => {
                let (dir, id) = (dir.clone(), id.to_string());
                let written = tokio::task::spawn_blocking(move || {
                    write_file(&dir, &id, &message.formatted())
                })
                .await;
                match written {
                    Ok(Ok(())) => Outcome::Sent,
                    Ok(Err(e)) => Outcome::Later(e.to_string()),
                    Err(e) => Outcome::Later(e.to_string()),
                }
            }
            Mailer::Smtp(smtp) => match smtp.send(message).await {
                Ok(_) => Outcome::Sent,
                Err(e) if e.is_permanent() => Outcome::Refused(e.to_string()),
                Err(e) if e.is_transient() => Outcome::Later(e.to_string()),
                Err(e) if e.is_client() => Outcome::Refused(e.to_string()),
                Err(e) => Outcome::Unknown(e.to_string()),
            },
            Mailer::Memory(sent) => {
                sent.lock()
                    .unwrap_or_else(PoisonError::into_inner)
                    .push((id.to_string(), message.formatted()));
                Outcome::Sent
            }
        }
    }

    /// Whether a mail was taken, where that can be known afterwards.
    pub fn has_taken(&self, id: &str) -> Option<bool> {
        match self {
            Mailer::File(dir) => Some(file_of(dir, id).exists()),
            Mailer::Smtp(_) => None,
            Mailer::Memory(sent) => Some(
                sent.lock()
                    .unwrap_or_else(PoisonError::into_inner)
                    .iter()
                    .any(|(sent, _)| sent == id),
            ),
        }
    }

    /// The message as it left, where it is kept.
    pub fn kept(&self, id: &str) -> Option<Vec<u8>> {
        match self {
            Mailer::File(dir) => fs::read(file_of(dir, id)).ok(),
            Mailer::Smtp(_) => None,
            Mailer::Memory(sent) => sent
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .iter()
                .find(|(sent, _)| sent == id)
                .map(|(_, bytes)| bytes.clone()),
        }
    }

    /// Removes what is kept of these messages here. What was not kept, or is gone already, is fine.
    pub fn forget(&self, ids: &[String]) -> Result<()> {
        match self {
            Mailer::File(dir) => {
                for id in ids {
                    for file in [file_of(dir, id), dir.join(format!("{id}.part"))] {
                        match fs::remove_file(file) {
                            Err(e) if e.kind() != std::io::ErrorKind::NotFound => {
                                return Err(e.into());
                            }
                            _ => {}
                        }
                    }
                }
            }
            Mailer::Smtp(_) => {}
            Mailer::Memory(sent) => sent
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .retain(|(id, _)| !ids.contains(id)),
        }
        Ok(())
    }
}

/// The id is one of ours (hexadecimal), never a path from outside.
fn file_of(dir: &Path, id: &str) -> PathBuf {
    dir.join(format!("{id}.eml"))
}

/// Whole or not at all, and on disk when this returns.
fn write_file(dir: &Path, id: &str, bytes: &[u8]) -> std::io::Result<()> {
    let part = dir.join(format!("{id}.part"));
    let mut file = File::create(&part)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    fs::rename(&part, file_of(dir, id))?;
    File::open(dir)?.sync_all()
}
