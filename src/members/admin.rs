//! `/admin/people` and `/admin/organisations`.

use actix_web::HttpResponse;
use actix_web::web::Path;
use maud::html;

use super::queries;
use super::{NewPerson, ORGANISATION_KINDS, Role};
use crate::audit;
use crate::error::{Error, Result};
use crate::joining;
use crate::rights::Act;
use crate::web::fields::Choice;
use crate::web::lang::Value;
use crate::web::{Ctx, Fields, FormData, Lang, Page, Problems, layout, page, see_other};

/// `GET /admin/people/new`
pub async fn new_person_form(ctx: Ctx) -> Result<HttpResponse> {
    ctx.require(Act::Administer)?;
    let form = FormData::of([("lang", ctx.lang.code())]);
    person_form(&ctx, None, &form, &Problems::default()).await
}

/// `POST /admin/people`
pub async fn add_person(ctx: Ctx, form: FormData) -> Result<HttpResponse> {
    save_person(ctx, None, form).await
}

/// `GET /admin/people/{id}`
pub async fn edit_person_form(ctx: Ctx, id: Path<String>) -> Result<HttpResponse> {
    ctx.require(Act::Administer)?;
    let id = id.into_inner();
    let wanted = id.clone();
    let (person, roles, represents) = ctx
        .read(move |c| {
            Ok((
                queries::person(c, &wanted)?,
                queries::roles(c, &wanted)?,
                queries::represented_by(c, &wanted)?,
            ))
        })
        .await?;
    let mut form = FormData::of([
        ("name", person.name),
        ("email", person.email),
        ("title", person.title),
        ("lang", person.lang),
        ("organisation", person.organisation_id.unwrap_or_default()),
    ]);
    for role in roles {
        form.push("roles", role.name());
    }
    for organisation in represents {
        form.push("represents", organisation);
    }
    person_form(&ctx, Some(&id), &form, &Problems::default()).await
}

/// `POST /admin/people/{id}`
pub async fn change_person(ctx: Ctx, id: Path<String>, form: FormData) -> Result<HttpResponse> {
    save_person(ctx, Some(id.into_inner()), form).await
}

async fn save_person(ctx: Ctx, id: Option<String>, form: FormData) -> Result<HttpResponse> {
    let actor = ctx.require(Act::Administer)?.id.clone();
    let new = match NewPerson::parse(&form) {
        Ok(new) => new,
        Err(problems) => return person_form(&ctx, id.as_deref(), &form, &problems).await,
    };
    let now = ctx.app.clock.now();
    let target = id.clone();
    let host = ctx.app.config.base_url.host().to_string();
    let saved = ctx
        .once(&form, move |c| {
            let known = queries::organisation_names(c)?;
            let mut named = new.organisation_id.iter().chain(&new.represents);
            if named.any(|o| !known.contains_key(o)) {
                return Err(Error::NotFound);
            }
            let id = match target {
                Some(id) => {
                    let before = queries::person(c, &id)?;
                    super::keeps_an_administrator(c, &id, &new.roles)?;
                    super::change_person(c, &id, &new)?;
                    if before.email != new.email {
                        joining::address_changed(c, now, &id)?;
                    }
                    id
                }
                None => {
                    let id = super::add_person(c, now, &new)?;
                    joining::invite(c, &host, now, &id, Some(&actor))?;
                    id
                }
            };
            audit::record(c, now, Some(&actor), "save", "person", &id)?;
            Ok("/admin?done=saved".to_string())
        })
        .await;
    let mut problems = Problems::default();
    match saved {
        Ok(to) => return Ok(see_other(&to)),
        Err(e) if e.is_unique_violation() => problems.add("email", "admin-email-taken"),
        Err(Error::Conflict) => problems.add("roles", "admin-last-administrator"),
        Err(e) => return Err(e),
    }
    person_form(&ctx, id.as_deref(), &form, &problems).await
}

