//! The audit as a file: CSV for a spreadsheet, JSON Lines for a program.

use std::collections::HashMap;

use super::AuditRow;
use crate::error::{Error, Result};
use crate::text;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Format {
    Csv,
    JsonLines,
}

const COLUMNS: [&str; 9] = [
    "id",
    "at",
    "actor_id",
    "actor",
    "action",
    "subject_kind",
    "subject_id",
    "origin",
    "hash",
];

impl Format {
    pub fn named(name: &str) -> Option<Format> {
        [Format::Csv, Format::JsonLines]
            .into_iter()
            .find(|f| f.name() == name)
    }

    /// Also the file's ending.
    pub fn name(self) -> &'static str {
        match self {
            Format::Csv => "csv",
            Format::JsonLines => "jsonl",
        }
    }

    pub fn media_type(self) -> &'static str {
        match self {
            Format::Csv => "text/csv; charset=utf-8",
            Format::JsonLines => "application/x-ndjson; charset=utf-8",
        }
    }

    pub fn begin(self) -> String {
        match self {
            // The mark tells spreadsheets that this is UTF-8.
            Format::Csv => format!("\u{FEFF}{}\r\n", COLUMNS.join(",")),
            Format::JsonLines => String::new(),
        }
    }

    pub fn add(
        self,
        out: &mut String,
        row: &AuditRow,
        names: &HashMap<String, String>,
    ) -> Result<()> {
        let name = row.actor_id.as_ref().and_then(|id| names.get(id));
        let at = row.at.format("%Y-%m-%dT%H:%M:%S%.6fZ").to_string();
        match self {
            Format::Csv => {
                let id = row.id.to_string();
                let cells = [
                    id.as_str(),
                    &at,
                    row.actor_id.as_deref().unwrap_or_default(),
                    name.map_or("", String::as_str),
                    &row.action,
                    &row.subject_kind,
                    &row.subject_id,
                    &row.origin,
                    &row.hash,
                ];
                out.push_str(&cells.map(text::csv_cell).join(","));
                out.push_str("\r\n");
            }
            Format::JsonLines => {
                let line = serde_json::json!({
                    "id": row.id,
                    "at": at,
                    "actor_id": row.actor_id,
                    "actor": name,
                    "action": row.action,
                    "subject_kind": row.subject_kind,
                    "subject_id": row.subject_id,
                    "origin": row.origin,
                    "hash": row.hash,
                });
                out.push_str(&serde_json::to_string(&line).map_err(Error::internal)?);
                out.push('\n');
            }
        }
        Ok(())
    }
}
