use actix_web::HttpResponse;
use maud::{Markup, html};

use crate::joining::queries::JoiningRow;
use crate::members::PersonRow;
use crate::web::fields::Choice;
use crate::web::lang::Value;
use crate::web::{Ctx, Fields, FormData, Lang, Page, Problems, layout, page};

fn shown(ctx: &Ctx, title: String, problems: &Problems, body: Markup) -> HttpResponse {
    let frame = Page::new(title);
    if problems.none() {
        page(ctx, frame, body)
    } else {
        layout::refused(ctx, frame, body)
    }
}

fn network(ctx: &Ctx) -> [(&'static str, Value); 1] {
    [("network", Value::from(ctx.network().to_string()))]
}

pub fn ask(
    ctx: &Ctx,
    organisations: &[Choice],
    form: &FormData,
    problems: &Problems,
) -> HttpResponse {
    let f = Fields::new(ctx, form, problems);
    let none = ctx.t("joining-no-organisation");
    let body = html! {
        div.narrow {
            header.page-head {
                h1 { (ctx.tv("joining-ask-title", &network(ctx))) }
                p.lead { (ctx.t("joining-ask-lead")) }
            }
            (f.summary())
            form.stack method="post" action="/join" data-confirm-leave {
                (f.hidden())
                (f.input("text", "name", "field-name", true))
                (f.input("email", "email", "joining-email", true))
                (f.input("text", "title", "field-title", false))
                (f.select("organisation", "joining-organisation", organisations, Some(&none), false))
                (f.textarea("message", "join-message", 4, false))
                div.form-actions { button { (ctx.t("joining-ask-do")) } }
            }
            p.meta { (ctx.t("joining-ask-known")) " " a href="/sign-in" { (ctx.t("sign-in")) } }
        }
    };
    shown(ctx, ctx.t("nav-join"), problems, body)
}

/// The answer to everybody who asked.
pub fn sent(ctx: &Ctx) -> HttpResponse {
    let body = html! {
        div.narrow {
            header.page-head {
                h1 { (ctx.t("joining-sent")) }
                p.lead { (ctx.t("joining-sent-text")) }
            }
            p { (ctx.t("joining-sent-help")) }
            p { a href="/join" { (ctx.t("joining-again")) } }
        }
    };
    page(ctx, Page::new(ctx.t("joining-sent")), body)
}

pub fn waiting(ctx: &Ctx) -> HttpResponse {
    let body = html! {
        div.narrow {
            header.page-head {
                h1 { (ctx.t("joining-waits")) }
                p.lead { (ctx.t("joining-waits-text")) }
            }
            p { (ctx.t("joining-waits-meanwhile")) }
            div.actions {
                a.button href="/library" { (ctx.t("nav-library")) }
                a.button.secondary href="/meetings" { (ctx.t("nav-meetings")) }
            }
        }
    };
    page(ctx, Page::new(ctx.t("joining-waits")), body)
}

/// What is kept and why, and the agreement to it.
fn terms(f: &Fields) -> Markup {
    let problem = f.problems.of("terms");
    html! {
        section.panel {
            h2 { (f.ctx.t("joining-kept")) }
            p { (f.ctx.t("joining-kept-what")) }
            p { (f.ctx.t("joining-kept-why")) " " a href="/privacy" { (f.ctx.t("joining-kept-more")) } }
        }
        fieldset.choices.invalid[problem.is_some()] #terms aria-describedby=[problem.map(|_| "terms-e")] {
            legend { (f.ctx.t("joining-terms")) }
            @if let Some(problem) = problem { p.error #terms-e { (problem.say(f.ctx.lang)) } }
            label {
                input type="checkbox" name="terms" value="yes" required
                    checked[f.form.get("terms") == "yes"];
                " " (f.ctx.tv("joining-terms-yes", &network(f.ctx)))
            }
        }
    }
}

pub fn confirm(
    ctx: &Ctx,
    token: &str,
    row: &JoiningRow,
    organisation: Option<&str>,
    form: &FormData,
    problems: &Problems,
) -> HttpResponse {
    let f = Fields::new(ctx, form, problems);
    let body = html! {
        div.narrow {
            header.page-head {
                h1 { (ctx.t("joining-confirm")) }
                p.lead {
                    @match organisation {
                        Some(name) => (ctx.tv("joining-confirm-member", &[("organisation", Value::from(name.to_string()))])),
                        None => (ctx.t("joining-confirm-wait")),
                    }
                }
            }
            (f.summary())
            dl.facts {
                div { dt { (ctx.t("field-name")) } dd { (row.name) } }
                div { dt { (ctx.t("field-email")) } dd { (row.email) } }
                @if !row.title.is_empty() { div { dt { (ctx.t("field-title")) } dd { (row.title) } } }
            }
            form.stack method="post" action=(format!("/join/{token}")) {
                (f.hidden())
                (terms(&f))
                div.form-actions {
                    button {
                        (ctx.t(if organisation.is_some() { "joining-confirm-enter" } else { "joining-confirm-do" }))
                    }
                }
            }
            p.meta { (ctx.t("joining-confirm-not-you")) }
        }
    };
    shown(ctx, ctx.t("joining-confirm"), problems, body)
}

pub fn welcome(
    ctx: &Ctx,
    token: &str,
    person: &PersonRow,
    form: &FormData,
    problems: &Problems,
) -> HttpResponse {
    let f = Fields::new(ctx, form, problems);
    let languages: Vec<Choice> = Lang::ALL
        .iter()
        .map(|l| (l.code().to_string(), l.name().to_string()))
        .collect();
    let body = html! {
        div.narrow {
            header.page-head {
                h1 { (ctx.tv("front-welcome", &network(ctx))) }
                p.lead {
                    @match &person.organisation {
                        Some(name) => (ctx.tv("joining-welcome-of", &[("organisation", Value::from(name.clone()))])),
                        None => (ctx.t("joining-welcome-lead")),
                    }
                }
            }
            p { (ctx.t("joining-welcome-what")) }
            (f.summary())
            form.stack method="post" action=(format!("/welcome/{token}")) data-confirm-leave {
                (f.hidden())
                h2 { (ctx.t("joining-welcome-check")) }
                (f.input("text", "name", "field-name", true))
                (f.input("text", "title", "field-title", false))
                (f.select("lang", "field-lang", &languages, None, true))
                (terms(&f))
                div.form-actions { button { (ctx.t("joining-welcome-do")) } }
            }
            p.meta { (ctx.tv("joining-welcome-as", &[("email", Value::from(person.email.clone()))])) }
        }
    };
    shown(ctx, ctx.t("joining-welcome"), problems, body)
}
