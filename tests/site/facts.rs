//! Facts of each kind: asked for, read, shown, imported, searched for; and what is not saved yet.

use actix_web::http::StatusCode;
use chrono::Duration;
use diesel::prelude::*;
use faelles::jobs::{self, Job};
use faelles::library::facts::Facts;
use faelles::library::import;
use faelles::members::Role;
use faelles::schema::{drafts, entries, entry_terms};

use crate::support::{Browser, Reply, Site};

type Pairs = Vec<(String, String)>;

fn pairs(fields: &[(&str, &str)]) -> Pairs {
    fields
        .iter()
        .map(|(n, v)| (n.to_string(), v.to_string()))
        .collect()
}

/// What every entry of these tests says.
fn any(kind: &str, title: &str) -> Pairs {
    pairs(&[
        ("kind", kind),
        ("title", title),
        ("summary", "Hvad vi lærte."),
        ("lang", "da"),
        ("audience", "public"),
        ("do", "publish"),
    ])
}

fn case() -> Pairs {
    let mut all = any("case", "Forældre i tilsynet");
    all.extend(pairs(&[
        ("area", "dagtilbud"),
        ("municipality", "Roskilde"),
        ("problem", "Ingen havde spurgt forældrene."),
        ("core", "Forældrene har en fast plads."),
        (
            "done",
            "Vi gjorde tre ting:\n- ringede\n- ventede\n\n1. spurgte\n\n2. <b>rettede</b>",
        ),
        ("parties", "parents"),
        ("parties", "med"),
        ("started_by", "municipality"),
        ("degree", "involvement"),
        ("factors", "leadership"),
        ("factors", "evaluation"),
        ("reflections", "time"),
        ("from_year", "2020"),
        ("to_year", "2022"),
        ("stage", "ended"),
        ("for_citizens", "De blev hørt."),
        ("for_work", "Færre klager."),
        ("for_environment", "Mere ro."),
        ("evaluated", "yes"),
        ("not_worked", "Vi mødtes midt på dagen."),
        ("advice_1", "Ring."),
        ("advice_2", ""),
        ("advice_3", "Mød dem om aftenen.\nOg køb kage."),
        ("contact_role", "Dagtilbudschef"),
        ("contact_name", "Dagtilbudskontoret"),
        ("contact_deputy", "Souschef"),
        ("video_address", "https://video.example/se?v=1&t=2"),
        ("video_title", "Forældrene fortæller"),
        ("video_speakers", "Tre forældre"),
        ("video_transcript", "Vi blev spurgt\nto gange."),
        ("links_address_1", "https://kl.dk/tilsyn"),
        ("links_label_1", "Om tilsyn \"hos\" KL"),
        ("links_address_2", ""),
        ("links_label_2", ""),
    ]));
    all
}

fn tool(title: &str) -> Pairs {
    let mut all = any("tool", title);
    all.extend(pairs(&[
        ("gain", "Overblik."),
        ("how", "1. Tegn.\n2. Tal."),
        ("steps", "challenges"),
        ("steps", "trial"),
        ("participants", "Fire til otte"),
        ("time", "En time"),
        ("strengths", "Let."),
        ("weaknesses", "Overfladisk."),
        ("origin", "Gammelt."),
        ("worksheet", "swot"),
    ]));
    all
}

fn note(title: &str) -> Pairs {
    let mut all = any("note", title);
    all.extend(pairs(&[
        ("agenda", "1. Velkomst\n2. Tilsyn"),
        ("present", "Fire kommuner"),
        ("note_stage", "final"),
        ("decisions", "Vi mødes igen.\n\nVi spørger forældre."),
        ("actions_what_1", "Indkald"),
        ("actions_owner_1", "Arrangøren"),
        ("actions_due_1", "2026-04-01"),
        ("actions_what_2", ""),
        ("actions_what_3", "Skriv ud"),
    ]));
    all
}

fn portrait() -> Pairs {
    let mut all = any("portrait", "En, der holdt igen");
    all.extend(pairs(&[
        ("person_role", "Tovholder"),
        ("person_organisation", "En kommune"),
        ("quote", "Det sværeste var at tie."),
    ]));
    all
}

