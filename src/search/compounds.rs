//! Compounds, taken apart. A first part is a form that compounds of the lexicon begin with, a last part
//! a word they end with; beside one of those, the other may be any word that is known. A preposition
//! or an ending is no part.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::analysis::{Language, ends_small, is_small, stem};
use super::learned::{Apart, Learned};
use super::{glossary, lexicon};
use crate::places;
use crate::text::fold;

const SHORTEST: usize = 3;
/// A part so long may be a compound itself.
const LONG: usize = 8;
/// Parts a compound is taken into at most.
const MOST: usize = 4;
/// What a part costs that no compound of the lexicon has; each doubling of those that have it costs
/// one less. The cheapest split is taken.
const RARE: u32 = 14;
/// A part of three letters is one by chance more often.
const SHORT: u32 = 3;
/// Endings that are also words, or stem as one: `vision` is not `vis` and `ion`.
const ENDINGS: [&str; 59] = [
    "net",
    "ner",
    "ger",
    "ringen",
    "ret",
    "ter",
    "hed",
    "het",
    "heit",
    "heden",
    "heten",
    "heder",
    "heter",
    "ing",
    "ning",
    "else",
    "ande",
    "ende",
    "are",
    "ett",
    "ell",
    "lell",
    "tell",
    "ist",
    "sist",
    "vist",
    "ans",
    "ens",
    "ion",
    "jon",
    "sion",
    "sjon",
    "lig",
    "tig",
    "isa",
    "iga",
    "era",
    "dera",
    "gera",
    "lera",
    "mera",
    "vera",
    "ast",
    "ess",
    "isk",
    "tisk",
    "tet",
    "ering",
    "aktig",
    "aktighet",
    "skaber",
    "skaberne",
    "loeshed",
    "loesheden",
    "loeshet",
    "loesheten",
    "atte",
    "ental",
    "ber",
];
/// `digitalisering` is no ring: after `e`, these are the end of what somebody does.
const RINGS: [&str; 9] = [
    "ring", "rings", "ringer", "ringene", "ringerne", "ringers", "ringar", "ringarna", "ringars",
];
/// How much dearer than the word itself, if compounds are made of it, a split may be: `kommune` is not
/// `komm` and `une`. The Swedish word list is short and has few compounds of anything, so that what
/// it counts says less.
fn dearer_than_whole(language: Language) -> u32 {
    match language {
        Language::Swedish => 12,
        _ => 8,
    }
}

/// A split that costs more than this a part is by chance.
const DEAREST: u32 = 14;
/// Words that stand before others without making a compound, where no stop list has them.
const BEFORE: [&str; 16] = [
    "over", "under", "efter", "etter", "frem", "fram", "till", "tilbage", "tillbaka", "mellem",
    "mellan", "mellom", "bort", "sammen", "samman", "oever",
];
/// How often a word of the glossary, or one that was learned, is taken to be a part, as a power of two.
const OF_THE_FIELD: u8 = 3;

/// Words of the glossary in each language, which the lexicon may not have.
static FIELD: LazyLock<[HashSet<String>; 4]> = LazyLock::new(|| {
    let mut field: [HashSet<String>; 4] = Default::default();
    for (language, word) in glossary::single_words() {
        if word.len() > SHORTEST && word.is_ascii() {
            field[language as usize].insert(word);
        }
    }
    field
});

/// Municipalities: their names mean nothing else, whatever they are put together of.
static PLACES: LazyLock<HashSet<String>> =
    LazyLock::new(|| places::all().iter().map(|place| fold(place.name)).collect());

fn is_place(folded: &str) -> bool {
    let of = folded.strip_suffix('s').unwrap_or(folded);
    PLACES.contains(folded) || PLACES.contains(of)
}

/// The stems of those words.
static FIELD_STEMS: LazyLock<[HashSet<String>; 4]> = LazyLock::new(|| {
    Language::ALL.map(|language| {
        let words = FIELD[language as usize].iter();
        words.map(|word| stem(language, word)).collect()
    })
});

/// The parts of a folded word by the lexicon alone, each as the word it is of; nothing when it is no
/// compound.
pub fn split(language: Language, folded: &str) -> Vec<String> {
    LEXICON_ALONE.split(language, folded)
}

/// The stems of those parts, and of those that are compounds themselves, of theirs.
pub fn parts(language: Language, folded: &str) -> Vec<String> {
    LEXICON_ALONE.parts(language, folded)
}

/// The languages that take a folded word apart into fewest parts, the asker's first: `skolevegring` is a
/// Norwegian's `skole` and `vegring`, and no Dane's `skole`, `veg` and `ring`. A word of the asker's is put
/// together as theirs are, or not at all; and nobody takes apart what those who know it do not: `forældre` is
/// no Swede's `för` and `äldre`. `split`: its parts in a language.
pub fn likeliest(
    asker: Language,
    folded: &str,
    split: impl Fn(Language) -> Vec<String>,
) -> Vec<Apart> {
    let is_theirs = lexicon::lemma(asker, folded).is_some();
    let others = Language::ALL.into_iter().filter(|l| *l != asker);
    let mut found: Vec<Apart> = std::iter::once(asker)
        .chain(others.filter(|_| !is_theirs))
        .map(|language| (language, split(language)))
        .collect();
    let known = found.iter().filter(|(l, _)| lexicon::knows(*l, folded));
    let mut known = known.peekable();
    if known.peek().is_some() && known.all(|(_, parts)| parts.is_empty()) {
        return Vec::new();
    }
    found.retain(|(_, parts)| !parts.is_empty());
    let fewest = found.iter().map(|(_, parts)| parts.len()).min();
    found.retain(|(_, parts)| Some(parts.len()) == fewest);
    found
}

