//! What waits for an administrator. A feature that has something to decide adds a line.

use chrono::NaiveDateTime;
use diesel::dsl::count_star;
use diesel::prelude::*;

use super::statements;
use crate::db::Conn;
use crate::error::Result;
use crate::jobs;
use crate::mail;
use crate::schema::{joinings, reports};

/// Something to decide: the words for how many (`{ $count }`), where, and the count.
struct Source {
    key: &'static str,
    href: &'static str,
    count: fn(&mut Conn, NaiveDateTime) -> Result<i64>,
}

const SOURCES: &[Source] = &[
    Source {
        key: "admin-waiting-mails",
        href: "/admin/mail",
        count: mails,
    },
    Source {
        key: "admin-waiting-jobs",
        href: "/admin/jobs?state=failed",
        count: |c, now| Ok(jobs::counts(c, now)?[0]),
    },
    Source {
        key: "admin-waiting-joinings",
        href: "/admin/joining",
        count: |c, _| {
            Ok(joinings::table
                .filter(joinings::status.eq("asked"))
                .select(count_star())
                .first(c)?)
        },
    },
    Source {
        key: "admin-waiting-reports",
        href: "/moderation",
        count: |c, _| {
            Ok(reports::table
                .filter(reports::decided_at.is_null())
                .select(count_star())
                .first(c)?)
        },
    },
    Source {
        key: "admin-waiting-statements",
        href: "/admin/statements",
        count: |c, now| Ok(statements::overdue(c, now)?.len() as i64),
    },
];

fn mails(c: &mut Conn, _: NaiveDateTime) -> Result<i64> {
    let waits = [mail::Status::Undecided, mail::Status::Failed].map(mail::Status::name);
    Ok(mail::counts(c)?
        .iter()
        .filter(|(status, _)| waits.contains(&status.as_str()))
        .map(|(_, count)| count)
        .sum())
}

/// What waits, without what does not: message key, count, address.
pub fn all(c: &mut Conn, now: NaiveDateTime) -> Result<Vec<(&'static str, i64, &'static str)>> {
    let mut waiting = Vec::new();
    for source in SOURCES {
        let count = (source.count)(c, now)?;
        if count > 0 {
            waiting.push((source.key, count, source.href));
        }
    }
    Ok(waiting)
}
