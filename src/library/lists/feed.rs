//! Atom feeds (RFC 4287) of what is published for everybody: any list's address is also a feed's.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::{self, EntityTag, Header, HttpDate, IfModifiedSince, IfNoneMatch};
use chrono::NaiveDateTime;

use super::super::queries::Shelf;
use super::super::{Status, views as entries_views};
use super::facets::{Filter, Sort};
use super::pages::{Pairs, get};
use super::views;
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::members::Scope;
use crate::schema::entries;
use crate::search::notes::Note;
use crate::search::saved::{self, views::described};
use crate::search::{self, LONGEST_QUESTION, Question};
use crate::web::Ctx;
use crate::{text, tokens};
use diesel::prelude::*;

/// Entries in a feed.
const ENTRIES: usize = 50;

#[derive(Queryable, Selectable)]
#[diesel(table_name = entries)]
struct Row {
    id: String,
    slug: String,
    kind: String,
    title: String,
    summary: String,
    lang: String,
    tags: String,
    updated_at: NaiveDateTime,
    published_at: Option<NaiveDateTime>,
}

/// `GET /feeds/library.atom`: narrowed as the list is; with `q`, even an empty one, what the search of
/// that address finds. Whoever asks, it holds what visitors may read: a reader keeps what it is given,
/// and passes it on. `NoIndex` while a search cannot be asked.
pub async fn library(ctx: Ctx, pairs: Pairs, req: actix_web::HttpRequest) -> Result<HttpResponse> {
    let typed = get(&pairs, "q").unwrap_or_default();
    text::line(typed, LONGEST_QUESTION).map_err(|_| Error::BadRequest("form"))?;
    let question = get(&pairs, "q")
        .map(|_| saved::question(&serde_urlencoded::to_string(&pairs.0).unwrap_or_default()))
        .filter(|question| !question.is_empty());
    let mut said = pairs.0;
    if question.is_some() {
        // The order is the search's own, not the list's.
        said.retain(|(name, _)| name != "sort");
    }
    let mut asked = Filter::parse(&said, &ctx.terms);
    // It holds what is published: the other shelves are in no feed.
    let is_other = |shelf: Shelf| shelf != Shelf::Published;
    asked.not_known.extend(
        said.into_iter()
            .filter(|(name, shelf)| name == "tab" && Shelf::named(shelf).is_some_and(is_other)),
    );
    let app = ctx.app.clone();
    let filter = ctx
        .read(move |c| app.catalogue.settled(c, None, &asked))
        .await?;
    let (question, notes) = match question {
        Some(question) => {
            let (question, notes) = understood(&ctx, question).await?;
            (Some(question), notes)
        }
        None => (None, Vec::new()),
    };
    if !filter.is_understood() || notes.iter().any(Note::is_error) {
        return Ok(not_understood(&ctx, &filter, &notes));
    }
    let (rows, address, narrowed) = match question {
        Some(question) => (
            of_search(&ctx, &question).await?,
            address_of_search(&question),
            described(&ctx, &question),
        ),
        None => (
            of_list(&ctx, &filter).await?,
            address_of(&filter, ""),
            narrowed(&ctx, &filter),
        ),
    };
    let own = ctx.app.config.base_url.url(&address);
    let body = document(&ctx, &own, &narrowed, &rows);
    // Weak: the same entries, however they are packed for the way.
    let tag = EntityTag::new_weak(tokens::hash(&body)[..32].to_string());
    let last = rows.iter().map(Row::news_at).max();
    let mut reply = if is_known(&req, &tag, last) {
        HttpResponse::NotModified()
    } else {
        HttpResponse::build(StatusCode::OK)
    };
    reply.insert_header((header::ETAG, tag.to_string()));
    // Asked for again, it is asked whether it is still the same.
    reply.insert_header((header::CACHE_CONTROL, "public, no-cache"));
    if let Some(last) = last {
        reply.insert_header(header::LastModified(http_date(last)));
    }
    Ok(reply
        .content_type("application/atom+xml; charset=utf-8")
        .body(body))
}

