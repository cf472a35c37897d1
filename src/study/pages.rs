//! A student's way; a teacher's list; defining a programme.

use std::slice::from_ref;

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};
use serde::Deserialize;

use super::{NewProgramme, NewSitting, Part, Standing, progress, queries, views};
use crate::audit;
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::meetings;
use crate::members;
use crate::rights::Act;
use crate::web::{Ctx, FormData, Page, Problems, layout, page, paging, see_other};

#[derive(Deserialize)]
pub struct Paged {
    page: Option<String>,
}

/// `GET /study`
pub async fn own(ctx: Ctx) -> Result<HttpResponse> {
    let now = ctx.app.clock.now();
    let me = ctx.member.as_ref().map(|m| m.id.clone());
    let (own, programmes, requirements) = ctx
        .read(move |c| {
            let own = match &me {
                Some(me) => progress::of_person(c, now, me)?,
                None => Vec::new(),
            };
            let programmes = queries::programmes(c)?;
            let ids: Vec<String> = programmes.iter().map(|p| p.id.clone()).collect();
            let requirements = queries::requirements(c, &ids)?;
            Ok((own, programmes, requirements))
        })
        .await?;
    Ok(views::own(&ctx, &own, &programmes, &requirements))
}

/// `POST /study/{programme}/enrol`
pub async fn enrol(ctx: Ctx, id: Path<String>, form: FormData) -> Result<HttpResponse> {
    let me = ctx.require(Act::Study)?.id.clone();
    let now = ctx.app.clock.now();
    let id = id.into_inner();
    let to = ctx
        .once(&form, move |c| {
            super::enrol(c, now, &id, &me)?;
            audit::record(c, now, Some(&me), "enrol", "programme", &id)?;
            Ok("/study?done=enrolled".to_string())
        })
        .await?;
    Ok(see_other(&to))
}

/// `GET /study/{programme}/students`
pub async fn students(ctx: Ctx, id: Path<String>, query: Query<Paged>) -> Result<HttpResponse> {
    ctx.require(Act::RecordResults)?;
    let now = ctx.app.clock.now();
    let number = paging::number(query.page.as_deref());
    let id = id.into_inner();
    let seen = ctx.read(move |c| class(c, now, &id, number)).await?;
    if seen.students.is_empty() && number > 1 {
        return Err(Error::NotFound);
    }
    Ok(views::students(&ctx, &seen, number))
}

/// One page of students with how each stands: six queries, however many they are.
fn class(c: &mut Conn, now: chrono::NaiveDateTime, id: &str, number: i64) -> Result<views::Class> {
    let programme = queries::programme(c, id)?;
    let requirements = queries::requirements(c, &[id.to_string()])?;
    let (rows, total) = queries::students(c, id, paging::offset(number), paging::PER_PAGE)?;
    let people: Vec<String> = rows.iter().map(|(id, _)| id.clone()).collect();
    let attended = meetings::held_of_kind(c, now, &people, &progress::kinds(&requirements))?;
    let results = queries::results(c, &[id.to_string()], &people)?;
    let asked: Vec<_> = requirements.iter().collect();
    let students = rows
        .into_iter()
        .map(|(person_id, name)| {
            let came: Vec<_> = attended
                .iter()
                .filter(|(p, _)| *p == person_id)
                .map(|(_, m)| m)
                .collect();
            let own: Vec<_> = results
                .iter()
                .filter(|r| r.person_id == person_id)
                .collect();
            views::Student {
                steps: progress::weigh(&asked, &came, &own),
                person_id,
                name,
            }
        })
        .collect();
    Ok(views::Class {
        programme,
        students,
        total,
    })
}

/// `GET /study/{programme}/students/{person}`
pub async fn student(ctx: Ctx, ids: Path<(String, String)>) -> Result<HttpResponse> {
    ctx.require(Act::RecordResults)?;
    let now = ctx.app.clock.now();
    let (programme, person) = ids.into_inner();
    let (person, own) = ctx
        .read(move |c| {
            let own = progress::of_person(c, now, &person)?
                .into_iter()
                .find(|p| p.programme.id == programme)
                .ok_or(Error::NotFound)?;
            Ok((members::person(c, &person)?, own))
        })
        .await?;
    Ok(views::student(&ctx, &person, &own))
}

