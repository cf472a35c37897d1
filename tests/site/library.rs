//! Reading and writing the library.

use actix_web::http::StatusCode;
use chrono::Duration;
use diesel::prelude::*;
use faelles::members::Role;
use faelles::schema::{meetings, series};

use crate::support::{Browser, Reply, Site};

const CASE: [(&str, &str); 7] = [
    ("kind", "case"),
    ("title", "Forældre i tilsynet"),
    ("summary", "Forældrene kom med fra starten."),
    ("body", "## Situationen\n\nVi spurgte **alle**."),
    ("lang", "da"),
    ("audience", "public"),
    ("municipality", "Roskilde"),
];

/// The case, with some fields otherwise.
fn case<'a>(other: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut fields: Vec<(&str, &str)> = CASE.to_vec();
    for (name, value) in other {
        fields.retain(|(n, _)| n != name);
        fields.push((name, value));
    }
    fields
}

async fn write(who: &Browser<'_>, other: &[(&str, &str)]) -> String {
    let reply = who.post("/library", &case(other)).await;
    let to = reply.location();
    to.split('?').next().unwrap().to_string()
}

/// Presses a button on an entry's page.
async fn step(who: &Browser<'_>, at: &str, name: &str) -> Reply {
    let page = who.open(at).await;
    let version = page.field("version");
    let fields = [("do", name), ("version", version.as_str())];
    who.post(&format!("{at}/step"), &fields).await
}

#[actix_web::test]
async fn a_draft_is_its_owners_alone() {
    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[]).await;
    let at = write(&karen, &[("do", "draft")]).await;
    assert_eq!(at, "/library/foraeldre-i-tilsynet");
    assert!(karen.open(&at).await.has("Kladde"));
    assert!(karen.open("/library?tab=mine").await.has(&at));

    let editor = site.signed_in("Else Red", &[Role::Editor]).await;
    let admin = site.signed_in("Ada Adm", &[Role::Administrator]).await;
    let visitor = site.visitor();
    for who in [&editor, &admin, &visitor] {
        let unknown = who.get("/library/findes-ikke").await;
        for path in ["", "/edit", "/history", "/history/1"] {
            let guessed = who.get(&format!("{at}{path}")).await;
            // Where only members come, a visitor is asked to sign in, whatever there is.
            let same = who.get(&format!("/library/findes-ikke{path}")).await;
            assert_eq!(guessed.status, same.status, "{path}");
            assert!(guessed.status.is_client_error(), "{path}");
            assert!(!guessed.has("Forældre i tilsynet"));
        }
        assert_eq!(unknown.status, StatusCode::NOT_FOUND);
        assert!(!who.open("/library").await.has(&at));
        assert!(!who.open("/").await.has(&at));
    }
    let fields = case(&[("version", "1")]);
    let taken = editor.post(&format!("{at}/edit"), &fields).await;
    assert_eq!(taken.status, StatusCode::NOT_FOUND);
    let pushed = editor
        .post(
            &format!("{at}/step"),
            &[("do", "publish"), ("version", "1")],
        )
        .await;
    assert_eq!(pushed.status, StatusCode::NOT_FOUND);
}

#[actix_web::test]
async fn what_is_for_an_organisation_stays_there() {
    let site = Site::new().await;
    let roskilde = site.add_organisation("Roskilde Kommune");
    let umea = site.add_organisation("Umeå kommun");
    let roles = [Role::Organiser];
    let karen = site
        .signed_in_of("Karen Holm", &roles, Some(&roskilde))
        .await;
    let fields = [("do", "publish"), ("audience", "organisation")];
    let at = write(&karen, &fields).await;
    let colleague = site.signed_in_of("Per Lund", &[], Some(&roskilde)).await;
    assert!(colleague.open("/library").await.has(&at));
    colleague.open(&at).await;
    for roles in [&[][..], &[Role::Editor], &[Role::Administrator]] {
        let name = format!(
            "Anna {}",
            roles.len() + roles.first().map_or(0, |r| r.name().len())
        );
        let other = site.signed_in_of(&name, roles, Some(&umea)).await;
        assert_eq!(other.get(&at).await.status, StatusCode::NOT_FOUND);
        assert!(!other.open("/library").await.has(&at));
        let history = other.get(&format!("{at}/history")).await;
        assert_eq!(history.status, StatusCode::NOT_FOUND);
    }
    // Who belongs to none cannot write for one.
    let alone = site.signed_in("Bo Alene", &[]).await;
    let refused = alone
        .post("/library", &case(&[("audience", "organisation")]))
        .await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.has("Forældrene kom med fra starten."));
}

