use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::{Kind, Left, Occasion, Status};
use crate::db::{CHUNK, Conn};
use crate::error::{Error, Result};
use crate::schema::mails;

#[derive(Queryable, Selectable, Debug, Clone)]
#[diesel(table_name = mails)]
pub struct MailRow {
    pub id: String,
    pub message_id: String,
    pub kind: String,
    pub person_id: String,
    pub subject_id: String,
    pub status: String,
    pub attempts: i64,
    pub node: Option<String>,
    pub sent_at: Option<NaiveDateTime>,
    pub last_error: Option<String>,
    pub created_at: NaiveDateTime,
}

pub fn insert(
    c: &mut Conn,
    now: NaiveDateTime,
    run_at: NaiveDateTime,
    host: &str,
    occasion: &Occasion,
) -> Result<()> {
    let id = crate::app::new_id();
    diesel::insert_into(mails::table)
        .values((
            mails::message_id.eq(format!("<{id}@{host}>")),
            mails::id.eq(id),
            mails::kind.eq(occasion.kind.name()),
            mails::person_id.eq(occasion.person_id),
            mails::subject_id.eq(occasion.subject_id),
            mails::status.eq(Status::Queued.name()),
            mails::run_at.eq(run_at),
            mails::dedupe.eq(occasion.dedupe),
            mails::created_at.eq(now),
        ))
        .on_conflict(mails::dedupe)
        .do_nothing()
        .execute(c)?;
    Ok(())
}

/// Whether a mail for any of these occasions was handed over, or may have been.
pub fn may_have_left(c: &mut Conn, dedupes: &[String]) -> Result<bool> {
    let left = [Status::Transmitting, Status::Sent, Status::Undecided].map(Status::name);
    for chunk in dedupes.chunks(CHUNK) {
        let found = diesel::select(diesel::dsl::exists(
            mails::table
                .filter(mails::dedupe.eq_any(chunk))
                .filter(mails::status.eq_any(left)),
        ));
        if found.get_result(c)? {
            return Ok(true);
        }
    }
    Ok(false)
}

pub fn any_due(c: &mut Conn, now: NaiveDateTime) -> Result<bool> {
    Ok(diesel::select(diesel::dsl::exists(
        mails::table
            .filter(mails::status.eq(Status::Queued.name()))
            .filter(mails::run_at.le(now)),
    ))
    .get_result(c)?)
}

/// The next queued mail, held for its worker by moving it out of sight until `until`.
pub fn lease(
    c: &mut Conn,
    now: NaiveDateTime,
    until: NaiveDateTime,
    lease: &str,
) -> Result<Option<MailRow>> {
    let Some(id) = mails::table
        .filter(mails::status.eq(Status::Queued.name()))
        .filter(mails::run_at.le(now))
        // Somebody waits at the screen for a sign-in link or a confirmation; a blast of invitations can wait.
        .order((
            mails::kind.ne_all([Kind::SignIn, Kind::JoinKnown, Kind::JoinConfirm].map(Kind::name)),
            mails::run_at,
            mails::id,
        ))
        .select(mails::id)
        .first::<String>(c)
        .optional()?
    else {
        return Ok(None);
    };
    Ok(Some(
        diesel::update(mails::table.find(id))
            .set((
                mails::node.eq(lease),
                mails::run_at.eq(until),
                mails::attempts.eq(mails::attempts + 1),
            ))
            .returning(MailRow::as_returning())
            .get_result(c)?,
    ))
}

/// The last step before the message leaves; false when the lease was lost.
pub fn mark_transmitting(c: &mut Conn, row: &MailRow, now: NaiveDateTime) -> Result<bool> {
    let changed = diesel::update(
        mails::table
            .filter(mails::id.eq(&row.id))
            .filter(mails::status.eq(Status::Queued.name()))
            .filter(mails::node.eq(row.node.clone())),
    )
    .set((
        mails::status.eq(Status::Transmitting.name()),
        mails::transmitting_at.eq(now),
    ))
    .execute(c)?;
    Ok(changed == 1)
}

pub fn finish(
    c: &mut Conn,
    row: &MailRow,
    status: Status,
    now: NaiveDateTime,
    why: Option<&str>,
) -> Result<()> {
    diesel::update(
        mails::table
            .filter(mails::id.eq(&row.id))
            .filter(mails::node.eq(row.node.clone())),
    )
    .set((
        mails::status.eq(status.name()),
        mails::node.eq(None::<String>),
        mails::sent_at.eq((status == Status::Sent).then_some(now)),
        mails::last_error.eq(why),
    ))
    .execute(c)?;
    Ok(())
}

pub fn postpone(c: &mut Conn, row: &MailRow, at: NaiveDateTime, why: &str) -> Result<()> {
    diesel::update(
        mails::table
            .filter(mails::id.eq(&row.id))
            .filter(mails::node.eq(row.node.clone())),
    )
    .set((
        mails::status.eq(Status::Queued.name()),
        mails::node.eq(None::<String>),
        mails::run_at.eq(at),
        mails::last_error.eq(why),
    ))
    .execute(c)?;
    Ok(())
}

