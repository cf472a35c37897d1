//! Revisions beside each other, and bringing one back.

use actix_web::http::StatusCode;
use faelles::members::Role;

use crate::support::{Browser, Reply, Site};

pub const CASE: [(&str, &str); 7] = [
    ("kind", "case"),
    ("title", "Forældre i tilsynet"),
    ("summary", "Forældrene kom med fra starten."),
    (
        "body",
        "Vi spurgte forældrene først.\n\nSå spurgte vi alle.",
    ),
    ("lang", "da"),
    ("audience", "public"),
    ("municipality", "Roskilde"),
];

/// The case, with some fields otherwise.
pub fn case<'a>(other: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut fields: Vec<(&str, &str)> = CASE.to_vec();
    for (name, value) in other {
        fields.retain(|(n, _)| n != name);
        fields.push((name, value));
    }
    fields
}

pub async fn write(who: &Browser<'_>, other: &[(&str, &str)]) -> String {
    let to = who.post("/library", &case(other)).await.location();
    to.split('?').next().unwrap().to_string()
}

/// Saves the case anew with some fields otherwise.
pub async fn save(who: &Browser<'_>, at: &str, other: &[(&str, &str)]) -> Reply {
    let version = who.open(&format!("{at}/edit")).await.field("version");
    let mut fields = case(other);
    fields.push(("version", &version));
    who.post(&format!("{at}/edit"), &fields).await
}

/// Presses a button on an entry's page.
pub async fn step(who: &Browser<'_>, at: &str, name: &str) -> Reply {
    let page = who.open(at).await;
    press(who, at, name, &page).await
}

/// As `step`, of somebody who has had the page open since.
pub async fn press(who: &Browser<'_>, at: &str, name: &str, page: &Reply) -> Reply {
    let version = page.field("version");
    let files = if page.has("name=\"files\"") {
        page.field("files")
    } else {
        String::new()
    };
    let fields = [("do", name), ("version", &version), ("files", &files)];
    who.post(&format!("{at}/step"), &fields).await
}

#[actix_web::test]
async fn two_versions_are_compared_by_words_in_line_and_side_by_side() {
    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[Role::Editor]).await;
    let at = write(&karen, &[("do", "publish")]).await;
    let body = "Vi spurgte medarbejderne først.\n\nSå spurgte vi alle.";
    let other = [("body", body), ("municipality", "Lejre"), ("area", "skole")];
    save(&karen, &at, &other).await.location();

    let history = karen.open(&format!("{at}/history")).await;
    for radio in [
        "name=\"from\" value=\"1\" checked",
        "name=\"to\" value=\"2\" checked",
    ] {
        assert!(history.has(radio), "{radio} in {}", history.main());
    }
    let shown = karen.open(&format!("{at}/compare?from=1&to=2")).await;
    assert!(shown.has("Vi spurgte <del>"), "{}", shown.main());
    for (sign, word) in [("del", "forældrene"), ("ins", "medarbejderne")] {
        let piece = regex::Regex::new(&format!("<{sign}>.*?{word}.*?</{sign}>")).unwrap();
        let found = piece.find(shown.main()).expect(word).as_str();
        assert!(
            !found.contains("først"),
            "the word and not its line: {found}"
        );
        assert!(found.contains("visually-hidden"), "heard as well as seen");
    }
    // Facts count as text does; what is the same is not repeated.
    assert!(shown.has("Lejre") && shown.has("Roskilde") && shown.has("Skole"));
    assert!(!shown.main().contains("Forældrene kom med"));
    let side = karen
        .open(&format!("{at}/compare?from=2&to=1&view=side"))
        .await;
    let pair = side.main().matches("<th scope=\"col\">").count();
    assert!(pair >= 2 && side.has("Udgave 1 og 2"), "the older first");
    // Without a choice the two newest; odd numbers show no page of their own.
    assert!(
        karen
            .open(&format!("{at}/compare"))
            .await
            .has("Udgave 1 og 2")
    );
    assert!(
        karen
            .open(&format!("{at}/compare?from=2&to=2"))
            .await
            .has("Vælg to forskellige")
    );
    assert!(
        karen
            .open(&format!("{at}/compare?from=x&to=y"))
            .await
            .has("Udgave 1 og 2")
    );
    for odd in ["from=0&to=2", "from=1&to=99", "from=-1&to=1"] {
        let reply = karen.get(&format!("{at}/compare?{odd}")).await;
        assert_eq!(reply.status, StatusCode::NOT_FOUND, "{odd}");
    }
}

#[actix_web::test]
async fn the_history_names_the_facts_that_changed() {
    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[]).await;
    let at = write(&karen, &[("problem", "Havnen lå øde."), ("time", "")]).await;
    let other = [
        ("not_worked", "Møderne var for lange."),
        ("contact_role", "Leder"),
    ];
    save(&karen, &at, &other).await.location();
    let history = karen.open(&format!("{at}/history")).await;
    let told = "Ændret: Kontakt · Det, der ikke virkede · Problemet";
    assert!(history.has(told), "{}", history.main());
    assert!(!history.has("fakta"));
}

#[actix_web::test]
async fn a_long_text_is_compared_without_holding_anybody_up() {
    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[]).await;
    let (mut one, mut two) = (String::new(), String::new());
    for n in 0..15_000 {
        one.push_str(&format!("ord{n} "));
        two.push_str(&format!("nyt{n} "));
    }
    let at = write(&karen, &[("body", &one)]).await;
    save(&karen, &at, &[("body", &two)]).await.location();
    let shown = karen.open(&format!("{at}/compare?from=1&to=2")).await;
    assert!(shown.has("Det vises som hele afsnit"));
    assert!(shown.has("ord14999") && shown.has("nyt14999"));
}

