//! The whole network as a folder of JSON Lines, a file per table, and back into an empty one: how to
//! move between databases, and the open format of everything there is.
//!
//! ```text
//! FOLDER/dump.json             the version of the tables, and how many rows each has; written last
//! FOLDER/tables/<table>.jsonl  a row a line
//! FOLDER/files/<sha-256>       attached files, under the hash of their content
//! ```

use std::collections::{BTreeMap, HashSet};
use std::fs::{self, File};
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::Path;

use diesel::prelude::*;
use diesel_migrations::MigrationHarness;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::app::App;
use crate::db::{self, Conn};
use crate::error::{Error, Result};
use crate::schema::{entries, people};
use crate::{attachments, tokens};

/// Rows put in at once, and about how many bytes of them.
const BATCH: usize = 500;
const BATCH_BYTES: usize = 8 * 1024 * 1024;

/// What a dump says of itself.
#[derive(Debug, Serialize, Deserialize, PartialEq)]
pub struct About {
    /// The newest change to the tables it was made with.
    pub tables: String,
    /// By table.
    pub rows: BTreeMap<String, u64>,
}

impl About {
    pub fn total(&self) -> u64 {
        self.rows.values().sum()
    }
}

/// Old files beside new ones would be taken for theirs.
pub fn refuse_filled(folder: &Path) -> Result<()> {
    if fs::read_dir(folder).is_ok_and(|mut inside| inside.next().is_some()) {
        return Err(Error::internal(format!(
            "{} is not empty: name another folder",
            folder.display()
        )));
    }
    Ok(())
}

/// Writes everything into a folder that is not there yet, or empty. It holds secrets, as a backup
/// does: only who runs the program may read it.
pub async fn write(app: &App, folder: &Path) -> Result<About> {
    refuse_filled(folder)?;
    let tables = folder.join("tables");
    fs::create_dir_all(&tables).map_err(Error::internal)?;
    only_for_me(folder)?;
    let (about, kept) = app.db.snapshot(|c| {
        let mut rows = BTreeMap::new();
        for table in db::tables(c)? {
            let path = tables.join(format!("{}.jsonl", table.name));
            rows.insert(table.name.clone(), write_table(c, &table, &path)?);
        }
        let about = About {
            tables: version(c)?,
            rows,
        };
        Ok((about, attachments::kept(c)?))
    })?;
    let files = folder.join("files");
    fs::create_dir_all(&files).map_err(Error::internal)?;
    for hash in kept {
        let file = File::create(files.join(&hash)).map_err(Error::internal)?;
        app.files
            .copy_to(&hash, &file)
            .await
            .map_err(|e| Error::internal(format!("the attached file {hash}: {e}")))?;
        file.sync_all().map_err(Error::internal)?;
    }
    let said = serde_json::to_vec_pretty(&about).map_err(Error::internal)?;
    let mut file = File::create(folder.join("dump.json")).map_err(Error::internal)?;
    file.write_all(&said).map_err(Error::internal)?;
    file.sync_all().map_err(Error::internal)?;
    Ok(about)
}

#[cfg(unix)]
fn only_for_me(folder: &Path) -> Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(folder, fs::Permissions::from_mode(0o700)).map_err(Error::internal)
}

#[cfg(not(unix))]
fn only_for_me(_: &Path) -> Result<()> {
    Ok(())
}

fn write_table(c: &mut Conn, table: &db::Table, path: &Path) -> Result<u64> {
    let mut out = BufWriter::new(File::create(path).map_err(Error::internal)?);
    let count = db::each_row(c, table, |row| {
        writeln!(out, "{row}").map_err(Error::internal)
    })?;
    let file = out.into_inner().map_err(Error::internal)?;
    file.sync_all().map_err(Error::internal)?;
    Ok(count)
}

fn version(c: &mut Conn) -> Result<String> {
    let applied = c.applied_migrations().map_err(Error::internal)?;
    Ok(applied
        .iter()
        .map(ToString::to_string)
        .max()
        .unwrap_or_default())
}

