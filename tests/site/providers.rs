//! An organisation's own sign-in: who keeps it, and whom its word lets in. The protocol itself is
//! `tests/browser/openid_connect.mjs`.

use actix_web::http::StatusCode;
use chrono::Duration;
use diesel::prelude::*;
use faelles::app::new_id;
use faelles::members::{self, Role};
use faelles::schema::{audit, organisation_domains, people, providers, sessions};
use faelles::sign_in::providers::{Proof, ProviderRow, Refusal, Session, come_in, for_address};
use faelles::web::Lang;

use crate::support::{Browser, Site, address_of, start_time};

const SECRET: &str = "meget-hemmelig-4711";
const ADMINISTRATOR: &[Role] = &[Role::Administrator];

fn domain(site: &Site, domain: &str, organisation: &str) {
    site.app
        .db
        .write_now(|c| {
            diesel::insert_into(organisation_domains::table)
                .values((
                    organisation_domains::domain.eq(domain),
                    organisation_domains::organisation_id.eq(organisation),
                    organisation_domains::at.eq(start_time()),
                ))
                .execute(c)?;
            Ok(())
        })
        .unwrap();
}

/// An administrator adds a provider; its id.
async fn add(browser: &Browser<'_>, organisation: &str, issuer: &str) -> String {
    let at = format!("/organisations/{organisation}/sign-in");
    let fields = [
        ("name", "Kommunens login"),
        ("issuer", issuer),
        ("client_id", "faelles"),
        ("client_secret", SECRET),
        ("enabled", "yes"),
    ];
    let to = browser
        .post_from(&format!("{at}/new"), &at, &fields)
        .await
        .location();
    to[at.len() + 1..].split('?').next().unwrap().to_string()
}

fn provider(site: &Site, id: &str) -> ProviderRow {
    site.app
        .db
        .read_now(|c| {
            Ok(providers::table
                .find(id)
                .select(ProviderRow::as_select())
                .first(c)?)
        })
        .unwrap()
}

/// A municipality with an administrator and a provider.
async fn roskilde(site: &Site) -> (String, ProviderRow) {
    let organisation = site.add_organisation("Roskilde Kommune");
    let anna = site
        .signed_in_of("Anna Berg", ADMINISTRATOR, Some(&organisation))
        .await;
    let id = add(&anna, &organisation, "http://127.0.0.1:9").await;
    (organisation, provider(site, &id))
}

fn proof(subject: &str, email: Option<&str>, name: &str) -> Proof {
    Proof {
        subject: subject.to_string(),
        email: email.map(str::to_string),
        name: Some(name.to_string()),
    }
}

/// What comes of a provider's word, and whose session it is.
fn comes(site: &Site, provider: &ProviderRow, proof: &Proof) -> Result<String, Refusal> {
    let now = site.app.clock.now();
    let secret = new_id();
    site.app
        .db
        .write_now(|c| {
            let session = Session {
                secret: &secret,
                agent: "",
                instead_of: None,
                lang: Lang::Da,
            };
            let came = come_in(c, now, provider, proof, &session)?;
            let whose: Option<(String, String)> = sessions::table
                .find(faelles::tokens::hash(&secret))
                .select((sessions::person_id, sessions::method))
                .first(c)
                .optional()?;
            assert_eq!(
                whose.is_some(),
                came.is_ok(),
                "a session only for who came in"
            );
            Ok(came.map(|()| {
                let (person, method) = whose.unwrap();
                assert_eq!(method, "provider");
                person
            }))
        })
        .unwrap()
}

