//! What the splitter of compounds learns from the library's own texts: words that many entries have
//! and the lexicon does not. Learned when an index is built, kept beside it and read with it, so that
//! texts and questions are split alike.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::io;
use std::path::Path;
use std::sync::Arc;

use sha2::{Digest, Sha256};

use super::analysis::{Language, is_small, stem, words};
use super::memory::Memory;
use super::{compounds, lexicon};

/// Its name in an index's folder: a language and a word a line.
const FILE: &str = "learned.txt";
/// Texts that must have a word: what fewer have may be a slip of the pen.
const ENOUGH: u32 = 5;
/// Shorter words are parts of others by chance, longer ones are compounds.
const SHORTEST: usize = 5;
const LONGEST: usize = 16;
/// Words counted at a time; when there are more, those met once are let go.
const MOST_COUNTED: usize = 300_000;

/// A language, and what it takes a word apart into.
pub type Apart = (Language, Vec<String>);

/// Words that may be parts of compounds.
#[derive(Default)]
pub struct Learned {
    words: [HashSet<String>; 4],
    stems: [HashSet<String>; 4],
    /// For words that were asked for, by the asker's language: the languages that take them apart, with
    /// the stems of their parts there.
    asked: Memory<(Language, String), Vec<Apart>>,
    /// Changes with the words.
    print: String,
}

impl Learned {
    fn of(text: &str) -> Learned {
        let mut learned = Learned::default();
        for line in text.lines() {
            if let Some((suffix, word)) = line.split_once('\t') {
                let language = Language::named(suffix);
                learned.words[language as usize].insert(word.to_string());
                learned.stems[language as usize].insert(stem(language, word));
            }
        }
        let hash = Sha256::digest(text);
        learned.print = hash[..6].iter().map(|b| format!("{b:02x}")).collect();
        learned
    }

    /// What was learned when the index in a folder was built.
    pub fn read(folder: &Path) -> io::Result<Learned> {
        Ok(Learned::of(&fs::read_to_string(folder.join(FILE))?))
    }

    /// As `parts`, of a word of a question, in the languages that it may be a compound of: those come again.
    pub fn parts_asked(&self, asker: Language, folded: &str) -> Arc<Vec<Apart>> {
        self.asked.of((asker, folded.to_string()), |(asker, word)| {
            let likeliest =
                compounds::likeliest(*asker, word, |language| self.split(language, word));
            let apart = likeliest.into_iter();
            apart.map(|(l, parts)| (l, self.stems(l, &parts))).collect()
        })
    }

    pub fn print(&self) -> &str {
        &self.print
    }

    /// Whether a folded word stands by itself in many texts.
    pub fn has(&self, language: Language, folded: &str) -> bool {
        self.words[language as usize].contains(folded)
    }

    /// Whether a stem is that of such a word.
    pub fn has_stem(&self, language: Language, stemmed: &str) -> bool {
        self.stems[language as usize].contains(stemmed)
    }
}

/// Counts in how many texts each word is that the lexicon may not know.
#[derive(Default)]
pub struct Learner {
    texts: [HashMap<String, u32>; 4],
}

impl Learner {
    pub fn read(&mut self, language: Language, text: &str) {
        let counts = &mut self.texts[language as usize];
        let met: HashSet<String> = words(text).into_iter().map(|(word, _)| word).collect();
        for word in met.into_iter().filter(|word| may_be_part(word)) {
            *counts.entry(word).or_default() += 1;
        }
        if counts.len() > MOST_COUNTED {
            counts.retain(|_, texts| *texts > 1);
        }
    }

    /// Writes what was learned into the folder of an index, and gives it.
    pub fn write(self, folder: &Path) -> io::Result<Learned> {
        let mut lines = Vec::new();
        for language in Language::ALL {
            let counts = &self.texts[language as usize];
            let often = counts.iter().filter(|(_, texts)| **texts >= ENOUGH);
            for (word, _) in often.filter(|(word, _)| is_new(language, word)) {
                lines.push(format!("{}\t{word}\n", language.suffix()));
            }
        }
        lines.sort();
        let text = lines.concat();
        fs::write(folder.join(FILE), &text)?;
        Ok(Learned::of(&text))
    }
}

fn may_be_part(word: &str) -> bool {
    (SHORTEST..=LONGEST).contains(&word.len())
        && word.bytes().all(|b| b.is_ascii_lowercase())
        && word.bytes().any(|b| b"aeiouy".contains(&b))
}

/// Whether the lexicon knows neither a word, nor what it is a form of, nor what it is put together of.
fn is_new(language: Language, word: &str) -> bool {
    language != Language::English
        && !is_small(language, word)
        && lexicon::meaning(language, word).is_none()
        && lexicon::first_part(language, word).is_none()
        && lexicon::last_part(language, &stem(language, word)).is_none()
        && compounds::split(language, word).is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold;

    fn learned(texts: &[&str]) -> Learned {
        let folder = tempfile::tempdir().unwrap();
        let mut learner = Learner::default();
        for text in texts {
            learner.read(Language::Danish, text);
        }
        let learned = learner.write(folder.path()).unwrap();
        let read = Learned::read(folder.path()).unwrap();
        assert_eq!(read.print(), learned.print());
        learned
    }

    fn split(learned: &Learned, word: &str) -> String {
        learned.split(Language::Danish, &fold(word)).join("+")
    }

    #[test]
    fn words_that_many_texts_have_become_parts() {
        let texts = ["Blivobo er et hus for unge, og blivoboens venner hjælper."; 5];
        let learned = learned(&texts);
        assert_eq!(split(&Learned::default(), "blivobomodellen"), "");
        assert_eq!(split(&learned, "blivobomodellen"), "blivobo+modellen");
        assert_eq!(split(&learned, "kommuneblivoboen"), "kommune+blivoboen");
        assert_eq!(split(&learned, "blivobo"), "", "itself");
    }

    #[test]
    fn what_few_texts_have_what_is_short_and_what_is_known_is_not_learned() {
        let mut texts =
            vec!["Sygefraværet i Xyzkvarteret ebbe ringen ingen kommunens tilsynsmodel"; 4];
        assert_eq!(learned(&texts).print(), learned(&[]).print());
        texts.push(texts[0]);
        let learned = learned(&texts);
        for word in [
            "ebbe",
            "ringen",
            "kommunens",
            "sygefravaeret",
            "tilsynsmodel",
        ] {
            assert!(!learned.has(Language::Danish, word), "{word}");
        }
    }

    #[test]
    fn the_same_texts_in_another_order_teach_the_same() {
        let texts = ["blivobo", "ventilo", "blivobo ventilo"].repeat(5);
        let mut turned = texts.clone();
        turned.reverse();
        assert_eq!(learned(&texts).print(), learned(&turned).print());
    }
}
