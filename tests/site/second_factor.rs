//! A second factor: got, shown, lost, guessed at; and confirming before what is dangerous.

use actix_web::http::StatusCode;
use chrono::Duration;
use diesel::prelude::*;
use faelles::members::Role;
use faelles::schema::{recovery_codes, totp};
use faelles::sign_in::second_factor;

use crate::passwords::{GOOD, choose};
use crate::support::{Browser, Reply, Site, address_of};

const SHOW: &str = "/sign-in/second-factor";
const ENROL: &str = "/me/sign-in/second-factor";
const CONFIRM: &str = "/sign-in/confirm";

/// An app on a phone: what it read from the page it was held to.
struct Phone(Vec<u8>);

impl Phone {
    fn reads(page: &Reply) -> Phone {
        let key = regex::Regex::new("<code>((?:[A-Z2-7]{4} ?)+)</code>").unwrap();
        let typed = key.captures(page.main()).expect("a key")[1].replace(' ', "");
        // The picture and the address beside it say the same.
        assert!(page.has(&format!("secret={typed}")), "{}", page.main());
        let secret = totp_rs::Secret::try_from_base32(typed).unwrap();
        Phone(secret.as_ref().to_vec())
    }

    /// The code it shows, `seconds` from now.
    fn shows(&self, site: &Site, seconds: i64) -> String {
        let at = site.app.clock.now().and_utc().timestamp() + seconds;
        second_factor::totp(&self.0, "", "")
            .unwrap()
            .generate(at as u64)
            .to_string()
    }
}

/// Somebody signed in by a link alone.
async fn by_link<'a>(site: &'a Site, name: &str) -> Browser<'a> {
    let browser = site.visitor();
    browser.sign_in(&address_of(name)).await;
    browser
}

/// Ada administers and has never shown a second factor; then she gets one.
async fn enrolled(site: &Site) -> (Browser<'_>, Phone, Vec<String>) {
    site.add_person("Ada Adm", &[Role::Administrator], None, &[]);
    let ada = by_link(site, "Ada Adm").await;
    let page = ada.open("/sign-in/second-factor?next=/admin").await;
    let phone = Phone::reads(&page);
    let code = phone.shows(site, 0);
    let done = ada
        .post_from(SHOW, ENROL, &[("code", &code), ("next", "/admin")])
        .await;
    assert_eq!(done.status, StatusCode::OK, "{}", done.text);
    let codes = regex::Regex::new(r"[a-z2-9]{4}(?:-[a-z2-9]{4}){5}").unwrap();
    let codes: Vec<String> = codes
        .find_iter(&done.text)
        .map(|m| m.as_str().to_string())
        .collect();
    assert!(done.has("href=\"/admin\""));
    // A code is right once, also the one it began with.
    site.app.clock.advance(Duration::minutes(1));
    (ada, phone, codes)
}

async fn show(who: &Browser<'_>, code: &str) -> Reply {
    who.post(SHOW, &[("code", code), ("next", "/admin")]).await
}

