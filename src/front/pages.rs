//! The front page, and what the network says of itself.

use actix_web::HttpResponse;

use super::views;
use crate::admin::statements;
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
pub async fn privacy(ctx: Ctx) -> Result<HttpResponse> {
    let lang = ctx.lang;
    let kept = ctx
        .read(move |c| statements::shown(c, statements::Name::Privacy, lang))
        .await?;
    Ok(statements::public_privacy(&ctx, kept.as_ref()))
}

/// `GET /was`: where Danish public sites keep their accessibility statement.
pub async fn accessibility(ctx: Ctx) -> Result<HttpResponse> {
    let lang = ctx.lang;
    let kept = ctx
        .read(move |c| statements::shown(c, statements::Name::Accessibility, lang))
        .await?;
    Ok(statements::public_accessibility(&ctx, kept.as_ref()))
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
    let asked = crate::privacy::membership_view(&ctx).await?;
    let latest = crate::library::latest_view(&ctx, 6).await?;
    let coming = crate::meetings::coming_view(&ctx, 3).await?;
    let study = match &ctx.member {
        Some(member) if member.is(Role::Student) => Some(crate::study::own_view(&ctx).await?),
        _ => None,
    };
    Ok(layout::page(
        &ctx,
        Page::new(ctx.t("front-title")).with_search(),
        views::front(&ctx, asked, latest, coming, study),
    ))
}
