//! From text to terms. Letters are folded before stemming, so that `århus`, `aarhus` and a Swedish
//! keyboard's `ärende` for `ærende` are one word; then each language stems in its own way.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::{Arc, LazyLock};

use frostem::{Algorithm, Stemmer};
use sha2::{Digest, Sha256};
use tantivy::tokenizer::{
    Language as StopLanguage, RawTokenizer, StopWordFilter, TextAnalyzer, TokenStream,
};
use unicode_normalization::char::is_combining_mark;

use super::learned::Learned;
use super::{glossary, lexicon};
use crate::text::fold;

/// A language as stemming sees it: bokmål and nynorsk are one.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash, Default)]
pub enum Language {
    #[default]
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

    /// As content says it; Norwegian is either.
    pub fn code(self) -> &'static str {
        match self {
            Language::Norwegian => "nb",
            other => other.suffix(),
        }
    }

    /// The language of a suffix.
    pub fn named(suffix: &str) -> Language {
        let named = Language::ALL.into_iter().find(|l| l.suffix() == suffix);
        named.unwrap_or(Language::Danish)
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
    places(text)
        .filter_map(|place| Some((folded(&text[place.clone()])?, place)))
        .collect()
}

/// Where the words of a text stand.
pub fn places(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut chars = text.char_indices().chain([(text.len(), ' ')]);
    let mut start = None;
    std::iter::from_fn(move || {
        for (at, c) in chars.by_ref() {
            let inside =
                c.is_alphanumeric() || (start.is_some() && !c.is_ascii() && is_combining_mark(c));
            match start {
                None if inside => start = Some(at),
                Some(from) if !inside => {
                    start = None;
                    return Some(from..at);
                }
                _ => {}
            }
        }
        None
    })
}

/// What stands at a place, folded; none for what is no word.
pub fn folded(word: &str) -> Option<String> {
    let word = fold(word);
    (!word.is_empty() && word.len() <= LONGEST_WORD).then_some(word)
}

/// What words of a text are together: `MED-udvalg` is also one word, and a date, a case number or a
/// paragraph is whole, however its signs are set: `01.02.2023`, `2022/1234`, `§ 12`.
pub fn joined(text: &str, words: &[(String, Range<usize>)]) -> Vec<String> {
    const MOST: usize = 4;
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let bind = |both: &[(String, Range<usize>)]| binds(text, &both[0], &both[1]);
        let run = 1 + words[at..].windows(2).take_while(|both| bind(both)).count();
        let whole = words[at..at + run]
            .iter()
            .map(|(w, _)| w.as_str())
            .collect::<String>();
        if (2..=MOST).contains(&run) && whole.len() <= LONGEST_WORD {
            found.push(whole);
        }
        let (first, place) = &words[at];
        let before = text[..place.start].trim_end_matches([' ', '\u{a0}']);
        if is_number(first) && before.ends_with('§') {
            found.push(format!("§{first}"));
        }
        at += run;
    }
    found
}

/// Whether a sign between two words makes one of them.
fn binds(
    text: &str,
    (a, first): &(String, Range<usize>),
    (b, second): &(String, Range<usize>),
) -> bool {
    match &text[first.end..second.start] {
        "-" | "\u{2010}" | "\u{2011}" | "/" => true,
        "." | ":" | "\u{2013}" => is_number(a) && is_number(b),
        _ => false,
    }
}

fn is_number(word: &str) -> bool {
    word.bytes().all(|b| b.is_ascii_digit())
}

/// The stem of a folded word. Folding wrote `ae`, `oe`, `aa`; the stemmer knows the letters. A word that
/// would come to look like a small one, which is in every text, keeps what made it another: `demens` is
/// no Swedish `dem`, and `sommeren` is `sommer` and no `som`.
pub fn stem(language: Language, folded: &str) -> String {
    let word = lettered(language, folded);
    match without_end(language, &word) {
        stemmed if !is_small_stem(language, &stemmed) => stemmed.into_owned(),
        stemmed if is_small(language, folded) => stemmed.into_owned(),
        _ => unbent(language, &word).to_string(),
    }
}

/// How nouns and adjectives are bent, longest first.
const BENDINGS: [&str; 27] = [
    "ernes", "ornas", "arnas", "erna", "erne", "enes", "orna", "arna", "rnes", "rnas", "ens",
    "ets", "ene", "rne", "rna", "nes", "en", "et", "er", "ar", "or", "ne", "n", "r", "t", "e", "a",
];

/// A word without the bendings that leave no small word.
fn unbent(language: Language, word: &str) -> &str {
    const SHORTEST: usize = 3;
    if language == Language::English {
        return word;
    }
    let is_word = |left: &&str| left.len() >= SHORTEST && !is_small_stem(language, left);
    let mut left = word;
    // `sommerens` loses as much as `sommer`.
    while let Some(less) = BENDINGS
        .iter()
        .filter_map(|end| left.strip_suffix(end))
        .find(is_word)
    {
        left = less;
    }
    left
}

