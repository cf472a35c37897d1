//! My data: what is registered, exported, erased, kept.

use std::collections::BTreeSet;
use std::io::Read;
#[cfg(feature = "sqlite")]
use std::path::Path;

use actix_web::http::StatusCode;
use chrono::Duration;
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use faelles::db;
use faelles::jobs::{self, Job};
use faelles::library::{self, Kind, NewEntry, Status};
use faelles::members::Role;
use faelles::members::Scope;
use faelles::organisations::inviting::{self, NewAsked};
use faelles::privacy::consents::{self, Purpose};
use faelles::privacy::export;
use faelles::privacy::record;
use faelles::privacy::retention::CLASSES;
use faelles::privacy::tables::{self, Class, Erase, Link, Merge, TABLES};
use faelles::schema::{entries, exports, photos};
use faelles::search::Question;
use faelles::web::Lang;

use crate::support::{Browser, Site, address_of, start_time};

/// Whether a column's name says that it holds a person.
fn sounds_like_a_person(table: &str, column: &str) -> bool {
    let names = [
        "actor_id",
        "owner_id",
        "author_id",
        "editor_id",
        "lead_id",
        "person_id",
        "reporter_id",
    ];
    names.contains(&column)
        || column.ends_with("_by")
        || column == "by_id"
        || (table == "audit" && column.ends_with("_id"))
}

#[actix_web::test]
async fn every_column_that_says_who_a_person_is_stands_in_the_register() {
    let site = Site::new().await;
    let all = site.app.db.read_now(db::columns).unwrap();
    for column in &all {
        let (table, name) = (column.table_name.as_str(), column.column_name.as_str());
        let registered = tables::of(table).find(|r| r.column == name);
        if column.names_a_person || sounds_like_a_person(table, name) {
            let row = registered.unwrap_or_else(|| panic!("{table}.{name} is not registered"));
            assert_eq!(
                row.link == Link::Reference,
                column.names_a_person,
                "{table}.{name}: the register says {:?}",
                row.link
            );
        } else if let Some(row) = registered {
            assert_ne!(row.link, Link::Reference, "{table}.{name} refers to nobody");
        }
    }
    let mut seen = BTreeSet::new();
    for row in TABLES {
        let at = format!("{}.{}", row.table, row.column);
        assert!(seen.insert((row.table, row.column)), "{at} twice");
        let there: BTreeSet<&str> = all
            .iter()
            .filter(|c| c.table_name == row.table)
            .map(|c| c.column_name.as_str())
            .collect();
        assert!(there.contains(row.column), "{at} is not in the database");
        // A new column is either given to the person or deliberately not.
        let named: Vec<&str> = row.given.iter().chain(row.withheld).copied().collect();
        assert_eq!(
            named.iter().copied().collect::<BTreeSet<_>>(),
            there,
            "{at}: given and withheld"
        );
        assert_eq!(
            named.len(),
            there.len(),
            "{at}: a column both given and withheld"
        );
        assert!(!row.given.is_empty(), "{at}: nothing is given");
        for secret in [
            "hash",
            "secret",
            "credential",
            "id_hash",
            "state",
            "archive",
            "bytes",
        ] {
            let open = row.given.contains(&secret);
            // A photo's hash is no secret; a post's state is no ceremony's.
            let harmless = matches!(
                (row.table, secret),
                ("photos", "hash") | ("posts" | "topics", "state")
            );
            assert!(!open || harmless, "{at} gives away {secret}");
        }
        // What only one row of can be must say what to do when two people become one.
        if let Merge::Unique { with, .. } = row.merge {
            assert!(with.iter().all(|w| there.contains(w)), "{at}: {with:?}");
        }
        // The chain of the audit is never altered.
        if row.table == "audit" {
            assert_eq!((row.erase, row.merge), (Erase::Keep, Merge::Stay), "{at}");
        }
    }
}

