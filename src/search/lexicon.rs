//! Ordinary words in four languages: what they become, what they mean in the others, and what
//! compounds are made of. From `assets/search/lexicon`, whose README says where it comes from.

use std::collections::{HashMap, HashSet};
use std::io::Read;
use std::ops::Range;
use std::sync::{LazyLock, OnceLock};

use flate2::read::GzDecoder;
use sha2::{Digest, Sha256};

use super::analysis::{Language, stem};
use crate::text::fold;

const FILE: &[u8] = include_bytes!("../../assets/search/lexicon/words.txt.gz");

/// Words that look alike and mean different things: two languages, each with its word.
const FALSE_FRIENDS: &str = include_str!("../../assets/search/false-friends.tsv");

type OfLanguage = (Language, String);

static STRANGERS: LazyLock<HashSet<(OfLanguage, OfLanguage)>> = LazyLock::new(|| {
    let mut both = HashSet::new();
    for line in FALSE_FRIENDS.lines() {
        if let [a, x, b, y] = line.split('\t').collect::<Vec<_>>()[..] {
            let one = (Language::named(a), stem(Language::named(a), &fold(x)));
            let other = (Language::named(b), stem(Language::named(b), &fold(y)));
            both.insert((one.clone(), other.clone()));
            both.insert((other, one));
        }
    }
    both
});

/// Whether two stems look alike and mean different things.
pub fn are_strangers(from: Language, stemmed: &str, to: Language, other: &str) -> bool {
    let pair = ((from, stemmed.to_string()), (to, other.to_string()));
    STRANGERS.contains(&pair)
}

/// Whether a folded word has a false friend in another language.
pub fn has_false_friend(language: Language, folded: &str) -> bool {
    let stemmed = stem(language, folded);
    STRANGERS
        .iter()
        .any(|((l, s), _)| *l == language && *s == stemmed)
}

/// A hash of what this file reads.
pub fn print() -> [u8; 32] {
    Sha256::new()
        .chain_update(FILE)
        .chain_update(FALSE_FRIENDS)
        .finalize()
        .into()
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::read);

/// The file, and what has been looked up by: made for a language when it is first asked of.
struct Lexicon {
    text: String,
    /// Name of each section, and where it lies.
    sections: Vec<(String, Range<usize>)>,
    words: [OnceLock<Lines>; 4],
    parts: [OnceLock<Parts>; 4],
}

/// For each word, form and stem (hashed) the places of the lines that have it, in order.
#[derive(Default)]
struct Lines {
    places: Vec<(u64, u32)>,
    /// A bit for each hash's last digits: most of what is asked for when words are taken apart is no
    /// word, and one look here says so.
    there: Vec<u64>,
}

/// Bits of `Lines::there`: about ten a word.
const BITS: u64 = 1 << 22;

impl Lines {
    fn of(mut places: Vec<(u64, u32)>) -> Lines {
        places.sort_unstable();
        places.dedup();
        places.shrink_to_fit();
        let mut there = vec![0; (BITS / 64) as usize];
        for (key, _) in &places {
            let bit = key % BITS;
            there[(bit / 64) as usize] |= 1 << (bit % 64);
        }
        Lines { places, there }
    }

    fn may_have(&self, key: u64) -> bool {
        let bit = key % BITS;
        self.there[(bit / 64) as usize] >> (bit % 64) & 1 == 1
    }

    fn places(&self, key: u64) -> &[(u64, u32)] {
        if !self.may_have(key) {
            return &[];
        }
        let from = self.places.partition_point(|(k, _)| *k < key);
        let count = self.places[from..].iter().take_while(|(k, _)| *k == key);
        &self.places[from..from + count.count()]
    }
}

/// What a language's compounds are made of.
#[derive(Default)]
struct Parts {
    /// First parts: how often, as a power of two, and the word it is of, as a place in the text and
    /// its length (none: itself).
    first: HashMap<u64, (u8, u32, u8)>,
    /// Stems of last parts: how often.
    last: HashMap<u64, u8>,
}

