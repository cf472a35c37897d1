//! Reports, decisions with reasons and appeals, and what newcomers may not do at once.

use actix_web::http::StatusCode;
use chrono::Duration;
use diesel::prelude::*;
use faelles::members::Role;
use faelles::schema::{measures, people, posts, reports, sessions, topics};

use crate::support::{Browser, Reply, Site, address_of};

const LINK: &str = "Køb billigt på evil.example/nu";

async fn start_topic(who: &Browser<'_>, title: &str, body: &str) -> String {
    let to = who
        .post_from("/forum/new", "/forum", &[("title", title), ("body", body)])
        .await
        .location();
    to.split('?').next().unwrap().to_string()
}

async fn answer(who: &Browser<'_>, topic: &str, body: &str) -> Reply {
    who.post(&format!("{topic}/posts"), &[("body", body)]).await
}

/// Ids of all posts, in the order they were written.
fn post_ids(site: &Site) -> Vec<String> {
    let all = posts::table.order((posts::at, posts::id)).select(posts::id);
    site.app.db.read_now(|c| Ok(all.load(c)?)).unwrap()
}

fn visible_count(site: &Site, topic: &str) -> i64 {
    let id = topic.trim_start_matches("/forum/");
    let count = topics::table.find(id).select(topics::posts);
    site.app.db.read_now(|c| Ok(count.first(c)?)).unwrap()
}

fn status_of(site: &Site, person: &str) -> String {
    let status = people::table.find(person).select(people::status);
    site.app.db.read_now(|c| Ok(status.first(c)?)).unwrap()
}

async fn report(who: &Browser<'_>, kind: &str, id: &str, reason: &str, remark: &str) -> Reply {
    let fields = [
        ("kind", kind),
        ("id", id),
        ("reason", reason),
        ("remark", remark),
    ];
    who.post("/moderation/report", &fields).await
}

async fn decide(who: &Browser<'_>, kind: &str, id: &str, fields: &[(&str, &str)]) -> Reply {
    who.post(&format!("/moderation/case/{kind}/{id}"), fields)
        .await
}

pub async fn done(who: &Browser<'_>, kind: &str, id: &str, fields: &[(&str, &str)]) {
    let reply = decide(who, kind, id, fields).await;
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.main());
    assert_eq!(reply.location(), "/moderation?done=moderation-decided");
    who.site.drain().await;
}

#[actix_web::test]
async fn a_report_reaches_the_moderators_once_and_never_names_the_reporter() {
    let site = Site::new().await;
    let per = site.signed_in("Per Lund", &[]).await;
    let topic = start_topic(&per, "Om tilsyn", "I er alle dumme.").await;
    let post = post_ids(&site)[0].clone();
    let karen = site.signed_in("Karen Holm", &[]).await;
    let page = karen.open(&topic).await;
    let form = format!("/moderation/report?kind=post&id={post}");
    assert!(page.has(&form.replace('&', "&amp;")), "{}", page.main());
    assert!(
        !per.open(&topic).await.has("/moderation/report"),
        "not one's own"
    );

    assert!(karen.open(&form).await.has("Om tilsyn"));
    for (reason, remark, says) in [
        ("", "", "Vælg, hvad der er galt"),
        ("other", "", "Skriv i bemærkningen"),
        ("horoscope", "", "error-summary"),
        ("spam", "010203-1234", "CPR"),
    ] {
        let refused = report(&karen, "post", &post, reason, remark).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.has(says), "{says}: {}", refused.main());
    }
    let to = report(&karen, "post", &post, "insult", "Se tonen").await;
    assert_eq!(to.location(), "/moderation/report/thanks");
    assert!(karen.open("/moderation/report/thanks").await.has("Tak"));
    report(&karen, "post", &post, "spam", "igen")
        .await
        .location();
    let count = reports::table.count();
    let count: i64 = site.app.db.read_now(|c| Ok(count.get_result(c)?)).unwrap();
    assert_eq!(count, 1);
    assert!(karen.open(&form).await.has("allerede anmeldt"));

    let olga = site.signed_in("Olga Org", &[Role::Organiser]).await;
    let queue = olga.open("/moderation").await;
    assert!(queue.has("Om tilsyn") && queue.has("Per Lund") && queue.has("1 anmeldelse"));
    assert!(queue.has("(1)"), "counted in the menu");
    let case = olga.open(&format!("/moderation/case/post/{post}")).await;
    assert!(case.has("I er alle dumme.") && case.has("Se tonen") && case.has("Karen Holm"));

    let said = "Skriv om sagen og ikke om hinanden.";
    done(
        &olga,
        "post",
        &post,
        &[("decision", "warn"), ("reason", said)],
    )
    .await;
    assert!(olga.open("/moderation").await.has("Intet venter"));
    site.drain().await;
    let mail = site.mail_to("Per Lund");
    assert!(mail.text.contains(said) && mail.html.contains(said));
    for seen in [mail.text, per.open("/me/moderation").await.text] {
        assert!(seen.contains(said));
        assert!(!seen.contains("Karen") && !seen.contains("Olga") && !seen.contains("Se tonen"));
    }
}

