//! Coming in: by invitation, by asking, by a list; and one person who is there twice.

use actix_web::http::StatusCode;
use chrono::Duration;
use diesel::prelude::*;
use faelles::members::{self, Role};
use faelles::privacy::tables::{Link, Merge, TABLES};
use faelles::schema::{
    consents, jobs, joinings, organisation_domains, other_addresses, people, throttle, tokens,
};

use crate::support::{Browser, Mail, Reply, Site, address_of};

const ADDED: [(&str, &str); 4] = [
    ("name", "Eva Friis"),
    ("email", "eva.friis@example.org"),
    ("title", "Konsulent"),
    ("lang", "da"),
];

/// An administrator adds Eva; the mail she gets.
async fn eva_is_added(site: &Site) -> (Browser<'_>, Mail) {
    let ada = site.signed_in("Ada Adm", &[Role::Administrator]).await;
    let added = ada
        .post_from("/admin/people/new", "/admin/people", &ADDED)
        .await;
    assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.text);
    site.drain().await;
    (ada, site.mail_to("Eva Friis"))
}

fn id_of(site: &Site, name: &str) -> String {
    site.app
        .db
        .read_now(|c| members::find_by_email(c, &address_of(name)))
        .unwrap()
        .unwrap_or_else(|| panic!("nobody is {name}"))
        .id
}

fn count(site: &Site, sql: &str) -> i64 {
    #[derive(QueryableByName)]
    struct Row {
        #[diesel(sql_type = diesel::sql_types::BigInt)]
        n: i64,
    }
    site.app
        .db
        .read_now(|c| {
            Ok(
                diesel::sql_query(format!("SELECT COUNT(*) AS n FROM {sql}"))
                    .get_result::<Row>(c)?
                    .n,
            )
        })
        .unwrap()
}

#[actix_web::test]
async fn whoever_is_added_checks_agrees_and_is_in() {
    let site = Site::new().await;
    let (_, mail) = eva_is_added(&site).await;
    assert!(
        mail.text
            .contains("Netværkets administrator har inviteret dig")
    );
    assert!(!mail.text.contains("Ada"), "who invites is not named");
    let link = mail.link("/welcome/");

    // A mail scanner follows the link: nothing changes.
    let seen = site.visitor().open(&link).await;
    assert!(seen.has("Eva Friis") && seen.has("Konsulent") && seen.has("href=\"/privacy\""));
    assert_eq!(count(&site, "people WHERE joined_at IS NOT NULL"), 1);

    let eva = site.visitor();
    let fields = [("name", "Eva Maria Friis"), ("title", ""), ("lang", "en")];
    let refused = eva.post_from(&link, &link, &fields).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.has("Eva Maria Friis") && refused.has("id=\"terms-e\""));
    let mut all = fields.to_vec();
    all.push(("terms", "yes"));
    let used = eva.post_from(&link, &link, &all).await;
    assert_eq!(used.location(), "/?done=joined");
    let me = eva.open("/me").await;
    assert!(me.has("Eva Maria Friis") && me.has("lang=\"en\""));
    let given: Vec<(String, i64)> = site
        .app
        .db
        .read_now(|c| {
            Ok(consents::table
                .select((consents::purpose, consents::version))
                .load(c)?)
        })
        .unwrap();
    assert_eq!(given, [("membership".to_string(), 1)]);
    assert_eq!(site.visitor().get(&link).await.status, StatusCode::GONE);
    assert_eq!(count(&site, "audit WHERE action = 'join'"), 1);
}

#[actix_web::test]
async fn an_invitation_can_be_sent_again_and_ends_when_it_is_used_or_the_address_changes() {
    let site = Site::new().await;
    let (ada, first) = eva_is_added(&site).await;
    let id = id_of(&site, "Eva Friis");
    let list = ada.open("/joining/invited").await;
    assert!(list.has("Eva Friis") && list.has("Send invitationen igen"));
    let again = ada
        .post_from("/joining/invited", &format!("/joining/invited/{id}"), &[])
        .await;
    assert_eq!(again.status, StatusCode::SEE_OTHER);
    site.drain().await;
    let second = site.mail_to("Eva Friis");
    let (first, second) = (first.link("/welcome/"), second.link("/welcome/"));
    assert_ne!(first, second);
    let fields = [("name", "Eva Friis"), ("lang", "da"), ("terms", "yes")];
    site.visitor().post_from(&second, &second, &fields).await;
    assert_eq!(site.visitor().get(&first).await.status, StatusCode::GONE);
    let done = ada
        .post_from("/joining/invited", &format!("/joining/invited/{id}"), &[])
        .await;
    assert_eq!(done.status, StatusCode::CONFLICT);

    // Somebody else: their address changes before they have been here.
    let ib = [("name", "Ib Bo"), ("email", "ib@old.dk"), ("lang", "da")];
    ada.post_from("/admin/people/new", "/admin/people", &ib)
        .await;
    site.drain().await;
    let link = site.mails().pop().unwrap().link("/welcome/");
    let found = site
        .app
        .db
        .read_now(|c| members::find_by_email(c, "ib@old.dk"));
    let page = format!("/admin/people/{}", found.unwrap().unwrap().id);
    let moved = [
        ("name", "Ib Bo"),
        ("email", "ib@new.dk"),
        ("lang", "da"),
        ("version", "1"),
    ];
    ada.post_from(&page, &page, &moved).await;
    assert_eq!(site.visitor().get(&link).await.status, StatusCode::GONE);

    // And nobody's lives longer than a fortnight.
    site.app.clock.advance(Duration::days(13));
    let uma = [("name", "Uma"), ("email", "uma@x.dk"), ("lang", "da")];
    let ada = site.visitor();
    ada.sign_in(&address_of("Ada Adm")).await;
    site.show_second_factor(&id_of(&site, "Ada Adm"));
    ada.post_from("/admin/people/new", "/admin/people", &uma)
        .await;
    site.drain().await;
    let link = site.mails().pop().unwrap().link("/welcome/");
    site.app
        .clock
        .advance(Duration::days(14) - Duration::minutes(1));
    site.visitor().open(&link).await;
    site.app.clock.advance(Duration::minutes(2));
    assert_eq!(site.visitor().get(&link).await.status, StatusCode::GONE);
}

fn asking<'a>(name: &'a str, email: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("name", name),
        ("email", email),
        ("message", "Jeg vil gerne være med"),
    ]
}

