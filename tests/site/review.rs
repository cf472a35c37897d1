//! Editors and what waits for them: four eyes, sending back, the bin.

use actix_web::http::StatusCode;
use chrono::Duration;
use faelles::jobs::{self, Job};
use faelles::library::export::{self, Format, Which};
use faelles::library::import;
use faelles::members::Role;

use crate::compare::{save, step, write};
use crate::proposals::decide;
use crate::support::{Browser, Site};

/// An administrator lets the network want another editor's approval.
pub async fn want_four_eyes(site: &Site) {
    let ada = site.signed_in("Ada Adm", &[Role::Administrator]).await;
    set_four_eyes(&ada, "yes").await;
}

/// `yes`, or nothing.
pub async fn set_four_eyes(ada: &Browser<'_>, wanted: &str) {
    let page = ada.open("/admin/settings").await;
    let seen = page.field("seen");
    let fields = [
        ("network", "Netværket"),
        ("four_eyes", wanted),
        ("seen", seen.as_str()),
    ];
    let saved = ada.post("/admin/settings", &fields).await;
    assert_eq!(saved.location(), "/admin/settings?done=saved");
}

#[actix_web::test]
async fn nobody_approves_their_own_text_where_another_must() {
    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[Role::Editor]).await;
    let else_ = site.signed_in("Else Red", &[Role::Editor]).await;
    let arne = site.signed_in("Arne Arr", &[Role::Organiser]).await;
    // Off: an editor publishes what they write.
    let before = write(&karen, &[("do", "publish"), ("title", "Før")]).await;
    site.visitor().open(&before).await;
    want_four_eyes(&site).await;

    assert!(
        !karen
            .open("/library/new?kind=case")
            .await
            .has("value=\"publish\"")
    );
    for who in [&karen, &arne] {
        let refused = who
            .post("/library", &crate::compare::case(&[("do", "publish")]))
            .await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
        assert!(
            refused.has("udgiver ingen sin egen tekst"),
            "{}",
            refused.main()
        );
    }
    let at = write(&karen, &[("do", "draft")]).await;
    let own = karen.open(&at).await;
    assert!(own.has("value=\"review\"") && !own.has("value=\"publish\""));
    assert!(own.has("En anden redaktør skal godkende"), "{}", own.main());
    let form = karen.open(&format!("{at}/edit")).await;
    assert!(form.has("En anden redaktør skal godkende"));
    let refused = step(&karen, &at, "publish").await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    assert!(refused.has("En anden redaktør skal godkende"));
    step(&karen, &at, "review").await.location();

    assert!(else_.open(&at).await.has("value=\"publish\""));
    // Who wrote in it last is as little another as its owner is.
    save(&else_, &at, &[("body", "Elses bedre tekst")])
        .await
        .location();
    let theirs = else_.open(&at).await;
    assert!(!theirs.has("value=\"publish\"") && theirs.has("En anden redaktør skal godkende"));
    let version = else_.open(&format!("{at}/edit")).await.field("version");
    let fields = [("do", "publish"), ("version", version.as_str())];
    let refused = else_.post(&format!("{at}/step"), &fields).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    assert!(refused.has("udgiver ingen sin egen tekst"));
    assert_eq!(site.visitor().get(&at).await.status, StatusCode::NOT_FOUND);
    // Another's save that changes nothing does not wash that off.
    save(&karen, &at, &[("body", "Elses bedre tekst")])
        .await
        .location();
    let now = karen.open(&format!("{at}/edit")).await.field("version");
    assert_eq!(now, version, "nothing was written");
    assert!(!else_.open(&at).await.has("value=\"publish\""));
    let refused = else_.post(&format!("{at}/step"), &fields).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    let third = site.signed_in("Tove Tre", &[Role::Editor]).await;
    step(&third, &at, "publish").await.location();
    assert!(site.visitor().open(&at).await.has("Elses bedre tekst"));
    let history = karen.open(&format!("{at}/history")).await;
    let approved = regex::Regex::new(r"Udgivet af</b> Tove Tre").unwrap();
    assert!(
        approved.is_match(history.main()),
        "who approved is in the history"
    );

    // Out of the archive is before the readers again.
    step(&karen, &at, "archive").await.location();
    let refused = step(&karen, &at, "unarchive").await;
    assert!(refused.has("udgiver ingen sin egen tekst"));
    // Taken out and changed and published in one form: the same.
    save(&karen, &at, &[("do", "review")]).await.location();
    step(&third, &at, "publish").await.location();
}

