//! The tree of units.

use actix_web::HttpResponse;
use actix_web::web::{Path, Query};
use serde::Deserialize;

use super::{below, looks_after, organisation, show_or_refuse};
use crate::audit;
use crate::error::{Error, Result};
use crate::members;
use crate::organisations::units::{self, NewUnit, ROLES};
use crate::organisations::{queries, views};
use crate::rights::Act;
use crate::web::{Ctx, FormData, Problems, see_other};

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Under {
    parent: String,
}

/// `GET /organisations/{id}/units/new?parent=`
pub async fn new_unit_form(
    ctx: Ctx,
    id: Path<String>,
    query: Query<Under>,
) -> Result<HttpResponse> {
    looks_after(&ctx, &id)?;
    let form = FormData::of([("parent", query.parent.as_str())]);
    form_page(&ctx, &id, None, &form, &Problems::default()).await
}

/// `POST /organisations/{id}/units`
pub async fn add_unit(ctx: Ctx, id: Path<String>, form: FormData) -> Result<HttpResponse> {
    save(ctx, id.into_inner(), None, form).await
}

/// `GET /organisations/{id}/units/{unit}/edit`
pub async fn edit_unit_form(ctx: Ctx, path: Path<(String, String)>) -> Result<HttpResponse> {
    let (id, unit) = path.into_inner();
    looks_after(&ctx, &id)?;
    let (of, wanted) = (id.clone(), unit.clone());
    let found = ctx.read(move |c| units::one(c, &of, &wanted)).await?;
    let form = FormData::of([
        ("name", found.name),
        ("kind", found.kind),
        ("parent", found.parent_id.unwrap_or_default()),
    ]);
    form_page(&ctx, &id, Some(&unit), &form, &Problems::default()).await
}

/// `POST /organisations/{id}/units/{unit}/edit`: renames, moves.
pub async fn change_unit(
    ctx: Ctx,
    path: Path<(String, String)>,
    form: FormData,
) -> Result<HttpResponse> {
    let (id, unit) = path.into_inner();
    save(ctx, id, Some(unit), form).await
}

async fn save(ctx: Ctx, id: String, unit: Option<String>, form: FormData) -> Result<HttpResponse> {
    let actor = looks_after(&ctx, &id)?;
    let new = match NewUnit::parse(&form) {
        Ok(new) => new,
        Err(problems) => return form_page(&ctx, &id, unit.as_deref(), &form, &problems).await,
    };
    let (of, wanted, tried) = (id.clone(), unit.clone(), new.clone());
    let refused = ctx
        .read(move |c| {
            members::organisation(c, &of)?;
            if let Some(unit) = &wanted {
                units::one(c, &of, unit)?;
            }
            Ok(units::refusal(
                &units::all(c, &of)?,
                wanted.as_deref(),
                &tried,
            ))
        })
        .await?;
    if let Some((field, why)) = refused {
        let mut problems = Problems::default();
        problems.add(field, why);
        return form_page(&ctx, &id, unit.as_deref(), &form, &problems).await;
    }
    let now = ctx.app.clock.now();
    let to = ctx
        .once(&form, move |c| {
            let saved = match unit {
                Some(unit) => {
                    units::change(c, &id, &unit, &new)?;
                    unit
                }
                None => units::add(c, now, &id, &new)?,
            };
            audit::record(c, now, Some(&actor), "save", "unit", &saved)?;
            Ok(format!("/organisations/{id}/units/{saved}?done=saved"))
        })
        .await?;
    Ok(see_other(&to))
}

async fn form_page(
    ctx: &Ctx,
    id: &str,
    unit: Option<&str>,
    form: &FormData,
    problems: &Problems,
) -> Result<HttpResponse> {
    let row = organisation(ctx, id).await?;
    let of = id.to_string();
    let all = ctx.read(move |c| units::all(c, &of)).await?;
    let found = match unit {
        Some(unit) => Some(all.iter().find(|u| u.id == unit).ok_or(Error::NotFound)?),
        None => None,
    };
    let body = views::units::form(ctx, &row, &all, found, form, problems);
    let title = found.map_or_else(|| ctx.t("organisations-unit-add"), |u| u.name.clone());
    Ok(show_or_refuse(
        ctx,
        !problems.none(),
        below(ctx, title, &row),
        body,
    ))
}

/// `GET /organisations/{id}/units/{unit}`
pub async fn unit(ctx: Ctx, path: Path<(String, String)>) -> Result<HttpResponse> {
    ctx.require(Act::ReadNetwork)?;
    let (id, unit) = path.into_inner();
    unit_page(&ctx, &id, &unit, &FormData::default(), &Problems::default()).await
}

