//! Finding what one may see, and an index that never lies.

use std::path::PathBuf;

use actix_web::http::StatusCode;
use diesel::RunQueryDsl;
use faelles::check;
use faelles::library::{self, Audience, Created, Kind, NewEntry, Status};
use faelles::members::Scope;
use faelles::search::eval::{self, Options};
use faelles::search::{Answer, Question, Search};
use proptest::prelude::*;

use crate::support::{Reply, Site, start_time};

pub fn entry(title: &str, body: &str) -> NewEntry {
    NewEntry {
        kind: Kind::Case,
        title: title.to_string(),
        summary: String::new(),
        body: body.to_string(),
        lang: "da".to_string(),
        municipality: None,
        area: None,
        place: None,
        tags: Vec::new(),
        contact_role: String::new(),
        contact_name: String::new(),
        contact_deputy: String::new(),
        facts: Default::default(),
        audience: Audience::Public,
        organisation_id: None,
        meeting_id: None,
    }
}

pub fn make(site: &Site, new: &NewEntry, status: Status) -> String {
    make_of(site, new, status, None)
}

pub fn make_of(site: &Site, new: &NewEntry, status: Status, owner: Option<&str>) -> String {
    create(site, new, status, owner).id
}

pub fn create(site: &Site, new: &NewEntry, status: Status, owner: Option<&str>) -> Created {
    site.app
        .db
        .write_now(|c| library::create(c, start_time(), owner, new, status))
        .unwrap()
}

fn publish(site: &Site, title: &str, body: &str) -> String {
    make(site, &entry(title, body), Status::Published)
}

/// Runs SQL as nobody should: past the rules.
fn sql(site: &Site, statement: &str) {
    site.app
        .db
        .write_now(|c| Ok(diesel::sql_query(statement).execute(c)?))
        .unwrap();
}

/// Changes a row and says so in the log, as the library's own writes do.
pub fn change(site: &Site, id: &str, set: &str) {
    let statement = format!("UPDATE entries SET {set}, version = version + 1 WHERE id = '{id}'");
    site.app
        .db
        .write_now(|c| {
            diesel::sql_query(statement).execute(c)?;
            faelles::changes::record(c, faelles::changes::Kind::Entry, id, start_time())
        })
        .unwrap();
}

fn ask(site: &Site, scope: Scope, text: &str) -> Answer {
    let question = Question {
        text: text.to_string(),
        scope,
        prefer: "da".to_string(),
        limit: 100,
        ..Question::default()
    };
    site.app.search.ask(&site.app.db, &question).unwrap()
}

fn titles(site: &Site, text: &str) -> Vec<String> {
    ask(site, Scope::default(), text)
        .hits
        .into_iter()
        .map(|h| h.row.title)
        .collect()
}

async fn page(site: &Site, query: &[(&str, &str)]) -> Reply {
    let query = serde_urlencoded::to_string(query).unwrap();
    site.visitor().open(&format!("/search?{query}")).await
}

/// The folder of the generation that is served.
fn generation(site: &Site) -> PathBuf {
    let index = site.dir.path().join("index");
    let name = std::fs::read_to_string(index.join("CURRENT")).unwrap();
    index.join(name.trim())
}

/// Opens the index as a process that starts now would.
fn reopened(site: &Site) -> Search {
    let search = Search::open(&site.dir.path().join("index")).unwrap();
    search.catch_up(&site.app.db).unwrap();
    search
}

fn finds(search: &Search, site: &Site, text: &str) -> usize {
    let question = Question {
        text: text.to_string(),
        limit: 10,
        ..Question::default()
    };
    let answer = search.ask(&site.app.db, &question).unwrap();
    answer.hits.len()
}

#[actix_web::test]
async fn what_is_published_is_found_and_what_is_not_is_not() {
    let site = Site::new().await;
    let id = publish(&site, "Tilsyn i dagtilbud", "Vi prøvede noget nyt.");
    for (n, status) in [Status::Draft, Status::InReview, Status::Archived]
        .into_iter()
        .enumerate()
    {
        make(&site, &entry(&format!("Tilsyn {n}"), "hemmeligt"), status);
    }
    site.drain().await;
    let found = page(&site, &[("q", "tilsyn")]).await;
    assert!(
        found.has("/library/tilsyn-i-dagtilbud") && found.has("1 resultat"),
        "{}",
        found.main()
    );
    assert_eq!(titles(&site, "hemmeligt"), Vec::<String>::new());

    change(
        &site,
        &id,
        "title = 'Besøg i børnehaver', municipality = 'Lejre'",
    );
    site.drain().await;
    assert_eq!(titles(&site, "børnehaver"), ["Besøg i børnehaver"]);
    assert!(titles(&site, "tilsyn").is_empty());

    change(&site, &id, "status = 'archived'");
    // Not even before the index knows.
    assert!(titles(&site, "børnehaver").is_empty());
    let answer = ask(&site, Scope::default(), "børnehaver");
    assert_eq!(answer.total, 0);
    assert!(
        answer.facets.iter().all(|f| f.values.is_empty()),
        "{:?}",
        answer.facets
    );
    site.drain().await;
    assert!(titles(&site, "børnehaver").is_empty());
}

#[actix_web::test]
async fn words_are_found_as_people_write_them() {
    let site = Site::new().await;
    publish(
        &site,
        "Fællesskab i Århus",
        "Forvaltningerne arbejdede sammen om tilsynsmodellen.",
    );
    let mut swedish = entry("Medborgarinflytande i nämnden", "Vi lyssnade på förskolor.");
    swedish.lang = "sv".to_string();
    make(&site, &swedish, Status::Published);
    site.drain().await;
    for asked in [
        "århus",
        "aarhus",
        "Århus",
        "AARHUS",
        "fællesskab",
        "fællesskabet",
        "fællesskaber",
        "fællesskab",
        "fälleskab århus",
        "forvaltning",
        "forvaltningen",
        "tilsyn",
        "tilsynsmodel",
        "model",
        "\"forvaltning",
        "forvaltning*",
        "title:forvaltning",
    ] {
        assert_eq!(
            titles(&site, asked).first().map(String::as_str),
            Some("Fællesskab i Århus"),
            "{asked}"
        );
    }
    for asked in [
        "borgerinddragelse",
        "medborgarinflytandet",
        "dagtilbud",
        "nævn",
    ] {
        assert_eq!(
            titles(&site, asked),
            ["Medborgarinflytande i nämnden"],
            "{asked}"
        );
    }
    // False friends, and small words beside a real one.
    assert!(titles(&site, "anmälan").is_empty());
    assert!(titles(&site, "i xyzzy og").is_empty());
}

