//! Forum, processes and worksheets, written through the same checks as what people type.

use chrono::{Duration, NaiveDateTime, NaiveTime};

use super::content::{Content, Process, Topic, Worksheet};
use super::people::People;
use super::{Days, instant};
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::forum::{self, NewPost, NewTopic};
use crate::library::terms;
use crate::processes::{self, NewProcess, NewRound, party_field};
use crate::web::{FormData, Problems};
use crate::worksheets;

pub fn add(
    c: &mut Conn,
    now: NaiveDateTime,
    days: &Days,
    content: &Content,
    people: &People,
) -> Result<()> {
    for topic in &content.topics {
        add_topic(c, days, topic, people)?;
    }
    for process in &content.processes {
        add_process(c, now - Duration::days(25), days, process, people)?;
    }
    for sheet in &content.worksheets {
        add_worksheet(c, now - Duration::days(9), sheet, people)?;
    }
    Ok(())
}

fn refused(what: &str) -> impl Fn(Problems) -> Error + '_ {
    move |problems| Error::internal(format!("demo: {what}: {problems:?}"))
}

fn add_topic(c: &mut Conn, days: &Days, topic: &Topic, people: &People) -> Result<()> {
    let form = FormData::of([("title", topic.title.as_str()), ("body", &topic.body)]);
    let new = NewTopic::parse(&form).map_err(refused(&topic.title))?;
    let author = people.id(&topic.author)?;
    let id = forum::start(c, written(days, topic.days_ago, 0), author, &new)?;
    for (turn, post) in (1i64..).zip(&topic.posts) {
        let form = FormData::of([("body", post.body.as_str())]);
        let new = NewPost::parse(&form).map_err(refused(&topic.title))?;
        let at = written(days, post.days_ago, turn);
        forum::reply(c, at, people.id(&post.author)?, &id, &new)?;
    }
    Ok(())
}

/// When the post whose turn it is was written: later turns later in the day.
fn written(days: &Days, days_ago: i64, turn: i64) -> NaiveDateTime {
    let morning = (days.0 - Duration::days(days_ago)).and_time(NaiveTime::MIN);
    instant(morning + Duration::minutes(8 * 60 + 12 + turn * 47))
}

fn add_process(
    c: &mut Conn,
    now: NaiveDateTime,
    days: &Days,
    process: &Process,
    people: &People,
) -> Result<()> {
    let mut form = FormData::of([
        ("title", process.title.as_str()),
        ("area", &process.area),
        ("question", &process.question),
        ("approach", &process.open_or_strategic),
        ("commission", &process.commission),
        ("backing", &process.management_backing),
        ("organisation", people.organisation(&process.organisation)?),
    ]);
    for (row, party) in (1..).zip(&process.parties) {
        form.set(&party_field(row, "name"), &party.name);
        form.set(&party_field(row, "kind"), &party.kind);
        form.set(&party_field(row, "part"), part(&party.kind));
        form.set(&party_field(row, "task"), &party.role);
    }
    let terms = terms::load(c)?;
    let new = NewProcess::parse(&form, &terms).map_err(refused(&process.title))?;
    let lead = people.id(&process.lead)?;
    let (id, parties) = processes::create(c, now, lead, &new)?;
    for round in &process.rounds {
        let mut form = FormData::of([
            ("title", round.title.as_str()),
            ("proposal", &round.version),
        ]);
        form.set("held_on", days.working_day(round.days).to_string());
        let new = NewRound::parse(&form).map_err(refused(&round.title))?;
        let held = processes::add_round(c, now, lead, &id, &new)?;
        for name in &round.heard {
            let heard = process
                .parties
                .iter()
                .position(|p| p.name == *name)
                .and_then(|at| parties.get(at))
                .ok_or_else(|| Error::internal(format!("demo: no party {name}")))?;
            processes::record_voice(c, now, lead, &held, heard, "")?;
        }
    }
    Ok(())
}

/// In the demonstration those who get the supervision write the proposal.
fn part(kind: &str) -> &'static str {
    match kind {
        "medarbejdere" | "ledere" => "mandat",
        "politikere" => "beslutter",
        processes::MED => "droeftelse",
        _ => "inddrages",
    }
}

fn add_worksheet(
    c: &mut Conn,
    now: NaiveDateTime,
    sheet: &Worksheet,
    people: &People,
) -> Result<()> {
    let template = worksheets::Template::named(&sheet.kind)
        .ok_or_else(|| Error::internal(format!("demo: no worksheet {}", sheet.kind)))?;
    let mut form = FormData::of([("title", sheet.title.as_str())]);
    for (cell, lines) in &sheet.cells {
        form.set(cell, lines.join("\n"));
    }
    let content = worksheets::Content::parse(template, &form).map_err(refused(&sheet.title))?;
    let owner = people.id(&sheet.author)?;
    let organisation = people.seat_of(&sheet.author);
    worksheets::create(c, now, owner, organisation, template, "network", &content)?;
    Ok(())
}