async fn unit_page(
    ctx: &Ctx,
    id: &str,
    unit: &str,
    form: &FormData,
    problems: &Problems,
) -> Result<HttpResponse> {
    let (of, unit) = (id.to_string(), unit.to_string());
    let manages = ctx.may(Act::ManageOrganisation {
        organisation_id: id,
    });
    let seen = ctx
        .read(move |c| {
            Ok(views::units::Seen {
                organisation: members::organisation(c, &of)?,
                unit: units::one(c, &of, &unit)?,
                all: units::all(c, &of)?,
                members: queries::unit_members(c, &unit)?,
                candidates: if manages {
                    queries::others(c, &of, "")?
                } else {
                    Vec::new()
                },
            })
        })
        .await?;
    let body = views::units::show(ctx, &seen, manages, form, problems);
    let mut frame = crate::web::Page::new(seen.unit.name.clone())
        .under(ctx.t("organisations-title"), "/organisations")
        .under(
            seen.organisation.name.clone(),
            format!("/organisations/{id}"),
        );
    for above in units::path(&seen.all, &seen.unit.id) {
        if above.id != seen.unit.id {
            let href = format!("/organisations/{id}/units/{}", above.id);
            frame = frame.under(above.name.clone(), href);
        }
    }
    Ok(show_or_refuse(ctx, !problems.none(), frame, body))
}

/// `POST /organisations/{id}/units/{unit}/remove`
pub async fn remove_unit(
    ctx: Ctx,
    path: Path<(String, String)>,
    form: FormData,
) -> Result<HttpResponse> {
    let (id, unit) = path.into_inner();
    let actor = looks_after(&ctx, &id)?;
    let now = ctx.app.clock.now();
    let (of, wanted) = (id.clone(), unit.clone());
    let done = ctx
        .once(&form, move |c| {
            units::remove(c, &of, &wanted)?;
            audit::record(c, now, Some(&actor), "remove", "unit", &wanted)?;
            Ok(format!(
                "/organisations/{of}?done=organisations-unit-removed"
            ))
        })
        .await;
    match done {
        Err(Error::Conflict) => {
            let mut problems = Problems::default();
            problems.add("members", "organisations-unit-not-empty");
            unit_page(&ctx, &id, &unit, &FormData::default(), &problems).await
        }
        done => Ok(see_other(&done?)),
    }
}

/// `POST /organisations/{id}/units/{unit}/members`: puts somebody in, or changes what they are there.
pub async fn set_unit_member(
    ctx: Ctx,
    path: Path<(String, String)>,
    form: FormData,
) -> Result<HttpResponse> {
    let (id, unit) = path.into_inner();
    let actor = looks_after(&ctx, &id)?;
    let mut problems = Problems::default();
    let title = problems.optional_line(&form, "title", 150);
    let role = ROLES.into_iter().find(|r| *r == form.get("role"));
    if role.is_none() {
        problems.add("role", "invalid-choice");
    }
    let person = form.get("person").to_string();
    if person.is_empty() {
        problems.add("person", "organisations-choose-person");
    }
    let Some(role) = role.filter(|_| problems.none()) else {
        return unit_page(&ctx, &id, &unit, &form, &problems).await;
    };
    let now = ctx.app.clock.now();
    let (of, wanted) = (id.clone(), unit.clone());
    let done = ctx
        .once(&form, move |c| {
            units::set_member(c, &of, &wanted, &person, &title, role)?;
            audit::record(c, now, Some(&actor), "save", "unit-member", &person)?;
            Ok(format!("/organisations/{of}/units/{wanted}?done=saved"))
        })
        .await;
    match done {
        Err(Error::Conflict) => {
            problems.add("person", "organisations-unit-full");
            unit_page(&ctx, &id, &unit, &form, &problems).await
        }
        done => Ok(see_other(&done?)),
    }
}

/// `POST /organisations/{id}/units/{unit}/members/{person}/remove`
pub async fn remove_unit_member(
    ctx: Ctx,
    path: Path<(String, String, String)>,
    form: FormData,
) -> Result<HttpResponse> {
    let (id, unit, person) = path.into_inner();
    let actor = looks_after(&ctx, &id)?;
    let now = ctx.app.clock.now();
    let to = ctx
        .once(&form, move |c| {
            units::remove_member(c, &id, &unit, &person)?;
            audit::record(c, now, Some(&actor), "remove", "unit-member", &person)?;
            Ok(format!("/organisations/{id}/units/{unit}?done=saved"))
        })
        .await?;
    Ok(see_other(&to))
}
