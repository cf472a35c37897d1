//! What each kind is asked for: its facts in the order a person thinks of them, and what each may
//! hold. The form, its reading, imports and pages follow this one table.

use chrono::NaiveDate;
use serde_json::{Map, Value};

use super::facts::{Facts, NOTE_STAGES, RELATIONS};
use super::terms::{Terms, Vocabulary};
use super::{Audience, Kind};
use crate::text;
use crate::web::form::Problem;
use crate::web::{FormData, Problems};
use crate::worksheets;

/// The columns of a table beside those of facts, in the order an export has them.
pub const COLUMNS: [&str; 26] = [
    "id",
    "slug",
    "kind",
    "lang",
    "title",
    "summary",
    "text",
    "municipality",
    "place",
    "area",
    "tags",
    "contact_role",
    "contact_name",
    "contact_deputy",
    "audience",
    "organisation",
    "owner",
    "deputy",
    "status",
    "series",
    "published_at",
    "created_at",
    "updated_at",
    "reviewed_at",
    "reviewed_by",
    "review_due",
];

/// The parts of an action.
pub const ACTION: [&str; 3] = ["what", "owner", "due"];
/// The parts of a link.
pub const LINK: [&str; 2] = ["address", "label"];

/// What a fact holds.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Shape {
    /// One line, of at most so many characters.
    Line(usize),
    /// Several lines, of at most so many characters.
    Text(usize),
    /// From 1900 to 2100.
    Year,
    /// One of these words.
    Word(&'static [&'static str]),
    /// A kind of worksheet.
    Worksheet,
    One(Vocabulary),
    Many(Vocabulary),
    /// At most so many short texts, each in a field of its own.
    Pieces(usize),
    /// At most so many short texts, one a line.
    Lines(usize),
    /// The address of an entry of this kind.
    Entry(Kind),
    Entries(Kind),
    Actions,
    Video,
    Links,
    /// What it builds on.
    Origin,
}

impl Shape {
    /// Of one thing that is told in several fields, the fields. In forms and tables each is called
    /// `<name>_<part>`.
    pub fn parts(self) -> &'static [&'static str] {
        match self {
            Shape::Video => &["address", "title", "speakers", "transcript"],
            Shape::Origin => &["relation", "entry", "title", "address", "gone"],
            _ => &[],
        }
    }
}

#[derive(Debug)]
pub struct Field {
    /// The name in `Facts`, in files and in forms. Its label is `facts-<name>`.
    pub name: &'static str,
    pub shape: Shape,
}

/// Fields that belong together. The legend is `facts-group-<name>`.
#[derive(Debug)]
pub struct Group {
    pub name: &'static str,
    pub fields: &'static [Field],
}

const fn field(name: &'static str, shape: Shape) -> Field {
    Field { name, shape }
}

const LINE: Shape = Shape::Line(200);
const TEXT: Shape = Shape::Text(5_000);
const LONG: Shape = Shape::Text(50_000);
/// The longest of several short texts, in characters.
const PIECE_MAX: usize = 600;
/// The longest list, in items.
const ITEMS_MAX: usize = 60;
const ADDRESS_MAX: usize = 1_000;
const TRANSCRIPT_MAX: usize = 100_000;
/// Whether something was evaluated.
const YES_NO: &[&str] = &["yes", "no"];

#[rustfmt::skip]
const CASE: &[Group] = &[
    Group { name: "effort", fields: &[
        field("problem", TEXT), field("core", TEXT), field("done", LONG),
    ] },
    Group { name: "who", fields: &[
        field("parties", Shape::Many(Vocabulary::Parties)),
        field("started_by", Shape::One(Vocabulary::Starters)),
        field("degree", Shape::One(Vocabulary::Degrees)),
        field("methods", Shape::Entries(Kind::Tool)),
    ] },
    Group { name: "success", fields: &[
        field("factors", Shape::Many(Vocabulary::Factors)),
        field("reflections", Shape::Many(Vocabulary::Reflections)),
    ] },
    Group { name: "when", fields: &[
        field("from_year", Shape::Year), field("to_year", Shape::Year),
        field("stage", Shape::One(Vocabulary::Stages)),
    ] },
    Group { name: "results", fields: &[
        field("for_citizens", TEXT), field("for_work", TEXT), field("for_environment", TEXT),
        field("evaluated", Shape::Word(YES_NO)),
    ] },
    Group { name: "learned", fields: &[
        field("not_worked", TEXT), field("advice", Shape::Pieces(3)),
    ] },
];