#[actix_web::test]
async fn an_entry_with_more_of_the_words_comes_first() {
    let site = Site::new().await;
    publish(
        &site,
        "Frivillige",
        "frivillige frivillige frivillige frivillige",
    );
    publish(
        &site,
        "Noget andet",
        "frivillige hjælper i skolen med lektier",
    );
    site.drain().await;
    assert_eq!(titles(&site, "frivillige lektier skolen")[0], "Noget andet");
}

#[actix_web::test]
async fn the_askers_language_comes_slightly_first() {
    let site = Site::new().await;
    for lang in ["da", "sv", "nb"] {
        let mut new = entry(&format!("Workshop {lang}"), "workshop");
        new.lang = lang.to_string();
        make(&site, &new, Status::Published);
    }
    site.drain().await;
    for lang in ["da", "sv", "nb"] {
        let question = Question {
            text: "workshop".to_string(),
            prefer: lang.to_string(),
            limit: 10,
            ..Question::default()
        };
        let answer = site.app.search.ask(&site.app.db, &question).unwrap();
        assert_eq!((answer.total, answer.hits[0].row.lang.as_str()), (3, lang));
    }
}

#[actix_web::test]
async fn an_audience_sees_its_own_and_others_see_no_trace() {
    let site = Site::new().await;
    let ours = site.add_organisation("Roskilde");
    let theirs = site.add_organisation("Lejre");
    let mut network = entry("Netværkets mandariner", "mandariner");
    network.audience = Audience::Network;
    network.municipality = Some("Hemmelig by".to_string());
    make(&site, &network, Status::Published);
    let mut inside = entry("Egne mandariner", "mandariner");
    inside.audience = Audience::Organisation;
    inside.organisation_id = Some(ours.clone());
    make(&site, &inside, Status::Published);
    site.drain().await;
    let colleague = site.signed_in_of("Karen Holm", &[], Some(&ours)).await;
    let stranger = site.signed_in_of("Per Lund", &[], Some(&theirs)).await;
    let seen = |reply: Reply| {
        let json: serde_json::Value = serde_json::from_str(&reply.text).unwrap();
        (
            json["total"].as_u64().unwrap(),
            json["hits"].as_array().unwrap().len(),
        )
    };
    let path = "/api/v1/search?q=mandariner";
    assert_eq!(seen(site.visitor().open(path).await), (0, 0));
    assert_eq!(seen(stranger.open(path).await), (1, 1));
    assert_eq!(seen(colleague.open(path).await), (2, 2));
    let visitors = site.visitor().open("/search?q=mandariner").await;
    assert!(!visitors.main().contains("Hemmelig by") && visitors.has("Intet fundet"));
    let members = stranger.open("/search?q=mandariner").await;
    assert!(members.has("Hemmelig by") && !members.has("Egne mandariner"));
}

#[actix_web::test]
async fn filters_count_what_they_would_leave() {
    let site = Site::new().await;
    for n in 0..6 {
        let mut new = entry(&format!("Skovtur {n}"), "");
        new.kind = if n < 4 { Kind::Case } else { Kind::Tool };
        new.municipality = Some(
            if n % 2 == 0 {
                "Lejre"
            } else {
                "Växjö & omegn"
            }
            .to_string(),
        );
        new.area = (n == 0).then(|| "skole".to_string());
        make(&site, &new, Status::Published);
    }
    site.drain().await;
    let count = |filters: &[(&str, &str)]| {
        let mut query = vec![("q", "skovtur")];
        query.extend_from_slice(filters);
        let path = format!(
            "/api/v1/search?{}",
            serde_urlencoded::to_string(query).unwrap()
        );
        let site = &site;
        async move {
            let json: serde_json::Value =
                serde_json::from_str(&site.visitor().open(&path).await.text).unwrap();
            json["total"].as_u64().unwrap()
        }
    };
    let mut question = Question {
        text: "skovtur".into(),
        limit: 10,
        ..Question::default()
    };
    // A filter's own choice is replaced, the others stay.
    for chosen in [
        &[("kind", "case")][..],
        &[("kind", "case"), ("municipality", "DK-350")],
    ] {
        question.filters = faelles::search::Filters::default();
        for (filter, value) in chosen {
            question.filters.choose(filter, value);
        }
        let answer = site.app.search.ask(&site.app.db, &question).unwrap();
        assert_eq!(answer.total, count(chosen).await);
        for facet in &answer.facets {
            let mut counted = 0;
            for (value, number) in &facet.values {
                let mut filters = vec![(facet.name, value.as_str())];
                filters.extend(chosen.iter().filter(|c| c.0 != facet.name));
                assert_eq!(*number, count(&filters).await, "{filters:?}");
                counted += number;
            }
            let without: Vec<_> = chosen
                .iter()
                .filter(|c| c.0 != facet.name)
                .copied()
                .collect();
            assert!(counted <= count(&without).await);
        }
    }
    let shown = page(
        &site,
        &[
            ("q", "skovtur"),
            ("kind", "tool"),
            ("municipality", "Växjö & omegn"),
        ],
    )
    .await;
    assert!(shown.has("1 resultat") && shown.has("Växjö &amp; omegn"));
    assert!(
        shown.has("/search?q=skovtur&amp;kind=tool\""),
        "{}",
        shown.main()
    );
}

#[actix_web::test]
async fn what_people_wrote_is_shown_as_text() {
    let site = Site::new().await;
    let mut new = entry(
        "<b>Fed</b> titel",
        "Før <script>alert(1)</script> tilsyn & \"efter\"",
    );
    new.municipality = Some("<i>By</i>".to_string());
    make(&site, &new, Status::Published);
    site.drain().await;
    let shown = page(&site, &[("q", "tilsyn <b>Fed <i>By")]).await;
    assert!(shown.has("<mark>tilsyn</mark>"), "{}", shown.main());
    for never in ["<script>alert", "<b>Fed", "<i>By"] {
        assert!(!shown.has(never), "{never}");
    }
}

