use std::collections::HashMap;

use maud::{Markup, html};

use super::conflict as conflict_notice;
use crate::members::{OrganisationRow, Role};
use crate::organisations::inviting::Asked;
use crate::organisations::queries::Own;
use crate::web::fields::Choice;
use crate::web::lang::Value;
use crate::web::{Ctx, Fields, FormData, Lang, Problems, dates, paging};

/// All that who looks after an organisation's people sees of them.
pub struct Seen {
    pub organisation: OrganisationRow,
    pub rows: Vec<Own>,
    pub roles: HashMap<String, Vec<Role>>,
    pub asked: Vec<Asked>,
    pub total: i64,
    pub number: i64,
}

pub fn list(ctx: &Ctx, seen: &Seen) -> Markup {
    let at = format!("/organisations/{}/people", seen.organisation.id);
    html! {
        header.page-head {
            h1 { (ctx.t("organisations-people")) }
            p.lead { (ctx.tv("organisations-people-lead", &[("organisation", Value::from(seen.organisation.name.clone()))])) }
            div.actions { a.button href=(format!("{at}/new")) { (ctx.t("organisations-ask")) } }
        }
        @if seen.rows.is_empty() {
            div.empty {
                h2 { (ctx.t("organisations-no-people")) }
                p { (ctx.t("organisations-no-people-text")) }
            }
        } @else {
            ul.list {
                @for p in &seen.rows {
                    li {
                        h2 { a href=(format!("{at}/{}", p.id)) { (p.name) } }
                        p.meta {
                            @if !p.title.is_empty() { (p.title) " · " }
                            (p.email)
                        }
                        @if let Some(roles) = seen.roles.get(&p.id) {
                            ul.tags { @for role in roles { li { span.tag { (ctx.t(&format!("role-{}", role.name()))) } } } }
                        }
                    }
                }
            }
            (paging::pager(ctx, seen.number, seen.total, |page| format!("{at}?page={page}")))
        }
        @if !seen.asked.is_empty() {
            section.section {
                h2 { (ctx.t("organisations-asked-open")) }
                p { (ctx.t("organisations-asked-open-text")) }
                ul.list {
                    @for a in &seen.asked {
                        li {
                            b { (a.name) }
                            p.meta { (a.email) " · " (ctx.tv("organisations-asked-on", &[("day", Value::from(dates::day_of(ctx.lang, a.at)))])) }
                            form method="post" action=(format!("{at}/asked/{}/remove", a.id)) {
                                (ctx.form_tokens())
                                button.secondary.small aria-label=(format!("{}: {}", ctx.t("organisations-take-back"), a.name)) {
                                    (ctx.t("organisations-take-back"))
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn languages() -> Vec<Choice> {
    Lang::ALL
        .iter()
        .map(|l| (l.code().to_string(), l.name().to_string()))
        .collect()
}

pub fn ask(ctx: &Ctx, o: &OrganisationRow, form: &FormData, problems: &Problems) -> Markup {
    let f = Fields::new(ctx, form, problems);
    let at = format!("/organisations/{}/people", o.id);
    html! {
        header.page-head {
            h1 { (ctx.t("organisations-ask")) }
            p.lead { (ctx.t("organisations-ask-lead")) }
        }
        (f.summary())
        form.stack method="post" action=(at) data-confirm-leave {
            (f.hidden())
            (f.input("text", "name", "field-name", true))
            (f.input("email", "email", "field-email", true))
            (f.input("text", "title", "field-title", false))
            (f.select("lang", "field-lang", &languages(), None, true))
            div.form-actions { button { (ctx.t("organisations-ask-do")) } a.button.quiet href=(at) { (ctx.t("cancel")) } }
        }
    }
}

pub fn edit(
    ctx: &Ctx,
    o: &OrganisationRow,
    own: &Own,
    form: &FormData,
    problems: &Problems,
    conflict: bool,
) -> Markup {
    let f = Fields::new(ctx, form, problems);
    let people = format!("/organisations/{}/people", o.id);
    let at = format!("{people}/{}", own.id);
    let administers = [("yes".to_string(), ctx.t("organisations-administers-yes"))];
    html! {
        header.page-head { h1 { (own.name) } p.lead { (own.email) } }
        @if conflict {
            (conflict_notice(ctx, &[
                ("field-name", own.name.clone()),
                ("field-title", own.title.clone()),
                ("field-lang", own.lang.clone()),
            ]))
        }
        (f.summary())
        form.stack method="post" action=(at) data-confirm-leave {
            (f.hidden())
            input type="hidden" name="version" value=(form.get("version"));
            (f.input("text", "name", "field-name", true))
            (f.input("text", "title", "field-title", false))
            (f.select("lang", "field-lang", &languages(), None, true))
            (f.choices("administers", "organisations-administers", &administers, true))
            p.hint { (ctx.t("organisations-address-text")) }
            div.form-actions { button { (ctx.t("save")) } a.button.quiet href=(people) { (ctx.t("cancel")) } }
        }
        section.section {
            h2 { (ctx.t("organisations-leave")) }
            p { (ctx.t("organisations-leave-text")) }
            a.button.danger href=(format!("{at}/leave")) { (ctx.t("organisations-leave-see")) }
        }
    }
}
