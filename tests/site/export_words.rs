//! The words a network orders its library by, which go with its entries.

use std::path::Path;

use faelles::library::export::{self, Format, Which};
use faelles::library::import;
use faelles::library::terms::{self, Terms, Vocabulary};
use faelles::members::Role;
use faelles::web::Lang;
use tempfile::TempDir;

use crate::export::import_of;
use crate::support::Site;

fn words_of(site: &Site) -> Terms {
    site.app.db.read_now(terms::load).unwrap()
}

/// A network with an area of its own, another name for one of the program's, another order and a
/// factor set aside, and an entry that carries the new area.
async fn with_own_words() -> Site {
    let site = Site::new().await;
    let ada = site.signed_in("Ada Adm", &[Role::Administrator]).await;
    let areas = "/admin/vocabularies/area";
    let new = [("label_da", "Frivillighed"), ("label_en", "Volunteering")];
    ada.post(areas, &new).await;
    let renamed = [("do", "rename"), ("label_da", "Skole og unge")];
    ada.post(&format!("{areas}/skole"), &renamed).await;
    ada.post(&format!("{areas}/frivillighed"), &[("do", "up")])
        .await;
    let aside = [("do", "retire")];
    ada.post("/admin/vocabularies/factor/budget", &aside).await;
    let text = "---\nid: x\nslug: besoegsvenner\ntitle: Besøgsvenner\nsummary: Kort.\nlang: da\narea: frivillighed\n---\nTeksten.\n";
    let (did, problems) = import_of(&site, &[("x.md", text.to_string())]);
    assert_eq!((did.new, problems.as_str()), (1, ""));
    site
}

async fn folder_of(site: &Site, format: Format) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let written = export::write(&site.app, format, Which::All, folder.path()).await;
    assert_eq!(written.unwrap().entries, 1);
    folder
}

/// How many entries and words were new, and what was told.
fn bring(site: &Site, folder: &Path) -> (usize, usize, String) {
    let mut problems = String::new();
    let did = import::run(&site.app, &[folder.to_path_buf()], &mut |told| {
        if let import::Told::Problem(problem) = told {
            problems.push_str(&format!("{problem}\n"));
        }
    });
    let did = did.unwrap();
    (did.new, did.words, problems)
}

fn bring_file(site: &Site, name: &str, text: &str) -> (usize, usize, String) {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join(name), text).unwrap();
    bring(site, folder.path())
}

#[actix_web::test]
async fn an_empty_network_orders_its_library_by_the_words_that_came_with_it() {
    let from = with_own_words().await;
    let visitor = from.visitor();
    let page = visitor.open("/library/besoegsvenner").await;
    for format in Format::ALL {
        let to = Site::new().await;
        let folder = folder_of(&from, format).await;
        assert_eq!(
            bring(&to, folder.path()),
            (1, 1, String::new()),
            "{format:?}"
        );
        assert_eq!(words_of(&to), words_of(&from), "{format:?}");
        let there = to.visitor().open("/library/besoegsvenner").await;
        assert!(page.has("Frivillighed") && there.has("Frivillighed"));
        // A second time nothing is new.
        assert_eq!(
            bring(&to, folder.path()),
            (0, 0, String::new()),
            "{format:?}"
        );
    }
    // One file from the site has them before the entries that need them.
    let lines = visitor.get("/library/export?format=jsonl").await.text;
    let to = Site::new().await;
    let brought = bring_file(&to, "library.jsonl", &lines);
    assert_eq!(brought, (1, 1, String::new()));
    assert_eq!(words_of(&to), words_of(&from));
}

