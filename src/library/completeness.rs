//! How complete an entry is, and what is missing. A pure function of kind and content.

use super::facts::Facts;
use super::{Kind, NewEntry};

/// How far an entry has come.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Level {
    /// Others cannot use it yet.
    Stub,
    /// It can be read, and something is missing.
    Partial,
    Complete,
}

impl Level {
    /// The name in message keys: `facts-level-<name>`.
    pub fn name(self) -> &'static str {
        match self {
            Level::Stub => "stub",
            Level::Partial => "partial",
            Level::Complete => "complete",
        }
    }
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Completeness {
    pub level: Level,
    /// The form's fields where something is missing, in the form's order. What each lacks is
    /// `facts-missing-<field>`.
    pub missing: Vec<&'static str>,
    /// How many are filled, and of how many.
    pub filled: usize,
    pub of: usize,
}

/// How complete an entry is.
pub fn of(entry: &NewEntry) -> Completeness {
    let expected = expected(entry);
    let missing: Vec<&'static str> = expected
        .iter()
        .filter(|(_, filled)| !filled)
        .map(|(field, _)| *field)
        .collect();
    let level = if !readable_by_others(entry.kind, &entry.summary, &entry.body, &entry.facts) {
        Level::Stub
    } else if missing.is_empty() {
        Level::Complete
    } else {
        Level::Partial
    };
    Completeness {
        level,
        filled: expected.len() - missing.len(),
        of: expected.len(),
        missing,
    }
}

/// Whether there is enough for others to read: a summary, and a text or the kind's key facts.
pub fn readable_by_others(kind: Kind, summary: &str, body: &str, facts: &Facts) -> bool {
    !summary.is_empty() && (!body.is_empty() || has_key_facts(kind, facts))
}

/// Whether the facts alone say what an entry of the kind is for.
pub fn has_key_facts(kind: Kind, facts: &Facts) -> bool {
    match kind {
        Kind::Case => !facts.problem.is_empty() && !facts.done.is_empty(),
        Kind::Tool => !facts.gain.is_empty() && !facts.how.is_empty(),
        Kind::Note => !facts.decisions.is_empty() || !facts.actions.is_empty(),
        Kind::Portrait => !facts.quote.is_empty() && !facts.person_role.is_empty(),
    }
}

/// What a finished entry of the kind says: the form's field, and whether it is there.
fn expected(entry: &NewEntry) -> Vec<(&'static str, bool)> {
    let facts = &entry.facts;
    let said = |text: &String| !text.is_empty();
    let mut all = vec![("summary", said(&entry.summary))];
    match entry.kind {
        Kind::Case => all.extend([
            ("area", entry.area.is_some()),
            ("municipality", entry.municipality.is_some()),
            ("problem", said(&facts.problem)),
            ("core", said(&facts.core)),
            ("done", said(&facts.done)),
            ("parties", !facts.parties.is_empty()),
            ("started_by", said(&facts.started_by)),
            ("degree", said(&facts.degree)),
            ("factors", !facts.factors.is_empty()),
            ("from_year", facts.from_year != 0),
            ("stage", said(&facts.stage)),
            (
                "for_citizens",
                [&facts.for_citizens, &facts.for_work, &facts.for_environment]
                    .into_iter()
                    .any(said),
            ),
            ("evaluated", said(&facts.evaluated)),
            ("not_worked", said(&facts.not_worked)),
            ("advice_1", !facts.advice.is_empty()),
            ("contact_role", said(&entry.contact_role)),
            ("contact_deputy", said(&entry.contact_deputy)),
        ]),
        Kind::Tool => all.extend([
            ("gain", said(&facts.gain)),
            ("how", said(&facts.how)),
            ("steps", !facts.steps.is_empty()),
            ("participants", said(&facts.participants)),
            ("time", said(&facts.time)),
            ("strengths", said(&facts.strengths)),
            ("weaknesses", said(&facts.weaknesses)),
            ("origin", said(&facts.origin)),
            ("examples", !facts.examples.is_empty()),
            ("contact_role", said(&entry.contact_role)),
        ]),
        Kind::Note => all.extend([
            ("meeting", entry.meeting_id.is_some()),
            ("agenda", said(&facts.agenda)),
            ("present", said(&facts.present)),
            ("note_stage", said(&facts.note_stage)),
            ("decisions", !facts.decisions.is_empty()),
            ("actions", !facts.actions.is_empty()),
        ]),
        Kind::Portrait => all.extend([
            ("person_role", said(&facts.person_role)),
            ("person_organisation", said(&facts.person_organisation)),
            ("quote", said(&facts.quote)),
            (
                "body",
                said(&entry.body) || facts.video.as_ref().is_some_and(|v| said(&v.transcript)),
            ),
        ]),
    }
    all
}
