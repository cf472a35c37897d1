//! The mails of coming in.

use crate::app::App;
use crate::joining::invitation::{Inviter, LINK_DAYS, Prepared};
use crate::joining::queries::JoiningRow;
use crate::joining::request::{APPROVED_HOURS, CONFIRM_DAYS};
use crate::mail::{Kind, Letter, Words, letter};
use crate::members::PersonRow;
use crate::sign_in::link;
use crate::web::Lang;
use crate::web::lang::Value;

/// To somebody who was added.
pub fn welcome(app: &App, prepared: &Prepared) -> Letter {
    let person = &prepared.person;
    let lang = Lang::named(&person.lang).unwrap_or_default();
    let organisation = match &prepared.inviter {
        Inviter::Organisation(name) => name.clone(),
        Inviter::Network => String::new(),
    };
    let values = [
        ("network", Value::from(prepared.network.clone())),
        ("name", Value::from(person.name.clone())),
        ("organisation", Value::from(organisation)),
        ("days", Value::from(LINK_DAYS)),
    ];
    let who = match &prepared.inviter {
        Inviter::Organisation(_) => lang.tv("joining-mail-by-organisation", &values),
        Inviter::Network => lang.tv("joining-mail-by-network", &values),
    };
    let link = app
        .config
        .base_url
        .url(&format!("/welcome/{}", prepared.token));
    letter(
        lang,
        (&person.name, &person.email),
        lang.tv("joining-mail-welcome-subject", &values),
        Words {
            hello: lang.tv("mail-hello", &values),
            before: vec![who, lang.tv("joining-mail-what", &values)],
            link: (lang.t("joining-mail-welcome-link"), link),
            after: vec![
                lang.tv("joining-mail-welcome-days", &values),
                lang.tv("joining-mail-welcome-ignore", &values),
            ],
        },
    )
}

/// To somebody who asked to join and is here already.
pub fn known(person: &PersonRow, network: &str, address: &str) -> Letter {
    let lang = Lang::named(&person.lang).unwrap_or_default();
    let values = [
        ("network", Value::from(network.to_string())),
        ("name", Value::from(person.name.clone())),
        ("minutes", link::minutes()),
    ];
    letter(
        lang,
        (&person.name, &person.email),
        lang.tv("joining-mail-known-subject", &values),
        Words {
            hello: lang.tv("mail-hello", &values),
            before: vec![lang.tv("joining-mail-known-text", &values)],
            link: (lang.t("sign-in"), address.to_string()),
            after: vec![lang.tv("joining-mail-ignore", &values)],
        },
    )
}

/// To somebody who asked: confirm, yes, or no.
pub fn to_asker(kind: Kind, row: &JoiningRow, network: &str, address: &str) -> Letter {
    let lang = row.lang();
    let values = [
        ("network", Value::from(network.to_string())),
        ("name", Value::from(row.name.clone())),
        ("days", Value::from(CONFIRM_DAYS)),
        ("hours", Value::from(APPROVED_HOURS)),
    ];
    let address = address.to_string();
    let hello = lang.tv("mail-hello", &values);
    let (to, subject, words) = match kind {
        Kind::JoinApproved => (
            row.name.as_str(),
            lang.tv("joining-mail-approved-subject", &values),
            Words {
                hello,
                before: vec![lang.tv("joining-mail-approved-text", &values)],
                link: (lang.t("sign-in"), address),
                after: vec![lang.tv("joining-mail-approved-hours", &values)],
            },
        ),
        Kind::JoinRefused => (
            row.name.as_str(),
            lang.tv("joining-mail-refused-subject", &values),
            Words {
                hello,
                before: vec![
                    lang.tv("joining-mail-refused-text", &values),
                    row.message.clone(),
                ],
                link: (lang.t("joining-mail-refused-link"), address),
                after: vec![lang.t("joining-mail-refused-again")],
            },
        ),
        // Nobody knows yet whose address it is: nothing of what a stranger typed is mailed to it.
        _ => (
            row.email.as_str(),
            lang.tv("joining-mail-confirm-subject", &values),
            Words {
                hello: lang.t("joining-mail-confirm-hello"),
                before: vec![lang.tv("joining-mail-confirm-text", &values)],
                link: (lang.t("joining-mail-confirm-link"), address),
                after: vec![
                    lang.tv("joining-mail-confirm-days", &values),
                    lang.tv("joining-mail-ignore", &values),
                ],
            },
        ),
    };
    letter(lang, (to, &row.email), subject, words)
}
