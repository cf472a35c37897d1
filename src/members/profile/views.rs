use actix_web::HttpResponse;
use maud::{Markup, html};

use super::{Field, PHOTO_ADDRESS, Profile, SPOKEN, Viewer, sees_name};
use crate::library::language::unlike;
use crate::members::OrganisationRow;
use crate::web::fields::Choice;
use crate::web::lang::{Lang, Value, content_language};
use crate::web::{Ctx, Fields, FormData, Page, Problems, layout, page, paging};

fn languages(ctx: &Ctx) -> Vec<Choice> {
    SPOKEN
        .iter()
        .map(|code| (code.to_string(), content_language(ctx.lang, code)))
        .collect()
}

/// Who sees a field: a list of what may be chosen.
fn sees(f: &Fields, field: Field) -> Markup {
    let choices: Vec<Choice> = field
        .choices()
        .iter()
        .map(|v| {
            let label = f.ctx.t(&format!("profile-visible-{}", v.name()));
            (v.name().to_string(), label)
        })
        .collect();
    let label = format!("profile-sees-{}", field.name());
    f.select(&sees_name(field), &label, &choices, None, true)
}

/// A photo, described by whose it is; nothing when there is none to show.
fn photo(profile: &Profile, side: u32) -> Markup {
    html! {
        @if let Some(hash) = &profile.photo {
            img.photo src=(format!("/people/{}/photo?v={}", profile.id, hash.get(..8).unwrap_or(hash))) alt=(profile.name)
                width=(side) height=(side) loading="lazy";
        }
    }
}

pub fn edit(ctx: &Ctx, profile: &Profile, form: &FormData, problems: &Problems) -> HttpResponse {
    let f = Fields::new(ctx, form, problems);
    let interface: Vec<Choice> = Lang::ALL
        .iter()
        .map(|l| (l.code().to_string(), l.name().to_string()))
        .collect();
    let photo_invalid = problems.of("photo");
    let body = html! {
        header.page-head {
            h1 { (ctx.t("profile-edit")) }
            p.lead { (ctx.t("profile-edit-lead")) }
            div.actions { a.button.secondary href=(format!("/people/{}", profile.id)) { (ctx.t("profile-see")) } }
        }
        (f.summary())
        section.section {
            h2 { (ctx.t("profile-photo")) }
            @if profile.photo.is_some() { p { (photo(profile, 160)) } }
            form.stack method="post" action=(PHOTO_ADDRESS) enctype="multipart/form-data" {
                (f.hidden())
                div.field.invalid[photo_invalid.is_some()] {
                    label for="photo" { (ctx.t("profile-photo-file")) }
                    p.hint #photo-h { (ctx.t("profile-photo-hint")) }
                    @if let Some(problem) = photo_invalid {
                        p.error #photo-e { (problem.say(ctx.lang)) }
                    }
                    input type="file" id="photo" name="photo" accept="image/jpeg,image/png,image/webp" required
                        aria-describedby=(if photo_invalid.is_some() { "photo-h photo-e" } else { "photo-h" })
                        aria-invalid=[photo_invalid.map(|_| "true")];
                }
                p { (ctx.t("profile-photo-consent")) }
                div.form-actions {
                    button.secondary { (ctx.t("profile-photo-save")) }
                }
            }
            @if profile.photo.is_some() {
                form method="post" action=(format!("{PHOTO_ADDRESS}/remove")) {
                    (ctx.form_tokens())
                    button.quiet { (ctx.t("profile-photo-remove")) }
                }
            }
        }
        section.section {
            h2 { (ctx.t("profile-about")) }
            form.stack method="post" action="/me/profile" data-confirm-leave {
                (f.hidden())
                input type="hidden" name="seen" value=(form.get("seen"));
                div.grid-2 {
                    (f.input("text", "name", "field-name", true))
                    (sees(&f, Field::Name))
                    (f.input("text", "title", "field-title", false))
                    (sees(&f, Field::Title))
                }
                (f.textarea("help", "profile-help", 5, false))
                (sees(&f, Field::Help))
                (f.choices("speaks", "profile-speaks", &languages(ctx), true))
                (sees(&f, Field::Speaks))
                h3 { (ctx.t("profile-contact")) }
                div.grid-2 {
                    div.field {
                        span.label { (ctx.t("field-email")) }
                        p.hint { (profile.email) }
                    }
                    (sees(&f, Field::Email))
                    (f.input("tel", "phone", "profile-phone", false))
                    (sees(&f, Field::Phone))
                }
                h3 { (ctx.t("profile-also")) }
                div.grid-2 {
                    (sees(&f, Field::Photo))
                    (sees(&f, Field::Organisation))
                }
                h3 { (ctx.t("profile-interface")) }
                (f.select("lang", "field-lang", &interface, None, true))
                p { (ctx.t("profile-public-consent")) }
                div.form-actions {
                    button { (ctx.t("save")) }
                    a.button.quiet href="/me" { (ctx.t("cancel")) }
                }
            }
        }
    };
    let frame = Page::new(ctx.t("profile-edit")).under(ctx.t("nav-me"), "/me");
    if problems.none() {
        page(ctx, frame, body)
    } else {
        layout::refused(ctx, frame, body)
    }
}

