//! Staying true: who is asked when, what one word does, and that nothing is without an owner in
//! silence.

use std::future::Future;
use std::task::Poll;

use actix_web::http::StatusCode;
use chrono::Duration;
use diesel::prelude::*;
use faelles::jobs::{self, Job};
use faelles::members::Role;
use faelles::schema::{entries, people};

use crate::compare::{save, step, write};
use crate::support::{Browser, Mail, Site, address_of};

/// Starts the daily work; from then on it comes back every day by itself.
async fn watch(site: &Site) {
    let now = site.app.clock.now();
    site.app
        .db
        .write_now(|c| jobs::enqueue(c, &Job::Freshness, now, Some("freshness-next")))
        .unwrap();
    site.drain().await;
}

/// Lets days go by, one at a time.
async fn days(site: &Site, n: i64) {
    for _ in 0..n {
        site.app.clock.advance(Duration::days(1));
        site.drain().await;
    }
}

/// Mails of these words to somebody.
fn mails(site: &Site, name: &str, words: &str) -> Vec<Mail> {
    let to = address_of(name);
    let mut mails = site.mails();
    mails.retain(|m| m.to == to && m.subject.contains(words));
    mails
}

async fn back<'a>(site: &'a Site, name: &str) -> Browser<'a> {
    let browser = site.visitor();
    browser.sign_in(&address_of(name)).await;
    site.show_second_factor(&person_of(site, name));
    browser
}

fn set_deputy(site: &Site, slug: &str, name: &str) {
    site.app
        .db
        .write_now(|c| {
            let deputy = faelles::members::find_by_email(c, &address_of(name))?;
            diesel::update(entries::table.filter(entries::slug.eq(slug)))
                .set(entries::deputy_id.eq(deputy.map(|d| d.id)))
                .execute(c)?;
            Ok(())
        })
        .unwrap();
}

/// By its page, as who decides about an entry names its deputy.
async fn deputise(who: &Browser<'_>, at: &str, name: &str) {
    let fields = [("do", "deputy"), ("person", &person_of(who.site, name))];
    let fields = fields.map(|(field, value)| (field, value as &str));
    let named = who.post(&format!("{at}/people"), &fields).await;
    assert_eq!(
        named.location(),
        format!("{at}/people?done=freshness-deputy")
    );
}

fn suspend(site: &Site, name: &str) {
    site.app
        .db
        .write_now(|c| {
            let person = faelles::members::find_by_email(c, &address_of(name))?.unwrap();
            diesel::update(people::table.find(person.id))
                .set(people::status.eq("suspended"))
                .execute(c)?;
            Ok(())
        })
        .unwrap();
}

#[actix_web::test]
async fn updated_looked_at_and_due_are_three_things() {
    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[Role::Editor]).await;
    let at = write(&karen, &[("do", "publish")]).await;
    let shown = karen.open(&at).await;
    for line in ["Sidst opdateret", "Sidst set efter", "Skal ses efter"] {
        assert!(shown.has(line), "{line}");
    }
    assert!(shown.has("2. marts 2026") && shown.has("2. marts 2027"));
    site.app.clock.advance(Duration::days(100));
    let karen = back(&site, "Karen Holm").await;
    save(&karen, &at, &[("body", "Ny tekst")]).await.location();
    let shown = karen.open(&at).await;
    assert!(shown.has("10. juni 2026"), "changed");
    assert!(shown.has("2. marts 2027"), "writing is not looking at it");
    let version = karen.open(&at).await.field("version");
    let path = format!("{at}/still-true");
    let stale = karen.post(&path, &[("version", "1")]).await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    site.app.clock.advance(Duration::days(1));
    let done = karen.post(&path, &[("version", &version)]).await;
    assert_eq!(done.location(), format!("{at}?done=freshness-reviewed"));
    let shown = karen.open(&at).await;
    for day in [
        "10. juni 2026",
        "11. juni 2026, Karen Holm",
        "11. juni 2027",
    ] {
        assert!(shown.has(day), "{day} in {}", shown.main());
    }
    let history = karen.open(&format!("{at}/history")).await;
    assert!(history.has("Set efter, stadig rigtigt, af</b> Karen Holm"));
    // Names are for the network.
    assert!(!site.visitor().open(&at).await.has("Karen Holm"));
    let per = site.signed_in("Per Lund", &[]).await;
    assert_eq!(
        per.post(&path, &[("version", "3")]).await.status,
        StatusCode::FORBIDDEN
    );
}

#[actix_web::test]
async fn what_is_old_says_so_everywhere_and_a_setting_says_when() {
    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[Role::Editor]).await;
    let ada = site.signed_in("Ada Adm", &[Role::Administrator]).await;
    let at = write(&karen, &[("do", "publish")]).await;
    site.drain().await;
    let places = [at.as_str(), "/library", "/search?q=tilsynet"];
    let seen = ada.open("/admin/settings").await.field("seen");
    let fields = [
        ("network", "N"),
        ("stale_months", "3"),
        ("due_months", "6"),
        ("seen", &seen),
    ];
    ada.post("/admin/settings", &fields).await.location();
    let bad = [("network", "N"), ("stale_months", "0"), ("seen", &seen)];
    let refused = ada.post("/admin/settings", &bad).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    site.app.clock.advance(Duration::days(91));
    for place in places {
        assert!(
            !site.visitor().open(place).await.has("Ældre end"),
            "{place}"
        );
    }
    site.app.clock.advance(Duration::days(2));
    for place in places {
        assert!(
            site.visitor().open(place).await.has("Ældre end 3 måneder"),
            "{place}"
        );
    }
    let karen = back(&site, "Karen Holm").await;
    let version = karen.open(&at).await.field("version");
    karen
        .post(&format!("{at}/still-true"), &[("version", &version)])
        .await
        .location();
    site.drain().await;
    for place in places {
        assert!(
            !site.visitor().open(place).await.has("Ældre end"),
            "{place}: looked at"
        );
    }
    assert!(
        site.visitor().open(&at).await.has("3. december 2026"),
        "six months on"
    );
}

