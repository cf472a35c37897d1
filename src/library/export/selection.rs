//! Which entries are handed out, and to whom.

use std::sync::Arc;

use serde_json::{Value, json};

use super::life::{For, exported};
use super::series::Places;
use super::{Exported, Format, lying_beside};
use crate::app::App;
use crate::attachments::Attachment;
use crate::error::Result;
use crate::library::queries;
use crate::members::{Member, Scope};

/// Entries read at once: texts may be long.
const BATCH: usize = 25;
/// Entries read at once with all they ever were.
pub const BATCH_OF_LIVES: usize = 5;

/// The entries of a list for one viewer, read piece by piece while they are handed out. Whoever lost
/// the right to one in between does not get it.
pub struct Selection {
    pub app: App,
    pub who: Option<Member>,
    pub format: Format,
    pub places: Arc<Places>,
    ids: std::vec::IntoIter<String>,
}

impl Selection {
    pub fn new(
        app: App,
        who: Option<Member>,
        format: Format,
        ids: Vec<String>,
        places: Places,
    ) -> Selection {
        Selection {
            app,
            who,
            format,
            places: Arc::new(places),
            ids: ids.into_iter(),
        }
    }

    /// The next entries, perhaps none; nothing when all were there.
    pub async fn next(&mut self) -> Result<Option<Vec<Exported>>> {
        let past = self.format != Format::Table;
        let batch = if past { BATCH_OF_LIVES } else { BATCH };
        let ids: Vec<String> = self.ids.by_ref().take(batch).collect();
        if ids.is_empty() {
            return Ok(None);
        }
        let (who, format, app) = (self.who.clone(), self.format, self.app.clone());
        let places = self.places.clone();
        let read = self.app.db.read(move |c| {
            let rows = queries::published_of(c, &Scope::of(who.as_ref()), &ids)?;
            let mut all = exported(c, &For::Viewer(who), rows, &places, past)?;
            for one in &mut all {
                one.attachments = match format {
                    Format::Markdown => lying_beside(one),
                    Format::Lines => to_be_fetched(&app, &one.files),
                    Format::Table => Vec::new(),
                };
            }
            Ok(Some(all))
        });
        read.await
    }
}

/// Files that lie here and not beside the entry: where whoever may read it fetches them.
fn to_be_fetched(app: &App, files: &[Attachment]) -> Vec<Value> {
    let said = |file: &Attachment| {
        let address = app.config.base_url.url(&file.address());
        json!({ "address": address, "name": file.name, "title": file.title })
    };
    files.iter().map(said).collect()
}
