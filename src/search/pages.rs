use actix_web::HttpResponse;
use actix_web::http::header;
use actix_web::web::Query;
use serde::Serialize;

use super::asking::{Reader, Understood};
use super::filters::TO;
use super::instead::Instead;
use super::matching::Made;
use super::notes::Note;
use super::why::{self, Reason, Why};
use super::{Answer, FILTERS, Hit, InFile, Question, Sort, saved, views};
use crate::app::App;
use crate::config::BaseUrl;
use crate::error::{Error, Result};
use crate::library::terms::Terms;
use crate::members::Scope;
use crate::text::{self, Refused};
use crate::web::form::Problem;
use crate::web::{Ctx, Lang, Page, layout, paging};

type Pairs = Query<Vec<(String, String)>>;

fn get<'a>(pairs: &'a Pairs, name: &str) -> &'a str {
    pairs
        .iter()
        .find(|(n, _)| n == name)
        .map_or("", |(_, v)| v.trim())
}

/// The filters an address names, as they stand there, with the years of `from` and `to`.
pub(super) fn clicked(pairs: &Pairs) -> Vec<(&'static str, String)> {
    let of = |filter: &'static str| {
        pairs
            .iter()
            .filter(move |(name, value)| name == filter && !value.trim().is_empty())
            .map(move |(_, value)| (filter, value.clone()))
    };
    let mut clicked: Vec<(&'static str, String)> = FILTERS.into_iter().flat_map(of).collect();
    let (from, to) = (get(pairs, "from"), get(pairs, "to"));
    if !from.is_empty() || !to.is_empty() {
        clicked.push(("year", format!("{from}{TO}{to}")));
    }
    clicked
}

/// What was asked, without what cannot be seen. Personal numbers are refused: a question stands in
/// addresses and histories.
pub(super) fn typed(pairs: &Pairs) -> std::result::Result<String, Refused> {
    text::line(get(pairs, "q"), usize::MAX)
}

