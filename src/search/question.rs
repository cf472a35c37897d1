//! What is asked: words, what is demanded of them, and what they may mean.

use super::analysis::{Language, is_small, is_stop_word, joined, words};
use super::glossary::Glossary;
use super::grammar::{self, Piece};
use super::meaning::{Sense, means};
use super::{cut, lexicon};

/// Words of a question that are looked up; more add nothing, and a score has a bit for each.
const MOST_WORDS: usize = 32;
/// Phrases, alternatives and unwanted words of a question that are looked up: each may be a long list.
const MOST_STRICT: usize = 16;

/// A question's words, analysed.
pub struct Asked<'g> {
    /// Folded.
    pub words: Vec<String>,
    /// For each word, how it was typed.
    pub typed: Vec<String>,
    /// For each word, its number among what is asked for: what may stand instead of one another has
    /// the same.
    pub slots: Vec<u16>,
    /// For each word, what means the same.
    pub senses: Vec<Vec<Sense>>,
    /// Of each of these an entry has one.
    pub demands: Vec<Vec<Alternative>>,
    /// What no entry has.
    pub without: Vec<Phrase>,
    /// Nothing was asked: everything matches.
    pub nothing: bool,
    pub asker: Language,
    /// What it was looked up in.
    pub glossary: &'g Glossary,
}

/// Folded words that stand side by side.
pub type Phrase = Vec<String>;

#[derive(Clone, Debug, PartialEq)]
pub enum Alternative {
    Phrase(Phrase),
    /// One of `Asked::words`, in any of the ways that speak of it.
    Word(String),
}

/// A word as it was asked for.
struct Typed {
    folded: String,
    typed: String,
    slot: u16,
}

/// Adds a word that is asked for, each once and not too many.
fn add(all: &mut Vec<Typed>, folded: String, typed: &str, slot: u16) {
    if all.len() < MOST_WORDS && all.iter().all(|t| t.folded != folded) {
        all.push(Typed {
            folded,
            typed: typed.to_string(),
            slot,
        });
    }
}

