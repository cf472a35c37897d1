//! Telling people what happened: at the pace they chose, not while they want quiet, and less of it
//! with one click.

use actix_web::http::{Method, StatusCode};
use chrono::{Duration, NaiveDate, NaiveDateTime};
use diesel::prelude::*;
use faelles::app::App;
use faelles::library::{Audience, Kind as EntryKind};
use faelles::members::{self, NewPerson, Role};
use faelles::schema::{jobs, notices as table, people, posts, topics};
use faelles::web::Lang;
use faelles::{meetings, notices};

use crate::meetings::network_meeting;
use crate::support::{Browser, Mail, Site, address_of};

fn utc(month: u32, day: u32, hour: u32, minute: u32) -> NaiveDateTime {
    NaiveDate::from_ymd_opt(2026, month, day)
        .unwrap()
        .and_hms_opt(hour, minute, 0)
        .unwrap()
}

/// Turns the clock to a UTC instant and does what is due then.
async fn until(site: &Site, at: NaiveDateTime) {
    site.app.clock.advance(at - site.app.clock.now());
    site.drain().await;
}

async fn start_topic(who: &Browser<'_>, title: &str) -> String {
    let to = who
        .post(
            "/forum",
            &[("title", title), ("body", "Hvem har prøvet det?")],
        )
        .await
        .location();
    to.split('?').next().unwrap().to_string()
}

async fn reply(who: &Browser<'_>, topic: &str, body: &str) {
    let sent = who.post(&format!("{topic}/posts"), &[("body", body)]).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text);
}

/// Chooses on `/me/notices`: what is not named has its default.
pub async fn choose(who: &Browser<'_>, fields: &[(&str, &str)]) {
    let mut all = vec![
        ("reply", "at-once"),
        ("topic", "weekly"),
        ("entry", "weekly"),
        ("review", "daily"),
        ("joining", "daily"),
        ("quiet_from", "0"),
        ("quiet_to", "0"),
        ("zone", "Europe/Copenhagen"),
        ("lang", "da"),
    ];
    all.retain(|(name, _)| fields.iter().all(|(n, _)| n != name));
    all.extend_from_slice(fields);
    let saved = who.post("/me/notices", &all).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text);
}

/// Mails to somebody that are not about signing in.
pub fn told(site: &Site, name: &str) -> Vec<Mail> {
    let to = address_of(name);
    site.mails()
        .into_iter()
        .filter(|m| m.to == to && !m.text.contains("/sign-in/"))
        .collect()
}

/// What differs between two runs.
pub fn tidy(text: &str) -> String {
    let ids = regex::Regex::new("[0-9a-f]{32}").unwrap();
    ids.replace_all(&text.replace("\r\n", "\n"), "[id]")
        .into_owned()
}

/// Karen has started a topic, and Per replies two hours later.
async fn replied(site: &Site) -> (Browser<'_>, Browser<'_>, String) {
    let karen = site.signed_in("Karen Holm", &[]).await;
    let per = site.signed_in("Per Lund", &[]).await;
    let topic = start_topic(&karen, "Forældre i tilsyn").await;
    until(site, site.app.clock.now() + Duration::hours(2)).await;
    reply(&per, &topic, "Det **har** vi, i to år.\n\nRing gerne.").await;
    (karen, per, topic)
}

