use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use chrono::NaiveDateTime;
use maud::{Markup, html};

use super::{Accessibility, COMPLIANCES, METHODS, Name, Statement};
use crate::web::fields::Choice;
use crate::web::lang::{Value, language_in_sentence};
use crate::web::layout::page_with_status;
use crate::web::{Ctx, Fields, FormData, Lang, Page, Problems, dates, layout, markdown, page};

/// The program's own text, in a language.
pub fn built_in(ctx: &Ctx, lang: Lang, name: &str) -> String {
    let values = [
        ("network", Value::from(ctx.network().to_string())),
        ("contact", Value::from(ctx.contact().to_string())),
    ];
    lang.tv(&format!("page-{name}"), &values)
}

/// `/privacy`, with what is kept of the text.
pub fn public_privacy(ctx: &Ctx, kept: Option<&Statement>) -> HttpResponse {
    let own = kept.filter(|s| !s.body.is_empty());
    let text = own.map_or_else(
        || markdown::html(&built_in(ctx, ctx.lang, "privacy")),
        |s| markdown::html(&s.body),
    );
    let text = html! {
        (text)
        p { a href="/privacy/retention" { (ctx.t("privacy-retention")) } }
    };
    public(ctx, "nav-privacy", kept, text)
}

/// `/was`, with what is kept of the statement.
pub fn public_accessibility(ctx: &Ctx, kept: Option<&Statement>) -> HttpResponse {
    let own = kept.and_then(|s| Some((fields_of(s)?, language_of(ctx, Some(s)))));
    let text = match own {
        Some((fields, lang)) => accessibility(ctx.network(), lang, &fields),
        None => markdown::html(&built_in(ctx, ctx.lang, "accessibility")),
    };
    public(ctx, "nav-accessibility", kept, text)
}

fn fields_of(statement: &Statement) -> Option<Accessibility> {
    serde_json::from_str(&statement.body).ok()
}

/// The language a text is in: its own, or for the built-in one the viewer's.
fn language_of(ctx: &Ctx, kept: Option<&Statement>) -> Lang {
    kept.filter(|s| !s.body.is_empty())
        .and_then(|s| Lang::named(&s.lang))
        .unwrap_or(ctx.lang)
}

fn public(ctx: &Ctx, title: &str, kept: Option<&Statement>, text: Markup) -> HttpResponse {
    let lang = language_of(ctx, kept);
    let other = (lang != ctx.lang).then_some(lang.code());
    let named = |code| [("language", language_in_sentence(ctx.lang, code).into())];
    let title = ctx.t(title);
    let body = html! {
        header.page-head {
            h1 { (title) }
            p.meta { (when(ctx, kept)) }
        }
        @if let Some(other) = other {
            div.notice { p { (ctx.tv("admin-statement-other-language", &named(other))) } }
        }
        div.prose lang=[other] { (text) }
    };
    page(ctx, Page::new(title), body)
}

/// When somebody last looked at a text.
fn when(ctx: &Ctx, kept: Option<&Statement>) -> String {
    match kept {
        Some(s) => {
            let day = dates::day_of(ctx.lang, s.reviewed_at);
            ctx.tv("admin-statement-reviewed", &[("date", Value::from(day))])
        }
        None => ctx.t("admin-statement-never"),
    }
}

/// The statement's fields as a text, in the language they are written in.
fn accessibility(network: &str, lang: Lang, a: &Accessibility) -> Markup {
    let values = [
        ("organisation", Value::from(a.organisation.clone())),
        ("site", Value::from(a.site.clone())),
        ("network", Value::from(network.to_string())),
    ];
    let prepared = a
        .prepared_on
        .map(|day| [("date", Value::from(dates::date(lang, day)))]);
    html! {
        p { (lang.tv("was-intro", &values)) }
        h2 { (lang.t("was-compliance")) }
        p { (lang.tv(&format!("was-compliance-{}", a.compliance), &values)) }
        @if !a.gaps.is_empty() {
            h2 { (lang.t("was-gaps")) }
            (markdown::html(&a.gaps))
            @if !a.reasons.is_empty() {
                h3 { (lang.t("was-reasons")) }
                (markdown::html(&a.reasons))
            }
        }
        @if !a.alternatives.is_empty() {
            h2 { (lang.t("was-alternatives")) }
            (markdown::html(&a.alternatives))
        }
        h2 { (lang.t("was-method")) }
        p {
            (lang.t(&format!("was-method-{}", a.method)))
            @if let Some(prepared) = &prepared { " " (lang.tv("was-prepared", prepared)) }
        }
        h2 { (lang.t("was-contact")) }
        (markdown::html(&a.contact))
        h2 { (lang.t("was-complaint")) }
        (markdown::html(&a.complaint))
    }
}

