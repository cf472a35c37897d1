//! The front page, and what the network says of itself.

use actix_web::HttpResponse;

use super::views;
use crate::error::Result;
use crate::members::Role;
use crate::web::{Ctx, Page, layout, page};

/// `GET /about`
pub async fn about(ctx: Ctx) -> HttpResponse {
    page(
        &ctx,
        Page::new(ctx.t("nav-about")),
        views::text(&ctx, "about"),
    )
}

/// `GET /privacy`
pub async fn privacy(ctx: Ctx) -> HttpResponse {
    page(
        &ctx,
        Page::new(ctx.t("nav-privacy")),
        views::text(&ctx, "privacy"),
    )
}

/// `GET /was`: where Danish public sites keep their accessibility statement.
pub async fn accessibility(ctx: Ctx) -> HttpResponse {
    page(
        &ctx,
        Page::new(ctx.t("nav-accessibility")),
        views::text(&ctx, "accessibility"),
    )
}

/// `GET /about/licences`
pub async fn licences(ctx: Ctx) -> HttpResponse {
    views::licences(&ctx)
}

/// `GET /about/licences.txt`
pub async fn licence_texts() -> HttpResponse {
    views::licence_texts()
}

/// `GET /`: what is new, and what each person does next. The parts are the features' own.
pub async fn front(ctx: Ctx) -> Result<HttpResponse> {
    let latest = crate::library::latest_view(&ctx, 6).await?;
    let coming = crate::meetings::coming_view(&ctx, 3).await?;
    let study = match &ctx.member {
        Some(member) if member.is(Role::Student) => Some(crate::study::own_view(&ctx).await?),
        _ => None,
    };
    Ok(layout::page(
        &ctx,
        Page::new(ctx.t("front-title")).with_search(),
        views::front(&ctx, latest, coming, study),
    ))
}
