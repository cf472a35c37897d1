//! Dead links: what is asked and what never, what counts as dead, and who hears of it.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

use actix_web::http::StatusCode;
use chrono::Duration;
use diesel::prelude::*;
use faelles::jobs::{self, Job};
use faelles::members::Role;
use faelles::outside::Names;
use faelles::schema::{entries, entry_links, links, settings};

use crate::compare::{save, write};
use crate::support::{Browser, Site};

/// The first byte of who would speak TLS.
const TLS: u8 = 0x16;

/// A machine elsewhere, on a thread of the test. What it was asked: method, path and who asked.
struct Elsewhere {
    at: SocketAddr,
    asked: Arc<Mutex<Vec<(String, String, String)>>>,
    /// Answers 200 to everything from now on.
    mended: Arc<Mutex<bool>>,
}

fn elsewhere() -> Elsewhere {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let here = Elsewhere {
        at: listener.local_addr().unwrap(),
        asked: Arc::default(),
        mended: Arc::default(),
    };
    let (asked, mended) = (here.asked.clone(), here.mended.clone());
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let (asked, mended) = (asked.clone(), mended.clone());
            std::thread::spawn(move || answer(stream, &asked, &mended));
        }
    });
    here
}

fn answer(
    mut stream: TcpStream,
    asked: &Mutex<Vec<(String, String, String)>>,
    mended: &Mutex<bool>,
) -> Option<()> {
    let mut first = [0; 1];
    stream.peek(&mut first).ok()?;
    if first[0] == TLS {
        // It speaks no TLS, says so in plain words, and hears out who does.
        let plain = b"HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\n\r\n";
        stream.write_all(plain).ok()?;
        stream.shutdown(std::net::Shutdown::Write).ok()?;
        return std::io::copy(&mut stream, &mut std::io::sink())
            .ok()
            .map(|_| ());
    }
    let mut lines = BufReader::new(stream.try_clone().ok()?).lines();
    let first = lines.next()?.ok()?;
    let mut words = first.split(' ');
    let (method, path) = (words.next()?.to_string(), words.next()?.to_string());
    let mut who = String::new();
    while let Some(Ok(line)) = lines.next() {
        if let Some(name) = line.to_lowercase().strip_prefix("user-agent: ") {
            who = name.to_string();
        }
        if line.is_empty() {
            break;
        }
    }
    asked
        .lock()
        .unwrap()
        .push((method.clone(), path.clone(), who));
    let head = method == "HEAD";
    let mut say = |status: &str, header: &str| {
        let text = format!("HTTP/1.1 {status}\r\n{header}content-length: 0\r\n\r\n");
        stream.write_all(text.as_bytes()).ok()
    };
    if *mended.lock().unwrap() {
        return say("200 OK", "");
    }
    match path.as_str() {
        "/gone" => say("404 Not Found", ""),
        "/never" => say("410 Gone", ""),
        "/no-head" if head => say("405 Method Not Allowed", ""),
        "/busy" => say("429 Too Many Requests", ""),
        "/later" => say("503 Service Unavailable", ""),
        "/broken" => say("500 Internal Server Error", ""),
        "/closed" => say("403 Forbidden", ""),
        "/moved" => say("301 Moved Permanently", "location: /works\r\n"),
        "/inside" => say(
            "301 Moved Permanently",
            "location: http://inside.example/\r\n",
        ),
        "/literal" => say("302 Found", "location: http://127.0.0.1/\r\n"),
        "/port" => say("302 Found", "location: http://good.example:8080/\r\n"),
        "/loop" => say("302 Found", "location: /loop\r\n"),
        "/hangs-up" => None,
        "/slow" => {
            // Until the one who asked has gone.
            while let Some(Ok(_)) = lines.next() {}
            None
        }
        "/huge" if head => say("405 Method Not Allowed", ""),
        "/huge" => {
            stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n").ok()?;
            while stream.write_all(&[b'x'; 65536]).is_ok() {}
            None
        }
        _ => say("200 OK", ""),
    }
}

