//! Meetings: planning a series, inviting, answering from a mail, the door, the notes.

use actix_web::http::StatusCode;
use chrono::{Duration, NaiveDate, NaiveDateTime};
use faelles::app::App;
use faelles::config::MailTransport;
use faelles::library::{self, Audience, NewEntry};
use faelles::meetings::{self, Kind, NewMeeting};
use faelles::members::{self, NewPerson, Role};
use faelles::web::Lang;

use crate::support::mail_server::{Manner, server};
use crate::support::{Browser, Mail, Site, address_of};

fn at(y: i32, m: u32, d: u32, hour: u32) -> NaiveDateTime {
    NaiveDate::from_ymd_opt(y, m, d)
        .unwrap()
        .and_hms_opt(hour, 0, 0)
        .unwrap()
}

pub fn network_meeting(starts_local: NaiveDateTime) -> NewMeeting {
    NewMeeting {
        kind: Kind::Network,
        title: "Forårsmødet".to_string(),
        starts_local,
        ends_local: starts_local + Duration::hours(3),
        zone: "Europe/Copenhagen".to_string(),
        place: "Rådhuset, Nykøbing".to_string(),
        speakers: "Anne Bo".to_string(),
        agenda: "- Velkomst\n- Effektkæder i praksis".to_string(),
        seats: 40,
    }
}

/// A network meeting on 14 April 2026 at 09:00, six weeks ahead.
fn plan(site: &Site) -> String {
    plan_with(site, &network_meeting(at(2026, 4, 14, 9)))
}

fn plan_with(site: &Site, new: &NewMeeting) -> String {
    site.app
        .db
        .write_now(|c| meetings::create_meeting(c, site.app.clock.now(), "Netværket 2026", new))
        .unwrap()
}

/// A meeting a month ahead of the app's own clock; its id.
pub fn a_meeting_to_come(app: &App) -> String {
    let now = app.clock.now();
    app.db
        .write_now(|c| {
            let starts = now + Duration::days(30);
            meetings::create_meeting(c, now, "Netværket", &network_meeting(starts))
        })
        .unwrap()
}

fn invite(site: &Site, meeting: &str, people: &[(String, Option<String>)]) {
    site.app
        .db
        .write_now(|c| meetings::invite(c, site.app.clock.now(), meeting, people))
        .unwrap();
}

async fn invited(site: &Site, meeting: &str, name: &str, organisation: Option<&str>) -> Mail {
    let id = site.add_person(name, &[], organisation, &[]);
    invite(site, meeting, &[(id, organisation.map(str::to_string))]);
    site.drain().await;
    site.mail_to(name)
}

async fn answer(site: &Site, link: &str, answer: &str) -> crate::support::Reply {
    site.visitor()
        .post_from(link, link, &[("answer", answer)])
        .await
}

fn series_form() -> Vec<(&'static str, &'static str)> {
    vec![
        ("title", "Netværksmøder 2026"),
        ("kind", "network"),
        ("first", "2026-03-10"),
        ("count", "4"),
        ("interval", "3"),
        ("starts", "09:00"),
        ("ends", "12:00"),
        ("zone", "Europe/Copenhagen"),
        ("place", "Rådhuset"),
        ("seats", "40"),
        ("speakers", ""),
        ("agenda", "- Velkomst"),
    ]
}

#[actix_web::test]
async fn a_series_shows_its_days_first_and_keeps_the_hour_over_summer_time() {
    let site = Site::new().await;
    let oda = site.signed_in("Oda Arr", &[Role::Organiser]).await;
    let mut form = series_form();
    let shown = oda
        .post_from("/meetings/new", "/meetings/preview", &form)
        .await;
    assert_eq!(shown.status, StatusCode::OK, "{}", shown.text);
    for (field, day) in [
        ("day-1", "2026-03-10"),
        ("day-2", "2026-06-10"),
        ("day-3", "2026-09-10"),
        ("day-4", "2026-12-10"),
    ] {
        assert!(
            shown.has(&format!("name=\"{field}\" required value=\"{day}\"")),
            "{}",
            shown.main()
        );
    }
    assert!(shown.has("hver gang kl. 09.00–12.00"), "{}", shown.main());
    // Nothing is kept yet.
    assert!(oda.open("/meetings").await.has("Ingen kommende møder"));

    form.extend([
        ("day-1", "2026-03-10"),
        ("day-2", "2026-06-11"),
        ("day-3", "2026-09-10"),
        ("day-4", "2026-12-10"),
    ]);
    let to = oda.post_from("/meetings/new", "/meetings", &form).await;
    assert_eq!(to.location(), "/meetings?done=planned");
    let list = site.visitor().open("/meetings").await;
    let nine = list.main().matches("kl. 09.00–12.00").count();
    assert_eq!(nine, 4, "{}", list.main());
    assert!(list.has("torsdag den 11. juni 2026") && list.has("torsdag den 10. december 2026"));

    // In winter nine is eight UTC, in summer seven.
    let all = site
        .app
        .db
        .read_now(|c| meetings::coming_of_kinds(c, site.app.clock.now(), &["network".into()], 9))
        .unwrap();
    let hours: Vec<String> = all
        .iter()
        .map(|m| m.starts_at().format("%m-%d %H:%M").to_string())
        .collect();
    assert_eq!(
        hours,
        ["03-10 08:00", "06-11 07:00", "09-10 07:00", "12-10 08:00"]
    );
}