#[actix_web::test]
async fn a_members_draft_is_published_by_an_editor() {
    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[]).await;
    let editor = site.signed_in("Else Red", &[Role::Editor]).await;
    let forbidden = karen.post("/library", &case(&[("do", "publish")])).await;
    assert_eq!(forbidden.status, StatusCode::FORBIDDEN);
    let at = write(&karen, &[("do", "draft")]).await;
    let own = karen.open(&at).await;
    assert!(!own.has("value=\"publish\"") && own.has("value=\"review\""));
    let refused = step(&karen, &at, "publish").await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);

    step(&karen, &at, "review").await;
    assert!(editor.open("/library?tab=review").await.has(&at));
    assert_eq!(
        karen.get("/library?tab=review").await.status,
        StatusCode::FORBIDDEN
    );
    assert!(!site.visitor().open("/library").await.has(&at));
    let published = step(&editor, &at, "publish").await;
    assert_eq!(published.location(), format!("{at}?done=library-published"));
    let read = site.visitor().open(&at).await;
    assert!(
        read.has("<h2 id=\"s-situationen\">Situationen</h2>") && read.has("<strong>alle</strong>")
    );
    assert!(site.visitor().open("/").await.has(&at));
    assert!(
        site.visitor()
            .open("/library?municipality=Roskilde&kind=case")
            .await
            .has(&at)
    );
    assert!(!site.visitor().open("/library?lang=sv").await.has(&at));
}

#[actix_web::test]
async fn a_draft_may_be_unfinished_and_what_others_read_may_not() {
    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[]).await;
    let bare = [("summary", ""), ("body", "")];
    let at = write(&karen, &bare).await;
    assert_eq!(
        step(&karen, &at, "review").await.status,
        StatusCode::BAD_REQUEST
    );
    let refused = karen
        .post("/library", &case(&[("summary", ""), ("do", "review")]))
        .await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.has("Vi spurgte **alle**."));
}

#[actix_web::test]
async fn two_who_write_at_once_lose_nothing() {
    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[Role::Editor]).await;
    let per = site.signed_in("Per Lund", &[Role::Editor]).await;
    let at = write(&karen, &[("do", "publish")]).await;
    let edit = format!("{at}/edit");
    let (hers, his) = (karen.open(&edit).await, per.open(&edit).await);
    let (hers, his) = (hers.field("version"), his.field("version"));
    let fields = case(&[("body", "Karens tekst"), ("version", &hers)]);
    let first = karen.post(&edit, &fields).await;
    assert_eq!(first.location(), format!("{at}?done=saved"));

    let fields = case(&[
        ("body", "Pers tekst"),
        ("tags", "havn"),
        ("not_worked", "Møderne var for lange."),
        ("version", &his),
    ]);
    let second = per.post(&edit, &fields).await;
    assert_eq!(second.status, StatusCode::CONFLICT);
    assert!(second.has("Karen Holm har gemt") && second.has("Pers tekst"));
    assert!(second.has("Karens tekst</pre>"), "to be copied from");
    assert!(second.has("Det her har I begge ændret det samme sted: Tekst."));
    // What saving on top would do is shown by words, in every field that differs.
    let words =
        regex::Regex::new(r"<del>.*?Karens.*?</del>.*?<ins>.*?Pers.*?</ins>.*? tekst").unwrap();
    assert!(words.is_match(second.main()), "{}", second.main());
    for (label, shown) in [
        ("Emneord", true),
        ("Det, der ikke virkede", true),
        ("Titel", false),
        ("Resumé", false),
    ] {
        assert_eq!(
            second.has(&format!("<h2>{label}</h2>")),
            shown,
            "{label}: {}",
            second.main()
        );
    }
    assert_eq!(
        second
            .main()
            .matches("<button form=\"entry-form\" name=\"do\" value=\"save\">")
            .count(),
        1
    );
    assert!(
        karen.open(&at).await.has("Karens tekst"),
        "nothing overwritten"
    );

    // He decides to save on top; hers stays in the history.
    let version = second.field("version");
    let fields = case(&[("body", "Begges tekst"), ("version", &version)]);
    let third = per.post(&edit, &fields).await;
    assert_eq!(third.status, StatusCode::SEE_OTHER);
    assert!(per.open(&at).await.has("Begges tekst"));
    assert!(
        per.open(&format!("{at}/history/2"))
            .await
            .has("Karens tekst")
    );
    // A button on a page from before does not act on what has not been seen.
    let stale = per
        .post(
            &format!("{at}/step"),
            &[("do", "archive"), ("version", "1")],
        )
        .await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
}