/// Whether a folded word is a small one and a long end: `villighed` is `vil` and what words are made with.
pub fn ends_small(language: Language, folded: &str) -> bool {
    let word = lettered(language, folded);
    let stemmed = without_end(language, &word);
    stemmed.len() + LONG_END <= word.len() && is_small_stem(language, &stemmed)
}

fn without_end(language: Language, lettered: &str) -> Cow<'_, str> {
    Stemmer::new(language.algorithm()).stem(lettered)
}

fn lettered(language: Language, folded: &str) -> String {
    let (ae, oe) = match language {
        Language::Danish | Language::Norwegian => ('æ', 'ø'),
        Language::Swedish => ('ä', 'ö'),
        Language::English => return folded.to_string(),
    };
    let mut out = String::with_capacity(folded.len());
    let mut rest = folded.chars().peekable();
    while let Some(c) = rest.next() {
        let letter = match (c, rest.peek()) {
            ('a', Some('a')) => 'å',
            ('a', Some('e')) => ae,
            ('o', Some('e')) => oe,
            _ => {
                out.push(c);
                continue;
            }
        };
        out.push(letter);
        rest.next();
    }
    out
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

/// Bytes of an end that is no mere bending.
const LONG_END: usize = 4;
/// Bytes of the longest small word that another may come to look like.
const LONGEST_SMALL: usize = 10;

/// Words of the closed classes that the stop lists of Snowball lack, folded.
const SMALLER: [(Language, &str); 4] = [
    (
        Language::Danish,
        "kan kunne maa maatte boer burde skal skulle vil ville ved saa hvordan hvorfor hvornaar \
         hvilken hvilket hvilke hvorledes hvorvidt hvortil hvorfra hvoraf hvorved hvorefter mellem \
         uden inden gennem blandt samt dog ogsaa altsaa nu hos foer siden mens idet fordi blevet \
         bliver blev vaeret havde haft deres jeres vores enhver ethvert hver hvert ingen intet begge \
         saadan saadanne saadant saaledes herunder derved derfor dermed heraf hertil dertil deraf \
         herved derefter ifoelge mv mm jf fx dvs m v",
    ),
    (
        Language::Swedish,
        "ska skall skulle kan kunde kunna samt genom dock ocksaa hos sedan medan daerfoer eftersom \
         huruvida blivit varit haft saadan saadant saadana mm dvs tex",
    ),
    (
        Language::Norwegian,
        "kan kunne maa maatte skal skulle vil ville boer burde faar fikk hvordan hvorfor hvilken \
         hvilket hvilke korleis kvifor kva kven naar mellom uten innen gjennom blant samt dog \
         ogsaa altsaa naa hos foer siden mens fordi ifoelge herunder slik slike slikt blitt vaert \
         hatt vart vorte hver hvert mv mm jf dvs",
    ),
    (
        Language::English,
        "what who whom whose which when where why how do does did has have had can could would \
         should may might must from his her its their our your he she we you been than so about \
         into over after before between through during also some any each other such only same nor",
    ),
];

static SMALLER_WORDS: LazyLock<HashSet<(Language, &str)>> = LazyLock::new(|| {
    let words = SMALLER.into_iter();
    words
        .flat_map(|(l, all)| all.split_whitespace().map(move |w| (l, w)))
        .collect()
});

/// Whether a folded word says nothing as a word of one language.
pub fn is_small(language: Language, folded: &str) -> bool {
    SMALLER_WORDS.contains(&(language, folded))
        || SMALL.iter().any(|(of, analyser)| {
            *of == language
                && !analyser
                    .clone()
                    .token_stream(&lettered(language, folded))
                    .advance()
        })
}

fn is_small_stem(language: Language, stemmed: &str) -> bool {
    stemmed.len() <= LONGEST_SMALL && is_small(language, &fold(stemmed))
}

/// Whether a folded word of a question says nothing: it is a small word of the asker's language, or
/// of another and no word of the asker's. `by` is English for nothing and Danish for town.
pub fn is_stop_word(asker: Language, folded: &str) -> bool {
    is_small(asker, folded)
        || (!lexicon::knows(asker, folded)
            && Language::ALL.into_iter().any(|l| is_small(l, folded)))
}

/// What a text becomes in the index: texts of terms parted by spaces, and pairs of words.
#[derive(Default)]
pub struct Terms {
    /// One text a line: no phrase goes from one into the next.
    pub folded: String,
    pub stems: String,
    pub parts: String,
    pub keys: String,
    pub pairs: Vec<u64>,
}

impl Terms {
    /// As if a text stood in the entry so many times: what stands in a title counts as often.
    pub fn times(mut self, times: usize) -> Terms {
        let folded = self.folded.clone();
        for _ in 1..times {
            append_line(&mut self.folded, &folded);
        }
        for text in [&mut self.stems, &mut self.keys] {
            let once = text.clone();
            for _ in 1..times {
                append(text, &once);
            }
        }
        self
    }

    pub fn add(&mut self, other: Terms) {
        append_line(&mut self.folded, &other.folded);
        append(&mut self.stems, &other.stems);
        append(&mut self.parts, &other.parts);
        append(&mut self.keys, &other.keys);
        self.pairs.extend(other.pairs);
    }
}

/// What a word becomes.
struct Word {
    stem: String,
    parts: String,
    key: String,
    /// Says nothing.
    small: bool,
}

impl Word {
    fn of(learned: &Learned, language: Language, folded: &str) -> Word {
        let stemmed = stem(language, folded);
        let small = is_small(language, folded);
        Word {
            key: key(&stemmed).unwrap_or_default(),
            parts: if small {
                String::new()
            } else {
                learned.parts(language, folded).join(" ")
            },
            stem: stemmed,
            small,
        }
    }
}

/// Analyses texts for the indexer, remembering what each word becomes.
#[derive(Default)]
pub struct Analyser {
    learned: Arc<Learned>,
    memory: HashMap<(Language, String), Word>,
}

/// Words remembered at most; then it begins anew.
const MEMORY: usize = 100_000;

impl Analyser {
    /// Splits compounds with what an index has learned from now on.
    pub fn knowing(&mut self, learned: &Arc<Learned>) {
        if !Arc::ptr_eq(&self.learned, learned) {
            self.learned = learned.clone();
            self.memory.clear();
        }
    }

    pub fn terms(&mut self, language: Language, text: &str) -> Terms {
        let mut out = Terms::default();
        if self.memory.len() > MEMORY {
            self.memory.clear();
        }
        let mut before = String::new();
        let found = words(text);
        for whole in joined(text, &found) {
            append(&mut out.folded, &whole);
            append(&mut out.stems, &stem(language, &whole));
        }
        for (word, _) in found {
            append(&mut out.folded, &word);
            let word = self
                .memory
                .entry((language, word))
                .or_insert_with_key(|(l, w)| Word::of(&self.learned, *l, w));
            append(&mut out.stems, &word.stem);
            append(&mut out.parts, &word.parts);
            append(&mut out.keys, &word.key);
            if !word.small {
                if !before.is_empty() {
                    out.pairs.push(pair(language, &before, &word.stem));
                }
                before.clone_from(&word.stem);
            }
        }
        out
    }
}

fn append(text: &mut String, word: &str) {
    if word.is_empty() {
        return;
    }
    if !text.is_empty() {
        text.push(' ');
    }
    text.push_str(word);
}

fn append_line(text: &mut String, line: &str) {
    if !text.is_empty() {
        text.push('\n');
    }
    text.push_str(line);
}

/// Two stems that stand side by side, in either order, small words between them left out, as a number.
pub fn pair(language: Language, first: &str, second: &str) -> u64 {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325 ^ (language as u64 + 1);
    let (first, second) = if first < second {
        (first, second)
    } else {
        (second, first)
    };
    for byte in first.bytes().chain([b' ']).chain(second.bytes()) {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    // Few bytes a number: two pairs of ten million share one.
    (hash ^ (hash >> 31)) & 0xff_ffff_ffff
}

/// How a stem would be spelled if the Nordic languages spelled alike; none of what is too short to
/// be told apart then. `kunskap` and `kundskab`, `organisation` and `organisasjon` are one.
pub fn key(stemmed: &str) -> Option<String> {
    const SHORTEST: usize = 4;
    // A number with a digit twice is another number.
    if stemmed.len() < SHORTEST || stemmed.bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    let mut word = fold(stemmed);
    for (from, to) in ALIKE {
        if word.contains(from) {
            word = word.replace(from, to);
        }
    }
    let mut out = String::with_capacity(word.len());
    for c in word.chars() {
        let c = match c {
            'b' => 'p',
            'd' => 't',
            'g' | 'q' | 'c' => 'k',
            'w' => 'v',
            'z' => 's',
            'y' => 'i',
            c => c,
        };
        if !out.ends_with(c) {
            out.push(c);
        }
    }
    while out.len() > SHORTEST && out.ends_with(['e', 'a']) {
        out.pop();
    }
    (out.len() >= SHORTEST).then_some(out)
}

/// What one language writes so and another otherwise, in the order it is replaced.
const ALIKE: [(&str, &str); 22] = [
    ("ae", "e"),
    ("oe", "o"),
    ("aa", "o"),
    ("ph", "f"),
    ("th", "t"),
    ("ck", "k"),
    ("x", "ks"),
    ("sjon", "sion"),
    ("tion", "sion"),
    ("sj", "s"),
    ("skj", "sk"),
    ("gj", "g"),
    ("kj", "k"),
    ("hv", "v"),
    ("hj", "j"),
    ("ce", "se"),
    ("ci", "si"),
    ("ei", "e"),
    ("nd", "n"),
    ("ld", "l"),
    ("mm", "m"),
    ("ier", "er"),
];

/// Changes whenever anything does that terms are made by: an index of another print is rebuilt.
/// The stems themselves are hashed, because a stemmer's update may change them silently.
pub static FINGERPRINT: LazyLock<String> = LazyLock::new(|| {
    let mut hash = Sha256::new();
    hash.update(super::index::SCHEMA_VERSION.to_le_bytes());
    hash.update(tantivy::version_string());
    hash.update(super::lexicon::print());
    for end in BENDINGS {
        hash.update(end);
        hash.update([b' ']);
    }
    for (language, words) in SMALLER {
        hash.update(language.suffix());
        hash.update(words);
    }
    let mut words: Vec<(&str, String)> = glossary::single_words()
        .map(|(language, word)| (language.suffix(), word))
        .collect();
    words.sort();
    for (of, word) in words {
        hash.update(of);
        hash.update(&word);
        for language in Language::ALL {
            hash.update(stem(language, &word));
            hash.update([u8::from(is_small(language, &word)), b' ']);
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
    use crate::search::compounds;
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
    fn forms_of_a_word_that_would_stem_as_a_small_one_stay_together() {
        for (language, words) in [
            (Language::Danish, "sommer sommeren sommerens"),
            (Language::Danish, "vare varer varen varerne"),
            (Language::Danish, "ende enden enderne"),
            (Language::Danish, "varig varige varigt"),
            (Language::Danish, "menighed menigheden"),
            (Language::Swedish, "varor varorna"),
            (Language::Norwegian, "vare varen varene"),
            (Language::Danish, "demens demensen"),
            (Language::Swedish, "demens demensen"),
        ] {
            let mut stems: Vec<String> = words.split(' ').map(|w| stem(language, w)).collect();
            stems.dedup();
            assert_eq!(stems.len(), 1, "{words}: {stems:?}");
            assert!(!is_small(language, &fold(&stems[0])), "{words}: {stems:?}");
        }
    }

    #[test]
    fn what_signs_bind_is_also_one_word() {
        let joined = |text: &str| joined(text, &words(text)).join(" ");
        for (text, whole) in [
            ("MED-udvalg og co\u{2011}creation", "medudvalg cocreation"),
            (
                "sag 2022/1234 den 01.02.2023 kl. 12:30",
                "20221234 01022023 1230",
            ),
            ("efter § 12, §13 og § 14 a", "§12 §13 §14"),
            ("og/eller", "ogeller"),
            ("slut.Ny sætning - med streg, a-b-c-d-e", ""),
        ] {
            assert_eq!(joined(text), whole, "{text}");
        }
        let mut analyser = Analyser::default();
        let terms = analyser.terms(Language::Danish, "MED-udvalg");
        assert_eq!(terms.folded, "medudvalg med udvalg", "joined and split");
    }

    #[test]
    fn small_words_do_not_count() {
        for word in ["og", "på", "inte", "ikke", "the"] {
            assert!(is_stop_word(Language::Danish, &fold(word)), "{word}");
        }
        for word in ["by", "skole", "tillit"] {
            assert!(!is_stop_word(Language::Danish, word), "{word}");
        }
    }

    #[test]
    fn neighbours_spellings_have_one_key() {
        let key = |l, w: &str| key(&stem(l, &fold(w)));
        for (danish, swedish, norwegian) in [
            ("kundskab", "kunskap", "kunnskap"),
            ("organisation", "organisation", "organisasjon"),
            ("virksomhed", "verksamhet", "virksomhet"),
        ] {
            let norwegian = key(Language::Norwegian, norwegian);
            assert_eq!(key(Language::Danish, danish), norwegian, "{danish}");
            if danish != "virksomhed" {
                assert_eq!(key(Language::Swedish, swedish), norwegian, "{swedish}");
            }
        }
        assert_eq!(super::key("by"), None);
    }

    proptest! {
        #[test]
        fn any_text_can_be_analysed(text in "\\PC{0,80}") {
            for (word, place) in words(&text) {
                prop_assert!(!text[place].is_empty() && !word.contains(' '));
                for language in Language::ALL {
                    stem(language, &word);
                    compounds::parts(language, &word);
                    is_stop_word(language, &word);
                }
            }
        }
    }
}