#[rustfmt::skip]
const TOOL: &[Group] = &[
    Group { name: "use", fields: &[
        field("gain", TEXT), field("how", LONG),
        field("steps", Shape::Many(Vocabulary::Steps)),
        field("participants", LINE), field("time", LINE),
    ] },
    Group { name: "judged", fields: &[
        field("strengths", TEXT), field("weaknesses", TEXT), field("origin", TEXT),
    ] },
    Group { name: "practice", fields: &[
        field("examples", Shape::Entries(Kind::Case)), field("worksheet", Shape::Worksheet),
    ] },
];

#[rustfmt::skip]
const NOTE: &[Group] = &[
    Group { name: "sitting", fields: &[
        field("agenda", TEXT), field("present", TEXT),
        field("note_stage", Shape::Word(&NOTE_STAGES)),
        field("previous", Shape::Entry(Kind::Note)),
    ] },
    Group { name: "agreed", fields: &[
        field("decisions", Shape::Lines(ITEMS_MAX)), field("actions", Shape::Actions),
    ] },
];

#[rustfmt::skip]
const PORTRAIT: &[Group] = &[
    Group { name: "person", fields: &[
        field("person_role", LINE), field("person_organisation", LINE), field("quote", Shape::Text(1_000)),
    ] },
];

#[rustfmt::skip]
const ANY: &[Group] = &[
    Group { name: "descent", fields: &[
        field("derived_from", Shape::Origin),
        field("knew", TEXT), field("kept", TEXT), field("changed", TEXT),
    ] },
    Group { name: "video", fields: &[field("video", Shape::Video)] },
    Group { name: "links", fields: &[field("links", Shape::Links)] },
];

/// What is a kind's own, in the order it is asked for.
pub fn own(kind: Kind) -> &'static [Group] {
    match kind {
        Kind::Case => CASE,
        Kind::Tool => TOOL,
        Kind::Note => NOTE,
        Kind::Portrait => PORTRAIT,
    }
}

/// What every kind may say.
pub fn any() -> &'static [Group] {
    ANY
}

fn fields_of(kind: Kind) -> impl Iterator<Item = &'static Field> {
    own(kind).iter().chain(ANY).flat_map(|g| g.fields)
}

/// Every fact there is.
pub fn all() -> impl Iterator<Item = &'static Field> {
    Kind::ALL
        .into_iter()
        .flat_map(|kind| own(kind).iter())
        .chain(ANY)
        .flat_map(|g| g.fields)
}

/// What a table keeps in several columns: a fact and one of its parts, each.
pub fn parted() -> impl Iterator<Item = (&'static Field, &'static str)> {
    all().flat_map(|f| f.shape.parts().iter().map(move |part| (f, *part)))
}

/// What the column of such a part is called.
pub fn column(field: &Field, part: &str) -> String {
    format!("{}_{part}", field.name)
}

/// The kind of entries a kind names, if it names any.
pub fn names_entries(kind: Kind) -> Option<Kind> {
    fields_of(kind).find_map(|f| match f.shape {
        Shape::Entry(of) | Shape::Entries(of) => Some(of),
        _ => None,
    })
}

pub fn map(facts: &Facts) -> Map<String, Value> {
    match serde_json::to_value(facts) {
        Ok(Value::Object(map)) => map,
        _ => Map::new(),
    }
}

/// Facts from values that `checked` gave.
pub fn facts(map: Map<String, Value>) -> Facts {
    serde_json::from_value(Value::Object(map)).unwrap_or_default()
}

/// What is wrong with a fact: the form's field, and why.
#[derive(Clone, Debug, PartialEq)]
pub struct Wrong {
    pub at: String,
    pub why: Problem,
}

fn wrong<T>(at: &str, key: &'static str) -> Result<T, Wrong> {
    Err(Wrong {
        at: at.to_string(),
        why: Problem::Key(key),
    })
}

