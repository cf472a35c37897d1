//! Entries out of the library, in the forms an import takes in again: JSON Lines, a table, and
//! Markdown files with front matter, with the entries' files beside them. With each goes what an import
//! needs to make it again: whose it is, its days, its place in series and, but for a table, every
//! version. The people themselves are not here; `dump` has everything.

mod archive;
mod folder;
mod life;
pub mod pages;
mod selection;
mod series;
pub mod words;

use chrono::NaiveDateTime;
use serde_json::{Map, Value};

use super::Entry;
use super::cells;
use super::facts::Facts;
use super::fields::{self, Field};
use super::queries::Revision;
use crate::attachments::Attachment;
use crate::collections::Collection;
use crate::error::{Error, Result};

pub use folder::{Which, Written, write};

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

    /// What a file of it is called, of all entries in one.
    fn file_name(self) -> &'static str {
        match self {
            Format::Lines => "library.jsonl",
            Format::Table => "library.csv",
            Format::Markdown => "library.zip",
        }
    }
}

/// What is handed out of an entry.
struct Exported {
    entry: Entry,
    facts: Facts,
    /// The id it was imported by, if it was and if that may be told.
    source: Option<String>,
    created_at: NaiveDateTime,
    /// What is said of it beside its content, and of its versions, the oldest first.
    life: Map<String, Value>,
    past: Vec<Map<String, Value>>,
    versions: Vec<Revision>,
    files: Vec<Attachment>,
    /// Of each of them, who brought it and when, as far as that may be told.
    brought: Vec<Map<String, Value>>,
    /// What is said of its files, in their order.
    attachments: Vec<Value>,
}

/// Where an entry's file lies beside it, from the folder of the entries. `at`: its place among the
/// entry's, from 0.
fn beside(slug: &str, at: usize, file: &Attachment) -> String {
    format!("attachments/{slug}/{}-{}", at + 1, file.plain_name())
}

/// Files that lie beside an entry.
fn lying_beside(one: &Exported) -> Vec<Value> {
    let files = one.files.iter().zip(&one.brought).enumerate();
    let said = |(at, (file, brought)): (usize, (&Attachment, &Map<String, Value>))| {
        let mut said = brought.clone();
        let lies = beside(&one.entry.slug, at, file);
        said.insert("file".to_string(), Value::from(lies));
        said.insert("name".to_string(), Value::from(file.name.as_str()));
        said.insert("title".to_string(), Value::from(file.title.as_str()));
        Value::Object(said)
    };
    files.map(said).collect()
}

/// An entry in a format, as it stands in a file of many.
fn as_text(one: &Exported, format: Format) -> Result<String> {
    match format {
        Format::Lines => line(one),
        Format::Table => Ok(table_row(one)),
        Format::Markdown => markdown(one),
    }
}

/// An entry as an import reads it: names and values, without its text.
fn said(one: &Exported) -> Map<String, Value> {
    let entry = &one.entry;
    let own = || format!("faelles:{}", entry.id);
    let id = one.source.clone().unwrap_or_else(own);
    let mut said = Map::new();
    let mut say = |name: &str, value: Value| {
        if !matches!(&value, Value::Null) && value != "" {
            said.insert(name.to_string(), value);
        }
    };
    say("id", Value::from(id));
    say("slug", Value::from(entry.slug.as_str()));
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
    said.extend(one.life.clone());
    said.extend(fields::map(&one.facts));
    if !one.attachments.is_empty() {
        let all = Value::from(one.attachments.clone());
        said.insert("attachments".to_string(), all);
    }
    said
}

/// One line of JSON, with its line break.
fn line(one: &Exported) -> Result<String> {
    let mut said = said(one);
    said.insert("text".to_string(), Value::from(one.entry.body.as_str()));
    if !one.past.is_empty() {
        said.insert("revisions".to_string(), Value::from(one.past.clone()));
    }
    json_line(&said)
}

