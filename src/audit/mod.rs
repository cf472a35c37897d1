//! Who did what to what, when and from where in coarse terms: ids alone, no names, no content.
//!
//! Rows are only ever added. Each carries the hash of itself and of the row before, so that `check`
//! sees a row that was altered, taken out or moved. Where the chain ends can be kept elsewhere (its
//! *head*), so that a tail cut off shows too.

mod export;
pub mod pages;
mod queries;
mod views;

use std::cell::RefCell;

use chrono::{Duration, NaiveDateTime};
use sha2::{Digest, Sha256};

use crate::db::Conn;
use crate::error::Result;
use crate::web::Ctx;
use crate::{settings, tokens};

pub use queries::AuditRow;

/// The setting that says that the rows of before the chain have been linked.
const BEGUN: &str = "audit.begun";

/// Where a chain begins: no row is before the first.
const BEGINNING: &str = "";

thread_local! {
    /// Where the write under way on this thread comes from.
    static ORIGIN: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Runs a write that comes from `origin` (see `coarse`): what it records says so. Without it a write
/// comes from the program itself: a job, or the command line.
pub fn coming_from<T>(origin: &str, write: impl FnOnce() -> T) -> T {
    let before = ORIGIN.replace(origin.to_string());
    let done = write();
    ORIGIN.set(before);
    done
}

/// A network address as coarse as is still useful: the first half of an IPv4 address, the provider's
/// part of an IPv6 address.
pub fn coarse(address: &str) -> String {
    match address.parse() {
        Ok(std::net::IpAddr::V4(a)) => {
            let [first, second, ..] = a.octets();
            format!("{first}.{second}.*.*")
        }
        Ok(std::net::IpAddr::V6(a)) => {
            let [first, second, ..] = a.segments();
            format!("{first:x}:{second:x}:*")
        }
        Err(_) => String::new(),
    }
}

/// Records in the caller's transaction. `action` and `subject_kind` are fixed words, `subject_id` an
/// opaque id: nothing a person typed.
pub fn record(
    c: &mut Conn,
    now: NaiveDateTime,
    actor: Option<&str>,
    action: &str,
    subject_kind: &str,
    subject_id: &str,
) -> Result<()> {
    record_all(c, now, actor, action, subject_kind, &[subject_id])
}

/// As `record`, of many subjects at once.
pub fn record_all(
    c: &mut Conn,
    now: NaiveDateTime,
    actor: Option<&str>,
    action: &str,
    subject_kind: &str,
    subject_ids: &[&str],
) -> Result<()> {
    let (last, mut before) = queries::last(c)?.unwrap_or((0, BEGINNING.to_string()));
    let mut rows = Vec::with_capacity(subject_ids.len());
    for (id, subject_id) in (last + 1..).zip(subject_ids) {
        let mut row = AuditRow {
            id,
            at: now,
            actor_id: actor.map(str::to_string),
            action: action.to_string(),
            subject_kind: subject_kind.to_string(),
            subject_id: (*subject_id).to_string(),
            origin: ORIGIN.with_borrow(Clone::clone),
            hash: String::new(),
        };
        row.hash = link(&before, &row);
        before.clone_from(&row.hash);
        rows.push(row);
    }
    queries::insert(c, &rows)
}

/// How long an administrator may look at one thing again without it being recorded again.
const READING: Duration = Duration::hours(1);

/// Records that the viewer reads something that is not theirs: once for each person, subject and
/// hour. What is recorded first is not shown if it cannot be recorded.
pub async fn reading(ctx: &Ctx, kind: &'static str, id: &str) -> Result<()> {
    let (now, id) = (ctx.app.clock.now(), id.to_string());
    let actor = ctx.signed_in()?.id.clone();
    let (who, what) = (actor.clone(), id.clone());
    let known = move |c: &mut Conn| queries::was_read(c, &who, kind, &what, now - READING);
    // Most of the time there is nothing to write.
    if ctx.read(known.clone()).await? {
        return Ok(());
    }
    ctx.write(move |c| {
        if known(c)? {
            return Ok(());
        }
        record(c, now, Some(&actor), "read", kind, &id)
    })
    .await
}

/// The hash of a row that follows the row with hash `before`.
fn link(before: &str, row: &AuditRow) -> String {
    let mut hasher = Sha256::new();
    let (id, at) = (
        row.id.to_string(),
        row.at.and_utc().timestamp_micros().to_string(),
    );
    // Nobody is another than somebody without a name.
    let actor = row.actor_id.as_ref().map(|id| format!("by {id}"));
    let actor = actor.as_deref().unwrap_or_default();
    for part in [
        before,
        &id,
        &at,
        actor,
        &row.action,
        &row.subject_kind,
        &row.subject_id,
        &row.origin,
    ] {
        // With its length before it, no part can pass for another.
        hasher.update((part.len() as u64).to_be_bytes());
        hasher.update(part.as_bytes());
    }
    tokens::hex(&hasher.finalize())
}

/// Links the rows of a time before the chain, once: when no row has a hash yet.
pub fn begin(c: &mut Conn) -> Result<()> {
    // Once: hashes that are missing later have been taken away.
    if settings::get(c, BEGUN)?.is_some() {
        return Ok(());
    }
    settings::set(c, BEGUN, "yes")?;
    if !queries::is_unlinked(c)? {
        return Ok(());
    }
    let mut before = BEGINNING.to_string();
    let mut after = i64::MIN;
    loop {
        let page = queries::page(c, after)?;
        let Some(last) = page.last() else {
            return Ok(());
        };
        after = last.id;
        for mut row in page {
            row.hash = link(&before, &row);
            queries::set_hash(c, row.id, &row.hash)?;
            before = row.hash;
        }
    }
}

/// What a walk along the chain finds.
#[derive(Debug, PartialEq)]
pub struct Walk {
    pub rows: i64,
    /// The hash of the last row; empty when there is none.
    pub head: String,
    /// The first row that does not follow from the one before.
    pub broken_at: Option<i64>,
    /// Whether the head asked about was met.
    pub met: bool,
}

/// Walks the whole chain. `kept` is a head written down earlier: it must still be there.
pub fn walk(c: &mut Conn, kept: Option<&str>) -> Result<Walk> {
    let mut walk = Walk {
        rows: 0,
        head: BEGINNING.to_string(),
        broken_at: None,
        met: kept.is_none(),
    };
    // From the very first: an id below 1 is no hiding place.
    let mut after = i64::MIN;
    loop {
        let page = queries::page(c, after)?;
        let Some(last) = page.last() else {
            return Ok(walk);
        };
        after = last.id;
        for row in page {
            walk.rows += 1;
            if walk.broken_at.is_none() && row.hash != link(&walk.head, &row) {
                walk.broken_at = Some(row.id);
            }
            walk.met |= kept == Some(row.hash.as_str());
            walk.head = row.hash;
        }
    }
}

/// How many rows there are, and the hash of the last: what should be written down elsewhere.
pub fn head(c: &mut Conn) -> Result<(i64, String)> {
    let head = queries::last(c)?.map_or_else(String::new, |(_, hash)| hash);
    Ok((queries::count(c, &queries::Filter::default())?, head))
}
