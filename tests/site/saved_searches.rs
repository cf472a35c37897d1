//! Saved searches: hearing of what is new and fits, once, at one's own pace, and of nothing one may
//! not read.

use actix_web::http::{Method, StatusCode};
use chrono::{Duration, NaiveDate, NaiveDateTime};
use diesel::prelude::*;
use faelles::changes::{self, Kind};
use faelles::dump;
use faelles::members::{self, Role};
use faelles::schema::{people, saved_search_hits as hits, saved_searches as searches, settings};
use faelles::search::saved::fitting;

use crate::notices::{choose, tidy, told};
use crate::support::{Browser, Site, address_of};

fn utc(day: u32, hour: u32) -> NaiveDateTime {
    NaiveDate::from_ymd_opt(2026, 3, day)
        .unwrap()
        .and_hms_opt(hour, 0, 0)
        .unwrap()
}

async fn until(site: &Site, at: NaiveDateTime) {
    site.app.clock.advance(at - site.app.clock.now());
    site.drain().await;
}

/// A minute passes, and what is due is done.
async fn later(site: &Site) {
    site.app.clock.advance(Duration::minutes(1));
    site.drain().await;
}

/// Somebody who hears of nothing but what their searches find.
async fn reader<'a>(site: &'a Site, name: &str, lang: &str) -> Browser<'a> {
    let who = site.signed_in(name, &[]).await;
    choose(&who, &[("entry", "off"), ("topic", "off"), ("lang", lang)]).await;
    who
}

async fn editor(site: &Site) -> Browser<'_> {
    site.signed_in("Else Red", &[Role::Editor]).await
}

fn fields<'a>(title: &'a str, other: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut all = vec![
        ("kind", "case"),
        ("title", title),
        ("summary", "Kort."),
        ("body", "Langt."),
        ("lang", "da"),
        ("audience", "public"),
        ("do", "publish"),
    ];
    all.retain(|(name, _)| other.iter().all(|(n, _)| n != name));
    all.extend_from_slice(other);
    all
}

/// Publishes an entry; where it is.
async fn publish(who: &Browser<'_>, title: &str, other: &[(&str, &str)]) -> String {
    let sent = who.post("/library", &fields(title, other)).await;
    let to = sent.location();
    to.split('?').next().unwrap().to_string()
}

async fn edit(who: &Browser<'_>, at: &str, title: &str, other: &[(&str, &str)]) {
    let page = format!("{at}/edit");
    let version = who.open(&page).await.field("version");
    let mut all = fields(title, other);
    all.retain(|(name, _)| *name != "do");
    all.push(("version", &version));
    let sent = who.post(&page, &all).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text);
}

/// Saves the search of an address; the saved search's own address.
async fn save(who: &Browser<'_>, query: &str, name: &str, pace: &str) -> String {
    let page = format!("/me/searches/new?{query}");
    let query = who.open(&page).await.field("query").replace("&amp;", "&");
    let fields = [("query", query.as_str()), ("name", name), ("pace", pace)];
    let saved = who.post_from(&page, "/me/searches", &fields).await;
    let to = saved.location();
    to.split('?').next().unwrap().to_string()
}

#[actix_web::test]
async fn what_is_new_and_fits_is_told_once_and_what_was_there_is_not() {
    let site = Site::new().await;
    let editor = editor(&site).await;
    let old = publish(&editor, "Tilsyn i Lejre", &[]).await;
    let other = publish(&editor, "Cykelstier", &[]).await;
    let karen = reader(&site, "Karen Holm", "da").await;
    later(&site).await;
    let search = save(&karen, "q=tilsyn", "Alt om tilsyn", "at-once").await;
    later(&site).await;
    assert!(told(&site, "Karen Holm").is_empty(), "nothing is new");

    let new = publish(&editor, "Uanmeldt tilsyn", &[("municipality", "Roskilde")]).await;
    publish(&editor, "Grønne tage", &[]).await;
    later(&site).await;
    let mails = told(&site, "Karen Holm");
    assert_eq!(mails.len(), 1);
    assert_eq!(mails[0].subject, "1 nyt indlæg passer på »Alt om tilsyn«");
    insta::assert_snapshot!("saved_search_mail_da", tidy(&mails[0].text));
    assert!(mails[0].html.contains("Uanmeldt tilsyn, Roskilde"));
    assert!(mails[0].text.contains(&new) && mails[0].text.contains(&search));

    // Small changes are no news, of neither.
    edit(&editor, &new, "Uanmeldt tilsyn i dagtilbud", &[]).await;
    edit(&editor, &old, "Tilsyn i Lejre igen", &[]).await;
    later(&site).await;
    assert_eq!(told(&site, "Karen Holm").len(), 1);

    // But one that begins to fit is.
    edit(&editor, &other, "Tilsyn med cykelstier", &[]).await;
    later(&site).await;
    let mails = told(&site, "Karen Holm");
    assert_eq!(mails.len(), 2);
    assert!(mails[1].text.contains("Tilsyn med cykelstier"));
}

