//! Reading the library: the list, an entry, its history.

use std::collections::HashMap;

use actix_web::HttpResponse;
use actix_web::web::{Path, Query};
use serde::Deserialize;

use super::compare::views as compare_views;
use super::queries::{self, Filter, Revision, Shelf};
use super::terms::{Terms, Vocabulary};
use super::{Entry, Kind, beside, linked, readable, reading, views};
use crate::error::{Error, Result};
use crate::members::{self, Member, Scope};
use crate::rights::{Act, EntryRights, may};
use crate::web::lang::CONTENT_LANGUAGES;
use crate::web::{Ctx, paging};

/// What the list's address may carry. What is not known is left out.
#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub struct ListQuery {
    kind: String,
    municipality: String,
    lang: String,
    area: String,
    tab: String,
    page: Option<String>,
}

impl ListQuery {
    fn filter(&self, terms: &Terms) -> Filter {
        let one_of = |value: &str, among: &[&str]| {
            among.iter().find(|a| **a == value).map(|a| a.to_string())
        };
        Filter {
            kind: Kind::named(&self.kind).map(|k| k.name().to_string()),
            municipality: (!self.municipality.is_empty()).then(|| self.municipality.clone()),
            lang: one_of(&self.lang, &CONTENT_LANGUAGES),
            area: terms
                .get(Vocabulary::Areas, &self.area)
                .map(|t| t.name.clone()),
        }
    }

    fn shelf(&self) -> Shelf {
        match self.tab.as_str() {
            "mine" => Shelf::Mine,
            "review" => Shelf::Review,
            "archived" => Shelf::Archived,
            _ => Shelf::Published,
        }
    }
}

/// `GET /library`
pub async fn list(ctx: Ctx, query: Query<ListQuery>) -> Result<HttpResponse> {
    let scope = Scope::of(ctx.member.as_ref());
    let shelf = query.shelf();
    if shelf != Shelf::Published {
        ctx.signed_in()?;
    }
    if matches!(shelf, Shelf::Review | Shelf::Archived) && !scope.editor {
        return Err(Error::Forbidden);
    }
    let filter = query.filter(&ctx.terms);
    let page = paging::number(query.page.as_deref());
    let narrowed = filter.clone();
    let (rows, total, waiting, municipalities) = ctx
        .read(move |c| {
            let offset = paging::offset(page);
            let rows = queries::list(c, &scope, shelf, &narrowed, offset, paging::PER_PAGE)?;
            let total = queries::count(c, &scope, shelf, &narrowed)?;
            let waiting = if scope.editor {
                queries::count(c, &scope, Shelf::Review, &Filter::default())?
            } else {
                0
            };
            Ok((rows, total, waiting, queries::municipalities(c, &scope)?))
        })
        .await?;
    Ok(views::list(
        &ctx,
        &views::List {
            shelf,
            filter,
            rows,
            page,
            total,
            waiting,
            municipalities,
        },
    ))
}

/// `GET /library/{slug}`
pub async fn show(ctx: Ctx, slug: Path<String>) -> Result<HttpResponse> {
    let who = ctx.member.clone();
    let (entry, content, organisation, owner, meeting, linked, told) = ctx
        .read(move |c| {
            let entry = readable(c, who.as_ref(), &slug)?;
            let content = entry.content()?;
            let linked = linked::readable(c, who.as_ref(), &linked::named(&content.facts))?;
            let organisation = match &entry.organisation_id {
                Some(id) => members::organisation_names(c)?.remove(id),
                None => None,
            };
            let owner = match (&who, &entry.owner_id) {
                (Some(_), Some(id)) => members::names(c, [id.as_str()])?,
                _ => HashMap::new(),
            };
            let meeting = match &entry.meeting_id {
                Some(id) => queries::meeting(c, id)?,
                None => None,
            };
            let told = beside::told(c, who.as_ref(), &entry)?;
            Ok((entry, content, organisation, owner, meeting, linked, told))
        })
        .await?;
    let owner = members::shown_name(&ctx, &owner, entry.owner_id.as_deref())
        .filter(|_| ctx.member.is_some());
    let aids = reading::beside(&ctx, &entry).await?;
    Ok(views::show(
        &ctx,
        &entry,
        &content,
        &views::Beside {
            organisation: organisation.as_deref(),
            owner: owner.as_deref(),
            meeting: meeting.as_ref(),
            linked: &linked,
        },
        &beside::around(&ctx, &entry, told),
        &aids,
    ))
}