#[actix_web::test]
async fn the_owner_is_asked_before_and_when_it_is_due_and_then_others_are() {
    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[]).await;
    let editor = site.signed_in("Else Red", &[Role::Editor]).await;
    site.add_person("Dorte Dep", &[], None, &[]);
    let at = write(&karen, &[("do", "review")]).await;
    step(&editor, &at, "publish").await.location();
    set_deputy(&site, at.rsplit('/').next().unwrap(), "Dorte Dep");
    watch(&site).await;
    // Due on 2 March 2027, 365 days from now.
    site.app.clock.advance(Duration::days(345));
    days(&site, 5).await;
    assert!(
        mails(&site, "Karen Holm", "stadig rigtig").is_empty(),
        "15 days before"
    );
    days(&site, 1).await;
    let first = mails(&site, "Karen Holm", "stadig rigtig");
    assert_eq!(first.len(), 1, "14 days before");
    assert!(first[0].text.contains("2. marts 2027"), "{}", first[0].text);
    days(&site, 13).await;
    assert!(mails(&site, "Karen Holm", "ses efter nu").is_empty());
    days(&site, 1).await;
    assert_eq!(
        mails(&site, "Karen Holm", "ses efter nu").len(),
        1,
        "on the day"
    );
    days(&site, 13).await;
    assert!(mails(&site, "Dorte Dep", "har set").is_empty());
    assert!(mails(&site, "Else Red", "ikke set efter").is_empty());
    days(&site, 1).await;
    assert_eq!(
        mails(&site, "Dorte Dep", "Ingen har set").len(),
        1,
        "14 days after"
    );
    let desk = mails(&site, "Else Red", "ikke set efter");
    assert_eq!(desk.len(), 1);
    assert!(
        desk[0].text.contains("Forældre i tilsynet"),
        "{}",
        desk[0].text
    );
    let all = site.mails().len();
    days(&site, 30).await;
    assert_eq!(site.mails().len(), all, "each once");
    let editor = back(&site, "Else Red").await;
    assert!(editor.open("/library/due").await.has(&at));
    let dorte = back(&site, "Dorte Dep").await;
    assert!(dorte.open("/library/due").await.has(&at));

    // One word, and it begins anew a year later.
    let version = dorte.open(&at).await.field("version");
    dorte
        .post(&format!("{at}/still-true"), &[("version", &version)])
        .await
        .location();
    assert!(!editor.open("/library/due").await.has(&at));
    site.app.clock.advance(Duration::days(352));
    site.drain().await;
    assert_eq!(mails(&site, "Karen Holm", "stadig rigtig").len(), 2);
}

#[actix_web::test]
async fn a_mailed_link_takes_one_click_and_no_sign_in() {
    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[Role::Editor]).await;
    let at = write(&karen, &[("do", "publish")]).await;
    watch(&site).await;
    site.app.clock.advance(Duration::days(355));
    site.drain().await;
    let link = site.mail_to("Karen Holm").link("/still-true/");
    let visitor = site.visitor();
    let page = visitor.open(&link).await;
    assert!(page.has("Forældre i tilsynet") && page.has("Ikke endnu"));
    // Opening it does nothing: mail programs open links by themselves.
    assert!(visitor.open(&link).await.has("Ikke endnu"));
    let version = page.field("version");
    let done = visitor
        .post_from(&link, &link, &[("version", &version)])
        .await;
    assert_eq!(done.location(), format!("{link}?done=freshness-reviewed"));
    assert!(!visitor.open(&link).await.has("Ikke endnu"));
    assert_eq!(
        visitor.get("/me").await.status,
        StatusCode::UNAUTHORIZED,
        "not signed in"
    );
    let karen = back(&site, "Karen Holm").await;
    let history = karen.open(&format!("{at}/history")).await;
    assert!(history.has("Set efter, stadig rigtigt, af</b> Karen Holm"));

    // It is good for nothing else, and for nobody who is shut out.
    assert_eq!(
        visitor.get("/still-true/0000").await.status,
        StatusCode::GONE
    );
    suspend(&site, "Karen Holm");
    assert_eq!(visitor.get(&link).await.status, StatusCode::GONE);
    let refused = visitor.post(&link, &[("version", "2")]).await;
    assert_eq!(refused.status, StatusCode::GONE);
}

#[actix_web::test]
async fn a_reminder_that_is_answered_before_it_leaves_does_not_leave() {
    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[Role::Editor]).await;
    let at = write(&karen, &[("do", "publish")]).await;
    watch(&site).await;
    site.app.clock.advance(Duration::days(355));
    // The job has asked; the mail still waits when she answers by herself.
    faelles::library::freshness::reminding::work(&site.app)
        .await
        .unwrap();
    let karen = site.visitor();
    let id = site
        .app
        .db
        .write_now(|c| {
            let karen = faelles::members::find_by_email(c, &address_of("Karen Holm"))?.unwrap();
            let ids = [karen.id];
            let who = faelles::members::acting(c, &ids)?.pop().unwrap();
            let slug = at.rsplit('/').next().unwrap();
            faelles::library::freshness::still_true(c, site.app.clock.now(), &who, slug, 1)?;
            Ok(who.id)
        })
        .unwrap();
    assert!(!id.is_empty());
    site.drain().await;
    assert!(mails(&site, "Karen Holm", "stadig rigtig").is_empty());
    karen.open(&at).await;
}

