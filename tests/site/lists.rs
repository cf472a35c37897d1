//! Lists that answer questions: filters, counts, order, kept views, the matrix, the shelf, feeds.

use actix_web::http::{Method, StatusCode};
use chrono::Duration;
use faelles::library::facts::Facts;
use faelles::library::{self, Kind, NewEntry, Status};
use faelles::members::Role;
use faelles::places;

use crate::places::publish;
use crate::support::{Reply, Site, start_time};

fn entry(title: &str) -> NewEntry {
    NewEntry {
        summary: "Et resumé.".to_string(),
        ..crate::search::entry(title, "En tekst.")
    }
}

/// Adds published entries, a minute apart; their slugs.
fn add(site: &Site, entries: &[NewEntry]) -> Vec<String> {
    site.app
        .db
        .write_now(|c| {
            let mut at = start_time() - Duration::days(10);
            let mut slugs = Vec::new();
            for new in entries {
                at += Duration::minutes(1);
                slugs.push(library::create(c, at, None, new, Status::Published)?.slug);
            }
            Ok(slugs)
        })
        .unwrap()
}

fn list(words: &[&str]) -> Vec<String> {
    words.iter().map(|w| w.to_string()).collect()
}

/// What stands beside a checkbox, as (value, count, checked).
fn choices(page: &Reply, facet: &str) -> Vec<(String, i64, bool)> {
    let box_ = format!("<input type=\"checkbox\" name=\"{facet}\" value=\"([^\"]*)\"( checked)?>");
    let pattern = format!("{box_}<span[^>]*>[^<]*</span> <span class=\"count\">(\\d+)</span>");
    regex::Regex::new(&pattern)
        .unwrap()
        .captures_iter(&page.text)
        .map(|found| {
            let count = found[3].parse().unwrap();
            (found[1].to_string(), count, found.get(2).is_some())
        })
        .collect()
}

fn counts(page: &Reply, facet: &str) -> Vec<(String, i64)> {
    let all = choices(page, facet).into_iter();
    all.map(|(value, count, _)| (value, count)).collect()
}

/// The titles on a page of the list, in order.
fn titles(page: &Reply) -> Vec<String> {
    regex::Regex::new("<h2><a href=\"/library/[^\"]*\" lang=\"[^\"]*\">([^<]*)</a>")
        .unwrap()
        .captures_iter(page.main())
        .map(|found| found[1].to_string())
        .collect()
}

/// Four cases and a tool.
fn some(site: &Site) {
    let case = |title: &str, municipality: &str, area: &str, facts: Facts| NewEntry {
        municipality: Some(municipality.to_string()),
        area: Some(area.to_string()),
        facts,
        ..entry(title)
    };
    let tool = NewEntry {
        kind: Kind::Tool,
        tags: list(&["Dialog"]),
        ..entry("Fremtidsværksted")
    };
    let facts = |parties: &[&str], factors: &[&str], degree: &str| Facts {
        parties: list(parties),
        factors: list(factors),
        degree: degree.to_string(),
        ..Facts::default()
    };
    add(
        site,
        &[
            tool,
            case(
                "Alfa",
                "Roskilde",
                "skole",
                Facts {
                    methods: list(&["fremtidsvaerksted"]),
                    from_year: 2018,
                    to_year: 2020,
                    evaluated: "yes".to_string(),
                    ..facts(&["parents"], &["leadership"], "co-creation")
                },
            ),
            case(
                "Beta",
                "Roskilde",
                "aeldre",
                facts(
                    &["citizens", "med"],
                    &["leadership", "budget"],
                    "involvement",
                ),
            ),
            case(
                "Årets case",
                "Aarhus",
                "skole",
                Facts {
                    from_year: 2023,
                    ..facts(&["parents", "citizens"], &["budget"], "involvement")
                },
            ),
            NewEntry {
                lang: "sv".to_string(),
                tags: list(&["dialog"]),
                ..case("Delta", "Malmö", "skole", facts(&[], &["leadership"], ""))
            },
        ],
    );
}