#[actix_web::test]
async fn only_what_one_sees_can_be_reported() {
    let site = Site::new().await;
    let roskilde = site.add_organisation("Roskilde");
    let per = site.signed_in_of("Per Lund", &[], Some(&roskilde)).await;
    let karen = site.signed_in("Karen Holm", &[]).await;
    let held = start_topic(&per, "Ny her", LINK).await;
    let post = post_ids(&site)[0].clone();
    let sheet = [
        ("kind", "swot"),
        ("title", "Vores eget"),
        ("audience", "organisation"),
    ];
    let sheet = per.post("/worksheets", &sheet).await.location();
    let sheet = sheet
        .split('?')
        .next()
        .unwrap()
        .trim_start_matches("/worksheets/");
    let held = held.trim_start_matches("/forum/");
    for (kind, id) in [
        ("post", post.as_str()),
        ("topic", held),
        ("worksheet", sheet),
        ("post", "0123"),
        ("topic", "0123"),
        ("entry", "0123"),
        ("worksheet", "0123"),
        ("person", "0123"),
        ("horoscope", "0123"),
    ] {
        let form = format!("/moderation/report?kind={kind}&id={id}");
        assert_eq!(
            karen.get(&form).await.status,
            StatusCode::NOT_FOUND,
            "{kind}"
        );
        let sent = report(&karen, kind, id, "spam", "").await;
        assert_eq!(sent.status, StatusCode::NOT_FOUND, "{kind}");
    }
    let own = report(&per, "post", &post, "spam", "").await;
    assert_eq!(own.status, StatusCode::BAD_REQUEST);
    let visitor = site.visitor();
    let refused = visitor.get("/moderation/report?kind=topic&id=x").await;
    assert_eq!(refused.status, StatusCode::UNAUTHORIZED);
    // A moderator decides about what was reported, or what they see; not about what they guess.
    let olga = site.signed_in("Olga Org", &[Role::Organiser]).await;
    let guessed = olga
        .get(&format!("/moderation/case/worksheet/{sheet}"))
        .await;
    assert_eq!(guessed.status, StatusCode::NOT_FOUND);
    let lise = site.signed_in_of("Lise Lau", &[], Some(&roskilde)).await;
    report(&lise, "worksheet", sheet, "wrong", "")
        .await
        .location();
    olga.open(&format!("/moderation/case/worksheet/{sheet}"))
        .await;
}

#[actix_web::test]
async fn a_hidden_post_leaves_a_gap_and_its_author_sees_why() {
    let site = Site::new().await;
    let per = site.signed_in("Per Lund", &[]).await;
    let karen = site.signed_in("Karen Holm", &[]).await;
    let olga = site.signed_in("Olga Org", &[Role::Organiser]).await;
    let topic = start_topic(&karen, "Om tilsyn", "Hvordan?").await;
    answer(&per, &topic, "Naboens navn er Hemmelig Hansen.").await;
    answer(&karen, &topic, "Tak.").await;
    let post = post_ids(&site)[1].clone();
    let reason = "Andres navne hører ikke til her.";
    let case = [("decision", "hide"), ("reason", reason)];

    let without = decide(&olga, "post", &post, &[("decision", "hide")]).await;
    assert_eq!(without.status, StatusCode::UNPROCESSABLE_ENTITY);
    done(&olga, "post", &post, &case).await;
    let seen = karen.open(&topic).await;
    assert!(!seen.has("Hemmelig Hansen") && seen.has("Skjult af en ordstyrer."));
    assert!(!seen.has(reason) && seen.has("Tak."));
    assert!(seen.has("2 indlæg"));
    let own = per.open(&topic).await;
    assert!(own.has("Hemmelig Hansen") && own.has(reason) && !own.has("Olga"));
    assert!(olga.open(&topic).await.has("Hemmelig Hansen"));
    assert_eq!(visible_count(&site, &topic), 2);
    // What is hidden cannot be reported by those who do not see it.
    let sent = report(&karen, "post", &post, "spam", "").await;
    assert_eq!(sent.status, StatusCode::NOT_FOUND);

    done(&olga, "post", &post, &[("decision", "release")]).await;
    assert!(karen.open(&topic).await.has("Hemmelig Hansen"));
    assert_eq!(visible_count(&site, &topic), 3);
    assert!(per.open("/me/moderation").await.has("Ophævet"));
}

