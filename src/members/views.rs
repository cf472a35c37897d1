use actix_web::HttpResponse;
use maud::{Markup, PreEscaped, html};

use super::queries::PersonRow;
use super::sessions::SessionRow;
use super::sign_in;
use crate::app::App;
use crate::mail::Letter;
use crate::web::lang::{Lang, Value};
use crate::web::{Ctx, Fields, FormData, Page, Problems, dates, layout, markdown, page};

pub fn sign_in(ctx: &Ctx, form: &FormData, problems: &Problems, again: bool) -> HttpResponse {
    let f = Fields::new(ctx, form, problems);
    let body = html! {
        div.narrow {
            header.page-head {
                h1 { (ctx.t("sign-in")) }
                p.lead { (ctx.t("sign-in-lead")) }
            }
            (f.summary())
            form.stack method="post" action="/sign-in" {
                (f.hidden())
                input type="hidden" name="next" value=(form.get("next"));
                (f.input("email", "email", "field-email", true))
                div.form-actions { button { (ctx.t("sign-in-ask")) } }
            }
            p.meta { (ctx.t("sign-in-unknown")) }
        }
    };
    let frame = Page::new(ctx.t("sign-in"));
    if again {
        layout::refused(ctx, frame, body)
    } else {
        page(ctx, frame, body)
    }
}

