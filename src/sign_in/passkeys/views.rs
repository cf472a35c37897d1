use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use maud::{Markup, html};

use super::{MOST, PasskeyRow, possible};
use crate::sign_in::link;
use crate::web::lang::Value;
use crate::web::layout::{self, page_with_status};
use crate::web::{Ctx, Fields, FormData, Page, Problems, dates, page};

/// Shown by the script, where the browser knows passkeys; elsewhere the other ways are what there is.
pub fn offer(ctx: &Ctx, next: &str) -> Markup {
    if !possible(&ctx.app) {
        return html! {};
    }
    let (button, text) = match &ctx.member {
        None => (ctx.t("passkeys-use"), ctx.t("passkeys-use-text")),
        Some(_) => (ctx.t("passkeys-show"), ctx.t("passkeys-show-text")),
    };
    html! {
        section.section hidden[ctx.member.is_none()] {
            h2 { (ctx.t("passkeys")) }
            p { (text) }
            form.stack method="post" action="/sign-in/passkey" hidden
                data-passkey="get" data-passkey-options="/sign-in/passkey/options"
                data-passkey-autofill[ctx.member.is_none()]
                data-passkey-missing="passkeys-missing"
                data-passkey-cancelled=(ctx.t("passkeys-cancelled"))
                data-passkey-failed=(ctx.t("passkeys-failed")) {
                (ctx.form_tokens())
                input type="hidden" name="next" value=(next);
                (answer_fields())
                div role="status" data-passkey-said {}
                div.form-actions { button.secondary { (button) } }
            }
            p.meta #passkeys-missing { (ctx.t("passkeys-missing")) }
        }
    }
}

/// What the script fills in.
fn answer_fields() -> Markup {
    html! {
        input type="hidden" name="ceremony" value="";
        input type="hidden" name="credential" value="";
    }
}

pub fn own(ctx: &Ctx, passkeys: &[PasskeyRow]) -> Markup {
    let at = |when| Value::from(dates::moment(ctx.lang, when));
    html! {
        section.section #passkeys {
            h2 { (ctx.t("passkeys")) }
            p { (ctx.t("passkeys-text")) }
            @if passkeys.is_empty() {
                p.meta { (ctx.t("passkeys-none")) }
            } @else {
                ul.list {
                    @for passkey in passkeys {
                        li {
                            b { (passkey.name) }
                            p.meta {
                                (ctx.tv("passkeys-made", &[("when", at(passkey.created_at))])) " · "
                                @match passkey.used_at {
                                    Some(used) => (ctx.tv("passkeys-used", &[("when", at(used))])),
                                    None => (ctx.t("passkeys-unused")),
                                }
                            }
                            p {
                                a href=(format!("/me/passkeys/{}/remove", passkey.id)) {
                                    (ctx.tv("passkeys-remove-one", &[("name", Value::from(passkey.name.clone()))]))
                                }
                            }
                        }
                    }
                }
            }
            @if !possible(&ctx.app) {
                p { (ctx.t("passkeys-impossible")) }
            } @else if passkeys.len() >= MOST {
                p { (ctx.t("passkeys-enough")) }
            } @else {
                div.actions { a.button.secondary href="/me/passkeys/new" { (ctx.t("passkeys-add")) } }
            }
        }
    }
}

pub fn add(ctx: &Ctx, form: &FormData, problems: &Problems) -> HttpResponse {
    let f = Fields::new(ctx, form, problems);
    let body = html! {
        div.narrow {
            header.page-head {
                h1 { (ctx.t("passkeys-add")) }
                p.lead { (ctx.t("passkeys-add-lead")) }
            }
            (f.summary())
            form.stack method="post" action="/me/passkeys" hidden
                data-passkey="create" data-passkey-options="/me/passkeys/options"
                data-passkey-missing="passkeys-missing"
                data-passkey-cancelled=(ctx.t("passkeys-add-cancelled"))
                data-passkey-known=(ctx.t("passkeys-add-known"))
                data-passkey-failed=(ctx.t("passkeys-failed")) {
                (f.hidden())
                (answer_fields())
                (f.input("text", "name", "passkeys-name", true))
                div role="status" data-passkey-said {}
                div.form-actions {
                    button { (ctx.t("passkeys-make")) }
                    a.button.quiet href="/me/sign-in" { (ctx.t("cancel")) }
                }
            }
            div.notice.warn #passkeys-missing { p { (ctx.t("passkeys-missing")) } }
        }
    };
    let frame = Page::new(ctx.t("passkeys-add"))
        .under(ctx.t("nav-me"), "/me")
        .under(ctx.t("passkeys-way"), "/me/sign-in");
    if problems.none() {
        page(ctx, frame, body)
    } else {
        layout::refused(ctx, frame, body)
    }
}

pub fn remove(ctx: &Ctx, passkey: &PasskeyRow) -> HttpResponse {
    let name = [("name", Value::from(passkey.name.clone()))];
    let body = html! {
        div.narrow {
            header.page-head {
                h1 { (ctx.tv("passkeys-remove-one", &name)) }
                p.lead { (ctx.t("passkeys-remove-lead")) }
            }
            form.stack method="post" action=(format!("/me/passkeys/{}/remove", passkey.id)) {
                (ctx.form_tokens())
                div.form-actions {
                    button.danger { (ctx.t("passkeys-remove")) }
                    a.button.quiet href="/me/sign-in" { (ctx.t("cancel")) }
                }
            }
        }
    };
    let frame = Page::new(ctx.tv("passkeys-remove-one", &name))
        .under(ctx.t("nav-me"), "/me")
        .under(ctx.t("passkeys-way"), "/me/sign-in");
    page(ctx, frame, body)
}

pub fn not_taken(ctx: &Ctx, why: &str, next: &str) -> HttpResponse {
    let text = match why {
        "expired" => ctx.t("passkeys-not-taken-expired"),
        "unknown" => ctx.t("passkeys-not-taken-unknown"),
        "another" => ctx.t("passkeys-not-taken-another"),
        _ => ctx.t("passkeys-not-taken-unread"),
    };
    let again = match &ctx.member {
        None => link::address(next),
        Some(_) => next.to_string(),
    };
    let body = html! {
        div.error-page {
            h1 { (ctx.t("passkeys-not-taken")) }
            p.lead { (text) }
            div.actions {
                a.button href=(again) { (ctx.t("passkeys-again")) }
                a.button.secondary href="/" { (ctx.t("to-front-page")) }
            }
        }
    };
    let frame = Page::new(ctx.t("passkeys-not-taken"));
    page_with_status(ctx, StatusCode::UNPROCESSABLE_ENTITY, frame, body)
}