#[actix_web::test]
async fn a_network_with_words_of_its_own_keeps_them_and_gets_those_it_has_not() {
    let from = with_own_words().await;
    let to = Site::new().await;
    let ada = to.signed_in("Ada Adm", &[Role::Administrator]).await;
    let renamed = [("do", "rename"), ("label_da", "Folkeskole")];
    ada.post("/admin/vocabularies/area/skole", &renamed).await;
    let before = words_of(&to);
    let folder = folder_of(&from, Format::Lines).await;
    let (new, words, told) = bring(&to, folder.path());
    assert_eq!((new, words), (1, 1));
    let other = "the area \"Skole og unge\" is called \"Folkeskole\" here: left so";
    assert!(told.contains(other) && told.lines().count() == 1, "{told}");
    let after = words_of(&to);
    let areas = after.of(Vocabulary::Areas);
    let (new, old) = areas.split_last().unwrap();
    assert_eq!(new.label(Lang::En), "Volunteering");
    assert_eq!(old, before.of(Vocabulary::Areas));
    // Nothing was decided about these here.
    let factors = Vocabulary::Factors;
    assert_eq!(after.of(factors), words_of(&from).of(factors));
}

#[actix_web::test]
async fn a_library_in_use_lets_no_file_set_its_words_aside() {
    let from = with_own_words().await;
    let to = Site::new().await;
    let text = "---\nid: y\ntitle: Gården\nsummary: Kort.\nlang: da\n---\nTeksten.\n";
    import_of(&to, &[("y.md", text.to_string())]);
    let before = words_of(&to);
    let folder = folder_of(&from, Format::Markdown).await;
    assert_eq!(bring(&to, folder.path()).1, 1);
    let after = words_of(&to);
    let (new, old) = after.of(Vocabulary::Areas).split_last().unwrap();
    assert_eq!(new.name, "frivillighed");
    assert_eq!(old, before.of(Vocabulary::Areas));
    let factors = Vocabulary::Factors;
    assert_eq!(after.of(factors), before.of(factors));
}

#[actix_web::test]
async fn a_name_that_was_freed_and_taken_again_goes_along() {
    let from = Site::new().await;
    let ada = from.signed_in("Ada Adm", &[Role::Administrator]).await;
    let factors = "/admin/vocabularies/factor";
    let renamed = [("do", "rename"), ("label_da", "Økonomi")];
    ada.post(&format!("{factors}/budget"), &renamed).await;
    ada.post(factors, &[("label_da", "Budget")]).await;
    let text =
        "---\nid: x\ntitle: Havnen\nsummary: Kort.\nlang: da\nfactors: [budget-2]\n---\nTeksten.\n";
    assert_eq!(import_of(&from, &[("x.md", text.to_string())]).0.new, 1);
    let to = Site::new().await;
    let folder = folder_of(&from, Format::Lines).await;
    assert_eq!(bring(&to, folder.path()), (1, 1, String::new()));
    assert_eq!(words_of(&to), words_of(&from));
}

#[actix_web::test]
async fn a_word_that_is_called_the_same_here_is_told_and_no_file_brings_nonsense() {
    let to = Site::new().await;
    let line =
        |terms: &str| format!("{{\"kind\":\"vocabulary\",\"name\":\"area\",\"terms\":{terms}}}\n");
    let tell = |text: String| bring_file(&to, "vocabularies.jsonl", &text).2;
    let before = words_of(&to);
    let other = line(r#"[{"name":"aeldre-2","labels":{"da":"Ældre"}}]"#);
    let said = tell(other);
    assert!(
        said.contains("another area is called \"Ældre\" here"),
        "{said}"
    );
    let long = "x".repeat(61);
    for (terms, why) in [
        ("7".to_string(), "no list"),
        (r#"["a"]"#.to_string(), "no JSON object"),
        (
            r#"[{"name":"a","labels":{"en":"A"}}]"#.to_string(),
            "no Danish label",
        ),
        (
            r#"[{"name":"../a","labels":{"da":"A"}}]"#.to_string(),
            "not a slug",
        ),
        (
            format!(r#"[{{"name":"a","labels":{{"da":"{long}"}}}}]"#),
            "longer than 60",
        ),
        (
            r#"[{"name":"a","labels":{"da":"A"}},{"name":"a","labels":{"da":"B"}}]"#.to_string(),
            "stands twice",
        ),
    ] {
        let said = tell(line(&terms));
        assert!(said.contains(why), "{terms}: {said}");
    }
    let said = tell(line("[]").replace("area", "planet"));
    assert!(said.contains("\"planet\" is no vocabulary"), "{said}");
    assert_eq!(words_of(&to), before);
}
