//! What an entry says beside its text: the facts of its kind, as they are stored and compared.

use serde::{Deserialize, Serialize};

/// How far a note has come.
pub const NOTE_STAGES: [&str; 3] = ["draft", "corrections", "final"];

/// How an entry came from another: its text taken over, taken over and changed, or its idea alone.
pub const RELATIONS: [&str; 3] = ["copied", "adapted", "inspired"];

/// The facts of an entry. Each kind uses those that are its own; the others are empty. Texts are
/// plain text with line breaks, days are `YYYY-MM-DD`, terms are names of their vocabulary.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Facts {
    // A case
    /// What was wrong, or wanted.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub problem: String,
    /// The core of the effort: what another place must keep.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub core: String,
    /// What was done.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub done: String,
    /// Terms of `Vocabulary::Parties`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub parties: Vec<String>,
    /// A term of `Vocabulary::Starters`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub started_by: String,
    /// A term of `Vocabulary::Degrees`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub degree: String,
    /// Slugs of the tools that were used.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub methods: Vec<String>,
    /// Terms of `Vocabulary::Factors`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub factors: Vec<String>,
    /// Terms of `Vocabulary::Reflections`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub reflections: Vec<String>,
    /// The first and the last year of the effort; 0: not said, or still going on.
    #[serde(skip_serializing_if = "is_zero")]
    pub from_year: i64,
    #[serde(skip_serializing_if = "is_zero")]
    pub to_year: i64,
    /// A term of `Vocabulary::Stages`: planned, tried out, running, ended.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub stage: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub for_citizens: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub for_work: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub for_environment: String,
    /// `yes`, `no`, or empty: not said.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub evaluated: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub not_worked: String,
    /// At most three pieces.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub advice: Vec<String>,

    // A tool
    /// What one gets out of it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub gain: String,
    /// How to do it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub how: String,
    /// Terms of `Vocabulary::Steps`: the steps of a process it serves.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<String>,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub participants: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub time: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub strengths: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub weaknesses: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub origin: String,
    /// Slugs of cases from real life.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub examples: Vec<String>,
    /// A kind of worksheet, as `swot`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub worksheet: String,

    // A note
    #[serde(skip_serializing_if = "String::is_empty")]
    pub agenda: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub present: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub decisions: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub actions: Vec<Agreed>,
    /// One of `NOTE_STAGES`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub note_stage: String,
    /// The slug of the note before it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub previous: String,

    // A portrait
    #[serde(skip_serializing_if = "String::is_empty")]
    pub person_role: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub person_organisation: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub quote: String,

    // Any
    #[serde(skip_serializing_if = "Option::is_none")]
    pub derived_from: Option<Origin>,
    /// What the place that took it over knew already.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub knew: String,
    /// What it kept of the origin: its core.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub kept: String,
    /// What it made otherwise.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub changed: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub video: Option<Video>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<Link>,
}

/// What an entry builds on: one of the library, or something elsewhere.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Origin {
    /// One of `RELATIONS`.
    pub relation: String,
    /// The slug of an entry.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub entry: String,
    /// Of something elsewhere, with its address if it has one.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// An `https` or `http` address.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub address: String,
    /// Whom the entry was for that it builds on, when that is erased.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub gone: String,
}

/// Something a meeting agreed that somebody does.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Agreed {
    pub what: String,
    /// A role or a function.
    pub owner: String,
    /// A day, or empty.
    pub due: String,
}

/// A video elsewhere. Nothing of it is loaded until a reader asks.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Video {
    /// An `https` address.
    pub address: String,
    pub title: String,
    pub speakers: String,
    pub transcript: String,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Link {
    /// An `https` or `http` address.
    pub address: String,
    pub label: String,
}

fn is_zero(n: &i64) -> bool {
    *n == 0
}

impl Facts {
    /// As they are stored. What cannot be read counts as not said.
    pub fn read(stored: Option<&str>) -> Facts {
        stored
            .and_then(|s| serde_json::from_str(s).ok())
            .unwrap_or_default()
    }

    /// None when nothing is said.
    pub fn stored(&self) -> Option<String> {
        // Writing plain texts and numbers cannot fail.
        serde_json::to_string(self).ok().filter(|s| s != "{}")
    }

    pub fn without_factors(&self) -> Facts {
        Facts {
            factors: Vec::new(),
            ..self.clone()
        }
    }

    /// What a list can be narrowed to: vocabulary and term, each pair once.
    pub fn terms(&self) -> Vec<(&'static str, &str)> {
        let many: [(&'static str, &Vec<String>); 5] = [
            ("factor", &self.factors),
            ("reflection", &self.reflections),
            ("party", &self.parties),
            ("method", &self.methods),
            ("step", &self.steps),
        ];
        let one: [(&'static str, &String); 4] = [
            ("degree", &self.degree),
            ("starter", &self.started_by),
            ("stage", &self.stage),
            ("evaluated", &self.evaluated),
        ];
        let mut terms: Vec<(&'static str, &str)> = many
            .iter()
            .flat_map(|(vocabulary, all)| all.iter().map(|t| (*vocabulary, t.as_str())))
            .chain(one.iter().map(|(vocabulary, t)| (*vocabulary, t.as_str())))
            .filter(|(_, term)| !term.is_empty())
            .collect();
        terms.sort_unstable();
        terms.dedup();
        terms
    }

    /// Every text, as somebody would look for it: the facts' words without their names.
    pub fn texts(&self) -> String {
        let mut all = Vec::new();
        for text in [
            &self.problem,
            &self.core,
            &self.done,
            &self.for_citizens,
            &self.for_work,
            &self.for_environment,
            &self.not_worked,
            &self.gain,
            &self.how,
            &self.participants,
            &self.time,
            &self.strengths,
            &self.weaknesses,
            &self.origin,
            &self.agenda,
            &self.present,
            &self.person_role,
            &self.person_organisation,
            &self.quote,
            &self.knew,
            &self.kept,
            &self.changed,
        ] {
            all.push(text.as_str());
        }
        all.extend(self.advice.iter().map(String::as_str));
        all.extend(self.decisions.iter().map(String::as_str));
        for action in &self.actions {
            all.extend([action.what.as_str(), action.owner.as_str()]);
        }
        // The title of an entry of the library is that entry's, and not everybody's to find.
        all.extend(self.derived_from.iter().map(|o| o.title.as_str()));
        if let Some(video) = &self.video {
            all.extend([&video.title, &video.speakers, &video.transcript].map(String::as_str));
        }
        all.extend(self.links.iter().map(|l| l.label.as_str()));
        all.retain(|text| !text.is_empty());
        all.join("\n\n")
    }

    /// The years of the effort, as they are kept beside `terms`.
    pub fn years(&self) -> impl Iterator<Item = (&'static str, String)> {
        [("from_year", self.from_year), ("to_year", self.to_year)]
            .into_iter()
            .filter(|(_, year)| *year != 0)
            .map(|(name, year)| (name, year.to_string()))
    }
}
