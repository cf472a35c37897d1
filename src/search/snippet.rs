//! The piece of an entry that shows why it was found, with what matched marked.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use maud::{Markup, Render, html};

use super::analysis::{Language, stem, words};
use super::compounds::parts;
use super::question::Asked;
use crate::text::fold;
use crate::web::markdown;

/// Characters of text, about.
const LENGTH: usize = 240;

/// Pieces of plain text, each matched or not.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Snippet(Vec<(String, bool)>);

impl Render for Snippet {
    /// The text escaped, what matched in `<mark>`.
    fn render(&self) -> Markup {
        html! {
            @for (text, marked) in &self.0 {
                @if *marked { mark { (text) } } @else { (text) }
            }
        }
    }
}

impl Snippet {
    pub fn html(&self) -> String {
        self.render().into_string()
    }

    /// The text alone, for a terminal.
    pub fn text(&self) -> String {
        self.0.iter().map(|(t, _)| t.as_str()).collect()
    }
}

/// How far into a text a piece is looked for, in bytes. The index keeps no more of a text than this.
pub const REACH: usize = 20_000;

/// What pieces are cut from: summary and body (Markdown) without marks, as far as pieces are looked
/// for.
pub fn plain(summary: &str, body: &str) -> String {
    shown(summary, &markdown::plain(reach(body)))
}

/// As `plain`, of a body that has no marks any more.
pub fn shown(summary: &str, plain: &str) -> String {
    let mut text = format!("{summary} {}", reach(plain));
    text.truncate(reach(&text).len());
    text
}

fn reach(text: &str) -> &str {
    &text[..text.floor_char_boundary(REACH)]
}

/// Cuts the pieces of one answer, remembering what each word it met was.
pub struct Snippets<'a> {
    asked: &'a Asked,
    languages: HashMap<Language, Wanted<'a>>,
}

impl<'a> Snippets<'a> {
    pub fn new(asked: &'a Asked) -> Snippets<'a> {
        Snippets {
            asked,
            languages: HashMap::new(),
        }
    }

    /// Of a text without marks, in the language of this code.
    pub fn of(&mut self, text: &str, lang: &str) -> Snippet {
        let language = Language::of(lang);
        let asked = self.asked;
        let wanted = self
            .languages
            .entry(language)
            .or_insert_with(|| Wanted::new(language, asked));
        cut(reach(text.trim()), wanted)
    }
}

fn cut(text: &str, wanted: &mut Wanted) -> Snippet {
    let found = wanted.places(text);
    // The window with most different words, then most words, then the first.
    let mut best = (0, 0, 0);
    for (at, (_, place)) in found.iter().enumerate() {
        let inside = found[at..]
            .iter()
            .take_while(|(_, p)| p.end <= place.start + LENGTH);
        let (mut different, mut count) = (HashSet::new(), 0);
        for (which, _) in inside {
            different.insert(which);
            count += 1;
        }
        if (different.len(), count) > (best.0, best.1) {
            best = (different.len(), count, place.start);
        }
    }
    let from = word_start(text, best.2.saturating_sub(LENGTH / 4));
    let to = word_end(text, from + LENGTH);
    let mut pieces = Vec::new();
    if from > 0 {
        pieces.push(("… ".to_string(), false));
    }
    let mut at = from;
    for (_, place) in found.iter().filter(|(_, p)| p.start >= from && p.end <= to) {
        pieces.push((text[at..place.start].to_string(), false));
        pieces.push((text[place.clone()].to_string(), true));
        at = place.end;
    }
    pieces.push((text[at..to].to_string(), false));
    if to < text.len() {
        pieces.push((" …".to_string(), false));
    }
    pieces.retain(|(text, _)| !text.is_empty());
    Snippet(pieces)
}

/// The terms a question looks for in a text of one language, and which of its words each is of.
struct Wanted<'a> {
    language: Language,
    folded: &'a [String],
    stems: Vec<(String, usize)>,
    /// How the words begin that have these stems, folded: most words need no stemming to be ruled out.
    beginnings: Vec<String>,
    known: HashMap<String, Option<usize>>,
}

