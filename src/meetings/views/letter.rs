//! The mail to somebody invited.

use maud::html;

use super::when;
use crate::app::App;
use crate::mail::{Less, Letter};
use crate::meetings::MeetingRow;
use crate::members::PersonRow;
use crate::web::dates;
use crate::web::lang::{Lang, Value};
use crate::web::markdown;

/// What the calendar entry itself says.
pub fn description(lang: Lang, meeting: &MeetingRow, link: &str) -> String {
    let mut said = String::new();
    if !meeting.speakers.is_empty() {
        said.push_str(&format!(
            "{}: {}\n\n",
            lang.t("meetings-speakers"),
            meeting.speakers
        ));
    }
    if !meeting.agenda.is_empty() {
        said.push_str(&format!("{}\n\n", meeting.agenda));
    }
    if !meeting.is_cancelled() {
        said.push_str(&format!("{}: {link}", lang.t("meetings-mail-answer")));
    }
    said.trim_end().to_string()
}

/// An invitation, to somebody told before an update, or a cancellation. `link` leads to the answer,
/// `less` to how to be left out.
pub fn invitation(
    app: &App,
    lang: Lang,
    person: &PersonRow,
    meeting: &MeetingRow,
    told_before: bool,
    link: &str,
    less: String,
) -> Letter {
    let (foot, foot_html) = crate::notices::letters::footer(lang, &less);
    let state = match (meeting.is_cancelled(), told_before) {
        (true, _) => "cancelled",
        (false, false) => "new",
        (false, true) => "changed",
    };
    let values = [
        ("network", Value::from(app.network())),
        ("name", Value::from(person.name.clone())),
        ("title", Value::from(meeting.title.clone())),
        (
            "date",
            Value::from(dates::date(lang, meeting.starts_local.date())),
        ),
    ];
    let subject = lang.tv(&format!("meetings-mail-subject-{state}"), &values);
    let hello = lang.tv("mail-hello", &values);
    let lead = lang.tv(&format!("meetings-mail-lead-{state}"), &values);
    let mut facts = vec![
        (lang.t("meetings-when"), when(lang, meeting)),
        (lang.t("meetings-place"), meeting.place.clone()),
    ];
    if !meeting.speakers.is_empty() {
        facts.push((lang.t("meetings-speakers"), meeting.speakers.clone()));
    }
    let open = !meeting.is_cancelled();
    let mut text = format!("{hello}\n\n{lead}\n\n");
    for (label, value) in &facts {
        text.push_str(&format!("{label}: {value}\n"));
    }
    if open {
        if !meeting.agenda.is_empty() {
            text.push_str(&format!(
                "\n{}\n\n{}\n",
                lang.t("meetings-agenda"),
                meeting.agenda
            ));
        }
        text.push_str(&format!(
            "\n{}\n{link}\n\n{}\n",
            lang.t("meetings-mail-answer"),
            lang.t("meetings-mail-answer-text")
        ));
    }
    text.push_str(&foot);
    let html = html! {
        p { (hello) }
        p { (lead) }
        @for (label, value) in &facts {
            p { b { (label) ": " } (value) }
        }
        @if open {
            @if !meeting.agenda.is_empty() {
                h2 { (lang.t("meetings-agenda")) }
                (markdown::html_below(2, &meeting.agenda))
            }
            p { a href=(link) { (lang.t("meetings-mail-answer")) } }
            p { (link) }
            p { (lang.t("meetings-mail-answer-text")) }
        }
        (foot_html)
    };
    Letter {
        to_name: person.name.clone(),
        to_email: person.email.clone(),
        text,
        html: crate::mail::page(lang, &subject, html),
        subject,
        calendar: None,
        // An invitation cannot be switched off: its link says how to be left out.
        less: Some(Less {
            link: less,
            one_click: false,
        }),
    }
}
