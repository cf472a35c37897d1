//! Organisations: their units, representatives and people, who looks after them, and moving on.

use actix_web::http::{Method, StatusCode};
use chrono::{Duration, NaiveDate};
use diesel::prelude::*;
use faelles::meetings::invitations::{self, Whom};
use faelles::meetings::{self, Kind, NewMeeting};
use faelles::members::{self, Role};
use faelles::organisations::representatives::{self, Period};
use faelles::organisations::units::{self, NewUnit};
use faelles::privacy::consents;
use faelles::rights::Action;
use faelles::schema::{
    attendance, changes, entries, joinings, people, person_details, sessions, units as unit_rows,
    worksheets,
};
use faelles::{audit, routes};

use crate::support::{Browser, Site, address_of};

const KEEPER: &[Role] = &[Role::OrganisationAdministrator];
const ADMINISTRATOR: &[Role] = &[Role::Administrator];

fn day(text: &str) -> NaiveDate {
    NaiveDate::parse_from_str(text, "%Y-%m-%d").unwrap()
}

/// The id at the end of an address, without what follows a `?`.
fn last(address: &str) -> String {
    let path = address.split('?').next().unwrap();
    path.rsplit('/').next().unwrap().to_string()
}

/// A form is neither shown nor taken without a fresh proof.
async fn needs_proof(who: &Browser<'_>, path: &str, fields: &[(&str, &str)]) {
    let to = who.get(path).await.location();
    assert!(to.starts_with("/sign-in/confirm?next="), "{to}");
    let sent = who.post(path, fields).await;
    assert_eq!(sent.status, StatusCode::UNAUTHORIZED);
}

async fn add_unit(who: &Browser<'_>, at: &str, name: &str, parent: &str) -> String {
    let fields = [("name", name), ("kind", "department"), ("parent", parent)];
    let reply = who.post(&format!("{at}/units"), &fields).await;
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.main());
    last(&reply.location())
}

#[actix_web::test]
async fn members_find_organisations_by_kind_and_see_who_is_in_one() {
    let site = Site::new().await;
    let roskilde = site.add_organisation("Roskilde Kommune");
    for i in 0..25 {
        site.add_organisation(&format!("Kommune {i:02}"));
    }
    site.add_person("Jens Kofoed", &[], Some(&roskilde), &[]);
    let karen = site.signed_in("Karen Holm", &[]).await;
    let list = karen.open("/organisations").await;
    assert!(list.has("Kommune 00") && !list.has("Roskilde Kommune"));
    assert!(
        karen
            .open("/organisations?page=2")
            .await
            .has("Roskilde Kommune")
    );
    assert_eq!(
        karen.get("/organisations?page=9").await.status,
        StatusCode::NOT_FOUND
    );
    let none = karen.open("/organisations?kind=region").await;
    assert!(none.has("Ingen organisationer her") && !none.has("Kommune 00"));
    let page = karen.open(&format!("/organisations/{roskilde}")).await;
    assert!(page.has("Jens Kofoed"));
    assert!(
        !page.has(&address_of("Jens Kofoed")),
        "contact is the profile's business"
    );
    assert!(!page.has("Pas organisationen"));
    assert_eq!(
        karen.get("/organisations/nobody").await.status,
        StatusCode::NOT_FOUND
    );
    let visitor = site.visitor().get("/organisations").await;
    assert_eq!(visitor.status, StatusCode::UNAUTHORIZED);
}

#[actix_web::test]
async fn a_title_somebody_hides_is_not_on_their_organisations_pages() {
    let site = Site::new().await;
    let roskilde = site.add_organisation("Roskilde Kommune");
    let speaks = [roskilde.clone()];
    let jens = site.add_person("Jens Kofoed", &[], Some(&roskilde), &speaks);
    let rita = site
        .signed_in_of("Rita Keeper", KEEPER, Some(&roskilde))
        .await;
    let at = format!("/organisations/{roskilde}");
    let unit = add_unit(&rita, &at, "Dagtilbud", "").await;
    let there = [("person", jens.as_str()), ("role", "member"), ("title", "")];
    let members = format!("{at}/units/{unit}/members");
    rita.post(&members, &there).await;
    let karen = site.signed_in("Karen Holm", &[]).await;
    for (visibility, shown) in [("{}", true), ("{\"title\":\"hidden\"}", false)] {
        site.app
            .db
            .write_now(|c| {
                diesel::update(person_details::table.find(&jens))
                    .set((
                        person_details::title.eq("Sekretariatsleder"),
                        person_details::visibility.eq(visibility),
                    ))
                    .execute(c)?;
                Ok(())
            })
            .unwrap();
        for path in [at.clone(), format!("{at}/units/{unit}")] {
            let page = karen.open(&path).await;
            assert_eq!(page.has("Sekretariatsleder"), shown, "{path} {visibility}");
            assert!(page.has(&format!("href=\"/people/{jens}\"")), "{path}");
        }
    }
}

