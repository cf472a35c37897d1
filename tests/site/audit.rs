//! Who did what: a chain that shows every meddling, a page that is itself watched, no content.

use actix_web::http::StatusCode;
use chrono::Duration;
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use faelles::audit::{self, Walk};
use faelles::check;
use faelles::members::Role;
use faelles::schema::audit as rows;

use crate::support::{Browser, Site};

/// A site with a short chain: rows 1 to 6.
async fn with_chain() -> Site {
    let site = Site::new().await;
    let now = site.app.clock.now();
    site.app
        .db
        .write_now(|c| {
            for n in 1..=6 {
                let by = (n % 2 == 0).then_some("somebody");
                audit::coming_from("192.168.*.*", || {
                    audit::record(c, now, by, "change", "entry", &format!("entry-{n}"))
                })?;
            }
            Ok(())
        })
        .unwrap();
    site
}

fn sql(site: &Site, sql: &str) {
    site.app
        .db
        .write_now(|c| Ok(c.batch_execute(sql)?))
        .unwrap();
}

fn walk(site: &Site, kept: Option<&str>) -> Walk {
    site.app.db.read_now(|c| audit::walk(c, kept)).unwrap()
}

/// What `check` says of the audit, and whether it is content.
fn said(site: &Site, kept: Option<&str>) -> (bool, String) {
    let lines = check::run_with(&site.app, kept).unwrap();
    let lines: Vec<_> = lines
        .into_iter()
        .filter(|l| l.text.starts_with("audit:"))
        .collect();
    let text: Vec<&str> = lines.iter().map(|l| l.text.as_str()).collect();
    (check::is_whole(&lines), text.join("\n"))
}

#[actix_web::test]
async fn a_whole_chain_is_said_with_its_head() {
    let site = with_chain().await;
    let head = walk(&site, None).head;
    assert_eq!(head.len(), 64);
    assert_eq!(
        said(&site, None),
        (true, format!("audit: 6 rows, head {head}"))
    );
    assert!(said(&site, Some(&head)).0);
    // A head kept earlier stays in the chain as it grows; a paper copy may have capitals.
    sql(&site, "DELETE FROM audit WHERE id = 6");
    let earlier = walk(&site, None).head;
    let now = site.app.clock.now();
    site.app
        .db
        .write_now(|c| audit::record(c, now, None, "change", "entry", "later"))
        .unwrap();
    assert!(said(&site, Some(&earlier.to_uppercase())).0);
}

#[actix_web::test]
async fn every_column_of_every_row_is_in_the_chain() {
    let changes = [
        "at = '2026-03-02 09:00:01'",
        "actor_id = 'another'",
        "actor_id = ''",
        "action = 'read'",
        "subject_kind = 'person'",
        "subject_id = 'entry-'",
        "origin = ''",
        "hash = '0000'",
        "id = 60",
        "id = -60",
    ];
    for change in changes {
        for row in [1, 3, 6] {
            let site = with_chain().await;
            sql(
                &site,
                &format!("UPDATE audit SET {change} WHERE id = {row}"),
            );
            let (whole, text) = said(&site, None);
            assert!(!whole, "{change} in row {row}");
            assert!(text.contains("audit: row "), "{text}");
            if !change.starts_with("id") {
                assert!(text.contains(&format!("row {row} ")), "{text}");
            }
        }
    }
}

#[actix_web::test]
async fn a_row_taken_out_moved_or_put_in_is_seen() {
    let swapped = "UPDATE audit SET id = 100 WHERE id = 3; UPDATE audit SET id = 3 WHERE id = 4; \
                   UPDATE audit SET id = 4 WHERE id = 100";
    let forged = |id: i64, hash: &str| {
        format!(
            "INSERT INTO audit (id, at, action, subject_kind, subject_id, origin, hash) \
             VALUES ({id}, '2026-03-02 09:00:00', 'change', 'entry', 'x', '', {hash})"
        )
    };
    let last = "(SELECT hash FROM audit WHERE id = 6)";
    for (meddling, at) in [
        ("DELETE FROM audit WHERE id = 1".to_string(), 2),
        ("DELETE FROM audit WHERE id = 4".to_string(), 5),
        (swapped.to_string(), 3),
        (forged(7, "''"), 7),
        (forged(7, last), 7),
        (forged(0, "''"), 0),
        (forged(-5, last), -5),
    ] {
        let site = with_chain().await;
        sql(&site, &meddling);
        assert_eq!(walk(&site, None).broken_at, Some(at), "{meddling}");
        let (whole, text) = said(&site, None);
        assert!(!whole && text.contains(&format!("row {at} ")), "{text}");
    }
}