fn hash(kind: u8, word: &str) -> u64 {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for byte in std::iter::once(kind).chain(word.bytes()) {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    hash ^ (hash >> 29)
}

const WORD: u8 = 1;
const STEM: u8 = 2;

impl Lexicon {
    fn read() -> Lexicon {
        let mut text = String::new();
        // The file is the program's own: what cannot be read is an empty lexicon, and a test fails.
        if GzDecoder::new(FILE).read_to_string(&mut text).is_err() {
            text.clear();
        }
        let heads: Vec<usize> = std::iter::once(0)
            .chain(text.match_indices("\n= ").map(|(at, _)| at + 1))
            .chain([text.len()])
            .collect();
        let sections = heads.windows(2).filter_map(|both| {
            let (head, _) = text[both[0]..both[1]].split_once('\n')?;
            let from = both[0] + head.len() + 1;
            Some((head.trim_start_matches("= ").to_string(), from..both[1]))
        });
        Lexicon {
            sections: sections.collect(),
            text,
            words: Default::default(),
            parts: Default::default(),
        }
    }

    /// The lines of a section, each with its place.
    fn section(&self, name: &str) -> impl Iterator<Item = (u32, &str)> {
        let found = self.sections.iter().find(|(n, _)| n == name);
        let range = found.map_or(0..0, |(_, range)| range.clone());
        let mut at = range.start;
        self.text[range].lines().map(move |line| {
            let place = at;
            at += line.len() + 1;
            (place as u32, line)
        })
    }

    fn words(&self, language: Language) -> &Lines {
        self.words[language as usize].get_or_init(|| {
            let mut lines = Vec::new();
            for (place, line) in self.section(language.suffix()) {
                let mut cells = line.split('\t');
                let word = fold(cells.next().unwrap_or_default());
                lines.push((hash(WORD, &word), place));
                lines.push((hash(STEM, &stem(language, &word)), place));
                for form in cells.next().unwrap_or_default().split(' ') {
                    if !form.is_empty() {
                        lines.push((hash(WORD, &fold(form)), place));
                    }
                }
            }
            Lines::of(lines)
        })
    }

    fn parts(&self, language: Language) -> &Parts {
        self.parts[language as usize].get_or_init(|| {
            let mut parts = Parts::default();
            for (place, line) in self.section(&format!("first {}", language.suffix())) {
                let mut cells = line.split('\t');
                let form = cells.next().unwrap_or_default();
                let often = cells.next().and_then(|n| n.parse().ok()).unwrap_or(0);
                let base = cells.next().unwrap_or_default();
                let at = place + (line.len() - base.len()) as u32;
                let of = (often, at, base.len() as u8);
                parts.first.insert(hash(WORD, &fold(form)), of);
            }
            for (_, line) in self.section(&format!("last {}", language.suffix())) {
                let (word, often) = line.split_once('\t').unwrap_or((line, "0"));
                let often = often.parse().unwrap_or(0);
                let key = hash(STEM, &stem(language, &fold(word)));
                let known = parts.last.entry(key).or_default();
                *known = often.max(*known);
            }
            parts
        })
    }

    fn lines(&self, language: Language, key: u64) -> impl Iterator<Item = &str> {
        let places = self.words(language).places(key).iter();
        places.filter_map(|(_, at)| self.text[*at as usize..].lines().next())
    }
}

/// What a word means in another language, and how sure that is, up to 1.
#[derive(Clone, Debug, PartialEq)]
pub struct Translation {
    pub language: Language,
    /// As it is written.
    pub word: String,
    pub weight: f32,
}

/// What the lexicon has of a word.
#[derive(Clone, Debug, Default)]
pub struct Meaning {
    /// Stems of the other forms of the same word.
    pub forms: Vec<String>,
    pub translations: Vec<Translation>,
}

/// A folded word as a word of a language; none when it is not known as one.
pub fn meaning(language: Language, folded: &str) -> Option<Meaning> {
    let exact: Vec<&str> = LEXICON.lines(language, hash(WORD, folded)).collect();
    let stemmed = stem(language, folded);
    let lines = match exact {
        exact if !exact.is_empty() => exact,
        _ => {
            let mut lines: Vec<&str> = LEXICON.lines(language, hash(STEM, &stemmed)).collect();
            if language == Language::English {
                nearest(&mut lines, folded);
            }
            lines
        }
    };
    if lines.is_empty() {
        return None;
    }
    let mut meaning = Meaning::default();
    for line in lines {
        let mut cells = line.split('\t');
        let word = cells.next().unwrap_or_default();
        let forms = cells.next().unwrap_or_default();
        let forms = std::iter::once(word).chain(forms.split(' '));
        for form in stems_of(language, word, forms) {
            if form != stemmed && !meaning.forms.contains(&form) {
                meaning.forms.push(form);
            }
        }
        let said = said(line);
        for t in &said {
            if language == Language::English && is_far_fetched(t, &said, language, word) {
                continue;
            }
            let known = meaning
                .translations
                .iter_mut()
                .find(|known| known.language == t.language && known.word == t.word);
            match known {
                Some(known) => known.weight = known.weight.max(t.weight),
                None => meaning.translations.push(t.clone()),
            }
        }
    }
    meaning.translations.retain(|t| {
        let other = stem(t.language, &fold(&t.word));
        !are_strangers(language, &stemmed, t.language, &other)
    });
    Some(meaning)
}

/// The stems of a word's forms that are its own.
fn stems_of<'a>(
    language: Language,
    word: &'a str,
    forms: impl Iterator<Item = &'a str>,
) -> impl Iterator<Item = String> {
    forms
        .filter(move |form| is_told(language, word, form))
        .map(move |form| stem(language, &fold(form)))
        .filter(|stem| !stem.is_empty())
}

