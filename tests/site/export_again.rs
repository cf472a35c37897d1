//! The same files again, when the library has moved on since they came in, or did not get them all.

use std::path::Path;

use actix_web::http::StatusCode;
use diesel::prelude::*;
use faelles::library::export::{self, Format, Which};
use faelles::library::import;
use faelles::members::Role;
use faelles::schema::entries;

use crate::export::import_of;
use crate::proposals::decide;
use crate::support::{Browser, Site, address_of};

/// Edits some fields of an entry on the site.
async fn edit(who: &Browser<'_>, at: &str, other: &[(&str, &str)]) {
    let form = who.open(&format!("{at}/edit")).await;
    let version = form.field("version");
    let mut fields = vec![
        ("title", "Havnen"),
        ("summary", "Kort."),
        ("lang", "da"),
        ("audience", "public"),
        ("version", version.as_str()),
    ];
    fields.retain(|(name, _)| other.iter().all(|(other, _)| other != name));
    fields.extend_from_slice(other);
    let edited = who.post(&format!("{at}/edit"), &fields).await;
    assert_eq!(edited.status, StatusCode::SEE_OTHER, "{}", edited.text);
}

#[actix_web::test]
async fn who_comes_later_gets_the_entry_as_it_was_improved_meanwhile() {
    let site = Site::new().await;
    let eva = site.signed_in("Eva Editor", &[Role::Editor]).await;
    let files = [(
        "x.md",
        "---\nid: x\ntitle: Havnen\nsummary: Kort.\nlang: da\nowner: Karen Holm <karen.holm@example.org>\ndeputy: Bo Lund <bo.lund@example.org>\n---\nTeksten.\n".to_string(),
    )];
    let at = "/library/havnen";
    import_of(&site, &files);
    edit(&eva, at, &[("body", "Evas bedre tekst.")]).await;
    let whose = || {
        let read = site.app.db.read_now(|c| {
            Ok(entries::table
                .select((entries::owner_id, entries::deputy_id, entries::version))
                .first::<(Option<String>, Option<String>, i64)>(c)?)
        });
        read.unwrap()
    };
    let mut came = Vec::new();
    for name in ["Karen Holm", "Bo Lund"] {
        came.push(Some(site.add_person(name, &[], None, &[])));
        let (did, problems) = import_of(&site, &files);
        assert_eq!((did.updated, did.written_over), (1, 0), "{problems}");
        let (owner, deputy, version) = whose();
        assert_eq!([owner, deputy][..came.len()], came[..]);
        assert_eq!(version, 2, "no version is made of it");
        assert_eq!(import_of(&site, &files).0.unchanged, 1);
    }
    // Nor is anything written over when one of them is known by another address.
    site.app
        .db
        .write_now(|c| {
            use faelles::schema::person_details::{email, table};
            diesel::update(table.filter(email.eq(address_of("Karen Holm"))))
                .set(email.eq("anden@example.org"))
                .execute(c)?;
            Ok(())
        })
        .unwrap();
    assert_eq!(import_of(&site, &files).0.unchanged, 1);
    assert_eq!(whose().0, came[0]);
    let page = eva.open(at).await;
    assert!(page.has("Evas bedre tekst."), "{}", page.main());
}

/// Proposes another text to an entry, and lets an editor take it over.
async fn propose_and_accept(who: &Browser<'_>, editor: &Browser<'_>, at: &str, title: &str) {
    let version = who.open(&format!("{at}/propose")).await.field("version");
    let fields = [
        ("kind", "case"),
        ("title", title),
        ("summary", "Kort."),
        ("body", "En bedre tekst."),
        ("lang", "da"),
        ("audience", "public"),
        ("reason", "Den er bedre."),
        ("version", version.as_str()),
    ];
    let proposed = who.post(&format!("{at}/propose"), &fields).await;
    let proposal = proposed.location();
    let proposal = proposal.split('?').next().unwrap();
    let done = decide(editor, proposal, "accept", "").await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{at}: {}", done.main());
    assert!(editor.open(at).await.has("En bedre tekst."), "{at}");
}

