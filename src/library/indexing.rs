//! The library's door for search: current rows for the indexer, and hits as a viewer may see them.

use std::collections::HashMap;

use chrono::{Datelike, NaiveDateTime};
use diesel::dsl::count_star;
use diesel::prelude::*;
use diesel::sql_types::{Integer, Nullable, Text};

use super::facts::Facts;
use super::queries::{in_audience, is_for};
use super::{Audience, Kind, Status};
use crate::attachments;
use crate::changes;
use crate::db::{Backend, CHUNK, Conn};
use crate::error::Result;
use crate::members::Scope;
use crate::places;
use crate::schema::{changes as log, entries, entry_terms};

/// What can be looked through of an entry without its text.
#[derive(Queryable, Selectable, Debug, Clone)]
#[diesel(table_name = entries)]
pub struct PlainRow {
    pub id: String,
    pub kind: String,
    pub title: String,
    pub summary: String,
    pub lang: String,
    municipality: Option<String>,
    /// Its code.
    place: Option<String>,
    pub area: Option<String>,
    /// One a line.
    pub tags: String,
    /// JSON; see `Facts::read`.
    facts: Option<String>,
    published_at: Option<NaiveDateTime>,
    pub updated_at: NaiveDateTime,
}

impl PlainRow {
    /// The code of its municipality, or the name of a place that is none.
    pub fn place_or_name(&self) -> Option<&str> {
        let named = |name| places::named(name, &self.lang).map(|p| p.code);
        let municipality = self.municipality.as_deref();
        let found = municipality.and_then(named);
        self.place.as_deref().or(found).or(municipality)
    }

    /// When it was, as `2022` or `2022..2024`, or `2022..` when it goes on: the years of an effort, or
    /// for what has none the one it was published in.
    pub fn years(&self) -> String {
        let facts = Facts::read(self.facts.as_deref());
        match (facts.from_year, facts.to_year) {
            (0, 0) => {
                let since = self.published_at.unwrap_or(self.updated_at);
                since.year().to_string()
            }
            (from, 0) => format!("{from}.."),
            (0, only) => only.to_string(),
            (from, to) if from == to => from.to_string(),
            (from, to) => format!("{from}..{to}"),
        }
    }
}

/// What the index keeps of an entry.
#[derive(Queryable, Selectable, Debug, Clone)]
#[diesel(table_name = entries)]
pub struct IndexRow {
    #[diesel(embed)]
    pub plain: PlainRow,
    /// Markdown.
    pub body: String,
    pub organisation_id: Option<String>,
    pub owner_id: Option<String>,
    pub audience: String,
    pub version: i64,
    pub reviewed_at: Option<NaiveDateTime>,
    /// Names, descriptions and texts of its files: not a column.
    #[diesel(select_expression = diesel::dsl::sql::<Text>("''"))]
    #[diesel(select_expression_type = diesel::expression::SqlLiteral<Text>)]
    pub files: String,
    /// What lists can be narrowed to, `vocabulary:term`, one a line: not a column.
    #[diesel(select_expression = diesel::dsl::sql::<Text>("''"))]
    #[diesel(select_expression_type = diesel::expression::SqlLiteral<Text>)]
    pub terms: String,
}

impl IndexRow {
    /// A text that everybody may read.
    pub fn of_text(id: String, lang: String, title: String, body: String) -> IndexRow {
        IndexRow {
            plain: PlainRow {
                id,
                kind: Kind::Case.name().to_string(),
                title,
                summary: String::new(),
                lang,
                municipality: None,
                place: None,
                area: None,
                tags: String::new(),
                facts: None,
                published_at: None,
                updated_at: NaiveDateTime::default(),
            },
            body,
            organisation_id: None,
            owner_id: None,
            audience: Audience::Public.name().to_string(),
            version: 1,
            reviewed_at: None,
            files: String::new(),
            terms: String::new(),
        }
    }

    /// The facts' texts, without marks.
    pub fn facts_text(&self) -> String {
        Facts::read(self.plain.facts.as_deref()).texts()
    }
}

/// What a result shows of an entry.
#[derive(Queryable, Selectable, Debug, Clone)]
#[diesel(table_name = entries)]
pub struct HitRow {
    pub id: String,
    pub slug: String,
    pub source_id: Option<String>,
    pub kind: String,
    pub title: String,
    pub lang: String,
    municipality: Option<String>,
    place: Option<String>,
    /// One a line.
    pub tags: String,
    pub version: i64,
    pub updated_at: NaiveDateTime,
    pub reviewed_at: Option<NaiveDateTime>,
    audience: String,
    owner_id: Option<String>,
    organisation_id: Option<String>,
}

impl HitRow {
    /// Whether the viewer may read the entry as it was when this was read.
    pub fn is_for(&self, scope: &Scope) -> bool {
        let (owner, home) = (self.owner_id.as_deref(), self.organisation_id.as_deref());
        is_for(scope, &self.audience, owner, home)
    }