#[actix_web::test]
async fn a_deputy_takes_over_and_what_has_none_comes_to_the_editors() {
    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[]).await;
    let editor = site.signed_in("Else Red", &[Role::Editor]).await;
    site.add_person("Dorte Dep", &[], None, &[]);
    let one = write(&karen, &[("do", "review"), ("title", "Med stedfortræder")]).await;
    let two = write(&karen, &[("do", "review"), ("title", "Helt alene")]).await;
    for at in [&one, &two] {
        step(&editor, at, "publish").await.location();
    }
    deputise(&editor, &one, "Dorte Dep").await;
    watch(&site).await;
    assert!(mails(&site, "Else Red", "ansvarlig").is_empty());
    let fields = [("contributions", "keep"), ("sure", "yes")];
    karen
        .post_from("/me/data/erase", "/me/data/erase", &fields)
        .await
        .location();
    days(&site, 9).await;
    let editor = back(&site, "Else Red").await;
    let told = mails(&site, "Else Red", "har ingen ansvarlig");
    assert_eq!(told.len(), 1);
    assert!(told[0].text.contains("Helt alene") && !told[0].text.contains("Med stedfortræder"));
    days(&site, 3).await;
    assert_eq!(
        mails(&site, "Else Red", "har ingen ansvarlig").len(),
        1,
        "once"
    );
    let list = editor.open("/library/ownerless").await;
    assert!(list.has(&two) && !list.has(&one));
    let dorte = back(&site, "Dorte Dep").await;
    assert!(
        dorte.open(&one).await.has(">Dorte Dep</a>"),
        "its owner now"
    );

    // The editor finds somebody.
    let found = editor.open(&format!("{two}/people?q=dorte")).await;
    assert!(found.has("Giv Dorte Dep ansvaret"));
    let id = found.field("person");
    let id = if id.is_empty() {
        dorte.open("/me").await;
        person_of(&site, "Dorte Dep")
    } else {
        id
    };
    let fields = [("do", "assign"), ("person", id.as_str())];
    editor
        .post(&format!("{two}/people"), &fields)
        .await
        .location();
    assert!(!editor.open("/library/ownerless").await.has(&two));
    assert!(dorte.open(&format!("{two}/edit")).await.has("Helt alene"));
}

pub fn person_of(site: &Site, name: &str) -> String {
    site.app
        .db
        .read_now(|c| faelles::members::find_by_email(c, &address_of(name)))
        .unwrap()
        .unwrap()
        .id
}

#[actix_web::test]
async fn an_owner_hands_over_within_their_organisation() {
    let site = Site::new().await;
    let roskilde = site.add_organisation("Roskilde Kommune");
    let umea = site.add_organisation("Umeå kommun");
    let karen = site.signed_in_of("Karen Holm", &[], Some(&roskilde)).await;
    let editor = site.signed_in("Else Red", &[Role::Editor]).await;
    let per = site.signed_in_of("Per Lund", &[], Some(&roskilde)).await;
    let anna = site.signed_in_of("Anna Ek", &[], Some(&umea)).await;
    let at = write(&karen, &[("do", "review")]).await;
    step(&editor, &at, "publish").await.location();
    let path = format!("{at}/people");
    let page = karen.open(&path).await;
    assert!(page.has("Tilbyd Per Lund ansvaret") && !page.has("Anna Ek"));
    assert!(!page.has("Giv Per Lund ansvaret"), "for editors");
    let (per_id, anna_id) = (person_of(&site, "Per Lund"), person_of(&site, "Anna Ek"));
    for (what, who, status) in [
        ("offer", &anna_id, StatusCode::BAD_REQUEST),
        ("deputy", &anna_id, StatusCode::BAD_REQUEST),
        ("assign", &per_id, StatusCode::FORBIDDEN),
    ] {
        let reply = karen.post(&path, &[("do", what), ("person", who)]).await;
        assert_eq!(reply.status, status, "{what}");
    }
    let stranger = per
        .post(&path, &[("do", "assign"), ("person", &per_id)])
        .await;
    assert_eq!(stranger.status, StatusCode::FORBIDDEN);
    karen
        .post(&path, &[("do", "offer"), ("person", &per_id)])
        .await
        .location();
    assert!(!anna.open(&at).await.has("Du er tilbudt"));
    let grabbed = anna
        .post(&format!("{at}/take-over"), &[("do", "yes")])
        .await;
    assert_eq!(grabbed.status, StatusCode::NOT_FOUND);
    assert!(per.open(&at).await.has("Du er tilbudt"));
    per.post(&format!("{at}/take-over"), &[("do", "yes")])
        .await
        .location();
    assert!(
        per.open(&format!("{at}/edit"))
            .await
            .has("Forældre i tilsynet")
    );
    assert_eq!(
        karen.get(&format!("{at}/edit")).await.status,
        StatusCode::FORBIDDEN
    );
    let history = per.open(&format!("{at}/history")).await;
    assert!(history.has("Ansvaret givet videre af"));
    // Now Karen is his deputy: she edits, and does not decide who looks after it.
    let karen_id = person_of(&site, "Karen Holm");
    per.post(&path, &[("do", "deputy"), ("person", &karen_id)])
        .await
        .location();
    karen.open(&format!("{at}/edit")).await;
    assert_eq!(karen.get(&path).await.status, StatusCode::FORBIDDEN);
    assert_eq!(
        karen.get(&format!("{at}/delete")).await.status,
        StatusCode::NOT_FOUND
    );
}

