use actix_web::HttpResponse;
use maud::{Markup, html};

use crate::joining::duplicates::Pair;
use crate::joining::merge::Preview;
use crate::joining::queries::Compared;
use crate::web::lang::Value;
use crate::web::{Ctx, Page, page};

const AT: &str = "/admin/people/duplicates";

pub fn pairs(ctx: &Ctx, pairs: &[Pair]) -> HttpResponse {
    let body = html! {
        header.page-head {
            h1 { (ctx.t("joining-duplicates")) }
            p.lead { (ctx.t("joining-duplicates-lead")) }
        }
        @if pairs.is_empty() {
            div.empty {
                h2 { (ctx.t("joining-no-duplicates")) }
                p { (ctx.t("joining-no-duplicates-text")) }
                div.actions { a.button.secondary href="/admin" { (ctx.t("nav-admin")) } }
            }
        } @else {
            ul.list {
                @for pair in pairs { li { (one(ctx, pair)) } }
            }
        }
    };
    let frame = Page::new(ctx.t("joining-duplicates")).under(ctx.t("nav-admin"), "/admin");
    page(ctx, frame, body)
}

fn one(ctx: &Ctx, pair: &Pair) -> Markup {
    let (a, b) = (&pair.first, &pair.second);
    html! {
        h2 {
            (a.name)
            @if a.name != b.name { " " (ctx.t("or")) " " (b.name) }
        }
        ul.tags { @for sign in &pair.signs { li { span.tag { (ctx.t(sign.key())) } } } }
        div.grid-2 { (person(ctx, a)) (person(ctx, b)) }
        div.actions {
            a.button href=(merge_address(a, b)) {
                (ctx.t("joining-merge-look")) span.visually-hidden { ": " (a.name) }
            }
            form method="post" action=(AT) {
                (ctx.form_tokens())
                input type="hidden" name="first" value=(a.id);
                input type="hidden" name="second" value=(b.id);
                button.secondary { (ctx.t("joining-two")) span.visually-hidden { ": " (a.name) } }
            }
        }
    }
}

fn merge_address(keep: &Compared, other: &Compared) -> String {
    format!("/admin/people/merge?keep={}&other={}", keep.id, other.id)
}

fn person(ctx: &Ctx, person: &Compared) -> Markup {
    let fact = |key: &str, value: &str| {
        html! { @if !value.is_empty() { div { dt { (ctx.t(key)) } dd { (value) } } } }
    };
    html! {
        dl.facts {
            (fact("field-name", &person.name))
            (fact("field-email", &person.email))
            (fact("field-title", &person.title))
            (fact("field-organisation", person.organisation.as_deref().unwrap_or_default()))
            (fact("joining-phone", &person.phone))
        }
    }
}

pub fn merge(ctx: &Ctx, kept: &Compared, gone: &Compared, preview: &Preview) -> HttpResponse {
    let email = [("email", Value::from(gone.email.clone()))];
    let ends = [("count", Value::from(preview.ends))];
    let body = html! {
        header.page-head {
            h1 { (ctx.t("joining-merge")) }
            p.lead { (ctx.t("joining-merge-lead")) }
        }
        div.grid-2 {
            section.panel { h2 { (ctx.t("joining-merge-kept")) } (person(ctx, kept)) }
            section.panel { h2 { (ctx.t("joining-merge-gone")) } (person(ctx, gone)) }
        }
        p { a href=(merge_address(gone, kept)) { (ctx.t("joining-merge-swap")) } }
        section.section {
            h2 { (ctx.t("joining-merge-moves")) }
            @if preview.moves.is_empty() {
                p { (ctx.t("joining-merge-nothing")) }
            } @else {
                ul.numbers {
                    @for (class, count) in &preview.moves {
                        li.stat { b { (count) } " " span { (ctx.t(&format!("joining-class-{}", class.name()))) } }
                    }
                }
                p.meta { (ctx.t("joining-merge-same")) }
            }
            ul {
                li { (ctx.tv("joining-merge-address", &email)) }
                li { (ctx.tv("joining-merge-ends", &ends)) }
                li { (ctx.t("joining-merge-rest")) }
            }
        }
        div.notice.warn { p { (ctx.t("joining-merge-final")) } }
        form.stack method="post" action="/admin/people/merge" {
            (ctx.form_tokens())
            input type="hidden" name="keep" value=(kept.id);
            input type="hidden" name="other" value=(gone.id);
            div.form-actions {
                button.danger { (ctx.t("joining-merge-do")) }
                a.button.quiet href=(AT) { (ctx.t("cancel")) }
            }
        }
    };
    let frame = Page::new(ctx.t("joining-merge"))
        .under(ctx.t("nav-admin"), "/admin")
        .under(ctx.t("joining-duplicates"), AT);
    page(ctx, frame, body)
}
