//! Series that are handed out, and where entries stand in them.

use std::collections::HashMap;

use serde_json::{Map, Value, json};

use super::life::{For, moment};
use crate::collections::{self, Collection};
use crate::db::Conn;
use crate::error::Result;

/// Series with those of their entries that are handed out.
#[derive(Default)]
pub struct Places {
    /// Each with its entries' slugs, in their order.
    pub series: Vec<(Collection, Vec<String>)>,
    /// By entry: `slug:place`, from 1.
    by_entry: HashMap<String, Vec<String>>,
}

impl Places {
    /// `slugs`: of the entries that are handed out, by their ids.
    pub fn read(c: &mut Conn, to: &For, slugs: &HashMap<String, String>) -> Result<Places> {
        let mut places = Places::default();
        for (series, ids) in collections::all_with_entries(c)? {
            let is_told = match to {
                For::Keeper => true,
                For::Viewer(who) => series.is_for(who.as_ref()),
            };
            let there: Vec<&String> = ids.iter().filter(|id| slugs.contains_key(*id)).collect();
            // Whoever runs the network takes home an empty one as well.
            if !is_told || (there.is_empty() && matches!(to, For::Viewer(_))) {
                continue;
            }
            for (place, id) in (1..).zip(&there) {
                let stands: &mut Vec<String> = places.by_entry.entry(id.to_string()).or_default();
                stands.push(format!("{}:{place}", series.slug));
            }
            let order = there.into_iter().filter_map(|id| slugs.get(id).cloned());
            let order = order.collect();
            places.series.push((series, order));
        }
        Ok(places)
    }

    pub fn of(&self, entry_id: &str) -> Vec<String> {
        self.by_entry.get(entry_id).cloned().unwrap_or_default()
    }
}

/// A series as an import reads it, without its introduction.
pub fn said((series, order): &(Collection, Vec<String>)) -> Map<String, Value> {
    let said = json!({
        "kind": "series",
        "slug": series.slug,
        "title": series.title,
        "lang": series.lang,
        "audience": series.audience,
        "created_at": moment(series.created_at),
        "updated_at": moment(series.updated_at),
        "entries": order,
    });
    match said {
        Value::Object(said) => said,
        _ => Map::new(),
    }
}
