//! Worksheets filled in together.

use actix_web::http::StatusCode;

use crate::support::{Browser, Site};

async fn make(browser: &Browser<'_>, audience: &str) -> String {
    let to = browser
        .post_from(
            "/worksheets/new?kind=swot",
            "/worksheets",
            &[
                ("kind", "swot"),
                ("title", "Forældres stemme"),
                ("strengths", "Klart mandat\n- Tillid"),
                ("audience", audience),
            ],
        )
        .await
        .location();
    to.split('?').next().unwrap().to_string()
}

#[actix_web::test]
async fn each_line_becomes_a_point_in_its_field() {
    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[]).await;
    assert!(
        karen
            .open("/worksheets")
            .await
            .has("Ingen arbejdsark endnu")
    );
    let sheet = make(&karen, "network").await;
    let page = karen.open(&sheet).await;
    assert!(
        page.has("<li>Klart mandat</li><li>Tillid</li>"),
        "{}",
        page.main()
    );
    let per = site.signed_in("Per Lund", &[]).await;
    assert!(per.open("/worksheets").await.has("Forældres stemme"));
    assert_eq!(
        karen.get("/worksheets/new?kind=horoscope").await.status,
        StatusCode::NOT_FOUND
    );
    let visitor = site.visitor().get(&sheet).await;
    assert_eq!(visitor.status, StatusCode::UNAUTHORIZED);
}

#[actix_web::test]
async fn the_second_of_two_editors_is_told_and_loses_nothing() {
    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[]).await;
    let per = site.signed_in("Per Lund", &[]).await;
    let sheet = make(&karen, "network").await;
    let edit = format!("{sheet}/edit");
    let hers = karen.open(&edit).await.field("version");
    let his = per.open(&edit).await.field("version");

    let fields = [
        ("title", "Ny titel"),
        ("strengths", "Hendes punkt"),
        ("version", &hers),
    ];
    karen.post_from(&edit, &sheet, &fields).await.location();
    let fields = [
        ("title", "Titel"),
        ("threats", "Hans punkt"),
        ("version", &his),
    ];
    let told = per.post_from(&edit, &sheet, &fields).await;
    assert_eq!(told.status, StatusCode::CONFLICT);
    assert!(told.has("Hendes punkt") && told.has("Hans punkt") && told.has("Ny titel"));
    assert!(!per.open(&sheet).await.has("Hans punkt"));

    // He puts the two together on that page, and saves.
    let now = told.field("version");
    assert_ne!(now, his);
    let fields = [
        ("title", "Ny titel"),
        ("strengths", "Hendes punkt"),
        ("threats", "Hans punkt"),
        ("version", &now),
    ];
    per.post_from(&edit, &sheet, &fields).await.location();
    let page = karen.open(&sheet).await;
    assert!(page.has("Hendes punkt") && page.has("Hans punkt"));
}

#[actix_web::test]
async fn what_is_an_organisations_own_is_nowhere_for_others() {
    let site = Site::new().await;
    let roskilde = site.add_organisation("Roskilde Kommune");
    let glostrup = site.add_organisation("Glostrup Kommune");
    let karen = site.signed_in_of("Karen Holm", &[], Some(&roskilde)).await;
    let sheet = make(&karen, "organisation").await;
    let colleague = site.signed_in_of("Ida Falk", &[], Some(&roskilde)).await;
    colleague.open(&sheet).await;
    assert!(colleague.open("/worksheets").await.has("Forældres stemme"));

    for outsider in [
        site.signed_in_of("Per Lund", &[], Some(&glostrup)).await,
        site.signed_in("Ole Berg", &[]).await,
    ] {
        for path in [sheet.clone(), format!("{sheet}/edit")] {
            assert_eq!(outsider.get(&path).await.status, StatusCode::NOT_FOUND);
        }
        let fields = [("title", "Overtaget"), ("version", "1")];
        let reply = outsider.post(&sheet, &fields).await;
        assert_eq!(reply.status, StatusCode::NOT_FOUND);
        assert!(!outsider.open("/worksheets").await.has("Forældres stemme"));
    }
    assert!(!karen.open(&sheet).await.has("Overtaget"));
}

#[actix_web::test]
async fn somebody_of_no_organisation_cannot_keep_a_sheet_within_one() {
    let site = Site::new().await;
    let karen = site.signed_in("Karen Holm", &[]).await;
    let fields = [
        ("kind", "swot"),
        ("title", "Mit ark"),
        ("strengths", "Et punkt"),
        ("audience", "organisation"),
    ];
    let reply = karen
        .post_from("/worksheets/new?kind=swot", "/worksheets", &fields)
        .await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(reply.has("ikke knyttet til en organisation") && reply.has("Et punkt"));
}
