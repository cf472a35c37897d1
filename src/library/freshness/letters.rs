//! The mails: is it still true; what editors should see to.

use chrono::{DateTime, Duration, NaiveDateTime};

use super::{is_due, queries};
use crate::app::App;
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::library::Entry;
use crate::library::queries as entries;
use crate::mail::{self, Letter, Words};
use crate::members::{self, PersonRow};
use crate::rights::{Act, may};
use crate::tokens::{self, Purpose};
use crate::web::dates;
use crate::web::lang::{Lang, Value};

/// How long a mail's link works.
const LINK_DAYS: i64 = 60;
/// Titles one mail names.
const NAMED: usize = 30;

struct Asked {
    person: PersonRow,
    entry: Entry,
    due: NaiveDateTime,
    key: String,
}

/// To who looks after an entry. None when it was looked at meanwhile, or is no longer theirs.
pub async fn still_true(app: &App, person_id: &str, subject: &str) -> Result<Option<Letter>> {
    let Some((entry_id, stage)) = subject.split_once(':') else {
        return Err(Error::internal("a reminder without its entry"));
    };
    let (person, id) = (person_id.to_string(), entry_id.to_string());
    let now = app.clock.now();
    let made = app.db.write(move |c| prepare(c, now, &person, &id)).await;
    let Asked {
        person,
        entry,
        due,
        key,
    } = match made {
        Ok(Some(asked)) => asked,
        Ok(None) | Err(Error::NotFound) => return Ok(None),
        Err(e) => return Err(e),
    };
    let lang = Lang::named(&person.lang).unwrap_or_default();
    let values = [
        ("name", Value::from(person.name.clone())),
        ("title", Value::from(entry.title)),
        ("day", Value::from(dates::day_of(lang, due))),
        (
            "updated",
            Value::from(dates::day_of(lang, entry.updated_at)),
        ),
    ];
    let say = |key: &str| lang.tv(key, &values);
    let (subject, text) = match stage {
        "1" => (
            say("freshness-mail-before-subject"),
            say("freshness-mail-before"),
        ),
        "2" => (say("freshness-mail-due-subject"), say("freshness-mail-due")),
        _ => (
            say("freshness-mail-overdue-subject"),
            say("freshness-mail-overdue"),
        ),
    };
    let words = Words {
        hello: lang.tv("mail-hello", &values),
        before: vec![text, say("freshness-mail-how")],
        link: (
            lang.t("freshness-mail-link"),
            app.config.base_url.url(&format!("/still-true/{key}")),
        ),
        after: vec![format!(
            "{} {}",
            say("freshness-mail-otherwise"),
            app.config
                .base_url
                .url(&format!("/library/{}/edit", entry.slug))
        )],
    };
    Ok(Some(mail::letter(
        lang,
        (&person.name, &person.email),
        subject,
        words,
    )))
}

fn prepare(
    c: &mut Conn,
    now: NaiveDateTime,
    person_id: &str,
    entry_id: &str,
) -> Result<Option<Asked>> {
    let entry = entries::by_id(c, entry_id)?;
    let Some(member) = members::acting(c, &[person_id.to_string()])?.pop() else {
        return Ok(None);
    };
    let theirs = may(Some(&member), Act::EditEntry(entry.rights()));
    let (Some(due), true, true) = (entry.review_due, theirs, is_due(&entry, now)) else {
        return Ok(None);
    };
    let subject = format!("{person_id} {entry_id}");
    let key = tokens::issue(
        c,
        now,
        Purpose::StillTrue,
        &subject,
        Duration::days(LINK_DAYS),
    )?;
    Ok(Some(Asked {
        person: members::person(c, person_id)?,
        entry,
        due,
        key,
    }))
}

/// To an editor: what came today. `subject`: `overdue` or `ownerless`, and the instant.
pub async fn desk(app: &App, person_id: &str, subject: &str) -> Result<Option<Letter>> {
    let at = subject.split_once(':').and_then(|(what, at)| {
        let at = DateTime::from_timestamp_micros(at.parse().ok()?)?;
        Some((what == "ownerless", at.naive_utc()))
    });
    let Some((ownerless, at)) = at else {
        return Err(Error::internal("a mail to editors without its instant"));
    };
    let id = person_id.to_string();
    let (person, titles) = app
        .db
        .read(move |c| {
            let Some(member) = members::acting(c, std::slice::from_ref(&id))?.pop() else {
                return Ok((None, Vec::new()));
            };
            let mut all = queries::told_at(c, at, ownerless)?;
            all.retain(|e| may(Some(&member), Act::EditEntry(e.rights())));
            let titles: Vec<String> = all.into_iter().map(|e| e.title).collect();
            Ok((Some(members::person(c, &id)?), titles))
        })
        .await?;
    let Some(person) = person.filter(|_| !titles.is_empty()) else {
        return Ok(None);
    };
    let lang = Lang::named(&person.lang).unwrap_or_default();
    let values = [
        ("name", Value::from(person.name.clone())),
        ("count", Value::from(titles.len() as i64)),
    ];
    let (subject, text, path) = if ownerless {
        let text = lang.tv("freshness-mail-ownerless", &values);
        let subject = lang.tv("freshness-mail-ownerless-subject", &values);
        (subject, text, "/library/ownerless")
    } else {
        let text = lang.tv("freshness-mail-desk", &values);
        let subject = lang.tv("freshness-mail-desk-subject", &values);
        (subject, text, "/library/due")
    };
    let mut before = vec![text];
    before.extend(titles.iter().take(NAMED).map(|t| format!("– {t}")));
    let words = Words {
        hello: lang.tv("mail-hello", &values),
        before,
        link: (
            lang.t("freshness-mail-desk-link"),
            app.config.base_url.url(path),
        ),
        after: Vec::new(),
    };
    Ok(Some(mail::letter(
        lang,
        (&person.name, &person.email),
        subject,
        words,
    )))
}