/// Mails that were being rendered are due again.
pub fn release_leases(c: &mut Conn, now: NaiveDateTime, left: &Left) -> Result<()> {
    let mut held = mails::table
        .filter(mails::status.eq(Status::Queued.name()))
        .filter(mails::node.is_not_null())
        .select(mails::id)
        .into_boxed();
    held = match left {
        Left::OfNode(node) => held.filter(mails::node.like(format!("{node}:%"))),
        Left::Before(before) => held.filter(mails::run_at.le(*before + super::RENDER_LEASE)),
    };
    let held: Vec<String> = held.load(c)?;
    for ids in held.chunks(CHUNK) {
        diesel::update(mails::table.filter(mails::id.eq_any(ids)))
            .set((mails::node.eq(None::<String>), mails::run_at.eq(now)))
            .execute(c)?;
    }
    Ok(())
}

/// Mails whose handing over was never ended.
pub fn transmitting(c: &mut Conn, left: &Left) -> Result<Vec<MailRow>> {
    let query = mails::table
        .filter(mails::status.eq(Status::Transmitting.name()))
        .select(MailRow::as_select())
        .into_boxed();
    Ok(match left {
        Left::OfNode(node) => query.filter(mails::node.like(format!("{node}:%"))),
        Left::Before(before) => query.filter(mails::transmitting_at.le(*before)),
    }
    .load(c)?)
}

/// How many mails stand where.
pub fn counts(c: &mut Conn) -> Result<Vec<(String, i64)>> {
    Ok(mails::table
        .group_by(mails::status)
        .select((mails::status, diesel::dsl::count_star()))
        .load(c)?)
}

/// How many mails were handed over before `before` and never settled.
pub fn count_stale(c: &mut Conn, before: NaiveDateTime) -> Result<i64> {
    Ok(mails::table
        .filter(mails::status.eq(Status::Transmitting.name()))
        .filter(mails::transmitting_at.lt(before))
        .select(diesel::dsl::count_star())
        .first(c)?)
}

/// The newest mail of a kind: to one person, or to anybody.
pub fn last_of_kind(c: &mut Conn, kind: Kind, to: Option<&str>) -> Result<Option<MailRow>> {
    let mut query = mails::table
        .filter(mails::kind.eq(kind.name()))
        .order((mails::created_at.desc(), mails::id.desc()))
        .select(MailRow::as_select())
        .into_boxed();
    if let Some(to) = to {
        query = query.filter(mails::person_id.eq(to.to_string()));
    }
    Ok(query.first(c).optional()?)
}

/// When a mail last left.
pub fn last_sent(c: &mut Conn) -> Result<Option<NaiveDateTime>> {
    Ok(mails::table
        .select(diesel::dsl::max(mails::sent_at))
        .first(c)?)
}

/// The newest mails, those that wait for a decision first.
pub fn latest(c: &mut Conn, status: Option<&str>, limit: i64) -> Result<Vec<MailRow>> {
    let mut query = mails::table
        .select(MailRow::as_select())
        .order((mails::created_at.desc(), mails::id.desc()))
        .limit(limit)
        .into_boxed();
    if let Some(status) = status {
        query = query.filter(mails::status.eq(status.to_string()));
    }
    Ok(query.load(c)?)
}

pub fn get(c: &mut Conn, id: &str) -> Result<MailRow> {
    Ok(mails::table
        .find(id)
        .select(MailRow::as_select())
        .first(c)?)
}

/// An administrator knows that an undecided mail arrived.
pub fn decide_sent(c: &mut Conn, id: &str, now: NaiveDateTime) -> Result<()> {
    decided(
        diesel::update(
            mails::table
                .filter(mails::id.eq(id))
                .filter(mails::status.eq(Status::Undecided.name())),
        )
        .set((
            mails::status.eq(Status::Sent.name()),
            mails::sent_at.eq(now),
        ))
        .execute(c)?,
    )
}

/// An administrator sends an undecided or failed mail again.
pub fn send_again(c: &mut Conn, id: &str, now: NaiveDateTime) -> Result<()> {
    decided(
        diesel::update(
            mails::table
                .filter(mails::id.eq(id))
                .filter(mails::status.eq_any([Status::Undecided.name(), Status::Failed.name()])),
        )
        .set((
            mails::status.eq(Status::Queued.name()),
            mails::attempts.eq(0),
            mails::run_at.eq(now),
        ))
        .execute(c)?,
    )
}

/// A decision about a mail that is no longer open changes nothing and says so.
fn decided(changed: usize) -> Result<()> {
    if changed == 1 {
        Ok(())
    } else {
        Err(Error::Conflict)
    }
}
