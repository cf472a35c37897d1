use actix_web::HttpResponse;
use maud::{Markup, html};

use crate::joining::queries::{Invited, JoiningRow};
use crate::rights::{Act, Action};
use crate::web::fields::Choice;
use crate::web::lang::Value;
use crate::web::{Ctx, Fields, FormData, Page, Problems, dates, layout, page, paging};

/// Where on the page the requests are.
pub const REQUESTS: &str = "requests";

/// The two lists, as far as the viewer may see them.
fn tabs(ctx: &Ctx, here: &str) -> Markup {
    let may = |action| ctx.enter(action).is_ok();
    let mut places = Vec::new();
    if may(Action::ApproveJoining) {
        places.push(("/joining", ctx.t("joining-asked")));
    }
    if may(Action::ManagePeople) {
        places.push(("/joining/invited", ctx.t("joining-invited")));
    }
    html! {
        @if places.len() > 1 {
            nav.tabs aria-label=(ctx.t("joining-tabs")) {
                ul {
                    @for (href, label) in places {
                        li { a href=(href) aria-current=[(href == here).then_some("page")] { (label) } }
                    }
                }
            }
        }
    }
}

pub fn list(
    ctx: &Ctx,
    rows: &[JoiningRow],
    number: i64,
    total: i64,
    organisations: &[Choice],
    form: &FormData,
    problems: &Problems,
) -> HttpResponse {
    let f = Fields::new(ctx, form, problems);
    let body = html! {
        header.page-head {
            h1 { (ctx.t("joining-title")) }
            p.lead { (ctx.t("joining-lead")) }
        }
        (tabs(ctx, "/joining"))
        (f.summary())
        @if rows.is_empty() {
            div.empty id=(REQUESTS) {
                h2 { (ctx.t("joining-nobody")) }
                p { (ctx.t("joining-nobody-text")) }
                div.actions { a.button.secondary href="/join" { (ctx.t("joining-nobody-see")) } }
            }
        } @else {
            ul.list id=(REQUESTS) {
                @for row in rows { li { (request(ctx, row, organisations, &f)) } }
            }
            (paging::pager(ctx, number, total, |n| format!("/joining?page={n}")))
        }
    };
    let frame = Page::new(ctx.t("joining-title"));
    if problems.none() {
        page(ctx, frame, body)
    } else {
        layout::refused(ctx, frame, body)
    }
}

fn request(ctx: &Ctx, row: &JoiningRow, organisations: &[Choice], f: &Fields) -> Markup {
    let named = |id: &Option<String>| {
        organisations
            .iter()
            .find(|(o, _)| Some(o) == id.as_ref())
            .map(|(_, name)| name.as_str())
    };
    let reason = format!("reason-{}", row.id);
    let problem = f.problems.of(&reason);
    let choose = format!("organisation-{}", row.id);
    html! {
        h2 { (row.name) }
        p.meta {
            @if !row.title.is_empty() { (row.title) " · " }
            (row.email) " · "
            (ctx.tv("joining-since", &[("when", Value::from(dates::moment(ctx.lang, row.created_at)))]))
        }
        p {
            @match named(&row.organisation_id) {
                Some(name) => (ctx.tv("joining-named", &[("organisation", Value::from(name.to_string()))])),
                None => (ctx.t("joining-named-none")),
            }
        }
        @if !row.message.is_empty() {
            blockquote { @for line in row.message.lines() { (line) br; } }
        }
        form.filter method="post" action=(format!("/joining/{}/approve", row.id)) {
            (ctx.form_tokens())
            div.field {
                label for=(choose) { (ctx.t("joining-into")) }
                select id=(choose) name="organisation" {
                    @if ctx.may(Act::ApproveJoining { organisation_id: None }) {
                        option value="" { (ctx.t("none")) }
                    }
                    @for (id, name) in organisations {
                        option value=(id) selected[Some(id) == row.organisation_id.as_ref()] { (name) }
                    }
                }
            }
            button { (ctx.t("joining-approve")) span.visually-hidden { ": " (row.name) } }
        }
        details open[problem.is_some()] {
            summary { (ctx.t("joining-refuse-open")) span.visually-hidden { ": " (row.name) } }
            form.stack method="post" action=(format!("/joining/{}/refuse", row.id)) {
                (ctx.form_tokens())
                div.field.invalid[problem.is_some()] {
                    label for=(reason) { (ctx.t("joining-reason")) }
                    p.hint id=(format!("{reason}-h")) { (ctx.t("joining-reason-hint")) }
                    @if let Some(problem) = problem {
                        p.error id=(format!("{reason}-e")) { (problem.say(ctx.lang)) }
                    }
                    textarea id=(reason) name=(reason) rows="3" required
                        aria-describedby=(format!("{reason}-h")) aria-invalid=[problem.map(|_| "true")] {
                        "\n" (f.form.get(&reason))
                    }
                }
                div.form-actions { button.danger { (ctx.t("joining-refuse")) span.visually-hidden { ": " (row.name) } } }
            }
        }
    }
}

pub fn invited(ctx: &Ctx, rows: &[Invited], number: i64, total: i64) -> HttpResponse {
    let body = html! {
        header.page-head {
            h1 { (ctx.t("joining-invited")) }
            p.lead { (ctx.t("joining-invited-lead")) }
            div.actions { a.button.secondary href="/admin/people/import" { (ctx.t("joining-import")) } }
        }
        (tabs(ctx, "/joining/invited"))
        @if rows.is_empty() {
            div.empty { h2 { (ctx.t("joining-all-here")) } p { (ctx.t("joining-all-here-text")) } }
        } @else {
            ul.list {
                @for row in rows {
                    li {
                        h2 { (row.name) }
                        p.meta {
                            @if let Some(name) = &row.organisation { (name) " · " }
                            (row.email) " · "
                            @match row.told_at {
                                Some(at) => (ctx.tv("joining-told", &[("when", Value::from(dates::moment(ctx.lang, at)))])),
                                None => (ctx.t("joining-not-told")),
                            }
                        }
                        form method="post" action=(format!("/joining/invited/{}", row.id)) {
                            (ctx.form_tokens())
                            button.secondary.small {
                                (ctx.t(if row.told_at.is_some() { "joining-invite-again" } else { "joining-invite" }))
                                span.visually-hidden { ": " (row.name) }
                            }
                        }
                    }
                }
            }
            (paging::pager(ctx, number, total, |n| format!("/joining/invited?page={n}")))
        }
    };
    page(ctx, Page::new(ctx.t("joining-invited")), body)
}