#[actix_web::test]
async fn a_form_sent_twice_makes_one_entry() {
    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[]).await;
    let page = karen.open("/library/new?kind=case").await;
    let (token, once) = (page.field("token"), page.field("once"));
    let mut fields = case(&[("do", "draft")]);
    fields.extend([("token", token.as_str()), ("once", once.as_str())]);
    let one = karen.send_form("/library", &fields).await;
    let two = karen.send_form("/library", &fields).await;
    assert_eq!(one.location(), two.location());
    let mine = karen.open("/library?tab=mine").await;
    assert_eq!(mine.text.matches("class=\"card\"").count(), 1);
    // Two entries of one title have an address each.
    let again = write(&karen, &[]).await;
    assert_ne!(again, one.location().split('?').next().unwrap());
    let reserved = write(&karen, &[("title", "New")]).await;
    assert!(reserved.starts_with("/library/new-"));
}

#[actix_web::test]
async fn a_form_that_cannot_be_kept_says_so_and_keeps_what_was_typed() {
    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[]).await;
    let long = "ø".repeat(100_000);
    for (field, value, says) in [
        ("title", "", "Udfyld feltet"),
        ("title", long.as_str(), "højst 200 tegn"),
        ("summary", long.as_str(), "højst 500 tegn"),
        ("lang", "xx", "Vælg en af mulighederne"),
        ("area", "rumfart", "Vælg en af mulighederne"),
        ("audience", "", "Vælg en af mulighederne"),
        ("summary", "borger 010190-1234", "CPR"),
    ] {
        let reply = karen.post("/library", &case(&[(field, value)])).await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}");
        assert!(reply.has(says), "{field}");
        assert!(reply.has("Vi spurgte **alle**."), "{field}");
    }
    let huge = "a".repeat(2 * 1024 * 1024);
    let reply = karen.post("/library", &case(&[("title", &huge)])).await;
    assert_eq!(reply.status, StatusCode::PAYLOAD_TOO_LARGE);
    let nul = karen.post("/library", &case(&[("title", "a\0b")])).await;
    assert_eq!(nul.status, StatusCode::BAD_REQUEST);
    let none = karen.post("/library", &[]).await;
    assert_eq!(none.status, StatusCode::BAD_REQUEST);
    let empty = karen.post("/library", &[("kind", "tool")]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    // Two days later the form's token still holds for the session, a visitor's never did.
    let visitor = site.visitor().post("/library", &case(&[])).await;
    assert_eq!(visitor.status, StatusCode::UNAUTHORIZED);
    let mut stale = case(&[]);
    stale.extend([("token", "0000"), ("once", "0000")]);
    let reply = karen.send_form("/library", &stale).await;
    assert_eq!(reply.status, StatusCode::FORBIDDEN);
    assert!(!karen.open("/library?tab=mine").await.has("class=\"card\""));
}

#[actix_web::test]
async fn a_preview_shows_the_text_and_saves_nothing() {
    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[]).await;
    let shown = karen.post("/library", &case(&[("do", "preview")])).await;
    assert_eq!(shown.status, StatusCode::OK);
    assert!(shown.has("<strong>alle</strong>") && shown.has("Vi spurgte **alle**."));
    assert!(!karen.open("/library?tab=mine").await.has("class=\"card\""));
    let bad = "<script>alert(1)</script>\n\n**fed**";
    let piece = karen
        .post("/library/preview", &case(&[("body", bad)]))
        .await;
    assert!(piece.has("<strong>fed</strong>") && !piece.has("<script>"));
    assert!(!piece.has("<html"));
    let visitor = site.visitor().post("/library/preview", &[]).await;
    assert_eq!(visitor.status, StatusCode::UNAUTHORIZED);
    let at = write(&karen, &[]).await;
    let fields = case(&[("body", "*ny*"), ("do", "preview"), ("version", "1")]);
    let shown = karen.post(&format!("{at}/edit"), &fields).await;
    assert!(shown.has("<em>ny</em>"));
    assert!(!karen.open(&at).await.has("<em>ny</em>"));
}

