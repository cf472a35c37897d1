//! Reading the library: an entry, its history. Its lists are `lists`.

use std::collections::HashMap;
use std::ops::Range;

use actix_web::HttpResponse;
use actix_web::web::{Path, Query};
use chrono::NaiveDateTime;
use serde::Deserialize;

use super::compare::restoring;
use super::compare::views as compare_views;
use super::queries::{self, Revision};
use super::{
    Entry, NewEntry, Step, beside, descent, linked, proposals, readable, reading, video, views,
};
use crate::attachments::history as files;
use crate::collections;
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::members::{self, Member};
use crate::rights::{Act, EntryRights, may};
use crate::shelf;
use crate::web::{Ctx, paging};

/// `GET /library/{slug}`
pub async fn show(ctx: Ctx, slug: Path<String>) -> Result<HttpResponse> {
    let (who, four_eyes) = (ctx.member.clone(), ctx.site.library.four_eyes);
    let (entry, content, organisation, owner, meeting, named, line, told) = ctx
        .read(move |c| {
            let entry = readable(c, who.as_ref(), &slug)?;
            let content = entry.content()?;
            let named = named(c, who.as_ref(), &content)?;
            let line = descent::line(c, who.as_ref(), &entry, named.from.clone())?;
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
            let told = beside::told(c, four_eyes, who.as_ref(), &entry)?;
            Ok((
                entry,
                content,
                organisation,
                owner,
                meeting,
                named,
                line,
                told,
            ))
        })
        .await?;
    let owner = members::shown_name(&ctx, &owner, entry.owner_id.as_deref())
        .filter(|_| ctx.member.is_some());
    let aids = reading::beside(&ctx, &entry, &content, &named).await?;
    let around = beside::Around {
        series: collections::on_entry(&ctx, &entry.id).await?,
        shelf: shelf::on_entry(&ctx, &entry).await?,
        ..beside::around(&ctx, &entry, told)
    };
    Ok(views::show(
        &ctx,
        &entry,
        &content,
        &views::Beside {
            organisation: organisation.as_deref(),
            owner: owner.as_deref(),
            meeting: meeting.as_ref(),
            named: &named,
            line: &line,
        },
        &around,
        &aids,
    ))
}

/// Who is signed in, and the entry of an address, which they may read.
pub async fn entry_at(ctx: &Ctx, slug: &str) -> Result<(Member, Entry)> {
    let who = ctx.signed_in()?.clone();
    let (me, slug) = (who.clone(), slug.to_string());
    let entry = ctx.read(move |c| readable(c, Some(&me), &slug)).await?;
    Ok((who, entry))
}

/// What a content names, as far as somebody may see it.
fn named(c: &mut Conn, who: Option<&Member>, content: &NewEntry) -> Result<views::Named> {
    Ok(views::Named {
        linked: linked::readable(c, who, &linked::named(&content.facts))?,
        from: descent::from(c, who, &content.facts)?,
        player: content.facts.video.as_ref().and_then(video::player),
    })
}

/// A step in an entry's history, as far as the viewer may see it.
pub struct Event {
    pub revision: Revision,
    pub editor: Option<String>,
    /// Who approved it, where another wrote it.
    pub approver: Option<String>,
    /// The viewer may read what the entry was then.
    pub readable: bool,
    /// Names of the fields that differ from the version before; of a fact `facts.problem`.
    pub changed: Vec<String>,
    /// The version it is about, when that is another.
    pub about: Option<i64>,
    /// What became of files after it, the latest first, and who did that.
    pub files: Vec<(files::Step, Option<String>)>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct PageQuery {
    page: Option<String>,
}

impl PageQuery {
    pub fn number(&self) -> i64 {
        paging::number(self.page.as_deref())
    }
}

/// `GET /library/{slug}/history`: who changed what, for the network (it names its members).
pub async fn history(
    ctx: Ctx,
    slug: Path<String>,
    query: Query<PageQuery>,
) -> Result<HttpResponse> {
    let who = ctx.member.clone();
    let page = query.number();
    let past = ctx
        .read(move |c| {
            let entry = readable(c, who.as_ref(), &slug)?;
            if who.is_none() {
                return Err(Error::SignInNeeded);
            }
            Past::read(c, entry, page)
        })
        .await?;
    let shown = past.revisions.len().min(paging::PER_PAGE as usize);
    let events: Vec<Event> = (0..shown).map(|i| past.event(&ctx, i)).collect();
    Ok(compare_views::history(
        &ctx,
        &past.entry,
        &events,
        page,
        past.total,
    ))
}

/// A page of an entry's history.
struct Past {
    entry: Entry,
    /// The newest first, and one more than is shown: the last is compared with its neighbour.
    revisions: Vec<Revision>,
    /// When the page before begins to tell of files.
    until: NaiveDateTime,
    /// Of all pages.
    files: Vec<files::Step>,
    total: i64,
    names: HashMap<String, String>,
    /// Who approved them, by the proposals they took over.
    approvers: HashMap<String, String>,
}

impl Past {
    fn read(c: &mut Conn, entry: Entry, page: i64) -> Result<Past> {
        let before = i64::from(page > 1);
        let (offset, limit) = (paging::offset(page) - before, paging::PER_PAGE + 1 + before);
        let mut revisions = queries::revisions_of(c, &entry.id, offset, limit)?;
        let mut until = NaiveDateTime::MAX;
        if before > 0 && !revisions.is_empty() {
            until = revisions.remove(0).at;
        }
        let files = files::of_entry(c, &entry.id)?;
        let approvers = proposals::approvers(c, &revisions)?;
        let editors = revisions.iter().filter_map(|r| r.editor_id.as_deref());
        let people = editors
            .chain(approvers.values().map(String::as_str))
            .chain(files.iter().filter_map(|step| step.by.as_deref()));
        Ok(Past {
            names: members::names(c, people)?,
            total: queries::count_revisions(c, &entry.id)?,
            entry,
            revisions,
            until,
            files,
            approvers,
        })
    }

