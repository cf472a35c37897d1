//! The one way from what people write to HTML: comrak, then ammonia, then nothing.

use std::collections::HashMap;
use std::sync::LazyLock;

use comrak::arena_tree::NodeEdge;
use comrak::nodes::NodeValue;
use comrak::{Arena, Node, Options, format_html, parse_document};
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

/// How deep quotes, lists and marks may lie in each other. What is deeper is shown as it was typed: to
/// clean it would take time with the square of the depth.
const DEPTH: usize = 100;
/// How many `&` and hard spaces a paragraph may hold: at each, the cleaner looks through all the rest.
const ESCAPES: usize = 5000;

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

/// Safe HTML of a Markdown text right under the page's title: its headings start at `h2`.
pub fn html(text: &str) -> Markup {
    html_below(1, text)
}

/// Safe HTML of a Markdown text under a heading of the page's own, of that level: its headings start
/// one lower, and none is skipped, whatever the writer did.
pub fn html_below(level: u8, text: &str) -> Markup {
    rendered(level, text, &options())
}

/// As `html_below`, of a text people write line by line: each line stays one.
pub fn html_by_line(level: u8, text: &str) -> Markup {
    let mut options = options();
    options.render.hardbreaks = true;
    rendered(level, text, &options)
}

fn rendered(level: u8, text: &str, options: &Options) -> Markup {
    let arena = Arena::new();
    let Some(root) = parsed(&arena, text, options) else {
        return as_typed(text);
    };
    let mut open: Vec<u8> = Vec::new();
    for node in root.descendants() {
        if let NodeValue::Heading(heading) = &mut node.data.borrow_mut().value {
            while open.last().is_some_and(|above| *above >= heading.level) {
                open.pop();
            }
            open.push(heading.level);
            heading.level = (level + open.len() as u8).min(6);
        }
    }
    unlink(root);
    let mut html = String::new();
    // Writing into a string cannot fail.
    let _ = format_html(root, options, &mut html);
    PreEscaped(CLEANER.clean(&html).to_string())
}

/// Leaves the words of links nobody may be led by.
fn unlink<'a>(root: Node<'a>) {
    let bad: Vec<Node> = root
        .descendants()
        .filter(|node| matches!(&node.data().value, NodeValue::Link(link) if !leads(&link.url)))
        .collect();
    for link in bad {
        while let Some(child) = link.first_child() {
            link.insert_before(child);
        }
        link.detach();
    }
}

/// Whether a link leads somewhere, on this site or by one of the ways the cleaner knows.
fn leads(address: &str) -> bool {
    let up_to = address.split(['/', '?', '#']).next().unwrap_or_default();
    match up_to.split_once(':') {
        Some((scheme, _)) => {
            let known = ["http", "https", "mailto", "tel"];
            known.iter().any(|k| scheme.eq_ignore_ascii_case(k))
        }
        None => !address.is_empty(),
    }
}

/// A heading of a text, to be linked to.
#[derive(Clone, Debug, PartialEq)]
pub struct Heading {
    /// 2 to 6.
    pub level: u8,
    /// Its `id` on the page.
    pub id: String,
    pub text: String,
}

/// As `html`, each heading with an id of its own.
pub fn html_with_headings(text: &str) -> (Markup, Vec<Heading>) {
    with_headings(&html(text).into_string(), "s")
}

/// Clean HTML, each of its headings with an id of its own that begins with `prefix`. A heading that has
/// attributes stays as it is.
pub fn with_headings(html: &str, prefix: &str) -> (Markup, Vec<Heading>) {
    let mut out = String::with_capacity(html.len());
    let mut headings: Vec<Heading> = Vec::new();
    let mut seen: HashMap<String, usize> = HashMap::new();
    let mut rest = html;
    // What is typed is escaped: a tag that stands here is one that was made of marks.
    while let Some(at) = rest.find("<h") {
        let (before, tag) = rest.split_at(at);
        out.push_str(before);
        let level = tag.as_bytes().get(2).map_or(0, |b| b.wrapping_sub(b'0'));
        let end = format!("</h{level}>");
        let inner = tag
            .get(4..)
            .filter(|_| (2..=6).contains(&level) && tag.as_bytes().get(3) == Some(&b'>'))
            .and_then(|inner| Some(&inner[..inner.find(&end)?]));
        let Some(inner) = inner else {
            out.push_str("<h");
            rest = &tag[2..];
            continue;
        };
        let text = without_tags(inner);
        let slug = format!("{prefix}-{}", crate::text::slug(&text));
        let same = seen.entry(slug.clone()).or_insert(0);
        *same += 1;
        let id = match *same {
            1 => slug,
            nth => format!("{slug}--{nth}"),
        };
        out.push_str(&format!("<h{level} id=\"{id}\">{inner}{end}"));
        rest = &tag[4 + inner.len() + end.len()..];
        headings.push(Heading { level, id, text });
    }
    out.push_str(rest);
    (PreEscaped(out), headings)
}

/// The words of a piece of clean HTML.
fn without_tags(html: &str) -> String {
    let mut out = String::new();
    let mut in_tag = false;
    for c in html.chars() {
        match c {
            '<' => in_tag = true,
            '>' => in_tag = false,
            c if !in_tag => out.push(c),
            _ => {}
        }
    }
    [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&nbsp;", " "),
        ("&amp;", "&"),
    ]
    .iter()
    .fold(out, |text, (coded, plain)| text.replace(coded, plain))
}

