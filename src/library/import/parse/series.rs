//! A series, as a file tells it.

use serde_json::{Map, Value};

use super::super::series::Series;
use super::days::day;
use super::entry::slug_of;
use super::{kept, said};
use crate::collections::{self, AUDIENCES, NewCollection};
use crate::library::{Audience, language};
use crate::text;

/// `kind: series`, with its entries by slug, in their order.
pub fn series(fields: &Map<String, Value>, introduction: &str) -> Result<Series, String> {
    let title = text::required(text::line(&said(fields, "title"), collections::TITLE_MAX));
    let introduction = text::block(introduction, collections::INTRODUCTION_MAX);
    let (title, introduction) = (kept(title, "title")?, kept(introduction, "introduction")?);
    let lang = match said(fields, "lang") {
        none if none.is_empty() => language::detect(&format!("{title}\n{introduction}")),
        given => language::named(&given)
            .ok_or_else(|| format!("\"{given}\" is not one of the library's languages"))?,
    };
    let audience = match said(fields, "audience") {
        none if none.is_empty() => Audience::Public,
        given => Audience::named(&given)
            .filter(|a| AUDIENCES.contains(a))
            .ok_or_else(|| format!("\"{given}\" cannot be the audience of a series"))?,
    };
    let slug = match said(fields, "slug") {
        none if none.is_empty() => text::slug(&title),
        given => slug_of(&given)?,
    };
    if !collections::is_free_word(&slug) {
        return Err(format!("no series can be called \"{slug}\""));
    }
    Ok(Series {
        slug,
        new: NewCollection {
            title,
            lang: lang.to_string(),
            introduction,
            audience,
        },
        created_at: day(fields, "created_at")?,
        updated_at: day(fields, "updated_at")?,
        entries: entries(fields)?,
    })
}

fn entries(fields: &Map<String, Value>) -> Result<Vec<String>, String> {
    let all = match fields.get("entries") {
        None | Some(Value::Null) => return Ok(Vec::new()),
        Some(Value::Array(all)) => all,
        Some(_) => return Err("\"entries\" is no list of slugs".to_string()),
    };
    if all.len() > collections::ENTRIES_MAX {
        let most = collections::ENTRIES_MAX;
        return Err(format!("a series has at most {most} entries"));
    }
    let mut slugs: Vec<String> = Vec::with_capacity(all.len());
    for one in all {
        let slug = slug_of(one.as_str().ok_or("\"entries\" is no list of slugs")?)?;
        if slugs.contains(&slug) {
            return Err(format!("\"{slug}\" stands twice in the series"));
        }
        slugs.push(slug);
    }
    Ok(slugs)
}