#[actix_web::test]
async fn a_hidden_topic_is_gone_from_the_list_and_nobody_goes_on_in_it() {
    let site = Site::new().await;
    let per = site.signed_in("Per Lund", &[]).await;
    let karen = site.signed_in("Karen Holm", &[]).await;
    let olga = site.signed_in("Olga Org", &[Role::Organiser]).await;
    let topic = start_topic(&per, "Grim overskrift", "Grimme ord").await;
    let id = topic.trim_start_matches("/forum/");
    done(
        &olga,
        "topic",
        id,
        &[("decision", "hide"), ("reason", "Tonen.")],
    )
    .await;
    assert!(!karen.open("/forum").await.has("Grim overskrift"));
    let seen = karen.open(&topic).await;
    assert!(seen.has("Skjult af en ordstyrer") && !seen.has("Grim"));
    assert!(per.open(&topic).await.has("Tonen.") && per.open("/forum").await.has("Skjult"));
    for who in [&karen, &per] {
        let reply = answer(who, &topic, "Videre").await;
        assert_eq!(reply.status, StatusCode::FORBIDDEN);
    }
    let post = post_ids(&site)[0].clone();
    let sent = report(&karen, "post", &post, "spam", "").await;
    assert_eq!(sent.status, StatusCode::NOT_FOUND);
}

#[actix_web::test]
async fn a_hidden_entry_leaves_library_and_search_and_cannot_be_published_again() {
    let site = Site::new().await;
    let olga = site.signed_in("Olga Org", &[Role::Organiser]).await;
    let ada = site.signed_in("Ada Adm", &[Role::Administrator]).await;
    let karen = site.signed_in("Karen Holm", &[]).await;
    let case = [
        ("kind", "case"),
        ("title", "Giraffer i tilsynet"),
        ("summary", "Kort."),
        ("body", "Langt."),
        ("lang", "da"),
        ("audience", "network"),
        ("do", "publish"),
    ];
    let at = olga.post("/library", &case).await.location();
    let at = at.split('?').next().unwrap().to_string();
    site.drain().await;
    assert!(
        karen
            .open("/search?q=giraffer")
            .await
            .has("Giraffer i tilsynet")
    );
    let page = karen.open(&at).await;
    let link = "kind=entry&amp;id=";
    let from = page.text.find(link).expect("a link to report") + link.len();
    let id = page.text[from..].split('"').next().unwrap().to_string();
    report(&karen, "entry", &id, "wrong", "").await.location();
    // Not by its own author, moderator or not: she does not even see it in the queue.
    let own = [("decision", "dismiss")];
    assert_eq!(
        decide(&olga, "entry", &id, &own).await.status,
        StatusCode::FORBIDDEN
    );
    assert!(!olga.open("/moderation").await.has("Giraffer i tilsynet"));
    let hide = [("decision", "hide"), ("reason", "Ingen giraffer.")];
    done(&ada, "entry", &id, &hide).await;
    site.drain().await;
    assert!(
        !karen
            .open("/search?q=giraffer")
            .await
            .has("Giraffer i tilsynet")
    );
    assert!(!karen.open("/library").await.has("Giraffer i tilsynet"));
    assert_eq!(karen.get(&at).await.status, StatusCode::NOT_FOUND);
    let mine = olga.open(&at).await;
    let version = mine.field("version");
    let again = [("do", "unarchive"), ("version", version.as_str())];
    let refused = olga.post(&format!("{at}/step"), &again).await;
    assert_eq!(refused.status, StatusCode::BAD_REQUEST);
    assert!(
        refused.has("En ordstyrer har skjult indlægget"),
        "{}",
        refused.main()
    );
    comes_out_no_other_way(&site, &olga, &karen, &at).await;

    done(&ada, "entry", &id, &[("decision", "release")]).await;
    site.drain().await;
    karen.open(&at).await;
    assert!(
        karen
            .open("/search?q=giraffer")
            .await
            .has("Giraffer i tilsynet")
    );
}

