//! `/admin/start`: the first steps of a new network. Each knows by itself whether it is done.

use actix_web::HttpResponse;
use diesel::dsl::{count_star, exists};
use diesel::prelude::*;
use maud::{Markup, html};

use super::statements;
use crate::audit;
use crate::db::Conn;
use crate::error::Result;
use crate::mail;
use crate::members;
use crate::rights::Act;
use crate::schema::{organisations, passkeys, totp};
use crate::settings;
use crate::web::lang::Value;
use crate::web::{Ctx, FormData, Page, page, see_other};

/// Says that an administrator does not want to see the steps on `/admin`.
const DISMISSED: &str = "admin.guide_dismissed";

/// What the database knows of the steps.
pub struct State {
    second_factor: bool,
    organisations: bool,
    people: bool,
    statements: bool,
    mail: bool,
    dismissed: bool,
}

/// Looks, for the administrator with this id.
pub fn state(c: &mut Conn, me: &str) -> Result<State> {
    let has = |c: &mut Conn| -> Result<bool> {
        let passkey = exists(passkeys::table.filter(passkeys::person_id.eq(me)));
        let code = exists(
            totp::table
                .filter(totp::person_id.eq(me))
                .filter(totp::confirmed_at.is_not_null()),
        );
        Ok(diesel::select(passkey.or(code)).get_result(c)?)
    };
    let organisations: i64 = organisations::table.select(count_star()).first(c)?;
    let sent = mail::last_of_kind(c, mail::Kind::Test, None)?;
    Ok(State {
        second_factor: has(c)?,
        organisations: organisations > 0,
        people: members::count_active(c)? > 1,
        statements: statements::all_reviewed(c)?,
        mail: sent.is_some_and(|m| m.status == mail::Status::Sent.name()),
        dismissed: settings::get(c, DISMISSED)?.is_some(),
    })
}

/// The steps in order: name in texts (`admin-step-…`), where, whether done.
pub struct Steps {
    all: [(&'static str, &'static str, bool); 8],
    dismissed: bool,
}

impl Steps {
    pub fn of(ctx: &Ctx, state: State) -> Steps {
        // A demonstration asks nobody for a second factor.
        let second = state.second_factor || ctx.site.demo;
        let named = ctx.site.name.is_some();
        Steps {
            all: [
                ("second-factor", "/me/sign-in", second),
                ("name", "/admin/settings", named),
                ("colour", "/admin/branding", ctx.site.accent.is_some()),
                ("organisation", "/admin/organisations", state.organisations),
                ("people", "/admin/people/new", state.people),
                ("statements", "/admin/statements", state.statements),
                ("mail", "/admin/settings#test-mail", state.mail),
                (
                    "address",
                    "/admin/settings#address",
                    ctx.app.config.base_url.is_secure(),
                ),
            ],
            dismissed: state.dismissed,
        }
    }

    fn done(&self) -> usize {
        self.all.iter().filter(|(_, _, done)| *done).count()
    }

    fn is_complete(&self) -> bool {
        self.done() == self.all.len()
    }

    /// Whether `/admin` shows them.
    pub fn is_shown(&self) -> bool {
        !self.dismissed && !self.is_complete()
    }
}

pub fn on_overview(ctx: &Ctx, steps: &Steps) -> Markup {
    html! {
        section.section {
            div.section-head {
                h2 { (ctx.t("admin-guide-title")) }
                a href="/admin/start" { (ctx.t("admin-guide-more")) }
            }
            (progress(ctx, steps))
            ol.steps {
                @for (name, href, done) in &steps.all {
                    (step(ctx, name, href, *done, false))
                }
            }
        }
    }
}

fn progress(ctx: &Ctx, steps: &Steps) -> Markup {
    let (done, all) = (steps.done() as i64, steps.all.len() as i64);
    let said = ctx.tv(
        "admin-guide-progress",
        &[("done", Value::from(done)), ("all", Value::from(all))],
    );
    html! {
        p {
            label for="guide-progress" { (said) } " "
            progress id="guide-progress" max=(all) value=(done) { (said) }
        }
    }
}

fn step(ctx: &Ctx, name: &str, href: &str, done: bool, explained: bool) -> Markup {
    html! {
        li.done[done].missing[!done] {
            h3 { a href=(href) { (ctx.t(&format!("admin-step-{name}"))) } }
            span.state {
                @if done { (ctx.t("admin-step-done")) } @else { (ctx.t("admin-step-open")) }
            }
            @if explained { p { (ctx.t(&format!("admin-step-{name}-text"))) } }
        }
    }
}

/// `GET /admin/start`
pub async fn start(ctx: Ctx) -> Result<HttpResponse> {
    let me = ctx.require(Act::Administer)?.id.clone();
    let state = ctx.read(move |c| state(c, &me)).await?;
    let steps = Steps::of(&ctx, state);
    let title = ctx.t("admin-guide-title");
    let body = html! {
        header.page-head { h1 { (title) } p.lead { (ctx.t("admin-guide-lead")) } }
        (progress(&ctx, &steps))
        @if steps.is_complete() {
            div.notice.ok { p { (ctx.t("admin-guide-complete")) } }
        }
        h2.visually-hidden { (ctx.t("admin-guide-steps")) }
        ol.steps {
            @for (name, href, done) in &steps.all {
                (step(&ctx, name, href, *done, true))
            }
        }
        @if !steps.is_complete() {
            form method="post" action="/admin/start" {
                (ctx.form_tokens())
                div.form-actions {
                    @if steps.dismissed {
                        button.secondary name="do" value="show" { (ctx.t("admin-guide-show")) }
                    } @else {
                        button.secondary name="do" value="dismiss" { (ctx.t("admin-guide-dismiss")) }
                    }
                }
            }
        }
    };
    let frame = Page::new(title).under(ctx.t("nav-admin"), "/admin");
    Ok(page(&ctx, frame, body))
}

/// `POST /admin/start`: shows the steps on `/admin`, or no longer.
pub async fn decide(ctx: Ctx, form: FormData) -> Result<HttpResponse> {
    let actor = ctx.require(Act::Administer)?.id.clone();
    let now = ctx.app.clock.now();
    let dismissed = form.get("do") != "show";
    let to = ctx
        .once(&form, move |c| {
            let value = if dismissed { "yes" } else { "" };
            if settings::put(c, DISMISSED, value)? {
                audit::record(c, now, Some(&actor), "change", "setting", DISMISSED)?;
            }
            Ok("/admin?done=saved".to_string())
        })
        .await?;
    Ok(see_other(&to))
}
