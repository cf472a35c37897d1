//! Plain text as pages and slide decks leave it when copied: where the title is, what is only
//! navigation, how it becomes Markdown.

use chrono::NaiveDate;

/// Lines of web pages and players that say nothing of the text. Compared without case.
const NAVIGATION: [&str; 28] = [
    "gå til hovedindhold",
    "gå til indhold",
    "spring til indhold",
    "hop til indhold",
    "skip to content",
    "skip to main content",
    "hoppa till innehåll",
    "gå till innehåll",
    "till innehållet",
    "hopp til innhold",
    "gå til hovedinnhold",
    "menu",
    "meny",
    "søg",
    "sök",
    "søk",
    "læs op",
    "lyssna",
    "del",
    "dela",
    "print",
    "dekorativt billede",
    "presentation laddar. vänta.",
    "liknande presentationer",
    "google-annonser",
    "indhold",
    "ældre end 12 mdr.",
    "ældre end 12 måneder",
];

/// A paragraph from here on is running text, not a heading.
const RUNNING: usize = 120;

fn is_navigation(line: &str) -> bool {
    let bare = line.trim_start_matches(['•', '-', '*', ' ']).to_lowercase();
    NAVIGATION.contains(&bare.as_str())
        || bare.starts_with("ladda ner ppt")
        || bare.starts_with("en presentation över ämnet")
}

fn reads_as_title(line: &str) -> bool {
    let letters = line.chars().filter(|c| c.is_alphabetic()).count();
    letters >= 3
        && line.chars().count() <= RUNNING
        && !line.ends_with(['.', ':', ',', ';'])
        && !line.starts_with(['•', '-', '*', '–', '>', '|', '!'])
        && !line.contains("://")
}

/// A step of the way to a page (`Dagtilbud`, `Børn og unge`): a few words.
fn is_crumb(line: &str) -> bool {
    line.split_whitespace().count() <= 3 && line.chars().count() <= 30
}

/// The title of a text, and the rest of it as Markdown.
pub fn split(text: &str) -> (String, String) {
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let at = title_line(&lines);
    let title = match at {
        Some(at) => lines[at].trim_start_matches('#').trim().to_string(),
        None => cut(&first_words(&lines), 100),
    };
    let from = at.map_or(0, |at| at + 1);
    (title, to_markdown(&lines[from..]))
}

fn first_words(lines: &[&str]) -> String {
    lines
        .iter()
        .find(|l| l.chars().any(char::is_alphabetic) && !is_navigation(l))
        .or_else(|| lines.iter().find(|l| !l.is_empty()))
        .map(|l| l.trim_start_matches(['•', '-', '*', '#', ' ']).to_string())
        .unwrap_or_default()
}

/// The first line before the running text that reads as a title; steps of the way there, several
/// short lines in a row, are passed over when another follows them.
fn title_line(lines: &[&str]) -> Option<usize> {
    let running = lines
        .iter()
        .position(|l| l.chars().count() > RUNNING)
        .unwrap_or(lines.len());
    let good: Vec<usize> = (0..running)
        .filter(|i| reads_as_title(lines[*i]) && !is_navigation(lines[*i]))
        .collect();
    let first = *good.first()?;
    let mut run = 1;
    while good.get(run) == Some(&(first + run)) && is_crumb(lines[first + run]) {
        run += 1;
    }
    if run >= 2 && is_crumb(lines[first]) && good.len() > run {
        return Some(good[run]);
    }
    Some(first)
}

/// Lines as Markdown: paragraphs apart, bullets as a list, marks that would mean something escaped.
fn to_markdown(lines: &[&str]) -> String {
    // Wrapped text breaks its lines anywhere; otherwise each line is a paragraph.
    let wrapped = !lines.iter().any(|l| l.chars().count() > RUNNING);
    let mut out = String::new();
    let mut in_list = false;
    for line in lines {
        if line.is_empty() {
            end_paragraph(&mut out);
            in_list = false;
            continue;
        }
        if is_navigation(line) {
            continue;
        }
        let bullet = line
            .strip_prefix('•')
            .or_else(|| line.strip_prefix("- "))
            .or_else(|| line.strip_prefix("* "));
        match bullet {
            Some(item) => {
                if !in_list {
                    end_paragraph(&mut out);
                }
                out.push_str("- ");
                out.push_str(item.trim());
                in_list = true;
            }
            None => {
                if in_list || !wrapped {
                    end_paragraph(&mut out);
                    in_list = false;
                }
                escape(line, &mut out);
            }
        }
        out.push('\n');
    }
    out.trim().to_string()
}

fn end_paragraph(out: &mut String) {
    if !out.is_empty() && !out.ends_with("\n\n") {
        out.push('\n');
    }
}

/// A line that would become a heading, a quote, a rule or a fence in Markdown stays a line.
fn escape(line: &str, out: &mut String) {
    let rule = line.len() >= 2
        && line
            .chars()
            .all(|c| matches!(c, '-' | '=' | '*' | '_' | ' '));
    if rule || line.starts_with(['#', '>', '+']) || line.starts_with("```") {
        out.push('\\');
    }
    out.push_str(line);
}

