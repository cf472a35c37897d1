//! What a file is: its content alone says. Its name and what a browser calls it are anybody's to choose.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};

use crate::error::Result;

/// A kind of file that may be attached.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    Pdf,
    Docx,
    Pptx,
    Xlsx,
    Odt,
    Odp,
    Png,
    Jpeg,
    Webp,
    Mp3,
    Ogg,
    M4a,
    Wav,
    Mp4,
    Webm,
}

impl Kind {
    pub const ALL: [Kind; 15] = [
        Kind::Pdf,
        Kind::Docx,
        Kind::Pptx,
        Kind::Xlsx,
        Kind::Odt,
        Kind::Odp,
        Kind::Png,
        Kind::Jpeg,
        Kind::Webp,
        Kind::Mp3,
        Kind::Ogg,
        Kind::M4a,
        Kind::Wav,
        Kind::Mp4,
        Kind::Webm,
    ];

    /// What it is stored and served as.
    pub fn media_type(self) -> &'static str {
        match self {
            Kind::Pdf => "application/pdf",
            Kind::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Kind::Pptx => {
                "application/vnd.openxmlformats-officedocument.presentationml.presentation"
            }
            Kind::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Kind::Odt => "application/vnd.oasis.opendocument.text",
            Kind::Odp => "application/vnd.oasis.opendocument.presentation",
            Kind::Png => "image/png",
            Kind::Jpeg => "image/jpeg",
            Kind::Webp => "image/webp",
            Kind::Mp3 => "audio/mpeg",
            Kind::Ogg => "audio/ogg",
            Kind::M4a => "audio/mp4",
            Kind::Wav => "audio/wav",
            Kind::Mp4 => "video/mp4",
            Kind::Webm => "video/webm",
        }
    }

    pub fn of_media_type(name: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|k| k.media_type() == name)
    }

    /// The ending of its name, without the dot.
    pub fn ending(self) -> &'static str {
        match self {
            Kind::Pdf => "pdf",
            Kind::Docx => "docx",
            Kind::Pptx => "pptx",
            Kind::Xlsx => "xlsx",
            Kind::Odt => "odt",
            Kind::Odp => "odp",
            Kind::Png => "png",
            Kind::Jpeg => "jpg",
            Kind::Webp => "webp",
            Kind::Mp3 => "mp3",
            Kind::Ogg => "ogg",
            Kind::M4a => "m4a",
            Kind::Wav => "wav",
            Kind::Mp4 => "mp4",
            Kind::Webm => "webm",
        }
    }

    pub fn named(ending: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|k| k.ending() == ending)
    }

    /// Endings of names that people give files of this kind.
    fn endings(self) -> &'static [&'static str] {
        match self {
            Kind::Jpeg => &["jpg", "jpeg"],
            Kind::Ogg => &["ogg", "oga", "opus"],
            Kind::M4a => &["m4a", "mp4"],
            Kind::Mp4 => &["mp4", "m4v"],
            Kind::Webm => &["webm", "weba"],
            Kind::Wav => &["wav", "wave"],
            _ => &[],
        }
    }

    /// Whether a name may end so.
    pub fn may_end(self, ending: &str) -> bool {
        self.ending() == ending || self.endings().contains(&ending)
    }

    pub fn is_picture(self) -> bool {
        matches!(self, Kind::Png | Kind::Jpeg | Kind::Webp)
    }

    pub fn is_sound(self) -> bool {
        matches!(self, Kind::Mp3 | Kind::Ogg | Kind::M4a | Kind::Wav)
    }

    pub fn is_film(self) -> bool {
        matches!(self, Kind::Mp4 | Kind::Webm)
    }

    /// Sound and film may be larger.
    pub fn is_media(self) -> bool {
        self.is_sound() || self.is_film()
    }

    /// Whether there may be text in it.
    pub fn has_text(self) -> bool {
        !self.is_picture() && !self.is_media()
    }

    /// Shown by the browser in the page; everything else is only handed over as a file.
    pub fn is_shown(self) -> bool {
        self.is_picture() || self.is_media()
    }
}

/// Why a file is not taken. Each is a message key under `attachments-refused-`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Refused {
    Empty,
    TooLarge,
    /// Neither a document, a picture, sound nor film that is known.
    UnknownKind,
    /// A picture that may carry a program.
    Svg,
    /// A program.
    Program,
    /// An office file with macros.
    Macros,
    /// An office file that unpacks to more than a file of that kind ever does.
    UnpacksTooLarge,
    /// More points than can be handled.
    PictureTooLarge,
    /// A picture that cannot be read.
    BrokenPicture,
    /// The name holds a Danish personal number.
    CprInName,
    /// The entry has all the files it may have.
    TooMany,
}