#[actix_web::test]
async fn odd_questions_get_an_answer() {
    let site = Site::new().await;
    publish(&site, "Noget", "tekst");
    site.drain().await;
    let long = "ord ".repeat(1_500);
    for asked in [
        "\"",
        "*",
        "a*",
        "field:",
        "((",
        "-",
        "+",
        "AND OR NOT",
        "🙂",
        "שלום עולם",
        "مرحبا",
        "\u{202E}abc",
        "a~9",
        "/.*/",
        "[a TO z]",
        "日本語",
        "'; DROP TABLE entries; --",
        "æ",
        "e\u{301}",
        long.as_str(),
        "  ",
    ] {
        let query = serde_urlencoded::to_string([("q", asked)]).unwrap();
        for path in [
            format!("/search?{query}"),
            format!("/api/v1/search?{query}"),
        ] {
            let status = site.visitor().get(&path).await.status;
            assert!(!status.is_server_error(), "{asked:?}: {status}");
        }
    }
    for odd in [
        "page=0",
        "page=9999",
        "page=x",
        "kind=nope",
        "lang=xx&area=%3Cb%3E",
        "q=noget&q=andet",
        "%FF=1",
        "q=%FF",
    ] {
        let status = site.visitor().get(&format!("/search?{odd}")).await.status;
        assert!(!status.is_server_error(), "{odd}: {status}");
    }
    for bad in ["limit=0", "limit=1000", "limit=x", "offset=-1", "kind=nope"] {
        let reply = site
            .visitor()
            .get(&format!("/api/v1/search?q=noget&{bad}"))
            .await;
        assert_eq!(reply.status, StatusCode::BAD_REQUEST, "{bad}");
        let kind = reply.headers.get("content-type").unwrap().to_str().unwrap();
        assert_eq!(kind, "application/problem+json");
    }
    for beyond in ["400", "x"] {
        let path = format!("/search?q=noget&page={beyond}");
        let tail = site.visitor().get(&path).await;
        assert_eq!(tail.status, StatusCode::NOT_FOUND, "{beyond}");
        assert!(tail.has("Gå til den sidste side"));
    }
}

#[actix_web::test]
async fn nothing_found_says_what_to_do() {
    let site = Site::new().await;
    let empty = site.visitor();
    site.drain().await;
    assert!(empty.open("/search").await.has("Sådan søger du"));
    publish(&site, "Tilsyn", "");
    site.drain().await;
    let none = page(&site, &[("q", "tilsyn"), ("kind", "tool")]).await;
    assert!(
        none.has("Intet fundet for »tilsyn«")
            && none.has("Uden Værktøj")
            && none.has("/forum/new?title=tilsyn")
    );
    assert!(none.has("href=\"/search?q=tilsyn\""));
    assert!(empty.open("/search").await.has("/search?kind=case"));
}

#[actix_web::test]
async fn another_language_is_said_and_marked_up() {
    let site = Site::new().await;
    let mut swedish = entry("Eldsjälar i samverkan", "Här finns eldsjälar.");
    swedish.lang = "sv".to_string();
    make(&site, &swedish, Status::Published);
    site.drain().await;
    let shown = page(&site, &[("q", "ildsjæle")]).await;
    assert!(
        shown.has("lang=\"sv\">Eldsjälar i samverkan</a>"),
        "{}",
        shown.main()
    );
    assert!(shown.has("<mark>eldsjälar</mark>") && shown.has("Svensk</span>"));
}

#[actix_web::test]
async fn a_lost_or_damaged_index_heals() {
    let site = Site::new().await;
    publish(&site, "Tilsyn", "");
    site.drain().await;

    // The server runs on while somebody removes the folder.
    std::fs::remove_dir_all(site.dir.path().join("index")).unwrap();
    publish(&site, "Tilsyn igen", "");
    site.drain().await;
    assert_eq!(titles(&site, "tilsyn").len(), 2);

    // A file of a segment is damaged, removed, emptied.
    let ways: [fn(&std::path::Path); 3] = [
        |path| {
            let mut bytes = std::fs::read(path).unwrap();
            let middle = bytes.len() / 3;
            bytes[middle] ^= 0xFF;
            std::fs::write(path, bytes).unwrap();
        },
        |path| std::fs::remove_file(path).unwrap(),
        |path| std::fs::write(path, b"").unwrap(),
    ];
    for harm in ways {
        for kind in ["term", "store", "fast", "idx", "fieldnorm"] {
            let before = generation(&site);
            let path = std::fs::read_dir(&before)
                .unwrap()
                .map(|f| f.unwrap().path())
                .find(|p| p.extension().is_some_and(|e| e == kind))
                .unwrap_or_else(|| panic!("no .{kind}"));
            harm(&path);
            assert_eq!(finds(&reopened(&site), &site, "tilsyn"), 2, "{kind}");
            assert!(generation(&site) != before, "{kind}: the harm was not seen");
        }
    }
    std::fs::write(site.dir.path().join("index/CURRENT"), "gen-nowhere").unwrap();
    assert_eq!(finds(&reopened(&site), &site, "tilsyn"), 2);
    std::fs::write(generation(&site).join("meta.json"), "{").unwrap();
    assert_eq!(finds(&reopened(&site), &site, "tilsyn"), 2);
    // The old ones are cleared away.
    let folders = std::fs::read_dir(site.dir.path().join("index"))
        .unwrap()
        .filter(|f| f.as_ref().unwrap().path().is_dir())
        .count();
    assert_eq!(folders, 1);
}