impl<'g> Asked<'g> {
    pub fn new(text: &str, asker: Language, glossary: &'g Glossary) -> Asked<'g> {
        let text = cut(text);
        let pieces = grammar::read(text).all;
        let mut asked = Asked::empty(asker, glossary);
        let typed = asked.take(&pieces);
        asked.nothing =
            text.trim().is_empty() || (typed.is_empty() && pieces.iter().all(|p| p.minus));
        asked.look_up(typed);
        asked
    }

    /// A text's words, in which nothing is demanded and no sign says anything.
    pub fn of_words(text: &str, asker: Language, glossary: &'g Glossary) -> Asked<'g> {
        let mut typed: Vec<Typed> = Vec::new();
        for ((folded, place), slot) in words(text).into_iter().zip(1..) {
            add(&mut typed, folded, &text[place], slot);
        }
        let mut asked = Asked::empty(asker, glossary);
        asked.look_up(typed);
        asked
    }

    fn empty(asker: Language, glossary: &'g Glossary) -> Asked<'g> {
        Asked {
            words: Vec::new(),
            typed: Vec::new(),
            slots: Vec::new(),
            senses: Vec::new(),
            demands: Vec::new(),
            without: Vec::new(),
            nothing: false,
            asker,
            glossary,
        }
    }

    /// Takes the words that say something, with what they mean.
    fn look_up(&mut self, typed: Vec<Typed>) {
        let (asker, glossary) = (self.asker, self.glossary);
        let all: Vec<String> = typed.iter().map(|t| t.folded.clone()).collect();
        let mut synonyms = glossary.synonyms(&all);
        let spoken = spoken(asker, &all);
        let says_nothing = |w: &String| is_stop_word(asker, w) || is_small(spoken, w);
        let counts: Vec<bool> = all.iter().map(|w| !says_nothing(w)).collect();
        // A term that begins with a small word is the next word's: `på tværs`.
        for at in 1..all.len() {
            if !counts[at - 1] {
                let moved = std::mem::take(&mut synonyms[at - 1]);
                synonyms[at].extend(moved);
            }
        }
        // Who asks only small words means them.
        let any = counts.contains(&true);
        for ((word, terms), counts) in typed.into_iter().zip(synonyms).zip(counts) {
            if any && !counts {
                continue;
            }
            self.senses
                .push(means(asker, glossary, &word.folded, terms));
            self.words.push(word.folded);
            self.typed.push(word.typed);
            self.slots.push(word.slot);
        }
        // Without gaps: what said nothing, or was said before, is not asked for.
        let (mut number, mut last) = (0, 0);
        for slot in &mut self.slots {
            if *slot != last {
                (number, last) = (number + 1, *slot);
            }
            *slot = number;
        }
    }

    /// Gives up what is demanded: its words are asked for like all others. False where nothing was.
    pub fn loosen(&mut self) -> bool {
        !std::mem::take(&mut self.demands).is_empty()
    }

    /// How many things are asked for: alternatives are one.
    pub fn things(&self) -> usize {
        self.slots.last().copied().unwrap_or(0).into()
    }

    /// Whether a word is among alternatives.
    pub fn is_choice(&self, word: usize) -> bool {
        let alternative =
            |a: &Alternative| matches!(a, Alternative::Word(w) if *w == self.words[word]);
        self.demands.iter().flatten().any(alternative)
    }

    /// Words and phrases that are demanded or not wanted.
    fn strict(&self) -> usize {
        self.demands.iter().map(Vec::len).sum::<usize>() + self.without.len()
    }

    /// Takes what is demanded and what is not wanted; the words that are asked for, each once.
    fn take(&mut self, pieces: &[Piece]) -> Vec<Typed> {
        let mut all: Vec<Typed> = Vec::new();
        let mut slot = 0;
        // Whether the piece before gave words, to which these may be an alternative.
        let mut follows = false;
        for (at, piece) in pieces.iter().enumerate() {
            let followed = std::mem::take(&mut follows);
            let instead = piece.instead.is_some() && followed;
            // What only looks like a filter is words.
            let text = if piece.quoted {
                piece.said
            } else {
                piece.typed
            };
            let found = words(text);
            let phrase: Phrase = found.iter().map(|(w, _)| w.clone()).collect();
            if phrase.is_empty() {
                continue;
            }
            if piece.minus {
                if self.strict() < MOST_STRICT {
                    self.without.push(phrase);
                }
                continue;
            }
            follows = true;
            let choice = instead
                || pieces
                    .get(at + 1)
                    .is_some_and(|next| next.instead.is_some());
            let whole = if piece.quoted {
                Vec::new()
            } else {
                joined(text, &found)
            };
            let separate = found
                .into_iter()
                .map(|(folded, place)| (folded, text[place].to_string(), true));
            // What is one word when it is joined is the same thing as the last of its parts.
            let bare = text.trim_matches(|c: char| !c.is_alphanumeric());
            let whole = whole
                .into_iter()
                .map(|word| (word, bare.to_string(), false));
            for (folded, typed, is_new) in separate.chain(whole) {
                // Alternatives are one thing that is asked for; so is each word of its own.
                if is_new && !instead && (!choice || folded == phrase[0]) {
                    slot += 1;
                }
                add(&mut all, folded, &typed, slot);
            }
            let alternative = match phrase.as_slice() {
                [word] if choice && !piece.quoted => Alternative::Word(word.clone()),
                _ => Alternative::Phrase(phrase),
            };
            if self.strict() >= MOST_STRICT {
                continue;
            }
            match self.demands.last_mut() {
                Some(demand) if instead => demand.push(alternative),
                _ if choice || piece.quoted => self.demands.push(vec![alternative]),
                _ => {}
            }
        }
        all
    }
}

/// The language a question is in: the asker's, unless another knows more of its words.
fn spoken(asker: Language, words: &[String]) -> Language {
    const SHORTEST: usize = 4;
    const MOST: usize = 8;
    let long = || words.iter().filter(|w| w.len() >= SHORTEST).take(MOST);
    let known = |language: &Language| long().filter(|w| lexicon::knows(*language, w)).count();
    let mut best = (known(&asker), asker);
    for language in Language::ALL {
        let count = known(&language);
        if count > best.0 {
            best = (count, language);
        }
    }
    best.1
}