fn json_line(said: &Map<String, Value>) -> Result<String> {
    let mut line = serde_json::to_string(said).map_err(Error::internal)?;
    line.push('\n');
    Ok(line)
}

/// A Markdown file: its facts in front, then its text.
fn markdown(one: &Exported) -> Result<String> {
    let mut said = said(one);
    if !one.past.is_empty() {
        let folder = history(&one.entry.slug);
        said.insert("history".to_string(), Value::from(folder));
    }
    with_front(&said, &one.entry.body)
}

fn with_front(said: &Map<String, Value>, text: &str) -> Result<String> {
    let head = serde_yaml_ng::to_string(said).map_err(Error::internal)?;
    Ok(format!("---\n{head}---\n\n{}\n", text.trim()))
}

/// Where the versions of an entry lie beside it, from the folder of the entries.
fn history(slug: &str) -> String {
    format!("history/{slug}")
}

/// A file for every version of an entry: where it lies, and its text.
fn past_files(one: &Exported) -> Result<Vec<(String, String)>> {
    let folder = history(&one.entry.slug);
    one.past
        .iter()
        .map(|version| {
            let mut said = version.clone();
            let text = said.remove("text");
            let text = text.as_ref().and_then(Value::as_str).unwrap_or_default();
            said.insert(
                "revision_of".to_string(),
                Value::from(one.entry.slug.as_str()),
            );
            let path = format!("{folder}/{}.md", version["version"]);
            Ok((path, with_front(&said, text)?))
        })
        .collect()
}

/// A series as one line of JSON.
fn series_line(series: &(Collection, Vec<String>)) -> Result<String> {
    let mut said = series::said(series);
    let introduction = Value::from(series.0.introduction.as_str());
    said.insert("introduction".to_string(), introduction);
    json_line(&said)
}

/// A file for a series: where it lies, and its text.
fn series_file(series: &(Collection, Vec<String>)) -> Result<(String, String)> {
    let text = with_front(&series::said(series), &series.0.introduction)?;
    Ok((format!("series/{}.md", series.0.slug), text))
}

/// How a file begins: a table with the mark by which spreadsheets know UTF-8, and the names of its
/// columns.
fn head(format: Format) -> String {
    match format {
        Format::Table => format!("\u{FEFF}{}", table_head()),
        Format::Lines | Format::Markdown => String::new(),
    }
}

fn table_head() -> String {
    let names = fields::COLUMNS.iter().map(|c| c.to_string());
    row(names
        .chain(facts().map(|f| f.name.to_string()))
        .chain(fields::parted().map(|(f, part)| fields::column(f, part))))
}

/// Facts that stand in a column of their own.
fn facts() -> impl Iterator<Item = &'static Field> {
    fields::all().filter(|f| f.shape.parts().is_empty())
}

/// An entry as a row of a table. Lists stand in it as `cells` says.
fn table_row(one: &Exported) -> String {
    let mut said = said(one);
    said.insert("text".to_string(), Value::from(one.entry.body.as_str()));
    let names = fields::COLUMNS.iter().copied();
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
        Value::Array(all) => {
            let items: Vec<Vec<String>> = all.iter().map(item).collect();
            cells::joined(&items, items.iter().map(Vec::len).max().unwrap_or(1))
        }
        _ => String::new(),
    }
}

/// An item of a list, in its parts.
fn item(value: &Value) -> Vec<String> {
    match value {
        Value::Object(parts) => [fields::ACTION.as_slice(), &fields::LINK]
            .into_iter()
            .find(|names| parts.contains_key(names[0]))
            .unwrap_or_default()
            .iter()
            .map(|name| parts.get(*name).map(text).unwrap_or_default())
            .collect(),
        other => vec![text(other)],
    }
}

/// Parted as spreadsheets in the Nordic countries part cells: a comma stands in their numbers.
fn row(cells: impl Iterator<Item = String>) -> String {
    let cells: Vec<String> = cells.map(|cell| crate::text::csv_cell(&cell)).collect();
    format!("{}\r\n", cells.join(";"))
}
