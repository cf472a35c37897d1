//! What results are narrowed to and how they are ordered, and how that stands in an address.

use std::ops::RangeInclusive;

/// The filters one can click, by their names in addresses.
pub const FACETS: [&str; 5] = ["kind", "municipality", "lang", "area", "year"];
/// All filters there are.
pub const FILTERS: [&str; 6] = ["kind", "municipality", "lang", "area", "year", "tag"];

/// Values of one filter at most: no page offers as many.
const MOST: usize = 20;

/// What results are narrowed to. Values of one filter add up; across filters, all must hold.
/// Municipalities are codes, or names of places that are none; years as `years` reads them; tags
/// folded.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filters {
    /// Each pair once, in the order of `FILTERS` and as they were chosen.
    chosen: Vec<(&'static str, String)>,
}

impl Filters {
    /// With one more value. A filter that there is not is none.
    pub fn and(mut self, filter: &str, value: &str) -> Filters {
        self.choose(filter, value);
        self
    }

    pub fn choose(&mut self, filter: &str, value: &str) {
        let Some(at) = FILTERS.iter().position(|f| *f == filter) else {
            return;
        };
        let pair = (FILTERS[at], value.to_string());
        if self.of(filter).count() < MOST && !self.chosen.contains(&pair) {
            self.chosen.push(pair);
            self.chosen
                .sort_by_key(|(f, _)| FILTERS.iter().position(|o| o == f));
        }
    }

    pub fn without(&self, filter: &str, value: &str) -> Filters {
        let mut less = self.clone();
        less.chosen
            .retain(|(f, v)| (*f, v.as_str()) != (filter, value));
        less
    }

    /// Without any value of a filter.
    pub fn clear_of(&self, filter: &str) -> Filters {
        let mut less = self.clone();
        less.chosen.retain(|(f, _)| *f != filter);
        less
    }

    pub fn of(&self, filter: &str) -> impl Iterator<Item = &str> {
        self.chosen
            .iter()
            .filter(move |(f, _)| *f == filter)
            .map(|(_, v)| v.as_str())
    }

    pub fn has(&self, filter: &str, value: &str) -> bool {
        self.of(filter).any(|v| v == value)
    }

    pub fn any(&self) -> bool {
        !self.chosen.is_empty()
    }

    /// As an address says it.
    pub fn pairs(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.chosen.iter().map(|(f, v)| (*f, v.as_str()))
    }
}

/// What the results are ordered by. In time, those that have more of the words still come first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    #[default]
    Relevance,
    /// What was changed last.
    Newest,
    /// What somebody last said is still true.
    Reviewed,
}

impl Sort {
    pub const ALL: [Sort; 3] = [Sort::Relevance, Sort::Newest, Sort::Reviewed];

    pub fn name(self) -> &'static str {
        match self {
            Sort::Relevance => "relevance",
            Sort::Newest => "newest",
            Sort::Reviewed => "reviewed",
        }
    }

    pub fn named(name: &str) -> Option<Sort> {
        Sort::ALL.into_iter().find(|s| s.name() == name)
    }
}

/// A filter's values with the number of results each would leave, most first; years, the latest first.
#[derive(Clone, Debug, PartialEq)]
pub struct Facet {
    pub name: &'static str,
    pub values: Vec<(String, u64)>,
}

/// Parts the first year from the last.
pub const TO: &str = "..";
/// Years that can be meant.
pub const YEARS: RangeInclusive<u16> = 1900..=2200;

/// The years of `2022`, `2022..2024`, `2022..` or `..2024`; also of one that has not ended.
pub fn years(value: &str) -> Option<RangeInclusive<u16>> {
    let year = |said: &str, open: u16| match said {
        "" => Some(open),
        said => said.parse().ok().filter(|y| YEARS.contains(y)),
    };
    match value.split_once(TO) {
        None => year(value, 0).filter(|y| *y != 0).map(|y| y..=y),
        Some(("", "")) => None,
        Some((from, to)) => Some(year(from, *YEARS.start())?..=year(to, *YEARS.end())?),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_add_up_and_are_taken_back_one_by_one() {
        let filters = Filters::default()
            .and("lang", "sv")
            .and("kind", "tool")
            .and("kind", "case")
            .and("kind", "tool")
            .and("color", "red");
        let pairs: Vec<_> = filters.pairs().collect();
        assert_eq!(pairs, [("kind", "tool"), ("kind", "case"), ("lang", "sv")]);
        assert!(filters.without("kind", "tool").has("kind", "case"));
        assert!(!filters.clear_of("kind").clear_of("lang").any());
    }

    #[test]
    fn years_are_one_or_from_and_to() {
        assert_eq!(years("2022"), Some(2022..=2022));
        assert_eq!(years("2022..2024"), Some(2022..=2024));
        assert_eq!(years("2022.."), Some(2022..=2200));
        assert_eq!(years("..2024"), Some(1900..=2024));
        for none in ["", "..", "22", "2022..x", "2022-2024", "99999999"] {
            assert_eq!(years(none), None, "{none}");
        }
    }
}
