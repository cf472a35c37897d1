//! Samskabt styring: nobody forgets who has not been heard.

use actix_web::http::StatusCode;
use faelles::members::Role;

use crate::support::{Browser, Site};

const FRAMING: [(&str, &str); 17] = [
    ("title", "Et tilsyn, der giver mening"),
    ("area", "dagtilbud"),
    ("question", "Hvordan bliver tilsynet til hjælp?"),
    ("approach", "open"),
    ("commission", "Gruppen skriver **forslaget**."),
    ("backing", "Direktionen bakker op."),
    ("party-1-name", "Pædagogerne"),
    ("party-1-kind", "medarbejdere"),
    ("party-1-part", "mandat"),
    ("party-1-task", "Skriver forslaget"),
    ("party-2-name", "MED-udvalget"),
    ("party-2-kind", "med"),
    // A MED committee discusses, whatever is chosen.
    ("party-2-part", "inddrages"),
    ("party-3-name", "Forældre"),
    ("party-3-kind", "foraeldre"),
    ("party-3-part", "inddrages"),
    ("party-3-task", ""),
];

async fn open_process(lead: &Browser<'_>) -> String {
    let to = lead
        .post_from("/processes/new", "/processes", &FRAMING)
        .await
        .location();
    to.split('?').next().unwrap().to_string()
}

async fn add_round(lead: &Browser<'_>, process: &str, title: &str, date: &str) -> String {
    let to = lead
        .post_from(
            process,
            &format!("{process}/rounds"),
            &[("title", title), ("held_on", date), ("proposal", "Udkast")],
        )
        .await
        .location();
    to.split("#round-").nth(1).unwrap().to_string()
}

/// The id of a party, from the list the lead picks from.
async fn party(lead: &Browser<'_>, process: &str, name: &str) -> String {
    let page = lead.open(process).await;
    let end = page.text.find(&format!("\">{name}</option>")).unwrap();
    let from = page.text[..end].rfind("value=\"").unwrap() + "value=\"".len();
    page.text[from..end].to_string()
}

#[actix_web::test]
async fn a_party_never_heard_is_named_until_it_is_heard() {
    let site = Site::new().await;
    let lead = site.signed_in("Karen Holm", &[Role::Organiser]).await;
    assert!(lead.open("/processes").await.has("Ingen processer endnu"));
    let process = open_process(&lead).await;
    let round = add_round(&lead, &process, "Fælles sprog", "2026-02-20").await;
    let page = lead.open(&process).await;
    for notice in [
        "Pædagogerne er ikke kommet til orde endnu",
        "Forældre er ikke kommet til orde endnu",
        "Der har ikke været en drøftelse med MED-udvalget endnu",
    ] {
        assert!(page.has(notice), "{notice}");
    }
    assert!(
        lead.open("/processes")
            .await
            .has("3 parter er ikke kommet til orde endnu")
    );

    for (name, said) in [
        ("Forældre", "Skriv det kort."),
        ("MED-udvalget", "Husk tid."),
    ] {
        let id = party(&lead, &process, name).await;
        let fields = [("round", round.as_str()), ("party", &id), ("said", said)];
        let path = format!("{process}/voices");
        let to = lead.post_from(&process, &path, &fields).await.location();
        assert!(to.ends_with(&format!("#round-{round}")));
    }
    let page = lead.open(&process).await;
    assert!(!page.has("Forældre er ikke kommet til orde endnu") && page.has("Skriv det kort."));
    assert!(page.has("Pædagogerne er ikke kommet til orde endnu"));
    assert!(
        lead.open("/processes")
            .await
            .has("1 part er ikke kommet til orde endnu")
    );
}

