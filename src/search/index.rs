//! The index on disk: its fields, its generations, and what a commit says of itself.
//!
//! ```text
//! index/CURRENT       the name of the generation that is served; replaced by an atomic rename
//! index/gen-<id>/     a whole index, and `learned.txt`: see `learned`
//! index/build-<id>/   one being built; becomes a generation when it is whole
//! index/build.lock    held while one is built or old ones are removed
//! ```

use std::collections::{HashMap, HashSet};
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};
use tantivy::index::SegmentId;
use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions,
};
use tantivy::{Index, IndexReader, ReloadPolicy, Searcher, SegmentReader, TantivyDocument};

use super::analysis::{Analyser, FINGERPRINT, Language, words};
use super::columns::Columns;
use super::learned::Learned;
use super::suggest::Kept;
use super::vocabulary::Vocabulary;
use super::weights::{LEAD, OPENING, OPENING_WORDS, TITLE};
use super::{lock, snippet};
use crate::error::{Error, Result};
use crate::library::indexing::IndexRow;
use crate::text::fold;
use crate::web::markdown;

/// Raised when fields or the making of documents change.
pub const SCHEMA_VERSION: u32 = 11;

/// What stands before a title's first word.
pub const FIRST: char = '^';

/// The fields one language's terms are in.
#[derive(Clone, Copy, Debug)]
pub struct Stems {
    /// Of every text, the title's and the summary's more than once: see `weights`.
    pub words: Field,
    /// Parts of compounds, wherever they stand.
    pub parts: Field,
}

#[derive(Clone, Debug)]
pub struct Fields {
    pub id: Field,
    pub version: Field,
    /// `public`, `network`, `org:<id>`, `own:<id>`: whoever may show one of them sees the entry.
    pub seen_by: Field,
    pub kind: Field,
    pub municipality: Field,
    pub lang: Field,
    pub area: Field,
    /// As `filters::years` reads them.
    pub year: Field,
    /// Folded.
    pub tag: Field,
    /// In minutes.
    pub updated: Field,
    pub reviewed: Field,
    /// What lists can be narrowed to: `tag:frivillige`.
    pub terms: Field,
    /// The beginning of summary and body without marks: what results show a piece of.
    pub text: Field,
    /// Folded, unstemmed, with the places of the words: phrases are found by them.
    pub exact: Field,
    /// See `analysis::key`.
    pub keys: Field,
    /// See `analysis::pair`.
    pub pairs: Field,
    /// The title's folded words, and the first once more behind `FIRST`: what is suggested.
    pub titles: Field,
    stems: [Stems; 4],
}

impl Fields {
    pub fn stems(&self, language: Language) -> Stems {
        self.stems[language as usize]
    }
}

pub fn schema() -> (Schema, Fields) {
    let mut schema = Schema::builder();
    let kept = |option| {
        TextOptions::default().set_indexing_options(
            TextFieldIndexing::default()
                .set_tokenizer("whitespace")
                .set_index_option(option),
        )
    };
    let terms = kept(IndexRecordOption::WithFreqs);
    let with_places = kept(IndexRecordOption::WithFreqsAndPositions);
    let listed = kept(IndexRecordOption::Basic);
    let fields = Fields {
        id: schema.add_text_field("id", STRING | FAST | STORED),
        version: schema.add_i64_field("version", FAST | STORED),
        seen_by: schema.add_text_field("seen_by", STRING | FAST),
        kind: schema.add_text_field("kind", STRING | FAST),
        municipality: schema.add_text_field("municipality", STRING | FAST),
        lang: schema.add_text_field("lang", STRING | FAST),
        area: schema.add_text_field("area", STRING | FAST),
        year: schema.add_text_field("year", STRING | FAST),
        tag: schema.add_text_field("tag", STRING),
        updated: schema.add_i64_field("updated", FAST),
        reviewed: schema.add_i64_field("reviewed", FAST),
        terms: schema.add_text_field("terms", STRING),
        text: schema.add_text_field("text", STORED),
        exact: schema.add_text_field("exact", with_places),
        keys: schema.add_text_field("keys", terms.clone()),
        pairs: schema.add_u64_field("pairs", INDEXED),
        titles: schema.add_text_field("titles", listed),
        stems: Language::ALL.map(|l| {
            let mut field = |name: &str| {
                schema.add_text_field(&format!("{name}_{}", l.suffix()), terms.clone())
            };
            Stems {
                words: field("words"),
                parts: field("parts"),
            }
        }),
    };
    (schema.build(), fields)
}