static LEXICON_ALONE: LazyLock<Learned> = LazyLock::new(Learned::default);

impl Learned {
    /// As `split`, with the words that were learned as well.
    pub fn split(&self, language: Language, folded: &str) -> Vec<String> {
        // A word that stands by itself in many texts and is no compound of known ones is none.
        if self.has(language, folded) || is_place(folded) {
            return Vec::new();
        }
        let parts = cheapest(self, language, folded);
        // Nor is a form of a word that is none: `föräldrar`.
        let is_none = |l: String| l != folded && cheapest(self, language, &l).is_empty();
        if !parts.is_empty() && lexicon::lemma(language, folded).is_some_and(is_none) {
            return Vec::new();
        }
        parts
    }

    /// As `parts`, likewise.
    pub fn parts(&self, language: Language, folded: &str) -> Vec<String> {
        self.stems(language, &self.split(language, folded))
    }

    /// The stems of parts, and of those that are compounds themselves, of theirs.
    pub fn stems(&self, language: Language, parts: &[String]) -> Vec<String> {
        let mut stems = Vec::new();
        for part in parts {
            stems.push(stem(language, part));
            if part.len() >= LONG {
                let inner = self.split(language, part);
                stems.extend(inner.iter().map(|p| stem(language, p)));
            }
        }
        stems
    }
}

fn cheapest(learned: &Learned, language: Language, folded: &str) -> Vec<String> {
    if language == Language::English || folded.len() < 2 * SHORTEST || !folded.is_ascii() {
        return Vec::new();
    }
    // By length of what is taken: the cost, and the parts.
    let mut best: Vec<Option<(u32, Vec<String>)>> = vec![None; folded.len() + 1];
    best[0] = Some((0, Vec::new()));
    let mut whole: Option<(u32, Vec<String>)> = None;
    for from in 0..=folded.len() - SHORTEST {
        let Some((cost, parts)) = best[from].clone() else {
            continue;
        };
        let is_ring = folded[..from].ends_with('e') && RINGS.contains(&&folded[from..]);
        if from > 0
            && !is_ring
            && let Some(last) = last(learned, language, &folded[from..])
            && whole.as_ref().is_none_or(|w| cost + last < w.0)
        {
            let mut all = parts.clone();
            all.push(folded[from..].to_string());
            whole = Some((cost + last, all));
        }
        if parts.len() + 1 >= MOST {
            continue;
        }
        for to in from + SHORTEST..=folded.len() - SHORTEST {
            let Some((first, word)) = first(learned, language, &folded[from..to]) else {
                continue;
            };
            if best[to].as_ref().is_none_or(|b| cost + first < b.0) {
                let mut all = parts.clone();
                all.push(word);
                best[to] = Some((cost + first, all));
            }
        }
    }
    let Some((cost, parts)) = whole else {
        return Vec::new();
    };
    let itself = lexicon::first_part(language, folded)
        .map(|(often, _)| self::cost(often, folded) + dearer_than_whole(language));
    if itself.is_some_and(|i| i < cost) || cost > DEAREST * parts.len() as u32 {
        return Vec::new();
    }
    parts
}

fn cost(often: u8, part: &str) -> u32 {
    let short = if part.len() == SHORTEST { SHORT } else { 0 };
    RARE - u32::from(often).min(RARE) + short
}

fn first(learned: &Learned, language: Language, part: &str) -> Option<(u32, String)> {
    if let Some((often, word)) = lexicon::first_part(language, part) {
        return Some((cost(often, part), word));
    }
    let mut forms = vec![part.to_string()];
    forms.extend(part.strip_suffix('s').map(str::to_string));
    // `medarbetare` becomes `medarbetar`, `flicka` becomes `flicke`.
    if language == Language::Swedish {
        forms.extend(part.ends_with("ar").then(|| format!("{part}e")));
        // `föräldrar` becomes `föräldra`.
        forms.extend(part.ends_with('a').then(|| format!("{part}r")));
        forms.extend(
            part.strip_suffix('e')
                .map(|stripped| format!("{stripped}a")),
        );
    }
    let field = &FIELD[language as usize];
    let known = |w: &&String| field.contains(*w) || learned.has(language, w);
    if let Some(word) = forms.iter().find(known) {
        return Some((cost(OF_THE_FIELD, part), word.clone()));
    }
    let word = forms.into_iter().find(|w| is_word(language, w))?;
    Some((cost(0, part), word))
}

