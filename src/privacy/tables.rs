//! The register of personal data: every column that says who a person is, what it is kept for, what
//! the person is given of it, what becomes of it when they are forgotten, and when two people turn
//! out to be one. Export, erasure, merging, retention and the record of processing read this one
//! table; a test compares it with the database, so that a new column cannot be forgotten.

/// A column that says which person a row is about, or who made it.
#[derive(Clone, Copy, Debug)]
pub struct PersonColumn {
    pub table: &'static str,
    pub column: &'static str,
    pub link: Link,
    /// Why it is kept, and for how long: see `retention::CLASSES`.
    pub class: Class,
    /// Columns the person is given of rows that name them here.
    pub given: &'static [&'static str],
    /// The table's other columns: secrets, files handed over otherwise, and what is about others.
    pub withheld: &'static [&'static str],
    pub erase: Erase,
    pub merge: Merge,
}

/// How a column holds a person's id.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Link {
    /// The database knows: `REFERENCES people (id)`.
    Reference,
    /// The id stands there (sometimes that of something else: ids are unique), and the database
    /// does not know.
    Id,
    /// The id stands inside a longer text.
    Within,
}

/// What becomes of a row when the person is forgotten.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Erase {
    Delete,
    /// Stays, with the opaque id: shown as "former member".
    Keep,
    /// Stays without the person.
    Null,
    /// The person chose: stays as `Keep`, or goes with what hangs on it.
    Contribution,
    /// Name and result are written into the statutory register; then it goes.
    Register,
}

/// What becomes of a row when the person turns out to be another.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Merge {
    /// Becomes the other's.
    Move,
    /// Becomes the other's, unless the other has a row with the same values in `with` (with none:
    /// any row). Then one of the two is deleted: the one for which `prefer` (a condition in SQL)
    /// does not hold; the first person's when it holds for both or neither.
    Unique {
        with: &'static [&'static str],
        prefer: Option<&'static str>,
    },
    /// Goes: nothing of it may be carried from one person to another.
    Delete,
    /// Is not touched.
    Stay,
}

/// Kinds of data that share purpose, legal basis and period.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash, PartialOrd, Ord)]
pub enum Class {
    /// Name, address, title, language, what one can help with, photo.
    Account,
    /// Organisation, roles, departments, representing.
    Affiliation,
    /// Passwords, passkeys, second factors, sessions, identities at providers.
    SignIn,
    /// Who asked to join.
    Joining,
    /// Entries, posts, worksheets, processes.
    Contributions,
    /// Invitations, answers, attendance.
    Meetings,
    /// Enrolments and results.
    Study,
    /// What law keeps of an exam.
    ExamRegister,
    /// Mails sent.
    Mail,
    /// What somebody wants to hear of, and what waits to be told.
    Notices,
    /// Reports, warnings, suspensions, appeals.
    Moderation,
    Consents,
    /// Archives made for a person, requests to be forgotten.
    Requests,
    /// Who did what.
    Audit,
    /// Form keys and queued work: gone within days.
    Passing,
}

impl Class {
    pub const ALL: [Class; 15] = [
        Class::Account,
        Class::Affiliation,
        Class::SignIn,
        Class::Joining,
        Class::Contributions,
        Class::Meetings,
        Class::Study,
        Class::ExamRegister,
        Class::Mail,
        Class::Notices,
        Class::Moderation,
        Class::Consents,
        Class::Requests,
        Class::Audit,
        Class::Passing,
    ];

    /// The name in message keys and in the record of processing.
    pub fn name(self) -> &'static str {
        match self {
            Class::Account => "account",
            Class::Affiliation => "affiliation",
            Class::SignIn => "sign-in",
            Class::Joining => "joining",
            Class::Contributions => "contributions",
            Class::Meetings => "meetings",
            Class::Study => "study",
            Class::ExamRegister => "exam-register",
            Class::Mail => "mail",
            Class::Notices => "notices",
            Class::Moderation => "moderation",
            Class::Consents => "consents",
            Class::Requests => "requests",
            Class::Audit => "audit",
            Class::Passing => "passing",
        }
    }
}

/// One row for a person, and no more.
const ONE: Merge = Merge::Unique {
    with: &[],
    prefer: None,
};

const fn unique(with: &'static [&'static str]) -> Merge {
    Merge::Unique { with, prefer: None }
}

#[allow(clippy::too_many_arguments)]
const fn row(
    table: &'static str,
    column: &'static str,
    link: Link,
    class: Class,
    given: &'static [&'static str],
    withheld: &'static [&'static str],
    erase: Erase,
    merge: Merge,
) -> PersonColumn {
    PersonColumn {
        table,
        column,
        link,
        class,
        given,
        withheld,
        erase,
        merge,
    }
}

