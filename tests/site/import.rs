//! Bringing texts in from files, by the command line.

use std::path::Path;
use std::process::{Command, Output, Stdio};

use actix_web::http::StatusCode;
use faelles::app::App;
use faelles::members::Role;
use faelles::schema::{entries, revisions};
use tempfile::TempDir;

use diesel::prelude::*;

use crate::support::Site;

const LONG: &str = "Vi begyndte med at spørge medarbejderne, hvad de allerede gør, og hvorfor det virker, og først derefter talte vi om, hvad der kunne blive fælles for alle enheder.";
const SWEDISH: &str = "Samverkan kräver goda förutsättningar, och det måste finnas en vilja och ett tydligt uppdrag från ledningen för att det ska fungera över tid och mellan sektorer.";

/// A folder with a text of every kind.
fn sources() -> TempDir {
    let dir = TempDir::new().unwrap();
    let put = |name: &str, text: &str| {
        let path = dir.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    };
    put(
        "a.txt",
        &format!(
            "Gå til hovedindhold\nLedelse\nBørn og unge\n\nSkalering med respekt\n\n{LONG}\n\n  • et\n  • to\n"
        ),
    );
    put(
        "b.md",
        "---\nid: net:b\nkind: tool\ntitle: Effektkæde\nsummary: Vis vejen.\ntags: [effekt, kæde]\nmunicipality: Umeå\npublished_days_ago: 4000\n---\n## Sådan\n\nTegn pilene.\n",
    );
    put(
        "under/c.html",
        &format!(
            "<html lang=\"da\"><head><title>Åben politik | Kommunen</title></head><body><h1>Åben politik</h1><p>{LONG}</p><p>Sidst opdateret: 5. oktober 2023</p><script>x()</script></body></html>"
        ),
    );
    put(
        "under/d.jsonl",
        &format!(
            "{{\"id\":\"j1\",\"lang\":\"da\",\"title\":\"Første linje\",\"text\":\"{LONG}\"}}\n{{\"id\":\"j2\",\"title\":\"Andra raden\",\"text\":\"{SWEDISH}\",\"kind\":\"portrait\"}}\n"
        ),
    );
    put("under/e.sv.md", "# Rullande plan\n\nKort.\n");
    dir
}

fn command(site: &Site, paths: &[&Path]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_faelles"));
    command
        .arg("import")
        .args(paths)
        .arg("--data")
        .arg(site.dir.path())
        .env("RUST_LOG", "error");
    if let Some(url) = &site.app.config.database {
        command.args(["--database", url]);
    }
    command
}

fn import(site: &Site, paths: &[&Path]) -> Output {
    command(site, paths).output().unwrap()
}

fn said(output: &Output) -> (String, String) {
    (
        String::from_utf8_lossy(&output.stdout).into_owned(),
        String::from_utf8_lossy(&output.stderr).into_owned(),
    )
}

type Stored = Vec<(String, String, String, String, String, i64)>;

/// All that is there of the library, without ids and times.
fn stored(app: &App) -> Stored {
    app.db
        .read_now(|c| {
            Ok(entries::table
                .order(entries::source_id)
                .select((
                    entries::source_id.assume_not_null(),
                    entries::slug,
                    entries::title,
                    entries::lang,
                    entries::source_hash.assume_not_null(),
                    entries::version,
                ))
                .load(c)?)
        })
        .unwrap()
}

fn revisions(app: &App) -> i64 {
    app.db
        .read_now(|c| Ok(revisions::table.count().get_result(c)?))
        .unwrap()
}

