//! The register of municipalities, and finding one by whatever somebody calls it.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::text;
use crate::web::Lang;

/// Where the codes come from is in `assets/places.md`.
const REGISTER: &str = include_str!("../../assets/places.tsv");

#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash, PartialOrd, Ord)]
pub enum Country {
    Denmark,
    Sweden,
    Norway,
}

impl Country {
    pub const ALL: [Country; 3] = [Country::Denmark, Country::Sweden, Country::Norway];

    /// As codes begin.
    pub fn code(self) -> &'static str {
        match self {
            Country::Denmark => "DK",
            Country::Sweden => "SE",
            Country::Norway => "NO",
        }
    }

    pub fn named(code: &str) -> Option<Country> {
        Country::ALL.into_iter().find(|c| c.code() == code)
    }

    /// The language names are written in there.
    pub fn lang(self) -> &'static str {
        match self {
            Country::Denmark => "da",
            Country::Sweden => "sv",
            Country::Norway => "nb",
        }
    }

    /// Where somebody who writes in `lang` most likely means.
    fn of_language(lang: &str) -> Option<Country> {
        match lang {
            "da" => Some(Country::Denmark),
            "sv" => Some(Country::Sweden),
            "nb" | "nn" | "no" => Some(Country::Norway),
            _ => None,
        }
    }
}

/// A municipality.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Country and official number: `DK-265`.
    pub code: &'static str,
    pub country: Country,
    pub name: &'static str,
    /// Region, *län* or *fylke*.
    pub county: &'static str,
    /// What else it is called.
    pub others: Vec<&'static str>,
    /// The name, with its county where another municipality is called the same.
    pub label: String,
}

struct Register {
    places: Vec<Place>,
    by_code: HashMap<&'static str, usize>,
    /// By names as `key` and as `loose` write them. Several where several are called so.
    by_key: HashMap<String, Vec<usize>>,
    by_loose: HashMap<String, Vec<usize>>,
}

static ALL: LazyLock<Register> = LazyLock::new(|| Register::read(REGISTER));

impl Register {
    fn read(text: &'static str) -> Register {
        let mut places: Vec<Place> = text.lines().filter_map(read_line).collect();
        places.sort_by_cached_key(|p| (p.country, alphabetical(p.name), p.county));
        let mut called: HashMap<&str, usize> = HashMap::new();
        for place in &places {
            *called.entry(place.name).or_default() += 1;
        }
        for place in &mut places {
            if called.get(place.name).is_some_and(|n| *n > 1) {
                place.label = format!("{} ({})", place.name, place.county);
            }
        }
        let mut register = Register {
            places: Vec::new(),
            by_code: HashMap::new(),
            by_key: HashMap::new(),
            by_loose: HashMap::new(),
        };
        for (i, place) in places.iter().enumerate() {
            register.by_code.insert(place.code, i);
            let label = place.label.as_str();
            let names = [place.name, label, place.number()].into_iter();
            for name in names.chain(place.others.clone()) {
                let key = key(name);
                for (names, key) in [
                    (&mut register.by_loose, loose(&key)),
                    (&mut register.by_key, key),
                ] {
                    let known = names.entry(key).or_default();
                    if !known.contains(&i) {
                        known.push(i);
                    }
                }
            }
        }
        register.places = places;
        register
    }
}

impl Place {
    /// The official number without its country: `751`, `0180`.
    pub fn number(&self) -> &'static str {
        &self.code[3..]
    }
}

fn read_line(line: &'static str) -> Option<Place> {
    let mut parts = line.split('\t');
    let (code, name, county) = (parts.next()?, parts.next()?, parts.next()?);
    let others = parts.next().unwrap_or_default();
    Some(Place {
        code,
        country: Country::named(code.get(..2)?)?,
        name,
        county,
        others: others.split('|').filter(|o| !o.is_empty()).collect(),
        label: name.to_string(),
    })
}

/// Every municipality: by country, then by name as its own people order it.
pub fn all() -> &'static [Place] {
    &ALL.places
}

pub fn get(code: &str) -> Option<&'static Place> {
    ALL.by_code.get(code).map(|i| &ALL.places[*i])
}

/// The municipality somebody means, by any spelling: `Århus`, `Hoje Taastrup`, `Malmo`, `Roskilde
/// Kommunes`, `Helsingborgs kommun`, `Lund (Skåne län)`, `SE-1281`, `1281`. `lang`, the language it was written
/// in, decides between two of one name in two countries. None when it is no municipality, or could be
/// several.
pub fn named(typed: &str, lang: &str) -> Option<&'static Place> {
    if let Some(place) = get(&typed.trim().to_uppercase()) {
        return Some(place);
    }
    let key = key(typed);
    let (bare, country) = without_kind(&key);
    let bare_of_genitive = bare.strip_suffix('s');
    // What is written out in full comes first: Lemvigs could be Lemvig's, Nordfyns is Nordfyns.
    [Some(key.as_str()), Some(bare), bare_of_genitive]
        .into_iter()
        .flatten()
        .find_map(|name| {
            one_of(ALL.by_key.get(name), country, lang)
                .or_else(|| one_of(ALL.by_loose.get(&loose(name)), country, lang))
        })
}

