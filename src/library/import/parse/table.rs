//! What a table says, row by row.

use serde_json::{Map, Value};

use super::super::Imported;
use super::{Source, record};
use crate::library::cells;
use crate::library::fields::{self, Shape};

/// Columns that tables of other making have beside those of an export.
const OTHER_COLUMNS: [&str; 3] = ["body", "success_factor", "published_days_ago"];

/// The names of a table's columns, when each is known.
pub fn columns(heads: &[String]) -> Result<Vec<String>, String> {
    let names: Vec<String> = heads.iter().map(|h| h.trim().to_lowercase()).collect();
    let is_known = |name: &str| {
        name.is_empty()
            || fields::COLUMNS.contains(&name)
            || OTHER_COLUMNS.contains(&name)
            || fields::all().any(|f| f.name == name && f.shape.parts().is_empty())
            || fields::parted().any(|(f, part)| fields::column(f, part) == name)
    };
    let unknown: Vec<String> = names
        .iter()
        .filter(|name| !is_known(name))
        .map(|name| format!("\"{name}\""))
        .collect();
    if !unknown.is_empty() {
        return Err(format!("no column is called {}", unknown.join(" or ")));
    }
    if !names.iter().any(|n| n == "title") {
        return Err("no column is called \"title\"".to_string());
    }
    Ok(names)
}

/// A row of a table. Lists stand in it as `cells` says.
pub fn table_row(
    source: &Source,
    number: u64,
    columns: &[String],
    cells: &[String],
) -> Result<Imported, String> {
    if cells.len() > columns.len() {
        return Err("there are more cells than columns".to_string());
    }
    let mut fields = Map::new();
    for (name, cell) in columns.iter().zip(cells) {
        if name.is_empty() || cell.trim().is_empty() {
            continue;
        }
        // A tab keeps a spreadsheet from taking a text for a formula.
        let cell = cell.strip_prefix('\t').unwrap_or(cell);
        let value = match name.as_str() {
            "published_days_ago" => cell
                .trim()
                .parse::<i64>()
                .map_or_else(|_| Value::from(cell), Value::from),
            name => match item_parts(name) {
                Some(parts) => list(cell, parts),
                None => Value::from(cell),
            },
        };
        fields.insert(name.clone(), value);
    }
    record(source, number, fields)
}

/// Of a column that holds a list, the parts of each item; none when an item is one text.
fn item_parts(column: &str) -> Option<&'static [&'static str]> {
    if ["tags", "series"].contains(&column) {
        return Some(&[]);
    }
    match fields::all().find(|f| f.name == column)?.shape {
        Shape::Many(_) | Shape::Entries(_) | Shape::Pieces(_) | Shape::Lines(_) => Some(&[]),
        Shape::Actions => Some(&fields::ACTION),
        Shape::Links => Some(&fields::LINK),
        _ => None,
    }
}

fn list(cell: &str, parts: &[&str]) -> Value {
    let items = cells::parted(cell, parts.len());
    if parts.is_empty() {
        return Value::from_iter(items.into_iter().flatten());
    }
    Value::from_iter(items.into_iter().map(|item| {
        let said = parts.iter().zip(item);
        Value::from_iter(said.map(|(part, text)| (part.to_string(), text)))
    }))
}
