//! What is in `assets/demo`, as it is written there.

use std::borrow::Cow;
use std::collections::BTreeMap;

use rust_embed::RustEmbed;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::error::{Error, Result};

#[derive(RustEmbed)]
#[folder = "assets/demo/"]
struct Files;

pub struct Content {
    pub network: Network,
    pub topics: Vec<Topic>,
    pub processes: Vec<Process>,
    pub worksheets: Vec<Worksheet>,
    pub collections: Vec<Collection>,
    pub files: Vec<DemoFile>,
    /// File name and text of each entry, by name.
    pub entries: Vec<(String, String)>,
}

/// People and organisations are named by `key` everywhere else.
#[derive(Deserialize)]
pub struct Network {
    pub organisation: Vec<Organisation>,
    pub person: Vec<Person>,
    pub meeting: Vec<Meeting>,
    pub programme: Vec<Programme>,
}

#[derive(Deserialize)]
pub struct Organisation {
    pub key: String,
    pub name: String,
    pub kind: String,
    pub municipality: Option<String>,
    pub seats: i64,
    #[serde(default)]
    pub domains: Vec<String>,
    #[serde(default)]
    pub unit: Vec<Unit>,
    #[serde(default)]
    pub period: Vec<Period>,
}

/// A unit's `key` is its own within its organisation.
#[derive(Deserialize)]
pub struct Unit {
    pub key: String,
    pub name: String,
    pub kind: String,
    pub parent: Option<String>,
    #[serde(default)]
    pub member: Vec<UnitMember>,
}

#[derive(Deserialize)]
pub struct UnitMember {
    pub person: String,
    pub role: String,
    #[serde(default)]
    pub title: String,
}

/// When somebody speaks for the organisation, in days from today.
#[derive(Deserialize)]
pub struct Period {
    pub person: String,
    pub from: Option<i64>,
    pub to: Option<i64>,
}

#[derive(Deserialize)]
pub struct Person {
    pub key: String,
    pub name: String,
    pub email: String,
    pub title: String,
    pub organisation: String,
    pub roles: Vec<String>,
    pub lang: String,
    pub represents: Vec<String>,
    pub demo_link: bool,
}

#[derive(Deserialize)]
pub struct Meeting {
    pub kind: String,
    pub series: String,
    pub title: String,
    pub days: i64,
    pub starts: String,
    pub ends: String,
    pub place: String,
    pub speakers: String,
    pub seats: i64,
    pub agenda: String,
    /// The entry with the notes, by its id.
    pub notes: Option<String>,
    #[serde(default)]
    pub attended: Vec<String>,
    #[serde(default)]
    pub answers: BTreeMap<String, String>,
}

#[derive(Deserialize)]
pub struct Programme {
    pub name: String,
    pub description: String,
    pub ects: i64,
    pub requirement: Vec<Requirement>,
    #[serde(default)]
    pub sitting: Vec<Sitting>,
    #[serde(default)]
    pub student: Vec<Student>,
}

#[derive(Deserialize)]
pub struct Requirement {
    pub part: String,
    pub meeting_kind: Option<String>,
    pub count: i64,
}

#[derive(Deserialize)]
pub struct Sitting {
    pub days: i64,
    pub starts: String,
    pub place: String,
    pub register_by_days: i64,
}

#[derive(Deserialize)]
pub struct Student {
    pub person: String,
    /// How far the written part is; none when it has not begun.
    pub written: Option<String>,
}

#[derive(Deserialize)]
pub struct Topic {
    pub title: String,
    pub author: String,
    pub days_ago: i64,
    pub body: String,
    #[serde(default)]
    pub posts: Vec<Post>,
}

#[derive(Deserialize)]
pub struct Post {
    pub author: String,
    pub days_ago: i64,
    pub body: String,
}

#[derive(Deserialize)]
pub struct Process {
    pub title: String,
    pub area: String,
    pub organisation: String,
    pub lead: String,
    pub question: String,
    pub open_or_strategic: String,
    pub commission: String,
    pub management_backing: String,
    pub parties: Vec<Party>,
    pub rounds: Vec<Round>,
}

#[derive(Deserialize)]
pub struct Party {
    pub name: String,
    pub kind: String,
    pub role: String,
}

#[derive(Deserialize)]
pub struct Round {
    pub title: String,
    pub days: i64,
    pub version: String,
    /// Names of parties.
    pub heard: Vec<String>,
}

#[derive(Deserialize)]
pub struct Worksheet {
    pub title: String,
    pub author: String,
    pub kind: String,
    pub cells: BTreeMap<String, Vec<String>>,
}

/// A series: entries by their ids, then the others with a tag.
#[derive(Deserialize)]
pub struct Collection {
    pub title: String,
    pub lang: String,
    pub audience: String,
    pub introduction: String,
    #[serde(default)]
    pub entries: Vec<String>,
    pub tag: Option<String>,
}

/// A file of an entry, in the folder `files`.
#[derive(Deserialize)]
pub struct DemoFile {
    /// The entry's id.
    pub entry: String,
    pub file: String,
    /// As it is called there.
    pub name: String,
    pub title: String,
}

impl DemoFile {
    pub fn bytes(&self) -> Result<Cow<'static, [u8]>> {
        let path = format!("files/{}", self.file);
        let found = Files::get(&path).ok_or_else(|| Error::internal(format!("demo: no {path}")))?;
        Ok(found.data)
    }
}

impl Content {
    pub fn read() -> Result<Content> {
        #[derive(Deserialize)]
        struct Topics {
            topic: Vec<Topic>,
        }
        #[derive(Deserialize)]
        struct Processes {
            process: Vec<Process>,
        }
        #[derive(Deserialize)]
        struct Collections {
            collection: Vec<Collection>,
        }
        #[derive(Deserialize)]
        struct DemoFiles {
            file: Vec<DemoFile>,
        }
        #[derive(Deserialize)]
        struct Worksheets {
            worksheet: Vec<Worksheet>,
        }
        let mut names: Vec<Cow<str>> = Files::iter()
            .filter(|name| name.starts_with("library/") && name.ends_with(".md"))
            .collect();
        names.sort_unstable();
        Ok(Content {
            network: toml("network.toml")?,
            topics: toml::<Topics>("forum.toml")?.topic,
            processes: toml::<Processes>("processes.toml")?.process,
            worksheets: toml::<Worksheets>("worksheets.toml")?.worksheet,
            collections: toml::<Collections>("collections.toml")?.collection,
            files: toml::<DemoFiles>("files.toml")?.file,
            entries: names
                .iter()
                .map(|name| Ok((name.to_string(), text(name)?)))
                .collect::<Result<_>>()?,
        })
    }
}

fn toml<T: DeserializeOwned>(name: &str) -> Result<T> {
    toml::from_str(&text(name)?).map_err(|e| Error::internal(format!("demo: {name}: {e}")))
}

fn text(name: &str) -> Result<String> {
    let file = Files::get(name).ok_or_else(|| Error::internal(format!("demo: no {name}")))?;
    String::from_utf8(file.data.into_owned())
        .map_err(|e| Error::internal(format!("demo: {name}: {e}")))
}