#[actix_web::test]
async fn filters_add_up_inside_and_narrow_across_and_the_counts_are_what_one_would_see() {
    let site = Site::new().await;
    some(&site);
    let visitor = site.visitor();
    let all = visitor.open("/library").await;
    assert_eq!(titles(&all).len(), 5);
    assert_eq!(
        counts(&all, "area"),
        [("aeldre".into(), 1), ("skole".into(), 3)]
    );
    assert_eq!(
        counts(&all, "country"),
        [("DK".into(), 3), ("SE".into(), 1)]
    );
    let page = visitor.open("/library?area=skole&party=parents").await;
    assert_eq!(titles(&page), ["Årets case", "Alfa"]);
    // Another area would show what the parties leave; another party what the area leaves.
    assert_eq!(counts(&page, "area"), [("skole".into(), 2)]);
    assert_eq!(
        choices(&page, "party"),
        [("citizens".into(), 1, false), ("parents".into(), 2, true)]
    );
    let page = visitor
        .open("/library?area=skole&area=aeldre&country=DK")
        .await;
    assert_eq!(titles(&page), ["Årets case", "Beta", "Alfa"]);
    // Every count is the length of the list it leads to.
    for facet in [
        "kind",
        "area",
        "country",
        "place",
        "party",
        "degree",
        "factor",
        "lang",
        "tag",
        "evaluated",
        "method",
    ] {
        for (value, count) in counts(&visitor.open("/library?lang=da&lang=sv").await, facet) {
            let narrowed = format!("/library?lang=da&lang=sv&{facet}={value}");
            if facet != "lang" {
                let there = titles(&visitor.open(&narrowed).await).len() as i64;
                assert_eq!(there, count, "{facet}={value}");
            }
        }
    }
    let tagged = visitor.open("/library?tag=DIALOG").await;
    assert_eq!(titles(&tagged), ["Delta", "Fremtidsværksted"]);
    let none = visitor.open("/library?country=NO").await;
    assert!(none.has("Ingen indlæg med de valg"));
    // Each choice can be taken back alone.
    let page = visitor
        .open("/library?area=skole&kind=case&from=2019")
        .await;
    assert!(page.has("href=\"/library?kind=case&amp;from=2019\""));
    assert!(page.has("href=\"/library?kind=case&amp;area=skole\""));
}

#[actix_web::test]
async fn years_meet_the_years_of_the_effort() {
    let site = Site::new().await;
    some(&site);
    for (asked, found) in [
        ("from=2019&to=2019", &["Alfa"][..]),
        ("from=2021&to=2022", &[]),
        ("from=2022", &["Årets case"]),
        ("to=2018", &["Alfa"]),
        ("from=2030", &["Årets case"]),
        ("from=2023&to=2018", &["Årets case", "Alfa"]),
        (
            "from=x&to=99999",
            &["Delta", "Årets case", "Beta", "Alfa", "Fremtidsværksted"],
        ),
    ] {
        let page = site.visitor().open(&format!("/library?{asked}")).await;
        assert_eq!(titles(&page), found, "{asked}");
    }
}

#[actix_web::test]
async fn the_list_is_ordered_as_asked() {
    let site = Site::new().await;
    some(&site);
    for (sort, found) in [
        (
            "newest",
            ["Delta", "Årets case", "Beta", "Alfa", "Fremtidsværksted"],
        ),
        (
            "title",
            ["Alfa", "Beta", "Delta", "Fremtidsværksted", "Årets case"],
        ),
        (
            "place",
            ["Delta", "Beta", "Alfa", "Årets case", "Fremtidsværksted"],
        ),
    ] {
        let page = site.visitor().open(&format!("/library?sort={sort}")).await;
        assert_eq!(titles(&page), found, "{sort}");
    }
}

