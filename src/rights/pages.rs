//! `/about/roles`: the table of rights, for people to read.

use actix_web::HttpResponse;
use maud::html;

use super::table::{Row, TABLE};
use crate::members::Role;
use crate::web::{Ctx, Page, page};

/// `GET /about/roles`
pub async fn roles(ctx: Ctx) -> HttpResponse {
    let title = ctx.t("roles-title");
    let columns = std::iter::once("visitor").chain(Role::ALL.iter().map(|r| r.name()));
    let body = html! {
        header.page-head {
            h1 { (title) }
            p.lead { (ctx.t("roles-lead")) }
        }
        section.section {
            h2 { (ctx.t("roles-each")) }
            dl.facts {
                @for role in Role::ALL {
                    div {
                        dt { (ctx.t(&format!("role-{}", role.name()))) }
                        dd { (ctx.t(&format!("role-{}-text", role.name()))) }
                    }
                }
            }
        }
        section.section {
            h2 { (ctx.t("roles-table")) }
            p { (ctx.t("roles-table-text")) }
            div.table-scroll tabindex="0" role="region" aria-label=(ctx.t("roles-table")) {
                table.data.rights {
                    thead { tr {
                        th scope="col" { (ctx.t("roles-action")) }
                        @for name in columns { th scope="col" { span { (ctx.t(&format!("role-{name}"))) } } }
                    } }
                    tbody {
                        @for Row { name, reach, .. } in TABLE {
                            tr {
                                th scope="row" { (ctx.t(&format!("right-{name}"))) }
                                @for reach in reach {
                                    td { (ctx.t(&format!("reach-{}", reach.name()))) }
                                }
                            }
                        }
                    }
                }
            }
        }
    };
    page(
        &ctx,
        Page::new(title).under(ctx.t("nav-about"), "/about"),
        body,
    )
}