/// What the index keeps of an entry.
pub fn document(fields: &Fields, analyser: &mut Analyser, row: &IndexRow) -> TantivyDocument {
    let plain = &row.plain;
    let language = Language::of(&plain.lang);
    let mut terms = analyser.terms(language, &plain.title).times(TITLE);
    let lead = analyser.terms(language, &format!("{} {}", plain.summary, plain.tags));
    terms.add(lead.times(LEAD));
    let text = match row.facts_text() {
        none if none.is_empty() => markdown::plain(&row.body),
        // What is asked for field by field comes before what is free.
        facts => format!("{facts}\n{}", markdown::plain(&row.body)),
    };
    terms.add(analyser.terms(language, &text));
    let opening = analyser.terms(language, opening(&text));
    terms.add(opening.times(OPENING - 1));
    terms.add(analyser.terms(language, &row.files));
    let stems = fields.stems(language);
    let mut doc = TantivyDocument::default();
    doc.add_text(fields.id, &plain.id);
    doc.add_i64(fields.version, row.version);
    doc.add_text(fields.kind, &plain.kind);
    doc.add_text(fields.lang, &plain.lang);
    if let Some(place) = plain.place_or_name() {
        doc.add_text(fields.municipality, place);
    }
    doc.add_text(fields.year, plain.years());
    for tag in plain.tags.lines() {
        doc.add_text(fields.tag, fold(tag));
    }
    doc.add_i64(fields.updated, minutes(plain.updated_at));
    if let Some(reviewed) = row.reviewed_at {
        doc.add_i64(fields.reviewed, minutes(reviewed));
    }
    if let Some(area) = &plain.area {
        doc.add_text(fields.area, area);
    }
    for term in row.terms.lines() {
        doc.add_text(fields.terms, term);
    }
    match (row.audience.as_str(), &row.organisation_id) {
        ("public" | "network", _) => doc.add_text(fields.seen_by, &row.audience),
        ("organisation", Some(id)) => doc.add_text(fields.seen_by, format!("org:{id}")),
        _ => {}
    }
    if let Some(owner) = &row.owner_id {
        doc.add_text(fields.seen_by, format!("own:{owner}"));
    }
    doc.add_text(fields.text, snippet::shown(&plain.summary, &text));
    for line in terms.folded.lines() {
        doc.add_text(fields.exact, line);
    }
    doc.add_text(fields.keys, terms.keys);
    doc.add_text(fields.titles, titled(&plain.title));
    // Only whether two words stand side by side is kept, not how often.
    terms.pairs.sort_unstable();
    terms.pairs.dedup();
    for pair in terms.pairs {
        doc.add_u64(fields.pairs, pair);
    }
    doc.add_text(stems.words, terms.stems);
    doc.add_text(stems.parts, terms.parts);
    doc
}

/// The first words of a text.
fn opening(text: &str) -> &str {
    let mut ends = text.match_indices(char::is_whitespace);
    ends.nth(OPENING_WORDS - 1)
        .map_or(text, |(at, _)| &text[..at])
}

fn titled(title: &str) -> String {
    let mut out = String::new();
    for (n, (word, _)) in words(title).into_iter().enumerate() {
        if n == 0 {
            out.push(FIRST);
            out.push_str(&word);
        }
        out.push(' ');
        out.push_str(&word);
    }
    out
}

fn minutes(at: NaiveDateTime) -> i64 {
    at.and_utc().timestamp() / 60
}

/// The text of an entry that words are learned from.
pub fn learned_from(row: &IndexRow) -> String {
    format!(
        "{} {} {}",
        row.plain.title,
        row.plain.summary,
        markdown::plain(&row.body)
    )
}

