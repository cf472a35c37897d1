//! Two revisions of an entry beside each other: what was taken out and what was put in, by words.
//!
//! Paragraphs are matched first, then the words of those that changed: so the work is bounded, and a
//! paragraph that moved does not drown the rest. What is too long is told by whole paragraphs.

pub mod fields;
pub mod merging;
pub mod pages;
mod queries;
pub mod restoring;
pub mod views;

use std::time::{Duration, Instant};

use similar::{Algorithm, DiffOp, TextDiff, capture_diff_slices_deadline};

/// Words of a changed passage, both texts together, that are still compared one by one.
const WORDS_MAX: usize = 12_000;
/// Bytes of both texts together that are compared at all; more is shown as taken out and put in.
const BYTES_MAX: usize = 4 * 1024 * 1024;
/// The longest one comparison may take; what it has not come to by then is told by whole paragraphs.
const PATIENCE: Duration = Duration::from_millis(400);

/// A piece of text in one comparison.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    Same(String),
    Gone(String),
    New(String),
}

/// A passage that is the same in both, or one that is not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    pub same: bool,
    pub parts: Vec<Part>,
}

#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Comparison {
    pub blocks: Vec<Block>,
    /// Some of it was too long to be compared by words.
    pub coarse: bool,
}

impl Comparison {
    pub fn is_same(&self) -> bool {
        self.blocks.iter().all(|b| b.same)
    }

    /// How many pieces were taken out, and how many put in.
    pub fn counts(&self) -> (i64, i64) {
        let parts = || self.blocks.iter().flat_map(|b| &b.parts);
        let gone = parts().filter(|p| matches!(p, Part::Gone(_))).count();
        let new = parts().filter(|p| matches!(p, Part::New(_))).count();
        (gone as i64, new as i64)
    }
}

/// Compares two texts. Taken together, what is the same and what is gone give back `old`, what is the
/// same and what is new give back `new`.
pub fn compare(old: &str, new: &str) -> Comparison {
    if old == new {
        let parts = vec![Part::Same(new.to_string())];
        let blocks = if new.is_empty() {
            Vec::new()
        } else {
            vec![Block { same: true, parts }]
        };
        return Comparison {
            blocks,
            coarse: false,
        };
    }
    let mut comparison = Comparison::default();
    if old.len() + new.len() > BYTES_MAX {
        comparison.coarse = true;
        comparison.blocks.push(replaced(old, new));
        return comparison;
    }
    let before: Vec<&str> = old.split_inclusive('\n').collect();
    let after: Vec<&str> = new.split_inclusive('\n').collect();
    let until = Instant::now() + PATIENCE;
    let steps = capture_diff_slices_deadline(Algorithm::Myers, &before, &after, Some(until));
    for step in steps {
        let block = match step {
            DiffOp::Equal { new_index, len, .. } => Block {
                same: true,
                parts: vec![Part::Same(after[new_index..new_index + len].concat())],
            },
            DiffOp::Delete {
                old_index, old_len, ..
            } => replaced(&before[old_index..old_index + old_len].concat(), ""),
            DiffOp::Insert {
                new_index, new_len, ..
            } => replaced("", &after[new_index..new_index + new_len].concat()),
            DiffOp::Replace {
                old_index,
                old_len,
                new_index,
                new_len,
            } => {
                let gone = before[old_index..old_index + old_len].concat();
                let put = after[new_index..new_index + new_len].concat();
                by_words(&gone, &put, until).unwrap_or_else(|| {
                    comparison.coarse = true;
                    replaced(&gone, &put)
                })
            }
        };
        comparison.blocks.push(block);
    }
    comparison
}

/// One passage in the place of another.
fn replaced(old: &str, new: &str) -> Block {
    let mut parts = Vec::new();
    if !old.is_empty() {
        parts.push(Part::Gone(old.to_string()));
    }
    if !new.is_empty() {
        parts.push(Part::New(new.to_string()));
    }
    Block { same: false, parts }
}

