//! What every published entry can be found and narrowed by, kept in memory: a reader of the change log,
//! as the search index is. A list with counts per choice needs all entries at once; from the database
//! that is tens of thousands of rows for every page.
//!
//! Whoever may see what is decided here by the same rule as everywhere (`rights::may`), for each entry
//! and each viewer; what is shown of an entry is read from the database, which decides again.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::super::Status;
use super::answers::{Answer, Answers, Asked};
use super::facets::{Facet, Filter, NOWHERE, Sort};
use crate::db::{CHUNK, Conn};
use crate::error::Result;
use crate::library::indexing;
use crate::members::Member;
use crate::places::{self, alphabetical};
use crate::rights::{Act, EntryRights, may};
use crate::schema::{entries, entry_terms};
use crate::{changes, text};

/// A published entry.
#[derive(Debug)]
pub struct Item {
    pub id: String,
    pub slug: String,
    pub title: String,
    pub lang: String,
    audience: String,
    owner_id: Option<String>,
    organisation_id: Option<String>,
    published_at: NaiveDateTime,
    updated_at: NaiveDateTime,
    /// What title and place are ordered by.
    by_title: String,
    by_place: String,
    /// The years of its effort; 0: not said.
    from_year: i64,
    to_year: i64,
    /// Places in `Words`, sorted.
    values: Vec<u32>,
}

impl Item {
    fn is_for(&self, who: Option<&Member>) -> bool {
        // Most entries, and no more to be asked.
        self.audience == "public"
            || may(
                who,
                Act::ReadEntry(EntryRights {
                    status: Status::Published.name(),
                    audience: &self.audience,
                    owner_id: self.owner_id.as_deref(),
                    // Who reads does not hang on it.
                    deputy_id: None,
                    organisation_id: self.organisation_id.as_deref(),
                }),
            )
    }

    /// Whether the effort went on in any of these years. One that is not said to have ended goes on.
    fn is_within(&self, from: Option<i64>, to: Option<i64>) -> bool {
        if from.is_none() && to.is_none() {
            return true;
        }
        let (first, last) = match (self.from_year, self.to_year) {
            (0, 0) => return false,
            (0, to) => (to, to),
            (from, 0) => (from, i64::MAX),
            both => both,
        };
        from.is_none_or(|year| last >= year) && to.is_none_or(|year| first <= year)
    }
}

/// Every value of every facet, numbered.
#[derive(Clone, Default)]
struct Words {
    /// Facet, value, and how it was first written.
    all: Vec<(Facet, Arc<str>, Arc<str>)>,
    numbers: HashMap<(Facet, Arc<str>), u32>,
}

impl Words {
    fn number(&mut self, facet: Facet, value: &str, written: &str) -> u32 {
        let value: Arc<str> = value.into();
        if let Some(number) = self.numbers.get(&(facet, value.clone())) {
            return *number;
        }
        let number = self.all.len() as u32;
        self.all.push((facet, value.clone(), written.into()));
        self.numbers.insert((facet, value), number);
        number
    }
}

/// The published entries as they were after one change of the log.
#[derive(Clone, Default)]
pub struct Catalogue {
    head: i64,
    /// The newest first.
    items: Vec<Arc<Item>>,
    words: Words,
}

/// A value somebody may choose, and how many entries they would see with it.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    pub value: String,
    /// As the first entry with it writes it.
    pub written: String,
    pub count: i64,
}

/// What a list holds for one viewer.
pub struct Found {
    /// The wanted page of it.
    pub page: Vec<Arc<Item>>,
    pub total: i64,
    counts: Vec<u32>,
    catalogue: Arc<Catalogue>,
}

impl Found {
    /// The choices of a facet with at least one entry under all other facets' choices, the most
    /// frequent first.
    pub fn choices(&self, facet: Facet) -> Vec<Choice> {
        let words = self.catalogue.words.all.iter().zip(&self.counts);
        let mut choices: Vec<Choice> = words
            .filter(|((of, _, _), count)| *of == facet && **count > 0)
            .map(|((_, value, written), count)| Choice {
                value: value.to_string(),
                written: written.to_string(),
                count: i64::from(*count),
            })
            .collect();
        choices.sort_by(|a, b| (b.count, &a.value).cmp(&(a.count, &b.value)));
        choices
    }
}

