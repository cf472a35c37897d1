//! The piece of an entry that shows why it was found, with what matched marked.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use maud::{Markup, Render, html};

use super::analysis::{Language, folded, key, places, stem};
use super::compounds::parts;
use super::why::{Held, Kind, Reason};
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

/// How far into a text its first sentences stand, in bytes.
const SUMMARY_REACH: usize = 4_000;

/// What pieces are cut from: summary and body (Markdown) without marks, as far as pieces are looked
/// for.
pub fn plain(summary: &str, body: &str) -> String {
    shown(summary, &markdown::plain(reach(body)))
}

/// As `plain`, of a body that has no marks any more.
pub fn shown(summary: &str, plain: &str) -> String {
    // An entry that came without a summary has its first sentences for one: they are not shown twice.
    let taken = summary.trim_end_matches('…').trim();
    let again = plain[..plain.floor_char_boundary(SUMMARY_REACH)].contains(taken);
    let mut text = match again {
        true => reach(plain).to_string(),
        false => format!("{summary} {}", reach(plain)),
    };
    text.truncate(reach(&text).len());
    text
}

fn reach(text: &str) -> &str {
    &text[..text.floor_char_boundary(REACH)]
}

/// A piece of a text without marks, cut where it has most of what was met; and how many different words
/// that is.
pub fn of(text: &str, marks: &mut Marks) -> (Snippet, usize) {
    cut(reach(text.trim()), marks)
}

/// As `of`, of a text that is not only its entry's beginning.
pub fn of_page(text: &str, marks: &mut Marks) -> Snippet {
    cut(text.trim(), marks).0
}

/// A short text, all of it.
pub fn whole(text: &str, marks: &mut Marks) -> Snippet {
    let found = marks.places(text);
    Snippet(pieces(text, 0..text.len(), &found))
}

fn cut(text: &str, marks: &mut Marks) -> (Snippet, usize) {
    let found = marks.places(text);
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
    let mut pieces = pieces(text, from..to, &found);
    if from > 0 {
        pieces.insert(0, ("… ".to_string(), false));
    }
    if to < text.len() {
        pieces.push((" …".to_string(), false));
    }
    (Snippet(pieces), best.0)
}

/// A part of a text, in pieces that were found and pieces between them.
fn pieces(text: &str, part: Range<usize>, found: &[(usize, Range<usize>)]) -> Vec<(String, bool)> {
    let mut pieces = Vec::new();
    let mut at = part.start;
    let inside = |p: &Range<usize>| p.start >= part.start && p.end <= part.end;
    for (_, place) in found.iter().filter(|(_, p)| inside(p)) {
        if place.start < at {
            continue;
        }
        pieces.push((text[at..place.start].to_string(), false));
        pieces.push((text[place.clone()].to_string(), true));
        at = place.end;
    }
    pieces.push((text[at..part.end].to_string(), false));
    pieces.retain(|(text, _)| !text.is_empty());
    pieces
}

/// What one hit was met by, and so what is marked in it.
pub struct Marks {
    language: Language,
    exact: HashMap<String, Mark>,
    stems: HashMap<String, Mark>,
    parts: HashMap<String, Mark>,
    keys: HashMap<String, Mark>,
    /// How the stems and the parts begin: most words need no stemming to be ruled out.
    beginnings: Vec<String>,
    part_beginnings: Vec<String>,
    /// Different words that can be met.
    different: usize,
    /// By words as they are written.
    known: HashMap<String, Option<Mark>>,
}

/// A word of the question, and how nearly it was met.
type Mark = (usize, Kind);

impl Marks {
    /// `lang`: the code of the language the texts are in.
    pub fn new(lang: &str, asker: Language, reasons: &[Reason]) -> Marks {
        let mut marks = Marks {
            language: Language::of(lang),
            exact: HashMap::new(),
            stems: HashMap::new(),
            parts: HashMap::new(),
            keys: HashMap::new(),
            beginnings: Vec::new(),
            part_beginnings: Vec::new(),
            different: 0,
            known: HashMap::new(),
        };
        let mut words = HashSet::new();
        for reason in reasons {
            let mark = (reason.word, reason.kind(asker));
            let of = match reason.held {
                Held::Exact => &mut marks.exact,
                Held::Stem(language) if language == marks.language => &mut marks.stems,
                Held::Part(language) if language == marks.language => &mut marks.parts,
                Held::Key => &mut marks.keys,
                _ => continue,
            };
            let best = of.entry(reason.term.clone()).or_insert(mark);
            if mark.1 < best.1 {
                *best = mark;
            }
            words.insert(reason.word);
            let all = match reason.held {
                Held::Exact | Held::Key => continue,
                Held::Part(_) => &mut marks.part_beginnings,
                Held::Stem(_) => &mut marks.beginnings,
            };
            let beginning = beginning(&reason.term);
            if !all.contains(&beginning) {
                all.push(beginning);
            }
        }
        marks.different = words.len();
        marks
    }

