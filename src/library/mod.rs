//! Entries: cases, tools, notes and portraits; their revisions; bringing them in from files.

mod beside;
pub mod bin;
mod cells;
pub mod compare;
pub mod completeness;
pub mod dead_links;
pub mod descent;
pub mod desk;
pub mod drafts;
pub mod export;
pub mod facts;
mod fields;
mod forms;
pub mod freshness;
pub mod import;
pub mod indexing;
pub mod language;
mod linked;
pub mod lists;
pub mod pages;
pub mod people;
pub mod proposals;
mod queries;
pub mod reading;
pub mod review;
pub mod steps;
pub mod terms;
pub mod video;
mod views;
pub mod writing;

use chrono::NaiveDateTime;
use diesel::prelude::*;
use maud::Markup;

use crate::attachments;
use crate::audit;
use crate::changes;
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::members::{Member, Scope};
use crate::places;
use crate::rights::{Act, EntryRights, may};
use crate::schema::entries;
use crate::settings;
use crate::text::{self, Refused};
use crate::web::form::Problem;
use crate::web::lang::CONTENT_LANGUAGES;
use crate::web::{Ctx, FormData, Problems};

pub use queries::{Row, in_audience};

use facts::Facts;
use proposals::held;
pub use steps::{Step, take};
use terms::{Terms, Vocabulary};

/// What an entry is. The name is stored and is the filter's value.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Kind {
    Case,
    Tool,
    Note,
    Portrait,
}

impl Kind {
    pub const ALL: [Kind; 4] = [Kind::Case, Kind::Tool, Kind::Note, Kind::Portrait];

    pub fn name(self) -> &'static str {
        match self {
            Kind::Case => "case",
            Kind::Tool => "tool",
            Kind::Note => "note",
            Kind::Portrait => "portrait",
        }
    }

    pub fn named(name: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|k| k.name() == name)
    }
}

/// Who a published entry is for, the widest first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Audience {
    Public,
    Network,
    Organisation,
}

impl Audience {
    pub const ALL: [Audience; 3] = [Audience::Public, Audience::Network, Audience::Organisation];

    pub fn name(self) -> &'static str {
        match self {
            Audience::Public => "public",
            Audience::Network => "network",
            Audience::Organisation => "organisation",
        }
    }

    pub fn named(name: &str) -> Option<Audience> {
        Audience::ALL.into_iter().find(|a| a.name() == name)
    }

    /// Of two, the one that fewer people belong to.
    fn narrower(self, other: Audience) -> Audience {
        self.max(other)
    }

    pub fn is_wider_than(self, other: Audience) -> bool {
        self < other
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Status {
    Draft,
    InReview,
    Published,
    Archived,
    /// In the bin.
    Deleted,
}

impl Status {
    pub const ALL: [Status; 5] = [
        Status::Draft,
        Status::InReview,
        Status::Published,
        Status::Archived,
        Status::Deleted,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Status::Draft => "draft",
            Status::InReview => "in_review",
            Status::Published => "published",
            Status::Archived => "archived",
            Status::Deleted => "deleted",
        }
    }

    pub fn named(name: &str) -> Option<Status> {
        Status::ALL.into_iter().find(|s| s.name() == name)
    }
}

/// The content of an entry, checked: what its editor decides.
#[derive(Clone, Debug, PartialEq)]
pub struct NewEntry {
    pub kind: Kind,
    pub title: String,
    pub summary: String,
    /// Markdown.
    pub body: String,
    /// One of `web::lang::CONTENT_LANGUAGES`.
    pub lang: String,
    /// The name of the place, as it is read.
    pub municipality: Option<String>,
    /// Its official code with its country, when it is a municipality we know: `DK-265`.
    pub place: Option<String>,
    /// One of the terms of `Vocabulary::Areas`.
    pub area: Option<String>,
    pub tags: Vec<String>,
    pub contact_role: String,
    pub contact_name: String,
    pub contact_deputy: String,
    pub facts: Facts,
    pub audience: Audience,
    pub organisation_id: Option<String>,
    /// The meeting a note tells of.
    pub meeting_id: Option<String>,
}