#[actix_web::test]
async fn who_leaves_the_organisation_hands_over_to_the_deputy() {
    let site = Site::new().await;
    let roskilde = site.add_organisation("Roskilde Kommune");
    let karen = site.signed_in_of("Karen Holm", &[], Some(&roskilde)).await;
    let ada = site.signed_in("Ada Adm", &[Role::Administrator]).await;
    site.signed_in_of("Dorte Dep", &[], Some(&roskilde)).await;
    let fields = [("do", "draft"), ("audience", "organisation")];
    let at = write(&karen, &fields).await;
    site.app
        .db
        .write_now(|c| {
            diesel::update(entries::table)
                .set(entries::status.eq("published"))
                .execute(c)?;
            Ok(())
        })
        .unwrap();
    deputise(&karen, &at, "Dorte Dep").await;
    let path = format!("/admin/people/{}/move", person_of(&site, "Karen Holm"));
    ada.post(&path, &[("organisation", ""), ("heir", "")])
        .await
        .location();
    let owner: Option<String> = site
        .app
        .db
        .read_now(|c| Ok(entries::table.select(entries::owner_id).first(c)?))
        .unwrap();
    assert_eq!(owner, Some(person_of(&site, "Dorte Dep")));
}

/// A published entry of Karen's.
async fn published(karen: &Browser<'_>, editor: &Browser<'_>, title: &str) -> String {
    let at = write(karen, &[("do", "review"), ("title", title)]).await;
    step(editor, &at, "publish").await.location();
    at
}

#[actix_web::test]
async fn who_is_to_be_forgotten_is_asked_who_takes_over() {
    let site = Site::new().await;
    let roskilde = site.add_organisation("Roskilde Kommune");
    let karen = site.signed_in_of("Karen Holm", &[], Some(&roskilde)).await;
    let editor = site.signed_in("Else Red", &[Role::Editor]).await;
    let per = site.signed_in_of("Per Lund", &[], Some(&roskilde)).await;
    site.signed_in_of("Dorte Dep", &[], Some(&roskilde)).await;
    let one = published(&karen, &editor, "Med stedfortræder").await;
    let two = published(&karen, &editor, "Helt alene").await;
    deputise(&karen, &one, "Dorte Dep").await;
    let erase = "/me/data/erase";
    let form = karen.open(erase).await;
    for words in [
        "Du har ansvaret for 2 indlæg",
        "1 af dem går til stedfortræderen",
        "kommer 1 indlæg på redaktørernes liste",
        "Per Lund",
    ] {
        assert!(form.has(words), "{words} in {}", form.main());
    }
    let mut fields = vec![("contributions", "keep"), ("sure", "yes")];
    // Only a colleague can be chosen.
    let stranger = person_of(&site, "Else Red");
    fields.push(("heir", &stranger));
    let refused = karen.post_from(erase, erase, &fields).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused.has("Den kollega kan ikke tage over længere"),
        "{}",
        refused.main()
    );
    assert!(
        karen.open(erase).await.has("name=\"sure\""),
        "nothing was asked"
    );
    fields.pop();
    let heir = person_of(&site, "Per Lund");
    fields.push(("heir", &heir));
    karen.post_from(erase, erase, &fields).await.location();
    assert!(per.open(&format!("{two}/edit")).await.has("Helt alene"));
    watch(&site).await;
    days(&site, 9).await;
    for (name, title) in [
        ("Per Lund", "Helt alene"),
        ("Dorte Dep", "Med stedfortræder"),
    ] {
        let told = site.mail_to(name);
        assert!(told.text.contains(title), "{name}: {}", told.text);
    }
    let dorte = back(&site, "Dorte Dep").await;
    assert!(dorte.open(&one).await.has(">Dorte Dep</a>"));
    let editor = back(&site, "Else Red").await;
    let list = editor.open("/library/ownerless").await;
    assert!(!list.has(&one) && !list.has(&two), "{}", list.main());
    assert!(mails(&site, "Else Red", "ansvarlig").is_empty());
}

#[actix_web::test]
async fn who_asks_twice_to_be_forgotten_hands_nothing_over_the_second_time() {
    let site = Site::new().await;
    let roskilde = site.add_organisation("Roskilde Kommune");
    let karen = site.signed_in_of("Karen Holm", &[], Some(&roskilde)).await;
    let editor = site.signed_in("Else Red", &[Role::Editor]).await;
    let heir = site.add_person("Per Lund", &[], Some(&roskilde), &[]);
    published(&karen, &editor, "Helt alene").await;
    let erase = "/me/data/erase";
    let alone = [("contributions", "keep"), ("sure", "yes")];
    karen.post_from(erase, erase, &alone).await.location();
    let late = [alone[0], alone[1], ("heir", heir.as_str())];
    karen.post_from(erase, erase, &late).await.location();
    assert_eq!(owner(&site), Some(person_of(&site, "Karen Holm")));
}

