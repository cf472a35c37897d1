//! From a file's text to a record: what its title is, its language, its facts.

use std::path::Path;

use chrono::{DateTime, NaiveDate, NaiveDateTime};
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

use super::super::facts::Facts;
use super::super::fields::{self, Field, Shape};
use super::super::{Audience, Kind, NewEntry, SUMMARY_MAX, TITLE_MAX};
use super::super::{completeness, language};
use super::{Imported, Named, Problem, Published, nesting, plain};
use crate::attachments;
use crate::text::{self, Refused};
use crate::tokens::hex;
use crate::web::{Lang, markdown};

/// The longest body that comes in, in characters. A whole file fits.
const BODY_LIMIT: usize = 5 * 1024 * 1024;

/// The longest slug that is taken over, in characters.
const SLUG_MAX: usize = 100;

/// The stack that reads a page of HTML, in bytes.
const HTML_STACK: usize = 32 * 1024 * 1024;

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
    markdown(&source, text).map_err(|why| Problem {
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

pub fn markdown(source: &Source, text: &str) -> Result<Imported, String> {
    let text = text.replace("\r\n", "\n");
    let (fields, body) = match front_matter(&text) {
        Some((head, body)) => (
            serde_yaml_ng::from_str::<Map<String, Value>>(head)
                .map_err(|e| format!("the front matter cannot be read: {e}"))?,
            body,
        ),
        None => (Map::new(), text.as_str()),
    };
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

/// Reads an HTML page. What reads it calls itself for every element inside another, so it gets a
/// stack that holds `nesting::LIMIT` of them many times over, also in a build for tests.
pub fn html_file(source: &Source, text: &str) -> Result<Imported, String> {
    let refused = |why: String| format!("the HTML cannot be read: {why}");
    std::thread::scope(|scope| {
        std::thread::Builder::new()
            .stack_size(HTML_STACK)
            .spawn_scoped(scope, || html_page(source, text))
            .map_err(|e| refused(e.to_string()))?
            .join()
            .unwrap_or_else(|_| Err(refused("its reader failed".to_string())))
    })
}

fn html_page(source: &Source, text: &str) -> Result<Imported, String> {
    let main = element(text, "main")
        .or_else(|| element(text, "article"))
        .unwrap_or(text);
    let converter = htmd::HtmlToMarkdown::builder()
        .skip_tags(vec![
            "script", "style", "noscript", "template", "iframe", "svg", "img", "nav", "header",
            "footer", "aside", "form", "button", "head", "title",
        ])
        .build();
    let plainly = htmd::HtmlToMarkdown::new();
    let words = |html| to_markdown(&plainly, html).map(|text| markdown::plain(&text));
    let heading = element(text, "h1")
        .map(words)
        .transpose()?
        .unwrap_or_default();
    let named = element(text, "title")
        .map(words)
        .transpose()?
        .unwrap_or_default();
    // `Tilsynsmodel | Kommunen`: the page's own heading is the title without the site's name.
    let title = if named.is_empty() || (!heading.is_empty() && named.contains(&heading)) {
        heading
    } else {
        named
    };
    let mut body = to_markdown(&converter, main)?.trim().to_string();
    if let Some((first, rest)) = leading_heading(&body)
        && markdown::plain(first) == title
    {
        body = rest.to_string();
    }
    let title = if title.is_empty() {
        plain::split(&body).0
    } else {
        title
    };
    finish(Raw {
        id: source.id.clone(),
        title,
        updated: plain::last_updated(&body),
        body,
        lang: language::of_file_name(&source.name).or_else(|| html_language(text)),
        ..Raw::default()
    })
}

fn to_markdown(converter: &htmd::HtmlToMarkdown, html: &str) -> Result<String, String> {
    if nesting::too_deep(html) {
        return Err("nested too deeply".to_string());
    }
    converter
        .convert(html)
        .map_err(|e| format!("the HTML cannot be read: {e}"))
}

/// What is inside the first element of a name.
fn element<'a>(html: &'a str, name: &str) -> Option<&'a str> {
    // Only ASCII changes case here, so positions stay.
    let lower = html.to_ascii_lowercase();
    let open = format!("<{name}");
    let mut from = 0;
    loop {
        let at = from + lower[from..].find(&open)?;
        let after = at + open.len();
        if lower[after..].starts_with(['>', ' ', '\t', '\n', '\r']) {
            let start = after + lower[after..].find('>')? + 1;
            let end = start + lower[start..].find(&format!("</{name}"))?;
            return Some(&html[start..end]);
        }
        from = after;
    }
}

fn html_language(html: &str) -> Option<&'static str> {
    let lower = html.to_ascii_lowercase();
    let at = lower.find("<html")?;
    let tag = &lower[at..at + lower[at..].find('>')?];
    let value = tag.split_once(" lang=")?.1.trim_start_matches(['"', '\'']);
    language::named(value.split(['"', '\'', ' ']).next()?)
}

