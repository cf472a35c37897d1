//! What the list can be narrowed to, and how that stands in an address.

use super::super::Kind;
use super::super::queries::Shelf;
use super::super::terms::{Terms, Vocabulary};
use crate::places;
use crate::search::{YEARS, years};
use crate::text;
use crate::web::lang::CONTENT_LANGUAGES;

/// Something entries differ in. Within one, what is chosen adds up; across them, all must hold.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Hash)]
pub enum Facet {
    Kind,
    Area,
    Country,
    /// A municipality's code, the name of a place that is none, or `NOWHERE`.
    Place,
    /// Slugs of tools.
    Method,
    Party,
    Degree,
    Starter,
    Factor,
    Reflection,
    Stage,
    Step,
    /// `yes` or `no`.
    Evaluated,
    /// Folded: however it is spelt.
    Tag,
    Lang,
}

/// The place of what says none: no place is called so.
pub const NOWHERE: &str = "-";

impl Facet {
    /// In the order they are shown.
    pub const ALL: [Facet; 15] = [
        Facet::Kind,
        Facet::Area,
        Facet::Country,
        Facet::Place,
        Facet::Method,
        Facet::Party,
        Facet::Degree,
        Facet::Starter,
        Facet::Factor,
        Facet::Reflection,
        Facet::Stage,
        Facet::Step,
        Facet::Evaluated,
        Facet::Tag,
        Facet::Lang,
    ];

    /// The name in addresses and, where terms of entries are kept, in the database.
    pub fn name(self) -> &'static str {
        match self {
            Facet::Kind => "kind",
            Facet::Area => "area",
            Facet::Country => "country",
            Facet::Place => "place",
            Facet::Method => "method",
            Facet::Party => "party",
            Facet::Degree => "degree",
            Facet::Starter => "starter",
            Facet::Factor => "factor",
            Facet::Reflection => "reflection",
            Facet::Stage => "stage",
            Facet::Step => "step",
            Facet::Evaluated => "evaluated",
            Facet::Tag => "tag",
            Facet::Lang => "lang",
        }
    }

    pub fn named(name: &str) -> Option<Facet> {
        Facet::ALL.into_iter().find(|f| f.name() == name)
    }

    pub fn vocabulary(self) -> Option<Vocabulary> {
        Vocabulary::named(self.name())
    }

    /// A value as entries have it; none when no entry can.
    fn value(self, said: &str, terms: &Terms) -> Option<String> {
        let among = |known: &[&str]| known.contains(&said).then(|| said.to_string());
        if let Some(vocabulary) = self.vocabulary() {
            return terms.get(vocabulary, said).map(|t| t.name.clone());
        }
        match self {
            Facet::Kind => among(&Kind::ALL.map(Kind::name)),
            Facet::Country => among(&places::Country::ALL.map(places::Country::code)),
            Facet::Lang => among(&CONTENT_LANGUAGES),
            Facet::Evaluated => among(&["yes", "no"]),
            Facet::Place => {
                let said = typed(said)?;
                Some(places::named(&said, "").map_or(said, |p| p.code.to_string()))
            }
            // Signs alone fold to nothing, and nothing is no tag.
            Facet::Tag => typed(said)
                .map(|tag| text::fold(&tag))
                .filter(|tag| !tag.is_empty()),
            _ => typed(said),
        }
    }
}

/// Free text of an address. What may not be kept anywhere is no filter either.
fn typed(said: &str) -> Option<String> {
    text::line(said, 100).ok().filter(|t| !t.is_empty())
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Sort {
    #[default]
    Newest,
    Updated,
    Title,
    Place,
}

impl Sort {
    pub const ALL: [Sort; 4] = [Sort::Newest, Sort::Updated, Sort::Title, Sort::Place];

    pub fn name(self) -> &'static str {
        match self {
            Sort::Newest => "newest",
            Sort::Updated => "updated",
            Sort::Title => "title",
            Sort::Place => "place",
        }
    }

    pub fn named(name: &str) -> Option<Sort> {
        Sort::ALL.into_iter().find(|s| s.name() == name)
    }
}

/// The years that can be meant.
const FIRST: i64 = *YEARS.start() as i64;
const LAST: i64 = *YEARS.end() as i64;

/// More choices than this are cut off: no page offers as many.
const MOST: usize = 60;

