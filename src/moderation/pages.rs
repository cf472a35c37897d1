//! `/moderation` and `/me/moderation`.

use std::collections::HashMap;

use actix_web::HttpResponse;
use actix_web::web::{Path, Query};
use serde::Deserialize;

use super::deciding::{self, Decision, NewDecision};
use super::queries::{MeasureRow, ReportRow};
use super::subjects::{self, Kind, Thing};
use super::{NewReport, TEXT_MAX, queries, views};
use crate::audit;
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::forum;
use crate::members::{self, Member};
use crate::rights::Act;
use crate::web::{Ctx, FormData, Problems, see_other};

pub const QUEUE_PAGE: &str = "/moderation";
pub const OWN_PAGE: &str = "/me/moderation";

/// Of each kind of work, as many as one sitting deals with: the longest waiting.
pub const SHOWN: i64 = 50;

pub type Names = HashMap<String, String>;

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Which {
    kind: String,
    id: String,
}

/// `GET /moderation/report?kind=&id=`
pub async fn report_form(ctx: Ctx, which: Query<Which>) -> Result<HttpResponse> {
    let which = which.into_inner();
    show_report(&ctx, &which, &FormData::default(), &Problems::default()).await
}

/// `POST /moderation/report`
pub async fn report(ctx: Ctx, form: FormData) -> Result<HttpResponse> {
    let member = ctx.require(Act::Report)?.clone();
    let which = Which {
        kind: form.get("kind").to_string(),
        id: form.get("id").to_string(),
    };
    let kind = Kind::named(&which.kind)?;
    let new = match NewReport::parse(&form) {
        Ok(new) => new,
        Err(problems) => return show_report(&ctx, &which, &form, &problems).await,
    };
    let (app, now) = (ctx.app.clone(), ctx.app.clock.now());
    let to = ctx
        .once(&form, move |c| {
            let thing = subjects::seen_by(c, &member, kind, &which.id)?;
            super::report(c, &app, now, &member, &thing, &new)?;
            Ok("/moderation/report/thanks".to_string())
        })
        .await?;
    Ok(see_other(&to))
}

async fn show_report(
    ctx: &Ctx,
    which: &Which,
    form: &FormData,
    problems: &Problems,
) -> Result<HttpResponse> {
    let member = ctx.require(Act::Report)?.clone();
    let (kind, id) = (Kind::named(&which.kind)?, which.id.clone());
    let (thing, before) = ctx
        .read(move |c| {
            let thing = subjects::seen_by(c, &member, kind, &id)?;
            if thing.author.as_deref() == Some(member.id.as_str()) {
                return Err(Error::BadRequest("report-own"));
            }
            let before = queries::has_reported(c, &member.id, kind.name(), &id)?;
            Ok((thing, before))
        })
        .await?;
    Ok(views::report(ctx, &thing, before, form, problems))
}

/// `GET /moderation/report/thanks`
pub async fn thanks(ctx: Ctx) -> Result<HttpResponse> {
    ctx.require(Act::Report)?;
    Ok(views::thanks(&ctx))
}

/// What waits for moderators.
pub struct Queue {
    pub reported: Vec<(Kind, String, i64, Option<Thing>)>,
    pub held: Vec<Thing>,
    pub appeals: Vec<MeasureRow>,
    pub suspended: Vec<MeasureRow>,
    pub names: Names,
}

