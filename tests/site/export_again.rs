//! The same files again, when the library has moved on since they came in, or did not get them all.

use actix_web::http::StatusCode;
use diesel::prelude::*;
use faelles::members::Role;
use faelles::schema::entries;

use crate::export::import_of;
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