/// A network that wants its links looked at, where `good.example` and `plain.example` lead to a machine
/// of the test and `inside.example` into a private network.
async fn site(machine: &Elsewhere) -> Site {
    let private = |at: &str| vec![at.parse::<SocketAddr>().unwrap()];
    let names: HashMap<String, Vec<SocketAddr>> = [
        ("good.example", vec![machine.at]),
        ("plain.example", vec![machine.at]),
        ("inside.example", private("10.1.2.3:80")),
        (
            "both.example",
            vec![machine.at, "[fd00::1]:80".parse().unwrap()],
        ),
    ]
    .into_iter()
    .map(|(name, at)| (name.to_string(), at))
    .collect();
    let open = vec![machine.at];
    let patience = std::time::Duration::from_secs(2);
    let site = Site::with(|config| config.names = Names::pretended(names, open, patience)).await;
    want(&site, "yes");
    site
}

fn want(site: &Site, value: &str) {
    site.app
        .db
        .write_now(|c| {
            diesel::delete(settings::table.find(faelles::settings::DEAD_LINKS)).execute(c)?;
            diesel::insert_into(settings::table)
                .values((
                    settings::key.eq(faelles::settings::DEAD_LINKS),
                    settings::value.eq(value),
                ))
                .execute(c)?;
            Ok(())
        })
        .unwrap();
}

/// Starts the daily work; from then on it comes back every day by itself.
async fn watch(site: &Site) {
    let now = site.app.clock.now();
    site.app
        .db
        .write_now(|c| jobs::enqueue(c, &Job::DeadLinks, now, Some("dead-links-next")))
        .unwrap();
    site.drain().await;
}

/// Lets each host be asked `n` times more.
async fn turns(site: &Site, n: usize) {
    for _ in 0..n {
        site.app.clock.advance(Duration::seconds(10));
        site.drain().await;
    }
}

async fn days(site: &Site, n: i64) {
    for _ in 0..n {
        site.app.clock.advance(Duration::days(1));
        site.drain().await;
    }
}

/// What was found at each address, as `outcome` is stored.
fn found(site: &Site) -> HashMap<String, String> {
    site.app
        .db
        .read_now(|c| {
            Ok(links::table
                .select((links::address, links::outcome))
                .load::<(String, String)>(c)?)
        })
        .unwrap()
        .into_iter()
        .collect()
}

async fn back<'a>(site: &'a Site, name: &str) -> Browser<'a> {
    let browser = site.visitor();
    browser.sign_in(&crate::support::address_of(name)).await;
    let person = site
        .app
        .db
        .read_now(|c| faelles::members::find_by_email(c, &crate::support::address_of(name)))
        .unwrap()
        .unwrap();
    site.show_second_factor(&person.id);
    browser
}

const EACH: [(&str, &str); 20] = [
    ("http://good.example/works", "works"),
    ("http://good.example/moved", "works"),
    ("http://good.example/no-head", "works"),
    ("http://good.example/huge", "works"),
    ("http://good.example/gone", "gone"),
    ("http://good.example/never", "gone"),
    ("http://good.example/busy", "busy"),
    ("http://good.example/later", "busy"),
    ("http://good.example/broken", "broken"),
    ("http://good.example/closed", "closed"),
    ("http://good.example/inside", "inside"),
    ("http://good.example/literal", "inside"),
    ("http://good.example/port", "inside"),
    ("http://good.example/loop", "circles"),
    ("http://good.example/slow", "slow"),
    ("http://good.example/hangs-up", "unreachable"),
    ("https://plain.example/", "certificate"),
    ("http://inside.example/", "inside"),
    ("http://both.example/", "inside"),
    ("http://nowhere.example/", "no-such-name"),
];