/// The fields with some otherwise.
fn with(mut fields: Pairs, other: &[(&str, &str)]) -> Pairs {
    for (name, value) in other {
        fields.retain(|(n, _)| n != name);
        fields.push((name.to_string(), value.to_string()));
    }
    fields
}

async fn send(who: &Browser<'_>, path: &str, fields: &Pairs) -> Reply {
    let fields: Vec<(&str, &str)> = fields
        .iter()
        .map(|(n, v)| (n.as_str(), v.as_str()))
        .collect();
    who.post(path, &fields).await
}

/// The address of a new entry.
async fn write(who: &Browser<'_>, fields: &Pairs) -> String {
    let to = send(who, "/library", fields).await.location();
    to.split('?').next().unwrap().to_string()
}

fn slug(at: &str) -> &str {
    at.rsplit('/').next().unwrap()
}

fn facts(site: &Site, at: &str) -> Facts {
    let stored: Option<String> = site
        .app
        .db
        .read_now(|c| {
            Ok(entries::table
                .filter(entries::slug.eq(slug(at)))
                .select(entries::facts)
                .first(c)?)
        })
        .unwrap();
    Facts::read(stored.as_deref())
}

/// Every field of the page's form, as a browser would send it.
fn filled(page: &str) -> Pairs {
    let from = page.find("<form class=\"stack\"").expect("a form");
    let form = &page[from..from + page[from..].find("</form>").unwrap()];
    let plain = |text: &str| {
        text.replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&quot;", "\"")
            .replace("&amp;", "&")
    };
    let attribute = |tag: &str, name: &str| {
        let mark = format!(" {name}=\"");
        let at = tag.find(&mark)? + mark.len();
        Some(plain(&tag[at..at + tag[at..].find('"')?]))
    };
    let tags = regex::Regex::new(
        r"(?s)<input[^>]*>|<textarea[^>]*>\n?(?<text>[^<]*)</textarea>|<select[^>]*>.*?</select>",
    )
    .unwrap();
    let chosen = regex::Regex::new(r#"<option value="([^"]*)" selected>"#).unwrap();
    let mut all = Vec::new();
    for found in tags.captures_iter(form) {
        let tag = &found[0];
        let head = &tag[..=tag.find('>').unwrap()];
        let name = attribute(head, "name").unwrap();
        if ["token", "once"].contains(&name.as_str()) {
            continue;
        }
        if tag.starts_with("<textarea") {
            // A browser sends line breaks as two characters.
            all.push((name, plain(&found["text"]).replace('\n', "\r\n")));
        } else if tag.starts_with("<select") {
            let value = chosen.captures(tag).map(|c| c[1].to_string());
            all.push((name, value.unwrap_or_default()));
        } else if !matches!(
            attribute(head, "type").as_deref(),
            Some("checkbox" | "radio")
        ) || head.contains(" checked")
        {
            all.push((name, attribute(head, "value").unwrap_or_default()));
        }
    }
    all
}

#[actix_web::test]
async fn a_case_tells_what_it_is_asked_for() {
    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[Role::Editor]).await;
    let kite = write(&karen, &tool("Årshjul")).await;
    let at = write(&karen, &with(case(), &[("methods", slug(&kite))])).await;
    let page = site.visitor().open(&at).await;
    let main = page.main();
    for said in [
        "Ingen havde spurgt forældrene.",
        "<ul>\n<li>ringede</li>\n<li>ventede</li>\n</ul>\n<ol>\n<li>spurgte</li>\n<li>&lt;b&gt;rettede&lt;/b&gt;</li>\n</ol>",
        "<dd>Forældre, MED</dd>",
        "<dd>2020–2022</dd>",
        "<dd>Inddragelse</dd>",
        "Ledelse, Evaluering og opfølgning",
        "Det, der ikke virkede</h2><div lang=\"da\"><p>Vi mødtes midt på dagen.</p>",
        ">To gode råd</h2>",
        "Mød dem om aftenen.<br>\nOg køb kage.",
        "Dagtilbudschef",
        "Souschef",
        "Vi blev spurgt<br>\nto gange.",
        "Om tilsyn &quot;hos&quot; KL",
    ] {
        assert!(main.contains(said), "{said} in {main}");
    }
    assert!(main.contains(&format!("<a href=\"{kite}\" lang=\"da\">Årshjul</a>")));
    // A video elsewhere is led to, and nothing of it is loaded.
    assert!(main.contains("href=\"https://video.example/se?v=1&amp;t=2\""));
    for loads in ["<iframe", "<video", "<img", "src=\"https"] {
        assert!(!main.contains(loads), "{loads}");
    }
    let terms: Vec<(String, String)> = site
        .app
        .db
        .read_now(|c| {
            Ok(entry_terms::table
                .filter(entry_terms::vocabulary.eq_any(["party", "method"]))
                .order((entry_terms::vocabulary, entry_terms::term))
                .select((entry_terms::vocabulary, entry_terms::term))
                .load(c)?)
        })
        .unwrap();
    assert_eq!(
        terms,
        pairs(&[
            ("method", "aarshjul"),
            ("party", "med"),
            ("party", "parents")
        ])
    );
}

