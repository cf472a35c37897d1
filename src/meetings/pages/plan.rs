//! Planning, changing, calling off; the notes afterwards.

use std::collections::BTreeMap;

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::Path;

use super::{below, readable_notes, show_or_refuse};
use crate::audit;
use crate::clock::{COPENHAGEN, to_local};
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::library::facts::Facts;
use crate::library::{self, Audience, NewEntry};
use crate::meetings::planning::{self, day_field};
use crate::meetings::{MeetingRow, create_series, queries, series, views};
use crate::rights::Act;
use crate::web::lang::{CONTENT_LANGUAGES, Value};
use crate::web::{Ctx, FormData, Page, Problems, dates, layout, see_other};

/// `GET /meetings/new`
pub async fn new_form(ctx: Ctx) -> Result<HttpResponse> {
    ctx.require(Act::PlanMeetings)?;
    Ok(lay_out_page(&ctx, &planning::blank(), &Problems::default()))
}

fn lay_out_page(ctx: &Ctx, form: &FormData, problems: &Problems) -> HttpResponse {
    let frame = Page::new(ctx.t("meetings-new")).under(ctx.t("nav-meetings"), "/meetings");
    let body = views::plan::lay_out(ctx, form, problems);
    show_or_refuse(ctx, !problems.none(), frame, body)
}

/// `POST /meetings/preview`: shows the computed days, and keeps nothing.
pub async fn preview(ctx: Ctx, mut form: FormData) -> Result<HttpResponse> {
    ctx.require(Act::PlanMeetings)?;
    if form.get("step") == "back" {
        return Ok(lay_out_page(&ctx, &form, &Problems::default()));
    }
    let laid_out = match planning::lay_out(&form) {
        Ok(laid_out) => laid_out,
        Err(problems) => return Ok(lay_out_page(&ctx, &form, &problems)),
    };
    for (n, day) in laid_out.days.iter().enumerate() {
        form.set(&day_field(n + 1), day.format("%Y-%m-%d").to_string());
    }
    Ok(preview_page(&ctx, &form, &Problems::default()))
}

fn preview_page(ctx: &Ctx, form: &FormData, problems: &Problems) -> HttpResponse {
    let today = to_local(ctx.app.clock.now(), COPENHAGEN).date();
    let days: Vec<views::plan::Day> = (1..=8)
        .map(day_field)
        .filter(|field| form.has(field))
        .map(|field| {
            let day = dates::parse(form.get(&field), "12:00").map(|at| at.date());
            views::plan::Day {
                flag: day.and_then(|d| series::flag(d, today)),
                field,
                day,
            }
        })
        .collect();
    let frame = Page::new(ctx.t("meetings-preview")).under(ctx.t("nav-meetings"), "/meetings");
    let body = views::plan::preview(ctx, form, problems, &days);
    show_or_refuse(ctx, !problems.none(), frame, body)
}

/// `POST /meetings`
pub async fn create(ctx: Ctx, form: FormData) -> Result<HttpResponse> {
    let actor = ctx.require(Act::PlanMeetings)?.id.clone();
    let new = match planning::settled(&form) {
        Ok(new) => new,
        Err(problems) => return Ok(preview_page(&ctx, &form, &problems)),
    };
    let now = ctx.app.clock.now();
    let to = ctx
        .once(&form, move |c| {
            let ids = create_series(c, now, &new)?;
            for id in &ids {
                audit::record(c, now, Some(&actor), "plan", "meeting", id)?;
            }
            Ok(match ids.as_slice() {
                [only] => format!("/meetings/{only}?done=saved"),
                _ => "/meetings?done=planned".to_string(),
            })
        })
        .await?;
    Ok(see_other(&to))
}

async fn meeting(ctx: &Ctx, id: &str) -> Result<MeetingRow> {
    let id = id.to_string();
    ctx.read(move |c| queries::get(c, &id)).await
}

/// `GET /meetings/{id}/edit`
pub async fn edit_form(ctx: Ctx, id: Path<String>) -> Result<HttpResponse> {
    ctx.require(Act::PlanMeetings)?;
    let meeting = meeting(&ctx, &id).await?;
    if meeting.is_cancelled() {
        return Err(Error::NotFound);
    }
    edit_page(
        &ctx,
        &meeting,
        &planning::filled(&meeting),
        &Problems::default(),
        false,
    )
    .await
}

