//! The tables, the disk that fills up.

#[cfg(feature = "sqlite")]
use actix_web::http::StatusCode;
#[cfg(feature = "sqlite")]
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel_migrations::MigrationHarness;
use faelles::db::{Conn, MIGRATIONS};

use crate::support::Site;

#[derive(QueryableByName, PartialEq, Debug)]
struct Thing {
    #[diesel(sql_type = diesel::sql_types::Text)]
    name: String,
    #[diesel(sql_type = diesel::sql_types::Text)]
    what: String,
}

/// Every table, column and index, in words.
fn shape(c: &mut Conn) -> Vec<Thing> {
    let sql = if cfg!(feature = "sqlite") {
        "SELECT name, coalesce(sql, '') AS what FROM sqlite_master \
         WHERE name NOT LIKE '\\_\\_diesel%' ESCAPE '\\' AND name NOT LIKE 'sqlite%' ORDER BY name"
    } else {
        "SELECT table_name || '.' || column_name AS name, \
         data_type || ' ' || is_nullable || ' ' || coalesce(column_default, '') AS what \
         FROM information_schema.columns WHERE table_schema = current_schema() \
         AND table_name NOT LIKE '\\_\\_diesel%' \
         UNION ALL SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = current_schema() \
         AND tablename NOT LIKE '\\_\\_diesel%' ORDER BY 1"
    };
    diesel::sql_query(sql).load(c).unwrap()
}

#[actix_web::test]
async fn every_migration_reverts_exactly() {
    let site = Site::new().await;
    site.app
        .db
        .read_now(|c| {
            let mut shapes = vec![shape(c)];
            while c.revert_last_migration(MIGRATIONS).is_ok() {
                shapes.push(shape(c));
            }
            assert_eq!(
                shapes.last().unwrap(),
                &Vec::new(),
                "nothing is left behind"
            );
            // Up again, step by step, each step must look as it did before it was taken back.
            shapes.pop();
            while let Some(before) = shapes.pop() {
                c.run_next_migration(MIGRATIONS).unwrap();
                assert_eq!(shape(c), before);
            }
            Ok(())
        })
        .unwrap();
}

/// `CREATE TABLE` statements as table, then columns with their types, spelled the same for both.
fn tables(sql: &str) -> Vec<String> {
    sql.lines()
        .map(|l| l.split("--").next().unwrap().trim())
        .filter(|l| !l.is_empty())
        .map(|l| {
            l.replace("INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL", "SERIAL")
                .replace("BIGSERIAL NOT NULL PRIMARY KEY", "SERIAL")
                .replace("BYTEA", "BLOB")
        })
        .collect()
}

#[test]
fn the_two_databases_have_the_same_tables() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations");
    let names = |which: &str| {
        let mut all: Vec<_> = std::fs::read_dir(root.join(which))
            .unwrap()
            .map(|d| d.unwrap().file_name())
            .collect();
        all.sort();
        all
    };
    assert_eq!(names("sqlite"), names("postgres"));
    for name in names("sqlite") {
        for file in ["up.sql", "down.sql"] {
            let read = |which: &str| {
                tables(&std::fs::read_to_string(root.join(which).join(&name).join(file)).unwrap())
            };
            assert_eq!(read("sqlite"), read("postgres"), "{name:?}/{file}");
        }
    }
}

/// SQLite is told the disk has no more pages: the very error a full disk gives.
#[cfg(feature = "sqlite")]
#[actix_web::test]
async fn a_full_disk_is_said_and_heals_without_a_restart() {
    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[]).await;
    let limit = |pages: &str| {
        let sql = format!("PRAGMA max_page_count = {pages}");
        site.app
            .db
            .write_now(|c| Ok(c.batch_execute(&sql)?))
            .unwrap();
    };
    limit("1");
    let long = "Konsulent i Center for Borger og Branding ".repeat(3);
    let mut refused = 0;
    for _ in 0..60 {
        let reply = karen
            .post(
                "/me/profile",
                &[("name", "Karen Holm"), ("title", &long), ("lang", "da")],
            )
            .await;
        match reply.status {
            StatusCode::SEE_OTHER => {}
            StatusCode::INSUFFICIENT_STORAGE => {
                assert!(reply.has("disk er fuld"));
                refused += 1;
                break;
            }
            other => panic!("{other}: {}", reply.text),
        }
    }
    assert_eq!(refused, 1, "the disk was never full");
    karen.open("/me").await;
    limit("1073741823");
    let reply = karen
        .post(
            "/me/profile",
            &[("name", "Karen Holm"), ("title", "Leder"), ("lang", "da")],
        )
        .await;
    assert_eq!(reply.status, StatusCode::SEE_OTHER);
    assert!(karen.open("/me").await.has("Leder"));
}