#[actix_web::test]
async fn no_text_is_approved_from_its_form_where_its_files_are_not_seen() {
    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[]).await;
    let else_ = site.signed_in("Else Red", &[Role::Editor]).await;
    want_four_eyes(&site).await;
    let at = write(&karen, &[("do", "review")]).await;
    // Made by hand: no form of hers has the button.
    assert!(
        !else_
            .open(&format!("{at}/edit"))
            .await
            .has("value=\"publish\"")
    );
    let refused = save(&else_, &at, &[("do", "publish")]).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    assert!(refused.has("udgiver ingen sin egen tekst"));
    assert_eq!(site.visitor().get(&at).await.status, StatusCode::NOT_FOUND);
    // On its page, with its files in view, she approves it.
    step(&else_, &at, "publish").await.location();
    site.visitor().open(&at).await;
}

#[actix_web::test]
async fn a_text_comes_back_with_a_reason_its_owner_sees() {
    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[]).await;
    let editor = site.signed_in("Else Red", &[Role::Editor]).await;
    let at = write(&karen, &[("do", "review")]).await;
    let path = format!("{at}/send-back");
    assert_eq!(karen.get(&path).await.status, StatusCode::FORBIDDEN);
    let version = editor.open(&path).await.field("version");
    let empty = editor
        .post(&path, &[("version", &version), ("reason", " ")])
        .await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    // Written in meanwhile, it is not sent back, and the reason is not lost.
    save(&karen, &at, &[("summary", "Bedre sagt.")])
        .await
        .location();
    let fields = [("version", version.as_str()), ("reason", "Min begrundelse")];
    let late = editor.post(&path, &fields).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.has("Min begrundelse") && late.has("ændret i mellemtiden"));
    let version = late.field("version");
    // No step goes round the reason.
    let sly = [("do", "send-back"), ("version", version.as_str())];
    let refused = editor.post(&format!("{at}/step"), &sly).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    let reason = "Skriv, hvad der ikke virkede.";
    let fields = [("version", version.as_str()), ("reason", reason)];
    let done = editor.post(&path, &fields).await;
    assert_eq!(done.location(), "/library?tab=review&done=review-sent-back");
    assert_eq!(editor.get(&at).await.status, StatusCode::NOT_FOUND);
    let own = karen.open(&at).await;
    assert!(own.has(reason) && own.has("Kladde"));
    let history = karen.open(&format!("{at}/history")).await;
    assert!(history.has("Sendt tilbage af"));
    let about = format!("Det gjaldt: <a href=\"{at}/history/{version}\">Udgave {version}</a>");
    assert!(history.has(&about), "{}", history.main());
    site.drain().await;
    let mail = site.mail_to("Karen Holm");
    assert!(mail.subject.contains("sendt tilbage"), "{}", mail.subject);
    assert!(mail.text.contains(reason), "{}", mail.text);
    assert_eq!(mail.link("/library/"), at);
    // Once it has gone to the editors again, the reason is history.
    step(&karen, &at, "review").await.location();
    assert!(!karen.open(&at).await.has(reason));
}

/// The mails of a review as one text, without what differs between two runs.
fn mails_of_review(site: &Site, names: [&str; 2]) -> String {
    let addresses = names.map(crate::support::address_of);
    let all: Vec<String> = site
        .mails()
        .into_iter()
        .filter(|m| addresses.contains(&m.to) && !m.text.contains("/sign-in/"))
        .map(|m| format!("To: {}\nSubject: {}\n\n{}", m.to, m.subject, m.text))
        .collect();
    let keys = regex::Regex::new("[0-9a-f]{32,}").unwrap();
    let text = all.join("\n=====\n").replace("\r\n", "\n");
    keys.replace_all(&text, "[KEY]").into_owned()
}

#[actix_web::test]
async fn editors_and_authors_are_told_of_a_review_at_once_in_their_language() {
    for lang in ["da", "sv", "nb", "en"] {
        let site = Site::new().await;
        let karen = site.signed_in("Karen Holm", &[]).await;
        let editor = site.signed_in("Else Red", &[Role::Editor]).await;
        let other = site.signed_in("Tove Tre", &[Role::Editor]).await;
        let paces = [("review", "at-once"), ("lang", lang)];
        crate::notices::choose(&karen, &[paces[1]]).await;
        crate::notices::choose(&editor, &paces).await;
        let at = write(&karen, &[("do", "review")]).await;
        site.drain().await;
        let path = format!("{at}/send-back");
        let version = editor.open(&path).await.field("version");
        let reason = "Skriv, hvad der ikke virkede.";
        let fields = [("version", version.as_str()), ("reason", reason)];
        editor.post(&path, &fields).await.location();
        site.drain().await;
        site.app.clock.advance(Duration::minutes(1));
        step(&karen, &at, "review").await.location();
        site.drain().await;
        step(&editor, &at, "publish").await.location();
        site.drain().await;
        want_four_eyes(&site).await;
        let waits = save(&karen, &at, &[("body", "Bedre.")]).await.location();
        site.drain().await;
        let change = waits.split('?').next().unwrap();
        let said = "Ikke endnu.";
        decide(&other, change, "decline", said).await.location();
        site.drain().await;
        let waits = save(&karen, &at, &[("body", "Endnu bedre.")])
            .await
            .location();
        let change = waits.split('?').next().unwrap();
        decide(&other, change, "accept", "").await.location();
        site.drain().await;
        let mails = mails_of_review(&site, ["Karen Holm", "Else Red"]);
        insta::assert_snapshot!(format!("review_mails_{lang}"), mails);
    }
}