#[actix_web::test]
async fn what_one_may_not_read_is_in_no_count_and_no_choice() {
    let site = Site::new().await;
    let malmo = site.add_organisation("Malmö stad");
    let sven = site
        .signed_in_of("Sven Malm", &[Role::Editor], Some(&malmo))
        .await;
    let hidden = [
        ("title", "Hemligt"),
        ("municipality", "Malmö"),
        ("tags", "hemlighed"),
    ];
    let mut own = hidden.to_vec();
    own.push(("audience", "organisation"));
    let at = publish(&sven, &own).await;
    let other = site.signed_in("Per Lund", &[Role::Editor]).await;
    for who in [&other, &site.visitor()] {
        let page = who.open("/library?tag=hemlighed&place=SE-1280").await;
        assert!(titles(&page).is_empty());
        let page = who.open("/library").await;
        assert!(!page.has("SE-1280") && !page.has("hemlighed"));
        assert!(!who.open("/library/factors").await.has("Malmö"));
        assert!(!who.open("/feeds/library.atom").await.has("Hemligt"));
    }
    let page = sven.open("/library").await;
    assert_eq!(counts(&page, "place"), [("SE-1280".into(), 1)]);
    // The writer's own feed is a visitor's, too.
    assert!(!sven.open("/feeds/library.atom").await.has("Hemligt"));
    // Taken out of the library, it is out of the counts at once.
    let version = sven.open(&at).await.field("version");
    sven.post(
        &format!("{at}/step"),
        &[("do", "archive"), ("version", &version)],
    )
    .await;
    assert_eq!(counts(&sven.open("/library").await, "place"), []);
}

#[actix_web::test]
async fn a_method_is_called_by_its_tools_title_for_those_who_may_read_it() {
    let site = Site::new().await;
    let else_ = site.signed_in("Else Red", &[Role::Editor]).await;
    let tool = [
        ("kind", "tool"),
        ("title", "Lukket værktøj"),
        ("audience", "network"),
    ];
    publish(&else_, &tool).await;
    add(
        &site,
        &[NewEntry {
            facts: Facts {
                methods: list(&["lukket-vaerktoej"]),
                ..Facts::default()
            },
            ..entry("Åben case")
        }],
    );
    assert!(else_.open("/library").await.has("Lukket værktøj</span>"));
    let page = site.visitor().open("/library").await;
    assert!(!page.has("Lukket") && !page.has("lukket-vaerktoej"));
}

#[actix_web::test]
async fn a_typed_municipality_narrows_the_list_or_is_said_to_be_unknown() {
    let site = Site::new().await;
    some(&site);
    let page = site
        .visitor()
        .open("/library?where=%C3%85rhus+Kommune")
        .await;
    assert_eq!(titles(&page), ["Årets case"]);
    // As older addresses have it.
    let page = site.visitor().open("/library?municipality=Roskilde").await;
    assert_eq!(titles(&page), ["Beta", "Alfa"]);
    let page = site.visitor().open("/library?where=Andeby").await;
    assert!(page.has("Vi kender ingen kommune, der hedder »Andeby«"));
}

#[actix_web::test]
async fn what_an_address_says_and_nobody_knows_is_said() {
    let site = Site::new().await;
    some(&site);
    let visitor = site.visitor();
    let odd = "/library?area=skole&area=rumfart&from=i+fjor&sort=bedst&lang=&x=1&page=1";
    let page = visitor.open(odd).await;
    assert!(page.has("Listen er ikke afgrænset med:"));
    for said in ["<b>rumfart</b>", "<b>i fjor</b>", "<b>bedst</b>"] {
        assert!(page.has(said), "{said}");
    }
    assert!(page.has("<a href=\"/library?area=skole\">Vis listen uden det</a>"));
    // A number nobody may keep is not shown back.
    let page = visitor.open("/library?kind=010190-1234").await;
    assert!(!page.has("<b>010190") && page.has("<b>…</b>"));
    // A place is known by its register, or by what is from there.
    let page = visitor.open("/library?place=Andeby").await;
    assert!(page.has("Vi kender ingen kommune, der hedder »Andeby«") && page.has("Alfa"));
    let page = visitor.open("/library?place=Region+Midtjylland").await;
    assert!(!page.has("Vi kender ingen kommune"));
    let page = visitor.open("/library?area=skole&x=1&lang=&tab=").await;
    assert!(!page.has("ikke afgrænset med"));
    // Years as a search says them, and a tab there is not.
    let page = visitor.open("/library?year=abc&tab=andet&area=skole").await;
    assert!(page.has("Periode: <b>abc</b>") && page.has("Biblioteket: <b>andet</b>"));
    assert!(page.has("<a href=\"/library?area=skole\">Vis listen uden det</a>"));
    for (years, kept) in [
        ("year=2019..2024", "from=2019&amp;to=2024"),
        ("year=2019..", "from=2019"),
        ("year=..2024", "to=2024"),
        ("from=2010&year=..2024", "from=2010&amp;to=2024"),
        ("to=2024&year=2010..", "from=2010&amp;to=2024"),
    ] {
        let page = visitor.open(&format!("/library?{years}")).await;
        assert!(!page.has("ikke afgrænset med"), "{years}");
        let feed = format!("/feeds/library.atom?{kept}\"");
        assert!(page.has(&feed), "{years}: {}", page.main());
    }
    // Of two periods, the first is taken, and the other said.
    let page = visitor.open("/library?year=2019&year=&year=2022").await;
    assert!(page.has("Periode: <b>2022</b>") && !page.has("<b>2019</b>"));
    assert!(page.has("/feeds/library.atom?from=2019&amp;to=2019\""));
}