#[actix_web::test]
async fn a_providers_word_counts_for_its_own_people_alone() {
    let site = Site::new().await;
    let (organisation, ours) = roskilde(&site).await;
    domain(&site, "example.org", &organisation);
    let elsewhere = site.add_organisation("Malmö stad");
    let karen = site.add_person("Karen Holm", &[], Some(&organisation), &[]);
    site.add_person("Sven Malm", &[], Some(&elsewhere), &[]);
    site.add_person("Ingen Steds", &[], None, &[]);
    let of = |name: &str| Some(address_of(name));

    // Karen is linked, and known by her subject when her address has changed.
    let address = of("Karen Holm");
    let word = proof("k1", address.as_deref(), "Karen Holm");
    assert_eq!(comes(&site, &ours, &word), Ok(karen.clone()));
    let word = proof("k1", None, "Karen Holm");
    assert_eq!(comes(&site, &ours, &word), Ok(karen.clone()));

    for name in ["Sven Malm", "Ingen Steds"] {
        let word = proof(name, of(name).as_deref(), name);
        assert_eq!(
            comes(&site, &ours, &word),
            Err(Refusal::Elsewhere),
            "{name}"
        );
    }
    let word = proof("n1", None, "Niels");
    assert_eq!(comes(&site, &ours, &word), Err(Refusal::Unverified));
    let word = proof("n1", Some("niels@elsewhere.example"), "Niels");
    assert_eq!(comes(&site, &ours, &word), Err(Refusal::UnknownDomain));
    // Ends alike, is another's.
    let word = proof("n1", Some("niels@evilexample.org"), "Niels");
    assert_eq!(comes(&site, &ours, &word), Err(Refusal::UnknownDomain));
    let word = proof("n1", Some("niels@sub.example.org"), "Niels");
    assert_eq!(comes(&site, &ours, &word), Err(Refusal::UnknownDomain));

    let set = |status: &str, organisation: &str| {
        site.app
            .db
            .write_now(|c| {
                diesel::update(people::table.find(&karen))
                    .set((
                        people::status.eq(status),
                        people::organisation_id.eq(organisation),
                    ))
                    .execute(c)?;
                Ok(())
            })
            .unwrap();
    };
    let word = proof("k1", of("Karen Holm").as_deref(), "Karen Holm");
    set("suspended", &organisation);
    let suspended = Err(Refusal::Suspended(karen.clone()));
    assert_eq!(comes(&site, &ours, &word), suspended);
    // Nor by a new subject with the old address.
    let again = proof("k2", of("Karen Holm").as_deref(), "Karen Holm");
    assert_eq!(comes(&site, &ours, &again), suspended);
    // Moved: her old municipality no longer speaks for her.
    set("active", &elsewhere);
    assert_eq!(comes(&site, &ours, &word), Err(Refusal::Elsewhere));
}

#[actix_web::test]
async fn somebody_new_becomes_a_member_of_the_organisation() {
    let site = Site::new().await;
    let (organisation, ours) = roskilde(&site).await;
    domain(&site, "example.org", &organisation);
    let word = proof("p1", Some("Pia.Ny@Example.org"), "Pia Ny 010190-1234");
    let id = comes(&site, &ours, &word).unwrap();
    let pia = site.app.db.read_now(|c| members::person(c, &id)).unwrap();
    assert_eq!(pia.email, "pia.ny@example.org");
    assert_eq!(
        pia.name, "pia.ny",
        "a personal number is not kept as a name"
    );
    assert_eq!(pia.organisation_id.as_deref(), Some(organisation.as_str()));
    let done: Vec<String> = site
        .app
        .db
        .read_now(|c| {
            Ok(audit::table
                .filter(audit::actor_id.eq(&id))
                .order(audit::id)
                .select(audit::action)
                .load(c)?)
        })
        .unwrap();
    assert_eq!(done, ["join", "link", "sign-in"]);
}

