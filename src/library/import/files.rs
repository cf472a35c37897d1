//! Finding files and reading them within limits.

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use super::parse::{self, Read as Content, Source};
use super::{Imported, Piece, Problem, beside};
use crate::error::Result;
use crate::joining::table;
use crate::library::export::words;

/// The largest text, Markdown or HTML file, in bytes.
const FILE_LIMIT: u64 = 5 * 1024 * 1024;
/// The largest table, in bytes: it is read whole.
const TABLE_LIMIT: u64 = 50 * 1024 * 1024;
/// The largest file of JSON lines, in bytes.
const LINES_LIMIT: u64 = 1024 * 1024 * 1024;
/// The longest JSON line, in bytes: an entry with all it ever was.
const LINE_LIMIT: usize = 32 * 1024 * 1024;
/// What all versions of an entry may hold, in bytes.
const VERSIONS_LIMIT: u64 = 256 * 1024 * 1024;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Format {
    Text,
    Markdown,
    Html,
    Lines,
    Table,
}

impl Format {
    fn of(path: &Path) -> Option<Format> {
        let ending = path.extension()?.to_str()?.to_lowercase();
        match ending.as_str() {
            "txt" => Some(Format::Text),
            "md" | "markdown" => Some(Format::Markdown),
            "html" | "htm" => Some(Format::Html),
            "jsonl" | "ndjson" => Some(Format::Lines),
            "csv" => Some(Format::Table),
            _ => None,
        }
    }
}

pub struct Found {
    path: PathBuf,
    format: Format,
    pub bytes: u64,
}

fn problem(path: &Path, why: impl Into<String>) -> Problem {
    Problem {
        file: path.display().to_string(),
        line: None,
        why: why.into(),
    }
}

/// Every file to read, folders unfolded in the order of their names but vocabularies first, which
/// entries are read with; and how many files of other kinds the folders hold.
pub fn find(paths: &[PathBuf]) -> (Vec<std::result::Result<Found, Problem>>, usize) {
    let mut found = Vec::new();
    let mut others = 0;
    for path in paths {
        match std::fs::metadata(path) {
            Err(e) => found.push(Err(problem(path, e.to_string()))),
            Ok(m) if m.is_dir() => walk(path, &mut found, &mut others),
            Ok(m) => match Format::of(path) {
                Some(format) if m.is_file() => found.push(Ok(Found {
                    path: path.clone(),
                    format,
                    bytes: m.len(),
                })),
                _ => found.push(Err(problem(
                    path,
                    "not a file of a known kind (.txt, .md, .html, .jsonl, .csv)",
                ))),
            },
        }
    }
    let is_words = |f: &Found| f.path.file_name().is_some_and(|name| name == words::FILE);
    found.sort_by_key(|f| !f.as_ref().is_ok_and(is_words));
    (found, others)
}

fn walk(folder: &Path, found: &mut Vec<std::result::Result<Found, Problem>>, others: &mut usize) {
    let inside: std::io::Result<Vec<_>> =
        std::fs::read_dir(folder).and_then(|entries| entries.collect());
    let mut inside = match inside {
        Ok(inside) => inside,
        Err(e) => return found.push(Err(problem(folder, e.to_string()))),
    };
    inside.sort_by_key(|entry| entry.file_name());
    for entry in inside {
        let path = entry.path();
        if entry.file_name().to_string_lossy().starts_with('.') {
            continue;
        }
        // A link to a folder could lead in a circle.
        let is_link = entry.file_type().is_ok_and(|t| t.is_symlink());
        match std::fs::metadata(&path) {
            Err(e) => found.push(Err(problem(&path, e.to_string()))),
            Ok(m) if m.is_dir() && !is_link => walk(&path, found, others),
            Ok(m) if m.is_file() => match Format::of(&path) {
                // It may lead anywhere on this machine, and what is read here is published.
                Some(_) if is_link => {
                    found.push(Err(problem(&path, "a link, and not a file: left out")));
                }
                Some(format) => found.push(Ok(Found {
                    path,
                    format,
                    bytes: m.len(),
                })),
                None => *others += 1,
            },
            Ok(_) => *others += 1,
        }
    }
}

/// Reads a file and hands over what is in it. `Err` comes from `take` alone.
pub fn read(file: &Found, take: &mut dyn FnMut(Piece) -> Result<()>) -> Result<()> {
    let source = Source::of(&file.path);
    if file.format == Format::Lines {
        return read_lines(file, &source, take);
    }
    if file.format == Format::Table {
        return read_table(file, &source, take);
    }
    let outcome = read_text(&file.path, FILE_LIMIT).and_then(|text| match file.format {
        Format::Text => entry(parse::text_file(&source, &text)),
        Format::Html => entry(parse::html_file(&source, &text)),
        Format::Markdown | Format::Lines | Format::Table => {
            let mut read = parse::markdown(&source, &text)?;
            if let Content::Entry(record) = &mut read {
                read_history(&file.path, record)?;
            }
            Ok(read)
        }
    });
    take_read(outcome, &source, None, take)?;
    take(Piece::Bytes(file.bytes))
}

fn entry(read: std::result::Result<Imported, String>) -> std::result::Result<Content, String> {
    read.map(|record| Content::Entry(Box::new(record)))
}

