//! The mails: about one thing, and the digest. Written when they leave.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Duration, NaiveDateTime};
use maud::{Markup, html};

use super::queries::{self, Choices, NoticeRow};
use super::subjects::{self, Item};
use super::telling::is_found;
use super::{Kind, LESS_ADDRESS, Pace, quiet};
use crate::app::App;
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::mail::{self, Less, Letter};
use crate::members::{self, Member, PersonRow};
use crate::search::saved::{self, Told};
use crate::tokens::{self, Purpose};
use crate::web::lang::{Lang, Value};
use crate::web::markdown;

/// How long a mail's link to get less of it works.
const LESS_DAYS: i64 = 90;
/// What a less-link is for when it is a digest's: the kinds that are in digests.
pub const DIGEST: &str = "digest";
/// When it is one saved search's: its id follows.
pub const OF_SEARCH: &str = "search:";
/// Characters of a post that are told in a mail.
const SAID_MAX: usize = 600;

/// A new key for a person's link to get less of `kind` (a kind's name, or `DIGEST`).
pub fn less(c: &mut Conn, now: NaiveDateTime, person_id: &str, kind: &str) -> Result<String> {
    let subject = format!("{person_id} {kind}");
    tokens::issue(c, now, Purpose::Less, &subject, Duration::days(LESS_DAYS))
}

/// The address such a key is for.
pub fn less_link(app: &App, key: &str) -> String {
    app.config.base_url.url(&format!("{LESS_ADDRESS}{key}"))
}

/// What stands under every mail that can be had less of: text and HTML.
pub fn footer(lang: Lang, link: &str) -> (String, Markup) {
    let (why, less) = (lang.t("notices-mail-why"), lang.t("notices-mail-less"));
    let text = format!("\n-- \n{why}\n{less}: {link}\n");
    let html = html! {
        hr;
        p { small { (why) " " a href=(link) { (less) } } }
    };
    (text, html)
}

/// What is ready to be written.
struct Prepared {
    person: PersonRow,
    items: Vec<Item>,
    key: String,
    /// For each saved search beside others in the mail, the key to get no more of it.
    stops: Vec<(String, String)>,
}

/// The mail about one thing. None when person or thing are gone or no longer meant.
pub async fn notice(app: &App, person_id: &str, notice_id: &str) -> Result<Option<Letter>> {
    let (person_id, notice_id) = (person_id.to_string(), notice_id.to_string());
    let (now, host) = (app.clock.now(), app.config.base_url.host().to_string());
    let made = app
        .db
        .write(move |c| absent_is_none(prepare_notice(c, now, &host, &person_id, &notice_id)))
        .await?;
    Ok(made.and_then(|prepared| write_notice(app, prepared)))
}

fn absent_is_none<T>(made: Result<Option<T>>) -> Result<Option<T>> {
    match made {
        Err(Error::NotFound) => Ok(None),
        other => other,
    }
}

fn prepare_notice(
    c: &mut Conn,
    now: NaiveDateTime,
    host: &str,
    person_id: &str,
    notice_id: &str,
) -> Result<Option<Prepared>> {
    let row = queries::get(c, notice_id)?;
    let (Some(kind), true) = (Kind::named(&row.kind), row.person_id == person_id) else {
        return Ok(None);
    };
    let Some((person, member)) = reader(c, person_id)? else {
        queries::delete(c, &[row.id])?;
        return Ok(None);
    };
    let choices = Choices::of(c, &[person_id.to_string()])?;
    match choices.pace(person_id, kind) {
        Pace::Off => return Ok(None),
        // It waits for the digest after all.
        Pace::Daily | Pace::Weekly => {
            queries::set_told(c, &[row.id], None)?;
            super::digests_next(c, now)?;
            return Ok(None);
        }
        Pace::AtOnce => {}
    }
    if held_back(
        c,
        now,
        host,
        &choices,
        mail::Kind::Notice,
        person_id,
        notice_id,
    )? {
        return Ok(None);
    }
    let mut items = subjects::items(c, &member, std::slice::from_ref(&row))?;
    let Some(item) = items.first_mut() else {
        // Hidden may be shown again: then it is told anew.
        queries::delete(c, &[row.id])?;
        return Ok(None);
    };
    if kind == Kind::Reply
        && let Some(path) = subjects::address_of_post(c, &row.subject_id)?
    {
        item.path = path;
    }
    Ok(Some(Prepared {
        person,
        items,
        key: less(c, now, person_id, kind.name())?,
        stops: Vec::new(),
    }))
}