#[actix_web::test]
async fn only_what_has_every_word_and_passes_every_filter_fits() {
    let site = Site::new().await;
    let editor = editor(&site).await;
    let karen = reader(&site, "Karen Holm", "da").await;
    later(&site).await;
    let query = "q=for%C3%A6ldre+tilsyn&kind=tool";
    save(&karen, query, "Værktøj", "at-once").await;
    publish(&editor, "Tilsyn", &[("kind", "tool")]).await;
    publish(&editor, "Forældre i tilsyn", &[]).await;
    later(&site).await;
    assert!(told(&site, "Karen Holm").is_empty());
    publish(&editor, "Tilsynet og forældrene", &[("kind", "tool")]).await;
    later(&site).await;
    let mail = told(&site, "Karen Holm").pop().unwrap();
    assert!(mail.text.contains("- Tilsynet og forældrene"));
}

#[actix_web::test]
async fn small_words_words_said_twice_and_phrases_make_no_search_wider_or_narrower() {
    let site = Site::new().await;
    let editor = editor(&site).await;
    let karen = reader(&site, "Karen Holm", "da").await;
    later(&site).await;
    let searches = [
        (
            "q=for%C3%A6ldre+i+tilsyn",
            "Om forældre",
            "Forældrene i tilsynet",
        ),
        ("q=tilsyn+tilsyn+skole", "Om skole", "Tilsyn i skolen"),
        (
            "q=%22%C3%A5bent+m%C3%B8de%22+tilsyn",
            "Om mødet",
            "Tilsyn efter et åbent møde",
        ),
    ];
    for (query, name, _) in searches {
        save(&karen, query, name, "at-once").await;
    }
    for part in [
        "Tilsyn",
        "Tilsyn med tilsyn",
        "Forældre i byen",
        "Skole",
        "Åbent møde",
        "Åbent tilsyn og et møde",
    ] {
        publish(&editor, part, &[]).await;
    }
    later(&site).await;
    let texts: Vec<String> = told(&site, "Karen Holm")
        .into_iter()
        .map(|m| m.text)
        .collect();
    assert!(texts.is_empty(), "{texts:?}");
    for (n, (_, name, title)) in searches.into_iter().enumerate() {
        publish(&editor, title, &[]).await;
        later(&site).await;
        let mails = told(&site, "Karen Holm");
        assert_eq!(mails.len(), n + 1, "{name}");
        let text = &mails[n].text;
        assert!(
            text.contains(&format!("»{name}«")) && text.contains(&format!("- {title}")),
            "{text}"
        );
    }
}

#[actix_web::test]
async fn a_daily_mail_lists_what_each_search_found_in_the_readers_language() {
    let site = Site::new().await;
    let editor = editor(&site).await;
    let sven = reader(&site, "Sven Sjö", "sv").await;
    later(&site).await;
    save(&sven, "q=tilsyn", "Tillsyn", "daily").await;
    save(&sven, "kind=tool", "Verktyg", "daily").await;
    publish(&editor, "Tilsyn i Lejre", &[]).await;
    publish(&editor, "Tilsynskort", &[("kind", "tool")]).await;
    // Being here is not having looked.
    until(&site, utc(2, 20)).await;
    sven.open("/").await;
    assert!(told(&site, "Sven Sjö").is_empty());
    until(&site, utc(3, 5)).await;
    assert!(told(&site, "Sven Sjö").is_empty(), "not before seven");
    until(&site, utc(3, 6)).await;
    let mails = told(&site, "Sven Sjö");
    assert_eq!(mails.len(), 1);
    assert_eq!(mails[0].subject, "2 nya inlägg till dina sparade sökningar");
    insta::assert_snapshot!("saved_search_mail_sv", tidy(&mails[0].text));
}