#[actix_web::test]
async fn an_administrator_gets_a_second_factor_on_the_way() {
    let site = Site::new().await;
    site.add_person("Ada Adm", &[Role::Administrator], None, &[]);
    let ada = by_link(&site, "Ada Adm").await;
    let elsewhere = by_link(&site, "Ada Adm").await;
    let to = ada.get("/admin").await.location();
    assert_eq!(to, "/sign-in/second-factor?next=%2Fadmin");
    let page = ada.open(&to).await;
    assert!(page.has("<svg role=\"img\"") && !page.main().contains("style="));
    assert!(page.has("autocomplete=\"one-time-code\"") && page.has("inputmode=\"numeric\""));
    assert!(page.has("otpauth://totp/"));
    let phone = Phone::reads(&page);

    let wrong = ada.post_from(SHOW, ENROL, &[("code", "000000")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(ada.get("/admin").await.status, StatusCode::SEE_OTHER);

    let before = ada.copy();
    let code = phone.shows(&site, 0);
    let done = ada
        .post_from(SHOW, ENROL, &[("code", &code), ("next", "/admin")])
        .await;
    assert!(done.has("Gem dine nødkoder"));
    ada.open("/admin").await;
    // The forms on that page are the new session's.
    let fields = [("token", done.field("token")), ("once", done.field("once"))];
    let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (*n, v.as_str())).collect();
    assert_eq!(
        ada.send_form("/sign-out", &fields).await.location(),
        "/?done=signed-out"
    );
    for gone in [&before, &elsewhere] {
        assert_eq!(gone.get("/me").await.status, StatusCode::UNAUTHORIZED);
    }
    site.drain().await;
    assert!(site.mail_to("Ada Adm").text.contains("en app med koder"));
    // The codes are kept as hashes alone.
    let kept: Vec<String> = site
        .app
        .db
        .read_now(|c| Ok(recovery_codes::table.select(recovery_codes::hash).load(c)?))
        .unwrap();
    assert_eq!(kept.len(), 10);
    assert!(kept.iter().all(|h| h.len() == 64 && !done.has(h)));
}

#[actix_web::test]
async fn a_second_factor_is_shown_in_each_session_and_no_code_twice() {
    let site = Site::new().await;
    let (ada, phone, _) = enrolled(&site).await;
    let other = by_link(&site, "Ada Adm").await;
    ada.open("/admin").await;
    assert_eq!(other.get("/admin").await.status, StatusCode::SEE_OTHER);
    // What administrators do is refused as well, not only where they look.
    let post = other.post("/admin/organisations", &[]).await;
    assert_eq!(post.status, StatusCode::UNAUTHORIZED);

    let code = phone.shows(&site, 0);
    let before = other.copy();
    assert_eq!(show(&other, &code).await.location(), "/admin");
    other.open("/admin").await;
    assert_eq!(before.get("/me").await.status, StatusCode::UNAUTHORIZED);

    let third = by_link(&site, "Ada Adm").await;
    let again = show(&third, &code).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(third.get("/admin").await.status, StatusCode::SEE_OTHER);
    // Nor an older one after a newer.
    let older = show(&third, &phone.shows(&site, -30)).await;
    assert_eq!(older.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(
        show(&third, &phone.shows(&site, 30)).await.location(),
        "/admin"
    );
}

#[actix_web::test]
async fn a_member_who_chose_one_is_asked_for_it_at_every_sign_in() {
    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[]).await;
    let page = karen.open("/me/sign-in/second-factor").await;
    let phone = Phone::reads(&page);
    let fields = [("code", phone.shows(&site, 0)), ("next", "/me".to_string())];
    let fields = fields.each_ref().map(|(n, v)| (*n, v.as_str()));
    let done = karen.post("/me/sign-in/second-factor", &fields).await;
    assert_eq!(done.status, StatusCode::OK, "{}", done.text);
    karen.open("/me").await;
    site.app.clock.advance(Duration::minutes(1));

    let other = by_link(&site, "Karen Holm").await;
    // Nothing is open, not even what everybody may read: what it would show is hers.
    for path in ["/", "/me", "/library", "/api/v1/search?q=tilsyn"] {
        let reply = other.get(path).await;
        assert_ne!(reply.status, StatusCode::OK, "{path}");
        assert!(!reply.has("Karen"), "{path}");
    }
    let refused = other.post("/me/data/erase", &[]).await;
    assert_eq!(refused.status, StatusCode::UNAUTHORIZED);
    let to = other.get("/me/data").await;
    assert_eq!(to.location(), "/sign-in/second-factor?next=%2Fme%2Fdata");
    let fields = [
        ("code", phone.shows(&site, 0)),
        ("next", "/me/data".to_string()),
    ];
    let fields = fields.each_ref().map(|(n, v)| (*n, v.as_str()));
    let shown = other.post_from(SHOW, SHOW, &fields).await;
    assert_eq!(shown.location(), "/me/data");
    other.open("/me/data").await;
    // Who changes their mind goes away again.
    let third = by_link(&site, "Karen Holm").await;
    let out = third.post_from(SHOW, "/sign-out", &[]).await;
    assert_eq!(out.status, StatusCode::SEE_OTHER);
    assert_eq!(third.get("/library").await.status, StatusCode::OK);
}

#[actix_web::test]
async fn a_clock_may_be_half_a_minute_off_and_no_more() {
    let site = Site::new().await;
    let (_, phone, _) = enrolled(&site).await;
    let other = by_link(&site, "Ada Adm").await;
    for off in [-60, 60] {
        let reply = show(&other, &phone.shows(&site, off)).await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{off}");
    }
    show(&other, &phone.shows(&site, -30)).await.location();
}

#[actix_web::test]
async fn a_recovery_code_stands_in_once_and_is_told_of() {
    let site = Site::new().await;
    let (_, _, codes) = enrolled(&site).await;
    assert_eq!(codes.len(), 10);
    let typed = codes[3].to_uppercase().replace('-', " ");
    let fields = [("recovery_code", typed.as_str()), ("next", "/admin")];
    let other = by_link(&site, "Ada Adm").await;
    assert!(other.open(SHOW).await.has("name=\"recovery_code\""));
    other.post_from(SHOW, SHOW, &fields).await.location();
    other.open("/admin").await;
    assert!(other.open("/me/sign-in").await.has("9 tilbage"));
    site.drain().await;
    assert!(site.mail_to("Ada Adm").text.contains("nødkoder er brugt"));
    let third = by_link(&site, "Ada Adm").await;
    let again = third.post_from(SHOW, SHOW, &fields).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);

    // New ones take the old ones' place.
    let made = other.post("/me/sign-in/recovery-codes", &[]).await;
    assert!(made.has("Gem dine nødkoder") && !made.has(&codes[0]));
    let old = third.post(SHOW, &[("recovery_code", &codes[0])]).await;
    assert_eq!(old.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[actix_web::test]
async fn wrong_codes_are_slowed_and_a_right_one_that_comes_too_early_is_not_looked_at() {
    let site = Site::new().await;
    let (_, phone, _) = enrolled(&site).await;
    let other = by_link(&site, "Ada Adm").await;
    let mut looked = 0;
    for i in 0..1000 {
        let reply = show(&other, &format!("{i:06}")).await;
        looked += usize::from(reply.status == StatusCode::UNPROCESSABLE_ENTITY);
    }
    assert_eq!(looked, 4);
    let early = show(&other, &phone.shows(&site, 0)).await;
    assert_eq!(early.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(early.headers.get("retry-after").unwrap(), "1");
    // A new link and a new session forgive nothing.
    let third = by_link(&site, "Ada Adm").await;
    let early = show(&third, &phone.shows(&site, 0)).await;
    assert_eq!(early.status, StatusCode::TOO_MANY_REQUESTS);
    site.app.clock.advance(Duration::seconds(1));
    show(&third, &phone.shows(&site, 0)).await.location();
}

#[actix_web::test]
async fn a_mailed_link_alone_replaces_no_second_factor() {
    let site = Site::new().await;
    let (ada, phone, _) = enrolled(&site).await;
    let kept = |site: &Site| -> String {
        let find = |c: &mut _| Ok(totp::table.select(totp::secret).first(c)?);
        site.app.db.read_now(find).unwrap()
    };
    let first = kept(&site);
    // Somebody who reads her mail.
    let thief = by_link(&site, "Ada Adm").await;
    let to = thief.get(ENROL).await.location();
    assert!(to.starts_with("/sign-in/second-factor?next="), "{to}");
    assert!(!thief.open(&to).await.has("otpauth://"));
    for path in [
        ENROL,
        "/me/sign-in/second-factor/remove",
        "/me/sign-in/recovery-codes",
    ] {
        let tried = thief.post(path, &[("code", "123456")]).await;
        assert_eq!(tried.status, StatusCode::UNAUTHORIZED, "{path}");
    }
    assert_eq!(kept(&site), first);

    // Nor does a session that showed one long ago: it is shown again.
    site.app.clock.advance(Duration::minutes(16));
    ada.open("/admin").await;
    let to = ada.get(ENROL).await.location();
    assert!(to.starts_with("/sign-in/second-factor?next="), "{to}");
    let back = ada
        .post(SHOW, &[("code", &phone.shows(&site, 0)), ("next", ENROL)])
        .await;
    let new = Phone::reads(&ada.open(&back.location()).await);
    let code = new.shows(&site, 0);
    let done = ada.post_from(ENROL, ENROL, &[("code", &code)]).await;
    assert_eq!(done.status, StatusCode::OK);
    assert_ne!(kept(&site), first);
}

/// What takes a fresh proof, and leads back afterwards.
async fn must_confirm(who: &Browser<'_>) {
    let to = who.get("/me/sign-in/password").await;
    assert_eq!(
        to.location(),
        "/sign-in/confirm?next=%2Fme%2Fsign-in%2Fpassword"
    );
}

#[actix_web::test]
async fn who_signed_in_a_while_ago_confirms_by_a_link_in_the_same_browser() {
    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[]).await;
    assert_eq!(karen.get(CONFIRM).await.location(), "/");
    karen.open("/me/sign-in/password").await;
    site.app.clock.advance(Duration::minutes(16));
    must_confirm(&karen).await;
    let page = "/sign-in/confirm?next=/me/sign-in/password";
    let fields = [("do", "link"), ("next", "/me/sign-in/password")];
    let sent = karen.post_from(page, CONFIRM, &fields).await;
    assert_eq!(sent.location(), "/sign-in/sent");
    site.drain().await;
    let link = site.mail_to("Karen Holm").link("/sign-in/");
    let before = karen.copy();
    let back = karen.post_from(&link, &link, &[]).await;
    assert_eq!(back.location(), "/me/sign-in/password");
    karen.open("/me/sign-in/password").await;
    // The session goes on under a new id, and is not a second one.
    assert_eq!(before.get("/me").await.status, StatusCode::UNAUTHORIZED);
    let list = karen.open("/me/sessions").await;
    assert_eq!(list.text.matches("<h2>Ukendt enhed").count(), 1);

    // Used in another browser it proves nothing for this one.
    site.app.clock.advance(Duration::minutes(16));
    by_link(&site, "Karen Holm").await;
    must_confirm(&karen).await;
}

#[actix_web::test]
async fn a_link_in_the_same_browser_keeps_what_was_shown() {
    let site = Site::new().await;
    let (ada, _, _) = enrolled(&site).await;
    ada.sign_in(&address_of("Ada Adm")).await;
    ada.open("/admin").await;
    // Somebody else who signs in here ends her session.
    let before = ada.copy();
    site.add_person("Otto Anden", &[], None, &[]);
    ada.sign_in(&address_of("Otto Anden")).await;
    assert_eq!(ada.get("/admin").await.status, StatusCode::FORBIDDEN);
    assert_eq!(before.get("/me").await.status, StatusCode::UNAUTHORIZED);
}

#[actix_web::test]
async fn a_password_or_a_code_confirms_too() {
    let site = Site::new().await;
    let (ada, phone, _) = enrolled(&site).await;
    choose(&ada, GOOD).await.location();
    let remove = "/me/sign-in/password/remove";
    site.app.clock.advance(Duration::minutes(16));
    assert_eq!(ada.post(remove, &[]).await.status, StatusCode::UNAUTHORIZED);
    let page = ada.open("/sign-in/confirm?next=/me").await;
    assert!(page.has("autocomplete=\"current-password\"") && page.has("one-time-code"));

    let wrong = [("do", "password"), ("password", "forkert")];
    let reply = ada.post(CONFIRM, &wrong).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(ada.post(remove, &[]).await.status, StatusCode::UNAUTHORIZED);
    let before = ada.copy();
    let right = [("do", "password"), ("password", GOOD), ("next", "/me")];
    assert_eq!(ada.post(CONFIRM, &right).await.location(), "/me");
    assert_eq!(before.get("/me").await.status, StatusCode::UNAUTHORIZED);
    ada.open("/admin").await;

    site.app.clock.advance(Duration::minutes(16));
    let code = phone.shows(&site, 0);
    let right = [("do", "code"), ("code", code.as_str()), ("next", "/me")];
    assert_eq!(ada.post(CONFIRM, &right).await.location(), "/me");
    ada.post(remove, &[]).await.location();
    // Nothing that is no way is one.
    site.app.clock.advance(Duration::minutes(16));
    let none = ada.post(CONFIRM, &[("do", "nothing")]).await;
    assert_eq!(none.status, StatusCode::BAD_REQUEST);
}

#[actix_web::test]
async fn whoever_runs_the_program_can_take_a_lost_factor_away() {
    let site = Site::new().await;
    let (ada, _, _) = enrolled(&site).await;
    let database = site.app.config.database.clone();
    let run = |email: &str| {
        let args = ["reset-second-factor", email];
        crate::support::program::run(site.dir.path(), database.as_deref(), &args)
            .status
            .success()
    };
    assert!(!run("nobody@example.org"));
    ada.open("/admin").await;
    assert!(run(&address_of("Ada Adm")));
    assert_eq!(ada.get("/me").await.status, StatusCode::UNAUTHORIZED);
    site.drain().await;
    assert!(site.mail_to("Ada Adm").text.contains("/me/sign-in"));
    // She enrols anew on her way in.
    ada.sign_in(&address_of("Ada Adm")).await;
    let next = ada.get("/admin").await.location();
    assert!(ada.open(&next).await.has("<svg"));
}
