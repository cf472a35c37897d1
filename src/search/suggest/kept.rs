//! Entries that were suggested, kept as the database has them: whoever types the next letter is mostly
//! shown the same ones. The log of changes says which are no longer as they were.

use std::collections::HashMap;

use crate::library::indexing::HitRow;
use crate::members::Scope;

/// Entries kept at most: then it begins anew.
const MOST: usize = 20_000;
/// Changes behind which nothing is sorted out any more.
const FAR: i64 = 1_000;

#[derive(Default)]
pub struct Kept {
    /// The last change that was seen here.
    upto: i64,
    rows: HashMap<String, HitRow>,
}

impl Kept {
    /// The change from behind which `changed` must hear. `position`: the last one the index holds.
    pub fn since(&mut self, position: i64) -> i64 {
        if position - self.upto > FAR {
            self.rows.clear();
            self.upto = position;
        }
        self.upto
    }

    /// Forgets the entries of these changes, each with its number.
    pub fn changed(&mut self, changes: &[(i64, String)]) {
        for (number, id) in changes {
            if *number > self.upto {
                self.rows.remove(id);
                self.upto = *number;
            }
        }
    }

    /// The last change that was seen.
    pub fn upto(&self) -> i64 {
        self.upto
    }

    /// Those of `ids` that are kept and that the viewer may read as they are kept, and the others.
    pub fn of(&self, scope: &Scope, ids: &[String]) -> (Vec<HitRow>, Vec<String>) {
        let mut rows = Vec::with_capacity(ids.len());
        let mut others = Vec::new();
        for id in ids {
            match self.rows.get(id).filter(|row| row.is_for(scope)) {
                Some(row) => rows.push(row.clone()),
                None => others.push(id.clone()),
            }
        }
        (rows, others)
    }

    /// Keeps what was read after the changes up to `upto` had been seen; nothing when more were seen
    /// meanwhile, for it may be older than those.
    pub fn keep(&mut self, upto: i64, rows: &[HitRow]) {
        if upto != self.upto {
            return;
        }
        if self.rows.len() + rows.len() > MOST {
            self.rows.clear();
        }
        self.rows
            .extend(rows.iter().map(|row| (row.id.clone(), row.clone())));
    }
}
