//! What notices are about, as it is now and as far as their reader may see it: a query per kind.

use std::collections::HashMap;

use diesel::prelude::*;

use super::{Kind, NoticeRow};
use crate::db::{CHUNK, Conn};
use crate::error::Result;
use crate::forum;
use crate::library::{descent, people, proposals, review};
use crate::members::{self, Member};
use crate::rights::{Act, EntryRights, may};
use crate::schema::{entries, joinings, organisations, posts, topics};
use crate::search::saved::{self, Told};

/// Something to tell, ready to be said.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    pub notice_id: String,
    pub kind: Kind,
    /// Which words are said of it: the kind's name, or one of its own.
    pub words: &'static str,
    /// A title somebody wrote; for a joining, the organisation asked for, or nothing.
    pub title: String,
    /// Who did it, when that is for the reader to know.
    pub author: Option<String>,
    /// What somebody wrote that goes with it: the post of a reply, a reason, an answer.
    pub said: Option<String>,
    /// On this site.
    pub path: String,
    /// The saved search that found it.
    pub found: Option<Told>,
}

/// What of these notices can still be told to `reader`, in their order. What is missing is gone, was
/// hidden, or is not for their eyes.
pub fn items(c: &mut Conn, reader: &Member, notices: &[NoticeRow]) -> Result<Vec<Item>> {
    let mut found: HashMap<(Kind, String), Item> = HashMap::new();
    let ids = |kind: Kind| -> Vec<&str> {
        notices
            .iter()
            .filter(|n| n.kind == kind.name())
            .map(|n| n.subject_id.as_str())
            .collect()
    };
    replies(c, reader, &ids(Kind::Reply), &mut found)?;
    new_topics(c, reader, &ids(Kind::Topic), &mut found)?;
    library(c, reader, Kind::Entry, &ids(Kind::Entry), &mut found)?;
    library(c, reader, Kind::Review, &ids(Kind::Review), &mut found)?;
    asking(c, reader, &ids(Kind::Joining), &mut found)?;
    library(c, reader, Kind::SentBack, &ids(Kind::SentBack), &mut found)?;
    proposed(c, reader, Kind::Proposal, &ids(Kind::Proposal), &mut found)?;
    proposed(c, reader, Kind::Answered, &ids(Kind::Answered), &mut found)?;
    let offered = people::offered_of(c, &reader.id, &ids(Kind::Offered))?;
    let offered: Vec<&str> = offered.iter().map(String::as_str).collect();
    library(c, reader, Kind::Offered, &offered, &mut found)?;
    library(c, reader, Kind::Approved, &ids(Kind::Approved), &mut found)?;
    library(c, reader, Kind::Given, &ids(Kind::Given), &mut found)?;
    library(c, reader, Kind::Adopted, &ids(Kind::Adopted), &mut found)?;
    let lapsed = ids(Kind::Lapsed).into_iter();
    let lapsed: Vec<&str> = lapsed.map(|subject| people::lapsed(subject).0).collect();
    library(c, reader, Kind::Lapsed, &lapsed, &mut found)?;
    for told in saved::told(c, reader, &ids(Kind::Search))? {
        let path = format!("/library/{}", told.slug);
        let mut made = item(Kind::Search, told.title.clone(), None, path);
        let subject = told.subject.clone();
        made.found = Some(told);
        found.insert((Kind::Search, subject), made);
    }
    Ok(notices
        .iter()
        .filter_map(|n| {
            let kind = Kind::named(&n.kind)?;
            let subject = match kind {
                Kind::Lapsed => people::lapsed(&n.subject_id).0,
                _ => &n.subject_id,
            };
            let item = found.get(&(kind, subject.to_string()))?;
            Some(Item {
                notice_id: n.id.clone(),
                ..item.clone()
            })
        })
        .collect())
}

type Found = HashMap<(Kind, String), Item>;

fn item(kind: Kind, title: String, author: Option<String>, path: String) -> Item {
    Item {
        notice_id: String::new(),
        kind,
        words: kind.name(),
        title,
        author,
        said: None,
        path,
        found: None,
    }
}

