//! Asking precisely: phrases, what is not wanted, one or the other, filters typed and clicked, orders,
//! pieces of files, and why something was found.

use actix_web::http::Method;
use faelles::db::Conn;
use faelles::library::{Audience, Kind, NewEntry, Status};
use faelles::members::{Role, Scope};
use faelles::search::{Answer, Question, Sort};

use crate::support::{Browser, Reply, Site, start_time};

fn entry(title: &str, body: &str) -> NewEntry {
    crate::search::entry(title, body)
}

fn publish(site: &Site, title: &str, body: &str) -> String {
    crate::search::make(site, &entry(title, body), Status::Published)
}

fn question(text: &str) -> Question {
    Question {
        text: text.to_string(),
        prefer: "da".to_string(),
        limit: 100,
        ..Question::default()
    }
}

fn ask(site: &Site, question: &Question) -> Answer {
    site.app.search.ask(&site.app.db, question).unwrap()
}

/// The titles that are found as it was asked, in the order of letters.
fn found(site: &Site, text: &str) -> Vec<String> {
    if ask(site, &question(text)).loosened {
        return Vec::new();
    }
    let mut titles = ordered(site, &question(text));
    titles.sort();
    titles
}

fn ordered(site: &Site, question: &Question) -> Vec<String> {
    let hits = ask(site, question).hits.into_iter();
    hits.map(|hit| hit.row.title).collect()
}

async fn page(site: &Site, query: &[(&str, &str)]) -> Reply {
    let query = serde_urlencoded::to_string(query).unwrap();
    site.visitor().open(&format!("/search?{query}")).await
}

async fn api(site: &Site, query: &[(&str, &str)]) -> serde_json::Value {
    let query = serde_urlencoded::to_string(query).unwrap();
    let reply = site.visitor().get(&format!("/api/v1/search?{query}")).await;
    serde_json::from_str(&reply.text).unwrap()
}

#[actix_web::test]
async fn a_phrase_is_found_where_its_words_stand_side_by_side() {
    let site = Site::new().await;
    publish(&site, "Side om side", "Vi holdt et åbent møde om tilsyn.");
    publish(&site, "Hver for sig", "Et møde var åbent for alle.");
    publish(&site, "Åbent", "Møde og åbent hver for sig.");
    publish(&site, "Det er os", "Sådan er det bare. Er os det?");
    site.drain().await;
    assert_eq!(found(&site, "\"åbent møde\""), ["Side om side"]);
    assert_eq!(found(&site, "»aabent möde«"), ["Side om side"]);
    assert_eq!(found(&site, "åbent møde").len(), 3);
    // Small words count within a phrase, and a title's end is not the summary's beginning.
    assert_eq!(found(&site, "\"det er os\""), ["Det er os"]);
    assert_eq!(found(&site, "\"os det\""), ["Det er os"]);
    assert!(found(&site, "\"os det er\"").is_empty());
    // A word in marks is that very word.
    assert!(found(&site, "\"mødet\"").is_empty() && found(&site, "mødet").len() == 3);
    assert_eq!(found(&site, "tilsyn \"er det\""), ["Det er os"]);
    assert!(found(&site, "\"åbent møde\" \"hver for sig\"").is_empty());
}

#[actix_web::test]
async fn what_is_not_wanted_is_left_out_and_one_of_alternatives_is_there() {
    let site = Site::new().await;
    publish(&site, "Skole", "Tilsyn på skolerne i byen.");
    publish(&site, "Dagtilbud", "Tilsyn i dagtilbud.");
    publish(&site, "Plejehjem", "Tilsyn på plejehjem og et åbent møde.");
    site.drain().await;
    assert_eq!(found(&site, "tilsyn -skole"), ["Dagtilbud", "Plejehjem"]);
    assert_eq!(
        found(&site, "tilsyn -\"åbent møde\""),
        ["Dagtilbud", "Skole"]
    );
    assert_eq!(found(&site, "-tilsyn"), Vec::<String>::new());
    assert_eq!(found(&site, "-dagtilbud"), ["Plejehjem", "Skole"]);
    for or in ["OR", "ELLER"] {
        let asked = format!("tilsyn plejehjem {or} dagtilbud");
        assert_eq!(found(&site, &asked), ["Dagtilbud", "Plejehjem"]);
    }
    assert_eq!(
        found(&site, "\"åbent møde\" OR skole"),
        ["Plejehjem", "Skole"]
    );
    // In small letters it is a word like others.
    assert_eq!(found(&site, "tilsyn plejehjem eller dagtilbud").len(), 3);
    // What stands instead of another counts once: who has both is no nearer.
    let answer = ask(&site, &question("skole OR skolen OR dagtilbud"));
    assert_eq!(answer.total, 2);
}

