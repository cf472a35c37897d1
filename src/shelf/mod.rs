//! A member's own shelf: entries they want to find again, each with a note of their own. Nobody else
//! sees it.

pub mod pages;
mod queries;
mod views;

use maud::Markup;

use crate::error::Result;
use crate::library::Entry;
use crate::web::Ctx;

/// The longest note, in characters.
pub const NOTE_MAX: usize = 1000;

/// On an entry's page: the button that puts it on the shelf, or that it is there. Nothing for visitors,
/// and for what is not published.
pub async fn on_entry(ctx: &Ctx, entry: &Entry) -> Result<Markup> {
    let Some(who) = &ctx.member else {
        return Ok(Markup::default());
    };
    if entry.status != "published" {
        return Ok(Markup::default());
    }
    let (person, id) = (who.id.clone(), entry.id.clone());
    let note = ctx.read(move |c| queries::note(c, &person, &id)).await?;
    Ok(views::on_entry(ctx, &entry.id, note.as_deref()))
}