#[actix_web::test]
async fn an_index_ahead_of_its_database_is_made_anew() {
    let site = Site::new().await;
    publish(&site, "Tilsyn", "");
    let later = publish(&site, "Tilsyn senere", "");
    site.drain().await;
    // A backup from before the second entry is restored, and something else happens.
    sql(
        &site,
        &format!("DELETE FROM revisions WHERE entry_id = '{later}'"),
    );
    sql(
        &site,
        &format!("DELETE FROM entry_terms WHERE entry_id = '{later}'"),
    );
    sql(&site, &format!("DELETE FROM entries WHERE id = '{later}'"));
    sql(
        &site,
        &format!("DELETE FROM changes WHERE record_id = '{later}'"),
    );
    site.drain().await;
    assert_eq!(site.app.search.contents().unwrap().len(), 1);
    assert!(check::is_whole(&check::run(&site.app).unwrap()));
}

#[actix_web::test]
async fn the_same_record_edited_first_after_a_restore_is_not_mistaken() {
    let site = Site::new().await;
    let id = publish(&site, "Tilsyn", "");
    site.drain().await;
    change(&site, &id, "title = 'Mandariner'");
    site.drain().await;
    assert_eq!(titles(&site, "mandariner").len(), 1);
    let suggested = |typed: &str| -> Vec<String> {
        let search = &site.app.search;
        let rows = search.suggest(&site.app.db, &Scope::default(), typed, 5);
        rows.unwrap().into_iter().map(|row| row.title).collect()
    };
    assert_eq!(suggested("mand"), ["Mandariner"]);
    // The backup had change and version 1; the next change to the entry is another, with the same
    // numbers.
    let head = site.app.db.read_now(faelles::changes::head).unwrap();
    sql(
        &site,
        &format!("UPDATE entries SET title = 'Appelsiner' WHERE id = '{id}'"),
    );
    sql(
        &site,
        &format!("UPDATE changes SET at = '2026-01-01 10:00:00.000001' WHERE id = {head}"),
    );
    let lines = check::run(&site.app).unwrap();
    assert!(
        lines.iter().any(|l| l.text.contains("another state")),
        "{lines:?}"
    );
    assert!(titles(&site, "mandariner").is_empty());
    assert_eq!(titles(&site, "appelsiner").len(), 1);
    assert!(suggested("mand").is_empty());
    assert_eq!(suggested("appel"), ["Appelsiner"]);
}

#[actix_web::test]
async fn many_long_texts_come_into_one_commit_page_by_page() {
    let site = Site::new().await;
    // Each is more than a third of what is loaded at once.
    let long = "fyld ".repeat(600_000);
    for n in 0..4 {
        publish(&site, &format!("Lang {n}"), &long);
    }
    publish(&site, "Kort", "mandariner");
    assert_eq!(site.app.search.catch_up(&site.app.db).unwrap(), 5);
    assert_eq!(titles(&site, "fyld").len(), 4);
    assert_eq!(titles(&site, "mandariner"), ["Kort"]);
    let one = publish(&site, "Lang og ny", &long);
    change(&site, &one, "summary = 'mandariner'");
    site.drain().await;
    assert_eq!(titles(&site, "mandariner").len(), 2);
    assert!(check::is_whole(&check::run(&site.app).unwrap()));
}

#[actix_web::test]
async fn a_question_with_a_personal_number_is_refused_with_a_reason() {
    let site = Site::new().await;
    publish(&site, "Tilsyn", "");
    site.drain().await;
    let query = serde_urlencoded::to_string([("q", "tilsyn 010190-1234")]).unwrap();
    let page = site.visitor().get(&format!("/search?{query}")).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        page.has("Det søges der ikke efter") && !page.main().contains("010190"),
        "{}",
        page.main()
    );
    let api = site.visitor().get(&format!("/api/v1/search?{query}")).await;
    assert_eq!(api.status, StatusCode::BAD_REQUEST);
    assert!(api.text.contains("CPR"), "{}", api.text);
}

#[actix_web::test]
async fn it_is_not_ready_until_it_has_caught_up() {
    let site = Site::new().await;
    publish(&site, "Tilsyn", "");
    let ready = site.visitor().get("/readyz").await;
    assert_eq!(ready.status, StatusCode::SERVICE_UNAVAILABLE);
    // Whoever searches meanwhile gets what the database has, and is told so.
    let early = page(&site, &[("q", "tilsyn")]).await;
    assert!(
        early.has("Søgningen er ikke klar") && early.has(">Tilsyn</a>"),
        "{}",
        early.main()
    );
    let early = site.visitor().open("/api/v1/search?q=tilsyn").await;
    assert!(
        early.text.contains("\"from_database\":true"),
        "{}",
        early.text
    );
    site.drain().await;
    site.visitor().open("/readyz").await;
    page(&site, &[("q", "tilsyn")]).await;
}

#[actix_web::test]
async fn a_rebuild_beside_the_server_is_taken_over() {
    let site = Site::new().await;
    publish(&site, "Tilsyn", "");
    site.drain().await;
    let before = generation(&site);
    let other = Search::open(&site.dir.path().join("index")).unwrap();
    assert_eq!(other.rebuild(&site.app.db, &mut |_, _| {}).unwrap(), 1);
    assert!(generation(&site) != before && !before.exists());
    // What a builder that was killed left behind goes when the next server begins.
    let left = site.dir.path().join("index/build-x");
    std::fs::create_dir(&left).unwrap();
    let begun = Search::open(&site.dir.path().join("index")).unwrap();
    begun.stop();
    begun.start(site.app.db.clone()).join().unwrap();
    assert!(!left.exists() && generation(&site).exists());
    // The server reads on, takes the new one, and writes to it.
    assert_eq!(titles(&site, "tilsyn").len(), 1);
    publish(&site, "Tilsyn igen", "");
    site.drain().await;
    assert_eq!(titles(&site, "tilsyn").len(), 2);
    assert_eq!(reopened(&site).contents().unwrap().len(), 2);
}

#[actix_web::test]
async fn two_processes_do_not_quarrel_over_the_writer() {
    let site = Site::new().await;
    publish(&site, "Tilsyn", "");
    site.drain().await;
    publish(&site, "Tilsyn to", "");
    site.drain().await;
    // The server holds the writer; another process catches up and finds nothing to do.
    let other = reopened(&site);
    publish(&site, "Tilsyn tre", "");
    assert_eq!(other.catch_up(&site.app.db).unwrap(), 0);
    site.drain().await;
    other.refresh();
    assert_eq!(finds(&other, &site, "tilsyn"), 3);
}

