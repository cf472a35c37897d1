//! From text to terms. Letters are folded before stemming, so that `århus`, `aarhus` and a Swedish
//! keyboard's `ärende` for `ærende` are one word; then each language stems in its own way.

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::LazyLock;

use frostem::{Algorithm, Stemmer};
use sha2::{Digest, Sha256};
use tantivy::tokenizer::{
    Language as StopLanguage, RawTokenizer, StopWordFilter, TextAnalyzer, TokenStream,
};
use unicode_normalization::char::is_combining_mark;

use super::glossary;
use crate::text::fold;

/// A language as stemming sees it: bokmål and nynorsk are one.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Language {
    Danish,
    Swedish,
    Norwegian,
    English,
}

impl Language {
    pub const ALL: [Language; 4] = [
        Language::Danish,
        Language::Swedish,
        Language::Norwegian,
        Language::English,
    ];

    /// The analysis of a content language's code.
    pub fn of(code: &str) -> Language {
        match code {
            "sv" => Language::Swedish,
            "nb" | "nn" => Language::Norwegian,
            "en" => Language::English,
            _ => Language::Danish,
        }
    }

    /// The end of the names of its index fields.
    pub fn suffix(self) -> &'static str {
        match self {
            Language::Danish => "da",
            Language::Swedish => "sv",
            Language::Norwegian => "no",
            Language::English => "en",
        }
    }

    fn algorithm(self) -> Algorithm {
        match self {
            Language::Danish => Algorithm::Danish,
            Language::Swedish => Algorithm::Swedish,
            Language::Norwegian => Algorithm::Norwegian,
            Language::English => Algorithm::English,
        }
    }

    fn stop_language(self) -> StopLanguage {
        match self {
            Language::Danish => StopLanguage::Danish,
            Language::Swedish => StopLanguage::Swedish,
            Language::Norwegian => StopLanguage::Norwegian,
            Language::English => StopLanguage::English,
        }
    }
}

/// Longer words are no words: data, addresses. They are not indexed.
const LONGEST_WORD: usize = 60;

/// The folded words of a text, each with its place in it.
pub fn words(text: &str) -> Vec<(String, Range<usize>)> {
    let mut found = Vec::new();
    let mut start = None;
    let ends = text.char_indices().chain([(text.len(), ' ')]);
    for (at, c) in ends {
        let inside = c.is_alphanumeric() || (start.is_some() && is_combining_mark(c));
        match (inside, start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                start = None;
                let word = fold(&text[from..at]);
                if !word.is_empty() && word.len() <= LONGEST_WORD {
                    found.push((word, from..at));
                }
            }
            _ => {}
        }
    }
    found
}

/// The stem of a folded word. Folding wrote `ae`, `oe`, `aa`; the stemmer knows the letters.
pub fn stem(language: Language, folded: &str) -> String {
    Stemmer::new(language.algorithm())
        .stem(&lettered(language, folded))
        .into_owned()
}

fn lettered(language: Language, folded: &str) -> String {
    match language {
        Language::Danish | Language::Norwegian => folded
            .replace("aa", "å")
            .replace("ae", "æ")
            .replace("oe", "ø"),
        Language::Swedish => folded
            .replace("aa", "å")
            .replace("ae", "ä")
            .replace("oe", "ö"),
        Language::English => folded.to_string(),
    }
}

/// What drops the stop words of a language, for each.
static SMALL: LazyLock<Vec<(Language, TextAnalyzer)>> = LazyLock::new(|| {
    Language::ALL
        .into_iter()
        .filter_map(|language| {
            let filter = StopWordFilter::new(language.stop_language())?;
            let analyser = TextAnalyzer::builder(RawTokenizer::default()).filter(filter);
            Some((language, analyser.build()))
        })
        .collect()
});

/// Whether a folded word says nothing: it is a stop word of one of the languages. `by` is English
/// for nothing and Danish for town; the town wins.
pub fn is_stop_word(folded: &str) -> bool {
    folded != "by"
        && SMALL.iter().any(|(language, analyser)| {
            let word = lettered(*language, folded);
            !analyser.clone().token_stream(&word).advance()
        })
}

/// The folded words compounds are made of, and their stems in each language.
struct Lexicon {
    words: HashSet<String>,
    stems: HashMap<Language, HashSet<String>>,
}

const WORDS: &str = include_str!("../../assets/search/words.txt");
const SHORTEST_PART: usize = 3;

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let words: HashSet<String> = WORDS
        .lines()
        .filter(|l| !l.starts_with('#'))
        .map(|l| fold(l.trim()))
        .chain(glossary::single_words())
        .filter(|w| w.len() >= SHORTEST_PART)
        .collect();
    let stems = Language::ALL
        .into_iter()
        .map(|l| (l, words.iter().map(|w| stem(l, w)).collect()))
        .collect();
    Lexicon { words, stems }
});