/// A row in every registered column for one person. Beside the person, what their rows hang on.
fn something_everywhere(site: &Site, person: &str, other: &str) {
    let sql = format!(
        "INSERT INTO organisations (id, name, kind, seats, created_at) VALUES ('org', 'Roskilde Kommune', 'municipality', 2, '2026-03-01 09:00:00');
         INSERT INTO units (id, organisation_id, kind, name, created_at) VALUES ('unit', 'org', 'department', 'Børn og Unge', '2026-03-01 09:00:00');
         INSERT INTO series (id, title, kind, created_at) VALUES ('series', 'Møder', 'network', '2026-03-01 09:00:00');
         INSERT INTO meetings (id, series_id, kind, title, starts_local, ends_local, zone, place, speakers, agenda, seats, status, sequence, version, created_at, updated_at)
           VALUES ('meeting', 'series', 'network', 'Martsmødet', '2026-03-03 10:00:00', '2026-03-03 12:00:00', 'Europe/Copenhagen', 'Her', '', '', 2, 'planned', 0, 1, '2026-03-01 09:00:00', '2026-03-01 09:00:00');
         INSERT INTO programmes (id, name, description, ects, version, created_at) VALUES ('programme', 'Samskabt styring', '', 10, 1, '2026-03-01 09:00:00');
         INSERT INTO topics (id, title, author_id, posts, created_at, last_post_at) VALUES ('topic', 'Mit emne', '{person}', 2, '2026-03-01 09:00:00', '2026-03-01 10:00:00');
         INSERT INTO posts (id, topic_id, author_id, body, at) VALUES ('post1', 'topic', '{person}', 'Mit indlæg', '2026-03-01 09:00:00');
         INSERT INTO posts (id, topic_id, author_id, body, at) VALUES ('post2', 'topic', '{other}', 'Et svar til Karensine Xylander', '2026-03-01 10:00:00');
         INSERT INTO drafts (person_id, key, form, at) VALUES ('{person}', 'new:case', '[[\"title\",\"Min kladde\"]]', '2026-03-01 09:00:00');
         INSERT INTO worksheets (id, kind, title, cells, owner_id, audience, version, created_at, updated_at) VALUES ('sheet', 'swot', 'Mit ark', '{{}}', '{person}', 'network', 1, '2026-03-01 09:00:00', '2026-03-01 09:00:00');
         INSERT INTO processes (id, title, area, question, commission, approach, backing, lead_id, version, created_at, updated_at) VALUES ('process', 'Min proces', 'a', 'q', 'c', 'a', 'b', '{person}', 1, '2026-03-01 09:00:00', '2026-03-01 09:00:00');
         INSERT INTO other_addresses (email, person_id, at) VALUES ('k.xylander@roskilde.dk', '{person}', '2026-03-01 09:00:00');
         INSERT INTO representatives (organisation_id, person_id, turn) VALUES ('org', '{person}', 1);
         INSERT INTO unit_members (unit_id, person_id, title, role) VALUES ('unit', '{person}', 'Konsulent', 'member');
         INSERT INTO tokens (hash, purpose, subject, created_at, expires_at) VALUES ('hemmelig-1', 'sign-in', '{person} /', '2026-03-01 09:00:00', '2027-03-01 09:00:00');
         INSERT INTO passwords (person_id, hash, changed_at) VALUES ('{person}', 'hemmelig-2', '2026-03-01 09:00:00');
         INSERT INTO passkeys (id, person_id, name, credential, created_at) VALUES ('hemmelig-3', '{person}', 'Min nøgle', 'hemmelig-4', '2026-03-01 09:00:00');
         INSERT INTO totp (person_id, secret, last_step) VALUES ('{person}', 'hemmelig-5', 0);
         INSERT INTO recovery_codes (hash, person_id, used_at) VALUES ('hemmelig-6', '{person}', '2026-03-01 09:00:00');
         INSERT INTO ceremonies (hash, kind, person_id, state, created_at, expires_at) VALUES ('hemmelig-7', 'passkey', '{person}', 'hemmelig-8', '2026-03-01 09:00:00', '2027-03-01 09:00:00');
         INSERT INTO identities (issuer, subject, person_id, created_at) VALUES ('https://login.example.org', 'sub-1', '{person}', '2026-03-01 09:00:00');
         INSERT INTO joinings (id, email, name, title, lang, message, status, created_at, decided_by, person_id) VALUES ('joining', 'k.xylander@roskilde.dk', 'Karensine Xylander', '', 'da', 'Må jeg være med?', 'approved', '2026-03-01 09:00:00', '{person}', '{person}');
         INSERT INTO not_duplicates (first_id, second_id, at) VALUES ('{person}', '{other}', '2026-03-01 09:00:00');
         INSERT INTO not_duplicates (first_id, second_id, at) VALUES ('{other}', '{person}', '2026-03-01 09:00:00');
         INSERT INTO invitations (id, meeting_id, person_id, answer, invited_at) VALUES ('invitation', 'meeting', '{person}', 'yes', '2026-03-01 09:00:00');
         INSERT INTO attendance (meeting_id, person_id, registered_by, at) VALUES ('meeting', '{person}', '{person}', '2026-03-01 09:00:00');
         INSERT INTO enrolments (programme_id, person_id, at) VALUES ('programme', '{person}', '2026-03-01 09:00:00');
         INSERT INTO results (programme_id, person_id, part, status, recorded_by, at) VALUES ('programme', '{person}', 'written', 'passed', '{person}', '2026-03-01 09:00:00');
         INSERT INTO exam_register (id, person_id, name, programme, part, status, at) VALUES ('register', '{person}', 'Karensine Xylander', 'Tidligere forløb', 'oral', 'passed', '2026-03-01 09:00:00');
         INSERT INTO mails (id, message_id, kind, person_id, subject_id, status, run_at, dedupe, created_at) VALUES ('mail1', 'm1', 'sign-in', '{person}', '/', 'sent', '2026-03-01 09:00:00', 'd1', '2026-03-01 09:00:00');
         INSERT INTO mails (id, message_id, kind, person_id, subject_id, status, run_at, dedupe, created_at) VALUES ('mail2', 'm2', 'sign-in', '{other}', '{person}', 'sent', '2026-03-01 09:00:00', 'd2', '2026-03-01 09:00:00');
         INSERT INTO notice_settings (person_id, quiet_from, quiet_to, zone) VALUES ('{person}', 22, 7, 'Europe/Copenhagen');
         INSERT INTO notice_choices (person_id, kind, pace) VALUES ('{person}', 'reply', 'daily');
         INSERT INTO notices (id, person_id, kind, subject_id, at) VALUES ('notice1', '{person}', 'reply', 'topic', '2026-03-01 09:00:00');
         INSERT INTO notices (id, person_id, kind, subject_id, at) VALUES ('notice2', '{other}', 'joined', '{person}', '2026-03-01 09:00:00');
         INSERT INTO follows (person_id, topic_id, at) VALUES ('{person}', 'topic', '2026-03-01 09:00:00');
         INSERT INTO reports (id, subject_kind, subject_id, reporter_id, reason, remark, status, created_at, decided_by) VALUES ('report', 'person', '{person}', '{person}', 'spam', 'Se her', 'open', '2026-03-01 09:00:00', '{person}');
         INSERT INTO measures (id, person_id, kind, reason, by_id, at, answered_by, subject_kind, subject_id) VALUES ('measure', '{person}', 'warning', 'Tonen', '{person}', '2026-03-01 09:00:00', '{person}', 'person', '{person}');
         INSERT INTO consents (id, person_id, purpose, version, given_at) VALUES ('consent', '{person}', 'membership', 1, '2026-03-01 09:00:00');
         INSERT INTO jobs (kind, payload, run_at) VALUES ('sign_in', '{{\"kind\":\"sign_in\",\"person_id\":\"{person}\",\"next\":\"/\"}}', '2036-03-01 09:00:00');
         INSERT INTO once (key, scope, content, location, at) VALUES ('k', '{person}', 'c', '/', '2026-03-01 09:00:00');"
    );
    site.app
        .db
        .write_now(|c| {
            c.batch_execute(&sql)?;
            diesel::insert_into(photos::table)
                .values((
                    photos::person_id.eq(person),
                    photos::media_type.eq("image/png"),
                    photos::bytes.eq(b"et billede".to_vec()),
                    photos::hash.eq("h"),
                    photos::at.eq(start_time()),
                ))
                .execute(c)?;
            diesel::insert_into(exports::table)
                .values((
                    exports::id.eq("old"),
                    exports::person_id.eq(person),
                    exports::asked_at.eq(start_time() - Duration::days(2)),
                    exports::ready_at.eq(start_time() - Duration::days(2)),
                ))
                .execute(c)?;
            let text = "Skrevet af Karensine Xylander, skriv til K.Xylander@roskilde.dk.";
            library::create(
                c,
                start_time(),
                Some(person),
                &entry("Om Karensine Xylander", text),
                Status::Published,
            )?;
            library::create(
                c,
                start_time(),
                Some(person),
                &entry("Min kladde", "Kun min."),
                Status::Draft,
            )?;
            // Proposed, decided and offered.
            for sql in [
                "INSERT INTO proposals SELECT 'sent', id, 1, '{p}', 't', '', '', '', 'open', '', NULL, created_at, NULL, NULL, NULL, 1 FROM entries WHERE title LIKE 'Om %'",
                "INSERT INTO proposals SELECT 'answered', id, 1, '{o}', 't', '', '', '', 'declined', '', '{p}', created_at, created_at, NULL, NULL, 1 FROM entries WHERE title LIKE 'Om %'",
                "INSERT INTO offers SELECT id, '{p}', created_at FROM entries WHERE title LIKE 'Om %'",
            ] {
                c.batch_execute(&sql.replace("{p}", person).replace("{o}", other))?;
            }
            library::create(
                c,
                start_time(),
                Some(other),
                &entry("Andres", "Referat: Karensine Xylander kom."),
                Status::Published,
            )?;
            c.batch_execute(&format!(
                "INSERT INTO bookmarks (person_id, entry_id, note, at) SELECT '{person}', id, 'Min note', '2026-03-01 09:00:00' FROM entries WHERE title = 'Andres';
                 INSERT INTO saved_views (id, person_id, name, query, created_at) VALUES ('view', '{person}', 'Min visning', 'kind=case', '2026-03-01 09:00:00');
                 INSERT INTO saved_searches (id, person_id, name, query, pace, saved_at, seen_at, version) VALUES ('search', '{person}', 'Min søgning', 'q=tilsyn', 'daily', '2026-03-01 09:00:00', '2026-03-01 09:00:00', 1);
                 INSERT INTO saved_search_hits (search_id, entry_id, at) SELECT 'search', id, '2026-03-01 09:00:00' FROM entries WHERE title = 'Andres';"
            ))?;
            // Whoever stands in for somebody, and says that it is still true.
            diesel::update(entries::table.filter(entries::title.eq("Andres")))
                .set((
                    entries::deputy_id.eq(person),
                    entries::reviewed_by.eq(person),
                ))
                .execute(c)?;
            c.batch_execute(&format!(
                "INSERT INTO blobs (hash, bytes, going) VALUES ('blob', 1, false);
                 INSERT INTO attachments (id, entry_id, hash, name, media_type, bytes, title, position, added_by, added_at, text_state, text_bytes, version, text)
                   SELECT 'file', id, 'blob', 'Karensine Xylander.pdf', 'application/pdf', 1, 'Af Karensine Xylander', 1, '{person}', '2026-03-01 09:00:00', 'ready', 0, 1, 'Skriv til KARENSINE.XYLANDER@example.org. Karensine Xylanders slides.'
                   FROM entries WHERE title = 'Andres';
                 INSERT INTO attachments (id, entry_id, hash, name, media_type, bytes, title, position, added_at, text_state, text_bytes, version, removed_at, removed_by)
                   SELECT 'gone', id, 'blob', 'gammel.pdf', 'application/pdf', 1, '', 2, '2026-03-01 09:00:00', 'none', 0, 1, '2026-03-01 09:00:00', '{person}'
                   FROM entries WHERE title = 'Andres';"
            ))?;
            Ok(())
        })
        .unwrap();
}