/// Waits until the indexer thread has come to a change.
fn follows(site: &Site, change: i64) {
    let begun = std::time::Instant::now();
    while site.app.search.position() < Some(change) {
        assert!(begun.elapsed().as_secs() < 60, "nobody indexes");
        std::thread::yield_now();
    }
}

#[actix_web::test]
async fn the_indexer_thread_follows_and_ends() {
    let site = Site::new().await;
    let thread = site.app.search.start(site.app.db.clone());
    publish(&site, "Tilsyn", "");
    site.app.search.wake();
    let head = site.app.db.read_now(faelles::changes::head).unwrap();
    follows(&site, head);
    assert_eq!(titles(&site, "tilsyn"), ["Tilsyn"]);
    publish(&site, "Tilsyn to", "");
    site.app.search.wake();
    follows(&site, head + 1);
    assert_eq!(titles(&site, "tilsyn").len(), 2);
    site.app.search.stop();
    thread.join().unwrap();
}

#[cfg(unix)]
#[actix_web::test]
async fn a_disk_that_cannot_be_written_heals_by_itself() {
    let site = Site::new().await;
    publish(&site, "Tilsyn", "");
    site.drain().await;
    // Where the index was there is a file: nothing can be written until it is gone.
    let index = site.dir.path().join("index");
    std::fs::remove_dir_all(&index).unwrap();
    std::fs::write(&index, "in the way").unwrap();
    publish(&site, "Tilsyn to", "");
    assert!(site.app.search.catch_up(&site.app.db).is_err());
    assert!(site.app.search.catch_up(&site.app.db).is_err());
    // What is imported meanwhile is in, and is said to be.
    let file = site.dir.path().join("tilsyn.md");
    std::fs::write(&file, "# Tilsyn tre\n\nEt notat.").unwrap();
    let did = faelles::library::import::run(&site.app, &[file], &mut |_| {}).unwrap();
    assert_eq!(did.new, 1);
    std::fs::remove_file(&index).unwrap();
    site.drain().await;
    assert_eq!(titles(&site, "tilsyn").len(), 3);
}

#[actix_web::test]
async fn the_check_sees_what_is_broken() {
    let site = Site::new().await;
    let id = publish(&site, "Tilsyn", "");
    publish(&site, "Besøg", "");
    site.drain().await;
    let broken = || {
        check::run(&site.app)
            .unwrap()
            .into_iter()
            .filter(|l| l.state == check::State::Broken)
            .map(|l| l.text)
            .collect::<Vec<_>>()
    };
    assert_eq!(broken(), Vec::<String>::new());
    // Changes nobody told the log of: another version, an entry the index should not have.
    sql(
        &site,
        &format!("UPDATE entries SET version = 7 WHERE id = '{id}'"),
    );
    assert!(broken()[0].contains("1 entries"), "{:?}", broken());
    sql(&site, "UPDATE entries SET status = 'archived'");
    assert!(broken()[0].contains("2 entries"), "{:?}", broken());
    site.app
        .search
        .rebuild(&site.app.db, &mut |_, _| {})
        .unwrap();
    assert_eq!(broken(), Vec::<String>::new());
    sql(&site, "UPDATE entries SET status = 'published'");
    assert_eq!(broken().len(), 1);
}

#[actix_web::test]
async fn the_check_says_what_nobody_does() {
    let site = Site::new().await;
    site.drain().await;
    let said = || -> Vec<String> {
        let lines = check::run(&site.app).unwrap();
        lines
            .into_iter()
            .map(|l| format!("{:?} {}", l.state, l.text))
            .collect()
    };
    let says = |what: &str| said().iter().any(|l| l.starts_with(what));
    let queue = |n: i64, before: i64| {
        let at = start_time() - chrono::Duration::minutes(before);
        site.app
            .db
            .write_now(|c| {
                for _ in 0..n {
                    let job = faelles::jobs::Job::Sweep;
                    faelles::jobs::enqueue(c, &job, at, None)?;
                }
                Ok(())
            })
            .unwrap();
    };
    queue(1, 50);
    assert!(
        says("Ok no work has failed, none is overdue"),
        "{:?}",
        said()
    );
    queue(120, 70);
    assert!(says("Broken 120 jobs have been due"), "{:?}", said());
    sql(
        &site,
        "UPDATE jobs SET leased_until = '2999-01-01 00:00:00'",
    );
    assert!(says("Ok 121 jobs are being done"), "{:?}", said());
    assert!(!says("Broken"), "{:?}", said());
    sql(&site, "UPDATE jobs SET failed_at = '2026-01-01 00:00:00'");
    assert!(says("Broken 121 jobs failed for good"), "{:?}", said());
    sql(&site, "DELETE FROM jobs");

    let person = site.add_person("Karen Holm", &[], None, &[]);
    let mail = |id: &str, due: i64, made: i64, attempts: i64| {
        let at = |minutes| start_time() - chrono::Duration::minutes(minutes);
        sql(
            &site,
            &format!(
                "INSERT INTO mails (id, message_id, kind, person_id, subject_id, status, attempts, \
                 run_at, dedupe, created_at) VALUES ('{id}', '{id}', 'sign-in', '{person}', '', \
                 'queued', {attempts}, '{}', '{id}', '{}')",
                at(due),
                at(made)
            ),
        );
    };
    mail("a", 50, 50, 0);
    assert!(says("Ok outbox is in order"), "{:?}", said());
    mail("b", 70, 70, 0);
    assert!(says("Broken 1 mails have been due"), "{:?}", said());
    sql(&site, "DELETE FROM mails");
    mail("c", -30, 90, 3);
    assert!(says("Warning 1 mails have been tried"), "{:?}", said());
}

