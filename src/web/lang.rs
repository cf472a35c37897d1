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
    Sv,
    Nb,
    En,
}

/// A value put into a string.
pub type Value = FluentValue<'static>;

impl Lang {
    /// Every language with a complete interface.
    pub const ALL: [Lang; 4] = [Lang::Da, Lang::Sv, Lang::Nb, Lang::En];

    pub fn code(self) -> &'static str {
        match self {
            Lang::Da => "da",
            Lang::Sv => "sv",
            Lang::Nb => "nb",
            Lang::En => "en",
        }
    }

    /// The language's own name.
    pub fn name(self) -> &'static str {
        match self {
            Lang::Da => "Dansk",
            Lang::Sv => "Svenska",
            Lang::Nb => "Norsk",
            Lang::En => "English",
        }
    }

    pub fn named(code: &str) -> Option<Lang> {
        Lang::ALL.into_iter().find(|l| l.code() == code)
    }

    /// The letter of the reader's alphabet that sounds like a neighbour's: `ä` is `æ` to a Dane.
    pub fn own_letter(self, letter: char) -> char {
        match (self, letter) {
            (Lang::Sv, 'æ') => 'ä',
            (Lang::Sv, 'ø') => 'ö',
            (Lang::Da | Lang::Nb | Lang::En, 'ä') => 'æ',
            (Lang::Da | Lang::Nb | Lang::En, 'ö') => 'ø',
            (_, letter) => letter,
        }
    }

    /// What texts are ordered by: a reader looks for `å` where their own alphabet has it, after z.
    pub fn alphabetical(self, text: &str) -> String {
        let last = match self {
            Lang::Sv => ['å', 'ä', 'ö'],
            Lang::Da | Lang::Nb | Lang::En => ['æ', 'ø', 'å'],
        };
        let after_z = |letter: char| match last.iter().position(|c| *c == letter) {
            Some(at) => ['{', '|', '}'][at],
            None => letter,
        };
        let letters = text.to_lowercase();
        let letters = letters.chars().map(|c| after_z(self.own_letter(c)));
        letters.collect()
    }

    /// A number as it is written: `2,3` where the decimals follow a comma.
    pub fn decimal(self, number: String) -> String {
        match self {
            Lang::Da | Lang::Sv | Lang::Nb => number.replace('.', ","),
            Lang::En => number,
        }
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

/// A short text of the network's own in the interface's languages; empty where nobody wrote it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Words([String; Lang::ALL.len()]);

impl Words {
    pub fn new(of: impl FnMut(Lang) -> String) -> Words {
        Words(Lang::ALL.map(of))
    }

    /// What is written in this very language.
    pub fn own(&self, lang: Lang) -> &str {
        &self.0[lang as usize]
    }

    pub fn set(&mut self, lang: Lang, text: String) {
        self.0[lang as usize] = text;
    }

    /// What a reader of `lang` is told, and in which language that is: theirs, or the first that is
    /// written. None where nothing is.
    pub fn says(&self, lang: Lang) -> Option<(Lang, &str)> {
        let written =
            |lang: Lang| Some((lang, self.own(lang))).filter(|(_, text)| !text.is_empty());
        written(lang).or_else(|| Lang::ALL.into_iter().find_map(written))
    }
}

/// The name of a content language (an entry may be in more languages than the interface).
pub fn content_language(lang: Lang, code: &str) -> String {
    lang.try_t(&format!("language-{code}"))
        .unwrap_or_else(|| code.to_string())
}

/// As `content_language`, within a sentence: only English writes languages with a capital.
pub fn language_in_sentence(lang: Lang, code: &str) -> String {
    let name = content_language(lang, code);
    match lang {
        Lang::Da | Lang::Sv | Lang::Nb => name.to_lowercase(),
        Lang::En => name,
    }
}

/// Languages an entry may be written in.
pub const CONTENT_LANGUAGES: [&str; 5] = ["da", "sv", "nb", "nn", "en"];