pub fn link_sent(ctx: &Ctx) -> HttpResponse {
    let body = html! {
        div.narrow {
            header.page-head {
                h1 { (ctx.t("sign-in-sent")) }
                p.lead { (ctx.tv("sign-in-sent-text", &[("minutes", sign_in::minutes())])) }
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

pub fn me(
    ctx: &Ctx,
    person: &PersonRow,
    open: &[SessionRow],
    form: &FormData,
    problems: &Problems,
) -> HttpResponse {
    let f = Fields::new(ctx, form, problems);
    let languages: Vec<_> = Lang::ALL
        .iter()
        .map(|l| (l.code().to_string(), l.name().to_string()))
        .collect();
    let roles = ctx.member.iter().flat_map(|m| m.roles.iter());
    let body = html! {
        header.page-head {
            h1 { (person.name) }
            p.lead { (person.title) }
        }
        div.columns {
            div {
                section.section {
                    h2 { (ctx.t("me-profile")) }
                    (f.summary())
                    form.stack method="post" action="/me" {
                        (f.hidden())
                        (f.input("text", "name", "field-name", true))
                        (f.input("text", "title", "field-title", false))
                        (f.select("lang", "field-lang", &languages, None, true))
                        div.form-actions { button { (ctx.t("save")) } }
                    }
                }
                section.section {
                    h2 { (ctx.t("me-sessions")) }
                    p { (ctx.t("me-sessions-text")) }
                    ul.list {
                        @for session in open {
                            li {
                                b {
                                    @if session.agent.is_empty() { (ctx.t("me-unknown-device")) }
                                    @else { (session.agent) }
                                }
                                @if Some(&session.id_hash) == ctx.session.as_ref() {
                                    " " span.badge.ok { (ctx.t("me-this-device")) }
                                }
                                p.meta { (ctx.tv("me-since", &[("when", Value::from(dates::moment(ctx.lang, session.created_at)))])) }
                            }
                        }
                    }
                    form method="post" action="/sign-out-everywhere" {
                        (ctx.form_tokens())
                        button.secondary { (ctx.t("sign-out-everywhere")) }
                    }
                }
            }
            aside.side {
                h2 { (ctx.t("me-facts")) }
                dl.facts {
                    div {
                        dt { (ctx.t("field-email")) }
                        // A long address breaks at its @.
                        dd {
                            @match person.email.split_once('@') {
                                Some((who, at)) => { (who) wbr; "@" (at) }
                                None => (person.email),
                            }
                        }
                    }
                    @if let Some(organisation) = &person.organisation {
                        div { dt { (ctx.t("field-organisation")) } dd { (organisation) } }
                    }
                    div {
                        dt { (ctx.t("field-roles")) }
                        dd { ul.tags { @for role in roles { li { span.tag { (ctx.t(&format!("role-{}", role.name()))) } } } } }
                    }
                }
            }
        }
    };
    let frame = Page::new(ctx.t("nav-me"));
    if problems.none() {
        page(ctx, frame, body)
    } else {
        layout::refused(ctx, frame, body)
    }
}

/// A page of running text from the locale: a title, and Markdown under `page-<name>`.
pub fn text(ctx: &Ctx, name: &str) -> Markup {
    let values = [
        ("network", Value::from(ctx.app.config.network_name.clone())),
        ("contact", Value::from(ctx.app.config.mail_from.clone())),
    ];
    html! {
        header.page-head { h1 { (ctx.t(&format!("nav-{name}"))) } }
        div.prose { (markdown::html(&ctx.tv(&format!("page-{name}"), &values))) }
    }
}

/// Made by `.ci/notices`, checked by CI: a line per crate (name, version, licence, address, with tabs
/// between), then the licences' texts.
const NOTICES: &str = include_str!("../../assets/third-party-notices.txt");
const LICENCE: &str = include_str!("../../LICENSE");

/// Name, version, licence and address of everything the program is built from.
fn crates() -> impl Iterator<Item = (&'static str, &'static str, &'static str, &'static str)> {
    NOTICES.lines().map_while(|line| {
        let mut facts = line.split('\t');
        Some((facts.next()?, facts.next()?, facts.next()?, facts.next()?))
    })
}

/// Every licence's text, as plain text: too much for a page.
pub fn licence_texts() -> HttpResponse {
    HttpResponse::Ok()
        .content_type("text/plain; charset=utf-8")
        .body(NOTICES)
}

pub fn licences(ctx: &Ctx) -> HttpResponse {
    let body = html! {
        header.page-head {
            h1 { (ctx.t("nav-licences")) }
            p.lead { (ctx.t("licences-lead")) }
        }
        h2 { "AGPL-3.0-or-later" }
        details { summary { (ctx.t("licences-own")) } pre tabindex="0" { (LICENCE) } }
        h2 { (ctx.t("licences-others")) }
        p { a href="/about/licences.txt" { (ctx.t("licences-texts")) } }
        div.table-scroll tabindex="0" role="region" aria-label=(ctx.t("licences-others")) {
            table.data {
                thead { tr {
                    th scope="col" { (ctx.t("field-name")) }
                    th scope="col" { (ctx.t("licences-version")) }
                    th scope="col" { (ctx.t("licences-licence")) }
                } }
                tbody {
                    @for (name, version, licence, address) in crates() {
                        tr {
                            td {
                                @if address.starts_with("https://") { a href=(address) rel="noopener" { (name) } }
                                @else { (name) }
                            }
                            td { (version) }
                            td { (licence) }
                        }
                    }
                }
            }
        }
    };
    page(ctx, Page::new(ctx.t("nav-licences")), body)
}

pub fn front(ctx: &Ctx, latest: Markup, coming: Markup, study: Option<Markup>) -> Markup {
    html! {
        section.hero {
            h1 { (ctx.tv("front-welcome", &[("network", Value::from(ctx.app.config.network_name.clone()))])) }
            p.lead { (ctx.t("front-lead")) }
            form role="search" action="/search" {
                label for="q" { (ctx.t("front-search-label")) }
                div.search-row {
                    input type="search" id="q" name="q" maxlength="200" data-shortcut="/";
                    button { (ctx.t("search")) }
                }
            }
            p.hint {
                (ctx.t("front-try")) " "
                a href="/search?q=for%C3%A6ldre%20tilsyn" { (ctx.t("front-try-1")) } ", "
                a href="/search?q=effektk%C3%A6de" { (ctx.t("front-try-2")) } " " (ctx.t("or")) " "
                a href="/search?q=samverkan" { (ctx.t("front-try-3")) }
            }
        }
        @if let Some(study) = study { (study) }
        div.columns {
            section.section {
                div.section-head { h2 { (ctx.t("front-latest")) } a href="/library" { (ctx.t("see-all")) } }
                (latest)
            }
            aside.side {
                div.section-head { h2 { (ctx.t("front-coming")) } a href="/meetings" { (ctx.t("see-all")) } }
                (coming)
            }
        }
    }
}

pub fn sign_in_letter(app: &App, lang: Lang, person: &PersonRow, link: &str) -> Letter {
    let network = Value::from(app.config.network_name.clone());
    let values = [
        ("network", network),
        ("name", Value::from(person.name.clone())),
        ("minutes", sign_in::minutes()),
    ];
    let subject = lang.tv("mail-sign-in-subject", &values);
    let hello = lang.tv("mail-hello", &values);
    let lead = lang.tv("mail-sign-in-text", &values);
    let ignore = lang.tv("mail-sign-in-ignore", &values);
    Letter {
        to_name: person.name.clone(),
        to_email: person.email.clone(),
        text: format!("{hello}\n\n{lead}\n\n{link}\n\n{ignore}\n"),
        html: mail_page(
            lang,
            &subject,
            html! {
                p { (hello) }
                p { (lead) }
                p { a href=(link) { (lang.t("sign-in")) } }
                p { (link) }
                p { (ignore) }
            },
        ),
        subject,
        calendar: None,
    }
}

/// The frame of an HTML mail: a document a mail program can show without fetching anything.
pub fn mail_page(lang: Lang, title: &str, body: Markup) -> String {
    html! {
        (PreEscaped("<!DOCTYPE html>"))
        html lang=(lang.code()) {
            head { meta charset="utf-8"; title { (title) } }
            body { (body) }
        }
    }
    .into_string()
}
