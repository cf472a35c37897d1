//! What an entry builds on, and what others build on it: said by both, drawn, and shown to nobody who
//! may not read it. And videos, which are asked for from elsewhere only when a reader asks.

use actix_web::http::StatusCode;
use diesel::prelude::*;
use faelles::library::export::{self, Format, Which};
use faelles::library::facts::Facts;
use faelles::library::{self, import};
use faelles::members::Role;
use faelles::schema::{descents, entries};

use crate::compare::{case, save, step, write};
use crate::support::{Browser, Reply, Site};

const PUBLISH: (&str, &str) = ("do", "publish");

fn slug(at: &str) -> &str {
    at.rsplit('/').next().unwrap()
}

/// A published case that builds on another.
async fn built_on(who: &Browser<'_>, title: &str, origin: &str, other: &[(&str, &str)]) -> String {
    let mut fields = vec![
        ("title", title),
        ("derived_from_relation", "adapted"),
        ("derived_from_entry", origin),
        PUBLISH,
    ];
    fields.extend_from_slice(other);
    write(who, &fields).await
}

/// Takes an entry over; the draft's address.
async fn take_over(who: &Browser<'_>, at: &str, fields: &[(&str, &str)]) -> String {
    let to = who.post(&format!("{at}/use"), fields).await.location();
    to.split("/edit").next().unwrap().to_string()
}

fn facts(site: &Site, at: &str) -> Facts {
    let slug = slug(at).to_string();
    let stored: Option<String> = site
        .app
        .db
        .read_now(|c| {
            Ok(entries::table
                .filter(entries::slug.eq(slug))
                .select(entries::facts)
                .first(c)?)
        })
        .unwrap();
    Facts::read(stored.as_deref())
}

fn pairs(site: &Site) -> Vec<(String, String)> {
    site.app
        .db
        .read_now(|c| {
            Ok(descents::table
                .inner_join(entries::table)
                .order(entries::slug)
                .select((entries::slug, descents::origin))
                .load(c)?)
        })
        .unwrap()
}

fn refused(reply: &Reply, why: &str) {
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(reply.has(why), "{why} in {}", reply.main());
}

#[actix_web::test]
async fn who_takes_an_entry_over_has_a_draft_of_their_own_that_says_where_it_is_from() {
    let site = Site::new().await;
    let lejre = site.add_organisation("Lejre Kommune");
    let karen = site.signed_in("Karen Holm", &[Role::Editor]).await;
    let ole = site.signed_in_of("Ole Friis", &[], Some(&lejre)).await;
    let said = [
        PUBLISH,
        ("problem", "Ingen spurgte."),
        ("core", "De berørte skriver selv."),
        ("from_year", "2020"),
        ("for_work", "Mere ro."),
        ("contact_role", "Dagtilbudschef"),
    ];
    let at = write(&karen, &said).await;
    assert!(ole.open(&at).await.has(&format!("href=\"{at}/use\"")));
    let form = ole.open(&format!("{at}/use")).await;
    assert!(form.has("De berørte skriver selv."), "the core to be kept");

    let fields = [
        ("relation", "adapted"),
        ("title", "Forældre i Lejre"),
        ("knew", "Vi ringede <b>altid</b>."),
        ("kept", "De berørte skriver selv."),
        ("changed", "Om aftenen."),
    ];
    let made = take_over(&ole, &at, &fields).await;
    let mine = ole.open(&made).await;
    for text in [
        "Vi spurgte forældrene først.",
        "Ingen spurgte.",
        "Vi ringede &lt;b&gt;altid&lt;/b&gt;.",
        "Om aftenen.",
        "Tilpasset efter",
        "Lejre Kommune",
    ] {
        assert!(mine.has(text), "{text} in {}", mine.main());
    }
    for theirs in ["Mere ro.", "2020", "Dagtilbudschef"] {
        assert!(!mine.main().contains(theirs), "{theirs} is theirs to tell");
    }
    // Nobody else sees it, nor that there is one.
    assert_eq!(karen.get(&made).await.status, StatusCode::NOT_FOUND);
    assert!(!karen.open(&at).await.has("Andre, der har bygget"));

    step(&ole, &made, "review").await.location();
    step(&karen, &made, "publish").await.location();
    let heard = karen.open(&at).await;
    assert!(heard.has("Andre, der har bygget videre") && heard.has(&format!("href=\"{made}\"")));
    // A draft begins for the network, so visitors hear nothing of it: no title and no heading.
    let visitor = site.visitor().open(&at).await;
    assert!(!visitor.has("Andre, der har bygget") && !visitor.has(&made));

    // Only the idea: no text comes along.
    let idea = [("relation", "inspired"), ("title", "Noget andet")];
    let made = take_over(&ole, &at, &idea).await;
    let mine = ole.open(&made).await;
    assert!(mine.has("Inspireret af") && mine.has("Noget andet"));
    assert!(!mine.has("Vi spurgte forældrene først.") && !mine.has("Ingen spurgte."));
}