/// What a search gave.
pub struct Found<'a> {
    pub people: &'a [Profile],
    pub total: i64,
    pub at: i64,
    /// Somebody was looked for, rather than everybody.
    pub narrowed: bool,
}

pub fn list(
    ctx: &Ctx,
    viewer: Viewer,
    found: &Found,
    organisations: &[OrganisationRow],
    form: &FormData,
    href: impl Fn(i64) -> String,
) -> HttpResponse {
    let problems = Problems::default();
    let f = Fields::new(ctx, form, &problems);
    let everywhere: Vec<Choice> = organisations
        .iter()
        .map(|o| (o.id.clone(), o.name.clone()))
        .collect();
    let all = ctx.t("all");
    let body = html! {
        header.page-head {
            h1 { (ctx.t("people-title")) }
            p.lead {
                @match viewer {
                    Viewer::Network => (ctx.t("people-lead")),
                    Viewer::Visitor => (ctx.t("people-lead-visitor")),
                }
            }
        }
        form.filter role="search" action="/people" aria-label=(ctx.t("people-find")) data-filter {
            div.field {
                label for="q" { (ctx.t("people-q")) }
                input type="search" id="q" name="q" value=(form.get("q")) maxlength="200";
            }
            @if !everywhere.is_empty() {
                (filter(&f, "organisation", "field-organisation", &everywhere, &all))
            }
            (filter(&f, "speaks", "people-speaks", &languages(ctx), &all))
            button.secondary { (ctx.t("people-show")) }
        }
        @if found.people.is_empty() {
            (nobody(ctx, viewer, found.narrowed))
        } @else {
            h2 { (ctx.tv("people-count", &[("count", Value::from(found.total))])) }
            ul.cards {
                @for person in found.people { (card(ctx, person)) }
            }
            (paging::pager(ctx, found.at, found.total, href))
        }
    };
    page(ctx, Page::new(ctx.t("people-title")), body)
}

fn filter(f: &Fields, name: &str, label: &str, choices: &[Choice], all: &str) -> Markup {
    let chosen = f.form.get(name);
    html! {
        div.field {
            label for=(name) { (f.ctx.t(label)) }
            select id=(name) name=(name) {
                option value="" selected[chosen.is_empty()] { (all) }
                @for (value, shown) in choices {
                    option value=(value) selected[value == chosen] { (shown) }
                }
            }
        }
    }
}

fn nobody(ctx: &Ctx, viewer: Viewer, narrowed: bool) -> Markup {
    html! {
        div.empty {
            h2 { (ctx.t("people-none")) }
            @match (viewer, narrowed) {
                (Viewer::Network, true) => {
                    p { (ctx.t("people-none-found")) }
                    div.actions {
                        a.button.secondary href="/people" { (ctx.t("people-all")) }
                        a.button href="/forum/new" { (ctx.t("people-ask")) }
                    }
                }
                (Viewer::Network, false) => {
                    p { (ctx.t("people-none-yet")) }
                    div.actions { a.button href="/me/profile" { (ctx.t("profile-edit")) } }
                }
                (Viewer::Visitor, _) => {
                    p { (ctx.t("people-none-visitor")) }
                    div.actions {
                        a.button href="/sign-in?next=%2Fpeople" { (ctx.t("sign-in")) }
                        a.button.secondary href="/about" { (ctx.t("nav-about")) }
                    }
                }
            }
        }
    }
}

