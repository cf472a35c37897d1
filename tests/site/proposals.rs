//! Any member proposes a change; who looks after the entry decides.

use actix_web::http::StatusCode;
use diesel::prelude::*;
use faelles::members::Role;

use crate::compare::{case, save, step, write};
use crate::support::{Browser, Reply, Site};

const BETTER: &str = "Vi spurgte børnene først.\n\nSå spurgte vi alle.";

/// Proposes another text; the proposal's address.
pub async fn propose(who: &Browser<'_>, at: &str, body: &str) -> String {
    propose_all(who, at, &[("body", body)]).await
}

/// Proposes that some fields are otherwise.
async fn propose_all(who: &Browser<'_>, at: &str, other: &[(&str, &str)]) -> String {
    let path = format!("{at}/propose");
    let version = who.open(&path).await.field("version");
    let mut fields = case(other);
    fields.push(("reason", "Børnene blev spurgt før alle andre."));
    fields.push(("version", &version));
    let to = who.post(&path, &fields).await.location();
    to.split('?').next().unwrap().to_string()
}

pub async fn decide(who: &Browser<'_>, proposal: &str, what: &str, answer: &str) -> Reply {
    let page = who.open(proposal).await;
    let (version, written) = (page.field("version"), page.field("written"));
    let fields = [
        ("do", what),
        ("answer", answer),
        ("version", version.as_str()),
        ("written", written.as_str()),
    ];
    who.post(proposal, &fields).await
}

async fn published(site: &Site) -> (Browser<'_>, Browser<'_>, String) {
    let karen = site.signed_in("Karen Holm", &[]).await;
    let editor = site.signed_in("Else Red", &[Role::Editor]).await;
    let at = write(&karen, &[("do", "review")]).await;
    step(&editor, &at, "publish").await.location();
    (karen, editor, at)
}

#[actix_web::test]
async fn a_proposal_is_compared_taken_over_and_answered() {
    let site = Site::new().await;
    let (karen, editor, at) = published(&site).await;
    let per = site.signed_in("Per Lund", &[]).await;
    let nothing = per.open(&format!("{at}/propose")).await;
    let fields = case(&[("reason", "x"), ("version", "2")]);
    assert!(
        nothing.has("Vi spurgte forældrene"),
        "the text as it stands"
    );
    let refused = per.post(&format!("{at}/propose"), &fields).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.has("Der er ikke ændret noget"));
    let fields = case(&[("body", BETTER), ("version", "2")]);
    let refused = per.post(&format!("{at}/propose"), &fields).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused.has("Begrundelse: Udfyld feltet."),
        "{}",
        refused.main()
    );

    let proposal = propose(&per, &at, BETTER).await;
    assert!(karen.open(&at).await.has("1 forslag venter"));
    assert!(!per.open(&at).await.has("1 forslag venter"));
    for list in ["/library/proposals", &format!("{at}/proposals")] {
        for who in [&karen, &editor, &per] {
            assert!(who.open(list).await.has(&proposal), "{list}");
        }
    }
    // It is between those it concerns.
    let bo = site.signed_in("Bo Anden", &[]).await;
    assert_eq!(bo.get(&proposal).await.status, StatusCode::NOT_FOUND);
    assert!(!bo.open(&format!("{at}/proposals")).await.has(&proposal));
    let sly = [("do", "accept"), ("version", "2")];
    assert_eq!(bo.post(&proposal, &sly).await.status, StatusCode::NOT_FOUND);
    assert_eq!(
        per.post(&proposal, &sly).await.status,
        StatusCode::FORBIDDEN
    );

    site.drain().await;
    let asked = site.mail_to("Karen Holm");
    assert!(
        asked.subject.contains("Per Lund foreslår"),
        "{}",
        asked.subject
    );
    assert_eq!(asked.link("/library/"), proposal);
    let seen = karen.open(&proposal).await;
    assert!(seen.has("forældrene") && seen.has("børnene") && seen.has("<del>"));
    let done = decide(&karen, &proposal, "accept", "Tak!").await;
    assert_eq!(
        done.location(),
        format!("{proposal}?done=proposals-accepted")
    );
    assert!(site.visitor().open(&at).await.has("Vi spurgte børnene"));
    let history = karen.open(&format!("{at}/history")).await;
    assert!(
        history.has("Ændret efter forslag af</b> Per Lund"),
        "{}",
        history.main()
    );
    site.drain().await;
    let told = site.mail_to("Per Lund");
    assert!(
        told.subject.contains("svar på dit forslag"),
        "{}",
        told.subject
    );
    assert!(per.open(&proposal).await.has("Tak!"));
    // Decided once.
    let again = [("do", "decline"), ("answer", "Nej"), ("version", "3")];
    assert_eq!(
        karen.post(&proposal, &again).await.status,
        StatusCode::CONFLICT
    );
}

