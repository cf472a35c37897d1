//! Mail that must arrive once: a mail server that speaks SMTP, says no, or hangs up.

use std::net::TcpListener;

use actix_web::http::StatusCode;
use chrono::Duration;
use faelles::config::MailTransport;
use faelles::members::Role;

use crate::support::mail_server::{Manner, Server, server};
use crate::support::{Browser, Site, address_of};

async fn site_with(server: &Server) -> Site {
    let url = server.url.clone();
    Site::with(move |config| {
        config.mail = MailTransport::Smtp;
        config.smtp_url = Some(url);
    })
    .await
}

async fn ask(site: &Site) {
    site.visitor()
        .post("/sign-in", &[("email", &address_of("Karen Holm"))])
        .await;
    site.drain().await;
}

/// An administrator who is signed in while the mail server is well.
async fn administrator<'a>(site: &'a Site, server: &Server) -> Browser<'a> {
    let id = site.add_person("Ada Adm", &[Role::Administrator], None, &[]);
    let before = *server.manner.lock().unwrap();
    *server.manner.lock().unwrap() = Manner::Takes;
    let browser = site.visitor();
    browser
        .post("/sign-in", &[("email", &address_of("Ada Adm"))])
        .await;
    site.drain().await;
    let raw = server.taken.lock().unwrap().pop().unwrap();
    let link = crate::support::read_mail(raw.as_bytes()).link("/sign-in/");
    browser.post_from(&link, &link, &[]).await;
    site.show_second_factor(&id);
    *server.manner.lock().unwrap() = before;
    browser
}

#[actix_web::test]
async fn a_mail_is_handed_over_by_smtp_once() {
    let server = server(Manner::Takes);
    let site = site_with(&server).await;
    site.add_person("Karen Holm", &[], None, &[]);
    ask(&site).await;
    site.drain().await;
    let taken = server.taken.lock().unwrap();
    assert_eq!(taken.len(), 1);
    let mail = crate::support::read_mail(taken[0].as_bytes());
    assert_eq!(mail.to, address_of("Karen Holm"));
    assert!(mail.subject.contains("Log ind"));
    assert!(mail.html.contains("/sign-in/"));
    assert!(mail.message_id.ends_with("@127.0.0.1"));
}

#[actix_web::test]
async fn a_server_that_hangs_up_before_its_word_leaves_the_mail_undecided() {
    let server = server(Manner::HangsUpAfterTheMessage);
    let site = site_with(&server).await;
    site.add_person("Karen Holm", &[], None, &[]);
    let ada = administrator(&site, &server).await;
    ask(&site).await;
    // However long it waits, it is not sent again by itself.
    for _ in 0..6 {
        site.app.clock.advance(Duration::hours(11));
        site.drain().await;
        // An administrator's session ends when it is unused for half a day.
        ada.open("/admin/mail").await;
    }
    assert_eq!(server.taken.lock().unwrap().len(), 1);
    let list = ada.open("/admin/mail?status=undecided").await;
    assert!(list.has("Karen Holm") && list.has("Uafklaret (1)"));
    let at = list.text.find("/admin/mail/").unwrap();
    let path = list.text[at..].split('"').next().unwrap().to_string();
    let shown = ada.open(&path).await;
    assert!(shown.has("Den kom frem") && shown.has("Send igen"));

    *server.manner.lock().unwrap() = Manner::Takes;
    let before = crate::support::read_mail(server.taken.lock().unwrap()[0].as_bytes()).message_id;
    ada.post(&format!("{path}/again"), &[]).await;
    site.drain().await;
    let taken = server.taken.lock().unwrap().clone();
    assert_eq!(taken.len(), 2);
    let after = crate::support::read_mail(taken[1].as_bytes()).message_id;
    assert_eq!(
        before, after,
        "the recipient's program can see that it is the same mail"
    );
    // Decided is decided: the other choice comes too late.
    let late = ada.post(&format!("{path}/sent"), &[]).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
}

#[actix_web::test]
async fn a_refusal_for_now_is_tried_again_later_and_one_for_good_is_not() {
    let server = server(Manner::RefusesForNow);
    let site = site_with(&server).await;
    site.add_person("Karen Holm", &[], None, &[]);
    ask(&site).await;
    *server.manner.lock().unwrap() = Manner::Takes;
    site.drain().await;
    assert_eq!(server.taken.lock().unwrap().len(), 0, "not before its time");
    site.app.clock.advance(Duration::minutes(1));
    site.drain().await;
    assert_eq!(server.taken.lock().unwrap().len(), 1);

    *server.manner.lock().unwrap() = Manner::RefusesForGood;
    site.app.clock.advance(Duration::hours(1));
    ask(&site).await;
    *server.manner.lock().unwrap() = Manner::Takes;
    site.app.clock.advance(Duration::days(3));
    site.drain().await;
    assert_eq!(server.taken.lock().unwrap().len(), 1);
}

#[actix_web::test]
async fn a_server_that_is_away_keeps_nobody_from_their_mail() {
    let server = server(Manner::Takes);
    let url = server.url.clone();
    let site = Site::with(|config| {
        config.mail = MailTransport::Smtp;
        // Nobody listens here: the port was just given back.
        let free = TcpListener::bind("127.0.0.1:0")
            .unwrap()
            .local_addr()
            .unwrap();
        config.smtp_url = Some(format!("smtp://{free}"));
    })
    .await;
    site.add_person("Karen Holm", &[], None, &[]);
    ask(&site).await;
    // The administrator mends the setting and restarts on the same data.
    let mut config = site.app.config.clone();
    config.smtp_url = Some(url);
    let clock = site.app.clock.clone();
    clock.advance(Duration::minutes(5));
    let again = faelles::app::App::open(config, clock).unwrap();
    again.drain().await.unwrap();
    assert_eq!(server.taken.lock().unwrap().len(), 1);
}

#[actix_web::test]
async fn an_administrator_reads_a_mail_without_the_key_in_it() {
    let site = Site::new().await;
    let ada = site.signed_in("Ada Adm", &[Role::Administrator]).await;
    site.add_person("Karen Holm", &[], None, &[]);
    ask(&site).await;
    let key = site.mail_to("Karen Holm").link("/sign-in/");
    let key = key.rsplit('/').next().unwrap();
    let list = ada.open("/admin/mail").await;
    let mut read = 0;
    for (at, _) in list.text.match_indices("/admin/mail/") {
        let path = list.text[at..].split('"').next().unwrap();
        let shown = ada.open(path).await;
        assert!(shown.has("Log ind på Fælles-skabet") && shown.has("/sign-in/…"));
        assert!(!shown.has(key));
        read += 1;
    }
    assert_eq!(read, 2);
}
