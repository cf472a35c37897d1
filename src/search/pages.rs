use actix_web::HttpResponse;
use actix_web::http::header;
use actix_web::web::Query;
use serde::Serialize;

use super::{Answer, Filters, Question, saved, views};
use crate::config::BaseUrl;
use crate::error::{Error, Result};
use crate::library::Kind;
use crate::library::terms::{Terms, Vocabulary};
use crate::members::Scope;
use crate::text::{self, Refused};
use crate::web::form::Problem;
use crate::web::lang::CONTENT_LANGUAGES;
use crate::web::{Ctx, Page, layout, page, paging};

type Pairs = Query<Vec<(String, String)>>;

fn get<'a>(pairs: &'a Pairs, name: &str) -> &'a str {
    pairs
        .iter()
        .find(|(n, _)| n == name)
        .map_or("", |(_, v)| v.trim())
}

/// Filters as asked for; a value that cannot be is no filter.
pub(super) fn filters(pairs: &Pairs, terms: &Terms) -> Filters {
    let among = |name: &str, known: &[&str]| {
        let value = get(pairs, name);
        known.contains(&value).then(|| value.to_string())
    };
    let municipality = text::line(get(pairs, "municipality"), 100).unwrap_or_default();
    Filters {
        kind: among("kind", &Kind::ALL.map(Kind::name)),
        municipality: (!municipality.is_empty()).then_some(municipality),
        lang: among("lang", &CONTENT_LANGUAGES),
        area: terms
            .get(Vocabulary::Areas, get(pairs, "area"))
            .map(|t| t.name.clone()),
    }
}

/// What was asked, without what cannot be seen, at most as long as a question may be. Personal
/// numbers are refused: a question stands in addresses and histories.
pub(super) fn asked(pairs: &Pairs) -> std::result::Result<String, Refused> {
    let text = text::line(get(pairs, "q"), usize::MAX)?;
    Ok(text.chars().take(super::LONGEST_QUESTION).collect())
}

pub async fn search(ctx: Ctx, pairs: Pairs) -> Result<HttpResponse> {
    let number = paging::number(Some(get(&pairs, "page")));
    let text = match asked(&pairs) {
        Ok(text) => text,
        Err(why) => {
            let body = views::refused(&ctx, &filters(&pairs, &ctx.terms), &Problem::Text(why));
            let page = Page::new(ctx.t("search")).with_search();
            return Ok(layout::refused(&ctx, page, body));
        }
    };
    let question = Question {
        text,
        filters: filters(&pairs, &ctx.terms),
        scope: Scope::of(ctx.member.as_ref()),
        prefer: ctx.lang.code().to_string(),
        limit: paging::PER_PAGE as usize,
        offset: paging::offset(number) as usize,
        ..Question::default()
    };
    let answer = ask(&ctx, question.clone()).await?;
    let title = if question.text.is_empty() {
        ctx.t("search")
    } else {
        ctx.tv("search-title", &[("q", question.text.clone().into())])
    };
    let body = views::results(&ctx, &question, &answer, number);
    let frame = saved::views::with_feed(&ctx, &question, Page::new(title).with_search());
    Ok(page(&ctx, frame, body))
}

async fn ask(ctx: &Ctx, question: Question) -> Result<Answer> {
    let app = ctx.app.clone();
    tokio::task::spawn_blocking(move || app.search.ask(&app.db, &question))
        .await
        .map_err(Error::internal)?
}

/// What the API and the command line say.
#[derive(Serialize)]
pub struct Found {
    pub total: u64,
    /// Microseconds from question to answer, reading the database included.
    pub took_us: u64,
    pub hits: Vec<FoundHit>,
}

#[derive(Serialize)]
pub struct FoundHit {
    pub id: String,
    /// The id the entry had where it was imported from.
    pub source_id: Option<String>,
    pub url: String,
    pub kind: String,
    pub lang: String,
    pub title: String,
    /// HTML: text escaped, what matched in `<mark>`.
    pub snippet: String,
    pub score: f32,
}

impl Found {
    pub fn of(answer: Answer, base: &BaseUrl) -> Found {
        Found {
            total: answer.total,
            took_us: answer.took.as_micros() as u64,
            hits: answer
                .hits
                .into_iter()
                .map(|hit| FoundHit {
                    url: base.url(&format!("/library/{}", hit.row.slug)),
                    snippet: hit.snippet.html(),
                    score: hit.score,
                    id: hit.row.id,
                    source_id: hit.row.source_id,
                    kind: hit.row.kind,
                    lang: hit.row.lang,
                    title: hit.row.title,
                })
                .collect(),
        }
    }
}

/// Results one answer of the API may hold.
const MOST: usize = 100;

pub async fn api(ctx: Ctx, pairs: Pairs) -> Result<HttpResponse> {
    let areas: Vec<&str> = ctx
        .terms
        .of(Vocabulary::Areas)
        .iter()
        .map(|t| t.name.as_str())
        .collect();
    for (name, known) in [
        ("kind", &Kind::ALL.map(Kind::name)[..]),
        ("lang", &CONTENT_LANGUAGES[..]),
        ("area", &areas[..]),
    ] {
        let value = get(&pairs, name);
        if !value.is_empty() && !known.contains(&value) {
            return Err(Error::BadRequest("filter"));
        }
    }
    if get(&pairs, "q").chars().count() > super::LONGEST_QUESTION {
        return Err(Error::BadRequest("question"));
    }
    let question = Question {
        text: asked(&pairs).map_err(|_| Error::BadRequest("cpr"))?,
        filters: filters(&pairs, &ctx.terms),
        scope: Scope::of(ctx.member.as_ref()),
        prefer: ctx.lang.code().to_string(),
        limit: number(&pairs, "limit", 10, 1, MOST)?,
        offset: number(&pairs, "offset", 0, 0, super::DEEPEST)?,
        ..Question::default()
    };
    let answer = ask(&ctx, question).await?;
    Ok(HttpResponse::Ok()
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .json(Found::of(answer, &ctx.app.config.base_url)))
}

fn number(pairs: &Pairs, name: &str, default: usize, min: usize, max: usize) -> Result<usize> {
    match get(pairs, name) {
        "" => Ok(default),
        sent => sent
            .parse()
            .ok()
            .filter(|n| (min..=max).contains(n))
            .ok_or(Error::BadRequest("number")),
    }
}
