//! What filters, rights and orders ask of each document, held in memory: one small number a value.

use std::collections::BTreeMap;

use tantivy::columnar::StrColumn;
use tantivy::{DocId, SegmentReader};

use super::filters::{FACETS, Filters, Sort, TO, years};
use crate::members::Scope;

/// A document without a value.
const NONE: u32 = u32::MAX;

/// A segment's values. They never change: a document that is written again is a new one.
pub struct Columns {
    facets: [Column; FACETS.len()],
    /// Its audience, its owner.
    seen_by: Vec<[u32; 2]>,
    viewers: Option<StrColumn>,
    /// When it was changed and when it was reviewed, in minutes; 0: never.
    updated: Vec<u32>,
    reviewed: Vec<u32>,
}

#[derive(Default)]
struct Column {
    values: Vec<String>,
    /// By document, the number of its value.
    of: Vec<u32>,
}

impl Columns {
    pub fn read(reader: &SegmentReader) -> tantivy::Result<Columns> {
        let mut facets: [Column; FACETS.len()] = Default::default();
        for (column, facet) in facets.iter_mut().zip(FACETS) {
            *column = Column::read(reader, facet)?;
        }
        let viewers = reader.fast_fields().str("seen_by")?;
        let seen_by = (0..reader.max_doc()).map(|doc| {
            let mut found = [NONE; 2];
            let ordinals = viewers.iter().flat_map(|c| c.term_ords(doc));
            for (slot, ordinal) in found.iter_mut().zip(ordinals) {
                *slot = ordinal as u32;
            }
            found
        });
        let minutes = |name: &str| -> tantivy::Result<Vec<u32>> {
            let column = reader.fast_fields().i64(name)?;
            let minutes = |doc| u32::try_from(column.first(doc).unwrap_or(0)).unwrap_or(0);
            Ok((0..reader.max_doc()).map(minutes).collect())
        };
        Ok(Columns {
            facets,
            seen_by: seen_by.collect(),
            viewers,
            updated: minutes("updated")?,
            reviewed: minutes("reviewed")?,
        })
    }

    /// Whether a document is of this area.
    pub fn is_in(&self, doc: DocId, area: &str) -> bool {
        self.facets[AREA].is(doc, area)
    }

    /// When a document came to what an order asks for, in minutes; 0 where the order is not in time.
    pub fn time(&self, doc: DocId, sort: Sort) -> u32 {
        match sort {
            Sort::Relevance => 0,
            Sort::Newest => self.updated[doc as usize],
            Sort::Reviewed => self.reviewed[doc as usize],
        }
    }
}

impl Column {
    fn is(&self, doc: DocId, value: &str) -> bool {
        let number = self.of[doc as usize];
        self.values.get(number as usize).is_some_and(|v| v == value)
    }

    fn read(reader: &SegmentReader, name: &str) -> tantivy::Result<Column> {
        let Some(column) = reader.fast_fields().str(name)? else {
            return Ok(Column {
                values: Vec::new(),
                of: vec![NONE; reader.max_doc() as usize],
            });
        };
        let mut values = Vec::with_capacity(column.num_terms());
        for ordinal in 0..column.num_terms() {
            let mut value = String::new();
            column.ord_to_str(ordinal as u64, &mut value)?;
            values.push(value);
        }
        let ordinals = column.ords();
        let of = (0..reader.max_doc())
            .map(|doc| ordinals.first(doc).map_or(NONE, |o| o as u32))
            .collect();
        Ok(Column { values, of })
    }

    fn number(&self, value: &str) -> Option<u32> {
        let at = self.values.iter().position(|v| v == value)?;
        Some(at as u32)
    }

    /// By the number of a value, whether it passes.
    fn passing(&self, facet: usize, filters: &Filters) -> Option<Vec<bool>> {
        let chosen: Vec<&str> = filters.of(FACETS[facet]).collect();
        if chosen.is_empty() {
            return None;
        }
        let passes = |value: &String| {
            chosen.iter().any(|chosen| match facet {
                YEAR => meet(chosen, value),
                _ => chosen == value,
            })
        };
        Some(self.values.iter().map(passes).collect())
    }
}

/// Whether two times have a year in common.
pub fn meet(a: &str, b: &str) -> bool {
    match (years(a), years(b)) {
        (Some(a), Some(b)) => a.start() <= b.end() && b.start() <= a.end(),
        _ => false,
    }
}

