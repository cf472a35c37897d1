use std::collections::HashMap;

use chrono::NaiveDateTime;
use diesel::BoxableExpression;
use diesel::dsl::{count_star, exists, not};
use diesel::prelude::*;
use diesel::sql_types::{Bool, Nullable};

use super::steps::is_editor;
use super::{
    Audience, Entry, Kind, NewEntry, Status, dead_links, descent, drafts, freshness, people,
    proposals,
};
use crate::db::{Backend, Conn};
use crate::error::{Error, Result};
use crate::members::{Member, Scope};
use crate::places;
use crate::schema::{bookmarks, collection_entries, entries, entry_terms, meetings, revisions};
use crate::search::saved;

/// Which part of the library a list shows.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Shelf {
    #[default]
    Published,
    /// The viewer's own that are not published.
    Mine,
    /// What editors should look at.
    Review,
    Archived,
}

impl Shelf {
    /// As an address says it.
    pub fn name(self) -> &'static str {
        match self {
            Shelf::Published => "",
            Shelf::Mine => "mine",
            Shelf::Review => "review",
            Shelf::Archived => "archived",
        }
    }

    pub fn named(name: &str) -> Option<Shelf> {
        let all = [
            Shelf::Published,
            Shelf::Mine,
            Shelf::Review,
            Shelf::Archived,
        ];
        all.into_iter().find(|shelf| shelf.name() == name)
    }
}

/// An entry as lists show it.
#[derive(Queryable, Selectable, Debug, Clone, PartialEq)]
#[diesel(table_name = entries)]
pub struct Row {
    pub slug: String,
    pub kind: String,
    pub title: String,
    pub summary: String,
    pub lang: String,
    municipality: Option<String>,
    place: Option<String>,
    pub status: String,
    pub updated_at: NaiveDateTime,
    pub published_at: Option<NaiveDateTime>,
    pub reviewed_at: Option<NaiveDateTime>,
}

impl Row {
    pub fn place(&self) -> Option<&str> {
        places::label(self.municipality.as_deref(), self.place.as_deref())
    }
}

#[derive(Queryable, Selectable, Debug, Clone, PartialEq)]
#[diesel(table_name = revisions)]
pub struct Revision {
    pub version: i64,
    pub editor_id: Option<String>,
    pub at: NaiveDateTime,
    pub action: String,
    pub title: String,
    pub summary: String,
    pub body: String,
    pub facts: String,
}

/// A meeting a note may tell of.
#[derive(Queryable, Debug, Clone, PartialEq)]
pub struct MeetingRow {
    pub id: String,
    pub title: String,
    pub starts_local: NaiveDateTime,
}

type Rule = Box<dyn BoxableExpression<entries::table, Backend, SqlType = Nullable<Bool>>>;

/// The same as `rights` says of published entries, for a whole list.
pub fn in_audience(scope: &Scope) -> Rule {
    let mut rule: Rule = Box::new(entries::audience.eq("public").nullable());
    if let Some(person) = &scope.person_id {
        rule = Box::new(
            rule.or(entries::audience.eq("network").nullable())
                .or(entries::owner_id.eq(person.clone())),
        );
    }
    if let Some(organisation) = &scope.organisation_id {
        rule = Box::new(
            rule.or(entries::audience
                .eq("organisation")
                .nullable()
                .and(entries::organisation_id.eq(organisation.clone()))),
        );
    }
    rule
}

/// As `in_audience`, of one entry: its audience, owner and organisation.
pub fn is_for(scope: &Scope, audience: &str, owner: Option<&str>, home: Option<&str>) -> bool {
    let (person, organisation) = (scope.person_id.as_deref(), scope.organisation_id.as_deref());
    audience == Audience::Public.name()
        || person.is_some() && (audience == Audience::Network.name() || owner == person)
        || organisation.is_some()
            && audience == Audience::Organisation.name()
            && home == organisation
}

