//! What an export says of an entry beside its content: whose it is, its days, its versions.

use std::collections::HashSet;

use chrono::NaiveDateTime;
use serde_json::{Map, Value};

use super::super::life::{Life, Someone, Version};
use super::days::day;
use super::entry::{content, slug_of};
use super::{Raw, kept, said};
use crate::library::{Status, queries};
use crate::text;

/// More versions than an entry has in a hundred years.
pub const VERSIONS_MAX: usize = 10_000;
/// The longest name and address of a person, in characters.
const SOMEONE_MAX: usize = 400;
/// The longest name of an organisation, in characters.
const ORGANISATION_MAX: usize = 150;
/// The longest reason, in characters.
const REASON_MAX: usize = 5_000;
/// Series an entry can be in.
const SERIES_MAX: usize = 100;

pub fn life(fields: &Map<String, Value>) -> Result<Life, String> {
    let organisation = line(fields, "organisation", ORGANISATION_MAX)?;
    Ok(Life {
        status: status(fields)?,
        organisation: organisation.filter(|name| !name.is_empty()),
        owner: someone(fields, "owner")?,
        deputy: someone(fields, "deputy")?,
        created_at: day(fields, "created_at")?,
        updated_at: day(fields, "updated_at")?,
        reviewed_at: day(fields, "reviewed_at")?,
        reviewed_by: someone(fields, "reviewed_by")?,
        review_due: day(fields, "review_due")?,
        meeting: line(fields, "meeting", 100)?,
        series: series(fields)?,
        history: line(fields, "history", 200)?,
        versions: Vec::new(),
    })
}

/// A text of one line, or that it is none: what is no text must not pass for nothing.
fn line(fields: &Map<String, Value>, name: &str, max: usize) -> Result<Option<String>, String> {
    match fields.get(name) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(_) | Value::Number(_)) => {
            let text = kept(text::line(&said(fields, name), max), name)?;
            Ok(Some(text).filter(|text| !text.is_empty()))
        }
        Some(_) => Err(format!("\"{name}\" is no text")),
    }
}

pub fn status(fields: &Map<String, Value>) -> Result<Option<Status>, String> {
    let Some(name) = line(fields, "status", 60)? else {
        return Ok(None);
    };
    Status::named(&name)
        .map(Some)
        .ok_or_else(|| format!("\"{name}\" is not a status of entries"))
}

/// `Karen Holm <karen@example.org>`, or the name or the address alone.
pub fn someone(fields: &Map<String, Value>, name: &str) -> Result<Option<Someone>, String> {
    let Some(shown) = line(fields, name, SOMEONE_MAX)? else {
        return Ok(None);
    };
    let inside = shown
        .rsplit_once('<')
        .and_then(|(_, rest)| rest.strip_suffix('>'));
    let email = text::email(inside.unwrap_or(&shown));
    let id = None;
    Ok(Some(Someone { shown, email, id }))
}

/// The series it is in, as `slug:place`.
fn series(fields: &Map<String, Value>) -> Result<Vec<(String, i64)>, String> {
    let wrong = || "\"series\" is no list of slugs with places, as \"portraits:3\" is".to_string();
    let all = match fields.get("series") {
        None | Some(Value::Null) => return Ok(Vec::new()),
        Some(Value::Array(all)) if all.len() <= SERIES_MAX => all,
        Some(_) => return Err(wrong()),
    };
    let all: Vec<(String, i64)> = all
        .iter()
        .map(|one| {
            let (slug, place) = one.as_str()?.split_once(':')?;
            let place = place
                .trim()
                .parse()
                .ok()
                .filter(|p| (1..=9999).contains(p))?;
            Some((slug_of(slug.trim()).ok()?, place))
        })
        .collect::<Option<_>>()
        .ok_or_else(wrong)?;
    let mut seen = HashSet::new();
    match all.iter().find(|(slug, _)| !seen.insert(slug)) {
        Some((slug, _)) => Err(format!("\"series\" names \"{slug}\" twice")),
        None => Ok(all),
    }
}

/// What happened to entries, as their history tells it.
const ACTIONS: [&str; 15] = [
    "created",
    "changed",
    "imported",
    "review",
    "take-back",
    "publish",
    "archive",
    "unarchive",
    "restored",
    "send-back",
    "reviewed",
    "deleted",
    "undeleted",
    "proposal",
    "handed-over",
];

/// The versions under `revisions`.
pub fn versions(fields: &Map<String, Value>) -> Result<Vec<Version>, String> {
    let all = match fields.get("revisions") {
        None | Some(Value::Null) => return Ok(Vec::new()),
        Some(Value::Array(all)) => all,
        Some(_) => return Err("\"revisions\" is no list".to_string()),
    };
    enough(all.len())?;
    all.iter()
        .map(|one| match one {
            Value::Object(fields) => version(fields.clone()),
            _ => Err("a revision has no fields".to_string()),
        })
        .collect()
}

pub fn enough(versions: usize) -> Result<(), String> {
    if versions > VERSIONS_MAX {
        return Err(format!("there are more than {VERSIONS_MAX} revisions"));
    }
    Ok(())
}