#[actix_web::test]
async fn what_came_in_can_be_improved_by_a_proposal() {
    let site = Site::new().await;
    let eva = site.signed_in("Eva Editor", &[Role::Editor]).await;
    let bo = site.signed_in("Bo Lund", &[]).await;
    let line = |id: &str, more: serde_json::Value| {
        let mut said = serde_json::json!({"id": id, "slug": id, "title": id, "summary": "Kort.", "text": "Teksten.", "lang": "da"});
        said.as_object_mut()
            .unwrap()
            .extend(more.as_object().unwrap().clone());
        format!("{said}\n")
    };
    let here = line("hjul", serde_json::json!({"id": "here", "kind": "tool"}));
    import_of(&site, &[("a.jsonl", here)]);
    let from = |of: &str| serde_json::json!({"derived_from": {"relation": "copied", "entry": of}});
    let version = serde_json::json!({"version": 3, "at": "2020-01-01", "action": "changed",
        "title": "note", "summary": "Kort.", "text": "Teksten.", "lang": "da", "kind": "note", "meeting": "borte"});
    let lines = [
        // The one it names is called otherwise here; two build on each other; the meeting is not here.
        line("case", serde_json::json!({"methods": ["hjul"]})),
        line("hjul", serde_json::json!({"kind": "tool"})),
        line("r", from("q")),
        line("q", from("r")),
        line(
            "note",
            serde_json::json!({"kind": "note", "meeting": "borte", "revisions": [version]}),
        ),
    ];
    let (did, problems) = import_of(&site, &[("b.jsonl", lines.concat())]);
    assert_eq!(did.new, 5, "{problems}");
    assert!(problems.contains("leads back to itself") && problems.contains("meeting"));
    for slug in ["case", "q", "note"] {
        let row: (String, i64) = site
            .app
            .db
            .read_now(|c| {
                Ok(entries::table
                    .filter(entries::slug.eq(slug))
                    .select((entries::id, entries::version))
                    .first(c)?)
            })
            .unwrap();
        assert_eq!(row.1, if slug == "note" { 3 } else { 1 }, "{slug}");
        propose_and_accept(&bo, &eva, &format!("/library/{slug}"), slug).await;
    }
}

/// The titles on a series' page, and what it is called.
async fn shown(site: &Site, slug: &str) -> String {
    let page = site.visitor().open(&format!("/collections/{slug}")).await;
    page.main().to_string()
}

#[actix_web::test]
async fn a_series_that_was_edited_here_is_changed_by_a_later_file_alone() {
    let site = Site::new().await;
    let eva = site.signed_in("Eva Editor", &[Role::Editor]).await;
    let entry = |slug: &str| {
        let text = format!("---\nid: {slug}\nslug: {slug}\ntitle: Tekst {slug}\n---\nTeksten.\n");
        (format!("{slug}.md"), text)
    };
    let import = |title: &str, updated: &str, order: &str| {
        let series = format!(
            "---\nkind: series\nslug: serie\ntitle: {title}\nlang: da\nentries: [{order}]\n{updated}---\nIndledning.\n"
        );
        let mut files: Vec<(String, String)> = ["a", "b", "c"].map(entry).to_vec();
        files.push(("s.md".to_string(), series));
        let files: Vec<(&str, String)> =
            files.iter().map(|(n, t)| (n.as_str(), t.clone())).collect();
        import_of(&site, &files)
    };
    let early = "updated_at: 2001-01-01\n";
    assert_eq!(import("Serien", early, "a, b").0.series, 1);
    let version = eva.open("/collections/serie/edit").await.field("version");
    let edited = [
        ("title", "Evas serie"),
        ("lang", "da"),
        ("introduction", "Evas ord."),
        ("audience", "public"),
        ("version", version.as_str()),
    ];
    eva.post("/collections/serie/edit", &edited)
        .await
        .location();
    // The same file, another that is older, and one that does not say when.
    for (title, updated, order) in [
        ("Serien", early, "a, b"),
        ("Andet", "updated_at: 2002-01-01\n", "b, a, c"),
        ("Andet", "", "b, a, c"),
    ] {
        let (did, problems) = import(title, updated, order);
        assert_eq!(did.series, 0, "{problems}");
        assert!(problems.contains("s.md: the series \"serie\" is another here"));
        let page = shown(&site, "serie").await;
        assert!(page.contains("Evas serie") && page.contains("Evas ord."));
        assert!(!page.contains("Tekst c"), "{page}");
    }
    let (did, problems) = import("Den nye", "updated_at: 2090-01-01\n", "b, a, c");
    assert_eq!((did.series, problems.as_str()), (1, ""));
    let page = shown(&site, "serie").await;
    assert!(page.contains("Den nye") && page.contains("Indledning."));
    let at = |title: &str| page.find(title).unwrap();
    assert!(at("Tekst b") < at("Tekst a") && at("Tekst a") < at("Tekst c"));
    // What says the same is neither told nor counted.
    let (did, problems) = import("Den nye", "", "b, c");
    assert_eq!((did.series, problems.as_str()), (0, ""));
}

