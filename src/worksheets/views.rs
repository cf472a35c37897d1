use std::collections::HashMap;

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use maud::{Markup, html};

use super::queries::WorksheetRow;
use super::{AUDIENCES, Cells, TEMPLATES, Template};
use crate::library::language::unlike;
use crate::members;
use crate::moderation;
use crate::web::fields::Choice;
use crate::web::lang::Value;
use crate::web::{Ctx, Fields, FormData, Page, Problems, dates, layout, page, paging};

type Names = HashMap<String, String>;

fn kind(ctx: &Ctx, name: &str) -> String {
    ctx.t(&format!("worksheets-kind-{name}"))
}

fn facts(ctx: &Ctx, sheet: &WorksheetRow, names: &Names) -> Markup {
    let owner = members::shown_name(ctx, names, sheet.owner_id.as_deref());
    html! {
        (kind(ctx, &sheet.kind))
        @if let Some(owner) = owner { " · " (owner) }
        " · " (ctx.tv("worksheets-changed", &[("when", Value::from(dates::moment(ctx.lang, sheet.updated_at)))]))
        " · " (ctx.t(&format!("worksheets-audience-{}", sheet.audience)))
    }
}

pub fn list(
    ctx: &Ctx,
    sheets: &[WorksheetRow],
    at: i64,
    total: i64,
    names: &Names,
) -> HttpResponse {
    let begin = html! {
        div.actions {
            @for template in &TEMPLATES {
                a.button href=(format!("/worksheets/new?kind={}", template.name)) {
                    (ctx.t(&format!("worksheets-begin-{}", template.name)))
                }
            }
        }
    };
    let body = html! {
        header.page-head {
            h1 { (ctx.t("nav-worksheets")) }
            p.lead { (ctx.t("worksheets-lead")) }
            @if !sheets.is_empty() { (begin) }
        }
        @if sheets.is_empty() {
            div.empty {
                h2 { (ctx.t("worksheets-none")) }
                p { (ctx.t("worksheets-none-text")) }
                (begin)
            }
        } @else {
            h2.visually-hidden { (ctx.t("nav-worksheets")) }
            ul.list {
                @for sheet in sheets {
                    li {
                        h3 { a href=(format!("/worksheets/{}", sheet.id)) { (sheet.title) } }
                        p.meta { (facts(ctx, sheet, names)) }
                    }
                }
            }
            (paging::pager(ctx, at, total, |n| format!("/worksheets?page={n}")))
        }
    };
    page(ctx, Page::new(ctx.t("nav-worksheets")), body)
}

pub fn show(
    ctx: &Ctx,
    template: &Template,
    sheet: &WorksheetRow,
    cells: &Cells,
    names: &Names,
) -> HttpResponse {
    let body = html! {
        header.page-head {
            h1 { (sheet.title) }
            p.meta { (facts(ctx, sheet, names)) }
            div.actions {
                a.button href=(format!("/worksheets/{}/edit", sheet.id)) { (ctx.t("worksheets-edit")) }
            }
        }
        h2.visually-hidden { (kind(ctx, template.name)) }
        (grid(ctx, template, cells))
        p { (moderation::report_link(ctx, moderation::Kind::Worksheet, &sheet.id, sheet.owner_id.as_deref())) }
    };
    page(ctx, frame(ctx, &sheet.title), body)
}

/// The cells side by side. Each kind names its own grid in the stylesheet.
fn grid(ctx: &Ctx, template: &Template, cells: &Cells) -> Markup {
    html! {
        div class=(template.name) {
            @for cell in template.cells {
                section {
                    h3 { (ctx.t(&format!("worksheets-{}-{cell}", template.name))) }
                    @match cells.get(*cell).filter(|lines| !lines.is_empty()) {
                        Some(lines) => ul lang=[unlike(ctx.lang, &lines.join(" "))] { @for line in lines { li { (line) } } },
                        None => p.meta { (ctx.t("worksheets-empty-cell")) },
                    }
                }
            }
        }
    }
}

