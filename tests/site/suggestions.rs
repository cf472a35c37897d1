//! What is suggested while one types, what there is instead of nothing, and what was asked in vain.

use actix_web::http::StatusCode;
use chrono::{Duration, NaiveDateTime};
use diesel::prelude::*;
use faelles::library::{Audience, NewEntry, Status};
use faelles::meetings;
use faelles::members::Role;
use faelles::schema::questions;
use serde_json::Value;

use crate::meetings::network_meeting;
use crate::profile::save;
use crate::search::{change, create};
use crate::support::{Browser, Reply, Site, start_time};

fn entry(title: &str) -> NewEntry {
    crate::search::entry(title, "")
}

async fn publish(site: &Site, titles: &[&str]) {
    for title in titles {
        create(site, &entry(title), Status::Published, None);
    }
    site.drain().await;
}

/// What somebody is suggested, in one kind.
async fn suggested(who: &Browser<'_>, kind: &str, typed: &str) -> Vec<String> {
    let query = serde_urlencoded::to_string([("q", typed)]).unwrap();
    let reply = who.open(&format!("/api/v1/suggest?{query}")).await;
    let said: Value = serde_json::from_str(&reply.text).unwrap();
    let groups = said["groups"].as_array().unwrap();
    let items = groups
        .iter()
        .filter(|group| group["name"] == kind)
        .flat_map(|group| group["items"].as_array().unwrap());
    items
        .map(|item| item["text"].as_str().unwrap().to_string())
        .collect()
}

async fn search(who: &Browser<'_>, query: &[(&str, &str)]) -> Reply {
    let query = serde_urlencoded::to_string(query).unwrap();
    who.open(&format!("/search?{query}")).await
}

/// A question is asked on this many days in a row.
async fn ask_for_days(site: &Site, who: &Browser<'_>, question: &str, days: i64) {
    for _ in 0..days {
        search(who, &[("q", question)]).await;
        site.drain().await;
        site.app.clock.advance(Duration::days(1));
    }
}

#[actix_web::test]
async fn an_entry_is_suggested_by_the_beginnings_of_its_titles_words() {
    let site = Site::new().await;
    let titles = [
        "Inddragelse af forældre",
        "Forældre og inddragelse i skolen",
        "Tilsyn i dagtilbud",
        "Børnehaver på landet",
    ];
    publish(&site, &titles).await;
    let visitor = site.visitor();
    let entries = async |typed: &str| suggested(&visitor, "entries", typed).await;
    // The title that begins so comes first.
    assert_eq!(entries("indd").await, [titles[0], titles[1]]);
    assert_eq!(entries("for indd").await, [titles[1], titles[0]]);
    assert_eq!(entries("FORÆLDRE sk").await, [titles[1]]);
    assert_eq!(entries("boernehave").await, [titles[3]]);
    assert!(entries("dragelse").await.is_empty());
    // In the middle of a question, what is said so far still suggests.
    assert_eq!(entries("tilsyn i").await, [titles[2]]);
    assert_eq!(entries("tilsyn for").await, [titles[2]]);
    assert_eq!(entries("inddragelse af for").await, [titles[0]]);
    assert_eq!(entries("inddragelse af x").await, titles[..2]);
    assert!(entries("xyz af tilsyn").await.is_empty());
    assert!(entries("i").await.is_empty() && entries("  ").await.is_empty());
    assert!(entries("tilsyn xyz").await.is_empty());
}

#[actix_web::test]
async fn a_wrong_letter_is_forgiven_unless_the_library_knows_the_word() {
    let site = Site::new().await;
    publish(&site, &["Inddragelse af naboer", "Regering og kommune"]).await;
    let mut known = entry("Om økonomi");
    known.body = "Her står regning.".to_string();
    create(&site, &known, Status::Published, None);
    site.drain().await;
    let visitor = site.visitor();
    let entries = async |typed: &str| suggested(&visitor, "entries", typed).await;
    for typed in ["inddargel", "idnragelse", "indragelse nab", "imddragelse"] {
        assert_eq!(entries(typed).await, ["Inddragelse af naboer"], "{typed}");
    }
    assert_eq!(entries("regerign").await, ["Regering og kommune"]);
    // Four letters are too few, two wrong ones in five too many, and what is known is meant.
    for typed in ["reeg", "rxgxr", "regning"] {
        assert!(entries(typed).await.is_empty(), "{typed}");
    }
}

