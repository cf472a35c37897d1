//! `/library/export`: a list of the library, to be taken home.

use std::collections::HashMap;

use actix_web::http::{StatusCode, header};
use actix_web::web::Bytes;
use actix_web::{HttpRequest, HttpResponse};
use chrono::Duration;
use futures_util::stream::{self, Stream};
use maud::{Markup, html};

use super::archive::Archive;
use super::life::For;
use super::selection::Selection;
use super::series::Places;
use super::{Format, as_text, head, series_line, words};
use crate::attachments;
use crate::error::{Error, Result};
use crate::library::lists::pages::{Pairs, get};
use crate::library::lists::{self, Filter};
use crate::sign_in::delay;
use crate::web::connections::Watched;
use crate::web::lang::Value;
use crate::web::throttle::{self, Rate};
use crate::web::{Ctx, Page, layout};

/// What one person, or one place, may take home.
const EXPORTS: Rate = Rate {
    limit: 60,
    window: Duration::hours(1),
};
/// The most that attached files may take in one archive, in bytes.
const FILES: i64 = 1024 * 1024 * 1024;

/// `GET /library/export?format=jsonl|csv|markdown`: narrowed as the list is, and what the list shows
/// to this viewer. Sent as it is read.
pub async fn download(ctx: Ctx, pairs: Pairs, req: HttpRequest) -> Result<HttpResponse> {
    let (app, who) = (ctx.app.clone(), ctx.member.clone());
    let asked = Filter::parse(&pairs, &ctx.terms);
    let filter = ctx
        .read(move |c| app.catalogue.settled(c, who.as_ref(), &asked))
        .await?;
    let format = get(&pairs, "format").and_then(Format::named);
    let Some(format) = format.filter(|_| filter.is_understood()) else {
        return Ok(not_understood(&ctx, &pairs, &filter));
    };
    count(&ctx).await?;
    let (app, who, wanted) = (ctx.app.clone(), ctx.member.clone(), filter.clone());
    let (ids, bytes, places) = ctx
        .read(move |c| {
            let all = app.catalogue.at(c)?;
            let found = all.find(who.as_ref(), &wanted, None, 0, usize::MAX);
            let ids: Vec<String> = found.page.iter().map(|item| item.id.clone()).collect();
            let bytes = match format {
                Format::Markdown => attachments::bytes_of(c, &ids)?,
                Format::Lines | Format::Table => 0,
            };
            let slugs: HashMap<String, String> = found
                .page
                .iter()
                .map(|item| (item.id.clone(), item.slug.clone()))
                .collect();
            let places = Places::read(c, &For::Viewer(who), &slugs)?;
            Ok((ids, bytes, places))
        })
        .await?;
    if bytes > FILES {
        return Ok(too_large(&ctx, &filter, bytes));
    }
    let (app, who, terms) = (ctx.app.clone(), ctx.member.clone(), ctx.terms.clone());
    let selection = Selection::new(app, who, format, ids, places, terms);
    let mut answer = HttpResponse::Ok();
    let name = format.file_name();
    answer
        .content_type(media_type(format))
        .insert_header((
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"{name}\""),
        ))
        .insert_header((header::CACHE_CONTROL, "private, no-store"));
    let watched = req.conn_data::<Watched>().cloned();
    Ok(match format {
        Format::Markdown => answer
            .insert_header((header::CONTENT_ENCODING, "identity"))
            .streaming(archived(Archive::of(selection)?, watched)),
        Format::Lines | Format::Table => answer.streaming(lined(selection, watched)?),
    })
}

fn media_type(format: Format) -> &'static str {
    match format {
        Format::Lines => "application/x-ndjson; charset=utf-8",
        Format::Table => "text/csv; charset=utf-8",
        Format::Markdown => "application/zip",
    }
}

/// Counts one export of who asks. While nothing can be written, nothing is counted.
async fn count(ctx: &Ctx) -> Result<()> {
    let key = match &ctx.member {
        Some(member) => ctx.app.key.digest("export-of", &member.id),
        None => ctx.app.key.digest("export-from", &delay::place(&ctx.from)),
    };
    let now = ctx.app.clock.now();
    let counted = ctx
        .app
        .db
        .write(move |c| throttle::count(c, now, &key, &EXPORTS));
    match counted.await {
        Err(e @ Error::TooMany(_)) => Err(e),
        Err(e) => {
            tracing::debug!(error = %e, "an export was not counted");
            Ok(())
        }
        Ok(()) => Ok(()),
    }
}

/// One piece for the beginning, then one for each few entries.
fn lined(
    selection: Selection,
    watched: Option<Watched>,
) -> Result<impl Stream<Item = Result<Bytes>> + 'static> {
    let is_lines = selection.format == Format::Lines;
    let mut head = head(selection.format);
    if is_lines {
        // Before the entries, which are read with them.
        head.push_str(&words::lines(&selection.terms)?);
    }
    let begin = Lined {
        head: Some(head),
        series: is_lines,
        selection,
    };
    Ok(stream::try_unfold(begin, move |mut lined| {
        going_on(&watched);
        async move { Ok(lined.next().await?.map(|text| (Bytes::from(text), lined))) }
    }))
}

