//! The language questions are written in: words, "phrases", `-without`, `OR`, and filters by name such
//! as `kommune:Roskilde`. Whatever else is written is a word: every text is a question.

use std::sync::LazyLock;

use crate::web::Lang;

/// A piece of a question.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Piece<'a> {
    /// As it was typed, all of it.
    pub typed: &'a str,
    /// What stands before a colon; `said` is what stands after it.
    pub name: Option<&'a str>,
    /// Without quotation marks and minus.
    pub said: &'a str,
    pub quoted: bool,
    /// What has it is not wanted.
    pub minus: bool,
    /// The word before it by which it may stand instead of the piece before that.
    pub instead: Option<&'a str>,
}

#[derive(Debug, Default, PartialEq)]
pub struct Pieces<'a> {
    pub all: Vec<Piece<'a>>,
    /// The last quotation mark has no other.
    pub open_quote: bool,
}

/// A word in capitals that binds others, as other places to search know it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operator {
    Or,
    And,
    Not,
}

/// Those words in each language of the interface.
static OPERATORS: LazyLock<Vec<(String, Operator)>> = LazyLock::new(|| {
    let called = |lang: Lang| {
        [
            (lang.t("search-word-or"), Operator::Or),
            (lang.t("search-word-and"), Operator::And),
            (lang.t("search-word-not"), Operator::Not),
        ]
    };
    Lang::ALL.into_iter().flat_map(called).collect()
});

/// What a piece binds others by, if it does.
pub fn operator(piece: &Piece) -> Option<Operator> {
    let (_, operator) = OPERATORS
        .iter()
        .find(|(word, _)| !piece.quoted && word == piece.typed)?;
    Some(*operator)
}

/// Reads a question.
pub fn read(text: &str) -> Pieces<'_> {
    let mut pieces = Pieces::default();
    let mut rest = text.trim_start();
    let mut instead = None;
    while !rest.is_empty() {
        let (mut piece, after, open) = first(rest);
        pieces.open_quote |= open;
        rest = after.trim_start();
        if operator(&piece) == Some(Operator::Or) && !pieces.all.is_empty() && !rest.is_empty() {
            instead = Some(piece.typed);
            continue;
        }
        // What is not wanted is no choice.
        let before = pieces.all.last().is_some_and(|p| !p.minus);
        piece.instead = instead.take().filter(|_| before && !piece.minus);
        if !piece.said.is_empty() || piece.name.is_some() {
            pieces.all.push(piece);
        }
    }
    pieces
}

/// The first piece of a text that begins with one, what comes after it, and whether its quotation mark
/// stays open.
fn first(text: &str) -> (Piece<'_>, &str, bool) {
    let signless = text.strip_prefix(['-', '\u{2212}']);
    let minus = signless.filter(|t| t.starts_with(|c: char| c.is_alphanumeric() || is_quote(c)));
    let begin = minus.unwrap_or(text);
    let bare = begin
        .find(|c: char| c.is_whitespace() || is_quote(c))
        .unwrap_or(begin.len());
    let name = begin[..bare].split_once(':').filter(|(n, _)| !n.is_empty());
    let quoted = &begin[bare..];
    // A mark opens what begins with it, or what a name and a colon lead up to.
    let opens = quoted.starts_with(is_quote) && (bare == 0 || name.is_some_and(|n| n.1.is_empty()));
    if let Some(after) = quoted.strip_prefix(is_quote)
        && opens
        && name.is_none()
        && !after.contains(is_quote)
    {
        // Alone it says nothing: what follows is words.
        return (Piece::default(), after, true);
    }
    let (said, end, open) = if opens {
        let inside = quoted.strip_prefix(is_quote).unwrap_or(quoted);
        let (said, open) = match inside.find(is_quote) {
            Some(at) => (&inside[..at], false),
            None => (inside, true),
        };
        let after = inside[said.len()..]
            .chars()
            .next()
            .map_or(0, char::len_utf8);
        let end = text.len() - inside.len() + said.len() + after;
        (said.trim(), end, open)
    } else {
        let said = name.map_or(&begin[..bare], |n| n.1);
        (said, text.len() - begin.len() + bare, false)
    };
    // A sign alone is passed over, so that reading goes on.
    let end = match text.chars().next() {
        Some(c) if end == 0 => c.len_utf8(),
        _ => end,
    };
    let piece = Piece {
        typed: &text[..end],
        name: name.map(|n| n.0),
        said,
        quoted: opens,
        minus: minus.is_some(),
        instead: None,
    };
    (piece, &text[end..], open)
}

/// Every mark keyboards and languages have: they are seldom used in pairs as they should be.
fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '«' | '»')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A question in short: `"` quoted, `-` unwanted, `|` instead of the one before, `name=`.
    fn short(text: &str) -> String {
        let pieces = read(text);
        let mut out: Vec<String> = pieces
            .all
            .iter()
            .map(|p| {
                let name = p.name.map(|n| format!("{n}=")).unwrap_or_default();
                let quote = if p.quoted { "\"" } else { "" };
                let sign = if p.minus { "-" } else { "" };
                let or = if p.instead.is_some() { "|" } else { "" };
                format!("{or}{sign}{quote}{name}{}", p.said)
            })
            .collect();
        if pieces.open_quote {
            out.push("open".to_string());
        }
        out.join(" ")
    }

    #[test]
    fn words_phrases_minus_and_names_are_told_apart() {
        assert_eq!(short("tilsyn i dagtilbud"), "tilsyn i dagtilbud");
        assert_eq!(short("\"åbent møde\" borger"), "\"åbent møde borger");
        assert_eq!(
            short("tilsyn -skole -\"åbent møde\""),
            "tilsyn -skole -\"åbent møde"
        );
        assert_eq!(short("kommune:Roskilde tilsyn"), "kommune=Roskilde tilsyn");
        assert_eq!(
            short("kommune:\"Lund (Skåne län)\""),
            "\"kommune=Lund (Skåne län)"
        );
        assert_eq!(short("e-mail - og -- 10:30 :a"), "e-mail - og -- 10=30 :a");
    }

    #[test]
    fn every_keyboards_quotation_marks_are_marks() {
        for text in [
            "»åbent møde«",
            "„åbent møde“",
            "”åbent møde”",
            "“åbent møde”",
        ] {
            assert_eq!(short(text), "\"åbent møde");
        }
        assert_eq!(short("tilsyn \"åbent møde"), "tilsyn åbent møde open");
        assert_eq!(short("kommune:\"Høje"), "\"kommune=Høje open");
        assert_eq!(short("\""), "open");
    }

    #[test]
    fn one_or_the_other_in_every_language_in_capitals_between_two() {
        for or in ["OR", "ELLER"] {
            assert_eq!(short(&format!("skole {or} dagtilbud")), "skole |dagtilbud");
            assert_eq!(
                short(&format!("{or} skole {or}")),
                format!("{or} skole {or}")
            );
        }
        assert_eq!(short("skole eller dagtilbud"), "skole eller dagtilbud");
        assert_eq!(short("skole OR -dagtilbud"), "skole -dagtilbud");
    }

    proptest! {
        #[test]
        fn any_text_can_be_read(text in "[a-zæ:\"»-]{0,8}[ \\PC]{0,40}[a-zæ:\"»− -]{0,20}") {
            let pieces = read(&text);
            let typed: usize = pieces.all.iter().map(|p| p.typed.len()).sum();
            prop_assert!(typed <= text.len());
            for piece in pieces.all {
                prop_assert!(text.contains(piece.typed) && piece.typed.contains(piece.said));
            }
        }
    }
}
