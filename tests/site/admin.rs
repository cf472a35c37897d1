//! Administration: what an administrator decides, and that nobody else does.

use actix_web::http::{Method, StatusCode};
use chrono::Duration;
use diesel::dsl::count_star;
use diesel::prelude::*;
use faelles::jobs::{self, Job};
use faelles::members::Role;
use faelles::schema::{
    audit, entries, jobs as jobs_table, mails, people, settings, statements, terms,
};
use faelles::web::Lang;

use crate::support::mail_server::{Manner, server};
use crate::support::{Browser, Reply, Site, address_of};

async fn administrator(site: &Site) -> Browser<'_> {
    site.signed_in("Ada Adm", &[Role::Administrator]).await
}

/// Sends the form that stands on a page, with the fields the page filled in (`seen`, `version`).
async fn fill(who: &Browser<'_>, page: &str, carried: &str, fields: &[(&str, &str)]) -> Reply {
    let shown = who.open(page).await;
    let value = shown.field(carried);
    let mut all = vec![(carried, value.as_str())];
    all.extend_from_slice(fields);
    let to = page.split('?').next().unwrap();
    who.post_from(page, to, &all).await
}

async fn set(who: &Browser<'_>, fields: &[(&str, &str)]) -> Reply {
    fill(who, "/admin/settings", "seen", fields).await
}

/// What was recorded of an action.
fn recorded(site: &Site, action: &str) -> Vec<String> {
    site.app
        .db
        .read_now(|c| {
            Ok(audit::table
                .filter(audit::action.eq(action))
                .order(audit::id)
                .select(audit::subject_id)
                .load(c)?)
        })
        .unwrap()
}

/// Everything that administration writes.
fn everything(site: &Site) -> (Vec<(String, String)>, i64, i64, i64) {
    site.app
        .db
        .read_now(|c| {
            Ok((
                settings::table.order(settings::key).load(c)?,
                statements::table.select(count_star()).first(c)?,
                terms::table.select(count_star()).first(c)?,
                mails::table
                    .filter(mails::kind.eq("test"))
                    .select(count_star())
                    .first(c)?,
            ))
        })
        .unwrap()
}

#[actix_web::test]
async fn nobody_but_an_administrator_sees_or_changes_anything() {
    let site = Site::new().await;
    site.add_person("Ada Adm", &[Role::Administrator], None, &[]);
    for role in Role::ALL {
        if role == Role::Administrator {
            continue;
        }
        let who = site
            .signed_in(&format!("Pia {}", role.name()), &[role])
            .await;
        let before = everything(&site);
        for (path, fields) in FORMS {
            let seen = who.get(path).await;
            assert_eq!(seen.status, StatusCode::FORBIDDEN, "{} {path}", role.name());
            let sent = who.post(path, fields).await;
            let refused = matches!(
                sent.status,
                StatusCode::FORBIDDEN | StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED
            );
            assert!(refused, "{} {path}: {}", role.name(), sent.status);
        }
        for path in ["/admin/settings/test-mail", "/admin/system/check"] {
            let sent = who.post(path, &[]).await;
            assert_eq!(sent.status, StatusCode::FORBIDDEN, "{} {path}", role.name());
        }
        assert_eq!(everything(&site), before, "{}", role.name());
    }
    let visitor = site.visitor();
    for (path, fields) in FORMS {
        assert_eq!(visitor.get(path).await.status, StatusCode::UNAUTHORIZED);
        let sent = visitor.post(path, fields).await.status;
        assert!(
            matches!(sent, StatusCode::UNAUTHORIZED | StatusCode::NOT_FOUND),
            "{path}: {sent}"
        );
    }
}

/// Pages, with a form that an administrator could send there.
const FORMS: &[(&str, &[(&str, &str)])] = &[
    ("/admin", &[]),
    ("/admin/start", &[("do", "dismiss")]),
    ("/admin/settings", &[("network", "Kapret"), ("seen", "")]),
    ("/admin/settings/read-only", &[("do", "begin")]),
    ("/admin/branding", &[("accent", "#000080"), ("seen", "")]),
    ("/admin/statements", &[]),
    (
        "/admin/statements/privacy",
        &[("text", "Kapret"), ("lang", "da"), ("version", "0")],
    ),
    ("/admin/vocabularies", &[]),
    (
        "/admin/vocabularies/area",
        &[("label_da", "Kapret"), ("label_en", "Seized")],
    ),
    ("/admin/vocabularies/area/skole", &[("do", "retire")]),
    ("/admin/jobs", &[]),
    ("/admin/system", &[]),
];

