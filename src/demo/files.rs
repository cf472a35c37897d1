//! Files of entries: taken in by the same gate as an upload. Their text is read by a job, later.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::content::{Content, DemoFile};
use crate::app::App;
use crate::attachments::{self, Accepted, receive};
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::schema::entries;

/// Files that lie in the store, each with the id of its entry's source.
#[derive(Default)]
pub struct Files {
    accepted: Vec<(String, Accepted)>,
    per_entry: i64,
}

pub async fn accept(app: &App, content: &Content) -> Result<Files> {
    let mut files = Files {
        accepted: Vec::new(),
        per_entry: app.config.files.per_entry,
    };
    for one in &content.files {
        files
            .accepted
            .push((one.entry.clone(), accept_one(app, one).await?));
    }
    Ok(files)
}

async fn accept_one(app: &App, one: &DemoFile) -> Result<Accepted> {
    let received = receive::local(app, &one.name, &*one.bytes()?)?;
    match attachments::accept(app, received).await? {
        Ok(file) => Ok(file.described(one.title.clone())),
        Err(why) => {
            let why = why.name();
            Err(Error::internal(format!("demo: {}: {why}", one.file)))
        }
    }
}

pub fn add(c: &mut Conn, now: NaiveDateTime, files: &Files) -> Result<()> {
    for (source, file) in &files.accepted {
        let (id, owner): (String, Option<String>) = entries::table
            .filter(entries::source_id.eq(source))
            .select((entries::id, entries::owner_id))
            .first(c)?;
        let one = std::slice::from_ref(file);
        attachments::attach(c, now, owner.as_deref(), &id, one, files.per_entry)?;
    }
    Ok(())
}
