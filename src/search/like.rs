//! Entries that share terms or rare words with another: their lists, counted over what the asker may
//! see.

use std::collections::HashSet;

use tantivy::query::Bm25StatisticsProvider;
use tantivy::schema::{Field, IndexRecordOption, Value};
use tantivy::{DocAddress, DocId, Searcher, TantivyDocument, Term};

use super::analysis::{Language, stem, words};
use super::columns::Sieve;
use super::filters::Filters;
use super::glossary::Glossary;
use super::index::Generation;
use super::matching::places;
use super::meaning::Source;
use super::question::Asked;
use crate::library::indexing::term_line;
use crate::members::Scope;

/// What an entry is looked up by, and how much it counts when another has it too, in hundredths.
pub struct Shared {
    pub vocabulary: String,
    pub term: String,
    pub weight: u32,
}

/// Those that share most with an entry, the newest first among equals; at most `most`, none that shares
/// less than `least` hundredths.
pub struct Like<'a> {
    pub id: &'a str,
    pub shared: &'a [Shared],
    /// Worth `AREA` more when it is the same.
    pub area: Option<&'a str>,
    /// What it says in short, and in which language: rare words of it count too.
    pub text: &'a str,
    pub lang: &'a str,
    pub least: u32,
    pub most: usize,
}

/// An entry that is like another.
#[derive(Debug, PartialEq)]
pub struct Alike {
    pub id: String,
    /// The words of the other's text that it has as well, itself or in its own language; the rarest
    /// first, as they are written there.
    pub words: Vec<String>,
}

/// In hundredths: the same area, and a word that nobody else has, in both titles.
const AREA: u32 = 100;
const WORD: f32 = 250.0;
/// What a word is worth where it stands once, far down in the text.
const IN_PASSING: f32 = 0.5;
/// What stands for a word in another language is less sure.
const TRANSLATED: f32 = 0.8;
/// Words that are looked up, how long they are at least, and how many make entries alike that share
/// nothing else.
const MOST_WORDS: usize = 10;
const SHORTEST: usize = 4;
const WORDS_ALONE: u32 = 2;
/// A word is rare that not more than one entry of so many has.
const RARE: u64 = 8;
/// Where there are few entries, so many have it at most, and not most of them.
const FEW: u64 = 3;

/// A word of an entry, and what it is found by.
pub struct Word {
    written: String,
    /// In hundredths.
    worth: f32,
    /// The terms that say it, each with how sure that is.
    terms: Vec<(Field, Term, f32)>,
}

/// The rare words of a text. How rare is counted over everything, as every search does.
pub fn rare_words(
    live: &Generation,
    like: &Like,
    glossary: &Glossary,
) -> tantivy::Result<Vec<Word>> {
    let searcher = live.reader.searcher();
    let language = Language::of(like.lang);
    // Its words as they stand: a dash or a quotation mark in a text asks for nothing.
    let asked = Asked::of_words(like.text, language, glossary);
    let documents = searcher.total_num_docs()?;
    let most = (documents / RARE).max(FEW).min(documents / 2);
    let term = |language: Language, stemmed: &str, weight| {
        let field = live.fields.stems(language).words;
        (field, Term::from_field_text(field, stemmed), weight)
    };
    let mut rare = Vec::new();
    for (word, senses) in asked.words.iter().zip(&asked.senses) {
        if word.len() < SHORTEST || word.bytes().any(|b| b.is_ascii_digit()) {
            continue;
        }
        let mut terms = vec![term(language, &stem(language, word), 1.0)];
        for sense in senses.iter().filter(|s| s.source != Source::Part) {
            let sure = match sense.language == language {
                true => sense.weight,
                false => sense.weight * TRANSLATED,
            };
            if let [stems] = sense.stems.as_slice() {
                terms.extend(stems.iter().map(|s| term(sense.language, s, sure)));
            }
        }
        let mut often = 0;
        for (_, term, _) in &terms {
            often += searcher.doc_freq(term)?;
        }
        // A word that only this entry has leads nowhere.
        if often < 2 || often > most {
            continue;
        }
        let all = documents as f32;
        let worth = WORD * (1.0 + all / often as f32).ln() / (1.0 + all).ln();
        rare.push(Word {
            written: word.clone(),
            worth,
            terms,
        });
    }
    rare.sort_by(|a, b| b.worth.total_cmp(&a.worth));
    rare.truncate(MOST_WORDS);
    for (word, place) in words(like.text) {
        if let Some(rare) = rare.iter_mut().find(|r| r.written == word) {
            rare.written = like.text[place].to_string();
        }
    }
    Ok(rare)
}