#[actix_web::test]
async fn each_kind_has_a_page_of_its_own() {
    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[Role::Editor]).await;
    let example = write(&karen, &case()).await;
    let at = write(&karen, &with(tool("Årshjul"), &[("examples", &example)])).await;
    let page = site.visitor().open(&at).await;
    for said in [
        "Det får I ud af det",
        "2. Udpeg, undersøg og prioritér, 4. Afprøv og tag i brug",
        "href=\"/worksheets/new?kind=swot\"",
        "Eksempler fra virkeligheden",
        &format!("href=\"{example}\""),
    ] {
        assert!(page.has(said), "{said}");
    }
    let first = write(&karen, &note("Første møde")).await;
    let fields = with(note("Andet møde"), &[("previous", slug(&first))]);
    let page = site.visitor().open(&write(&karen, &fields).await).await;
    for said in [
        "<th scope=\"col\">Ansvarlig</th>",
        "<time class=\"nowrap\" datetime=\"2026-04-01\">",
        "<li>Vi spørger forældre.</li>",
        "Første møde</a>",
    ] {
        assert!(page.has(said), "{said}");
    }
    let page = site.visitor().open(&write(&karen, &portrait()).await).await;
    assert!(page.has("<blockquote><p>Det sværeste var at tie.</p>\n</blockquote>"));
    assert!(page.has("<figcaption>Tovholder, En kommune</figcaption>"));
}

#[actix_web::test]
async fn saving_a_form_as_it_is_opened_changes_nothing() {
    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[Role::Editor]).await;
    let kite = write(&karen, &tool("Årshjul")).await;
    let example = write(&karen, &with(case(), &[("methods", &kite)])).await;
    let other = write(&karen, &with(tool("Effektkæde"), &[("examples", &example)])).await;
    let first = write(&karen, &note("Første møde")).await;
    let second = write(&karen, &with(note("Andet møde"), &[("previous", &first)])).await;
    let person = write(&karen, &portrait()).await;
    for at in [&kite, &example, &other, &first, &second, &person] {
        let before = facts(&site, at);
        assert_ne!(before, Facts::default());
        let edit = format!("{at}/edit");
        let form = filled(&karen.open(&edit).await.text);
        let saved = send(&karen, &edit, &form).await;
        assert_eq!(saved.location(), format!("{at}?done=saved"));
        assert_eq!(facts(&site, at), before, "{at}");
        let history = karen.open(&format!("{at}/history")).await;
        assert!(!history.has("Ændret:"), "{at}");
    }
    assert_eq!(facts(&site, &example).methods, [slug(&kite)]);
    assert_eq!(facts(&site, &first).actions.len(), 2);
    assert_eq!(facts(&site, &example).advice.len(), 2);
}

