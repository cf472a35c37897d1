//! Series out of files: made or changed when all entries are in, since an entry may come later than the
//! series it stands in.

use std::collections::HashMap;

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::Problem;
use crate::collections::{self, NewCollection};
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
    /// Makes or changes the series; how many. `renamed`: the slugs that entries of this import got in
    /// place of their own. Nothing is taken out of a series that is here.
    pub fn store(
        mut self,
        c: &mut Conn,
        now: NaiveDateTime,
        renamed: &HashMap<String, String>,
        problems: &mut Vec<Problem>,
    ) -> Result<usize> {
        let told: Vec<String> = self.series.iter().map(|(s, _, _)| s.slug.clone()).collect();
        self.stands.retain(|s| !told.contains(&s.series));
        self.stands.sort_by_key(|s| (s.series.clone(), s.place));
        let ids = self.ids(c, renamed)?;
        let mut changed = 0;
        for (series, file, line) in &self.series {
            let mut order = Vec::with_capacity(series.entries.len());
            for slug in &series.entries {
                match ids.get(slug) {
                    Some(id) => order.push(id.clone()),
                    None => problems.push(Problem {
                        file: file.clone(),
                        line: *line,
                        why: format!("\"{slug}\" is not in the library: left out of the series"),
                    }),
                }
            }
            changed += usize::from(collections::bring(c, now, series, &order)?);
        }
        for these in self.stands.chunk_by(|a, b| a.series == b.series) {
            changed += usize::from(stand(c, now, these, &ids, problems)?);
        }
        Ok(changed)
    }

    /// The entries that are named, by the slug in the file.
    fn ids(
        &self,
        c: &mut Conn,
        renamed: &HashMap<String, String>,
    ) -> Result<HashMap<String, String>> {
        let named = self.series.iter().flat_map(|(s, _, _)| &s.entries);
        let named = named.chain(self.stands.iter().map(|s| &s.entry));
        let here: HashMap<&String, &String> = named
            .map(|slug| (renamed.get(slug).unwrap_or(slug), slug))
            .collect();
        let slugs: Vec<&String> = here.keys().copied().collect();
        let mut ids = HashMap::new();
        for chunk in slugs.chunks(CHUNK) {
            let rows: Vec<(String, String)> = entries::table
                .filter(entries::slug.eq_any(chunk))
                .select((entries::slug, entries::id))
                .load(c)?;
            ids.extend(
                rows.into_iter()
                    .filter_map(|(slug, id)| Some((here.get(&slug)?.to_string(), id))),
            );
        }
        Ok(ids)
    }
}

/// Entries that say themselves that they stand in a series, which must be here.
fn stand(
    c: &mut Conn,
    now: NaiveDateTime,
    these: &[Stands],
    ids: &HashMap<String, String>,
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
        order.extend(ids.get(&one.entry).cloned());
    }
    let Some(done) = collections::put_in(c, now, &first.series, &order)? else {
        tell(first, format!("there is no series \"{}\"", first.series));
        return Ok(false);
    };
    Ok(done)
}
