//! The library's entries out in files, and in again.

use std::collections::HashMap;
use std::io::{Cursor, Read};
use std::path::Path;

use actix_web::http::StatusCode;
use chrono::NaiveDateTime;
use diesel::prelude::*;
use faelles::demo;
use faelles::library::export::{self, Format, Which};
use faelles::library::import;
use faelles::members::{self, NewPerson, Role};
use faelles::schema::{
    attachments, collections, entries, organisations, person_details, revisions,
};
use faelles::web::Lang;
use zip::ZipArchive;

use crate::compare::{save, step, write};
use crate::support::{Browser, Reply, Site, address_of};

/// What an import brings of every entry: by title, all that is said of it.
type Said = (
    String,
    (String, String, String, String, String, String),
    (
        Option<String>,
        Option<String>,
        Option<String>,
        String,
        String,
        String,
    ),
);

fn said(site: &Site) -> Vec<Said> {
    site.app
        .db
        .read_now(|c| {
            Ok(entries::table
                .order((entries::title, entries::body))
                .select((
                    entries::title,
                    (
                        entries::kind,
                        entries::summary,
                        entries::body,
                        entries::lang,
                        entries::tags,
                        entries::audience,
                    ),
                    (
                        entries::municipality,
                        entries::area,
                        entries::facts,
                        entries::contact_role,
                        entries::contact_name,
                        entries::contact_deputy,
                    ),
                ))
                .load(c)?)
        })
        .unwrap()
}

fn bring_in(site: &Site, folder: &Path) -> import::Summary {
    let mut problems = Vec::new();
    let done = import::run(&site.app, &[folder.to_path_buf()], &mut |told| {
        if let import::Told::Problem(problem) = told {
            problems.push(problem.to_string());
        }
    })
    .unwrap();
    assert_eq!(problems, Vec::<String>::new());
    done
}

async fn write_out(site: &Site, format: Format, folder: &Path) -> export::Written {
    let all = Which::All;
    export::write(&site.app, format, all, folder).await.unwrap()
}

/// An empty network with the people of another, and no organisations.
async fn with_people_of(from: &Site) -> Site {
    let to = Site::new().await;
    let (people, roles) = from
        .app
        .db
        .read_now(|c| Ok((members::people(c)?, members::all_roles(c)?)))
        .unwrap();
    to.app
        .db
        .write_now(|c| {
            for person in people {
                let new = NewPerson {
                    name: person.name,
                    email: person.email,
                    title: person.title,
                    lang: Lang::Da,
                    organisation_id: None,
                    roles: roles.get(&person.id).cloned().unwrap_or_default(),
                    represents: Vec::new(),
                };
                members::add_person(c, to.app.clock.now(), &new)?;
            }
            Ok(())
        })
        .unwrap();
    to
}

#[actix_web::test]
async fn what_is_exported_comes_in_again_as_it_was_in_every_format() {
    let from = Site::new().await;
    demo::open(&from.app).await.unwrap();
    without_meetings(&from);
    let meant = said(&from);
    for format in Format::ALL {
        let folder = tempfile::tempdir().unwrap();
        let count = write_out(&from, format, folder.path()).await.entries;
        assert_eq!(count, meant.len());
        let to = with_people_of(&from).await;
        assert_eq!(bring_in(&to, folder.path()).new, count, "{format:?}");
        let came = said(&to);
        for (before, after) in meant.iter().zip(&came) {
            assert_eq!(before, after, "{format:?}");
        }
        // The second time nothing is new, and nothing is doubled.
        assert_eq!(bring_in(&to, folder.path()).unchanged, count, "{format:?}");
        // What came in goes out the same.
        let again = tempfile::tempdir().unwrap();
        write_out(&to, format, again.path()).await;
        let names = |folder: &Path| {
            let mut names: Vec<_> = std::fs::read_dir(folder)
                .unwrap()
                .map(|e| e.unwrap().file_name())
                .collect();
            names.sort();
            names
        };
        assert_eq!(names(folder.path()), names(again.path()), "{format:?}");
    }
}

#[actix_web::test]
async fn a_table_runs_no_formula_and_still_comes_in_as_it_was() {
    let from = Site::new().await;
    from.app
        .db
        .write_now(|c| {
            let read = import::markdown_file(
                "x.md",
                "---\ntitle: =HYPERLINK(\"http://x.example\")\nsummary: '@alle, \"så\"'\n---\n-1 er et tal; og et komma, og\nen linje til.",
            )
            .unwrap();
            faelles::library::import::store(c, faelles::clock::Clock::System.now(), &[read], 20)?;
            Ok(())
        })
        .unwrap();
    let folder = tempfile::tempdir().unwrap();
    write_out(&from, Format::Table, folder.path()).await;
    let table = std::fs::read_to_string(folder.path().join("library.csv")).unwrap();
    assert!(table.starts_with("\u{FEFF}id;slug;kind;"), "{table}");
    for cell in ["\"\t=HYPERLINK", "\"\t@alle", "\"\t-1 er"] {
        assert!(table.contains(cell), "{table}");
    }
    let to = Site::new().await;
    bring_in(&to, folder.path());
    assert_eq!(said(&from), said(&to));
}