pub async fn delete(who: &Browser<'_>, at: &str) {
    let version = who.open(&format!("{at}/delete")).await.field("version");
    let to = who
        .post(&format!("{at}/delete"), &[("version", &version)])
        .await;
    assert_eq!(to.location(), "/library/bin?done=library-deleted");
}

async fn undelete(who: &Browser<'_>, at: &str) -> String {
    let version = who.open(at).await.field("version");
    let to = who
        .post(&format!("{at}/undelete"), &[("version", &version)])
        .await;
    to.location()
}

#[actix_web::test]
async fn who_writes_while_another_deletes_is_told_and_loses_nothing() {
    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[]).await;
    let editor = site.signed_in("Else Red", &[Role::Editor]).await;
    let at = write(&karen, &[("do", "review")]).await;
    step(&editor, &at, "publish").await.location();
    let form = karen.open(&format!("{at}/edit")).await;
    let (version, draft) = (form.field("version"), form.field("draft"));
    delete(&editor, &at).await;
    let written = "Det tog hele formiddagen at skrive det her.";
    let fields =
        crate::compare::case(&[("version", &version), ("draft", &draft), ("body", written)]);
    let late = karen.post(&format!("{at}/edit"), &fields).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    let told = late.has("Indlægget er slettet i mellemtiden") && late.has(written);
    assert!(told && !late.has(&draft), "{}", late.main());
    // Nobody else learns of it.
    let per = site.signed_in("Per Lund", &[]).await;
    let guessed = per.post(&format!("{at}/edit"), &fields).await;
    assert_eq!(guessed.status, StatusCode::NOT_FOUND);
}

#[actix_web::test]
async fn what_is_deleted_is_found_nowhere_and_comes_back_as_it_was() {
    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[]).await;
    let editor = site.signed_in("Else Red", &[Role::Editor]).await;
    let per = site.signed_in("Per Lund", &[]).await;
    let at = write(&karen, &[("do", "review")]).await;
    step(&editor, &at, "publish").await.location();
    site.drain().await;
    assert!(site.visitor().open("/search?q=tilsynet").await.has(&at));
    assert_eq!(
        per.get(&format!("{at}/delete")).await.status,
        StatusCode::NOT_FOUND
    );
    let refused = per.post(&format!("{at}/delete"), &[("version", "2")]).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);

    delete(&karen, &at).await;
    site.drain().await;
    for who in [&site.visitor(), &per] {
        assert_eq!(who.get(&at).await.status, StatusCode::NOT_FOUND);
        for list in ["/", "/library", "/search?q=tilsynet"] {
            assert!(!who.open(list).await.has(&at), "{list}");
        }
    }
    assert!(!karen.open("/library?tab=mine").await.has("class=\"card\""));
    assert!(karen.open("/library/bin").await.has(&at));
    assert!(editor.open("/library/bin").await.has(&at));
    assert!(!per.open("/library/bin").await.has(&at));
    // Nothing is written in what lies in the bin.
    assert_eq!(
        karen.get(&format!("{at}/edit")).await.status,
        StatusCode::FORBIDDEN
    );
    for path in ["/step", "/still-true", "/send-back"] {
        let fields = [("version", "3"), ("do", "publish"), ("reason", "x")];
        let reply = editor.post(&format!("{at}{path}"), &fields).await;
        assert!(reply.status.is_client_error(), "{path}");
    }
    assert_eq!(
        undelete(&karen, &at).await,
        format!("{at}?done=bin-restored")
    );
    site.visitor().open(&at).await;
    site.drain().await;
    assert!(site.visitor().open("/search?q=tilsynet").await.has(&at));

    delete(&editor, &at).await;
    let sweep = || async {
        let now = site.app.clock.now();
        site.app
            .db
            .write_now(|c| jobs::enqueue(c, &Job::Sweep, now, None))
            .unwrap();
        site.drain().await;
    };
    site.app.clock.advance(Duration::days(29));
    sweep().await;
    let karen = site.visitor();
    karen.sign_in("karen.holm@example.org").await;
    assert!(karen.open("/library/bin").await.has(&at));
    site.app.clock.advance(Duration::days(2));
    sweep().await;
    assert_eq!(karen.get(&at).await.status, StatusCode::NOT_FOUND);
    assert!(!karen.open("/library/bin").await.has(&at));
}