    pub fn place(&self) -> Option<&str> {
        places::label(self.municipality.as_deref(), self.place.as_deref())
    }
}

/// The published entries among `ids`, as they are now. What is missing is not to be found.
pub fn current(c: &mut Conn, ids: &[String]) -> Result<Vec<IndexRow>> {
    let mut rows: Vec<IndexRow> = Vec::with_capacity(ids.len());
    for chunk in ids.chunks(CHUNK) {
        rows.extend(
            entries::table
                .filter(entries::id.eq_any(chunk))
                .filter(published())
                .select(IndexRow::as_select())
                .load(c)?,
        );
    }
    let mut files = attachments::words(c, ids)?;
    let mut terms = terms(c, ids)?;
    for row in &mut rows {
        row.files = files.remove(&row.plain.id).unwrap_or_default();
        row.terms = terms.remove(&row.plain.id).unwrap_or_default();
    }
    Ok(rows)
}

/// By entry, its terms as `IndexRow` has them.
fn terms(c: &mut Conn, ids: &[String]) -> Result<HashMap<String, String>> {
    let mut all: HashMap<String, String> = HashMap::new();
    for chunk in ids.chunks(CHUNK) {
        let rows: Vec<(String, String, String)> = entry_terms::table
            .filter(entry_terms::entry_id.eq_any(chunk))
            .select((
                entry_terms::entry_id,
                entry_terms::vocabulary,
                entry_terms::term,
            ))
            .load(c)?;
        for (id, vocabulary, term) in rows {
            let lines = all.entry(id).or_default();
            lines.push_str(&term_line(&vocabulary, &term));
            lines.push('\n');
        }
    }
    Ok(all)
}

/// A term as the index has it.
pub fn term_line(vocabulary: &str, term: &str) -> String {
    format!("{vocabulary}:{term}")
}

/// Adds how large the texts of files are.
fn with_files(c: &mut Conn, mut sizes: Vec<(String, i64)>) -> Result<Vec<(String, i64)>> {
    let ids: Vec<String> = sizes.iter().map(|(id, _)| id.clone()).collect();
    let files = attachments::sizes(c, &ids)?;
    for (id, size) in &mut sizes {
        *size += files.get(id).copied().unwrap_or(0);
    }
    Ok(sizes)
}

/// Ids of the published entries among `ids`, each with the size of its text in bytes, about.
pub fn sizes(c: &mut Conn, ids: &[String]) -> Result<Vec<(String, i64)>> {
    let mut sizes = Vec::with_capacity(ids.len());
    for chunk in ids.chunks(CHUNK) {
        sizes.extend(
            entries::table
                .filter(entries::id.eq_any(chunk))
                .filter(published())
                .select((
                    entries::id,
                    octet_length(entries::body),
                    length_if_any(entries::facts),
                ))
                .load::<(String, i32, Option<i32>)>(c)?
                .into_iter()
                .map(of_both),
        );
    }
    with_files(c, sizes)
}

/// As `sizes`, a page of all published entries in the order of their ids, after `after` (empty: from
/// the start).
pub fn published_sizes(c: &mut Conn, after: &str, limit: i64) -> Result<Vec<(String, i64)>> {
    let sizes = entries::table
        .filter(published())
        .filter(entries::id.gt(after))
        .order(entries::id)
        .limit(limit)
        .select((
            entries::id,
            octet_length(entries::body),
            length_if_any(entries::facts),
        ))
        .load::<(String, i32, Option<i32>)>(c)?
        .into_iter()
        .map(of_both)
        .collect();
    with_files(c, sizes)
}

/// The size of a text and its facts.
fn of_both((id, text, facts): (String, i32, Option<i32>)) -> (String, i64) {
    (id, i64::from(text) + i64::from(facts.unwrap_or(0)))
}

/// A page of all published entries in the order of their ids, after `after` (empty: from the start):
/// id and version.
pub fn published_versions(c: &mut Conn, after: &str, limit: i64) -> Result<Vec<(String, i64)>> {
    Ok(entries::table
        .filter(published())
        .filter(entries::id.gt(after))
        .order(entries::id)
        .limit(limit)
        .select((entries::id, entries::version))
        .load(c)?)
}

pub fn count_published(c: &mut Conn) -> Result<i64> {
    Ok(entries::table
        .filter(entries::status.eq(Status::Published.name()))
        .select(count_star())
        .first(c)?)
}

/// Those of `ids` that are published and that the viewer may read, in one query.
pub fn visible(c: &mut Conn, scope: &Scope, ids: &[String]) -> Result<Vec<HitRow>> {
    Ok(entries::table
        .filter(entries::id.eq_any(ids))
        .filter(readable(scope))
        .select(HitRow::as_select())
        .load(c)?)
}

