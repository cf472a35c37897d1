//! The mails: is it still true; what editors should see to.

use chrono::{DateTime, Duration, NaiveDateTime};

use maud::html;

use super::{Stage, is_due, queries};
use crate::app::App;
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::library::{Outline, people};
use crate::mail::{self, Letter, Words};
use crate::members::{self, PersonRow};
use crate::rights::{Act, may};
use crate::tokens::{self, Purpose};
use crate::web::dates;
use crate::web::lang::{Lang, Value};

/// How long a mail's link works.
const LINK_DAYS: i64 = 60;
/// Entries one mail names.
const NAMED: usize = 30;
/// What stands between the entries a mail is about, and before the number of those it does not name.
const BETWEEN: &str = ",";
const MORE: char = '+';

/// What a mail is about: the entries it names, each with how far past its day it is, and how many more
/// there are.
pub fn subject(about: &[(&String, Stage)]) -> String {
    let named: Vec<String> = about
        .iter()
        .take(NAMED)
        .map(|(id, stage)| format!("{id}:{}", stage.number()))
        .collect();
    format!("{}{MORE}{}", named.join(BETWEEN), about.len() - named.len())
}

/// An entry somebody is asked about.
struct Asked {
    entry: Outline,
    due: NaiveDateTime,
    /// As `Stage::number`.
    stage: String,
    key: String,
}

impl Asked {
    /// What is said of it: `freshness-mail-{which}`, and its stage behind.
    fn say(&self, lang: Lang, which: &str, after: &str) -> String {
        let stage = match self.stage.as_str() {
            "1" => "before",
            "2" => "due",
            _ => "overdue",
        };
        let values = [
            ("title", Value::from(self.entry.title.clone())),
            ("day", Value::from(dates::day_of(lang, self.due))),
            (
                "updated",
                Value::from(dates::day_of(lang, self.entry.updated_at)),
            ),
        ];
        lang.tv(&format!("freshness-mail-{which}{stage}{after}"), &values)
    }

    fn link(&self, app: &App) -> String {
        let path = format!("/still-true/{}", self.key);
        app.config.base_url.url(&path)
    }

    fn edit(&self, app: &App) -> String {
        let path = format!("/library/{}/edit", self.entry.slug);
        app.config.base_url.url(&path)
    }
}

/// To who looks after some entries. None when each was looked at meanwhile, or is no longer theirs.
pub async fn still_true(app: &App, person_id: &str, subject: &str) -> Result<Option<Letter>> {
    let (named, more) = subject.split_once(MORE).unwrap_or((subject, "0"));
    let more: i64 = more.parse().map_err(Error::internal)?;
    let named: Vec<(String, String)> = named
        .split(BETWEEN)
        .filter_map(|one| one.split_once(':'))
        .map(|(id, stage)| (id.to_string(), stage.to_string()))
        .collect();
    if named.is_empty() {
        return Err(Error::internal("a reminder without its entry"));
    }
    let (id, now) = (person_id.to_string(), app.clock.now());
    let made = app.db.write(move |c| prepare(c, now, &id, &named)).await?;
    Ok(made.and_then(|(person, asked)| match asked.as_slice() {
        [] => None,
        [one] if more == 0 => Some(about_one(app, &person, one)),
        several => Some(about_several(app, &person, several, more)),
    }))
}

fn hello(lang: Lang, person: &PersonRow) -> String {
    lang.tv("mail-hello", &[("name", Value::from(person.name.clone()))])
}

fn and_more(lang: Lang, more: i64) -> String {
    lang.tv("freshness-mail-more", &[("count", Value::from(more))])
}

fn about_one(app: &App, person: &PersonRow, asked: &Asked) -> Letter {
    let lang = Lang::named(&person.lang).unwrap_or_default();
    let words = Words {
        hello: hello(lang, person),
        before: vec![asked.say(lang, "", ""), lang.t("freshness-mail-how")],
        link: (lang.t("freshness-mail-link"), asked.link(app)),
        after: vec![format!(
            "{} {}",
            lang.t("freshness-mail-otherwise"),
            asked.edit(app)
        )],
    };
    let subject = asked.say(lang, "", "-subject");
    mail::letter(lang, (&person.name, &person.email), subject, words)
}

/// A link for each of those it names; `more`: how many it does not.
fn about_several(app: &App, person: &PersonRow, asked: &[Asked], more: i64) -> Letter {
    let lang = Lang::named(&person.lang).unwrap_or_default();
    let count = [("count", Value::from(asked.len() as i64 + more))];
    let subject = lang.tv("freshness-mail-several-subject", &count);
    let lead = lang.tv("freshness-mail-several", &count);
    let how = lang.t("freshness-mail-several-how");
    let link = lang.t("freshness-mail-link");
    let (edit, list) = (lang.t("freshness-mail-edit"), lang.t("freshness-mail-list"));
    let due = app.config.base_url.url("/library/due");
    let hello = hello(lang, person);
    let mut text = format!("{hello}\n\n{lead}\n\n{how}\n");
    for one in asked {
        let said = one.say(lang, "of-several-", "");
        text.push_str(&format!(
            "\n– {}\n  {said}\n  {link}:\n  {}\n  {edit}:\n  {}\n",
            one.entry.title,
            one.link(app),
            one.edit(app)
        ));
    }
    let more = (more > 0).then(|| and_more(lang, more));
    if let Some(more) = &more {
        text.push_str(&format!("\n{more}\n"));
    }
    text.push_str(&format!("\n{list}:\n{due}\n"));
    let html = html! {
        p { (hello) }
        p { (lead) }
        p { (how) }
        ul {
            @for one in asked {
                li {
                    p { b lang=(one.entry.lang) { (one.entry.title) } br; (one.say(lang, "of-several-", "")) }
                    p { a href=(one.link(app)) { (link) ": " (one.entry.title) } }
                    p { a href=(one.edit(app)) { (edit) ": " (one.entry.title) } }
                }
            }
        }
        @if let Some(more) = &more { p { (more) } }
        p { a href=(due) { (list) } }
    };
    Letter {
        to_name: person.name.clone(),
        to_email: person.email.clone(),
        html: mail::page(lang, &subject, html),
        text,
        subject,
        calendar: None,
        less: None,
    }
}

/// The person and what of these entries they can still be asked about, each with a key of its own.
fn prepare(
    c: &mut Conn,
    now: NaiveDateTime,
    person_id: &str,
    named: &[(String, String)],
) -> Result<Option<(PersonRow, Vec<Asked>)>> {
    let Some(member) = members::acting(c, &[person_id.to_string()])?.pop() else {
        return Ok(None);
    };
    let ids: Vec<String> = named.iter().map(|(id, _)| id.clone()).collect();
    let mut asked = Vec::new();
    for entry in people::by_ids(c, &ids)? {
        let stage = named.iter().find(|(id, _)| *id == entry.id);
        let theirs = may(Some(&member), Act::EditEntry(entry.rights())) && is_due(&entry, now);
        let (Some(due), Some((_, stage)), true) = (entry.review_due, stage, theirs) else {
            continue;
        };
        let subject = format!("{person_id} {}", entry.id);
        let days = Duration::days(LINK_DAYS);
        asked.push(Asked {
            key: tokens::issue(c, now, Purpose::StillTrue, &subject, days)?,
            stage: stage.clone(),
            due,
            entry,
        });
    }
    Ok(Some((members::person(c, person_id)?, asked)))
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
    if titles.len() > NAMED {
        before.push(and_more(lang, (titles.len() - NAMED) as i64));
    }
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