/// None when the two are too long, or it is too late.
fn by_words(old: &str, new: &str, until: Instant) -> Option<Block> {
    // A word is never shorter than a byte: counting is only needed where it could be too many.
    if old.len() + new.len() > WORDS_MAX * 24 || Instant::now() >= until {
        return None;
    }
    let diff = TextDiff::configure()
        .algorithm(Algorithm::Myers)
        .deadline(until)
        .diff_unicode_words(old, new);
    if diff.old_slices().len() + diff.new_slices().len() > WORDS_MAX {
        return None;
    }
    let mut parts = Vec::new();
    for step in diff.ops() {
        let gone = diff.old_slices()[step.old_range()].concat();
        let put = diff.new_slices()[step.new_range()].concat();
        if matches!(step, DiffOp::Equal { .. }) {
            parts.push(Part::Same(put));
            continue;
        }
        parts.push(Part::Gone(gone));
        parts.push(Part::New(put));
    }
    Some(Block {
        same: false,
        parts: calm(parts),
    })
}

/// Joins changes with nothing but white space between them: "a b" for "c d" is one change of two
/// words, not two of one.
fn calm(parts: Vec<Part>) -> Vec<Part> {
    let mut calm = Vec::new();
    let (mut gone, mut put) = (String::new(), String::new());
    let mut parts = parts.into_iter().peekable();
    while let Some(part) = parts.next() {
        match part {
            Part::Gone(text) => gone.push_str(&text),
            Part::New(text) => put.push_str(&text),
            Part::Same(text) => {
                let changing = !gone.is_empty() || !put.is_empty();
                let blank = text.chars().all(|c| c == ' ' || c == '\t');
                if changing && blank && parts.peek().is_some() {
                    gone.push_str(&text);
                    put.push_str(&text);
                } else {
                    flush(&mut calm, &mut gone, &mut put);
                    calm.push(Part::Same(text));
                }
            }
        }
    }
    flush(&mut calm, &mut gone, &mut put);
    calm
}

fn flush(parts: &mut Vec<Part>, gone: &mut String, put: &mut String) {
    if !gone.is_empty() {
        parts.push(Part::Gone(std::mem::take(gone)));
    }
    if !put.is_empty() {
        parts.push(Part::New(std::mem::take(put)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn sides(comparison: &Comparison) -> (String, String) {
        let (mut old, mut new) = (String::new(), String::new());
        for part in comparison.blocks.iter().flat_map(|b| &b.parts) {
            match part {
                Part::Same(t) => {
                    old.push_str(t);
                    new.push_str(t);
                }
                Part::Gone(t) => old.push_str(t),
                Part::New(t) => new.push_str(t),
            }
        }
        (old, new)
    }

    #[test]
    fn a_changed_word_is_one_word_and_not_its_line() {
        let found = compare(
            "Vi spurgte forældrene først.\nSå alle.",
            "Vi spurgte medarbejderne først.\nSå alle.",
        );
        assert_eq!(
            found.blocks,
            vec![
                Block {
                    same: false,
                    parts: vec![
                        Part::Same("Vi spurgte ".into()),
                        Part::Gone("forældrene".into()),
                        Part::New("medarbejderne".into()),
                        Part::Same(" først.\n".into()),
                    ]
                },
                Block {
                    same: true,
                    parts: vec![Part::Same("Så alle.".into())]
                },
            ]
        );
        assert!(!found.coarse);
    }

    #[test]
    fn two_changed_words_in_a_row_are_one_change() {
        let found = compare("det er helt nyt her", "det er meget gammelt her");
        assert_eq!(found.counts(), (1, 1));
    }

    #[test]
    fn what_is_long_is_compared_within_bounds() {
        let many: Vec<String> = (0..40_000).map(|n| format!("ord{n}")).collect();
        let other: Vec<String> = (0..40_000).map(|n| format!("andet{n}")).collect();
        let (old, new) = (many.join(" "), other.join(" "));
        let found = compare(&old, &new);
        assert!(found.coarse);
        assert_eq!(sides(&found), (old, new));
        let huge = "x\n".repeat(BYTES_MAX);
        let found = compare(&huge, "y");
        assert!(found.coarse && found.blocks.len() == 1);
    }

    proptest! {
        #[test]
        fn both_texts_can_be_read_back(old in "([a-dæ ]|\n){0,80}", new in "([a-dæ ]|\n){0,80}") {
            let found = compare(&old, &new);
            prop_assert_eq!(found.is_same(), old == new);
            prop_assert_eq!(sides(&found), (old, new));
        }
    }
}