#[actix_web::test]
async fn a_reply_is_told_at_once_to_who_started_the_topic_and_to_who_follows_it() {
    let site = Site::new().await;
    let bo = site.signed_in("Bo Berg", &[]).await;
    let (karen, per, topic) = replied(&site).await;
    site.drain().await;
    let mails = told(&site, "Karen Holm");
    assert_eq!(mails.len(), 1);
    let mail = &mails[0];
    assert_eq!(mail.subject, "Per Lund har svaret i »Forældre i tilsyn«");
    assert!(
        mail.text.contains(&format!("{topic}?page=1#p2")),
        "{}",
        mail.text
    );
    assert!(mail.html.contains("<strong>har</strong>"));
    insta::assert_snapshot!("notice_mail_da", tidy(&mail.text));
    assert!(told(&site, "Per Lund").is_empty(), "his own doing");
    assert!(told(&site, "Bo Berg").is_empty());

    assert!(bo.open(&topic).await.has("Følg emnet"));
    bo.post(&format!("{topic}/follow"), &[("do", "follow")])
        .await;
    assert!(bo.open(&topic).await.has("Du får besked om svar"));
    choose(&bo, &[("lang", "en")]).await;
    karen
        .post(&format!("{topic}/follow"), &[("do", "unfollow")])
        .await;
    reply(&per, &topic, "Og vi gør det igen.").await;
    site.drain().await;
    assert_eq!(told(&site, "Karen Holm").len(), 1, "no longer followed");
    let mail = told(&site, "Bo Berg").pop().unwrap();
    insta::assert_snapshot!("notice_mail_en", tidy(&mail.text));
    assert!(bo.open("/me/notices").await.has("Forældre i tilsyn"));
    let gone = bo.post("/forum/0/follow", &[("do", "follow")]).await;
    assert_eq!(gone.status, StatusCode::NOT_FOUND);
}

#[actix_web::test]
async fn a_daily_digest_comes_at_seven_and_a_weekly_one_on_monday() {
    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[]).await;
    choose(&karen, &[("reply", "daily")]).await;
    let topic = start_topic(&karen, "Forældre i tilsyn").await;
    let per = site.signed_in("Per Lund", &[]).await;
    until(&site, utc(3, 2, 12, 0)).await;
    reply(&per, &topic, "Ja.").await;
    reply(&per, &topic, "Og nej.").await;
    start_topic(&per, "Effektkæder i praksis").await;
    until(&site, utc(3, 3, 5, 59)).await;
    assert!(told(&site, "Karen Holm").is_empty());
    until(&site, utc(3, 3, 6, 0)).await;
    let mails = told(&site, "Karen Holm");
    assert_eq!(mails.len(), 1);
    assert!(
        mails[0].text.contains("Forældre i tilsyn (2 svar)"),
        "{}",
        mails[0].text
    );
    assert!(!mails[0].text.contains("Effektkæder"), "that is weekly");
    until(&site, utc(3, 9, 5, 0)).await;
    assert_eq!(told(&site, "Karen Holm").len(), 1);
    until(&site, utc(3, 9, 6, 0)).await;
    let mails = told(&site, "Karen Holm");
    assert_eq!(mails.len(), 2);
    assert!(mails[1].text.contains("Effektkæder i praksis"));
    insta::assert_snapshot!("digest_mail_da", tidy(&mails[1].text));
    until(&site, utc(3, 30, 6, 0)).await;
    assert_eq!(told(&site, "Karen Holm").len(), 2, "once is enough");
    assert!(told(&site, "Per Lund").is_empty(), "his own topic");
}

#[actix_web::test]
async fn a_digest_is_written_in_the_readers_language_and_not_sent_to_who_was_here_since() {
    let site = Site::new().await;
    let per = site.signed_in("Per Lund", &[]).await;
    let karen = site.signed_in("Karen Holm", &[]).await;
    let anna = site.signed_in("Anna Ek", &[]).await;
    choose(&anna, &[("lang", "en"), ("topic", "daily")]).await;
    choose(&karen, &[("topic", "daily")]).await;
    until(&site, utc(3, 2, 12, 0)).await;
    start_topic(&per, "Effektkæder i praksis").await;
    until(&site, utc(3, 2, 15, 0)).await;
    karen.open("/forum").await;
    until(&site, utc(3, 3, 6, 0)).await;
    assert!(told(&site, "Karen Holm").is_empty(), "she was here");
    let mails = told(&site, "Anna Ek");
    assert_eq!(mails.len(), 1);
    insta::assert_snapshot!("digest_mail_en", tidy(&mails[0].text));
    // She hears of what comes next.
    until(&site, utc(3, 3, 9, 0)).await;
    start_topic(&per, "Et nyt spørgsmål").await;
    until(&site, utc(3, 4, 6, 0)).await;
    let mails = told(&site, "Karen Holm");
    assert_eq!(mails.len(), 1);
    assert!(mails[0].text.contains("Et nyt spørgsmål") && !mails[0].text.contains("Effektkæder"));
}