#[actix_web::test]
async fn a_proposal_covers_the_facts_and_is_compared_and_taken_over_with_them() {
    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[Role::Editor]).await;
    let per = site.signed_in("Per Lund", &[]).await;
    let facts = [
        ("do", "publish"),
        ("problem", "Forældrene kom for sent ind."),
        ("area", "skole"),
    ];
    let at = write(&karen, &facts).await;
    let form = per.open(&format!("{at}/propose")).await;
    assert!(
        form.has("Forældrene kom for sent ind.") && form.has("id=\"not_worked\""),
        "{}",
        form.main()
    );
    assert!(!form.has("name=\"audience\""), "that is not proposed");
    let other = [
        ("problem", "Forældrene kom alt for tidligt ind."),
        ("advice_1", "Spørg børnene."),
        ("municipality", "Lejre"),
        ("audience", "network"),
    ];
    let proposal = propose_all(&per, &at, &other).await;
    let seen = karen.open(&proposal).await;
    for word in ["tidligt", "Spørg børnene.", "Lejre", "Roskilde"] {
        assert!(seen.has(word), "{word} in {}", seen.main());
    }
    assert!(seen.has("Forældrene kom <ins>"), "{}", seen.main());
    assert!(!seen.has("Hvem der må læse det"), "{}", seen.main());
    decide(&karen, &proposal, "accept", "").await.location();
    let read = site.visitor().open(&at).await;
    for word in ["alt for tidligt", "Spørg børnene.", "Lejre"] {
        assert!(read.has(word), "{word} in {}", read.main());
    }

    // A fact that is another since is not written over.
    let second = propose_all(&per, &at, &[("problem", "Noget tredje.")]).await;
    save(&karen, &at, &[("problem", "Karens ord.")])
        .await
        .location();
    let late = decide(&karen, &second, "accept", "").await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.has("Karens") && late.has("tredje"), "{}", late.main());
    assert!(site.visitor().open(&at).await.has("Karens ord."));
}

#[actix_web::test]
async fn what_its_reader_may_not_see_of_an_entry_survives_their_proposal() {
    let site = Site::new().await;
    let lejre = site.add_organisation("Lejre Kommune");
    let karen = site
        .signed_in_of("Karen Holm", &[Role::Editor], Some(&lejre))
        .await;
    let per = site.signed_in("Per Lund", &[]).await;
    let tool = [
        ("kind", "tool"),
        ("do", "publish"),
        ("title", "Vores kort"),
        ("audience", "organisation"),
    ];
    let tool = write(&karen, &tool).await;
    let slug = tool.rsplit('/').next().unwrap().to_string();
    let at = write(&karen, &[("do", "publish"), ("methods", &slug)]).await;
    assert!(karen.open(&at).await.has("Vores kort"));
    let form = per.open(&format!("{at}/propose")).await;
    assert!(
        !form.has("Vores kort") && !form.has(&slug),
        "{}",
        form.main()
    );
    let proposal = propose(&per, &at, BETTER).await;
    assert!(!per.open(&proposal).await.has("Vores kort"));
    decide(&karen, &proposal, "accept", "").await.location();
    let after = karen.open(&at).await;
    assert!(
        after.has("Vores kort") && after.has("børnene"),
        "{}",
        after.main()
    );
    // Neither is it given with all that is kept of who proposed.
    let address = crate::support::address_of("Per Lund");
    let kept = |c: &mut faelles::db::Conn| {
        let found = faelles::members::find_by_email(c, &address)?.unwrap();
        faelles::privacy::export::gather(c, &found.id)
    };
    let kept = site.app.db.read_now(kept).unwrap().unwrap();
    let rows = kept.parts.iter().flat_map(|part| &part.rows);
    let given: String = rows.map(|row| row.to_string()).collect();
    assert!(given.contains("børnene") && !given.contains(&slug));
    // And nobody names what they may not read.
    let sly = case(&[
        ("methods", &slug),
        ("body", "Mit."),
        ("reason", "x"),
        ("version", "2"),
    ]);
    let other = write(&karen, &[("do", "publish"), ("title", "En anden")]).await;
    let refused = per.post(&format!("{other}/propose"), &sly).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[actix_web::test]
async fn nobody_proposes_to_name_what_the_readers_of_an_entry_cannot_read() {
    let site = Site::new().await;
    let lejre = site.add_organisation("Lejre Kommune");
    let karen = site
        .signed_in_of("Karen Holm", &[Role::Editor], Some(&lejre))
        .await;
    let per = site.signed_in_of("Per Lund", &[], Some(&lejre)).await;
    let tool = [
        ("kind", "tool"),
        ("do", "publish"),
        ("title", "Vores kort"),
        ("audience", "organisation"),
    ];
    let tool = write(&karen, &tool).await;
    let slug = tool.rsplit('/').next().unwrap().to_string();
    let at = write(&karen, &[("do", "publish")]).await;
    let fields = case(&[("methods", &slug), ("reason", "x"), ("version", "1")]);
    let refused = per.post(&format!("{at}/propose"), &fields).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.has("for færre end dette"), "{}", refused.main());
    // What stands there already may stay.
    save(&karen, &at, &[("methods", &slug)]).await.location();
    propose_all(&per, &at, &[("methods", &slug), ("body", BETTER)]).await;
}