/// A step in an entry's history, as far as the viewer may see it.
pub struct Event {
    pub revision: Revision,
    pub editor: Option<String>,
    /// The viewer may read what the entry was then.
    pub readable: bool,
    /// Names of the fields that differ from the version before.
    pub changed: Vec<String>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct PageQuery {
    page: Option<String>,
}

/// `GET /library/{slug}/history`: who changed what, for the network (it names its members).
pub async fn history(
    ctx: Ctx,
    slug: Path<String>,
    query: Query<PageQuery>,
) -> Result<HttpResponse> {
    let who = ctx.member.clone();
    let page = paging::number(query.page.as_deref());
    let (entry, revisions, total, names) = ctx
        .read(move |c| {
            let entry = readable(c, who.as_ref(), &slug)?;
            if who.is_none() {
                return Err(Error::SignInNeeded);
            }
            // One more than shown: the last is compared with its neighbour.
            let limit = paging::PER_PAGE + 1;
            let revisions = queries::revisions_of(c, &entry.id, paging::offset(page), limit)?;
            let total = queries::count_revisions(c, &entry.id)?;
            let editors = revisions.iter().filter_map(|r| r.editor_id.as_deref());
            let names = members::names(c, editors)?;
            Ok((entry, revisions, total, names))
        })
        .await?;
    let shown = revisions.len().min(paging::PER_PAGE as usize);
    let events: Vec<Event> = (0..shown)
        .map(|i| {
            let revision = &revisions[i];
            let readable = may_read(ctx.member.as_ref(), &entry, revision);
            let before = revisions
                .get(i + 1)
                .filter(|b| readable && may_read(ctx.member.as_ref(), &entry, b));
            Event {
                editor: members::shown_name(&ctx, &names, revision.editor_id.as_deref()),
                readable,
                changed: before.map_or_else(Vec::new, |b| differences(b, revision)),
                revision: revision.clone(),
            }
        })
        .collect();
    Ok(compare_views::history(&ctx, &entry, &events, page, total))
}

/// `GET /library/{slug}/history/{version}`
pub async fn revision(ctx: Ctx, path: Path<(String, i64)>) -> Result<HttpResponse> {
    let (slug, version) = path.into_inner();
    let who = ctx.member.clone();
    let (entry, revision, editor) = ctx
        .read(move |c| {
            let entry = readable(c, who.as_ref(), &slug)?;
            let Some(who) = who else {
                return Err(Error::SignInNeeded);
            };
            let revision = queries::revision(c, &entry.id, version)?;
            if !may_read(Some(&who), &entry, &revision) {
                return Err(Error::NotFound);
            }
            let editor = match &revision.editor_id {
                Some(id) => members::names(c, [id.as_str()])?,
                None => HashMap::new(),
            };
            Ok((entry, revision, editor))
        })
        .await?;
    let facts = facts(&revision);
    let editor = members::shown_name(&ctx, &editor, revision.editor_id.as_deref());
    Ok(compare_views::revision(
        &ctx,
        &entry,
        &revision,
        &facts,
        editor.as_deref(),
    ))
}

/// A revision is judged by what the entry was then: the drafts before a publication stay their
/// owner's alone.
pub fn may_read(who: Option<&Member>, entry: &Entry, revision: &Revision) -> bool {
    could(who, Act::ReadEntry, entry, &facts(revision))
}

/// Whether `who` might do this when the entry's facts were those of a revision.
pub fn could<'a>(
    who: Option<&Member>,
    act: fn(EntryRights<'a>) -> Act<'a>,
    entry: &'a Entry,
    then: &'a Facts,
) -> bool {
    let said = |name: &str| then.get(name).and_then(|v| v.as_str()).unwrap_or_default();
    may(
        who,
        act(EntryRights {
            status: said("status"),
            audience: said("audience"),
            ..entry.rights()
        }),
    )
}

pub type Facts = serde_json::Map<String, serde_json::Value>;

pub fn facts(revision: &Revision) -> Facts {
    facts_of(&revision.facts)
}

/// As `facts`, of what is stored.
pub fn facts_of(stored: &str) -> Facts {
    serde_json::from_str(stored).unwrap_or_default()
}

/// What a revision says of its making, and not of the entry.
pub const OF_ITS_MAKING: [&str; 3] = ["reason", "restored", "proposal"];

fn differences(before: &Revision, after: &Revision) -> Vec<String> {
    let texts = [
        ("title", before.title != after.title),
        ("summary", before.summary != after.summary),
        ("body", before.body != after.body),
    ];
    let (old, new) = (facts(before), facts(after));
    texts
        .into_iter()
        .filter(|(_, differs)| *differs)
        .map(|(name, _)| name.to_string())
        .chain(
            new.iter()
                .filter(|(name, value)| {
                    !OF_ITS_MAKING.contains(&name.as_str()) && old.get(*name) != Some(value)
                })
                .map(|(name, _)| name.replace('_', "-")),
        )
        .collect()
}
