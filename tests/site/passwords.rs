//! A password as a choice: chosen, used, changed, guessed at.

use std::sync::atomic::Ordering;

use actix_web::http::{Method, StatusCode};
use chrono::Duration;
use diesel::prelude::*;
use faelles::schema::{audit, delays, jobs, mails, once, passwords, sessions, throttle, tokens};

use crate::support::{Browser, Reply, Site, address_of};

pub const GOOD: &str = "fire grønne heste i regnen";
const OTHER: &str = "syv blå cykler på loftet";

/// Chooses a password in a session that has just been opened.
pub async fn choose(who: &Browser<'_>, password: &str) -> Reply {
    let page = "/me/sign-in/password";
    who.post_from(page, page, &[("password", password)]).await
}

async fn try_password(who: &Browser<'_>, email: &str, password: &str) -> Reply {
    let page = "/sign-in/password";
    who.post_from(page, page, &[("email", email), ("password", password)])
        .await
}

fn compared(site: &Site) -> u64 {
    site.app.compared.load(Ordering::Relaxed)
}

#[actix_web::test]
async fn a_password_is_chosen_told_of_and_signs_in() {
    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[]).await;
    let elsewhere = site.visitor();
    elsewhere.sign_in(&address_of("Karen Holm")).await;
    assert!(karen.open("/me/sign-in").await.has("Vælg en adgangskode"));

    let saved = choose(&karen, GOOD).await;
    assert_eq!(saved.location(), "/me/sign-in?done=password-saved");
    assert!(karen.open("/me/sign-in").await.has("Skift adgangskode"));
    assert_eq!(elsewhere.get("/me").await.status, StatusCode::UNAUTHORIZED);
    site.drain().await;
    let mail = site.mail_to("Karen Holm");
    assert!(mail.text.contains("Din adgangskode på"), "{}", mail.text);
    assert!(!mail.text.contains(GOOD));
    let kept: String = site
        .app
        .db
        .read_now(|c| Ok(passwords::table.select(passwords::hash).first(c)?))
        .unwrap();
    assert!(kept.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));

    // First the address, then the password, without a script.
    let browser = site.visitor();
    let email = address_of("Karen Holm");
    let fields = [
        ("email", email.as_str()),
        ("next", "/me"),
        ("do", "password"),
    ];
    let step = browser.post_from("/sign-in", "/sign-in", &fields).await;
    assert_eq!(step.status, StatusCode::OK);
    assert_eq!((step.field("next").as_str(), compared(&site)), ("/me", 0));
    assert!(step.has("autocomplete=\"current-password\"") && step.has(&email));
    let fields = [
        ("token", step.field("token")),
        ("once", step.field("once")),
        ("email", email),
        ("next", "/me".to_string()),
        ("password", GOOD.to_string()),
    ];
    let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (*n, v.as_str())).collect();
    let reply = browser.send_form("/sign-in/password", &fields).await;
    assert_eq!(reply.location(), "/me");
    assert!(browser.open("/me/sessions").await.has("Med adgangskode"));
}

#[actix_web::test]
async fn a_weak_password_is_refused_with_the_reason() {
    let site = Site::new().await;
    let organisation = site.add_organisation("Guldborgsund Kommune");
    let karen = site
        .signed_in_of("Karen Holm", &[], Some(&organisation))
        .await;
    let given_back = regex::Regex::new(r#"type="password"[^>]* value="[^"]+""#).unwrap();
    for (password, why) in [
        ("", "Skriv en adgangskode"),
        ("kort", "Brug mindst 8 tegn"),
        ("password1", "blandt de mest brugte"),
        ("guldborgsund", "Dit navn, din adresse"),
        ("karen.holm@example.org", "Dit navn, din adresse"),
    ] {
        let reply = choose(&karen, password).await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{password}");
        assert!(reply.has(why), "{password}: {}", reply.main());
        assert!(reply.has("aria-invalid=\"true\""));
        assert!(!given_back.is_match(&reply.text), "{}", reply.main());
    }
    let none: i64 = site
        .app
        .db
        .read_now(|c| Ok(passwords::table.count().get_result(c)?))
        .unwrap();
    assert_eq!(none, 0);
}

#[actix_web::test]
async fn changing_takes_the_present_one_or_a_fresh_proof() {
    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[]).await;
    choose(&karen, GOOD).await;
    site.app.clock.advance(Duration::minutes(16));
    let page = "/me/sign-in/password";
    assert!(karen.open(page).await.has("name=\"current_password\""));
    for current in ["", OTHER] {
        let fields = [("current_password", current), ("password", OTHER)];
        let reply = karen.post_from(page, page, &fields).await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(reply.has("Det er ikke din adgangskode"));
    }
    // What a thief copied before ends with the change.
    let thief = karen.copy();
    let fields = [("current_password", GOOD), ("password", OTHER)];
    karen.post_from(page, page, &fields).await.location();
    assert_eq!(thief.get("/me").await.status, StatusCode::UNAUTHORIZED);
    karen.open("/me").await;

    let visitor = site.visitor();
    let email = address_of("Karen Holm");
    let old = try_password(&visitor, &email, GOOD).await;
    assert_eq!(old.status, StatusCode::UNPROCESSABLE_ENTITY);
    try_password(&visitor, &email, OTHER).await.location();

    // Forgotten: a mailed link is proof enough for half an hour's quarter.
    let elsewhere = site.visitor();
    elsewhere.sign_in(&email).await;
    assert!(!elsewhere.open(page).await.has("name=\"current_password\""));
    choose(&elsewhere, GOOD).await.location();
    // Taking it away takes a fresh proof.
    site.app.clock.advance(Duration::minutes(16));
    let remove = "/me/sign-in/password/remove";
    let early = elsewhere.post(remove, &[]).await;
    assert_eq!(early.status, StatusCode::UNAUTHORIZED);
    assert!(early.has("/sign-in/confirm?next="));
    elsewhere.sign_in(&email).await;
    elsewhere.post(remove, &[]).await.location();
    let gone = try_password(&site.visitor(), &email, GOOD).await;
    assert_eq!(gone.status, StatusCode::UNPROCESSABLE_ENTITY);
}

