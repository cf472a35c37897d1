//! Writing the library: the form, its preview, saving, and the steps of an entry's life.

use actix_web::HttpResponse;
use actix_web::web::{Path, Query};
use serde::Deserialize;

use super::compare::{fields as compared, merging, restoring, views as compare_views};
use super::drafts::{self, Key};
use super::forms::{self, Editing, Theirs};
use super::queries::Revision;
use super::{
    Audience, Entry, Kind, NewEntry, Saved, Status, Step, change, pages, queries, readable, take,
};
use super::{descent, fields, linked, proposals, review};
use crate::attachments;
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::members::{self, Member};
use crate::rights::{Act, EntryRights, may};
use crate::text;
use crate::web::{Ctx, FormData, Problems, see_other};

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct NewQuery {
    kind: String,
    meeting: String,
    /// Whether to take up what was not saved.
    draft: String,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct EditQuery {
    draft: String,
}

/// `GET /library/new`: asks for the kind first, then shows its form.
pub async fn new_form(ctx: Ctx, query: Query<NewQuery>) -> Result<HttpResponse> {
    ctx.require(Act::WriteEntry)?;
    let Some(kind) = Kind::named(&query.kind) else {
        return Ok(forms::choose_kind(&ctx));
    };
    let form = FormData::of([
        ("kind", kind.name()),
        ("lang", ctx.lang.code()),
        ("audience", "network"),
        ("meeting", &query.meeting),
    ]);
    opened(&ctx, kind, None, form, !query.draft.is_empty(), None).await
}

/// `POST /library`
pub async fn add(ctx: Ctx, form: FormData) -> Result<HttpResponse> {
    let who = ctx.require(Act::WriteEntry)?.clone();
    let kind = Kind::named(form.get("kind")).ok_or(Error::BadRequest("form"))?;
    if form.get("do") == "preview" {
        return form_page(&ctx, kind, None, &form, &Problems::default(), None).await;
    }
    let status = match form.get("do") {
        "publish" => Status::Published,
        "review" => Status::InReview,
        _ => Status::Draft,
    };
    if status == Status::Published && !may_publish_own(&who) {
        return Err(Error::Forbidden);
    }
    if status == Status::Published && ctx.site.library.four_eyes {
        return Err(Error::OwnText);
    }
    let complete = status != Status::Draft;
    let new = match parsed(
        &ctx,
        &form,
        kind,
        who.organisation_id.clone(),
        complete,
        None,
    )
    .await?
    {
        Ok(new) => new,
        Err(problems) => return form_page(&ctx, kind, None, &form, &problems, None).await,
    };
    let now = ctx.app.clock.now();
    let added = ctx
        .once(&form, move |c| {
            check_meeting(c, &new)?;
            let made = super::add(c, now, &who.id, &new, status)?;
            drafts::forget(c, &who.id, &Key::New(kind))?;
            Ok(done(&made.slug, status))
        })
        .await;
    match added {
        Ok(to) => Ok(see_other(&to)),
        Err(refused) => not_approvable(&ctx, kind, None, &form, refused).await,
    }
}

/// `GET /library/{slug}/edit`
pub async fn edit_form(
    ctx: Ctx,
    slug: Path<String>,
    query: Query<EditQuery>,
) -> Result<HttpResponse> {
    let entry = editable(&ctx, &slug).await?;
    let kind = entry.content()?.kind;
    let (form, waits) = as_it_stands(&ctx, &entry).await?;
    let take = !query.draft.is_empty();
    opened(&ctx, kind, Some(&entry), form, take, waits).await
}

/// The form of an entry for who writes in it: with their own change that waits, whose id comes with it;
/// without what they may not see; and for whom an entry shall be that is for nobody, must be chosen.
async fn as_it_stands(ctx: &Ctx, entry: &Entry) -> Result<(FormData, Option<String>)> {
    let (who, stands) = (ctx.signed_in()?.clone(), entry.clone());
    ctx.read(move |c| {
        let (mut form, waits) = match proposals::held(c, &who, &stands)? {
            Some((would_be, id)) => (forms::filled(&would_be), Some(id)),
            None => (forms::filled(&stands), None),
        };
        if stands.is_for_nobody() {
            form.set("audience", "");
        }
        Ok((descent::veil(c, &who, &stands, form)?, waits))
    })
    .await
}

/// A form that was just opened: with what its writer had not saved, when they `take` it up; else it
/// is offered. `waits`: the form holds a change that waits for another's eyes.
async fn opened(
    ctx: &Ctx,
    kind: Kind,
    entry: Option<&Entry>,
    form: FormData,
    take: bool,
    waits: Option<String>,
) -> Result<HttpResponse> {
    let who = ctx.signed_in()?.id.clone();
    let key = forms::key(kind, entry);
    let found = ctx.read(move |c| drafts::of(c, &who, &key)).await?;
    let found = found.filter(|draft| draft.differs(&form));
    let (form, draft) = match found {
        Some(draft) if take => (draft.form, forms::Unsaved::TakenUp),
        Some(draft) => (form, forms::Unsaved::Offered(draft.at)),
        None => (
            form,
            waits.map_or(forms::Unsaved::None, forms::Unsaved::Waits),
        ),
    };
    let none = Problems::default();
    form_page_with(ctx, kind, entry, &form, &none, None, draft).await
}

/// As `NewEntry::parse`, and the entries it names are seen to.
pub(super) async fn parsed(
    ctx: &Ctx,
    form: &FormData,
    kind: Kind,
    organisation_id: Option<String>,
    complete: bool,
    before: Option<&Entry>,
) -> Result<std::result::Result<NewEntry, Problems>> {
    let read = NewEntry::parse(form, kind, organisation_id, complete, &ctx.terms, before);
    let mut new = match read {
        Ok(new) => new,
        Err(problems) => return Ok(Err(problems)),
    };
    let who = ctx.signed_in()?.clone();
    let had = before.map(Entry::facts);
    let own = before.map(|e| e.slug.clone());
    let before = before.cloned();
    ctx.read(move |c| {
        let problems = linked::settle(c, &who, &mut new, had.as_ref(), own.as_deref())?;
        if !problems.none() {
            return Ok(Err(problems));
        }
        let problems = descent::settle(c, &who, &mut new, before.as_ref())?;
        Ok(problems.or(new))
    })
    .await
}

/// `POST /library/{slug}/edit`: saves, and publishes or sends to review when asked to.
pub async fn edit(ctx: Ctx, slug: Path<String>, form: FormData) -> Result<HttpResponse> {
    let entry = match editable(&ctx, &slug).await {
        Ok(entry) => entry,
        Err(refused) => return Err(why_not(&ctx, &slug, &form, refused).await),
    };
    let who = ctx.signed_in()?.clone();
    let kind = entry.content()?.kind;
    if form.get("do") == "preview" {
        return form_page(&ctx, kind, Some(&entry), &form, &Problems::default(), None).await;
    }
    let version = form.version()?;
    let step = match form.get("do") {
        "publish" => Some(Step::Publish),
        "review" => Some(Step::SendToReview),
        _ => None,
    };
    // Who writes is never who approves: that is done on the entry's page, with its files in view.
    if step == Some(Step::Publish) && ctx.site.library.four_eyes {
        return Err(Error::OwnText);
    }
    let complete = step.is_some() || entry.status()? != Status::Draft;
    // An entry keeps the organisation it belongs to. One without gets its owner's only when that alone is
    // to read it: nobody gives an entry away by saving it.
    let own = entry.owner_id.as_deref() == Some(&who.id);
    let gives = own && form.get("audience") == Audience::Organisation.name();
    let theirs = who.organisation_id.clone().filter(|_| gives);
    let organisation = entry.organisation_id.clone().or(theirs);
    // What it was opened with is its writer's to keep, whatever another has made of that since.
    let opened = opened_as(&ctx, &entry, version).await?;
    let before = opened.as_ref().or(Some(&entry));
    let read = parsed(&ctx, &form, kind, organisation, complete, before).await?;
    let new = match read {
        Ok(new) => new,
        Err(problems) => {
            return form_page(&ctx, kind, Some(&entry), &form, &problems, None).await;
        }
    };
    if !new.is_for_no_more_than(&entry, &who)? {
        let mut problems = Problems::default();
        problems.add("audience", "library-audience-wider");
        return form_page(&ctx, kind, Some(&entry), &form, &problems, None).await;
    }
    let now = ctx.app.clock.now();
    let key = Key::Of(entry.id.clone());
    let saved = ctx
        .once(&form, move |c| {
            check_meeting(c, &new)?;
            let saved = change(c, now, &who, &slug, version, &new)?;
            drafts::forget(c, &who.id, &key)?;
            let entry = match saved {
                Saved::Written(entry) => entry,
                Saved::Waits(id) => return Ok(proposals::waits_at(&slug, &id)),
            };
            if own && entry.status()? == Status::InReview {
                review::can_be_approved(c, &who.id, &entry)?;
            }
            if let Some(step) = step {
                let entry = take(c, now, &who, &slug, entry.version, step)?;
                return Ok(done(&slug, entry.status()?));
            }
            Ok(format!("/library/{slug}?done=saved"))
        })
        .await;
    match saved {
        Ok(to) => Ok(see_other(&to)),
        Err(Error::Conflict) => conflict(&ctx, kind, &entry.slug, form).await,
        Err(refused) => not_approvable(&ctx, kind, Some(&entry), &form, refused).await,
    }
}

/// The form again, when nobody could approve what it sends to the editors; else the refusal itself.
async fn not_approvable(
    ctx: &Ctx,
    kind: Kind,
    entry: Option<&Entry>,
    form: &FormData,
    refused: Error,
) -> Result<HttpResponse> {
    match review::problems(&refused) {
        Some(problems) => form_page(ctx, kind, entry, form, &problems, None).await,
        None => Err(refused),
    }
}

/// Why a form is refused: a conflict, with nothing of the entry told, when its writer could write in
/// the version it was opened at and cannot any more, as when its owner took it back; or that it was
/// deleted.
async fn why_not(ctx: &Ctx, slug: &str, form: &FormData, refused: Error) -> Error {
    let (Some(who), Ok(version)) = (ctx.member.clone(), form.get("version").parse::<i64>()) else {
        return refused;
    };
    if !matches!(refused, Error::NotFound | Error::Forbidden) {
        return refused;
    }
    let slug = slug.to_string();
    let could = ctx
        .read(move |c| {
            let entry = queries::by_slug(c, &slug)?;
            let then = queries::revision(c, &entry.id, version)?;
            let by = then.editor_id.as_deref();
            let facts = pages::facts(&then);
            let could = pages::could(Some(&who), Act::EditEntry, &entry, by, &facts);
            // A draft in the bin is its owner's alone.
            let in_bin = entry.status()? == Status::Deleted && !entry.outline().is_private();
            Ok((could, in_bin))
        })
        .await;
    match could {
        Ok((true, true)) => Error::InBin,
        Ok((true, false)) => Error::Conflict,
        _ => refused,
    }
}

/// Somebody else saved in between: the form gets what only they changed, shows what both did, and now
/// knows of theirs.
async fn conflict(ctx: &Ctx, kind: Kind, slug: &str, form: FormData) -> Result<HttpResponse> {
    let who = ctx.signed_in()?.clone();
    let version = form.version()?;
    let (slug, terms) = (slug.to_string(), ctx.terms.clone());
    let (entry, merged, saved, would_be, form, titles, names) = ctx
        .read(move |c| {
            let entry = super::editable(c, &who, &slug)?;
            let saved = queries::revision(c, &entry.id, entry.version)?;
            let base = revision_of(c, &who, &entry, version)?;
            // Neither side of it has what its writer may not see.
            let known = |c: &mut Conn, one: &Revision| {
                let facts = compared::known_to(c, Some(&who), &one.facts)?;
                let known = Revision {
                    facts,
                    ..one.clone()
                };
                restoring::content_of(&entry, &known)
            };
            let theirs = known(c, &saved)?;
            let was = base.as_ref().map(|base| known(c, base)).transpose()?;
            let opened = base.as_ref().map(|base| restoring::entry_at(&entry, base));
            let opened = opened.transpose()?.unwrap_or_else(|| entry.clone());
            let (home, unread) = (entry.organisation_id.clone(), &mut Problems::default());
            let mine = NewEntry::read(&form, kind, home, &terms, Some(&opened), unread);
            let merged = merging::merge(was.as_ref(), &theirs, mine);
            let would_be = restoring::as_revision(&merged.new, &saved, entry.status()?)?;
            let as_merged = entry.holding(merged.new.clone());
            let form = descent::veil(c, &who, &as_merged, forms::filled(&as_merged))?;
            let titles = compared::titles(c, Some(&who), [&saved, &would_be])?;
            let names = members::names(c, saved.editor_id.as_deref())?;
            Ok((entry, merged, saved, would_be, form, titles, names))
        })
        .await?;
    let texts = [&saved, &would_be].map(|one| compared::fields(ctx, one, &titles));
    let rows = tokio::task::spawn_blocking(move || {
        let [before, after] = texts;
        compare_views::rows(before, after)
    })
    .await
    .map_err(Error::internal)?;
    let theirs = Theirs {
        name: members::shown_name(ctx, &names, saved.editor_id.as_deref()),
        at: saved.at,
        taken: merged.taken,
        together: merged.together,
        both: merged.both,
        rows,
    };
    let none = Problems::default();
    form_page(ctx, kind, Some(&entry), &form, &none, Some(theirs)).await
}

/// The entry as its form showed it, when it was opened at another version than it has now; none where
/// that is not the writer's to read.
async fn opened_as(ctx: &Ctx, entry: &Entry, version: i64) -> Result<Option<Entry>> {
    if version == entry.version {
        return Ok(None);
    }
    let (who, entry) = (ctx.signed_in()?.clone(), entry.clone());
    ctx.read(move |c| {
        let then = revision_of(c, &who, &entry, version)?;
        then.map(|then| restoring::entry_at(&entry, &then))
            .transpose()
    })
    .await
}

/// A version of an entry. Of one that never was theirs to read nobody learns by guessing at it.
fn revision_of(
    c: &mut Conn,
    who: &Member,
    entry: &Entry,
    version: i64,
) -> Result<Option<Revision>> {
    match queries::revision(c, &entry.id, version) {
        Ok(then) => Ok(Some(then).filter(|then| pages::may_read(Some(who), entry, then))),
        Err(Error::NotFound) => Ok(None),
        Err(e) => Err(e),
    }
}

/// `POST /library/preview`: the rendered text alone, for the page's script.
pub async fn preview(ctx: Ctx, form: FormData) -> Result<HttpResponse> {
    ctx.require(Act::WriteEntry)?;
    Ok(HttpResponse::Ok()
        .content_type("text/html; charset=utf-8")
        .body(forms::rendered(&ctx, &form).into_string()))
}

/// `POST /library/{slug}/step`. Where another's eyes are wanted on it, they saw its files, too:
/// `Conflict` when those are others now.
pub async fn step(ctx: Ctx, slug: Path<String>, form: FormData) -> Result<HttpResponse> {
    let who = ctx.signed_in()?.clone();
    let step = Step::named(form.get("do")).ok_or(Error::BadRequest("form"))?;
    let version = form.version()?;
    let files_seen = form.get("files").to_string();
    let four_eyes = ctx.site.library.four_eyes;
    let now = ctx.app.clock.now();
    let at = slug.clone();
    let taken = ctx
        .once(&form, move |c| {
            let entry = take(c, now, &who, &slug, version, step)?;
            if four_eyes && step.is_approval() {
                let files = attachments::of_entry(c, &entry.id)?;
                if attachments::mark(&files) != files_seen {
                    return Err(Error::Conflict);
                }
            }
            if may(Some(&who), Act::ReadEntry(entry.rights())) {
                Ok(done(&slug, entry.status()?))
            } else {
                Ok("/library?tab=review&done=library-draft".to_string())
            }
        })
        .await;
    match taken {
        Ok(to) => Ok(see_other(&to)),
        // Where it can be mended: in its form.
        Err(refused) if review::problems(&refused).is_some() => {
            let entry = editable(&ctx, &at).await?;
            let kind = entry.content()?.kind;
            let (form, _) = as_it_stands(&ctx, &entry).await?;
            not_approvable(&ctx, kind, Some(&entry), &form, refused).await
        }
        Err(refused) => Err(refused),
    }
}

fn done(slug: &str, status: Status) -> String {
    let said = match status {
        Status::Draft => "library-draft",
        Status::InReview => "library-in-review",
        Status::Published => "library-published",
        Status::Archived => "library-archived",
        Status::Deleted => "library-deleted",
    };
    format!("/library/{slug}?done={said}")
}

/// The entry, when the viewer may write in it.
async fn editable(ctx: &Ctx, slug: &str) -> Result<Entry> {
    let who = ctx.member.clone();
    let slug = slug.to_string();
    ctx.read(move |c| match &who {
        Some(who) => super::editable(c, who, &slug),
        None => readable(c, None, &slug).and(Err(Error::SignInNeeded)),
    })
    .await
}

/// Whether `who` may publish what they write themselves.
pub fn may_publish_own(who: &Member) -> bool {
    may(
        Some(who),
        Act::PublishEntry(EntryRights {
            status: Status::Draft.name(),
            audience: "network",
            owner_id: Some(&who.id),
            deputy_id: None,
            organisation_id: None,
        }),
    )
}

/// A note may name a meeting that is there, and nothing else.
fn check_meeting(c: &mut Conn, new: &NewEntry) -> Result<()> {
    match &new.meeting_id {
        Some(id) if queries::meeting(c, id)?.is_none() => Err(Error::BadRequest("form")),
        _ => Ok(()),
    }
}

async fn form_page(
    ctx: &Ctx,
    kind: Kind,
    entry: Option<&Entry>,
    form: &FormData,
    problems: &Problems,
    theirs: Option<Theirs>,
) -> Result<HttpResponse> {
    let draft = forms::Unsaved::None;
    form_page_with(ctx, kind, entry, form, problems, theirs, draft).await
}

async fn form_page_with(
    ctx: &Ctx,
    kind: Kind,
    entry: Option<&Entry>,
    form: &FormData,
    problems: &Problems,
    theirs: Option<Theirs>,
    draft: forms::Unsaved,
) -> Result<HttpResponse> {
    let editing = Editing {
        theirs,
        draft,
        ..editing(ctx, kind, entry, form, problems).await?
    };
    Ok(forms::page(ctx, &editing))
}

/// What is typed, with what its form offers to choose from.
pub(super) async fn editing<'a>(
    ctx: &Ctx,
    kind: Kind,
    entry: Option<&'a Entry>,
    form: &'a FormData,
    problems: &'a Problems,
) -> Result<Editing<'a>> {
    let organisation_id = match entry.and_then(|e| e.organisation_id.clone()) {
        Some(id) => Some(id),
        // Another's entry does not become theirs.
        None => {
            let who = ctx.signed_in()?;
            let own = entry.is_none_or(|e| e.owner_id.as_deref() == Some(&who.id));
            who.organisation_id.clone().filter(|_| own)
        }
    };
    let tied = match form.get("meeting") {
        "" => entry.and_then(|e| e.meeting_id.clone()),
        id => Some(id.to_string()),
    };
    let who = ctx.member.clone();
    let chosen = fields::chosen(form, kind);
    let own = entry.map(|e| e.slug.clone());
    let stands = entry.cloned();
    let (organisation, hindered, others, meetings, offered, origins) = ctx
        .read(move |c| {
            let me = who.as_ref().map(|m| m.id.as_str());
            let owner = stands.as_ref().and_then(|e| e.owner_id.as_deref());
            let hindered = match &organisation_id {
                Some(home) => {
                    let authors: Vec<&str> = me.into_iter().chain(owner).collect();
                    review::hindrance(c, &authors, Audience::Organisation, Some(home))?
                }
                None => None,
            };
            let others = match (&who, &stands) {
                (Some(who), Some(entry)) => proposals::others_waiting(c, who, entry)?,
                _ => 0,
            };
            let organisation = match organisation_id {
                Some(id) => members::organisation_names(c)?.remove(&id),
                None => None,
            };
            let meetings = match kind {
                Kind::Note => queries::meetings(c, tied.as_deref())?,
                _ => Vec::new(),
            };
            let offered = match fields::names_entries(kind) {
                Some(named) => linked::offered(c, who.as_ref(), named, &chosen)?,
                None => linked::Offered::default(),
            };
            let mut origins = linked::offered(c, who.as_ref(), kind, &[])?.choices;
            origins.retain(|(slug, _, _)| Some(slug) != own.as_ref());
            Ok((organisation, hindered, others, meetings, offered, origins))
        })
        .await?;
    let reading = text::line(form.get("title"), usize::MAX).unwrap_or_default();
    Ok(Editing {
        kind,
        entry,
        form,
        problems,
        organisation,
        hindered,
        others,
        meetings,
        offered,
        origins,
        theirs: None,
        draft: forms::Unsaved::None,
        title: reading,
    })
}
