//! Names of files: kept to be shown, never used as a path.

use super::kinds::Kind;
use crate::text::{self, Refused};

/// The longest name that is kept, in characters.
pub const LONGEST: usize = 120;

/// The name as it is shown: its last part, without what cannot be seen or turns it around, no longer
/// than `LONGEST`, ending as its kind does.
pub fn clean(raw: &str, kind: Kind) -> Result<String, Refused> {
    let last = raw.rsplit(['/', '\\', '\0']).next().unwrap_or_default();
    let line = text::line(last, usize::MAX)?;
    let line: String = line
        .chars()
        .map(|c| match c {
            '<' | '>' | ':' | '"' | '|' | '?' | '*' | ';' => ' ',
            c => c,
        })
        .collect();
    let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
    let line = line.trim_matches(['.', ' ']);
    let stem = match line.rsplit_once('.') {
        Some((stem, ending)) if kind.may_end(&ending.to_lowercase()) => stem,
        _ => line,
    };
    let ending = kind.ending();
    let room = LONGEST - ending.len() - 1;
    let stem: String = stem.chars().take(room).collect();
    let stem = stem.trim_matches(['.', ' ']);
    let stem = if stem.is_empty() { "fil" } else { stem };
    Ok(format!("{stem}.{ending}"))
}

/// A name as it came, so that its sender knows it again: what a refused file is called.
pub fn told(raw: &str) -> String {
    let last = raw.rsplit(['/', '\\', '\0']).next().unwrap_or_default();
    // A name with a personal number in it is not said again.
    let line = text::line(last, usize::MAX).unwrap_or_default();
    line.chars().take(LONGEST).collect()
}

/// A name as it stands in an address: ASCII letters and digits.
pub fn in_address(name: &str) -> String {
    match name.rsplit_once('.') {
        Some((stem, ending)) => format!("{}.{ending}", text::slug(stem)),
        None => text::slug(name),
    }
}

/// The value of `Content-Disposition`. Names are given twice: for old readers without other letters.
pub fn disposition(how: &str, name: &str) -> String {
    let plain = in_address(name);
    let mut coded = String::new();
    for byte in name.bytes() {
        match byte {
            b if b.is_ascii_alphanumeric() || b"-._".contains(&b) => coded.push(b as char),
            b => coded.push_str(&format!("%{b:02X}")),
        }
    }
    format!("{how}; filename=\"{plain}\"; filename*=UTF-8''{coded}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_name_is_only_a_name() {
        for (raw, name) in [
            ("Referat.PDF", "Referat.pdf"),
            ("../../etc/passwd", "passwd.pdf"),
            ("C:\\Users\\ada\\plan.pdf", "plan.pdf"),
            ("faktura\u{202E}fdp.exe", "fakturafdp.exe.pdf"),
            ("..", "fil.pdf"),
            ("", "fil.pdf"),
            ("a\r\nb.pdf", "a b.pdf"),
            ("<script>.pdf", "script.pdf"),
        ] {
            assert_eq!(clean(raw, Kind::Pdf).as_deref(), Ok(name), "{raw:?}");
        }
        assert_eq!(clean("010190-1234.pdf", Kind::Pdf), Err(Refused::Cpr));
    }

    proptest! {
        #[test]
        fn any_name_can_be_shown_and_sent(raw in ".{0,400}") {
            if let Ok(name) = clean(&raw, Kind::Pdf) {
                prop_assert!(name.chars().count() <= LONGEST && name.ends_with(".pdf"));
                prop_assert!(!name.contains(['/', '\\', '"', '\n', '\r']));
                prop_assert!(disposition("attachment", &name).is_ascii());
            }
        }
    }
}