#[actix_web::test]
async fn a_unit_is_added_renamed_moved_and_removed_when_it_is_empty() {
    let site = Site::new().await;
    let roskilde = site.add_organisation("Roskilde Kommune");
    let jens = site.add_person("Jens Kofoed", &[], Some(&roskilde), &[]);
    let rita = site
        .signed_in_of("Rita Keeper", KEEPER, Some(&roskilde))
        .await;
    let at = format!("/organisations/{roskilde}");
    let top = add_unit(&rita, &at, "Dagtilbud", "").await;
    let house = add_unit(&rita, &at, "Børnehuset", &top).await;
    let page = rita.open(&at).await;
    assert!(page.has("Dagtilbud") && page.has("Børnehuset"));

    let renamed = [
        ("name", "Børnehuset ved åen"),
        ("kind", "institution"),
        ("parent", ""),
    ];
    let edit = format!("{at}/units/{house}/edit");
    assert_eq!(
        rita.post(&edit, &renamed).await.status,
        StatusCode::SEE_OTHER
    );
    let shown = rita.open(&format!("{at}/units/{house}")).await;
    assert!(shown.has("Børnehuset ved åen") && shown.has("Institution"));

    let there = [
        ("person", jens.as_str()),
        ("role", "chair"),
        ("title", "Leder af huset"),
    ];
    let members = format!("{at}/units/{house}/members");
    assert_eq!(
        rita.post(&members, &there).await.status,
        StatusCode::SEE_OTHER
    );
    let karen = site.signed_in("Karen Holm", &[]).await;
    let seen = karen.open(&format!("{at}/units/{house}")).await;
    assert!(seen.has("Jens Kofoed") && seen.has("Formand") && seen.has("Leder af huset"));
    assert!(!seen.has("Omdøb eller flyt"));

    let remove = format!("{at}/units/{house}/remove");
    let refused = rita.post(&remove, &[]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.has("først fjernes, når ingen er i den"));
    let out = format!("{members}/{jens}/remove");
    assert_eq!(rita.post(&out, &[]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(rita.post(&out, &[]).await.status, StatusCode::NOT_FOUND);
    assert_eq!(rita.post(&remove, &[]).await.status, StatusCode::SEE_OTHER);
    assert!(!rita.open(&at).await.has("Børnehuset"));
}

#[actix_web::test]
async fn a_tree_has_no_circles_a_bottom_and_an_end() {
    let site = Site::new().await;
    let roskilde = site.add_organisation("Roskilde Kommune");
    let other = site.add_organisation("Glostrup Kommune");
    let rita = site
        .signed_in_of("Rita Keeper", KEEPER, Some(&roskilde))
        .await;
    let at = format!("/organisations/{roskilde}");
    let mut chain = vec![add_unit(&rita, &at, "Niveau 1", "").await];
    for n in 2..=units::DEPTH {
        let parent = chain.last().unwrap().clone();
        chain.push(add_unit(&rita, &at, &format!("Niveau {n}"), &parent).await);
    }
    let elsewhere = site
        .app
        .db
        .write_now(|c| {
            let new = NewUnit {
                name: "Fremmed".to_string(),
                kind: units::KINDS[0],
                parent_id: None,
            };
            units::add(c, site.app.clock.now(), &other, &new)
        })
        .unwrap();
    let add = format!("{at}/units");
    let edit = |i: usize| format!("{at}/units/{}/edit", chain[i]);
    for (to, name, parent, says) in [
        (edit(0), "Niveau 1", &chain[0], "under sig selv"),
        (edit(0), "Niveau 1", &chain[3], "under sig selv"),
        (add.clone(), "For dybt", &chain[5], "seks niveauer"),
        (add.clone(), "Niveau 2", &chain[0], "allerede en enhed"),
        (
            add.clone(),
            "Hos de andre",
            &elsewhere,
            "Vælg en af mulighederne",
        ),
        (add.clone(), "", &chain[0], "Udfyld feltet"),
        (add.clone(), "Om 010190-1234", &chain[0], "CPR"),
    ] {
        let fields = [
            ("name", name),
            ("kind", "department"),
            ("parent", parent.as_str()),
        ];
        let reply = rita.post(&to, &fields).await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
        assert!(reply.has(says), "{name}: {}", reply.main());
    }
    // A unit with a tree below it takes the tree along, or stays where it is.
    let side = add_unit(&rita, &at, "Ved siden af", "").await;
    let fields = [
        ("name", "Niveau 1"),
        ("kind", "department"),
        ("parent", side.as_str()),
    ];
    assert!(rita.post(&edit(0), &fields).await.has("seks niveauer"));
    let wrong = [("name", "Slags"), ("kind", "galaxy"), ("parent", "")];
    assert_eq!(
        rita.post(&add, &wrong).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    let count: i64 = site
        .app
        .db
        .read_now(|c| Ok(unit_rows::table.count().first(c)?))
        .unwrap();
    assert_eq!(count, units::DEPTH as i64 + 2);
}

#[actix_web::test]
async fn whose_turn_it_is_follows_period_and_order() {
    let site = Site::new().await;
    let havnen = site.add_organisation("Aktionsgruppen");
    let anna = site.add_person("Anna Lind", &[], Some(&havnen), &[]);
    let bo = site.add_person("Bo Madsen", &[], Some(&havnen), &[]);
    let stranger = site.add_person("Carl Fremmed", &[], None, &[]);
    let rita = site
        .signed_in_of("Rita Keeper", KEEPER, Some(&havnen))
        .await;
    let at = format!("/organisations/{havnen}/representatives");
    // Today is 2 March 2026. Anna's period is over by then.
    for (person, from, to) in [(&anna, "2025-01-01", "2026-03-01"), (&bo, "2026-03-02", "")] {
        let fields = [("person", person.as_str()), ("from", from), ("to", to)];
        assert_eq!(rita.post(&at, &fields).await.status, StatusCode::SEE_OTHER);
    }
    let speaks = |on: &str| {
        let on = day(on);
        let all = site
            .app
            .db
            .read_now(|c| members::representatives(c, on))
            .unwrap();
        all.into_iter().map(|r| r.person_id).collect::<Vec<_>>()
    };
    assert_eq!(speaks("2026-03-01"), std::slice::from_ref(&anna));
    assert_eq!(speaks("2026-03-02"), std::slice::from_ref(&bo));
    assert!(rita.open(&at).await.has("Ikke i perioden"));

    // With open ends both may; the order decides, and is changed by hand.
    let open = [("from", ""), ("to", "")];
    assert_eq!(
        rita.post(&format!("{at}/{anna}"), &open).await.status,
        StatusCode::SEE_OTHER
    );
    assert_eq!(speaks("2026-03-02"), [anna.clone(), bo.clone()]);
    let up = [("do", "up")];
    assert_eq!(
        rita.post(&format!("{at}/{bo}/shift"), &up).await.status,
        StatusCode::SEE_OTHER
    );
    assert_eq!(speaks("2026-03-02"), [bo.clone(), anna.clone()]);
    // At the top there is no further up.
    rita.post(&format!("{at}/{bo}/shift"), &up).await;
    assert_eq!(speaks("2026-03-02"), [bo.clone(), anna.clone()]);
    let page = rita.open(&format!("/organisations/{havnen}")).await;
    let (now, next) = (
        page.text.find("Har turen").unwrap(),
        page.text.find("Næste").unwrap(),
    );
    assert!(page.text.find("Bo Madsen").unwrap() < now && now < next);

    for (person, from, to, status, says) in [
        (anna.as_str(), "", "", 422, "allerede repræsentant"),
        ("", "", "", 422, "Vælg en person"),
        (stranger.as_str(), "", "", 404, "findes ikke"),
        (
            anna.as_str(),
            "2026-05-02",
            "2026-05-01",
            422,
            "slutter, før den begynder",
        ),
        (anna.as_str(), "31. maj", "", 422, "gyldig dag"),
    ] {
        let fields = [("person", person), ("from", from), ("to", to)];
        let reply = rita.post(&at, &fields).await;
        assert_eq!(reply.status.as_u16(), status, "{says}");
        assert!(reply.has(says), "{says}: {}", reply.main());
    }
    let backwards = [("from", "2026-05-02"), ("to", "2026-05-01")];
    let reply = rita.post(&format!("{at}/{anna}"), &backwards).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(reply.has("2026-05-02"), "what was typed stays");
    rita.post(&format!("{at}/{bo}/remove"), &[]).await;
    assert_eq!(speaks("2026-03-02"), [anna]);
}

/// A meeting today, everybody invited, and these people registered at the door.
async fn meet(organiser: &Browser<'_>, came: &[&str]) {
    let app = &organiser.site.app;
    let now = app.clock.now();
    let starts_local = day("2026-03-02").and_hms_opt(13, 0, 0).unwrap();
    let new = NewMeeting {
        kind: Kind::Network,
        title: "Netværksmøde".to_string(),
        starts_local,
        ends_local: starts_local + Duration::hours(3),
        zone: "Europe/Copenhagen".to_string(),
        place: "Medborgerhuset".to_string(),
        speakers: String::new(),
        agenda: String::new(),
        seats: 40,
    };
    let id = app
        .db
        .write_now(|c| {
            let id = meetings::create_meeting(c, now, "Netværksmøder", &new)?;
            let whom = Whom::Representatives;
            let people = invitations::choose(c, &whom, starts_local.date())?;
            invitations::invite(c, now, &id, &people)?;
            Ok(id)
        })
        .unwrap();
    let ticked: Vec<(&str, &str)> = came.iter().map(|p| ("came", *p)).collect();
    let reply = organiser
        .post(&format!("/meetings/{id}/attendance"), &ticked)
        .await;
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.main());
}

fn order(site: &Site, organisation: &str) -> Vec<String> {
    let turns = site
        .app
        .db
        .read_now(|c| representatives::of(c, organisation))
        .unwrap();
    turns.into_iter().map(|t| t.name).collect()
}

#[actix_web::test]
async fn the_turn_passes_on_once_a_representative_has_sat_at_a_meeting() {
    let site = Site::new().await;
    let havnen = site.add_organisation("Aktionsgruppen");
    let speaks = [havnen.clone()];
    let anna = site.add_person("Anna Lind", &[], Some(&havnen), &speaks);
    let bo = site.add_person("Bo Madsen", &[], Some(&havnen), &speaks);
    let olga = site.signed_in("Olga Arrangør", &[Role::Organiser]).await;
    // Bo came out of turn: Anna still has hers.
    meet(&olga, &[&bo]).await;
    assert_eq!(order(&site, &havnen), ["Anna Lind", "Bo Madsen"]);
    meet(&olga, &[&anna]).await;
    assert_eq!(order(&site, &havnen), ["Bo Madsen", "Anna Lind"]);
    // Both came: one turn was had, not two.
    meet(&olga, &[&bo, &anna]).await;
    assert_eq!(order(&site, &havnen), ["Anna Lind", "Bo Madsen"]);
}

#[actix_web::test]
async fn a_suspended_representative_has_no_turn_and_stops_nobody_elses() {
    let site = Site::new().await;
    let havnen = site.add_organisation("Aktionsgruppen");
    let speaks = [havnen.clone()];
    let anna = site.add_person("Anna Lind", &[], Some(&havnen), &speaks);
    let bo = site.add_person("Bo Madsen", &[], Some(&havnen), &speaks);
    site.add_person("Carl Carlsen", &[], Some(&havnen), &speaks);
    let olga = site.signed_in("Olga Arrangør", &[Role::Organiser]).await;
    site.app
        .db
        .write_now(|c| {
            diesel::update(people::table.find(&anna))
                .set(people::status.eq("suspended"))
                .execute(c)?;
            Ok(())
        })
        .unwrap();
    let speaking = site
        .app
        .db
        .read_now(|c| members::representatives(c, day("2026-03-02")));
    assert!(speaking.unwrap().iter().all(|r| r.person_id != anna));
    meet(&olga, &[&bo]).await;
    assert_eq!(order(&site, &havnen), ["Carl Carlsen", "Bo Madsen"]);
}

/// Two organisations, each with its administrator and one more person.
struct Two<'a> {
    own: String,
    other: String,
    jens: String,
    stranger: String,
    rita: Browser<'a>,
    site: &'a Site,
}

async fn two(site: &Site) -> Two<'_> {
    let own = site.add_organisation("Roskilde Kommune");
    let other = site.add_organisation("Glostrup Kommune");
    let jens = site.add_person("Jens Kofoed", &[], Some(&own), &[]);
    let stranger = site.add_person(
        "Signe Fremmed",
        &[],
        Some(&other),
        std::slice::from_ref(&other),
    );
    let rita = site.signed_in_of("Rita Keeper", KEEPER, Some(&own)).await;
    Two {
        own,
        other,
        jens,
        stranger,
        rita,
        site,
    }
}