/// Hands over what a file or a line gave.
fn take_read(
    outcome: std::result::Result<Content, String>,
    source: &Source,
    line: Option<u64>,
    take: &mut dyn FnMut(Piece) -> Result<()>,
) -> Result<()> {
    let file = source.shown.clone();
    take(match outcome {
        Ok(Content::Entry(record)) => Piece::Record { record, file, line },
        Ok(Content::Series(series)) => Piece::Series { series, file, line },
        Ok(Content::Words(words)) => Piece::Words { words, file, line },
        Ok(Content::Version) => return Ok(()),
        Err(why) => Piece::Problem(Problem { file, line, why }),
    })
}

/// Reads the versions of an entry that lie in a folder beside it.
fn read_history(text: &Path, record: &mut Imported) -> std::result::Result<(), String> {
    let Some(named) = &record.life.history else {
        return Ok(());
    };
    let wrong = |why: String| format!("the history \"{named}\": {why}");
    let folder = beside::below(text, named).map_err(wrong)?;
    let listed = std::fs::read_dir(&folder).map_err(|e| wrong(e.to_string()))?;
    let mut versions = Vec::new();
    let mut bytes = 0;
    for file in listed {
        let path = file.map_err(|e| wrong(e.to_string()))?.path();
        if Format::of(&path) != Some(Format::Markdown) || path.is_symlink() {
            continue;
        }
        parse::enough(versions.len() + 1)?;
        let name = path.display();
        let text = read_text(&path, FILE_LIMIT).map_err(|why| format!("{name}: {why}"))?;
        bytes += text.len() as u64;
        if bytes > VERSIONS_LIMIT {
            return Err(format!(
                "its revisions hold more than {} MB",
                VERSIONS_LIMIT >> 20
            ));
        }
        let version = parse::version_file(&text, record.slug.as_deref());
        versions.push(version.map_err(|why| format!("{name}: {why}"))?);
    }
    record.remember(versions)
}

fn read_text(path: &Path, limit: u64) -> std::result::Result<String, String> {
    let mut bytes = Vec::new();
    File::open(path)
        .and_then(|f| f.take(limit + 1).read_to_end(&mut bytes))
        .map_err(|e| e.to_string())?;
    if bytes.len() as u64 > limit {
        return Err(format!("larger than {} MB", limit / (1024 * 1024)));
    }
    parse::utf8(bytes)
}

/// A table: its first row names the columns, each other is an entry.
fn read_table(
    file: &Found,
    source: &Source,
    take: &mut dyn FnMut(Piece) -> Result<()>,
) -> Result<()> {
    let read = read_text(&file.path, TABLE_LIMIT).and_then(|text| {
        let mut rows = table::rows(&text, table::delimiter(&text)).into_iter();
        let heads = rows.next().ok_or("the file is empty")?;
        Ok((parse::columns(&heads.cells)?, rows))
    });
    let (columns, rows) = match read {
        Ok(read) => read,
        Err(why) => {
            take(Piece::Problem(problem(&file.path, why)))?;
            return take(Piece::Bytes(file.bytes));
        }
    };
    for row in rows {
        if row.cells.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        let line = Some(row.line as u64);
        let read = parse::table_row(source, row.line as u64, &columns, &row.cells);
        take_read(entry(read), source, line, take)?;
    }
    take(Piece::Bytes(file.bytes))
}

fn read_lines(
    file: &Found,
    source: &Source,
    take: &mut dyn FnMut(Piece) -> Result<()>,
) -> Result<()> {
    if file.bytes > LINES_LIMIT {
        return take(Piece::Problem(problem(&file.path, "larger than 1 GB")));
    }
    let mut reader = match File::open(&file.path) {
        Ok(f) => BufReader::with_capacity(256 * 1024, f),
        Err(e) => return take(Piece::Problem(problem(&file.path, e.to_string()))),
    };
    let mut number = 0;
    let mut records = 0;
    loop {
        let mut line = Vec::new();
        let length = match next_line(&mut reader, &mut line) {
            Ok(length) => length,
            Err(e) => return take(Piece::Problem(problem(&file.path, e.to_string()))),
        };
        if length == 0 {
            break;
        }
        number += 1;
        let outcome = if length > LINE_LIMIT as u64 {
            Err("the line is longer than 32 MB".to_string())
        } else if line.iter().all(u8::is_ascii_whitespace) {
            take(Piece::Bytes(length))?;
            continue;
        } else {
            parse::utf8(line).and_then(|line| parse::json_line(source, number, &line))
        };
        records += 1;
        take_read(outcome, source, Some(number), take)?;
        take(Piece::Bytes(length))?;
    }
    if records == 0 {
        take(Piece::Problem(problem(&file.path, "the file is empty")))?;
    }
    Ok(())
}

/// Reads a line of any length and keeps it up to the limit; how long it was, 0 at the end.
fn next_line(reader: &mut impl BufRead, line: &mut Vec<u8>) -> std::io::Result<u64> {
    let mut length = 0;
    loop {
        let held = reader.fill_buf()?;
        if held.is_empty() {
            return Ok(length);
        }
        let end = held.iter().position(|b| *b == b'\n');
        let used = end.map_or(held.len(), |at| at + 1);
        let room = LINE_LIMIT.saturating_sub(line.len());
        line.extend_from_slice(&held[..used.min(room)]);
        reader.consume(used);
        length += used as u64;
        if end.is_some() {
            return Ok(length);
        }
    }
}
