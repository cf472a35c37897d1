//! Series and campaigns: entries put together in an order by an editor, with an introduction, and on each
//! entry's page its place in the series with what comes before and after.

pub mod pages;
mod queries;
pub mod views;

use std::collections::HashMap;

use chrono::NaiveDateTime;

use crate::audit;
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::library::Audience;
use crate::library::import::Series;
use crate::library::indexing;
use crate::members::{Member, Scope};
use crate::text;
use crate::web::lang::CONTENT_LANGUAGES;
use crate::web::{Ctx, FormData, Problems};

pub use queries::Collection;

/// The longest title, in characters.
pub const TITLE_MAX: usize = 150;
/// The longest introduction, in characters.
pub const INTRODUCTION_MAX: usize = 20_000;
/// Entries a series can hold.
pub const ENTRIES_MAX: usize = 500;
/// Words in an address that lead elsewhere than to a series.
const RESERVED_SLUGS: [&str; 1] = ["new"];

/// A series as its editor decides it. Checked.
#[derive(Clone, Debug, PartialEq)]
pub struct NewCollection {
    pub title: String,
    /// One of `web::lang::CONTENT_LANGUAGES`.
    pub lang: String,
    /// Markdown.
    pub introduction: String,
    /// Everybody, or the network.
    pub audience: Audience,
}

/// Whom a series can be for.
pub const AUDIENCES: [Audience; 2] = [Audience::Public, Audience::Network];

impl NewCollection {
    pub fn parse(form: &FormData) -> std::result::Result<NewCollection, Problems> {
        let mut problems = Problems::default();
        let title = problems.line(form, "title", TITLE_MAX);
        let introduction = problems.optional_block(form, "introduction", INTRODUCTION_MAX);
        let lang = problems.choice(form, "lang", &CONTENT_LANGUAGES);
        if lang.is_none() && form.get("lang").is_empty() {
            problems.add("lang", "invalid-choice");
        }
        let audience = Audience::named(form.get("audience")).filter(|a| AUDIENCES.contains(a));
        if audience.is_none() {
            problems.add("audience", "invalid-choice");
        }
        problems.or(NewCollection {
            title,
            lang: lang.unwrap_or_default().to_string(),
            introduction,
            audience: audience.unwrap_or(Audience::Network),
        })
    }
}

impl Collection {
    /// Who may see that it is there; each entry in it has a say of its own.
    pub fn is_for(&self, who: Option<&Member>) -> bool {
        who.is_some() || self.audience == Audience::Public.name()
    }
}

/// Makes an empty series; its slug.
pub fn create(
    c: &mut Conn,
    now: NaiveDateTime,
    by: Option<&str>,
    new: &NewCollection,
) -> Result<String> {
    let id = crate::app::new_id();
    let mut slug = text::slug(&new.title);
    if RESERVED_SLUGS.contains(&slug.as_str()) || queries::slug_taken(c, &slug)? {
        slug = format!("{slug}-{}", &id[id.len() - 12..]);
    }
    queries::insert(c, now, &id, &slug, new)?;
    audit::record(c, now, by, "create", "collection", &id)?;
    Ok(slug)
}

/// The series of an address, when `who` may see it. Otherwise, as if there were none.
pub fn readable(c: &mut Conn, who: Option<&Member>, slug: &str) -> Result<Collection> {
    let collection = queries::by_slug(c, slug)?;
    if collection.is_for(who) {
        Ok(collection)
    } else {
        Err(Error::NotFound)
    }
}

/// Writes a series over; `Conflict` when it is no longer at `version`.
pub fn change(
    c: &mut Conn,
    now: NaiveDateTime,
    by: &str,
    slug: &str,
    version: i64,
    new: &NewCollection,
) -> Result<()> {
    let collection = queries::by_slug(c, slug)?;
    queries::update(c, now, &collection.id, version, new)?;
    audit::record(c, now, Some(by), "change", "collection", &collection.id)
}

/// What can be done with an entry of a series.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Move {
    Add,
    Up,
    Down,
    Remove,
}

impl Move {
    pub fn named(name: &str) -> Option<Move> {
        match name {
            "add" => Some(Move::Add),
            "up" => Some(Move::Up),
            "down" => Some(Move::Down),
            "remove" => Some(Move::Remove),
            _ => None,
        }
    }
}