#[actix_web::test]
async fn a_new_network_is_led_by_the_hand_until_everything_is_done() {
    let site = Site::new().await;
    let ada = administrator(&site).await;
    // Somebody who asks to come in is not there yet.
    site.app
        .db
        .write_now(|c| {
            diesel::insert_into(people::table)
                .values((
                    people::id.eq("asking"),
                    people::status.eq("asking"),
                    people::created_at.eq(site.app.clock.now()),
                ))
                .execute(c)?;
            Ok(())
        })
        .unwrap();
    let overview = ada.open("/admin").await;
    assert!(overview.has("Kom godt i gang"));
    assert!(overview.has("0 af 8 er gjort"), "{}", overview.main());
    assert!(overview.has("Intet venter på dig."));

    site.add_organisation("Roskilde Kommune");
    site.add_person("Karen Holm", &[], None, &[]);
    set(&ada, &[("network", "Sammen om velfærd")]).await;
    fill(&ada, "/admin/branding", "seen", &[("accent", "#742a58")]).await;
    for name in ["privacy", "accessibility"] {
        ada.post(&format!("/admin/statements/{name}/reviewed"), &[])
            .await;
    }
    ada.post("/admin/settings/test-mail", &[]).await;
    site.drain().await;
    let guide = ada.open("/admin/start").await;
    // What is left: the second factor of this person, and an https address.
    assert!(guide.has("6 af 8 er gjort"), "{}", guide.main());

    ada.post_from("/admin/start", "/admin/start", &[("do", "dismiss")])
        .await;
    assert!(!ada.open("/admin").await.has("6 af 8 er gjort"));
    assert!(ada.open("/admin/start").await.has("6 af 8 er gjort"));
    ada.post_from("/admin/start", "/admin/start", &[("do", "show")])
        .await;
    assert!(ada.open("/admin").await.has("6 af 8 er gjort"));
}

#[actix_web::test]
async fn the_networks_name_and_contact_are_said_everywhere() {
    let site = Site::new().await;
    let ada = administrator(&site).await;
    let saved = set(
        &ada,
        &[
            ("network", "Sammen om velfærd"),
            ("contact", "Kontakt@Netvaerk.dk"),
        ],
    )
    .await;
    assert_eq!(saved.location(), "/admin/settings?done=saved");
    let front = site.visitor().open("/").await;
    assert!(front.has("Velkommen til Sammen om velfærd"));
    assert!(
        site.visitor()
            .open("/about")
            .await
            .has("kontakt@netvaerk.dk")
    );
    site.add_person("Karen Holm", &[], None, &[]);
    site.visitor()
        .post("/sign-in", &[("email", &address_of("Karen Holm"))])
        .await;
    site.drain().await;
    let mail = site.mail_to("Karen Holm");
    assert!(mail.subject.contains("Sammen om velfærd"));
    // And in the mails of every other feature: this one is an organisation's.
    let roskilde = site.add_organisation("Roskilde Kommune");
    let asked = [
        ("name", "Ny Person"),
        ("email", "ny@example.org"),
        ("title", ""),
        ("lang", "da"),
    ];
    ada.post(&format!("/organisations/{roskilde}/people"), &asked)
        .await;
    site.drain().await;
    let mail = site.mails().pop().unwrap();
    assert_eq!(mail.to, "ny@example.org");
    assert!(mail.subject.contains("Sammen om velfærd"));
    assert_eq!(recorded(&site, "change"), ["site.name", "site.contact"]);

    // Taken back, the configuration's word stands again.
    let emptied = set(&ada, &[("network", "Sammen om velfærd"), ("contact", "")]).await;
    assert_eq!(emptied.status, StatusCode::SEE_OTHER);
    assert!(
        !site
            .visitor()
            .open("/about")
            .await
            .has("kontakt@netvaerk.dk")
    );
}

#[actix_web::test]
async fn what_is_wrong_with_a_setting_is_said_beside_it() {
    let site = Site::new().await;
    let ada = administrator(&site).await;
    let before = everything(&site);
    for (field, value, says) in [
        ("network", "", "Udfyld feltet"),
        ("contact", "ikke en adresse", "gyldig mailadresse"),
        ("banner_da", "Ring 010190-1234", "CPR"),
        ("banner_until", "2026-03-01T10:00", "efter det første"),
        ("banner_from", "i morgen", "dato og et klokkeslæt"),
    ] {
        let mut fields = vec![
            ("network", "Netværket"),
            ("banner_from", "2026-03-02T10:00"),
            ("banner_until", "2026-03-03T10:00"),
        ];
        fields.retain(|(n, _)| *n != field);
        fields.push((field, value));
        let refused = set(&ada, &fields).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}");
        assert!(refused.main().contains(says), "{field}: {}", refused.main());
        assert!(refused.main().contains(value), "{field}");
    }
    assert_eq!(everything(&site), before);
}

