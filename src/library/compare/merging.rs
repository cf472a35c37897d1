//! Two who wrote at once: what only one of them changed is in what both get; what both changed is told.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::fields::in_form;
use crate::library::NewEntry;
use crate::library::fields;

/// Lines of a text, its three versions together, that are still merged passage by passage.
const LINES_MAX: usize = 6_000;

/// What `merge` made of two texts written over the same one. Names as in `compare::fields::Field`.
#[derive(Debug)]
pub struct Merged {
    pub new: NewEntry,
    /// What only they changed: it is taken in.
    pub taken: Vec<String>,
    /// What both changed in passages apart: both are in.
    pub together: Vec<String>,
    /// What both changed, each in their way: mine stands.
    pub both: Vec<String>,
}

/// Both `theirs` and `mine` were written over `base`. Where nobody knows what that was, all that differs
/// was changed by both.
pub fn merge(base: Option<&NewEntry>, theirs: &NewEntry, mine: NewEntry) -> Merged {
    let mut told = Told::default();
    let mut new = mine.clone();
    let texts = [
        (
            "title",
            base.map(|b| &b.title),
            &theirs.title,
            &mut new.title,
        ),
        (
            "summary",
            base.map(|b| &b.summary),
            &theirs.summary,
            &mut new.summary,
        ),
        ("body", base.map(|b| &b.body), &theirs.body, &mut new.body),
    ];
    for (name, base, theirs, mine) in texts {
        told.of(name, text(base, theirs, mine));
    }
    told.of(
        "lang",
        whole(base.map(|b| &b.lang), &theirs.lang, &mut new.lang),
    );
    // A place's name and its code are one thing.
    let place = |of: &NewEntry| (of.municipality.clone(), of.place().map(str::to_string));
    let (was, mut at) = (base.map(place), place(&new));
    told.of("municipality", whole(was.as_ref(), &place(theirs), &mut at));
    (new.municipality, new.place) = at;
    told.of(
        "area",
        whole(base.map(|b| &b.area), &theirs.area, &mut new.area),
    );
    told.of(
        "tags",
        whole(base.map(|b| &b.tags), &theirs.tags, &mut new.tags),
    );
    told.of(
        "contact_role",
        whole(
            base.map(|b| &b.contact_role),
            &theirs.contact_role,
            &mut new.contact_role,
        ),
    );
    told.of(
        "contact_name",
        whole(
            base.map(|b| &b.contact_name),
            &theirs.contact_name,
            &mut new.contact_name,
        ),
    );
    told.of(
        "contact_deputy",
        whole(
            base.map(|b| &b.contact_deputy),
            &theirs.contact_deputy,
            &mut new.contact_deputy,
        ),
    );
    told.of(
        "audience",
        whole(
            base.map(|b| &b.audience),
            &theirs.audience,
            &mut new.audience,
        ),
    );
    told.of(
        "meeting",
        whole(
            base.map(|b| &b.meeting_id),
            &theirs.meeting_id,
            &mut new.meeting_id,
        ),
    );
    let was = base.map(|b| fields::map(&b.facts));
    let [theirs, mut mine] = [&theirs.facts, &mine.facts].map(fields::map);
    let known = was.iter().chain([&theirs, &mine]);
    let names: BTreeSet<String> = known.flat_map(|facts| facts.keys().cloned()).collect();
    for name in names {
        let of = |map: &Map<String, Value>| map.get(&name).cloned().unwrap_or_default();
        let (was, mut fact) = (was.as_ref().map(of), of(&mine));
        let became = value(was.as_ref(), &of(&theirs), &mut fact);
        told.of(&format!("facts.{name}"), became);
        mine.insert(name, fact);
    }
    mine.retain(|_, fact| !fact.is_null());
    new.facts = fields::facts(mine);
    told.ended(new)
}

/// Of the fields so far, what became of them.
#[derive(Default)]
struct Told(Vec<(String, Became)>);

impl Told {
    fn of(&mut self, name: &str, became: Became) {
        self.0.push((name.to_string(), became));
    }

    fn ended(mut self, new: NewEntry) -> Merged {
        self.0.sort_by_key(|(name, _)| in_form(name));
        let those = |which: Became| {
            let some = self.0.iter().filter(|(_, became)| *became == which);
            some.map(|(name, _)| name.clone()).collect()
        };
        Merged {
            new,
            taken: those(Became::Taken),
            together: those(Became::Together),
            both: those(Became::Both),
        }
    }
}

/// What a field became.
#[derive(Debug, PartialEq)]
enum Became {
    Mine,
    Taken,
    Together,
    Both,
}

/// A field that is one thing.
fn whole<T: PartialEq + Clone>(base: Option<&T>, theirs: &T, mine: &mut T) -> Became {
    if base == Some(theirs) || theirs == mine {
        return Became::Mine;
    }
    if base == Some(mine) {
        mine.clone_from(theirs);
        return Became::Taken;
    }
    Became::Both
}

/// A field whose passages are things of their own.
fn text(base: Option<&String>, theirs: &String, mine: &mut String) -> Became {
    let became = whole(base, theirs, mine);
    let Some(base) =
        base.filter(|base| became == Became::Both && lines([base, theirs, mine]) <= LINES_MAX)
    else {
        return became;
    };
    match diffy::merge(base, mine, theirs) {
        Ok(together) => {
            *mine = together;
            Became::Together
        }
        Err(_) => Became::Both,
    }
}

fn lines(texts: [&str; 3]) -> usize {
    texts.map(|t| t.lines().count()).iter().sum()
}

fn value(base: Option<&Value>, theirs: &Value, mine: &mut Value) -> Became {
    match (base, theirs, &mut *mine) {
        (Some(Value::String(base)), Value::String(theirs), Value::String(mine)) => {
            text(Some(base), theirs, mine)
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
        let became = text(Some(&base.to_string()), &theirs.to_string(), &mut mine);
        (became, mine)
    }

    #[test]
    fn passages_apart_come_together_and_the_same_passage_does_not() {
        let base = "En.\n\nTo.\n\nTre.";
        assert_eq!(
            texts(base, "En!\n\nTo.\n\nTre.", "En.\n\nTo.\n\nTre og fire."),
            (Became::Together, "En!\n\nTo.\n\nTre og fire.".to_string())
        );
        assert_eq!(
            texts(base, "En.\n\nDeres.\n\nTre.", "En.\n\nMit.\n\nTre."),
            (Became::Both, "En.\n\nMit.\n\nTre.".to_string())
        );
        let mut mine = "mit".to_string();
        assert_eq!(text(None, &"deres".to_string(), &mut mine), Became::Both);
        assert_eq!(mine, "mit");
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

        #[test]
        fn what_each_wrote_in_a_passage_of_their_own_is_there(
            passages in prop::collection::vec("[a-c]{1,3}", 5..9), first in 0usize..2, second in 3usize..5
        ) {
            let with = |changes: &[(usize, &str)]| {
                let mut all = passages.clone();
                for (at, said) in changes {
                    all[*at] = said.to_string();
                }
                all.join("\n\n")
            };
            let (theirs, mine) = ((first, "deres"), (second, "mit"));
            let merged = texts(&with(&[]), &with(&[theirs]), &with(&[mine]));
            prop_assert_eq!(merged, (Became::Together, with(&[theirs, mine])));
        }
    }
}
