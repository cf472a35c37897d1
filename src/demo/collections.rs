//! Series and campaigns.

use std::collections::HashMap;

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::content::{Collection, Content};
use crate::collections::{self, NewCollection};
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::schema::{entries, entry_terms};
use crate::web::FormData;

pub fn add(c: &mut Conn, now: NaiveDateTime, content: &Content) -> Result<()> {
    let rows: Vec<(Option<String>, String)> = entries::table
        .filter(entries::source_id.is_not_null())
        .select((entries::source_id, entries::id))
        .load(c)?;
    let ids: HashMap<String, String> = rows
        .into_iter()
        .filter_map(|(source, id)| source.map(|source| (source, id)))
        .collect();
    for one in &content.collections {
        let form = FormData::of([
            ("title", one.title.as_str()),
            ("lang", &one.lang),
            ("audience", &one.audience),
            ("introduction", &one.introduction),
        ]);
        let new = NewCollection::parse(&form)
            .map_err(|p| Error::internal(format!("demo: {}: {p:?}", one.title)))?;
        let slug = collections::create(c, now, None, &new)?;
        let order = order(c, one, &ids)?;
        collections::fill(c, now, &slug, &order)?;
    }
    Ok(())
}

fn order(c: &mut Conn, one: &Collection, ids: &HashMap<String, String>) -> Result<Vec<String>> {
    let mut order = Vec::new();
    for source in &one.entries {
        let id = ids
            .get(source)
            .ok_or_else(|| Error::internal(format!("demo: no entry {source}")))?;
        order.push(id.clone());
    }
    if let Some(tag) = &one.tag {
        let tagged: Vec<String> = entries::table
            .inner_join(entry_terms::table)
            .filter(entry_terms::vocabulary.eq("tag"))
            .filter(entry_terms::term.eq(tag))
            .order((entries::published_at, entries::id))
            .select(entries::id)
            .load(c)?;
        for id in tagged {
            if !order.contains(&id) {
                order.push(id);
            }
        }
    }
    Ok(order)
}
