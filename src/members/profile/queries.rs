use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::{Field, NewProfile, Photo, Search, Viewer, Visibility};
use crate::db::Conn;
use crate::error::Result;
use crate::schema::{
    organisations as org, people as people_table, person_details as details, photos,
};
use crate::text;

/// What is known of a person. `photo` is its hash, when there is one.
#[derive(Queryable, Debug, Clone, PartialEq)]
pub struct Profile {
    pub id: String,
    pub name: String,
    pub title: String,
    pub email: String,
    pub phone: String,
    pub help: String,
    /// Codes with blanks between.
    pub speaks: String,
    pub lang: String,
    /// As stored; see `Sees`.
    pub visibility: String,
    pub organisation_id: Option<String>,
    pub organisation: Option<String>,
    pub photo: Option<String>,
}

macro_rules! profiles {
    () => {
        people_table::table
            .inner_join(details::table.on(details::person_id.eq(people_table::id)))
            .left_join(org::table.on(org::id.nullable().eq(people_table::organisation_id)))
            .left_join(photos::table.on(photos::person_id.eq(people_table::id)))
            .filter(people_table::status.eq("active"))
    };
}

macro_rules! columns {
    () => {
        (
            people_table::id,
            details::name,
            details::title,
            details::email,
            details::phone,
            details::help,
            details::speaks,
            details::lang,
            details::visibility,
            people_table::organisation_id,
            org::name.nullable(),
            photos::hash.nullable(),
        )
    };
}

/// Everything about an active person: for themselves, or to be cut down to what others may see.
pub fn profile(c: &mut Conn, id: &str) -> Result<Profile> {
    Ok(profiles!()
        .filter(people_table::id.eq(id))
        .select(columns!())
        .first(c)?)
}

pub fn update(c: &mut Conn, id: &str, new: &NewProfile) -> Result<()> {
    diesel::update(details::table.find(id))
        .set((
            details::name.eq(&new.name),
            details::title.eq(&new.title),
            details::phone.eq(&new.phone),
            details::help.eq(&new.help),
            details::speaks.eq(new.speaks.join(" ")),
            details::visibility.eq(new.sees.stored()),
            details::lang.eq(new.lang.code()),
        ))
        .execute(c)?;
    Ok(())
}

/// Narrows a boxed query over people and their details to those who are meant.
macro_rules! meant {
    ($query:expr, $search:expr, $words:expr) => {{
        let mut query = $query.filter(people_table::status.eq("active"));
        for (pattern, organisations) in $words {
            query = query.filter(
                details::folded
                    .like(pattern)
                    .escape('\\')
                    .or(people_table::organisation_id.is_not_null().and(
                        people_table::organisation_id
                            .assume_not_null()
                            .eq_any(organisations),
                    )),
            );
        }
        if let Some(id) = &$search.organisation_id {
            query = query.filter(people_table::organisation_id.eq(id));
        }
        if let Some(code) = $search.speaks {
            // Codes have two letters each: a pattern of two cannot straddle the blank between them.
            query = query
                .filter(details::speaks.like(text::containing(code)))
                .filter(details::visibility.not_like(said(Field::Speaks, Visibility::Hidden)));
        }
        query
    }};
}

/// The members who are meant, by name, and how many there are in all.
pub fn find(c: &mut Conn, search: &Search, limit: i64, offset: i64) -> Result<(Vec<Profile>, i64)> {
    let words = patterns(c, &search.words)?;
    let joined = || {
        people_table::table.inner_join(details::table.on(details::person_id.eq(people_table::id)))
    };
    let count = joined().select(diesel::dsl::count_star()).into_boxed();
    let total: i64 = meant!(count, search, &words).first(c)?;
    let page = joined()
        .select(people_table::id)
        .order((details::name, people_table::id))
        .limit(limit)
        .offset(offset)
        .into_boxed();
    let ids: Vec<String> = meant!(page, search, &words).load(c)?;
    let rows = profiles!()
        .filter(people_table::id.eq_any(ids))
        .order((details::name, people_table::id))
        .select(columns!())
        .load::<Profile>(c)?;
    let shown = rows
        .into_iter()
        .filter_map(|p| p.shown_to(Viewer::Network))
        .collect();
    Ok((shown, total))
}