#[actix_web::test]
async fn two_administrators_at_once_overwrite_nothing() {
    let site = Site::new().await;
    let ada = administrator(&site).await;
    let bo = site.signed_in("Bo Adm", &[Role::Administrator]).await;
    let seen = bo.open("/admin/settings").await.field("seen");
    set(&ada, &[("network", "Adas navn")]).await;
    let stale = bo
        .post(
            "/admin/settings",
            &[("network", "Bos navn"), ("seen", &seen)],
        )
        .await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    assert!(stale.main().contains("Adas navn") && stale.main().contains("Bos navn"));
    assert!(site.visitor().open("/").await.has("Adas navn"));
    // Having seen it, Bo may decide.
    let seen = stale.field("seen");
    let again = bo
        .post(
            "/admin/settings",
            &[("network", "Bos navn"), ("seen", &seen)],
        )
        .await;
    assert_eq!(again.status, StatusCode::SEE_OTHER);
    assert!(site.visitor().open("/").await.has("Bos navn"));
}

#[actix_web::test]
async fn a_message_stands_over_every_page_in_its_time_and_in_the_viewers_language() {
    let site = Site::new().await;
    let ada = administrator(&site).await;
    // The clock stands at ten o'clock in Copenhagen, which is nine in UTC.
    let fields = [
        ("network", "Netværket"),
        ("banner_da", "Lukket i <aften>"),
        ("banner_en", "Closed tonight"),
        ("banner_from", "2026-03-02T10:30"),
        ("banner_until", "2026-03-02T12:00"),
    ];
    set(&ada, &fields).await;
    let visitor = site.visitor();
    assert!(!visitor.open("/about").await.has("Lukket i"));
    site.app.clock.advance(Duration::minutes(30));
    assert!(visitor.open("/about").await.has("Lukket i &lt;aften&gt;"));
    visitor.post("/language", &[("lang", "en")]).await;
    assert!(visitor.open("/about").await.has("Closed tonight"));
    site.app.clock.advance(Duration::minutes(90));
    assert!(!visitor.open("/about").await.has("Closed tonight"));

    // In one language alone it is marked as such for those who read another.
    set(
        &ada,
        &[("network", "Netværket"), ("banner_da", "Vi flytter")],
    )
    .await;
    let page = visitor.open("/about").await;
    assert!(page.has("lang=\"da\"><p>Vi flytter"), "{}", page.text);
}