#[actix_web::test]
async fn the_history_tells_who_changed_what_and_keeps_drafts_private() {
    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[]).await;
    let editor = site.signed_in("Else Red", &[Role::Editor]).await;
    let at = write(&karen, &[("body", "Hemmeligt udkast")]).await;
    let fields = case(&[
        ("version", "1"),
        ("do", "review"),
        ("tags", "tilsyn, forældre"),
    ]);
    karen.post(&format!("{at}/edit"), &fields).await;
    step(&editor, &at, "publish").await;
    let history = karen.open(&format!("{at}/history")).await;
    assert!(history.has("Karen Holm") && history.has("Else Red"));
    assert!(history.has("Udgivet af") && history.has("Emneord"));
    assert!(
        karen
            .open(&format!("{at}/history/1"))
            .await
            .has("Hemmeligt udkast")
    );

    // What stood there before it was published is not for its readers.
    let per = site.signed_in("Per Lund", &[]).await;
    assert!(per.open(&format!("{at}/history")).await.has("Else Red"));
    let draft = per.get(&format!("{at}/history/1")).await;
    assert_eq!(draft.status, StatusCode::NOT_FOUND);
    assert!(per.open(&format!("{at}/history/4")).await.has("Vi spurgte"));
    // Names are for the network.
    let visitor = site.visitor();
    for path in ["/history", "/history/4"] {
        let reply = visitor.get(&format!("{at}{path}")).await;
        assert_eq!(reply.status, StatusCode::UNAUTHORIZED);
    }
    assert!(!visitor.open(&at).await.has("Karen Holm"));
}

#[actix_web::test]
async fn what_is_archived_leaves_the_list_and_comes_back() {
    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[Role::Organiser]).await;
    let editor = site.signed_in("Else Red", &[Role::Editor]).await;
    let at = write(&karen, &[("do", "publish")]).await;
    assert!(site.visitor().open("/library").await.has(&at));
    let per = site.signed_in("Per Lund", &[]).await;
    let refused = per
        .post(
            &format!("{at}/step"),
            &[("do", "archive"), ("version", "1")],
        )
        .await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    step(&karen, &at, "archive").await;
    assert!(!site.visitor().open("/library").await.has(&at));
    assert_eq!(site.visitor().get(&at).await.status, StatusCode::NOT_FOUND);
    assert!(editor.open("/library?tab=archived").await.has(&at));
    step(&editor, &at, "unarchive").await;
    site.visitor().open(&at).await;
}

#[actix_web::test]
async fn an_old_text_says_that_it_is_old_and_in_which_language_it_is() {
    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[Role::Editor]).await;
    let fields = [("do", "publish"), ("lang", "sv"), ("title", "Årshjul")];
    let at = write(&karen, &fields).await;
    let new = site.visitor().open(&at).await;
    assert!(!new.has("Ældre end 12 måneder"));
    assert!(new.has("<article class=\"prose\" lang=\"sv\">"));
    assert!(new.has("<h1 lang=\"sv\">Årshjul</h1>"));
    site.app.clock.advance(Duration::days(366));
    assert!(site.visitor().open(&at).await.has("Ældre end 12 måneder"));
}

#[actix_web::test]
async fn a_long_list_comes_in_pages() {
    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[Role::Editor]).await;
    for n in 0..21 {
        site.app.clock.advance(Duration::minutes(1));
        write(
            &karen,
            &[("do", "publish"), ("title", &format!("Case nummer {n}"))],
        )
        .await;
    }
    let first = site.visitor().open("/library").await;
    assert!(first.has("Case nummer 20") && !first.has("Case nummer 0<"));
    let second = site.visitor().open("/library?page=2&kind=case").await;
    assert!(second.has("Case nummer 0<") && !second.has("Case nummer 20"));
    site.visitor().open("/library?tab=hvad&kind=rumskib").await;
    let past = site.visitor().get("/library?page=9999").await;
    assert_eq!(past.status, StatusCode::NOT_FOUND);
    assert!(past.has("Listen har 2 sider") && past.has("href=\"/library?page=2\""));
    assert_eq!(
        site.visitor().get("/library?tab=mine").await.status,
        StatusCode::UNAUTHORIZED
    );
}

