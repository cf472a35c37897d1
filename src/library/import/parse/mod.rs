//! From a file's text to a record: what its title is, its language, its facts.

mod days;
mod entry;
mod hash;
mod html;
mod life;
mod series;
mod table;
mod words;

use std::path::Path;

use chrono::NaiveDate;
use serde_json::{Map, Value};

use super::super::language;
use super::series::Series;
use super::{Imported, Problem, plain};
use crate::text::Refused;
use crate::web::markdown;

use entry::finish;

pub use hash::{digest, hash, sha256};
pub use html::html_file;
pub use life::{enough, version_file};
pub use table::{columns, table_row};
pub use words::Told as Words;

/// Where a text comes from.
pub struct Source {
    /// As the person named it.
    pub shown: String,
    /// What its id is when it carries none.
    pub id: String,
    name: String,
}

impl Source {
    pub fn of(path: &Path) -> Source {
        let whole = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
        Source {
            shown: path.display().to_string(),
            id: format!("file:{}", whole.display()),
            name: file_name(path),
        }
    }
}

fn file_name(path: &Path) -> String {
    path.file_name()
        .map(|n| n.to_string_lossy().into_owned())
        .unwrap_or_default()
}

/// Reads a Markdown text with its front matter. `name` is a file name: it tells the source id, when
/// the text names none, and perhaps the language.
pub fn markdown_file(name: &str, text: &str) -> Result<Imported, Problem> {
    let source = Source {
        shown: name.to_string(),
        id: format!("file:{name}"),
        name: name.to_string(),
    };
    let read = match markdown(&source, text) {
        Ok(Read::Entry(record)) => Ok(*record),
        Ok(Read::Series(_) | Read::Words(_) | Read::Version) => Err("not an entry".to_string()),
        Err(why) => Err(why),
    };
    read.map_err(|why| Problem {
        file: name.to_string(),
        line: None,
        why,
    })
}

/// Bytes as text, or why they are none.
pub fn utf8(bytes: Vec<u8>) -> Result<String, String> {
    if bytes.contains(&0) {
        return Err("not text: it holds NUL bytes".to_string());
    }
    let text = String::from_utf8(bytes).map_err(|_| "not UTF-8".to_string())?;
    let text = text
        .strip_prefix('\u{FEFF}')
        .map(str::to_string)
        .unwrap_or(text);
    if text.trim().is_empty() {
        return Err("the file is empty".to_string());
    }
    Ok(text)
}

/// What a source said, before it is checked.
#[derive(Default)]
struct Raw {
    id: String,
    title: String,
    body: String,
    lang: Option<&'static str>,
    /// When the text itself says that it was updated.
    updated: Option<NaiveDate>,
    fields: Map<String, Value>,
}

/// What a file or a line holds.
pub enum Read {
    Entry(Box<Imported>),
    Series(Box<Series>),
    Words(Words),
    /// What an entry once was: it comes in with that.
    Version,
}

pub fn markdown(source: &Source, text: &str) -> Result<Read, String> {
    let text = text.replace("\r\n", "\n");
    let (fields, body) = front(&text)?.unwrap_or((Map::new(), &text));
    if fields.contains_key("revision_of") {
        return Ok(Read::Version);
    }
    match said(&fields, "kind").as_str() {
        "series" => series::series(&fields, body).map(|s| Read::Series(Box::new(s))),
        _ => entry(source, fields, body).map(|e| Read::Entry(Box::new(e))),
    }
}

/// What stands in front of a text, and what follows it.
type Front<'a> = (Map<String, Value>, &'a str);

/// The front matter of a text and what follows it, when it has one.
fn front(text: &str) -> Result<Option<Front<'_>>, String> {
    let Some((head, body)) = front_matter(text) else {
        return Ok(None);
    };
    let fields = serde_yaml_ng::from_str(head)
        .map_err(|e| format!("the front matter cannot be read: {e}"))?;
    Ok(Some((fields, body)))
}

fn entry(source: &Source, fields: Map<String, Value>, body: &str) -> Result<Imported, String> {
    let mut body = body.trim().to_string();
    let mut title = said(&fields, "title");
    if title.is_empty()
        && let Some((heading, rest)) = leading_heading(&body)
    {
        title = markdown::plain(heading);
        body = rest.to_string();
    }
    if title.is_empty() {
        title = plain::split(&body).0;
    }
    finish(Raw {
        id: source.id.clone(),
        title,
        body,
        lang: language::of_file_name(&source.name),
        updated: None,
        fields,
    })
}

/// The lines between two `---`, and what follows them.
fn front_matter(text: &str) -> Option<(&str, &str)> {
    let rest = text.strip_prefix("---\n")?;
    if let Some(body) = rest.strip_prefix("---\n") {
        return Some(("{}", body));
    }
    let (head, body) = rest.split_once("\n---\n").or_else(|| {
        let head = rest.strip_suffix("\n---")?;
        Some((head, ""))
    })?;
    Some((head, body))
}