#[actix_web::test]
async fn a_feed_of_what_nobody_knows_is_refused_in_plain_words() {
    let site = Site::new().await;
    some(&site);
    site.drain().await;
    let visitor = site.visitor();
    for (asked, said) in [
        ("kind=nonsense", "Type: nonsense"),
        ("area=rumfart", "Område: rumfart"),
        ("place=Andeby", "Kommune: Andeby"),
        ("where=Andeby", "Kommune: Andeby"),
        ("municipality=Lund", "Kommune: Lund"),
        ("from=i+fjor", "Periode: i fjor"),
        ("tag=010190-1234", "Emneord: …"),
        ("q=skole&kind=nonsense", "Type: nonsense"),
        ("year=abc", "Periode: abc"),
        ("tab=mine", "Biblioteket: mine"),
        ("tab=andet", "Biblioteket: andet"),
        (
            "q=kommune:Atlantis+skole",
            "Vi kender ingen kommune, der hedder »Atlantis«.",
        ),
        ("q=type:nonsens", "Der er ingen type, der hedder »nonsens«."),
        (
            "q=%C3%A5r:2024..2022",
            "Årene står omvendt i »2024..2022«. Mente du: 2022..2024",
        ),
        (
            "q=skole+-type:case",
            "Kun ord og »anførte ord« kan udelades, ikke »type:«.",
        ),
    ] {
        let page = visitor.get(&format!("/feeds/library.atom?{asked}")).await;
        assert_eq!(page.status, StatusCode::BAD_REQUEST, "{asked}");
        assert!(page.text.contains("Feedet findes ikke"), "{}", page.text);
        assert!(page.text.lines().any(|line| line == said), "{}", page.text);
        assert!(!page.text.contains('<'));
    }
    for known in [
        "kind=&x=1&tab=",
        "place=Region+Midtjylland",
        "q=skole&sort=newest",
        "q=kommune:Aarhus+skole",
    ] {
        let page = visitor.get(&format!("/feeds/library.atom?{known}")).await;
        assert_eq!(page.status, StatusCode::OK, "{known}");
    }
    // A filter that is written narrows as one that is clicked, and both are one feed.
    let written = visitor.open("/feeds/library.atom?q=kommune:Roskilde").await;
    let clicked = visitor
        .open("/feeds/library.atom?q=&municipality=DK-265")
        .await;
    assert_eq!(written.text, clicked.text);
    assert!(written.has("<title>Alfa</title>") && !written.has("<title>Årets case</title>"));
}

#[actix_web::test]
async fn a_page_that_is_none_is_said_with_a_way_to_the_last() {
    let site = Site::new().await;
    some(&site);
    let more: Vec<NewEntry> = (0..25).map(|n| entry(&format!("Nr. {n}"))).collect();
    add(&site, &more);
    let per = site.signed_in("Per Lund", &[]).await;
    for (at, last) in [
        ("/library?", "/library?page=2"),
        ("/library?kind=tool&", "/library?kind=tool"),
        ("/library?tab=mine&", "/library?tab=mine&amp;page=1"),
        ("/library/factors?", "/library/factors"),
        ("/places/DK-265?", "/places/DK-265?page=1"),
        ("/me/shelf?", "/me/shelf?page=1"),
    ] {
        for page in ["99", "0", "-1", "x", "99999999999999999999"] {
            let reply = per.get(&format!("{at}page={page}")).await;
            assert_eq!(reply.status, StatusCode::NOT_FOUND, "{at}{page}");
            assert!(reply.has("Den side findes ikke"), "{at}{page}");
            let way = format!("<a class=\"button\" href=\"{last}\">Gå til den sidste side</a>");
            assert!(reply.has(&way), "{}", reply.main());
        }
        per.open(&format!("{at}page=1")).await;
        per.open(&format!("{at}page=")).await;
    }
}

