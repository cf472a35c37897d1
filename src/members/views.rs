use actix_web::HttpResponse;
use maud::{Markup, html};

use super::queries::PersonRow;
use crate::web::{Ctx, Page, page};

/// One's own page: where everything that is one's own is found.
pub fn me(ctx: &Ctx, person: &PersonRow) -> HttpResponse {
    let roles = ctx.member.iter().flat_map(|m| m.roles.iter());
    let body = html! {
        header.page-head {
            h1 { (person.name) }
            @if !person.title.is_empty() { p.lead { (person.title) } }
        }
        div.columns {
            div {
                h2.visually-hidden { (ctx.t("me-places")) }
                ul.cards {
                    (place("/me/profile", &ctx.t("me-profile"), &ctx.t("me-profile-text")))
                    (place("/me/shelf", &ctx.t("lists-shelf"), &ctx.t("lists-shelf-text")))
                    (place("/me/searches", &ctx.t("saved-searches-title"), &ctx.t("saved-searches-text")))
                    (place("/me/notices", &ctx.t("me-notices"), &ctx.t("me-notices-text")))
                    (place("/me/sign-in", &ctx.t("me-sign-in"), &ctx.t("me-sign-in-text")))
                    (place("/me/sessions", &ctx.t("own-sessions"), &ctx.t("me-sessions-short")))
                    (place("/me/data", &ctx.t("me-data"), &ctx.t("me-data-text")))
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
                    @if let (Some(id), Some(organisation)) = (&person.organisation_id, &person.organisation) {
                        div {
                            dt { (ctx.t("field-organisation")) }
                            dd { a href=(format!("/people?organisation={id}")) { (organisation) } }
                        }
                    }
                    div {
                        dt { (ctx.t("field-roles")) }
                        dd { ul.tags { @for role in roles { li { span.tag { (ctx.t(&format!("role-{}", role.name()))) } } } } }
                    }
                }
                p { a href=(format!("/people/{}", person.id)) { (ctx.t("profile-see")) } }
                p { a href="/people" { (ctx.t("people-title")) } }
            }
        }
    };
    page(ctx, Page::new(ctx.t("nav-me")), body)
}

fn place(href: &str, label: &str, text: &str) -> Markup {
    html! {
        li.card {
            h3 { a href=(href) { (label) } }
            p { (text) }
        }
    }
}
