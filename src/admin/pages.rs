//! `/admin`: what waits for an administrator, and the way to everything they look after.

use actix_web::HttpResponse;
use actix_web::web::Path;
use maud::html;

use crate::error::Result;
use crate::jobs;
use crate::mail;
use crate::members;
use crate::rights::Act;
use crate::web::lang::Value;
use crate::web::{Ctx, FormData, Page, page, see_other};

/// `GET /admin`
pub async fn overview(ctx: Ctx) -> Result<HttpResponse> {
    ctx.require(Act::Administer)?;
    let (people, roles, counts, failed) = ctx
        .read(|c| {
            Ok((
                members::people(c)?,
                members::all_roles(c)?,
                mail::counts(c)?,
                jobs::failed(c)?,
            ))
        })
        .await?;
    let waiting: i64 = counts
        .iter()
        .filter(|(s, _)| s == "undecided" || s == "failed")
        .map(|(_, n)| n)
        .sum();
    let body = html! {
        header.page-head {
            h1 { (ctx.t("nav-admin")) }
            div.actions {
                a.button href="/admin/people/new" { (ctx.t("admin-add-person")) }
                a.button.secondary href="/admin/people/import" { (ctx.t("joining-import")) }
                a.button.secondary href="/admin/people/duplicates" { (ctx.t("joining-duplicates")) }
                a.button.secondary href="/admin/organisations" { (ctx.t("admin-organisations")) }
                a.button.secondary href="/admin/mail" { (ctx.t("admin-mail")) }
            }
        }
        @if ctx.waiting > 0 {
            div.notice { p { a href="/joining" { (ctx.tv("joining-waiting", &[("count", Value::from(ctx.waiting))])) } } }
        }
        @if waiting > 0 {
            div.notice.warn {
                p { a href="/admin/mail" { (ctx.tv("admin-mails-waiting", &[("count", Value::from(waiting))])) } }
            }
        }
        @if !failed.is_empty() {
            section.section {
                h2 { (ctx.t("admin-failed-jobs")) }
                ul.list {
                    @for job in &failed {
                        li {
                            b { (job.kind) }
                            p.meta { (job.last_error.as_deref().unwrap_or_default()) }
                            form method="post" action=(format!("/admin/jobs/{}/retry", job.id)) {
                                (ctx.form_tokens())
                                button.secondary.small { (ctx.t("admin-retry")) }
                            }
                        }
                    }
                }
            }
        }
        section.section {
            h2 { (ctx.t("admin-people")) " " span.count { "(" (people.len()) ")" } }
            div.table-scroll tabindex="0" role="region" aria-label=(ctx.t("admin-people")) {
                table.data {
                    thead { tr {
                        th scope="col" { (ctx.t("field-name")) }
                        th scope="col" { (ctx.t("field-organisation")) }
                        th scope="col" { (ctx.t("field-roles")) }
                    } }
                    tbody {
                        @for person in &people {
                            tr {
                                td { a href=(format!("/admin/people/{}", person.id)) { (person.name) } }
                                td { (person.organisation.as_deref().unwrap_or("–")) }
                                td {
                                    @for (i, role) in roles.get(&person.id).into_iter().flatten().enumerate() {
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
    };
    Ok(page(&ctx, Page::new(ctx.t("nav-admin")), body))
}

/// `POST /admin/jobs/{id}/retry`
pub async fn retry_job(ctx: Ctx, id: Path<i64>, form: FormData) -> Result<HttpResponse> {
    ctx.require(Act::Administer)?;
    let now = ctx.app.clock.now();
    let id = id.into_inner();
    let to = ctx
        .once(&form, move |c| {
            jobs::retry(c, id, now)?;
            Ok("/admin?done=saved".to_string())
        })
        .await?;
    Ok(see_other(&to))
}
