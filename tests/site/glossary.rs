//! The glossary: read by everybody, kept by editors, used by the next question on every node.

use actix_web::http::StatusCode;
use diesel::prelude::*;
use faelles::app::App;
use faelles::clock::Clock;
use faelles::dump;
use faelles::library::{NewEntry, Status};
use faelles::members::Role;
use faelles::schema::audit;
use faelles::search::{Question, glossary};

use crate::search::{entry, make};
use crate::support::{Browser, Reply, Site, start_time};

fn publish(site: &Site, lang: &str, title: &str) {
    let new = NewEntry {
        lang: lang.to_string(),
        ..entry(title, "")
    };
    make(site, &new, Status::Published);
}

fn found(app: &App, text: &str) -> Vec<String> {
    let question = Question {
        text: text.to_string(),
        prefer: "da".to_string(),
        limit: 10,
        ..Question::default()
    };
    let answer = app.search.ask(&app.db, &question).unwrap();
    answer.hits.into_iter().map(|h| h.row.title).collect()
}

async fn editor(site: &Site) -> Browser<'_> {
    site.signed_in("Rie Redaktør", &[Role::Editor]).await
}

async fn add(who: &Browser<'_>, fields: &[(&str, &str)]) -> Reply {
    who.post_from("/glossary/new", "/glossary", fields).await
}

/// Opens a form and sends it with the version it carries.
async fn send(who: &Browser<'_>, page: &str, to: &str, fields: &[(&str, &str)]) -> Reply {
    let version = who.open(page).await.field("version");
    let mut all = vec![("version", version.as_str())];
    all.extend_from_slice(fields);
    who.post_from(page, to, &all).await
}

/// The name that a concept just added was given.
fn name_of(added: &Reply) -> String {
    let to = added.location();
    let (_, name) = to.split_once("#c-").unwrap_or_else(|| panic!("{to}"));
    name.to_string()
}

async fn remove(who: &Browser<'_>, name: &str) -> Reply {
    let page = format!("/glossary/{name}/remove");
    send(who, &page, &page, &[]).await
}

#[actix_web::test]
async fn what_an_editor_adds_is_used_by_the_next_question_and_what_is_removed_is_not() {
    let site = Site::new().await;
    publish(&site, "sv", "Grannskapspott i Malmö");
    site.drain().await;
    let rie = editor(&site).await;
    assert!(found(&site.app, "kvarterskasse").is_empty());
    let words = [
        ("forms_da", "kvarterskasse"),
        ("forms_sv", "grannskapspott\nlokal pott?"),
    ];
    let added = add(&rie, &words).await;
    let name = name_of(&added);
    assert_eq!(
        found(&site.app, "kvarterskasser"),
        ["Grannskapspott i Malmö"]
    );
    let page = site.visitor().open("/glossary?q=kvarter").await;
    assert!(
        page.has("lokal pott") && page.has("(usikkert)"),
        "{}",
        page.main()
    );
    assert!(page.has("/search?q=kvarterskasse") && !page.has("Redigér"));
    assert!(page.has(&format!("id=\"c-{name}\"")));

    // An uncertain form is shown, and leads nowhere.
    let here = format!("/glossary/{name}/edit");
    let here = here.as_str();
    let uncertain = [
        ("forms_da", "kvarterskasse"),
        ("forms_sv", "grannskapspott?"),
    ];
    let changed = send(&rie, here, here, &uncertain).await;
    assert_eq!(changed.status, StatusCode::SEE_OTHER, "{}", changed.text);
    assert!(found(&site.app, "kvarterskasse").is_empty());
    send(&rie, here, here, &words).await;
    assert_eq!(found(&site.app, "kvarterskasse").len(), 1);

    remove(&rie, &name).await;
    assert!(found(&site.app, "kvarterskasse").is_empty());
    let acts = audited(&site);
    assert!(acts.iter().all(|(_, subject)| *subject == name), "{acts:?}");
    let acts: Vec<&str> = acts.iter().map(|(act, _)| act.as_str()).collect();
    assert_eq!(acts, ["add", "change", "change", "remove"]);
}

/// What the audit log says of concepts: acts, and what they were done to.
fn audited(site: &Site) -> Vec<(String, String)> {
    site.app
        .db
        .read_now(|c| {
            Ok(audit::table
                .filter(audit::subject_kind.eq("concept"))
                .order(audit::id)
                .select((audit::action, audit::subject_id))
                .load(c)?)
        })
        .unwrap()
}

#[actix_web::test]
async fn every_node_uses_the_same_glossary() {
    let site = Site::new().await;
    publish(&site, "sv", "Grannskapspott i Malmö");
    site.drain().await;
    let rie = editor(&site).await;
    let other = App::open(site.app.config.clone(), Clock::set(start_time())).unwrap();
    assert!(found(&other, "kvarterskasse").is_empty());
    let words = [
        ("forms_da", "kvarterskasse"),
        ("forms_sv", "grannskapspott"),
    ];
    let name = name_of(&add(&rie, &words).await);
    assert_eq!(found(&other, "kvarterskasse").len(), 1);
    remove(&rie, &name).await;
    assert!(found(&other, "kvarterskasse").is_empty());
}

