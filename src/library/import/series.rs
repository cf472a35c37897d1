//! Series out of files: made or changed when all entries are in, since an entry may come later than the
//! series it stands in.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::Problem;
use super::addresses::Addresses;
use crate::collections::{self, Brought, NewCollection};
use crate::db::{CHUNK, Conn};
use crate::error::Result;
use crate::schema::entries;

/// A series, as a file tells it.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    pub slug: String,
    pub new: NewCollection,
    pub created_at: Option<NaiveDateTime>,
    pub updated_at: Option<NaiveDateTime>,
    /// Slugs, in order.
    pub entries: Vec<String>,
}

/// An entry that says itself where it stands.
#[derive(Clone, Debug)]
pub struct Stands {
    pub series: String,
    /// From 1.
    pub place: i64,
    /// Its slug in the file.
    pub entry: String,
    pub file: String,
    pub line: Option<u64>,
}

/// What an import found of series.
#[derive(Default)]
pub struct Found {
    /// Each with the file and the line it stands in.
    pub series: Vec<(Series, String, Option<u64>)>,
    pub stands: Vec<Stands>,
}

impl Found {
    /// Makes or changes the series; how many. Nothing is taken out of a series that is here.
    pub fn store(
        mut self,
        c: &mut Conn,
        now: NaiveDateTime,
        addresses: &Addresses,
        problems: &mut Vec<Problem>,
    ) -> Result<usize> {
        let told: HashSet<&String> = self.series.iter().map(|(s, ..)| &s.slug).collect();
        self.stands.retain(|s| !told.contains(&s.series));
        self.stands.sort_by_key(|s| (s.series.clone(), s.place));
        let ids = self.ids(c, addresses)?;
        let mut changed = 0;
        for (series, file, line) in &self.series {
            let mut tell = |why: String| {
                problems.push(Problem {
                    file: file.clone(),
                    line: *line,
                    why,
                });
            };
            let mut order = Vec::with_capacity(series.entries.len());
            for slug in &series.entries {
                addresses.doubt(slug).into_iter().for_each(&mut tell);
                match ids.get(addresses.here(slug)) {
                    Some(id) => order.push(id.clone()),
                    None => tell(format!(
                        "\"{slug}\" is not in the library: left out of the series"
                    )),
                }
            }
            let brought = collections::bring(c, now, series, &order)?;
            changed += usize::from(brought.is_changed);
            said_of(&series.slug, brought)
                .into_iter()
                .for_each(&mut tell);
        }
        for these in self.stands.chunk_by(|a, b| a.series == b.series) {
            changed += usize::from(stand(c, now, these, (addresses, &ids), problems)?);
        }
        Ok(changed)
    }

    /// The entries that are named, by their slugs here.
    fn ids(&self, c: &mut Conn, addresses: &Addresses) -> Result<HashMap<String, String>> {
        let named = self.series.iter().flat_map(|(s, _, _)| &s.entries);
        let named = named.chain(self.stands.iter().map(|s| &s.entry));
        let slugs: HashSet<&str> = named.map(|slug| addresses.here(slug)).collect();
        let slugs: Vec<&str> = slugs.into_iter().collect();
        let mut ids = HashMap::new();
        for chunk in slugs.chunks(CHUNK) {
            let rows: Vec<(String, String)> = entries::table
                .filter(entries::slug.eq_any(chunk))
                .select((entries::slug, entries::id))
                .load(c)?;
            ids.extend(rows);
        }
        Ok(ids)
    }
}

/// What to tell of how a series was brought in.
fn said_of(slug: &str, brought: Brought) -> Vec<String> {
    let mut said = Vec::new();
    if brought.is_left {
        said.push(format!(
            "the series \"{slug}\" is another here, and its \"updated_at\" in the file is not later: left as it is"
        ));
    }
    if brought.over > 0 {
        let (over, most) = (brought.over, collections::ENTRIES_MAX);
        said.push(format!(
            "a series has at most {most} entries: {over} left out of \"{slug}\""
        ));
    }
    said
}

/// Entries that say themselves that they stand in a series, which must be here.
fn stand(
    c: &mut Conn,
    now: NaiveDateTime,
    these: &[Stands],
    (addresses, ids): (&Addresses, &HashMap<String, String>),
    problems: &mut Vec<Problem>,
) -> Result<bool> {
    let mut tell = |of: &Stands, why: String| {
        problems.push(Problem {
            file: of.file.clone(),
            line: of.line,
            why,
        });
    };
    let Some(first) = these.first() else {
        return Ok(false);
    };
    let mut order = Vec::with_capacity(these.len());
    let mut before = 0;
    for one in these {
        if one.place == before {
            let (place, series) = (one.place, &one.series);
            tell(
                one,
                format!("another stands at {place} in the series \"{series}\": put after it"),
            );
        }
        before = one.place;
        if let Some(why) = addresses.doubt(&one.entry) {
            tell(one, why);
        }
        order.extend(ids.get(addresses.here(&one.entry)).cloned());
    }
    let Some(brought) = collections::put_in(c, now, &first.series, &order)? else {
        tell(first, format!("there is no series \"{}\"", first.series));
        return Ok(false);
    };
    for why in said_of(&first.series, brought) {
        tell(first, why);
    }
    Ok(brought.is_changed)
}
