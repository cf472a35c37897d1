//! Municipalities: found by any spelling, and each with what the network has from it.

use actix_web::http::StatusCode;
use diesel::prelude::*;
use faelles::members::Role;
use faelles::places;
use faelles::schema::entries;

use crate::support::{Browser, Site};

pub fn case<'a>(other: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut fields = vec![
        ("kind", "case"),
        ("title", "Forældre i tilsynet"),
        ("summary", "Forældrene kom med fra starten."),
        ("body", "Vi spurgte alle."),
        ("lang", "da"),
        ("audience", "public"),
        ("do", "publish"),
    ];
    for (name, value) in other {
        fields.retain(|(n, _)| n != name);
        fields.push((name, value));
    }
    fields
}

/// Publishes an entry; its address.
pub async fn publish(who: &Browser<'_>, other: &[(&str, &str)]) -> String {
    let reply = who.post("/library", &case(other)).await;
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.text);
    reply.location().split('?').next().unwrap().to_string()
}

fn place_of(site: &Site, title: &str) -> (Option<String>, Option<String>) {
    site.app
        .db
        .read_now(|c| {
            Ok(entries::table
                .filter(entries::title.eq(title))
                .select((entries::municipality, entries::place))
                .first(c)?)
        })
        .unwrap()
}

#[actix_web::test]
async fn an_entry_belongs_to_the_municipality_however_it_was_spelt() {
    let site = Site::new().await;
    let else_ = site.signed_in("Else Red", &[Role::Editor]).await;
    for (title, typed, name, code) in [
        ("A", "Århus Kommune", "Aarhus", Some("DK-751")),
        ("B", "hoje taastrup", "Høje-Taastrup", Some("DK-169")),
        ("C", "Malmo", "Malmö", Some("SE-1280")),
        ("D", "Region Midtjylland", "Region Midtjylland", None),
    ] {
        publish(&else_, &[("title", title), ("municipality", typed)]).await;
        let (municipality, place) = place_of(&site, title);
        assert_eq!(municipality.as_deref(), Some(name), "{typed}");
        assert_eq!(place.as_deref(), code, "{typed}");
    }
    // The language decides between two of one name.
    let lund = [("title", "E"), ("municipality", "Lund"), ("lang", "sv")];
    publish(&else_, &lund).await;
    assert_eq!(place_of(&site, "E").1.as_deref(), Some("SE-1281"));
    let form = else_.open("/library/new?kind=case").await;
    assert!(form.has("list=\"municipalities\"") && form.has("value=\"Lund (Rogaland)\""));
    // A list with an empty choice says itself that one may leave it.
    let at = form.text.find("for=\"area\"").unwrap();
    let label = &form.text[at..at + form.text[at..].find("</label>").unwrap()];
    assert!(
        !label.contains("valgfrit") && form.has("valgfrit"),
        "{label}"
    );
}

#[actix_web::test]
async fn a_municipality_nobody_knows_is_refused_with_those_it_may_be() {
    let site = Site::new().await;
    let else_ = site.signed_in("Else Red", &[Role::Editor]).await;
    let refused = else_
        .post("/library", &case(&[("municipality", "Roskidle")]))
        .await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    // What was typed stands, and the nearest can be chosen by name and county.
    assert!(refused.has("value=\"Roskidle\"") && refused.has("Vi kender ingen kommune"));
    assert!(refused.has("value=\"DK-265\"") && refused.has("Roskilde (Region Sjælland, Danmark)"));
    assert!(refused.has("Vi spurgte alle."));
    let chosen = [
        ("title", "A"),
        ("municipality", "Roskidle"),
        ("municipality_code", "DK-265"),
    ];
    publish(&else_, &chosen).await;
    let roskilde = (Some("Roskilde".to_string()), Some("DK-265".to_string()));
    assert_eq!(place_of(&site, "A"), roskilde);
    // A code that has nothing to do with what was typed is not taken.
    let astray = [("municipality", "Andeby"), ("municipality_code", "DK-265")];
    let reply = else_.post("/library", &case(&astray)).await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    for empty in ["", "  ", "hele landet", "Region Syddanmark"] {
        publish(&else_, &[("municipality", empty)]).await;
    }
}

