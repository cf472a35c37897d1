//! Lists of meetings, one meeting, the answer.

pub mod guests;
pub mod letter;
pub mod plan;

use actix_web::HttpResponse;
use chrono::Datelike;
use maud::{Markup, html};

use super::queries::{Invitation, Note};
use super::{Answer, MeetingRow, Refusal, answers};
use crate::clock::COPENHAGEN;
use crate::library::language::unlike;
use crate::rights::Act;
use crate::web::lang::{Lang, Value};
use crate::web::paging::{self, PER_PAGE, pager};
use crate::web::{Ctx, Page, dates, layout, markdown, page};

/// A meeting as one viewer's page needs it.
pub struct Seen {
    pub meeting: MeetingRow,
    pub series: String,
    /// How many said yes.
    pub taken: i64,
    /// Notes the viewer may read.
    pub notes: Vec<Note>,
    pub own: Option<Invitation>,
}

/// Day and hours in words; the zone too, where it is not the network's own.
pub fn when(lang: Lang, meeting: &MeetingRow) -> String {
    let span = dates::span(lang, meeting.starts_local, meeting.ends_local);
    if meeting.tz() == COPENHAGEN {
        span
    } else {
        format!("{span} ({})", meeting.tz().name())
    }
}

pub fn kind_label(lang: Lang, kind: &str) -> String {
    lang.t(&format!("meetings-kind-{kind}"))
}

fn leaf(lang: Lang, meeting: &MeetingRow) -> Markup {
    let day = meeting.starts_local.date();
    html! {
        time.calendar-date datetime=(dates::machine(meeting.starts_local)) {
            span { (dates::short_month(lang, day)) }
            b { (day.day()) }
        }
    }
}

fn rows(ctx: &Ctx, rows: &[MeetingRow]) -> Markup {
    html! {
        ul.list {
            @for m in rows {
                li {
                    (leaf(ctx.lang, m))
                    div {
                        h3 { a href=(format!("/meetings/{}", m.id)) { (m.title) } }
                        p.meta {
                            (when(ctx.lang, m)) br;
                            (kind_label(ctx.lang, &m.kind)) " · " (m.place)
                        }
                        @if m.is_cancelled() { p { span.badge.warn { (ctx.t("meetings-cancelled")) } } }
                    }
                }
            }
        }
    }
}

pub fn coming(ctx: &Ctx, meetings: &[MeetingRow]) -> Markup {
    html! {
        @if meetings.is_empty() {
            p { (ctx.t("meetings-none-coming")) }
        } @else {
            (rows(ctx, meetings))
        }
    }
}

/// One page of a list of meetings.
pub struct Listed {
    pub rows: Vec<MeetingRow>,
    /// None: the address names something that is no page.
    pub number: Option<i64>,
    /// How many there are on all pages.
    pub total: i64,
}

pub fn list(ctx: &Ctx, coming: &Listed, past: &Listed) -> HttpResponse {
    let plans = ctx.may(Act::PlanMeetings);
    let coming_at = |n| format!("/meetings?coming={n}");
    let past_at = |n| format!("/meetings?page={n}");
    let no_coming = paging::missing(ctx, coming.number, coming.total, PER_PAGE, coming_at);
    let no_past = paging::missing(ctx, past.number, past.total, PER_PAGE, past_at);
    let status = paging::status(&no_coming).max(paging::status(&no_past));
    let body = html! {
        header.page-head {
            h1 { (ctx.t("nav-meetings")) }
            p.lead { (ctx.t("meetings-lead")) }
            @if plans {
                div.actions { a.button href="/meetings/new" { (ctx.t("meetings-new")) } }
            }
        }
        section.section {
            h2 { (ctx.t("meetings-coming")) }
            @if let Some(missing) = no_coming {
                (missing)
            } @else if coming.rows.is_empty() {
                div.empty {
                    h3 { (ctx.t("meetings-none-coming")) }
                    p { (ctx.t(if plans { "meetings-none-coming-plan" } else { "meetings-none-coming-wait" })) }
                    @if plans {
                        div.actions { a.button href="/meetings/new" { (ctx.t("meetings-new")) } }
                    }
                }
            } @else {
                (rows(ctx, &coming.rows))
                (pager(ctx, coming.number.unwrap_or(1), coming.total, coming_at))
            }
        }
        @if past.total > 0 || no_past.is_some() {
            section.section {
                h2 { (ctx.t("meetings-past")) }
                @if let Some(missing) = no_past {
                    (missing)
                } @else {
                    (rows(ctx, &past.rows))
                    (pager(ctx, past.number.unwrap_or(1), past.total, past_at))
                }
            }
        }
    };
    layout::page_with_status(ctx, status, Page::new(ctx.t("nav-meetings")), body)
}