#[actix_web::test]
async fn what_is_shipped_can_be_changed_kept_out_and_brought_back() {
    let site = Site::new().await;
    publish(&site, "sv", "Eldsjälar i byn");
    site.drain().await;
    let rie = editor(&site).await;
    assert_eq!(found(&site.app, "ildsjæl").len(), 1);
    remove(&rie, "ildsjael").await;
    assert!(!site.visitor().open("/glossary").await.has("c-ildsjael"));
    // Also after a start anew, as after every release.
    let again = App::open(site.app.config.clone(), Clock::set(start_time())).unwrap();
    let there = again.db.read_now(glossary::load).unwrap().concepts;
    assert!(there.iter().all(|concept| concept.name != "ildsjael"));
    assert!(there.iter().any(|concept| concept.name == "samskabelse"));
    let gone = rie.get("/glossary/ildsjael/edit").await;
    assert_eq!(gone.status, StatusCode::NOT_FOUND);

    let page = rie.open("/glossary").await;
    assert!(page.has("Taget ud") && page.has("/glossary/ildsjael/reset"));
    assert!(!site.visitor().open("/glossary").await.has("Taget ud"));
    let back = send(&rie, "/glossary", "/glossary/ildsjael/reset", &[]).await;
    assert_eq!(back.location(), "/glossary?done=glossary-reset");
    assert_eq!(found(&site.app, "ildsjæl").len(), 1);

    // What is changed stands for what is shipped.
    let here = "/glossary/ildsjael/edit";
    send(
        &rie,
        here,
        here,
        &[("forms_da", "ildsjæl"), ("note_da", "Nogen, der brænder.")],
    )
    .await;
    let page = site.visitor().open("/glossary?q=ildsj%C3%A6l").await;
    assert!(
        page.has("Nogen, der brænder.") && !page.has("eldsjäl"),
        "{}",
        page.main()
    );
}

#[actix_web::test]
async fn who_saves_over_another_is_told() {
    let site = Site::new().await;
    let rie = editor(&site).await;
    let here = "/glossary/tillid/edit";
    let form = rie.open(here).await;
    let ours = [("forms_da", "tillid"), ("forms_sv", "tillit")];
    send(&rie, here, here, &ours).await;
    let theirs = [
        ("version", &*form.field("version")),
        ("forms_da", "tillid\ntiltro"),
    ];
    let reply = rie.post_from(here, here, &theirs).await;
    assert_eq!(reply.status, StatusCode::CONFLICT);
    assert!(reply.has("En anden har gemt imens") && reply.has("tillid\ntiltro"));
    let again = [("version", &*reply.field("version")), theirs[1]];
    let saved = rie.post_from(here, here, &again).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER);
    assert!(
        site.visitor()
            .open("/glossary?q=tiltro")
            .await
            .has("c-tillid")
    );
}

#[actix_web::test]
async fn nobody_but_editors_changes_it() {
    let site = Site::new().await;
    let per = site.signed_in("Per Lund", &[Role::Organiser]).await;
    let page = per.open("/glossary?q=samskab").await;
    assert!(page.has("samskapande") && !page.has("/glossary/new"));
    let tries: [(&str, &[(&str, &str)]); 5] = [
        ("/glossary", &[("forms_da", "kapret")]),
        (
            "/glossary/tillid/edit",
            &[("forms_da", "kapret"), ("version", "0")],
        ),
        ("/glossary/tillid/remove", &[("version", "0")]),
        ("/glossary/tillid/reset", &[("version", "0")]),
        (
            "/glossary/import",
            &[("table", "da\tsv\tnb\tnn\ten\nkapret\n")],
        ),
    ];
    for (path, fields) in tries {
        let reply = per.post(path, fields).await;
        assert_eq!(reply.status, StatusCode::FORBIDDEN, "{path}");
    }
    let export = site.visitor().open("/glossary/export").await;
    let shipped = include_str!("../../assets/search/glossary.tsv");
    assert_eq!(export.text, shipped);
}

