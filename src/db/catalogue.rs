//! What the database says of its own tables, and whole rows in and out of them as JSON: what is the
//! same on both databases for whoever must not forget a table.

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};
use serde_json::Value;

use super::Conn;
use crate::error::{Error, Result};

/// A column of a table, as the database itself describes it.
#[derive(QueryableByName, Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Column {
    #[diesel(sql_type = diesel::sql_types::Text)]
    pub table_name: String,
    #[diesel(sql_type = diesel::sql_types::Text)]
    pub column_name: String,
    /// Text, in which something can be searched.
    #[diesel(sql_type = diesel::sql_types::Bool)]
    pub is_text: bool,
    /// `REFERENCES people (id)`.
    #[diesel(sql_type = diesel::sql_types::Bool)]
    pub names_a_person: bool,
}

/// Every column of every table of the house.
pub fn columns(c: &mut Conn) -> Result<Vec<Column>> {
    let sql = if cfg!(feature = "sqlite") {
        "SELECT m.name AS table_name, p.name AS column_name, p.type = 'TEXT' AS is_text, \
         EXISTS (SELECT 1 FROM pragma_foreign_key_list(m.name) f \
           WHERE f.\"from\" = p.name AND f.\"table\" = 'people') AS names_a_person \
         FROM sqlite_master m JOIN pragma_table_info(m.name) p \
         WHERE m.type = 'table' AND substr(m.name, 1, 2) <> '__' AND substr(m.name, 1, 6) <> 'sqlite' \
         ORDER BY 1, 2"
    } else {
        "SELECT t.relname::text AS table_name, a.attname::text AS column_name, \
         a.atttypid = 'text'::regtype AS is_text, \
         EXISTS (SELECT 1 FROM pg_constraint f JOIN pg_class p ON p.oid = f.confrelid \
           WHERE f.contype = 'f' AND f.conrelid = t.oid AND p.relname = 'people' \
           AND a.attnum = ANY (f.conkey)) AS names_a_person \
         FROM pg_class t JOIN pg_namespace n ON n.oid = t.relnamespace \
         JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped \
         WHERE t.relkind = 'r' AND n.nspname = current_schema() AND left(t.relname, 2) <> '__' \
         ORDER BY 1, 2"
    };
    Ok(diesel::sql_query(sql).load(c)?)
}

/// Rows of a table as JSON objects of the given columns. `condition` compares with `$1`. Names come
/// from the program alone, never from a person.
pub fn rows_as_json(
    c: &mut Conn,
    table: &str,
    columns: &[&str],
    condition: &str,
    value: &str,
) -> Result<Vec<serde_json::Value>> {
    #[derive(QueryableByName)]
    struct Row {
        #[diesel(sql_type = diesel::sql_types::Text)]
        object: String,
    }
    let parts: Vec<String> = columns.iter().map(|n| format!("'{n}', \"{n}\"")).collect();
    let parts = parts.join(", ");
    let object = if cfg!(feature = "sqlite") {
        format!("json_object({parts})")
    } else {
        format!("json_build_object({parts})::text")
    };
    diesel::sql_query(format!(
        "SELECT {object} AS object FROM \"{table}\" WHERE {condition} ORDER BY 1"
    ))
    .bind::<diesel::sql_types::Text, _>(value)
    .load::<Row>(c)?
    .into_iter()
    .map(|row| serde_json::from_str(&row.object).map_err(Error::internal))
    .collect()
}

/// A table with all it takes to copy it: after its parents, every column by its type.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    pub name: String,
    /// Name and type, in the order of the table; types as SQLite's `CREATE TABLE` spells them.
    columns: Vec<(String, String)>,
    /// The columns that tell rows apart.
    key: Vec<String>,
    /// Rows of it refer to others of it.
    pub refers_to_itself: bool,
}

#[derive(QueryableByName)]
struct Part {
    #[diesel(sql_type = Text)]
    table_name: String,
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Text)]
    kind: String,
    #[diesel(sql_type = BigInt)]
    key: i64,
}

