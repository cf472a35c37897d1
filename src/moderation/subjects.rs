//! What can be reported, looked up in the rooms it lives in.

use std::collections::HashMap;

use crate::db::Conn;
use crate::error::{Error, Result};
use crate::forum::{self, State, Viewer};
use crate::library;
use crate::members::{self, Member};
use crate::rights::{Act, may};
use crate::worksheets;

/// The name is stored.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Kind {
    Post,
    Topic,
    Entry,
    Worksheet,
    /// A profile.
    Person,
}

impl Kind {
    pub const ALL: [Kind; 5] = [
        Kind::Post,
        Kind::Topic,
        Kind::Entry,
        Kind::Worksheet,
        Kind::Person,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Kind::Post => "post",
            Kind::Topic => "topic",
            Kind::Entry => "entry",
            Kind::Worksheet => "worksheet",
            Kind::Person => "person",
        }
    }

    pub fn named(name: &str) -> Result<Kind> {
        Kind::ALL
            .into_iter()
            .find(|k| k.name() == name)
            .ok_or(Error::NotFound)
    }
}

/// How others see a thing now.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Shown {
    Shown,
    Held,
    Hidden,
    /// It is not for others anyway, or cannot be hidden alone.
    Other,
}

/// Something reported or held, as moderators see it.
#[derive(Clone, Debug, PartialEq)]
pub struct Thing {
    pub kind: Kind,
    pub id: String,
    pub title: String,
    /// Markdown; empty where there is none.
    pub text: String,
    pub author: Option<String>,
    /// Where it stands.
    pub href: String,
    pub shown: Shown,
}

impl From<State> for Shown {
    fn from(state: State) -> Shown {
        match state {
            State::Visible => Shown::Shown,
            State::Held => Shown::Held,
            State::Hidden => Shown::Hidden,
        }
    }
}

/// The thing, when the member sees it. Otherwise as if there were none.
pub fn seen_by(c: &mut Conn, member: &Member, kind: Kind, id: &str) -> Result<Thing> {
    match kind {
        Kind::Post => {
            let post = forum::post(c, id)?;
            let viewer = Viewer::of(member);
            let author = post.author_id.as_deref();
            let topic = forum::topic(c, &post.topic_id)?;
            let sees = viewer.sees(post.state(), author)
                && viewer.sees(topic.state(), topic.author_id.as_deref());
            if sees {
                Ok(of_post(post))
            } else {
                Err(Error::NotFound)
            }
        }
        Kind::Topic => {
            let topic = forum::topic(c, id)?;
            let sees = Viewer::of(member).sees(topic.state(), topic.author_id.as_deref());
            if sees {
                Ok(of_topic(topic))
            } else {
                Err(Error::NotFound)
            }
        }
        Kind::Entry => {
            let entry = library::entry(c, id)?;
            if may(Some(member), Act::ReadEntry(entry.rights())) {
                Ok(of_entry(c, entry)?)
            } else {
                Err(Error::NotFound)
            }
        }
        Kind::Worksheet => Ok(of_worksheet(worksheets::load(c, member, id)?)),
        Kind::Person => Ok(of_person(members::person(c, id)?)),
    }
}

/// The thing, whoever may see it: for a moderator it was reported to.
pub fn any(c: &mut Conn, kind: Kind, id: &str) -> Result<Thing> {
    match kind {
        Kind::Post => Ok(of_post(forum::post(c, id)?)),
        Kind::Topic => Ok(of_topic(forum::topic(c, id)?)),
        Kind::Entry => {
            let entry = library::entry(c, id)?;
            of_entry(c, entry)
        }
        Kind::Worksheet => Ok(of_worksheet(worksheets::worksheet(c, id)?)),
        Kind::Person => Ok(of_person(members::person_at_door(c, id)?)),
    }
}

/// The things of a list, by kind and id: a query for posts, one for topics; the few others one each.
/// What is gone is left out.
pub fn many(c: &mut Conn, asked: &[(Kind, String)]) -> Result<HashMap<(Kind, String), Thing>> {
    let ids = |kind: Kind| -> Vec<String> {
        let of = asked.iter().filter(|(k, _)| *k == kind);
        of.map(|(_, id)| id.clone()).collect()
    };
    let mut all: Vec<Thing> = Vec::new();
    all.extend(forum::posts(c, &ids(Kind::Post))?.into_iter().map(of_post));
    all.extend(
        forum::topics(c, &ids(Kind::Topic))?
            .into_iter()
            .map(of_topic),
    );
    for (kind, id) in asked {
        if matches!(kind, Kind::Entry | Kind::Worksheet | Kind::Person) {
            match any(c, *kind, id) {
                Ok(thing) => all.push(thing),
                Err(Error::NotFound) => {}
                Err(e) => return Err(e),
            }
        }
    }
    Ok(all
        .into_iter()
        .map(|t| ((t.kind, t.id.clone()), t))
        .collect())
}

pub fn of_post(post: forum::PostOf) -> Thing {
    Thing {
        kind: Kind::Post,
        shown: post.state().into(),
        id: post.id,
        title: post.title,
        text: post.body,
        author: post.author_id,
        href: format!("/forum/{}", post.topic_id),
    }
}

fn of_topic(topic: forum::TopicRow) -> Thing {
    Thing {
        kind: Kind::Topic,
        shown: topic.state().into(),
        href: format!("/forum/{}", topic.id),
        id: topic.id,
        title: topic.title,
        text: String::new(),
        author: topic.author_id,
    }
}

fn of_entry(c: &mut Conn, entry: library::Entry) -> Result<Thing> {
    let hidden = super::is_hidden(c, Kind::Entry.name(), &entry.id)?;
    let shown = match entry.status.as_str() {
        _ if hidden => Shown::Hidden,
        "published" => Shown::Shown,
        _ => Shown::Other,
    };
    Ok(Thing {
        kind: Kind::Entry,
        shown,
        href: format!("/library/{}", entry.slug),
        id: entry.id,
        title: entry.title,
        text: entry.body,
        author: entry.owner_id,
    })
}

fn of_worksheet(sheet: worksheets::WorksheetRow) -> Thing {
    Thing {
        kind: Kind::Worksheet,
        shown: Shown::Other,
        href: format!("/worksheets/{}", sheet.id),
        id: sheet.id,
        title: sheet.title,
        text: String::new(),
        author: sheet.owner_id,
    }
}

fn of_person(person: members::PersonRow) -> Thing {
    Thing {
        kind: Kind::Person,
        shown: Shown::Other,
        href: format!("/people/{}", person.id),
        author: Some(person.id.clone()),
        id: person.id,
        title: person.name,
        text: person.title,
    }
}
