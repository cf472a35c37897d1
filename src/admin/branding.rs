//! `/admin/branding`: the network's own colour, and `/brand.css`, which carries it.

use actix_web::http::{StatusCode, header};
use actix_web::{HttpRequest, HttpResponse};
use maud::{Markup, html};

use super::colour::{self, Colour};
use super::logo;
use crate::audit;
use crate::error::{Error, Result};
use crate::rights::Act;
use crate::settings;
use crate::tokens;
use crate::web::lang::Value;
use crate::web::layout::page_with_status;
use crate::web::{Ctx, Fields, FormData, Lang, Page, Problems, layout, page, see_other};

/// The colour of `site.css`.
const BUILT_IN: &str = "#742a58";

/// `GET /admin/branding`
pub async fn form(ctx: Ctx) -> Result<HttpResponse> {
    ctx.require(Act::Administer)?;
    Ok(shown(&ctx, &Problems::default()))
}

/// The page as things stand, with what was wrong beside the field.
pub fn shown(ctx: &Ctx, problems: &Problems) -> HttpResponse {
    let accent = ctx.site.accent.clone();
    let form = FormData::of([
        ("accent", accent.clone().unwrap_or(BUILT_IN.to_string())),
        ("seen", accent.unwrap_or_default()),
    ]);
    show(ctx, &form, problems, None)
}

/// `POST /admin/branding`
pub async fn save(ctx: Ctx, mut form: FormData) -> Result<HttpResponse> {
    let actor = ctx.require(Act::Administer)?.id.clone();
    let mut problems = Problems::default();
    let accent = if form.get("do") == "built-in" {
        String::new()
    } else {
        match Colour::parse(form.get("accent")) {
            Some(colour) if colour::is_enough(colour) => colour.hex(),
            Some(_) => {
                problems.add("accent", "admin-accent-weak");
                String::new()
            }
            None => {
                problems.add("accent", "admin-accent-invalid");
                String::new()
            }
        }
    };
    if !problems.none() {
        return Ok(show(&ctx, &form, &problems, None));
    }
    let now = ctx.app.clock.now();
    let was = form.get("seen").to_string();
    let saved = ctx
        .once(&form, move |c| {
            let key = settings::ACCENT;
            if settings::get(c, key)?.unwrap_or_default() != was {
                return Err(Error::Conflict);
            }
            if settings::put(c, key, &accent)? {
                audit::record(c, now, Some(&actor), "change", "setting", key)?;
            }
            Ok("/admin/branding?done=saved".to_string())
        })
        .await;
    match saved {
        Ok(to) => Ok(see_other(&to)),
        Err(Error::Conflict) => {
            let theirs = ctx
                .read(|c| settings::get(c, settings::ACCENT))
                .await?
                .unwrap_or_default();
            form.set("seen", theirs.clone());
            Ok(show(&ctx, &form, &Problems::default(), Some(&theirs)))
        }
        Err(e) => Err(e),
    }
}

fn show(ctx: &Ctx, form: &FormData, problems: &Problems, theirs: Option<&str>) -> HttpResponse {
    let f = Fields::new(ctx, form, problems);
    let title = ctx.t("admin-place-branding");
    let body = html! {
        header.page-head { h1 { (title) } p.lead { (ctx.t("admin-branding-lead")) } }
        @if let Some(theirs) = theirs {
            div.notice.warn role="alert" {
                p { b { (ctx.t("admin-conflict")) } }
                p { (ctx.t("admin-conflict-text")) " " code { @if theirs.is_empty() { (BUILT_IN) } @else { (theirs) } } }
            }
        }
        (f.summary())
        @if problems.of("accent").is_some() { (proposal(ctx, form)) }
        form.stack method="post" action="/admin/branding" data-confirm-leave {
            (f.hidden())
            input type="hidden" name="seen" value=(form.get("seen"));
            div.field.short.invalid[problems.of("accent").is_some()] {
                label for="accent" { (ctx.t("admin-accent")) }
                p.hint id="accent-h" { (ctx.t("admin-accent-hint")) }
                @if let Some(problem) = problems.of("accent") {
                    p.error id="accent-e" { (problem.say(ctx.lang)) }
                }
                // Not a browser's colour field: it cannot show what was typed wrongly, and its dialogue
                // is hard to use by keyboard.
                input type="text" id="accent" name="accent" value=(form.get("accent")) required
                    maxlength="7" pattern="#?[0-9a-fA-F]{6}" spellcheck="false" autocomplete="off"
                    aria-describedby=(if problems.of("accent").is_none() { "accent-h" } else { "accent-h accent-e" })
                    aria-invalid=[problems.of("accent").map(|_| "true")];
            }
            div.form-actions {
                button { (ctx.t("save")) }
                @if ctx.site.accent.is_some() {
                    button.quiet name="do" value="built-in" formnovalidate { (ctx.t("admin-accent-built-in")) }
                }
            }
        }
        (logo::part(ctx, problems))
        (specimen(ctx))
        section.section {
            h2 { (ctx.t("admin-branding-name")) }
            p { (ctx.t("admin-branding-name-text")) " " a href="/admin/settings" { (ctx.t("admin-place-settings")) } }
        }
    };
    let frame = Page::new(title).under(ctx.t("nav-admin"), "/admin");
    if theirs.is_some() {
        page_with_status(ctx, StatusCode::CONFLICT, frame, body)
    } else if problems.none() {
        page(ctx, frame, body)
    } else {
        layout::refused(ctx, frame, body)
    }
}

