//! A short list of names in memory, found by the beginnings of their words.

use super::beginnings::Beginning;
use crate::search::vocabulary::{self, Vocabulary};

/// Names by number, as they came.
pub struct Names {
    /// Words in order, each with the number of its name.
    words: Vec<(String, u32)>,
    vocabulary: Vocabulary,
    /// Of each name, its words.
    lengths: Vec<usize>,
}

impl Names {
    /// `names`: of each, the folded words it is found by.
    pub fn new(names: impl Iterator<Item = Vec<String>>) -> Names {
        let (mut words, mut lengths) = (Vec::new(), Vec::new());
        for (number, name) in (0u32..).zip(names) {
            lengths.push(name.len());
            words.extend(name.into_iter().map(|word| (word, number)));
        }
        words.sort_unstable();
        words.dedup();
        let mut each: Vec<&str> = words.iter().map(|(word, _)| word.as_str()).collect();
        each.dedup();
        Names {
            vocabulary: Vocabulary::of(each.into_iter()),
            words,
            lengths,
        }
    }

    /// How many words a name has.
    pub fn length(&self, number: usize) -> usize {
        self.lengths[number]
    }

    /// Whether a word is one of a name's.
    pub fn has_word(&self, word: &str) -> bool {
        self.words
            .binary_search_by(|(w, _)| w.as_str().cmp(word))
            .is_ok()
    }

    /// The names that have a word.
    pub fn having<'a>(&'a self, word: &'a str) -> impl Iterator<Item = usize> + 'a {
        self.beginning_with(word)
            .iter()
            .take_while(move |(w, _)| w == word)
            .map(|(_, number)| *number as usize)
    }

    /// Numbers of the names that `may` be shown and that have every typed word (folded) at the
    /// beginning of one of theirs, the likeliest first, then as they came. With `nearly`, a word that
    /// nothing begins with is taken for one that is near.
    pub fn find(&self, typed: &[String], nearly: bool, may: impl Fn(usize) -> bool) -> Vec<usize> {
        let mut counts = vec![0u8; self.lengths.len()];
        let mut costs = vec![0u8; self.lengths.len()];
        for (count, word) in (0u8..).zip(typed) {
            for Beginning { letters, wrong } in self.beginnings(word, nearly, &may) {
                for (whole, number) in self.beginning_with(&letters) {
                    let at = *number as usize;
                    if counts[at] == count {
                        counts[at] += 1;
                        let begun = u8::from(whole.len() > letters.len());
                        costs[at] = costs[at].saturating_add(wrong * 16 + begun);
                    }
                }
            }
        }
        let all = |n: &usize| counts[*n] as usize == typed.len() && may(*n);
        let mut found: Vec<usize> = (0..self.lengths.len()).filter(all).collect();
        found.sort_by_key(|n| costs[*n]);
        found
    }

    fn beginnings(&self, word: &str, nearly: bool, may: impl Fn(usize) -> bool) -> Vec<Beginning> {
        let there = |letters: &str| {
            let mut words = self.beginning_with(letters).iter();
            words.any(|(_, number)| may(*number as usize))
        };
        if there(word) {
            return vec![Beginning::typed(word)];
        }
        if !nearly || vocabulary::steps(word).next().is_none() {
            return Vec::new();
        }
        Beginning::near(&[&self.vocabulary], word, |letters| Ok(there(letters))).unwrap_or_default()
    }

    fn beginning_with(&self, letters: &str) -> &[(String, u32)] {
        let from = self.words.partition_point(|(w, _)| w.as_str() < letters);
        let length = self.words[from..].partition_point(|(w, _)| w.starts_with(letters));
        &self.words[from..from + length]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::analysis::words;

    fn find(names: &[&str], typed: &str) -> Vec<usize> {
        let folded = |text: &str| words(text).into_iter().map(|(w, _)| w).collect::<Vec<_>>();
        Names::new(names.iter().map(|n| folded(n)))
            .find(&folded(typed), true, |n| !names[n].is_empty())
    }

    #[test]
    fn every_typed_word_begins_one_of_the_name() {
        let names = ["Karen Holm", "Holger Karlsen", "Kaj Holmgård"];
        assert_eq!(find(&names, "hol"), [0, 1, 2]);
        assert_eq!(find(&names, "holm"), [0, 2]);
        assert_eq!(find(&names, "kar hol"), [0, 1]);
        assert_eq!(find(&names, "HOLMGAARD"), [2]);
        assert!(find(&names, "holm x").is_empty());
        assert!(find(&names, "aren").is_empty());
    }

    #[test]
    fn a_wrong_letter_is_forgiven_in_longer_words_that_nothing_begins_with() {
        let names = ["Holmgaard", "Holbæk"];
        assert_eq!(find(&names, "holbeak"), [1]);
        assert_eq!(find(&names, "holmgard"), [0]);
        assert!(find(&names, "holx").is_empty());
    }
}