pub fn run(
    live: &Generation,
    like: &Like,
    rare: &[Word],
    scope: &Scope,
    withdrawn: &[String],
) -> tantivy::Result<Vec<Alike>> {
    let searcher = live.reader.searcher();
    let columns = live.columns(&searcher)?;
    let mut best: Vec<Best> = Vec::new();
    let mut hidden_ids = withdrawn.to_vec();
    hidden_ids.push(like.id.to_string());
    for (segment, columns) in columns.iter().enumerate() {
        let sieve = Sieve::new(columns, scope, &Filters::default(), "")?;
        let hidden = places(live, &searcher, segment, &hidden_ids)?;
        let mut counted = Counted::new(&searcher, segment);
        counted.terms(live, like)?;
        counted.words(rare)?;
        let mut here: Vec<(u32, u64, DocId)> = Vec::new();
        let reader = searcher.segment_reader(segment as u32);
        let ids = reader.fast_fields().str("id")?;
        for doc in &counted.met {
            let doc = *doc;
            let of = &counted.of[doc as usize];
            let same_area = like.area.is_some_and(|a| columns.is_in(doc, a));
            let area = if same_area { AREA } else { 0 };
            let score = of.total() + area;
            let enough = here.len() < like.most || here.last().is_some_and(|l| score >= l.0);
            if !of.reaches(like.least, area)
                || !enough
                || reader.is_deleted(doc)
                || !sieve.may_see(doc)
                || hidden.contains(&doc)
            {
                continue;
            }
            // Ids are in the order of time, and so are their numbers here.
            let made = ids.as_ref().and_then(|c| c.term_ords(doc).next());
            let found = (score, made.unwrap_or(0), doc);
            let at = here.partition_point(|other| *other > found);
            if at < like.most {
                here.insert(at, found);
                here.truncate(like.most);
            }
        }
        best.extend(here.into_iter().map(|(score, _, doc)| Best {
            score,
            words: counted.of[doc as usize].words,
            at: DocAddress::new(segment as u32, doc),
        }));
    }
    named(live, &searcher, best, rare, like.most)
}

/// What a document shares.
#[derive(Clone, Copy, Default)]
struct Score {
    terms: u32,
    said: u32,
    /// Which of the rare words it has, a bit each.
    words: u16,
}

impl Score {
    fn is_met(&self) -> bool {
        self.terms > 0 || self.words > 0
    }

    fn total(&self) -> u32 {
        self.terms + self.said
    }

    /// Whether it is enough. One word alone counts only beside what else is shared.
    fn reaches(&self, least: u32, area: u32) -> bool {
        let said = match self.words.count_ones() {
            few if few < WORDS_ALONE => 0,
            _ => self.said,
        };
        self.terms + said + area >= least
    }
}

/// What the documents of a segment share.
struct Counted<'a> {
    searcher: &'a Searcher,
    segment: u32,
    /// Those that share anything.
    met: Vec<DocId>,
    of: Vec<Score>,
}

impl Counted<'_> {
    fn new(searcher: &Searcher, segment: usize) -> Counted<'_> {
        let segment = segment as u32;
        let documents = searcher.segment_reader(segment).max_doc();
        Counted {
            searcher,
            segment,
            met: Vec::new(),
            of: vec![Score::default(); documents as usize],
        }
    }

    /// Calls `f` for every document that has a term, with how often it has it.
    fn each(
        &mut self,
        field: Field,
        term: &Term,
        f: impl Fn(&mut Score, u32),
    ) -> tantivy::Result<()> {
        let reader = self.searcher.segment_reader(self.segment);
        let index = reader.inverted_index(field)?;
        let Some(info) = index.get_term_info(term)? else {
            return Ok(());
        };
        let mut postings =
            index.read_block_postings_from_terminfo(&info, IndexRecordOption::WithFreqs)?;
        while postings.block_len() > 0 {
            for (at, doc) in postings.docs().iter().enumerate() {
                let score = &mut self.of[*doc as usize];
                if !score.is_met() {
                    self.met.push(*doc);
                }
                // Terms are not counted: their lists have no frequencies.
                f(score, postings.freqs().get(at).copied().unwrap_or(1));
            }
            postings.advance();
        }
        Ok(())
    }

    fn terms(&mut self, live: &Generation, like: &Like) -> tantivy::Result<()> {
        let field = live.fields.terms;
        for shared in like.shared {
            let line = term_line(&shared.vocabulary, &shared.term);
            let term = Term::from_field_text(field, &line);
            self.each(field, &term, |score, _| score.terms += shared.weight)?;
        }
        Ok(())
    }

    /// Each word once, by the first of its terms that the document has.
    fn words(&mut self, rare: &[Word]) -> tantivy::Result<()> {
        for (number, word) in rare.iter().enumerate() {
            let bit = 1 << number;
            for (field, term, sure) in &word.terms {
                let worth = word.worth * sure;
                self.each(*field, term, |score, times| {
                    if score.words & bit == 0 {
                        let place = if times > 1 { 1.0 } else { IN_PASSING };
                        score.words |= bit;
                        score.said += (worth * place) as u32;
                    }
                })?;
            }
        }
        Ok(())
    }
}

struct Best {
    score: u32,
    words: u16,
    at: DocAddress,
}

/// The best of all segments, by their ids.
fn named(
    live: &Generation,
    searcher: &Searcher,
    mut best: Vec<Best>,
    rare: &[Word],
    most: usize,
) -> tantivy::Result<Vec<Alike>> {
    best.sort_by_key(|one| std::cmp::Reverse(one.score));
    let least = best
        .get(most.saturating_sub(1))
        .map_or(0, |last| last.score);
    let mut named: Vec<(u32, String, u16)> = Vec::new();
    let mut seen = HashSet::new();
    for one in best.into_iter().take_while(|one| one.score >= least) {
        let kept: TantivyDocument = searcher.doc(one.at)?;
        let id = kept.get_first(live.fields.id).and_then(|v| v.as_str());
        let id = id.unwrap_or_default().to_string();
        if seen.insert(id.clone()) {
            named.push((one.score, id, one.words));
        }
    }
    named.sort_by(|a, b| b.cmp(a));
    named.truncate(most);
    let alike = named.into_iter().map(|(_, id, words)| Alike {
        id,
        words: rare
            .iter()
            .enumerate()
            .filter(|(number, _)| words & (1 << number) != 0)
            .map(|(_, word)| word.written.clone())
            .collect(),
    });
    Ok(alike.collect())
}