/// `GET /moderation`
pub async fn queue(ctx: Ctx) -> Result<HttpResponse> {
    let me = ctx.require(Act::Moderate)?.id.clone();
    let queue = ctx
        .read(move |c| {
            let open = queries::reported(c, SHOWN)?;
            let mut asked = Vec::with_capacity(open.len());
            for (kind, id, ..) in &open {
                asked.push((Kind::named(kind)?, id.clone()));
            }
            let mut things = subjects::many(c, &asked)?;
            let reported = asked
                .into_iter()
                .zip(open)
                .map(|((kind, id), (.., count, _))| {
                    let thing = things.remove(&(kind, id.clone()));
                    (kind, id, count, thing)
                })
                // Whoever is reported is not told.
                .filter(|(.., thing)| {
                    let author = thing.as_ref().and_then(|t| t.author.as_deref());
                    author != Some(me.as_str())
                })
                .collect::<Vec<_>>();
            let held = forum::held(c, &me, SHOWN)?;
            let held: Vec<Thing> = held.into_iter().map(subjects::of_post).collect();
            let appeals = queries::appeals(c, &me, SHOWN)?;
            let suspended = queries::suspensions(c, SHOWN)?;
            let things = reported
                .iter()
                .filter_map(|(.., t)| t.as_ref())
                .chain(&held);
            let people = appeals.iter().chain(&suspended);
            let ids: Vec<String> = things
                .filter_map(|t| t.author.clone())
                .chain(people.map(|m| m.person_id.clone()))
                .collect();
            Ok(Queue {
                names: members::names(c, ids.iter().map(String::as_str))?,
                reported,
                held,
                appeals,
                suspended,
            })
        })
        .await?;
    Ok(views::queue(&ctx, &queue))
}

/// A thing with all a decision about it needs.
pub struct Case {
    pub thing: Thing,
    pub reports: Vec<ReportRow>,
    /// What was done about its author before.
    pub measures: Vec<MeasureRow>,
    pub options: Vec<Decision>,
    pub names: Names,
}

fn load_case(c: &mut Conn, ctx: &CaseFor, kind: Kind, id: &str) -> Result<Case> {
    let thing = match subjects::seen_by(c, &ctx.moderator, kind, id) {
        // What others reported a moderator sees as well.
        Err(Error::NotFound) if queries::is_known(c, kind.name(), id)? => {
            subjects::any(c, kind, id)?
        }
        found => found?,
    };
    if !deciding::may_decide(c, &ctx.moderator, thing.author.as_deref())? {
        return Err(Error::Forbidden);
    }
    let reports = queries::reports_of(c, kind.name(), id)?;
    let open = reports.iter().any(|r| r.status == "open");
    let (measures, suspended) = match &thing.author {
        Some(author) => (
            queries::measures_of(c, author)?,
            !queries::holding(c, ctx.now, author)?.is_empty(),
        ),
        None => (Vec::new(), false),
    };
    let people = reports.iter().filter_map(|r| r.reporter_id.as_deref());
    let names = members::names(c, people.chain(thing.author.as_deref()))?;
    Ok(Case {
        options: deciding::options(&thing, open, suspended),
        thing,
        reports,
        measures,
        names,
    })
}

/// Who looks at a case, and when.
#[derive(Clone)]
struct CaseFor {
    moderator: Member,
    now: chrono::NaiveDateTime,
}

impl CaseFor {
    fn of(ctx: &Ctx) -> Result<CaseFor> {
        Ok(CaseFor {
            moderator: ctx.require(Act::Moderate)?.clone(),
            now: ctx.app.clock.now(),
        })
    }
}

/// `GET /moderation/case/{kind}/{id}`
pub async fn case(ctx: Ctx, path: Path<(String, String)>) -> Result<HttpResponse> {
    let (kind, id) = path.into_inner();
    show_case(&ctx, &kind, id, &FormData::default(), &Problems::default()).await
}

