//! What helps a reader: contents, citing, what is alike.

use faelles::members::Role;

use crate::support::{Browser, Site};

async fn entry(who: &Browser<'_>, other: &[(&str, &str)]) -> String {
    let mut fields = vec![
        ("kind", "case"),
        ("title", "Forældre i tilsynet"),
        ("summary", "Kort fortalt."),
        ("body", "Teksten."),
        ("lang", "da"),
        ("audience", "public"),
        ("do", "publish"),
    ];
    for (name, value) in other {
        fields.retain(|(n, _)| n != name);
        fields.push((name, value));
    }
    let to = who.post("/library", &fields).await.location();
    to.split('?').next().unwrap().to_string()
}

#[actix_web::test]
async fn a_long_text_has_contents_and_says_how_long_it_takes() {
    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[Role::Editor]).await;
    let part = "Et ord til og et mere. ".repeat(40);
    let body = format!(
        "## Før\n\n{part}\n\n## Imens\n\n{part}\n\n### Nærmere\n\n{part}\n\n## Efter\n\nSlut."
    );
    let long = entry(&karen, &[("body", &body)]).await;
    let page = site.visitor().open(&long).await;
    assert!(page.has("Ca. 4 minutter at læse"), "{}", page.main());
    assert!(page.has("<a href=\"#s-naermere\">Nærmere</a>") && page.has("<h3 id=\"s-naermere\">"));
    let short = entry(
        &karen,
        &[("title", "Kort"), ("body", "## A\n\n## B\n\n## C")],
    )
    .await;
    let page = site.visitor().open(&short).await;
    assert!(!page.has("class=\"contents") && !page.has("at læse"));
    assert!(page.has("data-read-aloud-lang=\"da\"") && page.has("mailto:?subject=Kort"));
}

#[actix_web::test]
async fn what_stands_in_the_facts_is_read_like_the_text() {
    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[Role::Editor]).await;
    let part = "Et ord til og et mere. ".repeat(40);
    let told = [
        ("problem", &*part),
        ("core", &*part),
        ("done", &*part),
        ("body", ""),
    ];
    let at = entry(&karen, &told).await;
    let page = site.visitor().open(&at).await;
    assert!(page.has("Ca. 4 minutter at læse"), "{}", page.main());
    let link = regex::Regex::new("<a href=\"#(f-[^\"]+)\">").unwrap();
    let links: Vec<_> = link.captures_iter(page.main()).collect();
    assert_eq!(links.len(), 3, "{}", page.main());
    for one in &links {
        assert!(page.has(&format!("<h2 id=\"{}\">", &one[1])));
    }
    assert!(page.has("main section.fact, "), "read aloud too");
}

#[actix_web::test]
async fn an_entry_can_be_cited() {
    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[Role::Editor]).await;
    let at = entry(&karen, &[("title", "50 % & {mere}")]).await;
    let page = site.visitor().open(&format!("{at}/cite")).await;
    assert!(page.has("(2026): 50 % &amp; {mere}.") && page.has("http://127.0.0.1:8080/library/"));
    assert!(!page.has("Karen Holm"));
    let file = site.visitor().open(&format!("{at}/cite?format=bib")).await;
    assert!(
        file.has("title = {{50 \\% \\& \\{mere\\}}}"),
        "{}",
        file.text
    );
    let draft = entry(&karen, &[("title", "Kladde"), ("do", "draft")]).await;
    let hidden = site.visitor().get(&format!("{draft}/cite")).await;
    assert_eq!(hidden.status, 404);
}

#[actix_web::test]
async fn what_is_alike_is_said_with_why_and_never_what_one_may_not_read() {
    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[Role::Editor]).await;
    let at = entry(&karen, &[("tags", "tilsyn, forældre")]).await;
    entry(
        &karen,
        &[("title", "Den ene"), ("tags", "tilsyn, forældre, skole")],
    )
    .await;
    entry(&karen, &[("title", "Den anden"), ("tags", "tilsyn")]).await;
    entry(
        &karen,
        &[
            ("title", "Den skjulte"),
            ("tags", "tilsyn, forældre"),
            ("audience", "network"),
        ],
    )
    .await;
    entry(&karen, &[("title", "Den fremmede"), ("tags", "havn")]).await;
    site.drain().await;
    let page = site.visitor().open(&at).await;
    let main = page.main();
    let (one, other) = (
        main.find("Den ene").unwrap(),
        main.find("Den anden").unwrap(),
    );
    assert!(one < other, "more in common first");
    assert!(page.has("samme emneord: <span>forældre</span>, <span>tilsyn</span>"));
    assert!(!page.has("Den skjulte") && !page.has("Den fremmede"));
    assert!(karen.open(&at).await.has("Den skjulte"));
}

/// Entries about other things, so that some words are rare.
async fn others(who: &Browser<'_>) {
    for (n, about) in [
        "havnen",
        "biblioteket",
        "vejene",
        "svømmehallen",
        "parkeringen",
        "museet",
    ]
    .into_iter()
    .enumerate()
    {
        let (title, summary) = (format!("Nyt om {about}"), format!("Det gik sådan {n}."));
        entry(who, &[("title", &title), ("summary", &summary)]).await;
    }
}

#[actix_web::test]
async fn what_shares_rare_words_is_alike_in_the_neighbours_language_too() {
    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[Role::Editor]).await;
    others(&karen).await;
    let at = entry(
        &karen,
        &[
            ("title", "Ildsjæle i ældreplejen"),
            ("summary", "Naboer hjælper hinanden."),
        ],
    )
    .await;
    entry(
        &karen,
        &[
            ("title", "Eldsjälar inom äldreomsorgen"),
            ("summary", "En berättelse."),
            ("lang", "sv"),
        ],
    )
    .await;
    let hidden = [
        ("title", "Ildsjæle og ældrepleje i det skjulte"),
        ("audience", "network"),
    ];
    entry(&karen, &hidden).await;
    entry(&karen, &[("title", "Naboer på havnen")]).await;
    site.drain().await;
    let page = site.visitor().open(&at).await;
    assert!(page.has("Eldsjälar inom"), "{}", page.main());
    assert!(page.has("samme ord på svensk: <span>") && page.has("<span>Ildsjæle</span>"));
    assert!(page.has("på svensk"), "{}", page.main());
    assert!(!page.has("i det skjulte") && !page.has("Naboer på havnen"));
    assert!(karen.open(&at).await.has("i det skjulte"));
    // And the other way, in the reader's words.
    let swedish = "/library/eldsjaelar-inom-aeldreomsorgen";
    let page = site.visitor().open(swedish).await;
    assert!(page.has("Ildsjæle i ældreplejen") && page.has("<span lang=\"sv\">Eldsjälar</span>"));
}

#[actix_web::test]
async fn a_tool_one_may_not_read_makes_nothing_alike() {
    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[Role::Editor]).await;
    let tool = [
        ("kind", "tool"),
        ("title", "Dialogmøde"),
        ("audience", "network"),
    ];
    let tool = entry(&karen, &tool).await;
    let slug = tool.strip_prefix("/library/").unwrap();
    let at = entry(&karen, &[("title", "Den første"), ("methods", slug)]).await;
    entry(&karen, &[("title", "Den næste"), ("methods", slug)]).await;
    site.drain().await;
    let page = karen.open(&at).await;
    assert!(
        page.has("samme redskab: <span>Dialogmøde</span>"),
        "{}",
        page.main()
    );
    let page = site.visitor().open(&at).await;
    assert!(
        !page.has("Den næste") && !page.has("Dialogmøde"),
        "{}",
        page.main()
    );
}