/// One version: what the entry said then, with who wrote it and when.
pub fn version(fields: Map<String, Value>) -> Result<Version, String> {
    let number = fields.get("version").and_then(Value::as_i64);
    let number = number
        .filter(|n| (1..=1_000_000_000).contains(n))
        .ok_or("a revision has no version, as 3 is")?;
    read_version(number, fields).map_err(|why| format!("revision {number}: {why}"))
}

fn read_version(version: i64, fields: Map<String, Value>) -> Result<Version, String> {
    let at: NaiveDateTime = day(&fields, "at")?.ok_or("there is no day (\"at\")")?;
    let action = line(&fields, "action", 60)?.unwrap_or_default();
    if !ACTIONS.contains(&action.as_str()) {
        return Err(format!("\"{action}\" is nothing that happens to entries"));
    }
    let status = status(&fields)?.unwrap_or(Status::Published);
    let by = someone(&fields, "by")?;
    let reason = kept(text::block(&said(&fields, "reason"), REASON_MAX), "reason")?;
    let restored = fields.get("restored").and_then(Value::as_i64);
    let meeting = line(&fields, "meeting", 100)?;
    let raw = Raw {
        title: said(&fields, "title"),
        body: said(&fields, "text"),
        fields,
        ..Raw::default()
    };
    let mut new = content(&raw, true)?;
    new.meeting_id = meeting;
    let facts = queries::facts(&new, status).map_err(|e| e.to_string())?;
    let mut facts: Map<String, Value> = serde_json::from_str(&facts).map_err(|e| e.to_string())?;
    if !reason.is_empty() {
        facts.insert("reason".to_string(), Value::from(reason));
    }
    if let Some(restored) = restored {
        facts.insert("restored".to_string(), Value::from(restored));
    }
    Ok(Version {
        version,
        at,
        by,
        action,
        title: new.title,
        summary: new.summary,
        body: new.body,
        facts: Value::Object(facts).to_string(),
    })
}

/// A file of a version's own, of the entry with this slug.
pub fn version_file(text: &str, slug: Option<&str>) -> Result<Version, String> {
    let text = text.replace("\r\n", "\n");
    let Some((mut fields, body)) = super::front(&text)? else {
        return Err("a revision without front matter".to_string());
    };
    let of = said(&fields, "revision_of");
    if slug != Some(of.as_str()) {
        return Err(format!("a revision of \"{of}\", and not of this entry"));
    }
    fields.insert("text".to_string(), Value::from(body.trim()));
    version(fields)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: serde_json::Value) -> Result<Life, String> {
        life(json.as_object().unwrap())
    }

    #[test]
    fn whose_it_is_is_read_as_mail_programs_write_it() {
        let of = |said: &str| {
            let life = read(serde_json::json!({ "owner": said })).unwrap();
            life.owner.unwrap().email
        };
        let karen = Some("karen@example.org".to_string());
        assert_eq!(of("Karen Holm <Karen@Example.org>"), karen);
        assert_eq!(of("karen@example.org"), karen);
        assert_eq!(of("Karen Holm"), None);
    }

    #[test]
    fn what_is_wrong_is_named() {
        for (said, why) in [
            (serde_json::json!({"owner": ["a"]}), "owner"),
            (
                serde_json::json!({"organisation": "a".repeat(500)}),
                "organisation",
            ),
            (
                serde_json::json!({"created_at": "31/12/2020"}),
                "created_at",
            ),
            (serde_json::json!({"updated_at": 5}), "updated_at"),
            (
                serde_json::json!({"review_due": "9999-01-01"}),
                "review_due",
            ),
            (serde_json::json!({"status": "gone"}), "gone"),
            (serde_json::json!({"series": "a"}), "series"),
            (serde_json::json!({"series": ["a:0"]}), "series"),
            (serde_json::json!({"series": ["../a:1"]}), "series"),
            (serde_json::json!({"series": ["a:1", "a:2"]}), "twice"),
        ] {
            let refused = read(said).unwrap_err();
            assert!(refused.contains(why), "{refused}");
        }
        for (said, why) in [
            (serde_json::json!({"revisions": 1}), "revisions"),
            (serde_json::json!({"revisions": [1]}), "revision"),
            (
                serde_json::json!({"revisions": vec![0; 100_000]}),
                "more than",
            ),
            (
                serde_json::json!({"revisions": [{"version": -1}]}),
                "version",
            ),
            (serde_json::json!({"revisions": [{"version": 1}]}), "at"),
            (
                serde_json::json!({"revisions": [{"version": 1, "at": "2020-01-01", "action": "x"}]}),
                "\"x\"",
            ),
            (
                serde_json::json!({"revisions": [{"version": 1, "at": "2020-01-01", "action": "created",
                    "title": "A", "text": "borger 010190-1234"}]}),
                "CPR",
            ),
        ] {
            let refused = versions(said.as_object().unwrap()).unwrap_err();
            assert!(refused.contains(why), "{refused}");
        }
    }
}
