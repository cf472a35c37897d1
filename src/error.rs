//! What can go wrong, once for the whole house, and which HTTP status each is.
//! How an error looks to a person is `web::problem`.

use actix_web::http::StatusCode;
use diesel::result::{DatabaseErrorKind, Error as DieselError};

pub type Result<T, E = Error> = std::result::Result<T, E>;

#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no such thing, or not for this viewer: the two are not told apart.
    #[error("not found")]
    NotFound,
    /// The viewer is signed in and may not do this.
    #[error("not allowed")]
    Forbidden,
    /// The viewer would approve a text of their own, where another's eyes are wanted on it.
    #[error("another must approve")]
    OwnText,
    /// Somebody would decide what they proposed themselves: another must.
    #[error("another must decide")]
    OwnProposal,
    /// A change would take the place of what its writer proposed and nobody has decided: its address.
    #[error("an own proposal is open")]
    OpenProposal(String),
    /// The viewer must sign in first.
    #[error("sign-in needed")]
    SignInNeeded,
    /// An administrator must show a second factor first.
    #[error("second factor needed")]
    SecondFactorNeeded,
    /// Before a dangerous act the person must prove once more who they are.
    #[error("fresh proof needed")]
    ProofNeeded,
    /// The network is being looked after: nothing can be written just now.
    #[error("read-only")]
    ReadOnly,
    /// A link that was used, has run out, or never was.
    #[error("link is no longer valid")]
    LinkSpent,
    /// The form did not come from this site, or its token has run out.
    #[error("form refused: {0}")]
    StaleForm(&'static str),
    /// The request cannot be read: wrong encoding, control characters, broken form.
    #[error("unreadable request: {0}")]
    BadRequest(&'static str),
    /// A question of the API that cannot be answered as it was asked: why, in the asker's language.
    #[error("question not understood: {0}")]
    NotUnderstood(String),
    /// Somebody else changed the record in between.
    #[error("changed by somebody else")]
    Conflict,
    /// What somebody writes in was deleted in between, and lies in the bin.
    #[error("in the bin")]
    InBin,
    /// Somebody else took a file off its entry in between, or brought it back: the address of the files
    /// as they are.
    #[error("no file there any more")]
    FileMoved(String),
    #[error("request too large")]
    TooLarge,
    #[error("request body came too slowly")]
    Timeout,
    #[error("too many tries, wait {0} seconds")]
    TooMany(i64),
    /// The disk is full: the write did not happen, and can be tried again.
    #[error("storage is full")]
    StorageFull,
    /// The database cannot be reached or cannot write just now.
    #[error("unavailable: {0}")]
    Unavailable(String),
    /// The search index is being built, or cannot be read and will be built.
    #[error("index: {0}")]
    NoIndex(String),
    #[error("database: {0}")]
    Database(DieselError),
    #[error("{0}")]
    Internal(String),
}

impl Error {
    /// What a broken invariant or a failing part becomes; logged, never shown.
    pub fn internal(what: impl std::fmt::Display) -> Error {
        Error::Internal(what.to_string())
    }

    pub fn status(&self) -> StatusCode {
        match self {
            Error::NotFound | Error::FileMoved(_) => StatusCode::NOT_FOUND,
            Error::Forbidden | Error::OwnText | Error::OwnProposal | Error::StaleForm(_) => {
                StatusCode::FORBIDDEN
            }
            Error::SignInNeeded | Error::SecondFactorNeeded | Error::ProofNeeded => {
                StatusCode::UNAUTHORIZED
            }
            Error::ReadOnly => StatusCode::SERVICE_UNAVAILABLE,
            Error::LinkSpent => StatusCode::GONE,
            Error::BadRequest(_) | Error::NotUnderstood(_) => StatusCode::BAD_REQUEST,
            Error::Conflict | Error::InBin | Error::OpenProposal(_) => StatusCode::CONFLICT,
            Error::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Error::Timeout => StatusCode::REQUEST_TIMEOUT,
            Error::TooMany(_) => StatusCode::TOO_MANY_REQUESTS,
            Error::StorageFull => StatusCode::INSUFFICIENT_STORAGE,
            Error::Unavailable(_) | Error::NoIndex(_) => StatusCode::SERVICE_UNAVAILABLE,
            Error::Database(_) | Error::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// The short name used in message keys (`problem-…`) and in `application/problem+json`.
    pub fn code(&self) -> &'static str {
        match self {
            Error::NotFound => "not-found",
            Error::Forbidden => "forbidden",
            Error::OwnText => "own-text",
            Error::OwnProposal => "own-proposal",
            Error::OpenProposal(_) => "open-proposal",
            Error::SignInNeeded => "sign-in-needed",
            Error::SecondFactorNeeded => "second-factor-needed",
            Error::ProofNeeded => "proof-needed",
            Error::ReadOnly => "read-only",
            Error::LinkSpent => "link-spent",
            Error::StaleForm(_) => "stale-form",
            Error::BadRequest(_) | Error::NotUnderstood(_) => "bad-request",
            Error::Conflict => "conflict",
            Error::InBin => "in-bin",
            Error::FileMoved(_) => "file-moved",
            Error::TooLarge => "too-large",
            Error::Timeout => "timeout",
            Error::TooMany(_) => "too-many",
            Error::StorageFull => "storage-full",
            Error::Unavailable(_) => "unavailable",
            Error::NoIndex(_) => "no-index",
            Error::Database(_) | Error::Internal(_) => "internal",
        }
    }

    pub fn is_unique_violation(&self) -> bool {
        matches!(
            self,
            Error::Database(DieselError::DatabaseError(
                DatabaseErrorKind::UniqueViolation,
                _
            ))
        )
    }
}

impl From<DieselError> for Error {
    /// "Not found" is a person's error; a full or failing disk is the machine's and heals.
    fn from(e: DieselError) -> Error {
        match e {
            DieselError::NotFound => Error::NotFound,
            DieselError::RollbackErrorOnCommit { commit_error, .. } => Error::from(*commit_error),
            DieselError::BrokenTransactionManager => Error::Unavailable(e.to_string()),
            DieselError::DatabaseError(kind, info) => {
                let message = info.message();
                let any = |signs: &[&str]| signs.iter().any(|s| message.contains(s));
                if any(&["disk is full", "No space left"]) {
                    Error::StorageFull
                } else if matches!(kind, DatabaseErrorKind::ClosedConnection)
                    || any(&[
                        "disk I/O error",
                        "database is locked",
                        "unable to open database",
                        "readonly database",
                        "read-only transaction",
                        "lock timeout",
                        "statement timeout",
                        "terminating connection",
                        "server closed the connection",
                        "could not serialize",
                    ])
                {
                    Error::Unavailable(message.to_string())
                } else {
                    Error::Database(DieselError::DatabaseError(kind, info))
                }
            }
            e => Error::Database(e),
        }
    }
}

impl From<diesel::r2d2::PoolError> for Error {
    fn from(e: diesel::r2d2::PoolError) -> Error {
        Error::Unavailable(e.to_string())
    }
}

impl From<std::io::Error> for Error {
    fn from(e: std::io::Error) -> Error {
        if e.kind() == std::io::ErrorKind::StorageFull {
            Error::StorageFull
        } else {
            Error::internal(e)
        }
    }
}
