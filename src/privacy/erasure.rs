//! Being forgotten. Asked for with a week to regret; then a job tells the person, carries it out in
//! one transaction by the register, and clears what databases and indexes leave behind of deleted
//! text.

use chrono::{Duration, NaiveDateTime};

use super::queries::{self, ErasureRow, Subject, execute, execute_two, texts};
use super::tables::{Erase, Link, TABLES};
use crate::app::App;
use crate::changes;
use crate::db::{self, Conn};
use crate::error::{Error, Result};
use crate::jobs::{self, Job};
use crate::library::{descent, proposals};
use crate::tokens::{self, Purpose};
use crate::web::Lang;
use crate::{audit, joining, library, mail, settings, text};

/// How long one may regret.
pub const DAYS: i64 = 7;

/// What becomes of what the person wrote. The name is stored.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Contributions {
    /// Stay, under "former member".
    Keep,
    /// Go too. What others answered stays.
    Remove,
}

impl Contributions {
    pub const ALL: [Contributions; 2] = [Contributions::Keep, Contributions::Remove];

    pub fn name(self) -> &'static str {
        match self {
            Contributions::Keep => "keep",
            Contributions::Remove => "remove",
        }
    }

    pub fn named(name: &str) -> Option<Contributions> {
        Contributions::ALL.into_iter().find(|c| c.name() == name)
    }
}

/// What an erasure that nobody asked for says in the place of a choice: the account was not used.
/// Contributions stay, and being seen again ends it.
pub const UNUSED: &str = "unused";

/// When somebody will be forgotten, unless they regret.
pub fn due(c: &mut Conn, person_id: &str) -> Result<Option<NaiveDateTime>> {
    Ok(queries::erasure(c, person_id)?
        .filter(|row| row.done_at.is_none())
        .map(|row| row.due_at))
}

/// Whether nobody would administer the network without this person.
pub fn is_last_administrator(c: &mut Conn, person_id: &str) -> Result<bool> {
    queries::is_last_administrator(c, person_id)
}

/// Somebody wants to be forgotten; whether it is new. `Conflict` for the last administrator. Asking
/// again changes nothing.
pub fn ask(
    c: &mut Conn,
    now: NaiveDateTime,
    host: &str,
    person_id: &str,
    contributions: Contributions,
) -> Result<bool> {
    if queries::is_last_administrator(c, person_id)? {
        return Err(Error::Conflict);
    }
    audit::record(c, now, Some(person_id), "ask-erasure", "person", person_id)?;
    let kind = mail::Kind::ErasureAsked;
    begin(c, now, host, person_id, contributions.name(), DAYS, kind)
}

/// Sets the day and says so by mail; false where there is one already.
pub(super) fn begin(
    c: &mut Conn,
    now: NaiveDateTime,
    host: &str,
    person_id: &str,
    contributions: &str,
    days: i64,
    kind: mail::Kind,
) -> Result<bool> {
    let row = ErasureRow {
        person_id: person_id.to_string(),
        contributions: contributions.to_string(),
        asked_at: now,
        due_at: now + Duration::days(days),
        done_at: None,
    };
    if !queries::insert_erasure(c, &row)? {
        return Ok(false);
    }
    let occasion = format!("{}:{}", kind.name(), occasion(&row));
    mail::enqueue(c, now, host, kind, person_id, person_id, &occasion)?;
    again(c, person_id, row.due_at)?;
    Ok(true)
}

fn occasion(row: &ErasureRow) -> String {
    let at = row.asked_at.and_utc().timestamp_micros();
    format!("{}:{at}", row.person_id)
}

fn again(c: &mut Conn, person_id: &str, at: NaiveDateTime) -> Result<()> {
    let job = Job::Erase {
        person_id: person_id.to_string(),
    };
    jobs::enqueue(c, &job, at, None)
}

/// The person regrets. `NotFound` when there is nothing to regret any more.
pub fn regret(c: &mut Conn, now: NaiveDateTime, person_id: &str) -> Result<()> {
    if !queries::delete_erasure(c, person_id)? {
        return Err(Error::NotFound);
    }
    tokens::revoke(c, now, Purpose::Regret, person_id)?;
    audit::record(
        c,
        now,
        Some(person_id),
        "regret-erasure",
        "person",
        person_id,
    )
}