    /// Where what was met stands; not beyond the first piece that has all of it, as none can be better.
    fn places(&mut self, text: &str) -> Vec<(usize, Range<usize>)> {
        let mut found: Vec<(usize, Range<usize>)> = Vec::new();
        if self.different == 0 {
            return found;
        }
        let mut enough = text.len();
        for place in places(text) {
            if place.start > enough {
                break;
            }
            let Some((which, _)) = self.mark(&text[place.clone()]) else {
                continue;
            };
            found.push((which, place.clone()));
            let near: HashSet<usize> = found
                .iter()
                .rev()
                .take_while(|(_, p)| p.start + LENGTH >= place.end)
                .map(|(which, _)| *which)
                .collect();
            if enough == text.len() && near.len() == self.different {
                enough = place.end + LENGTH;
            }
        }
        found
    }

    /// What was met in a text, each different way once, as it is written there.
    pub fn met(&mut self, text: &str) -> Vec<(Mark, String)> {
        let mut met: Vec<(Mark, String)> = Vec::new();
        let ways = self.ways();
        for place in places(reach(text)) {
            if met.len() == ways {
                break;
            }
            if let Some(mark) = self.mark(&text[place.clone()])
                && met.iter().all(|m| m.0 != mark)
            {
                met.push((mark, text[place].to_string()));
            }
        }
        met
    }

    fn ways(&self) -> usize {
        let all = [&self.exact, &self.stems, &self.parts, &self.keys];
        let marks: HashSet<&Mark> = all.iter().flat_map(|of| of.values()).collect();
        marks.len()
    }

    /// How many different words of the question a text has, and how often.
    pub fn count(&mut self, text: &str) -> (usize, usize) {
        let (mut words, mut times) = (HashSet::new(), 0);
        for place in places(text) {
            if let Some((word, _)) = self.mark(&text[place]) {
                words.insert(word);
                times += 1;
            }
        }
        (words.len(), times)
    }

    /// What a word is, as it is written: most have been seen before and need no folding.
    fn mark(&mut self, word: &str) -> Option<Mark> {
        if let Some(known) = self.known.get(word) {
            return *known;
        }
        let mark = folded(word).and_then(|folded| self.look_up(&folded));
        self.known.insert(word.to_string(), mark);
        mark
    }

    fn look_up(&self, folded: &str) -> Option<Mark> {
        if let Some(mark) = self.exact.get(folded) {
            return Some(*mark);
        }
        let begins = self.beginnings.iter().any(|b| folded.starts_with(b));
        let contains = self.part_beginnings.iter().any(|b| folded.contains(b));
        if !begins && !contains && self.keys.is_empty() {
            return None;
        }
        let stemmed = stem(self.language, folded);
        let itself = self.stems.get(&stemmed);
        let part = || {
            let parts = if contains {
                parts(self.language, folded)
            } else {
                Vec::new()
            };
            parts.iter().find_map(|part| self.parts.get(part).copied())
        };
        let spelling = || self.keys.get(&key(&stemmed)?).copied();
        itself.copied().or_else(part).or_else(spelling)
    }
}

/// The letters a word has in common with its stem at least: the last ones of an English stem may be
/// others.
fn beginning(stemmed: &str) -> String {
    let letters: Vec<char> = fold(stemmed).chars().collect();
    let sure = letters.len().saturating_sub(2).clamp(3, 6);
    letters.into_iter().take(sure).collect()
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
    use crate::search::analysis::words;
    use crate::search::why::How;
    use proptest::prelude::*;

    /// As if every word had been met by its stem.
    fn snippet(text: &str, question: &str) -> Snippet {
        let words = words(question).into_iter().enumerate();
        let reasons: Vec<Reason> = words
            .map(|(word, (folded, _))| Reason {
                word,
                how: How::Itself,
                held: Held::Stem(Language::Danish),
                term: stem(Language::Danish, &folded),
                score: 1.0,
                way: 0,
            })
            .collect();
        of(text, &mut Marks::new("da", Language::Danish, &reasons)).0
    }

    #[test]
    fn a_summary_that_was_taken_from_the_text_is_not_shown_twice() {
        let body = "# Tilsyn\n\nVi ser *selv* på det, og det er nyt.\n\nSiden gik det godt.";
        let text = "Tilsyn Vi ser selv på det, og det er nyt. Siden gik det godt.";
        for (summary, shown) in [
            ("", text.to_string()),
            ("Vi ser selv på det, og …", text.to_string()),
            ("Kort sagt.", format!("Kort sagt. {text}")),
        ] {
            assert_eq!(plain(summary, body).trim(), shown, "{summary}");
        }
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