/// What each commit says of itself.
#[derive(Serialize, Deserialize, Clone, Debug, PartialEq, Default)]
pub struct Cursor {
    /// What the terms were made by.
    pub fingerprint: String,
    /// The last change that is in the index.
    pub change: i64,
    /// The record that change was about, and when: another database has another there, and one that
    /// was restored has another time.
    pub mark: String,
}

impl Cursor {
    pub fn at(learned: &Learned, change: i64, mark: String) -> Cursor {
        Cursor {
            fingerprint: fingerprint(learned),
            change,
            mark,
        }
    }

    pub fn payload(&self) -> Result<String> {
        serde_json::to_string(self).map_err(Error::internal)
    }
}

fn fingerprint(learned: &Learned) -> String {
    format!("{}-{}", *FINGERPRINT, learned.print())
}

/// A generation that is open.
pub struct Generation {
    pub name: String,
    pub index: Index,
    pub reader: IndexReader,
    pub fields: Fields,
    /// What its compounds were split with beside the lexicon.
    pub learned: Arc<Learned>,
    pub cursor: Mutex<Cursor>,
    columns: Mutex<HashMap<SegmentId, Arc<Columns>>>,
    vocabulary: Mutex<HashMap<SegmentId, Arc<Vocabulary>>>,
    titles: Mutex<HashMap<SegmentId, Arc<Vocabulary>>>,
    /// What was suggested last: an index that was built anew knows of none.
    pub kept: Mutex<Kept>,
}

impl Generation {
    /// None when it is of another make than this program's.
    pub fn open(dir: &Path, name: &str) -> tantivy::Result<Option<Generation>> {
        let index = Index::open_in_dir(dir.join(name))?;
        let (schema, fields) = schema();
        let Some(cursor) = committed(&index)? else {
            return Ok(None);
        };
        let Ok(learned) = Learned::read(&dir.join(name)) else {
            return Ok(None);
        };
        if cursor.fingerprint != fingerprint(&learned) || index.schema() != schema {
            return Ok(None);
        }
        let reader = index
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            .try_into()?;
        Ok(Some(Generation {
            name: name.to_string(),
            index,
            reader,
            fields,
            learned: Arc::new(learned),
            cursor: Mutex::new(cursor),
            columns: Mutex::default(),
            vocabulary: Mutex::default(),
            titles: Mutex::default(),
            kept: Mutex::default(),
        }))
    }

    /// The columns of each segment a searcher sees, read when first asked for.
    pub fn columns(&self, searcher: &Searcher) -> tantivy::Result<Vec<Arc<Columns>>> {
        of_each(&self.columns, searcher, Columns::read)
    }

    /// The words of each segment, likewise.
    pub fn vocabulary(&self, searcher: &Searcher) -> tantivy::Result<Vec<Arc<Vocabulary>>> {
        let read = |reader: &SegmentReader| Vocabulary::read(reader, self.fields.exact);
        of_each(&self.vocabulary, searcher, read)
    }

    /// The words of each segment's titles, likewise.
    pub fn title_words(&self, searcher: &Searcher) -> tantivy::Result<Vec<Arc<Vocabulary>>> {
        let read = |reader: &SegmentReader| Vocabulary::read(reader, self.fields.titles);
        of_each(&self.titles, searcher, read)
    }

    /// Id and version of every document.
    pub fn contents(&self) -> tantivy::Result<Vec<(String, i64)>> {
        let searcher = self.reader.searcher();
        let mut all = Vec::new();
        for reader in searcher.segment_readers() {
            let ids = reader.fast_fields().str("id")?;
            let versions = reader.fast_fields().i64("version")?;
            for doc in reader.doc_ids_alive() {
                let mut id = String::new();
                if let Some(column) = &ids
                    && let Some(ordinal) = column.term_ords(doc).next()
                {
                    column.ord_to_str(ordinal, &mut id)?;
                }
                all.push((id, versions.first(doc).unwrap_or(0)));
            }
        }
        Ok(all)
    }
}