#[actix_web::test]
async fn the_domain_alone_decides_who_is_sent_to_a_provider() {
    let site = Site::new().await;
    let (organisation, ours) = roskilde(&site).await;
    let admin = site.signed_in("Asta Dam", &[Role::Administrator]).await;
    domain(&site, "example.org", &organisation);
    let to = |email: &str, next: &str| {
        site.app
            .db
            .read_now(|c| for_address(c, email, next))
            .unwrap()
    };
    let there = Some(format!("/sign-in/with/{}?next=%2Fme", ours.id));
    assert_eq!(to("anna.berg@example.org", "/me"), there);
    assert_eq!(to("nobody@example.org", "/me"), there);
    assert_eq!(to("nobody@elsewhere.example", "/me"), None);
    let nowhere = to("nobody@example.org", "https://evil.example/").unwrap();
    assert!(nowhere.ends_with("?next=%2F"), "{nowhere}");

    add(&admin, &organisation, "https://second.example").await;
    let choice = to("nobody@example.org", "/me").unwrap();
    let page = site.visitor().open(&choice).await;
    assert!(page.has(&ours.id) && page.has("Kommunens login"));

    site.app
        .db
        .write_now(|c| {
            diesel::update(providers::table)
                .set(providers::enabled.eq(false))
                .execute(c)?;
            Ok(())
        })
        .unwrap();
    assert_eq!(to("nobody@example.org", "/me"), None);
    let path = format!("/sign-in/with/{}", ours.id);
    let off = site.visitor().get(&path).await;
    assert_eq!(off.status, StatusCode::NOT_FOUND);
}

#[actix_web::test]
async fn a_secret_goes_in_and_never_comes_out_nor_anywhere_else() {
    let site = Site::new().await;
    let organisation = site.add_organisation("Roskilde Kommune");
    let anna = site
        .signed_in_of("Anna Berg", ADMINISTRATOR, Some(&organisation))
        .await;
    let id = add(&anna, &organisation, "https://login.example").await;
    let at = format!("/organisations/{organisation}/sign-in");
    let one = format!("{at}/{id}");
    for path in [&at, &one, &format!("{one}/remove")] {
        assert!(!anna.open(path).await.has(SECRET), "{path}");
    }
    let edit = |issuer: &'static str, secret: &'static str, name: &'static str| {
        let fields = [
            ("version", "1"),
            ("name", name),
            ("issuer", issuer),
            ("client_id", "faelles"),
            ("client_secret", secret),
        ];
        let (anna, one) = (&anna, &one);
        async move { anna.post_from(one, one, &fields).await }
    };
    // Typed just now and refused for another reason: not shown back either.
    let refused = edit("https://login.example", SECRET, "").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(!refused.has(SECRET));
    // The one that is kept is never sent to another place.
    let elsewhere = edit("https://evil.example", "", "Login").await;
    assert_eq!(elsewhere.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(elsewhere.has("skal hemmeligheden skrives igen"));
    for unsafe_issuer in ["http://login.example", "file:///etc/passwd", "login"] {
        let reply = edit(unsafe_issuer, SECRET, "Login").await;
        assert_eq!(
            reply.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{unsafe_issuer}"
        );
    }
    assert_eq!(provider(&site, &id).issuer, "https://login.example");

    let saved = edit("https://login.example", "", "Nyt navn").await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER);
    let now = provider(&site, &id);
    assert_eq!((now.client_secret.as_str(), now.enabled), (SECRET, false));
    // Somebody else saved in between: version 1 is gone.
    let late = edit("https://login.example", "", "For sent").await;
    assert_eq!(late.status, StatusCode::CONFLICT);
}

#[actix_web::test]
async fn another_organisations_sign_in_is_out_of_reach() {
    let site = Site::new().await;
    let (ours, row) = roskilde(&site).await;
    let theirs = site.add_organisation("Malmö stad");
    let sven = site
        .signed_in_of(
            "Sven Malm",
            &[Role::OrganisationAdministrator],
            Some(&theirs),
        )
        .await;
    // An organisation's own administrator sees their own, and changes none.
    for organisation in [&ours, &theirs] {
        let expected = StatusCode::FORBIDDEN;
        let one = format!("/organisations/{organisation}/sign-in/{}", row.id);
        for path in [one.clone(), format!("{one}/remove")] {
            assert_eq!(sven.get(&path).await.status, expected, "{path}");
        }
        for path in [one.clone(), format!("{one}/try"), format!("{one}/remove")] {
            let fields = [("name", "Kapret"), ("version", "1")];
            let reply = sven.post(&path, &fields).await;
            assert_eq!(reply.status, expected, "{path}");
        }
    }
    let list = format!("/organisations/{ours}/sign-in");
    assert_eq!(sven.get(&list).await.status, StatusCode::NOT_FOUND);
    assert_eq!(sven.post(&list, &[]).await.status, StatusCode::FORBIDDEN);
    assert_eq!(provider(&site, &row.id).name, "Kommunens login");

    let path = format!("{list}/{}/remove", row.id);
    let anna = site.visitor();
    anna.sign_in(&address_of("Anna Berg")).await;
    let admin = anna.get(&path).await;
    assert!(
        admin.location().starts_with("/sign-in/second-factor"),
        "an administrator shows a second factor first"
    );
}