/// A page of what the viewer may read, the newest first: those older than `before`, if given.
pub fn newest(
    c: &mut Conn,
    scope: &Scope,
    before: Option<&str>,
    limit: i64,
) -> Result<Vec<PlainRow>> {
    let mut page = entries::table
        .filter(readable(scope))
        .order(entries::id.desc())
        .limit(limit)
        .select(PlainRow::as_select())
        .into_boxed();
    if let Some(before) = before {
        page = page.filter(entries::id.lt(before));
    }
    Ok(page.load(c)?)
}

#[declare_sql_function]
extern "SQL" {
    fn substr(text: Text, from: Integer, length: Integer) -> Text;
    fn octet_length(text: Text) -> Integer;
    #[sql_name = "octet_length"]
    fn length_if_any(text: Nullable<Text>) -> Nullable<Integer>;
}

/// By id, the summaries of entries, and their facts with the first `length` characters of their
/// bodies. Whoever asks
/// has seen to it that the viewer may read them.
pub fn beginnings(
    c: &mut Conn,
    ids: &[&String],
    length: usize,
) -> Result<HashMap<String, (String, String)>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let length = i32::try_from(length).unwrap_or(i32::MAX);
    let rows: Vec<(String, String, String, Option<String>)> = entries::table
        .filter(entries::id.eq_any(ids))
        .select((
            entries::id,
            entries::summary,
            substr(entries::body, 1, length),
            entries::facts,
        ))
        .load(c)?;
    Ok(rows
        .into_iter()
        .map(|(id, summary, body, facts)| {
            let text = match Facts::read(facts.as_deref()).texts() {
                none if none.is_empty() => body,
                facts => format!("{facts}\n\n{body}"),
            };
            (id, (summary, text))
        })
        .collect())
}

/// Entries that changed after `cursor` and that the viewer may not read as they are now: an index
/// that stands at `cursor` may still think otherwise.
pub fn withdrawn_since(c: &mut Conn, scope: &Scope, cursor: i64) -> Result<Vec<String>> {
    let changed = changed_since(c, cursor)?;
    let mut withdrawn = Vec::new();
    for chunk in changed.chunks(CHUNK) {
        let still: std::collections::HashSet<String> = entries::table
            .filter(entries::id.eq_any(chunk))
            .filter(readable(scope))
            .select(entries::id)
            .load(c)?
            .into_iter()
            .collect();
        withdrawn.extend(chunk.iter().filter(|id| !still.contains(*id)).cloned());
    }
    Ok(withdrawn)
}

/// Entries that changed after `cursor`, each once.
pub fn changed_since(c: &mut Conn, cursor: i64) -> Result<Vec<String>> {
    Ok(log::table
        .filter(log::id.gt(cursor))
        .filter(log::kind.eq(changes::Kind::Entry.name()))
        .select(log::record_id)
        .distinct()
        .load(c)?)
}

/// Changes of entries after `cursor`, the oldest first: number and entry.
pub fn changes_since(c: &mut Conn, cursor: i64) -> Result<Vec<(i64, String)>> {
    Ok(log::table
        .filter(log::id.gt(cursor))
        .filter(log::kind.eq(changes::Kind::Entry.name()))
        .order(log::id)
        .select((log::id, log::record_id))
        .load(c)?)
}

/// How many entry changes the log holds after `cursor`, up to and including the change `until`.
pub fn pending(c: &mut Conn, cursor: i64, until: i64) -> Result<i64> {
    Ok(log::table
        .filter(log::id.gt(cursor))
        .filter(log::id.le(until))
        .filter(log::kind.eq(changes::Kind::Entry.name()))
        .select(count_star())
        .first(c)?)
}

/// The record a change was about and when it was, in microseconds; none when the log holds no such
/// change. After a restore the same record may be the first to change again, but not at the same time.
pub fn change_mark(c: &mut Conn, id: i64) -> Result<Option<String>> {
    let change: Option<(String, NaiveDateTime)> = log::table
        .find(id)
        .select((log::record_id, log::at))
        .first(c)
        .optional()?;
    Ok(change.map(|(record, at)| format!("{record} {}", at.and_utc().timestamp_micros())))
}

type Filter = Box<
    dyn BoxableExpression<
            entries::table,
            Backend,
            SqlType = diesel::sql_types::Nullable<diesel::sql_types::Bool>,
        >,
>;

/// What of the published entries may be read, as a condition on rows asked for by their ids.
fn readable(scope: &Scope) -> Filter {
    Box::new(published().and(in_audience(scope)))
}

/// Rows asked for by their ids, or in their order. Said so that SQLite does not take the index of all
/// that is published: it would read every text there is for each page.
fn published() -> Filter {
    let published = entries::status.concat("").eq(Status::Published.name());
    Box::new(published.nullable())
}