#[actix_web::test]
async fn what_cannot_be_kept_is_said_beside_its_field() {
    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[Role::Editor]).await;
    let long = "ø".repeat(60_000);
    for (field, value, says) in [
        ("from_year", "1850", "årstal"),
        ("to_year", "2019", "før det første"),
        ("parties", "martians", "Vælg en af mulighederne"),
        ("evaluated", "perhaps", "Vælg en af mulighederne"),
        ("done", long.as_str(), "højst 50000 tegn"),
        ("not_worked", "borger 010190-1234", "CPR"),
        ("advice_2", "borger 010190-1234", "CPR"),
        ("contact_name", "borger 010190-1234", "CPR"),
        ("video_address", "http://video.example/1", "https://"),
        (
            "links_address_1",
            "javascript:alert(1)",
            "https:// eller http://",
        ),
        (
            "links_address_1",
            "https://bruger:kode@kl.dk/",
            "https:// eller http://",
        ),
        ("methods", "findes-ikke", "findes ikke"),
    ] {
        let reply = send(&karen, "/library", &with(case(), &[(field, value)])).await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}");
        assert!(reply.has(says), "{field}");
        assert!(reply.has("Ingen havde spurgt forældrene."), "{field}");
        assert!(reply.has(&format!("href=\"#{field}\"")), "{field}");
        assert!(reply.has(&format!("id=\"{field}\"")), "{field}");
    }
    for (field, value) in [("actions_due_1", "i morgen"), ("actions_what_1", "")] {
        let reply = send(&karen, "/library", &with(note("Møde"), &[(field, value)])).await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}");
        assert!(reply.has(&format!("id=\"{field}-e\"")), "{field}");
    }
}

#[actix_web::test]
async fn the_key_facts_stand_for_a_text() {
    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[Role::Editor]).await;
    for fields in [case(), tool("Årshjul"), note("Møde"), portrait()] {
        let at = write(&karen, &fields).await;
        assert!(!site.visitor().open(&at).await.has("ingen tekst endnu"));
    }
    for (fields, key) in [
        (case(), "done"),
        (tool("Hjul"), "how"),
        (portrait(), "quote"),
    ] {
        let lacking = with(fields.clone(), &[(key, "")]);
        let refused = send(&karen, "/library", &lacking).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{key}");
        assert!(refused.has("href=\"#body\""));
        // As a draft it may wait; as a text it may be written.
        let draft = write(&karen, &with(lacking.clone(), &[("do", "save")])).await;
        let step = [("do", "publish"), ("version", "1")];
        let refused = karen.post(&format!("{draft}/step"), &step).await;
        assert_eq!(refused.status, StatusCode::BAD_REQUEST);
        write(&karen, &with(lacking, &[("body", "Fortalt frit.")])).await;
    }
}

#[actix_web::test]
async fn what_is_missing_is_shown_to_who_writes() {
    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[Role::Editor]).await;
    let whole = write(&karen, &case()).await;
    assert!(karen.open(&whole).await.has("Fuldt udfyldt"));
    let part = with(case(), &[("not_worked", ""), ("title", "Uden fejl")]);
    let at = write(&karen, &part).await;
    let page = karen.open(&at).await;
    assert!(page.has("Delvist udfyldt") && page.has(&format!("href=\"{at}/edit#not_worked\"")));
    let form = karen.open(&format!("{at}/edit")).await;
    assert!(form.has("href=\"#not_worked\"") && form.has("id=\"not_worked\""));
    let empty = karen.open("/library/new?kind=tool").await;
    assert!(empty.has("Påbegyndt") && empty.has("href=\"#gain\""));
    let per = site.signed_in("Per Lund", &[]).await;
    for reader in [&per, &site.visitor()] {
        assert!(!reader.open(&at).await.has("Delvist udfyldt"));
    }
}

#[actix_web::test]
async fn tools_one_may_not_read_are_neither_shown_nor_lost() {
    let site = Site::new().await;
    let umea = site.add_organisation("Umeå kommun");
    let roles = [Role::Organiser];
    let anna = site.signed_in_of("Anna Berg", &roles, Some(&umea)).await;
    let editor = site.signed_in("Else Red", &[Role::Editor]).await;
    let only = with(tool("Hemmeligt hjul"), &[("audience", "organisation")]);
    let secret = write(&anna, &only).await;
    let open = write(&anna, &tool("Åbent hjul")).await;
    let fields = with(case(), &[("methods", &format!("{secret} {open}"))]);
    let at = write(&anna, &fields).await;

    assert!(anna.open(&at).await.has("Hemmeligt hjul"));
    for reader in [&editor, &site.visitor()] {
        let page = reader.open(&at).await;
        assert!(page.has("Åbent hjul"));
        assert!(!page.has("Hemmeligt") && !page.has(slug(&secret)));
    }
    // The form offers it to nobody else, and what it holds back is not lost by saving.
    let edit = format!("{at}/edit");
    let form = editor.open(&edit).await;
    assert!(form.has("Åbent hjul") && !form.has("hemmeligt-hjul"));
    let mut fields = filled(&form.text);
    fields.retain(|(name, _)| name != "methods");
    send(&editor, &edit, &fields).await.location();
    assert_eq!(facts(&site, &at).methods, [slug(&secret)]);
    // And nobody learns by naming it whether it is there.
    let said = async |name: &str| {
        let fields = with(case(), &[("title", "Gæt"), ("methods", name)]);
        let reply = send(&editor, "/library", &fields).await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
        reply.has("findes ikke, eller det er ikke af den rette slags")
    };
    assert!(said(slug(&secret)).await && said("findes-ikke").await);
    // A case is no tool.
    assert!(said(slug(&at)).await);
}

