//! `/admin/people`: everybody in the network, for its administrators.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};
use maud::{Markup, html};
use serde::Deserialize;

use super::queries::{self, PersonRow};
use super::{NewPerson, Role};
use crate::audit;
use crate::error::{Error, Result};
use crate::joining;
use crate::rights::Act;
use crate::sign_in;
use crate::text;
use crate::web::fields::Choice;
use crate::web::lang::Value;
use crate::web::{Ctx, Fields, FormData, Lang, Page, Problems, layout, page, paging, see_other};

/// Words a search takes; more narrow it no further.
const MOST_WORDS: usize = 8;

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Find {
    q: String,
    page: Option<String>,
}

/// `GET /admin/people?q=&page=`
pub async fn people(ctx: Ctx, query: Query<Find>) -> Result<HttpResponse> {
    ctx.require(Act::ManageNetwork)?;
    let number = paging::number(query.page.as_deref());
    // Text as it may be kept; what may not be is nobody's name.
    let q = text::line(&query.q, 200).unwrap_or_default();
    let words: Vec<String> = text::fold(&q)
        .split_whitespace()
        .take(MOST_WORDS)
        .map(str::to_string)
        .collect();
    let (rows, total, roles) = ctx
        .read(move |c| {
            let (rows, total) = queries::find(c, &words, number)?;
            let ids: Vec<String> = rows.iter().map(|p| p.id.clone()).collect();
            Ok((rows, total, queries::roles_of(c, &ids)?))
        })
        .await?;
    if rows.is_empty() && number > 1 {
        return Err(Error::NotFound);
    }
    let body = html! {
        header.page-head {
            h1 { (ctx.t("admin-people")) }
            div.actions {
                a.button href="/admin/people/new" { (ctx.t("admin-add-person")) }
                a.button.secondary href="/admin/people/import" { (ctx.t("joining-import")) }
                a.button.secondary href="/admin/people/duplicates" { (ctx.t("joining-duplicates")) }
            }
        }
        form.filter role="search" action="/admin/people" aria-label=(ctx.t("organisations-find-people")) {
            div.field {
                label for="q" { (ctx.t("organisations-find-people")) }
                input type="search" id="q" name="q" value=(q) maxlength="200";
            }
            button.secondary { (ctx.t("search")) }
            @if !q.is_empty() { a.button.quiet href="/admin/people" { (ctx.t("see-all")) } }
        }
        @if rows.is_empty() {
            div.empty {
                h2 { (ctx.t("organisations-nobody-found")) }
                p { (ctx.t("organisations-nobody-found-text")) }
            }
        } @else {
            p.meta { (ctx.tv("organisations-count-people", &[("count", Value::from(total))])) }
            (table(&ctx, &rows, |id| roles.get(id).map_or(&[][..], Vec::as_slice)))
            (paging::pager(&ctx, number, total, |page| {
                let query = serde_urlencoded::to_string([("q", q.clone()), ("page", page.to_string())]);
                format!("/admin/people?{}", query.unwrap_or_default())
            }))
        }
    };
    let frame = Page::new(ctx.t("admin-people")).under(ctx.t("nav-admin"), "/admin");
    Ok(page(&ctx, frame, body))
}

