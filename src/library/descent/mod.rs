//! Adaptation: an entry may be copied, adapted or inspired by another, and both show it. What an entry
//! builds on is one of its facts, so that drafts, revisions and files carry it; the table `descents`
//! says the same once more, to be followed from generation to generation.
//!
//! Nobody builds on themselves, however many generations lie between. Who may not read an origin sees
//! neither its title nor that there is one; what was withdrawn leaves a trace for those who could read
//! it.

pub mod pages;
mod queries;
pub mod using;
pub mod views;

use std::collections::{HashMap, HashSet};

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::facts::{Facts, Origin};
use super::{Audience, Entry, Kind, NewEntry, Status, queries as library};
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::members::{Member, Scope};
use crate::notices;
use crate::places;
use crate::rights::{Act, EntryRights, may};
use crate::schema::entries;
use crate::web::{FormData, Problems};

/// Generations that are drawn, to each side.
const GENERATIONS: usize = 4;
/// Entries of a generation that are drawn.
const BREADTH: i64 = 24;
/// Generations that are followed to see whether a line leads back to where it began. More than anybody
/// means.
const LONGEST: usize = 200;

/// An entry in a line of descent.
#[derive(Queryable, Selectable, Debug, Clone, PartialEq)]
#[diesel(table_name = entries)]
pub struct Relative {
    pub id: String,
    pub slug: String,
    pub title: String,
    pub lang: String,
    municipality: Option<String>,
    place: Option<String>,
    status: String,
    audience: String,
    owner_id: Option<String>,
    deputy_id: Option<String>,
    organisation_id: Option<String>,
    published_at: Option<NaiveDateTime>,
}

/// What a viewer may know of an entry another one names.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Standing {
    Shown,
    /// It was withdrawn, and they could read it when it was there.
    Gone,
    Hidden,
}

impl Relative {
    pub fn place(&self) -> Option<&str> {
        places::label(self.municipality.as_deref(), self.place.as_deref())
    }

    fn rights<'a>(&'a self, status: &'a str) -> EntryRights<'a> {
        EntryRights {
            status,
            audience: &self.audience,
            owner_id: self.owner_id.as_deref(),
            deputy_id: self.deputy_id.as_deref(),
            organisation_id: self.organisation_id.as_deref(),
        }
    }

    fn standing(&self, who: Option<&Member>) -> Standing {
        let reads = |status| may(who, Act::ReadEntry(self.rights(status)));
        let in_bin = self.status == Status::Deleted.name();
        if !in_bin && reads(&self.status) {
            Standing::Shown
        } else if self.published_at.is_some() && reads(Status::Published.name()) {
            Standing::Gone
        } else {
            Standing::Hidden
        }
    }
}

/// Whether what is left of an erased entry is for a viewer: `audience` is whom it was for.
fn is_left_for(who: Option<&Member>, audience: &str) -> bool {
    let none = EntryRights {
        status: Status::Published.name(),
        audience,
        owner_id: None,
        deputy_id: None,
        organisation_id: None,
    };
    may(who, Act::ReadEntry(none))
}

/// An entry that builds on another: which, and how.
type Heir = (Relative, Option<String>, Option<String>);

/// What an entry builds on, as far as a viewer may know.
#[derive(Debug, Clone, PartialEq)]
pub enum Source {
    Entry(Box<Relative>),
    /// A title, and an address or nothing.
    Elsewhere(String, String),
    Gone,
}

/// What an entry builds on, and how: one of `RELATIONS`.
#[derive(Debug, Clone, PartialEq)]
pub struct From {
    pub relation: String,
    pub source: Source,
}