#[actix_web::test]
async fn who_moves_somebody_is_who_handed_over() {
    let site = Site::new().await;
    let roskilde = site.add_organisation("Roskilde Kommune");
    let karen = site.signed_in_of("Karen Holm", &[], Some(&roskilde)).await;
    let roles = [Role::Administrator];
    let ada = site.signed_in_of("Ada Adm", &roles, Some(&roskilde)).await;
    let editor = site.signed_in("Else Red", &[Role::Editor]).await;
    let at = published(&karen, &editor, "Helt alene").await;
    let path = format!("/admin/people/{}/move", person_of(&site, "Karen Holm"));
    let heir = person_of(&site, "Ada Adm");
    ada.post(&path, &[("organisation", ""), ("heir", &heir)])
        .await
        .location();
    site.drain().await;
    assert_eq!(owner(&site), Some(heir));
    let history = editor.open(&format!("{at}/history")).await;
    assert!(
        history.has("Ansvaret givet videre af</b> Ada Adm"),
        "{}",
        history.main()
    );
    let told = mails(&site, "Ada Adm", "fået ansvaret");
    assert!(told.is_empty(), "she did it herself");
}

#[actix_web::test]
async fn no_entry_is_without_an_owner_in_silence() {
    let site = Site::new().await;
    let roskilde = site.add_organisation("Roskilde Kommune");
    let editor = site.signed_in("Else Red", &[Role::Editor]).await;
    let mut all = Vec::new();
    for (name, title) in [
        ("Karen Holm", "Den ene"),
        ("Per Lund", "Den anden"),
        ("Bo Berg", "Den tredje"),
    ] {
        let owner = site.signed_in_of(name, &[], Some(&roskilde)).await;
        all.push(published(&owner, &editor, title).await);
    }
    let ada = site.signed_in("Ada Adm", &[Role::Administrator]).await;
    watch(&site).await;
    // The organisation is not closed over what belongs to it.
    let close = format!("/organisations/{roskilde}/remove");
    let refused = ada.post(&close, &[("sure", "yes")]).await;
    assert_ne!(refused.status, StatusCode::SEE_OTHER, "{}", refused.main());
    // One leaves the organisation, and nobody is chosen to take over.
    let path = format!("/admin/people/{}/move", person_of(&site, "Karen Holm"));
    let asked = ada.open(&path).await;
    assert!(
        asked.has("kommer 1 indlæg på redaktørernes liste"),
        "{}",
        asked.main()
    );
    let fields = [("organisation", ""), ("heir", "")];
    ada.post(&path, &fields).await.location();
    // One is shut out: for as long as that lasts the entry is theirs, and the list says so.
    suspend(&site, "Per Lund");
    let list = editor.open("/library/ownerless").await;
    assert!(list.has(&all[0]) && list.has(&all[1]), "{}", list.main());
    days(&site, 1).await;
    let told = mails(&site, "Else Red", "har ingen ansvarlig");
    assert_eq!(told.len(), 1);
    assert!(told[0].text.contains("Den ene") && !told[0].text.contains("Den anden"));
    // One is erased.
    let bo = back(&site, "Bo Berg").await;
    let fields = [("contributions", "keep"), ("sure", "yes")];
    bo.post_from("/me/data/erase", "/me/data/erase", &fields)
        .await
        .location();
    days(&site, 9).await;
    let told = mails(&site, "Else Red", "har ingen ansvarlig");
    assert_eq!(told.len(), 2, "each once");
    let editor = back(&site, "Else Red").await;
    let list = editor.open("/library/ownerless").await;
    assert!(all.iter().all(|at| list.has(at)), "{}", list.main());
}

#[actix_web::test]
async fn several_entries_are_asked_about_in_one_mail_with_a_click_for_each() {
    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[Role::Editor]).await;
    site.add_person("Dorte Dep", &[], None, &[]);
    let mut all = Vec::new();
    for title in ["Den ene", "Den anden", "Den tredje"] {
        let at = write(&karen, &[("do", "publish"), ("title", title)]).await;
        set_deputy(&site, at.rsplit('/').next().unwrap(), "Dorte Dep");
        all.push(at);
    }
    watch(&site).await;
    let of = |name: &str| -> Vec<Mail> {
        let to = address_of(name);
        let about = |m: &Mail| m.to == to && m.text.contains("/still-true/");
        site.mails().into_iter().filter(about).collect()
    };
    let keys = regex::Regex::new("[0-9a-f]{32,}").unwrap();
    let tidy = |m: &Mail| {
        let text = format!("{}\n\n{}", m.subject, m.text.replace("\r\n", "\n"));
        keys.replace_all(&text, "[KEY]").into_owned()
    };
    // Due on 2 March 2027, 365 days from now: 14 days before.
    site.app.clock.advance(Duration::days(351));
    site.drain().await;
    let first = of("Karen Holm");
    assert_eq!(first.len(), 1, "one mail");
    insta::assert_snapshot!("several_before_da", tidy(&first[0]));
    let links = regex::Regex::new("/still-true/[0-9a-zA-Z_-]+").unwrap();
    let found: std::collections::BTreeSet<&str> = links
        .find_iter(&first[0].text)
        .map(|m| m.as_str())
        .collect();
    assert_eq!(found.len(), 3, "one click for each: {}", first[0].text);
    let visitor = site.visitor();
    let mut seen = 0;
    for link in &found {
        let page = visitor.open(link).await;
        if page.has("Den ene") {
            let fields = [("version", page.field("version"))];
            let fields = fields.each_ref().map(|(n, v)| (*n, v.as_str()));
            visitor.post_from(link, link, &fields).await.location();
            seen += 1;
        }
    }
    assert_eq!(seen, 1);
    site.app.clock.advance(Duration::days(14));
    site.drain().await;
    let due = of("Karen Holm");
    assert_eq!(due.len(), 2);
    assert!(!due[1].text.contains("Den ene"), "it was found still true");
    insta::assert_snapshot!("several_due_da", tidy(&due[1]));
    assert!(of("Dorte Dep").is_empty());
    site.app.clock.advance(Duration::days(14));
    site.drain().await;
    let late = of("Dorte Dep");
    assert_eq!((late.len(), of("Karen Holm").len()), (1, 2), "the deputy's");
    insta::assert_snapshot!("several_overdue_da", tidy(&late[0]));
    // What is left to ask when the mail leaves is what is asked.
    let karen = back(&site, "Karen Holm").await;
    assert!(karen.open("/library/due").await.has("Den anden"));
}