#[actix_web::test]
async fn a_member_keeps_views_and_nobody_else_sees_or_removes_them() {
    let site = Site::new().await;
    some(&site);
    let karen = site.signed_in("Karen Holm", &[]).await;
    let per = site.signed_in("Per Lund", &[]).await;
    let view = [
        ("name", "Skoler med forældre"),
        ("query", "area=skole&party=parents&x=1"),
    ];
    let kept = karen.post("/library/views", &view).await;
    assert_eq!(
        kept.location(),
        "/library?area=skole&party=parents&done=view-saved"
    );
    let page = karen.open("/library").await;
    assert!(page.has("Skoler med forældre") && page.has("/library?area=skole&amp;party=parents\""));
    assert!(!per.open("/library").await.has("Skoler med forældre"));
    for bad in ["=1+1", "@x", "+45", "-1", "", "010190-1234"] {
        let refused = karen
            .post("/library/views", &[("name", bad), ("query", "area=skole")])
            .await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{bad}");
        assert!(refused.has("error-summary") && titles(&refused).len() == 3);
    }
    let mark = "action=\"/library/views/";
    let at = page.text.find(mark).unwrap() + "action=\"".len();
    let remove = page.text[at..].split('"').next().unwrap().to_string();
    let theirs = per.post(&remove, &[]).await;
    assert_eq!(theirs.status, StatusCode::NOT_FOUND);
    assert!(karen.open("/library").await.has("Skoler med forældre"));
    karen.post(&remove, &[]).await;
    assert!(!karen.open("/library").await.has("Skoler med forældre"));
    let visitor = site.visitor().post("/library/views", &view).await;
    assert_eq!(visitor.status, StatusCode::UNAUTHORIZED);
}

#[actix_web::test]
async fn every_cell_of_the_matrix_leads_to_as_many_cases() {
    let site = Site::new().await;
    assert!(
        site.visitor()
            .open("/library/factors")
            .await
            .has("Ingen indlæg peger på noget endnu")
    );
    some(&site);
    // One that says no municipality counts, too.
    add(
        &site,
        &[NewEntry {
            facts: Facts {
                factors: list(&["budget"]),
                ..Facts::default()
            },
            ..entry("Hjemløs")
        }],
    );
    let page = site.visitor().open("/library/factors").await;
    assert!(page.has("<caption>") && page.has("<th scope=\"col\">Budget</th>"));
    let cell = "href=\"(/library\\?(?:place=[^\"]*&amp;)?factor=[^\"]*)\">(\\d+)<";
    let cells: Vec<(String, usize)> = regex::Regex::new(cell)
        .unwrap()
        .captures_iter(&page.text)
        .map(|c| (c[1].replace("&amp;", "&"), c[2].parse().unwrap()))
        .collect();
    // Five cells, and a total below each of the two factors.
    assert_eq!(cells.len(), 7);
    for (address, count) in cells {
        assert_eq!(
            titles(&site.visitor().open(&address).await).len(),
            count,
            "{address}"
        );
    }
    // Roskilde twice by leadership, Malmö once.
    assert!(page.has("heat-4") && page.has("heat-2"));
    let past = site.visitor().get("/library/factors?page=9").await;
    assert_eq!(past.status, StatusCode::NOT_FOUND);
    let other = site.visitor().open("/library/factors?of=reflection").await;
    assert!(other.has("Ingen indlæg peger på noget endnu"));
}