#[actix_web::test]
async fn a_proposal_is_declined_with_a_reason_or_taken_back() {
    let site = Site::new().await;
    let (karen, _, at) = published(&site).await;
    let per = site.signed_in("Per Lund", &[]).await;
    let proposal = propose(&per, &at, BETTER).await;
    let silent = decide(&karen, &proposal, "decline", " ").await;
    assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
    decide(&karen, &proposal, "decline", "Det var forældrene.")
        .await
        .location();
    assert!(site.visitor().open(&at).await.has("Vi spurgte forældrene"));
    site.drain().await;
    assert_eq!(site.mail_to("Per Lund").link("/library/"), proposal);
    let seen = per.open(&proposal).await;
    assert!(seen.has("Det var forældrene.") && seen.has("Afvist"));

    let second = propose(&per, &at, BETTER).await;
    // One open at a time: the form leads to the one there is.
    assert_eq!(per.get(&format!("{at}/propose")).await.location(), second);
    decide(&per, &second, "withdraw", "").await.location();
    assert!(!karen.open(&at).await.has("forslag venter"));
}

#[actix_web::test]
async fn what_has_moved_on_is_not_written_over() {
    let site = Site::new().await;
    let (karen, _, at) = published(&site).await;
    let per = site.signed_in("Per Lund", &[]).await;
    let proposal = propose(&per, &at, BETTER).await;
    let version = karen.open(&proposal).await.field("version");
    save(&karen, &at, &[("body", "Helt nyt.")]).await.location();
    let late = [("do", "accept"), ("version", version.as_str())];
    let refused = karen.post(&proposal, &late).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(
        refused.has("Indlægget er ændret, siden forslaget"),
        "{}",
        refused.main()
    );
    assert!(refused.has("Helt nyt") && refused.has("børnene"));
    let seen = karen.open(&proposal).await;
    assert!(!seen.has("value=\"accept\"") && seen.has("value=\"worked-in\""));
    // Even with the newest version the old text is not put over the new.
    let forced = decide(&karen, &proposal, "accept", "").await;
    assert_eq!(forced.status, StatusCode::CONFLICT);
    assert!(site.visitor().open(&at).await.has("Helt nyt."));
    save(&karen, &at, &[("body", "Helt nyt om børnene.")])
        .await
        .location();
    decide(&karen, &proposal, "worked-in", "Arbejdet ind.")
        .await
        .location();
    assert!(per.open(&proposal).await.has("Taget med"));
}

#[actix_web::test]
async fn two_changes_of_different_places_are_both_approved_and_lose_nothing() {
    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[Role::Editor]).await;
    let else_ = site.signed_in("Else Red", &[Role::Editor]).await;
    let ida = site.signed_in("Ida Lys", &[Role::Editor]).await;
    let at = write(
        &karen,
        &[("do", "publish"), ("body", "Først.\n\nSå.\n\nSidst.")],
    )
    .await;
    crate::review::want_four_eyes(&site).await;
    // Three change the same published text; each is written over the version readers have.
    let first = [
        ("body", "Først!\n\nSå.\n\nSidst."),
        ("problem", "Det var svært."),
    ];
    let second = [
        ("body", "Først.\n\nSå.\n\nTil sidst."),
        ("summary", "Kort og godt."),
    ];
    let third = [("body", "Allerførst.\n\nSå.\n\nSidst.")];
    let mut changes = Vec::new();
    for (who, fields) in [(&karen, &first[..]), (&else_, &second), (&ida, &third)] {
        let to = save(who, &at, fields).await.location();
        changes.push(to.split('?').next().unwrap().to_string());
    }
    decide(&ida, &changes[0], "accept", "").await.location();
    let seen = ida.open(&changes[1]).await;
    assert!(
        seen.has("Indlægget er ændret andre steder") && seen.has("value=\"accept\""),
        "{}",
        seen.main()
    );
    // What the first changed stands in the text already: it is not taken out again.
    assert!(
        seen.has("Til ") && !seen.has("Det var svært."),
        "{}",
        seen.main()
    );
    decide(&ida, &changes[1], "accept", "").await.location();
    let page = site.visitor().open(&at).await;
    for said in ["Først!", "Til sidst.", "Det var svært.", "Kort og godt."] {
        assert!(page.has(said), "{said}: {}", page.main());
    }
    // The same passage: somebody must say what it is to be.
    let seen = karen.open(&changes[2]).await;
    assert!(
        seen.has("Både indlægget og forslaget er ændret her: Tekst.")
            && !seen.has("value=\"accept\""),
        "{}",
        seen.main()
    );
    let forced = decide(&karen, &changes[2], "accept", "").await;
    assert_eq!(forced.status, StatusCode::CONFLICT);
    assert!(site.visitor().open(&at).await.has("Først!"));
}

#[actix_web::test]
async fn what_the_entry_says_already_is_approved_without_a_new_version() {
    let site = Site::new().await;
    let (karen, _, at) = published(&site).await;
    let per = site.signed_in("Per Lund", &[]).await;
    let proposal = propose(&per, &at, BETTER).await;
    save(&karen, &at, &[("body", BETTER)]).await.location();
    let seen = karen.open(&proposal).await;
    assert!(seen.has("Indlægget siger allerede det"), "{}", seen.main());
    let version = seen.field("version");
    decide(&karen, &proposal, "accept", "").await.location();
    let after = karen.open(&format!("{at}/edit")).await.field("version");
    assert_eq!(after, version);
}