fn entry(title: &str, body: &str) -> NewEntry {
    NewEntry {
        kind: Kind::Note,
        tags: vec!["Karensine Xylander".into(), "tidligere medlem".into()],
        ..crate::search::entry(title, body)
    }
}

fn id_of(site: &Site, name: &str) -> String {
    site.app
        .db
        .read_now(|c| faelles::members::find_by_email(c, &address_of(name)))
        .unwrap()
        .unwrap()
        .id
}

const NAME: &str = "Karensine Xylander";

/// Karensine, who has something everywhere, and Per, who has nothing.
async fn karensine(site: &Site) -> (Browser<'_>, String) {
    let per = site.add_person("Per Lund", &[], None, &[]);
    let browser = site.signed_in(NAME, &[]).await;
    let id = id_of(site, NAME);
    something_everywhere(site, &id, &per);
    (browser, id)
}

/// The files of an archive by name.
fn unpack(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    (0..zip.len())
        .map(|i| {
            let mut file = zip.by_index(i).unwrap();
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).unwrap();
            (file.name().to_string(), bytes)
        })
        .collect()
}

fn first_archive(page: &str) -> String {
    let at = page.find("href=\"/me/data/0").expect("an archive to fetch");
    page[at + 6..].split('"').next().unwrap().to_string()
}

fn asks_for_proof(reply: &crate::support::Reply) {
    assert!(reply.location().starts_with("/sign-in/confirm"));
}

async fn ask_for_export(who: &Browser<'_>) -> crate::support::Reply {
    who.post_from("/me/data", "/me/data/export", &[]).await
}

