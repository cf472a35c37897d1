//! Search on many documents, beside bare tantivy on the same ones in the same run. Run with
//! `cargo bench --bench search`.
//!
//! `FAELLES_BENCH_DOCUMENTS`: how many, else 100,000. `FAELLES_BENCH_QUESTIONS`: how many made-up
//! questions are thrown at it, else 100,000. `FAELLES_KIT`: a folder with the search kit, whose texts and
//! questions are used when it is there. `FAELLES_BENCH_DATA`: a folder to keep the documents in from one
//! run to the next.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::hint::black_box;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use faelles::app::App;
use faelles::library::facts::Facts;
use faelles::library::{self, Audience, Kind, NewEntry, Status};
use faelles::members::Scope;
use faelles::search::{Filters, Question};
use tantivy::collector::TopDocs;
use tantivy::query::{PhrasePrefixQuery, QueryParser};
use tantivy::schema::{STORED, STRING, Schema, TEXT};
use tantivy::{Index, IndexWriter, Searcher, TantivyDocument, Term};

mod support;

use support::texts::Texts;
use support::{Dice, line, middle, open};

/// The documents of the bounds below: more are measured, not judged.
const JUDGED: usize = 100_000;
/// Longest a question may take, whatever it is.
const LONGEST: Duration = Duration::from_millis(250);
/// What a process that answers may hold of memory.
const MEMORY: u64 = 300 * 1024 * 1024;
const PLACES: [&str; 5] = ["Roskilde", "Malmö", "Bergen", "Aarhus", "Lund"];
const AREAS: [&str; 4] = ["aeldre", "dagtilbud", "skole", "tvaergaaende"];

fn number(name: &str, otherwise: usize) -> usize {
    let given = std::env::var(name).ok().and_then(|n| n.parse().ok());
    given.unwrap_or(otherwise)
}

fn main() {
    // As the process whose memory is measured.
    if let Some(data) = std::env::var_os("FAELLES_BENCH_SERVE") {
        return serve(Path::new(&data));
    }
    let documents = number("FAELLES_BENCH_DOCUMENTS", JUDGED);
    let texts = Texts::find();
    println!(
        "{documents} documents {}, {} processors",
        if texts.from_kit {
            "from the search kit's texts"
        } else {
            "made of the lexicon's words"
        },
        std::thread::available_parallelism().unwrap()
    );
    let own = tempfile::tempdir().unwrap();
    let data = std::env::var_os("FAELLES_BENCH_DATA")
        .map_or_else(|| own.path().join("data"), PathBuf::from);
    let app = open(&data);
    fill(&app, &texts, documents);
    println!("{:<62} {:>10} {:>10} {:>7}", "", "ours", "control", "ratio");
    let bare = tempfile::tempdir().unwrap();
    let searcher = indexing(&app, &texts, documents, bare.path());
    asking(&app, &texts, &searcher);
    suggesting(&app, &texts, &searcher);
    findable(&app, &texts);
    odd_questions(&app, &texts, documents);
    memory(&data, &texts, documents);
}

fn entry(texts: &Texts, n: usize) -> NewEntry {
    let text = texts.nth(n);
    NewEntry {
        kind: Kind::ALL[n % Kind::ALL.len()],
        title: if text.title.is_empty() {
            format!("{} {n}", text.text.chars().take(40).collect::<String>())
        } else {
            text.title
        },
        summary: String::new(),
        body: text.text,
        lang: text.lang,
        municipality: Some(PLACES[n % PLACES.len()].to_string()),
        area: Some(AREAS[n % AREAS.len()].to_string()),
        place: None,
        tags: Vec::new(),
        contact_role: String::new(),
        contact_name: String::new(),
        contact_deputy: String::new(),
        facts: Facts::default(),
        audience: if n.is_multiple_of(10) {
            Audience::Network
        } else {
            Audience::Public
        },
        organisation_id: None,
        meeting_id: None,
    }
}

/// Writes the documents that are not there yet.
fn fill(app: &App, texts: &Texts, documents: usize) {
    let started = Instant::now();
    let now = app.clock.now();
    let there = app
        .db
        .read_now(library::indexing::count_published)
        .unwrap()
        .unsigned_abs() as usize;
    let missing: Vec<usize> = (there..documents).collect();
    for chunk in missing.chunks(500) {
        app.db
            .write_now(|c| {
                for n in chunk {
                    library::create(c, now, None, &entry(texts, *n), Status::Published)?;
                }
                Ok(())
            })
            .unwrap();
    }
    let took = started.elapsed().as_secs_f32();
    println!("{} documents written in {took:.0} s", missing.len());
}