/// What a list is narrowed to and how it is ordered. Empty: everything, the newest first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filter {
    /// Each pair once, in the order of `Facet::ALL` and as they were chosen.
    chosen: Vec<(Facet, String)>,
    /// The years the effort was in: the first and the last that are of interest.
    pub from: Option<i64>,
    pub to: Option<i64>,
    pub sort: Sort,
    /// A municipality that was typed and that is none, or could be several.
    pub unknown_place: Option<String>,
    /// What an address says of a facet, a year or the order that cannot be: its name and the value.
    pub not_known: Vec<(String, String)>,
}

impl Filter {
    /// Reads an address' pairs. What is not known narrows nothing, and is kept to be said.
    pub fn parse(pairs: &[(String, String)], terms: &Terms) -> Filter {
        let mut filter = Filter::default();
        let is_blank = |said: &str| said.trim().is_empty();
        for (at, (name, said)) in pairs.iter().enumerate() {
            // One period: which of two is meant, nobody knows.
            let is_second = name == "year"
                && pairs[..at]
                    .iter()
                    .any(|(other, said)| other == "year" && !is_blank(said));
            let known = !is_second && filter.take(name, said, terms);
            if !known && !is_blank(said) && filter.not_known.len() < MOST {
                // What may not be kept is not said back either.
                let said = typed(said).unwrap_or_else(|| "…".to_string());
                filter.not_known.push((name.clone(), said));
            }
        }
        if let (Some(from), Some(to)) = (filter.from, filter.to)
            && from > to
        {
            (filter.from, filter.to) = (Some(to), Some(from));
        }
        filter
    }

    /// Takes one pair of an address; whether it could be understood. What names nothing of a filter is
    /// not for it to judge.
    fn take(&mut self, name: &str, said: &str, terms: &Terms) -> bool {
        let year = || {
            let year = said.trim().parse::<i64>().ok();
            year.filter(|y| (FIRST..=LAST).contains(y))
        };
        match name {
            "from" => {
                self.from = year();
                self.from.is_some()
            }
            "to" => {
                self.to = year();
                self.to.is_some()
            }
            // As a search says the two in one.
            "year" => {
                let range = years(said.trim());
                if let Some(range) = &range {
                    let from = Some(i64::from(*range.start())).filter(|y| *y > FIRST);
                    let to = Some(i64::from(*range.end())).filter(|y| *y < LAST);
                    (self.from, self.to) = (from.or(self.from), to.or(self.to));
                }
                range.is_some()
            }
            "tab" => Shelf::named(said).is_some(),
            "sort" => {
                self.sort = Sort::named(said).unwrap_or_default();
                Sort::named(said).is_some()
            }
            // As it is typed into the form.
            "where" => {
                match places::named(said, "") {
                    Some(place) => self.choose(Facet::Place, place.code.to_string()),
                    None => self.unknown_place = typed(said),
                }
                true
            }
            name => {
                // As older addresses say it.
                let name = if name == "municipality" {
                    "place"
                } else {
                    name
                };
                let Some(facet) = Facet::named(name) else {
                    return true;
                };
                let value = facet.value(said, terms);
                let known = value.is_some();
                if let Some(value) = value {
                    self.choose(facet, value);
                }
                known
            }
        }
    }

    fn choose(&mut self, facet: Facet, value: String) {
        let pair = (facet, value);
        if self.chosen.len() < MOST && !self.chosen.contains(&pair) {
            self.chosen.push(pair);
            self.chosen.sort_by_key(|(facet, _)| *facet);
        }
    }

    /// Places that are chosen by a name no municipality has, nor anything larger.
    pub fn named_places(&self) -> Vec<String> {
        self.of(Facet::Place)
            .filter(|name| *name != NOWHERE && places::get(name).is_none())
            .filter(|name| !places::is_larger(name))
            .map(str::to_string)
            .collect()
    }

    /// Takes a place out that nothing is from: it is said to be unknown.
    pub fn set_aside(&mut self, place: &str) {
        *self = self.without(Facet::Place, place);
        self.unknown_place.get_or_insert_with(|| place.to_string());
    }

    /// Whether everything an address said of the list is known.
    pub fn is_understood(&self) -> bool {
        self.not_known.is_empty() && self.unknown_place.is_none()
    }

    /// Narrowed to one value of one facet, and nothing else.
    pub fn only(facet: Facet, value: &str) -> Filter {
        Filter {
            chosen: vec![(facet, value.to_string())],
            ..Filter::default()
        }
    }

    /// With one more value.
    pub fn and(mut self, facet: Facet, value: &str) -> Filter {
        self.choose(facet, value.to_string());
        self
    }

    pub fn chosen(&self) -> impl Iterator<Item = (Facet, &str)> {
        self.chosen.iter().map(|(f, v)| (*f, v.as_str()))
    }

