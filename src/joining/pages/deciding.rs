//! Who approves: requests that wait, and people who have not been here yet.

use actix_web::HttpResponse;
use actix_web::web::{Path, Query};
use chrono::Duration;

use super::PageNumber;
use crate::audit;
use crate::error::{Error, Result};
use crate::joining::queries::JoiningRow;
use crate::joining::request::Approved;
use crate::joining::views::deciding as views;
use crate::joining::{Reach, invitation, queries, request};
use crate::members::{self, Member};
use crate::rights::Act;
use crate::web::fields::Choice;
use crate::web::throttle::{self, Rate};
use crate::web::{Ctx, FormData, Problems, paging, see_other};

/// `GET /joining`
pub async fn list(ctx: Ctx, query: Query<PageNumber>) -> Result<HttpResponse> {
    let page = paging::number(query.page.as_deref());
    list_page(&ctx, page, &FormData::default(), &Problems::default()).await
}

/// One person may be invited anew this often.
const INVITED_AGAIN: Rate = Rate {
    limit: 3,
    window: Duration::days(1),
};

fn approves(member: &Member) -> Reach {
    let everywhere = Act::ApproveJoining {
        organisation_id: None,
    };
    Reach::of(member, everywhere)
}

/// `form`: an answer that was refused, with the request it was to.
async fn list_page(
    ctx: &Ctx,
    page: i64,
    form: &FormData,
    problems: &Problems,
) -> Result<HttpResponse> {
    let reach = approves(ctx.signed_in()?);
    let offset = paging::offset(page);
    let (rows, total, organisations) = ctx
        .read(move |c| {
            let rows = queries::asked(c, &reach, offset)?;
            let total = queries::count_asked(c, &reach)?;
            let mut choices: Vec<Choice> = members::organisations(c)?
                .into_iter()
                .map(|o| (o.id, o.name))
                .collect();
            if let Reach::Organisation(own) = &reach {
                choices.retain(|(id, _)| Some(id) == own.as_ref());
            }
            Ok((rows, total, choices))
        })
        .await?;
    Ok(views::list(
        ctx,
        &rows,
        page,
        total,
        &organisations,
        form,
        problems,
    ))
}

/// The request, when it is this person's to decide; otherwise there is none.
async fn theirs(ctx: &Ctx, id: String) -> Result<(String, JoiningRow)> {
    let row = ctx.read(move |c| queries::joining(c, &id)).await?;
    let act = Act::ApproveJoining {
        organisation_id: row.organisation_id.as_deref(),
    };
    if !ctx.may(act) {
        return Err(Error::NotFound);
    }
    Ok((ctx.signed_in()?.id.clone(), row))
}

/// `POST /joining/{id}/approve`
pub async fn approve(ctx: Ctx, id: Path<String>, form: FormData) -> Result<HttpResponse> {
    let (by, row) = theirs(&ctx, id.into_inner()).await?;
    let chosen = form.get("organisation");
    let chosen = (!chosen.is_empty()).then(|| chosen.to_string());
    ctx.require(Act::ApproveJoining {
        organisation_id: chosen.as_deref(),
    })?;
    let now = ctx.app.clock.now();
    let host = ctx.app.config.base_url.host().to_string();
    let to = ctx
        .once(&form, move |c| {
            let known = members::organisation_names(c)?;
            if chosen.as_ref().is_some_and(|o| !known.contains_key(o)) {
                return Err(Error::NotFound);
            }
            let to = match request::approve(c, &host, now, &row.id, &by, chosen.as_deref())? {
                Approved::LetIn => "/joining?done=joining-approved",
                Approved::Known => "/joining?done=joining-known",
            };
            Ok(to.to_string())
        })
        .await;
    decided(&ctx, to).await
}

/// Goes on; or shows what still waits, when somebody else was first.
async fn decided(ctx: &Ctx, to: Result<String>) -> Result<HttpResponse> {
    match to {
        Ok(to) => Ok(see_other(&to)),
        Err(Error::Conflict) => {
            let mut problems = Problems::default();
            problems.add(views::REQUESTS, "joining-decided-already");
            list_page(ctx, 1, &FormData::default(), &problems).await
        }
        Err(e) => Err(e),
    }
}

/// `POST /joining/{id}/refuse`
pub async fn refuse(ctx: Ctx, id: Path<String>, form: FormData) -> Result<HttpResponse> {
    let (by, row) = theirs(&ctx, id.into_inner()).await?;
    let mut problems = Problems::default();
    let field = format!("reason-{}", row.id);
    let reason = problems.block(&form, &field, 1000);
    if !problems.none() {
        return list_page(&ctx, 1, &form, &problems).await;
    }
    let now = ctx.app.clock.now();
    let host = ctx.app.config.base_url.host().to_string();
    let to = ctx
        .once(&form, move |c| {
            request::refuse(c, &host, now, &row.id, &by, &reason)?;
            Ok("/joining?done=joining-refused".to_string())
        })
        .await;
    decided(&ctx, to).await
}

fn manages(member: &Member) -> Reach {
    let everywhere = Act::ManagePeople {
        organisation_id: None,
    };
    Reach::of(member, everywhere)
}

/// `GET /joining/invited`
pub async fn invited(ctx: Ctx, query: Query<PageNumber>) -> Result<HttpResponse> {
    let reach = manages(ctx.signed_in()?);
    let page = paging::number(query.page.as_deref());
    let (rows, total) = ctx
        .read(move |c| {
            let rows = queries::invited(c, &reach, paging::offset(page))?;
            Ok((rows, queries::count_invited(c, &reach)?))
        })
        .await?;
    Ok(views::invited(&ctx, &rows, page, total))
}

/// `POST /joining/invited/{person}`
pub async fn invite_again(ctx: Ctx, id: Path<String>, form: FormData) -> Result<HttpResponse> {
    let id = id.into_inner();
    let wanted = id.clone();
    let (person, here) = ctx
        .read(move |c| {
            Ok((
                members::person(c, &wanted)?,
                queries::has_joined(c, &wanted)?,
            ))
        })
        .await?;
    let act = Act::ManagePeople {
        organisation_id: person.organisation_id.as_deref(),
    };
    if !ctx.may(act) {
        return Err(Error::NotFound);
    }
    if here {
        return Err(Error::Conflict);
    }
    let by = ctx.signed_in()?.id.clone();
    let now = ctx.app.clock.now();
    let host = ctx.app.config.base_url.host().to_string();
    let again = ctx.app.key.digest("invite-again", &id);
    let to = ctx
        .once(&form, move |c| {
            throttle::count(c, now, &again, &INVITED_AGAIN)?;
            invitation::invite(c, &host, now, &id, Some(&by))?;
            audit::record(c, now, Some(&by), "invite", "person", &id)?;
            Ok("/joining/invited?done=joining-invited".to_string())
        })
        .await?;
    Ok(see_other(&to))
}