/// For each word the pattern a person's own text must have, and the organisations whose name has it.
/// There are few of those, and folding is ours to do.
fn patterns(c: &mut Conn, words: &[String]) -> Result<Vec<(String, Vec<String>)>> {
    if words.is_empty() {
        return Ok(Vec::new());
    }
    let organisations: Vec<(String, String)> = org::table.select((org::id, org::name)).load(c)?;
    let organisations: Vec<(String, String)> = organisations
        .into_iter()
        .map(|(id, name)| (id, text::fold(&name)))
        .collect();
    let of = |word: &String| {
        organisations
            .iter()
            .filter(|(_, name)| name.contains(word))
            .map(|(id, _)| id.clone())
            .collect()
    };
    Ok(words.iter().map(|w| (text::containing(w), of(w))).collect())
}

/// A pattern for what is stored when somebody chose this; see `Sees::stored`.
fn said(field: Field, visibility: Visibility) -> String {
    format!("%\"{}\":\"{}\"%", field.name(), visibility.name())
}

/// Everybody who shows themselves to visitors, as visitors see them, by name. At most a thousand:
/// visitors are no reason to read more.
pub fn public(c: &mut Conn) -> Result<Vec<Profile>> {
    Ok(profiles!()
        .filter(details::visibility.like(said(Field::Name, Visibility::Public)))
        .order((details::name, people_table::id))
        .limit(1000)
        .select(columns!())
        .load::<Profile>(c)?
        .into_iter()
        .filter_map(|p| p.shown_to(Viewer::Visitor))
        .collect())
}

/// What an active person is called, and who may know.
#[derive(Queryable, Debug, Clone, PartialEq)]
pub struct Called {
    pub id: String,
    pub name: String,
    /// As stored; see `Sees`.
    pub(super) visibility: String,
}

/// Every active person, by name.
pub fn all_called(c: &mut Conn) -> Result<Vec<Called>> {
    Ok(people_table::table
        .inner_join(details::table.on(details::person_id.eq(people_table::id)))
        .filter(people_table::status.eq("active"))
        .order((details::name, people_table::id))
        .select((people_table::id, details::name, details::visibility))
        .load(c)?)
}

/// The active ones of these people, as `viewer` sees them.
pub fn of_ids(c: &mut Conn, ids: &[String], viewer: Viewer) -> Result<Vec<Profile>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let rows = profiles!()
        .filter(people_table::id.eq_any(ids))
        .select(columns!())
        .load::<Profile>(c)?;
    Ok(rows
        .into_iter()
        .filter_map(|p| p.shown_to(viewer))
        .collect())
}

/// People of these organisations, as `viewer` sees them, by name. Who does not show whom they belong to
/// is not among them.
pub fn of_organisations(
    c: &mut Conn,
    ids: &[String],
    viewer: Viewer,
    limit: i64,
) -> Result<Vec<Profile>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut query = profiles!()
        .filter(people_table::organisation_id.eq_any(ids.to_vec()))
        .order((details::name, people_table::id))
        .limit(limit)
        .select(columns!())
        .into_boxed();
    if viewer == Viewer::Visitor {
        query = query
            .filter(details::visibility.like(said(Field::Name, Visibility::Public)))
            .filter(details::visibility.like(said(Field::Organisation, Visibility::Public)));
    }
    Ok(query
        .load::<Profile>(c)?
        .into_iter()
        .filter_map(|p| p.shown_to(viewer))
        .filter(|p| p.organisation_id.is_some())
        .collect())
}

pub fn photo(c: &mut Conn, person_id: &str) -> Result<Photo> {
    let (bytes, hash) = photos::table
        .find(person_id)
        .select((photos::bytes, photos::hash))
        .first(c)?;
    Ok(Photo { bytes, hash })
}

pub fn set_photo(c: &mut Conn, now: NaiveDateTime, person_id: &str, photo: &Photo) -> Result<()> {
    let values = (
        photos::media_type.eq("image/jpeg"),
        photos::bytes.eq(&photo.bytes),
        photos::hash.eq(&photo.hash),
        photos::at.eq(now),
    );
    diesel::insert_into(photos::table)
        .values((photos::person_id.eq(person_id), values))
        .on_conflict(photos::person_id)
        .do_update()
        .set(values)
        .execute(c)?;
    Ok(())
}

pub fn remove_photo(c: &mut Conn, person_id: &str) -> Result<()> {
    diesel::delete(photos::table.find(person_id)).execute(c)?;
    Ok(())
}
