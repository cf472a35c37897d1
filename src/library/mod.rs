//! Entries: cases, tools, notes and portraits; their revisions.

pub mod indexing;
mod queries;

use chrono::NaiveDateTime;
use maud::{Markup, html};

use crate::changes;
use crate::db::Conn;
use crate::error::Result;
use crate::text;
use crate::web::Ctx;

/// What an entry is. The name is stored and is the filter's value.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Kind {
    Case,
    Tool,
    Note,
    Portrait,
}

impl Kind {
    pub const ALL: [Kind; 4] = [Kind::Case, Kind::Tool, Kind::Note, Kind::Portrait];

    pub fn name(self) -> &'static str {
        match self {
            Kind::Case => "case",
            Kind::Tool => "tool",
            Kind::Note => "note",
            Kind::Portrait => "portrait",
        }
    }

    pub fn named(name: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|k| k.name() == name)
    }
}

/// Who a published entry is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Audience {
    Public,
    Network,
    Organisation,
}

impl Audience {
    pub const ALL: [Audience; 3] = [Audience::Public, Audience::Network, Audience::Organisation];

    pub fn name(self) -> &'static str {
        match self {
            Audience::Public => "public",
            Audience::Network => "network",
            Audience::Organisation => "organisation",
        }
    }

    pub fn named(name: &str) -> Option<Audience> {
        Audience::ALL.into_iter().find(|a| a.name() == name)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Status {
    Draft,
    InReview,
    Published,
    Archived,
}

impl Status {
    pub const ALL: [Status; 4] = [
        Status::Draft,
        Status::InReview,
        Status::Published,
        Status::Archived,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Status::Draft => "draft",
            Status::InReview => "in_review",
            Status::Published => "published",
            Status::Archived => "archived",
        }
    }

    pub fn named(name: &str) -> Option<Status> {
        Status::ALL.into_iter().find(|s| s.name() == name)
    }
}

/// Areas of municipal work an entry may belong to.
pub const AREAS: [&str; 9] = [
    "aeldre",
    "dagtilbud",
    "skole",
    "social",
    "sundhed",
    "beskaeftigelse",
    "teknik-miljoe",
    "kultur-fritid",
    "tvaergaaende",
];

/// What made a case succeed; the six of *Stuprör och hängrännor*.
pub const SUCCESS_FACTORS: [&str; 6] = [
    "leadership",
    "budget",
    "organisation",
    "methods",
    "incentives",
    "evaluation",
];

/// The content of an entry, checked: what its editor decides.
#[derive(Clone, Debug, PartialEq)]
pub struct NewEntry {
    pub kind: Kind,
    pub title: String,
    pub summary: String,
    /// Markdown.
    pub body: String,
    /// One of `web::lang::CONTENT_LANGUAGES`.
    pub lang: String,
    pub municipality: Option<String>,
    /// One of `AREAS`.
    pub area: Option<String>,
    /// One of `SUCCESS_FACTORS`.
    pub success_factor: Option<String>,
    pub tags: Vec<String>,
    pub contact_role: String,
    pub audience: Audience,
    pub organisation_id: Option<String>,
    /// The meeting a note tells of.
    pub meeting_id: Option<String>,
}

/// Where an entry came to be.
#[derive(Clone, Debug, PartialEq)]
pub struct Created {
    pub id: String,
    pub slug: String,
}

/// Makes an entry with its first revision. `owner` is none for what no person brought in.
pub fn create(
    c: &mut Conn,
    now: NaiveDateTime,
    owner: Option<&str>,
    new: &NewEntry,
    status: Status,
) -> Result<Created> {
    let id = crate::app::new_id();
    let slug = free_slug(c, &new.title, &id)?;
    queries::insert(c, now, &id, &slug, owner, new, status)?;
    queries::insert_revision(c, now, &id, 1, owner, "created", new)?;
    changes::record(c, changes::Kind::Entry, &id, now)?;
    Ok(Created { id, slug })
}

/// The title's slug, with a piece of the id behind it when another entry has it already.
fn free_slug(c: &mut Conn, title: &str, id: &str) -> Result<String> {
    let slug = text::slug(title);
    if slug != "new" && !queries::slug_taken(c, &slug)? {
        return Ok(slug);
    }
    Ok(format!("{slug}-{}", &id[id.len() - 6..]))
}

/// The newest entries a viewer may see, as cards for the front page.
pub async fn latest_view(_ctx: &Ctx, _count: i64) -> Result<Markup> {
    Ok(html! {})
}
