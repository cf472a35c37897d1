//! Files that were taken off their entry: where they are not, how they come back, and what is told of
//! them.

use actix_web::http::StatusCode;
use chrono::Duration;
use faelles::members::Role;

use crate::attachments::{
    attach, count, docx, entry, later, log_of, named, only_id, pdf, send, waiting_change,
};
use crate::compare::step;
use crate::support::{Browser, Reply, Site};

const FETCHED: &str = "done=attachments-fetched-back";

#[actix_web::test]
async fn a_removed_file_that_must_not_stay_is_erased_before_its_time() {
    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[Role::Editor]).await;
    let per = site.signed_in("Per Lund", &[]).await;
    let at = entry(&karen, "Tilsyn", "public").await;
    attach(&karen, &at, &[("navne.docx", &docx("Navne på borgere"))]).await;
    site.drain().await;
    let (id, files) = (named(&site, "navne.docx"), format!("{at}/files"));
    let erase = format!("{files}/{id}/erase");
    // What stands there is removed first.
    assert_eq!(karen.get(&erase).await.status, StatusCode::NOT_FOUND);
    let standing = karen.post(&erase, &[]).await;
    assert_eq!(standing.status, StatusCode::NOT_FOUND);
    karen
        .post(&format!("{files}/{id}/remove"), &[])
        .await
        .location();
    let sly = per.post(&erase, &[]).await;
    assert_eq!(sly.status, StatusCode::FORBIDDEN);
    assert!(karen.open(&files).await.has(&erase));
    assert!(karen.open(&erase).await.has("kan ikke hentes tilbage"));
    karen.post(&erase, &[]).await.location();
    let page = karen.open(&files).await;
    assert!(!page.has("navne.docx"), "{}", page.main());
    assert!(!karen.open(&format!("{at}/history")).await.has("navne.docx"));
    assert_eq!(count(&site), 0);
    assert_eq!(log_of(&site, &id), ["add", "remove", "delete-for-good"]);
}

#[actix_web::test]
async fn the_changes_that_brought_and_removed_an_erased_file_forget_its_name() {
    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[Role::Editor]).await;
    let else_ = site.signed_in("Else Red", &[Role::Editor]).await;
    let at = entry(&karen, "Tilsyn", "public").await;
    crate::review::want_four_eyes(&site).await;
    let files = format!("{at}/files");
    let (one, two) = (pdf(1, true), pdf(2, true));
    let sent: [(&str, &[u8]); 2] = [("borger-et.pdf", &one), ("borger-to.pdf", &two)];
    send(&karen, &at, &sent).await.location();
    let ids = ["borger-et.pdf", "borger-to.pdf"].map(|name| named(&site, name));
    let mut changes = vec![waiting_change(&karen, &at).await];
    crate::proposals::decide(&else_, &changes[0], "accept", "")
        .await
        .location();
    for id in &ids {
        let remove = format!("{files}/{id}/remove");
        karen.post(&remove, &[]).await.location();
    }
    changes.push(waiting_change(&karen, &at).await);
    crate::proposals::decide(&else_, &changes[1], "accept", "")
        .await
        .location();
    let names_in = async |who: &Browser<'_>| {
        let mut said = Vec::new();
        for change in &changes {
            let page = who.open(change).await;
            said.push(["borger-et.pdf", "borger-to.pdf"].map(|name| page.has(name)));
        }
        said
    };
    assert_eq!(names_in(&else_).await, [[true, true], [true, true]]);
    let erase = format!("{files}/{}/erase", ids[0]);
    karen.post(&erase, &[]).await.location();
    assert_eq!(names_in(&else_).await, [[false, true], [false, true]]);
    // As when its month is over.
    later(&site, Duration::days(31)).await;
    let late = site.signed_in("Tove Tre", &[Role::Editor]).await;
    assert_eq!(names_in(&late).await, [[false, false], [false, false]]);
    assert_eq!(log_of(&site, &ids[1]).last().unwrap(), "erase");
}

