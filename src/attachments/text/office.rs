//! The text of office files: a ZIP archive of XML, read member by member and never past what a file of
//! that kind may hold.

use std::collections::HashMap;
use std::io::{BufReader, Cursor, Read};

use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};
use zip::ZipArchive;

use super::child::Taken;
use super::{NOTES, Unreadable};
use crate::attachments::kinds::Kind;

/// How many files there may be inside, how much they may unpack to in all, in bytes, and how many
/// times its own size one may unpack to once it is large.
const MEMBERS: usize = 10_000;
const UNPACKED: u64 = 96 * 1024 * 1024;
const RATIO: u64 = 300;
const LARGE: u64 = 16 * 1024 * 1024;
/// Shared texts of a workbook that are held, in bytes.
const SHARED: usize = 16 * 1024 * 1024;

type Done<T> = Result<T, Unreadable>;

fn broken<E>(_: E) -> Unreadable {
    Unreadable::Broken
}

/// How many slides or sheets there are, where that means something.
pub fn read(kind: Kind, bytes: Vec<u8>, taken: &mut Taken) -> Done<Option<i64>> {
    let mut archive = Archive::open(bytes)?;
    match kind {
        Kind::Docx => {
            for name in ["word/document.xml", "word/footnotes.xml"] {
                if let Some(xml) = archive.optional(name)? {
                    paragraphs(&xml, b"t", taken)?;
                    taken.line();
                }
            }
            Ok(None)
        }
        Kind::Pptx => slides(&mut archive, taken).map(Some),
        Kind::Xlsx => sheets(&mut archive, taken).map(Some),
        Kind::Odt => {
            open_document(&archive.member("content.xml")?, taken)?;
            Ok(None)
        }
        Kind::Odp => open_document(&archive.member("content.xml")?, taken).map(Some),
        _ => Err(Unreadable::Broken),
    }
}

/// An archive of which only so much is unpacked.
struct Archive {
    zip: ZipArchive<Cursor<Vec<u8>>>,
    left: u64,
}

impl Archive {
    fn open(bytes: Vec<u8>) -> Done<Archive> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(broken)?;
        if zip.len() > MEMBERS {
            return Err(Unreadable::UnpacksTooLarge);
        }
        Ok(Archive {
            zip,
            left: UNPACKED,
        })
    }

    fn member(&mut self, name: &str) -> Done<Vec<u8>> {
        self.optional(name)?.ok_or(Unreadable::Broken)
    }

    /// What a member says of its size is not believed: it is counted.
    fn optional(&mut self, name: &str) -> Done<Option<Vec<u8>>> {
        let file = match self.zip.by_name(name) {
            Ok(file) => file,
            Err(zip::result::ZipError::FileNotFound) => return Ok(None),
            Err(_) => return Err(Unreadable::Broken),
        };
        let packed = file.compressed_size().max(1);
        let most = self.left.min(LARGE.max(packed.saturating_mul(RATIO)));
        let mut bytes = Vec::new();
        file.take(most + 1)
            .read_to_end(&mut bytes)
            .map_err(broken)?;
        if bytes.len() as u64 > most {
            return Err(Unreadable::UnpacksTooLarge);
        }
        self.left -= bytes.len() as u64;
        Ok(Some(bytes))
    }
}

/// Walks through XML: what begins, what ends, what is text.
fn walk(xml: &[u8], mut step: impl FnMut(Step<'_>) -> Done<bool>) -> Done<()> {
    let mut reader = Reader::from_reader(BufReader::new(xml));
    reader.config_mut().check_end_names = false;
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        let goes_on = match reader.read_event_into(&mut buffer).map_err(broken)? {
            Event::Start(tag) => step(Step::Begin(&tag))?,
            Event::Empty(tag) => {
                step(Step::Begin(&tag))? && step(Step::End(tag.local_name().as_ref()))?
            }
            Event::End(tag) => step(Step::End(tag.local_name().as_ref()))?,
            Event::Text(text) => step(Step::Text(&text.decode().map_err(broken)?))?,
            Event::CData(text) => step(Step::Text(&text.decode().map_err(broken)?))?,
            Event::GeneralRef(name) => step(Step::Text(&named(&name)))?,
            Event::Eof => return Ok(()),
            _ => true,
        };
        if !goes_on {
            return Ok(());
        }
    }
}