/// Title and organisation, as far as they are there.
fn role(profile: &Profile) -> String {
    [
        Some(profile.title.as_str()),
        profile.organisation.as_deref(),
    ]
    .into_iter()
    .flatten()
    .filter(|part| !part.is_empty())
    .collect::<Vec<_>>()
    .join(" · ")
}

fn card(ctx: &Ctx, person: &Profile) -> Markup {
    let short: String = person.help.chars().take(160).collect();
    let cut = short.len() < person.help.len();
    html! {
        li.card {
            @if person.photo.is_some() {
                div.with-photo { (photo_beside(person)) (naming(person)) }
            } @else {
                (naming(person))
            }
            @if !short.is_empty() {
                p lang=[unlike(ctx.lang, &person.help)] { (short) @if cut { "…" } }
            }
            @if !person.speaks.is_empty() {
                p.meta { (spoken(ctx, person)) }
            }
        }
    }
}

/// Beside the name it shows nothing the name does not say.
fn photo_beside(person: &Profile) -> Markup {
    html! {
        @if let Some(hash) = &person.photo {
            img.photo src=(format!("/people/{}/photo?v={}", person.id, hash.get(..8).unwrap_or(hash))) alt="" width="56" height="56" loading="lazy";
        }
    }
}

fn naming(person: &Profile) -> Markup {
    let role = role(person);
    html! {
        div {
            h3 { a href=(format!("/people/{}", person.id)) { (person.name) } }
            @if !role.is_empty() { p.meta { (role) } }
        }
    }
}

fn spoken(ctx: &Ctx, person: &Profile) -> String {
    person
        .speaks()
        .map(|code| content_language(ctx.lang, code))
        .collect::<Vec<_>>()
        .join(", ")
}

pub fn show(ctx: &Ctx, person: &Profile) -> HttpResponse {
    let own = ctx.member.as_ref().is_some_and(|m| m.id == person.id);
    let role = role(person);
    let nothing = person.help.is_empty()
        && person.speaks.is_empty()
        && person.email.is_empty()
        && person.phone.is_empty();
    let body = html! {
        header.page-head {
            @if person.photo.is_some() { (photo(person, 160)) }
            h1 { (person.name) }
            @if !role.is_empty() { p.lead { (role) } }
            @if own {
                p.meta { (ctx.t("people-own")) }
                div.actions { a.button.secondary href="/me/profile" { (ctx.t("profile-edit")) } }
            }
        }
        @if !person.help.is_empty() {
            section.section {
                h2 { (ctx.t("people-help")) }
                div.measure lang=[unlike(ctx.lang, &person.help)] {
                    @for line in person.help.lines().filter(|l| !l.trim().is_empty()) { p { (line) } }
                }
            }
        }
        @if !person.speaks.is_empty() || !person.email.is_empty() || !person.phone.is_empty() {
            section.section {
                h2 { (ctx.t("profile-contact")) }
                dl.facts {
                    @if !person.email.is_empty() {
                        div { dt { (ctx.t("field-email")) } dd { a href=(format!("mailto:{}", person.email)) { (person.email) } } }
                    }
                    @if !person.phone.is_empty() {
                        div { dt { (ctx.t("profile-phone")) } dd { a href=(format!("tel:{}", person.phone.replace(' ', ""))) { (person.phone) } } }
                    }
                    @if !person.speaks.is_empty() {
                        div { dt { (ctx.t("people-speaks")) } dd { (spoken(ctx, person)) } }
                    }
                }
            }
        }
        @if nothing { p { (ctx.t("people-nothing")) } }
    };
    let frame = Page::new(&person.name).under(ctx.t("people-title"), "/people");
    page(ctx, frame, body)
}
