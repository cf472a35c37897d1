//! What is here already of what comes in.

use std::collections::{HashMap, HashSet};

use diesel::prelude::*;

use super::super::Imported;
use super::super::life::HERE;
use crate::db::{CHUNK, Conn};
use crate::error::Result;
use crate::schema::entries;

/// An export names what has no other source by its own id.
const OWN: &str = "faelles:";

/// What is known of a source that was imported before.
#[derive(Queryable)]
pub struct Known {
    source_id: Option<String>,
    pub id: String,
    pub slug: String,
    hash: Option<String>,
}

impl Known {
    /// Whether it is known by another id than it has in this record: by where its file lies.
    pub fn has_file_of_its_own(&self, record: &Imported) -> bool {
        let source = self.source_id.as_deref();
        source.is_some_and(|source| source != record.source_id)
    }

    /// The hash of its content, and which of `HERE` stands behind it.
    pub fn hash(&self) -> (&str, &str) {
        parted(self.hash.as_deref().unwrap_or_default())
    }
}

fn parted(kept: &str) -> (&str, &str) {
    kept.split_at(kept.find('+').unwrap_or(kept.len()))
}

/// What is known of the sources of some records, by source id.
pub fn known(c: &mut Conn, records: &[Imported]) -> Result<HashMap<String, Known>> {
    let ids: Vec<&str> = records.iter().map(|r| r.source_id.as_str()).collect();
    let columns = (
        entries::source_id,
        entries::id,
        entries::slug,
        entries::source_hash,
    );
    let mut known = HashMap::with_capacity(ids.len());
    for chunk in ids.chunks(CHUNK) {
        let rows: Vec<Known> = entries::table
            .filter(entries::source_id.eq_any(chunk))
            .select(columns)
            .load(c)?;
        // What was exported here comes home.
        let own: Vec<&str> = chunk.iter().filter_map(|id| id.strip_prefix(OWN)).collect();
        let home: Vec<Known> = entries::table
            .filter(entries::id.eq_any(own))
            .filter(
                entries::source_id
                    .is_null()
                    .or(entries::source_id.like("file:%")),
            )
            .select(columns)
            .load(c)?;
        // Where a file lies is not told by the site: then it is named by its own id as well.
        let home = home
            .into_iter()
            .map(|row| (format!("{OWN}{}", row.id), row));
        let rows = rows.into_iter();
        known.extend(rows.filter_map(|row| Some((row.source_id.clone()?, row))));
        known.extend(home);
    }
    Ok(known)
}

/// A source that is known by where its file lies, for want of an id of its own.
pub fn is_path(source_id: &str) -> bool {
    source_id.starts_with("file:")
}

/// Files that were moved or copied: content that is here already under another path. By content
/// hash, the entry that takes the new path over, or none when it still lies at its old one as well.
pub fn elsewhere<'a>(
    c: &mut Conn,
    records: &'a [Imported],
    known: &HashMap<String, Known>,
) -> Result<HashMap<&'a str, Option<String>>> {
    let unknown: HashMap<&str, &Imported> = records
        .iter()
        .filter(|r| is_path(&r.source_id) && !known.contains_key(&r.source_id))
        .map(|r| (r.hash.as_str(), r))
        .collect();
    let hashes: Vec<String> = unknown
        .keys()
        .flat_map(|hash| HERE.map(|here| format!("{hash}{here}")))
        .collect();
    let here: HashSet<&str> = records.iter().map(|r| r.source_id.as_str()).collect();
    let mut found = HashMap::new();
    for chunk in hashes.chunks(CHUNK) {
        let rows: Vec<(Option<String>, Option<String>, String)> = entries::table
            .filter(entries::source_hash.eq_any(chunk))
            .filter(entries::source_id.like("file:%"))
            .select((entries::source_hash, entries::source_id, entries::id))
            .load(c)?;
        for (hash, source, id) in rows {
            let (Some(hash), Some(source)) = (hash, source) else {
                continue;
            };
            if let Some(record) = unknown.get(parted(&hash).0) {
                let moved = !here.contains(source.as_str());
                found.insert(record.hash.as_str(), moved.then_some(id));
            }
        }
    }
    Ok(found)
}