impl Two<'_> {
    fn rows(&self) -> String {
        self.site
            .app
            .db
            .read_now(|c| {
                let people: Vec<(String, Option<String>, i64)> = people::table
                    .order(people::id)
                    .select((people::id, people::organisation_id, people::version))
                    .load(c)?;
                let details: Vec<(String, String, String)> = person_details::table
                    .order(person_details::person_id)
                    .select((
                        person_details::name,
                        person_details::email,
                        person_details::title,
                    ))
                    .load(c)?;
                let roles = members::all_roles(c)?;
                let mut roles: Vec<_> = roles.iter().collect();
                roles.sort_by_key(|(id, _)| id.to_string());
                let units: Vec<(String, String)> = unit_rows::table
                    .order(unit_rows::id)
                    .select((unit_rows::id, unit_rows::name))
                    .load(c)?;
                let turns = representatives::of(c, &self.other)?;
                let asked: i64 = joinings::table.count().first(c)?;
                Ok(format!(
                    "{people:?} {details:?} {roles:?} {units:?} {turns:?} {asked}"
                ))
            })
            .unwrap()
    }
}

#[actix_web::test]
async fn an_organisations_administrator_finds_nothing_of_another() {
    let site = Site::new().await;
    let t = two(&site).await;
    let unit = site
        .app
        .db
        .write_now(|c| {
            let new = NewUnit {
                name: "Fremmed enhed".to_string(),
                kind: units::KINDS[0],
                parent_id: None,
            };
            units::add(c, site.app.clock.now(), &t.other, &new)
        })
        .unwrap();
    let own_unit = add_unit(&t.rita, &format!("/organisations/{}", t.own), "Egen", "").await;
    let before = t.rows();
    let mut tried = 0;
    for address in routes::all() {
        let managed = matches!(
            address.action,
            Action::ManagePeople | Action::ManageOrganisation
        );
        if !managed || !address.path.starts_with("/organisations/") {
            continue;
        }
        // Everything of the other's; and the other's people and units under one's own organisation.
        for organisation in [&t.other, &t.own] {
            let under_own = organisation == &t.own;
            let path = address
                .path
                .replace("{id}", organisation)
                .replace(
                    "{unit}",
                    if under_own && address.path.contains("{person}") {
                        &own_unit
                    } else {
                        &unit
                    },
                )
                .replace("{person}", &t.stranger)
                .replace("{asked}", "nobody");
            let guess = address.path.contains("{unit}")
                || address.path.contains("{person}")
                || address.path.contains("{asked}");
            if under_own && !guess {
                continue;
            }
            let reply = if address.method == Method::GET {
                t.rita.get(&path).await
            } else {
                let fields = [
                    ("name", "Overtaget"),
                    ("email", "ny@example.org"),
                    ("lang", "da"),
                    ("kind", "department"),
                    ("person", t.stranger.as_str()),
                    ("role", "leader"),
                    ("administers", "yes"),
                    ("version", "1"),
                    ("do", "up"),
                ];
                t.rita.post(&path, &fields).await
            };
            assert_eq!(
                reply.status,
                StatusCode::NOT_FOUND,
                "{} {path}",
                address.method
            );
            assert!(!reply.has("Signe Fremmed"), "{path}");
            tried += 1;
        }
    }
    assert!(tried > 25, "{tried}");
    // A person of the other, put into one's own unit or made one's own representative.
    let at = format!("/organisations/{}", t.own);
    let guess = [("person", t.stranger.as_str()), ("role", "leader")];
    for path in [
        format!("{at}/units/{own_unit}/members"),
        format!("{at}/representatives"),
    ] {
        let reply = t.rita.post(&path, &guess).await;
        assert_eq!(reply.status, StatusCode::NOT_FOUND, "{path}");
    }
    // A person of the other as owner of what somebody leaves behind.
    let leave = format!("{at}/people/{}/leave", t.jens);
    let reply = t.rita.post(&leave, &[("heir", t.stranger.as_str())]).await;
    assert_eq!(reply.status, StatusCode::NOT_FOUND);
    // What is the network's is not for them at all.
    for path in [
        format!("{at}/edit"),
        format!("{at}/remove"),
        format!("{at}/domains"),
        format!("/admin/people/{}", t.jens),
        format!("/admin/people/{}/move", t.jens),
    ] {
        let reply = t.rita.post(&path, &[("domain", "roskilde.dk")]).await;
        assert_eq!(reply.status, StatusCode::FORBIDDEN, "{path}");
    }
    assert_eq!(t.rows(), before);
}