#[actix_web::test]
async fn a_draft_in_the_bin_is_still_its_owners_alone() {
    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[]).await;
    let editor = site.signed_in("Else Red", &[Role::Editor]).await;
    let at = write(&karen, &[("body", "Hemmeligt udkast")]).await;
    delete(&karen, &at).await;
    assert_eq!(editor.get(&at).await.status, StatusCode::NOT_FOUND);
    assert!(!editor.open("/library/bin").await.has("Forældre i tilsynet"));
    undelete(&karen, &at).await;
    assert!(karen.open(&at).await.has("Kladde"));
    save(&karen, &at, &[("do", "review")]).await.location();
    for version in 1..4 {
        let then = editor.get(&format!("{at}/history/{version}")).await;
        assert_eq!(then.status, StatusCode::NOT_FOUND, "version {version}");
    }
}

#[actix_web::test]
async fn a_draft_that_was_published_once_is_its_owners_alone_in_the_bin() {
    use diesel::prelude::*;
    use faelles::schema::entries;

    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[]).await;
    let editor = site.signed_in("Else Red", &[Role::Editor]).await;
    let at = write(&karen, &[("do", "review")]).await;
    step(&editor, &at, "publish").await.location();
    let published_at = || -> Option<chrono::NaiveDateTime> {
        let at = |c: &mut faelles::db::Conn| {
            Ok(entries::table.select(entries::published_at).first(c)?)
        };
        site.app.db.read_now(at).unwrap()
    };
    let first = published_at();
    site.app.clock.advance(Duration::hours(1));
    for name in ["archive", "review", "take-back"] {
        step(&karen, &at, name).await.location();
    }
    assert_eq!(editor.get(&at).await.status, StatusCode::NOT_FOUND);
    delete(&karen, &at).await;
    assert_eq!(editor.get(&at).await.status, StatusCode::NOT_FOUND);
    assert!(!editor.open("/library/bin").await.has("Forældre i tilsynet"));
    undelete(&karen, &at).await;
    assert!(karen.open(&at).await.has("Kladde"));
    assert!(first.is_some());
    assert_eq!(published_at(), first, "it has been out before");
}

#[actix_web::test]
async fn what_is_looked_after_comes_in_pages() {
    use diesel::prelude::*;
    use faelles::schema::entries;

    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[Role::Editor]).await;
    let per = site.signed_in("Per Lund", &[]).await;
    let mut all = Vec::new();
    for n in 1..=23 {
        let title = format!("Sag {n:02}");
        let at = write(&karen, &[("do", "publish"), ("title", &title)]).await;
        let fields = crate::compare::case(&[
            ("title", title.as_str()),
            ("body", "Bedre"),
            ("reason", "Det er bedre."),
            ("version", "1"),
        ]);
        per.post(&format!("{at}/propose"), &fields).await.location();
        all.push(at);
    }
    let set = |due: bool| {
        site.app
            .db
            .write_now(|c| {
                let now = site.app.clock.now();
                let all = diesel::update(entries::table);
                if due {
                    all.set(entries::review_due.eq(now)).execute(c)?;
                } else {
                    all.set(entries::owner_id.eq(None::<String>)).execute(c)?;
                }
                Ok(())
            })
            .unwrap();
    };
    let in_pages = async |who: &Browser<'_>, list: &str| {
        let mut seen = std::collections::BTreeSet::new();
        let titled = regex::Regex::new(r"Sag \d\d").unwrap();
        for (page, expected) in [(1, 20), (2, 3)] {
            let shown = who.open(&format!("{list}?page={page}")).await;
            let titles: Vec<String> = titled
                .find_iter(shown.main())
                .map(|m| m.as_str().to_string())
                .collect();
            assert_eq!(titles.len(), expected, "{list} {page}: {titles:?}");
            assert!(shown.has(&format!("{list}?page={}", 3 - page)));
            seen.extend(titles);
        }
        assert_eq!(seen.len(), 23, "{list}: each once");
    };
    in_pages(&karen, "/library/proposals").await;
    in_pages(&per, "/library/proposals").await;
    set(true);
    in_pages(&karen, "/library/due").await;
    assert!(!per.open("/library/due").await.has("Sag "), "not theirs");
    set(false);
    in_pages(&karen, "/library/ownerless").await;
    assert!(!per.open("/library/ownerless").await.has("Sag "));
    for at in &all {
        delete(&karen, at).await;
    }
    in_pages(&karen, "/library/bin").await;
    assert!(!per.open("/library/bin").await.has("Sag "));
    assert!(
        !per.open("/library/proposals").await.has("Sag "),
        "in the bin"
    );
}

