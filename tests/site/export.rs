//! The library's entries out in files, and in again.

use std::io::{Cursor, Read};
use std::path::Path;

use actix_web::http::StatusCode;
use diesel::prelude::*;
use faelles::demo;
use faelles::library::export::{self, Format};
use faelles::library::import;
use faelles::members::Role;
use faelles::schema::{attachments, collection_entries, entries, revisions};
use zip::ZipArchive;

use crate::support::{Browser, Reply, Site};

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
    export::write(&site.app, format, folder).await.unwrap()
}

#[actix_web::test]
async fn what_is_exported_comes_in_again_as_it_was_in_every_format() {
    let from = Site::new().await;
    demo::open(&from.app).await.unwrap();
    let meant = said(&from);
    for format in Format::ALL {
        let folder = tempfile::tempdir().unwrap();
        let count = write_out(&from, format, folder.path()).await.entries;
        assert_eq!(count, meant.len());
        let to = Site::new().await;
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

/// By entry and place, what is attached: content, name, description, and the text read out of it.
fn attached(site: &Site) -> Vec<(String, String, String, String, Option<String>)> {
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

/// The page of every entry, and the lists, as a member sees them: without what is only suggested,
/// which among equals depends on ids, as the newest of a day do.
async fn pages(site: &Site) -> Vec<(String, String)> {
    let own = regex::Regex::new("[0-9a-f]{32,}").unwrap();
    let slugs: Vec<String> = site
        .app
        .db
        .read_now(|c| {
            Ok(entries::table
                .order(entries::slug)
                .select(entries::slug)
                .load(c)?)
        })
        .unwrap();
    let lists = ["/library?sort=title", "/library/factors"].map(str::to_string);
    let all = slugs.into_iter().map(|slug| format!("/library/{slug}"));
    let mette = site.signed_in("Mette Læser", &[]).await;
    let mut said = Vec::new();
    for path in all.chain(lists) {
        let page = mette.open(&path).await;
        let shown = page.main().split("aria-labelledby=\"similar\"").next();
        let shown = own.replace_all(shown.unwrap(), "…").into_owned();
        said.push((path, shown));
    }
    said
}

/// Takes away what an import cannot know: whose an entry is, when they look at it, what else names it.
fn only_the_library(site: &Site) {
    site.app
        .db
        .write_now(|c| {
            diesel::delete(collection_entries::table).execute(c)?;
            let nobody = None::<String>;
            diesel::update(entries::table)
                .set((
                    entries::owner_id.eq(&nobody),
                    entries::organisation_id.eq(&nobody),
                    entries::meeting_id.eq(&nobody),
                    entries::review_due.eq(None::<chrono::NaiveDateTime>),
                ))
                .execute(c)?;
            Ok(())
        })
        .unwrap();
}

#[actix_web::test]
async fn the_demonstration_exported_and_imported_gives_the_same_pages_facts_and_files() {
    let from = Site::new().await;
    demo::open(&from.app).await.unwrap();
    only_the_library(&from);
    // A photograph loses nothing on the way either.
    let photo = tempfile::tempdir().unwrap();
    let drawn = crate::profile::picture(60, 40, image::ImageFormat::Jpeg);
    std::fs::write(photo.path().join("a.jpg"), drawn).unwrap();
    let text = "---\nid: net:p\ntitle: Havnen\nattachments: [a.jpg]\n---\nSet fra vandet.\n";
    std::fs::write(photo.path().join("a.md"), text).unwrap();
    bring_in(&from, photo.path());
    from.drain().await;
    let meant = attached(&from);
    assert!(meant.len() >= 3, "{meant:?}");
    assert!(meant.iter().any(|f| {
        f.4.as_ref()
            .is_some_and(|t| t.contains("Forældrenes plads"))
    }));
    assert!(meant.iter().any(|f| {
        f.4.as_ref()
            .is_some_and(|t| t.contains("Lerum planerar rullande"))
    }));
    let shown = pages(&from).await;
    for format in [Format::Markdown, Format::Lines] {
        let folder = tempfile::tempdir().unwrap();
        let written = write_out(&from, format, folder.path()).await;
        assert_eq!(written.files, meant.len());
        let to = Site::new().await;
        let did = bring_in(&to, folder.path());
        assert_eq!(
            (did.files, did.files_left_out, did.other_files),
            (meant.len(), 0, 0)
        );
        to.drain().await;
        assert_eq!(said(&from), said(&to), "{format:?}");
        assert_eq!(meant, attached(&to), "{format:?}");
        let came = pages(&to).await;
        assert_eq!(shown.len(), came.len());
        for (before, after) in shown.iter().zip(&came) {
            assert_eq!(before, after, "{format:?}");
        }
        // The second time makes nothing twice, and no new revision of anything.
        let did = bring_in(&to, folder.path());
        assert_eq!((did.new, did.updated, did.files), (0, 0, 0), "{format:?}");
        assert_eq!(meant, attached(&to), "{format:?}");
        let most: Option<i64> = to
            .app
            .db
            .read_now(|c| {
                Ok(revisions::table
                    .select(diesel::dsl::max(revisions::version))
                    .first(c)?)
            })
            .unwrap();
        assert_eq!(most, Some(1));
    }
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
    for wrong in ["/library/export", "/library/export?format=exe"] {
        assert_eq!(visitor.get(wrong).await.status, StatusCode::NOT_FOUND);
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
    let folder = tempfile::tempdir().unwrap();
    ZipArchive::new(Cursor::new(&reply.bytes))
        .unwrap()
        .extract(folder.path())
        .unwrap();
    let to = Site::new().await;
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