/// A raw value as it is kept; none when it says nothing.
pub fn checked(field: &Field, raw: &Value) -> Result<Option<Value>, Wrong> {
    let at = field.name;
    let kept = match field.shape {
        Shape::Line(max) => Value::from(line(at, raw, max)?),
        Shape::Text(max) => Value::from(block(at, raw, max)?),
        Shape::Year => return year(at, raw),
        Shape::Word(words) => Value::from(one_of(at, raw, |w| words.contains(&w))?),
        Shape::Worksheet => Value::from(one_of(at, raw, |w| {
            worksheets::Template::named(w).is_some()
        })?),
        Shape::One(_) => Value::from(line(at, raw, 60)?),
        Shape::Entry(_) => Value::from(slug(&line(at, raw, ADDRESS_MAX)?)),
        Shape::Many(_) => unique(at, &items(raw, &[',', '\n']), |s| s.to_string())?,
        Shape::Entries(_) => unique(at, &items(raw, &[',', ' ', '\n']), slug)?,
        Shape::Pieces(max) => {
            let pieces = items(raw, &['\n']);
            let mut kept = Vec::new();
            for (i, piece) in pieces.iter().enumerate() {
                let at = format!("{at}_{}", i + 1);
                kept.push(block(&at, piece, PIECE_MAX)?);
            }
            few(at, kept, max)?
        }
        Shape::Lines(max) => {
            let mut kept = Vec::new();
            for piece in items(raw, &['\n']) {
                let piece = line(at, &piece, PIECE_MAX)?;
                kept.push(piece.trim_start_matches("- ").to_string());
            }
            few(at, kept, max)?
        }
        Shape::Actions => actions(at, raw)?,
        Shape::Links => links(at, raw)?,
        Shape::Video => video(at, raw)?,
        Shape::Origin => origin(at, raw)?,
    };
    let says_nothing = match &kept {
        Value::String(s) => s.is_empty(),
        Value::Array(all) => all.is_empty(),
        Value::Object(parts) => parts.is_empty(),
        other => other.is_null(),
    };
    Ok((!says_nothing).then_some(kept))
}

/// A single value as it was written.
fn written(at: &str, raw: &Value) -> Result<String, Wrong> {
    match raw {
        Value::Null => Ok(String::new()),
        Value::String(s) => Ok(s.clone()),
        Value::Number(n) => Ok(n.to_string()),
        // `evaluated: true`
        Value::Bool(true) => Ok("yes".to_string()),
        Value::Bool(false) => Ok("no".to_string()),
        Value::Array(_) | Value::Object(_) => wrong(at, "facts-wrong-shape"),
    }
}

fn kept(at: &str, text: Result<String, text::Refused>) -> Result<String, Wrong> {
    text.map_err(|why| Wrong {
        at: at.to_string(),
        why: Problem::Text(why),
    })
}

fn line(at: &str, raw: &Value, max: usize) -> Result<String, Wrong> {
    kept(at, text::line(&written(at, raw)?, max))
}

fn block(at: &str, raw: &Value, max: usize) -> Result<String, Wrong> {
    kept(at, text::block(&written(at, raw)?, max))
}

fn year(at: &str, raw: &Value) -> Result<Option<Value>, Wrong> {
    let said = line(at, raw, 20)?;
    if said.is_empty() || said == "0" {
        return Ok(None);
    }
    match said.parse::<i64>() {
        Ok(year) if (1900..=2100).contains(&year) => Ok(Some(Value::from(year))),
        _ => wrong(at, "facts-wrong-year"),
    }
}

fn one_of(at: &str, raw: &Value, known: impl Fn(&str) -> bool) -> Result<String, Wrong> {
    let word = line(at, raw, 60)?;
    if word.is_empty() || known(&word) {
        Ok(word)
    } else {
        wrong(at, "invalid-choice")
    }
}

/// The items of a list, or of a text that is parted by one of `marks`.
fn items(raw: &Value, marks: &[char]) -> Vec<Value> {
    match raw {
        Value::Null => Vec::new(),
        Value::Array(all) => all.clone(),
        Value::String(s) => s
            .split(marks)
            .filter(|piece| !piece.trim().is_empty())
            .map(Value::from)
            .collect(),
        other => vec![other.clone()],
    }
}

fn unique(at: &str, raw: &[Value], made: impl Fn(&str) -> String) -> Result<Value, Wrong> {
    let mut kept: Vec<String> = Vec::new();
    for item in raw {
        let item = made(&line(at, item, ADDRESS_MAX)?);
        if !item.is_empty() && !kept.contains(&item) {
            kept.push(item);
        }
    }
    few(at, kept, ITEMS_MAX)
}

