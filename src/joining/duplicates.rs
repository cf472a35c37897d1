//! Which two records are likely the same person.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::queries::{self, Compared};
use crate::db::Conn;
use crate::error::Result;
use crate::text;

/// What two records have in common. Each is a message key.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Sign {
    Name,
    Organisation,
    /// What stands before the @ in their addresses.
    Mailbox,
    Phone,
}

impl Sign {
    pub fn key(self) -> &'static str {
        match self {
            Sign::Name => "joining-same-name",
            Sign::Organisation => "joining-same-organisation",
            Sign::Mailbox => "joining-same-mailbox",
            Sign::Phone => "joining-same-phone",
        }
    }

    fn weight(self) -> u32 {
        match self {
            Sign::Name => 4,
            Sign::Phone => 3,
            Sign::Mailbox => 2,
            Sign::Organisation => 1,
        }
    }
}

pub struct Pair {
    pub first: Compared,
    pub second: Compared,
    pub signs: Vec<Sign>,
}

/// What so many share says nothing of a person: a switchboard, a common name.
const COMMON: usize = 6;
/// Mailboxes that are nobody's own.
const SHARED: &[&str] = &[
    "admin",
    "adm",
    "info",
    "kontakt",
    "kontor",
    "mail",
    "post",
    "postkasse",
    "sekretariat",
];
/// Pairs shown, at most.
const SHOWN: usize = 50;

/// The likeliest pairs first, without those somebody found to be two people. Two queries.
pub fn likely(c: &mut Conn) -> Result<Vec<Pair>> {
    let people = queries::everybody_compared(c)?;
    let two: HashSet<(String, String)> = queries::not_duplicates(c)?.into_iter().collect();
    Ok(pairs(&people, &two))
}

fn pairs(people: &[Compared], two: &HashSet<(String, String)>) -> Vec<Pair> {
    let mut signs: BTreeMap<(usize, usize), Vec<Sign>> = BTreeMap::new();
    type Read = fn(&Compared) -> Option<String>;
    let read: [(Sign, Read); 3] = [
        (Sign::Name, name),
        (Sign::Mailbox, mailbox),
        (Sign::Phone, phone),
    ];
    for (sign, read) in read {
        let mut same: HashMap<String, Vec<usize>> = HashMap::new();
        for (i, person) in people.iter().enumerate() {
            if let Some(value) = read(person) {
                same.entry(value).or_default().push(i);
            }
        }
        for group in same.values().filter(|g| g.len() <= COMMON) {
            for (n, a) in group.iter().enumerate() {
                for b in &group[n + 1..] {
                    signs.entry((*a, *b)).or_default().push(sign);
                }
            }
        }
    }
    let mut pairs: Vec<Pair> = signs
        .into_iter()
        .map(|((a, b), mut signs)| {
            let (first, second) = (people[a].clone(), people[b].clone());
            if first.organisation_id.is_some() && first.organisation_id == second.organisation_id {
                signs.push(Sign::Organisation);
            }
            Pair {
                first,
                second,
                signs,
            }
        })
        .filter(|p| !two.contains(&in_order(&p.first.id, &p.second.id)))
        .collect();
    // Stable: pairs that are equally likely stay in the order of their ids.
    pairs.sort_by_key(|p| std::cmp::Reverse(p.signs.iter().map(|s| s.weight()).sum::<u32>()));
    pairs.truncate(SHOWN);
    pairs
}

/// A pair as `not_duplicates` keeps it.
pub fn in_order(a: &str, b: &str) -> (String, String) {
    let (first, second) = if a < b { (a, b) } else { (b, a) };
    (first.to_string(), second.to_string())
}

fn name(person: &Compared) -> Option<String> {
    let mut words: Vec<String> = text::fold(&person.name)
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .map(str::to_string)
        .collect();
    // "Holm, Karen" is Karen Holm; one word alone is too little.
    words.sort();
    (words.len() > 1).then(|| words.join(" "))
}

fn mailbox(person: &Compared) -> Option<String> {
    let (local, _) = person.email.split_once('@')?;
    let good = local.len() >= 4 && !SHARED.contains(&local);
    good.then(|| local.to_string())
}

fn phone(person: &Compared) -> Option<String> {
    let digits: String = person.phone.chars().filter(char::is_ascii_digit).collect();
    // Without the country: the last eight digits.
    (digits.len() >= 8).then(|| digits[digits.len() - 8..].to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(id: &str, name: &str, email: &str, phone: &str, org: Option<&str>) -> Compared {
        Compared {
            id: id.to_string(),
            name: name.to_string(),
            email: email.to_string(),
            phone: phone.to_string(),
            title: String::new(),
            organisation_id: org.map(str::to_string),
            organisation: org.map(str::to_string),
        }
    }

    #[test]
    fn the_likeliest_pair_comes_first_and_what_many_share_is_no_sign() {
        let mut people = vec![
            person("1", "Karen Holm", "karen@a.dk", "", Some("A")),
            person("2", "HOLM, Karen", "kh@b.dk", "", Some("A")),
            person("3", "Søren Å", "soren.aa@a.dk", "+45 12 34 56 78", None),
            person("4", "Soeren B", "sb@b.dk", "12345678", Some("B")),
            person("5", "Ib", "soren.aa@c.dk", "", None),
            person("6", "Post A", "post@a.dk", "", None),
            person("7", "Post B", "post@b.dk", "", None),
        ];
        for i in 0..9 {
            people.push(person(&format!("9{i}"), "Peter Jensen", "", "", None));
        }
        let found = pairs(&people, &HashSet::new());
        let ids: Vec<(&str, &str)> = found
            .iter()
            .map(|p| (p.first.id.as_str(), p.second.id.as_str()))
            .collect();
        assert_eq!(ids, [("1", "2"), ("3", "4"), ("3", "5")]);
        assert_eq!(found[0].signs, [Sign::Name, Sign::Organisation]);
        let two = HashSet::from([in_order("2", "1")]);
        assert_eq!(pairs(&people, &two).len(), 2);
    }
}
