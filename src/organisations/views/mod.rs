pub mod moving;
pub mod people;
pub mod representatives;
pub mod units;

use std::collections::HashMap;

use chrono::NaiveDate;
use maud::{Markup, html};

use super::inviting::Offer;
use super::queries::Own;
use super::representatives::Turn;
use super::units::Unit;
use crate::members::{ORGANISATION_KINDS, OrganisationRow};
use crate::places;
use crate::rights::Act;
use crate::web::fields::Choice;
use crate::web::lang::Value;
use crate::web::{Ctx, Fields, FormData, Problems, paging};

/// A page of the list of organisations.
pub struct Listed {
    /// Where the list is: for everybody, or in administration.
    pub base: &'static str,
    pub kind: Option<&'static str>,
    pub rows: Vec<OrganisationRow>,
    pub counts: HashMap<String, i64>,
    pub total: i64,
    pub number: i64,
}

fn kind(ctx: &Ctx, kind: &str) -> String {
    ctx.t(&format!("organisation-{}", kind.replace('_', "-")))
}

fn kinds(ctx: &Ctx) -> Vec<Choice> {
    ORGANISATION_KINDS
        .iter()
        .map(|k| (k.to_string(), kind(ctx, k)))
        .collect()
}

/// Kind, and the municipality when the name does not say it already.
fn facts(ctx: &Ctx, o: &OrganisationRow) -> String {
    let place = o
        .municipality
        .as_ref()
        .filter(|m| o.kind != "municipality" || !o.name.contains(m.as_str()));
    match place {
        Some(place) => format!("{} · {place}", kind(ctx, &o.kind)),
        None => kind(ctx, &o.kind),
    }
}

fn count(ctx: &Ctx, key: &str, n: i64) -> String {
    ctx.tv(key, &[("count", Value::from(n))])
}

pub fn list(ctx: &Ctx, listed: &Listed) -> Markup {
    let href = |kind: Option<&str>, page: i64| {
        let mut query = Vec::new();
        if let Some(kind) = kind {
            query.push(("kind", kind.to_string()));
        }
        if page > 1 {
            query.push(("page", page.to_string()));
        }
        match serde_urlencoded::to_string(&query) {
            Ok(query) if !query.is_empty() => format!("{}?{query}", listed.base),
            _ => listed.base.to_string(),
        }
    };
    let may_add = ctx.may(Act::ManageNetwork);
    html! {
        header.page-head {
            h1 { (ctx.t("organisations-title")) }
            p.lead { (ctx.t("admin-organisations-lead")) }
            @if may_add {
                div.actions { a.button href="/admin/organisations/new" { (ctx.t("admin-add-organisation")) } }
            }
        }
        nav.tabs aria-label=(ctx.t("organisations-kinds")) {
            ul {
                li { a href=(href(None, 1)) aria-current=[listed.kind.is_none().then_some("page")] { (ctx.t("all")) } }
                @for k in ORGANISATION_KINDS {
                    li {
                        a href=(href(Some(k), 1)) aria-current=[(listed.kind == Some(k)).then_some("page")] {
                            (ctx.t(&format!("organisations-plural-{}", k.replace('_', "-"))))
                        }
                    }
                }
            }
        }
        @if listed.rows.is_empty() {
            div.empty {
                h2 { (ctx.t("organisations-none")) }
                p { (ctx.t(if may_add { "admin-no-organisations-text" } else { "organisations-none-text" })) }
                div.actions {
                    @if may_add { a.button href="/admin/organisations/new" { (ctx.t("admin-add-organisation")) } }
                    @else if listed.kind.is_some() { a.button.secondary href=(listed.base) { (ctx.t("see-all")) } }
                }
            }
        } @else {
            ul.list {
                @for o in &listed.rows {
                    li {
                        h2 { a href=(format!("/organisations/{}", o.id)) { (o.name) } }
                        p.meta {
                            (facts(ctx, o)) " · "
                            (count(ctx, "organisations-count-people", listed.counts.get(&o.id).copied().unwrap_or(0)))
                        }
                    }
                }
            }
            (paging::pager(ctx, listed.number, listed.total, |page| href(listed.kind, page)))
        }
    }
}

/// Somebody's name, which leads to what they tell of themselves.
fn person_link(id: &str, name: &str) -> Markup {
    html! { a href=(format!("/people/{id}")) { (name) } }
}

/// All that an organisation's page shows.
pub struct Seen {
    pub organisation: OrganisationRow,
    pub turns: Vec<Turn>,
    pub units: Vec<Unit>,
    pub sizes: HashMap<String, i64>,
    pub people: Vec<Own>,
    pub total: i64,
    pub number: i64,
}