/// The same as `rights` say of reading an entry, for a whole list of entries in any state.
pub fn readable_by(who: &Member) -> Rule {
    let seen: &[&str] = if is_editor(Some(who)) {
        &["published", "in_review", "archived", "deleted"]
    } else {
        &["published"]
    };
    // What nobody but its owner ever saw stays so in the bin.
    let unseen = entries::status
        .eq(Status::Deleted.name())
        .and(entries::published_at.is_null());
    Box::new(
        entries::owner_id.eq(who.id.clone()).or(entries::status
            .eq_any(seen.to_vec())
            .and(not(unseen))
            .nullable()
            .and(in_audience(&Scope::of(Some(who))))),
    )
}

/// The same as `rights` say of writing in an entry, for a whole list.
pub fn tended_by(who: &Member) -> Rule {
    let readable = readable_by(who);
    if is_editor(Some(who)) {
        return readable;
    }
    let deputy = entries::deputy_id.eq(who.id.clone());
    Box::new(
        entries::owner_id
            .eq(who.id.clone())
            .or(deputy.and(readable)),
    )
}

fn on_shelf(scope: &Scope, shelf: Shelf) -> entries::BoxedQuery<'static, Backend> {
    let query = entries::table.into_boxed::<Backend>();
    match shelf {
        Shelf::Published => query
            .filter(entries::status.eq(Status::Published.name()))
            .filter(in_audience(scope)),
        Shelf::Mine => query
            .filter(entries::owner_id.eq(scope.person_id.clone()))
            .filter(entries::status.ne(Status::Published.name()))
            .filter(entries::status.ne(Status::Deleted.name())),
        Shelf::Review => query
            .filter(entries::status.eq(Status::InReview.name()))
            .filter(in_audience(scope)),
        Shelf::Archived => query
            .filter(entries::status.eq(Status::Archived.name()))
            .filter(in_audience(scope)),
    }
}

/// A page of a shelf, newest first.
pub fn list(
    c: &mut Conn,
    scope: &Scope,
    shelf: Shelf,
    offset: i64,
    limit: i64,
) -> Result<Vec<Row>> {
    let query = on_shelf(scope, shelf);
    let query = match shelf {
        Shelf::Published => query.order((entries::published_at.desc(), entries::id.desc())),
        _ => query.order((entries::updated_at.desc(), entries::id.desc())),
    };
    Ok(query
        .offset(offset)
        .limit(limit)
        .select(Row::as_select())
        .load(c)?)
}

/// The newest published entries of a kind.
pub fn newest_of(c: &mut Conn, scope: &Scope, kind: Kind, limit: i64) -> Result<Vec<Row>> {
    Ok(on_shelf(scope, Shelf::Published)
        .filter(entries::kind.eq(kind.name()))
        .order((entries::published_at.desc(), entries::id.desc()))
        .limit(limit)
        .select(Row::as_select())
        .load(c)?)
}

pub fn count(c: &mut Conn, scope: &Scope, shelf: Shelf) -> Result<i64> {
    Ok(on_shelf(scope, shelf).select(count_star()).first(c)?)
}

/// Those of these published entries that the viewer may see, in the order of `ids`.
pub fn cards(c: &mut Conn, scope: &Scope, ids: &[String]) -> Result<Vec<Row>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    // By their ids, and not by the index of all that is published: see `indexing::readable`.
    let rows: Vec<(String, Row)> = entries::table
        .filter(entries::status.concat("").eq(Status::Published.name()))
        .filter(in_audience(scope))
        .filter(entries::id.eq_any(ids.to_vec()))
        .select((entries::id, Row::as_select()))
        .load(c)?;
    let mut rows: HashMap<String, Row> = rows.into_iter().collect();
    Ok(ids.iter().filter_map(|id| rows.remove(id)).collect())
}

/// An entry as it leaves the house: with the id it was imported by and when it was made.
pub type Whole = (Entry, Option<String>, NaiveDateTime);