/// Rows in every table that signing in writes to.
fn rows(site: &Site) -> Vec<i64> {
    macro_rules! counts {
        ($($table:ident),*) => {
            site.app
                .db
                .read_now(|c| Ok(vec![$($table::table.count().get_result::<i64>(c)?),*]))
                .unwrap()
        };
    }
    counts!(
        audit, delays, jobs, mails, once, passwords, sessions, throttle, tokens
    )
}

/// An answer without what differs between any two: form tokens, request number, and what was typed.
fn plain(reply: &Reply, email: &str) -> (StatusCode, Vec<(String, String)>, String) {
    let tokens = regex::Regex::new(r#"(name="(?:token|once)" value=")[0-9a-f]*"#).unwrap();
    let number = regex::Regex::new(r"<code>[0-9a-f]{32}</code>").unwrap();
    let text = tokens.replace_all(&reply.text, "$1");
    let text = number.replace_all(&text, "").replace(email, "ADDRESS");
    let mut heads: Vec<(String, String)> = reply
        .headers
        .iter()
        .filter(|(name, _)| *name != "x-request-id")
        .map(|(n, v)| (n.to_string(), String::from_utf8_lossy(v.as_bytes()).into()))
        .collect();
    heads.sort();
    (reply.status, heads, text)
}

#[actix_web::test]
async fn answers_and_work_do_not_tell_who_has_an_address() {
    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[]).await;
    choose(&karen, GOOD).await;
    site.add_person("Otto Uden", &[], None, &[]);
    site.drain().await;
    let people = [
        address_of("Karen Holm"),
        address_of("Otto Uden"),
        "nobody.at.all@example.org".to_string(),
    ];
    let mut seen = Vec::new();
    for email in &people {
        // Everybody begins as one nobody has asked about, at a place that has asked nothing.
        let forget = |c: &mut faelles::db::Conn| {
            diesel::delete(throttle::table).execute(c)?;
            diesel::delete(delays::table).execute(c)?;
            Ok(())
        };
        site.app.db.write_now(forget).unwrap();
        let visitor = site.visitor();
        let page = visitor.open("/sign-in").await;
        let form = [("token", page.field("token")), ("once", page.field("once"))];
        let mut answers = Vec::new();
        // A link (which is also how a password is reset), the step to the password, wrong passwords
        // until they are slowed.
        for (path, by) in [("/sign-in", "link"), ("/sign-in", "password")]
            .into_iter()
            .chain([("/sign-in/password", ""); 6])
        {
            let (rows_before, compared_before) = (rows(&site), compared(&site));
            let fields = [
                (form[0].0, form[0].1.as_str()),
                (form[1].0, form[1].1.as_str()),
                ("email", email.as_str()),
                ("do", by),
                ("password", "forkert og forkert"),
            ];
            let reply = visitor.send_form(path, &fields).await;
            let written: Vec<i64> = rows(&site)
                .iter()
                .zip(rows_before)
                .map(|(after, before)| after - before)
                .collect();
            let work = compared(&site) - compared_before;
            answers.push((plain(&reply, email), written, work));
        }
        seen.push(answers);
    }
    let what = |answers: &Vec<(_, Vec<i64>, u64)>| answers.iter().map(|a| a.2).sum::<u64>();
    assert_eq!(
        what(&seen[0]),
        4,
        "four wrong ones are looked at, then slowed"
    );
    for (others, email) in seen[1..].iter().zip(&people[1..]) {
        for (a, b) in seen[0].iter().zip(others) {
            assert_eq!(a, b, "{email}");
        }
    }
}