pub fn show(ctx: &Ctx, seen: &Seen, day: NaiveDate) -> Markup {
    let o = &seen.organisation;
    let at = format!("/organisations/{}", o.id);
    let manages = ctx.may(Act::ManageOrganisation {
        organisation_id: &o.id,
    });
    let people = ctx.may(Act::ManagePeople {
        organisation_id: Some(&o.id),
    });
    let network = ctx.may(Act::ManageNetwork);
    html! {
        header.page-head {
            h1 { (o.name) }
            p.lead { (facts(ctx, o)) }
            p.meta { (count(ctx, "admin-seats", o.seats)) }
        }
        div.columns {
            div {
                section.section {
                    div.section-head {
                        h2 { (ctx.t("organisations-representatives")) }
                        @if manages { a href=(format!("{at}/representatives")) { (ctx.t("organisations-representatives-keep")) } }
                    }
                    (representatives::shown(ctx, &seen.turns, day))
                }
                section.section {
                    div.section-head {
                        h2 { (ctx.t("organisations-units")) }
                        @if manages { a href=(format!("{at}/units/new")) { (ctx.t("organisations-unit-add")) } }
                    }
                    @if seen.units.is_empty() {
                        p { (ctx.t("organisations-no-units")) }
                    } @else {
                        (units::tree(ctx, o, &seen.units, &seen.sizes))
                    }
                }
                section.section {
                    div.section-head {
                        h2 { (ctx.t("organisations-people")) " " span.count { "(" (seen.total) ")" } }
                        @if people { a href=(format!("{at}/people")) { (ctx.t("organisations-people-keep")) } }
                    }
                    @if seen.people.is_empty() {
                        p { (ctx.t("organisations-no-people")) }
                    } @else {
                        ul.list {
                            @for p in &seen.people {
                                @let title = p.shown_title();
                                li { b { (person_link(&p.id, &p.name)) } @if !title.is_empty() { p.meta { (title) } } }
                            }
                        }
                        (paging::pager(ctx, seen.number, seen.total, |page| format!("{at}?page={page}")))
                    }
                }
            }
            @if manages || people || network {
                aside.side {
                    h2 { (ctx.t("organisations-keep")) }
                    ul {
                        @if people {
                            li { a href=(format!("{at}/people")) { (ctx.t("organisations-people-keep")) } }
                            li { a href=(format!("{at}/people/new")) { (ctx.t("organisations-ask")) } }
                        }
                        @if manages {
                            li { a href=(format!("{at}/representatives")) { (ctx.t("organisations-representatives-keep")) } }
                            li { a href=(format!("{at}/units/new")) { (ctx.t("organisations-unit-add")) } }
                            li { a href=(format!("{at}/domains")) { (ctx.t("organisations-domains")) } }
                        }
                        @if network {
                            li { a href=(format!("{at}/edit")) { (ctx.t("organisations-edit")) } }
                            li { a href=(format!("{at}/remove")) { (ctx.t("organisations-remove")) } }
                        }
                    }
                }
            }
        }
    }
}

/// The form of a new organisation, or of one that is there, with whether somebody else was first.
pub fn organisation_form(
    ctx: &Ctx,
    of: Option<(&OrganisationRow, bool)>,
    form: &FormData,
    problems: &Problems,
) -> Markup {
    let f = Fields::new(ctx, form, problems);
    let (title, action, back) = match of {
        Some((o, _)) => (
            ctx.t("organisations-edit"),
            format!("/organisations/{}/edit", o.id),
            format!("/organisations/{}", o.id),
        ),
        None => (
            ctx.t("admin-add-organisation"),
            "/admin/organisations".to_string(),
            "/organisations".to_string(),
        ),
    };
    html! {
        header.page-head { h1 { (title) } }
        @if let Some((o, true)) = of {
            (conflict(ctx, &[
                ("field-name", o.name.clone()),
                ("field-kind", kind(ctx, &o.kind)),
                ("field-municipality", o.municipality.clone().unwrap_or_default()),
                ("field-seats", o.seats.to_string()),
            ]))
        }
        (f.summary())
        form.stack method="post" action=(action) data-confirm-leave {
            (f.hidden())
            @if of.is_some() { input type="hidden" name="mark" value=(form.get("mark")); }
            (f.input("text", "name", "field-name", true))
            (f.select("kind", "field-kind", &kinds(ctx), None, true))
            (places::views::field(&f))
            (f.input("number", "seats", "field-seats", true))
            div.form-actions { button { (ctx.t("save")) } a.button.quiet href=(back) { (ctx.t("cancel")) } }
        }
    }
}

