//! Study: what a programme asks for is data, and attendance is the person's.

use actix_web::http::StatusCode;
use chrono::{Duration, NaiveDate, NaiveDateTime};
use faelles::meetings::{self, Kind, NewMeeting};
use faelles::members::{self, Role};
use faelles::study::{self, NewProgramme, NewSitting, Part, Standing};

use crate::support::{Site, address_of};

fn local(m: u32, d: u32) -> NaiveDateTime {
    NaiveDate::from_ymd_opt(2026, m, d)
        .unwrap()
        .and_hms_opt(9, 0, 0)
        .unwrap()
}

fn practice() -> NewProgramme {
    NewProgramme {
        name: "Samskabelse i praksis".to_string(),
        description: "Lær det ved at gøre det.".to_string(),
        ects: 5,
        meetings_needed: 4,
        meeting_kind: Kind::Network,
        written: true,
        oral: true,
    }
}

fn programme(site: &Site) -> String {
    site.app
        .db
        .write_now(|c| study::create_programme(c, site.app.clock.now(), &practice()))
        .unwrap()
}

fn meeting(site: &Site, title: &str, kind: Kind, on: NaiveDateTime) -> String {
    let new = NewMeeting {
        kind,
        title: title.to_string(),
        starts_local: on,
        ends_local: on + Duration::hours(3),
        zone: "Europe/Copenhagen".to_string(),
        place: "Rådhuset".to_string(),
        speakers: String::new(),
        agenda: String::new(),
        seats: 40,
    };
    site.app
        .db
        .write_now(|c| meetings::create_meeting(c, site.app.clock.now(), title, &new))
        .unwrap()
}

fn came(site: &Site, meeting: &str, person: &str) {
    site.app
        .db
        .write_now(|c| {
            let now = site.app.clock.now();
            meetings::record_attendance(c, now, None, meeting, &[person.to_string()], &[])
        })
        .unwrap();
}

fn id_of(site: &Site, name: &str) -> String {
    let address = address_of(name);
    site.app
        .db
        .read_now(|c| members::find_by_email(c, &address))
        .unwrap()
        .unwrap()
        .id
}

#[actix_web::test]
async fn a_student_sees_how_many_meetings_count_and_what_is_missing() {
    let site = Site::new().await;
    let id = programme(&site);
    let karen = site.signed_in("Karen Holm", &[]).await;
    assert!(karen.open("/study").await.has("Tilmeld dig"));
    let to = karen
        .post_from("/study", &format!("/study/{id}/enrol"), &[])
        .await;
    assert_eq!(to.location(), "/study?done=enrolled");
    let page = karen.open("/study").await;
    assert!(page.has("Deltaget i 0 af 4 møder") && page.has("Mangler 4 møder"));

    let me = id_of(&site, "Karen Holm");
    for (title, kind, day) in [
        ("Januarmøde", Kind::Network, local(1, 13)),
        ("Februarmøde", Kind::Network, local(2, 10)),
        ("Workshop om effekt", Kind::Workshop, local(2, 17)),
    ] {
        let held = meeting(&site, title, kind, day);
        came(&site, &held, &me);
        // Registered again, it still counts once.
        came(&site, &held, &me);
    }
    meeting(&site, "Marts, uden Karen", Kind::Network, local(2, 24));
    meeting(&site, "Aprilmøde", Kind::Network, local(4, 14));
    let page = karen.open("/study").await;
    assert!(
        page.has("Deltaget i 2 af 4 møder") && page.has("Mangler 2 møder"),
        "{}",
        page.main()
    );
    assert!(page.has("max=\"4\" value=\"2\""));
    assert!(page.has("Januarmøde") && page.has("Februarmøde") && page.has("Aprilmøde"));
    assert!(!page.has("Workshop om effekt") && !page.has("uden Karen"));
    assert!(page.has("5 ECTS"));
    // Enrolling gave nothing else.
    assert_eq!(
        karen.get(&format!("/study/{id}/students")).await.status,
        StatusCode::FORBIDDEN
    );
}

