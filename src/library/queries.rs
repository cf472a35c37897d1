use chrono::NaiveDateTime;
use diesel::dsl::exists;
use diesel::prelude::*;

use super::{NewEntry, Status};
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::schema::{entries, revisions};

pub fn slug_taken(c: &mut Conn, slug: &str) -> Result<bool> {
    Ok(diesel::select(exists(entries::table.filter(entries::slug.eq(slug)))).get_result(c)?)
}

pub fn insert(
    c: &mut Conn,
    now: NaiveDateTime,
    id: &str,
    slug: &str,
    owner: Option<&str>,
    new: &NewEntry,
    status: Status,
) -> Result<()> {
    diesel::insert_into(entries::table)
        .values((
            (
                entries::id.eq(id),
                entries::slug.eq(slug),
                entries::kind.eq(new.kind.name()),
                entries::title.eq(&new.title),
                entries::summary.eq(&new.summary),
                entries::body.eq(&new.body),
                entries::lang.eq(&new.lang),
                entries::municipality.eq(&new.municipality),
                entries::area.eq(&new.area),
                entries::success_factor.eq(&new.success_factor),
                entries::tags.eq(new.tags.join("\n")),
                entries::contact_role.eq(&new.contact_role),
            ),
            (
                entries::organisation_id.eq(&new.organisation_id),
                entries::owner_id.eq(owner),
                entries::audience.eq(new.audience.name()),
                entries::status.eq(status.name()),
                entries::meeting_id.eq(&new.meeting_id),
                entries::version.eq(1),
                entries::created_at.eq(now),
                entries::updated_at.eq(now),
                entries::published_at.eq((status == Status::Published).then_some(now)),
            ),
        ))
        .execute(c)?;
    Ok(())
}

/// What an entry was at a version: its text, and its facts as a JSON object.
pub fn insert_revision(
    c: &mut Conn,
    now: NaiveDateTime,
    entry_id: &str,
    version: i64,
    editor: Option<&str>,
    action: &str,
    new: &NewEntry,
) -> Result<()> {
    let facts = serde_json::to_string(&serde_json::json!({
        "kind": new.kind.name(),
        "lang": new.lang,
        "municipality": new.municipality,
        "area": new.area,
        "success_factor": new.success_factor,
        "tags": new.tags,
        "contact_role": new.contact_role,
        "audience": new.audience.name(),
    }))
    .map_err(Error::internal)?;
    diesel::insert_into(revisions::table)
        .values((
            revisions::entry_id.eq(entry_id),
            revisions::version.eq(version),
            revisions::editor_id.eq(editor),
            revisions::at.eq(now),
            revisions::action.eq(action),
            revisions::title.eq(&new.title),
            revisions::summary.eq(&new.summary),
            revisions::body.eq(&new.body),
            revisions::facts.eq(facts),
        ))
        .execute(c)?;
    Ok(())
}
