//! Words of the field that mean the same in the neighbours' languages: the table that is shipped, and
//! over it what this network's editors have made of it.
//!
//! A concept is known by its name: its first form where it is shipped, an id where an editor adds it, for
//! the name stands in the audit log, and nothing that was typed may. What an editor changed or removed is
//! kept under that name, and stands for what is shipped, in this release and the next; what nobody touched
//! is as it is shipped.

mod lookup;
pub mod pages;
mod queries;
mod table;
mod views;

use std::collections::{HashMap, HashSet, VecDeque};
use std::sync::{Arc, LazyLock};

use chrono::NaiveDateTime;

use super::analysis::{Language, is_small, words};
use crate::app::new_id;
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::settings::{self, Stamped};
use crate::text;
use crate::web::form::Problem;
use crate::web::{FormData, Lang, Problems, Words};
use crate::{audit, tokens};
use queries::Kept;

pub use lookup::{Glossary, Term, single_words};

/// A line is a concept, and the first form of its first language is its name for good: new forms come
/// after it.
const TABLE: &str = include_str!("../../../assets/search/glossary.tsv");

/// The columns of the table, in order.
const COLUMNS: [(&str, Language); 5] = [
    ("da", Language::Danish),
    ("sv", Language::Swedish),
    ("nb", Language::Norwegian),
    ("nn", Language::Norwegian),
    ("en", Language::English),
];

/// Characters of a form and of a note, and forms a language may have.
const FORM_MAX: usize = 80;
const NOTE_MAX: usize = 500;
const FORMS_MAX: usize = 20;

/// A word, or a few, for a concept in one language.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Form {
    pub text: String,
    /// Shown with a mark, and not searched for.
    pub uncertain: bool,
}

/// By column.
pub type Forms = [Vec<Form>; COLUMNS.len()];

/// What has a word in each language.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Concept {
    /// Never changes.
    pub name: String,
    pub forms: Forms,
    /// What it is, to readers of each language.
    pub note: Words,
    /// What it must not be mistaken for.
    pub beware: Words,
    /// 0: as it is shipped.
    pub version: i64,
}

impl Concept {
    /// Its word for a reader of a language: theirs, or the first there is. With the language's code.
    pub fn head(&self, lang: Lang) -> (&'static str, &Form) {
        static NONE: Form = Form {
            text: String::new(),
            uncertain: true,
        };
        let own = COLUMNS.iter().position(|(code, _)| *code == lang.code());
        let order = own.into_iter().chain(0..COLUMNS.len());
        let mut written = order.filter_map(|at| Some((COLUMNS[at].0, self.forms[at].first()?)));
        written.next().unwrap_or((lang.code(), &NONE))
    }
}

static SHIPPED: LazyLock<Vec<Concept>> = LazyLock::new(|| {
    let said = |what: &str, name: &str| {
        let key = format!("glossary-{what}-{name}");
        Words::new(|lang| lang.try_t(&key).unwrap_or_default())
    };
    table::read_own(TABLE)
        .map(|forms| {
            let name = name_of(&forms);
            Concept {
                note: said("about", &name),
                beware: said("false", &name),
                name,
                forms,
                version: 0,
            }
        })
        .collect()
});

/// The concepts that are shipped.
pub fn shipped() -> &'static [Concept] {
    &SHIPPED
}

fn is_shipped(name: &str) -> bool {
    shipped().iter().any(|concept| concept.name == name)
}

/// What a shipped concept of these forms is called, and what a line of a table is known again by.
fn name_of(forms: &Forms) -> String {
    let first = forms.iter().flatten().next();
    text::slug(first.map_or("", |form| form.text.as_str()))
}

/// The glossary as it stands.
pub struct All {
    /// Those that are shipped in the order of the table, then those that were added.
    pub concepts: Vec<Concept>,
    /// Shipped, and not wanted: with the version of that decision.
    pub removed: Vec<Concept>,
}

/// One query.
pub fn load(c: &mut Conn) -> Result<All> {
    let mut kept: HashMap<String, Kept> = HashMap::new();
    let mut names = Vec::new();
    for one in queries::all(c)? {
        names.push(one.concept.name.clone());
        kept.insert(one.concept.name.clone(), one);
    }
    let (mut concepts, mut removed) = (Vec::new(), Vec::new());
    for concept in shipped() {
        match kept.remove(&concept.name) {
            None => concepts.push(concept.clone()),
            Some(one) if !one.removed => concepts.push(one.concept),
            Some(one) => removed.push(Concept {
                version: one.concept.version,
                ..concept.clone()
            }),
        }
    }
    let added = names.iter().filter_map(|name| kept.remove(name));
    // What is no longer shipped need not be kept out any more.
    concepts.extend(added.filter(|one| !one.removed).map(|one| one.concept));
    Ok(All { concepts, removed })
}

