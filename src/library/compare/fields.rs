//! What a revision says, field by field, in words: what is compared beside title, summary and text.

use std::collections::{HashMap, HashSet};

use serde_json::Value as Json;

use crate::db::Conn;
use crate::error::Result;
use crate::library::facts::{Facts, Origin};
use crate::library::fields::{Group, any, own};
use crate::library::{Kind, descent, linked};
use crate::members::Member;

use crate::library::pages::{Facts as Stored, OF_ITS_MAKING, facts_of};
use crate::library::queries::Revision;
use crate::library::terms::Vocabulary;
use crate::web::Ctx;
use crate::web::lang::content_language;

/// A field of a revision: its name as it is stored, its label, and what it says as text.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    pub name: String,
    pub label: String,
    pub text: String,
    /// In the entry's language, not the page's.
    pub typed: bool,
}

/// Of the entries these revisions name, those that somebody may read: their titles, by slug.
pub type Titles = HashMap<String, String>;

pub fn titles(c: &mut Conn, who: Option<&Member>, of: [&Revision; 2]) -> Result<Titles> {
    let slugs: Vec<String> = of
        .into_iter()
        .flat_map(|revision| {
            let stored = facts_of(&revision.facts);
            let facts = Facts::read(stored.get("facts").map(Json::to_string).as_deref());
            let origin = facts.derived_from.as_ref().map(|o| o.entry.clone());
            linked::named(&facts).into_iter().chain(origin)
        })
        .filter(|slug| !slug.is_empty())
        .collect();
    let found = linked::readable(c, who, &slugs)?;
    Ok(found.into_iter().map(|l| (l.slug, l.title)).collect())
}

/// What is stored of a revision, or of an entry's facts alone, without the entries it names that
/// somebody may not know of.
pub fn known_to(c: &mut Conn, who: Option<&Member>, stored: &str) -> Result<String> {
    let mut all = facts_of(stored);
    match all.get_mut("facts") {
        Some(Json::Object(facts)) => veil(c, who, facts)?,
        _ => veil(c, who, &mut all)?,
    }
    Ok(Json::Object(all).to_string())
}

fn veil(c: &mut Conn, who: Option<&Member>, facts: &mut Stored) -> Result<()> {
    let said = Facts::read(Some(&Json::Object(facts.clone()).to_string()));
    let known: HashSet<String> = linked::readable(c, who, &linked::named(&said))?
        .into_iter()
        .map(|l| l.slug)
        .collect();
    let is_known = |slug: &Json| slug.as_str().is_some_and(|s| known.contains(s));
    for name in ["methods", "examples"] {
        if let Some(Json::Array(slugs)) = facts.get_mut(name) {
            slugs.retain(is_known);
        }
    }
    if !facts.get("previous").is_some_and(is_known) {
        facts.remove("previous");
    }
    if descent::from(c, who, &said)?.is_none() {
        facts.remove("derived_from");
    }
    Ok(())
}

/// Every field. What is empty is left out, apart from title, summary and text.
pub fn fields(ctx: &Ctx, revision: &Revision, titles: &Titles) -> Vec<Field> {
    let typed = |name: &str, label: String, text: &str| Field {
        name: name.to_string(),
        label,
        text: text.to_string(),
        typed: true,
    };
    let mut all = vec![
        typed("title", ctx.t("library-title"), &revision.title),
        typed("summary", ctx.t("library-summary"), &revision.summary),
        typed("body", ctx.t("library-body"), &revision.body),
    ];
    let stored = facts_of(&revision.facts);
    for (name, value) in stored
        .iter()
        .filter(|(name, _)| !OF_ITS_MAKING.contains(&name.as_str()))
    {
        match (name.as_str(), value) {
            ("facts", Json::Object(facts)) => {
                for (name, value) in facts {
                    let label = label(ctx, "compare-fact-", name);
                    let text = fact(ctx, name, value, titles);
                    push(
                        &mut all,
                        format!("facts.{name}"),
                        label,
                        text,
                        is_typed(name),
                    );
                }
            }
            // The name of the note's meeting is not kept with the revision, only which it was.
            ("meeting", Json::String(_)) => {
                let label = ctx.t("library-meeting");
                push(&mut all, name.clone(), label, said(value), false);
            }
            _ => {
                let label = label(ctx, "library-changed-", name);
                let text = column(ctx, name, value);
                let typed = matches!(name.as_str(), "tags" | "contact_role");
                push(&mut all, name.clone(), label, text, typed);
            }
        }
    }
    all
}

fn push(all: &mut Vec<Field>, name: String, label: String, text: String, typed: bool) {
    if !text.is_empty() {
        all.push(Field {
            name,
            label,
            text,
            typed,
        });
    }
}

