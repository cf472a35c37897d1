//! Roles and rights: the table that people read is the table that decides.

use actix_web::http::{Method, StatusCode};
use faelles::members::Role;
use faelles::rights::table::TABLE;
use faelles::rights::{Action, Reach, reach};
use faelles::routes::{self, Address};

use crate::support::{Browser, Reply, Site};

/// An address with something in the place of each `{…}` that nothing is called.
fn somewhere(path: &str) -> String {
    let mut filled = String::new();
    for (i, part) in path.split('/').enumerate() {
        if i > 0 {
            filled.push('/');
        }
        filled.push_str(if part.starts_with('{') { "0" } else { part });
    }
    filled
}

async fn go(who: &Browser<'_>, address: &Address) -> Reply {
    let path = somewhere(address.path);
    if address.method == Method::GET {
        who.get(&path).await
    } else {
        who.post(&path, &[]).await
    }
}

/// Leaving comes last: it ends the session.
fn in_order() -> Vec<Address> {
    let mut all = routes::all();
    all.sort_by_key(|a| a.path.starts_with("/sign-out"));
    all
}

#[actix_web::test]
async fn every_address_lets_in_whom_the_table_says_and_nobody_else() {
    let site = Site::new().await;
    let visitor = site.visitor();
    for address in in_order() {
        let refused = go(&visitor, &address).await.status == StatusCode::UNAUTHORIZED;
        let expected = reach(&[], address.action) == Reach::No;
        assert_eq!(refused, expected, "a visitor at {address:?}");
    }
    for role in Role::ALL {
        let somebody = site
            .signed_in(&format!("Pia {}", role.name()), &[role])
            .await;
        for address in in_order() {
            let reply = go(&somebody, &address).await;
            let expected = reach(&[Role::Member, role], address.action) == Reach::No;
            let refused = reply.status == StatusCode::FORBIDDEN;
            assert_eq!(
                refused,
                expected,
                "{} at {address:?}: {}",
                role.name(),
                reply.status
            );
            assert!(!reply.status.is_server_error(), "{address:?}");
        }
    }
}

#[actix_web::test]
async fn the_table_can_be_read_by_everybody() {
    let site = Site::new().await;
    let page = site.visitor().open("/about/roles").await;
    for row in TABLE {
        assert!(
            page.has(&faelles::web::Lang::Da.t(&format!("right-{}", row.name))),
            "{}",
            row.name
        );
    }
    assert!(page.has("Egen organisation"));
}

#[test]
fn every_right_is_used_and_has_one_row() {
    for address in routes::all() {
        let rows = TABLE.iter().filter(|r| r.action == address.action).count();
        assert_eq!(rows, 1, "{address:?}");
    }
    assert_eq!(reach(&[], Action::Administer), Reach::No);
}