#[actix_web::test]
async fn of_several_of_one_name_the_form_asks_which() {
    let site = Site::new().await;
    let else_ = site.signed_in("Else Red", &[Role::Editor]).await;
    let heroey = [("municipality", "Herøy"), ("lang", "nb")];
    let asked = else_.post("/library", &case(&heroey)).await;
    assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(asked.has("Flere kommuner hedder det"));
    assert!(asked.has("Herøy (Nordland, Norge)") && asked.has("Herøy (Møre og Romsdal, Norge)"));
    let mut one = heroey.to_vec();
    one.extend([("title", "A"), ("municipality_code", "NO-1818")]);
    let at = publish(&else_, &one).await;
    assert_eq!(place_of(&site, "A").1.as_deref(), Some("NO-1818"));
    // Its form says which one it is, and leads to the other.
    let form = else_.open(&format!("{at}/edit")).await;
    assert!(form.has("value=\"Herøy (Nordland)\""));
    let mut other = heroey.to_vec();
    other.extend([
        ("title", "A"),
        ("municipality", "Herøy (Møre og Romsdal)"),
        ("version", "1"),
        ("do", "save"),
    ]);
    let saved = else_.post(&format!("{at}/edit"), &case(&other)).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text);
    assert_eq!(place_of(&site, "A").1.as_deref(), Some("NO-1515"));
    // What an import brought may stay as it was when something else is changed.
    site.app
        .db
        .write_now(|c| {
            let odd = (
                entries::municipality.eq("Andeby"),
                entries::place.eq(None::<String>),
            );
            Ok(diesel::update(entries::table).set(odd).execute(c)?)
        })
        .unwrap();
    let kept = [
        ("title", "A"),
        ("municipality", "Andeby"),
        ("version", "2"),
        ("do", "save"),
    ];
    let saved = else_.post(&format!("{at}/edit"), &case(&kept)).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text);
}

#[actix_web::test]
async fn the_nearest_is_found_first_also_by_number_and_short_name() {
    let site = Site::new().await;
    let visitor = site.visitor();
    let before = |page: &crate::support::Reply, first: &str, second: &str| {
        let at = |code: &str| page.text.find(&format!("/places/{code}\""));
        at(first).unwrap() < at(second).unwrap_or(usize::MAX)
    };
    // Gällivare has the letters too; Åre is called so.
    let are = visitor.open("/places?q=%C3%85re").await;
    assert!(before(&are, "SE-2321", "SE-2523"));
    let bare = visitor.open("/places?q=are").await;
    assert!(before(&bare, "SE-2321", "SE-2523"));
    for (typed, code) in [
        ("Kbh", "DK-101"),
        ("Kbh.", "DK-101"),
        ("751", "DK-751"),
        ("0180", "SE-0180"),
    ] {
        let found = visitor.open(&format!("/places?q={typed}")).await;
        assert!(
            found.has(&format!("/places/{code}\"")) && found.has("1 kommune<"),
            "{typed}"
        );
        let narrowed = visitor.open(&format!("/library?where={typed}")).await;
        assert!(!narrowed.has("Vi kender ingen kommune"), "{typed}");
    }
    let slip = visitor.open("/places?q=Roskidle").await;
    assert!(slip.has("Mener du en af disse?") && slip.has("/places/DK-265"));
    let several = visitor.open("/library?where=V%C3%A5ler").await;
    assert!(several.has("Flere kommuner hedder »Våler«") && several.has("place=NO-3419"));
}

#[actix_web::test]
async fn entries_from_before_get_their_place_at_the_next_start() {
    let site = Site::new().await;
    let else_ = site.signed_in("Else Red", &[Role::Editor]).await;
    publish(&else_, &[("title", "A"), ("municipality", "Århus")]).await;
    publish(&else_, &[("title", "B"), ("municipality", "Odense")]).await;
    site.app
        .db
        .write_now(|c| {
            diesel::update(entries::table)
                .set((
                    entries::place.eq(None::<String>),
                    entries::municipality.eq("Andeby"),
                ))
                .filter(entries::title.eq("B"))
                .execute(c)?;
            diesel::update(entries::table)
                .set((
                    entries::place.eq(None::<String>),
                    entries::municipality.eq("Århus Kommune"),
                ))
                .filter(entries::title.eq("A"))
                .execute(c)?;
            places::fill_missing(c, site.app.clock.now())
        })
        .unwrap();
    assert_eq!(place_of(&site, "A").1.as_deref(), Some("DK-751"));
    assert_eq!(place_of(&site, "B").1, None);
    assert!(site.visitor().open("/places/DK-751").await.has(">A</a>"));
}

#[actix_web::test]
async fn a_municipality_is_found_by_any_spelling_and_counts_what_one_may_read() {
    let site = Site::new().await;
    let else_ = site.signed_in("Else Red", &[Role::Editor]).await;
    let empty = site.visitor().open("/places").await;
    assert!(empty.has("Ingen kommune har indlæg endnu"));
    publish(&else_, &[("title", "A"), ("municipality", "Aarhus")]).await;
    let inside = [
        ("title", "Hemmelig"),
        ("municipality", "Odense"),
        ("audience", "network"),
    ];
    publish(&else_, &inside).await;
    for asked in ["%C3%85rhus", "arhus", "AARHUS", "%C3%85rhus+Kommune"] {
        let found = site.visitor().open(&format!("/places?q={asked}")).await;
        assert!(
            found.has("/places/DK-751") && found.has("1 indlæg"),
            "{asked}"
        );
        assert!(found.has("1 kommune<"), "{asked}");
    }
    let listed = site.visitor().open("/places").await;
    assert!(listed.has("/places/DK-751") && !listed.has("/places/DK-461"));
    assert!(else_.open("/places").await.has("/places/DK-461"));
    let norway = site.visitor().open("/places?country=NO").await;
    assert!(norway.has("357 kommuner") && norway.has("/places/NO-0301"));
    assert!(
        site.visitor()
            .open("/places?q=xyzzy")
            .await
            .has("Vi fandt ingen kommune")
    );
    let page = site.visitor().open("/places/DK-461").await;
    assert!(!page.has("Hemmelig") && page.has("Ingen indlæg fra Odense endnu"));
    assert!(else_.open("/places/dk-461").await.has("Hemmelig"));
    for none in ["/places/DK-411", "/places/XX-1", "/places/Roskilde"] {
        assert_eq!(site.visitor().get(none).await.status, StatusCode::NOT_FOUND);
    }
}

