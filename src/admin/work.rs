//! `/admin/jobs`: the work that follows from what people do, and what of it did not succeed.

use actix_web::HttpResponse;
use actix_web::web::{Path, Query};
use maud::{Markup, html};
use serde::Deserialize;

use crate::audit;
use crate::error::Result;
use crate::jobs::{self, JobRow, State};
use crate::rights::Act;
use crate::web::{Ctx, FormData, Page, dates, page, paging, see_other};

#[derive(Deserialize)]
pub struct ListQuery {
    state: Option<String>,
    page: Option<String>,
}

/// `GET /admin/jobs?state=&page=`: what failed comes first, if anything did.
pub async fn list(ctx: Ctx, query: Query<ListQuery>) -> Result<HttpResponse> {
    ctx.require(Act::Administer)?;
    let now = ctx.app.clock.now();
    let asked = query.state.as_deref().and_then(State::named);
    let number = paging::number(query.page.as_deref());
    let (counts, state, rows) = ctx
        .read(move |c| {
            let counts = jobs::counts(c, now)?;
            let first = if counts[0] > 0 {
                State::Failed
            } else {
                State::Waiting
            };
            let state = asked.unwrap_or(first);
            let rows = jobs::list(c, state, now, paging::offset(number), paging::PER_PAGE)?;
            Ok((counts, state, rows))
        })
        .await?;
    let title = ctx.t("admin-place-jobs");
    let total = counts[state as usize];
    let body = html! {
        header.page-head { h1 { (title) } p.lead { (ctx.t("admin-jobs-lead")) } }
        nav.tabs aria-label=(title) {
            ul {
                @for (s, count) in State::ALL.into_iter().zip(counts) {
                    li {
                        a href=(format!("/admin/jobs?state={}", s.name()))
                            aria-current=[(s == state).then_some("page")] {
                            (ctx.t(&format!("admin-jobs-{}", s.name()))) " (" (count) ")"
                        }
                    }
                }
            }
        }
        @if rows.is_empty() {
            div.empty {
                h2 { (ctx.t(&format!("admin-jobs-none-{}", state.name()))) }
                p { (ctx.t("admin-jobs-none-text")) }
            }
        } @else {
            ul.list {
                @for job in &rows { (one(&ctx, job, state)) }
            }
            (paging::pager(&ctx, number, total, |n| format!("/admin/jobs?state={}&page={n}", state.name())))
        }
    };
    let frame = Page::new(title).under(ctx.t("nav-admin"), "/admin");
    Ok(page(&ctx, frame, body))
}

fn one(ctx: &Ctx, job: &JobRow, state: State) -> Markup {
    let name = format!("admin-job-{}", job.kind.replace('_', "-"));
    let name = ctx.lang.try_t(&name).unwrap_or_else(|| job.kind.clone());
    let (label, at) = match state {
        State::Failed => ("admin-job-failed-at", job.failed_at.unwrap_or(job.run_at)),
        State::Running | State::Waiting => ("admin-job-due-at", job.run_at),
    };
    html! {
        li {
            h2 { (name) }
            p.meta {
                (ctx.t(label)) " " (dates::moment(ctx.lang, at))
                " · " (ctx.t("mail-tries")) ": " (job.attempts)
                " · " (ctx.t("admin-job-number")) " " (job.id)
            }
            @if let Some(why) = &job.last_error {
                p { code lang="en" { (why) } }
            }
            @if state == State::Failed {
                form method="post" action=(format!("/admin/jobs/{}/retry", job.id)) {
                    (ctx.form_tokens())
                    button.secondary.small {
                        (ctx.t("admin-retry")) span.visually-hidden { ": " (name) " " (job.id) }
                    }
                }
            }
        }
    }
}

/// `POST /admin/jobs/{id}/retry`
pub async fn retry(ctx: Ctx, id: Path<i64>, form: FormData) -> Result<HttpResponse> {
    let actor = ctx.require(Act::Administer)?.id.clone();
    let now = ctx.app.clock.now();
    let id = id.into_inner();
    let to = ctx
        .once(&form, move |c| {
            jobs::retry(c, id, now)?;
            audit::record(c, now, Some(&actor), "retry", "job", &id.to_string())?;
            Ok("/admin/jobs?done=saved".to_string())
        })
        .await?;
    Ok(see_other(&to))
}
