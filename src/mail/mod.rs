//! The outbox. A mail is queued as ids in the transaction that asks for it, rendered when it is sent,
//! and goes `queued → transmitting → sent`. Between the last two the server may or may not have
//! taken it: what is found there later is *undecided* and never sent again by itself.

pub mod pages;
mod queries;
mod reading;
mod render;
mod transport;
mod views;

use std::time::Duration;

use chrono::NaiveDateTime;

use crate::app::App;
use crate::db::Conn;
use crate::error::Result;

pub use queries::{
    MailRow, count_stale, counts, decide_sent, last_of_kind, last_sent, may_have_left, send_again,
};
pub use render::{Calendar, Less, Letter, Words, letter, page};
pub use transport::{Mailer, Outcome};

/// What a mail says. The name is stored.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// Subject: the path to return to.
    SignIn,
    /// Subject: an invitation and the state of its meeting, `{invitation}:{sequence}`.
    Invitation,
    /// Subject: an archive. Somebody's data are ready to be fetched.
    ExportReady,
    /// Subject: the person. They will be forgotten, unless they regret.
    ErasureAsked,
    /// Subject: the person. The last mail: they are forgotten now.
    ErasureDone,
    /// Subject: the person. Not seen for years: they will be forgotten, unless they come back.
    Unused,
    /// Subject: what was changed about how the person signs in, see `sign_in::notice`.
    SignInChanged,
    /// An administrator tries whether mail leaves. No subject.
    Test,
    /// A text of the network's own is due for its yearly review. Subject: the text's name.
    Review,
    /// Subject: a notice.
    Notice,
    /// Subject: the instant its notices were handed over, in microseconds.
    Digest,
    /// Subject: who was asked into an organisation. Goes to the address that was typed, which need
    /// not be the named person's: they may be who asked.
    Membership,
    /// To somebody who was added. Subject: who invites, or empty.
    Welcome,
    /// To somebody who asks to join and is here already. Subject: the path to return to.
    JoinKnown,
    /// Confirm the address; yes; no. Subject: the request to join.
    JoinConfirm,
    JoinApproved,
    JoinRefused,
    /// Subject: a measure and the occasion, `{measure}:{made|answer}`.
    Moderation,
    /// Is an entry still true? Subject: the entry and how far past its day it is, `{entry}:{stage}`.
    StillTrue,
    /// To an editor. Subject: `overdue` or `ownerless`, and the instant, `{what}:{microseconds}`.
    LibraryDesk,
}

impl Kind {
    const ALL: &[Kind] = &[
        Kind::SignIn,
        Kind::Invitation,
        Kind::ExportReady,
        Kind::ErasureAsked,
        Kind::ErasureDone,
        Kind::Unused,
        Kind::SignInChanged,
        Kind::Test,
        Kind::Review,
        Kind::Notice,
        Kind::Digest,
        Kind::Membership,
        Kind::Welcome,
        Kind::JoinKnown,
        Kind::JoinConfirm,
        Kind::JoinApproved,
        Kind::JoinRefused,
        Kind::Moderation,
        Kind::StillTrue,
        Kind::LibraryDesk,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Kind::SignIn => "sign-in",
            Kind::Invitation => "invitation",
            Kind::ExportReady => "export-ready",
            Kind::ErasureAsked => "erasure-asked",
            Kind::ErasureDone => "erasure-done",
            Kind::Unused => "unused",
            Kind::SignInChanged => "sign-in-changed",
            Kind::Test => "test",
            Kind::Review => "review",
            Kind::Notice => "notice",
            Kind::Digest => "digest",
            Kind::Membership => "membership",
            Kind::Welcome => "welcome",
            Kind::JoinKnown => "join-known",
            Kind::JoinConfirm => "join-confirm",
            Kind::JoinApproved => "join-approved",
            Kind::JoinRefused => "join-refused",
            Kind::Moderation => "moderation",
            Kind::StillTrue => "still-true",
            Kind::LibraryDesk => "library-desk",
        }
    }

    fn named(name: &str) -> Option<Kind> {
        Kind::ALL.iter().copied().find(|k| k.name() == name)
    }
}

/// Where a mail stands. The name is stored.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Status {
    Queued,
    Transmitting,
    Sent,
    /// The server may have it: a person decides.
    Undecided,
    /// Refused for good.
    Failed,
    /// No longer meant: the person or the thing is gone.
    Dropped,
}

impl Status {
    pub const ALL: [Status; 6] = [
        Status::Queued,
        Status::Transmitting,
        Status::Sent,
        Status::Undecided,
        Status::Failed,
        Status::Dropped,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Status::Queued => "queued",
            Status::Transmitting => "transmitting",
            Status::Sent => "sent",
            Status::Undecided => "undecided",
            Status::Failed => "failed",
            Status::Dropped => "dropped",
        }
    }
}

/// Longest one message may take; more than any server's own limits for a small mail.
const SEND_LIMIT: Duration = Duration::from_secs(60);
/// A mail being rendered belongs to one worker for this long.
const RENDER_LEASE: chrono::Duration = chrono::Duration::minutes(5);
/// Tries before a temporary refusal becomes final: about two days.
const TRIES: i64 = 14;

/// Queues a mail in the caller's transaction. `dedupe` names the occasion: the same occasion is
/// written once however often it is asked for.
pub fn enqueue(
    c: &mut Conn,
    now: NaiveDateTime,
    host: &str,
    kind: Kind,
    person_id: &str,
    subject_id: &str,
    dedupe: &str,
) -> Result<()> {
    let occasion = Occasion {
        kind,
        person_id,
        subject_id,
        dedupe,
    };
    queries::insert(c, now, now, host, &occasion)
}

