//! What a page of HTML says.

use super::super::{Imported, nesting, plain};
use super::entry::finish;
use super::{Raw, Source, leading_heading};
use crate::library::language;
use crate::web::markdown;

/// The stack that reads a page of HTML, in bytes.
const HTML_STACK: usize = 32 * 1024 * 1024;

/// Reads an HTML page. What reads it calls itself for every element inside another, so it gets a
/// stack that holds `nesting::LIMIT` of them many times over, also in a build for tests.
pub fn html_file(source: &Source, text: &str) -> Result<Imported, String> {
    let refused = |why: String| format!("the HTML cannot be read: {why}");
    std::thread::scope(|scope| {
        std::thread::Builder::new()
            .stack_size(HTML_STACK)
            .spawn_scoped(scope, || html_page(source, text))
            .map_err(|e| refused(e.to_string()))?
            .join()
            .unwrap_or_else(|_| Err(refused("its reader failed".to_string())))
    })
}

fn html_page(source: &Source, text: &str) -> Result<Imported, String> {
    let main = element(text, "main")
        .or_else(|| element(text, "article"))
        .unwrap_or(text);
    let converter = htmd::HtmlToMarkdown::builder()
        .skip_tags(vec![
            "script", "style", "noscript", "template", "iframe", "svg", "img", "nav", "header",
            "footer", "aside", "form", "button", "head", "title",
        ])
        .build();
    let plainly = htmd::HtmlToMarkdown::new();
    let words = |html| to_markdown(&plainly, html).map(|text| markdown::plain(&text));
    let heading = element(text, "h1")
        .map(words)
        .transpose()?
        .unwrap_or_default();
    let named = element(text, "title")
        .map(words)
        .transpose()?
        .unwrap_or_default();
    // `Tilsynsmodel | Kommunen`: the page's own heading is the title without the site's name.
    let title = if named.is_empty() || (!heading.is_empty() && named.contains(&heading)) {
        heading
    } else {
        named
    };
    let mut body = to_markdown(&converter, main)?.trim().to_string();
    if let Some((first, rest)) = leading_heading(&body)
        && markdown::plain(first) == title
    {
        body = rest.to_string();
    }
    let title = if title.is_empty() {
        plain::split(&body).0
    } else {
        title
    };
    finish(Raw {
        id: source.id.clone(),
        title,
        updated: plain::last_updated(&body),
        body,
        lang: language::of_file_name(&source.name).or_else(|| html_language(text)),
        ..Raw::default()
    })
}

fn to_markdown(converter: &htmd::HtmlToMarkdown, html: &str) -> Result<String, String> {
    if nesting::too_deep(html) {
        return Err("nested too deeply".to_string());
    }
    converter
        .convert(html)
        .map_err(|e| format!("the HTML cannot be read: {e}"))
}

/// What is inside the first element of a name.
fn element<'a>(html: &'a str, name: &str) -> Option<&'a str> {
    // Only ASCII changes case here, so positions stay.
    let lower = html.to_ascii_lowercase();
    let open = format!("<{name}");
    let mut from = 0;
    loop {
        let at = from + lower[from..].find(&open)?;
        let after = at + open.len();
        if lower[after..].starts_with(['>', ' ', '\t', '\n', '\r']) {
            let start = after + lower[after..].find('>')? + 1;
            let end = start + lower[start..].find(&format!("</{name}"))?;
            return Some(&html[start..end]);
        }
        from = after;
    }
}

fn html_language(html: &str) -> Option<&'static str> {
    let lower = html.to_ascii_lowercase();
    let at = lower.find("<html")?;
    let tag = &lower[at..at + lower[at..].find('>')?];
    let value = tag.split_once(" lang=")?.1.trim_start_matches(['"', '\'']);
    language::named(value.split(['"', '\'', ' ']).next()?)
}