/// What the job does next.
enum Step {
    Nothing,
    CarryOut,
    /// The rows are gone; what they left behind may not be.
    ClearUp,
}

/// The job: tells the person, waits until that mail has left, then forgets them.
pub async fn work(app: &App, person_id: String) -> Result<()> {
    let now = app.clock.now();
    let host = app.config.base_url.host().to_string();
    let id = person_id.clone();
    let step = app.db.write(move |c| next_step(c, now, &host, &id)).await?;
    if matches!(step, Step::Nothing) {
        return Ok(());
    }
    if matches!(step, Step::CarryOut) {
        let id = person_id.clone();
        let mails = app.db.read(move |c| mails(c, &id)).await?;
        app.mail.forget(&mails)?;
        app.db.write(move |c| carry_out(c, now, &person_id)).await?;
    }
    let app = app.clone();
    tokio::task::spawn_blocking(move || clear_up(&app))
        .await
        .map_err(Error::internal)?
}

/// The mails to and about a person, and those of requests from their addresses.
fn mails(c: &mut Conn, person_id: &str) -> Result<Vec<String>> {
    let mut all = queries::mail_ids(c, person_id)?;
    if let Some(subject) = queries::subject(c, person_id)? {
        let addresses = queries::addresses(c, &subject)?;
        all.extend(joining::mails_of_addresses(c, &addresses)?);
    }
    Ok(all)
}

fn next_step(c: &mut Conn, now: NaiveDateTime, host: &str, person_id: &str) -> Result<Step> {
    let Some(row) = queries::erasure(c, person_id)? else {
        return Ok(Step::Nothing);
    };
    if row.done_at.is_some() {
        return Ok(Step::ClearUp);
    }
    if row.due_at > now {
        // Regretted and asked for anew: another job has the new day.
        return Ok(Step::Nothing);
    }
    if row.contributions == UNUSED && super::retention::seen_since(c, person_id, row.asked_at)? {
        queries::delete_erasure(c, person_id)?;
        return Ok(Step::Nothing);
    }
    if queries::is_last_administrator(c, person_id)? {
        again(c, person_id, now + Duration::days(1))?;
        return Ok(Step::Nothing);
    }
    let last = format!("erasure-done:{}", occasion(&row));
    let wait = match queries::mail_status(c, &last)?.as_deref() {
        None => {
            let kind = mail::Kind::ErasureDone;
            mail::enqueue(c, now, host, kind, person_id, person_id, &last)?;
            Some(Duration::minutes(1))
        }
        // The last mail needs the address: it is waited for, but not for ever.
        Some("queued" | "transmitting") if now < row.due_at + Duration::days(1) => {
            Some(Duration::minutes(10))
        }
        Some(_) => None,
    };
    match wait {
        Some(wait) => {
            again(c, person_id, now + wait)?;
            Ok(Step::Nothing)
        }
        None => Ok(Step::CarryOut),
    }
}