#[actix_web::test]
async fn attendance_is_the_persons_whatever_organisation_they_sat_for() {
    let site = Site::new().await;
    let id = programme(&site);
    let (roskilde, glostrup) = (
        site.add_organisation("Roskilde"),
        site.add_organisation("Glostrup"),
    );
    let karen = site.add_person("Karen Holm", &[], Some(&roskilde), &[]);
    let per = site.add_person("Per Lund", &[], Some(&roskilde), &[]);
    // Karen sits for Roskilde in April and for Glostrup in May; Per for Roskilde in May.
    let april = meeting(&site, "April", Kind::Network, local(4, 14));
    let may = meeting(&site, "Maj", Kind::Network, local(5, 12));
    site.app
        .db
        .write_now(|c| {
            let now = site.app.clock.now();
            study::enrol(c, now, &id, &karen)?;
            study::enrol(c, now, &id, &per)?;
            meetings::invite(c, now, &april, &[(karen.clone(), Some(roskilde.clone()))])?;
            meetings::invite(
                c,
                now,
                &may,
                &[
                    (karen.clone(), Some(glostrup.clone())),
                    (per.clone(), Some(roskilde.clone())),
                ],
            )
        })
        .unwrap();
    site.app.clock.advance(Duration::days(80));
    came(&site, &april, &karen);
    came(&site, &may, &karen);
    came(&site, &may, &per);
    let have = |person: &str| {
        let own = site
            .app
            .db
            .read_now(|c| study::of_person(c, site.app.clock.now(), person))
            .unwrap();
        own[0].attendance().unwrap().have
    };
    assert_eq!((have(&karen), have(&per)), (2, 1));
}

#[actix_web::test]
async fn a_meeting_that_was_not_held_counts_for_nobody() {
    let site = Site::new().await;
    let id = programme(&site);
    let karen = site.add_person("Karen Holm", &[], None, &[]);
    let held = meeting(&site, "Februar", Kind::Network, local(2, 10));
    came(&site, &held, &karen);
    site.app
        .db
        .write_now(|c| study::enrol(c, site.app.clock.now(), &id, &karen))
        .unwrap();
    let have = || {
        let own = site
            .app
            .db
            .read_now(|c| study::of_person(c, site.app.clock.now(), &karen))
            .unwrap();
        own[0].attendance().unwrap().have
    };
    assert_eq!(have(), 1);
    site.app
        .db
        .write_now(|c| meetings::cancel(c, site.app.clock.now(), &held))
        .unwrap();
    assert_eq!(have(), 0);
}