fn few(at: &str, mut kept: Vec<String>, max: usize) -> Result<Value, Wrong> {
    kept.retain(|piece| !piece.is_empty());
    if kept.len() > max {
        return wrong(at, "facts-too-many");
    }
    Ok(Value::from(kept))
}

/// What names an entry, of its address or of the name alone.
pub fn slug(address: &str) -> String {
    let after = address
        .rsplit_once("/library/")
        .map_or(address, |(_, rest)| rest);
    let name = after.trim();
    let end = name
        .find(|c: char| !c.is_ascii_alphanumeric() && c != '-')
        .unwrap_or(name.len());
    name[..end].to_ascii_lowercase()
}

/// The parts of an item: an object's, or a text's between `::`.
fn parts(at: &str, item: &Value, names: &[&'static str]) -> Result<Vec<Value>, Wrong> {
    match item {
        Value::Object(map) => Ok(names
            .iter()
            .map(|name| map.get(*name).cloned().unwrap_or_default())
            .collect()),
        Value::String(text) => {
            let mut all: Vec<Value> = text.splitn(names.len(), "::").map(Value::from).collect();
            all.resize(names.len(), Value::Null);
            Ok(all)
        }
        _ => wrong(at, "facts-wrong-shape"),
    }
}

/// Keeps the parts that say something.
fn object<const N: usize>(all: [(&str, String); N]) -> Map<String, Value> {
    all.into_iter()
        .filter(|(_, text)| !text.is_empty())
        .map(|(name, text)| (name.to_string(), Value::from(text)))
        .collect()
}

fn actions(at: &str, raw: &Value) -> Result<Value, Wrong> {
    let mut all = Vec::new();
    for (i, item) in items(raw, &['\n']).iter().enumerate() {
        let n = i + 1;
        let parts = parts(at, item, &ACTION)?;
        let [what_at, owner_at, due_at] = ACTION.map(|part| format!("{at}_{part}_{n}"));
        let what = line(&what_at, &parts[0], PIECE_MAX)?;
        let owner = line(&owner_at, &parts[1], 150)?;
        let due = line(&due_at, &parts[2], 20)?;
        if !due.is_empty() && NaiveDate::parse_from_str(&due, "%Y-%m-%d").is_err() {
            return wrong(&due_at, "facts-wrong-day");
        }
        if what.is_empty() && !(owner.is_empty() && due.is_empty()) {
            return wrong(&what_at, "facts-action-missing");
        }
        if !what.is_empty() {
            let action = object([("what", what), ("owner", owner), ("due", due)]);
            all.push(Value::Object(action));
        }
    }
    if all.len() > ITEMS_MAX {
        return wrong(at, "facts-too-many");
    }
    Ok(Value::Array(all))
}

fn links(at: &str, raw: &Value) -> Result<Value, Wrong> {
    let mut all = Vec::new();
    for (i, item) in items(raw, &['\n']).iter().enumerate() {
        let n = i + 1;
        let parts = parts(at, item, &LINK)?;
        let [address_at, label_at] = LINK.map(|part| format!("{at}_{part}_{n}"));
        let address = line(&address_at, &parts[0], ADDRESS_MAX)?;
        let label = line(&label_at, &parts[1], 200)?;
        if address.is_empty() && label.is_empty() {
            continue;
        }
        if !is_web_address(&address, &["https://", "http://"]) {
            return wrong(&address_at, "facts-wrong-link");
        }
        let link = object([("address", address), ("label", label)]);
        all.push(Value::Object(link));
    }
    if all.len() > ITEMS_MAX {
        return wrong(at, "facts-too-many");
    }
    Ok(Value::Array(all))
}

fn video(at: &str, raw: &Value) -> Result<Value, Wrong> {
    let parts = match raw {
        Value::Null => return Ok(Value::Null),
        raw => parts(at, raw, Shape::Video.parts())?,
    };
    let [address_at, title_at, speakers_at, transcript_at] =
        ["address", "title", "speakers", "transcript"].map(|part| format!("{at}_{part}"));
    let address = line(&address_at, &parts[0], ADDRESS_MAX)?;
    let title = line(&title_at, &parts[1], 200)?;
    let speakers = line(&speakers_at, &parts[2], 300)?;
    let transcript = block(&transcript_at, &parts[3], TRANSCRIPT_MAX)?;
    if !address.is_empty() && !is_web_address(&address, &["https://"]) {
        return wrong(&address_at, "facts-wrong-video");
    }
    Ok(Value::Object(object([
        ("address", address),
        ("title", title),
        ("speakers", speakers),
        ("transcript", transcript),
    ])))
}

/// An origin names how it was used, and one thing: an entry, something elsewhere, or what is gone.
fn origin(at: &str, raw: &Value) -> Result<Value, Wrong> {
    let parts = match raw {
        Value::Null => return Ok(Value::Null),
        raw => parts(at, raw, Shape::Origin.parts())?,
    };
    let [relation_at, entry_at, title_at, address_at, gone_at] =
        ["relation", "entry", "title", "address", "gone"].map(|part| format!("{at}_{part}"));
    let relation = one_of(&relation_at, &parts[0], |w| RELATIONS.contains(&w))?;
    let entry = slug(&line(&entry_at, &parts[1], ADDRESS_MAX)?);
    let title = line(&title_at, &parts[2], 200)?;
    let address = line(&address_at, &parts[3], ADDRESS_MAX)?;
    let elsewhere = !title.is_empty() || !address.is_empty();
    let mut gone = one_of(&gone_at, &parts[4], |w| Audience::named(w).is_some())?;
    if !entry.is_empty() || elsewhere || relation.is_empty() {
        gone.clear();
    }
    if !address.is_empty() && !is_web_address(&address, &["https://", "http://"]) {
        return wrong(&address_at, "facts-wrong-link");
    }
    if !address.is_empty() && title.is_empty() {
        return wrong(&title_at, "descent-title-missing");
    }
    if !entry.is_empty() && elsewhere {
        return wrong(&entry_at, "descent-one-origin");
    }
    let any = !entry.is_empty() || elsewhere || !gone.is_empty();
    if any && relation.is_empty() {
        return wrong(&relation_at, "descent-relation-missing");
    }
    if !any && !relation.is_empty() {
        return wrong(&entry_at, "descent-origin-missing");
    }
    Ok(Value::Object(object([
        ("relation", relation),
        ("entry", entry),
        ("title", title),
        ("address", address),
        ("gone", gone),
    ])))
}

/// Whether a text is an address somebody can safely be led to: a known scheme, a host, no password.
pub fn is_web_address(text: &str, schemes: &[&str]) -> bool {
    let Some(rest) = schemes.iter().find_map(|s| text.strip_prefix(s)) else {
        return false;
    };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let (name, port) = host.split_once(':').unwrap_or((host, ""));
    !name.is_empty()
        && port.chars().all(|c| c.is_ascii_digit())
        && name
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '.' | '-'))
        && !rest
            .chars()
            .any(|c| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | '"' | '\\'))
}

