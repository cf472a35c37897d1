//! The same files again, when the library has moved on since they came in, or did not get them all.

use actix_web::http::StatusCode;
use diesel::prelude::*;
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
        line("note", serde_json::json!({"kind": "note", "meeting": "borte", "revisions": [version]})),
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