#[derive(QueryableByName)]
struct Reference {
    #[diesel(sql_type = Text)]
    child: String,
    #[diesel(sql_type = Text)]
    parent: String,
}

/// Every table of the house, each after those it refers to.
pub fn tables(c: &mut Conn) -> Result<Vec<Table>> {
    let (parts, references) = if cfg!(feature = "sqlite") {
        (
            "SELECT m.name AS table_name, p.name, p.type AS kind, p.pk AS key \
             FROM sqlite_master m JOIN pragma_table_info(m.name) p \
             WHERE m.type = 'table' AND substr(m.name, 1, 2) <> '__' \
             AND substr(m.name, 1, 6) <> 'sqlite' ORDER BY m.name, p.cid",
            "SELECT m.name AS child, f.\"table\" AS parent \
             FROM sqlite_master m JOIN pragma_foreign_key_list(m.name) f WHERE m.type = 'table'",
        )
    } else {
        (
            "SELECT t.relname::text AS table_name, a.attname::text AS name, \
             CASE a.atttypid WHEN 'bool'::regtype THEN 'BOOLEAN' WHEN 'bytea'::regtype THEN 'BLOB' \
             WHEN 'timestamp'::regtype THEN 'TIMESTAMP' ELSE upper(format_type(a.atttypid, NULL)) END AS kind, \
             coalesce(array_position(i.indkey::int2[], a.attnum) + 1, 0)::bigint AS key \
             FROM pg_class t JOIN pg_namespace n ON n.oid = t.relnamespace \
             JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped \
             LEFT JOIN pg_index i ON i.indrelid = t.oid AND i.indisprimary \
             WHERE t.relkind = 'r' AND n.nspname = current_schema() AND left(t.relname, 2) <> '__' \
             ORDER BY t.relname, a.attnum",
            "SELECT t.relname::text AS child, p.relname::text AS parent FROM pg_constraint f \
             JOIN pg_class t ON t.oid = f.conrelid JOIN pg_class p ON p.oid = f.confrelid \
             JOIN pg_namespace n ON n.oid = t.relnamespace \
             WHERE f.contype = 'f' AND n.nspname = current_schema()",
        )
    };
    let parts: Vec<Part> = diesel::sql_query(parts).load(c)?;
    let references: Vec<Reference> = diesel::sql_query(references).load(c)?;
    let mut waiting: Vec<Table> = Vec::new();
    for part in parts {
        if waiting.last().is_none_or(|t| t.name != part.table_name) {
            waiting.push(Table {
                refers_to_itself: references
                    .iter()
                    .any(|r| r.child == part.table_name && r.parent == part.table_name),
                name: part.table_name,
                columns: Vec::new(),
                key: Vec::new(),
            });
        }
        if let Some(table) = waiting.last_mut() {
            if part.key > 0 {
                table.key.push(part.name.clone());
            }
            table.columns.push((part.name, part.kind));
        }
    }
    let mut placed: Vec<Table> = Vec::with_capacity(waiting.len());
    while !waiting.is_empty() {
        let is_free = |table: &Table| {
            references
                .iter()
                .filter(|r| r.child == table.name && r.parent != table.name)
                .all(|r| placed.iter().any(|p| p.name == r.parent))
        };
        let at = waiting
            .iter()
            .position(is_free)
            .ok_or_else(|| Error::internal("tables that refer to each other in a ring"))?;
        placed.push(waiting.remove(at));
    }
    Ok(placed)
}

#[cfg(feature = "sqlite")]
type RowByRow = diesel::connection::DefaultLoadingMode;
#[cfg(feature = "postgres")]
type RowByRow = diesel::pg::PgRowByRowLoadingMode;