async fn edit_page(
    ctx: &Ctx,
    meeting: &MeetingRow,
    form: &FormData,
    problems: &Problems,
    conflict: bool,
) -> Result<HttpResponse> {
    let id = meeting.id.clone();
    let invited = ctx
        .read(move |c| queries::invitations_to(c, &id))
        .await?
        .len();
    let frame = below(ctx, ctx.t("meetings-edit"), meeting);
    let body = views::plan::edit(ctx, meeting, form, problems, invited > 0, conflict);
    if conflict {
        let status = StatusCode::CONFLICT;
        return Ok(layout::page_with_status(ctx, status, frame, body));
    }
    Ok(show_or_refuse(ctx, !problems.none(), frame, body))
}

/// `POST /meetings/{id}/edit`
pub async fn change(ctx: Ctx, id: Path<String>, mut form: FormData) -> Result<HttpResponse> {
    let actor = ctx.require(Act::PlanMeetings)?.id.clone();
    let (version, new) = match planning::changed(&form) {
        Ok(changed) => changed,
        Err(problems) => {
            let meeting = meeting(&ctx, &id).await?;
            return edit_page(&ctx, &meeting, &form, &problems, false).await;
        }
    };
    let tell = form.get("tell") == "yes";
    let now = ctx.app.clock.now();
    let changed = id.to_string();
    let saved = ctx
        .once(&form, move |c| {
            crate::meetings::change(c, now, &changed, version, &new, tell)?;
            audit::record(c, now, Some(&actor), "change", "meeting", &changed)?;
            Ok(format!("/meetings/{changed}?done=saved"))
        })
        .await;
    match saved {
        // Somebody was first: both are shown, and the form now knows of theirs.
        Err(Error::Conflict) => {
            let meeting = meeting(&ctx, &id).await?;
            form.set("version", meeting.version.to_string());
            edit_page(&ctx, &meeting, &form, &Problems::default(), true).await
        }
        other => Ok(see_other(&other?)),
    }
}

/// `GET /meetings/{id}/cancel`: asks.
pub async fn cancel_form(ctx: Ctx, id: Path<String>) -> Result<HttpResponse> {
    ctx.require(Act::PlanMeetings)?;
    let id = id.into_inner();
    let (meeting, invited) = ctx
        .read(move |c| {
            Ok((
                queries::get(c, &id)?,
                queries::invitations_to(c, &id)?.len(),
            ))
        })
        .await?;
    let frame = below(&ctx, ctx.t("meetings-cancel"), &meeting);
    let body = views::plan::cancel(&ctx, &meeting, invited as i64);
    Ok(show_or_refuse(&ctx, false, frame, body))
}

/// `POST /meetings/{id}/cancel`
pub async fn call_off(ctx: Ctx, id: Path<String>, form: FormData) -> Result<HttpResponse> {
    let actor = ctx.require(Act::PlanMeetings)?.id.clone();
    let now = ctx.app.clock.now();
    let id = id.into_inner();
    let to = ctx
        .once(&form, move |c| {
            crate::meetings::cancel(c, now, &id)?;
            audit::record(c, now, Some(&actor), "cancel", "meeting", &id)?;
            Ok(format!("/meetings/{id}?done=cancelled"))
        })
        .await?;
    Ok(see_other(&to))
}

/// `GET /meetings/{id}/notes`: where the notes are, or the form to write them.
pub async fn notes_form(ctx: Ctx, id: Path<String>) -> Result<HttpResponse> {
    ctx.require(Act::PlanMeetings)?;
    let id = id.into_inner();
    let (lang, who) = (ctx.lang, ctx.member.clone());
    let (meeting, notes, form) = ctx
        .read(move |c| {
            let meeting = queries::get(c, &id)?;
            let notes = readable_notes(c, who.as_ref(), &id)?;
            let form = draft(c, &meeting, lang)?;
            Ok((meeting, notes, form))
        })
        .await?;
    let frame = below(&ctx, ctx.t("meetings-notes"), &meeting);
    let body = if notes.is_empty() {
        views::plan::notes(&ctx, &meeting, &form, &Problems::default(), &[])
    } else {
        views::plan::notes_exist(&ctx, &notes)
    };
    Ok(show_or_refuse(&ctx, false, frame, body))
}