#[actix_web::test]
async fn a_cut_tail_and_a_chain_made_anew_show_by_the_head_that_was_kept() {
    let site = with_chain().await;
    let head = walk(&site, None).head;
    sql(&site, "DELETE FROM audit WHERE id > 4");
    assert!(said(&site, None).0, "nothing in the table tells");
    let (whole, text) = said(&site, Some(&head));
    assert!(!whole && text.contains("not in the chain"), "{text}");

    // Somebody alters a row, and lets the program link all of it again.
    let site = with_chain().await;
    let head = walk(&site, None).head;
    sql(
        &site,
        "UPDATE audit SET action = 'read', hash = '' WHERE id = 2",
    );
    sql(&site, "UPDATE audit SET hash = ''");
    site.app.db.write_now(audit::begin).unwrap();
    assert!(!said(&site, None).0, "it links no chain anew by itself");
    sql(&site, "DELETE FROM settings WHERE key = 'audit.begun'");
    site.app.db.write_now(audit::begin).unwrap();
    assert!(said(&site, None).0);
    assert!(!said(&site, Some(&head)).0);
}

#[actix_web::test]
async fn rows_of_before_the_chain_are_linked_once() {
    let site = with_chain().await;
    sql(&site, "UPDATE audit SET hash = '', origin = ''");
    assert!(!said(&site, None).0);
    // A network that has begun its chain does not begin it again: hashes do not go by themselves.
    site.app.db.write_now(audit::begin).unwrap();
    assert!(!said(&site, None).0);
    // One from before has not begun it.
    sql(&site, "DELETE FROM settings WHERE key = 'audit.begun'");
    site.app.db.write_now(audit::begin).unwrap();
    assert!(said(&site, None).0);
    let head = walk(&site, None).head;
    // What was linked is not linked again: a single blank hash is a broken row, not an old one.
    sql(&site, "UPDATE audit SET hash = '' WHERE id = 1");
    site.app.db.write_now(audit::begin).unwrap();
    let walked = walk(&site, Some(&head));
    assert_eq!((walked.broken_at, walked.met), (Some(1), true));
}

#[actix_web::test]
async fn the_command_fails_when_the_chain_is_broken_or_the_kept_head_is_gone() {
    let site = with_chain().await;
    site.drain().await;
    let head = walk(&site, None).head;
    let database = site.app.config.database.clone();
    let run = |args: &[&str]| {
        let done = crate::support::program::run(site.dir.path(), database.as_deref(), args);
        (
            done.status.success(),
            String::from_utf8_lossy(&done.stdout).into_owned(),
        )
    };
    let (fine, text) = run(&["check", "--audit-head", &head]);
    assert!(fine && text.contains(&head), "{text}");
    let (fine, text) = run(&["check", "--audit-head", &"0".repeat(64)]);
    assert!(!fine && text.contains("BROKEN  audit: the head"), "{text}");
    sql(&site, "UPDATE audit SET subject_id = 'x' WHERE id = 2");
    let (fine, text) = run(&["check"]);
    assert!(!fine && text.contains("BROKEN  audit: row 2 "), "{text}");
}

#[actix_web::test]
async fn a_long_chain_is_walked_in_pages() {
    let site = Site::new().await;
    let now = site.app.clock.now();
    site.app
        .db
        .write_now(|c| {
            for n in 0..1234 {
                audit::record(c, now, None, "change", "entry", &n.to_string())?;
            }
            Ok(())
        })
        .unwrap();
    let (whole, text) = said(&site, None);
    assert!(
        whole && text.starts_with("audit: 1,234 rows, head "),
        "{text}"
    );
}