/// `POST /study/{programme}/students/{person}`: how the written and the oral part stand.
pub async fn record(ctx: Ctx, ids: Path<(String, String)>, form: FormData) -> Result<HttpResponse> {
    let actor = ctx.require(Act::RecordResults)?.id.clone();
    let now = ctx.app.clock.now();
    let (programme, person) = ids.into_inner();
    let recorded: Vec<(Part, Standing)> = [Part::Written, Part::Oral]
        .into_iter()
        .filter_map(|part| Some((part, Standing::named(form.get(part.name()))?)))
        .collect();
    let to = ctx
        .once(&form, move |c| {
            let (programmes, people) = (from_ref(&programme), from_ref(&person));
            let before = queries::results(c, programmes, people)?;
            for (part, standing) in recorded {
                let same = before
                    .iter()
                    .any(|r| r.part == part.name() && r.status == standing.name());
                if !same {
                    super::record_result(
                        c,
                        now,
                        Some(&actor),
                        &programme,
                        &person,
                        part,
                        standing,
                    )?;
                }
            }
            Ok(format!("/study/{programme}/students/{person}?done=saved"))
        })
        .await?;
    Ok(see_other(&to))
}

/// `GET /study/new`
pub async fn new_form(ctx: Ctx) -> Result<HttpResponse> {
    ctx.require(Act::RecordResults)?;
    let form = FormData::of([
        ("ects", "5"),
        ("meetings_needed", "4"),
        ("meeting_kind", "network"),
        ("parts", "written"),
        ("parts", "oral"),
    ]);
    Ok(define_page(&ctx, None, &form, &Problems::default()))
}

/// `POST /study`
pub async fn create(ctx: Ctx, form: FormData) -> Result<HttpResponse> {
    save(ctx, None, form).await
}

/// `GET /study/{programme}/edit`
pub async fn edit_form(ctx: Ctx, id: Path<String>) -> Result<HttpResponse> {
    ctx.require(Act::RecordResults)?;
    let none = Problems::default();
    edit_page(&ctx, &id, None, &sitting_form(), &none, false).await
}

/// `POST /study/{programme}/edit`
pub async fn change(ctx: Ctx, id: Path<String>, form: FormData) -> Result<HttpResponse> {
    save(ctx, Some(id.into_inner()), form).await
}

async fn save(ctx: Ctx, id: Option<String>, mut form: FormData) -> Result<HttpResponse> {
    let actor = ctx.require(Act::RecordResults)?.id.clone();
    let new = match NewProgramme::parse(&form) {
        Ok(new) => new,
        Err(problems) => return refuse(&ctx, id.as_deref(), &form, &problems).await,
    };
    let version = form.get("version").parse().unwrap_or(0);
    let now = ctx.app.clock.now();
    let changed = id.clone();
    let saved = ctx
        .once(&form, move |c| {
            let id = match changed {
                Some(id) => {
                    super::change_programme(c, &id, version, &new)?;
                    id
                }
                None => super::create_programme(c, now, &new)?,
            };
            audit::record(c, now, Some(&actor), "define", "programme", &id)?;
            Ok(format!("/study/{id}/edit?done=saved"))
        })
        .await;
    match saved {
        Err(e) if e.is_unique_violation() => {
            let mut problems = Problems::default();
            problems.add("name", "study-name-taken");
            refuse(&ctx, id.as_deref(), &form, &problems).await
        }
        // Another teacher was first: both are shown, and the form now knows of theirs.
        Err(Error::Conflict) => {
            let id = id.ok_or(Error::Conflict)?;
            let stored = id.clone();
            let stored = ctx.read(move |c| queries::programme(c, &stored)).await?;
            form.set("version", stored.version.to_string());
            let none = Problems::default();
            edit_page(
                &ctx,
                &id,
                Some((&form, &none)),
                &sitting_form(),
                &none,
                true,
            )
            .await
        }
        other => Ok(see_other(&other?)),
    }
}

async fn refuse(
    ctx: &Ctx,
    id: Option<&str>,
    form: &FormData,
    problems: &Problems,
) -> Result<HttpResponse> {
    match id {
        Some(id) => {
            edit_page(
                ctx,
                id,
                Some((form, problems)),
                &sitting_form(),
                &Problems::default(),
                false,
            )
            .await
        }
        None => Ok(define_page(ctx, None, form, problems)),
    }
}

