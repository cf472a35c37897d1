//! What breaks the rules: reported by members, decided by moderators (organisers and
//! administrators), with a reason the person sees and can appeal once. What newcomers write with
//! links in it waits until a moderator has looked.
//!
//! What a moderator did about a person is a *measure*. The reporter is never named to the reported,
//! nor the moderator: what counts is the role.

pub mod deciding;
pub mod doors;
mod letters;
pub mod newcomers;
pub mod pages;
mod queries;
pub mod subjects;
mod views;

use std::collections::HashMap;

use chrono::{Duration, NaiveDateTime};
use maud::{Markup, html};

use crate::app::App;
use crate::audit;
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::jobs::Job;
use crate::mail;
use crate::members::{Member, Role};
use crate::rights::Act;
use crate::tokens::{self, Purpose};
use crate::web::throttle::{self, Rate};
use crate::web::{Ctx, FormData, Problems};
use crate::{jobs, settings};

pub use letters::letter;
pub use pages::{OWN_PAGE, QUEUE_PAGE};
pub use queries::{MeasureRow, is_hidden};
pub use subjects::{Kind, Thing};

/// Why something is reported. Names are stored.
pub const REASONS: [&str; 6] = ["insult", "spam", "personal", "unlawful", "wrong", "other"];
/// Characters a remark, a reason, an appeal or an answer may have.
pub const TEXT_MAX: usize = 2000;
/// Nobody finds more than this to report on one day.
const REPORTS: Rate = Rate {
    limit: 20,
    window: Duration::days(1),
};
/// How long somebody suspended may read why and appeal, after having proved who they are.
const SUSPENDED_MINUTES: i64 = 60;

/// What a moderator did. The name is stored.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Measure {
    Hide,
    Warn,
    Suspend,
}

impl Measure {
    pub fn name(self) -> &'static str {
        match self {
            Measure::Hide => "hide",
            Measure::Warn => "warn",
            Measure::Suspend => "suspend",
        }
    }

    pub fn named(name: &str) -> Option<Measure> {
        [Measure::Hide, Measure::Warn, Measure::Suspend]
            .into_iter()
            .find(|m| m.name() == name)
    }
}

/// A report. Checked.
#[derive(Clone, Debug, PartialEq)]
pub struct NewReport {
    pub reason: &'static str,
    pub remark: String,
}

impl NewReport {
    pub fn parse(form: &FormData) -> std::result::Result<NewReport, Problems> {
        let mut problems = Problems::default();
        let reason = problems.choice(form, "reason", &REASONS);
        if reason.is_none() && problems.none() {
            problems.add("reason", "moderation-choose-reason");
        }
        let remark = problems.optional_block(form, "remark", TEXT_MAX);
        if reason == Some("other") && remark.is_empty() && problems.none() {
            problems.add("remark", "moderation-say-what");
        }
        problems.or(NewReport {
            reason: reason.unwrap_or_default(),
            remark,
        })
    }
}

/// Reports something the member sees. Reported again by the same person, nothing happens.
pub fn report(
    c: &mut Conn,
    app: &App,
    now: NaiveDateTime,
    member: &Member,
    thing: &Thing,
    new: &NewReport,
) -> Result<()> {
    if thing.author.as_deref() == Some(member.id.as_str()) {
        return Err(Error::BadRequest("report-own"));
    }
    if queries::has_reported(c, &member.id, thing.kind.name(), &thing.id)? {
        return Ok(());
    }
    throttle::count(c, now, &app.key.digest("reports-of", &member.id), &REPORTS)?;
    let id = queries::insert_report(c, now, member, thing, new)?;
    audit::record(c, now, Some(&member.id), "report", "report", &id)
}

/// The quiet link beside what can be reported; for a moderator the one that leads to deciding.
/// Nothing for a visitor, nor beside one's own.
pub fn report_link(ctx: &Ctx, kind: Kind, id: &str, author: Option<&str>) -> Markup {
    let own = author.is_some() && author == ctx.member.as_ref().map(|m| m.id.as_str());
    let kind = kind.name();
    html! {
        @if own || !ctx.may(Act::Report) {
        } @else if ctx.may(Act::Moderate) {
            a.meta.no-print href=(format!("{QUEUE_PAGE}/case/{kind}/{id}")) { (ctx.t("moderation-decide")) }
        } @else {
            a.meta.no-print rel="nofollow" href=(format!("{QUEUE_PAGE}/report?kind={kind}&id={id}")) { (ctx.t("moderation-report")) }
        }
    }
}

