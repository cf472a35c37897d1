//! Whatever happens to the index: the site answers meanwhile, what was lost comes back by itself or it
//! is said plainly what to do, and `check` agrees. Through the built program, as it is run.
#![cfg(feature = "sqlite")]

use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::{Duration, Instant};

use faelles::library::{self, Status};
use tempfile::TempDir;

use crate::kill::{kills, moment, open};
use crate::search::entry;
use crate::support::program::{Program, command, free_port, run};

/// A data folder with so many entries about a harbour.
fn network(entries: usize) -> (TempDir, PathBuf) {
    let dir = TempDir::new().unwrap();
    let data = dir.path().join("data");
    add(&data, 0..entries);
    (dir, data)
}

fn add(data: &Path, numbers: std::ops::Range<usize>) {
    let app = open(data, None);
    let now = app.clock.now();
    app.db
        .write_now(|c| {
            for n in numbers {
                // Words nobody else has, so that the index has a size.
                let body: Vec<String> = (0..40).map(|w| format!("ord{n}x{w}")).collect();
                let new = entry(&format!("Havnen nummer {n}"), &body.join(" "));
                library::create(c, now, None, &new, Status::Published)?;
            }
            Ok(())
        })
        .unwrap();
    app.search.catch_up(&app.db).unwrap();
}

fn said(out: &Output) -> String {
    let text = |bytes| String::from_utf8_lossy(bytes).into_owned();
    text(&out.stdout) + &text(&out.stderr)
}

fn serve(data: &Path) -> Program {
    Program::start(data, None, "serve", free_port())
}