/// Where an entry came to be.
#[derive(Clone, Debug, PartialEq)]
pub struct Created {
    pub id: String,
    pub slug: String,
}

/// The longest title, in characters.
pub const TITLE_MAX: usize = 200;
/// The longest summary, in characters.
pub const SUMMARY_MAX: usize = 500;
/// The longest body a person may write, in characters.
pub const BODY_MAX: usize = 200_000;

/// An entry as it is stored.
#[derive(Queryable, Selectable, Debug, Clone, PartialEq)]
#[diesel(table_name = entries)]
pub struct Entry {
    pub id: String,
    pub slug: String,
    pub kind: String,
    pub title: String,
    pub summary: String,
    pub body: String,
    pub lang: String,
    pub municipality: Option<String>,
    pub area: Option<String>,
    /// One a line.
    pub tags: String,
    pub contact_role: String,
    pub organisation_id: Option<String>,
    pub owner_id: Option<String>,
    pub audience: String,
    pub status: String,
    pub meeting_id: Option<String>,
    pub version: i64,
    /// When the text was last changed; UTC.
    pub updated_at: NaiveDateTime,
    pub published_at: Option<NaiveDateTime>,
    /// JSON; see `Facts::read`.
    pub facts: Option<String>,
    /// As `NewEntry::place`.
    pub place: Option<String>,
    pub deputy_id: Option<String>,
    pub contact_name: String,
    pub contact_deputy: String,
    /// When somebody last said that it is still true; UTC.
    pub reviewed_at: Option<NaiveDateTime>,
    pub reviewed_by: Option<String>,
    /// When it should be asked again; UTC.
    pub review_due: Option<NaiveDateTime>,
    /// When it was put into the bin; UTC.
    pub deleted_at: Option<NaiveDateTime>,
}

/// An entry without its texts, which are long: for lists and daily work.
#[derive(Queryable, Selectable, Debug, Clone, PartialEq)]
#[diesel(table_name = entries)]
pub struct Outline {
    pub id: String,
    pub slug: String,
    pub title: String,
    pub lang: String,
    pub organisation_id: Option<String>,
    pub owner_id: Option<String>,
    pub deputy_id: Option<String>,
    pub audience: String,
    pub status: String,
    pub version: i64,
    /// These as in `Entry`.
    pub updated_at: NaiveDateTime,
    pub published_at: Option<NaiveDateTime>,
    pub reviewed_at: Option<NaiveDateTime>,
    pub review_due: Option<NaiveDateTime>,
    pub deleted_at: Option<NaiveDateTime>,
}

impl Outline {
    /// What nobody but its owner ever saw: a draft, also in the bin.
    pub fn is_private(&self) -> bool {
        is_private(&self.status, self.published_at)
    }

    pub fn rights(&self) -> EntryRights<'_> {
        EntryRights {
            status: status_for_rights(&self.status, self.published_at),
            audience: &self.audience,
            owner_id: self.owner_id.as_deref(),
            deputy_id: self.deputy_id.as_deref(),
            organisation_id: self.organisation_id.as_deref(),
        }
    }
}

fn is_private(status: &str, published_at: Option<NaiveDateTime>) -> bool {
    status == Status::Draft.name() || (status == Status::Deleted.name() && published_at.is_none())
}

/// What nobody but its owner ever saw is judged as a draft.
fn status_for_rights(status: &str, published_at: Option<NaiveDateTime>) -> &str {
    if is_private(status, published_at) {
        Status::Draft.name()
    } else {
        status
    }
}

impl Entry {
    /// Where it is from, as readers see it.
    pub fn place_label(&self) -> Option<&str> {
        places::label(self.municipality.as_deref(), self.place.as_deref())
    }