#[actix_web::test]
async fn two_changes_that_say_nonsense_together_are_not_put_together() {
    let site = Site::new().await;
    let (karen, _, at) = published(&site).await;
    let years = |from: &'static str, to: &'static str| [("from_year", from), ("to_year", to)];
    save(&karen, &at, &years("2015", "2020")).await.location();
    let per = site.signed_in("Per Lund", &[]).await;
    let proposal = propose_all(&per, &at, &years("2019", "2020")).await;
    save(&karen, &at, &years("2015", "2017")).await.location();
    let refused = decide(&karen, &proposal, "accept", "").await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(
        karen
            .open(&proposal)
            .await
            .has("Indlægget er ændret, siden")
    );
}

#[actix_web::test]
async fn saving_what_stands_there_gives_the_entry_to_nobody() {
    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[Role::Editor]).await;
    let at = write(&karen, &[("do", "publish")]).await;
    // She has come to an organisation since.
    let roskilde = site.add_organisation("Roskilde Kommune");
    let joined = format!("UPDATE people SET organisation_id = '{roskilde}'");
    let write = |c: &mut _| Ok(diesel::sql_query(joined).execute(c)?);
    site.app.db.write_now(write).unwrap();
    crate::review::want_four_eyes(&site).await;
    save(&karen, &at, &[]).await.location();
    assert_eq!(
        karen.open(&format!("{at}/edit")).await.field("version"),
        "1"
    );
}

#[actix_web::test]
async fn two_changes_that_are_too_long_together_are_not_put_together() {
    let site = Site::new().await;
    let (karen, _, at) = published(&site).await;
    let long = |passages: [&str; 3]| passages.map(|p| p.repeat(60_000)).join("\n\n");
    save(&karen, &at, &[("body", &long(["a", "b", "c"]))])
        .await
        .location();
    let per = site.signed_in("Per Lund", &[]).await;
    let more = format!("{}\n\n{}", "d".repeat(15_000), long(["a", "b", "c"]));
    let proposal = propose(&per, &at, &more).await;
    let other = format!("{}\n\n{}", long(["a", "b", "c"]), "e".repeat(15_000));
    save(&karen, &at, &[("body", &other)]).await.location();
    let refused = decide(&karen, &proposal, "accept", "").await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(
        karen
            .open(&proposal)
            .await
            .has("Indlægget er ændret, siden")
    );
}

#[actix_web::test]
async fn nobody_proposes_to_what_they_cannot_read() {
    let site = Site::new().await;
    let roskilde = site.add_organisation("Roskilde Kommune");
    let karen = site
        .signed_in_of("Karen Holm", &[Role::Editor], Some(&roskilde))
        .await;
    let per = site.signed_in("Per Lund", &[]).await;
    let at = write(&karen, &[("do", "publish"), ("audience", "organisation")]).await;
    for path in ["propose", "proposals"] {
        let reply = per.get(&format!("{at}/{path}")).await;
        assert_eq!(reply.status, StatusCode::NOT_FOUND);
    }
    let reply = per.post(&format!("{at}/propose"), &[("title", "x")]).await;
    assert_eq!(reply.status, StatusCode::NOT_FOUND);
    let visitor = site.visitor().get(&format!("{at}/propose")).await;
    assert_eq!(visitor.status, StatusCode::UNAUTHORIZED);
}

