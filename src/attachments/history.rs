//! That files came to their entry, and were taken off it, as its history tells.

use std::cmp::Reverse;

use chrono::NaiveDateTime;

use super::queries;
use crate::db::Conn;
use crate::error::Result;

/// Files that came, or were removed, at once.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    pub at: NaiveDateTime,
    /// Nobody of those the import brought.
    pub by: Option<String>,
    pub removed: bool,
    /// Whether they are the entry's still.
    pub stands: bool,
    pub names: Vec<String>,
}

/// Of an entry, the latest first. What was removed is told as long as it can be fetched back.
pub fn of_entry(c: &mut Conn, entry_id: &str) -> Result<Vec<Step>> {
    let mut all: Vec<Step> = Vec::new();
    for file in queries::coming_and_going(c, entry_id)? {
        let stands = file.removed_at.is_none();
        let step = |at, by, removed| Step {
            at,
            by,
            removed,
            stands,
            names: vec![file.name.clone()],
        };
        all.push(step(file.added_at, file.added_by.clone(), false));
        all.extend(
            file.removed_at
                .map(|at| step(at, file.removed_by.clone(), true)),
        );
    }
    all.sort_by_key(|step| {
        (
            Reverse(step.at),
            !step.removed,
            step.stands,
            step.by.clone(),
        )
    });
    all.dedup_by(|next, first| {
        let at_once = (next.at, next.removed, next.stands, &next.by)
            == (first.at, first.removed, first.stands, &first.by);
        if at_once {
            first.names.append(&mut next.names);
        }
        at_once
    });
    Ok(all)
}