#[actix_web::test]
async fn five_kinds_of_files_come_in_and_a_rerun_changes_nothing() {
    let site = Site::new().await;
    let dir = sources();
    let first = import(&site, &[dir.path()]);
    let (out, err) = said(&first);
    assert!(first.status.success(), "{err}");
    assert_eq!(out, "6 new, 0 updated, 0 unchanged, 0 skipped\n");
    assert_eq!(err, "");
    let titles: Vec<_> = stored(&site.app)
        .into_iter()
        .map(|(_, _, title, lang, _, _)| (title, lang))
        .collect();
    for (title, lang) in [
        ("Skalering med respekt", "da"),
        ("Effektkæde", "da"),
        ("Åben politik", "da"),
        ("Første linje", "da"),
        ("Andra raden", "sv"),
        ("Rullande plan", "sv"),
    ] {
        assert!(
            titles.contains(&(title.to_string(), lang.to_string())),
            "{title}: {titles:?}"
        );
    }
    let page = site.visitor().open("/library/effektkaede").await;
    assert!(page.has("Tegn pilene") && page.has("Umeå") && page.has("Ældre end 12"));
    let page = site.visitor().open("/library/skalering-med-respekt").await;
    assert!(page.has("<li>et</li>") && !page.has("hovedindhold"));
    let page = site.visitor().open("/library/aaben-politik").await;
    assert!(!page.main().contains("x()") && page.has("Sidst opdateret 5. oktober 2023"));

    let before = (stored(&site.app), revisions(&site.app));
    let again = import(&site, &[dir.path()]);
    assert_eq!(said(&again).0, "0 new, 0 updated, 6 unchanged, 0 skipped\n");
    assert_eq!((stored(&site.app), revisions(&site.app)), before);
}

#[actix_web::test]
async fn what_changed_is_written_over_as_a_new_version() {
    let site = Site::new().await;
    let dir = sources();
    import(&site, &[dir.path()]);
    let path = dir.path().join("b.md");
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, text.replace("Tegn pilene", "Tegn kæden")).unwrap();
    let again = import(&site, &[dir.path()]);
    assert_eq!(said(&again).0, "0 new, 1 updated, 5 unchanged, 0 skipped\n");
    let page = site.visitor().open("/library/effektkaede").await;
    assert!(page.has("Tegn kæden") && !page.has("Tegn pilene"));
    let karen = site.signed_in("Karen Holm", &[]).await;
    let old = karen.open("/library/effektkaede/history/1").await;
    assert!(old.has("Tegn pilene"));
    assert!(
        karen
            .open("/library/effektkaede/history")
            .await
            .has("Systemet")
    );
}

#[actix_web::test]
async fn what_is_broken_is_named_and_all_else_comes_in() {
    let site = Site::new().await;
    let dir = sources();
    let put = |name: &str, bytes: &[u8]| std::fs::write(dir.path().join(name), bytes).unwrap();
    put("binary.txt", b"\x7fELF\0\0");
    put("latin.txt", b"Sp\xf8rg f\xf8rst");
    put("empty.md", b" \n");
    put("huge.txt", &vec![b'a'; 5 * 1024 * 1024 + 1]);
    put(
        "cpr.txt",
        "En sag\n\nBorger 010190-1234 ringede.".as_bytes(),
    );
    put("front.md", b"---\ntitle: [\n---\nText");
    put("photo.png", b"\x89PNG");
    let lines = format!(
        "{{\"id\":\"k1\",\"title\":\"God\",\"text\":\"{LONG}\"}}\nnot json\n{{\"id\":\"k2\"}}\n{{\"id\":\"j1\",\"title\":\"Anden\",\"text\":\"x\"}}\n{{\"id\":\"k3\",\"title\":\"Lang\",\"text\":\"{}\"}}\n{{\"id\":\"k4\",\"title\":\"Ogs\u{e5} god\",\"text\":\"{LONG}\"}}",
        "a".repeat(32 * 1024 * 1024)
    );
    put("z.jsonl", lines.as_bytes());
    let missing = dir.path().join("missing.txt");
    let output = import(&site, &[dir.path(), &missing]);
    let (out, err) = said(&output);
    assert!(!output.status.success());
    assert_eq!(
        out,
        "8 new, 0 updated, 0 unchanged, 11 skipped\n1 files of other kinds left alone\n"
    );
    for (name, why) in [
        ("binary.txt", "NUL"),
        ("latin.txt", "UTF-8"),
        ("empty.md", "empty"),
        ("huge.txt", "5 MB"),
        ("cpr.txt", "CPR"),
        ("front.md", "front matter"),
        ("z.jsonl:2", "JSON"),
        ("z.jsonl:3", "text"),
        ("z.jsonl:4", "j1"),
        ("z.jsonl:5", "32 MB"),
        ("missing.txt", ""),
    ] {
        let named = err.lines().any(|l| l.contains(name) && l.contains(why));
        assert!(named, "{name}: {err}");
    }
    assert_eq!(err.lines().count(), 11, "{err}");
}