#[actix_web::test]
async fn where_another_must_approve_a_change_of_what_is_published_waits() {
    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[Role::Editor]).await;
    let else_ = site.signed_in("Else Red", &[Role::Editor]).await;
    let at = write(&karen, &[("do", "publish")]).await;
    crate::review::want_four_eyes(&site).await;
    let reader = site.visitor();

    let to = save(
        &karen,
        &at,
        &[("body", "Ny tekst"), ("problem", "Det var svært.")],
    )
    .await
    .location();
    let (change, done) = to.split_once('?').unwrap();
    assert_eq!(done, "done=proposals-waits");
    let seen = reader.open(&at).await;
    assert!(seen.has("Vi spurgte forældrene") && !seen.has("Ny tekst") && !seen.has("svært"));
    assert!(
        karen
            .open(&to)
            .await
            .has("Indtil da ser læserne indlægget, som det var")
    );
    assert!(
        karen
            .open(&at)
            .await
            .has("venter på, at en anden redaktør godkender")
    );
    assert!(!reader.open(&at).await.has("venter på"));
    for who in [&karen, &else_] {
        assert!(who.open("/library/proposals").await.has(change));
    }
    // It stands with the texts that wait for the editors, and counts as one of them.
    let waiting = else_.open("/library?tab=review").await;
    assert!(
        waiting.has(change) && waiting.has("Til gennemsyn (1)"),
        "{}",
        waiting.main()
    );
    // Nobody's own wait for their own eyes.
    let own = karen.open("/library?tab=review").await;
    assert!(own.has("Til gennemsyn (0)") && !own.has(change));
    // Nobody approves their own.
    let version = karen.open(change).await.field("version");
    let accept = [("do", "accept"), ("version", version.as_str())];
    let refused = karen.post(change, &accept).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    assert!(refused.has("En anden skal tage stilling"));
    // Another who writes in it is told of it before, and its author of nothing but their own.
    let others = else_.open(&format!("{at}/edit")).await;
    assert!(
        others.has("1 ændring fra andre venter") && others.has(&format!("{at}/proposals")),
        "{}",
        others.main()
    );
    // What is kept can be written on; what is saved anew takes its place.
    let form = karen.open(&format!("{at}/edit")).await;
    assert!(
        form.has("Ny tekst") && form.has("Det var svært."),
        "the text is kept"
    );
    assert!(!form.has("fra andre venter"));
    let again = [("body", "Nyere tekst"), ("problem", "Det var svært.")];
    let to = save(&karen, &at, &again).await.location();
    assert!(to.starts_with(change), "{to}");
    site.drain().await;
    let asked = site.mail_to("Else Red");
    assert_eq!(asked.link("/library/"), change);
    assert!(
        asked.subject.contains("Karen Holm har ændret"),
        "{}",
        asked.subject
    );
    let shown = else_.open(change).await;
    assert!(shown.has("Venter på godkendelse") && shown.has(">Godkend<"));
    assert!(
        shown.has("Nyere tekst") && shown.has("Det var svært."),
        "text and facts"
    );
    decide(&else_, change, "accept", "").await.location();
    assert!(
        else_
            .open("/library?tab=review")
            .await
            .has("Til gennemsyn (0)")
    );
    site.drain().await;
    let told = site.mail_to("Karen Holm");
    assert!(told.subject.contains("er godkendt"), "{}", told.subject);
    let seen = reader.open(&at).await;
    assert!(seen.has("Nyere tekst") && seen.has("Det var svært."));
    let history = karen.open(&format!("{at}/history")).await;
    assert!(history.has("Ændret efter forslag af</b> Karen Holm"));

    // An editor who does not own it is no more their own other.
    let to = save(&else_, &at, &[("body", "Elses tekst"), again[1]])
        .await
        .location();
    let theirs = to.split('?').next().unwrap().to_string();
    let refused = decide(&else_, &theirs, "accept", "").await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    decide(&karen, &theirs, "decline", "Nej.").await.location();
    assert!(reader.open(&at).await.has("Nyere tekst"));

    // Bringing an earlier text back is a change too.
    let version = karen.open(&at).await.field("version");
    let back = format!("{at}/history/1/restore");
    let from = format!("{at}/history/1");
    let to = karen
        .post_from(&from, &back, &[("version", version.as_str())])
        .await
        .location();
    assert!(to.contains("done=proposals-waits"), "{to}");
    assert!(reader.open(&at).await.has("Nyere tekst"));
    let restored = to.split('?').next().unwrap();
    decide(&karen, restored, "withdraw", "").await.location();

    // What is undone waits no longer.
    let to = save(&karen, &at, &[("body", "Fortrudt"), again[1]])
        .await
        .location();
    let undone = to.split('?').next().unwrap();
    assert_eq!(
        save(&karen, &at, &again).await.location(),
        format!("{at}?done=saved")
    );
    assert!(karen.open(undone).await.has("Trukket tilbage"));

    // That fewer may read it holds at once.
    let fewer = [("body", "For netværket"), again[1], ("audience", "network")];
    save(&karen, &at, &fewer).await.location();
    assert_eq!(reader.get(&at).await.status, StatusCode::NOT_FOUND);
    assert!(else_.open(&at).await.has("Nyere tekst"), "its text waits");
}

#[actix_web::test]
async fn a_change_that_waits_is_not_written_over_what_came_between() {
    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[]).await;
    let else_ = site.signed_in("Else Red", &[Role::Editor]).await;
    let tove = site.signed_in("Tove Tre", &[Role::Editor]).await;
    let at = write(&karen, &[("do", "review")]).await;
    step(&else_, &at, "publish").await.location();
    crate::review::want_four_eyes(&site).await;
    let mine = save(&karen, &at, &[("body", "Karens tekst")])
        .await
        .location();
    let theirs = save(&tove, &at, &[("body", "Toves tekst")])
        .await
        .location();
    let [mine, theirs] = [mine, theirs].map(|to| to.split('?').next().unwrap().to_string());
    decide(&else_, &theirs, "accept", "").await.location();
    assert_eq!(
        decide(&else_, &mine, "accept", "").await.status,
        StatusCode::CONFLICT
    );
    assert!(else_.open(&mine).await.has("Indlægget er ændret, siden"));
    // Its author saves it anew over the text as it stands: first told that it is another.
    let refused = save(&karen, &at, &[("body", "Karens tekst")]).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(refused.has("Karens tekst"), "nothing typed is lost");
    let version = refused.field("version");
    let mut fields = crate::compare::case(&[("body", "Begges tekst")]);
    fields.push(("version", &version));
    let edit = format!("{at}/edit");
    assert!(
        karen
            .post(&edit, &fields)
            .await
            .location()
            .starts_with(&mine)
    );
    decide(&else_, &mine, "accept", "").await.location();
    assert!(site.visitor().open(&at).await.has("Begges tekst"));

    // An editor says of another's change that it is worked in, and that is what its author is told.
    let late = save(&tove, &at, &[("body", "Toves nye")]).await.location();
    let first = save(&else_, &at, &[("body", "Elses nye")]).await.location();
    let [late, first] = [late, first].map(|to| to.split('?').next().unwrap().to_string());
    decide(&tove, &first, "accept", "").await.location();
    assert!(!karen.open(&late).await.has("value=\"worked-in\""));
    let refused = decide(&karen, &late, "worked-in", "").await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    site.drain().await;
    decide(&else_, &late, "worked-in", "").await.location();
    let seen = tove.open(&late).await;
    assert!(seen.has("Arbejdet ind") && !seen.has("Godkendt"));
    site.drain().await;
    let told = site.mail_to("Tove Tre");
    assert!(told.subject.contains("er arbejdet ind"), "{}", told.subject);
}

