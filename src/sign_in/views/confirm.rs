use actix_web::HttpResponse;
use maud::html;

use super::{answer, hidden};
use crate::sign_in::pages::confirm::Ways;
use crate::sign_in::passkeys;
use crate::web::{Ctx, Fields, FormData, Page, Problems};

pub fn form(ctx: &Ctx, ways: &Ways, form: &FormData, problems: &Problems) -> HttpResponse {
    let f = Fields::new(ctx, form, problems);
    let title = ctx.t("confirm-title");
    let body = html! {
        div.narrow {
            header.page-head {
                h1 { (title) }
                p.lead { (ctx.t("confirm-lead")) }
            }
            (f.summary())
            @if ways.standing.passkeys > 0 { (passkeys::offer(ctx, form.get("next"))) }
            @if ways.has_password {
                section.section {
                    h2 { (ctx.t("confirm-by-password")) }
                    form.stack method="post" action="/sign-in/confirm" {
                        (hidden(&f))
                        input type="email" name="username" value=(ways.person.email)
                            autocomplete="username" readonly hidden;
                        (f.filled("password", "password", "sign-in-password", "current-password"))
                        div.form-actions { button name="do" value="password" { (ctx.t("confirm-do")) } }
                    }
                }
            }
            @if ways.standing.app_since.is_some() {
                section.section {
                    h2 { (ctx.t("confirm-by-code")) }
                    form.stack method="post" action="/sign-in/confirm" {
                        (hidden(&f))
                        (f.filled("text", "code", "sign-in-code", "one-time-code"))
                        div.form-actions { button name="do" value="code" { (ctx.t("confirm-do-code")) } }
                    }
                }
            }
            section.section {
                @if let Some(path) = &ways.provider {
                    h2 { (ctx.t("confirm-by-provider")) }
                    p { (ctx.t("confirm-by-provider-text")) }
                    div.actions { a.button.secondary href=(path) { (ctx.t("confirm-do-provider")) } }
                }
                h2 { (ctx.t("confirm-by-link")) }
                p { (ctx.t("confirm-by-link-text")) }
                form method="post" action="/sign-in/confirm" {
                    (hidden(&f))
                    button.secondary name="do" value="link" { (ctx.t("sign-in-by-link")) }
                }
            }
        }
    };
    answer(ctx, Page::new(title), problems, body)
}