#[actix_web::test]
async fn killed_in_the_middle_and_run_again_it_ends_the_same() {
    let dir = TempDir::new().unwrap();
    let file = dir.path().join("many.jsonl");
    let line = |n: usize| {
        // Many share a title: their addresses must come out the same as well.
        let title = format!("Case {}", n % 1500);
        serde_json::json!({"id": format!("m{n}"), "title": title, "text": format!("{LONG} {n}")})
            .to_string()
    };
    let lines: Vec<String> = (0..3000).map(line).collect();
    std::fs::write(&file, lines.join("\n")).unwrap();

    let whole = Site::new().await;
    assert!(import(&whole, &[&file]).status.success());
    let broken = Site::new().await;
    let mut child = command(&broken, &[&file])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let count = || stored(&broken.app).len();
    while count() == 0 && child.try_wait().unwrap().is_none() {
        std::thread::yield_now();
    }
    child.kill().unwrap();
    child.wait().unwrap();
    let there = count();
    assert!(there > 0 && there % 200 == 0, "whole batches: {there}");
    assert!(import(&broken, &[&file]).status.success());
    assert_eq!(stored(&broken.app), stored(&whole.app));
    assert_eq!(revisions(&broken.app), 3000);
}

#[actix_web::test]
async fn an_import_runs_beside_a_server_that_holds_the_folder() {
    let site = Site::new().await;
    let _served = faelles::app::DataLock::take(site.dir.path())
        .unwrap()
        .unwrap();
    let output = import(&site, &[sources().path()]);
    assert!(output.status.success(), "{}", said(&output).1);
    assert!(site.visitor().open("/library").await.has("Effektkæde"));
}

#[test]
fn help_shows_an_example() {
    let output = Command::new(env!("CARGO_BIN_EXE_faelles"))
        .args(["import", "--help"])
        .output()
        .unwrap();
    assert!(said(&output).0.contains("Example:\n  faelles import"));
}

#[test]
fn a_folder_of_demonstration_texts_reads_cleanly() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/demo/library");
    for file in std::fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        let name = path.file_name().unwrap().to_str().unwrap();
        let got = faelles::library::import::markdown_file(name, &text).unwrap();
        // What the text says of its language is what a reader would guess.
        let guessed = faelles::library::language::detect(&format!(
            "{}\n{}",
            got.entry.facts.texts(),
            got.entry.body
        ));
        assert_eq!(guessed, got.entry.lang, "{name}");
    }
}

#[actix_web::test]
async fn files_that_were_moved_or_copied_are_known_by_their_content() {
    let site = Site::new().await;
    let dir = TempDir::new().unwrap();
    let old = dir.path().join("old");
    std::fs::create_dir(&old).unwrap();
    let text = format!("Skalering med respekt\n\n{LONG}\n");
    std::fs::write(old.join("a.txt"), &text).unwrap();
    std::fs::write(old.join("copy.txt"), &text).unwrap();
    let (out, _) = said(&import(&site, &[&old]));
    assert!(out.contains("1 new, 0 updated, 1 unchanged"), "{out}");
    let (out, _) = said(&import(&site, &[&old]));
    assert!(out.contains("0 new, 0 updated, 2 unchanged"), "{out}");

    std::fs::remove_file(old.join("copy.txt")).unwrap();
    let new = dir.path().join("new");
    std::fs::rename(&old, &new).unwrap();
    let (out, _) = said(&import(&site, &[&new]));
    assert!(out.contains("0 new, 0 updated, 1 unchanged"), "{out}");
    // It is the moved file's now: a change there updates it.
    std::fs::write(new.join("a.txt"), format!("{text}\nOg en linje til.\n")).unwrap();
    let (out, _) = said(&import(&site, &[&new]));
    assert!(out.contains("0 new, 1 updated, 0 unchanged"), "{out}");
    assert_eq!(stored(&site.app).len(), 1);
}