#[actix_web::test]
async fn a_filter_typed_is_the_same_as_one_clicked() {
    let site = Site::new().await;
    let mut tool = entry("Et godt greb", "Tilsyn med dialog.");
    tool.kind = Kind::Tool;
    tool.municipality = Some("Roskilde".to_string());
    tool.tags = vec!["Unge".to_string()];
    crate::search::make(&site, &tool, Status::Published);
    let mut case = entry("En sag", "Tilsyn med dialog.");
    case.municipality = Some("Lejre".to_string());
    case.facts.from_year = 2021;
    case.facts.to_year = 2023;
    crate::search::make(&site, &case, Status::Published);
    site.drain().await;

    let clicked = page(
        &site,
        &[
            ("q", "tilsyn"),
            ("kind", "tool"),
            ("municipality", "DK-265"),
        ],
    )
    .await;
    let typed = page(&site, &[("q", "type:værktøj tilsyn kommune:Roskilde")]).await;
    assert_eq!(clicked.main(), typed.main());
    assert!(typed.has("1 resultat") && typed.has("Et godt greb") && !typed.has("En sag"));
    assert!(typed.has("Type: Værktøj") && typed.has("Kommune: Roskilde"));
    assert!(typed.has("value=\"tilsyn\"") && typed.has("name=\"kind\" value=\"tool\""));

    for (asked, one) in [
        ("kommun:roskilde", "Et godt greb"),
        ("tag:unge", "Et godt greb"),
        ("år:2022", "En sag"),
        ("year:..2021 tilsyn", "En sag"),
        ("år:2024-2030 tilsyn", "Et godt greb"),
        ("type:case", "En sag"),
    ] {
        let json = api(&site, &[("q", asked)]).await;
        assert_eq!(json["total"], 1, "{asked}");
        assert_eq!(json["hits"][0]["title"], one, "{asked}");
    }
    // Values of one filter add up.
    assert_eq!(
        api(&site, &[("q", "kommune:Roskilde,Lejre")]).await["total"],
        2
    );
    let both = [("municipality", "DK-265"), ("municipality", "Lejre")];
    assert_eq!(api(&site, &both).await["total"], 2);
    assert_eq!(
        api(&site, &[("q", "kommune:Roskilde"), ("kind", "case")]).await["total"],
        0
    );
}

