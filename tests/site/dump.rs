//! Everything out of one network and into another.

use std::collections::BTreeMap;
use std::path::Path;

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use faelles::schema::{blobs, collections, entries, meetings, people, topics};
use faelles::{demo, dump};

use crate::support::{Browser, Site};

/// Every file below a folder, by its path.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().display().to_string();
                found.insert(name, std::fs::read(path).unwrap());
            }
        }
    }
    found
}

/// What a page says, without what is made anew for each request.
async fn says(who: &Browser<'_>, path: &str) -> String {
    let keys = regex::Regex::new("[0-9a-f]{32,}").unwrap();
    let reply = who.open(path).await;
    keys.replace_all(reply.main(), "…").into_owned()
}

/// Pages of everything that has one.
fn pages(site: &Site) -> Vec<String> {
    site.app
        .db
        .read_now(|c| {
            let slugs: Vec<String> = entries::table.select(entries::slug).load(c)?;
            let meetings: Vec<String> = meetings::table.select(meetings::id).load(c)?;
            let topics: Vec<String> = topics::table.select(topics::id).load(c)?;
            let series: Vec<String> = collections::table.select(collections::slug).load(c)?;
            let people: Vec<String> = people::table.select(people::id).load(c)?;
            let of = |under: &'static str, all: Vec<String>| {
                all.into_iter().map(move |id| format!("/{under}/{id}"))
            };
            let history = slugs
                .clone()
                .into_iter()
                .map(|s| format!("/library/{s}/history"));
            Ok(of("library", slugs)
                .chain(history)
                .chain(of("meetings", meetings))
                .chain(of("forum", topics))
                .chain(of("people", people))
                .chain(of("collections", series))
                .chain(["/", "/library", "/library/factors", "/places"].map(str::to_string))
                .chain(["/me/shelf", "/meetings", "/organisations"].map(str::to_string))
                .collect())
        })
        .unwrap()
}

/// A file of the first entry whose address has this in it.
async fn attach(site: &Site, slug: &str, bytes: &[u8]) {
    use sha2::Digest;
    let hash: String = sha2::Sha256::digest(bytes)
        .iter()
        .map(|b| format!("{b:02x}"))
        .collect();
    site.app
        .files
        .put_bytes(&hash, bytes.to_vec())
        .await
        .unwrap();
    let sql = format!(
        "INSERT INTO blobs (hash, bytes, going) VALUES ('{hash}', {0}, false);
         INSERT INTO attachments (id, entry_id, hash, name, media_type, bytes, title, position, added_at, text_state, text_bytes, version)
           SELECT 'fil', id, '{hash}', 'lyd.ogg', 'audio/ogg', {0}, '', 1, '2026-03-01 09:00:00', 'none', 0, 1
           FROM entries WHERE slug LIKE '%{slug}%' LIMIT 1;
         INSERT INTO attachments (id, entry_id, hash, name, media_type, bytes, title, position, added_at, text_state, text_bytes, version, removed_at, removed_by)
           SELECT 'fjernet', entry_id, hash, name, media_type, bytes, title, 2, added_at, 'none', 0, 1, '2026-03-02 09:00:00', (SELECT min(id) FROM people)
           FROM attachments WHERE id = 'fil';",
        bytes.len()
    );
    site.app
        .db
        .write_now(|c| Ok(c.batch_execute(&sql)?))
        .unwrap();
}

#[actix_web::test]
async fn a_dump_loaded_into_an_empty_network_gives_the_same_network() {
    let from = Site::new().await;
    demo::open(&from.app).await.unwrap();
    attach(&from, "tilsyn", b"OggS fra et dagtilbud").await;
    from.drain().await;
    let folder = tempfile::tempdir().unwrap();
    let first = folder.path().join("first");
    let about = dump::write(&from.app, &first).await.unwrap();
    assert!(about.total() > 500, "{about:?}");
    assert!(
        dump::write(&from.app, &first).await.is_err(),
        "the folder is not empty"
    );

    let to = Site::new().await;
    assert_eq!(dump::read(&to.app, &first).await.unwrap(), about);
    let second = folder.path().join("second");
    dump::write(&to.app, &second).await.unwrap();
    assert!(files(&first) == files(&second), "a row changed on the way");

    to.drain().await;
    // What is alike hangs on how rare words are, and that on what an index has learned by and by.
    for site in [&from, &to] {
        let rebuilt = site.app.search.rebuild(&site.app.db, &mut |_, _| {});
        rebuilt.unwrap();
    }
    let editor = "redaktoer@faelles.example";
    let (old, new) = (from.visitor(), to.visitor());
    old.sign_in(editor).await;
    new.sign_in(editor).await;
    for path in pages(&from) {
        assert_eq!(says(&old, &path).await, says(&new, &path).await, "{path}");
    }
    let file = "/files/fil/lyd.ogg";
    let heard = new.open(file).await;
    assert_eq!(&heard.bytes[..], b"OggS fra et dagtilbud");
    // What is written next gets numbers of its own.
    let kept = new.post_from(
        "/forum/new",
        "/forum",
        &[("title", "Nyt"), ("body", "Efter flytningen")],
    );
    assert!(kept.await.location().starts_with("/forum/"));
}

