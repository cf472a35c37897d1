//! The words of an index, in order and in memory: which of them a word typed wrong is near to.

use tantivy::SegmentReader;
use tantivy::schema::Field;

/// Shorter words are too near to too many others.
pub const SHORTEST: usize = 5;
/// Words from this length on may have been typed without their marks.
const SHORTEST_UNMARKED: usize = 4;
/// From this length on a word may be two letters away.
const LONG: usize = 9;

/// A segment's words, folded, of letters alone.
pub struct Vocabulary {
    text: String,
    /// Where each word begins, and one more: the end.
    starts: Vec<u32>,
    /// In how many documents each is.
    documents: Vec<u32>,
}

/// A word of the index, and how it differs from what was asked.
#[derive(Debug, PartialEq)]
pub struct Near {
    pub word: String,
    pub distance: u8,
    pub documents: u32,
}

impl Vocabulary {
    pub fn read(reader: &SegmentReader, field: Field) -> tantivy::Result<Vocabulary> {
        let index = reader.inverted_index(field)?;
        let mut terms = index.terms().stream()?;
        let mut vocabulary = Vocabulary {
            text: String::new(),
            starts: vec![0],
            documents: Vec::new(),
        };
        while terms.advance() {
            let word = terms.key();
            if word.len() < SHORTEST_UNMARKED || !is_letters(word) {
                continue;
            }
            vocabulary.text.extend(word.iter().map(|b| char::from(*b)));
            vocabulary.starts.push(vocabulary.text.len() as u32);
            vocabulary.documents.push(terms.value().doc_freq);
        }
        vocabulary.text.shrink_to_fit();
        Ok(vocabulary)
    }

    /// Of words that are in order and each there once. What is not letters alone is left out.
    pub fn of<'a>(words: impl Iterator<Item = &'a str>) -> Vocabulary {
        let mut vocabulary = Vocabulary {
            text: String::new(),
            starts: vec![0],
            documents: Vec::new(),
        };
        for word in words.filter(|w| is_letters(w.as_bytes())) {
            vocabulary.text.push_str(word);
            vocabulary.starts.push(vocabulary.text.len() as u32);
            vocabulary.documents.push(1);
        }
        vocabulary
    }

    fn word(&self, at: usize) -> &[u8] {
        &self.text.as_bytes()[self.starts[at] as usize..self.starts[at + 1] as usize]
    }

    /// Words one letter from a folded word; when there are none and it is long, two, beginning alike.
    pub fn near(&self, word: &str, step: Step) -> Vec<Near> {
        self.walk(word, step, false)
    }

    /// As `near`, beginnings of words: the shortest that are so near, however the words go on.
    pub fn beginnings(&self, word: &str, step: Step) -> Vec<Near> {
        self.walk(word, step, true)
    }

    fn walk(&self, word: &str, step: Step, beginnings: bool) -> Vec<Near> {
        let distance = step.distance;
        let mut walk = Walk {
            of: self,
            word: word.as_bytes(),
            most: distance,
            unmarked: step.unmarked,
            beginnings,
            found: Vec::new(),
        };
        let mut first: Vec<u8> = vec![0];
        for (at, letter) in word.bytes().enumerate() {
            let last = at.checked_sub(1).map(|last| word.as_bytes()[last]);
            // One key too much may be two letters.
            let without = if is_mark(last, letter) { at - 1 } else { at };
            first.push(first[without] + 1);
        }
        let range = match (distance, word.as_bytes().first()) {
            (2.., Some(letter)) => self.beginning_with(*letter),
            _ => (0, self.documents.len()),
        };
        walk.step(range, 0, &[], &first);
        walk.found
    }

    fn beginning_with(&self, letter: u8) -> (usize, usize) {
        (
            self.after(0, self.documents.len(), 0, letter - 1),
            self.after(0, self.documents.len(), 0, letter),
        )
    }

    /// The first word from `from` on whose letter at `depth` comes after one.
    fn after(&self, from: usize, to: usize, depth: usize, letter: u8) -> usize {
        let (mut low, mut high) = (from, to);
        while low < high {
            let middle = usize::midpoint(low, high);
            if self.word(middle).get(depth).is_none_or(|l| *l <= letter) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }
}

