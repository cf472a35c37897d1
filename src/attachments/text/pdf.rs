//! The text of PDF files, page by page.

use std::cell::RefCell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;

use pdf_extract::{
    ConvertToFmt, Document, MediaBox, OutputDev, OutputError, PlainTextOutput, Transform,
    output_doc, output_doc_page,
};

use super::Unreadable;
use super::child::Taken;

/// Pages that are read one by one when reading them all at once stumbles.
const ONE_BY_ONE: u32 = 200;

/// How many pages there are.
pub fn read(bytes: &[u8], taken: &mut Taken) -> Result<Option<i64>, Unreadable> {
    let mut document = Document::load_mem(bytes).map_err(|_| Unreadable::Broken)?;
    if document.is_encrypted() && document.decrypt("").is_err() {
        return Err(Unreadable::Locked);
    }
    let pages = document.get_pages().len();
    if pages == 0 {
        return Err(Unreadable::Broken);
    }
    let mut reading = Reading {
        taken,
        page: Page::default(),
        words: PlainTextOutput::new(Page::default()),
        begun: 0,
    };
    let whole = catch_unwind(AssertUnwindSafe(|| output_doc(&document, &mut reading)));
    if !matches!(whole, Ok(Ok(()))) && reading.taken.goes_on() {
        // A page that cannot be read is left out, and the next is tried.
        let last = (pages as u32).min(reading.begun.saturating_add(ONE_BY_ONE));
        for page in reading.begun + 1..=last {
            if !reading.taken.goes_on() {
                break;
            }
            // What was read of it before it stumbled is left out with it.
            let _ = catch_unwind(AssertUnwindSafe(|| {
                output_doc_page(&document, &mut reading, page)
            }));
        }
        reading.taken.is_cut();
    }
    Ok(Some(pages as i64))
}

/// Takes each page when it is whole.
struct Reading<'a> {
    taken: &'a mut Taken,
    page: Page,
    words: PlainTextOutput<Page>,
    /// The last page that was begun.
    begun: u32,
}

/// A page's text under way: read here, written by the library.
#[derive(Clone, Default)]
struct Page(Rc<RefCell<String>>);

impl std::fmt::Write for Page {
    fn write_str(&mut self, text: &str) -> std::fmt::Result {
        let mut page = self.0.borrow_mut();
        if page.len() + text.len() > super::LONGEST {
            return Err(std::fmt::Error);
        }
        page.push_str(text);
        Ok(())
    }
}

impl ConvertToFmt for Page {
    type Writer = Page;

    fn convert(self) -> Page {
        self
    }
}

impl OutputDev for Reading<'_> {
    fn begin_page(
        &mut self,
        number: u32,
        media: &MediaBox,
        art: Option<(f64, f64, f64, f64)>,
    ) -> Result<(), OutputError> {
        if !self.taken.goes_on() {
            return Err(OutputError::FormatError(std::fmt::Error));
        }
        self.begun = number;
        self.page = Page::default();
        self.words = PlainTextOutput::new(self.page.clone());
        self.words.begin_page(number, media, art)
    }

    fn end_page(&mut self) -> Result<(), OutputError> {
        self.taken.push(&self.page.0.borrow());
        self.taken.page();
        Ok(())
    }

    fn output_character(
        &mut self,
        at: &Transform,
        width: f64,
        spacing: f64,
        size: f64,
        char: &str,
    ) -> Result<(), OutputError> {
        self.words.output_character(at, width, spacing, size, char)
    }

    fn begin_word(&mut self) -> Result<(), OutputError> {
        self.words.begin_word()
    }

    fn end_word(&mut self) -> Result<(), OutputError> {
        self.words.end_word()
    }

    fn end_line(&mut self) -> Result<(), OutputError> {
        self.words.end_line()
    }
}
