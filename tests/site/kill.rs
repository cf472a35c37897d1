//! `kill -9` at any moment of writing, importing, indexing and mailing. What was acknowledged is there
//! afterwards, once; everybody who should have a mail has one; `check` finds nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::{Child, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use diesel::prelude::*;
use faelles::app::App;
use faelles::clock::Clock;
use faelles::config::Settings;
use faelles::jobs::runner;
use faelles::members::{self, NewPerson, Role};
use faelles::schema::{entries, mails, revisions};
use faelles::sign_in::sessions;
use faelles::tokens;
use faelles::web::Lang;
use tempfile::TempDir;

use crate::support::mail_server::{Manner, server};
use crate::support::program::{Program, command, free_port, run};
use crate::support::{address_of, database, read_mail};

const DOCUMENTS: usize = 400;

/// How often to kill: `FAELLES_KILLS`, else 50.
pub fn kills() -> usize {
    std::env::var("FAELLES_KILLS")
        .ok()
        .and_then(|n| n.parse().ok())
        .unwrap_or(50)
}

pub fn open(data: &Path, url: Option<&str>) -> App {
    let config = Settings {
        data: Some(data.to_path_buf()),
        database: url.map(str::to_string),
        ..Settings::default()
    }
    .resolve()
    .unwrap();
    App::open(config, Clock::System).unwrap()
}

pub fn add(app: &App, name: &str, roles: &[Role], secret: Option<&str>) {
    let new = NewPerson {
        name: name.to_string(),
        email: address_of(name),
        title: String::new(),
        lang: Lang::Da,
        organisation_id: None,
        roles: roles.to_vec(),
        represents: Vec::new(),
    };
    let now = app.clock.now();
    app.db
        .write_now(|c| {
            let id = members::add_person(c, now, &new)?;
            match secret {
                Some(secret) => {
                    sessions::start(c, now, &id, secret, "", sessions::Method::Link)?;
                    sessions::show_second_factor(c, &tokens::hash(secret), now)
                }
                None => Ok(()),
            }
        })
        .unwrap();
}

/// Moments that look random and are the same in every run.
pub fn moment(i: usize) -> Duration {
    Duration::from_millis(15 + (i as u64 * 7919) % 240)
}

/// What the forum said yes to.
#[derive(Default)]
struct Accepted {
    titles: Vec<String>,
    asked: BTreeSet<String>,
    invited: bool,
}

fn write_until_it_dies(
    program: &Program,
    round: usize,
    (stop, accepted): (&AtomicBool, &AtomicBool),
    said: &mut Accepted,
) {
    let email = address_of(&format!("Person {round}"));
    // One place may ask for so many links an hour and no more.
    if round < 50
        && let Some(answer) = program.post("/sign-in", "", &[("email", &email)])
    {
        assert_eq!(answer.status, 303, "{}", answer.body);
        said.asked.insert(email);
    }
    for n in 0.. {
        if stop.load(Ordering::Relaxed) {
            return;
        }
        let title = format!("Havnen i runde {round} nummer {n}");
        let fields = [
            ("kind", "case"),
            ("title", &title),
            ("summary", "Naboerne fandt sammen."),
            ("body", "## Situationen\n\nDer var en havn."),
            ("lang", "da"),
            ("audience", "public"),
            ("do", "publish"),
        ];
        let Some(answer) = program.post("/library", "editor-secret", &fields) else {
            return;
        };
        assert_eq!(answer.status, 303, "{}", answer.body);
        said.titles.push(title);
        accepted.store(true, Ordering::Relaxed);
    }
}

