//! Proposing a change, looking at proposals, deciding.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};

use super::views::{self, Shown};
use super::{
    Before, Decision, NewProposal, REASON_MAX, decide, is_for_too_many, is_own_to_take, is_wanted,
    may_decide, propose,
};
use super::{files, laying, queries, seen};
use crate::attachments;
use crate::error::{Error, Result};
use crate::library::compare::compare;
use crate::library::compare::fields::{fields, titles};
use crate::library::compare::restoring::as_revision;
use crate::library::compare::views::{Row, rows};
use crate::library::facts::Facts;
use crate::library::pages::{PageQuery, may_read};
use crate::library::queries as entries;
use crate::library::steps::is_editor;
use crate::library::{Entry, descent, forms, readable, writing};
use crate::members;
use crate::rights::Act;
use crate::web::{Ctx, FormData, Problems, paging, see_other};

async fn wanted(ctx: &Ctx, slug: &str) -> Result<(Entry, Option<String>)> {
    let who = ctx.require(Act::WriteEntry)?.clone();
    let slug = slug.to_string();
    let me = who.clone();
    let (entry, open) = ctx
        .read(move |c| {
            let entry = readable(c, Some(&me), &slug)?;
            let open = queries::open_of(c, &entry.id, &me.id)?;
            Ok((entry, open))
        })
        .await?;
    if is_wanted(&who, &entry) {
        Ok((entry, open))
    } else {
        Err(Error::NotFound)
    }
}

/// `GET /library/{slug}/propose`: the entry as it stands, to be changed.
pub async fn form(ctx: Ctx, slug: Path<String>) -> Result<HttpResponse> {
    let (entry, open) = wanted(&ctx, &slug).await?;
    if let Some(id) = open {
        return Ok(see_other(&format!("/library/{slug}/proposals/{id}")));
    }
    let (who, stands) = (ctx.signed_in()?.clone(), entry.clone());
    let form = ctx
        .read(move |c| descent::veil(c, &who, &stands, forms::filled(&stands)))
        .await?;
    form_page(&ctx, &entry, &form, &Problems::default()).await
}

async fn form_page(
    ctx: &Ctx,
    entry: &Entry,
    form: &FormData,
    problems: &Problems,
) -> Result<HttpResponse> {
    let kind = entry.content()?.kind;
    let mut editing = writing::editing(ctx, kind, Some(entry), form, problems).await?;
    // Of which meeting a note tells is not proposed.
    editing.meetings.clear();
    Ok(views::form(ctx, entry, &editing))
}

/// `POST /library/{slug}/propose`
pub async fn send(ctx: Ctx, slug: Path<String>, form: FormData) -> Result<HttpResponse> {
    let (entry, _) = wanted(&ctx, &slug).await?;
    let who = ctx.signed_in()?.clone();
    let new = match proposed(&ctx, &entry, &form).await? {
        Ok(new) => new,
        Err(problems) => return form_page(&ctx, &entry, &form, &problems).await,
    };
    let now = ctx.app.clock.now();
    let to = ctx
        .once(&form, move |c| {
            let id = propose(c, now, &who, &entry.slug, &new)?;
            let slug = &entry.slug;
            Ok(format!(
                "/library/{slug}/proposals/{id}?done=proposals-sent"
            ))
        })
        .await?;
    Ok(see_other(&to))
}

/// What a form proposes: something must be otherwise than it stands. For whom the entry is, and of which
/// meeting it tells, is not proposed.
async fn proposed(
    ctx: &Ctx,
    entry: &Entry,
    form: &FormData,
) -> Result<std::result::Result<NewProposal, Problems>> {
    let mut form = form.clone();
    form.set("audience", &entry.audience);
    form.set("meeting", entry.meeting_id.clone().unwrap_or_default());
    let (kind, organisation) = (entry.content()?.kind, entry.organisation_id.clone());
    let version = form.version()?;
    let own = organisation.clone();
    let read = writing::parsed(ctx, &form, kind, own, true, Some(entry)).await?;
    let (new, mut problems) = match read {
        Ok(new) => (Some(new), Problems::default()),
        Err(problems) => (None, in_fields_of_the_form(&problems)),
    };
    let reason = problems.block(&form, "reason", REASON_MAX);
    let Some(new) = new.filter(|_| problems.none()) else {
        return Ok(Err(problems));
    };
    // Who is shown an entry is shown what it names.
    let had = named(&entry.facts());
    let mut named_now = named(&new.facts);
    named_now.retain(|one| !had.contains(one));
    let slugs: Vec<String> = named_now.iter().map(|(_, slug)| slug.clone()).collect();
    let stands = entry.clone();
    let for_fewer = ctx
        .read(move |c| queries::for_fewer(c, &slugs, &stands))
        .await?;
    for (field, slug) in named_now {
        if for_fewer.contains(&slug) && problems.of(field).is_none() {
            problems.add(field, "proposals-names-fewer");
        }
    }
    // What stands there may be spelt otherwise than a form would say it.
    let filled = forms::filled(entry);
    let stood = writing::parsed(ctx, &filled, kind, organisation, true, Some(entry)).await?;
    let stood = match stood {
        Ok(stood) => stood,
        Err(_) => entry.content()?,
    };
    if new.says_the_same(&stood) {
        problems.add("title", "proposals-nothing-changed");
    }
    let new = NewProposal::of(&new, entry, version, reason)?;
    Ok(problems.or(new))
}