/// Many guesses at an address, each from `place`, with a pause after each; how many were looked at.
async fn guesses(
    site: &Site,
    number: usize,
    email: impl Fn(usize) -> String,
    place: impl Fn(usize) -> String,
    pause: Duration,
) -> u64 {
    let visitor = site.visitor();
    let page = visitor.open("/sign-in/password").await;
    let (token, once) = (page.field("token"), page.field("once"));
    let before = compared(site);
    for i in 0..number {
        let (email, place) = (email(i), place(i));
        let password = format!("gæt nummer {i}");
        let fields = [
            ("token", token.as_str()),
            ("once", once.as_str()),
            ("email", email.as_str()),
            ("password", password.as_str()),
        ];
        let body = serde_urlencoded::to_string(fields).unwrap();
        let heads = [("x-forwarded-for", place.as_str())];
        let reply = visitor
            .send(Method::POST, "/sign-in/password", Some(body.into()), &heads)
            .await;
        match reply.status {
            StatusCode::UNPROCESSABLE_ENTITY => {}
            StatusCode::TOO_MANY_REQUESTS => assert!(reply.headers.contains_key("retry-after")),
            other => panic!("{other}: {}", reply.text),
        }
        site.app.clock.advance(pause);
    }
    compared(site) - before
}

fn anywhere(i: usize) -> String {
    format!("10.{}.{}.1", i / 250, i % 250)
}

#[actix_web::test]
async fn of_a_thousand_guesses_at_most_twenty_are_looked_at() {
    let site = Site::with(|config| config.trusted_proxies = 1).await;
    let karen = site.signed_in("Karen Holm", &[]).await;
    choose(&karen, GOOD).await;
    let email = address_of("Karen Holm");
    // From everywhere at once, and then with patience.
    for (pause, most) in [(0, 4), (60, 20)] {
        let at = |_| email.clone();
        let looked = guesses(&site, 1000, at, anywhere, Duration::seconds(pause)).await;
        assert!(looked <= most, "{looked} with pauses of {pause} s");
    }
    // Karen herself is not kept out: the mailed link works, and forgives her the guesses.
    let visitor = site.visitor();
    let right = try_password(&visitor, &email, GOOD).await;
    assert_eq!(right.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(right.has("href=\"/sign-in\""));
    visitor.sign_in(&email).await;
    visitor.open("/me").await;
    try_password(&site.visitor(), &email, GOOD).await.location();
}

#[actix_web::test]
async fn one_place_that_tries_everybody_is_slowed_as_well() {
    let site = Site::with(|config| config.trusted_proxies = 1).await;
    let anybody = |i| format!("person{i}@example.org");
    let place = |_| "10.0.0.1".to_string();
    let looked = guesses(&site, 1000, anybody, place, Duration::seconds(5)).await;
    assert!(looked <= 20, "{looked}");
    // The others are not.
    let elsewhere = |_| "10.9.9.9".to_string();
    let one = guesses(&site, 1, anybody, elsewhere, Duration::zero()).await;
    assert_eq!(one, 1);
}

#[actix_web::test]
async fn guesses_at_the_same_moment_are_slowed_as_those_after_one_another() {
    let site = Site::new().await;
    let visitor = site.visitor();
    let all = (0..12).map(|_| try_password(&visitor, "nobody@example.org", "forkert"));
    let replies = futures_util::future::join_all(all).await;
    let slowed = StatusCode::TOO_MANY_REQUESTS;
    assert_eq!(replies.iter().filter(|r| r.status == slowed).count(), 8);
    assert_eq!(compared(&site), 4);
}

#[actix_web::test]
async fn the_right_password_forgives_the_wrong_ones() {
    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[]).await;
    choose(&karen, GOOD).await;
    let email = address_of("Karen Holm");
    for _ in 0..4 {
        for _ in 0..3 {
            let wrong = try_password(&site.visitor(), &email, "forkert").await;
            assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        }
        let right = try_password(&site.visitor(), &email, GOOD).await;
        assert_eq!(right.location(), "/");
        // A day later the place has nothing against it either.
        site.app.clock.advance(Duration::days(1));
    }
}