const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "ma", "jun", "jul", "aug", "sep", "okt", "nov", "dec",
];

/// The day a page says it was last updated: `Sidst opdateret: 5. oktober 2023`.
pub fn last_updated(text: &str) -> Option<NaiveDate> {
    text.lines().find_map(|line| {
        let line = line.trim().to_lowercase();
        let day = ["sidst opdateret", "senast uppdaterad", "sist oppdatert"]
            .iter()
            .find_map(|mark| line.strip_prefix(mark))?;
        let words: Vec<&str> = day
            .split(|c: char| !c.is_alphanumeric())
            .filter(|w| !w.is_empty() && *w != "den")
            .collect();
        let [day, month, year, ..] = words[..] else {
            return None;
        };
        let month = MONTHS.iter().position(|m| month.starts_with(m))?;
        let year: i32 = year.parse().ok().filter(|y| (1990..2100).contains(y))?;
        NaiveDate::from_ymd_opt(year, month as u32 + 1, day.parse().ok()?)
    })
}

/// At most `max` characters, ended at a word, with `…` when something was cut.
pub fn cut(text: &str, max: usize) -> String {
    let text = text.trim();
    if text.chars().count() <= max {
        return text.to_string();
    }
    let head: String = text.chars().take(max - 1).collect();
    let end = head.rfind(char::is_whitespace).unwrap_or(head.len());
    let kept = if end * 2 > head.len() {
        &head[..end]
    } else {
        &head
    };
    format!("{}…", kept.trim_end_matches([' ', ',', ';', ':', '–', '-']))
}

/// The first paragraph that says something, in one or two sentences.
pub fn summary(body: &str) -> String {
    let mut short = String::new();
    for paragraph in body.split("\n\n") {
        if paragraph.starts_with('#') || paragraph.starts_with("```") || paragraph.starts_with('|')
        {
            continue;
        }
        // Only the head of a long text is rendered to find its words.
        let head: String = paragraph.chars().take(1500).collect();
        let text = crate::web::markdown::plain(&head);
        if text.chars().count() >= 60 && !text.ends_with(':') {
            return first_sentences(&text, 300);
        }
        if short.is_empty() && text.chars().any(char::is_alphabetic) {
            short = text;
        }
    }
    short
}

fn first_sentences(text: &str, max: usize) -> String {
    if text.chars().count() <= max {
        return text.to_string();
    }
    let head: String = text.chars().take(max).collect();
    match head.rfind(". ") {
        Some(end) if head[..end].chars().count() >= 60 => format!("{}.", &head[..end]),
        _ => cut(text, max),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LONG: &str = "Dette er et længere afsnit, som fortæller om arbejdet i kommunen, og som er skrevet ud i ét, så ingen kan tro, at det er en overskrift.";

    #[test]
    fn navigation_and_the_way_there_are_not_the_title() {
        let page = format!(
            "Gå til hovedindhold\nDagtilbud\nBørn og unge\n\nEn ny model for tilsyn\n\n{LONG}\n\nIndhold\n"
        );
        let (title, body) = split(&page);
        assert_eq!(title, "En ny model for tilsyn");
        assert_eq!(body, LONG);
        let (title, _) = split(&format!("Gå til hovedindhold\n\nSamskabelse\n\n{LONG}"));
        assert_eq!(title, "Samskabelse");
        let deck = "Presentation laddar. Vänta.\n\nStuprör\n\nLiknande presentationer\n\nEn presentation över ämnet:\n\n1 Stuprör\nText";
        assert_eq!(split(deck).0, "Stuprör");
    }

    #[test]
    fn a_text_without_a_title_gets_its_first_words() {
        let (title, body) = split(LONG);
        assert!(title.starts_with("Dette er et længere afsnit") && title.ends_with('…'));
        assert!(title.chars().count() <= 100);
        assert_eq!(body, LONG);
    }

    #[test]
    fn lines_keep_their_meaning_as_markdown() {
        let (_, body) = split(&format!(
            "Titel her\n{LONG}\n# ikke en overskrift\n  • et\n  • to\nSlut\n====\n"
        ));
        assert!(
            body.contains("\n\n\\# ikke en overskrift\n\n- et\n- to\n\nSlut\n\n\\===="),
            "{body}"
        );
    }

    #[test]
    fn a_page_tells_when_it_was_updated() {
        let day = |text| last_updated(text).map(|d| d.to_string());
        let said = "Tekst\n\n  Sidst opdateret: 5. oktober 2023\n";
        assert_eq!(day(said).as_deref(), Some("2023-10-05"));
        assert_eq!(
            day("Senast uppdaterad den 3 maj 2021").as_deref(),
            Some("2021-05-03")
        );
        assert_eq!(day("Sidst opdateret i går"), None);
        assert_eq!(day("Sidst opdateret 31. februar 2023"), None);
    }

    #[test]
    fn a_summary_ends_where_a_sentence_does() {
        let long = format!("## Overskrift\n\n{LONG} {LONG} {LONG}");
        let got = summary(&long);
        assert!(
            got.ends_with("overskrift.") && got.chars().count() <= 300,
            "{got}"
        );
    }
}