/// A first year after the last.
pub fn years_wrong(facts: &Facts) -> Option<Wrong> {
    let backwards = facts.to_year != 0 && facts.from_year > facts.to_year;
    backwards.then(|| Wrong {
        at: "to_year".to_string(),
        why: Problem::Key("facts-wrong-years"),
    })
}

/// Whether a form would take these facts as they are.
pub fn are_fit(facts: &Facts) -> bool {
    let said = map(facts);
    let fits = |field: &Field| {
        said.get(field.name)
            .is_none_or(|raw| checked(field, raw).is_ok())
    };
    all().all(fits) && years_wrong(facts).is_none()
}

/// Every term an entry is ordered by: the field, its vocabulary, the term.
pub fn terms(facts: &Facts) -> Vec<(&'static str, Vocabulary, String)> {
    let map = map(facts);
    let mut found = Vec::new();
    for field in all() {
        let said = map.get(field.name);
        match (field.shape, said) {
            (Shape::One(v), Some(Value::String(term))) => {
                found.push((field.name, v, term.clone()));
            }
            (Shape::Many(v), Some(Value::Array(terms))) => {
                let terms = terms.iter().filter_map(Value::as_str);
                found.extend(terms.map(|t| (field.name, v, t.to_string())));
            }
            _ => {}
        }
    }
    found
}

