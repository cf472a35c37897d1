pub mod confirm;
pub mod own;
pub mod password;
pub mod second_factor;

use actix_web::HttpResponse;
use maud::{Markup, html};

use super::{link, passkeys};
use crate::app::App;
use crate::mail::{self, Letter, Words};
use crate::members::PersonRow;
use crate::web::lang::{Lang, Value};
use crate::web::{Ctx, Fields, FormData, Page, Problems, layout, page};

pub fn sign_in(ctx: &Ctx, form: &FormData, problems: &Problems, again: bool) -> HttpResponse {
    let f = Fields::new(ctx, form, problems);
    let body = html! {
        div.narrow {
            header.page-head {
                h1 { (ctx.t("sign-in")) }
                p.lead { (ctx.t("sign-in-start")) }
            }
            (f.summary())
            form.stack method="post" action="/sign-in" {
                (hidden(&f))
                input type="hidden" name="way" value=(form.get("way"));
                (f.filled("email", "email", "field-email", "username"))
                div.form-actions {
                    button name="do" value="link" { (ctx.t("sign-in-by-link")) }
                    button.secondary name="do" value="password" { (ctx.t("sign-in-by-password")) }
                }
            }
            (passkeys::offer(ctx, form.get("next")))
            section.section { p.meta { (ctx.t("joining-no-account")) " " a href="/join" { (ctx.t("nav-join")) } } }
        }
    };
    let frame = Page::new(ctx.t("sign-in"));
    if again {
        layout::refused(ctx, frame, body)
    } else {
        page(ctx, frame, body)
    }
}

/// The hidden fields of a form that leads on to a place.
fn hidden(f: &Fields) -> Markup {
    html! {
        (f.hidden())
        input type="hidden" name="next" value=(f.form.get("next"));
    }
}

/// A page with a form, refused or not yet sent.
fn answer(ctx: &Ctx, frame: Page, problems: &Problems, body: Markup) -> HttpResponse {
    if problems.none() {
        page(ctx, frame, body)
    } else {
        layout::refused(ctx, frame, body)
    }
}

pub fn link_sent(ctx: &Ctx) -> HttpResponse {
    let body = html! {
        div.narrow {
            header.page-head {
                h1 { (ctx.t("sign-in-sent")) }
                p.lead { (ctx.tv("sign-in-sent-text", &[("minutes", link::minutes())])) }
            }
            p { (ctx.t("sign-in-sent-help")) }
            p { a href="/sign-in" { (ctx.t("sign-in-again")) } }
        }
    };
    page(ctx, Page::new(ctx.t("sign-in-sent")), body)
}

pub fn use_link(ctx: &Ctx, token: &str) -> HttpResponse {
    let body = html! {
        div.narrow {
            header.page-head {
                h1 { (ctx.t("sign-in-use")) }
                p.lead { (ctx.t("sign-in-use-text")) }
            }
            form.stack method="post" action=(format!("/sign-in/{token}")) {
                (ctx.form_tokens())
                div.form-actions { button { (ctx.t("sign-in")) } }
            }
        }
    };
    page(ctx, Page::new(ctx.t("sign-in-use")), body)
}

pub fn setup(ctx: &Ctx, token: &str, form: &FormData, problems: &Problems) -> HttpResponse {
    let f = Fields::new(ctx, form, problems);
    let body = html! {
        div.narrow {
            header.page-head {
                h1 { (ctx.t("setup-title")) }
                p.lead { (ctx.t("setup-lead")) }
            }
            (f.summary())
            form.stack method="post" action=(format!("/setup/{token}")) {
                (f.hidden())
                (f.input("text", "name", "field-name", true))
                (f.input("email", "email", "field-email", true))
                div.form-actions { button { (ctx.t("setup-do")) } }
            }
        }
    };
    let frame = Page::new(ctx.t("setup-title"));
    if problems.none() {
        page(ctx, frame, body)
    } else {
        layout::refused(ctx, frame, body)
    }
}

pub fn sign_in_letter(app: &App, lang: Lang, person: &PersonRow, link: &str) -> Letter {
    let network = Value::from(app.network());
    let values = [
        ("network", network),
        ("name", Value::from(person.name.clone())),
        ("minutes", link::minutes()),
    ];
    let subject = lang.tv("mail-sign-in-subject", &values);
    let hello = lang.tv("mail-hello", &values);
    let lead = lang.tv("mail-sign-in-text", &values);
    let ignore = lang.tv("mail-sign-in-ignore", &values);
    Letter {
        // As plain text the address alone is clearer.
        text: format!("{hello}\n\n{lead}\n\n{link}\n\n{ignore}\n"),
        ..mail::letter(
            lang,
            (&person.name, &person.email),
            subject,
            Words {
                hello,
                before: vec![lead],
                link: (lang.t("sign-in"), link.to_string()),
                after: vec![ignore],
            },
        )
    }
}

pub fn changed_letter(
    app: &App,
    lang: Lang,
    person: &PersonRow,
    change: &str,
    link: &str,
) -> Letter {
    let values = [
        ("network", Value::from(app.network())),
        ("name", Value::from(person.name.clone())),
    ];
    let subject = lang.tv("mail-sign-in-changed-subject", &values);
    let hello = lang.tv("mail-hello", &values);
    let what = lang.tv(&format!("mail-changed-{change}"), &values);
    let others = lang.t("mail-sign-in-changed-others");
    let not_you = lang.t("mail-sign-in-changed-not-you");
    Letter {
        to_name: person.name.clone(),
        to_email: person.email.clone(),
        text: format!("{hello}\n\n{what} {others}\n\n{not_you}\n\n{link}\n"),
        html: mail::page(
            lang,
            &subject,
            html! {
                p { (hello) }
                p { (what) " " (others) }
                p { (not_you) }
                p { a href=(link) { (link) } }
            },
        ),
        subject,
        calendar: None,
        less: None,
    }
}