/// Notes begin with the agenda, and with how many came from where: no names.
fn draft(c: &mut Conn, meeting: &MeetingRow, lang: crate::web::Lang) -> Result<FormData> {
    let on = dates::date(lang, meeting.starts_local.date());
    let mut came: BTreeMap<Option<String>, i64> = BTreeMap::new();
    for guest in queries::present(c, &meeting.id)? {
        *came.entry(guest.organisation).or_default() += 1;
    }
    let total: i64 = came.values().sum();
    let mut body = String::new();
    if !meeting.agenda.is_empty() {
        body.push_str(&format!(
            "## {}\n\n{}\n\n",
            lang.t("meetings-agenda"),
            meeting.agenda
        ));
    }
    let count = [("count", Value::from(total))];
    body.push_str(&format!(
        "## {}\n\n{}\n",
        lang.t("meetings-present"),
        lang.tv("meetings-present-count", &count)
    ));
    for (organisation, count) in came {
        let name = organisation.unwrap_or_else(|| lang.t("meetings-no-organisation"));
        body.push_str(&format!("\n- {name}: {count}"));
    }
    body.push_str(&format!("\n\n## {}\n\n", lang.t("meetings-decisions")));
    Ok(FormData::of([
        ("title", format!("{}, {on}", meeting.title)),
        ("summary", String::new()),
        ("body", body),
        ("audience", Audience::Network.name().to_string()),
        ("lang", lang.code().to_string()),
    ]))
}

/// `POST /meetings/{id}/notes`
pub async fn publish_notes(ctx: Ctx, id: Path<String>, form: FormData) -> Result<HttpResponse> {
    let member = ctx.require(Act::PlanMeetings)?.clone();
    let mut problems = Problems::default();
    let title = problems.line(&form, "title", 150);
    let summary = problems.line(&form, "summary", 500);
    let body = problems.block(&form, "body", 100_000);
    let written_in = problems.choice(&form, "lang", &CONTENT_LANGUAGES);
    if written_in.is_none() && problems.of("lang").is_none() {
        problems.add("lang", "invalid-choice");
    }
    let audience = problems.choice(&form, "audience", &["public", "network"]);
    let audience = audience.and_then(Audience::named);
    let Some(audience) = audience.filter(|_| problems.none()) else {
        if audience.is_none() && problems.of("audience").is_none() {
            problems.add("audience", "invalid-choice");
        }
        let meeting = meeting(&ctx, &id).await?;
        let frame = below(&ctx, ctx.t("meetings-notes"), &meeting);
        let body = views::plan::notes(&ctx, &meeting, &form, &problems, &[]);
        return Ok(show_or_refuse(&ctx, true, frame, body));
    };
    let now = ctx.app.clock.now();
    let entry = NewEntry {
        kind: library::Kind::Note,
        title,
        summary,
        body,
        lang: written_in.unwrap_or_default().to_string(),
        municipality: None,
        place: None,
        area: None,
        tags: Vec::new(),
        contact_role: String::new(),
        contact_name: String::new(),
        contact_deputy: String::new(),
        facts: Facts::default(),
        audience,
        organisation_id: member.organisation_id.clone(),
        meeting_id: Some(id.to_string()),
    };
    let (meeting_id, author) = (id.to_string(), member.clone());
    let published = ctx
        .once(&form, move |c| {
            queries::get(c, &meeting_id)?;
            // Somebody else may have written them meanwhile: their notes stay.
            if !readable_notes(c, Some(&author), &meeting_id)?.is_empty() {
                return Err(Error::Conflict);
            }
            let made = library::add(c, now, &author.id, &entry, library::Status::Published)?;
            audit::record(c, now, Some(&author.id), "publish", "entry", &made.id)?;
            Ok(format!("/library/{}?done=saved", made.slug))
        })
        .await;
    match published {
        Err(Error::Conflict) => {
            let (meeting_id, who) = (id.to_string(), Some(member));
            let (meeting, notes) = ctx
                .read(move |c| {
                    let notes = readable_notes(c, who.as_ref(), &meeting_id)?;
                    Ok((queries::get(c, &meeting_id)?, notes))
                })
                .await?;
            let frame = below(&ctx, ctx.t("meetings-notes"), &meeting);
            let body = views::plan::notes(&ctx, &meeting, &form, &Problems::default(), &notes);
            let status = StatusCode::CONFLICT;
            Ok(layout::page_with_status(&ctx, status, frame, body))
        }
        other => Ok(see_other(&other?)),
    }
}