#[actix_web::test]
async fn a_shelf_is_ones_own() {
    let site = Site::new().await;
    let else_ = site.signed_in("Else Red", &[Role::Editor]).await;
    let karen = site.signed_in("Karen Holm", &[]).await;
    assert!(karen.open("/me/shelf").await.has("Din hylde er tom"));
    let at = publish(&else_, &[("audience", "network")]).await;
    let id = karen.open(&at).await.field("entry");
    let put = karen.post("/me/shelf", &[("entry", &id)]).await;
    assert_eq!(put.location(), format!("{at}?done=shelf-put"));
    assert!(karen.open(&at).await.has("Ligger på din hylde"));
    let note = format!("/me/shelf/{id}/note");
    karen
        .post(&note, &[("note", "Spørg dem om økonomien")])
        .await;
    let shelf = karen.open("/me/shelf").await;
    assert!(shelf.has(&at) && shelf.has("Spørg dem om økonomien"));
    let refused = karen.post(&note, &[("note", "Cpr 010190-1234")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.has("Cpr 010190-1234") && karen.open("/me/shelf").await.has("økonomien"));
    // Nobody else's.
    assert!(!else_.open("/me/shelf").await.has(&at));
    assert_eq!(
        else_.post(&note, &[("note", "x")]).await.status,
        StatusCode::NOT_FOUND
    );
    // What cannot be read any more is not told of.
    let version = else_.open(&at).await.field("version");
    else_
        .post(
            &format!("{at}/step"),
            &[("do", "archive"), ("version", &version)],
        )
        .await;
    let shelf = karen.open("/me/shelf").await;
    assert!(shelf.has("Et indlæg, du ikke længere kan læse") && !shelf.has("Forældre i tilsynet"));
    let unreadable = karen.post("/me/shelf", &[("entry", &id)]).await;
    assert_eq!(unreadable.status, StatusCode::NOT_FOUND);
    karen.post(&format!("/me/shelf/{id}/remove"), &[]).await;
    assert!(karen.open("/me/shelf").await.has("Din hylde er tom"));
}

/// The texts of all elements of a name, and that it is well-formed XML.
fn elements(xml: &str, name: &str) -> Vec<String> {
    let mut reader = quick_xml::Reader::from_str(xml);
    reader.config_mut().check_end_names = true;
    let (mut found, mut within) = (Vec::new(), false);
    loop {
        use quick_xml::events::Event;
        match reader.read_event().expect("well-formed XML") {
            Event::Eof => return found,
            Event::Start(tag) if tag.name().as_ref() == name.as_bytes() => {
                within = true;
                found.push(String::new());
            }
            Event::End(tag) if tag.name().as_ref() == name.as_bytes() => within = false,
            Event::Text(text) if within => {
                found.last_mut().unwrap().push_str(&text.decode().unwrap());
            }
            Event::GeneralRef(name) if within => {
                let name = name.decode().unwrap();
                let c = match &*name {
                    "amp" => "&",
                    "lt" => "<",
                    "gt" => ">",
                    "quot" => "\"",
                    "#39" => "'",
                    other => panic!("&{other};"),
                };
                found.last_mut().unwrap().push_str(c);
            }
            _ => {}
        }
    }
}

#[actix_web::test]
async fn a_feed_is_atom_and_holds_what_the_list_holds() {
    let site = Site::new().await;
    some(&site);
    let strange = NewEntry {
        summary: "Fra <b>A</b> & \"B\" til 'C' \u{1}]]>".to_string(),
        ..entry("Tom & <Jerry> \"'")
    };
    add(&site, &[strange]);
    site.drain().await;
    let visitor = site.visitor();
    let feed = visitor.open("/feeds/library.atom").await;
    let head = |reply: &Reply, name: &str| {
        reply
            .headers
            .get(name)
            .unwrap()
            .to_str()
            .unwrap()
            .to_string()
    };
    assert_eq!(
        head(&feed, "content-type"),
        "application/atom+xml; charset=utf-8"
    );
    assert_eq!(elements(&feed.text, "entry").len(), 6);
    let all = elements(&feed.text, "title");
    assert!(all.contains(&"Tom & <Jerry> \"'".to_string()), "{all:?}");
    assert!(
        elements(&feed.text, "summary").contains(&"Fra <b>A</b> & \"B\" til 'C' ]]>".to_string())
    );
    for id in elements(&feed.text, "id").iter().skip(1) {
        assert!(id.starts_with("urn:uuid:"), "{id}");
    }
    for updated in elements(&feed.text, "updated") {
        chrono::DateTime::parse_from_rfc3339(&updated).unwrap();
    }
    for (query, count) in [
        ("kind=tool", 1),
        ("municipality=%C3%85rhus", 1),
        ("place=DK-265&kind=case", 2),
        ("tag=dialog", 2),
        ("q=Fremtidsv%C3%A6rksted", 1),
        ("q=Fremtidsv%C3%A6rksted&kind=case", 0),
        ("country=NO", 0),
    ] {
        let feed = visitor.open(&format!("/feeds/library.atom?{query}")).await;
        assert_eq!(elements(&feed.text, "entry").len(), count, "{query}");
        assert!(!elements(&feed.text, "updated").is_empty());
    }
    let listed = visitor.open("/library?kind=tool").await;
    assert!(listed.has("<link rel=\"alternate\" type=\"application/atom+xml\""));
    assert!(listed.has("/feeds/library.atom?kind=tool"));

    // Who has it already is told so.
    let (tag, last) = (head(&feed, "etag"), head(&feed, "last-modified"));
    for known in [
        ("if-none-match", tag.as_str()),
        ("if-modified-since", last.as_str()),
    ] {
        let again = visitor
            .send(Method::GET, "/feeds/library.atom", None, &[known])
            .await;
        assert_eq!(again.status, StatusCode::NOT_MODIFIED, "{known:?}");
    }
    add(&site, &[entry("Ny")]);
    let again = visitor
        .send(
            Method::GET,
            "/feeds/library.atom",
            None,
            &[("if-none-match", &tag)],
        )
        .await;
    assert_eq!(again.status, StatusCode::OK);
    let cpr = visitor.get("/feeds/library.atom?q=010190-1234").await;
    assert_eq!(cpr.status, StatusCode::BAD_REQUEST);
}

#[actix_web::test]
async fn a_list_of_ten_thousand_from_745_places_takes_at_most_eight_queries() {
    let site = Site::new().await;
    let all = places::all();
    let entries: Vec<NewEntry> = (0..10_000)
        .map(|n| NewEntry {
            place: Some(all[n % all.len()].code.to_string()),
            municipality: Some(all[n % all.len()].name.to_string()),
            area: Some(["skole", "aeldre", "social"][n % 3].to_string()),
            tags: list(&[["dialog", "tillid", "mandat", "tilsyn"][n % 4]]),
            facts: Facts {
                factors: list(&[["leadership", "budget"][n % 2]]),
                parties: list(&["citizens", ["parents", "med"][n % 2]]),
                from_year: 2000 + (n % 25) as i64,
                ..Facts::default()
            },
            ..entry(&format!("Case {n}"))
        })
        .collect();
    for part in entries.chunks(500) {
        add(&site, part);
    }
    let editor = site.signed_in("Else Red", &[Role::Editor]).await;
    let visitor = site.visitor();
    let addresses = [
        "/library",
        "/library?area=skole&factor=budget&tag=dialog&tag=tillid&from=2004&country=DK&country=SE&sort=title&page=2",
        "/library?place=DK-265&sort=place",
        "/library?where=Lund&kind=nonsense&kind=case",
        "/library/factors",
        "/library/factors?page=2",
        "/places",
        "/places?country=NO",
        "/places?q=Lund",
        "/places/SE-1280",
    ];
    // PostgreSQL is asked at each of a page's two turns whether the connection is still there.
    let alive = if cfg!(feature = "postgres") { 2 } else { 0 };
    for who in [&visitor, &editor] {
        // The first reader brings the catalogue up to date for all.
        who.open("/library").await;
        for address in addresses {
            let before = site.app.db.queries();
            let page = who.open(address).await;
            let took = site.app.db.queries() - before;
            assert!(took <= 8 + alive, "{address}: {took} queries");
            assert!(!page.has("class=\"empty\"") || address.starts_with("/places/"));
        }
    }
    assert!(visitor.open("/library").await.has("10000 indlæg"));
}
