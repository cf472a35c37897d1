use std::collections::HashMap;

use actix_web::HttpResponse;
use maud::{Markup, html};

use super::queries::{PostRow, TopicRow};
use super::{POSTS_PER_PAGE, State, Viewer};
use crate::clock::{COPENHAGEN, to_local};
use crate::library::language::unlike;
use crate::moderation::{self, Kind, Reasons};
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

pub fn list(
    ctx: &Ctx,
    topics: &[TopicRow],
    at: Option<i64>,
    total: i64,
    names: &Names,
) -> HttpResponse {
    let address = |n| format!("/forum?page={n}");
    let missing = paging::missing(ctx, at, total, paging::PER_PAGE, address);
    let status = paging::status(&missing);
    let body = html! {
        header.page-head {
            h1 { (ctx.t("nav-forum")) }
            p.lead { (ctx.t("forum-lead")) }
            @if !topics.is_empty() {
                div.actions { a.button href="/forum/new" { (ctx.t("forum-start")) } }
            }
        }
        @if let Some(missing) = missing {
            (missing)
        } @else if topics.is_empty() {
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
                        h3 { a href=(format!("/forum/{}", topic.id)) lang=[unlike(ctx.lang, &topic.title)] { (topic.title) } " " (badge(ctx, topic.state())) }
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
            (paging::pager(ctx, at.unwrap_or(1), total, address))
        }
    };
    layout::page_with_status(ctx, status, Page::new(ctx.t("nav-forum")), body)
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

/// A topic's page as somebody may see it.
pub struct Conversation {
    pub topic: TopicRow,
    /// They see the topic itself, not only that it is hidden.
    pub full: bool,
    pub page: i64,
    /// Posts that take a place.
    pub total: i64,
    pub posts: Vec<PostRow>,
    pub names: Names,
    /// Why something is hidden, by kind and id.
    pub reasons: Reasons,
    /// The viewer hears of what comes.
    pub follows: bool,
}

fn badge(ctx: &Ctx, state: State) -> Markup {
    html! {
        @match state {
            State::Visible => {},
            State::Held => span.badge.warn { (ctx.t("moderation-held")) },
            State::Hidden => span.badge.warn { (ctx.t("moderation-hidden")) },
        }
    }
}

/// Said to those who may still see it: that others do not, and why.
fn said_of(ctx: &Ctx, state: State, reason: Option<&String>) -> Markup {
    html! {
        @match state {
            State::Visible => {},
            State::Held => div.notice { p { (ctx.t("moderation-held-text")) } },
            State::Hidden => {
                div.notice.warn {
                    p { (ctx.t("moderation-hidden-text")) }
                    @if let Some(reason) = reason { p { (ctx.t("moderation-reason")) ": " (reason) } }
                }
            }
        }
    }
}

/// What others see of a hidden topic.
pub fn hidden(ctx: &Ctx) -> HttpResponse {
    let title = ctx.t("moderation-hidden-topic");
    let body = html! {
        header.page-head { h1 { (title) } }
        div.notice { p { (ctx.t("moderation-hidden-by")) } }
        div.actions { a.button.secondary href="/forum" { (ctx.t("nav-forum")) } }
    };
    let frame = Page::new(title).under(ctx.t("nav-forum"), "/forum");
    page(ctx, frame, body)
}

fn post(ctx: &Ctx, viewer: &Viewer, shown: &Conversation, number: i64, post: &PostRow) -> Markup {
    let here = format!("/forum/{}?page={}#p{number}", shown.topic.id, shown.page);
    let author_id = post.author_id.as_deref();
    html! {
        li.post id=(format!("p{number}")) {
            @if viewer.sees(post.state(), author_id) {
                header {
                    b { (author_link(ctx, &shown.names, post.author_id.as_ref())) } " "
                    a.meta href=(here) {
                        time datetime=(dates::machine(to_local(post.at, COPENHAGEN))) {
                            (dates::moment(ctx.lang, post.at))
                        }
                    }
                    " " (badge(ctx, post.state()))
                    " " (moderation::report_link(ctx, Kind::Post, &post.id, author_id))
                }
                (said_of(ctx, post.state(), shown.reasons.get(&("post".to_string(), post.id.clone()))))
                div.prose lang=[unlike(ctx.lang, &post.body)] { (markdown::html(&post.body)) }
            } @else {
                p.meta { (ctx.t("moderation-hidden-by")) }
            }
        }
    }
}

pub fn conversation(
    ctx: &Ctx,
    viewer: &Viewer,
    shown: &Conversation,
    form: &FormData,
    problems: &Problems,
) -> HttpResponse {
    let f = Fields::new(ctx, form, problems);
    let (topic, at) = (&shown.topic, shown.page);
    let here = format!("/forum/{}", topic.id);
    let first = (at - 1) * POSTS_PER_PAGE + 1;
    let body = html! {
        header.page-head {
            h1 lang=[unlike(ctx.lang, &topic.title)] { (topic.title) }
            p.meta {
                (ctx.tv("forum-posts", &[("count", Value::from(topic.posts))]))
                " " (badge(ctx, topic.state()))
                " " (moderation::report_link(ctx, Kind::Topic, &topic.id, topic.author_id.as_deref()))
            }
        }
        (crate::notices::follow_button(ctx, &topic.id, shown.follows))
        (said_of(ctx, topic.state(), shown.reasons.get(&("topic".to_string(), topic.id.clone()))))
        ol.conversation start=[(first > 1).then_some(first)] {
            @for (number, row) in (first..).zip(&shown.posts) {
                (post(ctx, viewer, shown, number, row))
            }
        }
        (paging::pager_of(ctx, at, shown.total, POSTS_PER_PAGE, |n| format!("{here}?page={n}")))
        @if topic.state() == State::Visible {
            section.section #reply {
                h2 { (ctx.t("forum-reply")) }
                (f.summary())
                form.stack method="post" action=(format!("{here}/posts")) data-confirm-leave {
                    (f.hidden())
                    (f.textarea("body", "forum-body", 8, true))
                    div.form-actions { button { (ctx.t("forum-reply-do")) } }
                }
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