#[actix_web::test]
async fn a_name_nobody_approved_reaches_no_reader_through_the_history() {
    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[Role::Editor]).await;
    let else_ = site.signed_in("Else Red", &[Role::Editor]).await;
    let per = site.signed_in("Per Lund", &[]).await;
    let at = entry(&karen, "Tilsyn", "public").await;
    attach(&karen, &at, &[("rapport.pdf", &pdf(1, true))]).await;
    let (id, files) = (only_id(&site), format!("{at}/files"));
    let (file, back) = (format!("{files}/{id}"), format!("{files}/{id}/fetch-back"));
    karen.post(&format!("{file}/remove"), &[]).await.location();
    crate::review::want_four_eyes(&site).await;
    karen.post(&back, &[]).await.location();
    assert!(!karen.open(&files).await.has(&format!("href=\"{file}\"")));
    assert_eq!(karen.get(&file).await.status, StatusCode::NOT_FOUND);
    let name = [("name", "slyngel.pdf"), ("title", ""), ("version", "1")];
    let sly = karen.post(&file, &name).await;
    assert_eq!(sly.status, StatusCode::NOT_FOUND);
    let change = waiting_change(&karen, &at).await;
    crate::proposals::decide(&karen, &change, "withdraw", "")
        .await
        .location();
    let history = per.open(&format!("{at}/history")).await;
    assert!(history.has("rapport.pdf") && !history.has("slyngel.pdf"));
    // Whose own proposal is in the way is led to no button that would be refused.
    assert!(else_.open(&files).await.has("/fetch-back"));
    crate::proposals::propose(&else_, &at, "Elses forslag.").await;
    let shown = else_.open(&files).await;
    assert!(shown.has("Fjernede filer") && !shown.has("/fetch-back"));
}

#[actix_web::test]
async fn what_stands_there_again_is_not_fetched_back_beside_it() {
    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[Role::Editor]).await;
    let at = entry(&karen, "Tilsyn", "public").await;
    let same = pdf(1, true);
    attach(&karen, &at, &[("rapport.pdf", &same)]).await;
    let path = format!("{at}/files/{}", only_id(&site));
    karen.post(&format!("{path}/remove"), &[]).await.location();
    attach(&karen, &at, &[("igen.pdf", &same)]).await;
    for four_eyes in [false, true] {
        if four_eyes {
            crate::review::want_four_eyes(&site).await;
        }
        let refused = karen.post(&format!("{path}/fetch-back"), &[]).await;
        assert_eq!(refused.status, StatusCode::BAD_REQUEST);
        assert!(refused.has("Den samme fil er allerede vedhæftet"));
    }
    let page = karen.open(&format!("{at}/files")).await;
    assert!(page.has("Fjernede filer") && !page.has("/proposals/"));
    assert!(!site.visitor().open(&at).await.has("rapport.pdf"));
}

#[actix_web::test]
async fn of_many_removed_files_the_oldest_go_before_their_time() {
    const KEPT: usize = 20;
    let site = Site::with(|config| config.files.per_entry = 50).await;
    let karen = site.signed_in("Karen Holm", &[Role::Editor]).await;
    let at = entry(&karen, "Tilsyn", "public").await;
    let names: Vec<String> = (0..=KEPT).map(|n| format!("nr-{n}.pdf")).collect();
    let file = pdf(1, true);
    let sent: Vec<(&str, &[u8])> = names.iter().map(|n| (n.as_str(), &file[..])).collect();
    attach(&karen, &at, &sent).await;
    let oldest = named(&site, "nr-0.pdf");
    for name in &names {
        site.app.clock.advance(Duration::minutes(1));
        assert_eq!(count(&site), KEPT as i64 + 1, "{name}");
        let path = format!("{at}/files/{}/remove", named(&site, name));
        karen.post(&path, &[]).await.location();
    }
    let page = karen.open(&format!("{at}/files")).await;
    assert!(page.has("Er der flere end 20, slettes de ældste før tid."));
    assert!(!page.has("nr-0.pdf") && page.has("nr-1.pdf") && page.has("nr-20.pdf"));
    assert_eq!(count(&site), KEPT as i64);
    assert_eq!(log_of(&site, &oldest), ["add", "remove", "erase"]);
}