#[actix_web::test]
async fn nobody_is_suggested_what_they_cannot_open() {
    let site = Site::new().await;
    let roskilde = site.add_organisation("Roskilde Kommune");
    let malmoe = site.add_organisation("Malmö stad");
    let owner = site.add_person("Karen Holm", &[], Some(&roskilde), &[]);
    let mut all = Vec::new();
    for audience in [Audience::Public, Audience::Network, Audience::Organisation] {
        for status in [
            Status::Published,
            Status::Draft,
            Status::InReview,
            Status::Archived,
        ] {
            for organisation in [&roskilde, &malmoe] {
                for owner in [None, Some(owner.as_str())] {
                    let title = format!("Hemmelighed nummer {}", all.len());
                    let mut new = entry(&title);
                    new.audience = audience;
                    new.organisation_id = Some(organisation.clone());
                    let slug = create(&site, &new, status, owner).slug;
                    all.push((title, slug, status));
                }
            }
        }
    }
    site.drain().await;
    let karen = site.visitor();
    karen.sign_in("karen.holm@example.org").await;
    let others = [
        site.visitor(),
        karen,
        site.signed_in("Per Lund", &[]).await,
        site.signed_in_of("Sven Malm", &[], Some(&malmoe)).await,
        site.signed_in_of("Rikke Red", &[Role::Editor], Some(&roskilde))
            .await,
    ];
    // Twice: then what was read for those who may see more is kept.
    let everybody = others.iter().enumerate();
    for (n, who) in everybody.clone().chain(everybody) {
        for (title, slug, status) in &all {
            let opens = who.get(&format!("/library/{slug}")).await.status == StatusCode::OK;
            let meant = opens && *status == Status::Published;
            // One wrong letter leads no further.
            for typed in [title.clone(), title.replace("Hemmelig", "Hemmmelig")] {
                let found = suggested(who, "entries", &typed).await;
                assert_eq!(
                    found.contains(title),
                    meant,
                    "{n}: {title} {status:?} for {typed}"
                );
            }
        }
    }
}

#[actix_web::test]
async fn what_is_withdrawn_is_not_suggested_even_before_the_index_knows() {
    let site = Site::new().await;
    let made = create(&site, &entry("Tilsyn i dagtilbud"), Status::Published, None);
    site.drain().await;
    let visitor = site.visitor();
    assert_eq!(suggested(&visitor, "entries", "tils").await.len(), 1);
    change(&site, &made.id, "audience = 'network'");
    assert!(suggested(&visitor, "entries", "tils").await.is_empty());
    let per = site.signed_in("Per Lund", &[]).await;
    assert_eq!(suggested(&per, "entries", "tils").await.len(), 1);
    // Nor does it make a word known: nothing is taken for it.
    assert!(!search(&visitor, &[("q", "tilsny")]).await.has("Mente du"));
}

#[actix_web::test]
async fn what_was_suggested_and_is_renamed_is_called_by_its_new_name_at_once() {
    let site = Site::new().await;
    let made = create(&site, &entry("Tilsyn i dagtilbud"), Status::Published, None);
    site.drain().await;
    let visitor = site.visitor();
    for name in ["Tilsyn med børn", "Tilsyn med forældre"] {
        assert_eq!(suggested(&visitor, "entries", "tils").await.len(), 1);
        change(&site, &made.id, &format!("title = '{name}'"));
        assert_eq!(suggested(&visitor, "entries", "tils").await, [name]);
    }
}

#[actix_web::test]
async fn what_was_kept_for_colleagues_is_not_shown_to_others_when_it_becomes_theirs() {
    let site = Site::new().await;
    let home = site.add_organisation("Roskilde Kommune");
    let mut new = entry("Tilsyn: hvem klagede");
    new.audience = Audience::Organisation;
    new.organisation_id = Some(home.clone());
    let made = create(&site, &new, Status::Published, None);
    site.drain().await;
    let (visitor, rikke) = (
        site.visitor(),
        site.signed_in_of("Rikke Ros", &[], Some(&home)).await,
    );
    assert_eq!(suggested(&rikke, "entries", "tils").await.len(), 1);
    assert!(suggested(&visitor, "entries", "tils").await.is_empty());
    change(&site, &made.id, "title = 'Tilsyn', audience = 'public'");
    assert_eq!(suggested(&rikke, "entries", "tils").await, ["Tilsyn"]);
    site.drain().await;
    assert_eq!(suggested(&visitor, "entries", "tils").await, ["Tilsyn"]);
}