#[actix_web::test]
async fn what_is_named_twice_is_told_and_nothing_else_is_lost_by_it() {
    let site = Site::new().await;
    let entry = |id: &str, slug: &str, more: &str| {
        format!("---\nid: {id}\nslug: {slug}\ntitle: Tekst {id}\n{more}---\nTeksten.\n")
    };
    let series = "---\nkind: series\nslug: s\ntitle: S\nentries: [a]\n---\nOm den.\n".to_string();
    let twice = entry("b", "b", "series: ['s:1', 's:2']\n");
    let (did, problems) = import_of(
        &site,
        &[
            ("a.md", entry("a", "a", "")),
            ("b.md", twice),
            ("s.md", series),
        ],
    );
    assert_eq!((did.new, did.skipped, did.series), (1, 1, 1), "{problems}");
    assert!(problems.contains("b.md: \"series\" names \"s\" twice"));
    // One entry by two names: its own here, and the one it asked for.
    let long = {
        let read = site.app.db.read_now(|c| {
            Ok(entries::table
                .filter(entries::source_id.eq("a"))
                .select(entries::id)
                .first::<String>(c)?)
        });
        read.unwrap()
    };
    site.app
        .db
        .write_now(|c| {
            diesel::update(entries::table.find(&long))
                .set(entries::slug.eq("kaj"))
                .execute(c)?;
            Ok(())
        })
        .unwrap();
    let both = "---\nkind: series\nslug: t\ntitle: T\nentries: [a, kaj]\n---\nOm den.\n";
    let (did, problems) = import_of(
        &site,
        &[("a.md", entry("a", "a", "")), ("t.md", both.to_string())],
    );
    assert_eq!((did.series, problems.as_str()), (1, ""));
    // Two of one address: nobody can tell which is meant.
    let tool = |id: &str| entry(id, "hjul", "kind: tool\n");
    let files = [
        ("x.md", entry("x", "x", "methods: [hjul]\n")),
        ("y.md", tool("y")),
        ("z.md", tool("z")),
        (
            "u.md",
            "---\nkind: series\nslug: u\ntitle: U\nentries: [x, hjul]\n---\nOm den.\n".to_string(),
        ),
    ];
    for _ in 0..2 {
        let (_, problems) = import_of(&site, &files);
        for file in ["x.md", "u.md"] {
            let why = format!("{file}: \"hjul\" is the address of two texts");
            assert!(problems.contains(&why), "{problems}");
        }
        assert!(site.visitor().open("/library/x").await.has("Tekst y"));
    }
}

#[actix_web::test]
async fn what_an_import_that_was_killed_did_not_come_to_is_done_by_the_next() {
    let site = Site::new().await;
    let eva = site.signed_in("Eva Editor", &[Role::Editor]).await;
    let tool = |id: &str, title: &str| {
        format!("---\nid: {id}\nkind: tool\nslug: hjul\ntitle: {title}\n---\nTeksten.\n")
    };
    let case = |id: &str, text: &str| {
        format!(
            "---\nid: {id}\nslug: {id}\ntitle: Case {id}\nsummary: Kort.\nlang: da\nmethods: [hjul]\n---\n{text}\n"
        )
    };
    import_of(&site, &[("a.md", tool("one", "Hjul"))]);
    // Killed after these were stored, and before anything was put together.
    import_of(
        &site,
        &[
            ("p.md", case("p", "Teksten.")),
            ("q.md", case("q", "Teksten.")),
        ],
    );
    let decided = [("title", "Evas case"), ("methods", "hjul"), ("body", "Ny.")];
    edit(&eva, "/library/q", &decided).await;
    let files = [
        ("b.md", tool("two", "Hjulet")),
        ("p.md", case("p", "Teksten.")),
        ("q.md", case("q", "Teksten.")),
    ];
    for unchanged in [2, 3] {
        let (did, problems) = import_of(&site, &files);
        assert_eq!((did.unchanged, problems.as_str()), (unchanged, ""));
        let page = eva.open("/library/p").await;
        assert!(
            page.has(">Hjulet<") && !page.has(">Hjul<"),
            "{}",
            page.main()
        );
        // What an editor decided meanwhile stays.
        let page = eva.open("/library/q").await;
        assert!(
            page.has(">Hjul<") && !page.has(">Hjulet<"),
            "{}",
            page.main()
        );
    }
    let bo = site.signed_in("Bo Lund", &[]).await;
    propose_and_accept(&bo, &eva, "/library/p", "Case p").await;
}

