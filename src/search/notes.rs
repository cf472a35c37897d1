//! What is said of a question that was not understood as it may have been meant.

use super::LONGEST_QUESTION;
use super::naming::{called, value_label};
use crate::library::terms::Terms;
use crate::places;
use crate::web::Lang;

/// Something about a question that the asker should know.
#[derive(Clone, Debug, PartialEq)]
pub enum Note {
    /// Only so much of it was looked for.
    TooLong,
    /// A quotation mark was not closed; what follows it was taken as words.
    OpenQuote,
    /// No value stands after a filter's colon; its name, as it was typed, was taken as a word.
    Empty {
        filter: &'static str,
        said: String,
    },
    /// There is no filter of this name; what stands there was taken as words.
    NoFilter {
        name: String,
        typed: String,
    },
    /// The address of the API has something of this name, which is not read.
    NoParameter {
        name: String,
    },
    /// A word in capitals that other places to search know, and that was not looked for.
    Needless {
        said: String,
    },
    NotAsked {
        said: String,
    },
    /// It binds nothing where it stands.
    LoneOr {
        said: String,
    },
    /// A filter has no such value; what is nearest, or all there are.
    Unknown {
        filter: &'static str,
        said: String,
        nearest: Vec<String>,
    },
    /// The years stand the wrong way round; so they may have been meant.
    YearsReversed {
        said: String,
        meant: String,
    },
    NotYears {
        said: String,
    },
    /// What can be no value of any filter.
    Unusable {
        filter: &'static str,
    },
    /// Only words can be left out.
    NotWithMinus {
        filter: &'static str,
    },
}

impl Note {
    /// Whether a filter could not be used as it was asked.
    pub fn is_error(&self) -> bool {
        match self {
            Note::Unknown { .. }
            | Note::YearsReversed { .. }
            | Note::NotYears { .. }
            | Note::Unusable { .. }
            | Note::NotWithMinus { .. } => true,
            Note::TooLong
            | Note::OpenQuote
            | Note::Empty { .. }
            | Note::NoFilter { .. }
            | Note::NoParameter { .. }
            | Note::Needless { .. }
            | Note::NotAsked { .. }
            | Note::LoneOr { .. } => false,
        }
    }

    /// What may have been meant instead: values of which filter.
    pub fn offered(&self) -> (&'static str, &[String]) {
        match self {
            Note::Unknown {
                filter, nearest, ..
            } => (filter, nearest),
            Note::YearsReversed { meant, .. } => ("year", std::slice::from_ref(meant)),
            _ => ("", &[]),
        }
    }

    /// In words.
    pub fn say(&self, lang: Lang) -> String {
        let about = |key: &str, said: &str| lang.tv(key, &[("said", said.to_string().into())]);
        let of = |key: &str, filter: &str| lang.tv(key, &[("filter", called(lang, filter).into())]);
        // What there is, with examples, is said where the reader learns to ask.
        let and = |said: String, help: &str| format!("{said} {}", lang.t(help));
        match self {
            Note::TooLong => lang.tv(
                "search-note-too-long",
                &[("most", (LONGEST_QUESTION as u64).into())],
            ),
            Note::OpenQuote => lang.t("search-note-open-quote"),
            Note::Empty { said, .. } => {
                and(about("search-note-empty", said), "search-help-filters")
            }
            Note::NoFilter { name, typed } => {
                let values = [
                    ("name", name.clone().into()),
                    ("said", typed.clone().into()),
                ];
                and(
                    lang.tv("search-note-no-filter", &values),
                    "search-help-filters",
                )
            }
            Note::NoParameter { name } => {
                lang.tv("search-note-no-parameter", &[("name", name.clone().into())])
            }
            Note::Needless { said } => about("search-note-and", said),
            Note::NotAsked { said } => and(about("search-note-not", said), "search-help-without"),
            Note::LoneOr { said } => and(about("search-note-lone-or", said), "search-help-or"),
            Note::Unknown { filter, said, .. }
                if *filter == "municipality" && places::is_of_several(said) =>
            {
                about("search-note-several-municipality", said)
            }
            Note::Unknown { filter, said, .. } => {
                about(&format!("search-note-unknown-{filter}"), said)
            }
            Note::YearsReversed { said, .. } => about("search-note-years-reversed", said),
            Note::NotYears { said } => about("search-note-not-years", said),
            Note::Unusable { filter } => of("search-note-unusable", filter),
            Note::NotWithMinus { filter } => of("search-note-minus", filter),
        }
    }

    /// What leads up to what is offered, where `say` does not.
    pub fn lead(&self, lang: Lang) -> Option<String> {
        let Note::Unknown { nearest, .. } = self else {
            return None;
        };
        match nearest.len() {
            0 => None,
            1 => Some(lang.t("search-note-nearest-one")),
            _ => Some(lang.t("search-note-nearest")),
        }
    }

    /// As `say`, with what may have been meant instead.
    pub fn tell(&self, lang: Lang, terms: &Terms) -> String {
        let (filter, offered) = self.offered();
        let called = |value: &String| match filter {
            // As they are typed.
            "year" => value.clone(),
            _ => value_label(lang, terms, filter, value),
        };
        let offered: Vec<String> = offered.iter().map(called).collect();
        let offered = (!offered.is_empty()).then(|| format!("{}.", offered.join(", ")));
        let parts = [Some(self.say(lang)), self.lead(lang), offered];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
    }
}
