//! Everything about a person as one archive: the register says what, a job makes it, and it is
//! fetched after a fresh proof of who one is.

use std::collections::BTreeMap;
use std::io::{Cursor, Write};

use chrono::{Duration, NaiveDateTime};
use serde_json::{Value, json};
use zip::write::SimpleFileOptions;

use super::tables::{PersonColumn, TABLES};
use super::{queries, views};
use crate::app::App;
use crate::audit;
use crate::db::{self, Conn};
use crate::error::{Error, Result};
use crate::jobs::{self, Job};
use crate::library::compare::fields::known_to;
use crate::mail;
use crate::members;
use crate::settings;
use crate::web::Lang;

pub use queries::ExportRow;

/// How long an archive can be fetched.
pub const DAYS: i64 = 7;
/// How many may be asked for in a day.
const A_DAY: usize = 3;

/// What is found of a person in one registered column.
pub struct Part {
    pub of: &'static PersonColumn,
    pub rows: Vec<Value>,
}

/// Everything about a person.
pub struct Everything {
    pub subject: queries::Subject,
    pub lang: Lang,
    pub parts: Vec<Part>,
    /// What the things are called that ids in the rows are of.
    pub names: BTreeMap<String, String>,
    /// Media type and bytes.
    pub photo: Option<(String, Vec<u8>)>,
}

/// Why no archive may be asked for now, as a message key.
pub fn refusal(c: &mut Conn, now: NaiveDateTime, person_id: &str) -> Result<Option<&'static str>> {
    let today = queries::exports_of(c, person_id, now - Duration::days(1))?;
    Ok(if today.iter().any(|e| e.ready_at.is_none()) {
        Some("privacy-export-being-made")
    } else if today.len() >= A_DAY {
        Some("privacy-export-enough")
    } else {
        None
    })
}

/// Asks for an archive; its id. `Conflict` where `refusal` says why.
pub fn ask(c: &mut Conn, now: NaiveDateTime, person_id: &str) -> Result<String> {
    if refusal(c, now, person_id)?.is_some() {
        return Err(Error::Conflict);
    }
    let id = crate::app::new_id();
    queries::insert_export(c, now, &id, person_id)?;
    audit::record(c, now, Some(person_id), "ask-export", "person", person_id)?;
    let job = Job::Export {
        export_id: id.clone(),
    };
    jobs::enqueue(c, &job, now, None)?;
    Ok(id)
}

/// A person's archives that can still be fetched, or are being made; newest first.
pub fn of_person(c: &mut Conn, now: NaiveDateTime, person_id: &str) -> Result<Vec<ExportRow>> {
    queries::exports_of(c, person_id, now - Duration::days(DAYS))
}

/// The archive, recorded as fetched. `NotFound` unless it is this person's and not too old.
pub fn fetch(c: &mut Conn, now: NaiveDateTime, person_id: &str, id: &str) -> Result<Vec<u8>> {
    let archive = queries::archive(c, person_id, id, now - Duration::days(DAYS))?;
    audit::record(c, now, Some(person_id), "fetch-export", "person", person_id)?;
    Ok(archive)
}

/// The job behind `ask`.
pub async fn make(app: &App, export_id: String) -> Result<()> {
    let id = export_id.clone();
    let otherwise = app.config.network_name.clone();
    let found = app
        .db
        .read(move |c| match queries::export(c, &id)? {
            Some(row) if row.ready_at.is_none() => {
                let network = settings::get(c, settings::NAME)?.unwrap_or(otherwise);
                Ok(gather(c, &row.person_id)?.map(|all| (all, network)))
            }
            _ => Ok(None),
        })
        .await?;
    let Some((all, network)) = found else {
        return Ok(());
    };
    let now = app.clock.now();
    let host = app.config.base_url.host().to_string();
    let person_id = all.subject.id.clone();
    let archive = tokio::task::spawn_blocking(move || pack(&all, &network, now))
        .await
        .map_err(Error::internal)??;
    app.db
        .write(move |c| {
            if !queries::fill_export(c, now, &export_id, &archive)? {
                return Ok(());
            }
            let occasion = format!("export-ready:{export_id}");
            let kind = mail::Kind::ExportReady;
            mail::enqueue(c, now, &host, kind, &person_id, &export_id, &occasion)
        })
        .await
}

