//! What people tell of themselves, who sees it, and finding somebody who can help.

use actix_web::http::{Method, StatusCode};
use diesel::prelude::*;
use faelles::members;
use faelles::privacy::consents::{self, Purpose};
use faelles::schema::person_details as details;
use image::{DynamicImage, ImageFormat, RgbImage};

use crate::support::{Browser, Reply, Site};

/// Saves a profile that says `fields`, and for the rest what a form must.
pub async fn save(who: &Browser<'_>, name: &str, fields: &[(&str, &str)]) -> Reply {
    let mut all = vec![("name", name), ("lang", "da")];
    all.extend_from_slice(fields);
    who.post("/me/profile", &all).await
}

async fn id_of(site: &Site, name: &str) -> String {
    let email = crate::support::address_of(name);
    site.app
        .db
        .read(move |c| Ok(members::find_by_email(c, &email)?.unwrap().id))
        .await
        .unwrap()
}

#[actix_web::test]
async fn each_field_is_seen_by_whom_its_owner_chose() {
    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[]).await;
    let per = site.signed_in("Per Lund", &[]).await;
    let saved = save(
        &karen,
        "Karen Holm",
        &[
            ("title", "Tovholder"),
            ("help", "Effektkæder og nabohjælp"),
            ("phone", "54 73 15 00"),
            ("speaks", "sv"),
            ("speaks", "da"),
            ("sees_name", "public"),
            ("sees_help", "public"),
            ("sees_title", "hidden"),
            ("sees_phone", "network"),
        ],
    )
    .await;
    assert_eq!(saved.location(), "/me/profile?done=saved");
    let page = format!("/people/{}", id_of(&site, "Karen Holm").await);

    let seen = per.open(&page).await;
    for there in [
        "Karen Holm",
        "nabohjælp",
        "54 73 15 00",
        "mailto:karen.holm@",
        "Svensk",
    ] {
        assert!(seen.main().contains(there), "{there}: {}", seen.main());
    }
    assert!(!seen.has("Tovholder"));

    let outside = site.visitor().open(&page).await;
    assert!(outside.main().contains("Karen Holm") && outside.main().contains("nabohjælp"));
    for hidden in ["Tovholder", "54 73 15 00", "@example.org", "Svensk"] {
        assert!(!outside.main().contains(hidden), "{hidden}");
    }
    // Per has chosen nothing: outside the network he is not there.
    let per_page = format!("/people/{}", id_of(&site, "Per Lund").await);
    assert_eq!(
        site.visitor().get(&per_page).await.status,
        StatusCode::NOT_FOUND
    );
    let list = site.visitor().open("/people").await;
    assert!(list.main().contains("Karen Holm") && !list.main().contains("Per Lund"));
    // Nor does a search tell a visitor what is hidden.
    for (q, found) in [
        ("nabohj%C3%A6lp", true),
        ("tovholder", false),
        ("karen", true),
    ] {
        let list = site.visitor().open(&format!("/people?q={q}")).await;
        assert_eq!(list.main().contains("Karen Holm"), found, "{q}");
    }
    let list = per.open("/people?q=tovholder").await;
    assert!(!list.main().contains("Karen Holm"), "hidden is not found");
}

#[actix_web::test]
async fn what_cannot_be_chosen_or_kept_is_refused_with_what_was_typed() {
    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[]).await;
    for (field, value) in [
        ("sees_email", "public"),
        ("sees_name", "hidden"),
        ("speaks", "xx"),
        ("phone", "ring til mig"),
        ("help", "mit nummer er 010190-1234"),
    ] {
        let refused = save(
            &karen,
            "Karen Holm",
            &[("title", "Nytænker"), (field, value)],
        )
        .await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}");
        assert_eq!(refused.field("title"), "Nytænker");
    }
    assert!(!karen.open("/me").await.has("Nytænker"));
}