/// That no way there is makes public what a moderator hid: its owner may publish what she writes.
async fn comes_out_no_other_way(site: &Site, owner: &Browser<'_>, reader: &Browser<'_>, at: &str) {
    let fields = |version: &str, what: &str| {
        [
            ("title", "Giraffer i tilsynet"),
            ("summary", "Kort."),
            ("body", "Omskrevet."),
            ("lang", "da"),
            ("audience", "public"),
            ("version", version),
            ("do", what),
        ]
        .map(|(name, value)| (name, value.to_string()))
    };
    let save = async |what: &str| {
        let version = owner.open(&format!("{at}/edit")).await.field("version");
        let fields = fields(&version, what);
        let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (*n, v.as_str())).collect();
        owner.post(&format!("{at}/edit"), &fields).await
    };
    for what in ["publish", "review"] {
        let refused = save(what).await;
        assert!(
            refused.status.is_client_error(),
            "{what}: {}",
            refused.status
        );
    }
    // She may write in it, where nobody reads it.
    save("save").await.location();
    let version = owner.open(at).await.field("version");
    for (path, what) in [
        ("step", "publish"),
        ("step", "review"),
        ("step", "unarchive"),
        ("delete", ""),
    ] {
        let fields = [("do", what), ("version", version.as_str())];
        let refused = owner.post(&format!("{at}/{path}"), &fields).await;
        assert!(refused.status.is_client_error(), "{path} {what}");
    }
    let back = format!("{at}/history/1/restore");
    owner.post(&back, &[("version", &version)]).await.location();
    // Its file comes once more, as it was and as something else.
    site.app
        .db
        .write_now(|c| {
            use faelles::schema::entries::dsl;
            let slug = at.trim_start_matches("/library/");
            diesel::update(dsl::entries.filter(dsl::slug.eq(slug)))
                .set(dsl::source_id.eq("net:giraffer"))
                .execute(c)?;
            Ok(())
        })
        .unwrap();
    for text in ["Langt.", "Noget andet."] {
        let file = format!(
            "---\nid: net:giraffer\ntitle: Giraffer i tilsynet\nstatus: published\naudience: public\n---\n{text}\n"
        );
        let (did, problems) = crate::export::import_of(site, &[("g.md", file)]);
        assert_eq!((did.new, did.updated), (0, 1), "{problems}");
    }
    site.drain().await;
    for who in [reader, &site.visitor()] {
        assert_eq!(who.get(at).await.status, StatusCode::NOT_FOUND);
        let found = who.open("/search?q=giraffer").await;
        assert!(!found.has("Giraffer i tilsynet"));
    }
}

async fn sign_in_link(site: &Site, name: &str) -> String {
    let email = address_of(name);
    site.visitor().post("/sign-in", &[("email", &email)]).await;
    site.drain().await;
    site.mail_to(name).link("/sign-in/")
}