impl Catalogue {
    /// Those of these entries that `who` may see.
    pub fn readable(&self, who: Option<&Member>, among: &HashSet<String>) -> HashSet<String> {
        self.items
            .iter()
            .filter(|item| among.contains(&item.id) && item.is_for(who))
            .map(|item| item.id.clone())
            .collect()
    }

    /// The entries that `who` may see and that a filter leaves, a page of them, and the counts. With
    /// `among`, those alone.
    pub fn find(
        self: &Arc<Self>,
        who: Option<&Member>,
        filter: &Filter,
        among: Option<&HashSet<String>>,
        offset: usize,
        limit: usize,
    ) -> Found {
        // For each number the facet it is chosen in, and one bit for each facet that must hold.
        let mut chosen: Vec<u16> = vec![0; self.words.all.len()];
        let mut required: u16 = 0;
        for (facet, value) in filter.chosen() {
            required |= bit(facet);
            if let Some(number) = self.words.numbers.get(&(facet, value.into())) {
                chosen[*number as usize] = bit(facet);
            }
        }
        let mut counts: Vec<u32> = vec![0; self.words.all.len()];
        let mut found: Vec<&Arc<Item>> = Vec::new();
        for item in &self.items {
            let meant = item.is_within(filter.from, filter.to)
                && among.is_none_or(|ids| ids.contains(&item.id))
                && item.is_for(who);
            if !meant {
                continue;
            }
            let held = item
                .values
                .iter()
                .fold(0, |bits, n| bits | chosen[*n as usize]);
            let missing = required & !held;
            if missing == 0 {
                found.push(item);
                for n in &item.values {
                    counts[*n as usize] += 1;
                }
            } else if missing.count_ones() == 1 {
                // Choosing another value of that facet would show it.
                for n in &item.values {
                    if bit(self.words.all[*n as usize].0) == missing {
                        counts[*n as usize] += 1;
                    }
                }
            }
        }
        match filter.sort {
            Sort::Newest => {}
            // What is new is what was written or published last.
            Sort::Updated => {
                found.sort_by_key(|i| std::cmp::Reverse(i.updated_at.max(i.published_at)))
            }
            Sort::Title => found.sort_by(|a, b| a.by_title.cmp(&b.by_title)),
            // What has no place comes last.
            Sort::Place => found.sort_by(|a, b| {
                (a.by_place.is_empty(), &a.by_place).cmp(&(b.by_place.is_empty(), &b.by_place))
            }),
        }
        Found {
            total: found.len() as i64,
            page: found
                .into_iter()
                .skip(offset)
                .take(limit)
                .cloned()
                .collect(),
            counts,
            catalogue: self.clone(),
        }
    }

    /// Whether a readable entry has this value.
    fn has(&self, who: Option<&Member>, facet: Facet, value: &str) -> bool {
        let number = self.words.numbers.get(&(facet, value.into()));
        number.is_some_and(|n| {
            let mut items = self.items.iter();
            items.any(|i| i.values.binary_search(n).is_ok() && i.is_for(who))
        })
    }

    /// How many readable entries have each pair of one value of `rows` and one of `columns`.
    pub fn pairs(
        &self,
        who: Option<&Member>,
        rows: Facet,
        columns: Facet,
    ) -> HashMap<(String, String), i64> {
        let mut counts: HashMap<(u32, u32), i64> = HashMap::new();
        for item in self.items.iter().filter(|i| i.is_for(who)) {
            let of = |facet| {
                let is = move |n: &&u32| self.words.all[**n as usize].0 == facet;
                item.values.iter().filter(is)
            };
            for row in of(rows) {
                for column in of(columns) {
                    *counts.entry((*row, *column)).or_default() += 1;
                }
            }
        }
        let word = |n: u32| self.words.all[n as usize].1.to_string();
        counts
            .into_iter()
            .map(|((row, column), count)| ((word(row), word(column)), count))
            .collect()
    }