#[actix_web::test]
async fn while_the_network_is_read_only_nothing_is_written_and_nothing_typed_is_lost() {
    let site = Site::new().await;
    let ada = administrator(&site).await;
    let karen = site.signed_in("Karen Holm", &[]).await;
    let meant = karen.open("/me").await;
    // Asked for before, sent after.
    site.add_person("Lis Lund", &[], None, &[]);
    site.visitor()
        .post("/sign-in", &[("email", &address_of("Lis Lund"))])
        .await;

    ada.open("/admin/settings/read-only").await;
    let begun = ada
        .post_from(
            "/admin/settings/read-only",
            "/admin/settings/read-only",
            &[("do", "begin")],
        )
        .await;
    assert_eq!(begun.status, StatusCode::SEE_OTHER);
    assert_eq!(recorded(&site, "read-only-begin"), ["site.read_only"]);

    let (token, once) = (meant.field("token"), meant.field("once"));
    let typed = [
        ("token", token.as_str()),
        ("once", &once),
        ("name", "Karen Holm"),
        ("title", "Konsulent for nabohjælp på havnen"),
        ("lang", "da"),
    ];
    let refused = karen.send_form("/me/profile", &typed).await;
    assert_eq!(refused.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(refused.has("kun læses"));
    assert!(refused.main().contains("Konsulent for nabohjælp på havnen"));
    assert!(!karen.open("/me").await.main().contains("nabohjælp"));
    // Administrators' forms too, and it is said on every page.
    let refused = set(&ada, &[("network", "Nyt navn")]).await;
    assert_eq!(refused.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(site.visitor().open("/about").await.has("kun læses lige nu"));

    // Coming, going, choosing a language and reading go on; so does mail.
    site.drain().await;
    let link = site.mail_to("Lis Lund").link("/sign-in/");
    let lis = site.visitor();
    let came = lis.post_from(&link, &link, &[]).await;
    assert_eq!(came.status, StatusCode::SEE_OTHER, "{}", came.text);
    lis.post("/language", &[("lang", "en")]).await;
    assert!(lis.open("/about").await.has("<html lang=\"en\">"));
    let left = lis.post("/sign-out", &[]).await;
    assert_eq!(left.status, StatusCode::SEE_OTHER);
    assert_eq!(
        ada.post("/admin/system/check", &[]).await.status,
        StatusCode::OK
    );

    // It is ended without a fresh proof, and the same form is taken.
    site.app.clock.advance(Duration::minutes(20));
    let ended = ada
        .post_from(
            "/admin/settings",
            "/admin/settings/read-only",
            &[("do", "end")],
        )
        .await;
    assert_eq!(ended.status, StatusCode::SEE_OTHER);
    let kept = karen.send_form("/me/profile", &typed).await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER);
}

#[actix_web::test]
async fn closing_for_writing_takes_a_fresh_proof() {
    let site = Site::new().await;
    let ada = administrator(&site).await;
    site.app.clock.advance(Duration::minutes(20));
    let asked = ada.get("/admin/settings/read-only").await;
    assert!(asked.location().starts_with("/sign-in/confirm?next="));
    let sent = ada
        .post("/admin/settings/read-only", &[("do", "begin")])
        .await;
    assert_eq!(sent.status, StatusCode::UNAUTHORIZED);
    let form = ada
        .post("/me/profile", &[("name", "Ada Adm"), ("lang", "da")])
        .await;
    assert_eq!(form.status, StatusCode::SEE_OTHER);
}

#[actix_web::test]
async fn a_test_mail_comes_to_oneself_and_its_fate_is_shown() {
    let site = Site::new().await;
    let ada = administrator(&site).await;
    let asked = ada.post("/admin/settings/test-mail", &[]).await;
    assert_eq!(
        asked.location(),
        "/admin/settings?done=admin-test-mail#test-mail"
    );
    let waits = ada.open("/admin/settings").await;
    assert!(waits.main().contains("I kø"));
    site.drain().await;
    assert!(site.mail_to("Ada Adm").subject.contains("Prøvemail"));
    assert!(
        ada.open("/admin/settings")
            .await
            .main()
            .contains("<b>Sendt</b>")
    );
}

#[actix_web::test]
async fn a_test_mail_that_is_refused_shows_the_servers_words() {
    let server = server(Manner::RefusesForGood);
    let url = server.url.clone();
    let site = Site::with(move |config| {
        config.mail = faelles::config::MailTransport::Smtp;
        config.smtp_url = Some(url.replace("smtp://", "smtp://karen:hemmelig@"));
        config.files.per_entry = 17;
    })
    .await;
    let id = site.add_person("Ada Adm", &[Role::Administrator], None, &[]);
    let now = site.app.clock.now();
    let token = site
        .app
        .db
        .write_now(|c| faelles::sign_in::link::issue(c, now, &id, "/", Duration::minutes(5)))
        .unwrap();
    let ada = site.visitor();
    let link = format!("/sign-in/{token}");
    ada.post_from(&link, &link, &[]).await;
    site.show_second_factor(&id);
    ada.post("/admin/settings/test-mail", &[]).await;
    site.drain().await;
    let page = ada.open("/admin/settings").await;
    assert!(
        page.main().contains("Mailserveren siger"),
        "{}",
        page.main()
    );
    // The configuration is shown without what is secret.
    assert!(page.main().contains("smtp://127.0.0.1"));
    let said = |name: &str, value: &str| {
        let row = format!("<code>{name}</code></th><td>{value}</td>");
        assert!(page.main().contains(&row), "{row}");
    };
    said("--file-mb", "50");
    said("--media-mb", "200");
    said("--files-per-entry", "17");
    said("--s3-bucket", "–");
    assert!(!page.text.contains("hemmelig"));
}

#[actix_web::test]
async fn the_address_people_use_is_compared_with_the_one_that_is_set() {
    let site = Site::new().await;
    let ada = administrator(&site).await;
    let host = |host: &'static str| [("host", host)];
    let at = |name| {
        let ada = &ada;
        async move {
            ada.send(Method::GET, "/admin/settings", None, &host(name))
                .await
        }
    };
    assert!(
        at("127.0.0.1:8080")
            .await
            .has("virker kun på denne maskine")
    );
    assert!(at("net.example").await.has("passer ikke sammen"));
}

#[actix_web::test]
async fn a_colour_that_cannot_be_read_is_refused_with_one_that_can() {
    let site = Site::new().await;
    let ada = administrator(&site).await;
    assert!(!site.visitor().open("/").await.has("/brand.css"));
    for nonsense in ["", "red", "#12345", "#12345g"] {
        let refused = fill(&ada, "/admin/branding", "seen", &[("accent", nonsense)]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let refused = fill(&ada, "/admin/branding", "seen", &[("accent", "#ffcc00")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.main().contains("1,23:1"), "{}", refused.main());
    let proposed = refused.field("accent");
    assert_ne!(proposed, "#ffcc00");
    assert!(refused.main().contains("value=\"#ffcc00\""));

    let taken = fill(&ada, "/admin/branding", "seen", &[("accent", &proposed)]).await;
    assert_eq!(taken.status, StatusCode::SEE_OTHER);
    assert_eq!(recorded(&site, "change"), ["site.accent"]);
    let front = site.visitor().open("/").await;
    let address = format!("/brand.css?c={}", proposed.trim_start_matches('#'));
    assert!(front.has(&address), "{}", front.text);
    let css = site.visitor().open(&address).await;
    assert!(css.has(&format!("--accent:{proposed}")) && css.has("prefers-color-scheme: dark"));
    let head = |reply: &Reply, name: &str| {
        let value = reply.headers.get(name).unwrap();
        value.to_str().unwrap().to_string()
    };
    assert!(head(&css, "cache-control").contains("immutable"));
    let tag = head(&css, "etag");
    let again = site
        .visitor()
        .send(Method::GET, &address, None, &[("if-none-match", &tag)])
        .await;
    assert_eq!(again.status, StatusCode::NOT_MODIFIED);
    let other = site.visitor().open("/brand.css?c=ffffff").await;
    assert_eq!(head(&other, "cache-control"), "no-cache");

    // An older page does not take the colour back.
    let stale = ada
        .post("/admin/branding", &[("accent", "#000080"), ("seen", "")])
        .await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    fill(&ada, "/admin/branding", "seen", &[("do", "built-in")]).await;
    assert!(!site.visitor().open("/").await.has("/brand.css"));
}

const STATEMENT: [(&str, &str); 11] = [
    ("lang", "da"),
    ("was_organisation", "Guldborgsund Kommune"),
    ("was_site", "faelles.example"),
    ("was_compliance", "partly"),
    ("was_gaps", "Ældre PDF-filer"),
    ("was_reasons", "De skiftes ud inden 2027."),
    ("was_alternatives", "Ring til os."),
    ("was_method", "self"),
    ("was_prepared", "2026-02-01"),
    ("was_contact", "Skriv til webmaster@example.org"),
    ("was_complaint", "Klag til Digitaliseringsstyrelsen."),
];

#[actix_web::test]
async fn the_accessibility_statement_says_what_the_law_asks_for() {
    let site = Site::new().await;
    let ada = administrator(&site).await;
    let page = "/admin/statements/accessibility";
    assert!(
        site.visitor()
            .open("/was")
            .await
            .has("endnu ikke gennemgået")
    );
    // Who does not comply in full must say where not.
    let mut fields = STATEMENT.to_vec();
    fields.retain(|(name, _)| *name != "was_gaps");
    let refused = fill(&ada, page, "version", &fields).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.main().contains("Guldborgsund Kommune"));

    // Looked at before it is saved.
    let mut fields = STATEMENT.to_vec();
    fields.push(("do", "preview"));
    let preview = fill(&ada, page, "version", &fields).await;
    assert_eq!(preview.status, StatusCode::OK);
    assert!(preview.main().contains("overholder delvist"));
    assert!(
        !site
            .visitor()
            .open("/was")
            .await
            .has("Guldborgsund Kommune")
    );

    let saved = fill(&ada, page, "version", &STATEMENT).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.main());
    let was = site.visitor().open("/was").await;
    for said in [
        "Guldborgsund Kommune",
        "faelles.example",
        "overholder delvist",
        "Ældre PDF-filer",
        "De skiftes ud inden 2027.",
        "Ring til os.",
        "selvevaluering",
        "1. februar 2026",
        "webmaster@example.org",
        "Digitaliseringsstyrelsen",
        "Senest gennemgået 2. marts 2026",
    ] {
        assert!(was.main().contains(said), "{said}: {}", was.main());
    }
    // Somebody who reads English gets it in Danish, marked as Danish.
    let visitor = site.visitor();
    visitor.post("/language", &[("lang", "en")]).await;
    let was = visitor.open("/was").await;
    assert!(was.main().contains("class=\"prose\" lang=\"da\""));
    assert!(was.main().contains("So far the text is in Danish alone."));
}

#[actix_web::test]
async fn two_who_write_one_text_lose_nothing() {
    let site = Site::new().await;
    let ada = administrator(&site).await;
    let page = "/admin/statements/privacy?lang=da";
    let version = ada.open(page).await.field("version");
    let write = |text: &'static str, version: String| {
        let ada = &ada;
        async move {
            let fields = [("text", text), ("lang", "da"), ("version", &version)];
            ada.post("/admin/statements/privacy", &fields).await
        }
    };
    let first = write(
        "## Først\n\n<script>x</script>\n\n**Vi** gemmer lidt.",
        version.clone(),
    )
    .await;
    assert_eq!(first.status, StatusCode::SEE_OTHER);
    let stale = write("## Siden", version).await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    assert!(stale.main().contains("## Siden") && stale.main().contains("gemmer lidt"));
    let shown = site.visitor().open("/privacy").await;
    assert!(shown.main().contains("<strong>Vi</strong>"));
    assert!(!shown.main().contains("<script>"));
    assert_eq!(
        write("## Siden", stale.field("version")).await.status,
        StatusCode::SEE_OTHER
    );
    assert!(
        site.visitor()
            .open("/privacy")
            .await
            .main()
            .contains("Siden")
    );
    let cpr = write("Ring til 010190-1234", "2".to_string()).await;
    assert_eq!(cpr.status, StatusCode::UNPROCESSABLE_ENTITY);
    for (path, status) in [
        ("/admin/statements/imprint", StatusCode::NOT_FOUND),
        ("/admin/statements/privacy", StatusCode::OK),
    ] {
        assert_eq!(ada.get(path).await.status, status);
    }
}

#[actix_web::test]
async fn once_a_year_administrators_are_asked_to_look_at_the_texts() {
    let site = Site::new().await;
    let ada = administrator(&site).await;
    site.add_person("Karen Holm", &[], None, &[]);
    ada.post("/admin/statements/privacy/reviewed", &[]).await;
    let sweep = || {
        let now = site.app.clock.now();
        site.app
            .db
            .write_now(|c| jobs::enqueue(c, &Job::Sweep, now, None))
            .unwrap();
    };
    let reminders = || {
        let all = site.mails();
        all.into_iter()
            .filter(|m| m.subject.contains("tid til at gennemgå"))
            .map(|m| m.to)
            .collect::<Vec<_>>()
    };
    site.app.clock.advance(Duration::days(364));
    sweep();
    site.drain().await;
    assert!(reminders().is_empty());

    site.app.clock.advance(Duration::days(2));
    for _ in 0..2 {
        sweep();
        site.drain().await;
        site.app.clock.advance(Duration::hours(7));
    }
    assert_eq!(reminders(), [address_of("Ada Adm")]);
    let ada = site.visitor();
    ada.sign_in(&address_of("Ada Adm")).await;
    let id: String = site
        .app
        .db
        .read_now(|c| {
            Ok(faelles::members::find_by_email(c, &address_of("Ada Adm"))?
                .unwrap()
                .id)
        })
        .unwrap();
    site.show_second_factor(&id);
    assert!(ada.open("/admin").await.has("1 tekst skal gennemgås"));
    ada.post("/admin/statements/privacy/reviewed", &[]).await;
    assert!(!ada.open("/admin").await.has("skal gennemgås"));
    assert!(
        site.visitor()
            .open("/privacy")
            .await
            .has("Senest gennemgået 4. marts 2027")
    );
}

#[actix_web::test]
async fn a_word_of_the_networks_own_orders_the_library() {
    let site = Site::new().await;
    let ada = administrator(&site).await;
    let page = "/admin/vocabularies/area";
    let added = ada
        .post(
            page,
            &[("label_da", "Psykiatri"), ("label_en", "Psychiatry")],
        )
        .await;
    assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.main());
    let twice = ada
        .post(page, &[("label_da", "psykiatri"), ("label_en", "x")])
        .await;
    assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY);
    let missing = ada.post(page, &[("label_en", "Church")]).await;
    assert_eq!(missing.status, StatusCode::UNPROCESSABLE_ENTITY);

    // It is offered, kept, shown, found and filtered by.
    assert!(ada.open("/library/new?kind=case").await.has("Psykiatri"));
    let entry = [
        ("kind", "case"),
        ("title", "Samtaler på lige fod"),
        ("summary", "Kort."),
        ("body", "Tekst."),
        ("lang", "da"),
        ("audience", "public"),
        ("area", "psykiatri"),
        ("do", "publish"),
    ];
    let at = ada.post("/library", &entry).await.location();
    let at = at.split('?').next().unwrap().to_string();
    site.drain().await;
    assert!(ada.open(&at).await.main().contains("Psykiatri"));
    let found = site
        .visitor()
        .open("/search?q=samtaler&area=psykiatri")
        .await;
    assert!(found.main().contains("lige fod") && found.main().contains("Psykiatri"));
    let listed = site.visitor().open("/library?area=psykiatri").await;
    assert!(listed.main().contains("lige fod"));
    let api = site
        .visitor()
        .get("/api/v1/search?q=samtaler&area=psykiatri")
        .await;
    assert_eq!(api.status, StatusCode::OK);

    // Other words for it follow to what has it.
    let term = "/admin/vocabularies/area/psykiatri";
    let renamed = [
        ("label_da", "Mental sundhed"),
        ("label_en", "Mental health"),
    ];
    ada.post_from(term, term, &renamed).await;
    assert!(
        site.visitor()
            .open(&at)
            .await
            .main()
            .contains("Mental sundhed")
    );

    // Set aside, it is offered no more, and stays on what has it, also when that is edited.
    ada.post(term, &[("do", "retire")]).await;
    assert!(
        !ada.open("/library/new?kind=case")
            .await
            .has("Mental sundhed")
    );
    let refused = ada.post("/library", &entry).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        site.visitor()
            .open(&at)
            .await
            .main()
            .contains("Mental sundhed")
    );
    let edit = format!("{at}/edit");
    let shown = ada.open(&edit).await;
    assert!(shown.has("Mental sundhed"));
    let mut fields = entry.to_vec();
    fields.retain(|(n, _)| *n != "do" && *n != "title");
    fields.push(("title", "Samtaler uden bord"));
    let version = shown.field("version");
    fields.push(("version", &version));
    let kept = ada.post_from(&edit, &edit, &fields).await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.main());
    let area: Option<String> = site
        .app
        .db
        .read_now(|c| Ok(entries::table.select(entries::area).first(c)?))
        .unwrap();
    assert_eq!(area.as_deref(), Some("psykiatri"));

    ada.post(term, &[("do", "restore")]).await;
    assert!(
        ada.open("/library/new?kind=case")
            .await
            .has("Mental sundhed")
    );
    assert_eq!(recorded(&site, "retire"), ["psykiatri"]);
    assert_eq!(
        ada.get("/admin/vocabularies/area/findes-ikke").await.status,
        StatusCode::NOT_FOUND
    );
}

