//! Two who wrote at once: what only one of them changed is in what both get; what both changed is told.

use std::collections::BTreeSet;

use serde_json::Value;

use super::fields::in_form;
use crate::library::NewEntry;
use crate::library::fields;

/// Lines of a text, its three versions together, that are still merged passage by passage.
const LINES_MAX: usize = 6_000;

/// What `merge` made of two texts written over the same one.
#[derive(Debug)]
pub struct Merged {
    pub new: NewEntry,
    /// What only they changed, or they in one passage and I in another: it is taken in. Names as in
    /// `fields::Field`.
    pub taken: Vec<String>,
    /// What both changed, each in their way: mine stands.
    pub both: Vec<String>,
}

/// Both `theirs` and `mine` were written over `base`.
pub fn merge(base: &NewEntry, theirs: &NewEntry, mine: NewEntry) -> Merged {
    let mut merged = Merged {
        new: mine.clone(),
        taken: Vec::new(),
        both: Vec::new(),
    };
    let new = &mut merged.new;
    let mut told = |name: &str, became: Became| match became {
        Became::Mine => {}
        Became::Taken => merged.taken.push(name.to_string()),
        Became::Both => merged.both.push(name.to_string()),
    };
    let texts = [
        ("title", &base.title, &theirs.title, &mut new.title),
        ("summary", &base.summary, &theirs.summary, &mut new.summary),
        ("body", &base.body, &theirs.body, &mut new.body),
    ];
    for (name, base, theirs, mine) in texts {
        told(name, text(base, theirs, mine));
    }
    told("lang", whole(&base.lang, &theirs.lang, &mut new.lang));
    // A place's name and its code are one thing.
    let place = |of: &NewEntry| (of.municipality.clone(), of.place().map(str::to_string));
    let mut at = place(new);
    told("municipality", whole(&place(base), &place(theirs), &mut at));
    (new.municipality, new.place) = at;
    told("area", whole(&base.area, &theirs.area, &mut new.area));
    told("tags", whole(&base.tags, &theirs.tags, &mut new.tags));
    let contacts = [
        (
            "contact_role",
            &base.contact_role,
            &theirs.contact_role,
            &mut new.contact_role,
        ),
        (
            "contact_name",
            &base.contact_name,
            &theirs.contact_name,
            &mut new.contact_name,
        ),
        (
            "contact_deputy",
            &base.contact_deputy,
            &theirs.contact_deputy,
            &mut new.contact_deputy,
        ),
    ];
    for (name, base, theirs, mine) in contacts {
        told(name, whole(base, theirs, mine));
    }
    told(
        "audience",
        whole(&base.audience, &theirs.audience, &mut new.audience),
    );
    told(
        "meeting",
        whole(&base.meeting_id, &theirs.meeting_id, &mut new.meeting_id),
    );
    let [was, theirs, mut mine] =
        [&base.facts, &theirs.facts, &mine.facts].map(|facts| fields::map(facts));
    let names: BTreeSet<String> = was
        .keys()
        .chain(theirs.keys())
        .chain(mine.keys())
        .cloned()
        .collect();
    for name in names {
        let of = |map: &serde_json::Map<String, Value>| map.get(&name).cloned().unwrap_or_default();
        let mut fact = of(&mine);
        told(
            &format!("facts.{name}"),
            value(&of(&was), &of(&theirs), &mut fact),
        );
        mine.insert(name, fact);
    }
    mine.retain(|_, fact| !fact.is_null());
    new.facts = fields::facts(mine);
    for names in [&mut merged.taken, &mut merged.both] {
        names.sort_by_key(|name| in_form(name));
    }
    merged
}

/// What a field became of.
#[derive(Debug, PartialEq)]
enum Became {
    Mine,
    Taken,
    Both,
}

/// A field that is one thing.
fn whole<T: PartialEq + Clone>(base: &T, theirs: &T, mine: &mut T) -> Became {
    if theirs == base || theirs == mine {
        return Became::Mine;
    }
    if mine == base {
        mine.clone_from(theirs);
        return Became::Taken;
    }
    Became::Both
}

/// A field whose passages are things of their own.
fn text(base: &str, theirs: &String, mine: &mut String) -> Became {
    let became = whole(&base.to_string(), theirs, mine);
    if became != Became::Both || lines([base, theirs, mine]) > LINES_MAX {
        return became;
    }
    match diffy::merge(base, mine, theirs) {
        Ok(together) => {
            *mine = together;
            Became::Taken
        }
        Err(_) => Became::Both,
    }
}

fn lines(texts: [&str; 3]) -> usize {
    texts.map(|t| t.lines().count()).iter().sum()
}

fn value(base: &Value, theirs: &Value, mine: &mut Value) -> Became {
    match (base, theirs, &mut *mine) {
        (Value::String(base), Value::String(theirs), Value::String(mine)) => {
            text(base, theirs, mine)
        }
        _ => whole(base, theirs, mine),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn texts(base: &str, theirs: &str, mine: &str) -> (Became, String) {
        let mut mine = mine.to_string();
        (text(base, &theirs.to_string(), &mut mine), mine)
    }

    #[test]
    fn passages_apart_come_together_and_the_same_passage_does_not() {
        let base = "En.\n\nTo.\n\nTre.";
        assert_eq!(
            texts(base, "En!\n\nTo.\n\nTre.", "En.\n\nTo.\n\nTre og fire."),
            (Became::Taken, "En!\n\nTo.\n\nTre og fire.".to_string())
        );
        assert_eq!(
            texts(base, "En.\n\nDeres.\n\nTre.", "En.\n\nMit.\n\nTre."),
            (Became::Both, "En.\n\nMit.\n\nTre.".to_string())
        );
    }

    proptest! {
        #[test]
        fn who_changed_nothing_gets_theirs_and_who_was_alone_keeps_theirs(
            base in "([a-c]{0,3}\n){0,6}", other in "([a-c]{0,3}\n){0,6}"
        ) {
            prop_assert_eq!(texts(&base, &other, &base).1, other.clone());
            prop_assert_eq!(texts(&base, &base, &other), (Became::Mine, other.clone()));
            prop_assert_eq!(texts(&base, &other, &other), (Became::Mine, other));
        }
    }
}
