//! Worksheets filled in together, on screen. What a kind of worksheet asks for is data: its cells,
//! each a list of lines.

pub mod pages;
mod queries;
mod views;

use std::collections::BTreeMap;

use chrono::NaiveDateTime;

use crate::audit;
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::members::Member;
use crate::web::{FormData, Problems};

pub use queries::{WorksheetRow, worksheet};

/// A kind of worksheet. Its strings are `worksheets-kind-<name>` and `worksheets-<name>-<cell>`.
#[derive(Debug, PartialEq)]
pub struct Template {
    /// Stored, and the value of `?kind=`.
    pub name: &'static str,
    /// Names of the cells, in the order they are shown. Stored as the keys of the JSON object.
    pub cells: &'static [&'static str],
}

/// Every kind there is.
pub const TEMPLATES: [Template; 1] = [Template {
    name: "swot",
    cells: &["strengths", "weaknesses", "opportunities", "threats"],
}];

impl Template {
    pub fn named(name: &str) -> Option<&'static Template> {
        TEMPLATES.iter().find(|t| t.name == name)
    }
}

/// Who may see a worksheet and write in it.
pub const AUDIENCES: [&str; 2] = ["network", "organisation"];

/// The lines of each cell, by the cell's name.
pub type Cells = BTreeMap<String, Vec<String>>;

/// What is written on a worksheet. Checked.
#[derive(Clone, Debug, PartialEq)]
pub struct Content {
    pub title: String,
    pub cells: Cells,
}

impl Content {
    /// One line of a field is one point; list marks people type before it are dropped.
    pub fn parse(template: &Template, form: &FormData) -> std::result::Result<Content, Problems> {
        let mut problems = Problems::default();
        let title = problems.line(form, "title", 200);
        let cells = template
            .cells
            .iter()
            .map(|cell| {
                let text = problems.optional_block(form, cell, 5000);
                (cell.to_string(), points(&text))
            })
            .collect();
        problems.or(Content { title, cells })
    }
}

/// A line without the list marks people type before it, however many: what is shown in the form
/// again must read as the same point.
fn without_marks(line: &str) -> &str {
    let mut line = line.trim();
    while let Some(rest) = ["- ", "* ", "• "]
        .iter()
        .find_map(|mark| line.strip_prefix(mark))
    {
        line = rest.trim();
    }
    line
}

/// What people type, as points: a line each, empty ones left out.
fn points(text: &str) -> Vec<String> {
    text.lines()
        .map(without_marks)
        .filter(|line| !line.is_empty())
        .map(str::to_string)
        .collect()
}

/// The audience of a new worksheet: a person of no organisation can only share with the network.
fn audience(member: &Member, form: &FormData) -> std::result::Result<&'static str, Problems> {
    let mut problems = Problems::default();
    let chosen = problems
        .choice(form, "audience", &AUDIENCES)
        .unwrap_or("network");
    if chosen == "organisation" && member.organisation_id.is_none() {
        problems.add("audience", "worksheets-no-organisation");
    }
    problems.or(chosen)
}

/// Makes a worksheet; its id.
pub fn create(
    c: &mut Conn,
    now: NaiveDateTime,
    owner: &str,
    organisation: Option<&str>,
    template: &Template,
    audience: &str,
    content: &Content,
) -> Result<String> {
    let id = crate::app::new_id();
    queries::insert(
        c,
        &WorksheetRow {
            id: id.clone(),
            kind: template.name.to_string(),
            title: content.title.clone(),
            cells: to_json(&content.cells)?,
            owner_id: Some(owner.to_string()),
            organisation_id: organisation.map(str::to_string),
            audience: audience.to_string(),
            version: 1,
            created_at: now,
            updated_at: now,
        },
    )?;
    audit::record(c, now, Some(owner), "create", "worksheet", &id)?;
    Ok(id)
}

/// The worksheet, if the member may see it; `NotFound` otherwise.
pub fn load(c: &mut Conn, member: &Member, id: &str) -> Result<WorksheetRow> {
    let row = queries::worksheet(c, id)?;
    let own = row.owner_id.as_deref() == Some(member.id.as_str());
    let ours = row.organisation_id.is_some() && row.organisation_id == member.organisation_id;
    if own || row.audience == "network" || (row.audience == "organisation" && ours) {
        Ok(row)
    } else {
        Err(Error::NotFound)
    }
}

/// Writes over the worksheet as it was at `version`. `Conflict` when somebody changed it since, and
/// nothing is written.
fn change(
    c: &mut Conn,
    now: NaiveDateTime,
    member: &Member,
    id: &str,
    version: i64,
    content: &Content,
) -> Result<()> {
    load(c, member, id)?;
    let cells = to_json(&content.cells)?;
    if !queries::update(c, now, id, version, &content.title, &cells)? {
        return Err(Error::Conflict);
    }
    audit::record(c, now, Some(&member.id), "change", "worksheet", id)
}

fn to_json(cells: &Cells) -> Result<String> {
    serde_json::to_string(cells).map_err(Error::internal)
}

fn from_json(cells: &str) -> Result<Cells> {
    serde_json::from_str(cells).map_err(Error::internal)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn each_line_is_a_point_without_its_mark() {
        assert_eq!(points("- a\n\n *  b\n• c -- d\n"), ["a", "b", "c -- d"]);
    }

    proptest! {
        #[test]
        fn points_shown_and_read_again_are_the_same(raw in "[^\\r]{0,200}") {
            let once = points(&raw);
            let twice = points(&once.join("\n"));
            prop_assert_eq!(&twice, &once);
            prop_assert!(once.iter().all(|p| !p.is_empty() && p.trim() == p));
        }
    }
}
