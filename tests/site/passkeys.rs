//! Passkeys, as far as it takes no device: who may begin what, and how often. What a device does is
//! `tests/browser/sign_in.mjs`.

use std::str::FromStr;

use actix_web::http::StatusCode;
use chrono::Duration;
use diesel::prelude::*;
use faelles::config::BaseUrl;
use faelles::schema::{audit, passkeys};

use crate::support::{Browser, Site, start_time};

/// A network that is reached by a name.
async fn named_site() -> Site {
    Site::with(|config| config.base_url = BaseUrl::from_str("http://localhost:8080").unwrap()).await
}

/// What the sign-in page's script is told to ask the device.
async fn asked(browser: &Browser<'_>) -> serde_json::Value {
    let reply = browser.post("/sign-in/passkey/options", &[]).await;
    assert_eq!(reply.status, StatusCode::OK, "{}", reply.text);
    serde_json::from_str(&reply.text).unwrap()
}

/// Sends something that is no passkey; why it was refused.
async fn refused(browser: &Browser<'_>, ceremony: &str) -> String {
    let fields = [
        ("ceremony", ceremony),
        ("credential", "{}"),
        ("next", "/me"),
    ];
    let to = browser.post("/sign-in/passkey", &fields).await.location();
    let page = browser.get(&to).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.has("Adgangsnøglen blev ikke godtaget"));
    assert_eq!(browser.get("/me").await.status, StatusCode::UNAUTHORIZED);
    to.split("why=")
        .nth(1)
        .unwrap()
        .split('&')
        .next()
        .unwrap()
        .to_string()
}

/// A row as registration leaves it, apart from what only a device can make.
fn give(site: &Site, person: &str, id: &str, name: &str) {
    site.app
        .db
        .write_now(|c| {
            diesel::insert_into(passkeys::table)
                .values((
                    passkeys::id.eq(id),
                    passkeys::person_id.eq(person),
                    passkeys::name.eq(name),
                    passkeys::credential.eq("{}"),
                    passkeys::created_at.eq(start_time()),
                ))
                .execute(c)?;
            Ok(())
        })
        .unwrap();
}

fn count(site: &Site) -> i64 {
    site.app
        .db
        .read_now(|c| Ok(passkeys::table.count().get_result(c)?))
        .unwrap()
}

#[actix_web::test]
async fn where_the_network_has_no_name_passkeys_are_not_offered() {
    let site = Site::new().await;
    assert!(!site.visitor().open("/sign-in").await.has("data-passkey"));
    let reply = site.visitor().post("/sign-in/passkey/options", &[]).await;
    assert_eq!(reply.status, StatusCode::NOT_FOUND);
    let karen = site.signed_in("Karen Holm", &[]).await;
    assert!(karen.open("/me/sign-in").await.has("ikke på et navn"));
    let form = karen.get("/me/passkeys/new").await;
    assert_eq!(form.status, StatusCode::NOT_FOUND);

    let site = named_site().await;
    assert!(site.visitor().open("/sign-in").await.has("data-passkey"));
}

#[actix_web::test]
async fn the_device_is_asked_without_an_address_and_must_know_its_owner() {
    let site = named_site().await;
    site.add_person("Karen Holm", &[], None, &[]);
    let visitor = site.visitor();
    let (one, two) = (asked(&visitor).await, asked(&visitor).await);
    let key = &one["publicKey"];
    assert_eq!(key["rpId"], "localhost");
    assert_eq!(key["userVerification"], "required");
    assert_eq!(key["allowCredentials"].as_array().map(Vec::len), Some(0));
    assert_ne!(key["challenge"], two["publicKey"]["challenge"]);

    let karen = site.signed_in("Mads Lund", &[]).await;
    let reply = karen
        .post("/me/passkeys/options", &[("name", "Telefon")])
        .await;
    let asked: serde_json::Value = serde_json::from_str(&reply.text).unwrap();
    let selection = &asked["publicKey"]["authenticatorSelection"];
    assert_eq!(selection["residentKey"], "required");
    assert_eq!(selection["userVerification"], "required");
}

