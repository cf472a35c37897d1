//! What moderators decide, and what becomes of an appeal.

use chrono::{Duration, NaiveDateTime};

use super::subjects::{self, Kind, Shown, Thing};
use super::{Measure, MeasureRow, TEXT_MAX, queries, queue_end, tell};
use crate::app::App;
use crate::audit;
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::forum::{self, State};
use crate::library;
use crate::members::{Member, Role};
use crate::web::{FormData, Problems};

/// The name is the form's.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Decision {
    /// Nothing is wrong.
    Dismiss,
    /// Shown to all: it was held, or hidden before.
    Release,
    Hide,
    Warn,
    Suspend,
    /// Ends a suspension before its time.
    Lift,
}

impl Decision {
    pub const ALL: [Decision; 6] = [
        Decision::Dismiss,
        Decision::Release,
        Decision::Hide,
        Decision::Warn,
        Decision::Suspend,
        Decision::Lift,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Decision::Dismiss => "dismiss",
            Decision::Release => "release",
            Decision::Hide => "hide",
            Decision::Warn => "warn",
            Decision::Suspend => "suspend",
            Decision::Lift => "lift",
        }
    }

    fn measure(self) -> Option<Measure> {
        Measure::named(self.name())
    }
}

/// How long a suspension lasts: days, or until it is lifted.
pub const PERIODS: [&str; 6] = ["1", "7", "14", "30", "90", "open"];

/// What can be decided about a thing as it stands.
pub fn options(thing: &Thing, reported: bool, suspended: bool) -> Vec<Decision> {
    let has_author = thing.author.is_some();
    let fits = |d: &Decision| match d {
        Decision::Dismiss => reported,
        Decision::Release => matches!(thing.shown, Shown::Held | Shown::Hidden),
        Decision::Hide => matches!(thing.shown, Shown::Held | Shown::Shown),
        Decision::Warn | Decision::Suspend => has_author,
        Decision::Lift => suspended,
    };
    Decision::ALL.into_iter().filter(fits).collect()
}

/// A decision from a form. Checked.
#[derive(Clone, Debug, PartialEq)]
pub struct NewDecision {
    pub decision: Decision,
    pub reason: String,
    pub days: Option<i64>,
}

impl NewDecision {
    pub fn parse(
        form: &FormData,
        options: &[Decision],
    ) -> std::result::Result<NewDecision, Problems> {
        let mut problems = Problems::default();
        let sent = form.get("decision");
        let decision = options.iter().copied().find(|d| d.name() == sent);
        let Some(decision) = decision else {
            problems.add("decision", "moderation-choose-decision");
            return Err(problems);
        };
        let reason = match decision.measure() {
            Some(_) => problems.block(form, "reason", TEXT_MAX),
            None => problems.optional_block(form, "reason", TEXT_MAX),
        };
        let mut days = None;
        if decision == Decision::Suspend {
            match problems.choice(form, "days", &PERIODS) {
                Some(period) => days = period.parse().ok(),
                None if problems.of("days").is_none() => {
                    problems.add("days", "moderation-choose-period");
                }
                None => {}
            }
        }
        problems.or(NewDecision {
            decision,
            reason,
            days,
        })
    }
}

/// What is done about a person.
pub struct NewMeasure {
    pub measure: Measure,
    pub reason: String,
    pub ends_at: Option<NaiveDateTime>,
}

/// Nobody decides about themselves, nor about an administrator without being one.
pub fn may_decide(c: &mut Conn, moderator: &Member, about: Option<&str>) -> Result<bool> {
    match about {
        None => Ok(true),
        Some(id) if id == moderator.id => Ok(false),
        Some(id) => Ok(moderator.is(Role::Administrator) || !queries::is_administrator(c, id)?),
    }
}

/// Carries a decision out; what is open about the thing is closed with it.
pub fn decide(
    c: &mut Conn,
    app: &App,
    now: NaiveDateTime,
    moderator: &Member,
    thing: &Thing,
    new: &NewDecision,
) -> Result<()> {
    if !may_decide(c, moderator, thing.author.as_deref())? {
        return Err(Error::Forbidden);
    }
    let (kind, id, by) = (thing.kind.name(), thing.id.as_str(), moderator.id.as_str());
    match new.decision {
        Decision::Dismiss => {}
        Decision::Release => {
            for measure in queries::standing(c, Measure::Hide, kind, id)? {
                queries::set_lifted(c, &measure.id, now)?;
            }
            show(c, now, thing)?;
        }
        Decision::Hide => hide(c, now, thing)?,
        Decision::Warn => {}
        Decision::Suspend => {
            let person = thing.author.as_deref().ok_or(Error::NotFound)?;
            if !queries::shut(c, person)? {
                return Err(Error::NotFound);
            }
        }
        Decision::Lift => {
            let person = thing.author.as_deref().ok_or(Error::NotFound)?;
            for measure in queries::holding(c, now, person)? {
                undo(c, now, &measure)?;
            }
        }
    }
    if let (Some(measure), Some(person)) = (new.decision.measure(), &thing.author) {
        let ends_at = new.days.map(|days| now + Duration::days(days));
        let made = NewMeasure {
            measure,
            reason: new.reason.clone(),
            ends_at,
        };
        let row = queries::insert_measure(c, now, by, person, thing, &made)?;
        tell(c, now, app, &row)?;
        if let Some(at) = ends_at {
            queue_end(c, at)?;
        }
    }
    let status = match new.decision {
        Decision::Dismiss | Decision::Release | Decision::Lift => "dismissed",
        _ => "upheld",
    };
    queries::decide_reports(c, now, by, kind, id, status)?;
    audit::record(c, now, Some(by), new.decision.name(), kind, id)
}