/// The person, as a row and as the rules see them; none when they are not active.
fn reader(c: &mut Conn, id: &str) -> Result<Option<(PersonRow, Member)>> {
    let member = members::acting(c, &[id.to_string()])?.pop();
    Ok(match member {
        Some(member) => Some((members::person(c, id)?, member)),
        None => None,
    })
}

/// A mail that comes late, into hours that have meanwhile become quiet, gives its place to one that
/// leaves when they end.
fn held_back(
    c: &mut Conn,
    now: NaiveDateTime,
    host: &str,
    choices: &Choices,
    kind: mail::Kind,
    person_id: &str,
    subject_id: &str,
) -> Result<bool> {
    let open = quiet::run_at(&choices.quiet(person_id), now, None);
    if open <= now {
        return Ok(false);
    }
    let occasion = format!(
        "{}:{person_id}:{subject_id}:after:{}",
        kind.name(),
        open.and_utc().timestamp()
    );
    let letter = mail::Occasion {
        kind,
        person_id,
        subject_id,
        dedupe: &occasion,
    };
    mail::enqueue_at(c, now, open, host, &letter)?;
    Ok(true)
}

/// The digest handed over at the instant `subject` names. None when nothing of it is left to tell, or
/// the person has been here since.
pub async fn digest(app: &App, person_id: &str, subject: &str) -> Result<Option<Letter>> {
    let told_at = subject
        .parse()
        .ok()
        .and_then(DateTime::from_timestamp_micros)
        .ok_or_else(|| Error::internal("a digest's mail without its instant"))?
        .naive_utc();
    let (id, subject) = (person_id.to_string(), subject.to_string());
    let (now, host) = (app.clock.now(), app.config.base_url.host().to_string());
    let made = app
        .db
        .write(move |c| absent_is_none(prepare_digest(c, now, &host, &id, &subject, told_at)))
        .await?;
    Ok(made.map(|prepared| write_digest(app, prepared)))
}

fn prepare_digest(
    c: &mut Conn,
    now: NaiveDateTime,
    host: &str,
    person_id: &str,
    subject: &str,
    told_at: NaiveDateTime,
) -> Result<Option<Prepared>> {
    let Some((person, member)) = reader(c, person_id)? else {
        return Ok(None);
    };
    let choices = Choices::with_searches(c, &[person_id.to_string()])?;
    let mut rows = queries::of_digest(c, person_id, told_at)?;
    let together = |row: &NoticeRow| match choices.pace_of(row) {
        Some(Pace::AtOnce) => is_found(row),
        Some(Pace::Daily | Pace::Weekly) => true,
        Some(Pace::Off) | None => false,
    };
    // Chosen meanwhile to be told at once: each is told by itself after all.
    let at_once: Vec<String> = rows
        .iter()
        .filter(|row| !together(row) && choices.pace_of(row) == Some(Pace::AtOnce))
        .map(|row| row.id.clone())
        .collect();
    if !at_once.is_empty() {
        queries::set_told(c, &at_once, None)?;
        super::digests_next(c, now)?;
    }
    rows.retain(together);
    let ids = [person_id.to_string()];
    let seen = queries::here_last(c, &ids)?.remove(person_id).flatten();
    if rows.iter().all(|row| choices.is_seen(row, seen)) {
        return Ok(None);
    }
    if held_back(
        c,
        now,
        host,
        &choices,
        mail::Kind::Digest,
        person_id,
        subject,
    )? {
        return Ok(None);
    }
    let items = subjects::items(c, &member, &rows)?;
    let gone: Vec<String> = rows
        .iter()
        .filter(|row| items.iter().all(|item| item.notice_id != row.id))
        .map(|row| row.id.clone())
        .collect();
    queries::delete(c, &gone)?;
    if items.is_empty() {
        return Ok(None);
    }
    let (key, stops) = keys(c, now, person_id, &items)?;
    Ok(Some(Prepared {
        person,
        items,
        key,
        stops,
    }))
}