/// What these facts say an entry builds on, for a viewer. One query, or none.
pub fn from(c: &mut Conn, who: Option<&Member>, facts: &Facts) -> Result<Option<From>> {
    let Some(said) = &facts.derived_from else {
        return Ok(None);
    };
    let source = if !said.entry.is_empty() {
        let found = queries::by_slug(c, &said.entry)?;
        match found.map(|found| (found.standing(who), found)) {
            Some((Standing::Shown, found)) => Some(Source::Entry(Box::new(found))),
            Some((Standing::Gone, _)) => Some(Source::Gone),
            Some((Standing::Hidden, _)) | None => None,
        }
    } else if !said.gone.is_empty() {
        is_left_for(who, &said.gone).then_some(Source::Gone)
    } else {
        Some(Source::Elsewhere(said.title.clone(), said.address.clone()))
    };
    Ok(source.map(|source| From {
        relation: said.relation.clone(),
        source,
    }))
}

/// An entry in the drawing, with those that build on it.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// How it came from the one above it.
    pub relation: String,
    pub source: Source,
    pub heirs: Vec<Node>,
}

/// Where an entry comes from and what came of it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Line {
    /// The nearest first. `relation` is how the entry before it came from it.
    pub ancestors: Vec<From>,
    pub heirs: Vec<Node>,
    /// There are more heirs than these.
    pub more: bool,
}

impl Line {
    /// Whether there is more to draw than the page says in a sentence.
    pub fn is_drawn(&self) -> bool {
        let below = self.heirs.iter().any(|h| !h.heirs.is_empty());
        let sides = usize::from(!self.heirs.is_empty()) + self.ancestors.len();
        sides > 1 || self.heirs.len() > 1 || below
    }
}

/// The line of an entry as a viewer may see it; `from` is what it builds on itself. At most two queries a generation, and one where there
/// is no line.
pub fn line(c: &mut Conn, who: Option<&Member>, entry: &Entry, from: Option<From>) -> Result<Line> {
    let mut line = Line::default();
    let mut seen = vec![entry.id.clone()];
    let mut next = from;
    while let Some(found) = next.take() {
        let above = match &found.source {
            Source::Entry(origin) if !seen.contains(&origin.id) => Some(origin.id.clone()),
            _ => None,
        };
        line.ancestors.push(found);
        if let Some(id) = above.filter(|_| line.ancestors.len() < GENERATIONS) {
            let facts = queries::facts_of(c, &id)?;
            next = self::from(c, who, &Facts::read(facts.as_deref()))?;
            seen.push(id);
        }
    }
    (line.heirs, line.more) = heirs(c, who, entry)?;
    Ok(line)
}

/// Generation by generation, then put together from the youngest up.
fn heirs(c: &mut Conn, who: Option<&Member>, entry: &Entry) -> Result<(Vec<Node>, bool)> {
    let scope = Scope::of(who);
    let mut generations: Vec<Vec<(Relative, String, String)>> = Vec::new();
    let mut seen = vec![entry.slug.clone()];
    let mut above = seen.clone();
    let mut more = false;
    while generations.len() < GENERATIONS {
        let mut found = queries::built_on(c, &scope, &above)?;
        more |= found.len() as i64 > BREADTH;
        found.truncate(BREADTH as usize);
        let these: Vec<(Relative, String, String)> = found
            .into_iter()
            .filter_map(|(heir, origin, relation)| Some((heir, origin?, relation?)))
            .filter(|(heir, _, _)| !seen.contains(&heir.slug))
            .collect();
        if these.is_empty() {
            break;
        }
        above = these.iter().map(|(heir, _, _)| heir.slug.clone()).collect();
        seen.extend(above.iter().cloned());
        generations.push(these);
    }
    let mut below: HashMap<String, Vec<Node>> = HashMap::new();
    for generation in generations.into_iter().rev() {
        let mut these: HashMap<String, Vec<Node>> = HashMap::new();
        for (heir, origin, relation) in generation {
            let heirs = below.remove(&heir.slug).unwrap_or_default();
            these.entry(origin).or_default().push(Node {
                relation,
                source: Source::Entry(Box::new(heir)),
                heirs,
            });
        }
        below = these;
    }
    Ok((below.remove(&entry.slug).unwrap_or_default(), more))
}