#[actix_web::test]
async fn what_parts_lists_in_a_table_may_stand_inside_them() {
    let from = Site::new().await;
    let eva = from.signed_in("Eva Editor", &[Role::Editor]).await;
    let case = [
        ("kind", "case"),
        ("audience", "public"),
        ("tags", r"a|b, c\"),
        ("advice_1", "Spørg | lyt"),
        ("advice_2", r"Se i C:\"),
        ("links_address_1", "https://kl.dk/a::b|c"),
        ("links_label_1", "Et | link :: til"),
        ("links_address_2", "https://kl.dk/a:"),
        ("links_label_2", ":kort"),
    ];
    publish(&eva, "Tegn i lister", &case).await;
    let note = [
        ("kind", "note"),
        ("audience", "public"),
        ("decisions", "Ja | nej\nMåske :: ja"),
        ("actions_what_1", "Ring | skriv"),
        ("actions_due_1", "2026-12-01"),
    ];
    publish(&eva, "Tegn i et referat", &note).await;
    let folder = tempfile::tempdir().unwrap();
    write_out(&from, Format::Table, folder.path()).await;
    let to = with_people_of(&from).await;
    bring_in(&to, folder.path());
    let meant = said(&from);
    assert_eq!(meant.len(), 2);
    assert!(format!("{meant:?}").contains("Ring | skriv"), "{meant:?}");
    assert_eq!(meant, said(&to));
}

/// By entry and place, what is attached: content, name, description, and the text read out of it.
type Attached = (String, String, String, String, Option<String>);

fn attached(site: &Site) -> Vec<Attached> {
    site.app
        .db
        .read_now(|c| {
            Ok(attachments::table
                .inner_join(entries::table)
                .order((entries::slug, attachments::position))
                .select((
                    entries::slug,
                    attachments::hash,
                    attachments::name,
                    attachments::title,
                    attachments::text,
                ))
                .load(c)?)
        })
        .unwrap()
}

/// Meetings are no part of the library: an import keeps the one an entry tells of when it is there.
fn without_meetings(site: &Site) {
    site.app
        .db
        .write_now(|c| {
            diesel::update(entries::table)
                .set(entries::meeting_id.eq(None::<String>))
                .execute(c)?;
            let all: Vec<(String, i64, String)> = revisions::table
                .select((revisions::entry_id, revisions::version, revisions::facts))
                .load(c)?;
            for (id, version, facts) in all {
                let mut facts: serde_json::Value = serde_json::from_str(&facts).unwrap();
                facts["meeting"] = serde_json::Value::Null;
                diesel::update(revisions::table.find((id, version)))
                    .set(revisions::facts.eq(facts.to_string()))
                    .execute(c)?;
            }
            Ok(())
        })
        .unwrap();
}

/// By id, what people are reached by and what organisations are called.
fn names(site: &Site) -> HashMap<String, String> {
    site.app
        .db
        .read_now(|c| {
            let people: Vec<(String, String)> = person_details::table
                .select((person_details::person_id, person_details::email))
                .load(c)?;
            let homes: Vec<(String, String)> = organisations::table
                .select((organisations::id, organisations::name))
                .load(c)?;
            Ok(people.into_iter().chain(homes).collect())
        })
        .unwrap()
}

/// All that is kept of every entry and every version of it, without ids: the first line of each names it.
fn lives(site: &Site, with_versions: bool) -> Vec<Vec<String>> {
    let names = names(site);
    let named = |id: Option<String>| id.map(|id| names[&id].clone()).unwrap_or_default();
    let mut all: Vec<Vec<String>> = Vec::new();
    type Whose = (
        Option<String>,
        Option<String>,
        Option<String>,
        Option<String>,
    );
    type Days = (
        NaiveDateTime,
        NaiveDateTime,
        Option<NaiveDateTime>,
        Option<NaiveDateTime>,
        Option<NaiveDateTime>,
    );
    site.app
        .db
        .read_now(|c| {
            let rows: Vec<(String, String, String, i64, Whose, Days)> = entries::table
                .order(entries::slug)
                .select((
                    entries::id,
                    entries::slug,
                    entries::status,
                    entries::version,
                    (
                        entries::owner_id,
                        entries::deputy_id,
                        entries::reviewed_by,
                        entries::organisation_id,
                    ),
                    (
                        entries::created_at,
                        entries::updated_at,
                        entries::published_at,
                        entries::reviewed_at,
                        entries::review_due,
                    ),
                ))
                .load(c)?;
            for (id, slug, status, version, (owner, deputy, by, home), days) in rows {
                let mut said = vec![slug.clone(), status, format!("{days:?}")];
                said.extend([owner, deputy, by, home].map(named));
                if !with_versions {
                    all.push(said);
                    continue;
                }
                said.push(version.to_string());
                all.push(said);
                type Was = (
                    i64,
                    Option<String>,
                    NaiveDateTime,
                    String,
                    String,
                    String,
                    String,
                    String,
                );
                let past: Vec<Was> = revisions::table
                    .filter(revisions::entry_id.eq(&id))
                    .order(revisions::version)
                    .select((
                        revisions::version,
                        revisions::editor_id,
                        revisions::at,
                        revisions::action,
                        revisions::title,
                        revisions::summary,
                        revisions::body,
                        revisions::facts,
                    ))
                    .load(c)?;
                for (version, editor, at, action, title, summary, body, facts) in past {
                    let facts: serde_json::Value = serde_json::from_str(&facts).unwrap();
                    let heads = [format!("{slug} {version}"), named(editor), at.to_string()];
                    let texts = [action, title, summary, body, facts.to_string()];
                    all.push(heads.into_iter().chain(texts).collect());
                }
            }
            Ok(())
        })
        .unwrap();
    all
}

/// The page of every entry that others read, of its history and every version, what differs between
/// neighbours, and the lists and series, as an editor sees them: without what is only suggested, which
/// among equals depends on ids, as the newest of a day do.
async fn pages(site: &Site, editor: &str, with_versions: bool) -> Vec<(String, String)> {
    let own = regex::Regex::new("[0-9a-f]{32,}").unwrap();
    // The version a form was opened at, which a table does not carry.
    let opened_at = regex::Regex::new("name=\"version\" value=\"\\d+\"").unwrap();
    let (entries, series): (Vec<(String, i64)>, Vec<String>) = site
        .app
        .db
        .read_now(|c| {
            let entries = entries::table
                .filter(entries::status.ne("draft"))
                .order(entries::slug)
                .select((entries::slug, entries::version))
                .load(c)?;
            let series = collections::table
                .order(collections::slug)
                .select(collections::slug)
                .load(c)?;
            Ok((entries, series))
        })
        .unwrap();
    let mut all = ["/library?sort=title", "/library/factors", "/collections"]
        .map(str::to_string)
        .to_vec();
    all.extend(series.iter().map(|slug| format!("/collections/{slug}")));
    for (slug, versions) in entries {
        all.push(format!("/library/{slug}"));
        if !with_versions {
            continue;
        }
        all.push(format!("/library/{slug}/history"));
        for version in 1..=versions {
            all.push(format!("/library/{slug}/history/{version}"));
            if version > 1 {
                let from = version - 1;
                all.push(format!("/library/{slug}/compare?from={from}&to={version}"));
            }
        }
    }
    let who = site.visitor();
    who.sign_in(&address_of(editor)).await;
    let mut said = Vec::new();
    for path in all {
        // A version of somebody's draft is for them alone, here as there.
        let page = who.get(&path).await;
        let shown = page.main().split("aria-labelledby=\"similar\"").next();
        let shown = own.replace_all(shown.unwrap(), "…");
        let shown = match with_versions {
            true => shown.into_owned(),
            false => opened_at.replace_all(&shown, "").into_owned(),
        };
        said.push((path, shown));
    }
    said
}

fn assert_same<T: PartialEq + std::fmt::Debug>(before: &[T], after: &[T], format: Format) {
    for (before, after) in before.iter().zip(after) {
        assert_eq!(before, after, "{format:?}");
    }
    assert_eq!(before.len(), after.len(), "{format:?}");
}

/// The demonstration, with a life of its own: changed, restored, looked at, handed on, put away.
async fn lived_in() -> Site {
    let site = Site::new().await;
    demo::open(&site.app).await.unwrap();
    let roskilde: String = site
        .app
        .db
        .read_now(|c| {
            Ok(organisations::table
                .select(organisations::id)
                .order(organisations::name)
                .first(c)?)
        })
        .unwrap();
    let roles = [Role::Editor];
    let eva = site
        .signed_in_of("Eva Editor", &roles, Some(&roskilde))
        .await;
    let bo = site.signed_in("Bo Medlem", &[]).await;
    let publish = ("do", "publish");
    let first = write(&eva, &[publish]).await;
    let body = "Vi spurgte medarbejderne først.\n\n---\n\nSå spurgte vi alle: hvorfor?";
    save(
        &eva,
        &first,
        &[
            ("body", body),
            ("municipality", "Lejre"),
            ("tags", "tilsyn, ro"),
        ],
    )
    .await
    .location();
    save(&eva, &first, &[("audience", "organisation")])
        .await
        .location();
    let slug = first.rsplit('/').next().unwrap();
    let heir = [
        ("title", "Forældrene hos os"),
        ("derived_from_relation", "adapted"),
        ("derived_from_entry", slug),
        publish,
    ];
    let heir = write(&eva, &heir).await;
    let version = eva.open(&heir).await.field("version");
    let still = format!("{heir}/still-true");
    eva.post(&still, &[("version", &version)]).await.location();
    let old = write(&eva, &[("title", "Det gamle tilsyn"), publish]).await;
    step(&eva, &old, "archive").await.location();
    write(
        &bo,
        &[("title", "Min kladde"), ("summary", ""), ("body", "")],
    )
    .await;
    let sent = write(
        &bo,
        &[("title", "Til redaktørerne"), ("audience", "network")],
    )
    .await;
    step(&bo, &sent, "review").await.location();
    without_meetings(&site);
    // A photograph loses nothing on the way either.
    let photo = tempfile::tempdir().unwrap();
    let drawn = crate::profile::picture(60, 40, image::ImageFormat::Jpeg);
    std::fs::write(photo.path().join("a.jpg"), drawn).unwrap();
    let text = "---\nid: net:p\ntitle: Havnen\nattachments: [a.jpg]\n---\nSet fra vandet.\n";
    std::fs::write(photo.path().join("a.md"), text).unwrap();
    bring_in(&site, photo.path());
    site.drain().await;
    site
}

#[actix_web::test]
async fn all_of_it_exported_and_imported_gives_the_same_pages_versions_series_days_and_files() {
    let from = lived_in().await;
    let meant = attached(&from);
    assert!(meant.len() >= 3, "{meant:?}");
    for words in ["Forældrenes plads", "Lerum planerar rullande"] {
        let read = |f: &Attached| f.4.as_ref().is_some_and(|t| t.contains(words));
        assert!(meant.iter().any(read), "{words}");
    }
    let (kept, shown) = (lives(&from, true), pages(&from, "Eva Editor", true).await);
    assert!(
        kept.iter().any(|life| life[1] == "draft") && kept.iter().any(|life| life[1] == "archived")
    );
    assert!(
        shown
            .iter()
            .filter(|(path, _)| path.contains("/compare"))
            .count()
            >= 4
    );
    for format in [Format::Markdown, Format::Lines] {
        let folder = tempfile::tempdir().unwrap();
        let written = write_out(&from, format, folder.path()).await;
        assert_eq!(written.files, meant.len());
        let to = with_people_of(&from).await;
        let did = bring_in(&to, folder.path());
        assert_eq!(
            (did.files, did.files_left_out, did.other_files),
            (meant.len(), 0, 0)
        );
        assert_eq!((did.skipped, did.unowned), (0, 0));
        assert_eq!(did.series, written.series);
        assert!(did.organisations > 0 && written.series > 0);
        to.drain().await;
        assert_same(&said(&from), &said(&to), format);
        assert_same(&meant, &attached(&to), format);
        assert_same(&kept, &lives(&to, true), format);
        assert_same(&shown, &pages(&to, "Eva Editor", true).await, format);
        // The second time makes nothing twice, and no new version of anything.
        let did = bring_in(&to, folder.path());
        assert_eq!(
            (did.new, did.updated, did.files, did.series),
            (0, 0, 0, 0),
            "{format:?}"
        );
        assert_same(&kept, &lives(&to, true), format);
        // Nor does it where it came from: nothing is another by it, and it says so.
        let did = bring_in(&from, folder.path());
        assert_eq!((did.new, did.updated, did.series), (0, 0, 0), "{format:?}");
        assert_eq!(did.unchanged, written.entries, "{format:?}");
        assert_same(&kept, &lives(&from, true), format);
    }
}

#[actix_web::test]
async fn a_table_carries_what_entries_are_now() {
    let from = lived_in().await;
    from.app
        .db
        .write_now(|c| {
            diesel::delete(attachments::table).execute(c)?;
            Ok(())
        })
        .unwrap();
    let (kept, shown) = (lives(&from, false), pages(&from, "Eva Editor", false).await);
    let folder = tempfile::tempdir().unwrap();
    write_out(&from, Format::Table, folder.path()).await;
    let to = with_people_of(&from).await;
    bring_in(&to, folder.path());
    to.drain().await;
    assert_same(&kept, &lives(&to, false), Format::Table);
    assert_same(
        &shown,
        &pages(&to, "Eva Editor", false).await,
        Format::Table,
    );
    let did = bring_in(&to, folder.path());
    assert_eq!((did.new, did.updated, did.series), (0, 0, 0));
}

#[actix_web::test]
async fn a_file_comes_in_by_the_gate_of_an_upload_and_from_its_own_folder_alone() {
    let site = Site::new().await;
    let dir = tempfile::tempdir().unwrap();
    let put = |name: &str, bytes: &[u8]| {
        let path = dir.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    };
    put("hemmelig.pdf", b"%PDF-1.4 ikke herfra");
    put("ind/attachments/program.pdf", b"MZ\x90\x00");
    put("ind/attachments/lyd.ogg", b"OggS en lyd");
    let case = |files: &str| {
        format!("---\nid: net:x\ntitle: Havnen\nattachments:\n{files}---\nTeksten.\n")
    };
    put(
        "ind/x.md",
        case(
            "- attachments/lyd.ogg\n- file: attachments/program.pdf\n- file: ../hemmelig.pdf\n\
             - file: /etc/hostname\n- file: attachments/borte.pdf\n- address: https://x.example/y.pdf\n",
        )
        .as_bytes(),
    );
    let import = || {
        let mut problems = Vec::new();
        let did = import::run(&site.app, &[dir.path().join("ind")], &mut |told| {
            if let import::Told::Problem(problem) = told {
                problems.push(problem.to_string());
            }
        });
        (did.unwrap(), problems)
    };
    let (did, problems) = import();
    assert_eq!(
        (did.new, did.files, did.files_left_out),
        (1, 1, 4),
        "{problems:?}"
    );
    for (said, why) in problems
        .iter()
        .zip(["program", "must lie", "must lie", "No such file"])
    {
        assert!(said.contains(why), "{said}");
    }
    let (again, problems) = import();
    assert_eq!((again.unchanged, again.files, problems.len()), (1, 0, 4));
    // A description that is added later reaches the file that is there.
    put(
        "ind/x.md",
        case("- file: attachments/lyd.ogg\n  name: Bølger.ogg\n  title: Lyden af havnen\n")
            .as_bytes(),
    );
    assert_eq!(import().0.files, 0);
    let all = attached(&site);
    assert_eq!(all.len(), 1, "{all:?}");
    assert_eq!(
        (all[0].2.as_str(), all[0].3.as_str()),
        ("Bølger.ogg", "Lyden af havnen")
    );
}

/// A published entry; its slug.
async fn publish(who: &Browser<'_>, title: &str, more: &[(&str, &str)]) -> String {
    let mut fields = vec![
        ("title", title),
        ("summary", "Kort fortalt."),
        ("body", "Teksten."),
        ("lang", "da"),
        ("do", "publish"),
    ];
    fields.extend_from_slice(more);
    let to = who.post("/library", &fields).await.location();
    let slug = to.split('?').next().unwrap();
    slug.strip_prefix("/library/").unwrap().to_string()
}

/// Titles in a file of JSON lines, in their order.
fn titles(reply: &Reply) -> Vec<String> {
    let title = |line: &str| {
        let said: serde_json::Value = serde_json::from_str(line).unwrap();
        said["title"].as_str().unwrap().to_string()
    };
    reply.text.lines().map(title).collect()
}

#[actix_web::test]
async fn a_list_is_handed_out_as_its_viewer_sees_it() {
    let site = Site::new().await;
    let roskilde = site.add_organisation("Roskilde Kommune");
    let karen = site
        .signed_in_of("Karen Holm", &[Role::Editor], Some(&roskilde))
        .await;
    let inner = publish(
        &karen,
        "Intern metode",
        &[("kind", "tool"), ("audience", "organisation")],
    )
    .await;
    let open = publish(
        &karen,
        "Åben metode",
        &[("kind", "tool"), ("audience", "public")],
    )
    .await;
    let methods = format!("{inner} {open}");
    let case = [
        ("kind", "case"),
        ("audience", "public"),
        ("area", "skole"),
        ("methods", methods.as_str()),
        ("contact_role", "Skolechef"),
    ];
    publish(&karen, "Åben case", &case).await;
    publish(
        &karen,
        "Netværkets case",
        &[("kind", "case"), ("audience", "network")],
    )
    .await;
    let bo = site.signed_in("Bo Medlem", &[]).await;
    let visitor = site.visitor();
    let get = "/library/export?format=jsonl&sort=title";
    assert_eq!(
        titles(&visitor.open(get).await),
        ["Åben case", "Åben metode"]
    );
    assert_eq!(
        titles(&bo.open(get).await),
        ["Netværkets case", "Åben case", "Åben metode"]
    );
    assert_eq!(titles(&karen.open(get).await).len(), 4);
    let narrowed = visitor.open(&format!("{get}&kind=case&area=skole")).await;
    assert_eq!(titles(&narrowed), ["Åben case"]);
    // What an entry names and the viewer may not read is not named in any form.
    for format in ["jsonl", "csv", "markdown"] {
        let path = format!("/library/export?format={format}");
        for who in [&visitor, &bo] {
            let said = unpacked(&who.open(&path).await);
            assert!(said.contains(&open) && said.contains("Skolechef"), "{said}");
            assert!(
                !said.contains(&inner) && !said.contains("Intern metode"),
                "{said}"
            );
        }
        assert!(unpacked(&karen.open(&path).await).contains(&inner));
    }
    // The list leads there, and says how many there are.
    let list = visitor.open("/library?kind=case").await;
    assert!(list.has("Hent listens ene indlæg"));
    assert!(list.has("/library/export?format=csv&amp;kind=case"));
    let nothing = visitor.open("/library?kind=portrait").await;
    assert!(!nothing.has("/library/export"));
    for (wrong, said) in [
        ("", "Adressen siger ikke"),
        ("?format=exe", "»exe«"),
        ("?format=csv&kind=ukendt", "Type: »ukendt«"),
        ("?format=csv&area=rumfart", "Område: »rumfart«"),
        (
            "?format=csv&municipality=Atlantis",
            "ingen kommune, der hedder »Atlantis«",
        ),
        ("?format=csv&place=XX", "ingen kommune, der hedder »XX«"),
        (
            "?format=csv&municipality=Her%C3%B8y",
            "Flere kommuner hedder »Herøy«",
        ),
        ("?format=csv&from=i%20g%C3%A5r", "»i går«"),
        ("?format=csv&where=Andeby", "»Andeby«"),
    ] {
        let refused = visitor.get(&format!("/library/export{wrong}")).await;
        assert_eq!(refused.status, StatusCode::BAD_REQUEST, "{wrong}");
        assert!(
            refused.has(said) && !refused.has("Åben"),
            "{wrong}: {}",
            refused.main()
        );
        // Of formats nothing is said to who named one.
        let known = wrong.starts_with("?format=csv");
        assert_eq!(refused.has("jsonl, csv eller markdown"), !known, "{wrong}");
    }
    let csv = visitor.open("/library/export?format=csv").await;
    assert!(csv.text.starts_with("\u{FEFF}id;slug;"));
    let head = |name: &str| csv.headers.get(name).unwrap().to_str().unwrap();
    assert_eq!(
        head("content-disposition"),
        "attachment; filename=\"library.csv\""
    );
    assert_eq!(head("cache-control"), "private, no-store");
}

/// All that is in a reply: the names and contents of an archive, or its text.
fn unpacked(reply: &Reply) -> String {
    if !reply.bytes.starts_with(b"PK") {
        return reply.text.clone();
    }
    let mut zip = ZipArchive::new(Cursor::new(&reply.bytes)).unwrap();
    let mut said = String::new();
    for at in 0..zip.len() {
        let mut file = zip.by_index(at).unwrap();
        said.push_str(&format!("{}\n", file.name()));
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        said.push_str(&String::from_utf8_lossy(&bytes));
    }
    said
}

#[actix_web::test]
async fn the_archive_of_a_list_holds_its_files_and_comes_in_elsewhere() {
    let from = Site::new().await;
    demo::open(&from.app).await.unwrap();
    from.drain().await;
    let mette = from.signed_in("Mette Læser", &[]).await;
    let reply = mette.open("/library/export?format=markdown").await;
    // Series and versions are in it as well.
    assert!(unpacked(&reply).contains("series/") && unpacked(&reply).contains("history/"));
    let folder = tempfile::tempdir().unwrap();
    ZipArchive::new(Cursor::new(&reply.bytes))
        .unwrap()
        .extract(folder.path())
        .unwrap();
    let to = with_people_of(&from).await;
    let did = bring_in(&to, folder.path());
    to.drain().await;
    assert_eq!(said(&from), said(&to));
    assert_eq!(attached(&from), attached(&to));
    assert_eq!(did.files, attached(&from).len());
    // Where they are fetched says a file without them.
    let lines = mette.open("/library/export?format=jsonl").await;
    assert!(lines.has("\"address\":\"http://127.0.0.1:8080/files/"));
    // Nor is it said where on this machine something was imported from.
    let path = folder.path().join("lokal.md");
    std::fs::write(&path, "# Lokal\n\nEn tekst uden et id.\n").unwrap();
    import::run(&from.app, &[path], &mut |_| {}).unwrap();
    let lines = mette.open("/library/export?format=jsonl").await;
    assert!(
        lines.has("\"Lokal\"") && !lines.has("file:"),
        "{}",
        lines.text
    );
    // More than one may take at once is refused with a way on; the text alone can be had.
    from.app
        .db
        .write_now(|c| {
            diesel::update(attachments::table)
                .set(attachments::bytes.eq(1 << 30))
                .execute(c)?;
            Ok(())
        })
        .unwrap();
    let refused = mette.get("/library/export?format=markdown").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.has("for meget at hente") && refused.has("format=jsonl"));
    // Nor does one person take it all day long.
    let mut last = StatusCode::OK;
    for _ in 0..60 {
        last = mette
            .get("/library/export?format=csv&kind=portrait")
            .await
            .status;
    }
    assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
}

#[actix_web::test]
async fn on_the_site_nobody_takes_home_what_they_may_not_read_nor_hidden_addresses() {
    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[Role::Editor]).await;
    let publish = ("do", "publish");
    // A secret first draft, and an inner method that stands in a series and in an old version.
    let inner = [
        ("title", "Intern metode"),
        ("kind", "tool"),
        ("audience", "organisation"),
    ];
    let home = site.add_organisation("Roskilde Kommune");
    let else_ = site
        .signed_in_of("Else Red", &[Role::Editor], Some(&home))
        .await;
    let inner = write(&else_, &[inner[0], inner[1], inner[2], publish]).await;
    let inner_slug = inner.rsplit('/').next().unwrap();
    let at = write(
        &karen,
        &[
            ("body", "Det hemmelige første udkast."),
            ("summary", "Kort."),
        ],
    )
    .await;
    save(&karen, &at, &[("body", "Det alle må læse.")])
        .await
        .location();
    step(&karen, &at, "publish").await.location();
    let naming = [("title", "Hos os"), ("methods", inner_slug), publish];
    let naming = write(&else_, &naming).await;
    save(&else_, &naming, &[("title", "Hos os"), ("methods", "")])
        .await
        .location();
    let series = [("title", "Serien"), ("lang", "da"), ("audience", "public")];
    let made = else_.post("/collections", &series).await.location();
    let made = made.split("/entries").next().unwrap();
    for entry in [&inner, &naming] {
        let id = else_.open(entry).await.field("entry");
        let add = [("entry", id.as_str()), ("do", "add")];
        else_
            .post(&format!("{made}/entries"), &add)
            .await
            .location();
    }
    site.app
        .db
        .write_now(|c| {
            let karen = person_details::email.eq(address_of("Karen Holm"));
            diesel::update(person_details::table.filter(karen))
                .set(person_details::visibility.eq("{\"email\":\"hidden\"}"))
                .execute(c)?;
            Ok(())
        })
        .unwrap();
    let bo = site.signed_in("Bo Medlem", &[]).await;
    let visitor = site.visitor();
    for format in ["jsonl", "csv", "markdown"] {
        let path = format!("/library/export?format={format}");
        let to_bo = unpacked(&bo.open(&path).await);
        assert!(
            to_bo.contains("Karen Holm"),
            "the network names its members: {to_bo}"
        );
        let to_visitor = unpacked(&visitor.open(&path).await);
        for said in [&to_bo, &to_visitor] {
            assert!(
                said.contains("Det alle må læse.") && said.contains("serien:1"),
                "{said}"
            );
            for hidden in [
                "hemmelige",
                "Intern metode",
                inner_slug,
                "karen.holm@",
                "serien:2",
            ] {
                assert!(!said.contains(hidden), "{format}, {hidden}: {said}");
            }
        }
        assert!(to_bo.contains("Else Red <else.red@example.org>"), "{to_bo}");
        for hidden in ["Karen Holm", "Else Red", "@example.org"] {
            assert!(!to_visitor.contains(hidden), "{hidden}: {to_visitor}");
        }
        let to_else = unpacked(&else_.open(&path).await);
        assert!(
            to_else.contains(inner_slug) && to_else.contains("serien:2"),
            "{to_else}"
        );
    }
}