pub fn show(ctx: &Ctx, seen: &Seen, refused: Option<Refusal>) -> HttpResponse {
    let m = &seen.meeting;
    let inside = ctx.may(Act::ReadNetwork);
    let plans = ctx.may(Act::PlanMeetings);
    let path = |rest: &str| format!("/meetings/{}/{rest}", m.id);
    let now = ctx.app.clock.now();
    let body = html! {
        header.page-head {
            h1 { (m.title) }
            p.lead { (when(ctx.lang, m)) }
            p.meta {
                (kind_label(ctx.lang, &m.kind))
                @if seen.series != m.title {
                    " · " (ctx.tv("meetings-part-of", &[("series", Value::from(seen.series.clone()))]))
                }
            }
            @if plans || ctx.may(Act::RegisterAttendance) {
                div.actions {
                    @if plans && !m.is_cancelled() {
                        a.button.secondary href=(path("invitations")) { (ctx.t("meetings-invitations")) }
                    }
                    @if !m.is_cancelled() {
                        a.button.secondary href=(path("attendance")) { (ctx.t("meetings-attendance")) }
                    }
                    @if plans {
                        a.button.secondary href=(path("notes")) { (ctx.t("meetings-notes")) }
                        @if !m.is_cancelled() {
                            a.button.quiet href=(path("edit")) { (ctx.t("meetings-edit")) }
                            a.button.quiet href=(path("cancel")) { (ctx.t("meetings-cancel")) }
                        }
                    }
                }
            }
        }
        @if m.is_cancelled() { div.notice.warn { p { (ctx.t("meetings-cancelled-text")) } } }
        div.columns {
            div {
                @if inside {
                    section {
                        h2 { (ctx.t("meetings-own-answer")) }
                        @match &seen.own {
                            Some(own) => (answer_form(ctx, &path("answer"), m, own, refused)),
                            None if answers::closed(now, m).is_none() => {
                                p { (ctx.t(if plans { "meetings-not-invited-plan" } else { "meetings-not-invited" })) }
                            },
                            None => p { (ctx.t("meetings-was-not-invited")) },
                        }
                    }
                    section.section {
                        h2 { (ctx.t("meetings-agenda")) }
                        @if m.agenda.is_empty() {
                            p { (ctx.t("meetings-no-agenda")) }
                        } @else {
                            div.prose lang=[unlike(ctx.lang, &m.agenda)] { (markdown::html_below(2, &m.agenda)) }
                        }
                    }
                } @else {
                    div.notice {
                        p {
                            (ctx.t("meetings-members-see-more")) " "
                            a href=(crate::sign_in::link::address(&ctx.path)) { (ctx.t("sign-in")) }
                        }
                    }
                }
                @if !seen.notes.is_empty() {
                    section.section {
                        h2 { (ctx.t("meetings-notes")) }
                        (note_links(ctx, &seen.notes))
                    }
                }
            }
            aside.side {
                h2 { (ctx.t("meetings-facts")) }
                dl.facts {
                    div { dt { (ctx.t("meetings-when")) } dd { (when(ctx.lang, m)) } }
                    div { dt { (ctx.t("meetings-place")) } dd { (m.place) } }
                    @if inside {
                        @if !m.speakers.is_empty() {
                            div { dt { (ctx.t("meetings-speakers")) } dd { (m.speakers) } }
                        }
                        div {
                            dt { (ctx.t("field-seats")) }
                            dd {
                                (ctx.tv("meetings-seats-taken", &[
                                    ("taken", Value::from(seen.taken)),
                                    ("left", Value::from((m.seats - seen.taken).max(0))),
                                ]))
                            }
                        }
                    }
                }
                p { a href=(path("calendar.ics")) { (ctx.t("meetings-calendar-file")) } }
            }
        }
    };
    let frame = Page::new(m.title.clone()).under(ctx.t("nav-meetings"), "/meetings");
    if refused.is_some() {
        layout::refused(ctx, frame, body)
    } else {
        page(ctx, frame, body)
    }
}

