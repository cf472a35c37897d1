//! Samskabt styring: a process is framed first, then goes in rounds on successive versions of a
//! proposal, and nobody forgets who has not been heard.

pub mod pages;
mod queries;
mod views;

use chrono::{NaiveDate, NaiveDateTime};

use crate::audit;
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::library::terms::{Terms, Vocabulary};
use crate::web::{FormData, Problems, dates};

/// The kind of a party whose rounds are a *drøftelse*: the duty toward MED committees is to inform
/// and discuss before the decision, not to hear them about one already made.
pub const MED: &str = "med";

/// Who can be a party.
pub const PARTY_KINDS: [&str; 8] = [
    "medarbejdere",
    "ledere",
    MED,
    "borgere",
    "foraeldre",
    "foreninger",
    "virksomheder",
    "politikere",
];

/// What a party is there for: writes the proposal, is involved, discusses it, decides.
pub const PARTS: [&str; 4] = ["mandat", "inddrages", "droeftelse", "beslutter"];

/// Open: the participants find what to work on. Strategic: a given steering tool is examined.
pub const APPROACHES: [&str; 2] = ["open", "strategic"];

/// Rows for parties in the form.
pub const PARTIES_MAX: usize = 8;

/// Somebody who must have a voice. Checked.
#[derive(Clone, Debug, PartialEq)]
pub struct NewParty {
    pub name: String,
    /// One of `PARTY_KINDS`.
    pub kind: String,
    /// One of `PARTS`; of MED always `droeftelse`.
    pub part: String,
    /// In a few words what the party does; may be empty.
    pub task: String,
}

/// The framing, agreed on before the first round. Checked.
#[derive(Clone, Debug, PartialEq)]
pub struct NewProcess {
    pub title: String,
    /// One of the library's areas.
    pub area: String,
    pub question: String,
    /// One of `APPROACHES`.
    pub approach: String,
    /// Commission and mandate, Markdown.
    pub commission: String,
    /// What management has promised, Markdown.
    pub backing: String,
    pub organisation_id: Option<String>,
    pub parties: Vec<NewParty>,
}

impl NewProcess {
    /// Parties are `party-1-name`, `-kind`, `-part`, `-task` and so on; a row without a name is left
    /// out. `organisation` is an id, looked up by the caller.
    pub fn parse(form: &FormData, terms: &Terms) -> std::result::Result<NewProcess, Problems> {
        let mut problems = Problems::default();
        let title = problems.line(form, "title", 200);
        let area = required_choice(
            &mut problems,
            form,
            "area",
            &terms.open(Vocabulary::Areas, None),
        );
        let question = problems.block(form, "question", 2000);
        let approach = required_choice(&mut problems, form, "approach", &APPROACHES);
        let commission = problems.block(form, "commission", 20_000);
        let backing = problems.block(form, "backing", 5000);
        let organisation = form.get("organisation");
        let parties = parties(&mut problems, form);
        problems.or(NewProcess {
            title,
            area,
            question,
            approach,
            commission,
            backing,
            organisation_id: (!organisation.is_empty()).then(|| organisation.to_string()),
            parties,
        })
    }
}

/// The name of a party row's field, rows counted from 1.
pub fn party_field(row: usize, field: &str) -> String {
    format!("party-{row}-{field}")
}

fn parties(problems: &mut Problems, form: &FormData) -> Vec<NewParty> {
    let mut parties: Vec<NewParty> = Vec::new();
    for row in 1..=PARTIES_MAX {
        let field = party_field(row, "name");
        let name = problems.optional_line(form, &field, 150);
        let task = problems.optional_line(form, &party_field(row, "task"), 300);
        if name.is_empty() {
            if !task.is_empty() {
                problems.add(&field, "invalid-missing-name");
            }
            continue;
        }
        if parties.iter().any(|p| p.name == name) {
            problems.add(&field, "processes-party-twice");
        }
        let kind = required_choice(problems, form, &party_field(row, "kind"), &PARTY_KINDS);
        let part = if kind == MED {
            "droeftelse".to_string()
        } else {
            required_choice(problems, form, &party_field(row, "part"), &PARTS)
        };
        parties.push(NewParty {
            name,
            kind,
            part,
            task,
        });
    }
    if parties.is_empty() && problems.of("party-1-name").is_none() {
        problems.add("party-1-name", "processes-no-party");
    }
    parties
}