fn replies(c: &mut Conn, reader: &Member, ids: &[&str], found: &mut Found) -> Result<()> {
    if !may(Some(reader), Act::ReadNetwork) {
        return Ok(());
    }
    type Row = (String, String, String, Option<String>, String);
    for chunk in ids.chunks(CHUNK) {
        let rows: Vec<Row> = posts::table
            .inner_join(topics::table)
            .filter(posts::id.eq_any(chunk))
            .filter(posts::state.eq("visible"))
            .filter(topics::state.eq("visible"))
            .select((
                posts::id,
                topics::id,
                topics::title,
                posts::author_id,
                posts::body,
            ))
            .load(c)?;
        let names = members::names(c, rows.iter().filter_map(|r| r.3.as_deref()))?;
        for (id, topic, title, author, body) in rows {
            let author = author.and_then(|a| names.get(&a).cloned());
            let mut made = item(Kind::Reply, title, author, format!("/forum/{topic}"));
            made.said = Some(body);
            found.insert((Kind::Reply, id), made);
        }
    }
    Ok(())
}

fn new_topics(c: &mut Conn, reader: &Member, ids: &[&str], found: &mut Found) -> Result<()> {
    if !may(Some(reader), Act::ReadNetwork) {
        return Ok(());
    }
    for chunk in ids.chunks(CHUNK) {
        let rows: Vec<(String, String, Option<String>)> = topics::table
            .filter(topics::id.eq_any(chunk))
            .filter(topics::state.eq("visible"))
            .select((topics::id, topics::title, topics::author_id))
            .load(c)?;
        let names = members::names(c, rows.iter().filter_map(|r| r.2.as_deref()))?;
        for (id, title, author) in rows {
            let author = author.and_then(|a| names.get(&a).cloned());
            let path = format!("/forum/{id}");
            found.insert((Kind::Topic, id), item(Kind::Topic, title, author, path));
        }
    }
    Ok(())
}

fn library(
    c: &mut Conn,
    reader: &Member,
    kind: Kind,
    ids: &[&str],
    found: &mut Found,
) -> Result<()> {
    type Row = (
        (String, String, String),
        (String, String, Option<String>, Option<String>),
    );
    for chunk in ids.chunks(CHUNK) {
        let mut reasons = match kind {
            Kind::SentBack => review::reasons(c, chunk)?,
            _ => HashMap::new(),
        };
        let rows: Vec<Row> = entries::table
            .filter(entries::id.eq_any(chunk))
            .select((
                (entries::id, entries::slug, entries::title),
                (
                    entries::status,
                    entries::audience,
                    entries::owner_id,
                    entries::organisation_id,
                ),
            ))
            .load(c)?;
        for ((id, slug, title), (status, audience, owner, organisation)) in rows {
            let rights = EntryRights {
                status: &status,
                audience: &audience,
                owner_id: owner.as_deref(),
                // Whoever looks after it beside the owner reads what the others read.
                deputy_id: None,
                organisation_id: organisation.as_deref(),
            };
            let wanted = match kind {
                Kind::Review => {
                    status == "in_review" && may(Some(reader), Act::PublishEntry(rights))
                }
                Kind::SentBack => status == "draft" && owner.as_ref() == Some(&reader.id),
                Kind::Approved => status == "published" && owner.as_ref() == Some(&reader.id),
                Kind::Given => owner.as_ref() == Some(&reader.id),
                _ => status == "published",
            };
            if wanted && may(Some(reader), Act::ReadEntry(rights)) {
                let path = format!("/library/{slug}");
                let mut made = item(kind, title, None, path);
                made.said = reasons.remove(&id);
                found.insert((kind, id), made);
            }
        }
    }
    Ok(())
}

/// Proposals that wait for the reader, or the reader's own that are decided.
fn proposed(
    c: &mut Conn,
    reader: &Member,
    kind: Kind,
    ids: &[&str],
    found: &mut Found,
) -> Result<()> {
    for told in proposals::told(c, reader, kind == Kind::Answered, ids)? {
        let path = format!("/library/{}/proposals/{}", told.slug, told.id);
        let mut made = item(kind, told.title, told.author, path);
        made.said = told.answer;
        made.words = match (told.is_change, told.status.as_str()) {
            (false, _) => made.words,
            (true, "accepted") => "change-accepted",
            (true, "worked-in") => "change-worked-in",
            (true, "declined") => "change-declined",
            (true, "closed") => "change-closed",
            (true, _) => "change",
        };
        found.insert((kind, told.id), made);
    }
    Ok(())
}

/// Who asks is not said in a mail: only where.
fn asking(c: &mut Conn, reader: &Member, ids: &[&str], found: &mut Found) -> Result<()> {
    for chunk in ids.chunks(CHUNK) {
        let rows: Vec<(String, Option<String>, Option<String>)> = joinings::table
            .left_join(organisations::table)
            .filter(joinings::id.eq_any(chunk))
            .filter(joinings::status.eq("asked"))
            .select((
                joinings::id,
                joinings::organisation_id,
                organisations::name.nullable(),
            ))
            .load(c)?;
        for (id, organisation_id, name) in rows {
            let act = Act::ApproveJoining {
                organisation_id: organisation_id.as_deref(),
            };
            if may(Some(reader), act) {
                let title = name.unwrap_or_default();
                let made = item(Kind::Joining, title, None, JOININGS.to_string());
                found.insert((Kind::Joining, id), made);
            }
        }
    }
    Ok(())
}