enum Step<'a> {
    Begin(&'a BytesStart<'a>),
    /// Its name without a prefix.
    End(&'a [u8]),
    Text(&'a str),
}

/// The character an entity stands for. Entities of a file's own mean nothing: none is ever expanded.
fn named(entity: &BytesRef<'_>) -> String {
    if let Ok(Some(c)) = entity.resolve_char_ref() {
        return c.to_string();
    }
    entity
        .decode()
        .ok()
        .and_then(|name| resolve_predefined_entity(&name).map(str::to_string))
        .unwrap_or_default()
}

fn attribute(tag: &BytesStart<'_>, name: &[u8]) -> Option<String> {
    tag.attributes()
        .filter_map(Result::ok)
        .find(|a| a.key.as_ref() == name)
        .map(|a| String::from_utf8_lossy(&a.value).into_owned())
}

/// Text runs (`t`) in paragraphs (`p`), as Word and PowerPoint write them.
fn paragraphs(xml: &[u8], run: &[u8], taken: &mut Taken) -> Done<()> {
    let mut in_run = 0usize;
    walk(xml, |step| {
        match step {
            Step::Begin(tag) => match tag.local_name().as_ref() {
                name if name == run => in_run += 1,
                b"tab" => taken.tab(),
                b"br" | b"cr" => taken.line(),
                _ => {}
            },
            Step::End(name) if name == run => in_run = in_run.saturating_sub(1),
            Step::End(b"p") => {
                taken.line();
                taken.line();
            }
            Step::End(_) => {}
            Step::Text(text) if in_run > 0 => taken.push(text),
            Step::Text(_) => {}
        }
        Ok(taken.goes_on())
    })
}

/// By id, where the relations of a part lead, and what they are.
fn relations(archive: &mut Archive, part: &str) -> Done<Vec<(String, String, String)>> {
    let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
    let Some(xml) = archive.optional(&format!("{folder}/_rels/{file}.rels"))? else {
        return Ok(Vec::new());
    };
    let mut all = Vec::new();
    walk(&xml, |step| {
        if let Step::Begin(tag) = step
            && tag.local_name().as_ref() == b"Relationship"
        {
            let said = |name: &[u8]| attribute(tag, name).unwrap_or_default();
            all.push((said(b"Id"), said(b"Type"), within(folder, &said(b"Target"))));
        }
        Ok(all.len() < MEMBERS)
    })?;
    Ok(all)
}

/// The name of a member that a part in `folder` calls `target`.
fn within(folder: &str, target: &str) -> String {
    if let Some(whole) = target.strip_prefix('/') {
        return whole.to_string();
    }
    let mut parts: Vec<&str> = folder.split('/').filter(|p| !p.is_empty()).collect();
    for part in target.split('/') {
        match part {
            ".." => {
                parts.pop();
            }
            "." | "" => {}
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// The parts a list names by `r:id`, in its order.
fn in_order(archive: &mut Archive, list: &str, item: &[u8]) -> Done<Vec<String>> {
    let places: HashMap<String, String> = relations(archive, list)?
        .into_iter()
        .map(|(id, _, place)| (id, place))
        .collect();
    let mut all = Vec::new();
    walk(&archive.member(list)?, |step| {
        if let Step::Begin(tag) = step
            && tag.local_name().as_ref() == item
            && let Some(place) = attribute(tag, b"r:id").and_then(|id| places.get(&id))
        {
            all.push(place.clone());
        }
        Ok(all.len() < MEMBERS)
    })?;
    Ok(all)
}

fn slides(archive: &mut Archive, taken: &mut Taken) -> Done<i64> {
    let slides = in_order(archive, "ppt/presentation.xml", b"sldId")?;
    for slide in &slides {
        if !taken.goes_on() {
            break;
        }
        paragraphs(&archive.member(slide)?, b"t", taken)?;
        let notes = relations(archive, slide)?
            .into_iter()
            .find(|(_, kind, _)| kind.ends_with("/notesSlide"));
        if let Some((_, _, notes)) = notes
            && let Some(xml) = archive.optional(&notes)?
        {
            taken.mark(NOTES);
            paragraphs(&xml, b"t", taken)?;
        }
        taken.page();
    }
    Ok(slides.len() as i64)
}

fn sheets(archive: &mut Archive, taken: &mut Taken) -> Done<i64> {
    let shared = match archive.optional("xl/sharedStrings.xml")? {
        Some(xml) => shared_texts(&xml)?,
        None => Vec::new(),
    };
    let sheets = in_order(archive, "xl/workbook.xml", b"sheet")?;
    for sheet in &sheets {
        if !taken.goes_on() {
            break;
        }
        cells(&archive.member(sheet)?, &shared, taken)?;
        taken.page();
    }
    Ok(sheets.len() as i64)
}

fn shared_texts(xml: &[u8]) -> Done<Vec<String>> {
    let mut all: Vec<String> = Vec::new();
    let (mut in_text, mut held) = (false, 0usize);
    walk(xml, |step| {
        match step {
            Step::Begin(tag) => match tag.local_name().as_ref() {
                b"si" => all.push(String::new()),
                b"t" => in_text = true,
                _ => {}
            },
            Step::End(b"t") => in_text = false,
            Step::End(_) => {}
            Step::Text(text) if in_text => {
                held += text.len();
                if let Some(last) = all.last_mut() {
                    last.push_str(text);
                }
            }
            Step::Text(_) => {}
        }
        Ok(held < SHARED)
    })?;
    Ok(all)
}

fn cells(xml: &[u8], shared: &[String], taken: &mut Taken) -> Done<()> {
    let (mut is_shared, mut in_value) = (false, false);
    walk(xml, |step| {
        match step {
            Step::Begin(tag) => match tag.local_name().as_ref() {
                b"c" => is_shared = attribute(tag, b"t").as_deref() == Some("s"),
                b"v" | b"t" => in_value = true,
                _ => {}
            },
            Step::End(b"v" | b"t") => in_value = false,
            Step::End(b"c") => taken.tab(),
            Step::End(b"row") => taken.line(),
            Step::End(_) => {}
            Step::Text(text) if in_value && is_shared => {
                let at = text.trim().parse::<usize>().ok();
                taken.push(at.and_then(|at| shared.get(at)).map_or("", String::as_str));
            }
            Step::Text(text) if in_value => taken.push(text),
            Step::Text(_) => {}
        }
        Ok(taken.goes_on())
    })
}

/// How many slides there are.
fn open_document(xml: &[u8], taken: &mut Taken) -> Done<i64> {
    let (mut in_text, mut pages) = (0usize, 0i64);
    walk(xml, |step| {
        match step {
            Step::Begin(tag) => match tag.local_name().as_ref() {
                b"p" | b"h" => in_text += 1,
                b"tab" | b"s" => taken.tab(),
                b"line-break" => taken.line(),
                b"notes" => taken.mark(NOTES),
                _ => {}
            },
            Step::End(b"p" | b"h") => {
                in_text = in_text.saturating_sub(1);
                taken.line();
                taken.line();
            }
            Step::End(b"page") => {
                pages += 1;
                taken.page();
            }
            Step::End(_) => {}
            Step::Text(text) if in_text > 0 => taken.push(text),
            Step::Text(_) => {}
        }
        Ok(taken.goes_on())
    })?;
    Ok(pages)
}