#[actix_web::test]
async fn an_address_that_a_moved_file_kept_is_not_given_twice() {
    let site = Site::new().await;
    let dir = TempDir::new().unwrap();
    let put = |name: &str, text: &str| {
        let path = dir.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, format!("# Tilsyn\n\n{text}\n")).unwrap();
    };
    put("a/x.md", "Den første.");
    put("b/x.md", "Den anden.");
    let (out, _) = said(&import(&site, &[dir.path()]));
    assert!(out.contains("2 new"), "{out}");
    std::fs::create_dir(dir.path().join("c")).unwrap();
    std::fs::rename(dir.path().join("b/x.md"), dir.path().join("c/x.md")).unwrap();
    let (out, _) = said(&import(&site, &[dir.path()]));
    assert!(out.contains("0 new, 0 updated, 2 unchanged"), "{out}");
    put("b/x.md", "Den tredje.");
    let (out, err) = said(&import(&site, &[dir.path()]));
    assert!(out.contains("1 new, 0 updated, 2 unchanged"), "{out}{err}");
    let (out, _) = said(&import(&site, &[dir.path()]));
    assert!(out.contains("0 new, 0 updated, 3 unchanged"), "{out}");
}

#[actix_web::test]
async fn a_page_nested_too_deeply_is_named_and_all_else_comes_in() {
    let site = Site::new().await;
    let dir = TempDir::new().unwrap();
    let put = |name: &str, depth: usize| {
        let (open, close) = ("<div>".repeat(depth), "</div>".repeat(depth));
        let page = format!("<h1>Side {name}</h1>{open}<p>{LONG}</p>{close}");
        std::fs::write(dir.path().join(name), page).unwrap();
    };
    put("a.html", 5000);
    put("b.html", 200_000);
    put("c.html", 199);
    let (out, err) = said(&import(&site, &[dir.path()]));
    assert_eq!(out, "1 new, 0 updated, 0 unchanged, 2 skipped\n", "{err}");
    for name in ["a.html", "b.html"] {
        assert!(err.contains(&format!("{name}: nested too deeply")), "{err}");
    }
}

#[actix_web::test]
async fn a_rerun_does_not_show_a_text_to_more_people_than_it_was_restricted_to() {
    let site = Site::new().await;
    let dir = TempDir::new().unwrap();
    let file = dir.path().join("a.md");
    let put = |audience: &str, text: &str| {
        let head = format!("---\nid: a\ntitle: Tilsyn\naudience: {audience}\n---\n");
        std::fs::write(&file, format!("{head}{text}\n")).unwrap();
    };
    put("public", "Den første.");
    import(&site, &[&file]);
    let editor = site.signed_in("Else Red", &[Role::Editor]).await;
    let version = editor.open("/library/tilsyn/edit").await.field("version");
    let fields = [
        ("title", "Tilsyn"),
        ("summary", "Kort."),
        ("body", "Den første."),
        ("lang", "da"),
        ("audience", "network"),
        ("version", version.as_str()),
    ];
    editor
        .post("/library/tilsyn/edit", &fields)
        .await
        .location();
    put("public", "Den anden.");
    let (out, _) = said(&import(&site, &[&file]));
    assert!(out.contains("1 updated"), "{out}");
    assert!(editor.open("/library/tilsyn").await.has("Den anden."));
    let seen = site.visitor().get("/library/tilsyn").await;
    assert_eq!(seen.status, StatusCode::NOT_FOUND);
}

