use chrono::NaiveDateTime;
use diesel::dsl::count_star;
use diesel::prelude::*;

use super::{State, Viewer};
use crate::db::{Backend, CHUNK, Conn};
use crate::error::Result;
use crate::schema::{posts, topics};

#[derive(Queryable, Selectable, Debug, Clone, PartialEq)]
#[diesel(table_name = topics)]
pub struct TopicRow {
    pub id: String,
    pub title: String,
    pub author_id: Option<String>,
    /// Visible ones.
    pub posts: i64,
    pub last_post_at: NaiveDateTime,
    pub state: String,
}

impl TopicRow {
    pub fn state(&self) -> State {
        State::named(&self.state)
    }
}

#[derive(Queryable, Selectable, Debug, Clone, PartialEq)]
#[diesel(table_name = posts)]
pub struct PostRow {
    pub id: String,
    pub author_id: Option<String>,
    pub body: String,
    pub at: NaiveDateTime,
    pub state: String,
}

impl PostRow {
    pub fn state(&self) -> State {
        State::named(&self.state)
    }
}

/// A post with the topic it stands in.
#[derive(Queryable, Debug, Clone, PartialEq)]
pub struct PostOf {
    pub id: String,
    pub author_id: Option<String>,
    pub body: String,
    pub at: NaiveDateTime,
    pub state: String,
    pub topic_id: String,
    pub title: String,
    pub topic_state: String,
}

impl PostOf {
    pub fn state(&self) -> State {
        State::named(&self.state)
    }

    pub fn topic_state(&self) -> State {
        State::named(&self.topic_state)
    }
}

/// Topics somebody finds in the list: what is visible, and their own. Moderators find all.
fn listed(viewer: &Viewer) -> topics::BoxedQuery<'_, Backend> {
    let all = topics::table.into_boxed();
    if viewer.moderator {
        return all;
    }
    all.filter(
        topics::state
            .eq(State::Visible.name())
            .or(topics::author_id.eq(&viewer.id)),
    )
}

/// Posts of a topic that take a place in the conversation: what is hidden leaves a gap one can see,
/// what is held does not.
fn placed<'a>(topic: &'a str, viewer: &'a Viewer) -> posts::BoxedQuery<'a, Backend> {
    let all = posts::table.filter(posts::topic_id.eq(topic)).into_boxed();
    if viewer.moderator {
        return all;
    }
    all.filter(
        posts::state
            .ne(State::Held.name())
            .or(posts::author_id.eq(&viewer.id)),
    )
}

pub fn count_topics(c: &mut Conn, viewer: &Viewer) -> Result<i64> {
    Ok(listed(viewer).select(count_star()).first(c)?)
}

/// The topics somebody wrote in last, first.
pub fn latest_topics(
    c: &mut Conn,
    viewer: &Viewer,
    limit: i64,
    offset: i64,
) -> Result<Vec<TopicRow>> {
    Ok(listed(viewer)
        .order((topics::last_post_at.desc(), topics::id.desc()))
        .limit(limit)
        .offset(offset)
        .select(TopicRow::as_select())
        .load(c)?)
}

pub fn topic(c: &mut Conn, id: &str) -> Result<TopicRow> {
    Ok(topics::table
        .find(id)
        .select(TopicRow::as_select())
        .first(c)?)
}

pub fn is_there(c: &mut Conn, id: &str) -> Result<bool> {
    let visible = topics::table
        .find(id)
        .filter(topics::state.eq(State::Visible.name()));
    Ok(diesel::select(diesel::dsl::exists(visible)).get_result(c)?)
}

/// A visible post's topic, and its number there, from 1.
pub fn place(c: &mut Conn, post: &str) -> Result<Option<(String, i64)>> {
    let Some((topic, at)) = posts::table
        .find(post)
        .filter(posts::state.eq(State::Visible.name()))
        .select((posts::topic_id, posts::at))
        .first::<(String, NaiveDateTime)>(c)
        .optional()?
    else {
        return Ok(None);
    };
    let before = posts::at
        .lt(at)
        .or(posts::at.eq(at).and(posts::id.le(post)));
    let number = posts::table
        .filter(posts::topic_id.eq(&topic))
        .filter(posts::state.ne(State::Held.name()))
        .filter(before)
        .select(count_star())
        .first(c)?;
    Ok(Some((topic, number)))
}

/// The named topics, in no order.
pub fn topics(c: &mut Conn, ids: &[String]) -> Result<Vec<TopicRow>> {
    let mut all = Vec::with_capacity(ids.len());
    for chunk in ids.chunks(CHUNK) {
        all.extend(
            topics::table
                .filter(topics::id.eq_any(chunk))
                .select(TopicRow::as_select())
                .load(c)?,
        );
    }
    Ok(all)
}

pub fn count_posts(c: &mut Conn, topic: &str, viewer: &Viewer) -> Result<i64> {
    Ok(placed(topic, viewer).select(count_star()).first(c)?)
}

