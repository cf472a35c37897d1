//! What is told of an entry beside its content: whose it is, its days, where it stands in series, and
//! what it was before.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDateTime;
use serde_json::{Map, Value, json};

use super::Exported;
use super::series::Places;
use crate::attachments::{self, Attachment};
use crate::db::Conn;
use crate::error::Result;
use crate::library::facts::Facts;
use crate::library::pages::{facts_of, may_read};
use crate::library::queries::{self, Revision, Whole};
use crate::library::{Entry, descent, fields, linked};
use crate::members::profile::{self, Viewer};
use crate::members::{self, Member};
use crate::rights::{Act, may};

/// For whom something is handed out.
#[derive(Clone, Debug)]
pub enum For {
    /// Whoever runs the network.
    Keeper,
    /// Who asks on the site.
    Viewer(Option<Member>),
}

impl For {
    /// Whether they may know who did what.
    fn knows_people(&self) -> bool {
        match self {
            For::Keeper => true,
            For::Viewer(who) => may(who.as_ref(), Act::ReadNetwork),
        }
    }

    /// Whether the versions before the last are theirs to read.
    fn knows_past(&self) -> bool {
        matches!(self, For::Keeper | For::Viewer(Some(_)))
    }
}

/// Entries with all that is told of them. A table has no room for `past` versions.
pub fn exported(
    c: &mut Conn,
    to: &For,
    rows: Vec<Whole>,
    places: &Places,
    past: bool,
) -> Result<Vec<Exported>> {
    let ids: Vec<&str> = rows.iter().map(|(entry, ..)| entry.id.as_str()).collect();
    let mut files = HashMap::new();
    for file in attachments::of_entries(c, &ids)? {
        let of: &mut Vec<_> = files.entry(file.entry_id.clone()).or_default();
        of.push(file);
    }
    let mut versions: HashMap<String, Vec<Revision>> = HashMap::new();
    if past && to.knows_past() {
        for (of, version) in queries::versions_of(c, &ids)? {
            versions.entry(of).or_default().push(version);
        }
    }
    let mut all = Vec::with_capacity(rows.len());
    for (entry, source, created_at) in rows {
        all.push(Exported {
            facts: entry.facts(),
            files: files.remove(&entry.id).unwrap_or_default(),
            brought: Vec::new(),
            attachments: Vec::new(),
            source,
            created_at,
            life: Map::new(),
            past: Vec::new(),
            versions: versions.remove(&entry.id).unwrap_or_default(),
            entry,
        });
    }
    let homes = members::organisation_names(c)?;
    let named = names(c, to, &all)?;
    for one in &mut all {
        one.life = life(one, to, &homes, &named, places);
        let versions = std::mem::take(&mut one.versions);
        one.past = past_of(&one.entry, versions, to, &named);
        one.brought = brought(one, to, &named);
    }
    if let For::Viewer(who) = to {
        hide_unreadable(c, who.as_ref(), &mut all)?;
    }
    Ok(all)
}

/// The people these entries name, as they may be named: by id, `Karen Holm <karen@example.org>`, or the
/// name alone.
fn names(c: &mut Conn, to: &For, all: &[Exported]) -> Result<HashMap<String, String>> {
    if !to.knows_people() {
        return Ok(HashMap::new());
    }
    let mut ids: HashSet<&str> = HashSet::new();
    for one in all {
        let entry = &one.entry;
        let now = [&entry.owner_id, &entry.deputy_id, &entry.reviewed_by];
        let then = one.versions.iter().map(|v| &v.editor_id);
        let brought = one.files.iter().map(|file| &file.added_by);
        let all = now.into_iter().chain(then).chain(brought).flatten();
        ids.extend(all.map(String::as_str));
    }
    let shown = |name: &str, email: &str| match email {
        "" => name.to_string(),
        email => format!("{name} <{email}>"),
    };
    let list: Vec<String> = ids.iter().map(|id| id.to_string()).collect();
    match to {
        For::Keeper => {
            // Who has left has perhaps a name still, and no address that leads anywhere.
            let mut names = members::names(c, ids)?;
            for person in members::people_of(c, &list)? {
                names.insert(person.id, shown(&person.name, &person.email));
            }
            Ok(names)
        }
        For::Viewer(_) => Ok(profile::of_ids(c, &list, Viewer::Network)?
            .into_iter()
            .map(|p| (p.id, shown(&p.name, &p.email)))
            .collect()),
    }
}

pub fn moment(at: NaiveDateTime) -> Value {
    Value::from(at.format("%Y-%m-%dT%H:%M:%S%.fZ").to_string())
}