#[actix_web::test]
async fn keeping_a_provider_takes_fresh_proof() {
    let site = Site::new().await;
    let (organisation, row) = roskilde(&site).await;
    let anna = site.visitor();
    anna.sign_in(&address_of("Anna Berg")).await;
    let id = site
        .app
        .db
        .read_now(|c| members::find_by_email(c, &address_of("Anna Berg")))
        .unwrap()
        .unwrap()
        .id;
    site.show_second_factor(&id);
    site.app.clock.advance(Duration::minutes(16));
    let one = format!("/organisations/{organisation}/sign-in/{}", row.id);
    let to = anna.get(&one).await.location();
    assert!(to.starts_with("/sign-in/confirm"), "{to}");
    for path in [one.clone(), format!("{one}/try"), format!("{one}/remove")] {
        let reply = anna.post(&path, &[]).await;
        assert_eq!(reply.status, StatusCode::UNAUTHORIZED, "{path}");
    }
}

#[actix_web::test]
async fn an_answer_nobody_waits_for_signs_nobody_in() {
    let site = Site::new().await;
    let (_, row) = roskilde(&site).await;
    let visitor = site.visitor();
    for query in ["", "?state=x&code=y", "?error=access_denied"] {
        let reply = visitor.get(&format!("/sign-in/callback{query}")).await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(reply.has("Du blev ikke logget ind"));
        assert!(!reply.headers.contains_key("set-cookie"));
    }
    // A provider that does not answer: said plainly, with another way.
    let reply = visitor
        .get(&format!("/sign-in/with/{}?next=%2Fme", row.id))
        .await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(reply.has("svarer ikke lige nu"));
    assert!(reply.has("/sign-in?way=mail&amp;next=%2Fme"));
}

#[actix_web::test]
async fn a_mailed_link_is_always_a_way_in() {
    let site = Site::new().await;
    let (organisation, _) = roskilde(&site).await;
    domain(&site, "example.org", &organisation);
    site.add_person("Karen Holm", &[], None, &[]);
    let address = address_of("Karen Holm");
    let karen = site.visitor();
    let sent = karen.post("/sign-in", &[("email", &address)]).await;
    assert!(sent.location().starts_with("/sign-in/with/"));
    assert!(karen.open("/sign-in?way=mail").await.has("value=\"mail\""));
    let sent = karen
        .post("/sign-in", &[("email", &address), ("way", "mail")])
        .await;
    assert_eq!(sent.location(), "/sign-in/sent");
    site.drain().await;
    let link = site.mail_to("Karen Holm").link("/sign-in/");
    karen.post_from(&link, &link, &[]).await;
    karen.open("/me").await;
}

#[actix_web::test]
async fn an_address_given_to_somebody_else_is_not_the_way_to_an_account() {
    let site = Site::new().await;
    let (organisation, ours) = roskilde(&site).await;
    domain(&site, "example.org", &organisation);
    let karen = site.add_person("Karen Holm", &[], Some(&organisation), &[]);
    let address = address_of("Karen Holm");
    let word = proof("k1", Some(&address), "Karen Holm");
    assert_eq!(comes(&site, &ours, &word), Ok(karen));
    let word = proof("k2", Some(&address), "Karen Holm");
    assert_eq!(comes(&site, &ours, &word), Err(Refusal::Elsewhere));
}