    pub fn of(&self, facet: Facet) -> impl Iterator<Item = &str> {
        self.chosen()
            .filter(move |(f, _)| *f == facet)
            .map(|(_, v)| v)
    }

    pub fn has(&self, facet: Facet, value: &str) -> bool {
        self.of(facet).any(|v| v == value)
    }

    /// Whether anything is narrowed; an order narrows nothing.
    pub fn narrows(&self) -> bool {
        !self.chosen.is_empty() || self.from.is_some() || self.to.is_some()
    }

    pub fn without(&self, facet: Facet, value: &str) -> Filter {
        let mut less = self.clone();
        less.chosen
            .retain(|(f, v)| (*f, v.as_str()) != (facet, value));
        less
    }

    pub fn without_years(&self) -> Filter {
        Filter {
            from: None,
            to: None,
            ..self.clone()
        }
    }

    /// The years in words; none when all are of interest.
    pub fn years(&self) -> Option<String> {
        let year = |y: Option<i64>| y.map(|y| y.to_string()).unwrap_or_default();
        (self.from.is_some() || self.to.is_some())
            .then(|| format!("{}–{}", year(self.from), year(self.to)))
    }

    /// As it stands in an address: the same filter is always the same text. Empty for everything.
    pub fn query(&self) -> String {
        let mut pairs: Vec<(&str, String)> = self
            .chosen()
            .map(|(facet, value)| (facet.name(), value.to_string()))
            .collect();
        for (name, year) in [("from", self.from), ("to", self.to)] {
            pairs.extend(year.map(|y| (name, y.to_string())));
        }
        if self.sort != Sort::default() {
            pairs.push(("sort", self.sort.name().to_string()));
        }
        // Texts and numbers can always be written.
        serde_urlencoded::to_string(pairs).unwrap_or_default()
    }

    /// The address of the list, or of a page of it.
    pub fn address(&self, page: i64) -> String {
        let mut query = self.query();
        if page > 1 {
            if !query.is_empty() {
                query.push('&');
            }
            query.push_str(&format!("page={page}"));
        }
        if query.is_empty() {
            "/library".to_string()
        } else {
            format!("/library?{query}")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::terms;
    use proptest::prelude::*;

    fn read(query: &str) -> Filter {
        let pairs: Vec<(String, String)> = serde_urlencoded::from_str(query).unwrap();
        Filter::parse(&pairs, &terms::Known::default().last())
    }

    #[test]
    fn an_address_says_what_was_chosen_and_nothing_else() {
        let filter = read(
            "x=1&tag=Portr%C3%A6t&kind=case&kind=tool&kind=nonsense&area=skole&municipality=%C3%85rhus&place=751&place=Andeby&from=2024&to=2019&sort=title&page=3",
        );
        assert_eq!(
            filter.query(),
            "kind=case&kind=tool&area=skole&place=DK-751&place=Andeby&tag=portraet&from=2019&to=2024&sort=title"
        );
        assert_eq!(filter.not_known, [("kind".into(), "nonsense".into())]);
        assert_eq!(read("").address(1), "/library");
        assert_eq!(read("").address(2), "/library?page=2");
        assert_eq!(
            filter
                .without(Facet::Kind, "case")
                .without_years()
                .address(1),
            "/library?kind=tool&area=skole&place=DK-751&place=Andeby&tag=portraet&sort=title"
        );
    }

    #[test]
    fn a_personal_number_is_no_filter() {
        let filter = read("tag=010190-1234&place=010190-1234");
        assert!(!filter.narrows());
        assert_eq!(filter.not_known[0], ("tag".into(), "…".into()));
    }

    #[test]
    fn a_typed_municipality_that_is_none_is_said() {
        assert_eq!(read("where=Aarhus").query(), "place=DK-751");
        assert_eq!(
            read("where=Andeby").unknown_place.as_deref(),
            Some("Andeby")
        );
        assert_eq!(read("where=").unknown_place, None);
    }

    proptest! {
        #[test]
        fn reading_what_was_written_gives_the_same(pairs in prop::collection::vec(
            ("(kind|area|place|tag|method|country|from|to|sort|evaluated|x)", "\\PC{0,12}|case|DK|DK-265|yes|2020|title"), 0..12)
        ) {
            let pairs: Vec<(String, String)> = pairs;
            let terms = terms::Known::default().last();
            let mut first = Filter::parse(&pairs, &terms);
            first.not_known.clear();
            let again: Vec<(String, String)> = serde_urlencoded::from_str(&first.query()).unwrap();
            prop_assert_eq!(Filter::parse(&again, &terms), first);
        }
    }
}