/// `POST /moderation/case/{kind}/{id}`
pub async fn decide(
    ctx: Ctx,
    path: Path<(String, String)>,
    form: FormData,
) -> Result<HttpResponse> {
    let (kind, id) = path.into_inner();
    let known = Kind::named(&kind)?;
    let who = CaseFor::of(&ctx)?;
    let (asks, wanted) = (who.clone(), id.clone());
    let options = ctx
        .read(move |c| Ok(load_case(c, &asks, known, &wanted)?.options))
        .await?;
    let new = match NewDecision::parse(&form, &options) {
        Ok(new) => new,
        Err(problems) => return show_case(&ctx, &kind, id, &form, &problems).await,
    };
    let app = ctx.app.clone();
    let to = ctx
        .once(&form, move |c| {
            // As it stands now: somebody else may have decided meanwhile.
            let case = load_case(c, &who, known, &id)?;
            if !case.options.contains(&new.decision) {
                return Err(Error::Conflict);
            }
            deciding::decide(c, &app, who.now, &who.moderator, &case.thing, &new)?;
            Ok("/moderation?done=moderation-decided".to_string())
        })
        .await?;
    Ok(see_other(&to))
}

async fn show_case(
    ctx: &Ctx,
    kind: &str,
    id: String,
    form: &FormData,
    problems: &Problems,
) -> Result<HttpResponse> {
    let kind = Kind::named(kind)?;
    let who = CaseFor::of(ctx)?;
    let read = id.clone();
    let case = ctx.read(move |c| load_case(c, &who, kind, &id)).await?;
    // What was reported may be for others' eyes alone.
    audit::reading(ctx, kind.name(), &read).await?;
    Ok(views::case(ctx, &case, form, problems))
}

/// An appeal, as a moderator sees it.
pub struct Appeal {
    pub row: MeasureRow,
    pub thing: Option<Thing>,
    pub name: Option<String>,
    /// Another than the one who decided answers.
    pub may_answer: bool,
}

/// `GET /moderation/appeals/{id}`
pub async fn appeal_case(ctx: Ctx, id: Path<String>) -> Result<HttpResponse> {
    show_appeal(
        &ctx,
        id.into_inner(),
        &FormData::default(),
        &Problems::default(),
    )
    .await
}

/// `POST /moderation/appeals/{id}`
pub async fn answer(ctx: Ctx, id: Path<String>, form: FormData) -> Result<HttpResponse> {
    let moderator = ctx.require(Act::Moderate)?.clone();
    let id = id.into_inner();
    let mut problems = Problems::default();
    let outcome = problems.choice(&form, "outcome", &["keep", "lift"]);
    if outcome.is_none() && problems.none() {
        problems.add("outcome", "moderation-choose-outcome");
    }
    let text = problems.block(&form, "answer", TEXT_MAX);
    if !problems.none() {
        return show_appeal(&ctx, id, &form, &problems).await;
    }
    let (app, now) = (ctx.app.clone(), ctx.app.clock.now());
    let lift = outcome == Some("lift");
    let to = ctx
        .once(&form, move |c| {
            deciding::answer(c, &app, now, &moderator, &id, &text, lift)?;
            Ok("/moderation?done=moderation-answered".to_string())
        })
        .await?;
    Ok(see_other(&to))
}

async fn show_appeal(
    ctx: &Ctx,
    id: String,
    form: &FormData,
    problems: &Problems,
) -> Result<HttpResponse> {
    let moderator = ctx.require(Act::Moderate)?.clone();
    let appeal = ctx
        .read(move |c| {
            let row = queries::measure(c, &id)?;
            if row.appealed_at.is_none() {
                return Err(Error::NotFound);
            }
            if !deciding::may_decide(c, &moderator, Some(&row.person_id))? {
                return Err(Error::Forbidden);
            }
            let may_answer =
                row.answered_at.is_none() && deciding::may_answer(c, &moderator, &row)?;
            Ok(Appeal {
                thing: thing_of(c, &row)?,
                name: members::names(c, [row.person_id.as_str()])?.remove(&row.person_id),
                may_answer,
                row,
            })
        })
        .await?;
    Ok(views::appeal_case(ctx, &appeal, form, problems))
}