/// What a mail is about, and for whom.
pub struct Occasion<'a> {
    pub kind: Kind,
    pub person_id: &'a str,
    pub subject_id: &'a str,
    pub dedupe: &'a str,
}

/// As `enqueue`, for a mail that may not leave before `run_at`.
pub fn enqueue_at(
    c: &mut Conn,
    now: NaiveDateTime,
    run_at: NaiveDateTime,
    host: &str,
    occasion: &Occasion,
) -> Result<()> {
    queries::insert(c, now, run_at, host, occasion)
}

/// Sends the next mail that is due. False when none is.
pub async fn deliver_one(app: &App) -> Result<bool> {
    let now = app.clock.now();
    if !app.db.read(move |c| queries::any_due(c, now)).await? {
        return Ok(false);
    }
    let lease = app.lease()?;
    let Some(row) = app
        .db
        .write(move |c| queries::lease(c, now, now + RENDER_LEASE, &lease))
        .await?
    else {
        return Ok(false);
    };
    // A server that does not even answer has not taken anything: find that out first, and make no
    // new keys for a message that cannot leave.
    if let Err(why) = app.mail.reachable().await {
        postpone(app, row, &why).await?;
        return Ok(true);
    }
    let message = match render::message(app, &row).await {
        Ok(Some(message)) => message,
        Ok(None) => {
            finish(app, row, Status::Dropped, None).await?;
            return Ok(true);
        }
        Err(e) => {
            postpone(app, row, &format!("rendering: {e}")).await?;
            return Ok(true);
        }
    };
    let marked = row.clone();
    let started = app.clock.now();
    if !app
        .db
        .write(move |c| queries::mark_transmitting(c, &marked, started))
        .await?
    {
        return Ok(true);
    }
    let outcome = match tokio::time::timeout(SEND_LIMIT, app.mail.send(&row.id, message)).await {
        Ok(outcome) => outcome,
        Err(_) => Outcome::Unknown("no answer in time".to_string()),
    };
    match outcome {
        Outcome::Sent => finish(app, row, Status::Sent, None).await?,
        Outcome::Refused(why) => finish(app, row, Status::Failed, Some(why)).await?,
        Outcome::Later(why) => postpone(app, row, &why).await?,
        Outcome::Unknown(why) => finish(app, row, Status::Undecided, Some(why)).await?,
    }
    Ok(true)
}

async fn finish(app: &App, row: MailRow, status: Status, why: Option<String>) -> Result<()> {
    let now = app.clock.now();
    if status != Status::Sent {
        tracing::warn!(mail = row.id, status = status.name(), "mail not sent");
    }
    let why = why.map(|why| without_addresses(&why));
    app.db
        .write(move |c| queries::finish(c, &row, status, now, why.as_deref()))
        .await
}

async fn postpone(app: &App, row: MailRow, why: &str) -> Result<()> {
    if row.attempts >= TRIES {
        return finish(app, row, Status::Failed, Some(why.to_string())).await;
    }
    tracing::info!(mail = row.id, "mail waits for another try");
    let at = app.clock.now() + chrono::Duration::seconds(10 << row.attempts.clamp(0, 13));
    let why = without_addresses(why);
    app.db
        .write(move |c| queries::postpone(c, &row, at, &why))
        .await
}

/// A server's answer repeats whom the mail was for; people's addresses are kept in one place alone.
fn without_addresses(why: &str) -> String {
    why.split_whitespace()
        .map(|word| if word.contains('@') { "…" } else { word })
        .collect::<Vec<_>>()
        .join(" ")
}

/// Whose unfinished mails are settled.
#[derive(Clone)]
pub enum Left {
    /// This node's, which has just started: whatever it held, it holds no longer.
    OfNode(String),
    /// Anybody's since before this instant: longer than a rendering or a handing over can take.
    Before(NaiveDateTime),
}

/// Settles what a process that is gone left behind: a mail it was rendering is queued again; one it
/// was transmitting is looked up where that can be known (files), and is undecided where it cannot
/// (SMTP).
pub async fn settle(app: &App, left: Left) -> Result<()> {
    let now = app.clock.now();
    let rows = app
        .db
        .write(move |c| {
            queries::release_leases(c, now, &left)?;
            queries::transmitting(c, &left)
        })
        .await?;
    for row in rows {
        // Another node keeps its mails in a folder of its own, which cannot be looked into here.
        let ours = row
            .node
            .as_deref()
            .is_some_and(|n| n.starts_with(&app.node));
        let known = if ours {
            app.mail.has_taken(&row.id)
        } else {
            None
        };
        match known {
            Some(true) => finish(app, row, Status::Sent, None).await?,
            Some(false) => {
                app.db
                    .write(move |c| queries::postpone(c, &row, now, "stopped before it left"))
                    .await?
            }
            None => {
                let why = "stopped while the message was being handed over".to_string();
                finish(app, row, Status::Undecided, Some(why)).await?
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::Kind;
    use crate::web::Lang;

    #[test]
    fn every_kind_of_mail_has_words() {
        for kind in Kind::ALL {
            for lang in Lang::ALL {
                let key = format!("mail-kind-{}", kind.name());
                assert!(lang.try_t(&key).is_some(), "{}: {key}", lang.code());
            }
        }
    }
}
