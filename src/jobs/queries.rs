use chrono::NaiveDateTime;
use diesel::prelude::*;
use diesel::sql_types::Bool;

use super::{LOOK_AT_LINK, Lane, READ_FILE, SWEEP_FILES};
use crate::db::{Backend, Conn};
use crate::error::Result;
use crate::schema::jobs;

#[derive(Queryable, Selectable, Debug, Clone)]
#[diesel(table_name = jobs)]
pub struct JobRow {
    pub id: i64,
    pub kind: String,
    pub payload: String,
    pub run_at: NaiveDateTime,
    pub attempts: i64,
    pub lease: Option<String>,
    pub failed_at: Option<NaiveDateTime>,
    pub last_error: Option<String>,
}

pub fn insert(
    c: &mut Conn,
    kind: &str,
    payload: &str,
    run_at: NaiveDateTime,
    dedupe: Option<&str>,
) -> Result<()> {
    diesel::insert_into(jobs::table)
        .values((
            jobs::kind.eq(kind),
            jobs::payload.eq(payload),
            jobs::run_at.eq(run_at),
            jobs::dedupe.eq(dedupe),
        ))
        .on_conflict(jobs::dedupe)
        .do_nothing()
        .execute(c)?;
    Ok(())
}

/// Whether a kind of job is in a lane.
fn in_lane(lane: Lane) -> Box<dyn BoxableExpression<jobs::table, Backend, SqlType = Bool>> {
    match lane {
        Lane::Quick => Box::new(jobs::kind.ne_all([READ_FILE, SWEEP_FILES, LOOK_AT_LINK])),
        Lane::Files => Box::new(jobs::kind.eq_any([READ_FILE, SWEEP_FILES])),
        Lane::Outside => Box::new(jobs::kind.eq(LOOK_AT_LINK)),
    }
}

pub fn any_due(c: &mut Conn, now: NaiveDateTime, lane: Lane) -> Result<bool> {
    Ok(diesel::select(diesel::dsl::exists(
        jobs::table
            .filter(in_lane(lane))
            .filter(jobs::run_at.le(now))
            .filter(jobs::failed_at.is_null())
            .filter(jobs::leased_until.is_null().or(jobs::leased_until.lt(now))),
    ))
    .get_result(c)?)
}

pub fn lease(
    c: &mut Conn,
    now: NaiveDateTime,
    until: NaiveDateTime,
    lease: &str,
    lane: Lane,
) -> Result<Option<JobRow>> {
    let Some(id) = jobs::table
        .filter(in_lane(lane))
        .filter(jobs::run_at.le(now))
        .filter(jobs::failed_at.is_null())
        .filter(jobs::leased_until.is_null().or(jobs::leased_until.lt(now)))
        .order((jobs::run_at, jobs::id))
        .select(jobs::id)
        .first::<i64>(c)
        .optional()?
    else {
        return Ok(None);
    };
    Ok(diesel::update(jobs::table.find(id))
        .set((
            jobs::lease.eq(lease),
            jobs::leased_until.eq(until),
            jobs::attempts.eq(jobs::attempts + 1),
            // A job asked for while this one runs is new work, not a double.
            jobs::dedupe.eq(None::<String>),
        ))
        .returning(JobRow::as_returning())
        .get_result(c)
        .optional()?)
}

/// Only the holder of the lease may finish.
pub fn finish(c: &mut Conn, job: &JobRow) -> Result<()> {
    diesel::delete(
        jobs::table
            .filter(jobs::id.eq(job.id))
            .filter(jobs::lease.eq(job.lease.clone())),
    )
    .execute(c)?;
    Ok(())
}

pub fn fail(
    c: &mut Conn,
    job: &JobRow,
    now: NaiveDateTime,
    again: Option<NaiveDateTime>,
    why: &str,
) -> Result<()> {
    diesel::update(
        jobs::table
            .filter(jobs::id.eq(job.id))
            .filter(jobs::lease.eq(job.lease.clone())),
    )
    .set((
        jobs::lease.eq(None::<String>),
        jobs::leased_until.eq(None::<NaiveDateTime>),
        jobs::run_at.eq(again.unwrap_or(job.run_at)),
        jobs::failed_at.eq(again.is_none().then_some(now)),
        jobs::last_error.eq(why),
    ))
    .execute(c)?;
    Ok(())
}

/// Leases of a node that has stopped: its jobs are free at once.
pub fn release_of(c: &mut Conn, node: &str) -> Result<()> {
    diesel::update(jobs::table.filter(jobs::lease.like(format!("{node}:%"))))
        .set((
            jobs::lease.eq(None::<String>),
            jobs::leased_until.eq(None::<NaiveDateTime>),
        ))
        .execute(c)?;
    Ok(())
}

/// Where a job stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum State {
    /// For good: an administrator decides.
    Failed,
    Running,
    Waiting,
}

impl State {
    pub const ALL: [State; 3] = [State::Failed, State::Running, State::Waiting];

    pub fn name(self) -> &'static str {
        match self {
            State::Failed => "failed",
            State::Running => "running",
            State::Waiting => "waiting",
        }
    }

    pub fn named(name: &str) -> Option<State> {
        State::ALL.into_iter().find(|s| s.name() == name)
    }
}

type Standing<'a> = Box<
    dyn diesel::BoxableExpression<
            jobs::table,
            crate::db::Backend,
            SqlType = diesel::sql_types::Nullable<diesel::sql_types::Bool>,
        > + 'a,
>;

fn standing<'a>(state: State, now: NaiveDateTime) -> Standing<'a> {
    let open = jobs::failed_at.is_null();
    match state {
        State::Failed => Box::new(jobs::failed_at.is_not_null().nullable()),
        State::Running => Box::new(open.and(jobs::leased_until.ge(now))),
        State::Waiting => {
            Box::new(open.and(jobs::leased_until.is_null().or(jobs::leased_until.lt(now))))
        }
    }
}

/// How many jobs stand where, in the order of `State::ALL`.
pub fn counts(c: &mut Conn, now: NaiveDateTime) -> Result<[i64; 3]> {
    let mut counts = [0; 3];
    for (count, state) in counts.iter_mut().zip(State::ALL) {
        *count = jobs::table
            .filter(standing(state, now))
            .select(diesel::dsl::count_star())
            .first(c)?;
    }
    Ok(counts)
}

/// The jobs that stand somewhere: what failed newest first, what waits in the order it is due.
pub fn list(
    c: &mut Conn,
    state: State,
    now: NaiveDateTime,
    offset: i64,
    limit: i64,
) -> Result<Vec<JobRow>> {
    let mut query = jobs::table
        .filter(standing(state, now))
        .offset(offset)
        .limit(limit)
        .select(JobRow::as_select())
        .into_boxed();
    query = match state {
        State::Failed => query.order((jobs::failed_at.desc(), jobs::id.desc())),
        State::Running | State::Waiting => query.order((jobs::run_at.asc(), jobs::id.asc())),
    };
    Ok(query.load(c)?)
}

/// An administrator tries a failed job again.
pub fn retry(c: &mut Conn, id: i64, now: NaiveDateTime) -> Result<()> {
    let changed = diesel::update(
        jobs::table
            .filter(jobs::id.eq(id))
            .filter(jobs::failed_at.is_not_null()),
    )
    .set((
        jobs::failed_at.eq(None::<NaiveDateTime>),
        jobs::attempts.eq(0),
        jobs::run_at.eq(now),
    ))
    .execute(c)?;
    if changed == 1 {
        Ok(())
    } else {
        Err(crate::error::Error::NotFound)
    }
}
