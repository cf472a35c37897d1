//! Signing in by a mailed link.

use actix_web::http::StatusCode;
use chrono::Duration;
use faelles::members::Role;

use crate::support::{Site, address_of};

/// Karen asks for a link; the one her mail brings.
async fn mailed_link(site: &Site) -> String {
    site.visitor()
        .post("/sign-in", &[("email", &address_of("Karen Holm"))])
        .await;
    site.drain().await;
    site.mail_to("Karen Holm").link("/sign-in/")
}

#[actix_web::test]
async fn a_mailed_link_shows_a_button_and_the_button_signs_in() {
    let site = Site::new().await;
    site.add_person("Karen Holm", &[], None, &[]);
    let browser = site.visitor();
    let asked = browser
        .post("/sign-in", &[("email", " Karen.Holm@Example.org ")])
        .await;
    assert_eq!(asked.location(), "/sign-in/sent");
    site.drain().await;
    let link = site.mail_to("Karen Holm").link("/sign-in/");

    // A mail scanner follows the link, twice: nobody is signed in, and the link still works.
    for _ in 0..2 {
        let seen = site.visitor().open(&link).await;
        assert!(seen.has("Velkommen tilbage"));
    }
    let used = browser.post_from(&link, &link, &[]).await;
    assert_eq!(used.location(), "/");
    assert!(browser.open("/").await.has("Karen Holm"));
}

#[actix_web::test]
async fn a_link_works_once_and_not_for_long() {
    let site = Site::new().await;
    site.add_person("Karen Holm", &[], None, &[]);
    let first = mailed_link(&site).await;
    let browser = site.visitor();
    browser.post_from(&first, &first, &[]).await;
    assert_eq!(site.visitor().get(&first).await.status, StatusCode::GONE);
    let again = site.visitor().post("/sign-in/x", &[]).await;
    assert_eq!(again.status, StatusCode::GONE);

    let late = mailed_link(&site).await;
    site.app.clock.advance(Duration::minutes(31));
    assert_eq!(site.visitor().get(&late).await.status, StatusCode::GONE);
}

#[actix_web::test]
async fn a_double_click_signs_in_once_and_both_answers_carry_the_session() {
    let site = Site::new().await;
    site.add_person("Karen Holm", &[], None, &[]);
    let link = mailed_link(&site).await;
    let browser = site.visitor();
    let page = browser.open(&link).await;
    let fields = [("token", page.field("token")), ("once", page.field("once"))];
    let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (*n, v.as_str())).collect();
    let one = browser.send_form(&link, &fields).await;
    let other = site.visitor();
    let two = other.send_form(&link, &fields).await;
    assert_eq!(one.location(), two.location());
    assert!(other.open("/me").await.has("Karen Holm"));
    assert_eq!(
        browser
            .open("/me/sessions")
            .await
            .text
            .matches("<h2>Ukendt enhed")
            .count(),
        1,
        "one session"
    );
}

#[actix_web::test]
async fn a_used_link_is_no_key_whatever_form_was_accepted_before() {
    let site = Site::new().await;
    site.add_person("Karen Holm", &[], None, &[]);
    let link = mailed_link(&site).await;
    let karen = site.visitor();
    karen.post_from(&link, &link, &[]).await;
    // Somebody finds the used link, and sends it with the key of a form of their own that was accepted.
    let thief = site.visitor();
    let page = thief.open("/sign-in").await;
    let (token, once) = (page.field("token"), page.field("once"));
    let mine = [("token", token.as_str()), ("once", once.as_str())];
    let asked = [mine[0], mine[1], ("email", "thief@example.org")];
    assert_eq!(
        thief.send_form("/sign-in", &asked).await.status,
        StatusCode::SEE_OTHER
    );
    let tried = thief.send_form(&link, &mine).await;
    assert_eq!(tried.status, StatusCode::GONE);
    assert_eq!(thief.get("/me").await.status, StatusCode::UNAUTHORIZED);
}

#[actix_web::test]
async fn the_answer_does_not_tell_who_is_a_member() {
    let site = Site::new().await;
    site.add_person("Karen Holm", &[], None, &[]);
    let mut answers = Vec::new();
    for email in [address_of("Karen Holm"), "nobody@example.org".to_string()] {
        let browser = site.visitor();
        let reply = browser.post("/sign-in", &[("email", &email)]).await;
        answers.push((reply.status, reply.location(), reply.text));
    }
    assert_eq!(answers[0], answers[1]);
    site.drain().await;
    assert_eq!(site.mails().len(), 1);
}

