//! `/processes`: the list, framing a process, its rounds and who was heard.

use actix_web::HttpResponse;
use actix_web::web::{Path, Query};
use serde::Deserialize;

use super::views::{self, Shown};
use super::{NewProcess, NewRound, NewVoice, party_field, queries};
use crate::clock::{COPENHAGEN, to_local};
use crate::error::{Error, Result};
use crate::members;
use crate::rights::Act;
use crate::web::paging::{self, PER_PAGE};
use crate::web::{Ctx, FormData, Problems, see_other};

#[derive(Deserialize, Default)]
pub struct Paged {
    page: Option<String>,
}

/// `GET /processes`
pub async fn list(ctx: Ctx, query: Query<Paged>) -> Result<HttpResponse> {
    ctx.require(Act::ReadNetwork)?;
    let page = paging::number(query.page.as_deref());
    let (processes, total, never_heard, organisations) = ctx
        .read(move |c| {
            let processes = queries::list(c, PER_PAGE, paging::offset(page))?;
            let ids: Vec<String> = processes.iter().map(|p| p.id.clone()).collect();
            Ok((
                processes,
                queries::count(c)?,
                queries::never_heard(c, &ids)?,
                members::organisation_names(c)?,
            ))
        })
        .await?;
    if processes.is_empty() && page > 1 {
        return Err(Error::NotFound);
    }
    Ok(views::list(
        &ctx,
        &processes,
        page,
        total,
        &never_heard,
        &organisations,
    ))
}

/// `GET /processes/new`: the parties nearly every process has are suggested.
pub async fn new_form(ctx: Ctx) -> Result<HttpResponse> {
    let member = ctx.require(Act::LeadProcess)?;
    let mut form = FormData::of([("approach", "open")]);
    form.set(
        "organisation",
        member.organisation_id.clone().unwrap_or_default(),
    );
    let usual = [
        ("medarbejdere", "mandat"),
        ("ledere", "mandat"),
        (super::MED, "droeftelse"),
        ("borgere", "inddrages"),
    ];
    for (row, (kind, part)) in (1..).zip(usual) {
        form.set(&party_field(row, "name"), views::kind(&ctx, kind));
        form.set(&party_field(row, "kind"), kind);
        form.set(&party_field(row, "part"), part);
    }
    framing(&ctx, &form, &Problems::default()).await
}

/// `POST /processes`
pub async fn create(ctx: Ctx, form: FormData) -> Result<HttpResponse> {
    let lead = ctx.require(Act::LeadProcess)?.id.clone();
    let new = match NewProcess::parse(&form, &ctx.terms) {
        Ok(new) => new,
        Err(problems) => return framing(&ctx, &form, &problems).await,
    };
    let known = ctx.read(members::organisation_names).await?;
    if let Some(id) = &new.organisation_id
        && !known.contains_key(id)
    {
        return Err(Error::BadRequest("form"));
    }
    let now = ctx.app.clock.now();
    let to = ctx
        .once(&form, move |c| {
            let (id, _) = super::create(c, now, &lead, &new)?;
            Ok(format!("/processes/{id}?done=saved"))
        })
        .await?;
    Ok(see_other(&to))
}

async fn framing(ctx: &Ctx, form: &FormData, problems: &Problems) -> Result<HttpResponse> {
    let organisations = ctx.read(members::organisations).await?;
    Ok(views::new(ctx, &organisations, form, problems))
}

/// `GET /processes/{id}`
pub async fn show(ctx: Ctx, id: Path<String>) -> Result<HttpResponse> {
    ctx.require(Act::ReadNetwork)?;
    let shown = load(&ctx, id.into_inner()).await?;
    Ok(views::show(
        &ctx,
        &shown,
        &FormData::default(),
        &Problems::default(),
    ))
}

/// `POST /processes/{id}/rounds`
pub async fn add_round(ctx: Ctx, id: Path<String>, form: FormData) -> Result<HttpResponse> {
    ctx.require(Act::ReadNetwork)?;
    let shown = load(&ctx, id.into_inner()).await?;
    let actor = ctx.require(shown.leading())?.id.clone();
    let new = match NewRound::parse(&form) {
        Ok(new) => new,
        Err(problems) => return Ok(views::show(&ctx, &shown, &form, &problems)),
    };
    let now = ctx.app.clock.now();
    let id = shown.process.id;
    let to = ctx
        .once(&form, move |c| {
            let round = super::add_round(c, now, &actor, &id, &new)?;
            Ok(format!("/processes/{id}?done=saved#round-{round}"))
        })
        .await?;
    Ok(see_other(&to))
}

/// `POST /processes/{id}/voices`
pub async fn record_voice(ctx: Ctx, id: Path<String>, form: FormData) -> Result<HttpResponse> {
    ctx.require(Act::ReadNetwork)?;
    let shown = load(&ctx, id.into_inner()).await?;
    let actor = ctx.require(shown.leading())?.id.clone();
    let voice = match NewVoice::parse(&form) {
        Ok(voice) => voice,
        Err(problems) => return Ok(views::show(&ctx, &shown, &form, &problems)),
    };
    // Round and party are picked from this page's own lists; of a round to come nobody can have
    // spoken yet.
    let mut problems = Problems::default();
    match shown.rounds.iter().find(|r| r.id == voice.round) {
        None => problems.add("round", "invalid-choice"),
        Some(round) if round.held_on.date() > shown.today => {
            problems.add("round", "processes-round-to-come");
        }
        Some(_) => {}
    }
    if !shown.parties.iter().any(|p| p.id == voice.party) {
        problems.add("party", "invalid-choice");
    }
    if !problems.none() {
        return Ok(views::show(&ctx, &shown, &form, &problems));
    }
    let now = ctx.app.clock.now();
    let id = shown.process.id;
    let to = ctx
        .once(&form, move |c| {
            super::record_voice(c, now, &actor, &voice.round, &voice.party, &voice.said)?;
            Ok(format!("/processes/{id}?done=saved#round-{}", voice.round))
        })
        .await?;
    Ok(see_other(&to))
}

async fn load(ctx: &Ctx, id: String) -> Result<Shown> {
    let today = to_local(ctx.app.clock.now(), COPENHAGEN).date();
    let former = ctx.t("privacy-former-member");
    ctx.read(move |c| {
        let process = queries::process(c, &id)?;
        Ok(Shown {
            parties: queries::parties_of(c, &id)?,
            rounds: queries::rounds_of(c, &id)?,
            voices: queries::voices_of(c, &id)?,
            lead: match process.lead_id.as_deref() {
                Some(id) => members::names(c, [id])?.remove(id).or(Some(former)),
                None => None,
            },
            organisation: match &process.organisation_id {
                Some(id) => members::organisation_names(c)?.remove(id),
                None => None,
            },
            process,
            today,
        })
    })
    .await
}