/// Writes files, imports their folder: what it did, and the problems it named.
pub fn import_of(site: &Site, files: &[(&str, String)]) -> (import::Summary, String) {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    let mut problems = String::new();
    let did = import::run(&site.app, &[folder.path().to_path_buf()], &mut |told| {
        if let import::Told::Problem(problem) = told {
            problems.push_str(&format!("{problem}\n"));
        }
    });
    (did.unwrap(), problems)
}

fn count(site: &Site) -> (i64, i64) {
    site.app
        .db
        .read_now(|c| {
            let entries = entries::table.count().get_result(c)?;
            Ok((entries, revisions::table.count().get_result(c)?))
        })
        .unwrap()
}

#[actix_web::test]
async fn what_cannot_be_is_named_and_no_half_of_an_entry_comes_in() {
    let site = Site::new().await;
    let line = |more: serde_json::Value| {
        let mut said = serde_json::json!({"id": "x", "slug": "x", "title": "X", "text": "Teksten.", "lang": "da"});
        said.as_object_mut()
            .unwrap()
            .extend(more.as_object().unwrap().clone());
        format!("{said}\n")
    };
    let version = |n: i64| serde_json::json!({"version": n, "at": "2020-01-01", "action": "changed", "title": "X", "text": "Før."});
    for (more, why) in [
        (
            serde_json::json!({"owner": {"name": "Karen"}}),
            "\"owner\" is no text",
        ),
        (
            serde_json::json!({"organisation": "a".repeat(100_000)}),
            "organisation is longer than",
        ),
        (
            serde_json::json!({"created_at": "31/12/2020"}),
            "created_at \"31/12/2020\" is not a date",
        ),
        (
            serde_json::json!({"updated_at": "9999-12-31"}),
            "is not a date",
        ),
        (
            serde_json::json!({"status": "hidden"}),
            "\"hidden\" is not a status",
        ),
        (serde_json::json!({"status": "deleted"}), "bin"),
        (
            serde_json::json!({"status": "draft", "owner": "Ingen <ingen@example.org>"}),
            "a draft is for its owner alone",
        ),
        (serde_json::json!({"audience": "organisation"}), "audience"),
        (
            serde_json::json!({"series": {"x": 1}}),
            "\"series\" is no list",
        ),
        (
            serde_json::json!({"revisions": "1"}),
            "\"revisions\" is no list",
        ),
        (
            serde_json::json!({"revisions": vec![version(1); 100_000]}),
            "more than 10000 revisions",
        ),
        (
            serde_json::json!({"revisions": [version(1), version(1)]}),
            "two revisions 1",
        ),
        (
            serde_json::json!({"revisions": [version(1), version(-2)]}),
            "no version",
        ),
        (
            serde_json::json!({"revisions": [{"version": 1, "at": "2020-01-01", "action": "<b>", "title": "X"}]}),
            "nothing that happens",
        ),
        (
            serde_json::json!({"revisions": [{"version": 1, "at": "2020-01-01", "action": "changed", "title": "X", "text": "borger 010190-1234"}]}),
            "CPR",
        ),
    ] {
        let (did, problems) = import_of(&site, &[("a.jsonl", line(more))]);
        assert_eq!((did.new, did.skipped), (0, 1), "{why}: {problems}");
        assert!(problems.contains(why), "{why}: {problems}");
        assert_eq!(count(&site), (0, 0), "{why}");
    }
    // A history that is not there, or lies elsewhere.
    for folder in ["history/x", "../x", "/etc"] {
        let text = format!("---\nid: x\ntitle: X\nhistory: {folder}\n---\nTeksten.\n");
        let (did, problems) = import_of(&site, &[("x.md", text)]);
        assert_eq!((did.new, did.skipped), (0, 1), "{problems}");
        assert!(problems.contains("the history"), "{problems}");
    }
    // Two in one place, a series that is not there, a series with what is not in the library.
    let entry = |id: &str, series: &str| {
        let said = serde_json::json!({"id": id, "slug": id, "title": id, "text": "Teksten.", "series": [series]});
        format!("{said}\n")
    };
    let series = "{\"kind\":\"series\",\"slug\":\"s\",\"title\":\"S\",\"entries\":[\"a\",\"z\"]}\n";
    let (did, problems) = import_of(
        &site,
        &[
            (
                "a.jsonl",
                format!("{}{}", entry("a", "t:1"), entry("b", "t:2")),
            ),
            ("s.jsonl", series.to_string()),
        ],
    );
    assert_eq!((did.new, did.series), (2, 1), "{problems}");
    assert!(
        problems.contains("no series \"t\"") && problems.contains("\"z\" is not in the library"),
        "{problems}"
    );
    let (did, problems) = import_of(
        &site,
        &[(
            "b.jsonl",
            format!("{}{}", entry("b", "s:2"), entry("c", "s:2")),
        )],
    );
    assert!(problems.contains("another stands at 2"), "{problems}");
    assert_eq!(did.series, 1, "{problems}");
    let page = site.visitor().open("/collections/s").await;
    for title in ["/library/a", "/library/b", "/library/c"] {
        assert!(page.has(title), "{title}: {}", page.main());
    }
    for (wrong, why) in [
        ("\"entries\":[\"a\",\"a\"]", "stands twice"),
        ("\"entries\":3", "no list of slugs"),
        ("\"audience\":\"organisation\"", "audience of a series"),
        ("\"slug\":\"new\"", "no series can be called"),
    ] {
        let text = format!("{{\"kind\":\"series\",\"title\":\"T\",{wrong}}}\n");
        let (did, problems) = import_of(&site, &[("s.jsonl", text)]);
        assert_eq!((did.skipped, did.series), (1, 0), "{problems}");
        assert!(problems.contains(why), "{problems}");
    }
    // A ring is told, and its last link left out.
    let link = |id: &str, of: &str| {
        let from = serde_json::json!({"relation": "copied", "entry": of});
        format!(
            "{}\n",
            serde_json::json!({"id": id, "slug": id, "title": id, "text": "Teksten.", "derived_from": from})
        )
    };
    let (did, problems) = import_of(
        &site,
        &[("r.jsonl", format!("{}{}", link("r", "q"), link("q", "r")))],
    );
    assert_eq!(did.new, 2);
    assert!(
        problems.contains("r.jsonl:2: what it builds on leads back to itself"),
        "{problems}"
    );
}