#[actix_web::test]
async fn what_nobody_could_approve_is_not_sent_to_review() {
    let site = Site::new().await;
    let roskilde = site.add_organisation("Roskilde Kommune");
    let karen = site.signed_in_of("Karen Holm", &[], Some(&roskilde)).await;
    // An editor of another organisation is none of this one.
    site.signed_in("Else Red", &[Role::Editor]).await;
    let why = "ingen anden i organisationen er redaktør";
    assert!(karen.open("/library/new?kind=case").await.has(why));
    let ours = [("do", "review"), ("audience", "organisation")];
    let refused = karen.post("/library", &crate::compare::case(&ours)).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.has(why) && refused.has("Vi spurgte forældrene"));
    let mine = karen.open("/library?tab=mine").await;
    assert!(!mine.has("Til gennemsyn"), "nothing was written");

    let at = write(&karen, &[("do", "draft"), ("audience", "organisation")]).await;
    assert!(karen.open(&at).await.has(why), "said before it is tried");
    for refused in [
        step(&karen, &at, "review").await,
        save(&karen, &at, &[ours[0], ours[1], ("body", "Nyt")]).await,
    ] {
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.has(why) && refused.has("Lad hele netværket læse det"));
    }
    let draft = karen.open(&at).await;
    assert!(draft.has("Kladde") && !draft.has("Nyt"));
    site.drain().await;
    // For the network it goes, and is not taken from those who approve it.
    let network = [("do", "review"), ("audience", "network")];
    save(&karen, &at, &network).await.location();
    let refused = save(&karen, &at, &[ours[1]]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    step(&karen, &at, "take-back").await.location();
    save(&karen, &at, &[ours[1]]).await.location();
    // Nor is anything in the way once somebody of the organisation edits.
    let of_ours = site
        .signed_in_of("Tove Tre", &[Role::Editor], Some(&roskilde))
        .await;
    assert!(!karen.open(&at).await.has(why));
    step(&karen, &at, "review").await.location();
    step(&of_ours, &at, "publish").await.location();
}

#[actix_web::test]
async fn a_draft_whose_author_left_the_organisation_waits_for_its_readers_to_be_chosen() {
    let site = Site::new().await;
    let roskilde = site.add_organisation("Roskilde Kommune");
    let karen = site.signed_in_of("Karen Holm", &[], Some(&roskilde)).await;
    let ada = site.signed_in("Ada Adm", &[Role::Administrator]).await;
    let at = write(&karen, &[("do", "draft"), ("audience", "organisation")]).await;
    let id = crate::freshness::person_of(&site, "Karen Holm");
    ada.post(
        &format!("/admin/people/{id}/move"),
        &[("organisation", ""), ("heir", "")],
    )
    .await
    .location();

    let why = "hører ikke længere til nogen organisation";
    assert!(karen.open(&at).await.has(why));
    let refused = step(&karen, &at, "review").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.has(why));
    let form = karen.open(&format!("{at}/edit")).await;
    assert!(form.has("Vælg, hvem der må læse det."), "{}", form.main());
    let chosen = regex::Regex::new("name=\"audience\"[^>]*checked").unwrap();
    assert!(!chosen.is_match(form.main()));

    // It comes in elsewhere as what it is: a draft of its owner's, for nobody yet.
    let folder = tempfile::tempdir().unwrap();
    for format in Format::ALL {
        let to = folder.path().join(format.name());
        export::write(&site.app, format, Which::All, &to)
            .await
            .unwrap();
        let other = Site::new().await;
        other.signed_in("Karen Holm", &[]).await;
        let mut problems = Vec::new();
        let done = import::run(&other.app, &[to], &mut |told| {
            if let import::Told::Problem(problem) = told {
                problems.push(problem.to_string());
            }
        })
        .unwrap();
        assert_eq!((done.new, problems), (1, vec![]), "{format:?}");
        assert_eq!(other.visitor().get(&at).await.status, StatusCode::NOT_FOUND);
    }
    save(&karen, &at, &[("do", "review"), ("audience", "network")])
        .await
        .location();
}
