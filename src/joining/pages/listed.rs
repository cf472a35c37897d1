//! A list of people: pasted, looked at, done.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;

use crate::error::{Error, Result};
use crate::joining::import::{self, Choice, Into, Listed, Plan, Unreadable};
use crate::joining::views::listed as views;
use crate::members;
use crate::rights::Act;
use crate::web::{Ctx, FormData, Problems, see_other};

/// `GET /admin/people/import`
pub async fn import_form(ctx: Ctx) -> Result<HttpResponse> {
    let (_, own) = into(&ctx).await?;
    ctx.proven()?;
    let (form, problems) = (FormData::default(), Problems::default());
    Ok(views::paste(&ctx, own.as_deref(), &form, &problems))
}

/// Where the people go: anywhere, or into the person's own organisation, with its name.
async fn into(ctx: &Ctx) -> Result<(Into, Option<String>)> {
    if ctx.may(Act::ManageNetwork) {
        return Ok((Into::Network, None));
    }
    let own = ctx
        .signed_in()?
        .organisation_id
        .clone()
        .ok_or(Error::NotFound)?;
    let names = ctx.read(members::organisation_names).await?;
    let name = names.get(&own).cloned();
    Ok((Into::Organisation(own), name))
}

/// `POST /admin/people/import`: what would happen. Nothing does.
pub async fn import_preview(ctx: Ctx, form: FormData) -> Result<HttpResponse> {
    let (into, own) = into(&ctx).await?;
    let people = match read(&form, &into) {
        Ok(people) => people,
        Err(problems) => return Ok(views::paste(&ctx, own.as_deref(), &form, &problems)),
    };
    let plan = plan(&ctx, people, into).await?;
    Ok(views::preview(&ctx, StatusCode::OK, &plan, &form, None))
}

fn read(form: &FormData, into: &Into) -> Result<Vec<Listed>, Problems> {
    let people =
        import::read(form.get("list")).and_then(|people| match into.refuses(people.len()) {
            Some(why) => Err(why),
            None => Ok(people),
        });
    people.map_err(|why: Unreadable| {
        let mut problems = Problems::default();
        problems.add("list", why.key());
        problems
    })
}

async fn plan(ctx: &Ctx, people: Vec<Listed>, into: Into) -> Result<Plan> {
    ctx.read(move |c| import::plan(c, people, &into)).await
}

/// `POST /admin/people/import/do`
pub async fn import_do(ctx: Ctx, form: FormData) -> Result<HttpResponse> {
    let (into, own) = into(&ctx).await?;
    ctx.proven()?;
    let people = match read(&form, &into) {
        Ok(people) => people,
        Err(problems) => return Ok(views::paste(&ctx, own.as_deref(), &form, &problems)),
    };
    let by = ctx.signed_in()?.id.clone();
    let (app, now) = (ctx.app.clone(), ctx.app.clock.now());
    let choice = Choice {
        seen: form.get("seen").to_string(),
        leave_out: form.get("leave_out") == "yes",
        invite: form.get("invite") == "yes",
    };
    let (again, where_to) = (people.clone(), into.clone());
    let done = ctx
        .once(&form, move |c| {
            import::carry_out(c, &app, now, people, &into, &choice, &by)?;
            Ok(match &into {
                Into::Network => "/joining/invited?done=joining-imported".to_string(),
                Into::Organisation(own) => {
                    format!("/organisations/{own}/people?done=joining-asked")
                }
            })
        })
        .await;
    match done {
        Ok(to) => Ok(see_other(&to)),
        // As things stand by now.
        Err(Error::Conflict) => {
            let plan = plan(&ctx, again, where_to).await?;
            let why = if plan.mark == form.get("seen") {
                "joining-import-choose"
            } else {
                "joining-import-changed"
            };
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            Ok(views::preview(&ctx, status, &plan, &form, Some(why)))
        }
        Err(e) => Err(e),
    }
}