/// Adds an entry at the end, moves it by one place among those that are there, or takes it out. An entry
/// the editor may not read can be taken out and not be added; `Conflict` when there are too many.
pub fn arrange(
    c: &mut Conn,
    now: NaiveDateTime,
    who: &Member,
    slug: &str,
    entry_id: &str,
    what: Move,
) -> Result<()> {
    let collection = readable(c, Some(who), slug)?;
    let mut order = queries::entries(c, &collection.id)?;
    let at = order.iter().position(|id| id == entry_id);
    match (what, at) {
        (Move::Add, None) => {
            let scope = Scope::of(Some(who));
            let wanted = [entry_id.to_string()];
            if indexing::visible(c, &scope, &wanted)?.is_empty() {
                return Err(Error::NotFound);
            }
            if order.len() >= ENTRIES_MAX {
                return Err(Error::Conflict);
            }
            order.push(entry_id.to_string());
        }
        (Move::Add, Some(_)) => return Ok(()),
        (_, None) => return Err(Error::NotFound),
        (Move::Up, Some(at)) => order.swap(at, at.saturating_sub(1)),
        (Move::Down, Some(at)) => {
            let last = order.len() - 1;
            order.swap(at, (at + 1).min(last));
        }
        (Move::Remove, Some(at)) => {
            order.remove(at);
        }
    }
    set_entries(c, now, &collection.id, &order)?;
    audit::record(
        c,
        now,
        Some(&who.id),
        "arrange",
        "collection",
        &collection.id,
    )
}

/// Puts these entries into a series, in this order, in place of what was there.
fn set_entries(c: &mut Conn, now: NaiveDateTime, id: &str, order: &[String]) -> Result<()> {
    queries::set_entries(c, id, order)?;
    queries::touch(c, now, id)
}

/// As `set_entries`, by the series' slug.
pub fn fill(c: &mut Conn, now: NaiveDateTime, slug: &str, order: &[String]) -> Result<()> {
    let collection = queries::by_slug(c, slug)?;
    set_entries(c, now, &collection.id, order)
}

/// Whether an address can be a series' own.
pub fn is_free_word(slug: &str) -> bool {
    !RESERVED_SLUGS.contains(&slug)
}

/// What bringing in a series did.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Brought {
    pub is_changed: bool,
    /// The file says something else and nothing newer: the series stays as it is.
    pub is_left: bool,
    /// Entries that did not fit.
    pub over: usize,
}

/// Makes a series that a file tells of, or changes the one that has its slug when the file was written
/// later. What stands in it already stays in it; whom it is for is never widened.
pub fn bring(c: &mut Conn, now: NaiveDateTime, told: &Series, order: &[String]) -> Result<Brought> {
    let Some(before) = queries::find(c, &told.slug)? else {
        return make(c, now, told, order);
    };
    let stored = Audience::named(&before.audience).unwrap_or(Audience::Network);
    let new = NewCollection {
        audience: stored.max(told.new.audience),
        ..told.new.clone()
    };
    let is_same = (&before.title, &before.lang, &before.introduction)
        == (&new.title, &new.lang, &new.introduction)
        && stored == new.audience;
    let there = queries::entries(c, &before.id)?;
    let (after, over) = together(&there, order);
    let mut brought = Brought {
        over,
        ..Brought::default()
    };
    if is_same && after == there {
        return Ok(brought);
    }
    let Some(at) = told.updated_at.filter(|at| *at > before.updated_at) else {
        brought.is_left = true;
        return Ok(brought);
    };
    if !is_same {
        queries::update(c, now, &before.id, before.version, &new)?;
    }
    queries::set_entries(c, &before.id, &after)?;
    queries::touch(c, at, &before.id)?;
    audit::record(c, now, None, "import", "collection", &before.id)?;
    brought.is_changed = true;
    Ok(brought)
}

fn make(c: &mut Conn, now: NaiveDateTime, told: &Series, order: &[String]) -> Result<Brought> {
    let id = crate::app::new_id();
    let made = told.created_at.unwrap_or(now);
    queries::insert(c, made, &id, &told.slug, &told.new)?;
    let (order, over) = together(&[], order);
    queries::set_entries(c, &id, &order)?;
    queries::touch(c, told.updated_at.unwrap_or(now), &id)?;
    audit::record(c, now, None, "import", "collection", &id)?;
    Ok(Brought {
        is_changed: true,
        is_left: false,
        over,
    })
}

/// A series' entries with these put in: all that are there and as many new ones as have room, those of
/// `order` first unless they stand in that order already. And how many had no room.
fn together(there: &[String], order: &[String]) -> (Vec<String>, usize) {
    let mut room = ENTRIES_MAX.saturating_sub(there.len());
    let mut over = 0;
    let mut after: Vec<String> = Vec::with_capacity(order.len());
    for entry in order {
        if after.contains(entry) {
            continue;
        }
        if !there.contains(entry) {
            if room == 0 {
                over += 1;
                continue;
            }
            room -= 1;
        }
        after.push(entry.clone());
    }
    if there.iter().filter(|e| after.contains(e)).eq(&after) {
        return (there.to_vec(), over);
    }
    let others = there.iter().filter(|e| !after.contains(e)).cloned();
    let others: Vec<String> = others.collect();
    after.extend(others);
    (after, over)
}