/// Every row as: who, action, kind, subject.
fn all(site: &Site) -> Vec<(Option<String>, String, String, String)> {
    site.app
        .db
        .read_now(|c| {
            Ok(rows::table
                .order(rows::id)
                .select((
                    rows::actor_id,
                    rows::action,
                    rows::subject_kind,
                    rows::subject_id,
                ))
                .load(c)?)
        })
        .unwrap()
}

fn count(site: &Site, action: &str, kind: &str) -> usize {
    all(site)
        .iter()
        .filter(|(_, a, k, _)| a == action && k == kind)
        .count()
}

#[actix_web::test]
async fn an_import_is_recorded_in_the_chain() {
    let site = Site::new().await;
    let file = site.dir.path().join("two.jsonl");
    let lines = ["1", "2"].map(|id| {
        format!("{{\"id\":\"{id}\",\"lang\":\"da\",\"title\":\"Titel {id}\",\"text\":\"Tekst.\"}}")
    });
    std::fs::write(&file, lines.join("\n")).unwrap();
    faelles::library::import::run(&site.app, &[file], &mut |_| {}).unwrap();
    assert_eq!(count(&site, "import", "entry"), 2);
    assert!(said(&site, None).0);
}

#[actix_web::test]
async fn only_administrators_read_it_and_that_they_do_is_recorded_once_an_hour() {
    let site = Site::new().await;
    for role in Role::ALL.into_iter().filter(|r| *r != Role::Administrator) {
        let who = site
            .signed_in(&format!("Pia {}", role.name()), &[role])
            .await;
        for path in ["/admin/audit", "/admin/audit/export?format=csv"] {
            assert_eq!(
                who.get(path).await.status,
                StatusCode::FORBIDDEN,
                "{role:?}"
            );
        }
    }
    assert_eq!(count(&site, "read", "audit"), 0);
    let ada = site.signed_in("Ada Adm", &[Role::Administrator]).await;
    for _ in 0..3 {
        ada.open("/admin/audit").await;
    }
    assert_eq!(count(&site, "read", "audit"), 1);
    let bo = site.signed_in("Bo Adm", &[Role::Administrator]).await;
    bo.open("/admin/audit").await;
    assert_eq!(count(&site, "read", "audit"), 2);
    site.app.clock.advance(Duration::minutes(61));
    ada.open("/admin/audit").await;
    assert_eq!(count(&site, "read", "audit"), 3);
    assert_eq!(
        ada.get("/admin/audit?page=99").await.status,
        StatusCode::NOT_FOUND
    );
    assert_eq!(
        ada.get("/admin/audit/export?format=exe").await.status,
        StatusCode::NOT_FOUND
    );
}

#[actix_web::test]
async fn a_look_at_private_things_is_recorded_and_ordinary_work_is_not() {
    let site = Site::new().await;
    let karen = site.add_person("Karen Holm", &[], None, &[]);
    let ada = site.signed_in("Ada Adm", &[Role::Administrator]).await;
    let person = format!("/admin/people/{karen}");
    ada.open(&person).await;
    ada.open(&person).await;
    let mail = {
        let list = ada.open("/admin/mail").await;
        let at = list.text.find("/admin/mail/").unwrap();
        list.text[at..].split('"').next().unwrap().to_string()
    };
    ada.open(&mail).await;
    assert_eq!(count(&site, "read", "person"), 1);
    assert_eq!(count(&site, "read", "mail"), 1);
    // What is not there was not read.
    for path in ["/admin/people/nobody", "/admin/mail/none"] {
        assert_eq!(ada.get(path).await.status, StatusCode::NOT_FOUND);
    }
    assert_eq!(count(&site, "read", "person"), 1);
    let row = all(&site).into_iter().find(|r| r.1 == "read").unwrap();
    assert_eq!(row.3, karen);
}