/// Waits until the server says that everything can be found.
fn ready(program: &Program) {
    let begun = Instant::now();
    while program.get("/readyz", "").is_none_or(|a| a.status != 200) {
        assert!(begun.elapsed() < Duration::from_secs(120), "never ready");
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// What the API says of the harbours, on one line.
fn harbours(program: &Program) -> String {
    let answer = program.get("/api/v1/search?q=havnen&limit=1", "").unwrap();
    assert_eq!(answer.status, 200, "{}", answer.body);
    answer.body
}

fn finds(program: &Program, entries: usize) {
    ready(program);
    let said = harbours(program);
    let all = format!("\"total\":{entries},");
    assert!(
        said.contains(&all) && said.contains("\"from_database\":false"),
        "{said}"
    );
}

fn is_whole(data: &Path) {
    let checked = run(data, None, &["check"]);
    assert!(checked.status.success(), "{}", self::said(&checked));
}

/// Names of what lies in the index folder that begin so.
fn folders(data: &Path, beginning: &str) -> Vec<String> {
    std::fs::read_dir(data.join("index"))
        .unwrap()
        .map(|f| f.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.starts_with(beginning))
        .collect()
}

/// A file of the index that is served, by its ending.
fn segment_file(data: &Path, ending: &str) -> PathBuf {
    let index = data.join("index");
    let name = std::fs::read_to_string(index.join("CURRENT")).unwrap();
    std::fs::read_dir(index.join(name.trim()))
        .unwrap()
        .map(|f| f.unwrap().path())
        .find(|p| p.extension().is_some_and(|e| e == ending))
        .unwrap()
}

#[test]
fn killed_while_it_indexes_again_and_again_it_finds_everything() {
    let (_dir, data) = network(300);
    for round in 0..kills().div_ceil(5) {
        if round % 2 == 0 {
            std::fs::remove_dir_all(data.join("index")).unwrap();
        } else {
            add(&data, 300 + round..301 + round);
        }
        let program = serve(&data);
        let said = harbours(&program);
        assert!(!said.contains("\"total\":0"), "{said}");
        std::thread::sleep(moment(round));
        program.kill_9();
    }
    let program = serve(&data);
    finds(&program, 300 + kills().div_ceil(5) / 2);
    is_whole(&data);
    assert!(folders(&data, "build-").is_empty());
    assert_eq!(folders(&data, "gen-").len(), 1);
    assert!(program.stop("TERM").success());
}

/// What it is called, and done to a data folder.
type Harm = (&'static str, fn(&Path));

#[test]
fn a_damaged_index_is_built_anew_and_the_site_answers_meanwhile() {
    let (_dir, data) = network(20);
    let harms: [Harm; 6] = [
        ("a segment's file is gone", |data| {
            std::fs::remove_file(segment_file(data, "term")).unwrap();
        }),
        ("a segment's file is cut short", |data| {
            let path = segment_file(data, "idx");
            let bytes = std::fs::read(&path).unwrap();
            std::fs::write(&path, &bytes[..bytes.len() / 2]).unwrap();
        }),
        ("a segment's file has other bytes", |data| {
            let path = segment_file(data, "store");
            let mut bytes = std::fs::read(&path).unwrap();
            bytes.iter_mut().take(400).for_each(|b| *b = !*b);
            std::fs::write(&path, bytes).unwrap();
        }),
        ("CURRENT is garbage", |data| {
            std::fs::write(data.join("index/CURRENT"), [0xFF, 0, b'/', b'.']).unwrap();
        }),
        ("what describes the index is garbage", |data| {
            std::fs::write(segment_file(data, "json"), "{").unwrap();
        }),
        ("all of it is gone", |data| {
            std::fs::remove_dir_all(data.join("index")).unwrap();
        }),
    ];
    for (what, harm) in harms {
        harm(&data);
        let program = serve(&data);
        let page = program.get("/search?q=havnen", "").unwrap();
        assert_eq!(page.status, 200, "{what}");
        assert!(
            page.body.contains("/library/havnen-nummer"),
            "{what}: {}",
            page.body
        );
        finds(&program, 20);
        is_whole(&data);
        assert!(program.stop("TERM").success());
        assert_eq!(folders(&data, "gen-").len(), 1, "{what}");
    }
}

#[test]
fn an_index_folder_that_cannot_be_used_is_said_and_heals_when_it_can() {
    let (_dir, data) = network(20);
    let index = data.join("index");
    std::fs::remove_dir_all(&index).unwrap();
    std::fs::write(&index, "in the way").unwrap();
    let program = serve(&data);
    let page = program.get("/search?q=havnen+7", "").unwrap();
    assert_eq!(page.status, 200);
    assert!(
        page.body.contains("Søgningen er ikke klar")
            && page.body.contains("/library/havnen-nummer-7"),
        "{}",
        page.body
    );
    assert!(harbours(&program).contains("\"from_database\":true"));
    let built = run(&data, None, &["reindex"]);
    assert!(!built.status.success());
    assert!(
        said(&built).contains(&index.display().to_string())
            && said(&built).contains("cannot be written"),
        "{}",
        said(&built)
    );
    let checked = run(&data, None, &["check"]);
    assert!(!checked.status.success());
    assert!(
        said(&checked).contains("index is missing"),
        "{}",
        said(&checked)
    );
    std::fs::remove_file(&index).unwrap();
    finds(&program, 20);
    is_whole(&data);
}

/// As somebody without rights over everything: root writes where it may not.
fn unprivileged(data: &Path, args: &[&str]) -> std::io::Result<Output> {
    const NOBODY: u32 = 65_534;
    let mut command = command(data, None, args);
    if std::fs::metadata("/proc/self").unwrap().uid() == 0 {
        for path in [data.parent().unwrap(), data]
            .into_iter()
            .map(Path::to_path_buf)
            .chain(below(data))
        {
            chown(path, Some(NOBODY), Some(NOBODY)).unwrap();
        }
        command.uid(NOBODY).gid(NOBODY);
    }
    command.output()
}

fn below(folder: &Path) -> Vec<PathBuf> {
    let mut all = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            all.extend(below(&path));
        }
        all.push(path);
    }
    all
}

#[test]
fn a_read_only_index_folder_is_said_and_searching_goes_on() {
    let (_dir, data) = network(20);
    let index = data.join("index");
    let set = |mode| std::fs::set_permissions(&index, PermissionsExt::from_mode(mode)).unwrap();
    set(0o555);
    let built = match unprivileged(&data, &["reindex"]) {
        Err(e) if e.kind() == std::io::ErrorKind::PermissionDenied => {
            eprintln!("nobody but root may run the program here: not tried");
            return;
        }
        built => built.unwrap(),
    };
    assert!(!built.status.success());
    assert!(
        said(&built).contains(&index.display().to_string())
            && said(&built).contains("cannot be written"),
        "{}",
        said(&built)
    );
    let found = unprivileged(&data, &["search", "havnen"]).unwrap();
    assert!(said(&found).contains("20 results"), "{}", said(&found));
    set(0o755);
    assert!(unprivileged(&data, &["reindex"]).unwrap().status.success());
    assert!(unprivileged(&data, &["check"]).unwrap().status.success());
}

/// No file may grow beyond a size: what is written stops in the middle, as on a full disk.
#[test]
fn a_disk_that_fills_up_while_indexing_leaves_the_index_that_is_there() {
    let (_dir, data) = network(400);
    let full = Command::new("sh")
        .args(["-c", "trap '' XFSZ; ulimit -f 128; exec \"$0\" \"$@\""])
        .arg(env!("CARGO_BIN_EXE_faelles"))
        .args(["reindex", "--data"])
        .arg(&data)
        .output()
        .unwrap();
    assert!(
        !full.status.success(),
        "the disk was never full: {}",
        said(&full)
    );
    is_whole(&data);
    let program = serve(&data);
    finds(&program, 400);
    // There is room again.
    let built = run(&data, None, &["reindex"]);
    assert!(built.status.success(), "{}", said(&built));
    assert!(folders(&data, "build-").is_empty());
    finds(&program, 400);
}

#[test]
fn an_index_ahead_of_a_restored_backup_is_built_anew() {
    let (dir, data) = network(20);
    let backup = dir.path().join("backup.sqlite");
    assert!(run(&data, None, &["check"]).status.success());
    let file = data.join("faelles.sqlite");
    std::fs::copy(&file, &backup).unwrap();
    add(&data, 20..30);
    std::fs::copy(&backup, &file).unwrap();
    for beside in ["faelles.sqlite-wal", "faelles.sqlite-shm"] {
        // They are the newer database's.
        let _ = std::fs::remove_file(data.join(beside));
    }
    let program = serve(&data);
    finds(&program, 20);
    is_whole(&data);
}