    /// Titles and languages of those of these entries (by slug) that `who` may see.
    pub fn titles(
        &self,
        who: Option<&Member>,
        slugs: &[&str],
    ) -> HashMap<String, (String, String)> {
        if slugs.is_empty() {
            return HashMap::new();
        }
        let wanted: HashSet<&str> = slugs.iter().copied().collect();
        self.items
            .iter()
            .filter(|i| wanted.contains(i.slug.as_str()) && i.is_for(who))
            .map(|i| (i.slug.clone(), (i.title.clone(), i.lang.clone())))
            .collect()
    }

    /// Readable entries whose title has all these words in it, however they are spelt, the newest first.
    pub fn titled(&self, who: Option<&Member>, typed: &str, limit: usize) -> Vec<Arc<Item>> {
        let words: Vec<String> = typed.split_whitespace().map(text::fold).collect();
        self.items
            .iter()
            .filter(|i| {
                let title = text::fold(&i.title);
                words.iter().all(|w| title.contains(w)) && i.is_for(who)
            })
            .take(limit)
            .cloned()
            .collect()
    }

    /// Takes over what changed up to `head`; everything when there is no telling what, or much.
    fn next(&self, c: &mut Conn, head: i64) -> Result<Catalogue> {
        let mut changed = Vec::new();
        let whole = self.head == 0;
        if !whole {
            changed = indexing::changed_since(c, self.head)?;
        }
        if whole || changed.len() > CHUNK {
            let mut new = Catalogue {
                head,
                ..Catalogue::default()
            };
            new.add(entry_rows(c, None)?, term_rows(c, None)?);
            return Ok(new);
        }
        let mut new = Catalogue {
            head,
            ..self.clone()
        };
        if !changed.is_empty() {
            let gone: HashSet<&str> = changed.iter().map(String::as_str).collect();
            new.items.retain(|i| !gone.contains(i.id.as_str()));
            new.add(
                entry_rows(c, Some(&changed))?,
                term_rows(c, Some(&changed))?,
            );
        }
        Ok(new)
    }

    fn add(&mut self, rows: Vec<EntryRow>, terms: Vec<(String, String, String)>) {
        let mut of: HashMap<String, Vec<(String, String)>> = HashMap::new();
        for (id, vocabulary, term) in terms {
            of.entry(id).or_default().push((vocabulary, term));
        }
        for row in rows {
            let terms = of.remove(&row.id).unwrap_or_default();
            let item = self.item(row, terms);
            self.items.push(Arc::new(item));
        }
        self.items
            .sort_by(|a, b| (b.published_at, &b.id).cmp(&(a.published_at, &a.id)));
    }

    fn item(&mut self, row: EntryRow, terms: Vec<(String, String)>) -> Item {
        let words = &mut self.words;
        let mut values = vec![
            words.number(Facet::Kind, &row.kind, &row.kind),
            words.number(Facet::Lang, &row.lang, &row.lang),
        ];
        if let Some(area) = &row.area {
            values.push(words.number(Facet::Area, area, area));
        }
        let place = row.place.as_deref().and_then(places::get);
        let mut by_place = String::new();
        match (place, &row.municipality) {
            (Some(place), _) => {
                let country = place.country.code();
                values.push(words.number(Facet::Place, place.code, place.code));
                values.push(words.number(Facet::Country, country, country));
                by_place = alphabetical(place.name);
            }
            (None, Some(name)) => {
                values.push(words.number(Facet::Place, name, name));
                by_place = alphabetical(name);
            }
            (None, None) => values.push(words.number(Facet::Place, NOWHERE, NOWHERE)),
        }
        let (mut from_year, mut to_year) = (0, 0);
        for (vocabulary, term) in &terms {
            match (vocabulary.as_str(), Facet::named(vocabulary)) {
                ("from_year", _) => from_year = term.parse().unwrap_or(0),
                ("to_year", _) => to_year = term.parse().unwrap_or(0),
                (_, Some(Facet::Tag)) => {
                    let tag = text::fold(term);
                    if !tag.is_empty() {
                        values.push(words.number(Facet::Tag, &tag, term));
                    }
                }
                (_, Some(facet)) => values.push(words.number(facet, term, term)),
                _ => {}
            }
        }
        values.sort_unstable();
        values.dedup();
        Item {
            by_title: alphabetical(&row.title),
            by_place,
            from_year,
            to_year,
            values,
            published_at: row.published_at.unwrap_or(row.updated_at),
            id: row.id,
            slug: row.slug,
            title: row.title,
            lang: row.lang,
            audience: row.audience,
            owner_id: row.owner_id,
            organisation_id: row.organisation_id,
            updated_at: row.updated_at,
        }
    }
}

