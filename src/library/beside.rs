//! What the rooms around an entry add to its page: review, freshness, who looks after it, proposals,
//! the bin.

use maud::{Markup, html};

use super::steps::{Eyes, Step};
use super::{Entry, bin, dead_links, freshness, people, proposals, review};
use crate::db::Conn;
use crate::error::Result;
use crate::members::Member;
use crate::web::Ctx;

/// What the rooms around an entry add to its page.
pub struct Around {
    /// Who looked at it last, for whom names are shown.
    pub reviewer: Option<String>,
    /// Over the text.
    pub above: Markup,
    /// Under the facts.
    pub below: Markup,
    /// Whose eyes are wanted on it, and whether the viewer's are.
    pub eyes: Eyes,
    /// Its place in series.
    pub series: Markup,
    /// The member's own shelf.
    pub shelf: Markup,
}

/// What they must read for it.
pub struct Told {
    reviewer: Option<String>,
    eyes: Eyes,
    offered: bool,
    /// Why nobody could approve it, for who may send it to the editors.
    hindered: Option<&'static str>,
    /// Why a draft came back from the editors.
    came_back: Option<String>,
    /// Open proposals, for who decides them.
    proposed: i64,
    /// The viewer's own change that waits for another's eyes.
    waits: Option<proposals::Waits>,
    /// Links that lead nowhere, for who writes in it.
    dead: Vec<dead_links::Link>,
}

pub fn told(c: &mut Conn, four_eyes: bool, who: Option<&Member>, entry: &Entry) -> Result<Told> {
    let (reviewer, offered) = people::pages::told_on_entry(c, who, entry)?;
    let eyes = Eyes::of(c, four_eyes, who, entry)?;
    Ok(Told {
        reviewer,
        eyes,
        hindered: match who {
            Some(me) if Step::SendToReview.is_open(who, entry, eyes) => {
                review::hindrance_of(c, &me.id, entry)?
            }
            _ => None,
        },
        offered,
        waits: match who {
            Some(who) => proposals::waits(c, who, entry, four_eyes)?,
            None => None,
        },
        dead: dead_links::of_entry(c, who, entry)?,
        came_back: review::reason_of(c, entry)?,
        proposed: match who {
            Some(who) => proposals::waiting(c, who, entry)?,
            None => 0,
        },
    })
}

pub fn around(ctx: &Ctx, entry: &Entry, told: Told) -> Around {
    Around {
        above: html! {
            @if let Some(why) = told.hindered {
                div.notice.warn.no-print { p { (ctx.t(&format!("problem-bad-request-{why}"))) } }
            }
            (review::pages::on_entry(ctx, entry, told.came_back.as_deref()))
            @if entry.status == "deleted" { (bin::pages::on_entry(ctx, entry)) }
            (people::pages::on_entry(ctx, entry, told.offered))
            (proposals::views::waits(ctx, entry, told.waits.as_ref()))
            (dead_links::views::on_entry(ctx, entry, &told.dead))
        },
        below: html! {
            (freshness::views::button(ctx, &entry.outline()))
            (proposals::views::on_entry(ctx, entry, told.proposed))
            @if entry.status != "deleted" { (bin::pages::on_entry(ctx, entry)) }
        },
        eyes: told.eyes,
        reviewer: told.reviewer,
        series: html! {},
        shelf: html! {},
    }
}
