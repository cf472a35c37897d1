//! `/forum`: topics, one conversation, asking and replying.

use actix_web::HttpResponse;
use actix_web::web::{Path, Query};
use serde::Deserialize;

use super::{NewPost, NewTopic, POSTS_PER_PAGE, State, TITLE_MAX, Viewer, queries, views};
use crate::error::{Error, Result};
use crate::members;
use crate::moderation::{self, newcomers};
use crate::notices::{self, Kind};
use crate::rights::Act;
use crate::web::paging::{self, PER_PAGE};
use crate::web::{Ctx, FormData, Problems, see_other};

#[derive(Deserialize, Default)]
pub struct Paged {
    page: Option<String>,
}

#[derive(Deserialize, Default)]
pub struct Prefill {
    #[serde(default)]
    title: String,
}

/// `GET /forum`
pub async fn list(ctx: Ctx, query: Query<Paged>) -> Result<HttpResponse> {
    let viewer = Viewer::of(ctx.require(Act::ReadNetwork)?);
    let page = paging::asked(query.page.as_deref());
    let (topics, total, names) = ctx
        .read(move |c| {
            let offset = paging::offset(page.unwrap_or(1));
            let topics = queries::latest_topics(c, &viewer, PER_PAGE, offset)?;
            let names = members::names(c, topics.iter().filter_map(|t| t.author_id.as_deref()))?;
            Ok((topics, queries::count_topics(c, &viewer)?, names))
        })
        .await?;
    Ok(views::list(&ctx, &topics, page, total, &names))
}

/// `GET /forum/new`: `?title=` fills in the title, for links that ask about something.
pub async fn new_form(ctx: Ctx, query: Query<Prefill>) -> Result<HttpResponse> {
    ctx.require(Act::WriteForum)?;
    let title: String = query.title.chars().take(TITLE_MAX).collect();
    let form = FormData::of([("title", title)]);
    Ok(views::new(&ctx, &form, &Problems::default()))
}

/// `POST /forum`
pub async fn create(ctx: Ctx, form: FormData) -> Result<HttpResponse> {
    let author = ctx.require(Act::WriteForum)?.clone();
    let new = match NewTopic::parse(&form) {
        Ok(new) => new,
        Err(problems) => return Ok(views::new(&ctx, &form, &problems)),
    };
    let now = ctx.app.clock.now();
    let to = ctx
        .once(&form, move |c| {
            let state = newcomers::screen(c, now, &author, &[&new.title, &new.body])?;
            let id = super::start_as(c, now, &author.id, &new, state)?;
            if state == State::Visible {
                notices::tell(c, now, Kind::Topic, &id, Some(&author.id))?;
            }
            Ok(super::address(&id, 1, state))
        })
        .await?;
    Ok(see_other(&to))
}

/// `GET /forum/{topic}`
pub async fn show(ctx: Ctx, topic: Path<String>, query: Query<Paged>) -> Result<HttpResponse> {
    ctx.require(Act::ReadNetwork)?;
    let page = paging::number(query.page.as_deref());
    conversation(
        &ctx,
        topic.into_inner(),
        Some(page),
        &FormData::default(),
        &Problems::default(),
    )
    .await
}

/// `POST /forum/{topic}/posts`
pub async fn create_post(ctx: Ctx, topic: Path<String>, form: FormData) -> Result<HttpResponse> {
    let author = ctx.require(Act::WriteForum)?.clone();
    let topic = topic.into_inner();
    let new = match NewPost::parse(&form) {
        Ok(new) => new,
        Err(problems) => return conversation(&ctx, topic, None, &form, &problems).await,
    };
    let now = ctx.app.clock.now();
    let to = ctx
        .once(&form, move |c| {
            let state = newcomers::screen(c, now, &author, &[new.body()])?;
            let posted = super::reply_as(c, now, &author.id, &topic, &new, state)?;
            if state == State::Visible {
                notices::tell(c, now, Kind::Reply, &posted.id, Some(&author.id))?;
            }
            Ok(super::address(&topic, posted.number, state))
        })
        .await?;
    Ok(see_other(&to))
}

/// A page of a conversation with its reply form; the last page when none is named.
async fn conversation(
    ctx: &Ctx,
    topic: String,
    page: Option<i64>,
    form: &FormData,
    problems: &Problems,
) -> Result<HttpResponse> {
    let viewer = Viewer::of(ctx.require(Act::ReadNetwork)?);
    let looks = viewer.clone();
    let found = ctx
        .read(move |c| {
            let viewer = looks;
            let topic = queries::topic(c, &topic)?;
            let full = viewer.sees(topic.state(), topic.author_id.as_deref());
            if topic.state() == State::Held && !full {
                return Err(Error::NotFound);
            }
            let total = queries::count_posts(c, &topic.id, &viewer)?;
            let last = (total - 1) / POSTS_PER_PAGE + 1;
            let page = page.unwrap_or(last);
            if page > last {
                return Err(Error::NotFound);
            }
            let offset = (page - 1) * POSTS_PER_PAGE;
            let posts = queries::posts_of(c, &topic.id, &viewer, POSTS_PER_PAGE, offset)?;
            let names = members::names(c, posts.iter().filter_map(|p| p.author_id.as_deref()))?;
            // Why something is hidden is for its author and the moderators.
            let hidden = |state: State, author: Option<&str>| {
                state == State::Hidden && viewer.sees(state, author)
            };
            let mut asked: Vec<(&str, &str)> = posts
                .iter()
                .filter(|p| hidden(p.state(), p.author_id.as_deref()))
                .map(|p| ("post", p.id.as_str()))
                .collect();
            if hidden(topic.state(), topic.author_id.as_deref()) {
                asked.push(("topic", &topic.id));
            }
            let reasons = moderation::reasons(c, &asked)?;
            let follows = notices::follows(c, &viewer.id, &topic.id)?;
            Ok(views::Conversation {
                topic,
                full,
                page,
                total,
                posts,
                names,
                reasons,
                follows,
            })
        })
        .await?;
    if !found.full {
        return Ok(views::hidden(ctx));
    }
    Ok(views::conversation(ctx, &viewer, &found, form, problems))
}
