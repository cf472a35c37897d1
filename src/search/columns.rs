//! What filters and rights ask of each document, held in memory: one small number a value.

use tantivy::columnar::StrColumn;
use tantivy::{DocId, SegmentReader};

use super::question::{FACETS, Filters};
use crate::members::Scope;

/// A document without a value.
const NONE: u32 = u32::MAX;

/// A segment's values. They never change: a document that is written again is a new one.
pub struct Columns {
    facets: [Column; 4],
    /// Its audience, its owner.
    seen_by: Vec<[u32; 2]>,
    viewers: Option<StrColumn>,
}

#[derive(Default)]
struct Column {
    values: Vec<String>,
    /// By document, the number of its value.
    of: Vec<u32>,
}

impl Columns {
    pub fn read(reader: &SegmentReader) -> tantivy::Result<Columns> {
        let mut facets: [Column; 4] = Default::default();
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
        Ok(Columns {
            facets,
            seen_by: seen_by.collect(),
            viewers,
        })
    }

    /// Whether a document is of this area.
    pub fn is_in(&self, doc: DocId, area: &str) -> bool {
        self.facets[AREA].is(doc, area)
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
}

/// One question's filters and rights over a segment, counting what passes.
pub struct Sieve<'a> {
    columns: &'a Columns,
    /// Whoever of these may see a document, the asker may.
    may: Vec<u32>,
    /// The chosen value's number; `Some(None)` when the segment does not have it.
    chosen: [Option<Option<u32>>; 4],
    counts: [Vec<u64>; 4],
    preferred: Option<u32>,
}

/// The places of the language and the area among `FACETS`.
const LANG: usize = 2;
const AREA: usize = 3;

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
        let chosen = std::array::from_fn(|at| {
            filters
                .get(FACETS[at])
                .map(|value| columns.facets[at].number(value))
        });
        Ok(Sieve {
            columns,
            may,
            chosen,
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

    /// Counts a document in each filter under the others; whether it passes all.
    pub fn count(&mut self, doc: DocId) -> bool {
        let values: [u32; 4] = std::array::from_fn(|at| self.columns.facets[at].of[doc as usize]);
        let mut refused = 0;
        let mut by = 0;
        for (at, value) in values.iter().enumerate() {
            if self.chosen[at].is_some_and(|chosen| chosen != Some(*value)) {
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
