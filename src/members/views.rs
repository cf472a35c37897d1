use actix_web::HttpResponse;
use maud::html;

use super::queries::PersonRow;
use crate::sign_in::sessions::SessionRow;
use crate::web::lang::{Lang, Value};
use crate::web::{Ctx, Fields, FormData, Page, Problems, dates, layout, page};

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
                p { a href="/me/data" { (ctx.t("privacy-own")) } }
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