/// Whether a line upwards from an address comes to this entry.
fn leads_back(c: &mut Conn, id: &str, origin: &str) -> Result<bool> {
    let mut next = Some(origin.to_string());
    for _ in 0..LONGEST {
        let Some(slug) = next else {
            return Ok(false);
        };
        match queries::step_up(c, &slug)? {
            Some((found, _)) if found == id => return Ok(true),
            Some((_, above)) => next = above,
            None => return Ok(false),
        }
    }
    Ok(true)
}

/// Keeps the table in step with what an entry says. `BadRequest` when it would build on itself.
pub fn keep(c: &mut Conn, id: &str, facts: &Facts) -> Result<()> {
    if is_kept(c, id, facts)? {
        Ok(())
    } else {
        Err(Error::BadRequest("descent-ring"))
    }
}

/// As `keep`, of what was brought in from files: what would build on itself builds on nothing. Whether
/// it was kept.
pub fn keep_or_drop(c: &mut Conn, id: &str, facts: &mut Facts) -> Result<bool> {
    let is_kept = is_kept(c, id, facts)?;
    if !is_kept {
        facts.derived_from = None;
    }
    Ok(is_kept)
}

fn is_kept(c: &mut Conn, id: &str, facts: &Facts) -> Result<bool> {
    queries::forget(c, id)?;
    let Some(origin) = in_library(facts) else {
        return Ok(true);
    };
    if leads_back(c, id, &origin.entry)? {
        return Ok(false);
    }
    queries::insert(c, id, &origin.entry, &origin.relation)?;
    Ok(true)
}

/// The origin, when it is an entry of the library.
fn in_library(facts: &Facts) -> Option<&Origin> {
    facts.derived_from.as_ref().filter(|o| !o.entry.is_empty())
}

/// The slug of the entry these facts build on.
pub fn origin(facts: &Facts) -> Option<&str> {
    in_library(facts).map(|origin| origin.entry.as_str())
}

/// Takes out of some facts an origin that a viewer may not know of: an entry beside these, or what is
/// left of one.
pub fn keep_readable(who: Option<&Member>, facts: &mut Facts, slugs: &HashSet<String>) {
    let is_known = |origin: &Origin| {
        if origin.entry.is_empty() {
            origin.gone.is_empty() || is_left_for(who, &origin.gone)
        } else {
            slugs.contains(&origin.entry)
        }
    };
    facts.derived_from = facts.derived_from.take().filter(is_known);
}

/// Sees to it that an entry builds on nothing its writer may not read, nor on itself, nor shows a text
/// it took over to more people than it was for; and keeps an origin the writer was not shown.
pub fn settle(
    c: &mut Conn,
    who: &Member,
    new: &mut NewEntry,
    before: Option<&Entry>,
) -> Result<Problems> {
    let mut problems = Problems::default();
    let facts_before = before.map(Entry::facts).unwrap_or_default();
    if new.facts.derived_from.is_none() && is_veiled(c, who, &facts_before)? {
        new.facts.derived_from = facts_before.derived_from;
        return Ok(problems);
    }
    let Some(origin) = in_library(&new.facts) else {
        return Ok(problems);
    };
    let same = in_library(&facts_before).is_some_and(|had| had.entry == origin.entry);
    let found = queries::by_slug(c, &origin.entry)?;
    let found = found.filter(|o| same || o.standing(Some(who)) == Standing::Shown);
    let Some(found) = found else {
        problems.add("derived_from_entry", "facts-unknown-entry");
        return Ok(problems);
    };
    if let Some(entry) = before {
        if entry.id == found.id {
            problems.add("derived_from_entry", "descent-own");
        } else if leads_back(c, &entry.id, &found.slug)? {
            problems.add("derived_from_entry", "descent-ring");
        }
    }
    let wider = |than: &str| Audience::named(than).is_some_and(|a| new.audience.is_wider_than(a));
    let was_so = same && before.is_some_and(|entry| !wider(&entry.audience));
    let is_text = origin.relation != "inspired";
    let own = may(Some(who), Act::EditEntry(found.rights(&found.status)));
    if is_text && wider(&found.audience) && !was_so && !own {
        problems.add("audience", "descent-audience");
    }
    Ok(problems)
}

