//! The forum between meetings.

use actix_web::http::StatusCode;

use faelles::forum::{self, NewPost};
use faelles::members;
use faelles::web::FormData;

use crate::support::{Browser, Site, address_of};

async fn start_topic(browser: &Browser<'_>, title: &str, body: &str) -> String {
    let to = browser
        .post_from("/forum/new", "/forum", &[("title", title), ("body", body)])
        .await
        .location();
    to.split('?').next().unwrap().to_string()
}

#[actix_web::test]
async fn only_members_read_and_write() {
    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[]).await;
    let topic = start_topic(&karen, "Forældre i tilsyn", "Hvordan?").await;
    let visitor = site.visitor();
    for path in ["/forum", "/forum/new", &topic] {
        let reply = visitor.get(path).await;
        assert_eq!(reply.status, StatusCode::UNAUTHORIZED, "{path}");
        assert!(!reply.has("Hvordan?") && reply.has("/sign-in?next="));
    }
    let posted = visitor
        .post(&format!("{topic}/posts"), &[("body", "Hej")])
        .await;
    assert_eq!(posted.status, StatusCode::UNAUTHORIZED);
}

#[actix_web::test]
async fn a_topic_is_started_answered_and_moves_to_the_top() {
    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[]).await;
    assert!(karen.open("/forum").await.has("Ingen emner endnu"));
    let prefilled = karen.open("/forum/new?title=Om%20tilsyn").await;
    assert_eq!(prefilled.field("title"), "Om tilsyn");
    let first = start_topic(&karen, "Om tilsyn", "Hvem har prøvet?").await;
    site.app.clock.advance(chrono::Duration::minutes(5));
    start_topic(&karen, "Om effektkæder", "Hvor lang?").await;
    site.app.clock.advance(chrono::Duration::minutes(5));

    let per = site.signed_in("Per Lund", &[]).await;
    let to = per
        .post_from(
            &first,
            &format!("{first}/posts"),
            &[("body", "Det **har** vi.")],
        )
        .await
        .location();
    assert_eq!(to, format!("{first}?page=1&done=posted#p2"));
    let page = per.open(&first).await;
    assert!(page.has("<strong>har</strong>") && page.has("Karen Holm") && page.has("Per Lund"));
    let list = per.open("/forum").await;
    let at = |title: &str| list.main().find(title).unwrap();
    assert!(at("Om tilsyn") < at("Om effektkæder"));
    assert!(list.has("Af Karen Holm · 2 indlæg"));
}

#[actix_web::test]
async fn a_double_clicked_reply_is_posted_once() {
    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[]).await;
    let topic = start_topic(&karen, "Emne", "Først").await;
    let page = karen.open(&topic).await;
    let (token, once) = (page.field("token"), page.field("once"));
    let fields = [
        ("token", token.as_str()),
        ("once", &once),
        ("body", "Kun én gang"),
    ];
    let first = karen.send_form(&format!("{topic}/posts"), &fields).await;
    let second = karen.send_form(&format!("{topic}/posts"), &fields).await;
    assert_eq!(first.location(), second.location());
    assert_eq!(
        karen.open(&topic).await.text.matches("Kun én gang").count(),
        1
    );
}

#[actix_web::test]
async fn html_in_a_post_does_nothing() {
    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[]).await;
    let bad = "<script>alert(1)</script> <img src=x onerror=alert(1)> [x](javascript:alert(1))";
    let topic = start_topic(&karen, "<b>Titel</b>", bad).await;
    for page in [karen.open(&topic).await, karen.open("/forum").await] {
        for never in [
            "<script>alert",
            "<img src=x",
            "href=\"javascript",
            "<b>Titel",
        ] {
            assert!(!page.has(never), "{never} in {}", page.main());
        }
    }
}

#[actix_web::test]
async fn what_is_too_long_or_carries_a_cpr_number_comes_back_as_typed() {
    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[]).await;
    let topic = start_topic(&karen, "Emne", &"a".repeat(20_000)).await;
    let posts = format!("{topic}/posts");
    let long = "æ".repeat(20_001);
    let reply = karen.post_from(&topic, &posts, &[("body", &long)]).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(reply.has(&long) && reply.has("Skriv højst"));
    let reply = karen
        .post_from(&topic, &posts, &[("body", "Ring om 010203-1234")])
        .await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(reply.has("CPR") && reply.has("Ring om 010203-1234"));
    let titled = [
        ("title", "t".repeat(201)),
        ("body", "Brødtekst".to_string()),
    ];
    let titled: Vec<(&str, &str)> = titled.iter().map(|(n, v)| (*n, v.as_str())).collect();
    let reply = karen.post_from("/forum/new", "/forum", &titled).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(reply.has("Brødtekst"));
    assert!(!karen.open(&topic).await.has("010203"));
}

#[actix_web::test]
async fn a_long_conversation_is_paged_and_the_reply_leads_to_its_page() {
    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[]).await;
    let topic = start_topic(&karen, "Emne", "Nummer 1.").await;
    let posts = format!("{topic}/posts");
    let id = topic.trim_start_matches("/forum/").to_string();
    site.app
        .db
        .write_now(|c| {
            let author = members::find_by_email(c, &address_of("Karen Holm"))?.unwrap();
            for number in 2..=50 {
                let form = FormData::of([("body", format!("Nummer {number}."))]);
                let post = NewPost::parse(&form).unwrap();
                forum::reply(c, site.app.clock.now(), &author.id, &id, &post)?;
            }
            Ok(())
        })
        .unwrap();
    let last = [("body", "Nummer 51.")];
    let to = karen.post_from(&topic, &posts, &last).await.location();
    assert!(to.ends_with("?page=2&done=posted#p51"), "{to}");
    let first = karen.open(&topic).await;
    assert!(first.has("Nummer 50.") && !first.has("Nummer 51.") && first.has("Side 1 af 2"));
    assert!(
        karen
            .open(&format!("{topic}?page=2"))
            .await
            .has("Nummer 51.")
    );
}

#[actix_web::test]
async fn what_is_not_there_is_not_found() {
    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[]).await;
    for path in ["/forum/0123", "/forum?page=9", "/forum?page=x"] {
        assert_eq!(
            karen.get(path).await.status,
            StatusCode::NOT_FOUND,
            "{path}"
        );
    }
    let past_the_end = karen.get("/forum?page=9").await;
    assert!(past_the_end.has("Gå til den sidste side"));
    let reply = karen.post("/forum/0123/posts", &[("body", "Hej")]).await;
    assert_eq!(reply.status, StatusCode::NOT_FOUND);
}
