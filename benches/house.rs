//! How the house stands beside the bare parts it is built of: each line is ours divided by the
//! control, so that it means the same on every machine. Run with `cargo bench`.
//!
//! 10,000 made-up entries, the same every time. No line is asserted: a person reads the table.
//! The controls are SQLite's, so only that build measures.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::fmt::Write;
use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

use actix_web::test::{TestRequest, call_service, init_service};
use actix_web::{App as Actix, HttpResponse, web};
use faelles::app::{App, DataLock};
use faelles::library::facts::Facts;
use faelles::library::{self, Audience, Created, Kind, NewEntry, Status};
use faelles::places;
use faelles::search::Question;
use tantivy::collector::{Count, TopDocs};
use tantivy::query::BooleanQuery;
use tantivy::schema::{STRING, Schema, TEXT};
use tantivy::{Index, IndexWriter, TantivyDocument, Term};

mod support;

use support::{Dice, line, middle, open};

const ENTRIES: usize = 10_000;
const DANISH: &str = "kommunen borgerne forvaltning tilsyn dagtilbud skole ældre frivillige forening \
    samskabelse inddragelse samarbejde ledelse styring tillid medarbejdere proces erfaringer metode \
    værktøj projekt afprøvning resultater evaluering økonomi budget byråd udvalg dialog møde deltagere \
    virksomhed institution familier børn unge sundhed bolig beskæftigelse netværk fællesskab læring \
    tilsynsmodel udviklingsarbejde arbejdsgruppe hverdagen kvalitet viden praksis ansvar ramme mål \
    og i at det er på til med for en et som de har vi ikke af der kan blev også fra om hvor når";
const SWEDISH: &str = "kommunen medborgare förvaltning tillsyn förskola skola äldre frivilliga förening \
    samskapande delaktighet samverkan ledarskap styrning tillit medarbetare process erfarenheter metod \
    verktyg projekt försök resultat utvärdering ekonomi budget nämnd dialog möte deltagare verksamhet \
    familjer barn unga hälsa bostad sysselsättning nätverk gemenskap lärande utveckling kunskap praktik \
    och i att det är på till med för en ett som de har vi inte av kan blev också från om var när";

fn text(dice: &mut Dice, words: &[&str], count: usize) -> String {
    let mut out = String::new();
    for n in 0..count {
        let word = words[dice.below(words.len())];
        let _ = write!(out, "{}{word}", if n == 0 { "" } else { " " });
        if n % 12 == 11 {
            out.push('.');
        }
    }
    out
}

const AREAS: [&str; 4] = ["aeldre", "dagtilbud", "skole", "tvaergaaende"];

fn entry(dice: &mut Dice, n: usize) -> NewEntry {
    let swedish = n.is_multiple_of(3);
    let words: Vec<&str> = if swedish { SWEDISH } else { DANISH }
        .split_whitespace()
        .collect();
    let place = &places::all()[n % places::all().len()];
    let one = |dice: &mut Dice, among: &[&str]| among[dice.below(among.len())].to_string();
    let facts = Facts {
        factors: vec![one(
            dice,
            &["leadership", "budget", "organisation", "methods"],
        )],
        parties: vec![
            one(dice, &["citizens", "parents", "med"]),
            "employees".to_string(),
        ],
        degree: one(dice, &["information", "involvement", "co-creation"]),
        evaluated: one(dice, &["yes", "no"]),
        from_year: 2005 + dice.below(20) as i64,
        ..Facts::default()
    };
    NewEntry {
        kind: Kind::ALL[dice.below(4)],
        title: format!("{} {n}", text(dice, &words, 5)),
        summary: text(dice, &words, 20),
        body: format!(
            "## {}\n\n{}",
            text(dice, &words, 4),
            text(dice, &words, 250)
        ),
        lang: if swedish { "sv" } else { "da" }.to_string(),
        municipality: Some(place.name.to_string()),
        area: Some(AREAS[dice.below(AREAS.len())].to_string()),
        place: Some(place.code.to_string()),
        tags: vec![words[dice.below(40)].to_string()],
        contact_role: String::new(),
        contact_name: String::new(),
        contact_deputy: String::new(),
        facts,
        audience: Audience::Public,
        organisation_id: None,
        meeting_id: None,
    }
}

fn main() {
    let dir = tempfile::tempdir().unwrap();
    let app = open(dir.path());
    let mut dice = Dice(1);
    let entries: Vec<NewEntry> = (0..ENTRIES).map(|n| entry(&mut dice, n)).collect();
    println!("{:<62} {:>10} {:>10} {:>7}", "", "ours", "control", "ratio");
    importing(&entries);
    let made = writing(&app, &entries);
    indexing_all(&app, &entries);
    reading(&app, dir.path(), &made);
    searching(&app, dir.path());
    pages(&app, &made);
}