/// What was measured, and the nearest colour that can be read, ready to be taken.
fn proposal(ctx: &Ctx, form: &FormData) -> Markup {
    let Some(asked) = Colour::parse(form.get("accent")) else {
        return html! {};
    };
    let nearest = colour::nearest(asked).hex();
    let values = [
        ("colour", Value::from(asked.hex())),
        (
            "ratio",
            Value::from(ratio(ctx.lang, colour::measured(asked))),
        ),
        ("nearest", Value::from(nearest.clone())),
    ];
    html! {
        div.notice.warn {
            p { (ctx.tv("admin-accent-measured", &values)) }
            form method="post" action="/admin/branding" {
                (ctx.form_tokens())
                input type="hidden" name="seen" value=(form.get("seen"));
                input type="hidden" name="accent" value=(nearest);
                button.secondary { (ctx.tv("admin-accent-take", &values)) }
            }
        }
    }
}

/// `4,49:1`: rounded down, so that too little never looks like enough.
fn ratio(lang: Lang, ratio: f64) -> String {
    lang.decimal(format!("{:.2}", (ratio * 100.0).floor() / 100.0))
}

/// The colour in force, on the things that have it.
fn specimen(ctx: &Ctx) -> Markup {
    html! {
        section.section {
            h2 { (ctx.t("admin-branding-specimen")) }
            p { (ctx.t("admin-branding-specimen-text")) }
            div.panel {
                p { a href="/admin/branding" { (ctx.t("admin-branding-link")) } }
                p.actions {
                    a.button href="/admin/branding" { (ctx.t("admin-branding-button")) }
                    a.button.secondary href="/admin/branding" { (ctx.t("admin-branding-button-2")) }
                }
            }
        }
    }
}

/// `GET /brand.css`: the custom properties that follow from the network's colour; nothing when it has
/// none.
pub async fn style_sheet(ctx: Ctx, req: HttpRequest) -> HttpResponse {
    let accent = ctx.site.accent.clone().unwrap_or_default();
    let css = Colour::parse(&accent)
        .map(colour::style_sheet)
        .unwrap_or_default();
    let tag = format!("\"{}\"", &tokens::hash(&css)[..16]);
    // An address that names the colour in force can be kept for good; any other is asked again.
    let named = req.query_string() == format!("c={}", accent.trim_start_matches('#'));
    let kept = if named && !accent.is_empty() {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    };
    let known = req
        .headers()
        .get(header::IF_NONE_MATCH)
        .and_then(|v| v.to_str().ok());
    let known = known.is_some_and(|known| known == tag);
    let mut response = if known {
        HttpResponse::NotModified()
    } else {
        HttpResponse::Ok()
    };
    response
        .insert_header((header::CONTENT_TYPE, "text/css; charset=utf-8"))
        .insert_header((header::CACHE_CONTROL, kept))
        .insert_header((header::ETAG, tag));
    if known {
        response.finish()
    } else {
        response.body(css)
    }
}