#[actix_web::test]
async fn who_came_first_and_read_on_until_after_it_happened_was_here_too() {
    let site = Site::new().await;
    let per = site.signed_in("Per Lund", &[]).await;
    let karen = site.signed_in("Karen Holm", &[]).await;
    choose(&karen, &[("topic", "daily")]).await;
    until(&site, utc(3, 2, 9, 15)).await;
    start_topic(&per, "Effektkæder i praksis").await;
    until(&site, utc(3, 2, 9, 20)).await;
    karen.open("/forum").await;
    until(&site, utc(3, 3, 6, 0)).await;
    assert!(told(&site, "Karen Holm").is_empty(), "she was here");
}

#[actix_web::test]
async fn what_was_chosen_to_be_told_at_once_while_its_digest_waited_is_told() {
    let site = Site::new().await;
    let per = site.signed_in("Per Lund", &[]).await;
    let karen = site.signed_in("Karen Holm", &[]).await;
    choose(&karen, &[("topic", "daily")]).await;
    until(&site, utc(3, 2, 12, 0)).await;
    start_topic(&per, "Effektkæder i praksis").await;
    while jobs_done(&site).await {}
    site.app
        .clock
        .advance(utc(3, 3, 6, 0) - site.app.clock.now());
    // Handed over, and not yet sent.
    while jobs_done(&site).await {}
    choose(&karen, &[("topic", "at-once")]).await;
    site.drain().await;
    assert!(told(&site, "Karen Holm").is_empty(), "no digest");
    until(&site, utc(3, 3, 7, 0)).await;
    let mails = told(&site, "Karen Holm");
    assert_eq!(mails.len(), 1);
    assert!(mails[0].text.contains("Effektkæder i praksis"));
}

