//! Markdown files and the files of their entries as one ZIP archive, made while it is sent: no more
//! of it is held than a piece.

use std::collections::VecDeque;
use std::io::Write;
use std::sync::{Arc, Mutex, PoisonError};

use actix_web::web::Bytes;
use futures_util::StreamExt;
use futures_util::stream::BoxStream;
use zip::write::{SimpleFileOptions, StreamWriter};
use zip::{CompressionMethod, ZipWriter};

use super::selection::Selection;
use super::{Exported, as_text, beside, past_files, series_file, words};
use crate::error::{Error, Result};

/// What the archive wrote and nobody took yet.
#[derive(Clone, Default)]
struct Made(Arc<Mutex<Vec<u8>>>);

impl Made {
    fn take(&self) -> Vec<u8> {
        std::mem::take(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Write for Made {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

pub struct Archive {
    selection: Selection,
    made: Made,
    /// None when it is finished.
    zip: Option<ZipWriter<StreamWriter<Made>>>,
    entries: VecDeque<Exported>,
    /// Path and text of files that come next.
    texts: VecDeque<(String, String)>,
    /// Whether the series are among them already.
    has_series: bool,
    /// Path and hash of files that come then.
    files: VecDeque<(String, String)>,
    /// The file that is being read.
    open: Option<BoxStream<'static, std::io::Result<Bytes>>>,
}

impl Archive {
    pub fn of(selection: Selection) -> Result<Archive> {
        let made = Made::default();
        let words = words::lines(&selection.terms)?;
        let words = (!words.is_empty()).then(|| (words::FILE.to_string(), words));
        Ok(Archive {
            selection,
            zip: Some(ZipWriter::new_stream(made.clone())),
            made,
            entries: VecDeque::new(),
            texts: words.into_iter().collect(),
            has_series: false,
            files: VecDeque::new(),
            open: None,
        })
    }

    /// The next piece of the archive; none at its end.
    pub async fn next(&mut self) -> Result<Option<Bytes>> {
        loop {
            let made = self.made.take();
            if !made.is_empty() {
                return Ok(Some(Bytes::from(made)));
            }
            if self.zip.is_none() {
                return Ok(None);
            }
            self.go_on().await?;
        }
    }

    /// Writes one more piece of a file, an entry, or the end.
    async fn go_on(&mut self) -> Result<()> {
        let Some(zip) = &mut self.zip else {
            return Ok(());
        };
        if let Some(open) = &mut self.open {
            match open.next().await {
                Some(piece) => zip.write_all(&piece?)?,
                None => self.open = None,
            }
        } else if let Some((path, text)) = self.texts.pop_front() {
            zip.start_file(path, options(CompressionMethod::Deflated))
                .map_err(Error::internal)?;
            zip.write_all(text.as_bytes())?;
        } else if let Some((path, hash)) = self.files.pop_front() {
            self.open = Some(self.selection.app.files.read(&hash, None).await?);
            // What is attached is packed already.
            zip.start_file(path, options(CompressionMethod::Stored))
                .map_err(Error::internal)?;
        } else if let Some(one) = self.entries.pop_front() {
            let slug = &one.entry.slug;
            let text = as_text(&one, self.selection.format)?;
            self.texts.push_back((format!("{slug}.md"), text));
            self.texts.extend(past_files(&one)?);
            let all = one.files.iter().enumerate();
            self.files = all
                .map(|(at, file)| (beside(slug, at, file), file.hash.clone()))
                .collect();
        } else if let Some(more) = self.selection.next().await? {
            self.entries = more.into();
        } else if !self.has_series {
            self.has_series = true;
            let series = self.selection.places.series.iter().map(series_file);
            self.texts = series.collect::<Result<_>>()?;
        } else if let Some(zip) = self.zip.take() {
            zip.finish().map_err(Error::internal)?;
        }
        Ok(())
    }
}

fn options(method: CompressionMethod) -> SimpleFileOptions {
    SimpleFileOptions::default().compression_method(method)
}