fn fields(f: &Fields, template: &Template) -> Markup {
    html! {
        (f.input("text", "title", "worksheets-title", true))
        div.grid-2 {
            @for cell in template.cells {
                (f.textarea(cell, &format!("worksheets-{}-{cell}", template.name), 7, false))
            }
        }
    }
}

pub fn new(ctx: &Ctx, template: &Template, form: &FormData, problems: &Problems) -> HttpResponse {
    let f = Fields::new(ctx, form, problems);
    let audiences: Vec<Choice> = AUDIENCES
        .iter()
        .map(|a| (a.to_string(), ctx.t(&format!("worksheets-audience-{a}"))))
        .collect();
    let title = ctx.t(&format!("worksheets-begin-{}", template.name));
    let body = html! {
        header.page-head {
            h1 { (title) }
            p.lead { (ctx.t("worksheets-fill-lead")) }
        }
        (f.summary())
        form.stack method="post" action="/worksheets" data-confirm-leave {
            (f.hidden())
            input type="hidden" name="kind" value=(template.name);
            (fields(&f, template))
            (f.choices("audience", "worksheets-audience", &audiences, false))
            div.form-actions {
                button { (ctx.t("save")) }
                a.button.quiet href="/worksheets" { (ctx.t("cancel")) }
            }
        }
    };
    answer(ctx, frame(ctx, &title), problems, body)
}

pub fn edit(
    ctx: &Ctx,
    template: &Template,
    sheet: &WorksheetRow,
    form: &FormData,
    problems: &Problems,
) -> HttpResponse {
    let f = Fields::new(ctx, form, problems);
    let body = html! {
        header.page-head {
            h1 { (ctx.t("worksheets-edit")) }
            p.lead { (ctx.t("worksheets-fill-lead")) }
        }
        (f.summary())
        (edit_fields(&f, template, sheet))
    };
    answer(ctx, frame(ctx, &sheet.title), problems, body)
}

fn edit_fields(f: &Fields, template: &Template, sheet: &WorksheetRow) -> Markup {
    let here = format!("/worksheets/{}", sheet.id);
    html! {
        form.stack method="post" action=(here) data-confirm-leave {
            (f.hidden())
            input type="hidden" name="version" value=(f.form.get("version"));
            (fields(f, template))
            div.form-actions {
                button { (f.ctx.t("save")) }
                a.button.quiet href=(here) { (f.ctx.t("cancel")) }
            }
        }
    }
}

/// Somebody saved first: what is there now, and under it what this editor wrote, ready to be joined.
pub fn conflict(
    ctx: &Ctx,
    template: &Template,
    theirs: &WorksheetRow,
    cells: &Cells,
    mine: &FormData,
) -> HttpResponse {
    let problems = Problems::default();
    let f = Fields::new(ctx, mine, &problems);
    let body = html! {
        header.page-head {
            h1 { (ctx.t("problem-conflict")) }
            p.lead { (ctx.t("worksheets-conflict-lead")) }
        }
        section.section {
            h2 { (ctx.t("worksheets-theirs")) }
            p { b { (theirs.title) } }
            (grid(ctx, template, cells))
        }
        section.section {
            h2 { (ctx.t("worksheets-mine")) }
            p { (ctx.t("worksheets-mine-text")) }
            (edit_fields(&f, template, theirs))
        }
    };
    layout::page_with_status(ctx, StatusCode::CONFLICT, frame(ctx, &theirs.title), body)
}

fn frame(ctx: &Ctx, title: &str) -> Page {
    Page::new(title).under(ctx.t("nav-worksheets"), "/worksheets")
}

fn answer(ctx: &Ctx, frame: Page, problems: &Problems, body: Markup) -> HttpResponse {
    if problems.none() {
        page(ctx, frame, body)
    } else {
        layout::refused(ctx, frame, body)
    }
}