#[actix_web::test]
async fn an_organisations_administrator_changes_its_own_people_and_never_their_network_roles() {
    let site = Site::new().await;
    let t = two(&site).await;
    let at = format!("/organisations/{}/people", t.own);
    let list = t.rita.open(&at).await;
    assert!(list.has("Jens Kofoed") && list.has(&address_of("Jens Kofoed")) && !list.has("Signe"));
    let form = t.rita.open(&format!("{at}/{}", t.jens)).await;
    let fields = [
        ("version", form.field("version")),
        ("name", "Jens Kofoed Ny".to_string()),
        ("title", "Sekretær".to_string()),
        ("lang", "en".to_string()),
        ("administers", "yes".to_string()),
        // What the form does not offer does nothing.
        ("roles", "administrator".to_string()),
        ("email", "overtaget@example.org".to_string()),
        ("organisation", t.other.clone()),
    ];
    let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (*n, v.as_str())).collect();
    let path = format!("{at}/{}", t.jens);
    assert_eq!(
        t.rita.post(&path, &fields).await.status,
        StatusCode::SEE_OTHER
    );
    let (person, roles) = site
        .app
        .db
        .read_now(|c| Ok((members::person(c, &t.jens)?, members::roles(c, &t.jens)?)))
        .unwrap();
    assert_eq!(
        (person.name.as_str(), person.lang.as_str()),
        ("Jens Kofoed Ny", "en")
    );
    assert_eq!(person.email, address_of("Jens Kofoed"));
    assert_eq!(person.organisation_id.as_ref(), Some(&t.own));
    assert!(
        roles.contains(&Role::OrganisationAdministrator) && !roles.contains(&Role::Administrator)
    );

    // Sent from a form that is older than what is stored: nothing is overwritten, nothing typed lost.
    let late = t.rita.post(&path, &fields).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.has("En anden har gemt") && late.has("Jens Kofoed Ny"));

    let empty = [("version", "2"), ("name", ""), ("lang", "da")];
    assert_eq!(
        t.rita.post(&path, &empty).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );

    // A quarter of an hour later they prove once more who they are.
    site.app.clock.advance(Duration::minutes(20));
    needs_proof(&t.rita, &path, &fields).await;
}

