//! Where somebody is signed in, and how it ends.

use actix_web::http::{Method, StatusCode, header};
use chrono::Duration;
use diesel::prelude::*;
use faelles::members::Role;
use faelles::schema::people;

use crate::support::{Browser, Site, address_of};

const FIREFOX: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

/// Signs in by a link on a device that says what it is.
async fn sign_in_on<'a>(site: &'a Site, name: &str, agent: &str) -> Browser<'a> {
    let browser = site.visitor();
    let email = address_of(name);
    browser.post("/sign-in", &[("email", &email)]).await;
    site.drain().await;
    let link = site.mail_to(name).link("/sign-in/");
    let page = browser.open(&link).await;
    let fields = [("token", page.field("token")), ("once", page.field("once"))];
    let body = serde_urlencoded::to_string(fields).unwrap();
    let heads = [(header::USER_AGENT.as_str(), agent)];
    browser
        .send(Method::POST, &link, Some(body.into()), &heads)
        .await
        .location();
    browser
}

/// The address that ends the first session of a list which is not this one.
fn end_of_another(list: &str) -> String {
    let ends = regex::Regex::new(r"/me/sessions/[0-9a-f]{32}/end").unwrap();
    list.split("<li>")
        .filter(|item| !item.contains("Denne enhed"))
        .find_map(|item| ends.find(item))
        .unwrap()
        .as_str()
        .to_string()
}

#[actix_web::test]
async fn devices_are_listed_in_words_and_each_can_be_signed_out() {
    let site = Site::new().await;
    let here = site.signed_in("Karen Holm", &[]).await;
    let there = sign_in_on(&site, "Karen Holm", FIREFOX).await;
    let list = here.open("/me/sessions").await;
    assert!(list.has("Firefox, Linux") && list.has("Med et link på mail"));
    assert!(list.has("Logget ind 2. marts 2026 kl. 10.00"));
    assert_eq!(list.text.matches("Denne enhed").count(), 1);
    assert!(!list.has("127.0.0.1"), "where somebody was is not kept");

    // Nobody ends another's.
    let end = end_of_another(&list.text);
    let otto = site.signed_in("Otto Anden", &[]).await;
    let tried = otto.post(&end, &[]).await;
    assert_eq!(tried.status, StatusCode::NOT_FOUND);
    there.open("/me").await;

    let ended = here.post(&end, &[]).await;
    assert_eq!(ended.location(), "/me/sessions?done=session-ended");
    assert_eq!(there.get("/me").await.status, StatusCode::UNAUTHORIZED);
    here.open("/me").await;
}

#[actix_web::test]
async fn a_session_ends_unused_after_a_week_and_used_after_a_month() {
    let site = Site::new().await;
    let used = site.signed_in("Karen Holm", &[]).await;
    let unused = site.signed_in("Otto Anden", &[]).await;
    for _ in 0..9 {
        site.app.clock.advance(Duration::days(3));
        used.open("/me").await;
    }
    assert_eq!(unused.get("/me").await.status, StatusCode::UNAUTHORIZED);
    site.app.clock.advance(Duration::days(3));
    assert_eq!(used.get("/me").await.status, StatusCode::UNAUTHORIZED);
}

#[actix_web::test]
async fn an_administrators_session_ends_when_unused_for_half_a_day() {
    let site = Site::new().await;
    let ada = site.signed_in("Ada Adm", &[Role::Administrator]).await;
    let olga = site
        .signed_in("Olga Org", &[Role::OrganisationAdministrator])
        .await;
    let karen = site.signed_in("Karen Holm", &[]).await;
    site.app.clock.advance(Duration::hours(11));
    ada.open("/admin").await;
    site.app.clock.advance(Duration::hours(11));
    ada.open("/admin").await;
    for (who, status) in [
        (&olga, StatusCode::UNAUTHORIZED),
        (&karen, StatusCode::OK),
        (&ada, StatusCode::OK),
    ] {
        assert_eq!(who.get("/me").await.status, status);
    }
    site.app.clock.advance(Duration::hours(13));
    assert_eq!(ada.get("/me").await.status, StatusCode::UNAUTHORIZED);
}

#[actix_web::test]
async fn a_new_address_or_a_role_less_ends_sessions_and_open_links() {
    let site = Site::new().await;
    let ada = site.signed_in("Ada Adm", &[Role::Administrator]).await;
    let otto = site.signed_in("Otto Anden", &[]).await;
    for (name, email, roles) in [
        ("Karen Holm", "ny@example.org", vec![Role::Editor]),
        ("Kim Red", &*address_of("Kim Red"), vec![]),
    ] {
        let id = site.add_person(name, &[Role::Editor], None, &[]);
        let person = site.visitor();
        person.sign_in(&address_of(name)).await;
        let fields = [("email", address_of(name))];
        let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (*n, v.as_str())).collect();
        site.visitor().post("/sign-in", &fields).await;
        site.drain().await;
        let open = site.mail_to(name).link("/sign-in/");
        site.visitor().open(&open).await;

        let mut fields = vec![
            ("name", name),
            ("email", email),
            ("lang", "da"),
            ("version", "1"),
        ];
        fields.extend(roles.iter().map(|r| ("roles", r.name())));
        let path = format!("/admin/people/{id}");
        ada.post(&path, &fields).await.location();
        assert_eq!(person.get("/me").await.status, StatusCode::UNAUTHORIZED);
        assert_eq!(site.visitor().get(&open).await.status, StatusCode::GONE);
    }
    // Nobody else's.
    otto.open("/me").await;
    ada.open("/me").await;
}

#[actix_web::test]
async fn being_here_is_noted_and_is_no_change_to_the_person() {
    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[]).await;
    let noted = || -> (i64, Option<chrono::NaiveDateTime>) {
        site.app
            .db
            .read_now(|c| {
                Ok(people::table
                    .select((people::version, people::seen_at))
                    .first(c)?)
            })
            .unwrap()
    };
    let (version, came) = noted();
    assert_eq!(came, Some(site.app.clock.now()));
    site.app.clock.advance(Duration::hours(2));
    karen.open("/me").await;
    assert_eq!(noted(), (version, Some(site.app.clock.now())));
}
