use std::collections::HashMap;

use actix_web::HttpResponse;
use maud::{Markup, html};

use super::POSTS_PER_PAGE;
use super::queries::{PostRow, TopicRow};
use crate::clock::{COPENHAGEN, to_local};
use crate::library::language::unlike;
use crate::web::lang::Value;
use crate::web::{Ctx, Fields, FormData, Page, Problems, dates, layout, markdown, page, paging};

type Names = HashMap<String, String>;

/// Who wrote: somebody who left the network has no name any more.
fn author(ctx: &Ctx, names: &Names, id: Option<&String>) -> String {
    id.and_then(|id| names.get(id))
        .cloned()
        .unwrap_or_else(|| ctx.t("forum-former-member"))
}

/// As `author`, with the way to the person where there is one.
fn author_link(ctx: &Ctx, names: &Names, id: Option<&String>) -> Markup {
    let known = id.filter(|id| names.contains_key(*id));
    html! {
        @match known {
            Some(known) => a href=(format!("/people/{known}")) { (author(ctx, names, id)) },
            None => (author(ctx, names, id)),
        }
    }
}

pub fn list(ctx: &Ctx, topics: &[TopicRow], at: i64, total: i64, names: &Names) -> HttpResponse {
    let body = html! {
        header.page-head {
            h1 { (ctx.t("nav-forum")) }
            p.lead { (ctx.t("forum-lead")) }
            @if !topics.is_empty() {
                div.actions { a.button href="/forum/new" { (ctx.t("forum-start")) } }
            }
        }
        @if topics.is_empty() {
            div.empty {
                h2 { (ctx.t("forum-none")) }
                p { (ctx.t("forum-none-text")) }
                div.actions { a.button href="/forum/new" { (ctx.t("forum-start")) } }
            }
        } @else {
            h2.visually-hidden { (ctx.t("forum-topics")) }
            ul.list {
                @for topic in topics {
                    li {
                        h3 { a href=(format!("/forum/{}", topic.id)) lang=[unlike(ctx.lang, &topic.title)] { (topic.title) } }
                        p.meta {
                            (ctx.tv("forum-topic-facts", &[
                                ("author", Value::from(author(ctx, names, topic.author_id.as_ref()))),
                                ("count", Value::from(topic.posts)),
                                ("when", Value::from(dates::moment(ctx.lang, topic.last_post_at))),
                            ]))
                        }
                    }
                }
            }
            (paging::pager(ctx, at, total, |n| format!("/forum?page={n}")))
        }
    };
    page(ctx, Page::new(ctx.t("nav-forum")), body)
}

pub fn new(ctx: &Ctx, form: &FormData, problems: &Problems) -> HttpResponse {
    let f = Fields::new(ctx, form, problems);
    let body = html! {
        header.page-head {
            h1 { (ctx.t("forum-start")) }
            p.lead { (ctx.t("forum-start-lead")) }
        }
        (f.summary())
        form.stack method="post" action="/forum" data-confirm-leave {
            (f.hidden())
            (f.input("text", "title", "forum-title", true))
            (f.textarea("body", "forum-body", 12, true))
            div.form-actions {
                button { (ctx.t("forum-start-do")) }
                a.button.quiet href="/forum" { (ctx.t("cancel")) }
            }
        }
    };
    let frame = Page::new(ctx.t("forum-start")).under(ctx.t("nav-forum"), "/forum");
    if problems.none() {
        page(ctx, frame, body)
    } else {
        layout::refused(ctx, frame, body)
    }
}

// What a page shows is told part by part.
#[allow(clippy::too_many_arguments)]
pub fn conversation(
    ctx: &Ctx,
    topic: &TopicRow,
    at: i64,
    posts: &[PostRow],
    names: &Names,
    follows: bool,
    form: &FormData,
    problems: &Problems,
) -> HttpResponse {
    let f = Fields::new(ctx, form, problems);
    let here = format!("/forum/{}", topic.id);
    let first = (at - 1) * POSTS_PER_PAGE + 1;
    let body = html! {
        header.page-head {
            h1 lang=[unlike(ctx.lang, &topic.title)] { (topic.title) }
            p.meta { (ctx.tv("forum-posts", &[("count", Value::from(topic.posts))])) }
            (crate::notices::follow_button(ctx, &topic.id, follows))
        }
        ol.conversation start=[(first > 1).then_some(first)] {
            @for (number, post) in (first..).zip(posts) {
                li.post id=(format!("p{number}")) {
                    header {
                        b { (author_link(ctx, names, post.author_id.as_ref())) } " "
                        a.meta href=(format!("{here}?page={at}#p{number}")) {
                            time datetime=(dates::machine(to_local(post.at, COPENHAGEN))) {
                                (dates::moment(ctx.lang, post.at))
                            }
                        }
                    }
                    div.prose lang=[unlike(ctx.lang, &post.body)] { (markdown::html(&post.body)) }
                }
            }
        }
        (paging::pager_of(ctx, at, topic.posts, POSTS_PER_PAGE, |n| format!("{here}?page={n}")))
        section.section #reply {
            h2 { (ctx.t("forum-reply")) }
            (f.summary())
            form.stack method="post" action=(format!("{here}/posts")) data-confirm-leave {
                (f.hidden())
                (f.textarea("body", "forum-body", 8, true))
                div.form-actions { button { (ctx.t("forum-reply-do")) } }
            }
        }
    };
    let frame = Page::new(&topic.title).under(ctx.t("nav-forum"), "/forum");
    if problems.none() {
        page(ctx, frame, body)
    } else {
        layout::refused(ctx, frame, body)
    }
}