#[actix_web::test]
async fn a_suspended_person_is_out_at_once_and_learns_why_only_after_proving_who_they_are() {
    let site = Site::new().await;
    let per = site.signed_in("Per Lund", &[]).await;
    let olga = site.signed_in("Olga Org", &[Role::Organiser]).await;
    let topic = start_topic(&per, "Emne", "Tekst").await;
    let post = post_ids(&site)[0].clone();
    let id = site.app.db.read_now(|c| {
        let of = people::table
            .inner_join(posts::table.on(posts::author_id.eq(people::id.nullable())))
            .select(people::id);
        Ok(of.first::<String>(c)?)
    });
    let id = id.unwrap();
    let reason = "Gentagne angreb på andre.";
    let case = [("decision", "suspend"), ("reason", reason)];
    let refused = decide(&olga, "post", &post, &case).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let case = [case[0], case[1], ("days", "7")];
    done(&olga, "post", &post, &case).await;
    assert_eq!(per.get("/me").await.status, StatusCode::UNAUTHORIZED);
    let open = sessions::table.filter(sessions::person_id.eq(&id)).count();
    let open: i64 = site.app.db.read_now(|c| Ok(open.get_result(c)?)).unwrap();
    assert_eq!(open, 0);

    // A stranger with the address learns nothing: the answer is everybody's.
    let mut answers = Vec::new();
    for email in [address_of("Per Lund"), "nobody@example.org".to_string()] {
        let reply = site.visitor().post("/sign-in", &[("email", &email)]).await;
        answers.push((reply.status, reply.location(), reply.text));
    }
    assert_eq!(answers[0], answers[1]);
    site.drain().await;
    let link = site.mail_to("Per Lund").link("/sign-in/");
    let browser = site.visitor();
    let shown = browser.open(&link).await;
    assert!(!shown.has(reason), "following a link proves nothing yet");
    let to = browser.post_from(&link, &link, &[]).await.location();
    assert!(to.starts_with("/suspended/"), "{to}");
    let why = browser.open(&to).await;
    assert!(why.has(reason) && why.has("9. marts 2026") && !why.has("Olga"));
    assert_eq!(browser.get("/me").await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(
        site.visitor().get("/suspended/0123").await.status,
        StatusCode::GONE
    );

    // The appeal, once, from there.
    let empty = browser.post_from(&to, &to, &[("appeal", " ")]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    let appeal = [("appeal", "Det var ikke mig.")];
    browser.post_from(&to, &to, &appeal).await.location();
    assert!(browser.open(&to).await.has("Klagen venter på svar"));
    let twice = browser.post_from(&to, &to, &[("appeal", "Igen!")]).await;
    assert_eq!(twice.status, StatusCode::CONFLICT);

    // After the hour the page is gone; a new link leads there again.
    site.app.clock.advance(Duration::minutes(61));
    assert_eq!(browser.get(&to).await.status, StatusCode::GONE);
    let again = sign_in_link(&site, "Per Lund").await;
    let to = browser.post_from(&again, &again, &[]).await.location();
    assert!(browser.open(&to).await.has("Det var ikke mig."));

    // After the week he is let in, without anybody doing anything.
    assert_eq!(status_of(&site, &id), "suspended");
    site.app.clock.advance(Duration::days(7));
    site.drain().await;
    assert_eq!(status_of(&site, &id), "active");
    per.sign_in(&address_of("Per Lund")).await;
    let own = per.open("/me/moderation").await;
    assert!(own.has(reason) && own.has("Slut"), "{}", own.main());
    assert!(per.open(&topic).await.has("Tekst"));
}

#[actix_web::test]
async fn a_suspension_ends_at_the_door_even_when_no_job_ran() {
    let site = Site::new().await;
    let per = site.add_person("Per Lund", &[], None, &[]);
    let olga = site.signed_in("Olga Org", &[Role::Organiser]).await;
    let case = [("decision", "suspend"), ("reason", "x"), ("days", "1")];
    done(&olga, "person", &per, &case).await;
    let link = sign_in_link(&site, "Per Lund").await;
    // One minute left of the day when the link was mailed.
    site.app
        .clock
        .advance(Duration::days(1) - Duration::minutes(1));
    let late = sign_in_link(&site, "Per Lund").await;
    assert_ne!(link, late);
    site.app.clock.advance(Duration::minutes(2));
    let browser = site.visitor();
    let to = browser.post_from(&late, &late, &[]).await.location();
    assert_eq!(to, "/");
    browser.open("/me").await;
}

#[actix_web::test]
async fn a_suspension_without_end_lasts_until_a_moderator_lifts_it() {
    let site = Site::new().await;
    let per = site.add_person("Per Lund", &[], None, &[]);
    let olga = site.signed_in("Olga Org", &[Role::Organiser]).await;
    let case = [("decision", "suspend"), ("reason", "x"), ("days", "open")];
    done(&olga, "person", &per, &case).await;
    site.app.clock.advance(Duration::days(29));
    olga.sign_in(&address_of("Olga Org")).await;
    site.drain().await;
    assert_eq!(status_of(&site, &per), "suspended");
    let queue = olga.open("/moderation").await;
    assert!(queue.has("Per Lund") && queue.has("Indtil det ophæves"));
    done(&olga, "person", &per, &[("decision", "lift")]).await;
    assert_eq!(status_of(&site, &per), "active");
    site.visitor().sign_in(&address_of("Per Lund")).await;
    let nothing = decide(&olga, "person", &per, &[("decision", "lift")]).await;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[actix_web::test]
async fn nobody_decides_about_themselves_nor_an_organiser_about_an_administrator() {
    let site = Site::new().await;
    let ada = site.signed_in("Ada Adm", &[Role::Administrator]).await;
    let olga_id = site.add_person("Olga Org", &[Role::Organiser], None, &[]);
    let olga = site.visitor();
    olga.sign_in(&address_of("Olga Org")).await;
    let bo_id = site.add_person("Bo Adm", &[Role::Administrator], None, &[]);
    let suspend = [("decision", "suspend"), ("reason", "x"), ("days", "7")];
    for id in [&bo_id, &olga_id] {
        let path = format!("/moderation/case/person/{id}");
        assert_eq!(olga.get(&path).await.status, StatusCode::FORBIDDEN);
        let tried = decide(&olga, "person", id, &suspend).await;
        assert_eq!(tried.status, StatusCode::FORBIDDEN);
        assert_eq!(status_of(&site, id), "active");
    }
    for role in [Role::Member, Role::Editor, Role::Teacher, Role::Lead] {
        let who = site
            .signed_in(&format!("Pia {}", role.name()), &[role])
            .await;
        let tried = decide(&who, "person", &olga_id, &suspend).await;
        assert_eq!(tried.status, StatusCode::FORBIDDEN, "{role:?}");
        assert!(!who.open("/").await.has("href=\"/moderation\""));
    }
    done(&ada, "person", &bo_id, &suspend).await;
    assert_eq!(status_of(&site, &bo_id), "suspended");
}

#[actix_web::test]
async fn news_stands_on_every_page_until_it_is_read_and_another_moderator_answers_the_appeal() {
    let site = Site::new().await;
    let per = site.signed_in("Per Lund", &[]).await;
    let olga = site.signed_in("Olga Org", &[Role::Organiser]).await;
    let topic = start_topic(&per, "Emne", "Tekst").await;
    let post = post_ids(&site)[0].clone();
    let news = "En ordstyrer har truffet en afgørelse";
    assert!(!per.open("/").await.has(news));
    let hide = [("decision", "hide"), ("reason", "Tonen.")];
    done(&olga, "post", &post, &hide).await;
    assert!(per.open("/").await.has(news) && per.open("/forum").await.has(news));
    let own = per.open("/me/moderation").await;
    assert!(own.has("Tonen.") && own.has("Ordstyrer") && !own.has("Olga"));
    assert!(!per.open("/").await.has(news));
    assert!(
        per.open("/").await.has("Afgørelser om dig"),
        "still in the menu"
    );

    let at = own.text.find("/me/moderation/").unwrap();
    let mine = own.text[at..].split('"').next().unwrap().to_string();
    let id = mine.trim_start_matches("/me/moderation/").to_string();
    // Only the person it is about, and only once.
    let karen = site.signed_in("Karen Holm", &[]).await;
    assert_eq!(karen.get(&mine).await.status, StatusCode::NOT_FOUND);
    let text = [("appeal", "Det var ment i sjov.")];
    assert_eq!(karen.post(&mine, &text).await.status, StatusCode::NOT_FOUND);
    let appeal_page = format!("/moderation/appeals/{id}");
    assert_eq!(olga.get(&appeal_page).await.status, StatusCode::NOT_FOUND);
    per.post_from(&mine, &mine, &text).await.location();
    assert_eq!(per.post(&mine, &text).await.status, StatusCode::CONFLICT);

    // Olga is the only moderator, so she may; now there is another, so she may not.
    assert!(olga.open(&appeal_page).await.has("Send svaret"));
    let ulla = site.signed_in("Ulla Org", &[Role::Organiser]).await;
    let seen = olga.open(&appeal_page).await;
    assert!(seen.has("Du traf selv afgørelsen") && !seen.has("Send svaret"));
    let lift = [("outcome", "lift"), ("answer", "Vi tog fejl.")];
    assert_eq!(
        olga.post(&appeal_page, &lift).await.status,
        StatusCode::FORBIDDEN
    );
    assert_eq!(
        karen.post(&appeal_page, &lift).await.status,
        StatusCode::FORBIDDEN
    );
    let empty = ulla.post(&appeal_page, &[("outcome", "lift")]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(!karen.open(&topic).await.has("Tekst"));
    ulla.post_from(&appeal_page, &appeal_page, &lift)
        .await
        .location();
    assert!(karen.open(&topic).await.has("Tekst"), "shown again");
    let again = ulla.post(&appeal_page, &lift).await;
    assert_eq!(again.status, StatusCode::CONFLICT);
    assert!(per.open("/").await.has(news), "the answer is news");
    let own = per.open("/me/moderation").await;
    assert!(own.has("Vi tog fejl.") && own.has("Ophævet") && !own.has("Ulla"));
    site.drain().await;
    let mail = site.mail_to("Per Lund");
    assert!(mail.text.contains("Vi tog fejl.") && mail.text.contains("ophævet"));
    assert!(!mail.text.contains("Ulla"));
}

#[actix_web::test]
async fn an_appeal_that_is_turned_down_leaves_the_measure_standing() {
    let site = Site::new().await;
    let per = site.add_person("Per Lund", &[], None, &[]);
    let olga = site.signed_in("Olga Org", &[Role::Organiser]).await;
    let ulla = site.signed_in("Ulla Org", &[Role::Organiser]).await;
    let case = [("decision", "suspend"), ("reason", "x"), ("days", "open")];
    done(&olga, "person", &per, &case).await;
    let link = sign_in_link(&site, "Per Lund").await;
    let browser = site.visitor();
    let to = browser.post_from(&link, &link, &[]).await.location();
    browser
        .post_from(&to, &to, &[("appeal", "Nej!")])
        .await
        .location();
    let id: String = site
        .app
        .db
        .read_now(|c| Ok(measures::table.select(measures::id).first(c)?))
        .unwrap();
    let keep = [("outcome", "keep"), ("answer", "Det står fast.")];
    ulla.post(&format!("/moderation/appeals/{id}"), &keep)
        .await
        .location();
    assert_eq!(status_of(&site, &per), "suspended");
    site.drain().await;
    assert!(site.mail_to("Per Lund").text.contains("Det står fast."));
    assert!(browser.open(&to).await.has("Det står fast."));
}

#[actix_web::test]
async fn a_newcomers_link_waits_for_a_moderator() {
    let site = Site::new().await;
    let per = site.signed_in("Per Lund", &[]).await;
    let karen = site.signed_in("Karen Holm", &[]).await;
    let olga = site.signed_in("Olga Org", &[Role::Organiser]).await;
    let topic = start_topic(&karen, "Om tilsyn", "Hvordan?").await;
    site.app.clock.advance(Duration::minutes(1));
    let to = answer(&per, &topic, LINK).await.location();
    assert_eq!(to, format!("{topic}?page=1&done=held#p2"));
    let own = per.open(&to).await;
    assert!(own.has("når en ordstyrer har set det") && own.has("evil.example"));
    assert!(own.has("Venter på en ordstyrer"));
    let seen = karen.open(&topic).await;
    assert!(!seen.has("evil.example") && !seen.has("Per Lund") && seen.has("1 indlæg"));
    assert!(karen.open("/forum").await.has("1 indlæg"));
    assert_eq!(visible_count(&site, &topic), 1);
    // Numbers stay in step for those who do not see it.
    let to = answer(&karen, &topic, "Nogen?").await.location();
    assert!(to.ends_with("#p2"), "{to}");

    let post = post_ids(&site)[1].clone();
    let queue = olga.open("/moderation").await;
    assert!(queue.has("Tilbageholdte indlæg") && queue.has("evil.example"));
    assert!(queue.has("Per Lund") && queue.has("(1)"));
    done(&olga, "post", &post, &[("decision", "release")]).await;
    assert!(karen.open(&topic).await.has("evil.example"));
    assert_eq!(visible_count(&site, &topic), 3);
    assert!(olga.open("/moderation").await.has("Intet venter"));
}

#[actix_web::test]
async fn a_topic_whose_first_post_is_held_is_its_authors_and_the_moderators_alone() {
    let site = Site::new().await;
    let per = site.signed_in("Per Lund", &[]).await;
    let karen = site.signed_in("Karen Holm", &[]).await;
    let olga = site.signed_in("Olga Org", &[Role::Organiser]).await;
    let topic = start_topic(&per, "Se www.evil", "Tekst").await;
    assert_eq!(karen.get(&topic).await.status, StatusCode::NOT_FOUND);
    let tried = answer(&karen, &topic, "Hej").await;
    assert_eq!(tried.status, StatusCode::NOT_FOUND);
    assert!(!karen.open("/forum").await.has("www.evil"));
    assert!(karen.open("/forum").await.has("Ingen emner endnu"));
    assert!(per.open("/forum").await.has("Venter på en ordstyrer"));
    assert!(olga.open("/forum").await.has("www.evil"));
    assert!(per.open(&topic).await.has("Tekst") && olga.open(&topic).await.has("Tekst"));
    // Harmless posts in one's own held topic make nobody known.
    let tried = answer(&per, &topic, "Hej").await;
    assert_eq!(tried.status, StatusCode::FORBIDDEN);
    let post = post_ids(&site)[0].clone();
    done(&olga, "post", &post, &[("decision", "release")]).await;
    assert!(karen.open("/forum").await.has("www.evil"));
    assert!(karen.open(&topic).await.has("Tekst"));
    assert_eq!(visible_count(&site, &topic), 1);
    // And hidden instead, in another: others learn no more than that.
    let other = start_topic(&per, "Se www.evil2", "Tekst").await;
    let post = post_ids(&site)[1].clone();
    let hide = [("decision", "hide"), ("reason", "Reklame.")];
    done(&olga, "post", &post, &hide).await;
    assert_eq!(karen.get(&other).await.status, StatusCode::NOT_FOUND);
    assert!(per.open(&other).await.has("Reklame."));
    assert!(olga.open("/moderation").await.has("Intet venter"));
    // Shown after all: as if it had come now.
    done(&olga, "post", &post, &[("decision", "release")]).await;
    assert!(karen.open(&other).await.has("Tekst"));
    assert_eq!(visible_count(&site, &other), 1);
}

#[actix_web::test]
async fn three_visible_posts_make_somebody_known_and_released_ones_count() {
    let site = Site::new().await;
    let olga = site.signed_in("Olga Org", &[Role::Organiser]).await;
    let topic = start_topic(&olga, "Om tilsyn", "Hvordan?").await;
    let per = site.signed_in("Per Lund", &[]).await;
    let held = |reply: &Reply| reply.location().contains("done=held");
    assert!(held(&answer(&per, &topic, LINK).await));
    assert!(!held(&answer(&per, &topic, "Hej").await));
    assert!(!held(&answer(&per, &topic, "Hej igen").await));
    assert!(held(&answer(&per, &topic, LINK).await), "two are not three");
    let post = post_ids(&site)[1].clone();
    done(&olga, "post", &post, &[("decision", "release")]).await;
    assert!(!held(&answer(&per, &topic, LINK).await));
}

#[actix_web::test]
async fn many_posts_at_once_from_a_newcomer_are_held() {
    let site = Site::new().await;
    let olga = site.signed_in("Olga Org", &[Role::Organiser]).await;
    let topic = start_topic(&olga, "Om tilsyn", "Hvordan?").await;
    let per = site.signed_in("Per Lund", &[]).await;
    for number in 1..=5 {
        site.app.clock.advance(Duration::minutes(1));
        let to = answer(&per, &topic, &format!("Nummer {number}.")).await;
        assert!(to.location().contains("done=posted"), "{number}");
    }
    let sixth = answer(&per, &topic, "Nummer seks.").await.location();
    assert!(sixth.contains("done=held"), "{sixth}");
    site.app.clock.advance(Duration::hours(2));
    for number in 7..=14 {
        let to = answer(&per, &topic, &format!("Nummer {number}.")).await;
        assert!(to.location().contains("done=posted"), "{number}");
    }
}

#[actix_web::test]
async fn who_has_a_role_or_was_here_before_is_never_held() {
    let site = Site::new().await;
    for role in Role::ALL {
        let who = site
            .signed_in(&format!("Pia {}", role.name()), &[role])
            .await;
        let to = who
            .post("/forum", &[("title", "Emne"), ("body", LINK)])
            .await
            .location();
        let newcomer = matches!(role, Role::Member | Role::Student);
        assert_eq!(to.contains("done=held"), newcomer, "{role:?}");
    }
    let id = site.add_person("Gamle Gert", &[], None, &[]);
    let before = site.app.clock.now() - Duration::days(1);
    site.app
        .db
        .write_now(|c| {
            diesel::update(people::table.find(&id))
                .set(people::created_at.eq(before))
                .execute(c)?;
            Ok(())
        })
        .unwrap();
    let gert = site.visitor();
    gert.sign_in(&address_of("Gamle Gert")).await;
    let posted = [("title", "Emne"), ("body", LINK)];
    let to = gert.post("/forum", &posted).await.location();
    assert!(to.contains("done=posted"), "{to}");
}