/// The key to get less of what is in a mail, and, where there is more than one saved search, those to
/// get no more of each.
fn keys(
    c: &mut Conn,
    now: NaiveDateTime,
    person_id: &str,
    items: &[Item],
) -> Result<(String, Vec<(String, String)>)> {
    let found = items.iter().filter_map(|item| item.found.as_ref());
    let searches: BTreeSet<&str> = found.map(|told| told.search_id.as_str()).collect();
    let of_searches = items.iter().all(|item| item.found.is_some());
    if of_searches && let (Some(only), 1) = (searches.first(), searches.len()) {
        return Ok((less(c, now, person_id, &less_of(only))?, Vec::new()));
    }
    let all = match of_searches {
        true => Kind::Search.name(),
        false => DIGEST,
    };
    let key = less(c, now, person_id, all)?;
    let stop = |id: &str| Ok((id.to_string(), less(c, now, person_id, &less_of(id))?));
    let stops = searches.into_iter().map(stop).collect::<Result<_>>()?;
    Ok((key, stops))
}

/// What a less-link is for when it is one saved search's.
fn less_of(search_id: &str) -> String {
    format!("{OF_SEARCH}{search_id}")
}

/// What a notice says of one thing: `notices-said-{kind}`.
fn said(lang: Lang, item: &Item) -> String {
    let author = item
        .author
        .clone()
        .unwrap_or_else(|| lang.t("forum-former-member"));
    let key = match item.kind {
        Kind::Joining if item.title.is_empty() => "notices-said-joining-network".to_string(),
        _ => format!("notices-said-{}", item.words),
    };
    lang.tv(
        &key,
        &[
            ("author", Value::from(author)),
            ("title", Value::from(item.title.clone())),
        ],
    )
}

fn write_notice(app: &App, prepared: Prepared) -> Option<Letter> {
    let Prepared {
        person, items, key, ..
    } = prepared;
    let item = items.into_iter().next()?;
    let lang = Lang::named(&person.lang).unwrap_or_default();
    let subject = said(lang, &item);
    let link = app.config.base_url.url(&item.path);
    let less = less_link(app, &key);
    let hello = lang.tv("mail-hello", &[("name", Value::from(person.name.clone()))]);
    let open = lang
        .try_t(&format!("notices-open-{}", item.words))
        .unwrap_or_else(|| lang.t(&format!("notices-open-{}", item.kind.name())));
    let (foot, foot_html) = footer(lang, &less);
    let (quote, cut) = match &item.said {
        Some(body) => shortened(body),
        None => (String::new(), false),
    };
    let mut text = format!("{hello}\n\n{subject}\n\n");
    if !quote.is_empty() {
        for line in quote.lines() {
            text.push_str(format!("> {line}").trim_end());
            text.push('\n');
        }
        text.push_str(if cut { "> …\n\n" } else { "\n" });
    }
    text.push_str(&format!("{open}\n{link}\n{foot}"));
    let html = html! {
        p { (hello) }
        p { (subject) }
        @if !quote.is_empty() {
            blockquote { (markdown::html_below(2, &quote)) @if cut { p { "…" } } }
        }
        p { a href=(link) { (open) } }
        (foot_html)
    };
    Some(Letter {
        to_name: person.name,
        to_email: person.email,
        text,
        html: mail::page(lang, &subject, html),
        subject,
        calendar: None,
        less: Some(Less {
            link: less,
            one_click: true,
        }),
    })
}