fn required_choice(problems: &mut Problems, form: &FormData, field: &str, of: &[&str]) -> String {
    let chosen = problems.choice(form, field, of);
    if chosen.is_none() && form.get(field).is_empty() {
        problems.add(field, "invalid-choice");
    }
    chosen.unwrap_or_default().to_string()
}

/// A round: the proposal as it stands, and the day it is taken up. Checked.
#[derive(Clone, Debug, PartialEq)]
pub struct NewRound {
    pub title: String,
    /// Markdown.
    pub proposal: String,
    /// A calendar day where the process is.
    pub held_on: NaiveDate,
}

impl NewRound {
    pub fn parse(form: &FormData) -> std::result::Result<NewRound, Problems> {
        let mut problems = Problems::default();
        let title = problems.line(form, "title", 200);
        let proposal = problems.block(form, "proposal", 20_000);
        let held_on = dates::parse(form.get("held_on"), "00:00").map(|at| at.date());
        if held_on.is_none() {
            problems.add("held_on", "processes-invalid-date");
        }
        problems.or(NewRound {
            title,
            proposal,
            held_on: held_on.unwrap_or_default(),
        })
    }
}

/// What a party said in a round. Checked.
#[derive(Clone, Debug, PartialEq)]
struct NewVoice {
    round: String,
    party: String,
    said: String,
}

impl NewVoice {
    fn parse(form: &FormData) -> std::result::Result<NewVoice, Problems> {
        let mut problems = Problems::default();
        for field in ["round", "party"] {
            if form.get(field).is_empty() {
                problems.add(field, "invalid-choice");
            }
        }
        let said = problems.block(form, "said", 5000);
        problems.or(NewVoice {
            round: form.get("round").to_string(),
            party: form.get("party").to_string(),
            said,
        })
    }
}

/// Opens a process with its parties; its id, and the parties' ids in their order.
pub fn create(
    c: &mut Conn,
    now: NaiveDateTime,
    lead: &str,
    new: &NewProcess,
) -> Result<(String, Vec<String>)> {
    let id = crate::app::new_id();
    queries::insert(c, now, &id, lead, new)?;
    let parties = queries::insert_parties(c, &id, &new.parties)?;
    audit::record(c, now, Some(lead), "create", "process", &id)?;
    Ok((id, parties))
}

/// Adds the next round; its id. `actor` is checked by the caller.
pub fn add_round(
    c: &mut Conn,
    now: NaiveDateTime,
    actor: &str,
    process: &str,
    new: &NewRound,
) -> Result<String> {
    queries::touch(c, now, process)?;
    let id = queries::insert_round(c, process, new)?;
    audit::record(c, now, Some(actor), "add-round", "process", process)?;
    Ok(id)
}

/// Records that a party was heard in a round, and what it said. Said again, it is added to what the
/// party said before. `actor` is checked by the caller; round and party must be of one process.
pub fn record_voice(
    c: &mut Conn,
    now: NaiveDateTime,
    actor: &str,
    round: &str,
    party: &str,
    said: &str,
) -> Result<()> {
    let process = queries::process_of(c, round, party)?.ok_or(Error::NotFound)?;
    queries::touch(c, now, &process)?;
    let said = match queries::said(c, round, party)? {
        Some(before) if !before.is_empty() => format!("{before}\n\n{said}"),
        _ => said.to_string(),
    };
    queries::upsert_voice(c, now, round, party, &said)?;
    audit::record(c, now, Some(actor), "record-voice", "process", &process)
}
