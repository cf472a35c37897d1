//! `GET /api/v1/suggest?q=`: what the search field suggests.

use actix_web::HttpResponse;
use actix_web::http::header;
use actix_web::web::Query;
use serde::{Deserialize, Serialize};

use super::{Asker, Suggestions, to};
use crate::error::{Error, Result};
use crate::meetings;
use crate::members::Scope;
use crate::members::profile::Viewer;
use crate::rights::Act;
use crate::search::LONGEST_QUESTION;
use crate::search::views::address;
use crate::search::{Filters, Sort};
use crate::text;
use crate::web::Ctx;

#[derive(Deserialize)]
pub struct Typed {
    #[serde(default)]
    q: String,
}

/// Suggestions of one kind, with what the reader calls it.
#[derive(Serialize)]
struct Group {
    /// `entries`, `questions`, `places`, `meetings` or `people`.
    name: &'static str,
    label: String,
    items: Vec<Item>,
}

#[derive(Serialize)]
struct Item {
    text: String,
    /// Where it leads.
    url: String,
    /// The text's language, where it is known.
    lang: Option<String>,
    /// What tells it from another of the same name; may be empty.
    about: String,
}

#[derive(Serialize)]
struct Suggested {
    groups: Vec<Group>,
}

/// `GET /api/v1/suggest?q=`: with nothing typed, questions often asked.
pub async fn api(ctx: Ctx, query: Query<Typed>) -> Result<HttpResponse> {
    let text = text::line(&query.q, LONGEST_QUESTION).map_err(|refused| match refused {
        text::Refused::Cpr => Error::BadRequest("cpr"),
        _ => Error::BadRequest("question"),
    })?;
    let asker = Asker {
        scope: Scope::of(ctx.member.as_ref()),
        viewer: if ctx.may(Act::ReadNetwork) {
            Viewer::Network
        } else {
            Viewer::Visitor
        },
        lang: ctx.lang.code().to_string(),
    };
    let app = ctx.app.clone();
    let found = tokio::task::spawn_blocking(move || to(&app, &asker, &text))
        .await
        .map_err(Error::internal)??;
    Ok(HttpResponse::Ok()
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .json(Suggested {
            groups: groups(&ctx, found),
        }))
}

fn groups(ctx: &Ctx, found: Suggestions) -> Vec<Group> {
    let item = |text: String, url: String, about: String| Item {
        text,
        url,
        lang: None,
        about,
    };
    let entries = found.entries.into_iter().map(|row| Item {
        url: format!("/library/{}", row.slug),
        about: {
            let kind = ctx.t(&format!("library-kind-{}", row.kind));
            match row.place() {
                Some(place) => format!("{kind} · {place}"),
                None => kind,
            }
        },
        text: row.title,
        lang: Some(row.lang),
    });
    let questions = found.questions.into_iter().map(|question| {
        let url = address(&question, &Filters::default(), Sort::default(), 1);
        item(question, url, String::new())
    });
    let places = found.places.into_iter().map(|place| {
        let url = format!("/places/{}", place.code);
        item(place.name.to_string(), url, place.county.to_string())
    });
    let meetings = found.meetings.into_iter().map(|meeting| {
        let when = meetings::when(ctx.lang, &meeting);
        item(meeting.title, format!("/meetings/{}", meeting.id), when)
    });
    let people = found.people.into_iter().map(|person| {
        let url = format!("/people/{}", person.id);
        item(person.name, url, person.organisation.unwrap_or_default())
    });
    let group = |name, label: &str, items| Group {
        name,
        label: ctx.t(label),
        items,
    };
    let mut groups = vec![
        group("entries", "suggest-entries", entries.collect()),
        group("questions", "suggest-questions", questions.collect()),
        group("places", "suggest-places", places.collect()),
        group("meetings", "suggest-meetings", meetings.collect()),
        group("people", "suggest-people", people.collect()),
    ];
    groups.retain(|group: &Group| !group.items.is_empty());
    groups
}