#[actix_web::test]
async fn a_check_says_that_the_index_was_damaged_and_leaves_the_folder_to_a_server() {
    let site = Site::new().await;
    publish(&site, "Tilsyn", "");
    site.drain().await;
    site.app.search.let_go();
    let store = std::fs::read_dir(generation(&site))
        .unwrap()
        .map(|f| f.unwrap().path())
        .find(|p| p.extension().is_some_and(|e| e == "store"))
        .unwrap();
    std::fs::write(store, b"").unwrap();
    let clock = faelles::clock::Clock::set(start_time());
    let other = faelles::app::App::open(site.app.config.clone(), clock).unwrap();
    let lines = check::run(&other).unwrap();
    assert!(
        lines
            .iter()
            .any(|l| l.state == check::State::Warning && l.text.contains("was damaged")),
        "{lines:?}"
    );
    assert!(check::is_whole(&lines));
    // The right to write is given back while that process lives: the server goes on at once.
    publish(&site, "Tilsyn to", "");
    site.drain().await;
    assert_eq!(titles(&site, "tilsyn").len(), 2);
    assert!(
        faelles::app::DataLock::take(site.dir.path())
            .unwrap()
            .is_some()
    );
}

#[cfg(feature = "sqlite")]
#[actix_web::test]
async fn the_command_line_searches_and_checks() {
    let site = Site::new().await;
    let id = publish(&site, "Tilsyn i dagtilbud", "Om tilsyn.");
    let run = |args: &[&str]| {
        std::process::Command::new(env!("CARGO_BIN_EXE_faelles"))
            .args(args)
            .arg("--data")
            .arg(site.dir.path())
            .output()
            .unwrap()
    };
    // Nobody serves the folder: what is new is indexed first.
    let out = run(&["search", "tilsynet", "--json"]);
    assert!(out.status.success(), "{out:?}");
    let json: serde_json::Value = serde_json::from_slice(&out.stdout).unwrap();
    assert_eq!(json["total"], 1);
    assert_eq!(json["hits"][0]["id"], id);
    assert_eq!(
        json["hits"][0]["url"],
        "http://127.0.0.1:8080/library/tilsyn-i-dagtilbud"
    );
    assert_eq!(json["hits"][0]["snippet"], "Om <mark>tilsyn</mark>.");
    assert!(json["took_us"].is_u64() && json["hits"][0]["score"].is_number());
    let plain = run(&["search", "tilsynet"]);
    assert!(String::from_utf8_lossy(&plain.stdout).contains("Tilsyn i dagtilbud (case, da)"));
    // The lines of an explanation sum up to the score.
    for asked in [
        "tilsyn i dagtilbud plejehjem",
        "tilsyn OR dagtilbud",
        "type:case",
    ] {
        let explained = run(&["search", asked, "--explain"]);
        let explained = String::from_utf8_lossy(&explained.stdout).into_owned();
        let numbers = |line: &str| {
            line.split(' ')
                .next_back()
                .and_then(|n| n.parse::<f64>().ok())
        };
        let (head, rows) = explained.split_once("  score ").unwrap();
        assert!(head.contains("1 results"), "{explained}");
        let score: f64 = rows.lines().next().unwrap().parse().unwrap();
        let sum: f64 = rows.lines().skip(1).filter_map(numbers).sum();
        assert!(score > 0.0 && (sum - score).abs() < 0.02, "{explained}");
    }
    // All that one word gave stands in its own lines; two may give more for standing side by side.
    for (asked, least, most) in [("tilsyn", 0.0, 0.0), ("tilsyn dagtilbud", 0.0, f64::MAX)] {
        let explained = run(&["search", asked, "--explain"]);
        let explained = String::from_utf8_lossy(&explained.stdout).into_owned();
        let line = explained.lines().find(|l| l.contains("side by side"));
        let pairs = line.and_then(|l| l.split(' ').next_back()).unwrap();
        let pairs: f64 = pairs.parse().unwrap();
        assert!((least..=most).contains(&pairs), "{explained}");
    }
    let near = run(&["search", "tilsyn AND by:Roskilde"]);
    let said = String::from_utf8_lossy(&near.stderr).into_owned();
    assert!(
        near.status.success() && said.contains("“AND” is not needed"),
        "{said}"
    );
    // Nobody was there to do what followed the publishing.
    sql(&site, "DELETE FROM jobs");
    assert!(run(&["check"]).status.success());
    sql(&site, "UPDATE entries SET version = version + 1");
    assert!(!run(&["check"]).status.success());
    assert!(run(&["reindex"]).status.success());
    assert!(run(&["check"]).status.success());

    // Somebody serves it: searching and checking work beside them.
    let _lock = faelles::app::DataLock::take(site.dir.path()).unwrap();
    site.drain().await;
    assert!(run(&["search", "tilsyn"]).status.success());
    assert!(run(&["check"]).status.success());
}

#[cfg(feature = "sqlite")]
#[test]
fn a_folder_without_a_network_stays_without_one() {
    let dir = tempfile::tempdir().unwrap();
    for folder in [dir.path().join("mistyped"), dir.path().to_path_buf()] {
        for command in [&["search", "tilsyn"][..], &["check"], &["reindex"]] {
            let out = std::process::Command::new(env!("CARGO_BIN_EXE_faelles"))
                .args(command)
                .arg("--data")
                .arg(&folder)
                .output()
                .unwrap();
            assert!(!out.status.success(), "{command:?}");
            let said = String::from_utf8_lossy(&out.stderr).into_owned();
            assert!(
                said.contains("no network") && said.contains("--data"),
                "{said}"
            );
        }
    }
    assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 0);
}

const WORDS: [&str; 6] = [
    "mandarin",
    "tilsyn",
    "besøg",
    "skole",
    "Århus",
    "borgerinddragelse",
];

#[derive(Clone, Debug)]
struct Made {
    words: Vec<usize>,
    audience: usize,
    organisation: usize,
    owner: Option<usize>,
    status: usize,
}