fn hide(c: &mut Conn, now: NaiveDateTime, thing: &Thing) -> Result<()> {
    match thing.kind {
        Kind::Post => forum::set_post_state(c, now, &thing.id, State::Hidden),
        Kind::Topic => forum::set_topic_state(c, now, &thing.id, State::Hidden),
        Kind::Entry => library::set_hidden(c, now, &thing.id, true),
        Kind::Worksheet | Kind::Person => Err(Error::NotFound),
    }
}

fn show(c: &mut Conn, now: NaiveDateTime, thing: &Thing) -> Result<()> {
    match thing.kind {
        Kind::Post => forum::set_post_state(c, now, &thing.id, State::Visible),
        Kind::Topic => forum::set_topic_state(c, now, &thing.id, State::Visible),
        Kind::Entry => library::set_hidden(c, now, &thing.id, false),
        Kind::Worksheet | Kind::Person => Err(Error::NotFound),
    }
}

/// Takes a measure back.
fn undo(c: &mut Conn, now: NaiveDateTime, measure: &MeasureRow) -> Result<()> {
    if measure.lifted_at.is_some() {
        return Ok(());
    }
    queries::set_lifted(c, &measure.id, now)?;
    match Measure::named(&measure.kind) {
        Some(Measure::Suspend) => queries::let_back(c, now, &measure.person_id),
        Some(Measure::Hide) => {
            let (Some(kind), Some(id)) = (&measure.subject_kind, &measure.subject_id) else {
                return Ok(());
            };
            if queries::is_hidden(c, kind, id)? {
                return Ok(());
            }
            match subjects::any(c, Kind::named(kind)?, id) {
                Ok(thing) => show(c, now, &thing),
                // It has gone since.
                Err(Error::NotFound) => Ok(()),
                Err(e) => Err(e),
            }
        }
        _ => Ok(()),
    }
}

/// The person it is about appeals, once.
pub fn appeal(
    c: &mut Conn,
    now: NaiveDateTime,
    person: &str,
    measure: &str,
    text: &str,
) -> Result<()> {
    let row = queries::measure(c, measure)?;
    if row.person_id != person {
        return Err(Error::NotFound);
    }
    if !row.can_be_appealed(now) || !queries::set_appeal(c, now, measure, text)? {
        return Err(Error::Conflict);
    }
    audit::record(c, now, Some(person), "appeal", "measure", measure)
}

/// Whether this moderator may answer: another than the one who decided, if there is another.
pub fn may_answer(c: &mut Conn, moderator: &Member, row: &MeasureRow) -> Result<bool> {
    if !may_decide(c, moderator, Some(&row.person_id))? {
        return Ok(false);
    }
    let decided = row.by_id.as_deref() == Some(moderator.id.as_str());
    Ok(!decided || !queries::has_other_moderator(c, &moderator.id, &row.person_id)?)
}

/// Answers an appeal; `lift` takes the measure back. The person is told by mail.
pub fn answer(
    c: &mut Conn,
    app: &App,
    now: NaiveDateTime,
    moderator: &Member,
    measure: &str,
    text: &str,
    lift: bool,
) -> Result<()> {
    let row = queries::measure(c, measure)?;
    if row.appealed_at.is_none() {
        return Err(Error::NotFound);
    }
    if !may_answer(c, moderator, &row)? {
        return Err(Error::Forbidden);
    }
    if !queries::set_answer(c, now, measure, &moderator.id, text)? {
        return Err(Error::Conflict);
    }
    if lift {
        undo(c, now, &row)?;
        audit::record(c, now, Some(&moderator.id), "lift", "measure", measure)?;
    }
    audit::record(
        c,
        now,
        Some(&moderator.id),
        "answer-appeal",
        "measure",
        measure,
    )?;
    let answered = queries::measure(c, measure)?;
    tell(c, now, app, &answered)
}
