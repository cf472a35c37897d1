//! Turning what people type into text that can be kept: checked once, here.

use unicode_normalization::UnicodeNormalization;

/// Why a text is refused. Each is a message key under `invalid-`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Refused {
    Missing,
    TooLong(usize),
    /// Carries a Danish personal number (CPR), which must never be stored.
    Cpr,
}

/// One line: trimmed, runs of white space folded, invisible control and direction marks removed.
/// Empty is allowed; see `required`.
pub fn line(raw: &str, max: usize) -> Result<String, Refused> {
    let clean = clean(raw).split_whitespace().collect::<Vec<_>>().join(" ");
    bounded(clean, max)
}

/// Several lines: as `line`, but line breaks (as `\n`) and indentation stay.
pub fn block(raw: &str, max: usize) -> Result<String, Refused> {
    let text = clean(&raw.replace("\r\n", "\n").replace('\r', "\n"));
    bounded(text.trim().to_string(), max)
}

pub fn required(text: Result<String, Refused>) -> Result<String, Refused> {
    match text {
        Ok(t) if t.is_empty() => Err(Refused::Missing),
        other => other,
    }
}

fn bounded(text: String, max: usize) -> Result<String, Refused> {
    if text.chars().count() > max {
        return Err(Refused::TooLong(max));
    }
    if contains_cpr(&text) {
        return Err(Refused::Cpr);
    }
    Ok(text)
}

fn clean(raw: &str) -> String {
    raw.nfc()
        .filter(|c| match c {
            '\n' | '\t' => true,
            // Zero-width and direction marks make a text look like another; joiners stay for emoji.
            '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{061C}' | '\u{FEFF}' => false,
            '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => false,
            c => !c.is_control(),
        })
        .collect()
}

/// An e-mail address in the one form it is stored in, or none. Delivery proves the rest.
pub fn email(raw: &str) -> Option<String> {
    let text = clean(raw).trim().to_lowercase();
    let (local, domain) = text.rsplit_once('@')?;
    let good = !local.is_empty()
        && text.len() <= 254
        && domain.contains('.')
        && !text.contains(['<', '>', '"', '(', ')', ',', ';', ':', '\\', '[', ']'])
        && !text.chars().any(char::is_whitespace)
        && !contains_cpr(&text)
        && text.parse::<lettre::Address>().is_ok();
    good.then_some(text)
}

/// Lower case, æ/ä, ø/ö and å/aa as one letter each, accents gone: what is compared when
/// spelling must not matter.
pub fn fold(text: &str) -> String {
    // Most words: letters that are each one character and need no looking up.
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut out = String::with_capacity(text.len());
    for c in text.to_lowercase().nfc() {
        match c {
            'æ' | 'ä' => out.push_str("ae"),
            'ø' | 'ö' => out.push_str("oe"),
            'å' => out.push_str("aa"),
            c if c.is_ascii() => out.push(c),
            c => out.extend(
                std::iter::once(c)
                    .nfd()
                    .filter(|c| !unicode_normalization::char::is_combining_mark(*c)),
            ),
        }
    }
    out
}

/// `Udvikling af ny tilsynsmodel!` → `udvikling-af-ny-tilsynsmodel`, at most 60 characters.
pub fn slug(title: &str) -> String {
    let mut out = String::new();
    for word in fold(title).split(|c: char| !c.is_ascii_alphanumeric()) {
        if word.is_empty() {
            continue;
        }
        if out.len() + word.len() >= 60 {
            if out.is_empty() {
                out.extend(word.chars().take(60));
            }
            break;
        }
        if !out.is_empty() {
            out.push('-');
        }
        out.push_str(word);
    }
    if out.is_empty() {
        out.push('x');
    }
    out
}

/// Ten digits that begin with a real day and month, as a CPR number is written: parted after the
/// sixth by a hyphen, a dot or a space; in a row when they satisfy the number's check sum (an order
/// number of ten digits is common, a valid one rare; numbers given since 2007 need not satisfy it);
/// and in any spacing where the text speaks of such numbers.
fn contains_cpr(text: &str) -> bool {
    let lower = text.to_lowercase();
    let named = ["cpr", "personnummer", "personnr"]
        .iter()
        .any(|word| lower.contains(word));
    let c: Vec<char> = text.chars().collect();
    (0..c.len()).any(|start| {
        let before = start.checked_sub(1).map(|at| c[at]);
        // `cpr0101901234` is one as well.
        let begins =
            before.is_none_or(|b| !b.is_ascii_alphanumeric() || (named && b.is_ascii_alphabetic()));
        begins && begins_cpr(&c[start..], named)
    })
}