/// Forgets a person, in the caller's transaction. Done already: changes nothing.
pub fn carry_out(c: &mut Conn, now: NaiveDateTime, person_id: &str) -> Result<()> {
    let Some(row) = queries::erasure(c, person_id)?.filter(|row| row.done_at.is_none()) else {
        return Ok(());
    };
    let Some(subject) = queries::subject(c, person_id)? else {
        return Err(Error::NotFound);
    };
    let addresses = queries::addresses(c, &subject)?;
    let shared = queries::is_shared(c, &subject)?;
    keep_exams(c, person_id)?;
    drop_drafts(c, now, person_id)?;
    proposals::files::forget(c, now, person_id)?;
    library::people::lose_offers(c, now, person_id, true)?;
    if row.contributions == Contributions::Remove.name() {
        drop_contributions(c, now, person_id)?;
    }
    // Links to answer an invitation by.
    execute(
        c,
        "DELETE FROM tokens WHERE subject IN (SELECT id FROM invitations WHERE person_id = $1)",
        person_id,
    )?;
    joining::forget_addresses(c, &addresses)?;
    forget_contact(c, &addresses)?;
    for registered in TABLES {
        let condition = queries::names_person(registered);
        let sql = match registered.erase {
            Erase::Keep | Erase::Contribution => continue,
            Erase::Null => format!(
                "UPDATE \"{}\" SET \"{}\" = NULL WHERE {condition}",
                registered.table, registered.column
            ),
            // The work under way, this very job among it, ends by itself.
            Erase::Delete if registered.link == Link::Within && registered.table == "jobs" => {
                format!("DELETE FROM jobs WHERE {condition} AND kind <> 'erase'")
            }
            Erase::Delete | Erase::Register => {
                format!("DELETE FROM \"{}\" WHERE {condition}", registered.table)
            }
        };
        execute(c, &sql, person_id)?;
    }
    execute(
        c,
        "UPDATE people SET status = 'erased', organisation_id = NULL, joined_at = NULL, \
         seen_at = NULL, version = version + 1 WHERE id = $1",
        person_id,
    )?;
    scrub(c, now, &subject, &addresses, shared)?;
    // After that: what passes on is what was written over, and the history of it as well.
    library::people::leaves(c, now, person_id)?;
    queries::finish_erasure(c, now, person_id)?;
    audit::record(c, now, None, "erase", "person", person_id)
}

/// An address that is forgotten is not the one people are told to write to any more.
fn forget_contact(c: &mut Conn, addresses: &[String]) -> Result<()> {
    let contact = settings::get(c, settings::CONTACT)?.unwrap_or_default();
    if addresses
        .iter()
        .any(|a| a.eq_ignore_ascii_case(contact.trim()))
    {
        settings::put(c, settings::CONTACT, "")?;
    }
    Ok(())
}

/// An exam's result must be documented: name and result go into the statutory register.
fn keep_exams(c: &mut Conn, person_id: &str) -> Result<()> {
    execute(
        c,
        "INSERT INTO exam_register (id, person_id, name, programme, part, status, at) \
         SELECT r.person_id || '-' || r.programme_id || '-' || r.part, r.person_id, d.name, \
         p.name, r.part, r.status, r.at \
         FROM results r JOIN person_details d ON d.person_id = r.person_id \
         JOIN programmes p ON p.id = r.programme_id WHERE r.person_id = $1",
        person_id,
    )?;
    Ok(())
}

/// What nobody but the person ever saw goes in any case.
fn drop_drafts(c: &mut Conn, now: NaiveDateTime, person_id: &str) -> Result<()> {
    let private = "(status = 'draft' OR (status = 'deleted' AND published_at IS NULL))";
    drop_entries(c, now, person_id, &format!("owner_id = $1 AND {private}"))
}

fn drop_entries(c: &mut Conn, now: NaiveDateTime, person_id: &str, which: &str) -> Result<()> {
    let ids = texts(
        c,
        &format!("SELECT id AS value FROM entries WHERE {which}"),
        person_id,
    )?;
    for id in &ids {
        library::erase(c, now, id)?;
    }
    Ok(())
}

fn drop_contributions(c: &mut Conn, now: NaiveDateTime, person_id: &str) -> Result<()> {
    drop_entries(c, now, person_id, "owner_id = $1")?;
    execute(c, "DELETE FROM worksheets WHERE owner_id = $1", person_id)?;
    let topics = texts(
        c,
        "SELECT topic_id AS value FROM posts WHERE author_id = $1 \
         UNION SELECT id AS value FROM topics WHERE author_id = $1",
        person_id,
    )?;
    execute(c, "DELETE FROM posts WHERE author_id = $1", person_id)?;
    for topic in &topics {
        // Where others answered, their posts stay, and the topic they are in.
        let empty = "NOT EXISTS (SELECT 1 FROM posts WHERE topic_id = $1)";
        let follows = format!("DELETE FROM follows WHERE topic_id = $1 AND {empty}");
        execute(c, &follows, topic)?;
        execute(
            c,
            &format!("DELETE FROM topics WHERE id = $1 AND {empty}"),
            topic,
        )?;
        execute(
            c,
            "UPDATE topics SET \
             posts = (SELECT count(*) FROM posts WHERE topic_id = $1 AND state = 'visible'), \
             last_post_at = (SELECT max(at) FROM posts WHERE topic_id = $1) WHERE id = $1",
            topic,
        )?;
        changes::record(c, changes::Kind::Topic, topic, now)?;
    }
    Ok(())
}