fn kept(site: &Site) -> i64 {
    site.app
        .db
        .read_now(|c| Ok(drafts::table.count().get_result(c)?))
        .unwrap()
}

#[actix_web::test]
async fn what_was_typed_and_not_saved_is_offered_again() {
    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[]).await;
    let per = site.signed_in("Per Lund", &[]).await;
    let new = "/library/new?kind=case";
    let form = karen.open(new).await;
    assert!(form.has("data-draft=\"/library/drafts\"") && !form.has("ikke blev gemt"));
    let key = form.field("draft");
    let typed = with(case(), &[("draft", &key), ("do", "save")]);
    let reply = send(&karen, "/library/drafts", &typed).await;
    assert_eq!(reply.status, StatusCode::OK);
    assert!(reply.has("husket"));
    // Not an entry, and nobody else's.
    assert!(!karen.open("/library?tab=mine").await.has("class=\"card\""));
    assert!(!per.open(new).await.has("ikke blev gemt"));
    let offered = karen.open(new).await;
    assert!(offered.has("ikke blev gemt") && !offered.has("Ingen havde spurgt"));
    let taken = karen.open("/library/new?kind=case&draft=1").await;
    assert_eq!(
        filled(&taken.text)
            .into_iter()
            .find(|(n, _)| n == "problem")
            .unwrap()
            .1,
        "Ingen havde spurgt forældrene."
    );
    // Saved, it is gone.
    let at = write(&karen, &typed).await;
    assert!(!karen.open(new).await.has("ikke blev gemt"));
    assert_eq!(kept(&site), 0);

    // So with what is there already.
    let edit = format!("{at}/edit");
    let form = karen.open(&edit).await;
    let unchanged = filled(&form.text);
    send(&karen, "/library/drafts", &unchanged).await;
    assert!(!karen.open(&edit).await.has("ikke blev gemt"), "the same");
    let changed = with(unchanged, &[("core", "Noget andet")]);
    send(&karen, "/library/drafts", &changed).await;
    assert!(karen.open(&edit).await.has("ikke blev gemt"));
    assert!(
        karen
            .open(&format!("{edit}?draft=1"))
            .await
            .has("Noget andet")
    );
    let discard = [("draft", form.field("draft"))];
    let discard = [(discard[0].0, discard[0].1.as_str())];
    let gone = karen.post("/library/drafts/discard", &discard).await;
    assert_eq!(gone.location(), format!("{edit}?done=draft-discarded"));
    assert!(!karen.open(&edit).await.has("ikke blev gemt"));
    assert_eq!(facts(&site, &at).core, "Forældrene har en fast plads.");
}