#[actix_web::test]
async fn rows_are_found_by_person_action_kind_and_period() {
    let site = Site::new().await;
    let karen = site.signed_in("Karen Åholm", &[]).await;
    karen
        .post("/forum", &[("title", "Emne"), ("body", "Hej")])
        .await
        .location();
    site.app.clock.advance(Duration::days(3));
    let ada = site.signed_in("Ada Adm", &[Role::Administrator]).await;
    let table = |reply: &crate::support::Reply| {
        let main = reply.main().to_string();
        let from = main.find("<tbody>").unwrap_or(main.len());
        let to = main.find("</tbody>").unwrap_or(main.len());
        main[from..to].to_string()
    };
    let everything = table(&ada.open("/admin/audit").await);
    assert!(everything.contains("Karen Åholm") && everything.contains("Ada Adm"));
    assert!(everything.contains("Startede") && everything.contains("127.0.*.*"));
    for (query, karens, adas) in [
        ("person=aaholm", true, false),
        ("person=ada", false, true),
        ("person=nobody", false, false),
        ("action=start", true, false),
        ("kind=topic", true, false),
        ("from=2026-03-05", false, true),
        ("from=2026-03-02&to=2026-03-02", true, false),
        ("to=2026-03-01", false, false),
        ("from=nonsense", true, true),
    ] {
        let found = table(&ada.open(&format!("/admin/audit?{query}")).await);
        assert_eq!(found.contains("Karen Åholm"), karens, "{query}: {found}");
        assert_eq!(found.contains(">Ada Adm<"), adas, "{query}: {found}");
    }
    let none = ada.open("/admin/audit?person=nobody").await;
    assert!(none.has("Intet fundet"));
    // The head stands on the page, to be written down.
    let head = walk(&site, None).head;
    assert!(ada.open("/admin/audit").await.has(&head));
}

#[actix_web::test]
async fn an_export_holds_what_the_filter_lets_through_and_is_recorded() {
    let site = Site::new().await;
    let karen = site.signed_in("=Karen Holm", &[]).await;
    karen.post("/sign-out-everywhere", &[]).await;
    let ada = site.signed_in("Ada Adm", &[Role::Administrator]).await;
    let csv = ada
        .open("/admin/audit/export?format=csv&action=sign-in")
        .await;
    let kind = csv.headers.get("content-disposition").unwrap();
    assert_eq!(kind, "attachment; filename=\"audit.csv\"");
    assert!(csv.has("\"\t=Karen Holm\"") && !csv.has(",=Karen"));
    assert!(!csv.has("sign-out-everywhere"));
    assert_eq!(csv.text.lines().count(), 3, "{}", csv.text);
    let lines = ada.open("/admin/audit/export?format=jsonl").await.text;
    let first: Vec<serde_json::Value> = lines
        .lines()
        .map(|l| serde_json::from_str(l).unwrap())
        .collect();
    // Newest first: the export itself is the newest thing that happened.
    assert_eq!(first[0]["action"], "export");
    assert_eq!(first[0]["subject_kind"], "audit");
    assert_eq!(first.len(), all(&site).len());
    assert_eq!(count(&site, "export", "audit"), 2);
}