    pub fn rights(&self) -> EntryRights<'_> {
        EntryRights {
            status: status_for_rights(&self.status, self.published_at),
            audience: &self.audience,
            owner_id: self.owner_id.as_deref(),
            deputy_id: self.deputy_id.as_deref(),
            organisation_id: self.organisation_id.as_deref(),
        }
    }

    pub fn outline(&self) -> Outline {
        Outline {
            id: self.id.clone(),
            slug: self.slug.clone(),
            title: self.title.clone(),
            lang: self.lang.clone(),
            organisation_id: self.organisation_id.clone(),
            owner_id: self.owner_id.clone(),
            deputy_id: self.deputy_id.clone(),
            audience: self.audience.clone(),
            status: self.status.clone(),
            version: self.version,
            updated_at: self.updated_at,
            published_at: self.published_at,
            reviewed_at: self.reviewed_at,
            review_due: self.review_due,
            deleted_at: self.deleted_at,
        }
    }

    pub fn facts(&self) -> Facts {
        Facts::read(self.facts.as_deref())
    }

    /// Whether it is for an organisation and belongs to none, as when its author has left.
    pub fn is_for_nobody(&self) -> bool {
        self.audience == Audience::Organisation.name() && self.organisation_id.is_none()
    }

    pub fn tags(&self) -> impl Iterator<Item = &str> {
        self.tags.lines().filter(|t| !t.is_empty())
    }

    fn status(&self) -> Result<Status> {
        Status::named(&self.status).ok_or_else(|| Error::internal("an entry of unknown status"))
    }

    /// Its content, as an editor would write it.
    fn content(&self) -> Result<NewEntry> {
        Ok(NewEntry {
            kind: Kind::named(&self.kind)
                .ok_or_else(|| Error::internal("an entry of unknown kind"))?,
            title: self.title.clone(),
            summary: self.summary.clone(),
            body: self.body.clone(),
            lang: self.lang.clone(),
            municipality: self.municipality.clone(),
            place: self.place.clone(),
            area: self.area.clone(),
            tags: self.tags().map(str::to_string).collect(),
            contact_role: self.contact_role.clone(),
            contact_name: self.contact_name.clone(),
            contact_deputy: self.contact_deputy.clone(),
            facts: self.facts(),
            audience: Audience::named(&self.audience)
                .ok_or_else(|| Error::internal("an entry for an unknown audience"))?,
            organisation_id: self.organisation_id.clone(),
            meeting_id: self.meeting_id.clone(),
        })
    }

    /// As it would be with this content.
    fn holding(&self, new: NewEntry) -> Entry {
        Entry {
            facts: new.facts.stored(),
            place: new.place().map(str::to_string),
            audience: new.audience.name().to_string(),
            title: new.title,
            summary: new.summary,
            body: new.body,
            lang: new.lang,
            municipality: new.municipality,
            area: new.area,
            tags: new.tags.join("\n"),
            contact_role: new.contact_role,
            contact_name: new.contact_name,
            contact_deputy: new.contact_deputy,
            meeting_id: new.meeting_id,
            ..self.clone()
        }
    }
}

impl NewEntry {
    /// The code of its municipality: as it is given, or as its name is known.
    pub fn place(&self) -> Option<&str> {
        let named = |name: &String| places::named(name, &self.lang).map(|p| p.code);
        self.place
            .as_deref()
            .or_else(|| self.municipality.as_ref().and_then(named))
    }

    /// Whether both say the same, in whatever order they name tools and cases: those that somebody was
    /// not shown are put back behind the others.
    pub fn says_the_same(&self, other: &NewEntry) -> bool {
        let [one, other] = [self, other].map(|new| {
            let mut new = new.clone();
            new.place = new.place().map(str::to_string);
            new.facts.methods.sort();
            new.facts.examples.sort();
            new
        });
        one == other
    }

    /// Whether `who` may write this over `entry`: to show what is published to more people than
    /// before is to publish.
    fn is_for_no_more_than(&self, entry: &Entry, who: &Member) -> Result<bool> {
        Ok(entry.status()? != Status::Published
            || !self.audience.is_wider_than(entry.content()?.audience)
            || may(Some(who), Act::PublishEntry(entry.rights())))
    }