/// A question with the filters that its words name, as a visitor's search takes them; and what is to be
/// said of those.
async fn understood(ctx: &Ctx, question: Question) -> Result<(Question, Vec<Note>)> {
    let (app, terms, lang) = (ctx.app.clone(), ctx.terms.clone(), ctx.lang);
    tokio::task::spawn_blocking(move || {
        let typed = &question.text;
        let read = search::pages::understand(&app, &terms, lang, &Scope::default(), typed, &[])?;
        let named = read.filters.pairs();
        let filters = named.fold(question.filters, |all, (filter, value)| {
            all.and(filter, value)
        });
        let question = Question {
            text: read.text,
            filters,
            ..question
        };
        Ok((question, read.notes))
    })
    .await
    .map_err(Error::internal)?
}

/// A feed of something else than was asked for would be followed for years: it is refused in a few
/// plain lines, which a reader may show.
fn not_understood(ctx: &Ctx, filter: &Filter, notes: &[Note]) -> HttpResponse {
    let mut lines = vec![ctx.t("lists-feed-not-known")];
    let place = filter.unknown_place.iter();
    lines.extend(place.map(|name| format!("{}: {name}", ctx.t("field-municipality"))));
    let others = views::not_known_lines(ctx, filter);
    lines.extend(others.map(|(label, said)| format!("{label}: {said}")));
    let wrong = notes.iter().filter(|note| note.is_error());
    lines.extend(wrong.map(|note| match note {
        Note::YearsReversed { meant, .. } => format!("{} {meant}", note.say(ctx.lang)),
        note => note.say(ctx.lang),
    }));
    HttpResponse::BadRequest()
        .content_type("text/plain; charset=utf-8")
        .body(lines.join("\n") + "\n")
}

fn http_date(at: NaiveDateTime) -> HttpDate {
    std::time::SystemTime::from(at.and_utc()).into()
}

/// Whether the reader has it already. Its tag says more than a time does.
fn is_known(req: &actix_web::HttpRequest, tag: &EntityTag, last: Option<NaiveDateTime>) -> bool {
    if req.headers().contains_key(header::IF_NONE_MATCH) {
        return match IfNoneMatch::parse(req) {
            Ok(IfNoneMatch::Any) => true,
            Ok(IfNoneMatch::Items(known)) => known.iter().any(|k| k.weak_eq(tag)),
            Err(_) => false,
        };
    }
    match (IfModifiedSince::parse(req), last) {
        (Ok(IfModifiedSince(since)), Some(last)) => {
            let whole = chrono::Timelike::with_nanosecond(&last, 0).unwrap_or(last);
            std::time::SystemTime::from(whole.and_utc()) <= std::time::SystemTime::from(since)
        }
        _ => false,
    }
}

async fn of_list(ctx: &Ctx, filter: &Filter) -> Result<Vec<Row>> {
    let mut wanted = filter.clone();
    wanted.sort = Sort::Updated;
    let app = ctx.app.clone();
    ctx.read(move |c| {
        let all = app.catalogue.at(c)?;
        let found = all.find(None, &wanted, None, 0, ENTRIES);
        let ids: Vec<String> = found.page.iter().map(|i| i.id.clone()).collect();
        public(c, &ids)
    })
    .await
}

async fn of_search(ctx: &Ctx, question: &Question) -> Result<Vec<Row>> {
    let question = Question {
        sort: search::Sort::Newest,
        scope: Scope::default(),
        prefer: ctx.lang.code().to_string(),
        limit: ENTRIES,
        whole: true,
        ..question.clone()
    };
    let app = ctx.app.clone();
    let ids = tokio::task::spawn_blocking(move || app.search.ids(&app.db, &question))
        .await
        .map_err(Error::internal)??;
    ctx.read(move |c| public(c, &ids)).await
}

impl Row {
    /// When there was last something new about it: what was written long ago may be published today.
    fn news_at(&self) -> NaiveDateTime {
        self.updated_at
            .max(self.published_at.unwrap_or(self.updated_at))
    }
}

/// Those of `ids` that are published for everybody now, the newest first.
fn public(c: &mut Conn, ids: &[String]) -> Result<Vec<Row>> {
    let mut rows: Vec<Row> = entries::table
        .filter(entries::id.eq_any(ids.to_vec()))
        .filter(entries::status.concat("").eq(Status::Published.name()))
        .filter(entries::audience.eq("public"))
        .select(Row::as_select())
        .load(c)?;
    rows.sort_by(|a, b| (b.news_at(), &b.id).cmp(&(a.news_at(), &a.id)));
    Ok(rows)
}