#[actix_web::test]
async fn a_change_that_would_wait_does_not_write_over_ones_own_proposal() {
    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[Role::Editor]).await;
    let else_ = site.signed_in("Else Red", &[Role::Editor]).await;
    let at = write(&karen, &[("do", "publish")]).await;
    crate::review::want_four_eyes(&site).await;
    let proposal = propose(&else_, &at, BETTER).await;
    let refused = save(&else_, &at, &[("body", "Hele teksten, som Else skrev om.")]).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(refused.has("Dit forslag er ikke afgjort endnu") && refused.has(&proposal));
    assert!(refused.has("som Else skrev om"), "nothing typed is lost");
    let stands = karen.open(&proposal).await;
    assert!(stands.has("Børnene blev spurgt før alle andre.") && stands.has("børnene"));
    assert!(!stands.has("som Else skrev om"));
    // Taken back, it is in nobody's way.
    decide(&else_, &proposal, "withdraw", "").await.location();
    let to = save(&else_, &at, &[("body", "Elses tekst")])
        .await
        .location();
    assert!(to.ends_with("done=proposals-waits"), "{to}");
}

#[actix_web::test]
async fn editors_are_told_where_another_must_approve_and_where_nobody_else_is_left() {
    let site = Site::new().await;
    let (karen, _, at) = published(&site).await;
    propose(&karen, &at, BETTER).await;
    site.drain().await;
    let told = |name: &str, words: &str| {
        let to = crate::support::address_of(name);
        let mails = site.mails().into_iter();
        mails
            .filter(|m| m.to == to && m.subject.contains(words))
            .count()
    };
    assert_eq!(
        told("Else Red", "Karen Holm foreslår"),
        1,
        "its owner made it"
    );
    crate::review::want_four_eyes(&site).await;
    let per = site.signed_in("Per Lund", &[]).await;
    let proposal = propose(&per, &at, "Per ved bedre.").await;
    // Its owner may not accept it, and is not told that the text is their own.
    let refused = decide(&karen, &proposal, "accept", "").await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    assert!(!refused.has("sin egen tekst"), "{}", refused.main());
    site.drain().await;
    for name in ["Karen Holm", "Else Red", "Ada Adm"] {
        assert_eq!(told(name, "Per Lund foreslår"), 1, "{name}");
    }
}

#[actix_web::test]
async fn what_is_proposed_to_an_entry_that_leaves_its_readers_is_closed() {
    let site = Site::new().await;
    let (karen, editor, at) = published(&site).await;
    let per = site.signed_in("Per Lund", &[]).await;
    let bo = site.signed_in("Bo Anden", &[]).await;
    let proposal = propose(&per, &at, BETTER).await;
    step(&karen, &at, "archive").await.location();
    assert!(!editor.open("/library/proposals").await.has(&proposal));
    site.drain().await;
    let told = site.mail_to("Per Lund");
    assert!(
        told.subject.contains("svar på dit forslag"),
        "{}",
        told.subject
    );
    assert_eq!(told.link("/library/"), proposal);
    assert!(per.open(&proposal).await.has("Lukket"));
    assert_eq!(per.get(&at).await.status, StatusCode::NOT_FOUND);
    assert_eq!(bo.get(&proposal).await.status, StatusCode::NOT_FOUND);
    // Nothing is decided about it any more.
    let late = [("do", "withdraw"), ("version", "3")];
    assert_eq!(
        per.post(&proposal, &late).await.status,
        StatusCode::CONFLICT
    );
}

