//! How an entry is cited: in plain words, and as BibTeX.

use crate::clock::{COPENHAGEN, to_local};
use crate::library::Entry;
use crate::web::lang::Value;
use crate::web::{Ctx, dates};

/// A citation in both forms.
pub struct Cited {
    pub plain: String,
    pub bibtex: String,
}

/// `organisation`: who the entry belongs to; otherwise the network itself is its author. People are
/// not named: an entry is cited by readers who may not see who wrote it.
pub fn of(ctx: &Ctx, entry: &Entry, organisation: Option<&str>) -> Cited {
    let network = ctx.network();
    let author = organisation.unwrap_or(network);
    let out = to_local(entry.published_at.unwrap_or(entry.updated_at), COPENHAGEN);
    let changed = to_local(entry.updated_at, COPENHAGEN);
    let today = to_local(ctx.app.clock.now(), COPENHAGEN);
    let url = ctx
        .app
        .config
        .base_url
        .url(&format!("/library/{}", entry.slug));
    let year = out.format("%Y").to_string();
    let plain = ctx.tv(
        "reading-cited",
        &[
            ("author", Value::from(author.to_string())),
            ("year", Value::from(year.clone())),
            ("title", Value::from(entry.title.clone())),
            ("network", Value::from(network.to_string())),
            ("today", Value::from(dates::date(ctx.lang, today.date()))),
            ("url", Value::from(url.clone())),
        ],
    );
    let key: String = entry.slug.split('-').take(3).collect();
    let fields = [
        ("author", format!("{{{}}}", escaped(author))),
        ("title", format!("{{{}}}", escaped(&entry.title))),
        ("publisher", escaped(network)),
        ("year", year.clone()),
        ("date", changed.format("%Y-%m-%d").to_string()),
        ("url", url),
        ("urldate", today.format("%Y-%m-%d").to_string()),
        ("language", language(&entry.lang).to_string()),
    ];
    let mut bibtex = format!("@misc{{{key}{year},\n");
    for (name, value) in fields {
        bibtex.push_str(&format!("  {name} = {{{value}}},\n"));
    }
    bibtex.push_str("}\n");
    Cited { plain, bibtex }
}

/// What BibTeX and LaTeX would take for commands.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' => out.push_str("\\textbackslash{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            '{' | '}' | '%' | '&' | '#' | '_' | '$' => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}

fn language(code: &str) -> &'static str {
    match code {
        "da" => "danish",
        "sv" => "swedish",
        "nb" => "norwegian",
        "nn" => "nynorsk",
        _ => "english",
    }
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn nothing_in_a_title_is_a_command() {
        assert_eq!(
            escaped("50 % & \\input{x}_#1"),
            "50 \\% \\& \\textbackslash{}input\\{x\\}\\_\\#1"
        );
    }
}
