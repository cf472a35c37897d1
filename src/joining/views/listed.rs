use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use maud::{Markup, html};

use crate::joining::import::{Outcome, Plan, Planned, Wrong};
use crate::members::Role;
use crate::web::lang::Value;
use crate::web::{Ctx, Fields, FormData, Page, Problems, layout};

const AT: &str = "/admin/people/import";

fn frame(ctx: &Ctx) -> Page {
    Page::new(ctx.t("joining-import")).under(ctx.t("joining-invited"), "/joining/invited")
}

/// `own`: the one organisation the people go into.
pub fn paste(ctx: &Ctx, own: Option<&str>, form: &FormData, problems: &Problems) -> HttpResponse {
    let f = Fields::new(ctx, form, problems);
    let status = if problems.none() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let body = html! {
        header.page-head {
            h1 { (ctx.t("joining-import")) }
            p.lead { (ctx.t("joining-import-lead")) }
            @if let Some(name) = own {
                p { (ctx.tv("joining-import-own", &[("organisation", Value::from(name.to_string()))])) }
            }
        }
        (f.summary())
        form.stack method="post" action=(AT) data-confirm-leave {
            (f.hidden())
            (f.textarea("list", "joining-list", 12, true))
            div.form-actions { button { (ctx.t("joining-import-look")) } }
        }
        section.section {
            h2 { (ctx.t("joining-import-example")) }
            div.table-scroll tabindex="0" role="region" aria-label=(ctx.t("joining-import-example")) {
                table.data {
                    thead { tr {
                        @for key in ["field-name", "field-email", "field-title", "field-organisation", "field-roles", "field-lang"] {
                            th scope="col" { (ctx.t(key)) }
                        }
                    } }
                    tbody { tr {
                        td { (ctx.t("joining-example-name")) }
                        td { (ctx.t("joining-example-email")) }
                        td { (ctx.t("joining-example-title")) }
                        td { (ctx.t("joining-example-organisation")) }
                        td { (ctx.t("role-editor")) }
                        td { (ctx.lang.name()) }
                    } }
                }
            }
            p.meta { (ctx.t("joining-import-columns")) }
        }
    };
    layout::page_with_status(ctx, status, frame(ctx), body)
}

/// `why`: what kept it from being done.
pub fn preview(
    ctx: &Ctx,
    status: StatusCode,
    plan: &Plan,
    form: &FormData,
    why: Option<&str>,
) -> HttpResponse {
    let count = |n: usize| [("count", Value::from(n))];
    let (new, wrong) = (plan.new_people(), plan.wrong());
    let known = plan.lines.len() - new - wrong;
    let body = html! {
        header.page-head {
            h1 { (ctx.t("joining-preview")) }
            p.lead { (ctx.t("joining-preview-lead")) }
        }
        @if let Some(why) = why {
            div.error-summary role="alert" tabindex="-1" { h2 { (ctx.t("joining-preview-not-done")) } p { (ctx.t(why)) } }
        }
        ul.numbers {
            li.stat { b { (new) } " " span { (ctx.tv(if asks(plan) { "joining-preview-asked" } else { "joining-preview-new" }, &count(new))) } }
            li.stat { b { (known) } " " span { (ctx.tv("joining-preview-known", &count(known))) } }
            li.stat { b { (wrong) } " " span { (ctx.tv("joining-preview-wrong", &count(wrong))) } }
        }
        @if new > 0 { (go_on(ctx, plan, form, new, wrong)) }
        @else {
            div.notice.warn { p { (ctx.t("joining-preview-nothing")) } }
        }
        section.section {
            h2 { (ctx.t("joining-preview-lines")) }
            div.table-scroll tabindex="0" role="region" aria-label=(ctx.t("joining-preview-lines")) {
                table.data {
                    thead { tr {
                        th.num scope="col" { (ctx.t("joining-line")) }
                        th scope="col" { (ctx.t("joining-outcome")) }
                        th scope="col" { (ctx.t("field-name")) }
                        th scope="col" { (ctx.t("field-email")) }
                        th scope="col" { (ctx.t("field-organisation")) }
                        th scope="col" { (ctx.t("field-roles")) }
                    } }
                    // What a person must do something about stands first.
                    tbody {
                        @for line in plan.lines.iter().filter(|l| matches!(l.outcome, Outcome::Wrong(_))) { (row(ctx, line)) }
                        @for line in plan.lines.iter().filter(|l| !matches!(l.outcome, Outcome::Wrong(_))) { (row(ctx, line)) }
                    }
                }
            }
        }
        details open[new == 0] {
            summary { (ctx.t("joining-preview-edit")) }
            form.stack method="post" action=(AT) {
                (ctx.form_tokens())
                div.field {
                    label for="list" { (ctx.t("joining-list")) }
                    textarea #list name="list" rows="12" { "\n" (form.get("list")) }
                }
                div.form-actions { button.secondary { (ctx.t("joining-import-look")) } }
            }
        }
    };
    layout::page_with_status(ctx, status, frame(ctx), body)
}