#[actix_web::test]
async fn who_wants_nothing_gets_nothing() {
    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[]).await;
    choose(
        &karen,
        &[("reply", "off"), ("topic", "off"), ("entry", "off")],
    )
    .await;
    let topic = start_topic(&karen, "Forældre i tilsyn").await;
    until(&site, utc(3, 2, 12, 0)).await;
    let per = site.signed_in("Per Lund", &[]).await;
    reply(&per, &topic, "Ja.").await;
    start_topic(&per, "Et andet").await;
    until(&site, utc(3, 16, 7, 0)).await;
    assert!(told(&site, "Karen Holm").is_empty());
    karen.sign_in(&address_of("Karen Holm")).await;
    let refused = karen.post("/me/notices", &[("reply", "sometimes")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[actix_web::test]
async fn in_quiet_hours_mails_wait_until_they_end() {
    let site = Site::new().await;
    let (karen, per, topic) = replied(&site).await;
    site.drain().await;
    choose(&karen, &[("quiet_from", "21"), ("quiet_to", "8")]).await;
    // The night summer time begins: 22:30 is 21:30 UTC, 8 in the morning is 6 UTC.
    until(&site, utc(3, 28, 21, 30)).await;
    per.sign_in(&address_of("Per Lund")).await;
    reply(&per, &topic, "Midt om natten.").await;
    until(&site, utc(3, 29, 5, 59)).await;
    assert_eq!(told(&site, "Karen Holm").len(), 1);
    // A link to sign in is waited for: it comes.
    let asked = site.visitor();
    asked
        .post("/sign-in", &[("email", &address_of("Karen Holm"))])
        .await;
    site.drain().await;
    assert!(site.mail_to("Karen Holm").text.contains("/sign-in/"));
    until(&site, utc(3, 29, 6, 0)).await;
    assert_eq!(told(&site, "Karen Holm").len(), 2);
    // A digest that is due in them waits as well.
    karen.sign_in(&address_of("Karen Holm")).await;
    per.sign_in(&address_of("Per Lund")).await;
    choose(
        &karen,
        &[("quiet_from", "21"), ("quiet_to", "8"), ("topic", "daily")],
    )
    .await;
    until(&site, utc(3, 29, 12, 0)).await;
    start_topic(&per, "Om søndagen").await;
    until(&site, utc(3, 30, 5, 30)).await;
    assert_eq!(told(&site, "Karen Holm").len(), 2);
    until(&site, utc(3, 30, 6, 0)).await;
    assert_eq!(told(&site, "Karen Holm").len(), 3);
}

fn meet(site: &Site, starts: NaiveDateTime, person: &str) -> String {
    site.app
        .db
        .write_now(|c| {
            let now = site.app.clock.now();
            let id = meetings::create_meeting(c, now, "Netværket", &network_meeting(starts))?;
            meetings::invite(c, now, &id, &[(person.to_string(), None)])?;
            Ok(id)
        })
        .unwrap()
}

#[actix_web::test]
async fn an_invitation_keeps_quiet_too_but_not_about_a_meeting_the_same_day() {
    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[]).await;
    choose(&karen, &[("quiet_from", "9"), ("quiet_to", "17")]).await;
    let id = site
        .app
        .db
        .read_now(|c| {
            Ok(members::find_by_email(c, &address_of("Karen Holm"))?
                .unwrap()
                .id)
        })
        .unwrap();
    // Local times: the meeting this afternoon, and one next month.
    let today = meet(&site, utc(3, 2, 18, 0), &id);
    meet(&site, utc(4, 14, 9, 0), &id);
    site.drain().await;
    assert_eq!(told(&site, "Karen Holm").len(), 1);
    assert!(told(&site, "Karen Holm")[0].text.contains("2. marts"));
    site.app
        .db
        .write_now(|c| meetings::cancel(c, site.app.clock.now(), &today))
        .unwrap();
    site.drain().await;
    assert_eq!(told(&site, "Karen Holm").len(), 2);
    until(&site, utc(3, 2, 16, 0)).await;
    let mails = told(&site, "Karen Holm");
    assert_eq!(mails.len(), 3);
    // Its link says how to be left out: no button of a mail program can do that.
    let mail = &mails[2];
    let link = mail.link("/notices/less/");
    assert_eq!(mail.less, Some(format!("<http://127.0.0.1:8080{link}>")));
    assert_eq!(mail.less_post, None);
    assert!(site.visitor().open(&link).await.has("kan ikke slås fra"));
}

#[actix_web::test]
async fn one_click_is_enough_and_looking_is_no_click() {
    let site = Site::new().await;
    let (karen, per, topic) = replied(&site).await;
    site.drain().await;
    let mail = told(&site, "Karen Holm").pop().unwrap();
    let link = mail.link("/notices/less/");
    assert_eq!(mail.less, Some(format!("<http://127.0.0.1:8080{link}>")));
    assert_eq!(
        mail.less_post.as_deref(),
        Some("List-Unsubscribe=One-Click")
    );
    // A scanner looks, twice, without being signed in.
    for _ in 0..2 {
        assert!(
            site.visitor()
                .open(&link)
                .await
                .has("Svar i emner, du følger")
        );
    }
    assert!(
        karen
            .open("/me/notices")
            .await
            .has("<option value=\"at-once\" selected")
    );

    // Her mail server presses the button: no token, from elsewhere, and perhaps twice.
    let press = |to: String| {
        let server = site.visitor();
        async move {
            let body = b"List-Unsubscribe=One-Click".to_vec();
            let heads = [("origin", "https://mail.example")];
            server.send(Method::POST, &to, Some(body), &heads).await
        }
    };
    for _ in 0..2 {
        assert_eq!(press(link.clone()).await.status, StatusCode::OK);
    }
    reply(&per, &topic, "Er du der?").await;
    site.drain().await;
    assert_eq!(told(&site, "Karen Holm").len(), 1);
    // No other address takes such a form, and no other key.
    for wrong in [
        format!("{link}/x"),
        "/me/notices".to_string(),
        "/notices/less/x".to_string(),
    ] {
        assert_eq!(
            press(wrong.clone()).await.status,
            StatusCode::FORBIDDEN,
            "{wrong}"
        );
    }
    let unknown = format!("/notices/less/{}", "0".repeat(32));
    assert_eq!(press(unknown).await.status, StatusCode::GONE);
    // The key opens nothing else.
    let key = link.replace("/notices/less/", "");
    let other = site.visitor().get(&format!("/sign-in/{key}")).await;
    assert_eq!(other.status, StatusCode::GONE);
    site.app.clock.advance(Duration::days(91));
    assert_eq!(site.visitor().get(&link).await.status, StatusCode::GONE);
}

#[actix_web::test]
async fn a_digests_link_ends_digests_and_leaves_the_rest() {
    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[]).await;
    choose(&karen, &[("topic", "daily")]).await;
    let own = start_topic(&karen, "Mit eget").await;
    until(&site, utc(3, 2, 12, 0)).await;
    let per = site.signed_in("Per Lund", &[]).await;
    start_topic(&per, "Et andet").await;
    until(&site, utc(3, 3, 6, 0)).await;
    let link = told(&site, "Karen Holm")
        .pop()
        .unwrap()
        .link("/notices/less/");
    let browser = site.visitor();
    let done = browser.post_from(&link, &link, &[]).await;
    assert!(
        done.status == StatusCode::OK && done.has("Det er gjort"),
        "{}",
        done.text
    );
    start_topic(&per, "Et tredje").await;
    reply(&per, &own, "Ja.").await;
    until(&site, utc(3, 16, 7, 0)).await;
    let mails = told(&site, "Karen Holm");
    assert_eq!(mails.len(), 2);
    assert!(mails[1].subject.starts_with("Per Lund har svaret"));
}

