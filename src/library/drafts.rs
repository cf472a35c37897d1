//! What somebody is writing and has not saved: kept by the page's script while they type, offered when
//! they open the form again, gone when they save.

use std::collections::BTreeMap;

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use chrono::{Duration, NaiveDateTime};
use diesel::prelude::*;
use diesel::upsert::excluded;

use super::{Kind, queries};
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::members::Member;
use crate::rights::{Act, may};
use crate::schema::drafts;
use crate::text::{self, Refused};
use crate::web::form::Problem;
use crate::web::lang::Value;
use crate::web::{Ctx, FormData, dates, see_other};

/// Days after which a draft nobody took up goes.
const DAYS: i64 = 30;
/// The longest draft, in bytes of JSON.
const MAX: usize = 1024 * 1024;
/// Fields that belong to the page, not to what was written.
const NOT_KEPT: [&str; 4] = ["token", "once", "do", "draft"];

/// What a form writes: an entry, or a new one of a kind.
#[derive(Clone, Debug, PartialEq)]
pub enum Key {
    New(Kind),
    /// The entry's id.
    Of(String),
}

impl Key {
    pub fn name(&self) -> String {
        match self {
            Key::New(kind) => format!("new:{}", kind.name()),
            Key::Of(id) => format!("entry:{id}"),
        }
    }

    fn named(name: &str) -> Option<Key> {
        match name.split_once(':')? {
            ("new", kind) => Kind::named(kind).map(Key::New),
            ("entry", id) => Some(Key::Of(id.to_string())),
            _ => None,
        }
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    pub form: FormData,
    /// UTC.
    pub at: NaiveDateTime,
}

impl Draft {
    /// Whether it says something else than a form.
    pub fn differs(&self, form: &FormData) -> bool {
        said(&self.form) != said(form)
    }
}

/// What a form says, whatever the order of its fields and the ends of its lines.
fn said(form: &FormData) -> BTreeMap<String, Vec<String>> {
    let mut all: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (name, value) in form.pairs() {
        let value = value.replace("\r\n", "\n").trim().to_string();
        if !value.is_empty() && name != "version" && !NOT_KEPT.contains(&name) {
            all.entry(name.to_string()).or_default().push(value);
        }
    }
    for values in all.values_mut() {
        values.sort_unstable();
    }
    all
}

/// What a person has not saved of this.
pub fn of(c: &mut Conn, person: &str, key: &Key) -> Result<Option<Draft>> {
    let found: Option<(String, NaiveDateTime)> = drafts::table
        .find((person, key.name()))
        .select((drafts::form, drafts::at))
        .first(c)
        .optional()?;
    Ok(found.and_then(|(form, at)| {
        let pairs: Vec<(String, String)> = serde_json::from_str(&form).ok()?;
        Some(Draft {
            form: FormData::of(pairs),
            at,
        })
    }))
}

/// The text is saved, or thrown away.
pub fn forget(c: &mut Conn, person: &str, key: &Key) -> Result<()> {
    diesel::delete(drafts::table.find((person, key.name()))).execute(c)?;
    Ok(())
}

/// An entry goes, and with it what anybody was writing in it.
pub fn forget_all_of(c: &mut Conn, entry_id: &str) -> Result<()> {
    let key = Key::Of(entry_id.to_string()).name();
    diesel::delete(drafts::table.filter(drafts::key.eq(key))).execute(c)?;
    Ok(())
}

/// Forgets what was left lying.
pub fn sweep(c: &mut Conn, now: NaiveDateTime) -> Result<()> {
    let limit = now - Duration::days(DAYS);
    diesel::delete(drafts::table.filter(drafts::at.lt(limit))).execute(c)?;
    Ok(())
}

/// `POST /library/drafts`: keeps a form as it stands; in words, that it was kept.
pub async fn keep(ctx: Ctx, form: FormData) -> Result<HttpResponse> {
    let who = ctx.require(Act::WriteEntry)?.clone();
    let key = Key::named(form.get("draft")).ok_or(Error::BadRequest("form"))?;
    if form
        .pairs()
        .any(|(_, v)| text::block(v, usize::MAX) == Err(Refused::Cpr))
    {
        return Ok(answer(
            StatusCode::UNPROCESSABLE_ENTITY,
            Problem::Text(Refused::Cpr).say(ctx.lang),
        ));
    }
    let pairs: Vec<(&str, &str)> = form
        .pairs()
        .filter(|(name, _)| !NOT_KEPT.contains(name))
        .collect();
    let stored = serde_json::to_string(&pairs).map_err(Error::internal)?;
    if stored.len() > MAX {
        return Err(Error::BadRequest("form"));
    }
    let now = ctx.app.clock.now();
    ctx.write(move |c| {
        writable(c, &who, &key)?;
        diesel::insert_into(drafts::table)
            .values((
                drafts::person_id.eq(&who.id),
                drafts::key.eq(key.name()),
                drafts::form.eq(stored),
                drafts::at.eq(now),
            ))
            .on_conflict((drafts::person_id, drafts::key))
            .do_update()
            .set((
                drafts::form.eq(excluded(drafts::form)),
                drafts::at.eq(excluded(drafts::at)),
            ))
            .execute(c)?;
        Ok(())
    })
    .await?;
    let when = [("when", Value::from(dates::moment(ctx.lang, now)))];
    Ok(answer(StatusCode::OK, ctx.tv("facts-draft-kept", &when)))
}

fn answer(status: StatusCode, said: String) -> HttpResponse {
    HttpResponse::build(status)
        .content_type("text/plain; charset=utf-8")
        .body(said)
}

/// `POST /library/drafts/discard`
pub async fn discard(ctx: Ctx, form: FormData) -> Result<HttpResponse> {
    let who = ctx.require(Act::WriteEntry)?.clone();
    let key = Key::named(form.get("draft")).ok_or(Error::BadRequest("form"))?;
    let to = ctx
        .once(&form, move |c| {
            let to = writable(c, &who, &key)?;
            forget(c, &who.id, &key)?;
            let mark = if to.contains('?') { '&' } else { '?' };
            Ok(format!("{to}{mark}done=draft-discarded"))
        })
        .await?;
    Ok(see_other(&to))
}

/// The address of the form, when somebody may write in it.
fn writable(c: &mut Conn, who: &Member, key: &Key) -> Result<String> {
    match key {
        Key::New(kind) => Ok(format!("/library/new?kind={}", kind.name())),
        Key::Of(id) => {
            let entry = queries::by_id(c, id)?;
            if !may(Some(who), Act::ReadEntry(entry.rights())) {
                return Err(Error::NotFound);
            }
            if !may(Some(who), Act::EditEntry(entry.rights())) {
                return Err(Error::Forbidden);
            }
            Ok(format!("/library/{}/edit", entry.slug))
        }
    }
}