/// The tree of a text; none when it is deeper than `DEPTH`, or a paragraph holds more than `ESCAPES`.
fn parsed<'a>(arena: &'a Arena<'a>, text: &str, options: &Options) -> Option<Node<'a>> {
    let root = parse_document(arena, text, options);
    let mut depth = 0usize;
    let mut escapes = 0usize;
    for edge in root.traverse() {
        let NodeEdge::Start(node) = edge else {
            depth -= 1;
            continue;
        };
        depth += 1;
        let value = &node.data().value;
        if value.block() {
            escapes = 0;
        }
        escapes += match value {
            NodeValue::Text(text) => slow(text),
            NodeValue::HtmlInline(html) => slow(html),
            NodeValue::Code(code) => slow(&code.literal),
            NodeValue::CodeBlock(block) => slow(&block.literal),
            NodeValue::HtmlBlock(block) => slow(&block.literal),
            _ => 0,
        };
        if depth > DEPTH || escapes > ESCAPES {
            return None;
        }
    }
    Some(root)
}

/// How many bytes the cleaner stops at: `&`, and the first of a hard space and its neighbours.
fn slow(text: &str) -> usize {
    text.bytes().filter(|b| matches!(b, b'&' | 0xC2)).count()
}

/// Paragraphs and lines, and every mark shown.
fn as_typed(text: &str) -> Markup {
    maud::html! {
        @for paragraph in text.split("\n\n").filter(|p| !p.trim().is_empty()) {
            p {
                @for (n, line) in paragraph.trim().lines().enumerate() {
                    @if n > 0 { br; }
                    (line)
                }
            }
        }
    }
}

/// The words of a Markdown text, without marks: for search, snippets and summaries. Plain text, not
/// HTML: it must be escaped where it is shown.
pub fn plain(text: &str) -> String {
    let arena = Arena::new();
    let Some(root) = parsed(&arena, text, &options()) else {
        return in_one_line(text);
    };
    let mut words = String::with_capacity(text.len());
    for node in root.descendants() {
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
    in_one_line(&words)
}

/// Where the links of a Markdown text lead, in its order; also addresses that are only written out.
pub fn links(text: &str) -> Vec<String> {
    let arena = Arena::new();
    let Some(root) = parsed(&arena, text, &options()) else {
        return Vec::new();
    };
    root.descendants()
        .filter_map(|node| match &node.data().value {
            NodeValue::Link(link) => Some(link.url.clone()),
            _ => None,
        })
        .collect()
}

fn in_one_line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
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
    fn a_link_that_may_not_be_followed_is_only_its_words() {
        for bad in [
            "[se *her*](javascript:alert(1))",
            "[se *her*](JavaScript:alert(1) \"t\")",
            "[se *her*](data:text/html,x)",
            "[se *her*](<java\tscript:alert(1)>)",
            "[se *her*]()",
        ] {
            assert_eq!(html(bad).into_string(), "<p>se <em>her</em></p>\n", "{bad}");
        }
        for good in [
            "/library/a:b",
            "#s",
            "mailto:a@b.dk",
            "tel:+4512345678",
            "HTTPS://kl.dk",
        ] {
            let out = html(&format!("[her]({good})")).into_string();
            assert!(out.contains(&format!("href=\"{good}\"")), "{out}");
        }
    }

    #[test]
    fn a_page_keeps_one_first_heading() {
        assert_eq!(
            html("# A\n\n## B\n\n```\n# c\n```").into_string(),
            "<h2>A</h2>\n<h3>B</h3>\n<pre><code># c\n</code></pre>\n"
        );
        assert!(html("## A").into_string().starts_with("<h2>A"));
        assert_eq!(html("Set\n===").into_string(), "<h2>Set</h2>\n");
        assert_eq!(
            html_below(2, "### A\n\n##### B\n\n#### C\n\n## D").into_string(),
            "<h3>A</h3>\n<h4>B</h4>\n<h4>C</h4>\n<h3>D</h3>\n"
        );
    }

    #[test]
    fn headings_can_be_linked_to() {
        let (html, headings) =
            html_with_headings("# Vi & *de*\n\n<h2>x</h2>\n\n## Vi og\n\n# Vi & *de*\n\n---\n");
        assert_eq!(
            html.into_string(),
            "<h2 id=\"s-vi-de\">Vi &amp; <em>de</em></h2>\n&lt;h2&gt;x&lt;/h2&gt;\n\
             <h3 id=\"s-vi-og\">Vi og</h3>\n<h2 id=\"s-vi-de--2\">Vi &amp; <em>de</em></h2>\n<hr>\n"
        );
        let said: Vec<_> = headings
            .iter()
            .map(|h| (h.level, h.text.as_str()))
            .collect();
        assert_eq!(said, [(2, "Vi & de"), (3, "Vi og"), (2, "Vi & de")]);
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

    #[test]
    fn a_text_nested_without_end_is_only_a_text() {
        for unit in [
            ">", "- ", "[", "*", "`", "> - ", "![", "<b>", "| ", "&", "\u{a0}a", "<",
        ] {
            let deep = unit.repeat(200_000 / unit.len());
            html(&deep);
            plain(&deep);
        }
    }

    #[test]
    fn what_is_nested_too_deeply_is_shown_as_it_was_typed() {
        let quotes = |depth: usize| format!("{} *b* <i>", ">".repeat(depth));
        assert!(html(&quotes(50)).into_string().contains("<em>b</em>"));
        let out = html(&format!("a\nb\n\n{}", quotes(5000))).into_string();
        assert!(out.starts_with("<p>a<br>b</p><p>&gt;&gt;") && out.ends_with(" *b* &lt;i&gt;</p>"));
        assert!(plain(&quotes(5000)).ends_with("> *b* <i>"));
        assert_eq!(plain(&quotes(50)), "b <i>");
    }

    proptest! {
        #[test]
        fn any_text_renders_without_script(raw in ".{0,300}") {
            let out = html(&raw).into_string().to_lowercase();
            prop_assert!(!out.contains("<script") && !out.contains("<iframe"));
        }
    }
}
