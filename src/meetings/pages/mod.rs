//! Finding a meeting, reading about it, answering.

mod guests;
mod plan;

use actix_web::HttpResponse;
use actix_web::http::header;
use actix_web::web::{Path, Query};
use serde::Deserialize;

pub use guests::{attendance, choose_guests, invitations, register_attendance};
pub use plan::{
    call_off, cancel_form, change, create, edit_form, new_form, notes_form, preview, publish_notes,
};

use super::queries::{self, Invitation, Note};
use super::{Answer, MeetingRow, Refusal, answers, calendar, invitations as inviting, views};
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::members::{self, Member};
use crate::rights::{Act, may};
use crate::web::{Ctx, FormData, Lang, Page, page, paging, see_other};

#[derive(Deserialize)]
pub struct Paged {
    /// Of the past meetings.
    page: Option<String>,
    /// Of the coming ones.
    coming: Option<String>,
}

/// `GET /meetings`
pub async fn list(ctx: Ctx, query: Query<Paged>) -> Result<HttpResponse> {
    let now = ctx.app.clock.now();
    let number = paging::asked(query.page.as_deref());
    let coming_number = paging::asked(query.coming.as_deref());
    let (coming, past) = ctx
        .read(move |c| {
            let list = |rows: (Vec<MeetingRow>, i64), number| views::Listed {
                rows: rows.0,
                total: rows.1,
                number,
            };
            let at = |number: Option<i64>| paging::offset(number.unwrap_or(1));
            let coming = queries::coming(c, now, at(coming_number), paging::PER_PAGE)?;
            let past = queries::past(c, now, at(number), paging::PER_PAGE)?;
            Ok((list(coming, coming_number), list(past, number)))
        })
        .await?;
    Ok(views::list(&ctx, &coming, &past))
}

/// `GET /meetings/{id}`
pub async fn show(ctx: Ctx, id: Path<String>) -> Result<HttpResponse> {
    show_with(&ctx, &id, None).await
}

async fn show_with(ctx: &Ctx, id: &str, refused: Option<Refusal>) -> Result<HttpResponse> {
    let id = id.to_string();
    let who = ctx.member.clone();
    let seen = ctx
        .read(move |c| {
            let meeting = queries::get(c, &id)?;
            let own = match &who {
                Some(who) => queries::invitation_of(c, &id, &who.id)?,
                None => None,
            };
            Ok(views::Seen {
                series: queries::series_title(c, &meeting.series_id)?,
                taken: queries::count_yes(c, &id, None, "")?,
                notes: readable_notes(c, who.as_ref(), &id)?,
                meeting,
                own,
            })
        })
        .await?;
    Ok(views::show(ctx, &seen, refused))
}

/// Published notes of a meeting that the viewer may read: of others they are told nothing.
fn readable_notes(c: &mut Conn, who: Option<&Member>, meeting_id: &str) -> Result<Vec<Note>> {
    let mut notes = queries::published_notes(c, meeting_id)?;
    notes.retain(|note| may(who, Act::ReadEntry(note.rights())));
    Ok(notes)
}

/// `POST /meetings/{id}/answer`: a member answers for themselves.
pub async fn answer_as_member(ctx: Ctx, id: Path<String>, form: FormData) -> Result<HttpResponse> {
    let me = ctx.require(Act::ReadNetwork)?.id.clone();
    let Some(answer) = Answer::named(form.get("answer")) else {
        return Err(Error::BadRequest("answer"));
    };
    let now = ctx.app.clock.now();
    let (meeting_id, person) = (id.to_string(), me.clone());
    let kept = ctx
        .once(&form, move |c| {
            let own = queries::invitation_of(c, &meeting_id, &person)?.ok_or(Error::Forbidden)?;
            answers::record_answer(c, now, &own.id, answer)?;
            Ok(format!("/meetings/{meeting_id}?done=answered"))
        })
        .await;
    match kept {
        Err(Error::Conflict) => {
            let meeting_id = id.to_string();
            let why = ctx
                .read(move |c| {
                    let meeting = queries::get(c, &meeting_id)?;
                    let own =
                        queries::invitation_of(c, &meeting_id, &me)?.ok_or(Error::Forbidden)?;
                    answers::refusal(c, now, &meeting, &own, answer)
                })
                .await?;
            show_with(&ctx, &id, Some(why.ok_or(Error::Conflict)?)).await
        }
        other => Ok(see_other(&other?)),
    }
}