#[actix_web::test]
async fn what_one_may_not_read_cannot_be_compared_nor_brought_back() {
    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[]).await;
    let editor = site.signed_in("Else Red", &[Role::Editor]).await;
    let at = write(&karen, &[("body", "Hemmeligt udkast")]).await;
    save(&karen, &at, &[("do", "review")]).await.location();
    step(&editor, &at, "publish").await.location();
    let per = site.signed_in("Per Lund", &[]).await;
    for who in [&editor, &per] {
        let reply = who.get(&format!("{at}/compare?from=1&to=4")).await;
        assert_eq!(reply.status, StatusCode::NOT_FOUND);
        assert!(!reply.has("Hemmeligt"));
        // What cannot be read cannot be chosen either.
        let shown = who.open(&format!("{at}/compare")).await;
        assert!(!shown.has("value=\"1\"") && !shown.has("Hemmeligt"));
    }
    let stolen = [("version", "4")];
    let path = format!("{at}/history/1/restore");
    assert_eq!(
        editor.post(&path, &stolen).await.status,
        StatusCode::NOT_FOUND
    );
    assert_eq!(per.post(&path, &stolen).await.status, StatusCode::FORBIDDEN);
    let visitor = site.visitor().get(&format!("{at}/compare")).await;
    assert_eq!(visitor.status, StatusCode::UNAUTHORIZED);
    assert!(
        karen
            .open(&format!("{at}/compare?from=1&to=4"))
            .await
            .has("Hemmeligt")
    );

    // Who is given the entry does not get the drafts with it.
    let found = editor.open(&format!("{at}/people?q=per")).await;
    let person = regex::Regex::new("name=\"person\" value=\"([^\"]+)\"").unwrap();
    let per_id = &person.captures(found.main()).expect("per")[1];
    let fields = [("do", "assign"), ("person", per_id)];
    editor
        .post(&format!("{at}/people"), &fields)
        .await
        .location();
    per.open(&format!("{at}/edit")).await;
    assert!(!per.open(&format!("{at}/compare")).await.has("value=\"1\""));
    for gone in ["history/1", "compare?from=1&to=4"] {
        let reply = per.get(&format!("{at}/{gone}")).await;
        assert_eq!(reply.status, StatusCode::NOT_FOUND, "{gone}");
    }
    let reply = per.post(&path, &[("version", "5")]).await;
    assert_eq!(reply.status, StatusCode::NOT_FOUND);
    let over_draft = case(&[("body", "x"), ("reason", "x"), ("version", "1")]);
    let reply = per.post(&format!("{at}/propose"), &over_draft).await;
    assert_eq!(reply.status, StatusCode::CONFLICT);
}

#[actix_web::test]
async fn a_version_is_brought_back_as_a_new_one_and_overwrites_nobody() {
    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[Role::Editor]).await;
    let at = write(
        &karen,
        &[("do", "publish"), ("tags", "tilsyn"), ("area", "skole")],
    )
    .await;
    let worse = [
        ("body", "Værre tekst"),
        ("municipality", "Lejre"),
        ("tags", ""),
    ];
    save(&karen, &at, &worse).await.location();
    let old = karen.open(&format!("{at}/history/1")).await;
    let (path, version) = (format!("{at}/history/1/restore"), old.field("version"));
    assert_eq!(version, "2");
    let stale = karen.post(&path, &[("version", "1")]).await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    assert!(
        karen.open(&at).await.has("Værre tekst"),
        "nothing overwritten"
    );

    let done = karen.post(&path, &[("version", &version)]).await;
    assert_eq!(done.location(), format!("{at}?done=compare-restored"));
    let now = karen.open(&at).await;
    assert!(now.has("Vi spurgte forældrene") && now.has("Roskilde") && now.has("tilsyn"));
    let history = karen.open(&format!("{at}/history")).await;
    assert!(history.has("Gendannet af") && history.has("Teksten fra udgave 1"));
    assert!(
        karen
            .open(&format!("{at}/history/2"))
            .await
            .has("Værre tekst")
    );
    let same = karen.open(&format!("{at}/compare?from=1&to=3")).await;
    assert!(same.has("siger det samme"), "{}", same.main());
}

#[actix_web::test]
async fn bringing_back_does_not_show_it_to_more_people() {
    let site = Site::new().await;
    let roskilde = site.add_organisation("Roskilde Kommune");
    let karen = site.signed_in_of("Karen Holm", &[], Some(&roskilde)).await;
    let editor = site
        .signed_in_of("Else Red", &[Role::Editor], Some(&roskilde))
        .await;
    let at = write(&karen, &[("do", "review")]).await;
    step(&editor, &at, "publish").await.location();
    let narrower = [("audience", "organisation"), ("body", "Kun for os")];
    save(&karen, &at, &narrower).await.location();
    let restore = async |who: &Browser<'_>| {
        let version = who.open(&format!("{at}/history/2")).await.field("version");
        let path = format!("{at}/history/2/restore");
        who.post(&path, &[("version", &version)]).await.location()
    };
    // What the button does to readers stands beside it, and nothing where it does nothing.
    let told = "kan så igen læses af flere: Alle.";
    let old = format!("{at}/history/2");
    assert!(editor.open(&old).await.has(told) && !karen.open(&old).await.has(told));
    restore(&karen).await;
    assert!(karen.open(&at).await.has("Vi spurgte forældrene"));
    let visitor = site.visitor();
    assert_eq!(visitor.get(&at).await.status, StatusCode::NOT_FOUND);
    // Who may publish may also show it to all again.
    restore(&editor).await;
    visitor.open(&at).await;
}