#[actix_web::test]
async fn a_weekly_mail_waits_for_monday_and_is_not_sent_of_what_was_looked_at() {
    let site = Site::new().await;
    let editor = editor(&site).await;
    let karen = reader(&site, "Karen Holm", "da").await;
    later(&site).await;
    let search = save(&karen, "q=tilsyn", "Alt om tilsyn", "weekly").await;
    publish(&editor, "Tilsyn i Lejre", &[]).await;
    for day in 3..=8 {
        until(&site, utc(day, 7)).await;
        assert!(told(&site, "Karen Holm").is_empty(), "March {day}");
    }
    until(&site, utc(9, 6)).await;
    assert_eq!(told(&site, "Karen Holm").len(), 1);

    publish(&editor, "Tilsyn i Greve", &[]).await;
    later(&site).await;
    let listed = karen.open("/me/searches").await;
    assert!(
        listed.has("1 ny") || listed.has("2 nye"),
        "{}",
        listed.main()
    );
    let found = karen.open(&search).await;
    assert!(found.has("Tilsyn i Greve") && found.has(">Ny<"));
    assert!(!karen.open(&search).await.has(">Ny<"), "seen");
    assert!(!karen.open("/me/searches").await.has("1 ny"));
    until(&site, utc(16, 7)).await;
    assert_eq!(told(&site, "Karen Holm").len(), 1, "she knows");
}

#[actix_web::test]
async fn nobody_hears_of_what_they_may_not_read_when_the_mail_leaves() {
    let site = Site::new().await;
    let roskilde = site.add_organisation("Roskilde Kommune");
    let editor = site
        .signed_in_of("Else Red", &[Role::Editor], Some(&roskilde))
        .await;
    let near = site.signed_in_of("Nete Nær", &[], Some(&roskilde)).await;
    choose(&near, &[("entry", "off"), ("topic", "off")]).await;
    let far = reader(&site, "Fie Fjern", "da").await;
    later(&site).await;
    let near_search = save(&near, "q=tilsyn", "Tilsyn", "daily").await;
    let far_search = save(&far, "q=tilsyn", "Tilsyn", "daily").await;
    let own = [("audience", "organisation")];
    publish(&editor, "Internt tilsyn", &own).await;
    let open = publish(&editor, "Åbent tilsyn", &[]).await;
    later(&site).await;
    assert!(near.open("/me/searches").await.has("2 nye"));
    assert!(far.open("/me/searches").await.has("1 ny"));
    // Meanwhile it is for the organisation alone.
    edit(&editor, &open, "Åbent tilsyn", &own).await;
    later(&site).await;
    assert!(!far.open("/me/searches").await.has("1 ny"));
    until(&site, utc(3, 6)).await;
    assert!(told(&site, "Fie Fjern").is_empty());
    let mail = told(&site, "Nete Nær").pop().unwrap();
    assert!(mail.text.contains("Internt tilsyn") && mail.text.contains("Åbent tilsyn"));
    let page = far.open(&far_search).await;
    assert!(!page.has("tilsyn</a>"), "{}", page.main());
    assert!(near.open(&near_search).await.has("Åbent tilsyn"));

    // Whoever has left gets nothing.
    site.app
        .db
        .write_now(|c| {
            diesel::update(people::table.filter(people::organisation_id.eq(&roskilde)))
                .set(people::status.eq("suspended"))
                .execute(c)?;
            Ok(())
        })
        .unwrap();
    let count = told(&site, "Nete Nær").len();
    let eva = site.signed_in("Eva Ny", &[Role::Editor]).await;
    publish(&eva, "Mere tilsyn", &[]).await;
    later(&site).await;
    until(&site, utc(4, 6)).await;
    assert_eq!(told(&site, "Nete Nær").len(), count);
    assert_eq!(told(&site, "Fie Fjern").len(), 1);
}

#[actix_web::test]
async fn ones_own_entries_are_not_told() {
    let site = Site::new().await;
    let editor = editor(&site).await;
    choose(&editor, &[("entry", "off"), ("topic", "off")]).await;
    later(&site).await;
    let search = save(&editor, "q=tilsyn", "Tilsyn", "at-once").await;
    publish(&editor, "Mit tilsyn", &[]).await;
    later(&site).await;
    assert!(told(&site, "Else Red").is_empty());
    assert!(!editor.open(&search).await.has("Mit tilsyn"));
}