async fn ask(site: &Site, name: &str, email: &str) -> Reply {
    site.visitor()
        .post_from("/join", "/join", &asking(name, email))
        .await
}

#[actix_web::test]
async fn the_answer_and_the_work_are_the_same_whoever_asks() {
    let site = Site::new().await;
    site.signed_in("Karen Holm", &[]).await;
    eva_is_added(&site).await;
    let shut_out = site.add_person("Sus Pend", &[], None, &[]);
    site.app
        .db
        .write_now(|c| {
            diesel::update(people::table.find(&shut_out))
                .set(people::status.eq("suspended"))
                .execute(c)?;
            Ok(())
        })
        .unwrap();
    let mails_before = site.mails().len();
    let mut answers = Vec::new();
    let mut work = Vec::new();
    for email in [
        address_of("Karen Holm"),
        address_of("Eva Friis"),
        address_of("Sus Pend"),
        "nobody@example.org".to_string(),
    ] {
        let rows = |site: &Site| {
            site.app
                .db
                .read_now(|c| {
                    Ok([
                        joinings::table.count().get_result::<i64>(c)?,
                        jobs::table.count().get_result(c)?,
                        throttle::table.count().get_result(c)?,
                        tokens::table.count().get_result(c)?,
                        people::table.count().get_result(c)?,
                    ])
                })
                .unwrap()
        };
        let before = rows(&site);
        let visitor = site.visitor();
        let reply = visitor
            .post_from("/join", "/join", &asking("Som En", &email))
            .await;
        let after = rows(&site);
        let shown = visitor.open(&reply.location()).await;
        let mut text = shown.text.clone();
        for name in ["token", "once"] {
            while let Some(at) = text.find(&format!("name=\"{name}\" value=\"")) {
                let end = at + text[at..].find('>').unwrap();
                text.replace_range(at..=end, "");
            }
        }
        answers.push((reply.status, reply.location(), reply.text, text));
        let added: Vec<i64> = after.iter().zip(before).map(|(a, b)| a - b).collect();
        work.push(added[..2].to_vec());
        assert_eq!(added[3..], [0, 0], "{email}");
    }
    for other in 1..4 {
        assert_eq!(answers[0], answers[other]);
        assert_eq!(work[0], work[other]);
    }
    assert_eq!(work[0], [1, 1]);

    // What differs is told by mail alone.
    site.drain().await;
    let mails = site.mails();
    let told: Vec<(&str, &str)> = mails[mails_before..]
        .iter()
        .map(|m| (m.to.as_str(), m.subject.split(" i ").next().unwrap()))
        .collect();
    assert_eq!(told.len(), 3, "{told:?}");
    let link = site.mail_to("Karen Holm").link("/sign-in/");
    let karen = site.visitor();
    karen.post_from(&link, &link, &[]).await;
    assert!(karen.open("/me").await.has("Karen Holm"));
    site.mail_to("Eva Friis").link("/welcome/");
    let confirm = mails.iter().find(|m| m.to == "nobody@example.org").unwrap();
    assert!(!confirm.text.contains("Som En"), "nothing a stranger typed");
    assert_eq!(
        count(&site, "joinings"),
        1,
        "of people known nothing is kept"
    );
}

#[actix_web::test]
async fn asking_again_and_again_is_stopped_for_known_and_unknown_alike() {
    let site = Site::new().await;
    site.add_person("Karen Holm", &[], None, &[]);
    for email in [address_of("Karen Holm"), "nobody@example.org".to_string()] {
        for _ in 0..5 {
            assert_eq!(
                ask(&site, "A B", &email).await.status,
                StatusCode::SEE_OTHER
            );
        }
        let stopped = ask(&site, "A B", &email).await;
        assert_eq!(stopped.status, StatusCode::TOO_MANY_REQUESTS);
    }
    let cpr = ask(&site, "Bo 010190-1234", "bo@example.org").await;
    assert_eq!(cpr.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(cpr.has("CPR") && cpr.has("bo@example.org"));
}

fn domain(site: &Site, domain: &str, organisation: &str) {
    let now = site.app.clock.now();
    site.app
        .db
        .write_now(|c| {
            diesel::insert_into(organisation_domains::table)
                .values((
                    organisation_domains::domain.eq(domain),
                    organisation_domains::organisation_id.eq(organisation),
                    organisation_domains::at.eq(now),
                ))
                .execute(c)?;
            Ok(())
        })
        .unwrap();
}

/// Somebody asks, and confirms the address; where that leads, and their browser.
async fn asks_and_confirms<'a>(
    site: &'a Site,
    name: &str,
    email: &str,
    organisation: &str,
) -> (Browser<'a>, Reply) {
    let visitor = site.visitor();
    let mut fields = asking(name, email);
    fields.push(("organisation", organisation));
    visitor.post_from("/join", "/join", &fields).await;
    site.drain().await;
    let mails = site.mails();
    let mail = mails.iter().rev().find(|m| m.to == email).unwrap();
    let link = mail.link("/join/");
    let reply = visitor.post_from(&link, &link, &[("terms", "yes")]).await;
    assert_eq!(site.visitor().get(&link).await.status, StatusCode::GONE);
    (visitor, reply)
}

#[actix_web::test]
async fn a_confirmed_address_of_an_organisations_domain_is_a_member_at_once() {
    let site = Site::new().await;
    let roskilde = site.add_organisation("Roskilde Kommune");
    domain(&site, "roskilde.dk", &roskilde);
    for (email, in_at_once) in [
        ("bo@roskilde.dk", true),
        ("bo@evil.roskilde.dk", false),
        ("bo@xroskilde.dk", false),
    ] {
        let (bo, reply) = asks_and_confirms(&site, "Bo Bo", email, "").await;
        let expected = if in_at_once {
            "/?done=joined"
        } else {
            "/join/waiting"
        };
        assert_eq!(reply.location(), expected, "{email}");
        let me = bo.get("/me").await;
        assert_eq!(me.status == StatusCode::OK, in_at_once);
        assert_eq!(me.has("Roskilde Kommune"), in_at_once);
        if in_at_once {
            let found = bo.open("/people?q=bo").await;
            assert!(found.main().contains("Bo Bo"), "and is found");
        }
    }
    assert_eq!(count(&site, "joinings WHERE status = 'asked'"), 2);
    assert_eq!(count(&site, "consents"), 3);
}