/// Above a form somebody else was faster with: what is stored now. Label key and value.
pub fn conflict(ctx: &Ctx, stored: &[(&str, String)]) -> Markup {
    html! {
        div.notice.warn role="alert" { p { (ctx.t("organisations-conflict")) } }
        section.panel {
            h2 { (ctx.t("organisations-stored")) }
            dl.facts {
                @for (label, value) in stored {
                    div { dt { (ctx.t(label)) } dd { @if value.is_empty() { "–" } @else { (value) } } }
                }
            }
        }
    }
}

/// Asks before an organisation is removed, or says what keeps it.
pub fn remove(ctx: &Ctx, o: &OrganisationRow, left: &[(&'static str, i64)]) -> Markup {
    let back = format!("/organisations/{}", o.id);
    let left: Vec<_> = left.iter().filter(|(_, n)| *n > 0).collect();
    html! {
        header.page-head { h1 { (ctx.t("organisations-remove")) } p.lead { (o.name) } }
        @if left.is_empty() {
            p { (ctx.t("organisations-remove-text")) }
            form method="post" action=(format!("{back}/remove")) {
                (ctx.form_tokens())
                div.form-actions {
                    button.danger { (ctx.t("organisations-remove")) }
                    a.button.quiet href=(back) { (ctx.t("cancel")) }
                }
            }
        } @else {
            div.notice.warn { p { (ctx.t("organisations-remove-not-empty")) } }
            ul { @for (key, n) in left { li { (count(ctx, key, *n)) } } }
            div.actions { a.button.secondary href=(back) { (ctx.t("organisations-back")) } }
        }
    }
}

pub fn domains(
    ctx: &Ctx,
    o: &OrganisationRow,
    all: &[String],
    form: &FormData,
    problems: &Problems,
) -> Markup {
    let f = Fields::new(ctx, form, problems);
    let at = format!("/organisations/{}/domains", o.id);
    let gives = ctx.may(Act::ManageNetwork);
    html! {
        header.page-head {
            h1 { (ctx.t("organisations-domains")) }
            p.lead { (ctx.tv("organisations-domains-lead", &[("organisation", Value::from(o.name.clone()))])) }
        }
        (f.summary())
        @if all.is_empty() {
            div.empty {
                h2 { (ctx.t("organisations-no-domains")) }
                p { (ctx.t(if gives { "organisations-no-domains-text" } else { "organisations-domains-ask" })) }
            }
        } @else {
            ul.list {
                @for domain in all {
                    li {
                        b { "@" (domain) }
                        @if gives {
                            form method="post" action=(format!("{at}/{domain}/remove")) {
                                (ctx.form_tokens())
                                button.danger.small aria-label=(format!("{} @{domain}", ctx.t("organisations-domain-remove"))) {
                                    (ctx.t("organisations-domain-remove"))
                                }
                            }
                        }
                    }
                }
            }
            @if !gives { p.meta { (ctx.t("organisations-domains-ask")) } }
        }
        @if gives {
            section.section {
                h2 { (ctx.t("organisations-domain-add")) }
                form.stack method="post" action=(at) {
                    (f.hidden())
                    (f.input("text", "domain", "organisations-domain", true))
                    div.form-actions { button { (ctx.t("organisations-domain-add")) } }
                }
            }
        }
    }
}

/// What an organisation offers whoever holds its mail.
pub fn offer(ctx: &Ctx, offer: &Offer, token: &str) -> Markup {
    let named = [
        ("organisation", Value::from(offer.organisation.clone())),
        ("network", Value::from(ctx.network().to_string())),
    ];
    html! {
        div.narrow {
            header.page-head {
                h1 { (ctx.tv("organisations-offer-title", &named)) }
                p.lead { (ctx.tv("organisations-offer-text", &named)) }
            }
            @if let Some((from, what)) = &offer.leaves {
                div.notice.warn {
                    p { (ctx.tv("organisations-offer-leaves", &[("organisation", Value::from(from.clone()))])) }
                }
                (moving::consequences(ctx, what))
            }
            section.panel {
                h2 { (ctx.t("joining-kept")) }
                p { (ctx.t("joining-kept-what")) }
                p { (ctx.t("joining-kept-why")) " " a href="/privacy" { (ctx.t("joining-kept-more")) } }
            }
            form.stack method="post" action=(format!("/membership/{token}")) {
                (ctx.form_tokens())
                p { (ctx.tv("organisations-offer-terms", &named)) }
                div.form-actions {
                    button name="do" value="yes" { (ctx.t("organisations-offer-yes")) }
                    button.secondary name="do" value="no" { (ctx.t("organisations-offer-no")) }
                }
            }
        }
    }
}
