//! How deep the elements of a piece of HTML lie in each other, before anything reads it: its reader
//! takes time with the square of the depth, and stack with the depth.

use std::collections::HashMap;

/// The deepest page that is read, in elements. Pages that people made have some thirty.
pub const LIMIT: usize = 200;

/// Elements that hold nothing, or that end where the next of their kind begins.
const UNCOUNTED: [&str; 26] = [
    "area", "base", "br", "col", "dd", "dt", "embed", "hr", "img", "input", "li", "link", "meta",
    "option", "p", "param", "source", "tbody", "td", "tfoot", "th", "thead", "tr", "track", "wbr",
    "body",
];

/// Elements whose text is no HTML.
const RAW: [&str; 4] = ["script", "style", "textarea", "title"];

/// Whether elements lie deeper in each other than `LIMIT`. Reads the text once, and counts rather
/// one too many than one too few.
pub fn too_deep(html: &str) -> bool {
    // Only ASCII changes case here, so positions stay.
    let lower = html.to_ascii_lowercase();
    let mut open: HashMap<&str, usize> = HashMap::new();
    let mut depth = 0;
    let mut rest = lower.as_str();
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = after_comment(comment);
            continue;
        }
        let closes = rest.starts_with('/');
        let tag = rest.strip_prefix('/').unwrap_or(rest);
        if !tag.starts_with(|c: char| c.is_ascii_alphabetic()) {
            continue;
        }
        let name_end = tag
            .find(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>'))
            .unwrap_or(tag.len());
        let name = &tag[..name_end];
        let Some(end) = tag.find('>') else {
            return false;
        };
        rest = &tag[end + 1..];
        // A close of what is not open closes nothing.
        if closes {
            if let Some(count) = open.get_mut(name).filter(|count| **count > 0) {
                *count -= 1;
                depth -= 1;
            }
            continue;
        }
        // In drawings and formulas other rules hold.
        let foreign = ["svg", "math"]
            .iter()
            .any(|name| open.get(name).is_some_and(|count| *count > 0));
        if foreign && tag[..end].ends_with('/') || !foreign && UNCOUNTED.contains(&name) {
            continue;
        }
        if !foreign && RAW.contains(&name) {
            match rest.find(&format!("</{name}")) {
                Some(close) => rest = &rest[close..],
                None => return false,
            }
            continue;
        }
        *open.entry(name).or_default() += 1;
        depth += 1;
        if depth > LIMIT {
            return true;
        }
    }
    false
}

/// What follows a comment, whose beginning is read already. `<!-->` is one as well.
fn after_comment(comment: &str) -> &str {
    if let Some(rest) = comment.strip_prefix('>').or(comment.strip_prefix("->")) {
        return rest;
    }
    let ends = comment.match_indices("--").find_map(|(at, dashes)| {
        let rest = &comment[at + dashes.len()..];
        rest.strip_prefix('>').or(rest.strip_prefix("!>"))
    });
    ends.unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_lies_side_by_side_is_not_deep() {
        for unit in [
            "<p>a",
            "<ul><li>a<li>b</ul>",
            "<table><tr><td>a</table>",
            "<br><img src=x><hr/>",
            "<DIV class=\"a>b\">a</Div>",
            "<!-- <div> -->",
            "<script>if (a<b) {}</script>",
            "<svg><path d=\"\"/><g/></svg>",
            "a < b ",
        ] {
            assert!(!too_deep(&unit.repeat(5000)), "{unit}");
        }
    }

    #[test]
    fn what_lies_in_each_other_is() {
        for unit in [
            "<div>",
            "<b></i>",
            "<div/>",
            "<ul><li>",
            "<!--><div>",
            "<!-- --!><div><!-- -->",
            "<svg><td>",
            "<table><tr><td>",
        ] {
            assert!(!too_deep(&unit.repeat(20)), "{unit}");
            assert!(too_deep(&unit.repeat(5000)), "{unit}");
        }
        let odd = "<div ".repeat(1_000_000);
        assert!(!too_deep(&odd) && !too_deep(&format!("{odd}>")));
    }
}