fn made() -> impl Strategy<Value = Made> {
    (
        proptest::collection::vec(0..WORDS.len(), 1..4),
        0..3usize,
        0..2usize,
        proptest::option::of(0..3usize),
        0..6usize,
    )
        .prop_map(|(words, audience, organisation, owner, status)| Made {
            words,
            audience,
            organisation,
            owner,
            status,
        })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever is there and whoever asks: never a trace of what is not theirs, in hits or counts,
    /// and what is theirs is found by its title.
    #[test]
    fn nobody_sees_what_is_not_theirs(all in proptest::collection::vec(made(), 1..14)) {
        actix_web::rt::System::new().block_on(async {
            let site = Site::new().await;
            let organisations = [site.add_organisation("A"), site.add_organisation("B")];
            let people: Vec<(String, Option<String>)> = [Some(0), Some(1), None]
                .into_iter()
                .enumerate()
                .map(|(n, of)| {
                    let of = of.map(|o: usize| organisations[o].clone());
                    (site.add_person(&format!("Person {n}"), &[], of.as_deref(), &[]), of)
                })
                .collect();
            let mut there = Vec::new();
            for (n, m) in all.iter().enumerate() {
                let words: Vec<&str> = m.words.iter().map(|w| WORDS[*w]).collect();
                let mut new = entry(&format!("{} n{n}x", words.join(" ")), "tekst");
                new.audience = Audience::ALL[m.audience];
                new.organisation_id = Some(organisations[m.organisation].clone());
                new.municipality = Some(format!("By {n}"));
                let status = if m.status < 4 { Status::Published } else { Status::Draft };
                let owner = m.owner.map(|o| people[o].0.clone());
                let id = make_of(&site, &new, status, owner.as_deref());
                there.push((id, new, status, owner));
            }
            site.drain().await;
            let askers = people
                .iter()
                .map(|(id, of)| Scope { person_id: Some(id.clone()), organisation_id: of.clone(), editor: false })
                .chain([Scope::default()]);
            for scope in askers {
                let may = |(_, new, status, owner): &&(String, NewEntry, Status, Option<String>)| {
                    *status == Status::Published
                        && (new.audience == Audience::Public
                            || scope.person_id.is_some() && (
                                new.audience == Audience::Network
                                || *owner == scope.person_id
                                || scope.organisation_id.is_some() && new.organisation_id == scope.organisation_id))
                };
                let visible: Vec<_> = there.iter().filter(may).collect();
                for text in WORDS.iter().map(|w| w.to_string()).chain(there.iter().map(|t| t.1.title.clone())) {
                    let answer = ask(&site, scope.clone(), &text);
                    assert_eq!(answer.total as usize, answer.hits.len());
                    for hit in &answer.hits {
                        assert!(visible.iter().any(|v| v.0 == hit.row.id), "{scope:?} saw {}", hit.row.title);
                    }
                    let towns = answer.facets.iter().find(|f| f.name == "municipality").unwrap();
                    for (town, count) in &towns.values {
                        assert_eq!(*count, 1);
                        assert!(visible.iter().any(|v| v.1.municipality.as_ref() == Some(town)), "{town}");
                    }
                    assert_eq!(towns.values.len() as u64, answer.total);
                    if let Some(own) = visible.iter().find(|v| v.1.title == text) {
                        assert_eq!(answer.hits.first().map(|h| &h.row.id), Some(&own.0), "{text}");
                    }
                }
                let everything = ask(&site, scope.clone(), "");
                assert_eq!(everything.total as usize, visible.len());
            }
        });
    }
}

#[actix_web::test]
async fn an_index_of_another_make_is_made_anew() {
    let site = Site::new().await;
    publish(&site, "Tilsyn", "");
    site.drain().await;
    let before = generation(&site);
    let meta = before.join("meta.json");
    let text = std::fs::read_to_string(&meta).unwrap();
    let at = text.find("fingerprint\\\":\\\"").unwrap() + 16;
    let other = format!("{}{}{}", &text[..at], "0000", &text[at + 4..]);
    std::fs::write(&meta, other).unwrap();
    assert_eq!(finds(&reopened(&site), &site, "tilsyn"), 1);
    assert!(generation(&site) != before);
}

#[actix_web::test]
async fn compounds_of_words_the_library_made_are_found_by_their_parts() {
    let site = Site::new().await;
    site.drain().await;
    for n in 1..=5 {
        publish(&site, &format!("Hus {n}"), "Blivobo er et hus for unge.");
    }
    publish(
        &site,
        "Sådan gjorde vi",
        "Blivobomodellen blev prøvet i to år.",
    );
    site.drain().await;
    let found = |search: &Search| finds(search, &site, "blivobo");
    assert_eq!(found(&site.app.search), 5, "nothing was learned yet");
    site.app
        .search
        .rebuild(&site.app.db, &mut |_, _| {})
        .unwrap();
    assert_eq!(found(&site.app.search), 6);

    // What is written later is split with what was learned.
    publish(&site, "Sådan gjorde de", "Blivobohuset er større.");
    site.drain().await;
    assert_eq!(found(&site.app.search), 7);

    // An index whose words were split otherwise is built anew.
    std::fs::write(generation(&site).join("learned.txt"), "").unwrap();
    let before = generation(&site);
    assert_eq!(found(&reopened(&site)), 7);
    assert_ne!(generation(&site), before);
}

#[actix_web::test]
async fn a_word_whose_stem_is_in_every_text_is_not_found_in_every_text() {
    let site = Site::new().await;
    let swedish = |title: &str, body: &str| {
        let mut new = entry(title, body);
        new.lang = "sv".to_string();
        make(&site, &new, Status::Published);
    };
    swedish(
        "Bron",
        "De som bor vid bron frågade vi, och dem fick vi svar av.",
    );
    publish(&site, "Stien", "Vi spurgte dem, der cykler.");
    publish(&site, "Huset", "Hjælp til demens i hverdagen.");
    swedish("Hemmet", "Stöd vid demens i vardagen.");
    site.drain().await;
    // In Swedish, `demens` stems as `dem`.
    let mut found = titles(&site, "demens");
    found.sort();
    assert_eq!(found, ["Hemmet", "Huset"]);
    let mut rest = titles(&site, "vi -demens");
    rest.sort();
    assert_eq!(rest, ["Bron", "Stien"]);
}

#[actix_web::test]
async fn what_is_said_in_the_askers_words_comes_before_what_only_means_it() {
    let site = Site::new().await;
    for n in 1..=6 {
        publish(&site, &format!("Sag {n}"), "God styring kræver tid og ro.");
    }
    let mut new = entry("Fall", "God styrning kräver tid och ro.");
    new.lang = "sv".to_string();
    make(&site, &new, Status::Published);
    site.drain().await;
    let found = titles(&site, "styring");
    // However rare the other word is in a library where few write in that language.
    assert_eq!((found.len(), found.last().unwrap().as_str()), (7, "Fall"));
}

