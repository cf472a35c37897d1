//! Entries out of the library, in the forms an import takes in again: JSON Lines, a table, and
//! Markdown files with front matter. What an import cannot know (who wrote it, its history) is not
//! here; `dump` has everything.

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::Path;

use diesel::prelude::*;
use serde_json::{Map, Value};

use super::fields::{self, Field};
use super::{Entry, Status};
use crate::db::{Conn, Db};
use crate::error::{Error, Result};
use crate::schema::entries;

/// A form of export. The name stands in addresses and on the command line.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Format {
    Lines,
    Table,
    Markdown,
}

impl Format {
    pub const ALL: [Format; 3] = [Format::Lines, Format::Table, Format::Markdown];

    pub fn name(self) -> &'static str {
        match self {
            Format::Lines => "jsonl",
            Format::Table => "csv",
            Format::Markdown => "markdown",
        }
    }

    pub fn named(name: &str) -> Option<Format> {
        Format::ALL.into_iter().find(|f| f.name() == name)
    }
}

/// Entries read at once.
const BATCH: i64 = 200;

/// Writes every published entry into a folder, whoever may read it: `library.jsonl`, `library.csv`,
/// or a file `<slug>.md` each. How many there were.
pub fn write(db: &Db, format: Format, folder: &Path) -> Result<usize> {
    let wrong = |e: std::io::Error| Error::internal(format!("{}: {e}", folder.display()));
    fs::create_dir_all(folder).map_err(wrong)?;
    let mut count = 0;
    let mut one = match format {
        Format::Markdown => None,
        _ => {
            let name = format!("library.{}", format.name());
            Some(BufWriter::new(
                File::create(folder.join(name)).map_err(wrong)?,
            ))
        }
    };
    if let (Format::Table, Some(out)) = (format, &mut one) {
        out.write_all(table_head().as_bytes()).map_err(wrong)?;
    }
    db.snapshot(|c| {
        let mut after = String::new();
        loop {
            let page = published(c, &after)?;
            for (entry, source) in &page {
                let source = source.as_deref();
                match &mut one {
                    Some(out) => out
                        .write_all(as_text(entry, source, format)?.as_bytes())
                        .map_err(wrong)?,
                    None => {
                        let path = folder.join(format!("{}.md", entry.slug));
                        fs::write(path, markdown(entry, source)?).map_err(wrong)?;
                    }
                }
                count += 1;
            }
            match page.last() {
                Some((entry, _)) => after.clone_from(&entry.id),
                None => return Ok(()),
            }
        }
    })?;
    if let Some(out) = one {
        let file = out.into_inner().map_err(|e| wrong(e.into_error()))?;
        file.sync_all().map_err(wrong)?;
    }
    Ok(count)
}

fn published(c: &mut Conn, after: &str) -> Result<Vec<(Entry, Option<String>)>> {
    Ok(entries::table
        .filter(entries::status.eq(Status::Published.name()))
        .filter(entries::id.gt(after))
        .order(entries::id)
        .limit(BATCH)
        .select((Entry::as_select(), entries::source_id))
        .load(c)?)
}

/// An entry in a format, as it stands in a file of many.
pub fn as_text(entry: &Entry, source: Option<&str>, format: Format) -> Result<String> {
    match format {
        Format::Lines => line(entry, source),
        Format::Table => Ok(table_row(entry, source)),
        Format::Markdown => markdown(entry, source),
    }
}