/// A first line `# Heading`, and what follows it.
fn leading_heading(body: &str) -> Option<(&str, &str)> {
    let (first, rest) = body.split_once('\n').unwrap_or((body, ""));
    let heading = first.strip_prefix("# ")?;
    Some((heading.trim(), rest.trim_start()))
}

pub fn text_file(source: &Source, text: &str) -> Result<Imported, String> {
    let (title, body) = plain::split(&text.replace("\r\n", "\n"));
    finish(Raw {
        id: source.id.clone(),
        title,
        updated: plain::last_updated(text),
        body,
        lang: language::of_file_name(&source.name),
        ..Raw::default()
    })
}

pub fn json_line(source: &Source, number: u64, line: &str) -> Result<Read, String> {
    let fields: Map<String, Value> =
        serde_json::from_str(line).map_err(|e| format!("not a JSON object: {e}"))?;
    match said(&fields, "kind").as_str() {
        "series" => {
            let introduction = said(&fields, "introduction");
            series::series(&fields, &introduction).map(|s| Read::Series(Box::new(s)))
        }
        "vocabulary" => words::vocabulary(&fields).map(Read::Words),
        _ => record(source, number, fields).map(|e| Read::Entry(Box::new(e))),
    }
}

/// An entry from its fields alone. Its text is called `text`, or `body` as elsewhere.
fn record(source: &Source, number: u64, fields: Map<String, Value>) -> Result<Imported, String> {
    let body = match said(&fields, "text") {
        none if none.trim().is_empty() => said(&fields, "body"),
        text => text,
    };
    let mut title = said(&fields, "title");
    if title.trim().is_empty() && !body.trim().is_empty() {
        title = plain::split(&body).0;
    }
    finish(Raw {
        id: format!("{}#{number}", source.id),
        title,
        body,
        lang: None,
        updated: None,
        fields,
    })
}

/// A field as text; numbers as they are written.
fn said(fields: &Map<String, Value>, name: &str) -> String {
    match fields.get(name) {
        Some(Value::String(s)) => s.clone(),
        Some(Value::Number(n)) => n.to_string(),
        _ => String::new(),
    }
}

fn kept(text: Result<String, Refused>, what: &str) -> Result<String, String> {
    text.map_err(|why| match why {
        Refused::Missing => format!("there is no {what}"),
        Refused::TooLong(max) => format!("the {what} is longer than {max} characters"),
        Refused::Cpr => {
            format!("the {what} holds what looks like a CPR number, and those must never be stored")
        }
    })
}

#[cfg(test)]
mod tests {
    use super::super::Published;
    use super::*;
    use crate::library::{Audience, Kind};
    use proptest::prelude::*;

    fn read(name: &str, text: &str) -> Imported {
        markdown_file(name, text).unwrap()
    }

    #[test]
    fn front_matter_decides() {
        let got = read(
            "a.md",
            "---\nid: demo:a\nkind: tool\nlang: sv\ntitle: Årshjul\ntags: [plan, Plan, budget]\npublished_days_ago: 3\naudience: network\n---\n\n## Hej\n\nText.",
        );
        assert_eq!(got.source_id, "demo:a");
        assert_eq!(got.published, Published::DaysAgo(3));
        assert_eq!(got.entry.kind, Kind::Tool);
        assert_eq!(got.entry.tags, ["plan", "budget"]);
        assert_eq!(got.entry.body, "## Hej\n\nText.");
        assert_eq!(got.entry.audience, Audience::Network);
    }