/// Files read, parsed and stored; beside the same files read and their bytes inserted.
fn importing(entries: &[NewEntry]) {
    let files = tempfile::tempdir().unwrap();
    for (n, e) in entries.iter().enumerate() {
        let text = format!(
            "---\nid: made-{n}\ntitle: {}\nlang: {}\nmunicipality: {}\n---\n{}\n\n{}\n",
            e.title,
            e.lang,
            e.municipality.as_deref().unwrap_or_default(),
            e.summary,
            e.body
        );
        std::fs::write(files.path().join(format!("{n:05}.md")), text).unwrap();
    }
    let data = tempfile::tempdir().unwrap();
    let app = open(data.path());
    let paths = [files.path().to_path_buf()];
    // As beside a running server: it indexes, which is measured on its own.
    let _served = DataLock::take(data.path()).unwrap();
    let started = Instant::now();
    let summary = library::import::run(&app, &paths, &mut |_| {}).unwrap();
    let ours = started.elapsed();
    assert_eq!(summary.new, entries.len());
    let other = tempfile::tempdir().unwrap();
    line(
        "import 10,000 Markdown files / read and insert",
        ours,
        bare_files(other.path(), files.path()),
    );
}

fn bare_files(dir: &Path, files: &Path) -> Duration {
    use diesel::connection::SimpleConnection;
    use diesel::sql_types::Text;
    use diesel::{Connection, RunQueryDsl, SqliteConnection};
    let file = dir.join("bare.sqlite");
    let mut c = SqliteConnection::establish(file.to_str().unwrap()).unwrap();
    c.batch_execute(
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE t (name TEXT, body TEXT)",
    )
    .unwrap();
    let started = Instant::now();
    let mut names: Vec<_> = std::fs::read_dir(files)
        .unwrap()
        .map(|f| f.unwrap().path())
        .collect();
    names.sort();
    for chunk in names.chunks(500) {
        c.immediate_transaction(|c| {
            for path in chunk {
                diesel::sql_query("INSERT INTO t VALUES (?, ?)")
                    .bind::<Text, _>(path.to_string_lossy())
                    .bind::<Text, _>(std::fs::read_to_string(path).unwrap())
                    .execute(c)?;
            }
            diesel::QueryResult::Ok(())
        })
        .unwrap();
    }
    started.elapsed()
}

fn writing(app: &App, entries: &[NewEntry]) -> Vec<Created> {
    let now = app.clock.now();
    let mut made = Vec::new();
    let started = Instant::now();
    for chunk in entries.chunks(500) {
        let new = app.db.write_now(|c| {
            chunk
                .iter()
                .map(|e| library::create(c, now, None, e, Status::Published))
                .collect::<Result<Vec<_>, _>>()
        });
        made.extend(new.unwrap());
    }
    let ours = started.elapsed();
    let other = tempfile::tempdir().unwrap();
    line(
        "write 10,000 entries / bare rows",
        ours,
        bare_rows(other.path(), entries),
    );
    made
}

fn bare_rows(dir: &Path, entries: &[NewEntry]) -> Duration {
    use diesel::connection::SimpleConnection;
    use diesel::sql_types::Text;
    use diesel::{Connection, RunQueryDsl, SqliteConnection};
    let file = dir.join("bare.sqlite");
    let mut c = SqliteConnection::establish(file.to_str().unwrap()).unwrap();
    c.batch_execute(
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE t (title TEXT, body TEXT)",
    )
    .unwrap();
    let started = Instant::now();
    for chunk in entries.chunks(500) {
        c.immediate_transaction(|c| {
            for e in chunk {
                diesel::sql_query("INSERT INTO t VALUES (?, ?)")
                    .bind::<Text, _>(&e.title)
                    .bind::<Text, _>(&e.body)
                    .execute(c)?;
            }
            diesel::QueryResult::Ok(())
        })
        .unwrap();
    }
    started.elapsed()
}

fn indexing_all(app: &App, entries: &[NewEntry]) {
    let started = Instant::now();
    app.search.catch_up(&app.db).unwrap();
    let ours = started.elapsed();
    let mut schema = Schema::builder();
    let title = schema.add_text_field("title", TEXT);
    let body = schema.add_text_field("body", TEXT);
    let kind = schema.add_text_field("kind", STRING);
    let dir = tempfile::tempdir().unwrap();
    let index = Index::create_in_dir(dir.path(), schema.build()).unwrap();
    let started = Instant::now();
    let mut writer: IndexWriter = index.writer_with_num_threads(1, 32_000_000).unwrap();
    for entry in entries {
        let mut doc = TantivyDocument::default();
        doc.add_text(title, &entry.title);
        doc.add_text(body, &entry.body);
        doc.add_text(kind, entry.kind.name());
        writer.add_document(doc).unwrap();
    }
    writer.commit().unwrap();
    writer.wait_merging_threads().unwrap();
    line(
        "index 10,000 entries / bare tantivy, one language",
        ours,
        started.elapsed(),
    );
}