/// Reads a dump into a database nobody uses yet: all of it, or nothing.
pub async fn read(app: &App, folder: &Path) -> Result<About> {
    let said = fs::read(folder.join("dump.json")).map_err(|e| {
        Error::internal(format!(
            "{} holds no whole dump: dump.json: {e}",
            folder.display()
        ))
    })?;
    let about: About = serde_json::from_slice(&said).map_err(Error::internal)?;
    app.db.read_now(|c| fits(c, &about))?;
    // First the files, so that no row names one that is not there.
    let files = read_files(app, &folder.join("files")).await?;
    app.db.write_now(|c| {
        fits(c, &about)?;
        let tables = db::tables(c)?;
        // What the first start wrote, as its own keys.
        for table in tables.iter().rev() {
            db::clear(c, table)?;
        }
        for table in &tables {
            let path = folder.join("tables").join(format!("{}.jsonl", table.name));
            let count = read_table(c, table, &path)?;
            let meant = about.rows.get(&table.name).copied().unwrap_or_default();
            if count != meant {
                return Err(Error::internal(format!(
                    "{}: {count} rows, and there should be {meant}",
                    path.display()
                )));
            }
        }
        attachments::keep_used(c)?;
        if let Some(missing) = attachments::kept(c)?.iter().find(|h| !files.contains(*h)) {
            return Err(Error::internal(format!(
                "{} holds no whole dump: files/{missing} is missing",
                folder.display()
            )));
        }
        db::tidy_up(c, &tables)
    })?;
    Ok(about)
}

/// Whether a dump can come in here.
fn fits(c: &mut Conn, about: &About) -> Result<()> {
    let ours = version(c)?;
    if about.tables != ours {
        return Err(Error::internal(format!(
            "the dump is of version {} of the tables, this program of {ours}: load it with the program it was made by",
            about.tables
        )));
    }
    let people: i64 = people::table.count().get_result(c)?;
    let entries: i64 = entries::table.count().get_result(c)?;
    if people > 0 || entries > 0 {
        return Err(Error::internal(
            "there are people or entries here already: load into an empty data folder or database",
        ));
    }
    Ok(())
}

/// Puts the files of a dump into the store, those that are not there yet. Their hashes.
async fn read_files(app: &App, folder: &Path) -> Result<HashSet<String>> {
    let mut hashes = HashSet::new();
    for file in fs::read_dir(folder).map_err(Error::internal)? {
        let path = file.map_err(Error::internal)?.path();
        let hash = tokens::hash_file(&mut File::open(&path).map_err(Error::internal)?)
            .map_err(Error::internal)?;
        if path.file_name().is_none_or(|name| name != hash.as_str()) {
            return Err(Error::internal(format!(
                "{} is not what its name says",
                path.display()
            )));
        }
        if !app.files.is_whole(&hash).await? {
            app.files.put(&hash, &path).await?;
        }
        hashes.insert(hash);
    }
    Ok(hashes)
}

fn read_table(c: &mut Conn, table: &db::Table, path: &Path) -> Result<u64> {
    let wrong = |e: String| Error::internal(format!("{}: {e}", path.display()));
    let file = File::open(path).map_err(|e| wrong(e.to_string()))?;
    let mut batch: Vec<Value> = Vec::with_capacity(BATCH);
    let (mut count, mut bytes) = (0, 0);
    for line in BufReader::new(file).lines() {
        let line = line.map_err(|e| wrong(e.to_string()))?;
        batch.push(serde_json::from_str(&line).map_err(|e| wrong(e.to_string()))?);
        count += 1;
        bytes += line.len();
        // Rows that refer to each other come in together.
        if (batch.len() >= BATCH || bytes >= BATCH_BYTES) && !table.refers_to_itself {
            db::insert_rows(c, table, &batch)?;
            batch.clear();
            bytes = 0;
        }
    }
    db::insert_rows(c, table, &batch)?;
    Ok(count)
}