/// Where a feed is: of a list, or of the search that `search` is the query of. It is the feed's id for
/// ever, so only what it is narrowed to counts.
pub fn address_of(filter: &Filter, search: &str) -> String {
    let mut unsorted = filter.clone();
    unsorted.sort = Sort::default();
    let mut query = unsorted.query();
    if !query.is_empty() && !search.is_empty() {
        query.push('&');
    }
    query.push_str(search);
    if query.is_empty() {
        "/feeds/library.atom".to_string()
    } else {
        format!("/feeds/library.atom?{query}")
    }
}

/// Where the feed of a search is. By `q`, even an empty one, it is told from a list's.
pub fn address_of_search(question: &Question) -> String {
    let mut query = saved::query(question);
    if question.text.is_empty() {
        query.insert_str(0, "q=&");
    }
    address_of(&Filter::default(), &query)
}

/// What a list is narrowed to, in words; empty when it is everything.
fn narrowed(ctx: &Ctx, filter: &Filter) -> String {
    let chosen = filter.chosen();
    let mut parts: Vec<String> = chosen
        .map(|(facet, value)| views::name_of(ctx, facet, value))
        .collect();
    parts.extend(filter.years());
    parts.join(", ")
}

/// What the feed of a list is offered as.
pub fn offered(ctx: &Ctx, filter: &Filter) -> String {
    match narrowed(ctx, filter).as_str() {
        "" => ctx.t("lists-feed"),
        narrowed => format!("{}: {narrowed}", ctx.t("lists-feed")),
    }
}

fn document(ctx: &Ctx, own: &str, narrowed: &str, rows: &[Row]) -> String {
    let base = &ctx.app.config.base_url;
    let updated = rows.iter().map(Row::news_at).max();
    let title = match narrowed {
        "" => format!("{} – {}", ctx.t("nav-library"), ctx.network()),
        narrowed => format!("{narrowed} – {}", ctx.network()),
    };
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    out.push_str(&format!(
        "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n",
        escaped(ctx.lang.code())
    ));
    element(&mut out, "id", own);
    element(&mut out, "title", &title);
    // A feed nothing is in yet is as old as the epoch: it must say something.
    element(&mut out, "updated", &moment(updated.unwrap_or_default()));
    out.push_str(&format!(
        "<link rel=\"self\" type=\"application/atom+xml\" href=\"{}\"/>\n<link rel=\"alternate\" type=\"text/html\" href=\"{}\"/>\n",
        escaped(own),
        escaped(&base.url("/library"))
    ));
    out.push_str("<author>");
    element(&mut out, "name", ctx.network());
    out.push_str("</author>\n");
    for row in rows {
        out.push_str(&format!("<entry xml:lang=\"{}\">\n", escaped(&row.lang)));
        element(&mut out, "id", &urn(&row.id));
        element(&mut out, "title", &row.title);
        element(&mut out, "updated", &moment(row.news_at()));
        if let Some(at) = row.published_at {
            element(&mut out, "published", &moment(at));
        }
        out.push_str(&format!(
            "<link rel=\"alternate\" type=\"text/html\" href=\"{}\"/>\n",
            escaped(&base.url(&format!("/library/{}", row.slug)))
        ));
        out.push_str(&format!(
            "<category term=\"{}\" label=\"{}\"/>\n",
            escaped(&row.kind),
            escaped(&entries_views::kind(ctx, &row.kind))
        ));
        for tag in row.tags.lines().filter(|t| !t.is_empty()) {
            out.push_str(&format!("<category term=\"{}\"/>\n", escaped(tag)));
        }
        element(&mut out, "summary", &row.summary);
        out.push_str("</entry>\n");
    }
    out.push_str("</feed>\n");
    out
}

fn element(out: &mut String, name: &str, text: &str) {
    out.push_str(&format!("<{name}>{}</{name}>\n", escaped(text)));
}

/// RFC 3339, in UTC.
fn moment(at: NaiveDateTime) -> String {
    at.and_utc()
        .to_rfc3339_opts(chrono::SecondsFormat::Secs, true)
}

/// An entry's id among all the world's: it stays when its address or the network's changes.
fn urn(id: &str) -> String {
    match uuid::Uuid::try_parse(id) {
        Ok(id) => id.urn().to_string(),
        Err(_) => format!("urn:faelles:{id}"),
    }
}

/// Text in XML. What XML cannot carry at all is left out.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\t' | '\n' | '\r' => out.push(c),
            '\u{0}'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}' => {}
            c => out.push(c),
        }
    }
    out
}
