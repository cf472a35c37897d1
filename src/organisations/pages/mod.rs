//! Finding an organisation, reading about it, keeping it.

mod domains;
mod membership;
mod moving;
mod people;
mod representatives;
mod units;

use actix_web::HttpResponse;
use actix_web::web::{Path, Query};
use serde::Deserialize;

pub use domains::{add_domain, domains, remove_domain};
pub use membership::{answer_offer, offer};
pub use moving::{leave, leave_form, move_form, move_person};
pub use people::{ask_form, ask_in, change_own, edit_own_form, own_people, take_back};
pub use representatives::{
    add_representative, change_period, period_form, remove_representative, representatives,
    shift_turn,
};
pub use units::{
    add_unit, change_unit, edit_unit_form, new_unit_form, remove_unit, remove_unit_member,
    set_unit_member, unit,
};

use super::views;
use super::{NewOrganisation, mark, queries, representatives as speaking, today, units as tree};
use crate::audit;
use crate::error::{Error, Result};
use crate::members::{self, ORGANISATION_KINDS, OrganisationRow};
use crate::rights::Act;
use crate::web::{Ctx, FormData, Page, Problems, layout, page, paging, see_other};

/// Who looks after the people of an organisation: to everybody else this is not there. The door has
/// already asked for sign-in and second factor.
fn looks_after_people(ctx: &Ctx, id: &str) -> Result<String> {
    let act = Act::ManagePeople {
        organisation_id: Some(id),
    };
    guarded(ctx, act)
}

/// As `looks_after_people`, for what else is the organisation's own.
fn looks_after(ctx: &Ctx, id: &str) -> Result<String> {
    let act = Act::ManageOrganisation {
        organisation_id: id,
    };
    guarded(ctx, act)
}

fn guarded(ctx: &Ctx, act: Act) -> Result<String> {
    let who = ctx.signed_in()?;
    if ctx.may(act) {
        Ok(who.id.clone())
    } else {
        Err(Error::NotFound)
    }
}

async fn organisation(ctx: &Ctx, id: &str) -> Result<OrganisationRow> {
    let id = id.to_string();
    ctx.read(move |c| members::organisation(c, &id)).await
}

/// A page below an organisation's.
fn below(ctx: &Ctx, title: impl Into<String>, of: &OrganisationRow) -> Page {
    Page::new(title)
        .under(ctx.t("organisations-title"), "/organisations")
        .under(of.name.clone(), format!("/organisations/{}", of.id))
}