    /// Reads a form. A draft may lack summary and text; what others shall read has a summary, and a
    /// text or the facts its kind is about.
    ///
    /// `organisation_id` is the one the entry belongs to, if any. Terms that are set aside are taken
    /// from an entry that has them `before` alone. Whether the entries it names may be named is for
    /// `linked::settle` to see.
    pub fn parse(
        form: &FormData,
        kind: Kind,
        organisation_id: Option<String>,
        complete: bool,
        terms: &Terms,
        before: Option<&Entry>,
    ) -> std::result::Result<NewEntry, Problems> {
        let mut problems = Problems::default();
        let new = NewEntry::read(form, kind, organisation_id, terms, before, &mut problems);
        if complete {
            if new.summary.is_empty() && problems.of("summary").is_none() {
                problems.put("summary", Problem::Text(Refused::Missing));
            }
            let said = !new.body.is_empty() || completeness::has_key_facts(kind, &new.facts);
            if !said && problems.of("body").is_none() {
                problems.add("body", "facts-body-or-facts");
            }
        }
        problems.or(new)
    }

    /// What a form says, as far as it can be kept; what is wrong with the rest goes to `problems`.
    fn read(
        form: &FormData,
        kind: Kind,
        organisation_id: Option<String>,
        terms: &Terms,
        before: Option<&Entry>,
        problems: &mut Problems,
    ) -> NewEntry {
        let title = problems.line(form, "title", TITLE_MAX);
        let summary = problems.optional_line(form, "summary", SUMMARY_MAX);
        let body = problems.optional_block(form, "body", BODY_MAX);
        let lang = problems.choice(form, "lang", &CONTENT_LANGUAGES);
        if lang.is_none() && form.get("lang").is_empty() {
            problems.add("lang", "invalid-choice");
        }
        let stood = before.and_then(|e| Some((e.municipality.as_deref()?, e.place.as_deref())));
        let home = places::Said::read(form, lang.unwrap_or_default(), stood, problems);
        let had_area = before.and_then(|e| e.area.as_deref());
        let area = problems.choice(form, "area", &terms.open(Vocabulary::Areas, had_area));
        let had = before.map(Entry::facts).unwrap_or_default();
        let facts = fields::parse(form, kind, terms, had, problems);
        let tags = problems.optional_line(form, "tags", 500);
        let contact_role = problems.optional_line(form, "contact_role", 150);
        let contact_name = problems.optional_line(form, "contact_name", 150);
        let contact_deputy = problems.optional_line(form, "contact_deputy", 150);
        let audience = Audience::named(form.get("audience"));
        match audience {
            None => problems.add("audience", "invalid-choice"),
            Some(Audience::Organisation) if organisation_id.is_none() => {
                problems.add("audience", "library-audience-needs-organisation");
            }
            _ => {}
        }
        let some = |text: &str| (!text.is_empty()).then(|| text.to_string());
        NewEntry {
            kind,
            title,
            summary,
            body,
            lang: lang.unwrap_or_default().to_string(),
            municipality: home.name,
            place: home.code,
            area: area.map(str::to_string),
            tags: parse_tags(&tags),
            contact_role,
            contact_name,
            contact_deputy,
            facts,
            audience: audience.unwrap_or(Audience::Network),
            organisation_id,
            meeting_id: some(form.get("meeting")),
        }
    }
}

/// Tags parted by commas, each once, at most twelve of fifty characters.
pub fn parse_tags(raw: &str) -> Vec<String> {
    let mut tags: Vec<String> = Vec::new();
    for tag in raw.split([',', ';', '\n']) {
        let tag = tag.trim().trim_start_matches('#').trim();
        let tag: String = tag.chars().take(50).collect();
        let tag = tag.trim_end();
        let known = tags.iter().any(|t| text::fold(t) == text::fold(tag));
        if !tag.is_empty() && !known && tags.len() < 12 {
            tags.push(tag.to_string());
        }
    }
    tags
}

/// Entries that had tags before lists knew of them get them as terms, as when they are written.
pub fn fill_missing_tags(c: &mut Conn, now: NaiveDateTime) -> Result<()> {
    let untagged = queries::untagged(c)?;
    for (id, tags) in &untagged {
        queries::add_tags(c, id, &parse_tags(tags))?;
    }
    let ids: Vec<&str> = untagged.iter().map(|(id, _)| id.as_str()).collect();
    changes::record_all(c, changes::Kind::Entry, &ids, now)
}

