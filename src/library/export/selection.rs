//! Which entries are handed out, and to whom.

use std::collections::{HashMap, HashSet};

use serde_json::{Value, json};

use super::{Exported, Format, lying_beside};
use crate::app::App;
use crate::attachments::{self, Attachment};
use crate::db::Conn;
use crate::error::Result;
use crate::library::{Entry, linked, queries};
use crate::members::{Member, Scope};

/// Entries read at once: texts may be long.
const BATCH: usize = 25;

/// The entries of a list for one viewer, read piece by piece while they are handed out. Whoever lost
/// the right to one in between does not get it.
pub struct Selection {
    pub app: App,
    pub who: Option<Member>,
    pub format: Format,
    ids: std::vec::IntoIter<String>,
}

impl Selection {
    pub fn new(app: App, who: Option<Member>, format: Format, ids: Vec<String>) -> Selection {
        let ids = ids.into_iter();
        Selection {
            app,
            who,
            format,
            ids,
        }
    }

    /// The next entries, perhaps none; nothing when all were there.
    pub async fn next(&mut self) -> Result<Option<Vec<Exported>>> {
        let ids: Vec<String> = self.ids.by_ref().take(BATCH).collect();
        if ids.is_empty() {
            return Ok(None);
        }
        let (who, format, app) = (self.who.clone(), self.format, self.app.clone());
        let read = self.app.db.read(move |c| {
            let rows = queries::published_of(c, &Scope::of(who.as_ref()), &ids)?;
            let mut all = exported(c, rows)?;
            hide_unreadable(c, who.as_ref(), &mut all)?;
            for one in &mut all {
                one.attachments = match format {
                    Format::Markdown => lying_beside(&one.entry, &one.files),
                    Format::Lines => to_be_fetched(&app, &one.files),
                    Format::Table => Vec::new(),
                };
            }
            Ok(Some(all))
        });
        read.await
    }
}

/// Entries with their files, and nothing said of those yet.
pub fn exported(c: &mut Conn, rows: Vec<(Entry, Option<String>)>) -> Result<Vec<Exported>> {
    let ids: Vec<&str> = rows.iter().map(|(entry, _)| entry.id.as_str()).collect();
    let mut files: HashMap<String, Vec<Attachment>> = HashMap::new();
    for file in attachments::of_entries(c, &ids)? {
        files.entry(file.entry_id.clone()).or_default().push(file);
    }
    let of = |(entry, source): (Entry, Option<String>)| Exported {
        facts: entry.facts(),
        files: files.remove(&entry.id).unwrap_or_default(),
        attachments: Vec::new(),
        source,
        entry,
    };
    Ok(rows.into_iter().map(of).collect())
}

/// Takes out what the viewer may not know: entries that others name, and where on this machine a
/// file was imported from.
fn hide_unreadable(c: &mut Conn, who: Option<&Member>, all: &mut [Exported]) -> Result<()> {
    let named: Vec<String> = all.iter().flat_map(|e| linked::named(&e.facts)).collect();
    let readable: HashSet<String> = linked::readable(c, who, &named)?
        .into_iter()
        .map(|linked| linked.slug)
        .collect();
    for one in all {
        linked::keep(&mut one.facts, &readable);
        one.source = one.source.take().filter(|s| !s.starts_with("file:"));
    }
    Ok(())
}

/// Files that lie here and not beside the entry: where whoever may read it fetches them.
fn to_be_fetched(app: &App, files: &[Attachment]) -> Vec<Value> {
    let said = |file: &Attachment| {
        let address = app.config.base_url.url(&file.address());
        json!({ "address": address, "name": file.name, "title": file.title })
    };
    files.iter().map(said).collect()
}