#[actix_web::test]
async fn asking_somebody_in_does_not_tell_whether_the_address_is_known() {
    let site = Site::new().await;
    let t = two(&site).await;
    let at = format!("/organisations/{}/people", t.own);
    let mut pages = Vec::new();
    for (name, email) in [
        ("Ukendt Person", "ukendt.xxxxxx@example.org".to_string()),
        ("Kendt Person", address_of("Signe Fremmed")),
    ] {
        let fields = [
            ("name", name),
            ("email", &email),
            ("title", ""),
            ("lang", "da"),
        ];
        let reply = t.rita.post(&at, &fields).await;
        let page = t.rita.open(&reply.location()).await;
        let asked = page
            .main()
            .split("Inviteret, ikke svaret endnu")
            .nth(1)
            .unwrap();
        let asked = asked.split("<form").next().unwrap();
        pages.push((
            reply.status,
            reply.location(),
            asked.replace(name, "NAVN").replace(&email, "ADRESSE"),
        ));
        // Taken back, so that both stand alone in the list.
        let id: String = site
            .app
            .db
            .read_now(|c| Ok(joinings::table.select(joinings::id).first(c)?))
            .unwrap();
        site.drain().await;
        assert!(
            site.mails()
                .iter()
                .any(|m| m.to == email && m.text.contains("/membership/"))
        );
        t.rita.post(&format!("{at}/asked/{id}/remove"), &[]).await;
        assert!(!t.rita.open(&at).await.has(name));
        let link = site.mails().last().unwrap().link("/membership/");
        assert_eq!(site.visitor().get(&link).await.status, StatusCode::GONE);
    }
    assert_eq!(pages[0], pages[1]);
    assert!(!t.rita.open(&at).await.has("Signe"));

    // One's own people are no secret.
    let own = [
        ("name", "Jens"),
        ("email", &address_of("Jens Kofoed")),
        ("lang", "da"),
    ];
    let reply = t.rita.post(&at, &own).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(reply.has("hører allerede til denne organisation"));
}

#[actix_web::test]
async fn who_is_asked_in_says_yes_or_no_themselves() {
    let site = Site::new().await;
    let t = two(&site).await;
    let at = format!("/organisations/{}/people", t.own);
    let ask = async |name: &str, email: &str| {
        let fields = [
            ("name", name),
            ("email", email),
            ("title", ""),
            ("lang", "da"),
        ];
        t.rita.post(&at, &fields).await;
        site.drain().await;
        site.mails().last().unwrap().link("/membership/")
    };
    let belongs = |name: &str| {
        let email = address_of(name);
        site.app
            .db
            .read_now(|c| members::find_by_email(c, &email))
            .unwrap()
            .map(|p| p.organisation_id)
    };
    // Somebody new: the account is there once they have said yes, and not before.
    let link = ask("Ny Person", &address_of("Ny Person")).await;
    let visitor = site.visitor();
    assert!(
        visitor
            .open(&link)
            .await
            .has("Roskilde Kommune inviterer dig")
    );
    assert_eq!(belongs("Ny Person"), None);
    let reply = visitor.post_from(&link, &link, &[("do", "yes")]).await;
    assert_eq!(reply.location(), "/sign-in?done=organisations-joined");
    assert_eq!(belongs("Ny Person"), Some(Some(t.own.clone())));
    let agreed = site.app.db.read_now(|c| {
        let person = members::find_by_email(c, &address_of("Ny Person"))?.unwrap();
        consents::has(c, &person.id, consents::Purpose::Membership)
    });
    assert!(agreed.unwrap(), "the page said what a yes agrees to");
    assert_eq!(visitor.get(&link).await.status, StatusCode::GONE);

    // Somebody known elsewhere keeps their name, and what they were there ends.
    let link = ask("Forkert Navn", &address_of("Signe Fremmed")).await;
    assert!(
        visitor
            .open(&link)
            .await
            .has("Du hører til Glostrup Kommune nu")
    );
    assert_eq!(belongs("Signe Fremmed"), Some(Some(t.other.clone())));
    visitor.post_from(&link, &link, &[("do", "yes")]).await;
    assert_eq!(belongs("Signe Fremmed"), Some(Some(t.own.clone())));
    assert!(order(&site, &t.other).is_empty());
    let list = t.rita.open(&at).await;
    assert!(list.has("Signe Fremmed") && !list.has("Forkert Navn"));

    // No is no, and forgets.
    let link = ask("Nej Tak", &address_of("Nej Tak")).await;
    visitor.post_from(&link, &link, &[("do", "no")]).await;
    assert_eq!(belongs("Nej Tak"), None);
    let left: i64 = site
        .app
        .db
        .read_now(|c| {
            Ok(joinings::table
                .filter(joinings::email.eq(address_of("Nej Tak")))
                .count()
                .first(c)?)
        })
        .unwrap();
    assert_eq!(left, 0);
    // An invitation runs out.
    let link = ask("Sen Person", &address_of("Sen Person")).await;
    site.app.clock.advance(Duration::days(15));
    let late = visitor.post_from("/about", &link, &[("do", "yes")]).await;
    assert_eq!(late.status, StatusCode::GONE);
    assert_eq!(belongs("Sen Person"), None);
}

fn write(site: &Site, id: &str, owner: &str, organisation: &str, status: &str) {
    let now = site.app.clock.now();
    site.app
        .db
        .write_now(|c| {
            diesel::insert_into(entries::table)
                .values((
                    (
                        entries::id.eq(id),
                        entries::slug.eq(id),
                        entries::kind.eq("tool"),
                        entries::title.eq(id),
                        entries::summary.eq(""),
                        entries::body.eq(""),
                        entries::lang.eq("da"),
                        entries::tags.eq(""),
                        entries::contact_role.eq(""),
                    ),
                    (
                        entries::organisation_id.eq(organisation),
                        entries::owner_id.eq(owner),
                        entries::audience.eq("network"),
                        entries::status.eq(status),
                        entries::version.eq(1),
                        entries::created_at.eq(now),
                        entries::updated_at.eq(now),
                    ),
                ))
                .execute(c)?;
            Ok(())
        })
        .unwrap();
}

fn sheet(site: &Site, id: &str, owner: &str, organisation: &str, audience: &str) {
    let now = site.app.clock.now();
    site.app
        .db
        .write_now(|c| {
            diesel::insert_into(worksheets::table)
                .values((
                    worksheets::id.eq(id),
                    worksheets::kind.eq("swot"),
                    worksheets::title.eq(id),
                    worksheets::cells.eq("{}"),
                    worksheets::owner_id.eq(owner),
                    worksheets::organisation_id.eq(organisation),
                    worksheets::audience.eq(audience),
                    worksheets::version.eq(1),
                    worksheets::created_at.eq(now),
                    worksheets::updated_at.eq(now),
                ))
                .execute(c)?;
            Ok(())
        })
        .unwrap();
}

