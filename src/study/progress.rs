//! How far somebody is: what a programme asks for, held against what they have done.

use std::collections::BTreeSet;

use chrono::NaiveDateTime;

use super::queries::{self, Programme, Requirement, ResultRow, Sitting};
use super::{Part, Standing};
use crate::db::Conn;
use crate::error::Result;
use crate::meetings::{self, MeetingRow};

/// One person's way through one programme.
#[derive(Clone, Debug)]
pub struct Progress {
    pub programme: Programme,
    /// What is asked for, in order, and how it stands.
    pub steps: Vec<Step>,
    /// Meetings attended that count, oldest first.
    pub counted: Vec<MeetingRow>,
    /// Coming meetings that would count.
    pub coming: Vec<MeetingRow>,
    /// The next sitting, even when it is too late to register for it.
    pub next_sitting: Option<Sitting>,
    /// The next one still open for registration, when that is another.
    pub next_open_sitting: Option<Sitting>,
}

/// One requirement against one person.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    pub part: Part,
    pub meeting_kind: Option<String>,
    pub needed: i64,
    /// Meetings attended; of a written or oral part, 1 when passed.
    pub have: i64,
    /// Of a written or oral part.
    pub standing: Option<Standing>,
}

impl Step {
    pub fn is_done(&self) -> bool {
        self.have >= self.needed
    }

    pub fn missing(&self) -> i64 {
        (self.needed - self.have).max(0)
    }
}

impl Progress {
    pub fn is_done(&self) -> bool {
        self.steps.iter().all(Step::is_done)
    }

    pub fn attendance(&self) -> Option<&Step> {
        self.steps.iter().find(|s| s.part == Part::Attendance)
    }
}

/// Holds requirements against the meetings and results of one person.
pub fn weigh(
    requirements: &[&Requirement],
    attended: &[&MeetingRow],
    results: &[&ResultRow],
) -> Vec<Step> {
    requirements
        .iter()
        .filter_map(|r| {
            let part = Part::named(&r.part)?;
            let standing = results
                .iter()
                .find(|row| row.part == r.part)
                .and_then(|row| Standing::named(&row.status));
            let have = match part {
                Part::Attendance => {
                    let counted: BTreeSet<&str> = attended
                        .iter()
                        .filter(|m| counts(r, m))
                        .map(|m| m.id.as_str())
                        .collect();
                    counted.len() as i64
                }
                Part::Written | Part::Oral => i64::from(standing == Some(Standing::Passed)),
            };
            Some(Step {
                part,
                meeting_kind: r.meeting_kind.clone(),
                needed: r.needed,
                have,
                standing,
            })
        })
        .collect()
}

/// Whether a meeting is of the kind a requirement asks for; without a kind, any is.
pub fn counts(requirement: &Requirement, meeting: &MeetingRow) -> bool {
    requirement.part == Part::Attendance.name()
        && requirement
            .meeting_kind
            .as_ref()
            .is_none_or(|kind| *kind == meeting.kind)
}

/// The kinds of meeting that requirements ask for.
pub fn kinds(requirements: &[Requirement]) -> Vec<String> {
    let asked = requirements
        .iter()
        .filter(|r| r.part == Part::Attendance.name());
    let mut kinds = BTreeSet::new();
    for requirement in asked {
        match &requirement.meeting_kind {
            Some(kind) => {
                kinds.insert(kind.clone());
            }
            None => kinds.extend(meetings::Kind::ALL.iter().map(|k| k.name().to_string())),
        }
    }
    kinds.into_iter().collect()
}

/// A person's way through every programme they are enrolled in, by its name.
pub fn of_person(c: &mut Conn, now: NaiveDateTime, person_id: &str) -> Result<Vec<Progress>> {
    let enrolled = queries::enrolled_in(c, person_id)?;
    if enrolled.is_empty() {
        return Ok(Vec::new());
    }
    let programmes: Vec<Programme> = queries::programmes(c)?
        .into_iter()
        .filter(|p| enrolled.contains(&p.id))
        .collect();
    let requirements = queries::requirements(c, &enrolled)?;
    let kinds = kinds(&requirements);
    let person = [person_id.to_string()];
    let attended: Vec<MeetingRow> = meetings::held_of_kind(c, now, &person, &kinds)?
        .into_iter()
        .map(|(_, meeting)| meeting)
        .collect();
    let coming = meetings::coming_of_kinds(c, now, &kinds, 50)?;
    let results = queries::results(c, &enrolled, &person)?;
    let sittings: Vec<Sitting> = queries::sittings(c, &enrolled)?
        .into_iter()
        .filter(|s| s.is_coming(now))
        .collect();
    Ok(programmes
        .into_iter()
        .map(|programme| {
            let own: Vec<&Requirement> = requirements
                .iter()
                .filter(|r| r.programme_id == programme.id)
                .collect();
            let attended: Vec<&MeetingRow> = attended.iter().collect();
            let results: Vec<&ResultRow> = results
                .iter()
                .filter(|r| r.programme_id == programme.id)
                .collect();
            let next = sittings.iter().find(|s| s.programme_id == programme.id);
            let open = sittings
                .iter()
                .find(|s| s.programme_id == programme.id && !s.is_closed(now));
            let meant = |m: &MeetingRow| own.iter().any(|r| counts(r, m));
            Progress {
                steps: weigh(&own, &attended, &results),
                counted: attended
                    .iter()
                    .filter(|m| meant(m))
                    .map(|m| (*m).clone())
                    .collect(),
                coming: coming
                    .iter()
                    .filter(|m| meant(m) && !attended.iter().any(|a| a.id == m.id))
                    .take(4)
                    .cloned()
                    .collect(),
                next_sitting: next.cloned(),
                next_open_sitting: open.filter(|open| Some(*open) != next).cloned(),
                programme,
            }
        })
        .collect())
}
