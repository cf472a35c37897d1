use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use maud::{Markup, html};

use super::protocol::{Found, Trouble};
use super::{MOST, ProviderRow, begin_path, callback};
use crate::rights::Act;
use crate::sign_in::link;
use crate::web::lang::Value;
use crate::web::layout::{self, page_with_status};
use crate::web::{Ctx, Fields, FormData, Page, Problems, page};

/// Id and name.
type Named<'a> = (&'a str, &'a str);

fn named(name: &str) -> [(&'static str, Value); 1] {
    [("name", Value::from(name.to_string()))]
}

pub fn choose(
    ctx: &Ctx,
    organisation: &str,
    providers: &[ProviderRow],
    next: &str,
) -> HttpResponse {
    let title = ctx.tv("providers-choose", &named(organisation));
    let body = html! {
        div.narrow {
            header.page-head {
                h1 { (title) }
                p.lead { (ctx.t("providers-choose-lead")) }
            }
            ul.list {
                @for provider in providers {
                    li { a.button href=(begin_path(&provider.id, next)) { (ctx.tv("providers-with", &named(&provider.name))) } }
                }
            }
            p { a href=(link::by_mail(next)) { (ctx.t("providers-another-way")) } }
        }
    };
    page(ctx, Page::new(title), body)
}

pub fn on_the_way(ctx: &Ctx, name: &str, address: &str) -> HttpResponse {
    let title = ctx.tv("providers-with", &named(name));
    let body = html! {
        div.narrow {
            header.page-head {
                h1 { (title) }
                p.lead { (ctx.t("providers-on-the-way")) }
            }
            div.actions { a.button href=(address) { (ctx.tv("providers-go", &named(name))) } }
        }
    };
    page(ctx, Page::new(title), body)
}

/// The provider could not be spoken with, or what it said did not hold.
pub fn trouble(ctx: &Ctx, trouble: Trouble, again: Option<Named>, next: &str) -> HttpResponse {
    let why = match trouble {
        Trouble::Unreachable | Trouble::Slow => "unreachable",
        Trouble::WrongIssuer => "wrong-issuer",
        Trouble::WrongCode => "wrong-code",
        Trouble::Expired => "expired-token",
        Trouble::WrongNonce => "wrong-nonce",
        Trouble::BadToken => "bad-token",
        Trouble::Certificate | Trouble::NotHttps | Trouble::NotOpenId | Trouble::WrongClient => {
            "set-up"
        }
    };
    refused(ctx, why, again, next)
}

/// Why nobody was signed in, and the way on.
pub fn refused(ctx: &Ctx, why: &str, again: Option<Named>, next: &str) -> HttpResponse {
    let name = again.map_or_else(
        || ctx.t("providers-own-sign-in"),
        |(_, name)| name.to_string(),
    );
    let body = html! {
        div.error-page {
            h1 { (ctx.t("providers-refused")) }
            p.lead { (ctx.tv(&format!("providers-refused-{why}"), &named(&name))) }
            div.actions {
                @if let Some((id, _)) = again {
                    a.button href=(begin_path(id, next)) { (ctx.t("providers-again")) }
                }
                a.button.secondary href=(link::by_mail(next)) { (ctx.t("providers-another-way")) }
                a.button.quiet href="/" { (ctx.t("to-front-page")) }
            }
        }
    };
    let frame = Page::new(ctx.t("providers-refused"));
    page_with_status(ctx, StatusCode::UNPROCESSABLE_ENTITY, frame, body)
}

pub fn list(
    ctx: &Ctx,
    organisation: Named,
    providers: &[ProviderRow],
    domains: &[String],
) -> HttpResponse {
    let (id, name) = organisation;
    let title = ctx.tv("providers-of", &named(name));
    let keeps = ctx.may(Act::ManageNetwork);
    let body = html! {
        header.page-head {
            h1 { (title) }
            p.lead { (ctx.t("providers-lead")) }
        }
        @if !keeps { div.notice { p { (ctx.t("providers-kept-by")) } } }
        @if domains.is_empty() {
            div.notice.warn { p { (ctx.t("providers-no-domains")) } }
        } @else {
            p { (ctx.tv("providers-domains", &[("domains", Value::from(domains.join(", ")))])) }
        }
        @if providers.is_empty() {
            div.empty {
                h2 { (ctx.t("providers-none")) }
                p { (ctx.t("providers-none-text")) }
                @if keeps {
                    div.actions { a.button href=(format!("/organisations/{id}/sign-in/new")) { (ctx.t("providers-add")) } }
                }
            }
        } @else {
            ul.list {
                @for provider in providers {
                    li {
                        h2 {
                            @if keeps { a href=(format!("/organisations/{id}/sign-in/{}", provider.id)) { (provider.name) } }
                            @else { (provider.name) }
                        }
                        p.meta { (provider.issuer) " · " (state(ctx, provider)) }
                    }
                }
            }
            @if providers.len() < MOST {
                @if keeps {
                    div.actions { a.button.secondary href=(format!("/organisations/{id}/sign-in/new")) { (ctx.t("providers-add")) } }
                }
            }
        }
        (for_the_provider(ctx))
    };
    page(ctx, Page::new(title), body)
}

fn state(ctx: &Ctx, provider: &ProviderRow) -> Markup {
    html! {
        @if provider.enabled { span.badge.ok { (ctx.t("providers-on")) } }
        @else { span.badge.draft { (ctx.t("providers-off")) } }
    }
}

/// What the people at the provider ask for.
fn for_the_provider(ctx: &Ctx) -> Markup {
    html! {
        section.section {
            h2 { (ctx.t("providers-there")) }
            p { (ctx.t("providers-there-text")) }
            dl.facts {
                div { dt { (ctx.t("providers-callback")) } dd { code { (callback(&ctx.app)) } } }
                div { dt { (ctx.t("providers-scopes")) } dd { code { "openid email profile" } } }
                div { dt { (ctx.t("providers-flow")) } dd { (ctx.t("providers-flow-text")) } }
            }
        }
    }
}

pub fn edit(
    ctx: &Ctx,
    organisation: Named,
    provider: Option<&ProviderRow>,
    form: &FormData,
    problems: &Problems,
) -> HttpResponse {
    let (id, name) = organisation;
    // A secret goes in and never comes out, not even to who typed it a moment ago.
    let mut shown = form.clone();
    shown.set("client_secret", "");
    let f = Fields::new(ctx, &shown, problems);
    let at = format!("/organisations/{id}/sign-in");
    let (title, action) = match provider {
        Some(p) => (p.name.clone(), format!("{at}/{}", p.id)),
        None => (ctx.t("providers-add"), at.clone()),
    };
    let secret = if provider.is_some() {
        "providers-secret-kept"
    } else {
        "field-client-secret"
    };
    let enabled = [("yes".to_string(), ctx.t("providers-enabled-yes"))];
    let body = html! {
        header.page-head { h1 { (title) } }
        (f.summary())
        form.stack method="post" action=(action) data-confirm-leave {
            (f.hidden())
            input type="hidden" name="version" value=(form.get("version"));
            (f.input("text", "name", "providers-name", true))
            (f.input("url", "issuer", "field-issuer", true))
            (f.input("text", "client_id", "field-client-id", true))
            (f.input("password", "client_secret", secret, provider.is_none()))
            (f.choices("enabled", "providers-enabled", &enabled, true))
            div.form-actions {
                button { (ctx.t("save")) }
                a.button.quiet href=(at) { (ctx.t("cancel")) }
            }
        }
        @if let Some(provider) = provider {
            section.section {
                h2 { (ctx.t("providers-try")) }
                p { (ctx.t("providers-try-text")) }
                (try_form(ctx, &at, provider))
            }
            section.section {
                h2 { (ctx.t("providers-remove")) }
                p { a href=(format!("{at}/{}/remove", provider.id)) { (ctx.tv("providers-remove-one", &named(&provider.name))) } }
            }
        }
        (for_the_provider(ctx))
    };
    let frame = Page::new(title).under(ctx.tv("providers-of", &named(name)), at);
    if problems.none() {
        page(ctx, frame, body)
    } else {
        layout::refused(ctx, frame, body)
    }
}

fn try_form(ctx: &Ctx, at: &str, provider: &ProviderRow) -> Markup {
    html! {
        form.stack method="post" action=(format!("{at}/{}/try", provider.id)) {
            (ctx.form_tokens())
            div.form-actions { button.secondary { (ctx.t("providers-try-do")) } }
        }
    }
}

pub fn tried(
    ctx: &Ctx,
    organisation: Named,
    provider: &ProviderRow,
    found: &Result<Found, Trouble>,
) -> HttpResponse {
    let (id, name) = organisation;
    let at = format!("/organisations/{id}/sign-in");
    let yes_no = |yes: bool| {
        if yes {
            ctx.t("providers-yes")
        } else {
            ctx.t("providers-not-said")
        }
    };
    let body = html! {
        header.page-head { h1 { (ctx.tv("providers-tried", &named(&provider.name))) } }
        @match found {
            Ok(found) => {
                div.notice.ok { p { (ctx.t("providers-try-good")) } }
                dl.facts {
                    div { dt { (ctx.t("field-issuer")) } dd { (provider.issuer) } }
                    div { dt { (ctx.t("providers-people-go-to")) } dd { (found.authorization) } }
                    div { dt { (ctx.t("providers-userinfo")) } dd { (yes_no(found.has_userinfo)) } }
                    div { dt { (ctx.t("providers-pkce")) } dd { (yes_no(found.knows_pkce)) } }
                    div { dt { (ctx.t("providers-iss")) } dd { (yes_no(found.says_issuer)) } }
                }
                @if !provider.enabled { p { (ctx.t("providers-still-off")) } }
            }
            Err(trouble) => {
                div.notice.error { p { (ctx.t(&format!("providers-try-{}", trouble.name()))) } }
            }
        }
        (try_form(ctx, &at, provider))
        p { a href=(format!("{at}/{}", provider.id)) { (ctx.t("providers-back")) } }
    };
    let frame = Page::new(ctx.tv("providers-tried", &named(&provider.name)))
        .under(ctx.tv("providers-of", &named(name)), at.clone())
        .under(provider.name.clone(), format!("{at}/{}", provider.id));
    page(ctx, frame, body)
}

pub fn remove(ctx: &Ctx, organisation: Named, provider: &ProviderRow) -> HttpResponse {
    let (id, name) = organisation;
    let at = format!("/organisations/{id}/sign-in");
    let title = ctx.tv("providers-remove-one", &named(&provider.name));
    let body = html! {
        div.narrow {
            header.page-head {
                h1 { (title) }
                p.lead { (ctx.t("providers-remove-lead")) }
            }
            form.stack method="post" action=(format!("{at}/{}/remove", provider.id)) {
                (ctx.form_tokens())
                div.form-actions {
                    button.danger { (ctx.t("providers-remove")) }
                    a.button.quiet href=(format!("{at}/{}", provider.id)) { (ctx.t("cancel")) }
                }
            }
        }
    };
    let frame = Page::new(title).under(ctx.tv("providers-of", &named(name)), at);
    page(ctx, frame, body)
}
