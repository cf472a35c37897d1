use maud::{Markup, html};

use super::count;
use crate::members::PersonRow;
use crate::organisations::moving::Consequences;
use crate::web::fields::Choice;
use crate::web::{Ctx, Fields, FormData, Problems};

/// Who moves, and what that does.
pub struct Seen {
    pub person: PersonRow,
    pub what: Consequences,
    /// Who could own what stays behind: id and name.
    pub heirs: Vec<Choice>,
    /// Who does when nobody else is chosen.
    pub heir: Option<String>,
}

/// What the form asks.
pub struct Asked<'a> {
    pub action: &'a str,
    pub back: &'a str,
    /// Where to; none: out of the organisation, to no other.
    pub targets: Option<&'a [Choice]>,
}

/// In numbers.
pub fn consequences(ctx: &Ctx, what: &Consequences) -> Markup {
    html! {
        ul {
            li { (count(ctx, "organisations-moves-attended", what.attended)) }
            li { (count(ctx, "organisations-moves-entries", what.entries.all)) }
            @if what.entries.to_deputies > 0 { li { (count(ctx, "freshness-leaving-deputies", what.entries.to_deputies)) } }
            @if what.worksheets > 0 { li { (count(ctx, "organisations-moves-worksheets", what.worksheets)) } }
            @if what.drafts > 0 { li { (count(ctx, "organisations-moves-drafts", what.drafts)) } }
            @if what.units > 0 { li { (count(ctx, "organisations-moves-units", what.units)) } }
            @if what.represents { li { (ctx.t("organisations-moves-represents")) } }
            @if what.invitations > 0 { li { (count(ctx, "organisations-moves-invitations", what.invitations)) } }
            @if what.administers { li { (ctx.t("organisations-moves-administers")) } }
        }
    }
}

pub fn form(ctx: &Ctx, seen: &Seen, asked: &Asked, form: &FormData, problems: &Problems) -> Markup {
    let f = Fields::new(ctx, form, problems);
    let title = match asked.targets {
        Some(_) => ctx.t("organisations-move"),
        None => ctx.t("organisations-leave"),
    };
    html! {
        header.page-head {
            h1 { (title) }
            p.lead {
                (seen.person.name)
                @if let Some(organisation) = &seen.person.organisation { " · " (organisation) }
            }
        }
        (f.summary())
        @if seen.person.organisation.is_some() {
            section.panel {
                h2 { (ctx.t("organisations-moves")) }
                (consequences(ctx, &seen.what))
            }
        }
        form.stack method="post" action=(asked.action) {
            (f.hidden())
            @if let Some(targets) = asked.targets {
                (f.select("organisation", "organisations-organisation", targets, Some(&ctx.t("organisations-to-none")), false))
            }
            @if seen.what.entries.alone() > 0 {
                p.hint { (count(ctx, "freshness-leaving-alone", seen.what.entries.alone())) }
            }
            @if seen.what.entries.all + seen.what.worksheets > 0 {
                (f.select("heir", "organisations-heir", &seen.heirs, Some(&ctx.t("organisations-heir-nobody")), false))
            }
            div.form-actions {
                button.danger { (title) }
                a.button.quiet href=(asked.back) { (ctx.t("cancel")) }
            }
        }
    }
}