#[actix_web::test]
async fn what_med_does_is_called_droeftelse_and_never_hoering() {
    let site = Site::new().await;
    let lead = site.signed_in("Karen Holm", &[Role::Organiser]).await;
    let process = open_process(&lead).await;
    let round = add_round(&lead, &process, "Første udkast", "2026-02-20").await;
    let id = party(&lead, &process, "MED-udvalget").await;
    let fields = [("round", round.as_str()), ("party", &id), ("said", "Tid?")];
    lead.post_from(&process, &format!("{process}/voices"), &fields)
        .await;
    let page = lead.open(&process).await;
    let row = &page.main()[page.main().find("<th scope=\"row\">MED-udvalget").unwrap()..];
    let row = &row[..row.find("</tr>").unwrap()];
    assert!(row.contains("Drøftet") && !row.contains("ørt"), "{row}");
    assert!(page.has("MED: Drøfter forslaget") && page.has("Drøftelse"));
    assert!(!page.main().to_lowercase().contains("høring"));
}

#[actix_web::test]
async fn a_round_to_come_has_heard_nobody() {
    let site = Site::new().await;
    let lead = site.signed_in("Karen Holm", &[Role::Organiser]).await;
    let process = open_process(&lead).await;
    add_round(&lead, &process, "I går", "2026-03-01").await;
    let round = add_round(&lead, &process, "I morgen", "2026-03-03").await;
    let id = party(&lead, &process, "Forældre").await;
    let fields = [("round", round.as_str()), ("party", &id), ("said", "Ja")];
    let reply = lead
        .post_from(&process, &format!("{process}/voices"), &fields)
        .await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        reply.has("Runden er ikke holdt endnu")
            && reply.has("Forældre er ikke kommet til orde endnu")
    );
}

#[actix_web::test]
async fn a_voice_recorded_twice_keeps_both_words() {
    let site = Site::new().await;
    let lead = site.signed_in("Karen Holm", &[Role::Organiser]).await;
    let process = open_process(&lead).await;
    let round = add_round(&lead, &process, "Første", "2026-02-20").await;
    let id = party(&lead, &process, "Forældre").await;
    for said in ["Først dette.", "Så dette."] {
        let fields = [("round", round.as_str()), ("party", &id), ("said", said)];
        lead.post_from(&process, &format!("{process}/voices"), &fields)
            .await
            .location();
    }
    let page = lead.open(&process).await;
    assert!(page.has("Først dette.") && page.has("Så dette."));
}

#[actix_web::test]
async fn members_read_along_and_only_those_who_lead_write() {
    let site = Site::new().await;
    let lead = site.signed_in("Karen Holm", &[Role::Organiser]).await;
    let process = open_process(&lead).await;
    let member = site.signed_in("Per Lund", &[]).await;
    let page = member.open(&process).await;
    assert!(page.has("<strong>forslaget</strong>") && !page.has("Tilføj en runde"));
    assert_eq!(
        member.get("/processes/new").await.status,
        StatusCode::FORBIDDEN
    );
    let round = [("title", "x"), ("held_on", "2026-02-20"), ("proposal", "x")];
    let reply = member.post(&format!("{process}/rounds"), &round).await;
    assert_eq!(reply.status, StatusCode::FORBIDDEN);
    for path in ["/processes", &process] {
        let reply = site.visitor().get(path).await;
        assert_eq!(reply.status, StatusCode::UNAUTHORIZED);
    }
    assert_eq!(
        member.get("/processes/0123").await.status,
        StatusCode::NOT_FOUND
    );
}

#[actix_web::test]
async fn a_framing_without_parties_comes_back_as_typed() {
    let site = Site::new().await;
    let lead = site.signed_in("Karen Holm", &[Role::Organiser]).await;
    let reply = lead
        .post_from("/processes/new", "/processes", &FRAMING[..6])
        .await;
    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(reply.has("Skriv mindst én part") && reply.has("Direktionen bakker op."));
    let mut twice = FRAMING.to_vec();
    twice.extend([
        ("party-4-name", "Forældre"),
        ("party-4-kind", "foraeldre"),
        ("party-4-part", "mandat"),
    ]);
    let reply = lead.post_from("/processes/new", "/processes", &twice).await;
    assert!(reply.has("Parten står der allerede"));
}