#[actix_web::test]
async fn one_mail_names_so_many_and_says_how_many_more_there_are() {
    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[Role::Editor]).await;
    write(&karen, &[("do", "publish")]).await;
    for n in 2..=33 {
        let title = format!("Indlæg nummer {n}");
        write(&karen, &[("do", "publish"), ("title", &title)]).await;
        site.app.clock.advance(Duration::seconds(30));
    }
    watch(&site).await;
    site.app.clock.advance(Duration::days(352));
    site.drain().await;
    let about = mails(&site, "Karen Holm", "33 indlæg skal ses efter");
    assert_eq!(about.len(), 1);
    assert_eq!(mails(&site, "Karen Holm", "ses efter").len(), 1, "no other");
    let links = about[0].text.matches("/still-true/").count();
    assert_eq!(links, 30);
    assert!(
        about[0].text.contains("Forældre i tilsynet"),
        "the longest due is named"
    );
    assert!(
        about[0].text.contains("Og 3 til.") && about[0].text.contains("/library/due"),
        "{}",
        about[0].text
    );
}

#[actix_web::test]
async fn a_draft_passes_to_nobody_in_the_bin_either() {
    let site = Site::new().await;
    let roskilde = site.add_organisation("Roskilde Kommune");
    let karen = site.signed_in_of("Karen Holm", &[], Some(&roskilde)).await;
    let editor = site.signed_in("Else Red", &[Role::Editor]).await;
    site.signed_in_of("Dorte Dep", &[], Some(&roskilde)).await;
    let open = write(&karen, &[("do", "review"), ("title", "For alle")]).await;
    step(&editor, &open, "publish").await.location();
    let draft = write(&karen, &[("do", "draft"), ("title", "Min kladde")]).await;
    let binned = write(&karen, &[("do", "draft"), ("title", "Min fejl")]).await;
    for at in [&open, &draft, &binned] {
        set_deputy(&site, at.rsplit('/').next().unwrap(), "Dorte Dep");
    }
    crate::review::delete(&karen, &binned).await;
    let me = person_of(&site, "Karen Holm");
    site.app
        .db
        .write_now(|c| faelles::library::people::leaves(c, site.app.clock.now(), &me))
        .unwrap();
    watch(&site).await;
    let owners: Vec<(String, Option<String>)> = site
        .app
        .db
        .read_now(|c| {
            Ok(entries::table
                .order(entries::title)
                .select((entries::title, entries::owner_id))
                .load(c)?)
        })
        .unwrap();
    let dorte = person_of(&site, "Dorte Dep");
    assert_eq!(
        owners,
        [
            ("For alle".to_string(), Some(dorte)),
            ("Min fejl".to_string(), Some(me.clone())),
            ("Min kladde".to_string(), Some(me)),
        ]
    );
    let list = editor.open("/library/ownerless").await;
    assert!(!list.has("Min kladde") && !list.has("Min fejl"));
}

#[actix_web::test]
async fn who_is_offered_an_entry_is_told_once_and_in_the_pace_they_chose() {
    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[Role::Editor]).await;
    let per = site.add_person("Per Lund", &[], None, &[]);
    let anna = site.add_person("Anna Ek", &[], None, &[]);
    let at = write(&karen, &[("do", "publish")]).await;
    let quiet = back(&site, "Anna Ek").await;
    crate::notices::choose(&quiet, &[("offered", "off")]).await;
    let path = format!("{at}/people");
    let offer = async |person: &str| {
        let fields = [("do", "offer"), ("person", person)];
        karen.post(&path, &fields).await.location();
        site.drain().await;
    };
    offer(&per).await;
    let told = mails(&site, "Per Lund", "tilbudt ansvaret");
    assert_eq!(told.len(), 1);
    assert_eq!(told[0].link("/library/"), at);
    let less = regex::Regex::new("/notices/less/[0-9a-f]+").unwrap();
    insta::assert_snapshot!(
        "offered_mail_da",
        less.replace_all(&told[0].text, "/notices/less/[KEY]")
    );
    offer(&per).await;
    assert_eq!(
        mails(&site, "Per Lund", "tilbudt ansvaret").len(),
        1,
        "once"
    );
    offer(&anna).await;
    assert!(
        mails(&site, "Anna Ek", "tilbudt ansvaret").is_empty(),
        "she wants no word of it"
    );
    // Taken back before the mail leaves, it is not told.
    let bo = site.add_person("Bo Berg", &[], None, &[]);
    let fields = [("do", "offer"), ("person", bo.as_str())];
    karen.post(&path, &fields).await.location();
    karen
        .post(&path, &[("do", "no-offer"), ("person", "")])
        .await
        .location();
    site.drain().await;
    assert!(mails(&site, "Bo Berg", "tilbudt ansvaret").is_empty());
}