pub fn json_line(source: &Source, number: u64, line: &str) -> Result<Imported, String> {
    let fields: Map<String, Value> =
        serde_json::from_str(line).map_err(|e| format!("not a JSON object: {e}"))?;
    record(source, number, fields)
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

/// Columns that tables of other making have beside those of an export.
const OTHER_COLUMNS: [&str; 4] = [
    "body",
    "success_factor",
    "published_at",
    "published_days_ago",
];

/// The names of a table's columns, when each is known.
pub fn columns(heads: &[String]) -> Result<Vec<String>, String> {
    let names: Vec<String> = heads.iter().map(|h| h.trim().to_lowercase()).collect();
    let is_known = |name: &str| {
        name.is_empty()
            || fields::COLUMNS.contains(&name)
            || OTHER_COLUMNS.contains(&name)
            || fields::all().any(|f| f.name == name && f.shape.parts().is_empty())
            || fields::parted().any(|(f, part)| fields::column(f, part) == name)
    };
    let unknown: Vec<String> = names
        .iter()
        .filter(|name| !is_known(name))
        .map(|name| format!("\"{name}\""))
        .collect();
    if !unknown.is_empty() {
        return Err(format!("no column is called {}", unknown.join(" or ")));
    }
    if !names.iter().any(|n| n == "title") {
        return Err("no column is called \"title\"".to_string());
    }
    Ok(names)
}

/// A row of a table: lists are parted by `|`, and the parts of an action or a link by `::`.
pub fn table_row(
    source: &Source,
    number: u64,
    columns: &[String],
    cells: &[String],
) -> Result<Imported, String> {
    if cells.len() > columns.len() {
        return Err("there are more cells than columns".to_string());
    }
    let is_list = |name: &str| {
        name == "tags"
            || fields::all().any(|f| {
                f.name == name
                    && matches!(
                        f.shape,
                        Shape::Many(_)
                            | Shape::Entries(_)
                            | Shape::Pieces(_)
                            | Shape::Lines(_)
                            | Shape::Actions
                            | Shape::Links
                    )
            })
    };
    let mut fields = Map::new();
    for (name, cell) in columns.iter().zip(cells) {
        if name.is_empty() || cell.trim().is_empty() {
            continue;
        }
        // A tab keeps a spreadsheet from taking a text for a formula.
        let cell = cell.strip_prefix('\t').unwrap_or(cell);
        let value = match name.as_str() {
            "published_days_ago" => cell
                .trim()
                .parse::<i64>()
                .map_or_else(|_| Value::from(cell), Value::from),
            name if is_list(name) => Value::from_iter(cell.split('|').map(str::trim)),
            _ => Value::from(cell),
        };
        fields.insert(name.clone(), value);
    }
    record(source, number, fields)
}

/// A field as text; numbers as they are written.
fn said(fields: &Map<String, Value>, name: &str) -> String {
    match fields.get(name) {
        Some(Value::String(s)) => s.clone(),
        Some(Value::Number(n)) => n.to_string(),
        _ => String::new(),
    }
}

fn finish(raw: Raw) -> Result<Imported, String> {
    let fields = &raw.fields;
    let body = kept(text::block(&raw.body, BODY_LIMIT), "text")?;
    let facts = facts(fields)?;
    let kind = match said(fields, "kind") {
        none if none.is_empty() => Kind::Case,
        given => {
            Kind::named(&given).ok_or_else(|| format!("\"{given}\" is not a kind of entry"))?
        }
    };
    if body.is_empty() && !completeness::has_key_facts(kind, &facts) {
        return Err("there is no text".to_string());
    }
    let title = kept(
        text::required(text::line(&plain::cut(&raw.title, TITLE_MAX), TITLE_MAX)),
        "title",
    )?;
    let summary = match said(fields, "summary") {
        none if none.trim().is_empty() && body.is_empty() => plain::summary(&facts.texts()),
        none if none.trim().is_empty() => plain::summary(&body),
        given => plain::cut(&given, SUMMARY_MAX),
    };
    let summary = kept(text::line(&summary, SUMMARY_MAX), "summary")?;
    let lang = match said(fields, "lang") {
        none if none.is_empty() => raw
            .lang
            .unwrap_or_else(|| language::detect(&format!("{title}\n{body}\n{}", facts.texts()))),
        given => language::named(&given)
            .ok_or_else(|| format!("\"{given}\" is not one of the library's languages"))?,
    };
    let audience = match said(fields, "audience") {
        none if none.is_empty() => Audience::Public,
        given => Audience::named(&given)
            .filter(|a| *a != Audience::Organisation)
            .ok_or_else(|| format!("\"{given}\" cannot be the audience of an import"))?,
    };
    // Whether the network has such a term is for the import to see.
    let area = Some(said(fields, "area")).filter(|s| !s.is_empty());
    let municipality = kept(
        text::line(&said(fields, "municipality"), 100),
        "municipality",
    )?;
    let contact = |name: &str| kept(text::line(&said(fields, name), 150), name);
    let contact_role = contact("contact_role")?;
    let (contact_name, contact_deputy) = (contact("contact_name")?, contact("contact_deputy")?);
    let place = match said(fields, "place") {
        none if none.is_empty() => None,
        code if is_place(&code) => Some(code),
        other => {
            return Err(format!(
                "\"{other}\" is not the code of a place, as DK-265 is"
            ));
        }
    };
    let tags = kept(text::block(&tags(fields), 2000), "tags")?;
    let published = match (published(fields)?, raw.updated) {
        (Published::Unknown, Some(day)) => day
            .and_hms_opt(12, 0, 0)
            .map_or(Published::Unknown, Published::At),
        (said, _) => said,
    };
    let source_id = match said(fields, "id") {
        none if none.trim().is_empty() => raw.id,
        given => kept(text::line(&given, 500), "id")?,
    };
    let entry = NewEntry {
        kind,
        title,
        summary,
        body,
        lang: lang.to_string(),
        municipality: (!municipality.is_empty()).then_some(municipality),
        place,
        area,
        tags: super::super::parse_tags(&tags),
        contact_role,
        contact_name,
        contact_deputy,
        facts,
        audience,
        organisation_id: None,
        meeting_id: None,
    };
    Ok(Imported {
        hash: hash(&entry, published),
        source_id,
        slug: slug(fields)?,
        entry,
        published,
        attachments: attachments(fields)?,
        files: Vec::new(),
    })
}

/// The address it had where it comes from.
fn slug(fields: &Map<String, Value>) -> Result<Option<String>, String> {
    let given = said(fields, "slug");
    if given.is_empty() {
        return Ok(None);
    }
    let good = given.len() <= SLUG_MAX
        && given.split('-').all(|part| {
            !part.is_empty()
                && part
                    .bytes()
                    .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
        });
    let given = kept(text::line(&given, SLUG_MAX), "slug")?;
    if good {
        Ok(Some(given))
    } else {
        Err(format!("\"{given}\" is not a slug, as min-case is"))
    }
}

/// The files it says lie beside it. Those that lie elsewhere are not fetched.
fn attachments(fields: &Map<String, Value>) -> Result<Vec<Named>, String> {
    let none = Vec::new();
    let all = match fields.get("attachments") {
        None | Some(Value::Null) => &none,
        Some(Value::Array(all)) => all,
        Some(_) => return Err("\"attachments\" is no list".to_string()),
    };
    let mut named = Vec::new();
    for one in all {
        let part = |name: &str| match one {
            Value::String(file) if name == "file" => file.clone(),
            other => other[name].as_str().unwrap_or_default().to_string(),
        };
        let file = part("file");
        if file.is_empty() {
            continue;
        }
        let own = file_name(Path::new(&file));
        named.push(Named {
            name: Some(part("name")).filter(|n| !n.is_empty()).unwrap_or(own),
            title: kept(
                text::line(&part("title"), attachments::TITLE_MAX),
                "attachment's title",
            )?,
            file,
        });
    }
    Ok(named)
}

/// A country and an official number.
fn is_place(code: &str) -> bool {
    code.split_once('-').is_some_and(|(country, number)| {
        country.len() == 2
            && country.bytes().all(|b| b.is_ascii_uppercase())
            && (2..=6).contains(&number.len())
            && number.bytes().all(|b| b.is_ascii_digit())
    })
}

/// The facts among the fields: under `facts`, or beside the others.
fn facts(fields: &Map<String, Value>) -> Result<Facts, String> {
    let none = Map::new();
    let inner = match fields.get("facts") {
        None | Some(Value::Null) => &none,
        Some(Value::Object(inner)) => inner,
        Some(_) => return Err("\"facts\" are no fields with values".to_string()),
    };
    if let Some(name) = inner
        .keys()
        .find(|name| !fields::all().any(|f| f.name == name.as_str()))
    {
        return Err(format!("no fact is called \"{name}\""));
    }
    let mut found = Map::new();
    for field in fields::all() {
        let raw = inner.get(field.name).or_else(|| fields.get(field.name));
        let Some(raw) = raw.cloned().or_else(|| in_parts(fields, field)) else {
            continue;
        };
        let value = fields::checked(field, &raw).map_err(said_wrong)?;
        if let Some(value) = value {
            found.insert(field.name.to_string(), value);
        }
    }
    // What one factor was called when an entry had one.
    let factor = said(fields, "success_factor");
    if !factor.is_empty() && !found.contains_key("factors") {
        found.insert("factors".to_string(), Value::from(vec![factor]));
    }
    let facts = fields::facts(found);
    match fields::years_wrong(&facts) {
        Some(wrong) => Err(said_wrong(wrong)),
        None => Ok(facts),
    }
}

/// A fact whose parts stand each in a field of its own, as tables have them.
fn in_parts(fields: &Map<String, Value>, field: &Field) -> Option<Value> {
    let parts: Map<String, Value> = field
        .shape
        .parts()
        .iter()
        .filter_map(|part| {
            let value = fields.get(&fields::column(field, part))?;
            Some((part.to_string(), value.clone()))
        })
        .collect();
    (!parts.is_empty()).then_some(Value::Object(parts))
}

fn said_wrong(wrong: fields::Wrong) -> String {
    format!("{}: {}", wrong.at, wrong.why.say(Lang::En))
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

/// A list, or words parted by commas; as one line each.
fn tags(fields: &Map<String, Value>) -> String {
    match fields.get("tags") {
        Some(Value::Array(all)) => {
            let all: Vec<&str> = all.iter().filter_map(Value::as_str).collect();
            all.join("\n")
        }
        Some(Value::String(s)) => s.clone(),
        _ => String::new(),
    }
}

fn published(fields: &Map<String, Value>) -> Result<Published, String> {
    let at = said(fields, "published_at");
    if !at.is_empty() {
        return moment(&at)
            .map(Published::At)
            .ok_or_else(|| format!("published_at \"{at}\" is not a date"));
    }
    match fields.get("published_days_ago") {
        None | Some(Value::Null) => Ok(Published::Unknown),
        Some(days) => days
            .as_i64()
            .filter(|d| (0..=36_500).contains(d))
            .map(Published::DaysAgo)
            .ok_or_else(|| "published_days_ago is not a number of days".to_string()),
    }
}

/// `2023-10-05`, `2023-10-05T12:00:00`, with or without a zone; UTC when it names none.
fn moment(raw: &str) -> Option<NaiveDateTime> {
    use chrono::Datelike;
    let raw = raw.trim();
    let at = if let Ok(day) = NaiveDate::parse_from_str(raw, "%Y-%m-%d") {
        // Noon: the same day in every zone of ours.
        day.and_hms_opt(12, 0, 0)
    } else if let Ok(at) = DateTime::parse_from_rfc3339(raw) {
        Some(at.naive_utc())
    } else {
        [
            "%Y-%m-%dT%H:%M:%S%.f",
            "%Y-%m-%d %H:%M:%S%.f",
            "%Y-%m-%d %H:%M",
        ]
        .iter()
        .find_map(|form| NaiveDateTime::parse_from_str(raw, form).ok())
    };
    use chrono::SubsecRound;
    at.map(|at| at.trunc_subsecs(6))
        .filter(|at| (1900..2200).contains(&at.year()))
}

fn hash(entry: &NewEntry, published: Published) -> String {
    let published = match published {
        Published::Unknown => String::new(),
        Published::At(at) => at.to_string(),
        Published::DaysAgo(days) => format!("-{days}"),
    };
    let or_empty = |o: &Option<String>| o.clone().unwrap_or_default();
    let (municipality, area) = (or_empty(&entry.municipality), or_empty(&entry.area));
    // One factor and nothing else is all that facts once were: the same file stays the same.
    let facts = match entry.facts.factors.as_slice() {
        [one] if entry.facts.without_factors().stored().is_none() => one.clone(),
        _ => or_empty(&entry.facts.stored()),
    };
    let tags = entry.tags.join("\n");
    let beside = [
        or_empty(&entry.place),
        entry.contact_name.clone(),
        entry.contact_deputy.clone(),
    ];
    let mut all = vec![
        entry.kind.name(),
        &entry.title,
        &entry.summary,
        &entry.body,
        &entry.lang,
        &municipality,
        &area,
        &facts,
        &tags,
        &entry.contact_role,
        entry.audience.name(),
        &published,
    ];
    // What says nothing beside them is the same text as ever.
    if beside.iter().any(|part| !part.is_empty()) {
        all.extend(beside.iter().map(String::as_str));
    }
    sha256(&all)
}

/// Of several texts, so that no two lists of texts run together.
pub fn sha256(parts: &[&str]) -> String {
    let mut all = Sha256::new();
    for part in parts {
        all.update((part.len() as u64).to_le_bytes());
        all.update(part.as_bytes());
    }
    hex(&all.finalize())
}

/// Half a digest: enough to tell texts of one import apart.
pub fn digest(text: &str) -> [u8; 16] {
    let whole = Sha256::digest(text.as_bytes());
    let mut half = [0; 16];
    half.copy_from_slice(&whole[..16]);
    half
}

#[cfg(test)]
mod tests {
    use super::*;
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
        let lines = json_line(&source, 1, &json.to_string()).unwrap();
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

    #[test]
    fn dates_are_read_as_people_write_them() {
        let day = |raw| moment(raw).map(|m| m.to_string());
        assert_eq!(day("2023-10-05").as_deref(), Some("2023-10-05 12:00:00"));
        assert_eq!(
            day("2023-10-05T14:00:00+02:00").as_deref(),
            Some("2023-10-05 12:00:00")
        );
        assert_eq!(day("2023-13-05"), None);
        assert_eq!(day("9999-01-01"), None);
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