fn define_page(
    ctx: &Ctx,
    edited: Option<&views::Edited>,
    form: &FormData,
    problems: &Problems,
) -> HttpResponse {
    let body = views::define(ctx, edited, form, problems);
    let title = edited.map_or_else(|| ctx.t("study-new"), |e| e.programme.name.clone());
    let refused = !problems.none() || edited.is_some_and(|e| !e.problems.none());
    let frame = Page::new(title).under(ctx.t("nav-study"), "/study");
    if edited.is_some_and(|e| e.conflict) {
        layout::page_with_status(ctx, StatusCode::CONFLICT, frame, body)
    } else if refused {
        layout::refused(ctx, frame, body)
    } else {
        page(ctx, frame, body)
    }
}

async fn edit_page(
    ctx: &Ctx,
    id: &str,
    refused: Option<(&FormData, &Problems)>,
    sitting: &FormData,
    sitting_problems: &Problems,
    conflict: bool,
) -> Result<HttpResponse> {
    let ids = [id.to_string()];
    let (programme, requirements, sittings) = ctx
        .read(move |c| {
            Ok((
                queries::programme(c, &ids[0])?,
                queries::requirements(c, &ids)?,
                queries::sittings(c, &ids)?,
            ))
        })
        .await?;
    let filled = filled(&programme, &requirements);
    let none = Problems::default();
    let (form, problems) = refused.unwrap_or((&filled, &none));
    let edited = views::Edited {
        programme,
        requirements,
        sittings,
        form: sitting,
        problems: sitting_problems,
        conflict,
    };
    Ok(define_page(ctx, Some(&edited), form, problems))
}

fn filled(programme: &queries::Programme, requirements: &[queries::Requirement]) -> FormData {
    let mut form = FormData::of([
        ("name", programme.name.clone()),
        ("description", programme.description.clone()),
        ("ects", programme.ects.to_string()),
        ("version", programme.version.to_string()),
        ("meetings_needed", "0".to_string()),
        ("meeting_kind", "network".to_string()),
    ]);
    for r in requirements {
        if r.part == Part::Attendance.name() {
            form.set("meetings_needed", r.needed.to_string());
            form.set(
                "meeting_kind",
                r.meeting_kind.as_deref().unwrap_or("network"),
            );
        } else {
            form.push("parts", r.part.clone());
        }
    }
    form
}

fn sitting_form() -> FormData {
    FormData::of([("starts", "09:00"), ("zone", meetings::ZONES[0])])
}

/// `POST /study/{programme}/sittings`
pub async fn add_sitting(ctx: Ctx, id: Path<String>, form: FormData) -> Result<HttpResponse> {
    let actor = ctx.require(Act::RecordResults)?.id.clone();
    let new = match NewSitting::parse(&form) {
        Ok(new) => new,
        Err(problems) => return edit_page(&ctx, &id, None, &form, &problems, false).await,
    };
    let now = ctx.app.clock.now();
    let id = id.into_inner();
    let to = ctx
        .once(&form, move |c| {
            super::add_sitting(c, &id, &new)?;
            audit::record(c, now, Some(&actor), "add-sitting", "programme", &id)?;
            Ok(format!("/study/{id}/edit?done=saved"))
        })
        .await?;
    Ok(see_other(&to))
}

/// `POST /study/{programme}/sittings/{sitting}/remove`
pub async fn remove_sitting(
    ctx: Ctx,
    ids: Path<(String, String)>,
    form: FormData,
) -> Result<HttpResponse> {
    let actor = ctx.require(Act::RecordResults)?.id.clone();
    let now = ctx.app.clock.now();
    let (programme, sitting) = ids.into_inner();
    let to = ctx
        .once(&form, move |c| {
            queries::delete_sitting(c, &programme, &sitting)?;
            audit::record(
                c,
                now,
                Some(&actor),
                "remove-sitting",
                "programme",
                &programme,
            )?;
            Ok(format!("/study/{programme}/edit?done=saved"))
        })
        .await?;
    Ok(see_other(&to))
}
