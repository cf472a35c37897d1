//! What is mailed: that an archive is ready, that somebody will be forgotten, that they are.

use chrono::Duration;

use super::{erasure, export, queries, retention};
use crate::app::App;
use crate::error::Result;
use crate::mail::{self, Kind, Letter, Words};
use crate::tokens::{self, Purpose};
use crate::web::dates;
use crate::web::lang::{Lang, Value};

/// One of this feature's mails, or none when it is no longer meant.
pub async fn letter(
    app: &App,
    kind: Kind,
    person_id: &str,
    subject_id: &str,
) -> Result<Option<Letter>> {
    let now = app.clock.now();
    let (id, subject_id) = (person_id.to_string(), subject_id.to_string());
    let url = app.config.base_url.clone();
    let found = app
        .db
        .write(move |c| {
            let Some(subject) = queries::subject(c, &id)? else {
                return Ok(None);
            };
            if kind == Kind::ExportReady {
                let ready = queries::export(c, &subject_id)?.is_some_and(|e| e.ready_at.is_some());
                let day = now + Duration::days(export::DAYS);
                return Ok(ready.then(|| (subject, url.url("/me/data"), day)));
            }
            let Some(row) = queries::erasure(c, &id)?.filter(|r| r.done_at.is_none()) else {
                return Ok(None);
            };
            if kind == Kind::ErasureDone {
                return Ok(Some((subject, url.url("/privacy"), row.due_at)));
            }
            // A day longer than there is to regret: the job may come late.
            let ttl = row.due_at - now + Duration::days(1);
            let token = tokens::issue(c, now, Purpose::Regret, &id, ttl)?;
            let link = url.url(&format!("/privacy/regret/{token}"));
            Ok(Some((subject, link, row.due_at)))
        })
        .await?;
    let Some((subject, link, day)) = found else {
        return Ok(None);
    };
    let lang = Lang::named(&subject.lang).unwrap_or_default();
    let values = [
        ("name", Value::from(subject.name.clone())),
        ("network", Value::from(app.network())),
        ("day", Value::from(dates::day_of(lang, day))),
        ("days", Value::from(erasure::DAYS)),
        ("years", Value::from(retention::UNUSED_DAYS / 365)),
    ];
    let say = |part: &str| lang.tv(&format!("privacy-mail-{}-{part}", kind.name()), &values);
    let (title, hello) = (say("subject"), lang.tv("mail-hello", &values));
    let (lead, button, after) = (say("text"), say("link"), say("after"));
    let words = Words {
        hello,
        before: vec![lead],
        link: (button, link),
        after: vec![after],
    };
    let to = (subject.name.as_str(), subject.email.as_str());
    Ok(Some(mail::letter(lang, to, title, words)))
}