/// Takes the filters out of what was typed and clicked. Reads the index when a place is named that is
/// no municipality. Blocks.
pub fn understand(
    app: &App,
    terms: &Terms,
    lang: Lang,
    scope: &Scope,
    typed: &str,
    clicked: &[(&'static str, String)],
) -> Result<Understood> {
    let mut reader = Reader {
        lang,
        terms,
        other_places: &[],
    };
    let understood = reader.understand(typed, clicked);
    let is_place = |note: &Note| match note {
        Note::Unknown { filter, .. } | Note::Empty { filter, .. } => *filter == "municipality",
        _ => false,
    };
    if !understood.notes.iter().any(is_place) {
        return Ok(understood);
    }
    let everything = Question {
        scope: scope.clone(),
        ..Question::default()
    };
    let answer = app.search.ask(&app.db, &everything)?;
    let places: Vec<String> = answer
        .facets
        .into_iter()
        .filter(|facet| facet.name == "municipality")
        .flat_map(|facet| facet.values)
        .map(|(place, _)| place)
        .collect();
    reader.other_places = &places;
    Ok(reader.understand(typed, clicked))
}

/// What stands in an address: what was typed, and the filters.
type Asked = (String, Vec<(&'static str, String)>);

/// Runs `answer` on a question that was taken apart, where it may block.
pub(super) async fn asked<T: Send + 'static>(
    ctx: &Ctx,
    (typed, clicked): Asked,
    mut question: Question,
    answer: impl FnOnce(&App, Understood, Question) -> Result<T> + Send + 'static,
) -> Result<T> {
    let (app, terms, lang) = (ctx.app.clone(), ctx.terms.clone(), ctx.lang);
    tokio::task::spawn_blocking(move || {
        let understood = understand(&app, &terms, lang, &question.scope, &typed, &clicked)?;
        question.text.clone_from(&understood.text);
        question.filters = understood.filters.clone();
        answer(&app, understood, question)
    })
    .await
    .map_err(Error::internal)?
}

/// With what there is instead, when somebody asked for something and there is nothing.
fn or_relaxed(app: &App, question: &Question) -> Result<(Answer, Option<Instead>)> {
    let answer = app.search.ask(&app.db, question)?;
    let asked = !question.text.is_empty() || question.filters.any();
    // Without an index it would look through the database once more for each try.
    let instead = if asked && answer.total == 0 && !answer.from_database {
        Some(app.search.instead(&app.db, question, &answer)?)
    } else {
        None
    };
    Ok((answer, instead))
}

/// `GET /search?q=&kind=&municipality=&lang=&area=&year=&tag=&sort=&page=`
pub async fn search(ctx: Ctx, pairs: Pairs) -> Result<HttpResponse> {
    let asked_page = paging::asked(Some(get(&pairs, "page")));
    let number = asked_page.unwrap_or(1);
    let typed = match typed(&pairs) {
        Ok(typed) => typed,
        Err(why) => {
            let body = views::refused(&ctx, &Problem::Text(why));
            let page = Page::new(ctx.t("search")).with_search();
            return Ok(layout::refused(&ctx, page, body));
        }
    };
    let question = Question {
        sort: Sort::named(get(&pairs, "sort")).unwrap_or_default(),
        scope: Scope::of(ctx.member.as_ref()),
        prefer: ctx.lang.code().to_string(),
        limit: paging::PER_PAGE as usize,
        offset: paging::offset(number) as usize,
        ..Question::default()
    };
    let in_address = (typed, clicked(&pairs));
    let (understood, question, (answer, instead)) =
        asked(&ctx, in_address, question, |app, understood, question| {
            let answered = or_relaxed(app, &question)?;
            Ok((understood, question, answered))
        })
        .await?;
    if number == 1 && !question.filters.any() && !answer.from_database {
        let by_member = ctx.member.is_some();
        let questions = &ctx.app.questions;
        questions.note(&question.text, answer.total > 0, by_member);
    }
    let title = if question.text.is_empty() {
        ctx.t("search")
    } else {
        ctx.tv("search-title", &[("q", question.text.clone().into())])
    };
    let (status, body) = views::results(
        &ctx,
        &understood,
        &question,
        &answer,
        instead.as_ref(),
        asked_page,
    );
    let frame = saved::views::with_feed(&ctx, &question, Page::new(title).with_search());
    Ok(layout::page_with_status(&ctx, status, frame, body))
}

/// What the API and the command line say.
#[derive(Serialize)]
pub struct Found {
    pub total: u64,
    /// Microseconds from question to answer, reading the database included.
    pub took_us: u64,
    /// The index is being built: titles, summaries and tags alone were looked through.
    pub from_database: bool,
    /// Nothing has the phrases or alternatives that were asked for: these have their words.
    pub loosened: bool,
    /// What the asker should know of how the question was understood, in sentences of their language.
    pub notes: Vec<String>,
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
    /// 1 for the best, in hundredths: closer, it would tell how many entries nobody may see have a word.
    pub score: f32,
    /// The words of the question that were met otherwise than as they were asked.
    pub why: Vec<FoundWhy>,
    /// The attached files that have most of what was asked.
    pub files: Vec<FoundFile>,
}

#[derive(Serialize)]
pub struct FoundWhy {
    /// As it was asked.
    pub word: String,
    /// As it stands in the entry; none where it stands too far inside.
    pub found: Option<String>,
    /// `form`, `typo`, `compound`, `spelling`, `synonym`, `translation`, `part`, `part-translation`.
    pub how: &'static str,
    /// The language of what was found.
    pub lang: Option<&'static str>,
    /// `title`, `text`, `tags` or `file`.
    #[serde(rename = "in")]
    pub place: Option<&'static str>,
}

#[derive(Serialize)]
pub struct FoundFile {
    pub name: String,
    /// Its text, at the right page.
    pub url: String,
    /// `page`, `slide` or `sheet`, and which; none where the file has none.
    pub leaf: Option<&'static str>,
    pub number: Option<usize>,
}

impl Found {
    pub fn of(answer: Answer, notes: Vec<String>, base: &BaseUrl) -> Found {
        let best = answer.hits.first().map_or(0.0, |hit| hit.score);
        let hits = answer.hits.into_iter();
        Found {
            total: answer.total,
            took_us: answer.took.as_micros() as u64,
            from_database: answer.from_database,
            loosened: answer.loosened,
            notes,
            hits: hits.map(|hit| FoundHit::of(hit, best, base)).collect(),
        }
    }
}

impl FoundHit {
    fn of(hit: Hit, best: f32, base: &BaseUrl) -> FoundHit {
        FoundHit {
            url: base.url(&format!("/library/{}", hit.row.slug)),
            snippet: hit.snippet.html(),
            score: relative(hit.score, best),
            why: hit.why.into_iter().map(FoundWhy::of).collect(),
            files: hit.files.iter().map(|f| FoundFile::of(f, base)).collect(),
            id: hit.row.id,
            source_id: hit.row.source_id,
            kind: hit.row.kind,
            lang: hit.row.lang,
            title: hit.row.title,
        }
    }
}

fn relative(score: f32, best: f32) -> f32 {
    if best > 0.0 {
        (score / best * 100.0).round() / 100.0
    } else {
        0.0
    }
}

impl FoundWhy {
    fn of(why: Why) -> FoundWhy {
        FoundWhy {
            word: why.word,
            how: why.kind.name(),
            lang: why.language.map(|l| l.code()),
            place: why.found.as_ref().map(|(_, place)| place.name()),
            found: why.found.map(|(found, _)| found),
        }
    }
}

impl FoundFile {
    fn of(file: &InFile, base: &BaseUrl) -> FoundFile {
        FoundFile {
            name: file.name.clone(),
            url: base.url(&file.address()),
            leaf: file.leaf.map(|(leaf, _)| leaf.name()),
            number: file.leaf.map(|(_, number)| number),
        }
    }
}

/// Every way a hit was met by, a line each: the word, how, in which field by which term, and what that
/// gave; in brackets where another way gave more, and that one is counted. Then what else the score is
/// made of: the lines without brackets sum up to it.
pub fn explained(answer: &Answer, hit: &Hit) -> Vec<String> {
    let row = |word: &str, how: &str, field: &str, term: &str, score: &str| {
        format!("{word:<20} {how:<14} {field:<10} {term:<20} {score:>10}")
    };
    let counted = why::counted(&hit.reasons, &answer.slots);
    let all = || hit.reasons.iter().zip(&counted);
    let line = |(reason, counts): (&Reason, &bool)| {
        let word = answer.asked.get(reason.word).map_or("", String::as_str);
        let score = match counts {
            true => figure(reason.score),
            false => format!("({})", figure(reason.score)),
        };
        let field = reason.held.name();
        row(word, reason.how.name(), &field, &reason.term, &score)
    };
    let best = all().filter(|(_, counts)| **counts);
    let words: f32 = best.map(|(reason, _)| reason.score).sum();
    let Made {
        words: sum,
        own,
        share,
    } = hit.made;
    let beside = if hit.reasons.is_empty() {
        "as a whole"
    } else {
        "side by side"
    };
    let others = [
        (beside.to_string(), "pairs", sum - words),
        (format!("own language x{own:.2}"), "lang", sum * (own - 1.0)),
        (
            format!("share of all x{share:.2}"),
            "",
            sum * own * (share - 1.0),
        ),
    ];
    let others = others
        .iter()
        .map(|(what, field, score)| row(what, "", field, "", &figure(*score)));
    std::iter::once(row("word", "how", "field", "term", "score"))
        .chain(all().map(line))
        .chain(others)
        .collect()
}

/// What rounds to nothing is nothing, whatever its sign.
fn figure(score: f32) -> String {
    let score = if score.abs() < 0.0005 { 0.0 } else { score };
    format!("{score:.3}")
}

/// Results one answer of the API may hold.
const MOST: usize = 100;
/// Filters that were not understood that it names.
const MOST_SAID: usize = 3;
/// What an address of the API may have beside filters.
const PARAMETERS: [&str; 6] = ["q", "from", "to", "sort", "limit", "offset"];
/// Longest name of something else that is said, in characters.
const LONGEST_NAME: usize = 40;

/// `GET /api/v1/search`: as `search`, with `limit` and `offset` instead of `page`.
pub async fn api(ctx: Ctx, pairs: Pairs) -> Result<HttpResponse> {
    if get(&pairs, "q").chars().count() > super::LONGEST_QUESTION {
        return Err(Error::BadRequest("question"));
    }
    let typed = typed(&pairs).map_err(|_| Error::BadRequest("cpr"))?;
    let needless = needless(&pairs);
    let sort = match get(&pairs, "sort") {
        "" => Sort::default(),
        named => Sort::named(named).ok_or(Error::BadRequest("sort"))?,
    };
    let question = Question {
        sort,
        scope: Scope::of(ctx.member.as_ref()),
        prefer: ctx.lang.code().to_string(),
        limit: number(&pairs, "limit", 10, 1, MOST)?,
        offset: number(&pairs, "offset", 0, 0, super::DEEPEST)?,
        ..Question::default()
    };
    let in_address = (typed, clicked(&pairs));
    let (terms, lang) = (ctx.terms.clone(), ctx.lang);
    let (notes, answer) = asked(
        &ctx,
        in_address,
        question,
        move |app, understood, question| {
            let (errors, notes): (Vec<_>, Vec<_>) =
                understood.notes.iter().partition(|note| note.is_error());
            if !errors.is_empty() {
                let said = errors
                    .into_iter()
                    .take(MOST_SAID)
                    .map(|note| note.tell(lang, &terms));
                return Err(Error::NotUnderstood(said.collect::<Vec<_>>().join(" ")));
            }
            let notes = needless.iter().chain(notes);
            let notes = notes.map(|note| note.tell(lang, &terms)).collect();
            Ok((notes, app.search.ask(&app.db, &question)?))
        },
    )
    .await?;
    Ok(HttpResponse::Ok()
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .json(Found::of(answer, notes, &ctx.app.config.base_url)))
}

/// What an address of the API has that says nothing there, such as a filter's name spelled wrong.
fn needless(pairs: &Pairs) -> Vec<Note> {
    let is_known = |name: &str| PARAMETERS.contains(&name) || FILTERS.contains(&name);
    let mut names: Vec<String> = Vec::new();
    for (name, _) in pairs.iter().filter(|(name, _)| !is_known(name)) {
        let name = text::line(name, usize::MAX).unwrap_or_default();
        let name: String = name.chars().take(LONGEST_NAME).collect();
        if !name.is_empty() && !names.contains(&name) && names.len() < MOST_SAID {
            names.push(name);
        }
    }
    let note = |name| Note::NoParameter { name };
    names.into_iter().map(note).collect()
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