#[actix_web::test]
async fn a_draft_is_kept_only_where_one_may_write_and_never_with_a_cpr_number() {
    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[]).await;
    let per = site.signed_in("Per Lund", &[]).await;
    let hers = write(&karen, &with(case(), &[("do", "save")])).await;
    let key = karen.open(&format!("{hers}/edit")).await.field("draft");
    for (draft, status) in [
        (key.as_str(), StatusCode::NOT_FOUND),
        ("entry:findes-ikke", StatusCode::NOT_FOUND),
        ("new:poem", StatusCode::BAD_REQUEST),
        ("", StatusCode::BAD_REQUEST),
    ] {
        let fields = with(case(), &[("draft", draft)]);
        let reply = send(&per, "/library/drafts", &fields).await;
        assert_eq!(reply.status, status, "{draft}");
        let reply = send(&per, "/library/drafts/discard", &fields).await;
        assert_eq!(reply.status, status, "{draft}");
    }
    let cpr = with(case(), &[("draft", "new:case"), ("core", "010190-1234")]);
    let reply = send(&per, "/library/drafts", &cpr).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(reply.has("CPR"));
    let visitor = site.visitor().post("/library/drafts", &[]).await;
    assert_eq!(visitor.status, StatusCode::UNAUTHORIZED);
    assert_eq!(kept(&site), 0);

    // What nobody takes up goes after a month.
    let mine = with(case(), &[("draft", "new:case")]);
    send(&per, "/library/drafts", &mine).await;
    for (days, left) in [(29, 1), (2, 0)] {
        site.app.clock.advance(Duration::days(days));
        site.app
            .db
            .write_now(|c| jobs::enqueue(c, &Job::Sweep, site.app.clock.now(), None))
            .unwrap();
        site.drain().await;
        assert_eq!(kept(&site), left);
    }
}

#[actix_web::test]
async fn two_who_fill_in_facts_at_once_lose_nothing() {
    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[Role::Editor]).await;
    let per = site.signed_in("Per Lund", &[Role::Editor]).await;
    let at = write(&karen, &case()).await;
    let edit = format!("{at}/edit");
    let hers = filled(&karen.open(&edit).await.text);
    let his = filled(&per.open(&edit).await.text);
    send(&karen, &edit, &with(hers, &[("core", "Karens kerne")])).await;
    let typed = with(his, &[("core", "Pers kerne"), ("not_worked", "Pers fejl")]);
    let conflict = send(&per, &edit, &typed).await;
    assert_eq!(conflict.status, StatusCode::CONFLICT);
    assert!(conflict.has("Karens") && conflict.has("Pers fejl"));
    let over = filled(&conflict.text);
    send(&per, &edit, &over).await.location();
    assert_eq!(facts(&site, &at).not_worked, "Pers fejl");
}

#[actix_web::test]
async fn who_saves_second_keeps_what_the_first_changed_elsewhere() {
    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[Role::Editor]).await;
    let per = site.signed_in("Per Lund", &[Role::Editor]).await;
    let body = |first: &str, last: &str| format!("{first}\n\nDet er to år siden.\n\n{last}");
    let text = body("Vi ringede.", "Så ventede vi.");
    let at = write(&karen, &with(case(), &[("body", &text)])).await;
    let edit = format!("{at}/edit");
    let hers = filled(&karen.open(&edit).await.text);
    let his = filled(&per.open(&edit).await.text);
    let written = body("Vi ringede to gange.", "Så ventede vi.");
    let hers = with(
        hers,
        &[
            ("core", "Karens kerne"),
            ("area", "skole"),
            ("body", &written),
        ],
    );
    send(&karen, &edit, &hers).await.location();
    let written = body("Vi ringede.", "Så ventede vi et år.");
    let his = with(his, &[("not_worked", "Pers fejl"), ("body", &written)]);
    let conflict = send(&per, &edit, &his).await;
    assert_eq!(conflict.status, StatusCode::CONFLICT);
    assert!(
        conflict.has("taget med i formularen: Område, Kernen i indsatsen.")
            && conflict.has("begges ændringer står i formularen: Tekst."),
        "{}",
        conflict.main()
    );
    assert!(conflict.has("Gem begges ændringer") && !conflict.has("begge ændret det samme sted"));
    // What only she changed is no part of what saving would change.
    for (label, shown) in [
        ("Tekst", true),
        ("Det, der ikke virkede", true),
        ("Område", false),
        ("Kernen i indsatsen", false),
    ] {
        let heading = format!("<h2>{label}</h2>");
        assert_eq!(conflict.main().contains(&heading), shown, "{label}");
    }
    send(&per, &edit, &filled(&conflict.text)).await.location();
    let page = per.open(&at).await;
    assert!(page.has("Vi ringede to gange.") && page.has("Så ventede vi et år."));
    let facts = facts(&site, &at);
    assert_eq!(facts.core, "Karens kerne");
    assert_eq!(facts.not_worked, "Pers fejl");
    assert!(filled(&per.open(&edit).await.text).contains(&("area".into(), "skole".into())));
}

