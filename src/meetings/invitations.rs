//! Invitations: one mail each, answered without signing in.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::{NaiveDate, NaiveDateTime};

use super::queries::{self, Invitation};
use super::{Answer, MeetingRow, calendar, tell_invited, views};
use crate::app::App;
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::mail::{self, Calendar, Letter};
use crate::members::{self, PersonRow};
use crate::notices::{self, Choices};
use crate::tokens::{self, Purpose};
use crate::web::Lang;

/// Whom an organiser invites.
#[derive(Clone, Debug, PartialEq)]
pub enum Whom {
    Everybody,
    /// Those who speak for an organisation.
    Representatives,
    Chosen(BTreeSet<String>),
}

/// The people meant, each once, with the organisation whose seat they would take: one they speak
/// for on the meeting's day (the first by name, when several), else their own.
pub fn choose(c: &mut Conn, whom: &Whom, day: NaiveDate) -> Result<Vec<(String, Option<String>)>> {
    let names = members::organisation_names(c)?;
    let mut speaks_for: HashMap<String, String> = HashMap::new();
    for r in members::representatives(c, day)? {
        let better = |kept: &String| names.get(&r.organisation_id) < names.get(kept);
        if speaks_for.get(&r.person_id).is_none_or(better) {
            speaks_for.insert(r.person_id, r.organisation_id);
        }
    }
    let meant = |person: &PersonRow| match whom {
        Whom::Everybody => true,
        Whom::Representatives => speaks_for.contains_key(&person.id),
        Whom::Chosen(ids) => ids.contains(&person.id),
    };
    Ok(members::people(c)?
        .into_iter()
        .filter(|p| meant(p))
        .map(|p| {
            let organisation = speaks_for.get(&p.id).cloned().or(p.organisation_id);
            (p.id, organisation)
        })
        .collect())
}

/// Invites people (person, organisation whose seat they would take) and queues their mails; how
/// many had no invitation before. Who has one keeps it, answer and all, and gets no second mail.
/// `Conflict` when the meeting was cancelled or has begun.
pub fn invite(
    c: &mut Conn,
    now: NaiveDateTime,
    meeting_id: &str,
    people: &[(String, Option<String>)],
) -> Result<usize> {
    let meeting = queries::get(c, meeting_id)?;
    if super::answers::closed(now, &meeting).is_some() {
        return Err(Error::Conflict);
    }
    let mut added = 0;
    for (person, organisation) in people {
        let new = queries::insert_invitation(c, now, meeting_id, person, organisation.as_deref())?;
        added += usize::from(new);
    }
    if added > 0 {
        tell_invited(c, now, meeting_id)?;
    }
    Ok(added)
}

/// The job: a mail for each invitation, once for each state a calendar must know of. Interrupted and
/// begun again, it leaves nobody out and writes to nobody twice.
///
/// Somebody whom an organiser did not tell of a move is told by the next fan-out.
pub async fn fan_out(app: &App, meeting_id: String) -> Result<()> {
    let now = app.clock.now();
    let host = app.config.base_url.host().to_string();
    app.db
        .write(move |c| {
            let meeting = queries::get(c, &meeting_id)?;
            let invitations = queries::invitations_to(c, &meeting_id)?;
            let people: Vec<String> = invitations.iter().map(|i| i.person_id.clone()).collect();
            let choices = Choices::of(c, &people)?;
            for invitation in invitations {
                queue(c, now, &host, &choices, &invitation, &meeting)?;
            }
            Ok(())
        })
        .await
}

/// Names the mail that tells an invited person of one state of the meeting.
fn occasion(invitation_id: &str, sequence: i64) -> String {
    format!("invite:{invitation_id}:{sequence}")
}

/// A mail waits for the end of its reader's quiet hours, unless the meeting is today.
fn queue(
    c: &mut Conn,
    now: NaiveDateTime,
    host: &str,
    choices: &Choices,
    invitation: &Invitation,
    meeting: &MeetingRow,
) -> Result<()> {
    let quiet = choices.quiet(&invitation.person_id);
    let run_at = notices::run_at(&quiet, now, Some(meeting.starts_at()));
    let sequence = meeting.sequence;
    let letter = mail::Occasion {
        kind: mail::Kind::Invitation,
        person_id: &invitation.person_id,
        subject_id: &format!("{}:{sequence}", invitation.id),
        dedupe: &occasion(&invitation.id, sequence),
    };
    mail::enqueue_at(c, now, run_at, host, &letter)
}

/// The mail itself: an invitation, an update, or, when the meeting was cancelled, that. None when
/// person or invitation are gone, the meeting is over, or another mail tells of a later state.
/// `subject` is `{invitation}:{sequence}`.
pub async fn letter(app: &App, person_id: &str, subject: &str) -> Result<Option<Letter>> {
    let now = app.clock.now();
    let (invitation_id, sequence) = subject
        .split_once(':')
        .and_then(|(id, sequence)| Some((id.to_string(), sequence.parse().ok()?)))
        .ok_or_else(|| Error::internal("an invitation's mail without its state"))?;
    let person_id = person_id.to_string();
    let host = app.config.base_url.host().to_string();
    let made = app
        .db
        .write(
            move |c| match prepare(c, now, &host, &person_id, &invitation_id, sequence) {
                Err(Error::NotFound) => Ok(None),
                other => other,
            },
        )
        .await?;
    Ok(made.map(|prepared| write(app, now, &prepared)))
}

