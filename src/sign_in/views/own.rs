use actix_web::HttpResponse;
use maud::{Markup, html};

use crate::sign_in::second_factor::Standing;
use crate::sign_in::sessions::{self, SessionRow};
use crate::web::lang::Value;
use crate::web::{Ctx, Page, dates, page};

pub fn sign_in(
    ctx: &Ctx,
    has_password: bool,
    standing: &Standing,
    passkeys: Markup,
) -> HttpResponse {
    let title = ctx.t("own-sign-in");
    let body = html! {
        header.page-head {
            h1 { (title) }
            p.lead { (ctx.t("own-sign-in-lead")) }
        }
        section.section {
            h2 { (ctx.t("own-password")) }
            @if has_password {
                p { (ctx.t("own-password-is")) }
                div.actions {
                    a.button.secondary href="/me/sign-in/password" { (ctx.t("own-password-change")) }
                    form method="post" action="/me/sign-in/password/remove" {
                        (ctx.form_tokens())
                        button.quiet { (ctx.t("own-password-remove")) }
                    }
                }
            } @else {
                p { (ctx.t("own-password-none")) }
                div.actions {
                    a.button.secondary href="/me/sign-in/password" { (ctx.t("own-password-choose")) }
                }
            }
        }
        (passkeys)
        section.section {
            h2 { (ctx.t("own-second-factor")) }
            p { (ctx.t(if administers(ctx) { "own-second-factor-demanded" } else { "own-second-factor-text" })) }
            (app(ctx, standing))
        }
        section.section {
            h2 { (ctx.t("own-sessions")) }
            p { (ctx.t("own-sessions-text")) }
            div.actions { a.button.secondary href="/me/sessions" { (ctx.t("own-sessions-see")) } }
        }
    };
    page(ctx, Page::new(title).under(ctx.t("nav-me"), "/me"), body)
}

fn administers(ctx: &Ctx) -> bool {
    let roles = |m: &'_ crate::members::Member| {
        m.roles
            .iter()
            .chain(&m.withheld)
            .any(sessions::needs_second_factor)
    };
    ctx.member.as_ref().is_some_and(roles)
}

fn app(ctx: &Ctx, standing: &Standing) -> Markup {
    let Some(since) = standing.app_since else {
        return html! {
            div.actions {
                a.button.secondary href="/me/sign-in/second-factor" { (ctx.t("own-app-add")) }
            }
        };
    };
    let left = standing.recovery_codes_left;
    html! {
        dl.facts {
            div {
                dt { (ctx.t("own-app")) }
                dd { (ctx.tv("own-since", &[("when", Value::from(dates::day_of(ctx.lang, since)))])) }
            }
            div {
                dt { (ctx.t("own-recovery")) }
                dd { (ctx.tv("own-recovery-left", &[("count", Value::from(left))])) }
            }
        }
        div.actions {
            a.button.secondary href="/me/sign-in/second-factor" { (ctx.t("own-app-replace")) }
            form method="post" action="/me/sign-in/recovery-codes" {
                (ctx.form_tokens())
                button.secondary { (ctx.t("own-recovery-new")) }
            }
            form method="post" action="/me/sign-in/second-factor/remove" {
                (ctx.form_tokens())
                button.quiet { (ctx.t("own-app-remove")) }
            }
        }
    }
}

pub fn sessions(ctx: &Ctx, open: &[SessionRow]) -> HttpResponse {
    let title = ctx.t("own-sessions");
    let moment = |at| Value::from(dates::moment(ctx.lang, at));
    let device = |s: &SessionRow| {
        if s.agent.is_empty() {
            ctx.t("own-unknown-device")
        } else {
            s.agent.clone()
        }
    };
    let body = html! {
        header.page-head {
            h1 { (title) }
            p.lead { (ctx.t("own-sessions-lead")) }
        }
        ul.list {
            @for session in open {
                @let this = ctx.session.as_ref() == Some(&session.id_hash);
                @let seen = session.seen_at.unwrap_or(session.created_at);
                li {
                    div {
                        h2 {
                            (device(session))
                            @if this { " " span.badge.ok { (ctx.t("own-this-device")) } }
                        }
                        p.meta {
                            (ctx.t(&format!("own-method-{}", session.method)))
                            @if session.second_factor_at.is_some() { ", " (ctx.t("own-with-second-factor")) }
                            ". "
                            (ctx.tv("own-signed-in-at", &[("when", moment(session.created_at))])) ". "
                            (ctx.tv("own-seen", &[("when", moment(seen))])) "."
                        }
                        @if !session.handle.is_empty() {
                            form method="post" action=(format!("/me/sessions/{}/end", session.handle)) {
                                (ctx.form_tokens())
                                button.secondary.small aria-label=(ctx.tv("own-session-end-which", &[
                                    ("device", Value::from(device(session))),
                                    ("when", moment(session.created_at)),
                                ])) { (ctx.t("own-session-end")) }
                            }
                        }
                    }
                }
            }
        }
        form method="post" action="/sign-out-everywhere" {
            (ctx.form_tokens())
            button { (ctx.t("sign-out-everywhere")) }
        }
    };
    let frame = Page::new(title)
        .under(ctx.t("nav-me"), "/me")
        .under(ctx.t("own-sign-in"), "/me/sign-in");
    page(ctx, frame, body)
}