#[actix_web::test]
async fn what_cannot_be_understood_is_said_and_never_ignored() {
    let site = Site::new().await;
    publish(&site, "Tilsyn", "");
    let mut region = entry("Kultur", "");
    region.municipality = Some("Kulturregion Øst".to_string());
    region.audience = Audience::Network;
    crate::search::make(&site, &region, Status::Published);
    site.drain().await;

    let atlantis = page(&site, &[("q", "kommune:Atlantis tilsyn")]).await;
    assert!(atlantis.has("Vi kender ingen kommune, der hedder »Atlantis«."));
    assert!(atlantis.has("value=\"kommune:Atlantis tilsyn\"") && atlantis.has("1 resultat"));
    assert!(atlantis.has("Resultaterne er vist uden den afgrænsning, der ikke kunne bruges."));
    let both = page(&site, &[("q", "kommune:Atlantis tilsyn -type:case")]).await;
    assert!(both.has("Resultaterne er vist uden de afgrænsninger, der ikke kunne bruges."));
    let several = page(&site, &[("q", "kommune:Herøy")]).await;
    assert!(several.has("Flere kommuner hedder »Herøy«.") && !several.has("ingen kommune"));
    let near = page(&site, &[("q", "kommune:Roskilbe")]).await;
    assert!(near.has("/search?municipality=DK-265"), "{}", near.main());
    let reversed = page(&site, &[("q", "år:2024..2022")]).await;
    assert!(reversed.has("Årene står omvendt") && reversed.has("year=2022..2024"));
    assert!(
        page(&site, &[("q", "\"tilsyn")])
            .await
            .has("anførselstegn mangler")
    );
    let unknown = page(&site, &[("q", "tilsyn"), ("kind", "xyz")]).await;
    assert!(unknown.has("Der er ingen type, der hedder »xyz«") && unknown.has("kind=tool"));
    for query in [
        "q=kommune:Atlantis",
        "kind=xyz",
        "year=2024..2022",
        "q=-type:case",
        "q=tilsyn+NOT+type:case",
        "sort=odd",
        "municipality=Atlantis",
    ] {
        let reply = site.visitor().get(&format!("/api/v1/search?{query}")).await;
        assert_eq!(reply.status, 400, "{query}");
    }
    let refused = api(&site, &[("q", "kommune:<b>Atlantis</b>"), ("kind", "xyz")]).await;
    assert_eq!(
        refused["detail"],
        "Der er ingen type, der hedder »xyz«. Mente du en af disse? Case, Værktøj, Referat, Portræt. \
         Vi kender ingen kommune, der hedder »<b>Atlantis</b>«."
    );
    let many = "kommune:Atlantis ".repeat(20);
    let refused = api(&site, &[("q", many.trim())]).await;
    assert!(refused["detail"].as_str().unwrap().len() < 500);
    assert_eq!(api(&site, &[("q", "\"tilsyn")]).await["total"], 1);
    let near = api(&site, &[("q", "tilsyn AND by:Roskilde")]).await;
    assert_eq!(near["notes"].as_array().unwrap().len(), 2);
    assert_eq!(
        api(&site, &[("q", "tilsyn")]).await["notes"],
        serde_json::json!([])
    );

    // A sentence may have a colon: what follows it is lost neither as a word nor to an error.
    let spaced = page(&site, &[("q", "tilsyn kommune: Atlantis")]).await;
    assert!(spaced.has("»kommune:« er læst som et ord") && !spaced.has("aria-invalid"));
    assert!(spaced.has("value=\"tilsyn kommune: Atlantis\"") && spaced.has("1 resultat"));
    for nothing in ["kommune:,", "kommune:", "type:\"\""] {
        let answer = api(&site, &[("q", nothing)]).await;
        assert_eq!(
            (&answer["total"], answer["notes"].as_array().unwrap().len()),
            (&0.into(), 1)
        );
    }
    let elsewhere = page(&site, &[("q", "tilsyn AND by:Roskilde")]).await;
    assert!(
        elsewhere.has("»AND« er ikke nødvendigt") && elsewhere.has("»by« er ikke en afgrænsning")
    );
    assert!(!elsewhere.has("kunne bruges") && !elsewhere.has("aria-invalid"));
    let long = page(&site, &[("q", &"tilsyn ".repeat(80))]).await;
    assert!(long.has("længere end 500 tegn"));

    // A place that is no municipality is known to those who may read of it, and to nobody else.
    let asked = "/search?q=kommune%3A%22kulturregion+%C3%B8st%22";
    let spaced = "/search?q=kommune%3A+%22kulturregion+%C3%B8st%22";
    let per = site.signed_in("Per Lund", &[Role::Member]).await;
    for asked in [asked, spaced] {
        let shown = per.open(asked).await;
        assert!(
            shown.has("1 resultat") && shown.has("Kommune: Kulturregion Øst"),
            "{asked}"
        );
    }
    assert!(
        site.visitor()
            .open(asked)
            .await
            .has("Vi kender ingen kommune")
    );
}

