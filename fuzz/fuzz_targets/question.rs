//! Any text is a question: none may fail, none may take long.
#![no_main]

use std::sync::LazyLock;
use std::time::{Duration, Instant};

use faelles::app::App;
use faelles::clock::Clock;
use faelles::config::{MailTransport, Settings};
use faelles::library::facts::Facts;
use faelles::library::{self, Audience, Kind, NewEntry, Status};
use faelles::members::Scope;
use faelles::search::Question;
use libfuzzer_sys::fuzz_target;

const TEXTS: [(&str, &str); 4] = [
    (
        "da",
        "Inddragelse af forældre i tilsynet med dagtilbud i Roskilde, sag 2023-114.",
    ),
    (
        "sv",
        "Delaktighet och tillsyn i förskolan; en försöksverksamhet i Malmö.",
    ),
    (
        "nb",
        "Samskaping mellom kommune og frivillige i Bergen, år 2022–2024.",
    ),
    ("en", "Co-creation between citizens and municipalities."),
];

static APP: LazyLock<App> = LazyLock::new(|| {
    let data = tempfile::tempdir().expect("a folder").keep();
    let config = Settings {
        data: Some(data),
        mail: Some(MailTransport::Memory),
        ..Settings::default()
    };
    let config = config.resolve().expect("settings");
    let app = App::open(config, Clock::System).expect("a network");
    let now = app.clock.now();
    let write = app.db.write_now(|c| {
        for (n, (lang, text)) in TEXTS.iter().cycle().take(40).enumerate() {
            let new = entry(lang, &format!("{n} {text}"));
            library::create(c, now, None, &new, Status::Published)?;
        }
        Ok(())
    });
    write.expect("entries");
    app.search.catch_up(&app.db).expect("an index");
    app
});

fn entry(lang: &str, text: &str) -> NewEntry {
    NewEntry {
        kind: Kind::Case,
        title: text.to_string(),
        summary: String::new(),
        body: text.repeat(5),
        lang: lang.to_string(),
        municipality: Some("Roskilde".to_string()),
        area: None,
        place: None,
        tags: Vec::new(),
        contact_role: String::new(),
        contact_name: String::new(),
        contact_deputy: String::new(),
        facts: Facts::default(),
        audience: Audience::Public,
        organisation_id: None,
        meeting_id: None,
    }
}

fuzz_target!(|asked: (&str, u8)| {
    let (text, how) = asked;
    let question = Question {
        text: text.to_string(),
        prefer: ["da", "sv", "nb", "en"][usize::from(how % 4)].to_string(),
        scope: Scope {
            person_id: (how & 4 == 0).then(|| "somebody".to_string()),
            ..Scope::default()
        },
        limit: 10,
        offset: usize::from(how >> 4),
        ..Question::default()
    };
    let started = Instant::now();
    let answer = APP.search.ask(&APP.db, &question).expect("an answer");
    // A panic while the index is read is caught, and answered from the database.
    assert!(!answer.from_database, "{text:?}");
    assert!(started.elapsed() < Duration::from_secs(2), "{text:?}");
});