/// Those of these published entries that the viewer may see, whole, in the order of `ids`.
pub fn published_of(c: &mut Conn, scope: &Scope, ids: &[String]) -> Result<Vec<Whole>> {
    let rows: Vec<Whole> = entries::table
        .filter(entries::status.concat("").eq(Status::Published.name()))
        .filter(in_audience(scope))
        .filter(entries::id.eq_any(ids.to_vec()))
        .select((Entry::as_select(), entries::source_id, entries::created_at))
        .load(c)?;
    let mut rows: HashMap<String, _> = rows.into_iter().map(|r| (r.0.id.clone(), r)).collect();
    Ok(ids.iter().filter_map(|id| rows.remove(id)).collect())
}

/// Ids of entries in one of these states, from behind `after`.
pub fn ids_after(c: &mut Conn, statuses: &[&str], after: &str, limit: i64) -> Result<Vec<String>> {
    Ok(entries::table
        .filter(entries::status.concat("").eq_any(statuses.to_vec()))
        .filter(entries::id.gt(after))
        .order(entries::id)
        .limit(limit)
        .select(entries::id)
        .load(c)?)
}

/// These entries, by their ids.
pub fn whole_of(c: &mut Conn, ids: &[String]) -> Result<Vec<Whole>> {
    Ok(entries::table
        .filter(entries::id.eq_any(ids))
        .order(entries::id)
        .select((Entry::as_select(), entries::source_id, entries::created_at))
        .load(c)?)
}

/// Id and slug of entries in one of these states.
pub fn slugs_in(c: &mut Conn, statuses: &[&str]) -> Result<HashMap<String, String>> {
    Ok(entries::table
        .filter(entries::status.eq_any(statuses.to_vec()))
        .select((entries::id, entries::slug))
        .load::<(String, String)>(c)?
        .into_iter()
        .collect())
}

/// Every version of these entries, each with its entry's id, the oldest first.
pub fn versions_of(c: &mut Conn, ids: &[&str]) -> Result<Vec<(String, Revision)>> {
    Ok(revisions::table
        .filter(revisions::entry_id.eq_any(ids.to_vec()))
        .order((revisions::entry_id, revisions::version))
        .select((revisions::entry_id, Revision::as_select()))
        .load(c)?)
}

/// How many characters the texts and facts of all their versions have, by entry.
pub fn sizes_of_past(c: &mut Conn, ids: &[String]) -> Result<HashMap<String, i64>> {
    #[diesel::declare_sql_function]
    extern "SQL" {
        fn length(text: diesel::sql_types::Text) -> diesel::sql_types::Integer;
        #[aggregate]
        #[sql_name = "sum"]
        fn sum_of(n: diesel::sql_types::Integer) -> diesel::sql_types::BigInt;
    }
    Ok(revisions::table
        .filter(revisions::entry_id.eq_any(ids))
        .group_by(revisions::entry_id)
        .select((
            revisions::entry_id,
            sum_of(length(revisions::body.concat(revisions::facts))),
        ))
        .load::<(String, i64)>(c)?
        .into_iter()
        .collect())
}

pub fn by_slug(c: &mut Conn, slug: &str) -> Result<Entry> {
    Ok(entries::table
        .filter(entries::slug.eq(slug))
        .select(Entry::as_select())
        .first(c)?)
}

pub fn by_id(c: &mut Conn, id: &str) -> Result<Entry> {
    Ok(entries::table
        .find(id)
        .select(Entry::as_select())
        .first(c)?)
}

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
                entries::place.eq(new.place()),
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
                entries::facts.eq(new.facts.stored()),
                entries::contact_name.eq(&new.contact_name),
                entries::contact_deputy.eq(&new.contact_deputy),
            ),
        ))
        .execute(c)?;
    descent::keep(c, id, &new.facts)?;
    set_terms(c, id, new)
}

/// An entry with all rows that hang on it.
pub fn delete(c: &mut Conn, id: &str) -> Result<()> {
    diesel::delete(entry_terms::table.filter(entry_terms::entry_id.eq(id))).execute(c)?;
    diesel::delete(collection_entries::table.filter(collection_entries::entry_id.eq(id)))
        .execute(c)?;
    diesel::delete(bookmarks::table.filter(bookmarks::entry_id.eq(id))).execute(c)?;
    diesel::delete(revisions::table.filter(revisions::entry_id.eq(id))).execute(c)?;
    drafts::forget_all_of(c, id)?;
    proposals::erase(c, id)?;
    freshness::erase(c, id)?;
    people::erase(c, id)?;
    dead_links::erase(c, id)?;
    descent::orphan(c, id)?;
    saved::erase(c, id)?;
    diesel::delete(entries::table.find(id)).execute(c)?;
    Ok(())
}