#[actix_web::test]
async fn one_click_stops_one_search_and_no_other() {
    let site = Site::new().await;
    let editor = editor(&site).await;
    let karen = reader(&site, "Karen Holm", "da").await;
    later(&site).await;
    let search = save(&karen, "q=tilsyn", "Alt om tilsyn", "at-once").await;
    publish(&editor, "Tilsyn i Lejre", &[]).await;
    later(&site).await;
    let mail = told(&site, "Karen Holm").pop().unwrap();
    let link = mail.link("/notices/less/");
    assert_eq!(mail.less, Some(format!("<http://127.0.0.1:8080{link}>")));
    let shown = site.visitor().open(&link).await;
    assert!(shown.has("din gemte søgning »Alt om tilsyn«"));
    save(&karen, "kind=case", "Cases", "at-once").await;
    let body = b"List-Unsubscribe=One-Click".to_vec();
    let pressed = site
        .visitor()
        .send(Method::POST, &link, Some(body), &[])
        .await;
    assert_eq!(pressed.status, StatusCode::OK);
    publish(&editor, "Tilsyn i Greve", &[]).await;
    later(&site).await;
    let mails = told(&site, "Karen Holm");
    assert_eq!(mails.len(), 2);
    assert!(mails[1].subject.contains("»Cases«"));
    // It is found all the same.
    assert!(karen.open(&search).await.has("Tilsyn i Greve"));
    karen.post(&format!("{search}/remove"), &[]).await;
    let spent = site.visitor().get(&link).await;
    assert_eq!(spent.status, StatusCode::GONE, "{}", spent.main());
}

#[actix_web::test]
async fn what_is_interrupted_is_told_once() {
    let site = Site::new().await;
    let editor = editor(&site).await;
    let karen = reader(&site, "Karen Holm", "da").await;
    later(&site).await;
    save(&karen, "q=tilsyn", "Alt om tilsyn", "at-once").await;
    later(&site).await;
    let cursor = || {
        site.app
            .db
            .read_now(|c| {
                Ok(settings::table
                    .find("saved-searches.cursor")
                    .select(settings::value)
                    .first::<String>(c)
                    .optional()?)
            })
            .unwrap()
    };
    let before = cursor();
    publish(&editor, "Tilsyn i Lejre", &[]).await;
    site.app.clock.advance(Duration::minutes(1));
    fitting::work(&site.app).await.unwrap();
    // The mail is in the outbox before the cursor has moved: both, or neither.
    assert_ne!(cursor(), before);
    let waiting: i64 = site
        .app
        .db
        .read_now(|c| {
            use faelles::schema::mails;
            let queued = mails::table.filter(mails::kind.eq("digest"));
            Ok(queued.count().get_result(c)?)
        })
        .unwrap();
    assert_eq!(waiting, 1);
    // As from a log that is read once more.
    site.app
        .db
        .write_now(|c| {
            diesel::update(settings::table.find("saved-searches.cursor"))
                .set(settings::value.eq("0"))
                .execute(c)?;
            Ok(())
        })
        .unwrap();
    later(&site).await;
    assert_eq!(told(&site, "Karen Holm").len(), 1);
}

