//! What is said of an entry, checked.

use std::path::Path;

use serde_json::{Map, Value};

use super::super::{Imported, Named, Published, plain};
use super::days::{day, published};
use super::hash::hash;
use super::{Raw, file_name, kept, life, said};
use crate::attachments;
use crate::library::facts::Facts;
use crate::library::fields::{self, Field};
use crate::library::{Audience, Kind, NewEntry, SUMMARY_MAX, Status, TITLE_MAX};
use crate::library::{completeness, language, parse_tags};
use crate::text;
use crate::web::Lang;

/// The longest body that comes in, in characters. A whole file fits.
const BODY_LIMIT: usize = 5 * 1024 * 1024;

/// The longest slug that is taken over, in characters.
const SLUG_MAX: usize = 100;

/// A record of what a source said of an entry.
pub fn finish(raw: Raw) -> Result<Imported, String> {
    let fields = &raw.fields;
    let mut life = life::life(fields)?;
    life.remember(life::versions(fields)?)?;
    if life.status == Some(Status::Deleted) {
        return Err("what lies in the bin does not come in".to_string());
    }
    let is_draft = life.status == Some(Status::Draft);
    let entry = content(&raw, is_draft)?;
    // A draft is its owner's alone, who chooses its readers before anybody else sees it.
    if entry.audience == Audience::Organisation && life.organisation.is_none() && !is_draft {
        return Err("\"organisation\" cannot be the audience of what has none".to_string());
    }
    let published = match (published(fields)?, raw.updated) {
        (Published::Unknown, Some(day)) => day
            .and_hms_opt(12, 0, 0)
            .map_or(Published::Unknown, Published::At),
        (said, _) => said,
    };
    let source_id = match said(fields, "id") {
        none if none.trim().is_empty() => raw.id.clone(),
        given => kept(text::line(&given, 500), "id")?,
    };
    Ok(Imported {
        hash: hash(&entry, published, &life),
        source_id,
        slug: slug(fields)?,
        entry,
        published,
        attachments: attachments(fields)?,
        files: Vec::new(),
        life,
    })
}

/// The content of an entry. What is `unfinished`, or was once, may lack text and summary.
pub fn content(raw: &Raw, unfinished: bool) -> Result<NewEntry, String> {
    let fields = &raw.fields;
    let body = kept(text::block(&raw.body, BODY_LIMIT), "text")?;
    let facts = facts(fields)?;
    let kind = match said(fields, "kind") {
        none if none.is_empty() => Kind::Case,
        given => {
            Kind::named(&given).ok_or_else(|| format!("\"{given}\" is not a kind of entry"))?
        }
    };
    if !unfinished && body.is_empty() && !completeness::has_key_facts(kind, &facts) {
        return Err("there is no text".to_string());
    }
    let title = kept(
        text::required(text::line(&plain::cut(&raw.title, TITLE_MAX), TITLE_MAX)),
        "title",
    )?;
    let summary = match said(fields, "summary") {
        none if unfinished && none.trim().is_empty() => none,
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
    Ok(NewEntry {
        kind,
        title,
        summary,
        body,
        lang: lang.to_string(),
        municipality: (!municipality.is_empty()).then_some(municipality),
        place,
        area,
        tags: parse_tags(&tags),
        contact_role,
        contact_name,
        contact_deputy,
        facts,
        audience,
        organisation_id: None,
        meeting_id: None,
    })
}

/// The address it had where it comes from.
fn slug(fields: &Map<String, Value>) -> Result<Option<String>, String> {
    match said(fields, "slug") {
        none if none.is_empty() => Ok(None),
        given => slug_of(&given).map(Some),
    }
}

/// A text that is the name of something in an address.
pub fn slug_of(given: &str) -> Result<String, String> {
    let good = given.len() <= SLUG_MAX
        && given.split('-').all(|part| {
            !part.is_empty()
                && part
                    .bytes()
                    .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
        });
    let given = kept(text::line(given, SLUG_MAX), "slug")?;
    if good {
        Ok(given)
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
    let nothing = Map::new();
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
        let said = one.as_object().unwrap_or(&nothing);
        named.push(Named {
            added_at: day(said, "added_at")?,
            added_by: life::someone(said, "added_by")?,
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