fn set_status(app: &App, name: &str, status: &str) {
    app.db
        .write_now(|c| {
            let id = members::find_by_email(c, &address_of(name))?.unwrap().id;
            diesel::update(people::table.find(id))
                .set(people::status.eq(status))
                .execute(c)?;
            Ok(())
        })
        .unwrap();
}

/// Does one job that is due, and sends no mail.
async fn jobs_done(site: &Site) -> bool {
    faelles::jobs::run_one(&site.app).await.unwrap()
}

#[actix_web::test]
async fn who_is_suspended_or_gone_is_told_nothing() {
    let site = Site::new().await;
    let bo = site.signed_in("Bo Berg", &[]).await;
    let (karen, per, topic) = replied(&site).await;
    choose(&karen, &[("topic", "daily")]).await;
    bo.post(&format!("{topic}/follow"), &[("do", "follow")])
        .await;
    // The mails are queued, and they are suspended before they leave.
    while jobs_done(&site).await {}
    set_status(&site.app, "Karen Holm", "suspended");
    set_status(&site.app, "Bo Berg", "erased");
    start_topic(&per, "Et andet").await;
    until(&site, utc(3, 16, 7, 0)).await;
    assert!(told(&site, "Karen Holm").is_empty() && told(&site, "Bo Berg").is_empty());
    let left: i64 = site
        .app
        .db
        .read_now(|c| {
            let waiting = table::table.filter(table::told_at.is_null());
            Ok(waiting.count().get_result(c)?)
        })
        .unwrap();
    assert_eq!(left, 0, "nothing waits for them");
}

#[actix_web::test]
async fn what_was_hidden_meanwhile_is_not_told() {
    let site = Site::new().await;
    let (karen, per, topic) = replied(&site).await;
    choose(&karen, &[("topic", "daily")]).await;
    let other = start_topic(&per, "Reklame for noget").await;
    let hidden = other.replace("/forum/", "");
    let topic_id = topic.replace("/forum/", "");
    while jobs_done(&site).await {}
    site.app
        .db
        .write_now(|c| {
            diesel::update(topics::table.find(&hidden))
                .set(topics::state.eq("hidden"))
                .execute(c)?;
            diesel::update(posts::table.filter(posts::topic_id.eq(&topic_id)))
                .set(posts::state.eq("held"))
                .execute(c)?;
            Ok(())
        })
        .unwrap();
    until(&site, utc(3, 4, 6, 0)).await;
    assert!(told(&site, "Karen Holm").is_empty());
}