#[actix_web::test]
async fn a_double_click_makes_one_draft_and_a_form_that_says_too_little_comes_back() {
    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[Role::Editor]).await;
    let ole = site.signed_in("Ole Friis", &[]).await;
    let at = write(&karen, &[PUBLISH]).await;
    let address = format!("{at}/use");
    let page = ole.open(&address).await;
    let (token, once) = (page.field("token"), page.field("once"));
    let fields = [
        ("token", token.as_str()),
        ("once", once.as_str()),
        ("relation", "copied"),
        ("title", "Vores"),
    ];
    let first = ole.send_form(&address, &fields).await.location();
    let second = ole.send_form(&address, &fields).await.location();
    assert_eq!(first, second);

    refused(
        &ole.post(&address, &[("title", "A")]).await,
        "Vælg, hvordan",
    );
    let long = "a".repeat(5_001);
    let too_long = [("title", "A"), ("relation", "copied"), ("knew", &long)];
    refused(&ole.post(&address, &too_long).await, "5000");
    let cpr = [
        ("title", "A"),
        ("relation", "copied"),
        ("knew", "010190-1234"),
    ];
    refused(&ole.post(&address, &cpr).await, "CPR");
    let odd = [("title", "A"), ("relation", "stolen")];
    assert_eq!(
        ole.post(&address, &odd).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    // One draft in all.
    assert_eq!(pairs(&site).len(), 1);

    // Nobody takes over what is not published, or what they may not read.
    let draft = write(&karen, &[("title", "Kladde")]).await;
    assert_eq!(
        ole.get(&format!("{draft}/use")).await.status,
        StatusCode::NOT_FOUND
    );
    assert_eq!(
        karen.get(&format!("{draft}/use")).await.status,
        StatusCode::FORBIDDEN
    );
    assert_eq!(
        site.visitor().get(&address).await.status,
        StatusCode::UNAUTHORIZED
    );
}

#[actix_web::test]
async fn an_origin_that_a_reader_may_not_read_is_not_there_for_them() {
    let site = Site::new().await;
    let lejre = site.add_organisation("Lejre Kommune");
    let anna = site
        .signed_in_of("Anna Lind", &[Role::Editor], Some(&lejre))
        .await;
    let karen = site.signed_in("Karen Holm", &[Role::Editor]).await;
    let inside = [
        ("title", "Intern hemmelighed"),
        ("audience", "organisation"),
        PUBLISH,
    ];
    let secret = write(&anna, &inside).await;
    let at = built_on(
        &anna,
        "Udadtil",
        &secret,
        &[("derived_from_relation", "inspired")],
    )
    .await;
    // Anna sees both ends.
    assert!(anna.open(&at).await.has("Intern hemmelighed"));
    assert!(anna.open(&secret).await.has("Udadtil"));
    // Karen edits it, and meets no sign of the origin anywhere.
    save(
        &anna,
        &at,
        &[
            ("title", "Udadtil"),
            ("derived_from_relation", "inspired"),
            ("derived_from_entry", &secret),
            ("area", "skole"),
        ],
    )
    .await
    .location();
    for path in [
        "",
        "/edit",
        "/history",
        "/history/1",
        "/compare?from=1&to=2",
        "/use",
        "/cite",
    ] {
        let page = karen.open(&format!("{at}{path}")).await;
        for sign in ["hemmelighed", "Inspireret af", "Vejen hertil", "Bygger på"] {
            assert!(
                !page.main().contains(sign),
                "{sign} at {path}: {}",
                page.main()
            );
        }
    }
    let page = karen.open(&format!("{at}/edit")).await;
    assert!(!page.has("value=\"inspired\" selected"));
    // What she was not shown stays when she saves.
    save(&karen, &at, &[("title", "Udadtil"), ("area", "aeldre")])
        .await
        .location();
    assert_eq!(facts(&site, &at).derived_from.unwrap().entry, slug(&secret));
    // And what she may not read she cannot name by guessing.
    let other = [
        ("title", "C"),
        ("derived_from_relation", "copied"),
        ("derived_from_entry", secret.as_str()),
    ];
    refused(
        &karen.post("/library", &case(&other)).await,
        "derived_from_entry",
    );
}

