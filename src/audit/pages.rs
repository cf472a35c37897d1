//! `/admin/audit`: who did what, for administrators. That they looked is itself recorded.

use std::collections::HashMap;

use actix_web::HttpResponse;
use actix_web::http::header;
use actix_web::web::Query;
use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime};
use serde::{Deserialize, Serialize};

use super::queries::Filter;
use super::{AuditRow, export, queries, views};
use crate::clock::{COPENHAGEN, to_instant};
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::members;
use crate::rights::Act;
use crate::text;
use crate::web::Ctx;
use crate::web::paging::{self, PER_PAGE};

/// What the filter's form says.
#[derive(Deserialize, Serialize, Clone, Default)]
#[serde(default)]
pub struct Asked {
    /// A name or part of one, or an id.
    pub person: String,
    pub action: String,
    pub kind: String,
    /// Local days, both included.
    pub from: String,
    pub to: String,
    #[serde(skip_serializing)]
    pub page: Option<String>,
    #[serde(skip_serializing)]
    format: String,
}

impl Asked {
    /// As the query of an address, without page.
    pub fn query(&self) -> String {
        serde_urlencoded::to_string(self).unwrap_or_default()
    }

    pub fn is_all(&self) -> bool {
        let said = [&self.person, &self.action, &self.kind, &self.from, &self.to];
        said.iter().all(|s| s.trim().is_empty())
    }

    fn filter(&self, c: &mut Conn) -> Result<Filter> {
        let some = |s: &String| (!s.is_empty()).then(|| s.clone());
        Ok(Filter {
            actors: match self.person.trim() {
                "" => None,
                wanted => Some(people_called(c, wanted)?),
            },
            action: some(&self.action),
            kind: some(&self.kind),
            from: day(&self.from).map(beginning),
            to: day(&self.to)
                .and_then(|d| d.checked_add_days(Days::new(1)))
                .map(beginning),
        })
    }
}

/// Most people a name stands for; more is no filter.
const NAMESAKES: usize = 500;

/// Ids of everybody whose name has `wanted` in it, however it is spelt; an id stands for itself.
fn people_called(c: &mut Conn, wanted: &str) -> Result<Vec<String>> {
    let folded = text::fold(wanted);
    let mut ids: Vec<String> = queries::everybody(c)?
        .into_iter()
        .filter(|(id, name)| id == wanted || text::fold(name).contains(&folded))
        .map(|(id, _)| id)
        .take(NAMESAKES)
        .collect();
    // Somebody who has left has an id, and no name.
    if ids.is_empty() {
        ids.push(wanted.to_string());
    }
    Ok(ids)
}

fn day(raw: &str) -> Option<NaiveDate> {
    NaiveDate::parse_from_str(raw.trim(), "%Y-%m-%d").ok()
}

/// When a day begins in Copenhagen.
fn beginning(day: NaiveDate) -> NaiveDateTime {
    to_instant(day.and_time(NaiveTime::MIN), COPENHAGEN).naive_utc()
}

/// What the page shows.
pub struct Shown {
    pub rows: Vec<AuditRow>,
    pub names: HashMap<String, String>,
    pub page: i64,
    /// Rows the filter lets through.
    pub total: i64,
    pub actions: Vec<String>,
    pub kinds: Vec<String>,
    /// Rows there are, and the chain's head.
    pub head: (i64, String),
}

/// `GET /admin/audit?person=&action=&kind=&from=&to=&page=`
pub async fn list(ctx: Ctx, query: Query<Asked>) -> Result<HttpResponse> {
    ctx.require(Act::ReadAudit)?;
    super::reading(&ctx, "audit", "").await?;
    let asked = query.into_inner();
    let page = paging::number(asked.page.as_deref());
    let wanted = asked.clone();
    let shown = ctx
        .read(move |c| {
            let filter = wanted.filter(c)?;
            let rows = queries::list(c, &filter, PER_PAGE, paging::offset(page))?;
            let names = names(c, &rows)?;
            let (actions, kinds) = queries::words(c)?;
            Ok(Shown {
                names,
                rows,
                page,
                total: queries::count(c, &filter)?,
                actions,
                kinds,
                head: super::head(c)?,
            })
        })
        .await?;
    if shown.rows.is_empty() && page > 1 {
        return Err(Error::NotFound);
    }
    Ok(views::list(&ctx, &asked, &shown))
}

/// `GET /admin/audit/export?format=csv|jsonl` and the filter: every row it lets through.
pub async fn export(ctx: Ctx, query: Query<Asked>) -> Result<HttpResponse> {
    let actor = ctx.require(Act::ReadAudit)?.id.clone();
    let asked = query.into_inner();
    let format = export::Format::named(&asked.format).ok_or(Error::NotFound)?;
    let now = ctx.app.clock.now();
    // Before anything leaves: what cannot be recorded is not handed out.
    ctx.write(move |c| super::record(c, now, Some(&actor), "export", "audit", format.name()))
        .await?;
    let text = ctx
        .read(move |c| {
            let filter = asked.filter(c)?;
            let mut out = format.begin();
            let mut before = i64::MAX;
            loop {
                let rows = queries::before(c, &filter, before)?;
                let Some(last) = rows.last() else {
                    return Ok(out);
                };
                before = last.id;
                let names = names(c, &rows)?;
                for row in &rows {
                    format.add(&mut out, row, &names)?;
                }
            }
        })
        .await?;
    Ok(HttpResponse::Ok()
        .content_type(format.media_type())
        .insert_header((
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"audit.{}\"", format.name()),
        ))
        .body(text))
}

/// Names of who acted, and of whom they acted on.
fn names(c: &mut Conn, rows: &[AuditRow]) -> Result<HashMap<String, String>> {
    let actors = rows.iter().filter_map(|r| r.actor_id.as_deref());
    let subjects = rows
        .iter()
        .filter(|r| r.subject_kind == "person")
        .map(|r| r.subject_id.as_str());
    members::names(c, actors.chain(subjects))
}