/// What is kept of each segment a searcher sees, read when first asked for; what is of no segment any
/// more is let go.
fn of_each<T>(
    known: &Mutex<HashMap<SegmentId, Arc<T>>>,
    searcher: &Searcher,
    read: impl Fn(&SegmentReader) -> tantivy::Result<T>,
) -> tantivy::Result<Vec<Arc<T>>> {
    let mut known = lock(known);
    let mut all = Vec::new();
    for reader in searcher.segment_readers() {
        let id = reader.segment_id();
        let its = match known.get(&id) {
            Some(its) => its.clone(),
            None => Arc::new(read(reader)?),
        };
        all.push(its.clone());
        known.insert(id, its);
    }
    if known.len() > all.len() {
        let there: HashSet<SegmentId> = searcher
            .segment_readers()
            .iter()
            .map(|r| r.segment_id())
            .collect();
        known.retain(|id, _| there.contains(id));
    }
    Ok(all)
}

/// What the last commit says; none when it says nothing this program understands.
pub fn committed(index: &Index) -> tantivy::Result<Option<Cursor>> {
    Ok(index
        .load_metas()?
        .payload
        .and_then(|p| serde_json::from_str(&p).ok()))
}

/// The generation that is to be served.
pub fn current(dir: &Path) -> Option<String> {
    let name = fs::read_to_string(dir.join("CURRENT")).ok()?;
    let name = name.trim();
    (name.starts_with("gen-") && !name.contains(['/', '.'])).then(|| name.to_string())
}

/// The right to build, given back when dropped.
pub struct Building {
    _lock: File,
    dir: PathBuf,
    id: String,
}

impl Building {
    /// Waits while another builds. Clears away what a builder that died left behind.
    pub fn begin(dir: &Path) -> Result<Building> {
        Building::take(dir).map_err(|e| match e {
            Error::StorageFull => e,
            e => Error::internal(format!(
                "the index folder {} cannot be written: {e}. Let faelles write there, or move it away",
                dir.display()
            )),
        })
    }

    fn take(dir: &Path) -> Result<Building> {
        fs::create_dir_all(dir)?;
        let lock = lock_file(dir)?;
        lock.lock()?;
        for name in folders(dir)? {
            if name.starts_with("build-") {
                fs::remove_dir_all(dir.join(name))?;
            }
        }
        let id = crate::app::new_id();
        let building = Building {
            _lock: lock,
            dir: dir.to_path_buf(),
            id,
        };
        fs::create_dir_all(building.folder())?;
        Ok(building)
    }

    pub fn folder(&self) -> PathBuf {
        self.dir.join(format!("build-{}", self.id))
    }

    /// Makes what was built the generation that is served, in one step.
    pub fn finish(self) -> Result<String> {
        let name = format!("gen-{}", self.id);
        fs::rename(self.folder(), self.dir.join(&name))?;
        let next = self.dir.join("CURRENT.next");
        fs::write(&next, &name)?;
        File::open(&next)?.sync_all()?;
        fs::rename(&next, self.dir.join("CURRENT"))?;
        Ok(name)
    }

    /// Clears away what was built in vain.
    pub fn abandon(self) {
        // A folder that cannot be removed now is removed by the next builder.
        let _ = fs::remove_dir_all(self.folder());
    }
}

/// Removes generations nobody serves any more, and what builders that died left behind. Somebody who
/// still reads one keeps its open files. When another is building, leaves it for later.
pub fn remove_old(dir: &Path) -> Result<()> {
    let lock = lock_file(dir)?;
    if lock.try_lock().is_err() {
        return Ok(());
    }
    let serving = current(dir);
    let is_old = |name: &String| {
        let of_nobody = serving.as_ref().is_some_and(|serving| serving != name);
        name.starts_with("build-") || (name.starts_with("gen-") && of_nobody)
    };
    for name in folders(dir)?.into_iter().filter(is_old) {
        fs::remove_dir_all(dir.join(name))?;
    }
    Ok(())
}

fn lock_file(dir: &Path) -> Result<File> {
    Ok(File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(dir.join("build.lock"))?)
}

fn folders(dir: &Path) -> Result<HashSet<String>> {
    let mut names = HashSet::new();
    for entry in fs::read_dir(dir)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            names.insert(entry.file_name().to_string_lossy().into_owned());
        }
    }
    Ok(names)
}
