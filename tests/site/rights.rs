//! Roles and rights: the table that people read is the table that decides.

use actix_web::http::{Method, StatusCode};
use faelles::members::Role;
use faelles::rights::table::TABLE;
use faelles::rights::{Action, Reach, reach};
use faelles::routes::{self, Address};

use crate::support::{Browser, Reply, Site, address_of};

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

/// Something of another organisation's in the place of each `{…}`.
struct Theirs {
    organisation: String,
    person: String,
    unit: String,
    entry: String,
    worksheet: String,
}

/// Marks what nobody outside may see.
const SECRET: &str = "Fortroligt i Malmö";

impl Theirs {
    async fn of(site: &Site) -> Theirs {
        let organisation = site.add_organisation("Malmö stad");
        let lead = &[Role::OrganisationAdministrator, Role::Editor];
        let sven = site
            .signed_in_of("Sven Malm", lead, Some(&organisation))
            .await;
        let entry = [
            ("kind", "case"),
            ("title", SECRET),
            ("summary", SECRET),
            ("body", SECRET),
            ("lang", "sv"),
            ("audience", "organisation"),
            ("do", "publish"),
        ];
        let entry = sven.post("/library", &entry).await.location();
        let sheet = [
            ("title", SECRET),
            ("audience", "organisation"),
            ("kind", "swot"),
        ];
        let sheet = sven.post("/worksheets", &sheet).await.location();
        let units = format!("/organisations/{organisation}/units");
        let unit = [("name", "Förskolan"), ("kind", "institution")];
        let unit = sven.post(&units, &unit).await.location();
        let last = |path: &str| {
            let path = path.split(['?', '#']).next().unwrap();
            path.rsplit('/').find(|p| *p != "edit").unwrap().to_string()
        };
        let person = site
            .app
            .db
            .read_now(|c| faelles::members::find_by_email(c, &address_of("Sven Malm")))
            .unwrap()
            .unwrap()
            .id;
        Theirs {
            person,
            unit: last(&unit),
            entry: last(&entry),
            worksheet: last(&sheet),
            organisation,
        }
    }

    fn in_place_of(&self, path: &str) -> String {
        let mut filled = String::new();
        let mut before = "";
        for part in path.split('/').skip(1) {
            filled.push('/');
            filled.push_str(match (before, part) {
                ("organisations", "{id}") => &self.organisation,
                ("people" | "students" | "members" | "representatives", p)
                    if p.starts_with('{') =>
                {
                    &self.person
                }
                ("units", p) if p.starts_with('{') => &self.unit,
                ("library", p) if p.starts_with('{') => &self.entry,
                ("worksheets", p) if p.starts_with('{') => &self.worksheet,
                (_, p) if p.starts_with('{') => "0",
                (_, p) => p,
            });
            before = part;
        }
        filled
    }
}

#[actix_web::test]
async fn nothing_of_another_organisation_is_shown_or_changed_by_a_guessed_id() {
    let site = Site::new().await;
    let theirs = Theirs::of(&site).await;
    let ours = site.add_organisation("Roskilde Kommune");
    for role in Role::ALL {
        if role == Role::Administrator {
            continue;
        }
        let name = format!("Pia {}", role.name());
        let pia = site.signed_in_of(&name, &[role], Some(&ours)).await;
        for address in in_order() {
            let path = theirs.in_place_of(address.path);
            let near = reach(&[Role::Member, role], address.action) < Reach::Network;
            let its_own = [
                "/organisations/{",
                "/admin/people/{",
                "/library/{",
                "/worksheets/{",
            ];
            let reply = if address.method == Method::GET {
                pia.get(&path).await
            } else {
                pia.post(
                    &path,
                    &[("version", "1"), ("title", "Kapret"), ("name", "Kapret")],
                )
                .await
            };
            assert!(!reply.has(SECRET), "{} sees {path}", role.name());
            if near && its_own.iter().any(|p| address.path.starts_with(p)) {
                // Refused as not theirs, as not there, or as no form at all; never done.
                assert!(
                    reply.status.is_client_error(),
                    "{} at {address:?}: {}",
                    role.name(),
                    reply.status
                );
            }
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
