//! What tells one content from another.

use sha2::{Digest, Sha256};

use super::super::Published;
use super::super::life::Life;
use crate::library::NewEntry;
use crate::tokens::hex;

/// Of all that decides what is stored of an entry, without its files.
pub fn hash(entry: &NewEntry, published: Published, life: &Life) -> String {
    let published = match published {
        Published::Unknown => String::new(),
        Published::At(at) => at.to_string(),
        Published::DaysAgo(days) => format!("-{days}"),
    };
    let or_empty = |o: &Option<String>| o.clone().unwrap_or_default();
    let (municipality, area) = (or_empty(&entry.municipality), or_empty(&entry.area));
    // One factor and nothing else is all that facts once were: the same file stays the same.
    let facts = match entry.facts.factors.as_slice() {
        [one] if entry.facts.without_factors().stored().is_none() => one.clone(),
        _ => or_empty(&entry.facts.stored()),
    };
    let tags = entry.tags.join("\n");
    let beside = [
        or_empty(&entry.place),
        entry.contact_name.clone(),
        entry.contact_deputy.clone(),
    ];
    let mut all = vec![
        entry.kind.name(),
        &entry.title,
        &entry.summary,
        &entry.body,
        &entry.lang,
        &municipality,
        &area,
        &facts,
        &tags,
        &entry.contact_role,
        entry.audience.name(),
        &published,
    ];
    // What says nothing beside them is the same text as ever.
    if beside.iter().any(|part| !part.is_empty()) {
        all.extend(beside.iter().map(String::as_str));
    }
    let life = life.said();
    all.extend(life.iter().map(String::as_str));
    sha256(&all)
}

/// Of several texts, so that no two lists of texts run together.
pub fn sha256(parts: &[&str]) -> String {
    let mut all = Sha256::new();
    for part in parts {
        all.update((part.len() as u64).to_le_bytes());
        all.update(part.as_bytes());
    }
    hex(&all.finalize())
}

/// Half a digest: enough to tell texts of one import apart.
pub fn digest(text: &str) -> [u8; 16] {
    let whole = Sha256::digest(text.as_bytes());
    let mut half = [0; 16];
    half.copy_from_slice(&whole[..16]);
    half
}