/// Where those who ask to join are decided about.
const JOININGS: &str = "/joining";

/// Where a reply stands: in a mail about it alone, the way leads to the post itself.
pub fn address_of_post(c: &mut Conn, post: &str) -> Result<Option<String>> {
    forum::address_of(c, post)
}

/// Whom a notice is for, apart from who did it: everybody, or those who follow the topic.
pub enum Audience {
    Everybody,
    These(Vec<String>),
}

pub fn audience(c: &mut Conn, kind: Kind, subject: &str) -> Result<Audience> {
    match kind {
        Kind::Reply => {}
        Kind::SentBack | Kind::Approved | Kind::Given => {
            return Ok(Audience::These(owner(c, subject)?));
        }
        Kind::Proposal => return Ok(Audience::These(proposals::deciders(c, subject)?)),
        Kind::Answered => return Ok(Audience::These(proposals::proposer(c, subject)?)),
        Kind::Offered => {
            let person = people::offered_to(c, subject)?;
            return Ok(Audience::These(person.into_iter().collect()));
        }
        Kind::Adopted => return Ok(Audience::These(descent::keepers(c, subject)?)),
        Kind::Lapsed => return Ok(Audience::These(vec![people::lapsed(subject).1.to_string()])),
        _ => return Ok(Audience::Everybody),
    }
    let topic: Option<String> = posts::table
        .find(subject)
        .select(posts::topic_id)
        .first(c)
        .optional()?;
    Ok(Audience::These(match topic {
        Some(topic) => super::queries::followers(c, &topic)?,
        None => Vec::new(),
    }))
}

fn owner(c: &mut Conn, entry: &str) -> Result<Vec<String>> {
    Ok(entries::table
        .find(entry)
        .select(entries::owner_id)
        .first::<Option<String>>(c)
        .optional()?
        .flatten()
        .into_iter()
        .collect())
}

/// What decides whether one thing is for somebody: read once, asked for each person.
pub enum Sieve {
    /// Whoever it concerns.
    Open,
    Entry {
        status: String,
        audience: String,
        owner_id: Option<String>,
        organisation_id: Option<String>,
    },
    Joining {
        organisation_id: Option<String>,
    },
    /// There is no such thing any more.
    Closed,
}

pub fn sieve(c: &mut Conn, kind: Kind, subject: &str) -> Result<Sieve> {
    Ok(match kind {
        Kind::Entry
        | Kind::Review
        | Kind::SentBack
        | Kind::Offered
        | Kind::Approved
        | Kind::Given
        | Kind::Adopted
        | Kind::Lapsed => entries::table
            .find(people::lapsed(subject).0)
            .select((
                entries::status,
                entries::audience,
                entries::owner_id,
                entries::organisation_id,
            ))
            .first(c)
            .optional()?
            .map_or(
                Sieve::Closed,
                |(status, audience, owner_id, organisation_id)| Sieve::Entry {
                    status,
                    audience,
                    owner_id,
                    organisation_id,
                },
            ),
        Kind::Joining => joinings::table
            .find(subject)
            .select(joinings::organisation_id)
            .first(c)
            .optional()?
            .map_or(Sieve::Closed, |organisation_id| Sieve::Joining {
                organisation_id,
            }),
        _ => Sieve::Open,
    })
}

impl Sieve {
    pub fn lets(&self, who: &Member, kind: Kind) -> bool {
        match self {
            Sieve::Open => true,
            Sieve::Closed => false,
            Sieve::Entry {
                status,
                audience,
                owner_id,
                organisation_id,
            } => {
                let rights = EntryRights {
                    status,
                    audience,
                    owner_id: owner_id.as_deref(),
                    deputy_id: None,
                    organisation_id: organisation_id.as_deref(),
                };
                may(Some(who), Act::ReadEntry(rights))
                    && (kind != Kind::Review || may(Some(who), Act::PublishEntry(rights)))
            }
            Sieve::Joining { organisation_id } => {
                let organisation_id = organisation_id.as_deref();
                may(Some(who), Act::ApproveJoining { organisation_id })
            }
        }
    }
}
