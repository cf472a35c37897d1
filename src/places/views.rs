use std::collections::HashMap;

use actix_web::HttpResponse;
use chrono::NaiveDate;
use maud::{Markup, html};

use super::queries::{Contact, MeetingRow};
use super::{Country, Place, all, nearest};
use crate::library::lists::{Facet, Filter};
use crate::library::{self, Row};
use crate::members::OrganisationRow;
use crate::members::profile::Profile;
use crate::rights::Act;
use crate::web::fields::Choice;
use crate::web::form::Problem;
use crate::web::lang::Value;
use crate::web::layout::page_with_status;
use crate::web::{Ctx, Fields, Page, dates, page, paging};

/// The id of the list of suggestions.
const OPTIONS: &str = "municipalities";

/// The field a municipality is named in (`Said::read`), with every one as a suggestion; where what
/// was typed is none, or several, those it may mean to choose from.
pub fn field(f: &Fields) -> Markup {
    let ctx = f.ctx;
    let near = match f.problems.of("municipality") {
        Some(Problem::Key(_)) => nearest(f.form.get("municipality")),
        _ => Vec::new(),
    };
    let near: Vec<Choice> = near
        .into_iter()
        .map(|place| (place.code.to_string(), in_full(ctx, place)))
        .collect();
    html! {
        (f.suggested("municipality", "field-municipality", OPTIONS))
        datalist id=(OPTIONS) {
            @for place in all() { option value=(place.label) {} }
        }
        @if !near.is_empty() {
            (f.choices("municipality_code", "places-meant", &near, false))
        }
    }
}

/// A municipality with its county and country, for telling it from others of its name.
pub fn in_full(ctx: &Ctx, place: &Place) -> String {
    format!(
        "{} ({}, {})",
        place.name,
        place.county,
        country(ctx, place.country)
    )
}

/// What a country is called.
pub fn country(ctx: &Ctx, country: Country) -> String {
    ctx.t(&format!("places-country-{}", country.code().to_lowercase()))
}

pub struct Listed {
    pub asked: String,
    pub country: Option<Country>,
    pub shown: Vec<&'static Place>,
    /// Readable entries by code.
    pub counts: HashMap<String, i64>,
}

pub fn list(ctx: &Ctx, listed: &Listed) -> HttpResponse {
    let title = ctx.t("places-title");
    let href = |country: Option<Country>| match country {
        Some(country) => format!("/places?country={}", country.code()),
        None => "/places".to_string(),
    };
    let tab = |on: Option<Country>, label: String| {
        let current = (on == listed.country && listed.asked.is_empty()).then_some("page");
        html! { li { a href=(href(on)) aria-current=[current] { (label) } } }
    };
    let count = [("count", Value::from(listed.shown.len() as i64))];
    let body = html! {
        header.page-head { h1 { (title) } p.lead { (ctx.t("places-lead")) } }
        form.filter role="search" action="/places" aria-label=(ctx.t("places-search")) {
            div.field {
                label for="q" { (ctx.t("places-search")) }
                p.hint id="q-h" { (ctx.t("places-search-hint")) }
                input type="search" id="q" name="q" value=(listed.asked) maxlength="100" aria-describedby="q-h";
            }
            @if let Some(country) = listed.country {
                input type="hidden" name="country" value=(country.code());
            }
            button.secondary { (ctx.t("search")) }
        }
        nav.tabs aria-label=(ctx.t("places-countries")) {
            ul {
                (tab(None, ctx.t("places-with-entries")))
                @for one in Country::ALL { (tab(Some(one), country(ctx, one))) }
            }
        }
        @if listed.shown.is_empty() {
            (nothing(ctx, listed))
        } @else {
            p.meta role="status" { (ctx.tv("places-count", &count)) }
            // With a search, the nearest comes first.
            @for one in countries(&listed.shown) {
                (of_country(ctx, listed, one))
            }
        }
        p.meta { (ctx.t("places-source")) }
    };
    let frame = Page::new(title).under(ctx.t("nav-library"), "/library");
    page(ctx, frame, body)
}

/// Countries in the order their municipalities come.
fn countries(shown: &[&Place]) -> Vec<Country> {
    let mut seen = Vec::new();
    for place in shown {
        if !seen.contains(&place.country) {
            seen.push(place.country);
        }
    }
    seen
}