#[actix_web::test]
async fn what_was_left_alone_in_a_form_is_what_the_other_made_of_it() {
    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[Role::Editor]).await;
    let per = site.signed_in("Per Lund", &[Role::Editor]).await;
    let at = write(&karen, &case()).await;
    // In another order than the form's, as an import may bring them.
    site.app
        .db
        .write_now(|c| {
            for table in ["entries", "revisions"] {
                let turned = format!(
                    "UPDATE {table} SET facts = REPLACE(facts, '\"parents\",\"med\"', '\"med\",\"parents\"')"
                );
                diesel::sql_query(turned).execute(c)?;
            }
            Ok(())
        })
        .unwrap();
    assert_eq!(facts(&site, &at).parties, ["med", "parents"]);
    let edit = format!("{at}/edit");
    let mut hers = filled(&karen.open(&edit).await.text);
    let his = filled(&per.open(&edit).await.text);
    hers.push(("parties".into(), "employees".into()));
    send(&karen, &edit, &hers).await.location();
    let conflict = send(&per, &edit, &with(his, &[("core", "Pers kerne")])).await;
    assert_eq!(conflict.status, StatusCode::CONFLICT);
    assert!(
        conflict.has("taget med i formularen: Parter."),
        "{}",
        conflict.main()
    );
    send(&per, &edit, &filled(&conflict.text)).await.location();
    let facts = facts(&site, &at);
    assert!(facts.parties.contains(&"employees".to_string()));
    assert_eq!(facts.core, "Pers kerne");
}

#[actix_web::test]
async fn where_nobody_knows_what_a_form_began_with_all_that_differs_is_said() {
    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[Role::Editor]).await;
    let at = write(&karen, &case()).await;
    let edit = format!("{at}/edit");
    let form = filled(&karen.open(&edit).await.text);
    let typed = with(form, &[("core", "En anden kerne"), ("version", "77")]);
    let conflict = send(&karen, &edit, &typed).await;
    assert_eq!(conflict.status, StatusCode::CONFLICT);
    assert!(
        conflict.has("det samme sted: Kernen i indsatsen."),
        "{}",
        conflict.main()
    );
    assert!(conflict.has("Gem min tekst oven på"));
}

#[actix_web::test]
async fn the_preview_shows_the_facts() {
    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[]).await;
    let piece = send(&karen, "/library/preview", &case()).await;
    assert!(piece.has("<h2>Det, der ikke virkede</h2>") && piece.has("Mere ro."));
    assert!(!piece.has("<html"));
}

#[actix_web::test]
async fn a_fact_is_found_by_searching() {
    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[Role::Editor]).await;
    let fields = with(case(), &[("not_worked", "Vi glemte mandarinerne.")]);
    let at = write(&karen, &fields).await;
    site.drain().await;
    let found = site.visitor().open("/search?q=mandarinerne").await;
    assert!(found.has(&at) && found.has("glemte <mark>mandarinerne</mark>"));
    let form = filled(&karen.open(&format!("{at}/edit")).await.text);
    let fields = with(form, &[("not_worked", "Vi glemte bananerne.")]);
    send(&karen, &format!("{at}/edit"), &fields).await;
    site.drain().await;
    assert!(!site.visitor().open("/search?q=mandarinerne").await.has(&at));
    assert!(site.visitor().open("/search?q=bananerne").await.has(&at));
}

