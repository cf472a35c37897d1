//! The one way from what people write to HTML: comrak, then ammonia, then nothing.

use std::collections::HashMap;
use std::sync::LazyLock;

use comrak::nodes::NodeValue;
use comrak::{Arena, Options, markdown_to_html, parse_document};
use maud::{Markup, PreEscaped};

static CLEANER: LazyLock<ammonia::Builder<'static>> = LazyLock::new(|| {
    let mut cleaner = ammonia::Builder::default();
    cleaner
        // Pictures would load from elsewhere and tell who reads; the policy refuses them anyway.
        .rm_tags(["img", "map", "area"])
        .add_tag_attributes("a", ["id", "aria-hidden"])
        .tag_attribute_values(HashMap::from([(
            "th",
            HashMap::from([("scope", ["col"].into())]),
        )]))
        .url_schemes(["http", "https", "mailto", "tel"].into())
        .link_rel(Some("noopener noreferrer nofollow"));
    cleaner
});

fn options() -> Options<'static> {
    let mut options = Options::default();
    options.extension.table = true;
    options.extension.strikethrough = true;
    options.extension.autolink = true;
    options.extension.tasklist = false;
    options.extension.footnotes = false;
    options.render.escape = true;
    options
}

/// Safe HTML of a Markdown text. Its headings start below the page's own: `#` becomes `h2`.
pub fn html(text: &str) -> Markup {
    rendered(&lower_headings(text))
}

/// As `html`, for a text under a heading of the page's own: its headings start at `h3`.
pub fn html_below(text: &str) -> Markup {
    rendered(&one_lower(&lower_headings(text)))
}

fn rendered(text: &str) -> Markup {
    let html = markdown_to_html(text, &options());
    PreEscaped(CLEANER.clean(&html).to_string())
}

/// If a text uses `#`, every heading goes one level down, so that a page has one `h1`.
fn lower_headings(text: &str) -> String {
    let mut fenced = false;
    let mut has_top = false;
    for line in text.lines() {
        fenced ^= line.trim_start().starts_with("```");
        has_top |= !fenced && line.starts_with("# ");
    }
    if has_top {
        one_lower(text)
    } else {
        text.to_string()
    }
}

fn one_lower(text: &str) -> String {
    let mut fenced = false;
    let mut out = String::with_capacity(text.len() + 16);
    for line in text.lines() {
        fenced ^= line.trim_start().starts_with("```");
        let level = line.bytes().take_while(|b| *b == b'#').count();
        if !fenced && (1..6).contains(&level) && line.as_bytes().get(level) == Some(&b' ') {
            out.push('#');
        }
        out.push_str(line);
        out.push('\n');
    }
    out
}

/// The words of a Markdown text, without marks: for search, snippets and summaries. Plain text, not
/// HTML: it must be escaped where it is shown.
pub fn plain(text: &str) -> String {
    let arena = Arena::new();
    let mut words = String::with_capacity(text.len());
    for node in parse_document(&arena, text, &options()).descendants() {
        match &node.data().value {
            NodeValue::Text(text) => words.push_str(text),
            NodeValue::Code(code) => words.push_str(&code.literal),
            // Tags that are typed are text: the page shows them too.
            NodeValue::HtmlInline(html) => words.push_str(html),
            NodeValue::HtmlBlock(block) => part(&mut words, &block.literal),
            NodeValue::CodeBlock(block) => part(&mut words, &block.literal),
            NodeValue::SoftBreak | NodeValue::LineBreak => words.push(' '),
            value if value.block() => words.push(' '),
            _ => {}
        }
    }
    let mut out = String::with_capacity(words.len());
    for word in words.split_whitespace() {
        part(&mut out, word);
    }
    out
}

/// Adds a text behind another, a space between.
fn part(out: &mut String, text: &str) {
    if !out.is_empty() {
        out.push(' ');
    }
    out.push_str(text);
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn nothing_that_runs_survives() {
        for bad in [
            "<script>alert(1)</script>",
            "[x](javascript:alert(1))",
            "<a href=\"javascript:alert(1)\">x</a>",
            "<img src=x onerror=alert(1)>",
            "![x](https://elsewhere.example/pixel.gif)",
            "<style>*{display:none}</style>",
        ] {
            let out = html(bad).into_string();
            for never in ["<script", "<a href=\"javascript", "<img", "<style"] {
                assert!(!out.contains(never), "{bad} gave {out}");
            }
        }
    }

    #[test]
    fn a_page_keeps_one_first_heading() {
        assert_eq!(
            html("# A\n\n## B\n\n```\n# c\n```").into_string(),
            "<h2>A</h2>\n<h3>B</h3>\n<pre><code># c\n</code></pre>\n"
        );
        assert!(html("## A").into_string().starts_with("<h2>A"));
        assert!(html_below("## A").into_string().starts_with("<h3>A"));
    }

    #[test]
    fn plain_text_has_the_words_and_no_marks() {
        assert_eq!(
            plain("## A & *b*\n\n- [c](https://d.dk) < e"),
            "A & b c < e"
        );
        assert_eq!(
            plain(
                "a\nb **c**d `e < f` <i>\n\n| g | h |\n|---|---|\n| i | j |\n\n```\nk &amp; l\n```"
            ),
            "a b cd e < f <i> g h i j k &amp; l"
        );
    }

    proptest! {
        #[test]
        fn any_text_renders_without_script(raw in ".{0,300}") {
            let out = html(&raw).into_string().to_lowercase();
            prop_assert!(!out.contains("<script") && !out.contains("<iframe"));
        }
    }
}