#[actix_web::test]
async fn people_are_found_by_what_they_help_with_however_it_is_spelt() {
    let site = Site::new().await;
    let roskilde = site.add_organisation("Roskilde Kommune");
    let karen = site.signed_in_of("Karen Holm", &[], Some(&roskilde)).await;
    let per = site.signed_in("Per Åkesson", &[]).await;
    save(
        &karen,
        "Karen Holm",
        &[("help", "Håndværk på 100 % tid"), ("speaks", "fi")],
    )
    .await;
    for (query, karen_found, per_found) in [
        ("q=haandvaerk", true, false),
        ("q=H%C3%85NDV%C3%86RK+roskilde", true, false),
        ("q=haandvaerk+bornholm", false, false),
        ("q=%25", true, false),
        ("q=_", false, false),
        ("q=%5C", false, false),
        ("q=aakesson", false, true),
        ("q=", true, true),
        ("speaks=fi", true, false),
        ("speaks=da", false, false),
        (format!("organisation={roskilde}").as_str(), true, false),
        ("organisation=nope", false, false),
    ] {
        let list = per.open(&format!("/people?{query}")).await;
        let cards = &list.main()[list.main().find("</form>").unwrap()..];
        assert_eq!(cards.contains("Karen Holm"), karen_found, "{query}");
        assert_eq!(cards.contains("Per Åkesson"), per_found, "{query}");
        if !karen_found && !per_found {
            assert!(cards.contains("Spørg i forum"), "a next step: {query}");
        }
    }
    assert_eq!(
        per.get("/people?page=9").await.status,
        StatusCode::NOT_FOUND
    );
}

#[actix_web::test]
async fn many_people_are_paged_and_those_from_before_are_found_too() {
    let site = Site::new().await;
    let per = site.signed_in("Per Lund", &[]).await;
    for n in 0..25 {
        site.add_person(&format!("Anne Nummer{n:02}"), &[], None, &[]);
    }
    let first = per.open("/people?q=anne").await;
    assert!(first.has("25 medlemmer") && first.has("q=anne&amp;page=2"));
    let second = per.open("/people?q=anne&page=2").await;
    assert!(second.main().contains("Anne Nummer24") && !second.main().contains("Anne Nummer00"));

    site.app
        .db
        .write_now(|c| {
            diesel::update(details::table)
                .set(details::folded.eq(""))
                .execute(c)?;
            Ok(())
        })
        .unwrap();
    assert!(per.open("/people?q=anne").await.has("Ingen fundet"));
    site.app.db.write_now(members::fold_missing).unwrap();
    assert!(per.open("/people?q=anne").await.has("25 medlemmer"));
}

const BOUNDARY: &str = "----a-browser-made-this-up";

/// Sends a file as a browser does: `multipart/form-data`.
async fn send_photo(who: &Browser<'_>, page: &Reply, file: &[u8], name: &str) -> Reply {
    send_file(who, page, ("/me/photo", "photo"), file, name).await
}

pub async fn send_file(
    who: &Browser<'_>,
    page: &Reply,
    (path, field): (&str, &str),
    file: &[u8],
    name: &str,
) -> Reply {
    let mut body = Vec::new();
    for hidden in ["token", "once"] {
        let value = page.field(hidden);
        body.extend_from_slice(
            format!("--{BOUNDARY}\r\ncontent-disposition: form-data; name=\"{hidden}\"\r\n\r\n{value}\r\n")
                .as_bytes(),
        );
    }
    body.extend_from_slice(
        format!(
            "--{BOUNDARY}\r\ncontent-disposition: form-data; name=\"{field}\"; filename=\"{name}\"\r\ncontent-type: image/png\r\n\r\n"
        )
        .as_bytes(),
    );
    body.extend_from_slice(file);
    body.extend_from_slice(format!("\r\n--{BOUNDARY}--\r\n").as_bytes());
    let kind = format!("multipart/form-data; boundary={BOUNDARY}");
    let heads = [
        ("content-type", kind.as_str()),
        ("origin", "http://127.0.0.1:8080"),
    ];
    who.send(Method::POST, path, Some(body), &heads).await
}

