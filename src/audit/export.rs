//! The audit as a file: CSV for a spreadsheet, JSON Lines for a program.

use std::collections::HashMap;

use super::AuditRow;
use crate::error::{Error, Result};

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
                out.push_str(&cells.map(cell).join(","));
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

/// A cell a spreadsheet shows and does not run: what looks like a formula gets a tab before it.
fn cell(text: &str) -> String {
    let runs = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let text = if runs {
        format!("\t{text}")
    } else {
        text.to_string()
    };
    if text.contains([',', '"', '\n', '\r', '\t']) {
        return format!("\"{}\"", text.replace('"', "\"\""));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::cell;

    #[test]
    fn no_cell_is_a_formula_or_ends_early() {
        assert_eq!(cell("=SUM(A1)"), "\"\t=SUM(A1)\"");
        assert_eq!(cell("@Karen"), "\"\t@Karen\"");
        assert_eq!(cell("Holm, \"K\""), "\"Holm, \"\"K\"\"\"");
        assert_eq!(cell("sign-in"), "sign-in");
    }
}