/// Reads a kind's facts from a form. What the kind does not ask for stays as it was `before`; terms
/// that are set aside may stay where they were.
pub fn parse(
    form: &FormData,
    kind: Kind,
    terms_known: &Terms,
    before: Facts,
    problems: &mut Problems,
) -> Facts {
    let had = terms(&before);
    let mut said = map(&before);
    for field in fields_of(kind) {
        match checked(field, &raw(form, field)) {
            // A form has its boxes in an order of its own: the same ones ticked are no change.
            Ok(Some(value))
                if matches!(field.shape, Shape::Many(_) | Shape::Entries(_))
                    && said.get(field.name).is_some_and(|s| same(s, &value)) => {}
            Ok(Some(value)) => {
                said.insert(field.name.to_string(), value);
            }
            Ok(None) => {
                said.remove(field.name);
            }
            Err(wrong) => problems.put(&wrong.at, wrong.why),
        }
    }
    let read = facts(said);
    if let Some(wrong) = years_wrong(&read) {
        problems.put(&wrong.at, wrong.why);
    }
    for (name, vocabulary, term) in terms(&read) {
        let open = terms_known
            .get(vocabulary, &term)
            .is_some_and(|t| !t.retired);
        let kept = had
            .iter()
            .any(|(n, v, t)| (*n, *v, t) == (name, vocabulary, &term));
        if !open && !kept && problems.of(name).is_none() {
            problems.put(name, Problem::Key("invalid-choice"));
        }
    }
    read
}

/// Whether two lists of words hold the same ones.
fn same(one: &Value, other: &Value) -> bool {
    let words = |value: &Value| -> Option<Vec<String>> {
        let mut words: Vec<String> = value
            .as_array()?
            .iter()
            .map(|v| v.as_str().map(str::to_string))
            .collect::<Option<_>>()?;
        words.sort_unstable();
        Some(words)
    };
    words(one).is_some_and(|w| words(other) == Some(w))
}

/// Slugs of the entries a form names, whether there are such or not.
pub fn chosen(form: &FormData, kind: Kind) -> Vec<String> {
    let mut all = Vec::new();
    for field in fields_of(kind) {
        if !matches!(field.shape, Shape::Entry(_) | Shape::Entries(_)) {
            continue;
        }
        match checked(field, &raw(form, field)) {
            Ok(Some(Value::String(slug))) => all.push(slug),
            Ok(Some(Value::Array(slugs))) => {
                all.extend(slugs.iter().filter_map(Value::as_str).map(str::to_string));
            }
            _ => {}
        }
    }
    all
}

/// What a form says of a fact, unchecked.
fn raw(form: &FormData, field: &Field) -> Value {
    let name = field.name;
    let got = |name: String| Value::from(form.get(&name));
    match field.shape {
        Shape::Many(_) => Value::from_iter(form.all(name)),
        Shape::Entries(_) => Value::from_iter(form.all(name).flat_map(|v| {
            v.split([',', ' ', '\n', '\r', '\t'])
                .filter(|piece| !piece.is_empty())
        })),
        Shape::Pieces(max) => Value::from_iter((1..=max).map(|n| got(format!("{name}_{n}")))),
        Shape::Actions => rows(form, name, &ACTION),
        Shape::Links => rows(form, name, &LINK),
        Shape::Video | Shape::Origin => Value::Object(
            field
                .shape
                .parts()
                .iter()
                .map(|part| (part.to_string(), got(format!("{name}_{part}"))))
                .collect(),
        ),
        _ => Value::from(form.get(name)),
    }
}

/// Numbered rows of several fields, as long as the form has them.
fn rows(form: &FormData, name: &str, parts: &[&str]) -> Value {
    let row = |n: usize| {
        let parts = parts.iter().map(|part| {
            let value = form.get(&format!("{name}_{part}_{n}"));
            (part.to_string(), Value::from(value))
        });
        Value::Object(parts.collect())
    };
    Value::from_iter((1..=row_count(form, name, parts)).map(row))
}

/// How many rows of a list a form has.
pub fn row_count(form: &FormData, name: &str, parts: &[&str]) -> usize {
    form.names()
        .filter_map(|n| {
            let (part, row) = n.strip_prefix(name)?.strip_prefix('_')?.rsplit_once('_')?;
            parts.contains(&part).then(|| row.parse().ok()).flatten()
        })
        .filter(|row| *row <= 2 * ITEMS_MAX)
        .max()
        .unwrap_or(0)
}

/// The fields of a form that says this.
pub fn filled(facts: &Facts, kind: Kind) -> Vec<(String, String)> {
    let map = map(facts);
    let mut pairs = Vec::new();
    for field in fields_of(kind) {
        if let Some(value) = map.get(field.name) {
            fill(field, value, &mut pairs);
        }
    }
    pairs
}