/// Whether a word's form is not another word when it is folded, and its marks are read back from that:
/// `boer` looks like `bør`, and `boerne` like a form of `børn`.
fn is_told(language: Language, word: &str, form: &str) -> bool {
    let has_two = || ["aa", "ae", "oe"].iter().any(|two| form.contains(two));
    if language == Language::English || !has_two() {
        return true;
    }
    let folded = fold(form);
    let stemmed = stem(language, &folded);
    let keys = [
        hash(WORD, &folded),
        hash(WORD, &fold(&stemmed)),
        hash(STEM, &stemmed),
    ];
    let is_other = |line: &str| line.split('\t').next() != Some(word);
    !keys
        .into_iter()
        .any(|key| LEXICON.lines(language, key).any(is_other))
}

/// Leaves the words that begin as a folded one does for longest. The English stemmer takes away what
/// words are made with: `accountability` stems as `account` does, and is made of `accountable`.
fn nearest(lines: &mut Vec<&str>, folded: &str) {
    let alike = |line: &&str| {
        let word = fold(line.split('\t').next().unwrap_or_default());
        let both = word.bytes().zip(folded.bytes());
        both.take_while(|(a, b)| a == b).count()
    };
    let most = lines.iter().map(alike).max();
    lines.retain(|line| Some(alike(line)) == most);
}

/// What a line says that its word means in other languages.
fn said(line: &str) -> Vec<Translation> {
    let cells = Language::ALL.into_iter().zip(line.split('\t').skip(2));
    let each = cells.flat_map(|(language, cell)| {
        let words = cell.split(' ').filter(|s| !s.is_empty());
        words.map(move |said| {
            let (word, weight) = said.split_at(said.len() - 1);
            Translation {
                language,
                word: word.to_string(),
                weight: weight.parse::<f32>().unwrap_or(1.0) / 9.0,
            }
        })
    });
    each.collect()
}

/// Of two translations this much surer than the other, the other is doubtful.
const MUCH_SURER: f32 = 3.0;

fn is_doubtful(one: &Translation, all: &[Translation]) -> bool {
    let surer = |o: &Translation| o.language == one.language && o.weight > one.weight * MUCH_SURER;
    all.iter().any(surer)
}

