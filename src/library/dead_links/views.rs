use actix_web::HttpResponse;
use maud::{Markup, html};

use super::{Dead, Link, Outcome};
use crate::library::Entry;
use crate::library::desk;
use crate::rights::Act;
use crate::web::lang::Value;
use crate::web::{Ctx, dates};

/// `tried`: whether any link was tried yet.
pub fn list(ctx: &Ctx, rows: &[Dead], page: i64, total: i64, tried: bool) -> HttpResponse {
    let off = !ctx.site.library.dead_links;
    let empty = html! {
        @if off {
            h2 { (ctx.t("links-off")) }
            p { (ctx.t("links-off-text")) }
            @if ctx.may(Act::Administer) {
                div.actions { a.button href="/admin/settings#dead_links" { (ctx.t("links-to-settings")) } }
            }
        } @else {
            h2 { @if tried { (ctx.t("links-none")) } @else { (ctx.t("links-untried")) } }
            p { (ctx.t("links-none-text")) }
        }
    };
    let items = rows.iter().map(|Dead { entry, link }| {
        html! {
            h2 { a href=(format!("/library/{}", entry.slug)) lang=(entry.lang) { (entry.title) } }
            (item(ctx, &entry.slug, link))
        }
    });
    desk::page(
        ctx,
        desk::List {
            here: "/library/dead-links",
            title: ctx.t("links-dead"),
            lead: ctx.t("links-lead"),
            empty,
            page,
            total,
        },
        items,
    )
}

/// One link: where it leads, since when it does not, why, and what can be done.
fn item(ctx: &Ctx, slug: &str, link: &Link) -> Markup {
    let day = |at| Value::from(dates::day_of(ctx.lang, at));
    let why = Outcome::named(&link.outcome).map(|o| ctx.t(&format!("links-outcome-{}", o.name())));
    html! {
        p.compared { a href=(link.address) rel="noopener noreferrer nofollow external" { (link.address) } }
        p {
            @if let Some(why) = why { (why) }
            @if let Some(since) = link.failed_since {
                " " (ctx.tv("links-since", &[("when", day(since))]))
            }
        }
        @if let Some(at) = link.looked_at {
            p.meta { (ctx.tv("links-looked-at", &[("when", day(at))])) }
        }
        form.actions.no-print method="post" action=(format!("/library/{slug}/dead-links")) {
            (ctx.form_tokens())
            input type="hidden" name="link" value=(link.id);
            a.button.secondary.small href=(format!("/library/{slug}/edit")) { (ctx.t("links-edit")) }
            button.secondary.small name="do" value="look" { (ctx.t("links-look-again")) }
            button.quiet.small name="do" value="ignore" { (ctx.t("links-ignore")) }
        }
    }
}

/// On an entry's page, for who writes in it: what leads nowhere.
pub fn on_entry(ctx: &Ctx, entry: &Entry, links: &[Link]) -> Markup {
    let count = [("count", Value::from(links.len() as i64))];
    html! {
        @if !links.is_empty() {
            div.notice.warn.no-print {
                p { b { (ctx.tv("links-on-entry", &count)) } }
                @for link in links { (item(ctx, &entry.slug, link)) }
            }
        }
    }
}
