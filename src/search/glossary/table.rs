//! The glossary as a table of tab-separated cells: as it is shipped, fetched and brought in.

use super::{COLUMNS, Concept, Form, Forms, checked};
use crate::text::{self, Refused};
use crate::web::form::Problem;

/// A mark between the forms of a cell, and one behind a form that is uncertain.
const BETWEEN: char = '|';
const UNCERTAIN: char = '?';

/// A line that cannot be taken, from 1, and why.
#[derive(Debug, PartialEq)]
pub struct Broken {
    pub line: usize,
    pub why: Problem,
}

/// The first line: what the columns are.
fn header() -> String {
    COLUMNS.map(|(code, _)| code).join("\t")
}

pub fn write(concepts: &[Concept]) -> String {
    let mut out = header();
    for concept in concepts {
        out.push('\n');
        out.push_str(&concept.forms.each_ref().map(|f| cell(f)).join("\t"));
    }
    out.push('\n');
    out
}

/// The forms of a cell as a table writes them.
pub fn cell(forms: &[Form]) -> String {
    let written: Vec<String> = forms.iter().map(Form::written).collect();
    written.join(&BETWEEN.to_string())
}

impl Form {
    /// As an editor writes it.
    pub fn written(&self) -> String {
        let mark = if self.uncertain { "?" } else { "" };
        format!("{}{mark}", self.text)
    }
}

/// The forms of a cell, or of the lines of a field. Each once.
pub fn forms(written: &str) -> Vec<Form> {
    let mut all: Vec<Form> = Vec::new();
    for part in written.split([BETWEEN, '\n']) {
        let marks = |c: char| c == UNCERTAIN || c.is_whitespace();
        let text = part.trim_start().trim_end_matches(marks);
        if !text.is_empty() && all.iter().all(|f| f.text != text) {
            all.push(Form {
                text: text.to_string(),
                uncertain: part.trim().ends_with(UNCERTAIN),
            });
        }
    }
    all
}

/// The table of the program itself, and rows that were checked before they were kept.
pub fn read_own(table: &str) -> impl Iterator<Item = Forms> {
    table.lines().skip(1).map(|line| {
        let mut cells = line.split('\t');
        COLUMNS.map(|_| forms(cells.next().unwrap_or_default()))
    })
}

/// Lines a table may have.
const LINES_MAX: usize = 5_000;

/// Reads a table from somebody: the forms of each line, or every line that cannot be taken.
pub fn read(table: &str) -> Result<Vec<Forms>, Vec<Broken>> {
    let broken = |line, key| Broken {
        line,
        why: Problem::Key(key),
    };
    let mut lines = (1..).zip(table.trim_start_matches('\u{FEFF}').lines());
    // Looked for first: what is no table may hold one, too.
    let numbered = |(_, line): &(usize, &str)| text::line(line, usize::MAX) == Err(Refused::Cpr);
    if let Some((line, _)) = lines.clone().find(numbered) {
        let why = Problem::Text(Refused::Cpr);
        return Err(vec![Broken { line, why }]);
    }
    if lines.next().map(|(_, line)| line.trim_end()) != Some(header().as_str()) {
        return Err(vec![broken(1, "glossary-broken-header")]);
    }
    let (mut all, mut wrong) = (Vec::new(), Vec::new());
    for (number, line) in lines.filter(|(_, line)| !line.trim().is_empty()) {
        if all.len() == LINES_MAX {
            wrong.push(broken(number, "glossary-broken-many"));
            break;
        }
        let mut cells = line.split('\t');
        let read = COLUMNS.map(|(_, l)| checked(l, cells.next().unwrap_or_default()));
        if cells.next().is_some() {
            wrong.push(broken(number, "glossary-broken-columns"));
            continue;
        }
        let mut concept = Forms::default();
        let mut why = None;
        for (forms, read) in concept.iter_mut().zip(read) {
            match read {
                Ok(read) => *forms = read,
                Err(problem) => why = why.or(Some(problem)),
            }
        }
        if concept.iter().all(Vec::is_empty) && why.is_none() {
            why = Some(Problem::Key("glossary-no-form"));
        }
        match why {
            Some(why) => wrong.push(Broken { line: number, why }),
            None => all.push(concept),
        }
    }
    match wrong.is_empty() {
        true if all.is_empty() => Err(vec![broken(1, "glossary-broken-empty")]),
        true => Ok(all),
        false => Err(wrong),
    }
}

#[cfg(test)]
mod tests {
    use super::super::shipped;
    use super::*;
    use proptest::prelude::*;

    fn lines(table: &str) -> Vec<usize> {
        let broken = read(table).unwrap_err();
        broken.iter().map(|b| b.line).collect()
    }

    #[test]
    fn what_is_shipped_can_be_fetched_and_brought_in() {
        let forms: Vec<Forms> = shipped().iter().map(|c| c.forms.clone()).collect();
        assert_eq!(read(&write(shipped())), Ok(forms));
    }

    #[test]
    fn every_broken_line_is_named() {
        assert_eq!(lines(""), [1]);
        assert_eq!(lines("da\tsv\nx\ty"), [1]);
        assert_eq!(lines("da\tsv\tnb\tnn\ten\n"), [1]);
        let table = "\u{FEFF}da\tsv\tnb\tnn\ten\nbold\tboll\n\nog\n?\t\nto\t\t\t\t\tmere\n";
        assert_eq!(lines(table), [4, 5, 6]);
        let long = format!("da\tsv\tnb\tnn\ten\n{}\n", "x".repeat(200));
        assert_eq!(lines(&long), [2]);
    }

    proptest! {
        #[test]
        fn what_was_written_is_read_as_it_was(
            cells in proptest::collection::vec("[a-zæøå|?\u{202E}<> ]{0,30}", 5)
        ) {
            let table = format!("da\tsv\tnb\tnn\ten\n{}\n", cells.join("\t"));
            if let Ok(read_once) = read(&table) {
                let concept = Concept { forms: read_once[0].clone(), ..Concept::default() };
                prop_assert_eq!(read(&write(&[concept])), Ok(read_once));
            }
        }

        #[test]
        fn any_text_can_be_refused(table in "\\PC{0,200}") {
            prop_assert!(read(&table).is_err());
        }
    }
}
