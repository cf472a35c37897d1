//! The glossary as questions look words up in it.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use super::table::read_own;
use super::{COLUMNS, Concept, Forms, TABLE};
use crate::search::analysis::{Language, is_small, stem, words};
use crate::search::meaning;

/// Words in the longest term that is looked up.
const LONGEST: usize = 3;
/// Concepts a term may stand for, and terms that a word of a question may lead to: one that stands
/// everywhere says nothing, and a question takes no longer for it.
const MOST_CONCEPTS: usize = 8;
const MOST_TERMS: usize = 48;

/// A term of one language: the stems of its words.
pub type Term = (Language, Vec<String>);

/// What is looked up: made once for each change to the glossary, never for a question.
pub struct Glossary {
    concepts: Vec<Vec<Term>>,
    by_term: HashMap<Term, Vec<usize>>,
    /// What was worked out with it.
    pub known: meaning::Known,
}

impl Glossary {
    /// As it is shipped.
    pub fn shipped() -> &'static Glossary {
        static SHIPPED: LazyLock<Glossary> = LazyLock::new(|| Glossary::of(super::shipped()));
        &SHIPPED
    }

    pub fn of(concepts: &[Concept]) -> Glossary {
        let mut glossary = Glossary {
            concepts: Vec::with_capacity(concepts.len()),
            by_term: HashMap::new(),
            known: meaning::Known::default(),
        };
        for (at, concept) in concepts.iter().enumerate() {
            let mut terms: Vec<Term> = Vec::new();
            for (language, form) in searched(&concept.forms) {
                if let Some(term) = term(language, form)
                    && !terms.contains(&term)
                {
                    let known = glossary.by_term.entry(term.clone()).or_default();
                    if known.len() < MOST_CONCEPTS {
                        known.push(at);
                    }
                    terms.push(term);
                }
            }
            glossary.concepts.push(terms);
        }
        glossary
    }

    /// For each word of a question (folded), what means the same as the term beginning there, in
    /// every language.
    pub fn synonyms(&self, question: &[String]) -> Vec<Vec<Term>> {
        let mut out = vec![Vec::new(); question.len()];
        for language in Language::ALL {
            let stems: Vec<String> = question.iter().map(|w| stem(language, w)).collect();
            for (at, found) in out.iter_mut().enumerate() {
                for length in 1..=LONGEST.min(stems.len() - at) {
                    let term = (language, stems[at..at + length].to_vec());
                    found.extend(self.others(&term).cloned());
                }
            }
        }
        out.into_iter().map(few).collect()
    }

    /// What means the same as a folded word of one language, in every language.
    pub fn terms(&self, language: Language, folded: &str) -> Vec<Term> {
        let term = (language, vec![stem(language, folded)]);
        few(self.others(&term).cloned().collect())
    }

    /// Whether a folded word is a term of a language.
    pub fn has(&self, language: Language, folded: &str) -> bool {
        self.by_term
            .contains_key(&(language, vec![stem(language, folded)]))
    }

    /// What else the concepts say that a term stands for.
    fn others<'a>(&'a self, term: &'a Term) -> impl Iterator<Item = &'a Term> {
        let concepts = self.by_term.get(term).into_iter().flatten();
        concepts
            .flat_map(|concept| &self.concepts[*concept])
            .filter(move |t| *t != term)
    }
}

/// Each once, and not too many.
fn few(mut terms: Vec<Term>) -> Vec<Term> {
    let mut seen = HashSet::new();
    terms.retain(|term| seen.insert(term.clone()));
    terms.truncate(MOST_TERMS);
    terms
}

/// The forms that are searched for. Of an uncertain one, showing nothing is better than showing the
/// wrong thing as if it were the same.
fn searched(forms: &Forms) -> impl Iterator<Item = (Language, &str)> {
    let columns = COLUMNS.into_iter().zip(forms);
    columns.flat_map(|((_, language), forms)| {
        let certain = forms.iter().filter(|f| !f.uncertain);
        certain.map(move |f| (language, f.text.as_str()))
    })
}

/// A form of small words alone stands in every text: it is no term.
fn term(language: Language, form: &str) -> Option<Term> {
    let words = words(form);
    if words.iter().all(|(w, _)| is_small(language, w)) {
        return None;
    }
    let stems = words.iter().map(|(w, _)| stem(language, w)).collect();
    Some((language, stems))
}

/// Every form of a single word, folded, of the table that is shipped: for splitting compounds. An
/// editor's forms are not among them: what compounds in the index were split by must stay the same
/// until the program is another.
pub fn single_words() -> impl Iterator<Item = (Language, String)> {
    read_own(TABLE).flat_map(|forms| {
        searched(&forms)
            .filter(|(language, _)| *language != Language::English)
            .filter_map(|(language, form)| {
                let mut found = words(form);
                (found.len() == 1).then(|| (language, found.remove(0).0))
            })
            .collect::<Vec<_>>()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::glossary::Form;

    fn mean_the_same(word: &str, language: Language, other: &str) -> bool {
        let question: Vec<String> = words(word).into_iter().map(|(w, _)| w).collect();
        let meant = term(language, other).unwrap();
        let mut all = Glossary::shipped().synonyms(&question).into_iter();
        all.any(|found| found.contains(&meant))
    }

    #[test]
    fn the_neighbours_word_is_known() {
        assert!(mean_the_same(
            "borgerinddragelse",
            Language::Swedish,
            "medborgarinflytande"
        ));
        assert!(mean_the_same("förskolor", Language::Danish, "dagtilbud"));
        assert!(mean_the_same(
            "grøn omstilling",
            Language::Norwegian,
            "grønt skifte"
        ));
    }

    #[test]
    fn false_friends_are_not_synonyms() {
        assert!(!mean_the_same("tilmelding", Language::Swedish, "anmälan"));
        assert!(!mean_the_same("anmälan", Language::Danish, "tilmelding"));
        assert!(!mean_the_same("examen", Language::Danish, "eksamen"));
        assert!(!mean_the_same("eksamen", Language::Swedish, "examen"));
    }

    #[test]
    fn what_stands_everywhere_costs_no_question_more() {
        let concepts: Vec<Concept> = (0..2_000)
            .map(|n| {
                let mut concept = Concept::default();
                let form = |text: String| Form {
                    text,
                    uncertain: false,
                };
                concept.forms[0] = vec![form("samskabelse".into()), form(format!("ord{n}"))];
                concept.forms[1] = (0..20).map(|m| form(format!("svenska{n}x{m}"))).collect();
                concept.forms[1].push(form("och".into()));
                concept
            })
            .collect();
        let found = Glossary::of(&concepts).synonyms(&["samskabelse".to_string()]);
        assert_eq!(found[0].len(), MOST_TERMS);
        let small = (Language::Swedish, vec!["och".to_string()]);
        assert!(!found[0].contains(&small));
    }
}
