//! The texts a public site owes its readers: the accessibility statement at `/was`, the privacy page
//! at `/privacy`. The built-in text stands until an administrator saves another; once a year they are
//! asked to look at it again.

pub mod pages;
mod queries;
mod views;

use chrono::{Months, NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

use crate::audit;
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::mail;
use crate::members::{self, Role};
use crate::settings;
use crate::web::{FormData, Lang, Problems};

pub use queries::Statement;
pub use views::{public_accessibility, public_privacy};

/// A text. The name is stored.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Name {
    Accessibility,
    Privacy,
}

impl Name {
    pub const ALL: [Name; 2] = [Name::Accessibility, Name::Privacy];

    pub fn name(self) -> &'static str {
        match self {
            Name::Accessibility => "accessibility",
            Name::Privacy => "privacy",
        }
    }

    pub fn named(name: &str) -> Option<Name> {
        Name::ALL.into_iter().find(|n| n.name() == name)
    }

    /// Where readers find it.
    pub fn address(self) -> &'static str {
        match self {
            Name::Accessibility => "/was",
            Name::Privacy => "/privacy",
        }
    }
}

/// The longest text, in characters.
const TEXT_MAX: usize = 50_000;
/// The longest field of the accessibility statement, in characters.
const FIELD_MAX: usize = 5_000;

pub const COMPLIANCES: [&str; 3] = ["full", "partly", "none"];
pub const METHODS: [&str; 2] = ["self", "third"];

/// What the Danish law on web accessibility asks a statement to say. Texts are Markdown.
#[derive(Serialize, Deserialize, Clone, Debug, Default, PartialEq)]
#[serde(default)]
pub struct Accessibility {
    /// Who answers for the site.
    pub organisation: String,
    /// Which site.
    pub site: String,
    /// One of `COMPLIANCES`.
    pub compliance: String,
    /// What is not accessible, and why.
    pub gaps: String,
    pub reasons: String,
    pub alternatives: String,
    /// One of `METHODS`.
    pub method: String,
    pub prepared_on: Option<NaiveDate>,
    pub contact: String,
    pub complaint: String,
}

impl Accessibility {
    pub fn parse(form: &FormData) -> std::result::Result<Accessibility, Problems> {
        let mut problems = Problems::default();
        let organisation = problems.line(form, "was_organisation", 200);
        let site = problems.line(form, "was_site", 300);
        let compliance = problems.choice(form, "was_compliance", &COMPLIANCES);
        if compliance.is_none() && form.get("was_compliance").is_empty() {
            problems.add("was_compliance", "invalid-choice");
        }
        // Who does not comply in full says where not, and why.
        let (gaps, reasons) = if matches!(compliance, Some("partly" | "none")) {
            (
                problems.block(form, "was_gaps", FIELD_MAX),
                problems.block(form, "was_reasons", FIELD_MAX),
            )
        } else {
            (
                problems.optional_block(form, "was_gaps", FIELD_MAX),
                problems.optional_block(form, "was_reasons", FIELD_MAX),
            )
        };
        let alternatives = problems.optional_block(form, "was_alternatives", FIELD_MAX);
        let method = problems.choice(form, "was_method", &METHODS);
        if method.is_none() && form.get("was_method").is_empty() {
            problems.add("was_method", "invalid-choice");
        }
        let prepared_on =
            NaiveDate::parse_from_str(form.get("was_prepared").trim(), "%Y-%m-%d").ok();
        if prepared_on.is_none() {
            problems.add("was_prepared", "admin-was-prepared-invalid");
        }
        let contact = problems.block(form, "was_contact", FIELD_MAX);
        let complaint = problems.block(form, "was_complaint", FIELD_MAX);
        problems.or(Accessibility {
            organisation,
            site,
            compliance: compliance.unwrap_or_default().to_string(),
            gaps,
            reasons,
            alternatives,
            method: method.unwrap_or_default().to_string(),
            prepared_on,
            contact,
            complaint,
        })
    }
}

/// What readers of a language get: the text in it; else the one there is, in another language; else
/// the newest mark that the built-in text was looked at.
pub fn shown(c: &mut Conn, name: Name, lang: Lang) -> Result<Option<Statement>> {
    let mut all = queries::of(c, name)?;
    let written = |s: &Statement| !s.body.is_empty();
    all.sort_by_key(|s| (!written(s), s.lang != lang.code()));
    Ok(all.into_iter().next())
}

/// Saves a text. `version` is the one its writer saw, 0 where there was none; `Conflict` when it is
/// no longer that.
pub fn save(
    c: &mut Conn,
    now: NaiveDateTime,
    actor: &str,
    name: Name,
    lang: Lang,
    version: i64,
    body: &str,
) -> Result<()> {
    let there = queries::get(c, name, lang)?;
    if there.map_or(0, |s| s.version) != version {
        return Err(Error::Conflict);
    }
    queries::put(c, name, lang, body, now, version + 1)?;
    audit::record(c, now, Some(actor), "change", "statement", name.name())
}

/// An administrator has looked at a text in every language, and nothing need be changed.
pub fn reviewed(c: &mut Conn, now: NaiveDateTime, actor: &str, name: Name) -> Result<()> {
    let there = queries::of(c, name)?;
    if there.is_empty() {
        // The built-in text was looked at: an empty one stands for it.
        queries::put(c, name, Lang::Da, "", now, 1)?;
    }
    for statement in there {
        queries::set_reviewed(c, &statement, now)?;
    }
    audit::record(c, now, Some(actor), "review", "statement", name.name())
}

/// Whether every text has been looked at once.
pub fn all_reviewed(c: &mut Conn) -> Result<bool> {
    let all = queries::all(c)?;
    Ok(Name::ALL
        .into_iter()
        .all(|name| all.iter().any(|s| s.name == name.name())))
}

/// Texts nobody has looked at for a year, with when somebody last did. What nobody ever looked at is
/// a step of the first-run guide.
pub fn overdue(c: &mut Conn, now: NaiveDateTime) -> Result<Vec<(Name, NaiveDateTime)>> {
    let limit = now.checked_sub_months(Months::new(12)).unwrap_or(now);
    let all = queries::all(c)?;
    Ok(Name::ALL
        .into_iter()
        .filter_map(|name| {
            let of = all.iter().filter(|s| s.name == name.name());
            let at = of.map(|s| s.reviewed_at).min()?;
            (at <= limit).then_some((name, at))
        })
        .collect())
}

/// Writes administrators about what is overdue, once for each time it becomes so.
pub fn remind(c: &mut Conn, now: NaiveDateTime, host: &str) -> Result<()> {
    for (name, since) in overdue(c, now)? {
        let mark = format!("reminded.{}", name.name());
        if !settings::put(c, &mark, &since.to_string())? {
            continue;
        }
        let roles = members::all_roles(c)?;
        for (person, roles) in roles {
            if roles.contains(&Role::Administrator) {
                let occasion = format!("review:{}:{since}:{person}", name.name());
                let kind = mail::Kind::Review;
                mail::enqueue(c, now, host, kind, &person, name.name(), &occasion)?;
            }
        }
    }
    Ok(())
}