/// Whether people are asked in, rather than added.
fn asks(plan: &Plan) -> bool {
    plan.lines.iter().any(|l| l.outcome == Outcome::Asked)
}

fn go_on(ctx: &Ctx, plan: &Plan, form: &FormData, new: usize, wrong: usize) -> Markup {
    let count = |n: usize| [("count", Value::from(n))];
    // Nobody has chosen yet: inviting is what one usually wants.
    let invite = !form.has("seen") || form.get("invite") == "yes";
    let asks = asks(plan);
    html! {
        form.stack method="post" action=(format!("{AT}/do")) {
            (ctx.form_tokens())
            input type="hidden" name="list" value=(form.get("list"));
            input type="hidden" name="seen" value=(plan.mark);
            @if wrong > 0 || !asks {
                fieldset.choices {
                    legend { (ctx.t("joining-import-how")) }
                    @if wrong > 0 {
                        label {
                            input type="checkbox" name="leave_out" value="yes" checked[form.get("leave_out") == "yes"];
                            " " (ctx.tv("joining-import-leave-out", &count(wrong)))
                        }
                    }
                    @if !asks {
                        label {
                            input type="checkbox" name="invite" value="yes" checked[invite];
                            " " (ctx.t("joining-import-invite"))
                        }
                    }
                }
            }
            div.form-actions {
                button { (ctx.tv(if asks { "joining-import-ask" } else { "joining-import-do" }, &count(new))) }
                a.button.quiet href=(AT) { (ctx.t("cancel")) }
            }
        }
    }
}

fn row(ctx: &Ctx, line: &Planned) -> Markup {
    let listed = &line.listed;
    let person = line.person.as_ref();
    html! {
        tr {
            td.num { (listed.line) }
            td { (outcome(ctx, &line.outcome)) }
            // A cell with a personal number in it is not shown again.
            @if line.outcome == Outcome::Wrong(Wrong::Cpr) {
                td colspan="4" { "…" }
            } @else {
                td { (person.map_or(&listed.name, |p| &p.name)) }
                td { (person.map_or(&listed.email, |p| &p.email)) }
                td { (listed.organisation) }
                td {
                    @match person {
                        Some(person) => (roles(ctx, &person.roles)),
                        None => (listed.roles),
                    }
                }
            }
        }
    }
}

fn roles(ctx: &Ctx, roles: &[Role]) -> String {
    let names: Vec<String> = roles
        .iter()
        .filter(|r| **r != Role::Member)
        .map(|r| ctx.t(&format!("role-{}", r.name())))
        .collect();
    names.join(", ")
}

fn outcome(ctx: &Ctx, outcome: &Outcome) -> Markup {
    match outcome {
        Outcome::New => html! { span.badge.ok { (ctx.t("joining-line-new")) } },
        Outcome::Asked => html! { span.badge.ok { (ctx.t("joining-line-asked")) } },
        Outcome::Known => html! { span.badge { (ctx.t("joining-line-known")) } },
        Outcome::KnownElsewhere => html! {
            span.badge { (ctx.t("joining-line-known")) } " "
            span.meta { (ctx.t("joining-line-elsewhere")) }
        },
        Outcome::Wrong(wrong) => {
            let line = match wrong {
                Wrong::Twice(line) => *line,
                _ => 0,
            };
            html! {
                span.badge.warn { (ctx.t("joining-line-wrong")) } " "
                (ctx.tv(wrong.key(), &[("line", Value::from(line))]))
            }
        }
    }
}