/// Keeps what lists can be narrowed to in step with an entry's content.
pub fn set_terms(c: &mut Conn, id: &str, new: &NewEntry) -> Result<()> {
    diesel::delete(entry_terms::table.filter(entry_terms::entry_id.eq(id))).execute(c)?;
    diesel::insert_into(entry_terms::table)
        .values(term_rows(id, new))
        .execute(c)?;
    Ok(())
}

/// Entries whose tags are not among their terms: id and tags.
pub fn untagged(c: &mut Conn) -> Result<Vec<(String, String)>> {
    let tagged = entry_terms::table
        .filter(entry_terms::vocabulary.eq("tag"))
        .select(entry_terms::entry_id);
    Ok(entries::table
        .filter(entries::tags.ne(""))
        .filter(entries::id.ne_all(tagged))
        .select((entries::id, entries::tags))
        .load(c)?)
}

pub fn add_tags(c: &mut Conn, id: &str, tags: &[String]) -> Result<()> {
    let rows: Vec<TermRow> = tags
        .iter()
        .map(|tag| TermRow {
            entry_id: id,
            vocabulary: "tag",
            term: tag.clone(),
        })
        .collect();
    diesel::insert_into(entry_terms::table)
        .values(rows)
        .execute(c)?;
    Ok(())
}

#[derive(Insertable)]
#[diesel(table_name = entry_terms)]
pub struct TermRow<'a> {
    entry_id: &'a str,
    vocabulary: &'static str,
    term: String,
}

pub fn term_rows<'a>(id: &'a str, new: &'a NewEntry) -> Vec<TermRow<'a>> {
    let tags = new.tags.iter().map(|t| ("tag", t.as_str()));
    new.facts
        .terms()
        .into_iter()
        .chain(tags)
        .map(|(vocabulary, term)| (vocabulary, term.to_string()))
        .chain(new.facts.years())
        .map(|(vocabulary, term)| TermRow {
            entry_id: id,
            vocabulary,
            term,
        })
        .collect()
}

/// Writes an entry's content over, as its next version.
pub fn update(
    c: &mut Conn,
    now: NaiveDateTime,
    id: &str,
    version: i64,
    new: &NewEntry,
) -> Result<()> {
    overwrite(c, now, id, version, new)?;
    descent::keep(c, id, &new.facts)?;
    set_terms(c, id, new)
}

/// As `update`, of the entry's own row alone.
pub fn overwrite(
    c: &mut Conn,
    now: NaiveDateTime,
    id: &str,
    version: i64,
    new: &NewEntry,
) -> Result<()> {
    diesel::update(entries::table.find(id))
        .set((
            entries::title.eq(&new.title),
            entries::summary.eq(&new.summary),
            entries::body.eq(&new.body),
            entries::lang.eq(&new.lang),
            entries::municipality.eq(&new.municipality),
            entries::area.eq(&new.area),
            entries::place.eq(new.place()),
            entries::tags.eq(new.tags.join("\n")),
            entries::contact_role.eq(&new.contact_role),
            entries::organisation_id.eq(&new.organisation_id),
            entries::audience.eq(new.audience.name()),
            entries::meeting_id.eq(&new.meeting_id),
            entries::version.eq(version),
            entries::updated_at.eq(now),
            entries::facts.eq(new.facts.stored()),
            entries::contact_name.eq(&new.contact_name),
            entries::contact_deputy.eq(&new.contact_deputy),
        ))
        .execute(c)?;
    Ok(())
}

pub fn set_status(
    c: &mut Conn,
    id: &str,
    version: i64,
    status: Status,
    published_at: Option<NaiveDateTime>,
) -> Result<()> {
    diesel::update(entries::table.find(id))
        .set((
            entries::status.eq(status.name()),
            entries::version.eq(version),
            entries::published_at.eq(published_at),
        ))
        .execute(c)?;
    Ok(())
}