    #[test]
    fn facts_stand_beside_the_others_or_under_a_name_of_their_own() {
        let flat = "---\nid: a\ntitle: A\nproblem: Tavshed\ndone: Vi spurgte\nparties: [citizens, med]\nevaluated: true\nfrom_year: 2020\nadvice:\n  - Spørg\n  - Spørg igen\nsuccess_factor: budget\ncontact_deputy: Souschef\nvideo: {address: 'https://video.example/1', title: Film}\nlinks: ['https://kl.dk/a :: Om tilsyn']\n---\n";
        let got = read("a.md", flat).entry;
        assert_eq!(got.facts.parties, ["citizens", "med"]);
        assert_eq!(
            (got.facts.evaluated.as_str(), got.facts.from_year),
            ("yes", 2020)
        );
        assert_eq!(got.facts.factors, ["budget"]);
        assert_eq!(got.facts.links[0].label, "Om tilsyn");
        assert_eq!(got.body, "");
        let json = serde_json::json!({
            "id": "a", "title": "A", "contact_deputy": "Souschef", "lang": "da",
            "facts": serde_json::to_value(&got.facts).unwrap(),
        });
        let source = Source {
            shown: "x".into(),
            id: "x".into(),
            name: "x".into(),
        };
        let Read::Entry(lines) = json_line(&source, 1, &json.to_string()).unwrap() else {
            panic!("not an entry");
        };
        assert_eq!(lines.entry.facts, got.facts);
        let heads = [
            "id",
            "title",
            "lang",
            "problem",
            "done",
            "parties",
            "evaluated",
            "from_year",
            "advice",
            "factors",
            "contact_deputy",
            "video_address",
            "video_title",
            "links",
        ]
        .map(str::to_string);
        let cells = [
            "a",
            "A",
            "da",
            "Tavshed",
            "Vi spurgte",
            "citizens|med",
            "yes",
            "2020",
            "Spørg | Spørg igen",
            "budget",
            "Souschef",
            "https://video.example/1",
            "Film",
            "https://kl.dk/a::Om tilsyn",
        ]
        .map(str::to_string);
        let row = table_row(&source, 2, &columns(&heads).unwrap(), &cells).unwrap();
        assert_eq!(row.entry, lines.entry);
        assert_eq!(row.hash, lines.hash);
        // Whatever is said, the hash knows.
        let other = read("a.md", &flat.replace("Souschef", "Leder"));
        assert_ne!(other.hash, read("a.md", flat).hash);
        assert!(columns(&["title".into(), "hvad".into()]).is_err());
    }

    #[test]
    fn markdown_without_front_matter_is_titled_by_its_heading() {
        let got = read(
            "b.md",
            "# Et *godt* greb\n\nVi spørger altid først, og det er ikke svært.",
        );
        assert_eq!(got.entry.title, "Et godt greb");
        assert_eq!(got.entry.lang, "da");
        assert!(!got.entry.body.contains('#'));
        assert_eq!(got.source_id, "file:b.md");
    }

    #[test]
    fn html_loses_scripts_and_menus() {
        let source = Source {
            shown: "x.html".into(),
            id: "file:x.html".into(),
            name: "x.html".into(),
        };
        let got = html_file(
            &source,
            "<!doctype html><html lang=\"sv\"><head><title>Hängrännor &amp; rör | Kommunen</title><script>bad()</script></head>\
             <body><nav>Meny</nav><main><h1>Hängrännor &amp; rör</h1><p>En <b>god</b> text.</p><script>bad()</script></main></body></html>",
        )
        .unwrap();
        assert_eq!(got.entry.title, "Hängrännor & rör");
        assert_eq!(got.entry.lang, "sv");
        assert_eq!(got.entry.body, "En **god** text.");
    }

    #[test]
    fn what_is_wrong_is_said() {
        for (text, says) in [
            ("---\nkind: poem\ntitle: A\n---\nx", "poem"),
            ("---\ntitle: [\n---\nx", "front matter"),
            ("---\ntitle: A\nlang: de\n---\nx", "languages"),
            ("---\ntitle: A\n---\nborger 010190-1234", "CPR"),
            ("---\ntitle: A\npublished_at: i går\n---\nx", "published_at"),
            ("---\ntitle: A\naudience: organisation\n---\nx", "audience"),
            ("---\ntitle: A\n---\n", "no text"),
            ("---\ntitle: A\nfacts: [1]\n---\nx", "facts"),
            ("---\ntitle: A\nfacts: {proposal: a}\n---\nx", "proposal"),
            ("---\ntitle: A\nfrom_year: 20\n---\nx", "from_year"),
            (
                "---\ntitle: A\nfrom_year: 2022\nto_year: 2020\n---\nx",
                "to_year",
            ),
            (
                "---\ntitle: A\nlinks: ['javascript:alert(1)']\n---\nx",
                "links_address_1",
            ),
            ("---\ntitle: A\nadvice: [a, b, c, d]\n---\nx", "advice"),
            (
                "---\ntitle: A\nproblem: borger 010190-1234\n---\nx",
                "problem",
            ),
            ("---\ntitle: A\nplace: Roskilde\n---\nx", "place"),
        ] {
            let problem = markdown_file("a.md", text).unwrap_err();
            assert!(problem.why.contains(says), "{problem}");
        }
    }

    proptest! {
        #[test]
        fn no_text_makes_it_fall_over(text in "(---\n)?.{0,300}") {
            let _ = markdown_file("x.md", &text);
            let source = Source { shown: "x".into(), id: "x".into(), name: "x".into() };
            let _ = html_file(&source, &text);
            let _ = text_file(&source, &text);
            let _ = json_line(&source, 1, &text);
        }

        #[test]
        fn half_html_does_not_make_it_fall_over(text in "(<h1|<main|<title|<html| lang=|>|</main|</h1>|ø|\"){0,12}") {
            let source = Source { shown: "x".into(), id: "x".into(), name: "x".into() };
            let _ = html_file(&source, &text);
        }
    }
}
