//! The interface's languages. Danish unless somebody chose another; strings are in `assets/locales`.

use std::borrow::Cow;
use std::collections::HashMap;

use fluent_templates::fluent_bundle::FluentValue;
use fluent_templates::{Loader, static_loader};

static_loader! {
    static LOCALES = {
        locales: "./assets/locales",
        fallback_language: "da",
        // Isolating marks are for right-to-left text mixed in; they break searching and copying.
        customise: |bundle| bundle.set_use_isolating(false),
    };
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Hash)]
pub enum Lang {
    #[default]
    Da,
    En,
}

/// A value put into a string.
pub type Value = FluentValue<'static>;

impl Lang {
    /// Every language with a complete interface.
    pub const ALL: [Lang; 2] = [Lang::Da, Lang::En];

    pub fn code(self) -> &'static str {
        match self {
            Lang::Da => "da",
            Lang::En => "en",
        }
    }

    /// The language's own name.
    pub fn name(self) -> &'static str {
        match self {
            Lang::Da => "Dansk",
            Lang::En => "English",
        }
    }

    pub fn named(code: &str) -> Option<Lang> {
        Lang::ALL.into_iter().find(|l| l.code() == code)
    }

    /// The string of a key. A key that is nowhere shows itself; a test sees to it that none is.
    pub fn t(self, key: &str) -> String {
        self.try_t(key).unwrap_or_else(|| key.to_string())
    }

    /// As `t`, or none when there is no such key.
    pub fn try_t(self, key: &str) -> Option<String> {
        let id = self.code().parse().ok()?;
        LOCALES.try_lookup(&id, key)
    }

    /// As `t`, with values put in: `lang.tv("pager-of", &[("page", 3.into()), …])`.
    pub fn tv(self, key: &str, values: &[(&'static str, Value)]) -> String {
        let values: HashMap<Cow<'static, str>, Value> = values
            .iter()
            .map(|(name, value)| (Cow::Borrowed(*name), value.clone()))
            .collect();
        self.code()
            .parse()
            .ok()
            .and_then(|id| LOCALES.try_lookup_with_args(&id, key, &values))
            .unwrap_or_else(|| key.to_string())
    }
}

/// The name of a content language (an entry may be in more languages than the interface).
pub fn content_language(lang: Lang, code: &str) -> String {
    lang.try_t(&format!("language-{code}"))
        .unwrap_or_else(|| code.to_string())
}

/// Languages an entry may be written in.
pub const CONTENT_LANGUAGES: [&str; 5] = ["da", "sv", "nb", "nn", "en"];