async fn person_form(
    ctx: &Ctx,
    id: Option<&str>,
    form: &FormData,
    problems: &Problems,
) -> Result<HttpResponse> {
    let organisations: Vec<Choice> = ctx
        .read(queries::organisations)
        .await?
        .into_iter()
        .map(|o| (o.id, o.name))
        .collect();
    let languages: Vec<Choice> = Lang::ALL
        .iter()
        .map(|l| (l.code().to_string(), l.name().to_string()))
        .collect();
    let roles: Vec<Choice> = Role::ALL
        .iter()
        .filter(|r| **r != Role::Member)
        .map(|r| (r.name().to_string(), ctx.t(&format!("role-{}", r.name()))))
        .collect();
    let f = Fields::new(ctx, form, problems);
    let (title, action) = match id {
        Some(id) => (form.get("name").to_string(), format!("/admin/people/{id}")),
        None => (ctx.t("admin-add-person"), "/admin/people".to_string()),
    };
    let body = html! {
        header.page-head { h1 { (title) } }
        (f.summary())
        form.stack method="post" action=(action) data-confirm-leave {
            (f.hidden())
            (f.input("text", "name", "field-name", true))
            (f.input("email", "email", "field-email", true))
            (f.input("text", "title", "field-title", false))
            (f.select("lang", "field-lang", &languages, None, true))
            (f.select("organisation", "field-organisation", &organisations, Some(&ctx.t("none")), false))
            (f.choices("roles", "field-roles", &roles, true))
            (f.choices("represents", "field-represents", &organisations, true))
            div.form-actions { button { (ctx.t("save")) } a.button.quiet href="/admin" { (ctx.t("cancel")) } }
        }
    };
    let frame = Page::new(title).under(ctx.t("nav-admin"), "/admin");
    Ok(if problems.none() {
        page(ctx, frame, body)
    } else {
        layout::refused(ctx, frame, body)
    })
}

/// `GET /admin/organisations`
pub async fn organisations(ctx: Ctx) -> Result<HttpResponse> {
    ctx.require(Act::Administer)?;
    let form = FormData::of([("seats", "2")]);
    organisations_page(&ctx, &form, &Problems::default()).await
}

/// `POST /admin/organisations`
pub async fn add_organisation(ctx: Ctx, form: FormData) -> Result<HttpResponse> {
    let actor = ctx.require(Act::Administer)?.id.clone();
    let mut problems = Problems::default();
    let name = problems.line(&form, "name", 150);
    let kind = problems.choice(&form, "kind", &ORGANISATION_KINDS);
    let municipality = problems.optional_line(&form, "municipality", 100);
    let seats = problems.number(&form, "seats", 1, 50);
    let Some(kind) = kind.filter(|_| problems.none()) else {
        return organisations_page(&ctx, &form, &problems).await;
    };
    let now = ctx.app.clock.now();
    let saved = ctx
        .once(&form, move |c| {
            let municipality = (!municipality.is_empty()).then_some(municipality.as_str());
            let id = super::add_organisation(c, now, &name, kind, municipality, seats)?;
            audit::record(c, now, Some(&actor), "save", "organisation", &id)?;
            Ok("/admin/organisations?done=saved".to_string())
        })
        .await;
    match saved {
        Ok(to) => Ok(see_other(&to)),
        Err(e) if e.is_unique_violation() => {
            problems.add("name", "admin-name-taken");
            organisations_page(&ctx, &form, &problems).await
        }
        Err(e) => Err(e),
    }
}

async fn organisations_page(
    ctx: &Ctx,
    form: &FormData,
    problems: &Problems,
) -> Result<HttpResponse> {
    let all = ctx.read(queries::organisations).await?;
    let kind = |k: &str| ctx.t(&format!("organisation-{}", k.replace('_', "-")));
    let kinds: Vec<Choice> = ORGANISATION_KINDS
        .iter()
        .map(|k| (k.to_string(), kind(k)))
        .collect();
    let f = Fields::new(ctx, form, problems);
    let body = html! {
        header.page-head { h1 { (ctx.t("admin-organisations")) } p.lead { (ctx.t("admin-organisations-lead")) } }
        @if all.is_empty() {
            div.empty { h2 { (ctx.t("admin-no-organisations")) } p { (ctx.t("admin-no-organisations-text")) } }
        } @else {
            ul.list {
                @for o in &all {
                    li {
                        b { (o.name) }
                        p.meta {
                            (kind(&o.kind)) " · "
                            (ctx.tv("admin-seats", &[("count", Value::from(o.seats))]))
                        }
                    }
                }
            }
        }
        section.section {
            h2 { (ctx.t("admin-add-organisation")) }
            (f.summary())
            form.stack method="post" action="/admin/organisations" {
                (f.hidden())
                (f.input("text", "name", "field-name", true))
                (f.select("kind", "field-kind", &kinds, None, true))
                (f.input("text", "municipality", "field-municipality", false))
                (f.input("number", "seats", "field-seats", true))
                div.form-actions { button { (ctx.t("save")) } }
            }
        }
    };
    let frame = Page::new(ctx.t("admin-organisations")).under(ctx.t("nav-admin"), "/admin");
    Ok(if problems.none() {
        page(ctx, frame, body)
    } else {
        layout::refused(ctx, frame, body)
    })
}
