//! Starting, stopping and starting again, at the command line.

use tempfile::TempDir;

use crate::support::database;
use crate::support::program::{Program, command, free_port, run};

#[test]
fn it_starts_stops_when_asked_and_keeps_everything() {
    let dir = TempDir::new().unwrap();
    let db = database::fresh();
    let url = db.url.as_deref();
    let port = free_port();
    let first = Program::start(dir.path(), url, "serve", port);
    let said = first.said.join("\n");
    let at = said
        .find("/setup/")
        .expect("a link for the first administrator");
    let link = said[at..].split_whitespace().next().unwrap().to_string();
    assert_eq!(first.get("/healthz", "").unwrap().status, 200);
    // The index opens a moment after the door; a proxy asks until it is there.
    while first.get("/readyz", "").unwrap().status != 200 {}
    let fields = [("name", "Ada Adm"), ("email", "ada@example.org")];
    assert_eq!(first.post(&link, "", &fields).unwrap().status, 303);
    assert!(first.stop("TERM").success(), "SIGTERM ends it well");

    let second = Program::start(dir.path(), url, "serve", port);
    assert!(!second.said.join("\n").contains("/setup/"), "Ada is there");
    assert_eq!(second.get(&link, "").unwrap().status, 410);
    assert!(second.stop("INT").success(), "Ctrl-C ends it well");
}

#[test]
fn two_programs_do_not_share_a_data_folder() {
    let dir = TempDir::new().unwrap();
    let db = database::fresh();
    let url = db.url.as_deref();
    let first = Program::start(dir.path(), url, "serve", free_port());
    let listen = format!("127.0.0.1:{}", free_port());
    let refused = run(dir.path(), url, &["serve", "--listen", &listen]);
    assert!(!refused.status.success());
    let why = String::from_utf8_lossy(&refused.stderr);
    assert!(
        why.contains("another faelles is running") && why.contains("--data"),
        "{why}"
    );
    first.kill_9();
    // A killed one leaves no lock behind.
    let third = Program::start(dir.path(), url, "serve", free_port());
    assert!(third.stop("TERM").success());
}

#[test]
fn a_port_that_is_taken_is_said_plainly() {
    let dir = TempDir::new().unwrap();
    let db = database::fresh();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let listen = taken.local_addr().unwrap().to_string();
    let refused = run(
        dir.path(),
        db.url.as_deref(),
        &["serve", "--listen", &listen],
    );
    assert!(!refused.status.success());
    let why = String::from_utf8_lossy(&refused.stderr);
    assert!(why.contains(&format!("cannot listen on {listen}")), "{why}");
}

#[test]
fn a_flag_before_the_command_does_not_swallow_it() {
    let dir = TempDir::new().unwrap();
    let asked = std::process::Command::new(env!("CARGO_BIN_EXE_faelles"))
        .args(["--log-json", "check", "--data"])
        .arg(dir.path().join("nothing"))
        .output()
        .unwrap();
    let why = String::from_utf8_lossy(&asked.stderr);
    assert!(
        why.contains("nothing") && !why.contains("invalid value"),
        "{why}"
    );
}

#[test]
fn settings_come_from_flags_then_environment_then_file() {
    let dir = TempDir::new().unwrap();
    let file = dir.path().join("faelles.toml");
    std::fs::write(&file, "base_url = \"http://not-this-machine.example\"\n").unwrap();
    let file = file.to_str().unwrap();
    let refused = run(dir.path(), None, &["serve", "--config", file]);
    let why = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(
        why.contains("not-this-machine.example") && why.contains("https"),
        "{why}"
    );
    let other = command(dir.path(), None, &["serve", "--config", file])
        .env("FAELLES_BASE_URL", "http://nor-this.example")
        .output()
        .unwrap();
    assert!(String::from_utf8_lossy(&other.stderr).contains("nor-this.example"));
    std::fs::write(dir.path().join("faelles.toml"), "no_such_setting = 1\n").unwrap();
    let refused = run(dir.path(), None, &["serve", "--config", file]);
    assert!(String::from_utf8_lossy(&refused.stderr).contains("no_such_setting"));
}

#[test]
fn a_reader_who_has_enough_ends_a_command_quietly() {
    let dir = TempDir::new().unwrap();
    let db = database::fresh();
    let url = db.url.as_deref();
    Program::start(dir.path(), url, "demo", free_port()).stop("TERM");
    let folder = dir.path().join("out");
    for args in [
        &["search", "samskabelse", "--json"][..],
        &["search", "samskabelse", "--explain"],
        &["check"],
        &["export", folder.to_str().unwrap()],
    ] {
        let mut child = command(dir.path(), url, args)
            .stdout(std::process::Stdio::piped())
            .stderr(std::process::Stdio::piped())
            .spawn()
            .unwrap();
        // As `| head -0` does, before anything is printed.
        drop(child.stdout.take());
        let done = child.wait_with_output().unwrap();
        let said = String::from_utf8_lossy(&done.stderr);
        assert!(done.status.success() && said.is_empty(), "{args:?}: {said}");
    }
}