/// The whole index from the database, beside bare tantivy from memory.
fn indexing(app: &App, texts: &Texts, documents: usize, dir: &Path) -> Searcher {
    let started = Instant::now();
    app.search.rebuild(&app.db, &mut |_, _| {}).unwrap();
    let ours = started.elapsed();
    app.search.catch_up(&app.db).unwrap();
    let threads = std::thread::available_parallelism().unwrap().get();
    let mut made = None;
    for threads in [1, threads] {
        let folder = dir.join(threads.to_string());
        std::fs::create_dir_all(&folder).unwrap();
        let (index, took) = bare_index(texts, documents, &folder, threads);
        line(
            &format!("index {documents} / bare, {threads} threads"),
            ours,
            took,
        );
        made = Some(index);
    }
    println!(
        "  {:.0} documents a second",
        documents as f64 / ours.as_secs_f64()
    );
    made.unwrap().reader().unwrap().searcher()
}

fn bare_index(texts: &Texts, documents: usize, dir: &Path, threads: usize) -> (Index, Duration) {
    let mut schema = Schema::builder();
    let id = schema.add_text_field("id", STRING | STORED);
    let title = schema.add_text_field("title", TEXT | STORED);
    let body = schema.add_text_field("body", TEXT | STORED);
    let index = Index::create_in_dir(dir, schema.build()).unwrap();
    let mut took = Duration::ZERO;
    let started = Instant::now();
    let mut writer: IndexWriter = index
        .writer_with_num_threads(threads, 64_000_000 * threads)
        .unwrap();
    took += started.elapsed();
    for page in (0..documents).collect::<Vec<_>>().chunks(1_000) {
        let page: Vec<NewEntry> = page.iter().map(|n| entry(texts, *n)).collect();
        let started = Instant::now();
        for (n, entry) in page.iter().enumerate() {
            let mut doc = TantivyDocument::default();
            doc.add_text(id, n.to_string());
            doc.add_text(title, &entry.title);
            doc.add_text(body, &entry.body);
            writer.add_document(doc).unwrap();
        }
        took += started.elapsed();
    }
    let started = Instant::now();
    writer.commit().unwrap();
    writer.wait_merging_threads().unwrap();
    // One segment, as ours is after it was built.
    let mut writer: IndexWriter = index.writer_with_num_threads(1, 64_000_000).unwrap();
    let segments = index.searchable_segment_ids().unwrap();
    if segments.len() > 1 {
        writer.merge(&segments).wait().unwrap();
    }
    writer.wait_merging_threads().unwrap();
    (index, took + started.elapsed())
}

fn question(text: &str, lang: &str) -> Question {
    Question {
        text: text.to_string(),
        prefer: lang.to_string(),
        limit: 10,
        ..Question::default()
    }
}

/// Every so many-th question of the kit, so that each set has its share.
fn some_questions(texts: &Texts) -> Vec<&(String, String)> {
    let all = &texts.questions;
    all.iter().step_by((all.len() / 800).max(1)).collect()
}

fn asking(app: &App, texts: &Texts, searcher: &Searcher) {
    let questions = some_questions(texts);
    let schema = searcher.schema();
    let fields = ["title", "body"].map(|f| schema.get_field(f).unwrap());
    let parser = QueryParser::for_index(searcher.index(), fields.to_vec());
    let bare = |text: &str| {
        let (query, _) = parser.parse_query_lenient(text);
        let top = TopDocs::with_limit(10).order_by_score();
        black_box(searcher.search(&query, &top).unwrap());
    };
    let whole = |text: &str, lang: &str| {
        black_box(app.search.ask(&app.db, &question(text, lang)).unwrap());
    };
    let (mut ours, mut control, mut ratios) = (Vec::new(), Vec::new(), Vec::new());
    for round in 0..3 {
        for (text, lang) in &questions {
            let started = Instant::now();
            whole(text, lang);
            let one = started.elapsed();
            let started = Instant::now();
            bare(text);
            let other = started.elapsed();
            // The first round warms both up.
            if round > 0 {
                ours.push(one);
                control.push(other);
                ratios.push(one.as_secs_f64() / other.as_secs_f64());
            }
        }
    }
    ours.sort();
    control.sort();
    ratios.sort_by(f64::total_cmp);
    for (name, share) in [("p50", 0.5), ("p90", 0.9), ("p99", 0.99)] {
        let at = (ours.len() as f64 * share) as usize;
        line(
            &format!("search, whole / bare top 10, {name}"),
            ours[at],
            control[at],
        );
    }
    line(
        "search, whole / bare top 10, all together",
        ours.iter().sum(),
        control.iter().sum(),
    );
    println!(
        "  the middle ratio of one question: {:.2}",
        ratios[ratios.len() / 2]
    );
}

