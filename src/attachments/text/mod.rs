//! The text of documents and slides, read out of them by another process of this very program, within
//! limits of time and memory: whatever a file does to its reader, the server is not touched.

mod child;
mod office;
mod pdf;

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};

use super::kinds::Kind;
use crate::error::{Error, Result};

pub use child::run as run_child;

/// The name of the hidden command.
pub const COMMAND: &str = "extract-text";

/// Parts pages, sheets and slides.
pub const PAGE: char = '\u{0C}';
/// Before the speaker's notes of a slide.
pub const NOTES: char = '\u{1D}';

/// The most text that is kept of a file, in bytes.
pub const LONGEST: usize = 2 * 1024 * 1024;

/// What was read.
#[derive(Serialize, Deserialize, Clone, Debug, Default, PartialEq)]
pub struct Text {
    pub text: String,
    /// Pages, slides or sheets that the file has; none when that is not known.
    pub pages: Option<i64>,
    /// Some of it was left out: too long, or too slow.
    pub cut: bool,
}

/// Why nothing was read. Each is a message key under `attachments-text-`.
#[derive(Serialize, Deserialize, Clone, Copy, PartialEq, Eq, Debug)]
#[serde(rename_all = "kebab-case")]
pub enum Unreadable {
    /// It is not what such a file should be.
    Broken,
    /// It can be opened with a password alone.
    Locked,
    /// It unpacks to more than a file of that kind ever does.
    UnpacksTooLarge,
    TooSlow,
    TooMuchMemory,
    /// The file, or its reader, could not be had, however often it was tried.
    GivenUp,
}

impl Unreadable {
    pub fn name(self) -> &'static str {
        match self {
            Unreadable::Broken => "broken",
            Unreadable::Locked => "locked",
            Unreadable::UnpacksTooLarge => "unpacks-too-large",
            Unreadable::TooSlow => "too-slow",
            Unreadable::TooMuchMemory => "too-much-memory",
            Unreadable::GivenUp => "given-up",
        }
    }
}

/// What the reader says when it is done.
pub type Outcome = std::result::Result<Text, Unreadable>;

/// Seconds of the processor's time, and of the clock; KiB of memory.
const PROCESSOR: u64 = 25;
const CLOCK: Duration = Duration::from_secs(30);
const MEMORY: u64 = 1024 * 1024;
/// The reader says no more than this: text, escaped.
const SAID: u64 = 8 * LONGEST as u64;

/// Reads a file by a process of `program`, on this thread.
pub fn read(program: &Path, mut file: File, kind: Kind) -> Result<Outcome> {
    file.seek(SeekFrom::Start(0))?;
    // A shell sets the limits, and becomes the reader. It has no part of our surroundings, writes no
    // file, and everybody else comes first. Without the limits there is no reader.
    let limits = format!(
        "set -e; ulimit -v {MEMORY}; ulimit -t {PROCESSOR}; ulimit -f 0; ulimit -c 0; \
         if command -v nice >/dev/null; then exec nice -n 10 \"$0\" \"$@\"; fi; exec \"$0\" \"$@\""
    );
    let mut child = Command::new("/bin/sh")
        .args(["-c", &limits])
        .arg(program)
        .args([COMMAND, kind.ending()])
        .env_clear()
        .env("PATH", "/usr/bin:/bin")
        .current_dir("/")
        .stdin(Stdio::from(file))
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()?;
    let Some(out) = child.stdout.take() else {
        return Err(Error::internal("a reader without a voice"));
    };
    let said = std::thread::spawn(move || {
        let mut said = Vec::new();
        out.take(SAID).read_to_end(&mut said).map(|_| said)
    });
    let until = Instant::now() + CLOCK;
    let status = loop {
        if let Some(status) = child.try_wait()? {
            break Some(status);
        }
        if Instant::now() > until {
            child.kill()?;
            child.wait()?;
            break None;
        }
        std::thread::sleep(Duration::from_millis(20));
    };
    let said = said
        .join()
        .map_err(|_| Error::internal("listening to a reader"))??;
    judge(status, &said)
}

/// What its end says of the file. An end that neither a limit nor a file explains is an error of ours.
fn judge(status: Option<ExitStatus>, said: &[u8]) -> Result<Outcome> {
    const ABORTED: i32 = 6;
    const KILLED: i32 = 9;
    const OUT_OF_BOUNDS: i32 = 11;
    const TOO_LONG: i32 = 24;
    let Some(status) = status else {
        return Ok(Err(Unreadable::TooSlow));
    };
    match status.signal() {
        Some(ABORTED) => Ok(Err(Unreadable::TooMuchMemory)),
        Some(KILLED | TOO_LONG) => Ok(Err(Unreadable::TooSlow)),
        Some(OUT_OF_BOUNDS) => Ok(Err(Unreadable::Broken)),
        None if status.success() => serde_json::from_slice(said)
            .map_err(|e| Error::internal(format!("what the reader of a file said: {e}"))),
        _ => Err(Error::internal(format!("the reader of a file: {status}"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_end_that_no_file_explains_is_not_held_against_the_file() {
        let ended = |raw: i32, said: &str| judge(Some(ExitStatus::from_raw(raw)), said.as_bytes());
        const NO_SUCH_PROGRAM: i32 = 127 << 8;
        const TERMINATED: i32 = 15;
        assert!(ended(NO_SUCH_PROGRAM, "").is_err());
        assert!(ended(TERMINATED, "").is_err());
        assert!(ended(0, "half an ans").is_err());
        let locked = serde_json::to_string(&Outcome::Err(Unreadable::Locked)).unwrap();
        assert_eq!(ended(0, &locked).unwrap(), Err(Unreadable::Locked));
        assert_eq!(ended(9, "").unwrap(), Err(Unreadable::TooSlow));
    }

    #[test]
    fn a_program_that_is_not_there_is_an_error_of_ours() {
        let file = tempfile::tempfile().unwrap();
        assert!(read(Path::new("/nowhere/faelles"), file, Kind::Pdf).is_err());
    }
}