/// Makes an entry with its first revision. `owner` is none for what no person brought in.
pub fn create(
    c: &mut Conn,
    now: NaiveDateTime,
    owner: Option<&str>,
    new: &NewEntry,
    status: Status,
) -> Result<Created> {
    let id = crate::app::new_id();
    let slug = free_slug(c, &new.title, &id)?;
    queries::insert(c, now, &id, &slug, owner, new, status)?;
    queries::insert_revision(c, now, &id, 1, owner, "created", new, status)?;
    if status == Status::Published {
        freshness::on_published(c, now, &id)?;
    }
    changes::record(c, changes::Kind::Entry, &id, now)?;
    audit::record(c, now, owner, "create", "entry", &id)?;
    Ok(Created { id, slug })
}

/// Words in an address that lead elsewhere than to an entry.
const RESERVED_SLUGS: [&str; 12] = [
    "new",
    "preview",
    "drafts",
    "due",
    "ownerless",
    "proposals",
    "bin",
    "factors",
    "views",
    "dead-links",
    "export",
    "unanswered",
];

/// The title's slug, with a piece of the id behind it when another entry has it already.
fn free_slug(c: &mut Conn, title: &str, id: &str) -> Result<String> {
    let slug = text::slug(title);
    if !RESERVED_SLUGS.contains(&slug.as_str()) && !queries::slug_taken(c, &slug)? {
        return Ok(slug);
    }
    Ok(format!("{slug}-{}", &id[id.len() - 12..]))
}

/// The entry of an address, when `who` may read it. Otherwise, as if there were none.
pub fn readable(c: &mut Conn, who: Option<&Member>, slug: &str) -> Result<Entry> {
    let entry = queries::by_slug(c, slug)?;
    if may(who, Act::ReadEntry(entry.rights())) {
        Ok(entry)
    } else {
        Err(Error::NotFound)
    }
}

/// The entry of an address, for who may do with it what they want. `Forbidden` for others; `Conflict`
/// when it is no longer at `version`.
fn expected(
    c: &mut Conn,
    who: &Member,
    slug: &str,
    version: i64,
    may: impl FnOnce(&Entry) -> bool,
) -> Result<Entry> {
    let entry = readable(c, Some(who), slug)?;
    if !may(&entry) {
        return Err(Error::Forbidden);
    }
    if entry.version != version {
        return Err(Error::Conflict);
    }
    Ok(entry)
}

/// An entry by its id, whoever may read it.
pub fn entry(c: &mut Conn, id: &str) -> Result<Entry> {
    queries::by_id(c, id)
}

/// A moderator takes a published entry out of readers' sight, or shows it again: it lies in the
/// archive meanwhile, where owner and editors see it and nobody can publish it.
pub fn set_hidden(c: &mut Conn, now: NaiveDateTime, id: &str, hidden: bool) -> Result<()> {
    let entry = queries::by_id(c, id)?;
    let (from, to, step) = if hidden {
        ("published", Status::Archived, Step::Archive)
    } else {
        ("archived", Status::Published, Step::Unarchive)
    };
    if entry.status != from {
        return Err(Error::Conflict);
    }
    let next = entry.version + 1;
    queries::set_status(c, id, next, to, entry.published_at)?;
    let content = entry.content()?;
    // Without a name: who moderates stays a role.
    queries::insert_revision(c, now, id, next, None, step.name(), &content, to)?;
    changes::record(c, changes::Kind::Entry, id, now)
}

/// Removes an entry and all that hangs on it. Nothing of it can be brought back.
pub fn erase(c: &mut Conn, now: NaiveDateTime, id: &str) -> Result<()> {
    attachments::forget(c, now, id)?;
    queries::delete(c, id)?;
    changes::record(c, changes::Kind::Entry, id, now)
}

/// As `readable`, and `who` may also write in it.
pub fn editable(c: &mut Conn, who: &Member, slug: &str) -> Result<Entry> {
    let entry = readable(c, Some(who), slug)?;
    let in_bin = entry.status()? == Status::Deleted;
    if !in_bin && may(Some(who), Act::EditEntry(entry.rights())) {
        Ok(entry)
    } else {
        Err(Error::Forbidden)
    }
}

