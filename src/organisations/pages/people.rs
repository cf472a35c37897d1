//! An organisation's people, for who looks after them. Another organisation's are not there.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};

use super::{Listed, below, looks_after_people, organisation, show_or_refuse};
use crate::audit;
use crate::error::{Error, Result};
use crate::members::{self, Role};
use crate::organisations::inviting::{self, NewAsked};
use crate::organisations::{queries, views};
use crate::web::{Ctx, FormData, Lang, Problems, layout, page, paging, see_other};

/// `GET /organisations/{id}/people?page=`
pub async fn own_people(ctx: Ctx, id: Path<String>, query: Query<Listed>) -> Result<HttpResponse> {
    looks_after_people(&ctx, &id)?;
    let id = id.into_inner();
    let number = paging::number(query.page.as_deref());
    let seen = ctx
        .read(move |c| {
            let (rows, total) = queries::own_people(c, &id, number)?;
            let ids: Vec<String> = rows.iter().map(|p| p.id.clone()).collect();
            Ok(views::people::Seen {
                organisation: members::organisation(c, &id)?,
                roles: members::roles_of(c, &ids)?,
                asked: inviting::open(c, &id)?,
                rows,
                total,
                number,
            })
        })
        .await?;
    if seen.rows.is_empty() && number > 1 {
        return Err(Error::NotFound);
    }
    let frame = below(&ctx, ctx.t("organisations-people"), &seen.organisation);
    Ok(page(&ctx, frame, views::people::list(&ctx, &seen)))
}

/// `GET /organisations/{id}/people/new`
pub async fn ask_form(ctx: Ctx, id: Path<String>) -> Result<HttpResponse> {
    looks_after_people(&ctx, &id)?;
    let form = FormData::of([("lang", ctx.lang.code())]);
    ask_page(&ctx, &id, &form, &Problems::default()).await
}

/// `POST /organisations/{id}/people`: the answer is the same whoever has the address, unless they are
/// of this organisation already, which its administrators know.
pub async fn ask_in(ctx: Ctx, id: Path<String>, form: FormData) -> Result<HttpResponse> {
    let actor = looks_after_people(&ctx, &id)?;
    let new = match NewAsked::parse(&form) {
        Ok(new) => new,
        Err(problems) => return ask_page(&ctx, &id, &form, &problems).await,
    };
    let (app, now, of) = (ctx.app.clone(), ctx.app.clock.now(), id.to_string());
    let done = ctx
        .once(&form, move |c| {
            members::organisation(c, &of)?;
            if queries::is_own_address(c, &of, &new.email)? {
                return Err(Error::Conflict);
            }
            inviting::ask(c, &app, now, &actor, &of, &new)?;
            Ok(format!(
                "/organisations/{of}/people?done=organisations-asked"
            ))
        })
        .await;
    match done {
        Err(Error::Conflict) => {
            let mut problems = Problems::default();
            problems.add("email", "organisations-already-here");
            ask_page(&ctx, &id, &form, &problems).await
        }
        done => Ok(see_other(&done?)),
    }
}

async fn ask_page(
    ctx: &Ctx,
    id: &str,
    form: &FormData,
    problems: &Problems,
) -> Result<HttpResponse> {
    let row = organisation(ctx, id).await?;
    let body = views::people::ask(ctx, &row, form, problems);
    let frame = below(ctx, ctx.t("organisations-ask"), &row).under(
        ctx.t("organisations-people"),
        format!("/organisations/{}/people", row.id),
    );
    Ok(show_or_refuse(ctx, !problems.none(), frame, body))
}

/// `POST /organisations/{id}/people/asked/{asked}/remove`
pub async fn take_back(
    ctx: Ctx,
    path: Path<(String, String)>,
    form: FormData,
) -> Result<HttpResponse> {
    let (id, asked) = path.into_inner();
    let actor = looks_after_people(&ctx, &id)?;
    let now = ctx.app.clock.now();
    let to = ctx
        .once(&form, move |c| {
            inviting::take_back(c, now, &id, &asked)?;
            audit::record(c, now, Some(&actor), "take-back", "organisation", &id)?;
            Ok(format!("/organisations/{id}/people?done=saved"))
        })
        .await?;
    Ok(see_other(&to))
}

