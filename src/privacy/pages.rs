//! One's own data, the public page of periods, the record for the data protection officer.

use actix_web::HttpResponse;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION};
use actix_web::web::Path;
use chrono::NaiveDateTime;
use maud::Markup;

use super::consents::{self, Purpose};
use super::erasure::{self, Contributions};
use super::{export, record, views};
use crate::audit;
use crate::error::{Error, Result};
use crate::library::people;
use crate::organisations::moving;
use crate::rights::Act;
use crate::tokens;
use crate::web::{Ctx, FormData, Problems, see_other};

/// `GET /me/data`
pub async fn own(ctx: Ctx) -> Result<HttpResponse> {
    ctx.require(Act::OwnAccount)?;
    ctx.proven()?;
    show_own(&ctx, &Problems::default()).await
}

async fn show_own(ctx: &Ctx, problems: &Problems) -> Result<HttpResponse> {
    let id = ctx.signed_in()?.id.clone();
    let now = ctx.app.clock.now();
    let (exports, given) = ctx
        .read(move |c| {
            Ok((
                export::of_person(c, now, &id)?,
                consents::of_person(c, &id)?,
            ))
        })
        .await?;
    Ok(views::own(ctx, &exports, &given, problems))
}

/// `POST /me/data/export`
pub async fn ask_export(ctx: Ctx, form: FormData) -> Result<HttpResponse> {
    let id = ctx.require(Act::OwnAccount)?.id.clone();
    ctx.proven()?;
    let now = ctx.app.clock.now();
    let done = ctx
        .once(&form, move |c| {
            export::ask(c, now, &id)?;
            Ok("/me/data?done=export-asked".to_string())
        })
        .await;
    match done {
        Ok(to) => Ok(see_other(&to)),
        Err(Error::Conflict) => {
            let id = ctx.signed_in()?.id.clone();
            let mut problems = Problems::default();
            if let Some(why) = ctx.read(move |c| export::refusal(c, now, &id)).await? {
                problems.add("export", why);
            }
            show_own(&ctx, &problems).await
        }
        Err(e) => Err(e),
    }
}

/// `GET /me/data/{id}`: the archive itself.
pub async fn fetch_export(ctx: Ctx, id: Path<String>) -> Result<HttpResponse> {
    let person = ctx.require(Act::OwnAccount)?.id.clone();
    ctx.proven()?;
    let now = ctx.app.clock.now();
    let origin = audit::coarse(&ctx.from);
    let archive = ctx
        .app
        .db
        .write(move |c| audit::coming_from(&origin, || export::fetch(c, now, &person, &id)))
        .await?;
    Ok(HttpResponse::Ok()
        .content_type("application/zip")
        .insert_header((CONTENT_DISPOSITION, "attachment; filename=\"my-data.zip\""))
        .insert_header((CACHE_CONTROL, "no-store"))
        .body(archive))
}

/// `GET /me/data/erase`
pub async fn erase_form(ctx: Ctx) -> Result<HttpResponse> {
    ctx.require(Act::OwnAccount)?;
    ctx.proven()?;
    let form = FormData::of([("contributions", Contributions::Keep.name())]);
    show_erase(&ctx, &form, &Problems::default()).await
}

async fn show_erase(ctx: &Ctx, form: &FormData, problems: &Problems) -> Result<HttpResponse> {
    let id = ctx.signed_in()?.id.clone();
    let organisation = ctx.signed_in()?.organisation_id.clone();
    let (last, tended, heirs) = ctx
        .read(move |c| {
            let last = erasure::is_last_administrator(c, &id)?;
            let tended = people::tended(c, &id)?;
            let heirs = match organisation.filter(|_| tended.alone() > 0) {
                Some(organisation) => moving::heirs(c, &organisation, &id)?,
                None => Vec::new(),
            };
            Ok((last, tended, heirs))
        })
        .await?;
    let left = views::Left { tended, heirs };
    Ok(views::erase(ctx, last, &left, form, problems))
}

/// `POST /me/data/erase`
pub async fn erase(ctx: Ctx, form: FormData) -> Result<HttpResponse> {
    let who = ctx.require(Act::OwnAccount)?.clone();
    ctx.proven()?;
    let mut problems = Problems::default();
    let chosen = Contributions::named(form.get("contributions"));
    if chosen.is_none() {
        problems.add("contributions", "invalid-choice");
    }
    if form.get("sure") != "yes" {
        problems.add("sure", "privacy-erase-not-sure");
    }
    let Some(chosen) = chosen.filter(|_| problems.none()) else {
        return show_erase(&ctx, &form, &problems).await;
    };
    let now = ctx.app.clock.now();
    let host = ctx.app.config.base_url.host().to_string();
    // What goes is handed to nobody.
    let heir = Some(form.get("heir"))
        .filter(|heir| !heir.is_empty() && chosen == Contributions::Keep)
        .map(str::to_string);
    let done = ctx
        .once(&form, move |c| {
            let new = erasure::ask(c, now, &host, &who.id, chosen)?;
            if let Some(heir) = heir.filter(|_| new) {
                people::hand_on(c, now, &who, &heir)?;
            }
            Ok("/me/data".to_string())
        })
        .await;
    match done {
        Ok(to) => Ok(see_other(&to)),
        // The last administrator: the page says why it cannot be.
        Err(Error::Conflict) => show_erase(&ctx, &form, &problems).await,
        // The colleague may have left since the page was shown.
        Err(Error::BadRequest("people-cannot")) => {
            problems.add("heir", "freshness-leaving-heir-cannot");
            show_erase(&ctx, &form, &problems).await
        }
        Err(e) => Err(e),
    }
}