#[actix_web::test]
async fn each_answer_is_told_apart_and_nothing_inside_is_asked() {
    let machine = elsewhere();
    let site = site(&machine).await;
    let karen = site.signed_in("Karen Holm", &[Role::Editor]).await;
    let mut body = EACH
        .map(|(address, _)| format!("[se]({address})"))
        .join("\n\n");
    // Neither the network itself, nor what is not of the web, nor another port is asked.
    body.push_str("\n\n[her](http://127.0.0.1:8080/library) [c](mailto:a@good.example)");
    body.push_str(" http://good.example:8080/x <http://127.0.0.1/> <http://[::1]/>");
    write(&karen, &[("do", "publish"), ("body", &body)]).await;
    watch(&site).await;
    turns(&site, EACH.len()).await;
    let found = found(&site);
    for (address, outcome) in EACH {
        assert_eq!(
            found.get(address).map(String::as_str),
            Some(outcome),
            "{address}"
        );
    }
    for literal in ["http://127.0.0.1/", "http://[::1]/"] {
        assert_eq!(
            found.get(literal).map(String::as_str),
            Some("inside"),
            "{literal}"
        );
    }
    assert_eq!(found.len(), EACH.len() + 2);
    let asked = machine.asked.lock().unwrap();
    let named = "(+http://127.0.0.1:8080/about";
    assert!(
        asked.iter().all(|(_, _, who)| who.contains(named)),
        "{asked:?}"
    );
    let of = |path: &str| -> Vec<&str> {
        let these = asked.iter().filter(|(_, at, _)| at == path);
        these.map(|(method, _, _)| method.as_str()).collect()
    };
    assert_eq!(
        of("/works"),
        ["HEAD", "HEAD"],
        "by itself and at the end of /moved"
    );
    assert_eq!(of("/no-head"), ["HEAD", "GET"]);
    assert_eq!(of("/later"), ["HEAD"], "who is busy is not asked twice");
    assert_eq!(of("/loop").len(), 5, "so far and no further");
}

#[actix_web::test]
async fn one_host_is_asked_one_link_at_a_time() {
    let machine = elsewhere();
    let site = site(&machine).await;
    let karen = site.signed_in("Karen Holm", &[Role::Editor]).await;
    let body = "http://good.example/1 http://good.example/2 http://good.example/3";
    write(&karen, &[("do", "publish"), ("body", body)]).await;
    let asked = || machine.asked.lock().unwrap().len();
    want(&site, "");
    watch(&site).await;
    turns(&site, 3).await;
    assert_eq!(asked(), 0, "off until an administrator turns it on");
    want(&site, "yes");
    site.app.clock.advance(Duration::days(1));
    for n in 1..=3 {
        site.drain().await;
        assert_eq!(asked(), n);
        // Too early for the next.
        site.app.clock.advance(Duration::seconds(9));
        site.drain().await;
        assert_eq!(asked(), n);
        site.app.clock.advance(Duration::seconds(1));
    }
    days(&site, 29).await;
    assert_eq!(asked(), 3, "what works is left alone for a month");
    days(&site, 1).await;
    turns(&site, 3).await;
    assert_eq!(asked(), 6);
}

