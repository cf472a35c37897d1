//! How long each kind of data is kept, and the job that sees to it. The page that states the periods
//! and the record of processing read the same numbers.

use chrono::{Duration, NaiveDateTime};
use diesel::prelude::*;

use super::erasure;
use super::queries;
use super::tables::{Class, Link, TABLES};
use crate::app::App;
use crate::db::Conn;
use crate::error::Result;
use crate::joining;
use crate::library;
use crate::mail;
use crate::schema::{
    audit, consents, erasures, exports, mails, measures, people, person_details, reports, sessions,
};

/// Why data may be processed: an article of the GDPR. The text is `privacy-basis-<name>`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Basis {
    /// 6(1)(e): a task in the public interest.
    Task,
    /// 6(1)(c): a duty by law.
    Law,
    /// 6(1)(a).
    Consent,
}

impl Basis {
    pub fn name(self) -> &'static str {
        match self {
            Basis::Task => "task",
            Basis::Law => "law",
            Basis::Consent => "consent",
        }
    }
}

/// How long, why, and who sees it. Texts: `privacy-class-`, `privacy-purpose-`, `privacy-data-`,
/// `privacy-period-` with the class's name.
pub struct Retention {
    pub class: Class,
    pub bases: &'static [Basis],
    /// Whom it is about: `privacy-people-<name>`.
    pub people: &'static str,
    /// Who receives it: `privacy-recipients-<name>`.
    pub recipients: &'static str,
    /// Days after which it goes, where a number decides.
    pub days: i64,
}

pub const MAIL_DAYS: i64 = 180;
pub const JOINING_DAYS: i64 = 90;
pub const UNCONFIRMED_DAYS: i64 = 7;
/// An invitation from an organisation nobody answers lives as long as its link.
pub const INVITED_DAYS: i64 = crate::organisations::inviting::DAYS;
pub const MODERATION_DAYS: i64 = 365;
pub const WITHDRAWN_DAYS: i64 = 730;
/// Somebody not seen this long is written to …
pub const UNUSED_DAYS: i64 = 3 * 365;
/// … and forgotten this long after.
pub const NOTICE_DAYS: i64 = 30;
/// At most this many are written to in one round.
const LETTERS: i64 = 200;

const fn kept(
    class: Class,
    bases: &'static [Basis],
    people: &'static str,
    recipients: &'static str,
    days: i64,
) -> Retention {
    Retention {
        class,
        bases,
        people,
        recipients,
        days,
    }
}

/// Every kind of data, in the order of `Class::ALL`.
#[rustfmt::skip]
pub const CLASSES: [Retention; Class::ALL.len()] = [
    kept(Class::Account,       &[Basis::Task, Basis::Consent], "members",  "network",        UNUSED_DAYS),
    kept(Class::Affiliation,   &[Basis::Task],                 "members",  "network",        UNUSED_DAYS),
    kept(Class::SignIn,        &[Basis::Task, Basis::Law],     "members",  "nobody",         crate::sign_in::sessions::DAYS),
    kept(Class::Joining,       &[Basis::Task],                 "askers",   "organisers",     JOINING_DAYS),
    kept(Class::Contributions, &[Basis::Task],                 "members",  "network",        0),
    kept(Class::Meetings,      &[Basis::Task],                 "members",  "organisers",     0),
    kept(Class::Study,         &[Basis::Task],                 "students", "teachers",       0),
    kept(Class::ExamRegister,  &[Basis::Law],                  "students", "teachers",       0),
    kept(Class::Mail,          &[Basis::Task],                 "members",  "administrators", MAIL_DAYS),
    kept(Class::Notices,       &[Basis::Task],                 "members",  "nobody",         crate::notices::TOLD_DAYS),
    kept(Class::Moderation,    &[Basis::Task],                 "members",  "organisers",     MODERATION_DAYS),
    kept(Class::Consents,      &[Basis::Law],                  "members",  "administrators", WITHDRAWN_DAYS),
    kept(Class::Requests,      &[Basis::Law],                  "members",  "administrators", super::export::DAYS),
    kept(Class::Audit,         &[Basis::Law],                  "members",  "administrators", 5 * 365),
    kept(Class::Passing,       &[Basis::Task],                 "members",  "nobody",         crate::sign_in::sessions::DAYS + 1),
];

/// The sweep's part: forgets what has run out, and writes to who was not seen for years.
pub async fn sweep(app: &App) -> Result<()> {
    let now = app.clock.now();
    let host = app.config.base_url.host().to_string();
    // Files first: a row that is gone names no file any more.
    let (old, of_requests) = app
        .db
        .read(move |c| Ok((old_mails(c, now)?, joining::mails_run_out(c, now)?)))
        .await?;
    app.mail.forget(&old)?;
    app.mail.forget(&of_requests)?;
    app.db
        .write(move |c| {
            forget_mails(c, &old)?;
            joining::sweep(c, now)?;
            library::drafts::sweep(c, now)?;
            forget(c, now)?;
            forget_erased(c)?;
            write_to_unused(c, now, &host)
        })
        .await
}