fn nothing(ctx: &Ctx, listed: &Listed) -> Markup {
    let near = nearest(&listed.asked);
    html! {
        div.empty {
            @if listed.asked.is_empty() {
                h2 { (ctx.t("places-none")) }
                p { (ctx.t("places-none-text")) }
            } @else {
                h2 { (ctx.tv("places-not-found", &[("name", Value::from(listed.asked.clone()))])) }
                @if near.is_empty() {
                    p { (ctx.t("places-not-found-text")) }
                } @else {
                    p { (ctx.t("places-meant")) }
                    ul.tags {
                        @for place in near {
                            li { a.tag href=(format!("/places/{}", place.code)) lang=(place.country.lang()) { (place.label) } }
                        }
                    }
                }
            }
            div.actions {
                @if ctx.may(Act::WriteEntry) && listed.asked.is_empty() {
                    a.button href="/library/new" { (ctx.t("library-new")) }
                }
                a.button.secondary href="/library" { (ctx.t("library-see-all")) }
            }
        }
    }
}

fn of_country(ctx: &Ctx, listed: &Listed, one: Country) -> Markup {
    let here: Vec<&&Place> = listed.shown.iter().filter(|p| p.country == one).collect();
    html! {
        @if !here.is_empty() {
            section.section {
                h2 { (country(ctx, one)) }
                ul.places {
                    @for place in here {
                        @let count = listed.counts.get(place.code).copied().unwrap_or(0);
                        li {
                            a href=(format!("/places/{}", place.code)) lang=(one.lang()) { (place.label) }
                            @if count > 0 {
                                " " span.meta { (ctx.tv("library-count", &[("count", Value::from(count))])) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// A municipality, and what the viewer may see of it.
pub struct Seen {
    pub place: &'static Place,
    pub rows: Vec<Row>,
    pub total: i64,
    /// None: the address names something that is no page.
    pub page: Option<i64>,
    pub contacts: Vec<Contact>,
    pub organisations: Vec<OrganisationRow>,
    pub people: Vec<Profile>,
    pub meetings: Vec<MeetingRow>,
}

pub fn show(ctx: &Ctx, seen: &Seen, today: NaiveDate) -> HttpResponse {
    let place = seen.place;
    let here = format!("/places/{}", place.code);
    let list = Filter::only(Facet::Place, place.code).address(1);
    let name = [("name", Value::from(place.name))];
    let address = |n| format!("{here}?page={n}");
    let missing = paging::missing(ctx, seen.page, seen.total, paging::PER_PAGE, address);
    let status = paging::status(&missing);
    let body = html! {
        header.page-head {
            h1 lang=(place.country.lang()) { (place.name) }
            p.lead { span lang=(place.country.lang()) { (place.county) } ", " (country(ctx, place.country)) }
        }
        div.columns {
            div {
                section.section {
                    div.section-head {
                        h2 { (ctx.t("places-entries")) }
                        @if seen.total > 0 { a href=(list) { (ctx.t("places-narrow")) } }
                    }
                    @if let Some(missing) = missing {
                        (missing)
                    } @else if seen.rows.is_empty() {
                        div.empty {
                            h3 { (ctx.tv("places-no-entries", &name)) }
                            p { (ctx.t("places-no-entries-text")) }
                            div.actions {
                                @if ctx.may(Act::WriteEntry) { a.button href="/library/new" { (ctx.t("library-new")) } }
                                @else { a.button.secondary href="/library" { (ctx.t("library-see-all")) } }
                            }
                        }
                    } @else {
                        (library::cards(ctx, &seen.rows))
                        (paging::pager(ctx, seen.page.unwrap_or(1), seen.total, address))
                    }
                }
                section.section {
                    h2 { (ctx.t("places-people")) }
                    (people(ctx, seen))
                }
                section.section {
                    h2 { (ctx.t("places-meetings")) }
                    (meetings(ctx, seen, today))
                }
            }
            aside.side aria-label=(ctx.t("library-facts")) {
                h2 { (ctx.t("library-facts")) }
                dl.facts {
                    div { dt { (ctx.t("places-code")) } dd { (place.code) } }
                    div { dt { (ctx.t("places-county")) } dd lang=(place.country.lang()) { (place.county) } }
                    div { dt { (ctx.t("places-country")) } dd { (country(ctx, place.country)) } }
                    @if !place.others.is_empty() {
                        div { dt { (ctx.t("places-others")) } dd { (place.others.join(", ")) } }
                    }
                    @if ctx.may(Act::ReadNetwork) && !seen.organisations.is_empty() {
                        div {
                            dt { (ctx.t("organisations-title")) }
                            @for o in &seen.organisations {
                                dd { a href=(format!("/organisations/{}", o.id)) { (o.name) } }
                            }
                        }
                    }
                }
            }
        }
    };
    let feed = format!("/feeds/library.atom?place={}", place.code);
    let frame = Page::new(&place.label)
        .with_feed(format!("{}: {}", ctx.t("lists-feed"), place.label), feed)
        .under(ctx.t("nav-library"), "/library")
        .under(ctx.t("places-title"), "/places");
    page_with_status(ctx, status, frame, body)
}

/// Whom its entries say to ask, and the members from there who show themselves to the viewer.
fn people(ctx: &Ctx, seen: &Seen) -> Markup {
    let hidden = ctx.member.is_none();
    html! {
        @if !seen.contacts.is_empty() || !seen.people.is_empty() {
            ul.list {
                @for contact in &seen.contacts { li { (contact_of(ctx, contact)) } }
                @for person in &seen.people { li { (person_of(person)) } }
            }
            @if hidden { p.hint { (ctx.t("places-no-people-visitor")) " " (sign_in(ctx, "")) } }
        } @else if hidden {
            div.empty {
                h3 { (ctx.t("places-people-hidden")) }
                p { (ctx.t("places-no-people-visitor")) }
                div.actions { (sign_in(ctx, "button secondary")) }
            }
        } @else {
            div.empty {
                h3 { (ctx.t("places-no-people")) }
                p { (ctx.t("places-no-people-text")) }
                div.actions { a.button.secondary href="/people" { (ctx.t("people-title")) } }
            }
        }
    }
}

fn sign_in(ctx: &Ctx, class: &str) -> Markup {
    let address = crate::sign_in::link::address(&ctx.target);
    html! { a class=[Some(class).filter(|c| !c.is_empty())] href=(address) { (ctx.t("sign-in")) } }
}

fn contact_of(ctx: &Ctx, contact: &Contact) -> Markup {
    html! {
        h3 lang=(contact.lang) {
            (contact.contact_role)
            @if !contact.contact_name.is_empty() { ", " (contact.contact_name) }
        }
        @if !contact.contact_deputy.is_empty() {
            p.meta { (ctx.t("facts-contact-deputy")) ": " span lang=(contact.lang) { (contact.contact_deputy) } }
        }
        p.meta {
            (ctx.t("places-contact-of")) " "
            a href=(format!("/library/{}", contact.slug)) lang=(contact.lang) { (contact.title) }
        }
    }
}

fn person_of(person: &Profile) -> Markup {
    html! {
        h3 { a href=(format!("/people/{}", person.id)) { (person.name) } }
        p.meta {
            @if !person.title.is_empty() { (person.title) " · " }
            (person.organisation.as_deref().unwrap_or_default())
        }
        @if !person.help.is_empty() { p { (person.help) } }
    }
}

fn meetings(ctx: &Ctx, seen: &Seen, today: NaiveDate) -> Markup {
    html! {
        @if seen.meetings.is_empty() {
            div.empty {
                h3 { (ctx.t("places-no-meetings")) }
                p { (ctx.t("places-no-meetings-text")) }
                div.actions { a.button.secondary href="/meetings" { (ctx.t("nav-meetings")) } }
            }
        } @else {
            ul.list {
                @for meeting in seen.meetings.iter().take(20) {
                    li {
                        h3 { a href=(format!("/meetings/{}", meeting.id)) { (meeting.title) } }
                        p.meta {
                            (dates::date(ctx.lang, meeting.starts_local.date())) " · " (meeting.place)
                            @if meeting.starts_local.date() >= today { " · " (ctx.t("places-coming")) }
                        }
                    }
                }
            }
        }
    }
}