#[actix_web::test]
async fn who_is_not_here_is_told_and_gets_the_entry_when_they_come() {
    let site = Site::new().await;
    let eva = site.signed_in("Eva Editor", &[Role::Editor]).await;
    let files = [(
        "x.md",
        "---\nid: x\ntitle: Havnen\nowner: Karen Holm <karen.holm@example.org>\norganisation: Roskilde Kommune\naudience: network\n---\nTeksten.\n".to_string(),
    )];
    let (did, problems) = import_of(&site, &files);
    assert_eq!(
        (did.new, did.unowned, did.organisations, did.skipped),
        (1, 1, 1, 0)
    );
    assert!(
        problems.contains("its owner \"Karen Holm <karen.holm@example.org>\" is not here"),
        "{problems}"
    );
    assert!(eva.open("/library/ownerless").await.has("Havnen"));
    site.add_person("Karen Holm", &[], None, &[]);
    let (did, problems) = import_of(&site, &files);
    assert_eq!((did.updated, did.unowned, problems.as_str()), (1, 0, ""));
    assert!(!eva.open("/library/ownerless").await.has("Havnen"));
    assert_eq!(count(&site), (1, 1), "no version is made of it");
    assert_eq!(import_of(&site, &files).0.unchanged, 1);
}

#[actix_web::test]
async fn what_got_another_address_is_still_what_others_name() {
    let site = Site::new().await;
    let first = "---\nid: one\nkind: tool\nslug: hjul\ntitle: Hjul\n---\nDet første.\n".to_string();
    import_of(&site, &[("a.md", first)]);
    // Of another house, with an entry of the same address; and named before it comes.
    let (did, problems) = import_of(&site, &[
        ("a.md", "---\nid: a\nslug: case\ntitle: Case\nmethods: [hjul]\nderived_from: {relation: adapted, entry: hjul}\n---\nTeksten.\n".to_string()),
        ("b.md", "---\nid: b\nkind: tool\nslug: hjul\ntitle: Hjulet\n---\nDet andet.\n".to_string()),
        ("s.md", "---\nkind: series\ntitle: Serie\nentries: [case, hjul]\n---\nOm **serien**.\n".to_string()),
    ]);
    assert_eq!((did.new, did.series, problems.as_str()), (2, 1, ""));
    let page = site.visitor().open("/library/case").await;
    assert!(
        page.has(">Hjulet<") && !page.has(">Hjul<"),
        "{}",
        page.main()
    );
    let series = site.visitor().open("/collections/serie").await;
    assert!(
        series.has("Hjulet") && series.has("<strong>serien</strong>"),
        "{}",
        series.main()
    );
}
