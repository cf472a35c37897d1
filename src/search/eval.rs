//! How good search is, measured: the questions and judged answers of a kit, through the product's own
//! analysis and matching. Every set's documents lie in one index, beside those that answer nothing.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use flate2::read::GzDecoder;
use serde::Deserialize;
use tantivy::{Index, IndexWriter};

use super::analysis::{Analyser, Language};
use super::glossary::Glossary;
use super::index::{self, Cursor, Generation};
use super::learned::Learner;
use super::question::Asked;
use super::weights::Weights;
use super::{Question, failed, indexer, matching};
use crate::error::{Error, Result};
use crate::library::indexing::IndexRow;

/// How the questions were typed: name and file.
pub const TYPED: [(&str, &str); 3] = [
    ("plain", "queries.tsv"),
    ("typo", "queries_typo.tsv"),
    ("kbd", "queries_kbd.tsv"),
];
/// Results looked at.
const DEPTH: usize = 10;
/// The folder of the documents that answer nothing.
const LOAD: &str = "load";

pub struct Options {
    /// The kit.
    pub kit: PathBuf,
    /// Where the index is made, or found from the last time.
    pub folder: PathBuf,
    /// Only these sets are asked; empty: all.
    pub sets: Vec<String>,
    /// Only every so many-th question is asked, for a quick look; 1: all.
    pub every: usize,
    /// Weights other than those used, as `name=value`.
    pub weights: Vec<String>,
}

/// What one set's questions came to, typed in one way.
#[derive(Clone, Debug, Default)]
pub struct Figures {
    pub questions: usize,
    pub ndcg: f64,
    pub recall: f64,
    pub mrr: f64,
    pub times: Vec<Duration>,
}

/// By set and way of typing.
pub type Report = BTreeMap<(String, &'static str), Figures>;

#[derive(Deserialize)]
struct Doc {
    id: String,
    lang: String,
    title: String,
    text: String,
}

/// Makes the index unless it is there, and asks. `told`: every set that is done.
pub fn run(options: &Options, told: &mut dyn FnMut(&str)) -> Result<Report> {
    let mut weights = Weights::USED;
    for given in &options.weights {
        let (name, value) = given.split_once('=').unwrap_or((given, ""));
        let set = value.parse().is_ok_and(|v| weights.set(name, v));
        if !set {
            return Err(Error::internal(format!("not a weight: {given}")));
        }
    }
    let live = made(options, told)?;
    let mut report = Report::new();
    for set in folders(&options.kit)? {
        let folder = options.kit.join(&set);
        let wanted = options.sets.is_empty() || options.sets.contains(&set);
        if !wanted || !folder.join("queries.tsv").exists() {
            continue;
        }
        let answers = answers(&folder.join("qrels.tsv"))?;
        for (typed, file) in TYPED {
            let rows = rows(&folder.join(file))?;
            let some = rows.iter().step_by(options.every.max(1));
            let figures = asked(&live, some, &answers, &weights)?;
            report.insert((set.clone(), typed), figures);
        }
        told(&set);
    }
    Ok(report)
}

fn made(options: &Options, told: &mut dyn FnMut(&str)) -> Result<Generation> {
    const NAME: &str = "gen-eval";
    let folder = options.folder.join(NAME);
    if folder.exists() {
        if let Ok(Some(live)) = Generation::open(&options.folder, NAME) {
            return Ok(live);
        }
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    let started = Instant::now();
    let mut learner = Learner::default();
    each_document(&options.kit, &mut |row| {
        learner.read(Language::of(&row.plain.lang), &index::learned_from(&row));
        Ok(())
    })?;
    let learned = Arc::new(learner.write(&folder)?);
    let mut analyser = Analyser::default();
    analyser.knowing(&learned);
    let (schema, fields) = index::schema();
    let index = Index::create_in_dir(&folder, schema).map_err(failed)?;
    let mut writer: IndexWriter = indexer::filler(&index).map_err(failed)?;
    let mut count = 0;
    each_document(&options.kit, &mut |row| {
        count += 1;
        let one = std::slice::from_mut(&mut analyser);
        indexer::add_all(&writer, &fields, one, &[row])
    })?;
    indexer::finish(&mut writer, &Cursor::at(&learned, 0, String::new()))?;
    writer.wait_merging_threads().map_err(failed)?;
    let took = started.elapsed().as_secs_f32();
    told(&format!("{count} documents indexed in {took:.0} s"));
    Generation::open(&options.folder, NAME)
        .map_err(failed)?
        .ok_or_else(|| Error::internal("the index that was made cannot be read"))
}

fn each_document(kit: &Path, take: &mut dyn FnMut(IndexRow) -> Result<()>) -> Result<()> {
    for set in folders(kit)? {
        let Some(file) = documents(&kit.join(&set))? else {
            continue;
        };
        for line in file.lines() {
            let doc: Doc = serde_json::from_str(&line?).map_err(Error::internal)?;
            take(IndexRow::of_text(doc.id, doc.lang, doc.title, doc.text))?;
        }
    }
    Ok(())
}

/// The documents of a set; none when it shares those of another.
fn documents(set: &Path) -> Result<Option<Box<dyn BufRead>>> {
    let (packed, plain) = (set.join("docs.jsonl.gz"), set.join("docs.jsonl"));
    Ok(if packed.exists() {
        let file = GzDecoder::new(File::open(packed)?);
        Some(Box::new(BufReader::new(file)))
    } else if plain.exists() {
        Some(Box::new(BufReader::new(File::open(plain)?)))
    } else {
        None
    })
}

/// The folders of a kit, what answers nothing last.
fn folders(kit: &Path) -> Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(kit)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            names.push(entry.file_name().to_string_lossy().into_owned());
        }
    }
    names.sort_by_key(|name| (name == LOAD, name.clone()));
    Ok(names)
}