/// Reads all that the register says about a person; none when they are gone.
pub fn gather(c: &mut Conn, person_id: &str) -> Result<Option<Everything>> {
    let Some(subject) = queries::subject(c, person_id)? else {
        return Ok(None);
    };
    let reader = members::acting(c, std::slice::from_ref(&subject.id))?.pop();
    let mut parts = Vec::with_capacity(TABLES.len());
    for of in TABLES {
        let condition = queries::names_person(of);
        let mut rows = db::rows_as_json(c, of.table, of.given, &condition, person_id)?;
        if (of.table, of.column) == ("joinings", "person_id") {
            // Invitations nobody has answered, and requests, say an address alone.
            let unnamed = format!(
                "email = $1 AND (person_id IS NULL OR person_id <> '{}')",
                subject.id
            );
            for address in queries::addresses(c, &subject)? {
                rows.extend(db::rows_as_json(c, of.table, of.given, &unnamed, &address)?);
            }
        }
        // What they wrote may name entries that they were never shown, or may not read any more.
        if of.given.contains(&"facts") {
            for row in &mut rows {
                if let Some(Value::String(facts)) = row.get_mut("facts") {
                    *facts = known_to(c, reader.as_ref(), facts)?;
                }
            }
        }
        parts.push(Part { of, rows });
    }
    let mut ids: Vec<String> = parts
        .iter()
        .flat_map(|p| &p.rows)
        .filter_map(Value::as_object)
        .flat_map(|row| row.values())
        .filter_map(Value::as_str)
        .filter(|v| v.len() == 32 && v.bytes().all(|b| b.is_ascii_hexdigit()))
        .map(str::to_string)
        .collect();
    ids.sort_unstable();
    ids.dedup();
    Ok(Some(Everything {
        lang: Lang::named(&subject.lang).unwrap_or_default(),
        names: queries::titles(c, &ids)?,
        photo: queries::photo(c, person_id)?,
        subject,
        parts,
    }))
}

/// `data.json`, the same to read as `data.html`, and the photo as it is.
fn pack(all: &Everything, network: &str, now: NaiveDateTime) -> Result<Vec<u8>> {
    let mut files = vec![
        ("data.json".to_string(), as_json(all, network, now)?),
        (
            "data.html".to_string(),
            views::archive(all, network, now).into_bytes(),
        ),
    ];
    if let Some((media_type, bytes)) = &all.photo {
        let ending = match media_type.as_str() {
            "image/png" => "png",
            "image/webp" => "webp",
            _ => "jpg",
        };
        files.push((format!("photo.{ending}"), bytes.clone()));
    }
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(name, SimpleFileOptions::default())
            .map_err(Error::internal)?;
        zip.write_all(&bytes)?;
    }
    Ok(zip.finish().map_err(Error::internal)?.into_inner())
}

fn as_json(all: &Everything, network: &str, now: NaiveDateTime) -> Result<Vec<u8>> {
    let parts: Vec<Value> = all
        .parts
        .iter()
        .map(|part| {
            json!({
                "kind": part.of.class.name(),
                "purpose": all.lang.t(&format!("privacy-purpose-{}", part.of.class.name())),
                "table": part.of.table,
                "names_you_in": part.of.column,
                "kept_but_not_given": part.of.withheld,
                "rows": part.rows,
            })
        })
        .collect();
    serde_json::to_vec_pretty(&json!({
        "network": network,
        "made_at": now,
        "person": all.subject.id,
        "name": all.subject.name,
        "names_of_ids": all.names,
        "data": parts,
    }))
    .map_err(Error::internal)
}