fn life(
    one: &Exported,
    to: &For,
    homes: &HashMap<String, String>,
    names: &HashMap<String, String>,
    places: &Places,
) -> Map<String, Value> {
    let entry = &one.entry;
    let named = |id: &Option<String>| id.as_ref().and_then(|id| names.get(id).cloned());
    let home = entry.organisation_id.as_ref().and_then(|id| homes.get(id));
    let stands = places.of(&entry.id);
    let mut life = Map::new();
    let mut say = |name: &str, value: Option<Value>| {
        if let Some(value) = value {
            life.insert(name.to_string(), value);
        }
    };
    say("status", Some(Value::from(entry.status.as_str())));
    say("organisation", home.cloned().map(Value::from));
    say("owner", named(&entry.owner_id).map(Value::from));
    say("deputy", named(&entry.deputy_id).map(Value::from));
    say("series", (!stands.is_empty()).then(|| Value::from(stands)));
    say("published_at", entry.published_at.map(moment));
    say("created_at", Some(moment(one.created_at)));
    say("updated_at", Some(moment(entry.updated_at)));
    say("reviewed_at", entry.reviewed_at.map(moment));
    say("reviewed_by", named(&entry.reviewed_by).map(Value::from));
    say("review_due", entry.review_due.map(moment));
    if matches!(to, For::Keeper) {
        say("meeting", entry.meeting_id.clone().map(Value::from));
    }
    life
}

/// Of each file, who brought it and when.
fn brought(one: &Exported, to: &For, names: &HashMap<String, String>) -> Vec<Map<String, Value>> {
    let said = |file: &Attachment| {
        let mut said = Map::new();
        if to.knows_people() {
            let by = file.added_by.as_ref().and_then(|id| names.get(id));
            said.extend(by.map(|by| ("added_by".to_string(), Value::from(by.as_str()))));
            said.insert("added_at".to_string(), moment(file.added_at));
        }
        said
    };
    one.files.iter().map(said).collect()
}

/// The versions somebody may read, as an import reads them.
fn past_of(
    entry: &Entry,
    versions: Vec<Revision>,
    to: &For,
    names: &HashMap<String, String>,
) -> Vec<Map<String, Value>> {
    let readable = |version: &Revision| match to {
        For::Keeper => true,
        For::Viewer(who) => may_read(who.as_ref(), entry, version),
    };
    let said = |version: Revision| {
        let mut said = facts_of(&version.facts);
        said.retain(|_, value| !value.is_null() && value != "");
        // What another house knows nothing of.
        said.remove("proposal");
        if matches!(to, For::Viewer(_)) {
            said.remove("meeting");
        }
        let by = version.editor_id.as_ref().and_then(|id| names.get(id));
        let own = json!({
            "version": version.version,
            "at": moment(version.at),
            "action": version.action,
            "title": version.title,
            "summary": version.summary,
            "text": version.body,
        });
        if let Value::Object(own) = own {
            said.extend(own);
        }
        said.extend(by.map(|by| ("by".to_string(), Value::from(by.as_str()))));
        said
    };
    versions.into_iter().filter(readable).map(said).collect()
}

/// Takes out what the viewer may not know: entries that others name, now or then, and where on this
/// machine a file was imported from.
fn hide_unreadable(c: &mut Conn, who: Option<&Member>, all: &mut [Exported]) -> Result<()> {
    let mut named: Vec<String> = Vec::new();
    for one in all.iter() {
        let past = one.past.iter().map(past_facts);
        for facts in past.chain([one.facts.clone()]) {
            named.extend(linked::named(&facts));
            named.extend(descent::origin(&facts).map(str::to_string));
        }
    }
    named.sort_unstable();
    named.dedup();
    let readable: HashSet<String> = linked::readable(c, who, &named)?
        .into_iter()
        .map(|linked| linked.slug)
        .collect();
    let keep = |facts: &mut Facts| {
        linked::keep(facts, &readable);
        descent::keep_readable(who, facts, &readable);
    };
    for one in all {
        keep(&mut one.facts);
        for version in &mut one.past {
            let mut facts = past_facts(version);
            keep(&mut facts);
            version.insert("facts".to_string(), Value::Object(fields::map(&facts)));
        }
        one.source = one.source.take().filter(|s| !s.starts_with("file:"));
    }
    Ok(())
}

fn past_facts(version: &Map<String, Value>) -> Facts {
    let facts = version.get("facts").map(Value::to_string);
    Facts::read(facts.as_deref())
}