/// Four letters of a word as somebody types them, beside bare tantivy's words that begin so.
fn suggesting(app: &App, texts: &Texts, searcher: &Searcher) {
    let title = searcher.schema().get_field("title").unwrap();
    let beginnings: Vec<String> = some_questions(texts)
        .iter()
        .filter_map(|(text, _)| text.split_whitespace().max_by_key(|w| w.len()))
        .map(|word| word.to_lowercase().chars().take(4).collect())
        .collect();
    let visitor = Scope::default();
    let bare = |typed: &str| {
        let term = Term::from_field_text(title, typed);
        let top = TopDocs::with_limit(10).order_by_score();
        black_box(searcher.search(&PhrasePrefixQuery::new(vec![term]), &top)).ok();
    };
    let whole = |typed: &str| {
        black_box(app.search.suggest(&app.db, &visitor, typed, 10)).unwrap();
    };
    for typed in &beginnings {
        bare(typed);
        whole(typed);
    }
    let mut n = 0;
    let mut next = || {
        n += 1;
        beginnings[n % beginnings.len()].as_str()
    };
    let control = middle(1_000, || bare(next()));
    let ours = middle(1_000, || whole(next()));
    line(
        "suggest titles by four letters / a bare prefix query, top 10",
        ours,
        control,
    );
}

/// A process that only answers, and what it holds after all the questions.
fn memory(data: &Path, texts: &Texts, documents: usize) {
    let mut server = Command::new(std::env::current_exe().unwrap())
        .env("FAELLES_BENCH_SERVE", data)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut questions = server.stdin.take().unwrap();
    for (text, lang) in some_questions(texts) {
        writeln!(questions, "{lang} {text}").unwrap();
    }
    drop(questions);
    let out = server.wait_with_output().unwrap();
    assert!(out.status.success(), "{out:?}");
    let said = String::from_utf8_lossy(&out.stdout);
    let bytes: Vec<u64> = said
        .split_whitespace()
        .map(|n| n.parse().unwrap())
        .collect();
    let mb = |n: u64| n / 1024 / 1024;
    println!(
        "memory while serving {documents}: {} MB, of it {} MB the index's files, kept while there is room",
        mb(bytes[0]),
        mb(bytes[1])
    );
    if documents <= JUDGED {
        assert!(bytes[0] < MEMORY, "{} bytes", bytes[0]);
    }
}

fn serve(data: &Path) {
    let app = open(data);
    for line in std::io::stdin().lines() {
        let line = line.unwrap();
        let (lang, text) = line.split_once(' ').unwrap();
        black_box(app.search.ask(&app.db, &question(text, lang)).unwrap());
    }
    println!("{} {}", held("VmRSS:"), held("RssFile:"));
}

/// Bytes, from what the system says of this process.
fn held(what: &str) -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|l| l.strip_prefix(what));
    let kb = line.and_then(|l| l.split_whitespace().next()?.parse::<u64>().ok());
    kb.unwrap_or(0) * 1024
}

/// From publication until a visitor finds it, with the indexer running as it does in a server.
fn findable(app: &App, texts: &Texts) {
    let indexer = app.search.start(app.db.clone());
    let mut times: Vec<Duration> = (0..200)
        .map(|n| {
            let word = format!(
                "nyudgivelse{n}x{}",
                app.clock.now().and_utc().timestamp_micros()
            );
            let mut new = entry(texts, n);
            new.title = format!("{word} {}", new.title);
            new.audience = Audience::Public;
            let now = app.clock.now();
            app.db
                .write_now(|c| library::create(c, now, None, &new, Status::Published))
                .unwrap();
            app.wake();
            let started = Instant::now();
            while app
                .search
                .ask(&app.db, &question(&word, "da"))
                .unwrap()
                .total
                == 0
            {
                std::thread::sleep(Duration::from_millis(1));
                assert!(started.elapsed() < Duration::from_secs(30), "{word}");
            }
            started.elapsed()
        })
        .collect();
    app.search.stop();
    indexer.join().unwrap();
    times.sort();
    println!(
        "published until findable, of 200: middle {:.0?}, worst {:.0?}",
        times[100], times[199]
    );
}