#[actix_web::test]
async fn a_program_is_answered_in_the_language_its_request_asks_for() {
    let site = Site::new().await;
    let ask = async |browser: &Browser<'_>, languages: &str| {
        let heads = [("accept-language", languages)];
        let path = "/api/v1/search?q=tilsyn+AND+skole&kinds=tool";
        let reply = browser.send(Method::GET, path, None, &heads).await;
        assert_eq!(reply.status, 200);
        let found: serde_json::Value = serde_json::from_str(&reply.text).unwrap();
        found["notes"].clone()
    };
    let visitor = site.visitor();
    let danish = ask(&visitor, "").await;
    assert_eq!(
        danish,
        serde_json::json!([
            "»kinds« i adressen er ikke en parameter her og er sprunget over.",
            "»AND« er ikke nødvendigt: det, der har flest af ordene, står først.",
        ])
    );
    for (languages, said) in [
        ("sv;q=0.4, en;q=0.9", "“kinds” in the address"),
        ("fi, nn-NO", "«kinds» i adressen"),
        ("sv-FI", "”kinds” i adressen"),
        ("en;q=0, sv;q=0.1", "”kinds” i adressen"),
        ("xx, *;q=0.1", "»kinds« i adressen"),
        (";;=,\"", "»kinds« i adressen"),
    ] {
        let notes = ask(&visitor, languages).await;
        assert!(
            notes[0].as_str().unwrap().starts_with(said),
            "{languages}: {notes}"
        );
    }
    // What is wrong is said in it as well, all of it.
    let heads = [("accept-language", "en")];
    let path = "/api/v1/search?q=tilsyn&kind=banana";
    let refused = visitor.send(Method::GET, path, None, &heads).await;
    let refused: serde_json::Value = serde_json::from_str(&refused.text).unwrap();
    assert_eq!(refused["title"], "The request could not be read");
    let said = refused["detail"].as_str().unwrap();
    assert!(
        said.starts_with("There is no type called “banana”"),
        "{said}"
    );
    // Whoever has chosen a language gets that.
    let per = site.signed_in("Per Lund", &[Role::Member]).await;
    let chosen = ask(&per, "en").await;
    assert_eq!(chosen, danish);
}

#[actix_web::test]
async fn counts_stay_right_under_phrases_minus_years_and_several_values() {
    let site = Site::new().await;
    for n in 0..8_i64 {
        let mut new = entry(
            &format!("Skovtur {n}"),
            if n % 3 == 0 {
                "En lang tur."
            } else {
                "Turen var lang."
            },
        );
        new.kind = [Kind::Case, Kind::Tool, Kind::Note][n as usize % 3];
        new.lang = ["da", "sv"][n as usize % 2].to_string();
        if n % 3 == 0 {
            new.facts.from_year = 2018 + n;
            new.facts.to_year = if n == 6 { 0 } else { 2020 + n };
        }
        crate::search::make(&site, &new, Status::Published);
    }
    site.drain().await;
    for text in [
        "skovtur",
        "\"lang tur\"",
        "skovtur -\"lang tur\"",
        "tur OR turen",
    ] {
        for chosen in [
            &[][..],
            &[("kind", "case")],
            &[("kind", "case"), ("kind", "tool"), ("lang", "da")],
            &[("year", "2021..2022")],
        ] {
            let mut asked = question(text);
            for (filter, value) in chosen {
                asked.filters.choose(filter, value);
            }
            let answer = ask(&site, &asked);
            for facet in &answer.facets {
                for (value, count) in &facet.values {
                    let filters = asked.filters.clear_of(facet.name).and(facet.name, value);
                    let left = ask(
                        &site,
                        &Question {
                            filters,
                            ..asked.clone()
                        },
                    )
                    .total;
                    assert_eq!(*count, left, "{text} {chosen:?} {value}");
                }
            }
        }
    }
    let years = ask(&site, &question("\"lang tur\"")).facets.pop().unwrap();
    // What has not ended goes on as long as anything is known to.
    assert_eq!(years.values.first().unwrap().0, "2024");
    assert_eq!(years.values.last().unwrap(), &("2018".to_string(), 1));
}