#[actix_web::test]
async fn who_is_suspended_keeps_what_they_look_after() {
    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[Role::Editor]).await;
    let editor = site.signed_in("Else Red", &[Role::Editor]).await;
    site.add_person("Dorte Dep", &[], None, &[]);
    let at = write(&karen, &[("do", "publish")]).await;
    deputise(&karen, &at, "Dorte Dep").await;
    watch(&site).await;
    let karen_id = person_of(&site, "Karen Holm");
    let olga = site.signed_in("Olga Org", &[Role::Organiser]).await;
    let id: String = site
        .app
        .db
        .read_now(|c| Ok(entries::table.select(entries::id).first(c)?))
        .unwrap();
    let case = [
        ("decision", "suspend"),
        ("reason", "Angreb"),
        ("days", "30"),
    ];
    crate::moderation::done(&olga, "entry", &id, &case).await;
    assert_eq!(karen.get("/me").await.status, StatusCode::UNAUTHORIZED);
    days(&site, 2).await;
    assert_eq!(owner(&site), Some(karen_id));
    assert!(mails(&site, "Else Red", "ansvarlig").is_empty());
    assert!(editor.open("/library/ownerless").await.has(&at), "seen to");
}

#[actix_web::test]
async fn who_comes_to_look_after_what_is_long_due_hears_of_it() {
    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[Role::Editor]).await;
    site.add_person("Ada Adm", &[Role::Administrator], None, &[]);
    let per = site.add_person("Per Lund", &[], None, &[]);
    let at = write(&karen, &[("do", "publish")]).await;
    watch(&site).await;
    // Nobody was there to ask in time.
    site.app.clock.advance(Duration::days(400));
    site.drain().await;
    assert_eq!(mails(&site, "Karen Holm", "ses efter nu").len(), 1);
    // Who may do what editors do is told what they are told.
    assert_eq!(mails(&site, "Ada Adm", "ikke set efter").len(), 1);
    let karen = back(&site, "Karen Holm").await;
    let fields = [("do", "assign"), ("person", per.as_str())];
    karen
        .post(&format!("{at}/people"), &fields)
        .await
        .location();
    days(&site, 1).await;
    assert_eq!(mails(&site, "Per Lund", "ses efter nu").len(), 1);
    days(&site, 3).await;
    assert_eq!(mails(&site, "Per Lund", "ses efter nu").len(), 1, "once");
}

#[actix_web::test]
async fn an_offer_ends_when_the_entry_passes_on_or_leaves_its_readers() {
    let site = Site::new().await;
    let roskilde = site.add_organisation("Roskilde Kommune");
    let karen = site
        .signed_in_of("Karen Holm", &[Role::Editor], Some(&roskilde))
        .await;
    let ada = site.signed_in("Ada Adm", &[Role::Administrator]).await;
    let per = site.signed_in_of("Per Lund", &[], Some(&roskilde)).await;
    let editor = site.signed_in("Else Red", &[Role::Editor]).await;
    site.add_person("Dorte Dep", &[], Some(&roskilde), &[]);
    let heir = site.add_person("Arne Arv", &[], Some(&roskilde), &[]);
    let offered = async |title: &str, person: &str| {
        let at = write(&karen, &[("do", "publish"), ("title", title)]).await;
        let fields = [("do", "offer"), ("person", person)];
        karen
            .post(&format!("{at}/people"), &fields)
            .await
            .location();
        at
    };
    let per_id = person_of(&site, "Per Lund");
    let with_deputy = offered("Med stedfortræder", &per_id).await;
    let without = offered("Uden", &per_id).await;
    let archived = offered("Til arkivet", &person_of(&site, "Else Red")).await;
    set_deputy(&site, with_deputy.rsplit('/').next().unwrap(), "Dorte Dep");
    step(&karen, &archived, "archive").await.location();
    let late = editor
        .post(&format!("{archived}/take-over"), &[("do", "yes")])
        .await;
    assert_eq!(late.status, StatusCode::BAD_REQUEST);
    let karen_id = person_of(&site, "Karen Holm");
    let path = format!("/admin/people/{karen_id}/move");
    ada.post(&path, &[("organisation", ""), ("heir", &heir)])
        .await
        .location();
    for at in [&with_deputy, &without] {
        assert!(!per.open(at).await.has("Du er tilbudt"), "{at}");
        let late = per.post(&format!("{at}/take-over"), &[("do", "yes")]).await;
        assert_eq!(late.status, StatusCode::NOT_FOUND, "{at}");
    }
    site.drain().await;
    let told = mails(&site, "Per Lund", "gælder ikke længere");
    let about: Vec<String> = told.iter().map(|mail| mail.link("/library/")).collect();
    assert!(about.len() == 2 && about.contains(&with_deputy) && about.contains(&without));
}