/// A form of the statement: as kept, or as a first proposal.
pub fn filled(ctx: &Ctx, lang: Lang, kept: Option<&Statement>) -> FormData {
    let values = [("contact", Value::from(ctx.contact().to_string()))];
    let a = kept.and_then(fields_of).unwrap_or_else(|| Accessibility {
        organisation: ctx.network().to_string(),
        site: ctx.app.config.base_url.origin().to_string(),
        contact: lang.tv("was-contact-proposal", &values),
        complaint: lang.t("was-complaint-proposal"),
        ..Accessibility::default()
    });
    let day = a.prepared_on.map(|d| d.to_string()).unwrap_or_default();
    FormData::of([
        ("was_organisation", a.organisation),
        ("was_site", a.site),
        ("was_compliance", a.compliance),
        ("was_gaps", a.gaps),
        ("was_reasons", a.reasons),
        ("was_alternatives", a.alternatives),
        ("was_method", a.method),
        ("was_prepared", day),
        ("was_contact", a.contact),
        ("was_complaint", a.complaint),
    ])
}

pub fn list(ctx: &Ctx, all: &[Statement], overdue: &[(Name, NaiveDateTime)]) -> HttpResponse {
    let title = ctx.t("admin-place-statements");
    let body = html! {
        header.page-head { h1 { (title) } p.lead { (ctx.t("admin-statements-lead")) } }
        ul.list {
            @for name in Name::ALL {
                @let of: Vec<&Statement> = all.iter().filter(|s| s.name == name.name()).collect();
                @let oldest = of.iter().min_by_key(|s| s.reviewed_at).copied();
                @let due = overdue.iter().any(|(n, _)| *n == name);
                li {
                    h2 { (ctx.t(&format!("admin-statement-{}", name.name()))) }
                    p.meta {
                        (when(ctx, oldest))
                        @if due { " " span.badge.warn { (ctx.t("admin-statement-due")) } }
                    }
                    ul {
                        @for lang in Lang::ALL {
                            @let own = of.iter().any(|s| s.lang == lang.code() && !s.body.is_empty());
                            li {
                                a href=(format!("/admin/statements/{}?lang={}", name.name(), lang.code())) {
                                    (ctx.t("admin-statement-edit")) ": " span lang=(lang.code()) { (lang.name()) }
                                }
                                " " span.meta {
                                    @if own { (ctx.t("admin-statement-own")) } @else { (ctx.t("admin-statement-built-in")) }
                                }
                            }
                        }
                        li { a href=(name.address()) { (ctx.t("admin-statement-see")) } }
                    }
                    form method="post" action=(format!("/admin/statements/{}/reviewed", name.name())) {
                        (ctx.form_tokens())
                        button.secondary.small {
                            (ctx.t("admin-statement-mark"))
                            span.visually-hidden { ": " (ctx.t(&format!("admin-statement-{}", name.name()))) }
                        }
                    }
                }
            }
        }
    };
    let frame = Page::new(title).under(ctx.t("nav-admin"), "/admin");
    page(ctx, frame, body)
}

pub struct Editing<'a> {
    pub name: Name,
    /// The language of the text, not of the page.
    pub lang: Lang,
    pub form: &'a FormData,
    pub problems: &'a Problems,
    /// What somebody else saved in between.
    pub theirs: Option<&'a Statement>,
    pub preview: bool,
}