/// Gives every row of a table, one at a time, as a JSON object that reads the same from both
/// databases: bytes in hexadecimal, moments as `2026-03-01 09:00:00.5`. How many there were.
pub fn each_row(
    c: &mut Conn,
    table: &Table,
    mut take: impl FnMut(&str) -> Result<()>,
) -> Result<u64> {
    #[derive(QueryableByName)]
    struct Row {
        #[diesel(sql_type = Text)]
        object: String,
    }
    let parts: Vec<String> = table
        .columns
        .iter()
        .map(|(name, kind)| format!("'{name}', {}", written(name, kind)))
        .collect();
    let object = if cfg!(feature = "sqlite") {
        format!("json_object({})", parts.join(", "))
    } else {
        format!("json_build_object({})::text", parts.join(", "))
    };
    let key: Vec<String> = table.key.iter().map(|k| format!("\"{k}\"")).collect();
    let query = diesel::sql_query(format!(
        "SELECT {object} AS object FROM \"{}\" ORDER BY {}",
        table.name,
        key.join(", ")
    ));
    let mut count = 0;
    for row in query.load_iter::<Row, RowByRow>(c)? {
        take(&row?.object)?;
        count += 1;
    }
    Ok(count)
}

fn written(name: &str, kind: &str) -> String {
    match (kind, cfg!(feature = "sqlite")) {
        ("BOOLEAN", true) => {
            format!("json(CASE \"{name}\" WHEN 1 THEN 'true' WHEN 0 THEN 'false' ELSE 'null' END)")
        }
        ("BLOB", true) => {
            format!("CASE WHEN \"{name}\" IS NULL THEN NULL ELSE lower(hex(\"{name}\")) END")
        }
        ("BLOB", false) => format!("encode(\"{name}\", 'hex')"),
        ("TIMESTAMP", false) => format!("\"{name}\"::text"),
        _ => format!("\"{name}\""),
    }
}

/// Takes every row out of a table.
pub fn clear(c: &mut Conn, table: &Table) -> Result<()> {
    diesel::sql_query(format!("DELETE FROM \"{}\"", table.name)).execute(c)?;
    Ok(())
}

/// Puts rows into a table, as `each_row` gives them.
pub fn insert_rows(c: &mut Conn, table: &Table, rows: &[Value]) -> Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    let names: Vec<String> = table
        .columns
        .iter()
        .map(|(name, _)| format!("\"{name}\""))
        .collect();
    let values: Vec<String> = table
        .columns
        .iter()
        .map(|(name, kind)| read(name, kind))
        .collect();
    let from = if cfg!(feature = "sqlite") {
        "json_each($1)"
    } else {
        "json_array_elements($1::json) AS rows(value)"
    };
    let sql = format!(
        "INSERT INTO \"{}\" ({}) SELECT {} FROM {from}",
        table.name,
        names.join(", "),
        values.join(", ")
    );
    let rows = serde_json::to_string(rows).map_err(Error::internal)?;
    diesel::sql_query(sql).bind::<Text, _>(rows).execute(c)?;
    Ok(())
}

fn read(name: &str, kind: &str) -> String {
    if cfg!(feature = "sqlite") {
        let value = format!("json_extract(value, '$.\"{name}\"')");
        match kind {
            "BLOB" => format!("unhex({value})"),
            _ => value,
        }
    } else {
        let value = format!("value->>'{name}'");
        match kind {
            "BLOB" => format!("decode({value}, 'hex')"),
            "BOOLEAN" | "TIMESTAMP" | "BIGINT" | "DOUBLE PRECISION" | "INTEGER" => {
                format!("({value})::{kind}")
            }
            _ => value,
        }
    }
}

/// After rows were put into tables with numbers of their own: the next number is a new one.
pub fn tidy_up(c: &mut Conn, tables: &[Table]) -> Result<()> {
    if cfg!(feature = "sqlite") {
        // SQLite sees to it itself.
        return Ok(());
    }
    for table in tables {
        for (name, _) in table.columns.iter().filter(|(_, kind)| kind == "BIGINT") {
            diesel::sql_query(format!(
                "SELECT setval(s, (SELECT coalesce(max(\"{name}\"), 0) + 1 FROM \"{0}\"), false) \
                 FROM pg_get_serial_sequence('\"{0}\"', '{name}') AS s WHERE s IS NOT NULL",
                table.name
            ))
            .execute(c)?;
        }
    }
    Ok(())
}
