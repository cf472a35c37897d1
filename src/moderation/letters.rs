//! The mail about a measure: what was done and why, or what came of an appeal. Read from the measure
//! when it is sent.

use maud::html;

use super::{Measure, MeasureRow, queries};
use crate::app::App;
use crate::error::{Error, Result};
use crate::mail::{self, Letter};
use crate::members;
use crate::web::dates;
use crate::web::lang::{Lang, Value};

/// `subject` is `{measure}:{occasion}`. None when the person has left.
pub async fn letter(app: &App, person_id: &str, subject: &str) -> Result<Option<Letter>> {
    let (id, occasion) = subject
        .split_once(':')
        .ok_or_else(|| Error::internal("a moderation mail without its occasion"))?;
    let (id, person) = (id.to_string(), person_id.to_string());
    let found = app
        .db
        .read(move |c| {
            Ok((
                members::person_at_door(c, &person)?,
                queries::measure(c, &id)?,
            ))
        })
        .await;
    let (person, row) = match found {
        Ok(found) => found,
        Err(Error::NotFound) => return Ok(None),
        Err(e) => return Err(e),
    };
    let lang = Lang::named(&person.lang).unwrap_or_default();
    let values = [
        ("network", Value::from(app.network())),
        ("name", Value::from(person.name.clone())),
    ];
    let answered = occasion == "answer";
    let key = if answered {
        "answer"
    } else {
        row.kind.as_str()
    };
    let title = lang.tv(&format!("moderation-mail-subject-{key}"), &values);
    let lead = match (answered, row.lifted_at) {
        (true, Some(_)) => lang.t("moderation-mail-lifted"),
        (true, None) => lang.t("moderation-mail-kept"),
        (false, _) => lang.t(&format!("moderation-did-{key}")),
    };
    let said = match &row.answer {
        Some(answer) if answered => answer.clone(),
        _ => row.reason.clone(),
    };
    let until = (!answered).then(|| until(lang, &row)).flatten();
    // Who is shut out comes to why and to the appeal by signing in.
    let shut = row.kind == Measure::Suspend.name() && row.lifted_at.is_none();
    let link = app
        .config
        .base_url
        .url(if shut { "/sign-in" } else { super::OWN_PAGE });
    let way = match (answered, shut) {
        (true, _) => lang.t("moderation-mail-see"),
        (false, true) => lang.t("moderation-mail-way-suspended"),
        (false, false) => lang.t("moderation-mail-way"),
    };
    let hello = lang.tv("mail-hello", &values);
    let until_text = until.iter().map(|u| format!("{u}\n\n")).collect::<String>();
    Ok(Some(Letter {
        to_name: person.name.clone(),
        to_email: person.email.clone(),
        text: format!("{hello}\n\n{lead}\n\n{said}\n\n{until_text}{way}\n{link}\n"),
        html: mail::page(
            lang,
            &title,
            html! {
                p { (hello) }
                p { (lead) }
                blockquote { @for line in said.lines() { p { (line) } } }
                @if let Some(until) = &until { p { (until) } }
                p { (way) br; a href=(link) { (link) } }
            },
        ),
        subject: title,
        calendar: None,
        less: None,
    }))
}

/// Until when somebody is shut out, in words. None where nothing has an end.
pub fn until(lang: Lang, row: &MeasureRow) -> Option<String> {
    if row.kind != Measure::Suspend.name() {
        return None;
    }
    Some(match row.ends_at {
        Some(at) => lang.tv(
            "moderation-until",
            &[("when", Value::from(dates::moment(lang, at)))],
        ),
        None => lang.t("moderation-until-lifted"),
    })
}