/// Tables whose texts are not searched for a person: what law keeps, the chain, and names of things
/// that are no person's.
const NOT_SCRUBBED: [&str; 6] = [
    "exam_register",
    "audit",
    "organisations",
    "organisation_domains",
    "providers",
    "terms",
];

/// Replaces the person's addresses wherever they stand, and their full name: in texts of their own
/// always, and in everybody's (notes with who was there, answers that name them) unless it is a
/// single word or somebody else bears it too.
fn scrub(
    c: &mut Conn,
    now: NaiveDateTime,
    subject: &Subject,
    addresses: &[String],
    shared: bool,
) -> Result<()> {
    let instead = Lang::default().t("privacy-former-member").to_lowercase();
    let name = subject.name.as_str();
    let everywhere = name.contains(' ') && !shared;
    let mut changed: Vec<String> = Vec::new();
    for column in db::columns(c)? {
        let (table, column_name) = (column.table_name.as_str(), column.column_name.as_str());
        let of_others = table == "person_details" && matches!(column_name, "name" | "email");
        let of_files = (table, column_name) == FILES;
        if !column.is_text || of_others || of_files || NOT_SCRUBBED.contains(&table) {
            continue;
        }
        for address in addresses {
            let all = Place {
                table,
                column: column_name,
                own: None,
            };
            let found = replace_in(c, &all, address, |t| without_address(t, address, &instead))?;
            changed.extend(found);
        }
        let own = super::tables::of(table)
            .find(|r| {
                matches!(r.erase, Erase::Contribution)
                    || (table, r.column) == ("revisions", "editor_id")
                    || (table, r.column) == ("processes", "lead_id")
            })
            .map(|r| (r.column, subject.id.as_str()));
        if everywhere || own.is_some() {
            let own = own.filter(|_| !everywhere);
            let place = Place {
                table,
                column: column_name,
                own,
            };
            let found = replace_in(c, &place, name, |t| without_name(t, name, &instead))?;
            changed.extend(found);
        }
    }
    changed.extend(scrub_files(
        c,
        addresses,
        everywhere.then_some(name),
        &instead,
    )?);
    changed.sort_unstable();
    changed.dedup();
    if everywhere {
        changed.extend(rename_addresses(c, name, &instead)?);
    }
    for id in &changed {
        changes::record(c, changes::Kind::Entry, id, now)?;
    }
    Ok(())
}

/// What was read out of files: long texts, which are gone through once for all that is looked for, and
/// changed one at a time.
const FILES: (&str, &str) = ("attachments", "text");

fn scrub_files(
    c: &mut Conn,
    addresses: &[String],
    name: Option<&str>,
    instead: &str,
) -> Result<Vec<String>> {
    let holds = |needle: &str| {
        let like = |text: &str| format!("'%{}%' ESCAPE '!'", escaped(text).replace('\'', "''"));
        let (folded, exact) = (like(&needle.to_lowercase()), like(needle));
        format!("lower(text) LIKE {folded} OR text LIKE {exact}")
    };
    let mut needles: Vec<&str> = addresses.iter().map(String::as_str).collect();
    needles.extend(name);
    let any: Vec<String> = needles.into_iter().map(holds).collect();
    if any.is_empty() {
        return Ok(Vec::new());
    }
    let found = format!(
        "SELECT id AS value FROM attachments WHERE text_state <> $1 AND ({})",
        any.join(" OR ")
    );
    let mut entries = Vec::new();
    for id in texts(c, &found, "none")? {
        let stored = texts(
            c,
            "SELECT text AS value FROM attachments WHERE id = $1",
            &id,
        )?;
        let old = stored.concat();
        let mut new = addresses.iter().fold(old.clone(), |text, address| {
            without_address(&text, address, instead)
        });
        if let Some(name) = name {
            new = without_name(&new, name, instead);
        }
        if new != old {
            let sql = "UPDATE attachments SET text = $1 WHERE id = $2";
            execute_two(c, sql, &new, &id)?;
            let of = "SELECT entry_id AS value FROM attachments WHERE id = $1";
            entries.extend(texts(c, of, &id)?);
        }
    }
    Ok(entries)
}