/// Questions nobody would ask: none may fail, none may take long.
fn odd_questions(app: &App, texts: &Texts, documents: usize) {
    let all = number("FAELLES_BENCH_QUESTIONS", 100_000);
    let next = AtomicUsize::new(0);
    let worst = Mutex::new((Duration::ZERO, String::new()));
    let started = Instant::now();
    std::thread::scope(|s| {
        for _ in 0..std::thread::available_parallelism().unwrap().get() {
            s.spawn(|| {
                loop {
                    let n = next.fetch_add(1, Ordering::Relaxed);
                    if n >= all {
                        return;
                    }
                    let question = odd_question(texts, n);
                    let started = Instant::now();
                    black_box(app.search.ask(&app.db, &question).unwrap());
                    let took = started.elapsed();
                    let mut worst = worst.lock().unwrap();
                    if took > worst.0 {
                        *worst = (took, question.text);
                    }
                }
            });
        }
    });
    let (took, text) = worst.into_inner().unwrap();
    println!(
        "{all} odd questions in {:.0} s, the slowest {took:.1?}: {text:?}",
        started.elapsed().as_secs_f32()
    );
    if documents <= JUDGED {
        assert!(took <= LONGEST, "{took:?}: {text}");
    }
}

const SIGNS: [&str; 28] = [
    "\"",
    "-",
    " OR ",
    " AND ",
    "(",
    ")",
    ":",
    "kommune:",
    "type:",
    "år:2000..2030",
    "*",
    "?",
    "~2",
    "^9",
    "[a TO z]",
    "/.*/",
    "\\",
    "\u{202e}",
    "\u{200f}",
    "\u{200b}",
    "💡",
    "ﷺ",
    "e\u{301}\u{301}",
    "ß",
    "İ",
    "\t",
    "..",
    "'",
];

fn odd_question(texts: &Texts, n: usize) -> Question {
    let mut dice = Dice(n as u64 ^ 0x5eed);
    dice.below(2);
    let mut text = String::new();
    let pieces = 1 + dice.below(if n.is_multiple_of(50) { 80 } else { 12 });
    for _ in 0..pieces {
        match dice.below(8) {
            0 => text.push_str(SIGNS[dice.below(SIGNS.len())]),
            1 => text.push_str(&dice.below(1 << 30).to_string()),
            2 => {
                for _ in 0..1 + dice.below(20) {
                    text.push(char::from(b'a' + dice.below(26) as u8));
                }
            }
            3 => {
                for _ in 0..1 + dice.below(9) {
                    let any = char::from_u32(dice.below(0x11_0000) as u32);
                    text.push(any.unwrap_or('æ'));
                }
            }
            // A word of a real question, now and then typed wrong.
            _ => {
                let (asked, _) = &texts.questions[dice.below(texts.questions.len())];
                let words: Vec<&str> = asked.split_whitespace().collect();
                let mut word: Vec<char> = words[dice.below(words.len())].chars().collect();
                if dice.below(2) == 0 {
                    let at = dice.below(word.len());
                    word[at] = char::from(b'a' + dice.below(26) as u8);
                }
                text.extend(word);
            }
        }
        if dice.below(4) > 0 {
            text.push(' ');
        }
    }
    let mut filters = Filters::default();
    for (filter, value) in [
        ("kind", Kind::ALL[0].name()),
        ("municipality", "DK-265"),
        ("lang", "sv"),
        ("year", "2022..2024"),
    ] {
        if dice.below(9) == 0 {
            filters.choose(filter, value);
        }
    }
    let langs = ["da", "sv", "nb", "en", "xx"];
    Question {
        text,
        prefer: langs[dice.below(langs.len())].to_string(),
        filters,
        scope: Scope {
            person_id: (dice.below(2) == 0).then(faelles::app::new_id),
            ..Scope::default()
        },
        limit: 1 + dice.below(100),
        offset: if dice.below(20) == 0 {
            dice.below(11_000)
        } else {
            0
        },
        ..Question::default()
    }
}