#[actix_web::test]
async fn asking_again_and_again_is_stopped_for_known_and_unknown_alike() {
    let site = Site::new().await;
    site.add_person("Karen Holm", &[], None, &[]);
    for email in [address_of("Karen Holm"), "nobody@example.org".to_string()] {
        let browser = site.visitor();
        for _ in 0..5 {
            let reply = browser.post("/sign-in", &[("email", &email)]).await;
            assert_eq!(reply.status, StatusCode::SEE_OTHER);
        }
        let reply = browser.post("/sign-in", &[("email", &email)]).await;
        assert_eq!(reply.status, StatusCode::TOO_MANY_REQUESTS);
        assert!(reply.headers.contains_key("retry-after"));
    }
    site.app.clock.advance(Duration::minutes(16));
    let reply = site
        .visitor()
        .post("/sign-in", &[("email", &address_of("Karen Holm"))])
        .await;
    assert_eq!(reply.status, StatusCode::SEE_OTHER);
}

#[actix_web::test]
async fn signing_out_everywhere_ends_every_session() {
    let site = Site::new().await;
    let one = site.signed_in("Karen Holm", &[]).await;
    let other = site.visitor();
    other.sign_in(&address_of("Karen Holm")).await;
    other.open("/me").await;
    one.post("/sign-out-everywhere", &[]).await;
    for browser in [&one, &other] {
        assert_eq!(browser.get("/me").await.status, StatusCode::UNAUTHORIZED);
    }
}

#[actix_web::test]
async fn whoever_is_sent_to_sign_in_comes_back_to_where_they_were_going() {
    let site = Site::new().await;
    site.add_person("Karen Holm", &[], None, &[]);
    let browser = site.visitor();
    let refused = browser.get("/me?x=1").await;
    assert_eq!(refused.status, StatusCode::UNAUTHORIZED);
    assert!(refused.has("/sign-in?next=%2Fme%3Fx%3D1"));
    for (next, back) in [("/me", "/me"), ("//evil.example", "/"), ("/\\evil", "/")] {
        let email = address_of("Karen Holm");
        browser
            .post("/sign-in", &[("email", &email), ("next", next)])
            .await;
        site.drain().await;
        let link = site.mail_to("Karen Holm").link("/sign-in/");
        let reply = browser.post_from(&link, &link, &[]).await;
        assert_eq!(reply.location(), back);
    }
}

#[actix_web::test]
async fn administration_is_for_administrators() {
    let site = Site::new().await;
    for role in Role::ALL {
        let browser = site.signed_in(role.name(), &[role]).await;
        let expected = if role == Role::Administrator {
            StatusCode::OK
        } else {
            StatusCode::FORBIDDEN
        };
        for path in [
            "/admin",
            "/admin/mail",
            "/admin/people/new",
            "/admin/organisations",
        ] {
            assert_eq!(browser.get(path).await.status, expected, "{path} {role:?}");
        }
    }
    assert_eq!(
        site.visitor().get("/admin").await.status,
        StatusCode::UNAUTHORIZED
    );
}

#[actix_web::test]
async fn the_first_administrator_comes_by_a_one_time_link() {
    let site = Site::new().await;
    let note = faelles::sign_in::link::setup_note(&site.app).await.unwrap();
    let link = note[0].split("8080").nth(1).unwrap().to_string();
    let browser = site.visitor();
    let fields = [("name", "Ada Adm"), ("email", "ada@example.org")];
    let reply = browser.post_from(&link, &link, &fields).await;
    // Being an administrator takes a second factor first.
    assert_eq!(
        reply.location(),
        "/sign-in/second-factor?next=%2Fadmin%3Fdone%3Dwelcome"
    );
    let next = browser.get("/admin").await.location();
    assert!(next.starts_with("/sign-in/second-factor?next="));
    assert_eq!(site.visitor().get(&link).await.status, StatusCode::GONE);
    let none = faelles::sign_in::link::setup_note(&site.app).await.unwrap();
    assert!(none.is_empty());
}