/// What became of what somebody saved.
pub enum Saved {
    Written(Box<Entry>),
    /// Another must approve it first: the id of the change that waits.
    Waits(String),
}

/// Writes an entry's content over. `Conflict` when it is no longer at `version`;
/// `Forbidden` when it would widen its audience and `who` may not publish. Where the network wants
/// another's eyes on it, what readers see stays until then; that fewer may read it holds at once.
pub fn change(
    c: &mut Conn,
    now: NaiveDateTime,
    who: &Member,
    slug: &str,
    version: i64,
    new: &NewEntry,
) -> Result<Saved> {
    let entry = editable(c, who, slug)?;
    if entry.version != version {
        return Err(Error::Conflict);
    }
    if !new.is_for_no_more_than(&entry, who)? {
        return Err(Error::Forbidden);
    }
    if !held::must_wait(c, &entry)? {
        held::settle(c, now, who, &entry)?;
        let written = write_over(c, now, who, entry, new)?;
        return Ok(Saved::Written(Box::new(written)));
    }
    let was = entry.content()?;
    let narrowed = NewEntry {
        audience: new.audience.narrower(was.audience),
        organisation_id: new.organisation_id.clone(),
        ..was
    };
    let entry = write_over(c, now, who, entry, &narrowed)?;
    if !new.says_the_same(&narrowed) {
        return held::hold(c, now, who, &entry, new).map(Saved::Waits);
    }
    Ok(match held::undo(c, now, who, &entry)? {
        Some(id) => Saved::Waits(id),
        None => Saved::Written(Box::new(entry)),
    })
}

/// Who saves what stands there already has not written in it: it stays as it is.
fn write_over(
    c: &mut Conn,
    now: NaiveDateTime,
    who: &Member,
    entry: Entry,
    new: &NewEntry,
) -> Result<Entry> {
    if new.says_the_same(&entry.content()?) {
        return Ok(entry);
    }
    let next = entry.version + 1;
    queries::update(c, now, &entry.id, next, new)?;
    let status = entry.status()?;
    queries::insert_revision(
        c,
        now,
        &entry.id,
        next,
        Some(&who.id),
        "changed",
        new,
        status,
    )?;
    changes::record(c, changes::Kind::Entry, &entry.id, now)?;
    audit::record(c, now, Some(&who.id), "change", "entry", &entry.id)?;
    descent::tell_if_new(c, now, &entry, new, &who.id)?;
    queries::by_id(c, &entry.id)
}

/// As `create`, and those it is for are told of it. What is brought in by the hundred tells nobody.
/// Where the network wants another to approve it, what would be published goes to the editors.
pub fn add(
    c: &mut Conn,
    now: NaiveDateTime,
    owner: &str,
    new: &NewEntry,
    status: Status,
) -> Result<Created> {
    let four_eyes = settings::site(c)?.library.four_eyes;
    let status = if four_eyes && status == Status::Published {
        Status::InReview
    } else {
        status
    };
    let made = create(c, now, Some(owner), new, status)?;
    if status == Status::InReview {
        let entry = queries::by_slug(c, &made.slug)?;
        review::can_be_approved(c, owner, &entry)?;
    }
    steps::tell_of(c, now, &made.id, status, true, Some(owner))?;
    Ok(made)
}

/// Those of these published entries that a viewer may read, in the order of `ids`.
pub fn readable_rows(c: &mut Conn, scope: &Scope, ids: &[String]) -> Result<Vec<Row>> {
    queries::cards(c, scope, ids)
}

/// Entries as cards, under a heading of the second level.
pub fn cards(ctx: &Ctx, rows: &[Row]) -> Markup {
    views::cards(ctx, rows)
}

/// The newest entries a viewer may see, as cards for the front page.
pub async fn latest_view(ctx: &Ctx, count: i64) -> Result<Markup> {
    let scope = Scope::of(ctx.member.as_ref());
    let newest = ctx
        .read(move |c| queries::list(c, &scope, queries::Shelf::Published, 0, count))
        .await?;
    Ok(views::cards(ctx, &newest))
}