#[actix_web::test]
async fn results_come_by_relevance_or_by_their_days() {
    let site = Site::new().await;
    let ids = ["Gammel", "Ny", "Gennemgået"].map(|title| publish(&site, title, "Tilsyn."));
    let half = publish(&site, "Ene", "Tilsyn og andet.");
    let dates = [
        (&ids[0], "updated_at = '2020-01-01 10:00:00'"),
        (&ids[1], "updated_at = '2022-01-01 10:00:00'"),
        (
            &ids[2],
            "updated_at = '2021-01-01 10:00:00', reviewed_at = '2023-01-01 10:00:00'",
        ),
        (&half, "updated_at = '2020-06-01 10:00:00'"),
    ];
    for (id, set) in dates {
        crate::search::change(&site, id, set);
    }
    site.drain().await;
    let by = |text: &str, sort| {
        ordered(
            &site,
            &Question {
                sort,
                ..question(text)
            },
        )
    };
    assert_eq!(
        by("tilsyn", Sort::Newest),
        ["Ny", "Gennemgået", "Ene", "Gammel"]
    );
    assert_eq!(by("tilsyn", Sort::Reviewed)[0], "Gennemgået");
    // Who has all of the words comes before who is newer.
    assert_eq!(by("tilsyn andet", Sort::Newest)[0], "Ene");
    let shown = page(&site, &[("q", "tilsyn"), ("sort", "newest")]).await;
    assert!(shown.has("aria-current=\"true\">Nyeste først"));
    assert!(shown.has("name=\"sort\" value=\"newest\""));
}

#[actix_web::test]
async fn one_click_leads_to_the_own_language_and_back() {
    let site = Site::new().await;
    publish(&site, "Tilsyn", "");
    let mut swedish = entry("Tillsyn", "");
    swedish.lang = "sv".to_string();
    crate::search::make(&site, &swedish, Status::Published);
    site.drain().await;
    let all = page(&site, &[("q", "tilsyn")]).await;
    assert!(all.has("2 resultater"));
    assert!(all.has("<a href=\"/search?q=tilsyn&amp;lang=da\">Kun på dansk</a>"));
    let own = page(&site, &[("q", "tilsyn"), ("lang", "da")]).await;
    assert!(own.has("1 resultat") && own.has("<a href=\"/search?q=tilsyn\">Alle sprog</a>"));
}

#[actix_web::test]
async fn a_question_may_be_asked_of_given_entries_alone() {
    let site = Site::new().await;
    let one = publish(&site, "Tilsyn et", "");
    publish(&site, "Tilsyn to", "");
    site.drain().await;
    let only = |ids: &[&String], text: &str| {
        let only = ids.iter().map(|id| id.to_string()).collect();
        ordered(
            &site,
            &Question {
                only,
                ..question(text)
            },
        )
    };
    assert_eq!(only(&[&one], "tilsyn"), ["Tilsyn et"]);
    assert!(only(&[&one], "\"tilsyn to\"").is_empty());
    assert!(only(&[&"nobody".to_string()], "tilsyn").is_empty());
    assert_eq!(only(&[], "tilsyn").len(), 2);
}

