//! Telling a person by mail that something about how they sign in was changed: if it was not they,
//! they learn of it.

use chrono::NaiveDateTime;

use crate::app::App;
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::mail::{self, Letter};
use crate::members;
use crate::web::lang::Lang;

/// What was changed. The name is stored.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Change {
    PasswordSet,
    PasswordRemoved,
    SecondFactorSet,
    SecondFactorRemoved,
    RecoveryCodesMade,
    RecoveryCodeUsed,
    PasskeyAdded,
    PasskeyRemoved,
}

impl Change {
    pub const ALL: [Change; 8] = [
        Change::PasswordSet,
        Change::PasswordRemoved,
        Change::SecondFactorSet,
        Change::SecondFactorRemoved,
        Change::RecoveryCodesMade,
        Change::RecoveryCodeUsed,
        Change::PasskeyAdded,
        Change::PasskeyRemoved,
    ];

    /// Also the action's name in the audit, and what its string's key ends in.
    pub fn name(self) -> &'static str {
        match self {
            Change::PasswordSet => "password-set",
            Change::PasswordRemoved => "password-removed",
            Change::SecondFactorSet => "second-factor-set",
            Change::SecondFactorRemoved => "second-factor-removed",
            Change::RecoveryCodesMade => "recovery-codes-made",
            Change::RecoveryCodeUsed => "recovery-code-used",
            Change::PasskeyAdded => "passkey-added",
            Change::PasskeyRemoved => "passkey-removed",
        }
    }
}

/// Records a change and queues the mail that tells of it, in the caller's transaction.
pub fn changed(
    c: &mut Conn,
    app: &App,
    now: NaiveDateTime,
    person_id: &str,
    change: Change,
) -> Result<()> {
    crate::audit::record(c, now, Some(person_id), change.name(), "person", person_id)?;
    mail::enqueue(
        c,
        now,
        app.config.base_url.host(),
        mail::Kind::SignInChanged,
        person_id,
        change.name(),
        &format!("sign-in-changed:{}", crate::app::new_id()),
    )
}

/// The mail itself.
pub async fn letter(app: &App, person_id: &str, change: &str) -> Result<Option<Letter>> {
    if !Change::ALL.iter().any(|c| c.name() == change) {
        return Ok(None);
    }
    let id = person_id.to_string();
    let found = app
        .db
        .read(move |c| match members::person(c, &id) {
            Ok(person) => Ok(Some(person)),
            Err(Error::NotFound) => Ok(None),
            Err(e) => Err(e),
        })
        .await?;
    Ok(found.map(|person| {
        let lang = Lang::named(&person.lang).unwrap_or_default();
        let link = app.config.base_url.url("/me/sign-in");
        super::views::changed_letter(app, lang, &person, change, &link)
    }))
}

#[cfg(test)]
mod tests {
    use super::Change;
    use crate::web::Lang;

    #[test]
    fn every_change_has_words_in_the_audit() {
        for change in Change::ALL {
            for lang in Lang::ALL {
                let key = format!("audit-action-{}", change.name());
                assert!(lang.try_t(&key).is_some(), "{}: {key}", lang.code());
            }
        }
    }
}