fn note_links(ctx: &Ctx, notes: &[Note]) -> Markup {
    html! {
        @for note in notes {
            p {
                a href=(format!("/library/{}", note.slug))
                    lang=[(note.lang != ctx.lang.code()).then_some(&note.lang)] { (note.title) }
            }
        }
    }
}

/// The choice yes, maybe or no, with the present answer; or why it cannot be made any more.
fn answer_form(
    ctx: &Ctx,
    action: &str,
    meeting: &MeetingRow,
    own: &Invitation,
    refused: Option<Refusal>,
) -> Markup {
    let closed = answers::closed(ctx.app.clock.now(), meeting);
    let present = own.answer.as_deref().and_then(Answer::named);
    html! {
        p {
            @match present {
                Some(answer) => { (ctx.t("meetings-you-answered")) " " b { (answer_label(ctx.lang, answer)) } },
                None => (ctx.t("meetings-you-have-not-answered")),
            }
        }
        @if let Some(why) = refused.or(closed) {
            div.notice.warn role=[refused.map(|_| "alert")] { p { (refusal_text(ctx, why)) } }
        }
        @if closed.is_none() {
            form.stack method="post" action=(action) {
                (ctx.form_tokens())
                fieldset.answer {
                    legend { (ctx.t("meetings-are-you-coming")) }
                    @for answer in Answer::ALL {
                        label {
                            input type="radio" name="answer" value=(answer.name()) required
                                checked[present == Some(answer)];
                            " " (answer_label(ctx.lang, answer))
                        }
                    }
                }
                p.hint { (ctx.t("meetings-may-change-answer")) }
                div.form-actions { button { (ctx.t("meetings-send-answer")) } }
            }
        }
    }
}

pub fn answer_label(lang: Lang, answer: Answer) -> String {
    lang.t(&format!("meetings-answer-{}", answer.name()))
}

fn refusal_text(ctx: &Ctx, why: Refusal) -> String {
    match why {
        Refusal::OrganisationFull(seats) => ctx.tv(
            "meetings-organisation-full",
            &[("seats", Value::from(seats))],
        ),
        Refusal::MeetingFull(seats) => {
            ctx.tv("meetings-meeting-full", &[("seats", Value::from(seats))])
        }
        Refusal::Started => ctx.t("meetings-has-started"),
        Refusal::Cancelled => ctx.t("meetings-cancelled-text"),
    }
}

/// What a mailed link opens: this one invitation.
pub fn answer_page(
    ctx: &Ctx,
    token: &str,
    meeting: &MeetingRow,
    own: &Invitation,
    refused: Option<Refusal>,
) -> HttpResponse {
    let body = html! {
        header.page-head {
            h1 { (meeting.title) }
            p.lead { (when(ctx.lang, meeting)) }
            p.meta { (meeting.place) }
        }
        (answer_form(ctx, &format!("/answer/{token}"), meeting, own, refused))
        @if !meeting.agenda.is_empty() {
            section.section {
                h2 { (ctx.t("meetings-agenda")) }
                div.prose lang=[unlike(ctx.lang, &meeting.agenda)] { (markdown::html_below(2, &meeting.agenda)) }
            }
        }
        p.section { a href=(format!("/meetings/{}", meeting.id)) { (ctx.t("meetings-to-meeting")) } }
    };
    let frame = Page::new(meeting.title.clone());
    if refused.is_some() {
        layout::refused(ctx, frame, body)
    } else {
        page(ctx, frame, body)
    }
}