#[actix_web::test]
async fn a_dump_comes_in_whole_into_an_empty_network_or_not_at_all() {
    let from = Site::new().await;
    from.add_person("Karen Holm", &[], None, &[]);
    let folder = tempfile::tempdir().unwrap();
    let copy = folder.path().join("copy");
    dump::write(&from.app, &copy).await.unwrap();
    let why = async |site: &Site| dump::read(&site.app, &copy).await.unwrap_err().to_string();
    let said = why(&from).await;
    assert!(
        said.contains("there are people or entries here already"),
        "{said}"
    );

    // A line is lost.
    let to = Site::new().await;
    let table = copy.join("tables/person_details.jsonl");
    let whole = std::fs::read_to_string(&table).unwrap();
    std::fs::write(&table, "").unwrap();
    let said = why(&to).await;
    assert!(said.contains("0 rows, and there should be 1"), "{said}");
    let people: i64 = to
        .app
        .db
        .read_now(|c| Ok(people::table.count().first(c)?))
        .unwrap();
    assert_eq!(people, 0);
    std::fs::write(&table, whole).unwrap();

    // Made by another version, and one that was not finished.
    let about = copy.join("dump.json");
    let said = std::fs::read_to_string(&about).unwrap();
    std::fs::write(&about, said.replace("0000000", "1000000")).unwrap();
    assert!(
        why(&to)
            .await
            .contains("load it with the program it was made by")
    );
    std::fs::remove_file(&about).unwrap();
    assert!(why(&to).await.contains("holds no whole dump"));
}

#[actix_web::test]
async fn a_file_that_never_came_keeps_no_dump_from_being_made() {
    let from = Site::new().await;
    let sql = format!(
        "INSERT INTO blobs (hash, bytes, going, unused_since) VALUES ('{}', 7, false, '2026-03-01 09:00:00')",
        "ab".repeat(32)
    );
    let write = |c: &mut faelles::db::Conn| Ok(c.batch_execute(&sql)?);
    from.app.db.write_now(write).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let copy = folder.path().join("copy");
    dump::write(&from.app, &copy).await.unwrap();
    let to = Site::new().await;
    dump::read(&to.app, &copy).await.unwrap();
    let left: i64 = to
        .app
        .db
        .read_now(|c| Ok(blobs::table.count().first(c)?))
        .unwrap();
    assert_eq!(left, 0);
}

#[actix_web::test]
async fn a_dump_with_a_damaged_or_missing_file_does_not_come_in() {
    let from = Site::new().await;
    demo::open(&from.app).await.unwrap();
    attach(&from, "tilsyn", b"OggS fra et dagtilbud").await;
    let folder = tempfile::tempdir().unwrap();
    let copy = folder.path().join("copy");
    dump::write(&from.app, &copy).await.unwrap();
    let file = std::fs::read_dir(copy.join("files"))
        .unwrap()
        .map(|f| f.unwrap().path())
        .find(|p| std::fs::read(p).unwrap() == b"OggS fra et dagtilbud")
        .unwrap();

    let to = Site::new().await;
    let stored = || files(&to.dir.path().join("files"));
    std::fs::write(&file, b"OggS fra et d\0gtilbud").unwrap();
    let said = dump::read(&to.app, &copy).await.unwrap_err().to_string();
    assert!(said.contains("is not what its name says"), "{said}");
    assert!(!stored().values().any(|f| f == b"OggS fra et d\0gtilbud"));
    std::fs::remove_file(&file).unwrap();
    let said = dump::read(&to.app, &copy).await.unwrap_err().to_string();
    let hash = file.file_name().unwrap().to_str().unwrap();
    assert!(said.contains(&format!("files/{hash} is missing")), "{said}");
    let people: i64 = to
        .app
        .db
        .read_now(|c| Ok(people::table.count().first(c)?))
        .unwrap();
    assert_eq!(people, 0);
    // A copy that holds people already takes no file in.
    std::fs::write(&file, b"OggS fra et dagtilbud").unwrap();
    to.add_person("Karen Holm", &[], None, &[]);
    let before = stored();
    dump::read(&to.app, &copy).await.unwrap_err();
    assert_eq!(stored(), before);
}