/// Posts of a topic in the order they were written.
pub fn posts_of(
    c: &mut Conn,
    topic: &str,
    viewer: &Viewer,
    limit: i64,
    offset: i64,
) -> Result<Vec<PostRow>> {
    Ok(placed(topic, viewer)
        .order((posts::at, posts::id))
        .limit(limit)
        .offset(offset)
        .select(PostRow::as_select())
        .load(c)?)
}

macro_rules! posts_with_topic {
    () => {
        posts::table
            .inner_join(topics::table.on(topics::id.eq(posts::topic_id)))
            .select((
                posts::id,
                posts::author_id,
                posts::body,
                posts::at,
                posts::state,
                topics::id,
                topics::title,
                topics::state,
            ))
    };
}

pub fn post(c: &mut Conn, id: &str) -> Result<PostOf> {
    Ok(posts_with_topic!().filter(posts::id.eq(id)).first(c)?)
}

/// The named posts, in no order.
pub fn posts(c: &mut Conn, ids: &[String]) -> Result<Vec<PostOf>> {
    let mut all = Vec::with_capacity(ids.len());
    for chunk in ids.chunks(CHUNK) {
        all.extend(
            posts_with_topic!()
                .filter(posts::id.eq_any(chunk))
                .load::<PostOf>(c)?,
        );
    }
    Ok(all)
}

pub fn first_post(c: &mut Conn, topic: &str) -> Result<String> {
    Ok(posts::table
        .filter(posts::topic_id.eq(topic))
        .order((posts::at, posts::id))
        .select(posts::id)
        .first(c)?)
}

/// Posts that wait for a moderator, oldest first. Nobody decides about their own.
pub fn held(c: &mut Conn, moderator: &str, limit: i64) -> Result<Vec<PostOf>> {
    Ok(posts_with_topic!()
        .filter(posts::state.eq(State::Held.name()))
        .filter(
            posts::author_id
                .is_null()
                .or(posts::author_id.ne(moderator)),
        )
        .order((posts::at, posts::id))
        .limit(limit)
        .load(c)?)
}

pub fn count_held(c: &mut Conn, moderator: &str) -> Result<i64> {
    Ok(posts::table
        .filter(posts::state.eq(State::Held.name()))
        .filter(
            posts::author_id
                .is_null()
                .or(posts::author_id.ne(moderator)),
        )
        .select(count_star())
        .first(c)?)
}

/// When somebody's newest posts were written and whether all can see them, at most `limit`.
pub fn newest_by(c: &mut Conn, author: &str, limit: i64) -> Result<Vec<(NaiveDateTime, bool)>> {
    let visible = State::Visible.name();
    Ok(posts::table
        .inner_join(topics::table.on(topics::id.eq(posts::topic_id)))
        .filter(posts::author_id.eq(author))
        .order((posts::at.desc(), posts::id.desc()))
        .limit(limit)
        .select((
            posts::at,
            posts::state.eq(visible).and(topics::state.eq(visible)),
        ))
        .load(c)?)
}

/// A topic whose first post is yet to come.
pub fn insert_topic(
    c: &mut Conn,
    now: NaiveDateTime,
    id: &str,
    author: &str,
    title: &str,
    state: State,
) -> Result<()> {
    diesel::insert_into(topics::table)
        .values((
            topics::id.eq(id),
            topics::title.eq(title),
            topics::author_id.eq(author),
            topics::posts.eq(0),
            topics::created_at.eq(now),
            topics::last_post_at.eq(now),
            topics::state.eq(state.name()),
        ))
        .execute(c)?;
    Ok(())
}

/// Its id.
pub fn insert_post(
    c: &mut Conn,
    now: NaiveDateTime,
    topic: &str,
    author: &str,
    body: &str,
    state: State,
) -> Result<String> {
    let id = crate::app::new_id();
    diesel::insert_into(posts::table)
        .values((
            posts::id.eq(&id),
            posts::topic_id.eq(topic),
            posts::author_id.eq(author),
            posts::body.eq(body),
            posts::at.eq(now),
            posts::state.eq(state.name()),
        ))
        .execute(c)?;
    Ok(id)
}

/// Counts a topic's visible posts anew.
pub fn recount(c: &mut Conn, topic: &str) -> Result<()> {
    let count: i64 = posts::table
        .filter(posts::topic_id.eq(topic))
        .filter(posts::state.eq(State::Visible.name()))
        .select(count_star())
        .first(c)?;
    diesel::update(topics::table.find(topic))
        .set(topics::posts.eq(count))
        .execute(c)?;
    Ok(())
}

/// Somebody wrote in a topic.
pub fn touch(c: &mut Conn, now: NaiveDateTime, topic: &str) -> Result<()> {
    diesel::update(topics::table.find(topic))
        .set(topics::last_post_at.eq(now))
        .execute(c)?;
    Ok(())
}

pub fn set_post_state(c: &mut Conn, id: &str, state: State) -> Result<()> {
    diesel::update(posts::table.find(id))
        .set(posts::state.eq(state.name()))
        .execute(c)?;
    Ok(())
}

pub fn set_topic_state(c: &mut Conn, id: &str, state: State) -> Result<()> {
    diesel::update(topics::table.find(id))
        .set(topics::state.eq(state.name()))
        .execute(c)?;
    Ok(())
}
