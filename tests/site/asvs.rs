//! Which test shows which requirement of OWASP ASVS 5.0, level 2: `tests/asvs.tsv`. Every test named
//! there exists.

use std::collections::BTreeSet;
use std::path::Path;

/// Requirements of levels 1 and 2: how many each section of a chapter has.
const SECTIONS: [(&str, u32); 31] = [
    ("2.1", 3),
    ("2.2", 3),
    ("2.3", 4),
    ("2.4", 1),
    ("5.1", 1),
    ("5.2", 3),
    ("5.3", 2),
    ("5.4", 3),
    ("6.1", 3),
    ("6.2", 12),
    ("6.3", 4),
    ("6.4", 4),
    ("6.5", 5),
    ("6.6", 3),
    ("6.8", 4),
    ("7.1", 3),
    ("7.2", 4),
    ("7.3", 2),
    ("7.4", 5),
    ("7.5", 2),
    ("7.6", 2),
    ("8.1", 2),
    ("8.2", 3),
    ("8.3", 1),
    ("8.4", 1),
    ("9.1", 3),
    ("9.2", 4),
    ("10.1", 2),
    ("10.2", 2),
    ("10.5", 5),
    ("10.7", 3),
];

fn read(path: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

/// Whether a test of that name is there: `module::name` in the site's tests or the library's, or
/// `file.mjs: title` in the browser's.
fn exists(name: &str) -> bool {
    if let Some((file, title)) = name.split_once(": ") {
        return read(&format!("tests/browser/{file}")).contains(title);
    }
    let (module, function) = name.rsplit_once("::").unwrap_or(("", name));
    let wanted = format!("fn {function}(");
    let site = format!("tests/site/{}.rs", module.replace("::", "/"));
    let own = module.trim_end_matches("::tests").replace("::", "/");
    [site, format!("src/{own}.rs"), format!("src/{own}/mod.rs")]
        .iter()
        .filter(|path| Path::new(env!("CARGO_MANIFEST_DIR")).join(path).is_file())
        .any(|path| read(path).contains(&wanted))
}

#[test]
fn every_requirement_names_the_test_that_shows_it() {
    let mut seen = BTreeSet::new();
    let table = read("tests/asvs.tsv");
    for line in table.lines().filter(|l| !l.starts_with('#')) {
        let cells: Vec<&str> = line.split('\t').collect();
        let [id, level, _, how, what] = cells[..] else {
            panic!("five cells: {line}");
        };
        assert!(matches!(level, "1" | "2"), "{line}");
        assert!(seen.insert(id.to_string()), "{id} stands twice");
        assert!(!what.trim().is_empty(), "{line}");
        match how {
            "test" => {
                for name in what.split(", ") {
                    assert!(exists(name), "{id}: no test is called {name}");
                }
            }
            "text" | "n/a" | "differs" => {}
            other => panic!("{id}: {other}"),
        }
    }
    for (section, count) in SECTIONS {
        for i in 1..=count {
            assert!(
                seen.contains(&format!("{section}.{i}")),
                "{section}.{i} is missing"
            );
        }
    }
}