#[actix_web::test]
async fn nothing_builds_on_itself_however_many_lie_between() {
    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[Role::Editor]).await;
    let one = write(&karen, &[("title", "En"), PUBLISH]).await;
    let two = built_on(&karen, "To", &one, &[]).await;
    let three = built_on(&karen, "Tre", &two, &[]).await;
    let by = |title, origin| {
        [
            ("title", title),
            ("derived_from_relation", "adapted"),
            ("derived_from_entry", origin),
        ]
    };
    refused(
        &save(&karen, &one, &by("En", &one)).await,
        "bygge på sig selv",
    );
    refused(
        &save(&karen, &one, &by("En", &three)).await,
        "bygger selv på dette",
    );
    // Nor by bringing an earlier text back.
    save(&karen, &two, &[("title", "To")]).await.location();
    save(&karen, &one, &by("En", &two)).await.location();
    let version = karen.open(&two).await.field("version");
    let back = karen
        .post(
            &format!("{two}/history/1/restore"),
            &[("version", &version)],
        )
        .await;
    assert_eq!(back.status, StatusCode::BAD_REQUEST);
    assert!(back.has("bygge på sig selv"));
    assert!(facts(&site, &two).derived_from.is_none());
    // Nor by a relation without an origin, an origin without a relation, or two origins.
    let half = [("title", "X"), ("derived_from_relation", "copied")];
    refused(
        &karen.post("/library", &case(&half)).await,
        "Hvad bygger det på?",
    );
    let half = [("title", "X"), ("derived_from_entry", one.as_str())];
    refused(
        &karen.post("/library", &case(&half)).await,
        "Vælg, hvordan det bygger",
    );
    let both = [
        ("title", "X"),
        ("derived_from_relation", "copied"),
        ("derived_from_entry", one.as_str()),
        ("derived_from_title", "Bog"),
    ];
    refused(&karen.post("/library", &case(&both)).await, "ikke begge");
    let nothing = [
        ("title", "X"),
        ("derived_from_relation", "copied"),
        ("derived_from_entry", "er-her-ikke"),
    ];
    refused(
        &karen.post("/library", &case(&nothing)).await,
        "derived_from_entry",
    );
}

#[actix_web::test]
async fn generations_are_drawn_from_the_first_to_the_last_in_a_handful_of_queries() {
    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[Role::Editor]).await;
    let one = write(&karen, &[("title", "Første"), PUBLISH]).await;
    let before = site.app.db.queries();
    site.visitor().open(&one).await;
    let alone = site.app.db.queries() - before;
    let two = built_on(&karen, "Anden", &one, &[("municipality", "Lejre")]).await;
    let three = built_on(&karen, "Tredje", &two, &[]).await;
    for n in 0..12 {
        built_on(&karen, &format!("Fjerde {n}"), &three, &[]).await;
    }
    let reader = site.visitor();
    let before = site.app.db.queries();
    let page = reader.open(&two).await;
    let took = site.app.db.queries() - before;
    assert!(
        took <= alone + 6,
        "{took} queries, {alone} for an entry alone"
    );
    let main = page.main();
    assert!(page.has("Tilpasset efter") && page.has("Andre, der har bygget videre"));
    let from = main.find("class=\"descent\"").expect("the drawing");
    let drawn = &main[from..];
    let places: Vec<usize> = [
        "Første",
        "aria-current=\"true\" lang=\"da\">Anden",
        "Tredje",
        "Fjerde 0",
        "Fjerde 11",
    ]
    .iter()
    .map(|title| {
        drawn
            .find(title)
            .unwrap_or_else(|| panic!("{title} in {drawn}"))
    })
    .collect();
    assert!(places.is_sorted(), "the oldest first");
    // A list in a list, each generation.
    let drawing = &drawn[..drawn.find("</section>").unwrap()];
    assert_eq!(drawing.matches("<ul").count(), 3, "{drawing}");
    // What the first one builds on elsewhere stands above it.
    let outside = [
        ("title", "Første"),
        ("derived_from_relation", "inspired"),
        ("derived_from_title", "En bog"),
    ];
    save(&karen, &one, &outside).await.location();
    let page = reader.open(&three).await;
    let drawn = &page.main()[page.main().find("class=\"descent\"").unwrap()..];
    assert!(drawn.find("En bog") < drawn.find("Første"), "{drawn}");
}