#[actix_web::test]
async fn a_removed_file_is_nowhere_and_can_be_fetched_back_for_a_month() {
    let site = Site::with(|config| config.files.per_entry = 2).await;
    let karen = site.signed_in("Karen Holm", &[Role::Editor]).await;
    let per = site.signed_in("Per Lund", &[]).await;
    let at = entry(&karen, "Tilsyn", "public").await;
    let (one, two) = (pdf(1, true), docx("Notat om elefanter"));
    attach(&karen, &at, &[("rapport.pdf", &one), ("notat.docx", &two)]).await;
    site.drain().await;
    let found = "/search?q=elefanter";
    assert!(site.visitor().open(found).await.has(&at));
    let told = [at.as_str(), "/library/export?format=jsonl"];
    for path in told {
        assert!(karen.open(path).await.has("notat.docx"), "{path}");
    }
    let (id, files) = (named(&site, "notat.docx"), format!("{at}/files"));
    let back = format!("{files}/{id}/fetch-back");
    // What stands there is not fetched back.
    let none = karen.post(&back, &[]).await;
    assert_eq!(none.status, StatusCode::NOT_FOUND);
    let asked = karen.open(&format!("{files}/{id}/remove")).await;
    assert!(asked.has("I 30 dage kan den hentes tilbage"));
    karen
        .post(&format!("{files}/{id}/remove"), &[])
        .await
        .location();
    site.drain().await;

    for path in told {
        assert!(!karen.open(path).await.has("notat.docx"), "{path}");
    }
    assert!(!site.visitor().open(found).await.has(&at));
    for who in [&karen, &per, &site.visitor()] {
        for path in [
            format!("/files/{id}/notat.docx"),
            format!("/files/{id}/text"),
        ] {
            assert_eq!(who.get(&path).await.status, StatusCode::NOT_FOUND, "{path}");
        }
    }
    for path in [format!("{files}/{id}"), format!("{files}/{id}/remove")] {
        let late = karen.get(&path).await;
        assert_eq!(late.status, StatusCode::NOT_FOUND);
        // Who came late is led to the files as they are.
        let told = late.has("Filen er ændret i mellemtiden");
        assert!(
            told && late.has(&format!("href=\"{files}\"")),
            "{}",
            late.main()
        );
    }
    for what in ["up", "again", "leave"] {
        let done = karen.post(&format!("{files}/{id}"), &[("do", what)]).await;
        assert_eq!(done.status, StatusCode::NOT_FOUND, "{what}");
    }
    let own = karen.open(&files).await;
    assert!(own.has("Fjernede filer") && own.has("notat.docx") && own.has("af Karen Holm"));
    assert!(
        own.has("Kan hentes tilbage indtil 1. april 2026"),
        "{}",
        own.main()
    );
    // Neither who only reads, nor through the address of another entry.
    let sly = per.post(&back, &[]).await;
    assert_eq!(sly.status, StatusCode::FORBIDDEN);
    let other = entry(&karen, "Andet", "public").await;
    let sly = karen
        .post(&format!("{other}/files/{id}/fetch-back"), &[])
        .await;
    assert_eq!(sly.status, StatusCode::NOT_FOUND);

    // It takes no room; once another has that, there is none for it.
    attach(&karen, &at, &[("ny.pdf", &pdf(3, true))]).await;
    assert!(!karen.open(&files).await.has("/fetch-back"));
    let full = karen.post(&back, &[]).await;
    assert_eq!(full.status, StatusCode::BAD_REQUEST);
    assert!(full.has("de filer, det kan have"), "{}", full.main());
    let ny = named(&site, "ny.pdf");
    karen
        .post(&format!("{files}/{ny}/remove"), &[])
        .await
        .location();
    let done = karen.post(&back, &[]).await.location();
    assert!(done.ends_with(FETCHED), "{done}");
    site.drain().await;
    assert!(site.visitor().open(&at).await.has("notat.docx"));
    assert!(site.visitor().open(found).await.has(&at));
    let served = site
        .visitor()
        .open(&format!("/files/{id}/notat.docx"))
        .await;
    assert_eq!(served.bytes, two);
    let again = karen.post(&back, &[]).await;
    assert_eq!(again.status, StatusCode::NOT_FOUND, "it is there");

    // After a month, it is not even before the sweep has come.
    site.app.clock.advance(Duration::days(30));
    let karen = site.signed_in("Karen Igen", &[Role::Editor]).await;
    assert!(!karen.open(&files).await.has("Fjernede filer"));
    let late = karen.post(&format!("{files}/{ny}/fetch-back"), &[]).await;
    assert_eq!(late.status, StatusCode::NOT_FOUND);
    assert_eq!(count(&site), 3);
    later(&site, Duration::hours(1)).await;
    assert_eq!(count(&site), 2);
    // And those of an entry that is erased go with it.
    karen
        .post(&format!("{files}/{id}/remove"), &[])
        .await
        .location();
    let version = karen.open(&format!("{at}/delete")).await.field("version");
    karen
        .post(&format!("{at}/delete"), &[("version", &version)])
        .await
        .location();
    later(&site, Duration::days(30)).await;
    assert_eq!(count(&site), 0);
}