/// One question's filters and rights over a segment, counting what passes.
pub struct Sieve<'a> {
    columns: &'a Columns,
    /// Whoever of these may see a document, the asker may.
    may: Vec<u32>,
    /// By facet and number of a value, whether it passes; none where every value does.
    passing: [Option<Vec<bool>>; FACETS.len()],
    counts: [Vec<u64>; FACETS.len()],
    preferred: Option<u32>,
}

/// The places of the language, the area and the year among `FACETS`.
const LANG: usize = 2;
const AREA: usize = 3;
const YEAR: usize = 4;

impl<'a> Sieve<'a> {
    pub fn new(
        columns: &'a Columns,
        scope: &Scope,
        filters: &Filters,
        prefer: &str,
    ) -> tantivy::Result<Sieve<'a>> {
        let mut may = Vec::new();
        if let Some(viewers) = &columns.viewers {
            for viewer in viewers_of(scope) {
                if let Some(ordinal) = viewers.dictionary().term_ord(viewer)? {
                    may.push(ordinal as u32);
                }
            }
        }
        Ok(Sieve {
            columns,
            may,
            passing: std::array::from_fn(|at| columns.facets[at].passing(at, filters)),
            counts: std::array::from_fn(|at| vec![0; columns.facets[at].values.len()]),
            preferred: columns.facets[LANG].number(prefer),
        })
    }

    pub fn may_see(&self, doc: DocId) -> bool {
        self.columns.seen_by[doc as usize]
            .iter()
            .any(|viewer| self.may.contains(viewer))
    }

    /// Whether a document is in the asker's language.
    pub fn is_preferred(&self, doc: DocId) -> bool {
        self.preferred == Some(self.columns.facets[LANG].of[doc as usize])
    }

    pub fn time(&self, doc: DocId, sort: Sort) -> u32 {
        self.columns.time(doc, sort)
    }

    /// Counts a document in each filter under the others; whether it passes all.
    pub fn count(&mut self, doc: DocId) -> bool {
        let values: [u32; FACETS.len()] =
            std::array::from_fn(|at| self.columns.facets[at].of[doc as usize]);
        let mut refused = 0;
        let mut by = 0;
        for (at, value) in values.iter().enumerate() {
            if let Some(passing) = &self.passing[at]
                && passing.get(*value as usize) != Some(&true)
            {
                refused += 1;
                by = at;
            }
        }
        for (at, value) in values.iter().enumerate() {
            if (refused == 0 || (refused == 1 && by == at))
                && let Some(count) = self.counts[at].get_mut(*value as usize)
            {
                *count += 1;
            }
        }
        refused == 0
    }

    /// For each filter, the values that were met and how often.
    pub fn counted(&self) -> impl Iterator<Item = impl Iterator<Item = (&str, u64)>> {
        self.columns
            .facets
            .iter()
            .zip(&self.counts)
            .map(|(column, counts)| {
                column
                    .values
                    .iter()
                    .map(String::as_str)
                    .zip(counts.iter().copied())
                    .filter(|(_, count)| *count > 0)
            })
    }
}

/// A facet's values as they are shown, from how often each was met.
pub fn shown(facet: &'static str, met: BTreeMap<String, u64>) -> Vec<(String, u64)> {
    if facet != FACETS[YEAR] {
        let mut values: Vec<(String, u64)> = met.into_iter().collect();
        values.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        return values;
    }
    // What has not ended goes on as long as anything is known to.
    let met: Vec<_> = met
        .iter()
        .filter_map(|(value, count)| Some((years(value)?, !value.ends_with(TO), count)))
        .collect();
    let ended = met.iter().filter(|m| m.1).map(|m| *m.0.end());
    let begun = met.iter().map(|m| *m.0.start());
    let last = ended.chain(begun).max().unwrap_or(0);
    let mut by_year: BTreeMap<u16, u64> = BTreeMap::new();
    for (years, _, count) in &met {
        for year in *years.start()..=*years.end().min(&last) {
            *by_year.entry(year).or_default() += *count;
        }
    }
    by_year
        .into_iter()
        .rev()
        .map(|(year, count)| (year.to_string(), count))
        .collect()
}

/// The values of `seen_by` that let a viewer see a document.
fn viewers_of(scope: &Scope) -> Vec<String> {
    let mut may = vec!["public".to_string()];
    if let Some(person) = &scope.person_id {
        may.push("network".to_string());
        may.push(format!("own:{person}"));
        if let Some(organisation) = &scope.organisation_id {
            may.push(format!("org:{organisation}"));
        }
    }
    may
}