/// Mails that are settled and old.
fn old_mails(c: &mut Conn, now: NaiveDateTime) -> Result<Vec<String>> {
    let open = [mail::Status::Queued, mail::Status::Transmitting].map(mail::Status::name);
    Ok(mails::table
        .filter(mails::created_at.lt(now - Duration::days(MAIL_DAYS)))
        .filter(mails::status.ne_all(open))
        .select(mails::id)
        .load(c)?)
}

fn forget_mails(c: &mut Conn, ids: &[String]) -> Result<()> {
    for ids in ids.chunks(crate::db::CHUNK) {
        diesel::delete(mails::table.filter(mails::id.eq_any(ids))).execute(c)?;
    }
    Ok(())
}

fn forget(c: &mut Conn, now: NaiveDateTime) -> Result<()> {
    let ago = |days: i64| now - Duration::days(days);
    diesel::delete(exports::table.filter(exports::asked_at.lt(ago(super::export::DAYS))))
        .execute(c)?;
    diesel::delete(reports::table.filter(reports::decided_at.lt(ago(MODERATION_DAYS))))
        .execute(c)?;
    diesel::delete(
        measures::table.filter(
            measures::ends_at
                .lt(ago(MODERATION_DAYS))
                .or(measures::lifted_at.lt(ago(MODERATION_DAYS))),
        ),
    )
    .execute(c)?;
    // A warning, or that something was hidden, has no end of its own: it is over once decided, or
    // once the appeal is answered.
    let at_once = measures::table
        .filter(measures::kind.ne("suspend"))
        .filter(measures::ends_at.is_null())
        .filter(measures::lifted_at.is_null());
    diesel::delete(
        at_once
            .filter(measures::appealed_at.is_null())
            .filter(measures::at.lt(ago(MODERATION_DAYS))),
    )
    .execute(c)?;
    diesel::delete(at_once.filter(measures::answered_at.lt(ago(MODERATION_DAYS)))).execute(c)?;
    diesel::delete(consents::table.filter(consents::withdrawn_at.lt(ago(WITHDRAWN_DAYS))))
        .execute(c)?;
    diesel::delete(erasures::table.filter(erasures::done_at.lt(ago(MODERATION_DAYS))))
        .execute(c)?;
    Ok(())
}

/// The opaque id of somebody forgotten goes when nothing refers to it any more.
fn forget_erased(c: &mut Conn) -> Result<()> {
    let referred: Vec<String> = TABLES
        .iter()
        .filter(|r| r.link == Link::Reference)
        .map(|r| {
            format!(
                " AND NOT EXISTS (SELECT 1 FROM \"{0}\" WHERE \"{0}\".\"{1}\" = people.id)",
                r.table, r.column
            )
        })
        .collect();
    let sql = format!(
        "DELETE FROM people WHERE status = 'erased'{}",
        referred.concat()
    );
    diesel::sql_query(sql).execute(c)?;
    Ok(())
}

/// Whether somebody signed in, or did anything, after an instant.
pub fn seen_since(c: &mut Conn, person_id: &str, at: NaiveDateTime) -> Result<bool> {
    let seen = people::table.find(person_id).filter(people::seen_at.gt(at));
    let session = sessions::table
        .filter(sessions::person_id.eq(person_id))
        .filter(sessions::created_at.gt(at).or(sessions::seen_at.gt(at)));
    let acted = audit::table
        .filter(audit::actor_id.eq(person_id))
        .filter(audit::at.gt(at));
    Ok(diesel::select(diesel::dsl::exists(seen)).get_result(c)?
        || diesel::select(diesel::dsl::exists(session)).get_result(c)?
        || diesel::select(diesel::dsl::exists(acted)).get_result(c)?)
}

/// Who was not seen for years gets a mail, and is forgotten a month later unless they come back.
fn write_to_unused(c: &mut Conn, now: NaiveDateTime, host: &str) -> Result<()> {
    let limit = now - Duration::days(UNUSED_DAYS);
    let asked = erasures::table.select(erasures::person_id);
    let lately = sessions::table
        .filter(
            sessions::created_at
                .gt(limit)
                .or(sessions::seen_at.gt(limit)),
        )
        .select(sessions::person_id);
    let acted = audit::table
        .filter(audit::at.gt(limit))
        .filter(audit::actor_id.is_not_null())
        .select(audit::actor_id.assume_not_null());
    let unused: Vec<String> = people::table
        .inner_join(person_details::table.on(person_details::person_id.eq(people::id)))
        .filter(people::status.eq_any(["active", "suspended"]))
        .filter(people::created_at.lt(limit))
        .filter(people::seen_at.is_null().or(people::seen_at.lt(limit)))
        .filter(people::joined_at.is_null().or(people::joined_at.lt(limit)))
        .filter(people::id.ne_all(asked))
        .filter(people::id.ne_all(lately))
        .filter(people::id.ne_all(acted))
        .select(people::id)
        .limit(LETTERS)
        .load(c)?;
    for id in unused {
        if !queries::is_last_administrator(c, &id)? {
            let kind = mail::Kind::Unused;
            erasure::begin(c, now, host, &id, erasure::UNUSED, NOTICE_DAYS, kind)?;
        }
    }
    Ok(())
}