#[test]
fn every_action_and_kind_has_its_words() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    // `audit::record(c, now, who, action, kind, id)`; inside its own house just `record`.
    let call = regex::Regex::new(
        r#"\b(?:audit::|super::)record(?:_all)?\(\s*c,\s*[^,]+,\s*(?:Some\([^)]*\)|[^,()]+(?:\([^)]*\))?),\s*([^,]+(?:\(\))?),\s*([^,]+),"#,
    )
    .unwrap();
    let reading = regex::Regex::new(r#"\breading\(&ctx, "([a-z-]+)""#).unwrap();
    let literal = regex::Regex::new(r#"^"([a-z-]+)"$"#).unwrap();
    let (mut actions, mut kinds) = (Vec::new(), Vec::new());
    let mut calls = 0;
    let mut folders = vec![root.join("src")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let text = std::fs::read_to_string(&path).unwrap();
            // Rows beside the chain break it: they are added in one place.
            let own = path.ends_with("audit/queries.rs");
            assert!(
                own || !text.contains("insert_into(audit::table)"),
                "{}",
                path.display()
            );
            let there =
                text.matches("audit::record(").count() + text.matches("audit::record_all(").count();
            let found = call
                .captures_iter(&text)
                .filter(|f| f[0].starts_with("audit::"))
                .count();
            assert_eq!(
                there,
                found,
                "a call is not understood in {}",
                path.display()
            );
            calls += found;
            for found in call.captures_iter(&text) {
                if let Some(word) = literal.captures(found[1].trim()) {
                    actions.push(word[1].to_string());
                }
                if let Some(word) = literal.captures(found[2].trim()) {
                    kinds.push(word[1].to_string());
                }
            }
            kinds.extend(reading.captures_iter(&text).map(|f| f[1].to_string()));
        }
    }
    assert!(calls > 20, "the scan sees the calls");
    // What is put together while it runs.
    actions.push("read".to_string());
    actions.extend(faelles::library::Step::ALL.map(|s| s.name().to_string()));
    for part in ["written", "oral"] {
        for standing in faelles::study::Standing::ALL {
            actions.push(format!("record-{part}-{}", standing.name()));
        }
    }
    let mut missing = std::collections::BTreeSet::new();
    for lang in faelles::web::Lang::ALL {
        for (word, of) in [("action", &actions), ("kind", &kinds)] {
            for name in of {
                let key = format!("audit-{word}-{name}");
                if lang.try_t(&key).is_none() {
                    missing.insert(format!("{}: {key}", lang.code()));
                }
            }
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
}

/// Everything somebody may type into an ordinary afternoon's forms carries this word.
const MARK: &str = "kodeordzebra";

async fn afternoon(karen: &Browser<'_>, ada: &Browser<'_>) {
    let marked = |text: &str| format!("{text} {MARK}");
    let (title, body) = (marked("Titel"), marked("Tekst"));
    let said = [("title", title.as_str()), ("body", body.as_str())];
    let topic = karen.post("/forum", &said).await.location();
    let topic = topic.split('?').next().unwrap().to_string();
    karen.post(&format!("{topic}/posts"), &[said[1]]).await;
    let me = [("name", title.as_str()), ("title", &body), ("lang", "da")];
    karen.post("/me/profile", &me).await.location();
    let entry = [
        ("kind", "case"),
        said[0],
        said[1],
        ("summary", body.as_str()),
        ("lang", "da"),
        ("audience", "network"),
        ("tags", MARK),
        ("municipality", "Roskilde"),
        ("contact_role", MARK),
        ("do", "publish"),
    ];
    ada.post("/library", &entry).await.location();
    let sheet = [
        ("kind", "swot"),
        said[0],
        ("strengths", body.as_str()),
        ("audience", "network"),
    ];
    karen.post("/worksheets", &sheet).await.location();
    let person = [
        ("name", title.as_str()),
        ("email", "kodeordzebra@example.org"),
        ("title", &body),
        ("lang", "da"),
    ];
    ada.post("/admin/people", &person).await.location();
    let organisation = [
        ("name", title.as_str()),
        ("kind", "company"),
        ("municipality", "Roskilde"),
        ("seats", "2"),
    ];
    ada.post("/admin/organisations", &organisation)
        .await
        .location();
    // Asked, reported, decided, appealed.
    ada.open(&format!("/admin/audit?person={MARK}&action={MARK}"))
        .await;
    let report = format!("/moderation/report?kind=topic&id={}", &topic[7..]);
    let said = [("reason", "other"), ("remark", body.as_str())];
    let mut fields = vec![("kind", "topic"), ("id", &topic[7..])];
    fields.extend(said);
    ada.post_from(&report, "/moderation/report", &fields)
        .await
        .location();
    let case = format!("/moderation/case/topic/{}", &topic[7..]);
    let decision = [("decision", "warn"), ("reason", body.as_str())];
    ada.post_from(&case, &case, &decision).await.location();
    let own = karen.open("/me/moderation").await;
    let at = own.text.find("/me/moderation/").expect("an appeal's form");
    let appeal = own.text[at..].split('"').next().unwrap().to_string();
    karen
        .post_from("/me/moderation", &appeal, &[("appeal", body.as_str())])
        .await
        .location();
}

#[actix_web::test]
async fn nothing_anybody_typed_is_in_it() {
    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[]).await;
    let ada = site.signed_in("Ada Adm", &[Role::Administrator]).await;
    afternoon(&karen, &ada).await;
    let rows = all(&site);
    assert!(rows.len() > 10);
    for row in rows {
        let text = format!("{row:?}").to_lowercase();
        assert!(!text.contains(MARK), "{text}");
        assert!(!text.contains('@') && !text.contains("holm"), "{text}");
    }
    assert!(said(&site, None).0);
}
