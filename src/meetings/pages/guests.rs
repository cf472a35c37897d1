//! Whom to invite and what they answered; who came through the door.

use std::collections::BTreeSet;

use actix_web::HttpResponse;
use actix_web::web::Path;

use super::{below, show_or_refuse};
use crate::audit;
use crate::error::{Error, Result};
use crate::meetings::invitations::{self as inviting, Whom};
use crate::meetings::{attendance as door, queries, views};
use crate::members;
use crate::rights::Act;
use crate::web::{Ctx, FormData, Problems, see_other};

/// How many can be ticked in one form, which is well below how many fields one may have.
const CHOSEN_MAX: usize = 1_500;

/// `GET /meetings/{id}/invitations`
pub async fn invitations(ctx: Ctx, id: Path<String>) -> Result<HttpResponse> {
    ctx.require(Act::PlanMeetings)?;
    let form = FormData::of([("whom", "representatives")]);
    invitations_page(&ctx, &id, &form, &Problems::default()).await
}

async fn invitations_page(
    ctx: &Ctx,
    id: &str,
    form: &FormData,
    problems: &Problems,
) -> Result<HttpResponse> {
    let id = id.to_string();
    let (meeting, tables, people) = ctx
        .read(move |c| {
            Ok((
                queries::get(c, &id)?,
                inviting::tables(c, &id)?,
                members::people(c)?,
            ))
        })
        .await?;
    let frame = below(ctx, ctx.t("meetings-invitations"), &meeting);
    let body = views::guests::invitations(ctx, &meeting, &tables, &people, form, problems);
    Ok(show_or_refuse(ctx, !problems.none(), frame, body))
}

/// `POST /meetings/{id}/invitations`
pub async fn choose_guests(ctx: Ctx, id: Path<String>, form: FormData) -> Result<HttpResponse> {
    let actor = ctx.require(Act::PlanMeetings)?.id.clone();
    let whom = match form.get("whom") {
        "everybody" => Some(Whom::Everybody),
        "representatives" => Some(Whom::Representatives),
        "chosen" => {
            let ids: BTreeSet<String> = form.all("people").map(str::to_string).collect();
            (!ids.is_empty()).then_some(Whom::Chosen(ids))
        }
        _ => None,
    };
    let too_many = matches!(&whom, Some(Whom::Chosen(ids)) if ids.len() > CHOSEN_MAX);
    let Some(whom) = whom.filter(|_| !too_many) else {
        let mut problems = Problems::default();
        if too_many {
            problems.add("people", "meetings-choose-fewer");
        } else {
            problems.add("whom", "meetings-choose-somebody");
        }
        return invitations_page(&ctx, &id, &form, &problems).await;
    };
    let now = ctx.app.clock.now();
    let id = id.into_inner();
    let to = ctx
        .once(&form, move |c| {
            let day = queries::get(c, &id)?.starts_local.date();
            let people = inviting::choose(c, &whom, day)?;
            if inviting::invite(c, now, &id, &people)? == 0 {
                return Ok(format!("/meetings/{id}/invitations?done=nobody-new"));
            }
            audit::record(c, now, Some(&actor), "invite", "meeting", &id)?;
            Ok(format!("/meetings/{id}/invitations?done=invited"))
        })
        .await?;
    Ok(see_other(&to))
}

/// `GET /meetings/{id}/attendance`
pub async fn attendance(ctx: Ctx, id: Path<String>) -> Result<HttpResponse> {
    ctx.require(Act::RegisterAttendance)?;
    attendance_page(&ctx, &id, false).await
}

async fn attendance_page(ctx: &Ctx, id: &str, refused: bool) -> Result<HttpResponse> {
    let id = id.to_string();
    let (meeting, invited, present, people) = ctx
        .read(move |c| {
            Ok((
                queries::get(c, &id)?,
                queries::guests(c, &id)?,
                queries::present(c, &id)?,
                members::people(c)?,
            ))
        })
        .await?;
    let now = ctx.app.clock.now();
    let open = meeting.door_is_open(now) && !meeting.is_cancelled();
    let frame = below(ctx, ctx.t("meetings-attendance"), &meeting);
    let body = views::guests::attendance(ctx, &meeting, open, &invited, &present, &people);
    Ok(show_or_refuse(ctx, refused, frame, body))
}

/// `POST /meetings/{id}/attendance`: the whole list, and perhaps one who was not on it.
pub async fn register_attendance(
    ctx: Ctx,
    id: Path<String>,
    form: FormData,
) -> Result<HttpResponse> {
    let actor = ctx.require(Act::RegisterAttendance)?.id.clone();
    // Only what was changed on this page: what another at the door did meanwhile stays.
    let ticked: BTreeSet<&str> = form.all("came").collect();
    let was: BTreeSet<&str> = form.all("was").collect();
    let mut came: BTreeSet<String> = ticked.difference(&was).map(|id| id.to_string()).collect();
    let did_not: Vec<String> = was.difference(&ticked).map(|id| id.to_string()).collect();
    let added = form.get("add");
    if !added.is_empty() {
        came.insert(added.to_string());
    }
    let came: Vec<String> = came.into_iter().collect();
    let now = ctx.app.clock.now();
    let meeting_id = id.to_string();
    let kept = ctx
        .once(&form, move |c| {
            door::record_attendance(c, now, Some(&actor), &meeting_id, &came, &did_not)?;
            Ok(format!("/meetings/{meeting_id}/attendance?done=saved"))
        })
        .await;
    match kept {
        Err(Error::Conflict) => attendance_page(&ctx, &id, true).await,
        other => Ok(see_other(&other?)),
    }
}