#[actix_web::test]
async fn an_origin_that_goes_leaves_a_trace_for_those_who_could_read_it() {
    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[Role::Editor]).await;
    let open = write(&karen, &[("title", "Åben for alle"), PUBLISH]).await;
    let inside = write(
        &karen,
        &[("title", "For netværket"), ("audience", "network"), PUBLISH],
    )
    .await;
    let of_open = built_on(&karen, "Arving et", &open, &[]).await;
    let of_inside = built_on(
        &karen,
        "Arving to",
        &inside,
        &[("derived_from_relation", "inspired")],
    )
    .await;
    assert!(!site.visitor().open(&of_inside).await.has("Inspireret af"));
    for at in [&open, &inside] {
        let version = karen.open(at).await.field("version");
        karen
            .post(&format!("{at}/delete"), &[("version", &version)])
            .await
            .location();
    }
    let gone = "et indlæg, der ikke længere er i biblioteket";
    for when in ["in the bin", "erased"] {
        let page = site.visitor().open(&of_open).await;
        assert!(
            page.has(gone) && !page.has("Åben for alle"),
            "{when}: {}",
            page.main()
        );
        let page = site.visitor().open(&of_inside).await;
        assert!(
            !page.has(gone) && !page.has("Inspireret af"),
            "{when}: no trace for visitors"
        );
        let page = karen.open(&of_inside).await;
        assert!(page.has(gone), "{when}: {}", page.main());
        site.app
            .db
            .write_now(|c| {
                for at in [&open, &inside] {
                    let id: Option<String> = entries::table
                        .filter(entries::slug.eq(slug(at)))
                        .select(entries::id)
                        .first(c)
                        .optional()?;
                    if let Some(id) = id {
                        library::erase(c, site.app.clock.now(), &id)?;
                    }
                }
                Ok(())
            })
            .unwrap();
    }
    assert_eq!(facts(&site, &of_open).derived_from.unwrap().gone, "public");
    // Its form keeps the trace, and lets go of it.
    let page = karen.open(&format!("{of_open}/edit")).await;
    assert_eq!(page.field("derived_from_gone"), "public");
    let kept = [
        ("title", "Arving et"),
        ("derived_from_relation", "adapted"),
        ("derived_from_gone", "public"),
    ];
    save(&karen, &of_open, &kept).await.location();
    assert!(karen.open(&of_open).await.has(gone));
    let let_go = [("title", "Arving et"), ("derived_from_gone", "public")];
    save(&karen, &of_open, &let_go).await.location();
    assert!(!karen.open(&of_open).await.has(gone));
}