/// A column, and whether only rows of one person are meant: by which column, and whom.
struct Place<'a> {
    table: &'a str,
    column: &'a str,
    own: Option<(&'a str, &'a str)>,
}

/// Changes every text that `change` changes; ids of the entries among them.
fn replace_in(
    c: &mut Conn,
    place: &Place,
    needle: &str,
    change: impl Fn(&str) -> String,
) -> Result<Vec<String>> {
    let Place { table, column, own } = place;
    // Values of people's ids come from the database, and are hexadecimal.
    let own = own.map_or(String::new(), |(by, id)| format!(" AND \"{by}\" = '{id}'"));
    let pattern = format!("%{}%", escaped(&needle.to_lowercase()));
    let exact = format!("%{}%", escaped(needle));
    // Lower case differs between databases outside ASCII: what is written exactly is always found.
    let found = format!(
        "SELECT DISTINCT \"{column}\" AS value FROM \"{table}\" \
         WHERE (lower(\"{column}\") LIKE $1 ESCAPE '!' OR \"{column}\" LIKE '{}' ESCAPE '!'){own}",
        exact.replace('\'', "''")
    );
    let mut entries = Vec::new();
    for old in texts(c, &found, &pattern)? {
        let new = change(&old);
        if new == old {
            continue;
        }
        if *table == "entries" && *column != "id" {
            let ids = format!("SELECT id AS value FROM entries WHERE \"{column}\" = $1{own}");
            entries.extend(texts(c, &ids, &old)?);
        }
        // The index knows an entry with the words of its files.
        if *table == "attachments" {
            let ids = format!("SELECT entry_id AS value FROM attachments WHERE \"{column}\" = $1");
            entries.extend(texts(c, &ids, &old)?);
        }
        if (*table, *column) == ("process_parties", "name") {
            rename_parties(c, &old, &new)?;
            continue;
        }
        if *table == "entry_terms" {
            rename_terms(c, &old, &new)?;
            continue;
        }
        let sql = format!("UPDATE \"{table}\" SET \"{column}\" = $1 WHERE \"{column}\" = $2{own}");
        execute_two(c, &sql, &new, &old)?;
    }
    Ok(entries)
}

/// An entry has each keyword once: two that become the same are one.
fn rename_terms(c: &mut Conn, old: &str, new: &str) -> Result<()> {
    let add = "INSERT INTO entry_terms (entry_id, vocabulary, term) \
               SELECT entry_id, vocabulary, $1 FROM entry_terms WHERE term = $2 \
               ON CONFLICT DO NOTHING";
    execute_two(c, add, new, old)?;
    execute(c, "DELETE FROM entry_terms WHERE term = $1", old)?;
    Ok(())
}

/// Parties of a process are told apart by name: where another is called so already, a number is added.
fn rename_parties(c: &mut Conn, old: &str, new: &str) -> Result<()> {
    let parties = "SELECT id AS value FROM process_parties WHERE name = $1";
    for id in texts(c, parties, old)? {
        let process = "SELECT process_id AS value FROM process_parties WHERE id = $1";
        let process = texts(c, process, &id)?;
        let taken = texts(
            c,
            "SELECT name AS value FROM process_parties WHERE process_id = $1",
            process.first().map_or("", String::as_str),
        )?;
        let mut name = new.to_string();
        let mut number = 1;
        while taken.contains(&name) {
            number += 1;
            name = format!("{new} {number}");
        }
        let rename = "UPDATE process_parties SET name = $1 WHERE id = $2";
        execute_two(c, rename, &name, &id)?;
    }
    Ok(())
}

fn escaped(text: &str) -> String {
    text.replace('!', "!!")
        .replace('%', "!%")
        .replace('_', "!_")
}