/// `POST /me/data/regret`: staying needs no proof.
pub async fn regret(ctx: Ctx, form: FormData) -> Result<HttpResponse> {
    let id = ctx.require(Act::OwnAccount)?.id.clone();
    let now = ctx.app.clock.now();
    let to = ctx
        .once(&form, move |c| {
            erasure::regret(c, now, &id)?;
            Ok("/me?done=regretted".to_string())
        })
        .await?;
    Ok(see_other(&to))
}

/// `GET /privacy/regret/{token}`: looks, and changes nothing.
pub async fn regret_form(ctx: Ctx, token: Path<String>) -> Result<HttpResponse> {
    let now = ctx.app.clock.now();
    let secret = token.clone();
    ctx.read(move |c| tokens::peek(c, now, tokens::Purpose::Regret, &secret))
        .await?;
    Ok(views::regret(&ctx, &token))
}

/// `POST /privacy/regret/{token}`
pub async fn regret_by_link(ctx: Ctx, token: Path<String>, form: FormData) -> Result<HttpResponse> {
    let now = ctx.app.clock.now();
    let to = ctx
        .once(&form, move |c| {
            let id = tokens::consume(c, now, tokens::Purpose::Regret, &token)?;
            erasure::regret(c, now, &id)?;
            Ok("/?done=regretted".to_string())
        })
        .await?;
    Ok(see_other(&to))
}

/// `POST /me/data/consents`: gives or withdraws one.
pub async fn change_consent(ctx: Ctx, form: FormData) -> Result<HttpResponse> {
    let id = ctx.require(Act::OwnAccount)?.id.clone();
    let now = ctx.app.clock.now();
    let purpose = Purpose::named(form.get("purpose")).ok_or(Error::BadRequest("form"))?;
    let gives = match form.get("answer") {
        "give" => true,
        "withdraw" => false,
        _ => return Err(Error::BadRequest("form")),
    };
    let to = ctx
        .once(&form, move |c| {
            if gives {
                consents::give(c, now, &id, purpose)?;
            } else {
                consents::withdraw(c, now, &id, purpose)?;
            }
            Ok("/me/data?done=saved#consents".to_string())
        })
        .await?;
    Ok(see_other(&to))
}

/// Asks who came in without a word about it (by their organisation's own sign-in, by an ordinary
/// link) whether they want to be a member; nothing for everybody else.
pub async fn membership_view(ctx: &Ctx) -> Result<Option<Markup>> {
    let Some(id) = ctx.member.as_ref().map(|m| m.id.clone()) else {
        return Ok(None);
    };
    let agreed = ctx
        .read(move |c| consents::has(c, &id, Purpose::Membership))
        .await?;
    Ok((!agreed).then(|| views::ask_membership(ctx)))
}

/// `GET /privacy/retention`
pub async fn retention(ctx: Ctx) -> HttpResponse {
    views::retention(&ctx)
}

/// `GET /admin/privacy/record`
pub async fn record(ctx: Ctx) -> Result<HttpResponse> {
    ctx.require(Act::Administer)?;
    Ok(views::record(&ctx))
}

/// `GET /admin/privacy/record.json`
pub async fn record_json(ctx: Ctx) -> Result<HttpResponse> {
    ctx.require(Act::Administer)?;
    let record = record::as_json(ctx.lang, ctx.network(), &ctx.app.config.mail_from);
    let body = serde_json::to_string_pretty(&record).map_err(Error::internal)?;
    Ok(HttpResponse::Ok()
        .content_type("application/json")
        .insert_header((CONTENT_DISPOSITION, "attachment; filename=\"record.json\""))
        .body(body))
}

/// `GET /admin/privacy/record.csv`
pub async fn record_csv(ctx: Ctx) -> Result<HttpResponse> {
    ctx.require(Act::Administer)?;
    Ok(HttpResponse::Ok()
        .content_type("text/csv; charset=utf-8")
        .insert_header((CONTENT_DISPOSITION, "attachment; filename=\"record.csv\""))
        .body(record::as_csv(ctx.lang)))
}

/// Over every page of one's own account while one is about to be forgotten.
pub fn leaving(ctx: &Ctx, day: NaiveDateTime) -> Markup {
    views::leaving(ctx, day)
}