/// What an entry was at a version: its text, and its facts as a JSON object.
#[allow(clippy::too_many_arguments)] // each is a column
pub fn insert_revision(
    c: &mut Conn,
    now: NaiveDateTime,
    entry_id: &str,
    version: i64,
    editor: Option<&str>,
    action: &str,
    new: &NewEntry,
    status: Status,
) -> Result<()> {
    let facts = facts(new, status)?;
    insert_revision_with(c, now, (entry_id, version), editor, action, new, facts)
}

/// As `insert_revision`, with a JSON object that says more than the entry's facts.
pub fn insert_revision_with(
    c: &mut Conn,
    now: NaiveDateTime,
    (entry_id, version): (&str, i64),
    editor: Option<&str>,
    action: &str,
    new: &NewEntry,
    facts: String,
) -> Result<()> {
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

/// What a revision is called that wrote in the text or the facts.
const WRITING: [&str; 5] = ["created", "changed", "imported", "restored", "proposal"];

/// Who wrote last in an entry's text or facts.
pub fn last_writer(c: &mut Conn, entry_id: &str) -> Result<Option<String>> {
    Ok(revisions::table
        .filter(revisions::entry_id.eq(entry_id))
        .filter(revisions::action.eq_any(WRITING))
        .order(revisions::version.desc())
        .select(revisions::editor_id)
        .first::<Option<String>>(c)
        .optional()?
        .flatten())
}

/// All that is neither title, summary nor body, as revisions keep it.
pub fn facts(new: &NewEntry, status: Status) -> Result<String> {
    serde_json::to_string(&serde_json::json!({
        "kind": new.kind.name(),
        "lang": new.lang,
        "municipality": new.municipality,
        "area": new.area,
        "place": new.place(),
        "tags": new.tags,
        "contact_role": new.contact_role,
        "contact_name": new.contact_name,
        "contact_deputy": new.contact_deputy,
        "facts": new.facts,
        "audience": new.audience.name(),
        "meeting": new.meeting_id,
        "status": status.name(),
    }))
    .map_err(Error::internal)
}

/// Newest first; texts included, since what changed is found by comparing neighbours.
pub fn revisions_of(
    c: &mut Conn,
    entry_id: &str,
    offset: i64,
    limit: i64,
) -> Result<Vec<Revision>> {
    Ok(revisions::table
        .filter(revisions::entry_id.eq(entry_id))
        .order(revisions::version.desc())
        .offset(offset)
        .limit(limit)
        .select(Revision::as_select())
        .load(c)?)
}

pub fn count_revisions(c: &mut Conn, entry_id: &str) -> Result<i64> {
    Ok(revisions::table
        .filter(revisions::entry_id.eq(entry_id))
        .select(count_star())
        .first(c)?)
}

pub fn revision(c: &mut Conn, entry_id: &str, version: i64) -> Result<Revision> {
    Ok(revisions::table
        .find((entry_id, version))
        .select(Revision::as_select())
        .first(c)?)
}

/// The meetings a note may be tied to, latest first; the one it is tied to is always among them.
pub fn meetings(c: &mut Conn, tied: Option<&str>) -> Result<Vec<MeetingRow>> {
    let mut all: Vec<MeetingRow> = meetings::table
        .filter(meetings::status.ne("draft"))
        .order((meetings::starts_local.desc(), meetings::id))
        .limit(100)
        .select((meetings::id, meetings::title, meetings::starts_local))
        .load(c)?;
    if let Some(id) = tied.filter(|id| all.iter().all(|m| m.id != *id)) {
        all.extend(meeting(c, id)?);
    }
    Ok(all)
}

pub fn meeting(c: &mut Conn, id: &str) -> Result<Option<MeetingRow>> {
    Ok(meetings::table
        .find(id)
        .filter(meetings::status.ne("draft"))
        .select((meetings::id, meetings::title, meetings::starts_local))
        .first(c)
        .optional()?)
}