struct Prepared {
    person: PersonRow,
    meeting: MeetingRow,
    invitation: Invitation,
    /// The person may know of the meeting by an earlier mail.
    told_before: bool,
    token: String,
    /// The key of the link that says how to be left out.
    less: String,
}

fn prepare(
    c: &mut Conn,
    now: NaiveDateTime,
    host: &str,
    person_id: &str,
    invitation_id: &str,
    sequence: i64,
) -> Result<Option<Prepared>> {
    let person = members::person(c, person_id)?;
    let invitation = queries::invitation(c, invitation_id)?;
    let meeting = queries::get(c, &invitation.meeting_id)?;
    if meeting.ends_at() <= now || invitation.person_id != person_id {
        return Ok(None);
    }
    if sequence < meeting.sequence {
        // This mail waited while the meeting was moved: its place takes the mail of the new state,
        // which is queued once, whoever asks for it.
        let choices = Choices::of(c, &[person_id.to_string()])?;
        queue(c, now, host, &choices, &invitation, &meeting)?;
        return Ok(None);
    }
    let earlier: Vec<String> = (0..meeting.sequence)
        .map(|sequence| occasion(invitation_id, sequence))
        .collect();
    Ok(Some(Prepared {
        told_before: mail::may_have_left(c, &earlier)?,
        token: tokens::issue(
            c,
            now,
            Purpose::Answer,
            invitation_id,
            meeting.link_lives(now),
        )?,
        less: notices::letters::less(c, now, person_id, notices::Kind::Meeting.name())?,
        person,
        meeting,
        invitation,
    }))
}

fn write(app: &App, now: NaiveDateTime, prepared: &Prepared) -> Letter {
    let Prepared {
        person,
        meeting,
        invitation,
        told_before,
        token,
        less,
    } = prepared;
    let lang = Lang::named(&person.lang).unwrap_or_default();
    let link = app.config.base_url.url(&format!("/answer/{token}"));
    let method = if meeting.is_cancelled() {
        "CANCEL"
    } else {
        "REQUEST"
    };
    let parties = calendar::Parties {
        host: app.config.base_url.host(),
        organiser_name: &app.network(),
        organiser_email: &app.config.mail_from,
        attendee: Some(calendar::Attendee {
            name: &person.name,
            email: &person.email,
            answer: invitation.answer.as_deref().and_then(Answer::named),
        }),
    };
    let said = views::letter::description(lang, meeting, &link);
    let url = app
        .config
        .base_url
        .url(&format!("/meetings/{}", meeting.id));
    let mut letter = views::letter::invitation(
        app,
        lang,
        person,
        meeting,
        *told_before,
        &link,
        notices::letters::less_link(app, less),
    );
    letter.calendar = Some(Calendar {
        method,
        ics: calendar::ics(meeting, method, &parties, &said, &url, now),
    });
    letter
}

/// The invitation a mailed link is for, with its meeting.
pub fn by_token(c: &mut Conn, now: NaiveDateTime, token: &str) -> Result<(Invitation, MeetingRow)> {
    let id = tokens::peek(c, now, Purpose::Answer, token)?;
    let invitation = queries::invitation(c, &id).map_err(|e| match e {
        Error::NotFound => Error::LinkSpent,
        e => e,
    })?;
    let meeting = queries::get(c, &invitation.meeting_id)?;
    if meeting.link_ends_at() <= now {
        return Err(Error::LinkSpent);
    }
    Ok((invitation, meeting))
}

/// Answers counted: yes, maybe, no, none.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Tally {
    pub yes: i64,
    pub maybe: i64,
    pub no: i64,
    pub none: i64,
}

impl Tally {
    pub fn add(&mut self, answer: Option<&str>) {
        match answer {
            Some("yes") => self.yes += 1,
            Some("maybe") => self.maybe += 1,
            Some("no") => self.no += 1,
            _ => self.none += 1,
        }
    }
}

/// Those invited of one organisation (none: who sits for themselves), and its seats.
pub struct Table {
    pub organisation: Option<String>,
    pub seats: Option<i64>,
    pub tally: Tally,
    pub guests: Vec<queries::Guest>,
}

/// Those invited, by organisation.
pub fn tables(c: &mut Conn, meeting_id: &str) -> Result<Vec<Table>> {
    let seats: HashMap<String, i64> = members::organisations(c)?
        .into_iter()
        .map(|o| (o.name, o.seats))
        .collect();
    let mut by: BTreeMap<Option<String>, Table> = BTreeMap::new();
    for guest in queries::guests(c, meeting_id)? {
        let table = by
            .entry(guest.organisation.clone())
            .or_insert_with(|| Table {
                seats: guest
                    .organisation
                    .as_ref()
                    .and_then(|o| seats.get(o).copied()),
                organisation: guest.organisation.clone(),
                tally: Tally::default(),
                guests: Vec::new(),
            });
        table.tally.add(guest.answer.as_deref());
        table.guests.push(guest);
    }
    Ok(by.into_values().collect())
}