#[actix_web::test]
async fn something_elsewhere_can_be_built_on_and_is_only_ever_a_link() {
    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[Role::Editor]).await;
    let from = |title, address| {
        [
            ("title", "X"),
            ("derived_from_relation", "copied"),
            ("derived_from_title", title),
            ("derived_from_address", address),
            PUBLISH,
        ]
    };
    let at = write(&karen, &from("En <b>bog</b>", "https://kl.dk/bog?a=1&b=2")).await;
    let page = site.visitor().open(&at).await;
    assert!(page.has("Kopieret fra") && page.has("En &lt;b&gt;bog&lt;/b&gt;"));
    assert!(
        page.has("href=\"https://kl.dk/bog?a=1&amp;b=2\" rel=\"noopener noreferrer external\"")
    );
    for address in ["javascript:alert(1)", "ftp://kl.dk", "//kl.dk"] {
        let reply = karen.post("/library", &case(&from("Bog", address))).await;
        refused(&reply, "derived_from_address");
    }
    refused(
        &karen
            .post("/library", &case(&from("", "https://kl.dk")))
            .await,
        "hvad det hedder",
    );
}

#[actix_web::test]
async fn a_text_taken_over_is_shown_to_no_more_people_than_it_was() {
    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[Role::Editor]).await;
    let ole = site.signed_in("Ole Friis", &[]).await;
    let at = write(&karen, &[("audience", "network"), PUBLISH]).await;
    let made = take_over(&ole, &at, &[("relation", "copied"), ("title", "Vores")]).await;
    let wide = |relation| {
        [
            ("title", "Vores"),
            ("audience", "public"),
            ("derived_from_relation", relation),
            ("derived_from_entry", at.as_str()),
        ]
    };
    refused(&save(&ole, &made, &wide("copied")).await, "færre må læse");
    // An idea is free, and so is who looks after the text.
    save(&ole, &made, &wide("inspired")).await.location();
    let own = take_over(&karen, &at, &[("relation", "copied"), ("title", "Min")]).await;
    save(&karen, &own, &wide("copied")).await.location();
}

#[actix_web::test]
async fn who_looks_after_an_origin_is_told_when_something_that_builds_on_it_comes_out() {
    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[Role::Editor]).await;
    let ole = site.signed_in("Ole Friis", &[Role::Editor]).await;
    let at = write(&karen, &[("title", "Ophavet"), PUBLISH]).await;
    site.drain().await;
    let before = site.mails().len();
    let made = take_over(
        &ole,
        &at,
        &[("relation", "copied"), ("title", "Efterkommeren")],
    )
    .await;
    site.drain().await;
    assert_eq!(site.mails().len(), before, "a draft is nobody's news");
    step(&ole, &made, "publish").await.location();
    site.drain().await;
    let mail = site.mail_to("Karen Holm");
    assert!(
        mail.text.contains("Efterkommeren") && mail.text.contains("bygger på noget, du passer")
    );
    assert!(mail.text.contains(&made));
    let told = || {
        site.mails()
            .iter()
            .filter(|m| m.text.contains("bygger på noget"))
            .count()
    };
    assert_eq!(told(), 1);
    // Once: not when it is saved again, nor for one's own.
    built_on(&karen, "Min egen", &at, &[]).await;
    site.drain().await;
    assert_eq!(told(), 1);
}

#[actix_web::test]
async fn what_an_entry_builds_on_goes_out_in_files_and_comes_in_again() {
    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[Role::Editor]).await;
    // The heir's id comes after its origin's, and the other way round in the other pair.
    let late = write(&karen, &[("title", "Arving"), PUBLISH]).await;
    let one = write(&karen, &[("title", "Ophav"), PUBLISH]).await;
    let answers = [
        ("title", "Arving"),
        ("derived_from_relation", "adapted"),
        ("derived_from_entry", one.as_str()),
        ("knew", "Alt"),
        ("kept", "Kernen"),
        ("changed", "Resten"),
    ];
    save(&karen, &late, &answers).await.location();
    let outside = [
        ("title", "Udefra"),
        ("derived_from_relation", "inspired"),
        ("derived_from_title", "En bog"),
        ("derived_from_address", "https://kl.dk/bog"),
        PUBLISH,
    ];
    write(&karen, &outside).await;
    for format in Format::ALL {
        let folder = tempfile::TempDir::new().unwrap();
        export::write(&site.app, format, Which::Published, folder.path())
            .await
            .unwrap();
        let there = Site::new().await;
        there.add_person("Karen Holm", &[], None, &[]);
        import::run(&there.app, &[folder.path().to_path_buf()], &mut |told| {
            if let import::Told::Problem(problem) = told {
                panic!("{format:?}: {problem}");
            }
        })
        .unwrap();
        for at in [&late, &one, &"/library/udefra".to_string()] {
            assert_eq!(facts(&there, at), facts(&site, at), "{format:?} {at}");
        }
        assert_eq!(pairs(&there), pairs(&site), "{format:?}");
        assert!(
            there
                .visitor()
                .open(&one)
                .await
                .has("Andre, der har bygget"),
            "{format:?}"
        );
    }
}

