//! Programmes, their requirements, sittings and results.
//!
//! What a programme asks for is data: so many meetings of a kind, a written part, an oral part.
//! Attendance belongs to the person, whatever organisation they sat for.

pub mod pages;
mod progress;
mod queries;
mod views;

use chrono::NaiveDateTime;
use maud::{Markup, html};

use crate::app::new_id;
use crate::audit;
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::meetings;
use crate::web::{Ctx, FormData, Problems, dates};

pub use progress::{Progress, of_person};
pub use queries::{Programme, Requirement, Sitting};

/// One of the parts a programme may ask for. The name is stored.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Part {
    Attendance,
    Written,
    Oral,
}

impl Part {
    pub const ALL: [Part; 3] = [Part::Attendance, Part::Written, Part::Oral];

    pub fn name(self) -> &'static str {
        match self {
            Part::Attendance => "attendance",
            Part::Written => "written",
            Part::Oral => "oral",
        }
    }

    pub fn named(name: &str) -> Option<Part> {
        Part::ALL.into_iter().find(|p| p.name() == name)
    }
}

/// How a written or oral part stands. The name is stored; no row means nothing yet.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Standing {
    Submitted,
    Passed,
    Failed,
}

impl Standing {
    pub const ALL: [Standing; 3] = [Standing::Submitted, Standing::Passed, Standing::Failed];

    pub fn name(self) -> &'static str {
        match self {
            Standing::Submitted => "submitted",
            Standing::Passed => "passed",
            Standing::Failed => "failed",
        }
    }

    pub fn named(name: &str) -> Option<Standing> {
        Standing::ALL.into_iter().find(|s| s.name() == name)
    }
}

/// A programme as its teacher defines it. Checked.
#[derive(Clone, Debug, PartialEq)]
pub struct NewProgramme {
    pub name: String,
    /// Markdown.
    pub description: String,
    pub ects: i64,
    /// How many meetings, and of which kind. 0: attendance is not asked for.
    pub meetings_needed: i64,
    pub meeting_kind: meetings::Kind,
    pub written: bool,
    pub oral: bool,
}

impl NewProgramme {
    pub fn parse(form: &FormData) -> std::result::Result<NewProgramme, Problems> {
        let mut problems = Problems::default();
        let kind = meetings::Kind::named(form.get("meeting_kind"));
        if kind.is_none() {
            problems.add("meeting_kind", "invalid-choice");
        }
        let new = NewProgramme {
            name: problems.line(form, "name", 150),
            description: problems.optional_block(form, "description", 10_000),
            ects: problems.number(form, "ects", 0, 60),
            meetings_needed: problems.number(form, "meetings_needed", 0, 50),
            meeting_kind: kind.unwrap_or(meetings::Kind::Network),
            written: form.all("parts").any(|p| p == "written"),
            oral: form.all("parts").any(|p| p == "oral"),
        };
        if new.meetings_needed == 0 && !new.written && !new.oral {
            problems.add("parts", "study-asks-nothing");
        }
        problems.or(new)
    }
}

/// A sitting of the exam. Wall-clock times in `zone`.
#[derive(Clone, Debug, PartialEq)]
pub struct NewSitting {
    pub starts_local: NaiveDateTime,
    pub register_by_local: NaiveDateTime,
    /// An IANA name, one of `meetings::ZONES`.
    pub zone: String,
    pub place: String,
}

impl NewSitting {
    pub fn parse(form: &FormData) -> std::result::Result<NewSitting, Problems> {
        let mut problems = Problems::default();
        let starts = dates::parse(form.get("day"), form.get("starts"));
        if starts.is_none() {
            problems.add("day", "invalid-date");
        }
        // Until the end of that day.
        let by = dates::parse(form.get("register_by"), "23:59");
        if by.is_none() {
            problems.add("register_by", "invalid-date");
        }
        if let (Some(starts), Some(by)) = (starts, by)
            && by.date() > starts.date()
        {
            problems.add("register_by", "study-register-after");
        }
        let zone = problems.choice(form, "zone", &meetings::ZONES);
        let place = problems.line(form, "place", 200);
        problems.or(NewSitting {
            starts_local: starts.unwrap_or_default(),
            register_by_local: by.unwrap_or_default(),
            zone: zone.unwrap_or(meetings::ZONES[0]).to_string(),
            place,
        })
    }
}

/// Makes a programme with its rule; its id. Names are unique.
pub fn create_programme(c: &mut Conn, now: NaiveDateTime, new: &NewProgramme) -> Result<String> {
    let id = new_id();
    queries::insert_programme(c, now, &id, new)?;
    set_requirements(c, &id, new)?;
    Ok(id)
}

/// Changes a programme that is still at `version`, and its rule; what students have done so far is
/// weighed by the new rule. `Conflict` when somebody else was first.
pub fn change_programme(c: &mut Conn, id: &str, version: i64, new: &NewProgramme) -> Result<()> {
    queries::update_programme(c, id, version, new)?;
    set_requirements(c, id, new)
}

fn set_requirements(c: &mut Conn, id: &str, new: &NewProgramme) -> Result<()> {
    queries::delete_requirements(c, id)?;
    if new.meetings_needed > 0 {
        let kind = Some(new.meeting_kind.name());
        queries::insert_requirement(c, id, Part::Attendance, 1, kind, new.meetings_needed)?;
    }
    for (part, position, asked) in [(Part::Written, 2, new.written), (Part::Oral, 3, new.oral)] {
        if asked {
            queries::insert_requirement(c, id, part, position, None, 1)?;
        }
    }
    Ok(())
}

/// Adds a sitting; its id.
pub fn add_sitting(c: &mut Conn, programme_id: &str, new: &NewSitting) -> Result<String> {
    queries::programme(c, programme_id)?;
    let id = new_id();
    queries::insert_sitting(c, &id, programme_id, new)?;
    Ok(id)
}

/// Enrols a person; twice is once. It gives them a view of their own way and nothing else.
pub fn enrol(c: &mut Conn, now: NaiveDateTime, programme_id: &str, person_id: &str) -> Result<()> {
    queries::programme(c, programme_id)?;
    queries::insert_enrolment(c, now, programme_id, person_id)
}

/// Records how a written or oral part stands, in place of what stood before; audited. `NotFound`
/// when the person is not enrolled or the programme does not ask for that part.
pub fn record_result(
    c: &mut Conn,
    now: NaiveDateTime,
    by: Option<&str>,
    programme_id: &str,
    person_id: &str,
    part: Part,
    standing: Standing,
) -> Result<()> {
    let asked = queries::requirements(c, &[programme_id.to_string()])?
        .iter()
        .any(|r| r.part == part.name());
    if part == Part::Attendance || !asked || !queries::is_enrolled(c, programme_id, person_id)? {
        return Err(Error::NotFound);
    }
    queries::set_result(c, now, by, programme_id, person_id, part, standing)?;
    let action = format!("record-{}-{}", part.name(), standing.name());
    audit::record(c, now, by, &action, "person", person_id)
}

/// A student's own way so far, for the front page. Empty when they are enrolled nowhere.
pub async fn own_view(ctx: &Ctx) -> Result<Markup> {
    let Some(member) = &ctx.member else {
        return Ok(html! {});
    };
    let (now, id) = (ctx.app.clock.now(), member.id.clone());
    let own = ctx.read(move |c| of_person(c, now, &id)).await?;
    Ok(views::panel(ctx, &own))
}