/// Whether a translation is doubtful both ways: a `house` is seldom a church, and a church seldom a house.
/// Many dictionaries lead to English, and so to more that is not meant.
fn is_far_fetched(one: &Translation, all: &[Translation], from: Language, word: &str) -> bool {
    let back = || {
        let key = hash(WORD, &fold(&one.word));
        let lines = LEXICON.lines(one.language, key);
        lines.map(said).any(|back| {
            let same = |t: &&Translation| t.language == from && t.word == word;
            let found = back.iter().find(same);
            found.is_some_and(|t| !is_doubtful(t, &back))
        })
    };
    is_doubtful(one, all) && !back()
}

/// The stems of a word's forms, its own first.
pub fn stems(language: Language, word: &str) -> Vec<String> {
    let folded = fold(word);
    let mut all = vec![stem(language, &folded)];
    for line in LEXICON.lines(language, hash(WORD, &folded)) {
        let mut cells = line.split('\t');
        // Not the words this is only a form of.
        if cells.next() != Some(word) {
            continue;
        }
        let forms = cells.next().unwrap_or_default().split(' ');
        for form in stems_of(language, word, forms) {
            if !all.contains(&form) {
                all.push(form);
            }
        }
    }
    all
}

/// Whether a folded word is one of a language, as it stands.
pub fn knows(language: Language, folded: &str) -> bool {
    LEXICON.lines(language, hash(WORD, folded)).next().is_some()
}

/// The word that a folded one is, or is a form of, folded; its own stem before another's.
pub fn lemma(language: Language, folded: &str) -> Option<String> {
    let stemmed = hash(STEM, &stem(language, folded));
    let line = LEXICON
        .lines(language, hash(WORD, folded))
        .chain(LEXICON.lines(language, stemmed))
        .next()?;
    line.split('\t').next().map(fold)
}

/// A folded first part of compounds: how often (as a power of two), and the word it is of, folded.
pub fn first_part(language: Language, folded: &str) -> Option<(u8, String)> {
    let parts = LEXICON.parts(language);
    let (often, at, length) = *parts.first.get(&hash(WORD, folded))?;
    let at = at as usize;
    Some(match length {
        0 => (often, folded.to_string()),
        _ => (often, fold(&LEXICON.text[at..at + usize::from(length)])),
    })
}

/// How often a stem is the last part of compounds, as a power of two.
pub fn last_part(language: Language, stemmed: &str) -> Option<u8> {
    let parts = LEXICON.parts(language);
    parts.last.get(&hash(STEM, stemmed)).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_not_taken_for_a_stem_that_differs_by_a_letter() {
        // Once, `år` was also what `bar` stems as, and `home` what `komme` does.
        for first in "abcdefghijklmnopqrstuvwxyz".chars() {
            for other in "abcdefghijklmnopqrstuvwxyz".chars() {
                let (word, stem) = (format!("{first}ar"), format!("{other}ar"));
                assert_ne!(hash(WORD, &word), hash(STEM, &stem), "{word} {stem}");
            }
        }
        let forms = |word: &str| meaning(Language::Danish, word).unwrap().forms;
        assert_eq!(forms("aar"), ["åren", "året", "års"]);
        // `boerne` folded is `børn` with an end; `broen` is no other word.
        assert!(!forms("bo").contains(&"børn".to_string()));
        assert!(forms("bro").contains(&"brøn".to_string()));
    }

    #[test]
    fn an_english_word_means_what_its_nearest_relative_means_and_nothing_far_fetched() {
        let into = |word: &str, language| {
            let meaning = meaning(Language::English, word).unwrap();
            let its = meaning.translations.into_iter();
            let its = its.filter(|t| t.language == language).map(|t| t.word);
            its.collect::<Vec<_>>()
        };
        assert_eq!(into("accountability", Language::Danish), ["ansvarlig"]);
        assert_eq!(into("housing", Language::Danish), ["hus"]);
        assert_eq!(
            into("account", Language::Danish)[..2],
            ["beskrivelse", "konto"]
        );
        let house = into("house", Language::Swedish);
        assert!(!house.contains(&"kyrka".to_string()), "{house:?}");
        // The other way it is sure.
        assert!(into("leader", Language::Swedish).contains(&"ledare".to_string()));
    }
}
