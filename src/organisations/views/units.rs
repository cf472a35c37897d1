use std::collections::HashMap;

use maud::{Markup, html};

use super::count;
use crate::members::OrganisationRow;
use crate::organisations::units::{DEPTH, KINDS, ROLES, Unit, UnitMember, path};
use crate::web::fields::Choice;
use crate::web::{Ctx, Fields, FormData, Problems};

fn kind(ctx: &Ctx, unit: &Unit) -> String {
    ctx.t(&format!("organisations-unit-{}", unit.kind))
}

/// The whole tree, as lists in lists.
pub fn tree(ctx: &Ctx, o: &OrganisationRow, all: &[Unit], sizes: &HashMap<String, i64>) -> Markup {
    level(ctx, o, all, sizes, None, 0)
}

fn level(
    ctx: &Ctx,
    o: &OrganisationRow,
    all: &[Unit],
    sizes: &HashMap<String, i64>,
    parent: Option<&str>,
    depth: usize,
) -> Markup {
    let here: Vec<&Unit> = all
        .iter()
        .filter(|u| u.parent_id.as_deref() == parent)
        .collect();
    html! {
        @if !here.is_empty() && depth < DEPTH {
            ul {
                @for unit in here {
                    li {
                        a href=(format!("/organisations/{}/units/{}", o.id, unit.id)) { (unit.name) }
                        " " span.meta {
                            (kind(ctx, unit))
                            @if let Some(n) = sizes.get(&unit.id) { " · " (count(ctx, "organisations-count-people", *n)) }
                        }
                        (level(ctx, o, all, sizes, Some(&unit.id), depth + 1))
                    }
                }
            }
        }
    }
}

/// All that a unit's page shows.
pub struct Seen {
    pub organisation: OrganisationRow,
    pub unit: Unit,
    pub all: Vec<Unit>,
    pub members: Vec<UnitMember>,
    /// Who could be put into it: id and name.
    pub candidates: Vec<Choice>,
}

pub fn show(ctx: &Ctx, seen: &Seen, manages: bool, form: &FormData, problems: &Problems) -> Markup {
    let f = Fields::new(ctx, form, problems);
    let at = format!(
        "/organisations/{}/units/{}",
        seen.organisation.id, seen.unit.id
    );
    let below: Vec<&Unit> = seen
        .all
        .iter()
        .filter(|u| u.parent_id.as_deref() == Some(&seen.unit.id))
        .collect();
    let is_empty = below.is_empty() && seen.members.is_empty();
    let roles: Vec<Choice> = ROLES
        .iter()
        .map(|r| (r.to_string(), ctx.t(&format!("organisations-role-{r}"))))
        .collect();
    html! {
        header.page-head {
            h1 { (seen.unit.name) }
            p.lead { (kind(ctx, &seen.unit)) " · " (seen.organisation.name) }
            @if manages {
                div.actions {
                    a.button.secondary href=(format!("{at}/edit")) { (ctx.t("organisations-unit-edit")) }
                    @if path(&seen.all, &seen.unit.id).len() < DEPTH {
                        a.button.secondary href=(format!("/organisations/{}/units/new?parent={}", seen.organisation.id, seen.unit.id)) {
                            (ctx.t("organisations-unit-add-below"))
                        }
                    }
                }
            }
        }
        (f.summary())
        section.section id="members" {
            h2 { (ctx.t("organisations-unit-members")) }
            @if seen.members.is_empty() {
                p { (ctx.t("organisations-unit-nobody")) }
            } @else {
                ul.list {
                    @for m in &seen.members {
                        li {
                            b { (super::person_link(&m.person_id, &m.name)) }
                            @if m.role != "member" { " " span.badge { (ctx.t(&format!("organisations-role-{}", m.role))) } }
                            @if !m.title.is_empty() { p.meta { (m.title) } }
                            @if manages {
                                form method="post" action=(format!("{at}/members/{}/remove", m.person_id)) {
                                    (ctx.form_tokens())
                                    button.secondary.small aria-label=(format!("{}: {}", ctx.t("organisations-unit-take-out"), m.name)) {
                                        (ctx.t("organisations-unit-take-out"))
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
        @if !below.is_empty() {
            section.section {
                h2 { (ctx.t("organisations-unit-below")) }
                ul.list {
                    @for unit in &below {
                        li {
                            h3 { a href=(format!("/organisations/{}/units/{}", seen.organisation.id, unit.id)) { (unit.name) } }
                            p.meta { (kind(ctx, unit)) }
                        }
                    }
                }
            }
        }
        @if manages {
            section.section {
                h2 { (ctx.t("organisations-unit-put-in")) }
                @if seen.candidates.is_empty() {
                    p { (ctx.t("organisations-no-people")) }
                } @else {
                    form.stack method="post" action=(format!("{at}/members")) {
                        (f.hidden())
                        (f.select("person", "organisations-person", &seen.candidates, Some(&ctx.t("organisations-choose-person")), true))
                        (f.select("role", "organisations-role", &roles, None, true))
                        (f.input("text", "title", "organisations-unit-title", false))
                        div.form-actions { button { (ctx.t("organisations-unit-put-in")) } }
                    }
                }
            }
            @if is_empty {
                section.section {
                    h2 { (ctx.t("organisations-unit-remove")) }
                    p { (ctx.t("organisations-unit-remove-text")) }
                    form method="post" action=(format!("{at}/remove")) {
                        (ctx.form_tokens())
                        button.danger { (ctx.t("organisations-unit-remove")) }
                    }
                }
            }
        }
    }
}

pub fn form(
    ctx: &Ctx,
    o: &OrganisationRow,
    all: &[Unit],
    unit: Option<&Unit>,
    form: &FormData,
    problems: &Problems,
) -> Markup {
    let f = Fields::new(ctx, form, problems);
    let kinds: Vec<Choice> = KINDS
        .iter()
        .map(|k| (k.to_string(), ctx.t(&format!("organisations-unit-{k}"))))
        .collect();
    // Everything but the unit itself and what is below it, each with the way down to it.
    let mut parents: Vec<Choice> = all
        .iter()
        .filter_map(|u| {
            let way = path(all, &u.id);
            let below = unit.is_some_and(|unit| way.iter().any(|w| w.id == unit.id));
            let names: Vec<&str> = way.iter().map(|w| w.name.as_str()).collect();
            (!below && way.len() < DEPTH).then(|| (u.id.clone(), names.join(" › ")))
        })
        .collect();
    parents.sort_by(|a, b| a.1.cmp(&b.1));
    let (title, action, back) = match unit {
        Some(u) => (
            u.name.clone(),
            format!("/organisations/{}/units/{}/edit", o.id, u.id),
            format!("/organisations/{}/units/{}", o.id, u.id),
        ),
        None => (
            ctx.t("organisations-unit-add"),
            format!("/organisations/{}/units", o.id),
            format!("/organisations/{}", o.id),
        ),
    };
    html! {
        header.page-head { h1 { (title) } }
        (f.summary())
        form.stack method="post" action=(action) data-confirm-leave {
            (f.hidden())
            (f.input("text", "name", "field-name", true))
            (f.select("kind", "field-kind", &kinds, None, true))
            (f.select("parent", "organisations-parent", &parents, Some(&ctx.t("organisations-unit-top")), false))
            div.form-actions { button { (ctx.t("save")) } a.button.quiet href=(back) { (ctx.t("cancel")) } }
        }
    }
}