#[actix_web::test]
async fn contact_place_area_tags_and_more_readers_wait_and_are_told_in_words() {
    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[Role::Editor]).await;
    let else_ = site.signed_in("Else Red", &[Role::Editor]).await;
    let before = [
        ("do", "publish"),
        ("audience", "network"),
        ("contact_name", "Bo Berg"),
        ("tags", "tilsyn"),
    ];
    let at = write(&karen, &before).await;
    crate::review::want_four_eyes(&site).await;
    for (field, value, told) in [
        (
            "contact_name",
            "Tove Tang",
            ["Kontaktens navn", "Tove Tang"],
        ),
        ("contact_role", "Leder", ["Kontakt", "Leder"]),
        ("municipality", "Odense", ["Kommune", "Odense"]),
        ("area", "aeldre", ["Område", "Ældre"]),
        ("tags", "tilsyn, havn", ["Emneord", "havn"]),
        ("audience", "public", ["Hvem der må læse det", "Alle"]),
    ] {
        let mut fields = before[1..].to_vec();
        fields.retain(|(name, _)| *name != field);
        fields.push((field, value));
        let to = save(&karen, &at, &fields).await.location();
        let change = to.split('?').next().unwrap();
        assert!(to.ends_with("done=proposals-waits"), "{field}: {to}");
        let seen = else_.open(&at).await;
        assert!(seen.has("Bo Berg") && !seen.has("Tove Tang"), "{field}");
        assert!(!seen.has("/place/odense") && !seen.has(">havn<"), "{field}");
        let visitor = site.visitor().get(&at).await;
        assert_eq!(visitor.status, StatusCode::NOT_FOUND, "{field}");
        let shown = else_.open(change).await;
        let [label, new] = told;
        let heading = format!("<h2>{label}</h2>");
        assert!(shown.has(&heading) && shown.has(new), "{}", shown.main());
        assert_eq!(
            shown.main().matches("class=\"compared\"").count(),
            match field {
                // Its code goes with its name.
                "municipality" => 2,
                _ => 1,
            },
            "{field}: {}",
            shown.main()
        );
    }
    // The form holds what waits; approved, it holds for everybody.
    assert!(
        karen
            .open(&format!("{at}/edit"))
            .await
            .has("value=\"public\" checked")
    );
    let change = karen.open(&at).await;
    let change = change
        .text
        .split(&format!("{at}/proposals/"))
        .nth(1)
        .unwrap();
    let change = format!("{at}/proposals/{}", change.split('"').next().unwrap());
    decide(&else_, &change, "accept", "").await.location();
    assert!(site.visitor().open(&at).await.has("Forældre i tilsynet"));
    assert!(
        else_.open(&change).await.has(">Ændring af Karen Holm</h1>"),
        "no longer waiting"
    );
}

#[actix_web::test]
async fn nobody_decides_their_own_however_they_ask() {
    let site = Site::new().await;
    let (karen, editor, at) = published(&site).await;
    let other = write(&editor, &[("do", "publish"), ("title", "En anden sag")]).await;
    crate::review::want_four_eyes(&site).await;
    // A wish of an editor's own to another's entry, and a change of theirs that waits.
    let wish = propose(&editor, &at, BETTER).await;
    let change = save(
        &editor,
        &other,
        &[("title", "En anden sag"), ("body", "Ny")],
    )
    .await
    .location();
    let change = change.split('?').next().unwrap().to_string();
    for own in [&wish, &change] {
        let page = editor.open(own).await;
        assert!(!page.has("value=\"accept\"") && page.has("value=\"withdraw\""));
        let (token, once) = (page.field("token"), page.field("once"));
        let (version, written) = (page.field("version"), page.field("written"));
        for what in ["accept", "worked-in", "decline"] {
            let fields = [
                ("token", token.as_str()),
                ("once", once.as_str()),
                ("do", what),
                ("answer", "Ja."),
                ("version", version.as_str()),
                ("written", written.as_str()),
            ];
            // Sent twice by the same form, and by none: refused, and why.
            for _ in 0..2 {
                let refused = editor.send_form(own, &fields).await;
                assert_eq!(refused.status, StatusCode::FORBIDDEN, "{what}");
                assert!(
                    refused.has("Ingen godkender eller afgør sin egen"),
                    "{}",
                    refused.main()
                );
            }
            assert_eq!(
                decide(&editor, own, what, "Ja.").await.status,
                StatusCode::FORBIDDEN
            );
        }
    }
    // By the address of another entry it is not there.
    let id = |address: &str| address.rsplit('/').next().unwrap().to_string();
    for guessed in [
        format!("{at}/proposals/{}", id(&change)),
        format!("{other}/proposals/{}", id(&wish)),
    ] {
        let fields = [("do", "accept"), ("version", "1"), ("written", "1")];
        let refused = editor.post(&guessed, &fields).await;
        assert_eq!(refused.status, StatusCode::NOT_FOUND, "{guessed}");
    }
    assert!(!site.visitor().open(&at).await.has("Vi spurgte børnene"));
    // Who owns an entry and edits the library takes a member's over: two have seen it.
    let theirs = propose_all(
        &karen,
        &other,
        &[("title", "En anden sag"), ("body", "Karens bud")],
    )
    .await;
    decide(&editor, &theirs, "accept", "").await.location();
    assert!(site.visitor().open(&other).await.has("Karens bud"));
    // What they write into it themselves waits for a third.
    decide(&editor, &change, "withdraw", "").await.location();
    let third = site.signed_in("Tove Tre", &[Role::Editor]).await;
    let body = [("title", "En anden sag"), ("body", "Karens bud, rettet")];
    let fixed = save(&editor, &other, &body).await.location();
    let fixed = fixed.split('?').next().unwrap();
    assert!(!site.visitor().open(&other).await.has("rettet"));
    // What was written anew since it was shown is not approved unseen.
    let page = third.open(fixed).await;
    let (version, written) = (page.field("version"), page.field("written"));
    save(&editor, &other, &[body[0], ("body", "Karens bud, lumsk")])
        .await
        .location();
    let fields = [
        ("do", "accept"),
        ("version", version.as_str()),
        ("written", written.as_str()),
    ];
    let late = third.post(fixed, &fields).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.has("lumsk"), "as it stands now: {}", late.main());
    assert!(!site.visitor().open(&other).await.has("lumsk"));
    decide(&third, fixed, "accept", "").await.location();
    assert!(site.visitor().open(&other).await.has("lumsk"));
}

