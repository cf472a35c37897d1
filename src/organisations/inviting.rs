//! An organisation's administrator asks somebody in, by address. Whether the address is already
//! somebody's in the network is theirs to know, not the asker's: in both cases a mail goes to it, and
//! whoever reads it says yes or no. Until then the asker sees what they typed, and nothing else.

use chrono::{Duration, NaiveDateTime};

use super::{moving, queries};
use crate::app::App;
use crate::audit;
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::mail::{self, Letter, Words};
use crate::members::{self, NewPerson, Role};
use crate::privacy::consents;
use crate::tokens::{self, Purpose};
use crate::web::lang::{Lang, Value};
use crate::web::throttle::{self, Rate};
use crate::web::{FormData, Problems};

pub use queries::Asked;

/// How long somebody has to answer.
pub const DAYS: i64 = 14;

/// How many an organisation may ask in, in a day.
pub const A_DAY: i64 = 100;

/// An organisation may ask this many in.
const PER_ORGANISATION: Rate = Rate {
    limit: A_DAY,
    window: Duration::hours(24),
};
/// And one address this often, whoever asks.
const PER_ADDRESS: Rate = Rate {
    limit: 5,
    window: Duration::hours(24),
};

/// Somebody to be asked in. Checked.
#[derive(Clone, Debug)]
pub struct NewAsked {
    pub name: String,
    pub email: String,
    pub title: String,
    pub lang: Lang,
}

impl NewAsked {
    pub fn parse(form: &FormData) -> std::result::Result<NewAsked, Problems> {
        let mut problems = Problems::default();
        let name = problems.line(form, "name", 100);
        let email = members::email(&mut problems, form);
        let title = problems.optional_line(form, "title", 150);
        let lang = Lang::named(form.get("lang"));
        if lang.is_none() {
            problems.add("lang", "invalid-choice");
        }
        problems.or(NewAsked {
            name,
            email,
            title,
            lang: lang.unwrap_or_default(),
        })
    }
}

/// Asks somebody in. Asked again, they get a new mail and the earlier link ends.
pub fn ask(
    c: &mut Conn,
    app: &App,
    now: NaiveDateTime,
    by: &str,
    organisation_id: &str,
    new: &NewAsked,
) -> Result<()> {
    throttle::count(
        c,
        now,
        &app.key.digest("ask-in-from", organisation_id),
        &PER_ORGANISATION,
    )?;
    throttle::count(
        c,
        now,
        &app.key.digest("ask-in-to", &new.email),
        &PER_ADDRESS,
    )?;
    if let Some(earlier) = queries::asked_by_email(c, organisation_id, &new.email)? {
        take_back(c, now, organisation_id, &earlier)?;
    }
    let id = crate::app::new_id();
    queries::insert_asked(c, now, organisation_id, &id, new)?;
    // The outbox names a person: whose address it is, or, while it is nobody's, who asked.
    let holder = queries::holder(c, &new.email)?;
    let to = holder.as_ref().map_or(by, |(id, _)| id.as_str());
    let host = app.config.base_url.host();
    let occasion = format!("membership:{id}");
    mail::enqueue(c, now, host, mail::Kind::Membership, to, &id, &occasion)?;
    audit::record(c, now, Some(by), "ask-in", "organisation", organisation_id)
}

/// Those asked who have not answered, newest first.
pub fn open(c: &mut Conn, organisation_id: &str) -> Result<Vec<Asked>> {
    queries::asked_of(c, organisation_id)
}

/// Takes an invitation back; `NotFound` when it is answered or another organisation's.
pub fn take_back(c: &mut Conn, now: NaiveDateTime, organisation_id: &str, id: &str) -> Result<()> {
    queries::delete_asked(c, organisation_id, id)?;
    tokens::revoke(c, now, Purpose::Membership, id)
}

/// What an invitation offers whoever holds its link.
pub struct Offer {
    pub asked: Asked,
    pub organisation: String,
    /// The organisation they would leave for it, with what that does.
    pub leaves: Option<(String, moving::Consequences)>,
}