pub fn edit(ctx: &Ctx, editing: &Editing) -> HttpResponse {
    let f = Fields::new(ctx, editing.form, editing.problems);
    let name = editing.name.name();
    let title = ctx.t(&format!("admin-statement-{name}"));
    let body = html! {
        header.page-head { h1 { (title) } p.lead { (ctx.t(&format!("admin-statement-{name}-lead"))) } }
        nav.tabs aria-label=(ctx.t("admin-statement-languages")) {
            ul {
                @for lang in Lang::ALL {
                    li {
                        a href=(format!("/admin/statements/{name}?lang={}", lang.code())) lang=(lang.code())
                            aria-current=[(lang == editing.lang).then_some("page")] { (lang.name()) }
                    }
                }
            }
        }
        @if editing.theirs.is_some() {
            div.notice.warn role="alert" {
                p { b { (ctx.t("admin-conflict")) } }
                p { (ctx.t("admin-conflict-text")) }
            }
        }
        (f.summary())
        div.split {
            form.stack method="post" action=(format!("/admin/statements/{name}"))
                data-confirm-leave=(if editing.preview || editing.theirs.is_some() || !f.problems.none() { "changed" } else { "" }) {
                (f.hidden())
                input type="hidden" name="lang" value=(editing.lang.code());
                input type="hidden" name="version" value=(f.form.get("version"));
                @match editing.name {
                    Name::Accessibility => (accessibility_fields(&f)),
                    Name::Privacy => (f.textarea("text", "admin-text", 24, true)),
                }
                div.form-actions {
                    button name="do" value="save" { (ctx.t("save")) }
                    button.secondary name="do" value="preview" formnovalidate data-resubmit { (ctx.t("admin-preview")) }
                    a.button.quiet href="/admin/statements" { (ctx.t("cancel")) }
                }
            }
            section.preview tabindex="0" aria-label=(side_title(ctx, editing)) {
                h2 { (side_title(ctx, editing)) }
                div.prose lang=(editing.lang.code()) {
                    @match editing.theirs {
                        Some(theirs) => (as_read(ctx, editing, &theirs.body)),
                        None => (as_typed(ctx, editing)),
                    }
                }
            }
        }
    };
    let frame = Page::new(title)
        .under(ctx.t("nav-admin"), "/admin")
        .under(ctx.t("admin-place-statements"), "/admin/statements");
    if editing.theirs.is_some() {
        page_with_status(ctx, StatusCode::CONFLICT, frame, body)
    } else if editing.problems.none() {
        page(ctx, frame, body)
    } else {
        layout::refused(ctx, frame, body)
    }
}

fn side_title(ctx: &Ctx, editing: &Editing) -> String {
    match editing.theirs {
        Some(_) => ctx.t("admin-statement-theirs"),
        None => ctx.t("admin-preview"),
    }
}

fn as_read(ctx: &Ctx, editing: &Editing, body: &str) -> Markup {
    match editing.name {
        Name::Privacy => markdown::html(body),
        Name::Accessibility => match serde_json::from_str(body) {
            Ok(fields) => accessibility(ctx.network(), editing.lang, &fields),
            Err(_) => html! {},
        },
    }
}

/// What was typed, as readers would see it; while something is missing, a word about that.
fn as_typed(ctx: &Ctx, editing: &Editing) -> Markup {
    match editing.name {
        Name::Privacy => {
            let mut problems = Problems::default();
            let text = problems.optional_block(editing.form, "text", super::TEXT_MAX);
            markdown::html(&text)
        }
        Name::Accessibility => match Accessibility::parse(editing.form) {
            Ok(fields) => accessibility(ctx.network(), editing.lang, &fields),
            Err(_) => html! { p.hint lang=(ctx.lang.code()) { (ctx.t("admin-preview-later")) } },
        },
    }
}

fn accessibility_fields(f: &Fields) -> Markup {
    let ctx = f.ctx;
    let named = |names: &[&str], prefix: &str| -> Vec<Choice> {
        names
            .iter()
            .map(|n| (n.to_string(), ctx.t(&format!("{prefix}-{n}"))))
            .collect()
    };
    let compliances = named(&COMPLIANCES, "admin-was-compliance");
    let methods = named(&METHODS, "admin-was-method");
    html! {
        (f.input("text", "was_organisation", "admin-was-organisation", true))
        (f.input("text", "was_site", "admin-was-site", true))
        (f.choices("was_compliance", "admin-was-compliance", &compliances, false))
        (f.textarea("was_gaps", "admin-was-gaps", 5, false))
        (f.textarea("was_reasons", "admin-was-reasons", 3, false))
        (f.textarea("was_alternatives", "admin-was-alternatives", 3, false))
        (f.choices("was_method", "admin-was-method", &methods, false))
        (f.input("date", "was_prepared", "admin-was-prepared", true))
        (f.textarea("was_contact", "admin-was-contact", 3, true))
        (f.textarea("was_complaint", "admin-was-complaint", 4, true))
    }
}