#[actix_web::test]
async fn parents_are_found_in_swedish_compounds_of_them() {
    let site = Site::new().await;
    let mut new = entry("Möten", "Samverkan med föräldrar om förskolan.");
    new.lang = "sv".to_string();
    make(&site, &new, Status::Published);
    site.drain().await;
    assert_eq!(titles(&site, "föräldrasamverkan"), ["Möten"]);
}

#[actix_web::test]
async fn a_neighbours_compound_is_found_by_its_parts_whatever_language_asks() {
    let site = Site::new().await;
    publish(&site, "Udvalget", "Et udvalg ser på arbejdsmiljø.");
    publish(&site, "Penge", "Budgettet har sin egen proces.");
    publish(&site, "Hjemmet", "Inddragelse af forældre.");
    publish(&site, "Uden mening", "Bud og ring om en sav og en tale.");
    site.drain().await;
    for lang in ["da", "sv", "nb"] {
        for (word, title) in [
            ("arbeidsmiljøutvalg", "Udvalget"),
            ("budsjettprosess", "Penge"),
            ("foreldremedvirkning", "Hjemmet"),
            ("föräldramedverkan", "Hjemmet"),
        ] {
            let question = Question {
                text: word.to_string(),
                prefer: lang.to_string(),
                limit: 10,
                ..Question::default()
            };
            let answer = site.app.search.ask(&site.app.db, &question).unwrap();
            let found: Vec<&str> = answer.hits.iter().map(|h| h.row.title.as_str()).collect();
            assert_eq!(found, [title], "{lang}: {word}");
        }
    }
}

#[actix_web::test]
async fn a_word_that_the_asker_has_is_not_taken_for_its_neighbour() {
    let site = Site::new().await;
    publish(&site, "Møbler", "Stole står ved vinduet.");
    site.drain().await;
    // One letter away, and no slip; what is no word is one.
    assert_eq!(titles(&site, "skole"), [] as [&str; 0]);
    assert_eq!(titles(&site, "sxole"), ["Møbler"]);
}

#[actix_web::test]
async fn a_letter_of_ones_own_alphabet_left_out_is_one_letter() {
    let site = Site::new().await;
    publish(
        &site,
        "Forældrene",
        "Forældre i et netværk, og hvad vi prøvede.",
    );
    let mut new = entry("Föräldrar", "Föräldrar i ett nätverk.");
    new.lang = "sv".to_string();
    make(&site, &new, Status::Published);
    site.drain().await;
    for word in ["forldre", "frældre", "netvrk", "prvede"] {
        // In the order they would have without the slip.
        assert_eq!(titles(&site, word).first().unwrap(), "Forældrene", "{word}");
    }
    // A word of Danish, but meant with its mark.
    assert_eq!(titles(&site, "netvark").first().unwrap(), "Forældrene");
}

#[actix_web::test]
async fn what_is_written_otherwise_finds_no_digits() {
    let site = Site::new().await;
    publish(&site, "Kommune 3.0", "En kommune.");
    site.drain().await;
    for word in ["市政", "Ελλάδα", "привет", "בוקר"] {
        let shown = page(&site, &[("q", word)]).await;
        assert!(!shown.has("Kommune 3"), "{word}: {}", shown.main());
    }
}

/// Questions of our own, over texts of our own: when one of these figures drops, search is worse. Each
/// bar is just below what is reached, so that it falls when stems, translations, the glossary, the share
/// or the rarity of `weights` are taken away.
#[test]
fn questions_with_judged_answers_are_answered_as_well_as_before() {
    let folder = tempfile::tempdir().unwrap();
    let options = Options {
        kit: PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/search/judged"),
        folder: folder.path().to_path_buf(),
        sets: Vec::new(),
        every: 1,
        weights: Vec::new(),
    };
    let report = eval::run(&options, &mut |_| {}).unwrap();
    for (set, questions, typed, least) in [
        ("own", 24, "plain", 0.93),
        ("own", 24, "typo", 0.82),
        ("own", 24, "kbd", 0.93),
        ("kinds", 11, "plain", 0.93),
        ("kinds", 11, "typo", 0.64),
        ("kinds", 11, "kbd", 0.93),
    ] {
        let figures = &report[&(set.to_string(), typed)];
        assert_eq!(figures.questions, questions, "{set}");
        assert!(figures.ndcg >= least, "{set}, {typed}: {:.3}", figures.ndcg);
    }
}

#[actix_web::test]
async fn similar_entries_share_most_and_are_only_those_one_may_read() {
    let site = Site::new().await;
    let tagged = |title: &str, tags: &[&str]| {
        let mut new = entry(title, "");
        new.tags = tags.iter().map(|t| t.to_string()).collect();
        new
    };
    make(
        &site,
        &tagged("Den ene", &["ildsjæle", "budget"]),
        Status::Published,
    );
    make(
        &site,
        &tagged("Begge ord", &["ildsjæle", "budget"]),
        Status::Published,
    );
    make(&site, &tagged("Et ord", &["budget"]), Status::Published);
    make(&site, &tagged("Intet ord", &["skole"]), Status::Published);
    make(
        &site,
        &tagged("Kladden", &["ildsjæle", "budget"]),
        Status::Draft,
    );
    let mut hidden = tagged("Den skjulte", &["ildsjæle", "budget"]);
    hidden.audience = Audience::Network;
    make(&site, &hidden, Status::Published);
    let gone = make(
        &site,
        &tagged("Den arkiverede", &["ildsjæle", "budget"]),
        Status::Published,
    );
    site.drain().await;
    change(&site, &gone, "status = 'archived'");
    let page = site.visitor().open("/library/den-ene").await;
    let at = |title: &str| page.text.find(title);
    assert!(
        at("Begge ord").unwrap() < at("Et ord").unwrap(),
        "{}",
        page.main()
    );
    for title in ["Intet ord", "Kladden", "Den skjulte", "Den arkiverede"] {
        assert!(at(title).is_none(), "{title}");
    }
}
