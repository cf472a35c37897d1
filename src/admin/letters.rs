//! What administrators are written.

use maud::html;

use super::statements::{self, Name};
use crate::app::App;
use crate::error::{Error, Result};
use crate::mail::{self, Letter};
use crate::members::{self, PersonRow};
use crate::web::Lang;
use crate::web::lang::Value;

/// That mail leaves: asked for at `/admin/settings`.
pub async fn test(app: &App, person_id: &str) -> Result<Option<Letter>> {
    let link = app.config.base_url.url("/admin/settings");
    write(app, person_id, "admin-mail-test", &link, None).await
}

/// That a text is due for its yearly review.
pub async fn review(app: &App, person_id: &str, text: &str) -> Result<Option<Letter>> {
    let Some(name) = Name::named(text) else {
        return Ok(None);
    };
    // Somebody may have looked at it while the mail waited.
    let now = app.clock.now();
    let overdue = app.db.read(move |c| statements::overdue(c, now)).await?;
    if !overdue.iter().any(|(due, _)| *due == name) {
        return Ok(None);
    }
    let link = app
        .config
        .base_url
        .url(&format!("/admin/statements/{}", name.name()));
    write(app, person_id, "admin-mail-review", &link, Some(name)).await
}

/// A letter of a subject, two paragraphs and a link: `<key>-subject`, `-text`, `-after`.
async fn write(
    app: &App,
    person_id: &str,
    key: &str,
    link: &str,
    about: Option<Name>,
) -> Result<Option<Letter>> {
    let id = person_id.to_string();
    let found = app.db.read(move |c| members::person(c, &id)).await;
    let person = match found {
        Ok(person) => person,
        Err(Error::NotFound) => return Ok(None),
        Err(e) => return Err(e),
    };
    Ok(Some(letter(app, &person, key, link, about)))
}

fn letter(app: &App, person: &PersonRow, key: &str, link: &str, about: Option<Name>) -> Letter {
    let lang = Lang::named(&person.lang).unwrap_or_default();
    let mut values = vec![
        ("network", Value::from(app.network())),
        ("name", Value::from(person.name.clone())),
    ];
    if let Some(about) = about {
        let title = lang.t(&format!("admin-statement-{}", about.name()));
        values.push(("title", Value::from(title)));
    }
    let say = |part: &str| lang.tv(&format!("{key}-{part}"), &values);
    let subject = say("subject");
    let (text, after) = (say("text"), say("after"));
    let hello = lang.tv("mail-hello", &values);
    Letter {
        to_name: person.name.clone(),
        to_email: person.email.clone(),
        text: format!("{hello}\n\n{text}\n\n{link}\n\n{after}\n"),
        html: mail::page(
            lang,
            &subject,
            html! {
                p { (hello) }
                p { (text) }
                p { a href=(link) { (link) } }
                p { (after) }
            },
        ),
        subject,
        calendar: None,
        less: None,
    }
}