fn entry(site: &Site, id: &str) -> (Option<String>, Option<String>) {
    site.app
        .db
        .read_now(|c| {
            Ok(entries::table
                .find(id)
                .select((entries::owner_id, entries::organisation_id))
                .first(c)?)
        })
        .unwrap()
}

#[actix_web::test]
async fn who_moves_keeps_what_they_attended_and_leaves_what_they_wrote() {
    let site = Site::new().await;
    let (own, other) = (
        site.add_organisation("Roskilde Kommune"),
        site.add_organisation("Glostrup Kommune"),
    );
    let speaks = [own.clone()];
    let jens = site.add_person("Jens Kofoed", KEEPER, Some(&own), &speaks);
    let anna = site.add_person("Anna Lind", &[], Some(&own), &speaks);
    let stranger = site.add_person("Signe Fremmed", &[], Some(&other), &[]);
    let olga = site.signed_in("Olga Arrangør", &[Role::Organiser]).await;
    meet(&olga, &[&jens]).await;
    write(&site, "udgivet", &jens, &own, "published");
    write(&site, "kladde", &jens, &own, "draft");
    for (id, audience) in [("ark", "organisation"), ("delt", "network")] {
        sheet(&site, id, &jens, &own, audience);
    }
    write(&site, "andens", &stranger, &other, "published");
    let ada = site.signed_in("Ada Admin", ADMINISTRATOR).await;
    let at = format!("/organisations/{own}");
    let unit = add_unit(&ada, &at, "Dagtilbud", "").await;
    let member = [("person", jens.as_str()), ("role", "leader"), ("title", "")];
    ada.post(&format!("{at}/units/{unit}/members"), &member)
        .await;

    let path = format!("/admin/people/{jens}/move");
    let form = ada.open(&path).await;
    for says in [
        "fremmøde ved 1 møde",
        "1 indlæg i biblioteket bliver",
        "1 arbejdsark, kun organisationen kan se",
        "1 kladde",
        "går ud af 1 enhed",
        "ikke længere organisationens repræsentant",
        "ikke længere organisationens administrator",
    ] {
        assert!(form.has(says), "{says}: {}", form.main());
    }
    assert!(
        form.has(&format!("<option value=\"{anna}\" selected>")),
        "Anna is suggested"
    );

    for (target, heir, status) in [
        (own.as_str(), anna.as_str(), 422),
        (&other, &stranger, 404),
        (&other, &jens, 404),
        ("nowhere", &anna, 404),
    ] {
        let fields = [("organisation", target), ("heir", heir)];
        assert_eq!(
            ada.post(&path, &fields).await.status.as_u16(),
            status,
            "{target}"
        );
    }
    assert_eq!(
        entry(&site, "udgivet"),
        (Some(jens.clone()), Some(own.clone()))
    );

    let before: i64 = site
        .app
        .db
        .read_now(|c| Ok(changes::table.count().first(c)?))
        .unwrap();
    let fields = [("organisation", other.as_str()), ("heir", &anna)];
    assert_eq!(ada.post(&path, &fields).await.status, StatusCode::SEE_OTHER);
    assert_eq!(
        entry(&site, "udgivet"),
        (Some(anna.clone()), Some(own.clone()))
    );
    assert_eq!(
        entry(&site, "kladde"),
        (Some(jens.clone()), Some(other.clone()))
    );
    let sheets: Vec<(String, Option<String>, Option<String>)> = site
        .app
        .db
        .read_now(|c| {
            Ok(worksheets::table
                .order(worksheets::id)
                .select((
                    worksheets::id,
                    worksheets::owner_id,
                    worksheets::organisation_id,
                ))
                .load(c)?)
        })
        .unwrap();
    let has = |id: &str, owner: &str| (id.to_string(), Some(owner.to_string()), Some(own.clone()));
    assert_eq!(sheets, [has("ark", &anna), has("delt", &jens)]);
    assert_eq!(
        entry(&site, "andens"),
        (Some(stranger), Some(other.clone()))
    );
    let (person, roles, seats, now) = site
        .app
        .db
        .read_now(|c| {
            let seats: Vec<Option<String>> = attendance::table
                .filter(attendance::person_id.eq(&jens))
                .select(attendance::organisation_id)
                .load(c)?;
            let now: i64 = changes::table.count().first(c)?;
            Ok((
                members::person(c, &jens)?,
                members::roles(c, &jens)?,
                seats,
                now,
            ))
        })
        .unwrap();
    assert_eq!(person.organisation_id.as_ref(), Some(&other));
    assert_eq!(
        seats,
        [Some(own.clone())],
        "the seat was the old organisation's"
    );
    assert!(
        !roles.contains(&Role::OrganisationAdministrator),
        "the right stays behind"
    );
    assert_eq!(order(&site, &own), ["Anna Lind"]);
    assert!(
        ada.open(&format!("{at}/units/{unit}"))
            .await
            .has("Der er ingen i enheden")
    );
    assert_eq!(now - before, 2, "search hears of both entries");
}

#[actix_web::test]
async fn somebody_taken_out_of_an_organisation_keeps_their_account() {
    let site = Site::new().await;
    let t = two(&site).await;
    write(&site, "udgivet", &t.jens, &t.own, "published");
    let at = format!("/organisations/{}/people/{}", t.own, t.jens);
    let form = t.rita.open(&format!("{at}/leave")).await;
    assert!(form.has("1 indlæg i biblioteket bliver"));
    let done = t.rita.post(&format!("{at}/leave"), &[("heir", "")]).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER);
    assert_eq!(entry(&site, "udgivet"), (None, Some(t.own.clone())));
    assert_eq!(t.rita.get(&at).await.status, StatusCode::NOT_FOUND);
    let jens = site.visitor();
    jens.sign_in(&address_of("Jens Kofoed")).await;
    jens.open("/me").await;
}

