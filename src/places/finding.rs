//! Looking for a municipality: the nearest first, and what may have been meant when none is called so.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::register::{Place, all, key, loose, named, without_kind};

/// Municipalities offered to somebody whose word names none.
const OFFERED: usize = 5;

/// What is larger than a municipality and may be said instead of one, beside the counties of the
/// register.
const LARGER: [&str; 20] = [
    "danmark",
    "sverige",
    "norge",
    "norden",
    "denmark",
    "sweden",
    "norway",
    "faeroeerne",
    "groenland",
    "finland",
    "island",
    "iceland",
    "aaland",
    "hele landet",
    "hele danmark",
    "hele norge",
    "hela landet",
    "hela sverige",
    "whole country",
    "nordic countries",
];

static COUNTIES: LazyLock<HashSet<String>> =
    LazyLock::new(|| all().iter().map(|p| county(&key(p.county))).collect());

/// The name of a region, a *län* or a *fylke* without the word for it.
fn county(key: &str) -> String {
    let bare = key.strip_prefix("region ").unwrap_or(key);
    let bare = [" laen", " fylkeskommune", " fylke"]
        .iter()
        .find_map(|word| bare.strip_suffix(word))
        .unwrap_or(bare);
    bare.strip_suffix('s').unwrap_or(bare).to_string()
}

/// Whether somebody said a region, a county or a country.
pub fn is_larger(typed: &str) -> bool {
    let key = key(typed);
    LARGER.contains(&key.as_str()) || COUNTIES.contains(&county(&key))
}

/// The municipalities somebody may be looking for: what is called so, then what begins so, then what
/// has it in a name; among equals in the register's order.
pub fn find(typed: &str) -> Vec<&'static Place> {
    let key = key(typed);
    let bare = without_kind(&key).0;
    if bare.is_empty() {
        return Vec::new();
    }
    let one = named(typed, "");
    let loosely = loose(bare);
    let mut found: Vec<(u8, &Place)> = all()
        .iter()
        .filter_map(|place| {
            let is_it = one.is_some_and(|one| one.code == place.code) || place.number() == bare;
            let distance = if is_it {
                Some(0)
            } else {
                names(place)
                    .filter_map(|name| distance(&name, bare, &loosely))
                    .min()
            };
            distance.map(|distance| (distance, place))
        })
        .collect();
    found.sort_by_key(|(distance, _)| *distance);
    found.into_iter().map(|(_, place)| place).collect()
}

fn names(place: &Place) -> impl Iterator<Item = String> {
    std::iter::once(&place.name)
        .chain(&place.others)
        .map(|name| key(name))
}

/// How far a name is from what was typed. None: it has nothing of it.
fn distance(name: &str, bare: &str, loosely: &str) -> Option<u8> {
    let loose_name = loose(name);
    let ways = [
        name == bare,
        loose_name == loosely,
        name.starts_with(bare),
        name.contains(&format!(" {bare}")),
        loose_name.starts_with(loosely),
        name.contains(bare),
        loose_name.contains(loosely),
    ];
    ways.iter().position(|way| *way).map(|at| at as u8)
}

/// What may have been meant by a word that names none, or several: those called so, else those found
/// by it, else those one or a few slips of the pen away.
pub fn nearest(typed: &str) -> Vec<&'static Place> {
    let found = find(typed);
    let called: Vec<&Place> = found
        .iter()
        .copied()
        .filter(|p| is_called(p, typed))
        .collect();
    let mut near = match (called.is_empty(), found.is_empty()) {
        (false, _) => called,
        (true, false) => found,
        (true, true) => similar(typed),
    };
    near.truncate(OFFERED);
    near
}

/// Whether several municipalities are called so.
pub fn is_of_several(typed: &str) -> bool {
    all().iter().filter(|p| is_called(p, typed)).count() > 1
}

fn is_called(place: &Place, typed: &str) -> bool {
    let key = key(typed);
    let bare = without_kind(&key).0;
    place.number() == bare || names(place).any(|name| name == bare)
}

fn similar(typed: &str) -> Vec<&'static Place> {
    let key = key(typed);
    let wanted: Vec<char> = loose(without_kind(&key).0).chars().collect();
    let most = (wanted.len() / 3).clamp(1, 3);
    let mut near: Vec<(usize, &Place)> = all()
        .iter()
        .filter_map(|place| {
            let slips = names(place)
                .map(|name| slips(&wanted, &loose(&name).chars().collect::<Vec<_>>()))
                .min()?;
            (slips <= most).then_some((slips, place))
        })
        .collect();
    near.sort_by_key(|(slips, _)| *slips);
    near.into_iter().map(|(_, place)| place).collect()
}

/// Letters to add, leave out, change or swap with their neighbour, to come from one word to another.
fn slips(from: &[char], to: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=to.len()).collect();
    for i in 1..=from.len() {
        let mut row = vec![i];
        for j in 1..=to.len() {
            let changed = last[j - 1] + usize::from(from[i - 1] != to[j - 1]);
            let mut least = changed.min(last[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1] {
                least = least.min(before[j - 2] + 1);
            }
            row.push(least);
        }
        before = std::mem::replace(&mut last, row);
    }
    last[to.len()]
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn first(typed: &str) -> Option<&'static str> {
        find(typed).first().map(|p| p.name)
    }

    #[test]
    fn what_is_called_so_comes_before_what_only_has_it() {
        for (typed, name) in [
            ("Åre", "Åre"),
            ("are", "Åre"),
            ("Gällivare", "Gällivare"),
            ("Os", "Os"),
            ("Kbh", "København"),
            ("Kbh.", "København"),
            ("751", "Aarhus"),
            ("0180", "Stockholm"),
            ("Rosk", "Roskilde"),
            ("Vall", "Vallensbæk"),
        ] {
            assert_eq!(first(typed), Some(name), "{typed}");
        }
        assert!(find("Gällivare").len() == 1 && find("xyzzy").is_empty());
        // One number in two countries.
        let both: Vec<_> = find("1860").iter().map(|p| p.code).collect();
        assert_eq!(both, ["SE-1860", "NO-1860"]);
    }

    #[test]
    fn a_slip_of_the_pen_is_seen_through() {
        let near = |typed: &str| nearest(typed).first().map(|p| p.name);
        for (typed, name) in [
            ("Roskidle", "Roskilde"),
            ("Gulborgsund", "Guldborgsund"),
            ("Göteborgg", "Göteborg"),
            ("Helsingbrog", "Helsingborg"),
            ("Trondhjem", "Trondheim"),
        ] {
            assert_eq!(near(typed), Some(name), "{typed}");
        }
        assert_eq!(nearest("Herøy").len(), 2);
        assert!(is_of_several("Våler kommune") && !is_of_several("Roskilde"));
        assert!(nearest("Andebyen ved havet").is_empty());
    }

    #[test]
    fn a_region_a_county_or_a_country_is_larger() {
        for typed in [
            "Region Midtjylland",
            "Skåne län",
            "Region Jämtland",
            "Troms fylkeskommune",
            "hele landet",
            "Sverige",
        ] {
            assert!(is_larger(typed), "{typed}");
        }
        assert!(!is_larger("Andeby") && !is_larger("Roskilde") && !is_larger(""));
    }

    proptest! {
        #[test]
        fn slips_are_counted_alike_both_ways(a in "[a-d]{0,8}", b in "[a-d]{0,8}") {
            let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
            prop_assert_eq!(slips(&a, &b), slips(&b, &a));
            prop_assert_eq!(slips(&a, &b) == 0, a == b);
        }
    }
}