fn fill(field: &Field, value: &Value, pairs: &mut Vec<(String, String)>) {
    let name = field.name;
    let text = |v: &Value| match v {
        Value::String(s) => s.clone(),
        Value::Number(n) => n.to_string(),
        _ => String::new(),
    };
    let list = value.as_array().map(Vec::as_slice).unwrap_or_default();
    match field.shape {
        Shape::Many(_) | Shape::Entries(_) => {
            pairs.extend(list.iter().map(|v| (name.to_string(), text(v))));
        }
        Shape::Pieces(_) => {
            let pieces = list.iter().enumerate();
            pairs.extend(pieces.map(|(i, v)| (format!("{name}_{}", i + 1), text(v))));
        }
        Shape::Lines(_) => {
            let lines: Vec<String> = list.iter().map(text).collect();
            pairs.push((name.to_string(), lines.join("\n")));
        }
        Shape::Actions => fill_rows(name, list, &ACTION, pairs),
        Shape::Links => fill_rows(name, list, &LINK, pairs),
        Shape::Video | Shape::Origin => {
            for part in field.shape.parts() {
                pairs.push((format!("{name}_{part}"), text(&value[*part])));
            }
        }
        _ => pairs.push((name.to_string(), text(value))),
    }
}

fn fill_rows(name: &str, list: &[Value], parts: &[&str], pairs: &mut Vec<(String, String)>) {
    for (i, item) in list.iter().enumerate() {
        for part in parts {
            let value = item[*part].as_str().unwrap_or_default();
            pairs.push((format!("{name}_{part}_{}", i + 1), value.to_string()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn only_addresses_one_can_be_led_to_are_links() {
        for (text, good) in [
            ("https://kl.dk", true),
            ("http://kl.dk:8080/a?b=c#d", true),
            ("https://blåbær.dk/æ", true),
            ("https://", false),
            ("https:///a", false),
            ("https://a:b@kl.dk", false),
            ("https://kl.dk/a b", false),
            ("https://kl.dk/\"onclick", false),
            ("HTTPS://kl.dk", false),
            ("ftp://kl.dk", false),
            ("javascript:alert(1)", false),
            ("//kl.dk", false),
        ] {
            assert_eq!(
                is_web_address(text, &["https://", "http://"]),
                good,
                "{text}"
            );
        }
    }

    #[test]
    fn an_entry_is_named_by_its_address_or_its_name() {
        for raw in [
            "aarshjul",
            " /library/aarshjul ",
            "https://net.example/library/aarshjul?done=saved#x",
            "/library/aarshjul/edit",
        ] {
            assert_eq!(slug(raw), "aarshjul", "{raw}");
        }
    }

    fn any_value() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            proptest::arbitrary::any::<bool>().prop_map(Value::from),
            proptest::arbitrary::any::<i64>().prop_map(Value::from),
            "[a-zæøå0-9:/|., \n-]{0,40}".prop_map(Value::from),
            "https://[a-z]{1,8}(::)?[a-z]{0,8}".prop_map(Value::from),
        ];
        leaf.prop_recursive(2, 12, 4, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
                prop::collection::btree_map("what|owner|due|address|label|title", inner, 0..4)
                    .prop_map(|map| Value::Object(map.into_iter().collect())),
            ]
        })
    }

    proptest! {
        /// Whatever is sent, what is kept is kept again as it is, is what `Facts` can hold, and comes
        /// back from a form as it went in.
        #[test]
        fn what_is_kept_stays_as_it_is(raw in any_value()) {
            for field in all() {
                let Ok(Some(kept)) = checked(field, &raw) else { continue };
                prop_assert_eq!(checked(field, &kept), Ok(Some(kept.clone())));
                let mut said = Map::new();
                said.insert(field.name.to_string(), kept.clone());
                let read = facts(said);
                let stored = map(&read).remove(field.name).unwrap_or_default();
                prop_assert_eq!(checked(field, &stored), Ok(Some(kept.clone())));
                for kind in Kind::ALL {
                    if fields_of(kind).any(|f| f.name == field.name) {
                        let form = FormData::of(filled(&read, kind));
                        prop_assert_eq!(checked(field, &self::raw(&form, field)), Ok(Some(kept.clone())));
                    }
                }
            }
        }
    }
}