#[actix_web::test]
async fn a_search_is_its_persons_alone() {
    let site = Site::new().await;
    let karen = reader(&site, "Karen Holm", "da").await;
    let per = reader(&site, "Per Lund", "da").await;
    later(&site).await;
    assert!(karen.open("/me/searches").await.has("Du har ingen gemte"));
    let search = save(&karen, "q=tilsyn&area=skole", "Alt om tilsyn", "off").await;
    let listed = karen.open("/me/searches").await;
    assert!(listed.has("Alt om tilsyn") && listed.has("/search?q=tilsyn&amp;area=skole"));
    for path in ["", "/remove"] {
        let at = format!("{search}{path}");
        let fields = [("version", "1"), ("name", "Min"), ("pace", "off")];
        let taken = per.post(&at, &fields).await;
        assert_eq!(taken.status, StatusCode::NOT_FOUND, "{at}");
    }
    assert_eq!(per.get(&search).await.status, StatusCode::NOT_FOUND);
    let visitor = site.visitor().get(&search).await;
    assert_eq!(visitor.status, StatusCode::UNAUTHORIZED);

    // In two windows: the second is told, and loses nothing silently.
    let fields = [("version", "1"), ("name", "Tilsyn"), ("pace", "daily")];
    let changed = karen.post(&search, &fields).await;
    assert_eq!(changed.location(), format!("{search}?done=saved"));
    let typed = [("version", "1"), ("name", "Mit tilsyn"), ("pace", "weekly")];
    let stale = karen.post(&search, &typed).await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    assert!(stale.has("value=\"Mit tilsyn\"") && stale.has("Gemt er nu »Tilsyn«"));
    assert!(karen.open(&search).await.has("value=\"Tilsyn\""));
    let version = stale.field("version");
    let again = [("version", version.as_str()), typed[1], typed[2]];
    let saved = karen.post(&search, &again).await;
    assert_eq!(saved.location(), format!("{search}?done=saved"));
    assert!(karen.open(&search).await.has("value=\"Mit tilsyn\""));

    // Twice pressed is pressed once.
    let page = karen.open("/me/searches/new?q=naboer").await;
    let (token, once) = (page.field("token"), page.field("once"));
    let twice = [
        ("token", token.as_str()),
        ("once", once.as_str()),
        ("query", "q=naboer"),
        ("name", "Naboer"),
        ("pace", "weekly"),
    ];
    let first = karen.send_form("/me/searches", &twice).await.location();
    let second = karen.send_form("/me/searches", &twice).await.location();
    assert_eq!(first, second);
    karen.post(&format!("{search}/remove"), &[]).await;
    assert_eq!(karen.get(&search).await.status, StatusCode::NOT_FOUND);
    assert!(!karen.open("/me/searches").await.has("Mit tilsyn"));
}