#[actix_web::test]
async fn what_is_typed_is_looked_at_and_shown_as_text() {
    let site = Site::new().await;
    publish(&site, "da", "Og det var det");
    site.drain().await;
    let rie = editor(&site).await;
    let long = "x".repeat(81);
    for (field, typed, says) in [
        ("forms_da", "", "mindst ét ord"),
        ("forms_da", "og", "småord"),
        ("forms_sv", "bra\n---", "hverken bogstaver eller tal"),
        ("forms_da", &*long, "80"),
        ("forms_da", "010190-1234", "CPR"),
        ("note_da", "cpr 010190-1234", "CPR"),
    ] {
        let reply = add(&rie, &[(field, typed)]).await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{typed}");
        assert!(reply.has(says), "{typed}: {}", reply.main());
    }
    let hostile = [
        (
            "forms_da",
            "<script>alert(1)</script>\n\u{202E}esrever\u{200F}",
        ),
        ("note_da", "<b>fed</b>"),
    ];
    let added = add(&rie, &hostile).await;
    assert_eq!(added.status, StatusCode::SEE_OTHER);
    let page = site.visitor().open("/glossary?q=esrever").await;
    assert!(page.has("&lt;script&gt;") && page.has("&lt;b&gt;fed") && !page.has("\u{202E}"));
    // The same word may stand for two things.
    let mut names = Vec::new();
    for other in ["kasse ved stranden", "kasse i banken"] {
        let same = [("forms_da", "strandkasse"), ("forms_nb", other)];
        names.push(name_of(&add(&rie, &same).await));
    }
    let page = site.visitor().open("/glossary?q=strandkasse").await;
    for name in names {
        assert!(page.has(&format!("id=\"c-{name}\"")), "{}", page.main());
    }
    let nothing = rie.open("/glossary?q=%3Cxyzzy%3E").await;
    assert!(nothing.has("&lt;xyzzy&gt;") && nothing.has("/glossary/new?da=%3Cxyzzy%3E"));
    assert!(
        rie.open("/glossary/new?da=%3Cxyzzy%3E")
            .await
            .has("&lt;xyzzy&gt;")
    );
    assert!(
        rie.open("/glossary?letter=%22&page=9999")
            .await
            .has("Her er ingen ord")
    );
}

#[actix_web::test]
async fn a_table_comes_in_whole_or_not_at_all() {
    let site = Site::new().await;
    publish(&site, "sv", "Grannskapspott i Malmö");
    site.drain().await;
    let rie = editor(&site).await;
    let import = async |table: &str| {
        let path = "/glossary/import";
        rie.post_from(path, path, &[("table", table)]).await
    };
    let before = rie.open("/glossary/export").await.text;
    let same = import(&before).await;
    assert_eq!(same.location(), "/glossary?done=glossary-same");

    let good = "da\tsv\tnb\tnn\ten\nkvarterskasse\tgrannskapspott\n";
    let reply = import(&format!("{good}og\n\t\t\t\t\nto\t\t\t\t\tmere\n")).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    for line in ["Linje 3:", "Linje 5:"] {
        assert!(reply.has(line), "{}", reply.main());
    }
    assert!(
        reply.has("kvarterskasse\tgrannskapspott"),
        "typed text stays"
    );
    assert_eq!(rie.open("/glossary/export").await.text, before);
    assert!(found(&site.app, "kvarterskasse").is_empty());

    // What begins with the same word is changed; its note and what is not named stay.
    let done = import(&format!("{good}ildsjæl\teldsjäl|brinnande ande\n")).await;
    assert_eq!(done.location(), "/glossary?done=glossary-imported");
    assert_eq!(found(&site.app, "kvarterskasse").len(), 1);
    let after = rie.open("/glossary/export").await.text;
    assert_eq!(after.lines().count(), before.lines().count() + 1);
    let page = site.visitor().open("/glossary?q=brinnande").await;
    assert!(page.has("c-ildsjael") && page.has("driver en sag frem"));
    assert_eq!(
        import(&after).await.location(),
        "/glossary?done=glossary-same"
    );
    // A line belongs to what begins with the same form, whatever that is called inside.
    let again = import("da\tsv\tnb\tnn\ten\nkvarterskasse\tkvarterspott\n").await;
    assert_eq!(again.location(), "/glossary?done=glossary-imported");
    let changed = rie.open("/glossary/export").await.text;
    assert_eq!(changed.lines().count(), after.lines().count());
    assert!(changed.contains("kvarterspott") && !changed.contains("grannskapspott"));
    let acts = audited(&site);
    assert_eq!(acts.len(), 3);
    assert!(
        acts.iter().all(|(_, id)| !id.contains("kvarter")),
        "{acts:?}"
    );
}

#[actix_web::test]
async fn two_thousand_concepts_are_kept_and_move_with_the_network() {
    let site = Site::new().await;
    publish(&site, "sv", "Grannskapspott i Malmö");
    site.drain().await;
    let rie = editor(&site).await;
    let mut table = "da\tsv\tnb\tnn\ten\nkvarterskasse\tgrannskapspott\n".to_string();
    for n in 0..2_000 {
        table.push_str(&format!("fællesord{n}|fællesskat\tsvensktord{n}\n"));
    }
    let path = "/glossary/import";
    let done = rie.post_from(path, path, &[("table", &table)]).await;
    assert_eq!(done.location(), "/glossary?done=glossary-imported");
    assert_eq!(found(&site.app, "kvarterskasse").len(), 1);
    let page = site.visitor().open("/glossary?letter=F&page=3").await;
    assert!(page.has("Side 3 af"), "{}", page.main());

    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("dump");
    dump::write(&site.app, &out).await.unwrap();
    let to = Site::new().await;
    dump::read(&to.app, &out).await.unwrap();
    to.drain().await;
    assert_eq!(found(&to.app, "kvarterskasse").len(), 1);
    let from = site.visitor().open("/glossary/export").await.text;
    assert_eq!(to.visitor().open("/glossary/export").await.text, from);
}