/// The offer behind a link; `LinkSpent` when it is answered, taken back or too old.
pub fn offer(c: &mut Conn, now: NaiveDateTime, token: &str) -> Result<Offer> {
    let id = tokens::peek(c, now, Purpose::Membership, token)?;
    let asked = standing(c, &id)?;
    let organisation = members::organisation(c, &asked.organisation_id)?.name;
    let leaves = match holder(c, &asked)? {
        Some(person) => match members::person(c, &person)? {
            p if p.organisation_id.as_ref() == Some(&asked.organisation_id) => None,
            p => match (p.organisation_id, p.organisation) {
                (Some(id), Some(name)) => Some((name, moving::consequences(c, now, &p.id, &id)?)),
                _ => None,
            },
        },
        None => None,
    };
    Ok(Offer {
        asked,
        organisation,
        leaves,
    })
}

/// Yes: the address is proven by its link. Who has an account moves, who has none gets one.
pub fn accept(c: &mut Conn, now: NaiveDateTime, token: &str) -> Result<()> {
    let id = tokens::consume(c, now, Purpose::Membership, token)?;
    let asked = standing(c, &id)?;
    let to = asked.organisation_id.as_str();
    let person = match holder(c, &asked)? {
        Some(person) => {
            let from = members::person(c, &person)?.organisation_id;
            if from.as_deref() != Some(to) {
                let heir = match &from {
                    Some(from) => moving::natural_heir(c, now, from, &person)?,
                    None => None,
                };
                moving::move_person(c, now, &person, &person, Some(to), heir.as_deref())?;
            }
            person
        }
        None => {
            let new = NewPerson {
                name: asked.name.clone(),
                email: asked.email.clone(),
                title: asked.title.clone(),
                lang: Lang::named(&asked.lang).unwrap_or_default(),
                organisation_id: Some(to.to_string()),
                roles: vec![Role::Member],
                represents: Vec::new(),
            };
            members::add_person(c, now, &new)?
        }
    };
    queries::settle_asked(c, now, &id, "approved", Some(&person))?;
    // The page with the yes says what it agrees to.
    consents::give(c, now, &person, consents::Purpose::Membership)?;
    audit::record(c, now, Some(&person), "join", "organisation", to)
}

/// No: what was typed about them is forgotten.
pub fn decline(c: &mut Conn, now: NaiveDateTime, token: &str) -> Result<()> {
    let id = tokens::consume(c, now, Purpose::Membership, token)?;
    let asked = standing(c, &id)?;
    queries::delete_asked(c, &asked.organisation_id, &id)
}

fn standing(c: &mut Conn, id: &str) -> Result<Asked> {
    queries::asked(c, id)?.ok_or(Error::LinkSpent)
}

/// Whose the address is now. An account that is closed cannot come in by this door.
fn holder(c: &mut Conn, asked: &Asked) -> Result<Option<String>> {
    match queries::holder(c, &asked.email)? {
        Some((id, status)) if status == "active" => Ok(Some(id)),
        Some(_) => Err(Error::LinkSpent),
        None => Ok(None),
    }
}

/// The mail. The token is made here, when it is sent.
pub async fn letter(app: &App, id: &str) -> Result<Option<Letter>> {
    let now = app.clock.now();
    let id = id.to_string();
    let made = app
        .db
        .write(move |c| {
            let Some(asked) = queries::asked(c, &id)? else {
                return Ok(None);
            };
            let organisation = members::organisation(c, &asked.organisation_id)?.name;
            let token = tokens::issue(c, now, Purpose::Membership, &id, Duration::days(DAYS))?;
            Ok(Some((asked, organisation, token)))
        })
        .await?;
    Ok(made.map(|(asked, organisation, token)| write(app, &asked, organisation, &token)))
}

fn write(app: &App, asked: &Asked, organisation: String, token: &str) -> Letter {
    let lang = Lang::named(&asked.lang).unwrap_or_default();
    let link = app.config.base_url.url(&format!("/membership/{token}"));
    let values = [
        ("network", Value::from(app.network())),
        ("organisation", Value::from(organisation)),
        ("name", Value::from(asked.name.clone())),
        ("days", Value::from(DAYS)),
    ];
    let subject = lang.tv("organisations-mail-subject", &values);
    let hello = lang.tv("mail-hello", &values);
    let lead = lang.tv("organisations-mail-text", &values);
    let ignore = lang.tv("organisations-mail-ignore", &values);
    Letter {
        // As plain text the address alone is clearer.
        text: format!("{hello}\n\n{lead}\n\n{link}\n\n{ignore}\n"),
        ..mail::letter(
            lang,
            (&asked.name, &asked.email),
            subject,
            Words {
                hello,
                before: vec![lead],
                link: (lang.t("organisations-mail-link"), link),
                after: vec![ignore],
            },
        )
    }
}