/// `GET /answer/{token}`: looks, and changes nothing: mail scanners follow links.
pub async fn answer_form(ctx: Ctx, token: Path<String>) -> Result<HttpResponse> {
    let (ctx, invitation, meeting) = by_token(&ctx, &token).await?;
    Ok(views::answer_page(
        &ctx,
        &token,
        &meeting,
        &invitation,
        None,
    ))
}

/// `POST /answer/{token}`: answers without signing in. The link shows and changes this one
/// invitation and nothing else.
pub async fn answer(ctx: Ctx, token: Path<String>, form: FormData) -> Result<HttpResponse> {
    let Some(answer) = Answer::named(form.get("answer")) else {
        by_token(&ctx, &token).await?;
        return Err(Error::BadRequest("answer"));
    };
    let now = ctx.app.clock.now();
    let secret = token.to_string();
    let kept = ctx
        .once(&form, move |c| {
            let (invitation, _) = inviting::by_token(c, now, &secret)?;
            answers::record_answer(c, now, &invitation.id, answer)?;
            // What is kept for a repeated form must not hold the link's secret.
            Ok("answered".to_string())
        })
        .await;
    match kept {
        Err(Error::Conflict) => {
            let (ctx, invitation, meeting) = by_token(&ctx, &token).await?;
            let (i, m) = (invitation.clone(), meeting.clone());
            let why = ctx
                .read(move |c| answers::refusal(c, now, &m, &i, answer))
                .await?
                .ok_or(Error::Conflict)?;
            Ok(views::answer_page(
                &ctx,
                &token,
                &meeting,
                &invitation,
                Some(why),
            ))
        }
        other => Ok(see_other(&format!("/answer/{token}?done={}", other?))),
    }
}

/// What a mailed link is about, and the context in the invited person's language.
async fn by_token(ctx: &Ctx, token: &str) -> Result<(Ctx, Invitation, MeetingRow)> {
    let now = ctx.app.clock.now();
    let token = token.to_string();
    let (invitation, meeting, person) = ctx
        .read(move |c| {
            let (invitation, meeting) = inviting::by_token(c, now, &token)?;
            let person = members::person(c, &invitation.person_id)?;
            Ok((invitation, meeting, person))
        })
        .await?;
    let lang = Lang::named(&person.lang).unwrap_or_default();
    Ok((ctx.speaking(lang), invitation, meeting))
}

/// `GET /meetings/{id}/calendar.ics`: time and place for anybody's calendar.
pub async fn calendar_file(ctx: Ctx, id: Path<String>) -> Result<HttpResponse> {
    let id = id.into_inner();
    let meeting = ctx.read(move |c| queries::get(c, &id)).await?;
    let config = &ctx.app.config;
    let parties = calendar::Parties {
        host: config.base_url.host(),
        organiser_name: ctx.network(),
        organiser_email: &config.mail_from,
        attendee: None,
    };
    let url = config.base_url.url(&format!("/meetings/{}", meeting.id));
    let agenda = if ctx.may(Act::ReadNetwork) {
        meeting.agenda.as_str()
    } else {
        ""
    };
    let now = ctx.app.clock.now();
    let ics = calendar::ics(&meeting, "PUBLISH", &parties, agenda, &url, now);
    Ok(HttpResponse::Ok()
        .content_type("text/calendar; charset=utf-8")
        .insert_header((
            header::CONTENT_DISPOSITION,
            "attachment; filename=\"meeting.ics\"",
        ))
        .body(ics))
}

/// The page of a thing that belongs to a meeting.
fn below(ctx: &Ctx, title: String, meeting: &MeetingRow) -> Page {
    Page::new(title)
        .under(ctx.t("nav-meetings"), "/meetings")
        .under(meeting.title.clone(), format!("/meetings/{}", meeting.id))
}

fn show_or_refuse(ctx: &Ctx, refused: bool, frame: Page, body: maud::Markup) -> HttpResponse {
    if refused {
        crate::web::layout::refused(ctx, frame, body)
    } else {
        page(ctx, frame, body)
    }
}