/// Adds those of these entries to a series that it has not, in this order. None when there is no such
/// series.
pub fn put_in(
    c: &mut Conn,
    now: NaiveDateTime,
    slug: &str,
    order: &[String],
) -> Result<Option<Brought>> {
    let Some(series) = queries::find(c, slug)? else {
        return Ok(None);
    };
    let there = queries::entries(c, &series.id)?;
    let (after, over) = together(&there, &[&there, order].concat());
    let is_changed = after != there;
    if is_changed {
        set_entries(c, now, &series.id, &after)?;
    }
    Ok(Some(Brought {
        is_changed,
        is_left: false,
        over,
    }))
}

/// Every series with its entries' ids, in their order, by slug.
pub fn all_with_entries(c: &mut Conn) -> Result<Vec<(Collection, Vec<String>)>> {
    let mut order: HashMap<String, Vec<String>> = HashMap::new();
    let all = queries::all(c)?;
    let ids: Vec<&String> = all.iter().map(|s| &s.id).collect();
    for (series, entry) in queries::entries_in(c, &ids)? {
        order.entry(series).or_default().push(entry);
    }
    let of = |series: Collection| {
        let entries = order.remove(&series.id).unwrap_or_default();
        (series, entries)
    };
    Ok(all.into_iter().map(of).collect())
}

/// Takes a series away; its entries stay in the library.
pub fn remove(c: &mut Conn, now: NaiveDateTime, by: &str, slug: &str) -> Result<()> {
    let collection = queries::by_slug(c, slug)?;
    queries::delete(c, &collection.id)?;
    audit::record(c, now, Some(by), "remove", "collection", &collection.id)
}

/// Where an entry stands in a series, for one viewer: among those they may read.
#[derive(Clone, Debug, PartialEq)]
pub struct Standing {
    pub slug: String,
    pub title: String,
    pub lang: String,
    /// Counted from 1.
    pub number: usize,
    pub of: usize,
    pub previous: Option<Neighbour>,
    pub next: Option<Neighbour>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Neighbour {
    pub slug: String,
    pub title: String,
    pub lang: String,
}

/// The series an entry is in, as far as `who` may see them, by title. Three queries at most.
pub fn standings(c: &mut Conn, who: Option<&Member>, entry_id: &str) -> Result<Vec<Standing>> {
    let mut series = queries::with_entry(c, entry_id)?;
    series.retain(|collection| collection.is_for(who));
    if series.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<&String> = series.iter().map(|s| &s.id).collect();
    let parts = queries::entries_in(c, &ids)?;
    let ids: Vec<String> = parts.iter().map(|(_, entry)| entry.clone()).collect();
    let readable = indexing::visible(c, &Scope::of(who), &ids)?;
    let readable: HashMap<&str, &indexing::HitRow> =
        readable.iter().map(|row| (row.id.as_str(), row)).collect();
    let mut standings: Vec<Standing> = Vec::new();
    for collection in &series {
        let there: Vec<&indexing::HitRow> = parts
            .iter()
            .filter(|(of, _)| *of == collection.id)
            .filter_map(|(_, entry)| readable.get(entry.as_str()).copied())
            .collect();
        let Some(at) = there.iter().position(|row| row.id == entry_id) else {
            continue;
        };
        let neighbour = |at: Option<usize>| {
            at.and_then(|at| there.get(at)).map(|row| Neighbour {
                slug: row.slug.clone(),
                title: row.title.clone(),
                lang: row.lang.clone(),
            })
        };
        standings.push(Standing {
            slug: collection.slug.clone(),
            title: collection.title.clone(),
            lang: collection.lang.clone(),
            number: at + 1,
            of: there.len(),
            previous: neighbour(at.checked_sub(1)),
            next: neighbour(Some(at + 1)),
        });
    }
    Ok(standings)
}

/// On an entry's page: its place in each series, with what comes before and after.
pub async fn on_entry(ctx: &Ctx, entry_id: &str) -> Result<maud::Markup> {
    let (who, id) = (ctx.member.clone(), entry_id.to_string());
    let standings = ctx.read(move |c| standings(c, who.as_ref(), &id)).await?;
    Ok(views::on_entry(ctx, &standings))
}
