use chrono::NaiveDate;
use maud::{Markup, html};

use crate::members::OrganisationRow;
use crate::organisations::representatives::{Turn, now_and_next};
use crate::web::fields::Choice;
use crate::web::lang::Value;
use crate::web::{Ctx, Fields, FormData, Problems, dates};

/// `Fra 1. marts 2026 til 1. marts 2027`; nothing when both ends are open.
fn period(ctx: &Ctx, turn: &Turn) -> Option<String> {
    let day = |d: NaiveDate| Value::from(dates::date(ctx.lang, d));
    match (turn.from_day, turn.to_day) {
        (None, None) => None,
        (Some(from), None) => Some(ctx.tv("organisations-from-day", &[("from", day(from))])),
        (None, Some(to)) => Some(ctx.tv("organisations-to-day", &[("to", day(to))])),
        (Some(from), Some(to)) => Some(ctx.tv(
            "organisations-from-to-day",
            &[("from", day(from)), ("to", day(to))],
        )),
    }
}

/// Whose turn it is, who is next, or that the period is another.
fn badge(ctx: &Ctx, turns: &[Turn], turn: &Turn, day: NaiveDate) -> Markup {
    let (now, next) = now_and_next(turns, day);
    let is = |who: Option<&Turn>| who.is_some_and(|t| t.person_id == turn.person_id);
    html! {
        @if is(now) { " " span.badge.ok { (ctx.t("organisations-turn-now")) } }
        @else if is(next) { " " span.badge { (ctx.t("organisations-turn-next")) } }
        @else if !turn.covers(day) { " " span.badge.draft { (ctx.t("organisations-turn-not-now")) } }
    }
}

fn who(ctx: &Ctx, turns: &[Turn], turn: &Turn, day: NaiveDate) -> Markup {
    html! {
        b { (super::person_link(&turn.person_id, &turn.name)) } (badge(ctx, turns, turn, day))
        @if !turn.title.is_empty() { p.meta { (turn.title) } }
        @if let Some(period) = period(ctx, turn) { p.meta { (period) } }
    }
}

/// For everybody: who speaks for the organisation, in order.
pub fn shown(ctx: &Ctx, turns: &[Turn], day: NaiveDate) -> Markup {
    html! {
        @if turns.is_empty() {
            p { (ctx.t("organisations-no-representatives")) }
        } @else {
            ul.list { @for turn in turns { li { (who(ctx, turns, turn, day)) } } }
        }
    }
}

/// For who looks after them.
pub fn list(
    ctx: &Ctx,
    o: &OrganisationRow,
    turns: &[Turn],
    people: &[Choice],
    day: NaiveDate,
    form: &FormData,
    problems: &Problems,
) -> Markup {
    let f = Fields::new(ctx, form, problems);
    let at = format!("/organisations/{}/representatives", o.id);
    let new: Vec<Choice> = people
        .iter()
        .filter(|(id, _)| !turns.iter().any(|t| t.person_id == *id))
        .cloned()
        .collect();
    html! {
        header.page-head {
            h1 { (ctx.t("organisations-representatives")) }
            p.lead { (ctx.t("organisations-representatives-lead")) }
        }
        (f.summary())
        @if turns.is_empty() {
            div.empty {
                h2 { (ctx.t("organisations-no-representatives")) }
                p { (ctx.t("organisations-no-representatives-text")) }
            }
        } @else {
            ol.list {
                @for (i, turn) in turns.iter().enumerate() {
                    @let named = |key: &str| format!("{}: {}", ctx.t(key), turn.name);
                    li {
                        (who(ctx, turns, turn, day))
                        div.actions {
                            @if turns.len() > 1 {
                                form method="post" action=(format!("{at}/{}/shift", turn.person_id)) {
                                    (ctx.form_tokens())
                                    @if i > 0 {
                                        button.secondary.small name="do" value="up" aria-label=(named("organisations-turn-up")) { (ctx.t("organisations-turn-up")) }
                                    }
                                    " "
                                    @if i + 1 < turns.len() {
                                        button.secondary.small name="do" value="down" aria-label=(named("organisations-turn-down")) { (ctx.t("organisations-turn-down")) }
                                    }
                                }
                            }
                            a.button.secondary.small href=(format!("{at}/{}", turn.person_id)) aria-label=(named("organisations-period")) { (ctx.t("organisations-period")) }
                            form method="post" action=(format!("{at}/{}/remove", turn.person_id)) {
                                (ctx.form_tokens())
                                button.danger.small aria-label=(named("organisations-representative-remove")) { (ctx.t("organisations-representative-remove")) }
                            }
                        }
                    }
                }
            }
        }
        section.section {
            h2 { (ctx.t("organisations-representative-add")) }
            @if new.is_empty() {
                p { (ctx.t("organisations-representative-none-left")) }
            } @else {
                form.stack method="post" action=(at) {
                    (f.hidden())
                    (f.select("person", "organisations-person", &new, Some(&ctx.t("organisations-choose-person")), true))
                    (period_fields(&f))
                    div.form-actions { button { (ctx.t("organisations-representative-add")) } }
                }
            }
        }
    }
}

fn period_fields(f: &Fields) -> Markup {
    html! {
        div.grid-2 {
            (f.input("date", "from", "organisations-from", false))
            (f.input("date", "to", "organisations-to", false))
        }
        p.hint { (f.ctx.t("organisations-period-text")) }
    }
}

/// The period of one.
pub fn period_form(
    ctx: &Ctx,
    o: &OrganisationRow,
    turn: &Turn,
    form: &FormData,
    problems: &Problems,
) -> Markup {
    let f = Fields::new(ctx, form, problems);
    let at = format!("/organisations/{}/representatives", o.id);
    html! {
        header.page-head { h1 { (turn.name) } p.lead { (ctx.t("organisations-period")) } }
        (f.summary())
        form.stack method="post" action=(format!("{at}/{}", turn.person_id)) {
            (f.hidden())
            (period_fields(&f))
            div.form-actions { button { (ctx.t("save")) } a.button.quiet href=(at) { (ctx.t("cancel")) } }
        }
    }
}
