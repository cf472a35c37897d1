//! The demonstration network.

use diesel::prelude::*;
use faelles::schema::{
    attendance, changes, entries, meetings, person_details, posts, processes, worksheets,
};
use faelles::{demo, members};

use crate::support::Site;

fn counts(site: &Site) -> Vec<i64> {
    site.app
        .db
        .read_now(|c| {
            Ok(vec![
                person_details::table.count().first(c)?,
                entries::table.count().first(c)?,
                meetings::table.count().first(c)?,
                attendance::table.count().first(c)?,
                posts::table.count().first(c)?,
                processes::table.count().first(c)?,
                worksheets::table.count().first(c)?,
                changes::table.count().first(c)?,
            ])
        })
        .unwrap()
}

/// The link printed behind a label.
fn link(lines: &[String], label: &str) -> String {
    let line = lines
        .iter()
        .find(|l| l.trim_start().starts_with(label))
        .unwrap_or_else(|| panic!("no {label} in {lines:?}"));
    let at = line.find("http://127.0.0.1:8080").unwrap();
    line[at + "http://127.0.0.1:8080".len()..].to_string()
}

#[actix_web::test]
async fn an_empty_folder_is_filled_once_and_keeps_what_people_did() {
    let site = Site::new().await;
    demo::open(&site.app).await.unwrap();
    let filled = counts(&site);
    assert!(filled.iter().all(|n| *n > 0), "{filled:?}");

    site.app
        .db
        .write_now(|c| {
            diesel::update(person_details::table)
                .filter(person_details::email.eq("dagtilbudsleder@faelles.example"))
                .set(person_details::name.eq("Et andet navn"))
                .execute(c)?;
            diesel::delete(posts::table).execute(c)?;
            Ok(())
        })
        .unwrap();
    let lines = demo::open(&site.app).await.unwrap();
    let mut expected = filled;
    expected[4] = 0;
    assert_eq!(counts(&site), expected);
    let link = link(&lines, "Medlem");
    let browser = site.visitor();
    browser.post_from(&link, &link, &[]).await;
    assert!(browser.open("/me").await.has("Et andet navn"));
}

#[actix_web::test]
async fn each_printed_link_signs_in_as_its_role_for_a_day() {
    let site = Site::new().await;
    let lines = demo::open(&site.app).await.unwrap();
    assert_eq!(
        lines.iter().filter(|l| l.contains("/sign-in/")).count(),
        7,
        "{lines:?}"
    );
    site.app.clock.advance(chrono::Duration::hours(23));
    let roles = [
        "Medlem",
        "Arrangør",
        "Studerende",
        "Redaktør",
        "Organisationens administrator",
        "Administrator",
    ];
    for role in roles {
        let browser = site.visitor();
        let link = link(&lines, role);
        assert_eq!(
            browser.post_from(&link, &link, &[]).await.location(),
            "/",
            "{role}"
        );
        let me = browser.open("/me").await;
        for other in roles {
            let tag = format!("<span class=\"tag\">{other}</span>");
            assert_eq!(
                me.has(&tag),
                other == role || other == "Medlem",
                "{role}: {other}"
            );
        }
    }
}

#[actix_web::test]
async fn the_student_lacks_one_meeting_and_sees_the_one_that_comes() {
    let site = Site::new().await;
    let lines = demo::open(&site.app).await.unwrap();
    let link = link(&lines, "Studerende");
    let browser = site.visitor();
    browser.post_from(&link, &link, &[]).await;
    assert!(browser.open("/").await.has("Deltaget i 3 af 4 møder"));
    let way = browser.open("/study").await;
    assert!(way.has("Mangler 1 møde") && way.has("Spørgsmålet før svaret"));
}

#[actix_web::test]
async fn every_municipality_of_the_sources_has_a_case() {
    let site = Site::new().await;
    demo::open(&site.app).await.unwrap();
    let have: Vec<Option<String>> = site
        .app
        .db
        .read_now(|c| {
            Ok(entries::table
                .filter(entries::kind.eq("case"))
                .filter(entries::status.eq("published"))
                .select(entries::municipality)
                .load(c)?)
        })
        .unwrap();
    for name in [
        "Guldborgsund",
        "Roskilde",
        "Høje-Taastrup",
        "Glostrup",
        "Lerum",
        "Växjö",
        "Aneby",
        "Umeå",
        "Härryda",
        "Örebro",
        "Botkyrka",
        "Helsingborg",
        "Landskrona",
        "Malmö",
    ] {
        assert!(have.contains(&Some(name.to_string())), "{name}");
    }
}