#[actix_web::test]
async fn a_mail_domain_is_one_organisations_and_given_by_administrators() {
    let site = Site::new().await;
    let t = two(&site).await;
    let ada = site.signed_in("Ada Admin", ADMINISTRATOR).await;
    let (at, other) = (
        format!("/organisations/{}/domains", t.own),
        format!("/organisations/{}/domains", t.other),
    );
    let add = |domain: &'static str| [("domain", domain)];
    assert_eq!(
        ada.post(&at, &add("@Roskilde.DK")).await.status,
        StatusCode::SEE_OTHER
    );
    assert!(ada.open(&at).await.has("@roskilde.dk"));
    for (path, domain, says) in [
        (&other, "roskilde.dk", "tilhører allerede"),
        (&at, "gmail.com", "alle få en adresse"),
        (&at, "hotmail.dk", "alle få en adresse"),
        (&at, "roskilde", "Skriv et domæne"),
        (&at, "", "Skriv et domæne"),
    ] {
        let reply = ada.post(path, &add(domain)).await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{domain}");
        assert!(reply.has(says), "{domain}: {}", reply.main());
    }
    let seen = t.rita.open(&at).await;
    assert!(seen.has("@roskilde.dk") && !seen.has("Tilføj domæne"));
    let remove = |base: &str| format!("{base}/roskilde.dk/remove");
    assert_eq!(
        t.rita.post(&remove(&at), &[]).await.status,
        StatusCode::FORBIDDEN
    );
    assert_eq!(
        ada.post(&remove(&other), &[]).await.status,
        StatusCode::NOT_FOUND
    );
    assert_eq!(
        ada.post(&remove(&at), &[]).await.status,
        StatusCode::SEE_OTHER
    );
    assert!(!ada.open(&at).await.has("@roskilde.dk"));
}

#[actix_web::test]
async fn people_are_found_by_name_title_and_address_whatever_the_spelling() {
    let site = Site::new().await;
    let ada = site.signed_in("Ada Admin", ADMINISTRATOR).await;
    for i in 0..25 {
        site.add_person(&format!("Person {i:02}"), &[], None, &[]);
    }
    site.add_person("Åse Bjørnskov", &[], None, &[]);
    let find = async |q: &str| {
        let query = serde_urlencoded::to_string([("q", q)]).unwrap();
        ada.open(&format!("/admin/people?{query}")).await
    };
    for q in [
        "aase",
        "ÅSE",
        "bjoernskov",
        "bjørn åse",
        "aase.bjoernskov@",
        "example.org aase",
    ] {
        let page = find(q).await;
        assert!(page.has("Åse Bjørnskov") && !page.has("Person 00"), "{q}");
    }
    for q in ["%", "_", "\\", "findes ikke", "' or 1=1"] {
        assert!(find(q).await.has("Ingen fundet"), "{q}");
    }
    let first = ada.open("/admin/people").await;
    assert!(first.has("27 personer") && first.has("Side 1 af 2"));
    assert_eq!(
        ada.get("/admin/people?page=7").await.status,
        StatusCode::NOT_FOUND
    );
    // Who changes their own name is found by the new one.
    let karen = site.signed_in("Karen Holm", &[]).await;
    let fields = [
        ("name", "Karen Østergård"),
        ("title", "Rådgiver"),
        ("lang", "da"),
    ];
    karen.post("/me/profile", &fields).await;
    assert!(find("raadgiver oestergaard").await.has("Karen Østergård"));
}

#[actix_web::test]
async fn two_administrators_never_overwrite_each_other() {
    let site = Site::new().await;
    let ada = site.signed_in("Ada Admin", ADMINISTRATOR).await;
    let bea = site.signed_in("Bea Admin", ADMINISTRATOR).await;
    let jens = site.add_person("Jens Kofoed", &[], None, &[]);
    let path = format!("/admin/people/{jens}");
    let version = ada.open(&path).await.field("version");
    let email = address_of("Jens Kofoed");
    let with = |name: &'static str| {
        vec![
            ("version".to_string(), version.clone()),
            ("name".to_string(), name.to_string()),
            ("email".to_string(), email.clone()),
            ("lang".to_string(), "da".to_string()),
        ]
    };
    let send = async |who: &Browser<'_>, fields: Vec<(String, String)>| {
        let fields: Vec<(&str, &str)> = fields
            .iter()
            .map(|(n, v)| (n.as_str(), v.as_str()))
            .collect();
        who.post(&path, &fields).await
    };
    assert_eq!(
        send(&ada, with("Jens A. Kofoed")).await.status,
        StatusCode::SEE_OTHER
    );
    let late = send(&bea, with("Jens B. Kofoed")).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.has("Jens A. Kofoed") && late.has("value=\"Jens B. Kofoed\""));
    assert_eq!(ada.open(&path).await.field("name"), "Jens A. Kofoed");
    // Having seen it, Bea may.
    let mut again = with("Jens B. Kofoed");
    again[0].1 = late.field("version");
    assert_eq!(send(&bea, again).await.status, StatusCode::SEE_OTHER);
    assert_eq!(ada.open(&path).await.field("name"), "Jens B. Kofoed");
}

#[actix_web::test]
async fn roles_and_addresses_take_a_fresh_proof_and_a_new_address_ends_what_was_open() {
    let site = Site::new().await;
    let ada = site.signed_in("Ada Admin", ADMINISTRATOR).await;
    let jens = site.signed_in("Jens Kofoed", &[]).await;
    let id = site
        .app
        .db
        .read_now(|c| members::find_by_email(c, &address_of("Jens Kofoed")))
        .unwrap()
        .unwrap()
        .id;
    // A link that is on its way to the old address.
    site.visitor()
        .post("/sign-in", &[("email", &address_of("Jens Kofoed"))])
        .await;
    site.drain().await;
    let link = site.mail_to("Jens Kofoed").link("/sign-in/");
    let path = format!("/admin/people/{id}");
    let version = ada.open(&path).await.field("version");
    let fields = [
        ("version", version.as_str()),
        ("name", "Jens Kofoed"),
        ("email", "ny.adresse@example.org"),
        ("lang", "da"),
        ("roles", "editor"),
    ];
    site.app.clock.advance(Duration::minutes(16));
    needs_proof(&ada, &path, &fields).await;
    jens.open("/me").await;
    ada.sign_in(&address_of("Ada Admin")).await;
    let admin = site
        .app
        .db
        .read_now(|c| members::find_by_email(c, &address_of("Ada Admin")));
    site.show_second_factor(&admin.unwrap().unwrap().id);
    assert_eq!(ada.post(&path, &fields).await.status, StatusCode::SEE_OTHER);
    assert_eq!(jens.get("/me").await.status, StatusCode::UNAUTHORIZED);
    let open: i64 = site
        .app
        .db
        .read_now(|c| {
            Ok(sessions::table
                .filter(sessions::person_id.eq(&id))
                .count()
                .first(c)?)
        })
        .unwrap();
    assert_eq!(open, 0);
    assert_eq!(site.visitor().get(&link).await.status, StatusCode::GONE);
    let walk = site.app.db.read_now(|c| audit::walk(c, None)).unwrap();
    assert_eq!(walk.broken_at, None);
}