#[actix_web::test]
async fn people_are_suggested_to_whom_they_show_themselves() {
    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[]).await;
    let per = site.signed_in("Per Lund", &[]).await;
    let people = async |who: &Browser<'_>, typed: &str| suggested(who, "people", typed).await;
    assert_eq!(people(&per, "kar").await, ["Karen Holm"]);
    assert_eq!(people(&per, "holm").await, ["Karen Holm"]);
    assert!(people(&site.visitor(), "karen holm").await.is_empty());
    save(&karen, "Karen Holm", &[("sees_name", "public")]).await;
    site.app.clock.advance(Duration::minutes(2));
    assert_eq!(people(&site.visitor(), "karen h").await, ["Karen Holm"]);
    // Hidden again: at once, whatever is still in memory.
    save(&karen, "Karen Holm", &[("sees_name", "network")]).await;
    assert!(people(&site.visitor(), "karen h").await.is_empty());
    site.app
        .db
        .write_now(|c| {
            let away = "UPDATE people SET status = 'left' WHERE id IN \
                (SELECT person_id FROM person_details WHERE name = 'Karen Holm')";
            Ok(diesel::sql_query(away).execute(c)?)
        })
        .unwrap();
    assert!(people(&per, "karen").await.is_empty());
}

#[actix_web::test]
async fn meetings_and_municipalities_are_suggested() {
    let site = Site::new().await;
    let now = site.app.clock.now();
    let id = site
        .app
        .db
        .write_now(|c| {
            let new = network_meeting(now + Duration::days(30));
            meetings::create_meeting(c, now, "Netværket", &new)
        })
        .unwrap();
    let visitor = site.visitor();
    assert_eq!(
        suggested(&visitor, "meetings", "forår").await,
        ["Forårsmødet"]
    );
    for (typed, place) in [
        ("kbh", "København"),
        ("roskilde kommune", "Roskilde"),
        ("DK-265", "Roskilde"),
        ("Malmo", "Malmö"),
        ("Roksilde", "Roskilde"),
    ] {
        let found = suggested(&visitor, "places", typed).await;
        assert_eq!(found.first().map(String::as_str), Some(place), "{typed}");
    }
    // The letters of a country are those of every code in it.
    assert!(suggested(&visitor, "places", "dk").await.is_empty());
    // A word the library has is that word, however near a municipality's name it is.
    publish(&site, &["Molden på fjorden"]).await;
    assert!(suggested(&visitor, "places", "molden").await.is_empty());
    site.app
        .db
        .write_now(|c| meetings::cancel(c, now, &id))
        .unwrap();
    assert!(suggested(&visitor, "meetings", "forår").await.is_empty());
}

#[actix_web::test]
async fn a_personal_number_is_answered_with_nothing() {
    let site = Site::new().await;
    let reply = site.visitor().get("/api/v1/suggest?q=010190-1234").await;
    assert_eq!(reply.status, StatusCode::BAD_REQUEST);
    assert!(!reply.has("0101"));
}

#[actix_web::test]
async fn a_question_of_several_days_is_suggested_where_the_library_answers_it() {
    let site = Site::new().await;
    publish(&site, &["Tilsyn i dagtilbud", "Karen og naboerne"]).await;
    let mut closed = entry("Fortroligt tilsyn");
    closed.audience = Audience::Network;
    create(&site, &closed, Status::Published, None);
    site.drain().await;
    let karen = site.signed_in("Karen Holm", &[]).await;
    for question in [
        "Dagtilbud med tilsyn",
        "Tilsyn dagtilbud",
        "tilsyn 2024",
        "karen og naboerne",
        "fortroligt tilsyn",
    ] {
        ask_for_days(&site, &karen, question, 3).await;
    }
    ask_for_days(&site, &karen, "tilsyn i dagtilbud", 2).await;
    let visitor = site.visitor();
    // Twice is not often; »med« stands in no entry; a number, a name, and what is closed stay inside.
    assert_eq!(
        suggested(&visitor, "questions", "til").await,
        ["Tilsyn dagtilbud"]
    );
    assert_eq!(
        suggested(&visitor, "questions", "").await,
        ["Tilsyn dagtilbud"]
    );
    assert!(suggested(&visitor, "questions", "karen").await.is_empty());
    assert!(
        suggested(&visitor, "questions", "tilsyn dagtilbud")
            .await
            .is_empty()
    );
    let mut inside = suggested(&karen, "questions", "tils").await;
    inside.sort();
    assert_eq!(inside, ["Tilsyn dagtilbud", "fortroligt tilsyn"]);
}