/// The audience is not asked for here: it is wrong only where a text is taken from what fewer may read.
fn in_fields_of_the_form(problems: &Problems) -> Problems {
    let mut shown = Problems::default();
    for (field, why) in problems.iter() {
        if field == "audience" {
            shown.add("derived_from_entry", "proposals-names-fewer");
        } else {
            shown.put(field, why.clone());
        }
    }
    shown
}

/// The entries that facts name, each with its field in the form.
fn named(facts: &Facts) -> Vec<(&'static str, String)> {
    let origin = facts.derived_from.as_ref().map(|o| &o.entry);
    let methods = facts.methods.iter().map(|slug| ("methods", slug));
    let examples = facts.examples.iter().map(|slug| ("examples", slug));
    methods
        .chain(examples)
        .chain([("previous", &facts.previous)])
        .chain(origin.map(|slug| ("derived_from_entry", slug)))
        .filter(|(_, slug)| !slug.is_empty())
        .map(|(field, slug)| (field, slug.clone()))
        .collect()
}

/// `GET /library/{slug}/proposals`: all of them for who decides, one's own otherwise.
pub async fn list_of_entry(
    ctx: Ctx,
    slug: Path<String>,
    query: Query<PageQuery>,
) -> Result<HttpResponse> {
    let who = ctx.member.clone();
    let page = query.number();
    let (entry, proposals, total, names) = ctx
        .read(move |c| {
            let entry = readable(c, who.as_ref(), &slug)?;
            let Some(who) = who else {
                return Err(Error::SignInNeeded);
            };
            let of = (!may_decide(&who, entry.rights())).then_some(who.id.as_str());
            let (offset, limit) = (paging::offset(page), paging::PER_PAGE);
            let (rows, total) = queries::of_entry(c, &entry.id, of, offset, limit)?;
            let names = members::names(c, rows.iter().map(|p| p.person_id.as_str()))?;
            Ok((entry, rows, total, names))
        })
        .await?;
    Ok(views::of_entry(
        &ctx, &entry, &proposals, &names, page, total,
    ))
}

/// `GET /library/proposals`: what is open and concerns the viewer; for editors, all that is open.
pub async fn list(ctx: Ctx, query: Query<PageQuery>) -> Result<HttpResponse> {
    let who = ctx.signed_in()?.clone();
    let page = query.number();
    let (rows, total, names) = ctx
        .read(move |c| {
            let (rows, total) = queries::open(c, &who, paging::offset(page), paging::PER_PAGE)?;
            let names = members::names(c, rows.iter().map(|(p, _)| p.person_id.as_str()))?;
            Ok((rows, total, names))
        })
        .await?;
    Ok(views::list(&ctx, &rows, &names, page, total))
}

/// `GET /library/{slug}/proposals/{id}`
pub async fn show(ctx: Ctx, path: Path<(String, String)>) -> Result<HttpResponse> {
    let (slug, id) = path.into_inner();
    let form = FormData::default();
    page(&ctx, &slug, &id, &form, &Problems::default(), None).await
}

