//! The addresses of new entries.

use std::collections::HashSet;

use diesel::prelude::*;

use super::super::{Imported, parse};
use crate::db::{CHUNK, Conn};
use crate::error::Result;
use crate::library::RESERVED_SLUGS;
use crate::schema::entries;
use crate::text;

/// A slug for each: the one it asks for, or the title's. Where that is taken, a piece of the source's digest follows, so that an
/// import that starts over gives the same addresses; where that is taken too, by an entry whose
/// source has moved since, a piece of the entry's own id.
pub fn slugs(c: &mut Conn, fresh: &[(usize, &Imported)], ids: &[String]) -> Result<Vec<String>> {
    let wanted: Vec<[String; 2]> = fresh
        .iter()
        .map(|(_, record)| {
            let own = || text::slug(&record.entry.title);
            let slug = record.slug.clone().unwrap_or_else(own);
            let digest = parse::sha256(&[&record.source_id]);
            let longer = format!("{slug}-{}", &digest[..12]);
            [slug, longer]
        })
        .collect();
    let mut taken: HashSet<String> = RESERVED_SLUGS.iter().map(|s| s.to_string()).collect();
    for chunk in wanted.as_flattened().chunks(CHUNK) {
        taken.extend(
            entries::table
                .filter(entries::slug.eq_any(chunk))
                .select(entries::slug)
                .load::<String>(c)?,
        );
    }
    Ok(wanted
        .into_iter()
        .zip(ids)
        .map(|([slug, longer], id)| {
            let own = format!("{slug}-{}", &id[id.len() - 12..]);
            let free = [slug, longer]
                .into_iter()
                .find(|candidate| taken.insert(candidate.clone()));
            free.unwrap_or(own)
        })
        .collect())
}