/// Addresses of entries that are made from the name, as a portrait's is.
fn rename_addresses(c: &mut Conn, name: &str, instead: &str) -> Result<Vec<String>> {
    let (old, new) = (text::slug(name), text::slug(instead));
    let pattern = format!("%{}%", escaped(&old));
    let sql = "SELECT slug AS value FROM entries WHERE slug LIKE $1 ESCAPE '!'";
    let mut changed = Vec::new();
    for slug in texts(c, sql, &pattern)? {
        let parted = format!("-{slug}-");
        if !parted.contains(&format!("-{old}-")) {
            continue;
        }
        let ids = texts(c, "SELECT id AS value FROM entries WHERE slug = $1", &slug)?;
        for id in ids {
            let mark = &id[id.len().saturating_sub(8)..];
            let other = format!("{}-{mark}", slug.replace(&old, &new));
            execute_two(c, "UPDATE entries SET slug = $1 WHERE id = $2", &other, &id)?;
            descent::follow(c, &slug, &other)?;
            changed.push(id);
        }
    }
    Ok(changed)
}

/// A text without an address, whatever case it is written in. A longer address that ends or begins
/// like it is another's.
fn without_address(text: &str, address: &str, instead: &str) -> String {
    let part = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '+');
    replace(text, address, instead, true, |before, after| {
        let mut next = after.chars();
        let goes_on = match next.next() {
            Some('.') => next.next().is_some_and(char::is_alphanumeric),
            Some(c) => c.is_alphanumeric() || c == '-',
            None => false,
        };
        !before.chars().next_back().is_some_and(part) && !goes_on
    })
}

/// A text without a name, also where an s makes it the owner's. A longer name is another's.
fn without_name(text: &str, name: &str, instead: &str) -> String {
    replace(text, name, instead, false, |before, after| {
        let rest = after.strip_prefix('s').unwrap_or(after);
        !before
            .chars()
            .next_back()
            .is_some_and(char::is_alphanumeric)
            && !rest.chars().next().is_some_and(char::is_alphanumeric)
    })
}

/// Replaces what stands as a whole: `whole` sees what is before and after it.
fn replace(
    text: &str,
    needle: &str,
    instead: &str,
    any_case: bool,
    whole: impl Fn(&str, &str) -> bool,
) -> String {
    // ASCII alone changes case: positions stay the same.
    let (haystack, needle) = if any_case {
        (text.to_ascii_lowercase(), needle.to_ascii_lowercase())
    } else {
        (text.to_string(), needle.to_string())
    };
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for (at, _) in haystack.match_indices(&needle) {
        let end = at + needle.len();
        if at >= from && whole(&text[..at], &text[end..]) {
            out.push_str(&text[from..at]);
            out.push_str(instead);
            from = end;
        }
    }
    out.push_str(&text[from..]);
    out
}

/// What deleted rows leave in files: the index is built anew and its old files removed, the database
/// is written anew without its free pages.
fn clear_up(app: &App) -> Result<()> {
    app.search.rebuild(&app.db, &mut |_, _| {})?;
    app.db.compact()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_goes_and_a_longer_one_stays() {
        let gone = |t: &str| without_name(t, "Karen Holm", "tidligere medlem");
        assert_eq!(gone("Karen Holm skrev"), "tidligere medlem skrev");
        assert_eq!(gone("(Karen Holms svar)"), "(tidligere medlems svar)");
        for other in ["Karen Holmgaard", "Maren-Karen Holmsen", "XKaren Holm"] {
            assert_eq!(gone(other), other);
        }
    }

    #[test]
    fn an_address_goes_in_any_case_and_a_longer_one_stays() {
        let gone = |t: &str| without_address(t, "karen@roskilde.dk", "…");
        assert_eq!(gone("Skriv til Karen@Roskilde.dk."), "Skriv til ….");
        assert_eq!(gone("<karen@roskilde.dk>, æøå"), "<…>, æøå");
        for other in ["anna.karen@roskilde.dk", "karen@roskilde.dk.example.org"] {
            assert_eq!(gone(other), other);
        }
    }
}