/// One file of all, as it is sent.
struct Lined {
    head: Option<String>,
    selection: Selection,
    /// Whether the series come at its end.
    series: bool,
}

impl Lined {
    /// The next piece; a piece of nothing would be taken for the end.
    async fn next(&mut self) -> Result<Option<String>> {
        let mut text = self.head.take().unwrap_or_default();
        while text.is_empty() {
            if let Some(more) = self.selection.next().await? {
                for one in &more {
                    text.push_str(&as_text(one, self.selection.format)?);
                }
            } else if std::mem::take(&mut self.series) {
                for series in &self.selection.places.series {
                    text.push_str(&series_line(series)?);
                }
            } else {
                return Ok(None);
            }
        }
        Ok(Some(text))
    }
}

fn archived(
    archive: Archive,
    watched: Option<Watched>,
) -> impl Stream<Item = Result<Bytes>> + 'static {
    stream::try_unfold(archive, move |mut archive| {
        going_on(&watched);
        async move { Ok(archive.next().await?.map(|piece| (piece, archive))) }
    })
}

/// Whoever takes the next piece has taken the one before: a slow line is no idle one.
fn going_on(watched: &Option<Watched>) {
    if let Some(watched) = watched {
        watched.goes_on();
    }
}

/// What is asked for cannot be told from the address: nothing is handed out, rather than something
/// else.
fn not_understood(ctx: &Ctx, pairs: &Pairs, filter: &Filter) -> HttpResponse {
    let title = ctx.t("export-not-understood");
    let format = get(pairs, "format").unwrap_or_default();
    let named = Format::named(format).is_some();
    let is_wrong = |name: String, said: &str| {
        let said: String = said.chars().take(60).collect();
        let values = [("name", name.into()), ("value", said.into())];
        html! { li { (ctx.tv("export-unknown", &values)) } }
    };
    let body = html! {
        header.page-head { h1 { (title) } }
        ul.measure {
            @if format.is_empty() {
                li { (ctx.t("export-no-format")) }
            } @else if !named {
                (is_wrong(ctx.t("export-format"), format))
            }
            @if let Some(typed) = &filter.unknown_place { li { (lists::said_of_place(ctx, typed)) } }
            @for (label, said) in lists::not_known_lines(ctx, filter) { (is_wrong(label, said)) }
        }
        p.measure {
            @if !named { (ctx.t("export-formats")) " " }
            (ctx.t("export-nothing-taken"))
        }
        div.actions { a.button href=(filter.address(1)) { (ctx.t("export-back")) } }
    };
    let frame = Page::new(title).under(ctx.t("nav-library"), "/library");
    layout::page_with_status(ctx, StatusCode::BAD_REQUEST, frame, body)
}

fn too_large(ctx: &Ctx, filter: &Filter, bytes: i64) -> HttpResponse {
    let mb = |bytes: i64| Value::from(bytes / (1024 * 1024));
    let values = [("mb", mb(bytes)), ("most", mb(FILES))];
    let title = ctx.t("export-too-large");
    let body = html! {
        header.page-head { h1 { (title) } }
        p.measure { (ctx.tv("export-too-large-text", &values)) }
        div.actions {
            a.button href=(filter.address(1)) { (ctx.t("export-back")) }
            a.button.secondary href=(address(filter, Format::Lines)) rel="nofollow" { (ctx.t("export-without-files")) }
        }
    };
    let frame = Page::new(title).under(ctx.t("nav-library"), "/library");
    layout::refused(ctx, frame, body)
}

fn address(filter: &Filter, format: Format) -> String {
    let query = filter.query();
    let mark = if query.is_empty() { "" } else { "&" };
    format!("/library/export?format={}{mark}{query}", format.name())
}

/// Under a list of so many entries: ways to take it home.
pub fn ways(ctx: &Ctx, filter: &Filter, total: i64) -> Markup {
    let named = |format: Format| match format {
        Format::Lines => ctx.t("export-jsonl"),
        Format::Table => ctx.t("export-csv"),
        Format::Markdown => ctx.t("export-markdown"),
    };
    let count = [("count", Value::from(total))];
    html! {
        @if total > 0 {
            nav.no-print aria-labelledby="export" {
                p.meta id="export" { (ctx.tv("export-title", &count)) }
                ul.tags {
                    @for format in [Format::Table, Format::Markdown, Format::Lines] {
                        li { a.tag href=(address(filter, format)) rel="nofollow" download=(format.file_name()) { (named(format)) } }
                    }
                }
            }
        }
    }
}