#[actix_web::test]
async fn a_person_with_something_everywhere_gets_all_of_it() {
    let site = Site::new().await;
    let (browser, id) = karensine(&site).await;
    // Wanting to be forgotten is kept as well.
    ask_for_erasure(&browser, "keep").await;
    assert_eq!(ask_for_export(&browser).await.status, StatusCode::SEE_OTHER);
    assert!(browser.open("/me/data").await.has("er ved at blive lavet"));
    site.drain().await;
    assert!(site.mail_to(NAME).text.contains("/me/data"));
    let link = first_archive(&browser.open("/me/data").await.text);
    let reply = browser.open(&link).await;
    assert_eq!(
        reply.headers.get("content-type").unwrap(),
        "application/zip"
    );
    let files = unpack(&reply.bytes);
    let names: Vec<&str> = files.iter().map(|(n, _)| n.as_str()).collect();
    assert_eq!(names, ["data.json", "data.html", "photo.png"]);
    assert_eq!(files[2].1, b"et billede");
    let json: serde_json::Value = serde_json::from_slice(&files[0].1).unwrap();
    let parts = json["data"].as_array().unwrap();
    assert_eq!(parts.len(), TABLES.len());
    for (row, part) in TABLES.iter().zip(parts) {
        let at = format!("{}.{}", row.table, row.column);
        assert_eq!(
            (part["table"].as_str(), part["names_you_in"].as_str()),
            (Some(row.table), Some(row.column))
        );
        assert!(
            !part["rows"].as_array().unwrap().is_empty(),
            "{at}: the test has nothing there, or the archive left it out"
        );
    }
    assert_eq!(
        json["names_of_ids"].as_object().unwrap().len(),
        3,
        "own entries by name: {}",
        json["names_of_ids"]
    );
    let html = String::from_utf8(files[1].1.clone()).unwrap();
    for said in [
        NAME,
        "Mit indlæg",
        "Min nøgle",
        "Mit ark",
        "Min proces",
        "Konsulent",
        "Må jeg være med?",
        "Quiet",
    ] {
        let there = html.contains(said);
        assert_eq!(there, said != "Quiet", "{said}");
    }
    for file in &files {
        let text = String::from_utf8_lossy(&file.1);
        assert!(
            !text.contains("hemmelig-"),
            "{} gives a secret away",
            file.0
        );
        assert!(!text.contains("privacy-"), "{} shows a key", file.0);
        assert!(
            !text.contains("Et svar til"),
            "{} gives what another wrote",
            file.0
        );
    }
    // Nobody else fetches it, however good the guess; and nobody without a fresh proof.
    let per = site.signed_in("Per Gæst", &[]).await;
    assert_eq!(per.get(&link).await.status, StatusCode::NOT_FOUND);
    assert_eq!(per.get("/me/data/0123").await.status, StatusCode::NOT_FOUND);
    assert_eq!(
        site.visitor().get(&link).await.status,
        StatusCode::UNAUTHORIZED
    );
    browser.post_from("/me", "/me/data/regret", &[]).await;
    site.app.clock.advance(Duration::minutes(20));
    asks_for_proof(&browser.get(&link).await);
    asks_for_proof(&browser.get("/me/data").await);
    site.app.clock.advance(Duration::days(6));
    browser.sign_in(&address_of(NAME)).await;
    browser.open(&link).await;
    site.app.clock.advance(Duration::days(1));
    browser.sign_in(&address_of(NAME)).await;
    assert_eq!(
        browser.get(&link).await.status,
        StatusCode::NOT_FOUND,
        "{id}"
    );
}

#[actix_web::test]
async fn one_archive_at_a_time_and_three_a_day() {
    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[]).await;
    for _ in 0..3 {
        assert_eq!(ask_for_export(&karen).await.status, StatusCode::SEE_OTHER);
        let second = ask_for_export(&karen).await;
        assert_eq!(second.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(second.has("Der er allerede en kopi"));
        site.drain().await;
    }
    let fourth = ask_for_export(&karen).await;
    assert_eq!(fourth.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(fourth.has("tre kopier"));
}

pub async fn ask_for_erasure(who: &Browser<'_>, contributions: &str) -> crate::support::Reply {
    let fields = [("contributions", contributions), ("sure", "yes")];
    who.post_from("/me/data/erase", "/me/data/erase", &fields)
        .await
}

/// The week passes, the last mail leaves, the erasure is carried out.
async fn a_week_later(site: &Site) {
    site.app.clock.advance(Duration::days(7));
    site.drain().await;
    assert!(site.mail_to(NAME).text.contains("sidste mail"));
    site.app.clock.advance(Duration::minutes(2));
    site.drain().await;
}

fn count(site: &Site, sql: &str) -> i64 {
    #[derive(QueryableByName)]
    struct Row {
        #[diesel(sql_type = diesel::sql_types::BigInt)]
        n: i64,
    }
    let sql = format!("SELECT count(*) AS n FROM {sql}");
    site.app
        .db
        .read_now(|c| Ok(diesel::sql_query(sql).get_result::<Row>(c)?.n))
        .unwrap()
}

/// Files under a folder in which one of the words stands, in any case.
#[cfg(feature = "sqlite")]
fn files_with(folder: &Path, words: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files_with(&path, words));
            continue;
        }
        let bytes = std::fs::read(&path).unwrap().to_ascii_lowercase();
        for word in words {
            if bytes.windows(word.len()).any(|w| w == word.as_bytes()) {
                found.push(format!("{}: {word}", path.display()));
            }
        }
    }
    found
}