#[actix_web::test]
async fn words_stand_in_the_networks_order() {
    let site = Site::new().await;
    let ada = administrator(&site).await;
    let order = || {
        let terms = site.app.db.read_now(faelles::library::terms::load).unwrap();
        terms
            .of(faelles::library::terms::Vocabulary::Factors)
            .iter()
            .map(|t| t.label(Lang::En).to_string())
            .collect::<Vec<_>>()
    };
    let before = order();
    let move_up = |name: &'static str, act: &'static str| {
        let ada = &ada;
        async move {
            let path = format!("/admin/vocabularies/factor/{name}");
            ada.post(&path, &[("do", act)]).await
        }
    };
    move_up("budget", "up").await;
    let mut expected = before.clone();
    expected.swap(0, 1);
    assert_eq!(order(), expected);
    let page = ada.open("/library/new?kind=case").await;
    assert!(page.text.find("value=\"budget\"") < page.text.find("value=\"leadership\""));
    // At the end there is nowhere to go.
    move_up("budget", "up").await;
    assert_eq!(order(), expected);
    move_up("budget", "down").await;
    assert_eq!(order(), before);
}

#[actix_web::test]
async fn an_import_knows_the_networks_words() {
    let site = Site::new().await;
    let ada = administrator(&site).await;
    let folder = tempfile::TempDir::new().unwrap();
    let text = "---\ntitle: Samtaler\narea: psykiatri\n---\nTekst om samtaler.";
    std::fs::write(folder.path().join("a.md"), text).unwrap();
    let bring = || {
        let mut said = Vec::new();
        let paths = [folder.path().to_path_buf()];
        let did = faelles::library::import::run(&site.app, &paths, &mut |told| {
            if let faelles::library::import::Told::Problem(problem) = told {
                said.push(problem.to_string());
            }
        })
        .unwrap();
        (did.new, did.skipped, said.join(" "))
    };
    let (new, skipped, said) = bring();
    assert_eq!((new, skipped), (0, 1));
    assert!(said.contains("\"psykiatri\" is not a known area"), "{said}");
    ada.post(
        "/admin/vocabularies/area",
        &[("label_da", "Psykiatri"), ("label_en", "Psychiatry")],
    )
    .await;
    assert_eq!(bring().0, 1);
}