#[actix_web::test]
async fn who_approved_a_change_is_said_with_it_and_in_the_history() {
    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[Role::Editor]).await;
    let else_ = site.signed_in("Else Red", &[Role::Editor]).await;
    let at = write(&karen, &[("do", "publish")]).await;
    crate::review::want_four_eyes(&site).await;
    let to = save(&karen, &at, &[("body", BETTER)]).await.location();
    let change = to.split('?').next().unwrap();
    assert!(!karen.open(change).await.has("Godkendt af"));
    decide(&else_, change, "accept", "").await.location();
    for page in [change.to_string(), format!("{at}/history")] {
        let shown = karen.open(&page).await;
        assert!(shown.has("Godkendt af Else Red"), "{}", shown.main());
    }
    let to = save(&karen, &at, &[("body", "Noget andet")])
        .await
        .location();
    let change = to.split('?').next().unwrap();
    decide(&else_, change, "decline", "Nej").await.location();
    assert!(karen.open(change).await.has("Afgjort af Else Red"));
}

#[actix_web::test]
async fn a_change_that_need_not_wait_any_more_is_its_authors_to_put_in_force() {
    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[]).await;
    let editor = site.signed_in("Else Red", &[Role::Editor]).await;
    let per = site.signed_in("Per Lund", &[]).await;
    let ada = site.signed_in("Ada Adm", &[Role::Administrator]).await;
    let at = write(&karen, &[("do", "review")]).await;
    step(&editor, &at, "publish").await.location();
    crate::review::set_four_eyes(&ada, "yes").await;
    let held = async |body: &str| {
        let to = save(&karen, &at, &[("body", body)]).await.location();
        to.split('?').next().unwrap().to_string()
    };
    let change = held(BETTER).await;
    assert!(!karen.open(&change).await.has("value=\"accept\""));
    let refused = decide(&karen, &change, "accept", "").await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);

    crate::review::set_four_eyes(&ada, "").await;
    assert!(karen.open(&at).await.has("kræver ikke længere"));
    let shown = karen.open(&change).await;
    assert!(shown.has("Sæt i kraft") && shown.has("Træk tilbage"));
    assert!(!per.open(&at).await.has("Vi spurgte børnene"));
    let done = decide(&karen, &change, "accept", "").await;
    assert_eq!(done.location(), format!("{change}?done=proposals-taken"));
    assert!(per.open(&at).await.has("Vi spurgte børnene"));
    let history = karen.open(&format!("{at}/history")).await;
    assert!(!history.has("Godkendt af Karen Holm"), "{}", history.main());
    assert!(!karen.open(&change).await.has("Godkendt af"));

    // Another editor still may; and what is proposed with a reason stays another's to decide.
    crate::review::set_four_eyes(&ada, "yes").await;
    let change = held("Tredje tekst.").await;
    crate::review::set_four_eyes(&ada, "").await;
    decide(&editor, &change, "accept", "").await.location();
    assert!(per.open(&at).await.has("Tredje tekst."));
    let own = propose(&karen, &at, "Fjerde tekst.").await;
    assert!(!karen.open(&own).await.has("value=\"accept\""));
    let refused = decide(&karen, &own, "accept", "").await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
}

#[actix_web::test]
async fn nobody_puts_in_force_for_more_people_what_they_could_not_write_so() {
    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[Role::Editor]).await;
    let deputy = site.signed_in("Dina Deputy", &[]).await;
    let ada = site.signed_in("Ada Adm", &[Role::Administrator]).await;
    let for_network = [("audience", "network"), ("do", "publish")];
    let at = write(&karen, &for_network).await;
    crate::review::set_four_eyes(&ada, "yes").await;
    let to = save(&karen, &at, &[("audience", "public")])
        .await
        .location();
    let change = to.split('?').next().unwrap();
    // She is no editor any more, and looks after it still.
    site.app
        .db
        .write_now(|c| {
            use faelles::schema::{entries, person_details, person_roles};
            let editor = person_roles::table.filter(person_roles::role.eq(Role::Editor.name()));
            diesel::delete(editor).execute(c)?;
            let id: String = person_details::table
                .filter(person_details::name.eq("Dina Deputy"))
                .select(person_details::person_id)
                .first(c)?;
            diesel::update(entries::table)
                .set(entries::deputy_id.eq(id))
                .execute(c)?;
            Ok(())
        })
        .unwrap();
    crate::review::set_four_eyes(&ada, "").await;
    for who in [&karen, &deputy] {
        let shown = who.open(change).await;
        assert!(!shown.has("value=\"accept\"") && !shown.has("kræver ikke længere"));
        let refused = decide(who, change, "accept", "").await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
    }
    let unseen = site.visitor().get(&at).await;
    assert!(!unseen.status.is_success(), "{}", unseen.status);
    let editor = site.signed_in("Else Red", &[Role::Editor]).await;
    decide(&editor, change, "accept", "").await.location();
    site.visitor().open(&at).await;
}
