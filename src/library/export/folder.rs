//! The library, into a folder, from the command line.

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::Path;

use super::life::{For, exported};
use super::selection::{BATCH, with_past};
use super::series::Places;
use super::{
    Exported, Format, as_text, beside, head, lying_beside, past_files, series_file, series_line,
    words,
};
use crate::app::App;
use crate::dump;
use crate::error::{Error, Result};
use crate::library::{queries, terms};

/// What is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Which {
    Published,
    /// Also drafts, what waits for the editors and what is archived. The bin stays here.
    All,
}

impl Which {
    fn statuses(self) -> &'static [&'static str] {
        match self {
            Which::Published => &["published"],
            Which::All => &["draft", "in_review", "published", "archived"],
        }
    }
}

/// What was written.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Written {
    pub entries: usize,
    pub files: usize,
    pub series: usize,
    /// Versions of entries.
    pub versions: usize,
}

/// A folder that is being written.
struct Out<'a> {
    folder: &'a Path,
    format: Format,
    /// The one file of all entries, where they are in one.
    one: Option<BufWriter<File>>,
    /// Where each attached file goes, and its content's hash.
    files: Vec<(String, String)>,
    written: Written,
}

/// Writes entries into a folder that is not there yet, or empty, whoever may read them: `library.jsonl`, `library.csv`, or a file
/// `<slug>.md` each with its versions below `history`; the series they stand in; the vocabularies the
/// network has made its own; and their files below `attachments`, which a table cannot name.
pub async fn write(app: &App, format: Format, which: Which, folder: &Path) -> Result<Written> {
    let mut out = Out {
        folder,
        format,
        one: None,
        files: Vec::new(),
        written: Written::default(),
    };
    out.begin()?;
    let past = format != Format::Table;
    app.db.snapshot(|c| {
        let slugs = queries::slugs_in(c, which.statuses())?;
        let places = Places::read(c, &For::Keeper, &slugs)?;
        let mut after = String::new();
        loop {
            let mut ids = queries::ids_after(c, which.statuses(), &after, BATCH as i64)?;
            if past {
                ids = with_past(c, ids)?;
            }
            let Some(last) = ids.last() else {
                break;
            };
            after.clone_from(last);
            let rows = queries::whole_of(c, &ids)?;
            for entry in exported(c, &For::Keeper, rows, &places, past)? {
                out.put(entry)?;
            }
        }
        out.put_series(&places)?;
        out.put_words(&words::lines(&terms::load(c)?)?)
    })?;
    out.finish()?;
    for (path, hash) in std::mem::take(&mut out.files) {
        let file = out.create(&path)?;
        app.files.copy_to(&hash, &file).await?;
        out.written.files += 1;
    }
    Ok(out.written)
}

impl Out<'_> {
    fn wrong(&self, e: std::io::Error) -> Error {
        Error::internal(format!("{}: {e}", self.folder.display()))
    }

    fn begin(&mut self) -> Result<()> {
        dump::refuse_filled(self.folder)?;
        fs::create_dir_all(self.folder).map_err(|e| self.wrong(e))?;
        if self.format != Format::Markdown {
            let mut one = BufWriter::new(self.create(self.format.file_name())?);
            one.write_all(head(self.format).as_bytes())
                .map_err(|e| self.wrong(e))?;
            self.one = Some(one);
        }
        Ok(())
    }

    fn create(&self, path: &str) -> Result<File> {
        let path = self.folder.join(path);
        let above = path.parent().unwrap_or(self.folder);
        fs::create_dir_all(above).map_err(|e| self.wrong(e))?;
        File::create(path).map_err(|e| self.wrong(e))
    }

    fn put(&mut self, mut entry: Exported) -> Result<()> {
        let slug = entry.entry.slug.clone();
        if self.format != Format::Table {
            entry.attachments = lying_beside(&entry);
            let all = entry.files.iter().enumerate();
            let files = all.map(|(at, f)| (beside(&slug, at, f), f.hash.clone()));
            self.files.extend(files);
        }
        let text = as_text(&entry, self.format)?;
        match &mut self.one {
            Some(one) => {
                let put = one.write_all(text.as_bytes());
                put.map_err(|e| self.wrong(e))?;
            }
            None => {
                self.put_file(&format!("{slug}.md"), &text)?;
                for (path, text) in past_files(&entry)? {
                    self.put_file(&path, &text)?;
                }
            }
        }
        self.written.entries += 1;
        self.written.versions += entry.past.len();
        Ok(())
    }

    fn put_file(&self, path: &str, text: &str) -> Result<()> {
        let mut file = self.create(path)?;
        file.write_all(text.as_bytes()).map_err(|e| self.wrong(e))
    }

    /// A table says of series where its entries stand; what series are lies beside it.
    fn put_series(&mut self, places: &Places) -> Result<()> {
        let mut lines = String::new();
        for series in &places.series {
            match self.format {
                Format::Markdown => {
                    let (path, text) = series_file(series)?;
                    self.put_file(&path, &text)?;
                }
                Format::Lines | Format::Table => lines.push_str(&series_line(series)?),
            }
            self.written.series += 1;
        }
        if !lines.is_empty() {
            self.put_file("series.jsonl", &lines)?;
        }
        Ok(())
    }

    fn put_words(&self, lines: &str) -> Result<()> {
        if lines.is_empty() {
            return Ok(());
        }
        self.put_file(words::FILE, lines)
    }

    fn finish(&mut self) -> Result<()> {
        if let Some(one) = self.one.take() {
            let file = one.into_inner().map_err(|e| self.wrong(e.into_error()))?;
            file.sync_all().map_err(|e| self.wrong(e))?;
        }
        Ok(())
    }
}