#[actix_web::test]
async fn a_ceremony_is_ended_once_in_time_and_in_the_browser_that_began_it() {
    let site = named_site().await;
    let visitor = site.visitor();
    let key = |asked: serde_json::Value| asked["ceremony"].as_str().unwrap().to_string();
    let first = key(asked(&visitor).await);
    // A second tab of the same browser disturbs nothing.
    let second = key(asked(&visitor).await);
    assert_eq!(refused(&visitor, &first).await, "unread");
    assert_eq!(refused(&visitor, &first).await, "expired");

    let other = site.visitor();
    asked(&other).await;
    assert_eq!(refused(&other, &second).await, "expired");
    assert_eq!(refused(&visitor, &second).await, "unread");

    let late = key(asked(&visitor).await);
    site.app.clock.advance(Duration::minutes(6));
    assert_eq!(refused(&visitor, &late).await, "expired");
}

#[actix_web::test]
async fn a_ceremony_for_adding_does_not_sign_in() {
    let site = named_site().await;
    let karen = site.signed_in("Karen Holm", &[]).await;
    let reply = karen
        .post("/me/passkeys/options", &[("name", "Telefon")])
        .await;
    let asked: serde_json::Value = serde_json::from_str(&reply.text).unwrap();
    let key = asked["ceremony"].as_str().unwrap();
    let fields = [("ceremony", key), ("credential", "{}")];
    let to = karen.post("/sign-in/passkey", &fields).await.location();
    assert!(to.contains("why=expired"), "{to}");
}

#[actix_web::test]
async fn adding_and_removing_take_fresh_proof() {
    let site = named_site().await;
    let karen = site.signed_in("Karen Holm", &[]).await;
    karen.open("/me/passkeys/new").await;
    site.app.clock.advance(Duration::minutes(16));
    let to = karen.get("/me/passkeys/new").await.location();
    assert!(to.starts_with("/sign-in/confirm"), "{to}");
    for path in [
        "/me/passkeys/options",
        "/me/passkeys",
        "/me/passkeys/abc/remove",
    ] {
        let reply = karen.post(path, &[("name", "Telefon")]).await;
        assert_eq!(reply.status, StatusCode::UNAUTHORIZED, "{path}");
    }
    assert_eq!(count(&site), 0);
}

#[actix_web::test]
async fn a_passkey_is_its_owners_to_see_and_remove() {
    let site = named_site().await;
    let karen = site.signed_in("Karen Holm", &[]).await;
    let mads = site.signed_in("Mads Lund", &[]).await;
    let id = site
        .app
        .db
        .read_now(|c| faelles::members::find_by_email(c, "karen.holm@example.org"))
        .unwrap()
        .unwrap()
        .id;
    give(&site, &id, "abc", "Karens telefon");
    assert!(karen.open("/me/sign-in").await.has("Karens telefon"));
    assert!(!mads.open("/me/sign-in").await.has("Karens telefon"));
    let path = "/me/passkeys/abc/remove";
    assert_eq!(mads.get(path).await.status, StatusCode::NOT_FOUND);
    assert_eq!(mads.post(path, &[]).await.status, StatusCode::NOT_FOUND);
    assert_eq!(count(&site), 1);

    let gone = karen.post_from(path, path, &[]).await;
    assert_eq!(gone.location(), "/me/sign-in?done=passkey-removed");
    assert_eq!(count(&site), 0);
    let recorded: Option<String> = site
        .app
        .db
        .read_now(|c| {
            Ok(audit::table
                .filter(audit::action.eq("passkey-removed"))
                .select(audit::actor_id)
                .first(c)?)
        })
        .unwrap();
    assert_eq!(recorded, Some(id));
}
