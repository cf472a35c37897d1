//! Who speaks for an organisation.

use actix_web::HttpResponse;
use actix_web::web::Path;

use super::{below, looks_after, show_or_refuse};
use crate::audit;
use crate::error::{Error, Result};
use crate::members;
use crate::organisations::representatives::{self as speaking, Period};
use crate::organisations::{queries, today, views};
use crate::web::{Ctx, FormData, Problems, see_other};

/// `GET /organisations/{id}/representatives`
pub async fn representatives(ctx: Ctx, id: Path<String>) -> Result<HttpResponse> {
    looks_after(&ctx, &id)?;
    list_page(&ctx, &id, &FormData::default(), &Problems::default()).await
}

async fn list_page(
    ctx: &Ctx,
    id: &str,
    form: &FormData,
    problems: &Problems,
) -> Result<HttpResponse> {
    let id = id.to_string();
    let (row, turns, people) = ctx
        .read(move |c| {
            Ok((
                members::organisation(c, &id)?,
                speaking::of(c, &id)?,
                queries::others(c, &id, "")?,
            ))
        })
        .await?;
    let day = today(ctx.app.clock.now());
    let body = views::representatives::list(ctx, &row, &turns, &people, day, form, problems);
    let frame = below(ctx, ctx.t("organisations-representatives"), &row);
    Ok(show_or_refuse(ctx, !problems.none(), frame, body))
}

/// `POST /organisations/{id}/representatives`
pub async fn add_representative(
    ctx: Ctx,
    id: Path<String>,
    form: FormData,
) -> Result<HttpResponse> {
    let actor = looks_after(&ctx, &id)?;
    let mut problems = Problems::default();
    let period = Period::parse(&mut problems, &form);
    let person = form.get("person").to_string();
    if person.is_empty() {
        problems.add("person", "organisations-choose-person");
    }
    if !problems.none() {
        return list_page(&ctx, &id, &form, &problems).await;
    }
    let now = ctx.app.clock.now();
    let of = id.to_string();
    let done = ctx
        .once(&form, move |c| {
            speaking::add(c, &of, &person, period)?;
            audit::record(c, now, Some(&actor), "save", "representative", &person)?;
            Ok(format!("/organisations/{of}/representatives?done=saved"))
        })
        .await;
    match done {
        Err(Error::Conflict) => {
            problems.add("person", "organisations-represents-already");
            list_page(&ctx, &id, &form, &problems).await
        }
        done => Ok(see_other(&done?)),
    }
}

/// `GET /organisations/{id}/representatives/{person}`
pub async fn period_form(ctx: Ctx, path: Path<(String, String)>) -> Result<HttpResponse> {
    let (id, person) = path.into_inner();
    looks_after(&ctx, &id)?;
    period_page(&ctx, &id, &person, None, &Problems::default()).await
}

async fn period_page(
    ctx: &Ctx,
    id: &str,
    person: &str,
    typed: Option<&FormData>,
    problems: &Problems,
) -> Result<HttpResponse> {
    let (id, person) = (id.to_string(), person.to_string());
    let (row, turn) = ctx
        .read(move |c| {
            let turns = speaking::of(c, &id)?;
            let turn = turns.into_iter().find(|t| t.person_id == person);
            Ok((members::organisation(c, &id)?, turn.ok_or(Error::NotFound)?))
        })
        .await?;
    let day = |d: Option<chrono::NaiveDate>| d.map(|d| d.to_string()).unwrap_or_default();
    let stored = FormData::of([("from", day(turn.from_day)), ("to", day(turn.to_day))]);
    let form = typed.unwrap_or(&stored);
    let body = views::representatives::period_form(ctx, &row, &turn, form, problems);
    let frame = below(ctx, turn.name.clone(), &row).under(
        ctx.t("organisations-representatives"),
        format!("/organisations/{}/representatives", row.id),
    );
    Ok(show_or_refuse(ctx, !problems.none(), frame, body))
}

/// `POST /organisations/{id}/representatives/{person}`
pub async fn change_period(
    ctx: Ctx,
    path: Path<(String, String)>,
    form: FormData,
) -> Result<HttpResponse> {
    let (id, person) = path.into_inner();
    let actor = looks_after(&ctx, &id)?;
    let mut problems = Problems::default();
    let period = Period::parse(&mut problems, &form);
    if !problems.none() {
        return period_page(&ctx, &id, &person, Some(&form), &problems).await;
    }
    let now = ctx.app.clock.now();
    let to = ctx
        .once(&form, move |c| {
            speaking::set_period(c, &id, &person, period)?;
            audit::record(c, now, Some(&actor), "save", "representative", &person)?;
            Ok(format!("/organisations/{id}/representatives?done=saved"))
        })
        .await?;
    Ok(see_other(&to))
}

/// `POST /organisations/{id}/representatives/{person}/shift`: one place up or down.
pub async fn shift_turn(
    ctx: Ctx,
    path: Path<(String, String)>,
    form: FormData,
) -> Result<HttpResponse> {
    let (id, person) = path.into_inner();
    let actor = looks_after(&ctx, &id)?;
    let up = match form.get("do") {
        "up" => true,
        "down" => false,
        _ => return Err(Error::BadRequest("form")),
    };
    let now = ctx.app.clock.now();
    let to = ctx
        .once(&form, move |c| {
            speaking::shift(c, &id, &person, up)?;
            audit::record(c, now, Some(&actor), "save", "representative", &person)?;
            Ok(format!("/organisations/{id}/representatives?done=saved"))
        })
        .await?;
    Ok(see_other(&to))
}

/// `POST /organisations/{id}/representatives/{person}/remove`
pub async fn remove_representative(
    ctx: Ctx,
    path: Path<(String, String)>,
    form: FormData,
) -> Result<HttpResponse> {
    let (id, person) = path.into_inner();
    let actor = looks_after(&ctx, &id)?;
    let now = ctx.app.clock.now();
    let to = ctx
        .once(&form, move |c| {
            speaking::remove(c, &id, &person)?;
            audit::record(c, now, Some(&actor), "remove", "representative", &person)?;
            Ok(format!("/organisations/{id}/representatives?done=saved"))
        })
        .await?;
    Ok(see_other(&to))
}
