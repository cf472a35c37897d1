//! The record of processing activities (GDPR article 30), for the data protection officer: made from
//! the register and the periods, so that it says what the program does.

use serde_json::{Value, json};

use super::retention::{CLASSES, Retention};
use super::tables::TABLES;
use crate::text;
use crate::web::Lang;
use crate::web::lang;

/// One processing activity, in words.
pub struct Activity {
    pub name: String,
    pub purpose: String,
    pub basis: String,
    pub people: String,
    pub data: String,
    pub recipients: String,
    pub period: String,
    /// Tables and columns, as the database calls them.
    pub columns: Vec<String>,
}

/// Every kind of processing there is.
pub fn activities(lang: Lang) -> Vec<Activity> {
    CLASSES.iter().map(|r| activity(lang, r)).collect()
}

fn activity(lang: Lang, retention: &Retention) -> Activity {
    let name = retention.class.name();
    let say = |part: &str| lang.t(&format!("privacy-{part}-{name}"));
    let bases: Vec<String> = retention
        .bases
        .iter()
        .map(|b| lang.t(&format!("privacy-basis-{}", b.name())))
        .collect();
    let mut columns: Vec<String> = TABLES
        .iter()
        .filter(|t| t.class == retention.class)
        .flat_map(|t| {
            t.given
                .iter()
                .chain(t.withheld)
                .map(|c| format!("{}.{c}", t.table))
        })
        .collect();
    columns.sort_unstable();
    columns.dedup();
    Activity {
        name: say("class"),
        purpose: say("purpose"),
        basis: bases.join(" "),
        people: lang.t(&format!("privacy-people-{}", retention.people)),
        data: say("data"),
        recipients: lang.t(&format!("privacy-recipients-{}", retention.recipients)),
        period: period(lang, retention),
        columns,
    }
}

/// How long a kind of data is kept, in words.
pub fn period(lang: Lang, retention: &Retention) -> String {
    lang.tv(
        &format!("privacy-period-{}", retention.class.name()),
        &[
            ("days", lang::Value::from(retention.days)),
            ("years", lang::Value::from(retention.days / 365)),
            ("notice", lang::Value::from(super::retention::NOTICE_DAYS)),
            (
                "unconfirmed",
                lang::Value::from(super::retention::UNCONFIRMED_DAYS),
            ),
            ("invited", lang::Value::from(super::retention::INVITED_DAYS)),
        ],
    )
}

/// The measures that protect the data: `privacy-security-<n>`.
pub fn measures(lang: Lang) -> Vec<String> {
    [
        "access",
        "sign-in",
        "transport",
        "audit",
        "erasure",
        "backup",
    ]
    .iter()
    .map(|name| lang.t(&format!("privacy-security-{name}")))
    .collect()
}

/// The record as JSON.
pub fn as_json(lang: Lang, network: &str, contact: &str) -> Value {
    let activities: Vec<Value> = activities(lang)
        .into_iter()
        .map(|a| {
            json!({
                "name": a.name,
                "purpose": a.purpose,
                "legal_basis": a.basis,
                "categories_of_people": a.people,
                "categories_of_data": a.data,
                "recipients": a.recipients,
                "period": a.period,
                "columns": a.columns,
            })
        })
        .collect();
    json!({
        "controller": network,
        "contact": contact,
        "transfers": lang.t("privacy-record-transfers-text"),
        "security": measures(lang),
        "activities": activities,
    })
}

/// The activities as a table for a spreadsheet: semicolons, as Danish ones expect, and a mark that
/// says it is UTF-8.
pub fn as_csv(lang: Lang) -> String {
    let head = [
        "name",
        "purpose",
        "basis",
        "people",
        "data",
        "recipients",
        "period",
    ]
    .map(|column| lang.t(&format!("privacy-record-{column}")));
    let mut out = String::from("\u{FEFF}");
    let mut line = |cells: &[&str]| {
        let quoted: Vec<String> = cells.iter().map(|c| text::csv_cell(c)).collect();
        out.push_str(&quoted.join(";"));
        out.push_str("\r\n");
    };
    line(&head.each_ref().map(String::as_str));
    for a in activities(lang) {
        line(&[
            &a.name,
            &a.purpose,
            &a.basis,
            &a.people,
            &a.data,
            &a.recipients,
            &a.period,
        ]);
    }
    out
}