#[actix_web::test]
async fn files_that_build_on_each_other_come_in_without_the_ring() {
    let site = Site::new().await;
    let folder = tempfile::TempDir::new().unwrap();
    for (title, origin) in [("a", "b"), ("b", "c"), ("c", "a"), ("d", "d")] {
        let text = format!(
            "---\nid: {title}\ntitle: {title}\nderived_from: {{relation: copied, entry: {origin}}}\n---\nTekst.\n"
        );
        std::fs::write(folder.path().join(format!("{title}.md")), text).unwrap();
    }
    import::run(&site.app, &[folder.path().to_path_buf()], &mut |_| {}).unwrap();
    assert_eq!(
        pairs(&site).len(),
        2,
        "one link of the ring, and who builds on themselves, are left out"
    );
    for at in ["/library/a", "/library/b", "/library/c", "/library/d"] {
        site.visitor().open(at).await;
    }
    assert!(facts(&site, "/library/d").derived_from.is_none());
}

#[actix_web::test]
async fn a_video_is_asked_for_from_elsewhere_only_on_the_page_where_a_reader_can_ask() {
    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[Role::Editor]).await;
    let of = |address| {
        [
            ("title", "Film"),
            ("video_address", address),
            ("video_title", "Om <b>tilsyn</b>"),
            ("video_speakers", "Tre ledere"),
            ("video_transcript", "Vi sagde det."),
            PUBLISH,
        ]
    };
    let at = write(&karen, &of("https://youtu.be/aB3_-xyZ01q")).await;
    let policy = |reply: &Reply| {
        reply
            .headers
            .get("content-security-policy")
            .unwrap()
            .to_str()
            .unwrap()
            .to_string()
    };
    for path in [at.clone(), format!("{at}/history/1")] {
        let page = karen.open(&path).await;
        assert!(
            policy(&page).ends_with("; frame-src https://www.youtube-nocookie.com"),
            "{path}"
        );
        for text in [
            "Om &lt;b&gt;tilsyn&lt;/b&gt;",
            "Tre ledere",
            "Vi sagde det.",
            "href=\"https://youtu.be/",
            "data-player=\"https://www.youtube-nocookie.com/embed/aB3_-xyZ01q\"",
        ] {
            assert!(page.has(text), "{text} at {path}");
        }
        assert!(!page.has("<iframe"));
    }
    // Nowhere else, and for nobody else's player.
    assert!(!policy(&karen.open(&format!("{at}/edit")).await).contains("frame-src"));
    let other = write(&karen, &of("https://video.example/1")).await;
    let page = karen.open(&other).await;
    assert!(!policy(&page).contains("frame-src") && !page.has("data-player"));
    assert!(page.has("href=\"https://video.example/1\""));
}

#[actix_web::test]
async fn an_old_version_is_told_as_the_living_page_tells_it() {
    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[Role::Editor]).await;
    let then = [
        ("problem", "Ingen spurgte."),
        ("advice_1", "Ring først."),
        ("degree", "involvement"),
        ("not_worked", "Midt på dagen."),
        ("contact_role", "Dagtilbudschef"),
        ("tags", "tilsyn"),
        PUBLISH,
    ];
    let at = write(&karen, &then).await;
    save(&karen, &at, &[("problem", "Et andet.")])
        .await
        .location();
    let old = karen.open(&format!("{at}/history/1")).await;
    for text in [
        "Ingen spurgte.",
        "class=\"fact advice\"",
        "Ring først.",
        "class=\"fact not-worked\"",
        "Dagtilbudschef",
        "Inddragelse",
        "href=\"/search?q=tilsyn\"",
    ] {
        assert!(old.has(text), "{text} in {}", old.main());
    }
    assert!(!old.has("Et andet."));
}