#[actix_web::test]
async fn after_erasure_nothing_is_found_of_a_person_outside_the_statutory_register() {
    let site = Site::with(|config| config.mail = faelles::config::MailTransport::Memory).await;
    let (browser, id) = karensine(&site).await;
    site.drain().await;
    let question = Question {
        text: "Xylander".to_string(),
        scope: Scope::default(),
        limit: 10,
        ..Question::default()
    };
    assert_eq!(
        site.app.search.ask(&site.app.db, &question).unwrap().total,
        2
    );
    #[cfg(feature = "sqlite")]
    assert!(
        files_with(site.dir.path(), &["xylander"])
            .iter()
            .any(|f| f.contains("/index/")),
        "the search below would find it"
    );
    let asked = ask_for_erasure(&browser, "keep").await;
    assert_eq!(asked.location(), "/me/data");
    site.drain().await;
    assert!(site.mail_to(NAME).subject.contains("9. marts 2026"));
    assert!(browser.open("/me").await.has("Fortryd, jeg bliver"));
    a_week_later(&site).await;

    // What others see: the texts, without the name.
    let per = site.signed_in("Per Gæst", &[]).await;
    let topic = per.open("/forum/topic").await;
    assert!(topic.has("Tidligere medlem") && topic.has("Mit indlæg"));
    assert!(topic.has("Et svar til tidligere medlem") && !topic.has("Xylander"));
    let listed = per.open("/library").await;
    assert!(listed.has("Om tidligere medlem"));
    assert!(per.open("/worksheets/sheet").await.has("Tidligere medlem"));
    assert!(per.open("/processes/process").await.has("Tidligere medlem"));
    let organiser = site.signed_in("Olga Org", &[Role::Organiser]).await;
    let door = organiser.open("/meetings/meeting/attendance").await;
    assert!(
        door.has("Tidligere medlem") && door.has("1 "),
        "{}",
        door.main()
    );
    assert_eq!(
        site.app.search.ask(&site.app.db, &question).unwrap().total,
        0
    );
    assert_eq!(browser.get("/me").await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(count(&site, "entries WHERE status = 'draft'"), 0);

    // Every registered column holds what the register says.
    for row in TABLES {
        let like = match row.link {
            Link::Within => format!("LIKE '%{id}%'"),
            _ => format!("= '{id}'"),
        };
        let left = count(&site, &format!("{} WHERE {} {like}", row.table, row.column));
        let stays = matches!(row.erase, Erase::Keep | Erase::Contribution)
            // Went with a row that names the person elsewhere.
            && !matches!((row.table, row.column), ("joinings" | "results" | "measures", _))
            && (row.table, row.column) != ("reports", "reporter_id")
            && (row.table, row.column) != ("reports", "decided_by");
        assert_eq!(left > 0, stays, "{}.{}: {left}", row.table, row.column);
    }
    assert_eq!(
        count(&site, &format!("exam_register WHERE person_id = '{id}'")),
        2
    );
    let walk = site
        .app
        .db
        .read_now(|c| faelles::audit::walk(c, None))
        .unwrap();
    assert_eq!(walk.broken_at, None, "the chain is whole");

    #[cfg(feature = "sqlite")]
    {
        let words = [
            "karensine xylander",
            "xylander@",
            "karensine.xylander",
            "k.xylander",
        ];
        let found = files_with(site.dir.path(), &words);
        assert!(
            found
                .iter()
                .all(|f| f.contains("faelles.sqlite") && f.ends_with(words[0])),
            "{found:?}"
        );
        assert!(!found.is_empty(), "the register keeps the name");
        site.app
            .db
            .write_now(|c| Ok(c.batch_execute("DELETE FROM exam_register")?))
            .unwrap();
        site.app.db.compact().unwrap();
        let found = files_with(site.dir.path(), &["xylander", "karensine"]);
        assert_eq!(found, Vec::<String>::new());
    }
}

#[actix_web::test]
async fn what_is_known_by_an_address_alone_is_given_and_forgotten() {
    let site = Site::new().await;
    let (browser, id) = karensine(&site).await;
    site.app
        .db
        .write_now(|c| {
            Ok(c.batch_execute(
                "INSERT INTO joinings (id, email, name, title, lang, organisation_id, message, status, created_at) VALUES ('inviteret', 'k.xylander@roskilde.dk', 'K', '', 'da', 'org', '', 'invited', '2026-03-02 09:00:00');
                 INSERT INTO people (id, status, created_at) VALUES ('asker', 'asking', '2026-03-02 09:00:00');
                 INSERT INTO joinings (id, email, name, title, lang, message, status, created_at, person_id) VALUES ('spurgt', 'karensine.xylander@example.org', 'K', '', 'da', '', 'asked', '2026-03-02 09:00:00', 'asker');
                 INSERT INTO mails (id, message_id, kind, person_id, subject_id, status, run_at, dedupe, created_at) VALUES ('mail3', 'm3', 'join-confirm', 'asker', 'spurgt', 'sent', '2026-03-01 09:00:00', 'd3', '2026-03-01 09:00:00');
                 INSERT INTO settings (key, value) VALUES ('site.contact', 'K.Xylander@roskilde.dk');
                 INSERT INTO process_parties (id, process_id, name, kind, part, task, position) VALUES ('p1', 'process', 'tidligere medlem', 'person', '', '', 1);
                 INSERT INTO process_parties (id, process_id, name, kind, part, task, position) VALUES ('p2', 'process', 'Karensine Xylander', 'person', '', '', 2);",
            )?)
        })
        .unwrap();
    let all = site.app.db.read_now(|c| export::gather(c, &id)).unwrap();
    let given: Vec<String> = all
        .unwrap()
        .parts
        .iter()
        .filter(|p| (p.of.table, p.of.column) == ("joinings", "person_id"))
        .flat_map(|p| &p.rows)
        .map(|row| row["id"].as_str().unwrap().to_string())
        .collect();
    for id in ["joining", "inviteret", "spurgt"] {
        assert_eq!(
            given.iter().filter(|g| *g == id).count(),
            1,
            "{id}: {given:?}"
        );
    }
    assert!(
        site.visitor()
            .open("/about")
            .await
            .has("K.Xylander@roskilde.dk")
    );

    ask_for_erasure(&browser, "keep").await;
    a_week_later(&site).await;
    assert_eq!(count(&site, "people WHERE status = 'erased'"), 1);
    assert_eq!(count(&site, "people WHERE status = 'asking'"), 0);
    assert_eq!(count(&site, "joinings"), 0);
    assert_eq!(count(&site, "mails WHERE id = 'mail3'"), 0);
    assert_eq!(count(&site, "settings WHERE key = 'site.contact'"), 0);
    // Two who were parties to one process, and are both forgotten, stay two.
    assert_eq!(
        count(&site, "process_parties WHERE name = 'tidligere medlem'"),
        1
    );
    assert_eq!(
        count(&site, "process_parties WHERE name = 'tidligere medlem 2'"),
        1
    );
}

#[actix_web::test]
async fn contributions_go_too_when_the_person_says_so_and_others_answers_stay() {
    let site = Site::new().await;
    let (browser, _) = karensine(&site).await;
    ask_for_erasure(&browser, "remove").await;
    a_week_later(&site).await;
    assert_eq!(count(&site, "entries"), 1, "the other's");
    assert_eq!(count(&site, "worksheets"), 0);
    assert_eq!(count(&site, "processes"), 1);
    let per = site.signed_in("Per Gæst", &[]).await;
    let topic = per.open("/forum/topic").await;
    assert!(topic.has("Et svar til") && !topic.has("Mit indlæg"));
    assert_eq!(count(&site, "topics WHERE posts = 1"), 1);
}

#[actix_web::test]
async fn somebody_else_of_the_same_name_keeps_it() {
    let site = Site::new().await;
    let (browser, _) = karensine(&site).await;
    site.app
        .db
        .write_now(|c| {
            Ok(diesel::sql_query(
                "UPDATE person_details SET name = 'Karensine Xylander' WHERE name = 'Per Lund'",
            )
            .execute(c)?)
        })
        .unwrap();
    ask_for_erasure(&browser, "keep").await;
    a_week_later(&site).await;
    assert_eq!(
        count(
            &site,
            "entries WHERE body LIKE 'Referat: Karensine Xylander%'"
        ),
        1
    );
    assert_eq!(
        count(
            &site,
            "entries WHERE body LIKE 'Skrevet af tidligere medlem%'"
        ),
        1
    );
    assert_eq!(
        count(&site, "person_details WHERE name = 'Karensine Xylander'"),
        1
    );
}

#[actix_web::test]
async fn one_can_regret_on_the_page_and_by_the_mailed_link() {
    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[]).await;
    ask_for_erasure(&karen, "remove").await;
    site.drain().await;
    let link = site.mail_to("Karen Holm").link("/privacy/regret/");
    // A scanner that follows the link changes nothing.
    site.visitor().open(&link).await;
    assert!(
        karen
            .open("/me/data")
            .await
            .has("bliver slettet 9. marts 2026")
    );
    karen.post_from("/me", "/me/data/regret", &[]).await;
    assert!(!karen.open("/me").await.has("bliver slettet"));
    assert_eq!(site.visitor().get(&link).await.status, StatusCode::GONE);

    site.app.clock.advance(Duration::minutes(1));
    ask_for_erasure(&karen, "keep").await;
    site.drain().await;
    let link = site.mail_to("Karen Holm").link("/privacy/regret/");
    let visitor = site.visitor();
    let stays = visitor.post_from(&link, &link, &[]).await;
    assert_eq!(stays.status, StatusCode::SEE_OTHER);
    assert_eq!(visitor.get(&link).await.status, StatusCode::GONE);
    site.app.clock.advance(Duration::days(30));
    site.drain().await;
    karen.sign_in(&address_of("Karen Holm")).await;
    karen.open("/me").await;
}

