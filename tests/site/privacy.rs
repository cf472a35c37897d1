//! My data: what is registered, exported, erased, kept.

use std::collections::BTreeSet;

use faelles::db;
use faelles::privacy::tables::{self, Erase, Link, Merge, TABLES};

use crate::support::Site;

/// Whether a column's name says that it holds a person.
fn sounds_like_a_person(table: &str, column: &str) -> bool {
    let names = [
        "actor_id",
        "owner_id",
        "author_id",
        "editor_id",
        "lead_id",
        "person_id",
        "reporter_id",
    ];
    names.contains(&column)
        || column.ends_with("_by")
        || column == "by_id"
        || (table == "audit" && column.ends_with("_id"))
}

#[actix_web::test]
async fn every_column_that_says_who_a_person_is_stands_in_the_register() {
    let site = Site::new().await;
    let all = site.app.db.read_now(db::columns).unwrap();
    for column in &all {
        let (table, name) = (column.table_name.as_str(), column.column_name.as_str());
        let registered = tables::of(table).find(|r| r.column == name);
        if column.names_a_person || sounds_like_a_person(table, name) {
            let row = registered.unwrap_or_else(|| panic!("{table}.{name} is not registered"));
            assert_eq!(
                row.link == Link::Reference,
                column.names_a_person,
                "{table}.{name}: the register says {:?}",
                row.link
            );
        } else if let Some(row) = registered {
            assert_ne!(row.link, Link::Reference, "{table}.{name} refers to nobody");
        }
    }
    let mut seen = BTreeSet::new();
    for row in TABLES {
        let at = format!("{}.{}", row.table, row.column);
        assert!(seen.insert((row.table, row.column)), "{at} twice");
        let there: BTreeSet<&str> = all
            .iter()
            .filter(|c| c.table_name == row.table)
            .map(|c| c.column_name.as_str())
            .collect();
        assert!(there.contains(row.column), "{at} is not in the database");
        // A new column is either given to the person or deliberately not.
        let named: Vec<&str> = row.given.iter().chain(row.withheld).copied().collect();
        assert_eq!(
            named.iter().copied().collect::<BTreeSet<_>>(),
            there,
            "{at}: given and withheld"
        );
        assert_eq!(
            named.len(),
            there.len(),
            "{at}: a column both given and withheld"
        );
        assert!(!row.given.is_empty(), "{at}: nothing is given");
        for secret in [
            "hash",
            "secret",
            "credential",
            "id_hash",
            "state",
            "archive",
            "bytes",
        ] {
            let open = row.given.contains(&secret);
            // A photo's hash is no secret; a post's state is no ceremony's.
            let harmless = matches!(
                (row.table, secret),
                ("photos", "hash") | ("posts" | "topics", "state")
            );
            assert!(!open || harmless, "{at} gives away {secret}");
        }
        // What only one row of can be must say what to do when two people become one.
        if let Merge::Unique { with, .. } = row.merge {
            assert!(with.iter().all(|w| there.contains(w)), "{at}: {with:?}");
        }
        // The chain of the audit is never altered.
        if row.table == "audit" {
            assert_eq!((row.erase, row.merge), (Erase::Keep, Merge::Stay), "{at}");
        }
    }
}
