//! Which entries are handed out, and to whom.

use std::collections::VecDeque;
use std::sync::Arc;

use serde_json::{Value, json};

use super::life::{For, exported};
use super::series::Places;
use super::{Exported, Format, lying_beside};
use crate::app::App;
use crate::attachments::Attachment;
use crate::db::Conn;
use crate::error::Result;
use crate::library::queries;
use crate::library::terms::Terms;
use crate::members::{Member, Scope};

/// Entries read at once: texts may be long.
pub const BATCH: usize = 25;
/// Characters of versions read at once, where there is more than one entry.
const PAST: i64 = 4_000_000;

/// The entries of a list for one viewer, read piece by piece while they are handed out. Whoever lost
/// the right to one in between does not get it.
pub struct Selection {
    pub app: App,
    pub who: Option<Member>,
    pub format: Format,
    pub places: Arc<Places>,
    pub terms: Arc<Terms>,
    ids: VecDeque<String>,
}

impl Selection {
    pub fn new(
        app: App,
        who: Option<Member>,
        format: Format,
        ids: Vec<String>,
        places: Places,
        terms: Arc<Terms>,
    ) -> Selection {
        Selection {
            app,
            who,
            format,
            places: Arc::new(places),
            terms,
            ids: ids.into(),
        }
    }

    /// The next entries, perhaps none; nothing when all were there.
    pub async fn next(&mut self) -> Result<Option<Vec<Exported>>> {
        let past = self.format != Format::Table;
        let mut ids: Vec<String> = self.ids.iter().take(BATCH).cloned().collect();
        if ids.is_empty() {
            return Ok(None);
        }
        if past {
            ids = self.app.db.read(move |c| with_past(c, ids)).await?;
        }
        self.ids.drain(..ids.len());
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

/// As many of these entries as are read at once with all they ever were: at least one.
pub fn with_past(c: &mut Conn, mut ids: Vec<String>) -> Result<Vec<String>> {
    let sizes = queries::sizes_of_past(c, &ids)?;
    let mut sum = 0;
    let fit = ids.iter().take_while(|id| {
        sum += sizes.get(*id).copied().unwrap_or_default();
        sum <= PAST
    });
    let fit = fit.count().max(1);
    ids.truncate(fit);
    Ok(ids)
}

/// Files that lie here and not beside the entry: where whoever may read it fetches them.
fn to_be_fetched(app: &App, files: &[Attachment]) -> Vec<Value> {
    let said = |file: &Attachment| {
        let address = app.config.base_url.url(&file.address());
        json!({ "address": address, "name": file.name, "title": file.title })
    };
    files.iter().map(said).collect()
}
