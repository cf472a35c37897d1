//! Series and campaigns: in order, with what comes before and after.

use actix_web::http::StatusCode;
use faelles::members::Role;

use crate::places::publish;
use crate::support::{Browser, Site};

const SERIES: [(&str, &str); 4] = [
    ("title", "100 dage med samskabelse"),
    ("introduction", "Syv **portrætter**."),
    ("lang", "da"),
    ("audience", "public"),
];

async fn create(who: &Browser<'_>) -> String {
    let made = who.post("/collections", &SERIES).await;
    let to = made.location();
    to.split("/entries").next().unwrap().to_string()
}

async fn arrange(who: &Browser<'_>, at: &str, entry: &str, what: &str) -> StatusCode {
    let fields = [("entry", entry), ("do", what)];
    who.post(&format!("{at}/entries"), &fields).await.status
}

/// The id behind an entry's address.
async fn id_of(who: &Browser<'_>, at: &str) -> String {
    who.open(at).await.field("entry")
}

fn order(page: &str) -> Vec<&str> {
    ["A-del", "B-del", "C-del"]
        .into_iter()
        .filter_map(|t| page.find(&format!(">{t}<")).map(|at| (at, t)))
        .collect::<std::collections::BTreeMap<_, _>>()
        .into_values()
        .collect()
}

#[actix_web::test]
async fn a_series_has_an_order_and_each_part_says_where_it_stands() {
    let site = Site::new().await;
    let else_ = site.signed_in("Else Red", &[Role::Editor]).await;
    assert!(
        site.visitor()
            .open("/collections")
            .await
            .has("Ingen serier endnu")
    );
    let at = create(&else_).await;
    assert_eq!(at, "/collections/100-dage-med-samskabelse");
    assert!(
        site.visitor()
            .open(&at)
            .await
            .has("<strong>portrætter</strong>")
    );
    let mut parts = Vec::new();
    for title in ["A-del", "B-del", "C-del"] {
        let part = publish(&else_, &[("title", title)]).await;
        let found = else_.open(&format!("{at}/entries?q=DEL")).await;
        let id = id_of(&else_, &part).await;
        assert!(found.has(&format!("value=\"{id}\"")), "{title} is offered");
        assert_eq!(
            arrange(&else_, &at, &id, "add").await,
            StatusCode::SEE_OTHER
        );
        parts.push((part, id));
    }
    let page = site.visitor().open(&at).await;
    assert_eq!(order(page.main()), ["A-del", "B-del", "C-del"]);
    arrange(&else_, &at, &parts[2].1, "up").await;
    arrange(&else_, &at, &parts[0].1, "up").await;
    arrange(&else_, &at, &parts[1].1, "down").await;
    assert_eq!(
        order(site.visitor().open(&at).await.main()),
        ["A-del", "C-del", "B-del"]
    );
    let middle = site.visitor().open(&parts[2].0).await;
    assert!(middle.has("Del 2 af 3 i"), "{}", middle.main());
    assert!(middle.has(&format!("rel=\"prev\" href=\"{}\"", parts[0].0)));
    assert!(middle.has(&format!("rel=\"next\" href=\"{}\"", parts[1].0)));
    arrange(&else_, &at, &parts[0].1, "remove").await;
    let first = site.visitor().open(&parts[2].0).await;
    assert!(first.has("Del 1 af 2 i") && !first.has("rel=\"prev\""));
    assert!(!site.visitor().open(&parts[0].0).await.has("100 dage"));

    let listed = site.visitor().open("/collections").await;
    assert!(listed.has(&at) && listed.has("2 indlæg"));
    else_.post(&format!("{at}/remove"), &[]).await;
    assert_eq!(site.visitor().get(&at).await.status, StatusCode::NOT_FOUND);
    site.visitor().open(&parts[2].0).await;
}

#[actix_web::test]
async fn a_part_one_may_not_read_is_not_there() {
    let site = Site::new().await;
    let malmo = site.add_organisation("Malmö stad");
    let sven = site
        .signed_in_of("Sven Malm", &[Role::Editor], Some(&malmo))
        .await;
    let other = site.signed_in("Else Red", &[Role::Editor]).await;
    let at = create(&sven).await;
    let mut ids = Vec::new();
    let mut pages = Vec::new();
    for (title, audience) in [
        ("A-del", "public"),
        ("B-del", "organisation"),
        ("C-del", "public"),
    ] {
        let part = publish(&sven, &[("title", title), ("audience", audience)]).await;
        let id = id_of(&sven, &part).await;
        assert_eq!(arrange(&sven, &at, &id, "add").await, StatusCode::SEE_OTHER);
        ids.push(id);
        pages.push(part);
    }
    assert_eq!(order(sven.open(&at).await.main()).len(), 3);
    for who in [&other, &site.visitor()] {
        assert_eq!(order(who.open(&at).await.main()), ["A-del", "C-del"]);
        let first = who.open(&pages[0]).await;
        assert!(first.has("Del 1 af 2 i") && !first.has("B-del"));
        assert!(first.has(&format!("rel=\"next\" href=\"{}\"", pages[2])));
        assert!(who.open("/collections").await.has("2 indlæg"));
    }
    // Another editor sees that something is there, not what, and cannot add it elsewhere.
    let desk = other.open(&format!("{at}/entries?q=del")).await;
    assert!(desk.has("Et indlæg, du ikke kan læse") && !desk.has("B-del"));
    let second = other.post("/collections", &SERIES).await.location();
    let second = second.split("/entries").next().unwrap();
    assert_ne!(second, at);
    assert_eq!(
        arrange(&other, second, &ids[1], "add").await,
        StatusCode::NOT_FOUND
    );
}

#[actix_web::test]
async fn a_series_for_the_network_is_not_there_for_visitors_and_editors_alone_change_it() {
    let site = Site::new().await;
    let else_ = site.signed_in("Else Red", &[Role::Editor]).await;
    let karen = site.signed_in("Karen Holm", &[]).await;
    let at = create(&else_).await;
    let mut inside = SERIES;
    inside[3].1 = "network";
    let version = else_.open(&format!("{at}/edit")).await.field("version");
    let mut fields = inside.to_vec();
    fields.push(("version", &version));
    let saved = else_.post(&format!("{at}/edit"), &fields).await;
    assert_eq!(saved.location(), format!("{at}?done=saved"));
    assert_eq!(site.visitor().get(&at).await.status, StatusCode::NOT_FOUND);
    assert!(!site.visitor().open("/collections").await.has("100 dage"));
    assert!(karen.open(&at).await.has("100 dage"));
    for path in ["/edit", "/entries", "/remove"] {
        assert_eq!(
            karen.get(&format!("{at}{path}")).await.status,
            StatusCode::FORBIDDEN
        );
        let changed = karen.post(&format!("{at}{path}"), &fields).await;
        assert_eq!(changed.status, StatusCode::FORBIDDEN);
    }
    // Somebody was faster: nothing is overwritten unseen.
    let late = else_.post(&format!("{at}/edit"), &fields).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.has("En anden har gemt imens"));
    let again = late.field("version");
    fields.retain(|(name, _)| *name != "version");
    fields.push(("version", &again));
    let over = else_.post(&format!("{at}/edit"), &fields).await;
    assert_eq!(over.status, StatusCode::SEE_OTHER);
    let empty = else_.post("/collections", &[("title", "")]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
}
