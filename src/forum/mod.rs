//! Topics and posts between meetings. Members read and write; nobody else sees the forum.

pub mod pages;
mod queries;
mod views;

pub use queries::{PostOf, TopicRow, count_held, held, newest_by, post, posts, topic, topics};

use chrono::NaiveDateTime;

use crate::audit;
use crate::changes;
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::members::Member;
use crate::notices;
use crate::rights::{Act, may};
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

impl NewPost {
    pub fn body(&self) -> &str {
        &self.0
    }
}

/// Whether others see a topic or a post. The name is stored.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum State {
    Visible,
    /// Waits until a moderator has looked: its author and moderators see it.
    Held,
    /// A moderator has hidden it: others see that, and no more.
    Hidden,
}

impl State {
    pub const ALL: [State; 3] = [State::Visible, State::Held, State::Hidden];

    pub fn name(self) -> &'static str {
        match self {
            State::Visible => "visible",
            State::Held => "held",
            State::Hidden => "hidden",
        }
    }

    fn named(name: &str) -> State {
        // What nobody knows is shown to nobody.
        State::ALL
            .into_iter()
            .find(|s| s.name() == name)
            .unwrap_or(State::Hidden)
    }
}

/// Who looks, as the forum's queries need it.
#[derive(Clone, Debug, PartialEq)]
pub struct Viewer {
    pub id: String,
    pub moderator: bool,
}

impl Viewer {
    pub fn of(member: &Member) -> Viewer {
        Viewer {
            id: member.id.clone(),
            moderator: may(Some(member), Act::Moderate),
        }
    }

    /// Whether they see what `author` wrote in full.
    pub fn sees(&self, state: State, author: Option<&str>) -> bool {
        state == State::Visible || self.moderator || author == Some(self.id.as_str())
    }
}

/// Opens a topic for all to see; its id.
pub fn start(c: &mut Conn, now: NaiveDateTime, author: &str, new: &NewTopic) -> Result<String> {
    start_as(c, now, author, new, State::Visible)
}

/// Opens a topic, which its author follows; its id. One that is held is neither counted nor told of.
pub fn start_as(
    c: &mut Conn,
    now: NaiveDateTime,
    author: &str,
    new: &NewTopic,
    state: State,
) -> Result<String> {
    let id = crate::app::new_id();
    queries::insert_topic(c, now, &id, author, &new.title, state)?;
    let post = queries::insert_post(c, now, &id, author, &new.body, state)?;
    notices::follow(c, now, author, &id)?;
    audit::record(c, now, Some(author), "start", "topic", &id)?;
    match state {
        State::Visible => appeared(c, now, &id)?,
        _ => audit::record(c, now, None, "hold", "post", &post)?,
    }
    Ok(id)
}

/// A post that was just added.
pub struct Posted {
    pub id: String,
    /// In the conversation as its author sees it, from 1.
    pub number: i64,
}

/// Adds a post to a topic for all to see. `NotFound` when there is no such topic.
pub fn reply(
    c: &mut Conn,
    now: NaiveDateTime,
    author: &str,
    topic: &str,
    new: &NewPost,
) -> Result<Posted> {
    reply_as(c, now, author, topic, new, State::Visible)
}

/// Adds a post. In a topic that is held or hidden
/// nobody goes on.
pub fn reply_as(
    c: &mut Conn,
    now: NaiveDateTime,
    author: &str,
    topic: &str,
    new: &NewPost,
    state: State,
) -> Result<Posted> {
    let row = queries::topic(c, topic)?;
    match row.state() {
        State::Visible => {}
        State::Held if row.author_id.as_deref() != Some(author) => return Err(Error::NotFound),
        _ => return Err(Error::Forbidden),
    }
    let post = queries::insert_post(c, now, topic, author, &new.0, state)?;
    audit::record(c, now, Some(author), "reply", "topic", topic)?;
    match state {
        State::Visible => appeared(c, now, topic)?,
        _ => audit::record(c, now, None, "hold", "post", &post)?,
    }
    let author = Viewer {
        id: author.to_string(),
        moderator: false,
    };
    let number = queries::count_posts(c, topic, &author)?;
    Ok(Posted { id: post, number })
}

/// Whether there is such a topic to read.
pub fn is_there(c: &mut Conn, topic: &str) -> Result<bool> {
    queries::is_there(c, topic)
}

/// Where a post that all can see stands; none when there is no such post.
pub fn address_of(c: &mut Conn, post: &str) -> Result<Option<String>> {
    let Some((topic, number)) = queries::place(c, post)? else {
        return Ok(None);
    };
    let page = (number - 1) / POSTS_PER_PAGE + 1;
    Ok(Some(format!("/forum/{topic}?page={page}#p{number}")))
}

/// A post has become visible: at once, or when a moderator let it through.
fn appeared(c: &mut Conn, now: NaiveDateTime, topic: &str) -> Result<()> {
    queries::recount(c, topic)?;
    queries::touch(c, now, topic)?;
    changes::record(c, changes::Kind::Topic, topic, now)
}

/// A moderator shows or hides a post. The first post of a topic that was held takes the topic along
/// when it is shown; hidden, the topic stays where nobody else ever saw it.
pub fn set_post_state(c: &mut Conn, now: NaiveDateTime, id: &str, state: State) -> Result<()> {
    let post = queries::post(c, id)?;
    let never_shown = post.topic_state() == State::Held;
    queries::set_post_state(c, id, state)?;
    if never_shown && state == State::Visible {
        queries::set_topic_state(c, &post.topic_id, state)?;
    }
    if state == State::Visible && (never_shown || post.state() == State::Held) {
        appeared(c, now, &post.topic_id)?;
        return tell_of(c, now, &post, never_shown);
    }
    queries::recount(c, &post.topic_id)?;
    changes::record(c, changes::Kind::Topic, &post.topic_id, now)
}

/// What was held is told of when it is let through, as if it were written now.
fn tell_of(c: &mut Conn, now: NaiveDateTime, post: &PostOf, is_new_topic: bool) -> Result<()> {
    let by = post.author_id.as_deref();
    if is_new_topic {
        notices::tell(c, now, notices::Kind::Topic, &post.topic_id, by)
    } else {
        notices::tell(c, now, notices::Kind::Reply, &post.id, by)
    }
}

/// A moderator shows or hides a topic with all its posts.
pub fn set_topic_state(c: &mut Conn, now: NaiveDateTime, id: &str, state: State) -> Result<()> {
    let topic = queries::topic(c, id)?;
    if topic.state() == State::Held {
        // Its first post is what was held.
        let first = queries::first_post(c, id)?;
        return set_post_state(c, now, &first, state);
    }
    queries::set_topic_state(c, id, state)?;
    changes::record(c, changes::Kind::Topic, id, now)
}

/// Where a post of that number stands.
fn address(topic: &str, number: i64, state: State) -> String {
    let page = (number - 1) / POSTS_PER_PAGE + 1;
    let done = match state {
        State::Visible => "posted",
        _ => "held",
    };
    format!("/forum/{topic}?page={page}&done={done}#p{number}")
}