#[actix_web::test]
async fn an_entry_is_told_to_those_who_may_read_it_and_a_review_to_editors() {
    let site = Site::new().await;
    let roskilde = site.add_organisation("Roskilde Kommune");
    let author = site.signed_in_of("Karen Holm", &[], Some(&roskilde)).await;
    let editor = site.signed_in("Eva Redaktør", &[Role::Editor]).await;
    let near = site.signed_in_of("Nete Nær", &[], Some(&roskilde)).await;
    let far = site.signed_in("Fie Fjern", &[]).await;
    for who in [&editor, &near, &far] {
        choose(who, &[("entry", "at-once"), ("review", "at-once")]).await;
    }
    assert!(!far.open("/me/notices").await.has("venter på gennemgang"));
    until(&site, utc(3, 2, 12, 0)).await;
    let sent = author
        .post(
            "/library",
            &[
                ("kind", EntryKind::Case.name()),
                ("lang", "da"),
                ("title", "Naboer i tilsynet"),
                ("summary", "Kort"),
                ("body", "Langt"),
                ("audience", Audience::Network.name()),
                ("do", "review"),
            ],
        )
        .await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text);
    site.drain().await;
    assert_eq!(told(&site, "Eva Redaktør").len(), 1);
    assert!(told(&site, "Nete Nær").is_empty() && told(&site, "Fie Fjern").is_empty());
    let slug = "naboer-i-tilsynet";
    let published = editor
        .post(
            &format!("/library/{slug}/step"),
            &[("do", "publish"), ("version", "1")],
        )
        .await;
    assert_eq!(
        published.status,
        StatusCode::SEE_OTHER,
        "{}",
        published.text
    );
    site.drain().await;
    assert_eq!(told(&site, "Nete Nær").len(), 1);
    assert_eq!(told(&site, "Fie Fjern").len(), 1);
    assert_eq!(told(&site, "Eva Redaktør").len(), 1, "her own doing");

    // For one organisation's eyes.
    site.add_person("Rita Redaktør", &[Role::Editor], Some(&roskilde), &[]);
    let own = author
        .post(
            "/library",
            &[
                ("kind", EntryKind::Case.name()),
                ("lang", "da"),
                ("title", "Kun for os"),
                ("summary", "Kort"),
                ("body", "Langt"),
                ("audience", Audience::Organisation.name()),
                ("do", "review"),
            ],
        )
        .await;
    assert_eq!(own.status, StatusCode::SEE_OTHER, "{}", own.text);
    site.drain().await;
    assert_eq!(told(&site, "Eva Redaktør").len(), 1, "not for her");
    assert_eq!(told(&site, "Rita Redaktør").len(), 1, "for her");
}

#[actix_web::test]
async fn telling_everybody_is_one_job_and_leaves_nobody_out() {
    let site = Site::new().await;
    let per = site.signed_in("Per Lund", &[]).await;
    site.app
        .db
        .write_now(|c| {
            for n in 0..450 {
                let new = NewPerson {
                    name: format!("Medlem {n}"),
                    email: format!("medlem{n}@example.org"),
                    title: String::new(),
                    lang: Lang::Da,
                    organisation_id: None,
                    roles: vec![Role::Member],
                    represents: Vec::new(),
                };
                members::add_person(c, site.app.clock.now(), &new)?;
            }
            Ok(())
        })
        .unwrap();
    let topic = start_topic(&per, "Til alle").await.replace("/forum/", "");
    let count = |what: &str| -> i64 {
        site.app
            .db
            .read_now(|c| {
                Ok(match what {
                    "jobs" => jobs::table.count().get_result(c)?,
                    _ => table::table.count().get_result(c)?,
                })
            })
            .unwrap()
    };
    assert_eq!((count("jobs"), count("notices")), (1, 0));
    site.drain().await;
    assert_eq!(count("notices"), 450);
    assert_eq!(count("jobs"), 1, "one looks at the digests");
    // Done again, nobody is told twice.
    let at = site.app.clock.now();
    notices::telling::fan_out(&site.app, "topic".to_string(), topic, None, at)
        .await
        .unwrap();
    assert_eq!(
        count("notices"),
        451,
        "and now Per too, who was not left out by name"
    );
}