fn rows(file: &Path) -> Result<Vec<Vec<String>>> {
    Ok(fs::read_to_string(file)?
        .lines()
        .map(|line| line.split('\t').map(str::to_string).collect())
        .collect())
}

/// By question, the documents that answer it.
fn answers(file: &Path) -> Result<HashMap<String, HashSet<String>>> {
    let mut answers: HashMap<String, HashSet<String>> = HashMap::new();
    for row in rows(file)? {
        if let [question, document, grade, ..] = row.as_slice()
            && grade != "0"
        {
            let known = answers.entry(question.clone()).or_default();
            known.insert(document.clone());
        }
    }
    Ok(answers)
}

fn asked<'a>(
    live: &Generation,
    rows: impl Iterator<Item = &'a Vec<String>>,
    answers: &HashMap<String, HashSet<String>>,
    weights: &Weights,
) -> Result<Figures> {
    let mut figures = Figures::default();
    for row in rows {
        let [id, lang, text, ..] = row.as_slice() else {
            continue;
        };
        let Some(right) = answers.get(id) else {
            continue;
        };
        let question = Question {
            text: text.clone(),
            prefer: lang.clone(),
            limit: DEPTH,
            ..Question::default()
        };
        let started = Instant::now();
        let mut asked = Asked::new(&question.text, Language::of(lang), Glossary::shipped());
        let matched =
            matching::run_or_loosen(live, &mut asked, &question, &[], weights).map_err(failed)?;
        figures.times.push(started.elapsed());
        figures.count(&matched.hits, right);
    }
    Ok(figures)
}

impl Figures {
    fn count(&mut self, hits: &[matching::Match], right: &HashSet<String>) {
        let places: Vec<usize> = hits
            .iter()
            .enumerate()
            .filter(|(_, hit)| right.contains(&hit.id))
            .map(|(place, _)| place)
            .collect();
        let gain = |place: usize| 1.0 / (place as f64 + 2.0).log2();
        let reachable = right.len().min(DEPTH);
        let ideal: f64 = (0..reachable).map(gain).sum();
        let ndcg = places.iter().map(|p| gain(*p)).sum::<f64>() / ideal;
        let recall = places.len() as f64 / reachable as f64;
        let mrr = places.first().map_or(0.0, |p| 1.0 / (*p as f64 + 1.0));
        let before = self.questions as f64;
        self.questions += 1;
        for (mean, value) in [
            (&mut self.ndcg, ndcg),
            (&mut self.recall, recall),
            (&mut self.mrr, mrr),
        ] {
            *mean = (*mean * before + value) / (before + 1.0);
        }
    }
}

/// The columns that engines are compared by: mean nDCG@10 of their sets.
pub const COLUMNS: [&str; 6] = ["mono", "mono typo", "mono kbd", "xl", "xl-kw", "seed-smoke"];

/// The mean of a column; none where none of its sets was asked.
pub fn column(report: &Report, column: &str) -> Option<f64> {
    let (of, typed) = match column.split_once(' ') {
        Some((of, typed)) => (of, typed),
        None => (column, "plain"),
    };
    let among = |set: &str| match of {
        "mono" => !set.starts_with("xl-") && set != "seed-smoke",
        "xl" => set.starts_with("xl-"),
        one => set == one,
    };
    let figures: Vec<f64> = report
        .iter()
        .filter(|((set, how), _)| among(set) && *how == typed)
        .map(|(_, figures)| figures.ndcg)
        .collect();
    (!figures.is_empty()).then(|| figures.iter().sum::<f64>() / figures.len() as f64)
}

/// The time within which a share of all plain questions was answered.
pub fn within(report: &Report, share: f64) -> Duration {
    let mut times: Vec<Duration> = report
        .iter()
        .filter(|((_, typed), _)| *typed == "plain")
        .flat_map(|(_, figures)| figures.times.iter().copied())
        .collect();
    times.sort();
    let at = (times.len() as f64 * share) as usize;
    times
        .get(at.min(times.len().saturating_sub(1)))
        .copied()
        .unwrap_or_default()
}
