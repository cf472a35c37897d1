//! Topics and posts between meetings. Members read and write; nobody else sees the forum.

pub mod pages;
mod queries;
mod views;

use chrono::NaiveDateTime;

use crate::audit;
use crate::changes;
use crate::db::Conn;
use crate::error::Result;
use crate::notices;
use crate::web::{FormData, Problems};

/// Posts shown on one page of a conversation.
pub const POSTS_PER_PAGE: i64 = 50;
/// Characters a title may have.
pub const TITLE_MAX: usize = 200;
/// Characters a post may have.
pub const POST_MAX: usize = 20_000;

/// A topic with its first post. Checked.
#[derive(Clone, Debug, PartialEq)]
pub struct NewTopic {
    pub title: String,
    /// Markdown.
    pub body: String,
}

impl NewTopic {
    pub fn parse(form: &FormData) -> std::result::Result<NewTopic, Problems> {
        let mut problems = Problems::default();
        let title = problems.line(form, "title", TITLE_MAX);
        let body = problems.block(form, "body", POST_MAX);
        problems.or(NewTopic { title, body })
    }
}

/// A post's Markdown. Checked.
#[derive(Clone, Debug, PartialEq)]
pub struct NewPost(String);

impl NewPost {
    pub fn parse(form: &FormData) -> std::result::Result<NewPost, Problems> {
        let mut problems = Problems::default();
        let body = problems.block(form, "body", POST_MAX);
        problems.or(NewPost(body))
    }
}

/// Opens a topic, which its author follows; its id.
pub fn start(c: &mut Conn, now: NaiveDateTime, author: &str, new: &NewTopic) -> Result<String> {
    let id = crate::app::new_id();
    queries::insert_topic(c, now, &id, author, &new.title)?;
    queries::insert_post(c, now, &id, author, &new.body)?;
    notices::follow(c, now, author, &id)?;
    changes::record(c, changes::Kind::Topic, &id, now)?;
    audit::record(c, now, Some(author), "start", "topic", &id)?;
    Ok(id)
}

/// A post that was just added.
pub struct Posted {
    pub id: String,
    /// In the conversation, from 1.
    pub number: i64,
}

/// Adds a post to a topic. `NotFound` when there is no such topic.
pub fn reply(
    c: &mut Conn,
    now: NaiveDateTime,
    author: &str,
    topic: &str,
    new: &NewPost,
) -> Result<Posted> {
    let number = queries::count_post(c, now, topic)?;
    let id = queries::insert_post(c, now, topic, author, &new.0)?;
    changes::record(c, changes::Kind::Topic, topic, now)?;
    audit::record(c, now, Some(author), "reply", "topic", topic)?;
    Ok(Posted { id, number })
}

/// Whether there is such a topic to read.
pub fn is_there(c: &mut Conn, topic: &str) -> Result<bool> {
    queries::is_there(c, topic)
}

/// Where a post stands; none when there is no such post.
pub fn address_of(c: &mut Conn, post: &str) -> Result<Option<String>> {
    let Some((topic, number)) = queries::place(c, post)? else {
        return Ok(None);
    };
    let page = (number - 1) / POSTS_PER_PAGE + 1;
    Ok(Some(format!("/forum/{topic}?page={page}#p{number}")))
}

/// Where a post of that number stands.
fn address(topic: &str, number: i64) -> String {
    let page = (number - 1) / POSTS_PER_PAGE + 1;
    format!("/forum/{topic}?page={page}&done=posted#p{number}")
}
