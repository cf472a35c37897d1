//! Texts to search: those of the search kit when it lies beside the repository, else made of the
//! lexicon's words. The same every time.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use flate2::read::GzDecoder;
use serde::Deserialize;

use super::Dice;

#[derive(Clone, Deserialize)]
pub struct Text {
    pub lang: String,
    #[serde(default)]
    pub title: String,
    pub text: String,
}

pub struct Texts {
    pub from_kit: bool,
    /// What texts are taken from, or made of.
    known: Vec<Text>,
    words: BTreeMap<&'static str, Vec<String>>,
    /// Question, and the asker's language.
    pub questions: Vec<(String, String)>,
}

/// Lengths of real statute provisions in words: each as frequent as the next.
const LENGTHS: [usize; 10] = [26, 38, 48, 60, 75, 90, 115, 150, 210, 330];
/// Words looked at for one question that is made.
const QUESTION: usize = 3;

impl Texts {
    /// The kit is found at `FAELLES_KIT`, else beside the repository.
    pub fn find() -> Texts {
        let kit = std::env::var_os("FAELLES_KIT")
            .map_or_else(|| PathBuf::from("../shared/search-kit"), PathBuf::from);
        if kit.join("load/docs.jsonl.gz").exists() {
            Texts::of_kit(&kit)
        } else {
            Texts::of_lexicon()
        }
    }

    fn of_kit(kit: &Path) -> Texts {
        let mut folders: Vec<PathBuf> = std::fs::read_dir(kit)
            .unwrap()
            .map(|f| f.unwrap().path())
            .filter(|p| p.is_dir())
            .collect();
        // The sets with answers first.
        folders.sort_by_key(|f| (f.ends_with("load"), f.clone()));
        let (mut known, mut questions) = (Vec::new(), Vec::new());
        for folder in folders {
            if let Ok(packed) = File::open(folder.join("docs.jsonl.gz")) {
                for line in BufReader::new(GzDecoder::new(packed)).lines() {
                    known.push(serde_json::from_str(&line.unwrap()).unwrap());
                }
            }
            let asked = std::fs::read_to_string(folder.join("queries.tsv")).unwrap_or_default();
            questions.extend(asked.lines().filter_map(|line| {
                let mut cells = line.split('\t').skip(1);
                let lang = cells.next()?.to_string();
                Some((cells.next()?.to_string(), lang))
            }));
        }
        Texts {
            from_kit: true,
            known,
            words: BTreeMap::new(),
            questions,
        }
    }

    fn of_lexicon() -> Texts {
        let packed = File::open("assets/search/lexicon/words.txt.gz").unwrap();
        let mut text = String::new();
        GzDecoder::new(packed).read_to_string(&mut text).unwrap();
        let mut words = BTreeMap::new();
        for (code, section) in [
            ("da", "= da"),
            ("sv", "= sv"),
            ("nb", "= no"),
            ("en", "= en"),
        ] {
            let lines = text.lines().skip_while(|l| *l != section).skip(1);
            let mut of: Vec<String> = lines
                .take_while(|l| !l.starts_with("= "))
                .filter_map(|l| Some(l.split('\t').next()?.to_string()))
                .collect();
            // The order of the alphabet is no order of frequency.
            let mut dice = Dice(code.len() as u64);
            for at in (1..of.len()).rev() {
                of.swap(at, dice.below(at + 1));
            }
            words.insert(code, of);
        }
        let mut texts = Texts {
            from_kit: false,
            known: Vec::new(),
            words,
            questions: Vec::new(),
        };
        let mut dice = Dice(7);
        for n in 0..2_000 {
            let text = texts.made(n * 37);
            let words: Vec<&str> = text.text.split_whitespace().collect();
            let some = (0..QUESTION).map(|_| words[dice.below(words.len())]);
            let question = some.collect::<Vec<_>>().join(" ");
            texts.questions.push((question, text.lang));
        }
        texts
    }

    /// The n-th text.
    pub fn nth(&self, n: usize) -> Text {
        match self.known.get(n) {
            Some(text) => text.clone(),
            None if self.from_kit => self.mixed(n),
            None => self.made(n),
        }
    }

    /// Sentences of three texts of one language, when there are more documents than texts.
    fn mixed(&self, n: usize) -> Text {
        let mut dice = Dice(n as u64);
        let first = &self.known[dice.below(self.known.len())];
        let mut sentences: Vec<&str> = first.text.split_inclusive(". ").collect();
        for _ in 0..2 {
            let other = &self.known[dice.below(self.known.len())];
            if other.lang == first.lang {
                sentences.extend(other.text.split_inclusive(". "));
            }
        }
        let keep = sentences.len().div_ceil(2);
        let text = (0..keep).map(|_| sentences[dice.below(sentences.len())]);
        Text {
            lang: first.lang.clone(),
            title: format!("{} {n}", first.title),
            text: text.collect(),
        }
    }

    /// Words as rare as in a natural text: the n-th most frequent is met 1/n as often as the first.
    fn made(&self, n: usize) -> Text {
        let mut dice = Dice(n as u64 + 1);
        dice.below(2);
        let code = ["da", "sv", "da", "nb", "sv", "da", "nb", "da", "sv", "en"][n % 10];
        let words = &self.words[code];
        let ranks = (words.len() as f64).ln();
        let mut some = |count: usize| {
            let mut out = String::new();
            for at in 0..count {
                let share = dice.below(1 << 20) as f64 / f64::from(1 << 20);
                let rank = (share * ranks).exp() as usize - 1;
                if at > 0 {
                    out.push_str(if at % 14 == 0 { ". " } else { " " });
                }
                out.push_str(&words[rank.min(words.len() - 1)]);
            }
            out
        };
        Text {
            lang: code.to_string(),
            title: some(6),
            text: some(LENGTHS[n / 10 % LENGTHS.len()]),
        }
    }
}