#[actix_web::test]
async fn each_hit_says_why_it_was_found() {
    let site = Site::new().await;
    let mut swedish = entry("Delaktighet för alla", "Om tillit.");
    swedish.lang = "sv".to_string();
    crate::search::make(&site, &swedish, Status::Published);
    publish(&site, "Model", "Vi byggede en tilsynsmodel.");
    publish(&site, "Fuglekassen", "Fuglekasser i haven.");
    publish(&site, "Tilsyn", "Tilsyn og tilsynsmodel.");
    site.drain().await;
    let why = |text: &str, title: &str| {
        let answer = ask(&site, &question(text));
        let hit = answer.hits.into_iter().find(|h| h.row.title == title);
        let why = hit.unwrap_or_else(|| panic!("{title}")).why;
        let of = |w: &faelles::search::why::Why| {
            let (found, place) = w.found.clone().unwrap();
            format!("{} {} {found} {}", w.word, w.kind.name(), place.name())
        };
        why.iter().map(of).collect::<Vec<_>>()
    };
    assert_eq!(
        why("inddragelse", "Delaktighet för alla"),
        ["inddragelse translation Delaktighet title"]
    );
    assert_eq!(
        why("Tilsyn", "Model"),
        ["Tilsyn compound tilsynsmodel text"]
    );
    assert_eq!(
        why("fuglekassr", "Fuglekassen"),
        ["fuglekassr typo Fuglekassen title"]
    );
    // What was found as it was asked needs no words.
    assert!(why("tilsyn", "Tilsyn").is_empty() && why("tilsynene", "Tilsyn").is_empty());

    let shown = page(&site, &[("q", "inddragelse")]).await;
    assert!(
        shown.has("»Delaktighet« i titlen, svensk for »inddragelse«"),
        "{}",
        shown.main()
    );
    let json = api(&site, &[("q", "tilsyn")]).await;
    let hits = json["hits"].as_array().unwrap();
    let model = hits.iter().find(|h| h["title"] == "Model").unwrap();
    assert_eq!(model["why"][0]["found"], "tilsynsmodel");
    assert_eq!(model["why"][0]["how"], "compound");
    // The piece marks what was met: the compound, the misspelled word.
    assert!(
        model["snippet"]
            .as_str()
            .unwrap()
            .contains("<mark>tilsynsmodel</mark>")
    );
    let typo = api(&site, &[("q", "fuglekassr")]).await;
    let piece = typo["hits"][0]["snippet"].as_str().unwrap().to_string();
    assert!(piece.contains("<mark>Fuglekasser</mark>"), "{piece}");
}

#[actix_web::test]
async fn a_hit_in_a_file_shows_the_piece_with_file_and_page() {
    let site = Site::new().await;
    let id = publish(&site, "Pilotforsøg", "Ikke et ord om det.");
    let attach = |name: &str, text: &str| {
        let (id, name, text) = (id.clone(), name.to_string(), text.to_string());
        move |c: &mut Conn| crate::search_asking::attach(c, &id, &name, &text)
    };
    let pages = "Forside\u{0C}Indhold\u{0C}Kvistpiloten fløj over regnbuen.\u{0C}Kvistpilot";
    site.app.db.write_now(attach("rapport.pdf", pages)).unwrap();
    site.app
        .db
        .write_now(attach("noter.docx", "Kvistpilot ved regnbuen."))
        .unwrap();
    site.app
        .db
        .write_now(attach("andet.pdf", "Kvistpilot."))
        .unwrap();
    crate::search::change(&site, &id, "title = title");
    site.drain().await;

    let json = api(&site, &[("q", "kvistpilot regnbuen")]).await;
    assert_eq!(
        (&json["total"], json["hits"].as_array().unwrap().len()),
        (&1.into(), 1)
    );
    let hit = &json["hits"][0];
    let piece = hit["snippet"].as_str().unwrap();
    assert!(
        piece.contains("<mark>Kvistpiloten</mark> fløj over"),
        "{piece}"
    );
    let files = hit["files"].as_array().unwrap();
    assert_eq!(files.len(), 2);
    assert_eq!(
        (&files[0]["name"], &files[0]["leaf"]),
        (&"rapport.pdf".into(), &"page".into())
    );
    assert_eq!(files[0]["number"], 3);

    let shown = page(&site, &[("q", "kvistpilot regnbuen")]).await;
    assert!(shown.has("rapport.pdf, side 3") && shown.has("og i 1 fil mere"));
    let at = shown.text.split("href=\"/files/").nth(1).unwrap();
    let at = format!("/files/{}", &at[..at.find('"').unwrap()]);
    assert!(at.ends_with("/text?leaf=3#leaf-3"), "{at}");
    let text = site.visitor().open(at.split('#').next().unwrap()).await;
    assert!(text.has("id=\"leaf-3\"") && text.has("Kvistpiloten"));
    // What the entry says itself comes first.
    let own = page(&site, &[("q", "pilotforsøg kvistpilot")]).await;
    assert!(
        own.has("Også i") && own.has("Ikke et ord om det"),
        "{}",
        own.main()
    );
}