impl Refused {
    /// The end of its message key.
    pub fn name(self) -> &'static str {
        match self {
            Refused::Empty => "empty",
            Refused::TooLarge => "too-large",
            Refused::UnknownKind => "unknown-kind",
            Refused::Svg => "svg",
            Refused::Program => "program",
            Refused::Macros => "macros",
            Refused::UnpacksTooLarge => "unpacks-too-large",
            Refused::PictureTooLarge => "picture-too-large",
            Refused::BrokenPicture => "broken-picture",
            Refused::CprInName => "cpr",
            Refused::TooMany => "too-many",
        }
    }
}

/// How much of a file's beginning says what it is.
const HEAD: usize = 4096;
/// The most an office file may say that it unpacks to, in bytes.
const UNPACKED: u64 = 600 * 1024 * 1024;
/// The longest table of contents of an office file, in bytes and files.
const CONTENTS: u64 = 4 * 1024 * 1024;
const MEMBERS: u16 = 10_000;

/// What the file is, by its content.
pub fn sniff(file: &mut File) -> Result<std::result::Result<Kind, Refused>> {
    let length = file.seek(SeekFrom::End(0))?;
    file.seek(SeekFrom::Start(0))?;
    let mut head = Vec::with_capacity(HEAD);
    file.by_ref().take(HEAD as u64).read_to_end(&mut head)?;
    if length == 0 {
        return Ok(Err(Refused::Empty));
    }
    if head.starts_with(b"PK\x03\x04") {
        return office(file, length);
    }
    Ok(of_head(&head))
}

fn of_head(head: &[u8]) -> std::result::Result<Kind, Refused> {
    let at = |from: usize, mark: &[u8]| head.get(from..).is_some_and(|h| h.starts_with(mark));
    if at(0, b"%PDF-") {
        return Ok(Kind::Pdf);
    }
    if at(0, b"\x89PNG\r\n\x1a\n") {
        return Ok(Kind::Png);
    }
    if at(0, b"\xff\xd8\xff") {
        return Ok(Kind::Jpeg);
    }
    if at(0, b"RIFF") && at(8, b"WEBP") {
        return Ok(Kind::Webp);
    }
    if at(0, b"RIFF") && at(8, b"WAVE") {
        return Ok(Kind::Wav);
    }
    if at(0, b"OggS") {
        return Ok(Kind::Ogg);
    }
    if at(0, b"\x1a\x45\xdf\xa3") && head.windows(4).any(|w| w == b"webm") {
        return Ok(Kind::Webm);
    }
    if at(4, b"ftyp") {
        return match head.get(8..12) {
            Some(b"M4A " | b"M4B ") => Ok(Kind::M4a),
            Some(b"isom" | b"iso2" | b"iso4" | b"iso5" | b"iso6" | b"mp41" | b"mp42" | b"avc1")
            | Some(b"M4V " | b"MSNV" | b"dash" | b"mmp4") => Ok(Kind::Mp4),
            _ => Err(Refused::UnknownKind),
        };
    }
    if at(0, b"ID3") || is_mpeg_sound(head) {
        return Ok(Kind::Mp3);
    }
    let programs: [&[u8]; 6] = [
        b"MZ",
        b"\x7fELF",
        b"#!",
        b"\xca\xfe\xba\xbe",
        b"\xcf\xfa\xed\xfe",
        b"\xfe\xed\xfa",
    ];
    if programs.iter().any(|mark| at(0, mark)) {
        return Err(Refused::Program);
    }
    let text = String::from_utf8_lossy(head).to_lowercase();
    if text.contains("<svg") {
        return Err(Refused::Svg);
    }
    Err(Refused::UnknownKind)
}

/// The head of a frame of MPEG layer III: all bits of the sync, and no value that means nothing.
fn is_mpeg_sound(head: &[u8]) -> bool {
    let [0xff, second, third, ..] = *head else {
        return false;
    };
    second & 0xe0 == 0xe0
        && (second >> 3) & 3 != 1
        && (second >> 1) & 3 == 1
        && third >> 4 != 15
        && third >> 4 != 0
        && (third >> 2) & 3 != 3
}