impl Wanted<'_> {
    fn new(language: Language, asked: &Asked) -> Wanted<'_> {
        let mut stems = Vec::new();
        for (which, word) in asked.words.iter().enumerate() {
            stems.push((stem(language, word), which));
            stems.extend(parts(language, word).into_iter().map(|p| (p, which)));
            for sense in asked.senses[which]
                .iter()
                .filter(|s| s.language == language)
            {
                stems.extend(sense.stems.iter().flatten().map(|s| (s.clone(), which)));
            }
        }
        let beginnings = stems
            .iter()
            // The last letters of an English stem may be others than the word's.
            .map(|(stem, _)| fold(stem).chars().take(3).collect())
            .collect();
        Wanted {
            language,
            folded: &asked.words,
            stems,
            beginnings,
            known: HashMap::new(),
        }
    }

    /// Where the words of the question are, and which each is; not beyond the first piece that has
    /// all of them, as none can be better.
    fn places(&mut self, text: &str) -> Vec<(usize, Range<usize>)> {
        let mut found: Vec<(usize, Range<usize>)> = Vec::new();
        let mut enough = text.len();
        for (word, place) in words(text) {
            if place.start > enough {
                break;
            }
            let Some(which) = self.which(word) else {
                continue;
            };
            found.push((which, place.clone()));
            let near: HashSet<usize> = found
                .iter()
                .rev()
                .take_while(|(_, p)| p.start + LENGTH >= place.end)
                .map(|(which, _)| *which)
                .collect();
            if enough == text.len() && near.len() == self.folded.len() {
                enough = place.end + LENGTH;
            }
        }
        found
    }

    fn which(&mut self, word: String) -> Option<usize> {
        if let Some(known) = self.known.get(&word) {
            return *known;
        }
        let which = self.look_up(&word);
        self.known.insert(word, which);
        which
    }

    fn look_up(&self, word: &str) -> Option<usize> {
        let language = self.language;
        let has = |s: &str| self.stems.iter().find(|(w, _)| w == s).map(|(_, i)| *i);
        if let Some(itself) = self.folded.iter().position(|w| w == word) {
            return Some(itself);
        }
        if !self.beginnings.iter().any(|b| word.contains(b.as_str())) {
            return None;
        }
        has(&stem(language, word)).or_else(|| parts(language, word).iter().find_map(|p| has(p)))
    }
}

/// The start of a word at or before a place, not far before.
fn word_start(text: &str, at: usize) -> usize {
    let at = text.floor_char_boundary(at);
    let far = text.floor_char_boundary(at.saturating_sub(40));
    text[far..at]
        .char_indices()
        .rfind(|(_, c)| c.is_whitespace())
        .map_or(far, |(space, c)| far + space + c.len_utf8())
}

/// The end of the word a place is in, not far after.
fn word_end(text: &str, at: usize) -> usize {
    let at = text.ceil_char_boundary(at.min(text.len()));
    let space = text[at..]
        .find(char::is_whitespace)
        .map_or(text.len(), |s| at + s);
    space.min(text.ceil_char_boundary((at + 40).min(text.len())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::glossary::Glossary;
    use proptest::prelude::*;

    fn snippet(text: &str, question: &str) -> Snippet {
        let asked = Asked::new(question, Language::Danish, Glossary::shipped());
        Snippets::new(&asked).of(text, "da")
    }

    #[test]
    fn inflected_and_folded_words_are_marked_and_text_is_escaped() {
        let html = snippet("Om <b>tilsynene</b> i Århus & omegn", "tilsyn aarhus").html();
        assert_eq!(
            html,
            "Om &lt;b&gt;<mark>tilsynene</mark>&lt;/b&gt; i <mark>Århus</mark> &amp; omegn"
        );
    }

    #[test]
    fn the_piece_is_taken_from_where_the_words_are() {
        let text = format!(
            "{} her står tilsyn. {}",
            "fyld ".repeat(200),
            "mere ".repeat(200)
        );
        let shown = snippet(&text, "tilsyn").html();
        assert!(
            shown.contains("<mark>tilsyn</mark>") && shown.len() < 400,
            "{shown}"
        );
        assert!(shown.starts_with("… ") && shown.ends_with(" …"));
    }

    #[test]
    fn a_long_text_is_looked_into_only_so_far() {
        let near = format!("{}tilsyn {}", "fyld ".repeat(3_000), "æ".repeat(30_000));
        assert!(snippet(&near, "tilsyn").html().contains("<mark>"));
        let far = format!("{}tilsyn", "fyld ".repeat(5_000));
        let shown = snippet(&far, "tilsyn");
        assert!(!shown.html().contains("<mark>") && shown.text().starts_with("fyld"));
    }

    #[test]
    fn the_first_piece_with_all_words_is_taken_before_one_with_some() {
        let text = format!(
            "tilsyn tilsyn {} besøg og tilsyn {} besøg tilsyn tilsyn",
            "fyld ".repeat(100),
            "mere ".repeat(100)
        );
        let html = snippet(&text, "tilsyn besøg").html();
        assert!(
            html.contains("<mark>besøg</mark> og <mark>tilsyn</mark>"),
            "{html}"
        );
    }

    proptest! {
        #[test]
        fn any_text_can_be_cut(text in "\\PC{0,600}", question in "\\PC{0,40}") {
            let out = snippet(&text, &question).html();
            prop_assert!(!out.replace("<mark>", "").replace("</mark>", "").contains('<'));
        }
    }
}