#[actix_web::test]
async fn the_last_administrator_stays_until_there_is_another() {
    let site = Site::new().await;
    let ada = site.signed_in("Ada Adm", &[Role::Administrator]).await;
    assert!(ada.open("/me/data/erase").await.has("eneste administrator"));
    let refused = ada
        .post_from(
            "/me/data",
            "/me/data/erase",
            &[("contributions", "keep"), ("sure", "yes")],
        )
        .await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(count(&site, "erasures"), 0);
    // Two ask while there are two: the second stays.
    let bo = site.signed_in("Bo Adm", &[Role::Administrator]).await;
    assert_eq!(
        ask_for_erasure(&ada, "keep").await.status,
        StatusCode::SEE_OTHER
    );
    assert_eq!(
        ask_for_erasure(&bo, "keep").await.status,
        StatusCode::SEE_OTHER
    );
    site.app.clock.advance(Duration::days(7));
    for _ in 0..3 {
        site.drain().await;
        site.app.clock.advance(Duration::minutes(5));
    }
    assert_eq!(count(&site, "people WHERE status = 'erased'"), 1);
    assert_eq!(count(&site, "person_roles WHERE role = 'administrator'"), 1);
}

#[actix_web::test]
async fn erasing_takes_a_tick_and_a_fresh_proof() {
    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[]).await;
    let unsure = karen
        .post_from(
            "/me/data/erase",
            "/me/data/erase",
            &[("contributions", "keep")],
        )
        .await;
    assert_eq!(unsure.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(unsure.has("Sæt et flueben"));
    site.app.clock.advance(Duration::minutes(20));
    asks_for_proof(&karen.get("/me/data/erase").await);
    for path in ["/me/data/erase", "/me/data/export"] {
        let fields = [("contributions", "keep"), ("sure", "yes")];
        let reply = karen.post(path, &fields).await;
        assert_eq!(reply.status, StatusCode::UNAUTHORIZED, "{path}");
    }
    assert_eq!(count(&site, "erasures") + count(&site, "exports"), 0);
}

#[actix_web::test]
async fn consent_is_given_and_withdrawn_per_purpose_with_version_and_time() {
    let site = Site::new().await;
    let (browser, id) = karensine(&site).await;
    let answer = |purpose: &'static str, answer: &'static str| {
        let browser = &browser;
        async move {
            browser
                .post_from(
                    "/me/data",
                    "/me/data/consents",
                    &[("purpose", purpose), ("answer", answer)],
                )
                .await
        }
    };
    answer("photo", "give").await;
    let page = browser.open("/me/data").await;
    assert!(page.has("Givet 2. marts 2026") && page.has("version 1"));
    let has = |purpose| {
        site.app
            .db
            .read_now(|c| consents::has(c, &id, purpose))
            .unwrap()
    };
    assert!(has(Purpose::Photo) && has(Purpose::Membership) && !has(Purpose::PublicProfile));
    assert_eq!(count(&site, "photos"), 1);
    answer("photo", "withdraw").await;
    assert!(!has(Purpose::Photo));
    assert_eq!(count(&site, "photos"), 0, "what stood on it goes with it");
    assert!(browser.open("/me/data").await.has("Trukket tilbage"));
    let refused = answer("membership", "withdraw").await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert_eq!(answer("spam", "give").await.status, StatusCode::BAD_REQUEST);
}

async fn sweep(site: &Site) {
    site.app
        .db
        .write_now(|c| jobs::enqueue(c, &Job::Sweep, site.app.clock.now(), None))
        .unwrap();
    site.drain().await;
}