/// Where a field stands in the form entries are written in, by its name as in `Field`; what is not
/// asked for there comes last.
pub fn in_form(name: &str) -> usize {
    const ABOUT: [&str; 7] = [
        "title",
        "summary",
        "meeting",
        "area",
        "municipality",
        "place",
        "lang",
    ];
    const READERS: [&str; 5] = [
        "contact_role",
        "contact_name",
        "contact_deputy",
        "tags",
        "audience",
    ];
    let facts = |groups: &'static [Group]| groups.iter().flat_map(|g| g.fields).map(|f| f.name);
    let own = Kind::ALL.into_iter().flat_map(|kind| facts(own(kind)));
    let name = name.strip_prefix("facts.").unwrap_or(name);
    let mut all = ABOUT
        .into_iter()
        .chain(own)
        .chain(["body"])
        .chain(facts(any()))
        .chain(READERS);
    all.position(|field| field == name).unwrap_or(usize::MAX)
}

/// What a field is called whose name is as in `Field`.
pub fn called(ctx: &Ctx, name: &str) -> String {
    match name.strip_prefix("facts.") {
        Some(fact) => label(ctx, "compare-fact-", fact),
        None => label(ctx, "library-changed-", name),
    }
}

/// These fields, one after another.
pub fn all_called(ctx: &Ctx, names: &[String]) -> String {
    let called: Vec<String> = names.iter().map(|name| called(ctx, name)).collect();
    called.join(", ")
}

/// What a newer program wrote keeps its own name.
fn label(ctx: &Ctx, prefix: &str, name: &str) -> String {
    let label = ctx
        .lang
        .try_t(&format!("{prefix}{}", name.replace('_', "-")))
        .unwrap_or_else(|| name.to_string());
    let mut letters = label.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}

fn column(ctx: &Ctx, name: &str, value: &Json) -> String {
    let text = said(value);
    if text.is_empty() {
        return text;
    }
    match name {
        "kind" => ctx.t(&format!("library-kind-{text}")),
        "lang" => content_language(ctx.lang, &text),
        "area" => ctx.terms.label(Vocabulary::Areas, ctx.lang, &text),
        "audience" => ctx.t(&format!("library-audience-{text}")),
        "status" => ctx.t(&format!("library-status-{}", text.replace('_', "-"))),
        _ => text,
    }
}

/// The vocabulary a fact's terms are of.
fn vocabulary(name: &str) -> Option<Vocabulary> {
    Some(match name {
        "parties" => Vocabulary::Parties,
        "started_by" => Vocabulary::Starters,
        "degree" => Vocabulary::Degrees,
        "factors" => Vocabulary::Factors,
        "reflections" => Vocabulary::Reflections,
        "stage" => Vocabulary::Stages,
        "steps" => Vocabulary::Steps,
        _ => return None,
    })
}

/// Whether a person typed it, in the entry's language.
fn is_typed(name: &str) -> bool {
    vocabulary(name).is_none()
        && !matches!(
            name,
            "evaluated" | "from_year" | "to_year" | "worksheet" | "note_stage"
        )
}

fn fact(ctx: &Ctx, name: &str, value: &Json, titles: &Titles) -> String {
    if let Some(vocabulary) = vocabulary(name) {
        return said(value)
            .lines()
            .map(|term| ctx.terms.label(vocabulary, ctx.lang, term))
            .collect::<Vec<_>>()
            .join("\n");
    }
    let titled = |text: String| -> String {
        let shown: Vec<&str> = text
            .lines()
            .filter_map(|slug| titles.get(slug).map(String::as_str))
            .collect();
        shown.join("\n")
    };
    match (name, said(value)) {
        // What one may not read is not named here either.
        ("methods" | "examples" | "previous", text) => titled(text),
        ("derived_from", _) => {
            let origin: Origin = serde_json::from_value(value.clone()).unwrap_or_default();
            let what = match origin.entry.as_str() {
                "" => [origin.title, origin.address].join(" "),
                slug => titled(slug.to_string()),
            };
            match what.trim() {
                "" => String::new(),
                what => format!(
                    "{} {what}",
                    ctx.t(&format!("descent-from-{}", origin.relation))
                ),
            }
        }
        ("evaluated", text) if text == "yes" => ctx.t("compare-yes"),
        ("evaluated", text) if text == "no" => ctx.t("compare-no"),
        (_, text) => text,
    }
}

/// Anything as plain text: one item a line, the parts of an item with dots between.
fn said(value: &Json) -> String {
    match value {
        Json::Null => String::new(),
        Json::String(text) => text.clone(),
        Json::Bool(_) | Json::Number(_) => value.to_string(),
        Json::Array(all) => {
            let lines: Vec<String> = all.iter().map(said).filter(|l| !l.is_empty()).collect();
            lines.join("\n")
        }
        Json::Object(parts) => {
            let parts: Vec<String> = parts.values().map(said).filter(|p| !p.is_empty()).collect();
            parts.join(" · ")
        }
    }
}