#[actix_web::test]
async fn a_file_is_removed_and_fetched_back_when_another_has_approved_it() {
    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[Role::Editor]).await;
    let else_ = site.signed_in("Else Red", &[Role::Editor]).await;
    let per = site.signed_in("Per Lund", &[]).await;
    let at = entry(&karen, "Tilsyn", "public").await;
    attach(&karen, &at, &[("rapport.pdf", &pdf(1, true))]).await;
    crate::review::want_four_eyes(&site).await;
    let (id, files) = (only_id(&site), format!("{at}/files"));
    let served = format!("/files/{id}/rapport.pdf");
    let back = format!("{files}/{id}/fetch-back");
    let waits = format!("{files}?done=attachments-waits");
    let gone = karen.post(&format!("{files}/{id}/remove"), &[]).await;
    assert_eq!(gone.location(), waits);
    assert!(!karen.open(&files).await.has("Fjernede filer"));
    let change = waiting_change(&karen, &at).await;
    crate::proposals::decide(&else_, &change, "accept", "")
        .await
        .location();
    // Whose wish it was.
    let removed = else_.open(&files).await;
    assert!(removed.has("Fjernede filer") && removed.has("af Karen Holm"));
    assert_eq!(else_.get(&served).await.status, StatusCode::NOT_FOUND);

    for decision in ["withdraw", "decline", "accept"] {
        assert_eq!(karen.post(&back, &[]).await.location(), waits);
        let change = waiting_change(&karen, &at).await;
        assert!(!site.visitor().open(&at).await.has("rapport.pdf"));
        for who in [&per, &site.visitor()] {
            assert_eq!(who.get(&served).await.status, StatusCode::NOT_FOUND);
        }
        assert!(else_.open(&change).await.has(&served));
        else_.open(&served).await;
        // It waits with one change.
        assert!(!else_.open(&files).await.has("/fetch-back"));
        let twice = else_.post(&back, &[]).await;
        assert_eq!(twice.status, StatusCode::NOT_FOUND);
        let who = if decision == "withdraw" {
            &karen
        } else {
            &else_
        };
        crate::proposals::decide(who, &change, decision, "Nej.")
            .await
            .location();
        let removed = karen.open(&files).await.has("Fjernede filer");
        assert_eq!(removed, decision != "accept", "{decision}");
    }
    assert!(site.visitor().open(&at).await.has("rapport.pdf"));
    assert_eq!(count(&site), 1);
    // Let go on the page of files, it is among the removed again.
    karen
        .post(&format!("{files}/{id}/remove"), &[])
        .await
        .location();
    let change = waiting_change(&karen, &at).await;
    crate::proposals::decide(&else_, &change, "accept", "")
        .await
        .location();
    karen.post(&back, &[]).await.location();
    let remove = format!("{files}/{id}/remove");
    let asked = karen.open(&remove).await;
    assert!(asked.has("Filen er allerede fjernet") && !asked.has("har ikke set den"));
    let done = karen.post(&remove, &[]).await.location();
    assert_eq!(done, format!("{files}?done=attachments-let-go"));
    let own = karen.open(&files).await;
    assert!(own.has("Fjernede filer") && !own.has("/proposals/"));
    // What waits is not swept away, and what is not approved then is.
    karen.post(&back, &[]).await.location();
    let change = waiting_change(&karen, &at).await;
    later(&site, Duration::days(31)).await;
    assert_eq!(count(&site), 1);
    let late = site.signed_in("Tove Tre", &[Role::Editor]).await;
    crate::proposals::decide(&late, &change, "decline", "For sent.")
        .await
        .location();
    later(&site, Duration::hours(7)).await;
    assert_eq!(count(&site), 0);
}