/// `GET /organisations/{id}/people/{person}`
pub async fn edit_own_form(ctx: Ctx, path: Path<(String, String)>) -> Result<HttpResponse> {
    let (id, person) = path.into_inner();
    looks_after_people(&ctx, &id)?;
    ctx.proven()?;
    edit_page(&ctx, &id, &person, None, &Problems::default(), false).await
}

async fn edit_page(
    ctx: &Ctx,
    id: &str,
    person: &str,
    typed: Option<&FormData>,
    problems: &Problems,
    conflict: bool,
) -> Result<HttpResponse> {
    let (id, person) = (id.to_string(), person.to_string());
    let (row, own, roles) = ctx
        .read(move |c| {
            Ok((
                members::organisation(c, &id)?,
                queries::own_person(c, &id, &person)?,
                members::roles(c, &person)?,
            ))
        })
        .await?;
    let mut stored = FormData::of([
        ("name", own.name.clone()),
        ("title", own.title.clone()),
        ("lang", own.lang.clone()),
    ]);
    if roles.contains(&Role::OrganisationAdministrator) {
        stored.push("administers", "yes");
    }
    let mut form = typed.cloned().unwrap_or(stored);
    if typed.is_none() || conflict {
        form.set("version", own.version.to_string());
    }
    let body = views::people::edit(ctx, &row, &own, &form, problems, conflict);
    let frame = below(ctx, own.name.clone(), &row).under(
        ctx.t("organisations-people"),
        format!("/organisations/{}/people", row.id),
    );
    if conflict {
        return Ok(layout::page_with_status(
            ctx,
            StatusCode::CONFLICT,
            frame,
            body,
        ));
    }
    Ok(show_or_refuse(ctx, !problems.none(), frame, body))
}

/// `POST /organisations/{id}/people/{person}`: name, title, language, and whether they administer the
/// organisation. Address and other roles are the network's administrators' to change.
pub async fn change_own(
    ctx: Ctx,
    path: Path<(String, String)>,
    form: FormData,
) -> Result<HttpResponse> {
    let (id, person) = path.into_inner();
    let actor = looks_after_people(&ctx, &id)?;
    ctx.proven()?;
    let mut problems = Problems::default();
    let name = problems.line(&form, "name", 100);
    let title = problems.optional_line(&form, "title", 150);
    let lang = Lang::named(form.get("lang"));
    if lang.is_none() {
        problems.add("lang", "invalid-choice");
    }
    let Some(lang) = lang.filter(|_| problems.none()) else {
        return edit_page(&ctx, &id, &person, Some(&form), &problems, false).await;
    };
    let version = form.version()?;
    let administers = form.get("administers") == "yes";
    let now = ctx.app.clock.now();
    let (of, wanted) = (id.clone(), person.clone());
    let done = ctx
        .once(&form, move |c| {
            queries::own_person(c, &of, &wanted)?;
            if !members::next_version(c, &wanted, version)? {
                return Err(Error::Conflict);
            }
            queries::update_own(c, &wanted, &name, &title, lang.code())?;
            let role = Role::OrganisationAdministrator;
            let did = members::roles(c, &wanted)?.contains(&role);
            if administers && !did {
                members::add_role(c, &wanted, role)?;
                audit::record(c, now, Some(&actor), "give-role", "person", &wanted)?;
            }
            if did && !administers {
                members::remove_role(c, &wanted, role)?;
                audit::record(c, now, Some(&actor), "take-role", "person", &wanted)?;
            }
            audit::record(c, now, Some(&actor), "save", "person", &wanted)?;
            Ok(format!("/organisations/{of}/people?done=saved"))
        })
        .await;
    match done {
        Err(Error::Conflict) => {
            edit_page(&ctx, &id, &person, Some(&form), &Problems::default(), true).await
        }
        done => {
            let to = done?;
            // Who has just stopped administering the organisation cannot see its people any more.
            let lost = ctx.signed_in()?.id == person && !administers;
            Ok(see_other(&if lost {
                format!("/organisations/{id}?done=saved")
            } else {
                to
            }))
        }
    }
}
