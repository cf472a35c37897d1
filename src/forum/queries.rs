use chrono::NaiveDateTime;
use diesel::dsl::count_star;
use diesel::prelude::*;

use crate::db::Conn;
use crate::error::{Error, Result};
use crate::schema::{posts, topics};

#[derive(Queryable, Selectable, Debug, Clone, PartialEq)]
#[diesel(table_name = topics)]
pub struct TopicRow {
    pub id: String,
    pub title: String,
    pub author_id: Option<String>,
    pub posts: i64,
    pub last_post_at: NaiveDateTime,
}

#[derive(Queryable, Selectable, Debug, Clone, PartialEq)]
#[diesel(table_name = posts)]
pub struct PostRow {
    pub author_id: Option<String>,
    pub body: String,
    pub at: NaiveDateTime,
}

pub fn count_topics(c: &mut Conn) -> Result<i64> {
    Ok(topics::table.select(count_star()).first(c)?)
}

/// The topics somebody wrote in last, first.
pub fn latest_topics(c: &mut Conn, limit: i64, offset: i64) -> Result<Vec<TopicRow>> {
    Ok(topics::table
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
    let visible = topics::table.find(id).filter(topics::state.eq("visible"));
    Ok(diesel::select(diesel::dsl::exists(visible)).get_result(c)?)
}

/// Posts of a topic in the order they were written.
pub fn posts_of(c: &mut Conn, topic: &str, limit: i64, offset: i64) -> Result<Vec<PostRow>> {
    Ok(posts::table
        .filter(posts::topic_id.eq(topic))
        .order((posts::at, posts::id))
        .limit(limit)
        .offset(offset)
        .select(PostRow::as_select())
        .load(c)?)
}

/// A topic that has its first post.
pub fn insert_topic(
    c: &mut Conn,
    now: NaiveDateTime,
    id: &str,
    author: &str,
    title: &str,
) -> Result<()> {
    diesel::insert_into(topics::table)
        .values((
            topics::id.eq(id),
            topics::title.eq(title),
            topics::author_id.eq(author),
            topics::posts.eq(1),
            topics::created_at.eq(now),
            topics::last_post_at.eq(now),
        ))
        .execute(c)?;
    Ok(())
}

pub fn insert_post(
    c: &mut Conn,
    now: NaiveDateTime,
    topic: &str,
    author: &str,
    body: &str,
) -> Result<String> {
    let id = crate::app::new_id();
    diesel::insert_into(posts::table)
        .values((
            posts::id.eq(&id),
            posts::topic_id.eq(topic),
            posts::author_id.eq(author),
            posts::body.eq(body),
            posts::at.eq(now),
        ))
        .execute(c)?;
    Ok(id)
}

/// A post's topic, and its number there, from 1.
pub fn place(c: &mut Conn, post: &str) -> Result<Option<(String, i64)>> {
    let Some((topic, at)) = posts::table
        .find(post)
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
        .filter(before)
        .select(count_star())
        .first(c)?;
    Ok(Some((topic, number)))
}

/// Counts one more post in a topic; how many there are with it.
pub fn count_post(c: &mut Conn, now: NaiveDateTime, topic: &str) -> Result<i64> {
    diesel::update(topics::table.find(topic))
        .set((
            topics::posts.eq(topics::posts + 1),
            topics::last_post_at.eq(now),
        ))
        .returning(topics::posts)
        .get_result(c)
        .optional()?
        .ok_or(Error::NotFound)
}