/// The only one, or the only one where it must be.
fn one_of(found: Option<&Vec<usize>>, within: &[Country], lang: &str) -> Option<&'static Place> {
    let there: Vec<&Place> = found?
        .iter()
        .map(|i| &ALL.places[*i])
        .filter(|p| within.contains(&p.country))
        .collect();
    match there.as_slice() {
        [one] => Some(one),
        _ => {
            let likely = Country::of_language(lang)?;
            let mut likely = there.into_iter().filter(|p| p.country == likely);
            likely.next().filter(|_| likely.next().is_none())
        }
    }
}

/// Words for what a municipality's name names, folded, and where each is used.
const KINDS: [(&str, &[Country]); 10] = [
    ("regionskommune", &[Country::Denmark]),
    ("bykommune", &[Country::Norway]),
    ("kommunes", &[Country::Denmark, Country::Norway]),
    ("kommune", &[Country::Denmark, Country::Norway]),
    ("kommuns", &[Country::Sweden]),
    ("kommun", &[Country::Sweden]),
    ("stads", &[Country::Sweden]),
    ("stad", &[Country::Sweden]),
    ("herad", &[Country::Norway]),
    ("municipality", &Country::ALL),
];

/// Whether a word (folded) only says what a municipality's name names.
pub fn is_kind(word: &str) -> bool {
    KINDS.iter().any(|(kind, _)| *kind == word)
}

/// A name without the word for what it names, and where that word is used.
pub(super) fn without_kind(key: &str) -> (&str, &'static [Country]) {
    let kind = key.rsplit_once(' ').and_then(|(bare, last)| {
        let found = KINDS.iter().find(|(kind, _)| *kind == last)?;
        Some((bare, found.1))
    });
    kind.unwrap_or((key, &Country::ALL))
}

/// A municipality that a text with an address names: `Roskilde Rådhus, sal 2`. Words that begin with a
/// capital, in a row of at most three, and never one that could mean something else.
pub fn within(address: &str, lang: &str) -> Option<&'static Place> {
    for part in address.split([',', ';', '\n', '(', ')', '–']) {
        let words: Vec<&str> = part.split_whitespace().collect();
        for length in (1..=3.min(words.len())).rev() {
            for row in words.windows(length) {
                let capital = |w: &&str| w.chars().next().is_some_and(char::is_uppercase);
                if !row.first().is_some_and(capital) {
                    continue;
                }
                let name = row.join(" ");
                if COMMON.contains(&key(&name).as_str()) {
                    continue;
                }
                // As it is written, not the genitive of it: a street is called after a town.
                if ALL.by_key.contains_key(without_kind(&key(&name)).0)
                    && let Some(place) = named(&name, lang)
                {
                    return Some(place);
                }
            }
        }
    }
    None
}

/// Municipalities whose names are also common words in addresses.
const COMMON: [&str; 12] = [
    "vejen", "strand", "mark", "berg", "hole", "time", "stranda", "sande", "nes", "os", "sal",
    "sel",
];

/// How names are compared: folded, with single blanks where anything else than a letter stands.
pub(super) fn key(name: &str) -> String {
    let mut key = String::with_capacity(name.len());
    for word in text::fold(name).split(|c: char| !c.is_alphanumeric()) {
        if word.is_empty() {
            continue;
        }
        if !key.is_empty() {
            key.push(' ');
        }
        key.push_str(word);
    }
    key
}

/// As `key`, for whoever leaves the marks out: `malmo` for `malmoe`, `arhus` for `aarhus`.
pub fn loose(key: &str) -> String {
    key.replace("aa", "a").replace("ae", "a").replace("oe", "o")
}