#[actix_web::test]
async fn what_was_searched_instead_of_a_wrong_word_is_said() {
    let site = Site::new().await;
    publish(&site, &["Børnehaver på landet", "Naboer i byen"]).await;
    let visitor = site.visitor();
    let found = search(&visitor, &[("q", "Børnehavre naboer")]).await;
    assert!(found.has("Mente du") && found.has("/library/boernehaver-paa-landet"));
    assert!(
        found.has("/search?q=b%C3%B8rnehaver+naboer"),
        "{}",
        found.main()
    );
    assert!(found.has("Ingen tekst har ordet »Børnehavre«"));
    let right = search(&visitor, &[("q", "børnehaver naboer")]).await;
    assert!(!right.has("Mente du"));
    assert!(
        right.has("Ingen tekst har begge ord.") && right.has("har det ene."),
        "{}",
        right.main()
    );
    let nothing = search(&visitor, &[("q", "xyzzyxyzzy")]).await;
    assert!(!nothing.has("Mente du") && nothing.has("Intet fundet"));
}

#[actix_web::test]
async fn where_nothing_is_found_there_is_something_instead() {
    let site = Site::new().await;
    for (title, municipality) in [
        ("Tilsyn i Lejre", "Lejre"),
        ("Haver i Greve", "Greve"),
        ("Tilsyn i Malmö", "Malmö"),
    ] {
        let mut new = entry(title);
        new.municipality = Some(municipality.to_string());
        new.area = Some("dagtilbud".to_string());
        create(&site, &new, Status::Published, None);
    }
    let mut closed = entry("Tilsyn i Solrød");
    closed.municipality = Some("Solrød".to_string());
    closed.audience = Audience::Network;
    create(&site, &closed, Status::Published, None);
    site.drain().await;
    let visitor = site.visitor();
    let found = search(&visitor, &[("q", "tilsyn"), ("municipality", "Roskilde")]).await;
    let said = found.main();
    assert!(
        said.contains("Intet fundet") && said.contains("2 resultater uden Roskilde"),
        "{said}"
    );
    assert!(said.contains("/library/tilsyn-i-lejre"));
    // The neighbour that has it; not the one without it, nor what is closed.
    assert!(said.contains("Andre kommuner i Region Sjælland"));
    assert!(said.contains("/search?q=tilsyn&amp;municipality=DK-350"));
    assert!(!said.contains("municipality=DK-253") && !said.contains("Solrød"));
    assert!(said.contains("Områder, der er skrevet om") && said.contains("/search?area=dagtilbud"));

    // Words nobody has, that begin as others do.
    let found = search(&visitor, &[("q", "tilsynxxx")]).await;
    assert!(
        found.has("2 resultater for ord, der begynder på samme måde"),
        "{}",
        found.main()
    );
    let per = site.signed_in("Per Lund", &[]).await;
    let found = search(&per, &[("q", "tilsyn"), ("municipality", "Roskilde")]).await;
    assert!(found.has("municipality=DK-269"), "{}", found.main());
}

/// Every row: question, how often in vain, days.
fn counted(site: &Site) -> Vec<(String, i64, i64)> {
    site.app
        .db
        .read_now(|c| {
            Ok(questions::table
                .order((questions::folded, questions::month))
                .select((questions::folded, questions::unanswered, questions::days))
                .load(c)?)
        })
        .unwrap()
}