/// What questions are looked up in, as this process last read it.
pub struct Known(Stamped<Glossary>);

impl Default for Known {
    fn default() -> Known {
        Known(Stamped::new(Glossary::of(shipped())))
    }
}

impl Known {
    /// The glossary as it is now: one small query, more only when it has changed.
    pub fn now(&self, c: &mut Conn) -> Result<Arc<Glossary>> {
        let stamp = settings::get(c, settings::GLOSSARY)?.unwrap_or_default();
        self.0.at(&stamp, || Ok(Glossary::of(&load(c)?.concepts)))
    }
}

/// What an editor writes of a concept.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NewConcept {
    pub forms: Forms,
    pub note: Words,
    pub beware: Words,
}

impl NewConcept {
    pub fn parse(form: &FormData) -> std::result::Result<NewConcept, Problems> {
        let mut problems = Problems::default();
        let forms = COLUMNS.map(|(code, language)| {
            let field = format!("forms_{code}");
            checked(language, form.get(&field)).unwrap_or_else(|why| {
                problems.put(&field, why);
                Vec::new()
            })
        });
        if problems.none() && forms.iter().all(Vec::is_empty) {
            problems.add("forms_da", "glossary-no-form");
        }
        let mut said = |what: &str| {
            Words::new(|lang| {
                let field = format!("{what}_{}", lang.code());
                problems.optional_block(form, &field, NOTE_MAX)
            })
        };
        let (note, beware) = (said("note"), said("beware"));
        problems.or(NewConcept {
            forms,
            note,
            beware,
        })
    }

    fn named(self, name: &str, version: i64) -> Kept {
        Kept {
            removed: false,
            concept: Concept {
                name: name.to_string(),
                forms: self.forms,
                note: self.note,
                beware: self.beware,
                version,
            },
        }
    }
}

/// The forms of a field or a cell that somebody wrote. One that is searched for must say something.
fn checked(language: Language, written: &str) -> std::result::Result<Vec<Form>, Problem> {
    // As a line of its own each, so that the limit is a form's.
    let mut lines = Vec::new();
    for raw in written.split(['|', '\n']) {
        lines.push(text::line(raw, FORM_MAX).map_err(Problem::Text)?);
    }
    let forms = table::forms(&lines.join("\n"));
    for form in &forms {
        let words = words(&form.text);
        if words.is_empty() {
            return Err(Problem::Key("glossary-no-word"));
        }
        if !form.uncertain && words.iter().all(|(w, _)| is_small(language, w)) {
            return Err(Problem::Key("glossary-small-word"));
        }
    }
    if forms.len() > FORMS_MAX {
        return Err(Problem::Key("glossary-many-forms"));
    }
    Ok(forms)
}

/// Adds a concept; its name.
pub fn add(c: &mut Conn, now: NaiveDateTime, by: &str, new: NewConcept) -> Result<String> {
    let name = new_id();
    keep(c, &[new.named(&name, 1)])?;
    audit::record(c, now, Some(by), "add", "concept", &name)?;
    Ok(name)
}

impl All {
    /// A concept that is there at a version; `Conflict` when it is at another.
    fn at(&self, name: &str, version: i64) -> Result<&Concept> {
        let found = self.concepts.iter().find(|concept| concept.name == name);
        let concept = found.ok_or(Error::NotFound)?;
        if concept.version == version {
            Ok(concept)
        } else {
            Err(Error::Conflict)
        }
    }
}

/// Writes a concept over that was at `version`.
pub fn change(
    c: &mut Conn,
    now: NaiveDateTime,
    by: &str,
    name: &str,
    version: i64,
    new: NewConcept,
) -> Result<()> {
    load(c)?.at(name, version)?;
    keep(c, &[new.named(name, version + 1)])?;
    audit::record(c, now, Some(by), "change", "concept", name)
}

/// Takes a concept out. One that is shipped is kept out.
pub fn remove(c: &mut Conn, now: NaiveDateTime, by: &str, name: &str, version: i64) -> Result<()> {
    let all = load(c)?;
    all.at(name, version)?;
    if is_shipped(name) {
        let mut gone = NewConcept::default().named(name, version + 1);
        gone.removed = true;
        keep(c, &[gone])?;
    } else {
        queries::forget(c, name)?;
        changed(c)?;
    }
    audit::record(c, now, Some(by), "remove", "concept", name)
}