#[actix_web::test]
async fn the_rule_is_data_and_a_teacher_changes_it() {
    let site = Site::new().await;
    let id = programme(&site);
    let karen = site.signed_in("Karen Holm", &[]).await;
    let me = id_of(&site, "Karen Holm");
    site.app
        .db
        .write_now(|c| study::enrol(c, site.app.clock.now(), &id, &me))
        .unwrap();
    let held = meeting(&site, "Effekt", Kind::Workshop, local(2, 17));
    came(&site, &held, &me);
    assert!(karen.open("/study").await.has("Deltaget i 0 af 4 møder"));

    let tea = site.signed_in("Tea Lær", &[Role::Teacher]).await;
    let path = format!("/study/{id}/edit");
    let form = [
        ("version", "1"),
        ("name", "Samskabelse i praksis"),
        ("description", ""),
        ("ects", "10"),
        ("meetings_needed", "3"),
        ("meeting_kind", "workshop"),
        ("parts", "oral"),
    ];
    let to = tea.post_from(&path, &path, &form).await;
    assert_eq!(to.location(), format!("{path}?done=saved"));
    let page = karen.open("/study").await;
    assert!(page.has("Deltaget i 1 af 3 møder") && page.has("10 ECTS") && page.has("Mundtlig del"));
    assert!(!page.has("Skriftlig del"), "{}", page.main());

    // A teacher who still looks at the page from before overwrites nothing, and loses nothing.
    let mut late = form;
    late[2] = ("description", "Skrevet imens.");
    let stale = tea.post_from(&path, &path, &late).await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    assert!(stale.has("Skrevet imens.</textarea>") && stale.has("Workshop: mindst 3"));
    assert_eq!(stale.field("version"), "2");
    late[0] = ("version", "2");
    let to = tea.post_from(&path, &path, &late).await;
    assert_eq!(to.location(), format!("{path}?done=saved"));

    let nothing = [
        ("name", "Tom"),
        ("ects", "5"),
        ("meetings_needed", "0"),
        ("meeting_kind", "network"),
    ];
    let refused = tea.post_from("/study/new", "/study", &nothing).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let taken = tea.post_from("/study/new", "/study", &form).await;
    assert_eq!(taken.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(taken.has("allerede en uddannelse med det navn"));
}

#[actix_web::test]
async fn the_next_sitting_is_shown_with_its_deadline() {
    let site = Site::new().await;
    let id = programme(&site);
    let tea = site.signed_in("Tea Lær", &[Role::Teacher]).await;
    let path = format!("/study/{id}/sittings");
    let edit = format!("/study/{id}/edit");
    let late = [
        ("day", "2026-06-16"),
        ("starts", "10:00"),
        ("register_by", "2026-07-01"),
        ("zone", "Europe/Copenhagen"),
        ("place", "Rådhuset"),
    ];
    assert_eq!(
        tea.post_from(&edit, &path, &late).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    let mut good = late;
    good[2] = ("register_by", "2026-06-01");
    assert_eq!(
        tea.post_from(&edit, &path, &good).await.location(),
        format!("{edit}?done=saved")
    );
    site.app
        .db
        .write_now(|c| {
            let past = NewSitting {
                starts_local: local(1, 20),
                register_by_local: local(1, 5),
                zone: "Europe/Copenhagen".to_string(),
                place: "Gamle rådhus".to_string(),
            };
            study::add_sitting(c, &id, &past)?;
            let me = members::find_by_email(c, &address_of("Tea Lær"))?
                .unwrap()
                .id;
            study::enrol(c, site.app.clock.now(), &id, &me)
        })
        .unwrap();
    let page = tea.open("/study").await;
    assert!(page.has("tirsdag den 16. juni 2026") && page.has("Tilmelding senest 1. juni 2026"));
    assert!(!page.has("Gamle rådhus"));

    // After the deadline that is said, and the next one that can be reached is shown.
    let mut autumn = good;
    autumn[0] = ("day", "2026-10-06");
    autumn[2] = ("register_by", "2026-09-15");
    site.app
        .clock
        .advance(local(6, 2) - site.app.clock.now() + Duration::hours(1));
    let tea = site.visitor();
    tea.sign_in(&address_of("Tea Lær")).await;
    let page = tea.open("/study").await;
    assert!(
        page.has("Tilmeldingen sluttede 1. juni 2026"),
        "{}",
        page.main()
    );
    assert!(page.has("ingen senere prøve"));
    tea.post_from(&edit, &path, &autumn).await;
    let page = tea.open("/study").await;
    assert!(page.has("tirsdag den 16. juni 2026") && page.has("Tilmeldingen sluttede"));
    assert!(page.has("tirsdag den 6. oktober 2026"));
    assert!(page.has("Tilmelding senest 15. september 2026"));
}

#[actix_web::test]
async fn a_teacher_records_parts_and_it_is_kept_who_did() {
    let site = Site::new().await;
    let id = programme(&site);
    let karen = site.add_person("Karen Holm", &[], None, &[]);
    let stranger = site.add_person("Per Lund", &[], None, &[]);
    site.app
        .db
        .write_now(|c| study::enrol(c, site.app.clock.now(), &id, &karen))
        .unwrap();
    let tea = site.signed_in("Tea Lær", &[Role::Teacher]).await;
    let list = format!("/study/{id}/students");
    assert!(tea.open(&list).await.has("0 af 4"));
    let beyond = tea.get(&format!("{list}?page=500")).await;
    assert_eq!(beyond.status, StatusCode::NOT_FOUND);
    let path = format!("{list}/{karen}");
    let to = tea
        .post_from(
            &path,
            &path,
            &[("written", "passed"), ("oral", "submitted")],
        )
        .await;
    assert_eq!(to.location(), format!("{path}?done=saved"));
    let shown = tea.open(&list).await;
    assert!(shown.has("Bestået") && shown.has("Afleveret"));
    use diesel::prelude::*;
    use faelles::schema::{audit, results};
    let (by, actions): (Vec<Option<String>>, Vec<String>) = site
        .app
        .db
        .read_now(|c| {
            Ok((
                results::table.select(results::recorded_by).load(c)?,
                audit::table
                    .filter(audit::subject_id.eq(&karen))
                    .filter(audit::action.like("record-%"))
                    .order(audit::id)
                    .select(audit::action)
                    .load(c)?,
            ))
        })
        .unwrap();
    let teacher = Some(id_of(&site, "Tea Lær"));
    assert_eq!(by, [teacher.clone(), teacher]);
    assert_eq!(actions, ["record-written-passed", "record-oral-submitted"]);

    let nobody = format!("{list}/{stranger}");
    assert_eq!(tea.get(&nobody).await.status, StatusCode::NOT_FOUND);
    assert_eq!(
        tea.post(&nobody, &[("oral", "passed")]).await.status,
        StatusCode::NOT_FOUND
    );
    for role in [Role::Student, Role::Organiser, Role::Editor] {
        let other = site.signed_in(role.name(), &[role]).await;
        assert_eq!(other.get(&list).await.status, StatusCode::FORBIDDEN);
        assert_eq!(
            other.post(&path, &[("oral", "passed")]).await.status,
            StatusCode::FORBIDDEN
        );
        assert_eq!(other.get("/study/new").await.status, StatusCode::FORBIDDEN);
    }
    assert_eq!(
        site.visitor().get(&list).await.status,
        StatusCode::UNAUTHORIZED
    );
    let open = site.visitor().open("/study").await;
    assert!(open.has("Samskabelse i praksis") && open.has("Log ind for at tilmelde dig"));
}

#[actix_web::test]
async fn everything_done_is_said() {
    let site = Site::new().await;
    let id = programme(&site);
    let karen = site.signed_in("Karen Holm", &[Role::Student]).await;
    let me = id_of(&site, "Karen Holm");
    for day in [6, 13, 20, 27] {
        let held = meeting(&site, "Januar", Kind::Network, local(1, day));
        came(&site, &held, &me);
    }
    site.app
        .db
        .write_now(|c| {
            let now = site.app.clock.now();
            study::enrol(c, now, &id, &me)?;
            study::record_result(c, now, None, &id, &me, Part::Written, Standing::Passed)?;
            study::record_result(c, now, None, &id, &me, Part::Oral, Standing::Failed)
        })
        .unwrap();
    let page = karen.open("/study").await;
    assert!(page.has("Ikke bestået") && !page.has("Du har opfyldt alle krav"));
    site.app
        .db
        .write_now(|c| {
            study::record_result(
                c,
                site.app.clock.now(),
                None,
                &id,
                &me,
                Part::Oral,
                Standing::Passed,
            )
        })
        .unwrap();
    assert!(karen.open("/study").await.has("Du har opfyldt alle krav"));
    let front = karen.open("/").await;
    assert!(front.has("Deltaget i 4 af 4 møder"));
}

#[actix_web::test]
async fn two_programmes_each_count_their_own_kind() {
    let site = Site::new().await;
    let first = programme(&site);
    let module = NewProgramme {
        name: "Ledelse af samskabelsesprocesser".to_string(),
        meeting_kind: Kind::Module,
        meetings_needed: 2,
        ..practice()
    };
    let karen = site.add_person("Karen Holm", &[], None, &[]);
    let second = site
        .app
        .db
        .write_now(|c| study::create_programme(c, site.app.clock.now(), &module))
        .unwrap();
    for (kind, day) in [(Kind::Network, 6), (Kind::Network, 13), (Kind::Module, 20)] {
        came(
            &site,
            &meeting(&site, "Januar", kind, local(1, day)),
            &karen,
        );
    }
    let have = site
        .app
        .db
        .write_now(|c| {
            let now = site.app.clock.now();
            study::enrol(c, now, &first, &karen)?;
            study::enrol(c, now, &second, &karen)?;
            study::of_person(c, now, &karen)
        })
        .unwrap();
    let have: Vec<_> = have
        .iter()
        .map(|p| (p.programme.ects, p.attendance().unwrap().have))
        .collect();
    assert_eq!(have, [(5, 1), (5, 2)]);
}