/// Which office file a ZIP archive is, by the names in its table of contents. Nothing is unpacked.
fn office(file: &mut File, length: u64) -> Result<std::result::Result<Kind, Refused>> {
    let Some(contents) = table_of_contents(file, length)? else {
        return Ok(Err(Refused::UnknownKind));
    };
    let Some(members) = members(&contents) else {
        return Ok(Err(Refused::UnknownKind));
    };
    if members.iter().map(|m| m.unpacked).sum::<u64>() > UNPACKED {
        return Ok(Err(Refused::UnpacksTooLarge));
    }
    let has = |name: &str| members.iter().any(|m| m.name == name.as_bytes());
    if members.iter().any(|m| m.name.ends_with(b"vbaProject.bin")) {
        return Ok(Err(Refused::Macros));
    }
    if has("[Content_Types].xml") {
        for (name, kind) in [
            ("word/document.xml", Kind::Docx),
            ("ppt/presentation.xml", Kind::Pptx),
            ("xl/workbook.xml", Kind::Xlsx),
        ] {
            if has(name) {
                return Ok(Ok(kind));
            }
        }
    }
    if has("content.xml") {
        // Open documents say what they are in their first member, which is not packed.
        let mut head = vec![0; 256.min(length as usize)];
        file.seek(SeekFrom::Start(0))?;
        file.read_exact(&mut head)?;
        let says = |kind: Kind| {
            let mark = kind.media_type().as_bytes();
            head.get(38..).is_some_and(|h| h.starts_with(mark))
        };
        if let Some(kind) = [Kind::Odt, Kind::Odp].into_iter().find(|k| says(*k)) {
            return Ok(Ok(kind));
        }
    }
    Ok(Err(Refused::UnknownKind))
}

struct Member<'a> {
    name: &'a [u8],
    unpacked: u64,
}

/// The bytes of a ZIP archive's central directory; none when there is none of a sensible size.
fn table_of_contents(file: &mut File, length: u64) -> Result<Option<Vec<u8>>> {
    let tail = length.min(22 + 65_535);
    file.seek(SeekFrom::Start(length - tail))?;
    let mut end = vec![0; tail as usize];
    file.read_exact(&mut end)?;
    let Some(at) = end.windows(4).rposition(|w| w == b"PK\x05\x06") else {
        return Ok(None);
    };
    let record = &end[at..];
    let (Some(count), Some(size), Some(from)) =
        (u16_at(record, 10), u32_at(record, 12), u32_at(record, 16))
    else {
        return Ok(None);
    };
    let (size, from) = (u64::from(size), u64::from(from));
    if count > MEMBERS || size > CONTENTS || from + size > length {
        return Ok(None);
    }
    file.seek(SeekFrom::Start(from))?;
    let mut contents = vec![0; size as usize];
    file.read_exact(&mut contents)?;
    Ok(Some(contents))
}

fn members(contents: &[u8]) -> Option<Vec<Member<'_>>> {
    let mut all = Vec::new();
    let mut rest = contents;
    while rest.starts_with(b"PK\x01\x02") {
        let unpacked = u32_at(rest, 24)?;
        let [name, extra, comment] = [28, 30, 32].map(|at| u16_at(rest, at));
        let (name, extra, comment) = (name? as usize, extra? as usize, comment? as usize);
        all.push(Member {
            name: rest.get(46..46 + name)?,
            unpacked: u64::from(unpacked),
        });
        rest = rest.get(46 + name + extra + comment..)?;
    }
    Some(all)
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_says_what_a_file_is() {
        assert_eq!(of_head(b"%PDF-1.7\n"), Ok(Kind::Pdf));
        assert_eq!(of_head(b"MZ\x90\x00"), Err(Refused::Program));
        assert_eq!(of_head(b"\x7fELF\x02"), Err(Refused::Program));
        assert_eq!(
            of_head(b"<?xml version=\"1.0\"?><SVG onload=\"x\">"),
            Err(Refused::Svg)
        );
        assert_eq!(of_head(b"<html><script>"), Err(Refused::UnknownKind));
        assert_eq!(of_head(b"\xff\xfb\x90\x00"), Ok(Kind::Mp3));
        assert_eq!(of_head(b"\xff\xff\xff\xff"), Err(Refused::UnknownKind));
        assert_eq!(
            of_head(b"\x00\x00\x00\x20ftypqt  "),
            Err(Refused::UnknownKind)
        );
        assert_eq!(of_head(b"\x00\x00\x00\x20ftypisom"), Ok(Kind::Mp4));
    }

    #[test]
    fn each_kind_is_found_again_by_its_names() {
        for kind in Kind::ALL {
            assert_eq!(Kind::of_media_type(kind.media_type()), Some(kind));
            assert_eq!(Kind::named(kind.ending()), Some(kind));
        }
    }
}