fn show_or_refuse(ctx: &Ctx, refused: bool, frame: Page, body: maud::Markup) -> HttpResponse {
    if refused {
        layout::refused(ctx, frame, body)
    } else {
        page(ctx, frame, body)
    }
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Listed {
    kind: Option<String>,
    page: Option<String>,
}

/// `GET /organisations?kind=&page=`
pub async fn list(ctx: Ctx, query: Query<Listed>) -> Result<HttpResponse> {
    ctx.require(Act::ReadNetwork)?;
    list_page(&ctx, &query, "/organisations").await
}

/// `GET /admin/organisations?kind=&page=`
pub async fn list_for_administrators(ctx: Ctx, query: Query<Listed>) -> Result<HttpResponse> {
    ctx.require(Act::ManageNetwork)?;
    list_page(&ctx, &query, "/admin/organisations").await
}

async fn list_page(ctx: &Ctx, query: &Listed, base: &'static str) -> Result<HttpResponse> {
    let kind = ORGANISATION_KINDS
        .into_iter()
        .find(|k| query.kind.as_deref() == Some(k));
    let number = paging::number(query.page.as_deref());
    let (rows, total, counts) = ctx
        .read(move |c| {
            let (rows, total) = queries::list(c, kind, number)?;
            let ids: Vec<String> = rows.iter().map(|o| o.id.clone()).collect();
            Ok((rows, total, queries::counts(c, &ids)?))
        })
        .await?;
    if rows.is_empty() && number > 1 {
        return Err(Error::NotFound);
    }
    let frame = match base {
        "/organisations" => Page::new(ctx.t("organisations-title")),
        _ => Page::new(ctx.t("organisations-title")).under(ctx.t("nav-admin"), "/admin"),
    };
    let listed = views::Listed {
        base,
        kind,
        rows,
        counts,
        total,
        number,
    };
    Ok(page(ctx, frame, views::list(ctx, &listed)))
}

/// `GET /organisations/{id}?page=`
pub async fn show(ctx: Ctx, id: Path<String>, query: Query<Listed>) -> Result<HttpResponse> {
    ctx.require(Act::ReadNetwork)?;
    let id = id.into_inner();
    let number = paging::number(query.page.as_deref());
    let seen = ctx
        .read(move |c| {
            let (people, total) = queries::own_people(c, &id, number)?;
            Ok(views::Seen {
                organisation: members::organisation(c, &id)?,
                turns: speaking::of(c, &id)?,
                units: tree::all(c, &id)?,
                sizes: queries::unit_sizes(c, &id)?,
                people,
                total,
                number,
            })
        })
        .await?;
    if seen.people.is_empty() && number > 1 {
        return Err(Error::NotFound);
    }
    let day = today(ctx.app.clock.now());
    let frame = Page::new(seen.organisation.name.clone())
        .under(ctx.t("organisations-title"), "/organisations");
    Ok(page(&ctx, frame, views::show(&ctx, &seen, day)))
}

/// `GET /admin/organisations/new`
pub async fn new_form(ctx: Ctx) -> Result<HttpResponse> {
    ctx.require(Act::ManageNetwork)?;
    let form = FormData::of([("seats", "2")]);
    Ok(form_page(&ctx, None, &form, &Problems::default()))
}

/// `POST /admin/organisations`
pub async fn add(ctx: Ctx, form: FormData) -> Result<HttpResponse> {
    let actor = ctx.require(Act::ManageNetwork)?.id.clone();
    let new = match NewOrganisation::parse(&form, None) {
        Ok(new) => new,
        Err(problems) => return Ok(form_page(&ctx, None, &form, &problems)),
    };
    let now = ctx.app.clock.now();
    let saved = ctx
        .once(&form, move |c| {
            let municipality = new.municipality.as_deref();
            let id =
                members::add_organisation(c, now, &new.name, new.kind, municipality, new.seats)?;
            audit::record(c, now, Some(&actor), "save", "organisation", &id)?;
            Ok(format!("/organisations/{id}?done=saved"))
        })
        .await;
    match saved {
        Ok(to) => Ok(see_other(&to)),
        Err(e) if e.is_unique_violation() => {
            let mut problems = Problems::default();
            problems.add("name", "admin-name-taken");
            Ok(form_page(&ctx, None, &form, &problems))
        }
        Err(e) => Err(e),
    }
}

/// `GET /organisations/{id}/edit`
pub async fn edit_form(ctx: Ctx, id: Path<String>) -> Result<HttpResponse> {
    ctx.require(Act::ManageNetwork)?;
    let row = organisation(&ctx, &id).await?;
    let form = FormData::of([
        ("name", row.name.clone()),
        ("kind", row.kind.clone()),
        ("municipality", row.municipality.clone().unwrap_or_default()),
        ("seats", row.seats.to_string()),
        ("mark", mark(&row)),
    ]);
    Ok(form_page(
        &ctx,
        Some((&row, false)),
        &form,
        &Problems::default(),
    ))
}

/// `POST /organisations/{id}/edit`
pub async fn change(ctx: Ctx, id: Path<String>, mut form: FormData) -> Result<HttpResponse> {
    let actor = ctx.require(Act::ManageNetwork)?.id.clone();
    let row = organisation(&ctx, &id).await?;
    let new = match NewOrganisation::parse(&form, Some(&row)) {
        Ok(new) => new,
        Err(problems) => return Ok(form_page(&ctx, Some((&row, false)), &form, &problems)),
    };
    let (now, id) = (ctx.app.clock.now(), id.into_inner());
    let (wanted, then) = (id.clone(), form.get("mark").to_string());
    let saved = ctx
        .once(&form, move |c| {
            super::change(c, &wanted, &then, &new)?;
            audit::record(c, now, Some(&actor), "save", "organisation", &wanted)?;
            Ok(format!("/organisations/{wanted}?done=saved"))
        })
        .await;
    match saved {
        Ok(to) => Ok(see_other(&to)),
        Err(Error::Conflict) => {
            let row = organisation(&ctx, &id).await?;
            form.set("mark", mark(&row));
            Ok(form_page(
                &ctx,
                Some((&row, true)),
                &form,
                &Problems::default(),
            ))
        }
        Err(e) if e.is_unique_violation() => {
            let mut problems = Problems::default();
            problems.add("name", "admin-name-taken");
            Ok(form_page(&ctx, Some((&row, false)), &form, &problems))
        }
        Err(e) => Err(e),
    }
}

/// A new organisation's form, or one's that is there, with whether somebody else was first.
fn form_page(
    ctx: &Ctx,
    of: Option<(&OrganisationRow, bool)>,
    form: &FormData,
    problems: &Problems,
) -> HttpResponse {
    let body = views::organisation_form(ctx, of, form, problems);
    let conflict = of.is_some_and(|(_, conflict)| conflict);
    let frame = match of {
        Some((row, _)) => below(ctx, ctx.t("organisations-edit"), row),
        None => Page::new(ctx.t("admin-add-organisation"))
            .under(ctx.t("organisations-title"), "/organisations"),
    };
    if conflict {
        let status = actix_web::http::StatusCode::CONFLICT;
        return layout::page_with_status(ctx, status, frame, body);
    }
    show_or_refuse(ctx, !problems.none(), frame, body)
}

/// `GET /organisations/{id}/remove`: asks, or says what still belongs to it.
pub async fn remove_form(ctx: Ctx, id: Path<String>) -> Result<HttpResponse> {
    ctx.require(Act::ManageNetwork)?;
    ctx.proven()?;
    let row = organisation(&ctx, &id).await?;
    let left = ctx.read(move |c| queries::belongings(c, &id)).await?;
    let frame = below(&ctx, ctx.t("organisations-remove"), &row);
    Ok(page(&ctx, frame, views::remove(&ctx, &row, &left)))
}

/// `POST /organisations/{id}/remove`
pub async fn remove(ctx: Ctx, id: Path<String>, form: FormData) -> Result<HttpResponse> {
    let actor = ctx.require(Act::ManageNetwork)?.id.clone();
    ctx.proven()?;
    let (now, id) = (ctx.app.clock.now(), id.into_inner());
    let to = ctx
        .once(&form, move |c| {
            super::remove(c, &id)?;
            audit::record(c, now, Some(&actor), "remove", "organisation", &id)?;
            Ok("/organisations?done=organisations-removed".to_string())
        })
        .await?;
    Ok(see_other(&to))
}