#[actix_web::test]
async fn what_is_asked_in_vain_is_listed_for_editors_without_who_asked() {
    let site = Site::new().await;
    publish(&site, &["Tilsyn i dagtilbud"]).await;
    let karen = site.signed_in("Karen Holm", &[]).await;
    let editor = site.signed_in("Rikke Red", &[Role::Editor]).await;
    let visitor = site.visitor();
    for who in [&visitor, &karen] {
        search(who, &[("q", "Svømmehaller?")]).await;
        search(who, &[("q", "tilsyn")]).await;
        // What may be about somebody, another page, and what is narrowed are not counted.
        for other in ["karen@example.org", "Karen Holm", "ring 54731500"] {
            search(who, &[("q", other)]).await;
        }
        search(who, &[("q", "kælkebakke"), ("kind", "tool")]).await;
        search(who, &[("q", "skøjtebane"), ("page", "2")]).await;
    }
    site.drain().await;
    let midnight = start_time().date().and_hms_opt(0, 0, 0).unwrap();
    assert_eq!(
        counted(&site),
        [
            ("svoemmehaller".to_string(), 2, 1),
            ("tilsyn".to_string(), 0, 1)
        ]
    );
    let days: Vec<(NaiveDateTime, NaiveDateTime)> = site
        .app
        .db
        .read_now(|c| {
            Ok(questions::table
                .select((questions::first_day, questions::last_day))
                .load(c)?)
        })
        .unwrap();
    assert_eq!(days, [(midnight, midnight); 2]);

    for who in [&visitor, &karen] {
        assert_ne!(who.get("/library/unanswered").await.status, StatusCode::OK);
        let refused = who
            .send_form(
                "/library/unanswered",
                &[("do", "remove"), ("question", "svoemmehaller")],
            )
            .await;
        assert!(refused.status.is_client_error());
    }
    let list = editor.open("/library/unanswered").await;
    assert!(
        list.has("Svømmehaller?") && list.has("Søgt forgæves 2 gange, spurgt på 1 dag"),
        "{}",
        list.main()
    );
    assert!(!list.main().contains("tilsyn") && !list.main().contains("Karen Holm"));

    let decide = async |act: &str| {
        let fields = [("do", act), ("question", "svoemmehaller")];
        editor
            .post_from("/library/due", "/library/unanswered", &fields)
            .await
    };
    let done = decide("answered").await;
    assert_eq!(
        done.location(),
        "/library/unanswered?done=unanswered-settled"
    );
    assert!(
        editor
            .open("/library/unanswered")
            .await
            .has("Ingen spørgsmål uden svar")
    );
    // Asked in vain again, it is back.
    ask_for_days(&site, &visitor, "svømmehaller", 1).await;
    assert!(
        editor
            .open("/library/unanswered")
            .await
            .has("Svømmehaller?")
    );
    decide("remove").await;
    assert_eq!(counted(&site).len(), 1);
}

#[actix_web::test]
async fn questions_are_forgotten_after_a_year() {
    let site = Site::new().await;
    site.drain().await;
    let visitor = site.visitor();
    ask_for_days(&site, &visitor, "svømmehaller", 1).await;
    site.app.clock.advance(Duration::days(330));
    ask_for_days(&site, &visitor, "svømmehaller", 2).await;
    assert_eq!(counted(&site).len(), 2);
    site.app.clock.advance(Duration::days(90));
    let now = site.app.clock.now();
    site.app
        .db
        .write_now(|c| faelles::search::unanswered::sweep(c, now))
        .unwrap();
    assert_eq!(counted(&site), [("svoemmehaller".to_string(), 2, 2)]);
}

#[actix_web::test]
async fn a_robot_leaves_room_for_members_questions() {
    let site = Site::new().await;
    let visitor = site.visitor();
    for n in 0..210 {
        site.app.questions.note(&format!("robot {n}"), false, false);
    }
    site.drain().await;
    assert_eq!(counted(&site).len(), 200);
    search(&visitor, &[("q", "svømmehaller")]).await;
    site.drain().await;
    assert_eq!(counted(&site).len(), 200);
    let karen = site.signed_in("Karen Holm", &[]).await;
    search(&karen, &[("q", "svømmehaller")]).await;
    site.drain().await;
    assert_eq!(counted(&site).len(), 201);
}

#[actix_web::test]
async fn a_database_that_takes_nothing_stops_no_search() {
    let site = Site::new().await;
    let refuse = "CREATE TRIGGER full BEFORE INSERT ON questions BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END";
    if cfg!(feature = "sqlite") {
        site.app
            .db
            .write_now(|c| Ok(diesel::sql_query(refuse).execute(c)?))
            .unwrap();
    }
    site.drain().await;
    let visitor = site.visitor();
    for _ in 0..2 {
        let page = search(&visitor, &[("q", "svømmehaller")]).await;
        assert_eq!(page.status, StatusCode::OK);
        site.drain().await;
    }
    if cfg!(feature = "sqlite") {
        assert!(counted(&site).is_empty());
    }
}