fn is_letters(word: &[u8]) -> bool {
    word.iter().all(u8::is_ascii_lowercase)
}

/// How far away a word is looked for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Step {
    pub distance: u8,
    /// The marks of letters may be left out: `vaxjo` is `vaexjoe`, and no letter away.
    pub unmarked: bool,
}

impl Step {
    const fn typed(distance: u8) -> Step {
        Step {
            distance,
            unmarked: false,
        }
    }

    const fn unmarked(distance: u8) -> Step {
        Step {
            distance,
            unmarked: true,
        }
    }
}

/// Where a word that is not there is looked for, the likeliest first.
pub fn steps(word: &str) -> impl Iterator<Item = Step> {
    let may_lack_marks = word.len() >= SHORTEST_UNMARKED && word.contains(['a', 'o']);
    let same = may_lack_marks.then_some(Step::unmarked(0));
    let near = may_lack_marks && letters(word) >= SHORTEST;
    let near = near.then_some(Step::unmarked(1));
    let typed = distances(word).iter().copied().map(Step::typed);
    same.into_iter().chain(typed).chain(near)
}

/// How many letters it was typed with: `måle` has four, though it is folded into five.
fn letters(word: &str) -> usize {
    let marked = ["aa", "ae", "oe"].map(|two| word.matches(two).count());
    word.len() - marked.iter().sum::<usize>()
}

/// The distances a word may be away that was typed wrong.
fn distances(word: &str) -> &'static [u8] {
    match letters(word) {
        0..SHORTEST => &[],
        SHORTEST..LONG => &[1],
        _ => &[1, 2],
    }
}

struct Walk<'a> {
    of: &'a Vocabulary,
    word: &'a [u8],
    most: u8,
    unmarked: bool,
    /// Whether a word need only begin so.
    beginnings: bool,
    found: Vec<Near>,
}

impl Walk<'_> {
    /// Goes through words of a range that begin alike. `row`: how far each beginning of the asked word
    /// is from that beginning; `before`: the row of one letter less.
    fn step(&mut self, (from, to): (usize, usize), depth: usize, before: &[u8], row: &[u8]) {
        let distance = row[self.word.len()];
        if self.beginnings && from < to && distance <= self.most {
            self.found.push(Near {
                word: String::from_utf8_lossy(&self.of.word(from)[..depth]).into_owned(),
                distance,
                documents: self.of.documents[from..to].iter().sum(),
            });
            return;
        }
        let mut at = from;
        while at < to {
            let Some(letter) = self.of.word(at).get(depth).copied() else {
                if distance <= self.most {
                    self.found.push(Near {
                        word: String::from_utf8_lossy(self.of.word(at)).into_owned(),
                        distance,
                        documents: self.of.documents[at],
                    });
                }
                at += 1;
                continue;
            };
            let end = self.of.after(at, to, depth, letter);
            let last = depth.checked_sub(1).map(|d| self.of.word(at)[d]);
            let next = self.next(row, before, letter, last);
            // What one key types may be half read.
            let half = matches!(letter, b'a' | b'o') && row.iter().any(|n| *n < self.most);
            if half || next.iter().any(|n| *n <= self.most) {
                self.step((at, end), depth + 1, row, &next);
            }
            at = end;
        }
    }

    /// The row after one letter more. Two letters that changed places are one step.
    fn next(&self, row: &[u8], before: &[u8], letter: u8, last: Option<u8>) -> Vec<u8> {
        let mut next = Vec::with_capacity(row.len());
        let mark = is_mark(last, letter);
        next.push(if mark { before[0] + 1 } else { row[0] + 1 });
        for at in 0..self.word.len() {
            let same = row[at] + u8::from(self.word[at] != letter);
            let mut least = same.min(row[at + 1] + 1).min(next[at] + 1);
            if at > 0 && self.word[at - 1] == letter && last == Some(self.word[at]) {
                least = least.min(before[at - 1].saturating_add(1));
            }
            // The second letter of what is folded from one: `ae` for a typed `a`.
            if self.unmarked && mark && last == Some(self.word[at]) {
                least = least.min(row[at + 1]);
            }
            // One key typed both: one slip leaves it out, or types another instead, or too much.
            if mark {
                least = least.min(before[at + 1] + 1).min(before[at] + 1);
                if at > 0 && is_mark(Some(self.word[at - 1]), self.word[at]) {
                    least = least.min(before[at - 1] + 1);
                }
            }
            if at > 0 && is_mark(Some(self.word[at - 1]), self.word[at]) {
                least = least.min(next[at - 1] + 1).min(row[at - 1] + 1);
            }
            next.push(least);
        }
        next
    }
}

