use std::collections::HashMap;

use actix_web::HttpResponse;
use maud::{Markup, html};

use super::reading::Readable;
use super::{MailRow, Status};
use crate::web::{Ctx, Page, dates, page};

pub fn list(
    ctx: &Ctx,
    status: Option<Status>,
    rows: &[MailRow],
    counts: &[(String, i64)],
    names: &HashMap<String, String>,
) -> HttpResponse {
    let count = |s: Status| {
        counts
            .iter()
            .find(|(name, _)| name == s.name())
            .map_or(0, |(_, n)| *n)
    };
    let body = html! {
        header.page-head { h1 { (ctx.t("admin-mail")) } p.lead { (ctx.t("admin-mail-lead")) } }
        @if count(Status::Undecided) > 0 {
            div.notice.warn { p { (ctx.t("mail-undecided-text")) } }
        }
        nav.tabs aria-label=(ctx.t("admin-mail")) {
            ul {
                li { a href="/admin/mail" aria-current=[status.is_none().then_some("page")] { (ctx.t("all")) } }
                @for s in Status::ALL {
                    li {
                        a href=(format!("/admin/mail?status={}", s.name())) aria-current=[(status == Some(s)).then_some("page")] {
                            (ctx.t(&format!("mail-status-{}", s.name()))) " (" (count(s)) ")"
                        }
                    }
                }
            }
        }
        @if rows.is_empty() {
            div.empty { h2 { (ctx.t("mail-none")) } p { (ctx.t("mail-none-text")) } }
        } @else {
            ul.list {
                @for row in rows {
                    li {
                        a href=(format!("/admin/mail/{}", row.id)) {
                            (ctx.t(&format!("mail-kind-{}", row.kind)))
                            ": " (names.get(&row.person_id).map_or("–", String::as_str))
                        }
                        " " (badge(ctx, row))
                        p.meta { (dates::moment(ctx.lang, row.created_at)) }
                    }
                }
            }
        }
    };
    page(
        ctx,
        Page::new(ctx.t("admin-mail")).under(ctx.t("nav-admin"), "/admin"),
        body,
    )
}

fn badge(ctx: &Ctx, row: &MailRow) -> Markup {
    let label = ctx.t(&format!("mail-status-{}", row.status));
    html! {
        @match row.status.as_str() {
            "sent" => span.badge.ok { (label) },
            "undecided" | "failed" => span.badge.warn { (label) },
            _ => span.badge { (label) },
        }
    }
}

pub fn show(
    ctx: &Ctx,
    row: &MailRow,
    names: &HashMap<String, String>,
    readable: Option<&Readable>,
) -> HttpResponse {
    let title = ctx.t(&format!("mail-kind-{}", row.kind));
    let undecided = row.status == Status::Undecided.name();
    let body = html! {
        header.page-head { h1 { (title) } }
        article.mailview {
            dl.facts {
                div { dt { (ctx.t("mail-to")) } dd { (names.get(&row.person_id).map_or("–", String::as_str)) } }
                div { dt { (ctx.t("mail-status")) } dd { (badge(ctx, row)) } }
                div { dt { (ctx.t("mail-tries")) } dd { (row.attempts) } }
                div { dt { "Message-ID" } dd { (row.message_id) } }
                @if let Some(sent) = row.sent_at {
                    div { dt { (ctx.t("mail-sent-at")) } dd { (dates::moment(ctx.lang, sent)) } }
                }
                @if let Some(error) = &row.last_error {
                    div { dt { (ctx.t("mail-error")) } dd { (error) } }
                }
            }
            @if undecided { div.notice.warn { p { (ctx.t("mail-undecided-text")) } } }
            @if undecided || row.status == Status::Failed.name() {
                div.actions {
                    @if undecided {
                        form method="post" action=(format!("/admin/mail/{}/sent", row.id)) {
                            (ctx.form_tokens())
                            button.secondary { (ctx.t("mail-decide-sent")) }
                        }
                    }
                    form method="post" action=(format!("/admin/mail/{}/again", row.id)) {
                        (ctx.form_tokens())
                        button { (ctx.t("mail-decide-again")) }
                    }
                }
            }
            @if let Some(mail) = readable {
                h2 { (mail.subject) }
                p.meta { (ctx.t("mail-keys-left-out")) }
                pre tabindex="0" { (mail.text) }
                @if let Some(calendar) = &mail.calendar {
                    h3 { (ctx.t("mail-calendar")) }
                    pre tabindex="0" { (calendar) }
                }
            }
        }
    };
    page(
        ctx,
        Page::new(title)
            .under(ctx.t("nav-admin"), "/admin")
            .under(ctx.t("admin-mail"), "/admin/mail"),
        body,
    )
}