#[actix_web::test]
async fn a_note_leads_to_its_meeting_and_nobody_meets_on_a_weekend() {
    use chrono::{Datelike, Weekday};
    let site = Site::new().await;
    demo::open(&site.app).await.unwrap();
    let (notes, starts) = site
        .app
        .db
        .read_now(|c| {
            Ok((
                entries::table
                    .inner_join(meetings::table.on(meetings::id.nullable().eq(entries::meeting_id)))
                    .filter(entries::kind.eq("note"))
                    .count()
                    .first::<i64>(c)?,
                meetings::table
                    .select(meetings::starts_local)
                    .load::<chrono::NaiveDateTime>(c)?,
            ))
        })
        .unwrap();
    assert_eq!(notes, 3);
    for at in starts {
        assert!(!matches!(at.weekday(), Weekday::Sat | Weekday::Sun), "{at}");
    }
}

#[actix_web::test]
async fn a_real_network_is_refused_and_left_alone() {
    let site = Site::new().await;
    site.add_person("Karen Holm", &[], None, &[]);
    let refused = demo::open(&site.app).await.unwrap_err();
    assert!(refused.to_string().contains("real network"), "{refused}");
    let people = site.app.db.read_now(members::people).unwrap();
    assert_eq!(people.len(), 1);
}

#[actix_web::test]
async fn the_five_sources_are_entries_with_facts_and_the_campaign_has_seven_portraits() {
    let site = Site::new().await;
    demo::open(&site.app).await.unwrap();
    for (source, word) in [
        ("guldborgsund-videnforum", "\"not_worked\""),
        ("roskilde-tilsynsmodel", "\"not_worked\""),
        ("stupror-och-hangrannor", "\"how\""),
        ("skalering-med-respekt", "\"how\""),
        ("samskabt-styring-i-seks-trin", "\"how\""),
    ] {
        let facts: Option<String> = site
            .app
            .db
            .read_now(|c| {
                Ok(entries::table
                    .filter(entries::source_id.eq(format!("demo:{source}")))
                    .filter(entries::status.eq("published"))
                    .select(entries::facts)
                    .first(c)?)
            })
            .unwrap();
        let facts = facts.unwrap_or_default();
        assert!(facts.contains(word), "{source}: {facts}");
    }
    let visitor = site.visitor();
    let all = visitor.open("/collections").await;
    assert!(all.has("100 dage med samskabelse"));
    let portraits: Vec<String> = site
        .app
        .db
        .read_now(|c| {
            Ok(entries::table
                .filter(entries::kind.eq("portrait"))
                .filter(entries::tags.like("%100 dage med samskabelse%"))
                .filter(entries::facts.like("%\"quote\"%"))
                .filter(entries::facts.like("%\"person_role\"%"))
                .select(entries::title)
                .load(c)?)
        })
        .unwrap();
    assert_eq!(portraits.len(), 7);
    // What the series promises is there for everybody.
    let series = visitor.open("/collections/100-dage-med-samskabelse").await;
    let missing: Vec<_> = portraits.iter().filter(|t| !series.has(t)).collect();
    assert!(missing.is_empty(), "{missing:?} in {}", series.main());
}

#[actix_web::test]
async fn every_contact_is_a_role_with_a_deputy_and_every_action_has_an_owner_and_a_day() {
    let site = Site::new().await;
    demo::open(&site.app).await.unwrap();
    type Row = (String, String, String, String, Option<String>);
    let rows: Vec<Row> = site
        .app
        .db
        .read_now(|c| {
            Ok(entries::table
                .select((
                    entries::slug,
                    entries::kind,
                    entries::contact_role,
                    entries::contact_deputy,
                    entries::facts,
                ))
                .load(c)?)
        })
        .unwrap();
    let mut actions = 0;
    for (slug, kind, role, deputy, facts) in rows {
        assert!(!role.is_empty() && !deputy.is_empty(), "{slug}");
        assert!(!deputy.contains("KL"), "{slug}: a municipality's own");
        if kind == "note" {
            let facts = faelles::library::facts::Facts::read(facts.as_deref());
            for action in &facts.actions {
                assert!(!action.owner.is_empty(), "{slug}");
                let due = chrono::NaiveDate::parse_from_str(&action.due, "%Y-%m-%d");
                assert!(due.is_ok(), "{slug}: {}", action.due);
                actions += 1;
            }
        }
    }
    assert!(actions > 5);
}
