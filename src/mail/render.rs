//! From a row of the outbox to a message. Each feature writes its own letters; here they become MIME.

use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Mailbox, Message, MultiPart, SinglePart};

use maud::{Markup, PreEscaped, html};

use super::{Kind, MailRow};
use crate::app::App;
use crate::error::{Error, Result};
use crate::library::freshness;
use crate::web::Lang;
use crate::{admin, joining, meetings, moderation, notices, organisations, privacy, sign_in};

/// What a feature has to say to one person.
pub struct Letter {
    pub to_name: String,
    pub to_email: String,
    pub subject: String,
    pub text: String,
    pub html: String,
    pub calendar: Option<Calendar>,
    /// How to get less of these, for mail programs to show as a button.
    pub less: Option<Less>,
}

/// The way to less (RFC 8058). The link also stands in the text.
pub struct Less {
    pub link: String,
    /// A POST there does it. Otherwise the page there says what can be done.
    pub one_click: bool,
}

/// A calendar part: its method (`REQUEST`, `CANCEL`) and the iCalendar text.
pub struct Calendar {
    pub method: &'static str,
    pub ics: String,
}

/// A letter's words, in the order they stand.
pub struct Words {
    pub hello: String,
    pub before: Vec<String>,
    /// Label and address.
    pub link: (String, String),
    pub after: Vec<String>,
}

/// A letter of paragraphs around one link, to a name at an address.
pub fn letter(lang: Lang, to: (&str, &str), subject: String, words: Words) -> Letter {
    let (label, address) = &words.link;
    let mut parts = vec![words.hello.clone()];
    parts.extend(words.before.iter().cloned());
    parts.push(format!("{label}:\n{address}"));
    parts.extend(words.after.iter().cloned());
    Letter {
        to_name: to.0.to_string(),
        to_email: to.1.to_string(),
        text: format!("{}\n", parts.join("\n\n")),
        html: page(
            lang,
            &subject,
            html! {
                p { (words.hello) }
                @for p in &words.before { p { (p) } }
                p { a href=(address) { (label) } }
                p { (address) }
                @for p in &words.after { p { (p) } }
            },
        ),
        subject,
        calendar: None,
        less: None,
    }
}

/// The message for a queued mail, or none when it is no longer meant.
pub async fn message(app: &App, row: &MailRow) -> Result<Option<Message>> {
    let known = app.clone();
    app.db.read(move |c| known.name.refresh(c)).await?;
    let letter = match Kind::named(&row.kind) {
        Some(Kind::SignIn) => sign_in::link::letter(app, &row.person_id, &row.subject_id).await?,
        Some(Kind::Invitation) => {
            meetings::invitations::letter(app, &row.person_id, &row.subject_id).await?
        }
        Some(
            kind @ (Kind::ExportReady | Kind::ErasureAsked | Kind::ErasureDone | Kind::Unused),
        ) => privacy::letter(app, kind, &row.person_id, &row.subject_id).await?,
        Some(Kind::SignInChanged) => {
            sign_in::notice::letter(app, &row.person_id, &row.subject_id).await?
        }
        Some(Kind::Test) => admin::letters::test(app, &row.person_id).await?,
        Some(Kind::Review) => admin::letters::review(app, &row.person_id, &row.subject_id).await?,
        Some(Kind::Notice) => {
            notices::letters::notice(app, &row.person_id, &row.subject_id).await?
        }
        Some(Kind::Digest) => {
            notices::letters::digest(app, &row.person_id, &row.subject_id).await?
        }
        Some(Kind::Membership) => organisations::inviting::letter(app, &row.subject_id).await?,
        Some(Kind::Welcome) => {
            joining::welcome_letter(app, &row.person_id, &row.subject_id).await?
        }
        Some(Kind::JoinKnown) => joining::known_letter(app, &row.person_id).await?,
        Some(kind @ (Kind::JoinConfirm | Kind::JoinApproved | Kind::JoinRefused)) => {
            joining::request_letter(app, kind, &row.subject_id).await?
        }
        Some(Kind::Moderation) => moderation::letter(app, &row.person_id, &row.subject_id).await?,
        Some(Kind::StillTrue) => {
            freshness::letters::still_true(app, &row.person_id, &row.subject_id).await?
        }
        Some(Kind::LibraryDesk) => {
            freshness::letters::desk(app, &row.person_id, &row.subject_id).await?
        }
        None => return Err(Error::internal(format!("unknown mail kind {}", row.kind))),
    };
    letter.map(|l| build(app, row, l)).transpose()
}

fn build(app: &App, row: &MailRow, letter: Letter) -> Result<Message> {
    let from = Mailbox::new(
        Some(one_line(&app.network())),
        app.config.mail_from.parse().map_err(Error::internal)?,
    );
    let to = Mailbox::new(
        Some(one_line(&letter.to_name)),
        letter.to_email.parse().map_err(Error::internal)?,
    );
    let mut parts = MultiPart::alternative()
        .singlepart(SinglePart::plain(letter.text))
        .singlepart(SinglePart::html(letter.html));
    if let Some(calendar) = letter.calendar {
        let kind = format!("text/calendar; charset=utf-8; method={}", calendar.method);
        parts = parts.singlepart(
            SinglePart::builder()
                .header(ContentType::parse(&kind).map_err(Error::internal)?)
                .body(calendar.ics),
        );
    }
    let mut message = Message::builder()
        .from(from)
        .to(to)
        .subject(one_line(&letter.subject))
        .message_id(Some(row.message_id.clone()))
        .date(std::time::SystemTime::from(app.clock.now().and_utc()))
        .raw_header(raw("Auto-Submitted", "auto-generated".to_string()));
    if let Some(less) = letter.less {
        message = message.raw_header(raw("List-Unsubscribe", format!("<{}>", less.link)));
        if less.one_click {
            let how = "List-Unsubscribe=One-Click".to_string();
            message = message.raw_header(raw("List-Unsubscribe-Post", how));
        }
    }
    message.multipart(parts).map_err(Error::internal)
}

fn raw(name: &'static str, value: String) -> HeaderValue {
    HeaderValue::new(HeaderName::new_from_ascii_str(name), value)
}

fn one_line(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect()
}

/// The frame of an HTML mail: a document a mail program can show without fetching anything.
pub fn page(lang: Lang, title: &str, body: Markup) -> String {
    html! {
        (PreEscaped("<!DOCTYPE html>"))
        html lang=(lang.code()) {
            head { meta charset="utf-8"; title { (title) } }
            body { (body) }
        }
    }
    .into_string()
}