#[actix_web::test]
async fn a_table_comes_in_with_its_facts() {
    let site = Site::new().await;
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("cases.csv");
    let table = "id;title;lang;problem;done;parties;advice;from_year;links;text\n\
         a;Tavse forældre;da;\"Ingen; spurgte\";Vi ringede;parents|med;Ring|Ring igen;2020;https://kl.dk/a::Om tilsyn;\n\
         b;Forkert;da;p;d;martians;;;;\n\
         c;For gammel;da;p;d;;;1020;;\n\
         d;Tom;da;;;;;;;\n";
    std::fs::write(&file, table).unwrap();
    let mut problems = Vec::new();
    let mut run = || {
        problems.clear();
        let paths = [file.clone()];
        import::run(&site.app, &paths, &mut |told| {
            if let import::Told::Problem(problem) = told {
                problems.push((problem.line, problem.why.clone()));
            }
        })
        .unwrap()
    };
    let first = run();
    assert_eq!((first.new, first.skipped), (1, 3));
    assert_eq!(run().unchanged, 1);
    let said: Vec<Option<u64>> = problems.iter().map(|(line, _)| *line).collect();
    assert_eq!(said, [Some(3), Some(4), Some(5)]);
    assert!(
        problems[0]
            .1
            .contains("\"martians\" is not a known parties")
    );
    assert!(problems[1].1.contains("from_year"));
    let got = facts(&site, "/library/tavse-foraeldre");
    assert_eq!(got.problem, "Ingen; spurgte");
    assert_eq!(got.parties, ["parents", "med"]);
    assert_eq!(got.advice, ["Ring", "Ring igen"]);
    assert_eq!(got.links[0].label, "Om tilsyn");
    // A changed fact is a change.
    std::fs::write(&file, table.replace("Vi ringede", "Vi skrev")).unwrap();
    let again = import::run(&site.app, std::slice::from_ref(&file), &mut |_| {}).unwrap();
    assert_eq!(again.updated, 1);
    std::fs::write(&file, "title;hvad\na;b\n").unwrap();
    let wrong = import::run(&site.app, &[file], &mut |_| {}).unwrap();
    assert_eq!((wrong.new, wrong.skipped), (0, 1));
}

#[actix_web::test]
async fn the_demonstration_is_finished_and_names_what_is_there() {
    let site = Site::new().await;
    faelles::demo::open(&site.app).await.unwrap();
    let all: Vec<(String, String, Option<String>)> = site
        .app
        .db
        .read_now(|c| {
            Ok(entries::table
                .select((entries::slug, entries::kind, entries::facts))
                .load(c)?)
        })
        .unwrap();
    for (at, _, stored) in &all {
        let facts = Facts::read(stored.as_deref());
        assert_ne!(facts, Facts::default(), "{at}");
        let named = facts.methods.iter().map(|s| (s, "tool"));
        let named = named.chain(facts.examples.iter().map(|s| (s, "case")));
        let previous = [&facts.previous];
        let previous = previous.into_iter().filter(|s| !s.is_empty());
        for (slug, kind) in named.chain(previous.map(|s| (s, "note"))) {
            assert!(
                all.iter().any(|(s, k, _)| s == slug && k == kind),
                "{at} names {slug}"
            );
        }
    }
    let editor = site.signed_in("Else Red", &[Role::Editor]).await;
    for title in [
        "ny-model-for-det-paedagogiske-tilsyn-via-samskabt-styring",
        "faelles-skabet-et-videnforum-for-alle-der-arbejder",
        "samskabt-styring-i-seks-trin",
        "skalering-med-respekt",
        "stuproer-och-haengraennor-sex-framgaangsfaktorer-foer",
    ] {
        let page = editor.open(&format!("/library/{title}")).await;
        assert!(page.has("Fuldt udfyldt"), "{title}: {}", page.main());
    }
}

#[actix_web::test]
async fn the_facts_and_whom_to_ask_come_before_the_text() {
    let site = Site::new().await;
    let else_ = site.signed_in("Else Red", &[Role::Editor]).await;
    let at = crate::places::publish(
        &else_,
        &[
            ("municipality", "Roskilde"),
            ("contact_role", "Dagtilbudschef"),
            ("problem", "Tilsynet gav ikke mening."),
        ],
    )
    .await;
    let page = site.visitor().open(&at).await;
    let main = page.main();
    let order = [
        "Forældrene kom med fra starten.",
        ">Kort fortalt<",
        "Dagtilbudschef",
        "Tilsynet gav ikke mening.",
        "Vi spurgte alle.",
        ">Om indlægget<",
    ];
    let found = order.map(|said| main.find(said).unwrap_or_else(|| panic!("{said}: {main}")));
    assert!(found.is_sorted(), "{found:?}");
    for said in order {
        assert_eq!(main.matches(said).count(), 1, "{said} is there once");
    }
    // What may wait is not called optional.
    let form = else_.open("/library/new?kind=case").await;
    let label = &form.text[form.text.find("for=\"summary\"").unwrap()..];
    let label = &label[..label.find("</label>").unwrap()];
    assert!(label.contains("før teksten udgives") && !label.contains("valgfrit"));
}