#[actix_web::test]
async fn work_that_failed_waits_for_an_administrator_who_tries_it_again() {
    let site = Site::new().await;
    let ada = administrator(&site).await;
    let now = site.app.clock.now();
    let id: i64 = site
        .app
        .db
        .write_now(|c| {
            let job = Job::Invite {
                meeting_id: "findes-ikke".to_string(),
            };
            jobs::enqueue(c, &job, now, None)?;
            let id = jobs_table::table
                .select(diesel::dsl::max(jobs_table::id))
                .first::<Option<i64>>(c)?;
            diesel::update(jobs_table::table)
                .set((
                    jobs_table::failed_at.eq(now),
                    jobs_table::last_error.eq("no <such> meeting"),
                ))
                .execute(c)?;
            Ok(id.unwrap())
        })
        .unwrap();
    assert!(ada.open("/admin").await.has("1 opgave lykkedes ikke"));
    let page = ada.open("/admin/jobs").await;
    assert!(page.main().contains("no &lt;such&gt; meeting"));
    assert!(page.main().contains("Invitationer til et møde"));
    let retried = ada.post(&format!("/admin/jobs/{id}/retry"), &[]).await;
    assert_eq!(retried.status, StatusCode::SEE_OTHER);
    assert_eq!(recorded(&site, "retry"), [id.to_string()]);
    assert!(ada.open("/admin/jobs").await.main().contains("Venter (1)"));
    let again = ada.post(&format!("/admin/jobs/{id}/retry"), &[]).await;
    assert_eq!(again.status, StatusCode::NOT_FOUND);
}