#[actix_web::test]
async fn whose_offer_nobody_can_answer_any_more_is_told() {
    let site = Site::new().await;
    let roskilde = site.add_organisation("Roskilde Kommune");
    let karen = site
        .signed_in_of("Karen Holm", &[Role::Organiser], Some(&roskilde))
        .await;
    let ada = site.signed_in("Ada Adm", &[Role::Administrator]).await;
    let per = site.signed_in_of("Per Lund", &[], Some(&roskilde)).await;
    let bo = site.add_person("Bo Berg", &[], Some(&roskilde), &[]);
    let offered = async |title: &str, audience: &str, person: &str| {
        let fields = [("do", "publish"), ("title", title), ("audience", audience)];
        let at = write(&karen, &fields).await;
        let fields = [("do", "offer"), ("person", person)];
        karen
            .post(&format!("{at}/people"), &fields)
            .await
            .location();
        at
    };
    let inside = offered("Internt", "organisation", &bo).await;
    let open = offered("For alle", "network", &bo).await;
    let pers = offered("Til Per", "network", &person_of(&site, "Per Lund")).await;
    site.drain().await;
    // Out of the organisation he cannot read the one, and may take over the other.
    ada.post(&format!("/admin/people/{bo}/move"), &[("organisation", "")])
        .await
        .location();
    site.drain().await;
    let told = mails(&site, "Karen Holm", "gælder ikke længere");
    assert_eq!(told.len(), 1);
    assert_eq!(told[0].link("/library/"), inside);
    assert!(
        !karen
            .open(&format!("{inside}/people"))
            .await
            .has("Tilbudt til")
    );
    assert!(
        karen
            .open(&format!("{open}/people"))
            .await
            .has("Tilbudt til")
    );
    // Who is forgotten answers nothing.
    crate::privacy::ask_for_erasure(&per, "keep")
        .await
        .location();
    for wait in [Duration::days(7), Duration::minutes(2)] {
        site.app.clock.advance(wait);
        site.drain().await;
    }
    let told = mails(&site, "Karen Holm", "gælder ikke længere");
    assert_eq!(told.len(), 2);
    let about: Vec<String> = told.iter().map(|mail| mail.link("/library/")).collect();
    assert!(about.contains(&pers));
    assert!(mails(&site, "Bo Berg", "gælder ikke længere").is_empty());
}

#[actix_web::test]
async fn who_has_no_organisation_chooses_nobody_by_that() {
    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[]).await;
    let editor = site.signed_in("Else Red", &[Role::Editor]).await;
    let per = site.add_person("Per Lund", &[], None, &[]);
    let at = write(&karen, &[("do", "review")]).await;
    step(&editor, &at, "publish").await.location();
    for what in ["offer", "deputy"] {
        let fields = [("do", what), ("person", per.as_str())];
        let reply = karen.post(&format!("{at}/people"), &fields).await;
        assert_eq!(reply.status, StatusCode::BAD_REQUEST, "{what}");
    }
}

#[actix_web::test]
async fn the_daily_work_comes_back_whatever_goes_wrong() {
    let site = Site::new().await;
    site.app
        .db
        .write_now(|c| {
            diesel::sql_query("ALTER TABLE review_watch RENAME TO lost").execute(c)?;
            Ok(())
        })
        .unwrap();
    let failed = faelles::library::freshness::reminding::work(&site.app).await;
    assert!(failed.is_err());
    let waiting: i64 = site
        .app
        .db
        .read_now(|c| {
            use faelles::schema::jobs;
            let next = jobs::table.filter(jobs::dedupe.eq("freshness-next"));
            Ok(next.count().get_result(c)?)
        })
        .unwrap();
    assert_eq!(waiting, 1);
}

/// Begins the daily work, and leaves it when it has waited for the database `times` times, as when the
/// machine goes down; whether it came to its end before that.
async fn cut_off(site: &Site, times: usize) -> bool {
    let mut work = Box::pin(faelles::library::freshness::reminding::work(&site.app));
    let mut waited = 0;
    std::future::poll_fn(|cx| {
        let now = work.as_mut().poll(cx);
        waited += 1;
        match now {
            Poll::Ready(done) => {
                done.unwrap();
                Poll::Ready(true)
            }
            Poll::Pending if waited > times => Poll::Ready(false),
            Poll::Pending => Poll::Pending,
        }
    })
    .await
}

#[actix_web::test]
async fn cut_off_at_any_moment_and_begun_anew_the_daily_work_asks_everybody_once() {
    // It waits for the database seven times; how often it is seen to wait is the machine's matter.
    let mut cut = 0;
    for times in 0..8 {
        let site = Site::new().await;
        let karen = site.signed_in("Karen Holm", &[]).await;
        let per = site.signed_in("Per Lund", &[]).await;
        let editor = site.signed_in("Else Red", &[Role::Editor]).await;
        published(&karen, &editor, "Sag et").await;
        published(&karen, &editor, "Sag to").await;
        published(&per, &editor, "Sag tre").await;
        published(&karen, &editor, "Uden ansvarlig").await;
        site.app
            .db
            .write_now(|c| {
                let due = site.app.clock.now();
                diesel::update(entries::table)
                    .set(entries::review_due.eq(due))
                    .execute(c)?;
                diesel::update(entries::table.filter(entries::title.eq("Uden ansvarlig")))
                    .set(entries::owner_id.eq(None::<String>))
                    .execute(c)?;
                Ok(())
            })
            .unwrap();
        site.drain().await;
        if !cut_off(&site, times).await {
            cut += 1;
        }
        // Once by the machine that came up again, once by the job's next try.
        for _ in 0..2 {
            faelles::library::freshness::reminding::work(&site.app)
                .await
                .unwrap();
        }
        site.drain().await;
        for (name, words, about) in [
            ("Karen Holm", "ses efter", &["Sag et", "Sag to"][..]),
            ("Per Lund", "ses efter", &["Sag tre"]),
            ("Else Red", "har ingen ansvarlig", &["Uden ansvarlig"]),
        ] {
            let told = mails(&site, name, words);
            assert_eq!(told.len(), 1, "{name}, cut off after {times}");
            assert!(
                about.iter().all(|title| told[0].text.contains(title)),
                "{name}"
            );
        }
    }
    assert!(cut > 0, "it was never cut off");
}

fn owner(site: &Site) -> Option<String> {
    site.app
        .db
        .read_now(|c| Ok(entries::table.select(entries::owner_id).first(c)?))
        .unwrap()
}
