//! What the other process does: reads a file from its standard input, says what is in it as JSON.

use std::io::{Read, Write};
use std::time::{Duration, Instant};

use super::{LONGEST, Outcome, PAGE, Text, Unreadable, office, pdf};
use crate::attachments::kinds::Kind;

/// How long it goes on reading pages; what it has by then is the text.
const PATIENCE: Duration = Duration::from_secs(15);

/// The hidden command `extract-text`. `kind` is an ending. The program's own log says nothing.
pub fn run(kind: &str) -> std::io::Result<()> {
    // What stumbles is told by our answer, not by a trace.
    std::panic::set_hook(Box::new(|_| {}));
    let mut bytes = Vec::new();
    std::io::stdin().read_to_end(&mut bytes)?;
    let outcome: Outcome = match Kind::named(kind) {
        None => Err(Unreadable::Broken),
        Some(kind) => {
            std::panic::catch_unwind(|| read(kind, bytes)).unwrap_or(Err(Unreadable::Broken))
        }
    };
    let said = serde_json::to_vec(&outcome).map_err(std::io::Error::other)?;
    std::io::stdout().write_all(&said)
}

fn read(kind: Kind, bytes: Vec<u8>) -> Outcome {
    let mut taken = Taken::new();
    let pages = match kind {
        Kind::Pdf => pdf::read(&bytes, &mut taken)?,
        kind => office::read(kind, bytes, &mut taken)?,
    };
    Ok(Text {
        text: taken.text.trim_end().to_string(),
        pages,
        cut: taken.cut,
    })
}

/// The text as it is read: as much as is kept, and as long as there is time.
pub struct Taken {
    text: String,
    until: Instant,
    cut: bool,
    /// White space that stands between words, if another word comes.
    space: Space,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Space {
    No,
    Word,
    Line,
    Paragraph,
}

impl Taken {
    fn new() -> Taken {
        Taken {
            text: String::new(),
            until: Instant::now() + PATIENCE,
            cut: false,
            space: Space::No,
        }
    }

    /// Whether it goes on. When it does not, what follows is left out.
    pub fn goes_on(&mut self) -> bool {
        if self.text.len() >= LONGEST || Instant::now() > self.until {
            self.cut = true;
        }
        !self.cut
    }

    /// That something is left out for another reason.
    pub fn is_cut(&mut self) {
        self.cut = true;
    }

    pub fn push(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                '\n' => self.line(),
                c if c.is_whitespace() => self.space = self.space.max(Space::Word),
                // Marks of our own are not for a file to set, nor those that turn a text around.
                c if c.is_control()
                    || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}') => {}
                c => {
                    if self.text.len() + c.len_utf8() > LONGEST {
                        self.cut = true;
                        return;
                    }
                    self.settle();
                    self.text.push(c);
                }
            }
        }
    }

    /// A line ends; two in a row end a paragraph.
    pub fn line(&mut self) {
        self.space = if self.space >= Space::Line {
            Space::Paragraph
        } else {
            Space::Line
        };
    }

    pub fn tab(&mut self) {
        self.space = self.space.max(Space::Word);
    }

    /// A page, slide or sheet ends.
    pub fn page(&mut self) {
        self.mark(PAGE);
    }

    /// One of our own marks.
    pub fn mark(&mut self, mark: char) {
        self.space = Space::No;
        if self.text.len() < LONGEST {
            self.text.push(mark);
        }
    }

    fn settle(&mut self) {
        let begins = self.text.ends_with([PAGE, super::NOTES]) || self.text.is_empty();
        if !begins {
            self.text.push_str(match self.space {
                Space::No => "",
                Space::Word => " ",
                Space::Line => "\n",
                Space::Paragraph => "\n\n",
            });
        }
        self.space = Space::No;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_is_kept_as_words_lines_and_paragraphs() {
        let mut taken = Taken::new();
        taken.push("  a \t b\u{202E}\n\n\nc\u{0C}d");
        taken.page();
        taken.push("\n e");
        assert_eq!(taken.text, "a b\n\nc d\u{0C}e");
    }

    #[test]
    fn no_more_is_taken_than_is_kept() {
        let mut taken = Taken::new();
        taken.push(&"å".repeat(LONGEST));
        assert!(taken.text.len() <= LONGEST && !taken.goes_on());
    }
}