/// What texts are ordered by as a Dane expects: æ, ø and å after z, and a name's Aa as its Å.
pub fn alphabetical(text: &str) -> String {
    let out = Lang::Da.alphabetical(text);
    match out.strip_prefix("aa") {
        Some(rest) => format!("}}{rest}"),
        None => out,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_municipality_of_three_countries_is_there_once() {
        let count = |country| all().iter().filter(|p| p.country == country).count();
        assert_eq!(count(Country::Denmark), 98);
        assert_eq!(count(Country::Sweden), 290);
        assert_eq!(count(Country::Norway), 357);
        assert_eq!(ALL.by_code.len(), all().len());
        assert_eq!(all().len(), REGISTER.lines().count());
        for place in all() {
            let digits = if place.country == Country::Denmark {
                3
            } else {
                4
            };
            let number = &place.code[3..];
            assert!(number.len() == digits && number.bytes().all(|b| b.is_ascii_digit()));
        }
        let counties: std::collections::BTreeSet<_> =
            all().iter().map(|p| (p.country, p.county)).collect();
        // Five regions, 21 län, 15 fylker.
        assert_eq!(counties.len(), 5 + 21 + 15);
    }

    #[test]
    fn known_codes_are_right() {
        for (code, name) in [
            ("DK-265", "Roskilde"),
            ("DK-376", "Guldborgsund"),
            ("DK-751", "Aarhus"),
            ("DK-169", "Høje-Taastrup"),
            ("SE-1283", "Helsingborg"),
            ("SE-1280", "Malmö"),
            ("SE-2480", "Umeå"),
            ("NO-0301", "Oslo"),
            ("NO-1508", "Ålesund"),
            ("NO-1580", "Haram"),
            ("NO-5501", "Tromsø"),
        ] {
            assert_eq!(get(code).map(|p| p.name), Some(name));
        }
    }

    #[test]
    fn any_spelling_finds_it() {
        for (typed, code) in [
            ("Aarhus", "DK-751"),
            ("Århus", "DK-751"),
            ("århus kommune", "DK-751"),
            ("Arhus", "DK-751"),
            ("Høje Taastrup", "DK-169"),
            ("Hoje-Taastrup Kommune", "DK-169"),
            ("Høje-Tåstrup", "DK-169"),
            ("Københavns Kommune", "DK-101"),
            ("Kbh.", "DK-101"),
            ("kbh", "DK-101"),
            ("KOBENHAVN", "DK-101"),
            ("Bornholms Regionskommune", "DK-400"),
            ("Nordfyns Kommune", "DK-480"),
            ("Nordfyn", "DK-480"),
            ("Malmo", "SE-1280"),
            ("Malmoe", "SE-1280"),
            ("Malmø", "SE-1280"),
            ("Malmö stad", "SE-1280"),
            ("Helsingborgs kommun", "SE-1283"),
            ("Falu kommun", "SE-2080"),
            ("Region Gotland", "SE-0980"),
            ("Malung-Sälens kommun", "SE-2023"),
            ("Habo", "SE-0643"),
            ("Håbo", "SE-0305"),
            ("Tromsoe", "NO-5501"),
            ("Deatnu", "NO-5628"),
            ("Oslo kommune", "NO-0301"),
            ("Lund (Skåne län)", "SE-1281"),
            ("Lunds kommun", "SE-1281"),
            ("Lund kommune", "NO-1112"),
            ("se-1281", "SE-1281"),
        ] {
            assert_eq!(named(typed, "").map(|p| p.code), Some(code), "{typed}");
        }
        assert_eq!(named("Lund", "sv").map(|p| p.code), Some("SE-1281"));
        assert_eq!(named("Lund", "nn").map(|p| p.code), Some("NO-1112"));
        for (number, code) in [("751", "DK-751"), ("0180", "SE-0180"), ("0301", "NO-0301")] {
            assert_eq!(named(number, "").map(|p| p.code), Some(code));
        }
        assert_eq!(named("1860", "nb").map(|p| p.code), Some("NO-1860"));
        for nothing in [
            "1860",
            "Lund",
            "Herøy",
            "",
            "   ",
            "Region Midtjylland",
            "Kommune",
            "s",
        ] {
            assert_eq!(named(nothing, "").map(|p| p.code), None, "{nothing}");
        }
    }

    #[test]
    fn every_municipality_is_found_by_its_own_label() {
        for place in all() {
            assert_eq!(named(&place.label, "").map(|p| p.code), Some(place.code));
            let form = match place.country {
                Country::Sweden => "kommun",
                _ => "Kommune",
            };
            let full = format!("{} {form}", place.name);
            let lang = place.country.lang();
            if !place.name.starts_with("Herøy") && !place.name.starts_with("Våler") {
                assert_eq!(
                    named(&full, lang).map(|p| p.code),
                    Some(place.code),
                    "{full}"
                );
            }
        }
    }

    #[test]
    fn an_address_names_its_municipality() {
        for (address, code) in [
            ("Roskilde Rådhus, sal 2", Some("DK-265")),
            ("Medborgerhuset, Guldborgsund", Some("DK-376")),
            ("Stadshuset i Malmö", Some("SE-1280")),
            ("Høje Taastrup Rådhus", Some("DK-169")),
            ("Vejen 12, stuen", None),
            ("Medborgerhuset, stor sal", None),
        ] {
            assert_eq!(within(address, "da").map(|p| p.code), code, "{address}");
        }
    }

    #[test]
    fn names_are_ordered_as_in_a_danish_list() {
        let mut names = ["Ærø", "Aarhus", "Odense", "Ølstykke", "Albertslund", "Åre"];
        names.sort_by_cached_key(|n| alphabetical(n));
        assert_eq!(
            names,
            ["Albertslund", "Odense", "Ærø", "Ølstykke", "Åre", "Aarhus"]
        );
    }

    proptest! {
        #[test]
        fn whatever_is_typed_is_answered(typed in "\\PC{0,60}", lang in "(da|sv|nb|nn|en|)") {
            if let Some(place) = named(&typed, &lang) {
                prop_assert!(super::super::find(&typed).iter().any(|p| p.code == place.code));
            }
            within(&typed, &lang);
        }
    }
}
