use actix_web::HttpResponse;
use fast_qr::ECL;
use fast_qr::qr::QRBuilder;
use maud::{Markup, html};

use super::{answer, hidden};
use crate::error::{Error, Result};
use crate::sign_in::passkeys;
use crate::sign_in::second_factor::Standing;
use crate::web::{Ctx, Fields, FormData, Page, Problems, page};

pub fn show(ctx: &Ctx, standing: &Standing, form: &FormData, problems: &Problems) -> HttpResponse {
    let f = Fields::new(ctx, form, problems);
    let title = ctx.t("second-factor-title");
    let recovering = problems.of("recovery_code").is_some();
    let body = html! {
        div.narrow {
            header.page-head {
                h1 { (title) }
                p.lead { (ctx.t("second-factor-lead")) }
            }
            (f.summary())
            @if standing.app_since.is_some() {
                form.stack method="post" action="/sign-in/second-factor" {
                    (hidden(&f))
                    (f.filled("text", "code", "sign-in-code", "one-time-code"))
                    div.form-actions { button { (ctx.t("second-factor-show")) } }
                }
            }
            @if standing.passkeys > 0 { (passkeys::offer(ctx, form.get("next"))) }
            @if standing.recovery_codes_left > 0 {
                section.section {
                    details open[recovering] {
                        summary { (ctx.t("second-factor-lost")) }
                        form.stack method="post" action="/sign-in/second-factor" {
                            (hidden(&f))
                            (f.filled("text", "recovery_code", "sign-in-recovery-code", "off"))
                            div.form-actions { button.secondary { (ctx.t("second-factor-recover")) } }
                        }
                    }
                }
            }
        }
    };
    answer(ctx, Page::new(title), problems, body)
}

/// `url` is what an app reads from the picture, `key` what can be typed instead.
pub fn enrol(
    ctx: &Ctx,
    standing: &Standing,
    url: &str,
    key: &str,
    form: &FormData,
    problems: &Problems,
) -> Result<HttpResponse> {
    let f = Fields::new(ctx, form, problems);
    let title = ctx.t("enrol-title");
    let lead = if standing.app_since.is_some() {
        ctx.t("enrol-lead-again")
    } else {
        ctx.t("enrol-lead")
    };
    let picture = qr(url, &ctx.t("enrol-picture"))?;
    let body = html! {
        div.narrow {
            header.page-head {
                h1 { (title) }
                p.lead { (lead) }
            }
            (f.summary())
            section.section {
                h2 { (ctx.t("enrol-step-app")) }
                p { (ctx.t("enrol-step-app-text")) }
            }
            section.section {
                h2 { (ctx.t("enrol-step-scan")) }
                p { (ctx.t("enrol-step-scan-text")) }
                (picture)
                p { (ctx.t("enrol-key")) br; code { (in_groups(key)) } }
                p { a href=(url) { (ctx.t("enrol-open")) } }
            }
            section.section {
                h2 { (ctx.t("enrol-step-code")) }
                form.stack method="post" action="/me/sign-in/second-factor" {
                    (hidden(&f))
                    (f.filled("text", "code", "sign-in-code", "one-time-code"))
                    div.form-actions { button { (ctx.t("enrol-do")) } }
                }
            }
        }
    };
    Ok(answer(ctx, Page::new(title), problems, body))
}

fn in_groups(key: &str) -> String {
    key.as_bytes()
        .chunks(4)
        .map(String::from_utf8_lossy)
        .collect::<Vec<_>>()
        .join(" ")
}

/// Modules of white around the picture, as its readers need them.
const QUIET: usize = 4;

/// A QR code as a drawing, of attributes alone: dark on white also where the page is dark.
fn qr(text: &str, label: &str) -> Result<Markup> {
    let code = QRBuilder::new(text)
        .ecl(ECL::M)
        .build()
        .map_err(Error::internal)?;
    let mut path = String::new();
    for y in 0..code.size {
        for (x, module) in code[y].iter().take(code.size).enumerate() {
            if module.value() {
                path.push_str(&format!("M{} {}h1v1h-1z", x + QUIET, y + QUIET));
            }
        }
    }
    let side = code.size + 2 * QUIET;
    Ok(html! {
        p {
            svg role="img" aria-label=(label) width="240" height="240"
                viewBox=(format!("0 0 {side} {side}")) shape-rendering="crispEdges" {
                rect width=(side) height=(side) fill="#fff" {}
                path d=(path) fill="#000" {}
            }
        }
    })
}

pub fn recovery_codes(ctx: &Ctx, codes: &[String], next: &str) -> HttpResponse {
    let title = ctx.t("recovery-title");
    let body = html! {
        div.narrow {
            header.page-head {
                h1 { (title) }
                p.lead { (ctx.t("recovery-lead")) }
            }
            div.panel {
                ol aria-label=(title) { @for code in codes { li { code.nowrap { (code) } } } }
            }
            p { (ctx.t("recovery-keep")) }
            div.actions { a.button href=(next) { (ctx.t("recovery-kept")) } }
        }
    };
    page(ctx, Page::new(title), body)
}