/// An entry as an import reads it: names and values, without its text. `source`: the id it was
/// imported by, if it was.
fn said(entry: &Entry, source: Option<&str>) -> Map<String, Value> {
    let id = source.map_or_else(|| format!("faelles:{}", entry.id), str::to_string);
    let mut said = Map::new();
    let mut say = |name: &str, value: Value| {
        if !matches!(&value, Value::Null) && value != "" {
            said.insert(name.to_string(), value);
        }
    };
    say("id", Value::from(id));
    say("kind", Value::from(entry.kind.as_str()));
    say("lang", Value::from(entry.lang.as_str()));
    say("title", Value::from(entry.title.as_str()));
    say("summary", Value::from(entry.summary.as_str()));
    say("municipality", Value::from(entry.municipality.clone()));
    say("place", Value::from(entry.place.clone()));
    say("area", Value::from(entry.area.clone()));
    let tags: Vec<&str> = entry.tags().collect();
    if !tags.is_empty() {
        say("tags", Value::from(tags));
    }
    say("contact_role", Value::from(entry.contact_role.as_str()));
    say("contact_name", Value::from(entry.contact_name.as_str()));
    say("contact_deputy", Value::from(entry.contact_deputy.as_str()));
    say("audience", Value::from(entry.audience.as_str()));
    if let Some(at) = entry.published_at {
        say(
            "published_at",
            Value::from(at.format("%Y-%m-%dT%H:%M:%S%.fZ").to_string()),
        );
    }
    said.extend(fields::map(&entry.facts()));
    said
}

/// One line of JSON, with its line break.
fn line(entry: &Entry, source: Option<&str>) -> Result<String> {
    let mut said = said(entry, source);
    said.insert("text".to_string(), Value::from(entry.body.as_str()));
    let mut line = serde_json::to_string(&said).map_err(Error::internal)?;
    line.push('\n');
    Ok(line)
}

/// A Markdown file: its facts in front, then its text.
fn markdown(entry: &Entry, source: Option<&str>) -> Result<String> {
    let head = serde_yaml_ng::to_string(&said(entry, source)).map_err(Error::internal)?;
    Ok(format!("---\n{head}---\n\n{}\n", entry.body.trim()))
}

/// The columns of a table beside those of facts, in their order.
const COLUMNS: [&str; 14] = [
    "id",
    "kind",
    "lang",
    "title",
    "summary",
    "text",
    "municipality",
    "place",
    "area",
    "tags",
    "contact_role",
    "contact_name",
    "contact_deputy",
    "audience",
];
/// The first row of a table.
pub fn table_head() -> String {
    let names = COLUMNS.iter().map(|c| c.to_string());
    row(names
        .chain(["published_at".to_string()])
        .chain(facts().map(|f| f.name.to_string()))
        .chain(fields::parted().map(|(f, part)| fields::column(f, part))))
}

/// Facts that stand in a column of their own.
fn facts() -> impl Iterator<Item = &'static Field> {
    fields::all().filter(|f| f.shape.parts().is_empty())
}

/// An entry as a row of a table. Lists are parted by `|`, and the parts of an action or a link by `::`.
fn table_row(entry: &Entry, source: Option<&str>) -> String {
    let mut said = said(entry, source);
    said.insert("text".to_string(), Value::from(entry.body.as_str()));
    let names = COLUMNS.iter().copied().chain(["published_at"]);
    let parts = fields::parted().map(|(field, part)| match said.get(field.name) {
        Some(thing) => text(&thing[part]),
        None => String::new(),
    });
    row(names
        .chain(facts().map(|f| f.name))
        .map(|name| said.get(name).map(text).unwrap_or_default())
        .chain(parts))
}

/// A value as a cell says it.
fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        Value::Array(all) => all.iter().map(text).collect::<Vec<_>>().join("|"),
        // The parts of an action or a link, as `Facts` orders them.
        Value::Object(parts) => {
            let part = |name: &str| parts.get(name).map(text);
            [["what", "owner", "due"].as_slice(), &["address", "label"]]
                .into_iter()
                .find(|names| parts.contains_key(names[0]))
                .unwrap_or_default()
                .iter()
                .filter_map(|name| part(name))
                .collect::<Vec<_>>()
                .join("::")
        }
        _ => String::new(),
    }
}

fn row(cells: impl Iterator<Item = String>) -> String {
    let cells: Vec<String> = cells.map(|cell| crate::text::csv_cell(&cell)).collect();
    format!("{}\r\n", cells.join(","))
}