#[actix_web::test]
async fn who_may_not_publish_does_not_widen_what_is_published() {
    let site = Site::new().await;
    let roskilde = site.add_organisation("Roskilde Kommune");
    let karen = site.signed_in_of("Karen Holm", &[], Some(&roskilde)).await;
    let roles = [Role::Editor];
    let editor = site.signed_in_of("Else Red", &roles, Some(&roskilde)).await;
    let fields = [("do", "review"), ("audience", "organisation")];
    let at = write(&karen, &fields).await;
    step(&editor, &at, "publish").await.location();
    let edit = format!("{at}/edit");
    let save = async |who: &Browser<'_>, audience: &str, body: &str| {
        let version = who.open(&edit).await.field("version");
        let fields = [
            ("audience", audience),
            ("body", body),
            ("version", version.as_str()),
        ];
        who.post(&edit, &case(&fields)).await
    };
    for wider in ["public", "network"] {
        let refused = save(&karen, wider, "Til alle").await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.has("Bed en redaktør") && refused.has("Til alle"));
    }
    save(&karen, "organisation", "Til os").await.location();
    save(&editor, "network", "Til netværket").await.location();
    assert_eq!(site.visitor().get(&at).await.status, StatusCode::NOT_FOUND);
    save(&karen, "organisation", "Til os igen").await.location();
}

#[actix_web::test]
async fn a_save_after_the_owner_took_it_back_is_a_conflict_and_tells_nothing() {
    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[]).await;
    let editor = site.signed_in("Else Red", &[Role::Editor]).await;
    let at = write(&karen, &[("do", "review")]).await;
    let edit = format!("{at}/edit");
    let version = editor.open(&edit).await.field("version");
    step(&karen, &at, "take-back").await.location();
    let later = karen.open(&edit).await.field("version");
    let fields = case(&[("body", "Hemmelig tilføjelse"), ("version", &later)]);
    karen.post(&edit, &fields).await.location();

    let typed = "Redaktørens lange og gode tekst";
    let fields = case(&[("body", typed), ("version", &version)]);
    let refused = editor.post(&edit, &fields).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(!refused.has("Hemmelig"));
    // Of a version that never was for editors they learn nothing, not even that it is there.
    for version in [later.as_str(), "99", "x"] {
        let fields = case(&[("version", version)]);
        let guessed = editor.post(&edit, &fields).await;
        assert_eq!(guessed.status, StatusCode::NOT_FOUND, "{version}");
    }
}

#[actix_web::test]
async fn a_note_stays_tied_to_a_meeting_of_long_ago() {
    let site = Site::new().await;
    let start = site.app.clock.now();
    let meetings: Vec<String> = site
        .app
        .db
        .write_now(|c| {
            let mut ids = Vec::new();
            for n in 0..102 {
                let starts = start + Duration::days(n);
                let id = faelles::app::new_id();
                diesel::insert_into(series::table)
                    .values((
                        series::id.eq(&id),
                        series::title.eq("Række"),
                        series::kind.eq("network"),
                        series::created_at.eq(start),
                    ))
                    .execute(c)?;
                diesel::insert_into(meetings::table)
                    .values((
                        meetings::id.eq(&id),
                        meetings::series_id.eq(&id),
                        meetings::kind.eq("network"),
                        meetings::title.eq(format!("Møde {n}")),
                        meetings::starts_local.eq(starts),
                        meetings::ends_local.eq(starts + Duration::hours(2)),
                        meetings::zone.eq("Europe/Copenhagen"),
                        meetings::place.eq("Sal 1"),
                        meetings::speakers.eq(""),
                        meetings::agenda.eq(""),
                        meetings::seats.eq(10),
                        meetings::status.eq("planned"),
                        meetings::sequence.eq(0),
                        meetings::version.eq(1),
                        meetings::created_at.eq(start),
                        meetings::updated_at.eq(start),
                    ))
                    .execute(c)?;
                ids.push(id);
            }
            Ok(ids)
        })
        .unwrap();
    let karen = site.signed_in("Karen Holm", &[]).await;
    let at = write(&karen, &[("kind", "note"), ("meeting", &meetings[0])]).await;
    let form = karen.open(&format!("{at}/edit")).await;
    let chosen = format!("value=\"{}\" selected", meetings[0]);
    assert!(form.has(&chosen) && form.has(&meetings[101]));
    assert!(!form.has(&meetings[1]));
}