pub fn picture(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
    let picture = RgbImage::from_fn(width, height, |x, _| image::Rgb([(x % 256) as u8, 90, 160]));
    let mut bytes = std::io::Cursor::new(Vec::new());
    DynamicImage::from(picture)
        .write_to(&mut bytes, format)
        .unwrap();
    bytes.into_inner()
}

#[actix_web::test]
async fn a_photo_is_made_anew_and_shown_to_whom_its_owner_chose() {
    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[]).await;
    let per = site.signed_in("Per Lund", &[]).await;
    let address = format!("/people/{}/photo", id_of(&site, "Karen Holm").await);
    assert_eq!(per.get(&address).await.status, StatusCode::NOT_FOUND);

    for format in [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::WebP] {
        // Behind the picture hides something that is none.
        let mut file = picture(900, 600, format);
        file.extend_from_slice(b"<script>alert(1)</script>");
        let page = karen.open("/me/profile").await;
        let sent = send_photo(&karen, &page, &file, "mig.svg").await;
        assert_eq!(
            sent.location(),
            "/me/profile?done=profile-photo-saved",
            "{format:?}"
        );
        let shown = per.get(&address).await;
        assert_eq!(shown.status, StatusCode::OK);
        let head = |name: &str| shown.headers.get(name).unwrap().to_str().unwrap();
        assert_eq!(head("content-type"), "image/jpeg");
        assert_eq!(head("x-content-type-options"), "nosniff");
        assert!(head("cache-control").contains("private"));
        assert_eq!(
            image::guess_format(&shown.bytes).unwrap(),
            ImageFormat::Jpeg
        );
        let read = image::load_from_memory(&shown.bytes).unwrap();
        assert_eq!((read.width(), read.height()), (512, 512));
        assert!(!shown.text.contains("script") && !shown.text.contains("Exif"));
        let tag = head("etag").to_string();
        let again = per
            .send(Method::GET, &address, None, &[("if-none-match", &tag)])
            .await;
        assert_eq!(again.status, StatusCode::NOT_MODIFIED);
    }
    let page = per.open(address.trim_end_matches("/photo")).await;
    assert!(page.has("alt=\"Karen Holm\""));
    assert_eq!(
        site.visitor().get(&address).await.status,
        StatusCode::NOT_FOUND
    );
    save(&karen, "Karen Holm", &[("sees_photo", "hidden")]).await;
    assert_eq!(per.get(&address).await.status, StatusCode::NOT_FOUND);
    save(
        &karen,
        "Karen Holm",
        &[("sees_photo", "public"), ("sees_name", "public")],
    )
    .await;
    assert_eq!(site.visitor().get(&address).await.status, StatusCode::OK);
    karen.post("/me/photo/remove", &[]).await;
    assert_eq!(per.get(&address).await.status, StatusCode::NOT_FOUND);
}

#[actix_web::test]
async fn consent_is_kept_with_what_is_shown_and_taken_back_with_it() {
    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[]).await;
    let id = id_of(&site, "Karen Holm").await;
    let agrees = || {
        site.app
            .db
            .read_now(|c| {
                Ok((
                    consents::has(c, &id, Purpose::Photo)?,
                    consents::has(c, &id, Purpose::PublicProfile)?,
                ))
            })
            .unwrap()
    };
    let page = karen.open("/me/profile").await;
    assert!(page.has("giver du samtykke til, at det vises ved dit navn"));
    assert!(page.has("også besøgende uden for netværket ser det"));
    let file = picture(40, 40, ImageFormat::Png);
    send_photo(&karen, &page, &file, "a.png").await;
    assert_eq!(agrees(), (true, false));
    save(&karen, "Karen Holm", &[("sees_name", "network")]).await;
    assert_eq!(agrees(), (true, false));
    save(&karen, "Karen Holm", &[("sees_name", "public")]).await;
    assert_eq!(agrees(), (true, true));
    assert!(karen.open("/me/data").await.has("Givet 2. marts 2026"));
    save(&karen, "Karen Holm", &[("sees_name", "network")]).await;
    karen.post("/me/photo/remove", &[]).await;
    assert_eq!(agrees(), (false, false));
}