/// Whether two letters are one with a mark, folded.
fn is_mark(first: Option<u8>, second: u8) -> bool {
    matches!(
        (first, second),
        (Some(b'a'), b'a' | b'e') | (Some(b'o'), b'e')
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(words: &[&str], word: &str, distance: u8) -> Vec<String> {
        let mut found: Vec<String> = Vocabulary::of(words.iter().copied())
            .near(word, Step::typed(distance))
            .into_iter()
            .map(|n| n.word)
            .collect();
        found.sort();
        found
    }

    #[test]
    fn a_letter_more_less_other_or_in_the_wrong_place_is_near() {
        let words = ["regering", "regeringen", "tilsyn", "tilsyne", "tisyn"];
        assert_eq!(near(&words, "tilsyn", 1), ["tilsyn", "tilsyne", "tisyn"]);
        assert_eq!(near(&words, "regreingen", 1), ["regeringen"]);
        assert_eq!(near(&words, "regerxng", 1), ["regering"]);
        assert_eq!(near(&words, "xegering", 1), ["regering"]);
        assert!(near(&words, "xegering", 2).is_empty());
        assert_eq!(near(&words, "regxrign", 2), ["regering"]);
    }

    #[test]
    fn a_word_typed_without_marks_is_the_marked_one_before_any_other_is() {
        let all = ["aarshjul", "boern", "vaexjoe", "vexjoe"];
        let words = Vocabulary::of(all.into_iter());
        let first = |word: &str| {
            let found = steps(word).map(|step| words.near(word, step));
            let found = found.into_iter().find(|near| !near.is_empty());
            let near = found.unwrap_or_default().into_iter();
            near.map(|n| n.word).collect::<Vec<_>>()
        };
        for (typed, meant) in [
            ("vaxjo", "vaexjoe"),
            ("born", "boern"),
            ("arshjul", "aarshjul"),
            ("arhjul", "aarshjul"),
            ("vejxoe", "vexjoe"),
        ] {
            assert_eq!(first(typed), [meant], "{typed}");
        }
        assert!(first("bern").is_empty() && first("xyz").is_empty());
        // Four letters, though five are written for them.
        assert!(first("vejoe").is_empty());
        let begun = words.beginnings("vaxj", Step::unmarked(0));
        assert_eq!(begun[0].word, "vaexj");
    }

    #[test]
    fn a_letter_with_a_mark_is_one_letter() {
        let all = [
            "foraeldre",
            "netvaerk",
            "omraadet",
            "ordet",
            "proevede",
            "vaerktoej",
        ];
        for (typed, meant) in [
            ("forldre", "foraeldre"),
            ("netvrk", "netvaerk"),
            ("netvork", "netvaerk"),
            ("omrdet", "omraadet"),
            ("prvede", "proevede"),
            ("vrktoej", "vaerktoej"),
            ("foroeldre", "foraeldre"),
            ("foraeldraee", "foraeldre"),
            ("praavede", "proevede"),
            ("oenetvaerk", "netvaerk"),
        ] {
            let found = near(&all, typed, 1);
            assert!(found.contains(&meant.to_string()), "{typed}: {found:?}");
        }
        assert_eq!(near(&all, "foldre", 1), [] as [&str; 0]);
    }

    #[test]
    fn a_word_typed_half_and_wrong_is_near_beginnings() {
        let words = Vocabulary::of(["inddragelse", "inddragelsen", "regering"].into_iter());
        let begins = |word: &str, distance| {
            let found = words.beginnings(word, Step::typed(distance));
            found.into_iter().map(|n| n.word).collect::<Vec<_>>()
        };
        assert_eq!(begins("inddargel", 1), ["inddragel"]);
        assert_eq!(begins("indragels", 1), ["inddragels"]);
        assert_eq!(begins("regxr", 1), ["reger"]);
        assert!(begins("borger", 1).is_empty());
    }
}
