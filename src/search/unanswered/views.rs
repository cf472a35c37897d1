use actix_web::HttpResponse;
use maud::html;

use super::Asked;
use crate::library::desk;
use crate::search::views::address;
use crate::search::{Filters, Sort};
use crate::web::{Ctx, dates};

pub fn list(ctx: &Ctx, rows: &[Asked], page: i64, total: i64) -> HttpResponse {
    let items = rows.iter().map(|asked| {
        let text = asked.text.as_deref().unwrap_or(&asked.folded);
        html! {
            h2 { a href=(address(text, &Filters::default(), Sort::default(), 1)) { (text) } }
            p.meta {
                (ctx.tv("unanswered-often", &[("times", asked.unanswered.into()), ("days", asked.days.into())]))
                @if let Some(day) = asked.last_day {
                    " · " (ctx.tv("unanswered-last", &[("when", dates::day_of(ctx.lang, day).into())]))
                }
            }
            form.actions.no-print method="post" action="/library/unanswered" {
                (ctx.form_tokens())
                input type="hidden" name="question" value=(asked.folded);
                a.button.secondary.small href="/library/new" { (ctx.t("unanswered-write")) }
                button.secondary.small name="do" value="answered" { (ctx.t("unanswered-settle")) }
                button.quiet.small name="do" value="remove" { (ctx.t("unanswered-remove")) }
            }
        }
    });
    let list = desk::List {
        here: "/library/unanswered",
        title: ctx.t("unanswered-title"),
        lead: ctx.t("unanswered-lead"),
        empty: html! {
            h2 { (ctx.t("unanswered-none")) }
            p { (ctx.t("unanswered-none-text")) }
        },
        page,
        total,
    };
    desk::page(ctx, list, items)
}