#[actix_web::test]
async fn an_administrator_who_is_late_does_not_overwrite_what_somebody_said_of_themselves() {
    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[]).await;
    let ada = site
        .signed_in("Ada Adm", &[members::Role::Administrator])
        .await;
    let page = format!("/admin/people/{}", id_of(&site, "Karen Holm").await);
    let version = ada.open(&page).await.field("version");
    save(&karen, "Karen Holm", &[("title", "Tovholder")]).await;
    let email = crate::support::address_of("Karen Holm");
    let fields = [
        ("name", "Karen Holm"),
        ("email", email.as_str()),
        ("title", "Konsulent"),
        ("lang", "da"),
        ("version", version.as_str()),
    ];
    ada.post(&page, &fields).await;
    assert!(ada.open(&page).await.has("Tovholder"));
}

#[actix_web::test]
async fn what_is_no_picture_changes_nothing() {
    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[]).await;
    let address = format!("/people/{}/photo", id_of(&site, "Karen Holm").await);
    let page = karen.open("/me/profile").await;
    send_photo(&karen, &page, &picture(40, 40, ImageFormat::Png), "a.png").await;
    let before = karen.get(&address).await.bytes;
    let bad: [(&str, Vec<u8>); 5] = [
        (
            "a web page",
            b"<html><script>alert(1)</script></html>".to_vec(),
        ),
        (
            "a drawing",
            b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>".to_vec(),
        ),
        (
            "another kind",
            b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff;".to_vec(),
        ),
        ("too wide", picture(6001, 1, ImageFormat::Png)),
        ("nothing", Vec::new()),
    ];
    for (what, file) in bad {
        let page = karen.open("/me/profile").await;
        let sent = send_photo(&karen, &page, &file, "mig.png").await;
        assert_eq!(sent.status, StatusCode::UNPROCESSABLE_ENTITY, "{what}");
        assert!(sent.has("id=\"photo-e\""), "{what}");
        assert_eq!(karen.get(&address).await.bytes, before, "{what}");
    }
    let page = karen.open("/me/profile").await;
    let huge = vec![0u8; 6 * 1024 * 1024];
    let sent = send_photo(&karen, &page, &huge, "mig.png").await;
    assert_eq!(sent.status, StatusCode::PAYLOAD_TOO_LARGE);

    // A form from elsewhere has no token of Karen's.
    let theirs = site.visitor().open("/about").await;
    let sent = send_photo(&karen, &theirs, &picture(9, 9, ImageFormat::Png), "a.png").await;
    assert_eq!(sent.status, StatusCode::FORBIDDEN);
    assert_eq!(karen.get(&address).await.bytes, before);
}

#[actix_web::test]
async fn a_profile_saved_from_an_older_window_loses_nothing_of_a_newer_one() {
    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[]).await;
    let old = karen.open("/me/profile").await;
    let page = karen.open("/me/profile").await;
    let send = async |page: &crate::support::Reply, title: &str, help: &str| {
        let fields = [
            ("token", page.field("token")),
            ("once", page.field("once")),
            ("seen", page.field("seen")),
            ("name", "Karen Holm".to_string()),
            ("title", title.to_string()),
            ("help", help.to_string()),
            ("lang", "da".to_string()),
        ];
        let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (*n, v.as_str())).collect();
        karen.send_form("/me/profile", &fields).await
    };
    let saved = send(&page, "Tovholder", "").await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text);
    let refused = send(&old, "", "Facilitering").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.has("Facilitering") && refused.has("andet vindue"));
    assert!(karen.open("/me/profile").await.has("Tovholder"));
    // Who has seen it and sends again means it.
    let again = send(&refused, "", "Facilitering").await;
    assert_eq!(again.status, StatusCode::SEE_OTHER);
}