#[actix_web::test]
async fn what_came_from_a_file_and_is_taken_home_from_the_site_comes_back_as_itself() {
    let site = Site::new().await;
    let eva = site.signed_in("Eva Editor", &[Role::Editor]).await;
    // A text without an id is known by where its file lies.
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("havnen.md");
    std::fs::write(&file, "# Havnen\n\nTeksten.\n").unwrap();
    let import = |path: &Path| import::run(&site.app, &[path.to_path_buf()], &mut |_| {}).unwrap();
    assert_eq!(import(&file).new, 1);
    let lines = eva.open("/library/export?format=jsonl").await.text.clone();
    let home = folder.path().join("library.jsonl");
    std::fs::write(&home, lines.replace("Teksten.", "Teksten, læst igen.")).unwrap();
    for _ in 0..2 {
        assert_eq!(import(&home).new, 0);
        assert!(eva.open("/library/havnen").await.has("læst igen"));
    }
    // And the file is still its own.
    assert_eq!(import(&file).unchanged, 1);
    std::fs::write(&file, "# Havnen\n\nTredje gang.\n").unwrap();
    assert_eq!(import(&file).updated, 1);
    assert!(eva.open("/library/havnen").await.has("Tredje gang."));
}

#[actix_web::test]
async fn an_export_fills_no_folder_that_is_filled_and_a_history_is_of_its_entry() {
    let site = Site::new().await;
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("gammel.md"), "# Gammel\n\nTekst.\n").unwrap();
    for format in Format::ALL {
        let refused = export::write(&site.app, format, Which::All, folder.path()).await;
        assert!(refused.unwrap_err().to_string().contains("is not empty"));
    }
    let version = |of: &str| {
        format!(
            "---\nrevision_of: {of}\nversion: 1\nat: 2020-01-01\naction: created\ntitle: Havnen\n---\nFør.\n"
        )
    };
    let entry = "---\nid: x\nslug: havnen\ntitle: Havnen\nhistory: history/x\n---\nTeksten.\n";
    for (of, new) in [("skoven", 0), ("havnen", 1)] {
        let files = [("x.md", entry.to_string()), ("history/x/1.md", version(of))];
        let (did, problems) = import_of(&site, &files);
        assert_eq!(did.new, new, "{problems}");
        assert_eq!(problems.contains("a revision of \"skoven\""), new == 0);
    }
}

#[actix_web::test]
async fn a_file_that_was_removed_here_is_not_brought_back_by_an_import() {
    let site = Site::new().await;
    let eva = site.signed_in("Eva Editor", &[Role::Editor]).await;
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(
        folder.path().join("navne.pdf"),
        crate::attachments::pdf(1, true),
    )
    .unwrap();
    let said = |text: &str| {
        let front =
            "---\nid: x\nslug: havnen\ntitle: Havnen\nattachments:\n  - file: navne.pdf\n---\n";
        std::fs::write(folder.path().join("havnen.md"), format!("{front}{text}\n")).unwrap();
        import::run(&site.app, &[folder.path().join("havnen.md")], &mut |_| {}).unwrap()
    };
    assert_eq!(said("Teksten.").files, 1);
    let files = eva.open("/library/havnen/files").await;
    let removal = regex::Regex::new(r"/library/havnen/files/[^/]+/remove").unwrap();
    let removal = removal.find(&files.text).unwrap().as_str().to_string();
    eva.post(&removal, &[]).await.location();
    let did = said("Teksten, skrevet om.");
    assert_eq!((did.updated, did.files), (1, 0));
    let page = eva.open("/library/havnen").await;
    assert!(page.has("skrevet om") && !page.has("navne.pdf"));
    let files = eva.open("/library/havnen/files").await;
    assert!(files.has("Fjernede filer") && files.has("navne.pdf"));
}