fn begins_cpr(c: &[char], named: bool) -> bool {
    let is_separator = |at: usize| {
        c.get(at).is_some_and(|c| {
            c.is_whitespace() || matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '.' | '/')
        })
    };
    let mut digits = [0u32; 10];
    let mut at = 0;
    let mut parted = false;
    for (n, slot) in digits.iter_mut().enumerate() {
        // Between the halves a hyphen may have a space on either side.
        let room = match n {
            6 => 3,
            1.. if named => 1,
            _ => 0,
        };
        let from = at;
        while at < from + room && is_separator(at) {
            at += 1;
        }
        parted |= n == 6 && at > from;
        match c.get(at).and_then(|c| c.to_digit(10)) {
            Some(d) => *slot = d,
            None => return false,
        }
        at += 1;
    }
    let day = digits[0] * 10 + digits[1];
    let month = digits[2] * 10 + digits[3];
    let ends = !matches!(c.get(at), Some(c) if c.is_ascii_alphanumeric() || *c == '-');
    let weights = [4, 3, 2, 7, 6, 5, 4, 3, 2, 1];
    let sum: u32 = digits.iter().zip(weights).map(|(d, w)| d * w).sum();
    (1..=31).contains(&day)
        && (1..=12).contains(&month)
        && ends
        && (parted || named || sum.is_multiple_of(11))
}

/// A pattern for `LIKE`: text that contains `word`; what `LIKE` reads as a sign of its own is taken as written.
pub fn containing(word: &str) -> String {
    let mut pattern = String::from("%");
    for c in word.chars() {
        if matches!(c, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(c);
    }
    pattern.push('%');
    pattern
}

/// A cell a spreadsheet shows and does not run: what looks like a formula gets a tab before it.
pub fn csv_cell(text: &str) -> String {
    let runs = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let text = if runs {
        format!("\t{text}")
    } else {
        text.to_string()
    };
    if text.contains([',', ';', '"', '\n', '\r', '\t']) {
        return format!("\"{}\"", text.replace('"', "\"\""));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_personal_number_is_refused_and_a_phone_number_is_not() {
        assert_eq!(line("borger 010190-1234 ringede", 100), Err(Refused::Cpr));
        assert_eq!(line("0101901235 0101900000", 100).is_err(), {
            let s = |d: &str| {
                d.chars()
                    .zip([4, 3, 2, 7, 6, 5, 4, 3, 2, 1])
                    .map(|(c, w)| c.to_digit(10).unwrap() * w)
                    .sum::<u32>()
                    % 11
                    == 0
            };
            s("0101901235") || s("0101900000")
        });
        for written in [
            "010190 1234",
            "010190.1234",
            "010190 - 1234",
            "CPR:0101901234",
            "cpr0101901234",
            "Personnummer 0 1 0 1 9 0 1 2 3 4",
            "010190\u{2013}1234",
        ] {
            assert_eq!(line(written, 100), Err(Refused::Cpr), "{written}");
        }
        for fine in [
            "Telefon: +45 3370 3776",
            "Kl. 09.00 - 15.30 den 010190",
            "CPR-numre må ikke stå her",
            "54 73 15 00",
            "991399-1234",
            "2026-11-21",
            "nr. 101010101010",
        ] {
            assert!(line(fine, 100).is_ok(), "{fine}");
        }
    }

    #[test]
    fn letters_of_the_neighbours_fold_together() {
        assert_eq!(
            fold("Håndværk ÆØÅ"),
            fold("Handvaerk AEOEAA").replacen("handvaerk", "haandvaerk", 1)
        );
        assert_eq!(fold("Växjö"), "vaexjoe");
        assert_eq!(fold("Idé"), "ide");
        assert_eq!(
            slug("Århus: Åben politikskabelse!"),
            "aarhus-aaben-politikskabelse"
        );
        assert_eq!(slug("日本"), "x");
    }

    #[test]
    fn direction_marks_and_control_characters_do_not_survive() {
        assert_eq!(line("a\u{202E}b\u{0}c\u{200F}", 10), Ok("abc".to_string()));
        assert_eq!(block("  en\r\nto\u{7} ", 10), Ok("en\nto".to_string()));
        assert_eq!(required(line(" \u{200B} ", 10)), Err(Refused::Missing));
    }

    proptest! {
        #[test]
        fn cleaning_twice_is_cleaning_once(raw in ".{0,200}") {
            if let Ok(once) = line(&raw, 1000) {
                prop_assert_eq!(line(&once, 1000), Ok(once.clone()));
            }
        }

        #[test]
        fn a_slug_is_always_safe_in_an_address(raw in ".{0,200}") {
            let s = slug(&raw);
            prop_assert!(!s.is_empty() && s.len() <= 60);
            prop_assert!(s.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'));
        }

        #[test]
        fn an_address_is_stored_in_one_form(raw in "[A-Za-z0-9.]{1,10}@[A-Za-z0-9]{1,10}\\.dk") {
            if let Some(e) = email(&raw) {
                prop_assert_eq!(email(&e), Some(e.clone()));
            }
        }
    }

    #[test]
    fn no_cell_is_a_formula_or_ends_early() {
        assert_eq!(csv_cell("=SUM(A1)"), "\"\t=SUM(A1)\"");
        assert_eq!(csv_cell("@Karen"), "\"\t@Karen\"");
        assert_eq!(csv_cell("Holm, \"K\""), "\"Holm, \"\"K\"\"\"");
        assert_eq!(csv_cell("sign-in"), "sign-in");
    }
}