#[actix_web::test]
async fn a_file_of_an_entry_one_may_not_see_leaves_no_trace() {
    let site = Site::new().await;
    let mut hidden = entry("Lukket", "");
    hidden.audience = Audience::Network;
    let id = crate::search::make(&site, &hidden, Status::Published);
    site.app
        .db
        .write_now(|c| attach(c, &id, "hemmelig.pdf", "Kvistpilot"))
        .unwrap();
    crate::search::change(&site, &id, "title = title");
    site.drain().await;
    let shown = page(&site, &[("q", "kvistpilot")]).await;
    assert!(!shown.has("hemmelig.pdf") && !shown.has("Lukket"));
    for asked in ["\"kvistpilot\"", "kvistpilot OR lukket", "-ingenting"] {
        assert_eq!(ask(&site, &question(asked)).total, 0, "{asked}");
    }
    let inside = Scope {
        person_id: Some("somebody".to_string()),
        ..Scope::default()
    };
    let answer = ask(
        &site,
        &Question {
            scope: inside,
            ..question("\"kvistpilot\"")
        },
    );
    assert_eq!(answer.hits[0].files[0].name, "hemmelig.pdf");
}

/// A file whose text was read.
pub fn attach(c: &mut Conn, entry: &str, name: &str, text: &str) -> faelles::error::Result<()> {
    use diesel::prelude::*;
    use faelles::schema::attachments::dsl as a;
    use faelles::schema::blobs::dsl as b;
    let hash = "0".repeat(64);
    diesel::insert_into(b::blobs)
        .values((b::hash.eq(&hash), b::bytes.eq(1_i64), b::going.eq(false)))
        .on_conflict_do_nothing()
        .execute(c)?;
    let ending = name.rsplit('.').next().unwrap();
    let kind = faelles::attachments::kinds::Kind::named(ending).unwrap();
    diesel::insert_into(a::attachments)
        .values((
            a::id.eq(faelles::app::new_id()),
            a::entry_id.eq(entry),
            a::hash.eq(&hash),
            a::name.eq(name),
            a::media_type.eq(kind.media_type()),
            a::bytes.eq(1_i64),
            a::title.eq(""),
            a::position.eq(i64::from(name.as_bytes()[0] != b'r')),
            a::added_at.eq(start_time()),
            a::text_state.eq("ready"),
            a::text.eq(text),
            a::text_bytes.eq(text.len() as i64),
            a::version.eq(1_i64),
        ))
        .execute(c)?;
    Ok(())
}

#[actix_web::test]
async fn signs_where_words_should_be_do_no_harm() {
    let site = Site::new().await;
    publish(&site, "Åbent møde om skolen", "Alle kunne komme.");
    site.drain().await;
    for odd in [
        "! OR skole",
        "- OR skole",
        "\"\" OR skole",
        "💡 ELLER skole",
        "skole OR !",
        "skole ! OR møde",
        "\"åbent møde\" ! OR skole",
        "-skolen OR møde",
    ] {
        let found = api(&site, &[("q", odd)]).await;
        assert_eq!(found["from_database"], false, "{odd}");
    }
}

#[actix_web::test]
async fn where_nothing_has_a_phrase_its_words_are_looked_for_and_that_is_said() {
    let site = Site::new().await;
    publish(&site, "Møde, der var åbent", "Alle kunne komme.");
    site.drain().await;
    let found = page(&site, &[("q", "\"åbent møde\"")]).await;
    assert!(found.has("Møde, der var åbent"), "{}", found.main());
    assert!(found.has("Intet har netop det, du bad om med anførselstegn"));
}