#[actix_web::test]
async fn the_system_says_what_it_is_and_looks_at_itself_when_asked() {
    let site = Site::new().await;
    let ada = administrator(&site).await;
    site.drain().await;
    let page = ada.open("/admin/system").await;
    for said in [
        env!("CARGO_PKG_VERSION"),
        faelles::db::KIND,
        &site.app.node,
        "2. marts 2026 kl. 10",
    ] {
        assert!(page.main().contains(said), "{said}: {}", page.main());
    }
    assert!(!page.main().contains("database is whole"));
    let looked = ada.post("/admin/system/check", &[]).await;
    assert_eq!(looked.status, StatusCode::OK);
    assert!(looked.main().contains("database is whole"));
    assert!(looked.main().contains("Intet er i stykker."));
}

#[actix_web::test]
async fn the_overview_leads_to_places_that_are_there() {
    let site = Site::new().await;
    let ada = administrator(&site).await;
    let page = ada.open("/admin").await;
    let mut places = 0;
    for part in page.main().split("href=\"").skip(1) {
        let href = part.split('"').next().unwrap();
        if href.starts_with("/admin") {
            places += 1;
            ada.open(href.split('#').next().unwrap()).await;
        }
    }
    assert!(places > 8);
    assert!(page.has("href=\"/admin/privacy/record\""));
}