#[actix_web::test]
async fn the_history_tells_of_files_that_came_and_went_between_its_versions() {
    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[Role::Editor]).await;
    let else_ = site.signed_in("Else Red", &[Role::Editor]).await;
    let per = site.signed_in("Per Lund", &[]).await;
    let fields = [("do", "draft"), ("audience", "network")];
    let at = crate::compare::write(&karen, &fields).await;
    let minute = || site.app.clock.advance(Duration::minutes(1));
    let remove = async |who: &Browser<'_>, name: &str| {
        let path = format!("{at}/files/{}/remove", named(&site, name));
        who.post(&path, &[]).await.location();
    };
    minute();
    let (one, two) = (pdf(1, true), pdf(2, true));
    let (three, four) = (pdf(3, true), pdf(4, true));
    let draft: [(&str, &[u8]); 2] = [("kladde.pdf", &one), ("bilag.pdf", &two)];
    attach(&karen, &at, &draft).await;
    minute();
    remove(&karen, "kladde.pdf").await;
    minute();
    step(&karen, &at, "publish").await.location();
    minute();
    attach(&karen, &at, &[("rapport.pdf", &three)]).await;
    minute();
    remove(&else_, "rapport.pdf").await;
    minute();
    crate::compare::save(&karen, &at, &[("audience", "network"), ("body", "Bedre")])
        .await
        .location();
    minute();
    attach(&else_, &at, &[("sidst.pdf", &four)]).await;

    let told = |page: &Reply| {
        let words = [
            "sidst.pdf",
            "rapport.pdf",
            "bilag.pdf",
            "kladde.pdf",
            "Ændret af",
            "Udgivet af",
            "Oprettet af",
            "Fil vedhæftet af",
            "Filer vedhæftet af",
            "Fil fjernet af",
        ];
        let any = regex::Regex::new(&words.join("|")).unwrap();
        let found = any.find_iter(page.main());
        found.map(|m| m.as_str().to_string()).collect::<Vec<_>>()
    };
    let history = format!("{at}/history");
    let of_all = [
        "Fil vedhæftet af",
        "sidst.pdf",
        "Ændret af",
        "Fil fjernet af",
        "rapport.pdf",
        "Fil vedhæftet af",
        "rapport.pdf",
        "Udgivet af",
    ];
    let of_draft = [
        "Fil fjernet af",
        "kladde.pdf",
        "Fil vedhæftet af",
        "kladde.pdf",
        "Fil vedhæftet af",
        "bilag.pdf",
        "Oprettet af",
    ];
    let page = karen.open(&history).await;
    assert_eq!(told(&page), [&of_all[..], &of_draft].concat());
    assert!(
        page.has("<b>Fil fjernet af</b> Else Red"),
        "{}",
        page.main()
    );
    // What went before others could read it is not told to them.
    let theirs = [&of_all[..], &of_draft[4..]].concat();
    assert_eq!(told(&per.open(&history).await), theirs);

    // Each stands on one page, beside the versions of its time.
    for n in 0..20 {
        minute();
        let body = format!("Nr. {n}");
        crate::compare::save(&karen, &at, &[("audience", "network"), ("body", &body)])
            .await
            .location();
    }
    let (newest, rest) = (
        told(&karen.open(&history).await),
        told(&karen.open(&format!("{history}?page=2")).await),
    );
    assert_eq!(newest, ["Ændret af"; 20]);
    assert_eq!(rest, [&of_all[..], &of_draft].concat());
}

#[actix_web::test]
async fn a_rename_of_a_file_that_was_taken_off_meanwhile_is_not_approved() {
    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[Role::Editor]).await;
    let else_ = site.signed_in("Else Red", &[Role::Editor]).await;
    let ida = site.signed_in("Ida Lys", &[Role::Editor]).await;
    let at = entry(&karen, "Tilsyn", "public").await;
    attach(&karen, &at, &[("rapport.pdf", &pdf(1, true))]).await;
    crate::review::want_four_eyes(&site).await;
    let file = format!("{at}/files/{}", only_id(&site));
    let version = karen.open(&file).await.field("version");
    let renamed = [
        ("name", "Ny.pdf"),
        ("title", "Ny"),
        ("version", version.as_str()),
    ];
    karen.post(&file, &renamed).await.location();
    let rename = waiting_change(&karen, &at).await;
    else_.post(&format!("{file}/remove"), &[]).await.location();
    let removal = waiting_change(&else_, &at).await;
    let approve = async |change: &str| crate::proposals::decide(&ida, change, "accept", "").await;
    approve(&removal).await.location();
    assert_eq!(approve(&rename).await.status, StatusCode::CONFLICT);
    assert!(!ida.open(&rename).await.has("value=\"accept\""));
}