fn table<'a>(ctx: &Ctx, rows: &[PersonRow], roles: impl Fn(&str) -> &'a [Role]) -> Markup {
    html! {
        div.table-scroll tabindex="0" role="region" aria-label=(ctx.t("admin-people")) {
            table.data {
                thead { tr {
                    th scope="col" { (ctx.t("field-name")) }
                    th scope="col" { (ctx.t("field-email")) }
                    th scope="col" { (ctx.t("field-organisation")) }
                    th scope="col" { (ctx.t("field-roles")) }
                } }
                tbody {
                    @for person in rows {
                        tr {
                            td { a href=(format!("/admin/people/{}", person.id)) { (person.name) } }
                            td { (person.email) }
                            td {
                                @match (&person.organisation_id, &person.organisation) {
                                    (Some(id), Some(name)) => a href=(format!("/organisations/{id}")) { (name) },
                                    _ => "–",
                                }
                            }
                            td {
                                @for (i, role) in roles(&person.id).iter().enumerate() {
                                    @if i > 0 { ", " }
                                    (ctx.t(&format!("role-{}", role.name())))
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// `GET /admin/people/new`
pub async fn new_person_form(ctx: Ctx) -> Result<HttpResponse> {
    ctx.require(Act::ManageNetwork)?;
    ctx.proven()?;
    let form = FormData::of([("lang", ctx.lang.code())]);
    person_form(&ctx, None, &form, &Problems::default()).await
}

/// `POST /admin/people`
pub async fn add_person(ctx: Ctx, form: FormData) -> Result<HttpResponse> {
    let actor = ctx.require(Act::ManageNetwork)?.id.clone();
    ctx.proven()?;
    let new = match NewPerson::parse(&form) {
        Ok(new) => new,
        Err(problems) => return person_form(&ctx, None, &form, &problems).await,
    };
    let now = ctx.app.clock.now();
    let host = ctx.app.config.base_url.host().to_string();
    let saved = ctx
        .once(&form, move |c| {
            known(c, &new)?;
            let id = super::add_person(c, now, &new)?;
            joining::invite(c, &host, now, &id, Some(&actor))?;
            audit::record(c, now, Some(&actor), "save", "person", &id)?;
            Ok("/admin/people?done=saved".to_string())
        })
        .await;
    match saved {
        Ok(to) => Ok(see_other(&to)),
        Err(e) if e.is_unique_violation() => {
            let mut problems = Problems::default();
            problems.add("email", "admin-email-taken");
            person_form(&ctx, None, &form, &problems).await
        }
        Err(e) => Err(e),
    }
}

/// Every organisation a form names must be there.
fn known(c: &mut crate::db::Conn, new: &NewPerson) -> Result<()> {
    let known = queries::organisation_names(c)?;
    let mut named = new.organisation_id.iter().chain(&new.represents);
    if named.all(|o| known.contains_key(o)) {
        Ok(())
    } else {
        Err(Error::NotFound)
    }
}

/// Somebody as their form shows them.
struct Stored {
    person: PersonRow,
    roles: Vec<Role>,
    represents: Vec<String>,
    version: i64,
}

async fn stored(ctx: &Ctx, id: &str) -> Result<Stored> {
    let id = id.to_string();
    ctx.read(move |c| {
        Ok(Stored {
            person: queries::person(c, &id)?,
            roles: queries::roles(c, &id)?,
            represents: queries::represented_by(c, &id)?,
            version: queries::version(c, &id)?,
        })
    })
    .await
}

impl Stored {
    fn form(&self) -> FormData {
        let person = &self.person;
        let mut form = FormData::of([
            ("name", person.name.clone()),
            ("email", person.email.clone()),
            ("title", person.title.clone()),
            ("lang", person.lang.clone()),
            ("version", self.version.to_string()),
        ]);
        for role in &self.roles {
            form.push("roles", role.name());
        }
        for organisation in &self.represents {
            form.push("represents", organisation);
        }
        form
    }
}

/// `GET /admin/people/{id}`
pub async fn edit_person_form(ctx: Ctx, id: Path<String>) -> Result<HttpResponse> {
    ctx.require(Act::ManageNetwork)?;
    ctx.proven()?;
    let stored = stored(&ctx, &id).await?;
    audit::reading(&ctx, "person", &id).await?;
    let form = stored.form();
    person_form(&ctx, Some((&stored, false)), &form, &Problems::default()).await
}

/// `POST /admin/people/{id}`. Somebody's organisation is not changed here but by moving them.
pub async fn change_person(ctx: Ctx, id: Path<String>, mut form: FormData) -> Result<HttpResponse> {
    let actor = ctx.require(Act::ManageNetwork)?.id.clone();
    let before = stored(&ctx, &id).await?;
    let mut new = match NewPerson::parse(&form) {
        Ok(new) => new,
        Err(problems) => return person_form(&ctx, Some((&before, false)), &form, &problems).await,
    };
    let version = form.version()?;
    let same_roles = Role::ALL
        .iter()
        .all(|r| *r == Role::Member || new.roles.contains(r) == before.roles.contains(r));
    if !same_roles || new.email != before.person.email {
        ctx.proven()?;
    }
    let now = ctx.app.clock.now();
    let id = id.into_inner();
    let target = id.clone();
    let saved = ctx
        .once(&form, move |c| {
            known(c, &new)?;
            let was = queries::person(c, &target)?;
            let had = queries::roles(c, &target)?;
            if queries::version(c, &target)? != version {
                return Err(Error::Conflict);
            }
            new.organisation_id = was.organisation_id;
            let stays = super::keeps_an_administrator(c, &target, &new.roles);
            if had.contains(&Role::Administrator) && stays.is_err() {
                return Ok(LAST_ADMINISTRATOR.to_string());
            }
            super::change_person_at(c, &target, version, &new)?;
            let has_less = had.iter().any(|role| !new.roles.contains(role));
            if was.email != new.email || has_less {
                sign_in::revoke_all(c, now, &target)?;
            }
            if was.email != new.email {
                audit::record(c, now, Some(&actor), "change-address", "person", &target)?;
            }
            for role in Role::ALL.into_iter().filter(|r| *r != Role::Member) {
                let did = match (had.contains(&role), new.roles.contains(&role)) {
                    (false, true) => "give-role",
                    (true, false) => "take-role",
                    _ => continue,
                };
                audit::record(c, now, Some(&actor), did, "person", &target)?;
            }
            audit::record(c, now, Some(&actor), "save", "person", &target)?;
            Ok("/admin/people?done=saved".to_string())
        })
        .await;
    let mut problems = Problems::default();
    match saved {
        Ok(to) if to == LAST_ADMINISTRATOR => problems.add("roles", "admin-last-administrator"),
        Ok(to) => return Ok(see_other(&to)),
        Err(Error::Conflict) => {
            let theirs = stored(&ctx, &id).await?;
            form.set("version", theirs.version.to_string());
            return person_form(&ctx, Some((&theirs, true)), &form, &problems).await;
        }
        Err(e) if e.is_unique_violation() => problems.add("email", "admin-email-taken"),
        Err(e) => return Err(e),
    }
    person_form(&ctx, Some((&before, false)), &form, &problems).await
}

/// Not an address to go to: the one refusal that is found out while writing and changed nothing.
const LAST_ADMINISTRATOR: &str = "";

/// A new person's form, or one's who is there, with whether somebody else was first.
async fn person_form(
    ctx: &Ctx,
    of: Option<(&Stored, bool)>,
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
    let conflict = of.is_some_and(|(_, conflict)| conflict);
    let (title, action) = match of {
        Some((s, _)) => (
            s.person.name.clone(),
            format!("/admin/people/{}", s.person.id),
        ),
        None => (ctx.t("admin-add-person"), "/admin/people".to_string()),
    };
    let body = html! {
        header.page-head {
            h1 { (title) }
            @if let Some((s, _)) = of {
                p.lead { (s.person.organisation.clone().unwrap_or_else(|| ctx.t("organisations-of-none"))) }
                div.actions {
                    a.button.secondary href=(format!("{action}/move")) { (ctx.t("organisations-move")) }
                }
            }
        }
        @if let Some((s, true)) = of { (theirs(ctx, s, &organisations)) }
        (f.summary())
        form.stack method="post" action=(action) data-confirm-leave {
            (f.hidden())
            @if of.is_some() { input type="hidden" name="version" value=(form.get("version")); }
            (f.input("text", "name", "field-name", true))
            (f.input("email", "email", "field-email", true))
            (f.input("text", "title", "field-title", false))
            (f.select("lang", "field-lang", &languages, None, true))
            @if of.is_none() {
                (f.select("organisation", "field-organisation", &organisations, Some(&ctx.t("none")), false))
            }
            (f.choices("roles", "field-roles", &roles, true))
            (f.choices("represents", "field-represents", &organisations, true))
            div.form-actions { button { (ctx.t("save")) } a.button.quiet href="/admin/people" { (ctx.t("cancel")) } }
        }
    };
    let frame = Page::new(title)
        .under(ctx.t("nav-admin"), "/admin")
        .under(ctx.t("admin-people"), "/admin/people");
    Ok(if conflict {
        layout::page_with_status(ctx, StatusCode::CONFLICT, frame, body)
    } else if problems.none() {
        page(ctx, frame, body)
    } else {
        layout::refused(ctx, frame, body)
    })
}

/// What somebody else saved meanwhile.
fn theirs(ctx: &Ctx, stored: &Stored, organisations: &[Choice]) -> Markup {
    let roles: Vec<String> = stored
        .roles
        .iter()
        .filter(|r| **r != Role::Member)
        .map(|r| ctx.t(&format!("role-{}", r.name())))
        .collect();
    let represents: Vec<&str> = organisations
        .iter()
        .filter(|(id, _)| stored.represents.contains(id))
        .map(|(_, name)| name.as_str())
        .collect();
    let person = &stored.person;
    crate::organisations::conflict(
        ctx,
        &[
            ("field-name", person.name.clone()),
            ("field-email", person.email.clone()),
            ("field-title", person.title.clone()),
            ("field-roles", roles.join(", ")),
            ("field-represents", represents.join(", ")),
        ],
    )
}
