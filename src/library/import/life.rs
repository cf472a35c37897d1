//! An entry's life as an export tells it, beside its content: whose it is, its days, where it stands in
//! series, its versions.

use std::collections::HashMap;

use chrono::NaiveDateTime;

use super::parse;
use crate::db::Db;
use crate::error::Result;
use crate::library::Status;
use crate::members;

/// Nothing of it is said by files that people write by hand.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Life {
    pub status: Option<Status>,
    /// Its name.
    pub organisation: Option<String>,
    pub owner: Option<Someone>,
    pub deputy: Option<Someone>,
    /// These in UTC.
    pub created_at: Option<NaiveDateTime>,
    pub updated_at: Option<NaiveDateTime>,
    pub reviewed_at: Option<NaiveDateTime>,
    pub reviewed_by: Option<Someone>,
    pub review_due: Option<NaiveDateTime>,
    /// The id of the meeting it tells of.
    pub meeting: Option<String>,
    /// Slugs of series, each with its place there, from 1.
    pub series: Vec<(String, i64)>,
    /// A folder with a file for each version, beside its own file.
    pub history: Option<String>,
    /// In their order, the last is what the entry says now.
    pub versions: Vec<Version>,
}

/// Behind the hash of a content: who of owner and deputy was here when it came in.
pub const HERE: [&str; 4] = ["", "+owner", "+deputy", "+owner+deputy"];

/// A person, as a file names them.
#[derive(Clone, Debug, PartialEq)]
pub struct Someone {
    pub shown: String,
    pub email: Option<String>,
    /// Who it is, when they are here.
    pub id: Option<String>,
}

/// What an entry was.
#[derive(Clone, Debug, PartialEq)]
pub struct Version {
    pub version: i64,
    /// UTC.
    pub at: NaiveDateTime,
    pub by: Option<Someone>,
    pub action: String,
    pub title: String,
    pub summary: String,
    pub body: String,
    /// As revisions keep it.
    pub facts: String,
}

impl Life {
    /// Takes in the versions. They are refused when two have one number.
    pub fn remember(&mut self, mut versions: Vec<Version>) -> std::result::Result<(), String> {
        parse::enough(versions.len())?;
        versions.sort_by_key(|v| v.version);
        let twice = versions.windows(2).find(|v| v[0].version == v[1].version);
        if let Some(two) = twice {
            return Err(format!("there are two revisions {}", two[0].version));
        }
        self.versions = versions;
        Ok(())
    }

    /// All of it that decides what is stored; nothing for what people write by hand.
    pub fn said(&self) -> Vec<String> {
        let day = |at: &Option<NaiveDateTime>| at.map(|at| at.to_string()).unwrap_or_default();
        let who = |of: &Option<Someone>| of.as_ref().map(|s| s.shown.clone()).unwrap_or_default();
        let mut said = vec![
            self.status
                .map(Status::name)
                .unwrap_or_default()
                .to_string(),
            self.organisation.clone().unwrap_or_default(),
            self.meeting.clone().unwrap_or_default(),
            day(&self.created_at),
            day(&self.updated_at),
            day(&self.reviewed_at),
            day(&self.review_due),
            who(&self.owner),
            who(&self.deputy),
            who(&self.reviewed_by),
        ];
        for v in &self.versions {
            let (number, at) = (v.version.to_string(), v.at.to_string());
            let by = who(&v.by);
            let parts = [
                &number, &at, &by, &v.action, &v.title, &v.summary, &v.body, &v.facts,
            ];
            said.push(parse::sha256(&parts.map(String::as_str)));
        }
        if said.iter().all(String::is_empty) {
            return Vec::new();
        }
        said
    }

    /// Which of `HERE` it is now.
    pub fn here(&self) -> &'static str {
        let [owner, deputy] = [&self.owner, &self.deputy].map(|who| usize::from(id(who).is_some()));
        HERE[owner + 2 * deputy]
    }

    /// How much text its versions hold, in bytes.
    pub fn bytes(&self) -> usize {
        self.versions.iter().map(|v| v.body.len()).sum()
    }

    /// Everybody it names.
    pub fn people(&mut self) -> impl Iterator<Item = &mut Someone> {
        let now = [&mut self.owner, &mut self.deputy, &mut self.reviewed_by];
        let then = self.versions.iter_mut().map(|v| &mut v.by);
        now.into_iter().chain(then).flatten()
    }
}

/// Which of the people that files name are here: ids by address.
#[derive(Default)]
pub struct People(HashMap<String, Option<String>>);

impl People {
    /// Says of those who are here who they are. A name alone is nobody: two may have it.
    pub fn recognise<'a>(
        &mut self,
        db: &Db,
        all: impl Iterator<Item = &'a mut Someone>,
    ) -> Result<()> {
        for someone in all {
            let Some(email) = &someone.email else {
                continue;
            };
            if !self.0.contains_key(email) {
                let found = db.read_now(|c| members::find_at_door(c, email))?;
                self.0.insert(email.clone(), found.map(|person| person.id));
            }
            someone.id = self.0.get(email).cloned().flatten();
        }
        Ok(())
    }
}

/// The id of somebody who is named and here.
pub fn id(someone: &Option<Someone>) -> Option<&str> {
    someone.as_ref()?.id.as_deref()
}
