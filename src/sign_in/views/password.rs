use actix_web::HttpResponse;
use maud::html;

use super::{answer, hidden};
use crate::members::PersonRow;
use crate::sign_in::link;
use crate::sign_in::password::{LONGEST, SHORTEST};
use crate::web::lang::Value;
use crate::web::{Ctx, Fields, FormData, Page, Problems};

pub fn sign_in(ctx: &Ctx, form: &FormData, problems: &Problems) -> HttpResponse {
    let f = Fields::new(ctx, form, problems);
    let title = ctx.t("sign-in-password-title");
    let body = html! {
        div.narrow {
            header.page-head { h1 { (title) } }
            (f.summary())
            form.stack method="post" action="/sign-in/password" {
                (hidden(&f))
                (f.filled("email", "email", "field-email", "username"))
                (f.filled("password", "password", "sign-in-password", "current-password"))
                div.form-actions { button { (ctx.t("sign-in")) } }
            }
            section.section {
                p { (ctx.t("sign-in-password-forgotten")) " "
                    a href=(link::address(form.get("next"))) { (ctx.t("sign-in-by-link-instead")) } }
            }
        }
    };
    answer(ctx, Page::new(title), problems, body)
}

pub fn choose(
    ctx: &Ctx,
    person: &PersonRow,
    has: bool,
    asks_for_current: bool,
    form: &FormData,
    problems: &Problems,
) -> HttpResponse {
    let f = Fields::new(ctx, form, problems);
    let title = if has {
        ctx.t("own-password-change")
    } else {
        ctx.t("own-password-choose")
    };
    let limits = [
        ("shortest", Value::from(SHORTEST as i64)),
        ("longest", Value::from(LONGEST as i64)),
    ];
    let body = html! {
        div.narrow {
            header.page-head {
                h1 { (title) }
                p.lead { (ctx.tv("own-password-lead", &limits)) }
            }
            (f.summary())
            form.stack method="post" action="/me/sign-in/password" {
                (f.hidden())
                // Tells a password manager whose it is.
                input type="email" name="username" value=(person.email) autocomplete="username"
                    readonly hidden;
                @if asks_for_current {
                    (f.filled("password", "current_password", "own-password-current", "current-password"))
                }
                (f.filled("password", "password", "own-password-new", "new-password"))
                div.form-actions {
                    button { (ctx.t("own-password-save")) }
                    a.button.quiet href="/me/sign-in" { (ctx.t("cancel")) }
                }
            }
            @if asks_for_current {
                section.section {
                    p { (ctx.t("own-password-forgotten")) " "
                        a href=(link::leading("/sign-in/confirm", "/me/sign-in/password")) { (ctx.t("own-password-forgotten-do")) } }
                }
            }
        }
    };
    let frame = Page::new(title)
        .under(ctx.t("nav-me"), "/me")
        .under(ctx.t("own-sign-in"), "/me/sign-in");
    answer(ctx, frame, problems, body)
}
