//! Everything published, into a folder, from the command line.

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::Path;

use super::selection::exported;
use super::{Format, as_text, beside, head, lying_beside};
use crate::app::App;
use crate::error::{Error, Result};
use crate::library::queries;

/// Entries read at once.
const BATCH: i64 = 200;

/// What was written.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Written {
    pub entries: usize,
    pub files: usize,
}

/// Writes every published entry into a folder, whoever may read it: `library.jsonl`, `library.csv`,
/// or a file `<slug>.md` each; and their files below `attachments`, which a table cannot name.
pub async fn write(app: &App, format: Format, folder: &Path) -> Result<Written> {
    let wrong = |e: std::io::Error| Error::internal(format!("{}: {e}", folder.display()));
    fs::create_dir_all(folder).map_err(wrong)?;
    let mut written = Written::default();
    let mut one = match format {
        Format::Markdown => None,
        _ => {
            let path = folder.join(format.file_name());
            Some(BufWriter::new(File::create(path).map_err(wrong)?))
        }
    };
    if let Some(out) = &mut one {
        out.write_all(head(format).as_bytes()).map_err(wrong)?;
    }
    // Where each goes, and its content's hash.
    let mut files: Vec<(String, String)> = Vec::new();
    app.db.snapshot(|c| {
        let mut after = String::new();
        loop {
            let rows = queries::published_after(c, &after, BATCH)?;
            let Some((last, _)) = rows.last() else {
                return Ok(());
            };
            after.clone_from(&last.id);
            for mut entry in exported(c, rows)? {
                if format != Format::Table {
                    entry.attachments = lying_beside(&entry.entry, &entry.files);
                    let all = entry.files.iter().enumerate();
                    let slug = &entry.entry.slug;
                    files.extend(all.map(|(at, f)| (beside(slug, at, f), f.hash.clone())));
                }
                let text = as_text(&entry, format)?;
                match &mut one {
                    Some(out) => out.write_all(text.as_bytes()).map_err(wrong)?,
                    None => {
                        let path = folder.join(format!("{}.md", entry.entry.slug));
                        fs::write(path, text).map_err(wrong)?;
                    }
                }
                written.entries += 1;
            }
        }
    })?;
    if let Some(out) = one {
        let file = out.into_inner().map_err(|e| wrong(e.into_error()))?;
        file.sync_all().map_err(wrong)?;
    }
    for (path, hash) in files {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap_or(folder)).map_err(wrong)?;
        let file = File::create(path).map_err(wrong)?;
        app.files.copy_to(&hash, &file).await?;
        written.files += 1;
    }
    Ok(written)
}
