//! Lists in a cell of a table: items are parted by `|`, and the parts of an item by `::`.
//!
//! A backslash before either sign makes it a part of the text, and backslashes before a sign are
//! written twice. A backslash anywhere else is a backslash: a table made by hand needs none.

/// Between the items of a list.
const BETWEEN: &str = "|";
/// Between the parts of an item.
const WITHIN: &str = "::";

/// Items as a cell says them. Those of more than one part have their parts parted.
pub fn joined(items: &[Vec<String>], parts: usize) -> String {
    let mut cell = String::new();
    for (i, item) in items.iter().enumerate() {
        if i > 0 {
            sign(&mut cell, BETWEEN);
        }
        // Parts that say nothing are left out behind the last that does.
        let last = item.iter().rposition(|part| !part.is_empty()).unwrap_or(0);
        for (n, part) in item.iter().take(last + 1).enumerate() {
            if n > 0 {
                // Three colons would be read as the sign and one: a space, which is trimmed away.
                if item[n - 1].ends_with(':') {
                    cell.push(' ');
                }
                sign(&mut cell, WITHIN);
            }
            write(&mut cell, part, parts);
        }
    }
    cell
}

/// The items of a cell, each of at most so many parts, without the space around them.
pub fn parted(cell: &str, parts: usize) -> Vec<Vec<String>> {
    let mut items = vec![vec![String::new()]];
    let mut rest = cell;
    while !rest.is_empty() {
        let text = rest.trim_start_matches('\\');
        let backslashes = rest.len() - text.len();
        let Some(sign) = sign_at(text, parts) else {
            // One character at least, so that the next turn begins behind it.
            let first = text.chars().next().map_or(0, char::len_utf8);
            let (plain, behind) = rest.split_at(backslashes + first);
            push(&mut items, plain);
            rest = behind;
            continue;
        };
        push(&mut items, &"\\".repeat(backslashes / 2));
        let is_text = backslashes % 2 == 1;
        match (sign, items.last_mut()) {
            (BETWEEN, _) if !is_text => items.push(vec![String::new()]),
            (WITHIN, Some(item)) if !is_text && item.len() < parts => item.push(String::new()),
            _ => push(&mut items, sign),
        }
        rest = &text[sign.len()..];
    }
    for part in items.iter_mut().flatten() {
        *part = part.trim().to_string();
    }
    items
}

fn sign_at(text: &str, parts: usize) -> Option<&'static str> {
    let is_sign = |sign: &&'static str| text.starts_with(*sign);
    let signs = if parts > 1 {
        [BETWEEN, WITHIN].as_slice()
    } else {
        &[BETWEEN]
    };
    signs.iter().copied().find(is_sign)
}

/// Behind the last text of the last item.
fn push(items: &mut [Vec<String>], text: &str) {
    if let Some(part) = items.last_mut().and_then(|item| item.last_mut()) {
        part.push_str(text);
    }
}

/// A text, where signs are no signs.
fn write(cell: &mut String, text: &str, parts: usize) {
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        match sign_at(rest, parts) {
            Some(found) => {
                twice(cell);
                cell.push('\\');
                cell.push_str(found);
                rest = &rest[found.len()..];
            }
            None => {
                cell.push(first);
                rest = &rest[first.len_utf8()..];
            }
        }
    }
}

/// A sign that is one.
fn sign(cell: &mut String, sign: &str) {
    twice(cell);
    cell.push_str(sign);
}

/// Writes the backslashes a cell ends with a second time.
fn twice(cell: &mut String) {
    let backslashes = cell.len() - cell.trim_end_matches('\\').len();
    cell.push_str(&"\\".repeat(backslashes));
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn signs_inside_a_text_have_a_backslash_before_them() {
        for (texts, cell) in [
            (vec!["Spørg | lyt", "Vent"], r"Spørg \| lyt|Vent"),
            (vec![r"C:\", "b"], r"C:\\|b"),
            (vec![r"a\|b"], r"a\\\|b"),
            (vec![r"C:\mappe", r"til sidst\"], r"C:\mappe|til sidst\"),
            (vec!["a::b"], "a::b"),
        ] {
            let items: Vec<Vec<String>> = texts.iter().map(|t| vec![t.to_string()]).collect();
            assert_eq!(joined(&items, 1), cell);
            assert_eq!(parted(cell, 1), items, "{cell}");
        }
        for (parts, cell) in [
            (
                vec!["https://a.example/x::y", "Et | link"],
                r"https://a.example/x\::y::Et \| link",
            ),
            (vec!["Mål:", ":her"], "Mål: :::her"),
            (vec!["hvad", "", "2026-01-01"], "hvad::::2026-01-01"),
        ] {
            let item: Vec<String> = parts.iter().map(|p| p.to_string()).collect();
            assert_eq!(joined(std::slice::from_ref(&item), item.len()), cell);
            assert_eq!(parted(cell, item.len()), [item], "{cell}");
        }
    }

    /// What signs of a cell, and what stands around them, a text may hold.
    fn text() -> impl Strategy<Value = String> {
        prop_oneof![r"[ab|:\\ ]{0,12}", any::<String>()].prop_map(|t| t.trim().to_string())
    }

    fn without_empty_ends(items: &[Vec<String>]) -> Vec<Vec<String>> {
        let end = |item: &Vec<String>| {
            let mut item = item.clone();
            while item.len() > 1 && item.last().is_some_and(String::is_empty) {
                item.pop();
            }
            item
        };
        items.iter().map(end).collect()
    }

    proptest! {
        #[test]
        fn any_list_of_any_texts_goes_out_and_comes_in_the_same(
            parts in 1usize..4,
            texts in prop::collection::vec(prop::collection::vec(text(), 3), 1..5),
        ) {
            let items: Vec<Vec<String>> = texts.iter().map(|t| t[..parts].to_vec()).collect();
            let read = parted(&joined(&items, parts), parts);
            prop_assert_eq!(read, without_empty_ends(&items));
        }

        /// A table made by hand reads as it did before there were backslashes.
        #[test]
        fn without_backslashes_before_signs_a_cell_is_parted_at_each(
            cell in r"([ab: ]|\||\\[ab ]){0,16}\\?",
            parts in 1usize..4,
        ) {
            let plainly: Vec<Vec<String>> = cell
                .split('|')
                .map(|item| item.splitn(parts, "::").map(|part| part.trim().to_string()).collect())
                .collect();
            prop_assert_eq!(parted(&cell, parts), plainly);
        }
    }
}