#[actix_web::test]
async fn the_years_are_also_asked_for_by_two_fields() {
    let site = Site::new().await;
    for year in [2019, 2021, 2023] {
        let mut new = entry(&format!("Tur {year}"), "");
        new.facts.from_year = year;
        new.facts.to_year = year;
        crate::search::make(&site, &new, Status::Published);
    }
    site.drain().await;
    let asked = [("q", "tur"), ("lang", "da")];
    let all = page(&site, &asked).await;
    assert!(all.has("<label for=\"from\">Fra år</label>") && all.has("<label for=\"to\">"));
    let both = page(
        &site,
        &[&asked[..], &[("from", "2020"), ("to", "2022")]].concat(),
    )
    .await;
    assert!(
        both.has("1 resultat") && both.has("2021</"),
        "{}",
        both.main()
    );
    assert!(both.has("value=\"2020\"") && both.has("value=\"2022\"") && both.has("År: 2020–2022"));
    let since = page(&site, &[("q", "tur"), ("from", "2021"), ("to", "")]).await;
    assert!(since.has("2 resultater"));
    let neither = page(&site, &[("q", "tur"), ("from", ""), ("to", "")]).await;
    assert!(neither.has("3 resultater"));
    let odd = page(&site, &[("q", "tur"), ("from", "snart"), ("to", "")]).await;
    assert!(odd.has("»snart..« er ikke et år") && odd.has("3 resultater"));
    let reversed = page(&site, &[("q", "tur"), ("from", "2022"), ("to", "2020")]).await;
    assert!(reversed.has("Årene står omvendt") && reversed.has("year=2020..2022"));
}

#[actix_web::test]
async fn a_word_that_means_the_same_is_no_typing_error() {
    let site = Site::new().await;
    publish(&site, "Tilsyn", "Om besøg.");
    site.drain().await;
    let swedish = Question {
        prefer: "sv".to_string(),
        ..question("tillsyn")
    };
    let answer = ask(&site, &swedish);
    let why = &answer.hits[0].why;
    assert_eq!(
        (why.len(), why[0].kind.name()),
        (1, "translation"),
        "{why:?}"
    );
    assert_eq!(why[0].language.unwrap().code(), "da");
    // What is only spelled alike is said to be.
    let typo = ask(&site, &question("tilsny"));
    assert_eq!(typo.hits[0].why[0].kind.name(), "typo");
}

#[actix_web::test]
async fn a_keyboard_without_the_letters_is_enough() {
    let site = Site::new().await;
    let mut swedish = entry("Årshjul i Växjö", "");
    swedish.lang = "sv".to_string();
    crate::search::make(&site, &swedish, Status::Published);
    publish(&site, "Forældre og børn", "");
    site.drain().await;
    for (typed, title) in [
        ("vaxjo", "Årshjul i Växjö"),
        ("arhjul", "Årshjul i Växjö"),
        ("born", "Forældre og børn"),
        ("foraldre", "Forældre og børn"),
    ] {
        assert_eq!(found(&site, typed), [title], "{typed}");
    }
    let meant = page(&site, &[("q", "vaxjo")]).await;
    assert!(
        meant.has("Mente du") && meant.has("<b>växjö</b>"),
        "{}",
        meant.main()
    );
}

#[actix_web::test]
async fn a_relaxed_question_is_written_as_people_write() {
    let site = Site::new().await;
    for n in 0..6 {
        publish(&site, &format!("Forældremødet {n}"), "");
    }
    site.drain().await;
    let shown = page(&site, &[("q", "forældremødxyzzy")]).await;
    assert!(
        shown.has("6 resultater for ord, der begynder på samme måde"),
        "{}",
        shown.main()
    );
    assert!(shown.has("for%C3%A6ldrem%C3%B8det") && !shown.has("q=foraeldremoede"));
    let two = page(&site, &[("q", "forældremødet plejehjem")]).await;
    assert!(two.has("Ingen tekst har begge ord."), "{}", two.main());
}

#[actix_web::test]
async fn the_words_of_the_question_are_marked_in_titles_too() {
    let site = Site::new().await;
    publish(&site, "Tilsynet & <b>skolen</b>", "");
    site.drain().await;
    let shown = page(&site, &[("q", "tilsyn skole")]).await;
    assert!(
        shown.has("<mark>Tilsynet</mark> &amp; &lt;b&gt;<mark>skolen</mark>&lt;/b&gt;</a>"),
        "{}",
        shown.main()
    );
}