#[actix_web::test]
async fn a_day_off_is_flagged_and_not_moved() {
    let site = Site::new().await;
    let oda = site.signed_in("Oda Arr", &[Role::Organiser]).await;
    let mut form = series_form();
    // 5 April 2026 is Easter Sunday, 5 July a Sunday, 5 October a plain Monday.
    form[2] = ("first", "2026-04-05");
    form[3] = ("count", "3");
    let shown = oda
        .post_from("/meetings/new", "/meetings/preview", &form)
        .await;
    assert!(shown.has("value=\"2026-04-05\"") && shown.has("value=\"2026-07-05\""));
    assert_eq!(shown.main().matches("Helligdag eller lukkedag").count(), 1);
    assert_eq!(shown.main().matches("Weekend").count(), 1);
}

#[actix_web::test]
async fn what_cannot_be_a_meeting_comes_back_with_what_was_typed() {
    let site = Site::new().await;
    let oda = site.signed_in("Oda Arr", &[Role::Organiser]).await;
    for (at, wrong) in [
        (0, ("title", "")),
        (2, ("first", "i morgen")),
        (3, ("count", "9")),
        (5, ("starts", "25:00")),
        (6, ("ends", "08:00")),
        (7, ("zone", "Mars/Olympus")),
        (11, ("agenda", "borger 010190-1234")),
    ] {
        let mut form = series_form();
        form[at] = wrong;
        let reply = oda
            .post_from("/meetings/new", "/meetings/preview", &form)
            .await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong:?}");
        assert!(reply.has("error-summary"), "{wrong:?}");
    }
}