#[actix_web::test]
async fn a_link_confirms_only_by_its_button_and_only_with_consent() {
    let site = Site::new().await;
    ask(&site, "Bo Bo", "bo@example.org").await;
    site.drain().await;
    let link = site.mails().pop().unwrap().link("/join/");
    site.visitor().open(&link).await;
    let without = site.visitor().post_from(&link, &link, &[]).await;
    assert_eq!(without.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(count(&site, "joinings WHERE status = 'unconfirmed'"), 1);

    // A double click: one effect, the same answer.
    let bo = site.visitor();
    let page = bo.open(&link).await;
    let (token, once) = (page.field("token"), page.field("once"));
    let fields = [("token", token.as_str()), ("once", &once), ("terms", "yes")];
    for _ in 0..2 {
        let reply = bo.send_form(&link, &fields).await;
        assert_eq!(reply.location(), "/join/waiting");
    }
    assert_eq!(count(&site, "joinings WHERE status = 'asked'"), 1);
}

#[actix_web::test]
async fn who_approves_is_told_that_somebody_asks_and_where_to_answer() {
    let site = Site::new().await;
    let (roskilde, aneby) = (
        site.add_organisation("Roskilde"),
        site.add_organisation("Aneby"),
    );
    let role = [Role::OrganisationAdministrator];
    site.add_person("Olga Org", &[Role::Organiser], None, &[]);
    site.add_person("Rosa Ros", &role, Some(&roskilde), &[]);
    site.add_person("Anni Any", &role, Some(&aneby), &[]);
    site.add_person("Per Lund", &[], Some(&roskilde), &[]);
    asks_and_confirms(&site, "Bo Ros", "bo@example.org", &roskilde).await;
    site.app.clock.advance(Duration::hours(24));
    site.drain().await;
    let to: Vec<String> = site.mails().into_iter().map(|m| m.to).collect();
    for (name, told) in [
        ("Olga Org", true),
        ("Rosa Ros", true),
        ("Anni Any", false),
        ("Per Lund", false),
    ] {
        assert_eq!(to.contains(&address_of(name)), told, "{name}");
    }
    let mail = site.mail_to("Rosa Ros");
    assert!(!mail.text.contains("Bo Ros"), "who asks is not in a mail");
    let mut lines = mail.text.lines();
    assert!(
        lines.any(|l| l.trim().ends_with("/joining")),
        "{}",
        mail.text
    );
}

#[actix_web::test]
async fn who_approves_sees_theirs_and_decides_once() {
    let site = Site::new().await;
    let (roskilde, aneby) = (
        site.add_organisation("Roskilde"),
        site.add_organisation("Aneby"),
    );
    asks_and_confirms(&site, "Bo Ros", "bo@example.org", &roskilde).await;
    asks_and_confirms(&site, "Ann Any", "ann@example.org", &aneby).await;
    asks_and_confirms(&site, "Ulla Uden", "ulla@example.org", "").await;
    let role = [Role::OrganisationAdministrator];
    let rosa = site.signed_in_of("Rosa Ros", &role, Some(&roskilde)).await;
    let olga = site.signed_in("Olga Org", &[Role::Organiser]).await;

    let theirs = rosa.open("/joining").await;
    assert!(theirs.has("Bo Ros") && !theirs.has("Ann Any") && !theirs.has("Ulla Uden"));
    assert!(theirs.has("Nye medlemmer (1)"), "the header says so");
    let all = olga.open("/joining").await;
    let at = |name: &str| all.text.find(name).unwrap_or_else(|| panic!("no {name}"));
    assert!(at("Bo Ros") < at("Ann Any") && at("Ann Any") < at("Ulla Uden"));

    let request = |name: &str| -> String {
        site.app
            .db
            .read_now(|c| {
                Ok(joinings::table
                    .filter(joinings::name.eq(name))
                    .select(joinings::id)
                    .first(c)?)
            })
            .unwrap()
    };
    let (bo, ann, ulla) = (request("Bo Ros"), request("Ann Any"), request("Ulla Uden"));
    // Another organisation's, and nobody's, are not Rosa's; nor may she place Bo elsewhere.
    for (id, into, expected) in [
        (&ann, &roskilde, StatusCode::NOT_FOUND),
        (&ulla, &roskilde, StatusCode::NOT_FOUND),
        (&bo, &aneby, StatusCode::FORBIDDEN),
    ] {
        let to = format!("/joining/{id}/approve");
        let reply = rosa
            .post_from("/joining", &to, &[("organisation", into)])
            .await;
        assert_eq!(reply.status, expected);
        let to = format!("/joining/{id}/refuse");
        let field = format!("reason-{id}");
        if *id != bo {
            let reply = rosa.post_from("/joining", &to, &[(&field, "Nej")]).await;
            assert_eq!(reply.status, StatusCode::NOT_FOUND);
        }
    }
    assert_eq!(count(&site, "joinings WHERE status = 'asked'"), 3);

    let to = format!("/joining/{bo}/approve");
    let yes = rosa
        .post_from("/joining", &to, &[("organisation", &roskilde)])
        .await;
    assert_eq!(yes.location(), "/joining?done=joining-approved");
    site.drain().await;
    let mail = site
        .mails()
        .into_iter()
        .rev()
        .find(|m| m.to == "bo@example.org")
        .unwrap();
    let link = mail.link("/sign-in/");
    let browser = site.visitor();
    browser.post_from(&link, &link, &[]).await;
    let me = browser.open("/me").await;
    assert!(me.has("Bo Ros") && me.has("Roskilde"));
    let found = olga.open("/people?q=bo+ros").await;
    assert!(found.main().contains("Bo Ros"), "and is found");
    let twice = olga.post_from("/joining", &to, &[]).await;
    assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(twice.has("besvaret af en anden i mellemtiden") && twice.has("Ulla Uden"));

    let (to, field) = (format!("/joining/{ulla}/refuse"), format!("reason-{ulla}"));
    let silent = olga.post_from("/joining", &to, &[(&field, " ")]).await;
    assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
    let no = olga
        .post_from(
            "/joining",
            &to,
            &[(&field, "Netværket er for nordiske kommuner.")],
        )
        .await;
    assert_eq!(no.location(), "/joining?done=joining-refused");
    site.drain().await;
    let mail = site
        .mails()
        .into_iter()
        .rev()
        .find(|m| m.to == "ulla@example.org")
        .unwrap();
    assert!(mail.text.contains("Netværket er for nordiske kommuner."));
    assert_eq!(
        count(
            &site,
            "audit WHERE subject_kind = 'joining' AND action IN ('approve', 'refuse')"
        ),
        2
    );
}

#[actix_web::test]
async fn a_request_whose_address_became_somebodys_waits_for_nobody() {
    let site = Site::new().await;
    asks_and_confirms(&site, "Bo Ros", &address_of("Bo Ros"), "").await;
    asks_and_confirms(&site, "Ann Any", "ann@example.org", "").await;
    let ada = site.signed_in("Ada Adm", &[Role::Administrator]).await;
    let bo = site.add_person("Bo Ros", &[], None, &[]);
    let list = ada.open("/joining").await;
    assert!(!list.main().contains("Bo Ros") && list.main().contains("Ann Any"));
    // What he agreed to while asking is his.
    let given: Vec<String> = site
        .app
        .db
        .read_now(|c| Ok(consents::table.select(consents::person_id).load(c)?))
        .unwrap();
    assert!(given.contains(&bo) && given.len() == 2);
    assert_eq!(count(&site, "people WHERE status = 'asking'"), 1);

    // Ann's has become a further address of Bo's: a yes lets nobody in, and closes the request.
    let ann: String = site
        .app
        .db
        .write_now(|c| {
            diesel::insert_into(other_addresses::table)
                .values((
                    other_addresses::email.eq("ann@example.org"),
                    other_addresses::person_id.eq(&bo),
                    other_addresses::at.eq(site.app.clock.now()),
                ))
                .execute(c)?;
            Ok(joinings::table
                .filter(joinings::name.eq("Ann Any"))
                .select(joinings::id)
                .first(c)?)
        })
        .unwrap();
    let to = format!("/joining/{ann}/approve");
    let yes = ada.post_from("/joining", &to, &[]).await;
    assert_eq!(yes.location(), "/joining?done=joining-known");
    assert!(!ada.open("/joining").await.main().contains("Ann Any"));
    assert_eq!(count(&site, "people WHERE status = 'active'"), 2);
}

#[actix_web::test]
async fn requests_are_forgotten_with_all_that_was_kept_of_who_never_came_in() {
    let site = Site::new().await;
    let olga = site.signed_in("Olga Org", &[Role::Organiser]).await;
    ask(&site, "Uta Ubekræftet", "uta@example.org").await;
    asks_and_confirms(&site, "Vera Venter", "vera@example.org", "").await;
    asks_and_confirms(&site, "Nils Nej", "nils@example.org", "").await;
    let page = olga.open("/joining").await;
    let at = page.text.find("Nils Nej").unwrap();
    let mark = "/joining/";
    let id = &page.text[at..][page.text[at..].find(mark).unwrap() + mark.len()..][..32];
    let (to, field) = (format!("/joining/{id}/refuse"), format!("reason-{id}"));
    olga.post_from("/joining", &to, &[(&field, "Nej")]).await;
    site.drain().await;

    let sweep = |days| {
        site.app.clock.advance(Duration::days(days));
        let now = site.app.clock.now();
        site.app
            .db
            .write_now(|c| faelles::joining::sweep(c, now))
            .unwrap()
    };
    assert_eq!(sweep(6), 0);
    assert_eq!(sweep(2), 1, "nobody confirmed");
    assert_eq!(count(&site, "joinings WHERE email = 'uta@example.org'"), 0);
    assert_eq!(sweep(81), 0);
    assert_eq!(sweep(2), 2, "decided, and never decided");
    assert_eq!(count(&site, "people WHERE status = 'asking'"), 0);
    assert_eq!(count(&site, "joinings"), 0);
}

const LIST: &str = "Navn;Mail;Stilling;Organisation;Roller\n\
    Bo Bo;bo@roskilde.dk;Leder;roskilde;Redaktør\n\
    Ann Any;ANN@aneby.se;;Aneby kommun;\n\
    Karen Holm;karen.holm@example.org;;;\n\
    Per Lund;per.lund@example.org;;Aneby kommun;\n\
    Dobbelt;bo@roskilde.dk;;;\n\
    Skæv;ikke-en-adresse;;;\n\
    Cpr 010190-1234;cpr@x.dk;;;\n\
    Ukendt;ukendt@x.dk;;Atlantis;\n\
    Boss;boss@x.dk;;;Administrator\n";

const IMPORT: &str = "/admin/people/import";

#[actix_web::test]
async fn a_list_is_looked_at_line_by_line_and_then_done_whole() {
    let site = Site::new().await;
    let roskilde = site.add_organisation("Roskilde Kommune");
    site.add_organisation("Aneby kommun");
    site.add_person("Karen Holm", &[], None, &[]);
    site.add_person("Per Lund", &[], Some(&roskilde), &[]);
    let ada = site.signed_in("Ada Adm", &[Role::Administrator]).await;
    let people_before = count(&site, "people");
    let shown = ada.post_from(IMPORT, IMPORT, &[("list", LIST)]).await;
    assert_eq!(shown.status, StatusCode::OK);
    for said in [
        "Samme adresse som på linje 2",
        "Mailadressen er ikke gyldig",
        "ligner et CPR-nummer",
        "Organisationen findes ikke",
        "Rollen kan ikke gives med en liste",
        "Hører til en anden organisation og flyttes ikke",
        "Udelad de 5 linjer",
        "Tilføj 2 personer",
    ] {
        assert!(shown.main().contains(said), "{said}");
    }
    let table =
        &shown.text[shown.text.find("<tbody").unwrap()..shown.text.find("</tbody").unwrap()];
    assert!(
        !table.contains("010190"),
        "a personal number is not shown again"
    );
    assert_eq!(count(&site, "people"), people_before);

    let seen = shown.field("seen");
    let to = format!("{IMPORT}/do");
    let go = [("list", LIST), ("seen", seen.as_str()), ("invite", "yes")];
    let stopped = ada.post_from(IMPORT, &to, &go).await;
    assert_eq!(stopped.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(stopped.has("vælg at udelade dem"));

    // Somebody adds Bo in between: what was shown is no longer what would happen.
    let leave_out = [go[0], go[1], go[2], ("leave_out", "yes")];
    let bo = [("name", "Bo"), ("email", "bo@roskilde.dk"), ("lang", "da")];
    ada.post_from("/admin/people/new", "/admin/people", &bo)
        .await;
    site.drain().await;
    let stale = ada.post_from(IMPORT, &to, &leave_out).await;
    assert_eq!(stale.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(stale.has("Nogen har ændret noget") && stale.has("Tilføj 1 person"));
    assert_eq!(count(&site, "people"), people_before + 1);

    let seen = stale.field("seen");
    let done = ada
        .post_from(IMPORT, &to, &[go[0], ("seen", &seen), go[2], leave_out[3]])
        .await;
    assert_eq!(done.location(), "/joining/invited?done=joining-imported");
    assert_eq!(count(&site, "people"), people_before + 2);
    site.drain().await;
    let mail = site
        .mails()
        .into_iter()
        .rev()
        .find(|m| m.to == "ann@aneby.se")
        .unwrap();
    let page = site.visitor().open(&mail.link("/welcome/")).await;
    assert!(page.has("Aneby kommun"));
    let per = site
        .app
        .db
        .read_now(|c| members::find_by_email(c, &address_of("Per Lund")));
    assert_eq!(per.unwrap().unwrap().organisation_id, Some(roskilde));
}

#[actix_web::test]
async fn an_organisations_administrator_imports_into_their_own_alone() {
    let site = Site::new().await;
    let roskilde = site.add_organisation("Roskilde Kommune");
    site.add_organisation("Aneby kommun");
    let role = [Role::OrganisationAdministrator];
    let rosa = site.signed_in_of("Rosa Ros", &role, Some(&roskilde)).await;
    let list = "navn\tmail\torganisation\troller\n\
        Bo\tbo@x.dk\t\t\n\
        Ann\tann@x.dk\tAneby kommun\t\n\
        Ib\tib@x.dk\t\tRedaktør\n";
    let shown = rosa.post_from(IMPORT, IMPORT, &[("list", list)]).await;
    assert!(shown.has("Det er ikke din organisation") && shown.has("Rollen kan ikke gives"));
    let fields = [
        ("list", list),
        ("seen", &shown.field("seen")),
        ("leave_out", "yes"),
    ];
    let to = format!("{IMPORT}/do");
    let done = rosa.post_from(IMPORT, &to, &fields).await;
    let asked = format!("/organisations/{roskilde}/people?done=joining-asked");
    assert_eq!(done.location(), asked);
    assert!(rosa.open(&asked).await.has("bo@x.dk"));
    let bo = || {
        let found = site
            .app
            .db
            .read_now(|c| members::find_by_email(c, "bo@x.dk"));
        found.unwrap().map(|p| p.organisation_id)
    };
    assert_eq!(bo(), None, "nobody is a member before they have said yes");
    site.drain().await;
    let mail = site
        .mails()
        .into_iter()
        .find(|m| m.to == "bo@x.dk")
        .unwrap();
    let link = mail.link("/membership/");
    let visitor = site.visitor();
    visitor.post_from(&link, &link, &[("do", "yes")]).await;
    assert_eq!(bo(), Some(Some(roskilde)));

    // Nothing is shown or done without a fresh proof.
    site.app.clock.advance(Duration::minutes(20));
    let sent = rosa.get(IMPORT).await.location();
    assert!(sent.starts_with("/sign-in/confirm?next="), "{sent}");
    let late = rosa.post_from("/about", &to, &fields).await;
    assert_eq!(late.status, StatusCode::UNAUTHORIZED);
    let other = site.signed_in_of("Siri Siv", &role, None).await;
    assert_eq!(other.get(IMPORT).await.status, StatusCode::NOT_FOUND);
}

/// The table of a preview, without what differs because it was typed.
fn outcomes(shown: &Reply, typed: &[&str]) -> String {
    let table = shown.text.split("<tbody").nth(1).unwrap();
    let table = table.split("</tbody").next().unwrap();
    typed
        .iter()
        .fold(table.to_string(), |t, word| t.replace(word, "…"))
}

#[actix_web::test]
async fn a_list_does_not_tell_an_organisation_who_has_an_account_elsewhere() {
    let site = Site::new().await;
    let roskilde = site.add_organisation("Roskilde Kommune");
    let aneby = site.add_organisation("Aneby kommun");
    site.add_person("Per Elsewhere", &[], Some(&aneby), &[]);
    site.add_person("Nina None", &[], None, &[]);
    site.add_person("Ole Own", &[], Some(&roskilde), &[]);
    let role = [Role::OrganisationAdministrator];
    let rosa = site.signed_in_of("Rosa Ros", &role, Some(&roskilde)).await;
    let people = count(&site, "people");
    let mut shown = Vec::new();
    for name in ["Per Elsewhere", "Nina None", "Ubi Ukendt"] {
        let email = address_of(name);
        let list = format!("navn;mail\n{name};{email}\n");
        let page = rosa.post_from(IMPORT, IMPORT, &[("list", &list)]).await;
        assert!(page.has("Bliver inviteret"), "{name}: {}", page.main());
        let fields = [("list", list.as_str()), ("seen", &page.field("seen"))];
        let to = format!("{IMPORT}/do");
        let done = rosa.post_from(IMPORT, &to, &fields).await;
        shown.push((outcomes(&page, &[name, &email]), done.location()));
        site.drain().await;
        let mail = site
            .mails()
            .into_iter()
            .rev()
            .find(|m| m.to == email)
            .unwrap();
        assert!(mail.text.contains("/membership/"));
    }
    assert!(shown.iter().all(|s| *s == shown[0]), "{shown:?}");
    assert_eq!(count(&site, "people"), people);
    let elsewhere = site
        .app
        .db
        .read_now(|c| members::find_by_email(c, &address_of("Per Elsewhere")));
    assert_eq!(elsewhere.unwrap().unwrap().organisation_id, Some(aneby));
    // One's own people are no secret.
    let list = format!("navn;mail\nOle;{}\n", address_of("Ole Own"));
    let own = rosa.post_from(IMPORT, IMPORT, &[("list", &list)]).await;
    assert!(own.has("Er her allerede") && !own.has("Bliver inviteret"));
    let many: String = (0..101).map(|i| format!("A;a{i}@x.dk\n")).collect();
    let list = format!("navn;mail\n{many}");
    let refused = rosa.post_from(IMPORT, IMPORT, &[("list", &list)]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.has("kan invitere 100 i døgnet"));
}

#[actix_web::test]
async fn two_thousand_people_are_added_at_once_and_two_thousand_and_one_are_not() {
    let site = Site::new().await;
    let ada = site.signed_in("Ada Adm", &[Role::Administrator]).await;
    let mut list = "navn;mail\n".to_string();
    for i in 0..2000 {
        list.push_str(&format!("Person {i};p{i}@x.dk\n"));
    }
    let shown = ada.post_from(IMPORT, IMPORT, &[("list", &list)]).await;
    let fields = [("list", list.as_str()), ("seen", &shown.field("seen"))];
    let done = ada
        .post_from(IMPORT, &format!("{IMPORT}/do"), &fields)
        .await;
    assert_eq!(done.status, StatusCode::SEE_OTHER);
    assert_eq!(count(&site, "people"), 2001);
    list.push_str("En til;til@x.dk\n");
    let many = ada.post_from(IMPORT, IMPORT, &[("list", &list)]).await;
    assert_eq!(many.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[actix_web::test]
async fn two_who_look_alike_are_shown_until_somebody_says_they_are_two() {
    let site = Site::new().await;
    let ada = site.signed_in("Ada Adm", &[Role::Administrator]).await;
    let first = site.add_person("Karen Holm", &[], None, &[]);
    ada.post_from(
        "/admin/people/new",
        "/admin/people",
        &[
            ("name", "Karen Holm"),
            ("email", "karen.holm@roskilde.dk"),
            ("lang", "da"),
        ],
    )
    .await;
    let page = ada.open("/admin/people/duplicates").await;
    assert!(page.has("Samme navn") && page.has("karen.holm@roskilde.dk"));
    let second = page.field("second");
    assert_eq!(page.field("first"), first);
    let two = [("first", second.as_str()), ("second", first.as_str())];
    ada.post_from("/admin/people/duplicates", "/admin/people/duplicates", &two)
        .await;
    assert!(
        ada.open("/admin/people/duplicates")
            .await
            .has("Ingen ligner hinanden")
    );
}

/// Something in every table for one of two people, `{p}`; `{s}` tells the two apart, and `{o}` is
/// somebody else. What both have alike stands in rows without `{s}` beside the person.
const EVERYTHING: &[&str] = &[
    "other_addresses VALUES ('old-{s}@x.dk', '{p}', '{t}')",
    "photos VALUES ('{p}', 'image/webp', '', 'h', '{t}')",
    "person_roles VALUES ('{p}', 'role-{s}')",
    "representatives (organisation_id, person_id, turn) VALUES ('org', '{p}', 1)",
    "representatives (organisation_id, person_id, turn) VALUES ('org-{s}', '{p}', 1)",
    "unit_members VALUES ('unit', '{p}', '', 'member')",
    "sessions (id_hash, person_id, agent, created_at, expires_at) VALUES ('{s}', '{p}', '', '{t}', '2030-01-01 00:00:00')",
    "tokens (hash, purpose, subject, created_at, expires_at) VALUES ('{s}', 'sign-in', '{p} /', '{t}', '2030-01-01 00:00:00')",
    "passwords VALUES ('{p}', 'h', '{t}')",
    "passkeys (id, person_id, name, credential, created_at) VALUES ('{s}', '{p}', '', '', '{t}')",
    "totp (person_id, secret, last_step) VALUES ('{p}', 's', 0)",
    "recovery_codes (hash, person_id) VALUES ('{s}', '{p}')",
    "ceremonies VALUES ('{s}', 'k', '{p}', '', '{t}', '2030-01-01 00:00:00')",
    "identities (issuer, subject, person_id, created_at) VALUES ('i', '{s}', '{p}', '{t}')",
    "joinings (id, email, name, title, lang, message, status, created_at, person_id, decided_by) VALUES ('j{s}', 'e', 'n', '', 'da', '', 'approved', '{t}', '{p}', '{p}')",
    "not_duplicates VALUES ('{p}', '{o}', '{t}')",
    "not_duplicates VALUES ('{o}', '{p}', '{t}')",
    "entries (id, slug, kind, title, summary, body, lang, tags, contact_role, owner_id, deputy_id, reviewed_by, audience, status, version, created_at, updated_at) VALUES ('e{s}', 's{s}', 'case', 't', '', '', 'da', '', '', '{p}', '{p}', '{p}', 'network', 'published', 1, '{t}', '{t}')",
    "revisions VALUES ('e{s}', 1, '{p}', '{t}', 'add', '', '', '', '')",
    "proposals VALUES ('pr{s}', 'e{s}', 1, '{p}', 't', '', '', '', 'open', '', '{p}', '{t}', '{t}', NULL, NULL, 1)",
    "offers VALUES ('e{s}', '{p}', '{t}')",
    "attachments (id, entry_id, hash, name, media_type, bytes, title, position, added_by, added_at, text_state, text_bytes, version, removed_at, removed_by) VALUES ('f{s}', 'e{s}', 'blob', 'n', 'application/pdf', 1, '', 1, '{p}', '{t}', 'none', 0, 1, '{t}', '{p}')",
    "topics (id, title, author_id, posts, created_at, last_post_at) VALUES ('t{s}', 't', '{p}', 1, '{t}', '{t}')",
    "posts (id, topic_id, author_id, body, at) VALUES ('p{s}', 't{s}', '{p}', 'b', '{t}')",
    "worksheets VALUES ('w{s}', 'swot', 't', '{}', '{p}', NULL, 'network', 1, '{t}', '{t}')",
    "processes (id, title, area, question, commission, approach, backing, lead_id, version, created_at, updated_at) VALUES ('q{s}', 't', '', '', '', '', '', '{p}', 1, '{t}', '{t}')",
    "invitations (id, meeting_id, person_id, answer, invited_at) VALUES ('both{s}', 'meeting', '{p}', {answer}, '{t}')",
    "invitations (id, meeting_id, person_id, invited_at) VALUES ('own{s}', 'meeting-{s}', '{p}', '{t}')",
    "attendance VALUES ('meeting', '{p}', NULL, NULL, '{t}')",
    "attendance VALUES ('meeting-{s}', '{p}', NULL, '{p}', '{t}')",
    "enrolments VALUES ('programme', '{p}', '{t}')",
    "results VALUES ('programme', '{p}', 'written', '{result}', NULL, '{t}')",
    "results VALUES ('programme', '{p}', 'part-{s}', 'passed', '{p}', '{t}')",
    "mails (id, message_id, kind, person_id, subject_id, status, run_at, dedupe, created_at) VALUES ('m{s}', 'm{s}', 'invitation', '{p}', '', 'sent', '{t}', 'm{s}', '{t}')",
    "notice_settings VALUES ('{p}', 1, 2, 'Europe/Copenhagen')",
    "notice_choices VALUES ('{p}', 'reply', 'daily')",
    "notice_choices VALUES ('{p}', 'kind-{s}', 'daily')",
    "notices (id, person_id, kind, subject_id, at) VALUES ('n{s}', '{p}', 'reply', 'same', '{t}')",
    "notices (id, person_id, kind, subject_id, at) VALUES ('o{s}', '{p}', 'reply', '{s}', '{t}')",
    "drafts VALUES ('{p}', 'new:case', '[]', '{t}')",
    "drafts VALUES ('{p}', 'entry:{s}', '[]', '{t}')",
    "saved_views VALUES ('v{s}', '{p}', 'n', '', '{t}')",
    "saved_searches VALUES ('ss{s}', '{p}', 'n', 'q=tilsyn', 'daily', NULL, '{t}', '{t}', 1)",
    "bookmarks VALUES ('{p}', 'entry', '', '{t}')",
    "bookmarks VALUES ('{p}', 'e{s}', '', '{t}')",
    "follows VALUES ('{p}', 'topic', '{t}')",
    "follows VALUES ('{p}', 't{s}', '{t}')",
    "reports (id, subject_kind, subject_id, reporter_id, reason, remark, status, created_at, decided_by) VALUES ('r{s}', 'person', '{p}', '{p}', '', '', 'open', '{t}', '{p}')",
    "measures (id, person_id, kind, reason, subject_kind, subject_id, by_id, at, answered_by) VALUES ('x{s}', '{p}', 'warn', '', 'person', '{p}', '{p}', '{t}', '{p}')",
    "consents (id, person_id, purpose, version, given_at) VALUES ('c{s}', '{p}', 'membership', 1, '{t}')",
    "exports (id, person_id, asked_at) VALUES ('ex{s}', '{p}', '{t}')",
    "erasures (person_id, contributions, asked_at, due_at) VALUES ('{p}', 'keep', '{t}', '{t}')",
    "once VALUES ('k{s}', '{p}', '', '', '{t}')",
    "jobs (kind, payload, run_at) VALUES ('sign_in', '{\"person_id\":\"{p}\"}', '2030-01-01 00:00:00')",
];

/// What both people's rows refer to.
const GROUND: &[&str] = &[
    "organisations (id, name, kind, created_at) VALUES ('org', 'org', 'municipality', '{t}')",
    "organisations (id, name, kind, created_at) VALUES ('org-1', 'org-1', 'municipality', '{t}')",
    "organisations (id, name, kind, created_at) VALUES ('org-2', 'org-2', 'municipality', '{t}')",
    "units (id, organisation_id, kind, name, created_at) VALUES ('unit', 'org', 'department', 'u', '{t}')",
    "blobs VALUES ('blob', 1, NULL, false)",
    "series VALUES ('series', 's', 'network', '{t}')",
    "entries (id, slug, kind, title, summary, body, lang, tags, contact_role, audience, status, version, created_at, updated_at) VALUES ('entry', 'entry', 'case', 't', '', '', 'da', '', '', 'network', 'published', 1, '{t}', '{t}')",
    "programmes VALUES ('programme', 'p', '', 5, 1, '{t}')",
    "topics (id, title, posts, created_at, last_post_at) VALUES ('topic', 't', 0, '{t}', '{t}')",
];

fn insert(site: &Site, sql: &str) {
    let sql = format!("INSERT INTO {}", sql.replace("{t}", "2026-03-02 09:00:00"));
    site.app
        .db
        .write_now(|c| {
            diesel::sql_query(&sql).execute(c)?;
            Ok(())
        })
        .unwrap_or_else(|e| panic!("{sql}: {e}"));
}

fn fill(site: &Site, person: &str, number: &str, somebody: &str, answer: &str, result: &str) {
    for sql in EVERYTHING {
        let sql = sql
            .replace("{p}", person)
            .replace("{s}", number)
            .replace("{o}", somebody)
            .replace("{answer}", answer)
            .replace("{result}", result);
        insert(site, &sql);
    }
}

/// Rows that name a person in a registered column.
fn rows_of(site: &Site, table: &str, column: &str, link: Link, person: &str) -> i64 {
    let condition = match link {
        Link::Within => format!("LIKE '%{person}%'"),
        _ => format!("= '{person}'"),
    };
    count(site, &format!("{table} WHERE {column} {condition}"))
}

#[actix_web::test]
async fn of_two_records_made_one_nothing_is_lost_and_nothing_is_left_behind() {
    let site = Site::new().await;
    let ada = site.signed_in("Ada Adm", &[Role::Administrator]).await;
    let keep = site.add_person("Karen Holm", &[], None, &[]);
    let other = site.add_person("Karen Anna Holm", &[], None, &[]);
    let somebody = id_of(&site, "Ada Adm");
    for sql in GROUND {
        insert(&site, sql);
    }
    for meeting in ["meeting", "meeting-1", "meeting-2"] {
        insert(
            &site,
            &format!(
                "meetings VALUES ('{meeting}', 'series', 'network', 't', '{{t}}', '{{t}}', 'Europe/Copenhagen', '', '', '', 2, 'planned', 0, 1, '{{t}}', '{{t}}')"
            ),
        );
    }
    fill(&site, &keep, "1", &somebody, "NULL", "failed");
    fill(&site, &other, "2", &somebody, "'yes'", "passed");
    // A new table with a person in it must be filled above.
    for row in TABLES.iter().filter(|r| r.merge != Merge::Stay) {
        for person in [&keep, &other] {
            let rows = rows_of(&site, row.table, row.column, row.link, person);
            assert!(rows > 0, "nothing in {}.{}", row.table, row.column);
        }
    }
    let before: Vec<i64> = TABLES
        .iter()
        .map(|r| rows_of(&site, r.table, r.column, r.link, &keep))
        .collect();
    let changes = count(&site, "changes");

    let look = format!("/admin/people/merge?keep={keep}&other={other}");
    let page = ada.open(&look).await;
    assert!(page.has("karen.anna.holm@example.org"));
    // Entry (as owner, as deputy, as who confirmed it), revision, topic, post, worksheet, process; a
    // proposal (as who sent it, as who answered), an offer; a file (as who brought it, as who removed it).
    assert!(page.has("<b>13</b> <span>bidrag"), "{}", page.main());
    let fields = [("keep", keep.as_str()), ("other", other.as_str())];
    let done = ada.post_from(&look, "/admin/people/merge", &fields).await;
    assert_eq!(
        done.location(),
        "/admin/people/duplicates?done=joining-merged"
    );

    for (row, before) in TABLES.iter().zip(before) {
        let at = format!("{}.{}", row.table, row.column);
        let left = rows_of(&site, row.table, row.column, row.link, &other);
        let kept = rows_of(&site, row.table, row.column, row.link, &keep);
        match row.merge {
            Merge::Stay => continue,
            // The address that went is a further one now.
            Merge::Move if row.table == "other_addresses" => assert_eq!(kept, 3),
            Merge::Move => assert_eq!(kept, before * 2, "{at}"),
            // One of what both have, and what each has alone.
            Merge::Unique { .. } => assert_eq!(kept, before.max(2 * before - 1), "{at}"),
            Merge::Delete => assert_eq!(kept, before, "{at}"),
        }
        assert_eq!(left, 0, "{at} is left behind");
    }
    assert_eq!(
        count(
            &site,
            "invitations WHERE meeting_id = 'meeting' AND answer = 'yes'"
        ),
        1
    );
    assert_eq!(
        count(
            &site,
            "results WHERE part = 'written' AND status = 'passed'"
        ),
        1
    );
    assert_eq!(count(&site, "person_details"), 2);
    assert_eq!(
        count(&site, "changes"),
        changes + 2,
        "search hears of entry and topic"
    );
    assert_eq!(
        count(
            &site,
            &format!("audit WHERE action = 'merge' AND subject_id = '{keep}'")
        ),
        1
    );
    let whole = site.app.db.read_now(faelles::db::integrity).unwrap();
    assert!(whole.is_empty(), "{whole:?}");
}

#[actix_web::test]
async fn of_two_organisations_people_made_one_what_they_were_elsewhere_ends() {
    let site = Site::new().await;
    let ada = site.signed_in("Ada Adm", &[Role::Administrator]).await;
    let roskilde = site.add_organisation("Roskilde Kommune");
    let aneby = site.add_organisation("Aneby kommun");
    let role = [Role::OrganisationAdministrator];
    let speaks = [aneby.clone()];
    let keep = site.add_person("Karen Holm", &[], Some(&roskilde), &[]);
    let other = site.add_person("Karen Anna Holm", &role, Some(&aneby), &speaks);
    for (unit, of) in [("her", &roskilde), ("der", &aneby)] {
        insert(
            &site,
            &format!(
                "units (id, organisation_id, kind, name, created_at) VALUES ('{unit}', '{of}', 'department', 'n', '{{t}}')"
            ),
        );
    }
    for (unit, person) in [("her", &keep), ("der", &other)] {
        insert(
            &site,
            &format!(
                "unit_members (unit_id, person_id, title, role) VALUES ('{unit}', '{person}', '', 'member')"
            ),
        );
    }
    // Hidden by who wrote it, and to be found by nobody.
    site.app
        .db
        .write_now(|c| {
            diesel::sql_query(format!(
                "UPDATE person_details SET help = 'Regnskab', title = 'Leder', phone = '12345678', \
                 visibility = '{{\"help\":\"hidden\",\"phone\":\"network\"}}' WHERE person_id = '{other}'"
            ))
            .execute(c)?;
            diesel::sql_query(format!(
                "UPDATE person_details SET visibility = '{{\"title\":\"public\"}}' WHERE person_id = '{keep}'"
            ))
            .execute(c)?;
            Ok(())
        })
        .unwrap();
    let fields = [("keep", keep.as_str()), ("other", other.as_str())];
    let done = ada
        .post_from("/admin", "/admin/people/merge", &fields)
        .await;
    assert_eq!(done.status, StatusCode::SEE_OTHER);
    assert_eq!(count(&site, "unit_members"), 1, "her own department");
    assert_eq!(count(&site, "unit_members WHERE unit_id = 'her'"), 1);
    assert_eq!(count(&site, "representatives"), 0);
    let administers = "person_roles WHERE role = 'organisation-administrator'";
    assert_eq!(count(&site, administers), 0);
    let page = ada.open(&format!("/people/{keep}")).await;
    assert!(page.has("Leder") && !page.has("Regnskab") && !page.has("12345678"));
    let found = format!("person_details WHERE person_id = '{keep}' AND folded LIKE");
    assert_eq!(count(&site, &format!("{found} '%leder%'")), 1);
    assert_eq!(count(&site, &format!("{found} '%regnskab%'")), 0);
    let visitor = site.visitor().get(&format!("/people/{keep}")).await;
    assert!(!visitor.has("Leder"), "the title was the network's to see");
}

#[actix_web::test]
async fn who_was_made_one_signs_in_with_either_address_and_nobody_else_gets_it() {
    let site = Site::new().await;
    let ada = site.signed_in("Ada Adm", &[Role::Administrator]).await;
    let gone = site.signed_in("Karen Anna Holm", &[]).await;
    let kept = site.signed_in("Karen Holm", &[]).await;
    let (keep, other) = (id_of(&site, "Karen Holm"), id_of(&site, "Karen Anna Holm"));
    let fields = [("keep", keep.as_str()), ("other", other.as_str())];
    let at = "/admin/people/merge";
    ada.post_from("/admin", at, &fields).await;
    assert_eq!(gone.get("/me").await.status, StatusCode::UNAUTHORIZED);
    kept.open("/me").await;

    let browser = site.visitor();
    let email = address_of("Karen Anna Holm");
    browser.post("/sign-in", &[("email", &email)]).await;
    site.drain().await;
    let link = site.mail_to("Karen Holm").link("/sign-in/");
    browser.post_from(&link, &link, &[]).await;
    assert!(browser.open("/me").await.has("karen.holm<wbr>@example.org"));

    let taken = [
        ("name", "En Anden"),
        ("email", email.as_str()),
        ("lang", "da"),
    ];
    let refused = ada
        .post_from("/admin/people/new", "/admin/people", &taken)
        .await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    // Twice, with oneself, and without a fresh proof: nothing.
    assert_eq!(
        ada.post_from("/admin", at, &fields).await.status,
        StatusCode::NOT_FOUND
    );
    let me = id_of(&site, "Ada Adm");
    let self_gone = [("keep", keep.as_str()), ("other", me.as_str())];
    assert_eq!(
        ada.post_from("/admin", at, &self_gone).await.status,
        StatusCode::CONFLICT
    );
    site.app.clock.advance(Duration::minutes(16));
    let look = format!("{at}?keep={keep}&other={me}");
    let sent_to_prove = ada.get(&look).await;
    assert_eq!(sent_to_prove.status, StatusCode::SEE_OTHER);
    assert!(!sent_to_prove.location().starts_with("/admin"));
    assert_eq!(
        ada.post_from("/admin", at, &fields).await.status,
        StatusCode::UNAUTHORIZED
    );
}