#[actix_web::test]
async fn what_has_run_out_is_forgotten_and_nothing_before() {
    let site = Site::new().await;
    karensine(&site).await;
    site.app
        .db
        .write_now(|c| {
            Ok(c.batch_execute(
                "UPDATE joinings SET decided_at = '2026-03-02 09:00:00';
                 UPDATE notices SET told_at = '2026-03-04 09:00:00';
                 UPDATE reports SET decided_at = '2026-03-02 09:00:00';
                 UPDATE measures SET ends_at = '2026-03-04 09:00:00';
                 INSERT INTO joinings (id, email, name, title, lang, message, status, created_at) VALUES ('u', 'u@example.org', 'U', '', 'da', '', 'unconfirmed', '2026-03-02 09:00:00');
                 INSERT INTO joinings (id, email, name, title, lang, message, status, created_at) VALUES ('i', 'i@example.org', 'I', '', 'da', '', 'invited', '2026-03-02 09:00:00');
                 INSERT INTO joinings (id, email, name, title, lang, message, status, created_at) VALUES ('a', 'a@example.org', 'A', '', 'da', '', 'asked', '2026-03-02 09:00:00');
                 INSERT INTO measures (id, person_id, kind, reason, at) SELECT 'warned', person_id, 'warn', 'r', '2026-03-10 09:00:00' FROM measures WHERE id = 'measure';
                 INSERT INTO measures (id, person_id, kind, reason, at, appealed_at, answered_at) SELECT 'answered', person_id, 'hide', 'r', '2026-03-10 09:00:00', '2026-03-11 09:00:00', '2026-03-20 09:00:00' FROM measures WHERE id = 'measure';
                 INSERT INTO measures (id, person_id, kind, reason, at, appealed_at) SELECT 'open', person_id, 'hide', 'r', '2026-03-10 09:00:00', '2026-03-11 09:00:00' FROM measures WHERE id = 'measure';
                 INSERT INTO measures (id, person_id, kind, reason, at) SELECT 'out', person_id, 'suspend', 'r', '2026-03-10 09:00:00' FROM measures WHERE id = 'measure';",
            )?)
        })
        .unwrap();
    for (table, days) in [
        ("exports", 5),
        ("joinings WHERE status = 'unconfirmed'", 7),
        ("joinings WHERE status = 'invited'", 14),
        ("joinings", 90),
        ("notices", 92),
        ("mails WHERE id IN ('mail1', 'mail2')", 180),
        ("reports", 365),
        ("measures WHERE id = 'measure'", 367),
        ("measures WHERE id = 'warned'", 373),
        ("measures WHERE id = 'answered'", 383),
    ] {
        assert!(count(&site, table) > 0, "{table}");
        let end = start_time() + Duration::days(days);
        site.app
            .clock
            .advance(end - site.app.clock.now() - Duration::hours(30));
        sweep(&site).await;
        assert!(count(&site, table) > 0, "{table}: too early");
        site.app.clock.advance(Duration::hours(36));
        sweep(&site).await;
        assert_eq!(count(&site, table), 0, "{table}");
    }
    assert_eq!(
        count(&site, "measures"),
        2,
        "an open appeal, and who is still shut out"
    );
    assert!(count(&site, "audit") > 0);
}

#[actix_web::test]
async fn an_invitation_nobody_answers_goes_with_its_mail() {
    let site = Site::new().await;
    let roskilde = site.add_organisation("Roskilde Kommune");
    let rita = site.add_person("Rita Keeper", &[], Some(&roskilde), &[]);
    let new = NewAsked {
        name: "Ida Inviteret".to_string(),
        email: address_of("Ida Inviteret"),
        title: String::new(),
        lang: Lang::Da,
    };
    let now = site.app.clock.now();
    site.app
        .db
        .write_now(|c| inviting::ask(c, &site.app, now, &rita, &roskilde, &new))
        .unwrap();
    site.drain().await;
    let to_ida = || site.mails().iter().any(|m| m.to == new.email);
    assert!(to_ida());
    site.app.clock.advance(Duration::days(13));
    sweep(&site).await;
    assert!(to_ida());
    site.app.clock.advance(Duration::days(2));
    sweep(&site).await;
    assert!(!to_ida(), "the mail's file went too");
    assert_eq!(count(&site, "joinings"), 0);
    assert_eq!(count(&site, "mails WHERE kind = 'membership'"), 0);
}

#[actix_web::test]
async fn somebody_suspended_is_not_kept_for_ever() {
    let site = Site::new().await;
    let karen = site.add_person("Karen Holm", &[], None, &[]);
    site.app
        .db
        .write_now(|c| {
            let sql = format!("UPDATE people SET status = 'suspended' WHERE id = '{karen}'");
            Ok(c.batch_execute(&sql)?)
        })
        .unwrap();
    site.app.clock.advance(Duration::days(3 * 365 + 1));
    sweep(&site).await;
    assert!(site.mail_to("Karen Holm").subject.contains("Vil du blive"));
    site.app.clock.advance(Duration::days(31));
    site.drain().await;
    site.app.clock.advance(Duration::minutes(5));
    site.drain().await;
    assert_eq!(count(&site, "people WHERE status = 'erased'"), 1);
}

#[actix_web::test]
async fn an_account_nobody_uses_is_written_to_and_then_forgotten() {
    let site = Site::new().await;
    site.add_person("Karen Holm", &[], None, &[]);
    site.add_person("Per Lund", &[], None, &[]);
    site.app.clock.advance(Duration::days(3 * 365 + 1));
    // Somebody who was here lately is left alone.
    site.visitor().sign_in(&address_of("Per Lund")).await;
    sweep(&site).await;
    assert!(site.mail_to("Karen Holm").subject.contains("Vil du blive"));
    assert_eq!(count(&site, "erasures"), 1);
    // She comes back: nothing happens.
    site.app.clock.advance(Duration::days(10));
    site.visitor().sign_in(&address_of("Karen Holm")).await;
    site.app.clock.advance(Duration::days(21));
    site.drain().await;
    assert_eq!(
        count(&site, "erasures") + count(&site, "people WHERE status = 'erased'"),
        0
    );
    // Years later she does not.
    site.app.clock.advance(Duration::days(2 * 365));
    site.visitor().sign_in(&address_of("Per Lund")).await;
    site.app.clock.advance(Duration::days(366));
    sweep(&site).await;
    site.app.clock.advance(Duration::days(31));
    site.drain().await;
    site.app.clock.advance(Duration::minutes(5));
    site.drain().await;
    assert_eq!(count(&site, "people WHERE status = 'erased'"), 1);
    // A year later nothing remains of her but the chain.
    site.app.clock.advance(Duration::days(366));
    sweep(&site).await;
    assert_eq!(count(&site, "people"), 1);
}

#[actix_web::test]
async fn periods_are_public_and_the_record_is_for_administrators() {
    let site = Site::new().await;
    let visitor = site.visitor();
    let page = visitor.open("/privacy/retention").await;
    assert!(page.has("180 dage") && page.has("Mindst 5 år") && page.has("Sikkerhedskopier"));
    assert!(visitor.open("/privacy").await.has("/privacy/retention"));
    let karen = site.signed_in("Karen Holm", &[]).await;
    let ada = site.signed_in("Ada Adm", &[Role::Administrator]).await;
    for path in ["", ".json", ".csv"] {
        let path = format!("/admin/privacy/record{path}");
        assert_eq!(karen.get(&path).await.status, StatusCode::FORBIDDEN);
        ada.open(&path).await;
    }
    let json: serde_json::Value =
        serde_json::from_str(&ada.open("/admin/privacy/record.json").await.text).unwrap();
    let activities = json["activities"].as_array().unwrap();
    assert_eq!(activities.len(), CLASSES.len());
    for row in TABLES {
        let column = format!("{}.{}", row.table, row.column);
        let said = activities.iter().any(|a| {
            a["columns"]
                .as_array()
                .unwrap()
                .iter()
                .any(|c| c == column.as_str())
        });
        assert!(said, "{column} is in no activity");
    }
    let csv = ada.open("/admin/privacy/record.csv").await;
    assert_eq!(csv.text.lines().count(), CLASSES.len() + 1);
}