use Class::*;
use Erase::{Contribution, Delete, Keep, Register};
use Link::{Id, Reference, Within};
use Merge::{Move, Stay};

/// Every column that says who a person is, in an order in which rows can be deleted.
#[rustfmt::skip]
pub const TABLES: &[PersonColumn] = &[
    // What identifies, and what one said of oneself. `people` keeps the opaque id, marked "erased".
    row("people", "id", Id, Account,
        &["id", "organisation_id", "status", "created_at", "joined_at", "seen_at"], &["version"],
        Keep, Stay),
    row("person_details", "person_id", Reference, Account,
        &["person_id", "name", "email", "title", "lang", "phone", "help", "speaks", "visibility"], &["folded"],
        Delete, Stay),
    row("other_addresses", "person_id", Reference, Account,
        &["email", "at"], &["person_id"],
        Delete, Move),
    // The picture itself is a file in the archive.
    row("photos", "person_id", Reference, Account,
        &["media_type", "hash", "at"], &["person_id", "bytes"],
        Delete, ONE),

    row("person_roles", "person_id", Reference, Affiliation,
        &["role"], &["person_id"],
        Delete, unique(&["role"])),
    row("representatives", "person_id", Reference, Affiliation,
        &["organisation_id", "turn", "from_day", "to_day"], &["person_id"],
        Delete, unique(&["organisation_id"])),
    row("unit_members", "person_id", Reference, Affiliation,
        &["unit_id", "title", "role"], &["person_id"],
        Delete, unique(&["unit_id"])),

    row("sessions", "person_id", Reference, SignIn,
        &["agent", "method", "created_at", "expires_at", "seen_at", "proven_at", "second_factor_at"], &["id_hash", "person_id", "handle"],
        Delete, Merge::Delete),
    // `{person} {where to go}`; of an invitation's link, the invitation: erasure sees to those.
    row("tokens", "subject", Within, SignIn,
        &["purpose", "created_at", "expires_at", "used_at"], &["hash", "subject"],
        Delete, Merge::Delete),
    row("passwords", "person_id", Reference, SignIn,
        &["changed_at"], &["person_id", "hash"],
        Delete, Merge::Delete),
    row("passkeys", "person_id", Reference, SignIn,
        &["name", "created_at", "used_at"], &["id", "person_id", "credential"],
        Delete, Merge::Delete),
    row("totp", "person_id", Reference, SignIn,
        &["confirmed_at"], &["person_id", "secret", "last_step"],
        Delete, Merge::Delete),
    row("recovery_codes", "person_id", Reference, SignIn,
        &["used_at"], &["hash", "person_id"],
        Delete, Merge::Delete),
    row("ceremonies", "person_id", Reference, SignIn,
        &["kind", "created_at", "expires_at"], &["hash", "person_id", "state"],
        Delete, Merge::Delete),
    row("identities", "person_id", Reference, SignIn,
        &["issuer", "subject", "created_at", "used_at"], &["person_id"],
        Delete, Move),

    row("joinings", "person_id", Reference, Joining,
        &["id", "email", "name", "title", "lang", "organisation_id", "message", "status", "created_at", "confirmed_at", "decided_at"], &["decided_by", "person_id"],
        Delete, Move),
    // About somebody else: that one decided, and when.
    row("joinings", "decided_by", Reference, Joining,
        &["id", "status", "decided_at"], &["email", "name", "title", "lang", "organisation_id", "message", "created_at", "confirmed_at", "decided_by", "person_id"],
        Keep, Move),
    row("not_duplicates", "first_id", Reference, Account,
        &["at"], &["first_id", "second_id"],
        Delete, Merge::Delete),
    row("not_duplicates", "second_id", Reference, Account,
        &["at"], &["first_id", "second_id"],
        Delete, Merge::Delete),

    row("revisions", "editor_id", Reference, Contributions,
        &["entry_id", "version", "at", "action", "title", "summary", "body", "facts"], &["editor_id"],
        Keep, Move),
    row("drafts", "person_id", Reference, Passing,
        &["key", "form", "at"], &["person_id"],
        Delete, unique(&["key"])),
    row("entries", "owner_id", Reference, Contributions,
        &["id", "slug", "kind", "title", "summary", "body", "lang", "municipality", "area", "tags", "contact_role", "organisation_id", "audience", "status", "meeting_id", "source_id", "version", "created_at", "updated_at", "published_at", "facts", "place", "contact_name", "contact_deputy", "reviewed_at", "review_due", "deleted_at"], &["owner_id", "source_hash", "deputy_id", "reviewed_by"],
        Contribution, Move),
    row("entries", "deputy_id", Reference, Contributions,
        &["id", "slug", "title"], &["kind", "summary", "body", "lang", "municipality", "area", "tags", "contact_role", "organisation_id", "audience", "status", "meeting_id", "source_id", "version", "created_at", "updated_at", "published_at", "facts", "place", "contact_name", "contact_deputy", "reviewed_at", "review_due", "deleted_at", "owner_id", "source_hash", "deputy_id", "reviewed_by"],
        Erase::Null, Move),
    row("entries", "reviewed_by", Reference, Contributions,
        &["id", "slug", "title", "reviewed_at"], &["kind", "summary", "body", "lang", "municipality", "area", "tags", "contact_role", "organisation_id", "audience", "status", "meeting_id", "source_id", "version", "created_at", "updated_at", "published_at", "facts", "place", "contact_name", "contact_deputy", "review_due", "deleted_at", "owner_id", "source_hash", "deputy_id", "reviewed_by"],
        Keep, Move),
    row("proposals", "person_id", Reference, Contributions,
        &["id", "entry_id", "version", "title", "summary", "body", "reason", "status", "answer", "created_at", "decided_at", "facts", "files"], &["person_id", "decided_by", "written"],
        Delete, Move),
    row("proposals", "decided_by", Reference, Contributions,
        &["id", "entry_id", "status", "answer", "decided_at"], &["version", "person_id", "title", "summary", "body", "reason", "decided_by", "created_at", "facts", "files", "written"],
        Keep, Move),
    row("offers", "person_id", Reference, Contributions,
        &["entry_id", "at"], &["person_id"],
        Delete, Move),
    row("attachments", "added_by", Reference, Contributions,
        &["id", "entry_id", "name", "title", "media_type", "added_at"], &["bytes", "hash", "large_hash", "small_hash", "position", "width", "height", "added_by", "text_state", "text_reason", "text", "text_bytes", "pages", "version", "proposal_id", "removed_at", "removed_by"],
        Keep, Move),
    row("attachments", "removed_by", Reference, Contributions,
        &["id", "entry_id", "name", "removed_at"], &["title", "media_type", "added_at", "added_by", "bytes", "hash", "large_hash", "small_hash", "position", "width", "height", "text_state", "text_reason", "text", "text_bytes", "pages", "version", "proposal_id", "removed_by"],
        Keep, Move),
    row("saved_views", "person_id", Reference, Account,
        &["id", "name", "query", "created_at"], &["person_id"],
        Delete, Move),
    // `known`: hashes of entries.
    row("saved_searches", "person_id", Reference, Account,
        &["id", "name", "query", "pace", "saved_at", "seen_at"], &["person_id", "known", "version"],
        Delete, unique(&["name"])),
    row("bookmarks", "person_id", Reference, Account,
        &["entry_id", "note", "at"], &["person_id"],
        Delete, unique(&["entry_id"])),
    row("posts", "author_id", Reference, Contributions,
        &["id", "topic_id", "body", "at", "state"], &["author_id"],
        Contribution, Move),
    row("topics", "author_id", Reference, Contributions,
        &["id", "title", "posts", "created_at", "last_post_at", "state"], &["author_id"],
        Contribution, Move),
    row("worksheets", "owner_id", Reference, Contributions,
        &["id", "kind", "title", "cells", "organisation_id", "audience", "version", "created_at", "updated_at"], &["owner_id"],
        Contribution, Move),
    // Others were heard in it: it stays whatever its lead chose.
    row("processes", "lead_id", Reference, Contributions,
        &["id", "title", "area", "question", "commission", "approach", "backing", "organisation_id", "version", "created_at", "updated_at"], &["lead_id"],
        Keep, Move),

    row("invitations", "person_id", Reference, Meetings,
        &["meeting_id", "organisation_id", "answer", "answered_at", "invited_at"], &["id", "person_id"],
        Delete, Merge::Unique { with: &["meeting_id"], prefer: Some("answer IS NOT NULL") }),
    row("attendance", "person_id", Reference, Meetings,
        &["meeting_id", "organisation_id", "at"], &["person_id", "registered_by"],
        Keep, unique(&["meeting_id"])),
    row("attendance", "registered_by", Reference, Meetings,
        &["meeting_id", "at"], &["person_id", "organisation_id", "registered_by"],
        Keep, Move),

    row("enrolments", "person_id", Reference, Study,
        &["programme_id", "at"], &["person_id"],
        Delete, unique(&["programme_id"])),
    row("results", "person_id", Reference, Study,
        &["programme_id", "part", "status", "at"], &["person_id", "recorded_by"],
        Register, Merge::Unique { with: &["programme_id", "part"], prefer: Some("status = 'passed'") }),
    row("results", "recorded_by", Reference, Study,
        &["programme_id", "part", "at"], &["person_id", "status", "recorded_by"],
        Keep, Move),
    row("exam_register", "person_id", Reference, ExamRegister,
        &["name", "programme", "part", "status", "at"], &["id", "person_id"],
        Keep, Stay),

    row("mails", "person_id", Reference, Mail,
        &["kind", "status", "sent_at", "created_at"], &["id", "message_id", "person_id", "subject_id", "attempts", "run_at", "node", "transmitting_at", "last_error", "dedupe"],
        Delete, Move),
    // A mail to somebody else about this person: an opaque id.
    row("mails", "subject_id", Id, Mail,
        &["kind", "sent_at"], &["id", "message_id", "person_id", "subject_id", "status", "attempts", "run_at", "node", "transmitting_at", "last_error", "dedupe", "created_at"],
        Delete, Stay),

    row("notice_settings", "person_id", Reference, Notices,
        &["quiet_from", "quiet_to", "zone"], &["person_id"],
        Delete, ONE),
    row("notice_choices", "person_id", Reference, Notices,
        &["kind", "pace"], &["person_id"],
        Delete, unique(&["kind"])),
    row("notices", "person_id", Reference, Notices,
        &["kind", "subject_id", "at", "told_at"], &["id", "person_id"],
        Delete, unique(&["kind", "subject_id"])),
    row("notices", "subject_id", Id, Notices,
        &["kind", "at"], &["id", "person_id", "subject_id", "told_at"],
        Delete, Stay),
    row("follows", "person_id", Reference, Notices,
        &["topic_id", "at"], &["person_id"],
        Delete, unique(&["topic_id"])),

    row("reports", "reporter_id", Reference, Moderation,
        &["id", "subject_kind", "subject_id", "reason", "remark", "status", "created_at", "decided_at"], &["reporter_id", "decided_by"],
        Keep, Move),
    row("reports", "decided_by", Reference, Moderation,
        &["id", "status", "decided_at"], &["subject_kind", "subject_id", "reporter_id", "reason", "remark", "created_at", "decided_by"],
        Keep, Move),
    // Who reported is not told.
    row("reports", "subject_id", Id, Moderation,
        &["subject_kind", "reason", "status", "created_at", "decided_at"], &["id", "subject_id", "reporter_id", "remark", "decided_by"],
        Delete, Move),
    row("measures", "person_id", Reference, Moderation,
        &["id", "kind", "reason", "subject_kind", "subject_id", "at", "ends_at", "lifted_at", "appeal", "appealed_at", "answer", "answered_at", "seen_at"], &["person_id", "by_id", "answered_by"],
        Delete, Move),
    row("measures", "by_id", Reference, Moderation,
        &["id", "kind", "at"], &["person_id", "reason", "subject_kind", "subject_id", "by_id", "ends_at", "lifted_at", "appeal", "appealed_at", "answer", "answered_at", "answered_by", "seen_at"],
        Keep, Move),
    row("measures", "answered_by", Reference, Moderation,
        &["id", "answer", "answered_at"], &["person_id", "kind", "reason", "subject_kind", "subject_id", "by_id", "at", "ends_at", "lifted_at", "appeal", "appealed_at", "answered_by", "seen_at"],
        Keep, Move),
    row("measures", "subject_id", Id, Moderation,
        &["kind", "at"], &["id", "person_id", "reason", "subject_kind", "subject_id", "by_id", "ends_at", "lifted_at", "appeal", "appealed_at", "answer", "answered_at", "answered_by", "seen_at"],
        Keep, Move),

    row("consents", "person_id", Reference, Consents,
        &["purpose", "version", "given_at", "withdrawn_at"], &["id", "person_id"],
        Delete, Move),
    row("exports", "person_id", Reference, Requests,
        &["asked_at", "ready_at"], &["id", "person_id", "archive"],
        Delete, Merge::Delete),
    // Keeps that, and when, somebody was forgotten, by an opaque id.
    row("erasures", "person_id", Reference, Requests,
        &["contributions", "asked_at", "due_at", "done_at"], &["person_id"],
        Keep, Merge::Delete),

    // Rows of the chain are never altered: they carry an opaque id and fixed words.
    row("audit", "actor_id", Id, Audit,
        &["at", "action", "subject_kind", "origin"], &["id", "actor_id", "subject_id", "hash"],
        Keep, Stay),
    row("audit", "subject_id", Id, Audit,
        &["at", "action", "subject_kind"], &["id", "actor_id", "subject_id", "origin", "hash"],
        Keep, Stay),

    row("once", "scope", Id, Passing,
        &["at"], &["key", "scope", "content", "location"],
        Delete, Merge::Delete),
    row("jobs", "payload", Within, Passing,
        &["kind", "run_at"], &["id", "payload", "attempts", "leased_until", "lease", "failed_at", "last_error", "dedupe"],
        Delete, Merge::Delete),
];

/// The columns of one table that say who a person is.
pub fn of(table: &str) -> impl Iterator<Item = &'static PersonColumn> {
    TABLES.iter().filter(move |r| r.table == table)
}