#[actix_web::test]
async fn the_networks_own_logo_is_drawn_anew_and_stands_on_every_page() {
    let site = Site::new().await;
    let ada = administrator(&site).await;
    let to = ("/admin/branding/logo", "logo");
    assert_eq!(ada.get("/brand.png").await.status, StatusCode::NOT_FOUND);
    let page = ada.open("/admin/branding").await;
    let svg = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>";
    let refused = crate::profile::send_file(&ada, &page, to, svg, "logo.svg").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.has("ikke et billede, vi kan læse"));

    let mut file = crate::profile::picture(600, 300, image::ImageFormat::Png);
    file.extend_from_slice(b"<script>");
    let sent = crate::profile::send_file(&ada, &page, to, &file, "../logo.png").await;
    assert_eq!(sent.location(), "/admin/branding?done=saved");
    let front = site.visitor().open("/about").await;
    let from = front
        .text
        .find("/brand.png?v=")
        .expect("the logo on every page");
    let address = front.text[from..].split('"').next().unwrap();
    let shown = site.visitor().get(address).await;
    let read = image::load_from_memory(&shown.bytes).unwrap();
    assert_eq!((read.width(), read.height()), (132, 66));
    assert!(!shown.text.contains("script"));
    ada.post("/admin/branding/logo/remove", &[]).await;
    assert!(!site.visitor().open("/about").await.has("/brand.png"));
}