#[actix_web::test]
async fn whom_to_ask_is_for_members_and_for_those_people_show_themselves_to() {
    let site = Site::new().await;
    let roskilde = site.add_organisation("Roskilde Kommune");
    let karen = site.signed_in_of("Karen Holm", &[], Some(&roskilde)).await;
    let shy = site.add_person("Sky Sørensen", &[], Some(&roskilde), &[]);
    let member = site.signed_in("Per Lund", &[]).await;
    let page = member.open("/places/DK-265").await;
    assert!(page.has("Karen Holm") && page.has("Roskilde Kommune"));
    let visited = site.visitor().open("/places/DK-265").await;
    assert!(!visited.has("Karen Holm") && visited.has("Kun medlemmer kan se, hvem"));
    assert!(!visited.has("/organisations/"));

    let shown = karen.open("/me/profile").await;
    let mut fields = vec![("name", "Karen Holm"), ("lang", "da")];
    fields.extend([("sees_name", "public"), ("sees_organisation", "public")]);
    fields.push(("help", "Forældre i tilsyn"));
    assert!(shown.has("sees_name"));
    karen.post("/me/profile", &fields).await;
    let visited = site.visitor().open("/places/DK-265").await;
    assert!(visited.has("Karen Holm") && !visited.has(&shy));
    // What they can help with is for the network until they say otherwise.
    assert!(!visited.has("Forældre i tilsyn"));
    assert!(member.open("/places/DK-265").await.has("Forældre i tilsyn"));
    assert!(!member.open("/places/DK-751").await.has("Karen Holm"));
}

#[actix_web::test]
async fn whom_the_entries_say_to_ask_is_the_same_on_every_page_and_each_once() {
    let site = Site::new().await;
    let else_ = site.signed_in("Else Red", &[Role::Editor]).await;
    let here = ("municipality", "Roskilde");
    let asked = [
        ("contact_role", "Dagtilbudschef"),
        ("contact_name", "Kontoret"),
    ];
    for n in 0..22 {
        let title = format!("Sag {n}");
        let mut fields = vec![("title", title.as_str()), here];
        if n < 2 {
            fields.extend(asked);
        }
        publish(&else_, &fields).await;
    }
    let inside = [
        here,
        ("audience", "network"),
        ("contact_role", "Udviklingschef"),
    ];
    publish(&else_, &inside).await;
    for page in ["", "?page=2", "?page=99"] {
        for (who, inside) in [(&site.visitor(), false), (&else_, true)] {
            let seen = who.get(&format!("/places/DK-265{page}")).await;
            assert_eq!(seen.text.matches("Dagtilbudschef").count(), 1, "{page}");
            assert_eq!(seen.has("Udviklingschef"), inside, "{page}");
        }
    }
    assert!(!else_.open("/places/DK-751").await.has("Dagtilbudschef"));
}

#[actix_web::test]
async fn of_several_of_one_name_readers_see_the_county() {
    let site = Site::new().await;
    let else_ = site.signed_in("Else Red", &[Role::Editor]).await;
    let at = publish(
        &else_,
        &[("title", "Havnen"), ("municipality", "Herøy (Nordland)")],
    )
    .await;
    let only = publish(&else_, &[("title", "Skoven"), ("municipality", "Roskilde")]).await;
    site.drain().await;
    let visitor = site.visitor();
    let place = place_of(&site, "Havnen").1.unwrap();
    for page in [
        at.as_str(),
        "/library",
        "/search?q=havnen",
        &format!("/places/{place}"),
        &format!("/library?place={place}"),
    ] {
        let page = visitor.open(page).await;
        assert!(page.has("Herøy (Nordland)"), "{}", page.main());
    }
    assert!(!visitor.open(&only).await.has("Roskilde ("));
    // Typed into the filter or the address, it could be either: both are offered.
    let one = format!("href=\"/library?place={place}\"");
    for asked in ["where=Her%C3%B8y", "place=Her%C3%B8y"] {
        let page = visitor.open(&format!("/library?{asked}")).await;
        assert!(page.has("Flere kommuner hedder »Herøy«"), "{asked}");
        assert!(page.has(&one) && page.has("Herøy (Møre og Romsdal"));
    }
}