fn start_import(data: &Path, url: Option<&str>, source: &Path) -> Child {
    command(data, url, &["import", source.to_str().unwrap()])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

#[test]
fn nothing_acknowledged_is_lost_however_often_it_is_killed() {
    let dir = TempDir::new().unwrap();
    let db = database::fresh();
    let url = db.url.as_deref();
    let data = dir.path().join("data");
    let source = dir.path().join("documents.jsonl");
    let lines: Vec<String> = (0..DOCUMENTS)
        .map(|i| {
            format!(
                "{{\"id\":\"doc-{i}\",\"lang\":\"da\",\"title\":\"Dokument {i}\",\"text\":\"Samskabelse nummer {i} i kommunen.\"}}"
            )
        })
        .collect();
    std::fs::write(&source, lines.join("\n")).unwrap();

    let rounds = kills();
    let app = open(&data, url);
    add(
        &app,
        "Eva Editor",
        &[Role::Member, Role::Editor],
        Some("editor-secret"),
    );
    add(
        &app,
        "Ole Organiser",
        &[Role::Member, Role::Organiser],
        Some("organiser-secret"),
    );
    for i in 0..rounds {
        add(&app, &format!("Person {i}"), &[Role::Member], None);
    }
    let meeting = crate::meetings::a_meeting_to_come(&app);
    drop(app);

    let mut said = Accepted::default();
    let port = free_port();
    for round in 0..rounds {
        let program = Program::start(&data, url, "serve", port);
        if round == rounds / 2 {
            // Everybody is invited, and the blast is killed in its middle again and again.
            let path = format!("/meetings/{meeting}/invitations");
            let answer = program
                .post(&path, "organiser-secret", &[("whom", "everybody")])
                .unwrap();
            assert_eq!(answer.status, 303, "{}", answer.body);
            said.invited = true;
        }
        let mut import = start_import(&data, url, &source);
        let stop = AtomicBool::new(false);
        let accepted = AtomicBool::new(false);
        std::thread::scope(|s| {
            let writing = s.spawn(|| {
                write_until_it_dies(&program, round, (&stop, &accepted), &mut said);
            });
            // The first is killed only when it has said yes to something: a slow machine might
            // otherwise never get that far.
            while round == 0 && !accepted.load(Ordering::Relaxed) && !writing.is_finished() {
                std::thread::sleep(Duration::from_millis(5));
            }
            std::thread::sleep(moment(round));
            if round % 3 == 0 {
                import.kill().unwrap();
            }
            program.kill_now();
            stop.store(true, Ordering::Relaxed);
            writing.join().unwrap();
        });
        import.kill().unwrap();
        import.wait().unwrap();
        program.kill_9();
    }
    assert!(!said.titles.is_empty() && !said.asked.is_empty() && said.invited);

    // It is started once more, and has all the time it needs.
    let imported = run(&data, url, &["import", source.to_str().unwrap()]);
    assert!(imported.status.success(), "{imported:?}");
    let app = open(&data, url);
    actix_web::rt::System::new().block_on(async {
        runner::recover(&app).await.unwrap();
        app.drain().await.unwrap();
    });
    let kept: BTreeMap<String, i64> = app
        .db
        .read_now(|c| {
            let all: Vec<(String, i64)> = entries::table
                .filter(entries::source_id.is_null())
                .select((entries::title, entries::version))
                .load(c)?;
            assert_eq!(
                all.len(),
                all.iter().map(|e| &e.0).collect::<BTreeSet<_>>().len()
            );
            Ok(all.into_iter().collect())
        })
        .unwrap();
    for title in &said.titles {
        assert_eq!(kept.get(title), Some(&1), "{title} is lost");
    }
    let (documents, extra, undone): (i64, i64, i64) = app
        .db
        .read_now(|c| {
            let documents = entries::table
                .filter(entries::source_id.is_not_null())
                .count()
                .get_result(c)?;
            let extra = revisions::table
                .filter(revisions::version.gt(1))
                .count()
                .get_result(c)?;
            let undone = mails::table
                .filter(mails::status.ne("sent"))
                .count()
                .get_result(c)?;
            Ok((documents, extra, undone))
        })
        .unwrap();
    assert_eq!(
        (documents, extra),
        (DOCUMENTS as i64, 0),
        "imported once each"
    );
    assert_eq!(undone, 0, "every mail has gone");
    let mut got: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    let mut ids = BTreeSet::new();
    for file in std::fs::read_dir(data.join("mail")).unwrap() {
        let path = file.unwrap().path();
        if path.extension().is_none_or(|e| e != "eml") {
            continue;
        }
        let mail = read_mail(&std::fs::read(&path).unwrap());
        assert!(ids.insert(mail.message_id.clone()), "one mail twice");
        let seen = got.entry(mail.to.clone()).or_default();
        match mail.calendar {
            Some(_) => seen.1 += 1,
            None => seen.0 += 1,
        }
    }
    for email in &said.asked {
        assert_eq!(
            got.get(email).map(|g| g.0),
            Some(1),
            "{email} asked for a link"
        );
    }
    for i in 0..rounds {
        let email = address_of(&format!("Person {i}"));
        assert_eq!(got.get(&email).map(|g| g.1), Some(1), "{email} was invited");
    }
    drop(app);
    let checked = run(&data, url, &["check"]);
    assert!(
        checked.status.success(),
        "{}{}",
        String::from_utf8_lossy(&checked.stdout),
        String::from_utf8_lossy(&checked.stderr)
    );
}

#[test]
fn a_mail_the_server_may_have_is_never_sent_again_by_itself() {
    let dir = TempDir::new().unwrap();
    let db = database::fresh();
    let url = db.url.as_deref();
    let data = dir.path().join("data");
    let server = server(Manner::TakesSlowly);
    let people = 60;
    let app = open(&data, url);
    add(
        &app,
        "Ole Organiser",
        &[Role::Member, Role::Organiser],
        Some("organiser-secret"),
    );
    add(
        &app,
        "Ada Adm",
        &[Role::Member, Role::Administrator],
        Some("admin-secret"),
    );
    for i in 2..people {
        add(&app, &format!("Person {i}"), &[Role::Member], None);
    }
    let meeting = crate::meetings::a_meeting_to_come(&app);
    drop(app);
    let port = free_port();
    let start = || {
        let smtp = ["--mail", "smtp", "--smtp-url", &server.url];
        Program::start_with(&data, url, "serve", port, &smtp)
    };
    for round in 0..kills().div_ceil(5) {
        let program = start();
        if round == 0 {
            let path = format!("/meetings/{meeting}/invitations");
            let answer = program
                .post(&path, "organiser-secret", &[("whom", "everybody")])
                .unwrap();
            assert_eq!(answer.status, 303, "{}", answer.body);
        }
        std::thread::sleep(moment(round) / 2);
        program.kill_9();
    }
    // Started once more it sends the rest, and leaves alone what it cannot know.
    let program = start();
    let standing = |status: &str| {
        let app = open(&data, url);
        let rows: Vec<String> = app
            .db
            .read_now(|c| {
                Ok(mails::table
                    .filter(mails::status.eq(status))
                    .select(mails::id)
                    .load(c)?)
            })
            .unwrap();
        rows
    };
    while standing("sent").len() + standing("undecided").len() < people {
        std::thread::yield_now();
    }
    let mut got: BTreeMap<String, usize> = BTreeMap::new();
    for raw in server.taken.lock().unwrap().iter() {
        *got.entry(read_mail(raw.as_bytes()).to).or_default() += 1;
    }
    assert!(got.values().all(|n| *n == 1), "nobody has two: {got:?}");
    let undecided = standing("undecided");
    assert!(got.len() + undecided.len() >= people, "nobody is left out");
    // Each that is undecided is shown to the administrator, with both choices.
    for id in &undecided {
        let shown = program
            .get(&format!("/admin/mail/{id}"), "admin-secret")
            .unwrap();
        assert!(shown.body.contains(&format!("/admin/mail/{id}/sent")));
        assert!(shown.body.contains(&format!("/admin/mail/{id}/again")));
    }
    assert!(program.stop("TERM").success());
}