fn reading(app: &App, dir: &Path, made: &[Created]) {
    use diesel::sql_types::Text;
    use diesel::{Connection, QueryableByName, RunQueryDsl, SqliteConnection};
    #[derive(QueryableByName)]
    struct Row {
        #[diesel(sql_type = Text)]
        title: String,
        #[diesel(sql_type = Text)]
        body: String,
    }
    let file = dir.join("faelles.sqlite");
    let mut c = SqliteConnection::establish(file.to_str().unwrap()).unwrap();
    let mut dice = Dice(2);
    let control = middle(2_000, || {
        let slug = &made[dice.below(made.len())].slug;
        let row: Row = diesel::sql_query("SELECT title, body FROM entries WHERE slug = ?")
            .bind::<Text, _>(slug)
            .get_result(&mut c)
            .unwrap();
        black_box((row.title, row.body));
    });
    let mut dice = Dice(2);
    let ours = middle(2_000, || {
        let slug = &made[dice.below(made.len())].slug;
        let read = app.db.read_now(|c| library::readable(c, None, slug));
        black_box(read.unwrap());
    });
    line(
        "read one entry by its slug, rights checked / bare SQL",
        ours,
        control,
    );
}

fn searching(app: &App, dir: &Path) {
    let questions = [
        "tilsyn i dagtilbud",
        "borgerinddragelse",
        "samarbejde mellem frivillige og foreninger",
        "utvärdering av projekt",
        "tilsynsmodel",
    ];
    let current = std::fs::read_to_string(dir.join("index/CURRENT")).unwrap();
    let index = Index::open_in_dir(dir.join("index").join(current.trim())).unwrap();
    let field = index.schema().get_field("exact").unwrap();
    let searcher = index.reader().unwrap().searcher();
    let mut n = 0;
    let control = middle(500, || {
        n += 1;
        let terms = questions[n % questions.len()]
            .split(' ')
            .map(|w| Term::from_field_text(field, &faelles::text::fold(w)))
            .collect();
        let query = BooleanQuery::new_multiterms_query(terms);
        let top = TopDocs::with_limit(10).order_by_score();
        black_box(searcher.search(&query, &top).unwrap());
    });
    let mut n = 0;
    let ours = middle(500, || {
        n += 1;
        let question = Question {
            text: questions[n % questions.len()].to_string(),
            prefer: "da".to_string(),
            limit: 10,
            ..Question::default()
        };
        let answer = app.search.ask(&app.db, &question).unwrap();
        assert!(answer.total > 0);
        black_box(answer);
    });
    line(
        "search: languages, rights, filters, counts, snippets / bare top 10",
        ours,
        control,
    );
    // Counts and filters need every match: the fairer control reads them all too.
    for text in questions {
        let terms = text
            .split(' ')
            .map(|w| Term::from_field_text(field, &faelles::text::fold(w)))
            .collect();
        let query = BooleanQuery::new_multiterms_query(terms);
        let control = middle(100, || {
            let all = (TopDocs::with_limit(10).order_by_score(), Count);
            black_box(searcher.search(&query, &all).unwrap());
        });
        for limit in [1, 10, 100] {
            let question = Question {
                text: text.to_string(),
                prefer: "da".to_string(),
                limit,
                ..Question::default()
            };
            let mut total = 0;
            let ours = middle(100, || {
                total = black_box(app.search.ask(&app.db, &question).unwrap()).total;
            });
            let short: String = text.chars().take(20).collect();
            line(
                &format!("search {short}, {limit} of {total} / bare top 10 and count"),
                ours,
                control,
            );
        }
    }
}

fn pages(app: &App, made: &[Created]) {
    actix_web::rt::System::new().block_on(async {
        let bare = init_service(Actix::new().route(
            "/static",
            web::get().to(|| async {
                HttpResponse::Ok()
                    .content_type("text/html")
                    .body("<p>hej</p>")
            }),
        ))
        .await;
        let mut times = Vec::new();
        for _ in 0..1_000 {
            let started = Instant::now();
            let reply = call_service(&bare, TestRequest::with_uri("/static").to_request()).await;
            black_box(actix_web::body::to_bytes(reply.into_body()).await.unwrap());
            times.push(started.elapsed());
        }
        times.sort();
        let control = times[times.len() / 2];
        let house = init_service(faelles::web::server::service(app.clone())).await;
        let entry = format!("/library/{}", made[42].slug);
        let narrowed = "/library?area=skole&country=DK&factor=budget&sort=title";
        let mut of_the_house = control;
        for path in [
            "/about",
            entry.as_str(),
            "/library",
            narrowed,
            "/library/factors",
            "/search?q=tilsyn",
        ] {
            let mut times = Vec::new();
            for _ in 0..200 {
                let started = Instant::now();
                let reply = call_service(&house, TestRequest::with_uri(path).to_request()).await;
                assert!(reply.status().is_success(), "{path}: {}", reply.status());
                black_box(actix_web::body::to_bytes(reply.into_body()).await.ok());
                times.push(started.elapsed());
            }
            times.sort();
            let shown = if path == entry {
                "/library/{slug}"
            } else {
                path
            };
            let ours = times[times.len() / 2];
            line(&format!("page {shown} / a static route"), ours, control);
            match path {
                "/about" => of_the_house = ours,
                path if path.starts_with("/library") && path != entry => line(
                    "  the same, of 745 municipalities / a page of the house without a list",
                    ours,
                    of_the_house,
                ),
                _ => {}
            }
        }
    });
}