#[actix_web::test]
async fn an_import_says_when_it_writes_over_what_a_person_edited() {
    let site = Site::new().await;
    let eva = site
        .signed_in("Eva Editor", &[faelles::members::Role::Editor])
        .await;
    let dir = TempDir::new().unwrap();
    let file = dir.path().join("x.md");
    let text = |last: &str| format!("---\nid: net:x\ntitle: Havnen\n---\n{LONG}\n\n{last}\n");
    std::fs::write(&file, text("Et.")).unwrap();
    import(&site, &[&file]);
    let form = eva.open("/library/havnen/edit").await;
    let (version, kind) = (form.field("version"), "case");
    let fields = [
        ("version", version.as_str()),
        ("kind", kind),
        ("title", "Havnen"),
        ("summary", "Rettet af Eva."),
        ("body", "Evas egen tekst."),
        ("lang", "da"),
        ("audience", "public"),
        ("do", "save"),
    ];
    let saved = eva
        .post_from("/library/havnen/edit", "/library/havnen/edit", &fields)
        .await;
    assert_eq!(saved.status.as_u16(), 303, "{}", saved.text);
    let (out, _) = said(&import(&site, &[&file]));
    assert!(
        out.contains("1 unchanged") && !out.contains("edited"),
        "{out}"
    );
    std::fs::write(&file, text("To.")).unwrap();
    let (out, _) = said(&import(&site, &[&file]));
    assert!(out.contains("1 of the updated had been edited"), "{out}");
    assert!(
        eva.open("/library/havnen/history/2")
            .await
            .has("Evas egen tekst.")
    );
    std::fs::write(&file, text("Tre.")).unwrap();
    let (out, _) = said(&import(&site, &[&file]));
    assert!(!out.contains("edited"), "{out}");
}

#[actix_web::test]
async fn an_area_is_known_by_its_label_and_an_unknown_municipality_is_told() {
    let site = Site::new().await;
    let dir = TempDir::new().unwrap();
    let lines = "id,title,body,lang,area,municipality\n\
        1,Et,Tekst,da,Ældre,Århus\n\
        2,Två,Text,sv,äldre,Roskidle\n\
        3,Three,Text,en,Elderly care,Region Midtjylland\n\
        4,Fire,Tekst,da,Rumfart,Odense\n";
    let file = dir.path().join("a.csv");
    std::fs::write(&file, lines).unwrap();
    let (out, err) = said(&import(&site, &[&file]));
    assert!(
        out.contains("3 new, 0 updated, 0 unchanged, 1 skipped"),
        "{out}"
    );
    assert!(out.contains("1 from a municipality nobody knows"), "{out}");
    assert!(
        err.contains("\"Roskidle\" is not a municipality we know (one of Roskilde"),
        "{err}"
    );
    assert!(err.contains("\"Rumfart\" is not a known area"), "{err}");
    let stored: Vec<(Option<String>, Option<String>, Option<String>)> = site
        .app
        .db
        .read_now(|c| {
            Ok(entries::table
                .order(entries::source_id)
                .select((entries::area, entries::municipality, entries::place))
                .load(c)?)
        })
        .unwrap();
    let said = |text: &str| Some(text.to_string());
    assert_eq!(
        stored,
        [
            (said("aeldre"), said("Århus"), said("DK-751")),
            (said("aeldre"), said("Roskidle"), None),
            (said("aeldre"), said("Region Midtjylland"), None),
        ]
    );
}

#[actix_web::test]
async fn a_link_in_a_folder_is_named_and_what_it_leads_to_stays_where_it_is() {
    let site = Site::new().await;
    let folder = tempfile::tempdir().unwrap();
    let (secret, inside) = (
        folder.path().join("hemmeligt.txt"),
        folder.path().join("ind"),
    );
    std::fs::write(&secret, "Ikke for alle\n\nDet her er kun for os.").unwrap();
    std::fs::create_dir(&inside).unwrap();
    std::os::unix::fs::symlink(&secret, inside.join("a.txt")).unwrap();
    let mut told = String::new();
    let did = faelles::library::import::run(&site.app, &[inside], &mut |what| {
        if let faelles::library::import::Told::Problem(problem) = what {
            told.push_str(&problem.to_string());
        }
    });
    assert_eq!(did.unwrap().new, 0);
    assert!(told.contains("a link, and not a file"), "{told}");
}