/// Why things are hidden, by kind and id.
pub type Reasons = HashMap<(String, String), String>;

/// Reasons of the hidden among these, by kind and id.
pub fn reasons(c: &mut Conn, asked: &[(&str, &str)]) -> Result<Reasons> {
    if asked.is_empty() {
        return Ok(Reasons::new());
    }
    queries::reasons(c, asked)
}

/// What waits for whoever looks.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Waiting {
    /// Something was done about them, once or now.
    pub measures: bool,
    /// And they have not seen it as it is now.
    pub unread: bool,
    /// Reports, held posts and appeals; for moderators.
    pub queue: i64,
}

/// One query for a member, three more for a moderator.
pub fn waiting(c: &mut Conn, member: &Member) -> Result<Waiting> {
    let seen = queries::seen(c, &member.id)?;
    let moderator = crate::rights::may(Some(member), Act::Moderate);
    Ok(Waiting {
        measures: !seen.is_empty(),
        unread: seen.iter().any(Option::is_none),
        queue: if moderator {
            queries::count_reported(c)?
                + crate::forum::count_held(c, &member.id)?
                + queries::count_appeals(c, &member.id)?
        } else {
            0
        },
    })
}

/// For whoever has just proved who they are, before a session is begun: where to send somebody who
/// is suspended, with a way to read why and to appeal. None: they may come in. A suspension that has
/// run out ends here.
pub fn shut_out(c: &mut Conn, now: NaiveDateTime, person_id: &str) -> Result<Option<String>> {
    end_due(c, now)?;
    if queries::status(c, person_id)?.as_deref() != Some("suspended") {
        return Ok(None);
    }
    let ttl = Duration::minutes(SUSPENDED_MINUTES);
    let token = tokens::issue(c, now, Purpose::Suspended, person_id, ttl)?;
    audit::record(c, now, Some(person_id), "shut-out", "person", person_id)?;
    Ok(Some(format!("/suspended/{token}")))
}

/// Ends suspensions whose time is over; they are as good as never there for signing in.
pub fn end_due(c: &mut Conn, now: NaiveDateTime) -> Result<()> {
    for (measure, person) in queries::due(c, now)? {
        queries::set_lifted(c, &measure, now)?;
        audit::record(c, now, None, "lift", "measure", &measure)?;
        queries::let_back(c, now, &person)?;
    }
    Ok(())
}

/// The job behind a suspension that ends by itself.
pub async fn end_suspensions(app: &App) -> Result<()> {
    let now = app.clock.now();
    app.db.write(move |c| end_due(c, now)).await
}

/// When the network began to look at newcomers: whoever was there before is none. Set once.
const SINCE: &str = "moderation.since";

pub fn begin(c: &mut Conn, now: NaiveDateTime) -> Result<()> {
    if settings::get(c, SINCE)?.is_none() {
        settings::set(c, SINCE, &now.and_utc().timestamp_micros().to_string())?;
    }
    Ok(())
}

/// Tells the person what was done, or what came of their appeal.
fn tell(c: &mut Conn, now: NaiveDateTime, app: &App, measure: &MeasureRow) -> Result<()> {
    let occasion = match measure.answered_at {
        Some(_) => "answer",
        None => "made",
    };
    let subject = format!("{}:{occasion}", measure.id);
    mail::enqueue(
        c,
        now,
        app.config.base_url.host(),
        mail::Kind::Moderation,
        &measure.person_id,
        &subject,
        &format!("moderation:{subject}"),
    )
}

/// Roles that decide.
const MODERATORS: [Role; 2] = [Role::Organiser, Role::Administrator];

/// Queues the end of a suspension for its time.
fn queue_end(c: &mut Conn, at: NaiveDateTime) -> Result<()> {
    jobs::enqueue(c, &Job::EndSuspensions, at, None)
}