/// What a measure was about, when it is still there.
pub fn thing_of(c: &mut Conn, row: &MeasureRow) -> Result<Option<Thing>> {
    let (Some(kind), Some(id)) = (&row.subject_kind, &row.subject_id) else {
        return Ok(None);
    };
    match subjects::any(c, Kind::named(kind)?, id) {
        Ok(thing) => Ok(Some(thing)),
        Err(Error::NotFound) => Ok(None),
        Err(e) => Err(e),
    }
}

/// A measure as the person it is about sees it: with what it was about, and by which role.
pub struct Own {
    pub row: MeasureRow,
    pub thing: Option<Thing>,
    pub by_administrator: bool,
}

/// Measures with their things: a handful, a person has few.
pub fn own_of(c: &mut Conn, rows: Vec<MeasureRow>) -> Result<Vec<Own>> {
    let mut asked = Vec::new();
    for row in &rows {
        if let (Some(kind), Some(id)) = (&row.subject_kind, &row.subject_id) {
            asked.push((Kind::named(kind)?, id.clone()));
        }
    }
    let things = subjects::many(c, &asked)?;
    let by: Vec<String> = rows.iter().filter_map(|r| r.by_id.clone()).collect();
    let administrators = queries::administrators(c, &by)?;
    rows.into_iter()
        .map(|row| {
            let thing = match (&row.subject_kind, &row.subject_id) {
                (Some(kind), Some(id)) => things.get(&(Kind::named(kind)?, id.clone())).cloned(),
                _ => None,
            };
            let by = row.by_id.as_ref();
            Ok(Own {
                by_administrator: by.is_some_and(|id| administrators.contains(id)),
                thing,
                row,
            })
        })
        .collect()
}

/// `GET /me/moderation`
pub async fn own(ctx: Ctx) -> Result<HttpResponse> {
    let me = ctx.require(Act::OwnAccount)?.id.clone();
    let all = ctx
        .read(move |c| {
            let rows = queries::measures_of(c, &me)?;
            own_of(c, rows)
        })
        .await?;
    seen(&ctx).await?;
    Ok(views::own(&ctx, &all))
}

/// The person has it before them now.
async fn seen(ctx: &Ctx) -> Result<()> {
    if !ctx.waiting.unread || ctx.site.read_only {
        return Ok(());
    }
    let (me, now) = (ctx.signed_in()?.id.clone(), ctx.app.clock.now());
    ctx.write(move |c| queries::set_seen(c, now, &me)).await
}

/// `GET /me/moderation/{id}`: one measure, with the form to appeal.
pub async fn own_one(ctx: Ctx, id: Path<String>) -> Result<HttpResponse> {
    show_own(
        &ctx,
        id.into_inner(),
        &FormData::default(),
        &Problems::default(),
    )
    .await
}

/// `POST /me/moderation/{id}`: appeals.
pub async fn appeal(ctx: Ctx, id: Path<String>, form: FormData) -> Result<HttpResponse> {
    let me = ctx.require(Act::OwnAccount)?.id.clone();
    let id = id.into_inner();
    let mut problems = Problems::default();
    let text = problems.block(&form, "appeal", TEXT_MAX);
    if !problems.none() {
        return show_own(&ctx, id, &form, &problems).await;
    }
    let now = ctx.app.clock.now();
    let to = ctx
        .once(&form, move |c| {
            deciding::appeal(c, now, &me, &id, &text)?;
            Ok(format!("{OWN_PAGE}?done=moderation-appealed"))
        })
        .await?;
    Ok(see_other(&to))
}

async fn show_own(
    ctx: &Ctx,
    id: String,
    form: &FormData,
    problems: &Problems,
) -> Result<HttpResponse> {
    let me = ctx.require(Act::OwnAccount)?.id.clone();
    let own = ctx
        .read(move |c| {
            let row = queries::measure(c, &id)?;
            if row.person_id != me {
                return Err(Error::NotFound);
            }
            own_of(c, vec![row])?.pop().ok_or(Error::NotFound)
        })
        .await?;
    seen(ctx).await?;
    Ok(views::own_one(ctx, &own, form, problems))
}