/// Whether these facts name an origin that `who` may not know of.
fn is_veiled(c: &mut Conn, who: &Member, facts: &Facts) -> Result<bool> {
    Ok(facts.derived_from.is_some() && from(c, Some(who), facts)?.is_none())
}

/// Takes out of an entry's form what its writer may not know of; `settle` puts it back.
pub fn veil(c: &mut Conn, who: &Member, entry: &Entry, mut form: FormData) -> Result<FormData> {
    if is_veiled(c, who, &entry.facts())? {
        for part in super::fields::Shape::Origin.parts() {
            form.set(&format!("derived_from_{part}"), "");
        }
    }
    Ok(form)
}

/// An entry is about to be erased: what builds on it says so, where others could read it.
pub fn orphan(c: &mut Conn, id: &str) -> Result<()> {
    let entry = library::by_id(c, id)?;
    let known = entry.published_at.is_some() && entry.audience != Audience::Organisation.name();
    rewrite(c, &entry.slug, |origin| {
        known.then(|| Origin {
            relation: origin.relation,
            gone: entry.audience.clone(),
            ..Origin::default()
        })
    })?;
    queries::forget_origin(c, &entry.slug)?;
    queries::forget(c, id)
}

/// An entry's address became another: what builds on it follows.
pub fn follow(c: &mut Conn, from: &str, to: &str) -> Result<()> {
    rewrite(c, from, |origin| {
        Some(Origin {
            entry: to.to_string(),
            ..origin
        })
    })?;
    queries::rename(c, from, to)
}

fn rewrite(c: &mut Conn, slug: &str, new: impl Fn(Origin) -> Option<Origin>) -> Result<()> {
    for (id, stored) in queries::facts_of_heirs(c, slug)? {
        let mut facts = Facts::read(stored.as_deref());
        facts.derived_from = facts.derived_from.and_then(&new);
        queries::set_facts(c, &id, facts.stored())?;
    }
    Ok(())
}

/// Tells who looks after an origin that something which builds on it was published.
pub fn tell(c: &mut Conn, now: NaiveDateTime, id: &str, by: Option<&str>) -> Result<()> {
    if queries::keepers(c, id)?.is_empty() {
        return Ok(());
    }
    notices::tell(c, now, notices::Kind::Adopted, id, by)
}

/// As `tell`, when a published entry came to build on another than before.
pub fn tell_if_new(
    c: &mut Conn,
    now: NaiveDateTime,
    before: &Entry,
    new: &NewEntry,
    by: &str,
) -> Result<()> {
    let had = before.facts();
    let other = in_library(&had).map(|o| &o.entry) != in_library(&new.facts).map(|o| &o.entry);
    if other && before.status == Status::Published.name() {
        tell(c, now, &before.id, Some(by))?;
    }
    Ok(())
}

/// Who is told of it.
pub fn keepers(c: &mut Conn, id: &str) -> Result<Vec<String>> {
    queries::keepers(c, id)
}

/// Whether somebody can take an entry over: a member, what is published and can be put to use.
pub fn is_usable(who: Option<&Member>, entry: &Entry) -> bool {
    let kind = Kind::named(&entry.kind);
    matches!(kind, Some(Kind::Case | Kind::Tool))
        && entry.status == Status::Published.name()
        && may(who, Act::WriteEntry)
        && may(who, Act::ReadEntry(entry.rights()))
}