#[actix_web::test]
async fn whoever_speaks_for_two_organisations_gets_one_mail_however_often_it_is_asked_for() {
    let site = Site::new().await;
    let meeting = plan(&site);
    let organisations = [
        site.add_organisation("Roskilde"),
        site.add_organisation("Glostrup"),
    ];
    site.add_person("Karen Holm", &[], Some(&organisations[0]), &organisations);
    site.add_person(
        "Per Lund",
        &[],
        Some(&organisations[0]),
        &organisations[..1],
    );
    site.add_person("Ida Uden", &[], None, &[]);
    let oda = site.signed_in("Oda Arr", &[Role::Organiser]).await;
    let before = site.mails().len();

    let page = format!("/meetings/{meeting}/invitations");
    let shown = oda.open(&page).await;
    let (token, once) = (shown.field("token"), shown.field("once"));
    let form = [
        ("token", token.as_str()),
        ("once", &once),
        ("whom", "representatives"),
    ];
    for _ in 0..2 {
        let to = oda.send_form(&page, &form).await;
        assert_eq!(to.location(), format!("{page}?done=invited"));
    }
    site.drain().await;
    assert_eq!(site.mails().len(), before + 2);

    // Asked again on a fresh form, and for everybody: only who had none gets one.
    let to = oda
        .post_from(&page, &page, &[("whom", "representatives")])
        .await;
    assert_eq!(to.location(), format!("{page}?done=nobody-new"));
    oda.post_from(&page, &page, &[("whom", "everybody")]).await;
    site.drain().await;
    assert_eq!(site.mails().len(), before + 4, "Ida and Oda are new");
    let to = |name: &str| {
        site.mails()
            .iter()
            .filter(|m| m.to == address_of(name) && m.subject.contains("Invitation"))
            .count()
    };
    assert_eq!(
        (
            to("Karen Holm"),
            to("Per Lund"),
            to("Ida Uden"),
            to("Oda Arr")
        ),
        (1, 1, 1, 1)
    );

    let mut crowd: Vec<(&str, String)> = vec![("whom", "chosen".to_string())];
    crowd.extend((0..1_501).map(|n| ("people", format!("{n:032x}"))));
    let crowd: Vec<(&str, &str)> = crowd.iter().map(|(n, v)| (*n, v.as_str())).collect();
    let many = oda.post_from(&page, &page, &crowd).await;
    assert_eq!(many.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(many.has("højst 1.500 ad gangen"));

    let nobody = oda.post_from(&page, &page, &[("whom", "chosen")]).await;
    assert_eq!(nobody.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[actix_web::test]
async fn the_mail_carries_a_request_with_its_zone_and_the_right_instant() {
    let site = Site::new().await;
    let meeting = plan(&site);
    let mail = invited(&site, &meeting, "Karen Holm", None).await;
    let (kind, ics) = mail.calendar.clone().unwrap();
    assert!(kind.contains("method=REQUEST"), "{kind}");
    let ics = ics.replace("\r\n ", "");
    for line in [
        "METHOD:REQUEST",
        "BEGIN:VTIMEZONE",
        "TZID:Europe/Copenhagen",
        "DTSTART;TZID=Europe/Copenhagen:20260414T090000",
        "DTEND;TZID=Europe/Copenhagen:20260414T120000",
        "DTSTAMP:20260302T090000Z",
        "SEQUENCE:0",
        "LOCATION:Rådhuset\\, Nykøbing",
    ] {
        assert!(ics.lines().any(|l| l == line), "{line} in {ics}");
    }
    assert_eq!(ics.matches("ATTENDEE").count(), 1);
    // The link is the answer: nobody reads what a calendar program would send back.
    assert!(ics.contains(
        "PARTSTAT=NEEDS-ACTION;ROLE=REQ-PARTICIPANT;RSVP=FALSE:mailto:karen.holm@example.org"
    ));
    let parsed: icalendar::Calendar = ics.parse().unwrap();
    use icalendar::Component;
    let event = parsed.components.iter().find_map(|c| c.as_event()).unwrap();
    let Some(icalendar::DatePerhapsTime::DateTime(start)) = event.get_start() else {
        panic!("no start");
    };
    assert_eq!(
        start.try_into_utc().unwrap().naive_utc(),
        at(2026, 4, 14, 7)
    );

    let token = mail.link("/answer/").replace("/answer/", "");
    let tidy = |text: &str| {
        text.replace("\r\n", "\n")
            .replace(&token, "[token]")
            .replace(
                &mail.link("/notices/less/").replace("/notices/less/", ""),
                "[less]",
            )
            .replace(&meeting, "[meeting]")
    };
    insta::assert_snapshot!("invitation_mail", tidy(&mail.text));
    insta::assert_snapshot!("invitation_ics", tidy(&ics));
}

#[actix_web::test]
async fn the_mail_is_in_the_readers_language() {
    let site = Site::new().await;
    let meeting = plan(&site);
    let new = NewPerson {
        name: "Eve English".to_string(),
        email: address_of("Eve English"),
        title: String::new(),
        lang: Lang::En,
        organisation_id: None,
        roles: vec![Role::Member],
        represents: vec![],
    };
    let id = site
        .app
        .db
        .write_now(|c| members::add_person(c, site.app.clock.now(), &new))
        .unwrap();
    invite(&site, &meeting, &[(id, None)]);
    site.drain().await;
    let mail = site.mail_to("Eve English");
    assert!(
        mail.text.contains("Tuesday 14 April 2026, 09:00–12:00"),
        "{}",
        mail.text
    );
    assert!(mail.html.contains("<html lang=\"en\">"));
}

#[actix_web::test]
async fn looking_never_answers_and_pressing_does() {
    let site = Site::new().await;
    let meeting = plan(&site);
    let link = invited(&site, &meeting, "Karen Holm", None)
        .await
        .link("/answer/");
    for _ in 0..2 {
        let seen = site.visitor().open(&link).await;
        assert!(seen.has("Du har ikke svaret endnu") && !seen.has("checked"));
    }
    for (said, shown) in [("yes", "Ja"), ("no", "Nej"), ("maybe", "Måske")] {
        let to = answer(&site, &link, said).await;
        assert_eq!(to.location(), format!("{link}?done=answered"));
        let seen = site.visitor().open(&link).await;
        assert!(
            seen.has(&format!("Du har svaret: <b>{shown}</b>")),
            "{}",
            seen.main()
        );
    }
    // The link opens this one invitation and no door.
    let seen = site.visitor();
    seen.open(&link).await;
    assert_eq!(seen.get("/me").await.status, StatusCode::UNAUTHORIZED);
}

#[actix_web::test]
async fn a_double_click_answers_once() {
    let site = Site::new().await;
    let meeting = plan(&site);
    let link = invited(&site, &meeting, "Karen Holm", None)
        .await
        .link("/answer/");
    let browser = site.visitor();
    let page = browser.open(&link).await;
    let (token, once) = (page.field("token"), page.field("once"));
    let form = [
        ("token", token.as_str()),
        ("once", &once),
        ("answer", "yes"),
    ];
    let first = browser.send_form(&link, &form).await.location();
    answer(&site, &link, "no").await;
    // The first form arrives once more, late: it has had its effect.
    assert_eq!(browser.send_form(&link, &form).await.location(), first);
    assert!(browser.open(&link).await.has("<b>Nej</b>"));
}

#[actix_web::test]
async fn a_link_answers_its_own_invitation_and_ends_the_day_after() {
    let site = Site::new().await;
    let meeting = plan(&site);
    let karen = invited(&site, &meeting, "Karen Holm", None)
        .await
        .link("/answer/");
    let per = invited(&site, &meeting, "Per Lund", None)
        .await
        .link("/answer/");
    assert_ne!(karen, per);
    answer(&site, &karen, "yes").await;
    assert!(
        site.visitor()
            .open(&per)
            .await
            .has("Du har ikke svaret endnu")
    );

    for guessed in ["/answer/x", "/answer/00000000000000000000000000000000"] {
        assert_eq!(site.visitor().get(guessed).await.status, StatusCode::GONE);
        let posted = site.visitor().post(guessed, &[("answer", "yes")]).await;
        assert_eq!(posted.status, StatusCode::GONE);
    }
    // While the meeting goes on the page says so; a day later the link is gone.
    site.app
        .clock
        .advance(at(2026, 4, 14, 8) - site.app.clock.now());
    assert!(site.visitor().open(&per).await.has("Mødet er begyndt"));
    let late = site
        .visitor()
        .post_from("/about", &karen, &[("answer", "no")])
        .await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(late.has("<b>Ja</b>"));

    site.app.clock.advance(Duration::days(2));
    assert_eq!(site.visitor().get(&per).await.status, StatusCode::GONE);
}

#[actix_web::test]
async fn an_organisation_has_its_seats_and_no_more() {
    let site = Site::new().await;
    let meeting = plan(&site);
    let roskilde = site.add_organisation("Roskilde");
    let mut links = Vec::new();
    for name in ["Anna A", "Bo B", "Carl C"] {
        links.push(
            invited(&site, &meeting, name, Some(&roskilde))
                .await
                .link("/answer/"),
        );
    }
    for link in &links[..2] {
        assert_eq!(
            answer(&site, link, "yes").await.status,
            StatusCode::SEE_OTHER
        );
    }
    let refused = answer(&site, &links[2], "yes").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.has("2 pladser er optaget") && refused.has("Du har ikke svaret endnu"));
    assert!(!refused.has("Anna"), "only the count is told");
    assert_eq!(
        answer(&site, &links[2], "maybe").await.status,
        StatusCode::SEE_OTHER
    );
    // Who has a seat may say yes again, and giving it up makes room.
    assert_eq!(
        answer(&site, &links[0], "yes").await.status,
        StatusCode::SEE_OTHER
    );
    answer(&site, &links[0], "no").await;
    assert_eq!(
        answer(&site, &links[2], "yes").await.status,
        StatusCode::SEE_OTHER
    );
}

#[actix_web::test]
async fn a_full_room_is_full_for_everybody() {
    let site = Site::new().await;
    let mut small = network_meeting(at(2026, 4, 14, 9));
    small.seats = 1;
    let meeting = plan_with(&site, &small);
    let first = invited(&site, &meeting, "Anna A", None)
        .await
        .link("/answer/");
    answer(&site, &first, "yes").await;
    let bo = site.signed_in("Bo B", &[]).await;
    let id = site
        .app
        .db
        .read_now(|c| members::find_by_email(c, &address_of("Bo B")))
        .unwrap()
        .unwrap()
        .id;
    invite(&site, &meeting, &[(id, None)]);
    let page = format!("/meetings/{meeting}");
    let refused = bo
        .post_from(&page, &format!("{page}/answer"), &[("answer", "yes")])
        .await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.has("Mødet er fuldt"), "{}", refused.main());
    let to = bo
        .post_from(&page, &format!("{page}/answer"), &[("answer", "maybe")])
        .await;
    assert_eq!(to.location(), format!("{page}?done=answered"));
}

#[actix_web::test]
async fn a_cancelled_meeting_is_taken_out_of_calendars() {
    let site = Site::new().await;
    let meeting = plan(&site);
    let link = invited(&site, &meeting, "Karen Holm", None)
        .await
        .link("/answer/");
    let uid = |mail: &Mail| {
        let ics = mail.calendar.clone().unwrap().1;
        ics.lines()
            .find(|l| l.starts_with("UID:"))
            .unwrap()
            .to_string()
    };
    let first = uid(&site.mail_to("Karen Holm"));
    let oda = site.signed_in("Oda Arr", &[Role::Organiser]).await;
    let page = format!("/meetings/{meeting}/cancel");
    assert!(oda.open(&page).await.has("Aflys mødet"));
    for _ in 0..2 {
        oda.post_from(&page.replace("/cancel", "/notes"), &page, &[])
            .await;
    }
    site.drain().await;
    let mail = site.mail_to("Karen Holm");
    assert!(mail.subject.starts_with("Aflyst: "), "{}", mail.subject);
    let (kind, ics) = mail.calendar.clone().unwrap();
    assert!(kind.contains("method=CANCEL"));
    assert!(
        ics.contains("SEQUENCE:1") && ics.contains("STATUS:CANCELLED"),
        "{ics}"
    );
    assert_eq!(uid(&mail), first);
    let told = site
        .mails()
        .iter()
        .filter(|m| m.subject.starts_with("Aflyst"))
        .count();
    assert_eq!(told, 1);
    let open = site.visitor();
    assert!(open.open(&link).await.has("Mødet er aflyst"));
    let late = open.post_from("/about", &link, &[("answer", "yes")]).await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[actix_web::test]
async fn a_moved_meeting_is_sent_again_when_the_organiser_says_so_and_two_do_not_overwrite() {
    let site = Site::new().await;
    let meeting = plan(&site);
    invited(&site, &meeting, "Karen Holm", None).await;
    let oda = site.signed_in("Oda Arr", &[Role::Organiser]).await;
    let page = format!("/meetings/{meeting}/edit");
    let shown = oda.open(&page).await;
    assert_eq!(shown.field("version"), "1");
    let form = |version: &'static str, place: &'static str, tell: &'static str| {
        [
            ("version", version),
            ("title", "Forårsmødet"),
            ("kind", "network"),
            ("day", "2026-04-14"),
            ("starts", "09:00"),
            ("ends", "12:00"),
            ("zone", "Europe/Copenhagen"),
            ("place", place),
            ("seats", "40"),
            ("speakers", "Anne Bo"),
            ("agenda", "- Velkomst"),
            ("tell", tell),
        ]
    };
    let before = site.mails().len();
    // A new agenda alone is nothing a calendar must know.
    oda.post_from(&page, &page, &form("1", "Rådhuset, Nykøbing", "yes"))
        .await;
    site.drain().await;
    assert_eq!(site.mails().len(), before);
    oda.post_from(&page, &page, &form("2", "Biblioteket", "yes"))
        .await;
    site.drain().await;
    let mail = site.mail_to("Karen Holm");
    assert!(mail.subject.starts_with("Ændret: ") && mail.text.contains("Biblioteket"));
    assert!(mail.calendar.unwrap().1.contains("SEQUENCE:1"));
    // Somebody who still looks at an older page does not overwrite.
    let stale = oda
        .post_from(&page, &page, &form("1", "Kælderen", ""))
        .await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    assert!(stale.has("value=\"Kælderen\"") && stale.has("<dd>Biblioteket</dd>"));
    assert_eq!(stale.field("version"), "3", "{}", stale.main());
    assert!(
        oda.open(&format!("/meetings/{meeting}"))
            .await
            .has("Biblioteket")
    );
    let to = oda
        .post_from(&page, &page, &form("3", "Kælderen", ""))
        .await;
    assert_eq!(to.location(), format!("/meetings/{meeting}?done=saved"));
    // A version nobody can have is a conflict like any other.
    let absurd = oda
        .post_from(&page, &page, &form("9223372036854775807", "Loftet", ""))
        .await;
    assert_eq!(absurd.status, StatusCode::CONFLICT);
}

#[actix_web::test]
async fn a_meeting_elsewhere_is_past_when_its_own_clock_says_so() {
    let site = Site::new().await;
    // It is 10:00 in Copenhagen and 09:00 UTC. In Nuuk (two hours behind UTC) it is 07:00: a
    // meeting until 08:30 there goes on, though 08:30 is past here. In Helsinki it is 11:00.
    let from = at(2026, 3, 2, 6);
    let mut nuuk = network_meeting(from);
    nuuk.title = "Mødet i Nuuk".to_string();
    nuuk.ends_local = at(2026, 3, 2, 8) + Duration::minutes(30);
    nuuk.zone = "America/Nuuk".to_string();
    plan_with(&site, &nuuk);
    let mut helsinki = network_meeting(from);
    helsinki.title = "Mødet i Helsinki".to_string();
    helsinki.ends_local = at(2026, 3, 2, 10) + Duration::minutes(30);
    helsinki.zone = "Europe/Helsinki".to_string();
    plan_with(&site, &helsinki);
    let list = site.visitor().open("/meetings").await;
    let past = list.text.find("Tidligere møder").unwrap();
    let at = |title: &str| list.text.find(title).unwrap();
    assert!(at("Mødet i Nuuk") < past && at("Mødet i Helsinki") > past);
}

#[actix_web::test]
async fn every_coming_meeting_can_be_found_and_no_page_is_empty() {
    let site = Site::new().await;
    for day in 1..=25 {
        let mut new = network_meeting(at(2026, 5, day, 9));
        new.title = format!("Mødet den {day}. maj");
        plan_with(&site, &new);
    }
    let anna = site.visitor();
    let first = anna.open("/meetings").await;
    assert!(first.has("Mødet den 20. maj") && !first.has("Mødet den 21. maj"));
    assert!(first.has("/meetings?coming=2"));
    let second = anna.open("/meetings?coming=2").await;
    assert!(second.has("Mødet den 25. maj") && !second.has("Mødet den 20. maj"));
    for beyond in ["coming=3", "page=500", "coming=x", "page=x"] {
        let page = anna.get(&format!("/meetings?{beyond}")).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{beyond}");
        assert!(page.has("Gå til den sidste side"), "{beyond}");
    }
}

#[actix_web::test]
async fn a_link_follows_a_meeting_that_was_moved_silently() {
    let site = Site::new().await;
    let meeting = plan(&site);
    let link = invited(&site, &meeting, "Karen Holm", None)
        .await
        .link("/answer/");
    let mut later = network_meeting(at(2026, 6, 9, 9));
    later.agenda = String::new();
    site.app
        .db
        .write_now(|c| meetings::change(c, site.app.clock.now(), &meeting, 1, &later, false))
        .unwrap();
    site.app
        .clock
        .advance(at(2026, 6, 8, 9) - site.app.clock.now());
    assert_eq!(
        answer(&site, &link, "yes").await.status,
        StatusCode::SEE_OTHER
    );
    site.app.clock.advance(Duration::days(3));
    assert_eq!(site.visitor().get(&link).await.status, StatusCode::GONE);
}

fn move_to(site: &Site, meeting: &str, place: &str, tell: bool) {
    let mut new = network_meeting(at(2026, 4, 14, 9));
    new.place = place.to_string();
    site.app
        .db
        .write_now(|c| {
            let version = meetings::get(c, meeting)?.version;
            meetings::change(c, site.app.clock.now(), meeting, version, &new, tell)
        })
        .unwrap();
}

fn subjects_to(site: &Site, name: &str) -> Vec<String> {
    let to = address_of(name);
    site.mails()
        .into_iter()
        .filter(|m| m.to == to)
        .map(|m| m.subject.split(':').next().unwrap_or_default().to_string())
        .collect()
}

#[actix_web::test]
async fn the_first_mail_is_an_invitation_whatever_happened_to_the_meeting_before() {
    let site = Site::new().await;
    let meeting = plan(&site);
    // The organiser corrects the place before anybody is invited.
    move_to(&site, &meeting, "Biblioteket", true);
    let first = invited(&site, &meeting, "Karen Holm", None).await;
    assert!(first.subject.starts_with("Invitation: ") && first.text.contains("Biblioteket"));
    assert!(first.text.contains("Du er inviteret"), "{}", first.text);

    answer(&site, &first.link("/answer/"), "maybe").await;
    move_to(&site, &meeting, "Kulturhuset", true);
    site.drain().await;
    // Their calendar keeps what they answered.
    let (_, ics) = site.mail_to("Karen Holm").calendar.unwrap();
    assert!(
        ics.replace("\r\n ", "").contains("PARTSTAT=TENTATIVE"),
        "{ics}"
    );
    invited(&site, &meeting, "Per Lund", None).await;
    assert_eq!(subjects_to(&site, "Karen Holm"), ["Invitation", "Ændret"]);
    assert_eq!(subjects_to(&site, "Per Lund"), ["Invitation"]);
}

#[actix_web::test]
async fn a_meeting_moved_while_the_mail_server_was_away_is_told_of_once() {
    let server = server(Manner::RefusesForNow);
    let url = server.url.clone();
    let site = Site::with(move |config| {
        config.mail = MailTransport::Smtp;
        config.smtp_url = Some(url);
    })
    .await;
    let meeting = plan(&site);
    let karen = site.add_person("Karen Holm", &[], None, &[]);
    invite(&site, &meeting, &[(karen, None)]);
    site.drain().await;
    move_to(&site, &meeting, "Biblioteket", true);
    site.drain().await;
    *server.manner.lock().unwrap() = Manner::Takes;
    site.app.clock.advance(Duration::hours(1));
    site.drain().await;
    let taken = server.taken.lock().unwrap().clone();
    assert_eq!(taken.len(), 1);
    let mail = crate::support::read_mail(taken[0].as_bytes());
    // What they get first is an invitation, and tells of the meeting as it is now.
    assert!(mail.subject.starts_with("Invitation: ") && mail.text.contains("Biblioteket"));
    assert!(mail.calendar.unwrap().1.contains("SEQUENCE:1"));
}

#[actix_web::test]
async fn an_invitation_that_waits_while_the_meeting_is_moved_silently_still_comes() {
    let server = server(Manner::RefusesForNow);
    let url = server.url.clone();
    let site = Site::with(move |config| {
        config.mail = MailTransport::Smtp;
        config.smtp_url = Some(url);
    })
    .await;
    let meeting = plan(&site);
    let karen = site.add_person("Karen Holm", &[], None, &[]);
    invite(&site, &meeting, &[(karen, None)]);
    site.drain().await;
    move_to(&site, &meeting, "Biblioteket", false);
    *server.manner.lock().unwrap() = Manner::Takes;
    site.app.clock.advance(Duration::hours(1));
    site.drain().await;
    let taken = server.taken.lock().unwrap().clone();
    assert_eq!(taken.len(), 1);
    let mail = crate::support::read_mail(taken[0].as_bytes());
    assert!(mail.subject.starts_with("Invitation: ") && mail.text.contains("Biblioteket"));
}

#[actix_web::test]
async fn no_key_is_made_for_a_mail_that_cannot_leave() {
    let site = Site::with(|config| {
        config.mail = MailTransport::Smtp;
        // Nobody listens here: the port was just given back.
        let free = std::net::TcpListener::bind("127.0.0.1:0")
            .unwrap()
            .local_addr()
            .unwrap();
        config.smtp_url = Some(format!("smtp://{free}"));
    })
    .await;
    let meeting = plan(&site);
    let karen = site.add_person("Karen Holm", &[], None, &[]);
    invite(&site, &meeting, &[(karen, None)]);
    for _ in 0..3 {
        site.drain().await;
        site.app.clock.advance(Duration::hours(3));
    }
    use diesel::prelude::*;
    let keys: i64 = site
        .app
        .db
        .read_now(|c| Ok(faelles::schema::tokens::table.count().get_result(c)?))
        .unwrap();
    assert_eq!(keys, 0);
}

#[actix_web::test]
async fn the_key_of_an_answer_link_is_kept_nowhere_in_the_clear() {
    let site = Site::new().await;
    let meeting = plan(&site);
    let link = invited(&site, &meeting, "Karen Holm", None)
        .await
        .link("/answer/");
    let karen = site.visitor();
    karen.sign_in(&address_of("Karen Holm")).await;
    let sign_in = site.mail_to("Karen Holm").link("/sign-in/");
    assert_eq!(
        answer(&site, &link, "yes").await.location(),
        format!("{link}?done=answered")
    );
    use diesel::prelude::*;
    let kept: Vec<String> = site
        .app
        .db
        .read_now(|c| {
            let once = faelles::schema::once::table;
            Ok(once.select(faelles::schema::once::location).load(c)?)
        })
        .unwrap();
    assert!(!kept.is_empty());
    for link in [&link, &sign_in] {
        let secret = link.rsplit('/').next().unwrap();
        assert!(kept.iter().all(|l| !l.contains(secret)), "{kept:?}");
    }
}

fn note_on(meeting: &str, title: &str) -> NewEntry {
    NewEntry {
        kind: library::Kind::Note,
        summary: "Kort.".to_string(),
        audience: Audience::Network,
        meeting_id: Some(meeting.to_string()),
        ..crate::search::entry(title, "Langt.")
    }
}

#[actix_web::test]
async fn a_private_draft_about_a_meeting_is_not_told_of_and_stops_nobody() {
    let site = Site::new().await;
    let meeting = plan(&site);
    let karen = site.add_person("Karen Holm", &[], None, &[]);
    site.app
        .db
        .write_now(|c| {
            let draft = note_on(&meeting, "Karens egen kladde");
            let now = site.app.clock.now();
            library::create(c, now, Some(&karen), &draft, library::Status::Draft)
        })
        .unwrap();
    let oda = site.signed_in("Oda Arr", &[Role::Organiser]).await;
    let path = format!("/meetings/{meeting}/notes");
    let page = oda.open(&path).await;
    assert!(!page.has("Karens egen kladde") && page.has("Udgiv referatet"));
    let fields = [
        ("title", "Referat fra april"),
        ("summary", "Om effektkæder."),
        ("body", "Vi talte om effektkæder."),
        ("audience", "network"),
        ("lang", "sv"),
    ];
    let to = oda.post_from(&path, &path, &fields).await;
    assert_eq!(to.location(), "/library/referat-fra-april?done=saved");
    let shown = oda.open(&format!("/meetings/{meeting}")).await;
    assert!(
        shown.has("lang=\"sv\">Referat fra april</a>"),
        "{}",
        shown.main()
    );
    assert!(!shown.has("Karens egen kladde"));
}

#[actix_web::test]
async fn answers_and_door_list_are_for_those_who_run_the_meeting() {
    let site = Site::new().await;
    let meeting = plan(&site);
    let closed = ["/invitations", "/attendance", "/notes", "/edit", "/cancel"];
    let member = site
        .signed_in("Karen Holm", &[Role::Student, Role::Editor])
        .await;
    for rest in closed {
        let path = format!("/meetings/{meeting}{rest}");
        assert_eq!(
            member.get(&path).await.status,
            StatusCode::FORBIDDEN,
            "{path}"
        );
        assert_eq!(
            member.post(&path, &[]).await.status,
            StatusCode::FORBIDDEN,
            "{path}"
        );
        assert_eq!(
            site.visitor().get(&path).await.status,
            StatusCode::UNAUTHORIZED,
            "{path}"
        );
        assert_eq!(
            site.visitor().post(&path, &[]).await.status,
            StatusCode::UNAUTHORIZED
        );
    }
    assert_eq!(
        member.get("/meetings/new").await.status,
        StatusCode::FORBIDDEN
    );
    // A teacher registers who came, and does not invite.
    let teacher = site.signed_in("Tea Lær", &[Role::Teacher]).await;
    teacher
        .open(&format!("/meetings/{meeting}/attendance"))
        .await;
    let path = format!("/meetings/{meeting}/invitations");
    assert_eq!(teacher.get(&path).await.status, StatusCode::FORBIDDEN);
}

#[actix_web::test]
async fn visitors_see_title_time_and_place_and_members_see_more() {
    let site = Site::new().await;
    let meeting = plan(&site);
    let path = format!("/meetings/{meeting}");
    let outside = site.visitor().open(&path).await;
    assert!(outside.has("Forårsmødet") && outside.has("Rådhuset, Nykøbing"));
    assert!(!outside.has("Effektkæder") && !outside.has("Anne Bo"));
    let ics = site.visitor().open(&format!("{path}/calendar.ics")).await;
    assert!(ics.has("METHOD:PUBLISH") && !ics.has("Effektk") && !ics.has("ATTENDEE"));
    let inside = site.signed_in("Karen Holm", &[]).await.open(&path).await;
    assert!(inside.has("Effektkæder") && inside.has("Anne Bo") && inside.has("40 ledige"));
    assert_eq!(
        site.visitor().get("/meetings/nope").await.status,
        StatusCode::NOT_FOUND
    );
}

async fn register(browser: &Browser<'_>, meeting: &str, fields: &[(&str, &str)]) -> StatusCode {
    let path = format!("/meetings/{meeting}/attendance");
    browser.post_from("/me", &path, fields).await.status
}

#[actix_web::test]
async fn the_door_list_is_open_from_the_day_and_takes_the_uninvited() {
    let site = Site::new().await;
    let meeting = plan(&site);
    invited(&site, &meeting, "Karen Holm", None).await;
    let id = |name: &str| {
        let address = address_of(name);
        site.app
            .db
            .read_now(|c| members::find_by_email(c, &address))
            .unwrap()
            .unwrap()
            .id
    };
    site.add_person("Per Lund", &[], None, &[]);
    let oda = site.signed_in("Oda Arr", &[Role::Organiser]).await;
    let (karen, per) = (id("Karen Holm"), id("Per Lund"));
    let early = register(&oda, &meeting, &[("came", &karen)]).await;
    assert_eq!(early, StatusCode::UNPROCESSABLE_ENTITY);

    site.app
        .clock
        .advance(at(2026, 4, 14, 6) - site.app.clock.now());
    let oda = site.visitor();
    oda.sign_in(&address_of("Oda Arr")).await;
    let path = format!("/meetings/{meeting}/attendance");
    for _ in 0..2 {
        let kept = register(&oda, &meeting, &[("came", &karen), ("add", &per)]).await;
        assert_eq!(kept, StatusCode::SEE_OTHER);
    }
    let list = oda.open(&path).await;
    assert!(list.has("2 personer deltog") && list.has("Per Lund"));
    assert_eq!(list.main().matches(" checked").count(), 2);
    // Somebody else unticks Karen; who sent an older page does not put her back.
    register(&oda, &meeting, &[("was", &karen)]).await;
    register(&oda, &meeting, &[("was", &karen), ("came", &karen)]).await;
    assert!(oda.open(&path).await.has("1 person deltog"));
    register(&oda, &meeting, &[("came", &karen)]).await;
    // Unticking removes; who was not on that page stays.
    register(&oda, &meeting, &[("was", &karen)]).await;
    assert!(oda.open(&path).await.has("1 person deltog"));
    let nobody = register(&oda, &meeting, &[("add", "nobody")]).await;
    assert_eq!(nobody, StatusCode::NOT_FOUND);
}

#[actix_web::test]
async fn notes_enter_the_library_and_name_nobody() {
    let site = Site::new().await;
    let meeting = plan(&site);
    let roskilde = site.add_organisation("Roskilde Kommune");
    let karen = site.add_person("Karen Holm", &[], Some(&roskilde), &[]);
    site.app.clock.advance(Duration::days(44));
    site.app
        .db
        .write_now(|c| {
            meetings::record_attendance(c, site.app.clock.now(), None, &meeting, &[karen], &[])
        })
        .unwrap();
    let oda = site.signed_in("Oda Arr", &[Role::Organiser]).await;
    let path = format!("/meetings/{meeting}/notes");
    let form = oda.open(&path).await;
    assert!(
        form.has("Effektkæder")
            && form.has("- Roskilde Kommune: 1")
            && !form.main().contains("Karen")
    );
    let empty = oda
        .post_from(
            &path,
            &path,
            &[("title", "Referat"), ("audience", "network")],
        )
        .await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    let fields = [
        ("title", "Referat fra april"),
        ("summary", "Om effektkæder."),
        ("body", "Vi talte om effektkæder."),
        ("audience", "network"),
        ("lang", "da"),
    ];
    let to = oda.post_from(&path, &path, &fields).await;
    assert_eq!(to.location(), "/library/referat-fra-april?done=saved");
    let shown = oda.open(&format!("/meetings/{meeting}")).await;
    assert!(shown.has("href=\"/library/referat-fra-april\""));
    // They are the network's: a visitor is not even told of them.
    assert!(
        !site
            .visitor()
            .open(&format!("/meetings/{meeting}"))
            .await
            .has("referat-fra-april")
    );
    // Written once.
    assert!(oda.open(&path).await.has("Referatet er skrevet"));
    let again = oda.post_from("/me", &path, &fields).await;
    assert_eq!(again.status, StatusCode::CONFLICT);
    assert!(
        again.has("Vi talte om effektkæder.</textarea>") && again.has("/library/referat-fra-april")
    );
}

#[actix_web::test]
async fn the_answer_page_speaks_the_invited_persons_language() {
    let site = Site::new().await;
    let meeting = plan(&site);
    let mail = invited(&site, &meeting, "Karen Holm", None).await;
    let link = mail.link("/answer/");
    assert!(site.visitor().open(&link).await.has("<html lang=\"da\">"));
    let karen = site.visitor();
    karen.sign_in(&address_of("Karen Holm")).await;
    karen
        .post("/language", &[("lang", "en"), ("back", "/")])
        .await;
    assert!(site.visitor().open(&link).await.has("<html lang=\"en\">"));
    let chosen = site.visitor();
    chosen
        .post("/language", &[("lang", "da"), ("back", "/")])
        .await;
    assert!(chosen.open(&link).await.has("<html lang=\"da\">"));
}

#[actix_web::test]
async fn an_answer_that_is_none_is_refused_with_a_word() {
    let site = Site::new().await;
    let meeting = plan(&site);
    let mail = invited(&site, &meeting, "Karen Holm", None).await;
    let link = mail.link("/answer/");
    for wrong in ["banana", ""] {
        let reply = answer(&site, &link, wrong).await;
        assert_eq!(reply.status, StatusCode::BAD_REQUEST);
        assert!(reply.has("Vælg ja, måske eller nej"));
    }
}