    fn event(&self, ctx: &Ctx, i: usize) -> Event {
        let who = ctx.member.as_ref();
        let revision = &self.revisions[i];
        let readable = may_read(who, &self.entry, revision);
        let before = self.revisions.get(i + 1);
        let before = before.filter(|b| may_read(who, &self.entry, b));
        let about = before
            .filter(|_| revision.action == Step::SendBack.name())
            .map(|b| b.version);
        let before = before.filter(|_| readable);
        let approver = proposals::taken_over(revision)
            .and_then(|id| self.approvers.get(&id))
            .filter(|by| revision.editor_id.as_ref() != Some(by));
        let name =
            |id: Option<&String>| members::shown_name(ctx, &self.names, id.map(String::as_str));
        let span = self.span(i);
        // What is gone is told to who could see it then.
        let files = self.files.iter().filter(|step| span.contains(&step.at));
        let files = files.filter(|step| step.stands || readable);
        Event {
            files: files
                .map(|step| (step.clone(), name(step.by.as_ref())))
                .collect(),
            about,
            approver: name(approver),
            editor: name(revision.editor_id.as_ref()),
            readable,
            changed: before.map_or_else(Vec::new, |b| differences(b, revision)),
            revision: revision.clone(),
        }
    }

    /// From when until when a revision stood; of the oldest, from ever.
    fn span(&self, i: usize) -> Range<NaiveDateTime> {
        let is_oldest = i + 1 == self.revisions.len();
        let from = if is_oldest {
            NaiveDateTime::MIN
        } else {
            self.revisions[i].at
        };
        let newer = i.checked_sub(1).map(|newer| self.revisions[newer].at);
        from..newer.unwrap_or(self.until)
    }
}

/// `GET /library/{slug}/history/{version}`
pub async fn revision(ctx: Ctx, path: Path<(String, i64)>) -> Result<HttpResponse> {
    let (slug, version) = path.into_inner();
    let who = ctx.member.clone();
    let (entry, revision, content, named, editor) = ctx
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
            let content = restoring::content_of(&entry, &revision)?;
            let named = named(c, Some(&who), &content)?;
            Ok((entry, revision, content, named, editor))
        })
        .await?;
    let editor = members::shown_name(&ctx, &editor, revision.editor_id.as_deref());
    Ok(compare_views::revision(
        &ctx,
        &entry,
        &revision,
        (&content, &named),
        editor.as_deref(),
        restoring::wider_audience(ctx.member.as_ref(), &entry, &revision)?,
    ))
}

/// A revision is judged by what the entry was then: the drafts before a publication stay with who
/// wrote them.
pub fn may_read(who: Option<&Member>, entry: &Entry, revision: &Revision) -> bool {
    let by = revision.editor_id.as_deref();
    could(who, Act::ReadEntry, entry, by, &facts(revision))
}

/// Whether `who` might do this when the entry's facts were those of a revision, written by `by`.
pub fn could<'a>(
    who: Option<&Member>,
    act: fn(EntryRights<'a>) -> Act<'a>,
    entry: &'a Entry,
    by: Option<&'a str>,
    then: &'a Facts,
) -> bool {
    let said = |name: &str| then.get(name).and_then(|v| v.as_str()).unwrap_or_default();
    let now = entry.rights();
    // Only its owner writes a draft. Who was given the entry since did not get their drafts with it.
    let owner_id = match said("status") {
        "draft" => by,
        _ => now.owner_id,
    };
    may(
        who,
        act(EntryRights {
            status: said("status"),
            audience: said("audience"),
            owner_id,
            ..now
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
                .flat_map(|(name, value)| match (name.as_str(), value.as_object()) {
                    ("facts", Some(new)) => {
                        let old = old.get("facts").and_then(|v| v.as_object());
                        changed_facts(old.unwrap_or(&Facts::new()), new)
                    }
                    _ => vec![name.clone()],
                }),
        )
        .collect()
}

/// Which of them were said, taken back or said otherwise.
fn changed_facts(old: &Facts, new: &Facts) -> Vec<String> {
    let gone = old.keys().filter(|name| !new.contains_key(*name));
    new.keys()
        .chain(gone)
        .filter(|name| old.get(*name) != new.get(*name))
        .map(|name| format!("facts.{name}"))
        .collect()
}
