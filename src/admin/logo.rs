//! The network's own logo: `/admin/branding/logo`, shown at `/brand.png`.

use actix_web::HttpResponse;
use actix_web::http::header;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use maud::{Markup, html};

use super::branding;
use crate::audit;
use crate::error::{Error, Result};
use crate::members::profile::photo;
use crate::rights::Act;
use crate::settings;
use crate::web::{Ctx, FormData, Problems, see_other};

/// Where a logo is sent: as large as a photo may be.
pub const ADDRESS: &str = "/admin/branding/logo";

/// `POST /admin/branding/logo`: a file that is no picture changes nothing.
pub async fn save(ctx: Ctx, form: FormData) -> Result<HttpResponse> {
    let actor = ctx.require(Act::Administer)?.id.clone();
    let logo = match form.file("logo") {
        Some(file) => photo::logo_from_file(file.bytes.clone()).await?,
        None => None,
    };
    let Some(logo) = logo else {
        let mut problems = Problems::default();
        problems.add("logo", "admin-logo-bad");
        return Ok(branding::shown(&ctx, &problems));
    };
    let now = ctx.app.clock.now();
    let to = ctx
        .once(&form, move |c| {
            let picture = BASE64_STANDARD.encode(&logo.bytes);
            settings::set(c, settings::LOGO_PICTURE, &picture)?;
            settings::set(c, settings::LOGO, &logo.hash)?;
            audit::record(c, now, Some(&actor), "change", "setting", settings::LOGO)?;
            Ok("/admin/branding?done=saved".to_string())
        })
        .await?;
    Ok(see_other(&to))
}

/// `POST /admin/branding/logo/remove`
pub async fn remove(ctx: Ctx, form: FormData) -> Result<HttpResponse> {
    let actor = ctx.require(Act::Administer)?.id.clone();
    let now = ctx.app.clock.now();
    let to = ctx
        .once(&form, move |c| {
            settings::put(c, settings::LOGO_PICTURE, "")?;
            settings::put(c, settings::LOGO, "")?;
            audit::record(c, now, Some(&actor), "change", "setting", settings::LOGO)?;
            Ok("/admin/branding?done=saved".to_string())
        })
        .await?;
    Ok(see_other(&to))
}

/// `GET /brand.png`: its address changes with it, so that it can be kept for good.
pub async fn picture(ctx: Ctx) -> Result<HttpResponse> {
    let kept = ctx
        .read(|c| settings::get(c, settings::LOGO_PICTURE))
        .await?
        .ok_or(Error::NotFound)?;
    let bytes = BASE64_STANDARD.decode(kept).map_err(Error::internal)?;
    Ok(HttpResponse::Ok()
        .content_type("image/png")
        .insert_header((header::CACHE_CONTROL, "public, max-age=31536000, immutable"))
        .body(bytes))
}

/// The part of the page on how the network looks.
pub fn part(ctx: &Ctx, problems: &Problems) -> Markup {
    let problem = problems.of("logo");
    html! {
        section.section {
            h2 { (ctx.t("admin-logo")) }
            form.stack method="post" action=(ADDRESS) enctype="multipart/form-data" {
                (ctx.form_tokens())
                div.field.invalid[problem.is_some()] {
                    label for="logo" { (ctx.t("admin-logo-file")) }
                    p.hint id="logo-h" { (ctx.t("admin-logo-file-hint")) }
                    @if let Some(problem) = problem { p.error id="logo-e" { (problem.say(ctx.lang)) } }
                    input type="file" id="logo" name="logo" accept="image/png,image/jpeg,image/webp" required
                        aria-describedby=(if problem.is_some() { "logo-h logo-e" } else { "logo-h" })
                        aria-invalid=[problem.map(|_| "true")];
                }
                div.form-actions { button.secondary { (ctx.t("admin-logo-save")) } }
            }
            @if ctx.site.logo.is_some() {
                form method="post" action=(format!("{ADDRESS}/remove")) {
                    (ctx.form_tokens())
                    button.quiet { (ctx.t("admin-logo-remove")) }
                }
            }
        }
    }
}