#[actix_web::test]
async fn what_cannot_be_kept_is_said_beside_its_field() {
    let site = Site::new().await;
    let karen = reader(&site, "Karen Holm", "da").await;
    later(&site).await;
    let refused = [
        [("query", "q=tilsyn"), ("name", ""), ("pace", "daily")],
        [
            ("query", "q=tilsyn"),
            ("name", "Tilsyn"),
            ("pace", "hourly"),
        ],
        [
            ("query", "q=tilsyn"),
            ("name", "Om 010190-1234"),
            ("pace", "daily"),
        ],
    ];
    for fields in refused {
        let reply = karen.post("/me/searches", &fields).await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{fields:?}");
        assert!(reply.has("value=\"q=tilsyn\"") && reply.has("error-summary"));
    }
    for query in ["", "q=010190-1234", "kind=nonsense"] {
        let fields = [("query", query), ("name", "Alt"), ("pace", "daily")];
        let empty = karen.post("/me/searches", &fields).await;
        assert_eq!(empty.status, StatusCode::BAD_REQUEST, "{query}");
    }
    for n in 0..50 {
        save(&karen, "q=tilsyn", &format!("Nr. {n}"), "off").await;
    }
    let fields = [("query", "q=tilsyn"), ("name", "Nr. 50"), ("pace", "off")];
    let full = karen.post("/me/searches", &fields).await;
    assert_eq!(full.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(full.has("Du har gemt 50 søgninger"));
    let at = karen.open("/me/searches").await;
    let search = regex::Regex::new("/me/searches/[0-9a-f]{32}").unwrap();
    let first = search.find(at.main()).unwrap().as_str().to_string();
    let fields = [("version", "1"), ("name", "Nr. 7"), ("pace", "off")];
    let taken = karen.post(&first, &fields).await;
    assert!(taken.has("Du har allerede en søgning med det navn"));
}

#[actix_web::test]
async fn filters_among_the_words_are_understood_before_a_search_is_kept() {
    let site = Site::new().await;
    let karen = reader(&site, "Karen Holm", "da").await;
    let shown = karen
        .open("/me/searches/new?q=tilsyn+kommune%3ARoskilde")
        .await;
    assert!(
        shown.has("value=\"q=tilsyn&amp;municipality=DK-265\""),
        "{}",
        shown.main()
    );
    // What no filter has is explained where one searches.
    let odd = karen.get("/me/searches/new?q=tilsyn+type%3Ahammer").await;
    assert_eq!(odd.location(), "/search?q=tilsyn+type%3Ahammer");
}

#[actix_web::test]
async fn a_name_is_one_searchs_alone() {
    let site = Site::new().await;
    let karen = reader(&site, "Karen Holm", "da").await;
    later(&site).await;
    let first = save(&karen, "q=tilsyn", "Tilsyn", "daily").await;
    let other = save(&karen, "q=naboer", "Naboer", "daily").await;
    let fields = [("query", "q=skole"), ("name", "Tilsyn"), ("pace", "weekly")];
    let taken = karen.post("/me/searches", &fields).await;
    assert_eq!(taken.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(taken.has("Du har allerede en søgning med det navn"));
    assert!(taken.has("value=\"Tilsyn\"") && taken.has("value=\"q=skole\""));
    let fields = [("version", "1"), ("name", "Tilsyn"), ("pace", "off")];
    let taken = karen.post(&other, &fields).await;
    assert_eq!(taken.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(taken.has("Du har allerede en søgning med det navn"));
    assert!(karen.open(&first).await.has("/search?q=tilsyn\""));
    assert!(karen.open(&other).await.has("value=\"Naboer\""));
    // What narrows a search is in the name it is given.
    let plain = karen.open("/me/searches/new?q=tilsyn").await;
    assert!(plain.has("value=\"tilsyn\""));
    let narrowed = karen.open("/me/searches/new?q=tilsyn&kind=case").await;
    assert!(narrowed.has("value=\"»tilsyn«, Case\""));
    // Another's names are their own.
    let per = reader(&site, "Per Lund", "da").await;
    save(&per, "q=tilsyn", "Tilsyn", "daily").await;
}

#[actix_web::test]
async fn a_long_log_is_told_of_piece_by_piece() {
    let site = Site::new().await;
    let editor = editor(&site).await;
    let karen = reader(&site, "Karen Holm", "da").await;
    later(&site).await;
    save(&karen, "q=tilsyn", "Alt om tilsyn", "at-once").await;
    publish(&editor, "Tilsyn i Lejre", &[]).await;
    let now = site.app.clock.now();
    let gone: Vec<String> = (0..450).map(|n| format!("gone-{n}")).collect();
    let gone: Vec<&str> = gone.iter().map(String::as_str).collect();
    site.app
        .db
        .write_now(|c| changes::record_all(c, Kind::Entry, &gone, now))
        .unwrap();
    publish(&editor, "Tilsyn i Greve", &[]).await;
    later(&site).await;
    let mails = told(&site, "Karen Holm");
    for title in ["Tilsyn i Lejre", "Tilsyn i Greve"] {
        let of = mails.iter().filter(|m| m.text.contains(title)).count();
        assert_eq!(of, 1, "{title}");
    }
}

#[actix_web::test]
async fn a_search_and_a_narrowed_list_are_offered_as_feeds_that_say_what_they_hold() {
    let site = Site::new().await;
    let editor = editor(&site).await;
    publish(&editor, "Tilsyn i Lejre", &[("municipality", "Lejre")]).await;
    publish(&editor, "Tilsyn", &[("kind", "tool")]).await;
    publish(&editor, "Lejre", &[]).await;
    publish(&editor, "Hemmeligt tilsyn", &[("audience", "network")]).await;
    later(&site).await;
    let query = "q=tilsyn&kind=case";
    let visitor = site.visitor();
    let found = visitor.open(&format!("/search?{query}")).await;
    assert!(found.has("Gem søgningen, og få besked"));
    let offered = "title=\"Følg søgningen som feed (Atom): »tilsyn«, Case\" \
                   href=\"/feeds/library.atom?q=tilsyn&amp;kind=case\"";
    assert!(found.has(offered), "{}", found.text);
    assert!(!visitor.open("/search").await.has("application/atom+xml"));
    // Whoever asks, a feed holds what visitors may read.
    let feed = editor.open("/feeds/library.atom?kind=case&q=tilsyn").await;
    assert!(feed.has("<title>»tilsyn«, Case – "), "{}", feed.text);
    assert!(feed.has("Tilsyn i Lejre") && !feed.has("Hemmeligt"));
    let both = visitor.open("/feeds/library.atom?q=tilsyn+lejre").await;
    assert!(both.has("Tilsyn i Lejre") && !both.has("<title>Lejre</title>"));

    // It is narrowed as the search is, not as the list.
    let found = visitor.open("/search?kind=tool").await;
    let address = "href=\"/feeds/library.atom?q=&amp;kind=tool\"";
    assert!(found.has(address), "{}", found.text);
    let tools = visitor.open("/feeds/library.atom?q=&kind=tool").await;
    assert!(tools.has("<title>Tilsyn</title>") && !tools.has("Tilsyn i Lejre"));
    let nowhere = "/feeds/library.atom?q=tilsyn&municipality=Ingensteds";
    let refused = visitor.get(nowhere).await;
    assert_eq!(refused.status, StatusCode::BAD_REQUEST, "{}", refused.text);
    for filter in ["year=1999", "tag=ingen"] {
        let address = format!("/feeds/library.atom?q=tilsyn&{filter}");
        let none = visitor.open(&address).await;
        assert!(!none.has("<entry"), "{filter}: {}", none.text);
    }

    let list = visitor.open("/library?kind=tool&from=2020&to=2024").await;
    assert!(
        list.has("title=\"Følg listen som feed (Atom): Værktøj, 2020–2024\""),
        "{}",
        list.text
    );
    let feed = visitor.open("/feeds/library.atom?kind=tool").await;
    assert!(feed.has("<title>Værktøj – "), "{}", feed.text);
}

#[actix_web::test]
async fn a_saved_search_moves_with_the_network_and_tells_nothing_twice_there() {
    let from = Site::new().await;
    let editor = editor(&from).await;
    publish(&editor, "Tilsyn i Lejre", &[]).await;
    let karen = reader(&from, "Karen Holm", "da").await;
    later(&from).await;
    save(&karen, "q=tilsyn", "Alt om tilsyn", "at-once").await;
    let told_of = publish(&editor, "Tilsyn i Greve", &[]).await;
    later(&from).await;
    assert_eq!(told(&from, "Karen Holm").len(), 1);
    let folder = tempfile::tempdir().unwrap();
    dump::write(&from.app, &folder.path().join("all"))
        .await
        .unwrap();

    let to = Site::new().await;
    dump::read(&to.app, &folder.path().join("all"))
        .await
        .unwrap();
    until(&to, from.app.clock.now()).await;
    let there = to.visitor();
    there.sign_in(&address_of("Else Red")).await;
    let id = to
        .app
        .db
        .read_now(|c| members::find_by_email(c, &address_of("Else Red")))
        .unwrap()
        .unwrap()
        .id;
    to.show_second_factor(&id);
    later(&to).await;
    for (at, title) in [
        ("/library/tilsyn-i-lejre", "Tilsyn"),
        (&told_of, "Mere tilsyn"),
    ] {
        edit(&there, at, title, &[]).await;
    }
    later(&to).await;
    assert!(told(&to, "Karen Holm").is_empty());
    publish(&there, "Tilsyn i Odense", &[]).await;
    later(&to).await;
    assert_eq!(told(&to, "Karen Holm").len(), 1);
}

#[actix_web::test]
async fn what_was_found_goes_with_the_entry_and_with_the_search() {
    let site = Site::new().await;
    let editor = editor(&site).await;
    let karen = reader(&site, "Karen Holm", "da").await;
    later(&site).await;
    let search = save(&karen, "q=tilsyn", "Alt om tilsyn", "weekly").await;
    let at = publish(&editor, "Tilsyn i Lejre", &[]).await;
    publish(&editor, "Tilsyn i Greve", &[]).await;
    later(&site).await;
    let count = || {
        site.app
            .db
            .read_now(|c| Ok(hits::table.count().get_result::<i64>(c)?))
            .unwrap()
    };
    assert_eq!(count(), 2);
    let page = format!("{at}/delete");
    let version = editor.open(&page).await.field("version");
    let binned = editor.post(&page, &[("version", &version)]).await;
    assert_eq!(binned.status, StatusCode::SEE_OTHER, "{}", binned.text);
    assert!(!karen.open(&search).await.has("Tilsyn i Lejre"));
    let gone = site.app.clock.now() + Duration::days(31);
    site.app
        .db
        .write_now(|c| faelles::library::bin::sweep(c, gone))
        .unwrap();
    assert_eq!(count(), 1);
    karen.post(&format!("{search}/remove"), &[]).await;
    assert_eq!(count(), 0);
    let left: i64 = site
        .app
        .db
        .read_now(|c| Ok(searches::table.count().get_result(c)?))
        .unwrap();
    assert_eq!(left, 0);
}