#[actix_web::test]
async fn the_last_administrator_stays() {
    let site = Site::new().await;
    let ada = site.signed_in("Ada Admin", ADMINISTRATOR).await;
    let id = site
        .app
        .db
        .read_now(|c| members::find_by_email(c, &address_of("Ada Admin")))
        .unwrap()
        .unwrap()
        .id;
    // Another who cannot sign in any more does not count.
    let gone = site.add_person("Gamle Admin", ADMINISTRATOR, None, &[]);
    site.app
        .db
        .write_now(|c| {
            diesel::update(people::table.find(&gone))
                .set(people::status.eq("suspended"))
                .execute(c)?;
            Ok(())
        })
        .unwrap();
    let path = format!("/admin/people/{id}");
    let version = ada.open(&path).await.field("version");
    let email = address_of("Ada Admin");
    let fields = [
        ("version", version.as_str()),
        ("name", "Ada Admin"),
        ("email", &email),
        ("lang", "da"),
        ("roles", "editor"),
    ];
    let reply = ada.post(&path, &fields).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(reply.has("mindst én administrator"));
    ada.open("/admin/people").await;
}

#[actix_web::test]
async fn an_organisation_is_changed_by_one_at_a_time_and_removed_when_nothing_is_its() {
    let site = Site::new().await;
    let ada = site.signed_in("Ada Admin", ADMINISTRATOR).await;
    site.add_organisation("Glostrup Kommune");
    let fields = [
        ("name", "Foreningen"),
        ("kind", "association"),
        ("municipality", ""),
        ("seats", "1"),
    ];
    let made = ada.post("/admin/organisations", &fields).await.location();
    let id = last(&made);
    let at = format!("/organisations/{id}");
    let mark = ada.open(&format!("{at}/edit")).await.field("mark");
    let change = |mark: &str, name: &str, seats: &str| {
        [
            ("mark".to_string(), mark.to_string()),
            ("name".to_string(), name.to_string()),
            ("kind".to_string(), "citizen_group".to_string()),
            ("municipality".to_string(), "Roskilde".to_string()),
            ("seats".to_string(), seats.to_string()),
        ]
    };
    let send = async |fields: [(String, String); 5]| {
        let fields: Vec<(&str, &str)> = fields
            .iter()
            .map(|(n, v)| (n.as_str(), v.as_str()))
            .collect();
        ada.post(&format!("{at}/edit"), &fields).await
    };
    assert_eq!(
        send(change(&mark, "Gruppen", "3")).await.status,
        StatusCode::SEE_OTHER
    );
    let page = ada.open(&at).await;
    assert!(page.has("Gruppen") && page.has("Borgergruppe · Roskilde") && page.has("3 pladser"));
    let late = send(change(&mark, "En anden gruppe", "3")).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.has("value=\"En anden gruppe\"") && late.has("Gruppen"));
    let mark = late.field("mark");
    for (name, seats, says) in [
        ("Glostrup Kommune", "3", "allerede en organisation"),
        ("Gruppen", "0", "helt tal"),
        ("", "3", "Udfyld feltet"),
    ] {
        let reply = send(change(&mark, name, seats)).await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{says}");
        assert!(reply.has(says), "{says}");
    }
    let jens = site.add_person("Jens Kofoed", &[], Some(&id), &[]);
    let remove = format!("{at}/remove");
    assert!(ada.open(&remove).await.has("1 person"));
    assert_eq!(ada.post(&remove, &[]).await.status, StatusCode::CONFLICT);
    let out = [("organisation", ""), ("heir", "")];
    ada.post(&format!("/admin/people/{jens}/move"), &out).await;
    ada.post(&format!("{at}/domains"), &[("domain", "gruppen.dk")])
        .await;
    // Somebody who waits for an answer keeps it; once answered, they do not.
    let asked = |status: &str| {
        site.app
            .db
            .write_now(|c| {
                diesel::delete(joinings::table).execute(c)?;
                diesel::insert_into(joinings::table)
                    .values((
                        joinings::id.eq("asked"),
                        joinings::email.eq("a@example.org"),
                        joinings::name.eq("A"),
                        joinings::title.eq(""),
                        joinings::lang.eq("da"),
                        joinings::message.eq(""),
                        joinings::status.eq(status),
                        joinings::organisation_id.eq(&id),
                        joinings::created_at.eq(site.app.clock.now()),
                    ))
                    .execute(c)?;
                Ok(())
            })
            .unwrap();
    };
    for waits in ["asked", "invited"] {
        asked(waits);
        assert_eq!(ada.post(&remove, &[]).await.status, StatusCode::CONFLICT);
    }
    asked("refused");
    assert_eq!(ada.post(&remove, &[]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(ada.get(&at).await.status, StatusCode::NOT_FOUND);
}

#[actix_web::test]
async fn somebody_outside_their_period_is_not_invited() {
    let site = Site::new().await;
    let havnen = site.add_organisation("Aktionsgruppen");
    let speaks = [havnen.clone()];
    site.add_person("Anna Lind", &[], Some(&havnen), &speaks);
    let bo = site.add_person("Bo Madsen", &[], Some(&havnen), &speaks);
    site.app
        .db
        .write_now(|c| {
            let period = Period {
                from: None,
                to: Some(day("2026-03-31")),
            };
            representatives::set_period(c, &havnen, &bo, period)
        })
        .unwrap();
    let whom = Whom::Representatives;
    let meant = |on: &str| {
        let on = day(on);
        let chosen = site
            .app
            .db
            .read_now(|c| invitations::choose(c, &whom, on))
            .unwrap();
        chosen.len()
    };
    assert_eq!(meant("2026-03-31"), 2);
    assert_eq!(meant("2026-04-01"), 1);
}