#[actix_web::test]
async fn what_is_dead_for_days_is_shown_to_who_can_mend_it_and_to_nobody_else() {
    let machine = elsewhere();
    let site = site(&machine).await;
    let own = site.add_organisation("Roskilde Kommune");
    let other = site.add_organisation("Lejre Kommune");
    let karen = site.signed_in_of("Karen Holm", &[], Some(&own)).await;
    let editor = site
        .signed_in_of("Else Red", &[Role::Editor], Some(&own))
        .await;
    site.add_person("Per Lund", &[], Some(&own), &[]);
    site.add_person("Eva Anden", &[Role::Editor], Some(&other), &[]);
    let body = "Se http://good.example/gone og http://good.example/busy.";
    let fields = [
        ("do", "review"),
        ("body", body),
        ("audience", "organisation"),
    ];
    let at = write(&karen, &fields).await;
    crate::compare::step(&editor, &at, "publish")
        .await
        .location();
    let list = "/library/dead-links";
    watch(&site).await;
    turns(&site, 2).await;
    assert!(
        editor.open(list).await.has("Alle links virker"),
        "a hiccup accuses nobody"
    );
    days(&site, 1).await;
    turns(&site, 2).await;
    assert!(
        !back(&site, "Karen Holm")
            .await
            .open(&at)
            .await
            .has("virker ikke")
    );
    days(&site, 7).await;
    turns(&site, 2).await;
    let karen = back(&site, "Karen Holm").await;
    let shown = karen.open(list).await;
    for words in [
        "http://good.example/gone",
        "findes ikke længere",
        "2. marts 2026",
    ] {
        assert!(shown.has(words), "{words} in {}", shown.main());
    }
    assert!(!shown.has("good.example/busy"), "too busy is not dead");
    assert!(karen.open(&at).await.has("Et link i indlægget virker ikke"));
    // Whoever only reads it, and who may not read it, sees nothing of it.
    let per = back(&site, "Per Lund").await;
    assert!(!per.open(&at).await.has("virker ikke"));
    let none = per.open(list).await;
    assert!(none.has("Ingen links er prøvet endnu") && !none.has("Alle links virker"));
    assert!(!per.open(list).await.has("good.example"));
    let eva = back(&site, "Eva Anden").await;
    assert!(!eva.open(list).await.has("good.example"));
    let link = shown.field("link");
    let post = format!("{at}/dead-links");
    let ignore = [("link", link.as_str()), ("do", "ignore")];
    assert_eq!(eva.post(&post, &ignore).await.status, StatusCode::NOT_FOUND);
    assert_eq!(per.post(&post, &ignore).await.status, StatusCode::FORBIDDEN);
    let guessed = [("link", "0"), ("do", "ignore")];
    assert_eq!(
        karen.post(&post, &guessed).await.status,
        StatusCode::NOT_FOUND
    );

    // Looked at again on request, it is alive again.
    *machine.mended.lock().unwrap() = true;
    let again = [("link", link.as_str()), ("do", "look")];
    let done = karen.post(&post, &again).await.location();
    assert_eq!(done, format!("{at}?done=links-look-again"));
    turns(&site, 2).await;
    assert!(karen.open(list).await.has("Alle links virker"));
    assert!(!karen.open(&at).await.has("virker ikke"));
}

#[actix_web::test]
async fn what_is_ignored_taken_out_or_put_away_is_asked_no_more() {
    let machine = elsewhere();
    let site = site(&machine).await;
    let karen = site.signed_in("Karen Holm", &[Role::Editor]).await;
    let body = "Se http://good.example/gone og http://good.example/never.";
    let at = write(&karen, &[("do", "publish"), ("body", body)]).await;
    watch(&site).await;
    turns(&site, 2).await;
    days(&site, 9).await;
    turns(&site, 2).await;
    let karen = back(&site, "Karen Holm").await;
    let shown = karen.open("/library/dead-links").await;
    assert!(
        shown.has("/gone") && shown.has("/never"),
        "{}",
        shown.main()
    );
    let link = shown.field("link");
    let fields = [("link", link.as_str()), ("do", "ignore")];
    karen
        .post(&format!("{at}/dead-links"), &fields)
        .await
        .location();
    let shown = karen.open("/library/dead-links").await;
    assert_ne!(shown.has("/gone"), shown.has("/never"), "one is ignored");
    save(&karen, &at, &[("body", "Ingen links.")])
        .await
        .location();
    days(&site, 1).await;
    assert!(found(&site).is_empty(), "no entry has them any more");
    let rows = |site: &Site| -> i64 {
        site.app
            .db
            .read_now(|c| Ok(entry_links::table.count().get_result(c)?))
            .unwrap()
    };
    assert_eq!(rows(&site), 0);
    // What others may not read is not asked.
    save(&karen, &at, &[("body", "http://good.example/x")])
        .await
        .location();
    site.app
        .db
        .write_now(|c| {
            diesel::update(entries::table)
                .set(entries::status.eq("archived"))
                .execute(c)?;
            Ok(())
        })
        .unwrap();
    let before = machine.asked.lock().unwrap().len();
    days(&site, 2).await;
    assert_eq!(machine.asked.lock().unwrap().len(), before);
}
