//! What helps a reader with an entry: how long it takes, what it contains, to hear it, to hand it on, to
//! cite it, its files, and what is like it.

mod cite;
mod similar;
mod views;

use actix_web::HttpResponse;
use actix_web::http::header;
use actix_web::web::{Path, Query};
use maud::Markup;
use serde::Deserialize;

use super::views::{self as library, Named};
use super::{Entry, NewEntry, readable};
use crate::attachments;
use crate::error::Result;
use crate::members;
use crate::web::{Ctx, markdown};

/// Words a minute, of somebody who reads for work.
const PACE: usize = 200;
/// Fewer words than these are read at a glance.
const GLANCE: usize = 50;
/// From how many headings and words on a text has a table of contents.
const HEADINGS: usize = 3;
const WORDS: usize = 400;

/// The parts of an entry's page that are for reading.
pub struct Beside {
    /// What its facts tell, and the text: their headings to be linked to.
    pub sections: Markup,
    pub body: Markup,
    /// How long it takes to read; nothing when there is hardly any text.
    pub minutes: Markup,
    /// Where to go in a long text.
    pub contents: Markup,
    /// Read aloud, print, share, cite.
    pub tools: Markup,
    pub files: Markup,
    /// As `attachments::mark`, of those that are shown.
    pub files_mark: String,
    /// What shares words with it, and which.
    pub similar: Markup,
}

/// Everything beside the entry itself; the viewer may read it, and what is `named` in it.
pub async fn beside(ctx: &Ctx, entry: &Entry, content: &NewEntry, named: &Named) -> Result<Beside> {
    let (who, of) = (ctx.member.clone(), entry.clone());
    let search = ctx.app.search.clone();
    let (files, similar) = ctx
        .read(move |c| {
            let files = attachments::of_entry(c, &of.id)?;
            Ok((files, similar::to(c, &search, who.as_ref(), &of)?))
        })
        .await?;
    let (body, headings) = markdown::html_with_headings(&entry.body);
    let (sections, mut facts) =
        markdown::with_headings(&library::sections(ctx, content, named).into_string(), "f");
    facts.retain(|heading| heading.level == 2);
    let told = content.facts.texts();
    let words: usize = [&markdown::plain(&entry.body), &entry.summary, &told]
        .iter()
        .map(|text| text.split_whitespace().count())
        .sum();
    let is_long = facts.len() + headings.len() >= HEADINGS && words >= WORDS;
    Ok(Beside {
        sections,
        body,
        minutes: views::minutes(ctx, minutes(words)),
        contents: if is_long {
            views::contents(ctx, entry, &facts, &headings)
        } else {
            Markup::default()
        },
        tools: views::tools(ctx, entry),
        files: attachments::shown(ctx, entry, &files),
        files_mark: attachments::mark(&files),
        similar: views::similar(ctx, entry, &similar),
    })
}

/// Whole minutes; none of what is read at a glance.
fn minutes(words: usize) -> i64 {
    if words < GLANCE {
        0
    } else {
        words.div_ceil(PACE) as i64
    }
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct CiteQuery {
    format: String,
}

/// `GET /library/{slug}/cite`: how to refer to an entry; `?format=bib` is the file for a reference
/// manager.
pub async fn cite(ctx: Ctx, slug: Path<String>, query: Query<CiteQuery>) -> Result<HttpResponse> {
    let who = ctx.member.clone();
    let (entry, organisation) = ctx
        .read(move |c| {
            let entry = readable(c, who.as_ref(), &slug)?;
            let organisation = match &entry.organisation_id {
                Some(id) => members::organisation_names(c)?.remove(id),
                None => None,
            };
            Ok((entry, organisation))
        })
        .await?;
    let cited = cite::of(&ctx, &entry, organisation.as_deref());
    if query.format == "bib" {
        let name = format!("attachment; filename=\"{}.bib\"", entry.slug);
        return Ok(HttpResponse::Ok()
            .content_type("application/x-bibtex; charset=utf-8")
            .insert_header((header::CONTENT_DISPOSITION, name))
            .body(cited.bibtex));
    }
    Ok(views::cite(&ctx, &entry, &cited))
}

#[cfg(test)]
mod tests {
    use super::minutes;

    #[test]
    fn a_text_takes_whole_minutes_unless_it_is_read_at_a_glance() {
        assert_eq!([0, 49, 50, 200, 201, 1000].map(minutes), [0, 0, 1, 1, 2, 5]);
    }
}