/// Makes a shipped concept again what it is as shipped.
pub fn reset(c: &mut Conn, now: NaiveDateTime, by: &str, name: &str, version: i64) -> Result<()> {
    if !is_shipped(name) {
        return Err(Error::NotFound);
    }
    let mut all = load(c)?;
    all.concepts.append(&mut all.removed);
    all.at(name, version)?;
    queries::forget(c, name)?;
    changed(c)?;
    audit::record(c, now, Some(by), "reset-concept", "concept", name)
}

/// Takes the lines of a table over: a concept that begins with the same form gets these, with its
/// notes kept; others are added. What is not in the table stays. How many were changed or added.
pub fn import(c: &mut Conn, now: NaiveDateTime, by: &str, lines: Vec<Forms>) -> Result<usize> {
    let all = load(c)?;
    // Two concepts may begin with the same form: they are told apart by their order.
    let mut known: HashMap<String, VecDeque<&Concept>> = HashMap::new();
    for concept in all.concepts.iter().chain(&all.removed) {
        let same = known.entry(name_of(&concept.forms)).or_default();
        same.push_back(concept);
    }
    let is_removed: HashSet<&str> = all.removed.iter().map(|r| r.name.as_str()).collect();
    let mut fresh = Vec::new();
    for forms in lines {
        let before = known
            .get_mut(&name_of(&forms))
            .and_then(VecDeque::pop_front);
        let new = |before: &Concept| NewConcept {
            forms: forms.clone(),
            note: before.note.clone(),
            beware: before.beware.clone(),
        };
        match before {
            Some(same) if same.forms == forms && !is_removed.contains(same.name.as_str()) => {}
            Some(before) => fresh.push(new(before).named(&before.name, before.version + 1)),
            None => fresh.push(new(&Concept::default()).named(&new_id(), 1)),
        }
    }
    if !fresh.is_empty() {
        keep(c, &fresh)?;
        let names: Vec<&str> = fresh.iter().map(|k| k.concept.name.as_str()).collect();
        audit::record_all(c, now, Some(by), "import", "concept", &names)?;
    }
    Ok(fresh.len())
}

fn keep(c: &mut Conn, concepts: &[Kept]) -> Result<()> {
    queries::keep(c, concepts)?;
    changed(c)
}

/// Every node reads the glossary anew with its next question.
fn changed(c: &mut Conn) -> Result<()> {
    settings::set(c, settings::GLOSSARY, &tokens::random()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Refused;

    #[test]
    fn every_shipped_concept_has_a_name_of_its_own_and_forms_that_say_something() {
        let mut names = HashSet::new();
        for concept in shipped() {
            assert!(names.insert(&concept.name), "{}", concept.name);
            for ((_, language), forms) in COLUMNS.into_iter().zip(&concept.forms) {
                let written = table::cell(forms);
                assert_eq!(checked(language, &written).as_ref(), Ok(forms), "{written}");
            }
        }
    }

    #[test]
    fn every_note_is_about_a_concept() {
        let keys = include_str!("../../../assets/locales/da/glossary.ftl")
            .lines()
            .filter_map(|line| line.split_once(" = "))
            .filter_map(|(key, _)| {
                let about = key.strip_prefix("glossary-about-");
                about.or_else(|| key.strip_prefix("glossary-false-"))
            });
        for name in keys {
            assert!(is_shipped(name), "{name}");
        }
    }

    #[test]
    fn what_somebody_writes_is_taken_apart_and_looked_at() {
        let danish = |written: &str| checked(Language::Danish, written);
        let form = |text: &str, uncertain| Form {
            text: text.to_string(),
            uncertain,
        };
        let both = danish(" samskabelse \r\n\u{202E}samskabt ?|samskabelse\n\n").unwrap();
        assert_eq!(both, [form("samskabelse", false), form("samskabt", true)]);
        assert_eq!(danish("<b>styring</b>").unwrap()[0].text, "<b>styring</b>");
        assert_eq!(danish("og"), Err(Problem::Key("glossary-small-word")));
        assert!(danish("og?").is_ok());
        assert_eq!(danish("!!"), Err(Problem::Key("glossary-no-word")));
        let long = "x".repeat(FORM_MAX + 1);
        assert_eq!(
            danish(&long),
            Err(Problem::Text(Refused::TooLong(FORM_MAX)))
        );
        let many: Vec<String> = (0..=FORMS_MAX).map(|n| format!("ord{n}")).collect();
        let many = danish(&many.join("\n"));
        assert_eq!(many, Err(Problem::Key("glossary-many-forms")));
    }
}