/// The beginning of a post, up to the end of a word.
fn shortened(body: &str) -> (String, bool) {
    if body.chars().count() <= SAID_MAX {
        return (body.to_string(), false);
    }
    let short: String = body.chars().take(SAID_MAX).collect();
    let end = short.rfind(char::is_whitespace).unwrap_or(short.len());
    (short[..end].to_string(), true)
}

fn write_digest(app: &App, prepared: Prepared) -> Letter {
    let Prepared {
        person,
        items,
        key,
        stops,
    } = prepared;
    let lang = Lang::named(&person.lang).unwrap_or_default();
    let network = Value::from(app.network());
    let count = Value::from(items.len() as i64);
    let values = [("network", network), ("count", count)];
    let (found, items): (Vec<Item>, Vec<Item>) =
        items.into_iter().partition(|item| item.found.is_some());
    let found: Vec<Told> = found.into_iter().filter_map(|item| item.found).collect();
    let (subject, lead) = if items.is_empty() {
        saved::letters::subject_and_lead(lang, &found)
    } else {
        (
            lang.tv("notices-digest-subject", &values),
            lang.tv("notices-digest-lead", &values),
        )
    };
    let hello = lang.tv("mail-hello", &[("name", Value::from(person.name.clone()))]);
    let less = less_link(app, &key);
    let (foot, foot_html) = footer(lang, &less);
    let groups = grouped(lang, &items);
    let mut text = format!("{hello}\n\n{lead}\n");
    for (kind, lines) in &groups {
        text.push_str(&format!(
            "\n{}\n",
            lang.t(&format!("notices-kind-{}", kind.name()))
        ));
        for (path, line) in lines {
            text.push_str(&format!("- {line}\n  {}\n", app.config.base_url.url(path)));
        }
    }
    let (searches, searches_html) =
        saved::letters::section(lang, &app.config.base_url, &found, &stops);
    text.push_str(&searches);
    text.push_str(&foot);
    let html = html! {
        p { (hello) }
        p { (lead) }
        @for (kind, lines) in &groups {
            h2 { (lang.t(&format!("notices-kind-{}", kind.name()))) }
            ul {
                @for (path, line) in lines {
                    li { a href=(app.config.base_url.url(path)) { (line) } }
                }
            }
        }
        (searches_html)
        (foot_html)
    };
    Letter {
        to_name: person.name,
        to_email: person.email,
        text,
        html: mail::page(lang, &subject, html),
        subject,
        calendar: None,
        less: Some(Less {
            link: less,
            one_click: true,
        }),
    }
}

/// By kind, in the order of the kinds; what leads to the same place is one line with a count.
fn grouped(lang: Lang, items: &[Item]) -> Vec<(Kind, Vec<(String, String)>)> {
    let mut by: BTreeMap<Kind, Vec<(&Item, i64)>> = BTreeMap::new();
    for item in items {
        let lines = by.entry(item.kind).or_default();
        match lines.iter_mut().find(|(known, _)| known.path == item.path) {
            Some((_, count)) => *count += 1,
            None => lines.push((item, 1)),
        }
    }
    by.into_iter()
        .map(|(kind, lines)| {
            let lines = lines
                .into_iter()
                .map(|(item, count)| (item.path.clone(), line(lang, item, count)))
                .collect();
            (kind, lines)
        })
        .collect()
}

/// One line of a digest: `notices-line-{kind}`.
fn line(lang: Lang, item: &Item, count: i64) -> String {
    let key = match item.kind {
        Kind::Joining if item.title.is_empty() => "notices-line-joining-network".to_string(),
        kind => format!("notices-line-{}", kind.name()),
    };
    lang.tv(
        &key,
        &[
            ("title", Value::from(item.title.clone())),
            ("count", Value::from(count)),
        ],
    )
}
