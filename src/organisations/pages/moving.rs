//! Taking somebody out of an organisation, and moving them to another.

use actix_web::HttpResponse;
use actix_web::web::Path;

use super::{below, looks_after_people, show_or_refuse};
use crate::audit;
use crate::error::{Error, Result};
use crate::members;
use crate::organisations::{moving, queries, views};
use crate::rights::Act;
use crate::web::{Ctx, FormData, Page, Problems, see_other};

/// `GET /organisations/{id}/people/{person}/leave`: says what will happen.
pub async fn leave_form(ctx: Ctx, path: Path<(String, String)>) -> Result<HttpResponse> {
    let (id, person) = path.into_inner();
    looks_after_people(&ctx, &id)?;
    ctx.proven()?;
    let (of, wanted) = (id.clone(), person.clone());
    ctx.read(move |c| queries::own_person(c, &of, &wanted))
        .await?;
    let row = super::organisation(&ctx, &id).await?;
    let seen = seen(&ctx, &person).await?;
    let action = format!("/organisations/{id}/people/{person}/leave");
    let back = format!("/organisations/{id}/people/{person}");
    let form = FormData::of([("heir", seen.heir.clone().unwrap_or_default())]);
    let asked = views::moving::Asked {
        action: &action,
        back: &back,
        targets: None,
    };
    let body = views::moving::form(&ctx, &seen, &asked, &form, &Problems::default());
    let frame = below(&ctx, ctx.t("organisations-leave"), &row).under(
        ctx.t("organisations-people"),
        format!("/organisations/{id}/people"),
    );
    Ok(show_or_refuse(&ctx, false, frame, body))
}

/// `POST /organisations/{id}/people/{person}/leave`
pub async fn leave(ctx: Ctx, path: Path<(String, String)>, form: FormData) -> Result<HttpResponse> {
    let (id, person) = path.into_inner();
    let actor = looks_after_people(&ctx, &id)?;
    ctx.proven()?;
    let heir = chosen(&form, "heir");
    let now = ctx.app.clock.now();
    let own = ctx.signed_in()?.id == person;
    let to = ctx
        .once(&form, move |c| {
            queries::own_person(c, &id, &person)?;
            moving::move_person(c, now, &actor, &person, None, heir.as_deref())?;
            audit::record(c, now, Some(&actor), "take-out", "person", &person)?;
            // Who has left cannot see the organisation's people any more.
            let people = if own { "" } else { "/people" };
            Ok(format!(
                "/organisations/{id}{people}?done=organisations-left"
            ))
        })
        .await?;
    Ok(see_other(&to))
}

/// `GET /admin/people/{id}/move`
pub async fn move_form(ctx: Ctx, id: Path<String>) -> Result<HttpResponse> {
    ctx.require(Act::ManageNetwork)?;
    ctx.proven()?;
    move_page(&ctx, &id, None, &Problems::default()).await
}

async fn move_page(
    ctx: &Ctx,
    id: &str,
    typed: Option<&FormData>,
    problems: &Problems,
) -> Result<HttpResponse> {
    let seen = seen(ctx, id).await?;
    let own = seen.person.organisation_id.clone();
    let targets: Vec<(String, String)> = ctx
        .read(members::organisations)
        .await?
        .into_iter()
        .filter(|o| Some(&o.id) != own.as_ref())
        .map(|o| (o.id, o.name))
        .collect();
    let stored = FormData::of([("heir", seen.heir.clone().unwrap_or_default())]);
    let (action, back) = (
        format!("/admin/people/{id}/move"),
        format!("/admin/people/{id}"),
    );
    let asked = views::moving::Asked {
        action: &action,
        back: &back,
        targets: Some(&targets),
    };
    let body = views::moving::form(ctx, &seen, &asked, typed.unwrap_or(&stored), problems);
    let frame = Page::new(ctx.t("organisations-move"))
        .under(ctx.t("nav-admin"), "/admin")
        .under(ctx.t("admin-people"), "/admin/people")
        .under(seen.person.name.clone(), back.clone());
    Ok(show_or_refuse(ctx, !problems.none(), frame, body))
}

/// `POST /admin/people/{id}/move`
pub async fn move_person(ctx: Ctx, id: Path<String>, form: FormData) -> Result<HttpResponse> {
    let actor = ctx.require(Act::ManageNetwork)?.id.clone();
    ctx.proven()?;
    let (target, heir) = (chosen(&form, "organisation"), chosen(&form, "heir"));
    let now = ctx.app.clock.now();
    let person = id.to_string();
    let done = ctx
        .once(&form, move |c| {
            let (to, heir) = (target.as_deref(), heir.as_deref());
            moving::move_person(c, now, &actor, &person, to, heir)?;
            audit::record(c, now, Some(&actor), "move", "person", &person)?;
            Ok(format!("/admin/people/{person}?done=organisations-moved"))
        })
        .await;
    match done {
        Err(Error::Conflict) => {
            let mut problems = Problems::default();
            problems.add("organisation", "organisations-there-already");
            move_page(&ctx, &id, Some(&form), &problems).await
        }
        done => Ok(see_other(&done?)),
    }
}

fn chosen(form: &FormData, field: &str) -> Option<String> {
    Some(form.get(field).to_string()).filter(|id| !id.is_empty())
}

async fn seen(ctx: &Ctx, person: &str) -> Result<views::moving::Seen> {
    let now = ctx.app.clock.now();
    let id = person.to_string();
    ctx.read(move |c| {
        let person = members::person(c, &id)?;
        let mut seen = views::moving::Seen {
            what: moving::Consequences::default(),
            heirs: Vec::new(),
            heir: None,
            person,
        };
        if let Some(from) = seen.person.organisation_id.clone() {
            seen.what = moving::consequences(c, now, &id, &from)?;
            seen.heirs = moving::heirs(c, &from, &id)?;
            seen.heir = moving::natural_heir(c, now, &from, &id)?;
        }
        Ok(seen)
    })
    .await
}