/// Whether what no compound of the lexicon has may be a part nevertheless.
fn is_word(language: Language, part: &str) -> bool {
    // What most letters in a row are not comes first.
    lexicon::knows(language, part) && !BEFORE.contains(&part) && !is_small(language, part)
}

fn last(learned: &Learned, language: Language, part: &str) -> Option<u32> {
    if ENDINGS.contains(&part) {
        return None;
    }
    if ends_small(language, part) {
        return None;
    }
    let stemmed = stem(language, part);
    let known = || {
        FIELD_STEMS[language as usize].contains(&stemmed) || learned.has_stem(language, &stemmed)
    };
    let often = lexicon::last_part(language, &stemmed)
        .or_else(|| known().then_some(OF_THE_FIELD))
        .or_else(|| is_word(language, part).then_some(0))?;
    Some(cost(often, part))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Compounds whose parts two dictionaries agree on: see `assets/search/lexicon/make.py`.
    const COMPOUNDS: &str = include_str!("../../tests/search/compounds.tsv");

    fn is_right(language: Language, word: &str, first: &str, last: &str) -> bool {
        let stems = |parts: &[String]| parts.iter().map(|p| stem(language, p)).collect::<Vec<_>>();
        let found = stems(&split(language, word));
        // A part that is a compound itself may be taken apart as well.
        let whole = |part: &str| vec![part.to_string()];
        let apart = |part: &str| match split(language, part) {
            none if none.is_empty() => whole(part),
            parts => parts,
        };
        [
            [whole(first), whole(last)],
            [apart(first), whole(last)],
            [whole(first), apart(last)],
            [apart(first), apart(last)],
        ]
        .iter()
        .any(|parts| {
            // A first part may be a form of its own: `riks` of `rike`.
            let parts = stems(&parts.concat());
            parts.len() == found.len() && parts[1..] == found[1..]
        })
    }

    #[test]
    fn real_compounds_are_split_where_they_are_put_together() {
        let mut wrong: Vec<(Language, String)> = Vec::new();
        for line in COMPOUNDS.lines() {
            let [language, word, first, last] = line.split('\t').collect::<Vec<_>>()[..] else {
                panic!("{line}");
            };
            let language = Language::named(language);
            let [word, first, last] = [word, first, last].map(fold);
            if !is_right(language, &word, &first, &last) {
                let found = split(language, &word).join("+");
                wrong.push((language, format!("{word}: {first}+{last}, not {found}")));
            }
        }
        // 95 of 100: 15 of 300 each.
        for language in [Language::Danish, Language::Swedish, Language::Norwegian] {
            let of = wrong.iter().filter(|(l, _)| *l == language);
            let said: Vec<&str> = of.map(|(_, why)| why.as_str()).collect();
            assert!(said.len() <= 15, "{language:?}, {}: {said:#?}", said.len());
        }
    }

    #[test]
    fn words_of_the_field_are_split_and_simple_words_are_not() {
        let split = |w: &str| split(Language::Danish, &fold(w)).join("+");
        assert_eq!(split("tilsynsmodellen"), "tilsyn+modellen");
        assert_eq!(split("samskabelsesproces"), "samskabelse+proces");
        for word in [
            "forår",
            "xyzzyplugh",
            "overskud",
            "samskabelse",
            "kommune",
            "forældre",
            "forældrene",
            "vision",
            "idealist",
            "personlig",
        ] {
            assert_eq!(split(word), "", "{word}");
        }
        let swedish = |w: &str| super::split(Language::Swedish, &fold(w)).join("+");
        assert_eq!(swedish("medarbetarinflytande"), "medarbetare+inflytande");
        for word in ["föräldrar", "föräldrarna", "delaktighet"] {
            assert_eq!(swedish(word), "", "{word}");
        }
    }

    #[test]
    fn a_word_is_taken_apart_by_those_who_may_know_its_parts() {
        let by = |asker, word: &str| {
            let folded = fold(word);
            let found = likeliest(asker, &folded, |l| super::split(l, &folded));
            found.into_iter().map(|(l, _)| l).collect::<Vec<_>>()
        };
        for asker in Language::ALL {
            for word in ["forældre", "beslutning", "indsats"] {
                assert!(by(asker, word).is_empty(), "{asker:?} {word}");
            }
            let norwegian = by(asker, "skolevegring");
            assert_eq!(norwegian, [Language::Norwegian], "{asker:?}");
        }
        // Only the Norwegian dictionary has it, and a Dane's texts have its parts.
        assert_eq!(by(Language::Danish, "boligområde")[0], Language::Danish);
    }

    #[test]
    fn everyday_words_of_municipalities_are_not_made_of_others() {
        let words = [
            "digitalisering",
            "organisering",
            "skalering",
            "frivillighed",
            "hjemløshed",
            "udsatte",
            "Holstebro",
            "Frederikshavns",
            "parental",
            "accountability",
        ];
        let mut junk = Vec::new();
        for word in words {
            for language in Language::ALL {
                for part in split(language, &fold(word)) {
                    junk.push(format!("{word} {}: {part}", language.suffix()));
                }
            }
        }
        assert!(junk.is_empty(), "{junk:#?}");
    }
}
