//! The library's entries out in files, and in again.

use std::path::Path;

use diesel::prelude::*;
use faelles::demo;
use faelles::library::export::{self, Format};
use faelles::library::import;
use faelles::schema::entries;

use crate::support::Site;

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

#[actix_web::test]
async fn what_is_exported_comes_in_again_as_it_was_in_every_format() {
    let from = Site::new().await;
    demo::open(&from.app).await.unwrap();
    let meant = said(&from);
    for format in Format::ALL {
        let folder = tempfile::tempdir().unwrap();
        let count = export::write(&from.app.db, format, folder.path()).unwrap();
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
        export::write(&to.app.db, format, again.path()).unwrap();
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
    export::write(&from.app.db, Format::Table, folder.path()).unwrap();
    let table = std::fs::read_to_string(folder.path().join("library.csv")).unwrap();
    for cell in ["\"\t=HYPERLINK", "\"\t@alle", "\"\t-1 er"] {
        assert!(table.contains(cell), "{table}");
    }
    let to = Site::new().await;
    bring_in(&to, folder.path());
    assert_eq!(said(&from), said(&to));
}