fn bit(facet: Facet) -> u16 {
    1 << facet as u16
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = entries)]
struct EntryRow {
    id: String,
    slug: String,
    kind: String,
    title: String,
    lang: String,
    municipality: Option<String>,
    area: Option<String>,
    organisation_id: Option<String>,
    owner_id: Option<String>,
    audience: String,
    updated_at: NaiveDateTime,
    published_at: Option<NaiveDateTime>,
    place: Option<String>,
}

/// The published ones of `ids`, or all.
fn entry_rows(c: &mut Conn, ids: Option<&[String]>) -> Result<Vec<EntryRow>> {
    let mut query = entries::table
        .filter(entries::status.eq(Status::Published.name()))
        .select(EntryRow::as_select())
        .into_boxed();
    if let Some(ids) = ids {
        query = query.filter(entries::id.eq_any(ids.to_vec()));
    }
    Ok(query.load(c)?)
}

fn term_rows(c: &mut Conn, ids: Option<&[String]>) -> Result<Vec<(String, String, String)>> {
    let mut query = entry_terms::table
        .select((
            entry_terms::entry_id,
            entry_terms::vocabulary,
            entry_terms::term,
        ))
        .into_boxed();
    if let Some(ids) = ids {
        query = query.filter(entry_terms::entry_id.eq_any(ids.to_vec()));
    }
    Ok(query.load(c)?)
}

/// The catalogue as this process last read it.
#[derive(Default)]
pub struct Known {
    now: RwLock<Arc<Catalogue>>,
    /// Held by whoever brings it up to date: nobody does the same work beside.
    turn: Mutex<()>,
    answers: Answers,
}

impl Known {
    /// A filter without the places nobody knows and nothing readable is from, which are said.
    pub fn settled(&self, c: &mut Conn, who: Option<&Member>, asked: &Filter) -> Result<Filter> {
        let mut filter = asked.clone();
        for name in asked.named_places() {
            if !self.at(c)?.has(who, Facet::Place, &name) {
                filter.set_aside(&name);
            }
        }
        Ok(filter)
    }

    /// The catalogue as the database stands: one query when nothing has changed since.
    pub fn at(&self, c: &mut Conn) -> Result<Arc<Catalogue>> {
        let head = changes::head(c)?;
        if let Some(known) = self.of(head) {
            return Ok(known);
        }
        let _turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = self.of(head) {
            return Ok(known);
        }
        let last = self.last();
        // What was read later than our own `head` is newer, and as good.
        let fresh = Arc::new(last.next(c, head)?);
        *self.now.write().unwrap_or_else(PoisonError::into_inner) = fresh.clone();
        Ok(fresh)
    }

    /// What a reader is told about a page of a list.
    pub(super) fn answer(&self, c: &mut Conn, asked: &Asked) -> Result<Arc<Answer>> {
        Ok(self.answers.to(asked, &self.at(c)?))
    }

    fn last(&self) -> Arc<Catalogue> {
        self.now
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    fn of(&self, head: i64) -> Option<Arc<Catalogue>> {
        let known = self.last();
        // Another thread may have been a change ahead already.
        (known.head >= head && head > 0).then_some(known)
    }
}
