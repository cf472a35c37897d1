//! Words of the field that mean the same in the neighbours' languages, from `assets/search`.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use super::analysis::{Language, stem, words};

const TABLE: &str = include_str!("../../assets/search/glossary.tsv");
/// Words in the longest term that is looked up.
const LONGEST: usize = 3;

/// The columns of the table, in order.
const COLUMNS: [Language; 5] = [
    Language::Danish,
    Language::Swedish,
    Language::Norwegian,
    Language::Norwegian,
    Language::English,
];

/// A term of one language: the stems of its words.
pub type Term = (Language, Vec<String>);

struct Glossary {
    concepts: Vec<Vec<Term>>,
    by_term: HashMap<Term, Vec<usize>>,
}

static GLOSSARY: LazyLock<Glossary> = LazyLock::new(|| {
    let mut concepts = Vec::new();
    let mut by_term: HashMap<Term, Vec<usize>> = HashMap::new();
    for line in TABLE.lines().skip(1) {
        let mut terms: Vec<Term> = Vec::new();
        for (language, form) in forms(line) {
            let stems = words(form)
                .iter()
                .map(|(w, _)| stem(language, w))
                .collect::<Vec<_>>();
            let term = (language, stems);
            if !term.1.is_empty() && !terms.contains(&term) {
                by_term
                    .entry(term.clone())
                    .or_default()
                    .push(concepts.len());
                terms.push(term);
            }
        }
        concepts.push(terms);
    }
    Glossary { concepts, by_term }
});

/// A line's forms. One with a question mark is uncertain: showing nothing is better than showing
/// the wrong thing as if it were the same.
fn forms(line: &str) -> impl Iterator<Item = (Language, &str)> {
    COLUMNS
        .into_iter()
        .zip(line.split('\t'))
        .flat_map(|(language, cell)| {
            cell.split('|')
                .map(str::trim)
                .filter(|f| !f.is_empty() && !f.ends_with('?'))
                .map(move |f| (language, f))
        })
}

/// Every form of a single word, folded, for splitting compounds.
pub fn single_words() -> impl Iterator<Item = String> {
    TABLE.lines().skip(1).flat_map(|line| {
        forms(line)
            .filter(|(language, _)| *language != Language::English)
            .filter_map(|(_, form)| {
                let mut found = words(form);
                (found.len() == 1).then(|| found.remove(0).0)
            })
            .collect::<Vec<_>>()
    })
}

/// For each word of a question (folded), what means the same as the term beginning there, in
/// every language.
pub fn synonyms(question: &[String]) -> Vec<Vec<Term>> {
    let mut out = vec![Vec::new(); question.len()];
    for language in Language::ALL {
        let stems: Vec<String> = question.iter().map(|w| stem(language, w)).collect();
        for (at, found) in out.iter_mut().enumerate() {
            for length in 1..=LONGEST.min(stems.len() - at) {
                let term = (language, stems[at..at + length].to_vec());
                for concept in GLOSSARY.by_term.get(&term).into_iter().flatten() {
                    found.extend(
                        GLOSSARY.concepts[*concept]
                            .iter()
                            .filter(|t| **t != term)
                            .cloned(),
                    );
                }
            }
        }
    }
    for found in &mut out {
        let mut seen = HashSet::new();
        found.retain(|term| seen.insert(term.clone()));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mean_the_same(word: &str, language: Language, other: &str) -> bool {
        let term = (
            language,
            words(other)
                .iter()
                .map(|(w, _)| stem(language, w))
                .collect(),
        );
        let question: Vec<String> = words(word).into_iter().map(|(w, _)| w).collect();
        synonyms(&question).iter().any(|s| s.contains(&term))
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
}