/// `POST /library/{slug}/proposals/{id}`
pub async fn answer(
    ctx: Ctx,
    path: Path<(String, String)>,
    form: FormData,
) -> Result<HttpResponse> {
    let who = ctx.signed_in()?.clone();
    let (slug, id) = path.into_inner();
    let (me, at, which) = (who.clone(), slug.clone(), id.clone());
    let (_, proposal) = ctx.read(move |c| seen(c, &me, &at, &which)).await?;
    let decision = Decision::named(form.get("do")).ok_or(Error::BadRequest("form"))?;
    let before = Before {
        version: form.version()?,
        written: form.get("written").parse().unwrap_or_default(),
    };
    let mut problems = Problems::default();
    let said = if decision == Decision::Decline {
        problems.block(&form, "answer", REASON_MAX)
    } else {
        problems.optional_block(&form, "answer", REASON_MAX)
    };
    if !problems.none() {
        return page(&ctx, &slug, &id, &form, &problems, None).await;
    }
    let now = ctx.app.clock.now();
    let (at, which) = (slug.clone(), id.clone());
    let done = ctx
        .once(&form, move |c| {
            decide(c, now, &who, (&at, &which), before, decision, &said)?;
            let done = match decision {
                Decision::Accept if proposal.person_id == who.id => "proposals-taken",
                Decision::Accept if proposal.is_change() => "proposals-approved",
                Decision::WorkedIn if proposal.is_change() => "proposals-change-worked-in",
                Decision::Accept | Decision::WorkedIn => "proposals-accepted",
                Decision::Decline if proposal.is_change() => "proposals-not-approved",
                Decision::Decline => "proposals-declined",
                Decision::Withdraw => "proposals-withdrawn",
            };
            Ok(format!("/library/{at}/proposals/{which}?done={done}"))
        })
        .await;
    match done {
        Ok(to) => Ok(see_other(&to)),
        // Somebody wrote in it meanwhile: it is shown as it stands now, beside what is proposed.
        Err(Error::Conflict) => {
            let status = Some(StatusCode::CONFLICT);
            page(&ctx, &slug, &id, &form, &Problems::default(), status).await
        }
        Err(e) => Err(e),
    }
}

async fn page(
    ctx: &Ctx,
    slug: &str,
    id: &str,
    form: &FormData,
    problems: &Problems,
    status: Option<StatusCode>,
) -> Result<HttpResponse> {
    let who = ctx.signed_in()?.clone();
    let (slug, id) = (slug.to_string(), id.to_string());
    let (me, four_eyes) = (who.clone(), ctx.site.library.four_eyes);
    let (entry, proposal, against, proposed, titles, moved, laid, names, files, changes) = ctx
        .read(move |c| {
            let (entry, proposal) = seen(c, &me, &slug, &id)?;
            let (against, proposed, laid) = if proposal.is_open() {
                // As it is, which may be more than its last version says: an origin that went.
                let last = entries::revision(c, &entry.id, entry.version)?;
                let now = as_revision(&entry.content()?, &last, entry.status()?)?;
                let laid = laying::lay(c, &entry, &proposal)?;
                let would_be = match &laid {
                    None => now.clone(),
                    Some(laid) => as_revision(&laid.new, &last, entry.status()?)?,
                };
                (now, would_be, laid)
            } else {
                // What is decided is compared with what it was written over: the entry may have taken
                // it in.
                let then = entries::revision(c, &entry.id, proposal.version)?;
                let would_be = match laying::written(&entry, &then, &proposal)? {
                    None => then.clone(),
                    Some(_) => proposal.laid_over(&then),
                };
                (then, would_be, None)
            };
            if !may_read(Some(&me), &entry, &against) {
                return Err(Error::NotFound);
            }
            let files = attachments::waiting_with(c, &proposal.id)?;
            let titles = titles(c, Some(&me), [&against, &proposed])?;
            let (changes, files_moved) = files::as_of_now(c, &entry, &proposal)?;
            let moved = files_moved || laid.as_ref().is_some_and(laying::Laid::is_by_hand);
            let people = [
                Some(proposal.person_id.clone()),
                proposal.decided_by.clone(),
            ];
            let names = members::names(c, people.iter().flatten().map(String::as_str))?;
            Ok((
                entry, proposal, against, proposed, titles, moved, laid, names, files, changes,
            ))
        })
        .await?;
    let decides = proposal.person_id != who.id && may_decide(&who, entry.rights());
    let too_many = is_for_too_many(&who, &entry, &proposal)?;
    let (before, after) = (
        fields(ctx, &against, &titles),
        fields(ctx, &proposed, &titles),
    );
    let (are, would_be) = files::lines(&changes);
    let label = ctx.t("attachments-title");
    let rows = tokio::task::spawn_blocking(move || {
        let mut rows = rows(before, after);
        rows.push(Row {
            name: "files".to_string(),
            label,
            typed: true,
            comparison: compare(&are, &would_be),
        });
        rows
    })
    .await
    .map_err(Error::internal)?;
    Ok(views::show(
        ctx,
        &Shown {
            entry: &entry,
            proposal: &proposal,
            rows: &rows,
            moved,
            together: laid.as_ref().is_some_and(|laid| laid.together),
            both: laid.as_ref().map_or(&[], |laid| &laid.both),
            is_there: laid.as_ref().is_some_and(|laid| laid.is_there),
            decides,
            own: proposal.person_id == who.id,
            takes: !too_many && is_own_to_take(&who, &entry, &proposal, four_eyes),
            by_editor: too_many || (four_eyes && !is_editor(Some(&who))),
            names: &names,
            files: &files,
        },
        form,
        problems,
        status,
    ))
}