#[test]
fn every_kind_of_data_has_a_period_and_words_in_every_language() {
    for (class, kept) in Class::ALL.iter().zip(&CLASSES) {
        assert_eq!(*class, kept.class);
        assert!(TABLES.iter().any(|r| r.class == *class), "{class:?}");
    }
    let mut keys: BTreeSet<String> = BTreeSet::new();
    for kept in &CLASSES {
        let name = kept.class.name();
        keys.extend(["class", "purpose", "data"].map(|p| format!("privacy-{p}-{name}")));
        keys.insert(format!("privacy-people-{}", kept.people));
        keys.insert(format!("privacy-recipients-{}", kept.recipients));
        keys.extend(
            kept.bases
                .iter()
                .map(|b| format!("privacy-basis-{}", b.name())),
        );
    }
    for row in TABLES {
        keys.insert(format!("privacy-table-{}-{}", row.table, row.column).replace('_', "-"));
        keys.extend(
            row.given
                .iter()
                .map(|c| format!("privacy-column-{}", c.replace('_', "-"))),
        );
    }
    for purpose in Purpose::ALL {
        keys.insert(format!("privacy-consent-{}", purpose.name()));
        keys.insert(format!("privacy-consent-{}-text", purpose.name()));
    }
    for lang in Lang::ALL {
        for kept in &CLASSES {
            let period = record::period(lang, kept);
            assert!(
                !period.starts_with("privacy-") && !period.contains('$'),
                "{period}"
            );
        }
        for key in &keys {
            assert!(lang.try_t(key).is_some(), "{}: {key}", lang.code());
        }
    }
}

struct Form {
    action: String,
    hidden: Vec<(String, String)>,
    /// Names of the fields one writes text in.
    texts: Vec<String>,
}

/// Every POST form of a page that has text to fill in.
fn forms(page: &str) -> Vec<Form> {
    let form =
        regex::Regex::new(r#"(?s)<form[^>]*method="post"[^>]*action="([^"]+)"[^>]*>(.*?)</form>"#)
            .unwrap();
    let input = regex::Regex::new(r#"<(input|textarea|select)\b([^>]*)>"#).unwrap();
    let part = |of: &str, name: &str| {
        let found = regex::Regex::new(&format!(r#"\b{name}="([^"]*)""#)).unwrap();
        found.captures(of).map(|c| c[1].to_string())
    };
    form.captures_iter(page)
        .map(|form| {
            let (mut hidden, mut texts) = (Vec::new(), Vec::new());
            for tag in input.captures_iter(&form[2]) {
                let kind = part(&tag[2], "type").unwrap_or_default();
                let Some(name) = part(&tag[2], "name") else {
                    continue;
                };
                if &tag[1] == "textarea" || (&tag[1] == "input" && kind == "text") {
                    texts.push(name);
                } else if kind == "hidden" {
                    hidden.push((name, part(&tag[2], "value").unwrap_or_default()));
                }
            }
            Form {
                action: form[1].to_string(),
                hidden,
                texts,
            }
        })
        .filter(|form| !form.texts.is_empty())
        .collect()
}

/// Text fields whose text is compared and never kept, or is no free text: a code, a colour, a list that
/// is looked at line by line.
const NOT_KEPT: [&str; 3] = ["code", "accent", "list"];

#[actix_web::test]
async fn no_form_takes_a_personal_number_in_any_text_field() {
    let site = Site::new().await;
    karensine(&site).await;
    let ada = site.signed_in("Ada Adm", &Role::ALL).await;
    let mut pages: Vec<String> = faelles::routes::all()
        .into_iter()
        .filter(|a| a.method == actix_web::http::Method::GET && !a.path.contains('{'))
        .map(|a| a.path.to_string())
        .collect();
    let kinds = ["case", "tool", "note", "portrait"];
    pages.extend(kinds.map(|kind| format!("/library/new?kind={kind}")));
    pages.extend(
        [
            "/forum/topic",
            "/worksheets/sheet/edit",
            "/processes/process",
            "/meetings/meeting/edit",
        ]
        .map(str::to_string),
    );
    pages.push(format!("/admin/people/{}", id_of(&site, NAME)));
    let mut tried = BTreeSet::new();
    let mut taken = Vec::new();
    for page in pages {
        let shown = ada.get(&page).await;
        for Form {
            action,
            hidden,
            texts,
        } in forms(&shown.text)
        {
            for field in texts {
                if NOT_KEPT.contains(&field.as_str())
                    || !tried.insert((action.clone(), field.clone()))
                {
                    continue;
                }
                let mut fields: Vec<(&str, &str)> = hidden
                    .iter()
                    .map(|(n, v)| (n.as_str(), v.as_str()))
                    .collect();
                fields.push((&field, "Borgeren 010190-1234 ringede"));
                let reply = ada.send_form(&action, &fields).await;
                let refused = reply.status == StatusCode::UNPROCESSABLE_ENTITY
                    && reply.has(&Lang::Da.t("invalid-cpr"));
                if !refused {
                    taken.push(format!("{action} {field}: {}", reply.status));
                }
            }
        }
    }
    assert!(taken.is_empty(), "{taken:#?}");
    assert!(tried.len() > 20, "{tried:?}");
}

#[actix_web::test]
async fn who_came_in_without_agreeing_is_asked_until_they_say_yes() {
    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[]).await;
    let question = "Vil du være medlem af";
    assert!(!site.visitor().open("/").await.has(question));
    assert!(karen.open("/").await.has(question));
    let yes = [("purpose", "membership"), ("answer", "give")];
    let said = karen.post_from("/", "/me/data/consents", &yes).await;
    assert_eq!(said.status, StatusCode::SEE_OTHER, "{}", said.text);
    assert!(!karen.open("/").await.has(question));
    assert!(karen.open("/me/data").await.has("version 1"));
}