/// The stems of a compound's parts; nothing for a word that is not wholly made of known words.
pub fn parts(language: Language, folded: &str) -> Vec<String> {
    if language == Language::English || folded.len() < 2 * SHORTEST_PART || !folded.is_ascii() {
        return Vec::new();
    }
    let mut found = Vec::new();
    if split(&LEXICON, language, folded, &mut found, 4) && found.len() > 1 {
        found
    } else {
        Vec::new()
    }
}

fn split(
    lexicon: &Lexicon,
    language: Language,
    rest: &str,
    found: &mut Vec<String>,
    depth: usize,
) -> bool {
    let whole = stem(language, rest);
    if !found.is_empty() && lexicon.stems[&language].contains(&whole) {
        found.push(whole);
        return true;
    }
    if depth == 0 || rest.len() < 2 * SHORTEST_PART {
        return false;
    }
    for end in (SHORTEST_PART..=rest.len() - SHORTEST_PART).rev() {
        if !lexicon.words.contains(&rest[..end]) {
            continue;
        }
        found.push(stem(language, &rest[..end]));
        for link in ["", "s", "e"] {
            if let Some(next) = rest[end..].strip_prefix(link)
                && split(lexicon, language, next, found, depth - 1)
            {
                return true;
            }
        }
        found.pop();
    }
    false
}

/// What a text becomes in the index: three texts of terms parted by spaces.
#[derive(Default)]
pub struct Terms {
    pub folded: String,
    pub stems: String,
    pub parts: String,
}

/// Analyses texts for the indexer, remembering each word's stem and parts.
#[derive(Default)]
pub struct Analyser {
    memory: HashMap<(Language, String), (String, String)>,
}

/// Words remembered at most; then it begins anew.
const MEMORY: usize = 200_000;

impl Analyser {
    pub fn terms(&mut self, language: Language, text: &str) -> Terms {
        let mut out = Terms::default();
        if self.memory.len() > MEMORY {
            self.memory.clear();
        }
        for (word, _) in words(text) {
            append(&mut out.folded, &word);
            let (stemmed, parted) = self
                .memory
                .entry((language, word))
                .or_insert_with_key(|(l, w)| (stem(*l, w), parts(*l, w).join(" ")));
            append(&mut out.stems, stemmed);
            if !parted.is_empty() {
                append(&mut out.parts, parted);
            }
        }
        out
    }
}

fn append(text: &mut String, word: &str) {
    if !text.is_empty() {
        text.push(' ');
    }
    text.push_str(word);
}

/// Changes whenever anything does that terms are made by: an index of another print is rebuilt.
/// The stems themselves are hashed, because a stemmer's update may change them silently.
pub static FINGERPRINT: LazyLock<String> = LazyLock::new(|| {
    let mut hash = Sha256::new();
    hash.update(super::index::SCHEMA_VERSION.to_le_bytes());
    hash.update(tantivy::version_string());
    let mut words: Vec<&String> = LEXICON.words.iter().collect();
    words.sort();
    for word in words {
        hash.update(word);
        for language in Language::ALL {
            hash.update(stem(language, word));
            hash.update(" ");
        }
    }
    hash.finalize()[..12]
        .iter()
        .map(|b| format!("{b:02x}"))
        .collect()
});

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn letters_fold_before_stemming() {
        let stemmed = |w: &str| stem(Language::Danish, &fold(w));
        assert_eq!(stemmed("Århus"), stemmed("aarhus"));
        assert_eq!(stemmed("børnene"), stemmed("börn"));
        assert_eq!(stemmed("kommunerne"), stemmed("kommune"));
        let swedish = |w: &str| stem(Language::Swedish, &fold(w));
        assert_eq!(swedish("förvaltningen"), swedish("førvaltning"));
    }

    #[test]
    fn compounds_are_split_by_known_words() {
        let parts = |w: &str| parts(Language::Danish, &fold(w));
        assert_eq!(parts("tilsynsmodellen").len(), 2);
        assert_eq!(
            parts("tilsynsmodellen")[0],
            stem(Language::Danish, "tilsyn")
        );
        assert_eq!(parts("samskabelsesproces").len(), 2);
        assert!(parts("forår").is_empty() && parts("xyzzyplugh").is_empty());
    }

    #[test]
    fn small_words_do_not_count() {
        for word in ["og", "på", "inte", "ikke", "the"] {
            assert!(is_stop_word(&fold(word)), "{word}");
        }
        for word in ["by", "skole", "tillit"] {
            assert!(!is_stop_word(word), "{word}");
        }
    }

    proptest! {
        #[test]
        fn any_text_can_be_analysed(text in "\\PC{0,80}") {
            for (word, place) in words(&text) {
                prop_assert!(!text[place].is_empty() && !word.contains(' '));
                for language in Language::ALL {
                    stem(language, &word);
                    parts(language, &word);
                }
                is_stop_word(&word);
            }
        }
    }
}
