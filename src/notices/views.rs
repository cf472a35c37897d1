use actix_web::HttpResponse;
use maud::{Markup, html};

use super::pages::Less;
use super::{KINDS, LESS_ADDRESS, Pace};
use crate::library::language::unlike;
use crate::meetings::ZONES;
use crate::members::Member;
use crate::search::saved;
use crate::web::fields::Choice;
use crate::web::lang::{Lang, Value};
use crate::web::{Ctx, Fields, FormData, Page, Problems, layout, page};

pub fn choose(
    ctx: &Ctx,
    member: &Member,
    followed: &[(String, String)],
    form: &FormData,
    problems: &Problems,
) -> HttpResponse {
    let f = Fields::new(ctx, form, problems);
    let paces = paces(ctx);
    let hours: Vec<Choice> = (0..24)
        .map(|h: u32| {
            let shown = ctx.tv("notices-hour", &[("hour", Value::from(format!("{h:02}")))]);
            (h.to_string(), shown)
        })
        .collect();
    let zones: Vec<Choice> = ZONES
        .iter()
        .map(|z| (z.to_string(), zone_name(z)))
        .collect();
    let languages: Vec<Choice> = Lang::ALL
        .iter()
        .map(|l| (l.code().to_string(), l.name().to_string()))
        .collect();
    let body = html! {
        header.page-head {
            h1 { (ctx.t("notices-title")) }
            p.lead { (ctx.t("notices-lead")) }
        }
        (f.summary())
        form.stack method="post" action="/me/notices" {
            (f.hidden())
            section.section {
                h2 { (ctx.t("notices-what")) }
                @for row in KINDS.iter().filter(|r| r.may_be_off && r.kind.concerns(member)) {
                    (f.select(row.name, &format!("notices-kind-{}", row.name), &paces, None, true))
                }
                div.notice {
                    p { b { (ctx.t("notices-kind-meeting")) ": " } (ctx.t("notices-meeting-text")) }
                }
                p { b { (ctx.t("notices-kind-search")) ": " } (ctx.t("saved-searches-each")) " "
                    a href=(saved::ADDRESS) { (ctx.t("saved-searches-see")) } }
                p.hint { (ctx.t("notices-digest-text")) }
            }
            section.section {
                h2 { (ctx.t("notices-quiet")) }
                p { (ctx.t("notices-quiet-text")) }
                div.grid-2 {
                    (f.select("quiet_from", "notices-quiet-from", &hours, None, true))
                    (f.select("quiet_to", "notices-quiet-to", &hours, None, true))
                }
                (f.select("zone", "notices-zone", &zones, None, true))
            }
            section.section {
                h2 { (ctx.t("notices-language")) }
                (f.select("lang", "notices-lang", &languages, None, true))
            }
            div.form-actions {
                button { (ctx.t("save")) }
                a.button.quiet href="/me" { (ctx.t("cancel")) }
            }
        }
        section.section {
            h2 { (ctx.t("notices-following")) }
            @if followed.is_empty() {
                div.empty {
                    p { (ctx.t("notices-following-none")) }
                    div.actions { a.button.secondary href="/forum" { (ctx.t("notices-to-forum")) } }
                }
            } @else {
                ul.list {
                    @for (id, title) in followed {
                        li {
                            h3 { a href=(format!("/forum/{id}")) lang=[unlike(ctx.lang, title)] { (title) } }
                            form method="post" action=(format!("/forum/{id}/follow")) {
                                (ctx.form_tokens())
                                input type="hidden" name="back" value="notices";
                                button.small.secondary name="do" value="unfollow"
                                    aria-label=(ctx.tv("notices-unfollow-this", &[("title", Value::from(title.clone()))])) {
                                    (ctx.t("notices-unfollow"))
                                }
                            }
                        }
                    }
                }
            }
        }
    };
    let frame = Page::new(ctx.t("notices-title")).under(ctx.t("nav-me"), "/me");
    if problems.none() {
        page(ctx, frame, body)
    } else {
        layout::refused(ctx, frame, body)
    }
}

/// When something can be told.
pub fn paces(ctx: &Ctx) -> Vec<Choice> {
    Pace::ALL
        .iter()
        .map(|p| {
            let label = ctx.t(&format!("notices-pace-{}", p.name()));
            (p.name().to_string(), label)
        })
        .collect()
}

/// `Europe/Copenhagen`: the place is what people know.
fn zone_name(zone: &str) -> String {
    zone.rsplit('/').next().unwrap_or(zone).replace('_', " ")
}

/// The button on a topic's page.
pub fn follow_button(ctx: &Ctx, topic: &str, follows: bool) -> Markup {
    html! {
        form.actions method="post" action=(format!("/forum/{topic}/follow")) {
            (ctx.form_tokens())
            @if follows {
                button.small.secondary name="do" value="unfollow" { (ctx.t("notices-unfollow")) }
                span.meta { (ctx.t("notices-you-follow")) " " a href="/me/notices" { (ctx.t("notices-choose")) } }
            } @else {
                button.small.secondary name="do" value="follow" { (ctx.t("notices-follow")) }
            }
        }
    }
}

/// What a link leads to less of, in words.
fn what(ctx: &Ctx, less: &Less) -> String {
    match less {
        Less::Invitations => ctx.t("notices-kind-meeting"),
        Less::One(kind) => ctx.t(&format!("notices-kind-{}", kind.name())),
        Less::Search(_, name) => ctx.tv("saved-searches-one", &[("name", name.clone().into())]),
        Less::Searches => ctx.t("notices-kind-search"),
        Less::Digests => ctx.t("notices-digests"),
    }
}

pub fn less(ctx: &Ctx, token: &str, less: &Less) -> HttpResponse {
    let what = Value::from(what(ctx, less));
    let body = html! {
        div.narrow {
            header.page-head { h1 { (ctx.t("notices-less")) } }
            @if *less == Less::Invitations {
                p.lead { (ctx.t("notices-less-invitations")) }
                p { (ctx.t("notices-less-invitations-how")) }
                div.actions { a.button.secondary href="/me/notices" { (ctx.t("notices-choose")) } }
            } @else {
                p.lead { (ctx.tv("notices-less-lead", &[("what", what)])) }
                form method="post" action=(format!("{LESS_ADDRESS}{token}")) {
                    (ctx.form_tokens())
                    div.form-actions {
                        button { (ctx.t("notices-less-do")) }
                        a.button.quiet href="/me/notices" { (ctx.t("notices-choose-instead")) }
                    }
                }
            }
        }
    };
    page(ctx, Page::new(ctx.t("notices-less")), body)
}

pub fn less_done(ctx: &Ctx, less: &Less) -> HttpResponse {
    let text = match less {
        Less::Invitations => ctx.t("notices-less-invitations-how"),
        _ => ctx.tv(
            "notices-less-done-text",
            &[("what", Value::from(what(ctx, less)))],
        ),
    };
    let title = match less {
        Less::Invitations => ctx.t("notices-less"),
        _ => ctx.t("notices-less-done"),
    };
    let body = html! {
        div.narrow {
            header.page-head { h1 { (title) } p.lead { (text) } }
            div.actions { a.button.secondary href="/me/notices" { (ctx.t("notices-choose")) } }
        }
    };
    page(ctx, Page::new(title), body)
}
